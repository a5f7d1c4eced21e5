"""Codes by which a chat goes on by text, such as "CHAT K7QM4XR". Pure, standard library only."""

from __future__ import annotations

import re
from random import Random

from shortfall.reading.reference import ALPHABET

LENGTH = 7
"""Of 22 signs: 2 x 10^9 codes. One sign less than a reference of a callback (reference.py), so that neither is taken for the other."""
WORD = "CHAT"
LONGEST = 60
"""Characters of a text that may be a code."""
_LETTERS = "".join(sign for sign in ALPHABET if sign.isalpha())
_SIGNS = re.compile(r"[\W_]+")
_CALLED = re.compile(r"(?:MY|THE|MI|EL)?(?:CHAT|CODE|C[OÓ]DIGO)(?:IS|ES)?([B-DF-Z0-9]{6,7})")


def new_code(random: Random) -> str:
    """A code that begins with a letter and holds a digit, so that it is no word, no sum and no docket number ("24CH234")."""
    while not _ours(code := "".join(random.choices(ALPHABET, k=LENGTH))):
        pass
    return code


def find_code(text: str) -> str | None:
    """The code that a text is and nothing else, however it is typed ("chat k7q m4xr"), in capitals; None for any other text.

    After the word CHAT or CODE also one that cannot be ours counts: it was meant as a code.
    """
    plain = _SIGNS.sub("", text).upper() if len(text) <= LONGEST else ""
    if called := _CALLED.fullmatch(plain):
        return None if called[1].isalpha() else called[1]
    return plain if _ours(plain) else None


def _ours(code: str) -> bool:
    return len(code) == LENGTH and code[0] in _LETTERS and not code.isalpha() and set(code) <= set(ALPHABET)
