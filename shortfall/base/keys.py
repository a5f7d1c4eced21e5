"""Secrets that a machine makes for itself once and keeps in a file. Standard library only: the engine reads them too."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def read_or_create_key(path: Path) -> str:
    """The hexadecimal key (64 characters) in `path`, made on first use; safe when several processes start together.

    Raises:
        OSError: the folder cannot be written.
        ValueError: the file holds something too short to be a key.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # Written aside and linked into place, so that no other process ever reads half a key.
        draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_hex(32))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 32:
        raise ValueError(f"{path.name} is too short for a key; delete it and a new one is created")
    return key
