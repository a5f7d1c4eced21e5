"""How long a text message is: the GSM 7-bit alphabet (3GPP TS 23.038) and segments. Standard library only."""

from __future__ import annotations

import unicodedata

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")  # each costs an escape septet as well
_ALPHABET = BASIC | EXTENDED

_PLAIN = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."})

SINGLE_SEPTETS, PART_SEPTETS = 160, 153
SINGLE_UCS2, PART_UCS2 = 70, 67


def foreign(text: str) -> set[str]:
    """The characters of `text` that would force the whole message into UCS-2."""
    return set(text) - _ALPHABET


def septets(text: str) -> int:
    """Length of `text` in GSM-7 septets.

    Raises:
        ValueError: the text holds a character outside the alphabet.
    """
    if strangers := foreign(text):
        raise ValueError(f"not GSM-7: {sorted(strangers)}")
    return len(text) + sum(text.count(char) for char in EXTENDED & set(text))


def folded(text: str) -> str:
    """`text` without the accents that GSM-7 lacks ("ó", "í"), and with its own quotes and dashes; é, ñ, ü, ¿ and ¡ stay."""
    plain = text.translate(_PLAIN)
    strangers = {ord(c): unicodedata.normalize("NFD", c)[0] for c in foreign(plain)}
    return plain.translate(strangers) if strangers else plain


def segments(text: str) -> int:
    """How many message parts a carrier bills for `text`, in whichever alphabet it needs (0 for no text)."""
    if not text:
        return 0
    if foreign(text):
        units = len(text.encode("utf-16-be")) // 2
        return 1 if units <= SINGLE_UCS2 else -(-units // PART_UCS2)
    total = septets(text)
    if total <= SINGLE_SEPTETS:
        return 1
    # An escape pair may not straddle two parts, so the parts are filled one by one.
    parts, room = 1, PART_SEPTETS
    for char in text:
        cost = 2 if char in EXTENDED else 1
        if cost > room:
            parts, room = parts + 1, PART_SEPTETS
        room -= cost
    return parts
