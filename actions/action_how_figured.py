""" "Where does that come from?": the last result, step by step; or the sources of the last answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from rasa_sdk.events import EventType

from actions.action_estimate import result_of
from actions.action_interest import growth_of
from actions.action_plan import plan_of
from actions.action_wages import limit_of
from actions.base import SafeAction, Turn, call_me
from shortfall.base.channel import Channel
from shortfall.content.questions import Language, label, payload
from shortfall.content.texts import text
from shortfall.law.steps import of_estimate, of_growth, of_plan, of_wages

MOST = 2
"""Sources that are named."""

T = TypeVar("T")
Steps = Callable[[Turn], str | None]


def _estimate(turn: Turn) -> str | None:
    found = result_of(turn)
    return of_estimate(found, turn.channel, turn.world.now().date(), turn.language) if found else None


def _of(result: Callable[[Turn], T | None], steps: Callable[[T, Channel, Language], str]) -> Steps:
    def tell(turn: Turn) -> str | None:
        found = result(turn)
        return steps(found, turn.channel, turn.language) if found else None

    return tell


STEPS: Mapping[str, tuple[Steps, tuple[str, ...]]] = {
    "calculate": (_estimate, ("refine", "calculate_interest")),
    "calculate_wages": (_of(limit_of, of_wages), ("exemptions",)),
    "calculate_interest": (_of(growth_of, of_growth), ("calculate_plan",)),
    "calculate_plan": (_of(plan_of, of_plan), ("settle_for_less",)),
}
"""For each kind of result what tells its steps, and what may come next."""


class ActionHowFigured(SafeAction):
    """Works the last result out again and shows how. Of an answer it says what it stands on, and what it cannot know."""

    def name(self) -> str:
        return "action_how_figured"

    def answer(self, turn: Turn) -> list[EventType]:
        last = turn.last_said
        if last and last.question:
            key = "figures.general_rule" if last.cites else "figures.general"
            cites = text("figures.and", turn.language).join(last.cites[:MOST])
            turn.say(
                text(key, turn.language, cites=cites), topic=last.topic or "repeat", choices=[call_me(turn.language)]
            )
            return []
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
