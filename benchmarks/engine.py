"""What the benchmarks of the publishing engine share: a network that takes 50 ms, a queue, and the daemon over it."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from scheduler.clock import Clock, SystemClock
from scheduler.connector.base import Ability, Connector, Outgoing, Site
from scheduler.flow.brake import STOP, Brake
from scheduler.flow.dispatch import Dispatcher
from scheduler.model.account import Account
from scheduler.model.delivery import Receipt
from scheduler.model.network import Count, Mention, PictureRules, Rules
from scheduler.model.notice import Where
from scheduler.model.variant import Part, Role, Variant
from scheduler.store import deliveries, tables
from scheduler.store.blobs import Blobs
from scheduler.store.database import Database, open_database
from scheduler.store.deliveries import Add, New
from scheduler.wake import ClockAlarm, settled

CALL = 0.05
"""Seconds that the network takes to answer."""
RULES = Rules(
    network="sleeping",
    title="Sleeping",
    count=Count.CODE_POINTS,
    max_length=500,
    mention=Mention.HANDLE,
    pictures=PictureRules(most=4, formats=("PNG",), max_bytes=10_000, alt_length=1500),
)


@dataclass(slots=True)
class Log:
    """When each call began, by the machine's clock."""

    clock: Clock
    began: dict[str, datetime] = field(default_factory=dict)
    awaited: int = 0
    done: threading.Event = field(default_factory=threading.Event)

    def call(self, tag: str) -> None:
        """One call: note its beginning, and last."""
        self.began[tag] = self.clock.now()
        time.sleep(CALL)

    def late(self, due: datetime) -> list[float]:
        """How late each began, in ms, in order."""
        return sorted((at - due).total_seconds() * 1000 for at in self.began.values())


class Sleeping(Connector):
    """Answers after `CALL`; whoever asks who it is, is told at once."""

    rules: ClassVar[Rules] = RULES
    docs: ClassVar[str] = "https://network.example/docs"
    can = Ability.PUBLISH
    log: Log

    def publish(self, outgoing: Outgoing) -> Receipt:
        self.log.call(outgoing.tag)
        return Receipt(part=outgoing.number, remote_id=outgoing.key, url="", at=self.site.clock.now())

    def identity(self) -> str:
        return f"{self.site.account.name}@network.example"


@dataclass(slots=True)
class Connectors:
    """One connector an account, made when first asked for."""

    log: Log
    folder: Path
    made: dict[str, Sleeping] = field(default_factory=dict)

    def __call__(self, account: str) -> Connector:
        found = self.made.get(account)
        if found is None:
            known = Account(name=account, network="sleeping", through="sleeping", where=Where(file="config.toml"))
            site = Site(account=known, rules=RULES, clock=self.log.clock, secret=str, folder=self.folder)
            found = self.made[account] = Sleeping(site)
            found.log = self.log
        return found


def new(number: int, due: datetime, *, account: str = "", campaign: str = "museumweek") -> New:
    """One delivery, of an account of its own unless one is named."""
    account = account or f"musee-{number}"
    text = f"Ce matin n° {number}, les réserves ouvrent leurs portes : nous suivons la toile de l’atelier à la salle 6."
    part = Part(role=Role.POST, text=text, length=len(text), limit=500)
    variant = Variant(account=account, network="sleeping", parts=(part,))
    return New(
        campaign=campaign,
        post=f"post-{number}",
        occurrence="once",
        account=account,
        network="sleeping",
        variant=variant,
        digest=variant.digest,
        due=due,
        local=due,
        zone="UTC",
        too_late_at=due + timedelta(hours=2),
    )


@contextmanager
def opened(folder: Path, url: str = "") -> Iterator[Database]:
    """The database in `folder`, or the one at `url`, for one round."""
    database = open_database(url or folder / "queue.db", clock=SystemClock(), state=folder / "state")
    try:
        yield database
    finally:
        database.close()


def connect(database: Database, names: Sequence[str]) -> None:
    """Remember who the accounts `names` are, as `scheduler connect` does."""
    now = database.clock.now()
    kept = {"network": "sleeping", "origin": "https://network.example", "pinned_at": now}
    with database.write() as connection:
        connection.execute(
            tables.accounts.insert(),
            [{"account": name, "identity": f"{name}@network.example"} | kept for name in names],
        )


def apply(database: Database, news: Sequence[New]) -> None:
    """Put `news` into the queue in one transaction."""
    changes = [Add(one) for one in news]
    deliveries.apply(database, changes, by="benchmark", at=database.clock.now(), campaigns={})


def dispatcher(
    database: Database, log: Log, folder: Path, threads: int, follow: Callable[..., None] = lambda _: None
) -> Dispatcher:
    """The daemon's own dispatcher, as `scheduler run` makes it."""
    return Dispatcher(
        database,
        Connectors(log, folder),
        Blobs(folder / "blobs"),
        log.clock,
        brake=Brake([folder / STOP, folder / "calendar" / STOP, database.folder / "PAUSED"]),
        threads=threads,
        follow=follow,
    )


@contextmanager
def apscheduler(folder: Path, *, threads: int, paused: bool = False) -> Iterator[Any]:
    """APScheduler over its SQLAlchemy store, with the durability that we have, and no grace: the reference."""
    from apscheduler.executors.pool import ThreadPoolExecutor  # noqa: PLC0415
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore  # noqa: PLC0415
    from apscheduler.schedulers.background import BackgroundScheduler  # noqa: PLC0415
    from sqlalchemy import create_engine, event  # noqa: PLC0415

    store = create_engine(f"sqlite:///{folder}/jobs.db")
    event.listen(store, "connect", lambda one, _: one.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"))
    scheduler = BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(engine=store)},
        executors={"default": ThreadPoolExecutor(threads)},
        job_defaults={"misfire_grace_time": None},
    )
    scheduler.start(paused=paused)
    try:
        yield scheduler
    finally:
        scheduler.shutdown()
        store.dispose()


@contextmanager
def daemon(database: Database, log: Log, folder: Path, threads: int, published: Callable[[], None]) -> Iterator[None]:
    """A daemon in a thread of its own, stopped at the end; `published` is called as each delivery ends."""
    alarm = ClockAlarm()
    settled()
    one = dispatcher(database, log, folder, threads, lambda _: published())
    thread = threading.Thread(target=one.run, args=(alarm,))
    thread.start()
    try:
        yield
    finally:
        one.stop()
        thread.join()
        alarm.close()
