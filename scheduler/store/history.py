"""A delivery's life as the journal has it, and whether the journal is whole."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from scheduler.model.delivery import Event, State, after
from scheduler.store import journal as chain
from scheduler.store.database import Database
from scheduler.store.tables import deliveries, journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line. `event` is the word of a model `Event`, or of what changed beside the state; then `before` equals `after`.

    They are states' words, `before` empty for a delivery's first line; both empty where the line moves nothing.
    """

    seq: int
    at: datetime
    delivery_id: int | None
    tag: str
    event: str
    before: str
    after: str
    token: int
    by: str
    why: str
    details: Mapping[str, object]
    hash: str


def of(database: Database, delivery_id: int) -> list[Entry]:
    """All that happened to a delivery, oldest first."""
    with database.read() as connection:
        found = select(journal).where(journal.c.delivery_id == delivery_id).order_by(journal.c.seq)
        return [_entry(row) for row in connection.execute(found)]


def since(database: Database, instant: datetime) -> list[Entry]:
    """All that happened at or after `instant`, oldest first."""
    with database.read() as connection:
        found = select(journal).where(journal.c.at >= instant).order_by(journal.c.seq)
        return [_entry(row) for row in connection.execute(found)]


def head(database: Database) -> chain.Head:
    """The end of the chain: its number and hash, to be printed where a later tampering should show."""
    with database.read() as connection:
        return chain.head(connection)


def last_at(database: Database) -> datetime | None:
    """When the newest line was written, by the clock of then; None in an empty journal."""
    with database.read() as connection:
        found: datetime | None = connection.execute(
            select(journal.c.at).order_by(journal.c.seq.desc()).limit(1)
        ).scalar_one_or_none()
        return found


def verify(database: Database) -> int | None:
    """The number of the first line that is not as it was written (or is gone); None where the whole chain holds."""
    with database.read() as connection:
        return first_broken(connection)


def first_broken(connection: Connection) -> int | None:
    """The same, of whatever database `connection` is to: a copy, perhaps."""
    return _followed_to_its_end(connection, lambda _: None)


def _followed_to_its_end(connection: Connection, each: Callable[[Row[Any]], None]) -> int | None:
    """Follow the chain, showing `each` line; returns the number of the first that is not as it was written."""
    number, last = 0, ""
    for row in connection.execute(select(journal).order_by(journal.c.seq)):
        number += 1
        said = chain.Line(**{name: getattr(row, name) for name in chain.Line.__slots__})
        if row.seq != number or row.previous != last or chain.chained(last, row.seq, said) != row.hash:
            return number
        last = row.hash
        each(row)
    end = chain.head(connection)
    return None if (end.seq, end.hash) == (number, last) else number + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What the journal alone says of a delivery's row."""

    state: State
    token: int
    due: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What following the whole journal came to, in one moment of the database.

    `broken` is the number of the first line that is not as it was written, or is gone. `unlike` has the tags of the deliveries
    that are not what their own lines lead to; it is sought only where no line is broken. `doubted`: what is kept outside the
    database says otherwise. `seq` and `hash` are the chain's end.
    """

    seq: int
    hash: str
    deliveries: int
    broken: int | None
    unlike: Sequence[str]
    doubted: bool

    @property
    def whole(self) -> bool:
        """Whether nothing shows that anything was altered."""
        return self.broken is None and not self.unlike and not self.doubted


def verified(database: Database) -> Verified:
    """Follow the chain from its first line to its end, and hold each delivery against what its lines lead to."""
    lives: dict[int, Replayed | None] = {}
    astray: set[int] = set()

    def follow(row: Row[Any]) -> None:
        if row.delivery_id is None or not row.after:
            return
        try:
            lives[row.delivery_id] = _followed(lives.get(row.delivery_id), _entry(row))
        except ValueError:
            astray.add(row.delivery_id)

    with database.read() as connection:
        broken = _followed_to_its_end(connection, follow)
        end = chain.head(connection)
        rows = connection.execute(_ROWS.order_by(deliveries.c.id)).all()
    known = {row.id: Replayed(state=State(row.state), token=row.token, due=row.due) for row in rows}
    tags = {row.id: row.tag for row in rows}
    wrong = astray | {one for one in {*known, *lives} if known.get(one) != lives.get(one)}
    unlike = [tags.get(one, f"#{one}") for one in sorted(wrong)] if broken is None else []
    about: dict[str, Any] = {"seq": end.seq, "hash": end.hash, "deliveries": len(rows), "broken": broken}
    return Verified(**about, unlike=unlike, doubted=database.doubt is not None)


_ROWS = select(deliveries.c.id, deliveries.c.tag, deliveries.c.state, deliveries.c.token, deliveries.c.due)


def replay(entries: Iterable[Entry]) -> State | None:
    """The state that the lines of one delivery lead to. Raises ValueError where a line does not follow from those before."""
    found = replayed(entries)
    return found.state if found else None


def replayed(entries: Iterable[Entry]) -> Replayed | None:
    """The row that the lines of one delivery lead to; None without any. Raises ValueError where a line does not follow."""
    row: Replayed | None = None
    for entry in entries:
        if entry.after:
            row = _followed(row, entry)
    return row


def _followed(row: Replayed | None, entry: Entry) -> Replayed:
    state = row.state if row else None
    if entry.before != (state or ""):
        raise ValueError(f"line {entry.seq} begins at {entry.before}, the one before ended at {state}")
    moves = entry.event in _EVENTS and entry.before != entry.after
    reached = after(state, _EVENTS[entry.event]) if moves else state
    if reached is None or reached.value != entry.after:
        raise ValueError(f"line {entry.seq}: «{entry.event}» does not lead to {entry.after}")
    token = (row.token if row else 0) + (entry.event == Event.CLAIMED.value)
    if entry.token != token:
        raise ValueError(f"line {entry.seq} bears token {entry.token}, the one before leads to {token}")
    due = row.due if row else None
    if "due" in entry.details:
        written = str(entry.details["due"])
        due = datetime.fromisoformat(written) if written else None
    return Replayed(state=reached, token=token, due=due)


_EVENTS = {event.value: event for event in Event}


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        seq=row.seq,
        at=row.at,
        delivery_id=row.delivery_id,
        tag=row.tag,
        event=row.event,
        before=row.before,
        after=row.after,
        token=row.token,
        by=row.by,
        why=row.why,
        details=row.details,
        hash=row.hash,
    )
