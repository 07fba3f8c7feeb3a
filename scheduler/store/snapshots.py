"""Counts read back, append-only: a reading that says nothing new is not kept twice, and a missing count stays None."""

import json
from collections.abc import Container, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from scheduler.model.delivery import State
from scheduler.model.engagement import AGES, Counts, Snapshot
from scheduler.model.greeting import BEGINS
from scheduler.plain import redact
from scheduler.store import many
from scheduler.store.database import Database
from scheduler.store.tables import deliveries, receipts, snapshots

SECOND = timedelta(seconds=1)
_DONE = "SELECT tag, part, age FROM snapshots WHERE tag IN (?)"
_LATELY = (
    "SELECT s.part, s.age, s.counts FROM snapshots s JOIN deliveries d ON d.tag = s.tag WHERE d.account = ?"
    " AND s.id > (SELECT MAX(id) FROM snapshots) - 20000 ORDER BY s.id DESC LIMIT 300"
)
"""The newest of one account, looked for among the newest of all: who was not read for so long has no custom."""
CUSTOM = 12
"""So many readings of one age make a custom: a metric that ends is missed for six posts, and no longer."""
_READABLE = (State.PUBLISHED.value, State.PARTIAL.value, State.READY.value, State.UNKNOWN.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One reading to be made: the part that went out as `remote_id` at `published` has come to `age`."""

    delivery_id: int
    tag: str
    account: str
    part: int
    remote_id: str
    url: str
    age: timedelta
    published: datetime
    under: str = ""
    """The tag of the post that it is a timed reply to."""

    @property
    def key(self) -> str:
        """What tells it from every other reading."""
        return _key(self.delivery_id, self.part, self.age)


def _key(delivery_id: int, part: int, age: timedelta) -> str:
    return f"{delivery_id}/{part}/{age // SECOND}"


def add(database: Database, taken: Iterable[Snapshot]) -> int:
    """Keep what is new; return how many lines that were. The same counts for the same part and age are kept once."""
    kept = 0
    with database.write() as connection:
        for one in taken:
            same = _row(one)
            del same["taken"], same["by"]
            latest = (
                sa.select(snapshots.c.counts)
                .where(*(snapshots.c[name] == same[name] for name in ("tag", "part", "age", "simulated")))
                .order_by(snapshots.c.id.desc())
                .limit(1)
            )
            if connection.execute(latest).scalar_one_or_none() != same["counts"]:
                connection.execute(sa.insert(snapshots).values(_row(one)))
                kept += 1
    return kept


def select(
    database: Database,
    *,
    tags: Sequence[str] = (),
    campaigns: Sequence[str] = (),
    ages: Sequence[timedelta] = (),
    latest: bool = True,
) -> list[Snapshot]:
    """Readings by tag, part, age and time; `latest` keeps the newest of each tag, part and age only."""
    conditions: list[sa.ColumnElement[bool]] = []
    if tags:
        conditions.append(snapshots.c.tag.in_(tags))
    if campaigns:
        conditions.append(sa.or_(*(snapshots.c.tag.startswith(f"{one}/", autoescape=True) for one in campaigns)))
    if ages:
        conditions.append(snapshots.c.age.in_([age // SECOND for age in ages]))
    order = (snapshots.c.tag, snapshots.c.part, snapshots.c.age, snapshots.c.taken, snapshots.c.id)
    with database.read() as connection:
        rows = connection.execute(sa.select(snapshots).where(*conditions).order_by(*order)).all()
    if latest:
        rows = list({(row.tag, row.part, row.age): row for row in rows}.values())
    return [_snapshot(row) for row in rows]


def due(
    database: Database, now: datetime, ages: Sequence[timedelta] = AGES, *, again: Container[str] = ()
) -> list[Due]:
    """The readings that are due at `now`: of each part that is out the highest age it has reached, if that is not read yet.

    Those whose key is in `again` are due though they are read. An age that was slept through stays missing: counts read much
    later are not those of that age. Each holds until the next one, and at most for a quarter of itself and half an hour. A part
    without a remote id was confirmed with the first of its post, and is read with it.
    """
    out = (
        sa.select(deliveries.c.tag, deliveries.c.account, deliveries.c.under, receipts)
        .join(deliveries, deliveries.c.id == receipts.c.delivery_id)
        .where(deliveries.c.state.in_(_READABLE), receipts.c.at > now - longest(ages), receipts.c.remote_id != "")
        .where(~deliveries.c.occurrence.startswith(BEGINS, autoescape=True))  # nobody counts what one person reads
        .order_by(receipts.c.at, receipts.c.delivery_id, receipts.c.part)
    )
    with database.read() as connection:
        parts = connection.execute(out).all()
        reached = [(row, age) for row in parts if (age := _reached(now - row.at, ages)) is not None]
        done = _read(connection, dict.fromkeys(row.tag for row, _ in reached))
    found = []
    for row, age in reached:
        if (row.tag, row.part, age // SECOND) not in done or _key(row.delivery_id, row.part, age) in again:
            found.append(
                Due(
                    delivery_id=row.delivery_id,
                    tag=row.tag,
                    account=row.account,
                    part=row.part,
                    remote_id=row.remote_id,
                    url=row.url,
                    age=age,
                    published=row.at,
                    under=row.under,
                )
            )
    return found


def _read(connection: sa.Connection, tags: Iterable[str]) -> set[tuple[str, int, int]]:
    """(tag, part, age in seconds) of what is read of these: a calendar of years has many that nobody asks for."""
    wanted, found = list(tags), set[tuple[str, int, int]]()
    for first in range(0, len(wanted), many.MOST):
        rows = many.ask(connection, _DONE, wanted[first : first + many.MOST])
        found.update((row[0], row[1], row[2]) for row in rows)
    return found


def usual(database: Database, account: str) -> dict[tuple[int, int], frozenset[str]]:
    """What `account` is lately given at each (part, age in seconds): what more than half of its newest readings hold."""
    lately: dict[tuple[int, int], list[frozenset[str]]] = {}
    with database.read() as connection:
        for part, age, counts in many.ask(connection, _LATELY, account):
            given = frozenset(json.loads(counts))
            if given and len(found := lately.setdefault((part, age), [])) < CUSTOM:
                found.append(given)
    return {
        key: frozenset(name for name in frozenset().union(*some) if sum(name in one for one in some) * 2 > len(some))
        for key, some in lately.items()
    }


def next_due(database: Database, after: datetime, ages: Sequence[timedelta] = AGES) -> datetime | None:
    """The first instant after `after` at which a part that is out reaches one of the ages; None: none will."""
    since = {f"since_{number}": after - age for number, age in enumerate(ages)}
    with database.read() as connection:
        row = connection.execute(_firsts(len(ages)), since).one()
    return min((first + age for first, age in zip(row, ages, strict=True) if first is not None), default=None)


@cache
def _firsts(ages: int) -> sa.Select[Any]:
    """The first part that went out after each of `since_0`, `since_1`...; built once, the daemon asks at every pass."""
    at, out = receipts.c.at, deliveries.c.state.in_(_READABLE)
    readable = sa.exists().where(deliveries.c.id == receipts.c.delivery_id, out)
    named = (sa.bindparam(f"since_{number}", type_=at.type) for number in range(ages))
    # In order, to the first: the least of all would read every part that went out since.
    after = (sa.select(at).where(at > since, readable).order_by(at).limit(1) for since in named)
    return sa.select(*(one.scalar_subquery() for one in after))


def longest(ages: Sequence[timedelta]) -> timedelta:
    """The post age after which nothing is read any more."""
    return max(age + tolerance(age) for age in ages)


def tolerance(age: timedelta) -> timedelta:
    """How long after `age` a reading still counts as one of that age."""
    return age / 4 + timedelta(minutes=30)


def _reached(elapsed: timedelta, ages: Sequence[timedelta]) -> timedelta | None:
    reached = max((age for age in ages if age <= elapsed), default=None)
    return reached if reached is not None and elapsed < reached + tolerance(reached) else None


def _row(one: Snapshot) -> dict[str, Any]:
    return {
        "tag": one.tag,
        "part": one.part,
        "age": one.age // SECOND,
        "taken": one.taken,
        "counts": {name: count for name, count in asdict(one.counts).items() if count is not None},
        "simulated": one.simulated,
        "by": redact(one.by),
    }


def _snapshot(row: sa.Row[Any]) -> Snapshot:
    return Snapshot(
        tag=row.tag,
        part=row.part,
        age=row.age * SECOND,
        taken=row.taken,
        counts=Counts(**row.counts),
        simulated=row.simulated,
        by=row.by,
    )
