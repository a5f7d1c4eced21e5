"""Callbacks booked on the web and by text while everything fails, and a look at what is there afterwards.

    .venv/bin/python -m tests.faults.run --callbacks 300 [--database postgresql] [--seed 6] [--pause 1 4] [--keep FOLDER]

The processes, the chat API, the signed webhooks, the databases and the receivers are the real ones. Prints a report, and on
stderr how far it is; 1 when something was lost, doubled, leaked or promised without being there.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import func, select

from shortfall.base.database import make_engine, sessions
from shortfall.callbacks.outbox import DEAD, DELIVERED, WAITING, Delivery
from shortfall.callbacks.tables import Callback, CallbackEvent, ConsentRecord, phone_hash
from shortfall.conversation.transcript import ChatMessage
from shortfall.sms.store import SmsInbound, SmsOutbound, person_of
from tests import postgres
from tests.channels.fake_twilio import FakeTwilio, Sent
from tests.faults.mischief import Mischief
from tests.faults.people import FIRST, LAST, SUBJECT, Outcome, Person, Texter, Visitor
from tests.faults.stack import Stack, standing, use_test_keys
from tests.faults.targets import Targets, open_targets
from tests.system.leaks import Leak, leaks

DRAIN_SECONDS = 300.0
PROGRESS_SECONDS = 30.0
EVENTS = {"moved": "window_changed", "cancelled": "cancelled"}
"""What is stored of what people do afterwards (people.AFTERWARDS)."""
ENGINE_TIMEOUT = 6.0
"""The worker's lease on a person is five times this: so long a killed worker's person waits."""


@dataclass
class Report:
    """What happened, and what is wrong with it."""

    seconds: float = 0.0
    people: list[Outcome] = field(default_factory=list)
    mischief: Counter[str] = field(default_factory=Counter)
    moods: dict[str, Counter[str]] = field(default_factory=dict)
    texts: Counter[str] = field(default_factory=Counter)
    dead: Counter[str] = field(default_factory=Counter)
    taken_again: int = 0
    faults: list[str] = field(default_factory=list)
    leaks: list[Leak] = field(default_factory=list)

    @property
    def wrong(self) -> list[str]:
        """Everything that may not be."""
        return self.faults + [f"leak: {leak}" for leak in self.leaks]

    def __str__(self) -> str:
        confirmed = [one for one in self.people if one.reference]
        waits = sorted(wait for one in self.people for wait in one.waits)
        seen = sum((one.seen for one in self.people), Counter[str]())
        afterwards = Counter(one.then for one in confirmed if one.then)
        lines = [
            f"{len(self.people)} people in {self.seconds:.0f} s: {len(confirmed)} saw a reference, "
            f"{sum(not one.wants for one in self.people)} said no at the end, {_listed(afterwards)}; {len(waits)} messages",
            f"went wrong: {_listed(self.mischief)}",
            *(f"{name} answered: {_listed(counts)}" for name, counts in sorted(self.moods.items())),
            f"Twilio answered: {_listed(self.texts)}",
            f"dead letters at the end, before the operator retried them once more: {_listed(self.dead)}; taken again under the same key: {self.taken_again}",
            f"what people saw besides an answer: {_listed(seen)}",
            f"seconds to an answer: median {statistics.median(waits):.2f}, 9 of 10 in {waits[len(waits) * 9 // 10]:.1f}, longest {waits[-1]:.1f}",
            f"wrong: {len(self.wrong)}",
            *self.wrong[:50],
        ]
        return "\n".join(lines)


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "none"


def run(
    folder: Path,
    callbacks: int,
    *,
    seed: int,
    pause: tuple[float, float],
    rounds: int | None = None,
    together: int = 16,
    share: float = 0.35,
    database: str = "sqlite",
) -> Report:
    """Let `callbacks` people ask, `together` of them at a time, and judge what is there at the end.

    Args:
        pause: seconds between two mischiefs, at least and at most, from when the stack has got over the first.
        rounds: of mischief, each kind once; None goes on until everyone is done.
        share: of the deliveries and texts that go wrong.
    """
    chance = Random(seed)
    report = Report()
    twilio = FakeTwilio()
    begun = time.monotonic()
    with ExitStack() as held:
        held.callback(twilio.stop)
        targets = held.enter_context(open_targets(Random(chance.random()), share))
        more = targets.settings | twilio.settings() | {"SHORTFALL_ENGINE_TIMEOUT": str(ENGINE_TIMEOUT)}
        if database == "postgresql":
            server = held.enter_context(postgres.running())
            more |= {"SHORTFALL_DATABASE_URL": server.new_database()}
        stack = held.enter_context(standing(folder, **more))
        _trouble(twilio, Random(chance.random()), share / 3, report.texts)
        mischief = Mischief(stack, targets, Random(chance.random()), pause, rounds)
        people = [_person(stack, twilio, number, Random(chance.random())) for number in range(callbacks)]
        mischief.start()
        try:
            with ThreadPoolExecutor(together) as pool:
                booking = [pool.submit(Person.book, each) for each in people]
                left = set(booking)
                while left:
                    left = wait(left, timeout=PROGRESS_SECONDS).not_done
                    _progress(begun, people, len(left), mischief)
                    _operator(stack)
                report.people = [each.result() for each in booking]
            if rounds is not None:
                mischief.wait()
        finally:
            mischief.stop()
        stack.wait_ready()
        targets.calm = True
        twilio.judge, twilio.after = (lambda sent: None), (lambda sent: None)
        report.faults += _drain(stack, report)
        report.seconds = time.monotonic() - begun
        report.mischief, report.moods = mischief.done, targets.moods
        stack.keep_metrics()
        report.faults += mischief.failed + judge(stack, targets, twilio, report)
        _write(folder, report)
    report.faults += crashes(stack)
    report.leaks = leaks(
        sorted(stack.logs.iterdir()),
        numbers=[one.number for one in report.people],
        words=[
            *FIRST,
            *LAST,
            SUBJECT,
            "teal mailbox",
            "weekday mornings",
            "as soon as you can",
            "can someone call me",
            "tuesday at 10",
        ],
    )
    return report


def _progress(begun: float, people: list[Person], left: int, mischief: Mischief) -> None:
    """A line for whoever watches."""
    outcomes = [each.outcome for each in people]
    print(
        f"{time.monotonic() - begun:5.0f} s: {len(people) - left} of {len(people)} people through, "
        f"{sum(bool(each.reference) for each in outcomes)} saw a reference, {sum(bool(each.lost) for each in outcomes)} "
        f"gave up, {sum(len(each.waits) for each in outcomes)} messages answered, {sum(mischief.done.values())} mischiefs",
        file=sys.stderr,
        flush=True,
    )


def _operator(stack: Stack) -> None:
    """Now and then somebody retries the dead letters: a target that said 410 would rest, in peace, until the end."""
    try:
        stack.command("outbox", "retry", "--all")
    except subprocess.CalledProcessError:
        pass  # the database was cut off; they come again


def _person(stack: Stack, twilio: FakeTwilio, number: int, chance: Random) -> Person:
    wants = chance.random() < 0.85
    then = chance.choice(("", "moved", "cancelled"))
    if number % 3 == 2:
        return Texter(stack.url, twilio, number, chance, wants=wants, then=then)
    return Visitor(stack.url, number, chance, wants=wants, then=then)


def _trouble(twilio: FakeTwilio, chance: Random, share: float, seen: Counter[str]) -> None:
    """Twilio refuses for now, or takes a message and answers too late."""

    def verdict(sent: Sent) -> tuple[int, dict[str, Any]] | None:
        if chance.random() > share:
            seen["taken"] += 1
            return None
        status = chance.choice((429, 500, 503))
        seen[str(status)] += 1
        return status, {"code": 20429 if status == 429 else 20500, "message": "later", "status": status}

    def late(sent: Sent) -> None:
        if chance.random() < share / 4:
            seen["taken, answered too late"] += 1
            time.sleep(12)

    twilio.judge, twilio.after = verdict, late


def _drain(stack: Stack, report: Report) -> list[str]:
    """Wait until nothing is left to do; in between the operator does what the dead letters ask for."""
    engine = make_engine(stack.database)
    found: list[str] = []
    try:
        reading = sessions(engine, read_only=True)
        with reading() as db:
            kinds = db.execute(
                select(Delivery.target, Delivery.last_error).where(Delivery.state == DEAD).order_by(Delivery.id)
            ).all()
        report.dead = Counter(f"{target} {error}" for target, error in kinds)
        found += [f"a dead letter without a reason: {target}" for target, error in kinds if not error]
        stack.command("outbox", "list", "--json")
        stack.command("outbox", "retry", "--all")
        begun = told = time.monotonic()
        while time.monotonic() - begun < DRAIN_SECONDS:
            with reading() as db:
                waiting = db.scalar(select(func.count()).where(Delivery.state == WAITING)) or 0
                dead = db.scalar(select(func.count()).where(Delivery.state == DEAD)) or 0
                texts = db.scalar(select(func.count()).where(SmsInbound.state == "waiting")) or 0
                texts += db.scalar(select(func.count()).where(SmsOutbound.state.in_(("due", "sending")))) or 0
            if not waiting and not dead and not texts:
                return found
            if dead:
                stack.command("outbox", "retry", "--all")
            if time.monotonic() - told > PROGRESS_SECONDS:
                told = time.monotonic()
                print(f"left: {waiting} deliveries, {dead} dead letters, {texts} texts", file=sys.stderr, flush=True)
            time.sleep(0.5)
        return [*found, f"left over: {waiting} deliveries, {dead} dead letters, {texts} texts"]
    finally:
        engine.dispose()


def judge(stack: Stack, targets: Targets, twilio: FakeTwilio, report: Report) -> list[str]:
    """What is not as it was promised."""
    engine = make_engine(stack.database)
    found = [f"wrong format for {each}" for each in targets.malformed]
    with sessions(engine, read_only=True)() as db:
        stored: dict[str, list[Callback]] = defaultdict(list)
        for row in db.scalars(select(Callback)):
            stored[row.phone_hash].append(row)
        deliveries: dict[int, list[Delivery]] = defaultdict(list)
        for delivery in db.scalars(select(Delivery)):
            deliveries[delivery.callback_id].append(delivery)
        events: dict[int, Counter[str]] = defaultdict(Counter)
        for callback_id, kind in db.execute(select(CallbackEvent.callback_id, CallbackEvent.kind)):
            events[callback_id][kind] += 1
        consents: dict[int, Counter[bool]] = defaultdict(Counter)
        for callback_id, given in db.execute(select(ConsentRecord.callback_id, ConsentRecord.given)):
            consents[callback_id][given] += 1
        then = {one.reference: one.then for one in report.people}
        for number, one in enumerate(report.people):
            found += [
                f"person {number} ({one.channel}): {each}" for each in _promised(one, stored[phone_hash(one.number)])
            ]
            found += [f"person {number} ({one.channel}): {each}" for each in _answered(db, one, twilio)]
        known = {phone_hash(one.number) for one in report.people}
        found += ["a request of nobody"] * sum(len(rows) for hashed, rows in stored.items() if hashed not in known)
        for callback in (row for rows in stored.values() for row in rows):
            afterwards = then.get(callback.reference, "")
            happened = {"booked": 1} | ({EVENTS[afterwards]: 1} if afterwards else {})
            if events[callback.id] != happened:
                found.append(f"{callback.reference}: {dict(events[callback.id])} happened, not {happened}")
            yes_and_no = {True: 1} | ({False: 1} if afterwards == "cancelled" else {})
            if consents[callback.id] != yes_and_no:
                found.append(f"{callback.reference}: consents {dict(consents[callback.id])}, not {yes_and_no}")
            mine = deliveries[callback.id]
            keys = list(dict.fromkeys(each.key for each in sorted(mine, key=lambda each: each.id)))
            if len(keys) != len(happened) or {each.state for each in mine} != {DELIVERED}:
                found.append(f"{callback.reference}: keys {len(keys)}, {sorted({each.state for each in mine})}")
                continue
            for name in targets.moods:
                # Slack is told no key.
                those = [callback.reference] if name == "slack" else keys
                taken = sum(targets.taken[name][each] for each in those)
                report.taken_again += max(0, taken - len(keys))
                if taken < len(keys) or not all(targets.taken[name][each] for each in those):
                    found.append(f"{callback.reference}: {name} never took it, or not all of it")
                if [each for each in targets.taken[name] if each in those] != those:
                    found.append(f"{callback.reference}: {name} took it in another order")
        every = {each.key for rows in deliveries.values() for each in rows}
        for name, counts in targets.taken.items():
            if name != "slack" and (unknown := set(counts) - every):
                found.append(f"{name} was given {len(unknown)} keys that are not stored")
    engine.dispose()
    return found


def _promised(one: Outcome, rows: list[Callback]) -> list[str]:
    if one.lost:
        return [f"gave up: {one.lost}"]
    if not one.wants:
        return ["stored without a yes"] if rows else []
    if len(rows) != 1:
        return [f"saw {one.reference}, stored {len(rows)} times"]
    (row,) = rows
    found = [] if row.reference == one.reference else [f"saw {one.reference}, stored is {row.reference}"]
    if (row.status == "cancelled") != (one.then == "cancelled"):
        found.append(f"was told {one.then or 'nothing more'}, stored is {row.status}")
    if one.then == "moved" and row.window.label not in one.told:
        found.append(f"was told {one.told!r}, stored is a call on {row.window.label}")
    return found


def _answered(db: Any, one: Outcome, twilio: FakeTwilio) -> list[str]:
    """Every message has one answer, and they came in order."""
    if one.channel == "web":
        asked = select(ChatMessage.seq).where(ChatMessage.uid.in_(one.sent), ChatMessage.role == "user")
        replies = select(ChatMessage.reply_to).where(ChatMessage.reply_to.in_(asked)).distinct()
        missing = len(one.sent) - len(db.scalars(replies).all())
        return [f"{missing} messages without an answer"] if missing else []
    person = person_of(one.number)
    ids = list(db.scalars(select(SmsInbound.id).filter_by(person=person).order_by(SmsInbound.id)))
    out = db.scalars(select(SmsOutbound).filter_by(person=person).order_by(SmsOutbound.id)).all()
    texts = twilio.to(one.number)
    found = []
    if len(ids) != len(one.sent):
        found.append(f"{len(one.sent)} texts sent, {len(ids)} stored")
    if [each.reply_to for each in out] != ids:
        found.append("answers are not one for each text, in their order")
    if [each.text for each in out] != texts:
        found.append(f"{len(out)} answers stored, {len(texts)} came, or in another order")
    return found


def crashes(stack: Stack) -> list[str]:
    """Stack traces in what was printed: none may be."""
    return [
        f"{file.name}: a stack trace"
        for file in sorted(stack.logs.iterdir())
        if "Traceback (most recent call last)" in file.read_text(encoding="utf-8", errors="replace")
    ]


def _write(folder: Path, report: Report) -> None:
    """Every conversation, for whoever looks into a failure."""
    with (folder / "people.txt").open("w", encoding="utf-8") as out:
        for number, one in enumerate(report.people):
            print(
                f"== {number} {one.channel} wants={one.wants} {one.reference} lost={one.lost} {dict(one.seen)}",
                file=out,
            )
            print(*one.lines, sep="\n", file=out)


def main() -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--callbacks", type=int, default=300)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--together", type=int, default=16, help="people at the same time")
    parser.add_argument(
        "--pause",
        type=float,
        nargs=2,
        default=(1.0, 4.0),
        metavar=("LOW", "HIGH"),
        help="seconds from when the stack answers again to the next mischief",
    )
    parser.add_argument("--keep", type=Path, help="an empty folder for state, logs and conversations")
    given = parser.parse_args()
    use_test_keys()
    with ExitStack() as held:
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
        folder = given.keep or Path(held.enter_context(tempfile.TemporaryDirectory()))
        report = run(
            folder,
            given.callbacks,
            seed=given.seed,
            pause=tuple(given.pause),
            together=given.together,
            database=given.database,
        )
    print(report)
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
