"""The queue as a calendar shows it: a span of days, how many stand where on each, and where to look first."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

import sqlalchemy as sa

from scheduler.model.delivery import Delivery, State
from scheduler.store import many, rows
from scheduler.store.database import Database
from scheduler.store.seen import Seen, open_now
from scheduler.store.tables import deliveries

_STANDS = sa.func.coalesce(deliveries.c.due, deliveries.c.closes)
"""Where something without an hour stands: at the end of its window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many deliveries of one account's network stand in one state on a day, by their author's calendar."""

    day: date
    state: State
    n: int


@contextmanager
def seen(database: Database) -> Iterator[Seen]:
    """One moment of it."""
    with database.read() as connection:
        yield Seen(partial(many.ask, connection))


def between(database: Database, first: datetime, last: datetime) -> list[Delivery]:
    """What is due from `first` to before `last`, and what is sent by hand in a window that ends there; by due instant, id."""
    with seen(database) as now:
        return now.between(first, last)


def in_states(database: Database, states: Iterable[State], *, most: int) -> list[Delivery]:
    """The first `most` deliveries in `states`, by due instant, id."""
    query = (
        sa.select(deliveries.c.id)
        .where(deliveries.c.state.in_([one.value for one in states]))
        .order_by(_STANDS.asc().nulls_last(), deliveries.c.id)
        .limit(most)
    )
    with database.read() as connection:
        return rows.those(connection, list(connection.execute(query).scalars()))


def by_hand(
    database: Database, now: datetime, *, most: int, states: Iterable[State] = (State.READY,)
) -> list[Delivery]:
    """The first `most` deliveries that a person may send now, by the end of their window: welcomes, and posts of an open one.

    With other `states`, what a person might send now if it were ready.
    """
    column = deliveries.c
    ready = (column.state.in_([one.value for one in states]), column.due.is_(None), column.closes > now)
    query = sa.select(column.id).where(*ready).order_by(column.closes, column.id).limit(most)
    with database.read() as connection:
        found = rows.those(connection, list(connection.execute(query).scalars()))
    return [one for one in found if open_now(one, now)]


def counted(database: Database, first: datetime, last: datetime) -> list[Count]:
    """How many deliveries stand in which state on each day of the span, by the author's calendar; nothing is read of them."""
    column = deliveries.c
    day = sa.func.substr(sa.cast(column.local, sa.Text), 1, 10)
    query = (
        sa.select(day.label("day"), column.state, sa.func.count().label("n"))
        .where(first <= _STANDS, last > _STANDS, column.local.is_not(None))
        .group_by(day, column.state)
    )
    with database.read() as connection:
        return [
            Count(day=date.fromisoformat(row.day), state=State(row.state), n=row.n) for row in connection.execute(query)
        ]


def searched(database: Database, text: str, *, most: int) -> list[Delivery]:
    """The first `most` deliveries whose tag, code or theme holds `text`, or whose text does; upper and lower case alike."""
    column = deliveries.c
    # The escape sign is no letter of any text: what a person types is looked for as it is.
    pattern = "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"
    held = [one.ilike(pattern, escape="!") for one in (column.tag, column.theme, column.variant)]
    query = (
        sa.select(column.id)
        .where(sa.or_(column.code == text.upper(), *held))
        .order_by(_STANDS.asc().nulls_last(), column.id)
        .limit(most)
    )
    with database.read() as connection:
        return rows.those(connection, list(connection.execute(query).scalars()))
