"""What the database or the disk says, told as problems with a way out."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoneFree

from scheduler.errors import Problem
from scheduler.plain import one_line, redact


class Away(Problem):
    """A server of databases cannot be reached, or makes us wait: nothing is wrong here, and it may be back at any moment."""


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

# Classes and codes of PostgreSQL, https://www.postgresql.org/docs/15/errcodes-appendix.html, read 2026-11-22.
_STATES = {
    "25006": "database-standby",  # a standby, or one that has just become one
    "28": "database-refused",
    "3D": "database-refused",
    "40": "database-busy",
    "42501": "database-no-permission",
    "53100": "disk-full",
    "55P03": "database-busy",
    "57014": "database-busy",
    "58": "database-disk-error",
    "XX001": "database-damaged",
    "XX002": "database-damaged",
}
_AWAY = frozenset({"database-away", "database-standby", "database-busy", "database-refused"})
"""What may be over by itself: a server that restarts, a standby that takes over, a lock that is let go of."""
_LOST = ("08", "25P03", "53", "57P")


def problem(error: BaseException, place: Path | str) -> Problem | None:
    """The problem that `error` means for the database at `place`, or None where it is a fault of the program."""
    inner = error.orig if isinstance(error, DBAPIError) else error
    code = None
    if isinstance(error, IntegrityError) or inner is None:
        return None
    if isinstance(inner, sqlite3.Error):
        code = _CODES.get(getattr(inner, "sqlite_errorcode", 0) & 0xFF)
    elif isinstance(error, DBAPIError):
        return _of_server(error, place)
    elif isinstance(inner, OSError):
        code = _ERRNO.get(inner.errno or 0, "database-unreadable")
    return Problem(code, where=str(place), detail=str(inner)) if code else None


def _of_server(error: DBAPIError, place: Path | str) -> Problem | None:
    state = getattr(error.orig, "sqlstate", None) or ""
    code = _STATES.get(state) or _STATES.get(state[:2])
    if code is None and (state.startswith(_LOST) or (not state and _is_lost(error))):
        code = "database-away"
    if code is None:
        return None
    said = redact(one_line(str(error.orig)))
    return (Away if code in _AWAY else Problem)(code, where=str(place), detail=said, said=said)


def _is_lost(error: DBAPIError) -> bool:
    """A connection that was never made, or broke: the driver has no code for it."""
    return error.connection_invalidated or type(error.orig).__name__ in {"OperationalError", "ConnectionTimeout"}


@contextmanager
def told(place: Path | str) -> Iterator[None]:
    """Raise what goes wrong inside as a `Problem` where it is one; everything else passes unchanged."""
    try:
        yield
    except NoneFree:
        raise Away("database-busy", where=str(place)) from None
    except (DBAPIError, sqlite3.Error, OSError) as error:
        found = problem(error, place)
        if found is None:
            raise
        raise found from error
