""" "I'm so scared": a human word and a person offered; then the talk goes on where it was."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn, call_me, firm_phone
from shortfall.content.texts import text
from shortfall.talk.desk import fitting, stage_question


class ActionDistress(SafeAction):
    """An open form asks its question again by itself; without one the desk asks where things stand."""

    def name(self) -> str:
        return "action_distress"

    def answer(self, turn: Turn) -> list[EventType]:
        language = turn.answers_in
        word = text("life.distress", language, turn.all_topics.count("distress"), phone=firm_phone())
        if turn.form or language == "es":
            turn.say(word, topic="distress", choices=() if turn.form else [call_me(turn.language)])
            return []
        choices = fitting(turn.case, language)
        question = text("desk.fits", language)
        if not choices:
            question, choices = stage_question(language, turn.all_topics.count("distress"), turn.case.values())
        turn.say(f"{word}\n\n{question}", topic="distress", choices=[*choices, call_me(turn.language)])
        return []
