"""Make a finished estimate closer: interest up to the sale, what was added, other liens."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet

from actions.action_estimate import tell
from actions.action_estimate_start import ActionEstimateStart
from actions.base import SafeAction, Turn
from actions.figure_form import SKIPPED
from actions.figures import EVERY, EXTRAS, left_to_ask, to_figures, understand
from shortfall.law.deficiency import missing


class ActionRefine(SafeAction):
    """Without an estimate it begins one. What was skipped before may be asked again; what was said is kept."""

    def name(self) -> str:
        return "action_refine"

    def answer(self, turn: Turn) -> list[EventType]:
        today = turn.world.now().date()
        have = turn.slots(EVERY)
        if missing(to_figures(have)):
            return [*ActionEstimateStart().answer(turn), FollowupAction("estimate_form")]
        kept = {name: None if name in EXTRAS and value == SKIPPED else value for name, value in have.items()}
        understood = understand(turn.text, kept, on=today)
        if understood.question:
            turn.say(understood.question, topic="calculate")
        slots = left_to_ask({**kept, **understood.slots}, today)
        events: list[EventType] = [SlotSet(name, slots.get(name)) for name in EVERY]
        if all(slots.get(name) is not None for name in EXTRAS):
            tell(turn, slots)
            return events
        return [ActiveLoop(None), *events, SlotSet("estimate_tries", 0), FollowupAction("estimate_extras_form")]
