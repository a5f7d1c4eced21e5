"""Who is said to have signed the loan."""

from __future__ import annotations

from datetime import date

import pytest

from shortfall.reading.facts import read_facts
from shortfall.reading.signers import find_signers
from shortfall.talk.case import Case


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I am on the title, but I never signed the note", {"signed": "not_signed"}),
        ("only her husband signed, I am not on it", {"signed": "not_signed", "other_signed": "signed"}),
        ("just on the deed not the loan", {"signed": "not_signed"}),
        ("i borrowed nothing", {"signed": "not_signed"}),
        ("the mortgage is in my sister's name", {"signed": "not_signed", "other_signed": "signed"}),
        ("my dad signed the loan, I didn't", {"signed": "not_signed", "other_signed": "signed"}),
        ("he signed the note and I didn't", {"signed": "not_signed", "other_signed": "signed"}),
        ("mi esposo firmó el préstamo, yo no", {"signed": "not_signed", "other_signed": "signed"}),
        ("my dad signed the loan, I didn't know", {"other_signed": "signed"}),
        ("my name is on the mortgage", {"signed": "signed"}),
        ("I co-signed for my nephew", {"signed": "signed"}),
        ("we both signed it at the bank", {"signed": "signed", "other_signed": "signed"}),
        ("my ex is on the loan too", {"other_signed": "signed"}),
        ("my boyfriend didn't sign anything", {"other_signed": "not_signed"}),
        ("the loan was only in my name", {"signed": "signed", "other_signed": "not_signed"}),
        ("mi esposo nunca firmó", {"other_signed": "not_signed"}),
        ("yo no firmé el préstamo", {"signed": "not_signed"}),
        ("los dos firmamos", {"signed": "signed", "other_signed": "signed"}),
        # What is signed besides is no note.
        ("I signed a deed in lieu", {}),
        ("they want me to sign a paper", {}),
        ("he signed it over to me", {}),
        # A question says nothing of who did.
        ("did I sign the note?", {}),
        ("how would I know if I signed the note", {}),
        ("does my wife have to sign", {}),
    ],
)
def test_who_signed(text: str, said: dict[str, str]) -> None:
    assert {each.whose: each.value for each in find_signers(text)} == said


def test_what_is_put_right_counts() -> None:
    (found,) = find_signers("she never signed. no wait, she did sign")
    assert found.value == "signed"


def test_a_supposition_gives_way_to_what_was_said() -> None:
    case = Case().heard(read_facts("I signed the loan with her", date(2026, 11, 23)), 0)
    assert case.heard(read_facts("what if I never signed the loan?", date(2026, 11, 23)), 1)["signed"] == "signed"
    assert Case().heard(read_facts("what if I never signed the loan?", date(2026, 11, 23)), 0)["signed"] == "not_signed"


def test_its_place() -> None:
    text = "Hello. My wife never signed the note, and I did."
    (found,) = (each for each in find_signers(text) if each.whose == "other_signed")
    assert text[slice(*found.span)].strip().startswith("wife never signed")
