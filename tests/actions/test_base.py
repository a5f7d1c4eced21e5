"""What holds for every action: it never raises, and its log holds nothing that a person said or is reached by."""

from __future__ import annotations

import importlib
import logging
import pkgutil
from pathlib import Path
from random import Random
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

import actions
from actions.action_restart import ActionRestart
from actions.base import SafeAction, Turn, World
from actions.figure_form import FigureForm
from actions.forms import ALL_SLOTS, FORM_SLOTS
from tests.actions.helper import NOW, PHONE, assert_texts, bot, create_tracker, rasa_domain, run_action, user
from tests.actions.test_action_callback import filled, read_only, unmigrated, unwritable

for module in pkgutil.iter_modules(actions.__path__):
    importlib.import_module(f"actions.{module.name}")
ACTIONS = [action for base in (SafeAction, FigureForm) for action in base.__subclasses__() if action is not FigureForm]
TEXT = "This is Maria Lopez, 312-555-0143, I owe 312k, cancel friday"
GIVEN = ("Maria", "555-0143", "5550143", "312k", "(312) 555")


class Wicked(dict[str, Any]):
    """A value that fails however it is looked at, with a message that tells on the person."""

    def get(self, *_: Any) -> Any:
        raise RuntimeError(TEXT)

    def __getitem__(self, _: Any) -> Any:
        raise RuntimeError(TEXT)


BROKEN: dict[str, dict[str, Any]] = {
    "empty": {},
    "numbers": dict.fromkeys(ALL_SLOTS, 7),
    "words": dict.fromkeys(ALL_SLOTS, TEXT),
    "half": {name: {"low": "much"} for name in ALL_SLOTS},
    "upside down": {name: {"low": "9", "high": "1"} for name in ALL_SLOTS},
    "lists": {name: [None] for name in ALL_SLOTS},
    "wicked": {name: Wicked(low=1) for name in ALL_SLOTS},
    "good": {**filled(), "callback_reference": "K7QM-4XRT"},
}


def test_every_action_of_the_domain_is_here() -> None:
    assert sorted(action().name() for action in ACTIONS) == sorted(rasa_domain()["actions"])


@pytest.mark.parametrize("slots", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.__name__)
def test_no_action_ever_raises_or_logs_what_was_said(
    action: type[SafeAction], slots: dict[str, Any], database: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    places: list[tuple[str | None, str | None]] = [(None, None)]
    places += [(form, slot) for form in FORM_SLOTS if action().name().endswith(form) for slot in FORM_SLOTS[form]]
    for broken in (unmigrated, read_only, unwritable):
        world = World(lambda: NOW, Random(1), lambda broken=broken: broken(tmp_path))  # type: ignore[misc]
        for text in (None, TEXT):
            for form, asked in places:
                run_action(action(), create_tracker(text, slots={"case": {}, **slots}, form=form, asked=asked), world)
    assert not [given for given in GIVEN if given in caplog.text]


class Failing(SafeAction):
    def name(self) -> str:
        return "action_failing"

    def answer(self, turn: Turn) -> list[Any]:
        turn.say("half an answer", topic="calculate")
        raise ValueError(TEXT)


def test_a_failure_is_said_kindly_and_logged_by_kind_and_place(world: World, caplog: pytest.LogCaptureFixture) -> None:
    outcome = run_action(Failing(), create_tracker(TEXT), world)
    assert outcome.events == []
    assert_texts(outcome, "something went wrong on my side")
    assert outcome.messages[0]["metadata"] == {"topic": "error"}
    assert "action_failing failed: ValueError at test_base.py:" in caplog.text


def turn(tracker: Tracker) -> Turn:
    return Turn(CollectingDispatcher(), tracker, World())


def test_a_button_is_no_text() -> None:
    assert turn(create_tracker("/callback")).text == ""
    assert turn(create_tracker(None)).text == ""
    assert turn(create_tracker("don\u2019t")).text == "don't"


def test_what_was_said_before() -> None:
    earlier = [user("one"), user("/two"), user("three")]
    assert turn(create_tracker("four", earlier=earlier)).user_texts() == ["four", "three", "one"]
    assert turn(create_tracker("four", earlier=earlier)).text_before == "three"
    assert turn(create_tracker("/four", earlier=earlier)).text_before == "three"
    assert turn(create_tracker("four")).text_before == ""


def test_topics_are_in_order_each_once() -> None:
    made = turn(create_tracker(earlier=[bot(topic="jail"), bot(), bot(topic="fees"), bot(topic="jail", asking="x")]))
    assert made.topics == ["jail", "fees"]
    assert (made.last_topic, made.last_asking) == ("jail", "x")
    assert (turn(create_tracker()).last_topic, turn(create_tracker()).last_asking) == (None, None)


def test_metadata_as_the_terminal_gives_it() -> None:
    assert turn(create_tracker(earlier=[{"event": "bot", "metadata": {"topic": "jail"}}])).last_topic == "jail"
    assert turn(create_tracker(earlier=[{"event": "bot", "metadata": None}])).last_topic is None


def test_no_intent_and_no_form() -> None:
    tracker = Tracker("here", {"requested_slot": None}, None, [], False, None, None, None)
    assert (turn(tracker).intent, turn(tracker).form, turn(tracker).asked) == ("", None, None)
    assert turn(tracker).to_be_read is False


@pytest.mark.parametrize(("channel", "shape"), [("web", "web"), ("sms", "sms"), ("cmdline", "web")])
def test_the_shape_of_an_answer(channel: str, shape: str) -> None:
    assert turn(create_tracker("hi", channel=channel)).channel == shape


@pytest.mark.parametrize(("intent", "read"), [("inform", True), ("unsure", True), ("help", False), ("jail", False)])
def test_a_form_reads_answers_and_steps_aside_for_the_rest(intent: str, read: bool) -> None:
    assert turn(create_tracker("hi", intent, form="wages_form", asked="wages_gross")).to_be_read is read


def test_the_world_outside_a_test() -> None:
    world = ActionRestart.world
    assert world.now().tzinfo is not None
    assert PHONE not in repr(world)
