"""Read each answer of a callback request, and edits of any part of it before it is confirmed."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from rasa_sdk.events import EventType, SlotSet

from actions.action_callback_start import TITLES
from actions.base import SafeAction, Turn, firm_phone
from actions.forms import EXTRA_SLOTS, FORM_SLOTS, MOST_TRIES
from actions.urgency import urgent_reason
from shortfall.base.hours import office_zone
from shortfall.base.masking import REMOVED, mask, sensitive
from shortfall.callbacks.consent import CONSENT_VERSION, TEXT_VERSION, text_wording, wording
from shortfall.callbacks.window import CallingWindow, parse_window
from shortfall.reading.names import read_name
from shortfall.reading.phone import PhoneProblem, can_text, find_phone, format_phone, read_phone, time_zone
from shortfall.reading.spelling import OTHER_NUMBERS

SLOTS = FORM_SLOTS["callback_form"]
MOST_NOTE = 500

_PARTS = {
    "callback_name": re.compile(r"\bname\b", re.I),
    "callback_phone": re.compile(r"\b(?:phone|number|cell|digits)\b", re.I),
    "callback_window": re.compile(r"\b(?:time|when|day|date|hour|later|earlier|morning|afternoon)\b", re.I),
    "callback_about": re.compile(r"\b(?:about|topic|subject|note|reason|question)\b", re.I),
}
_BUT = re.compile(r"\b(?:but|change|except|instead|wrong)\b", re.I)
_NEW_NAME = re.compile(
    r".*\b(?:is|to|it'?s)\s+(.+)$", re.I
)  # the last of them: "is this right? change the name to ..."
_WORDS = re.compile(r"[a-z]{3}", re.I)
_MY_NAME = re.compile(r"\b(?:my|the) name(?:'s| is| was)?\s+(.+)$", re.I)
_CHANGE = re.compile(r"\b(?:change|wrong|correct|fix|edit|redo|mistake|typo)\b", re.I)
# Not a yes, however close it sounds.
_HEDGED = re.compile(
    r"\b(?:maybe|perhaps|possibly|not|unsure|depends|don'?t(?! mind)|guess|might|later|if|unless|but|except|never|won'?t|can'?t|stop"
    r"|wait|no(?! problem| worries))\b|\?",
    re.I,
)
# A yes that moves the time ("yes, but not before 10") is none yet: the new time is read and the question asked again.
_OTHER_TIME = re.compile(r"\b(?:but|only|instead|rather|make it|change|actually|just not)\b", re.I)
UNAGREED: dict[str, Any] = {"callback_consent": None, "callback_text": None}
"""What a new number undoes: a number that was not agreed to may not be called."""
_WITHHELD = "Please leave out Social Security, card and account numbers. I did not keep what you typed there."
_HINTS = {
    "callback_about": "A few words about your question are enough.",
    "callback_name": "What name may we ask for? A first name is fine.",
    "callback_window": 'When is a good time? For example "tomorrow afternoon", "friday at 10" or "as soon as you can".',
    "callback_consent": 'Please answer "yes" or "no". Without a yes we will not call.',
    "callback_text": 'Please answer "yes" or "no" about the text. Either way we will call you.',
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
        # A phone number with a digit too few or too many looks like one of those, and gets its own hint.
        mistyped = asked == "callback_phone" and not _WORDS.search(turn.text)
        if asked == "callback_phone" and f"+{REMOVED}" in turn.text:
            # A number of another country is as long as an account's and was taken out before it came here.
            return self.missed(asked, PhoneProblem("not_us").message, turn)
        if REMOVED in turn.text or (sensitive(turn.text) and not mistyped):
            turn.say(_WITHHELD, topic="callback")
        if asked == "callback_confirmed":
            return self.confirmed(turn)
        if asked == "callback_consent":
            # The question reads the number back, so this is where people correct it.
            if (phone := find_phone(turn.text)) and phone != turn.slot("callback_phone"):
                return [SlotSet("callback_phone", phone), SlotSet("callback_tries", 0)]
            if turn.intent == "deny":
                if corrected := read_correction(asked, turn):  # "no, call me in the morning instead"
                    return [*(SlotSet(name, new) for name, new in corrected.items()), SlotSet("callback_tries", 0)]
                turn.say(
                    "That is fine. Without your OK nobody will call, and I have not stored a request. "
                    f"You can call {firm_phone()} any time.",
                    topic="callback",
                )
                return self.leave()
        if asked == "callback_text" and (answer := self.texted(turn)):
            return answer
        value, problem = read(asked, turn)
        if value is None and (corrected := read_correction(asked, turn)):
            return [*(SlotSet(name, new) for name, new in corrected.items()), SlotSet("callback_tries", 0)]
        if value is None:
            return self.missed(asked, problem, turn)
        if asked == "callback_consent" and not (turn.world.texts() and can_text(turn.slot("callback_phone"))):
            return [SlotSet(asked, value), SlotSet("callback_text", False), SlotSet("callback_tries", 0)]
        if asked == "callback_name" and (phone := find_phone(turn.text)) and not turn.slot("callback_phone"):
            return [SlotSet(asked, value), SlotSet("callback_phone", phone), SlotSet("callback_tries", 0)]
        return [SlotSet(asked, value), SlotSet("callback_tries", 0)]

    @staticmethod
    def texted(turn: Turn) -> list[EventType] | None:
        """Only a clear yes lets us text. A no changes nothing, and unclear twice is a no; a question is asked again."""
        if turn.intent == "affirm" and not _HEDGED.search(turn.text):
            phone, at = turn.slot("callback_phone"), turn.world.now().isoformat()
            yes = {"version": TEXT_VERSION, "wording": text_wording(phone), "at": at}
            return [SlotSet("callback_text", yes), SlotSet("callback_tries", 0)]
        if turn.intent in {"deny", "skip"} or int(turn.slot("callback_tries") or 0) > 0:
            turn.say("All right, no texts. We will still call you.", topic="callback")
            return [SlotSet("callback_text", False), SlotSet("callback_tries", 0)]
        return None

    def confirmed(self, turn: Turn) -> list[EventType]:
        """Yes sends it; anything else may be an edit, and so may "yes, but"."""
        edits = read_edits(turn)
        if turn.intent == "affirm" and not (edits.get("callback_phone") or (edits and _BUT.search(turn.text))):
            return [SlotSet("callback_confirmed", True)]
        if edits:
            if "callback_phone" in edits:
                edits |= UNAGREED
            return [*(SlotSet(name, value) for name, value in edits.items()), SlotSet("callback_tries", 0)]
        if turn.intent == "deny":
            turn.say(
                "What would you like to change: the name, the number, the time, or what it is about? "
                'Or say "never mind".',
                topic="callback",
            )
            return [SlotSet("callback_tries", 0)]
        return self.missed("callback_confirmed", None, turn)

    def missed(self, asked: str, problem: str | None, turn: Turn) -> list[EventType]:
        """Help, twice; then the phone number."""
        tries = int(turn.slot("callback_tries") or 0) + 1
        if tries >= MOST_TRIES:
            turn.say(
                f"I am having trouble with that. Please call {firm_phone()} and a person will help. "
                "I have not stored a request.",
                topic="callback",
            )
            return self.leave()
        turn.say(problem or _HINTS[asked], topic="callback")
        return [SlotSet("callback_tries", tries)]

    @staticmethod
    def leave() -> list[EventType]:
        """Close the form and forget what was given."""
        return [
            *(SlotSet(name, None) for name in (*SLOTS, *EXTRA_SLOTS["callback_form"])),
            SlotSet("requested_slot", None),
        ]


def read(asked: str, turn: Turn) -> tuple[Any, str | None]:
    """The value of one part from the message, or None and what to say."""
    if asked == "callback_about":
        note = mask(turn.text).strip()[:MOST_NOTE]
        if turn.intent == "skip":
            note = ""
        elif not note:
            return None, None
        return {"topics": [], "figures": "", "urgent": urgent_reason(turn), "note": note}, None
    if asked == "callback_name":
        if turn.intent in {"skip", "deny", "affirm"} and not find_phone(turn.text):
            return None, None
        return read_name(OTHER_NUMBERS.sub(" ", turn.text) if find_phone(turn.text) else turn.text), None
    if asked == "callback_phone":
        phone = read_phone(turn.text)
        return (None, phone.message) if isinstance(phone, PhoneProblem) else (phone.e164, None)
    if asked == "callback_window":
        return read_window(turn)
    phone_number = turn.slot("callback_phone")
    if turn.intent == "affirm" and phone_number and not _HEDGED.search(turn.text):
        at = turn.world.now().isoformat()
        return {"version": CONSENT_VERSION, "wording": wording(phone_number), "at": at}, None
    return None, None


def read_correction(asked: str, turn: Turn) -> dict[str, Any]:
    """An answer given before that the message changes, while `asked` is asked: "wait, my number is …"."""
    earlier = SLOTS[: SLOTS.index(asked)]
    say = partial(turn.say, topic="callback")
    if "callback_phone" in earlier and (phone := find_phone(turn.text)):
        say(f"Your number is now {format_phone(phone)}.")
        return {"callback_phone": phone} | (UNAGREED if "callback_consent" in earlier else {})
    if "callback_name" in earlier and (said := _MY_NAME.search(turn.text)) and (name := read_name(said[1])):
        say(f"Thank you, {name}.")
        return {"callback_name": name}
    if "callback_window" in earlier and _OTHER_TIME.search(turn.text) and (window := _plain_window(turn)):
        say(f"The time is now {window.label}.")
        return {"callback_window": window.model_dump(mode="json")}
    part = next((slot for slot in earlier if _CHANGE.search(turn.text) and _PARTS[slot].search(turn.text)), None)
    return {part: None} if part else {}


def _plain_window(turn: Turn) -> CallingWindow | None:
    """The window that the message names in so many words; None if there is anything to ask."""
    phone = turn.slot("callback_phone")
    window = parse_window(turn.text, turn.world.now(), time_zone(phone) if phone else office_zone().key)
    return None if window is None or window.ambiguous else window


def read_window(turn: Turn, text: str | None = None) -> tuple[dict[str, Any] | None, str | None]:
    """A calling window, in the caller's time zone; where the words can be read in two ways, the question to ask."""
    phone = turn.slot("callback_phone")
    words = turn.text if text is None else text
    window = parse_window(words, turn.world.now(), time_zone(phone) if phone else office_zone().key)
    if window is None:
        return None, None
    if window.ambiguous:
        return None, window.ambiguous
    if window.adjusted:
        turn.say(window.adjusted, topic="callback")
    return window.model_dump(mode="json"), None


def read_edits(turn: Turn) -> dict[str, Any]:
    """Which part the message changes: to a new value where it gives one, else to be asked again."""
    text = turn.text
    if phone := find_phone(text):
        return {} if phone == turn.slot("callback_phone") else {"callback_phone": phone}
    part = next((slot for slot, pattern in _PARTS.items() if pattern.search(text)), None)
    if part == "callback_name":
        match = _NEW_NAME.search(text)
        return {part: read_name(match[1]) if match else None}
    if part in {None, "callback_window"}:
        yes = turn.intent == "affirm" and not _BUT.search(text)
        window, question = (None, None) if yes else read_window(turn)
        if question:
            turn.say(question, topic="callback")
        if window or question:
            return {"callback_window": window}
    return {part: None} if part else {}


def summary(turn: Turn) -> str:
    """What will be stored, for the person to check."""
    about = turn.slot("callback_about") or {}
    window = CallingWindow.model_validate(turn.slot("callback_window"))
    titles = [TITLES[topic] for topic in about.get("topics", ()) if topic in TITLES]
    lines = [
        f"- Name: {turn.slot('callback_name')}",
        f"- Number: {format_phone(turn.slot('callback_phone'))}",
        f"- When: {'as soon as possible, ' if window.asap else ''}{window.label}",
    ]
    if window.wish:
        lines.append(f'- You said: "{window.wish}" (passed on)')
    if about.get("note"):
        lines.append(f"- About: {about['note']}")
    if titles:
        lines.append(f"- Topics: {'; '.join(titles)}")
    if about.get("figures"):
        lines.append(f"- Figures: {about['figures']}")
    if about.get("urgent"):
        lines.append(f"- Marked urgent: {about['urgent']}")
    if turn.slot("callback_text"):
        lines.append("- Texts: one to confirm, one for each change")
    return "\n".join(lines)
