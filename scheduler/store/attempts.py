"""Attempts: written before the call, closed after it; what a crash left open is never simply run again."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from scheduler.errors import SchedulerError
from scheduler.model.delivery import Delivery, Event, Handing, Receipt, State
from scheduler.model.failure import Failure, Kind
from scheduler.plain import redact
from scheduler.store import rows, stops
from scheduler.store.database import Database
from scheduler.store.handed import written
from scheduler.store.journal import Line, append, note
from scheduler.store.tables import attempts, deliveries, receipts
from scheduler.store.transitions import must, shift, step

SENT = "sent"
"""The outcome of an attempt that brought a receipt; else it is the kind of its failure, "" while it is open."""
CLOSED = "closed"
"""The outcome of an attempt that ended with neither: a person was told."""
BY_HAND = "by hand"
"""The key of an attempt that sends nothing: everything is laid out for a person. A death in it leaves nothing unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try at sending one part. `number` counts the tries at that part, from 1; `outcome` is "" while it is open."""

    id: int
    delivery_id: int
    part: int
    number: int
    key: str
    started: datetime
    deadline: datetime
    outcome: str = ""
    ended: datetime | None = None
    code: str = ""
    detail: str = ""
    status: int | None = None
    identity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What a dead dispatcher left: `ready` was certainly not sent, `unknown` must be looked for, `published` was complete."""

    ready: tuple[Delivery, ...] = ()
    unknown: tuple[Delivery, ...] = ()
    published: tuple[Delivery, ...] = ()


def begin(
    database: Database,
    delivery: Delivery,
    *,
    part: int,
    key: str,
    at: datetime,
    deadline: datetime,
    by: str,
    identity: str = "",
) -> Attempt | None:
    """Write the attempt down, durably and with its witness, before anything is sent; CLAIMED becomes SENDING.

    The delivery must be CLAIMED or (for its further parts) SENDING under the same token: else None, and nothing may be sent.
    So it is where a person has asked that no more of it goes out: then it has stopped. A `Problem` says the same: it could
    not be made durable, and the delivery is READY again where that can be written.
    """
    with database.write() as connection:
        now = _mine(connection, delivery, {State.CLAIMED, State.SENDING})
        if now is None or stops.obeyed(connection, now, at=at):
            return None
        count = select(func.count()).where(attempts.c.delivery_id == delivery.id, attempts.c.part == part)
        values = {
            "delivery_id": delivery.id,
            "part": part,
            "number": connection.execute(count).scalar_one() + 1,
            "key": key,
            "token": now.token,
            "started": at,
            "deadline": deadline,
            "identity": redact(identity),
            "by": by,
        }
        row = connection.execute(insert(attempts).returning(attempts).values(values)).one()
        details = {"part": part, "number": row.number, "key": key}
        if now.state is State.CLAIMED:
            shift(connection, now, Event.ATTEMPTED, by=by, at=at, details=details)
        else:
            append(connection, [note(now, Event.ATTEMPTED.value, by=by, at=at, details=details)])
        end_of_journal = append(connection, [])
    attempt = _attempt(row)
    try:
        database.witness.write(end_of_journal)
    except SchedulerError as error:
        failure = Failure(kind=Kind.NOT_SENT, code=error.code, detail=error.detail)
        # Certainly not sent; where even this cannot be written, a restart finds it UNKNOWN.
        with suppress(SchedulerError):
            end(database, delivery, attempt, failure=failure, event=Event.NOT_SENT, by=by, at=at, reason=error.code)
        raise
    return attempt


def end(
    database: Database,
    delivery: Delivery,
    attempt: Attempt,
    *,
    receipt: Receipt | None = None,
    failure: Failure | None = None,
    handed: Handing | None = None,
    event: Event | None = None,
    by: str,
    at: datetime,
    why: str = "",
    **columns: datetime | str | None,
) -> Delivery | None:
    """Close `attempt` with its receipt or failure, or with what a person was given, and, if `event` is given, move the delivery.

    All in one transaction. Also settles an attempt that was UNKNOWN. Returns the delivery as it is then. None: it is not
    ours any more (another token); the outcome is kept with the attempt and in the journal for a person to see, the delivery
    is untouched.
    """
    with database.write() as connection:
        _close(connection, attempt, receipt, failure, at)
        now = _mine(connection, delivery, {State.SENDING, State.UNKNOWN, State.EXPECTED})
        if handed:
            columns |= {"handed": written(handed), "reminded_at": None}
        details = _told(attempt, receipt, failure)
        if now is None:
            _late(connection, delivery, by=by, at=at, details=details)
            return None
        if receipt:
            _keep(connection, delivery.id, receipt)
        if event is None:
            event_word = "part out" if receipt else "part failed"
            append(connection, [note(now, event_word, by=by, at=at, details=details)])
            if failure and columns.get("reason"):  # a look that told nothing: what is to be done is another thing now
                mine = (deliveries.c.id == now.id, deliveries.c.token == now.token)
                connection.execute(update(deliveries).where(*mine).values(reason=columns["reason"]))
            return rows.one(connection, delivery.id)
        return must(step(connection, now, event, by=by, at=at, why=why, details=details, columns=columns), now)


def settle(
    database: Database,
    delivery: Delivery,
    event: Event,
    *,
    found: Sequence[Receipt] = (),
    by: str,
    at: datetime,
    why: str = "",
    **columns: datetime | str | None,
) -> Delivery | None:
    """Keep receipts that a person (or a search) brought and move the delivery as given; None where it is so no more."""
    with database.write() as connection:
        details = {f"part {one.part}": one.url or one.remote_id for one in found}
        moved = step(connection, delivery, event, by=by, at=at, why=why, details=details, columns=columns)
        if moved is None:
            return None
        for receipt in found:
            _keep(connection, delivery.id, receipt)
        still_open = (attempts.c.delivery_id == delivery.id, attempts.c.ended.is_(None))
        connection.execute(update(attempts).where(*still_open).values(ended=at, outcome=CLOSED))
        return rows.one(connection, delivery.id)


def of(database: Database, delivery_id: int) -> list[Attempt]:
    """All attempts of a delivery, in the order in which they were begun."""
    with database.read() as connection:
        found = select(attempts).where(attempts.c.delivery_id == delivery_id).order_by(attempts.c.id)
        return [_attempt(row) for row in connection.execute(found)]


def recover(database: Database, *, by: str = "dispatcher", at: datetime) -> Recovered:
    """Settle what a dead dispatcher left in flight. Call it only at start and under `lock.dispatcher`: the lock is the proof.

    CLAIMED was not sent: READY. SENDING with an open attempt: UNKNOWN. SENDING between two parts, or while it was laid out for
    a person: nothing was in flight, READY for the parts that remain, or PUBLISHED where none does.
    """
    ready: list[Delivery] = []
    unknown: list[Delivery] = []
    published: list[Delivery] = []
    left = deliveries.c.state.in_([State.CLAIMED.value, State.SENDING.value])
    with database.write() as connection:
        open_ones = set(
            connection.execute(
                select(attempts.c.delivery_id)
                .join(deliveries, deliveries.c.id == attempts.c.delivery_id)
                .where(
                    left, attempts.c.ended.is_(None), attempts.c.token == deliveries.c.token, attempts.c.key != BY_HAND
                )
            ).scalars()
        )
        laid_out = (attempts.c.key == BY_HAND, attempts.c.ended.is_(None))
        connection.execute(update(attempts).where(*laid_out).values(ended=at, outcome=CLOSED))
        for old in rows.load(connection, left):
            event, into = Event.GIVEN_BACK, ready
            if old.id in open_ones and old.state is State.SENDING:
                event, into = Event.LOST, unknown
            elif old.state is State.SENDING and len(old.receipts) >= len(old.variant.parts):
                event, into = Event.SENT, published
            elif old.state is State.SENDING:
                event = Event.NOT_SENT
            into.append(must(step(connection, old, event, by=by, at=at, columns={"reason": "restarted"}), old))
    return Recovered(ready=tuple(ready), unknown=tuple(unknown), published=tuple(published))


def _mine(connection: Connection, delivery: Delivery, states: set[State]) -> Delivery | None:
    """The delivery with its state of now, if that is one of `states` and it is still under the caller's token."""
    column = deliveries.c
    mine = (column.id == delivery.id, column.token == delivery.token, column.state.in_([one.value for one in states]))
    row = connection.execute(select(column.state, column.attempts).where(*mine)).one_or_none()
    return replace(delivery, state=State(row.state), attempts=row.attempts) if row else None


def _close(
    connection: Connection, attempt: Attempt, receipt: Receipt | None, failure: Failure | None, at: datetime
) -> None:
    values: dict[str, object] = {"ended": at, "outcome": SENT if receipt else CLOSED}
    if failure:
        values |= {
            "outcome": failure.kind.value,
            "code": failure.code,
            "detail": redact(failure.detail),
            "status": failure.status,
        }
    connection.execute(update(attempts).where(attempts.c.id == attempt.id).values(values))


def _keep(connection: Connection, delivery_id: int, receipt: Receipt) -> None:
    """Keep the receipt of a part; the first one stands."""
    there = select(receipts.c.part).where(receipts.c.delivery_id == delivery_id, receipts.c.part == receipt.part)
    if connection.execute(there).first() is None:
        row = {
            "delivery_id": delivery_id,
            "part": receipt.part,
            "remote_id": redact(receipt.remote_id),
            "url": redact(receipt.url),
            "at": receipt.at,
        }
        connection.execute(insert(receipts).values(row))


def _late(connection: Connection, delivery: Delivery, *, by: str, at: datetime, details: dict[str, object]) -> None:
    """Write down an answer that came to a process which no longer has the delivery, beside its life as it went on."""
    line = Line(at=at, event="late answer", delivery_id=delivery.id, tag=delivery.tag, by=by, details=details)
    append(connection, [line])


def _told(attempt: Attempt, receipt: Receipt | None, failure: Failure | None) -> dict[str, object]:
    told: dict[str, object] = {"part": attempt.part, "number": attempt.number}
    if receipt:
        told |= {"remote_id": receipt.remote_id, "url": receipt.url}
    if failure:
        told |= {"kind": failure.kind.value, "code": failure.code}
    return told


_COPIED = [field.name for field in fields(Attempt)]


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(**{name: getattr(row, name) for name in _COPIED})
