"""What evaluation rests on: posts of the past, and what surrounds the counts."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INSTANT = sa.BigInteger()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def upgrade() -> None:
    """Add tables only: a program of the version before goes on beside it."""
    _past_posts()
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
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("imported_at", INSTANT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tag", name=op.f("pk_past_posts")),
    )
