"""The short code of each post, made from its digests; those of older texts are remembered, to be refused."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, insert, select, update

from scheduler.model.delivery import FINAL
from scheduler.model.variant import short_code
from scheduler.store.database import Database
from scheduler.store.tables import codes, deliveries

PostKey = tuple[str, str, str]
"""Campaign, post, occurrence."""


class OfPost(Protocol):
    """What has a campaign, a post and an occurrence."""

    @property
    def campaign(self) -> str: ...
    @property
    def post(self) -> str: ...
    @property
    def occurrence(self) -> str: ...


def post_key(one: OfPost) -> PostKey:
    """The post that `one` belongs to."""
    return one.campaign, one.post, one.occurrence


def renew(connection: Connection, posts: Iterable[PostKey], at: datetime) -> None:
    """Make the codes of `posts` again from what the queue holds of them, on all their deliveries that are not final."""
    for campaign, post, occurrence in sorted(set(posts)):
        mine = (
            deliveries.c.campaign == campaign,
            deliveries.c.post == post,
            deliveries.c.occurrence == occurrence,
            deliveries.c.state.not_in([state.value for state in FINAL]),
        )
        digests = {
            row.account: row.digest
            for row in connection.execute(select(deliveries.c.account, deliveries.c.digest).where(*mine))
        }
        if not digests:
            continue
        code = short_code(digests)
        connection.execute(update(deliveries).where(*mine).values(code=code))
        seen = {"code": code, "campaign": campaign, "post": post, "occurrence": occurrence}
        if connection.execute(select(codes.c.since).filter_by(**seen)).first() is None:
            connection.execute(insert(codes).values(seen | {"since": at}))


def once_of(database: Database, code: str) -> list[PostKey]:
    """The posts that bear `code` or bore it with an earlier text."""
    with database.read() as connection:
        found = select(codes.c.campaign, codes.c.post, codes.c.occurrence).where(codes.c.code == code)
        return [(row.campaign, row.post, row.occurrence) for row in connection.execute(found)]
