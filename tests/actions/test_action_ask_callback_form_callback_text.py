"""The separate question about texts."""

from __future__ import annotations

from actions.action_ask_callback_form_callback_text import ActionAskText
from actions.base import World
from shortfall.callbacks.consent import text_wording
from tests.actions.helper import PHONE, create_tracker, run_action


def test_it_is_asked_in_the_words_that_the_ledger_keeps(world: World) -> None:
    outcome = run_action(ActionAskText(), create_tracker(slots={"callback_phone": PHONE}), world)
    assert outcome.texts == [text_wording(PHONE)]
    for part in ("(312) 555-0143", "rates may apply", "STOP", "HELP", "A no is fine"):
        assert part in outcome.texts[0]
    assert outcome.messages[0]["metadata"]["asking"] == "callback_text"
