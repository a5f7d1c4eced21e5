"""Read each answer of a callback request, and edits of any part of it before it is confirmed."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk.events import EventType, SlotSet

from actions.base import SafeAction, Turn, firm_phone
from actions.forms import FORM_SLOTS
from shortfall.callbacks.consent import CONSENT_VERSION, wording
from shortfall.callbacks.names import read_name
from shortfall.callbacks.phone import PhoneProblem, find_phone, format_phone, read_phone, time_zone
from shortfall.callbacks.window import CallingWindow, parse_window
from shortfall.masking import mask, sensitive

SLOTS = FORM_SLOTS["callback_form"]
MOST_TRIES = 3
MOST_NOTE = 500

_PARTS = {
    "callback_name": re.compile(r"\bname\b", re.I),
    "callback_phone": re.compile(r"\b(?:phone|number|cell|digits)\b", re.I),
    "callback_window": re.compile(r"\b(?:time|when|day|date|hour|later|earlier|morning|afternoon)\b", re.I),
    "callback_about": re.compile(r"\b(?:about|topic|subject|note|reason|question)\b", re.I),
}
_ASKS_NAME = re.compile(r"^\W*(?:it'?s|is|name|my name|change)\b", re.I)
_WITHHELD = "Please leave out Social Security, card and account numbers. I did not keep what you typed there."
_HINTS = {
    "callback_about": "A few words about your question are enough.",
    "callback_name": "What name may we ask for? A first name is fine.",
    "callback_window": 'When is a good time? For example "tomorrow afternoon", "friday at 10" or "as soon as you can".',
    "callback_consent": 'Please answer "yes" or "no". Without a yes we will not call.',
    "callback_confirmed": 'Please say "yes" to send it, or tell me what to change.',
}


class ValidateCallbackForm(SafeAction):
    """Nothing is stored here: see action_callback."""

    def name(self) -> str:
        return "validate_callback_form"

    def answer(self, turn: Turn) -> list[EventType]:
        asked = turn.asked
        if asked is None or not turn.to_be_read:
            return []
        if turn.intent == "cancel":
            turn.say("No problem. I have not sent or stored a request. Ask me anything else.", topic="cancel")
            return self.leave()
        if sensitive(turn.text):
            turn.say(_WITHHELD, topic="callback")
        if asked == "callback_confirmed":
            return self.confirmed(turn)
        if asked == "callback_consent" and turn.intent == "deny":
            turn.say(
                f"That is fine. Without your OK nobody will call, and I have not stored a request. You can call {firm_phone()} any time.",
                topic="callback",
            )
            return self.leave()
        value, problem = read(asked, turn)
        if value is None:
            return self.missed(asked, problem, turn)
        return [SlotSet(asked, value), SlotSet("callback_tries", 0)]

    def confirmed(self, turn: Turn) -> list[EventType]:
        """Yes sends it; anything else may be an edit."""
        if turn.intent == "affirm":
            return [SlotSet("callback_confirmed", True)]
        edits = read_edits(turn)
        if edits:
            # A number that was not agreed to may not be called.
            if "callback_phone" in edits:
                edits["callback_consent"] = None
            return [*(SlotSet(name, value) for name, value in edits.items()), SlotSet("callback_tries", 0)]
        if turn.intent == "deny":
            turn.say('What would you like to change: the name, the number, the time, or what it is about? Or say "never mind".', topic="callback")
            return [SlotSet("callback_tries", 0)]
        return self.missed("callback_confirmed", None, turn)

    def missed(self, asked: str, problem: str | None, turn: Turn) -> list[EventType]:
        """Help, twice; then the phone number."""
        tries = int(turn.slot("callback_tries") or 0) + 1
        if tries >= MOST_TRIES:
            turn.say(
                f"I am having trouble with that. Please call {firm_phone()} and a person will help. I have not stored a request.",
                topic="callback",
            )
            return self.leave()
        turn.say(problem or _HINTS[asked], topic="callback")
        return [SlotSet("callback_tries", tries)]

    @staticmethod
    def leave() -> list[EventType]:
        """Close the form and forget what was given."""
        return [*(SlotSet(name, None) for name in (*SLOTS, "callback_tries")), SlotSet("requested_slot", None)]


def read(asked: str, turn: Turn) -> tuple[Any, str | None]:
    """The value of one part from the message, or None and what to say."""
    if asked == "callback_about":
        note = mask(turn.text).strip()[:MOST_NOTE]
        if turn.intent == "skip":
            note = ""
        elif not note:
            return None, None
        return {"topics": [], "figures": "", "urgent": "urgent" in turn.topics, "note": note}, None
    if asked == "callback_name":
        return (None, None) if turn.intent in {"skip", "deny", "affirm"} else (read_name(turn.text), None)
    if asked == "callback_phone":
        phone = read_phone(turn.text)
        return (None, phone.message) if isinstance(phone, PhoneProblem) else (phone.e164, None)
    if asked == "callback_window":
        return read_window(turn)
    phone_number = turn.slot("callback_phone")
    if turn.intent == "affirm" and phone_number:
        at = turn.world.now().isoformat()
        return {"version": CONSENT_VERSION, "wording": wording(phone_number), "at": at}, None
    return None, None


def read_window(turn: Turn) -> tuple[dict[str, Any] | None, str | None]:
    """A calling window, in the caller's time zone; where the words can be read in two ways, the question to ask."""
    phone = turn.slot("callback_phone")
    window = parse_window(turn.text, turn.world.now(), time_zone(phone) if phone else "America/Chicago")
    if window is None:
        return None, None
    if window.ambiguous:
        return None, window.ambiguous
    if window.adjusted:
        turn.say(window.adjusted, topic="callback")
    return window.model_dump(mode="json"), None


def read_edits(turn: Turn) -> dict[str, Any]:
    """Which parts the message changes: to a new value where it gives one, else to be asked again."""
    text = turn.text
    edits: dict[str, Any] = {}
    if phone := find_phone(text):
        edits["callback_phone"] = phone
        return edits
    for slot, pattern in _PARTS.items():
        if pattern.search(text):
            edits[slot] = None
            break
    window, _ = read_window(turn) if not edits or "callback_window" in edits else (None, None)
    if window:
        edits = {"callback_window": window}
    if "callback_name" in edits and (match := re.search(r"\b(?:is|to|it'?s)\s+(.+)$", text, re.I)):
        edits["callback_name"] = read_name(match[1])
    return edits


def summary(turn: Turn) -> str:
    """What will be stored, for the person to check."""
    about = turn.slot("callback_about") or {}
    window = CallingWindow.model_validate(turn.slot("callback_window"))
    lines = [
        f"- Name: {turn.slot('callback_name')}",
        f"- Number: {format_phone(turn.slot('callback_phone'))}",
        f"- When: {'as soon as possible, ' if window.asap else ''}{window.label}",
    ]
    if about.get("note"):
        lines.append(f"- About: {about['note']}")
    if about.get("figures"):
        lines.append(f"- Figures: {about['figures']}")
    if about.get("urgent"):
        lines.append("- Marked urgent")
    return "\n".join(lines)
