"""One of several workers as a process of its own: the real dispatcher, store and Mastodon connector on one PostgreSQL.

`python -m tests.servers.worker FOLDER DATABASE NAME=BASE_URL...` publishes what is due until all is out, then ends with 0. FOLDER
is what its host has for itself. Hours are short here, so that a test need not wait for a lease: what is proved is their order.
"""

import logging
import os
import signal
import sys
from datetime import datetime, timedelta
from pathlib import Path

from scheduler.clock import SystemClock
from scheduler.connector.base import Connector, Site
from scheduler.errors import SchedulerError
from scheduler.flow import beginning, claiming, lookout, pace, reconcile, voices
from scheduler.flow.brake import Brake
from scheduler.flow.dispatch import Dispatcher
from scheduler.model.account import Account
from scheduler.model.delivery import SETTLED, Delivery, State
from scheduler.model.notice import Where
from scheduler.networks.mastodon import Mastodon
from scheduler.store import deliveries, pauses, postgres, seat, workers
from scheduler.store.blobs import Blobs
from scheduler.store.database import Database, open_database
from scheduler.testing.fake_mastodon.state import TOKEN
from scheduler.wake import ClockAlarm

WINDOW, LIFE, LEASE = timedelta(seconds=3), timedelta(seconds=1), timedelta(seconds=6)


def hurry() -> None:
    """The same order of hours as in earnest: window < window + life < lease; patience with the database < lease."""
    Mastodon.request_life = LIFE.total_seconds()
    beginning.WINDOW, beginning.LEASE = WINDOW, LEASE
    claiming.LEASE = LEASE  # type: ignore[attr-defined]
    pace.HEARTBEAT = 0.5
    workers.STALE = seat.STALE = timedelta(seconds=3)  # type: ignore[attr-defined]
    voices.SILENCE = lookout.SILENCE = timedelta(seconds=2)  # type: ignore[attr-defined]
    reconcile.LOOKS = tuple(timedelta(seconds=seconds) for seconds in range(240))
    postgres.PATIENCE, postgres.CONNECT = 4.0, 2
    limits = {"statement_timeout": "3s", "lock_timeout": "3s", "idle_in_transaction_session_timeout": "2s"}
    postgres._SETTINGS.update(limits)


class Ending:
    """Looks whether all is out, and ends the worker then; the other ones do so for themselves."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.dispatcher: Dispatcher | None = None
        self._last: datetime | None = None

    def due(self, now: datetime) -> datetime | None:
        return now if self._last is None else self._last + timedelta(seconds=0.5)

    def run(self, now: datetime) -> None:
        self._last = now
        try:
            found = deliveries.select(self._database)
        except SchedulerError:  # it is away for now
            return
        if self.dispatcher and found and all(one.state in SETTLED | {State.FAILED, State.MISSED} for one in found):
            self.dispatcher.stop()


def tell(line: str) -> None:
    """Say it to the test that waits for it."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    folder, address = Path(sys.argv[1]), sys.argv[2]
    hosts = dict(one.split("=", 1) for one in sys.argv[3:])
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    hurry()
    clock = SystemClock()
    database = open_database(address, clock=clock, state=folder / "state", folder=folder / "place")
    made: dict[str, Connector] = {}

    def connectors(name: str) -> Connector:
        if name not in made:
            account = Account(
                name=name,
                network="mastodon",
                through="mastodon",
                where=Where(file="config.toml"),
                base_url=hosts[name],
                settings={"access_token": "env:TOKEN"},
            )
            site = Site(
                account=account,
                rules=Mastodon.rules,
                clock=clock,
                secret=lambda _: TOKEN,
                folder=folder / name,
                timeout=5.0,
                pause=lambda _: None,
            )
            made[name] = Mastodon(site)
        return made[name]

    alarm = ClockAlarm(tick=timedelta(milliseconds=float(os.environ.get("TICK", "200"))))
    ending = Ending(database)
    dispatcher = ending.dispatcher = Dispatcher(
        database,
        connectors,
        Blobs(folder / "blobs"),
        clock,
        brake=Brake([folder / "STOP"], folder=database.folder, kept=lambda: pauses.kept(database)),
        threads=int(os.environ.get("THREADS", "4")),
        follow=said,
        own_chores=(ending,),
    )
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: dispatcher.stop())
    tell("ready")
    summary = dispatcher.run(alarm)
    alarm.close()
    database.close()
    tell(f"ended published={summary.published}")


def said(delivery: Delivery) -> None:
    tell(f"{delivery.tag} {delivery.state}")


if __name__ == "__main__":
    main()
