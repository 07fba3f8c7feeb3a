"""Opening the database, and the two ways to use it: `read` and `write`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock, get_ident
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select

from scheduler.clock import Clock
from scheduler.errors import Problem
from scheduler.store import identity, journal, tables
from scheduler.store.address import folder_for, server, servers_folder, sqlite_file
from scheduler.store.failures import told
from scheduler.store.journal import Head
from scheduler.store.local import Local
from scheduler.store.place import sqlite_path, state_root
from scheduler.store.witness import Doubt, Witness, doubt
from scheduler.store.writer import R, T, Work, Writer

if TYPE_CHECKING:
    from scheduler.store.server import Server

__all__ = ["Database", "folder_for", "open_database", "sqlite_path", "state_root"]


class Database:
    """An open database. Threads may share it; it is made by `open_database` and closed once.

    `folder` is its own folder on this machine (lock, heartbeat, blobs, backups), `where` its name in messages, `path` its file
    (a server's: the folder). `doubt` says why its deliveries must not be sent before a person has looked (an older copy was
    restored); `owner` is the installation that may dispatch from it, where only one may.
    """

    def __init__(self, home: "Local | Server", *, clock: Clock, state: Path) -> None:
        self.path, self.where, self.folder = home.path, home.where, home.folder
        self.clock = clock
        self.state = state
        self.announces = True
        """Whether workers are told at once of what is written here: a person waits for it, another worker does not."""
        self._home = home
        self._engine = home.engine
        self._writer = Lock()
        self._writing = 0
        self._seen: Head | None = None
        self._ended: Head | None = None
        with self.read() as connection:
            self.id = identity.value(connection, "database_id")
            self.owner = identity.value(connection, "owner")
        self.installation = identity.installation(state)
        self.witness = Witness(state / "witnesses", self.id)
        self._group = Writer(self)
        self.doubt = self._doubted()

    @property
    def several(self) -> bool:
        """Whether several workers may dispatch from it at once."""
        return self._home.several

    @property
    def foreign(self) -> bool:
        """Whether another installation owns it: this one's dispatcher stands by."""
        return not self.several and self.owner != self.installation

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database. What goes wrong in the engine is raised as `Problem`."""
        with told(self.where), self._engine.connect() as plain:
            connection = plain.execution_options(**self._home.reading)
            with connection.begin():
                yield connection

    def write(self) -> AbstractContextManager[Connection]:
        """A transaction: committed, durably, at the end of the block, undone where it raises. One at a time in this process."""
        return self._writes(self.witness.last)

    @contextmanager
    def _writes(self, known: Head | None) -> Iterator[Connection]:
        if self._writing == get_ident():
            raise RuntimeError("a write inside a write would wait for itself")
        with self._writer:
            self._writing = get_ident()
            try:
                self.check_place()
                with told(self.where), self._engine.connect() as plain:
                    connection = plain.execution_options(**self._home.writing)
                    try:
                        with connection.begin():
                            end = self._home.alone(connection)
                            self._must_go_on(connection, known, end)
                            journal.hold(connection, end)
                            yield connection
                            if self.announces:
                                self._home.hint(connection)
                            end = journal.held(connection)
                        self._ended = end
                    finally:
                        journal.let_go(connection)
            finally:
                self._writing = 0

    def together(self, work: Work[R, T], about: int, request: R) -> T:
        """Do `work` for `request`, about the delivery `about`, in one transaction with what other threads ask for meanwhile.

        Durable when this returns, as with `write`; what goes wrong is raised here, and harms no other's.
        """
        if self._writing == get_ident():
            raise RuntimeError("a write inside a write would wait for itself")
        return self._group.do(work, about, request)

    def all_together(self, work: Work[R, T], requests: Sequence[tuple[int, R]]) -> list[T | BaseException]:
        """As `together` for each of `requests`, with the delivery it is about; its answer, or what went wrong with it."""
        if self._writing == get_ident():
            raise RuntimeError("a write inside a write would wait for itself")
        return self._group.do_all(work, requests)

    def later(self, work: Work[R, T], about: int, request: R, then: Callable[[T | BaseException], None]) -> None:
        """As `together`, for who has other things to do: `then` is told the answer or what went wrong, by the thread that wrote.

        `then` is quick, and never raises.
        """
        if self._writing == get_ident():
            raise RuntimeError("a write inside a write would wait for itself")
        self._group.later(work, about, request, then)

    def check_place(self) -> None:
        """Raise `Problem` where what lies at its address is no longer what was opened."""
        self._home.check()

    def moment(self, connection: Connection) -> datetime:
        """The time by which leases are given and lapse: one clock for all who may hold one."""
        return self._home.moment(connection)

    def listening(self, ring: Callable[[], None]) -> AbstractContextManager[None]:
        """Call `ring` soon after another process has written, where the engine can tell. Only a hint: it may be lost."""
        return self._home.listening(ring)

    def look_again(self) -> None:
        """Set `doubt` anew, as at opening: who waited long to be the dispatcher may find another copy in the same file."""
        self.doubt = self._doubted()

    def check_journal(self) -> None:
        """Raise `Problem` where the journal does not hold what this process witnessed last: another copy lies in the file.

        SQLite's own backup writes into a live file: the place is the same then, and what was sent is not known any more. A
        server's database is in doubt then, for all of its workers, until a person has looked; so it is once one has said so.
        """
        known = self.witness.last
        with self.read() as connection:
            if not self.several:
                self._must_go_on(connection, known, journal.head(connection))
                return
            end, kept = journal.head(connection), identity.find(connection, "doubt")
            before = max((one for one in (known, self._seen) if one), key=lambda one: one.seq, default=None)
            found = doubt(before, end, partial(journal.hash_at, connection), attempted=False)
            taken = self._taken_as_it_is(connection)
        if taken or not (found or kept or self.doubt):
            self._seen = end
        if taken or found or bool(kept) != bool(self.doubt):
            self.doubt = self._doubted(before)

    @property
    def seen(self) -> Head | None:
        """Where the journal ended when this process looked at it last, on a database that several write."""
        return self._seen

    def _must_go_on(self, connection: Connection, known: Head | None, end: Head) -> None:
        if known is None or (end == self._ended and end.seq >= known.seq):
            return  # it ends where we have left it: the hash of its last line is the hash of all
        if doubt(known, end, partial(journal.hash_at, connection), attempted=True):
            raise Problem("database-replaced", where=self.where)

    def backup(self, to: Path) -> Path:
        """Write a consistent copy of the live database to the new file `to`; return it."""
        return self._home.backup(to)

    def damage(self) -> tuple[str, ...]:
        """What the engine's own check finds wrong with it; empty when it is whole. Takes seconds on a large file."""
        return self._home.damage()

    def adopt(self, *, by: str) -> None:
        """Take this database as it is: this installation owns it, and it is no longer in doubt. A person has looked."""
        at = self.clock.now()
        with self._writes(None) as connection:
            identity.keep(connection, "owner", self.installation)
            identity.keep(connection, "adoption", identity.new_id())
            self._home.settle(connection)
            connection.execute(delete(tables.meta).where(tables.meta.c.name == "doubt"))
            line = journal.Line(at=at, event="adopted", by=by, details={"was": self.doubt.code if self.doubt else ""})
            end = journal.append(connection, [line])
        with self.read() as connection:
            self._take_as_it_is(connection, end)
        self.owner, self.doubt = self.installation, None
        identity.mark(self.folder, self.id)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _taken_as_it_is(self, connection: Connection) -> bool:
        """Whether a person has taken a database that several share as it is, since this installation last looked."""
        adoption = identity.find(connection, "adoption") if self.several else None
        return bool(adoption) and adoption != identity.marked(self.folder, identity.ADOPTION)

    def _take_as_it_is(self, connection: Connection, end: Head) -> None:
        self.witness.reset(end)
        self._seen = None
        if self.several:
            identity.mark(self.folder, identity.value(connection, "adoption"), identity.ADOPTION)

    def _doubted(self, seen: Head | None = None) -> Doubt | None:
        known = max((one for one in (self.witness.read(), seen) if one), key=lambda one: one.seq, default=None)
        with self.read() as connection:
            kept = identity.find(connection, "doubt")
            end = journal.head(connection)
            if kept:
                return Doubt(code=kept, seq=end.seq, known=end.seq)
            moved = self._home.moved(connection)
            if self._taken_as_it_is(connection) and not moved:
                self._take_as_it_is(connection, end)
                return None
            found = self._compared(connection, known, end, moved)
        if found:
            # Kept inside it: once it has gone on from here, the witness alone would call it the newest.
            with self._writes(None) as connection:
                identity.keep(connection, "doubt", found.code)
                details = {"seq": found.seq, "known": found.known}
                journal.append(connection, [journal.Line(at=self.clock.now(), event=found.code, details=details)])
        elif known is None and not self.foreign:
            self.witness.begin(end)
        if moved and not found:
            with self._writes(None) as connection:
                self._home.settle(connection)
        return found

    def _compared(self, connection: Connection, known: Head | None, end: Head, moved: str) -> Doubt | None:
        """Why it must not be sent from; None where it is what this installation knew, or its future."""
        marked = identity.marked(self.folder)
        if moved == "copied" or (moved and known is None):
            return Doubt(code="restored-copied", seq=end.seq, known=0)
        attempted = connection.execute(select(tables.attempts.c.id).limit(1)).first() is not None
        newcomer = self.several and not marked
        hash_at = partial(journal.hash_at, connection)
        found = doubt(known, end, hash_at, attempted=attempted and not self.foreign and not newcomer)
        if found is None and marked not in {self.id, ""}:
            found = Doubt(code="restored-another", seq=end.seq, known=0)
        return found


def open_database(
    url_or_path: str | Path,
    *,
    clock: Clock,
    create: bool = True,
    state: Path | None = None,
    folder: Path | None = None,
    password: str = "",
) -> Database:
    """Open the database at a path or an SQLAlchemy address, brought to this program's version (a copy is kept first).

    `state` is where this installation keeps its id and its witnesses (by default `state_root()`). For a server's database,
    `folder` is what goes with it on this machine, and `password` what opens it. Raises `Problem` with a way out for a file
    that is missing (`create=False`), unreadable, not ours, damaged, of a newer version or in a bad place; `Away` for a server
    that does not answer.
    """
    state = state or state_root()
    home: Local | Server
    url = server(url_or_path)
    if url is None:
        home = Local(sqlite_file(url_or_path), clock=clock, create=create)
    else:
        folder = folder or servers_folder(url, state)
        home = _at_server()(url, clock=clock, create=create, folder=folder, password=password)
    try:
        with told(home.where):
            home.bring_up(owner=identity.installation(state))
        database = Database(home, clock=clock, state=state)
        if identity.marked(database.folder) == "":
            identity.mark(database.folder, database.id)
    except BaseException:
        home.engine.dispose()
        raise
    return database


def _at_server() -> "type[Server]":
    from scheduler.store.server import Server as Found  # noqa: PLC0415 - a file needs nothing of it

    return Found
