"""Every table of the database, and which of its columns are about a person."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

import sqlalchemy as sa

from shortfall.base.database import Base, Private, PrivateJson
from shortfall.base.encryption import place_of

MODULES = (
    "shortfall.base.seal",
    "shortfall.callbacks.tables",
    "shortfall.callbacks.outbox",
    "shortfall.content.reviews",
    "shortfall.conversation.mail",
    "shortfall.conversation.transcript",
    "shortfall.privacy.receipts",
    "shortfall.insight.review",
    "shortfall.sms.store",
    "shortfall.sms.thread",
    "shortfall.staff.accounts",
    "shortfall.staff.attempts",
    "shortfall.staff.audit",
    "shortfall.staff.conflicts",
    "shortfall.staff.digest",
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


def place_in(table: sa.Table, column: str, row: sa.Row[Any]) -> str:
    """Where a private value of a row belongs; the row has the columns that `rows` names."""
    return place_of(f"{table.name}.{column}", *(getattr(row, name) for name in rows()[table]))


@cache
def rows() -> dict[sa.Table, tuple[str, ...]]:
    """The columns by which a row of each table with private columns is known."""
    private = private_columns()
    known = {mapper.local_table: mapper.class_.row for mapper in Base.registry.mappers}
    return {table: known[table] for table in private}
