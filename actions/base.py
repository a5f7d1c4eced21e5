"""What every action stands on: it never raises, speaks in the gateway's shape, and is given its clock and storage."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import dropwhile, islice, takewhile
from random import Random, SystemRandom
from typing import Any, TypeVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from shortfall.base import trace
from shortfall.base.channel import Channel
from shortfall.base.database import make_engine, sessions
from shortfall.base.firm import load_firm
from shortfall.base.hours import office_zone
from shortfall.base.settings import settings
from shortfall.content.questions import Language, label, payload
from shortfall.content.texts import text as standing
from shortfall.law.intervals import Interval
from shortfall.reading.distress import in_spanish
from shortfall.reading.facts import to_interval
from shortfall.sms.choose import ways
from shortfall.talk.case import Case
from shortfall.talk.compose import not_ours, offered
from shortfall.talk.intents import ANSWERS
from shortfall.talk.moves.subjects import LIFE

logger = logging.getLogger(__name__)

Choice = tuple[str, str]  # label, payload

T = TypeVar("T")


def call_me(language: Language) -> Choice:
    """The choice of a call."""
    return label("callback", language), payload("callback")


@lru_cache
def _sessions() -> sessionmaker[Session]:
    return sessions(make_engine(settings().database))


@dataclass
class World:
    """Time, chance, storage, whether texts can be sent and a talk taken along, so that a test can bring its own."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    random: Random = field(default_factory=SystemRandom)
    sessions: Callable[[], sessionmaker[Session]] = _sessions
    texts: Callable[[], bool] = lambda: settings().confirms_by_text
    ways: Callable[[], frozenset[str]] = lambda: ways(settings())
    """How somebody may take a talk along (shortfall/sms/choose.py)."""

    @property
    def today(self) -> date:
        """The date at the office: in the evening there it is tomorrow in UTC, and every count would be a day off."""
        return self.now().astimezone(office_zone()).date()

    def surely(self, work: Callable[[Session], T]) -> T:
        """Do what writes something; once more when the connection broke, perhaps after the commit: only asking again tells.

        Args:
            work: may be repeated without writing anything twice.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the database cannot be reached.
        """
        try:
            with self.sessions()() as session:
                return work(session)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        with self.sessions()() as session:
            return work(session)


WORLD = World()


CONSENTS = frozenset({"callback_confirmed", "callback_text"})
"""What is asked word for word, wherever the person lives: the ledger keeps those words with the yes."""


def firm_phone() -> str:
    """The firm's number as people read it."""
    return str(load_firm()["phone"])


@dataclass(frozen=True)
class Last:
    """A message of the assistant: its text, topic, choices as (label, payload), the slot it asked for, the question that it answers
    and the citations it stands on."""

    text: str
    topic: str | None
    choices: tuple[Choice, ...]
    asking: str | None
    question: str | None
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Turn:
    """One run of an action: what the person said, what is known, and how to answer."""

    dispatcher: CollectingDispatcher
    tracker: Tracker
    world: World

    @property
    def message_id(self) -> str | None:
        """The id of the person's message in its chat: the same when it comes once more because its answer got lost."""
        found = self.tracker.latest_message.get("message_id")
        return str(found) if found else None

    @property
    def text(self) -> str:
        """What the person wrote; empty when they chose a button."""
        text = str(self.tracker.latest_message.get("text") or "")
        return "" if text.startswith("/") else text.replace("\u2019", "'")

    @property
    def intent(self) -> str:
        """What it was taken to mean."""
        return str((self.tracker.latest_message.get("intent") or {}).get("name") or "")

    @property
    def channel(self) -> Channel:
        """Where the answer goes; a terminal reads like the web."""
        return "sms" if self.tracker.get_latest_input_channel() == "sms" else "web"

    @property
    def form(self) -> str | None:
        """The form that is open, if any."""
        name = (self.tracker.active_loop or {}).get("name")
        return str(name) if name else None

    @property
    def asked(self) -> str | None:
        """The slot the open form is asking for."""
        return self.slot("requested_slot") or None

    @property
    def fresh(self) -> bool:
        """Whether the message has only just come: the form that is calling was neither opened nor interrupted by it."""
        # The last action is the form itself, which is calling us.
        actions = (event.get("name") for event in reversed(self.tracker.events) if event.get("event") == "action")
        return next((name for name in actions if name != self.form), None) == "action_listen"

    @property
    def spoken(self) -> bool:
        """Whether something was said to this message already."""
        events = (event.get("event") for event in reversed(self.tracker.events))
        return "bot" in takewhile(lambda kind: kind != "user", events)

    @property
    def answers(self) -> str | None:
        """What the assistant had asked for when this message came, in a form or not."""
        before = dropwhile(lambda event: event.get("event") != "user", reversed(self.tracker.events))
        said = takewhile(lambda event: event.get("event") != "user", islice(before, 1, None))
        found = (_metadata(event).get("asking") for event in said if event.get("event") == "bot")
        return next((slot for slot in found if slot), None)

    @property
    def to_be_read(self) -> bool:
        """Whether an open form is to read the message. It is not when the form was only just opened, when it comes back
        after an interruption, or when the message is a question of its own: then the form steps aside for its rule."""
        return bool(self.asked) and self.fresh and self.intent in ANSWERS

    @property
    def case(self) -> Case:
        """What the person has told us so far, this message included."""
        return Case.of(self.slot("case"))

    @property
    def case_before(self) -> Case:
        """What was known before this message."""
        users = [event for event in self.tracker.events if event.get("event") == "user"][:-1]
        told = (each for event in reversed(users) for each in (event.get("parse_data") or {}).get("entities") or ())
        return Case.of(next((each.get("value") for each in told if each.get("entity") == "case"), None))

    @property
    def language(self) -> Language:
        """The language of the talk."""
        return self.case.language((self.tracker.latest_message.get("metadata") or {}).get("locale"))

    @property
    def answers_in(self) -> Language:
        """The language of the talk, or that of this very message, for what cannot wait."""
        return "es" if self.language == "es" or in_spanish(self.text) else "en"

    @property
    def acts(self) -> frozenset[str]:
        """What the message does, as the engine read it (shortfall/talk/acts.py)."""
        return frozenset(self.tracker.latest_message.get("acts") or ())

    @property
    def heard(self) -> list[str]:
        """The facts that this message told, by the names the case has for them."""
        return _told(self.tracker.latest_message.get("entities") or ())

    @property
    def gone(self) -> dict[str, str]:
        """The facts that this message took back, and of a place which it was: "there is no judgment", "I do not live in Missouri"."""
        entities = self.tracker.latest_message.get("entities") or ()
        return {str(e.get("value")): str(e.get("words") or "") for e in entities if e.get("entity") == "retracted"}

    @property
    def unplaced(self) -> list[Interval]:
        """The sums of this message of which it is not plain what they are."""
        entities = self.tracker.latest_message.get("entities") or ()
        found = (to_interval(e.get("value")) for e in entities if e.get("entity") == "money" and not e.get("role"))
        return [sum_ for sum_ in found if sum_]

    @property
    def questions(self) -> list[str]:
        """The question to answer for each topic or question that the message is about, as responses ("utter_exemptions/car")."""
        selector = self.tracker.latest_message.get("response_selector") or {}
        named = self.tracker.latest_message.get("topics") or [self.intent]
        return [
            selector[name]["response"]["utter_action"] if name in selector else f"utter_{name}"
            for name in named
            if name in selector or "/" in name
        ]

    @property
    def last_asking(self) -> str | None:
        """What the assistant's last message asked for, in a form or not."""
        for event in reversed(self.tracker.events):
            if event.get("event") == "bot":
                return _metadata(event).get("asking")
        return None

    def asked_just_now(self, asking: str) -> bool:
        """Whether this reply has asked for it already."""
        return any(
            event.get("event") == "bot" and _metadata(event).get("asking") == asking for event in self.since_heard
        )

    def set_now(self, slot: str) -> list[Any]:
        """What a slot was set to since the person's last message."""
        return [event.get("value") for event in self.since_heard if event.get("name") == slot]

    def times_asked(self, slot: str, result: str | None = None) -> int:
        """How often the assistant has asked for something since the open form began; in this talk, since `result` was asked for.

        Who goes a step back wants to be asked again: then it is counted anew.
        """
        times = 0
        for event in reversed(self.tracker.events):
            if event.get("event") == "user" and result and _intent(event) in {result, "restart", "back"}:
                break
            if event.get("event") == "active_loop" and event.get("name") and not result:
                break
            times += event.get("event") == "bot" and _metadata(event).get("asking") == slot
        return times

    @property
    def everything_asked(self) -> set[str]:
        """What the assistant has asked for since the open form began."""
        asked: set[str] = set()
        for event in reversed(self.tracker.events):
            if event.get("event") == "active_loop" and event.get("name"):
                break
            if event.get("event") == "bot" and (asking := _metadata(event).get("asking")):
                asked.add(asking)
        return asked

    @property
    def last_topic(self) -> str | None:
        """The topic of the assistant's last message."""
        for event in reversed(self.tracker.events):
            if event.get("event") == "bot":
                return _metadata(event).get("topic")
        return None

    @property
    def last_said(self) -> Last | None:
        """The assistant's last message."""
        return next(self.said_before, None)

    @property
    def said_before(self) -> Iterator[Last]:
        """The assistant's messages, the last one first."""
        for event in reversed(self.tracker.events):
            if event.get("event") == "bot" and event.get("text"):
                about = _metadata(event)
                buttons = (event.get("data") or {}).get("buttons") or ()
                choices = tuple((button["title"], button["payload"]) for button in buttons)
                cites = tuple(source["cite"] for source in about.get("sources") or ())
                yield Last(
                    str(event["text"]), about.get("topic"), choices, about.get("asking"), about.get("question"), cites
                )

    @property
    def since_heard(self) -> list[dict[str, Any]]:
        """What has happened since the person's last message."""
        happened = list(takewhile(lambda event: event.get("event") != "user", reversed(self.tracker.events)))
        return happened[::-1]

    @property
    def message_before(self) -> dict[str, Any]:
        """What the engine read in the person's message before this one; empty if there is none."""
        said = [event for event in self.tracker.events if event.get("event") == "user"]
        return dict(said[-2].get("parse_data") or {}) if len(said) > 1 else {}

    @property
    def heard_before(self) -> list[str]:
        """The facts that the message before this one told."""
        return _told(self.message_before.get("entities") or ())

    @property
    def all_topics(self) -> list[str]:
        """The topic of each message of the assistant, oldest first."""
        found = (_metadata(event).get("topic") for event in self.tracker.events if event.get("event") == "bot")
        return [topic for topic in found if topic]

    def times_running(self, topic: str) -> int:
        """How many of the assistant's messages on this topic came last, one after the other."""
        return len(list(takewhile(lambda each: each == topic, reversed(self.all_topics))))

    @property
    def answered(self) -> list[str]:
        """The questions that were answered in this talk: those of the last reply first, each reply's in its order."""
        replies: list[list[str]] = [[]]
        for event in reversed(self.tracker.events):
            about = _metadata(event) if event.get("event") == "bot" else {}
            if event.get("event") == "user":
                replies.append([])
            elif about.get("question"):
                replies[-1].insert(0, f"{about['topic']}/{about['question']}")
        return [name for reply in replies for name in reply]

    def recent_topics(self, most: int) -> list[str]:
        """The topics of the assistant's last messages."""
        return self.all_topics[-most:]

    @property
    def topics(self) -> list[str]:
        """What has been talked about, oldest first, each once."""
        found = (_metadata(event).get("topic") for event in self.tracker.events if event.get("event") == "bot")
        return list(dict.fromkeys(topic for topic in found if topic))

    def user_texts(self, most: int = 8) -> list[str]:
        """The person's last messages, newest first, back to where they started over."""
        said = [event for event in reversed(self.tracker.events) if event.get("event") == "user"]
        since = takewhile(lambda event: _intent(event) != "restart", said)
        texts = [str(event.get("text") or "") for event in since]
        return [text for text in texts if not text.startswith("/")][:most]

    @property
    def text_before(self) -> str:
        """The message before this one; empty if there is none."""
        return next(iter(self.user_texts()[1 if self.text else 0 :]), "")

    def slot(self, name: str) -> Any:
        """A slot's value, or None."""
        return self.tracker.get_slot(name)

    def slots(self, names: Iterable[str]) -> dict[str, Any]:
        """The values of several slots by name."""
        return {name: self.slot(name) for name in names}

    @property
    def comfort(self) -> str:
        """The human word that comes before what is said first to somebody in distress (engine/reader.py); else empty."""
        word = next((word for word in ("misread", "comfort") if self.tracker.latest_message.get(word)), "")
        if not word or self.dispatcher.messages:
            return ""
        spoken = (event["event"] for event in reversed(self.tracker.events) if event.get("event") in {"bot", "user"})
        if next(spoken, None) == "bot":
            return ""
        return standing(f"life.{word}", self.language)

    def saying(self, topic: str) -> bool:
        """Whether this very action has said something on a topic already."""
        return any((said.get("metadata") or {}).get("topic") == topic for said in self.dispatcher.messages)

    def say(
        self,
        text: str,
        *,
        topic: str,
        choices: Sequence[Choice] = (),
        card: dict[str, Any] | None = None,
        sources: Iterable[dict[str, str]] = (),
        asking: str | None = None,
    ) -> None:
        """Answer in words of our own. Somebody in another state is offered no Illinois calculator and no call from the firm, and not sent to it."""
        metadata = {"topic": topic, "card": card, "sources": list(sources), "asking": asking}
        if self.language != "en":
            metadata["lang"] = self.language
        comfort, last = self.comfort, self.last_said
        subject = f"{last.topic}/{last.question}" if last else None
        if asking not in CONSENTS:
            helped = topic in LIFE or topic.startswith("callback")
            text = not_ours(text, self.case.place, self.language, firm_phone(), helped=helped)
        self.dispatcher.utter_message(
            text=f"{comfort} {text}" if comfort else text,
            buttons=[
                {"title": title, "payload": to} for title, to in offered(choices, self.case, self.language, subject)
            ],
            metadata={key: value for key, value in metadata.items() if value},
        )

    def respond(self, response: str, choices: Sequence[Choice] = ()) -> None:
        """Answer with a response of the domain, and choices beside its own."""
        buttons = [{"title": label, "payload": payload} for label, payload in choices]
        self.dispatcher.utter_message(response=response, buttons=buttons, comforted=bool(self.dispatcher.messages))


def _told(entities: Iterable[dict[str, Any]]) -> list[str]:
    found = []
    for entity in entities:
        name, role = entity.get("entity"), entity.get("role")
        if name == "length":
            name = "days_to_sale" if role else name
            role = None
        found.append(role if name == "money" or role == "lives_in" else f"{role}_date" if name == "date" else name)
    return [str(name) for name in dict.fromkeys(found) if name and name != "case"]


def _intent(event: dict[str, Any]) -> str | None:
    name = ((event.get("parse_data") or {}).get("intent") or {}).get("name")
    return str(name) if name else None


def topic_of(event: dict[str, Any]) -> str | None:
    """The topic of a message of the assistant."""
    return _metadata(event).get("topic")


def asking_of(event: dict[str, Any]) -> str | None:
    """The slot that a message of the assistant asks for."""
    return _metadata(event).get("asking")


def _metadata(event: dict[str, Any]) -> dict[str, Any]:
    metadata = event.get("metadata") or {}
    inner = metadata.get("metadata")
    return inner if isinstance(inner, dict) else metadata


class SafeAction(Action, ABC):
    """An action that answers through `answer` and, should that fail, says so kindly and keeps the conversation open."""

    world = WORLD

    @abstractmethod
    def answer(self, turn: Turn) -> list[EventType]:
        """Say something and return the events that follow."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Called by the action server; see `answer`."""
        try:
            with trace.under((tracker.latest_message.get("metadata") or {}).get("request_id")):
                return self.answer(Turn(dispatcher, tracker, self.world))
        except Exception as error:
            # The kind of failure and the place, never the message that caused it.
            place = error.__traceback__
            while place and place.tb_next:
                place = place.tb_next
            where = f"{place.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{place.tb_lineno}" if place else "?"
            logger.error("%s failed: %s at %s", self.name(), type(error).__name__, where)
            dispatcher.messages.clear()
            turn = Turn(dispatcher, tracker, self.world)
            turn.say(standing("error", turn.language, phone=firm_phone()), topic="error")
            return []
