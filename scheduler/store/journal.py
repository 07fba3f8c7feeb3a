"""The append-only journal: every change of a delivery in the transaction that makes it, chained by hashes."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from scheduler.model.delivery import Delivery
from scheduler.plain import redact
from scheduler.store import many
from scheduler.store.tables import canonical, journal, journal_head


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is to be written: `before` and `after` are states' words, equal where nothing moved, empty outside the queue."""

    at: datetime
    event: str
    delivery_id: int | None = None
    tag: str = ""
    before: str = ""
    after: str = ""
    token: int = 0
    by: str = ""
    why: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


def note(
    delivery: Delivery,
    event: str,
    *,
    by: str,
    at: datetime,
    why: str = "",
    details: Mapping[str, object] | None = None,
) -> Line:
    """A line about a delivery whose state stays as it is."""
    state = delivery.state.value
    return Line(
        at=at,
        event=event,
        delivery_id=delivery.id,
        tag=delivery.tag,
        before=state,
        after=state,
        token=delivery.token,
        by=by,
        why=why,
        details=details or {},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of the chain."""

    seq: int
    hash: str


_END = "SELECT seq, hash FROM journal_head"


def head(connection: Connection) -> Head:
    """The chain's end."""
    ((seq, its_hash),) = many.ask(connection, _END)
    return Head(seq=seq, hash=its_hash)


def take_end(connection: Connection) -> Head:
    """The chain's end, nobody else's until this transaction ends: so writers stand in one line where an engine has several."""
    if connection.dialect.name == "sqlite":  # BEGIN IMMEDIATE has done it
        return head(connection)
    ((seq, its_hash),) = many.ask(connection, _END + " FOR UPDATE")
    return Head(seq=seq, hash=its_hash)


def hash_at(connection: Connection, seq: int) -> str | None:
    """The hash of one line; None where there is none."""
    return connection.execute(_HASH_AT, {"its_seq": seq}).scalar_one_or_none()


_HASH_AT = select(journal.c.hash).where(journal.c.seq == bindparam("its_seq"))
_OURS = "journal's end"


def hold(connection: Connection, end: Head) -> None:
    """`end`, read in this transaction, is nobody else's until it is over: `append` need not read it again."""
    connection.info[_OURS] = end


def let_go(connection: Connection) -> Head | None:
    """The transaction is over, or about to be: where it leaves the chain's end, None where that was not held."""
    end: Head | None = connection.info.pop(_OURS, None)
    return end


def held(connection: Connection) -> Head:
    """The chain's end as this transaction has it."""
    end: Head | None = connection.info.get(_OURS)
    return end or head(connection)


def chained(previous: str, seq: int, line: Line) -> str:
    """The hash of one line: over all that it says and the hash before it."""
    return _hashed(seq, line, canonical(dict(line.details)), previous)


def _hashed(seq: int, line: Line, details: str, previous: str) -> str:
    """`details` are in their canonical form already: they are the last but one of what is said."""
    said = canonical(
        [
            seq,
            many.instant(line.at),
            line.delivery_id,
            line.tag,
            line.event,
            line.before,
            line.after,
            line.token,
            line.by,
            line.why,
        ]
    )
    return hashlib.sha256(f'{said[:-1]},{details},"{previous}"]'.encode()).hexdigest()


def append(connection: Connection, lines: Sequence[Line]) -> Head:
    """Write `lines` in order, secrets redacted, in the caller's transaction; return the new end."""
    mine: Head | None = connection.info.get(_OURS)
    end = mine or take_end(connection)
    rows = []
    seq, last = end.seq, end.hash
    for raw in lines:
        line, previous, seq = _redacted(raw), last, seq + 1
        details = canonical(dict(line.details))
        last = _hashed(seq, line, details, previous)
        rows.append((seq, *_said(line), details, previous, last))
    if rows:
        end = Head(seq=seq, hash=last)
        many.add(connection, journal, _NAMES, rows)
        many.change(connection, journal_head, ("seq", "hash"), (), [(seq, last)])
        if mine:
            hold(connection, end)
    return end


_NAMES = (
    "seq",
    "at",
    "delivery_id",
    "tag",
    "event",
    "before",
    "after",
    "token",
    "by",
    "why",
    "details",
    "previous",
    "hash",
)


def _said(line: Line) -> tuple[many.Plain, ...]:
    return (
        many.instant(line.at),
        line.delivery_id,
        line.tag,
        line.event,
        line.before,
        line.after,
        line.token,
        line.by,
        line.why,
    )


def _redacted(line: Line) -> Line:
    if not redact.knows:
        return line
    return Line(
        at=line.at,
        event=line.event,
        delivery_id=line.delivery_id,
        tag=line.tag,
        before=line.before,
        after=line.after,
        token=line.token,
        by=redact(line.by),
        why=redact(line.why),
        details={name: redact(value) if isinstance(value, str) else value for name, value in line.details.items()},
    )
