"""How far each stream of an account was listened to: its mentions, a hashtag, the thread under a post."""

import json
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime

import sqlalchemy as sa

from scheduler.plain import redact
from scheduler.store import many
from scheduler.store.database import Database
from scheduler.store.tables import listening

MENTIONS = "mentions"
ACCOUNT = "account"
"""The stream that says from when on an account's posts and their answers are followed at all."""
TAGGED = "tag:"
UNDER = "under:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One stream. Everything from `since` to `until` was read; None: nothing yet.

    A reading goes from the newest message back: `cursor` is where it goes on ("": it is at its end) and `top` the hour that it
    began at, which becomes `until` when it has come down to the `until` before. `fault` is the stored reason why it was not
    read when it was tried last. For the thread under a post `cursor` is the number of replies that it had when it was read.
    """

    account: str
    stream: str
    cursor: str = ""
    top: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    tried_at: datetime | None = None
    fault: str = ""
    simulated: bool = False


def streams(database: Database, account: str | None = None) -> dict[tuple[str, str], Stream]:
    """By account and stream; of one account, where it is named."""
    conditions = [listening.c.account == account] if account is not None else []
    with database.read() as connection:
        rows = connection.execute(sa.select(listening).where(*conditions)).all()
    names = [one.name for one in fields(Stream)]
    return {(row.account, row.stream): Stream(**{name: getattr(row, name) for name in names}) for row in rows}


def write(database: Database, one: Stream) -> None:
    """Keep how far a stream was read."""
    with database.write() as connection:
        put(connection, one)


def put(connection: sa.Connection, one: Stream) -> None:
    """As `write`, within a transaction."""
    values = {each.name: getattr(one, each.name) for each in fields(one)} | {"fault": redact(one.fault)}
    same = (listening.c.account == one.account, listening.c.stream == one.stream)
    if not connection.execute(sa.update(listening).where(*same).values(values)).rowcount:
        connection.execute(sa.insert(listening).values(values))


def begun(database: Database) -> bool:
    """Whether anything was ever listened for, and nobody has stopped it since."""
    with database.read() as connection:
        return connection.execute(sa.select(listening.c.account).limit(1)).first() is not None


def forget(database: Database) -> None:
    """Let go of how far everything was read."""
    with database.write() as connection:
        connection.execute(sa.delete(listening))


def begin_at(connection: sa.Connection, instant: datetime) -> None:
    """What was read before that instant is not kept any more."""
    query = sa.update(listening).where(listening.c.since < instant)
    connection.execute(query.values(since=instant))


_OUT = (
    "SELECT d.tag, d.under, d.occurrence, r.remote_id FROM receipts r JOIN deliveries d ON d.id = r.delivery_id"
    " WHERE d.account IN (?) AND r.at >= ? AND r.remote_id <> '' ORDER BY r.at DESC, r.part"
)
_COUNTED = "SELECT tag, part, counts FROM snapshots WHERE tag IN (?) ORDER BY id"


def went_out(database: Database, account: str, since: datetime) -> list[tuple[str, str, str, str]]:
    """What of `account` went out from `since` on, the newest first: tag, tag it stands under, occurrence, remote id."""
    with database.read() as connection:
        rows = many.ask(connection, _OUT, [account], many.instant(since))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def replies_counted(database: Database, tags: Collection[str]) -> dict[str, int]:
    """The replies that each tag had when it was counted last, all parts together; no entry where none were given."""
    latest: dict[tuple[str, int], int | None] = {}
    every = sorted(tags)
    with database.read() as connection:
        for first in range(0, len(every), many.MOST):
            for tag, part, counts in many.ask(connection, _COUNTED, every[first : first + many.MOST]):
                latest[tag, part] = json.loads(counts).get("replies", latest.get((tag, part)))
    found: dict[str, int] = {}
    for (tag, _), number in latest.items():
        if number is not None:
            found[tag] = found.get(tag, 0) + number
    return found
