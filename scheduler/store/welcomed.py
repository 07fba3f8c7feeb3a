"""Who was welcomed, by pseudonyms, and how far each account's followers were read; marks and messages in one transaction."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, fields, replace
from datetime import datetime

import sqlalchemy as sa

from scheduler.model.delivery import UNSENT, Delivery, State
from scheduler.model.greeting import BEGINS, FOR_ALL
from scheduler.store import approvals, changes, identity, rows
from scheduler.store.changes import New
from scheduler.store.database import Database
from scheduler.store.failures import told
from scheduler.store.tables import campaigns, deliveries, welcomed, welcoming

ALREADY = "already"
"""They followed before anybody was welcomed here, or while nobody looked."""
GREETED = "greeted"
PASSED_OVER = "passed over"
"""So many came at once that their turn would have come too late."""
EVERY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an account's followers were read. `marking`: all who are there are marked, and nobody is greeted before that.

    `adoption` is the last that a person gave the database, `installation` where the key was made; `fault` a stored reason why
    the followers could not be read when they were tried last.
    """

    account: str
    key: str
    adoption: str
    marking: bool
    since: datetime
    cursor: str = ""
    read_at: datetime | None = None
    tried_at: datetime | None = None
    fault: str = ""
    installation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What came of one page of followers: those to mark, and messages with the mark that each belongs to."""

    mark: Mapping[str, str]
    """Pseudonym -> why."""
    greet: Mapping[str, New]
    cursor: str
    """Where the next page begins; "": this was the last that is wanted."""


def progress(database: Database) -> dict[str, Progress]:
    """By account."""
    with database.read() as connection:
        return {row.account: _progress(row) for row in connection.execute(sa.select(welcoming))}


def adoption(database: Database) -> str:
    """The last adoption of the database by a person; "" before the first."""
    with database.read() as connection:
        return identity.find(connection, "adoption") or ""


def begin(database: Database, fresh: Progress) -> Progress:
    """Begin to mark all who follow now; what was known of the account is replaced, no mark is lost."""
    with database.write() as connection:
        connection.execute(sa.delete(welcoming).where(welcoming.c.account == fresh.account))
        connection.execute(sa.insert(welcoming).values(_row(fresh)))
    return fresh


def known(database: Database, account: str, names: Collection[str]) -> set[str]:
    """Those of `names` that are marked."""
    with database.read() as connection:
        return _known(connection, account, names)


def turn(database: Database, old: Progress, page: Page, *, by: str, at: datetime) -> Progress | None:
    """Keep what came of one page, all of it in one transaction: no message without its mark, no mark twice.

    None, and nothing is done, where another worker has gone on from `old` meanwhile.
    """
    with database.write() as connection:
        row = connection.execute(sa.select(welcoming).where(welcoming.c.account == old.account)).one_or_none()
        if row is None or _place(_progress(row)) != _place(old):
            return None
        there = _known(connection, old.account, {*page.mark, *page.greet})
        marks = {**dict.fromkeys(page.greet, GREETED), **page.mark}
        mine = {"account": old.account, "key": old.key, "at": at}
        fresh = [mine | {"pseudonym": name, "why": why} for name, why in marks.items() if name not in there]
        if fresh:
            connection.execute(sa.insert(welcomed), fresh)
        changes.add(connection, [new for name, new in page.greet.items() if name not in there], by=by, at=at)
        over = not page.cursor
        now = replace(
            old,
            cursor=page.cursor,
            marking=old.marking and not over,
            read_at=at if over else old.read_at,
            fault="",
            tried_at=at,
        )
        connection.execute(sa.update(welcoming).where(welcoming.c.account == old.account).values(_row(now)))
        return now


def failed(database: Database, account: str, fault: str, *, at: datetime) -> None:
    """Keep why the followers of `account` could not be read."""
    with database.write() as connection:
        row = connection.execute(sa.select(welcoming.c.account).where(welcoming.c.account == account)).first()
        if row is None:
            fresh = Progress(account=account, key="", adoption="", marking=True, since=at, tried_at=at, fault=fault)
            connection.execute(sa.insert(welcoming).values(_row(fresh)))
        else:
            values = {"fault": fault, "tried_at": at}
            connection.execute(sa.update(welcoming).where(welcoming.c.account == account).values(values))


def planned(database: Database, account: str) -> list[datetime]:
    """When messages to single people go out on `account`, by what is planned: those that are not settled."""
    column = deliveries.c
    asked = sa.select(column.due).where(
        column.account == account, _TO_ONE, column.due.is_not(None), column.state.in_([one.value for one in UNSENT])
    )
    with database.read() as connection:
        return list(connection.execute(asked).scalars())


def open_drafts(database: Database, account: str) -> int:
    """How many messages wait for a person to send them."""
    column = deliveries.c
    mine = (column.account == account, _TO_ONE, column.due.is_(None), column.state.in_([one.value for one in UNSENT]))
    with database.read() as connection:
        return int(connection.execute(sa.select(sa.func.count()).where(*mine)).scalar_one())


def in_states(database: Database, states: Iterable[State]) -> list[Delivery]:
    """The messages to single people in these states, whose text still names somebody."""
    wanted = (_TO_ONE, deliveries.c.follower != "", deliveries.c.state.in_([one.value for one in states]))
    with database.read() as connection:
        return rows.load(connection, *wanted)


def cover(database: Database, *, by: str, at: datetime) -> list[Delivery]:
    """Let go what a yes to the same words covers that came since it was planned."""
    waiting = [one for one in in_states(database, [State.AWAITING]) if one.source.startswith(FOR_ALL)]
    return approvals.covered(database, waiting, by=by, at=at) if waiting else []


def numbers(database: Database) -> dict[str, int]:
    """How many were greeted so far, by account."""
    counted = sa.select(welcomed.c.account, sa.func.count().label("number")).where(welcomed.c.why == GREETED)
    with database.read() as connection:
        found = connection.execute(counted.group_by(welcomed.c.account))
        return {row.account: row.number for row in found}


def asked_for(database: Database) -> bool:
    """Whether any campaign as applied has a welcome, without reading it."""
    with database.read() as connection:
        some = (
            sa.select(campaigns.c.slug).where(campaigns.c.document.contains('"welcome":[{', autoescape=True)).limit(1)
        )
        return connection.execute(some).first() is not None


def any_settled_since(database: Database, at: datetime | None) -> bool:
    """Whether a message to one person was scrubbed since then."""
    column = deliveries.c
    since = (column.changed_at >= at,) if at is not None else ()
    with database.read() as connection:
        some = sa.select(column.id).where(_TO_ONE, column.follower == "", *since).limit(1)
        return connection.execute(some).first() is not None


def flush(database: Database) -> None:
    """Let nothing of what was scrubbed lie in SQLite's log either. A reader may put it off: it is asked again at the next."""
    if database.several:
        return  # a server clears its pages and its log by itself
    with told(database.where), closing(sqlite3.connect(database.path, timeout=1.0)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _known(connection: sa.Connection, account: str, names: Collection[str]) -> set[str]:
    found: set[str] = set()
    every = sorted(names)
    for first in range(0, len(every), EVERY):
        some = welcomed.c.pseudonym.in_(every[first : first + EVERY])
        found |= set(
            connection.execute(sa.select(welcomed.c.pseudonym).where(welcomed.c.account == account, some)).scalars()
        )
    return found


def _place(one: Progress) -> tuple[object, ...]:
    return one.key, one.adoption, one.marking, one.cursor, one.since


def _progress(row: sa.Row[tuple[object, ...]]) -> Progress:
    return Progress(**{one.name: getattr(row, one.name) for one in fields(Progress)})


def _row(one: Progress) -> dict[str, object]:
    return {each.name: getattr(one, each.name) for each in fields(Progress)}


_TO_ONE = deliveries.c.occurrence.startswith(BEGINS, autoescape=True)
