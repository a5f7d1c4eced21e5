"""The slots of each form in the order they are asked, as in domain.yml (a test keeps them alike)."""

from __future__ import annotations

FORM_SLOTS: dict[str, tuple[str, ...]] = {
    "estimate_form": ("estimate_debt", "estimate_sale_price", "estimate_state", "estimate_market_value"),
    "estimate_extras_form": ("estimate_time", "estimate_added", "estimate_liens"),
    "wages_form": ("wages_gross", "wages_period", "wages_disposable"),
    "interest_form": ("judgment_amount",),
    "plan_form": ("judgment_amount", "plan_payment"),
    "callback_form": ("callback_name", "callback_phone", "callback_window", "callback_confirmed"),
}
EXTRA_SLOTS: dict[str, tuple[str, ...]] = {
    "estimate_form": ("figure_doubt", "figure_tries"),
    "estimate_extras_form": ("figure_doubt", "figure_tries"),
    "wages_form": ("figure_doubt", "figure_tries"),
    "interest_form": ("interest_days", "figure_doubt", "figure_tries"),
    "plan_form": ("figure_doubt", "figure_tries"),
    "callback_form": ("callback_about", "callback_offered", "callback_tries", "callback_replaces"),
}
"""What a form remembers besides the slots it asks for."""

ALL_SLOTS = tuple(
    dict.fromkeys(slot for table in (FORM_SLOTS, EXTRA_SLOTS) for slots in table.values() for slot in slots)
)

MOST_TRIES = 3
"""Misses in a row after which a form offers the person instead."""
