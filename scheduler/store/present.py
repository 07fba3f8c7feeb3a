"""Of a queue that has grown for years, only what can matter: what planning compares the files with, and what comes next."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa

from scheduler.model.delivery import UNSENT, Delivery, State
from scheduler.store import rows
from scheduler.store.database import Database
from scheduler.store.deliveries import IS_UNSENT
from scheduler.store.tables import deliveries

BACK = timedelta(days=32)
"""What went out is of interest for so long: to a text that is nearly the same, and to the budget of its month."""


def of_interest(database: Database, *, campaigns: Collection[str], now: datetime) -> list[Delivery]:
    """All deliveries of `campaigns`; of the others what is not sent yet, and what was due since `BACK` before `now`."""
    column = deliveries.c
    unsent = column.state.in_([state.value for state in UNSENT])
    # Each by its own index: one condition for all would read the whole table.
    ids = sa.union(
        sa.select(column.id).where(column.campaign.in_(campaigns)),
        sa.select(column.id).where(unsent),
        sa.select(column.id).where(column.due >= now - BACK),
        sa.select(column.id).where(column.due.is_(None)),
    )
    with database.read() as connection:
        return rows.load(connection, column.id.in_(ids))


def waking(database: Database, instant: datetime) -> list[Delivery]:
    """What is READY and falls due at `instant`: by its hour, or by that until which it waits after a failure."""
    column = deliveries.c
    ids = sa.union(
        sa.select(column.id).where(column.due == instant),
        sa.select(column.id).where(IS_UNSENT, column.not_before == instant),
    )
    with database.read() as connection:
        found = rows.load(connection, column.state == State.READY.value, column.id.in_(ids))
    return [one for one in found if max(filter(None, (one.due, one.not_before)), default=None) == instant]


def numbers(database: Database, states: Collection[State]) -> Counter[State]:
    """How many deliveries are in each of `states`."""
    counted = sa.select(deliveries.c.state, sa.func.count().label("number")).group_by(deliveries.c.state)
    asked = counted.where(deliveries.c.state.in_([one.value for one in states]))
    with database.read() as connection:
        return Counter({State(row.state): row.number for row in connection.execute(asked)})
