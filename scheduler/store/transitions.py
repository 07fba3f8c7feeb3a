"""The one way in which a delivery's state changes: compared, set and written into the journal in one transaction."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, update

from scheduler.errors import Problem
from scheduler.model.delivery import Delivery, Event, State, after
from scheduler.plain import redact
from scheduler.store import rows
from scheduler.store.journal import Line, append
from scheduler.store.tables import deliveries

SETTABLE = frozenset({"not_before", "reason", "lease_until", "due", "too_late_at", "closes", "handed", "reminded_at"})
"""What a caller may set beside the state."""
Columns = Mapping[str, datetime | str | None]
_LEASED = frozenset({Event.CLAIMED, Event.ATTEMPTED})


def step(
    connection: Connection,
    delivery: Delivery,
    event: Event,
    *,
    by: str,
    at: datetime,
    why: str = "",
    details: Mapping[str, object] | None = None,
    columns: Columns | None = None,
) -> Delivery | None:
    """Move `delivery` as `shift` does; return it anew, or None where it is not as given any more."""
    moved = shift(connection, delivery, event, by=by, at=at, why=why, details=details, columns=columns)
    return rows.one(connection, delivery.id) if moved else None


def shift(
    connection: Connection,
    delivery: Delivery,
    event: Event,
    *,
    by: str,
    at: datetime,
    why: str = "",
    details: Mapping[str, object] | None = None,
    columns: Columns | None = None,
) -> bool:
    """Move `delivery` by `event`, if it is still as given (its id, token and state); return whether it was.

    A reason lasts until the next transition; a lease until the delivery leaves CLAIMED and SENDING. Raises ValueError for a
    move that the table does not have.
    """
    columns = columns or {}
    if unknown := set(columns) - SETTABLE:
        raise TypeError(f"no transition sets {sorted(unknown)}")
    end = after(delivery.state, event)
    if not _set(connection, delivery, event, end, at, columns):
        return False
    line = Line(
        at=at,
        event=event.value,
        delivery_id=delivery.id,
        tag=delivery.tag,
        before=delivery.state.value,
        after=end.value,
        token=delivery.token + (event is Event.CLAIMED),
        by=by,
        why=why,
        details=details or {},
    )
    append(connection, [line])
    return True


def _set(
    connection: Connection,
    delivery: Delivery,
    event: Event,
    end: State,
    at: datetime,
    columns: Columns,
) -> bool:
    values: dict[str, object] = {"state": end.value, "changed_at": at, "reason": ""}
    if event not in _LEASED:
        values["lease_until"] = None
    if event is Event.CLAIMED:
        values["token"] = delivery.token + 1
    if event is Event.ATTEMPTED:
        values["attempts"] = delivery.attempts + 1
    if event is Event.RETRIED:
        # A person's retry is a new round: neither the network's pause nor the tries of the old one count.
        values |= {"attempts": 0, "not_before": None}
    values |= {name: redact(value) if isinstance(value, str) else value for name, value in columns.items()}
    done = connection.execute(
        update(deliveries)
        .where(
            deliveries.c.id == delivery.id,
            deliveries.c.token == delivery.token,
            deliveries.c.state == delivery.state.value,
        )
        .values(values)
    )
    return done.rowcount == 1


def settle(connection: Connection, delivery_id: int, *, by: str, at: datetime) -> Delivery:
    """Bring READY and AWAITING in line with the approvals that are there; return the delivery as it is then."""
    found = rows.one(connection, delivery_id)
    assert found is not None, "read a moment ago in this transaction"
    if found.state is State.READY and found.missing_roles:
        return must(step(connection, found, Event.CHANGED, by=by, at=at), found)
    if found.state is State.AWAITING and not found.missing_roles:
        return must(step(connection, found, Event.APPROVED, by=by, at=at), found)
    return found


def must(moved: Delivery | None, old: Delivery) -> Delivery:
    """What became of `old`; raises `Problem` where it was not as given any more, which undoes the transaction."""
    if moved is None:
        raise Problem("changed-meanwhile", tag=old.tag)
    return moved
