"""Every table of the database, and which of its columns are about a person."""

from __future__ import annotations

import importlib

import sqlalchemy as sa

from shortfall.base.database import Base, Private, PrivateJson

MODULES = (
    "shortfall.callbacks.tables",
    "shortfall.callbacks.outbox",
    "shortfall.conversation.transcript",
    "shortfall.privacy.receipts",
    "shortfall.insight.review",
    "shortfall.sms.store",
    "shortfall.staff.accounts",
    "shortfall.staff.attempts",
    "shortfall.staff.audit",
    "shortfall.staff.sessions",
)
"""Where tables are declared. A module that adds one belongs here, or its columns are neither erased nor re-encrypted."""


def private_columns() -> dict[sa.Table, list[str]]:
    """The tables that hold encrypted columns, with the names of these."""
    for module in MODULES:
        importlib.import_module(module)
    found = {
        table: [column.name for column in table.columns if isinstance(column.type, Private | PrivateJson)]
        for table in Base.metadata.sorted_tables
    }
    return {table: columns for table, columns in found.items() if columns}
