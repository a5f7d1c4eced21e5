"""Nothing is lost and nothing said twice while the engine is away, a worker is killed and the database is locked."""

from __future__ import annotations

import io
from pathlib import Path

from tests.channels.storm import faults, storm


def test_every_message_is_answered_once_and_in_order(tmp_path: Path, written: io.StringIO) -> None:
    outcome = storm(tmp_path, seconds=6, per_second=20, phones=15, locked=3)
    assert sum(map(len, outcome.sent.values())) == 120
    assert outcome.kills == 2
    assert faults(outcome) == []
