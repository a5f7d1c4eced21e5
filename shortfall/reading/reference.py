"""References of callbacks, such as "K7QM-X4RT". Pure, standard library only: the engine uses them too."""

from __future__ import annotations

import re
from random import Random

_DIGITS, _LETTERS = "34679", "CDFGHJKMNPQRTVWXY"
ALPHABET = _DIGITS + _LETTERS
"""No character that looks or sounds like another (0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V), and no vowel, so no words."""

_REFERENCE = re.compile(
    rf"(?<![a-z0-9])([{ALPHABET}]{{4}})[ \u2010-\u2015-]?([{ALPHABET}]{{4}})(?![a-z0-9])", re.IGNORECASE
)
_FEW_WORDS = 2


def new_reference(random: Random) -> str:
    """A reference of which no half can be taken for a sum or a word: each begins with a letter, and there is a digit."""
    while True:
        characters = "".join(random.choices(ALPHABET, k=8))
        if _ours(reference := f"{characters[:4]}-{characters[4:]}"):
            return reference


def find_reference(text: str) -> str | None:
    """The reference in a message, however it is typed ("k7qm x4rt"), as "K7QM-X4RT"."""
    for match in _REFERENCE.finditer(text):
        if not (match[1] + match[2]).isdigit():
            return f"{match[1]}-{match[2]}".upper()
    return None


def without_reference(text: str) -> str:
    """The message without its references: of "YF6P-4QGT to friday afternoon" neither 6 nor 4 is an hour."""
    return _REFERENCE.sub(" ", text)


def is_reference(text: str) -> bool:
    """Whether a message is little more than a reference, and surely one ("hmmm hmmm" and "340k 370k" are not)."""
    return names_reference(text) and len(without_reference(text).split()) <= _FEW_WORDS


def names_reference(text: str) -> bool:
    """Whether there is surely a reference in a message."""
    found = find_reference(text)
    return found is not None and _ours(found)


def _ours(reference: str) -> bool:
    first, second = reference.split("-")
    return first[0] in _LETTERS and second[0] in _LETTERS and not set(reference).isdisjoint(_DIGITS)
