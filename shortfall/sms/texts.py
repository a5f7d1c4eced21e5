"""What text messages say beside the answers, from data/firm.yml."""

from __future__ import annotations

from functools import lru_cache

from shortfall.base.firm import load_firm
from shortfall.content.placeholders import fill, placeholders
from shortfall.sms.compose import sendable, spelled


@lru_cache
def texts() -> dict[str, str]:
    """The texts under `sms` by name, and `notice`, which comes before the first answer."""
    firm = load_firm()
    values = placeholders(firm)
    found = {"notice": firm["welcome"]["sms"], **firm["sms"]}
    filled = {name: fill(" ".join(text.split()), values) for name, text in found.items()}
    return {name: sendable(spelled(text)) for name, text in filled.items()}
