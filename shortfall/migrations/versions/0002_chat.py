"""Chats: sessions, messages, and erasures the engine has still to follow."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shortfall.base.database import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "chat_sessions",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("created_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "chat_messages",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("session_id", sa.String(64), sa.ForeignKey("chat_sessions.id"), nullable=False),
        sa.Column("uid", sa.String(64), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("role", sa.String(9), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("payload", sa.Text),
        sa.Column("reply_to", sa.Integer, sa.ForeignKey("chat_messages.seq"), index=True),
        sa.Column("topic", sa.String(80)),
        sa.Column("choices", sa.JSON),
        sa.Column("sources", sa.JSON),
        sa.Column("card", sa.JSON),
        sa.Column("asking", sa.String(80)),
        sa.UniqueConstraint("session_id", "uid", name="one_message_per_uid"),
    )
    op.create_index("chat_messages_in_order", "chat_messages", ["session_id", "seq"])
    op.create_table(
        "chat_erasures",
        sa.Column("sender", sa.String(64), primary_key=True),
        sa.Column("requested_at", UtcDateTime, nullable=False),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("chat_erasures")
    op.drop_table("chat_messages")
    op.drop_table("chat_sessions")
