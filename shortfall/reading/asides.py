"""What a message says beside its matter: how hard all of it is, whether their language is spoken, what they did not ask. Pure, linear."""

from __future__ import annotations

import re

from shortfall.reading.distress import only_feels

ENOUGH = 4
"""Fewest words that are left for the rest to be the matter."""

_CLAUSE = re.compile(r"[^.!?;,\n]+[.!?;,\n]*+")
# Answered by answering: the language that the rest is written in.
_ENGLISH = re.compile(r"\b(?:speaks?|talk|write|understand|answer|ok|in)\b[^.?!;]{0,20}\benglish\b", re.I)
_SPANISH = re.compile(
    r"\b(?:habl\w{1,4}|atiend\w{1,3}|contest\w{1,4}|entiend\w{1,3}|escrib\w{1,4}|en)\b[^.?!;]{0,20}\b(?:espa[nñ]ol|castellano)\b",
    re.I,
)
_NOT_ASKED = re.compile(
    r"\b(?:not|never|\w{2,6}n'?t) (?:\w{1,8} ){0,2}?(?:ask(?:ed|ing)?|talk(?:ed|ing)?|mean(?:t)?|sa(?:y|id)|mention(?:ed)?)\b(?: (?:about|for|of|the|a|any|anything|my|your|that|this)\b)"
    r"|\bno (?:le |les |estaba |estoy |he )?(?:pregunt\w{1,5}|ped\w{1,4}|habl\w{1,5}|dije|mencion\w{1,4})\b(?: (?:de|por|sobre|una?|la|el|nada)\b)",
    re.I,
)
# Who said it is no matter, unless it is somebody of the case: "girl at work says short sale??"
_HEARSAY = re.compile(
    r"\b(?:(?:my|the|a|an|this|some|that|un|una|mi|el|la) )?"
    r"(?:girl|guy|lady|friend|buddy|neighbou?r|co-?worker|somebody|someone|people|everybody|everyone|amig[oa]|vecin[oa]|compañer[oa]|alguien|gente)"
    r"(?: (?:at|from|in|of|en|de|del) (?:(?:my|the|mi|la|el) )?(?:work|church|school|gym|job|mine|trabajo|iglesia|escuela))?"
    r"(?: (?:just|also|always|me))? (?:says?|said|told me|tells me|keeps? (?:saying|telling me)|dice|dijo|dicen)\b(?: (?:that|que))?[,:]? ",
    re.I,
)


def matter(text: str, *, spanish: bool = False) -> str:
    """What a message is about, without its asides; all of it where hardly anything else is left.

    Args:
        text: What a person wrote.
        spanish: Whether it is written in Spanish; else it is in English.
    """
    said = _HEARSAY.sub("", text)
    text = said if len(said.split()) >= ENOUGH else text
    clauses = _CLAUSE.findall(text)
    if len(clauses) < 2:
        return text
    kept = [each for each in clauses if not _aside(each, spanish)]
    rest = "".join(kept).strip()
    return rest if len(kept) < len(clauses) and len(rest.split()) >= ENOUGH else text


def _aside(clause: str, spanish: bool) -> bool:
    return bool((_SPANISH if spanish else _ENGLISH).search(clause) or _NOT_ASKED.search(clause)) or only_feels(clause)
