"""What actions say to somebody in another state: no firm, no Illinois figure, the free help where they are."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.action_callback_start import ActionCallbackStart
from actions.action_complaint import ActionComplaint
from actions.action_interest import ActionInterest
from actions.action_plan import ActionPlan
from actions.action_unsure import ActionUnsure
from actions.action_urgent import ActionUrgent
from actions.action_wages import ActionWages
from actions.base import SafeAction, Turn, World, call_me
from shortfall.base.gsm7 import folded, foreign, septets
from shortfall.content.questions import LANGUAGES, Language, questions
from shortfall.content.texts import texts
from shortfall.law.states import STATES
from shortfall.talk.acts import read_acts
from tests.actions.helper import bot, create_tracker, run_action, usd

FIRM = "(312) 600-8815"


def known(**facts: str) -> dict[str, Any]:
    """A case slot."""
    return {"case": {name: {"value": value, "words": value, "turn": 1, "sure": True} for name, value in facts.items()}}


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    ("action", "text", "earlier"),
    [
        (ActionComplaint(), "that did not help", []),
        (ActionUrgent(), "they sell my house tomorrow", []),
        (ActionUnsure(), "i am lost", [bot("x", topic="desk"), bot("y", topic="desk")]),
    ],
)
def test_free_help_of_their_state_in_place_of_the_firm(
    action: SafeAction, text: str, earlier: list[dict[str, Any]], channel: str, world: World
) -> None:
    told = run_action(
        action,
        create_tracker(text, slots=known(state="TX"), earlier=earlier, channel=channel, acts=sorted(read_acts(text))),
        world,
    )
    assert "texaslawhelp.org" in told.texts[0] and "Texas" in told.texts[0]
    assert FIRM not in told.texts[0] and "833-411-1121" not in told.texts[0]
    assert "/callback" not in told.payloads
    if channel == "sms":
        assert not foreign(told.texts[0]) and septets(told.texts[0]) <= 306
    here = run_action(
        action,
        create_tracker(text, slots=known(state="IL"), earlier=earlier, channel=channel, acts=sorted(read_acts(text))),
        world,
    )
    assert FIRM in here.texts[0]


@pytest.mark.parametrize(
    ("action", "slots"),
    [
        (ActionWages(), {"wages_gross": usd(1000), "wages_disposable": usd(800), "wages_period": "weekly"}),
        (ActionInterest(), {"judgment_amount": usd(62000)}),
        (ActionPlan(), {"judgment_amount": usd(62000), "plan_payment": usd(400)}),
    ],
)
def test_no_illinois_figure_elsewhere(action: SafeAction, slots: dict[str, Any], world: World) -> None:
    told = run_action(action, create_tracker("", slots={**slots, **known(state="TX")}), world)
    assert [text.removeprefix("utter_") in questions() for text in told.texts] == [True]
    here = run_action(action, create_tracker("", slots={**slots, **known(state="IL")}), world)
    assert here.card


@pytest.mark.parametrize(
    ("facts", "offered"),
    [({"state": "TX"}, []), ({"lives_in": "TX"}, []), ({"state": "IL"}, ["/callback"]), ({}, ["/callback"])],
)
def test_whatever_an_action_says_offers_no_call_elsewhere(
    facts: dict[str, str], offered: list[str], world: World
) -> None:
    dispatcher = CollectingDispatcher()
    Turn(dispatcher, create_tracker("x", slots=known(**facts)), world).say("x", topic="help", choices=[call_me("en")])
    assert [button["payload"] for button in dispatcher.messages[0]["buttons"]] == offered


def standing(node: Any, path: str = "") -> list[tuple[str, str]]:
    """Every text of data/texts/ with its key."""
    if isinstance(node, str):
        return [(path, node)]
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [found for name, part in parts for found in standing(part, f"{path}.{name}".strip("."))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_that_an_action_says_sends_somebody_elsewhere_to_illinois(language: Language, world: World) -> None:
    ours = [(key, words) for key, words in standing(texts(language)) if "{phone}" in words or "833-411-1121" in words]
    assert len(ours) > 20
    for key, words in ours:
        dispatcher = CollectingDispatcher()
        case = known(state="TX", language=language)
        turn = Turn(dispatcher, create_tracker("x", slots=case), world)
        turn.say(words.replace("{phone}", FIRM), topic="callback" if key.startswith("callback") else "x")
        said = dispatcher.messages[0]["text"]
        assert said and FIRM not in said and "833-411-1121" not in said and "illinoislegalaid" not in said, key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "words", ["they sell my house tomorrow", "my court date is tomorrow", "they lock me out tomorrow"]
)
def test_an_urgent_reply_elsewhere_says_what_is_federal_and_who_helps_there(
    words: str, language: Language, world: World
) -> None:
    for code in STATES.keys() - {"IL"}:
        case = known(state=code, language=language)
        told = run_action(ActionUrgent(), create_tracker(words, slots=case, channel="sms"), world).texts[0]
        assert (
            FIRM not in told
            and "833-411-1121" not in told
            and "800-569-4287" in told
            and STATES[code].free_help in told
        )
        assert septets(folded(told)) <= 306, told
        assert ("bankruptcy" in told or "bancarrota" in told) == ("sell" in words)


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_who_asks_for_a_call_elsewhere_hears_first_where_the_firm_works(channel: str, world: World) -> None:
    words = "please call me tomorrow after 2, Ann Roy 813-555-0142"
    asked = create_tracker(words, intent="callback", slots=known(state="FL"), channel=channel)
    told = run_action(ActionCallbackStart(), asked, world)
    assert "Illinois only" in told.texts[0] and "floridalawhelp.org" in told.texts[0] and FIRM not in told.texts[0]
    assert told.payloads == ["Yes, call me"] and told.events[-1]["name"] == "action_listen"
    assert told.slots["callback_phone"] and told.slots["callback_name"] == "Ann Roy"
    again = create_tracker(
        "Yes, call me",
        intent="callback",
        slots={**known(state="FL"), **told.slots},
        earlier=[bot(told.texts[0], topic="callback_elsewhere")],
        channel=channel,
    )
    begun = run_action(ActionCallbackStart(), again, world)
    # By text the notice comes behind what is read back.
    assert all("does not make you a client" in each and FIRM not in each for each in begun.texts)
    assert len(begun.texts) == (channel == "web")
    assert begun.slots["callback_name"] == "Ann Roy" and begun.slots["callback_window"]
    here = run_action(ActionCallbackStart(), create_tracker(words, intent="callback", channel=channel), world)
    assert not any("Illinois only" in each for each in here.texts)
