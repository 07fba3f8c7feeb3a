"""From when to when each campaign goes out, and how much of it did."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from scheduler.model.delivery import State
from scheduler.store.database import Database
from scheduler.store.tables import deliveries

_STANDS = sa.func.coalesce(deliveries.c.due, deliveries.c.closes)
OUT = (State.PUBLISHED, State.PARTIAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A campaign by what is queued of it: the first and the last instant, and how many deliveries went out."""

    slug: str
    first: datetime
    last: datetime
    out: int


def of_campaigns(database: Database) -> list[Span]:
    """Each campaign of which anything stands in the queue that was not cancelled, by its name."""
    column = deliveries.c
    out = sa.func.sum(sa.case((column.state.in_([one.value for one in OUT]), 1), else_=0))
    query = (
        sa.select(
            column.campaign,
            sa.type_coerce(sa.func.min(_STANDS), column.due.type).label("first"),
            sa.type_coerce(sa.func.max(_STANDS), column.due.type).label("last"),
            out.label("out"),
        )
        .where(column.state != State.CANCELLED.value, _STANDS.is_not(None))
        .group_by(column.campaign)
        .order_by(column.campaign)
    )
    with database.read() as connection:
        return [
            Span(slug=row.campaign, first=row.first, last=row.last, out=int(row.out))
            for row in connection.execute(query)
        ]
