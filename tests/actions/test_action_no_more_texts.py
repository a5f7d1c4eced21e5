"""The clarifying text stands alone, whatever else is known of the person."""

from __future__ import annotations

import pytest

from actions.action_no_more_texts import ActionNoMoreTexts
from actions.base import World
from shortfall.base.gsm7 import septets
from shortfall.sms.texts import texts
from tests.actions.helper import create_tracker, run_action


@pytest.mark.parametrize(
    ("text", "name"), [("kick rocks", "doubtful"), ("a la otra los reporto con la corte", "doubtful_es")]
)
def test_how_to_end_the_texts_and_nothing_else(world: World, text: str, name: str) -> None:
    tracker = create_tracker(text, "no_more_texts", channel="sms", form="callback_form", asked="callback_phone")
    outcome = run_action(ActionNoMoreTexts(), tracker, world)
    assert outcome.texts == [texts()[name]] and septets(outcome.texts[0]) <= 306
    assert outcome.messages[0]["metadata"]["topic"] == "doubtful" and not outcome.messages[0]["buttons"]
    assert outcome.events == []
