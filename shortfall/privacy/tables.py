"""Every table of the database, and which of its columns are about a person."""

from __future__ import annotations

import importlib

import sqlalchemy as sa

from shortfall.database import Base, Private, PrivateJson

_MODULES = ("shortfall.callbacks.store", "shortfall.callbacks.outbox", "shortfall.gateway.transcript")
"""Where tables are declared. A module that adds one belongs here, or its columns are neither erased nor re-encrypted."""


def private_columns() -> dict[sa.Table, list[str]]:
    """The tables that hold encrypted columns, with the names of these."""
    for module in _MODULES:
        importlib.import_module(module)
    found = {
        table: [column.name for column in table.columns if isinstance(column.type, Private | PrivateJson)]
        for table in Base.metadata.sorted_tables
    }
    return {table: columns for table, columns in found.items() if columns}
