"""A machine with the wrong TZ, as containers have: no hour depends on it, and doctor says in which zone posts are meant (S12)."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.acceptance.calling import Program
from tests.acceptance.small import calendar

POSTS = """\
  - {id: one, date: 2037-06-08, at: 9h, text: Good morning.}
  - {id: night, date: 2037-03-29, at: 2h30, text: An hour that does not exist.}
  - {id: hand, date: 2037-06-08, at: manual, between: [14h, 16h], text: By hand.}
"""
FAR = "Pacific/Kiritimati"
"""Fourteen hours ahead of UTC: another day than Paris for most of it."""


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Put the machine into another zone, as its own C library sees it."""

    def be_in(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield be_in
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    calendar(tmp_path / "calendar", POSTS)
    return tmp_path / "calendar" / "config.toml"


def test_what_is_queued_is_the_same_in_every_zone_of_the_machine(
    config: Path, tmp_path: Path, scheduler: Program, machine: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    queues = []
    for zone in (FAR, "Europe/Paris"):
        machine(zone)
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / zone.replace("/", "-")))
        scheduler("apply", "--yes", "--config", config)
        queues.append(scheduler.well("queue", "--json", "--config", config).json["deliveries"])
    assert len(queues[0]) == 9
    assert queues[0] == queues[1]
    assert {one["due"] for one in queues[0] if "/one/" in one["tag"]} == {"2037-06-08T07:00:00Z"}
    # What one machine has queued another one sees as it is.
    machine("America/New_York")
    mixed = scheduler("plan", "--json", "--config", config).json
    assert {one["change"] for one in mixed["changes"]} == {"keep"}


def test_doctor_says_in_which_zone_posts_are_meant(
    config: Path, scheduler: Program, machine: Callable[[str], None]
) -> None:
    for zone, told in ((FAR, True), ("Europe/Paris", False), (":Europe/Paris", False), ("Europe/Madrid", False)):
        machine(zone)
        codes = {
            one["code"]: one["message"] for one in scheduler("doctor", "--json", "--config", config).json["findings"]
        }
        assert "Europe/Paris" in codes["doctor-zone"]
        assert ("doctor-machine-zone" in codes) is told, zone
        if told:
            assert "Europe/Paris" in codes["doctor-machine-zone"]
