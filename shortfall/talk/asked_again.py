"""What is said to somebody who asks the same again, says that it was not what they asked, or wants more: in turn what else they may mean,
what else there is on it, a few choices by how far things are, and a person. Never what was said. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from shortfall.content.questions import OVERVIEW, Language, asks, label, payload, questions
from shortfall.content.texts import text
from shortfall.law.elsewhere import free_help
from shortfall.law.states import STATES
from shortfall.talk.case import Case
from shortfall.talk.compose import content_words, elsewhere, offered
from shortfall.talk.denied import near as has_to_do
from shortfall.talk.desk import LIKELY, fitting
from shortfall.talk.intents import CALLBACK, OUT
from shortfall.talk.limits import SECOND

COMPLAINT = "complaint"
"""The topic of such a reply. It answers nothing, so that the question before it stays the last one."""
PATIENCE = 2
"""Such replies one after the other that open what else there is; then come the choices by stage, and then a person."""
MOST = 3
"""Questions that one of them opens."""
AS_LIKELY = 0.35
"""Share of what is left without what was answered from which another reading is answered, and not only opened."""
AID, AID_ELSEWHERE = "free_help", "free_help/help_other_states"

Choice = tuple[str, str]


@dataclass(frozen=True)
class Again:
    """What is said: the text and its choices as (label, payload), or in their place the question to be answered."""

    text: str = ""
    choices: tuple[Choice, ...] = ()
    answer: str | None = None


def asked_again(
    question: str,
    readings: Sequence[tuple[str, float]],
    case: Case,
    language: Language,
    *,
    opening: Callable[[str], str],
    rest: str = "",
    told: Collection[str] = (),
    shown: Collection[str] = (),
    most: int = MOST,
    nth: int = 0,
    phone: str = "",
    sorry: bool = False,
    more: bool = False,
    none: bool = False,
    words: str = "",
) -> Again:
    """What comes next.

    Args:
        question: what was answered.
        readings: what the message may mean, with probabilities, the likeliest first; none where it has no words of its own.
        opening: how the answer to a question opens; empty where that was said.
        rest: what its answer says besides what was said.
        told: the questions that were answered in this talk.
        shown: what choices that were shown lately stand for.
        most: questions to open.
        nth: how many such replies came just before.
        sorry: they said that it was not what they asked.
        more: they want more on it, and mean nothing else.
        none: they took none of what was offered.
        words: what they asked, in their words: what is opened or offered has to do with it.
    """
    if none and nth:
        return person(case, language, nth, phone)
    gone = {*told, question}
    fit = _Fit(case, language, question, gone, opening)
    if none and not elsewhere(case.place):
        near = [name for name, _ in readings if fit(_whole_name(name)) and payload(name) not in shown][:2]
        named = tuple((label(name, language), payload(name)) for name in (*near, CALLBACK))
        return Again(text("complaint.open", language, phone=phone), named)
    if nth < PATIENCE and not more and (other := _other(readings, fit)):
        return Again(text("complaint.sorry", language) if sorry else "", answer=other)
    topic = question.partition("/")[0]
    overview = f"{topic}/{OVERVIEW}"
    if nth < PATIENCE and rest:
        return Again(rest)
    if more and fit(overview):
        return Again(answer=overview)
    near = [name for name, sure in readings if sure >= LIKELY]
    names = [*near, *questions()[question].next_for(case.values()), overview]
    akin = [name for name in dict.fromkeys(map(_whole_name, names)) if not words or has_to_do(name, words, question)]
    found = [name for name in akin if fit(name)][:most]
    if nth < PATIENCE and found:
        lead = "missed" if sorry else "opened"
        titles = [label(name, language) for name in found]
        said = [_titled(title, opening(name)) for title, name in zip(titles, found, strict=True)]
        on = [
            (text("desk.more_on", language, title=each), payload(name))
            for each, name in zip(titles, found, strict=True)
        ]
        return Again("\n".join([text(f"complaint.{lead}", language, nth), *said]), tuple(on))
    gone = {*shown, *map(payload, told)}
    stage = [
        (title, to)
        for title, to in fitting(case, language)
        if to not in gone and (not words or has_to_do(to.removeprefix("/"), words, question))
    ]
    if nth <= PATIENCE and stage:
        return Again(text("complaint.stage", language), tuple(stage))
    return person(case, language, nth, phone)


def person(case: Case, language: Language, nth: int, phone: str) -> Again:
    """Who helps on: in another state its free help."""
    if (place := case.place) and elsewhere(place):
        site, state = free_help(place), STATES[place].names[language]
        said = text("unhelpful_elsewhere", language, state=state, site=site)
        return Again(said, ((label(AID_ELSEWHERE, language), payload(AID_ELSEWHERE)),))
    choices = tuple((label(name, language), payload(name)) for name in (CALLBACK, AID))
    return Again(text("unhelpful", language, nth, phone=phone), choices)


@dataclass(frozen=True)
class _Fit:
    """Whether a question may be brought now: it was not answered, opens with something new, and presumes nothing that was not named."""

    case: Case
    language: Language
    question: str
    gone: Collection[str]
    opening: Callable[[str], str]

    def __call__(self, name: str) -> bool:
        if name not in questions() or name in self.gone or name.startswith(f"{OUT}/"):
            return False
        choice = (label(name, self.language), payload(name))
        return [choice] == offered([choice], self.case, self.language, self.question) and bool(self.opening(name))


def _other(readings: Sequence[tuple[str, float]], fit: _Fit) -> str | None:
    """The likeliest question that was not answered, where it is likely enough among what is left."""
    left = 1 - sum(sure for name, sure in readings if _whole_name(name) in fit.gone)
    found = ((_whole_name(name), sure) for name, sure in readings if sure >= max(SECOND, AS_LIKELY * left))
    return next((name for name, _ in found if fit(name)), None)


def _whole_name(name: str) -> str:
    return name if "/" in name or name not in asks() else f"{name}/{OVERVIEW}"


def _titled(title: str, words: str) -> str:
    return f"- **{title if title.endswith('?') else f'{title}:'}** {words}"


SAME = 0.6
"""Share of the fewer words that two wordings of one question have in common."""


def same_question(one: str, other: str) -> bool:
    """Whether two questions are one, asked again in much the same words."""
    first, second = content_words(one), content_words(other)
    fewer = min(len(first), len(second))
    return fewer >= 2 and len(first & second) >= SAME * fewer
