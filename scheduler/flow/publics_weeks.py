"""The numbers of people by week that stay when their pseudonyms go: counted once, when nothing more is read of the week."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.flow.evaluate.crowds import Cells, People
from scheduler.model.publics import AGE, FEWEST_PEOPLE, LATE, Crowd, disclosed
from scheduler.store import engagers, publics_kept
from scheduler.store.database import Database
from scheduler.store.publics_kept import Week
from scheduler.store.snapshots import tolerance

WEEK = timedelta(days=7)


def fold(database: Database, crowd: Crowd, *, zone: str, now: datetime, at_once: bool = False) -> int:
    """Keep the numbers of each week of which no more will be read; `at_once`: of each whole week, since its people are about
    to be let go. Return how many weeks that were. A week that is counted stays as it is.
    """
    place = ZoneInfo(zone)
    rest = AGE + tolerance(AGE) if at_once else LATE + tolerance(LATE)
    there = {one.week for one in publics_kept.weeks(database)}
    last = (now - rest).astimezone(place).date()
    return publics_kept.add_weeks(database, [one for one in _weeks(crowd, place, last) if one.week not in there])


def crowd(database: Database, key: str, *, look_back: timedelta) -> Crowd:
    """All that is known under that key, at the age at which weeks are compared."""
    return Crowd(
        acts=engagers.acts(database, key, age=AGE), heard=engagers.heard(database, key, age=AGE), look_back=look_back
    )


def _weeks(crowd: Crowd, place: ZoneInfo, last: date) -> Iterator[Week]:
    def local(at: datetime) -> datetime:
        return at.astimezone(place)

    days = {one.tag: local(one.at).date() for one in crowd.heard}
    people = People(crowd, {one.network for one in crowd.heard}, local)
    mondays = sorted({day - timedelta(days=day.weekday()) for day in days.values()})
    for monday in mondays:
        if monday + WEEK > last:
            return
        tags = [tag for tag, day in days.items() if monday <= day < monday + WEEK]
        simulated = any(one.simulated for one in crowd.heard if one.tag in set(tags))
        # Whoever cannot have been seen before is not new.
        told = min(days.values()) <= monday - crowd.look_back
        yield _week(monday, people.cells(tags, monday), crowd.look_back, len(tags), told=told, simulated=simulated)


def _week(monday: date, cells: Cells, look_back: timedelta, posts: int, *, told: bool, simulated: bool) -> Week:
    year, number, _ = monday.isocalendar()
    enough = cells.people >= FEWEST_PEOPLE
    nothing: Sequence[int | None] = (None, None)
    new, regular = disclosed([cells.new, cells.people - cells.new]) if told and enough else nothing
    institutions, individuals = disclosed([cells.institutions, cells.individuals]) if enough else nothing
    return Week(
        week=f"{year}-W{number:02}",
        look_back=look_back.days,
        posts=posts,
        people=cells.people if enough else None,
        newcomers=new,
        regulars=regular,
        institutions=institutions,
        individuals=individuals,
        simulated=simulated,
    )
