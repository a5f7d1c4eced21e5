"""A form's question after an interruption."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from engine.speech import (
    Speech,
    asked_before,
    asked_since,
    doubted,
    interrupted,
    said_once,
)
from shortfall.content.questions import Question
from shortfall.talk.acts import read_acts
from shortfall.talk.case import Case
from shortfall.talk.compose import Answer, in_short


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
    for asked_first in (True, False):
        before = BotUttered("x", metadata={"topic": "callback", "asking": "callback_name" if asked_first else None})
        tracker = DialogueStateTracker.from_events("c", [before, UserUttered("hi"), *said])
        assert interrupted(tracker, "callback") is (came_back and asked_first)


class TestQuestionsOfForms:
    """What is asked again, and what was just asked in other words."""

    ASKED = BotUttered("What did it sell for?", metadata={"topic": "calculate", "asking": "estimate_sale_price"})

    AGAIN = (UserUttered("x"), BotUttered("y", metadata={"topic": "jail"}), ASKED)

    def test_what_was_just_asked_is_not_asked_again(self) -> None:
        tracker = DialogueStateTracker.from_events("c", [UserUttered("20k"), self.ASKED])
        assert asked_since(tracker, "estimate_sale_price") and not asked_since(tracker, "estimate_debt")
        tracker.update(UserUttered("yes"))
        assert not asked_since(tracker, "estimate_sale_price") and asked_before(tracker, "estimate_sale_price")

    @pytest.mark.parametrize(
        ("events", "words"),
        [
            ([], "What did it sell for"),
            ([ASKED, UserUttered("why")], "Back to it"),
            ([ASKED, UserUttered("x"), BotUttered("y", metadata={"topic": "jail"})], "Back to it"),
            ([UserUttered("x"), BotUttered("y", metadata={"topic": "urgent"})], "What did it sell for"),
            ([ASKED, UserUttered("20k"), ASKED], ""),
            # Who asks other things a third time is not asked again; a word about the figure itself always is.
            ([ASKED, *AGAIN, *AGAIN, UserUttered("x"), BotUttered("y", metadata={"topic": "jail"})], ""),
            ([ASKED, *AGAIN, UserUttered("x"), BotUttered("y", metadata={"topic": "jail"})], "Back to it"),
            ([ASKED, *AGAIN, *AGAIN, UserUttered("why")], "Back to it"),
        ],
    )
    def test_in_few_words_the_second_time(self, events: list[Event], words: str) -> None:
        about = {"topic": "calculate", "asking": "estimate_sale_price", "back": "Back to it"}
        response = [{"text": "What did it sell for", "metadata": about}]
        domain = Domain.from_dict({"responses": {"utter_ask_f_s": response}, "slots": {}})
        tracker = DialogueStateTracker.from_events("c", [UserUttered("hi"), *events], slots=[AnySlot("case", [{}])])
        message = asyncio.run(Speech(domain=domain).generate("utter_ask_f_s", tracker, "web"))
        assert message is not None and message["text"] == words
        assert "back" not in (message.get("metadata") or {})


@pytest.mark.parametrize(("sure", "said"), [(False, "I read: $244,000 owed."), (True, ""), (None, "")])
def test_a_sum_told_in_shorthand_beside_a_question_is_said_back(sure: bool | None, said: str) -> None:
    told = {"entity": "money", "role": "debt", "sure": sure} if sure is not None else {"entity": "state"}
    case = Case.of({"debt": {"value": {"low": "244000", "high": "244000"}, "sure": bool(sure)}})
    assert doubted({"entities": [told]}, case, "en").startswith(said)
    assert bool(doubted({"entities": [told]}, case, "es")) is bool(said)


class TestSaidBefore:
    """An answer that was given is not said again at once: what was understood, other readings, a person; it is said once more when it is long ago."""

    CAR = "exemptions/car"
    NEAR = ("exemptions/wildcard", "jail/threats", "fees/lawyer_cost", "wage_garnishment/before_judgment")

    def reply(
        self, *before: Event, told: tuple[str, ...] = (), case: Mapping[str, object] | None = None
    ) -> dict[str, Any]:
        selector = {"response": {"confidence": 0.6}, "ranking": [], "meant": list(self.NEAR)}
        parsed = {"response_selector": {"exemptions": selector}, "entities": [{"entity": name} for name in told]}
        heard = UserUttered("can they take my car", parse_data=parsed)
        events = [heard if event is ASKED_AGAIN else event for event in before]
        tracker = DialogueStateTracker.from_events("c", events, slots=[AnySlot("case", [], initial_value=case or {})])
        found = asyncio.run(
            Speech(domain=Domain.from_dict({"slots": {}})).generate(f"utter_{self.CAR}", tracker, "web")
        )
        assert found is not None
        return found

    def say(self, *before: Event) -> str:
        return str(self.reply(*before)["text"])

    def said(self, text: str, *choices: str, topic: str = "exemptions") -> BotUttered:
        buttons = [{"title": to, "payload": f"/{to}"} for to in choices]
        question = "car" if topic == "exemptions" else None
        return BotUttered(text, data={"buttons": buttons}, metadata={"topic": topic, "question": question})

    def test_nothing_is_said_twice_however_often_it_is_asked_and_a_person_comes_last(self) -> None:
        whole = self.say(ASKED_AGAIN)
        talk: list[Event] = [ASKED, self.said(whole)]
        replies = [whole]
        for _ in range(3):
            found = self.reply(*talk, ASKED_AGAIN)
            replies.append(str(found["text"]))
            shown = [button["payload"].removeprefix("/") for button in found["buttons"]]
            talk += [UserUttered("again"), self.said(replies[-1], *shown, topic="complaint")]
            assert found["metadata"]["topic"] == "complaint"
        lines = [line for each in replies for line in each.splitlines() if line.strip()]
        assert len(set(lines)) == len(lines) and "above" not in " ".join(replies[1:])
        assert "(312) 600-8815" in replies[-1] and "(312) 600-8815" not in replies[1]
        others = [BotUttered(f"{n}", metadata={"topic": "jail", "question": "overview"}) for n in range(9)]
        assert self.say(self.said(whole), *others, ASKED_AGAIN) != whole  # nor later in the talk

    def test_what_answered_something_they_only_told_is_said_in_short_when_they_ask(self) -> None:
        whole = self.say(ASKED_AGAIN)
        told = UserUttered("my truck is worth 9,000", parse_data={"acts": []})
        short = self.say(told, self.said(whole), ASKED_AGAIN)
        assert short != whole and "Illinois" in short
        assert in_short(whole) not in self.say(
            told, self.said(whole), self.said(short), ASKED_AGAIN
        )  # nor a third time

    def test_one_of_these_stands_only_above_a_list(self) -> None:
        whole = self.say(ASKED_AGAIN)
        told = UserUttered("my truck is worth 9,000", parse_data={"acts": []})
        brief = self.said(self.say(told, self.said(whole), ASKED_AGAIN), topic="noted")
        for case in ({}, {"state": {"value": "OH", "words": "", "turn": 1, "sure": True}}):
            found = self.reply(told, self.said(whole), brief, ASKED_AGAIN, case=case)
            assert bool(found["buttons"]) or "One of these" not in found["text"]

    def test_which_of_two_is_better_is_for_a_person_once_and_no_list_after(self) -> None:
        def asked(words: str) -> UserUttered:
            selector = {"exemptions": {"response": {"confidence": 0.6, "intent_response_key": self.CAR}}}
            return UserUttered(words, parse_data={"acts": sorted(read_acts(words)), "response_selector": selector})

        first, second = "should we pay the 900 or keep it for food", "so is it better to pay or to wait"
        said = self.say(asked(first))
        assert "cannot weigh that" in said and "$3,600" in said
        found = self.reply(asked(first), self.said(said), asked(second))
        assert "only be guessing" in found["text"] and "/callback" in [each["payload"] for each in found["buttons"]]

    def test_a_new_fact_is_applied(self) -> None:
        whole = self.say(ASKED_AGAIN)
        value = {
            name: {"value": {"low": sum_, "high": sum_}, "words": "", "turn": 1, "sure": True}
            for name, sum_ in (("car_value", "9000"), ("car_loan", "0"))
        }
        told = self.reply(self.said(whole), ASKED_AGAIN, told=("money",), case=value)
        assert "$9,000" in told["text"] and told["metadata"]["topic"] == "exemptions"

    def test_what_was_only_opened_is_said_whole(self) -> None:
        whole = self.say(ASKED_AGAIN)
        assert self.say(self.said(f"**Can they take my car?** {in_short(whole)}"), ASKED_AGAIN) == whole

    def test_one_answer_to_two_questions_is_said_once(self) -> None:
        whole = self.say(ASKED_AGAIN)
        assert self.say(ASKED_AGAIN, self.said(whole)) == ""

    def test_what_was_told_is_applied_once_in_a_reply(self) -> None:
        pay: dict[str, dict[str, object]] = {
            "pay": {"value": {"low": "610", "high": "610"}},
            "pay_period": {"value": "weekly"},
            "state": {"value": "IL"},
        }
        case = {name: {"words": "", "turn": 1, "sure": True, **told} for name, told in pay.items()}
        tracker = DialogueStateTracker.from_events(
            "c", [UserUttered("again", message_id="m")], slots=[AnySlot("case", [], initial_value=case)]
        )
        speech = Speech(domain=Domain.from_dict({"slots": {}}))
        names = ("utter_wage_garnishment/how_much", "utter_wage_garnishment/what_is_left")
        replies = [asyncio.run(speech.generate(name, tracker, "web")) for name in names]
        assert [str(reply and reply["text"]).count("From a weekly check like yours") for reply in replies] == [1, 0]

    @pytest.mark.parametrize(
        ("words", "short"),
        [
            ("It can be taken, but not all of it. Ask first.", "It can be taken, but not all of it."),
            ("Yes. They may take some of it. Ask.", "Yes. They may take some of it."),
            ("From 9 a.m. to 3 p.m. they answer calls. Ask.", "From 9 a.m. to 3 p.m. they answer calls."),
        ],
    )
    def test_the_first_sentence_answers(self, words: str, short: str) -> None:
        assert in_short(words) == short


ASKED = UserUttered("my truck?", parse_data={"acts": ["asks"], "topics": ["exemptions/car"]})
ASKED_AGAIN = UserUttered("again")


class TestLanguages:
    """The language of the talk picks the words; what is chosen by a button stays the same."""

    DOMAIN = Domain.from_dict(
        {
            "responses": {
                "utter_greet": [
                    {
                        "text": "Hello",
                        "buttons": [{"title": f"{n}", "payload": f"/{n}"} for n in "abcd"],
                        "metadata": {"topic": "greet"},
                    },
                    {"text": "Hi", "channel": "sms"},
                ]
            },
            "slots": {},
        }
    )

    def said(self, case: dict[str, object], locale: str | None, channel: str = "web", name: str = "utter_greet") -> str:
        metadata = {"locale": locale} if locale else {}
        tracker = DialogueStateTracker.from_events(
            "c", [UserUttered("hi", metadata=metadata)], slots=[AnySlot("case", [{}], initial_value=case)]
        )
        message = asyncio.run(Speech(domain=self.DOMAIN).generate(name, tracker, channel))
        assert message is not None
        assert [button["payload"] for button in message["buttons"]][:1] in (["/a"], []) or name != "utter_greet"
        return str(message["text"])

    @pytest.mark.parametrize(
        ("chosen", "page", "words"),
        [
            (None, None, "Hello"),
            (None, "es", "Hola. Respondo"),
            ("en", "es", "Hello"),
            ("es", None, "Hola. Respondo"),
            ("es", "en", "Hola. Respondo"),
        ],
    )
    def test_what_the_person_chose_goes_before_the_page(self, chosen: str | None, page: str | None, words: str) -> None:
        case: dict[str, object] = {"language": {"value": chosen, "words": "", "turn": 1}} if chosen else {}
        assert self.said(case, page).startswith(words)
        assert self.said(case, page, "sms").startswith("Hola" if words.startswith("Hola") else "Hi")

    def test_answers_follow_it(self) -> None:
        assert self.said({}, "es", name="utter_fees/overview").startswith("Este chat es gratis.")
        assert not self.said({}, None, name="utter_fees/overview").startswith("Este")

    def test_what_stands_for_a_gap_follows_it(self) -> None:
        speech = Speech(domain=self.DOMAIN)
        assert "de lunes a viernes" in speech.values("es")["hours"] and "Monday" in speech.values()["hours"]


def test_a_choice_that_was_shown_lately_and_not_taken_gives_its_place_to_another() -> None:
    speech = Speech(domain=Domain.from_dict({"slots": {}}))

    def below(*shown: str, ago: int = 0) -> list[str]:
        buttons = [{"title": name, "payload": f"/{name}"} for name in (*shown, "callback")]
        talk: list[Event] = [BotUttered("x", data={"buttons": buttons}, metadata={"topic": "jail"})]
        later = BotUttered("y", data={"buttons": [{"title": "z", "payload": "/fees/lawyer_cost"}]})
        talk += [event for _ in range(ago) for event in (UserUttered("ok"), later)]
        tracker = DialogueStateTracker.from_events("c", [*talk, UserUttered("my truck")], slots=[AnySlot("case", [{}])])
        found = asyncio.run(speech.generate("utter_exemptions/car", tracker, "web"))
        assert found is not None
        return [button["payload"] for button in found["buttons"]]

    usual = below()
    name = usual[0].removeprefix("/")
    assert usual[0] not in below(name) and len(below(name)) == len(usual)
    assert usual[0] not in below(name, ago=2) and usual[0] in below(name, ago=3)


class TestEither:
    """Of two questions that may be meant the answers are opened, and what was told already is left out."""

    PAIR = ("exemptions/car", "jail/threats")

    def say(self, name: str, *before: Event, channel: str = "web") -> dict[str, object]:
        parsed = {"intent": {"name": "either"}, "topics": list(self.PAIR), "likely": ["fees/lawyer_cost"]}
        events = [*before, UserUttered("my truck or what", parse_data=parsed)]
        tracker = DialogueStateTracker.from_events("c", events, slots=[AnySlot("case", [{}])])
        found = asyncio.run(Speech(domain=Domain.from_dict({"slots": {}})).generate(f"utter_{name}", tracker, channel))
        assert found is not None
        return found

    def test_both_in_their_first_sentences_with_the_choices_below_the_second(self) -> None:
        first, second = (self.say(name) for name in self.PAIR)
        assert str(first["text"]).startswith("**") and "**" not in str(self.say(self.PAIR[0], channel="sms")["text"])
        assert len(str(first["text"]).split()) < 60
        assert not first["buttons"]
        payloads = [button["payload"] for button in second["buttons"]]  # type: ignore[attr-defined]
        assert payloads == ["/exemptions/car", "/jail/threats", "/fees/lawyer_cost"]
        titles = [str(button["title"]) for button in second["buttons"]]  # type: ignore[attr-defined]
        assert all(title.startswith("More: ") for title in titles[:2]) and not titles[2].startswith("More: ")

    def test_the_likelier_has_most_of_the_room(self) -> None:
        first, second = (len(str(self.say(name)["text"]).split()) for name in self.PAIR)
        assert second < first <= 90 - second
        short = [len(str(self.say(name, channel="sms")["text"]).split()) for name in self.PAIR]
        assert short[0] < first and sum(short) < 60

    def test_one_that_was_told_leaves_the_other_whole(self) -> None:
        told = BotUttered("x", metadata={"topic": "exemptions", "question": "car"})
        assert self.say(self.PAIR[0], told)["text"] == ""
        whole = str(self.say(self.PAIR[1], told)["text"])
        assert not whole.startswith("**") and len(whole) > len(str(self.say(self.PAIR[1])["text"]))

    def test_after_both_one_of_them_is_said_again(self) -> None:
        told = [
            BotUttered("x", metadata={"topic": topic, "question": name})
            for topic, name in (pair.split("/") for pair in self.PAIR)
        ]
        assert self.say(self.PAIR[0], *told)["text"] and not self.say(self.PAIR[1], *told)["text"]


def test_in_a_reply_of_two_parts_no_choice_stands_twice_nor_leads_to_what_is_answered() -> None:
    pair = ("exemptions/car", "exemptions/wildcard")
    speech = Speech(domain=Domain.from_dict({"slots": {}}))
    parsed = {"intent": {"name": "two_topics"}, "topics": list(pair), "response_selector": {}}
    tracker = DialogueStateTracker.from_events(
        "c",
        [UserUttered("my truck, and my savings?", parse_data=parsed, message_id="m")],
        slots=[AnySlot("case", [{}])],
    )
    said = [asyncio.run(speech.generate(f"utter_{name}", tracker, "web")) for name in pair]
    buttons = [button for message in said if message for button in message["buttons"]]
    assert buttons and len({button["title"] for button in buttons}) == len(buttons)
    assert not {button["payload"] for button in buttons} & {f"/{name}" for name in pair}


def test_what_a_reply_has_said_it_does_not_say_again() -> None:
    said = {"No one may come in.\n\nBeyond that I do not know Ohio's rule on this. Ask there: ohiolegalhelp.org."}
    more = "A tenant may stay 90 days.\n\nBeyond that I do not know Ohio's rule on this. Ask there: ohiolegalhelp.org."
    assert said_once(more, said) == "A tenant may stay 90 days."
    assert said_once(more, set()) == more
    assert said_once("Beyond that I do not know Ohio's rule on this.", said) == ""
    assert (
        said_once("Yes. It is yours.", {"Yes. They may."}) == "Yes. It is yours."
    )  # one word is no sentence of its own


def test_no_choice_leads_to_what_was_just_said(monkeypatch: pytest.MonkeyPatch) -> None:
    # Elsewhere one state's rule answers several questions of a subject: a button between them would only say it again.
    rule = "Missouri: up to 25% of take-home pay. The first $217.50 a week is left alone."
    choices = (("How much?", "/exemptions/wildcard"), ("A call", "/callback"), ("Threats?", "/jail/threats"))

    def compose(question: Question, *_: Any, **__: Any) -> Answer:
        return Answer("They may not." if question.id == "jail/threats" else rule, choices, (), "state", question.id)

    monkeypatch.setattr("engine.speech.compose", compose)
    tracker = DialogueStateTracker.from_events("c", [UserUttered("my truck")], slots=[AnySlot("case", [{}])])
    speech = Speech(domain=Domain.from_dict({"slots": {}}))
    found = asyncio.run(speech.generate("utter_exemptions/car", tracker, "web"))
    assert found is not None
    assert [button["payload"] for button in found["buttons"]] == ["/callback", "/jail/threats"]
