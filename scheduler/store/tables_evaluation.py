"""The tables of evaluation: what went out before this program or beside it, and what surrounds the counts."""

from sqlalchemy import Column, Integer, Table, Text

from scheduler.store.columns import Instant
from scheduler.store.tables_base import metadata
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
    Column("source", Text, nullable=False),
    Column("imported_at", Instant, nullable=False),
    Column("by", Text, nullable=False),
)
"""Posts that went out before this program or beside it; their counts are snapshots under the same tag."""
