"""The real program against a strict fake of Bluesky that loses answers: every part once, in order, and nobody is asked."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from PIL import Image

from scheduler.testing.fake_bluesky import DID, HANDLE, PASSWORD, FakeBluesky, Fault
from tests.acceptance.calling import Program, until_quiet

pytestmark = pytest.mark.long

CONFIG = """
[calendar]
id = "a1b2c3d4"
folder = "calendars"
timezone = "UTC"
language = "fr"

[links]
own_hosts = ["musee.example"]

[accounts.musee]
network = "bluesky"
base_url = "{base_url}"
handle = "{handle}"
app_password = "env:MUSEE_WORD"
"""

CAMPAIGN = """
version: 1
campaign: essai
title: Essai
language: fr
timezone: UTC
accounts: [musee]
too_late_after: 12h
people:
  louvre: {{name: Musée du Louvre, bluesky: louvre.fr}}
days:
  - date: {day}
    theme: Coulisses
    hashtags: ["#CoulissesMW"]
    posts:
      - id: caisse
        at: {hour}
        text: |
          Première partie, avec {{louvre}} 👩🏽‍🎨 et une image.
          ---
          Deuxième partie.
          ---
          Troisième partie.
        media:
          - {{file: caisse.png, alt: "Une caisse de bois clair, millésime 1974 peint au pochoir"}}
        replies:
          - {{id: reponse, {later}, text: "Réponse : quatorze mètres."}}
      - id: seul
        at: {hour}
        link: https://musee.example/coulisses
        text: |
          Un message tout seul.
"""
NOW = datetime(2027, 6, 7, 9, 0, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[FakeBluesky]:
    with FakeBluesky() as running:
        yield running


@pytest.fixture
def calendar(tmp_path: Path, server: FakeBluesky, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MUSEE_WORD", PASSWORD)
    return written(tmp_path, server.base_url, NOW)


def written(folder: Path, base_url: str, now: datetime) -> Path:
    (folder / "calendars").mkdir()
    (folder / "config.toml").write_text(CONFIG.format(base_url=base_url, handle=HANDLE), encoding="utf-8")
    later = now + timedelta(minutes=30)
    text = CAMPAIGN.format(
        day=f"{now:%Y-%m-%d}", hour=f"{now:%H:%M}", later=f"date: {later:%Y-%m-%d}, at: {later:%H:%M}"
    )
    (folder / "calendars" / "essai.yaml").write_text(text, encoding="utf-8")
    Image.new("RGB", (640, 480), "#8a3324").save(folder / "calendars" / "caisse.png")
    return folder / "config.toml"


def posts(server: FakeBluesky) -> list[dict[str, Any]]:
    return [{**one.value, "uri": one.uri} for one in server.state.posted]


def arrived_once_in_order(server: FakeBluesky) -> None:
    found = posts(server)
    begins = ["Première", "Deuxième", "Troisième", "Un message", "Réponse"]
    by_word = {word: [one for one in found if one["text"].startswith(word)] for word in begins}
    assert {word: len(several) for word, several in by_word.items()} == dict.fromkeys(begins, 1)
    assert len(found) == len(begins)
    first, second, third, alone, reply = (several[0] for several in by_word.values())
    assert "reply" not in first
    assert "reply" not in alone
    assert second["reply"]["parent"]["uri"] == first["uri"]
    assert third["reply"]["parent"]["uri"] == second["uri"]
    assert {one["reply"]["root"]["uri"] for one in (second, third, reply)} == {first["uri"]}
    (image,) = first["embed"]["images"]
    assert image["alt"] == "Une caisse de bois clair, millésime 1974 peint au pochoir"
    assert image["aspectRatio"] == {"width": 640, "height": 480}
    features = {one["$type"].partition("#")[2]: one for facet in first["facets"] for one in facet["features"]}
    assert features["mention"]["did"] == server.state.handles["louvre.fr"]
    links = [one["uri"] for facet in alone["facets"] for one in facet["features"] if "uri" in one]
    assert len(links) == 1
    assert "utm_content=seul.once.musee" in links[0]
    assert "utm_content" not in alone["text"], "the address stands beside the text"


@pytest.mark.parametrize(
    "faults",
    [
        [],
        [Fault.DROP],
        [Fault.NONE, Fault.ERROR, Fault.DROP],
        [Fault.LOST, Fault.NONE, Fault.LOST],
        [Fault.NONE, Fault.NO_ID, Fault.HTML, Fault.DROP],
        [Fault.LIMIT, Fault.NONE, Fault.LIMIT_BARE, Fault.DOWN],
        [Fault.DROP] * 5,
    ],
    ids=lambda faults: "-".join(faults) or "none",
)
def test_every_part_arrives_once_in_order_and_nobody_is_asked(
    scheduler: Program, server: FakeBluesky, calendar: Path, faults: list[Fault]
) -> None:
    server.state.faults = list(faults)
    with time_machine.travel(NOW - timedelta(hours=1), tick=True) as clock:
        scheduler.well("apply", "--yes", "--config", calendar)
        clock.move_to(NOW + timedelta(seconds=5))
        until_quiet(scheduler, calendar, clock)
        arrived_once_in_order(server)
        queue = scheduler.well("queue", "--json", "--config", calendar).json["deliveries"]
        assert {one["state"] for one in queue} == {"published"}
        urls = {remote["url"] for one in queue for remote in one["remote"]}
        assert urls == {f"https://bsky.app/profile/{DID}/post/{one['uri'].rpartition('/')[2]}" for one in posts(server)}
    assert len(server.state.logins) == 1, "of 300 a day"


def test_every_attempt_at_a_part_bears_the_instant_of_the_first(
    scheduler: Program, server: FakeBluesky, calendar: Path
) -> None:
    server.state.faults = [Fault.LIMIT_BARE, Fault.DROP]
    with time_machine.travel(NOW - timedelta(hours=1), tick=True) as clock:
        scheduler.well("apply", "--yes", "--config", calendar)
        clock.move_to(NOW + timedelta(seconds=5))
        until_quiet(scheduler, calendar, clock)
    arrived_once_in_order(server)
    delays = [one.at - datetime.fromisoformat(one.value["createdAt"]) for one in server.state.posted]
    assert timedelta(seconds=20) < max(delays) < timedelta(hours=1)
    told = min(datetime.fromisoformat(one.value["createdAt"]) for one in server.state.posted)
    assert NOW <= told < NOW + timedelta(seconds=50)


@pytest.mark.parametrize("nth", [1, *(pytest.param(n, marks=pytest.mark.long) for n in range(1, 5) if n != 1)])
def test_killed_while_the_server_has_it_and_has_not_answered_still_once(
    scheduler: Program, server: FakeBluesky, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    monkeypatch.setenv("MUSEE_WORD", PASSWORD)
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    config = written(tmp_path, server.base_url, now)
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


def test_a_revoked_app_password_blocks_the_account_and_a_new_one_frees_it(
    scheduler: Program, server: FakeBluesky, calendar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.state.faults = [Fault.REVOKED]
    with time_machine.travel(NOW - timedelta(hours=1), tick=True) as clock:
        scheduler.well("apply", "--yes", "--config", calendar)
        clock.move_to(NOW + timedelta(seconds=5))
        blocked = scheduler("run", "--once", "--config", calendar)
        assert (blocked.code, "musee" in blocked.out) == (4, True)
        tried = len(server.state.logins)
        scheduler("run", "--once", "--config", calendar)
        assert len(server.state.logins) == tried, "a password that was refused is not tried again"
        server.state.password = "fake-new-word-9c1a"
        monkeypatch.setenv("MUSEE_WORD", "fake-new-word-9c1a")
        scheduler.well("accounts", "--test", "--config", calendar)
        until_quiet(scheduler, calendar, clock)
    arrived_once_in_order(server)


def test_no_token_or_password_is_left_where_it_does_not_belong(
    scheduler: Program, server: FakeBluesky, calendar: Path
) -> None:
    said = []
    server.state.faults = [Fault.DROP, Fault.FORBIDDEN, Fault.HTML]
    with time_machine.travel(NOW - timedelta(hours=1), tick=True) as clock:
        scheduler.well("apply", "--yes", "--config", calendar)
        clock.move_to(NOW + timedelta(seconds=5))
        for _ in range(6):
            answer = scheduler("run", "--once", "--log", "json", "--config", calendar)
            said.append(answer.out + answer.err)
            clock.shift(timedelta(minutes=40))
        said.append(scheduler("queue", "--json", "--config", calendar).out)
        said.append(scheduler("accounts", "--test", "--json", "--config", calendar).out)
    secrets = [PASSWORD, *server.state.access, *server.state.refresh]
    assert len(secrets) > 4
    state = Path(os.environ["XDG_STATE_HOME"])
    kept = [one for one in state.rglob("*") if one.is_file() and not one.name.startswith("session")]
    assert any(one.suffix == ".db" for one in kept)
    for secret in secrets:
        assert all(secret not in text for text in said)
        assert all(secret.encode() not in one.read_bytes() for one in kept)
    for one in state.rglob("session*"):
        assert one.stat().st_mode & 0o077 == 0
        assert PASSWORD.encode() not in one.read_bytes()
