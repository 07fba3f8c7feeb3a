"""The mistakes that schedulers make, as switches: each takes one safeguard out of the program, and a named test must see it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from scheduler.errors import SchedulerError
from scheduler.flow import beginning, claiming, recur
from scheduler.flow.owed import Owed
from scheduler.flow.publish import Publisher
from scheduler.flow.reconcile import Reconciler
from scheduler.flow.voices import Voices
from scheduler.model.delivery import Delivery, Event, State
from scheduler.model.failure import Failure, Kind
from scheduler.model.zone import resolve
from scheduler.store import attempts, engines, rows, together, transitions
from scheduler.store.attempts import Attempt, Intent
from scheduler.store.database import Database

Mutant = Callable[[pytest.MonkeyPatch], None]


def no_attempt_written(patch: pytest.MonkeyPatch) -> None:
    """The row is written together with the receipt: a death between the two leaves no trace of the send."""
    begin, end = attempts.begin_all, attempts.end

    def without(_: Database, intents: Sequence[Intent]) -> list[Attempt]:
        return [
            Attempt(
                id=0,
                delivery_id=one.delivery.id,
                number=1,
                started=one.at,
                part=one.part,
                key=one.key,
                deadline=one.deadline,
            )
            for one in intents
        ]

    def afterwards(database: Database, delivery: Delivery, attempt: Attempt, **given: Any) -> Delivery | None:
        intent = Intent(
            delivery=replace(delivery, state=State.CLAIMED),
            part=attempt.part,
            key=attempt.key,
            at=attempt.started,
            deadline=attempt.deadline,
            by="mutant",
            identity="",
        )
        (written,) = begin(database, [intent])
        return end(database, delivery, written, **given) if isinstance(written, Attempt) else None

    patch.setattr(attempts, "begin_all", without)
    patch.setattr(attempts, "end", afterwards)


def blind_retry(patch: pytest.MonkeyPatch) -> None:
    """What is unknown is simply sent again."""

    def again(self: Reconciler, delivery: Delivery) -> Delivery:
        tried = attempts.of(self._database, delivery.id)
        gone = Failure(kind=Kind.NOT_SENT, code="send-interrupted")
        about: dict[str, Any] = {"failure": gone, "event": Event.ABSENT, "by": "mutant", "at": self._clock.now()}
        moved = attempts.end(self._database, delivery, tried[-1], **about)
        assert moved
        return moved

    patch.setattr(Reconciler, "look", again)


def no_deadline(patch: pytest.MonkeyPatch) -> None:
    """Whoever has claimed sends, however long it slept since."""
    patch.setattr(beginning, "WINDOW", timedelta(days=30))


def no_fence(patch: pytest.MonkeyPatch) -> None:
    """Neither the token nor the state is compared: who comes late overwrites what has become of it since."""

    def as_it_stands(connection: Any, one: Delivery) -> Delivery:
        now = rows.one(connection, one.id)
        return replace(one, token=now.token, state=now.state) if now else one

    shift_all, mine = transitions.shift_all, together._mine

    def unfenced(connection: Any, steps: Any, *, also: Any = (), **_: bool) -> frozenset[int]:
        standing = [replace(one, delivery=as_it_stands(connection, one.delivery)) for one in steps]
        return shift_all(connection, standing, also=also)

    def everyones(connection: Any, given: Any, states: set[State]) -> tuple[dict[int, Delivery], frozenset[int]]:
        return mine(connection, [as_it_stands(connection, one) for one in given], set(State))

    patch.setattr(transitions, "shift_all", unfenced)
    patch.setattr(together, "shift_all", unfenced)
    patch.setattr(together, "_mine", everyones)


def bookkeeping_inside_the_try(patch: pytest.MonkeyPatch) -> None:
    """A receipt that cannot be written looks like a send that failed."""
    keep = Publisher._keep

    def inside(self: Publisher, answer: Any) -> Delivery:
        try:
            return keep(self, answer)
        except (SchedulerError, Owed):
            self._owed.clear()
            failed = Failure(kind=Kind.NOT_SENT, code="send-interrupted")
            return keep(self, replace(answer, outcome=failed))

    patch.setattr(Publisher, "_keep", inside)


def lease_shorter_than_the_request(patch: pytest.MonkeyPatch) -> None:
    """What is looked for is taken for settled while its request can still take effect."""
    patch.setattr(claiming, "LEASE", timedelta(seconds=1))
    patch.setattr(Voices, "life", lambda *_: timedelta(0))


ENGINE: dict[str, Mutant] = {
    one.__name__.replace("_", "-"): one
    for one in (
        no_attempt_written,
        blind_retry,
        no_deadline,
        no_fence,
        bookkeeping_inside_the_try,
        lease_shorter_than_the_request,
    )
}
"""Those of the engine: the explorer must find what each of them leads to."""


def synchronous_normal(patch: pytest.MonkeyPatch) -> None:
    """A commit is not synced to the disk: a power loss takes the last intents back, and their posts go out again."""
    connected = engines._connected

    def careless(connection: Any, record: Any) -> None:
        connected(connection, record)
        connection.execute("PRAGMA synchronous=NORMAL")

    patch.setattr(engines, "_connected", careless)


def naive_clock_change(patch: pytest.MonkeyPatch) -> None:
    """The hour is reckoned with the offset that the zone had when the series began, as an interval of a week is."""

    def drifting(wall: datetime, zone: str) -> Any:
        real = resolve(wall, zone)
        offset = datetime(2027, 3, 1, tzinfo=ZoneInfo(zone)).utcoffset()
        assert offset is not None
        return replace(real, instant=wall.replace(tzinfo=timezone(offset)).astimezone(ZoneInfo(zone)))

    patch.setattr(recur, "resolve", drifting)


STORE: dict[str, Mutant] = {"synchronous-normal": synchronous_normal}
"""Those of the store, for a process of its own."""
