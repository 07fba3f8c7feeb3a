"""One look into a database file before it is opened: SQLAlchemy takes longer to load than a week may to be shown."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from scheduler.store.place import refuse_shared
from scheduler.store.seen import Seen
from scheduler.store.values import APPLICATION_ID, SCHEMA_VERSION, Plain, filled

T = TypeVar("T")
PATIENCE = 0.5
"""Seconds until a file that another process has locked is left to the ordinary opening, which waits longer and says so."""


def glance(path: Path, look: Callable[[Seen], T]) -> T | None:
    """What `look` finds in the file at `path`, as of one moment; nothing is written or made.

    None where it must be opened first: it is missing, of another version, not ours, locked or damaged; opening it says which.
    Raises `Problem` where it lies in a place where no database may.
    """
    refuse_shared(path)
    # Not read-only: SQLite would not make the shared memory that its log needs, and refuse.
    address = f"file:{quote(str(path))}?mode=rw"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)) as file:
            for pragma in ("query_only=ON", "trusted_schema=OFF"):
                file.execute(f"PRAGMA {pragma}")
            file.execute("BEGIN")
            return look(Seen(_asking(file))) if _ours(file) else None
    except sqlite3.Error:
        return None


def _asking(file: sqlite3.Connection) -> Any:
    def ask(sql: str, *given: Plain | Iterable[Plain]) -> Sequence[Any]:
        return file.execute(*filled(sql, given, "?")).fetchall()

    return ask


def _ours(file: sqlite3.Connection) -> bool:
    if file.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
        return False
    return bool(
        file.execute("SELECT value FROM meta WHERE name = 'schema_version'").fetchone() == (str(SCHEMA_VERSION),)
    )
