"""Stopping what is on its way, and what was taken back: a stop that the sender obeys before its next part, each part's end.

A call in flight cannot be stopped, and its answer must not be lost: what has an attempt open is left alone until it has
ended, and nothing follows it then.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from scheduler.model.delivery import UNSENT, Delivery, Event, Receipt, State
from scheduler.plain import redact
from scheduler.sentences.stored import stored
from scheduler.store import history, rows
from scheduler.store.database import Database
from scheduler.store.journal import append, note
from scheduler.store.tables import attempts, facts
from scheduler.store.transitions import must, step

GONE = "part withdrawn"
BY_HAND = "part deleted by hand"
_NOBODY = ""
"""A stop is a fact of no account."""
_PREFIX = "stop/"
ASKED = f"EXISTS (SELECT 1 FROM facts WHERE account = '{_NOBODY}' AND name = '{_PREFIX}' || deliveries.id)"  # noqa: S608 - ours
"""Whether somebody has asked that nothing more of a row of `deliveries` is sent."""


def stop(database: Database, delivery: Delivery, *, by: str, at: datetime) -> Delivery | None:
    """Send nothing more of `delivery`, whatever it was doing; return it as it is then, None where it is not there.

    Nothing of it out: CANCELLED. Some parts out: PARTIAL. With a call in flight it stays SENDING, and becomes one of these
    when its sender begins the next part; ask again then. Nobody knows: it stays UNKNOWN, and becomes one of these where it
    would be sent again. What was not on its way is left as it is.
    """
    with database.write() as connection:
        now = rows.one(connection, delivery.id)
        if now is None or now.state not in UNSENT | {State.CLAIMED, State.SENDING, State.UNKNOWN}:
            return now
        if now.state is State.UNKNOWN or (now.state is State.SENDING and _flying(connection, now)):
            _ask(connection, now, by=by, at=at)
            return now
        return _halted(connection, now, by=by, at=at)


def asked(database: Database, delivery: Delivery) -> bool:
    """Whether somebody has asked that nothing more of `delivery` is sent, and it has not stopped yet."""
    with database.read() as connection:
        return _asked(connection, delivery) is not None


def obeyed(connection: Connection, now: Delivery, *, at: datetime) -> bool:
    """Whether somebody has asked that nothing more of `now` (CLAIMED or SENDING, between two parts) is sent: it has stopped."""
    stopped = _asked(connection, now)
    if stopped is None:
        return False
    _halted(connection, now, by=str(stopped.get("by", "")), at=at)
    return True


def forget(database: Database, delivery: Delivery) -> None:
    """Take a stop back that nobody had to obey, or that a person thinks better of."""
    with database.write() as connection:
        connection.execute(delete(facts).where(*_fact(delivery)))


def gone(database: Database, delivery: Delivery, receipt: Receipt, *, by: str, at: datetime, by_hand: bool) -> None:
    """Write down that a part of `delivery` is no longer on its network. Its receipt stays: it proves what was shown."""
    details = {
        "part": receipt.part,
        "url": redact(receipt.url),
        "remote_id": redact(receipt.remote_id),
        "shown_from": receipt.at.isoformat(),
    }
    with database.write() as connection:
        line = note(delivery, BY_HAND if by_hand else GONE, by=by, at=at, details=details)
        append(connection, [line])


def ends(database: Database, delivery_id: int) -> Mapping[int, history.Entry]:
    """The parts of a delivery that are no longer on their network, each with the line that says since when and by whom."""
    told = (one for one in history.of(database, delivery_id) if one.event in {GONE, BY_HAND})
    return {part: one for one in told if isinstance(part := one.details.get("part"), int)}


def typed(database: Database, delivery_id: int) -> frozenset[int]:
    """The parts whose receipt is an address that a person gave: what the network calls them is not known for certain."""
    named = (name for one in history.of(database, delivery_id) for name in one.details)
    return frozenset(int(name[5:]) for name in named if name.startswith("part ") and name[5:].isdigit())


def _halted(connection: Connection, now: Delivery, *, by: str, at: datetime) -> Delivery:
    connection.execute(delete(facts).where(*_fact(now)))
    one = rows.one(connection, now.id)
    assert one is not None, "its caller has read it in this transaction"
    ways = {
        State.CLAIMED: (Event.GIVEN_BACK, Event.CANCELLED),
        State.SENDING: (Event.NOT_SENT, Event.CANCELLED),  # its attempt has ended, and nothing is out
    }
    for event in (Event.STOPPED,) if one.receipts else ways.get(one.state, (Event.CANCELLED,)):
        reason = {"reason": stored("stopped-to-withdraw", by=by)}
        one = must(step(connection, one, event, by=by, at=at, columns=reason), one)
    return one


def _flying(connection: Connection, now: Delivery) -> bool:
    mine = (attempts.c.delivery_id == now.id, attempts.c.token == now.token, attempts.c.ended.is_(None))
    return connection.execute(select(attempts.c.id).where(*mine)).first() is not None


def _asked(connection: Connection, one: Delivery) -> Mapping[str, Any] | None:
    return connection.execute(select(facts.c.value).where(*_fact(one))).scalar_one_or_none()


def _ask(connection: Connection, now: Delivery, *, by: str, at: datetime) -> None:
    if _asked(connection, now) is not None:
        return  # whoever waits for a call in flight asks every second
    row = {"account": _NOBODY, "name": _name(now.id), "value": {"by": redact(by)}, "read_at": at}
    connection.execute(insert(facts).values(row))
    append(connection, [note(now, "stop asked for", by=by, at=at)])


def _fact(delivery: Delivery) -> tuple[ColumnElement[bool], ...]:
    return (facts.c.account == _NOBODY, facts.c.name == _name(delivery.id))


def _name(delivery_id: int) -> str:
    return f"{_PREFIX}{delivery_id}"
