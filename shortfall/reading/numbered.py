"""Numbers that name a thing and count none: the end of an account, a loan's or a case's number, an apartment, a courtroom. Pure, linear."""

from __future__ import annotations

import re

from shortfall.reading.guarded import Guarded

_NUMBER = Guarded(
    r"\b(?:end(?:s|ing|ed)? (?:in|with)|ending|termin\w{1,5} (?:en|con)|[uú]ltimos (?:4|cuatro)(?: d[ií]gitos)?(?: (?:es|son|de))?|last (?:4|four)(?: digits)?(?: (?:is|are|of (?:my |the )?(?:social|ssn|account|card)))?)"
    r" ?[:#]? ?(?P<end>\d{3,6})\b(?! ?(?:dollars|bucks|d[oó]lares))"
    r"|\b(?:loan|account|acct|cuenta|pr[eé]stamo|case|caso|docket|file|claim|policy|badge|reference)\.? ?(?:(?:number|n[uú]mero|no\.?|num\.?|id)(?: (?:is|es))?|#) ?[:#]? ?(?P<named>\d[\d-]{1,14})\b(?![,.]\d)"
    r"|\b(?:loan|account|acct|cuenta|pr[eé]stamo) (?P<long>0\d{5,14}|\d{9,14})\b"
    r"|\b(?:calendar|court ?room|suite|ste|apt|apartment|unit|room|rm|ext|extension|po box|p\.o\. box|sala|cuarto|departamento|apartamento)\.? ?#? ?(?P<place>\d{1,5})\b"
    r"(?![,.]\d| ?(?:k|mil|dollars|bucks|d[oó]lares|a|an|per|each|every|al|por|monthly)\b)"
    r"|\b(?P<case>(?:(?:19|20)\d\d|\d\d)[- ]?(?:CH|M1|MR|L|D|P|CV|AR|LM|FC)[- ]?\d{3,7})\b|\b[x*]{2,8}-?(?P<masked>\d{3,6})\b",
    re.I,
)


def without_numbers(text: str) -> str:
    """The text with a dash for each digit of a number that only names a thing; as long as it was."""
    parts: list[str] = []
    done = 0
    for match in _NUMBER.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        parts += text[done:start], _DIGIT.sub("-", text[start:end])
        done = end
    return "".join([*parts, text[done:]])


_DIGIT = re.compile(r"\d")
