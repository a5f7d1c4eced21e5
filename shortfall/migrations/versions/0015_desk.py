"""What staff see of a request at a glance, when to try again, how it ended, and the firm's list for conflicts of interest.
Older code works on with it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from shortfall.base.database import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_NEW: dict[str, sa.types.TypeEngine[Any]] = {
    "language": sa.String(2),
    "stage": sa.String(16),
    "deadline": sa.Date(),
    "next_try": UtcDateTime(),
    "outcome": sa.String(16),
    "opposing": sa.Text(),
}


def upgrade() -> None:
    """Apply."""
    for name, kind in _NEW.items():
        op.add_column("callbacks", sa.Column(name, kind, nullable=True))
    op.create_table(
        "conflict_lists",
        sa.Column("uid", sa.String(32), primary_key=True),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("login", sa.String(32), nullable=False),
        sa.Column("used_at", UtcDateTime),
        sa.Column("names", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("conflict_lists")
    for name in _NEW:
        op.drop_column("callbacks", name)
