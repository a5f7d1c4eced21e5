""" "Where does that come from?": the last result, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rasa_sdk.events import EventType

from actions.action_estimate import result_of
from actions.action_interest import growth_of
from actions.action_plan import plan_of
from actions.action_wages import limit_of
from actions.base import SafeAction, Turn, call_me
from shortfall.content.questions import label, payload
from shortfall.content.texts import text
from shortfall.law.steps import of_estimate, of_growth, of_plan, of_wages

Steps = Callable[[Turn], str | None]


def _estimate(turn: Turn) -> str | None:
    found = result_of(turn)
    return of_estimate(found, turn.channel, turn.world.now().date(), turn.language) if found else None


def _wages(turn: Turn) -> str | None:
    found = limit_of(turn)
    return of_wages(found, turn.channel, turn.language) if found else None


def _growth(turn: Turn) -> str | None:
    found = growth_of(turn)
    return of_growth(found, turn.channel, turn.language) if found else None


def _plan(turn: Turn) -> str | None:
    found = plan_of(turn)
    return of_plan(found, turn.channel, turn.language) if found else None


STEPS: Mapping[str, tuple[Steps, tuple[str, ...]]] = {
    "calculate": (_estimate, ("refine", "calculate_interest")),
    "calculate_wages": (_wages, ("exemptions",)),
    "calculate_interest": (_growth, ("calculate_plan",)),
    "calculate_plan": (_plan, ("settle_for_less",)),
}
"""For each kind of result what tells its steps, and what may come next."""


class ActionHowFigured(SafeAction):
    """Works the last result out again and shows how."""

    def name(self) -> str:
        return "action_how_figured"

    def answer(self, turn: Turn) -> list[EventType]:
        results = [topic for topic in turn.all_topics if topic in STEPS]
        steps, after = STEPS[results[-1]] if results else (None, ())
        words = steps(turn) if steps else None
        if words is None:
            turn.say(text("figures.no_result", turn.language), topic="calculate", choices=[_choice(turn, "calculate")])
            return []
        choices = [*(_choice(turn, name) for name in after), call_me(turn.language)]
        turn.say(words, topic=results[-1], choices=choices)
        return []


def _choice(turn: Turn, name: str) -> tuple[str, str]:
    return label(name, turn.language), payload(name)
