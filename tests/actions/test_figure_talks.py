"""What holds in every talk about figures, whatever is said and in whatever order."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from actions.base import World
from actions.figures import TOLD_BY
from actions.forms import FORM_SLOTS
from tests.actions.helper import NOW
from tests.actions.talk import Talk


def nothing_stored() -> Any:
    raise OSError


WORLD = World(now=lambda: NOW, random=Random(7), sessions=nothing_stored)
SLOT_OF = {fact: slot for slot, fact in TOLD_BY.items()}

# What people tell, with the fact that it is.
TELL = (
    ("i owed {} on it", "debt", (150_000, 400_000)),
    ("it sold for {}", "sale_price", (150_000, 400_000)),
    ("it was worth {}", "market_value", (150_000, 400_000)),
    ("the second mortgage is {}", "second_loan", (20_000, 90_000)),
    ("the judgment against me is {}", "judgment", (150_000, 400_000)),
    ("i paid {} already", "payment", (1_000, 9_000)),
    ("fees of {}", "fees", (2_100, 9_000)),
)
facts = st.sampled_from(TELL).flatmap(
    lambda tell: st.integers(*tell[2]).map(lambda sum_: (tell[0].format(f"${sum_:,}"), tell[1], sum_))
)
pay = st.integers(400, 3_000).map(lambda sum_: (f"i make ${sum_:,} a week", "pay", sum_))
told = st.one_of(facts, facts, facts, pay)
NOISE = (
    "ok",
    "hm",
    "thanks",
    "why",
    "what counts",
    "blah",
    "yes",
    "no",
    "i feel lost",
    "in ohio i heard",
)
noise = st.sampled_from(NOISE).map(lambda text: (text, "nlu_fallback"))
questions = st.sampled_from(
    [
        ("can they take my paycheck?", "wage_garnishment"),
        ("will i go to jail?", "jail"),
        ("how long do they have?", "how_long"),
    ]
)
opens = st.sampled_from(
    [(f"/{job}", "") for job in ("calculate", "calculate_interest", "calculate_plan", "calculate_wages", "refine")]
)


def ask(talk: Talk) -> list[str]:
    """The slots that were asked for in the last answer."""
    return [slot for message in talk.said if (slot := message["metadata"].get("asking"))]


def exact(talk: Talk, fact: str) -> float | None:
    value = talk.case[fact]
    return float(value["high"]) if value else None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(told, noise, questions, opens), min_size=1, max_size=9))
def test_a_fact_told_is_never_lost_and_never_asked_again(turns: list[tuple[Any, ...]]) -> None:
    sums = [turn[2] for turn in turns if len(turn) == 3]
    assume(len({*sums}) == len(sums))  # the same sum once more is the figure that it was
    talk = Talk(WORLD)
    known: dict[str, int] = {}
    for turn in turns:
        if len(turn) == 3:
            text, fact, sum_ = turn
            # A judgment in answer to what is owed is what is owed, and the other way round.
            swapped = {
                ("judgment", "estimate_debt"): "debt",
                ("debt", "judgment_amount"): "judgment",
                ("pay", "wages_disposable"): "take_home",
            }
            known[swapped.get((fact, talk.asked or ""), fact)] = sum_
            talk.say(text)
            if fact == "pay":
                if "take_home" in known and "take_home" not in talk.case:
                    del known["take_home"]  # new pay, and not as an answer: what stood beside it was another's
                assert talk.case["pay_period"] == "weekly"
        else:
            talk.say(*turn) if turn[1] else talk.say(turn[0])
        for fact, sum_ in known.items():
            assert exact(talk, fact) == sum_, (fact, turns)
        held = (talk.slots["figure_doubt"] or {}).get("slot")
        again = [slot for slot in ask(talk) if TOLD_BY.get(slot) in known and slot != held]
        assert not again, (again, talk.texts)
        assert len(ask(talk)) <= 1, talk.texts


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(told, noise, questions), max_size=5), st.sampled_from(list(FORM_SLOTS)[:5]), st.data())
def test_no_message_closes_a_form_without_a_word_of_what_was_kept(
    turns: list[tuple[Any, ...]], form: str, data: st.DataObject
) -> None:
    job = {"estimate_form": "calculate", "estimate_extras_form": "refine"}.get(form, f"calculate_{form[:-5]}")
    talk = Talk(WORLD)
    talk.say(f"/{job}")
    for turn in turns:
        talk.say(turn[0], turn[1] if len(turn) == 2 else "nlu_fallback")
    while talk.form:
        open_, before = talk.form, dict(talk.case.facts)
        talk.say(data.draw(st.sampled_from(["idk", "blah", "never mind", "skip", "blah blah", "it sold for $250,000"])))
        if talk.form != open_:
            kept = [TOLD_BY[slot] for slot in FORM_SLOTS[open_] if TOLD_BY.get(slot) in before]
            result = any(message["metadata"].get("card") for message in talk.said)
            assert result or not kept or "I keep what you told me" in talk.last or "That changes" in talk.last, (
                talk.texts
            )
            assert talk.texts and set(before) <= set(talk.case), talk.texts


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(told, noise, questions, opens), max_size=8))
def test_pay_is_no_figure_of_the_home(turns: list[tuple[Any, ...]]) -> None:
    talk = Talk(WORLD)
    for turn in turns:
        talk.say(turn[0], turn[1] if len(turn) == 2 and turn[1] else "nlu_fallback")
        for slot in ("estimate_debt", "estimate_sale_price", "estimate_market_value"):
            value = talk.slots[slot]
            assert not (isinstance(value, dict) and "low" in value) or float(value["low"]) >= 100_000
