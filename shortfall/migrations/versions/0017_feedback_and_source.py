"""Whether an answer helped, and its language; the language, page and campaign of a chat, and with a request the last two. Older code works on
without the columns."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("chat_messages", sa.Column("helped", sa.Boolean()))
    op.add_column("chat_messages", sa.Column("lang", sa.String(2)))
    op.add_column("chat_sessions", sa.Column("language", sa.String(2)))
    for table in ("chat_sessions", "callbacks"):
        op.add_column(table, sa.Column("page", sa.String(300)))
        op.add_column(table, sa.Column("campaign", sa.String(80)))


def downgrade() -> None:
    """Undo."""
    for table in ("callbacks", "chat_sessions"):
        op.drop_column(table, "campaign")
        op.drop_column(table, "page")
    op.drop_column("chat_sessions", "language")
    op.drop_column("chat_messages", "lang")
    op.drop_column("chat_messages", "helped")
