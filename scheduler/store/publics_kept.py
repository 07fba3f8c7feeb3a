"""What is kept of who engaged, in numbers; how it expires, is let go with its key, and what stays: numbers of people by week."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from scheduler.store import identity
from scheduler.store.database import Database
from scheduler.store.engagers import ASKED, KEY
from scheduler.store.journal import Line, append
from scheduler.store.tables import engagements, engager_names, engager_readings, public_weeks, unwanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is there: acts, people and posts under the key that holds, the days of the oldest and of the newest act.

    `lost` counts acts under other keys: nobody can say whose they are, so nobody can have them forgotten one by one.
    """

    acts: int
    people: int
    posts: int
    oldest: date | None
    newest: date | None
    lost: int
    refused: int
    """People of whom nothing is kept because they asked for it."""
    weeks: int
    """Weeks of which numbers stay."""
    simulated: int
    """Acts of the simulated audience: nobody's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Numbers of people that engaged with the posts of one ISO week. None: under five, or not known, or it would tell one."""

    week: str
    look_back: int
    posts: int
    people: int | None
    newcomers: int | None
    regulars: int | None
    institutions: int | None
    individuals: int | None
    simulated: bool


def kept(database: Database, key: str) -> Kept:
    """What is kept now; `key` is the id of the key that holds."""
    table, count = engagements.c, sa.func.count()
    numbers = sa.select(
        count.label("acts"),
        sa.func.count(table.pseudonym.distinct()).label("people"),
        sa.func.count(table.tag.distinct()).label("posts"),
        sa.func.min(table.day).label("oldest"),
        sa.func.max(table.day).label("newest"),
    ).where(table.key == key)
    with database.read() as connection:
        row = connection.execute(numbers).one()

        def number(query: sa.Select[Any]) -> int:
            return int(connection.execute(query).scalar_one())

        return Kept(
            acts=row.acts,
            people=row.people,
            posts=row.posts,
            oldest=date.fromisoformat(row.oldest) if row.oldest else None,
            newest=date.fromisoformat(row.newest) if row.newest else None,
            lost=number(sa.select(count).select_from(engagements).where(table.key != key)),
            refused=number(sa.select(count).select_from(unwanted).where(unwanted.c.why == ASKED)),
            weeks=number(sa.select(count).select_from(public_weeks)),
            simulated=number(sa.select(count).select_from(engagements).where(table.simulated)),
        )


def any_before(database: Database, day: date) -> bool:
    """Whether any act was seen before that day."""
    some = sa.select(engagements.c.day).where(engagements.c.day < day.isoformat()).limit(1)
    with database.read() as connection:
        return connection.execute(some).first() is not None


def purge(database: Database, before: date) -> int:
    """Let go of every act that was seen before that day, and of what was kept for it alone; return how many acts."""
    with database.write() as connection:
        gone = connection.execute(sa.delete(engagements).where(engagements.c.day < before.isoformat())).rowcount
        connection.execute(sa.delete(engager_readings).where(engager_readings.c.day < before.isoformat()))
        _names(connection)
    return int(gone)


def drop_lost(database: Database, key: str) -> int:
    """Let go of every act under another key than that one; return how many."""
    with database.write() as connection:
        gone = connection.execute(sa.delete(engagements).where(engagements.c.key != key)).rowcount
        for table in (engager_readings, engager_names, unwanted):
            connection.execute(sa.delete(table).where(table.c.key != key))
    return int(gone)


def clear(database: Database, key: str, *, at: datetime, by: str) -> int:
    """Let go of every pseudonym, refusals too, and go on with another key; return how many acts were kept."""
    with database.write() as connection:
        gone = connection.execute(sa.delete(engagements)).rowcount
        for table in (engager_readings, engager_names, unwanted):
            connection.execute(sa.delete(table))
        identity.keep(connection, KEY, key)
        append(connection, [Line(at=at, event="engagers key changed", by=by, details={"acts": int(gone)})])
    return int(gone)


def _names(connection: sa.Connection) -> None:
    used = sa.select(engagements.c.pseudonym)
    connection.execute(sa.delete(engager_names).where(engager_names.c.pseudonym.not_in(used)))


def weeks(database: Database) -> list[Week]:
    """The numbers that stay, oldest week first."""
    with database.read() as connection:
        found = connection.execute(sa.select(public_weeks).order_by(public_weeks.c.week))
        return [Week(**row) for row in found.mappings()]


def add_weeks(database: Database, given: Iterable[Week]) -> int:
    """Keep the numbers of weeks that have none yet; return how many that were."""
    rows: Sequence[Week] = list(given)
    with database.write() as connection:
        there = set(connection.execute(sa.select(public_weeks.c.week)).scalars())
        fresh = [{name: getattr(one, name) for name in Week.__slots__} for one in rows if one.week not in there]
        if fresh:
            connection.execute(sa.insert(public_weeks), fresh)
    return len(fresh)
