"""The seal of the ledgers (shortfall/base/seal.py), of what is there when this release comes. Older code works on without it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table("ledger_seal", sa.Column("here", sa.String(80), primary_key=True))
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "INSERT INTO ledger_seal (here) SELECT concat_ws('.', (SELECT system_identifier FROM pg_control_system()), "
            "('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int, to_regclass('sms_opt_outs')::oid, to_regclass('consents')::oid)"
        )


def downgrade() -> None:
    """Undo."""
    op.drop_table("ledger_seal")
