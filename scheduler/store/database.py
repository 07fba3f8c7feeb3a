"""Opening the database, and the two ways to use it: `read` and `write`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock, get_ident

from sqlalchemy import Connection, Engine, delete, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from scheduler.clock import Clock
from scheduler.errors import Problem
from scheduler.store import engines, identity, journal, migrate, tables
from scheduler.store.failures import told
from scheduler.store.journal import Head
from scheduler.store.place import DEFAULT_NAME, private_folder, refuse_shared, sqlite_path, state_root
from scheduler.store.witness import Doubt, Witness, doubt

__all__ = ["Database", "open_database", "sqlite_path", "state_root"]


class Database:
    """An open database. Threads may share it; it is made by `open_database` and closed once.

    `folder` is its own folder beside it (lock, heartbeat, blobs, backups). `doubt` says why its deliveries must not be sent
    before a person has looked (an older copy was restored); `owner` is the installation that may dispatch from it.
    """

    def __init__(self, engine: Engine, path: Path, *, clock: Clock, state: Path) -> None:
        self.path = path
        self.folder = folder_of(path)
        self.clock = clock
        self.state = state
        self._engine = engine
        self._writer = Lock()
        self._writing = 0
        self._place = _place(path)
        with self.read() as connection:
            self.id = identity.value(connection, "database_id")
            self.owner = identity.value(connection, "owner")
        self.installation = identity.installation(state)
        self.witness = Witness(state / "witnesses", self.id)
        self.doubt = self._doubted()

    @property
    def foreign(self) -> bool:
        """Whether another installation owns it: this one's dispatcher stands by."""
        return self.owner != self.installation

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database. What goes wrong in the engine is raised as `Problem`."""
        with told(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction: committed, durably, at the end of the block, undone where it raises. One at a time in this process."""
        if self._writing == get_ident():
            raise RuntimeError("a write inside a write would wait for itself")
        with self._writer:
            self._writing = get_ident()
            try:
                self.check_place()
                with told(self.path), self._engine.connect() as plain:
                    connection = plain.execution_options(**engines.WRITING)
                    with connection.begin():
                        self._must_go_on(connection, self.witness.last)
                        yield connection
            finally:
                self._writing = 0

    def check_place(self) -> None:
        """Raise `Problem` where the file at our path is no longer the one that was opened.

        The file is never opened by hand for this: closing it would drop SQLite's own locks.
        """
        if _place(self.path) != self._place:
            raise Problem("database-replaced", where=str(self.path))

    def look_again(self) -> None:
        """Set `doubt` anew, as at opening: who waited long to be the dispatcher may find another copy in the same file."""
        self.doubt = self._doubted()

    def check_journal(self) -> None:
        """Raise `Problem` where the journal does not hold what this process witnessed last: another copy lies in the file.

        SQLite's own backup writes into a live file: the place is the same then, and what was sent is not known any more.
        """
        known = self.witness.last
        with self.read() as connection:
            self._must_go_on(connection, known)

    def _must_go_on(self, connection: Connection, known: Head | None) -> None:
        if known and doubt(known, journal.head(connection), partial(journal.hash_at, connection), attempted=True):
            raise Problem("database-replaced", where=str(self.path))

    def backup(self, to: Path) -> Path:
        """Write a consistent copy of the live database to the new file `to`; return it."""
        return migrate.backup(self.path, to)

    def damage(self) -> tuple[str, ...]:
        """What SQLite's own check finds wrong with the file; empty when it is whole. Takes seconds on a large one."""
        with self.read() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
        return () if found == ["ok"] else tuple(str(one) for one in found)

    def adopt(self, *, by: str) -> None:
        """Take this database as it is: this installation owns it, and it is no longer in doubt. A person has looked."""
        at = self.clock.now()
        with self.write() as connection:
            identity.keep(connection, "owner", self.installation)
            connection.execute(delete(tables.meta).where(tables.meta.c.name == "doubt"))
            line = journal.Line(at=at, event="adopted", by=by, details={"was": self.doubt.code if self.doubt else ""})
            end = journal.append(connection, [line])
        self.witness.reset(end)
        self.owner, self.doubt = self.installation, None
        identity.mark(self.folder, self.id)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _doubted(self) -> Doubt | None:
        known = self.witness.read()
        with self.read() as connection:
            kept = identity.find(connection, "doubt")
            end = journal.head(connection)
            attempted = connection.execute(select(tables.attempts.c.id).limit(1)).first() is not None
            if kept:
                return Doubt(code=kept, seq=end.seq, known=end.seq)
            hash_at = partial(journal.hash_at, connection)
            found = doubt(known, end, hash_at, attempted=attempted and not self.foreign)
            if found is None and identity.marked(self.folder) not in {self.id, ""}:
                found = Doubt(code="restored-another", seq=end.seq, known=0)
        if found:
            # Kept inside it: once it has gone on from here, the witness alone would call it the newest.
            with self.write() as connection:
                identity.keep(connection, "doubt", found.code)
                details = {"seq": found.seq, "known": found.known}
                journal.append(connection, [journal.Line(at=self.clock.now(), event=found.code, details=details)])
        elif known is None and not self.foreign:
            self.witness.begin(end)
        return found


def open_database(url_or_path: str | Path, *, clock: Clock, create: bool = True, state: Path | None = None) -> Database:
    """Open the database at a path or an SQLAlchemy address, brought to this program's version (a copy is kept first).

    `state` is where this installation keeps its id and its witnesses (by default `state_root()`). Raises `Problem` with a way
    out for a file that is missing (`create=False`), unreadable, not ours, damaged, of a newer version or in a bad place.
    """
    path = _sqlite_file(url_or_path)
    state = state or state_root()
    with told(path):
        refuse_shared(path)
        if not path.exists() and not create:
            raise Problem("database-missing", where=str(path))
        private_folder(path.parent)
        private_folder(folder_of(path))
        _vanished(path)
        _touch(path)
    engine = engines.sqlite(path)
    try:
        with told(path):
            migrate.bring_up(engine, path, folder_of(path), owner=identity.installation(state), now=clock.now())
        database = Database(engine, path, clock=clock, state=state)
        if identity.marked(database.folder) == "":
            identity.mark(database.folder, database.id)
    except BaseException:
        engine.dispose()
        raise
    return database


def folder_of(path: Path) -> Path:
    """The folder that goes with the database at `path`: the one it lies in by default, else a folder beside it."""
    return path.parent if path.name == DEFAULT_NAME else path.with_suffix(".state")


def _sqlite_file(url_or_path: str | Path) -> Path:
    """The file that is meant. Text is an absolute path or the address of one: anything else would mean another file in
    each folder that a command is given in.
    """
    if isinstance(url_or_path, Path):
        return url_or_path.absolute()
    path, engine = Path(url_or_path), url_or_path.partition(":")[0]
    if not path.is_absolute() and "://" in url_or_path:
        try:
            url = make_url(url_or_path)
        except ArgumentError:
            raise Problem("database-engine-unknown", engine=engine) from None
        engine = url.drivername
        path = Path(url.database or "") if url.get_backend_name() == "sqlite" else Path()
    if not path.is_absolute():
        raise Problem("database-engine-unknown", engine=engine)
    return path


def _vanished(path: Path) -> None:
    """An emptied or deleted database is never silently begun anew."""
    marked = identity.marked(folder_of(path))
    if marked and (not path.exists() or path.stat().st_size == 0):
        raise Problem("database-vanished", where=str(path), mark=str(identity.mark_path(folder_of(path))))


def _touch(path: Path) -> None:
    # SQLite would create it with the umask's mode; its log and shared memory files take this one's.
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return


def _place(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
