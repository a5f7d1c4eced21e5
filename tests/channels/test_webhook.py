"""The webhook's door: who is let in, what is written down, and what is never logged."""

from __future__ import annotations

import io
import random
from pathlib import Path
from urllib.parse import urlencode

from shortfall.sms.choose import INBOUND, STATUS
from shortfall.web.sms import NOTHING
from tests.channels.fake_twilio import PUBLIC, TOKEN, message, post, signed, status
from tests.channels.stand import PHONE, Stand, standing
from tests.unit.web.serving import running

WORDS = "they took my house on Maple Street"


def test_a_message_is_stored_and_acknowledged_with_empty_twiml(stand: Stand) -> None:
    answer = stand.webhook(WORDS)
    assert (answer.status_code, answer.text) == (200, NOTHING)
    assert answer.headers["content-type"].startswith("text/xml")
    assert [(row.body, row.state) for row in stand.inbound()] == [(WORDS, "waiting")]
    assert stand.twilio.sent == [], "the webhook itself sends nothing"


def test_blank_fields_are_part_of_what_is_signed(stand: Stand) -> None:
    fields = message(PHONE, WORDS)
    assert "" in fields.values()
    body, headers = signed(INBOUND, fields)
    without = urlencode({name: value for name, value in fields.items() if value}).encode()
    assert stand.gateway.http.post(INBOUND, content=without, headers=headers).status_code == 403
    assert stand.gateway.http.post(INBOUND, content=body, headers=headers).status_code == 200


def test_a_field_that_twilio_adds_one_day_changes_nothing(stand: Stand) -> None:
    assert stand.webhook(WORDS, NewField="x", AnotherOne="").status_code == 200


def test_the_address_signed_is_the_configured_one_whatever_the_request_says(stand: Stand) -> None:
    body, headers = signed(INBOUND, message(PHONE, WORDS), base="https://attacker.example")
    lying = headers | {"Host": "attacker.example", "X-Forwarded-Host": "attacker.example", "X-Forwarded-Proto": "https"}
    assert stand.gateway.http.post(INBOUND, content=body, headers=lying).status_code == 403
    body, headers = signed(INBOUND, message(PHONE, WORDS), base=f"{PUBLIC}:443")
    assert stand.gateway.http.post(INBOUND, content=body, headers=headers).status_code == 200


def test_500_forgeries_are_refused_and_none_is_logged(stand: Stand, written: io.StringIO) -> None:
    chance = random.Random(5)
    http = stand.gateway.http
    statuses = []
    for number in range(500):
        fields = message(PHONE, f"{WORDS} {number}")
        body, headers = signed(INBOUND, fields)
        path = INBOUND
        match number % 10:
            case 0:
                headers["X-Twilio-Signature"] = signed(INBOUND, fields, token="3" * 32)[1]["X-Twilio-Signature"]
            case 1:
                del headers["X-Twilio-Signature"]
            case 2:  # another number speaks in this one's name
                body = urlencode(fields | {"From": "+13127440199"}).encode()
            case 3:  # an old signature under new words
                body = signed(INBOUND, fields | {"Body": "STOP"})[0]
            case 4:
                body = body[: chance.randrange(len(body))]
            case 5:
                path = STATUS
            case 6:
                body, headers = signed(STATUS, fields)
            case 7:
                path = f"{INBOUND}?x={number}"
            case 8:
                headers["X-Twilio-Signature"] = headers["X-Twilio-Signature"][: chance.randrange(28)]
            case 9:
                body += b"&Body=" + str(number).encode()
        statuses.append(http.post(path, content=body, headers=headers).status_code)
    assert set(statuses) == {403}
    assert stand.inbound() == []
    log = written.getvalue()
    assert log.count('"sms_forged"') == 500
    for private in ("Maple", "3127440101", "3127440199", TOKEN):
        assert private not in log


def test_odd_bodies_are_refused(stand: Stand) -> None:
    _, headers = signed(INBOUND, {})
    for body in (b"a=", b"\xff\xfe", b"%ff%fe=%ff", b"=&=x", b"{}=1", b"a=1&" * 200, b"Body"):
        assert stand.gateway.http.post(INBOUND, content=body, headers=headers).status_code == 403
    assert stand.inbound() == []
    assert stand.gateway.http.get(INBOUND).status_code == 405


def test_a_body_over_32_kilobytes_is_refused_unread(stand: Stand) -> None:
    assert stand.webhook("x" * 40_000).status_code == 413
    assert stand.webhook("\u6211" * 1600).status_code == 200, "the longest message there is, in the widest characters"


def test_too_many_forgeries_are_told_to_wait_and_twilio_still_gets_through(
    tmp_path: Path, written: io.StringIO
) -> None:
    with standing(tmp_path, rate_limit="on", messages_per_minute_address=5) as stand:
        statuses = [stand.gateway.http.post(INBOUND, content=b"Body=x").status_code for _ in range(8)]
        assert statuses == [403] * 5 + [429] * 3
        assert stand.webhook(WORDS).status_code == 200


def test_the_same_message_again_is_acknowledged_and_not_taken_twice(stand: Stand) -> None:
    fields = message(PHONE, WORDS)
    token = {"I-Twilio-Idempotency-Token": "one-delivery"}
    for _ in range(3):
        assert post(stand.gateway.http, INBOUND, fields, **token).status_code == 200
    stand.work()
    stand.clock.move(hours=72)
    assert post(stand.gateway.http, INBOUND, fields).status_code == 200
    other = message(PHONE, WORDS)
    assert post(stand.gateway.http, INBOUND, other, **token).status_code == 200
    stand.work()
    assert len(stand.inbound()) == len(stand.twilio.sent) == 1


def test_programs_that_text_are_not_answered(stand: Stand) -> None:
    for sender in ("72345", "MyBank", "", "+0"):
        assert stand.webhook(WORDS, sender).status_code == 200
    assert stand.webhook(WORDS, AccountSid="AC" + "9" * 32).status_code == 200
    assert stand.inbound() == []


def test_two_machines_that_answer_each_other_stop(tmp_path: Path, written: io.StringIO) -> None:
    with standing(tmp_path, rate_limit="on", sms_per_hour=5) as stand:
        got = [stand.text(f"thank you {number}") for number in range(9)]
        assert [len(each) for each in got] == [1] * 6 + [0] * 3
        assert "more texts than I can answer" in got[5][0]
        stand.clock.move(hours=2)
        assert len(stand.text("hello")) == 1


def test_nothing_about_a_person_is_logged_or_counted(stand: Stand, written: io.StringIO) -> None:
    stand.text(WORDS)
    stand.report(stand.twilio.sent[0].sid, "undelivered", 30003)
    stand.twilio.judge = lambda sent: (400, {"code": 21610, "message": f"to {sent.to}: {sent.text}", "status": 400})
    stand.text("and my paycheck on Maple Street")
    stand.gateway.engine.stop()
    stand.webhook("still there on Maple Street?")
    stand.inbox.run_once()
    log, counted = written.getvalue(), stand.gateway.http.get("/metrics").text
    assert "shortfall_sms_webhooks_total" in counted
    for private in ("Maple", "3127440101", "7440101", stand.inbound()[0].person):
        assert private not in log
        assert private not in counted


def test_the_database_file_shows_neither_number_nor_words(stand: Stand, tmp_path: Path) -> None:
    stand.text(WORDS)
    raw = b"".join(path.read_bytes() for path in tmp_path.glob("shortfall.db*"))
    assert b"Maple" not in raw
    assert b"7440101" not in raw


def test_without_a_provider_there_is_no_such_address(tmp_path: Path) -> None:
    with running(tmp_path, public_url="https://chat.example.com") as gateway:
        assert gateway.http.post(INBOUND, content=b"").status_code == 404
        assert gateway.http.post(STATUS, content=b"").status_code == 404


def test_half_a_setup_takes_no_texts_and_the_chat_goes_on(tmp_path: Path) -> None:
    with running(tmp_path, twilio_account_sid="AC1") as gateway:
        assert gateway.http.post(INBOUND, content=b"").status_code == 404
        assert gateway.http.get("/readyz").status_code == 200


def test_a_status_is_taken_once_and_signed(stand: Stand) -> None:
    body, headers = signed(STATUS, status("SM" + "0" * 32, "sent"))
    assert stand.gateway.http.post(STATUS, content=body).status_code == 403
    assert stand.gateway.http.post(STATUS, content=body, headers=headers).status_code == 204
    assert stand.gateway.http.post(STATUS, content=body, headers=headers).status_code == 204
