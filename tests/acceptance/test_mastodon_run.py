"""The real program against a strict fake of Mastodon that ignores keys and loses answers: every part once, in order."""

import itertools
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

from scheduler.testing.fake_mastodon import FakeMastodon, Fault, State
from tests.acceptance.calling import Program, until_quiet

CONFIG = """
[calendar]
id = "a1b2c3d4"
folder = "calendars"
timezone = "UTC"
language = "fr"

[accounts.musee]
network = "mastodon"
base_url = "{base_url}"
access_token = "env:MUSEE_TOKEN"
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
  - date: {day}
    theme: Coulisses
    posts:
      - id: caisse
        at: {hour}
        text: |
          Première partie, avec une image.
          ---
          Deuxième partie.
          ---
          Troisième partie.
          ---
          Quatrième partie.
        media:
          - {{file: caisse.png, alt: "Une caisse de bois clair, millésime 1974 peint au pochoir"}}
        replies:
          - {{id: reponse, {later}, text: "Réponse : quatorze mètres."}}
      - id: seul
        at: {hour}
        text: |
          Un message tout seul.
"""
SAID = ["Première partie, avec une image.", "Deuxième partie.", "Troisième partie.", "Quatrième partie."]
ALONE, REPLY = "Un message tout seul.", "Réponse : quatorze mètres."
NOW = datetime(2027, 6, 7, 9, 0, tzinfo=UTC)


@pytest.fixture
def server() -> Iterator[FakeMastodon]:
    with FakeMastodon(State(honours_keys=False)) as running:
        yield running


@pytest.fixture
def calendar(tmp_path: Path, server: FakeMastodon, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MUSEE_TOKEN", server.token)
    return written(tmp_path, server.base_url, NOW)


def written(folder: Path, base_url: str, now: datetime) -> Path:
    (folder / "calendars").mkdir()
    (folder / "config.toml").write_text(CONFIG.format(base_url=base_url), encoding="utf-8")
    later = now + timedelta(minutes=30)
    text = CAMPAIGN.format(
        day=f"{now:%Y-%m-%d}", hour=f"{now:%H:%M}", later=f"date: {later:%Y-%m-%d}, at: {later:%H:%M}"
    )
    (folder / "calendars" / "essai.yaml").write_text(text, encoding="utf-8")
    Image.new("RGB", (640, 480), "#8a3324").save(folder / "calendars" / "caisse.png")
    return folder / "config.toml"


def texts(server: FakeMastodon) -> list[str]:
    return [one.text for one in server.state.posted]


def arrived_once_in_order(server: FakeMastodon) -> None:
    posted = {one.text: one for one in server.state.posted}
    assert sorted(texts(server)) == sorted([*SAID, ALONE, REPLY])
    assert [text for text in texts(server) if text in SAID] == SAID
    for above, below in itertools.pairwise(SAID):
        assert posted[below].in_reply_to == posted[above].id
    assert posted[REPLY].in_reply_to in {posted[text].id for text in SAID}
    assert posted[ALONE].in_reply_to == ""
    assert [alt for _, alt, _ in posted[SAID[0]].media] == ["Une caisse de bois clair, millésime 1974 peint au pochoir"]


def looked_at(scheduler: Program, server: FakeMastodon, config: Path) -> int:
    """Do as a person would with what nobody can prove: look at the network, then say that it is not there."""
    unknown = scheduler.well("queue", "--state", "unknown", "--json", "--config", config).json["deliveries"]
    for one in unknown:
        text = one["parts"][len(one["remote"])]["text"]
        assert text not in texts(server), "what is there must have been found by itself"
        scheduler.well("confirm", one["tag"], "--absent", "--yes", "--config", config)
    return len(unknown)


@pytest.mark.parametrize(
    "faults",
    [
        [],
        [Fault.DROP],
        [Fault.NONE, Fault.ERROR, Fault.DROP],
        pytest.param([Fault.LOST, Fault.NONE, Fault.LOST], marks=pytest.mark.long),
        [Fault.NONE, Fault.NO_ID, Fault.HTML, Fault.DROP],
        [Fault.LIMIT, Fault.NONE, Fault.LIMIT_BARE, Fault.DOWN],
        [Fault.DROP] * 6,
    ],
    ids=lambda faults: "-".join(faults) or "none",
)
def test_every_part_arrives_once_in_order_with_its_alt_text(
    scheduler: Program, server: FakeMastodon, calendar: Path, faults: list[Fault]
) -> None:
    server.state.faults = list(faults)
    with time_machine.travel(NOW - timedelta(hours=1), tick=True) as clock:
        scheduler.well("apply", "--yes", "--config", calendar)
        clock.move_to(NOW + timedelta(seconds=5))
        until_quiet(scheduler, calendar, clock)
        asked = 0
        while settled := looked_at(scheduler, server, calendar):
            asked += settled
            until_quiet(scheduler, calendar, clock)
        assert not asked or {Fault.LOST, Fault.DOWN} & set(faults), "only what was never accepted needs a person"
        arrived_once_in_order(server)
        queue = scheduler.well("queue", "--json", "--config", calendar).json["deliveries"]
        assert {one["state"] for one in queue} == {"published"}


@pytest.mark.parametrize("nth", [3, *(pytest.param(n, marks=pytest.mark.long) for n in range(1, 6) if n != 3)])
def test_killed_while_the_server_has_it_and_has_not_answered_still_once(
    scheduler: Program, server: FakeMastodon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    monkeypatch.setenv("MUSEE_TOKEN", server.token)
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


def test_sigterm_lets_what_is_in_flight_finish(
    scheduler: Program, server: FakeMastodon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MUSEE_TOKEN", server.token)
    config = written(tmp_path, server.base_url, datetime.now(UTC).replace(second=0, microsecond=0))
    server.state.faults = [Fault.SLOW]
    scheduler.well("apply", "--yes", "--now", "--config", config)
    command = [sys.executable, "-m", "scheduler", "run", "--log", "json", "--config", str(config)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as daemon:
        with server.state.changed:
            assert server.state.changed.wait_for(lambda: bool(server.state.posted), timeout=60)
        daemon.send_signal(signal.SIGTERM)
        server.release.set()
        _, err = daemon.communicate(timeout=60)
    assert daemon.returncode == 0, err
    queue = scheduler.well("queue", "--json", "--config", config).json["deliveries"]
    assert "sending" not in {one["state"] for one in queue}
    assert sum(len(one["remote"]) for one in queue) == len(server.state.posted)


def test_a_token_is_read_only_for_a_configuration_that_was_named(
    scheduler: Program, server: FakeMastodon, calendar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(calendar.parent)
    stranger = scheduler("accounts", "--test", "--json")
    assert stranger.code == 4
    assert "--config" in stranger.json["accounts"][0]["trouble"]
    assert server.state.requests == []
    assert scheduler.well("accounts", "--test", "--config", calendar, "--json").json["accounts"][0]["trouble"] is None
    scheduler.well("accounts", "--test")


def test_a_token_never_goes_to_another_server(scheduler: Program, server: FakeMastodon, calendar: Path) -> None:
    scheduler.well("accounts", "--test", "--config", calendar)
    with FakeMastodon() as other:
        text = calendar.read_text(encoding="utf-8").replace(server.base_url, other.base_url)
        calendar.write_text(text, encoding="utf-8")
        refused = scheduler("accounts", "--test", "--config", calendar)
        assert refused.code == 4
        assert "--repin musee" in refused.out
        with time_machine.travel(NOW - timedelta(hours=1), tick=True) as clock:
            scheduler.well("apply", "--yes", "--config", calendar)
            clock.move_to(NOW + timedelta(seconds=5))
            assert "published" not in scheduler("run", "--once", "--config", calendar).out
        assert other.state.requests == []


def test_a_revoked_token_blocks_the_account_and_says_so(
    scheduler: Program, server: FakeMastodon, calendar: Path
) -> None:
    server.state.faults = [Fault.REVOKED]
    with time_machine.travel(NOW - timedelta(hours=1), tick=True) as clock:
        scheduler.well("apply", "--yes", "--config", calendar)
        clock.move_to(NOW + timedelta(seconds=5))
        blocked = scheduler("run", "--once", "--config", calendar)
        assert (blocked.code, "musee" in blocked.out) == (4, True)
        assert "doctor-blocked" in {
            one["code"] for one in scheduler("doctor", "--config", calendar, "--json").json["findings"]
        }
        scheduler.well("accounts", "--test", "--config", calendar)
        until_quiet(scheduler, calendar, clock)
    arrived_once_in_order(server)


def test_a_second_account_with_the_same_reference_sends_the_token_nowhere(
    scheduler: Program, server: FakeMastodon, calendar: Path
) -> None:
    scheduler.well("accounts", "--test", "--config", calendar)
    with FakeMastodon() as other:
        second = (
            f'[accounts.autre]\nnetwork = "mastodon"\nbase_url = "{other.base_url}"\naccess_token = "env:MUSEE_TOKEN"\n'
        )
        text = calendar.read_text(encoding="utf-8").replace('id = "a1b2c3d4"', 'id = "ffffffff"') + second
        calendar.write_text(text, encoding="utf-8")
        assert scheduler("accounts", "--test", "--config", calendar).code == 4
        assert other.state.requests == []


def test_a_reference_that_was_added_after_the_naming_is_not_resolved(
    scheduler: Program, calendar: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(calendar.parent)
    scheduler.well("accounts", "--config", calendar)
    ran = tmp_path / "ran"
    text = calendar.read_text(encoding="utf-8").replace('"env:MUSEE_TOKEN"', f'"cmd:touch {ran}"')
    calendar.write_text(text, encoding="utf-8")
    for words in (["accounts", "--test"], ["doctor"]):
        answer = scheduler(*words)
        assert answer.code != 0
        assert not ran.exists()


def test_an_account_that_has_gone_from_the_configuration_stops_no_other(
    scheduler: Program, server: FakeMastodon, calendar: Path
) -> None:
    with time_machine.travel(NOW - timedelta(hours=1), tick=True) as clock:
        text = calendar.read_text(encoding="utf-8")
        calendar.write_text(text + '[accounts.autre]\nnetwork = "bluesky"\nthrough = "rehearsal"\n', encoding="utf-8")
        campaign = calendar.parent / "calendars" / "essai.yaml"
        both = campaign.read_text(encoding="utf-8").replace("accounts: [musee]", "accounts: [musee, autre]")
        campaign.write_text(both, encoding="utf-8")
        scheduler.well("apply", "--yes", "--config", calendar)
        calendar.write_text(text, encoding="utf-8")
        clock.move_to(NOW + timedelta(seconds=5))
        answer = scheduler("run", "--once", "--config", calendar)
        assert answer.code in {0, 4}
        assert len(server.state.posted) == 5
