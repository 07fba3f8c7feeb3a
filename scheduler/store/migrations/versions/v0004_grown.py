"""What is asked at every pass, found without reading the whole queue: how late, until when, and what is of one week."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Not «state IN ...», which SQLite would look up in the index by state, however many are queued.
UNSENT = sa.text(
    "state NOT IN ('cancelled', 'claimed', 'expected', 'failed', 'missed', 'partial', 'published', 'sending', 'unknown',"
    " 'withdrawn')"
)


def upgrade() -> None:
    """Add indexes: a program of the version before goes on beside it."""
    op.create_index("ix_deliveries_due", "deliveries", ["due", "id"])
    for name in ("too_late_at", "closes", "not_before"):
        op.create_index(f"ix_deliveries_{name}", "deliveries", [name], sqlite_where=UNSENT, postgresql_where=UNSENT)
    op.execute(sa.text("UPDATE meta SET value = '4' WHERE name = 'schema_version'"))
