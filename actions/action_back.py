""" "Back": the last answer of the open form is forgotten and asked for again. Takes the place of Rasa's own."""

from __future__ import annotations

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.base import SafeAction, Turn
from actions.figures import TOLD_BY
from actions.forms import FORM_SLOTS
from shortfall.content.texts import text


class ActionBack(SafeAction):
    """Outside a form there is nothing to go back to."""

    def name(self) -> str:
        return "action_back"

    def answer(self, turn: Turn) -> list[EventType]:
        slots = FORM_SLOTS.get(turn.form or "", ())
        if not slots or turn.asked not in slots:
            turn.respond("utter_nothing_pending")
            return [FollowupAction("action_listen")]
        # False is what was never asked: whether a text may confirm the call, where none can be sent.
        filled = [name for name in slots[: slots.index(turn.asked)] if turn.slot(name) not in (None, False)]
        if not filled:
            turn.say(text("back.first", turn.language), topic="back")
            return []
        turn.say(text("back.step", turn.language), topic="back")
        fact = TOLD_BY.get(filled[-1])
        forgotten = [SlotSet("case", turn.case.without(fact).slot())] if fact else []
        return [SlotSet(filled[-1], None), *forgotten]
