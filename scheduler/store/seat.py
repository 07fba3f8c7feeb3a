"""A dispatcher's seat at its database: the only one there is, where the database is a file; one of several at a server."""

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from scheduler import __version__
from scheduler.errors import Problem, SchedulerError
from scheduler.plain import one_line
from scheduler.sentences.stored import stored
from scheduler.store import attempts, identity, lock, workers
from scheduler.store.attempts import Recovered
from scheduler.store.database import Database
from scheduler.store.failures import told
from scheduler.store.files import replace
from scheduler.store.place import private_folder
from scheduler.store.tables import SCHEMA_VERSION
from scheduler.store.workers import STALE, Worker

SEATS = "seats"
MOST = 64
"""Workers of one installation at one database."""
SKEW = timedelta(seconds=60)
"""How far this machine's clock may be from the server's: a leap of both into one direction is not seen by this."""


class Alone:
    """The seat of the one dispatcher. As a truth value: whether this process has it."""

    worker = ""
    leads = True
    away = ""
    """Why nothing may be claimed from here, as a stored sentence; "" where nothing speaks against it."""

    def __init__(self, database: Database, hold: lock.Hold) -> None:
        self._database = database
        self._hold = hold

    def __bool__(self) -> bool:
        return bool(self._hold)

    def still(self) -> bool:
        """Whether it is still this process's."""
        return self._hold.still()

    def inherit(self, *, by: str, at: datetime) -> Recovered:
        """At start: the lock proves that whoever had something in flight is dead."""
        return attempts.recover(self._database, by=by, at=at)

    def take_over(self, *, by: str, at: datetime) -> Recovered:
        """At each pass: there is nobody else who could have died."""
        return Recovered()

    def beat(self, at: datetime, *, daemon: bool, busy: int) -> None:
        """Say that the dispatcher lives."""
        with suppress(SchedulerError):  # no room for it: readers will take us for dead, and posts go out
            lock.beat(self._database.folder, at, daemon=daemon)

    def rest(self) -> None:
        """The daemon has ended."""
        lock.rest(self._database.folder)


class Shared:
    """The seat of one worker among several. Made under the lock of its number, which the kernel frees when the process dies."""

    def __init__(self, database: Database, number: int, folder: Path) -> None:
        self.worker = f"{_host()}/{os.getpid()}/{identity.new_id()[:6]}"
        self.away = ""
        self._database = database
        self._number = number
        self._folder = folder
        self._leads_since: float | None = None
        self._joined = False
        self._dead: set[str] = {self._name(number)} - {""}
        with told(folder):
            replace(folder / str(number), self.worker.encode())
        database.witness.sit(number)
        database.announces = False

    def __bool__(self) -> bool:
        return True

    def still(self) -> bool:
        """Nobody can take it away: what it holds, it holds by leases."""
        return True

    @property
    def leads(self) -> bool:
        """Whether this worker does what only one may do: counts, reminders, missed posts, looks for what is unknown.

        Not on its own word for longer than the others believe it.
        """
        since = self._leads_since
        return since is not None and self._database.clock.monotonic() - since < STALE.total_seconds() * 0.75

    def inherit(self, *, by: str, at: datetime) -> Recovered:
        """At start: what workers of this machine held whose locks prove that they are dead, and what lapsed elsewhere."""
        self._dead |= self._without_lock()
        found = attempts.recover(self._database, by=by, at=at, dead=self._dead) if self._dead else Recovered()
        self._dead.clear()
        return found + self.take_over(by=by, at=at)

    def take_over(self, *, by: str, at: datetime) -> Recovered:
        """At each pass: what other workers hold whose leases have lapsed."""
        return attempts.recover(self._database, by=by, at=at, but=self.worker)

    def beat(self, at: datetime, *, daemon: bool, busy: int) -> None:
        """Say that this worker lives and what it has in hand, and learn whether it leads.

        Raises `Problem` where a newer program has changed the schema: this one ends, once it has written down what it owes.
        """
        began = self._database.clock.monotonic()
        with suppress(SchedulerError):  # for whoever looks on this machine
            lock.beat(self._database.folder, at, daemon=daemon)
        with self._database.write() as connection:
            now = self._database.moment(connection)
            if newer := workers.outdated(connection):
                raise Problem("schema-newer", where=self._database.where, version=newer, known=SCHEMA_VERSION)
            skew = self._database.clock.now() - now
            if not self._joined:
                workers.join(connection, self._described(now))
            leads = workers.beat(connection, self.worker, now=now, skew=skew, doing=str(busy))
        self._joined = True
        self._leads_since = began if leads else None
        self.away = stored("worker-clock", n=abs(round(skew.total_seconds()))) if abs(skew) > SKEW else ""
        if self._database.seen and not self._database.doubt:
            self._database.witness.write(self._database.seen)

    def rest(self) -> None:
        """The worker has ended: another may lead at once."""
        lock.rest(self._database.folder)
        self.leave()

    def leave(self) -> None:
        """Say that this worker goes, if it ever came."""
        self._leads_since = None
        if self._joined:
            with self._database.write() as connection:
                workers.leave(connection, self.worker)
            self._joined = False

    def _described(self, now: datetime) -> Worker:
        host, pid = self.worker.split("/")[:2]
        return Worker(
            id=self.worker,
            host=host,
            pid=int(pid),
            version=__version__,
            installation=self._database.installation,
            started=now,
            beaten=now,
        )

    def _without_lock(self) -> set[str]:
        """The workers of this installation that have left their names here, and whose locks nobody holds."""
        dead = set()
        for file in self._folder.glob("*.lock"):
            number = file.stem
            if number.isdigit() and int(number) != self._number:
                with lock.exclusively(file, wait=0.0) as free:
                    if free:
                        dead.add(self._name(int(number)))
        return dead - {""}

    def _name(self, number: int) -> str:
        try:
            return (self._folder / str(number)).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""


Seat = Alone | Shared


@contextmanager
def taken(database: Database) -> Iterator[Seat]:
    """Try to take a seat; never waits. False: the database has one, and another process has it."""
    if not database.several:
        with lock.dispatcher(database.folder) as hold:
            yield Alone(database, hold)
        return
    folder = private_folder(database.folder / SEATS)
    with ExitStack() as locks:
        for number in range(MOST):
            if locks.enter_context(lock.exclusively(folder / f"{number}.lock", wait=0.0)):
                shared = Shared(database, number, folder)
                try:
                    yield shared
                finally:
                    with suppress(SchedulerError):  # else the others find out
                        shared.leave()
                return
    raise Problem("database-busy", where=str(folder))


def _host() -> str:
    return one_line(socket.gethostname()).replace("/", "-")[:60]
