"""Sums that lie in a bank account: "3100 is what's stuck in the bank", "it's all paycheck in there. 3100". They are the account's, and no pay. Pure, linear."""

from __future__ import annotations

import re

from shortfall.reading.guarded import Guarded

Span = tuple[int, int]

_ACCOUNT = r"(?:bank(?! of\b)|accounts?|acct|checking|savings|credit union|banco|cuentas?)"
_OURS = r"(?:the|my|our|that|this|one|his|her|el|la|mi|nuestra|esa|ese|esta|su)"
_NAMED = Guarded(r"\b(?:accounts?|acct|checking|savings|cuentas?)\b", re.I)
_IN_THAT = re.compile(r"\b(?:in it|en ella|tiene|hab[ií]a)\b", re.I)
_IN_IT = Guarded(
    rf"\b(?:in|inside|en)(?: {_OURS})?(?: (?!pay|check\b)[a-z]{{2,12}}){{0,2}} {_ACCOUNT}\b|\b(?:in there|ah[ií] (?:adentro|dentro)|adentro)\b"
    rf"|\b(?:froze|frozen?|freez\w{{1,3}}|congel\w{{2,5}})\b",
    re.I,
)
# What comes in on each payday, or is earned, is pay, wherever it goes.
_COMES = Guarded(
    r"\b(?:hits?|lands?|goes|go|deposit\w{0,3}|direct|ends? up|shows? up|makes?|earns?|clears?|gross|net|brings?|gets?(?= paid)|paid|pay (?:is|was)|take[- ]?home"
    r"|owe[ds]?|debo|bid|sold|entran?|llegan?|caen?|gano|gana|cobro|pagan|saco|deposit(?:an|aron)|limpios?|neto)\b",
    re.I,
)
_SUM = re.compile(
    r"(?<![\w.,/#-])\$?(?P<number>\d{1,3}(?:,\d{3})+|\d{2,7}|\d(?=k))(?:\.\d\d|k)?(?![\w%/-]|[.,]\d)(?! (?:days?|weeks?|months?|years?|d[ií]as?|semanas?|meses|a[nñ]os?)\b)"
    r"(?! ?(?:dollars |bucks |d[oó]lares )?(?:an?|per|each|every|al|a la|por|cada) (?:\w{3,5} )?(?:hour|week|wk|month|year|check|paycheck|hora|semana|mes|quincena))"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_STOP = re.compile(r"[.;!?\n\d](?!\d)")
_REACH = 70
_FEW = 2
"""Words of the longest sentence that is nothing but a sum, and says what the one before it says: "3100 total"."""


def in_accounts(text: str) -> list[Span]:
    """Where the sums stand that a message says are in an account."""
    if not (_IN_IT.search(text) or _NAMED.search(text)):
        return []
    return [match.span() for match in _SUM.finditer(text) if not _YEAR.fullmatch(match[0]) and _lies_there(text, match)]


def _lies_there(text: str, sum_: re.Match[str]) -> bool:
    start, end = sum_.span()
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    stop = _STOP.search(text, end, last)
    behind = text[end : stop.start() if stop else last]
    stops = [match.end() for match in _STOP.finditer(text, first, start)]
    ahead = text[stops[-1] if stops else first : start]
    if not ahead.strip() and stops and len(behind.split()) <= _FEW:  # the sum alone: of the sentence before it
        before = stops[-2] if len(stops) > 1 else first
        return bool(_IN_IT.search(text, before, start)) and not _COMES.search(text, before, start)
    said = f"{ahead} | {behind}"
    lies = _IN_IT.search(said) or (
        _IN_THAT.search(said) and _NAMED.search(text, first, start)
    )  # "… checking. There's 2,900 in it"
    return bool(lies) and not _COMES.search(said)
