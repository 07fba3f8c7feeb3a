"""What a person was given to publish by hand, when they were reminded, and who typed counts in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what is there was sent and read by the program."""
    op.add_column("deliveries", sa.Column("handed", sa.Text(), server_default="", nullable=False))
    op.add_column("deliveries", sa.Column("reminded_at", sa.BigInteger(), nullable=True))
    op.add_column("snapshots", sa.Column("by", sa.Text(), server_default="", nullable=False))
    op.execute(sa.text("UPDATE meta SET value = '2' WHERE name = 'schema_version'"))
