"""A request says what was told of a life in danger, for staff to see first. Older code works on without the column."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("callbacks", sa.Column("mark", sa.String(16)))


def downgrade() -> None:
    """Undo."""
    op.drop_column("callbacks", "mark")
