"""What a person meets after a wrong clock or an outage: doctor red, people told, one summary, and each post may be sent late."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from scheduler.app import health, timing
from scheduler.app.ground import Ground
from scheduler.app.timing import TimeAsked
from scheduler.clock import SimulatedClock
from scheduler.config import load
from scheduler.connector import dates
from scheduler.flow.newsroom import Newsroom
from scheduler.notify import News
from scheduler.store import lock
from tests.acceptance.calling import Program
from tests.acceptance.small import calendar

MONDAY = datetime(2027, 6, 7, 6, tzinfo=UTC)
POSTS = """\
  - {id: one, date: 2027-06-07, at: 9h, text: Good morning.}
  - {id: two, date: 2027-06-07, at: 9h30, text: And welcome.}
"""
REAL = """
[accounts.musee-real]
network = "mastodon"
base_url = "https://mastodon.example"
access_token = "env:TOKEN"
"""


@pytest.fixture
def config(tmp_path: Path, scheduler: Program) -> Path:
    calendar(tmp_path / "calendar", POSTS)
    found = tmp_path / "calendar" / "config.toml"
    with time_machine.travel(MONDAY, tick=True):
        scheduler.well("apply", "--yes", "--config", found)
        scheduler.well("approve", "small/one", "small/two", "--role", "press", "--by", "l.diallo", "--config", found)
    return found


def test_after_an_outage_one_summary_and_each_may_be_sent_late(config: Path, scheduler: Program) -> None:
    with time_machine.travel(MONDAY + timedelta(hours=6), tick=True):
        passed = scheduler("run", "--once", "--config", config)
        assert passed.code == 4
        told = [line for line in passed.err.splitlines() if "missed" in line]
        assert len(told) == 1, "six posts, one line"
        assert "6 posts were missed" in told[0]
        assert "09:00" in told[0]
        assert "09:30" in told[0]
        assert "scheduler send --now TAG" in told[0]
        tag = "small/one/once/musee-mastodon"
        scheduler.well("send", "--now", tag, "--config", config)
        scheduler("run", "--once", "--config", config)
        states = {
            one["tag"]: one["state"] for one in scheduler.well("queue", "--json", "--config", config).json["deliveries"]
        }
    assert states.pop(tag) == "published"
    assert set(states.values()) == {"missed"}, "nothing else went by itself"


def test_the_summary_for_machines_bears_its_tags(config: Path, scheduler: Program) -> None:
    with time_machine.travel(MONDAY + timedelta(hours=6), tick=True):
        lines = scheduler("run", "--once", "--log", "json", "--config", config).err.splitlines()
    told = [json.loads(line) for line in lines if line.startswith("{")]
    (missed,) = [one for one in told if one.get("state") == "missed"]
    assert len(missed["tags"]) == 6
    assert missed["tag"] in missed["tags"]


# -- the clock


@pytest.fixture
def real(config: Path) -> Path:
    config.write_text(config.read_text(encoding="utf-8") + REAL, encoding="utf-8")
    return config


def test_only_servers_that_are_spoken_to_anyway_are_asked(real: Path) -> None:
    ground = Ground(load(real), clock=SimulatedClock(MONDAY))
    assert list(timing.origins(ground)) == ["https://mastodon.example"]
    ground.close()


def test_a_server_that_contradicts_us_is_not_believed_over_the_next_one(
    real: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = real.read_text(encoding="utf-8")
    real.write_text(f'{text}\n[notify]\nheartbeat_url = "https://watch.example/ping"\n', encoding="utf-8")
    ground = Ground(load(real), clock=SimulatedClock(MONDAY))
    chore, asked = TimeAsked(ground), []

    def answering(origin: str) -> bool:
        asked.append(origin)
        at = MONDAY + timedelta(hours=2 if "mastodon" in origin else 0)
        dates.heard(origin, {"Date": f"{at:%a, %d %b %Y %H:%M:%S} GMT"})
        return True

    monkeypatch.setattr(timing, "_asked", answering)
    with chore.listening():
        chore.due(MONDAY)
        chore.keeper.may_miss()
        chore.run(MONDAY)
    assert asked == ["https://mastodon.example", "https://watch.example"]
    assert chore.keeper.why == ""
    ground.close()


def test_a_wrong_clock_is_kept_for_doctor_and_health_and_told_until_it_is_right(
    real: Path, scheduler: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SimulatedClock(MONDAY)
    ground = Ground(load(real), clock=clock)
    chore = TimeAsked(ground)
    lock.beat(ground.database.folder, MONDAY, daemon=True)
    true = MONDAY - timedelta(hours=3)
    asked: list[str] = []

    def answering(origin: str) -> bool:
        asked.append(origin)
        dates.heard(origin, {"Date": f"{true:%a, %d %b %Y %H:%M:%S} GMT"})
        return True

    monkeypatch.setattr(timing, "_asked", answering)
    sent: list[list[News]] = []

    def send(news: Sequence[News]) -> bool:
        sent.append(list(news))
        return True

    room = Newsroom(ground.database, clock, send, networks={})
    with chore.listening():
        assert chore.due(MONDAY) is None, "no doubt, no question"
        assert not chore.keeper.may_miss()
        assert chore.due(MONDAY) == MONDAY
        chore.run(MONDAY)
        assert asked == ["https://mastodon.example"]
        assert chore.keeper.why.startswith("clock-off ")
        assert [one.code for one in health.look(load(real), clock).findings] == ["doctor-clock"]
        room.run(MONDAY)
        assert [one.state for news in sent for one in news] == ["clock"]
        with time_machine.travel(MONDAY, tick=False):
            red = scheduler("doctor", "--config", real)
        assert red.code == 4
        assert "https://mastodon.example" in red.out
        clock.jump(-timedelta(hours=3))
        assert chore.keeper.why == ""
        assert chore.due(clock.now()) == clock.now(), "what is held of it is another thing now"
        chore.run(clock.now())
    assert timing.told(ground) == ""
    ground.close()


def test_the_networks_are_asked_again_each_minute_while_in_doubt(real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimulatedClock(MONDAY)
    ground = Ground(load(real), clock=clock)
    chore = TimeAsked(ground)
    monkeypatch.setattr(timing, "_asked", lambda _: False)
    with chore.listening():
        chore.due(MONDAY)
        clock.jump(timedelta(hours=5))
        chore.keeper.look()
        now = clock.now()
        assert chore.due(now) == now
        chore.run(now)
        assert timing.told(ground).startswith("clock-jumped ")
        assert chore.due(now) == now + timedelta(minutes=1)
        dates.heard("https://mastodon.example", {"Date": f"{now:%a, %d %b %Y %H:%M:%S} GMT"})
        assert chore.keeper.why == "", "it was set right"
    ground.close()
