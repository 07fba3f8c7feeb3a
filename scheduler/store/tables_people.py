"""The tables beside the queue: the minutes that a calendar took, and who was welcomed."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Text

from scheduler.store.columns import Instant
from scheduler.store.tables_base import Key, metadata
from scheduler.store.tables_base import text_column as _text

minutes = Table(
    "minutes",
    metadata,
    Column("id", Key, primary_key=True),
    Column("day", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    _text("campaign"),
    _text("post"),
    _text("note"),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("began", Instant),
    Column("undoes", BigInteger),
)
"""Rows are only ever added; one that was wrong is taken back by another."""
Index("ix_minutes_day", minutes.c.day)

welcomed = Table(
    "welcomed",
    metadata,
    Column("account", Text, primary_key=True),
    Column("pseudonym", Text, primary_key=True),
    Column("key", Text, nullable=False),
    Column("at", Instant, nullable=False),
    _text("why"),
)
"""Every follower that was seen: nobody is greeted twice. No handle, and nothing that leads to one without its key."""

welcoming = Table(
    "welcoming",
    metadata,
    Column("account", Text, primary_key=True),
    Column("key", Text, nullable=False),
    _text("adoption"),
    Column("marking", Boolean(create_constraint=False), nullable=False),
    _text("cursor"),
    Column("since", Instant, nullable=False),
    Column("read_at", Instant),
    Column("tried_at", Instant),
    _text("fault"),
    _text("installation"),
)
