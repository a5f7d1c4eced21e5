"""The ways in which people reach us."""

from __future__ import annotations

from typing import Literal

Channel = Literal["web", "sms"]
