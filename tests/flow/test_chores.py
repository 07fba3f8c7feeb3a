"""A chore that breaks: told once, tried again after a pause, and no post waits for it."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scheduler.flow.brake import Brake
from scheduler.flow.chore import PAUSE, broken
from scheduler.flow.dispatch import Dispatcher
from scheduler.plain import redact
from scheduler.wake import SimulatedAlarm
from tests.flow.world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


class Faulty:
    """Always due; breaks, in `due` or in `run`, as often as `faults` says."""

    def __init__(self, *, in_due: Sequence[str] = (), in_run: Sequence[str] = ()) -> None:
        self.in_due, self.in_run = list(in_due), list(in_run)
        self.asked: list[datetime] = []
        self.done: datetime | None = None

    def due(self, now: datetime) -> datetime | None:
        if self.in_due:
            self.asked.append(now)
            raise RuntimeError(self.in_due.pop(0))
        return now if self.done is None else self.done + timedelta(days=1)

    def run(self, now: datetime) -> None:
        self.asked.append(now)
        if self.in_run:
            raise RuntimeError(self.in_run.pop(0))
        self.done = now


def dispatcher(world: World, *chores: Faulty) -> Dispatcher:
    brake = Brake([world.stop_file])
    return Dispatcher(world.database, world.connectors, world.blobs, world.clock, brake=brake, chores=chores)


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("where", ["in_due", "in_run"])
def test_a_chore_that_breaks_is_told_once_and_rests_while_posts_go_out(
    world: World, caplog: pytest.LogCaptureFixture, where: str
) -> None:
    redact.remember("hunter2-hunter2")
    world.add(*(world.new(f"post-{n}", after=timedelta(minutes=n)) for n in (1, 15, 31)))
    chore, began = Faulty(**{where: ["hunter2-hunter2"] * 3}), world.clock.now()
    one = dispatcher(world, chore)
    assert one.run(SimulatedAlarm(world.clock, until=began + timedelta(minutes=25))).published == 2
    assert [at - began for at in chore.asked] == [PAUSE * n for n in range(3)]
    assert lines(caplog) == ["chore-broke Faulty"]
    assert broken(world.database) == {"Faulty": "RuntimeError: ‹secret›"}


def test_another_fault_is_told_too_and_none_once_it_is_well(world: World, caplog: pytest.LogCaptureFixture) -> None:
    chore, began = Faulty(in_run=["a", "a", "b"]), world.clock.now()
    dispatcher(world, chore).run(SimulatedAlarm(world.clock, until=began + timedelta(hours=1)))
    assert chore.done == began + 3 * PAUSE
    assert lines(caplog) == ["chore-broke Faulty"] * 2
    assert broken(world.database) == {}


def test_the_next_daemon_forgets_it_once_it_is_well(world: World) -> None:
    dispatcher(world, Faulty(in_run=["a"])).once()
    world.reopen()
    assert broken(world.database) == {"Faulty": "RuntimeError: a"}
    dispatcher(world, Faulty()).once()
    assert broken(world.database) == {}


def test_one_that_breaks_keeps_no_other_from_its_work(world: World) -> None:
    bad, good = Faulty(in_due=["a"] * 9), Faulty()
    dispatcher(world, bad, good).once()
    assert good.done == world.clock.now()
