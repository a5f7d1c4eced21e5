"""Behind an answer that tells how things are, "what do I do" brings the step that follows, and not that answer again."""

from __future__ import annotations

import pytest

from shortfall.talk.acts import read_acts
from shortfall.talk.heard import Context, Heard, Subjects
from shortfall.talk.moves import decide


def moved(text: str, last: str, *, asked: str | None = None) -> str | None:
    heard = Heard(text, (), read_acts(text), Subjects([(last.partition("/")[0], 0.9)]))
    return decide(heard, Context(last=last, asked=asked)).question


@pytest.mark.parametrize("text", ["ok so what do i do now", "what do we do tomorrow morning?", "¿y qué hago?"])
def test_the_step_that_follows_is_told(text: str) -> None:
    assert moved(text, "bank_account_freeze/overview") == "bank_account_freeze/get_it_back"
    assert moved(text, "debt_collectors/calls_at_work") == "debt_collectors/stop_calling_me"


@pytest.mark.parametrize(
    "text", ["what do i do if they freeze my wife's too", "what do they do next", "what now with my car"]
)
def test_who_asks_more_is_read_as_usual(text: str) -> None:
    assert moved(text, "bank_account_freeze/overview") != "bank_account_freeze/get_it_back"


def test_where_a_step_was_told_it_is_no_other_question() -> None:
    assert moved("so what do i do now", "bank_account_freeze/get_it_back") != "bank_account_freeze/how_much_stays"
