"""The outbox; one way through the ledger's lock, for privacy; cards and choices encrypted; receipts of erasures."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from shortfall.base.database import UtcDateTime
from shortfall.base.encryption import cipher

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_KEPT = ("id", "callback_id", "kind", "given", "version", "channel", "conversation_id", "message_id", "how", "at")
_CARDS = ("choices", "card")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("callback_id", sa.Integer, sa.ForeignKey("callbacks.id"), nullable=False),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("target", sa.String(16), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("payload", sa.Text),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_attempt_at", UtcDateTime, nullable=False),
        sa.Column("leased_until", UtcDateTime),
        sa.Column("last_error", sa.String(32)),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("closed_at", UtcDateTime),
        sa.UniqueConstraint("target", "key", name="one_delivery_per_target_and_key"),
    )
    op.create_index("deliveries_due", "deliveries", ["state", "target", "next_attempt_at"])
    op.create_index("deliveries_in_order", "deliveries", ["callback_id", "target", "id"])
    op.create_table(
        "delivery_targets",
        sa.Column("name", sa.String(16), primary_key=True),
        sa.Column("paused_until", UtcDateTime),
        sa.Column("disabled_at", UtcDateTime),
    )
    op.create_table(
        "privacy_receipts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.Column("reason", sa.String(16), nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
    )
    _unlock_ledger()
    with op.batch_alter_table("consents") as table:
        table.alter_column("phone", existing_type=sa.Text(), nullable=True)
        table.alter_column("wording", existing_type=sa.Text(), nullable=True)
    _let_only_blanking_through()
    _retype_cards(sa.JSON(), sa.Text(), "::text")
    _rewrite_cards(to_token=True)


def downgrade() -> None:
    """Undo. Lines of the ledger that were blanked stay empty."""
    _rewrite_cards(to_token=False)
    _retype_cards(sa.Text(), sa.JSON(), "::json")
    _unlock_ledger()
    op.execute(
        sa.text("UPDATE consents SET phone = :nothing WHERE phone IS NULL").bindparams(nothing=cipher().encrypt(""))
    )
    op.execute(
        sa.text("UPDATE consents SET wording = :nothing WHERE wording IS NULL").bindparams(nothing=cipher().encrypt(""))
    )
    with op.batch_alter_table("consents") as table:
        table.alter_column("phone", existing_type=sa.Text(), nullable=False)
        table.alter_column("wording", existing_type=sa.Text(), nullable=False)
    _lock_whole_ledger()
    op.drop_table("privacy_receipts")
    op.drop_table("delivery_targets")
    op.drop_table("deliveries")


def _postgresql() -> bool:
    return op.get_context().dialect.name == "postgresql"


def _unlock_ledger() -> None:
    if _postgresql():
        op.execute("DROP TRIGGER consents_append_only ON consents")
        return
    op.execute("DROP TRIGGER consents_no_update")
    op.execute("DROP TRIGGER consents_no_delete")


def _let_only_blanking_through() -> None:
    """Lines are never deleted. An update may empty `phone` and `wording`, both at once, and touch nothing else."""
    if _postgresql():
        same = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in _KEPT)
        op.execute(
            "CREATE FUNCTION refuse_all_but_blanking() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP = 'UPDATE' AND NEW.phone IS NULL AND NEW.wording IS NULL AND {same} THEN RETURN NEW; END IF; "
            "RAISE EXCEPTION 'this table is append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER consents_append_only BEFORE UPDATE OR DELETE ON consents "
            "FOR EACH ROW EXECUTE FUNCTION refuse_all_but_blanking()"
        )
        return
    same = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in _KEPT)
    op.execute(
        "CREATE TRIGGER consents_no_update BEFORE UPDATE ON consents "
        f"WHEN NOT (NEW.phone IS NULL AND NEW.wording IS NULL AND {same}) "
        "BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END"
    )
    _no_delete()


def _lock_whole_ledger() -> None:
    if _postgresql():
        op.execute("DROP FUNCTION refuse_all_but_blanking()")
        op.execute(
            "CREATE TRIGGER consents_append_only BEFORE UPDATE OR DELETE ON consents "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        return
    op.execute(
        "CREATE TRIGGER consents_no_update BEFORE UPDATE ON consents "
        "BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END"
    )
    _no_delete()


def _no_delete() -> None:
    op.execute(
        "CREATE TRIGGER consents_no_delete BEFORE DELETE ON consents "
        "BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END"
    )


def _retype_cards(old: sa.types.TypeEngine[Any], new: sa.types.TypeEngine[Any], cast: str) -> None:
    with op.batch_alter_table("chat_messages") as table:
        for column in _CARDS:
            table.alter_column(column, existing_type=old, type_=new, postgresql_using=f"{column}{cast}")


def _rewrite_cards(*, to_token: bool) -> None:
    connection = op.get_bind()
    messages = sa.table("chat_messages", sa.column("seq"), *(sa.column(name) for name in _CARDS))
    wanted = sa.or_(*(messages.c[name].is_not(None) for name in _CARDS))
    for row in connection.execute(sa.select(messages).where(wanted)).all():
        changed = {}
        for name in _CARDS:
            value = getattr(row, name)
            if value is not None:
                plain = value if isinstance(value, str) else json.dumps(value)
                changed[name] = cipher().encrypt(plain) if to_token else cipher().decrypt(value)
        connection.execute(sa.update(messages).where(messages.c.seq == row.seq).values(changed))
