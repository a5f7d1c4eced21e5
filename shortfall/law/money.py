"""Amounts of US money in what people write: "I owe 312k and it sold for 250", "two seventy five", "40 or 45 thousand".

Linear in the length of the text. What only looks like money is struck out (dates, phones, chapters, cases); a small
grammar reads the rest into amounts and ranges; counts, years and rates are told by their neighbours; then each amount
takes its role from the words around it. A number without a scale is read in thousands where it stands for a house ("sold
for 250"); it then carries both readings, so that it is read back and never taken silently.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Literal, NamedTuple

Role = Literal["debt", "sale_price", "payment", "market_value", "other"]

CENT = Decimal("0.01")
ZERO = Decimal(0)
_ONE, _TEN, _HUNDRED, _THOUSAND, _MILLION = (Decimal(10) ** power for power in (0, 1, 2, 3, 6))
# No phrase that says what an amount is has more characters.
_NEAR = 40
_MOST = 100
# Longer runs of digits are account or card numbers.
_MOST_DIGITS = 15


@dataclass(frozen=True)
class Interval:
    """A closed range of US dollars (or of a rate); a single figure has low = high.

    Raises:
        ValueError: low is above high.
    """

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")

    @classmethod
    def of(cls, low: Decimal | int | str, high: Decimal | int | str | None = None) -> Interval:
        """An interval from anything that is exact: `Interval.of(250000)`, `Interval.of("1.50", "2")`."""
        return cls(Decimal(low), Decimal(low if high is None else high))

    @property
    def exact(self) -> bool:
        """Whether it is a single figure."""
        return self.low == self.high

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


NOTHING = Interval(ZERO, ZERO)


@dataclass(frozen=True)
class Amount:
    """Money found in a text, in US dollars.

    `span` is where it stands (start, end); `word` the one that gave it its role ("fees"), in small letters. `readings` begins with the one taken; a further one means that
    the words could also mean an amount hundreds of times smaller or larger, and the person has to be asked.
    """

    span: tuple[int, int]
    role: Role | None
    approximate: bool
    readings: tuple[Interval, ...]
    word: str

    @property
    def low(self) -> Decimal:
        """The lower end of the reading taken."""
        return self.readings[0].low

    @property
    def high(self) -> Decimal:
        """The upper end of the reading taken."""
        return self.readings[0].high

    @property
    def ambiguous(self) -> bool:
        """Whether the person must be asked which reading is meant."""
        return len(self.readings) > 1

    @property
    def interval(self) -> Interval:
        """The reading taken."""
        return self.readings[0]


def to_cents(value: Decimal) -> Decimal:
    """`value` rounded to whole cents, halves away from zero."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def format_money(value: Decimal) -> str:
    """US dollars as people write them: "$312,000", "$18.50", "-$5"."""
    cents = to_cents(abs(value))
    text = f"{cents:,.2f}" if cents % 1 else f"{cents:,.0f}"
    return f"-${text}" if value < 0 and cents else f"${text}"


def format_interval(interval: Interval) -> str:
    """A range in words, "$200,000 to $220,000", or the one figure."""
    low, high = format_money(interval.low), format_money(interval.high)
    return low if low == high else f"{low} to {high}"


def _leading(text: str, place: int) -> str:
    """The words just before a place: a search for how a text ends begins there."""
    return text[max(0, place - _NEAR) : place]


def _covered(length: int, spans: Iterable[tuple[int, int]]) -> bytearray:
    """For each place of a text whether one of `spans` covers it."""
    covered = bytearray(length)
    for start, end in spans:
        covered[start:end] = b"\x01" * (end - start)
    return covered


def _plain(text: str) -> str:
    """`text` in small ASCII letters, "?" for the rest, each character in its place.

    For patterns that know nothing else: without IGNORECASE, `re` tells by its first letter whether a word can match.
    """
    return text.encode("ascii", "replace").decode("ascii").lower()


# --- What is a number but no money -----------------------------------------------------------------------------------

_STREETS = r"(?:street|st|avenue|ave|boulevard|blvd|road|rd|drive|dr|lane|ln|terrace|parkway|pkwy|place|pl|circle)"
# "No digit before" stands behind the first character: `re` skips to where a pattern may begin only if it begins with characters.
_STRUCK_OUT = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        r"(?<![\d$])(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d)",  # phones, with or without area
        r"[1-9](?<![\d$,.].)(?:(?<=1)[2-9]\d|(?<!1)\d)\d[2-9]\d{6}(?![\d,]|\.\d)",
        r"[2-9](?<![\d$,.-].)\d{2}-\d{4}(?![\d,])",
        r"\d(?<!\d.)\d{2}-\d{2}-\d{4}(?!\d)",  # Social Security numbers
        r"\d(?<!\d.)\d?:\d{2}(?!\d)",  # times of day
        r"\d(?<!\d.)\d{3}-\d{1,2}-\d{1,2}(?!\d)",  # dates
        r"\d(?<![\d$].)\d?([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?![\d,])",
        r"\d(?<![\d$].)\d?/(?:19|20)\d{2}(?!\d)",
        r"'\d{2}\b",
        r"[45](?<![\w$.,].)(?:(?<=4)0[13] ?\(?[kb]|(?<=4)57 ?\(?b|(?<=5)29 plan)\b\)?",  # forms, plans, statutes, cases
        r"1(?<![\w$.,].)(?:099|098|040)(?:-?[a-z]{1,3})?\b(?![$,.]\d|\$| ?(?:dollars|bucks|usd)\b)|\bw-?[249]\b",
        r"\b\d+ (?:ilcs|u\.?s\.?c|c\.?f\.?r)\b\.?(?: [\d/.-]+)?",
        r"\d(?<![\d$].)\d?-\d{3,4}(?:\.\d)?(?:\([a-z\d]{1,3}\))+",
        r"\b(?:19|20)\d{2}[ -](?:ch|il|l|m\d?|cv|civ)[ -]?(?:app )?(?:\(\d\w{1,2}\) )?\d+",
        (
            r"\b(?:loan|account|acct|case|file|policy|parcel|docket|reference|invoice|routing)\s?(?:#|(?:number|num|no|id)\b\.?)"
            r"(?:\s?(?:is|was|:))?\s?[a-z]{0,3}[\d-]+"
        ),
        r"#\s?\d+",
        r"\d(?<!\d.)\d*([-/])\d+(?:\1\d+){2,}",  # numbers of files
        (
            rf"\b\d{{1,5}} (?:[nsew]\.? |(?:north|south|east|west) )?(?!(?:at|in|to|for|and|or|on|the|from|by|k|grand|mil)\b)"
            rf"[a-z]{{2,20}} {_STREETS}\b\.?"
        ),
        r"\b24/7\b|\b50[/-]50\b",
        r"\bthank(?:s| you) a (?:mil|million)\b|\b(?:one )?in a million\b",
    )
)
_STRUCK_OUT_AS_WRITTEN = (
    re.compile(r"\b[A-Z]{2} \d{5}(?:-\d{4})?\b", re.ASCII),  # zip codes
    re.compile(r"\b\d{1,5} [NSEW]\.? [A-Z][a-z]+", re.ASCII),  # street addresses
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_COUNTED = _set(
    """day days week weeks wk wks month months mo mos year years yr yrs hour hours hr hrs minute minutes min mins times
    kid kids child children people person persons payments bedroom bedrooms bed bath baths br unit units acre acres sq
    square feet foot ft houses homes mortgages loans judgments judgements properties mile miles letters calls emails
    offers questions things lender lenders banks notices story reason reasons percent pct apr points point fixed
    paychecks separate different of ilcs"""
)
_NAMED = _set(
    """chapter chapters ch form forms section sections sec title rule article page pg step option number room suite ste
    apt apartment unit lot zip zipcode code exhibit paragraph count phase grade age aged turned turning hb sb bill
    district highway route interstate ext act"""
)
_MONTHS = _set(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec"""
)
_RATES = _set("rate interest apr percent")
_FOREIGN = _set("euro euros pound pounds quid peso pesos eur gbp cad aud mxn rupees yen yuan")

# --- The grammar -----------------------------------------------------------------------------------------------------


def _numbered(words: str, first: int, step: int = 1) -> dict[str, Decimal]:
    return {word: Decimal(first + step * place) for place, word in enumerate(words.split())}


_UNITS = _numbered("one two three four five six seven eight nine", 1)
_TEENS = _numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
_TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10) | {
    "fourty": Decimal(40),
    "fivety": Decimal(50),
    "ninty": Decimal(90),
}
_HUNDREDS = frozenset({"hundred", "hundreds", "hundered", "hunderd", "hundo"})
_SCALES = (
    dict.fromkeys(_set("k ks thou thousand thousands thousnd thosand thousend grand g gs"), _THOUSAND)
    | dict.fromkeys(_set("m mm mil mill mils million millions milion millon"), _MILLION)
    | dict.fromkeys(_set("bn billion billions"), Decimal(10) ** 9)
    | dict.fromkeys(_set("trillion trillions"), Decimal(10) ** 12)
)
# After "a million and five": another amount, or a count.
_NOT_MORE = frozenset({*_SCALES, *_COUNTED})
_MULTIPLES = frozenset({*_SCALES, *_HUNDREDS})
# "m" and "mil" stand for thousands in banking and in Spanish.
_LOOSE_MILLIONS = frozenset({"m", "mm", "mil", "mill"})
_CURRENCY_WORDS = frozenset({"dollar", "dollars", "bucks", "usd"})
_MINUS = frozenset({"-", "\N{MINUS SIGN}"})
_FRACTIONS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25")}

_DASHES = frozenset({"-", "\N{EN DASH}", "\N{EM DASH}"})
_SIGNS = frozenset({*_MINUS, "$"})
_JOINTS = frozenset({*_DASHES, "to", "or", "thru", "through"})
_OPENERS = frozenset(
    {*_UNITS, *_TEENS, *_TENS, *_FRACTIONS, "a", "an", "couple", "few", "zero", "negative", "minus", "us", "usd"}
)
# The grammar looks at most this many tokens ahead.
_PADDING = 16
_TOKEN = re.compile(r"(?P<number>\d+(?:,\d+)*(?:\.\d+)?|\.\d+)|(?P<word>[a-z]+)|(?P<mark>\S)", re.ASCII)
# "two-hundred-and-fifty", "a quarter-million"
_HYPHEN = re.compile(r"(?<=[a-z])-(?=(?:hundred|thousand|million|grand)\b)|(?<=hundred)-(?=and\b)")
# "312.450", as thousands are parted elsewhere.
_POINTED = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)


class _Quantity(NamedTuple):
    """A number as written. `scale` is the one stated ("k"); `factors` are other multiples the words may stand for.

    A tuple and no dataclass: a text may hold hundreds, each altered a few times, and replacing costs a fifth.
    """

    low: Decimal
    high: Decimal
    first: int  # token indexes, inclusive
    last: int
    scale: Decimal | None = None
    currency: bool = False
    grouped: bool = False  # thousands separated by commas: no doubt about the size
    hundreds: bool = False
    approximate: bool = False
    factors: tuple[Decimal, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether it may be shorthand for thousands."""
        return self.scale is None and not self.grouped and max(-self.low, self.high) < _THOUSAND

    def plus(self, more: Decimal, last: int) -> _Quantity:
        """With what tokens up to `last` add to it."""
        return self._replace(low=self.low + more, high=self.high + more, last=last)

    def times(self, factor: Decimal, last: int) -> _Quantity:
        """With the scale that the token `last` gives it."""
        return self._replace(low=self.low * factor, high=self.high * factor, last=last)


def _exactly(value: Decimal, first: int, last: int, scale: Decimal | None = None) -> _Quantity:
    """A single figure."""
    return _Quantity(value, value, first, last, scale)


class _Reader:
    """The tokens of one text and the grammar over them: each method takes a token index and looks a few tokens ahead."""

    def __init__(self, text: str) -> None:
        self.plain = plain = _HYPHEN.sub(" ", _plain(text))
        sources = [*((each, plain) for each in _STRUCK_OUT), *((each, text) for each in _STRUCK_OUT_AS_WRITTEN)]
        struck = _covered(len(text), (m.span() for pattern, source in sources for m in pattern.finditer(source)))
        # Parallel lists. `word`, `mark` and `number` are "" where a token is of another kind or struck out, and padded, so that
        # looking ahead or back needs no check. Spaces are told as in `plain`: what is no ASCII is a mark.
        spans = [m.span() for m in _TOKEN.finditer(plain)]
        self.start, self.end = [start for start, _ in spans], [end for _, end in spans]
        self.token = [plain[start:end] for start, end in spans]
        self.word, self.mark, self.number = ([""] * (len(spans) + _PADDING) for _ in range(3))
        for index, start in enumerate(self.start):
            token = self.token[index]
            kind = self.word if token.isalpha() else self.number if token[-1].isdigit() else self.mark
            if kind is self.mark:
                token = self.token[index] = text[start]
            if not struck[start]:
                kind[index] = token
        # Whether no space parts a token from the one before.
        self.glued = [start == end for start, end in zip(self.start, [None, *self.end], strict=False)] + [
            False
        ] * _PADDING

    def skip(self, index: int, *words: str) -> int:
        """The index after one of `words`, or `index` itself."""
        return index + 1 if self.word[index] in words else index

    def quantities(self) -> Iterator[_Quantity]:
        """Every number of the text, in order."""
        done = 0
        for index in range(len(self.token)):
            if index < done or not (self.number[index] or self.word[index] in _OPENERS or self.mark[index] in _SIGNS):
                continue
            if self.spoken_year(index):
                done = (self.below_hundred(index + 1) or (ZERO, 0))[1]
                continue
            if quantity := self.quantity(index):
                yield quantity
                done = quantity.last + 1

    def spoken_year(self, index: int) -> bool:
        """ "nineteen ninety", "twenty nineteen": a year, and neither of its words an amount."""
        rest = self.below_hundred(index + 1) if self.word[index] in {"nineteen", "twenty"} else None
        return rest is not None and rest[0] >= _TEN and self.word[rest[1]] not in _MULTIPLES

    def quantity(self, first: int) -> _Quantity | None:
        """sign? "$"? number scale* currency?"""
        index, negative, currency = first, False, False
        if self.mark[index] in _MINUS and self.glued[index + 1]:
            negative = not self.glued[index] or self.mark[index - 1] == "("
            index += 1
        elif self.word[index] == "negative" or (
            self.word[index] == "minus" and not (self.number[index - 1] or self.word[index - 1] in _SCALES)
        ):
            negative, index = True, index + 1
        if self.word[index] in {"us", "usd"} and (self.mark[index + 1] == "$" or self.number[index + 1]):
            currency, index = True, index + 1
        if self.mark[index] == "$":
            currency, index = True, index + 1
            if self.mark[index] == "-" and self.glued[index + 1]:
                negative, index = True, index + 1
        if self.mark[first] in _MINUS and not negative:
            return None  # a hyphen between two numbers; the second is read at its own place
        quantity = self.digits(index) if self.number[index] else self.words(index)
        if quantity is None:
            return None
        end = quantity.last + 1
        if self.word[end] == "ish" or (self.mark[end] == "-" and self.word[end + 1] == "ish"):
            end += 1 if self.word[end] else 2
            quantity = quantity._replace(approximate=True)
        if self.mark[end] == "+" and self.glued[end]:
            end += 1
            quantity = quantity._replace(approximate=True)
        if (self.mark[end] == "$" and self.glued[end] and not self.number[end + 1]) or self.word[
            end
        ] in _CURRENCY_WORDS:
            currency, end = True, end + 1
        low, high = (-quantity.high, -quantity.low) if negative else (quantity.low, quantity.high)
        return quantity._replace(low=low, high=high, first=first, last=end - 1, currency=currency)

    def digits(self, index: int) -> _Quantity | None:
        """Digits, their fraction and their scale: "312,450.75", "312 000", "1 1/2 million", "3 hundred k"."""
        text = self.number[index]
        plain = text.replace(",", "")
        if len(plain) > _MOST_DIGITS or (self.glued[index] and self.word[index - 1]):
            return None
        if self.glued[index] and self.mark[index - 1] in {".", "/", "_"} and self.number[index - 2]:
            return None
        value, grouped = Decimal(plain), "," in text and _GROUPED.fullmatch(text) is not None
        factors: tuple[Decimal, ...] = ()
        end = index + 1
        if "," in text and not grouped:
            # "312,00": a digit may be missing or a comma may stand for a point.
            whole = Decimal(text.split(",")[0]) * _THOUSAND
            factors = (value / whole,) if whole else ()
            value, grouped = whole or value, True
        while len(text) <= 3 and self.number[end] == "000" and not self.glued[end]:
            value, grouped, end = value * _THOUSAND, True, end + 1
        if self.mark[end] == "/" and self.glued[end] and self.number[end + 1]:
            fraction = self.fraction(index)
            if fraction is None:
                return None
            value, end = fraction, self.skip(self.skip(end + 2, "of"), "a")
        elif fraction := self.fraction(end):
            value, end = value + fraction, end + 3
        if self.word[end] and self.glued[end] and not self.known_suffix(self.word[end]):
            return None  # "2br", "3rd", "1099c", "5pm"
        quantity = _exactly(value, index, end - 1)._replace(grouped=grouped, factors=factors)
        if self.word[end].removesuffix("ish") in _SCALES and self.word[end].endswith("ish"):
            return self.scaled(quantity, self.word[end].removesuffix("ish"), end)._replace(approximate=True)
        quantity = self.scales(quantity)
        if quantity.scale is None and _POINTED.fullmatch(text):
            return quantity.times(_THOUSAND, quantity.last)._replace(grouped=True, factors=(1 / _THOUSAND,))
        return quantity

    @staticmethod
    def known_suffix(word: str) -> bool:
        return word == "ish" or word.removesuffix("ish") in _SCALES or word in _HUNDREDS or word in _CURRENCY_WORDS

    def fraction(self, index: int) -> Decimal | None:
        """ "1/2" before a scale."""
        top, bottom = self.number[index], self.number[index + 2]
        if self.mark[index + 1] != "/" or (top, bottom) not in {("1", "2"), ("1", "4"), ("3", "4")}:
            return None
        after = self.skip(self.skip(index + 3, "of"), "a")
        return Decimal(top) / Decimal(bottom) if self.word[after] in _SCALES else None

    def scales(self, quantity: _Quantity) -> _Quantity:
        """The scale after a number: "hundred thousand", "and a half million", "of a million"."""
        index = quantity.last + 1
        if self.word[index] == "and" and self.word[index + 1] == "a" and self.word[index + 2] in _FRACTIONS:
            part = _FRACTIONS[self.word[index + 2]]
            if self.word[index + 3] in _SCALES:
                quantity = quantity.plus(part, index + 2)
                index += 3
        if self.word[index] in _HUNDREDS:
            quantity = quantity.times(_HUNDRED, index)._replace(hundreds=True)
            index += 1
            after = self.skip(index, "and")
            # "2 hundred and 50 thousand", "2 hundred 60"
            if re.fullmatch(r"[1-9]\d", self.number[after]) and self.word[after + 1] not in _COUNTED:
                quantity = quantity.plus(Decimal(self.number[after]), after)
                index = after + 1
        word = self.word[index]
        # A lone letter after a space is a scale only if it reads as one: "312 k", "1.2 m".
        if word not in _SCALES or (word in {"g", "gs"} and not self.glued[index]):
            return quantity
        return self.scaled(quantity, word, index)

    def scaled(self, quantity: _Quantity, word: str, last: int) -> _Quantity:
        """`quantity` with the scale `word` at token `last`."""
        scale, factors = _SCALES[word], quantity.factors
        if word in _LOOSE_MILLIONS and quantity.low >= _TEN:
            scale, factors = _THOUSAND, (_THOUSAND,)
        elif scale == _THOUSAND and quantity.low >= 10 * _THOUSAND:
            scale, factors = _ONE, (_THOUSAND,)
        return quantity.times(scale, last)._replace(scale=_SCALES[word], factors=factors)

    def words(self, first: int) -> _Quantity | None:
        """A number in words: "two hundred seventy-five thousand", "half a mil", "a buck eighty five", "zero"."""
        word = self.word[first]
        if word == "zero":
            return _exactly(ZERO, first, first)
        if (part := self.part(first)) is not None:
            return part
        start = self.skip(first, "a", "an")
        if self.word[start] in {"couple", "few"}:
            low, high = (Decimal(2), Decimal(2)) if self.word[start] == "couple" else (Decimal(2), Decimal(5))
            after = self.skip(start + 1, "of")
            if self.word[after] not in _SCALES and self.word[after] not in _HUNDREDS:
                return None
            return self.scales(_Quantity(low, high, first, after - 1, approximate=True))
        if self.word[start] == "buck" and (rest := self.below_hundred(start + 1)) and rest[0] >= _TEN:
            return self.scales(_exactly(_HUNDRED + rest[0], first, rest[1] - 1))
        group = self.group(first)
        if group is None:
            if start == first or self.word[start] not in _SCALES or len(self.word[start]) < 3:
                return None
            group = (_ONE, start, False)
        value, index, hundreds = group
        if self.word[index] == "point" and (decimals := self.decimals(index + 1)):
            value, index = value + decimals[0], decimals[1]
        quantity = self.scales(_exactly(value, first, index - 1)._replace(hundreds=hundreds))
        if quantity.scale is None:
            return quantity
        return self.remainder(quantity)

    def part(self, first: int) -> _Quantity | None:
        """ "half a mil", "a quarter of a million", "three quarters of a million", "half a grand"."""
        times, index = _ONE, self.skip(first, "a")
        if self.word[index] in {"three", "one"} and (
            self.word[index + 1] in _FRACTIONS or (self.mark[index + 1] == "-" and self.word[index + 2] in _FRACTIONS)
        ):
            times, index = _UNITS[self.word[index]], index + (1 if self.word[index + 1] else 2)
        part = _FRACTIONS.get(self.word[index])
        if part is None:
            return None
        index = self.skip(self.skip(index + 1, "of"), "a")
        scale = _SCALES.get(self.word[index])
        if scale is None:
            return None
        return _exactly(part * times * scale, first, index, scale)

    def remainder(self, quantity: _Quantity) -> _Quantity:
        """What follows a scale in words: "…thousand five hundred", "a million two", "a million and a half"."""
        scale, index = quantity.scale or _ONE, quantity.last + 1
        if self.word[index] == "and" and self.word[index + 1] == "a" and self.word[index + 2] in _FRACTIONS:
            more, end = _FRACTIONS[self.word[index + 2]] * scale, index + 3
        else:
            joined = self.word[index] == "and"
            group = self.group(index + 1 if joined else index)
            if group is None:
                return quantity
            more, end, hundreds = group
            of_a_million = (
                scale == _MILLION and _SCALES.get(self.word[end]) == _THOUSAND
            )  # "a million and fifty thousand"
            if joined and not of_a_million and (more >= _HUNDRED or self.word[end] in _NOT_MORE):
                return quantity  # the "and" of a list
            if scale == _MILLION:
                if _SCALES.get(self.word[end]) == _THOUSAND:
                    below = self.remainder(_exactly(more * _THOUSAND, index, end, scale=_THOUSAND))
                    more, end = below.high, below.last + 1
                elif not joined and more < _THOUSAND and self.word[end] not in _SCALES:
                    more *= 100 * _THOUSAND if more < _TEN else _THOUSAND
            elif self.word[end] in _SCALES or (more >= _HUNDRED and not hundreds):
                return quantity  # "three hundred thousand, two fifty": two amounts
            if more >= scale:
                return quantity
        return quantity.plus(more, end - 1)

    def group(self, index: int) -> tuple[Decimal, int, bool] | None:
        """A number below ten thousand in words: (value, index after it, whether "hundred" was said)."""
        if self.word[index] in {"a", "one"} and self.word[index + 1] in _HUNDREDS:
            head: tuple[Decimal, int] | None = (_ONE, index + 1)
        else:
            head = self.below_hundred(index)
        if head is None:
            return None
        value, index = head
        if self.word[index] in _HUNDREDS:
            value, index = value * 100, index + 1
            rest = self.below_hundred(self.skip(index, "and"))
            if (
                rest
                and self.word[rest[1]] not in _HUNDREDS
                and not (self.word[index] == "and" and rest[0] < _TEN and self.word[rest[1]] in _COUNTED)
            ):
                value, index = value + rest[0], rest[1]
            return value, index, True
        if value < _TEN and self.word[index] in {"oh", "o", "zero"} and self.word[index + 1] in _UNITS:
            return value * 100 + _UNITS[self.word[index + 1]], index + 2, False
        rest = self.below_hundred(index)
        if rest and rest[0] >= _TEN and value < Decimal(20):
            return value * 100 + rest[0], rest[1], False
        return value, index, False

    def below_hundred(self, index: int) -> tuple[Decimal, int] | None:
        """ "seven", "seventeen", "seventy", "seventy-five": (value, index after it)."""
        if self.mark[index] == "-" and self.glued[index] and self.glued[index + 1]:
            index += 1
        word = self.word[index]
        if word in _TENS:
            after = index + 1
            if self.mark[after] == "-" and self.glued[after + 1]:
                after += 1
            if self.word[after] in _UNITS:
                return _TENS[word] + _UNITS[self.word[after]], after + 1
            return _TENS[word], index + 1
        value = _TEENS.get(word) or _UNITS.get(word)
        return None if value is None else (value, index + 1)

    def decimals(self, index: int) -> tuple[Decimal, int] | None:
        """ "two five" after "point": (0.25, index after it)."""
        digits = ""
        while (word := self.word[index]) in _UNITS or word in {"zero", "oh"}:
            digits, index = digits + str(_UNITS.get(word, 0)), index + 1
        return (Decimal(f"0.{digits}"), index) if digits else None

    # --- ranges and neighbours ---------------------------------------------------------------------------------------

    def ranged(self, quantities: Sequence[_Quantity]) -> Iterator[_Quantity]:
        """Pairs that make a range become one quantity."""
        index = 0
        while index < len(quantities):
            first = quantities[index]
            if index + 1 < len(quantities) and (pair := self.pair(first, quantities[index + 1])):
                yield pair
                index += 2
            else:
                yield first
                index += 1

    def pair(self, first: _Quantity, second: _Quantity) -> _Quantity | None:
        """ "200 to 220k", "between 200 and 220k", "40 or 45 thousand", "$175,000-$180,000"."""
        gap = self.token[first.last + 1 : second.first]
        while gap and gap[-1] in {"maybe", "about", "like", "around", "even", "possibly", "almost"}:
            gap.pop()
        if first.low < ZERO or len(gap) != 1:
            return None
        [joint] = gap
        spaced = not self.glued[first.last + 1]
        if joint == "and":
            if "between" not in {self.word[i] for i in range(first.first - 3, first.first)}:
                return None
        elif joint not in _JOINTS:
            return None
        low, high = first, second
        scale = low.scale or high.scale
        if low.scale is None and high.scale is not None and low.bare:
            choices = [high.scale, high.scale * 100] if high.hundreds and not low.hundreds else [high.scale]
            fitting = [c for c in choices if low.high * c <= high.high] or choices[:1]
            low = low.times(fitting[-1], low.last)
        elif high.scale is None and low.scale is not None and high.bare and high.high < low.low:
            high = high.times(low.scale, high.last)
        elif scale is None and high.hundreds and not low.hundreds and low.high < _TEN:
            low = low._replace(low=low.low * 100)  # "two to three hundred"
        bottom, top = min(low.low, high.low), max(low.high, high.high)
        unlike = 2 if joint == "or" else 20
        if ((joint == "or" or first.bare != second.bare) and top > unlike * bottom) or (
            spaced and joint in _DASHES and low.low > high.high
        ):
            return None  # a choice between unlike sums, a subtraction
        return second._replace(
            low=bottom,
            high=top,
            first=first.first,
            scale=scale,
            currency=first.currency or second.currency,
            grouped=first.grouped or second.grouped,
            approximate=first.approximate or second.approximate,
        )

    def is_money(self, quantity: _Quantity) -> bool:
        """Whether the neighbours leave it an amount: no count, year, rate, age, date, chapter or foreign currency."""
        before, after = quantity.first - 1, quantity.last + 1
        if self.mark[after] == "-" and self.glued[after]:
            after += 1
        following, preceding = self.word[after], self.word[before]
        if preceding == "point":
            return False  # "point five million": half a million, not five
        if (
            following in _FOREIGN
            or self.mark[before] in {"£", "€", "¥", "₹", "₱"}
            or self.mark[after] in {"£", "€", "¥", "₹", "₱"}
            or (preceding in _FOREIGN and not following)
        ):
            return False
        if quantity.currency:
            return True
        if following in _COUNTED or self.mark[after] == "%" or (following == "per" and self.word[after + 1] == "cent"):
            return False
        if quantity.scale is not None or quantity.grouped:
            return True
        value = quantity.high
        if preceding in _NAMED or self.mark[before] in {"/", "_", "§"}:
            return False
        if self.mark[after] in {"/", ":", "_"} and self.glued[after] and self.number[after + 1]:
            return False
        if value < 32 and {preceding, following, self.word[before - 1], self.word[after + 1]} & _MONTHS:
            return False
        if value < 30 and {preceding, following, self.word[before - 1]} & _RATES:
            return False
        if value <= 12 and following in {"am", "pm", "a", "p"} and preceding in {"at", "around", "by", "until", "till"}:
            return False
        if value < 120 and (preceding in {"im", "am"} or (preceding == "m" and self.mark[before - 1] in {"'", "’"})):
            return False
        if value < 60 and preceding in {"missed", "skipped", "behind"}:
            return False
        periodic = following in {"a", "per"} or self.mark[after] == "/"
        return periodic or not (1960 <= value < 2050 and len(self.token[quantity.last]) == 4)


# --- Roles -----------------------------------------------------------------------------------------------------------

_KEYWORD = re.compile(
    r"\b(?:"
    + "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in {
            # "large" others are sums of the size of a house or a loan, so that shorthand is read in thousands there too
            "large": r"(?:deficienc(?:y|ies)(?: judge?ments?)?|shortfall|short(?! sale)|(?:second|2nd|junior) (?:mortgage|loan|lien)s?|"
            r"heloc|(?:home )?equity(?: (?:loan|line))?|line of credit|(?:i|we) (?:originally )?(?:bought|purchased)|"
            r"paid for (?:it|the)|refinanced|down payment|put down|difference)",
            "other": r"(?:fees?|costs?|tax(?:es)?|rent|escrow|insurance|repairs?|savings?|saved|interest|advances?|"
            r"charges?|(?:lender|bank) paid|penalt(?:y|ies)|income|salary|wages?|gross|net|take[- ]home|bring home|disposable|paychecks?|"
            r"(?:i|we|he|she) (?:only )?(?:make|makes|made)|making|earn(?:s|ed|ing)?|weekly|hourly|social security|ssi|garnish\w*|froze\w*|bank account|checking|credit cards?|car|medical)",
            "payment": r"(?:(?:(?:mortgage|loan|house) )?pay(?:s|ing|ments?)?(?![- ]?off)|paid(?![- ]?off)|monthly|installments?)",
            # "900 a week" is nearly always pay, "1800 a month" what is paid; they speak of the amount just before them only
            "after_payment": r"(?:(?:a|per|each|every) month|(?:(?<=/)|(?<=/ ))month|mo)",
            "after_other": r"(?:(?:a|an|per|every|each) (?:week|hour|year)|(?:(?<=/)|(?<=/ ))(?:week|wk|hour|hr|year|yr))",
            "market_value": r"(?:worth|market(?: value)?|valued?(?: at)?|apprais(?:ed|al|es)|zillow|zestimate|redfin)",
            "sale_price": r"(?:sold|sale(?: price)?|sells?|selling|sales|auction(?:ed)?|bid|winning|went for|goes? for|going for|"
            r"brought|brings?(?! home)|fetch(?:ed|es)?|offer(?:ed)?|(?:got|took|bought) (?:it|the house|the home) back|bought|buyer|purchased?|(?:they|it|bank|lender|auction|house) (?:only )?(?:got|gets)(?! (?:an?|the|me|us|my|our)\b)|"
            r"took it|foreclosed for|let it go)",
            "debt": r"(?:owe[ds]?|owing|ow|debts?|mortgaged?|loans?|balance|principal|pay[- ]?off|paid[- ]?off|judge?ments?|"
            r"borrowed|amount due|left on|liable|on the hook|note|in the hole|upside down)",
        }.items()
    )
    + r")\b",
    re.ASCII,
)
_BREAK = re.compile(r"(?ai)[;!?\n]|[.,](?!\d)|\b(?:and|but|while|so|then|though|because|when|after|if)\b")
_APPROXIMATE = re.compile(
    r"(?:~|\b(?:about|abt|around|roughly|approx(?:imately)?\.?|approximately|like|maybe|almost|nearly|close to|near|"
    r"somewhere|probably|just (?:over|under)|(?:a )?(?:little|bit) (?:over|under|more than|less than)|between)"
    r"(?: in the| of)?)\s*$",
    re.ASCII,
)
_APPROXIMATE_AFTER = re.compile(
    r"\s*,?\s*(?:or so|ish|give or take|approx|roughly|more or less|or thereabouts)\b", re.ASCII
)
_CEILING = re.compile(
    r"\b(?:(?:no|not) (?:more|higher|greater) than|at (?:the )?most|up to|under|below|(?<!no )(?<!not )less than|max(?:imum)?(?: of)?)\s*$",
    re.ASCII,
)
_FLOOR = re.compile(
    r"\b(?:(?:no|not) (?:less|lower|fewer) than|at (?:the )?(?:very )?least|over|above|(?<!no )(?<!not )more than|min(?:imum)?(?: of)?|upwards of)\s*$",
    re.ASCII,
)
_DENIED = re.compile(r"\b(?:not|isn'?t|wasn'?t|instead of|rather than)\s*$", re.ASCII)
_CORRECTED = re.compile(
    r",?\s*(?:but|rather|it'?s|it was)?\s*(?:(?:for|at|about|around|rather|more like|closer to)\s*)?", re.ASCII
)
_FOR = re.compile(r"\bfor(?: (?:about|around|like|only|just|maybe|roughly))?\s*$", re.ASCII)
# How many characters nearer a word on the less usual side of its amount has to be.
_BIAS = 8


def find_amounts(text: str, *, house_context: bool = False) -> list[Amount]:
    """The amounts of money in `text`, in order, with what each stands for.

    Args:
        text: what the person wrote, any length.
        house_context: they were just asked for the size of a debt or the price of a house, so that a bare "250" means
            250,000 (with 250 as its other reading).

    Of the numbers in a text the last hundred are read: no story has more, and nobody waits for a flood of them.

    An amount that is denied ("280, not 250") is left out when another one is given. Amounts in another currency are left
    out: see `foreign_currency`.
    """
    reader = _Reader(text)
    quantities = [q for q in reader.ranged(list(reader.quantities())[-_MOST:]) if reader.is_money(q)]
    if not quantities:
        alone = " ".join(token for token, mark in zip(reader.token, reader.mark, strict=False) if not mark)
        if house_context and alone in {"nothing", "none", "nada", "0"}:
            return [Amount((0, len(text)), None, False, (NOTHING,), "")]
        return _lone_year(reader) if house_context else []
    spans = [(reader.start[q.first], reader.end[q.last]) for q in quantities]
    before = [_before(reader, q.first) for q in quantities]
    keywords = _shared(reader.plain, spans, before, _roles(text, reader.plain, spans))
    spoken_for = any(role for role, _ in keywords)
    amounts: list[Amount] = []
    bounds: list[str] = []
    denied: list[bool] = []
    for quantity, span, keyword, (bound, vague, no) in zip(quantities, spans, keywords, before, strict=True):
        role = keyword[0]
        large = role in {"debt", "sale_price", "market_value", "large"} or (
            house_context and not role and not spoken_for
        )
        if quantity.bare and not quantity.currency and not (large or role):
            continue
        if quantity.high == 0 and not role and not quantity.currency and reader.word[quantity.last + 1]:
            continue  # "zero idea"
        if quantity.bare and ZERO < quantity.high < _TEN and quantity.high % 1 == 0 and not quantity.currency:
            continue  # "2 loans", "one of them"
        vague = vague or _APPROXIMATE_AFTER.match(reader.plain, span[1]) is not None
        quantity = quantity._replace(approximate=quantity.approximate or vague)
        amounts.append(_amount(quantity, span, keyword, large))
        bounds.append(bound)
        denied.append(no)
    if not all(denied):
        kept = [i for i, no in enumerate(denied) if not no]
        amounts, bounds = [amounts[i] for i in kept], [bounds[i] for i in kept]
    return _joined(amounts, bounds, text)


# The last words of what `_CEILING`, `_FLOOR`, `_APPROXIMATE` and `_DENIED` look for: most amounts stand after another.
_LAST_WORDS = _set(
    """about abt around roughly approx approximately like maybe almost nearly to near somewhere probably over under than
    between in of most least below max maximum min minimum above not t isnt wasnt"""
)


# A bound ("ceiling", "floor" or none), approximate, denied.
_Before = tuple[str, bool, bool]


def _before(reader: _Reader, first: int) -> _Before:
    """What the words before an amount make of it."""
    if reader.word[first - 1] in {"for", "at"}:
        first -= 1  # "not for 250 but for 280"
    if reader.word[first - 1] not in _LAST_WORDS and reader.mark[first - 1] not in {"~", "."}:
        return "", False, False
    before = _leading(reader.plain, reader.start[first])
    bound = "ceiling" if _CEILING.search(before) else "floor" if _FLOOR.search(before) else ""
    return bound, bool(bound or _APPROXIMATE.search(before)), _DENIED.search(before) is not None


def _shared(
    plain: str, spans: Sequence[tuple[int, int]], before: Sequence[_Before], keywords: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """The roles, where two amounts are one figure said twice: "owe not 250 but 280", "no more than 35, no less than 30 owed"."""
    shared = list(keywords)
    for here, there in pairwise(range(len(spans))):
        gap = plain[spans[here][1] : spans[there][0]]
        if before[here][2] and not shared[there][0] and _CORRECTED.fullmatch(gap):
            shared[there] = shared[here]
        elif _bounds(before[here][0], before[there][0]) and not shared[here][0] and shared[there][1] not in gap:
            shared[here] = shared[there]
    return shared


def _bounds(first: str, second: str) -> bool:
    """Whether one is a floor and the other a ceiling."""
    return {first, second} == {"floor", "ceiling"}


_FOREIGN_MARK = re.compile(
    r"(?ai)[£€¥₹₱]|\d\s*(?:k\s*)?\b(?P<word>euros?|pounds?|quid|pesos?|eur|gbp|cad|aud|mxn|rupees|yen|yuan)\b"
    r"|\b(?P<code>eur|gbp|cad|aud|mxn)\s*\d|(?:\bc|\bcan|\ba|\bmx)\$\s?\d|\b(?:canadian|australian|mexican)\s+(?:dollars|pesos)\b",
)


def foreign_currency(text: str) -> bool:
    """Whether `text` gives an amount in another currency than US dollars, so that the person has to be asked."""
    return _FOREIGN_MARK.search(text) is not None


def _lone_year(reader: _Reader) -> list[Amount]:
    """ "1950" as the whole answer to a question for an amount is an amount."""
    if len(reader.token) != 1 or not reader.number[0]:
        return []
    quantity = reader.quantity(0)
    if quantity is None:
        return []
    [span] = zip(reader.start, reader.end, strict=True)
    return [_amount(quantity, span, ("", ""), False)]


def _amount(quantity: _Quantity, span: tuple[int, int], keyword: tuple[str, str], large: bool) -> Amount:
    role, word = keyword
    factors: tuple[Decimal, ...] = (_ONE, *quantity.factors)
    low, high = quantity.low, quantity.high
    if large and quantity.bare and high > ZERO:
        cents = quantity.currency and high.as_tuple().exponent == -2
        if cents:
            factors = (_ONE, _THOUSAND)
        elif high < _TEN:
            # "sold for 1.2" is 1.2 million; "$5" stays five dollars.
            factors = (_ONE,) if high % 1 == 0 else (_MILLION, _THOUSAND)
        else:
            factors = (_THOUSAND, _ONE)
    readings = tuple(Interval(low * factor, high * factor) for factor in factors)
    return Amount(span, _ROLE_OF[role], quantity.approximate, readings, word)


_ROLE_OF: dict[str, Role | None] = {
    "": None,
    "debt": "debt",
    "sale_price": "sale_price",
    "payment": "payment",
    "market_value": "market_value",
    "other": "other",
    "large": "other",
}


def _joined(amounts: Sequence[Amount], bounds: Sequence[str], text: str) -> list[Amount]:
    """ "No more than 35k, no less than 30k" is one amount."""
    result: list[Amount] = []
    open_bound = ""
    for amount, bound in zip(amounts, bounds, strict=True):
        last = result[-1] if result else None
        if (
            last
            and _bounds(open_bound, bound)
            and amount.role in {None, last.role}
            and (amount.low <= last.low if bound == "floor" else last.low <= amount.low)
            and not re.search(r"[;!?\n]|\.(?!\d)", text[last.span[1] : amount.span[0]])
        ):
            whole = Interval(min(last.low, amount.low), max(last.low, amount.low))
            result[-1] = replace(last, span=(last.span[0], amount.span[1]), readings=(whole,))
            open_bound = ""
        else:
            result.append(amount)
            open_bound = bound
    return result


class _Keyword(NamedTuple):
    """A word that gives amounts a role, and where it stands."""

    start: int
    end: int
    role: str
    word: str

    @property
    def given(self) -> tuple[str, str]:
        """What an amount takes from it."""
        return self.role, self.word


def _roles(text: str, plain: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, str]]:
    """For each amount the role and the word of the keyword that governs it, or two empty ones: the nearest in its clause, else in a neighbouring clause without one."""
    inside = _covered(len(text), spans)
    edges = [m.start() for m in _BREAK.finditer(text) if not inside[m.start()]]
    words_in: dict[int, list[_Keyword]] = {}
    for match in _KEYWORD.finditer(plain):
        if not inside[match.start()]:
            keyword = _Keyword(*match.span(), match.lastgroup or "", match[0])
            words_in.setdefault(bisect_right(edges, keyword.start), []).append(keyword)
    amounts_in: dict[int, list[int]] = {}
    for start, _ in spans:
        amounts_in.setdefault(bisect_right(edges, start), []).append(start)

    found: list[tuple[str, str]] = []
    floors, ceilings = [0, *(end for _, end in spans)], [*(start for start, _ in spans[1:]), len(text)]
    for span, floor, ceiling in zip(spans, floors, ceilings, strict=False):
        clause = bisect_right(edges, span[0])
        if here := words_in.get(clause):
            words_follow = amounts_in[clause][0] < here[0].start
            found.append(_nearest(plain, span, floor, ceiling, here, words_follow))
        elif earlier := _earlier(clause, words_in, amounts_in):
            found.append(earlier.given)
        elif clause + 1 not in amounts_in and (later := words_in.get(clause + 1)):
            found.append(later[0].given)
        else:
            found.append(("", ""))
    return [(role.removeprefix("after_"), word) for role, word in found]


def _earlier(
    clause: int, words_in: Mapping[int, Sequence[_Keyword]], amounts_in: Mapping[int, Sequence[int]]
) -> _Keyword | None:
    """The last keyword of up to two clauses before that hold no amount: "the payoff, they say, is 312"."""
    for place in (clause - 1, clause - 2):
        if place in amounts_in:
            return None
        if words := words_in.get(place):
            return words[-1]
    return None


def _nearest(
    plain: str, span: tuple[int, int], floor: int, ceiling: int, keywords: Sequence[_Keyword], words_follow: bool
) -> tuple[str, str]:
    """The role and the word of the keyword nearest to `span` with no other amount between them.

    Args:
        floor: the end of the amount before, `ceiling`: the start of the one after.
        keywords: those of the clause, in order.
        words_follow: whether the clause begins with an amount ("312 owed 250 sale"), so that words follow theirs.
    """
    start, end = span
    split = bisect_right(keywords, start, key=lambda keyword: keyword.start)
    # Words further off than four others govern nothing.
    before, after = keywords[:split][-4:], keywords[split:]
    if any(keyword.role == "sale_price" for keyword in before) and _FOR.search(_leading(plain, start)):
        return "sale_price", ""  # "sold the house I owed 312 on for 250"
    choices: list[tuple[int, tuple[str, str]]] = []
    usual = next((keyword for keyword in reversed(before) if not keyword.role.startswith("after_")), None)
    if usual and usual.start >= floor:
        choices.append((start - usual.end + (_BIAS if words_follow else 0), usual.given))
    if after and after[0].start < ceiling:
        gap = after[0].start - end
        beside = after[0].role.startswith("after_")
        if beside and gap <= 3:
            return after[0].given  # "I owe 900 a month", "900 / mo" speak of a payment
        if not beside:
            choices.append((gap + (0 if words_follow else _BIAS), after[0].given))
    return min(choices)[1] if choices else ("", "")
