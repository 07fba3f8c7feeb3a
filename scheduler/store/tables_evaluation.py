"""The tables of evaluation: what went out before this program or beside it, and what surrounds the counts."""

from sqlalchemy import Column, Integer, Table, Text

from scheduler.store.columns import Instant
from scheduler.store.tables_base import Key, metadata
from scheduler.store.tables_base import text_column as _text

past_posts = Table(
    "past_posts",
    metadata,
    Column("tag", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("network", Text, nullable=False),
    Column("at", Instant, nullable=False),
    _text("remote_id"),
    _text("url"),
    _text("title"),
    _text("campaign"),
    _text("post"),
    _text("theme"),
    _text("category"),
    Column("parts", Integer, nullable=False),
    _text("precision"),
    Column("arrival", Integer, nullable=False),
    sqlite_with_rowid=False,  # one tree instead of two
)
"""Posts that went out before this program or beside it; their counts are snapshots under the same tag.

`remote_id` holds those of all parts, a space between them; `precision` is `day` where the hour is not known;
`arrival` the import that brought it.
"""

arrivals = Table(
    "arrivals",
    metadata,
    Column("id", Key, primary_key=True),
    Column("file", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("collected_at", Instant, nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("posts", Integer, nullable=False),
    Column("readings", Integer, nullable=False),
)
"""Imports, each with where its counts come from; a snapshot that came with one has `import:` and its id as `by`."""
