"""Begin a payment plan with the amount and the payment already given, or with what was worked out before."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, EventType, SlotSet

from actions.action_interest_start import TOPICS
from actions.base import SafeAction, Turn
from actions.figures import EVERY
from actions.growth import known_amount, read_payment


class ActionPlanStart(SafeAction):
    """The form asks the rest."""

    def name(self) -> str:
        return "action_plan_start"

    def answer(self, turn: Turn) -> list[EventType]:
        slots = turn.slots((*EVERY, "judgment_amount"))
        latest = turn.last_topic in TOPICS
        payment = read_payment(turn.text, asked=turn.last_topic == "calculate_plan")
        # "And 800 a month?" names the payment; only a larger sum beside it is the judgment.
        amount, question = known_amount(turn.text, slots, turn.world.now().date(), latest=latest)
        if amount and payment is not None and amount["high"] == str(payment):
            amount, question = known_amount("", slots, turn.world.now().date(), latest=latest)
        if question:
            turn.say(question, topic="calculate_plan")
        elif amount is None or payment is None:
            turn.say("I can work out how long a monthly payment would take.", topic="calculate_plan")
        return [
            ActiveLoop(None),
            SlotSet("requested_slot", None),
            SlotSet("judgment_amount", amount),
            SlotSet("plan_payment", None if payment is None else str(payment)),
            SlotSet("interest_tries", 0),
        ]
