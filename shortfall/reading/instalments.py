"""Payments of an offer, to be multiplied, and the share of the debt that it is said to be. Pure, linear.

"24 payments of 612", "612 a month for 24 months", "24 x 612"; "35 percent", "dicen que es el 35%".
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_SUM = r"\$?(?P<each{0}>\d{{1,3}}(?:,\d{{3}}){{1,2}}(?:\.\d\d)?|\d{{2,6}}(?:\.\d\d)?)(?![\d,]*\d|%| ?(?:k|mil|thousand|percent)\b)(?: (?:dollars|bucks|d[oó]lares))?"
_MONTHS = r"(?:months?|mos?|meses|years?|yrs?|a[nñ]os)"
_COUNTS = {
    word: number
    for words in (
        "two three four five six seven eight nine ten eleven twelve",
        "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    )
    for number, word in enumerate(words.split(), 2)
}
_PAYMENTS = re.compile(
    rf"\b(?P<count1>\d{{1,3}}|{'|'.join(_COUNTS)}) (?:(?:equal|monthly|more|missed|late) )?(?:p[aey]{{1,3}}m\w{{3,5}}|instal\w{{4,7}}|checks|months|pagos|mensualidades|meses|abonos)"
    r"(?: (?:behind|late|atrasad[oa]s))?,? ?(?:of|at|@|x|de|a) "
    + _SUM.format(1)
    + rf"|(?<![\d$,.]){_SUM.format(2)} ?(?:an?|per|each|every|al?|por|cada|/) ?(?:month|mo|mes)\b,? ?(?:for|x|por|durante) (?P<count2>\d{{1,3}}) (?P<unit>{_MONTHS})\b"
    + rf"|(?<![\d$,.])(?P<count3>\d{{1,3}}) ?(?:x|\*|times|veces) ?(?=\$|\d{{3}}|\d,){_SUM.format(3)}\b",
    re.I,
)
_PER_CENT = r"(?:p[er]{1,2} ?c\w{2,4}t?|pct|por ?ciento)"
PER_CENT = re.compile(rf"%|\b{_PER_CENT}\b", re.I)
"""That a share is spoken of, with or without its number."""
SHARE = re.compile(rf"(?<![\d.,])(?P<share>\d{{1,2}}(?:\.\d{{1,2}})?) ?(?:%|{_PER_CENT}\b)", re.I)
# "What percent of 38200 is that".
_OF = re.compile(
    rf"(?:%|\b{_PER_CENT}) (?:of|de) (?:the |a |los |las |una? )?\$?(\d{{1,3}}(?:,\d{{3}}){{1,2}}|\d{{3,6}})(?![\d,]*\d)",
    re.I,
)
_YEARS = re.compile(r"y|a[nñ]", re.I)


class Instalments(NamedTuple):
    """How many payments, of how much each, in US dollars; the share of a debt that was named, in per cent, and the debt it is a share of;
    where it stands."""

    number: int
    each: Decimal
    share: Decimal | None
    debt: Decimal | None
    span: tuple[int, int]


def find_instalments(text: str) -> Instalments | None:
    """The payments of an offer in a message; None where there are none."""
    found = _PAYMENTS.search(text)
    if found is None:
        return None
    place = next(number for number in "123" if found[f"count{number}"])
    said = found[f"count{place}"].lower()
    count, each = _COUNTS.get(said) or int(said), Decimal(found[f"each{place}"].replace(",", ""))
    if found["unit"] and _YEARS.match(found["unit"]):
        count *= 12
    share, debt = SHARE.search(text), _OF.search(text)
    named = Decimal(share["share"]) if share else None
    owed = Decimal(debt[1].replace(",", "")) if debt else None
    return Instalments(count, each, named, owed, found.span()) if count > 1 else None
