"""The worker: what need not, or cannot, happen while somebody waits.

    python -m shortfall.worker

Each job runs in threads of its own and does what is due, over and over; between two rounds without work it sleeps. Any
number of workers may run beside each other: a job takes its work in the database, under a lock. SIGTERM lets every piece
of work that has begun come to its end.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from shortfall import logs
from shortfall.settings import Settings, settings

log = structlog.get_logger(__name__)

FAILED_SECONDS = 5.0
"""How long a job that failed as a whole (the database is away) rests."""


@dataclass(frozen=True)
class Job:
    """A kind of work.

    Args:
        name: what the log calls it.
        run_once: does the work that is due and returns how many pieces there were; it may be called from several threads.
        idle_seconds: sleep after a round without work.
        threads: how many do this at once.
    """

    name: str
    run_once: Callable[[], int]
    idle_seconds: float
    threads: int = 1


def jobs(config: Settings) -> list[Job]:
    """Everything this worker does."""
    from shortfall.sms import inbox

    return [job for job in (inbox.job(config),) if job]


def work(found: Sequence[Job], stop: threading.Event) -> None:
    """Run all jobs until `stop` is set and what was begun is done."""
    threads = [
        threading.Thread(target=_repeat, args=(job, stop), name=f"{job.name}-{number}")
        for job in found
        for number in range(job.threads)
    ]
    for thread in threads:
        thread.start()
    stop.wait()
    for thread in threads:
        thread.join()


def _repeat(job: Job, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            done = job.run_once()
        except Exception as error:
            # Whatever it was (a database that is away, most often), the work is still there in the next round.
            log.error("job_failed", job=job.name, exc_info=error)
            stop.wait(FAILED_SECONDS)
            continue
        if not done:
            stop.wait(job.idle_seconds)


def main() -> int:
    """Work until told to stop."""
    config = settings()
    logs.configure(config.log_level)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    work(jobs(config), stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
