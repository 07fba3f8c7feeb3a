"""The real program against a strict fake of Facebook that loses answers: every part once, in order, under its post."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from PIL import Image

from scheduler.testing.fake_facebook import APP_SECRET, PAGE_ID, TOKEN, FakeFacebook, Fault, State
from tests.acceptance.calling import Program, until_quiet

pytestmark = pytest.mark.long

CONFIG = f"""
[calendar]
id = "a1b2c3d5"
folder = "calendars"
timezone = "UTC"
language = "fr"

[accounts.page]
network = "facebook"
base_url = "{{base_url}}"
page_id = "{PAGE_ID}"
access_token = "env:PAGE_TOKEN"
app_secret = "env:APP_SECRET"
"""
CAMPAIGN = """
version: 1
campaign: essai
title: Essai
language: fr
timezone: UTC
accounts: [page]
too_late_after: 12h
days:
  - date: {day}
    theme: Coulisses
    posts:
      - id: caisses
        at: {hour}
        text: Deux caisses, vues de face.
        link: https://musee.example/coulisses
        networks: {{facebook: {{link_in: first-comment}}}}
        media:
          - {{file: une.png, alt: "Une caisse de bois clair, millésime 1974"}}
          - {{file: deux.png, alt: "Une caisse de bois sombre"}}
        replies:
          - {{id: reponse, {later}, text: "Réponse : quatorze mètres."}}
      - id: lien
        at: {hour}
        text: Lisez la suite.
        link: https://musee.example/suite
"""
SAID = ["Deux caisses, vues de face.", "https://musee.example/coulisses", "Réponse : quatorze mètres."]
LINKED = "Lisez la suite.\n\nhttps://musee.example/suite"
NOW = datetime(2027, 6, 7, 9, 0, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[FakeFacebook]:
    with FakeFacebook(State(proof_required=True)) as running:
        yield running


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGE_TOKEN", TOKEN)
    monkeypatch.setenv("APP_SECRET", APP_SECRET)


def written(folder: Path, base_url: str, now: datetime) -> Path:
    (folder / "calendars").mkdir()
    (folder / "config.toml").write_text(CONFIG.format(base_url=base_url), encoding="utf-8")
    later = now + timedelta(minutes=30)
    text = CAMPAIGN.format(
        day=f"{now:%Y-%m-%d}", hour=f"{now:%H:%M}", later=f"date: {later:%Y-%m-%d}, at: {later:%H:%M}"
    )
    (folder / "calendars" / "essai.yaml").write_text(text, encoding="utf-8")
    for name, color in (("une.png", "#d2b48c"), ("deux.png", "#5c4033")):
        Image.new("RGB", (640, 480), color).save(folder / "calendars" / name)
    return folder / "config.toml"


def arrived_once_in_order(server: FakeFacebook) -> None:
    posted = {one.message: one for one in server.state.posted}
    assert sorted(one.message for one in server.state.posted) == sorted([*SAID, LINKED])
    post, comment, reply = (posted[text] for text in SAID)
    assert (post.above, comment.above, reply.above) == ("", post.id, post.id)
    assert [alt for _, alt, _ in post.photos] == [
        "Une caisse de bois clair, millésime 1974",
        "Une caisse de bois sombre",
    ]
    assert (posted[LINKED].link, post.link) == ("https://musee.example/suite", "")


def looked_at(scheduler: Program, server: FakeFacebook, config: Path) -> int:
    """Do as a person would with what nobody can prove: look at the Page, then say that it is not there."""
    unknown = scheduler.well("queue", "--state", "unknown", "--json", "--config", config).json["deliveries"]
    for one in unknown:
        text = one["parts"][len(one["remote"])]["text"]
        assert text not in {each.message for each in server.state.posted}, (
            "what is there must have been found by itself"
        )
        scheduler.well("confirm", one["tag"], "--absent", "--yes", "--config", config)
    return len(unknown)


@pytest.mark.parametrize(
    "faults",
    [
        [],
        [Fault.DROP] * 4,
        [Fault.NONE, Fault.ERROR, Fault.HTML, Fault.NO_ID],
        pytest.param([Fault.LOST, Fault.NONE, Fault.LOST], marks=pytest.mark.long),
        [Fault.LIMIT, Fault.NONE, Fault.LIMIT_BARE, Fault.DOWN],
    ],
    ids=lambda faults: "-".join(faults) or "none",
)
@pytest.mark.usefixtures("secrets")
def test_every_part_arrives_once_under_its_post_with_its_alt_texts(
    scheduler: Program, server: FakeFacebook, tmp_path: Path, faults: list[Fault]
) -> None:
    config = written(tmp_path, server.base_url, NOW)
    server.state.faults = list(faults)
    with time_machine.travel(NOW - timedelta(hours=1), tick=True) as clock:
        scheduler.well("apply", "--yes", "--config", config)
        clock.move_to(NOW + timedelta(seconds=5))
        until_quiet(scheduler, config, clock)
        asked = 0
        while settled := looked_at(scheduler, server, config):
            asked += settled
            until_quiet(scheduler, config, clock)
        assert bool(asked) == bool({Fault.LOST, Fault.DOWN} & set(faults)), (
            "only what was never accepted needs a person"
        )
        arrived_once_in_order(server)
        queue = scheduler.well("queue", "--json", "--config", config).json["deliveries"]
        assert {one["state"] for one in queue} == {"published"}


@pytest.mark.parametrize("nth", [1, *(pytest.param(n, marks=pytest.mark.long) for n in range(1, 4) if n != 1)])
@pytest.mark.usefixtures("secrets")
def test_killed_while_the_server_has_it_and_has_not_answered_still_once(
    scheduler: Program, server: FakeFacebook, tmp_path: Path, nth: int
) -> None:
    config = written(tmp_path, server.base_url, datetime.now(UTC).replace(second=0, microsecond=0))
    server.state.faults = [Fault.NONE] * (nth - 1) + [Fault.SLOW]
    scheduler.well("apply", "--yes", "--now", "--config", config)
    command = [sys.executable, "-m", "scheduler", "run", "--config", str(config)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=dict(os.environ)) as daemon:
        with server.state.changed:
            assert server.state.changed.wait_for(lambda: len(server.state.posted) >= nth, timeout=60)
        daemon.send_signal(signal.SIGKILL)
    server.release.set()
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=3), tick=True) as clock:
        until_quiet(scheduler, config, clock)
    arrived_once_in_order(server)


@pytest.mark.usefixtures("secrets")
def test_no_secret_is_written_anywhere(scheduler: Program, server: FakeFacebook, tmp_path: Path) -> None:
    config = written(tmp_path, server.base_url, NOW)
    server.state.faults = [Fault.BAD, Fault.REVOKED, Fault.DOWN, Fault.ELSEWHERE]
    said = ""
    with time_machine.travel(NOW - timedelta(hours=1), tick=True) as clock:
        scheduler.well("apply", "--yes", "--config", config)
        clock.move_to(NOW + timedelta(seconds=5))
        for _ in range(4):
            answer = scheduler("run", "--once", "--config", config)
            clock.shift(timedelta(minutes=5))
            said += answer.out + answer.err
        server.state.dead = 460
        for words in (["accounts", "--test"], ["doctor"], ["queue"]):
            answer = scheduler(*words, "--config", config)
            said += answer.out + answer.err
    kept = b"".join(
        one.read_bytes()
        for place in (tmp_path, Path(os.environ["XDG_STATE_HOME"]))
        for one in place.rglob("*")
        if one.is_file()
    )
    for secret in (TOKEN, APP_SECRET):
        assert secret not in said
        assert secret.encode() not in kept
