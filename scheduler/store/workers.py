"""The workers of a database that several share: who lives, who leads, and what each says that it is doing."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from scheduler.store import identity
from scheduler.store.tables import SCHEMA_VERSION, workers

STALE = timedelta(seconds=60)
"""A worker that has not beaten for so long is taken for dead: it leads no more, and nobody waits for it before a migration."""
FORGOTTEN = timedelta(days=1)
"""After this a dead worker's row goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """One worker, as it last said. Instants are the server's; `skew` is how far its own clock was ahead, in microseconds."""

    id: str
    host: str
    pid: int
    version: str
    installation: str
    started: datetime
    beaten: datetime
    leads_until: datetime | None = None
    skew: int = 0
    doing: str = ""

    @property
    def busy(self) -> int:
        """How many deliveries and chores it had in hand."""
        return int(self.doing or 0)

    @property
    def ahead(self) -> timedelta:
        """How far its clock was ahead of the server's."""
        return timedelta(microseconds=self.skew)

    def lives(self, now: datetime) -> bool:
        """Whether it has beaten lately."""
        return now - self.beaten < STALE

    def leads(self, now: datetime) -> bool:
        """Whether it does what only one may do."""
        return self.leads_until is not None and now < self.leads_until


def join(connection: Connection, worker: Worker) -> None:
    """Say that `worker` is there; those who are long dead are forgotten."""
    connection.execute(delete(workers).where(workers.c.beaten < worker.beaten - FORGOTTEN))
    connection.execute(insert(workers).values({name: getattr(worker, name) for name in _FIELDS}))


def beat(connection: Connection, worker_id: str, *, now: datetime, skew: timedelta, doing: str) -> bool:
    """Say that the worker lives; return whether it leads. It must be in a transaction that writes alone."""
    others = select(workers.c.id).where(workers.c.id != worker_id, workers.c.leads_until > now).limit(1)
    leads = connection.execute(others).first() is None
    until = now + STALE if leads else None
    values = {"beaten": now, "leads_until": until, "skew": round(skew / timedelta(microseconds=1)), "doing": doing}
    connection.execute(update(workers).where(workers.c.id == worker_id).values(values))
    return leads


def leave(connection: Connection, worker_id: str) -> None:
    """The worker has ended: another may lead at once."""
    connection.execute(delete(workers).where(workers.c.id == worker_id))


def known(connection: Connection) -> Sequence[Worker]:
    """All workers that were there lately, dead ones included, by host."""
    rows = connection.execute(select(workers).order_by(workers.c.host, workers.c.started)).mappings()
    return [Worker(**{name: row[name] for name in _FIELDS}) for row in rows]


def living(connection: Connection, now: datetime) -> Sequence[Worker]:
    """Those that live at `now`, the database's time."""
    return [one for one in known(connection) if one.lives(now)]


def outdated(connection: Connection) -> int:
    """The schema's version where a newer program has changed it under this one; 0 where it is this program's."""
    found = int(identity.find(connection, "schema_version") or SCHEMA_VERSION)
    return found if found > SCHEMA_VERSION else 0


_FIELDS = [field.name for field in fields(Worker)]
