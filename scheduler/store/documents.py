"""The campaigns as they were applied: the daemon lays out series from these, never from a file that was not applied."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from scheduler.store.database import Database
from scheduler.store.tables import campaigns


def keep(connection: Connection, documents: Mapping[str, str], *, by: str, at: datetime) -> None:
    """Keep each campaign's canonical JSON under its slug, in the caller's transaction."""
    for slug, document in documents.items():
        connection.execute(delete(campaigns).where(campaigns.c.slug == slug))
        row = {"slug": slug, "title": _title(document), "document": document, "applied_at": at, "applied_by": by}
        connection.execute(insert(campaigns).values(row))


def forget(connection: Connection, slugs: Iterable[str]) -> None:
    """Drop what was applied of these campaigns, in the caller's transaction: no series is laid out from them any more."""
    for slug in slugs:
        connection.execute(delete(campaigns).where(campaigns.c.slug == slug))


def applied(database: Database) -> dict[str, str]:
    """Slug -> canonical JSON of every campaign as it was last applied, in order of slug."""
    with database.read() as connection:
        found = connection.execute(select(campaigns.c.slug, campaigns.c.document).order_by(campaigns.c.slug))
        return {row.slug: row.document for row in found}


def titles(database: Database) -> dict[str, str]:
    """Slug -> title of every campaign as it was last applied."""
    with database.read() as connection:
        found = connection.execute(select(campaigns.c.slug, campaigns.c.title).order_by(campaigns.c.slug))
        return {row.slug: row.title for row in found}


def _title(document: str) -> str:
    data = json.loads(document)
    title = data.get("title", "") if isinstance(data, dict) else ""
    return title if isinstance(title, str) else ""
