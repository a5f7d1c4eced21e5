"""What takes back what stood before it: "Tuesdays, no, Wednesday", "555-0142, oh no, that's the hall, the office is ...", "Ann, perdón, Anna".

One reader for days, hours, numbers to call, names, sums, states and a yes: each finds its own values, and asks here which of them the words
between two values strike out. Pure, and linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from shortfall.reading.guarded import Guarded

IN_ENGLISH = (
    "sorry|i mean|i meant|no wait|wait|hold on|scratch that|strike that|actually|make that|make it|correction|oops|my bad|my mistake|excuse me|typo|"
    "or rather|let me check|let me look|i take that back|i misspoke|let me correct that"
)
IN_SPANISH = "digo|perdon|perdone|quise decir|mejor dicho|mas bien|disculpe|no espere|espere|corrijo|me equivoque"
"""What people say to take back a value, in small letters without signs."""

_SPELT = str.maketrans({vowel: f"[{vowel}{accented}]" for vowel, accented in zip("aeiou", "áéíóú", strict=True)})
_SAYS = rf"(?:{IN_ENGLISH}|{IN_SPANISH.translate(_SPELT)}|mejor(?! \w{{2,9}}[aei]r\b))"
# What one of them is not: "wait until 3", "sorry for the trouble", "I can make it on Tuesday".
_NOT_SO = r"(?!\s(?:until|till?|for|to|about|if|than|works?|hasta|que|por(?! las? (?:ma|ta|no)))\b)"
_ABLE = r"(?<!can )(?<!could )(?<!can't )(?<!cant )(?<!cannot )(?<!not )(?<!to )(?<!will )(?<!'ll )(?<!would )"
_HM = r"(?:(?:oh|ah|ay|uy|um+|uh+|hm+|well|wait|but|pero|pues|bueno)\b[\s,.!-]{1,3}){0,2}"
# A bare "no" takes nothing back in "no mornings": a sign follows it, or what it goes on with.
_NO = (
    r"(?:no|nope|nah)\b(?=\s?[,.;:!\u2014-]|\s(?:no|wait|hold|sorry|it'?s|it is|that'?s|thats|that is|make|i mean|perd[oó]n|disculpe|mejor|digo"
    r"|espere|es|ese|esa|eso|que)\b)"
)
MARK = Guarded(
    rf"\b{_HM}(?:{_NO}|{_ABLE}{_SAYS}\b{_NOT_SO})(?:[\s,.!:;-]{{1,3}}(?:(?:no|wait)\b|{_SAYS}\b{_NOT_SO}))"
    r"{0,4}(?:[\s,.!:;-]{1,3}(?:it'?s|it is|es)\b)?",
    re.I,
)
AS_WELL = re.compile(r"[^.;!?\n]{0,40}\b(?:too|also|as well|either|both|tambi[eé]n|igual)\b", re.I)
_PUTS_RIGHT = Guarded(
    rf"(?<!\w)(?:(?:no|nope|nah)\b|{_SAYS}\b{_NOT_SO})"
    rf"(?:[\s,.!:;-]{{1,3}}+(?:(?:no|wait|it|that|its|i think|in|on|is|was|fue|era|eran|es|son|en|el|creo que)\b|it'?s\b|{_SAYS}\b{_NOT_SO})){{0,5}}+[\s,.!:;-]{{1,3}}\Z",
    re.I,
)
# "March, not in February", "no fue en febrero": a "no" alone goes before what is meant.
_DENIES = Guarded(
    r"\b(?:not|isn'?t|wasn'?t|instead of|rather than|y no|and no|en (?:vez|lugar) de|no (?:fue|era|es|en|el|fue en|era en|es en))(?: (?:in|on|en|el))? ?\Z",
    re.I,
)
# "The 190 is wrong", "120 should be", "147 was the first check, now it's": what stands behind it is put in its place.
_IS_WRONG = re.compile(
    r"\W{0,3}(?:thing |figure |number |part |amount )?(?:(?:is|was|'?s|that'?s|thats|that is|eso est[aá]|est[aá]|es|era) )?(?:all )?"
    r"(?:wrong|incorrect|(?:isn'?t|wasn'?t|aren'?t) (?:right|correct)|no est[aá] bien|not right|not correct|an? (?:typo|mistake|error)|off|mal|equivocad[oa]|incorrect[oa])\b"
    r"|\W{0,3}(?:should|shoulda|deb[eií]\w{0,3})(?:'?ve| have)? ?(?:be(?:en)?|ser|haber sido)\b"
    r"|\W{0,3}(?:was|were|era|eran|fue)\b[^.;!?\d]{0,40}\b(?:now|today|ahora|hoy)\b",
    re.I,
)
# "214 for what I owe, that's wrong".
_THAT_IS_WRONG = re.compile(r"[\s,](?:that'?s|that is|eso est[aá]) (?:all )?(?:wrong|incorrect|not right|mal)\b", re.I)
# "Not 900, it's 950", "I never paid 5,000, it was", "no eran 198, eran", "I said 190 but".
_SET_ASIDE = Guarded(
    r"\b(?:not|n'?t|never|instead of|rather than|chang(?:e|ing)|no (?:es|era|son|eran|fue|fueron)|nunca|en (?:vez|lugar) de"
    r"|(?:i|you|u|we|it) (?:(?:already|just|first|only) )?(?:said|say|says|told you|put|wrote|typed|have|got|used)|(?:yo |ya )?(?:dije|puse|escrib[ií]|puso))"
    r"(?: (?:paid|pay|pagu[eé]|it|the|at|as|for|que|eran|me|los|el|owe|make|makes|that|sent)){0,3}\W{0,3}\Z",
    re.I,
)
_NOT_THAT = re.compile(
    r"(?:\s(?:now|today|ahora|hoy))?[\s,.;-]{1,3}(?:and |y )?(?:not|no|instead of|rather than|en (?:vez|lugar) de)(?: (?:the|el|los|la))?\s\$?",
    re.I,
)
# "It was 180, now it's 210".
_WAS, _NOW = (
    re.compile(r"\b(?:was|were|used to(?: \w{2,8}){1,2}|era|eran|fue|ganaba)\W{0,3}\Z", re.I),
    re.compile(r"\b(?:now|today|ahora|hoy)\b", re.I),
)
FARTHEST = 9
"""Words of the longest way from a sum to the one that is put in its place."""
_NOTHING_ELSE = re.compile(r"[\s,.;:-]{0,3}no[\s,.]{1,3}(?:(?:it'?s|it was|es|era) )?\$?", re.I)
_STOP = re.compile(r"[.;!?]")
_SENTENCE = re.compile(r"[.!?\n]\s{0,3}\S")
NEAR = 80
"""Most characters between a value and the one that takes its place."""
WORDS = 6
"""Most words between a value and what takes it back."""
SIGN = "\u00a6"
"""What stands for such words where a text is put into other words before it is read."""


def takes_back(gap: str, after: str = "") -> bool:
    """Whether the words between two values of a kind strike out the first; `after` is the second with what follows it."""
    if _NOTHING_ELSE.fullmatch(gap):
        return True
    mark = MARK.search(gap) if len(gap) <= NEAR else None
    if mark is None or len(gap[: mark.start()].split()) > WORDS or _SENTENCE.search(gap, 0, mark.start()):
        return False
    return not AS_WELL.match(after)


_AT_A_PURCHASE = re.compile(
    r"\bwhen (?:i|we|he|she|they) (?:first )?(?:bought|purchased|got)\b|\bcuando (?:la |lo )?compr", re.I
)
"""What was paid for a home is another sum than what it is worth, or what is owed, now."""


def older(text: str, span: tuple[int, int], following: tuple[int, int], told: int = 0) -> int | None:
    """Which of two sums that follow one another is no longer so by the words around them: 0, 1, or None for neither.

    Args:
        text: what the person wrote.
        span: where the first stands.
        following: where the second stands.
        told: where what is said of the first ends.
    """
    gap = text[max(span[1], told) : following[0]]
    if len(gap.split()) > FARTHEST:
        return None
    if _NOT_THAT.fullmatch(gap):
        return 1
    ahead = text[max(0, span[0] - NEAR) : span[0]]
    wrong = (
        is_wrong(text, span[1], following[0])
        or (_WAS.search(ahead) and _NOW.search(gap) and not _AT_A_PURCHASE.search(gap))
        or _SET_ASIDE.search(text, max(0, span[0] - NEAR), span[0])
    )
    return 0 if wrong else None


def is_wrong(text: str, place: int, end: int) -> bool:
    """Whether what stands before a place is said to be wrong behind it: "190 is wrong"."""
    later = _THAT_IS_WRONG.search(text, place, min(end, place + NEAR))
    in_one = later is not None and not _STOP.search(text, place, later.start())
    return in_one or _IS_WRONG.match(text, place, end) is not None


def puts_right(text: str, place: int) -> bool:
    """Whether what begins at a place is put in the place of something told before: "no march", "wait, it was 2025", "no perdón, marzo"."""
    return _PUTS_RIGHT.search(text, max(0, place - NEAR), place) is not None


def denies(text: str, place: int) -> bool:
    """Whether what begins at a place is denied: "march, not february", "no fue en febrero"."""
    return _DENIES.search(text, max(0, place - NEAR), place) is not None


def struck(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The places, in `spans`, of those values of one kind that the words behind them strike out; `spans` are in their order."""
    pairs = enumerate(pairwise(spans))
    return frozenset(
        place
        for place, ((_, end), (start, stop)) in pairs
        if start - end <= NEAR and takes_back(text[end:start], text[start : stop + NEAR])
    )


def apart(text: str) -> list[str]:
    """A text in pieces, between which something is taken back."""
    pieces, done = [], 0
    for mark in MARK.finditer(text):
        pieces.append(text[done : mark.start()])
        done = mark.end()
    return [*pieces, text[done:]]


def signed(text: str) -> str:
    """The text with a `SIGN` for whatever takes something back, which no translation changes."""
    return MARK.sub(f" {SIGN} ", text)
