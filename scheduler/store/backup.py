"""A copy that can be trusted: of one moment, looked through before it is called one, and never in place of another file."""

import os
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, func, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from scheduler.errors import Problem
from scheduler.model import condition
from scheduler.model.condition import Condition, Kind, Then
from scheduler.model.delivery import SETTLED
from scheduler.model.greeting import BEGINS
from scheduler.store import history, journal, migrate, rows
from scheduler.store.blobs import Blobs
from scheduler.store.database import Database
from scheduler.store.failures import told
from scheduler.store.files import sync_folder
from scheduler.store.place import private_folder
from scheduler.store.scrubbed import scrub
from scheduler.store.tables import deliveries
from scheduler.store.variants import from_json

FOLDER = "backups"
PICTURES = ".pictures"
"""What the folder of a copy's pictures has in place of its suffix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A copy, and what was found in it."""

    path: Path
    pictures: Path | None
    """The folder of the pictures that posts still need; None where none does."""
    size: int
    deliveries: int
    lines: int
    """Of the journal, whose chain was followed to its end."""
    head: str
    """The hash of the last line."""


def copy(database: Database, blobs: Blobs, to: Path | None = None) -> Copied:
    """Copy the live database, and the pictures that posts still need, to the new file `to` (a folder: a file named by the hour).

    The daemon may go on meanwhile. Raises `Problem` where `to` is there already or its folder is not, or where the copy is not
    whole: then there is none.
    """
    path = _place(database, to)
    fresh = path.with_name(f".{path.name}.new")
    with told(path):
        if path.exists():
            raise Problem("backup-exists", where=str(path))
        if to is None:
            private_folder(path.parent)
        elif not path.parent.is_dir():
            # A folder made here would lie on this disk where the other one is not mounted.
            raise Problem("backup-nowhere", where=str(path.parent))
        try:
            migrate.backup(database.path, fresh)
            _forget_people(fresh, database.clock.now())
            number, end = _looked_through(fresh, path)
            pictures = _pictures(fresh, blobs, path.with_suffix(PICTURES))
            _keep(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)
        return Copied(
            path=path,
            pictures=pictures,
            size=path.stat().st_size,
            deliveries=number,
            lines=end.seq,
            head=end.hash,
        )


def elsewhere(url: str) -> str | None:
    """The command that copies the database at `url` where it is a server's; None for a file of ours. It shows no password."""
    if Path(url).is_absolute() or "://" not in url or make_url(url).get_backend_name() == "sqlite":
        return None
    server = make_url(url)
    options = [("host", server.host), ("port", server.port), ("username", server.username)]
    words = ["pg_dump", "--format=custom", "--file=calendar.dump"]
    words += [f"--{name}={value}" for name, value in options if value]
    return shlex.join([*words, server.database or "postgres"])


def _place(database: Database, to: Path | None) -> Path:
    name = f"backup-{_stamp(database.clock.now())}.db"
    if to is None:
        return database.folder / FOLDER / name
    to = to.absolute()
    return to / name if to.is_dir() else to


def _stamp(now: datetime) -> str:
    return f"{now:%Y%m%dT%H%M%SZ}"


def _looked_through(fresh: Path, path: Path) -> tuple[int, journal.Head]:
    """How many deliveries the copy holds, and where its journal ends.

    Raises `Problem` where SQLite or the chain of the journal finds anything wrong with it.
    """
    with closing(sqlite3.connect(f"file:{quote(str(fresh))}?mode=ro", uri=True)) as raw:
        said = [str(one) for (one,) in raw.execute("PRAGMA integrity_check(3)")]
    if said != ["ok"]:
        raise Problem("backup-damaged", where=str(path), detail=said[0])
    with _opened(fresh) as connection:
        if (line := history.first_broken(connection)) is not None:
            raise Problem("backup-journal", where=str(path), n=line)
        end = journal.head(connection)
        number = connection.execute(select(func.count()).select_from(deliveries)).scalar_one()
    return int(number), end


def _forget_people(fresh: Path, now: datetime) -> None:
    """Take out of the copy whom messages to single people are for: a copy is kept long after they are settled.

    Restored, such a message says nobody's name any more, so it is cancelled before it could go out.
    """
    over = condition.written([Condition(then=Then.CANCEL, kind=Kind.PASSED, at=now)], "")
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(fresh), poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
        to_one = deliveries.c.occurrence.startswith(BEGINS, autoescape=True)
        found = rows.load(connection, to_one, deliveries.c.follower != "")
        scrub(connection, found)
        for one in found:
            connection.execute(update(deliveries).where(deliveries.c.id == one.id).values(conditions=over))
        connection.commit()


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    """The copy, to be read only: nothing is laid beside it."""
    address = f"file:{quote(str(path))}?mode=ro"
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool)
    with engine.connect() as connection:
        yield connection


def _pictures(fresh: Path, blobs: Blobs, to: Path) -> Path | None:
    """Copy the pictures of what has not come to its end: a restored queue could send nothing without them."""
    with _opened(fresh) as connection:
        waiting = select(deliveries.c.variant).where(deliveries.c.state.not_in([one.value for one in SETTLED]))
        variants = [from_json(text) for text in connection.execute(waiting).scalars()]
    needed = {media.blob for one in variants for part in one.parts for media in part.media if media.blob}
    kept = Blobs(to)
    held = [kept.put(blobs.get(digest)) for digest in sorted(needed) if blobs.has(digest)]
    return to if held else None


def _keep(fresh: Path, path: Path) -> None:
    """Make it durable under its own name; another file that came there meanwhile stays."""
    descriptor = os.open(fresh, os.O_RDONLY)
    try:
        if os.name != "nt":  # Windows syncs only what is open for writing; SQLite has done it there
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise Problem("backup-exists", where=str(path)) from None
    except OSError:  # a file system without links
        fresh.rename(path)
    sync_folder(path.parent)
