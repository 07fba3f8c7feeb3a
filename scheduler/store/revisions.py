"""How often each tag was touched, and when last: a calendar that is exported again knows by it which event is the newer one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from scheduler.store.database import Database
from scheduler.store.tables import deliveries, journal

AT_ONCE = 500
"""Tags in one question: databases bound how many values one may hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Grows with every line of the journal about the tag, over all the rows that bore it; `at` is the newest line's hour."""

    number: int
    at: datetime


def of(database: Database, tags: Iterable[str]) -> dict[str, Revision]:
    """The revision of each tag that the queue knows or knew."""
    found: dict[str, Revision] = {}
    lines = func.count().label("lines")
    last = func.max(journal.c.at).label("last")
    asked = select(deliveries.c.tag, lines, last).join(journal, journal.c.delivery_id == deliveries.c.id)
    with database.read() as connection:
        names = list(dict.fromkeys(tags))
        for some in (names[first : first + AT_ONCE] for first in range(0, len(names), AT_ONCE)):
            for row in connection.execute(asked.where(deliveries.c.tag.in_(some)).group_by(deliveries.c.tag)):
                found[row.tag] = Revision(number=row.lines, at=row.last)
    return found
