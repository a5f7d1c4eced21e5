"""Not sure what was meant: up to three "did you mean"; the second time in a row, the person."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import EventType, FollowupAction

from actions.action_correct import go_on, revise
from actions.base import CALL_ME, Choice, SafeAction, Turn, firm_phone
from shortfall.content.topics import FOLLOW_UP_LABELS, load_topics
from shortfall.law.money import find_amounts

MOST = 3
_LABELS = {topic.id: topic.title for topic in load_topics().values()} | FOLLOW_UP_LABELS


def did_you_mean(ranking: list[dict[str, Any]]) -> list[Choice]:
    """Buttons for the likeliest subjects, likeliest first."""
    names = [str(entry.get("name")) for entry in ranking]
    return [(_LABELS[name], f"/{name}") for name in names if name in _LABELS][:MOST]


class ActionFallback(SafeAction):
    """Also what Rasa calls when no rule applies."""

    def name(self) -> str:
        return "action_fallback"

    def answer(self, turn: Turn) -> list[EventType]:
        # "And if it sold for 300?" after a result is plain enough, whatever it is taken for.
        named = {amount.role for amount in find_amounts(turn.text, house_context=True)} & {"debt", "sale_price"}
        if named and not turn.form and (events := revise(turn)) is not None:
            return events or [FollowupAction("action_listen")]
        if not turn.form and (events := go_on(turn)) is not None:
            return events
        choices = did_you_mean(turn.tracker.latest_message.get("intent_ranking") or [])
        if turn.last_topic == "fallback":
            turn.say(
                "I am still not sure I follow, and I do not want to guess. A person can help: "
                f"call {firm_phone()}, or I can have someone call you.",
                topic="fallback",
                choices=[CALL_ME, *choices[:2]],
            )
        elif choices:
            turn.say(
                "I want to be sure I understand. Is it one of these? If not, please say it another way, "
                f"or call {firm_phone()}.",
                topic="fallback",
                choices=choices,
            )
        else:
            turn.say(
                f"I did not follow that. Could you say it another way? You can also call {firm_phone()}.",
                topic="fallback",
                choices=[CALL_ME],
            )
        # Where no rule applies, none would tell Rasa to stop either.
        return [FollowupAction("action_listen")]
