"""How far each stream of an account was listened to: its mentions, a hashtag, the thread under a post."""

from dataclasses import dataclass, fields
from datetime import datetime

import sqlalchemy as sa

from scheduler.plain import redact
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


def begin_at(connection: sa.Connection, instant: datetime) -> None:
    """What was read before that instant is not kept any more."""
    query = sa.update(listening).where(listening.c.since < instant)
    connection.execute(query.values(since=instant))
