"""Where outside code finds the reading of amounts, which lives in `shortfall.reading.amounts`."""

from shortfall.reading.amounts.money import (
    CENT,
    NOTHING,
    ZERO,
    Amount,
    Interval,
    Role,
    find_amounts,
    foreign_currency,
    format_interval,
    format_money,
    to_cents,
)

__all__ = [
    "CENT", "NOTHING", "ZERO", "Amount", "Interval", "Role", "find_amounts", "foreign_currency", "format_interval", "format_money", "to_cents",
]  # fmt: skip
