"""A clock that is wrong, that jumps, or that went back while nobody looked; a closed lid: what is held, and when it goes on."""

import http.server
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from scheduler.clock import SimulatedClock
from scheduler.connector import dates
from scheduler.flow.brake import Brake
from scheduler.flow.dispatch import Dispatcher
from scheduler.flow.timekeeper import AGAIN, Timekeeper
from scheduler.model.delivery import Delivery, State
from scheduler.wake import SimulatedAlarm
from tests.flow.world import MONDAY, World

HERE, THERE = "https://mastodon.example", "https://bluesky.example"
HOURS = timedelta(hours=3)


def keeper(clock: SimulatedClock, *, able: bool = True) -> Timekeeper:
    return Timekeeper(clock, able=able)


def test_a_clock_that_agrees_with_a_network_is_believed_and_one_that_differs_is_not() -> None:
    clock = SimulatedClock(MONDAY)
    one = keeper(clock)
    assert one.why == ""
    for off, held in ((59, False), (-59, False), (61, True), (-61, True), (3 * 3600, True)):
        one.hear(HERE, clock.now() + timedelta(seconds=off))
        assert bool(one.why) is held, off
    assert one.why.startswith("clock-off ")
    assert HERE in one.why


def test_it_is_believed_again_as_soon_as_it_is_right_without_another_answer() -> None:
    clock = SimulatedClock(MONDAY)
    one = keeper(clock)
    one.hear(HERE, clock.now())
    clock.jump(HOURS)
    one.look()
    assert one.why.startswith("clock-off "), "a jump away from what is known"
    clock.advance(timedelta(minutes=5))
    clock.jump(-HOURS)
    one.look()
    assert one.why == "", "and back"


def test_one_server_with_a_wrong_clock_among_others_stops_nothing() -> None:
    clock = SimulatedClock(MONDAY)
    one = keeper(clock)
    one.hear(THERE, clock.now() + HOURS)
    assert one.why
    one.hear(HERE, clock.now())
    assert one.why == ""


def test_what_was_heard_days_ago_is_no_witness() -> None:
    clock = SimulatedClock(MONDAY)
    one = keeper(clock)
    one.hear(HERE, clock.now())
    clock.advance(timedelta(hours=25))
    one.look()
    clock.jump(timedelta(seconds=90))
    assert one.why == ""
    one.look()
    assert one.why.startswith("clock-jumped ")


@pytest.mark.parametrize("by", [HOURS, -HOURS])
def test_a_jump_holds_until_a_network_says_which_time_is_right(by: timedelta) -> None:
    clock = SimulatedClock(MONDAY)
    one = keeper(clock)
    clock.jump(by)
    one.look()
    assert one.why.startswith("clock-jumped ")
    assert one.asks == clock.now()
    one.asked()
    assert one.asks == clock.now() + AGAIN, "nobody answered: again in a minute"
    one.hear(HERE, clock.now())
    assert one.why == "", "it was set right"
    assert one.asks is None


def test_sleep_is_no_jump() -> None:
    clock = SimulatedClock(MONDAY)
    one = keeper(clock)
    one.hear(HERE, clock.now())
    clock.sleep(HOURS)
    one.look()
    assert one.why == ""


def test_where_no_network_is_spoken_to_the_clock_is_believed() -> None:
    clock = SimulatedClock(MONDAY)
    one = keeper(clock, able=False)
    one.begin(MONDAY + HOURS)
    clock.jump(HOURS)
    one.look()
    assert one.why == ""
    assert one.may_miss()
    assert one.asks is None


def test_a_clock_that_went_back_while_nobody_looked_is_noticed_at_the_start() -> None:
    clock = SimulatedClock(MONDAY)
    one = keeper(clock)
    one.begin(MONDAY + timedelta(seconds=59))
    assert one.why == ""
    one.begin(MONDAY + HOURS)
    assert one.why.startswith("clock-behind ")
    clock.advance(HOURS)
    one.hear(HERE, clock.now())
    assert one.why == ""


def test_nothing_is_called_missed_before_a_network_was_asked_once() -> None:
    clock = SimulatedClock(MONDAY)
    one = keeper(clock)
    assert one.asks is None, "while nothing seems late nobody is asked"
    assert not one.may_miss()
    assert one.asks == clock.now()
    one.asked()
    assert one.may_miss(), "no network answered: so be it"
    other = keeper(clock)
    assert not other.may_miss()
    other.hear(HERE, clock.now())
    assert other.may_miss()
    other.hear(HERE, clock.now() - HOURS)
    assert not other.may_miss()


# -- in the dispatcher


class Watched:
    """A dispatcher that holds its clock against a network that knows the time."""

    def __init__(self, world: World, true: datetime | None = None) -> None:
        self.world = world
        self.keeper = keeper(world.clock)
        self.missed: list[list[str]] = []
        if true is not None:
            self.keeper.hear(HERE, true)

    def run(self, last: timedelta) -> None:
        one = self.world
        Dispatcher(
            one.database,
            one.connectors,
            one.blobs,
            one.clock,
            brake=Brake([one.stop_file]),
            timekeeper=self.keeper,
            missed=self._note,
        ).run(SimulatedAlarm(one.clock, until=one.clock.now() + last))

    def _note(self, late: Sequence[Delivery]) -> None:
        if late:
            self.missed.append([one.tag for one in late])


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    one = World(tmp_path)
    yield one
    one.database.close()


def test_a_clock_that_runs_ahead_sends_nothing_early_and_misses_nothing(world: World) -> None:
    soon, later = world.add(world.new("un", after=timedelta(hours=1)), world.new("deux", after=timedelta(days=2)))
    true = world.clock.now()
    world.clock.jump(timedelta(days=7))
    Watched(world, true).run(timedelta(minutes=30))
    assert world.network.requests == 0, "an embargo holds"
    assert [world.state(one) for one in (soon, later)] == [State.READY, State.READY], "nor is a week missed"
    world.clock.jump(-timedelta(days=7))
    Watched(world, world.clock.now()).run(timedelta(hours=1))
    assert world.network.texts() == ["un on musee"], "once it is right all goes on"
    assert world.network.log[0].at == MONDAY + timedelta(hours=1)


def test_a_clock_set_ahead_while_it_runs_and_set_right_again_costs_nothing(world: World) -> None:
    (post,) = world.add(world.new("un", after=timedelta(hours=1)))
    watched = Watched(world, world.clock.now())

    class Jumping(SimulatedAlarm):
        left = 3

        def wait(self, *, busy: bool) -> bool:
            self.left -= 1
            if self.left == 2:
                world.clock.jump(timedelta(hours=5))
            if self.left == 0:
                assert world.state(post) is State.READY
                world.clock.jump(-timedelta(hours=5))
            self.set(world.clock.now() + timedelta(minutes=1))
            return super().wait(busy=busy)

    one = Dispatcher(
        world.database, world.connectors, world.blobs, world.clock, brake=Brake([]), timekeeper=watched.keeper
    )
    one.run(Jumping(world.clock, until=MONDAY + timedelta(hours=8)))
    assert world.state(post) is State.PUBLISHED
    assert world.network.log[0].at >= MONDAY + timedelta(hours=1)


def test_an_answer_between_claim_and_send_still_stops_it(world: World) -> None:
    """The check of who we are is the first answer after a start: it comes in time."""
    (post,) = world.add(world.new("un"))
    watched = Watched(world)
    identity = world.kind.identity

    def telling(self: object) -> str:
        watched.keeper.hear(HERE, world.clock.now() - HOURS)
        return identity(self)  # type: ignore[arg-type]

    world.kind.identity = telling  # type: ignore[method-assign]
    try:
        watched.run(timedelta(minutes=5))
    finally:
        world.kind.identity = identity  # type: ignore[method-assign]
    assert world.network.requests == 0
    assert world.state(post) is State.READY


@pytest.mark.parametrize("answers", [True, False])
def test_a_single_pass_asks_what_time_it_is_before_it_calls_anything_missed(world: World, answers: bool) -> None:
    (late,) = world.add(world.new("un"))
    world.clock.advance(HOURS)
    one, asked = keeper(world.clock), []

    class Asking:
        def due(self, now: datetime) -> datetime | None:
            return one.asks

        def run(self, now: datetime) -> None:
            asked.append(world.state(late))
            if answers:
                one.hear(HERE, now)
            one.asked()

    dispatcher = Dispatcher(
        world.database,
        world.connectors,
        world.blobs,
        world.clock,
        brake=Brake([]),
        timekeeper=one,
        chores=(Asking(),),
    )
    dispatcher.once()
    assert asked == [State.READY], "once, and before"
    assert world.state(late) is State.MISSED


def test_a_lid_closed_from_five_to_nine_until_noon_is_one_summary(world: World) -> None:
    """S22: nothing is sent late by itself, what is still in time goes, and what was missed is told of at once."""
    lost = [world.new(name, account=name, after=timedelta(minutes=5)) for name in ("a", "b", "c")]
    world.add(*lost, world.new("encore", account="d", after=timedelta(minutes=5), patience=timedelta(hours=9)))
    watched = Watched(world, world.clock.now())

    class Lid(SimulatedAlarm):
        closed = False

        def wait(self, *, busy: bool) -> bool:
            if not self.closed:
                self.closed = True
                world.clock.sleep(timedelta(hours=3, minutes=15))
                return True
            return super().wait(busy=busy)

    one = Dispatcher(
        world.database,
        world.connectors,
        world.blobs,
        world.clock,
        brake=Brake([]),
        timekeeper=watched.keeper,
        missed=watched._note,
    )
    one.run(Lid(world.clock, until=MONDAY + timedelta(hours=4)))
    assert watched.missed == [[new.tag for new in lost]]
    assert world.network.texts() == ["encore on d"]


# -- how a network's time is heard


@pytest.mark.parametrize(
    ("headers", "at"),
    [
        ({"Date": "Mon, 07 Jun 2027 07:00:00 GMT"}, MONDAY),
        ({"date": "Mon, 07 Jun 2027 06:59:00 GMT", "AGE": "60"}, MONDAY),
        ({"Date": "Mon, 07 Jun 2027 07:00:00 GMT", "Age": "many"}, MONDAY),
        ({"Date": "yesterday"}, None),
        ({}, None),
    ],
)
def test_the_date_of_an_answer_is_read_also_from_a_cache(headers: dict[str, str], at: datetime | None) -> None:
    assert dates.server_time(headers) == at


@pytest.mark.parametrize("ours", [True, False])
def test_every_answer_tells_the_time_but_those_of_this_machine(monkeypatch: pytest.MonkeyPatch, ours: bool) -> None:
    from scheduler.connector import http as ourselves

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response_only(404)
            self.send_header("Date", format_datetime(MONDAY.astimezone(UTC), usegmt=True))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002

    heard: list[tuple[str, datetime]] = []
    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        with ourselves.Session(address, timeout=5) as session:
            if not ours:
                monkeypatch.setattr(ourselves, "is_this_machine", lambda _: False)
            session.get(f"{address}/nobody-listens")
            with dates.listening(lambda origin, at: heard.append((origin, at))):
                session.get(f"{address}/")
        server.shutdown()
        thread.join()
    assert heard == ([] if ours else [(address, MONDAY)])
