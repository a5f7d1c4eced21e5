"""The consent to be called: its wording, which is kept with every yes."""

from __future__ import annotations

from shortfall.callbacks.phone import format_phone
from shortfall.topics import fill, load_firm, placeholders

CONSENT_VERSION = "call-1"
"""Goes up with every change of the wording; the ledger keeps the text itself too."""

_WORDING = (
    "May {firm} call you at {number} about your question? "
    "This is up to you. You can get answers here without it, and it does not commit you to buy or sign anything. "
    'You can take it back at any time: write "cancel my callback" here, or call {phone}.'
)


def wording(phone: str) -> str:
    """The question that a person says yes to, with the number (E.164) read back."""
    return fill(_WORDING, {**placeholders(load_firm()), "number": format_phone(phone)})
