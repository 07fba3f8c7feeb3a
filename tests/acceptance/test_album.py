"""More pictures than a post takes, in two languages: each part arrives once, with its pictures, words and language."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from PIL import Image

from scheduler.testing.fake_mastodon import FakeMastodon, Fault, State
from tests.acceptance.calling import Program, until_quiet

NOW = datetime(2027, 6, 7, 9, tzinfo=UTC)
CONFIG = """
[calendar]
id = "a1b2c3d5"
folder = "."
timezone = "UTC"
language = "en"

[accounts.musee]
network = "mastodon"
base_url = "{base_url}"
access_token = "env:MUSEE_TOKEN"
languages = ["fr", "en"]
"""
HEAD = """
version: 1
campaign: album
language: fr
accounts: [musee]
surplus: thread
too_late_after: 12h
posts:
  - id: cartes
    date: 2027-06-07
    at: 9h
"""
TEXTS = {
    "both": "    bilingual: thread\n    texts: {fr: Cinq cartes postales., en: Five postcards.}\n",
    "one": "    text: Cinq cartes postales.\n",
}
PICTURE = "      - {{file: {0}.png, focus: [0.5, 0.25], alts: {{fr: Carte {0}, en: Card {0}}}}}\n"
COLORS = ("teal", "gold", "navy", "maroon", "olive")


@pytest.fixture
def server() -> Iterator[FakeMastodon]:
    with FakeMastodon(State(honours_keys=False)) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path, server: FakeMastodon, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MUSEE_TOKEN", server.token)
    (tmp_path / "config.toml").write_text(CONFIG.format(base_url=server.base_url), encoding="utf-8")
    for number, color in enumerate(COLORS):
        Image.new("RGB", (64, 48), color).save(tmp_path / f"{number}.png")
    return tmp_path


def published(scheduler: Program, folder: Path, text: str) -> None:
    pictures = "".join(PICTURE.format(number) for number in range(5))
    (folder / "album.yaml").write_text(f"{HEAD}{text}    media:\n{pictures}", encoding="utf-8")
    config = folder / "config.toml"
    with time_machine.travel(NOW - timedelta(hours=1), tick=True) as clock:
        scheduler.well("apply", "--yes", "--config", config)
        clock.move_to(NOW + timedelta(seconds=5))
        until_quiet(scheduler, config, clock, passes=3)
        (row,) = scheduler.well("queue", "--json", "--config", config).json["deliveries"]
    assert row["state"] == "published"


@pytest.mark.parametrize(
    ("texts", "said", "languages", "faults"),
    [
        ("both", ["Cinq cartes postales.", "Five postcards."], ["fr", "en"], []),
        ("one", ["Cinq cartes postales.", ""], ["fr", "fr"], [Fault.NONE, Fault.DROP]),
    ],
    ids=["two languages", "one without words, its answer lost"],
)
def test_each_part_arrives_once_with_what_is_its_own(
    scheduler: Program,
    server: FakeMastodon,
    folder: Path,
    texts: str,
    said: list[str],
    languages: list[str],
    faults: list[Fault],
) -> None:
    server.state.faults = list(faults)
    published(scheduler, folder, TEXTS[texts])
    first, second = server.state.posted
    assert [one.text for one in (first, second)] == said
    assert [one.language for one in (first, second)] == languages
    assert second.in_reply_to == first.id
    alts = [[alt for _, alt, _ in one.media] for one in (first, second)]
    assert alts == [["Carte 0", "Carte 1", "Carte 2", "Carte 3"], ["Carte 4"]]
    assert {server.state.media[number].focus for one in (first, second) for number, _, _ in one.media} == {(0.0, 0.5)}
