"""A form's question after an interruption."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from engine.speech import interrupted


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
    before = BotUttered("x", metadata={"topic": "jail"})
    tracker = DialogueStateTracker.from_events("c", [before, UserUttered("hi"), *said])
    assert interrupted(tracker, "callback") is came_back
