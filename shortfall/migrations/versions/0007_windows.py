"""What a person wished for beside the first window, and why a request is urgent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shortfall.base.database import Private

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("callbacks", sa.Column("wish", Private))
    op.add_column("callbacks", sa.Column("urgent_reason", Private))


def downgrade() -> None:
    """Undo."""
    op.drop_column("callbacks", "urgent_reason")
    op.drop_column("callbacks", "wish")
