"""Not sure what was meant: what it may be, worded as answers; else the desk asks. The second time in a row that is said, and a person comes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from rasa_sdk.events import EventType, FollowupAction

from actions.action_correct import goes_on
from actions.base import Choice, SafeAction, Turn, firm_phone
from actions.desk import acknowledge, ask_desk, fresh, likely
from shortfall.content.questions import label, questions
from shortfall.content.texts import text
from shortfall.reading.denials import stems
from shortfall.talk.acts import UNMET
from shortfall.talk.asked_again import COMPLAINT, person
from shortfall.talk.desk import LIKELIEST, MOST, fitting
from shortfall.talk.limits import FEW
from shortfall.talk.moves.subjects import COUNTY

LIKELY = 0.1
"""Probability from which what it may ask about is offered before what the last answer leads on to."""

GUESS = 0.05
"""Probability from which a single question is asked about: "is it this?"."""
LATELY = 4
"""Replies in which a choice is looked for that the message says again."""
BY_WORDS, SHARE = 2, 0.4
"""Words of it that the message has, and their share."""


def leading_on(turn: Turn) -> list[Choice]:
    """What may be asked next about something that was told."""
    last = turn.last_said
    ranking = turn.tracker.latest_message.get("intent_ranking") or ()
    sure = {entry["name"] for entry in ranking if entry["confidence"] >= LIKELY}
    place = COUNTY.match(turn.text)
    close = [] if place else [each for each in likely(turn) if each[1].removeprefix("/").partition("/")[0] in sure]
    known = [each for each in close if not last or each[1] != f"/{last.topic}/{last.question}"]
    usual = fresh(turn, fitting(turn.case, turn.language)) or (list(last.choices) if last else [])
    return list(dict.fromkeys([*known[:LIKELIEST], *usual]))[:MOST]


def heard_out(turn: Turn) -> str:
    """What is said to something told after an answer, of which nothing is known: no guess, and what leads on; else empty."""
    last = turn.last_said
    if not last or not last.question or not last.choices or turn.last_asking or "asks" in turn.acts or turn.form:
        return ""
    if county := COUNTY.match(turn.text):
        return text("told.county", turn.language, county=county["county"].title())
    quiet = not turn.acts & (UNMET | {"unsure", "no", "yes"})
    return text("told.noted", turn.language) if quiet and len(turn.text.split()) > FEW else ""


def offered_lately(turn: Turn) -> str:
    """The question behind a choice of the last replies whose words the message says again: "and that I may not talk to the bank?"; empty where none is."""
    said, best = frozenset(stems(turn.text)), ("", 0)
    for title, to in (choice for last in islice(turn.said_before, LATELY) for choice in last.choices):
        own = frozenset(stems(title))
        shared = len(own & said)
        if to.removeprefix("/") in questions() and shared >= max(BY_WORDS, SHARE * len(own), best[1] + 1):
            best = to.removeprefix("/"), shared
    return best[0]


def misses(turn: Turn) -> str:
    """That it was not understood again, and what was, if anything: what it may be about, else what was answered last."""
    said = next((each for each in turn.said_before if each.question), None)
    last = label(f"{said.topic}/{said.question}", turn.language) if said else ""
    about = next((title for title, _ in likely(turn)), last)
    words = text("unclear.twice", turn.language)
    return f"{words} {text('unclear.about', turn.language, about=about)}" if about else words


def _is_a_guess(turn: Turn, choices: Sequence[Choice]) -> bool:
    """Whether all that can be asked is one question that the message hardly is."""
    read = dict(turn.tracker.latest_message.get("readings") or ())
    return len(choices) == 1 and read.get(choices[0][1].removeprefix("/"), 1.0) < GUESS


class ActionFallback(SafeAction):
    """Also what Rasa calls when no rule applies."""

    def name(self) -> str:
        return "action_fallback"

    def answer(self, turn: Turn) -> list[EventType]:
        # "And if it sold for 300?" after a result is plain enough, whatever it is taken for.
        if not turn.form and (form := goes_on(turn)):
            return [FollowupAction(form)]
        choices = likely(turn)
        if not turn.form and (name := offered_lately(turn)):
            turn.respond(f"utter_{name}")
        elif told := heard_out(turn):
            turn.say(told, topic="noted", choices=leading_on(turn))
        elif turn.last_topic in {"fallback", COMPLAINT} and not turn.heard:
            # A second menu would only be another guess.
            who = person(turn.case, turn.language, 2, firm_phone())
            turn.say(f"{misses(turn)} {who.text}", topic="fallback", choices=who.choices)
        elif choices and not _is_a_guess(turn, choices) and turn.last_topic not in {"fallback", "desk"}:
            ask = text("unclear.likely" if len(choices) > 1 else "unclear.this", turn.language)
            turn.say(ask, topic="fallback", choices=choices)
        else:
            ask_desk(
                turn, acknowledge(turn) or (text("unclear.sorry", turn.language) if turn.last_topic != "desk" else "")
            )
        # Where no rule applies, none would tell Rasa to stop either.
        return [FollowupAction("action_listen")]
