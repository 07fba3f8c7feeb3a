"""Which database is meant: the address of one on a server, or a file; and the folder on this machine that goes with it."""

import hashlib
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from scheduler.errors import Problem
from scheduler.store.local import folder_of
from scheduler.store.place import state_root


def folder_for(url_or_path: str | Path, *, state: Path | None = None) -> Path:
    """The folder on this machine that goes with a database, as `open_database` has it: for what must work while it is locked."""
    url = server(url_or_path)
    return folder_of(sqlite_file(url_or_path)) if url is None else servers_folder(url, state or state_root())


def servers_folder(url: URL, state: Path) -> Path:
    """The folder on this machine that goes with a server's database, unless another is named."""
    return state / "servers" / hashlib.sha256(str(url).encode()).hexdigest()[:20]


def server(url_or_path: str | Path) -> URL | None:
    """The address of a server's database; None where a file is meant."""
    if isinstance(url_or_path, Path) or not url_or_path.startswith("postgresql"):
        return None
    try:
        return make_url(url_or_path)
    except ArgumentError:
        raise Problem("database-engine-unknown", engine=url_or_path.partition(":")[0]) from None


def sqlite_file(url_or_path: str | Path) -> Path:
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
