"""The tables of who engaged: pseudonyms, how far each post was read, and the weekly numbers that outlive them."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Text

from scheduler.store.tables_base import metadata
from scheduler.store.tables_base import text_column as _text

engagements = Table(
    "engagements",
    metadata,
    Column("pseudonym", Text, primary_key=True),
    Column("tag", Text, primary_key=True),
    Column("act", Text, primary_key=True),
    Column("network", Text, nullable=False),
    Column("age", Integer, nullable=False),
    Column("day", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("sort", Text, nullable=False),
    Column("simulated", Boolean(create_constraint=False), nullable=False),
)
"""Somebody did something with a post. `age` (seconds) is the post age by which it was seen first, `day` the day of that."""
Index("ix_engagements_tag", engagements.c.tag)
Index("ix_engagements_day", engagements.c.day)

engager_names = Table(
    "engager_names",
    metadata,
    Column("name", Text, primary_key=True),
    Column("pseudonym", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("key", Text, nullable=False),
)
"""Where the network's own id names somebody: the keyed hash of a handle, and whose it is. By it a handle can be forgotten."""
Index("ix_engager_names_pseudonym", engager_names.c.pseudonym)

engager_readings = Table(
    "engager_readings",
    metadata,
    Column("tag", Text, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("age", Integer, primary_key=True),
    Column("day", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("done", Boolean(create_constraint=False), nullable=False),
    _text("cursor"),
    Column("simulated", Boolean(create_constraint=False), nullable=False),
)
"""How far it was read who engaged with a part: `cursor` names a page of the network's and nobody."""

unwanted = Table(
    "unwanted",
    metadata,
    Column("pseudonym", Text, primary_key=True),
    Column("why", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("key", Text, nullable=False),
)
"""Of whom nothing is kept: whoever asked to be forgotten, and our own accounts (`why`)."""

public_weeks = Table(
    "public_weeks",
    metadata,
    Column("week", Text, primary_key=True),
    Column("look_back", Integer, nullable=False),
    Column("posts", BigInteger, nullable=False),
    *(Column(name, Integer) for name in ("people", "newcomers", "regulars", "institutions", "individuals")),
    Column("simulated", Boolean(create_constraint=False), nullable=False),
)
"""Numbers of people by week of posts, which stay when pseudonyms go. A number under five is not kept, nor what would tell it."""
