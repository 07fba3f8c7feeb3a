"""How SQLAlchemy is to speak to PostgreSQL: durable, patient for so long and no longer, and never with a password in a text."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from threading import Event, Thread
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from scheduler.errors import Problem

STATEMENT, LOCKED, IDLE = 20, 15, 15
"""Seconds that the server gives a statement, a lock, and a transaction whose client says nothing: a frozen worker holds up
the others for so long at most."""
PATIENCE = 25.0
"""Seconds after which a connection that gives no answer is given up: the network may have swallowed it, the server cannot say."""
CONNECT = 10
OLDEST = 13
"""The oldest major version: https://www.postgresql.org/support/versioning/, read 2026-11-22 (older ones are not mended)."""
CHANNEL = "editorial_scheduler"
READING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""One moment of the database."""
WRITING = {"isolation_level": "READ COMMITTED"}
"""Each statement sees what was committed before it: a writer first takes the journal's end, and is alone from then on."""

_SETTINGS = {
    "statement_timeout": f"{STATEMENT}s",
    "lock_timeout": f"{LOCKED}s",
    "idle_in_transaction_session_timeout": f"{IDLE}s",
    "timezone": "UTC",
    "application_name": "editorial-scheduler",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which database a connection leads to. `timeline` rises with each restore in place and each promoted standby."""

    cluster: str
    database: int
    schema: str
    timeline: int

    @property
    def same(self) -> str:
        """What stays as it is for as long as it is this database and no copy."""
        return f"{self.cluster}/{self.database}/{self.schema}"


def engine(url: URL, password: str, *, opened: Callable[[Place], None]) -> Engine:
    """An engine for `url`; nothing is opened yet. `opened` is told where each new connection leads, and may refuse it."""
    try:
        import psycopg  # noqa: PLC0415, F401 - only who has a server has it
    except ImportError:
        raise Problem("database-driver-missing", where=shown(url)) from None
    made = create_engine(
        url.set(drivername="postgresql+psycopg"),
        poolclass=QueuePool,
        # Each worker has one writer; readers wait for one of these, so that many workers do not use up the server's.
        pool_size=5,
        max_overflow=10,
        pool_use_lifo=True,  # one that is used again knows its statements, and the others stay as they are
        pool_timeout=PATIENCE,
        hide_parameters=True,
    )

    def connect(_dialect: Any, _record: Any, args: Any, given: dict[str, Any]) -> Any:
        return connected(args, given, password=password)

    def begin(connection: Any, _record: Any) -> None:
        opened(prepared(connection))

    event.listen(made, "do_connect", connect)
    event.listen(made, "connect", begin)
    return made


def connected(args: Any, given: dict[str, Any], *, password: str) -> Any:
    """A connection that gives up a server which does not answer. Raises `Problem` for a database that cannot hold a post."""
    made = _patient().connect(*args, **_defaults(given), **({"password": password} if password else {}))
    encoding = made.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        made.close()
        raise Problem("database-encoding", encoding=encoding)
    return made


@cache
def _patient() -> Any:
    import psycopg  # noqa: PLC0415 - as above
    from psycopg.errors import _WaitTimeout  # noqa: PLC0415

    class Patient(psycopg.Connection[Any]):
        """A connection on which no call lasts longer than PATIENCE, whatever became of the network between."""

        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
            try:
                return super().wait(gen, interval=interval, timeout=PATIENCE if timeout is None else timeout)
            except _WaitTimeout:
                if timeout is not None:
                    raise
                self.pgconn.finish()
                raise psycopg.OperationalError(f"no answer within {PATIENCE:g} seconds") from None

    return Patient


def _defaults(given: dict[str, Any]) -> dict[str, Any]:
    wanted: dict[str, Any] = {"connect_timeout": CONNECT, "target_session_attrs": "read-write"}
    if "host" in given and not _is_here(str(given["host"])):
        # What is approved there goes out in our name, and the password goes there: never in clear by accident.
        wanted["sslmode"] = "require"
    return wanted | given


def _is_here(hosts: str) -> bool:
    def here(host: str) -> bool:
        try:
            return host.startswith("/") or host == "localhost" or ip_address(host).is_loopback
        except ValueError:
            return False

    return all(here(host) for host in hosts.split(","))


def prepared(connection: Any) -> Place:
    """Set up a new session, and say where it leads. Raises `Problem` for a server that cannot serve."""
    connection.autocommit = True
    wanted = ", ".join(f"set_config('{name}', '{value}', false)" for name, value in _SETTINGS.items())
    connection.execute(f"SELECT {wanted}")
    # An intent that a crash of the server forgets is a post sent twice; stronger settings than «on» stay as they are.
    connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"
    )
    version, oid, schema = connection.execute(
        "SELECT current_setting('server_version_num')::int / 10000,"
        " (SELECT oid::bigint FROM pg_database WHERE datname = current_database()), current_schema()"
    ).fetchone()
    cluster, timeline = _cluster(connection)
    connection.autocommit = False
    if version < OLDEST:
        raise Problem("database-server-old", version=version, oldest=OLDEST)
    return Place(cluster=cluster, database=oid, schema=schema or "", timeline=timeline)


def _cluster(connection: Any) -> tuple[str, int]:
    import psycopg  # noqa: PLC0415 - as above

    try:
        found = connection.execute(
            "SELECT system_identifier::text, timeline_id FROM pg_control_system(), pg_control_checkpoint()"
        ).fetchone()
    except psycopg.errors.InsufficientPrivilege:  # some hosts of databases keep it to themselves
        return "", 0
    return found[0], found[1]


def shown(url: URL) -> str:
    """The address for messages: without user, password and options."""
    host = url.host or str(url.query.get("host", "")) or "localhost"
    return f"postgresql://{host}{f':{url.port}' if url.port else ''}/{url.database or ''}"


def told(error: BaseException) -> str:
    """What the server or the driver said, in one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return re.sub(r"^connection failed: ", "", lines[0] if lines else type(error).__name__)


@contextmanager
def listening(made: Engine, ring: Callable[[], None]) -> Iterator[None]:
    """Call `ring` soon after another process has written. Only a hint: where it is lost, the tick finds it."""
    over = Event()

    def listen() -> None:
        import psycopg  # noqa: PLC0415 - as above

        while not over.is_set():
            with suppress(psycopg.Error, OSError, Problem):
                _listen(made, ring, over)
            over.wait(CONNECT)

    thread = Thread(target=listen, name="listen", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(2.0)


def _listen(made: Engine, ring: Callable[[], None], over: Event) -> None:
    connection: Any = made.raw_connection()
    try:
        driver = connection.driver_connection
        connection.detach()  # it is of no use to anybody else
        driver.autocommit = True
        driver.execute(f"LISTEN {CHANNEL}")
        while not over.is_set():
            for _ in driver.notifies(timeout=1.0, stop_after=1):
                ring()
    finally:
        connection.close()
