"""A correction outside a form: "no, 280 not 250" after the result works it out anew."""

from __future__ import annotations

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.action_callback_change import ActionCallbackChange
from actions.action_estimate import tell
from actions.action_estimate_start import ActionEstimateStart
from actions.action_interest_start import ActionInterestStart
from actions.action_plan_start import ActionPlanStart
from actions.base import SafeAction, Turn
from actions.figures import EVERY, changed_last, complete, settle, to_figures, understand, with_defaults
from actions.growth import read_payment
from shortfall.law.deficiency import missing
from shortfall.law.intervals import format_interval
from shortfall.reading.amounts import Amount, find_amounts
from shortfall.reading.dates import find_days, find_length


def ask_place(turn: Turn, amount: Amount) -> None:
    """Ask what a bare amount is."""
    words = format_interval(amount.interval)
    turn.say(
        f"Is {words} what was owed, or the sale price?",
        topic="calculate",
        choices=[(f"{words} was owed", f"I owed {words}"), (f"It sold for {words}", f"It sold for {words}")],
    )


def revise(turn: Turn) -> list[EventType] | None:
    """Change a finished estimate by what was just said; None if there is none or nothing to change."""
    have = turn.slots(EVERY)
    if missing(to_figures(have)):
        return None
    today = turn.world.now().date()
    understood = settle(turn.text, turn.text_before, have, on=today, yes=turn.intent == "affirm")
    if not understood.slots and len(understood.unplaced) == 1:
        # "Make it 290": the figure that was given last.
        understood = understand(turn.text, have, changed_last(turn.text_before, have), on=today)
    if understood.question:
        turn.say(understood.question, topic="calculate")
        return []
    if not understood.slots and understood.unplaced:
        ask_place(turn, understood.unplaced[0])
        return []
    if not understood.slots:
        return None
    moved = "estimate_state" in understood.slots
    slots = with_defaults({**have, **({"estimate_market_value": None} if moved else {}), **understood.slots}, today)
    events: list[EventType] = [SlotSet(name, slots.get(name)) for name in EVERY]
    if not complete(slots):
        return [*events, FollowupAction("estimate_form")]
    tell(turn, slots)
    return events


def go_on(turn: Turn) -> list[EventType] | None:
    """ "And after 10 years?", "what about 500 a month?": another time or payment for what was just worked out."""
    if turn.last_topic == "calculate_interest" and (
        find_length(turn.text) or find_days(turn.text, turn.world.now().date())
    ):
        return [*ActionInterestStart().answer(turn), FollowupAction("interest_form")]
    if turn.last_topic == "calculate_plan" and read_payment(turn.text, asked=True):
        return [*ActionPlanStart().answer(turn), FollowupAction("plan_form")]
    return None


def take_up(turn: Turn) -> list[EventType] | None:
    """Figures outside a form revise what was worked out last, or begin an estimate; None where there are none."""
    if (events := go_on(turn)) is not None:
        return events
    if (events := revise(turn)) is not None:
        return events
    if not find_amounts(turn.text, house_context=True):
        return None
    understood = understand(turn.text, {}, on=turn.world.now().date())
    if understood.unplaced and not understood.slots:
        ask_place(turn, understood.unplaced[0])
        return []
    return [*ActionEstimateStart().answer(turn), FollowupAction("estimate_form")]


class ActionCorrect(SafeAction):
    """Revises the estimate, or asks what is to be changed."""

    def name(self) -> str:
        return "action_correct"

    def answer(self, turn: Turn) -> list[EventType]:
        events = take_up(turn)
        if events is None and turn.slot("callback_reference"):
            return ActionCallbackChange().answer(turn)  # "change my name to ..." after a callback is booked
        if events is None:
            turn.say(
                'What would you like to change? For example "it sold for 280,000" or "change my callback".',
                topic="correct",
            )
            return []
        return events
