"""What a person decides about deliveries: each decision one transaction, done whole or not at all."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from scheduler.model.delivery import UNSENT, Delivery, Event
from scheduler.store.database import Database
from scheduler.store.journal import append, note
from scheduler.store.tables import deliveries
from scheduler.store.transitions import Columns, must, settle, step

PATIENCE = timedelta(hours=2)
"""How late a delivery may be that says nothing of its own: DESIGN section 4, `too_late_after`."""


def move(
    database: Database,
    moves: Sequence[tuple[Delivery, Event, Columns]],
    *,
    by: str,
    why: str = "",
    at: datetime,
) -> list[Delivery]:
    """Do all of a person's moves in one transaction, or raise `Problem("changed-meanwhile")` and do none.

    What becomes READY without the yeses that it needs is AWAITING at once.
    """
    with database.write() as connection:
        done = [
            must(step(connection, one, event, by=by, why=why, at=at, columns=columns), one)
            for one, event, columns in moves
        ]
        return [settle(connection, one.id, by=by, at=at) for one in done]


def bring_forward(database: Database, wanted: Sequence[Delivery], *, by: str, at: datetime) -> list[Delivery]:
    """Make unsent deliveries due `at`, because a person says so; what was approved for a later hour only is asked again."""
    with database.write() as connection:
        return [_brought(connection, one, by, at) for one in wanted]


def _brought(connection: sa.Connection, one: Delivery, by: str, at: datetime) -> Delivery:
    late = at + ((one.too_late_at - one.due) if one.too_late_at and one.due else PATIENCE)
    values = {
        "due": at,
        "local": at.astimezone(ZoneInfo(one.zone)),
        "too_late_at": late,
        "closes": None,
        "not_before": None,
        "changed_at": at,
    }
    mine = (
        deliveries.c.id == one.id,
        deliveries.c.token == one.token,
        deliveries.c.state == one.state.value,
        deliveries.c.state.in_([state.value for state in UNSENT]),
    )
    done = connection.execute(sa.update(deliveries).where(*mine).values(values))
    must(one if done.rowcount else None, one)
    details = {"was": one.due.isoformat() if one.due else "", "due": at.isoformat()}
    append(connection, [note(one, "sent now", by=by, at=at, details=details)])
    return settle(connection, one.id, by=by, at=at)
