"""Every command that looks at the queue ends with what should be known: no daemon, edited files, a machine that was away."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from scheduler.app.ground import Ground
from scheduler.clock import SimulatedClock
from scheduler.config import load
from scheduler.store import lock
from tests.acceptance.calling import Program
from tests.acceptance.small import calendar, campaign

MONDAY = datetime(2027, 6, 7, 6, tzinfo=UTC)
POST = "  - {id: one, date: 2027-06-07, at: 9h, text: Good morning.}\n"
LATER = "  - {id: one, date: 2027-06-07, at: 9h30, text: Good morning.}\n"
NOBODY, EDITED, AWAY = "no daemon publishes", "edited since", "nothing published here"


@pytest.fixture
def config(tmp_path: Path, scheduler: Program) -> Path:
    calendar(tmp_path / "calendar", POST)
    found = tmp_path / "calendar" / "config.toml"
    with time_machine.travel(MONDAY, tick=True):
        scheduler.well("apply", "--yes", "--config", found)
    return found


def folder_of(config: Path) -> Path:
    ground = Ground(load(config), clock=SimulatedClock(MONDAY))
    folder = ground.database.folder
    ground.close()
    return folder


def test_nobody_publishes_is_said_by_every_command_that_looks_while_posts_wait(
    config: Path, scheduler: Program
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        for words in (["queue"], ["plan"], ["history", "small/one/once/musee-mastodon"], ["queue", "--json"]):
            said = scheduler.well(*words, "--config", config)
            assert NOBODY in said.err, words
            assert NOBODY not in said.out
        lock.beat(folder_of(config), MONDAY, daemon=True)
        assert NOBODY not in scheduler.well("queue", "--config", config).err
    with time_machine.travel(MONDAY + timedelta(minutes=5), tick=False):
        assert NOBODY in scheduler.well("queue", "--config", config).err, "its last sign of life is old"
    with time_machine.travel(MONDAY - timedelta(days=3), tick=False):
        assert NOBODY not in scheduler.well("queue", "--config", config).err, "nothing is due for days"


def test_what_was_edited_and_not_applied_is_said_until_it_is(config: Path, scheduler: Program) -> None:
    with time_machine.travel(MONDAY, tick=True):
        assert EDITED not in scheduler.well("queue", "--config", config).err
        campaign(config.parent, LATER)
        assert EDITED in scheduler.well("queue", "--config", config).err
        campaign(config.parent, POST)
        assert EDITED not in scheduler.well("queue", "--config", config).err, "it says what it said"
        campaign(config.parent, LATER)
        assert EDITED not in scheduler.well("apply", "--yes", "--config", config).err
        assert EDITED not in scheduler.well("queue", "--config", config).err


def test_an_apply_of_some_files_counts_for_these_and_one_that_leaves_questions_for_none(
    config: Path, scheduler: Program
) -> None:
    with time_machine.travel(MONDAY, tick=True):
        file = campaign(config.parent, LATER)
        other = config.parent / "other.yaml"
        other.write_text(
            file.read_text(encoding="utf-8").replace("campaign: small", "campaign: other"), encoding="utf-8"
        )
        scheduler.well("apply", "--yes", "--again", file, "--config", config)
        assert EDITED in scheduler.well("queue", "--config", config).err, "the other one was not applied"
        other.unlink()
        assert EDITED not in scheduler.well("queue", "--config", config).err
        past = "  - {id: two, date: 2027-06-01, at: 9h, text: Long ago.}\n"
        campaign(config.parent, LATER + past)
        assert scheduler("apply", "--yes", "--config", config).code == 4
        assert EDITED in scheduler.well("queue", "--config", config).err


def test_apply_warns_of_a_machine_that_slept_or_was_off_through_due_hours(config: Path, scheduler: Program) -> None:
    folder = folder_of(config)
    lock.beat(folder, MONDAY + timedelta(minutes=55), daemon=True)
    lock.beat(folder, MONDAY + timedelta(hours=4, minutes=10), daemon=True)  # 08:55 to 12:10 by the clocks of Paris
    with time_machine.travel(MONDAY + timedelta(hours=5), tick=False):
        said = scheduler("apply", "--yes", "--config", config).err
    assert "3 posts" in said
    assert "08:55" in said
    assert "12:10" in said
    with time_machine.travel(MONDAY + timedelta(days=20), tick=False):
        assert AWAY not in scheduler("apply", "--yes", "--config", config).err, "long ago"


def test_an_outage_at_no_due_hour_is_nothing_to_warn_of(config: Path, scheduler: Program) -> None:
    folder = folder_of(config)
    lock.beat(folder, MONDAY + timedelta(hours=12), daemon=True)
    lock.beat(folder, MONDAY + timedelta(hours=15), daemon=True)
    with time_machine.travel(MONDAY + timedelta(hours=16), tick=False):
        assert AWAY not in scheduler("apply", "--yes", "--config", config).err


def test_what_a_pass_published_soon_after_its_hour_is_nothing_to_warn_of(tmp_path: Path, scheduler: Program) -> None:
    calendar(tmp_path, POST)
    config, file = tmp_path / "config.toml", campaign(tmp_path, POST)
    file.write_text(file.read_text(encoding="utf-8").replace("approvals: [press]\n", ""), encoding="utf-8")
    with time_machine.travel(MONDAY, tick=False) as clock:
        scheduler.well("apply", "--yes", "--config", config)
        lock.beat(folder_of(config), MONDAY - timedelta(minutes=30))
        clock.shift(timedelta(hours=1, minutes=1))
        scheduler.well("run", "--once", "--config", config)
        states = {one["state"] for one in scheduler.well("queue", "--json", "--config", config).json["deliveries"]}
        assert states == {"published"}
        assert len(lock.outages(folder_of(config), MONDAY)) == 1
        assert AWAY not in scheduler("apply", "--yes", "--config", config).err


@pytest.mark.parametrize("daemon", [True, False])
def test_an_outage_is_a_gap_between_two_signs_of_life_also_across_an_end(tmp_path: Path, daemon: bool) -> None:
    lock.beat(tmp_path, MONDAY, daemon=daemon)
    lock.beat(tmp_path, MONDAY + timedelta(seconds=15), daemon=daemon)
    assert lock.outages(tmp_path, MONDAY) == []
    if daemon:
        lock.rest(tmp_path)
        assert lock.last_beat(tmp_path) is None
    back = MONDAY + timedelta(hours=2)
    lock.beat(tmp_path, back, daemon=daemon)
    begin = MONDAY + timedelta(seconds=15)
    assert lock.outages(tmp_path, MONDAY) == [lock.Outage(begin=begin, end=back)]
    assert lock.outages(tmp_path, back + timedelta(seconds=1)) == []
    lock.beat(tmp_path, back + timedelta(minutes=10), daemon=daemon)
    assert len(lock.outages(tmp_path, MONDAY)) == 1 + daemon, "cron's passes may be minutes apart"
