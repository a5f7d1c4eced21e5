"""Read what makes an estimate closer: the time from judgment to sale, what was added, other liens. Each may be skipped."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import Turn
from actions.figure_form import SKIPPED, FigureForm
from actions.figures import EVERY, EXTRAS, left_to_ask, read_back, to_slot, understand
from shortfall.law.intervals import NOTHING

_HINTS = {
    "estimate_time": 'Two months are enough, such as "March 2026 and October 2026", or a time such as "7 months". Or say "skip".',
    "estimate_added": 'An amount such as "fees 3,500" or "taxes 6,000 and costs 800" is fine. Or say "skip".',
    "estimate_liens": 'A rough amount such as "$45,000" is fine. Say "none" if there were none, or "skip".',
}


class ValidateEstimateExtrasForm(FigureForm):
    """Asks only for what can change the answer; a figure of the estimate itself may be changed here as well."""

    form = "estimate_extras_form"
    topic = "calculate"
    tries = "estimate_tries"
    keeps = EXTRAS

    def read(self, turn: Turn, asked: str) -> list[EventType]:
        today = turn.world.now().date()
        have = turn.slots(EVERY)
        understood = understand(turn.text, have, asked, on=today)
        if understood.question:
            return self.missed(turn, understood.question, understood.slots)
        found = dict(understood.slots)
        if not found and turn.intent in {"skip", "deny"}:
            found[asked] = to_slot(NOTHING) if asked == "estimate_liens" and turn.intent == "deny" else SKIPPED
        if not found:
            return self.missed(turn, _HINTS[asked])
        if asked == "estimate_time" and found.get(asked) is None:
            # One of the two dates: the question that follows asks for the other.
            turn.say(f"Got it: {read_back(found)}.", topic="calculate")
            return self.keep(found)
        filled = left_to_ask({**have, **found}, today)
        return self.keep({name: value for name, value in filled.items() if value is not None})
