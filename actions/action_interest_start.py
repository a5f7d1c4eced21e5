"""Begin the growth of a judgment with the amount and the time already given, or with the estimate's deficiency."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.base import SafeAction, Turn
from actions.figures import EVERY, to_slot
from actions.growth import known_amount, read_days

TOPICS = ("calculate_interest", "calculate_plan")


class ActionInterestStart(SafeAction):
    """The form asks for the amount if it has to; the time is never asked for."""

    def name(self) -> str:
        return "action_interest_start"

    def answer(self, turn: Turn) -> list[EventType]:
        today = turn.world.now().date()
        slots = turn.slots((*EVERY, "judgment_amount"))
        amount, question = known_amount(turn.text, slots, today, latest=turn.last_topic in TOPICS)
        days = read_days(turn.text, today)
        if question:
            turn.say(question, topic="calculate_interest")
        elif amount is None:
            turn.say("I can work out how an Illinois judgment grows while it is unpaid.", topic="calculate_interest")
        return [
            ActiveLoop(None),
            SlotSet("requested_slot", None),
            SlotSet("judgment_amount", amount),
            SlotSet("interest_days", to_slot(days) if days else None),
            SlotSet("interest_tries", 0),
        ]
