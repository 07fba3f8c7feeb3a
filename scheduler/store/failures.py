"""What the database or the disk says, told as problems with a way out."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError

from scheduler.errors import Problem

# Primary result codes, https://sqlite.org/rescode.html, read 2026-11-20.
_CODES = {
    sqlite3.SQLITE_PERM: "database-no-permission",
    sqlite3.SQLITE_BUSY: "database-busy",
    sqlite3.SQLITE_LOCKED: "database-busy",
    sqlite3.SQLITE_READONLY: "database-no-permission",
    sqlite3.SQLITE_IOERR: "database-disk-error",
    sqlite3.SQLITE_CORRUPT: "database-damaged",
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_CANTOPEN: "database-unreadable",
    sqlite3.SQLITE_AUTH: "database-no-permission",
    sqlite3.SQLITE_NOTADB: "database-not-ours",
}
_ERRNO = {
    errno.EACCES: "database-no-permission",
    errno.EPERM: "database-no-permission",
    errno.EROFS: "database-no-permission",
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EIO: "database-disk-error",
}


def problem(error: BaseException, place: Path | str) -> Problem | None:
    """The problem that `error` means for the database at `place`, or None where it is a fault of the program."""
    inner = error.orig if isinstance(error, DBAPIError) else error
    code = None
    if isinstance(error, IntegrityError) or inner is None:
        return None
    if isinstance(inner, sqlite3.Error):
        code = _CODES.get(getattr(inner, "sqlite_errorcode", 0) & 0xFF)
    elif isinstance(inner, OSError):
        code = _ERRNO.get(inner.errno or 0, "database-unreadable")
    return Problem(code, where=str(place), detail=str(inner)) if code else None


@contextmanager
def told(place: Path | str) -> Iterator[None]:
    """Raise what goes wrong inside as a `Problem` where it is one; everything else passes unchanged."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        found = problem(error, place)
        if found is None:
            raise
        raise found from error
