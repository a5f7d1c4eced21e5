"""What the assistant says: answers composed for the case, and the standing texts of domain.yml, never the same words twice.

Rasa's natural language generator, in the engine's own process (endpoints.yml, nlg).
"""

from __future__ import annotations

import copy
import datetime
import itertools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from engine.reader import meta, shown, subject_of
from shortfall.base.channel import Channel
from shortfall.base.firm import load_firm
from shortfall.base.hours import office_zone
from shortfall.content.placeholders import fill, placeholders
from shortfall.content.premises import answered_by
from shortfall.content.questions import LANGUAGES, OVERVIEW, Language, Question, label, payload, questions
from shortfall.content.texts import text, translated
from shortfall.law.states import STATES
from shortfall.reading.facts import PAST_THE_SALE
from shortfall.reading.figures import HOUSE
from shortfall.talk.acts import UNMET
from shortfall.talk.asked_again import COMPLAINT, MOST, asked_again, person
from shortfall.talk.case import Case
from shortfall.talk.compose import (
    SMS_LIMIT,
    TOLD_ELSEWHERE,
    compose,
    elsewhere,
    helped,
    in_short,
    is_told_elsewhere,
    left_of,
    offered,
    sentences,
    standing,
    without,
)
from shortfall.talk.denied import only_rejects
from shortfall.talk.desk import told as in_words
from shortfall.talk.intents import CALLBACK, RESULTS
from shortfall.talk.moves.days import ROADS
from shortfall.talk.moves.subjects import declines_all

UTTER = "utter_"


class Speech(TemplatedNaturalLanguageGenerator):
    """Answers from data/topics/, everything else from domain.yml with the firm's facts filled in."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        super().__init__(domain.responses if domain else {})
        self._firm = load_firm()
        self._day: datetime.date | None = None
        self._values: dict[Language, dict[str, str]] = {}
        self._saying: tuple[str | None, set[str]] = (None, set())
        """The message that is being answered, and the answers to it so far: the tracker has them only when all are made."""
        self._shown: set[str] = set()
        """What the choices of that reply say so far, and what they lead to."""

    def values(self, language: Language = "en") -> dict[str, str]:
        """What placeholders stand for today."""
        today = datetime.datetime.now(office_zone()).date()
        if today != self._day:
            self._day, self._values = today, {each: placeholders(self._firm, today, each) for each in LANGUAGES}
        return self._values[language]

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The message for an utter action, as Rasa's channels expect it; None for one that is not known."""
        name = utter_action.removeprefix(UTTER)
        if question := questions().get(name):
            message = self._answer(question.id, tracker, output_channel)
            return self._comforted(message, tracker, kwargs)
        # Rasa fills braces from slots and logs the whole text where it cannot: each of ours is handed back as it stands, and filled below.
        ours = {name: f"{{{name}}}" for name in (*self.values(), "help")}
        found = await super().generate(utter_action, tracker, output_channel, **{**ours, **kwargs})
        if found is None:
            return None
        language = language_of(tracker)
        message = copy.deepcopy(found)
        if language == "es":
            message = translated(utter_action, message, output_channel)
        about = message.get("metadata") or {}
        slot, back = about.get("asking"), about.pop("back", None)
        if slot and name.startswith("ask_") and asked_since(tracker, slot):
            return {"text": ""}  # the form's own action has just put the question in other words
        result, aside = about.get("topic") in RESULTS, bool(back) and interrupted(tracker, about["topic"])
        if back and (aside or (result and asked_before(tracker, str(slot)))):
            if aside and result and times_back(tracker, str(slot)) >= ENOUGH:
                return {"text": ""}  # who asks other things for the third time does not want that figure now
            message["text"] = back
        if "text" in message:
            case, sms = Case.of(tracker.get_slot("case")), output_channel == "sms"
            # A life in danger is answered in the same words everywhere.
            case = case.without("state", "lives_in") if name == "crisis" else case
            words = standing(message["text"], case.place, language, self.values(language), SMS_LIMIT if sms else 0)
            # A text that was nothing but our number still has to say something.
            message["text"] = words or fill(message["text"], self.values(language))
            buttons = [(button["title"], button["payload"]) for button in message.get("buttons") or ()]
            message["buttons"] = [{"title": title, "payload": to} for title, to in offered(buttons, case, language)]
        return self._comforted(message, tracker, kwargs)

    def _said_now(self, tracker: DialogueStateTracker) -> set[str]:
        answering = tracker.latest_message.message_id if tracker.latest_message else None
        if answering is None or answering != self._saying[0]:
            self._saying, self._shown = (answering, set()), set()
        return self._saying[1]

    def _comforted(
        self, message: dict[str, Any], tracker: DialogueStateTracker, given: Mapping[str, Any]
    ) -> dict[str, Any]:
        """A message, with a human word before it where somebody is in distress and has not had one yet."""
        if (language := language_of(tracker)) != "en":
            message["metadata"] = {**(message.get("metadata") or {}), "lang": language}
        if message.get("text") and (word := comfort_due(tracker)) and not given.get("comforted"):
            message["text"] = f"{text(f'life.{word}', language)} {message['text']}"
        return message

    def _answer(
        self, name: str, tracker: DialogueStateTracker, output_channel: str, *, again: bool = True
    ) -> dict[str, Any]:
        """The answer to a question; what comes in its place where it was said just now, unless it is that itself (`again` is false)."""
        question = questions()[name]
        channel: Channel = "sms" if output_channel == "sms" else "web"
        case = Case.of(tracker.get_slot("case"))
        parse = tracker.latest_message.parse_data if tracker.latest_message else {}
        either = (parse.get("intent") or {}).get("name") == "either"
        if name in (opened := parse["topics"] if either else parse.get("opened") or ()):
            # Two may have one answer where they stand.
            meant = {answered_by(questions()[each], case.values()).id: each for each in reversed(opened)}
            several = [each for each in opened if each in meant.values()]
            left = [each for each in several if each not in answered(tracker)] or (several[:1] if either else [])
            if name not in left:
                return {"text": ""}
            if len(left) > 1 or not either:
                return self._opened(name, left, tracker, channel)
        selector = (parse.get("response_selector") or {}).get(question.topic) or {}
        chosen = (selector.get("response") or {}).get("confidence") == 1.0
        if not chosen:
            question = answered_by(question, case.values())
        if question.topic == "free_help":
            said_last = [each.text or "" for each in reversed(tracker.events) if isinstance(each, UserUttered)]
            case = helped(case, said_last[:2])
        complains = again and (parse.get("intent") or {}).get("name") == COMPLAINT
        if complains and (
            {"more", *UNMET} & {*(parse.get("acts") or ())} or nothing_asked(tracker.latest_message.text)
        ):
            return self._asked_again(question, tracker, case, channel)
        near, language = tuple(selector.get("near") or ()), language_of(tracker)
        # Two answers at once, or an overview nobody asked for, are said in short.
        brief = (bool(parse.get("topics")) and not either) or (question.name == OVERVIEW and not chosen)
        said = {event.text for event in tracker.events if isinstance(event, BotUttered) and event.text}
        plainly = "plainly" in (parse.get("acts") or ())
        first = (*(selector.get("meant") or ()), *(near if question.name == OVERVIEW else ()))
        values, tired = self.values(language), shown(tracker)
        if question.id == ROADS:
            first, tired = (), []  # "1" is the first road
        just_said = said_in_reply(tracker) | self._said_now(tracker)
        say = partial(
            compose,
            question,
            case,
            language,
            channel,
            values,
            first,
            today=self._day,
            told=said,
            plainly=plainly,
            shown=tired,
        )
        answer = say(brief=brief, just_said=just_said)
        if not (fresh_words := said_once(answer.text, just_said)):
            return {"text": ""}  # both questions of the message have this answer
        if fresh_words != answer.text:
            answer = replace(answer, text=fresh_words, reads=None)
        self._saying[1].add(answer.text)
        before = said if complains else said_before(tracker)
        shortened = False
        if again and not (chosen or plainly) and _is_said(answer.text, before, news=_news(parse)):
            if there := _of_a_place(parse, answer.text, case, language):
                answer = replace(answer, text=text("already", language, short=there), reads=None)
            elif complains or ((either or not parse.get("topics")) and _asked_for(question.id, name, tracker)):
                return self._asked_again(question, tracker, case, channel)
            elif just_said:
                return {"text": ""}  # the other question of the message was answered
            elif _times_said(question.id, tracker) > 1:
                # By their own answers: two questions of a message may have this one.
                asked = [questions()[each] for each in replied(parse) if each in questions()]
                others = {answered_by(each, case.values()).id for each in asked} - answered(tracker) - {question.id}
                return {"text": ""} if others else self._asked_again(question, tracker, case, channel)
            else:
                other = say(brief=True)  # it was said to something else
                shortened = other.text in said
                answer = replace(answer, text=in_short(answer.text), reads=None) if shortened else other
        told = {payload(str(name)) for name in answered(tracker) if question.id != ROADS}
        # Two may have one name.
        old = {answer.text, *(said if question.id != ROADS else ())}
        further = self._leads_on(answer.choices, question.id, case, language, channel, old)
        once = [(title, to) for title, to in [*dict(reversed(further)).items()][::-1] if to not in tired]
        loop = tracker.active_loop.name if tracker.active_loop else None
        if loop == "callback_form" or CALLBACK in (parse.get("topics") or ()):
            told.add(payload(CALLBACK))  # a call is being asked for already
        # In a reply of two parts no choice stands twice, nor leads to what the reply itself answers.
        here = self._shown | {payload(each) for each in (question.id, *replied(parse))}
        once = [choice for choice in once if not {*choice} & here]
        fresh = [choice for choice in once if choice[1] not in told]
        self._shown |= {part for choice in fresh or once for part in choice}
        if shortened:  # only now is it known whether a list stands below
            answer = replace(answer, text=text("already", language, nth=not (fresh or once), short=answer.text))
        if lead := weighed(parse, question.topic, case, language, {*said, *self._saying[1]}):
            self._saying[1].add(lead)
            short = in_short(answer.text) if len(f"{lead} {answer.text}") > SMS_LIMIT else answer.text
            answer = replace(answer, text=f"{lead} {short if channel == 'sms' else answer.text}", reads=None)
        doubt = doubted(parse, case, language)
        doubt = (
            ""
            if doubt in self._saying[1] or (channel == "sms" and len(answer.text) + len(doubt) >= SMS_LIMIT)
            else doubt
        )
        self._saying[1].add(doubt)
        return {
            "text": f"{answer.text}{' ' if channel == 'sms' else GAP}{doubt}" if doubt else answer.text,
            "buttons": [{"title": title, "payload": to} for title, to in fresh or once],
            "metadata": answer.metadata(question.topic),
        }

    def _asked_again(
        self, question: Question, tracker: DialogueStateTracker, case: Case, channel: Channel
    ) -> dict[str, Any]:
        """What is said in place of an answer that was said just now (shortfall/talk/asked_again.py)."""
        language = language_of(tracker)
        said = [
            " ".join(event.text.split()) for event in tracker.events if isinstance(event, BotUttered) and event.text
        ]
        say = partial(compose, case=case, language=language, values=self.values(language), today=self._day)

        def opening(name: str) -> str:
            words = in_short(say(answered_by(questions()[name], case.values()), channel=channel, brief=True).text)
            return "" if any(words in each for each in said) else words

        lately = [event.parse_data or {} for event in tracker.events if isinstance(event, UserUttered)][-2:]
        acts = {*((lately[-1] if lately else {}).get("acts") or ())}
        if any("weighs" in (each.get("acts") or ()) for each in lately):
            # A list is no answer to it, however often it is asked.
            who = person(case, language, 0, str(self._firm["phone"]))
            words = text("weighs.again", language) if not elsewhere(case.place) else who.text
            buttons = [{"title": title, "payload": to} for title, to in who.choices]
            return {"text": words, "buttons": buttons, "metadata": {"topic": COMPLAINT}}
        whole = say(question, channel="web").text
        rest = "" if " ".join(whole.split()) in said else left_of(whole, " ".join(said))
        found = asked_again(
            question.id,
            readings(tracker),
            case,
            language,
            opening=opening,
            rest=rest,
            told=[str(name) for name in answered(tracker) if name in questions()],
            shown=shown(tracker),
            most=MOST - (channel == "sms"),
            nth=times_running(tracker, COMPLAINT),
            phone=str(self._firm["phone"]),
            sorry=bool(UNMET & acts),
            more="more" in acts,
            none=declines_all(str(tracker.latest_message.text or "")) if tracker.latest_message else False,
            words=last_asked(tracker),
        )
        if found.answer:
            title = label(found.answer, language)
            title = title if title.endswith("?") else f"{title}:"
            lead = f"**{title}**" if channel == "web" else title
            message = self._answer(found.answer, tracker, channel, again=False)
            whole = f"{found.text} {lead} {message['text']}".strip()
            return message if channel == "sms" and len(whole) > SMS_LIMIT else {**message, "text": whole}
        calling = tracker.active_loop is not None and tracker.active_loop.name == "callback_form"
        words = found.text if channel == "web" else found.text.replace("- **", "").replace("**", "")
        return {
            "text": words,
            "buttons": [
                {"title": title, "payload": to}
                for title, to in found.choices
                if not (calling and to == payload(CALLBACK))
            ],
            "metadata": {"topic": COMPLAINT},
        }

    def _leads_on(
        self,
        choices: Sequence[tuple[str, str]],
        here: str,
        case: Case,
        language: Language,
        channel: Channel,
        said: Collection[str],
    ) -> tuple[tuple[str, str], ...]:
        """The choices of the answer to `here` without those that lead to what was said: elsewhere one state's rule answers several questions."""
        kept = []
        for title, to in choices:
            name = to.removeprefix("/")
            if is_told_elsewhere(name, case) and (name := TOLD_ELSEWHERE[name]) == here:
                continue
            if name in questions() and (question := answered_by(questions()[name], case.values())).id != here:
                words = compose(question, case, language, channel, self.values(language), today=self._day).text
                if _is_said(words, said, news=False):
                    continue
            kept.append((title, to))
        return tuple(kept)

    def _goes_on(self, name: str, case: Case, language: Language, channel: Channel, most: int) -> bool:
        """Whether an answer says more than how it opens."""
        question = answered_by(questions()[name], case.values())
        words = compose(question, case, language, channel, self.values(language)).text
        return in_short(words, most) != " ".join(words.split())

    def _opened(
        self, name: str, opened: Sequence[str], tracker: DialogueStateTracker, channel: Channel
    ) -> dict[str, Any]:
        """The question and how its answer opens, where two may be meant or more is asked; below the last the choices to read on by."""
        case, language, parse = (
            Case.of(tracker.get_slot("case")),
            language_of(tracker),
            tracker.latest_message.parse_data,
        )
        question = answered_by(questions()[name], case.values())
        # Where another answer is the true one for their case, it stands under its own title.
        title = label(question.id if question.id != questions()[name].id else name, language)
        # What their own figures come to opens the answer, and is what is said of it; whose day the end of an offer is would only stand in its place.
        lead = "" if name != opened[0] else weighed(parse, question.topic, case, language, said_before(tracker))
        answer = compose(
            question,
            case,
            language,
            channel,
            self.values(language),
            brief=True,
            today=None if question.applies == "offer_by" else self._day,
            just_said=said_in_reply(tracker),
        )
        asked = title if title.endswith("?") else f"{title}:"
        asked = f"**{asked}**" if channel == "web" else asked
        last = name == opened[-1]
        # What was only opened goes on behind a choice that says so; of what stands whole nothing is left to choose.
        sure = (parse.get("intent") or {}).get("name") != "either"
        most = {each: _room(at, len(opened), sure) if channel == "web" else 0 for at, each in enumerate(opened)}
        on = [each for each in opened if self._goes_on(each, case, language, channel, most[each])] if last else []
        named = [(text("desk.more_on", language, title=label(each, language)), payload(each)) for each in on]
        named += [(label(each, language), payload(each)) for each in parse.get("likely") or ()] if last else []
        more = offered(named, case, language, question.id)
        return {
            "text": f"{lead}{GAP if lead else ''}{asked} {in_short(answer.text, most[name])}",
            "buttons": [{"title": title, "payload": to} for title, to in more],
            "metadata": replace(answer, reads=None).metadata(question.topic),
        }


GAP = "\n\n"
ROOM = 76
"""Words of several answers together that are opened on the web. A text message has room for the first sentence of each."""


def _room(at: int, of: int, sure: bool) -> int:
    """Words of one of several answers: the likelier of two that may be meant has two thirds of them."""
    return ROOM // of if sure else (2 * ROOM if at == 0 else ROOM) // 3


def doubted(parse: Mapping[str, Any], case: Case, language: Language) -> str:
    """The sums of a home that a message told in shorthand or in a way that may be read otherwise, said back: whatever else it asks, they are kept."""
    roles = (
        each.get("role")
        for each in parse.get("entities") or ()
        if each.get("entity") == "money" and not each.get("sure", True)
    )
    facts = in_words(case, [str(role) for role in dict.fromkeys(roles) if role in HOUSE], language)
    return text("figures.read", language, facts=", ".join(facts)) if facts else ""


def weighed(parse: Mapping[str, Any], topic: str, case: Case, language: Language, said: Collection[str]) -> str:
    """That which of two ways is better is for a person to weigh, and who does, once in a talk: "shall I send the 4,000 or keep it"."""
    lead = text(f"weighs.{'after' if case['stage'] in PAST_THE_SALE else 'before'}", language)
    asked = "weighs" in (parse.get("acts") or ()) and topic != "legal_advice_boundary"
    return lead if asked and not any(lead in each for each in said) else ""


def said_once(words: str, said: Collection[str]) -> str:
    """An answer without the sentences that the same reply has said: a number to call, that a state's rule is not known."""
    lines = itertools.chain.from_iterable(each.splitlines() for each in said)
    again = {sentence for line in lines for sentence in sentences(line.lstrip("-* ")) if len(sentence.split()) > 1}
    return (
        without(words, re.compile("|".join(map(re.escape, sorted(again, key=len, reverse=True))))) if again else words
    )


def replied(parse: Mapping[str, Any]) -> list[str]:
    """The questions that the reply to a message answers."""
    selector = parse.get("response_selector") or {}
    return [
        str(((selector.get(name) or {}).get("response") or {}).get("intent_response_key") or name)
        for name in parse.get("topics") or ()
    ]


def said_before(tracker: DialogueStateTracker) -> list[str]:
    """What the assistant answered in this talk."""
    said = (event for event in tracker.events if isinstance(event, BotUttered))
    return [event.text or "" for event in said if meta(event).get("topic") != COMPLAINT]


def _is_said(words: str, said: Collection[str], *, news: bool) -> bool:
    """Whether an answer was said, or only a sentence or two of it would be new: but where something new was told, one with a sum or a day is news."""
    parts, before = sentences(" ".join(words.split())), [" ".join(each.split()) for each in said]
    parts = [part for part in parts if not part.startswith("(")]  # where it stands is nothing new
    new = [part for part in parts if not any(part in each for each in before)]
    return 2 * len(new) < len(parts) and not (news and any(re.search(r"\d", part) for part in new))


def _times_said(question: str, tracker: DialogueStateTracker) -> int:
    """How many messages of this talk answered a question."""
    return sum(subject_of(meta(event)) == question for event in tracker.events if isinstance(event, BotUttered))


_OF_PLACES = frozenset({"asked_of", "works_in", "lives_in"})


def _of_a_place(parse: Mapping[str, Any], words: str, case: Case, language: Language) -> str:
    """How an answer opens that tells a state's rule to somebody who names that state again: "does Texas let them, yes or no"."""
    named = {
        str(each.get("value"))
        for each in parse.get("entities") or ()
        if {each.get("entity"), each.get("role")} & _OF_PLACES
    }
    opens = sentences(" ".join(words.split()))[:2]
    return (
        " ".join(opens)
        if any(words.startswith(STATES[code].names[language]) for code in named if code in STATES)
        else ""
    )


def _asked_for(answered_with: str, asked: str, tracker: DialogueStateTracker) -> bool:
    """Whether they have asked what an answer answers: it was not said to something they only told, nor answers now another question."""
    named: set[str] = set()
    found = again = False
    for event in tracker.events:
        if isinstance(event, UserUttered):
            parse = event.parse_data or {}
            asks = bool({"asks", "weighs"} & {*(parse.get("acts") or ())}) or (event.text or "").startswith("/")
            selectors = (each for each in (parse.get("response_selector") or {}).values() if isinstance(each, dict))
            keys = (str(each["response"].get("intent_response_key")) for each in selectors if "response" in each)
            named = {*keys, *(parse.get("topics") or ())} if asks else set()
            again = (parse.get("intent") or {}).get(
                "name"
            ) == COMPLAINT  # what came in place of an answer was asked for too
        elif isinstance(event, BotUttered) and subject_of(meta(event)) == answered_with:
            found = found or again or answered_with in named
    return found and answered_with == asked


def _news(parse: Mapping[str, Any]) -> bool:
    """Whether the message told a fact, by which the answer may be another."""
    return any(each.get("entity") not in {"case", "name", "county"} for each in parse.get("entities") or ())


def said_in_reply(tracker: DialogueStateTracker) -> set[str]:
    """What was said to the person's last message already."""
    spoken = (event for event in reversed(tracker.events) if isinstance(event, BotUttered | UserUttered))
    reply = itertools.takewhile(lambda event: isinstance(event, BotUttered), spoken)
    return {event.text or "" for event in reply if isinstance(event, BotUttered)}


def times_running(tracker: DialogueStateTracker, topic: str) -> int:
    """How many of the assistant's messages on this topic came last, one after the other."""
    topics = (meta(event).get("topic") for event in reversed(tracker.events) if isinstance(event, BotUttered))
    return len(list(itertools.takewhile(lambda each: each == topic, topics)))


def nothing_asked(words: str | None) -> bool:
    """Whether a message only refuses what it was told or offered."""
    return only_rejects(words or "") or declines_all(words or "")


def readings(tracker: DialogueStateTracker) -> list[tuple[str, float]]:
    """What the last message may mean, with probabilities; the one before it where it only says that the answer missed."""
    return [(str(name), float(sure)) for name, sure in (_asking(tracker).get("readings") or ())]


def last_asked(tracker: DialogueStateTracker) -> str:
    """The words of that message; empty for a button."""
    words = str(_asking(tracker).get("text") or "")
    return "" if words.startswith("/") else words


def _asking(tracker: DialogueStateTracker) -> dict[str, Any]:
    heard = [event.parse_data or {} for event in tracker.events if isinstance(event, UserUttered)][-2:]
    says_back = bool(heard) and nothing_asked(heard[-1].get("text"))
    if (heard and UNMET & {*(acts := heard[-1].get("acts") or ())} and "asks" not in acts) or says_back:
        heard = heard[:-1]
    return dict(heard[-1]) if heard else {}


def answered(tracker: DialogueStateTracker) -> set[str | None]:
    """The questions and topics that were answered in this talk."""
    return {subject_of(meta(event)) for event in tracker.events if isinstance(event, BotUttered)}


def language_of(tracker: DialogueStateTracker) -> Language:
    """The language of a talk."""
    latest = tracker.latest_message
    page = (latest.metadata or {}).get("locale") if latest else None
    return Case.of(tracker.get_slot("case")).language(page)


def interrupted(tracker: DialogueStateTracker, topic: str) -> bool:
    """Whether the last message was answered with something else than the topic of the form that asks now, which asked before."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return False
        if isinstance(event, BotUttered) and meta(event).get("topic") not in {topic, "back", "restart"}:
            return any(
                asking(each) and meta(each).get("topic") == topic
                for each in tracker.events
                if isinstance(each, BotUttered)
            )
    return False


def asking(event: Event) -> str | None:
    """The slot that a message of the assistant asked for."""
    if not isinstance(event, BotUttered):
        return None
    found: str | None = meta(event).get("asking")
    return found


ENOUGH = 2
"""Times that a figure is asked for again after something else was answered. It is taken whenever it is told."""


def times_back(tracker: DialogueStateTracker, slot: str) -> int:
    """How often a slot was asked for again, one after the other, while other things were answered."""
    asked = [event for event in tracker.events if isinstance(event, BotUttered) and asking(event)]
    same = itertools.takewhile(lambda event: asking(event) == slot, reversed(asked))
    return max(len(list(same)) - 1, 0)


def asked_since(tracker: DialogueStateTracker, slot: str) -> bool:
    """Whether the slot was asked for since the person's last message."""
    since = itertools.takewhile(lambda event: not isinstance(event, UserUttered), reversed(tracker.events))
    return any(asking(event) == slot for event in since)


def asked_before(tracker: DialogueStateTracker, slot: str) -> bool:
    """Whether the slot was asked for in this talk."""
    return any(asking(event) == slot for event in tracker.events)


def comfort_due(tracker: DialogueStateTracker) -> str:
    """Which word comes before the answer where this is the first that is said to a message of somebody in distress, or to whom
    the lifeline was given without cause; else empty."""
    read = tracker.latest_message.parse_data if tracker.latest_message else {}
    word = next((word for word in ("misread", "comfort") if read.get(word)), "")
    return "" if not word or said_in_reply(tracker) else word
