"""Questions and remarks, kept with the post that they are about: for whoever works on it, never for the public."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from scheduler.model.delivery import Delivery, Event, State
from scheduler.model.remark import Remark
from scheduler.plain import redact
from scheduler.sentences.stored import stored
from scheduler.store import rows
from scheduler.store.codes import PostKey, post_key
from scheduler.store.database import Database
from scheduler.store.journal import append, note
from scheduler.store.tables import deliveries, remarks
from scheduler.store.transitions import must, settle, step

QUESTION = "question-open"
"""The reason of what is held until a question is answered."""


def because(by: str, text: str) -> str:
    """The stored reason of what a question of `by` holds."""
    return stored(QUESTION, by=by, question=text)


def ask(
    database: Database,
    about: Sequence[Delivery],
    *,
    text: str,
    by: str,
    at: datetime,
    reason: str = "",
    holding: Sequence[Delivery] = (),
) -> None:
    """Keep `text` with each post of `about`; with a `reason` (as stored) those of `holding` are held until it is answered."""
    held = {one.id for one in holding}
    with database.write() as connection:
        posts: dict[PostKey, str] = {post_key(one): one.code for one in about}
        said = {"by": redact(by), "at": at, "text": redact(text), "holds": bool(reason)}
        names = ("campaign", "post", "occurrence", "code")
        given = [dict(zip(names, (*key, code), strict=True)) | said for key, code in posts.items()]
        connection.execute(sa.insert(remarks), given)
        for one in about:
            append(connection, [note(one, "asked", by=by, why=text, at=at)])
            if one.id in held:
                _hold(connection, one, text, reason, by, at)


def answer(
    database: Database,
    about: Sequence[Delivery],
    *,
    text: str,
    by: str,
    at: datetime,
    going: Sequence[tuple[Delivery, Event]] = (),
) -> int:
    """Answer what is open on the posts of `about`, and let `going` go on, all in one transaction; return how many it were."""
    with database.write() as connection:
        posts = {post_key(one) for one in about}
        mine = (remarks.c.id.in_(_open_of(connection, posts)), remarks.c.answered_at.is_(None))
        done = connection.execute(
            sa.update(remarks).where(*mine).values(answer=redact(text), answered_by=redact(by), answered_at=at)
        )
        if done.rowcount:
            append(connection, [note(one, "answered", by=by, why=text, at=at) for one in about])
        for one, event in going:
            must(step(connection, one, event, by=by, why=text, at=at), one)
            settle(connection, one.id, by=by, at=at)
    return int(done.rowcount)


def of_posts(database: Database, posts: Iterable[PostKey]) -> dict[PostKey, list[Remark]]:
    """What was said of each of `posts`, oldest first; posts of which nothing was said are left out."""
    wanted = set(posts)
    found: dict[PostKey, list[Remark]] = defaultdict(list)
    if not wanted:
        return found
    in_campaigns = remarks.c.campaign.in_(sorted({campaign for campaign, _, _ in wanted}))
    for one in _read(database, in_campaigns):
        if one.key in wanted:
            found[one.key].append(one)
    return found


def holding(connection: sa.Connection, posts: Iterable[PostKey]) -> dict[PostKey, Remark]:
    """The first open question that holds each of `posts`; posts without one are left out."""
    wanted = set(posts)
    open_ = (remarks.c.answered_at.is_(None), remarks.c.holds.is_(True))
    found = [Remark(**row) for row in connection.execute(sa.select(remarks).where(*open_)).mappings()] if wanted else []
    return {one.key: one for one in sorted(found, key=lambda one: -one.id) if one.key in wanted}


def open_ones(database: Database) -> list[Remark]:
    """All that nobody has answered, oldest first."""
    return _read(database, remarks.c.answered_at.is_(None))


def _read(database: Database, *conditions: sa.ColumnElement[bool]) -> list[Remark]:
    with database.read() as connection:
        found = connection.execute(sa.select(remarks).where(*conditions).order_by(remarks.c.id))
        return [Remark(**row) for row in found.mappings()]


def _open_of(connection: sa.Connection, posts: Collection[PostKey]) -> list[int]:
    column = remarks.c
    query = sa.select(column.id, column.campaign, column.post, column.occurrence).where(column.answered_at.is_(None))
    return [number for number, *key in connection.execute(query) if tuple(key) in posts]


def _hold(connection: sa.Connection, one: Delivery, text: str, reason: str, by: str, at: datetime) -> None:
    if one.state is not State.HELD:
        must(step(connection, one, Event.HELD, by=by, why=text, at=at, columns={"reason": reason}), one)
        return
    mine = (deliveries.c.id == one.id, deliveries.c.state == State.HELD.value, deliveries.c.reason == one.reason)
    connection.execute(sa.update(deliveries).where(*mine).values(reason=redact(reason)))


def now(database: Database, about: Sequence[Delivery]) -> list[Delivery]:
    """The deliveries of `about` as they are now."""
    with database.read() as connection:
        found = {one.id: one for one in rows.those(connection, [one.id for one in about])}
    return [found[one.id] for one in about]
