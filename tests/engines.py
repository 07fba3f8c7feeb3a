"""On which database a test runs: a file, or (marker `servers`) PostgreSQL. The same tests hold on both."""

from collections.abc import Collection
from pathlib import Path

import pytest

from scheduler.clock import Clock
from scheduler.store.database import Database, open_database
from tests.servers import postgres

FILE, SERVER = "sqlite", "postgresql"
_now = [FILE]
_open: list[Database] = []


def both(metafunc: pytest.Metafunc, modules: Collection[str]) -> None:
    """Have the tests of `modules` run on both engines, but for those that speak of the file itself (marker `file`)."""
    if metafunc.module.__name__.rpartition(".")[2] in modules and "engine" in metafunc.fixturenames:
        of_file = metafunc.definition.get_closest_marker("file") is not None
        gone = postgres.missing()
        server = pytest.param(SERVER, marks=[pytest.mark.servers, pytest.mark.skipif(bool(gone), reason=gone)])
        metafunc.parametrize("engine", [FILE] if of_file else [FILE, server], indirect=True, ids=None)


def use(engine: str) -> None:
    """Open every database of this test on `engine`, and let go of what the one before left open on a server."""
    _now[0] = engine
    while _open:
        _open.pop().close()


def on_server() -> bool:
    """Whether the databases of this test lie on PostgreSQL."""
    return _now[0] == SERVER


def opened(file: Path, *, clock: Clock, state: Path, create: bool = True) -> Database:
    """The database at `file`, or the one of that name on the server."""
    if on_server():
        url = postgres.shared().of(file)
        database = open_database(url, clock=clock, create=create, state=state, folder=file.parent)
        _open.append(database)
        return database
    return open_database(file, clock=clock, create=create, state=state)
