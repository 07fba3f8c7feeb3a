"""Attempts begun and ended by many threads at one moment: each kind in a few statements, however many there are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, func, insert, select, update

from scheduler.model.delivery import Delivery, Event, Receipt, State
from scheduler.model.failure import Failure
from scheduler.plain import redact
from scheduler.store import rows, stops
from scheduler.store.journal import Line, append, note
from scheduler.store.tables import attempts, deliveries, receipts
from scheduler.store.transitions import Columns, Step, shift_all
from scheduler.store.writer import Work

SENT = "sent"
"""The outcome of an attempt that brought a receipt; else it is the kind of its failure, "" while it is open."""
CLOSED = "closed"
"""The outcome of an attempt that ended with neither: a person was told."""


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
class Intent:
    """What is about to be sent of a delivery that its sender has claimed."""

    delivery: Delivery
    part: int
    key: str
    at: datetime
    deadline: datetime
    by: str
    identity: str
    lease: Callable[[Connection], datetime] | None = None
    """Where several workers share the database: until when this one has the delivery, as of now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What became of an attempt, and how its delivery moves by that (`event` None: it stays)."""

    delivery: Delivery
    attempt: Attempt
    receipt: Receipt | None
    failure: Failure | None
    event: Event | None
    by: str
    at: datetime
    why: str = ""
    columns: Columns = field(default_factory=dict)

    @property
    def told(self) -> dict[str, object]:
        """As the journal tells it."""
        told: dict[str, object] = {"part": self.attempt.part, "number": self.attempt.number}
        if self.receipt:
            told |= {"remote_id": self.receipt.remote_id, "url": self.receipt.url}
        if self.failure:
            told |= {"kind": self.failure.kind.value, "code": self.failure.code}
        return told


def _begun(connection: Connection, intents: Sequence[Intent]) -> list[Attempt | None]:
    """Write the attempts of those that are still their sender's, and that nobody has asked to stop; None for the others."""
    mine = _mine(connection, [one.delivery for one in intents], {State.CLAIMED, State.SENDING})
    asked = stops.asked_among(connection, mine)
    stopped = {one.delivery.id for one in intents if one.delivery.id in asked}
    for one in intents:
        if one.delivery.id in stopped:
            stops.obeyed(connection, mine[one.delivery.id], at=one.at)
    going = [one for one in intents if one.delivery.id in mine.keys() - stopped]
    if not going:
        return [None] * len(intents)
    made = _inserted(connection, going, mine)
    steps, notes = [], []
    for one in going:
        now, attempt = mine[one.delivery.id], made[one.delivery.id]
        details = {"part": one.part, "number": attempt.number, "key": one.key}
        if now.state is State.CLAIMED:
            steps.append(Step(delivery=now, event=Event.ATTEMPTED, by=one.by, at=one.at, details=details))
        else:
            notes.append(note(now, Event.ATTEMPTED.value, by=one.by, at=one.at, details=details))
    shift_all(connection, steps, read=True)
    if notes:
        append(connection, notes)
    _renew(connection, going)
    return [made.get(one.delivery.id) for one in intents]


def _renew(connection: Connection, going: Sequence[Intent]) -> None:
    """Each part has a lease of its own: a thread may take longer than its claim."""
    leased = [one for one in going if one.lease is not None]
    if leased and leased[0].lease is not None:
        ids = deliveries.c.id.in_([one.delivery.id for one in leased])
        connection.execute(update(deliveries).where(ids).values(lease_until=leased[0].lease(connection)))


BEGUN = Work(_begun, witnessed=True)


def _inserted(connection: Connection, going: Sequence[Intent], mine: Mapping[int, Delivery]) -> dict[int, Attempt]:
    # Of what is claimed for the first time nothing was ever tried.
    again = [one.delivery.id for one in going if one.delivery.token > 1 or mine[one.delivery.id].attempts]
    counted = connection.execute(_TRIED, {"ids": again}) if again else ()
    tried = {(row.delivery_id, row.part): row.number for row in counted}
    values = [
        {
            "delivery_id": one.delivery.id,
            "part": one.part,
            "number": tried.get((one.delivery.id, one.part), 0) + 1,
            "key": one.key,
            "token": one.delivery.token,
            "started": one.at,
            "deadline": one.deadline,
            "identity": redact(one.identity),
            "by": one.by,
        }
        for one in going
    ]
    return {row.delivery_id: attempt_of(row) for row in connection.execute(_INSERT, values)}


def _ended(connection: Connection, endings: Sequence[Ending]) -> list[Delivery | None]:
    """Close the attempts, keep their receipts and move the deliveries; None where one is its sender's no more."""
    connection.execute(_CLOSE, [_closing(one) for one in endings])
    among = {State.SENDING, State.UNKNOWN, State.EXPECTED}
    mine = _mine(connection, [one.delivery for one in endings], among)
    keep(connection, [(one.delivery.id, one.receipt) for one in endings if one.receipt and one.delivery.id in mine])
    steps, lines = [], []
    for one in endings:
        now = mine.get(one.delivery.id)
        event_now = _answered(now, one)
        if now is None:
            lines.append(_late(one))
        elif event_now is None:
            event = "part out" if one.receipt else "part failed"
            lines.append(note(now, event, by=one.by, at=one.at, details=one.told))
            _reason(connection, now, one)
        else:
            moving = {"by": one.by, "at": one.at, "why": one.why, "details": one.told, "columns": one.columns}
            steps.append(Step(delivery=now, event=event_now, **moving))  # type: ignore[arg-type]
    shift_all(connection, steps, read=True)
    if lines:
        append(connection, lines)
    after = rows.again(connection, [one.delivery for one in endings if one.delivery.id in mine])
    return [after.get(one.delivery.id) for one in endings]


ENDED = Work(_ended)

_AFTER_THE_LEASE = {Event.SENT: Event.FOUND, Event.LOST: None} | dict.fromkeys(
    (Event.NOT_SENT, Event.REFUSED, Event.REFUSED_PARTLY, Event.UNFINISHED), Event.ABSENT
)
"""What an answer means that comes when another worker has already called its delivery UNKNOWN: it is known after all."""


def _answered(now: Delivery | None, one: Ending) -> Event | None:
    if now is None or now.state is not State.UNKNOWN:
        return one.event
    if one.event is None:
        return Event.FOUND_PARTLY if one.receipt else None
    return _AFTER_THE_LEASE.get(one.event, one.event)


def _mine(connection: Connection, given: Sequence[Delivery], states: set[State]) -> dict[int, Delivery]:
    """Those that are in one of `states` and still under the caller's token, by id, with their state of now."""
    known = {one.id: one for one in given}
    here = {}
    for row in connection.execute(_STANDING, {"ids": list(known)}):
        state = State(row.state)
        if state in states and row.token == known[row.id].token:
            one = known[row.id]
            same = one.state is state and one.attempts == row.attempts
            here[row.id] = one if same else replace(one, state=state, attempts=row.attempts)
    return here


def keep(connection: Connection, given: Iterable[tuple[int, Receipt]]) -> None:
    """Keep the receipts of parts, each with its delivery's id; the first one of a part stands."""
    values = {
        (delivery_id, one.part): {
            "delivery_id": delivery_id,
            "part": one.part,
            "remote_id": redact(one.remote_id),
            "url": redact(one.url),
            "at": one.at,
        }
        for delivery_id, one in given
    }
    if not values:
        return
    kept = connection.execute(_KEPT, {"ids": [delivery_id for delivery_id, _ in values]})
    there = {(row.delivery_id, row.part) for row in kept}
    if fresh := [row for key, row in values.items() if key not in there]:
        connection.execute(insert(receipts), fresh)


def _closing(one: Ending) -> dict[str, object]:
    failure = one.failure
    return {
        "its_id": one.attempt.id,
        "ended": one.at,
        "outcome": failure.kind.value if failure else SENT if one.receipt else CLOSED,
        "code": failure.code if failure else "",
        "detail": redact(failure.detail) if failure else "",
        "status": failure.status if failure else None,
    }


def _reason(connection: Connection, now: Delivery, one: Ending) -> None:
    """A look that told nothing: what is to be done is another thing now."""
    if one.failure and one.columns.get("reason"):
        mine = (deliveries.c.id == now.id, deliveries.c.token == now.token)
        connection.execute(update(deliveries).where(*mine).values(reason=one.columns["reason"]))


def _late(one: Ending) -> Line:
    """An answer that came to a process which no longer has the delivery, beside its life as it went on."""
    return Line(
        at=one.at, event="late answer", delivery_id=one.delivery.id, tag=one.delivery.tag, by=one.by, details=one.told
    )


_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_STANDING = select(deliveries.c.id, deliveries.c.state, deliveries.c.token, deliveries.c.attempts).where(
    deliveries.c.id.in_(_IDS)
)
_TRIED = (
    select(attempts.c.delivery_id, attempts.c.part, func.count().label("number"))
    .where(attempts.c.delivery_id.in_(_IDS))
    .group_by(attempts.c.delivery_id, attempts.c.part)
)
_INSERT = insert(attempts).returning(attempts)
_CLOSING = ("ended", "outcome", "code", "detail", "status")
_CLOSE = (
    update(attempts).where(attempts.c.id == bindparam("its_id")).values({name: bindparam(name) for name in _CLOSING})
)
_KEPT = select(receipts.c.delivery_id, receipts.c.part).where(receipts.c.delivery_id.in_(_IDS))

_COPIED = [one.name for one in fields(Attempt)]


def attempt_of(row: Row[Any]) -> Attempt:
    """A row read back."""
    return Attempt(**{name: getattr(row, name) for name in _COPIED})
