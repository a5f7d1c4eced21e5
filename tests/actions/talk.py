"""A talk with the actions as Rasa carries it out: the reading of shortfall/, the mappings, forms and responses of domain.yml, the rules of data/rules/.

What the classifier would say of a message is given by the test; everything else is the real thing, in one process.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.base import SafeAction, World
from actions.forms import ALL_SLOTS, FORM_SLOTS
from shortfall.base.channel import Channel
from shortfall.base.firm import load_firm
from shortfall.content.placeholders import placeholders
from shortfall.content.questions import questions
from shortfall.reading.facts import Fact, read_facts
from shortfall.talk.acts import read_acts
from shortfall.talk.case import Case
from shortfall.talk.compose import compose, offered, standing
from shortfall.talk.heard import Context, Heard, Subjects
from shortfall.talk.intents import RESULTS
from shortfall.talk.moves import decide
from shortfall.talk.moves.answers import offer
from shortfall.talk.offers import Offer, open_choices
from tests.actions.helper import NOW, extracted, rasa_domain

ROOT = Path(__file__).parents[2]


@lru_cache(maxsize=1)
def rules() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The actions of each intent, and of each form that closes."""
    of_intent: dict[str, list[str]] = {}
    of_form: dict[str, list[str]] = {}
    for path in (ROOT / "data" / "rules").glob("*.yml"):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8")).get("rules", ()):
            said = [step["action"] for step in rule["steps"] if "action" in step]
            condition = rule.get("condition")
            intent = rule["steps"][0].get("intent")
            if intent and not condition:
                of_intent[intent] = said
            elif condition and not intent:
                of_form[condition[0]["active_loop"]] = said[1:]
    return of_intent, of_form


@lru_cache(maxsize=1)
def responses() -> dict[str, list[dict[str, Any]]]:
    """The responses of domain.yml."""
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))[
        "responses"
    ]
    return found


@lru_cache(maxsize=1)
def values() -> Mapping[str, str]:
    return placeholders(load_firm(), NOW.date())


@lru_cache(maxsize=64)
def action(name: str) -> SafeAction | None:
    """An action by its name; None where there is none of that name."""
    try:
        module = importlib.import_module(f"actions.{name}")
    except ModuleNotFoundError:
        return None
    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, SafeAction)]
    made = [kind() for kind in kinds if kind.__module__ == module.__name__]
    return next(each for each in made if each.name() == name)


class Talk:
    """One person's talk. `say` gives what is answered; `slots`, `case`, `form`, `asked` are as Rasa would have them."""

    def __init__(self, world: World, *, channel: str = "web") -> None:
        self.world, self.channel = world, channel
        self.slots: dict[str, Any] = dict.fromkeys((*ALL_SLOTS, "case", "callback_reference", "reference_asked"))
        self.events: list[dict[str, Any]] = []
        self.form: str | None = None
        self.parsed: dict[str, Any] = {}
        self.said: list[dict[str, Any]] = []

    @property
    def case(self) -> Case:
        return Case.of(self.slots["case"])

    @property
    def asked(self) -> str | None:
        asked: str | None = self.slots.get("requested_slot")
        return asked if self.form else None

    @property
    def texts(self) -> list[str]:
        """What was answered to the last message."""
        return [message["text"] for message in self.said]

    @property
    def last(self) -> str:
        """All of it."""
        return "\n".join(self.texts)

    @property
    def choices(self) -> dict[str, str]:
        """The choices shown last: what stands on each, and what it stands for."""
        shown: list[dict[str, str]] = next(
            (message["buttons"] for message in reversed(self.said) if message.get("buttons")), []
        )
        return {button["title"]: button["payload"] for button in shown}

    @property
    def card(self) -> dict[str, Any]:
        """The card shown last."""
        card: dict[str, Any] = next(m["metadata"]["card"] for m in reversed(self.said) if m["metadata"].get("card"))
        return card

    def say(self, text: str, topic: str = "nlu_fallback", sure: float = 0.9) -> str:
        """Say something, whose likeliest subject is `topic`; "#2" presses the second choice, "/name" is an intent."""
        if text.startswith("#"):
            text = list(self.choices.values())[int(text[1:]) - 1]
        self._hear(text, topic, sure)
        self.said = []
        self._turn()
        return self.last

    def talk(self, *turns: str) -> str:
        """Several messages; what the last was answered."""
        for text in turns:
            self.say(text)
        return self.last

    def _hear(self, text: str, topic: str, sure: float) -> None:
        context = self._context()
        about = (context.last or "").partition("/")[0] or None
        facts: tuple[Fact, ...] = ()
        topics: tuple[str, ...] = ()
        if text.startswith("/"):
            intent, acts = text[1:].partition("/")[0], frozenset[str]()
        else:
            choice = offer(Heard(text, (), read_acts(text), Subjects(())), context)  # as engine/choices.py does
            if choice and choice.text:
                text, context = choice.text, replace(context, offered=())
            facts = read_facts(text, NOW.date(), context.asked, about=about, case=context.case.slot())
            acts = read_acts(text)
            ranking = [(topic, sure if topic != "nlu_fallback" else 0.2), ("out_of_scope", 0.05)]
            move = decide(Heard(text, facts, acts, Subjects(ranking)), context)
            intent, topics = move.intent, move.topics
        entities = [fact.entity() for fact in facts]
        if facts:
            turn = sum(event["event"] == "user" for event in self.events)
            entities.append({"entity": "case", "value": context.case.heard(facts, turn).slot()})
        self.parsed = {"intent": {"name": intent}, "text": text, "entities": entities, "acts": sorted(acts)}
        self.parsed["topics"] = list(topics)
        self.events += [
            {"event": "action", "name": "action_listen"},
            {"event": "user", "text": text, "parse_data": self.parsed, "input_channel": self.channel},
        ]
        self.slots |= extracted(entities)

    def _context(self) -> Context:
        said = list(takewhile(lambda event: event["event"] != "user", reversed(self.events)))
        bots = [event for event in said if event["event"] == "bot"]
        reply = [
            (e["metadata"].get("asking"), [Offer(b["title"], b["payload"]) for b in e["data"]["buttons"]]) for e in bots
        ]
        asking = next((slot for slot, _ in reply if slot), None)
        questioned = any(event["text"].rstrip().endswith("?") for event in bots)
        last = next((topic for event in bots if (topic := event["metadata"].get("topic"))), None)
        offered = tuple(open_choices(reply[::-1]))
        result = last if last in RESULTS else None
        return Context(
            self.case, self.form, self.asked or asking, offered, questioned, last, today=NOW.date(), result=result
        )

    def _turn(self) -> None:
        of_intent, _ = rules()
        if self.form and self._run_form(self.form):
            return
        form = self.form
        intent = self.parsed["intent"]["name"]
        own = {"restart": ["action_restart"], "back": ["action_back"]}  # Rasa's
        names = own.get(intent) or of_intent.get(intent, [f"utter_{intent}"])
        for name in names:
            if name == "action_listen":
                return
            follow = self._run(name)
            if follow == "action_listen":
                return
            if follow:
                self._run(follow)
                return
        if form and self.form == form:
            self._run_form(form)

    def _run(self, name: str) -> str | None:
        """Run an action or a form; the action that is to follow."""
        if name in FORM_SLOTS:
            self._run_form(name)
            return None
        events = self._call(name)
        self.events.append({"event": "action", "name": name})
        return next((event["name"] for event in events if event["event"] == "followup"), None)

    def _call(self, name: str, *calling: dict[str, Any]) -> list[dict[str, Any]]:
        if name.startswith("utter_"):
            self._utter(name)
            return []
        found = action(name)
        assert found, name
        found.world = self.world
        dispatcher = CollectingDispatcher()
        events = found.run(dispatcher, self._tracker(*calling), {})
        for message in dispatcher.messages:
            if message.get("response"):
                self._utter(message["response"])
            else:
                self._bot(message["text"], message["buttons"], message["metadata"])
        assert not any(m["metadata"].get("topic") == "error" for m in self.said), self.said
        for event in events:
            if event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
                self.events.append(event)
            elif event["event"] == "active_loop":
                self.form = event["name"]
        return list(events)

    def _run_form(self, form: str) -> bool:
        """As FormAction does; False where it steps aside for another rule."""
        opened = self.form != form
        fresh = (
            not opened and next(e["name"] for e in reversed(self.events) if e["event"] == "action") == "action_listen"
        )
        if opened:
            self.form = form
            self.slots |= extracted(self.parsed["entities"])
        events = self._call(f"validate_{form}", {"event": "action", "name": form})
        rejected = any(event["event"] == "action_execution_rejected" for event in events)
        filled = set(extracted(self.parsed["entities"])) & set(FORM_SLOTS[form])
        asked_for = [
            event["value"] for event in events if event["event"] == "slot" and event["name"] == "requested_slot"
        ]
        if fresh and (rejected or not (filled or any(e["event"] == "slot" for e in events))):
            return False
        self.events.append({"event": "action", "name": form})
        slot = asked_for[0] if asked_for else next((s for s in FORM_SLOTS[form] if self.slots.get(s) is None), None)
        if asked_for and asked_for[-1] is None:
            slot = None
        self.slots["requested_slot"] = slot
        if slot:
            own = f"action_ask_{form}_{slot}"
            self._call(own if action(own) else f"utter_ask_{form}_{slot}")
            return True
        self.form = None
        for name in rules()[1][form]:
            self._run(name)
        return True

    def _utter(self, name: str) -> None:
        """As engine/speech.py says it."""
        topic = name.removeprefix("utter_")
        question = questions().get(topic) or questions().get(f"{topic}/overview")
        if question:
            channel: Channel = "sms" if self.channel == "sms" else "web"
            answer = compose(question, self.case, "en", channel, values())
            self._bot(
                answer.text, [{"title": a, "payload": b} for a, b in answer.choices], answer.metadata(question.topic)
            )
            return
        variants = responses()[name]
        plain = next(v for v in variants if "channel" not in v)
        found = next((v for v in variants if v.get("channel") == self.channel), plain)
        about = dict(found.get("metadata") or {})
        words, back, slot = found["text"], about.pop("back", None), about.get("asking")
        since = self.events[max(i for i, event in enumerate(self.events) if event["event"] == "user") :]
        asked = [event["metadata"].get("asking") for event in self.events if event["event"] == "bot"]
        if slot and any(event["event"] == "bot" and event["metadata"].get("asking") == slot for event in since):
            return
        others = [
            e
            for e in since
            if e["event"] == "bot" and e["metadata"].get("topic") not in {about.get("topic"), "back", "restart"}
        ]
        if back and (others or (about["topic"] in RESULTS and slot in asked)):
            words = back
        case = self.case
        buttons = offered([(b["title"], b["payload"]) for b in found.get("buttons") or ()], case, "en")
        self._bot(standing(words, case.place, "en", values()), [{"title": a, "payload": b} for a, b in buttons], about)

    def _bot(self, text: str, buttons: list[dict[str, str]], metadata: dict[str, Any]) -> None:
        message = {"text": text, "buttons": buttons, "metadata": metadata}
        self.said.append(message)
        self.events.append({"event": "bot", "text": text, "data": {"buttons": buttons}, "metadata": metadata})

    def _tracker(self, *calling: dict[str, Any]) -> Tracker:
        loop = {"name": self.form} if self.form else {}
        return Tracker(
            "here", dict(self.slots), self.parsed, [*self.events, *calling], False, None, loop, "action_listen"
        )


__all__ = ["Talk", "rasa_domain"]
