"""Whether people can text us, and at which number: told alike in the processes that know the secrets and in those that do not."""

from __future__ import annotations

from typing import Any

import pytest

from shortfall.base.settings import Settings
from shortfall.sms.choose import our_number, ways
from shortfall.sms.console import NUMBER

TWILIO = {"twilio_account_sid": "AC1", "twilio_from": "+13125550100", "public_url": "https://chat.example.com"}
TOKEN = {"twilio_auth_token": "secret"}


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ({}, NUMBER),  # the console of `make run`, whose processes are told which systems are told
        ({"tell": []}, NUMBER),
        ({"public_url": "https://chat.example.com"}, ""),
        ({"host": "0.0.0.0"}, ""),
        ({"actions_host": "0.0.0.0", "tell": []}, ""),
        (TWILIO | TOKEN, "+13125550100"),
        (TWILIO | {"tell": []}, "+13125550100"),
        (TWILIO, ""),
        (TWILIO | TOKEN | {"twilio_from": "MG1"}, ""),
        (TWILIO | TOKEN | {"twilio_from": "MG1", "sms_number": "+13125550199"}, "+13125550199"),
        (TWILIO | TOKEN | {"twilio_from": ""}, ""),
    ],
)
def test_the_number_that_people_text(given: dict[str, Any], number: str) -> None:
    config = Settings(_env_file=None, **given)
    assert our_number(config) == number
    assert ("by_text" in ways(config)) is bool(number)


def test_a_mail_server_and_a_sender_are_needed_for_mail() -> None:
    both: dict[str, Any] = {"smtp_host": "127.0.0.1", "mail_from": "chat@example.com"}
    assert "by_mail" in ways(Settings(_env_file=None, **both))
    for name in both:
        assert "by_mail" not in ways(Settings(_env_file=None, **{name: both[name]}))
