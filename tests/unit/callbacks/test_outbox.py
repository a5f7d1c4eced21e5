"""Deliveries: written with the request, retried by the plan, never doubled under two keys. On SQLite and PostgreSQL."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from shortfall.base.database import make_engine, sessions
from shortfall.base.settings import Settings, settings
from shortfall.callbacks import booking, changes, outbox
from shortfall.callbacks.outbox import DEAD, DELIVERED, WAITING, Delivery, DeliveryTarget, Plan
from shortfall.callbacks.targets.base import Handoff, Permanent, Temporary
from shortfall.callbacks.targets.http import Poster
from shortfall.callbacks.targets.slack import Slack
from shortfall.callbacks.targets.webhook import Webhook
from shortfall.callbacks.window import parse_window
from tests.databases import migrated
from tests.unit.callbacks.receivers import DROP, NOW, SECRET, Clock, Receiver, Reply, Unshaken, asked, receiving, slack

CHANCE = Random(1)
PLAN = Plan.of(Settings())
POSTER = Poster(allow_loopback=True, seconds=30)


@pytest.fixture
def switched_on(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A webhook and Slack, by the settings that a booking process reads."""
    monkeypatch.setenv("SHORTFALL_WEBHOOK_URL", "https://hooks.example.com/")
    monkeypatch.setenv("SHORTFALL_WEBHOOK_SECRET", SECRET)
    monkeypatch.setenv("SHORTFALL_SLACK_URL", "https://hooks.slack.com/services/T/B/X")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def url(database_url: str, switched_on: None) -> str:
    migrated(database_url)
    return database_url


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = make_engine(url)
    yield engine
    engine.dispose()


def book(engine: Engine, **changes: Any) -> str:
    with sessions(engine)() as session:
        return booking.book(session, asked(**changes), NOW, CHANCE).reference


def rows(engine: Engine, target: str = "webhook") -> list[Delivery]:
    with sessions(engine)() as session:
        return list(session.scalars(select(Delivery).where(Delivery.target == target).order_by(Delivery.id)))


def webhook(receiver: Receiver) -> Webhook:
    return Webhook(receiver.url, [SECRET], POSTER, allow_loopback=True)


def deliver(engine: Engine, target: Any, clock: Clock) -> int:
    return outbox.deliver_once(sessions(engine), target, PLAN, clock, Unshaken())


# ------------------------------------------------------------------------------------------------ written with the request


def test_every_event_is_written_for_every_target_under_one_key(engine: Engine) -> None:
    reference = book(engine)
    window = parse_window("friday at 2", NOW)
    assert window is not None
    with sessions(engine)() as session:
        changes.change_window(session, reference, "here", window, NOW)
        booking.book(session, asked(note="again"), NOW, Random(5))
        changes.cancel(session, reference, "here", NOW)
        changes.cancel(session, reference, "here", NOW)
    for target in ("webhook", "slack"):
        found = rows(engine, target)
        assert [row.event for row in found] == [
            "callback.requested",
            "callback.changed",
            "callback.changed",
            "callback.cancelled",
        ]
        assert all(row.state == WAITING for row in found)
    assert [row.key for row in rows(engine)] == [row.key for row in rows(engine, "slack")]
    assert len({row.key for row in rows(engine)}) == 4
    last = Handoff.model_validate_json(rows(engine)[-1].payload or "")
    assert not last.consent.given


def test_what_is_to_be_delivered_is_encrypted(engine: Engine) -> None:
    book(engine)
    with engine.connect() as connection:
        payload = connection.scalar(text("SELECT payload FROM deliveries LIMIT 1"))
    assert "Maria" not in payload and "0143" not in payload


@pytest.mark.parametrize("broken", ["deliveries", "consents"])
def test_request_and_deliveries_are_stored_together_or_not_at_all(engine: Engine, broken: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {broken} RENAME TO away"))
    with pytest.raises(Exception, match=broken):
        book(engine)
    with engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE away RENAME TO {broken}"))
    with engine.connect() as connection:
        for table in ("callbacks", "consents", "deliveries", "callback_events"):
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 0


def test_without_targets_nothing_waits(database_url: str) -> None:
    settings.cache_clear()
    migrated(database_url)
    engine = make_engine(database_url)
    book(engine)
    assert rows(engine) == []
    engine.dispose()


# ------------------------------------------------------------------------------------------------ the plan


def test_what_is_taken_is_done_and_its_content_gone(engine: Engine) -> None:
    book(engine)
    with receiving(lambda _: Reply(204)) as receiver:
        assert deliver(engine, webhook(receiver), Clock()) == 1
        assert deliver(engine, webhook(receiver), Clock()) == 0
    (row,) = rows(engine)
    assert (row.state, row.attempts, row.payload, row.last_error) == (DELIVERED, 1, None, None)
    assert receiver.keys == [row.key]
    assert rows(engine, "slack")[0].state == WAITING


def test_the_whole_plan_under_one_key_then_a_dead_letter(engine: Engine) -> None:
    book(engine)
    clock, waits = Clock(), []
    with receiving(lambda _: Reply(500)) as receiver:
        target = webhook(receiver)
        for _ in PLAN.retry_after:
            assert deliver(engine, target, clock) == 1
            assert deliver(engine, target, clock) == 0
            (row,) = rows(engine)
            waits.append(row.next_attempt_at - clock())
            clock.now = row.next_attempt_at - timedelta(seconds=1)
            assert deliver(engine, target, clock) == 0
            clock.now = row.next_attempt_at
        assert deliver(engine, target, clock) == 1
        (row,) = rows(engine)
        assert (row.state, row.attempts, row.last_error) == (DEAD, 10, "http_500")
        assert row.payload is not None
        clock.forward(days=100)
        assert deliver(engine, target, clock) == 0
        assert waits == list(PLAN.retry_after)
        assert len(receiver.keys) == 10 and set(receiver.keys) == {row.key}
        # After that it is for a person to try again: the same key, the whole plan.
        receiver.planned = [Reply(503), Reply(200)]
        with sessions(engine).begin() as session:
            assert outbox.retry(session, clock(), target="slack") == 0
            assert outbox.retry(session, clock()) == 1
        deliver(engine, target, clock)
        clock.forward(seconds=5)
        deliver(engine, target, clock)
    assert rows(engine)[0].state == DELIVERED
    assert set(receiver.keys) == {row.key}


def test_jitter_comes_from_the_given_chance_and_only_ever_adds(engine: Engine) -> None:
    book(engine)
    with receiving(lambda _: Reply(500)) as receiver:
        outbox.deliver_once(sessions(engine), webhook(receiver), PLAN, Clock(), Random(1))
    expected = PLAN.retry_after[0] * (1 + outbox.JITTER * Random(1).random())
    assert rows(engine)[0].next_attempt_at == NOW + expected > NOW + PLAN.retry_after[0]


@pytest.mark.parametrize(("said", "seconds"), [("600", 600), ("1", 5), ("9999999", 24 * 3600)])
def test_retry_after_is_obeyed_up_to_a_day_and_rests_the_whole_target(engine: Engine, said: str, seconds: int) -> None:
    book(engine)
    book(engine, phone="+17735550199")
    clock = Clock()
    with receiving(lambda _: Reply(200)) as receiver:
        receiver.planned = [Reply(429, headers={"Retry-After": said})]
        assert deliver(engine, webhook(receiver), clock) == 1
        assert rows(engine)[0].next_attempt_at == NOW + timedelta(seconds=seconds)
        # The other request was due at once, and waits too.
        assert deliver(engine, webhook(receiver), clock) == 0
        assert len(receiver.requests) == 1
        clock.forward(seconds=seconds)
        assert deliver(engine, webhook(receiver), clock) + deliver(engine, webhook(receiver), clock) == 2


def test_a_permanent_error_is_a_dead_letter_at_once(engine: Engine) -> None:
    book(engine)
    with receiving(lambda _: Reply(404, b"no_service")) as receiver:
        target = Slack(receiver.url, "https://x/staff", POSTER, allow_loopback=True)
        deliver(engine, target, Clock())
    (row,) = rows(engine, "slack")
    assert (row.state, row.attempts, row.last_error) == (DEAD, 1, "http_404")


def test_a_target_that_is_gone_is_left_alone_until_it_is_switched_on(engine: Engine) -> None:
    book(engine)
    book(engine, phone="+17735550199")
    clock = Clock()
    with receiving(lambda _: Reply(200)) as receiver:
        receiver.planned = [Reply(410)]
        assert deliver(engine, webhook(receiver), clock) == 1
        clock.forward(days=30)
        assert deliver(engine, webhook(receiver), clock) == 0
        assert len(receiver.requests) == 1
        with sessions(engine)() as session:
            assert session.get_one(DeliveryTarget, "webhook").disabled_at == NOW
        with sessions(engine).begin() as session:
            outbox.retry(session, clock(), target="webhook")
        assert deliver(engine, webhook(receiver), clock) + deliver(engine, webhook(receiver), clock) == 2
    assert {row.state for row in rows(engine)} == {DELIVERED}


def test_a_request_taken_without_a_reply_is_told_again_under_the_same_key(engine: Engine) -> None:
    book(engine)
    clock = Clock()
    with receiving(lambda _: Reply(200)) as receiver:
        receiver.planned = [DROP]
        deliver(engine, webhook(receiver), clock)
        clock.forward(seconds=5)
        deliver(engine, webhook(receiver), clock)
    assert len(receiver.keys) == 2 and len(set(receiver.keys)) == 1
    assert rows(engine)[0].state == DELIVERED


def test_a_cancellation_does_not_overtake_its_request(engine: Engine) -> None:
    reference = book(engine)
    other = book(engine, phone="+17735550199")
    with sessions(engine)() as session:
        changes.cancel(session, reference, "here", NOW)
    clock = Clock()
    with receiving(lambda _: Reply(200)) as receiver:
        receiver.planned = [Reply(500)]
        assert deliver(engine, webhook(receiver), clock) == 1
        assert deliver(engine, webhook(receiver), clock) == 1
        assert deliver(engine, webhook(receiver), clock) == 0
        clock.forward(seconds=5)
        assert deliver(engine, webhook(receiver), clock) + deliver(engine, webhook(receiver), clock) == 2
    told = [(request.json["data"]["reference"], request.json["type"]) for request in receiver.requests]
    assert told == [
        (reference, "callback.requested"),
        (other, "callback.requested"),
        (reference, "callback.requested"),
        (reference, "callback.cancelled"),
    ]


def test_a_cancellation_does_not_overtake_a_request_that_died_and_is_retried(engine: Engine) -> None:
    reference = book(engine)
    other = book(engine, phone="+17735550199")
    clock = Clock()
    with receiving(lambda _: Reply(200)) as receiver:
        receiver.planned = [Reply(410)]
        deliver(engine, webhook(receiver), clock)
        with sessions(engine)() as session:
            changes.cancel(session, reference, "here", NOW)
        with sessions(engine).begin() as session:
            # Switched on again, without what died.
            session.get_one(DeliveryTarget, "webhook").disabled_at = None
        assert [deliver(engine, webhook(receiver), clock) for _ in range(3)] == [1, 0, 0]
        with sessions(engine).begin() as session:
            assert outbox.retry(session, clock(), target="webhook") == 1
        assert deliver(engine, webhook(receiver), clock) + deliver(engine, webhook(receiver), clock) == 2
    told = [(request.json["data"]["reference"], request.json["type"]) for request in receiver.requests[1:]]
    assert told == [
        (other, "callback.requested"),
        (reference, "callback.requested"),
        (reference, "callback.cancelled"),
    ]


def test_a_row_that_no_key_opens_does_not_stop_the_others(engine: Engine) -> None:
    reference = book(engine)
    with sessions(engine)() as session:
        changes.cancel(session, reference, "here", NOW)
    with engine.begin() as connection:
        connection.execute(text("UPDATE deliveries SET payload = 'gAAAAA' WHERE id = (SELECT min(id) FROM deliveries)"))
    with receiving(lambda _: Reply(200)) as receiver:
        assert deliver(engine, webhook(receiver), Clock()) + deliver(engine, webhook(receiver), Clock()) == 2
    with engine.connect() as connection:
        query = select(Delivery.state, Delivery.last_error).where(Delivery.target == "webhook").order_by(Delivery.id)
        assert connection.execute(query).all() == [(DEAD, "unreadable"), (DELIVERED, None)]


def test_a_fault_of_ours_is_temporary(engine: Engine) -> None:
    class Broken:
        name = "webhook"

        def deliver(self, key: str, handoff: Handoff, now: datetime) -> None:
            raise KeyError("Maria")

    book(engine)
    deliver(engine, Broken(), Clock())
    assert (rows(engine)[0].state, rows(engine)[0].last_error) == (WAITING, "fault")


# ------------------------------------------------------------------------------------------------ several workers


def test_a_lease_belongs_to_one_and_runs_out(engine: Engine) -> None:
    book(engine)
    writing = sessions(engine)
    first = outbox.lease(writing, "webhook", PLAN, NOW)
    assert first is not None
    assert outbox.lease(writing, "webhook", PLAN, NOW + PLAN.lease - timedelta(seconds=1)) is None
    again = outbox.lease(writing, "webhook", PLAN, NOW + PLAN.lease)
    assert again is not None
    assert (again.id, again.key, again.attempt) == (first.id, first.key, 2)


def test_who_lost_the_lease_does_not_write_over_the_new_owner(engine: Engine) -> None:
    book(engine)
    clock = Clock()

    class Slow:
        name = "webhook"

        def deliver(self, key: str, handoff: Handoff, now: datetime) -> None:
            clock.forward(minutes=3)
            with receiving(lambda _: Reply(200)) as receiver:
                assert deliver(engine, webhook(receiver), clock) == 1
            raise Permanent("http_400")

    deliver(engine, Slow(), clock)
    assert rows(engine)[0].state == DELIVERED


def _work(url: str, target: str, count: int, barrier: Any) -> None:
    engine = make_engine(url)
    found = Webhook(target, [SECRET], POSTER, allow_loopback=True)
    barrier.wait(120)
    for _ in range(count):
        outbox.deliver_once(sessions(engine), found, PLAN, lambda: datetime.now(UTC), Random())


def test_several_workers_at_once_deliver_everything_once(engine: Engine, url: str) -> None:
    for number in range(24):
        book(engine, phone=f"+1773555{number:04}")
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(3)
    with receiving(lambda _: Reply(200)) as receiver:
        workers = [context.Process(target=_work, args=(url, receiver.url, 30, barrier)) for _ in range(3)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(240)
        assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert len(receiver.keys) == len(set(receiver.keys)) == 24
    assert {row.state for row in rows(engine)} == {DELIVERED}


def test_a_worker_killed_in_the_middle_is_followed_by_another_under_the_same_key(engine: Engine, url: str) -> None:
    book(engine)
    arrived, release = threading.Event(), threading.Event()

    def hold(_: Any) -> Reply:
        arrived.set()
        release.wait(120)
        return Reply(200)

    context = multiprocessing.get_context("spawn")
    alone = context.Barrier(1)
    with receiving(hold) as receiver:
        worker = context.Process(target=_work, args=(url, receiver.url, 1, alone))
        worker.start()
        assert arrived.wait(120)
        os.kill(worker.pid or 0, signal.SIGKILL)
        worker.join(60)
        release.set()
        clock = Clock(datetime.now(UTC))
        assert deliver(engine, webhook(receiver), clock) == 0
        clock.forward(minutes=3)
        assert deliver(engine, webhook(receiver), clock) == 1
    assert len(receiver.keys) == 2 and len(set(receiver.keys)) == 1
    assert rows(engine)[0].state == DELIVERED


def test_what_slack_answers_is_ok(engine: Engine) -> None:
    book(engine)
    with receiving(slack) as receiver:
        deliver(engine, Slack(receiver.url, "https://x/staff", POSTER, allow_loopback=True), Clock())
    assert rows(engine, "slack")[0].state == DELIVERED


def test_a_delivery_is_logged_under_the_id_of_the_request_that_caused_it(
    engine: Engine, capsys: pytest.CaptureFixture[str]
) -> None:
    from shortfall.base import logs, trace

    with trace.under("0123456789abcdef"):
        book(engine)
    book(engine, phone="+17735550199")
    logs.configure()
    with receiving(lambda _: Reply(204)) as receiver:
        assert deliver(engine, webhook(receiver), Clock()) == 1
        receiver.planned.append(Reply(500))
        assert deliver(engine, webhook(receiver), Clock()) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if "delivered" in line or "delivery_failed" in line]
    assert ["0123456789abcdef" in line for line in lines] == [True, False]
    assert not any(b"0123456789abcdef" in request.body for request in receiver.requests)


# ------------------------------------------------------------------------------------------------ several recipients


class Mailer:
    """A target with two recipients, one of whom is put off at first."""

    name = "slack"

    def __init__(self) -> None:
        self.got: list[str] = []
        self.busy = True

    def deliver(self, key: str, handoff: Handoff, now: datetime) -> None:
        for one in handoff.only or ("intake", "attorney"):
            if one == "intake" or not self.busy:
                self.got.append(one)
        if self.busy:
            raise Temporary("smtp_451", only=("attorney",))


def test_who_has_it_does_not_get_it_again_when_another_is_put_off(engine: Engine) -> None:
    book(engine)
    mailer, clock = Mailer(), Clock()
    assert deliver(engine, mailer, clock) == 1
    (row,) = rows(engine, "slack")
    assert (row.state, row.last_error) == (WAITING, "smtp_451")
    clock.now = row.next_attempt_at
    mailer.busy = False
    assert deliver(engine, mailer, clock) == 1
    assert mailer.got == ["intake", "attorney"]
    (row,) = rows(engine, "slack")
    assert (row.state, row.payload) == (DELIVERED, None)
