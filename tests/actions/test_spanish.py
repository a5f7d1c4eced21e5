"""Somebody whose talk is in Spanish hears no English from any action: texts, choices, cards and consents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.action_acknowledge import ActionAcknowledge
from actions.action_ask_callback_form_callback_confirmed import ActionAskConfirmed
from actions.action_ask_callback_form_callback_window import ActionAskWindow
from actions.action_back import ActionBack
from actions.action_by_mail import ActionByMail
from actions.action_by_text import ActionByText
from actions.action_callback import ActionCallback
from actions.action_callback_change import ActionCallbackChange
from actions.action_callback_start import ActionCallbackStart
from actions.action_cancel import ActionCancel
from actions.action_complaint import ActionComplaint
from actions.action_correct import ActionCorrect
from actions.action_crisis import ActionCrisis
from actions.action_distress import ActionDistress
from actions.action_estimate import ActionEstimate
from actions.action_estimate_start import ActionEstimateStart
from actions.action_fallback import ActionFallback
from actions.action_inform import ActionInform
from actions.action_interest import ActionInterest
from actions.action_my_case import ActionMyCase
from actions.action_no_more_texts import ActionNoMoreTexts
from actions.action_plan import ActionPlan
from actions.action_repeat import ActionRepeat
from actions.action_restart import ActionRestart
from actions.action_unsure import ActionUnsure
from actions.action_urgent import ActionUrgent
from actions.action_wages import ActionWages
from actions.base import SafeAction, World
from actions.validate_callback_form import ValidateCallbackForm
from actions.validate_estimate_form import ValidateEstimateForm
from actions.validate_wages_form import ValidateWagesForm
from shortfall.callbacks.consent import text_wording, wording
from shortfall.callbacks.tables import Callback, ConsentRecord
from shortfall.callbacks.window import CallingWindow, parse_window
from shortfall.conversation.cards import read_card, table
from shortfall.reading.phone import read_phone
from shortfall.sms.confirmation import wording as confirmation
from tests.actions.helper import NOW, PHONE, Outcome, bot, create_tracker, run_action
from tests.actions.test_action_callback import filled

ENGLISH = re.compile(
    r"\b(?:benefits|the|you|your|is|are|what|which|please|with|owed|sold|after|can|call|sale|on|monday|tuesday|november|to|and|not)\b",
    re.I,
)
# Names, what the person said themselves, and citations.
OURS = re.compile(r"The Law Center|Court Help|Legal Aid Online|HOPE Hotline|in lieu|on court|\"[^\"]*\"")

ES: dict[str, Any] = {"metadata": {"locale": "es"}}
MONEY = {"low": "62000", "high": "62000"}
FIGURES = {
    "estimate_debt": {"low": "312000", "high": "312000"},
    "estimate_sale_price": {"low": "250000", "high": "260000"},
    "estimate_state": "IL",
    "estimate_market_value": {"skipped": True},
}
SOMEONE = {**filled()["callback_about"], "who": "wife", "urgent": "sale on Fri Nov 27"}


def english(words: str) -> list[str]:
    return ENGLISH.findall(OURS.sub("", words))


def heard(outcome: Outcome) -> Iterator[str]:
    """Everything that a person sees of what was said."""
    for message in outcome.messages:
        if message.get("response"):
            continue  # tests/unit/content/test_languages.py
        yield str(message["text"])
        yield from (str(button["title"]) for button in message.get("buttons") or ())
        yield from ((message.get("metadata") or {}).get("card") or {}).get("exempt", ())
        if card := read_card((message.get("metadata") or {}).get("card")):
            rows = table(card, "es")
            yield from (rows.title, *(f"{label}: {value}" for label, value in rows.rows))
            yield from (note for note in rows.notes if "ILCS" not in note and "U.S.C." not in note)


CALL = {"form": "callback_form"}
TALKS: list[tuple[SafeAction, str, str, dict[str, Any]]] = [
    (ActionEstimate(), "", "inform", {"slots": FIGURES}),
    (ActionEstimate(), "", "inform", {"slots": FIGURES, "channel": "sms"}),
    (ActionEstimate(), "", "inform", {"slots": {**FIGURES, "estimate_state": "CA"}}),
    (ActionEstimate(), "", "inform", {"slots": {**FIGURES, "estimate_state": "unknown"}}),
    (ActionEstimateStart(), "i owe 312k", "calculate", {}),
    (ActionEstimateStart(), "", "calculate", {}),
    (ValidateEstimateForm(), "it sold for 250", "inform", {"form": "estimate_form", "asked": "estimate_sale_price"}),
    (ValidateEstimateForm(), "why", "why", {"form": "estimate_form", "asked": "estimate_debt"}),
    (ValidateEstimateForm(), "30 billion dollars", "inform", {"form": "estimate_form", "asked": "estimate_debt"}),
    (ValidateEstimateForm(), "$62,000 or $71,000", "inform", {"form": "estimate_form", "asked": "estimate_debt"}),
    (ValidateEstimateForm(), "never mind", "cancel", {"form": "estimate_form", "asked": "estimate_debt", "slots": FIGURES}),
    (ValidateWagesForm(), "hm", "unsure", {"form": "wages_form", "asked": "wages_gross"}),
    (ActionWages(), "", "inform", {"slots": {"wages_gross": {"low": "1150", "high": "1150"}, "wages_period": "weekly", "wages_disposable": {"low": "900", "high": "900"}}}),
    (ActionInterest(), "", "inform", {"slots": {"judgment_amount": MONEY}}),
    (ActionPlan(), "", "inform", {"slots": {"judgment_amount": MONEY, "plan_payment": {"low": "600", "high": "600"}}}),
    (ActionPlan(), "", "inform", {"slots": {"judgment_amount": MONEY, "plan_payment": {"low": "60", "high": "60"}}}),
    (ActionCorrect(), "change", "correct", {}),
    (ActionCorrect(), "$62,000 and $71,000", "correct", {}),
    (ActionUrgent(), "my sale is on Friday", "urgent", {}),
    (ActionUrgent(), "it is urgent", "urgent", {}),
    (ActionUrgent(), "my sale is on Friday", "urgent", {"channel": "sms"}),
    (ActionUrgent(), "my sale is on Friday", "urgent", {**CALL, "asked": "callback_name"}),
    (ActionCallbackStart(), "", "callback", {"earlier": [bot(topic="wage_garnishment")]}),
    (ActionAskWindow(), "saturday at noon", "inform", {**CALL, "slots": {"callback_offered": None}}),
    (ActionAskConfirmed(), "", "inform", {**CALL, "slots": filled(callback_about=SOMEONE)}),
    (ActionAskConfirmed(), "", "inform", {**CALL, "slots": filled(callback_about=SOMEONE), "channel": "sms"}),
    (ValidateCallbackForm(), "312 555", "inform", {**CALL, "asked": "callback_phone"}),
    (ValidateCallbackForm(), "call my wife", "inform", {**CALL, "asked": "callback_name"}),
    (ValidateCallbackForm(), "no", "deny", {**CALL, "asked": "callback_confirmed", "slots": filled(callback_confirmed=None)}),
    (ValidateCallbackForm(), "no", "deny", {**CALL, "asked": "callback_window", "slots": {"callback_offered": filled()["callback_window"] | {"ambiguous": None}}}),
    (ActionCallbackChange(), "cancel", "callback_change", {}),
    (ActionCallbackChange(), "K7QM-X4RT", "callback_change", {}),
    (ActionBack(), "back", "back", {"form": "estimate_form", "asked": "estimate_debt"}),
    (ActionBack(), "back", "back", {"form": "estimate_form", "asked": "estimate_sale_price", "slots": FIGURES}),
    (ActionRestart(), "start over", "restart", {}),
    (ActionRestart(), "start over", "restart", {"form": "estimate_form"}),
    (ActionCancel(), "never mind", "cancel", {}),
    (ActionCrisis(), "", "crisis", {}),
    (ActionDistress(), "", "distress", {}),
    (ActionNoMoreTexts(), "", "no_more_texts", {"channel": "sms"}),
    (ActionFallback(), "hm", "nlu_fallback", {"likely": ["wage_garnishment", "calculate"]}),
    (ActionFallback(), "hm", "nlu_fallback", {}),
    (ActionInform(), "the home is in Ohio", "inform", {}),
    (ActionMyCase(), "", "my_case", {"slots": FIGURES}),
    (ActionByText(), "", "by_text", {}),
    (ActionByText(), "", "by_text", {"channel": "sms"}),
    (ActionByMail(), "", "by_mail", {}),
    (ActionByMail(), "", "by_mail", {"channel": "sms"}),
    (ActionComplaint(), "", "complaint", {"acts": ["unhelpful"]}),
    (ActionUnsure(), "", "unsure", {}),
    (ActionAcknowledge(), "ok", "acknowledge", {}),
    (ActionComplaint(), "no", "complaint", {}),
    (ActionRepeat(), "what", "repeat", {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("action", "said", "intent", "more"), TALKS, ids=[f"{n}-{type(t[0]).__name__}" for n, t in enumerate(TALKS)]
)
def test_no_english_is_said(world: World, action: SafeAction, said: str, intent: str, more: dict[str, Any]) -> None:
    outcome = run_action(action, create_tracker(said, intent, **more, **ES), world)
    assert [(words, found) for words in heard(outcome) if (found := english(words))] == []


def test_what_the_person_asked_for_goes_before_the_page(world: World) -> None:
    case = {"language": {"value": "en", "words": "in english", "turn": 1, "sure": True}}
    outcome = run_action(ActionUnsure(), create_tracker("", "unsure", slots={"case": case}, **ES), world)
    assert english(outcome.texts[0])


def book(world: World) -> Outcome:
    world.texts = lambda: True
    yes = {"version": "call-es-1", "wording": wording(PHONE, "web", "es"), "at": NOW.isoformat()}
    about = {**SOMEONE, "who": ""}
    slots = filled(callback_confirmed=yes, callback_about=about)
    return run_action(ActionCallback(), create_tracker("yes", slots=slots, **ES), world)


def test_a_call_is_booked_in_spanish_and_the_firm_is_told(world: World, session: Session) -> None:
    outcome = book(world)
    assert [(words, found) for words in heard(outcome) if (found := english(words))] == []
    assert outcome.texts[1] == text_wording(PHONE, "es")
    with session.begin():
        callback = session.scalars(select(Callback)).one()
        agreed = session.scalars(select(ConsentRecord)).one()
    assert callback.language == "es"
    assert (agreed.version, agreed.wording) == ("call-es-1", wording(PHONE, "web", "es"))
    assert "martes 24 de noviembre, de 9 a.m. a 12 del día, hora de Chicago" in outcome.texts[0]
    assert callback.window.label == "Tuesday, November 24, 9 a.m. to 12 noon Chicago time"
    for what in ("stored", "moved", "cancelled"):
        assert not english(confirmation(callback, what))


CHANGES = (
    "when is my call", "move it", "move it to wednesday at 10", "move it to saturday", "change my name", "change my name to Ana Ruiz",
    "change my number", "change my number to 312 555", "my number is 312-555-0199", "no texts please", "cancel my callback",
)  # fmt: skip


@pytest.mark.parametrize("said", CHANGES)
def test_a_stored_call_is_changed_in_spanish(world: World, said: str) -> None:
    reference = book(world).slots["callback_reference"]
    tracker = create_tracker(said, "callback_change", slots={"callback_reference": reference}, **ES)
    outcome = run_action(ActionCallbackChange(), tracker, world)
    assert outcome.texts and [(words, found) for words in heard(outcome) if (found := english(words))] == []
    kept = run_action(ActionCancel(), create_tracker("never mind", "cancel", **ES), world)
    assert not [found for words in heard(kept) if (found := english(words))]


@pytest.mark.parametrize(
    "wish",
    [
        "saturday at noon",
        "thanksgiving at 10",
        "today at 8am",
        "in 400 days at noon",
        "tomorrow at 9pm",
        "next friday at 10",
    ],
)
@pytest.mark.parametrize(
    "zone", ["America/Chicago", "America/New_York", "America/Phoenix", "Pacific/Honolulu", "America/Boise"]
)
def test_a_time_that_cannot_be_had_is_refused_in_spanish(wish: str, zone: str) -> None:
    found = parse_window(wish, NOW, zone, "es")
    assert found is not None
    window = CallingWindow.model_validate(found.model_dump(mode="json"))
    assert not english(f"{window.in_words('es')} {window.adjusted or ''} {window.ambiguous or ''}")


@pytest.mark.parametrize(
    ("wish", "question"),
    [
        ("next friday at 10", "¿Quiere decir viernes 27 de noviembre o viernes 4 de diciembre?"),
        ("tomorrow at 8", "¿Quiere decir las 8 de la mañana o las 8 de la noche?"),
    ],
)
def test_a_time_that_can_be_meant_in_two_ways_is_asked_about_in_spanish(wish: str, question: str) -> None:
    found = parse_window(wish, NOW, "America/Chicago", "es")
    english_one = parse_window(wish, NOW)
    assert found is not None and english_one is not None and english_one.ambiguous
    assert found.ambiguous == question


def test_why_a_number_cannot_be_called_is_said_for_every_reason() -> None:
    from shortfall.content.texts import texts

    for given in (
        "hello",
        "555 0143",
        "312 555 01",
        "3125550143999999",
        "+44 20 7946 0958",
        "800 555 0199",
        "(312) 600-8815",
    ):
        problem = read_phone(given)
        assert getattr(problem, "reason", "missing") in texts("es")["phone"]


def test_a_name_put_right_with_a_yes_at_the_end_is_stored_as_it_was_put_right(world: World) -> None:
    text = "yo no soy Mas, soy Crescencio Vela. todo lo demas esta bien, si llamenme"
    back = bot(f"Nombre: Mas\n{wording(PHONE, 'web', 'es')}", asking="callback_confirmed")
    slots = filled(callback_confirmed=None, callback_name="Mas")
    tracker = create_tracker(
        text, "inform", slots=slots, form="callback_form", asked="callback_confirmed", earlier=[back], **ES
    )
    found = run_action(ValidateCallbackForm(), tracker, world).slots
    assert found["callback_name"] == "Crescencio Vela"
    assert found["callback_confirmed"]["wording"] == wording(PHONE, "web", "es")
    assert "callback_about" not in found  # of the name, which is put right, nothing goes along
