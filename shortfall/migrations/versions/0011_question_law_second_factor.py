"""An answer's question and whose law it states; a second factor of the staff; the texts of a day. Columns are added and may be empty: the release
before runs on it as well."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_NEW: dict[str, dict[str, sa.types.TypeEngine[Any]]] = {
    "chat_messages": {"question": sa.String(80), "law": sa.String(8)},
    "staff_accounts": {"totp": sa.Text(), "totp_step": sa.Integer(), "recovery": sa.Text()},
}


def upgrade() -> None:
    """Apply."""
    for table, columns in _NEW.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))
    # The oldest migration whose release still runs on this database. One that only adds leaves it; one that takes away what
    # the release before needs sets it to itself.
    floor = op.create_table("schema_floor", sa.Column("revision", sa.String(32), primary_key=True))
    op.bulk_insert(floor, [{"revision": revision}])
    op.create_index("sms_outbound_tried", "sms_outbound", ["tried_at"])


def downgrade() -> None:
    """Undo."""
    op.drop_index("sms_outbound_tried", "sms_outbound")
    op.drop_table("schema_floor")
    for table, columns in _NEW.items():
        with op.batch_alter_table(table) as batch:
            for name in columns:
                batch.drop_column(name)
