"""From scores to one intent, with readings made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from engine.reading import ANSWER, CLEAR, LIKE_NOTHING, OBEYED, Decision, Reading, decide

# fmt: off
INTENTS = [
    "about_firm", "affirm", "back", "bankruptcy", "calculate", "callback", "callback_change", "cancel",
    "correct", "credit_impact", "crisis", "define_deficiency", "deny", "fees", "greet", "help", "inform",
    "jail", "other_debt", "out_of_scope", "property_lien", "restart", "skip", "spanish", "state_law",
    "still_owe_after_foreclosure", "thanks", "urgent", "wage_garnishment", "will_lender_pursue",
]
# fmt: on


def reading(text: str, scores: dict[str, float], nearest: float = 0.8) -> Reading:
    """A reading with these probabilities, the rest shared out evenly; the named intents have examples that near."""
    rest = max(0.0, 1 - sum(scores.values())) / (len(INTENTS) - len(scores))
    probability = np.array([scores.get(name, rest) for name in INTENTS], dtype=np.float32)
    near = np.array([nearest if name in scores else 0.1 for name in INTENTS], dtype=np.float32)
    return Reading(text, INTENTS, probability, near, probability + near)


def said(text: str, intent: str, confidence: float = 0.9, asking: str | None = None, nearest: float = 0.8) -> str:
    return decide([reading(text, {intent: confidence}, nearest)], asking).intent


def test_a_clear_message_is_what_it_is() -> None:
    decision = decide([reading("can they garnish my pay", {"wage_garnishment": 0.9})])
    assert decision.intent == "wage_garnishment"
    assert decision.confidence == pytest.approx(0.9, abs=1e-3)
    assert decision.topics == ()


def test_the_ranking_holds_every_intent_best_first() -> None:
    ranking = decide([reading("a lien or a garnishment", {"property_lien": 0.7, "wage_garnishment": 0.2})]).ranking
    assert [name for name, _ in ranking[:2]] == ["property_lien", "wage_garnishment"]
    assert sorted(name for name, _ in ranking) == INTENTS


@pytest.mark.parametrize("intent", ["wage_garnishment", "state_law", "greet", "callback", "calculate", "urgent"])
def test_what_is_like_nothing_we_know_is_not_answered(intent: str) -> None:
    assert said("purple monkey dishwasher", intent, 0.95, nearest=LIKE_NOTHING - 0.05) == "nlu_fallback"


def test_a_cry_for_help_needs_no_likeness() -> None:
    assert said("i cant see a way on", "crisis", 0.9, nearest=LIKE_NOTHING - 0.05) == "crisis"


def test_no_intent_stands_out() -> None:
    assert (
        decide([reading("something about it", {"wage_garnishment": 0.12, "property_lien": 0.1})]).intent
        == "nlu_fallback"
    )


def test_just_enough_is_answered() -> None:
    assert said("garnish", "wage_garnishment", ANSWER + 0.02) == "wage_garnishment"


class TestTwoTopics:
    """Two questions, or two topics as likely as each other."""

    def test_two_clear_questions(self) -> None:
        decision = decide(
            [
                reading("Can they garnish me? Can I go to jail?", {"wage_garnishment": 0.5, "jail": 0.4}),
                reading("Can they garnish me?", {"wage_garnishment": 0.95}),
                reading("Can I go to jail?", {"jail": 0.95}),
            ]
        )
        assert decision.intent == "two_topics"
        assert decision.topics == ("wage_garnishment", "jail")

    def test_the_same_question_twice_is_one(self) -> None:
        decision = decide(
            [
                reading("Can they garnish me? Can they take my pay?", {"wage_garnishment": 0.9}),
                reading("Can they garnish me?", {"wage_garnishment": 0.95}),
                reading("Can they take my pay?", {"wage_garnishment": 0.95}),
            ]
        )
        assert (decision.intent, decision.topics) == ("wage_garnishment", ())

    def test_at_most_two(self) -> None:
        decision = decide(
            [
                reading("three questions", {"wage_garnishment": 0.3, "jail": 0.3, "bankruptcy": 0.3}),
                *(reading(f"{topic} question?", {topic: 0.95}) for topic in ("wage_garnishment", "jail", "bankruptcy")),
            ]
        )
        assert decision.intent == "two_topics"
        assert len(decision.topics) == 2

    def test_a_greeting_is_no_topic(self) -> None:
        decision = decide(
            [
                reading("How are you today? Can they garnish me?", {"wage_garnishment": 0.85, "greet": 0.1}),
                reading("How are you today?", {"greet": 0.95}),
                reading("Can they garnish me?", {"wage_garnishment": 0.95}),
            ]
        )
        assert decision.intent == "wage_garnishment"

    def test_a_close_pair(self) -> None:
        decision = decide([reading("taking my check or my house", {"wage_garnishment": 0.42, "property_lien": 0.4})])
        assert decision.intent == "two_topics"
        assert set(decision.topics) == {"wage_garnishment", "property_lien"}

    def test_a_clear_first_needs_no_second(self) -> None:
        decision = decide([reading("my check", {"wage_garnishment": CLEAR + 0.05, "property_lien": 0.3})])
        assert (decision.intent, decision.topics) == ("wage_garnishment", ())

    @pytest.mark.parametrize("other", ["greet", "out_of_scope", "other_debt", "affirm", "crisis", "urgent"])
    def test_a_topic_and_what_is_none_are_no_pair(self, other: str) -> None:
        decision = decide([reading("my check", {"wage_garnishment": 0.45, other: 0.4})])
        assert decision.intent != "two_topics"

    def test_the_question_decides_between_what_the_story_suggests(self) -> None:
        story = reading(
            "a long story about bankruptcy. Can they garnish me?", {"bankruptcy": 0.42, "wage_garnishment": 0.38}
        )
        question = reading("Can they garnish me?", {"wage_garnishment": 0.97})
        assert decide([story]).ranking[0][0] == "bankruptcy"
        assert decide([story, question]).ranking[0][0] == "wage_garnishment"


class TestInsideAForm:
    """`asking` is the slot a form has just asked for."""

    @pytest.mark.parametrize("text", ["Maria Gonzalez", "Jim", "mary o'brien", "it's Dana Whitfield", "D. Katz Jr"])
    @pytest.mark.parametrize("intent", ["greet", "about_firm", "out_of_scope", "wage_garnishment"])
    def test_a_name_is_an_answer(self, text: str, intent: str) -> None:
        assert said(text, intent, 0.5, "callback_name", nearest=0.3) == "inform"

    def test_a_name_that_sounds_foreign_is_a_name(self) -> None:
        """The classifier takes it for Spanish, and whoever is called so would be asked for ever."""
        assert said("Ophelia Quillfeather", "spanish", 0.9, "callback_name") == "inform"
        assert said("no hablo ingles", "spanish", 0.9, "callback_name") == "spanish"

    @pytest.mark.parametrize("text", ["ophelia quillfeather", "josé de la torre", "guadalupe", "xochitl o'neill-paz"])
    def test_it_is_one_in_small_letters_too(self, text: str) -> None:
        assert said(text, "spanish", 0.9, "callback_name") == "inform"
        assert said(text, "spanish", 0.9, "callback_new_name") == "inform"

    @pytest.mark.parametrize("text", ["en español por favor", "hola", "necesito un abogado", "me llamo rosa", "si"])
    def test_spanish_in_small_letters_is_no_name(self, text: str) -> None:
        assert said(text, "spanish", 0.9, "callback_name") == "spanish"

    def test_the_guard_is_sure_of_its_own(self) -> None:
        assert said("ophelia quillfeather", "spanish", 1.0, "callback_name") == "spanish"

    @pytest.mark.parametrize("text", ["tomorrow afternoon", "weekday mornings", "asap", "after 3", "Friday at noon"])
    def test_a_time_is_an_answer(self, text: str) -> None:
        assert said(text, "callback", 0.5, "callback_window") == "inform"

    @pytest.mark.parametrize("text", ["312-555-0142", "(312) 555 0142", "my cell is 312.555.0142"])
    def test_a_number_to_call_is_an_answer(self, text: str) -> None:
        assert said(text, "callback", 0.4, "callback_phone") == "inform"

    @pytest.mark.parametrize(
        "text", ["yes", "Yes.", "y", "yeah sure", "ok", "I agree", "go ahead", "please do", "yes you may call me"]
    )
    @pytest.mark.parametrize("asking", ["callback_consent", "callback_confirmed"])
    def test_yes(self, text: str, asking: str) -> None:
        assert said(text, "greet", 0.5, asking, nearest=0.3) == "affirm"

    @pytest.mark.parametrize("text", ["no", "No!", "nope", "n", "not really", "no thanks", "i don't"])
    @pytest.mark.parametrize("asking", ["callback_consent", "callback_confirmed"])
    def test_no(self, text: str, asking: str) -> None:
        assert said(text, "deny", 0.7, asking) == "deny"

    def test_a_no_with_something_to_change_is_not_only_a_no(self) -> None:
        assert said("no the number is 312-555-0199", "inform", 0.5, "callback_confirmed") != "deny"

    @pytest.mark.parametrize(
        "text",
        ["250k", "$250,000", "about 250 thousand", "250", "between 240 and 260k", "two fifty", "maybe 250 or so"],
    )
    @pytest.mark.parametrize("asking", ["estimate_debt", "estimate_sale_price", "estimate_market_value"])
    def test_a_figure_is_an_answer(self, text: str, asking: str) -> None:
        assert said(text, "out_of_scope", 0.5, asking, nearest=0.3) == "inform"

    @pytest.mark.parametrize("text", ["Illinois", "il", "texas", "in TX", "Indiana", "it is in wisconsin"])
    def test_a_state_is_an_answer(self, text: str) -> None:
        assert said(text, "state_law", 0.7, "estimate_state") == "inform"

    @pytest.mark.parametrize("asking", ["estimate_debt", "callback_name", "callback_window"])
    def test_a_question_about_another_state_is_answered(self, asking: str) -> None:
        assert said("what about texas?", "state_law", 0.85, asking) == "state_law"

    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("can they take my paycheck?", "wage_garnishment"),
            ("will i go to jail for this?", "jail"),
            ("how does this hurt my credit", "credit_impact"),
            ("how much do you charge?", "fees"),
        ],
    )
    @pytest.mark.parametrize(
        "asking", ["estimate_debt", "estimate_sale_price", "callback_about", "callback_consent", "wages_gross"]
    )
    def test_a_question_interrupts(self, text: str, intent: str, asking: str) -> None:
        assert said(text, intent, 0.9, asking) == intent

    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("never mind", "cancel"),
            ("go back", "back"),
            ("start over", "restart"),
            ("what can you do", "help"),
            ("cancel my callback", "callback_change"),
            ("hablan español", "spanish"),
        ],
    )
    @pytest.mark.parametrize(
        "asking", [None, "estimate_debt", "estimate_state", "callback_name", "callback_confirmed", "wages_gross"]
    )
    def test_commands_are_obeyed(self, text: str, intent: str, asking: str | None) -> None:
        assert said(text, intent, 0.7, asking) == intent

    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("i want to kill myself", "crisis"),
            ("yes i want to die", "crisis"),
            ("no point living", "crisis"),
            ("the sale is tomorrow", "urgent"),
            ("sheriff is here now", "urgent"),
            ("ok but they lock us out at 9", "urgent"),
        ],
    )
    @pytest.mark.parametrize("confidence", [OBEYED, 0.7, 0.95])
    @pytest.mark.parametrize(
        "asking",
        [
            "estimate_debt",
            "estimate_state",
            "callback_about",
            "callback_name",
            "callback_window",
            "callback_consent",
            "callback_confirmed",
            "wages_gross",
        ],
    )
    def test_danger_is_never_taken_for_an_answer(self, text: str, intent: str, confidence: float, asking: str) -> None:
        assert said(text, intent, confidence, asking) == intent

    @pytest.mark.parametrize(
        "text",
        [
            "I want to die",
            "i might kill myself",
            "thinking about suicide",
            "he says he will hurt himself",
            "I dont want to live",
            "end it all",
        ],
    )
    @pytest.mark.parametrize("top", ["inform", "greet", "affirm", "wage_garnishment", "out_of_scope"])
    @pytest.mark.parametrize("asking", [None, "estimate_debt", "callback_name", "callback_window", "callback_consent"])
    def test_words_of_despair_outweigh_every_score(self, text: str, top: str, asking: str | None) -> None:
        assert said(text, top, 0.97, asking) == "crisis"

    @pytest.mark.parametrize(
        ("text", "intent"), [("no 280 not 250", "correct"), ("skip", "skip"), ("i dont know", "skip")]
    )
    def test_words_to_the_form_itself(self, text: str, intent: str) -> None:
        assert said(text, intent, 0.8, "estimate_sale_price") == intent


class TestFiguresAndStates:
    """What follows from an amount or a state where no form asks."""

    @pytest.mark.parametrize(
        "text",
        [
            "I owe 312k and it sold for 250",
            "owed $312,000, sold for $250,000",
            "sold for 250k and i owed 312k",
            "debt 312000 sale price 250000",
        ],
    )
    @pytest.mark.parametrize(
        "intent", ["define_deficiency", "still_owe_after_foreclosure", "out_of_scope", "calculate"]
    )
    def test_both_figures_are_an_estimate(self, text: str, intent: str) -> None:
        assert said(text, intent, 0.7) == "calculate"

    def test_figures_in_another_question_leave_it_alone(self) -> None:
        text = "I owed 312k and it sold for 250k, can they take my wages for that?"
        assert said(text, "wage_garnishment", 0.9) == "wage_garnishment"

    @pytest.mark.parametrize("text", ["250k", "$250,000", "about 250k", "it sold for 250k"])
    def test_a_bare_figure_is_an_answer(self, text: str) -> None:
        assert said(text, "out_of_scope", 0.4) == "inform"

    @pytest.mark.parametrize("text", ["what about texas?", "can they come after me in Texas?", "is virginia different"])
    @pytest.mark.parametrize("intent", ["will_lender_pursue", "state_law", "still_owe_after_foreclosure"])
    def test_another_state_is_its_law(self, text: str, intent: str) -> None:
        assert said(text, intent, 0.7) == "state_law"

    def test_illinois_is_what_the_answers_are_about(self) -> None:
        assert (
            said("do i still owe in Illinois after the sale?", "still_owe_after_foreclosure", 0.9)
            == "still_owe_after_foreclosure"
        )

    def test_a_state_in_another_question_leaves_it_alone(self) -> None:
        assert said("can they garnish my wages in Texas?", "wage_garnishment", 0.9) == "wage_garnishment"


def test_a_decision_is_the_same_every_time() -> None:
    readings = [reading("taking my check or my house", {"wage_garnishment": 0.42, "property_lien": 0.4})]
    first: Decision = decide(readings)
    assert all(decide(readings) == first for _ in range(3))


@pytest.mark.parametrize("text", ["K7QM-X4RT", "k7qm x4rt", "code K7QM-X4RT"])
def test_a_reference_is_about_the_callback_it_names(text: str) -> None:
    assert said(text, "out_of_scope", 0.4) == "callback_change"
    assert said(text, "urgent") == "urgent"
    assert said(text, "callback_change", 0.4, asking="callback_proof") == "inform"


def test_sums_with_letters_are_no_reference() -> None:
    assert said("346k-379k", "out_of_scope", 0.4) == "inform"


def test_who_gives_a_number_to_be_called_at_wants_a_call_whatever_it_is_about() -> None:
    assert said("call me at 312-555-0143 about my pay", "wage_garnishment") == "callback"
    assert said("call me at (312) 555-0143, the sale is tomorrow", "urgent") == "urgent"
    assert said("they call me at work every day", "wage_garnishment") == "wage_garnishment"
