"""What the forms that ask for figures share: when they read, how they leave, and that three misses end kindly."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from rasa_sdk.events import EventType, SlotSet

from actions.base import CALL_ME, SafeAction, Turn, firm_phone
from actions.forms import EXTRA_SLOTS, FORM_SLOTS, MOST_TRIES

SKIPPED = {"skipped": True}
"""The value of a slot that was asked for and passed over, or that would change nothing."""


class FigureForm(SafeAction):
    """The validation of one form. Called after every message; returning nothing lets another rule answer."""

    form: ClassVar[str]
    topic: ClassVar[str]
    tries: ClassVar[str]
    keeps: ClassVar[tuple[str, ...]] = ()
    """Slots that outlive the form when three misses close it; "never mind" forgets them too."""

    def name(self) -> str:
        return f"validate_{self.form}"

    @abstractmethod
    def read(self, turn: Turn, asked: str) -> list[EventType]:
        """Read the answer to the slot that was asked for."""

    def answer(self, turn: Turn) -> list[EventType]:
        asked = turn.asked
        if asked is None or not turn.to_be_read:
            return []
        if turn.intent == "cancel":
            turn.respond("utter_cancel")
            return self.leave()
        return self.read(turn, asked)

    def keep(self, slots: Mapping[str, Any]) -> list[EventType]:
        """Set what was understood and clear the count of misses."""
        return [*(SlotSet(name, value) for name, value in slots.items()), SlotSet(self.tries, 0)]

    def missed(self, turn: Turn, hint: str, slots: Mapping[str, Any] | None = None) -> list[EventType]:
        """Help, twice, keeping what was understood; then offer the person."""
        tries = int(turn.slot(self.tries) or 0) + 1
        if tries >= MOST_TRIES:
            turn.say(
                f"This may be easier with a person. Call {firm_phone()}, or I can have someone call you. "
                "You can also ask me something else.",
                topic=self.topic,
                choices=[CALL_ME],
            )
            known = turn.slots(self.keeps) | dict(slots or {})
            return self.leave({name: known[name] for name in self.keeps})
        turn.say(hint, topic=self.topic)
        return [*(SlotSet(name, value) for name, value in (slots or {}).items()), SlotSet(self.tries, tries)]

    def leave(self, kept: Mapping[str, Any] = MappingProxyType({})) -> list[EventType]:
        """Close the form without a result, forgetting all but `kept`."""
        names = dict.fromkeys((*FORM_SLOTS[self.form], *EXTRA_SLOTS[self.form], self.tries))
        return [
            *(SlotSet(name, kept.get(name)) for name in names),
            SlotSet("requested_slot", None),
        ]
