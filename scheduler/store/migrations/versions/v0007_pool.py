"""Which content of a pool an occurrence says."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column: a program of the version before goes on beside it."""
    op.add_column("deliveries", sa.Column("content", sa.Text(), server_default="", nullable=False))
    op.execute(sa.text("UPDATE meta SET value = '7' WHERE name = 'schema_version'"))
