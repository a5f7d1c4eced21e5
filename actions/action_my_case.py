""" "What do you have about me?": the case, fact by fact."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn
from shortfall.content.texts import text
from shortfall.talk.desk import told


class ActionMyCase(SafeAction):
    """Everything that is kept, and how to be rid of it."""

    def name(self) -> str:
        return "action_my_case"

    def answer(self, turn: Turn) -> list[EventType]:
        case = turn.case
        facts = told(case, list(case), turn.language)
        if facts:
            turn.say(
                text("my_case.some", turn.language, facts="\n".join(f"- {fact}" for fact in facts)), topic="my_case"
            )
        else:
            turn.say(text("my_case.none", turn.language), topic="my_case")
        return []
