""" "Where does that come from?": the last result, step by step; or the sources of the last answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar, get_args

from rasa_sdk.events import EventType

from actions.action_estimate import refined, result_of
from actions.action_interest import growth_of
from actions.action_plan import plan_of
from actions.action_wages import limit_of
from actions.base import SafeAction, Turn, call_me
from actions.figures import ENDS_THE_DEBT, EVERY, change, mirrored, parts_in, to_figures
from shortfall.base.channel import Channel
from shortfall.content.questions import Language, label, payload
from shortfall.content.texts import text
from shortfall.law.deficiency import estimate, missing
from shortfall.law.intervals import less
from shortfall.law.said import said
from shortfall.law.steps import Exactly, of_estimate, of_exactness, of_growth, of_plan, of_said_back, of_wages
from shortfall.talk.money_sums import reckoned
from shortfall.talk.moves.figures import names_result
from shortfall.talk.pay_sums import pay_sum

MOST = 2
"""Sources that are named."""

T = TypeVar("T")
Steps = Callable[[Turn], str | None]


def _estimate(turn: Turn) -> str | None:
    found = result_of(turn)
    if found and ({"exact", "doubts"} & turn.acts or _WHO.search(turn.text)):
        guessed, disputed = (parts_in(turn.case, fact) for fact in ("guessed", "disputed"))
        return of_exactness(found, guessed, disputed, turn.channel, turn.language, _wants(turn))
    return of_estimate(found, turn.channel, turn.language) if found else None


_WHO = re.compile(r"\b(?:who|qui[eé]n)\b", re.I)
_WHICH = re.compile(
    r"\b(?:which|what) (?:parts?|ones?|of|figures?|numbers?|are you)\b|\b(?:cu[aá]l(?:es)?|qu[eé] (?:partes?|datos?|cifras?))\b",
    re.I,
)


def _wants(turn: Turn) -> tuple[Exactly, ...]:
    """What of it is asked; who asks again hears what was not said in these words before."""
    if _WHO.search(turn.text):
        return ("decides", "missing")
    if _WHICH.search(turn.text):
        return ("unsure", "missing")
    begin = said("exact.sum", turn.language)
    return ("unsure", "decides") if any(begin in last.text for last in turn.said_before) else get_args(Exactly)


def _back(turn: Turn) -> tuple[str, ...]:
    """What the sum is that the person says back, in two ways; none where they name none, or nothing is owed."""
    slots = mirrored(turn.slots(EVERY), turn.case, turn.heard)
    figures = to_figures(slots, turn.case)
    if not names_result(turn.text, turn.case) or missing(figures) or (change(turn.case) or ("",))[0] in ENDS_THE_DEBT:
        return ()
    result = estimate(figures, turn.world.today, turn.language)
    if not less(result.debt, result.sale_price).high:
        return ()
    return tuple(of_said_back(result, turn.channel, turn.language, again=again) for again in (False, True))


def _exactly(turn: Turn) -> tuple[str, ...]:
    """How exact an estimate is, for who asks for its steps a second time."""
    found = result_of(turn)
    return (of_exactness(found, (), (), turn.channel, turn.language),) if found else ()


def _first_new(turn: Turn, ways: Sequence[str]) -> str:
    """The first of these that was not said before."""
    told = [each.text for each in turn.said_before]
    return next(
        (each for each in ways if not any(each in text_ and 2 * len(each) > len(text_) for text_ in told)),
        said("steps.again", turn.language),
    )


def _of(result: Callable[[Turn], T | None], steps: Callable[[T, Channel, Language], str]) -> Steps:
    def tell(turn: Turn) -> str | None:
        found = result(turn)
        return steps(found, turn.channel, turn.language) if found else None

    return tell


STEPS: Mapping[str, tuple[Steps, tuple[str, ...]]] = {
    "calculate": (_estimate, ("calculate_interest",)),
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
        today, earlier = turn.world.today, turn.user_texts()[1:]
        if sum_ := reckoned(turn.text, turn.case, today, turn.language, earlier):
            topic = next((name for name in STEPS if name == turn.last_topic), "repeat")
            if pay_sum(turn.text, turn.case, today, turn.language):
                topic = "wage_garnishment"
            turn.say(sum_, topic=topic, choices=[call_me(turn.language)])
            return []
        last, back = turn.last_said, _back(turn)
        if last and last.question and not back:
            key = "figures.general_rule" if last.cites else "figures.general"
            cites = text("figures.and", turn.language).join(last.cites[:MOST])
            turn.say(
                text(key, turn.language, cites=cites), topic=last.topic or "repeat", choices=[call_me(turn.language)]
            )
            return []
        results = [topic for topic in turn.all_topics if topic in STEPS]
        results += ["calculate"] * bool(back)
        steps, after = STEPS[results[-1]] if results else (None, ())
        words = None if back or not steps else steps(turn)
        ways = back or ((words, *(_exactly(turn) if results[-1] == "calculate" else ())) if words else ())
        if not ways:
            turn.say(text("figures.no_result", turn.language), topic="calculate", choices=[_choice(turn, "calculate")])
            return []
        choices = (
            [refined(turn), *(_choice(turn, name) for name in after)]
            if results[-1] == "calculate"
            else [_choice(turn, name) for name in after]
        )
        choices = [*(each for each in choices if each), call_me(turn.language)]
        turn.say(_first_new(turn, ways), topic=results[-1], choices=choices)
        return []


def _choice(turn: Turn, name: str) -> tuple[str, str]:
    return label(name, turn.language), payload(name)
