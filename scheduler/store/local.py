"""The database as a file of this machine: one process dispatches, and the file must stay the one that was opened."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from scheduler.clock import Clock
from scheduler.errors import Problem
from scheduler.store import engines, identity, journal, migrate
from scheduler.store.failures import told
from scheduler.store.place import DEFAULT_NAME, private_folder, refuse_shared


class Local:
    """An SQLite file. `folder` goes with it: the lock, the heartbeat, blobs and backups."""

    several = False
    """Whether several workers dispatch from it at once."""
    reading: dict[str, Any] = {}  # noqa: RUF012 - execution options, never changed
    writing = engines.WRITING

    def __init__(self, path: Path, *, clock: Clock, create: bool) -> None:
        self.path = path
        self.where = str(path)
        self.folder = folder_of(path)
        self._clock = clock
        with told(path):
            refuse_shared(path)
            if not path.exists() and not create:
                raise Problem("database-missing", where=str(path))
            private_folder(path.parent)
            private_folder(self.folder)
            _vanished(path)
            _touch(path)
        self.engine: Engine = engines.sqlite(path)
        self._place = _place(path)

    def bring_up(self, *, owner: str) -> None:
        """Create or upgrade the schema."""
        migrate.bring_up(self.engine, self.path, self.folder, owner=owner, now=self._clock.now())
        self._place = _place(self.path)

    def check(self) -> None:
        """Raise `Problem` where the file at the path is no longer the one that was opened.

        The file is never opened by hand for this: closing it would drop SQLite's own locks.
        """
        if _place(self.path) != self._place:
            raise Problem("database-replaced", where=self.where)

    def alone(self, connection: Connection) -> journal.Head:
        """Make this transaction the only one that writes (BEGIN IMMEDIATE has done it); return the journal's end."""
        return journal.head(connection)

    def moment(self, connection: Connection) -> datetime:
        """The time by which leases are given: this machine's, as one process holds them all."""
        return self._clock.now()

    def hint(self, connection: Connection) -> None:
        """Say to other processes that something was written: they look at the file at every tick."""

    def listening(self, ring: Callable[[], None]) -> AbstractContextManager[None]:
        """Call `ring` when another process has written."""
        return nullcontext()

    def moved(self, connection: Connection) -> str:
        """Whether it lies in another place than the one it knows: the device and the file tell that."""
        return ""

    def settle(self, connection: Connection) -> None:
        """Take the place where it lies now as its own."""

    def backup(self, to: Path) -> Path:
        """Write a consistent copy to the new file `to`; return it."""
        return migrate.backup(self.path, to)

    def damage(self) -> tuple[str, ...]:
        """What SQLite's own check finds wrong with the file."""
        with told(self.path), self.engine.connect() as connection, connection.begin():
            found = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
        return () if found == ["ok"] else tuple(str(one) for one in found)


def folder_of(path: Path) -> Path:
    """The folder that goes with the database at `path`: the one it lies in by default, else a folder beside it."""
    return path.parent if path.name == DEFAULT_NAME else path.with_suffix(".state")


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
