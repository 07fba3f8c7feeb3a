"""What evaluation rests on: posts of the past, and what surrounds the counts."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INSTANT = sa.BigInteger()
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def upgrade() -> None:
    """Add tables only: a program of the version before goes on beside it."""
    _past_posts()
    _arrivals()
    _mentions()
    _listening()
    _publics()
    _around()
    op.execute(sa.text("UPDATE meta SET value = '9' WHERE name = 'schema_version'"))


def _past_posts() -> None:
    op.create_table(
        "past_posts",
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        *(_text(name) for name in ("remote_id", "url", "title", "campaign", "post", "theme", "category")),
        sa.Column("parts", sa.Integer(), nullable=False),
        _text("precision"),
        sa.Column("arrival", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tag", name=op.f("pk_past_posts")),
        sqlite_with_rowid=False,
    )


def _arrivals() -> None:
    op.create_table(
        "arrivals",
        sa.Column("id", KEY, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("file", "digest", "source", "method")),
        sa.Column("collected_at", INSTANT, nullable=False),
        sa.Column("imported_at", INSTANT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.Column("readings", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrivals")),
    )


def _mentions() -> None:
    op.create_table(
        "mentions",
        sa.Column("id", KEY, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("account", "network", "toward", "sealed", "key")),
        sa.Column("at", INSTANT, nullable=False),
        *(_text(name) for name in ("tag", "hashtag")),
        sa.Column("simulated", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("heard_at", INSTANT, nullable=False),
        _text("by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
        sa.UniqueConstraint("account", "sealed", name=op.f("uq_mentions_account_sealed")),
    )
    op.create_index("ix_mentions_at", "mentions", ["at"])
    op.create_index("ix_mentions_tag", "mentions", ["tag"])
    op.create_table(
        "mention_marks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("mention", sa.BigInteger(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        _text("by"),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("undoes", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention_marks")),
    )
    op.create_index("ix_mention_marks_mention", "mention_marks", ["mention"])


def _listening() -> None:
    op.create_table(
        "listening",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        _text("cursor"),
        *(sa.Column(name, INSTANT, nullable=True) for name in ("top", "since", "until", "tried_at")),
        _text("fault"),
        sa.Column("simulated", sa.Boolean(create_constraint=False), nullable=False),
        sa.PrimaryKeyConstraint("account", "stream", name=op.f("pk_listening")),
    )


def _publics() -> None:
    texts = ("pseudonym", "tag", "act", "network", "day", "key", "sort")
    flag = sa.Boolean(create_constraint=False)
    op.create_table(
        "engagements",
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("age", sa.Integer(), nullable=False),
        sa.Column("simulated", flag, nullable=False),
        sa.PrimaryKeyConstraint("pseudonym", "tag", "act", name=op.f("pk_engagements")),
    )
    op.create_index("ix_engagements_tag", "engagements", ["tag"])
    op.create_index("ix_engagements_day", "engagements", ["day"])
    op.create_table(
        "engager_names",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "pseudonym", "day", "key")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_engager_names")),
    )
    op.create_index("ix_engager_names_pseudonym", "engager_names", ["pseudonym"])
    op.create_table(
        "engager_readings",
        sa.Column("tag", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("part", "age")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("day", "key")),
        sa.Column("done", flag, nullable=False),
        _text("cursor"),
        sa.Column("simulated", flag, nullable=False),
        sa.PrimaryKeyConstraint("tag", "part", "age", name=op.f("pk_engager_readings")),
    )
    op.create_table(
        "unwanted",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("pseudonym", "why", "day", "key")),
        sa.PrimaryKeyConstraint("pseudonym", name=op.f("pk_unwanted")),
    )
    numbers = ("people", "newcomers", "regulars", "institutions", "individuals")
    op.create_table(
        "public_weeks",
        sa.Column("week", sa.Text(), nullable=False),
        sa.Column("look_back", sa.Integer(), nullable=False),
        sa.Column("posts", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in numbers),
        sa.Column("simulated", flag, nullable=False),
        sa.PrimaryKeyConstraint("week", name=op.f("pk_public_weeks")),
    )


def _around() -> None:
    op.create_table(
        "account_figures",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("simulated", sa.Boolean(create_constraint=False), nullable=False),
        sa.PrimaryKeyConstraint("account", "name", "at", name=op.f("pk_account_figures")),
    )
    op.create_table(
        "outside",
        sa.Column("id", KEY, nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        *(_text(name) for name in ("campaign", "content")),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("source", "method")),
        sa.Column("collected_at", INSTANT, nullable=False),
        _text("by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside")),
    )
    op.create_index(op.f("ix_outside_series"), "outside", ["series", "source", "day"])
