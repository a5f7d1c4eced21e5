"""How much of somebody's own words a request reads back."""

from __future__ import annotations

import pytest

from actions.request import heart, whole_clauses


@pytest.mark.parametrize(
    ("words", "most", "read"),
    [
        ("they sold it. I owe more than I can pay", 60, "they sold it. I owe more than I can pay"),
        ("they sold it. I owe more than I can pay", 20, "they sold it."),
        ("the bank sued me and they want 41k from me and I am lost", 45, "the bank sued me and they want 41k from me"),
        ("me demandaron y quieren 41 mil pero no puedo pagar", 32, "me demandaron y quieren 41 mil"),
        ("one clause so long that nothing of it fits", 20, "one clause so ..."),
    ],
)
def test_words_are_read_back_to_the_end_of_a_clause(words: str, most: int, read: str) -> None:
    assert whole_clauses(words, most) == read


@pytest.mark.parametrize(
    ("words", "kept", "left"),
    [
        (
            "they sold my house in march, i work at a plant in decatur and my wife is sick and my brother says to see somebody but the truck is "
            "not running and i had a account at first mid bank and now yesterday i go to get groceries and my card is declined, account "
            "frozen, can they do that",
            ("my card is declined, account frozen, can they do that", "they sold my house"),
            "my brother says",
        ),
        (
            "Hello. My cousin drove me to the bank. It was raining and we waited for an hour there. They were no help at all to us. The "
            "sale was confirmed last week. Then we ate. My aunt told me to write. Can they take my pension?",
            ("The sale was confirmed last week.", "Can they take my pension?"),
            "It was raining",
        ),
        (
            "Buenas. Mi primo me llevó al banco. Llovía y esperamos una hora entera ahí. No nos ayudaron en nada. Ayer me congelaron la "
            "cuenta. Luego comimos. Mi tía me dijo que escribiera. ¿Pueden hacer eso? ¿A quién le hablo?",
            ("Ayer me congelaron la cuenta.", "¿Pueden hacer eso? ¿A quién le hablo?"),
            "Llovía",
        ),
    ],
)
def test_of_a_long_message_what_is_asked_and_where_they_stand_stays(
    words: str, kept: tuple[str, ...], left: str
) -> None:
    said = heart(words, 160)
    assert all(each in said for each in kept) and "…" in said and left not in said and len(said) <= 160
