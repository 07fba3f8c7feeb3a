"""The store in memory: the real code on an SQLite that lives in this process, and a witness and a lock without files."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from scheduler.clock import Clock
from scheduler.errors import Problem
from scheduler.flow import budgets, crew, newsroom, strangers, timekeeper, voices
from scheduler.store import database, engines, identity, lock, migrate, seat, writer
from scheduler.store.database import Database
from scheduler.store.journal import Head
from scheduler.store.local import Local
from scheduler.store.slate import Owing, Slate
from scheduler.store.witness import Witness
from tests.explore.stage import Inbox, Latch, Pool, Stage, Strand, Turnstile

# The journal is the history itself: two histories that lead to the same rows are one state. It is judged along each of them.
SEEN = {
    "deliveries": "id, tag, state, digest, due, too_late_at, closes, not_before, lease_until, worker, roles, attempts, token",
    "receipts": "delivery_id, part, remote_id",
    "attempts": "delivery_id, part, number, token, started, deadline, ended, outcome, code, status",
    "approvals": "delivery_id, role, digest, taken_back_at",
    "accounts": "account, identity, blocked_at",
    "facts": "account, name, value",
    "meta": "name, value",
    "workers": "id, leads_until, beaten",
}


THREADS: dict[str, type] = {
    "ThreadPoolExecutor": Pool,
    "Thread": Strand,
    "SimpleQueue": Inbox,
    "Semaphore": Turnstile,
}
"""What a crew may be made of, and what stands for it on the stage."""
LOCKED = (budgets, crew, newsroom, strangers, timekeeper, voices)
"""What several jobs share under a lock: a job that waits for a real one would wait for ever here."""


class Home(Local):
    """A database without a file: there is no place that it could be moved from."""

    def __init__(self, engine: Engine, folder: Path, clock: Clock, *, several: bool) -> None:
        self.path, self.where, self.folder = folder / "queue.db", "memory", folder
        self.engine, self._clock, self.several = engine, clock, several

    def check(self) -> None:
        """It lies where it lay."""


@dataclass(slots=True)
class Memory:
    """One database, its witness, and who holds its lock. They outlive every process."""

    stage: Stage
    folder: Path
    engine: Engine
    raw: sqlite3.Connection
    blank: sqlite3.Connection
    """A copy of `raw` as it was when nothing had happened."""
    witnessed: Head | None = None
    several: bool = False
    seats: dict[int, int] = field(default_factory=dict)
    """Which process holds the lock of each seat; a database that one dispatcher has for itself has one."""
    names: dict[int, str] = field(default_factory=dict)
    """Who sat there last."""
    named: int = 0
    changes: int = 0
    refuse: bool = False
    """The next commit finds the disk full."""
    slate: list[Owing] = field(default_factory=list)
    """Receipts that the database could not take, kept outside it."""
    _seen: tuple[int, bytes] = (-1, b"")

    def open(self, clock: Clock, true: Clock) -> Database:
        """What a new process finds; `true` is the database's own clock."""
        home = Home(self.engine, self.folder, true, several=self.several)
        return Database(home, clock=clock, state=self.folder / "state")

    def another(self) -> str:
        """A name that nobody had before."""
        self.named += 1
        return f"{self.named:06x}".ljust(32, "0")

    def queue(self) -> bytes:
        """A digest of the deliveries alone."""
        return repr(
            self.raw.execute("SELECT id, state, token, not_before FROM deliveries ORDER BY id").fetchall()
        ).encode()

    def freed(self, process: int) -> None:
        """The kernel lets go of what a dead process held."""
        self.seats = {number: held for number, held in self.seats.items() if held != process}

    def forget(self, stage: Stage, *, several: bool) -> None:
        """Begin anew, with the engine's compiled statements: they are most of what a first history costs."""
        # Not `deserialize`: it frees the schema to which SQLite's own tables (json_each) go on pointing, and crashes (3.40).
        self.blank.backup(self.raw)
        self.stage, self.witnessed, self.refuse, self.several = stage, None, False, several
        self.seats, self.names, self.named = {}, {}, 0
        self.slate.clear()
        self.changes += 1

    def seen(self) -> bytes:
        """A digest of all that any decision can be made from."""
        if self._seen[0] != self.changes:
            rows = [
                self.raw.execute(f"SELECT {what} FROM {table} ORDER BY 1, 2").fetchall() for table, what in SEEN.items()
            ]
            self._seen = (self.changes, hashlib.blake2b(repr(rows).encode(), digest_size=16).digest())
        return self._seen[1]

    @contextmanager
    def lock(self, number: int = 0) -> Iterator[bool]:
        """The lock that the kernel frees at a death: `freed` frees it here."""
        me = self.stage.me()
        process = me.process if me else -1
        held = number not in self.seats
        if held:
            self.seats[number] = process
        try:
            yield held
        finally:
            if held:
                self.seats.pop(number, None)

    @contextmanager
    def dispatching(self, _folder: Path) -> Iterator["Hold"]:
        """The one dispatcher's lock."""
        with self.lock() as held:
            yield Hold(held=held)


@dataclass(frozen=True, slots=True)
class Hold:
    """Whether the lock was had; it is never replaced here."""

    held: bool

    def __bool__(self) -> bool:
        return self.held

    def still(self) -> bool:
        return self.held


def remember(stage: Stage, folder: Path) -> Memory:
    """A fresh database of this program's version."""
    raw = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    raw.execute("PRAGMA foreign_keys=ON")
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    event.listen(engine, "begin", engines._begun)
    with engine.connect() as plain:
        connection: Connection = plain.execution_options(**engines.WRITING)
        with connection.begin():
            migrate.run(connection, "head")
            identity.keep(connection, "database_id", "explored")
            identity.keep(connection, "owner", identity.installation(folder / "state"))
    blank = sqlite3.connect(":memory:")
    raw.backup(blank)
    return Memory(stage=stage, folder=folder, engine=engine, raw=raw, blank=blank)


def play_on(patch: pytest.MonkeyPatch, memory: Memory) -> None:
    """Make each reading, commit, witness and lock of the program a point of the stage."""
    stage = memory.stage
    read: Callable[[Database], Any] = Database.read
    write: Callable[[Database], Any] = Database.write

    @contextmanager
    def within() -> Iterator[None]:
        stage.within += 1
        try:
            yield
        finally:
            stage.within -= 1

    @contextmanager
    def reading(self: Database) -> Iterator[Any]:
        stage.point("read")
        with within(), read(self) as connection:
            yield connection

    @contextmanager
    def writing(self: Database) -> Iterator[Any]:
        stage.point("write")
        if memory.refuse and stage.me():
            # Told as the disk would tell it, inside the transaction.
            memory.refuse = False
            raise Problem("disk-full", where="memory", detail="explored")
        try:
            with within(), write(self) as connection:
                yield connection
        finally:
            memory.changes += 1
        stage.point("committed")

    class Witnessed(Witness):
        def read(self) -> Head | None:
            return memory.witnessed

        def sit(self, number: int) -> None:
            """All workers of this machine share what is witnessed: the newest is what counts."""

        def begin(self, head: Head) -> None:
            memory.witnessed = memory.witnessed or head

        def write(self, head: Head) -> None:
            stage.point("witness")
            if memory.witnessed is None or memory.witnessed.seq < head.seq:
                memory.witnessed = head
            self._last = head
            stage.point("witnessed")

    for name, stand_in in THREADS.items():
        if hasattr(crew, name):
            patch.setattr(crew, name, type(name, (stand_in,), {"stage": stage}))

    def started(lead: Callable[..., None], given: tuple[Any, ...]) -> None:
        me = stage.me()
        assert me is not None, "threads are begun by a process"
        stage.enter("job", me.process, partial(lead, *given))

    def gathered(self: Any) -> None:
        stage.point("gathers what was left", lambda: not self._led)

    patch.setattr(writer, "start_new_thread", started)
    patch.setattr(writer.Writer, "_gather", gathered)

    class Door(Latch):
        pass

    for module in LOCKED:
        patch.setattr(module, "Lock", Door)

    def waits(self: Any) -> None:
        self.woken = Door()
        self.woken.acquire()

    def chalk(_: Slate, owed: Owing) -> bool:
        stage.point("slate")
        memory.slate.append(owed)
        stage.point("committed")
        return True

    def wipe(_: Slate, owed: Owing) -> None:
        stage.point("slate")
        about = (owed.delivery, owed.part, owed.number)
        memory.slate[:] = [one for one in memory.slate if (one.delivery, one.part, one.number) != about]

    patch.setattr(Slate, "lay", lambda _: None)
    patch.setattr(Slate, "chalk", chalk)
    patch.setattr(Slate, "wipe", wipe)
    patch.setattr(Slate, "read", lambda _: list(memory.slate))
    Door.stage = stage
    patch.setattr(writer._Job, "__post_init__", waits)
    patch.setattr(Database, "read", reading)
    patch.setattr(Database, "write", writing)
    patch.setattr(database, "Witness", Witnessed)
    _seat_in_memory(patch, memory)
    patch.setattr(lock, "dispatcher", memory.dispatching)
    patch.setattr(lock, "beat", lambda *_, **__: None)
    patch.setattr(lock, "rest", lambda *_: None)


def _seat_in_memory(patch: pytest.MonkeyPatch, memory: Memory) -> None:
    """What workers of one machine know of each other by files: who sits where, and who is dead."""

    def name(_: seat.Shared, number: int) -> str:
        return memory.names.get(number, "")

    def without_lock(self: seat.Shared) -> set[str]:
        return {one for number, one in memory.names.items() if number != self._number and number not in memory.seats}

    patch.setattr(lock, "exclusively", lambda path, wait: memory.lock(int(path.stem)))
    patch.setattr(seat, "replace", lambda path, data: memory.names.update({int(path.name): data.decode()}))
    patch.setattr(identity, "new_id", memory.another)
    # A copy of this process is the same one to the program.
    patch.setattr(seat, "os", SimpleNamespace(getpid=lambda: 1))
    patch.setattr(seat.Shared, "_name", name)
    patch.setattr(seat.Shared, "_without_lock", without_lock)
