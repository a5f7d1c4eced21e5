"""A sign of life for a process that serves nobody: a file that is touched while no piece of work hangs.

    python -m shortfall.processes.heartbeat      # 0 if the worker of this state folder lives, 1 if not: for a probe

Standard library only, so that a probe costs little.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

BEAT_SECONDS = 10.0
HUNG_SECONDS = 600.0
"""Longer than any round of work may take: an answer, a delivery, a batch of erasures."""
DEAD_SECONDS = 60.0


def heartbeat_file(folder: Path) -> Path:
    """The file in a state folder."""
    return folder / "worker.alive"


class Heart:
    """Beats while every round that has begun is younger than HUNG_SECONDS.

    Args:
        file: what is touched; None for none.
        clock: seconds, of a clock that only goes forward.
    """

    def __init__(self, file: Path | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._file = file
        self._clock = clock
        self._begun: dict[int, float] = {}

    @contextmanager
    def round(self) -> Iterator[None]:
        """A round of work of this thread."""
        thread = threading.get_ident()
        self._begun[thread] = self._clock()
        try:
            yield
        finally:
            del self._begun[thread]

    def beat(self) -> bool:
        """Touch the file, unless a round hangs; whether none does."""
        now = self._clock()
        if any(now - begun > HUNG_SECONDS for begun in list(self._begun.values())):
            return False
        if self._file is not None:
            self._file.touch(0o600)
        return True


def alive(file: Path, now: float) -> bool:
    """Whether the file was touched lately; `now` in seconds since 1970."""
    try:
        return now - file.stat().st_mtime < DEAD_SECONDS
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(0 if alive(heartbeat_file(Path(os.environ.get("SHORTFALL_VAR_DIR", "var"))), time.time()) else 1)
