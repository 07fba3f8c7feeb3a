"""A sender as a process of its own: the real dispatcher, store and Mastodon connector, killed where the environment says.

`python -m tests.kill.sender FOLDER BASE_URL` publishes what is due in FOLDER/queue.db, until all of it is out, then ends with 0.
DATABASE is another database than that file, which several may share, MUTANT a mistake of tests/mutants/ to make.
KILL_AT=name:n kills it with SIGKILL the n-th time it passes that point. The points are put in here, by wrapping: the program
itself knows nothing of them.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from scheduler.clock import SystemClock
from scheduler.connector.base import Connector, Site
from scheduler.errors import SchedulerError
from scheduler.flow import beginning, reconcile
from scheduler.flow.brake import Brake
from scheduler.flow.dispatch import Dispatcher
from scheduler.model.account import Account
from scheduler.model.delivery import SETTLED, Delivery, Event, State
from scheduler.model.notice import Where
from scheduler.networks.mastodon import Mastodon
from scheduler.store import attempts, deliveries, transitions
from scheduler.store.blobs import Blobs
from scheduler.store.database import open_database
from scheduler.testing.fake_mastodon.state import TOKEN
from scheduler.wake import ClockAlarm

ACCOUNT = "musee"


class Points:
    """Counts the passages of the one point that kills."""

    def __init__(self, wanted: str) -> None:
        self.name, _, number = wanted.partition(":")
        self.left = int(number or 1)

    def __call__(self, name: str) -> None:
        if name == self.name:
            self.left -= 1
            if not self.left:
                os.kill(os.getpid(), signal.SIGKILL)


def wrap(points: Points) -> None:
    """Put the points around the store's functions and the connector's send."""
    shift_all: Any = transitions.shift_all
    claim, begin, end, send = deliveries.claim, attempts.begin_all, attempts.end, Mastodon.publish

    def shifting(*given: Any, **named: Any) -> Any:
        moved = shift_all(*given, **named)
        if any(one.event is Event.CLAIMED for one in given[1]):
            points("claim written, not committed")
        return moved

    def claiming(*given: Any, **named: Any) -> Any:
        claimed = claim(*given, **named)
        if claimed:
            points("claimed")
        return claimed

    def beginning(*given: Any, **named: Any) -> Any:
        begun = begin(*given, **named)
        points("attempt committed")
        return begun

    def sending(self: Mastodon, outgoing: Any) -> Any:
        receipt = send(self, outgoing)
        points("answered")
        return receipt

    def ending(*given: Any, **named: Any) -> Any:
        ended = end(*given, **named)
        points("receipt committed")
        return ended

    patched: list[tuple[Any, str, Callable[..., Any]]] = [
        (deliveries, "shift_all", shifting),
        (deliveries, "claim", claiming),
        (attempts, "begin_all", beginning),
        (attempts, "end", ending),
        (Mastodon, "publish", sending),
    ]
    for place, name, function in patched:
        setattr(place, name, function)


def mistake(mutant: str) -> None:
    """Make one of the mistakes of tests/mutants/."""
    import pytest

    from tests.mutants.mutants import STORE

    STORE[mutant](pytest.MonkeyPatch())


class Ending:
    """Looks now and then whether all is out, whoever of several sent the last of it, and has the dispatcher stop then."""

    def __init__(self, ended: Callable[[], None]) -> None:
        self._ended = ended
        self._last: datetime | None = None

    def due(self, now: datetime) -> datetime | None:
        return now if self._last is None else self._last + timedelta(seconds=0.5)

    def run(self, now: datetime) -> None:
        self._last = now
        with suppress(SchedulerError):  # the database is away for now
            self._ended()


def tell(line: str) -> None:
    """Say it to the test that waits for it."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    folder, base_url = Path(sys.argv[1]), sys.argv[2]
    # The loopback loses nothing on its way: what was written before a death is there within a second.
    Mastodon.request_life = 1.0
    beginning.WINDOW = timedelta(seconds=3)
    reconcile.LOOKS = tuple(timedelta(seconds=seconds) for seconds in range(120))
    wrap(Points(os.environ.get("KILL_AT", "")))
    if mutant := os.environ.get("MUTANT"):
        mistake(mutant)
    clock = SystemClock()
    address = os.environ.get("DATABASE", "")
    if address:
        from tests.servers.worker import hurry

        hurry()  # what a dead worker had in hand, the others take over in seconds, not in minutes
    database = open_database(address or folder / "queue.db", clock=clock, state=folder / "state", folder=folder)
    account = Account(
        name=ACCOUNT,
        network="mastodon",
        through="mastodon",
        where=Where(file="config.toml"),
        base_url=base_url,
        settings={"access_token": "env:TOKEN"},
    )
    made: dict[str, Connector] = {}

    def connectors(name: str) -> Connector:
        if name not in made:
            site = Site(
                account=replace(account, name=name),
                rules=Mastodon.rules,
                clock=clock,
                secret=lambda _: TOKEN,
                folder=folder,
                timeout=5.0,
                pause=lambda _: None,
            )
            made[name] = Mastodon(site)
        return made[name]

    alarm = ClockAlarm(tick=timedelta(seconds=float(os.environ.get("TICK", "0.3"))))

    def end_when_all_is_out() -> None:
        if all(one.state in SETTLED | {State.FAILED, State.MISSED, State.HELD} for one in deliveries.select(database)):
            dispatcher.stop()

    def follow(delivery: Delivery) -> None:
        tell(f"{delivery.tag} {delivery.state}")
        end_when_all_is_out()

    chores = (Ending(end_when_all_is_out),) if address else ()
    dispatcher = Dispatcher(
        database,
        connectors,
        Blobs(folder / "blobs"),
        clock,
        brake=Brake([]),
        threads=4,
        follow=follow,
        own_chores=chores,
    )
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: dispatcher.stop())
    end_when_all_is_out()
    tell("ready")
    summary = dispatcher.run(alarm, standing_by=lambda: tell("standing by"))
    alarm.close()
    database.close()
    tell(f"ended published={summary.published} waiting={summary.waiting} standby={summary.standby}")


if __name__ == "__main__":
    main()
