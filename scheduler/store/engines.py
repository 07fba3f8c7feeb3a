"""How SQLAlchemy is to speak to SQLite: durable, one moment a transaction, and the write lock taken at its beginning."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from scheduler.store.values import APPLICATION_ID

__all__ = ["APPLICATION_ID", "BUSY_SECONDS", "CACHE", "WRITING", "sqlite"]

BUSY_SECONDS = 15.0
CACHE = 512
"""Kilobytes of pages that a connection keeps: a daemon has several, and the system keeps the file's pages anyhow."""
WRITING = {"scheduler_writes": True}
"""Execution options of a connection whose next transaction writes."""


def sqlite(path: Path) -> Engine:
    """An engine for the file at `path`; nothing is opened yet."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=QueuePool,
        pool_size=5,
        # Threads that wait for a network hold no connection; only a burst of readers needs more than five.
        max_overflow=95,
        pool_use_lifo=True,  # one that is used again has its pages at hand, and the others hold none
        hide_parameters=True,  # an error is logged and kept, and a parameter may be somebody's handle or pseudonym
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return engine


def _connected(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver must not begin transactions by itself:
    # https://docs.sqlalchemy.org/en/20/dialects/sqlite.html#serializable-isolation-savepoints-transactional-ddl, read 2026-11-20.
    connection.isolation_level = None
    for pragma, wanted in (
        ("journal_mode=WAL", "wal"),
        ("synchronous=FULL", None),
        ("foreign_keys=ON", None),
        ("trusted_schema=OFF", None),
        ("secure_delete=ON", None),  # what is scrubbed is gone: some builds leave it in free pages
        (f"cache_size=-{CACHE}", None),
    ):
        row = connection.execute(f"PRAGMA {pragma}").fetchone()
        if wanted and (not row or row[0] != wanted):
            raise RuntimeError(f"PRAGMA {pragma} gave {row}")
    # NORMAL may lose the last commits in a power cut: an intent unwritten is a post sent twice.
    for name, must in (("synchronous", 2), ("foreign_keys", 1)):
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row != (must,):
            raise RuntimeError(f"PRAGMA {name} is {row}, not {must}")


def _begun(connection: Connection) -> None:
    writes = connection.get_execution_options().get("scheduler_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
