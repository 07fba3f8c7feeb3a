"""What lies in the queue, as laying out looks at it: one small look, by index, however long the queue is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from scheduler.model.campaign import ONCE
from scheduler.model.delivery import State
from scheduler.model.greeting import BEGINS
from scheduler.model.queued import Lying
from scheduler.store.database import Database
from scheduler.store.tables import deliveries
from scheduler.store.variants import from_json

MOST = 200
"""Posts of one statement."""
_C = deliveries.c
_SEEN = (_C.tag, _C.campaign, _C.post, _C.occurrence, _C.account, _C.network, _C.state, _C.due, _C.content, _C.reason)
PUBLIC = ~_C.occurrence.startswith(BEGINS, autoescape=True)
"""No message to one person: it is nobody's neighbour, and its words are for nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for: the deliveries of `posts` (campaign, post), of series since `since`; those of `accounts` since `beside`.

    `saying`: accounts of which the texts are wanted, too, of deliveries due since `texts_since`.
    """

    posts: Collection[tuple[str, str]]
    accounts: Collection[str]
    since: datetime
    beside: datetime
    saying: Collection[str] = ()
    texts_since: datetime | None = None


def lying(database: Database, asked: Asked, *, gone: Collection[str]) -> list[Lying]:
    """The deliveries that are asked for, the oldest row of a tag first. `gone` are the reasons with which planning cancels."""
    lately = sa.or_(_C.due >= asked.since, _C.due.is_(None))
    ids = [sa.select(_C.id).where(_C.account.in_(asked.accounts), _C.due >= asked.beside, PUBLIC)]
    if asked.texts_since:
        ids.append(sa.select(_C.id).where(_C.account.in_(asked.saying), _C.due >= asked.texts_since, PUBLIC))
    posts = sorted(asked.posts)
    for first in range(0, len(posts), MOST):
        named = sa.or_(
            *(sa.and_(_C.campaign == campaign, _C.post == post) for campaign, post in posts[first : first + MOST])
        )
        ids.append(sa.select(_C.id).where(named, sa.or_(lately, _C.occurrence == ONCE)))
    with database.read() as connection:
        rows = connection.execute(sa.select(*_SEEN).where(_C.id.in_(sa.union(*ids))).order_by(_C.id)).all()
        texts = _texts(connection, asked) if asked.saying and asked.texts_since else {}
    return [
        Lying(
            tag=row.tag,
            campaign=row.campaign,
            post=row.post,
            occurrence=row.occurrence,
            account=row.account,
            network=row.network,
            state=State(row.state),
            hour=row.due,
            content=row.content,
            gone=row.state == State.CANCELLED and row.reason in gone,
            texts=texts.get(row.tag, ()),
        )
        for row in rows
    ]


def _texts(connection: sa.Connection, asked: Asked) -> dict[str, tuple[str, ...]]:
    """The texts of what is due since then on these networks, by tag."""
    found = sa.select(_C.tag, _C.variant).where(_C.account.in_(asked.saying), _C.due >= asked.texts_since, PUBLIC)
    return {row.tag: tuple(part.text for part in from_json(row.variant).parts) for row in connection.execute(found)}
