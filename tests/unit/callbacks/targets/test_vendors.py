"""Webhook, Clio Grow, Lawmatics and Slack against servers that check what each of them documents."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from standardwebhooks import Webhook as Official
from standardwebhooks import WebhookVerificationError

from shortfall.base.settings import Settings
from shortfall.callbacks.targets import WronglySet, target
from shortfall.callbacks.targets.base import Disabled, Permanent, Target, Temporary
from shortfall.callbacks.targets.clio import NO_SURNAME, Clio
from shortfall.callbacks.targets.http import Poster
from shortfall.callbacks.targets.lawmatics import Lawmatics
from shortfall.callbacks.targets.slack import Slack
from shortfall.callbacks.targets.webhook import Webhook, body_of
from tests.unit.callbacks.receivers import (
    NOW,
    PHONE,
    SECRET,
    Reply,
    clio,
    handoff,
    lawmatics,
    receiving,
    slack,
    standard_webhooks,
)

POSTER = Poster(allow_loopback=True, seconds=30)
PERSONAL = ("Maria", "Lopez", "0143", "555", "312,000", "sheriff", "New_York", "Eastern", "wage", "jail")


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **given)


# ------------------------------------------------------------------------------------------------ webhook


@pytest.fixture
def real_now() -> Any:
    """The official library refuses old timestamps, so these deliveries happen now."""
    from datetime import UTC, datetime

    return datetime.now(UTC)


def webhook(url: str, *secrets: str) -> Webhook:
    return Webhook(url, secrets or (SECRET,), POSTER, allow_loopback=True)


def test_the_official_library_verifies_what_is_sent(real_now: Any) -> None:
    with receiving(standard_webhooks) as receiver:
        webhook(receiver.url).deliver("msg_1", handoff(), real_now)
    (request,) = receiver.requests
    body = Official(SECRET).verify(request.body, dict(request.headers))
    assert request.headers["webhook-id"] == "msg_1"
    assert body["type"] == "callback.requested"
    data = body["data"]
    assert (data["reference"], data["name"], data["phone"], data["urgent"]) == ("K7QM-4XRT", "Maria Lopez", PHONE, True)
    assert data["window"]["firm"]["time_zone"] == "America/Chicago"
    assert data["window"]["caller"]["time_zone"] == "America/New_York"
    assert data["window"]["caller"]["start"] != data["window"]["firm"]["start"]
    assert data["topics"] == ["wage_garnishment", "jail"]
    assert data["consent"] == {"given": True, "wording_version": "call-1", "at": NOW.isoformat()}
    assert data["figures"] and data["note"]


def test_a_changed_body_key_or_secret_does_not_verify(real_now: Any) -> None:
    with receiving(standard_webhooks) as receiver:
        webhook(receiver.url).deliver("msg_1", handoff(), real_now)
    (request,) = receiver.requests
    for body, headers, secret in (
        (request.body.replace(b"0143", b"0144"), request.headers, SECRET),
        (request.body, {**request.headers, "webhook-id": "msg_2"}, SECRET),
        (request.body, request.headers, "whsec_" + "A" * 32),
    ):
        with pytest.raises(WebhookVerificationError):
            Official(secret).verify(body, dict(headers))


def test_the_body_is_the_same_at_every_attempt(real_now: Any) -> None:
    with receiving(standard_webhooks) as receiver:
        for _ in range(2):
            webhook(receiver.url).deliver("msg_1", handoff(), real_now)
    assert receiver.requests[0].body == receiver.requests[1].body


def test_two_secrets_sign_while_the_receiver_changes_over(real_now: Any) -> None:
    new = "whsec_" + "B" * 32
    with receiving(standard_webhooks) as receiver:
        webhook(receiver.url, new, SECRET).deliver("msg_1", handoff(), real_now)
    (request,) = receiver.requests
    for secret in (new, SECRET):
        Official(secret).verify(request.body, dict(request.headers))


@pytest.mark.parametrize("status", [301, 307, 400, 401, 404, 422, 429, 500, 502, 503, 504])
def test_whatever_a_webhook_answers_is_tried_again(status: int) -> None:
    with receiving(lambda _: Reply(status)) as receiver, pytest.raises(Temporary, match=f"http_{status}"):
        webhook(receiver.url).deliver("msg_1", handoff(), NOW)


def test_a_webhook_that_is_gone_is_disabled() -> None:
    with receiving(lambda _: Reply(410)) as receiver, pytest.raises(Disabled):
        webhook(receiver.url).deliver("msg_1", handoff(), NOW)


@pytest.mark.parametrize("secrets", [(), ("whsec_c2hvcnQ=",), ("not base64!",)])
def test_a_weak_secret_is_refused(secrets: tuple[str, ...]) -> None:
    with pytest.raises(ValueError):
        Webhook("https://hooks.example.com/", secrets, POSTER)


# ------------------------------------------------------------------------------------------------ Clio Grow


def clio_at(url: str, token: str = "clio-token") -> Clio:
    return Clio(url, token, "https://chat.example.com", POSTER, allow_loopback=True)


def test_clio_takes_a_lead() -> None:
    with receiving(clio) as receiver:
        clio_at(receiver.url).deliver("msg_1", handoff(), NOW)
    lead = receiver.requests[0].json["inbox_lead"]
    assert (lead["from_first"], lead["from_last"], lead["from_phone"]) == ("Maria", "Lopez", PHONE)
    assert "URGENT" in lead["from_message"].splitlines()[0]
    assert "K7QM-4XRT" in lead["from_message"] and "msg_1" in lead["from_message"]


def test_clio_hears_of_a_cancellation_first_of_all() -> None:
    with receiving(clio) as receiver:
        clio_at(receiver.url).deliver("msg_2", handoff(event="callback.cancelled"), NOW)
    first = receiver.requests[0].json["inbox_lead"]["from_message"].splitlines()[0]
    assert first == "Callback cancelled: do not call (K7QM-4XRT)"


@pytest.mark.parametrize("name", ["Maria", "", "  "])
def test_clio_is_never_sent_a_blank_name(name: str) -> None:
    with receiving(clio) as receiver:
        clio_at(receiver.url).deliver("msg_1", handoff(name=name, phone=""), NOW)
    assert receiver.requests[0].json["inbox_lead"]["from_last"] == NO_SURNAME


@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        (Reply(401), Permanent),
        (Reply(422), Permanent),
        (Reply(302, headers={"Location": "https://example.com"}), Permanent),
        (Reply(200), Permanent),
        (Reply(429, headers={"Retry-After": "30"}), Temporary),
        (Reply(500), Temporary),
        (Reply(503), Temporary),
    ],
)
def test_clio_errors_are_told_apart(reply: Reply, failure: type[Exception]) -> None:
    with receiving(lambda _: reply) as receiver, pytest.raises(failure, match=f"http_{reply.status}"):
        clio_at(receiver.url).deliver("msg_1", handoff(), NOW)


def test_a_wrong_clio_token_stays_wrong() -> None:
    with receiving(clio) as receiver, pytest.raises(Permanent, match="http_401"):
        clio_at(receiver.url, "another").deliver("msg_1", handoff(), NOW)


# ------------------------------------------------------------------------------------------------ Lawmatics

FIELDS = {"first_name": "field_1", "phone": "field_2", "message": "field_3", "campaign": "field_4", "page": "field_5"}
FIELDS |= {"opposing": "field_6", "deadline": "field_7", "stage": "field_8"}


def test_lawmatics_gets_its_own_field_keys() -> None:
    with receiving(lawmatics) as receiver:
        url = receiver.url.replace("/hook", "/v1/forms/6f1c/submit")
        more = {"page": "https://firm.example/help", "campaign": "spring", "opposing": "U.S. Bank", "stage": "judgment"}
        told = handoff(**more, deadline=date(2026, 12, 1))
        Lawmatics(url, FIELDS, POSTER, allow_loopback=True).deliver("msg_1", told, NOW)
    body = receiver.requests[0].json
    assert (body["field_1"], body["field_2"]) == ("Maria", PHONE)
    assert "K7QM-4XRT" in body["field_3"]
    assert [body[f"field_{n}"] for n in range(4, 9)] == ["spring", told.page, "U.S. Bank", "2026-12-01", "judgment"]
    for line in ("Case: there is a judgment", "By: December 1, 2026", "Other side: U.S. Bank", "Campaign: spring"):
        assert line in body["field_3"]
    assert "Other side" not in handoff().summary() and "By:" not in handoff().summary()


@pytest.mark.parametrize(
    ("status", "failure"), [(404, Permanent), (422, Permanent), (429, Temporary), (500, Temporary)]
)
def test_lawmatics_errors_are_told_apart(status: int, failure: type[Exception]) -> None:
    with receiving(lambda _: Reply(status)) as receiver, pytest.raises(failure):
        Lawmatics(receiver.url, FIELDS, POSTER, allow_loopback=True).deliver("msg_1", handoff(), NOW)


@pytest.mark.parametrize("fields", [{}, {"phone": "a"}, {"phone": "a", "message": "b", "ssn": "c"}])
def test_a_field_map_that_loses_the_phone_or_knows_too_much_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        Lawmatics("https://api.lawmatics.com/v1/forms/x/submit", fields, POSTER)


# ------------------------------------------------------------------------------------------------ Slack


def slack_at(url: str) -> Slack:
    return Slack(url, "https://chat.example.com/staff", POSTER, allow_loopback=True)


@pytest.mark.parametrize("event", ["callback.requested", "callback.changed", "callback.cancelled"])
def test_slack_is_told_nothing_about_the_person(event: str) -> None:
    with receiving(slack) as receiver:
        slack_at(receiver.url).deliver("msg_1", handoff(event=event), NOW)
    text = receiver.requests[0].body.decode()
    assert "K7QM-4XRT" in text and "web" in text and "November 24, 9 a.m." in text
    assert "https://chat.example.com/staff" in text
    assert ("URGENT" in text) == (event != "callback.cancelled")
    assert not [word for word in PERSONAL if word.lower() in text.lower()]


def test_what_slack_would_read_as_markup_is_escaped() -> None:
    with receiving(slack) as receiver:
        slack_at(receiver.url).deliver("msg_1", handoff(reference="<!here>&"), NOW)
    assert "<" not in receiver.requests[0].json["text"]


@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        (Reply(400, b"invalid_payload"), Permanent),
        (Reply(403, b"action_prohibited"), Permanent),
        (Reply(404, b"no_service"), Permanent),
        (Reply(410, b"channel_is_archived"), Disabled),
        (Reply(429, headers={"Retry-After": "1"}), Temporary),
        (Reply(500, b"rollup_error"), Temporary),
        (Reply(200, b"queued"), Temporary),
    ],
)
def test_slack_errors_are_told_apart(reply: Reply, failure: type[Exception]) -> None:
    with receiving(lambda _: reply) as receiver, pytest.raises(failure) as caught:
        slack_at(receiver.url).deliver("msg_1", handoff(), NOW)
    assert type(caught.value) is failure
    assert not reply.body or reply.body.decode() not in str(caught.value)


# ------------------------------------------------------------------------------------------------ what is typed


@pytest.mark.parametrize("typed", ["Bob\r\nX-Evil: 1", "Bob\nHost: evil.example", "Bob\r\n\r\nGET / HTTP/1.1", "Bob"])
def test_nothing_that_a_person_typed_gets_into_a_header_or_the_path(typed: str) -> None:
    """Such names are refused long before; here they come as if they had not been."""
    fields = {**FIELDS, "last_name": "field_4"}
    for reply in (Reply(200, b"ok"), Reply(201)):
        with receiving(lambda _, reply=reply: reply) as receiver:  # type: ignore[misc]
            targets: list[Target] = [webhook(receiver.url)]
            if reply.status == 201:
                targets = [clio_at(receiver.url)]
            else:
                targets += [slack_at(receiver.url), Lawmatics(receiver.url, fields, POSTER, allow_loopback=True)]
            for one in targets:
                for wanted in (handoff(), handoff(name=typed, note=typed, figures=typed)):
                    one.deliver("msg_1", wanted, NOW)
        kept = [
            (one.path, {k: v for k, v in one.headers.items() if k not in ("content-length", "webhook-signature")})
            for one in receiver.requests
        ]
        assert kept[::2] == kept[1::2]


# ------------------------------------------------------------------------------------------------ switching on


def test_nothing_is_on_unless_it_is_set() -> None:
    assert settings().targets == []


def test_every_target_is_made_from_its_settings() -> None:
    found = settings(
        webhook_url="https://hooks.example.com/x",
        webhook_secret=SECRET,
        clio_token="t",
        lawmatics_form_url="https://api.lawmatics.com/v1/forms/x/submit",
        lawmatics_fields={"phone": "a", "message": "b"},
        slack_url="https://hooks.slack.com/services/T/B/X",
        smtp_host="mail.example.com",
        mail_from="desk@example.com",
        mail_to=["intake@example.com"],
    )
    assert found.targets == ["webhook", "clio", "lawmatics", "slack", "email"]
    assert [target(name, found).name for name in found.targets] == found.targets


@pytest.mark.parametrize(
    "given",
    [
        {"webhook_url": "https://hooks.example.com/"},
        {"webhook_url": "http://hooks.example.com/", "webhook_secret": SECRET},
        {"slack_url": "http://127.0.0.1/"},
        {"smtp_host": "mail.example.com"},
        {"webhook_secret": SECRET},
        {"lawmatics_fields": {"phone": "a", "message": "b"}},
        {"mail_to": ["intake@example.com"]},
        {"smtp_host": "mail.example.com", "mail_from": "x@example.com\r\nBcc: y@example.com", "mail_to": ["a@b.c"]},
        {"lawmatics_form_url": "https://api.lawmatics.com/v1/forms/x/submit"},
    ],
)
def test_settings_that_cannot_work_are_named_without_their_secrets(given: dict[str, Any]) -> None:
    found = settings(**given)
    (name,) = found.targets
    with pytest.raises(WronglySet, match=f"^{name}: ") as caught:
        target(name, found)
    assert "Mf" not in str(caught.value) and "hooks.example.com" not in str(caught.value)


def test_a_reprs_and_errors_hold_nothing_personal() -> None:
    shown = repr(handoff()) + str(handoff())
    assert not any(word in shown for word in ("Maria", "0143", "312,000", "sheriff"))
    assert json.loads(handoff().model_dump_json())["name"] == "Maria Lopez"


def test_an_extension_reaches_every_system_that_is_told_a_number(real_now: Any) -> None:
    """The webhook has a field of its own for it; the others show it behind the number."""
    told, shown = handoff(extension="204"), f"{PHONE} ext. 204"
    with receiving(standard_webhooks) as receiver:
        webhook(receiver.url).deliver("msg_1", told, real_now)
    data = receiver.requests[0].json["data"]
    assert (data["phone"], data["extension"]) == (PHONE, "204")
    with receiving(clio) as receiver:
        clio_at(receiver.url).deliver("msg_1", told, NOW)
    assert receiver.requests[0].json["inbox_lead"]["from_phone"] == shown
    with receiving(lawmatics) as receiver:
        url = receiver.url.replace("/hook", "/v1/forms/6f1c/submit")
        Lawmatics(url, FIELDS, POSTER, allow_loopback=True).deliver("msg_1", told, NOW)
    assert receiver.requests[0].json["field_2"] == shown


def test_the_language_goes_to_every_system() -> None:
    spanish, english = handoff(language="es"), handoff()
    assert body_of(spanish)["data"]["language"] == "es" and body_of(english)["data"]["language"] == "en"
    assert "Language: prefers Spanish" in spanish.summary() and "Language" not in english.summary()
