"""What is taken back loses, whatever it is: one reader for days, hours, numbers, names, sums, states and dates, in both languages."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.figures import to_figures
from shortfall.callbacks.window import parse_window
from shortfall.law.deficiency import estimate
from shortfall.reading.facts import read_facts
from shortfall.reading.names import read_name
from shortfall.reading.phone import find_phone
from shortfall.reading.struck import apart, takes_back
from shortfall.talk.case import Case

NOW = datetime(2026, 11, 30, 5, tzinfo=ZoneInfo("America/Chicago"))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Mondays, no, Thursday afternoons this week", "Thursday, December 3, 12 noon to 5 p.m."),
        ("wednesday at 1, oh wait, 2", "Wednesday, December 2, 2 p.m. to 3 p.m."),
        ("wednesday at 1. Scratch that, friday", "Friday, December 4, 1 p.m. to 2 p.m."),
        ("next week monday, I mean thursday", "Thursday, December 10, 9 a.m. to 5 p.m."),
        ("from 9 to 10, make that 2 to 4, tomorrow", "Tuesday, December 1, 2 p.m. to 4 p.m."),
        ("tomorrow, actually next week", "Monday, December 7, 9 a.m. to 5 p.m."),
        ("friday morning, sorry, afternoon", "Friday, December 4, 12 noon to 5 p.m."),
        ("el jueves a las 2, no, perdón, el viernes", "Friday, December 4, 2 p.m. to 3 p.m."),
        ("mañana por la mañana, digo por la tarde", "Tuesday, December 1, 12 noon to 5 p.m."),
        ("el lunes, mejor el miércoles a las 10", "Wednesday, December 2, 10 a.m. to 11 a.m."),
        # What takes nothing back.
        ("wednesday at 1, actually friday works too", "Wednesday, December 2, 1 p.m. to 2 p.m."),
        ("wait until 2 tomorrow", "Tuesday, December 1, 2 p.m. to 5 p.m."),
        ("no mornings, thursday", "Thursday, December 3, 12 noon to 5 p.m."),
    ],
)
def test_the_day_or_hour_that_is_taken_back_loses(text: str, when: str) -> None:
    window = parse_window(text, NOW)
    assert window is not None and window.label.startswith(when)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("773-555-0110, oh no that's my daughter's. Mine is 773-555-0118", "+17735550118"),
        ("773-555-0110 hold on, 773-555-0118", "+17735550118"),
        ("773-555-0110. no, 0118", "+17735550118"),
        ("el 773-555-0110, ay no, ese es del trabajo, es el 773-555-0118", "+17735550118"),
        ("773-555-0110, sorry for all the trouble", "+17735550110"),
        ("773-555-0110. No, you can not text there", "+17735550110"),
    ],
)
def test_the_number_that_is_taken_back_loses(text: str, phone: str) -> None:
    assert find_phone(text) == phone


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Carl Dunn, sorry, Karl Dunn", "Karl Dunn"),
        ("Elena Mora, digo Elena Moran", "Elena Moran"),
        ("Rita Boyle, I mean Rite", "Rite Boyle"),
    ],
)
def test_the_name_that_is_taken_back_loses(text: str, name: str) -> None:
    assert read_name(text) == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("the house is in Wisconsin, I mean Indiana", {"state": "IN"}),
        ("la casa está en Texas, no, perdón, en Illinois", {"state": "IL"}),
        ("I was served May 4, no wait, May 14", {"served_date": ["2026-05-14", "2026-05-14"]}),
        ("the sale was in March 2026. No, I was served in May 2026", {"sale_date": ["2026-03-01", "2026-03-31"]}),
        ("I owe 166,000, my mistake, 161,000", {"debt": "161000"}),
        ("debo 166 mil, corrijo, 161 mil", {"debt": "161000"}),
    ],
)
def test_the_state_date_or_sum_that_is_taken_back_loses(text: str, told: dict[str, object]) -> None:
    facts = read_facts(text, NOW.date())
    found = {fact.case_name: fact.value["low"] if isinstance(fact.value, dict) else fact.value for fact in facts}
    assert {name: found.get(name) for name in told} == told
    assert sum(fact.case_name in told for fact in facts) == len(told)


def test_far_from_a_value_nothing_takes_it_back() -> None:
    assert takes_back(", no, ") and not takes_back(" and it was sold. We never heard. Sorry, ")
    assert apart("I can make it friday") == ["I can make it friday"]


BEFORE = {"judgment_date": {"value": ["2026-06-01", "2026-06-30"], "words": "june", "turn": 1}}
ON = NOW.date()


@pytest.mark.parametrize(
    ("text", "asked", "known", "day"),
    [
        # In one message.
        ("around june. no may i guess. the sale came after", "estimate_time", {}, "2026-05"),
        ("june, wait, march", "estimate_time", {}, "2026-03"),
        ("the judge signed it in may not june", None, {}, "2026-05"),
        ("the judgment wasn't in june, it was in july", None, {}, "2026-07"),
        ("la sentencia fue en julio, no en junio", None, {}, "2026-07"),
        ("la sentencia fue en julio, no junio", None, {}, "2026-07"),
        ("junio. no perdón, mayo", "estimate_time", {}, "2026-05"),
        # A message later, and beside another answer.
        ("no, it was july", "estimate_added", BEFORE, "2026-07"),
        ("wait may", "estimate_time", BEFORE, "2026-05"),
        ("no may. and the lawyer was like 3 grand", "estimate_added", BEFORE, "2026-05"),
        ("judgment was may not june", None, BEFORE, "2026-05"),
        ("july, not june", "estimate_added", BEFORE, "2026-07"),
        ("it was in july", None, BEFORE, "2026-07"),
        ("no perdón, julio", "estimate_added", BEFORE, "2026-07"),
        ("no, fue en mayo", None, BEFORE, "2026-05"),
        ("no, in 2025", None, BEFORE, "2025-06"),
        ("actually july 2024", "estimate_added", BEFORE, "2024-07"),
        # What puts nothing right.
        ("no fees. we moved out in july", "estimate_added", BEFORE, "2026-06"),
        ("i may owe 3 grand", "estimate_added", BEFORE, "2026-06"),
        ("no, they sent a bill in july", "estimate_added", BEFORE, "2026-06"),
    ],
)
def test_the_month_that_is_taken_back_loses(text: str, asked: str | None, known: dict[str, Any], day: str) -> None:
    case = Case.of(known).heard(read_facts(text, ON, asked, case=known), 2)
    assert case["judgment_date"][0][:7] == day


def test_of_two_days_the_nearer_one_is_put_right() -> None:
    both = BEFORE | {"sale_date": {"value": ["2026-10-01", "2026-10-31"], "words": "october", "turn": 2}}
    for text, judged, sold in [
        ("no, july", "2026-07", "2026-10"),
        ("no, june", "2026-06", "2026-10"),
        ("wait september", "2026-06", "2026-09"),
    ]:
        case = Case.of(both).heard(read_facts(text, ON, "estimate_added", case=both), 3)
        assert (case["judgment_date"][0][:7], case["sale_date"][0][:7]) == (judged, sold), text


def test_a_month_that_was_only_denied_is_known_no_more() -> None:
    assert "judgment_date" not in Case.of(BEFORE).heard(read_facts("it was not in june", ON, case=BEFORE), 2)


def test_a_month_put_right_keeps_the_year_that_was_said() -> None:
    known = {"judgment_date": {"value": ["2024-06-01", "2024-06-30"], "words": "june 2024", "turn": 1}}
    assert Case.of(known).heard(read_facts("no, may", ON, case=known), 2)["judgment_date"] == [
        "2024-05-01",
        "2024-05-31",
    ]


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("they paid the back taxes like 3 grand. 3150", {"taxes": "3150"}),
        ("lawyer fees 2k, 2,240 to be exact", {"fees": "2240"}),
        ("court costs about 1000... 1,085", {"costs": "1085"}),
        ("pagaron como 3 mil de impuestos. 3,150 exactamente", {"taxes": "3150"}),
        ("3 grand", {"costs": "3000"}),
        # What names another thing is one more.
        ("taxes 3 grand, lawyer fees 3150", {"taxes": "3000", "fees": "3150"}),
        ("taxes 3000, court costs 5,120", {"taxes": "3000", "costs": "5120"}),
    ],
)
def test_a_sum_said_again_more_exactly_takes_the_place_of_the_round_one(text: str, sums: dict[str, str]) -> None:
    facts = read_facts(text, ON, "estimate_added")
    assert {fact.role: fact.value["high"] for fact in facts if fact.name == "money"} == sums


def test_a_debt_is_told_more_exactly_only_where_the_sum_is_written_out() -> None:
    exact, other = (
        next(iter(read_facts(text, ON, "estimate_debt"))).value for text in ("i owed 121. 121,350", "owed 200k. 204")
    )
    assert exact == {"low": "121350", "high": "121350"}
    assert {"204000", "200000"} == {other["high"], other["or"]["high"]}


COSTS = {"taxes": "taxes", "fees": "lawyer fees", "costs": "court costs"}
TOLD = (
    "{what} {sum}",
    "the {what} were {sum}",
    "no, {what} {sum}",
    "{what} like {round}. {sum}",
    "{what} about {round}, {sum} to be exact",
)


@given(
    st.sampled_from(sorted(COSTS)),
    st.lists(
        st.tuples(st.sampled_from(TOLD), st.integers(2001, 9499).filter(lambda n: n % 1000)), min_size=1, max_size=4
    ),
    st.sampled_from([None, "estimate_added"]),
)
@settings(deadline=None)
def test_of_one_cost_the_last_sum_told_is_counted_once(
    role: str, told: list[tuple[str, int]], asked: str | None
) -> None:
    slots = {
        "estimate_debt": {"low": "121000", "high": "121000"},
        "estimate_sale_price": {"low": "94000", "high": "94000"},
    }
    case = Case()
    for turn, (words, sum_) in enumerate(told):
        text = words.format(what=COSTS[role], sum=f"{sum_:,}", round=f"{round(sum_, -3):,}")
        facts = read_facts(text, ON, asked, about="calculate", case=case.slot())
        case = case.heard(facts, turn)
        assert case[role]["high"] == str(sum_), text
        assert estimate(to_figures(slots, case), ON).total.high == 121_000 + sum_, text
