"""Sending: once, in order, to those who want it, at decent hours; and what follows when it fails."""

from __future__ import annotations

import io
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from shortfall.base.database import sessions
from shortfall.callbacks.booking import book
from shortfall.callbacks.consent import TEXT_VERSION
from shortfall.callbacks.tables import Callback, ConsentRecord
from shortfall.callbacks.window import parse_window
from shortfall.reading.phone import time_zones
from shortfall.sms.outbound import CONFIRMATION, MISSED, PER_NUMBER, enqueue, next_allowed
from shortfall.sms.store import opted_out, person_of
from shortfall.sms.texts import texts
from tests.channels.fake_twilio import OUR_NUMBER, PUBLIC
from tests.channels.stand import OTHER, PHONE, Stand, inbox_of, standing, together
from tests.unit.callbacks.test_store import consent, request
from tests.unit.web.stand_in import plain

NEW_YORK, HONOLULU = "+12127440101", "+18087440101"


def consented(stand: Stand, number: str, *, given: bool = True) -> None:
    """A stored request, and an answer about texts to its number."""
    now = stand.clock.now
    with sessions(stand.database)() as db:
        window = parse_window("tomorrow morning", now)
        assert window is not None
        book(db, request(phone=number, window=window, consent=consent(number)), now, Random(number))
    say(stand, number, given=given)


def say(stand: Stand, number: str, *, given: bool, version: str = TEXT_VERSION) -> None:
    """An answer about texts goes into the consent ledger."""
    with sessions(stand.database).begin() as db:
        callback = db.query(Callback).order_by(Callback.id.desc()).first()
        assert callback is not None
        db.add(
            ConsentRecord(
                callback_id=callback.id,
                kind="text",
                given=given,
                version=version,
                wording="May we text you?",
                phone=number,
                channel="web",
                conversation_id="here",
                how="yes",
                at=stand.clock.now,
            )
        )


def start(
    stand: Stand, number: str, text: str = "Your call is planned for tomorrow, 9 a.m.", purpose: str = CONFIRMATION
) -> bool:
    """Something we start ourselves."""
    with sessions(stand.database).begin() as db:
        return enqueue(db, number=number, text=text, purpose=purpose, now=stand.clock.now)


def test_it_goes_out_from_our_number_with_a_way_to_report(stand: Stand) -> None:
    stand.text("hello")
    fields = stand.twilio.sent[0].fields
    assert fields["From"] == OUR_NUMBER
    assert fields["StatusCallback"] == f"{PUBLIC}/sms/twilio/status"


# --- what we start ourselves -------------------------------------------------------------------------------------------


def test_without_consent_to_texts_nothing_is_started(stand: Stand) -> None:
    stand.text("hello")
    assert not start(stand, PHONE)
    consented(stand, OTHER, given=False)
    assert not start(stand, OTHER)


def test_with_consent_it_is_sent_and_a_later_no_ends_that(stand: Stand) -> None:
    consented(stand, PHONE)
    assert start(stand, PHONE)
    stand.work()
    assert stand.twilio.to(PHONE) == ["Your call is planned for tomorrow, 9 a.m."]
    say(stand, PHONE, given=False)
    assert not start(stand, PHONE)


def test_a_no_that_comes_before_it_goes_out_keeps_it_back(stand: Stand) -> None:
    consented(stand, PHONE)
    assert start(stand, PHONE)
    say(stand, PHONE, given=False)
    stand.work()
    assert stand.twilio.to(PHONE) == []
    assert [each.state for each in stand.outbound()] == ["refused"]


def test_a_yes_to_an_older_question_is_none_to_these_texts(stand: Stand) -> None:
    consented(stand, PHONE)
    say(stand, PHONE, given=True, version="text-1")
    assert not start(stand, PHONE)


def test_a_yes_to_the_question_before_holds_for_what_it_named(stand: Stand) -> None:
    consented(stand, PHONE)
    say(stand, PHONE, given=True, version="text-2")
    assert start(stand, PHONE)
    with sessions(stand.database).begin() as db:
        assert not enqueue(db, number=PHONE, text="We called.", purpose=MISSED, now=stand.clock.now)


def test_a_text_that_we_called_is_kept_back_by_a_no_before_it_leaves(stand: Stand) -> None:
    consented(stand, PHONE)
    with sessions(stand.database).begin() as db:
        assert enqueue(db, number=PHONE, text="We called.", purpose=MISSED, now=stand.clock.now)
    say(stand, PHONE, given=False)
    stand.work()
    assert stand.twilio.to(PHONE) == []


def test_consent_for_one_number_is_none_for_another(stand: Stand) -> None:
    consented(stand, PHONE)
    assert not start(stand, OTHER)


def test_who_opted_out_is_sent_nothing_whatever_they_consented_to(stand: Stand) -> None:
    consented(stand, PHONE)
    stand.text("stop")
    assert not start(stand, PHONE)
    stand.text("start")
    assert start(stand, PHONE)
    stand.webhook("stop")
    stand.work()
    assert stand.twilio.to(PHONE)[-1] == texts()["stopped"]  # the call was booked elsewhere
    assert not any("planned" in text for text in stand.twilio.to(PHONE))


def test_at_night_it_waits_for_eight_where_the_person_is(stand: Stand) -> None:
    stand.clock.now = datetime(
        2026, 11, 24, 2, 30, tzinfo=UTC
    )  # 21:30 in New York, 20:30 in Chicago, 16:30 in Honolulu
    for number in (NEW_YORK, PHONE, HONOLULU):
        consented(stand, number)
        assert start(stand, number)
    stand.work()
    assert {each.to for each in stand.twilio.sent} == {PHONE, HONOLULU}
    stand.clock.now = datetime(2026, 11, 24, 12, 59, tzinfo=UTC)
    stand.work()
    assert stand.twilio.to(NEW_YORK) == []
    stand.clock.now = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
    stand.work()
    assert len(stand.twilio.to(NEW_YORK)) == 1


def test_an_answer_is_given_at_any_hour(stand: Stand) -> None:
    stand.clock.now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert len(stand.text("can they take my pay")) == 1


def test_a_text_that_waits_for_morning_holds_up_no_answer(stand: Stand) -> None:
    stand.clock.now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    consented(stand, PHONE)
    assert start(stand, PHONE)
    assert len(stand.text("hello")) == 1
    stand.clock.move(hours=6)
    stand.work()
    assert len(stand.twilio.to(PHONE)) == 2


@pytest.mark.parametrize(
    ("local", "hours"),
    [
        ("2026-11-24 07:59", 1 / 60),
        ("2026-11-24 08:00", 0),
        ("2026-11-24 20:59", 0),
        ("2026-11-24 21:00", 11),
        ("2026-11-24 03:00", 5),
    ]
    + [("2026-10-31 21:00", 12), ("2026-03-07 21:00", 10)],  # the nights on which the clocks change
)
def test_the_hours(local: str, hours: float) -> None:
    zone = ZoneInfo("America/Chicago")
    now = datetime.fromisoformat(local).replace(tzinfo=zone)
    waited = next_allowed(now, (zone.key,)).astimezone(UTC) - now.astimezone(UTC)
    assert waited == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("number", "at", "until"),
    [
        # Boise is an hour ahead of the north of its area code, Pierre of Rapid City.
        ("+12083345678", "2026-11-24 21:30 America/Boise", "2026-11-25 08:00 America/Los_Angeles"),
        ("+16053345678", "2026-11-24 08:10 America/Chicago", "2026-11-24 08:00 America/Denver"),
        ("+17012345678", "2026-11-24 08:59 America/Chicago", "2026-11-24 08:00 America/Denver"),
        ("+17012345678", "2026-11-24 20:30 America/Denver", "2026-11-25 08:00 America/Denver"),
        ("+17012345678", "2026-11-24 12:00 America/Denver", "2026-11-24 12:00 America/Denver"),
        ("+18005551234", "2026-11-24 12:00 America/Chicago", "2026-11-24 12:00 America/Chicago"),
    ],
)
def test_the_hours_hold_in_every_zone_of_an_area_code(number: str, at: str, until: str) -> None:
    def moment(words: str) -> datetime:
        day, clock, zone = words.split()
        return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=ZoneInfo(zone))

    assert next_allowed(moment(at), time_zones(number)) == moment(until)


def test_what_does_not_fit_is_not_taken(stand: Stand) -> None:
    consented(stand, PHONE)
    for text in ("", "x" * 307, "\u6211"):
        with pytest.raises(ValueError, match="306"):
            start(stand, PHONE, text)


def test_it_belongs_to_the_callers_transaction(stand: Stand) -> None:
    consented(stand, PHONE)
    with sessions(stand.database)() as db:
        assert enqueue(db, number=PHONE, text="Planned.", purpose="test", now=stand.clock.now)
        db.rollback()
    assert stand.outbound() == []


# --- once ---------------------------------------------------------------------------------------------------------------


def test_workers_beside_each_other_answer_each_message_once_and_in_order(stand: Stand) -> None:
    others = [inbox_of(stand.gateway, stand.database) for _ in range(3)]
    phones = [f"+1312744{number:04}" for number in range(4)]
    for number in range(6):
        for phone in phones:
            stand.webhook(f"message {number}", phone)

    def work(inbox: object) -> None:
        for _ in range(40):
            inbox.run_once()  # type: ignore[attr-defined]

    together(*(lambda inbox=inbox: work(inbox) for inbox in (stand.inbox, *others)))
    stand.work()
    for phone in phones:
        assert [text.rpartition("\n")[2] for text in stand.twilio.to(phone)] == [
            f"You said: message {n}" for n in range(6)
        ]


def test_an_answer_lost_on_the_way_is_looked_up_and_not_sent_again(stand: Stand) -> None:
    def lose(sent: object) -> None:
        raise ConnectionAbortedError

    stand.twilio.after = lose
    stand.webhook("hello")
    stand.work()
    assert [row.state for row in stand.outbound()] == ["sending"]
    stand.twilio.after = lambda sent: None
    stand.webhook("still there?")
    stand.work()
    assert len(stand.twilio.sent) == 1, "the next answer waits, or it might overtake"
    stand.clock.move(seconds=20)
    stand.work()
    assert [text.rpartition("\n")[2] for text in stand.twilio.to(PHONE)] == [
        "You said: hello",
        "You said: still there?",
    ]
    assert [row.sid for row in stand.outbound()] == [each.sid for each in stand.twilio.sent]


def test_a_text_lost_before_it_arrived_is_sent_again(stand: Stand) -> None:
    stand.text("hello")
    stand.twilio.judge = lambda sent: (503, {"message": "down", "status": 503})
    stand.webhook("hello")
    stand.work()
    stand.twilio.judge = lambda sent: None
    stand.clock.move(seconds=20)
    stand.work()
    stand.clock.move(seconds=20)
    stand.work()
    assert len(stand.twilio.to(PHONE)) == 2
    assert {row.state for row in stand.outbound()} == {"sent"}


def test_the_same_words_sent_earlier_are_not_taken_for_the_lost_ones(stand: Stand) -> None:
    stand.text("hello")
    for _ in range(2):
        stand.text("HELP")
    stand.twilio.judge = lambda sent: (500, {"message": "down", "status": 500})
    stand.webhook("HELP")
    stand.work()
    stand.twilio.judge = lambda sent: None
    stand.clock.move(seconds=20)
    stand.work()
    assert stand.twilio.to(PHONE).count(texts()["help"]) == 3


def test_busy_or_gone_it_is_tried_later_without_end(stand: Stand) -> None:
    stand.twilio.judge = lambda sent: (429, {"code": 20429, "message": "slow down", "status": 429})
    stand.webhook("hello")
    for _ in range(4):
        stand.work()
        stand.clock.move(minutes=6)
    stand.twilio.judge = lambda sent: None
    stand.work()
    assert len(stand.twilio.to(PHONE)) == 1


# --- what became of it ---------------------------------------------------------------------------------------------------


def test_a_status_never_moves_backwards(stand: Stand) -> None:
    stand.text("hello")
    sid = stand.twilio.sent[0].sid
    for reached, then in [
        ("sent", "sent"),
        ("queued", "sent"),
        ("delivered", "delivered"),
        ("sending", "delivered"),
        ("failed", "delivered"),
        ("read", "read"),
        ("delivered", "read"),
    ]:
        assert stand.report(sid, reached).status_code == 204
        assert stand.outbound()[0].status == then


def test_a_report_that_comes_before_the_answer_to_our_own_request_counts(stand: Stand) -> None:
    stand.twilio.after = lambda sent: (stand.report(sent.sid, "delivered"), None)[1]
    stand.text("hello")
    assert stand.outbound()[0].status == "delivered"


def test_reports_at_once_leave_the_furthest(stand: Stand) -> None:
    stand.text("hello")
    sid = stand.twilio.sent[0].sid
    together(*(lambda r=r: stand.report(sid, r) for r in ("sent", "delivered", "queued", "sending", "sent")))
    assert stand.outbound()[0].status == "delivered"


@pytest.mark.parametrize("late", [False, True])
def test_21610_opts_out(stand: Stand, late: bool) -> None:
    """The carrier knows of a stop that we do not."""
    if late:
        stand.text("hello")
        stand.report(stand.twilio.sent[0].sid, "failed", 21610)
    else:
        stand.twilio.judge = lambda sent: (400, {"code": 21610, "message": "unsubscribed", "status": 400})
        stand.text("hello")
        stand.twilio.judge = lambda sent: None
    with stand.session() as db:
        assert opted_out(db, person_of(PHONE))
    assert stand.text("hello again") == []


def test_30003_is_tried_once_more_later(stand: Stand) -> None:
    stand.text("hello")
    first = stand.twilio.sent[0]
    stand.report(first.sid, "undelivered", 30003)
    stand.report(first.sid, "undelivered", 30003)
    stand.work()
    assert len(stand.twilio.sent) == 1
    stand.clock.move(minutes=31)
    stand.work()
    assert [each.text for each in stand.twilio.sent] == [first.text] * 2
    stand.report(stand.twilio.sent[1].sid, "undelivered", 30003)
    stand.clock.move(days=1)
    stand.work()
    assert len(stand.twilio.sent) == 2


@pytest.mark.parametrize("code", [30006, 30007, 30034, 30943, 30949, 30863, 30870, 21617, 99999])
def test_other_errors_are_not_tried_again(stand: Stand, written: io.StringIO, code: int) -> None:
    stand.text("hello")
    stand.report(stand.twilio.sent[0].sid, "undelivered", code)
    stand.clock.move(days=1)
    stand.work()
    assert len(stand.twilio.sent) == 1
    assert stand.outbound()[0].error == code
    blocked = code in (30007, 30034, 30943, 30949, 30863, 30870)
    assert ("sms_blocked" in written.getvalue()) == blocked
    assert len(stand.text("and again")) == 1


def test_refused_at_once_is_not_tried_again(stand: Stand) -> None:
    stand.twilio.judge = lambda sent: (400, {"code": 21211, "message": f"invalid {sent.to}", "status": 400})
    stand.text("hello")
    stand.twilio.judge = lambda sent: None
    stand.clock.move(days=1)
    stand.work()
    assert stand.twilio.sent == []
    assert [(row.state, row.error) for row in stand.outbound()] == [("refused", 21211)]


def test_a_slow_provider_holds_up_nobody_else(stand: Stand) -> None:
    gate = threading.Event()
    stand.twilio.after = lambda sent: (gate.wait(60), None)[1] if sent.to == PHONE else None
    stand.webhook("hello")
    slow = threading.Thread(target=stand.work)
    slow.start()
    stand.twilio.wait(lambda: len(stand.twilio.sent) == 1)
    stand.webhook("hello", OTHER)
    inbox_of(stand.gateway, stand.database).run_once()
    assert len(stand.twilio.to(OTHER)) == 1
    gate.set()
    slow.join(60)


def test_a_number_that_never_wrote_gets_one_text_of_ours_a_day(stand: Stand) -> None:
    consented(stand, PHONE)
    assert start(stand, PHONE)
    stand.work()
    assert [start(stand, PHONE, f"Moved, {n}.") for n in range(3)] == [False] * 3
    stand.work()
    assert len(stand.twilio.to(PHONE)) == 1
    # Who has just called says so all the same: that text no stranger can start.
    assert [start(stand, PHONE, "We called.", MISSED) for _ in range(PER_NUMBER)] == [True] * (PER_NUMBER - 1) + [False]
    stand.clock.move(hours=25)
    assert start(stand, PHONE)


def test_a_number_that_wrote_to_us_gets_a_few_a_day_and_all_its_answers(stand: Stand) -> None:
    consented(stand, PHONE)
    assert stand.text("hello")
    taken = []
    for n in range(6):
        taken.append(start(stand, PHONE, f"Moved, {n}."))
        stand.work()
    assert taken == [True] * PER_NUMBER + [False] * (6 - PER_NUMBER)
    assert stand.text("can they take my paycheck")


def test_over_the_budget_of_a_day_texts_wait_but_for_stop(tmp_path: Path) -> None:
    with standing(tmp_path, sms_budget_per_day=2) as stand:
        assert stand.text("hello") and stand.text("hello again")
        assert stand.text("and again") == []
        assert "shortfall_texts_today 2.0" in stand.gateway.http.get("/metrics").text
        assert len(stand.text("STOP", sender=OTHER)) == 1
        stand.clock.move(hours=25)
        stand.work()
        assert len(stand.twilio.to(PHONE)) == 3


def test_somebody_in_danger_is_answered_on_a_day_whose_texts_are_spent(tmp_path: Path) -> None:
    with standing(tmp_path, sms_budget_per_day=1) as stand:
        assert stand.text("hello") and stand.text("hello again") == []
        stand.gateway.engine.reply = lambda body: [plain("Please call or text 988 now.", topic="crisis")]
        assert "988" in stand.text("i want to end it all", sender=OTHER)[0]


def test_yes_answers_our_question_although_the_provider_takes_it_for_start(stand: Stand) -> None:
    stand.text("an estimate please")
    assert stand.text("Yes", OptOutType="START") == ["You said: Yes"]
    stand.text("STOP", OptOutType="STOP")
    assert stand.text("Yes", OptOutType="START") == []
    assert stand.text("hello") == ["You said: hello"]
