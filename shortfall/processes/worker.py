"""The worker: what need not, or cannot, happen while somebody waits.

    python -m shortfall.processes.worker

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
from datetime import UTC, datetime
from functools import partial
from random import SystemRandom

import structlog

from shortfall.base import logs
from shortfall.base.database import make_engine, sessions
from shortfall.base.seal import Seal
from shortfall.base.settings import Settings, settings
from shortfall.callbacks.mailing import send_once
from shortfall.callbacks.outbox import Plan, deliver_once
from shortfall.callbacks.targets import WronglySet, mailer, target
from shortfall.callbacks.targets.base import Target
from shortfall.callbacks.targets.email import Mailer
from shortfall.privacy.engine_memory import EngineMemory
from shortfall.privacy.retention import sweep
from shortfall.processes.heartbeat import BEAT_SECONDS, Heart, heartbeat_file
from shortfall.sms.inbox import open_inbox
from shortfall.staff.digest import Summary, send_due

log = structlog.get_logger(__name__)

SMS_SECONDS = 0.2
DELIVERY_SECONDS = 1.0
SUMMARY_SECONDS = 30.0
RETENTION_SECONDS = 24 * 3600.0
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
        close: called once no thread does it any more.
    """

    name: str
    run_once: Callable[[], int]
    idle_seconds: float
    threads: int = 1
    close: Callable[[], None] | None = None


def jobs(config: Settings) -> list[Job]:
    """Everything this worker does."""
    database = make_engine(config.database)
    writing = sessions(database)
    chance, whole = SystemRandom(), partial(_whole, Seal(database))
    texts = open_inbox(config)
    plan = Plan.of(config)
    return [
        *([Job("sms", partial(whole, texts.run_once), SMS_SECONDS, threads=4, close=texts.close)] if texts else []),
        *(
            Job(
                f"deliver_{found.name}",
                partial(whole, partial(deliver_once, writing, found, plan, _now, chance)),
                DELIVERY_SECONDS,
                2,
            )
            for found in _targets(config)
        ),
        *(
            [Job("summary", partial(whole, partial(send_due, writing, daily, _now)), SUMMARY_SECONDS)]
            if (daily := _summary(config))
            else []
        ),
        *(
            [Job("mail", partial(whole, partial(send_once, writing, post, plan.lease, _now)), DELIVERY_SECONDS)]
            if (post := _mailer(config))
            else []
        ),
        Job("retention", partial(sweep, writing, EngineMemory.of(config), config, _now), RETENTION_SECONDS),
    ]


class LedgersNotMerged(RuntimeError):
    """A restore may have lost an opt-out or a withdrawal (`shortfall.base.seal`)."""


def _whole(whole: Callable[[], bool], run_once: Callable[[], int]) -> int:
    """Do what sends or hands on only while nobody can be reached who has said no.

    Raises:
        LedgersNotMerged: somebody could be; nothing was done, and what waits goes on waiting.
    """
    if not whole():
        raise LedgersNotMerged
    return run_once()


def _mailer(config: Settings) -> Mailer | None:
    """What sends summaries to people; None where there is none, or it is wrongly set."""
    try:
        return mailer(config)
    except WronglySet as error:
        log.error("target_wrongly_set", target="summaries", why=str(error), see="shortfall check")
        return None


def _targets(config: Settings) -> list[Target]:
    """The targets that work; one that is wrongly set keeps its deliveries waiting and the others going."""
    names, found = config.targets, []
    for forgotten in set(config.set_up) - set(names):
        log.error("target_not_told", target=forgotten, why="SHORTFALL_TELL does not name it", see="shortfall check")
    for name in names:
        try:
            found.append(target(name, config))
        except WronglySet as error:
            log.error("target_wrongly_set", target=name, why=str(error), see="shortfall check")
    if not names:
        log.warning("no_targets", callbacks_are_at=f"{config.site}/staff")
    return found


def _summary(config: Settings) -> Summary | None:
    """The daily summary, if somebody is to get it and it can be sent."""
    try:
        return Summary.of(config)
    except WronglySet as error:
        log.error("summary_wrongly_set", why=str(error), see="shortfall check")
        return None


def _now() -> datetime:
    return datetime.now(UTC)


SIGNALS = (signal.SIGTERM, signal.SIGINT)


def told_to_stop(seconds: float) -> bool:
    """Whether a signal to stop came within so many seconds. The signals must be blocked.

    A handler may interrupt this very thread inside a lock that it then needs itself (`Event.set` does); waiting for the signal
    instead interrupts nothing.
    """
    return signal.sigtimedwait(SIGNALS, seconds) is not None


def work(
    found: Sequence[Job],
    stop: threading.Event,
    heart: Heart | None = None,
    told: Callable[[float], bool] | None = None,
) -> None:
    """Run all jobs until told to stop and what was begun is done.

    Args:
        stop: set, the jobs begin nothing more.
        heart: beats while they work.
        told: waits so many seconds for the end, and says whether it came; without it, `stop` is waited for.
    """
    heart, told = heart or Heart(None), told or stop.wait
    threads = [
        threading.Thread(target=_repeat, args=(job, stop, heart), name=f"{job.name}-{number}")
        for job in found
        for number in range(job.threads)
    ]
    for thread in threads:
        thread.start()
    while not told(BEAT_SECONDS):
        if all(thread.is_alive() for thread in threads):
            heart.beat()
    stop.set()
    for thread in threads:
        thread.join()
    for job in found:
        if job.close:
            job.close()


def _repeat(job: Job, stop: threading.Event, heart: Heart) -> None:
    while not stop.is_set():
        try:
            with heart.round():
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
    # Before any thread starts: each inherits what is blocked, and a signal takes whichever thread is open to it.
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    config = settings()
    logs.configure(config.log_level)
    work(jobs(config), threading.Event(), Heart(heartbeat_file(config.var_dir)), told_to_stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
