"""Counts read back, append-only: a reading that says nothing new is not kept twice, and a missing count stays None."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from scheduler.model.delivery import State
from scheduler.model.engagement import AGES, Counts, Snapshot
from scheduler.model.greeting import BEGINS
from scheduler.plain import redact
from scheduler.store.database import Database
from scheduler.store.tables import deliveries, receipts, snapshots

SECOND = timedelta(seconds=1)
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


def due(database: Database, now: datetime, ages: Sequence[timedelta] = AGES) -> list[Due]:
    """The readings that are due at `now`: of each part that is out the highest age it has reached, if that is not read yet.

    An age that was slept through stays missing: counts read much later are not those of that age. Each holds until the next
    one, and at most for a quarter of itself and half an hour. A part without a remote id was confirmed with the first of its
    post, and is read with it.
    """
    read = sa.select(snapshots.c.tag, snapshots.c.part, snapshots.c.age)
    out = (
        sa.select(deliveries.c.tag, deliveries.c.account, deliveries.c.under, receipts)
        .join(deliveries, deliveries.c.id == receipts.c.delivery_id)
        .where(deliveries.c.state.in_(_READABLE), receipts.c.at > now - longest(ages), receipts.c.remote_id != "")
        .where(~deliveries.c.occurrence.startswith(BEGINS, autoescape=True))  # nobody counts what one person reads
        .order_by(receipts.c.at, receipts.c.delivery_id, receipts.c.part)
    )
    with database.read() as connection:
        done = {(row.tag, row.part, row.age) for row in connection.execute(read)}
        parts = connection.execute(out).all()
    found = []
    for row in parts:
        age = _reached(now - row.at, ages)
        if age is not None and (row.tag, row.part, age // SECOND) not in done:
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
