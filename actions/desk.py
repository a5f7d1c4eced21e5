"""What the desk asks somebody who does not know what to ask, or was not understood."""

from __future__ import annotations

from collections.abc import Iterable

from actions.base import Choice, Turn, call_me, firm_phone
from actions.urgency import in_words
from shortfall.content.questions import label, payload
from shortfall.content.texts import text
from shortfall.law.elsewhere import free_help
from shortfall.law.states import STATES
from shortfall.reading.facts import to_interval
from shortfall.reading.urgent import WORDS, find_events
from shortfall.talk.compose import TOLD_ELSEWHERE, elsewhere, is_told_elsewhere
from shortfall.talk.desk import LIKELIEST, MOST, PLACES, fitting, gone, stage_question, told
from shortfall.talk.limits import STORY

DESK = "desk"


def ask_desk(turn: Turn, opening: str = "") -> None:
    """Ask where things stand, once; then offer what fits, and last the person."""
    language = turn.language
    said = [event for event in turn.recent_topics(3) if event == DESK]
    choices = fresh(turn, fitting(turn.case, language))
    if choices:
        # What they may have meant, if they said more than how things stand; then what people at this point ask.
        more = "asks" in turn.acts or not turn.heard or len(turn.text.split()) > STORY
        asked = likely(turn)[:LIKELIEST] if more else []
        words, choices = text("desk.fits", language), list(dict.fromkeys([*asked, *choices]))[:MOST]
    elif len(said) < 2 and not turn.case["stage"]:
        words, choices = stage_question(language, len(said), turn.case.values())
    elif (place := turn.case.place) and elsewhere(place):
        words = text("desk.person_elsewhere", language, state=STATES[place].names[language], site=free_help(place))
        choices = [(label("free_help/help_other_states", language), payload("free_help/help_other_states"))]
    else:
        words, choices = text("desk.person", language, phone=firm_phone()), [call_me(turn.language)]
    turn.say(f"{opening} {words}".strip(), topic=DESK, choices=choices)


def told_elsewhere(turn: Turn, job: str) -> bool:
    """Whether somebody in another state was told their own state's rule in place of an Illinois figure."""
    if not is_told_elsewhere(job, turn.case):
        return False
    turn.respond(f"utter_{TOLD_ELSEWHERE[job]}")
    return True


def acknowledge(turn: Turn) -> str:
    """Half a sentence on what this message told: "Got it: the home is in Ohio; it was sold."; empty where it told nothing."""
    names = [name for name in turn.heard if name not in {"phone", "name"}]
    if PLACES & turn.gone.keys() and not PLACES & {*names}:
        names.append("state")  # what counts now that another does not
    timed = {each.kind: each for each in find_events(turn.text, turn.world.now()) if each.at}
    hours = [in_words(each, turn.language) for kind, each in timed.items() if WORDS[kind] in names]
    names = [name for name in names if name not in {WORDS[kind] for kind in timed}]
    facts = hours + told(turn.case, names, turn.language) + gone(turn.gone, turn.language)
    return text("noted", turn.language, facts="; ".join(facts)) if facts else ""


def put_right(turn: Turn) -> str:
    """The same of the sums and days it told or took back: what somebody corrects is acknowledged, whatever else the message brings."""
    told = any(to_interval(turn.case[name]) or name.endswith("_date") for name in turn.heard)
    return acknowledge(turn) if turn.gone or told else ""


def fresh(turn: Turn, choices: Iterable[Choice]) -> list[Choice]:
    """Choices without those that were shown lately and not taken (engine/reader.py, `shown`)."""
    shown = turn.tracker.latest_message.get("shown") or ()
    return [choice for choice in choices if choice[1] not in shown]


def likely(turn: Turn) -> list[Choice]:
    """What the message may have been about (shortfall/talk/desk.py, `likely`), likeliest first."""
    names = turn.tracker.latest_message.get("likely") or ()
    return [(label(name, turn.language), payload(name)) for name in names]
