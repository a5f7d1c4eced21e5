"""How long chats, requests and consents are kept, in days. Standard library only: the engine, which knows no settings, says it too."""

from __future__ import annotations

import os
from collections.abc import Mapping

DAYS: Mapping[str, int] = {"keep_chats_days": 90, "keep_callbacks_days": 365, "keep_consents_days": 1826}
"""The setting, and what it is where nothing is set."""


def days_kept() -> dict[str, int]:
    """The days in force, from the environment, where shortfall/base/settings.py puts them."""
    return {name: int(os.environ.get(f"SHORTFALL_{name.upper()}") or days) for name, days in DAYS.items()}


def kept_in_words(days: Mapping[str, int]) -> dict[str, str]:
    """What `{chat_days}`, `{callback_days}` and `{consent_years}` stand for."""
    return {
        "chat_days": str(days["keep_chats_days"]),
        "callback_days": str(days["keep_callbacks_days"]),
        "consent_years": f"{days['keep_consents_days'] / 365:.0f}",
    }
