"""What a page showed is known to the next page and to a late answer, for a season, and costs nobody else anything."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from scheduler.app import shown
from scheduler.app.ground import Ground
from scheduler.clock import SimulatedClock
from scheduler.config import load
from scheduler.store import accounts
from tests.store.making import NOW, add, new

CONFIG = """
[calendar]
id = "a1b2c3d4"
timezone = "Europe/Paris"
[database]
url = "sqlite:queue/queue.db"
"""


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    one = Ground(load(tmp_path / "config.toml"), clock=SimulatedClock(NOW))
    yield one
    one.close()


def test_pages_are_remembered_for_a_season_apart_from_the_calendars_facts(ground: Ground) -> None:
    (one,) = add(ground.database, new())
    shown.remember(ground, "2027-W23", [one], NOW)
    assert shown.newest(ground) == {one.tag: shown.Shown(digest=one.digest, due=one.due)}
    assert shown.before(ground, "2027-W23", [one]) is None, "it shows the same"
    known = shown.before(ground, "2027-W23", [])
    assert known
    assert (known.at, list(known.texts)) == (NOW, [one.tag])
    assert not any("W23" in name for name in accounts.remembered(ground.database, "")), (
        "the dispatcher reads these often"
    )
    shown.remember(ground, "2027-W41", [], NOW + shown.LASTS + timedelta(days=1))
    assert shown.newest(ground) == {}
