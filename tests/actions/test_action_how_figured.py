"""What an answer stands on, for who doubts it; the steps of a result are tested with the results."""

from __future__ import annotations

import pytest

from actions.action_how_figured import ActionHowFigured
from actions.base import World
from tests.actions.helper import bot, create_tracker, run_action


@pytest.mark.parametrize(
    ("text", "cites", "says"),
    [
        ("are you sure", ["735 ILCS 5/12-803", "15 U.S.C. 1673", "820 ILCS 105/4"], "from 735 ILCS 5/12-803 and 15 U.S.C. 1673."),
        ("¿es verdad?", ["735 ILCS 5/12-803"], "según 735 ILCS 5/12-803."),
        ("says who", [], "That is the general rule."),
    ],
)  # fmt: skip
def test_what_an_answer_stands_on_is_named_and_nothing_promised(
    world: World, text: str, cites: list[str], says: str
) -> None:
    answer = bot("In Illinois, at most a part of it.", topic="wage_garnishment")
    answer["metadata"]["metadata"] |= {"question": "how_much", "sources": [{"cite": cite, "url": ""} for cite in cites]}
    slots = {"case": {"language": {"value": "es"}}} if "¿" in text else {}
    outcome = run_action(ActionHowFigured(), create_tracker(text, "how_figured", slots=slots, earlier=[answer]), world)
    assert says in outcome.texts[0] and "820 ILCS" not in outcome.texts[0]
    assert outcome.payloads == ["/callback"]


def test_where_nothing_was_said_there_is_nothing_to_show(world: World) -> None:
    outcome = run_action(ActionHowFigured(), create_tracker("are you sure", "how_figured"), world)
    assert outcome.texts[0].startswith("I have not worked anything out yet")
