"""Any amount, written in any of some forty ways, reads back; and no text takes more than so many steps a character."""

from __future__ import annotations

import ast
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import shortfall.reading.amounts
from shortfall.law.intervals import Interval
from shortfall.reading.amounts import find_amounts, money, numbers, tokens
from shortfall.reading.amounts.tokens import Tokens

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
ONES = [
    *"zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split(),
    "eighteen",
    "nineteen",
]
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
UNOS = [
    *"cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete".split(),
    *"dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete".split(),
    *"veintiocho veintinueve".split(),
]
DIECES = "- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
CIENTOS = (
    "- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split()
)


def english(number: int, joint: str = " ", hyphen: str = "-") -> str:
    """English number words below a thousand million."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"{hyphen}{ONES[number % 10]}" if number % 10 else "")
    if number < 1_000:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f"{joint}{english(rest, joint, hyphen)}" if rest else "")
    size, name = (1_000_000, "million") if number >= 1_000_000 else (1_000, "thousand")
    rest = number % size
    return f"{english(number // size, joint, hyphen)} {name}" + (f" {english(rest, joint, hyphen)}" if rest else "")


def spanish(number: int) -> str:
    """Spanish number words below a thousand million."""
    if number < 30:
        return UNOS[number]
    if number < 100:
        return DIECES[number // 10] + (f" y {UNOS[number % 10]}" if number % 10 else "")
    if number < 1_000:
        rest = number % 100
        return "cien" if number == 100 else CIENTOS[number // 100] + (f" {spanish(rest)}" if rest else "")
    if number < 1_000_000:
        head, rest = divmod(number, 1_000)
        return (f"{spanish(head)} mil" if head > 1 else "mil") + (f" {spanish(rest)}" if rest else "")
    head, rest = divmod(number, 1_000_000)
    return (f"{spanish(head)} millones" if head > 1 else "un millón") + (f" {spanish(rest)}" if rest else "")


def thousands(number: int) -> str:
    return f"{number // 1000}" + (f".{number % 1000:03}".rstrip("0") if number % 1000 else "")


def apart(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)


EXACT: dict[str, Callable[[int], str]] = {
    "plain": lambda n: f"{n}",
    "dollar sign": lambda n: f"${n}",
    "commas": lambda n: f"{n:,}",
    "dollar sign and commas": lambda n: f"${n:,}",
    "sign apart": lambda n: f"$ {n:,}",
    "cents": lambda n: f"${n:,}.00",
    "cents without commas": lambda n: f"{n}.00",
    "spaces": lambda n: apart(n, " "),
    "thin spaces": lambda n: apart(n, "\N{NARROW NO-BREAK SPACE}"),
    "apostrophes": lambda n: apart(n, "'"),
    "points and cents": lambda n: apart(n, ".") + ",00",
    "dollars": lambda n: f"{n} dollars",
    "bucks": lambda n: f"{n:,} bucks",
    "USD": lambda n: f"USD {n:,}",
    "US$": lambda n: f"US${n:,}",
    "sign behind": lambda n: f"{n}$",
    "k": lambda n: f"{thousands(n)}k",
    "K with a sign": lambda n: f"${thousands(n)}K",
    "k apart": lambda n: f"{thousands(n)} k",
    "thousand": lambda n: f"{thousands(n)} thousand",
    "grand": lambda n: f"{thousands(n)} grand",
    "zeros as letters": lambda n: f"{n:,}".replace("0", "o") if n % 10 == 0 else f"{n:,}",
    "one as l": lambda n: "l" + f"{n:,}"[1:] if str(n)[0] == "1" and n > 99_999 else f"{n:,}",
    "words": lambda n: english(n),
    "words with and": lambda n: english(n, " and "),
    "words without hyphens": lambda n: english(n, " ", " "),
    "words in capitals": lambda n: english(n).upper(),
    "words with dollars": lambda n: f"{english(n)} dollars",
    "hundreds in digits": lambda n: english(n).replace(" hundred", " HUNDRED"),
    "digits and thousand and digits": lambda n: (
        f"{n // 1000} thousand" + (f" {n % 1000} dollars" if n % 1000 else "") if n < 10**6 else f"{n}"
    ),
    "digits and thousand and words": lambda n: (
        f"{n // 1000} thousand" + (f" {english(n % 1000)} dollars" if n % 1000 else "") if n < 10**6 else f"{n}"
    ),
    "words and thousand": lambda n: f"{english(n // 1000)} thousand" if n % 1000 == 0 and n < 10**6 else english(n),
    "español": lambda n: f"debo {spanish(n)}",
    "español, dólares": lambda n: f"se vendió en {spanish(n)} dólares",
    "mil": lambda n: f"debo {thousands(n)} mil" if n >= 10_000 else f"debo {n:,}",
    "millones": lambda n: f"debo {Decimal(n) / 10**6} millones",
    "million": lambda n: f"{Decimal(n) / 10**6} million",
    "point million": lambda n: f"{Decimal(n) / 10**6} mil" if n < 10**6 else f"{n}",
}
# 2000 alone is a year; the bare tail after a million is shorthand ("a million two"), and has tests of its own
LARGE = st.one_of(
    st.integers(10_000, 999_999),
    st.integers(1, 9_999).map(lambda n: n * 1_000),
    st.integers(2, 99).map(lambda n: n * 5_000),
).filter(
    lambda n: (
        n > 2_000
        and (n < 10**6 or n % 10**6 == 0 or n % 10**6 >= 1_000)
        and n // 1000 not in {401, 403, 1040, 1098, 1099}
    )
)


@pytest.mark.parametrize("spelling", EXACT)
@pytest.mark.parametrize("house", [False, True])
@given(number=LARGE)
@CALM
def test_any_amount_reads_back(spelling: str, house: bool, number: int) -> None:
    text = EXACT[spelling](number)
    assert [amount.readings[0] for amount in find_amounts(text, house_context=house)] == [Interval.of(number)], text


SHORT: dict[str, Callable[[int], str]] = {
    "digits": lambda n: f"{n}",
    "sign": lambda n: f"${n}",
    "words": lambda n: english(n),
    "words with and": lambda n: english(n, " and "),
    "two fifty": lambda n: (
        (
            f"{ONES[n // 100]} {english(n % 100)}"
            if n % 100 >= 10 and n >= 100
            else f"{ONES[n // 100]} oh {ONES[n % 100]}"
        )
        if n % 100
        else english(n)
    ),
    "two-fifty": lambda n: f"{ONES[n // 100]}-{english(n % 100)}" if n % 100 >= 10 else english(n),
    "2 fifty": lambda n: f"{n // 100} {english(n % 100)}" if n % 100 >= 10 else english(n),
    "2 hundred 50": lambda n: f"{n // 100} hundred" + (f" {n % 100}" if n % 100 else ""),
    "2 hundred and 50": lambda n: f"{n // 100} hundred" + (f" and {n % 100}" if n % 100 else ""),
    "one by one": lambda n: " ".join(ONES[int(d)] for d in str(n)),
    "ish": lambda n: f"{n}ish",
    "about": lambda n: f"about {n}",
    "a buck": lambda n: f"a buck {english(n % 100)}" if n < 200 and n % 100 >= 10 else f"{n}",
    "español": lambda n: f"como {spanish(n)}",
}


@pytest.mark.parametrize("spelling", SHORT)
@given(hundreds=st.integers(100, 999))
@CALM
def test_shorthand_reads_back_in_thousands_and_is_asked_about(spelling: str, hundreds: int) -> None:
    [amount] = find_amounts(SHORT[spelling](hundreds), house_context=True)
    assert amount.readings == (Interval.of(hundreds * 1_000), Interval.of(hundreds))
    [owed] = find_amounts(
        f"I owe {SHORT[spelling](hundreds)}" if spelling != "español" else f"debo {spanish(hundreds)}"
    )
    assert (owed.readings, owed.kind) == (amount.readings, "debt")


@given(cents=st.integers(1_000, 10**9))
@CALM
def test_cents_read_back(cents: int) -> None:
    dollars, rest = divmod(cents, 100)
    spellings = [f"${dollars:,}.{rest:02}", f"{dollars:,} dollars and {rest} cents", f"{dollars}.{rest:02} USD"]
    for text in [*spellings, f"{english(dollars)} dollars and {english(rest)} cents"] if rest else spellings[:1]:
        assert [amount.low for amount in find_amounts(text)] == [Decimal(cents) / 100], text


JOINTS = [
    "{} to {}",
    "{}-{}",
    "{} - {}",
    "{} or {}",
    "between {} and {}",
    "btwn {} n {}",
    "from {} to maybe {}",
    "entre {} y {}",
    "{}~{}",
]


@pytest.mark.parametrize("joint", JOINTS)
@given(low=st.integers(11, 900), more=st.integers(1, 10))
@CALM
def test_ranges_read_back(joint: str, low: int, more: int) -> None:
    assume(low + more not in {401, 403})  # the plans
    assume(
        " or " not in joint or not numbers.swapped(Decimal(low), Decimal(low + more))
    )  # "112 or 121" is one of the two
    [amount] = find_amounts(joint.format(low, f"{low + more}k"), house_context=True)
    assert amount.readings == (Interval.of(low * 1_000, (low + more) * 1_000),)


# --- Steps -------------------------------------------------------------------------------------------------------------------


class Counted(list[str]):
    """A list that counts how often one of its items is looked at."""

    visits = 0

    def __getitem__(self, index: Any) -> Any:
        Counted.visits += 1 if isinstance(index, int) else len(range(*index.indices(len(self))))
        return super().__getitem__(index)


def steps(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often the reader looks at a token of `text`."""

    class CountedTokens(Tokens):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            self.word, self.number, self.mark = Counted(self.word), Counted(self.number), Counted(self.mark)

    monkeypatch.setattr(money, "Tokens", CountedTokens)
    monkeypatch.setattr(money, "_MOST", 10**6)
    for module in (numbers, tokens):
        monkeypatch.setattr(module, "MOST_NUMBERS", 10**6)
    Counted.visits = 0
    find_amounts(text, house_context=True)
    return Counted.visits


_TABLE = money._ENGLISH
PIECES = sorted(
    {
        *("1", "1,", "1 ", "1-", "1/", "1 n ", "$", "$1 ", "-", ".", ",", "'", "1.5 ", "o", "l", "1o", "000 ", "250 ", "2 40 ", "(312) ", "é", "250k "),
        *(f"{word} " for group in (_TABLE.one, _TABLE.some, _TABLE.parts, _TABLE.hundred, _TABLE.point, _TABLE.oh, _TABLE.joins) for word in group),
        *("two ", "twenty ", "forty-", "doscientos ", "thousand ", "million ", "mil ", "a million two ", "1 and ", "two hundred and "),
        *(f"{phrase} " for group in (_TABLE.hedges, _TABLE.ceiling, _TABLE.floor, _TABLE.sorry, _TABLE.denied) for phrase in sorted(group)[:4]),
        *("owe ", "sold for 250 ", "two loans of 60 each ", "half of 400k ", "not 250 but 280 ", "loan number 1 ", "between 1 and "),
    }
)  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_steps_grow_with_the_text(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    small, middle, large = (steps((piece * size)[:size], monkeypatch) for size in (250, 1_000, 4_000))
    assert middle <= 4.5 * small + 100
    assert large <= 4.5 * middle + 100


@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
@settings(CALM, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_steps_are_so_many_a_character_at_most(pieces: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    text = ("".join(pieces) * 4_000)[:4_000]
    assert steps(text, monkeypatch) <= 200 * len(text)


# --- No floats ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", sorted(Path(shortfall.reading.amounts.__file__).parent.glob("*.py")), ids=lambda path: path.name
)
def test_no_floating_point_anywhere(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), f"line {node.lineno}"
        assert not (isinstance(node, ast.Name) and node.id in {"float", "math", "round"}), f"line {node.lineno}"
