"""Who signed the loan: the person who writes, and whoever owned or lived with them. Pure, and linear in its length.

Only who signed the note owes it; who is on the deed alone, or signed the mortgage alone, usually does not (735 ILCS 5/15-1508(e)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from shortfall.reading.guarded import Guarded, Several

Whose = Literal["signed", "other_signed"]

_OTHER = (
    r"(?:ex|(?:ex[- ]?)?(?:wife|husband|spouse|partner|boyfriend|girlfriend)|fianc[ée]e?|brother|sister|mother|father|mom|mum|dad|son|daughter|uncle|aunt|cousin|"
    r"friend|roommate|espos[oa]|marido|mujer|pareja|novi[oa]|hermano|hermana|mam[aá]|pap[aá]|hij[oa]|he|she|[eé]l|ella)"
)
_NOT = r"(?:never|not|n'?t|nunca|no|jam[aá]s|none|nothing|nada)"
_LOAN = r"(?:loan|note|mortgage|borrower|pr[eé]stamo|hipoteca|pagar[eé])"
_DEED = r"(?:deed|title|escritura|t[ií]tulo)"
# "signed" or "DID sign"; of a deed in lieu, an agreement or a mortgage alone it says nothing about the note.
_SIGN = r"(?:co-?)?(?:signed|sign|firm[oóeé]|firmamos|firmaron|borrowed)"
_OF_THE_LOAN = rf"(?: (?:on|for|to|with|the|any|a|that|this|his|her|my|our|promissory|el|la|ning[uú]n|por))*+ (?:{_LOAN}|too|also|anything|nothing|either|nada|tambi[eé]n|money|dime|penny)\b"
_ALL = Guarded(
    rf"\b(?:both|all|two|three|los dos|las dos|ambos)\b[^.?!]{{0,25}}?\b(?:sign(?:ed)?|firmamos|on (?:the|that) {_LOAN}|en el {_LOAN})\b",
    re.I,
)
_MINE = Guarded(
    rf"\b(?:only|just|solely|solo|nada m[aá]s) (?:i|me|mine|yo) {_SIGN}\b|\b{_LOAN} (?:is|was|are) (?:only |just |solely )?(?:in )?(?:my name (?:only|alone)|(?:only|just|solely) (?:in )?my name|mine alone)\b|\bi signed (?:it )?alone\b",
    re.I,
)
_THEIRS = Guarded(
    rf"\b(?:only|just|solo|nada m[aá]s) (?:my |his |her |our |their |mi |su |the )?{_OTHER} {_SIGN}\b|\b{_LOAN} (?:is|was) (?:only |all |just )?(?:in )?(?:his|her|(?:my )?{_OTHER}'?s?) name\b|\b{_LOAN} (?:is|was) (?:his|hers)\b",
    re.I,
)
_I_SIGNED = Guarded(
    rf"\b(?:i|yo|we|me)(?:'ve| have| had)? (?P<between>(?:[\w'’]{{1,20}} ){{0,2}}?){_SIGN}\b(?P<what>{_OF_THE_LOAN})?",
    re.I,
)
_I_AM_ON = Guarded(
    rf"\b(?:i|i'?m|my name|mi nombre|yo|(?P<not>no )?(?:estoy|salgo|aparezco))(?P<between>(?: [\w'’]{{1,20}}){{0,4}}?) (?:on|in|en) (?:the|that|his|her|my|our|this|el|la)(?: (?:promissory|actual|house|home))? (?P<what>{_LOAN}|{_DEED})\b",
    re.I,
)
_THEY_SIGNED = Guarded(rf"\b{_OTHER}(?P<between>(?: [\w'’]{{1,20}}){{0,3}}?) {_SIGN}\b(?P<what>{_OF_THE_LOAN})?", re.I)
_THEY_ARE_ON = Guarded(
    rf"\b{_OTHER}(?:'?s)?(?P<between>(?: [\w'’]{{1,20}}){{0,3}}?) (?:on|in|en) (?:the|that|my|our|this|el|la)(?: (?:promissory|actual|house|home))? (?P<what>{_LOAN})\b",
    re.I,
)
_NEGATED = Guarded(rf"(?:\b{_NOT}|n'?t|n’t)\b", re.I)
_CO_SIGNED = Guarded(r"co-?sign", re.I)
_A_DEED = re.compile(_DEED, re.I)
_ONLY = Guarded(r"\b(?:only|just|s[oó]lo|nada m[aá]s|solamente)\b", re.I)
_NOTHING = Guarded(
    r"\b(?:signed|borrowed) (?:nothing|none of it|no (?:loan|note|papers?))\b|\bno firm[eé] nada\b|\bnunca firm[eé]\b|\b(?:but|and|pero|y) (?:not|no) (?:on |en )?(?:the |el |la )?(?:loan|note|mortgage|pr[eé]stamo|hipoteca)\b|\bon (?:the )?(?:deed|title),? not (?:on )?(?:the )?(?:loan|note|mortgage)\b",
    re.I,
)
_SUPPOSED = Guarded(
    r"^\W*(?:and |so |y |but )?(?:did|do|does|if|what if|should|can|could|would|am|is|are|was|how|whether|who|si)\b",
    re.I,
)
_CLAUSES = re.compile(r"[.;!?\n]+|,(?!\d)| but (?!not\b)| pero (?!no\b)")

_ANY = Several((_NOTHING, _ALL, _MINE, _THEIRS, _I_SIGNED, _I_AM_ON, _THEY_SIGNED, _THEY_ARE_ON))


@dataclass(frozen=True)
class Signer:
    """What a clause says: who (`signed`: the person who writes; `other_signed`: whoever else owned or lived there), whether they signed, its words and where they stand."""

    whose: Whose
    value: Literal["signed", "not_signed"]
    words: str
    span: tuple[int, int]
    sure: bool = True


def find_signers(text: str) -> tuple[Signer, ...]:
    """Who is said to have signed the loan; what is only supposed ("if she never signed") is not sure.

    Where one message says two things of the same person the later is meant: "I didn't, no wait, I did sign the note".
    """
    found: dict[Whose, Signer] = {}
    start = 0
    if not _ANY.possible(text):
        return ()
    for clause in _CLAUSES.split(text):
        start = text.find(clause, start)
        supposed = bool(_SUPPOSED.search(clause))
        for whose, value, match in _said(clause):
            if (
                supposed
                and value == "signed"
                and not (whose == "other_signed" and match[0].lower().startswith(("both", "all")))
            ):
                continue  # "did I sign the note?"
            span = (start + match.start(), start + match.end())
            found[whose] = Signer(whose, value, match[0].strip(), span, not supposed)
        start += len(clause)
    return tuple(found.values())


def _said(clause: str) -> Iterator[tuple[Whose, Literal["signed", "not_signed"], re.Match[str]]]:
    if match := _NOTHING.search(clause):
        yield "signed", "not_signed", match
        return
    if match := _ALL.search(clause):
        yield "signed", "signed", match
        yield "other_signed", "signed", match
        return
    if match := _MINE.search(clause):
        yield "signed", "signed", match
        yield "other_signed", "not_signed", match
        return
    if match := _THEIRS.search(clause):
        yield "signed", "not_signed", match
        yield "other_signed", "signed", match
        return
    if match := _I_SIGNED.search(clause):
        if denied := bool(_NEGATED.search(match["between"])):
            yield "signed", "not_signed", match
        elif match["what"] or _CO_SIGNED.search(match[0]):
            yield "signed", "signed", match
        if denied or match["what"]:
            return
    if match := _I_AM_ON.search(clause):
        denied = bool(match["not"] or _NEGATED.search(match["between"]))
        if _A_DEED.fullmatch(match["what"]):
            if not denied and _ONLY.search(match["between"]):
                yield "signed", "not_signed", match
        else:
            yield "signed", "not_signed" if denied else "signed", match
        return
    if (
        (match := _THEY_SIGNED.search(clause))
        and (match["what"] or "did" in match["between"].lower() or _NEGATED.search(match["between"]))
    ) or (match := _THEY_ARE_ON.search(clause)):
        yield "other_signed", "not_signed" if _NEGATED.search(match["between"]) else "signed", match
