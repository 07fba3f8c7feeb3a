"""The append-only journal: every change of a delivery in the transaction that makes it, chained by hashes."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter

from sqlalchemy import Connection, bindparam, insert, select, update

from scheduler.model.delivery import Delivery
from scheduler.plain import redact
from scheduler.store.tables import EPOCH, MICROSECOND, canonical, journal, journal_head


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


_END = select(journal_head.c.seq, journal_head.c.hash)
_MY_END = _END.with_for_update()


def head(connection: Connection) -> Head:
    """The chain's end."""
    row = connection.execute(_END).one()
    return Head(seq=row.seq, hash=row.hash)


def take_end(connection: Connection) -> Head:
    """The chain's end, nobody else's until this transaction ends: so writers stand in one line where an engine has several."""
    row = connection.execute(_MY_END).one()
    return Head(seq=row.seq, hash=row.hash)


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
    said = [
        seq,
        (line.at - EPOCH) // MICROSECOND,
        line.delivery_id,
        line.tag,
        line.event,
        line.before,
        line.after,
        line.token,
        line.by,
        line.why,
        dict(line.details),
        previous,
    ]
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def append(connection: Connection, lines: Sequence[Line]) -> Head:
    """Write `lines` in order, secrets redacted, in the caller's transaction; return the new end."""
    mine: Head | None = connection.info.get(_OURS)
    end = mine or take_end(connection)
    rows = []
    for raw in lines:
        line = _redacted(raw)
        seq, previous = end.seq + 1, end.hash
        end = Head(seq=seq, hash=chained(previous, seq, line))
        rows.append(dict(zip(_NAMES, (*_said(line), seq, previous, end.hash), strict=True)))
    if rows:
        connection.execute(_INSERT, rows)
        connection.execute(_MOVE_END, {"to_seq": end.seq, "to_hash": end.hash})
        if mine:
            hold(connection, end)
    return end


_MOVE_END = update(journal_head).values(seq=bindparam("to_seq"), hash=bindparam("to_hash"))
_INSERT = insert(journal)


_said = attrgetter(*Line.__slots__)
_NAMES = (*Line.__slots__, "seq", "previous", "hash")


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
