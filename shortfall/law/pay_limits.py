"""The most that may be taken from pay, with the limits of which the least counts: Illinois's, and those of the states whose rule is a plain
share of pay, a floor, or both. What a state's rule says is read from the words in which it is told (data/law/states_collection.csv). Pure."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from shortfall.law.elsewhere import cell
from shortfall.law.figures import figure
from shortfall.law.interest import percent
from shortfall.law.intervals import ZERO, format_money, to_cents
from shortfall.law.said import Language, said
from shortfall.law.states import STATES
from shortfall.law.wages import PAYDAYS_IN_YEAR, WEEKS_IN_YEAR, Period, WageLimit

_SHARE = re.compile(
    r"They can take (?:up to|at most) (?P<share>\d{1,2})% of (?P<of>take-home pay|pay before taxes)(?! (?:when|for)\b)"
)
_FLOOR = re.compile(r"(?:above|first) \$(?P<floor>\d{3}(?:\.\d\d)?) a week")
_OF_A_HEAD = re.compile(r"or (?P<share>\d{1,2})% for a head of family")
_BY_HOURS = re.compile(r"\btimes the\b")
_SENTENCE = re.compile(r"(?<=\.) (?=[A-ZÁÉÍÓÚ])")


@dataclass(frozen=True)
class PayRule:
    """A state's rule: the share and whether it is one of pay before taxes, the take-home pay a week that is left alone, the share for a head
    of family; `by_hours`: whether something goes by a minimum wage, which is not in the table."""

    share: Decimal
    gross: bool
    floor: Decimal | None
    head: Decimal | None
    by_hours: bool


@lru_cache(maxsize=64)
def pay_rule(code: str) -> PayRule | None:
    """The rule that can be reckoned with; None where a state has none that is sure, or one that is no plain share."""
    one = cell(code, "wages")
    words = one.text["en"] if one else ""
    if (share := _SHARE.match(words)) is None:
        return None
    floor, head = _FLOOR.search(words), _OF_A_HEAD.search(words)
    return PayRule(
        Decimal(share["share"]) / 100,
        share["of"] == "pay before taxes",
        Decimal(floor["floor"]) if floor else None,
        Decimal(head["share"]) / 100 if head else None,
        bool(_BY_HOURS.search(words)),
    )


@dataclass(frozen=True)
class Limit:
    """One limit: a share of pay, or pay less what is left alone."""

    pay: Decimal
    comes: Decimal
    share: Decimal | None = None
    less: Decimal = ZERO

    def words(self, language: Language) -> str:
        """ "15% of $1,120", "$861 less $675"."""
        pay = format_money(self.pay)
        if self.share is not None:
            return said("limits.share", language, share=percent(self.share), pay=pay)
        return said("limits.less", language, pay=pay, less=format_money(self.less))


def least(limits: tuple[Limit, ...], language: Language) -> str:
    """ "15% of $1,120 is $168; $861 less $675 is $186; the smaller counts." """
    parts = [said("limits.is", language, words=one.words(language), sum=format_money(one.comes)) for one in limits]
    words = said("limits.least", language, parts="; ".join(parts))
    return f"{words[0].upper()}{words[1:]}"


def here(limit: WageLimit) -> tuple[Limit, ...]:
    """The limits of Illinois, the federal one among them where it is the least; none where pay before taxes or after is not known."""
    if limit.gross is None or limit.disposable is None or limit.by_gross is None or not limit.maximum.exact:
        return ()
    found = [
        Limit(limit.gross, limit.by_gross, share=limit.gross_share),
        Limit(limit.disposable, limit.by_minimum_wage, less=limit.protected),
    ]
    return tuple(found) if limit.governs != "federal" and limit.maximum.high else ()


@dataclass(frozen=True)
class Most:
    """What a state lets be taken of a week's pay: the limits, and what a head of family's would be; `upper`: reckoned from pay before taxes,
    where the rule goes by take-home pay."""

    code: str
    limits: tuple[Limit, ...]
    head: Limit | None
    upper: bool
    by_hours: bool

    @property
    def sum(self) -> Decimal:
        return min(one.comes for one in self.limits)

    def of_each(self, period: Period) -> tuple[Limit, ...]:
        """The limits for each check that comes otherwise than by the week."""
        weeks = Decimal(WEEKS_IN_YEAR) / PAYDAYS_IN_YEAR[period]
        return tuple(
            Limit(to_cents(one.pay * weeks), to_cents(one.comes * weeks), one.share, to_cents(one.less * weeks))
            for one in (self.limits if period != "weekly" else ())
        )

    def words(self, language: Language, *, beyond: bool = True) -> str:
        """ "Missouri: up to about $160 a week. 25% of $640 is $160; $640 less $217.50 is $422.50; the smaller counts." """
        first, name = self.limits[0], STATES[self.code].names[language]
        if not self.sum:
            opens = said("limits.none", language, state=name, pay=format_money(first.pay), less=format_money(self.limits[-1].less))  # fmt: skip
        elif len(self.limits) == 1:
            opens = said("limits.most_of", language, state=name, sum=format_money(self.sum), words=first.words(language))  # fmt: skip
        else:
            most = said("limits.most", language, state=name, sum=format_money(self.sum))
            opens = f"{most} {least(self.limits, language)}"
        head = self.head and self.sum and said("limits.head", language, share=percent(self.head.share or ZERO), sum=format_money(self.head.comes))  # fmt: skip
        after = [said("limits.upper", language)] * self.upper + [said("limits.by_hours", language)] * self.by_hours
        return " ".join([opens, *([head] if head else []), *after, *(_beyond(self.code, language) if beyond else ())])


def _beyond(code: str, language: Language) -> list[str]:
    """What the rule says besides the share and the floor, in its own words."""
    one = cell(code, "wages")
    assert one
    own, english = (_SENTENCE.split(one.text[each]) for each in (language, "en"))
    if len(own) != len(english):
        return []
    return [words for words, plain in zip(own[1:], english[1:], strict=True) if not _FLOOR.search(plain) and not _BY_HOURS.search(plain)]  # fmt: skip


def in_words(code: str, language: Language) -> str:
    """A state's rule as it is told; empty where none is sure."""
    one = cell(code, "wages")
    return one.text[language] if one else ""


def elsewhere(code: str, gross: Decimal | None, left: Decimal | None, on: datetime.date) -> Most | None:
    """The most of a week's pay in another state. The federal floor holds there too (15 U.S.C. 1673(a)(2)): it is named where it is the least.

    Returns:
        None where the rule is none that can be reckoned, or goes by pay before taxes and that is not known.
    """
    rule = pay_rule(code)
    base = gross if rule and rule.gross else left if left is not None else gross
    if code == "IL" or rule is None or base is None:
        return None
    federal = figure("federal_protected_hours", on) * figure("federal_minimum_wage", on)
    floor, kept = max(rule.floor or ZERO, federal), left if left is not None else base
    by_share = Limit(base, to_cents(base * rule.share), share=rule.share)
    by_floor = Limit(kept, to_cents(max(ZERO, kept - floor)), less=floor)
    limits = (by_share, by_floor) if rule.floor or by_floor.comes < by_share.comes else (by_share,)
    head = Limit(base, min(to_cents(base * rule.head), by_floor.comes), share=rule.head) if rule.head else None
    return Most(code, limits, head, left is None and not rule.gross, rule.by_hours)
