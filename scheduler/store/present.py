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


def waking(database: Database, instant: datetime) -> tuple[int, str]:
    """How many READY deliveries fall due at `instant`, by their hour or by that until which they wait; the tag of the first."""
    column = deliveries.c
    at_its_hour = sa.and_(column.due == instant, sa.or_(column.not_before.is_(None), column.not_before <= instant))
    put_off = sa.and_(IS_UNSENT, column.not_before == instant, column.due < instant)
    ids = sa.union(sa.select(column.id).where(at_its_hour), sa.select(column.id).where(put_off))
    mine = (column.state == State.READY.value, column.id.in_(ids))
    with database.read() as connection:
        number = connection.execute(sa.select(sa.func.count()).select_from(deliveries).where(*mine)).scalar_one()
        first = sa.select(column.tag).where(*mine).order_by(column.due, column.id).limit(1)
        return int(number), connection.execute(first).scalar() or ""


def numbers(database: Database, states: Collection[State]) -> Counter[State]:
    """How many deliveries are in each of `states`."""
    counted = sa.select(deliveries.c.state, sa.func.count().label("number")).group_by(deliveries.c.state)
    asked = counted.where(deliveries.c.state.in_([one.value for one in states]))
    with database.read() as connection:
        return Counter({State(row.state): row.number for row in connection.execute(asked)})
