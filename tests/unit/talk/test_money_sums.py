"""Sums of money that a message asks for, worked out from what was told."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.content.questions import Language
from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case
from shortfall.talk.day_sums import summed
from shortfall.talk.money_sums import debt_of, over, reckoned

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


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        (["We would walk away with 64,000 and the lien is 21,300. What is left?"], "$64,000 less $21,300 leaves $42,700."),
        (["64,000 minus 21,300"], "$42,700"),
        (["does the 21,300 get paid out of the 64,000?"], "$64,000 less $21,300 leaves $42,700."),
        (["We get 64,000, the lien is 21,300, what is left", "so 42,700, right?"], "Yes: $64,000 less $21,300 leaves $42,700."),
        (["so 64,000 minus 21,300 is 43,700, right?"], "No: $64,000 less $21,300 leaves $42,700."),
        (["6,000 left over minus 8,500 of HOA dues, does she get anything?"], "About $2,500 of the dues would still be owed."),
        ([SOLD, "what does 40 percent of it come to in dollars"], "40% comes to $20,200 of $50,500, or $12,200 of $30,500."),
        (["owed 205,000, selling for 198,000, and the second mortgage is 30,000", "so 37 between the two?"], "$37,000"),
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
    "messages",
    [
        ["there is nothing left over to keep"],
        ["owed 300,000 - 320,000"],
        ["it sold for 198,000, less than the 205,000 owed"],
        ["the judgment is 41,250, entered June 3, 2022. no interest please"],
        ["they take 15 percent of my pay, how much is that"],
        ["I lost it in 2017 and it was 36,500, right?"],
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
