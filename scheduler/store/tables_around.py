"""The tables of what surrounds the counts: what networks say of accounts, site visits, and series from outside."""

from sqlalchemy import BigInteger, Boolean, Column, Float, Index, Table, Text

from scheduler.store.columns import Instant
from scheduler.store.tables_base import Key, metadata
from scheduler.store.tables_base import text_column as _text

account_figures = Table(
    "account_figures",
    metadata,
    Column("account", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("at", Instant, primary_key=True),
    Column("value", BigInteger, nullable=False),
    Column("simulated", Boolean(create_constraint=False), nullable=False),
)
"""What a network says of an account besides its followers, by name (`posts`, `following`...); append-only."""

outside = Table(
    "outside",
    metadata,
    Column("id", Key, primary_key=True),
    Column("series", Text, nullable=False),
    _text("campaign"),
    _text("content"),
    Column("day", Text, nullable=False),
    Column("value", Float, nullable=False),
    Column("source", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("collected_at", Instant, nullable=False),
    _text("by"),
)
"""A number of a day, as one source has it: visits and goals (of the site, or of one utm_campaign and utm_content), admissions.

Append-only: of one source's readings the last one holds, and a day without a row is not known.
"""
Index("ix_outside_series", outside.c.series, outside.c.source, outside.c.day)
