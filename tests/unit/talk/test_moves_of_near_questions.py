"""Where it is not plain which question is meant: the opening of two answers, or the question behind a state that is named."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import Fact, read_facts
from shortfall.talk.acts import read_acts
from shortfall.talk.case import Case
from shortfall.talk.heard import Context, Heard, Move, Subjects
from shortfall.talk.limits import CLEAR, EITHER, OF_ITS_OWN, RIVALS
from shortfall.talk.moves import decide

TODAY = date(2026, 11, 23)
SIGNED, OWES = "cosigner_spouse_divorce/contribution", "cosigner_spouse_divorce/cosigner_owes"


def made(
    text: str,
    likeliest: list[tuple[str, float]],
    sure: float = 0.9,
    pair: tuple[str, ...] = (),
    context: Context | None = None,
) -> Move:
    top = likeliest[0][0].partition("/")[0]
    subjects = Subjects([(top, sure), ("privacy", 0.01)], pair=pair, likeliest=likeliest)
    return decide(Heard(text, read_facts(text, TODAY), read_acts(text), subjects), context or Context())


class TestEither:
    ASKS = "is my dad in this as well for signing"

    @pytest.mark.parametrize(
        ("first", "second", "both"),
        [
            (EITHER - 0.01, EITHER * RIVALS + 0.01, True),
            (EITHER + 0.01, 0.39, False),
            (EITHER - 0.01, (EITHER - 0.01) * RIVALS - 0.01, False),
        ],
    )
    def test_two_are_opened_where_neither_leads(self, first: float, second: float, both: bool) -> None:
        move = made(self.ASKS, [(SIGNED, first), (OWES, second)])
        assert (move.intent, move.topics) == (("either", (SIGNED, OWES)) if both else ("cosigner_spouse_divorce", ()))

    @pytest.mark.parametrize("other", ["heirs_estate/overview", "out_of_scope/tenant", "callback"])
    def test_only_of_questions_that_have_an_answer_of_their_own(self, other: str) -> None:
        assert made(self.ASKS, [(SIGNED, 0.4), (other, 0.3)]).intent == "cosigner_spouse_divorce"

    def test_two_questions_that_were_asked_are_answered_as_two(self) -> None:
        move = made(
            "Is he in it? And must I pay?", [(SIGNED, 0.4), (OWES, 0.3)], pair=("cosigner_spouse_divorce", OWES)
        )
        assert move.intent == "two_topics"

    def test_elsewhere_the_first_is_answered_with_the_rule_of_the_state(self) -> None:
        ohio = Context(case=Case().heard([Fact("state", "OH", "", (0, 4))], 0))
        assert made(self.ASKS, [(SIGNED, 0.4), (OWES, 0.3)], context=ohio).intent == "cosigner_spouse_divorce"


class TestBesideANearDay:
    """A hearing tomorrow does not take the place of what is asked, but where the day itself is the matter."""

    @pytest.mark.parametrize(
        ("question", "topics"),
        [("jail/missed_court", ("jail/missed_court", "urgent")), ("sale_process/sale_tomorrow", ())],
    )
    def test_what_is_asked_comes_first(self, question: str, topics: tuple[str, ...]) -> None:
        text = "i missed court once and now there is a hearing tomorrow. can i be locked up?"
        move = made(text, [(question, 0.8)], context=Context(today=TODAY))
        assert (move.intent, move.topics) == ("two_topics" if topics else "urgent", topics)


class TestElsewhere:
    """Who lost a home in another state, and asks nothing clear."""

    TELLS = "they auctioned my moms place in atlanta, georgia in february. she is 78"

    def test_hears_the_rule_of_that_state_once(self) -> None:
        unclear = [("urgent", 0.2), ("sale_process/no_notice", 0.1)]
        assert made(self.TELLS, unclear, sure=0.2).question == "state_law/by_state"
        told = Context(answered=frozenset({"state_law"}))
        assert made(self.TELLS, unclear, sure=0.2, context=told).intent == "inform"

    def test_but_not_who_has_the_home_or_is_in_illinois(self) -> None:
        for text in (
            "my moms place is in atlanta, georgia. she is 78",
            self.TELLS.replace("atlanta, georgia", "joliet"),
        ):
            assert made(text, [("urgent", 0.2)], sure=0.2).intent != "state_law"


class TestBesideAState:
    """A state that is named is where the question is asked of, seldom the question itself."""

    ASKS = "oklahoma. will they tow the pickup for it"

    def test_the_question_behind_the_name_is_answered(self) -> None:
        share = OF_ITS_OWN * (1 - CLEAR) + 0.01
        move = made(self.ASKS, [("state_law/by_state", CLEAR), ("exemptions/car", share)], sure=CLEAR)
        assert (move.intent, move.question) == ("exemptions", "exemptions/car")

    @pytest.mark.parametrize("named", ["state_law/deadline", "state_law/trustee_sale_states"])
    def test_a_question_of_its_rule_is(self, named: str) -> None:
        move = made(self.ASKS, [(named, CLEAR), ("exemptions/car", 0.3)], sure=CLEAR)
        assert move.intent == "state_law"

    def test_and_so_is_one_with_nothing_clear_behind_it(self) -> None:
        move = made(self.ASKS, [("state_law/by_state", CLEAR), ("exemptions/car", 0.1)], sure=CLEAR)
        assert move.intent == "state_law"

    @pytest.mark.parametrize(
        ("question", "intent"),
        [
            ("still_owe_after_foreclosure/years_later", "still_owe_after_foreclosure"),
            ("still_owe_after_foreclosure/overview", "state_law"),
        ],
    )
    def test_what_is_true_everywhere_is_said_to_who_asks_for_it(self, question: str, intent: str) -> None:
        assert made("we lost it in detroit, michigan long ago. do we owe", [(question, 0.7)]).intent == intent
