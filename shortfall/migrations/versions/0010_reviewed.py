"""What an editor has dealt with goes with its message: SQLite gives the number of a deleted one to a new one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shortfall.base.database import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. Lines without a message go, for they may hide another one."""
    _again(sa.ForeignKey("chat_messages.seq", ondelete="CASCADE"))


def downgrade() -> None:
    """Undo."""
    _again()


def _again(*more: sa.ForeignKey) -> None:
    op.rename_table("reviewed_messages", "reviewed_messages_before")
    op.create_table(
        "reviewed_messages",
        sa.Column("message_seq", sa.Integer, *more, primary_key=True, autoincrement=False),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.execute(
        "INSERT INTO reviewed_messages (message_seq, at) SELECT message_seq, at FROM reviewed_messages_before "
        "WHERE message_seq IN (SELECT seq FROM chat_messages)"
    )
    op.drop_table("reviewed_messages_before")
