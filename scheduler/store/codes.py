"""The short code of each post, made from its digests; those of older texts are remembered, to be refused."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, bindparam, insert, select, update

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
    touched = set(posts)
    digests: dict[PostKey, dict[str, str]] = defaultdict(dict)
    stale: dict[PostKey, list[tuple[int, str]]] = defaultdict(list)
    columns = deliveries.c
    living = select(
        columns.id, columns.campaign, columns.post, columns.occurrence, columns.account, columns.digest, columns.code
    ).where(
        columns.campaign.in_({campaign for campaign, _, _ in touched}),
        columns.state.not_in([state.value for state in FINAL]),
    )
    for row in connection.execute(living):
        if (key := (row.campaign, row.post, row.occurrence)) in touched:
            digests[key][row.account] = row.digest
            stale[key].append((row.id, row.code))
    fresh = {key: short_code(of_accounts) for key, of_accounts in digests.items()}
    changed = [{"of": one, "to": fresh[key]} for key, ids in stale.items() for one, code in ids if code != fresh[key]]
    if changed:
        connection.execute(
            update(deliveries).where(columns.id == bindparam("of")).values(code=bindparam("to")), changed
        )
    _remember(connection, fresh, at)


def _remember(connection: Connection, fresh: Mapping[PostKey, str], at: datetime) -> None:
    names = ("code", "campaign", "post", "occurrence")
    known = select(*(codes.c[name] for name in names)).where(codes.c.campaign.in_({key[0] for key in fresh}))
    there = {tuple(row) for row in connection.execute(known)}
    new = [(code, *key) for key, code in fresh.items() if (code, *key) not in there]
    if new:
        connection.execute(insert(codes), [dict(zip(names, row, strict=True)) | {"since": at} for row in new])


def once_of(database: Database, code: str) -> list[PostKey]:
    """The posts that bear `code` or bore it with an earlier text."""
    with database.read() as connection:
        found = select(codes.c.campaign, codes.c.post, codes.c.occurrence).where(codes.c.code == code)
        return [(row.campaign, row.post, row.occurrence) for row in connection.execute(found)]
