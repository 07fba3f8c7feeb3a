"""Which posts of an account are ours: by receipt, or because something of ours may be what stands there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from scheduler.model.delivery import Delivery, State
from scheduler.store import rows
from scheduler.store.database import Database
from scheduler.store.tables import accounts, attempts, deliveries, receipts

MARGIN = timedelta(days=1)
"""A receipt bears the hour of our clock, or that at which somebody confirmed it: either may be off."""
_DOUBTFUL = (State.SENDING, State.UNKNOWN, State.EXPECTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """What stands on an account since a while, as far as this database knows.

    `marks` are the remote ids and addresses of receipts; `doubtful` what may stand there without one: in flight, unknown, given
    to a person, or confirmed at an address that names no post; each with the instant before which it cannot have been made.
    """

    marks: frozenset[str]
    doubtful: Sequence[tuple[Delivery, datetime]]


def since(database: Database, account: str, instant: datetime, *, but: int = 0) -> Ours:
    """What of `account` is ours since `instant`; the delivery `but` is left out of what is in doubt."""
    mine = (deliveries.c.account == account, receipts.c.at >= instant - MARGIN)
    out = sa.select(receipts).join(deliveries, deliveries.c.id == receipts.c.delivery_id).where(*mine)
    with database.read() as connection:
        there = connection.execute(out).all()
        nameless = {row.delivery_id for row in there if not row.remote_id}
        wanted = sa.and_(
            deliveries.c.account == account,
            deliveries.c.id != but,
            sa.or_(deliveries.c.state.in_([one.value for one in _DOUBTFUL]), deliveries.c.id.in_(nameless)),
        )
        found = rows.load(connection, wanted)
        ids = [one.id for one in found]
        first = sa.select(attempts.c.delivery_id, sa.func.min(attempts.c.started)).group_by(attempts.c.delivery_id)
        tried = connection.execute(first.where(attempts.c.delivery_id.in_(ids))).all()
    begun = {row[0]: row[1] for row in tried}
    marks = {mark for row in there for mark in (row.remote_id, row.url) if mark}
    return Ours(marks=frozenset(marks), doubtful=[(one, begun.get(one.id, instant)) for one in found])


def unsent(database: Database, account: str, first: datetime, last: datetime) -> list[Delivery]:
    """The deliveries of `account` due from `first` to `last` of which, by this database, nothing ever went out."""
    states = (State.READY, State.AWAITING, State.HELD, State.MISSED)
    mine = (
        deliveries.c.account == account,
        deliveries.c.state.in_([one.value for one in states]),
        deliveries.c.due >= first,
        deliveries.c.due <= last,
    )
    with database.read() as connection:
        return [one for one in rows.load(connection, *mine) if not one.receipts]


def awaited(database: Database, until: datetime) -> frozenset[str]:
    """The accounts, but those that are blocked, of which something READY is due before `until`."""
    blocked = sa.select(accounts.c.account).where(accounts.c.blocked_at.is_not(None))
    due = (deliveries.c.state == State.READY.value, deliveries.c.due < until, deliveries.c.account.not_in(blocked))
    with database.read() as connection:
        return frozenset(connection.execute(sa.select(deliveries.c.account).where(*due).distinct()).scalars())


def named(database: Database, account: str, remote_ids: Sequence[str]) -> dict[str, str]:
    """The tags of the deliveries of `account` that have a receipt with one of these remote ids, by remote id."""
    query = (
        sa.select(receipts.c.remote_id, deliveries.c.tag)
        .join(deliveries, deliveries.c.id == receipts.c.delivery_id)
        .where(deliveries.c.account == account, receipts.c.remote_id.in_(remote_ids))
    )
    with database.read() as connection:
        return {row.remote_id: row.tag for row in connection.execute(query)}
