"""The hours of what has not been sent, without its texts: light enough to be read for a whole queue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select

from scheduler.model.delivery import FINAL, UNSENT, State
from scheduler.store.database import Database
from scheduler.store.tables import deliveries, journal, receipts

PIECE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When one delivery may go out. `local` has the offset that its zone had when it was laid out."""

    id: int
    tag: str
    account: str
    network: str
    due: datetime | None
    local: datetime
    zone: str
    too_late_at: datetime | None
    closes: datetime | None
    embargo: datetime | None


def unsent(database: Database) -> Iterator[Hours]:
    """The hours of every delivery that has one and of which nothing is out."""
    column = deliveries.c
    columns = [column[name] for name in Hours.__slots__]
    begun = exists().where(receipts.c.delivery_id == column.id)
    open_ones = column.state.in_([one.value for one in UNSENT])
    query = select(*columns).where(open_ones, column.local.is_not(None), ~begun).order_by(column.id)
    with database.read() as connection:
        for row in connection.execution_options(yield_per=PIECE).execute(query):
            yield Hours(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def moved_since(database: Database, by: str, since: datetime) -> int:
    """How many deliveries `by` has moved since then."""
    lines = (journal.c.by == by, journal.c.event == "moved", journal.c.at >= since)
    with database.read() as connection:
        return int(connection.execute(select(func.count(journal.c.delivery_id.distinct())).where(*lines)).scalar_one())


def dues(database: Database, since: datetime, until: datetime) -> list[datetime]:
    """Every hour between the two at which something was, or is, to go out; what was cancelled is not, nor what is out."""
    column, done = deliveries.c, [one.value for one in FINAL | {State.PUBLISHED}]
    meant = (column.due >= since, column.due < until, column.state.not_in(done))
    with database.read() as connection:
        return list(connection.execute(select(column.due).where(*meant).order_by(column.due)).scalars())


def waits(database: Database, until: datetime) -> bool:
    """Whether anything is ready, or waits for a yes, that falls due before `until`."""
    column = deliveries.c
    soon = (column.state.in_([State.READY.value, State.AWAITING.value]), column.due < until)
    with database.read() as connection:
        return connection.execute(select(column.id).where(*soon).limit(1)).first() is not None
