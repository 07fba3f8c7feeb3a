"""The real program against a strict fake of X that loses answers and takes a second attempt for a duplicate: every part once."""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from PIL import Image

from scheduler.testing.fake_x import FakeX, Fault, State
from tests.acceptance.calling import Program, until_quiet

pytestmark = pytest.mark.long

CONFIG = """
[calendar]
id = "a1b2c3d4"
folder = "calendars"
timezone = "UTC"
language = "fr"

[accounts.musee]
network = "x"
base_url = "{base_url}"
consumer_key = "env:X_CONSUMER_KEY"
consumer_secret = "env:X_CONSUMER_SECRET"
access_token = "env:X_ACCESS_TOKEN"
access_token_secret = "env:X_ACCESS_TOKEN_SECRET"
"""

CAMPAIGN = """
version: 1
campaign: essai
title: Essai
language: fr
timezone: UTC
accounts: [musee]
too_late_after: 12h
days:
  - date: 2027-06-07
    theme: Coulisses
    posts:
      - id: caisse
        at: 09:00
        text: |
          Première partie, avec une image & un lien : https://museumweek.org/a?b=1&c=2
          ---
          Deuxième partie.
          ---
          Troisième partie.
        media:
          - {file: caisse.png, alt: "Une caisse de bois clair"}
        replies:
          - {id: reponse, at: 09:30, text: "Réponse : quatorze mètres."}
"""
SAID = [
    "Première partie, avec une image & un lien : https://museumweek.org/a?b=1&c=2",
    "Deuxième partie.",
    "Troisième partie.",
]
REPLY = "Réponse : quatorze mètres."
NOW = datetime(2027, 6, 7, 9, 0, tzinfo=UTC)


@pytest.fixture
def scheduler(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("SCHEDULER_LANGUAGE", "en")
    return Program(capsys)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeX]:
    with FakeX(State()) as running:
        for name, value in running.keys.items():
            monkeypatch.setenv(f"X_{name.upper()}", value)
        yield running


@pytest.fixture
def config(tmp_path: Path, server: FakeX) -> Path:
    (tmp_path / "calendars").mkdir()
    (tmp_path / "config.toml").write_text(CONFIG.format(base_url=server.base_url), encoding="utf-8")
    (tmp_path / "calendars" / "essai.yaml").write_text(CAMPAIGN, encoding="utf-8")
    Image.new("RGB", (640, 480), "#8a3324").save(tmp_path / "calendars" / "caisse.png")
    return tmp_path / "config.toml"


def texts(server: FakeX) -> list[str]:
    return [one.text for one in server.state.posted]


def arrived_once_in_order(server: FakeX) -> None:
    posted = {one.text: one for one in server.state.posted}
    assert sorted(texts(server)) == sorted([*SAID, REPLY])
    assert [text for text in texts(server) if text in SAID] == SAID
    for above, below in itertools.pairwise(SAID):
        assert posted[below].above == posted[above].id
    (picture,) = posted[SAID[0]].media
    assert server.state.media[picture].alt == "Une caisse de bois clair"


def looked_at(scheduler: Program, server: FakeX, config: Path) -> int:
    """Do as a person would with what X cannot prove: look there, and say of what is not there that it is absent."""
    unknown = scheduler.well("queue", "--state", "unknown", "--json", "--config", config).json["deliveries"]
    absent = [one for one in unknown if one["parts"][len(one["remote"])]["text"] not in texts(server)]
    for one in absent:
        scheduler.well("confirm", one["tag"], "--absent", "--yes", "--config", config)
    return len(absent)


@pytest.mark.parametrize(
    "faults",
    [
        [],
        [Fault.DROP, Fault.NONE, Fault.ERROR],
        [Fault.LOST, Fault.NONE, Fault.DOWN],
        pytest.param([Fault.NO_ID, Fault.HTML, Fault.DROP, Fault.DROP], marks=pytest.mark.long),
        pytest.param([Fault.LIMIT, Fault.NONE, Fault.LIMIT_BARE], marks=pytest.mark.long),
    ],
    ids=lambda faults: "-".join(faults) or "none",
)
def test_every_part_arrives_once_in_order(scheduler: Program, server: FakeX, config: Path, faults: list[Fault]) -> None:
    server.state.faults = list(faults)
    with time_machine.travel(NOW - timedelta(hours=1), tick=True) as clock:
        scheduler.well("apply", "--yes", "--config", config)
        clock.move_to(NOW + timedelta(seconds=5))
        asked = 0
        for _ in range(6):  # a person looks sooner than the rest of a thread is given up
            until_quiet(scheduler, config, clock, passes=3)
            asked += looked_at(scheduler, server, config)
        assert bool(asked) == bool({Fault.LOST, Fault.DOWN} & set(faults)), (
            "only what was never accepted needs a person"
        )
        arrived_once_in_order(server)
        queue = scheduler.well("queue", "--json", "--config", config).json["deliveries"]
        assert {one["state"] for one in queue} == {"published"}


def test_an_account_without_credits_waits_and_goes_on_when_they_are_there(
    scheduler: Program, server: FakeX, config: Path
) -> None:
    with time_machine.travel(NOW - timedelta(hours=1), tick=True) as clock:
        scheduler.well("apply", "--yes", "--config", config)
        server.state.credits = False
        clock.move_to(NOW + timedelta(seconds=5))
        until_quiet(scheduler, config, clock)
        assert not server.state.posted
        queue = scheduler.well("queue", "--json", "--config", config).json["deliveries"]
        assert {one["state"] for one in queue} <= {"ready", "held"}, "no post is spent on it"
        server.state.credits = True
        scheduler("accounts", "--test", "--config", config)
        until_quiet(scheduler, config, clock)
    arrived_once_in_order(server)


def test_the_rest_of_a_thread_follows_under_the_post_that_a_person_found(
    scheduler: Program, server: FakeX, config: Path
) -> None:
    server.state.faults = [Fault.DROP]
    with time_machine.travel(NOW - timedelta(hours=1), tick=True) as clock:
        scheduler.well("apply", "--yes", "--config", config)
        clock.move_to(NOW + timedelta(seconds=5))
        scheduler("run", "--once", "--config", config)
        (unknown,) = scheduler.well("queue", "--state", "unknown", "--json", "--config", config).json["deliveries"]
        (post,) = server.state.posted
        profile = "https://x.com/musee"
        refused = scheduler("confirm", unknown["tag"], "--url", profile, "--config", config, "--json")
        assert (refused.code, refused.json["error"]["code"]) == (4, "url-names-no-post")
        url = f"https://x.com/musee/status/{post.id}/photo/1"  # as it is copied with the picture open
        scheduler.well("confirm", unknown["tag"], "--url", url, "--config", config)
        until_quiet(scheduler, config, clock)
    arrived_once_in_order(server)
