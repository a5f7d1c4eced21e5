"""What text messages say beside the answers, from data/firm.yml."""

from __future__ import annotations

from functools import lru_cache

from shortfall.base.firm import load_firm
from shortfall.content.placeholders import fill, placeholders
from shortfall.sms.compose import gsm7


@lru_cache
def texts() -> dict[str, str]:
    """The texts under `sms` by name, and `notice`, which comes before the first answer. Spanish keeps its characters."""
    firm = load_firm()
    values = placeholders(firm)
    found = {"notice": firm["welcome"]["sms"], **firm["sms"]}
    filled = {name: fill(" ".join(text.split()), values) for name, text in found.items()}
    return {name: text if name.endswith("_es") else gsm7(text) for name, text in filled.items()}
