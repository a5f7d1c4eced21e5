"""Choices taken up by number or in other words: what the rest of the pipeline reads, and which choices a number counts."""

from __future__ import annotations

import pytest
from rasa.shared.core.events import ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.choices import Choices
from engine.reader import CHOSEN, context_of
from shortfall.talk.heard import Heard, Subjects
from shortfall.talk.moves import decide

CONSENT = {"Yes, call me": "yes", "No": "no"}
RELATED = {"Can they take my car?": "/exemptions/car", "More about this": "/exemptions/overview"}


def said(text: str, choices: dict[str, str] | None = None, **meta: str) -> BotUttered:
    buttons = [{"title": label, "payload": payload} for label, payload in (choices or {}).items()]
    return BotUttered(text, {"buttons": buttons}, {"metadata": meta})


def talk(*events: Event, form: str | None = None, asked: str | None = None) -> DialogueStateTracker:
    tracker = DialogueStateTracker.from_events("somebody", [])
    tracker.update_with_events(
        [UserUttered("hello"), *events, *([ActiveLoop(form), SlotSet("requested_slot", asked)] if form else [])], None
    )
    tracker.slots = {}
    return tracker


def heard(text: str, tracker: DialogueStateTracker) -> tuple[str, bool]:
    """What the pipeline goes on with, and whether a choice was taken up."""
    (message,) = Choices().process([Message({TEXT: text})], tracker)
    return message.get(TEXT), bool(message.get(CHOSEN))


@pytest.mark.parametrize(
    ("text", "read"),
    [("1", "yes"), ("#2", "no"), ("the second", "no"), ("1.", "yes"), ("option 1", "yes"), ("yes, call me", "yes")],
)
def test_a_number_at_the_consent_question_is_the_words_of_its_choice(text: str, read: str) -> None:
    tracker = talk(said("May we call you?", CONSENT, asking="callback_consent"))
    assert heard(text, tracker) == (read, True)


@pytest.mark.parametrize("text", ["3", "250", "call my sister instead", "yes but not before ten", "why?"])
def test_what_takes_up_no_choice_is_read_as_it_stands(text: str) -> None:
    tracker = talk(said("May we call you?", CONSENT, asking="callback_consent"))
    assert heard(text, tracker) == (text, False)


@pytest.mark.parametrize(("text", "read"), [("1", "1"), ("two", "two"), ("not sure", "not sure"), ("2", "2")])
def test_a_number_is_a_figure_where_a_figure_was_asked_for(text: str, read: str) -> None:
    choices = {"Not sold yet": "not sold yet", "Not sure": "not sure"}
    tracker = talk(said("What did it sell for?", choices, asking="estimate_sale_price"))
    assert heard(text, tracker)[0] == read


def test_a_choice_that_stands_for_an_intent_is_left_to_the_reader() -> None:
    tracker = talk(said("One car is protected.", RELATED, topic="exemptions", question="homestead"))
    assert heard("2", tracker) == ("2", False)
    move = decide(Heard("2", (), frozenset(), Subjects([("x", 0.1)])), context_of(tracker))
    assert (move.intent, move.question) == ("exemptions", "exemptions/overview")


def test_a_number_counts_the_choices_that_the_phone_shows() -> None:
    answers = [said("First.", {"One": "/a/one"}, topic="a"), said("Second.", RELATED, topic="exemptions")]
    assert [offer.label for offer in context_of(talk(*answers)).offered] == list(RELATED)
    back = said("Back to it: what name may we ask for?", asking="callback_name", topic="callback")
    assert context_of(talk(*answers, back)).offered == ()
    asked = said("May we call you?", CONSENT, asking="callback_consent")
    assert [offer.label for offer in context_of(talk(*answers, asked)).offered] == list(CONSENT)
