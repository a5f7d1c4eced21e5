"""Who of the staff may do what, and what the attorney decided about each text; what staff see of a request at a glance, when to try
again, how it ended, and the firm's list for conflicts of interest. Older code works on with it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from shortfall.base.database import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_OF_A_REQUEST: dict[str, sa.types.TypeEngine[Any]] = {
    "stage": sa.String(16),
    "deadline": sa.Date(),
    "next_try": UtcDateTime(),
    "outcome": sa.String(16),
    "opposing": sa.Text(),
}


def upgrade() -> None:
    """Apply."""
    op.add_column("staff_accounts", sa.Column("role", sa.String(16), nullable=False, server_default="clerk"))
    op.add_column("staff_accounts", sa.Column("name", sa.String(80)))
    op.add_column("chat_messages", sa.Column("review", sa.JSON))
    for name, kind in _OF_A_REQUEST.items():
        op.add_column("callbacks", sa.Column(name, kind, nullable=True))
    op.create_table(
        "conflict_lists",
        sa.Column("uid", sa.String(32), primary_key=True),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("login", sa.String(32), nullable=False),
        sa.Column("used_at", UtcDateTime),
        sa.Column("names", sa.Text, nullable=False),
    )
    op.create_table(
        "content_reviews",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("question", sa.String(120), nullable=False, index=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("approved", sa.Boolean, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("login", sa.String(32), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("text", sa.String(32), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("note", sa.Text),
    )
    # As for the audit log (0006): a decision that was made is never changed.
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER content_reviews_append_only BEFORE UPDATE OR DELETE ON content_reviews "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        return
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER content_reviews_no_{action.lower()} BEFORE {action} ON content_reviews "
            "BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END"
        )


def downgrade() -> None:
    """Undo."""
    op.drop_table("content_reviews")
    op.drop_table("conflict_lists")
    for name in _OF_A_REQUEST:
        op.drop_column("callbacks", name)
    op.drop_column("chat_messages", "review")
    op.drop_column("staff_accounts", "name")
    op.drop_column("staff_accounts", "role")
