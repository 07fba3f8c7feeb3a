"""A delivery's life as the journal has it, and whether the journal is whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from scheduler.model.delivery import Event, State, after
from scheduler.store import journal as chain
from scheduler.store.database import Database
from scheduler.store.tables import journal


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


def verify(database: Database) -> int | None:
    """The number of the first line that is not as it was written (or is gone); None where the whole chain holds."""
    number, last = 0, ""
    with database.read() as connection:
        for row in connection.execute(select(journal).order_by(journal.c.seq)):
            number += 1
            said = chain.Line(**{name: getattr(row, name) for name in chain.Line.__slots__})
            if row.seq != number or row.previous != last or chain.chained(last, row.seq, said) != row.hash:
                return number
            last = row.hash
        end = chain.head(connection)
    return None if (end.seq, end.hash) == (number, last) else number + 1


def replay(entries: Iterable[Entry]) -> State | None:
    """The state that the lines of one delivery lead to. Raises ValueError where a line does not follow from those before."""
    state: State | None = None
    events = {event.value: event for event in Event}
    for entry in entries:
        if not entry.after:
            continue
        if entry.before != (state or ""):
            raise ValueError(f"line {entry.seq} begins at {entry.before}, the one before ended at {state}")
        moves = entry.event in events and entry.before != entry.after
        reached = after(state, events[entry.event]) if moves else state
        if reached is None or reached.value != entry.after:
            raise ValueError(f"line {entry.seq}: «{entry.event}» does not lead to {entry.after}")
        state = reached
    return state


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
