"""Several workers at one database: who they are, who holds what, and the pictures where all of them find them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.BigInteger()
READY = sa.text("state = 'ready'")


def upgrade() -> None:
    """Add tables, a column and an index: a program of the version before goes on beside it."""
    op.create_table(
        "workers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("pid", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("installation", sa.Text(), nullable=False),
        sa.Column("started", INSTANT, nullable=False),
        sa.Column("beaten", INSTANT, nullable=False),
        sa.Column("leads_until", INSTANT, nullable=True),
        sa.Column("skew", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("doing", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workers")),
    )
    op.create_table(
        "blobs",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_blobs")),
    )
    op.add_column("deliveries", sa.Column("worker", sa.Text(), server_default="", nullable=False))
    op.create_index("ix_deliveries_ready", "deliveries", ["due", "id"], sqlite_where=READY, postgresql_where=READY)
    op.execute(sa.text("UPDATE meta SET value = '3' WHERE name = 'schema_version'"))
