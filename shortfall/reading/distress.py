"""How much a message says about a life in danger. Recall comes before precision: the lifeline costs nothing, missing it might."""

from __future__ import annotations

import re
from typing import Literal

Level = Literal["crisis", "danger", "violence", "distress", "none"]

_DESPAIR = re.compile(
    r"\b(?:suicid\w*|kill(?:ing)? (?:my|him|her|them|our)(?:self|selves)|end(?:ing)? (?:it all|my (?:own )?life)|tak(?:e|ing) my (?:own )?life|"
    r"(?:want|wanna|going|rather|better off) (?:to )?(?:die|be dead|dead)|(?:don'?t|do not|dont) (?:want|wanna) (?:to )?(?:live|be alive|be here anymore|wake up)|"
    r"(?:end(?:ing)? it|done|finished) (?:with life|living|tonight|today|over this)|no point (?:in )?(?:living|going on)|better off without me|"
    r"(?:hurt|harm)(?:ing)? (?:my|him|her)self|no reason (?:left )?to live|shoot (?:my|him|her)self|overdos\w*|hang (?:my|him|her)self)\b",
    re.I,
)


def level(text: str) -> Level:
    """The level of a message."""
    return "crisis" if _DESPAIR.search(text) else "none"
