"""The tables of what others wrote to us: where it lies, what a person made of it, how far each account was listened to."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Table, Text, UniqueConstraint

from scheduler.store.columns import Instant, Json
from scheduler.store.tables_base import Key, metadata
from scheduler.store.tables_base import text_column as _text

mentions = Table(
    "mentions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("account", Text, nullable=False),
    Column("network", Text, nullable=False),
    Column("toward", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("at", Instant, nullable=False),
    _text("tag"),
    _text("hashtag"),
    Column("simulated", Boolean(create_constraint=False), nullable=False),
    Column("heard_at", Instant, nullable=False),
    _text("by"),
    UniqueConstraint("account", "sealed"),
)
"""Messages of others. No text, no handle; the network's id, which may name its author, is sealed with a key outside of here."""
Index("ix_mentions_at", mentions.c.at)
Index("ix_mentions_tag", mentions.c.tag)

mention_marks = Table(
    "mention_marks",
    metadata,
    Column("id", Key, primary_key=True),
    Column("mention", BigInteger, nullable=False),
    Column("deed", Text, nullable=False),
    Column("value", Json, nullable=False),
    _text("by"),
    Column("at", Instant, nullable=False),
    Column("undoes", BigInteger),
)
"""Rows are only ever added, one that was wrong is taken back by another; only a withdrawn consent empties words of others."""
Index("ix_mention_marks_mention", mention_marks.c.mention)

listening = Table(
    "listening",
    metadata,
    Column("account", Text, primary_key=True),
    Column("stream", Text, primary_key=True),
    _text("cursor"),
    Column("top", Instant),
    Column("since", Instant),
    Column("until", Instant),
    Column("tried_at", Instant),
    _text("fault"),
    Column("simulated", Boolean(create_constraint=False), nullable=False),
)
"""How far each stream of an account was read: everything from `since` to `until`; `cursor` is where a reading goes on."""
