"""Staff: accounts, sessions, attempts to log in, the audit log; and what the staff do with a callback."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shortfall.base.database import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "staff_accounts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("login", sa.String(32), nullable=False, unique=True),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("disabled_at", UtcDateTime),
    )
    op.create_table(
        "staff_sessions",
        sa.Column("id_hash", sa.String(64), primary_key=True),
        sa.Column("account_id", sa.Integer, sa.ForeignKey("staff_accounts.id"), nullable=False, index=True),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("seen_at", UtcDateTime, nullable=False),
    )
    op.create_table(
        "staff_attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("login_hash", sa.String(64), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("succeeded", sa.Boolean, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.create_index("staff_attempts_by_login", "staff_attempts", ["login_hash", "at"])
    op.create_index("staff_attempts_by_address", "staff_attempts", ["address", "at"])
    op.create_table(
        "staff_audit",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("login", sa.String(32), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("reference", sa.String(9), index=True),
        sa.Column("address", sa.String(64)),
        sa.Column("detail", sa.JSON, nullable=False),
    )
    _only_ever_add("staff_audit")
    # Plain ALTER TABLE: rebuilding these tables would drop their triggers and partial indexes on SQLite.
    op.add_column("callbacks", sa.Column("claimed_by", sa.String(32)))
    op.add_column("callbacks", sa.Column("no_answers", sa.Integer, nullable=False, server_default="0"))
    op.add_column("callbacks", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    op.add_column("callback_events", sa.Column("staff", sa.String(32)))
    op.add_column("callback_events", sa.Column("note", sa.Text))


def downgrade() -> None:
    """Undo."""
    op.drop_column("callback_events", "note")
    op.drop_column("callback_events", "staff")
    for column in ("version", "no_answers", "claimed_by"):
        op.drop_column("callbacks", column)
    for table in ("staff_audit", "staff_attempts", "staff_sessions", "staff_accounts"):
        op.drop_table(table)


def _only_ever_add(table: str) -> None:
    """Triggers that refuse to change or delete a line; `refuse_change` is there since 0001."""
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END"
        )
