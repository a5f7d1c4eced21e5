""" "Never mind" where a callback may be meant."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from sqlalchemy.orm import Session

from actions.action_cancel import ActionCancel
from actions.action_inform import ActionInform
from actions.base import World
from tests.actions.helper import NOW, assert_texts, bot, create_tracker, run_action
from tests.actions.test_action_callback import book_one, unwritable
from tests.actions.test_action_callback_change import only


def test_without_a_callback_there_is_nothing_to_cancel(world: World) -> None:
    assert_texts(run_action(ActionCancel(), create_tracker("cancel", "cancel"), world), "utter_cancel")


@pytest.mark.parametrize("text", ["cancel", "forget it", "revoke", "drop it", "i changed my mind"])
def test_whoever_takes_it_back_is_not_called(world: World, session: Session, text: str) -> None:
    book_one(world)
    assert_texts(run_action(ActionCancel(), create_tracker(text, "cancel"), world), "is cancelled")
    assert only(session).status == "cancelled"


def test_never_mind_may_mean_anything_so_it_is_asked(world: World, session: Session) -> None:
    book_one(world)
    outcome = run_action(ActionCancel(), create_tracker("never mind", "cancel"), world)
    assert_texts(outcome, "Do you want to cancel it?")
    assert only(session).status == "waiting"
    asked = [bot(topic="callback_change", asking="callback_cancel")]
    assert_texts(run_action(ActionInform(), create_tracker("yes", "affirm", earlier=asked), world), "is cancelled")


def test_a_database_that_fails_changes_nothing_about_never_mind(tmp_path: Path) -> None:
    broken = World(lambda: NOW, Random(1), lambda: unwritable(tmp_path))
    assert_texts(run_action(ActionCancel(), create_tracker("never mind", "cancel"), broken), "utter_cancel")
