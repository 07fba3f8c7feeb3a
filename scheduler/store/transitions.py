"""The one way in which a delivery's state changes: compared, set and written into the journal in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from scheduler.errors import Problem
from scheduler.model.delivery import SETTLED, Delivery, Event, State, after
from scheduler.plain import redact
from scheduler.store import many, rows
from scheduler.store.journal import Line, append
from scheduler.store.scrubbed import scrub
from scheduler.store.tables import deliveries

SETTABLE = frozenset(
    {"not_before", "reason", "lease_until", "due", "too_late_at", "closes", "handed", "reminded_at", "worker"}
)
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
    """Move `delivery` by `event`, if it is still as given (its id, token and state); return whether it was."""
    step = Step(delivery=delivery, event=event, by=by, at=at, why=why, details=details or {}, columns=columns or {})
    return bool(shift_all(connection, [step]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One delivery on its way: `columns` are of SETTABLE; the journal has `why`, else the reason that it is given."""

    delivery: Delivery
    event: Event
    by: str
    at: datetime
    why: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    columns: Columns = field(default_factory=dict)

    def __post_init__(self) -> None:
        if unknown := set(self.columns) - SETTABLE:
            raise TypeError(f"no transition sets {sorted(unknown)}")

    @property
    def end(self) -> State:
        """The state that it leads to; ValueError where the table has no such move."""
        return after(self.delivery.state, self.event)


def shift_all(
    connection: Connection, steps: Sequence[Step], *, read: bool = False, also: Sequence[Line] = ()
) -> frozenset[int]:
    """Move different deliveries, those that are still as given (id, token and state); return the ids of these.

    `also` is written into the journal after what it says of them.

    `read`: they were read in this very transaction, `many.locked`: no other can have changed them since.

    A reason lasts until the next transition; a lease until the delivery leaves CLAIMED and SENDING. Raises ValueError for a
    move that the table does not have.
    """
    if not steps and not also:
        return frozenset()
    going = list(steps) if read else _as_given(connection, steps)
    alike: dict[tuple[str, ...], list[tuple[many.Plain, ...]]] = {}
    for one in going:
        values = _values(one)
        row = (*(_plain(value) for value in values.values()), *_found_by(one.delivery))
        alike.setdefault(tuple(values), []).append(row)
    for names, given in alike.items():
        many.change(connection, deliveries, names, _FENCE, given)
    append(connection, [*(_line(one) for one in going), *also])
    if over := [one.delivery for one in going if one.delivery.follower and one.end in SETTLED]:
        many.unbundle(connection)  # it removes what was written a moment ago
        scrub(connection, over)
    return frozenset(one.delivery.id for one in going)


def _as_given(connection: Connection, steps: Sequence[Step]) -> list[Step]:
    """Those that are; their rows are locked until the transaction's end where an engine has several writers."""
    found = many.ask(connection, _STAND + many.locked(connection), [one.delivery.id for one in steps])
    here = {its_id: (token, state) for its_id, token, state in found}
    return [one for one in steps if here.get(one.delivery.id) == (one.delivery.token, one.delivery.state.value)]


_STAND = "SELECT id, token, state FROM deliveries WHERE id IN (?)"
_FENCE = ("id", "token", "state")
"""What a row must be as given in for its transition to be made."""


def _plain(value: datetime | str | int | None) -> many.Plain:
    return many.instant(value) if isinstance(value, datetime) else value


def _found_by(delivery: Delivery) -> tuple[int, int, str]:
    return delivery.id, delivery.token, delivery.state.value


def _line(one: Step) -> Line:
    delivery, details = one.delivery, dict(one.details)
    if "due" in one.columns:
        due = one.columns["due"]
        details["due"] = due.isoformat() if isinstance(due, datetime) else ""
    return Line(
        at=one.at,
        event=one.event.value,
        delivery_id=delivery.id,
        tag=delivery.tag,
        before=delivery.state.value,
        after=one.end.value,
        token=delivery.token + (one.event is Event.CLAIMED),
        by=one.by,
        why=one.why or str(one.columns.get("reason") or ""),
        details=details,
    )


def _values(one: Step) -> dict[str, datetime | str | int | None]:
    values: dict[str, datetime | str | int | None] = {"state": one.end.value, "changed_at": one.at, "reason": ""}
    if one.event not in _LEASED:
        values["lease_until"] = None
    if one.event is Event.CLAIMED:
        values["token"] = one.delivery.token + 1
    if one.event is Event.ATTEMPTED:
        values["attempts"] = one.delivery.attempts + 1
    if one.event is Event.RETRIED:
        # A person's retry is a new round: neither the network's pause nor the tries of the old one count.
        values |= {"attempts": 0, "not_before": None}
    return values | {name: redact(value) if isinstance(value, str) else value for name, value in one.columns.items()}


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
