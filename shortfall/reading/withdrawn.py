"""That words of one's own are not to be passed on: "take out where I said …", "delete the 2nd part of my words", "no les mande lo que
escribí"; and which of what is quoted is meant. Pure and linear."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shortfall.reading.sentences import SENTENCE

_OUT = (
    r"(?:(?:take|leave|keep|cut|get|strike|cross) (?:\w{1,10} ){0,3}?(?:out|off)|remove|delete|erase|omit"
    r"|(?:do not|don'?t|dont|never|not|rather you (?:not|didn'?t)|without) (?:\w{1,8} ){0,3}?(?:send|sending|include|including|pass|passing|share|sharing|show|quote|quoting|forward|tell|give|use|put)"
    r"|(?:cut|strike)|qu[ií]t(?:e|a|en|ar)(?:le|lo|la)?|borr(?:e|a|en|ar)(?:le|lo|la)?|elimin(?:e|a|en|ar)|saqu(?:e|en)|sac(?:a|ar)"
    r"|no (?:les? |se l[oa]s? |l[oa]s? )?(?:mand|env[ií]|incluy|pong|pas|dig|muestr|compart|cit)\w{1,4})"
)
_SAID = r"(?:said|say|wrote|write|told|typed|put|mentioned)"
_DICHO = r"(?:dije|digo|escrib[ií]|escribo|puse|cont[eé]|mencion[eé])"
_NTH = r"(?P<nth>first|1st|second|2nd|third|3rd|fourth|4th|last|primera?|segund[ao]|tercer[ao]?|[uú]ltim[ao])"
_MINE = (
    rf"(?:(?:(?:the )?(?:part|bit|line|sentence|thing|words)s? )?(?:where|when|what|whatever|that|which|anything|everything|all|how) (?:that )?(?:i|i'?ve|i have) (?:just |already )?{_SAID}"
    rf"|(?:(?:the|la|el|lo) )?{_NTH} (?:part|bit|line|sentence|quote|thing|one|parte|frase|cosa)(?: (?:of|in) (?:my|the) (?:own )?(?:words?|quotes?|message)| (?:i|que) (?:{_SAID}|{_DICHO})| de mis palabras)?"
    r"|(?:the )?(?:part|bit|line|sentence) (?:about|on|with|saying)|(?:all )?(?:of )?(?:my|the) (?:own |exact )?(?:words?|quotes?|message)|(?:mis|las|todas mis) palabras"
    rf"|(?:todo )?(?:lo|donde|cuando|la parte (?:donde|que|en que)) (?:que )?(?:yo )?{_DICHO}|la parte (?:de|sobre))"
)
_TAKEN_OUT = re.compile(
    rf"\b{_OUT}(?: (?:it|that|them|him|her|the (?:firm|lawyers?|attorneys?|office)|please|on|to|along|any|all|of|from|out|off|les?|por favor)){{0,4}} {_MINE}\b(?P<rest>[^.;!?\n]{{0,160}})",
    re.I,
)
_PLACES = {"1": 0, "f": 0, "p": 0, "2": 1, "s": 1, "3": 2, "t": 2, "4": 3, "l": -1, "u": -1, "ú": -1}
_EMPTY = frozenset(
    "a about all and any anything at before but call can de del do e el en from i in is it its la le les lo los me mi mis my no not of off on or out part please "
    "por por favor que said say sent send so that the them they this to want was what when where with y you your yo un una fourth".split()
)
_WORD = re.compile(r"[^\W_]+")
_STEM = 5


def withdraws(text: str) -> bool:
    """Whether words of theirs are not to be passed on."""
    return _TAKEN_OUT.search(text.replace("\u2019", "'")) is not None


def left_out(text: str, quoted: Sequence[str]) -> list[str]:
    """What is still quoted after such a message, each quote in its place and empty where it is gone: without the sentence that holds the
    words it points at, without the part that it counts, or nothing, where it means all of it or points at what is not found."""
    asked = _TAKEN_OUT.search(text.replace("\u2019", "'"))
    if asked is None:
        return list(quoted)
    parts = [(place, each) for place, line in enumerate(quoted) for each in SENTENCE.findall(line)]
    pointed = _stems(asked["rest"])
    shared = [len(pointed & _stems(each)) for _, each in parts]
    most = max(shared, default=0)
    if asked["nth"] and len(quoted) > 1:
        parts = list(enumerate(quoted))
    if asked["nth"]:
        nth = _PLACES[asked["nth"][0].lower()]
        gone = {nth % len(parts)} if parts and nth < len(parts) else {*range(len(parts))}
    elif pointed and 2 * most >= len(pointed):
        gone = {at for at, many in enumerate(shared) if many == most}
    else:
        gone = {*range(len(parts))}
    kept = [
        [each for at, (of, each) in enumerate(parts) if of == place and at not in gone] for place in range(len(quoted))
    ]
    return ["".join(each).strip() for each in kept]


def _stems(words: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(words.lower()) if word not in _EMPTY}
