"""Summaries of chats on their way to an address. Older code works on without them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "chat_mails",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("uid", sa.String(32), nullable=False, unique=True),
        sa.Column("chat", sa.String(64)),
        sa.Column("address", sa.Text()),
        sa.Column("address_hash", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("text", sa.Text()),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("consent", sa.String(32), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True)),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("chat_mails_due", "chat_mails", ["state", "next_at"])
    for name in ("chat", "address_hash"):
        op.create_index(f"ix_chat_mails_{name}", "chat_mails", [name])


def downgrade() -> None:
    """Undo."""
    op.drop_table("chat_mails")
