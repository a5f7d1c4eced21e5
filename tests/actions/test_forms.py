"""The table of slots and the domain say the same."""

from __future__ import annotations

from actions.forms import ALL_SLOTS, EXTRA_SLOTS, FORM_SLOTS
from tests.actions.helper import rasa_domain

DOMAIN = rasa_domain()


def test_form_slots_are_those_of_the_domain_in_the_same_order() -> None:
    assert {form: tuple(spec["required_slots"]) for form, spec in DOMAIN["forms"].items()} == FORM_SLOTS


def test_every_slot_of_the_domain_is_forgotten_on_restart_but_what_concerns_a_stored_callback() -> None:
    # Starting over gives nobody more guesses at a reference.
    # Of the case the way to reach them stays (actions/action_restart.py).
    kept = {"callback_reference", "reference_asked", "reference_tries", "case"}
    assert set(DOMAIN["slots"]) - set(ALL_SLOTS) == kept
    assert set(ALL_SLOTS) <= set(DOMAIN["slots"])
    assert EXTRA_SLOTS.keys() == FORM_SLOTS.keys()
