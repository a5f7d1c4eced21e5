"""Make a finished estimate closer: interest up to the sale, what was added, other liens."""

from __future__ import annotations

from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet

from actions.action_estimate_start import ActionEstimateStart
from actions.base import SafeAction, Turn
from actions.figures import EVERY, EXTRAS, SKIPPED, mirrored, to_figures
from shortfall.law.deficiency import missing


class ActionRefine(SafeAction):
    """Without an estimate it begins one. What was skipped before may be asked again; what was told is kept."""

    def name(self) -> str:
        return "action_refine"

    def answer(self, turn: Turn) -> list[EventType]:
        slots = mirrored(turn.slots(EVERY), turn.case, turn.heard)
        if missing(to_figures(slots, turn.case)):
            return [*ActionEstimateStart().answer(turn), FollowupAction("estimate_form")]
        again = [SlotSet(name, None) for name in EXTRAS if slots[name] == SKIPPED]
        closed = [ActiveLoop(None), SlotSet("requested_slot", None), SlotSet("figure_tries", 0)]
        return [*closed, *again, FollowupAction("estimate_extras_form")]
