"""Which messages that were not understood an editor has dealt with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shortfall.base.database import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "reviewed_messages",
        sa.Column("message_seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", UtcDateTime, nullable=False),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("reviewed_messages")
