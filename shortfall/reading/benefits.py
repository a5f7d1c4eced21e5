"""What comes into a bank account each month and what lies in it: "pension 1,400 and VA 1,900 a month", "6,200 is in there". Pure, linear.

Whose it is does not matter: what a bank leaves free is counted from what came in.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from decimal import Decimal

from shortfall.reading.accounts import in_accounts
from shortfall.reading.guarded import Guarded

FEDERAL = ("social_security", "ssi", "va", "railroad")
"""What a bank itself leaves free (31 CFR 212.2, 212.6)."""
OTHERS = ("pension", "unemployment", "support")
"""What may be claimed in court."""
BALANCE = "balance"
_SIGNS = re.compile(r"[^\d.]")

_KINDS: Mapping[str, str] = {
    "ssi": r"s\.?s\.?i\.?|supplemental security",
    "va": r"v\.?a\.?(?! (?:home )?(?:loan|mortgage)| a\b)|veterans?'?s?(?! (?:home )?(?:loan|mortgage))|veteranos?",
    "social_security": r"s\.?s\.?d\.?i\.?|social security|soc\.? sec\.?|ss|seguro social",
    "railroad": r"railroad(?: retirement)?|rrb|ferrocarril",
    "pension": r"pensi[oó]n|retirement|jubilaci[oó]n|retiro",
    "unemployment": r"unemployment|desempleo",
    "support": r"child support|alimony|manutenci[oó]n",
}
_NAMED = Guarded("|".join(rf"\b(?P<{name}>{words})(?!\w)" for name, words in _KINDS.items()), re.I)
_SUM = re.compile(
    r"(?<![\w.,/#-])\$?(?P<sum>\d{1,2},\d{3}|\d{3,4})(?:\.\d\d)?(?![\w%/-]|[.,]\d)"
    r"(?! ?(?:dollars |bucks |d[oó]lares )?(?:an?|per|each|every|por|cada|al?) (?:year|yr|week|wk|hour|hr|day|a[nñ]o|semana|hora|d[ií]a)|,? ?(?:years|yrs|months|days|times|a[nñ]os|meses|d[ií]as)\b)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# What was paid at once, or is owed, comes in no month; the next clause is about something else.
_APART = re.compile(r"[;!?\n]|\.(?: |$)|\b(?:back ?pay|owe[ds]?|debo|lump|retroactiv\w)\b", re.I)
_NEXT = re.compile(r",|\b(?:and|plus|y|m[aá]s|pero|but)\b", re.I)
_REACH = 32
"""Characters between a sum and what it is."""
_LONGEST = 12
"""Characters of the longest sum."""
_FURTHER = 12
"""What a comma or an "and" between them counts for."""


def find_benefits(text: str) -> dict[str, str]:
    """The sums of a message by what they are, in US dollars a month; what lies in the account under `BALANCE`."""
    named = [(str(match.lastgroup), match.span()) for match in _NAMED.finditer(text)]
    sums = [match for match in _SUM.finditer(text) if not _YEAR.fullmatch(match["sum"])]
    found: dict[str, str] = {}
    taken: set[int] = set()
    for _, kind, at in sorted(_pairs(text, named, sums)):
        if kind not in found and at not in taken:
            found[kind] = sums[at]["sum"].replace(",", "")
            taken.add(at)
    paid = [sums[at].span() for at in taken]
    lying = [span for span in in_accounts(text) if not any(start < span[1] and span[0] < end for start, end in paid)]
    if len(lying) == 1:
        found[BALANCE] = str(Decimal(_SIGNS.sub("", text[slice(*lying[0])])))
    return found


def _pairs(
    text: str, named: list[tuple[str, tuple[int, int]]], sums: list[re.Match[str]]
) -> Iterator[tuple[int, str, int]]:
    """How far each sum stands from each kind that may be its own."""
    starts = [match.start() for match in sums]
    for kind, (start, end) in named:
        for at in range(bisect(starts, start - _REACH - _LONGEST), bisect(starts, end + _REACH)):
            match = sums[at]
            between = text[end : match.start()] if end <= match.start() else text[match.end() : start]
            if len(between) <= _REACH and not _APART.search(between):
                yield len(between) + (_FURTHER if _NEXT.search(between) else 0), kind, at
