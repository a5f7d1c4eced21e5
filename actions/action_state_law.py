"""What the state's law says about deficiencies, for all 51 jurisdictions (data/law/states.csv)."""

from __future__ import annotations

from rasa_sdk.events import EventType, SlotSet

from actions.base import CALL_ME, SafeAction, Turn
from shortfall.law.states import STATES, describe, find_state


class ActionStateLaw(SafeAction):
    """Answers for the state named; asks for it where none is."""

    def name(self) -> str:
        return "action_state_law"

    def answer(self, turn: Turn) -> list[EventType]:
        code = find_state(turn.text, bare=True)
        if code is None:
            turn.respond("utter_state_law")
            return []
        state = STATES[code]
        turn.say(
            describe(state, turn.channel),
            topic="state_law",
            choices=[("Estimate what I might owe", "/calculate"), CALL_ME],
            sources=[{"cite": state.citation, "url": url} for url in state.sources[:2]],
        )
        return [SlotSet("state_asked", code)]
