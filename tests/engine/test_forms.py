"""Forms as Rasa has them: what a message tells fills its slot, whatever the message is about."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import pytest
from rasa.core.actions.action import ActionExtractSlots
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from engine.importer import TopicImporter
from shortfall.base.firm import ROOT
from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case
from shortfall.talk.intents import ANSWERS


@pytest.fixture(scope="module")
def domain() -> Domain:
    return TopicImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), str(ROOT / "data")).get_domain()


def filled(domain: Domain, text: str, intent: str, form: str | None, asked: str | None) -> dict[str, Any]:
    facts = read_facts(text, date(2026, 11, 23), asked)
    entities = [fact.entity() for fact in facts]
    entities.append({"entity": "case", "value": Case().heard(facts, 1).slot()})
    parsed = {"intent": {"name": intent}, "entities": entities, "text": text}
    events = [*([ActiveLoop(form), SlotSet("requested_slot", asked)] if form else [])]
    events.append(UserUttered(text, {"name": intent}, entities, parsed))
    tracker = DialogueStateTracker.from_events("c", events, slots=domain.slots)
    nlg = TemplatedNaturalLanguageGenerator({})
    told = asyncio.run(ActionExtractSlots(None).run(CollectingOutputChannel(), nlg, tracker, domain))
    return {event.key: event.value for event in told if isinstance(event, SlotSet)}


@pytest.mark.parametrize("form", [None, "estimate_form", "wages_form", "callback_form", "interest_form"])
@pytest.mark.parametrize("intent", ["inform", "wage_garnishment", "jail"])
def test_what_is_told_fills_its_slot_in_and_out_of_every_form(domain: Domain, form: str | None, intent: str) -> None:
    text = "I owe 312k, it sold for 250 in illinois, second mortgage of 45k, i make 900 a week"
    found = filled(domain, text, intent, form, None)
    assert found["estimate_debt"]["high"] == "312000" and found["estimate_sale_price"]["high"] == "250000"
    assert found["estimate_state"] == "IL" and found["estimate_liens"]["high"] == "45000"
    assert found["wages_gross"]["high"] == "900.00" and found["wages_period"] == "weekly"
    assert {"debt", "sale_price", "state", "second_loan", "pay", "pay_period"} <= set(found["case"])


def test_forms_step_aside_for_every_intent_but_answers(domain: Domain) -> None:
    # An intent that Rasa ignores in a form would keep that message's facts out of every slot.
    assert not any(form.get("ignored_intents") for form in domain.forms.values())
    assert set(domain.intents) >= ANSWERS and not ANSWERS & {"crisis", "urgent", "help", "restart", "back", "spanish"}
