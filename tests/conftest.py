"""What holds for every test: a clean environment, folders of its own, and no connection that leaves this machine.

At the end the deaths are counted that the tests made: `record_property("real kills", 12)` adds to them.
"""

import logging
import os
import signal
import socket
from collections.abc import Iterator
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import settings

from scheduler.plain import redact

# No test measures speed: on a busy machine any example may take a while.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

ROOT = Path(__file__).parent.parent
KEPT = frozenset({"SCHEDULER_CONFORMANCE"})
WIPED = ("SCHEDULER_", "XDG_", "LC_")
WIPED_NAMES = frozenset(
    {"LANG", "LANGUAGE", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLUMNS", "LINES", "PYTHON_KEYRING_BACKEND"}
    | {f"{scheme}_proxy" for scheme in ("http", "https", "all", "no")}
)


def pytest_configure() -> None:
    """Wipe what the tool itself reads, before any fixture of a wider scope starts a process."""
    for name in list(os.environ):
        if name not in KEPT and (name.startswith(WIPED) or name in WIPED_NAMES or name.lower() in WIPED_NAMES):
            del os.environ[name]
    # What runs in the background has Ctrl+C ignored, and would pass that on to every process that a test starts and interrupts.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and current_thread() is main_thread():
        signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["TZ"] = "UTC"  # wherever the tests run, this machine's zone is no place's
    # Nobody's real keyring is opened by a test.
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


COUNTED = (
    *("simulated kills", "real kills", "freezes", "states explored", "scopes exhausted", "parts", "lost", "doubled"),
    *("left unknown", "left unknown where nobody can tell"),
)
"""What tests may count with `record_property`; the sums are printed when all have run, also over several processes."""


PRINTED = "printed"
"""A property of this name is a line that is printed when all have run."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests have counted, where any did."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.stats.get(kind, [])]
    found = [pair for one in reports if one.when == "call" for pair in one.user_properties]
    for line in sorted(str(value) for said, value in found if said == PRINTED):
        terminalreporter.write_line(line)
    sums = {name: sum(int(str(by)) for said, by in found if said == name) for name in COUNTED}
    if any(sums.values()):
        counted = [f"{sums[name]:,} {name}" for name in COUNTED if any(said == name for said, _ in found)]
        terminalreporter.write_line(f"counted: {', '.join(counted)}")


@pytest.fixture(autouse=True)
def log_as_it_was() -> Iterator[None]:
    """What a command that ran inside this process has done to the program's log ends with the test."""
    log = logging.getLogger("scheduler")
    handlers, level, propagate = list(log.handlers), log.level, log.propagate
    yield
    log.handlers[:], log.propagate = handlers, propagate
    log.setLevel(level)


@pytest.fixture(autouse=True)
def secrets_forgotten() -> Iterator[None]:
    """What a test gave as a secret may be a word of the next one's sentences."""
    known = redact._forms
    yield
    redact._forms = known


@pytest.fixture(autouse=True)
def folders_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point state, configuration, data and cache at fresh folders."""
    base = tmp_path_factory.mktemp("xdg")
    for name in ("STATE", "CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(base / name.lower()))


@cache
def _schema() -> list[tuple[str, Any]]:
    """What the migrations, run from the first to the last, say to an empty database file."""
    from scheduler.store import migrate

    said: list[tuple[str, Any]] = []
    engine = sa.create_engine("sqlite://")

    def heard(_: object, __: object, statement: str, given: Any, *___: object) -> None:
        if not statement.lstrip().upper().startswith("SELECT") and "table_info" not in statement:
            said.append((statement, given))

    sa.event.listen(engine, "before_cursor_execute", heard)
    with engine.begin() as connection:
        migrate.run(connection, "head")
    engine.dispose()
    return said


@pytest.fixture(autouse=True)
def migrations_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Say the migrations' own statements to each later empty file of this process; Alembic alone takes longer than most tests.

    Processes that a test starts, older files and the tests of the migrations themselves do without this.
    """
    if request.path.name == "test_migrate.py":
        return
    from scheduler.store import migrate

    run = migrate.run

    def quickly(connection: sa.Connection, revision: str) -> None:
        empty = (
            not connection.exec_driver_sql("SELECT name FROM sqlite_master").first() if _is_file(connection) else False
        )
        if revision != "head" or not empty:
            run(connection, revision)
            return
        for statement, given in statements:
            connection.exec_driver_sql(statement, given)

    statements = _schema()
    monkeypatch.setattr(migrate, "run", quickly)


def _is_file(connection: sa.Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _is_here(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    return name in {"", "localhost", "::1", "::", "0.0.0.0"} or name.startswith(("127.", "::ffff:127."))


def _is_written_as_numbers(host: object) -> bool:
    try:
        ip_address(str(host))
    except ValueError:
        return False
    return True


@pytest.fixture(autouse=True)
def nothing_leaves_this_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse each connection and name look-up that is not on the loopback, and fail the test that tried a connection.

    A look-up fails as it does offline, so that a test may prove what the program does without a network.
    """
    tried: list[object] = []
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guard(own: socket.socket, address: Any) -> None:
        if own.family in {socket.AF_INET, socket.AF_INET6} and not _is_here(address[0]):
            tried.append(address)
            raise ConnectionRefusedError(f"tests connect to this machine only, not to {address}")

    def guarded_connect(own: socket.socket, address: Any) -> None:
        guard(own, address)
        connect(own, address)

    def guarded_connect_ex(own: socket.socket, address: Any) -> int:
        guard(own, address)
        return connect_ex(own, address)

    def guarded_look_up(host: Any, *rest: Any, **named: Any) -> Any:
        if not (_is_here(host) or _is_written_as_numbers(host)):
            raise socket.gaierror(socket.EAI_NONAME, f"tests look up no name but this machine's: {host}")
        return look_up(host, *rest, **named)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield
    if tried:
        pytest.fail(f"the test tried to leave this machine: {tried}")


@pytest.fixture(scope="session")
def conformance() -> Path:
    """The folder of other people's test data; skips, saying so, where it is absent."""
    folder = Path(os.environ.get("SCHEDULER_CONFORMANCE", ROOT.parent / "shared" / "conformance"))
    if not folder.is_dir():
        pytest.skip(f"no conformance data at {folder} (set SCHEDULER_CONFORMANCE)")
    return folder
