"""A year of the freelance's calendar on the rehearsal network: every instant, in a file that was read line by line.

From 1 January 2027 to 1 March 2028: both clock changes, the holidays, a leap day, and two weeks in September in which the
machine is off. Nothing goes out twice, and what was due in those weeks is missed, never sent late.
"""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

import pytest

from scheduler import config as configuration
from scheduler.app.scheduler import Scheduler
from scheduler.clock import SimulatedClock
from scheduler.connector import discover
from scheduler.model.change import Answers
from scheduler.model.delivery import Delivery, State
from scheduler.store import deliveries
from tests.conftest import ROOT

GOLDEN = Path(__file__).parent / "freelance_year.txt"
START, END = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 3, 2, tzinfo=UTC)
OFF = (datetime(2027, 9, 6, tzinfo=UTC), datetime(2027, 9, 20, tzinfo=UTC))
DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")


def lived(scheduler: Scheduler, clock: SimulatedClock) -> None:
    """Day after day: the horizon is laid out, the client says yes on Mondays, and what is due goes out at its instant."""
    day = START
    while day < END:
        if not OFF[0] <= day < OFF[1]:
            clock.advance_to(day)
            scheduler.queue.lay_out()
            if day.weekday() == 0 or day == START:
                agreed(scheduler)
            for instant in due(scheduler, day):
                clock.advance_to(instant)
                scheduler.engine.dispatcher().once()
        day += timedelta(days=1)


def agreed(scheduler: Scheduler) -> None:
    """The client approves what waits."""
    waiting = deliveries.select(scheduler.ground.database, states=[State.AWAITING])
    if posts := dict.fromkeys(f"{one.campaign}/{one.post}/{one.occurrence}" for one in waiting):
        scheduler.queue.approve(list(posts), role="client", by="n.haddad", how="mail")


def due(scheduler: Scheduler, day: datetime) -> Sequence[datetime]:
    """The instants of one day at which something is due."""
    found = deliveries.select(scheduler.ground.database, due_from=day, due_until=day + timedelta(days=1))
    return sorted({one.due for one in found if one.due})


def told(queue: Sequence[Delivery]) -> Iterator[str]:
    """A line for each post and instant: UTC, the wall clock in Paris, what became of it, where, and how it begins."""

    def key(one: Delivery) -> tuple[datetime, str]:
        assert one.due is not None
        return one.due, f"{one.campaign}/{one.post}/{one.occurrence}"

    for (instant, name), several in groupby(sorted(queue, key=key), key):
        ones = list(several)
        local = ones[0].local
        assert local is not None
        networks = ",".join(sorted(one.account.rpartition("-")[2] for one in ones))
        (state,) = {one.state.value for one in ones}
        begins = " ".join(ones[0].variant.parts[0].text.split())[:44]
        yield f"{instant:%Y-%m-%dT%H:%MZ} {DAYS[local.weekday()]} {local:%d/%m %H:%M} {state:9} {name} [{networks}] {begins}"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Delivery]]:
    folder = tmp_path_factory.mktemp("year")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        shutil.copytree(ROOT / "calendars" / "freelance", folder / "calendar")
        clock = SimulatedClock(START)
        config = configuration.load(folder / "calendar" / "config.toml", networks=discover.names())
        with Scheduler(config, clock=clock) as scheduler:
            scheduler.queue.apply(scheduler.queue.propose((), Answers()), by="freelance")
            lived(scheduler, clock)
            yield [one for one in scheduler.queue.deliveries() if one.due and one.due < END]


@pytest.mark.long
def test_the_year_is_the_one_that_was_read(year: list[Delivery]) -> None:
    lines = list(told(year))
    assert lines == GOLDEN.read_text(encoding="utf-8").splitlines()


@pytest.mark.long
def test_nothing_goes_out_twice_and_what_was_due_while_off_is_missed(year: list[Delivery]) -> None:
    assert max(Counter(one.tag for one in year).values()) == 1
    off = {one.tag for one in year if one.due and OFF[0] <= one.due < OFF[1]}
    assert {one.tag for one in year if one.state is State.MISSED} == off
    assert {one.state for one in year} == {State.PUBLISHED, State.MISSED}
    assert len(off) > 30
