"""The tables are those that the migrations make."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from shortfall.base.database import Base, make_engine
from shortfall.sms import store
from tests.databases import migrated


def test_the_migrations_make_the_tables_that_the_code_expects(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shortfall.db'}"
    migrated(url)
    assert store.SmsPerson.__tablename__ == "sms_people"
    with make_engine(url).connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert [each for each in differences if "sms_" in str(each)] == []
