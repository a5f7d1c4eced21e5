"""What may be taken of the pay that was told, where a message asks for it in figures or says a figure back: "give me a number", "25% of 640 is
160, right?", "where does the 186 come from, so it's the 168?". In Illinois by both of its limits, elsewhere by that state's. Pure, linear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from shortfall.content.questions import Language
from shortfall.content.texts import text as standing
from shortfall.law import pay_limits
from shortfall.law.interest import percent
from shortfall.law.intervals import ZERO, format_money, to_cents
from shortfall.law.pay_limits import Limit, Most
from shortfall.law.said import said
from shortfall.law.states import STATES
from shortfall.law.wages import Period, WageLimit
from shortfall.reading.facts import to_interval
from shortfall.reading.pay import limit_of, of_each_week
from shortfall.reading.said_back import shares, sums
from shortfall.reading.sentences import SENTENCE
from shortfall.talk.case import Case

_OF_TAKING = re.compile(
    r"\b(?:take|takes|taken|taking|garnish\w{0,5}|paychecks?|wages?|most|max(?:imum)?|number|figure|quit(?:an|ar|arme|en|e)|sac(?:an|ar|arme)|descuent\w{1,3}|descont\w{1,4}|embarg\w{1,4}|cheque|sueldo|n[uú]mero|cifra)\b",
    re.I,
)
_HOW_MUCH = re.compile(
    r"\b(?:how much|what(?:'?s| is| would| does)|number|figure|most|max(?:imum)?|dollars|cu[aá]nto|n[uú]mero|cifra|m[aá]ximo)\b|\?",
    re.I,
)
_CLAIM = re.compile(
    r"\?|\b(?:right|correct|sure|yes or no|y/n|verdad|correcto|cierto|seguro|s[ií] o no)\b|\b(?:so|then|entonces|o sea)\b",
    re.I,
)
_WHENCE = re.compile(
    r"\b(?:where (?:does|do|did|is|'?s)|how (?:do|did|does|is|come)|why|de d[oó]nde|c[oó]mo|por ?qu[eé])\b", re.I
)
_SETTLES = re.compile(r"\b(?:so|then|right|correct|yes or no|sure|seguro|entonces|verdad|o sea|s[ií] o no)\b", re.I)
_OR = re.compile(r"\b(?:or|o)\b", re.I)
_NEAR = 1
_LEAST_PAY = 20


def place_of_pay(case: Case) -> str | None:
    """The state by whose rule pay is taken: where they live or work, else where the case is."""
    moved: str | None = case.taken_in(pay=True)["lives_in"]
    return moved or case.place


def limit_here(case: Case, today: date) -> WageLimit | None:
    """What the pay that was told comes to in Illinois; None where pay, or how often it comes, is not known."""
    return limit_of(case.__getitem__, today)


def most_there(case: Case, place: str, today: date) -> Most | None:
    """The most of a week's pay in another state; None where its rule, or the pay that it goes by, is not known."""
    return pay_limits.elsewhere(place, *of_each_week(case.__getitem__), today)


def pay_sum(text: str, case: Case, today: date, language: Language) -> str:
    """What may be taken, in words, where the message asks for that or says it back; else empty."""
    place = place_of_pay(case)
    if not {"pay", "take_home"} & {*case}:
        return _share_said(text, language)
    if place in {None, "IL"}:
        limit = limit_here(case, today)
        limits = pay_limits.here(limit) if limit else ()
        if limit and limits and (begins := _said_back(text, limits, limit.maximum.high, language)) is not None:
            check = said(f"wages.{limit.period}", language)
            ends = standing("sums.pay.of_each", language, check=check, sum=format_money(limit.maximum.high))
            return f"{begins}{pay_limits.least(limits, language)} {ends}"
        return _share_said(text, language)
    most = most_there(case, place, today)
    checks = most.of_each(case["pay_period"]) if most else ()
    all_ = [most.words(language), _each_check(checks, case["pay_period"], language)] if most else []
    words = " ".join([*filter(None, all_), standing("sums.pay.not_in_it", language)]) if most else ""
    for limits in (most.limits, checks) if most else ():
        least = min((one.comes for one in limits), default=ZERO)
        if (begins := _said_back(text, limits, least, language)) is not None:
            return f"{begins}{words}"
    if share := _share_said(text, language):
        return f"{share} {most.words(language)}" if most and most.sum else share
    if not (_OF_TAKING.search(text) and _HOW_MUCH.search(text) and _names_pay(text, case)):
        return ""
    if most:
        return words
    rule = pay_limits.pay_rule(place)
    name = STATES[place].names[language]
    if case["pay_period"] and (rule is None or not rule.gross):
        told = pay_limits.in_words(place, language)
        if told and "%" not in told:
            return f"{name}: {told[0].lower()}{told[1:]}"  # nothing is taken there
        return standing("sums.pay.not_reckoned", language, state=name, rule=told) if told else ""
    return standing("sums.pay.before_taxes" if case["pay_period"] else "sums.pay.how_often", language, state=name)


def _each_check(checks: Sequence[Limit], period: Period, language: Language) -> str:
    """What it comes to of each check, where that is not one of a week."""
    if not checks or not (least := min(one.comes for one in checks)):
        return ""
    return standing("sums.pay.each", language, check=said(f"wages.{period}", language), sum=format_money(least))


def _names_pay(text: str, case: Case) -> bool:
    """Whether the pay that was told stands in the message, or nothing else does that is a sum."""
    told = {end for name in ("pay", "take_home") if (each := to_interval(case[name])) for end in (each.low, each.high)}
    named = [sum_ for sum_, _ in sums(text)]
    return not named or any(abs(sum_ - each) <= _NEAR for sum_ in named for each in told)


def _said_back(text: str, limits: Sequence[Limit], most: Decimal, language: Language) -> str | None:
    """How the answer begins to who says back what one of the limits comes to: yes, where the least of them is meant; "" to who only asks where
    it comes from; None where none of it is said back."""
    told = {one.pay for one in limits} | {one.less for one in limits}
    if "?" in text:  # what is asked elsewhere in it is no question on this sum: "only 27. Can they take her money too?"
        text = " ".join(each for each in SENTENCE.findall(text) if any(map(str.isdigit, each)))
    named = [
        sum_ for sum_, _ in sums(text) if sum_ >= _LEAST_PAY and not any(abs(sum_ - each) <= _NEAR for each in told)
    ]
    found = [one.comes for one in limits for sum_ in named if abs(sum_ - one.comes) <= _NEAR]
    if not found or not (_CLAIM.search(text) or _WHENCE.search(text)):
        return None
    if len({*found}) > 1 and _OR.search(text):
        return ""  # "is it 280 or 186?"
    if _WHENCE.search(text) and not _SETTLES.search(text):
        return ""
    return f"{standing('deadlines.yes' if most in found else 'deadlines.no', language)} "


def _share_said(text: str, language: Language) -> str:
    """ "25% of 640 = 160, is that right?", "what is 25 percent of 640": the share, and whether it was worked out rightly."""
    found = next(shares(text), None)
    if found is None or not (_CLAIM.search(text) or _HOW_MUCH.search(text)):
        return ""
    comes = to_cents(found.of * found.share / 100)
    words = said("limits.share", language, share=percent(found.share / 100), pay=format_money(found.of))
    line = said("limits.is", language, words=words, sum=format_money(comes))
    if found.claimed is None:
        return f"{line[0].upper()}{line[1:]}."
    key = "sums.yes" if abs(found.claimed - comes) <= _NEAR else "sums.no"
    return f"{standing(key, language)} {line}."
