"""A life first: the lifeline for the one who writes, for whom they may hurt, or for whom they are hurt by."""

from __future__ import annotations

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn, firm_phone
from actions.urgency import in_words, nearest
from shortfall.base.firm import load_firm
from shortfall.content.texts import text


class ActionCrisis(SafeAction):
    """Nothing follows it: an open form and its figures stay, and it goes on when they do."""

    def name(self) -> str:
        return "action_crisis"

    def answer(self, turn: Turn) -> list[EventType]:
        level = turn.intent if turn.intent in {"danger", "violence"} else "crisis"
        key, language, deadline = f"life.{level}.{turn.channel}", turn.answers_in, nearest(turn)
        wait = text(f"life.then.{'violence' if level == 'violence' else 'crisis'}", language)
        then = text("life.then.near", language, what=in_words(deadline, language)) if deadline else wait
        turn.say(text(key, language, firm=str(load_firm()["name"]), phone=firm_phone(), then=then), topic=level)
        return []
