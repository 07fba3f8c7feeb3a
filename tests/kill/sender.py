"""A sender as a process of its own: the real dispatcher, store and Mastodon connector, killed where the environment says.

`python -m tests.kill.sender FOLDER BASE_URL` publishes what is due in FOLDER/queue.db, until all of it is out, then ends with 0.
DATABASE is another database than that file, MUTANT a mistake of tests/mutants/ to make. KILL_AT=name:n kills it with SIGKILL the
n-th time it passes that point. The points are put in here, by wrapping: the program itself knows nothing of them.
"""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from scheduler.clock import SystemClock
from scheduler.connector.base import Connector, Site
from scheduler.flow import publish, reconcile
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
from tests.mutants.mutants import STORE

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
    step: Any = transitions.step
    claim, begin, end, send = deliveries.claim, attempts.begin, attempts.end, Mastodon.publish

    def stepping(*given: Any, **named: Any) -> Any:
        moved = step(*given, **named)
        if given[2] is Event.CLAIMED:
            points("claim written, not committed")
        return moved

    def claiming(*given: Any, **named: Any) -> Any:
        claimed = claim(*given, **named)
        if claimed:
            points("claimed")
        return claimed

    def beginning(*given: Any, **named: Any) -> Any:
        attempt = begin(*given, **named)
        points("attempt committed")
        return attempt

    def sending(self: Mastodon, outgoing: Any) -> Any:
        receipt = send(self, outgoing)
        points("answered")
        return receipt

    def ending(*given: Any, **named: Any) -> Any:
        ended = end(*given, **named)
        points("receipt committed")
        return ended

    patched: list[tuple[Any, str, Callable[..., Any]]] = [
        (transitions, "step", stepping),
        (deliveries, "step", stepping),
        (attempts, "step", stepping),
        (deliveries, "claim", claiming),
        (attempts, "begin", beginning),
        (attempts, "end", ending),
        (Mastodon, "publish", sending),
    ]
    for place, name, function in patched:
        setattr(place, name, function)


def tell(line: str) -> None:
    """Say it to the test that waits for it."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    folder, base_url = Path(sys.argv[1]), sys.argv[2]
    # The loopback loses nothing on its way: what was written before a death is there within a second.
    Mastodon.request_life = 1.0
    publish.WINDOW = timedelta(seconds=3)
    reconcile.LOOKS = tuple(timedelta(seconds=seconds) for seconds in range(120))
    wrap(Points(os.environ.get("KILL_AT", "")))
    if mutant := os.environ.get("MUTANT"):
        STORE[mutant](pytest.MonkeyPatch())
    clock = SystemClock()
    address = os.environ.get("DATABASE", "") or folder / "queue.db"
    database = open_database(address, clock=clock, state=folder / "state", folder=folder)
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
        if all(one.state in SETTLED | {State.FAILED, State.MISSED} for one in deliveries.select(database)):
            dispatcher.stop()

    def follow(delivery: Delivery) -> None:
        tell(f"{delivery.tag} {delivery.state}")
        end_when_all_is_out()

    dispatcher = Dispatcher(
        database, connectors, Blobs(folder / "blobs"), clock, brake=Brake([]), threads=4, follow=follow
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
