"""Codes by which a chat of the web goes on by text, where it went, and which text brought a code. Older code works on without them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "chat_codes",
        sa.Column("chat", sa.String(64), primary_key=True),
        sa.Column("code", sa.String(64), nullable=False, unique=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person", sa.String(64)),
        sa.Column("sid", sa.String(40), unique=True),
    )
    op.create_index("ix_chat_codes_person", "chat_codes", ["person"])
    op.add_column("chat_sessions", sa.Column("moved_to", sa.String(64)))
    op.create_index("ix_chat_sessions_moved_to", "chat_sessions", ["moved_to"])
    op.add_column("sms_inbound", sa.Column("code", sa.String(8)))


def downgrade() -> None:
    """Undo."""
    op.drop_column("sms_inbound", "code")
    op.drop_index("ix_chat_sessions_moved_to", "chat_sessions")
    op.drop_column("chat_sessions", "moved_to")
    op.drop_index("ix_chat_codes_person", "chat_codes")
    op.drop_table("chat_codes")
