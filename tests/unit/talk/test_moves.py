"""What a message means in its talk: the moves of shortfall/talk/moves/, as tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest

from shortfall.reading.facts import Fact, read_facts
from shortfall.talk import moves
from shortfall.talk.acts import read_acts
from shortfall.talk.case import Case
from shortfall.talk.heard import Context, Heard, Move, Subjects
from shortfall.talk.intents import OUT
from shortfall.talk.limits import ANSWER, BETWEEN, CLEAR, JOB, LIKE_NOTHING, RIVAL, SECOND
from shortfall.talk.moves import TABLE, decide
from shortfall.talk.moves.answers import CRISIS
from shortfall.talk.offers import Offer

TODAY = date(2026, 11, 23)
CAR = Offer("Can they take my car?", "/exemptions/car")
CALL = Offer("Have a person call me", "/callback")
SKIP = Offer("Not sure", "idk")


def heard(
    text: str,
    *ranking: tuple[str, float],
    nearest: float = 0.8,
    margin: float = 1.0,
    pair: tuple[str, ...] = (),
    asked: str | None = None,
) -> Heard:
    """A message as it is read, with these scores; nothing clear where none are given."""
    ranked = [*(ranking or [("timeline", 0.2)]), ("privacy", 0.05)]
    subjects = Subjects(ranked, nearest, pair, margin)
    return Heard(text, read_facts(text, TODAY, asked), read_acts(text), subjects)


def meant(text: str, *ranking: tuple[str, float], context: Context | None = None, **more: float) -> str:
    found = context or Context()
    return decide(heard(text, *ranking, asked=found.asked, **more), found).intent  # type: ignore[arg-type]


def asked(slot: str, form: str = "estimate_form") -> Context:
    return Context(form=form, asked=slot)


def test_every_move_is_in_the_table_once() -> None:
    own = {
        value
        for room in vars(moves).values()
        if isinstance(room, ModuleType)
        for value in vars(room).values()
        if getattr(value, "__module__", "") == room.__name__
        and getattr(value, "__annotations__", {}).get("return") == "Move | None"
    }
    assert set(TABLE) == own
    assert len(TABLE) == len(own)


class TestOneSubject:
    """A first message, and what it is about."""

    @pytest.mark.parametrize(
        ("ranking", "intent"),
        [
            ([("wage_garnishment", 0.9)], "wage_garnishment"),
            ([("wage_garnishment", CLEAR + 0.01)], "wage_garnishment"),
            ([("wage_garnishment", ANSWER + 0.01), ("jail", SECOND - 0.01)], "wage_garnishment"),
            ([("wage_garnishment", CLEAR - 0.01), ("jail", RIVAL * CLEAR + 0.01)], "two_topics"),
            ([("wage_garnishment", CLEAR - 0.01), ("jail", RIVAL * CLEAR - 0.02)], "wage_garnishment"),
            ([("wage_garnishment", ANSWER - 0.04), ("jail", RIVAL * ANSWER + 0.01)], "two_topics"),
            ([("wage_garnishment", ANSWER - 0.06), ("jail", SECOND + 0.01)], "nlu_fallback"),
            ([("greet", 0.4), ("jail", 0.3)], "greet"),
            ([("callback_change", JOB - 0.01)], "nlu_fallback"),
            ([("calculate", JOB - 0.01), ("wage_garnishment", SECOND + 0.1)], "nlu_fallback"),
            ([("calculate", JOB + 0.01)], "calculate"),
        ],
    )
    def test_as_clear_as_it_is(self, ranking: list[tuple[str, float]], intent: str) -> None:
        assert meant("what happens to my pay now", *ranking) == intent

    @pytest.mark.parametrize("order", ["cancel", "affirm", "restart", "goodbye"])
    def test_nobody_who_asks_gives_an_order(self, order: str) -> None:
        assert meant("can I stop it?", (order, 0.7), ("avoid_options", 0.2)) == "avoid_options"
        assert meant("can I stop it?", (order, 0.9), ("avoid_options", 0.01)) == "nlu_fallback"

    def test_the_state_whose_rule_was_told_starts_nothing_over(self) -> None:
        assert meant("it is in illinois", context=Context(last="exemptions/car")) == "inform"
        assert meant("and in texas?", context=Context(last="exemptions/car")) == "exemptions"

    def test_two_subjects_are_named_in_their_order(self) -> None:
        move = decide(heard("what about my pay", ("jail", 0.4), ("wage_garnishment", 0.35)), Context())
        assert move.topics == ("jail", "wage_garnishment")

    def test_two_clear_questions_are_both_answered(self) -> None:
        message = heard("Can they? And can I?", ("jail", 0.95), pair=("jail", "fees"))
        assert decide(message, Context()) == Move("two_topics", 0.95, ("jail", "fees"))

    def test_a_bare_word_is_asked_about(self) -> None:
        assert meant("foreclosure", ("sale_process", 0.4), ("timeline", 0.3)) == "nlu_fallback"

    @pytest.mark.parametrize("intent", ["wage_garnishment", "greet", "calculate", "urgent"])
    def test_what_is_like_nothing_we_know_is_not_answered(self, intent: str) -> None:
        assert meant("purple monkey dishwasher soup", (intent, 0.95), nearest=LIKE_NOTHING - 0.05) == "nlu_fallback"

    @pytest.mark.parametrize("intent", ["crisis", OUT])
    def test_a_refusal_and_a_cry_for_help_need_no_likeness(self, intent: str) -> None:
        margin = -0.5 if intent == OUT else 1.0
        assert meant("i see no way on from here", (intent, 0.9), nearest=0.1, margin=margin) == intent


class TestNoneOfOurs:
    """Refused by the margin of the best subject over "none of ours"."""

    def test_what_scores_higher_as_none_of_ours(self) -> None:
        assert meant("my landlord keeps my deposit", (OUT, 0.4), ("jail", 0.38), margin=-0.05) == OUT

    def test_between_the_two_both_are_said(self) -> None:
        message = heard("card company sued me, my car?", ("exemptions", 0.5), (OUT, 0.4), margin=BETWEEN - 0.1)
        assert decide(message, Context()).topics == ("exemptions", OUT)

    def test_a_clear_subject_stands_alone(self) -> None:
        assert meant("can they take my car", ("exemptions", 0.7), (OUT, 0.2), margin=BETWEEN + 0.1) == "exemptions"

    def test_small_talk_is_never_both(self) -> None:
        assert meant("hello over there friend", ("greet", 0.5), (OUT, 0.4), margin=0.05) == "greet"


class TestTold:
    """Something was told and nothing clear asked."""

    @pytest.mark.parametrize(
        ("text", "sure", "intent"),
        [
            ("i already lost the house", 0.5, "inform"),
            ("i already lost the house", 0.96, "sale_process"),
            ("we lost the house in foreclosure and nobody tells us a thing about it", 0.5, "sale_process"),
            ("we lost the house in foreclosure and nobody tells us a thing about it", 0.2, "inform"),
            ("i lost the house. can they sue me", 0.5, "sale_process"),
            ("nobody tells us anything about any of it", 0.2, "nlu_fallback"),
        ],
    )
    def test_a_story(self, text: str, sure: float, intent: str) -> None:
        assert meant(text, ("sale_process", sure)) == intent


class TestLife:
    """A life in danger, and somebody at the end of their strength."""

    @pytest.mark.parametrize(
        ("text", "ranking", "intent"),
        [
            ("i want to die", [("fees", 0.9)], "crisis"),
            ("some words that no phrase knows", [("fees", 0.5), ("crisis", CRISIS + 0.01)], "crisis"),
            ("some words that no phrase knows", [("fees", 0.5), ("crisis", 0.1)], "fees"),
            ("im so scared", [("fees", 0.3)], "distress"),
            ("im so scared", [("scams", 0.9)], "scams"),
            ("im so scared can they take my check?", [("wage_garnishment", 0.9)], "wage_garnishment"),
        ],
    )
    def test_it_comes_first(self, text: str, ranking: list[tuple[str, float]], intent: str) -> None:
        assert meant(text, *ranking) == intent


class TestCommands:
    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("start over", "restart"),
            ("never mind", "cancel"),
            ("go back", "back"),
            ("what do you have on me", "my_case"),
            ("say that again", "repeat"),
            ("can you repeat that", "repeat"),
            ("text me this chat", "by_text"),
            ("can I do this by text?", "by_text"),
            ("can we go on on my phone", "by_text"),
            ("do you have a number I can text", "by_text"),
            ("can you e-mail me the summary?", "by_mail"),
            ("email me this please", "by_mail"),
            ("send me a copy by email", "by_mail"),
        ],
    )
    @pytest.mark.parametrize("context", [Context(), asked("estimate_debt")], ids=["open", "form"])
    def test_words_that_are_always_obeyed(self, text: str, intent: str, context: Context) -> None:
        assert meant(text, context=context) == intent

    @pytest.mark.parametrize(
        "text",
        [
            "can they text me?",
            "the bank emailed me a letter",
            "can we talk on the phone",
            "call me on my phone",
            "they text me every day about the debt",
            "can they send it by e-mail",
        ],
    )
    def test_what_is_no_wish_to_take_the_talk_along(self, text: str) -> None:
        assert meant(text, ("debt_collectors", 0.9)) not in {"by_text", "by_mail"}

    def test_text_me_is_a_yes_where_texts_were_asked_about(self) -> None:
        assert meant("text me", context=asked("callback_text")) != "by_text"

    def test_a_question_about_going_back_is_a_question(self) -> None:
        assert meant("can i go back?", ("redemption_reinstatement", 0.9)) == "redemption_reinstatement"


class TestOffers:
    """What was just offered is taken up."""

    @pytest.mark.parametrize(
        ("text", "offered", "questioned", "move"),
        [
            ("2", (CAR, CALL), False, Move("callback")),
            ("the first one", (CAR, CALL), False, Move("exemptions", question="exemptions/car")),
            ("yes please", (CALL,), True, Move("callback")),
            ("ok", (CALL,), False, Move("acknowledge")),
            ("have a person call me", (CAR, CALL), False, Move("callback")),
            ("2", (CAR, SKIP), False, Move("inform", text="idk")),
            ("2", (CAR, Offer("It was sold", "the house was sold")), False, Move("inform", text="the house was sold")),
        ],
    )
    def test_it_leads_where_it_leads(self, text: str, offered: tuple[Offer, ...], questioned: bool, move: Move) -> None:
        assert decide(heard(text), Context(offered=offered, questioned=questioned)) == move

    @pytest.mark.parametrize(
        ("context", "move"),
        [
            (Context(last="exemptions/overview", offered=(SKIP, CAR)), Move("complaint")),  # no other question's text
            (
                Context(last="exemptions/car", offered=(Offer("More: Can they take my car?", "/exemptions/car"),)),
                Move("exemptions", question="exemptions/car"),
            ),
            (Context(), Move("unsure")),
        ],
    )
    def test_more(self, context: Context, move: Move) -> None:
        assert decide(heard("tell me more"), context) == move


class TestAnswers:
    """A slot was asked for."""

    @pytest.mark.parametrize(
        ("text", "slot", "ranking", "intent"),
        [
            ("250k", "estimate_debt", [("wage_garnishment", 0.9)], "inform"),
            ("that's not what i said, 240 is right", "estimate_debt", [("correct", 0.9)], "correct"),
            ("idk", "estimate_debt", [], "unsure"),
            ("not sold yet", "estimate_sale_price", [], "not_yet"),
            ("why do you need that", "estimate_debt", [], "why"),
            ("before or after taxes", "wages_gross", [], "why"),
            ("skip", "estimate_market_value", [], "skip"),
            ("thanks", "estimate_debt", [], "acknowledge"),
            ("yes", "estimate_debt", [], "affirm"),
            ("no", "estimate_debt", [], "deny"),
            ("can they take my car?", "estimate_debt", [("exemptions", 0.95)], "exemptions"),
            ("taking my car from the driveway", "estimate_debt", [("exemptions", 0.95)], "exemptions"),
            ("taking my car from the driveway", "estimate_debt", [("exemptions", 0.5)], "inform"),
            ("it is about a deficiency", "estimate_debt", [("define_deficiency", 0.95)], "inform"),
            ("out of this thing", "estimate_debt", [("cancel", 0.7)], "cancel"),
            ("leave it out then", "estimate_debt", [("skip", 0.7)], "skip"),
            ("out of this thing", "estimate_debt", [("cancel", 0.3)], "inform"),
            ("the auction is soon", "estimate_debt", [("urgent", 0.4)], "urgent"),
            ("yes", "callback_confirmed", [], "affirm"),
            ("no", "callback_confirmed", [], "deny"),
            ("Maria Lopez", "callback_name", [("fees", 0.3)], "inform"),
            ("tomorrow morning", "callback_window", [("urgent", 0.9)], "inform"),
            ("the sheriff comes tomorrow", "callback_window", [("urgent", 0.9)], "urgent"),
            ("after the court hearing maybe", "callback_window", [("urgent", 0.2)], "inform"),
            ("any evening really", "callback_window", [("fees", 0.95)], "inform"),
            ("call my daughter", "callback_phone", [("callback_change", 0.9)], "inform"),
            ("Denise Okafor i already said", "callback_name", [("privacy", 0.3)], "inform"),
            ("ohio", "estimate_state", [("state_law", 0.9)], "inform"),
        ],
    )
    def test_what_it_does(self, text: str, slot: str, ranking: list[tuple[str, float]], intent: str) -> None:
        assert meant(text, *ranking, context=asked(slot)) == intent

    @pytest.mark.parametrize(
        ("text", "slot", "ranking", "intent"),
        [
            # Not a name, a complaint, and more than an answer: they go on down the table.
            ("312 55 what 9 9", "callback_name", [("privacy", 0.9)], "privacy"),
            ("this is wrong", "estimate_debt", [], "complaint"),
            ("this is useless", "estimate_debt", [], "complaint"),
            (
                "my brother lives there and he never paid one cent of it to anybody at all",
                "estimate_debt",
                [("heirs_estate", 0.8)],
                "heirs_estate",
            ),
            (
                "we owed 240k and the thing is i want to know what happens to my pay, can they take it",
                "estimate_debt",
                [("wage_garnishment", 0.9)],
                "wage_garnishment",
            ),
        ],
    )
    def test_what_it_does_not_answer(self, text: str, slot: str, ranking: list[tuple[str, float]], intent: str) -> None:
        assert meant(text, *ranking, context=asked(slot)) == intent


class TestAfterAnAnswer:
    """What is said of the answer before, and small words."""

    @pytest.mark.parametrize(
        ("text", "ranking", "intent"),
        [
            ("that didn't help", [], "complaint"),
            ("that's not what i asked", [], "complaint"),
            ("that's wrong", [("fees", 0.3)], "complaint"),
            ("that's wrong, i got no notice", [("defend_foreclosure", 0.9)], "defend_foreclosure"),
            ("thanks", [], "thanks"),
            ("hm ok", [], "acknowledge"),
            ("help", [], "help"),
            ("not sure", [], "unsure"),
            ("stop calling me", [("callback_change", 0.9)], "debt_collectors"),
            ("call me at 312 555 0143", [], "callback"),
            ("K7QM-X4RT", [], "callback_change"),
            ("it is K7QM-X4RT, my number is 312 555 0143", [], "callback_change"),
            ("K7QM-X4RT", [("callback_change", 0.9)], "callback_change"),
        ],
    )
    def test_what_it_means(self, text: str, ranking: list[tuple[str, float]], intent: str) -> None:
        assert meant(text, *ranking) == intent


class TestFigures:
    """Sums outside of a form."""

    @pytest.mark.parametrize(
        ("text", "ranking", "intent"),
        [
            ("owed 240k and it sold for 180k", [("surplus", 0.6)], "calculate"),
            ("owed 240k and it sold for 180k", [("bankruptcy", 0.9)], "bankruptcy"),
            ("owed 240k and it sold for 180k", [("urgent", 0.9)], "calculate"),
            ("owed 240k and it sells for 180k", [("urgent", 0.9)], "urgent"),
            ("owed 240k and it sold for 180k in california", [("state_law", 0.6)], "calculate"),
            ("about 250k", [("fees", 0.3)], "inform"),
            ("no 250k", [("correct", 0.5)], "correct"),
            ("is 250k a lot", [("settle_for_less", 0.9)], "settle_for_less"),
        ],
    )
    def test_they_are_worked_with(self, text: str, ranking: list[tuple[str, float]], intent: str) -> None:
        assert meant(text, *ranking) == intent


SOLD = Case().heard(read_facts("the house was sold", TODAY), 1)
CLAIMED = Case().heard(read_facts("they want 39,400 now, the house was sold", TODAY), 1)


class TestOfAResult:
    """What is said of what was worked out, or of what a letter asks for."""

    @pytest.mark.parametrize(
        ("text", "last", "intent"),
        [
            ("where does that come from", "calculate", "how_figured"),
            ("why is it a range", "calculate", "how_figured"),
            ("does that include the fees", "calculate_interest", "how_figured"),
            ("how did you get that", "exemptions/car", "timeline"),
            ("how exact is that estimate", "exemptions/car", "how_figured"),
            ("are you positive?", "exemptions/car", "how_figured"),
            ("is that really true", "wage_garnishment/how_much", "how_figured"),
            ("¿está seguro de eso?", "how_long/judgment_years", "how_figured"),
            ("so per day how much", "calculate", "calculate_interest"),
            ("how much a day", "exemptions/car", "timeline"),
            ("they take a look at the house every day from the street in a car", "calculate", "timeline"),
            ("and if it sold for 190, where does that come from", "calculate", "inform"),
        ],
    )
    def test_after_a_result(self, text: str, last: str, intent: str) -> None:
        assert meant(text, ("timeline", 0.7), context=Context(last=last, result="calculate")) == intent

    def test_without_one(self) -> None:
        assert meant("where does that come from", ("timeline", 0.7)) == "timeline"
        both = CLAIMED.heard(read_facts("the judgment was 158,000 and it sold for 121,000", TODAY), 2)
        assert decide(heard("is 39,400 plausible", ("timeline", 0.7)), Context(case=both)).intent == "calculate"
        move = decide(heard("is that even right", ("timeline", 0.7)), Context(case=CLAIMED))
        assert move.question == "still_owe_after_foreclosure/check_amount"


class TestWhatToDo:
    """Who asks what to do hears the roads from where they stand."""

    def test_the_stage_is_known(self) -> None:
        move = decide(heard("ok so what should i do"), Context(case=SOLD, last="surplus/overview"))
        assert move.question == "legal_advice_boundary/tell_me_what_to_do"
        assert meant("help", context=Context(case=SOLD)) == "unsure"
        again = Context(case=SOLD, last="legal_advice_boundary/tell_me_what_to_do")
        assert meant("what should i do", context=again) == "unsure"

    @pytest.mark.parametrize(
        ("text", "sure", "intent"),
        [
            ("no court yet, just letters. what do we do first so we dont lose it", 0.5, "legal_advice_boundary"),
            ("wow a list. what are my actual options", 0.5, "legal_advice_boundary"),
            ("what do i do about the frozen account", 0.5, "jail"),
            ("what do i do first", 0.9, "jail"),
        ],
    )
    def test_in_a_longer_message(self, text: str, sure: float, intent: str) -> None:
        behind = Case().heard(read_facts("we are 5 months behind", TODAY), 1)
        assert meant(text, ("jail", sure), context=Context(case=behind, last="timeline/overview")) == intent

    def test_the_stage_is_not_known(self) -> None:
        assert meant("what should i do", context=Context(last="surplus/overview")) == "unsure"


class TestNoCallWanted:
    """A call is put down for who has none, and not for who wants none."""

    @pytest.mark.parametrize(
        ("text", "booked", "intent"),
        [
            ("please just put me down for the call", False, "callback"),
            ("please just put me down for the call", True, "callback_change"),
            ("please move my call to friday", False, "callback_change"),
            ("nobody called me, what happened", False, "callback_change"),
        ],
    )
    def test_none_is_booked(self, text: str, booked: bool, intent: str) -> None:
        assert meant(text, ("callback_change", 0.9), context=Context(booked=booked)) == intent

    def test_who_will_not_call(self) -> None:
        assert meant("im not calling anybody, is there a form", ("callback", 0.6), ("free_help", 0.3)) == "free_help"


class TestElsewhere:
    """A state is named."""

    @pytest.mark.parametrize(
        ("text", "last", "ranking", "move"),
        [
            (
                "and in florida?",
                "wage_garnishment/how_much",
                [("state_law", 0.9)],
                Move("wage_garnishment", question="wage_garnishment/how_much"),
            ),
            ("and in florida?", "wage_garnishment", [("state_law", 0.9)], Move("wage_garnishment")),
            ("and in florida?", "state_law/overview", [("state_law", 0.9)], Move("state_law")),
            ("and in florida?", "will_lender_pursue/small_amount", [("jail", 0.5)], Move("state_law")),
            ("is it allowed in florida", None, [("will_lender_pursue", 0.9)], Move("state_law")),
            ("is it allowed in illinois", None, [("will_lender_pursue", 0.9)], Move("will_lender_pursue", 0.9)),
            ("is it allowed in illinois", None, [("will_lender_pursue", 0.5), ("state_law", 0.4)], Move("state_law")),
            ("auction in florida tomorrow", None, [("urgent", 0.9)], Move("urgent", 0.9)),
        ],
    )
    def test_the_same_thing_there_or_its_rule(
        self, text: str, last: str | None, ranking: list[tuple[str, float]], move: Move
    ) -> None:
        assert decide(heard(text, *ranking), Context(last=last)) == move

    def test_no_illinois_calculator_for_somebody_elsewhere(self) -> None:
        case = Case().heard([Fact("state", "OH", "ohio", (0, 4))], 1)
        move = decide(heard("how much of my pay", ("calculate_wages", 0.9)), Context(case=case))
        assert move == Move("wage_garnishment", 0.9, question="wage_garnishment/how_much")


class TestWhatIsOnlyTold:
    """Words that say how far things have come are no question about a subject that resembles them."""

    @pytest.mark.parametrize(
        ("text", "top", "intent"),
        [
            ("they auctioned our place in june", "sale_process", "inform"),
            ("the first bank foreclosed in 2018", "timeline", "inform"),
            ("they auctioned our place in june, how do I get it back", "sale_process", "sale_process"),
            ("they auctioned our place and we need to stop it", "sale_process", "sale_process"),
            ("we got served last week", "served_with_papers", "served_with_papers"),
            ("I gave them the house with a deed in lieu last year", "deed_in_lieu", "deed_in_lieu"),
        ],
    )
    def test_a_stage(self, text: str, top: str, intent: str) -> None:
        assert meant(text, (top, 0.8)) == intent

    def test_how_it_ended_is_answered_by_what_is_still_owed(self) -> None:
        message = heard("I gave them the house with a deed in lieu last year", ("deed_in_lieu", 0.8))
        assert decide(message, Context()).question == "deed_in_lieu/will_i_owe"

    def test_help_in_the_middle_of_a_talk_asks_how_things_stand(self) -> None:
        assert meant("and what else is there", ("help", 0.7)) == "help"
        assert meant("and what else is there", ("help", 0.7), context=Context(last="exemptions/car")) == "unsure"

    def test_what_comes_close_to_another_debt_is_about_the_home_in_the_middle_of_a_talk(self) -> None:
        close = [("exemptions", ANSWER + 0.04), (OUT, 0.21)]
        assert meant("do I lose my car then", *close, margin=BETWEEN - 0.1) == "two_topics"
        assert (
            meant("do I lose my car then", *close, margin=BETWEEN - 0.1, context=Context(last="bankruptcy/overview"))
            == "exemptions"
        )


def test_what_is_known_is_not_noted_again() -> None:
    known = Context(case=Case.of({"state": {"value": "IL"}}))
    ranking = [("free_help", 0.2), ("state_law", 0.1)]
    assert meant("somewhere around joliet i mean", *ranking) == "inform"
    assert meant("somewhere around joliet i mean", *ranking, context=known) == "nlu_fallback"


class TestWhatIsOver:
    def test_a_sale_that_is_over_is_in_no_hurry(self) -> None:
        ranking = [("urgent", 0.7), ("still_owe_after_foreclosure", 0.25)]
        now = Context(today=date(2026, 11, 28))
        assert meant("they auctioned my house in july, so what should I do", *ranking, context=now) != "urgent"
        assert meant("my house was auctioned and the sheriff locks us out, what should I do", *ranking) == "urgent"

    def test_nobody_in_danger_is_turned_away(self) -> None:
        told = Context(case=Case.of({"distress": {"value": "crisis"}}))
        ranking = [(OUT, 0.9), ("sale_process", 0.06)]
        assert meant("is there really nothing before ten", *ranking, context=told, margin=-0.5) != OUT


class TestWhatIsNotMeant:
    """What was just answered is not what a complaint means; what comes close to other debts is about the home in mid-talk."""

    NEAR = (("scams", 0.6), (OUT, 0.2), ("still_owe_after_foreclosure", 0.15))

    def test_a_complaint_is_not_about_what_was_just_answered(self) -> None:
        said = "nobody scammed me, they foreclosed and say I owe them, what now"
        before = Context(last="scams/money_back", answered=frozenset({"scams", OUT}))
        assert meant(said, *self.NEAR, context=before) == "still_owe_after_foreclosure"
        assert meant("were those people crooks, and can I get it back", *self.NEAR, context=before) == "scams"

    def test_other_matters_need_to_be_clear_in_the_middle_of_a_talk(self) -> None:
        close = [(OUT, 0.6), ("free_help", 0.3)]
        for context, intent in ((Context(), OUT), (Context(last="bank_account_freeze/how_long"), "free_help")):
            assert (
                meant("who do we call on a weekend, he needs his pills", *close, margin=-0.3, context=context) == intent
            )
        clear = [(OUT, 0.9), ("free_help", 0.05)]
        assert meant("can my landlord evict me", *clear, margin=-0.8, context=Context(last="exemptions/car")) == OUT

    def test_the_fate_of_a_home_is_ours(self) -> None:
        close = [(OUT, 0.6), ("still_owe_after_foreclosure", 0.3)]
        assert (
            meant("they foreclosed my place and say i owe 48 grand", *close, margin=-0.3)
            == "still_owe_after_foreclosure"
        )

    def test_a_form_is_opened_in_mid_talk_only_where_it_was_clearly_asked_for(self) -> None:
        close = [("calculate_wages", JOB + 0.1), ("bank_account_freeze", 0.04)]
        said = "how much should be left in there then"
        assert meant(said, *close) == "calculate_wages"
        assert meant(said, *close, context=Context(last="bank_account_freeze/how_long")) == "nlu_fallback"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("skip. and the rest of it does not matter, just give me the number with costs", "skip"),
        ("I said skip. It is not about that", "skip"),
        ("it's not pay. forget it", "cancel"),
        ("no idea, they never sent me a thing about that after they filed the case", "unsure"),
    ],
)
def test_a_clause_of_a_longer_answer_does_what_it_does_alone(text: str, intent: str) -> None:
    assert meant(text, ("fees", 0.6), context=asked("estimate_added")) == intent


def test_after_the_lifeline_was_told_words_are_read_as_what_they_say() -> None:
    told = Case.of({"distress": {"value": "crisis"}})
    close = [("crisis", 0.6), ("avoid_options", 0.3)]
    assert meant("my kids are here with me in the kitchen", *close) == "crisis"
    assert meant("my kids are here with me in the kitchen", *close, context=Context(case=told)) != "crisis"
    assert meant("i want to kill myself", *close, context=Context(case=told)) == "crisis"


class TestACallBesides:
    def test_a_question_and_the_wish_for_a_call(self) -> None:
        move = decide(
            heard("is my truck safe? and have someone phone me monday", ("exemptions", 0.6), pair=("exemptions",)),
            Context(),
        )
        assert (move.intent, move.topics) == ("two_topics", ("exemptions", "callback"))

    @pytest.mark.parametrize("text", ["pass. could a lawyer call me friday", "idk. please have somebody call me"])
    def test_in_a_form_of_figures(self, text: str) -> None:
        assert decide(heard(text, ("skip", 0.7)), Context(form="wages_form", asked="wages_gross")).intent == "callback"

    @pytest.mark.parametrize(
        "text", ["can the bank call me at work", "they call me every day", "should I call the clerk"]
    )
    def test_who_calls_is_somebody_else(self, text: str) -> None:
        assert decide(heard(text, ("debt_collectors", 0.9)), Context()).intent == "debt_collectors"

    def test_once_booked_it_is_that_call(self) -> None:
        text = "could somebody call me later that day"
        assert decide(heard(text, ("callback_change", 0.9)), Context(booked=True)).intent == "callback_change"

    @pytest.mark.parametrize(
        "text", ["I don't need a call after all", "no call please", "I would rather not have the call"]
    )
    def test_it_is_declined(self, text: str) -> None:
        assert decide(heard(text), Context(form="callback_form", asked="callback_name")).intent == "cancel"

    def test_declined_and_something_asked(self) -> None:
        text = "I won't need the call just now. what would become of our boat"
        move = decide(heard(text, pair=("exemptions",)), Context(form="callback_form", asked="callback_phone"))
        assert (move.intent, move.topics) == ("two_topics", ("exemptions", "cancel"))

    @pytest.mark.parametrize("text", ["not before 10", "don't call before noon", "i can't take a call until 4"])
    def test_a_time_declines_nothing(self, text: str) -> None:
        context = Context(form="callback_form", asked="callback_window")
        assert decide(heard(text, asked="callback_window"), context).intent == "inform"

    def test_help_that_costs_nothing_is_not_the_firm(self) -> None:
        text = "is there someone who would go through it with us without charge"
        assert decide(heard(text, ("callback", 0.8)), Context()).intent == "free_help"
        move = decide(heard("is it free? then call me at 312 555 0143", ("callback", 0.8)), Context())
        assert move.topics == ("fees/first_talk", "callback")

    @pytest.mark.parametrize(
        ("text", "topics"),
        [
            ("call me at 312 555 0143. do you guys charge for it", ("fees/first_talk",)),
            ("call me at 312 555 0143, does anybody speak Korean there", ("about_firm/languages",)),
            ("call me at 312 555 0143, or does your office not handle Peoria?", ("about_firm/which_states",)),
            ("call me at 312 555 0143, i speak only Korean", ("about_firm/languages",)),
            ("que me llamen al 312 555 0143, ¿cuánto cobran?", ("fees/first_talk",)),
        ],
    )
    def test_what_is_asked_of_a_call_is_answered_with_it(self, text: str, topics: tuple[str, ...]) -> None:
        assert decide(heard(text, ("callback", 0.8)), Context()).topics == (*topics, "callback")

    @pytest.mark.parametrize(
        "text",
        [
            "call me at 312 555 0143, the court costs were 900",
            "call me at 312 555 0143, in Spanish please",
            "prefiero que me llamen al 312 555 0143. que me hablen en español por favor",
            "call me at 312 555 0143, they took my money in Iowa",
            # Where the firm works is said before the call itself.
            "call me at 312 555 0143, or does your office not handle Iowa?",
        ],
    )
    def test_what_only_sounds_like_a_question_of_the_call_is_none(self, text: str) -> None:
        assert decide(heard(text, ("callback", 0.8)), Context()).intent == "callback"

    @pytest.mark.parametrize(
        ("text", "pair", "topics"),
        [
            ("yes call me, and can they come for my boat", ("exemptions",), ("exemptions",)),
            ("yes, but what we owed was 88,000", (), ()),
            ("sí, llámenme, ¿y cuánto cobran?", (), ("fees/first_talk",)),
        ],
    )
    def test_a_yes_with_more_beside_it_stands(self, text: str, pair: tuple[str, ...], topics: tuple[str, ...]) -> None:
        move = decide(heard(text, pair=pair), Context(form="callback_form", asked="callback_confirmed"))
        assert (move.intent, move.topics) == ("affirm", topics)

    @pytest.mark.parametrize(
        "text", ["tuesday at noon works?", "i can't talk at that hour", "could you do friday after 2"]
    )
    def test_another_time_is_an_answer_to_when(self, text: str) -> None:
        context = Context(form="callback_form", asked="callback_window")
        assert decide(heard(text, ("callback_change", 0.7)), context).intent == "inform"

    @pytest.mark.parametrize(
        "text", ["NOT SOLD YET. i need a person today", "I want to talk to a real person", "we need someone"]
    )
    def test_a_person_is_asked_for(self, text: str) -> None:
        assert decide(heard(text), Context(form="estimate_form", asked="estimate_state")).intent == "callback"

    @pytest.mark.parametrize("text", ["do I need a person for that", "should we want someone to check it"])
    def test_whether_one_is_needed_is_a_question(self, text: str) -> None:
        assert decide(heard(text, ("legal_advice_boundary", 0.8)), Context()).intent == "legal_advice_boundary"


def test_an_angry_aside_is_no_subject() -> None:
    text = "are you even listening. what stops the auction of my home"
    move = decide(heard(text, ("privacy", 0.7), pair=("sale_process",)), Context(last="scams/overview"))
    assert move.intent == "sale_process"


def test_half_a_thought_says_yes_to_nothing() -> None:
    offered = (Offer("A lien", "/property_lien"), Offer("My car", "/exemptions"))
    move = decide(
        heard("ok so my sister", ("affirm", 0.9)), Context(offered=offered, questioned=True, last="jail/overview")
    )
    assert move.intent not in {"affirm", "property_lien"}


@pytest.mark.parametrize(
    "text",
    [
        "I asked about the tax",
        "i said no",
        "I meant what it costs",
        "that's not what I asked",
        "i said my savings",
        "no, not the car",
        "That is about the truck, which was not my question.",
        "u never said how long it takes",
        "you didn't tell me if the other bank can do it too",
        "no me dijo cuánto tiempo tengo",
    ],
)
def test_what_was_asked_is_said_again(text: str) -> None:
    assert "complaint" in read_acts(text)


@pytest.mark.parametrize(
    "text", ["I asked the clerk for the file", "she said they would call", "i asked my son to drive me"]
)
def test_what_somebody_asked_of_others_is_no_complaint(text: str) -> None:
    assert "complaint" not in read_acts(text)


def test_in_a_hurry_and_told_what_helps_a_person_is_what_they_want() -> None:
    text, urgent = "I need to talk to a person tonight", ("urgent", 0.8)
    told = Context(case=Case().heard([Fact("date", ["2026-12-03", "2026-12-03"], "", (0, 0), "sale")], 0))
    assert decide(heard(text, urgent), told).intent == "callback"
    assert decide(heard(text, urgent), Context()).intent == "urgent"


class TestWhatAsksNothingNew:
    """Thanks, a conclusion, "I did not understand": no third subject."""

    LAST = Context(last="sale_process/locks", answered=frozenset({"sale_process"}), today=TODAY)

    @pytest.mark.parametrize(
        "text",
        [
            "ok so my brother is wrong, we live here",
            "thank god. then the man from the bank lied to us",
            "ay gracias a dios o sea que mi vecina esta equivocada",
            "phew that is good to hear, we were packing already",
            "so they can't do that then, thank you",
            "oh so he was wrong, right?",
            "So they can't take it then, great",
            "ok so no lien on my place, perfect!",
            "entonces no lo pueden hacer, qué bueno",
            "I still don't get what you said",
            "no entendi nada",
            "can you put it in simple words please",
        ],
    )
    def test_the_last_answer_stands(self, text: str) -> None:
        assert meant(text, ("property_lien", 0.9), context=self.LAST) == "repeat"

    @pytest.mark.parametrize(
        "text",
        [
            "so my brother is wrong? can they take his car",
            "thank god. how long do we have",
            "then what happens to my car",
        ],
    )
    def test_what_is_asked_is_answered(self, text: str) -> None:
        assert meant(text, ("exemptions", 0.9), context=self.LAST) == "exemptions"

    def test_before_an_answer_there_is_no_conclusion(self) -> None:
        assert meant("thank god, so he was wrong", ("exemptions", 0.9)) == "exemptions"


class TestTheMainWish:
    """ "I only want to keep my house" is a question."""

    @pytest.mark.parametrize(
        ("text", "before", "question"),
        [
            ("i just want to know how to keep my house", "we are 3 months behind", "avoid_options/keep_home"),
            ("solo quiero saber que hago para no perder la casa", "debo 3 meses", "avoid_options/keep_home"),
            ("i only want to save my home", "a sale date is set", "sale_process/stop_or_postpone"),
            ("i need to not lose my house", "the sale is on december 1", "sale_process/sale_tomorrow"),
        ],
    )
    def test_it_gets_what_can_be_done_at_that_stage(self, text: str, before: str, question: str) -> None:
        case = Case().heard(read_facts(before, TODAY), 0)
        move = decide(heard(text, ("avoid_options", 0.5)), Context(case=case, today=TODAY))
        assert move.question == question

    @pytest.mark.parametrize(
        "text",
        ["i want to keep my house in the divorce", "i want to rent out and keep my house", "they sold the house"],
    )
    def test_what_is_narrower_is_answered_as_asked(self, text: str) -> None:
        assert decide(heard(text, ("timeline", 0.9)), Context(today=TODAY)).question is None


def test_what_was_asked_before_and_not_answered_comes_first() -> None:
    text = "can i quit my job? and who do i tell that they take too much"
    scores = heard(text, ("jail", 0.9), pair=("jail", "wage_garnishment"))
    again = replace(scores, subjects=replace(scores.subjects, repeated="wage_garnishment"))
    assert decide(scores, Context()).topics == ("jail", "wage_garnishment")
    assert decide(again, Context()).topics == ("wage_garnishment", "jail")
    alone = replace(again, subjects=replace(again.subjects, pair=("wage_garnishment",)))
    assert decide(alone, Context()).topics == ("wage_garnishment", "jail")


ROADS = "legal_advice_boundary/tell_me_what_to_do"
AFTER_ROADS = tuple(
    Offer(title, f"/{name}")
    for title, name in (
        ("What are the ways to keep my home?", "avoid_options/keep_home"),
        ("How do I leave the house and owe nothing?", "avoid_options/leave_home"),
        ("Do I still owe after losing my home?", "still_owe_after_foreclosure/overview"),
    )
)


@pytest.mark.parametrize(
    ("text", "likeliest", "question"),
    [
        (
            "reinstate i guess",
            (ROADS, "redemption_reinstatement/reinstate_how"),
            "redemption_reinstatement/reinstate_how",
        ),
        ("keep it", ("deny", "cancel"), "avoid_options/keep_home"),
        ("let the bank have it", ("cancel", ROADS), "still_owe_after_foreclosure/overview"),
        ("dejar que la vendan", (ROADS,), "still_owe_after_foreclosure/overview"),
    ],
)
def test_an_answer_to_the_roads_is_that_road(text: str, likeliest: tuple[str, ...], question: str) -> None:
    ranking = [(likeliest[0].partition("/")[0], 0.9), ("privacy", 0.1)]
    subjects = Subjects(ranking, 0.8, likeliest=[(name, 0.9 / n) for n, name in enumerate(likeliest, 1)])
    context = Context(last=ROADS, offered=AFTER_ROADS, answered=frozenset({"legal_advice_boundary"}))
    assert decide(Heard(text, (), read_acts(text), subjects), context).question == question


@pytest.mark.parametrize(
    "text",
    ["so what are my options here", "just list my choices", "give me the whole menu", "cuáles son mis opciones"],
)
def test_a_list_that_is_asked_for_is_the_list(text: str) -> None:
    for last, comes in (
        (None, ROADS),
        (ROADS, "avoid_options/overview"),
        ("avoid_options/overview", "avoid_options/compare_all"),
    ):
        subjects = Subjects([("help", 0.99), ("privacy", 0.01)], 0.8, likeliest=(("help", 0.99),))
        assert decide(Heard(text, (), read_acts(text), subjects), Context(last=last, question=last)).question == comes


def test_which_of_two_roads_opens_the_roads_and_how_they_compare() -> None:
    text, known = "what would you do, sell it or give them the keys?", {"stage": {"value": "sued"}}
    subjects = Subjects(
        [("deed_in_lieu", 0.6), ("avoid_options", 0.3)], 0.8, likeliest=(("deed_in_lieu/overview", 0.5),)
    )
    move = decide(Heard(text, (), read_acts(text), subjects), Context(case=Case.of(known)))
    assert move.topics == (ROADS, "avoid_options/compare_all")


def test_who_was_sued_over_a_home_is_never_refused() -> None:
    """A story of a suit and a home, in words that resemble a car's loan."""
    text = "hola, me demandaron el lunes, debo bastante de la casa en Berwyn y voy atrasada"
    facts = (Fact("stage", "sued", "me demandaron", (6, 19)),)
    found = decide(Heard(text, facts, read_acts(text), Subjects([("out_of_scope", 0.7), ("timeline", 0.1)])), Context())
    assert found.intent != "out_of_scope"
