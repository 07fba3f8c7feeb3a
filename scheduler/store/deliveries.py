"""The queue: what planning puts in, what is due, and the one way in which a state changes."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from scheduler.model.delivery import Delivery, Event, State
from scheduler.store import rows
from scheduler.store.changes import Add, Cancel, Move, New, Replace, apply
from scheduler.store.database import Database
from scheduler.store.tables import NOT_UNSENT, deliveries, receipts
from scheduler.store.tables import accounts as known_accounts
from scheduler.store.transitions import Step, must, shift_all, step

__all__ = [
    "Add",
    "Cancel",
    "Move",
    "New",
    "Replace",
    "apply",
    "claim",
    "get",
    "hold_due",
    "move",
    "next_due",
    "overdue",
    "select",
    "soon",
]

SEVERAL = 50
"""Rows more than wanted, for accounts of which more than one is due: else all that is due must be ranked."""
_PLACE = "place"
_IN_FLIGHT = (State.CLAIMED.value, State.SENDING.value)


def get(database: Database, delivery_id: int) -> Delivery | None:
    """The delivery of that id; None where there is none."""
    with database.read() as connection:
        return rows.one(connection, delivery_id)


def select(
    database: Database,
    *,
    campaigns: Iterable[str] = (),
    posts: Iterable[str] = (),
    states: Iterable[State] = (),
    accounts: Iterable[str] = (),
    tags: Iterable[str] = (),
    ids: Iterable[int] = (),
    codes: Iterable[str] = (),
    due_from: datetime | None = None,
    due_until: datetime | None = None,
) -> list[Delivery]:
    """Deliveries that meet all that is given (nothing given: all), in order of due instant (those without one last), id.

    `due_from` is included, `due_until` is not.
    """
    column = deliveries.c
    asked: list[tuple[sa.ColumnElement[Any], tuple[Any, ...]]] = [
        (column.campaign, tuple(campaigns)),
        (column.post, tuple(posts)),
        (column.state, tuple(state.value for state in states)),
        (column.account, tuple(accounts)),
        (column.tag, tuple(tags)),
        (column.id, tuple(ids)),
        (column.code, tuple(codes)),
    ]
    conditions: list[sa.ColumnElement[bool]] = [one.in_(values) for one, values in asked if values]
    if due_from is not None:
        conditions.append(column.due >= due_from)
    if due_until is not None:
        conditions.append(column.due < due_until)
    with database.read() as connection:
        return rows.load(connection, *conditions)


def move(
    database: Database,
    delivery: Delivery,
    event: Event,
    *,
    by: str,
    why: str = "",
    at: datetime,
    **columns: datetime | str | None,
) -> Delivery | None:
    """The one transition: the delivery moves by `event` if it is as given (id, token, state), and the journal says so.

    Returns it as it is then; None: «not mine any more», nothing was done. `columns` may set `not_before`, `reason`,
    `lease_until`, `due`, `too_late_at`, `closes`; a reason that is not given again is cleared.
    """
    with database.write() as connection:
        return step(connection, delivery, event, by=by, why=why, at=at, columns=columns)


def claim(
    database: Database,
    *,
    now: datetime,
    until: datetime | None = None,
    lease: timedelta,
    most: int,
    busy: Collection[str] = (),
    without: Collection[str] = (),
    worker: str = "",
) -> list[Delivery]:
    """Hand out at most `most` due deliveries to `worker`, CLAIMED under a fresh token for `lease` by the database's time.

    With `until`, those, too, that fall due until then: whoever claims them sends none before its hour. At most one an account,
    over all workers. Left alone: what is too late (see `overdue`), the campaigns `without`, and accounts that are `busy`,
    blocked or have a call in flight. Raises `Problem` where the database file was replaced.
    """
    if most <= 0:
        return []
    asked = {"now": now, "until": until or now, "without": list(without)}
    with database.read() as connection:
        if not _free_ones(connection, asked, 1, busy):
            return []
    with database.write() as connection:
        # From before its rows are looked for: it never lasts longer than that.
        lease_until = database.moment(connection) + lease
        free = _free_ones(connection, asked, most, busy)
        if database.several:
            free = list(connection.execute(_LOCKED, {"ids": free}).scalars())
        found = rows.those(connection, free)
        leased: dict[str, datetime | str | None] = {"lease_until": lease_until, "worker": worker}
        going = [Step(delivery=one, event=Event.CLAIMED, by="dispatcher", at=now, columns=leased) for one in found]
        mine = shift_all(connection, going, read=True)
    return [rows.changed(one, state=State.CLAIMED, token=one.token + 1, reason="") for one in found if one.id in mine]


def _free_ones(connection: sa.Connection, asked: dict[str, Any], most: int, busy: Collection[str]) -> list[int]:
    """What to claim: for each of `most` free accounts its earliest due delivery, in order of due instant, then id."""
    some = asked | {"most": most + len(busy) + SEVERAL}
    first: dict[str, int] = {}
    rows_of_all = connection.execute(_DUE, some).all()
    for its_id, account in rows_of_all:
        if account not in busy:
            first.setdefault(account, its_id)
    if len(first) < most and len(rows_of_all) == some["most"]:
        # A few accounts have so much due that they hide the others; of each account there is one in this.
        ranked = connection.execute(_FIRST_OF_EACH, some)
        first = {account: its_id for its_id, account in ranked if account not in busy}
    return list(first.values())[:most]


def next_due(database: Database, now: datetime) -> datetime | None:
    """The first instant after `now` at which a READY delivery of an account that is not blocked falls due; None if none does."""
    with database.read() as connection:
        known = [connection.execute(one, {"now": now}).scalar_one_or_none() for one in _NEXT_DUE]
    return min((one for one in known if one is not None), default=None)


def soon(database: Database, now: datetime, until: datetime) -> set[str]:
    """The accounts of which something READY falls due after `now` and at `until` at the latest."""
    with database.read() as connection:
        return set(connection.execute(_SOON, {"now": now, "until": until}).scalars())


def overdue(database: Database, now: datetime) -> list[Delivery]:
    """AWAITING, READY and HELD deliveries past `too_late_at`, or past `closes`: to be MISSED."""
    column = deliveries.c
    with database.read() as connection:
        ids = connection.execute(_OVERDUE, {"now": now}).scalars().all()
        return rows.load(connection, column.id.in_(ids)) if ids else []


def hold_due(database: Database, *, now: datetime, reason: str, by: str = "dispatcher") -> list[Delivery]:
    """Hold what is READY and due at `now`, all of it in one transaction, and say why; returns what was held.

    So a restored database sends nothing by itself: what falls due before a person has looked waits for that person.
    """
    due = (deliveries.c.state == State.READY.value, deliveries.c.due <= now)
    with database.read() as connection:
        if not rows.load(connection, *due):
            return []
    with database.write() as connection:
        found = rows.load(connection, *due)
        return [
            must(step(connection, one, Event.HELD, by=by, why=reason, at=now, columns={"reason": reason}), one)
            for one in found
        ]


def _not_blocked() -> sa.ColumnElement[bool]:
    blocked = sa.select(known_accounts.c.account).where(known_accounts.c.blocked_at.is_not(None))
    return deliveries.c.account.not_in(blocked)


# Built once: the dispatcher asks these at every pass, and building a statement costs more than running it.
_NOW = sa.bindparam("now", type_=deliveries.c.due.type)
_EFFECTIVE = sa.case((deliveries.c.not_before > deliveries.c.due, deliveries.c.not_before), else_=deliveries.c.due)
IS_UNSENT = deliveries.c.state.not_in([sa.literal_column(f"'{state}'") for state in NOT_UNSENT])
"""In the very words of the indexes that hold for these states alone, and in none by which SQLite could take another index."""


_READY = deliveries.c.state == State.READY.value
_NOT_WAITING = deliveries.c.state.not_in([State.AWAITING.value, State.HELD.value])
_LATER = deliveries.c.not_before > deliveries.c.due
# By its hour, unless it was put off beyond it; and by that. Each is the first of an index, however much is queued.
_NEXT_DUE = (
    sa.select(deliveries.c.due)
    .where(_READY, deliveries.c.due > _NOW, sa.or_(deliveries.c.not_before.is_(None), ~_LATER), _not_blocked())
    .order_by(deliveries.c.due)
    .limit(1),
    sa.select(deliveries.c.not_before)
    .where(IS_UNSENT, _NOT_WAITING, deliveries.c.not_before > _NOW, _LATER, _not_blocked())
    .order_by(deliveries.c.not_before)
    .limit(1),
)
_OVERDUE = sa.union(
    *(
        sa.select(deliveries.c.id).where(IS_UNSENT, end <= _NOW)
        for end in (deliveries.c.too_late_at, deliveries.c.closes)
    )
)
_UNTIL = sa.bindparam("until", type_=deliveries.c.due.type)
_SOON = sa.select(deliveries.c.account).where(
    deliveries.c.state == State.READY.value, deliveries.c.due > _NOW, deliveries.c.due <= _UNTIL, _not_blocked()
)


def _free() -> tuple[sa.ColumnElement[bool], ...]:
    """What is due, of an account that has nothing in flight and may be spoken for."""
    column = deliveries.c
    flying = deliveries.alias("flying")
    in_flight = sa.select(flying.c.account).where(flying.c.state.in_(_IN_FLIGHT))
    begun = sa.exists().where(receipts.c.delivery_id == column.id)
    return (
        column.state == State.READY.value,
        column.due <= _UNTIL,
        sa.or_(column.not_before.is_(None), column.not_before <= _NOW),
        sa.or_(column.embargo.is_(None), column.embargo <= _NOW),
        # What has a part on the network goes on: how long, its publisher knows.
        sa.or_(
            sa.and_(
                sa.or_(column.too_late_at.is_(None), column.too_late_at > _NOW),
                sa.or_(column.closes.is_(None), column.closes > _NOW),
            ),
            begun,
        ),
        column.account.not_in(in_flight),
        column.campaign.not_in(sa.bindparam("without", expanding=True)),
        _not_blocked(),
    )


_MOST = sa.bindparam("most", type_=sa.Integer)
_DUE = (
    sa.select(deliveries.c.id, deliveries.c.account)
    .where(*_free())
    .order_by(deliveries.c.due, deliveries.c.id)
    .limit(_MOST)
)


def _first_of_each() -> sa.Select[Any]:
    column = deliveries.c
    place = sa.func.row_number().over(partition_by=column.account, order_by=(column.due, column.id))
    ranked = sa.select(column.id, column.account, column.due, place.label(_PLACE)).where(*_free()).subquery()
    first = sa.select(ranked.c.id, ranked.c.account).where(ranked.c[_PLACE] == 1).order_by(ranked.c.due, ranked.c.id)
    return first.limit(_MOST)


def _locked() -> sa.Select[Any]:
    """Writers stand in line already, but a row that somebody holds by hand (a repair, a copy) is left alone.

    MATERIALIZED: else the planner may run the locking part once for each row that it joins, and lock more than it hands out.
    """
    column = deliveries.c
    wanted = column.id.in_(sa.bindparam("ids", expanding=True))
    locked = (
        sa.select(column.id, column.due)
        .where(wanted, column.state == State.READY.value)
        .with_for_update(skip_locked=True)
        .cte("locked")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    return sa.select(locked.c.id).order_by(locked.c.due, locked.c.id)


_FIRST_OF_EACH = _first_of_each()
_LOCKED = _locked()
