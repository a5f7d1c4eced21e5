"""What makes an estimate closer: the time from judgment to sale, what was added, other liens. Each may be skipped."""

from __future__ import annotations

from rasa_sdk.events import EventType, SlotSet

from actions.base import Turn
from actions.figure_form import FigureForm, Slots
from actions.figures import (
    EVERY,
    NONE,
    SKIPPED,
    SLOTS,
    left_to_ask,
    mirrored,
    to_figures,
    with_defaults,
    with_extras,
    years_apart,
)
from actions.validate_estimate_form import ValidateEstimateForm
from shortfall.content.texts import text
from shortfall.law.deficiency import Problem, problems

_SLOT_OF = {
    "sale_date": "estimate_time",
    "costs": "estimate_added",
    "fees": "estimate_added",
    "advances": "estimate_added",
    "junior_liens": "estimate_liens",
}


class ValidateEstimateExtrasForm(FigureForm):
    """Asks only for what can change the answer; a figure of the estimate itself may be changed here as well."""

    form = "estimate_extras_form"
    topic = "calculate"
    result = ValidateEstimateForm.result

    def fill(self, turn: Turn, slots: Slots) -> Slots:
        filled = with_extras(super().fill(turn, slots), turn.case)
        whole = {**self._estimate(turn), **filled}
        return {name: left_to_ask(whole, turn.case, turn.world.today)[name] for name in slots}

    def without(self, turn: Turn, asked: str, slots: Slots) -> Slots:
        return {asked: NONE if asked == "estimate_liens" and turn.intent == "deny" else SKIPPED}

    def check(self, turn: Turn, slots: Slots) -> list[Problem]:
        found = problems(to_figures({**self._estimate(turn), **slots}, turn.case), turn.language)
        told = slots["estimate_time"] != SKIPPED
        if not found and told and (years := years_apart({}, turn.case)):
            found = [Problem("sale_date", "apart", text("figures.far_apart", turn.language, years=str(years)))]
        return found

    def slot_of(self, problem: Problem) -> str:
        return _SLOT_OF.get(problem.field, "")

    def answer(self, turn: Turn) -> list[EventType]:
        asked, dates = turn.asked, {"judgment_date", "sale_date"} & set(turn.case)
        events = super().answer(turn)
        set_to = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
        waits = "estimate_time" in set_to and set_to["estimate_time"] is None and "requested_slot" not in set_to
        if waits and len(dates) == 1 and (asked is None or turn.fresh):  # one of the two dates: the other is asked for
            other = "sale" if "judgment_date" in dates else "judgment"
            turn.say(text(f"figures.when.{other}", turn.language), topic=self.topic, asking="estimate_time")
        changed = mirrored(turn.slots(SLOTS), turn.case, turn.heard)
        moved = changed["estimate_state"] != turn.slot("estimate_state")
        estimate = with_defaults(
            {**changed, "estimate_market_value": None} if moved else changed, turn.case, turn.world.today
        )
        return [*(SlotSet(name, estimate[name]) for name in SLOTS), *events] if events else events

    def _estimate(self, turn: Turn) -> Slots:
        return mirrored({name: turn.slot(name) for name in EVERY}, turn.case, turn.heard)
