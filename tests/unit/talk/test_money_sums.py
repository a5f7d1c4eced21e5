"""Sums of money that a message asks for, worked out from what was told."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.content.questions import Language
from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case
from shortfall.talk.day_sums import summed
from shortfall.talk.money_sums import LEFT, debt_of, over, reckoned

TODAY = date(2026, 11, 30)


def talk(*messages: str) -> tuple[Case, tuple[str, ...]]:
    case, earlier = Case(), list[str]()
    for number, message in enumerate(messages):
        case = case.heard(read_facts(message, TODAY, case=case.slot()), number)
        earlier.insert(0, message)
    return case, tuple(earlier[1:])


def sum_of(*messages: str, language: Language = "en") -> str:
    case, earlier = talk(*messages)
    return reckoned(messages[-1], case, TODAY, language, earlier)


SOLD = "It sold for 401,000 and the judgment was 350,500. There is a second mortgage of 20,000."


TWO_DEBTS = "I owe 170,000 on it. Plus 18,900 to HUD for the partial claim. It is worth 167,500, no sale yet, in Joliet Illinois."
OHIO = "I live in Ohio, they have a judgment from Illinois. I bring home 1,400 every two weeks. What's the most they can take?"
WAUKEGAN = "I lost my house in Waukegan Illinois. I make 1000 a week before taxes, 800 after."


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        (["We would walk away with 64,000 and the lien is 21,300. What is left?"], "$64,000 less $21,300 leaves $42,700."),
        (["64,000 minus 21,300"], "$42,700"),
        (["does the 21,300 get paid out of the 64,000?"], "$64,000 less $21,300 leaves $42,700."),
        (["We get 64,000, the lien is 21,300, what is left", "so 42,700, right?"], "Yes: $64,000 less $21,300 leaves $42,700."),
        (["so 64,000 minus 21,300 is 43,700, right?"], "No: $64,000 less $21,300 leaves $42,700."),
        (["A buyer of the debt asks 33,150. The judgment was 47,900 and I paid 14,750. How do they arrive at 33,150?"], "$47,900 less $14,750 is $33,150, the sum they ask."),
        (["The judgment was 47,900 and a collector wants 33,150", "so they just subtracted: 47,900 less my 14,750, right?"], "Yes: $47,900 less $14,750 is $33,150"),
        (["a collector says I owe 33,150. how do they come up with that figure"], "Nothing that you told me makes $33,150."),
        (["judgment is 31,400 against the two of us, she paid 6k, her half would be 15,700 each. what is left"], "$31,400 less $6,000 leaves $25,400."),
        (["judgment was 47,900 and i paid 14,750. does that make 33,150?"], "Yes: $47,900 less $14,750"),
        ([TWO_DEBTS, "and with both counted, how short am I"], "$2,500 to $36,000 would be missing on the first loan. With the second of $18,900 it is $21,400 to $54,900 in all"),
        (["I lost a home in Milwaukee Wisconsin and they want 18,000. how long does it take if I pay 150 a month?"], "$18,000 at $150 a month takes about 10 years."),
        ([OHIO], "Ohio: up to about $175 a week. 25% of $700 is $175; $700 less $217.50 is $482.50; the smaller counts. For a check every two weeks that is about $350."),
        ([OHIO, "so they take 175 a week, right?"], "Yes. Ohio: up to about $175 a week."),
        ([OHIO, "they say 482, is that right?"], "No. Ohio: up to about $175"),
        (["I live in Colorado and take home 600 a week. how much can they take?"], "part of the rule goes by the minimum wage there, which I do not have."),
        (["I live in Texas and take home 900 a week. how much can they take?"], "Texas: wages cannot be taken for this kind of debt."),
        (["I live in Delaware and make 900 a week after taxes. how much can they take?"], "I cannot work Delaware's limit out from pay alone."),
        ([WAUKEGAN, "where does 125 come from"], "15% of $1,000 is $150; $800 less $675 is $125; the smaller counts. So from a weekly check like yours, at most $125."),
        ([WAUKEGAN, "so it's the 150?"], "No. 15% of $1,000 is $150"),
        (["25% of 840 = 210, right?"], "Yes: 25% of $840 is $210."),
        (["6,000 left over minus 8,500 of HOA dues, does she get anything?"], "About $2,500 of the dues would still be owed."),
        ([SOLD, "what does 40 percent of it come to in dollars"], "40% comes to $20,200 of $50,500, or $12,200 of $30,500."),
        (["owed 205,000, selling for 198,000, and the second mortgage is 30,000", "so 37 between the two?"], "$37,000"),
        (["it would bring 305k, I owe 221k on the first and 46k on a heloc, what do I net"], "$305,000 less $221,000 and $46,000 leaves $38,000."),
        (
            ["The judgment against me is 41,250, entered June 3, 2022. What is it with interest as of today?"],
            "$57,940.99 on Monday, November 30, 2026",
        ),
        (
            ["it is worth 200,000. do both sums, with 90 owed and with 150 owed"],
            "With $90,000 owed, $70,000 to $110,000 may be left over. With $150,000 owed, $10,000 to $50,000 may be left over.",
        ),
    ],
)  # fmt: skip
def test_what_it_comes_to(messages: list[str], said: str) -> None:
    assert said in sum_of(*messages)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("se vende en 260 mil, la primera es 201 mil y la segunda 33 mil, ¿con cuánto me quedo?", "deja $26,000"),
        (
            "debo 201 mil de la primera y 33 mil de la segunda y la venden en 220 mil, ¿me sobra algo?",
            "faltarían $14,000",
        ),
    ],
)
def test_what_two_loans_leave_in_spanish(text: str, said: str) -> None:
    assert said in sum_of(text, language="es")


@pytest.mark.parametrize(
    "messages",
    [
        ["there is nothing left over to keep"],
        ["owed 300,000 - 320,000"],
        ["it sold for 198,000, less than the 205,000 owed"],
        ["the judgment is 41,250, entered June 3, 2022. no interest please"],
        ["they take 15 percent of my pay, how much is that"],
        ["I lost it in 2017 and it was 36,500, right?"],
        ["a letter wants 24,300 plus interest. my ex says half of it is mine, is it half?"],
        [WAUKEGAN, "can they take my car too?"],
    ],
)
def test_what_asks_for_no_sum(messages: list[str]) -> None:
    assert sum_of(*messages) == ""


def test_a_judgment_is_the_debt_unless_it_is_far_below_the_price() -> None:
    case, _ = talk("it sold for 386,000 and the foreclosure judgment was 312,440")
    assert over(case) and str(debt_of(case).low) == "312440"  # type: ignore[union-attr]
    left, _ = talk("it sold for 250,000 and they have a judgment of 62,000 against me")
    assert debt_of(left) is None and over(left) is None


@pytest.mark.parametrize(
    ("words", "due", "claimed"),
    [
        ("judgment 5/11/2021. what date does 7 yrs fall on", "2028-05-11", None),
        ("so may 11, 2028 by my count", "2028-05-11", "2028-05-11"),
        ("is it may 12, 2028?", "2028-05-11", "2028-05-12"),
        ("30 days from the letter of Nov 9", "2026-12-09", None),
    ],
)
def test_the_day_on_which_a_judgment_ends(words: str, due: str, claimed: str | None) -> None:
    case, _ = talk("the judgment against me was entered May 11, 2021", words)
    found = summed(words, case, TODAY)
    assert found and found.due.isoformat() == due
    assert (found.claimed.isoformat() if found.claimed else None) == claimed


@pytest.mark.parametrize(
    ("told", "debt", "second"),
    [
        ("I owe 170,000. Plus 18,900 the government put on the back of it.", "170000", "18900"),
        ("170,000 is the mortgage. The 18,900 is extra, to HUD", "170000", "18900"),
        ("debo 170,000 y aparte 18,900 de la segunda", "170000", "18900"),
        ("I owe 170,000 plus 18,900 in late fees", "170000", None),
        ("I owe 170,000 and 168,000 is what it sold for", "170000", None),
    ],
)
def test_two_debts_told_together_are_two(told: str, debt: str, second: str | None) -> None:
    case, _ = talk(told)
    assert case["debt"]["low"] == debt
    assert (case["second_loan"] or {}).get("low") == second


def test_a_sum_that_was_worked_out_is_no_pay() -> None:
    case, _ = talk(OHIO, "so they take 175 a week, right?", "25% of 700 = 175 a week, is it?")
    assert (case["take_home"]["low"], case["pay_period"], case["pay"], case["taken"]) == ("1400.00", "fortnightly", None, None)  # fmt: skip
    took, _ = talk(OHIO, "they took 175 out of my check last week")
    assert took["taken"]["low"] == "175"


SALE = "The sale of my house in Peoria is February 3 2027."
SERVED = "They served me on November 16 and the hearing is December 18."


@pytest.mark.parametrize(
    ("messages", "due", "other"),
    [
        ([SALE + " We owe about 90,000. How much time do I have left?"], date(2027, 2, 3), None),
        ([SALE, "how many days away is that"], date(2027, 2, 3), None),
        (["La subasta es el 3 de febrero de 2027. ¿cuánto me queda de tiempo?"], date(2027, 2, 3), None),
        (["¿cuántos días faltan para el 3 de febrero, y si no pago el viernes puedo llamar al banco?"], date(2027, 2, 3), None),
        ([SERVED, "how long ago was I served?"], date(2026, 11, 16), None),
        ([SERVED, "is december 14 before my hearing?"], date(2026, 12, 14), date(2026, 12, 18)),
        ([SALE, "¿eso es antes de navidad?"], date(2027, 2, 3), date(2026, 12, 25)),
    ],
)  # fmt: skip
def test_days_are_counted_from_those_of_the_case(messages: list[str], due: date, other: date | None) -> None:
    case, _ = talk(*messages)
    found = summed(messages[-1], case, TODAY)
    assert found and (found.due, found.other) == (due, other)


@pytest.mark.parametrize(
    "messages", [[SALE, "how long does it take to evict me"], [SALE, "how long do I have to move out"], [SERVED, "how many days do I have left"]]
)  # fmt: skip
def test_what_asks_for_no_day_of_the_case(messages: list[str]) -> None:
    case, _ = talk(*messages)
    assert summed(messages[-1], case, TODAY) is None


@pytest.mark.parametrize(
    "text",
    ["how much can they come after me for", "how much would the bank want from me", "how much could they sue for"],
)
def test_what_they_may_ask_for_is_what_is_left(text: str) -> None:
    assert LEFT.search(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("my condo sold for 120k, the loan was 150k and the HOA says I owe 5,500, how much is it all together", "en"),
        ("vendieron mi condo en 120 mil, debia 150 mil y la asociacion pide 5,500 de cuotas, cuanto es en total", "es"),
    ],
)
def test_the_loan_and_the_dues_together(text: str, language: Language) -> None:
    found = sum_of(text, language=language)
    assert "$30,000" in found and "$35,500" in found
