"""One grammar of numbers, over digits and words alike.

An atom is a group of digits, a number word or a spoken zero; a section is atoms that fill the places of the one before ("two hundred" + "50"); a number is
sections times their scales, each smaller than the one before ("one million" + "200 thousand" + "five"). What may differ between languages is in their tables.
Every method takes the index of a token and looks a bounded number of tokens ahead.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from shortfall.reading.amounts.tokens import MOST_NUMBERS, Tokens

ZERO, ONE, TEN, HUNDRED, THOUSAND, MILLION = (Decimal(n) for n in ("0", "1", "10", "100", "1000", "1000000"))
MOST_DIGITS = 15
"""Longer runs of digits are account or card numbers."""

_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_APOSTROPHES = re.compile(r"\d{1,3}(?:'\d{3})+(?:[.,]\d\d?)?", re.ASCII)
_POINTS = re.compile(r"\d{1,3}(?:(?:\.\d{3})+,\d\d?|(?:\.\d{3}){2,})", re.ASCII)
_POINTED = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
_DECIMAL = re.compile(r"(?<!\d)\d*+\.\d+", re.ASCII)
_COMMA = re.compile(r"(?<!\d)\d++,\d+", re.ASCII)
_THIRDS = ((0, 3), (3, 7), (7, 10))
"""What "low", "mid" and "high" mean of a stretch, in tenths."""
_FOR = frozenset({"for", "only", "just", "at"})
_HALVES = {("1", "2"): Decimal("0.5"), ("1", "4"): Decimal("0.25"), ("3", "4"): Decimal("0.75")}


class Number(NamedTuple):
    """A number as written, tokens `first` to before `end`. `factors` are other multiples the words may stand for; `grouped`: its size is not in doubt.

    A tuple and no dataclass: a text may hold hundreds, each altered a few times.
    """

    low: Decimal
    high: Decimal
    first: int
    end: int
    scale: Decimal | None = None
    currency: bool = False
    grouped: bool = False
    hundreds: bool = False
    approximate: bool = False
    factors: tuple[Decimal, ...] = ()
    room: Decimal = ZERO
    """What may be added must be less: 10 after "twenty", 100 after "two hundred", a thousand after "285 thousand"."""

    @property
    def bare(self) -> bool:
        """Whether it may be shorthand for thousands."""
        return self.scale is None and not self.grouped and max(-self.low, self.high) < THOUSAND

    def plus(self, more: Decimal, end: int, room: Decimal = ZERO) -> Number:
        """With what the tokens before `end` add to it."""
        return self._replace(low=self.low + more, high=self.high + more, end=end, room=room)

    def times(self, factor: Decimal, end: int) -> Number:
        """With the multiple that the tokens before `end` give it."""
        return self._replace(low=self.low * factor, high=self.high * factor, end=end, room=factor)


def swapped(one: Decimal, other: Decimal) -> bool:
    """Whether one is the other with its digits changed about: 203 for 230."""
    first, second = (f"{value.normalize():f}" for value in (one, other))
    return first != second and first[0] == second[0] and sorted(first) == sorted(second)


def _room(value: Decimal) -> Decimal:
    """The places that a word leaves open: "forty" one, "doscientos" two."""
    return HUNDRED if value >= HUNDRED else TEN if value >= 20 and not value % TEN else ZERO


class Grammar:
    """The grammar over the tokens of one text."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens, self.table = tokens, tokens.table
        self.word, self.number, self.mark, self.glued = tokens.word, tokens.number, tokens.mark, tokens.glued
        self.thirds = (self.table.low, self.table.mid, self.table.high)

    def numbers(self) -> list[Number]:
        """Every number of the text, in order."""
        starts, word, number, mark = self.table.starts, self.word, self.number, self.mark
        openers = [i for i in range(self.tokens.size) if number[i] or word[i] in starts or mark[i] in {"$", "-"}]
        found: list[Number] = []
        done = 0
        for index in openers[-MOST_NUMBERS:]:
            if index < done:
                continue
            if year := self.spoken_year(index):
                done = year
            elif read := self.signed(index):
                found.append(read)
                done = read.end
        return found

    def skip(self, index: int, words: frozenset[str]) -> int:
        """The index after one of `words`, or `index` itself."""
        return index + 1 if self.word[index] in words else index

    def spoken_year(self, index: int) -> int:
        """The end of "nineteen ninety", "twenty nineteen": a year, and neither of its words an amount."""
        if (
            self.word[index] not in {"nineteen", "twenty"}
            or (rest := self.table.atoms.get(self.word[index + 1], ZERO)) < TEN
        ):
            return 0
        end = index + 2
        if rest >= 20 and not rest % TEN and ZERO < self.table.atoms.get(self.word[end], ZERO) < TEN:
            end += 1
        multiplied = (
            self.word[end] in self.table.scales
            or self.word[end] in self.table.hundred
            or self.word[end] in self.table.dollars
        )
        return 0 if multiplied else end

    def _takes_away(self, index: int) -> bool:
        """Whether a "minus" takes from the number before it: "143,870 minus 109,500", with two words between them at most."""
        word, before = self.word, index - 1
        for _ in range(2):
            if (
                word[before]
                and word[before] != "or"
                and not self.number[before]
                and word[before] not in self.table.scales
            ):
                before -= 1
        return bool(self.number[before] or word[before] in self.table.scales) and not self.mark[index - 1]

    def signed(self, first: int) -> Number | None:
        """sign? "$"? number ish? currency? cents?"""
        index, negative, currency = first, False, False
        word, mark = self.word, self.mark
        if mark[index] == "-":
            if not self.glued[index + 1] or (self.glued[index] and mark[index - 1] != "("):
                return None  # a hyphen between two numbers; the second is read at its own place
            negative, index = True, index + 1
        elif word[index] == "negative" or (word[index] == "minus" and not self._takes_away(index)):
            negative, index = True, index + 1
        if word[index] in {"us", "usd"} and (mark[index + 1] == "$" or self.number[index + 1]):
            currency, index = True, index + 1
        if mark[index] == "$":
            currency, index = True, index + 1
            if mark[index] == "-" and self.glued[index + 1]:
                negative, index = True, index + 1
        read = self.sum(index, currency)
        if read is None:
            return None
        read = self.decade(self.ish(read))
        end = read.end
        alone = not (word[end + 1] or self.number[end + 1] or mark[end + 1])  # "119k +"
        if mark[end] == "+" and (self.glued[end] or alone):
            read, end = read._replace(approximate=True), end + 1
        end += word[end] == "us" and mark[end + 1] == "$" and not self.number[end + 2]  # "3.14US$"
        if (mark[end] == "$" and not self.number[end + 1]) or word[end] in self.table.dollars:
            currency, end = True, end + 1
            if read.scale is None and len(word[end]) > 1 and word[end] in self.table.scales:  # "75 USD million"
                read = self.scaled(read._replace(end=end))
                end = read.end
        if currency or end > read.end:
            read = read._replace(currency=currency, end=end)
        read = self.cents(read)
        if negative:
            read = read._replace(low=-read.high, high=-read.low)
        return read if read.first == first else read._replace(first=first)

    def ish(self, read: Number) -> Number:
        """ "250ish", "190-ish", "250k ish"."""
        end = read.end + (self.mark[read.end] == "-" and self.word[read.end + 1] == "ish")
        return read._replace(approximate=True, end=end + 1) if self.word[end] == "ish" else read

    def decade(self, read: Number) -> Number:
        """ "in the 180s", "low 200s", "mid two hundreds": a stretch of ten, or of a hundred."""
        table, end, before = self.table, read.end, self.word[read.first - 1]
        third = next((n for n, words in enumerate(self.thirds) if before in words), None)
        mark = self.mark[end] == "'"
        if self.word[end + mark] == "s" and self.glued[end]:
            end += 1 + mark
        value = read.high
        if (
            third is not None
            and self.word[end - 1] == "thousands"
            and HUNDRED * THOUSAND <= value < MILLION
            and not value % (HUNDRED * THOUSAND)
        ):
            size, (start, stop) = HUNDRED * THOUSAND, _THIRDS[third]
            return read._replace(low=value + size * start / TEN, high=value + size * stop / TEN, approximate=True)
        # "in the 80s" is a time of life as well; "in the low 80s" hardly is one of a home
        least = HUNDRED if third is None else 2 * TEN
        plural = third is not None and (self.word[end - 1] == "hundreds" or self.word[end - 1] in table.decades)
        if not (end > read.end or plural) or not least <= value < THOUSAND or value % TEN:
            return read
        size = TEN if value % HUNDRED else HUNDRED
        start, stop = (0, 10) if third is None else _THIRDS[third]
        return read._replace(low=value + size * start / TEN, high=value + size * stop / TEN, end=end, approximate=True)

    def cents(self, read: Number) -> Number:
        """ "190,500 dollars and 25 cents"."""
        index = read.end + (self.word[read.end] in self.table.joins or self.word[read.end] == "con")
        if not (read.currency or index > read.end) or read.low != read.high or read.low % ONE:
            return read
        if not read.currency and not any(word in self.table.cents for word in self.word[index : index + 4]):
            return read
        part = self.section(index)
        if part is None or part.high >= HUNDRED or part.high % ONE:
            return read
        if self.word[part.end] in self.table.cents:
            return read.plus(part.high / HUNDRED, part.end + 1)._replace(currency=True)
        # "thirteen dollars forty five"
        said = (
            self.word[read.end - 1] in self.table.dollars
            and part.high >= TEN
            and read.high < 10 * THOUSAND
            and not self.word[part.end]
            and self.mark[part.end] != "%"
        )
        return read.plus(part.high / HUNDRED, part.end) if said else read

    # --- sections times scales -------------------------------------------------------------------------------------------------

    def sum(self, index: int, currency: bool = False) -> Number | None:
        """Sections times their scales, each smaller than the one before."""
        read = self.section(index)
        if read is None:
            return None
        read = self.scaled(read)
        if read.scale is None:
            return read if read.factors != (ZERO,) and (read.high > ZERO or self.plain_zero(read)) else None
        while read.room > ONE and (more := self.rest(read)):
            read = more
        return read

    def plain_zero(self, read: Number) -> bool:
        """Whether a zero is an amount: no "zero idea", no "start from zero"."""
        following, before = self.word[read.end], self.word[read.first - 1]
        if (
            following
            and following not in self.table.fillers
            and following not in self.table.dollars
            and following not in self.table.cues
        ):
            return self.number[read.first] != ""
        return before not in {"from", "ground", "with", "sub"}

    def scaled(self, read: Number) -> Number:
        """The scale after a section: "thousand", "of a million", "hundred k"."""
        index, table = read.end, self.table
        if read.factors == (ZERO,):  # a part: "half of a million"
            while index < read.end + 2 and self.word[index] in table.of:
                index += 1
        word = (
            self.word[index].removesuffix("ish")
            if self.word[index].endswith("ish") and self.glued[index]
            else self.word[index]
        )
        scale = table.scales.get(word)
        if (
            scale is None
            or (word in {"g", "gs"} and not self.glued[index] and (word == "g" or read.low >= TEN))
            or (word in {"large", "stacks", "bands", "racks"} and read.low < TEN)
        ):
            return read
        factors: tuple[Decimal, ...] = () if read.factors == (ZERO,) else read.factors
        times = scale
        if word in table.loose and read.low >= TEN:
            times, factors = THOUSAND, (THOUSAND,)
        elif (
            word in table.loose
            and table.unsure
            and word == "mil"
            and read.low == read.high
            and not read.low % ONE
            and read.low >= ONE
        ):
            factors = (1 / THOUSAND,)
        elif scale == THOUSAND and read.low >= 10 * THOUSAND:
            times, factors = ONE, (THOUSAND,)
        read = read.times(times, index + 1)._replace(
            scale=scale, factors=factors, approximate=read.approximate or word != self.word[index]
        )
        further = table.scales.get(self.word[read.end], ZERO)
        if further > scale and len(self.word[read.end]) > 2 and times == scale:  # "mil millones"
            read = read.times(further, read.end + 1)._replace(scale=further)
        return read

    def rest(self, read: Number) -> Number | None:
        """`read` with what follows its scale: "…thousand five hundred", "a million two", "a million and a half"; None where nothing does."""
        table, room = self.table, read.room
        index = self.skip(read.end, table.joins)
        joined = index > read.end
        if joined and (part := self.part(self.skip(index, table.one), bare=True)):
            return read.plus(part.low * room, part.end)
        if joined and self.vague(read.end):
            return None
        comma = self.mark[index] == "," and not joined and self.word[index + 1] in table.atoms and room == THOUSAND
        more = self.section(index + comma)
        if more is None or more.low != more.high or self.mark[index] == "$":
            return None
        if self.number[index] and (more.high % ONE or more.grouped or self.glued[index]):
            return None
        smaller = self.scaled(more)
        if smaller.scale is not None:
            fits = (
                smaller.high < room
                and smaller.scale < (read.scale or ONE)
                and not smaller.factors
                and not (joined and room < MILLION)
            )
            return read.plus(smaller.high, smaller.end, smaller.room) if fits else None
        if self.word[more.end] in table.counted or more.high >= room or more.factors == (ZERO,):
            return None
        if (
            room >= MILLION
            and not joined
            and not comma
            and more.high < THOUSAND
            and self.word[more.end] not in table.scales
        ):
            short = read.plus(more.high * (100 * THOUSAND if more.high < TEN else THOUSAND), more.end)
            # "un millon doscientos" may also be 1,000,200
            return (
                short._replace(factors=((read.high + more.high) / short.high,))
                if self.word[read.end - 1] in {"millon", "millones"}
                else short
            )
        if joined or comma or self.number[index]:
            # "three hundred thousand and five hundred in fees": the "and" of a list, unless nothing else is said of it
            listed = more.high >= HUNDRED or comma
            if (listed and self.spoken_of(more.end)) or (comma and not more.hundreds):
                return None
        elif more.high >= HUNDRED and not more.hundreds:
            return None  # "three hundred thousand, two fifty": two amounts
        return read.plus(more.high, more.end)

    def spoken_of(self, index: int) -> bool:
        """Whether the words at `index` say what the number before them is for, so that it stands for itself."""
        for place in (index, index + 1, index + 2):
            if self.number[place]:
                return self.word[place + 1] not in self.table.cents  # "43 mil 210 con 50 centavos"
            if self.word[place] in self.table.cues:
                return True
            if self.word[place] not in self.table.fillers or place >= self.tokens.size:
                return False
        return False

    # --- a section: atoms that fill each other's places ------------------------------------------------------------------------

    def section(self, first: int) -> Number | None:
        """What stands before a scale: "312,450.75", "two hundred and 50", "three oh five", "two and a half", "half of a"."""
        read = self.part(first) or self.head(first)
        if read is None or read.grouped or read.factors:
            return read
        while more := self.grown(read):
            read = more
        if widened := self.vague(read.end):
            size = HUNDRED if not read.high % HUNDRED else TEN if not read.high % TEN else ZERO
            if size and (self.word[widened] in self.table.scales or self.word[read.end] not in {"some", "odd"}):
                return read._replace(high=read.high + size, end=widened, approximate=True)
        return self.fraction(self.ish(read) if self.word[self.ish(read).end] in self.table.scales else read)

    def vague(self, index: int) -> int:
        """The end of "something", "y tantos"; 0 where nothing is left open."""
        index += self.mark[index] == "-"
        if self.word[index] not in self.table.vague_starts:
            return 0
        for size in (2, 1):
            if " ".join(self.word[index : index + size]) in self.table.vague:
                return 0 if self.word[index + size] == "like" else index + size  # "4300, something like that"
        return 0

    def head(self, first: int) -> Number | None:
        """The first atom."""
        table, word = self.table, self.word
        if spelled := self.spelled(first):
            return spelled
        if self.number[first]:
            return self.digits(first)
        if word[first] in table.point and (decimals := self.decimals(first + 1)):
            return Number(decimals[0], decimals[0], first, decimals[1])
        index = self.skip(first, table.one)
        if word[index] in table.some:
            after = self.skip(index + 1, table.of)
            if word[after] in table.hundred or word[after] in table.scales:
                low, high = map(Decimal, table.some[word[index]])
                return Number(low, high, first, after, approximate=True)
        if index > first and word[index] == "buck" and (TEN <= table.atoms.get(word[index + 1], ZERO) < HUNDRED):
            value = table.atoms[word[index + 1]]
            return Number(HUNDRED + value, HUNDRED + value, first, index + 2, room=_room(value))
        if (
            index > first
            and word[index] in {"dollar", "buck"}
            and word[first - 1] in _FOR
            and word[index + 1] != "amount"
        ):
            return Number(ONE, ONE, first, index)  # "sold for a dollar"
        if word[index] in table.hundred and (index > first or self.opens(index + 1)) and word[index] != "hundreds":
            return Number(ONE, ONE, first, index)
        if (
            index > first
            and word[index] in table.scales
            and len(word[index]) > 2
            and word[first - 1] not in {"thanks", "you", "in"}
        ):
            return Number(ONE, ONE, first, index)
        alone = word[first] in table.lone or (
            not first and len(word[first]) > 2 and word[first] not in table.loose and self.opens(first + 1)
        )
        if alone and word[first] in table.scales:
            return Number(ONE, ONE, first, first)
        if (atom := table.atoms.get(word[first])) is not None:
            return Number(atom, atom, first, first + 1, room=_room(atom), hundreds=atom >= HUNDRED)
        if word[first] in table.decades and any(word[first - 1] in words for words in self.thirds):
            return Number(table.decades[word[first]], table.decades[word[first]], first, first + 1)
        if word[first] in table.nothing:
            return Number(ZERO, ZERO, first, first + 1)
        return None

    def spelled(self, first: int) -> Number | None:
        """ "one eight five", "2 4 0": digits one by one; "2 40" as voice to text writes "two forty"."""
        digits, end = "", first
        while len(digits) <= MOST_DIGITS and (digit := self.digit(end)):
            digits, end = digits + digit, end + 1
        pair = (
            len(digits) == 1
            and self.number[first]
            and len(self.number[end]) == 2
            and self.number[end].isdigit()
            and not self.glued[end]
        )
        if (
            pair
            and self.closed(end + 1)
            and self.number[end][0] != "0"
            and self.mark[end + 1] not in {"/", "%", ":", "-"}
        ):
            return Number(Decimal(digits + self.number[end]), Decimal(digits + self.number[end]), first, end + 1)
        return Number(Decimal(digits), Decimal(digits), first, end) if len(digits) >= 3 and digits[0] != "0" else None

    def digit(self, index: int) -> str:
        """One spoken or written digit, "" for anything else."""
        if (
            len(self.number[index]) == 1
            and not (self.glued[index + 1] and self.word[index + 1])
            and not self.mark[index + 1]
        ):
            return self.number[index]
        value = ZERO if self.word[index] in self.table.oh else self.table.atoms.get(self.word[index], TEN)
        return str(value) if value < TEN and len(self.word[index]) > 0 else ""

    def opens(self, index: int) -> bool:
        """Whether a number goes on at `index`."""
        index = self.skip(index, self.table.joins)
        return (
            self.word[index] in self.table.atoms
            or self.word[index] in self.table.scales
            or self.number[index].isdigit()
        )

    def grown(self, read: Number) -> Number | None:
        """`read` with one more atom, "hundred" or decimals; None where it is complete."""
        table, word, end = self.table, self.word, read.end
        value = read.high
        if word[end] in table.hundred:
            if value >= HUNDRED * 10 or read.room == HUNDRED or (value >= HUNDRED and not self.number[read.first]):
                return None
            return read.times(HUNDRED, end + 1)._replace(hundreds=True)
        whole = value.as_tuple().exponent == 0  # "o point o" has its decimals
        if word[end] in table.point and whole and read.low == value and (decimals := self.decimals(end + 1)):
            return read.plus(decimals[0], decimals[1])
        index = end
        if (
            self.mark[index] == "-"
            and (read.room == TEN or (self.glued[index] and self.glued[index + 1]))
            and word[index + 1]
        ):
            index += 1
        hyphen = index > end
        spanish = word[index] == "y"
        if (
            (read.room >= HUNDRED or (spanish and (read.room or value == TEN)))
            and not hyphen
            and (word[index] in table.joins or self.mark[index] == "&")
        ):
            index += 1 + (self.mark[index + 1] == "-")
        joined = index > end and not hyphen
        if value < TEN and value and word[index] in table.oh and not joined:
            unit = table.atoms.get(word[index + 1 + (self.mark[index + 1] == "-")]) or self.unit(index + 1)
            if unit and unit < TEN:
                return read._replace(
                    low=HUNDRED * value + unit,
                    high=HUNDRED * value + unit,
                    end=index + 2 + (self.mark[index + 1] == "-"),
                    hundreds=False,
                )
        spoken = table.atoms.get(word[index])
        if spoken is None and not read.room and self.mixed(read, index):
            spoken = self.unit(index)  # "1 eighteen 5"
        more = (
            self.unit(index)
            if spoken is None
            and not hyphen
            and (read.room >= HUNDRED or (read.room and (joined or self.mixed(read, index))))
            else spoken
        )
        if more is None:
            return self.round_hundreds(read)
        room = _room(more) if spoken else ZERO
        old_sixteen = value == TEN and word[end] == "y" and more < TEN  # "diez y seis"
        if more < read.room or old_sixteen:
            counted = joined and more < TEN and word[index + 1] in table.counted
            after = table.atoms.get(word[index + 1], ZERO)  # "two hundred and two fifty": two numbers
            spelled = read.room == HUNDRED and (
                word[index + 1] in table.hundred or (joined and more < TEN <= after < HUNDRED)
            )
            return None if counted or spelled else read.plus(more, index + 1, room)
        if joined:
            return None
        single = end - read.first == 1
        if (
            TEN <= more < HUNDRED
            and ZERO < value < 20
            and single
            and not value % ONE
            and read.low == value
            and word[index]
            and not (self.number[read.first] and value >= TEN)
        ):
            return read._replace(low=value * HUNDRED + more, high=value * HUNDRED + more, end=index + 1, room=room)
        realtor = (
            ZERO < more < TEN
            and not read.room
            and value >= 20
            and value % TEN
            and not value % ONE
            and (word[index] or spoken)
            and value < THOUSAND
            and not read.hundreds
        )
        said = index + 1 + (word[index + 1] in table.hundred)
        # "112 five" ends there: "112 two years ago" is another count
        written = bool(self.number[read.first])
        if written and self.word[said] and self.word[said] not in table.breaks:
            return None
        if realtor and not hyphen and self.closed(said):
            return read.plus(more / TEN, said)  # "one seventy nine nine": 179,900
        return None

    def mixed(self, read: Number, index: int) -> bool:
        """Whether a digit alone goes on with what began as a digit and went on in words: "1 fifty 5"."""
        begun = self.number[read.first] and self.word[index - 1] and index - read.first > 1
        return bool(begun) and len(self.number[index]) == 1 and not self.glued[index] and self.closed(index + 1)

    def closed(self, index: int) -> bool:
        """Whether no number, scale or counted thing goes on at `index`."""
        word, table = self.word[index], self.table
        return not (
            self.number[index]
            or word in table.atoms
            or word in table.scales
            or word in table.hundred
            or word in table.counted
            or word in table.oh
            or word in table.cues
        )

    def round_hundreds(self, read: Number) -> Number | None:
        """ "200 and 40 thousand": what voice to text makes of "two hundred and forty thousand"."""
        end = read.end
        if (
            self.number[read.first]
            and read.high < THOUSAND
            and read.high
            and not read.high % HUNDRED
            and end == read.first + 1
            and self.word[end] in self.table.joins
        ):
            more = self.unit(end + 1)
            if (
                more
                and len(self.number[end + 1]) <= 2
                and len(self.word[end + 2]) > 1
                and self.table.scales.get(self.word[end + 2]) == THOUSAND
                and self.word[end + 2] not in self.table.loose
            ):
                return read.plus(more, end + 2)
        return None

    def unit(self, index: int) -> Decimal | None:
        """Digits that fill the places of a number word: "two hundred 50"."""
        text = self.number[index]
        if (
            not text.isdigit()
            or text[0] == "0"
            or len(text) > 2
            or (self.glued[index + 1] and self.word[index + 1] not in self.table.scales and self.word[index + 1] != "")
        ):
            return None
        return (
            None if self.word[index + 1] in self.table.counted or self.mark[index + 1] in {"%", "/"} else Decimal(text)
        )

    def decimals(self, index: int) -> tuple[Decimal, int] | None:
        """ "two five" after "point": (0.25, index after it)."""
        digits = ""
        if self.number[index].isdigit():
            digits, index = self.number[index], index + 1
        while not digits or not self.number[index - 1]:
            value = self.table.atoms.get(self.word[index])
            if self.word[index] in self.table.oh:
                value = ZERO
            if value is None or value >= (TEN if digits else HUNDRED) or len(digits) > 6:
                break
            if value >= 20 and not value % TEN:  # "point seventy-one"
                index += self.mark[index + 1] == "-"
                unit = self.table.atoms.get(self.word[index + 1], ZERO)
                return Decimal(value + unit if unit < TEN else value) / HUNDRED, index + 1 + (ZERO < unit < TEN)
            digits, index = digits + str(value), index + 1
        return (Decimal(f"0.{digits}"), index) if digits else None

    def part(self, first: int, *, bare: bool = False) -> Number | None:
        """ "half", "three quarters", "1/2", "un cuarto"; with a scale to come unless `bare`. `factors` (0,) marks it."""
        table, word = self.table, self.word
        value: Decimal | None = None
        index = first
        if self.mark[first + 1] == "/" and self.glued[first + 1]:
            value, end = _HALVES.get((self.number[first], self.number[first + 2])), first + 3
        elif word[first] not in table.part_starts:
            return None
        else:
            times = table.atoms.get(word[first]) if word[first] not in {"a"} else ONE
            if times in {ONE, Decimal(2), Decimal(3)}:
                index = first + 1 + (self.mark[first + 1] == "-")
            share = table.parts.get(word[index])
            if share is not None:
                value = share * (times if times is not None and index > first else ONE)
            end = index + 1
        if value is None or (bare and value * 4 % ONE):
            return None  # "30k and a third mortgage of 12k"
        after = end
        while after < end + 2 and word[after] in table.of:
            after += 1
        if not bare and word[after] not in table.scales:
            return None
        if word[first - 1] in table.joins and table.scales.get(word[first - 2]) and not bare:
            return None
        return Number(value, value, first, end, factors=(ZERO,))

    def fraction(self, read: Number) -> Number:
        """ "two and a half", "1 1/2", where a scale or "hundred" follows; alone only "two and three quarters", for 275,000."""
        index = self.skip(read.end, self.table.joins)
        spoken = index > read.end
        if not spoken and self.mark[index + 1] != "/":
            return read
        if read.low != read.high or read.high % ONE or not (spoken or self.number[read.first]):
            return read
        if spoken and self.word[index] in self.table.one and self.word[index + 1] in self.table.parts:
            index += self.word[index] != "one"
        part = self.part(index, bare=True)
        if part is None or not (spoken or self.mark[index + 1] == "/"):
            return read
        more = read.plus(part.low, part.end)
        after = part.end
        if self.word[after] in self.table.hundred:
            return more.times(HUNDRED, after + 1)._replace(hundreds=True)
        if self.word[self.skip(after, self.table.of)] in self.table.scales:
            return more
        if not (spoken and self.closed(after) and self.word[after] not in self.table.of):
            return read
        if TEN <= read.high < THOUSAND:
            return more  # "242 and a half", in thousands
        if not ONE <= read.high < TEN:
            return read
        return more._replace(low=more.low * HUNDRED, high=more.high * HUNDRED, factors=(THOUSAND * TEN,))

    def digits(self, first: int) -> Number | None:
        """Digits in groups: "312,450.75", "312 000", "1 234 567", "250'000", "150.000", "1,25 million"."""
        text = self.number[first]
        end = first + 1
        if self.glued[first] and (
            self.word[first - 1] not in {"", "usd"}
            or (self.mark[first - 1] in {"/", "_"} and not self.number[first - 2])
        ):
            return None
        if self.glued[end] and self.word[end] and not self.suffix(self.word[end]):
            return None  # "2br", "12b", "1099c", "5pm"
        scaled = self.word[end].removesuffix("ish") in self.table.scales or self.word[end] in self.table.hundred
        if (
            text.isdigit()
            and self.mark[end] in {",", "."}
            and len(text) <= 3
            and text[0] != "0"
            and (self.number[end + 1] == "000" or self.parted(first))
        ):
            value = Decimal(text + self.number[end + 1])
            return Number(value, value, first, end + 2, grouped=True)  # "310, 000"
        read = self.spaced(first) if text.isdigit() and len(text) <= 3 else None
        return read or self.written(text, first, end, scaled)

    def parted(self, first: int) -> bool:
        """ "$ 212 , 500": one sum whose comma stands apart, with nothing behind it that it may belong to."""
        rest, end = self.number[first + 2], first + 3
        return (
            self.mark[first - 1] == "$"
            and self.mark[first + 1] == ","
            and len(rest) == 3
            and rest.isdigit()
            and not (self.glued[first + 1] or self.word[end] or self.number[end])
        )

    def suffix(self, word: str) -> bool:
        """Whether `word` may be written together with the digits before it."""
        table = self.table
        stem = word.removesuffix("ish")
        return (
            word in {"ish", "s", "us"}
            or word in table.cents
            or stem in table.scales
            or word in table.hundred
            or word in table.dollars
            or table.atoms.get(word, ZERO) >= TEN
        )

    def spaced(self, first: int) -> Number | None:
        """ "312 000", "64 200", "1 234 567": groups of three parted by spaces."""
        text, end = self.number[first], first + 1
        if text[0] == "0":
            return None
        while (
            len(text) <= MOST_DIGITS
            and len(self.number[end]) == 3
            and self.number[end].isdigit()
            and not self.glued[end]
        ):
            text, end = text + self.number[end], end + 1
        cents = (
            (self.number[end - 1] != text or self.mark[first - 1] == "$")
            and len(self.number[end]) == 6
            and self.number[end][3] in ".,"
            and not self.glued[end]
            and self.number[end].replace(".", "").replace(",", "").isdigit()
        )
        if cents:
            text, end = text + self.number[end].replace(",", "."), end + 1
        if end == first + 1 or len(text) > MOST_DIGITS + 1:
            return None
        if not text.endswith("000") and (
            (self.word[end] and self.spoken_of(end))
            or self.word[end] in self.table.scales
            or self.mark[end] in {"/", "%"}
            or self.word[end] in self.table.counted
            or self.number[end]
        ):
            return None  # "owed 312 250 sale": two amounts
        return Number(Decimal(text), Decimal(text), first, end, grouped=True)

    def written(self, text: str, first: int, end: int, scaled: bool) -> Number | None:
        """One token of digits. A point or comma that may part thousands or cents gives two readings."""
        factors: tuple[Decimal, ...] = ()
        grouped = True
        if text.isdigit():
            value, grouped = Decimal(text), False
        elif _COMMAS.fullmatch(text):
            value = Decimal(text.replace(",", ""))
        elif _APOSTROPHES.fullmatch(text):
            value = Decimal(text.replace("'", "").replace(",", "."))
        elif _POINTS.fullmatch(text):
            value = Decimal(text.replace(".", "").replace(",", "."))
        elif _POINTED.fullmatch(text) and not scaled:
            value, factors = Decimal(text) * THOUSAND, (1 / THOUSAND,)
        elif _DECIMAL.fullmatch(text):
            value, grouped = Decimal(text), False
        elif _COMMA.fullmatch(text):
            if scaled:
                value, grouped = Decimal(text.replace(",", ".")), False
            else:
                # "312,00", "18,0000": a digit may be missing or too many, or the comma may stand for a point.
                front, _, back = text.partition(",")
                whole, all_digits = Decimal(front + back[:3].ljust(3, "0")), Decimal(front + back)
                if len(back) == 1:
                    value, grouped = Decimal(f"{front}.{back}"), False  # "97,5"
                else:
                    value, factors = whole or all_digits, ((all_digits / whole,) if whole else ())
        else:
            return None
        if len(text) - sum(text.count(mark) for mark in ",.'") > MOST_DIGITS:
            return None
        # room: "3 fifty", "2 o 7", "2 hundred"
        return Number(value, value, first, end, grouped=grouped, factors=factors)
