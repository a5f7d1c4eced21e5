"""Whole conversations against the running assistant, as a person at the chat API sees them.

Set SHORTFALL_TEST_URL to play them against an assistant that already runs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from random import SystemRandom
from typing import Any

import pytest

from tests.conversations.chat import Chat, Refused
from tests.conversations.loader import Scenario, Turn, fill, filling, load

SCENARIOS = [
    pytest.param(each, id=f"{subject}: {each.name}") for subject, scenarios in load().items() for each in scenarios
]

# What no person ever gets to see, whatever they say.
_INSIDES = re.compile(
    r"utter_|action_|\w+_form\b|\{\w+\}|(?<!^\d )\bNone\b(?! of\b)|Traceback|Decimal\(|/[a-z]+_[a-z]+\b(?![.\w/])",
    re.MULTILINE,
)


@pytest.fixture(scope="session")
def base_url(request: pytest.FixtureRequest) -> str:
    """Where the assistant answers."""
    return os.environ.get("SHORTFALL_TEST_URL") or str(request.getfixturevalue("stack"))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_conversation(scenario: Scenario, base_url: str) -> None:
    chat = Chat(base_url)
    values = filling(SystemRandom().randrange(12_800_000))
    for turn in scenario.turns:
        faults = play(chat, turn, values)
        assert not faults, "\n".join([f"{scenario.name}: {'; '.join(faults)}", *chat.lines])


def play(chat: Chat, turn: Turn, values: dict[str, str]) -> list[str]:
    """Do one turn; what was expected and did not come. Keeps the reference of a booked callback in `values`."""
    expect = fill(turn.expect, values)
    try:
        say, what = (chat.choose, turn.choose) if turn.user is None else (chat.say, turn.user)
        replies = say(fill(what, values))
    except Refused as refused:
        return [] if refused.code == expect.get("error") else [str(refused)]
    except LookupError as missing:
        return [str(missing)]
    for reply in replies:
        if reference := reply.get("card", {}).get("reference"):
            values["reference"] = reference
    faults = judge(replies, expect)
    if unwanted := expect.get("transcript_not"):
        stored = "\n".join(message["text"] for message in chat.transcript())
        faults += [f"the transcript keeps {text!r}" for text in unwanted if text in stored]
    return faults


def judge(replies: list[dict[str, Any]], expect: Mapping[str, Any]) -> list[str]:
    """What is wrong with the replies of one turn, in words."""
    if "error" in expect:
        return [f"taken, though {expect['error']} was expected"]
    if not replies or not all(reply["text"].strip() for reply in replies):
        return ["no answer, or an empty one"]
    text = "\n".join(reply["text"] for reply in replies).lower()
    topics = [reply.get("topic") for reply in replies]
    labels = [choice["label"].lower() for reply in replies for choice in reply.get("choices", ())]
    cards = [reply["card"] for reply in replies if reply.get("card")]
    faults = [f"shows its insides: {match[0]!r}" for reply in replies if (match := _INSIDES.search(reply["text"]))]
    if "error" in topics:
        faults.append("an action failed")
    if len(set(map(str, (reply["text"] for reply in replies)))) < len(replies):
        faults.append("says the same twice")
    if (topic := expect.get("topic", topics[0])) != topics[0]:
        faults.append(f"topic {topics[0]}, expected {topic}")
    if (several := expect.get("topic_in", topics)) and topics[0] not in several:
        faults.append(f"topic {topics[0]}, expected one of {several}")
    faults += [f"topic {each} is not answered" for each in expect.get("topics", ()) if each not in topics]
    faults += [f"does not say {each!r}" for each in expect.get("says", ()) if each.lower() not in text]
    if (any_of := expect.get("says_any")) and not any(each.lower() in text for each in any_of):
        faults.append(f"says none of {any_of}")
    faults += [f"says {each!r}" for each in expect.get("says_not", ()) if each.lower() in text]
    shown = "\n".join(labels)
    faults += [f"no choice {each!r}" for each in expect.get("choices", ()) if each.lower() not in shown]
    if (card := expect.get("card")) and not any(_within(card, each) for each in cards):
        faults.append(f"no card like {card}")
    if expect.get("no_card") and cards:
        faults.append("shows a card")
    if (asks := expect.get("asks")) and asks.lower() not in replies[-1]["text"].lower():
        faults.append(f"does not ask {asks!r} in the end")
    return faults


def _within(part: Any, whole: Any) -> bool:
    if isinstance(part, Mapping):
        return isinstance(whole, Mapping) and all(key in whole and _within(part[key], whole[key]) for key in part)
    return bool(part == whole)
