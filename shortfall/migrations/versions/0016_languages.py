"""A request says which language the person speaks with us, for staff to route it. Older code works on without the column."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("callbacks", sa.Column("language", sa.String(2)))


def downgrade() -> None:
    """Undo."""
    op.drop_column("callbacks", "language")
