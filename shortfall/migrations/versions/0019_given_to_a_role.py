"""A request can be given to a role of the staff. Older code works on without the column."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("callbacks", sa.Column("for_role", sa.String(16)))


def downgrade() -> None:
    """Undo."""
    op.drop_column("callbacks", "for_role")
