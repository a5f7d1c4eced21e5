"""Apply an Illinois rule to what the person told us: "one of 2014 passed seven years in 2021". Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from shortfall.base.channel import Channel
from shortfall.content.questions import Language, questions
from shortfall.content.texts import day_in_words, text
from shortfall.law.deadlines import Deadline, after
from shortfall.law.figures import figure
from shortfall.law.interest import interest, judgment_rates, per_diem
from shortfall.law.intervals import NOTHING, Interval, format_interval, format_money, less, whole
from shortfall.law.said import listed
from shortfall.law.words import by_limits, most_of_pay
from shortfall.reading.benefits import BALANCE, FEDERAL, OTHERS
from shortfall.reading.facts import to_interval
from shortfall.reading.pay import FULL_TIME
from shortfall.reading.things import ANSWERED, OPEN
from shortfall.talk.case import Case
from shortfall.talk.due import answer_due, catch_up_due, days_to_apply
from shortfall.talk.pay_sums import limit_here


def applied(question: str, case: Case, today: date, language: Language) -> str:
    """The sentence to add to an answer because of what was told; empty if there is none.

    A judgment can be enforced for seven years from its entry, unless it is revived (735 ILCS 5/12-108); it grows at 9% a year, some at 5%
    (735 ILCS 5/2-1303). A home that is sold by its owner pays its loans first.

    Args:
        question: the id of the question that is answered ("how_long/revived").
    """
    made = {"judgment_age": _age, "growth": _growth, "equity": _left}.get(questions()[question].applies)
    return made(case, today, language) if made else ""


WITH_A_FIGURE = re.compile(r"\$\d")
"""Sentences that say again what is said before them with the person's own sums: the others have room instead."""
BOUGHT = "sale_process/who_bought"
"""Where the price of the sale is to be found."""
CATCH_UP = "redemption_reinstatement/cost_to_reinstate"
"""What it takes to catch up the loan."""
CHECKED = "still_owe_after_foreclosure/check_amount"
"""How a sum that somebody demands is checked."""
IS_IT_RIGHT = 2
"""The wording of such a price that says whether what is asked for is right."""


def first_said(question: str, case: Case, today: date, language: Language, said: Collection[str] = ()) -> str:
    """The sentence to say before an answer, because what was told answers it: the day by which to answer the court, the most of
    their pay, the price that their sums would mean; empty if there is none.

    Args:
        question: the id of the question that is answered.
        said: what the assistant has said: such a price is put in other words each time.
    """
    applies = questions()[question].applies
    still_open = case[ANSWERED] in {None, OPEN}
    if applies == "answer_by" and still_open and (due := answer_due(case, today)) and due.due:
        day, served = day_in_words(due.due, language), day_in_words(due.start, language)
        by = text("applied.answer_by", language, day=day, served=served, days=str(due.number))
        return "" if any(by in each for each in said) else by
    if not applies and _names_90_days(question) and (due := catch_up_due(case, today)):
        by = catch_up_by(due, language)
        return "" if any(by in each for each in said) else by
    if applies in OFFERED:
        return _offer_ends(case, language, () if question == WHOSE_DATE else said)
    if applies == "judgment_age":
        return _runs_out(case, today, language)
    if applies == "most_of_pay":
        return most_told(case, today, language)
    if applies == "account":
        return _of_an_account(case, today, language)
    if applies == "car":
        return _of_the_car(case, today, language)
    if applies == "savings":
        return _of_savings(case, today, language)
    if applies == "instalments":
        return in_all_paid(case, language) if question != CATCH_UP else to_catch_up(case, language)
    if applies == "insolvent":
        return _insolvent(case, language)
    if applies == "keep_from_reverse":
        return _of_a_reverse_mortgage(case, today, language)
    if question in {BOUGHT, CHECKED} and (price := implied_price(case)):
        return price_in_words(case, price, language, times(price, said, language))
    told = to_interval(case["sale_price"])
    return text("applied.price", language, price=format_interval(told, language)) if question == BOUGHT and told else ""


def _names_90_days(question: str) -> bool:
    """Whether an answer names the time to catch up (735 ILCS 5/15-1602)."""
    short = questions()[question].text.sms["en"]
    return "90 days" in short and (question.startswith("redemption_reinstatement/") or "catch up" in short.lower())


def catch_up_by(due: Deadline, language: Language) -> str:
    """The day on which that time ends, and on which it can be paid last."""
    assert due.due
    days = {"day": day_in_words(due.due, language), "served": day_in_words(due.start, language)}
    by = text("applied.catch_up_by", language, 0, **days, days=str(due.number))
    return f"{by} {closed_then(due, language)}".strip()


def closed_then(due: Deadline, language: Language) -> str:
    """That offices are closed on the last day to pay, and when they are open last; empty where they are open."""
    day = due.last_open()
    return text("deadlines.closed", language, day=day_in_words(day, language)) if day else ""


WHOSE_DATE = "settle_for_less/offer_letter"
"""What answers whose date that is, as often as it is asked."""
LEADS_EVERYWHERE = frozenset({"account", "offer_by", "keep_from_reverse", "insolvent", "instalments"})
"""What an answer may open with in every state: it is arithmetic, follows from federal law, or says whose a day is."""
OFFERED = frozenset({"offer_by", "answer_by"})
"""What an answer may open with where the end of an offer was told, and no day of a court's: whose day it is, in every state."""


def _said(language: Language, **sums: Interval) -> dict[str, str]:
    """Sums in words, by what a text calls them."""
    return {name: format_interval(each, language) for name, each in sums.items()}


def _offer_ends(case: Case, language: Language, said: Collection[str]) -> str:
    """That the last day of an offer is the sender's own and no court's, once."""
    told = case["offer_date"]
    if not told or case["paper"]:
        return ""
    whose = text("applied.offer_by", language, day=day_in_words(date.fromisoformat(told[1]), language))
    return "" if any(whose in each for each in said) else whose


def _of_the_car(case: Case, today: date, language: Language) -> str:
    """What may be kept of a car: its value less its loan, against the car's own protection (735 ILCS 5/12-1001(c)), then against the one for
    any belongings (735 ILCS 5/12-1001(b))."""
    value, loan = to_interval(case["car_value"]), to_interval(case["car_loan"])
    if not value:
        return ""
    own, wildcard = (Interval.of(figure(name, today)) for name in ("vehicle", "wildcard"))
    rest, more = _of_what_a_car_leaves(case, own)
    beyond = less(more, wildcard)
    key = "none" if not rest.high else "over" if beyond.high else "part" if more.high else "all"
    said = _said(language, value=value, loan=loan or NOTHING, rest=rest, more=more, beyond=beyond)
    counts = text(f"applied.car.{'counts' if loan and loan.high else 'unpledged'}", language, 0, **said)
    return text(
        f"applied.car.{key}",
        language,
        0,
        **said,
        counts=counts,
        vehicle=format_interval(own, language),
        wildcard=format_interval(wildcard, language),
    )


def _of_what_a_car_leaves(case: Case, own: Interval) -> tuple[Interval, Interval]:
    """A car's value less its loan, and how much of that is above the car's `own` protection; nothing of a car whose value is not known."""
    rest = less(to_interval(case["car_value"]) or NOTHING, to_interval(case["car_loan"]) or NOTHING)
    return rest, less(rest, own)


def _of_savings(case: Case, today: date, language: Language) -> str:
    """What may be kept of savings (735 ILCS 5/12-1001(b)), and what of that a car would need as well."""
    savings = to_interval(case["savings"])
    if not savings:
        return ""
    own, wildcard = (Interval.of(figure(name, today)) for name in ("vehicle", "wildcard"))
    beyond = less(savings, wildcard)
    _, more = _of_what_a_car_leaves(case, own)
    said = _said(language, savings=savings, wildcard=wildcard, beyond=beyond, more=more)
    keys = ["over" if beyond.high else "all", *(["car"] * bool(more.high))]
    return " ".join(text(f"applied.savings.{key}", language, 0, **said) for key in keys)


_MONTHS_LEFT = 2
"""Months of federal benefits that a bank leaves free (31 CFR 212.3, "lookback period")."""


def _of_an_account(case: Case, today: date, language: Language) -> str:
    """What a bank itself leaves free of an account: two months of the federal benefits that come in, or all of it where it holds less
    (31 CFR 212.3, 212.6); what else comes in has to be claimed, in Illinois beside the wildcard (735 ILCS 5/12-1001(b))."""
    told = case["account"] or {}
    paid, others = ([kind for kind in kinds if kind in told] for kinds in (FEDERAL, OTHERS))
    if not paid:
        return ""
    month = sum((Decimal(told[kind]) for kind in paid), Decimal())
    balance, free = Decimal(told.get(BALANCE, 0)), _MONTHS_LEFT * month
    key = "all" if 0 < balance <= free else "of" if balance else "free"
    kinds = {"paid": paid, "others": others}
    said = {
        name: listed([text(f"applied.account.{each}", language) for each in own], language)
        for name, own in kinds.items()
        if own
    }
    sums = {"month": month, "free": free, "balance": balance, "wildcard": figure("wildcard", today)}
    said |= {name: format_money(each) for name, each in sums.items()}
    there = f"applied.account.claim_{'both' if others else 'wildcard'}"
    claim = text(there, language, 0, **said) if case.place in {None, "IL"} else ""
    return f"{text(f'applied.account.{key}', language, 0, **said)} {claim}".strip()


def in_all_paid(case: Case, language: Language, *, of_debt: bool = True) -> str:
    """What the payments of an offer come to, what share of the debt that is and what is offered at once, and what the share that was named would
    be; of missed payments only what they come to."""
    told, at_once = case["instalments"] or {}, to_interval(case["offer"]) if of_debt else None
    owed = next(filter(None, (to_interval(case[name]) for name in ("deficiency", "judgment", "debt"))), None)
    debt = Decimal(told["debt"]) if "debt" in told else owed.low if owed and owed.exact else None
    debt = debt if of_debt and debt and debt > 0 else None
    found = []
    if told:
        count, each = int(told["number"]), Decimal(told["each"])
        said = {"count": str(count), "each": format_money(each), "total": format_money(count * each)}
        if debt:
            share = _share(count * each, debt)
            found.append(text("applied.instalments.of_debt", language, 0, **said, share=share, debt=format_money(debt)))
            if "share" in told and (named := Decimal(told["share"])) != Decimal(share):
                would = format_money((debt * named / 100).quantize(Decimal("0.01")))
                found.append(text("applied.instalments.named", language, 0, share=f"{named:f}", sum=would))
        else:
            found.append(text("applied.instalments.total", language, 0, **said))
    if debt and at_once and at_once.exact and at_once.low < debt:
        sums = {"sum": format_money(at_once.low), "debt": format_money(debt)}
        found.append(text("applied.instalments.at_once", language, 0, **sums, share=_share(at_once.low, debt)))
    return " ".join(found)


def to_catch_up(case: Case, language: Language) -> str:
    """What missed payments come to, or what they told that they are behind by, and what their savings leave of it."""
    behind, saved = to_interval(case["arrears"]), to_interval(case["savings"])
    if not behind:
        return in_all_paid(case, language, of_debt=False)
    if not saved:
        return text("applied.behind.told", language, 0, **_said(language, behind=behind))
    left = less(behind, saved)
    sums = _said(language, behind=behind, saved=saved, left=left)
    return text("applied.behind.short" if left.high else "applied.behind.enough", language, 0, **sums)


def _share(part: Decimal, whole: Decimal) -> str:
    """What share one sum is of another, in per cent with a decimal where there is one."""
    return f"{(100 * part / whole).quantize(Decimal('0.1')).normalize():f}"


def _insolvent(case: Case, language: Language) -> str:
    """By how much all that was owed is more than all that was owned (26 U.S.C. 108(d)(3))."""
    owned, owed = to_interval(case["owned_in_all"]), to_interval(case["owed_in_all"])
    if not owned or not owed or (owned.low < owed.high and owed.low < owned.high):
        return ""  # which is more is not known
    gap, forgiven = less(owed, owned), to_interval(case["forgiven"])
    rest = less(forgiven, gap) if forgiven else NOTHING
    key = "not" if not gap.high else "by" if not forgiven else "part" if rest.high else "all"
    said = _said(language, owned=owned, owed=owed, gap=gap, forgiven=forgiven or NOTHING, rest=rest)
    return text(f"applied.insolvent.{key}", language, 0, **said)


def _of_a_reverse_mortgage(case: Case, today: date, language: Language) -> str:
    """What heirs pay to keep a home with an insured reverse mortgage: its balance, or less where a share of its worth is less (24 CFR 206.125)."""
    owed, value = to_interval(case["debt"]), to_interval(case["market_value"])
    if not owed or not value:
        return ""
    part = figure("federal_reverse_heirs_share", today)
    share = Interval(value.low * part, value.high * part)
    if share.low < owed.high and owed.low < share.high:
        return ""  # which of them is less is not known
    key = "share" if share.high <= owed.low else "balance"
    said = _said(language, owed=owed, value=value, share=whole(share))
    return text(f"applied.reverse.{key}", language, 0, **said)


_OF_ONE_SENT = "loan_modification/dual_tracking"
"""On an application that was sent: it may have come in time."""


def before_a_sale(today: date) -> re.Pattern[str]:
    """What speaks of the days before a sale in which a whole application for help no longer holds it."""
    return re.compile(rf"\b{figure('federal_application_days', today)} (?:days|d[ií]as)\b", re.I)


def too_near(question: str, case: Case, today: date, language: Language, channel: Channel) -> str:
    """That the time for such an application is over, where the sale that was told is too near; else empty."""
    first, last = map(date.fromisoformat, case["sale_date"] or ("0001-01-01",) * 2)
    left, limit = (last - today).days, figure("federal_application_days", today)
    if question == _OF_ONE_SENT or first < today or left > limit:
        return ""
    key = f"applied.too_near_{'web' if channel == 'web' else 'sms'}"
    return text(key, language, days=str(left), limit=str(limit))


def in_time(case: Case, today: date, language: Language) -> str:
    """By when such an application has to be there, where the sale that was told leaves that time (12 CFR 1024.41(g)); else empty."""
    found = days_to_apply(case, today)
    if found is None or found.due < today:
        return ""
    sale, day = (day_in_words(each, language) for each in (found.sale, found.due))
    return text("applied.in_time", language, sale=sale, day=day)


def most_told(case: Case, today: date, language: Language) -> str:
    """The most that can be taken in Illinois from the pay that was told; empty where pay or how often it comes is not known."""
    limit = limit_here(case, today)
    if limit is None:
        return ""
    return " ".join(filter(None, [most_of_pay(limit, language), by_limits(limit, language), for_hours(case, language)]))


def for_hours(case: Case, language: Language) -> str:
    """For how many hours pay by the hour was worked out, where nobody said how many they work, and the question for them; else empty."""
    return text("applied.hours", language, hours=str(FULL_TIME)) if "hourly" in case and "pay" in case else ""


def implied_price(case: Case) -> Interval | None:
    """The price that what was owed and what is asked for now would mean, if nothing was added; None where a price was told, or a sum is missing."""
    owed, claimed = to_interval(case["debt"]) or to_interval(case["judgment"]), to_interval(case["deficiency"])
    priced = "sale_price" in case and not case["sale_price"].get("bound")  # "for less than 180" is no price yet
    if not owed or not claimed or priced or case["ended"] == "not_sold" or claimed.high >= owed.low:
        return None
    return Interval(owed.low - claimed.high, owed.high - claimed.low)


def times(price: Interval, said: Collection[str], language: Language) -> int:
    """How often such a price was said."""
    shown = format_interval(whole(price), language)
    return sum(shown in told for told in said)


def price_in_words(case: Case, price: Interval, language: Language, nth: int = 0) -> str:
    """What that price is, and where the real one stands, in the `nth` wording."""
    owed, claimed = to_interval(case["debt"]) or to_interval(case["judgment"]), to_interval(case["deficiency"])
    assert owed and claimed
    return text("applied.implied", language, nth, **_said(language, owed=owed, claimed=claimed, price=whole(price)))


def _age(case: Case, today: date, language: Language) -> str:
    told = case["judgment_date"]
    if not told:
        return ""
    first, last = map(date.fromisoformat, told)
    if first.year != last.year or last > today:
        return ""  # "some years ago"
    years = int(figure("judgment_years", today))
    past, ahead = (after(day, years, "years") < today for day in (last, first))
    if first == last:
        return ""  # the day itself stands first
    key = "old" if past else "turning" if ahead else "young"
    return text(
        f"applied.judgment.{key}", language, told=str(first.year), years=str(years), then=str(first.year + years)
    )


def _runs_out(case: Case, today: date, language: Language) -> str:
    """The day on which the years of a judgment end, where its own was told (735 ILCS 5/12-108)."""
    first, last = case["judgment_date"] or ("", "")
    if not first or first != last or case["state"] not in {None, "IL"} or date.fromisoformat(first) > today:
        return ""
    years = int(figure("judgment_years", today))
    day = after(date.fromisoformat(first), years, "years")
    start, end = (day_in_words(each, language) for each in (date.fromisoformat(first), day))
    key = "ended" if day < today else "ends"
    return text(f"applied.judgment.{key}", language, years=str(years), start=start, day=end)


def _growth(case: Case, today: date, language: Language) -> str:
    amount = to_interval(case["judgment"])
    rates = amount and judgment_rates(amount, today)
    if not amount or not rates or rates.low != rates.high or amount.low != amount.high:
        return ""  # which of two rates it is, is not told
    year = interest(amount.low, rates.low, 365)
    return text(
        "applied.growth",
        language,
        judgment=format_money(amount.low),
        year=format_interval(whole(Interval.of(year)), language),
        day=format_money(per_diem(amount.low, rates.low)),
    )


def _left(case: Case, today: date, language: Language) -> str:
    debt, value = to_interval(case["debt"]), to_interval(case["market_value"])
    if not debt or not value:
        return ""
    second = to_interval(case["second_loan"]) or NOTHING
    owed = Interval(debt.low + second.low, debt.high + second.high)
    over = value.low > owed.high
    if not over and value.high >= owed.low:
        return ""
    rest = less(value, owed) if over else less(owed, value)
    return text(
        f"applied.left.{'over' if over else 'short'}",
        language,
        value=format_interval(value, language),
        owed=format_interval(owed, language),
        rest=format_interval(rest, language),
    )
