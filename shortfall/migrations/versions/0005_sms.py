"""Text messages: who texts, what came in, what goes out, what became of it, and who wants no more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shortfall.base.database import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "sms_people",
        sa.Column("person", sa.String(64), primary_key=True),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("told_at", UtcDateTime),
        sa.Column("heard_at", UtcDateTime),
        sa.Column("pages", sa.Text, nullable=False),
        sa.Column("choices", sa.JSON, nullable=False),
        sa.Column("due_at", UtcDateTime),
        sa.Column("lease", sa.String(32)),
        sa.Column("lease_until", UtcDateTime),
    )
    op.create_index("sms_people_due", "sms_people", ["due_at"])
    op.create_table(
        "sms_inbound",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sid", sa.String(40), nullable=False, unique=True),
        sa.Column("token", sa.String(64), unique=True),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("media", sa.Integer, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("doubtful", sa.Boolean, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.create_index("sms_inbound_waiting", "sms_inbound", ["person", "state", "id"])
    op.create_table(
        "sms_outbound",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("purpose", sa.String(32), nullable=False),
        sa.Column("reply_to", sa.Integer, sa.ForeignKey("sms_inbound.id"), unique=True),
        sa.Column("retry_of", sa.Integer, sa.ForeignKey("sms_outbound.id"), unique=True),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("send_at", UtcDateTime, nullable=False),
        sa.Column("tried_at", UtcDateTime),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("sid", sa.String(40), unique=True),
        sa.Column("status", sa.String(16)),
        sa.Column("error", sa.Integer),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.create_index("sms_outbound_open", "sms_outbound", ["person", "state", "send_at"])
    op.create_table(
        "sms_statuses",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sid", sa.String(40), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("error", sa.Integer),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.UniqueConstraint("sid", "status", name="each_status_once"),
    )
    op.create_table(
        "sms_opt_outs",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("out", sa.Boolean, nullable=False),
        sa.Column("how", sa.String(32), nullable=False),
        sa.Column("at", UtcDateTime, nullable=False),
    )
    op.create_index("sms_opt_outs_of_a_person", "sms_opt_outs", ["person", "id"])


def downgrade() -> None:
    """Undo."""
    for name in ("sms_opt_outs", "sms_statuses", "sms_outbound", "sms_inbound", "sms_people"):
        op.drop_table(name)
