"""The estimate as a talk: what is asked, what is heard, and what it comes to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shortfall.content.questions import questions
from tests.actions.helper import usd
from tests.actions.talk import Talk

PERSON = "(312) 600-8815"


def owed(talk: Talk) -> tuple[int, int]:
    """The shortfall on the card, whole dollars."""
    low, high = (Decimal(talk.card["deficiency"][end]) for end in ("low", "high"))
    return int(low), int(high)


class TestWhatIsAskedAndHeard:
    def test_only_what_is_missing_is_asked(self, talk: Talk) -> None:
        assert "About how much is owed" in talk.say("/calculate")
        said = talk.say("I owed 312k")
        assert "$312,000 owed" in said and "What did the home sell for" in said
        assert "Which state" in talk.say("$250,000")
        assert "the rough shortfall in Illinois is $62,000" in talk.say("illinois")
        assert talk.form is None and owed(talk) == (62000, 62000)

    def test_all_at_once_needs_no_question(self, talk: Talk) -> None:
        said = talk.say("I owe 312k and it sold for 250 in Illinois", "calculate")
        assert len(talk.said) == 1 and "$62,000" in said
        assert "I read: $312,000 owed, sale price $250,000, the home is in Illinois." in said

    def test_what_was_told_before_is_not_asked(self, talk: Talk) -> None:
        talk.say("my house was in texas", "inform")
        talk.say("I still owe 312k on the loan")
        assert talk.asked == "estimate_sale_price"
        talk.say("sold for 250k")
        assert talk.asked == "estimate_market_value"  # that state counts it

    def test_out_of_order_and_more_than_asked(self, talk: Talk) -> None:
        said = talk.talk("/calculate", "it sold for 250k in illinois, they also have a second mortgage of 45k")
        assert "a second loan of $45,000" in said and "sale price $250,000" in said
        assert talk.asked == "estimate_debt"
        assert "$45,000 of the second would still be owed" in talk.say("312k")
        assert talk.card["second_loan"] == {"low": "45000.00", "high": "45000.00"}

    @pytest.mark.parametrize(
        "text", ["i make 900 a week", "every 2 weeks 1450", "my husband makes 2,000", "i take home 800 a month"]
    )
    def test_wages_never_land_in_the_estimate(self, talk: Talk, text: str) -> None:
        said = talk.talk("/calculate", "265k", text)
        assert talk.slots["estimate_debt"] == usd(265000) and talk.slots["estimate_sale_price"] is None
        assert "Got it" in said and said.endswith("Back to the figures: what did it sell for? A guess is fine.")

    def test_a_question_in_between_is_answered_and_the_form_comes_back_once(self, talk: Talk) -> None:
        talk.talk("/calculate", "265k")
        talk.say("thats a lot. can they take my paycheck", "wage_garnishment")
        answer, back = talk.said
        assert answer["metadata"]["topic"] == "wage_garnishment"
        assert back["text"] == "Back to the figures: what did it sell for? A guess is fine."
        assert list(talk.choices) == ["Not sold yet", "Not sure"]

    def test_who_is_not_sure_can_press_that_again(self, talk: Talk) -> None:
        talk.say("/calculate")
        assert "What is your best guess?" in talk.say("not sure", "unsure")
        assert talk.choices == {"Not sure": "not sure"}
        assert "not ask that again" in talk.say("not sure", "unsure")

    def test_a_figure_told_with_a_question_is_kept(self, talk: Talk) -> None:
        talk.say("/calculate")
        said = talk.say("i owe 312k, can they put me in jail for it?", "jail")
        assert "$312,000 owed" in said and [m["metadata"].get("topic") for m in talk.said][1] == "jail"
        assert talk.asked == "estimate_sale_price"

    def test_several_loans(self, talk: Talk) -> None:
        talk.talk("/calculate", "two mortgages 240k and 35k sold for 300k")
        assert talk.slots["estimate_debt"] == usd(240000) and talk.slots["estimate_sale_price"] == usd(300000)
        said = talk.say("illinois")
        assert "$25,000 may be left over for you" in said and "$60,000 over the first loan" in said

    @pytest.mark.parametrize(
        "text",
        [
            "first mortgage 210k, second 30k and a third mortgage of 12k, it sold for 190k in illinois",
            "three loans 210k, 30k and 12k, it sold for 190k in illinois",
            "owed 210k on the first, 30k on the second and 12k on the 3rd. the sale brought 190k, illinois",
        ],
    )
    def test_a_third_loan_is_no_more_lost_than_the_second(self, talk: Talk, text: str) -> None:
        said = talk.say(text, "calculate")
        assert "more loans of $30,000 and $12,000" in said and owed(talk) == (20000, 20000)
        assert "$30,000 of the $30,000 loan and $12,000 of the $12,000 loan. Each lender may sue" in said
        assert talk.card["second_loan"] == {"low": "42000.00", "high": "42000.00"}

    def test_what_is_left_over_pays_the_loans_in_their_order(self, talk: Talk) -> None:
        said = talk.say("first 100k, second 30k, third 12k and it sold for 122k in illinois", "calculate")
        assert "still be owed: $8,000 of the $30,000 loan and $12,000 of" in said

    def test_a_third_told_later_joins_the_second(self, talk: Talk) -> None:
        talk.say("i owe 210k, the second mortgage is 30k and it sold for 190k in illinois", "calculate")
        for _ in range(2):  # said again it is the same one
            talk.say("there is a third loan of 12k as well", "inform")
            assert talk.case["second_loan"]["high"] == "42000"

    def test_loans_of_one_size_leave_the_price_alone(self, talk: Talk) -> None:
        talk.say("two mortgages of 80k each and it sold for 95k in illinois", "calculate")
        assert talk.slots["estimate_debt"] == usd(80000) and talk.slots["estimate_sale_price"] == usd(95000)
        assert talk.slots["estimate_liens"] == usd(80000) and talk.form is None
        assert "$65,000 of the second would still be owed" in talk.last

    def test_payments_are_taken_off_and_costs_put_on(self, talk: Talk) -> None:
        talk.say(
            "i owe 300k and it sold for 250k in illinois, i paid 20k already, fees 3,000 and taxes 5,000", "calculate"
        )
        assert owed(talk) == (38000, 38000)

    def test_bounds_stay_bounds(self, talk: Talk) -> None:
        talk.talk("/calculate", "between 300 and 320k", "250k", "illinois")
        assert owed(talk) == (50000, 70000)

    def test_an_open_bound_stays_open(self, talk: Talk) -> None:
        said = talk.say("i owe no less than 310k, it sold for less than 250k in illinois", "calculate")
        assert "at least $310,000 owed, sale price no more than $250,000" in said
        assert "the rough shortfall in Illinois is at least $60,000" in said
        assert talk.card["deficiency"] == {"low": "60000.00", "high": "60000.00", "bound": "at_least"}

    def test_bounds_that_tell_nothing_of_the_gap_say_so(self, talk: Talk) -> None:
        said = talk.say("i owe more than 310k, it sold for over 250k in illinois", "calculate")
        assert "with just those two figures it is $60,000, and it may be more or less" in said

    def test_bounds_that_contradict_are_asked_about(self, talk: Talk) -> None:
        talk.talk("/calculate", "at least 310k, no more than 250k")
        assert talk.asked == "estimate_debt" and "You gave two amounts" in talk.last

    def test_a_judgment_is_what_was_owed(self, talk: Talk) -> None:
        said = talk.say("the judgment was 300k and it sold for 250k in illinois")
        assert "a judgment of $300,000" in said and owed(talk) == (50000, 50000)

    def test_a_judgment_for_what_was_left_is_not(self, talk: Talk) -> None:
        talk.say("there is a deficiency judgment of 62,000 against me and it sold for 250k in illinois")
        assert talk.asked == "estimate_debt"

    def test_yes_no_ok_are_no_figures(self, talk: Talk) -> None:
        talk.talk("/calculate", "312k")
        for text in ("ok", "hm", "thanks"):
            talk.say(text)
            assert talk.asked == "estimate_sale_price" and talk.slots["figure_tries"] == 0


class TestNotKnown:
    def test_idk_helps_once_and_then_it_is_dropped_with_what_is_kept(self, talk: Talk) -> None:
        first = talk.talk("/calculate", "265k", "idk")
        second = talk.say("no idea")
        third = talk.say("idk")
        assert "What is the home worth" in first and "A website that lists homes" in second
        assert "not ask that again" in third and "$265,000 owed" in third and talk.form is None
        assert list(talk.choices.values()) == ["/calculate", "/callback"]
        talk.say("/calculate")
        assert talk.asked == "estimate_sale_price"  # it was kept

    @pytest.mark.parametrize("text", ["not sold yet", "it hasnt sold yet", "nobody sold anything", "#1"])
    def test_not_sold_yet_takes_the_value_as_a_range_of_prices(self, talk: Talk, text: str) -> None:
        said = talk.talk("/calculate", "310k", text)
        assert "nobody knows the price yet" in said and len(talk.said) == 1
        talk.say("zillow says 210")
        said = talk.say("illinois")
        assert owed(talk) == (100000, 142000)
        assert "It has not been sold" in said and "$168,000 to $210,000" in said

    def test_a_home_that_is_not_sold_is_not_asked_its_price(self, talk: Talk) -> None:
        """Whoever does not know what it is worth is helped to a value, and can say so with one press."""
        talk.talk("/calculate", "310k", "not sold yet")
        assert talk.asked == "estimate_market_value" and talk.choices == {"Not sure": "not sure"}
        said = talk.say("not sure")
        assert "A website that lists homes" in said and talk.asked == "estimate_market_value"
        talk.talk("about 210k", "illinois")
        assert owed(talk) == (100000, 142000)

    @pytest.mark.parametrize(
        "told",
        [
            "the place has not been auctioned",
            "nobody has sold it yet",
            "the auction hasn't happened",
            "todavía no la han rematado",
            "they foreclosed on me but it isnt sold",
        ],
    )
    @pytest.mark.parametrize("order", ["before", "with"])
    def test_not_sold_is_heard_whenever_it_is_said(self, talk: Talk, told: str, order: str) -> None:
        for text in [told, "i owe 310k in illinois"] if order == "before" else [f"{told} and i owe 310k in illinois"]:
            talk.say(text, "calculate" if "310" in text else "inform")
        assert talk.asked == "estimate_market_value"
        said = talk.say("around 200k")
        assert owed(talk) == (110000, 150000) and "You do not know the price" not in said
        if order == "before":
            talk.say("it sold for 190k")
            assert owed(talk) == (120000, 120000) and talk.case["ended"] is None

    @pytest.mark.parametrize(
        ("worth", "others", "lowest", "second", "highest"),
        [
            ("210k", ["illinois"], "168000.00 142000.00", "170000.00 140000.00", "210000.00 100000.00"),
            ("400,100", ["illinois"], "320080.00 10080.00", "325000.00 15000.00", "400100.00 90100.00"),
            ("211,111", ["florida"], "168888.80 98889.00", "170000.00 98889.00", "211111.00 98889.00"),
            ("290k", ["california"], "232000.00 20000.00", "232500.00 20000.00", "290000.00 20000.00"),
        ],
    )
    def test_prices_can_be_tried_while_it_is_not_sold(
        self, talk: Talk, worth: str, others: list[str], lowest: str, second: str, highest: str
    ) -> None:
        talk.talk("/calculate", "310k", "not sold yet", f"its worth {worth}", *others)
        tried = talk.card["what_if"]
        ends = [f"{each['price']} {each['high']}" for each in (tried[0], tried[1], tried[-1])]
        assert ends == [lowest, second, highest]
        prices = [Decimal(each["price"]) for each in tried]
        assert prices == sorted(set(prices)) and 10 < len(prices) < 30
        assert [each["over"] for each in tried] == [price > 310_000 for price in prices]
        talk.say("it sold for 200k")
        assert "what_if" not in talk.card

    def test_nobody_tries_prices_of_a_home_that_is_sold(self, talk: Talk) -> None:
        talk.talk("the home was sold", "/calculate", "310k", "not sure", "its worth 210k", "illinois")
        assert talk.card["sale_price"]["low"] == "168000.00" and "what_if" not in talk.card

    def test_a_value_in_place_of_a_price(self, talk: Talk) -> None:
        talk.talk("/calculate", "310k", "zillow says 210")
        assert talk.asked == "estimate_state"

    def test_a_price_told_later_takes_the_place_of_the_guess(self, talk: Talk) -> None:
        said = talk.talk("/calculate", "310k", "not sold yet", "its worth 210k", "illinois", "it sold for 200k")
        assert owed(talk) == (110000, 110000) and "has not been sold" not in said

    def test_an_unknown_state_gives_the_bare_sum(self, talk: Talk) -> None:
        assert "The rule of the state" in talk.talk("/calculate", "312k", "250k", "idk")

    def test_the_market_value_may_be_passed_over(self, talk: Talk) -> None:
        talk.talk("/calculate", "312k", "250k", "michigan")
        assert talk.asked == "estimate_market_value"
        talk.say("skip")
        assert talk.form is None and owed(talk) == (0, 62000)

    @pytest.mark.parametrize(
        "text", ["there was no auction, they just took it", "it was a strict foreclosure", "our law day was in june"]
    )
    def test_without_a_sale_in_connecticut_the_value_is_asked_for_and_counts(self, talk: Talk, text: str) -> None:
        talk.say(f"the home is in connecticut, {text} and i owed 312k", "calculate")
        assert talk.asked == "estimate_market_value" and "nothing is sold" in talk.last
        said = talk.say("280k")
        assert owed(talk) == (32000, 32000) and "a home worth $280,000" in said and "You do not know" not in said

    @pytest.mark.parametrize(
        ("text", "part"), [("why", "less what the sale brings"), ("what counts", "late interest and fees")]
    )
    def test_why_and_what_counts_are_said_in_a_sentence(self, talk: Talk, text: str, part: str) -> None:
        talk.say("/calculate")
        assert part in talk.say(text)
        assert talk.texts[-1].startswith("Back to the figures") and talk.slots["figure_tries"] == 0

    def test_words_that_say_nothing(self, talk: Talk) -> None:
        talk.say("/calculate")
        answers = [talk.say(text) for text in ("blah", "blah blah", "blah")]
        assert len(set(answers)) == 3 and PERSON in answers[-1] and talk.form is None


class TestDoubt:
    def test_two_amounts_for_one_question_are_asked_about(self, talk: Talk) -> None:
        said = talk.talk("/calculate", "240k and 45k")
        assert said == "You gave two amounts, $240,000 and $45,000. Which one is what you owe?"
        assert talk.slots["estimate_debt"] is None
        talk.say("#1")
        assert talk.slots["estimate_debt"] == usd(240000)

    @pytest.mark.parametrize("text", ["#2", "$900,000", "900k", "900 thousand"])
    def test_two_readings_are_asked_about(self, talk: Talk, text: str) -> None:
        assert talk.talk("/calculate", "i owe 900") == "Is that $900 or $900,000?"
        talk.say(text)
        assert talk.slots["estimate_debt"] == usd(900000) and talk.asked == "estimate_sale_price"

    @pytest.mark.parametrize("text", ["yes", "900", "ok"])
    def test_what_does_not_say_which_is_asked_again(self, talk: Talk, text: str) -> None:
        talk.talk("/calculate", "i owe 900", text)
        assert talk.slots["estimate_debt"] is None and talk.asked == "estimate_debt"

    def test_a_figure_as_it_stands_is_believed_when_it_is_said_again(self, talk: Talk) -> None:
        talk.talk("/calculate", "i owe 900", "#1")
        assert talk.asked == "estimate_debt"  # is that not too little?
        talk.say("$900")
        assert talk.slots["estimate_debt"] == usd(900)

    @pytest.mark.parametrize("again", ["yes", "20k", "it was 20,000", "right"])
    def test_an_unusual_figure_is_asked_about_then_believed(self, talk: Talk, again: str) -> None:
        assert "Is that right" in talk.talk("/calculate", "312k", "20k")
        assert talk.slots["estimate_sale_price"] is None
        talk.say(again)
        assert talk.slots["estimate_sale_price"] == usd(20000) and talk.asked == "estimate_state"

    def test_another_figure_takes_its_place(self, talk: Talk) -> None:
        talk.talk("/calculate", "312k", "20k", "sorry, 200k")
        assert talk.slots["estimate_sale_price"] == usd(200000)

    @pytest.mark.parametrize(
        ("text", "part"), [("a trillion", "too large"), ("-5000", "below zero"), ("200k euros", "US dollars")]
    )
    def test_what_cannot_be_is_asked_about_and_no_yes_makes_it_so(self, talk: Talk, text: str, part: str) -> None:
        assert part in talk.talk("/calculate", "312k", text)
        talk.say("yes")
        assert talk.slots["estimate_sale_price"] is None and talk.slots["estimate_debt"] == usd(312000)

    def test_it_is_not_believed_unasked(self, talk: Talk) -> None:
        talk.talk("/calculate", "312k")
        talk.say("it went for 20k, can they jail me?", "jail")
        assert "Is that right" in talk.say("20k")


class TestAfterwards:
    DONE = "I owe 312k and it sold for 250 in Illinois"

    @pytest.mark.parametrize(
        ("text", "low"),
        [
            ("no, 280 not 250", 32000),
            ("make it 290", 22000),
            ("what if it sells for 280?", 32000),
            ("and if it sold for 190", 122000),
            ("it was 250 now it's 260", 52000),
            ("i owed 320 not 312", 70000),
        ],
    )
    def test_a_correction_names_what_it_changed(self, talk: Talk, text: str, low: int) -> None:
        talk.say(self.DONE, "calculate")
        if text == "make it 290":
            talk.say("no, 280 not 250")
        assert talk.say(text).startswith("Changed: ") and owed(talk) == (low, low)

    @pytest.mark.parametrize("text", ["ok", "hm", "so thats for sure?", "ok so thats for sure?"])
    def test_ok_starts_nothing(self, talk: Talk, text: str) -> None:
        talk.say(self.DONE, "calculate")
        assert "not the last word" in talk.say(text)
        assert talk.form is None

    def test_a_bare_figure_is_asked_about(self, talk: Talk) -> None:
        talk.say(self.DONE, "calculate")
        assert "Is $290,000 what was owed, the sale price, or what they ask you for now?" in talk.say("290k")
        talk.say("#2")
        assert owed(talk) == (22000, 22000)

    def test_two_bare_figures_are_asked_about(self, talk: Talk) -> None:
        assert "Which was owed" in talk.say("312k 250k")
        talk.say("#1")
        assert (talk.slots["estimate_debt"], talk.slots["estimate_sale_price"]) == (usd(312000), usd(250000))

    def test_another_state_asks_what_counts_there(self, talk: Talk) -> None:
        talk.say(self.DONE, "calculate")
        talk.say("it is in Michigan", "correct")
        assert talk.asked == "estimate_market_value"
        said = talk.say("290k")
        assert "Michigan" in said and "Illinois" not in said and "/callback" not in talk.choices.values()

    def test_a_wrong_correction_is_asked_about(self, talk: Talk) -> None:
        talk.say(self.DONE, "calculate")
        assert "Is that right" in talk.say("it sold for 20k")
        talk.say("yes")
        assert owed(talk) == (292000, 292000)

    def test_taxes_that_were_none(self, talk: Talk) -> None:
        talk.say("i owe 300k, it sold for 250k in illinois, taxes 60,000", "calculate")
        assert owed(talk) == (110000, 110000)
        talk.say("the 60,000 is the second mortgage, not taxes", "correct")
        assert owed(talk) == (50000, 50000) and talk.card["second_loan"]["high"] == "60000.00"

    def test_a_new_estimate_asks_nothing_again(self, talk: Talk) -> None:
        talk.say(self.DONE, "calculate")
        talk.say("/calculate")
        assert talk.form is None and owed(talk) == (62000, 62000)

    def test_never_mind_keeps_what_was_told_and_says_so(self, talk: Talk) -> None:
        said = talk.talk("/calculate", "312k", "never mind")
        assert "I keep what you told me: $312,000 owed" in said and talk.form is None
        assert "I keep" not in talk.talk("/restart", "/calculate", "never mind")


class TestCloser:
    DONE = "I owe 312k and it sold for 250k in Illinois"

    @pytest.mark.parametrize("text", ["march and october", "sold in october, the judgment was in march", "7 months"])
    def test_interest_up_to_the_sale(self, talk: Talk, text: str) -> None:
        talk.talk(self.DONE, "/refine")
        assert talk.asked == "estimate_time"
        talk.say(text)
        assert talk.asked == "estimate_added"
        talk.say("skip")
        assert 75000 < owed(talk)[0] < owed(talk)[1] + 1 < 82000

    def test_one_date_is_kept_and_the_other_asked_for(self, talk: Talk) -> None:
        talk.talk(self.DONE, "/refine")
        assert talk.say("march").endswith('When was the sale? For example "March 2026". You can say "skip".')
        talk.say("october")
        assert talk.asked == "estimate_added"

    def test_a_sale_before_the_judgment_is_asked_about(self, talk: Talk) -> None:
        talk.talk(self.DONE, "/refine")
        assert "came before the judgment" in talk.say("judgment october 2025, sale march 2025")
        assert talk.asked == "estimate_time"

    @pytest.mark.parametrize(
        ("text", "added"), [("fees 3,500 and taxes 6,000", 9500), ("800", 800), ("they paid 6,000 in taxes", 6000)]
    )
    def test_what_was_added(self, talk: Talk, text: str, added: int) -> None:
        talk.talk(self.DONE, "/refine", "skip", text)
        assert owed(talk) == (62000 + added, 62000 + added)

    @pytest.mark.parametrize(("text", "left"), [("45", 5000), ("none", 50000), ("no", 50000), ("skip", 50000)])
    def test_other_loans_are_asked_for_where_something_is_left(self, talk: Talk, text: str, left: int) -> None:
        talk.talk("I owe 200k and it sold for 250k in Illinois", "/refine", "skip", "skip")
        assert talk.asked == "estimate_liens"
        talk.say(text)
        assert talk.card["surplus"]["high"] == f"{left}.00"

    def test_what_was_told_is_not_asked_for(self, talk: Talk) -> None:
        talk.say(f"{self.DONE}, fees 3,500", "calculate")
        talk.talk("/refine", "7 months")
        assert talk.form is None

    def test_without_an_estimate_it_begins_one(self, talk: Talk) -> None:
        talk.say("/refine")
        assert talk.asked == "estimate_debt"


class TestWhatChangesTheAnswer:
    @pytest.mark.parametrize(
        ("told", "question"),
        [
            ("i did a deed in lieu last year", "deed_in_lieu/will_i_owe"),
            ("we signed a consent foreclosure", "consent_foreclosure/will_i_owe"),
            ("it is a reverse mortgage", "reverse_mortgage/do_heirs_owe"),
            ("i was discharged in chapter 7", "bankruptcy/wipes_out"),
            ("the order that came was in rem", "define_deficiency_judgment/in_rem_meaning"),
            ("the judge's order is against the house only", "define_deficiency_judgment/in_rem_meaning"),
            ("the bank waived the deficiency, i have the letter", "waiver_and_negotiation/get_it_in_writing"),
            (
                "sold it in a short sale and they forgave the balance by email",
                "waiver_and_negotiation/get_it_in_writing",
            ),
        ],
    )
    @pytest.mark.parametrize("when", ["before", "inside"])
    def test_what_leaves_nothing_to_work_out(self, talk: Talk, told: str, question: str, when: str) -> None:
        talk.talk(*([told, "/calculate"] if when == "before" else ["/calculate", told]))
        assert talk.form is None and talk.said[-1]["metadata"]["question"] == question.partition("/")[2]
        assert "You told me" in talk.last

    @pytest.mark.parametrize(
        ("told", "question"),
        [
            ("i did a short sale", "short_sale/will_i_owe"),
            (
                "short sale done. on the phone they said they forgave the rest. i did a short sale",
                "short_sale/will_i_owe",
            ),
            ("my llc owned it", "investment_property/llc"),
        ],
    )
    def test_what_changes_what_the_sum_means(self, talk: Talk, told: str, question: str) -> None:
        talk.talk(told)
        talk.say("I owe 95k and it sold for 60k in illinois", "calculate")
        result, lead, answer = talk.said
        assert "$35,000" in result["text"] and "That changes" in lead["text"]
        assert answer["text"].startswith(questions()[question].text_for(talk.case.values()).web["en"][:20])

    @pytest.mark.parametrize(
        ("told", "lead"),
        [
            ("they only got an in rem deficiency", "against the home only"),
            ("the bank released me from the rest and sent that in writing", "released you in writing"),
            ("my chapter 7 was discharged", "bankruptcy discharge"),
        ],
    )
    @pytest.mark.parametrize("order", ["before", "with", "after"])
    def test_what_ends_the_debt_is_said_first_and_the_gap_is_no_headline(
        self, talk: Talk, told: str, lead: str, order: str
    ) -> None:
        figures = "I owe 95k and it sold for 60k in illinois"
        talks = {"before": [told, figures], "with": [f"{told}. {figures}"], "after": [figures, told]}
        for text in talks[order]:
            talk.say(text, "calculate" if text.endswith("illinois") else "inform")
        assert lead in talk.said[0]["text"] and "$35,000" not in talk.said[0]["text"]
        assert not any(message["metadata"].get("card") for message in talk.said)

    @pytest.mark.parametrize("text", ["is it in rem?", "what if its in rem", "in rem or personal", "it was not in rem"])
    def test_a_question_about_it_ends_nothing(self, talk: Talk, text: str) -> None:
        talk.say(text, "define_deficiency_judgment")
        assert talk.case["ended"] is None

    def test_another_state_hears_no_illinois_rule(self, talk: Talk) -> None:
        said = talk.talk("i did a deed in lieu in ohio", "/calculate")
        assert "Ohio" in said and "In Illinois a deed" not in said


def test_a_text_message_is_short(talk_by_text: Talk) -> None:
    said = talk_by_text.say("I owe 312k and it sold for 250 in Illinois", "calculate")
    assert len(said) <= 306 and "I read" not in said and "$62,000" in said


def test_the_gap_is_told_before_the_state_is_asked_for(talk: Talk) -> None:
    said = talk.talk("we owed 190k and it went for 150k, what is the deficiency")
    assert "The gap between the two is $40,000" in said and talk.asked == "estimate_state"
    assert "gap" not in talk.talk("/restart", "we owed 190k and it sold for 150k in illinois, what is the deficiency")
