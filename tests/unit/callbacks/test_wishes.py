"""What is wanted done with a stored request, in both languages: the consents promise these words."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from actions.request import HEDGED, named_part
from shortfall.callbacks.parts import means_own_number
from shortfall.callbacks.wishes import Wish, wish_of

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("America/Chicago"))


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("cancelar mi llamada", "cancel"),
        ("CANCELAR MI LLAMADA", "cancel"),
        ("por favor ya no me llamen", "cancel"),
        ("retiro mi permiso", "cancel"),
        ("cambiar mi llamada", "time"),
        ("otra hora por favor", "time"),
        ("mejor mañana, cancele la de hoy", "time"),
        ("cambiar mi número", "number"),
        ("cambiar mi numero", "number"),
        ("cambiar mi nombre", "name"),
        ("¿cuándo me llaman?", "status"),
        ("no quiero mensajes", "no_texts"),
        ("cancel my callback", "cancel"),
        ("case is 2019 CH 4471 and the offer runs out friday, please add it to the call", "note"),
        ("can you tell them I only have the mornings off because of my shift", "note"),
        ("agregue que el caso es 2019 CH 4471", "note"),
        ("friday is when the offer ends, the letter came by mail and my brother opened it", "note"),
        ("what did you write down for the call", "status"),
        ("did you put in that it is about the settlement", "status"),
        ("no dont move it, keep monday", "status"),
        ("friday at 10", "time"),
        ("move it to friday at 10, my sister is here then and she has the papers", "time"),
    ],
)
def test_a_wish(said: str, wish: Wish) -> None:
    assert wish_of(said, NOW) == wish


@pytest.mark.parametrize("said", ["sí, pero más tarde", "tal vez", "sí, quizás", "todavía no", "sí?", "espere"])
def test_a_yes_with_a_but_is_no_consent(said: str) -> None:
    assert HEDGED.search(said)


@pytest.mark.parametrize("said", ["sí", "claro que sí", "sí, llámenme por favor", "sí, está bien, no hay problema"])
def test_a_plain_yes_is_not_taken_for_a_but(said: str) -> None:
    assert not HEDGED.search(said)


def test_a_part_is_named_in_spanish() -> None:
    assert named_part("cambiar el número") == "callback_phone"
    assert named_part("otra hora") == "callback_window"
    assert (
        means_own_number("este número")
        and means_own_number("al mismo")
        and means_own_number("Tasha W. this # after 6")
        and not means_own_number("mi casa")
    )
