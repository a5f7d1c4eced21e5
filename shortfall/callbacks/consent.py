"""The consent to be called, and apart from it the consent to a text: the wordings, which are kept with every yes."""

from __future__ import annotations

from shortfall.base.firm import load_firm
from shortfall.content.placeholders import fill, placeholders
from shortfall.reading.phone import format_phone

CONSENT_VERSION = "call-1"
"""Goes up with every change of the wording; the ledger keeps the text itself too."""

_WORDING = (
    "May {firm} call you at {number} about your question? "
    "This is up to you. You can get answers here without it, and it does not commit you to buy or sign anything. "
    'You can take it back at any time: write "cancel my callback" here, or call {phone}.'
)

VERSIONS = {"web": CONSENT_VERSION, "sms": "call-sms-1"}
"""By text message it is shorter: it stands whole on the first message, whatever is read back before it."""

_SMS_WORDING = "May {firm} call you at {number} about your question? It is up to you. Take it back any time: text CANCEL MY CALLBACK."

TEXT_VERSION = "text-2"
"""The same for the texts about a callback; text-1 did not speak of one that is cancelled."""

_TEXT_WORDING = (
    "May {firm} also text you at {number} about this callback? That is one text to confirm it, and one each time you "
    "change or cancel it. Message and data rates may apply. Reply HELP for help or STOP to end texts. "
    "A no is fine: we will still call you."
)


def wordings(phone: str) -> dict[str, str]:
    """The questions in force that a person may say yes to, by version, with the number read back.

    Args:
        phone: E.164, with an extension as in RFC 3966.
    """
    values = {**placeholders(load_firm()), "number": format_phone(phone)}
    return {VERSIONS["web"]: fill(_WORDING, values), VERSIONS["sms"]: fill(_SMS_WORDING, values)}


def wording(phone: str, channel: str = "web") -> str:
    """The one of the `wordings` that is asked on a channel."""
    return wordings(phone)[VERSIONS[channel]]


def text_wording(phone: str) -> str:
    """The separate question about texts, with the number (E.164) read back."""
    return fill(_TEXT_WORDING, {**placeholders(load_firm()), "number": format_phone(phone)})
