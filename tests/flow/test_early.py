"""A daemon claims what will be due a moment before its hour: nothing of it goes out before, and nothing is lost by it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scheduler.flow.beginning import Sending
from scheduler.flow.claiming import EARLY, LAST, next_claim
from scheduler.flow.crew import GRACE, WAITING, WAITING_LONGER, Crew
from scheduler.model.delivery import Delivery, Event, State
from scheduler.store import deliveries, history, stops
from scheduler.wake import SimulatedAlarm
from tests.flow.world import MONDAY, World

HOUR = timedelta(hours=1)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


class Watched(SimulatedAlarm):
    """An alarm that lets a test do something once, at the first wake at or after `at`."""

    def __init__(self, world: World, last: timedelta, at: timedelta, do: Callable[[], None]) -> None:
        super().__init__(world.clock, until=world.clock.now() + last)
        self._watched, self._at = world.clock, world.clock.now() + at
        self._do: Callable[[], None] | None = do

    def wait(self, *, busy: bool) -> bool:
        if self._do and not busy and self._watched.now() >= self._at:
            do, self._do = self._do, None
            do()
        return super().wait(busy=busy)


def claimed_at(world: World, post: Delivery) -> list[timedelta]:
    lines = history.of(world.database, post.id)
    return [one.at - MONDAY for one in lines if one.event == Event.CLAIMED.value]


def test_it_is_claimed_a_moment_before_its_hour_and_sent_at_it(world: World) -> None:
    (post,) = world.add(world.new(after=HOUR))
    assert world.run(2 * HOUR).published == 1
    assert claimed_at(world, post) == [HOUR - EARLY]
    assert [one.at - MONDAY for one in world.network.log] == [HOUR]


def test_a_pass_claims_nothing_before_its_hour(world: World) -> None:
    (post,) = world.add(world.new(after=EARLY / 2))
    assert world.once().published == 0
    assert claimed_at(world, post) == []


def test_a_daemon_that_ends_before_the_hour_gives_it_back(world: World) -> None:
    (post,) = world.add(world.new(after=HOUR))
    dispatcher = world.dispatcher()
    dispatcher.run(Watched(world, 2 * HOUR, HOUR - EARLY, dispatcher.stop))
    assert claimed_at(world, post) == [HOUR - EARLY]
    assert world.state(post) is State.READY
    assert not world.network.log
    assert world.run(2 * HOUR).published == 1


@pytest.mark.file  # the lock proves its death; where several may dispatch, its lease has to lapse
def test_one_that_dies_before_the_hour_leaves_nothing_unknown(world: World) -> None:
    world.add(world.new(after=HOUR))
    world.clock.advance(HOUR - EARLY)
    now = world.clock.now()
    (mine,) = deliveries.claim(world.database, now=now, until=now + EARLY, lease=timedelta(minutes=4), most=1)
    assert mine.state is State.CLAIMED
    world.reopen()
    assert world.run(HOUR).published == 1
    assert [one.at - MONDAY for one in world.network.log] == [HOUR]


def test_a_brake_between_claim_and_hour_holds_it(world: World) -> None:
    (post,) = world.add(world.new(after=HOUR))
    world.dispatcher().run(Watched(world, HOUR + timedelta(minutes=5), HOUR - EARLY, world.stop_file.touch))
    assert world.state(post) is State.READY
    assert not world.network.log


def test_a_stop_between_claim_and_hour_is_obeyed(world: World) -> None:
    (post,) = world.add(world.new(after=HOUR))

    def stop() -> None:
        assert world.state(post) is State.CLAIMED
        stops.stop(world.database, post, by="c.lam", at=world.clock.now())

    world.dispatcher().run(Watched(world, 2 * HOUR, HOUR - EARLY, stop))
    assert world.state(post) is State.CANCELLED
    assert not world.network.log


def test_a_clock_set_back_before_the_hour_sends_nothing_early_and_gives_it_back(world: World) -> None:
    (post,) = world.add(world.new(after=HOUR))
    world.dispatcher().run(Watched(world, 4 * HOUR, HOUR - EARLY, lambda: world.clock.jump(-HOUR / 2)))
    assert len(claimed_at(world, post)) == 2
    assert world.state(post) is State.PUBLISHED
    assert [one.at - MONDAY for one in world.network.log] == [HOUR]


def test_what_is_left_is_claimed_later_than_what_the_threads_take(world: World) -> None:
    threads = 4
    posts = world.add(
        *(world.new(f"post-{n}", account=f"musee-{n}", after=HOUR) for n in range(threads * (WAITING_LONGER + 2)))
    )
    world.dispatcher(threads=threads).run(SimulatedAlarm(world.clock, until=MONDAY + 2 * HOUR))
    at = [claimed_at(world, one)[0] for one in posts]
    assert at.count(HOUR - EARLY) >= threads * WAITING
    assert at.count(HOUR - LAST) == threads * WAITING_LONGER - at.count(HOUR - EARLY)
    assert {one.at - MONDAY for one in world.network.log} == {HOUR}
    assert len(world.network.log) == len(posts)


def test_what_is_kept_is_still_what_comes_next(world: World) -> None:
    world.add(world.new("un", after=HOUR), world.new("deux", after=2 * HOUR))
    said: list[tuple[timedelta, datetime | None]] = []
    told = world.dispatcher(coming=lambda due, _: said.append((world.clock.now() - MONDAY, due)))
    told.run(SimulatedAlarm(world.clock, until=MONDAY + 3 * HOUR))
    assert said == [(timedelta(0), MONDAY + HOUR), (HOUR, MONDAY + 2 * HOUR), (2 * HOUR, None)]


def test_when_it_wakes_for_an_hour() -> None:
    wakes = [next_claim(MONDAY + HOUR, MONDAY + HOUR - before) for before in (HOUR, EARLY, LAST)]
    assert wakes == [MONDAY + HOUR - EARLY, MONDAY + HOUR - LAST, MONDAY + HOUR]


def test_a_crew_that_only_waits_is_not_at_work(world: World) -> None:
    (post,) = world.add(world.new(after=HOUR))
    crew = Crew(4, lambda: None, world.dispatcher()._publisher)
    crew.keep(Sending(post, 0.0))
    assert (crew.works, crew.awaited) == (False, MONDAY + HOUR)
    assert post.account in crew.busy
    crew.strike(MONDAY, GRACE / 2)
    assert not crew.works
    crew.strike(MONDAY, GRACE)
    assert crew.close()
    assert not world.network.log
