"""What is known about a person is encrypted; a number is found by its blind index."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from shortfall.base.encryption import cipher, identities

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_PRIVATE = {
    "callbacks": ("id", ("name", "phone", "figures", "note")),
    "consents": ("id", ("wording", "phone")),
    "chat_messages": ("seq", ("text",)),
}


def upgrade() -> None:
    """Apply."""
    op.add_column("callbacks", sa.Column("phone_hash", sa.String(64)))
    connection = op.get_bind()
    for key, phone in connection.execute(sa.text("SELECT id, phone FROM callbacks")).all():
        connection.execute(
            sa.text("UPDATE callbacks SET phone_hash = :hash WHERE id = :key"),
            {"hash": identities().of(phone, "callback"), "key": key},
        )
    op.drop_index("one_open_callback_per_phone", "callbacks")
    with op.batch_alter_table("callbacks") as table:
        table.alter_column("phone_hash", nullable=False)
        table.create_index("ix_callbacks_phone_hash", ["phone_hash"])
    _one_open_callback_per("phone_hash")
    _rewrite(lambda text: cipher().encrypt(text))


def downgrade() -> None:
    """Undo."""
    _rewrite(lambda text: cipher().decrypt(text))
    op.drop_index("one_open_callback_per_phone", "callbacks")
    op.drop_index("ix_callbacks_phone_hash", "callbacks")
    with op.batch_alter_table("callbacks") as table:
        table.drop_column("phone_hash")
    _one_open_callback_per("phone")


def _one_open_callback_per(column: str) -> None:
    still_open = sa.text("closed_at IS NULL")
    op.create_index(
        "one_open_callback_per_phone",
        "callbacks",
        [column],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )


def _rewrite(change: Callable[[str], str]) -> None:
    """Put every private text through `change`. The ledger's lock is lifted for this: its lines keep what they say."""
    connection = op.get_bind()
    _ledger_lock(connection, on=False)
    for name, (key, columns) in _PRIVATE.items():
        table = sa.table(name, sa.column(key), *(sa.column(column) for column in columns))
        for row in connection.execute(sa.select(table)).all():
            changed = {column: change(getattr(row, column)) for column in columns}
            connection.execute(sa.update(table).where(table.c[key] == getattr(row, key)).values(changed))
    _ledger_lock(connection, on=True)


def _ledger_lock(connection: sa.Connection, *, on: bool) -> None:
    if connection.dialect.name == "postgresql":
        op.execute(f"ALTER TABLE consents {'ENABLE' if on else 'DISABLE'} TRIGGER consents_append_only")
    elif on:
        op.execute(
            "CREATE TRIGGER consents_no_update BEFORE UPDATE ON consents "
            "BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END"
        )
    else:
        op.execute("DROP TRIGGER consents_no_update")
