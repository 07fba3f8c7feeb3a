"""The store in memory: the real code on an SQLite that lives in this process, and a witness and a lock without files."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from scheduler.clock import Clock
from scheduler.errors import Problem
from scheduler.flow import crew
from scheduler.store import database, engines, identity, lock, migrate, writer
from scheduler.store.database import Database
from scheduler.store.journal import Head
from scheduler.store.local import Local
from scheduler.store.slate import Owing, Slate
from scheduler.store.witness import Witness
from tests.explore.stage import Inbox, Latch, Pool, Stage, Strand

# The journal is the history itself: two histories that lead to the same rows are one state. It is judged along each of them.
SEEN = {
    "deliveries": "id, tag, state, digest, due, too_late_at, closes, not_before, lease_until, roles, attempts, token, reason",
    "receipts": "delivery_id, part, remote_id",
    "attempts": "delivery_id, part, number, token, started, deadline, ended, outcome, code, status",
    "approvals": "delivery_id, role, digest, taken_back_at",
    "accounts": "account, identity, blocked_at",
    "facts": "account, name, value",
    "meta": "name, value",
}


THREADS: dict[str, type] = {"ThreadPoolExecutor": Pool, "Thread": Strand, "SimpleQueue": Inbox}
"""What a crew may be made of, and what stands for it on the stage."""


class Home(Local):
    """A database without a file: there is no place that it could be moved from."""

    def __init__(self, engine: Engine, folder: Path, clock: Clock) -> None:
        self.path, self.where, self.folder = folder / "queue.db", "memory", folder
        self.engine, self._clock = engine, clock

    def check(self) -> None:
        """It lies where it lay."""


@dataclass(slots=True)
class Memory:
    """One database, its witness, and who holds its lock. They outlive every process."""

    stage: Stage
    folder: Path
    engine: Engine
    raw: sqlite3.Connection
    witnessed: Head | None = None
    holder: int | None = None
    changes: int = 0
    refuse: bool = False
    """The next commit finds the disk full."""
    slate: list[Owing] = field(default_factory=list)
    """Receipts that the database could not take, kept outside it."""
    blank: bytes = b""
    _seen: tuple[int, bytes] = (-1, b"")

    def open(self, clock: Clock) -> Database:
        """What a new process finds."""
        return Database(Home(self.engine, self.folder, clock), clock=clock, state=self.folder / "state")

    def forget(self, stage: Stage) -> None:
        """Begin anew, with the engine's compiled statements: they are most of what a first history costs."""
        self.raw.deserialize(self.blank)
        self.stage, self.witnessed, self.holder, self.refuse = stage, None, None, False
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
    def lock(self, _folder: Path) -> Iterator[Any]:
        """The lock that the kernel frees at a death: `kill` frees it here."""
        me = self.stage.me()
        process = me.process if me else -1
        held = self.holder is None
        if held:
            self.holder = process
        yield Hold(held=held)
        if held and self.holder == process:
            self.holder = None


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
    return Memory(stage=stage, folder=folder, engine=engine, raw=raw, blank=raw.serialize())


def play_on(patch: pytest.MonkeyPatch, memory: Memory) -> None:
    """Make each reading, commit, witness and lock of the program a point of the stage."""
    stage = memory.stage
    read: Callable[[Database], Any] = Database.read
    write: Callable[[Database], Any] = Database.write
    busy: list[str] = []

    @contextmanager
    def reading(self: Database) -> Iterator[Any]:
        if not busy:
            stage.point("read")
        with read(self) as connection:
            yield connection

    @contextmanager
    def writing(self: Database) -> Iterator[Any]:
        stage.point("write")
        if memory.refuse and stage.me():
            # Told as the disk would tell it, inside the transaction.
            memory.refuse = False
            raise Problem("disk-full", where="memory", detail="explored")
        busy.append("write")
        try:
            with write(self) as connection:
                yield connection
        finally:
            busy.pop()
            memory.changes += 1
        stage.point("committed")

    class Witnessed(Witness):
        def read(self) -> Head | None:
            return memory.witnessed

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

    class Door(Latch):
        pass

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
    patch.setattr(lock, "dispatcher", memory.lock)
    patch.setattr(lock, "beat", lambda *_, **__: None)
    patch.setattr(lock, "rest", lambda *_: None)
