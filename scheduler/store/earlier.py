"""Texts that were replaced: kept, so that whoever read one on a page or said yes to it can be shown what has changed since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from scheduler.model.delivery import Delivery
from scheduler.model.variant import Variant
from scheduler.store.codes import PostKey
from scheduler.store.database import Database
from scheduler.store.tables import earlier
from scheduler.store.variants import from_json, to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What a delivery said until `at`, and when it was due then."""

    tag: str
    digest: str
    code: str
    variant: Variant
    due: datetime | None
    at: datetime


def keep(connection: sa.Connection, old: Delivery, at: datetime) -> None:
    """Keep the text of `old`, which is about to be replaced, in the caller's transaction."""
    row = {"tag": old.tag, "digest": old.digest, "code": old.code, "due": old.due, "at": at}
    connection.execute(sa.insert(earlier).values(row | {"variant": to_json(old.variant)}))


def texts(database: Database, wanted: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Variant]:
    """What was said under each (tag, digest); those that were never replaced are left out."""
    asked = set(wanted)
    return {(one.tag, one.digest): one.variant for one in _of(database, {tag for tag, _ in asked}, asked)}


def since(database: Database, post: PostKey, code: str) -> Mapping[str, Earlier]:
    """What each delivery of `post` said while the post bore `code` for the last time, by tag; the rest still says it."""
    prefix = "/".join(post) + "/"
    with database.read() as connection:
        rows = connection.execute(
            sa.select(earlier).where(sa.func.substr(earlier.c.tag, 1, len(prefix)) == prefix).order_by(earlier.c.id)
        ).all()
    ended = max((row.at for row in rows if row.code == code), default=None)
    if ended is None:
        return {}
    first = min(row.id for row in rows if row.code == code and row.at == ended)
    found: dict[str, Earlier] = {}
    for row in rows:
        if row.id >= first and row.tag not in found:
            found[row.tag] = _read(row)
    return found


def _of(database: Database, tags: Iterable[str], asked: set[tuple[str, str]]) -> list[Earlier]:
    query = sa.select(earlier).where(earlier.c.tag.in_(sorted(tags))).order_by(earlier.c.id)
    with database.read() as connection:
        return [_read(row) for row in connection.execute(query) if (row.tag, row.digest) in asked]


def _read(row: sa.Row[tuple[object, ...]]) -> Earlier:
    names = ("tag", "digest", "code", "due", "at")
    return Earlier(**{name: getattr(row, name) for name in names}, variant=from_json(row.variant))
