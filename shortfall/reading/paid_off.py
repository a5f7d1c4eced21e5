"""Questions how long it takes to pay something off, and how often a sum is paid in them: "61,000 at 180 a week". Pure, linear."""

from __future__ import annotations

import re
from typing import NamedTuple

from shortfall.law.wages import Period
from shortfall.reading.guarded import Guarded
from shortfall.reading.pay import period_in

# "How long until 61,000 is paid at 180 a week", "¿cuándo termino?".
_HOW_LONG = Guarded(
    r"\b(?:how (?:long|many (?:months|years|weeks|payments))|cu[aá]nto tiempo|cu[aá]nt[oa]s (?:meses|a[nñ]os|semanas|pagos))\b[^.!?;]{0,60}\b(?:take|pay(?:ing)?|tom[aeo]\w{0,2}|tard\w{1,3}|pag(?:o|ar))\b"
    r"|\b(?:how (?:long|many (?:months|years|weeks|payments))|when|(?:will|would|do|can) (?:i|we|it|that)|until|till?)\b[^.!?;]{0,80}"
    r"\b(?:paid|pay(?:ing)?(?: \S{1,10}){0,2} (?:off|down)|clear(?:ed|s)?|gone|done|finish(?:ed)?|over with|debt[- ]free|zero|rid of)\b"
    r"|\b(?:cu[aá]ndo|cu[aá]nto tiempo|en cu[aá]nto|cu[aá]nt[oa]s (?:meses|a[nñ]os|semanas|pagos)|hasta)\b[^.!?;]{0,80}"
    r"\b(?:termin\w{1,5}|acab\w{1,5}|pag(?:o|ar|arl[ao]s?|ad[oa]s?|arse)|liquid\w{1,5}|sald\w{1,5})\b",
    re.I,
)
_EACH = re.compile(
    r"\W{0,3}(?:dollars |bucks |d[oó]lares |pesos )?(?P<unit>(?:an?|per|each|every|al|a la|por|cada|/) ?(?:(?:two|2|other|dos) )?"
    r"(?:weeks?|wks?|months?|mo|[a-z]{3,6}day|(?:pay)?check|semanas?|quincena|mes|cheque)|(?:bi-?)?weekly|monthly|semanal(?:es)?|mensual(?:es)?|quincenal(?:es)?)\b",
    re.I,
)
_A_WEEKDAY = re.compile(r"\b(?!pay)[a-z]{3,6}day\Z", re.I)


class Each(NamedTuple):
    """How often a sum is paid: None where that is not said, as "every payday". `words` say so, and end at `end`."""

    often: Period | None
    words: str
    end: int


def asks_how_long(text: str) -> bool:
    """Whether a message asks how long it takes until something is paid off."""
    return _HOW_LONG.search(text) is not None


def each_time(text: str, place: int) -> Each | None:
    """How often the sum is paid that ends at a place; None where nothing says that it is paid more than once."""
    unit = _EACH.match(text, place, place + _REACH)
    if unit is None:
        return None
    weekly: Period | None = "weekly" if _A_WEEKDAY.search(unit["unit"]) else None
    return Each(
        period_in(unit["unit"]) or weekly or period_in(text[unit.end() : unit.end() + _REACH]), unit[0], unit.end()
    )


_REACH = 40
