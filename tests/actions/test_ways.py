"""Taking the talk along: what is offered, and what is said where the firm has no such way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.action_by_mail import ActionByMail
from actions.action_by_text import ActionByText
from actions.base import SafeAction, World
from tests.actions.helper import create_tracker, run_action


@pytest.mark.parametrize(
    ("action", "way", "channel", "says", "topic"),
    [
        (ActionByText(), "by_text", "web", "the code below", "by_text"),
        (ActionByText(), "", "web", "I cannot move this chat", "by_mail"),
        (ActionByText(), "by_text", "sms", "by text already", "by_text"),
        (ActionByMail(), "by_mail", "web", "sent to your e-mail", "by_mail"),
        (ActionByMail(), "", "web", "You can print your summary", "by_mail"),
        (ActionByMail(), "by_mail", "sms", "cannot send e-mail from here", "by_mail"),
    ],
)
def test_what_is_offered(world: World, action: SafeAction, way: str, channel: str, says: str, topic: str) -> None:
    here = replace(world, ways=lambda: frozenset([way]))
    outcome = run_action(action, create_tracker("", topic, channel=channel), here)
    (message,) = outcome.messages
    assert says in message["text"] and message["metadata"]["topic"] == topic
