"""What makes an action's test three lines long: a tracker as Rasa sends it, a run, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import SafeAction, World
from actions.figures import SKIPPED, TOLD_BY, UNKNOWN
from actions.forms import ALL_SLOTS, FORM_SLOTS
from shortfall.reading.facts import read_facts
from shortfall.talk.acts import read_acts
from shortfall.talk.case import Case

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("America/Chicago"))
"""A Monday morning in the office."""

PHONE = "+13125550143"

Event = dict[str, Any]


def rasa_domain() -> dict[str, Any]:
    """domain.yml up to its responses, whose shorthand only Rasa's own YAML reader takes."""
    text = (Path(__file__).parents[2] / "domain.yml").read_text(encoding="utf-8")
    domain: dict[str, Any] = yaml.safe_load(text.partition("\nresponses:")[0])
    return domain


@lru_cache(maxsize=1)
def mappings() -> dict[str, list[tuple[str, str | None]]]:
    """The entities (name, role) that fill each slot of domain.yml."""
    slots = rasa_domain()["slots"]
    return {
        name: [(m["entity"], m.get("role")) for m in spec["mappings"] if m["type"] == "from_entity"]
        for name, spec in slots.items()
    }


def extracted(entities: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The slots that a message's entities fill, as Rasa does it: the last entity of a kind counts."""
    found: dict[str, Any] = {}
    for slot, kinds in mappings().items():
        for entity in entities:
            if (entity["entity"], entity.get("role")) in kinds:
                found[slot] = entity["value"]
    return found


def read(text: str, case: Case, asked: str | None = None, about: str | None = None, turn: int = 0) -> list[Event]:
    """The entities of a message, as engine.reader finds them, the grown case among them."""
    facts = read_facts(text, NOW.date(), asked, about=about, case=case.slot())
    entities = [fact.entity() for fact in facts]
    return [*entities, {"entity": "case", "value": case.heard(facts, turn).slot()}] if facts else entities


def case_of(slots: Mapping[str, Any], earlier: Sequence[Event] = ()) -> Case:
    """The case of somebody whose forms hold these slots, and who has said these messages before."""
    known = {
        fact: {"value": slots[name], "words": "", "turn": 0, "sure": True}
        for name, fact in TOLD_BY.items()
        if slots.get(name) not in (None, UNKNOWN, SKIPPED)
    }
    case = Case.of(slots.get("case", known))
    for turn, event in enumerate(earlier):
        if event["event"] == "user":
            said = read(event["text"], case, turn=turn + 1)
            case = Case.of(said[-1]["value"]) if said else case
    return case


@dataclass(frozen=True)
class Outcome:
    """What an action returned and said."""

    events: list[EventType]
    messages: list[dict[str, Any]]

    @property
    def slots(self) -> dict[str, Any]:
        """The slots that were set, by name; the last setting counts."""
        return {event["name"]: event["value"] for event in self.events if event["event"] == "slot"}

    @property
    def texts(self) -> list[str]:
        """What was said; for a response of the domain, its name."""
        return [str(message.get("text") or message.get("response")) for message in self.messages]

    @property
    def payloads(self) -> list[str]:
        """Where the choices of the last message lead."""
        return [button["payload"] for button in self.messages[-1]["buttons"]]

    @property
    def card(self) -> dict[str, Any]:
        """The card of the last message."""
        card: dict[str, Any] = self.messages[-1]["metadata"]["card"]
        return card


def user(text: str, intent: str = "inform", acts: Sequence[str] = ()) -> Event:
    """An earlier message of the person."""
    parsed = {"intent": {"name": intent}, "text": text, **({"acts": list(acts)} if acts else {})}
    return {"event": "user", "text": text, "parse_data": parsed}


def bot(text: str = "", *, topic: str | None = None, asking: str | None = None) -> Event:
    """An earlier message of the assistant, with its metadata as Rasa keeps it."""
    return {"event": "bot", "text": text, "metadata": {"metadata": {"topic": topic, "asking": asking}}}


def create_tracker(
    text: str | None = "",
    intent: str = "inform",
    *,
    slots: Mapping[str, Any] | None = None,
    form: str | None = None,
    asked: str | None = None,
    earlier: Sequence[Event] = (),
    returning: bool = False,
    channel: str = "web",
    conversation: str = "here",
    **latest: Any,
) -> Tracker:
    """A tracker whose last message is `text`.

    Args:
        form: the open form, which is calling the action.
        asked: the slot it asked for.
        earlier: events before the message.
        returning: the form comes back after another rule answered the message.
        latest: more of what the message was parsed to.
    """
    case = case_of(slots or {}, earlier)
    spoken = text if text and not text.startswith("/") else ""
    said: dict[str, Any] = next((event["metadata"] or {} for event in reversed(earlier) if event["event"] == "bot"), {})
    topic = said.get("metadata", said).get("topic")
    entities = read(spoken, case, asked, topic, len(earlier) + 1)
    parsed = {
        "intent": {"name": intent, "confidence": 0.9},
        "text": text,
        "message_id": "m1",
        "entities": entities,
        "acts": sorted(read_acts(spoken)),
        **latest,
    }
    events: list[Event] = [*earlier, {"event": "action", "name": "action_listen"}]
    events.append({"event": "user", "text": text, "parse_data": parsed, "input_channel": channel})
    if returning:
        events.append({"event": "action", "name": f"utter_{intent}"})
    if form:
        events.append({"event": "action", "name": form})
    known = {
        **dict.fromkeys((*ALL_SLOTS, "callback_reference", "reference_asked", "reference_tries")),
        "case": case.slot(),
        **(slots or {}),
        **extracted(entities),
        "requested_slot": asked,
    }
    loop = {"name": form} if form else {}
    return Tracker(conversation, known, parsed, events, False, None, loop, "action_listen")


def run_action(action: SafeAction, tracker: Tracker, world: World) -> Outcome:
    """Run the action as the action server does."""
    dispatcher = CollectingDispatcher()
    action.world = world
    events = action.run(dispatcher, tracker, {})
    return Outcome(events, dispatcher.messages)


def assert_events(outcome: Outcome, *events: EventType) -> None:
    """Exactly these events, in this order."""
    assert outcome.events == list(events)


def assert_slots(outcome: Outcome, **slots: Any) -> None:
    """These slots were set, among others."""
    assert {name: outcome.slots.get(name, "not set") for name in slots} == slots


def assert_texts(outcome: Outcome, *parts: str) -> None:
    """As many messages as `parts`, each with its part in it."""
    assert len(outcome.texts) == len(parts), outcome.texts
    for text, part in zip(outcome.texts, parts, strict=True):
        assert part.lower() in text.lower()


def assert_form_closed(outcome: Outcome, form: str) -> None:
    """The form was left and forgot what it was told."""
    assert outcome.slots["requested_slot"] is None
    assert all(outcome.slots[name] is None for name in FORM_SLOTS[form])
    assert outcome.events[-1] == SlotSet("requested_slot", None)


def usd(low: int, high: int | None = None) -> dict[str, str]:
    """A figure as its slot keeps it."""
    return {"low": str(low), "high": str(low if high is None else high)}
