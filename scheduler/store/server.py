"""The database on a PostgreSQL server: several workers on several hosts dispatch from it at once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, BigInteger, Connection, cast, func, inspect, select

from scheduler.clock import Clock, SystemClock
from scheduler.errors import Problem
from scheduler.store import identity, journal, migrate, postgres, workers
from scheduler.store.failures import told
from scheduler.store.place import private_folder
from scheduler.store.postgres import Place
from scheduler.store.tables import EPOCH, MICROSECOND, SCHEMA_VERSION

MIGRATING = 0x45646353
"""The key of the advisory lock under which a schema is made or changed."""


class Server:
    """A PostgreSQL database, or one schema of it. `folder` is this host's own: what only it knows lies there."""

    several = True
    reading = postgres.READING
    writing = postgres.WRITING

    def __init__(self, url: URL, *, clock: Clock, create: bool, folder: Path, password: str) -> None:
        self.path = folder
        self.where = postgres.shown(url)
        self.folder = private_folder(folder)
        self._clock = clock
        self._create = create
        self._place: Place | None = None
        self.engine = postgres.engine(url, password, opened=self._opened)

    def _opened(self, place: Place) -> None:
        if self._place is not None and place.same != self._place.same:
            raise Problem("database-replaced", where=self.where)
        self._place = place

    def bring_up(self, *, owner: str) -> None:
        """Create or upgrade the schema: one program at a time, and under living workers only what they can live with."""
        with told(self.where):
            if self._version() == SCHEMA_VERSION:
                return
            with self.engine.connect() as plain, plain.execution_options(**self.writing).begin() as transaction:
                connection = transaction.connection
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(migrate.WAIT)}s'")
                connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
                found = self._found(connection)
                if found == SCHEMA_VERSION:
                    return
                if found != migrate.EMPTY and not migrate.additive(found):
                    self._refuse_living(connection, found)
                migrate.make(connection, owner=owner)
                if identity.find(connection, "place") is None:
                    self.settle(connection)

    def _refuse_living(self, connection: Connection, found: int) -> None:
        living = workers.living(connection, self.moment(connection))
        if living:
            raise Problem(
                "migration-under-workers",
                where=self.where,
                version=found,
                needed=SCHEMA_VERSION,
                workers=", ".join(one.id for one in living),
            )

    def _version(self) -> int:
        with self.engine.connect() as connection, connection.begin():
            found = self._found(connection)
        if found == migrate.EMPTY and not self._create:
            raise Problem("database-missing", where=self.where)
        return found

    def _found(self, connection: Connection) -> int:
        names = set(inspect(connection).get_table_names())
        if not names:
            return migrate.EMPTY
        if not {"meta", "deliveries"} <= names:
            raise Problem("database-not-ours", where=self.where)
        found = int(identity.find(connection, "schema_version") or migrate.EMPTY)
        if found > SCHEMA_VERSION:
            raise Problem("database-newer", where=self.where, version=found, known=SCHEMA_VERSION)
        return found

    def check(self) -> None:
        """Raise `Problem` where the address leads to another database: each new connection is asked that when it is made."""

    def alone(self, connection: Connection) -> journal.Head:
        """Make this transaction the only one that writes, over all workers; return the journal's end."""
        return journal.take_end(connection)

    def moment(self, connection: Connection) -> datetime:
        """The time by which leases are given: the server's, which all workers share (a simulated clock rules it, too)."""
        if not isinstance(self._clock, SystemClock):
            return self._clock.now()
        passed: int = connection.execute(_SERVER_TIME).scalar_one()
        return EPOCH + passed * MICROSECOND

    def hint(self, connection: Connection) -> None:
        """Say to the workers that something was written."""
        connection.execute(select(func.pg_notify(postgres.CHANNEL, "")))

    def listening(self, ring: Callable[[], None]) -> AbstractContextManager[None]:
        """Call `ring` when another process has written."""
        return postgres.listening(self.engine, ring)

    def moved(self, connection: Connection) -> str:
        """Whether it lies in another place than the one it knows: "copied" to another database, or "restored" in place."""
        known, here = identity.find(connection, "place"), self._place
        if here is None or not known:
            return ""
        same, _, timeline = known.rpartition(" ")
        if same != here.same:
            return "copied"
        return "restored" if timeline != str(here.timeline) else ""

    def settle(self, connection: Connection) -> None:
        """Take the place where it lies now as its own."""
        if self._place is not None:
            identity.keep(connection, "place", f"{self._place.same} {self._place.timeline}")

    def backup(self, to: Path) -> Path:
        """A server's databases are copied by its own tools."""
        raise Problem("backup-elsewhere", where=self.where, command="pg_dump --format=custom")

    def damage(self) -> tuple[str, ...]:
        """The server checks its pages itself, as it reads them."""
        return ()


_SERVER_TIME = select(cast(func.floor(func.extract("epoch", func.clock_timestamp()) * 1_000_000), BigInteger))
