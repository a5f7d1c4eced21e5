"""The first payment on the home loan that was missed, in English and Spanish: "missed October and November", "no pago desde el 1 de octubre". Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta

from shortfall.reading.dates import Day, clause_of, find_days, says_only
from shortfall.reading.guarded import Guarded
from shortfall.reading.moods import mood
from shortfall.reading.named_days import MONTHS

_A_MONTH = 31
"""Days that the first missed payment may be spread over and still be one: "October" is, "2023" is not."""

_MISSED = Guarded(
    r"\b(?:missed|skipped|miss(?:ing)?(?= (?:the |my |our )?(?:mortgage|house|payments?))|behind|delinquent|past due|overdue|unpaid|in arrears|(?:stopped|quit) (?:pay\w*|making)"
    r"|(?:(?:have|has|had|did|do|could|can)(?:n['’]?t| not)|never|not|aint|ain['’]t|cannot|unable to) (?:been |able to |even )?(?:pa(?:id|y|ying)|ma(?:de|ke|king))"
    r"|atrasad[oa]s?|me atras[eé]|nos atrasamos|vencid[oa]s?|dej(?:[eé]|amos) de pagar|sin pagar|deb(?:o|emos)|falt[eé]|faltamos|fall[eé]|fallamos"
    r"|no (?:he |hemos |ha |pude |pudimos |puedo |alcanc[eé] a |hice |hago )?(?:pag\w{1,5}|(?:el|los|la) pagos?))\b",
    re.I,
)
"""What says of a clause that payments were missed in it."""
_OF_ELSE = Guarded(
    r"\b(?:(?:owner|landlord|tenant|renter)s?|tax(?:es)?|hoa|dues|plan|trustee|chapter|association|car|truck|cards?|rent|insurance|student|utilit\w{1,5}|court|hearing|calls?|appointment|deadline"
    r"|cap[ií]tulo|impuestos?|renta|carro|camioneta|tarjetas?|seguro|cuotas?|corte|audiencia|cita|llamada)\b",
    re.I,
)
"""What else is missed or unpaid."""
_LAST_PAID = Guarded(
    r"\b(?:last (?:\w{1,8} ){0,3}?(?:paid|payment|pay|sent)\b|paid (?:up )?(?:through|until|till?)|[uú]ltim[oa] (?:pago|mensualidad|(?:vez )?que (?:les )?(?:pagu[eé]|pagamos|mand[eé]|abon[eé]))|pagu[eé] hasta)\b",
    re.I,
)
"""The day is that of the last payment that was made: the first missed one is a month after it."""
_LIMIT = re.compile(
    r"\b(?:by|before|antes del?|a m[aá]s tardar(?: el)?|para el)(?: (?:the|el|next|este))? ?\S?\Z", re.I
)
"""Before a day: until then something is to be done, and nothing was missed on it."""
_OPENS = re.compile(r" ?(?:since|from|starting|beginning|desde|a partir)(?: \w{2,5})?\s?\Z", re.I)
"""A day from which something runs, where it begins its clause: not "I am in Oak Park since September"."""
_SHORT = 24
_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_LISTED = re.compile(
    rf"\b(?P<first>{_NAMES})\b(?:[ ,]{{1,2}}(?:(?:and|y|e) )?(?:{_NAMES})\b){{0,6}}[ ,]{{1,2}}(?:(?:and|y|e) )?\Z", re.I
)
"""The months before the last of a list: "September, October and November"."""
_LIST = 70
"""Characters in which such a list stands."""


def first_missed(
    text: str, on: date, behind: bool = False, named: Sequence[Day] | None = None
) -> tuple[Day, date, date] | None:
    """The first missed payment: where it is said, and the first and the last day that it can be; a month without its day is all of that month.

    Args:
        behind: it was told before that payments were missed.
        named: the days of the text that it may be; all of them if not given.
    """
    told = behind or any(_misses(text, clause_of(text, each.span())) for each in _MISSED.finditer(text))
    found: list[tuple[Day, date, date]] = []
    for day in find_days(text, on) if named is None else named:
        if day.event is not None or day.first > on or (day.last - day.first).days >= _A_MONTH:
            continue
        clause = clause_of(text, day.span)
        if _OF_ELSE.search(text, *clause) or _LIMIT.search(text, max(0, day.span[0] - _SHORT), day.span[0] + 1):
            continue
        if _LAST_PAID.search(text, *clause) or _last_paid_ahead(text, day, clause):
            found.append((day, _next_month(day.first), _next_month(day.last)))
        elif _tells_of_missed(text, clause) or (
            told and (_OPENS.match(text, clause[0], day.span[0]) or says_only(text, day.span, clause))
        ):
            found.append((day, day.first, day.last))
    if not found:
        return None
    first = min((_first_of_list(text, each) for each in found), key=lambda each: each[1])
    # "Missed October and November, so counting from October 1": the day itself.
    exact = (each for each in found if each[1] == each[2] and first[1] <= each[1] <= first[2])
    return next(exact, first)


def _last_paid_ahead(text: str, day: Day, clause: tuple[int, int]) -> bool:
    """ "My last payment, I think June 2022": whether the day is said of the words before its clause."""
    paid = _LAST_PAID.search(text, max(0, clause[0] - _LIST), clause[0])
    return bool(paid and "," in text[paid.end() : clause[0]][:2] and says_only(text, day.span, clause))


def _first_of_list(text: str, each: tuple[Day, date, date]) -> tuple[Day, date, date]:
    """Of months in a row the first one."""
    day, begin, end = each
    listed = _LISTED.search(text, max(0, day.span[0] - _LIST), day.span[0])
    if listed is None or begin == end or begin.day != 1:
        return each
    number = MONTHS[listed["first"].lower()]
    year = begin.year - (number > begin.month)
    return day, date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def _misses(text: str, clause: tuple[int, int]) -> bool:
    """Whether a clause says that payments on the loan were missed: "I never missed one" does not."""
    return not _OF_ELSE.search(text, *clause) and _tells_of_missed(text, clause)


def _tells_of_missed(text: str, clause: tuple[int, int]) -> bool:
    words = text[slice(*clause)]
    return any(
        mood(words, match.span(), None, thing=False, question=False) != "denied" for match in _MISSED.finditer(words)
    )


def _next_month(day: date) -> date:
    """The same day a month later; the last of a month stays the last."""
    following = day.replace(day=1) + timedelta(days=32)
    length = calendar.monthrange(following.year, following.month)[1]
    whole = day.day == calendar.monthrange(day.year, day.month)[1]
    return following.replace(day=length if whole else min(day.day, length))


__all__ = ["first_missed"]
