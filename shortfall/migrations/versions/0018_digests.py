"""The daily summary by e-mail: which was sent, and which waits for another try. Older code works beside it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shortfall.base.database import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "digests",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("recipient", sa.String(64), primary_key=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime()),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("digests")
