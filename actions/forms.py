"""The slots of each form in the order they are asked, as in domain.yml (a test keeps them alike)."""

from __future__ import annotations

FORM_SLOTS: dict[str, tuple[str, ...]] = {
    "estimate_form": ("estimate_debt", "estimate_sale_price", "estimate_state", "estimate_market_value"),
    "wages_form": ("wages_gross", "wages_disposable"),
    "callback_form": (
        "callback_about",
        "callback_name",
        "callback_phone",
        "callback_window",
        "callback_consent",
        "callback_text",
        "callback_confirmed",
    ),
}
EXTRA_SLOTS: dict[str, tuple[str, ...]] = {
    "estimate_form": ("estimate_tries",),
    "wages_form": ("wages_period", "wages_tries"),
    "callback_form": ("callback_tries", "callback_replaces"),
}
"""What a form remembers besides the slots it asks for."""

ALL_SLOTS = (
    *(slot for table in (FORM_SLOTS, EXTRA_SLOTS) for slots in table.values() for slot in slots),
    "state_asked",
)
