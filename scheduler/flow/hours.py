"""What the hour alone does to a queue: what is too late is missed, and in doubt what falls due is held."""

from collections.abc import Callable
from datetime import datetime

from scheduler.flow import conditions
from scheduler.flow.objections import too_late
from scheduler.model.delivery import Delivery, Event, State
from scheduler.sentences.stored import stored
from scheduler.store import deliveries
from scheduler.store.database import Database


def missed(
    database: Database, *, by: str, now: datetime, believed: Callable[[], bool] = lambda: True
) -> list[Delivery]:
    """Mark all that is too late at `now`, and cancel what its own conditions cancel by then; returns what was.

    Where there is any, `believed` says whether the clock is.
    """
    overdue = deliveries.overdue(database, now)
    found = []
    for late in overdue if overdue and believed() else ():
        met = conditions.cancels(database, late, now) if late.conditions and not late.receipts else ""
        if late.follower and not late.receipts:
            met = met or stored("welcome-over")  # nobody is told of a draft that was left, nor is whom it was for kept
        if met:
            found.append(deliveries.move(database, late, Event.CANCELLED, by=by, at=now, reason=met))
            continue
        why = (
            stored("missed-post", tag=late.under)
            if late.under and not _is_out(database, late.under)
            else stored("missed")
        )
        found.append(deliveries.move(database, late, too_late(late), by=by, at=now, reason=why))
    return [one for one in found if one]


def held(database: Database, *, by: str, now: datetime) -> list[Delivery]:
    """Hold what is due while there is a doubt about the database; returns what was."""
    doubt = database.doubt
    return deliveries.hold_due(database, now=now, reason=stored(doubt.code), by=by) if doubt else []


def _is_out(database: Database, tag: str) -> bool:
    return bool(deliveries.select(database, tags=[tag], states={State.PUBLISHED, State.PARTIAL}))
