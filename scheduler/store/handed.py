"""What persons were given to publish by hand: kept with the delivery, and reminded of once, also through restarts."""

import json
from datetime import datetime

import sqlalchemy as sa

from scheduler.model.delivery import Delivery, Handing, State
from scheduler.store.database import Database
from scheduler.store.journal import append, note
from scheduler.store.reading import handing as read
from scheduler.store.tables import deliveries, receipts

__all__ = ["bearer", "read", "remind", "renew", "written"]


def written(handing: Handing) -> str:
    """As the column keeps it."""
    kept = {"folder": handing.folder, "page": handing.page, "address": handing.address, "at": handing.at.isoformat()}
    return json.dumps(kept, ensure_ascii=False)


def remind(database: Database, delivery: Delivery, *, by: str, at: datetime) -> bool:
    """Write down that the person is reminded of `delivery` now; False: it was done before, or it waits no more.

    It is written before anybody is told: a death in between costs the reminder, and no restart repeats one.
    """
    mine = (
        deliveries.c.id == delivery.id,
        deliveries.c.token == delivery.token,
        deliveries.c.state == State.EXPECTED.value,
        deliveries.c.reminded_at.is_(None),
    )
    with database.write() as connection:
        done = connection.execute(sa.update(deliveries).where(*mine).values(reminded_at=at))
        if done.rowcount:
            append(connection, [note(delivery, "reminded", by=by, at=at)])
    return done.rowcount == 1


def renew(database: Database, delivery: Delivery, handing: Handing, *, reason: str, by: str, at: datetime) -> bool:
    """Write down that what the person was given was laid out again; nobody is told, nor reminded, anew.

    False: `delivery` waits for a person no more.
    """
    mine = (
        deliveries.c.id == delivery.id,
        deliveries.c.token == delivery.token,
        deliveries.c.state == State.EXPECTED.value,
    )
    with database.write() as connection:
        values = {"handed": written(handing), "reason": reason}
        done = connection.execute(sa.update(deliveries).where(*mine).values(values))
        if done.rowcount:
            append(connection, [note(delivery, "laid out again", by=by, at=at)])
    return done.rowcount == 1


def bearer(database: Database, url: str) -> str:
    """The tag of the delivery that has a receipt with this address; "" where none has."""
    query = (
        sa.select(deliveries.c.tag)
        .join(receipts, receipts.c.delivery_id == deliveries.c.id)
        .where(receipts.c.url == url)
        .limit(1)
    )
    with database.read() as connection:
        return connection.execute(query).scalar_one_or_none() or ""
