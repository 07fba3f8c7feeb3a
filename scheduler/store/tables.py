"""The tables."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from scheduler.model.delivery import FINAL, UNSENT, State
from scheduler.store.columns import Instant, Json, Local
from scheduler.store.tables_around import account_figures, outside
from scheduler.store.tables_base import Key, metadata
from scheduler.store.tables_base import text_column as _text
from scheduler.store.tables_evaluation import arrivals, past_posts
from scheduler.store.tables_mentions import listening, mention_marks, mentions
from scheduler.store.tables_people import minutes, welcomed, welcoming
from scheduler.store.tables_publics import engagements, engager_names, engager_readings, public_weeks, unwanted
from scheduler.store.values import EPOCH, MICROSECOND, SCHEMA_VERSION, canonical

__all__ = [
    "EPOCH",
    "MICROSECOND",
    "SCHEMA_VERSION",
    "Instant",
    "Json",
    "Local",
    "account_figures",
    "arrivals",
    "canonical",
    "engagements",
    "engager_names",
    "engager_readings",
    "listening",
    "mention_marks",
    "mentions",
    "metadata",
    "minutes",
    "outside",
    "past_posts",
    "public_weeks",
    "unwanted",
    "welcomed",
    "welcoming",
]

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

campaigns = Table(
    "campaigns",
    metadata,
    Column("slug", Text, primary_key=True),
    _text("title"),
    Column("document", Text, nullable=False),
    Column("applied_at", Instant, nullable=False),
    _text("applied_by"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Key, primary_key=True),
    Column("tag", Text, nullable=False),
    Column("campaign", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("occurrence", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("network", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("variant", Text, nullable=False),
    Column("digest", Text, nullable=False),
    _text("code"),
    Column("due", Instant),
    Column("local", Local),
    Column("zone", Text, nullable=False),
    Column("too_late_at", Instant),
    Column("closes", Instant),
    Column("embargo", Instant),
    Column("not_before", Instant),
    Column("lease_until", Instant),
    Column("roles", Json, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("token", BigInteger, nullable=False, server_default="0"),
    _text("theme"),
    _text("category"),
    _text("reason"),
    _text("under"),
    _text("source"),
    Column("changed_at", Instant, nullable=False),
    _text("handed"),
    Column("reminded_at", Instant),
    _text("worker"),
    _text("content"),
    _text("conditions"),
    _text("follower"),
)
# A key that was cancelled or withdrawn may be planned anew: then a person has been asked, and it is another row.
# The revisions give these indexes their conditions on PostgreSQL, too: to name them here would load its dialect everywhere.
_open_key = text("state NOT IN ({})".format(", ".join(f"'{state}'" for state in sorted(FINAL))))
Index("uq_deliveries_open_tag", deliveries.c.tag, unique=True, sqlite_where=_open_key)
Index("ix_deliveries_state_due", deliveries.c.state, deliveries.c.due, deliveries.c.id)
_ready = text("state = 'ready'")
Index("ix_deliveries_ready", deliveries.c.due, deliveries.c.id, sqlite_where=_ready)
Index("ix_deliveries_due", deliveries.c.due, deliveries.c.id)
NOT_UNSENT = sorted(set(State) - UNSENT)
_unsent = text("state NOT IN ({})".format(", ".join(f"'{state}'" for state in NOT_UNSENT)))
for _one in (deliveries.c.too_late_at, deliveries.c.closes, deliveries.c.not_before):
    Index(f"ix_deliveries_{_one.name}", _one, sqlite_where=_unsent)
Index("ix_deliveries_tag", deliveries.c.tag)
Index("ix_deliveries_code", deliveries.c.code)
Index("ix_deliveries_post", deliveries.c.campaign, deliveries.c.post, deliveries.c.occurrence)

codes = Table(
    "codes",
    metadata,
    Column("code", Text, primary_key=True),
    Column("campaign", Text, primary_key=True),
    Column("post", Text, primary_key=True),
    Column("occurrence", Text, primary_key=True),
    Column("since", Instant, nullable=False),
)

receipts = Table(
    "receipts",
    metadata,
    Column("delivery_id", Key, ForeignKey("deliveries.id"), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("remote_id", Text, nullable=False),
    _text("url"),
    Column("at", Instant, nullable=False),
)
Index("ix_receipts_at", receipts.c.at)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Key, primary_key=True),
    Column("delivery_id", Key, ForeignKey("deliveries.id"), nullable=False),
    Column("part", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("key", Text, nullable=False),
    Column("token", BigInteger, nullable=False),
    Column("started", Instant, nullable=False),
    Column("deadline", Instant, nullable=False),
    Column("ended", Instant),
    _text("outcome"),
    _text("code"),
    _text("detail"),
    Column("status", Integer),
    _text("identity"),
    _text("by"),
    UniqueConstraint("delivery_id", "part", "number"),
)

approvals = Table(
    "approvals",
    metadata,
    Column("id", Key, primary_key=True),
    Column("delivery_id", Key, ForeignKey("deliveries.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("by", Text, nullable=False),
    _text("how"),
    Column("at", Instant, nullable=False),
    Column("digest", Text, nullable=False),
    Column("not_before", Instant),
    _text("identity"),
    Column("taken_back_at", Instant),
    _text("proof"),
)
Index("ix_approvals_delivery_id", approvals.c.delivery_id)

remarks = Table(
    "remarks",
    metadata,
    Column("id", Key, primary_key=True),
    Column("campaign", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("occurrence", Text, nullable=False),
    _text("code"),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("text", Text, nullable=False),
    Column("holds", Boolean(create_constraint=False), nullable=False),
    _text("answer"),
    _text("answered_by"),
    Column("answered_at", Instant),
)
Index("ix_remarks_post", remarks.c.campaign, remarks.c.post, remarks.c.occurrence)

earlier = Table(
    "earlier",
    metadata,
    Column("id", Key, primary_key=True),
    Column("tag", Text, nullable=False),
    Column("digest", Text, nullable=False),
    _text("code"),
    Column("variant", Text, nullable=False),
    Column("due", Instant),
    Column("at", Instant, nullable=False),
)
"""Texts that were replaced, so that whoever read one can be shown what has changed since."""
Index("ix_earlier_tag", earlier.c.tag)

journal = Table(
    "journal",
    metadata,
    Column("seq", Key, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("delivery_id", Key, ForeignKey("deliveries.id")),
    _text("tag"),
    Column("event", Text, nullable=False),
    _text("before"),
    _text("after"),
    Column("token", BigInteger, nullable=False, server_default="0"),
    _text("by"),
    _text("why"),
    Column("details", Json, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
Index("ix_journal_delivery_id", journal.c.delivery_id)

journal_head = Table(
    "journal_head",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
)
"""One row: the end of the chain. Locking it orders writers where an engine has several."""

snapshots = Table(
    "snapshots",
    metadata,
    Column("id", Key, primary_key=True),
    Column("tag", Text, nullable=False),
    Column("part", Integer, nullable=False),
    Column("age", BigInteger, nullable=False),
    Column("taken", Instant, nullable=False),
    Column("counts", Json, nullable=False),
    Column("simulated", Boolean(create_constraint=False), nullable=False),
    _text("by"),
)
Index("ix_snapshots_tag", snapshots.c.tag, snapshots.c.part, snapshots.c.age)

accounts = Table(
    "accounts",
    metadata,
    Column("account", Text, primary_key=True),
    _text("network"),
    _text("origin"),
    _text("identity"),
    _text("reference"),
    Column("pinned_at", Instant),
    Column("blocked_at", Instant),
    _text("blocked_for"),
)

facts = Table(
    "facts",
    metadata,
    Column("account", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Json, nullable=False),
    Column("read_at", Instant, nullable=False),
)

followers = Table(
    "followers",
    metadata,
    Column("account", Text, primary_key=True),
    Column("at", Instant, primary_key=True),
    Column("count", BigInteger, nullable=False),
    Column("simulated", Boolean(create_constraint=False), nullable=False),
)

workers = Table(
    "workers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("host", Text, nullable=False),
    Column("pid", BigInteger, nullable=False),
    Column("version", Text, nullable=False),
    Column("installation", Text, nullable=False),
    Column("started", Instant, nullable=False),
    Column("beaten", Instant, nullable=False),
    Column("leads_until", Instant),
    Column("skew", BigInteger, nullable=False, server_default="0"),
    _text("doing"),
)

blobs = Table("blobs", metadata, Column("digest", Text, primary_key=True), Column("data", LargeBinary, nullable=False))
