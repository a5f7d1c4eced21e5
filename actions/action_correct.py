"""Figures outside a form: "no, 280 not 250" after a result works it out anew, "I owe 312k" begins an estimate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rasa_sdk.events import EventType, FollowupAction

from actions.action_callback_change import ActionCallbackChange
from actions.action_estimate import result_of
from actions.action_estimate_start import ActionEstimateStart
from actions.base import Choice, SafeAction, Turn, call_me
from actions.desk import acknowledge
from actions.figures import CHANGING, DATED, EVERY, PARTS, change, complete, days_to_sale, parts_in
from shortfall.content.texts import text
from shortfall.law.deficiency import WHERE_LIVED_IN, estimate
from shortfall.law.intervals import format_interval, whole
from shortfall.law.said import listed, said

PAY = frozenset({"pay", "take_home", "pay_period"})
# What was worked out last, what changes it, and the form that works it out anew.
_GOES_ON = (
    ("calculate_plan", frozenset({"monthly_payment", "judgment", "deficiency"}), "plan_form"),
    ("calculate_interest", frozenset({"length", "judgment", "deficiency", "judgment_date"}), "interest_form"),
    ("calculate_interest", frozenset({"monthly_payment"}), "plan_form"),
    ("calculate_wages", PAY, "wages_form"),
    ("wage_garnishment", frozenset({"pay", "take_home"}), "wages_form"),
)


def goes_on(turn: Turn) -> str | None:
    """The form that a figure or a time belongs to: "and after 10 years?", "what about 500 a month?"."""
    heard = set(turn.heard)
    form = next((form for topic, facts, form in _GOES_ON if topic == turn.last_topic and facts & heard), None)
    gone = set(turn.gone) & {*PARTS, *DATED}
    redated = heard & {*DATED} and turn.last_topic == "calculate" and days_to_sale(turn.case) is not None
    redated = redated or "redo" in turn.acts
    lived = "home" in heard and turn.case.place in WHERE_LIVED_IN and "calculate" in turn.all_topics
    changed = (
        lived
        or heard & PARTS
        or gone
        or redated
        or (heard & CHANGING and change(turn.case) and "calculate" in turn.all_topics)
    )
    return form or ("estimate_form" if changed and complete(turn.slots(EVERY)) else None)


def ask_place(turn: Turn) -> None:
    """Ask what one or two bare amounts are. What a choice stands for is read like any message, and said in English."""
    language = turn.language
    sums = [format_interval(sum_, language) for sum_ in turn.unplaced][:2]
    plain = [format_interval(sum_) for sum_ in turn.unplaced][:2]
    if len(sums) == 1:
        question = text("figures.place", language, amount=sums[0])
        keys = ("estimate_debt", "estimate_sale_price", "asked_for")
        choices: list[Choice] = [
            (text(f"figures.say.{key}", language, amount=sums[0]), text(f"figures.say.{key}", amount=plain[0]))
            for key in keys
        ]
    else:
        question = text("figures.place_both", language, first=sums[0], second=sums[1])
        choices = [
            (
                text("figures.say.both", language, debt=sums[a], price=sums[b]),
                text("figures.say.both", debt=plain[a], price=plain[b]),
            )
            for a, b in ((0, 1), (1, 0))
        ]
    turn.say(question, topic="calculate", choices=choices)


def take_up(turn: Turn) -> list[EventType] | None:
    """Figures outside a form change what was worked out last, or begin an estimate; None where there are none."""
    if form := goes_on(turn):
        return [FollowupAction(form)]
    if {"debt", "sale_price"} & set(turn.heard):
        return [*ActionEstimateStart().answer(turn), FollowupAction("estimate_form")]
    if turn.unplaced and not turn.heard:
        ask_place(turn)
        return []
    return None


def say_disputed(turn: Turn) -> bool:
    """What the estimate is without the parts that they do not believe."""
    parts = parts_in(turn.case, "disputed") & frozenset(_PARTS_OF) if "disputed" in turn.heard else frozenset()
    result = result_of(turn) if parts else None
    names = [part.name for part in result.components if part.name in parts] if result else []
    if not result or not names:
        return False
    without = estimate(
        replace(result.figures, **{field: None for name in names for field in _PARTS_OF[name]}), turn.world.today
    )
    sums = [format_interval(whole(each.deficiency), turn.language) for each in (result, without)]
    said_ = [said(f"unsure.{each.name}", turn.language, sum=format_interval(whole(each.amount), turn.language))
             for each in result.components if each.name in names]  # fmt: skip
    disputed = listed(said_, turn.language)
    turn.say(
        text("figures.disputed", turn.language, parts=disputed, with_=sums[0], without=sums[1]),
        topic="calculate",
        choices=[call_me(turn.language)],
    )
    return True


_PARTS_OF: Mapping[str, tuple[str, ...]] = {
    **{name: (name,) for name in ("fees", "costs", "advances", "sale_costs")},
    "interest": ("days", "judgment_date"),
}
"""The parts of a sum that may be disputed, and what of the calculator's input each comes from."""


def say_which_date(turn: Turn) -> bool:
    """After an estimate, one of the two dates that interest is counted from: the other is asked for."""
    dates = {"judgment_date", "sale_date"} & {*turn.case}
    if turn.last_topic != "calculate" or len(dates) != 1 or not dates & {*turn.heard}:
        return False
    other = "sale" if "judgment_date" in dates else "judgment"
    turn.say(f"{acknowledge(turn)} {text(f'figures.when.{other}', turn.language)}", topic="calculate")
    return True


class ActionCorrect(SafeAction):
    """Works it out anew, or asks what is to be changed."""

    def name(self) -> str:
        return "action_correct"

    def answer(self, turn: Turn) -> list[EventType]:
        if (events := take_up(turn)) is not None:
            return events
        if say_disputed(turn) or say_which_date(turn):
            return []
        if turn.slot("callback_reference"):
            return ActionCallbackChange().answer(turn)  # "change my name to ..." after a callback is booked
        turn.say(acknowledge(turn) or text("figures.what_to_change", turn.language), topic="correct")
        return []
