"""Which numbers are taken out of text, and which stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shortfall.base.masking import REMOVED, mask, sensitive


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("my ssn is 123-45-6789", f"my ssn is {REMOVED}"),
        ("123 45 6789 is mine", f"{REMOVED} is mine"),
        ("social security number: 078-05-1120", f"social security number: {REMOVED}"),
        ("ssn 078051120 ok", f"ssn {REMOVED} ok"),
        ("last four of my social is 6789", f"last four of my social is {REMOVED}"),
        ("4111 1111 1111 1111", REMOVED),
        ("card 4111111111111111 exp", f"card {REMOVED} exp"),
        ("5500-0000-0000-0004", REMOVED),
        ("3782 822463 10005", REMOVED),
        ("loan number 0012345678", f"loan number {REMOVED}"),
        ("loan # 123456", f"loan # {REMOVED}"),
        ("loan number is 250-000-1234", f"loan number is {REMOVED}"),
        ("acct 12345678901", f"acct {REMOVED}"),
        ("my account is 00123456789.", f"my account is {REMOVED}."),
        ("AB123456789", f"AB{REMOVED}"),
        ("1234-5678-9012", REMOVED),
        ("12345678", REMOVED),
        ("123456789012345678901234567890", REMOVED),
        ("call 312-555-0143 about loan 9876543210", f"call 312-555-0143 about loan {REMOVED}"),
        ("312 555 0143 4111111111111111", f"312 555 0143 {REMOVED}"),
    ],
)
def test_private_numbers_go(text: str, masked: str) -> None:
    assert mask(text) == masked
    assert sensitive(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I owe $312,000",
        "I owe $ 312000.50",
        "$12,345,678",
        "$12345678",
        "12345678 dollars",
        "it sold for 250000 and I owe 312000",
        "150000-160000",
        "150000 160000",
        "12000000",
        "312-555-0143",
        "3125550143",
        "+1 (312) 555-0143",
        "1-312-555-0143",
        "312-555-0143 773-555-0199",
        "2012 IL App (1st) 110529",
        "Case 2021 CH 01234",
        "No. 1-11-0529",
        "735 ILCS 5/15-1508",
        "2026-11-23",
        "11/23/2026",
        "from 11-23-2026 to 12-01-2026",
        "20261123",
        "2012 2013 2014",
        "Chicago 60606-1234",
        "between 9:30 and 10:30",
        "my card ends in 1234",
        "my loan is 250000",
        "my social security is 1450 a month",
    ],
)
def test_sums_dates_phones_and_cases_stay(text: str) -> None:
    assert mask(text) == text
    assert not sensitive(text)


@given(st.text(max_size=300))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(st.from_regex(r"[a-z ]{0,20} \d{3}-\d{2}-\d{4} [a-z ]{0,20}", fullmatch=True))
def test_no_social_security_number_is_left(text: str) -> None:
    assert not any(character.isdigit() for character in mask(text))
