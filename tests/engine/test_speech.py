"""A form's question after an interruption."""

from __future__ import annotations

import asyncio

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from engine.speech import NEXT, Speech, asked_before, asked_since, interrupted, unanswered


@pytest.mark.parametrize(
    ("topics", "came_back"),
    [
        ([], False),
        (["callback"], False),
        (["wage_garnishment"], True),
        (["wage_garnishment", "callback"], True),
        (["back"], False),
    ],
)
def test_a_form_comes_back_only_after_something_else_was_talked_about(topics: list[str], came_back: bool) -> None:
    said = [BotUttered("x", metadata={"topic": topic}) for topic in topics]
    for asked_first in (True, False):
        before = BotUttered("x", metadata={"topic": "callback", "asking": "callback_name" if asked_first else None})
        tracker = DialogueStateTracker.from_events("c", [before, UserUttered("hi"), *said])
        assert interrupted(tracker, "callback") is (came_back and asked_first)


class TestQuestionsOfForms:
    """What is asked again, and what was just asked in other words."""

    ASKED = BotUttered("What did it sell for?", metadata={"topic": "calculate", "asking": "estimate_sale_price"})

    def test_what_was_just_asked_is_not_asked_again(self) -> None:
        tracker = DialogueStateTracker.from_events("c", [UserUttered("20k"), self.ASKED])
        assert asked_since(tracker, "estimate_sale_price") and not asked_since(tracker, "estimate_debt")
        tracker.update(UserUttered("yes"))
        assert not asked_since(tracker, "estimate_sale_price") and asked_before(tracker, "estimate_sale_price")

    @pytest.mark.parametrize(
        ("events", "words"),
        [
            ([], "What did it sell for"),
            ([ASKED, UserUttered("why")], "Back to it"),
            ([ASKED, UserUttered("x"), BotUttered("y", metadata={"topic": "jail"})], "Back to it"),
            ([UserUttered("x"), BotUttered("y", metadata={"topic": "urgent"})], "What did it sell for"),
            ([ASKED, UserUttered("20k"), ASKED], ""),
        ],
    )
    def test_in_few_words_the_second_time(self, events: list[Event], words: str) -> None:
        about = {"topic": "calculate", "asking": "estimate_sale_price", "back": "Back to it"}
        response = [{"text": "What did it sell for", "metadata": about}]
        domain = Domain.from_dict({"responses": {"utter_ask_f_s": response}, "slots": {}})
        tracker = DialogueStateTracker.from_events("c", [UserUttered("hi"), *events], slots=[AnySlot("case", [{}])])
        message = asyncio.run(Speech(domain=domain).generate("utter_ask_f_s", tracker, "web"))
        assert message is not None and message["text"] == words
        assert "back" not in (message.get("metadata") or {})


@pytest.mark.parametrize(
    ("answered", "second", "answer"),
    [
        ([], 0.9, "car"),
        (["car"], NEXT + 0.01, "truck"),
        (["car", "truck"], NEXT + 0.01, "house"),
        (["car"], NEXT - 0.01, "car"),
        (["jail"], 0.9, "car"),
    ],
)
def test_who_asks_again_is_told_the_next_best(answered: list[str], second: float, answer: str) -> None:
    said = [BotUttered("x", metadata={"topic": "exemptions", "question": name}) for name in answered]
    tracker = DialogueStateTracker.from_events("c", [UserUttered("hi"), *said])
    ranking = [("car", 0.9), ("overview", 0.5), ("truck", second), ("house", second)]
    selector = {"ranking": [{"intent_response_key": f"exemptions/{n}", "confidence": p} for n, p in ranking]}
    assert unanswered("exemptions/car", selector, tracker) == f"exemptions/{answer}"
