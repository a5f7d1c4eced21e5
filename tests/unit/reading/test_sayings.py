"""What a sum is by what stands behind it, and which figure a correction changes: in every order that people say it in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shortfall.reading.facts import read_facts
from shortfall.reading.sayings import opening, saying

ON = date(2026, 11, 30)
CALM = settings(deadline=None, max_examples=150)
Case = dict[str, dict[str, Any]]


def case(**known: int | str) -> Case:
    """A case in which these figures were told, one after another."""
    return {
        name: {"value": value if isinstance(value, str) else {"low": str(value), "high": str(value)}, "turn": turn}
        for turn, (name, value) in enumerate(known.items(), 1)
    }


def read(text: str, known: Case | None = None, asked: str | None = None, about: str | None = None) -> dict[str, Any]:
    """The figures of a message by their roles, and "-role" for what it takes back; "?" is one that has to be asked about."""
    found: dict[str, Any] = {}
    for fact in read_facts(text, ON, asked, about=about, case=known or {}):
        if fact.name == "retracted":
            found[f"-{fact.value}"] = True
        elif fact.name == "money":
            found[fact.role or "?"] = int(Decimal(fact.value["low"]))
    return found


# What is said of a sum, as a clause or a thing, and what the sum is by it.
SAID = (
    ("what they took", "taken"),
    ("what my boss takes out", "taken"),
    ("what gets garnished", "taken"),
    ("lo que me quitan", "taken"),
    ("lo que me descuentan", "taken"),
    ("what i make", "pay"),
    ("the gross", "pay"),
    ("lo que gano", "pay"),
    ("el sueldo", "pay"),
    ("what i bring home", "take_home"),
    ("my net", "take_home"),
    ("lo que me llega", "take_home"),
)
OF_HOME = (
    ("what i owe", "debt"),
    ("the loan balance", "debt"),
    ("lo que debo", "debt"),
    ("la deuda", "debt"),
    ("what it sold for", "sale_price"),
    ("what the bank bid", "sale_price"),
    ("el precio de venta", "sale_price"),
    ("what its worth", "market_value"),
    ("lo que vale", "market_value"),
    ("the second mortgage", "second_loan"),
)
LINKS = {"english": (" is ", ". that's ", ", thats ", " was "), "spanish": (" es ", ", eso es ", " son ")}


def links(said: str) -> tuple[str, ...]:
    return LINKS["spanish" if said.split()[0] in {"lo", "el", "la"} else "english"]


@CALM
@given(st.sampled_from(SAID), st.integers(150, 1_900), st.data())
def test_a_sum_is_what_is_said_of_it(said: tuple[str, str], sum_: int, data: st.DataObject) -> None:
    words, role = said
    text = f"{sum_}{data.draw(st.sampled_from(links(words)))}{words}"
    assert read(text) == {role: sum_}, text


@CALM
@given(st.sampled_from(OF_HOME), st.integers(150, 900), st.data())
def test_a_sum_of_a_home_is_in_thousands_whatever_stands_behind(
    said: tuple[str, str], sum_: int, data: st.DataObject
) -> None:
    words, role = said
    text = f"{sum_}{data.draw(st.sampled_from(links(words)))}{words}"
    assert read(text) == {role: sum_ * 1000}, text


@CALM
@given(st.sampled_from(SAID), st.sampled_from(SAID), st.integers(150, 1_900))
def test_not_this_but_that_moves_a_figure(wrong: tuple[str, str], right: tuple[str, str], sum_: int) -> None:
    assume(wrong[1] != right[1] and links(wrong[0]) == links(right[0]))
    known = case(pay_period="weekly", **{wrong[1]: sum_})
    spanish = "que" in f"{wrong[0]} {right[0]}" or wrong[0].startswith("el ")
    for text in (
        (f"{sum_} no es {wrong[0]}, es {right[0]}", f"{sum_} es {right[0]}, no {wrong[0]}")
        if spanish
        else (
            f"{sum_} is not {wrong[0]}, its {right[0]}",
            f"{sum_} is {right[0]} not {wrong[0]}",
            f"its not {wrong[0]} its {right[0]}. {sum_}",
        )
    ):
        got = read(text, known)
        assert got.get(right[1]) == sum_ and (got.get(f"-{wrong[1]}") or wrong[1] in got), (text, got)


OF = {"debt": (150_000, 400_000), "sale_price": (100_000, 390_000), "fees": (2_000, 9_000), "payment": (1_000, 9_000)}
PUT_RIGHT = (
    "the {old} should be {new}",
    "its {new} not {old}",
    "its not {old} its {new}",
    "{old} is wrong it was {new}",
    "i said {old} but its {new}",
    "not {old}, {new}",
    "el {old} esta mal, es {new}",
    "no eran {old}, eran {new}",
)


@CALM
@given(st.sampled_from(PUT_RIGHT), st.sampled_from(sorted(OF)), st.data())
def test_a_correction_that_names_the_figure_changes_that_one_alone(said: str, role: str, data: st.DataObject) -> None:
    told = {name: data.draw(st.integers(*ends), label=name) for name, ends in OF.items()}
    new = data.draw(st.integers(*OF[role]))
    assume(len({*told.values(), new}) == len(told) + 1)
    assume(
        abs(new - (told["debt"] - told["sale_price"])) > 500
    )  # what we worked out and they say back is no correction
    text = said.format(old=f"{told[role]:,}", new=f"{new:,}")
    assert read(text, case(**told)) == {role: new}, text


@pytest.mark.parametrize("asked", ["callback_name", "callback_phone", "callback_window", None])
def test_a_correction_is_heard_whatever_was_asked(asked: str | None) -> None:
    assert read("its not 900 its 950", case(pay=900, pay_period="weekly"), asked) == {"pay": 950}


TABLE = [
    # who tells what was taken, in the words of the message that was misread
    ("its about marcus check 240 taken when max is 172.50", case(pay=1150, pay_period="weekly"), {"taken": 240}),
    ("240 is not his PAY its what they TOOK, his pay is 1150 a week", {}, {"taken": 240, "pay": 1150}),
    ("i never paid 240 they TOOK it", case(payment=240), {"taken": 240, "-payment": True}),
    ("147 a week has been coming out since october", {}, {"taken": 147}),
    ("the 240 they took was too much", {}, {"taken": 240}),
    ("what they take is 162", case(pay=980), {"taken": 162}),
    ("you wrote 240 as pay thats wrong thats what they took", case(pay=240), {"taken": 240, "-pay": True}),
    # two sums, each with what is said of it
    ("1150 is the gross, 240 is what gets garnished", {}, {"pay": 1150, "taken": 240}),
    ("905 is after taxes. before its 1150", {}, {"pay": 1150, "take_home": 905}),
    ("1150 es lo bruto, 905 lo que me llega", {}, {"pay": 1150, "take_home": 905}),
    ("180 was the old balance, 210 is the new one", {}, {"debt": 210_000}),
    ("180 era lo viejo, 210 es lo nuevo", case(debt=180_000), {"debt": 210_000}),
    # the figure told last is something else
    ("no thats what it sold for", case(debt=161_000), {"sale_price": 161_000, "-debt": True}),
    ("thats my net not my gross", case(pay=702), {"take_home": 702, "-pay": True}),
    # a slip of digits
    ("sorry 224", case(debt=242_000, sale_price=161_000), {"debt": 224_000}),
    ("the 890 is wrong", case(pay=890, debt=190_000), {"-pay": True}),
    ("187 isnt right its 178", case(taken=187, pay=890, pay_period="weekly"), {"taken": 178}),
    # what was taken out of how much; what they came down to
    ("is 215 out of 1,075 legal, they took it friday", {}, {"taken": 215, "pay": 1075}),
    ("they came down to 12,000", case(deficiency=49_300, stage="sold"), {"offer": 12_000}),
    # what is not paid is not for that not owed
    ("i have not paid 190,000, i owe it", case(debt=190_000), {}),
    ("no i never paid 5,000, it was 3,000", case(debt=190_000, payment=5_000), {"payment": 3_000}),
    # of somebody else, or of what a sum would do
    ("theres 2 tenants paying 900 each", case(debt=190_000), {"rent": 900}),
    ("they said 2,500 would stop the sale", {}, {"other": 2_500}),
    # "that's my pay" behind what was taken says nothing of it
    ("they took 900 thats my whole paycheck", {}, {"taken": 900}),
]


@pytest.mark.parametrize(("text", "known", "figures"), TABLE, ids=[text[:50] for text, _, _ in TABLE])
def test_what_a_message_tells(text: str, known: Case, figures: dict[str, Any]) -> None:
    assert read(text, known) == figures


@pytest.mark.parametrize(
    "text", ["is 240 what they can take?", "240 in the morning", "240 they", "240 is a lot", "240."]
)
def test_of_most_sums_nothing_is_said(text: str) -> None:
    place = text.index("240")
    assert saying(text, place, place + 3) is None


def test_what_a_message_begins_with() -> None:
    begun = opening("its not my pay its what they take")
    assert begun and (begun.role, begun.denied) == ("taken", frozenset({"pay"}))
    assert opening("that is so sad") is None


@pytest.mark.parametrize(
    "text",
    ["the judgment against me is $150,000", "i want the judgment, it is 150,000", "my account says judgment 150,000"],
)
def test_a_word_that_ends_like_a_denial_takes_nothing_back(text: str) -> None:
    assert "-sale_price" not in read(text, case(sale_price=150000))


@pytest.mark.parametrize(
    "text",
    [
        "the paper says 61k and they take 180 a week i make 1200 before taxes",
        "el papel que le dieron al boss dice 61 mil y me quitan 180 a la semana gano 1200 antes de taxes",
    ],
)
def test_a_debt_beside_what_is_earned_is_no_pay(text: str) -> None:
    assert read(text)["pay"] == 1200
