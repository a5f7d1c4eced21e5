"""The question for consent."""

from __future__ import annotations

from actions.action_ask_callback_form_callback_consent import ActionAskConsent
from actions.base import World
from shortfall.callbacks.consent import wording
from tests.actions.helper import PHONE, assert_events, assert_texts, create_tracker, run_action


def test_asked_in_the_words_of_the_ledger_with_the_number_read_back(world: World) -> None:
    outcome = run_action(ActionAskConsent(), create_tracker(slots={"callback_phone": PHONE}), world)
    assert_texts(outcome, wording(PHONE))
    assert "(312) 555-0143" in outcome.texts[0]
    assert outcome.payloads == ["yes", "no"]
    assert_events(outcome)
