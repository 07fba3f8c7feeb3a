"""New rules of a time zone: the wall time that was meant holds; what would go out earlier asks for its yes again (S23)."""

import zoneinfo
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest

from scheduler.app.ground import Ground
from scheduler.app.zoning import BY, ZoneRules
from scheduler.clock import SimulatedClock
from scheduler.config import load
from scheduler.flow.rezone import moved
from scheduler.model.change import ChangeKind
from scheduler.model.delivery import Delivery, State
from scheduler.notify import News
from scheduler.store import deliveries, history, zones
from scheduler.wake import SimulatedAlarm
from tests.acceptance.calling import Program
from tests.acceptance.small import calendar
from tests.flow.world import MONDAY, PARIS, World

Legislate = Callable[[str], None]
EARLIER, LATER = "Europe/Athens", "Europe/London"
"""Zones an hour away: a law that moves Paris to the time of Athens makes nine o'clock there come an hour earlier."""


@pytest.fixture
def legislate(tmp_path: Path) -> Iterator[Legislate]:
    """Have Paris keep the time of another zone from now on, in the very files that the zones are read from."""
    folder = tmp_path / "zoneinfo"

    def decree(other: str) -> None:
        package, _, name = other.partition("/")
        data = resources.files(f"tzdata.zoneinfo.{package}").joinpath(name).read_bytes()
        (folder / "Europe").mkdir(parents=True, exist_ok=True)
        (folder / "Europe" / "Paris").write_bytes(data)
        zoneinfo.reset_tzpath(to=[str(folder)])

    yield decree
    zoneinfo.reset_tzpath()
    zoneinfo.ZoneInfo.clear_cache()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    one = World(tmp_path)
    yield one
    one.database.close()


def hours(world: World) -> list[zones.Hours]:
    return list(zones.unsent(world.database))


def test_as_long_as_the_rules_are_the_same_nothing_moves_in_any_hour_of_the_year(world: World) -> None:
    odd = [
        datetime(2027, 3, 28, 1, 30, tzinfo=UTC),  # 02:30 does not exist: 03:30 is what clocks show
        datetime(2027, 10, 31, 0, 30, tzinfo=UTC),  # the first 02:30
        datetime(2027, 10, 31, 1, 30, tzinfo=UTC),  # and the second: somebody sent it there by hand
        MONDAY + timedelta(hours=1),
    ]
    for number, due in enumerate(odd):
        new = world.new(f"p{number}")
        world.add(replace(new, due=due, local=due.astimezone(PARIS), too_late_at=None))
    found = hours(world)
    assert len(found) == len(odd)
    assert list(moved(found, MONDAY - timedelta(days=365))) == []


@pytest.mark.parametrize(("law", "by"), [(EARLIER, -timedelta(hours=1)), (LATER, timedelta(hours=1))])
def test_the_hour_on_the_clocks_holds_and_all_its_instants_move(
    world: World, legislate: Legislate, law: str, by: timedelta
) -> None:
    due = MONDAY + timedelta(days=3)
    new = replace(world.new(after=timedelta(days=3)), embargo=due - timedelta(hours=5))
    world.add(new)
    by_hand = replace(
        world.new("main", after=timedelta(days=3)), due=None, too_late_at=None, closes=due + timedelta(hours=2)
    )
    world.add(by_hand)
    legislate(law)
    zoneinfo.ZoneInfo.clear_cache()
    (_, one), (_, other) = moved(hours(world), world.clock.now())
    assert one.due == due + by
    assert one.local is not None
    assert one.local.replace(tzinfo=None) == due.astimezone(PARIS).replace(tzinfo=None)
    assert one.too_late_at == due + by + timedelta(hours=2)
    assert one.embargo == due - timedelta(hours=5) + max(by, timedelta(0)), "an embargo never ends earlier"
    assert (other.due, other.closes) == (None, due + timedelta(hours=2) + by)


def test_what_is_due_and_what_somebody_gave_an_hour_of_its_own_stays(world: World, legislate: Legislate) -> None:
    (due, own) = world.add(world.new("un", after=timedelta(days=1)), world.new("deux", after=timedelta(minutes=5)))
    with world.database.write() as connection:
        from sqlalchemy import update

        from scheduler.store.tables import deliveries as table

        apart = world.clock.now() + timedelta(hours=7)
        connection.execute(update(table).where(table.c.id == own.id).values(due=apart))
    legislate(EARLIER)
    zoneinfo.ZoneInfo.clear_cache()
    assert [one.id for one, _ in moved(hours(world), world.clock.now())] == [due.id]
    world.clock.advance(timedelta(minutes=5))
    assert list(moved(hours(world), world.clock.now())) == []


class Case:
    """A calendar of files, applied and approved; its chore, and what people are told."""

    def __init__(self, folder: Path, scheduler: Program) -> None:
        post = "  - {id: one, date: 2027-06-10, at: 9h, text: Good morning.}\n"
        calendar(folder / "calendar", post)
        self.config = folder / "calendar" / "config.toml"
        self.clock = SimulatedClock(MONDAY)
        self.ground = Ground(load(self.config), clock=self.clock)
        self.told: list[News] = []

    def chore(self, *, eager: bool = True) -> ZoneRules:
        return ZoneRules(self.ground, self.told.extend, eager=eager)

    def rows(self) -> list[Delivery]:
        return deliveries.select(self.ground.database)


@pytest.fixture
def case(tmp_path: Path, scheduler: Program) -> Iterator[Case]:
    import time_machine

    one = Case(tmp_path, scheduler)
    with time_machine.travel(MONDAY, tick=True):
        scheduler.well("apply", "--yes", "--config", one.config)
        scheduler.well("approve", "small/one", "--role", "press", "--by", "l.diallo", "--config", one.config)
    yield one
    one.ground.close()


def test_an_earlier_instant_asks_for_its_yes_again_and_a_later_one_does_not(case: Case, legislate: Legislate) -> None:
    assert {one.state for one in case.rows()} == {State.READY}
    legislate(LATER)
    case.chore().run(MONDAY)
    assert {one.state for one in case.rows()} == {State.READY}
    assert {one.due for one in case.rows()} == {datetime(2027, 6, 10, 8, tzinfo=UTC)}
    legislate(EARLIER)
    case.chore().run(MONDAY)
    assert {one.state for one in case.rows()} == {State.AWAITING}
    assert {one.due for one in case.rows()} == {datetime(2027, 6, 10, 6, tzinfo=UTC)}
    assert {one.local.strftime("%H:%M") for one in case.rows() if one.local} == {"09:00"}
    assert [one.state for one in case.told] == ["rezoned"] * 6
    assert zones.moved_since(case.ground.database, BY, MONDAY - timedelta(days=7)) == 3
    assert history.verify(case.ground.database) is None


def test_the_daemon_looks_at_its_start_and_once_a_day_and_cron_once_a_day(case: Case, legislate: Legislate) -> None:
    daemon = case.chore()
    assert daemon.due(MONDAY) == MONDAY
    daemon.run(MONDAY)
    assert daemon.due(MONDAY) == MONDAY + timedelta(days=1)
    assert case.told == []
    assert case.chore(eager=False).due(MONDAY) == MONDAY + timedelta(days=1), "a pass each minute looks once a day"
    assert case.chore().due(MONDAY) == MONDAY, "a daemon that starts looks at once"


def test_plan_says_why_and_doctor_that_it_was_done(case: Case, legislate: Legislate, scheduler: Program) -> None:
    import time_machine

    legislate(LATER)
    zoneinfo.ZoneInfo.clear_cache()
    with time_machine.travel(MONDAY, tick=True):
        shown = scheduler.well("plan", "--json", "--config", case.config).json["changes"]
        assert {one["change"] for one in shown} == {ChangeKind.MOVE.value}
        assert "time zone" in scheduler.well("plan", "--config", case.config).out
        case.chore().run(MONDAY)
        assert {one["change"] for one in scheduler.well("plan", "--json", "--config", case.config).json["changes"]} == {
            "keep"
        }
        findings = scheduler("doctor", "--json", "--config", case.config).json["findings"]
    assert [one for one in findings if one["code"] == "doctor-rezoned"]


def test_a_running_daemon_sends_at_the_new_instant(world: World, legislate: Legislate, case: Case) -> None:
    """The chore, the dispatcher and a queue together: nine o'clock is nine o'clock."""
    (post,) = world.add(world.new("un", after=timedelta(days=3)))
    legislate(LATER)

    class Daily:
        def __init__(self) -> None:
            self.last: datetime | None = None

        def due(self, now: datetime) -> datetime | None:
            return now if self.last is None else self.last + timedelta(days=1)

        def run(self, now: datetime) -> None:
            self.last = now
            zoneinfo.ZoneInfo.clear_cache()
            steps = [step for _, step in moved(hours(world), now)]
            deliveries.apply(world.database, steps, by=BY, at=now, campaigns={})

    from scheduler.flow.brake import Brake
    from scheduler.flow.dispatch import Dispatcher

    one = Dispatcher(world.database, world.connectors, world.blobs, world.clock, brake=Brake([]), chores=(Daily(),))
    one.run(SimulatedAlarm(world.clock, until=MONDAY + timedelta(days=4)))
    assert world.state(post) is State.PUBLISHED
    assert world.network.log[0].at == MONDAY + timedelta(days=3, hours=1)
