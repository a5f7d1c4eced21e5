"""Phone numbers as people write and say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shortfall.reading.phone import Phone, PhoneProblem, find_phone, format_phone, read_phone, time_zone

CHICAGO = "+13125550143"


@pytest.mark.parametrize(
    "text",
    [
        "312-555-0143",
        "(312) 555-0143",
        "(312)555-0143",
        "( 312 ) 555 - 0143",
        "312.555.0143",
        "312/555-0143",
        "312 555 0143",
        "3125550143",
        "312 5550143",
        "1-312-555-0143",
        "+1 312 555 0143",
        "+13125550143",
        "1.312.555.0143",
        "31 25 55 01 43",
        "my number is 312-555-0143, thanks!",
        "312\u2011555\u20110143",
        "312\u00a0555\u00a00143",
        "\uff13\uff11\uff12-555-0143",
        "call 312 555 0143 or 773 555 0199",
        "not 773-555-0199, it's 312-555-0143",
        "11/23/2026 3125550143",
        "I owe $312,000, my cell is 312 555 0143",
        "three one two five five five oh one four three",
        "three one two, five five five, zero one four three",
        "three one two 555 0143",
        "three one two triple five oh one forty three",
        "Three-one-two triple five oh one four three",
    ],
)
def test_one_number_in_many_shapes(text: str) -> None:
    assert find_phone(text) == CHICAGO


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("312-555-HOME", "+13125554663"),
        ("312-555-home", "+13125554663"),
        ("1 (312) FLOWERS", "+13123569377"),
        ("double seven three 555 0143", "+17735550143"),
        ("eight four seven 555 oh one ninety nine", "+18475550199"),
        ("787-555-0143", "+17875550143"),
        ("671 555 0143", "+16715550143"),
    ],
)
def test_letters_words_and_territories(text: str, e164: str) -> None:
    assert find_phone(text) == e164


@pytest.mark.parametrize(
    "text",
    [
        "312-555-0143 ext 22",
        "312-555-0143x22",
        "312 555 0143, extension 22",
        "(312) 555-0143 #22",
        "312 555 0143 extensión 22",
        "312 555 0143 anexo 22",
        "312-555-0143ext.22",
        "312 555 0143 extension two two",
        "312 555 0143, extensión dos dos",
    ],
)
def test_an_extension_is_kept_apart(text: str) -> None:
    assert read_phone(text) == Phone(CHICAGO, "22")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "missing"),
        ("no", "missing"),
        ("tomorrow at 3", "missing"),
        ("312 call me please", "missing"),
        ("911", "missing"),
        ("555-0143", "no_area_code"),
        ("312-555-014", "too_short"),
        ("312-555-01433", "too_long"),
        ("1-800-555-0143", "toll_free"),
        ("888 555 0143", "toll_free"),
        ("416-555-0143", "not_us"),
        ("604-555-0143", "not_us"),
        ("876-555-0143", "not_us"),
        ("809-555-0143", "not_us"),
        ("+44 20 7946 0958", "not_us"),
        ("011 52 55 1234 5678", "not_us"),
        ("999-555-0143", "not_a_line"),
        ("900-555-0143", "not_a_line"),
        ("012-555-0143", "not_a_line"),
        ("312-155-0143", "not_a_line"),
        ("312-911-0143", "not_a_line"),
        ("312-555-1212", "not_a_line"),
        ("(312) 600-8815", "ours"),
    ],
)
def test_what_cannot_be_called_back_is_explained(text: str, reason: str) -> None:
    read = read_phone(text)
    assert isinstance(read, PhoneProblem)
    assert read.reason == reason
    assert "(312) 555-0143" in read.message
    assert find_phone(text) is None


def test_a_usable_number_wins_over_one_that_is_not() -> None:
    assert find_phone("my work is 800-555-0199 but my cell is 312-555-0143") == CHICAGO


def test_it_is_read_back_as_people_write_it() -> None:
    assert format_phone(CHICAGO) == "(312) 555-0143"
    with pytest.raises(ValueError, match=r"E\.164"):
        format_phone("+442079460958")


@pytest.mark.parametrize(
    ("e164", "zone"),
    [
        ("+13125550143", "America/Chicago"),
        ("+12125550143", "America/New_York"),
        ("+16025550143", "America/Phoenix"),
        ("+14155550143", "America/Los_Angeles"),
        ("+18085550143", "Pacific/Honolulu"),
        ("+19075550143", "America/Anchorage"),
        ("+17875550143", "America/Puerto_Rico"),
    ],
)
def test_where_the_area_code_is_at_home(e164: str, zone: str) -> None:
    assert time_zone(e164) == zone


def test_the_number_is_not_in_the_repr() -> None:
    assert "555" not in repr(read_phone("312-555-0143 x5"))


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    read = read_phone(text)
    assert isinstance(read, PhoneProblem) or format_phone(read.e164)


@given(
    st.from_regex(r"[2-9]\d\d[2-9]\d{6}", fullmatch=True),
    st.sampled_from(["{}{}{}", "({}) {}-{}", "{}.{}.{}", "+1 {} {} {}"]),
)
def test_shape_makes_no_difference(digits: str, shape: str) -> None:
    assert find_phone(shape.format(digits[:3], digits[3:6], digits[6:])) == find_phone(digits)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("work is 312-555-0161 but my cell 773-555-0162 is better", "+17735550162"),
        ("630-555-0163 or 630-555-0164, the first is my sister", "+16305550163"),
        ("house phone 847-555-0165, best number is 847-555-0166", "+18475550166"),
        ("773-555-0167 no wait it ends in 0176", "+17735550176"),
        ("312 555 0168, sorry, last four is 0186", "+13125550186"),
    ],
)
def test_of_two_numbers_the_better_and_an_ending_put_right(text: str, number: str) -> None:
    assert find_phone(text) == number
