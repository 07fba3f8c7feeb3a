"""Who was welcomed, by a pseudonym; and under which conditions a delivery is cancelled or held."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INSTANT = sa.BigInteger()


def upgrade() -> None:
    """Add two columns and two tables: a program of the version before goes on beside it."""
    for name in ("conditions", "follower"):
        op.add_column("deliveries", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.create_table(
        "welcomed",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("pseudonym", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("account", "pseudonym", name=op.f("pk_welcomed")),
    )
    op.create_table(
        "welcoming",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("adoption", sa.Text(), server_default="", nullable=False),
        sa.Column("marking", sa.Boolean(), nullable=False),
        sa.Column("cursor", sa.Text(), server_default="", nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("read_at", INSTANT, nullable=True),
        sa.Column("tried_at", INSTANT, nullable=True),
        sa.Column("fault", sa.Text(), server_default="", nullable=False),
        sa.Column("installation", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_welcoming")),
    )
    op.execute(sa.text("UPDATE meta SET value = '8' WHERE name = 'schema_version'"))
