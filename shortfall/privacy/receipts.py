"""Proof that something was erased: when, why, and how many rows of which kind. Nothing in it is about a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from shortfall.base.database import Base, UtcDateTime


class Receipt(Base):
    """One erasure: on request, or because the time to keep was over (`retention`)."""

    __tablename__ = "privacy_receipts"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(16))
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
