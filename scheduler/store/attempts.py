"""Attempts: written before the call, closed after it; what a crash left open is never simply run again."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, select, update

from scheduler.errors import SchedulerError
from scheduler.model.delivery import Delivery, Event, Handing, Receipt, State
from scheduler.model.failure import Failure, Kind
from scheduler.store import rows
from scheduler.store.database import Database
from scheduler.store.handed import written
from scheduler.store.scrubbed import discreet
from scheduler.store.tables import attempts, deliveries
from scheduler.store.together import BEGUN, CLOSED, ENDED, SENT, Attempt, Ending, Intent, attempt_of, keep
from scheduler.store.transitions import must, step
from scheduler.store.writer import Unwitnessed

__all__ = [
    "BY_HAND",
    "CLOSED",
    "SENT",
    "Attempt",
    "Intent",
    "Recovered",
    "begin",
    "begin_all",
    "end",
    "end_later",
    "leased",
    "of",
    "recover",
    "settle",
]

BY_HAND = "by hand"
"""The key of an attempt that sends nothing: everything is laid out for a person. A death in it leaves nothing unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """What a dead dispatcher left: `ready` was certainly not sent, `unknown` must be looked for, `published` was complete."""

    ready: tuple[Delivery, ...] = ()
    unknown: tuple[Delivery, ...] = ()
    published: tuple[Delivery, ...] = ()

    def __add__(self, more: "Recovered") -> "Recovered":
        return Recovered(
            ready=self.ready + more.ready,
            unknown=self.unknown + more.unknown,
            published=self.published + more.published,
        )


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
    lease: timedelta | None = None,
) -> Attempt | None:
    """Write the attempt down, durably and with its witness, before anything is sent; CLAIMED becomes SENDING.

    `lease` gives the delivery a new one from now on, by the database's time: each part of a thread has its own.

    The delivery must be CLAIMED or (for its further parts) SENDING under the same token: else None, and nothing may be sent.
    So it is where a person has asked that no more of it goes out: then it has stopped. A `Problem` says the same: it could
    not be made durable, and the delivery is READY again where that can be written.
    """
    until = leased(database, lease) if lease else None
    intent = Intent(
        delivery=delivery, part=part, key=key, at=at, deadline=deadline, by=by, identity=identity, lease=until
    )
    (begun,) = begin_all(database, [intent])
    if isinstance(begun, BaseException):
        raise begun
    return begun


def begin_all(database: Database, intents: Sequence[Intent]) -> list[Attempt | BaseException | None]:
    """As `begin` for each of `intents`, together; for each what `begin` would return or raise."""
    asked = [(one.delivery.id, one) for one in intents]
    begun = database.all_together(BEGUN, asked)
    return [
        _taken_back(database, one, found) if isinstance(found, Unwitnessed) else found
        for one, found in zip(intents, begun, strict=True)
    ]


def leased(database: Database, lease: timedelta) -> Callable[[Connection], datetime] | None:
    """Until when a delivery is held that is given `lease` as of then; None where one process holds all, and nobody asks."""
    return (lambda connection: database.moment(connection) + lease) if database.several else None


def _taken_back(database: Database, intent: Intent, without: Unwitnessed) -> BaseException | None:
    error, attempt = without.problem, without.answer
    if attempt is None:
        return None
    failure = Failure(kind=Kind.NOT_SENT, code=error.code, detail=error.detail)
    # Certainly not sent; where even this cannot be written, a restart finds it UNKNOWN.
    with suppress(SchedulerError):
        end(
            database,
            intent.delivery,
            attempt,
            failure=failure,
            event=Event.NOT_SENT,
            by=intent.by,
            at=intent.at,
            reason=error.code,
        )
    return error


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
    if handed:
        columns |= {"handed": written(handed), "reminded_at": None}
    ending = Ending(
        delivery=delivery,
        attempt=attempt,
        receipt=receipt,
        failure=discreet(failure, delivery.follower) if failure and delivery.follower else failure,
        event=event,
        by=by,
        at=at,
        why=why,
        columns=columns,
    )
    return database.together(ENDED, delivery.id, ending)


def end_later(
    database: Database,
    delivery: Delivery,
    attempt: Attempt,
    then: Callable[[Delivery | BaseException | None], None],
    *,
    receipt: Receipt,
    by: str,
    at: datetime,
) -> None:
    """As `end`, of the last part with its receipt: `then` is told what `end` returns or raises, as soon as that is durable.

    So a thread need not wait for a disk before it sends what is due elsewhere. `then` is quick, and never raises.
    """
    ending = Ending(
        delivery=delivery,
        attempt=attempt,
        receipt=receipt,
        failure=None,
        event=Event.SENT,
        by=by,
        at=at,
        columns={"reason": "", "not_before": None},
    )
    database.later(ENDED, delivery.id, ending, then)


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
        keep(connection, [(delivery.id, receipt) for receipt in found])
        still_open = (attempts.c.delivery_id == delivery.id, attempts.c.ended.is_(None))
        connection.execute(update(attempts).where(*still_open).values(ended=at, outcome=CLOSED))
        return rows.one(connection, delivery.id)


def of(database: Database, delivery_id: int) -> list[Attempt]:
    """All attempts of a delivery, in the order in which they were begun."""
    with database.read() as connection:
        found = select(attempts).where(attempts.c.delivery_id == delivery_id).order_by(attempts.c.id)
        return [attempt_of(row) for row in connection.execute(found)]


def recover(
    database: Database, *, by: str = "dispatcher", at: datetime, but: str = "", dead: Collection[str] = ()
) -> Recovered:
    """Settle what a dead dispatcher left in flight. Call it only at start and under `lock.dispatcher`: the lock is the proof.

    With `but`, the id of a worker among several, any time: what others hold whose lease has lapsed by the database's time. What
    the worker holds itself it never takes from itself: its answer may be on its way, however late. With `dead`, what workers
    held that are proved dead.

    CLAIMED was not sent: READY. SENDING with an open attempt: UNKNOWN. SENDING between two parts, or while it was laid out for
    a person: nothing was in flight, READY for the parts that remain, or PUBLISHED where none does.
    """
    if but:
        with database.read() as connection:
            if not connection.execute(
                select(deliveries.c.id).where(*_left(database, connection, but, dead)).limit(1)
            ).first():
                return Recovered()
    ready: list[Delivery] = []
    unknown: list[Delivery] = []
    published: list[Delivery] = []
    with database.write() as connection:
        left = _left(database, connection, but, dead)
        open_ones = set(
            connection.execute(
                select(attempts.c.delivery_id)
                .join(deliveries, deliveries.c.id == attempts.c.delivery_id)
                .where(
                    *left, attempts.c.ended.is_(None), attempts.c.token == deliveries.c.token, attempts.c.key != BY_HAND
                )
            ).scalars()
        )
        theirs = attempts.c.delivery_id.in_(select(deliveries.c.id).where(*left))
        laid_out = (attempts.c.key == BY_HAND, attempts.c.ended.is_(None), theirs)
        connection.execute(update(attempts).where(*laid_out).values(ended=at, outcome=CLOSED))
        for old in rows.load(connection, *left):
            event, into = Event.GIVEN_BACK, ready
            if old.id in open_ones and old.state is State.SENDING:
                event, into = Event.LOST, unknown
            elif old.state is State.SENDING and len(old.receipts) >= len(old.variant.parts):
                event, into = Event.SENT, published
            elif old.state is State.SENDING:
                event = Event.NOT_SENT
            into.append(must(step(connection, old, event, by=by, at=at, columns={"reason": "restarted"}), old))
    return Recovered(ready=tuple(ready), unknown=tuple(unknown), published=tuple(published))


def _left(
    database: Database, connection: Connection, but: str, dead: Collection[str]
) -> tuple[ColumnElement[bool], ...]:
    flying = deliveries.c.state.in_([State.CLAIMED.value, State.SENDING.value])
    if dead:
        return flying, deliveries.c.worker.in_(dead)
    if not but:
        return (flying,)
    return flying, deliveries.c.worker != but, deliveries.c.lease_until <= database.moment(connection)
