"""Bringing a database to this program's version: never under a live daemon, never without a copy."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine

from scheduler.errors import Problem
from scheduler.store import engines, identity, lock
from scheduler.store.place import private_folder
from scheduler.store.tables import SCHEMA_VERSION

EMPTY = 0
LAST_THAT_CHANGED = 1
"""The newest revision that did more than add: an older program must not be running when it is done."""
MIGRATIONS = Path(__file__).parent / "migrations"
WAIT = 60.0
"""Seconds to wait for another process that is migrating the same file."""


def bring_up(engine: Engine, path: Path, folder: Path, *, owner: str, now: datetime) -> None:
    """Create or upgrade the database at `path`. Nothing is written where its version is this program's already."""
    if version(path) == SCHEMA_VERSION:
        return
    with lock.exclusively(folder / "migration.lock", wait=WAIT) as ours:
        if not ours:
            raise Problem("database-busy", where=str(path))
        found = version(path)
        if found == SCHEMA_VERSION:
            return
        if found == EMPTY:
            _upgrade(engine, owner=owner)
            return
        with lock.dispatcher(folder) as idle:
            if not idle:
                raise Problem("migration-under-daemon", where=str(path), version=found, needed=SCHEMA_VERSION)
            backup(path, private_folder(folder / "backups") / f"version-{found}-{now:%Y%m%dT%H%M%SZ}.db")
            _upgrade(engine, owner=owner)


def version(path: Path) -> int:
    """The schema version of the file at `path`: 0 where it is empty. Changes nothing.

    Raises `Problem` for a file of another program or of a newer version.
    """
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=rw", uri=True, timeout=engines.BUSY_SECONDS)) as raw:
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return EMPTY
        (application,) = raw.execute("PRAGMA application_id").fetchone()
        if application != engines.APPLICATION_ID or not {"meta", "deliveries"} <= tables:
            raise Problem("database-not-ours", where=str(path))
        row = raw.execute("SELECT value FROM meta WHERE name = 'schema_version'").fetchone()
    found = int(row[0]) if row else EMPTY
    if found > SCHEMA_VERSION:
        raise Problem("database-newer", where=str(path), version=found, known=SCHEMA_VERSION)
    return found


def backup(path: Path, to: Path) -> Path:
    """Copy the database at `path`, live or not, to the new file `to` as of one moment; return `to`.

    https://sqlite.org/backup.html, read 2026-11-20: other connections may go on meanwhile.
    """
    private_folder(to.parent)
    fresh = to.with_name(f".{to.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(fresh)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    fresh.replace(to)
    return to


def _upgrade(engine: Engine, *, owner: str) -> None:
    with engine.connect() as plain:
        connection = plain.execution_options(**engines.WRITING)
        with connection.begin():
            make(connection, owner=owner)


def make(connection: Connection, *, owner: str) -> None:
    """Make or upgrade the schema in the transaction of `connection`; a new database gets its id."""
    run(connection, "head")
    if identity.find(connection, "database_id") is None:
        identity.keep(connection, "database_id", identity.new_id())
        identity.keep(connection, "owner", owner)


def additive(found: int) -> bool:
    """Whether a program of version `found` goes on rightly while its schema is brought to this one's.

    So it is where every revision after it only adds what that program neither reads nor must write.
    """
    return found >= LAST_THAT_CHANGED


def run(connection: Connection, revision: str) -> None:
    """Let Alembic go to `revision` inside the transaction of `connection`."""
    from alembic import command  # noqa: PLC0415 - only a new or older database pays for it
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
