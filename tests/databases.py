"""Databases for tests, migrated. All migrations take a tenth of a second, and hundreds of tests begin with them."""

from __future__ import annotations

import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from shortfall.base.database import migrate

_SQLITE = "sqlite:///"


def migrated(url: str) -> None:
    """Bring a database to the newest version. A new SQLite file is copied from one that was migrated once."""
    path = Path(url.removeprefix(_SQLITE))
    if url.startswith(_SQLITE) and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_template(), path)
    else:
        migrate(url)


@lru_cache
def _template() -> Path:
    path = Path(_folder().name) / "shortfall.db"
    migrate(f"{_SQLITE}{path}")
    return path


@lru_cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="migrated")  # removed when the process ends
