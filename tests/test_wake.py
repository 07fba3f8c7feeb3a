"""The alarm clocks: the real one rings by APScheduler, the simulated one moves its clock."""

import gc
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from scheduler.clock import SimulatedClock, SystemClock
from scheduler.wake import ClockAlarm, SimulatedAlarm, settled

NOW = datetime(2027, 6, 7, 7, tzinfo=UTC)
NEVER = timedelta(hours=1)


@pytest.fixture
def alarm() -> Iterator[ClockAlarm]:
    made = ClockAlarm(tick=NEVER)
    yield made
    made.close()


def test_it_rings_at_the_instant_and_not_before(alarm: ClockAlarm) -> None:
    clock = SystemClock()
    instant = clock.now() + timedelta(milliseconds=150)
    alarm.set(instant)
    assert alarm.wait(busy=False)
    assert clock.now() >= instant


def test_a_nearer_instant_replaces_a_farther_one(alarm: ClockAlarm) -> None:
    clock = SystemClock()
    alarm.set(clock.now() + NEVER)
    alarm.set(clock.now() + timedelta(milliseconds=50))
    assert alarm.wait(busy=False)


def test_an_instant_already_past_rings_at_once(alarm: ClockAlarm) -> None:
    alarm.set(SystemClock().now() - timedelta(days=3))
    assert alarm.wait(busy=False)


def test_an_alarm_that_is_taken_back_does_not_ring(alarm: ClockAlarm) -> None:
    alarm.set(SystemClock().now() + NEVER)
    alarm.set(None)
    alarm.set(None)
    assert not alarm._scheduler.get_job("due")


def test_the_tick_rings_without_any_instant() -> None:
    ticking = ClockAlarm(tick=timedelta(milliseconds=50))
    try:
        assert ticking.wait(busy=False)
        assert ticking.wait(busy=True)
    finally:
        ticking.close()


def test_it_wakes_by_itself_when_the_clock_was_set_back() -> None:
    # What a wall clock set back does to APScheduler: nothing rings for an hour. The waiter does not rely on it.
    dead = ClockAlarm(tick=timedelta(milliseconds=20))
    try:
        dead._scheduler.pause()
        assert dead.wait(busy=False)
        assert dead.wait(busy=False)
    finally:
        dead.close()


def test_a_ring_from_another_thread_or_before_the_wait_is_not_lost(alarm: ClockAlarm) -> None:
    alarm.ring()
    assert alarm.wait(busy=False)
    ringer = threading.Thread(target=alarm.ring)
    ringer.start()
    assert alarm.wait(busy=False)
    ringer.join()


def test_closing_ends_the_wait(alarm: ClockAlarm) -> None:
    closer = threading.Thread(target=alarm.close)
    closer.start()
    assert not alarm.wait(busy=False)
    closer.join()


def test_the_simulated_one_moves_the_clock_to_the_instant() -> None:
    clock = SimulatedClock(NOW)
    alarm = SimulatedAlarm(clock, until=NOW + timedelta(days=1))
    alarm.set(NOW + timedelta(hours=2))
    assert alarm.wait(busy=False)
    assert clock.now() == NOW + timedelta(hours=2)


def test_the_simulated_one_ends() -> None:
    clock = SimulatedClock(NOW)
    alarm = SimulatedAlarm(clock, until=NOW + timedelta(days=1))
    alarm.set(None)
    assert alarm.wait(busy=False)
    assert clock.now() == NOW + timedelta(days=1)
    assert not alarm.wait(busy=False)


def test_the_simulated_one_goes_on_although_something_due_stays() -> None:
    clock = SimulatedClock(NOW)
    alarm = SimulatedAlarm(clock, until=NOW + timedelta(days=1), tick=timedelta(minutes=5))
    alarm.set(NOW - timedelta(hours=1))
    assert alarm.wait(busy=False)
    assert clock.now() == NOW + timedelta(minutes=5)


def test_the_simulated_clock_stands_still_while_work_is_in_flight() -> None:
    clock = SimulatedClock(NOW)
    alarm = SimulatedAlarm(clock, until=NOW + timedelta(days=1))
    alarm.set(NOW + timedelta(hours=2))
    worker = threading.Thread(target=alarm.ring)
    worker.start()
    assert alarm.wait(busy=True)
    worker.join()
    assert clock.now() == NOW
    alarm.ring()
    assert alarm.wait(busy=False)
    assert clock.now() == NOW, "a ring means: look first, time may pass later"


def test_importing_it_loads_no_apscheduler() -> None:
    script = "import sys, scheduler.wake; sys.exit('apscheduler' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_what_is_loaded_when_a_daemon_settles_is_searched_for_garbage_no_more() -> None:
    before = gc.get_freeze_count()
    try:
        settled()
        assert gc.get_freeze_count() > before + 1000
    finally:
        gc.unfreeze()
