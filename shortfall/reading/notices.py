"""A debt collector's notice: the day that stands on it, and the day on which it came, in English and Spanish. Pure."""

from __future__ import annotations

import re
from typing import Literal

from shortfall.reading.guarded import Guarded

OF_A_COLLECTOR = Guarded(
    r"\b(?:collect(?:ors?|ions?)|debt buyers?|dispute[sd]?|disputing|validation|verification|cobrador\w*|cobranzas?|agencia de cobros?|disput\w+|validaci[oó]n)\b"
    r"(?! (?:with|on|to) (?:the |my )?(?:credit|bureaus?|equifax|experian|transunion)\b)",
    re.I,
)
"""Words for who collects a debt, and for what is done about it."""
_STANDS_ON_IT = Guarded(
    r"\b(?:dated|(?:date|letter|notice|it)(?:'s| is| was| says| said| of| from)(?: dated)?|fechad[ao]|fecha(?: (?:es|era|dice))?|(?:carta|aviso) (?:es|era|dice|trae))(?: (?:on|del?|el|the))?\W{0,2}\Z",
    re.I,
)
_CAME = Guarded(
    r"\b(?<!they )(?:(?:got|get)(?= (?:it|this|that|these|the|an?|one|another|my|our|their|his|her|some|letters?|mail|something|notices?|papers?)\b| ?\Z)|received|opened|came|arrived|showed up|(?:was|were) delivered|picked (?:it|that|the \w{4,6}) up|recib(?!ieron)\w{1,5}|lleg\w{1,5}|agarr\w{1,4}|abr[ií]\w{0,3})\b[^.;!?\n]{0,40}\Z",
    re.I,
)
_THEN_CAME = Guarded(
    r"\A,? ?(?:(?:i|we|me|nos|the (?:letter|notice)|it|a|la (?:carta)?) ?){0,2}(?:got|received|opened|came|arrived|recib\w{1,5}|lleg\w{1,5})\b",
    re.I,
)
_NEAR = 60


def of_a_notice(text: str, span: tuple[int, int], after: int) -> Literal["letter", "received"] | None:
    """What a day in a text is of such a notice.

    Args:
        span: where the day stands.
        after: where the day before it ends.
    """
    start, end = span
    before = text[max(after, start - _NEAR) : start]
    if _STANDS_ON_IT.search(before):
        return "letter"
    return "received" if _CAME.search(before) or _THEN_CAME.search(text[end : end + _NEAR]) else None
