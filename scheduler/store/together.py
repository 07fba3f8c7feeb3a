"""Attempts begun and ended by many threads at one moment: each kind in a few statements, however many there are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, update

from scheduler.model.delivery import Delivery, Event, Receipt, State
from scheduler.model.failure import Failure
from scheduler.plain import redact
from scheduler.store import many, rows, stops
from scheduler.store.journal import Line, note
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
    mine, stopped = _mine(connection, [one.delivery for one in intents], {State.CLAIMED, State.SENDING})
    for one in intents:
        if one.delivery.id in stopped:
            stops.obeyed(connection, mine[one.delivery.id], at=one.at)
    going = [one for one in intents if one.delivery.id in mine.keys() - stopped]
    if not going:
        return [None] * len(intents)
    numbers = _numbers(connection, going, mine)
    steps, notes = [], []
    until = _until(connection, going)
    columns: Columns = {"lease_until": until} if until else {}
    for one in going:
        now = mine[one.delivery.id]
        details = {"part": one.part, "number": numbers[now.id], "key": one.key}
        if now.state is State.CLAIMED:
            begun = Step(delivery=now, event=Event.ATTEMPTED, by=one.by, at=one.at, details=details, columns=columns)
            steps.append(begun)
        else:
            notes.append(note(now, Event.ATTEMPTED.value, by=one.by, at=one.at, details=details))
    with many.bundled(connection):
        shift_all(connection, steps, read=True, also=notes)
        if until:
            further = [one.delivery.id for one in going if mine[one.delivery.id].state is State.SENDING]
            rows_of_them = [(many.instant(until), its_id) for its_id in further]
            many.change(connection, deliveries, ("lease_until",), ("id",), rows_of_them)
        made = _inserted(connection, going, numbers)
    return [made.get(one.delivery.id) for one in intents]


def _until(connection: Connection, going: Sequence[Intent]) -> datetime | None:
    """Each part has a lease of its own: a thread may take longer than its claim."""
    lease = going[0].lease
    return lease(connection) if lease else None


BEGUN = Work(_begun, witnessed=True)


def _numbers(connection: Connection, going: Sequence[Intent], mine: Mapping[int, Delivery]) -> dict[int, int]:
    """Which try at its part each is, by the delivery's id."""
    # Of what is claimed for the first time nothing was ever tried.
    again = [one.delivery.id for one in going if one.delivery.token > 1 or mine[one.delivery.id].attempts]
    tried = {(its_id, part): number for its_id, part, number in (many.ask(connection, _TRIED, again) if again else ())}
    return {one.delivery.id: tried.get((one.delivery.id, one.part), 0) + 1 for one in going}


def _inserted(connection: Connection, going: Sequence[Intent], numbers: Mapping[int, int]) -> dict[int, Attempt]:
    of = {one.delivery.id: one for one in going}
    begun = [_beginning(one, numbers[its_id]) for its_id, one in of.items()]
    added = many.add(connection, attempts, _BEGINNING, begun, returning="delivery_id, id")
    return {its_id: _attempt(of[its_id], key, numbers[its_id]) for its_id, key in added}


def _beginning(one: Intent, number: int) -> tuple[many.Plain, ...]:
    mine = one.delivery
    started, deadline = many.instant(one.at), many.instant(one.deadline)
    return mine.id, one.part, number, one.key, mine.token, started, deadline, redact(one.identity), one.by


def _attempt(one: Intent, its_id: int, number: int) -> Attempt:
    return Attempt(
        id=its_id,
        delivery_id=one.delivery.id,
        part=one.part,
        number=number,
        key=one.key,
        started=one.at,
        deadline=one.deadline,
        identity=redact(one.identity),
    )


_BEGINNING = ("delivery_id", "part", "number", "key", "token", "started", "deadline", "identity", "by")


def _ended(connection: Connection, endings: Sequence[Ending]) -> list[Delivery | None]:
    """Close the attempts, keep their receipts and move the deliveries; None where one is its sender's no more."""
    among = {State.SENDING, State.UNKNOWN, State.EXPECTED}
    mine, _ = _mine(connection, [one.delivery for one in endings], among)
    steps, lines = [], []
    whole: dict[int, Delivery] = {}
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
            if event_now is Event.SENT and one.receipt and _completes(now, one.receipt):
                whole[now.id] = _whole(now, one, one.receipt)
    with many.bundled(connection):
        many.change(connection, attempts, _CLOSING, ("id",), [_closing(one) for one in endings])
        keep(connection, [(one.delivery.id, one.receipt) for one in endings if one.receipt and one.delivery.id in mine])
        shift_all(connection, steps, read=True, also=lines)
    rest = [one.delivery for one in endings if one.delivery.id in mine.keys() - whole.keys()]
    after = whole | rows.again(connection, rest)
    return [after.get(one.delivery.id) for one in endings]


def _completes(now: Delivery, receipt: Receipt) -> bool:
    """Whether all of its parts are known here: its sender may have read it before others of them were out."""
    return len({receipt.part, *(one.part for one in now.receipts)}) == len(now.variant.parts)


def _whole(now: Delivery, one: Ending, receipt: Receipt) -> Delivery:
    """A delivery of which the last part is out, as its row says now: nothing follows it for which that must be read again."""
    receipts = {each.part: each for each in (_redacted(receipt), *now.receipts)}
    return rows.changed(
        now,
        state=State.PUBLISHED,
        receipts=tuple(receipts[part] for part in sorted(receipts)),
        reason=redact(str(one.columns.get("reason") or "")),
        not_before=one.columns.get("not_before", now.not_before),
    )


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


def _mine(
    connection: Connection, given: Sequence[Delivery], states: set[State]
) -> tuple[dict[int, Delivery], frozenset[int]]:
    """Those that are in one of `states` and still under the caller's token, by id, with their state of now; and of which of
    them somebody has asked that nothing more is sent.
    """
    known = {one.id: one for one in given}
    here, stopped = {}, set()
    for its_id, named, token, tries, asked in many.ask(connection, _STANDING + many.locked(connection), known):
        one, state = known[its_id], State(named)
        if state in states and token == one.token:
            same = one.state is state and one.attempts == tries
            here[its_id] = one if same else rows.changed(one, state=state, attempts=tries)
            if asked:
                stopped.add(its_id)
    return here, frozenset(stopped)


def keep(connection: Connection, given: Iterable[tuple[int, Receipt]]) -> None:
    """Keep the receipts of parts, each with its delivery's id; the first one of a part stands."""
    values = []
    for delivery_id, receipt in given:
        one = _redacted(receipt)
        values.append((delivery_id, one.part, one.remote_id, one.url, many.instant(one.at)))
    many.add(connection, receipts, ("delivery_id", "part", "remote_id", "url", "at"), values, unless_there=True)


def _redacted(one: Receipt) -> Receipt:
    return replace(one, remote_id=redact(one.remote_id), url=redact(one.url)) if redact.knows else one


def _closing(one: Ending) -> tuple[many.Plain, ...]:
    failure, ended, its_id = one.failure, many.instant(one.at), one.attempt.id
    if failure is None:
        return ended, SENT if one.receipt else CLOSED, "", "", None, its_id
    return ended, failure.kind.value, failure.code, redact(failure.detail), failure.status, its_id


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


_STANDING = f"SELECT id, state, token, attempts, {stops.ASKED} FROM deliveries WHERE id IN (?)"  # noqa: S608 - words of ours
_TRIED = "SELECT delivery_id, part, count(*) FROM attempts WHERE delivery_id IN (?) GROUP BY delivery_id, part"
_CLOSING = ("ended", "outcome", "code", "detail", "status")

_COPIED = [one.name for one in fields(Attempt)]


def attempt_of(row: Row[Any]) -> Attempt:
    """A row read back."""
    return Attempt(**{name: getattr(row, name) for name in _COPIED})
