"""A number is not a key: requests for the same number stand side by side. Extensions, and requests joined by the staff.

Columns are only added and may be empty, and the new index is weaker than the old one, so the release before runs on it too.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shortfall.base.database import Private

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    """Apply."""
    op.add_column("callbacks", sa.Column("extension", Private))
    op.add_column("callbacks", sa.Column("joined_to", sa.Integer))
    op.create_index("ix_callbacks_joined_to", "callbacks", ["joined_to"])
    op.drop_index("one_open_callback_per_phone", "callbacks")
    op.create_index(
        "one_open_callback_per_chat_and_phone",
        "callbacks",
        ["conversation_id", "phone_hash"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )


def downgrade() -> None:
    """Undo. Where two open requests share a number the old index cannot hold them apart: it comes back without its force."""
    twice = op.get_bind().scalar(
        sa.text(
            "SELECT count(*) FROM (SELECT phone_hash FROM callbacks WHERE closed_at IS NULL "
            "GROUP BY phone_hash HAVING count(*) > 1) AS shared"
        )
    )
    op.drop_index("one_open_callback_per_chat_and_phone", "callbacks")
    op.create_index(
        "one_open_callback_per_phone",
        "callbacks",
        ["phone_hash"],
        unique=not twice,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.execute("UPDATE callbacks SET status = 'done' WHERE status = 'joined'")
    op.drop_index("ix_callbacks_joined_to", "callbacks")
    op.drop_column("callbacks", "joined_to")
    op.drop_column("callbacks", "extension")
