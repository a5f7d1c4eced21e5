"""The reading of a message: facts as entities, the case with what was told, and the move that its intent stands for.

Last of the pipeline. What it decides by is in shortfall/talk/moves/; here Rasa's messages and trackers are translated.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.classifier import SCORES, Scored, selected
from engine.component import Component
from engine.featurizer import LANGUAGE, Segments
from engine.guard import GUARDED
from shortfall.base.hours import office_zone
from shortfall.content.questions import JOBS, OVERVIEW, asks
from shortfall.reading import distress
from shortfall.reading.benefits import BALANCE, find_benefits
from shortfall.reading.facts import Fact, read_facts
from shortfall.reading.things import find_things
from shortfall.talk.acts import read_acts
from shortfall.talk.asked_again import COMPLAINT
from shortfall.talk.beside import asked_beside, gives_part, meant_beside, with_the_rest
from shortfall.talk.case import Case
from shortfall.talk.denied import barred, denied_facts, near
from shortfall.talk.desk import ASKS_BACK, likely, meant
from shortfall.talk.heard import Context, Heard, Move, Subjects
from shortfall.talk.intents import CALL, DIALOGUE, OUT, RESULTS, SETTLES
from shortfall.talk.moves import decide
from shortfall.talk.moves.subjects import LIFE
from shortfall.talk.offers import Offer, open_choices

RANKED = 6
STORY_WORDS = 25
"""Words of the longest message that the one after it is read with."""
TAKES = frozenset({"inform", "affirm", "correct", "nlu_fallback"})
"""Intents that bring the call form what it asked for, beside which a question may stand."""
SWITCHED = "switched"  # set on messages with which the talk goes over to their language: "words", or "command" where that was asked for
MISREAD, BEFORE = "misread", "before"
"""Set on messages that say after the lifeline that nobody is in danger; with `BEFORE` where they say nothing else, and their text is the one that got it."""
CHOSEN = "chosen"  # set on messages whose text is that of the choice they took up (engine/choices.py)


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class Reader(Component):
    """Sets entities, intent, intent_ranking, acts, and which question of a topic was asked."""

    @classmethod
    def warm_up(cls) -> None:
        # What patterns are made of when they are first asked for is made now, and not while somebody waits.
        read_facts(
            "They sold the house on May 3 for 210,000, I owed 260k and make 900 a week. Can they take my pay in Ohio? "
            * 2,
            today(),
        )
        barred("no decree yet", {})

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        for message in messages:
            text = message.get(TEXT) or ""
            context, turn = context_of(tracker), turn_of(tracker)
            context = replace(context, texted=(message.get("metadata") or {}).get("channel") == "sms")
            context = replace(context, misread=message.get(MISREAD) == BEFORE)
            if message.get(CHOSEN):
                context = replace(context, offered=())  # it is taken up already
            facts = facts_of(text, context)
            things = tuple(Fact(each.name, each.value, "", (0, 0), sure=each.sure) for each in find_things(text))
            things += (*denied_facts(text, context.case.values()), *account_facts(text, context.case["account"]))
            settled = message.get(INTENT, {}).get("name") if message.get(GUARDED) else None
            if settled:
                level = distress.level(text)
                # A life in danger is heard in whatever the guard settles.
                move = Move(level) if level in LIFE else Move("distress") if level == "distress" else Move(settled)
                scored = subjects = None
            else:
                scored = message.get(SCORES)
                if scored is None:
                    continue
                acts = read_acts(text)
                known = context.case.heard((*facts, *things), turn).values()
                subjects = scored.subjects(text, context, known)
                heard = Heard(text, facts, acts, subjects)
                move, level = decide(heard, context), heard.level
                move = with_question_beside(move, text, context, scored, known)
                if move.beside is None:
                    move = with_the_rest(move, answered_by(move, scored), subjects.parts, context)
                elif found := meant_of(asked_beside(move.beside), context, scored, known):
                    move = replace(move, intent="two_topics", topics=(*(move.topics or (move.intent,)), *found))
                if message.get(SWITCHED) == "command":
                    move = Move("spanish" if message.get(LANGUAGE) == "es" else "english")
                message.set("acts", sorted(acts), add_to_output=True)
                if asked := scored.asks:
                    message.set("asked", asked, add_to_output=True)
                ranking = [{"name": name, "confidence": sure} for name, sure in subjects.ranking[:RANKED]]
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
                message.set("readings", [list(each) for each in subjects.likeliest[:RANKED]], add_to_output=True)
            left = [name for _, name in context.left if name]
            publish(message, move, scored, subjects, left, shown(tracker), context.question)
            if message.get(SWITCHED) and (spoken := message.get(LANGUAGE)) != context.case["language"]:
                facts = (*facts, Fact("language", spoken, "", (0, len(text))))
            if mark := marked(text, level, move, context.case, turn):
                facts = (*facts, mark)
                message.set("comfort", move.intent not in LIFE | {"distress", "no_more_texts"}, add_to_output=True)
            if message.get(MISREAD):
                message.set(MISREAD, move.intent not in LIFE, add_to_output=True)
            message.set(ENTITIES, entities(facts, context.case, turn, things), add_to_output=True)
        return messages


def with_question_beside(
    move: Move, text: str, context: Context, scored: Scored, known: Mapping[str, str | None]
) -> Move:
    """The move with what is asked beside a part of a request for a call. A subject beside which a part is given brings both."""
    several = move.intent in {"either", "two_topics"} and not DIALOGUE & {*move.topics}
    asked = asked_beside(text) if context.asked in CALL and (several or not move.topics) else ""
    if asked and (several or move.intent in asks()) and gives_part(text.replace(asked, ""), context.asked):
        move = Move("inform", move.confidence)  # "Tina Marsh. can they take my car": a name too
    if not asked or move.intent not in TAKES:
        return move
    earlier = asked_beside(context.before or "")
    # "You did not answer me, is he allowed to": by itself it may say little, with what was asked before more.
    for words in (asked, f"{earlier} {asked}") if earlier else (asked,):
        if found := meant_of(words, context, scored, known):
            return replace(move, topics=found)
    return move


def meant_of(words: str, context: Context, scored: Scored, known: Mapping[str, str | None]) -> tuple[str, ...]:
    """What answers a part of a message, read by itself."""
    read = Scored(scored.model, Segments(words, scored.segments.language)) if words else None
    return meant_beside(read.subjects(words, context, known).likeliest) if read else ()


def answered_by(move: Move, scored: Scored) -> list[str]:
    """What a move answers: questions, and anything else by its own name."""
    topics = move.topics or (move.intent,)
    found = selected(questions_of(topics, scored), move.question)
    return [found[name]["response"]["intent_response_key"] if name in found else name for name in topics]


def questions_of(topics: Sequence[str], scored: Scored | None) -> dict[str, Sequence[tuple[str, float]]]:
    """The questions of each topic that is none yet, likeliest first; of a job or a command there are none."""
    return {
        topic: scored.question(topic) if scored else ()
        for topic in topics
        if "/" not in topic and topic not in DIALOGUE - {OUT}
    }


COMFORTED = 5
"""For so many turns a word of comfort is not said again."""


def marked(text: str, level: distress.Level, move: Move, case: Case, turn: int) -> Fact | None:
    """That the message tells of a life in danger, or of more than a person can bear; None where the case knows of it.

    The gravest that was ever said stays in the case, for staff to see.
    """
    level = "crisis" if move.intent == "crisis" else level
    if level == "none":
        return None
    before = case.facts.get("distress")
    grave = distress.gravest([level, before.value]) if before else level
    if before and grave == before.value and level == "distress" and turn - before.turn < COMFORTED:
        return None
    return Fact("distress", grave, "", (0, len(text)))


def account_facts(text: str, known: Mapping[str, str] | None) -> tuple[Fact, ...]:
    """What a message tells of a bank account beside what is known of it; what lies in it only beside what comes in."""
    told = {**(known or {}), **find_benefits(text)}
    return (Fact("account", told, "", (0, 0)),) if told != known and told.keys() - {BALANCE} else ()


def facts_of(text: str, context: Context) -> tuple[Fact, ...]:
    """The facts of a message in its talk."""
    about = (context.last or "").partition("/")[0] or None
    return read_facts(text, today(), context.asked, about=about, case=context.case.slot())


def publish(
    message: Message,
    move: Move,
    scored: Scored | None,
    subjects: Subjects | None = None,
    left: Sequence[str] = (),
    shown: Collection[str] = (),
    last: str | None = None,
) -> None:
    """Put a move into a message, in Rasa's own terms.

    Args:
        left: questions that were asked before and not answered: they are offered first.
        shown: the choices that are not offered again.
        last: the question answered last.
    """
    message.set("shown", list(shown), add_to_output=True)
    message.set(INTENT, {"name": move.intent, "confidence": move.confidence}, add_to_output=True)
    if move.topics:
        message.set("topics", list(move.topics), add_to_output=True)
    if move.opened:
        message.set("opened", list(move.opened), add_to_output=True)
    topics = move.topics or (move.intent,)
    found = selected(questions_of(topics, scored), move.question)
    if scored and subjects and not move.question:
        below = choices_below(move, scored, subjects, left, shown, last)
        if move.intent in ASKS_BACK | {"either"} or move.opened:
            message.set("likely", below, add_to_output=True)
        elif topics[-1] in found:
            found[topics[-1]]["meant"] = below
    message.set("response_selector", found, add_to_output=True)


def choices_below(
    move: Move,
    scored: Scored,
    subjects: Subjects,
    left: Sequence[str] = (),
    shown: Collection[str] = (),
    last: str | None = None,
) -> list[str]:
    """What may be chosen below a reply: what was asked besides, now or before, and what else may have been meant; where nothing was understood, only
    what has to do with what was said."""
    if move.intent in ASKS_BACK:
        words = scored.segments.written
        jobs = [name for name, _ in subjects.likeliest if name in JOBS and any(map(str.isdigit, words))][:1]
        return likely([each for each in subjects.likeliest if each[0] in jobs or near(each[0], words, last)], shown)
    said = {name.removesuffix(f"/{OVERVIEW}") for name in answered_by(move, scored)}
    besides = [name for name in scored.left if name in asks() and name not in said and not name.startswith(OUT)]
    found = list(dict.fromkeys([*besides, *left, *meant(subjects.likeliest, [*said], shown)]))
    return found[:1] if move.intent == "either" or move.opened else found  # beside those that read on


def entities(facts: tuple[Fact, ...], case: Case, turn: int, things: tuple[Fact, ...] = ()) -> list[dict[str, Any]]:
    """The facts as entities, and where anything was told the case with it, which fills the slot of that name.

    Args:
        things: what there is or is not (shortfall/reading/things.py): it is kept, and is no news to be answered.
    """
    found = [fact.entity() for fact in facts]
    if facts or things:
        grown = case.heard((*facts, *things), turn)
        found.append({"entity": "case", "value": grown.slot(), "start": 0, "end": 0, "extractor": "Reader"})
    return found


def today() -> datetime.date:
    """The date at the office."""
    return datetime.datetime.now(office_zone()).date()


def turn_of(tracker: DialogueStateTracker | None) -> int:
    """How many messages the person has sent before."""
    return sum(isinstance(event, UserUttered) for event in tracker.events) if tracker else 0


def context_of(tracker: DialogueStateTracker | None) -> Context:
    """What stands in a conversation when a message comes."""
    if tracker is None:
        return Context()
    reply: list[tuple[str | None, list[Offer]]] = []
    last = before = None
    questioned = False
    answered: set[str] = set()
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            typed = event.text and not event.text.startswith("/") and event.intent_name not in SETTLES
            before = event.text if typed and len(event.text.split()) <= STORY_WORDS else None
            break
        if isinstance(event, BotUttered):
            about = meta(event)
            questioned = questioned or (event.text or "").rstrip().endswith("?")
            last = last or (subject_of(about) if about.get("topic") != COMPLAINT else None)
            answered.add(str(about.get("topic")))
            buttons = (event.data or {}).get("buttons") or ()
            reply.insert(0, (about.get("asking"), [Offer(button["title"], button["payload"]) for button in buttons]))
    asking = next((slot for slot, _ in reversed(reply) if slot), None)
    form = (tracker.active_loop.name if tracker.active_loop else None) or None
    return Context(
        case=Case.of(tracker.get_slot("case")),
        form=form,
        asked=(tracker.get_slot("requested_slot") if form else None) or asking,
        offered=tuple(open_choices(reply)),
        questioned=questioned,
        last=last or last_subject(tracker),
        question=last_subject(tracker),
        answered=frozenset(answered),
        told=last_subject(tracker),
        before=before,
        earlier=tuple(last_words(tracker)),
        left=left_open(tracker),
        booked=bool(tracker.get_slot("callback_reference")),
        today=today(),
        result=last_result(tracker),
    )


def last_words(tracker: DialogueStateTracker, most: int = 7) -> list[str]:
    """The person's last messages, newest first."""
    said = (event.text for event in reversed(tracker.events) if isinstance(event, UserUttered))
    return [*islice((text for text in said if text and not text.startswith("/")), most)]


LATELY, OFTEN = 3, 2
"""Replies below which a choice was just shown; times that it is shown at all."""


def shown(tracker: DialogueStateTracker | None) -> list[str]:
    """What the choices stand for that were shown below one of the last replies, or often, and not taken: others come in their place.

    A call and a calculation stay open.
    """
    replies, below = 0, False
    times: Counter[str] = Counter()
    for event in reversed(tracker.events) if tracker else ():
        if isinstance(event, UserUttered):
            replies, below = replies + below, False
            if event.intent_name == "restart":
                break
        elif isinstance(event, BotUttered) and (buttons := (event.data or {}).get("buttons")):
            below = True
            times.update({button["payload"]: 1 if replies >= LATELY else OFTEN for button in buttons})
    return [to for to, often in times.items() if often >= OFTEN and to.removeprefix("/") not in JOBS]


LOOKED_BACK = 6
"""Messages of the person in which a question that was not answered is looked for."""


def left_open(tracker: DialogueStateTracker) -> tuple[tuple[str, str], ...]:
    """What was asked beside other things, and neither it nor the overview of its topic was said since; the newest first."""
    told: set[str | None] = set()
    found: dict[str, str] = {}
    heard = 0
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered):
            told.add(subject_of(meta(event)))
        elif isinstance(event, UserUttered):
            heard += 1
            if heard > LOOKED_BACK or event.intent_name == "restart":
                break
            for words, name in (event.parse_data or {}).get("asked") or ():
                if not name or not told & {name, f"{name.partition('/')[0]}/{OVERVIEW}"}:
                    found.setdefault(words, name)
    return tuple(found.items())


def meta(event: BotUttered) -> Mapping[str, Any]:
    """What a message of the assistant says of itself."""
    found = event.metadata or {}
    inner = found.get("metadata")
    return inner if isinstance(inner, Mapping) else found


def subject_of(about: Mapping[str, Any]) -> str | None:
    """The topic or question a message was about."""
    topic, name = about.get("topic"), about.get("question")
    return f"{topic}/{name}" if topic and name else topic


def last_result(tracker: DialogueStateTracker) -> str | None:
    """What was worked out last in this talk."""
    said = (meta(event) for event in reversed(tracker.events) if isinstance(event, BotUttered))
    return next((str(about["topic"]) for about in said if about.get("topic") in RESULTS and about.get("card")), None)


def last_subject(tracker: DialogueStateTracker) -> str | None:
    """The question answered last, however long ago in this talk."""
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered) and meta(event).get("question"):
            return subject_of(meta(event))
    return None
