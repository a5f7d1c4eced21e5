"""The reader in Rasa's own terms: trackers in; entities, the case, intent, ranking and choices out."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from rasa.shared.core.events import ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from engine import reader
from engine.classifier import SCORES, Scored
from engine.encoder import shared_encoder
from engine.featurizer import LANGUAGE, Segments
from engine.guard import InputGuard
from engine.intent_model import IntentModel
from engine.reader import CHOSEN, SWITCHED, Reader, context_of, shown
from tests.engine.test_classifier import ROWS

OFFERED = {"Can they take my car?": "/exemptions/car", "Have a person call me": "/callback"}


@pytest.fixture(scope="module")
def model() -> IntentModel:
    found = IntentModel()
    found.fit(
        [text for text, _ in ROWS], shared_encoder().encode([text for text, _ in ROWS]), [label for _, label in ROWS]
    )
    return found


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "today", lambda: datetime.date(2026, 11, 23))


def talk(*events: Event, case: dict[str, Any] | None = None, asked: str | None = None) -> DialogueStateTracker:
    slots = [
        AnySlot("case", [], influence_conversation=False),
        AnySlot("requested_slot", [], influence_conversation=False),
    ]
    tracker = DialogueStateTracker("somebody", slots)
    given = [SlotSet("case", case)] if case else []
    form = [ActiveLoop("estimate_form"), SlotSet("requested_slot", asked)] if asked else []
    tracker.update_with_events([*given, UserUttered("hello"), *events, *form], None)
    return tracker


def said(text: str, choices: dict[str, str] | None = None, **meta: str) -> BotUttered:
    buttons = [{"title": label, "payload": payload} for label, payload in (choices or {}).items()]
    return BotUttered(text, {"buttons": buttons}, {"metadata": meta})


def read(model: IntentModel, text: str, tracker: DialogueStateTracker | None = None, **given: Any) -> Message:
    """A message after the guard, the classifier and the reader."""
    message = Message({TEXT: text})
    InputGuard().process([message])
    if not message.get(INTENT):
        message.set(SCORES, Scored(model, Segments(text)))
    for name, value in given.items():
        message.set(name, value)
    Reader().process([message], tracker if tracker is not None else talk())
    return message


def entity(message: Message, name: str) -> Any:
    return next((found["value"] for found in message.get(ENTITIES) if found["entity"] == name), None)


def test_a_question(model: IntentModel) -> None:
    message = read(model, "will i lose my car")
    assert message.get(INTENT)["name"] == "exemptions"
    assert message.get(INTENT_RANKING_KEY)[0]["name"] == "exemptions"
    assert "asks" in message.get("acts")
    selector = message.get("response_selector")
    assert selector["exemptions"]["response"]["intent_response_key"] == "exemptions/car"
    assert message.get(ENTITIES) == []


def test_facts_are_entities_and_the_case_grows(model: IntentModel) -> None:
    before = {"debt": {"value": {"low": "240000", "high": "240000"}, "words": "240k", "turn": 1}}
    message = read(model, "it was sold. the house is in ohio", talk(case=before))
    assert entity(message, "stage") == "sold"
    case = entity(message, "case")
    assert case["debt"]["value"]["low"] == "240000"
    assert case["stage"]["value"] == "sold"
    assert case["stage"]["turn"] == 1
    assert case["state"]["value"] == "OH"


def test_an_answer_to_what_was_asked(model: IntentModel) -> None:
    message = read(model, "240", talk(said("What did you owe?"), asked="estimate_debt"))
    assert message.get(INTENT)["name"] == "inform"
    assert entity(message, "case")["debt"]["value"]["low"] == "240000"


def test_a_choice_is_taken_up(model: IntentModel) -> None:
    tracker = talk(said("It depends.", OFFERED, topic="jail", question="overview"))
    message = read(model, "1", tracker)
    assert message.get(INTENT)["name"] == "exemptions"
    assert message.get("response_selector")["exemptions"]["response"]["intent_response_key"] == "exemptions/car"
    # One whose words stand in its place already (engine.choices) is not taken a second time.
    assert read(model, "1", tracker, **{CHOSEN: True}).get(INTENT)["name"] != "exemptions"


def test_what_may_have_been_meant_goes_with_a_question_asked_back(model: IntentModel) -> None:
    words = "the thing with the other thing over there"
    message = read(model, words)
    assert message.get(INTENT)["name"] == "nlu_fallback"
    assert message.get("likely") == []  # what shares neither the subject nor a word of sense with it is no choice


def test_two_subjects_bring_a_question_each(model: IntentModel) -> None:
    message = read(model, "Can they take my paycheck every week? Can I go to jail for this?")
    assert message.get(INTENT)["name"] == "two_topics"
    assert message.get("topics") == ["wage_garnishment", "jail"]
    assert set(message.get("response_selector")) == {"all_retrieval_intents", "wage_garnishment", "jail"}


@pytest.mark.parametrize(
    ("text", "intent", "mark"),
    [
        ("...", "no_text", None),
        ("bonjour", "other_language", None),
    ],
)
def test_what_the_guard_settles(model: IntentModel, text: str, intent: str, mark: str | None) -> None:
    message = read(model, text)
    assert message.get(INTENT)["name"] == intent
    assert entity(message, "distress") == mark
    assert message.get(INTENT_RANKING_KEY) is None


@pytest.mark.parametrize(
    ("text", "intent", "mark"),
    [
        ("me quiero morir por lo de la casa", "crisis", "crisis"),
        ("quiero matar al del banco", "danger", "danger"),
        ("la subasta de mi casa es mañana", "urgent", None),
    ],
)
def test_danger_and_days_are_heard_in_spanish_whatever_the_classifier_makes_of_it(
    model: IntentModel, text: str, intent: str, mark: str | None
) -> None:
    message = read(model, text)
    assert message.get(INTENT)["name"] == intent
    assert entity(message, "distress") == mark


def test_the_language_goes_into_the_case_and_the_last_one_stands(model: IntentModel) -> None:
    message = read(model, "hola", **{LANGUAGE: "es", SWITCHED: "words"})
    assert entity(message, "case")["language"]["value"] == "es"
    known = talk(case={"language": {"value": "es", "words": "", "turn": 1}})
    assert entity(read(model, "will i lose my car", known, **{LANGUAGE: "es"}), "language") is None
    english = read(model, "will i lose my car", known, **{LANGUAGE: "en", SWITCHED: "words"})
    assert entity(english, "case")["language"]["value"] == "en"
    assert english.get(INTENT)["name"] == "exemptions"


def test_asking_for_a_language_is_an_intent_of_its_own(model: IntentModel) -> None:
    spanish = read(model, "en español por favor", **{LANGUAGE: "es", SWITCHED: "command"})
    assert (spanish.get(INTENT)["name"], entity(spanish, "language")) == ("spanish", "es")
    english = read(model, "in english", talk(), **{LANGUAGE: "en", SWITCHED: "command"})
    assert (english.get(INTENT)["name"], entity(english, "language")) == ("english", "en")


def test_distress_is_marked_once_for_a_while(model: IntentModel) -> None:
    message = read(model, "im so scared, can they take my car?")
    assert entity(message, "distress") == "distress"
    assert message.get("comfort") is True
    known = {"distress": {"value": "distress", "words": "", "turn": 1}}
    assert entity(read(model, "im so scared, can they take my car?", talk(case=known)), "distress") is None


def test_the_context_is_what_stands_after_the_last_reply() -> None:
    tracker = talk(
        said("They cannot.", topic="exemptions", question="car"),
        UserUttered("ok"),
        said("Glad to help."),
        said("May we call you?", {"Yes": "yes"}, asking="callback_consent"),
    )
    context = context_of(tracker)
    assert context.last == "exemptions/car"  # however long ago
    assert (context.form, context.asked, context.questioned) == (None, "callback_consent", True)
    assert [offer.label for offer in context.offered] == ["Yes"]
    assert context.today == datetime.date(2026, 11, 23)


def test_what_answered_nothing_leaves_the_question_the_last_one() -> None:
    said = [
        UserUttered("my truck?"),
        BotUttered("In Illinois ...", metadata={"topic": "exemptions", "question": "car"}),
        UserUttered("but can they"),
        BotUttered("I take it as ...", metadata={"topic": "complaint"}),
    ]
    assert context_of(DialogueStateTracker.from_events("c", said, slots=[AnySlot("case", [])])).last == "exemptions/car"


def test_choices_shown_lately_or_often_are_not_shown_again_but_a_call_is() -> None:
    def reply(*names: str) -> list[Event]:
        buttons = [{"title": name, "payload": f"/{name}"} for name in names]
        return [UserUttered("x"), BotUttered("y", data={"buttons": buttons})]

    plain = [UserUttered("thanks"), BotUttered("welcome")]  # shows none, and is no reply to count
    talk = [*reply("a/1", "a/2", "callback"), *reply("b/1"), *plain, *reply("c/1", "a/2"), *reply("d/1")]
    gone = shown(DialogueStateTracker.from_events("c", talk, slots=[]))
    assert sorted(gone) == ["/a/2", "/b/1", "/c/1", "/d/1"]
    anew = [*talk, UserUttered("start over", {"name": "restart"})]
    assert shown(DialogueStateTracker.from_events("c", anew, slots=[])) == [] == shown(None)


def test_what_was_asked_beside_other_things_and_never_answered_is_left_open(model: IntentModel) -> None:
    text = "Can they take my truck? Can I go to jail for this? Can they take my paycheck every week?"
    asked = read(model, text).get("asked")
    tracker = talk(
        UserUttered(text, parse_data={"asked": asked}),
        said("They cannot.", topic="exemptions", question="car"),
        said("No.", topic="jail", question="overview"),
    )
    ((words, name),) = context_of(tracker).left
    assert "paycheck" in words and name.startswith("wage_garnishment")
    tracker.update_with_events([said("15%.", topic="wage_garnishment", question=name.partition("/")[2])], None)
    assert context_of(tracker).left == ()


def test_only_who_texts_is_asked_whether_no_more_are_wanted(
    model: IntentModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Scored, "looks", {"no_more_texts": 1.0})
    asked = read(model, "I am so scared, kick rocks", metadata={"channel": "sms"})
    assert asked.get(INTENT)["name"] == "no_more_texts" and not asked.get("comfort")
    assert read(model, "I am so scared, kick rocks").get(INTENT)["name"] != "no_more_texts"


def test_there_need_be_no_talk(model: IntentModel) -> None:
    assert context_of(None).last is None
    message = Message({TEXT: "will i lose my car"})
    message.set(SCORES, Scored(model, Segments("will i lose my car")))
    Reader().process([message], None)
    assert message.get(INTENT)["name"] == "exemptions"


def test_what_nobody_scored_is_left_alone() -> None:
    message = Message({TEXT: "/exemptions/car"})
    Reader().process([message], talk())
    assert message.get(INTENT) is None
