"""What planning compares the files with: of a queue that has grown for years, only what can still matter."""

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa

from scheduler.model.delivery import UNSENT, Delivery
from scheduler.store import rows
from scheduler.store.database import Database
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
