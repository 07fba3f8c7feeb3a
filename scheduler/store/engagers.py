"""Who engaged, by pseudonyms: what is to be read, what was, and how all of it is let go. No handle comes into this module."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from scheduler.model.delivery import State
from scheduler.model.greeting import BEGINS
from scheduler.model.publics import AGES, Act, Acted, Heard, Sort
from scheduler.store import identity
from scheduler.store.database import Database
from scheduler.store.journal import Line, append
from scheduler.store.snapshots import tolerance
from scheduler.store.tables import (
    deliveries,
    engagements,
    engager_names,
    engager_readings,
    receipts,
    snapshots,
    unwanted,
)

SECOND = timedelta(seconds=1)
KEY = "publics_key"
"""Under this name the database keeps which key its pseudonyms were made with."""
OWN, ASKED = "own", "asked"
EVERY = 500
_READABLE = (State.PUBLISHED.value, State.PARTIAL.value, State.READY.value, State.UNKNOWN.value)
_ACTS = {Act.REACTION: "reactions", Act.SHARE: "shares", Act.REPLY: "replies"}


_OUT = (
    sa.select(deliveries.c.tag, deliveries.c.account, deliveries.c.network, receipts)
    .join(deliveries, deliveries.c.id == receipts.c.delivery_id)
    .where(deliveries.c.state.in_(_READABLE), receipts.c.remote_id != "", deliveries.c.under == "")
    .where(~deliveries.c.occurrence.startswith(BEGINS, autoescape=True))
    .order_by(receipts.c.at, receipts.c.delivery_id, receipts.c.part)
)
"""The parts that are out, timed replies and messages to single people apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A part of which it is to be read who engaged, from `cursor` on; `acts`: what its counts at that age do not rule out."""

    tag: str
    part: int
    age: timedelta
    account: str
    network: str
    remote_id: str
    acts: frozenset[Act] = frozenset(Act)
    cursor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One act to be kept. `name` is the keyed hash of the handle where somebody's pseudonym is made of something else."""

    pseudonym: str
    act: Act
    sort: Sort
    name: str = ""


def due(database: Database, now: datetime, ages: Sequence[timedelta] = AGES) -> list[Due]:
    """The parts that are out and have come to one of `ages`, if they are not read to the end at it; timed replies are not."""
    parts: list[tuple[sa.Row[Any], timedelta]] = []
    with database.read() as connection:
        for age in ages:
            reached = {"after": now - age - tolerance(age), "until": now - age}
            parts += [(row, age) for row in connection.execute(_unread(age // SECOND), reached)]
        if not parts:
            return []
        tags = {row.tag for row, _ in parts}
        begun = {(row.tag, row.part, row.age): row for row in _among(connection, engager_readings, tags)}
        counts = {(row.tag, row.part, row.age): row.counts for row in _among(connection, snapshots, tags)}
    found = []
    for row, age in parts:
        place = (row.tag, row.part, age // SECOND)
        known = begun.get(place)
        found.append(
            Due(
                tag=row.tag,
                part=row.part,
                age=age,
                account=row.account,
                network=row.network,
                remote_id=row.remote_id,
                acts=frozenset(act for act, name in _ACTS.items() if counts.get(place, {}).get(name) != 0),
                cursor=known.cursor if known else "",
            )
        )
    return found


@cache
def _unread(age: int) -> sa.Select[Any]:
    """The parts that came to `age` between `after` and `until`, and are not read to the end; built once, each pass asks."""
    read, at = engager_readings.c, receipts.c.at
    done = sa.exists().where(read.tag == deliveries.c.tag, read.part == receipts.c.part, read.age == age, read.done)
    reached = (at > sa.bindparam("after", type_=at.type), at <= sa.bindparam("until", type_=at.type))
    return _OUT.where(*reached, ~done)


def _among(connection: sa.Connection, table: sa.Table, tags: Collection[str]) -> list[sa.Row[Any]]:
    every = sorted(tags)
    found: list[sa.Row[Any]] = []
    order = [table.c.id] if "id" in table.c else []
    for first in range(0, len(every), EVERY):
        some = sa.select(table).where(table.c.tag.in_(every[first : first + EVERY])).order_by(*order)
        found += connection.execute(some).all()
    return found


def keep(
    database: Database, one: Due, rows: Iterable[Row], *, cursor: str, key: str, day: date, simulated: bool = False
) -> int:
    """Keep what came of one page, and where the next begins ("": it was the last), in one transaction; return what was new.

    Nothing is kept of whoever is not wanted. What was seen at an earlier age stays as it was.
    """
    given = list(rows)
    names = {name for row in given for name in (row.pseudonym, row.name) if name}
    with database.write() as connection:
        without = _pseudonyms(connection, unwanted, names)
        wanted = {
            (row.pseudonym, row.act): row for row in given if row.pseudonym not in without and row.name not in without
        }
        there = {
            (row.pseudonym, row.act)
            for row in connection.execute(
                sa.select(engagements.c.pseudonym, engagements.c.act).where(engagements.c.tag == one.tag)
            )
        }
        common = {"key": key, "day": day.isoformat()}
        about = common | {"tag": one.tag, "network": one.network, "age": one.age // SECOND, "simulated": simulated}
        fresh = [
            about | {"pseudonym": row.pseudonym, "act": row.act.value, "sort": row.sort.value}
            for (pseudonym, act), row in wanted.items()
            if (pseudonym, act.value) not in there
        ]
        if fresh:
            connection.execute(sa.insert(engagements), fresh)
        called = {row.name: row.pseudonym for row in wanted.values() if row.name}
        if called:
            connection.execute(sa.delete(engager_names).where(engager_names.c.name.in_(called)))
            connection.execute(
                sa.insert(engager_names), [common | {"name": n, "pseudonym": p} for n, p in called.items()]
            )
        place = (engager_readings.c.tag == one.tag, engager_readings.c.part == one.part)
        at_age = engager_readings.c.age == one.age // SECOND
        connection.execute(sa.delete(engager_readings).where(*place, at_age))
        reading = {"tag": one.tag, "part": one.part, "age": one.age // SECOND, "simulated": simulated}
        connection.execute(
            sa.insert(engager_readings).values(common | reading | {"done": not cursor, "cursor": cursor})
        )
    return len(fresh)


def _pseudonyms(connection: sa.Connection, table: sa.Table, names: Collection[str]) -> set[str]:
    """Those of `names` that are in `table`."""
    found: set[str] = set()
    every = sorted(names)
    for first in range(0, len(every), EVERY):
        some = table.c.pseudonym.in_(every[first : first + EVERY])
        found |= set(connection.execute(sa.select(table.c.pseudonym).where(some)).scalars())
    return found


def acts(database: Database, key: str, *, age: timedelta, since: datetime | None = None) -> list[Acted]:
    """What was seen by a post age, made with that key, of posts that went out `since`; by tag, person and act."""
    table = engagements.c
    asked = sa.select(engagements).where(table.key == key, table.age <= age // SECOND)
    if since is not None:
        later = sa.select(deliveries.c.tag).join(receipts, receipts.c.delivery_id == deliveries.c.id)
        asked = asked.where(table.tag.in_(later.where(receipts.c.at >= since)))
    with database.read() as connection:
        return [
            Acted(
                pseudonym=row.pseudonym,
                network=row.network,
                tag=row.tag,
                act=Act(row.act),
                age=row.age * SECOND,
                sort=Sort(row.sort),
                simulated=row.simulated,
            )
            for row in connection.execute(asked.order_by(table.tag, table.pseudonym, table.act))
        ]


def heard(database: Database, key: str, *, age: timedelta) -> list[Heard]:
    """The posts of which every part was read to the end at `age`, with the hour at which the first part went out."""
    read = engager_readings.c
    asked = (
        sa.select(deliveries.c.tag, deliveries.c.account, deliveries.c.network)
        .add_columns(sa.func.min(receipts.c.at).label("at"), sa.func.count().label("parts"))
        .add_columns(
            sa.func.count(read.tag).label("read"), sa.func.max(sa.cast(read.simulated, sa.Integer)).label("simulated")
        )
        .join(receipts, receipts.c.delivery_id == deliveries.c.id)
        .outerjoin(
            engager_readings,
            sa.and_(
                read.tag == deliveries.c.tag,
                read.part == receipts.c.part,
                read.age == age // SECOND,
                read.key == key,
                read.done,
            ),
        )
        .where(receipts.c.remote_id != "", deliveries.c.under == "")
        .group_by(deliveries.c.tag, deliveries.c.account, deliveries.c.network)
        .order_by(sa.text("at"), deliveries.c.tag)
    )
    with database.read() as connection:
        return [
            Heard(
                tag=row.tag,
                account=row.account,
                network=row.network,
                at=row.at,
                age=age,
                simulated=bool(row.simulated),
            )
            for row in connection.execute(asked)
            if row.read and row.read == row.parts
        ]


def called(database: Database, names: Collection[str]) -> dict[str, str]:
    """Whose pseudonym each of these hashed handles leads to, where that is known."""
    found: dict[str, str] = {}
    every = sorted(names)
    with database.read() as connection:
        for first in range(0, len(every), EVERY):
            some = engager_names.c.name.in_(every[first : first + EVERY])
            for row in connection.execute(sa.select(engager_names).where(some)):
                found[row.name] = row.pseudonym
    return found


def networks(database: Database) -> set[str]:
    """The networks of which anything is kept."""
    with database.read() as connection:
        return set(connection.execute(sa.select(engagements.c.network).distinct()).scalars())


def bound(database: Database) -> str:
    """The id of the key that the pseudonyms were made with; "" before the first."""
    with database.read() as connection:
        return identity.find(connection, KEY) or ""


def bind(database: Database, key: str) -> str:
    """Say which key the pseudonyms are made with, unless that is said already; return which one it is."""
    with database.write() as connection:
        known = identity.find(connection, KEY)
        if not known:
            identity.keep(connection, KEY, key)
        return known or key


def refuse(database: Database, pseudonyms: Collection[str], *, why: str, key: str, day: date) -> None:
    """Keep nothing of these from now on, and let go of what was kept."""
    with database.write() as connection:
        _refused(connection, pseudonyms, why, key, day)
        for table in (engagements, engager_names):
            connection.execute(sa.delete(table).where(table.c.pseudonym.in_(pseudonyms)))


def _refused(connection: sa.Connection, pseudonyms: Collection[str], why: str, key: str, day: date) -> None:
    there = _pseudonyms(connection, unwanted, pseudonyms)
    fresh = [
        {"pseudonym": one, "why": why, "day": day.isoformat(), "key": key} for one in pseudonyms if one not in there
    ]
    if fresh:
        connection.execute(sa.insert(unwanted), fresh)


def kept_of(database: Database, names: Collection[str]) -> int:
    """How many acts are kept under these hashes, and of whom they name."""
    with database.read() as connection:
        meant = _meant(connection, names)
        some = sa.select(sa.func.count()).select_from(engagements).where(engagements.c.pseudonym.in_(meant))
        return int(connection.execute(some).scalar_one())


def _meant(connection: sa.Connection, names: Collection[str]) -> set[str]:
    """These hashes, and the pseudonyms that they lead to."""
    some = sa.select(engager_names.c.pseudonym).where(engager_names.c.name.in_(names))
    return set(connection.execute(some).scalars()) | set(names)


def forget(database: Database, names: Collection[str], *, key: str, at: datetime, by: str) -> int:
    """Let go of all that is kept under these hashes, and of whom they name; keep nothing of them again. Return how many acts.

    The journal says that somebody was forgotten, and of how many acts; nothing of who.
    """
    day = at.date()
    with database.write() as connection:
        meant = _meant(connection, names)
        gone = connection.execute(sa.delete(engagements).where(engagements.c.pseudonym.in_(meant))).rowcount
        also = sa.or_(engager_names.c.pseudonym.in_(meant), engager_names.c.name.in_(names))
        connection.execute(sa.delete(engager_names).where(also))
        _refused(connection, sorted(meant), ASKED, key, day)
        append(connection, [Line(at=at, event="engager forgotten", by=by, details={"acts": int(gone)})])
    return int(gone)
