"""Text messages know the request that caused them; the ledger of those who want none lets lines be added, no more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    for table in ("sms_inbound", "sms_outbound"):
        op.add_column(table, sa.Column("request_id", sa.String(64)))
    # `refuse_change` is there since 0001.
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER sms_opt_outs_append_only BEFORE UPDATE OR DELETE ON sms_opt_outs "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        for table in ("sms_opt_outs", "consents"):
            op.execute(
                f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
        return
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER sms_opt_outs_no_{action.lower()} BEFORE {action} ON sms_opt_outs "
            "BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END"
        )


def downgrade() -> None:
    """Undo."""
    if op.get_context().dialect.name == "postgresql":
        for trigger in ("append_only", "no_truncate"):
            op.execute(f"DROP TRIGGER sms_opt_outs_{trigger} ON sms_opt_outs")
        op.execute("DROP TRIGGER consents_no_truncate ON consents")
    else:
        for trigger in ("no_update", "no_delete"):
            op.execute(f"DROP TRIGGER sms_opt_outs_{trigger}")
    for table in ("sms_inbound", "sms_outbound"):
        op.drop_column(table, "request_id")
