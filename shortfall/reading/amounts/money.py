"""Amounts of US money in what people write: "I owe 312k and it sold for 250", "two seventy five", "debo 198 mil".

A number without a scale is read in thousands where it stands for a house ("sold for 250"); it then carries both readings, so that it is read back and never
taken silently. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from shortfall.law.intervals import NOTHING, ZERO, Bound, Interval, to_cents
from shortfall.reading.amounts.numbers import HUNDRED, MILLION, ONE, TEN, THOUSAND, Grammar, Number, swapped
from shortfall.reading.amounts.relations import Relations, Said
from shortfall.reading.amounts.table import Kind, Table
from shortfall.reading.amounts.table_en import ENGLISH
from shortfall.reading.amounts.table_es import SPANISH
from shortfall.reading.amounts.tokens import FOREIGN_MARKS, Tokens

Role = Literal["debt", "sale_price", "payment", "market_value", "other"]
_MOST = 100
_ROLE_OF: Mapping[Kind, Role] = {
    "debt": "debt", "judgment": "debt", "sale_price": "sale_price", "offer": "sale_price", "market_value": "market_value", "payment": "payment",
    "monthly_payment": "payment", "arrears": "other", "second_loan": "other", "purchase_price": "other", "pay": "other", "rent": "other", "fees": "other", "costs": "other",
    "taxes": "other", "deficiency": "other", "other": "other",
}  # fmt: skip
"""What the estimate and the calculators know of each kind: an offer is a price to reckon with, a judgment is what is owed."""


@dataclass(frozen=True)
class Amount:
    """Money found in a text, in US dollars.

    `span` is where it stands (start, end); `word` the phrase that gave it its role ("fees"), in small letters. `readings` begins with the one taken; a further one
    means that the words could also mean another amount, and the person has to be asked. `kind` is what it is for, finer than `role` ("second_loan", "rent");
    `count` how many such there are ("two loans of 60 each").
    """

    span: tuple[int, int]
    role: Role | None
    approximate: bool
    readings: tuple[Interval, ...]
    word: str
    kind: Kind | None = None
    count: int = 1
    bound: Bound | None = None
    """Whether the figure was told as the least or the most it can be: "north of 300k". The readings are the figure itself."""

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


_FOREIGN_MARK = re.compile(
    rf"(?ai)[{FOREIGN_MARKS}]|\d\s?(?:k\s?)?\b(?:euros?|pounds?|quid|pesos?|eur|gbp|cad|aud|mxn|rupees|yen|yuan)\b"
    r"|\b(?:eur|gbp|cad|aud|mxn)\s?\d|(?:\bc|\bcan|\ba|\bmx)\$\s?\d|\b(?:canadian|australian|mexican)\s(?:dollars|pesos)\b"
)
_FOREIGN = frozenset("euro euros pound pounds quid peso pesos eur gbp cad aud mxn rupees yen yuan".split())


def foreign_currency(text: str) -> bool:
    """Whether `text` gives an amount in another currency than US dollars, so that the person has to be asked."""
    return _FOREIGN_MARK.search(text) is not None


_ENGLISH, _SPANISH = ENGLISH.over(SPANISH), SPANISH.over(ENGLISH)
_UNSURE = replace(_ENGLISH, unsure=True)
# "250 mil" alone may be either: millions, or thousands in Spanish and in banking.
_SPANISH_WORDS = (SPANISH.marks | frozenset(SPANISH.atoms) | frozenset(SPANISH.cues) - frozenset(ENGLISH.cues)) - {
    "mil",
    "once",
}
_ENGLISH_WORDS = ENGLISH.marks - set("a me no once sale son y o media".split())


def _table(words: Sequence[str]) -> Table:
    """The table of the language that more of the words belong to; English where nothing tells."""
    spanish = sum(map(_SPANISH_WORDS.__contains__, words)) + ("once" in words and "mil" in words)
    english = sum(map(_ENGLISH_WORDS.__contains__, words))
    return _SPANISH if spanish > english else _ENGLISH if english else _UNSURE


def find_amounts(text: str, *, house_context: bool = False) -> list[Amount]:
    """The amounts of money in `text`, in order, with what each stands for.

    Args:
        text: what the person wrote, any length.
        house_context: they were just asked for the size of a debt or the price of a house, so that a bare "250" means
            250,000 (with 250 as its other reading).

    Of the numbers in a text the last hundred are read: no story has more, and nobody waits for a flood of them. An amount that is taken back or denied
    ("225, sorry, 252"; "280, not 250") is left out when another one is given. Amounts in another currency are left out: see `foreign_currency`.
    """
    tokens = Tokens(text, _table)
    read = [each for each in _ranged(tokens, Grammar(tokens).numbers()[-_MOST:]) if _is_sum(tokens, each)]
    in_thousands = any(each.scale == THOUSAND for each in read)
    numbers = [each for each in read if not _is_count(each) or (in_thousands and _is_paid(tokens, each))]
    alone = " ".join(filter(None, tokens.word)) if len(numbers) < 2 else ""
    if not numbers or (alone in tokens.table.nothing and len(numbers) == 1):
        if not house_context:
            return []
        return _nothing(tokens) or _lone_year(tokens)
    relations = [
        _passed_on(tokens, number, said, house_context)
        for number, said in zip(numbers, Relations(tokens, numbers).read(), strict=True)
    ]
    spoken_for = any(
        said.kind and said.kind not in {"fees", "costs", "taxes", "deficiency", "other"} for said in relations
    )
    house = any(said.large or number.high >= 10 * THOUSAND for number, said in zip(numbers, relations, strict=True))
    kept: list[tuple[Amount, Said]] = []
    for number, said in zip(numbers, relations, strict=True):
        answers = not said.kind and (not spoken_for or _opens_alone(tokens, number))
        large = said.large or (house_context and answers)
        if said.struck or said.kind == "score" or not _meant(tokens, number, said, large, house, house_context):
            continue
        amount = _amount(tokens, number, said, large)
        if number.bare and number.high >= HUNDRED and said.kind is None and house and not large:
            amount = replace(
                amount, readings=(Interval(number.low * THOUSAND, number.high * THOUSAND), *amount.readings)
            )
        elif number.bare and number.high >= TEN and not large:
            thousands = Interval(number.low * THOUSAND, number.high * THOUSAND)
            if house_context and said.kind == "payment":  # "I owe what I paid, 260"
                amount = replace(amount, readings=(*amount.readings, thousands))
            elif said.kind in _ADDS_UP and number.high < HUNDRED and house:  # "owed 310 minus the 12 I paid"
                amount = replace(amount, readings=(thousands, *amount.readings))
        elif number.bare and _is_count(number):  # "they added 8k and I paid 5"
            amount = replace(
                amount, readings=(Interval(number.low * THOUSAND, number.high * THOUSAND), *amount.readings)
            )
        kept.append((amount, said))
    # Spanish "no" before an amount may be an answer as well ("no, 252 mil" without its comma)
    said_no = all(said.denied for _, said in kept)
    kept = [
        (amount, said)
        for amount, said in kept
        if not said.denied or (said_no and said.denied.partition(" ")[0] == "no")
    ]
    return _joined(kept, text) or (_nothing(tokens) if house_context and len(numbers) == 1 else [])


def _passed_on(tokens: Tokens, number: Number, said: Said, asked: bool) -> Said:
    """What is said of a number, where it is a sum that goes from hand to hand: no debt and no price, and never short for thousands."""
    if said.kind in {None, "debt"} and tokens.word[number.first - 1] in _PAYS:
        return replace(said, kind="payment", large=False)
    if asked and said.kind is None and {*tokens.word[number.first - 2 : number.first]} in _GIVES_US:
        return replace(said, kind="other", large=False)
    return said


_OPENING = 12
"""Most words of a clause before the number that answers in it."""


def _opens_alone(tokens: Tokens, number: Number) -> bool:
    """Whether a number is all of the first clause: "190, and I owed 240" answers first, and goes on."""
    table, end = tokens.table, number.end
    if number.first > _OPENING:
        return False
    ahead = {word for word in tokens.word[: number.first] if word}
    return number.high >= TEN and not ahead - table.hedges - table.fillers and (
        tokens.word[end] in table.breaks or tokens.mark[end] in {",", ";", "."}
    )  # fmt: skip


_PAYS = frozenset(
    "send sending sends pay paying pays mandar mando mande manda enviar envio envie pagar pago pague abonar abono abone depositar".split()
)
"""What is done with a sum right behind it, whatever it is paid on: "send 500 on an old debt"."""
_GIVES_US = [
    {gives, us} for gives in ("give", "gives", "giving", "gave", "offers", "offering", "paying") for us in ("me", "us")
]
"""What somebody else hands over: "he's giving me 800 if I go" answers no question for a debt or a price."""
_DOLLARS = frozenset("dollar dollars bucks dolar dolares".split())
_OF_NOTHING = frozenset("left owed on it the house home loan at all anymore more really que deber queda ya".split())
"""What may stand behind "nothing" as an answer: "nothing left on it"."""
_ADDS_UP: frozenset[Kind | None] = frozenset({"payment", "taxes"})


def _meant(tokens: Tokens, number: Number, said: Said, large: bool, house: bool, asked: bool) -> bool:
    """Whether a number is an amount and not a count: it says so, or the words around it do."""
    if number.currency or not number.bare:
        return True
    word = tokens.word[number.first]
    if word in tokens.table.nothing and number.high == ZERO and word not in {"zero", "cero"}:
        return said.kind == "debt" and tokens.word[number.first - 1] in tokens.table.cues
    # "owed one-ninety, got one-forty": spoken so, it is a sum whatever it stands for
    spoken = not tokens.number[number.first] and HUNDRED <= number.high < THOUSAND and number.end - number.first > 1
    # "the payoff is 240 and the statement says 228": beside a sum of a house, what ends its clause is one
    following = tokens.word[number.end] or tokens.number[number.end]
    ends = asked and HUNDRED <= number.high < THOUSAND and (not following or following in tokens.table.breaks)
    return large or said.kind is not None or ((spoken or ends) and house)


def _is_count(number: Number) -> bool:
    """ "2 loans", "one of them"."""
    return number.bare and not number.currency and ZERO < number.high < TEN and number.high % 1 == 0


def _is_paid(tokens: Tokens, number: Number) -> bool:
    """ "They added 8k and I paid 5 in": beside thousands, a small number that is paid and counts nothing is of the same kind."""
    word, cues = tokens.word, tokens.table.cues
    cue = cues.get(word[number.first - 1]) or cues.get(" ".join(word[number.first - 2 : number.first]))
    following = tokens.word[number.end]
    counts = following and (following not in tokens.table.fillers | tokens.table.breaks or following in {"of", "de"})
    return cue is not None and cue.kind == "payment" and not counts


def _nothing(tokens: Tokens) -> list[Amount]:
    """ "0", "nothing", "nothing left on it" as the whole answer."""
    first, *more = list(filter(None, tokens.word)) or [""]
    if (first in tokens.table.nothing and not {*more} - _OF_NOTHING) or tokens.plain.strip() == "0":
        return [Amount((tokens.start[0], tokens.end[tokens.size - 1]), None, False, (NOTHING,), "")]
    return []


def _lone_year(tokens: Tokens) -> list[Amount]:
    """ "1950" as the whole answer to a question for an amount is an amount."""
    if tokens.size != 1 or not (number := Grammar(tokens).signed(0)) or _is_count(number):
        return []
    return [_amount(tokens, number, Said(), False)]


def _amount(tokens: Tokens, number: Number, said: Said, large: bool) -> Amount:
    factors: tuple[Decimal, ...] = (ONE, *number.factors)
    if large and number.bare and number.high > ZERO:
        cents = number.currency and number.high.as_tuple().exponent == -2
        if cents:
            factors = (ONE, THOUSAND)
        elif number.high < TEN:
            # "sold for 1.2" is 1.2 million; "$5" stays five dollars.
            factors = (ONE,) if number.high % 1 == 0 else (MILLION, THOUSAND)
        elif number.high < THOUSAND and _DOLLARS & {*tokens.word[number.first : number.end + 1]}:
            factors = (ONE, THOUSAND)  # whoever says the dollars may mean them
        else:
            factors = (THOUSAND, *(number.factors or (ONE,)))
    readings = tuple(
        Interval(_times(number.low, each), _times(number.high, each))
        for each in (factors if said.share is ONE else [factor * said.share for factor in factors])
    )
    span = (tokens.start[number.first], tokens.end[number.end - 1])
    role = _ROLE_OF[said.kind] if said.kind else None
    return Amount(
        span, role, number.approximate or said.approximate, readings, said.word, said.kind, said.count, said.bound
    )


def _times(value: Decimal, factor: Decimal) -> Decimal:
    """Their product; in whole cents where the factor is a ratio, which no decimal may hold."""
    if factor is ONE:
        return value
    exact = value * factor
    return exact if factor >= ONE and factor % 1 == 0 else to_cents(exact)


# --- Ranges ------------------------------------------------------------------------------------------------------------------


def _ranged(tokens: Tokens, numbers: Sequence[Number]) -> Iterator[Number]:
    """Pairs that make a range become one number."""
    index = 0
    while index < len(numbers):
        pair = _pair(tokens, numbers[index], numbers[index + 1]) if index + 1 < len(numbers) else None
        yield pair or numbers[index]
        index += 2 if pair else 1


def _pair(tokens: Tokens, first: Number, second: Number) -> Number | None:
    """ "200 to 220k", "between 200 and 220k", "40 or 45 thousand", "150/160"."""
    table = tokens.table
    gap = (
        [tokens.word[i] or tokens.mark[i] for i in range(first.end, second.first)]
        if second.first - first.end < 6
        else []
    )
    if gap[:1] == ["up"]:
        del gap[0]
    while len(gap) > 1 and (gap[-1] in table.hedges or gap[-1] in {"even", "possibly"}):
        gap.pop()
    if (
        len(gap) in {2, 3}
        and " ".join(gap) in table.more_or_less
        and first.low == first.high
        and second.low == second.high
    ):  # "minus" is its sign
        unit = THOUSAND if second.bare and not second.currency and first.high >= 10 * THOUSAND else ONE
        size = abs(second.high) * unit
        if ZERO < size < first.low:
            return first._replace(low=first.low - size, high=first.high + size, end=second.end, approximate=True)
    if first.low < ZERO or second.low < ZERO or len(gap) != 1:
        return None
    [joint] = gap
    spaced = not tokens.glued[first.end]
    between = any(tokens.word[i] in table.between for i in range(max(0, first.first - 3), first.first))
    choice = joint in table.either or joint in {"o", "maybe", "possibly"}
    if not (
        choice
        or joint in table.to
        or joint in {"-", "~"}
        or (joint == "/" and not spaced)
        or (between and joint in table.joins)
        or (joint == "a" and table.unsure and tokens.word[second.end - 1] == "mil")
    ):
        return None
    if joint == "a" and _is_each(tokens.word, second.end) and tokens.word[first.first - 1] not in {"de", "entre"}:
        return None  # "61 mil a 180 por semana"
    low, high = first, second
    scale = low.scale or high.scale
    if low.scale is None and high.scale is not None and low.bare:
        unit = THOUSAND if high.factors == (THOUSAND,) else high.scale  # "200 mil" is taken for thousands
        choices = [unit, unit * HUNDRED] if high.hundreds and not low.hundreds else [unit]
        fitting = [each for each in choices if low.high * each <= high.high] or choices[:1]
        low = low.times(fitting[-1], low.end)
    elif high.scale is None and low.scale is not None and high.bare and high.high < low.low:
        high = high.times(low.scale, high.end)
    elif scale is None and high.hundreds and not low.hundreds and low.high < TEN:
        low = low.times(HUNDRED, low.end)  # "two to three hundred"
    elif scale is None and low.high < TEN and HUNDRED <= high.high < THOUSAND and not tokens.number[low.first]:
        low = low.times(HUNDRED, low.end)  # "two to two fifty"
    bottom, top = min(low.low, high.low), max(low.high, high.high)
    if (
        (choice or (joint == "-" and second.bare) or first.bare != second.bare) and top > (2 if choice else 20) * bottom
    ) or (spaced and joint == "-" and low.low > high.high):
        return None  # a choice between unlike sums, a subtraction
    if choice and swapped(bottom, top):
        return None  # "203 or 230": one of the two, with its digits changed about, and nothing between
    return second._replace(
        low=bottom, high=top, first=first.first, scale=scale, currency=first.currency or second.currency,
        grouped=first.grouped or second.grouped, approximate=first.approximate or second.approximate,
    )  # fmt: skip


def _is_each(word: Sequence[str], place: int) -> bool:
    """Whether it says there how often a sum is paid: "por semana"."""
    return word[place] in {"por", "al", "cada", "mensuales", "semanales"} or word[place : place + 2] == ["a", "la"]


_AGAIN = frozenset({"(", ",", "=", "-", ", or", "or"})
"""What may stand between a figure and the same figure again: "$200k (two hundred thousand)"."""


def _joined(kept: Sequence[tuple[Amount, Said]], text: str) -> list[Amount]:
    """ "No more than 35k, no less than 30k" is one amount."""
    result: list[Amount] = []
    open_bound: Bound | None = None
    for amount, said in kept:
        last = result[-1] if result else None
        if (
            last
            and not amount.kind
            and amount.interval == last.interval
            and text[last.span[1] : amount.span[0]].strip() in _AGAIN
        ):
            sure = min(last.readings, amount.readings, key=len)
            result[-1] = replace(last, readings=sure)
            continue
        both = {open_bound, said.bound} == {"at_least", "at_most"}
        if last and both and amount.role in {None, last.role} and (
            amount.low <= last.low if said.bound == "at_least" else last.low <= amount.low
        ) and not any(mark in text[last.span[1] : amount.span[0]].replace(".", ". ") for mark in (";", "!", "?", "\n", ". ")):  # fmt: skip
            whole = Interval(min(last.low, amount.low), max(last.low, amount.low))
            result[-1] = replace(last, span=(last.span[0], amount.span[1]), readings=(whole,), bound=None)
            open_bound = None
        else:
            result.append(amount)
            open_bound = said.bound
    return result


# --- Numbers that are no sums ------------------------------------------------------------------------------------------------


_HOMES = frozenset("houses homes properties casas propiedades".split())
"""Nobody counts these by the thousand: "I owe 148k houses here go for 120" goes on to them."""


def _is_sum(tokens: Tokens, number: Number) -> bool:
    """Whether the neighbours leave it an amount: no count, year, rate, age, date, chapter or foreign currency."""
    word, mark, table = tokens.word, tokens.mark, tokens.table
    before, after = number.first - 1, number.end
    if mark[after] == "-" and tokens.glued[after]:
        after += 1
    following, preceding = word[after], word[before]
    foreign = (mark[before] or "$") in FOREIGN_MARKS or (mark[after] or "$") in FOREIGN_MARKS
    if foreign or following in _FOREIGN or (preceding in _FOREIGN and not following):
        return False
    if following in table.cents:
        return False  # "80 cents on the dollar"
    if number.currency:
        return True
    more = after + (
        following in {"more", "full", "different", "other", "straight", "little", "separate", "of", "extra", "whole"}
        and word[after + 1] != "it"
    )
    goes_on = number.scale is not None and more == after and following in _HOMES
    if (
        (word[more] in table.counted and not goes_on)
        or mark[after] == "%"
        or (following in {"per", "por"} and word[after + 1] in {"cent", "ciento"})
    ):
        return False
    # "6.875" stands for 6,875 as well, and "four and a quarter" for 425
    as_said = (
        number.high * number.factors[0]
        if number.factors and number.factors[0] < 1
        else number.high / HUNDRED
        if number.factors
        else number.high
    )
    if number.scale is None and _is_rate(tokens, as_said, before, after):
        return False
    if number.scale is not None or number.grouped:
        return True
    return not (_named(tokens, number, before, after) or _of_time(tokens, number, before, after))


_DIRECTIONS = frozenset("n s e w north south east west".split())


_NO_THING = frozenset(
    "thanks always besides perhaps sometimes minus versus towards afterwards thousands grands whereas its hes shes lets says".split()
)
TWO_HUNDRED = 2 * HUNDRED


def _are_things(tokens: Tokens, number: Number, after: int) -> bool:
    """Whether a bare number counts what follows: "40 beehives". Nothing that names a sum stands before it."""
    table, thing, ahead = tokens.table, tokens.word[after], tokens.word[number.first - 1]
    plural = len(thing) > 4 and thing[-1] == "s" and thing[-2] not in "su"
    if not plural or table is not _ENGLISH or not number.bare or number.high >= TEN * HUNDRED:
        return False
    known = (table.cues, table.breaks, table.hedges, table.fillers, table.after_starts, table.dollars, _NO_THING)
    named = ahead in table.cues or ahead in table.hedges or ahead in {"for", "at", "is", "was"}
    return not (named or any(word in each for word in (thing, thing[:-1]) for each in known))


def _named(tokens: Tokens, number: Number, before: int, after: int) -> bool:
    """Whether a bare number is that of a chapter, a rate, an age, a payment missed."""
    word, mark, value, table = tokens.word, tokens.mark, number.high, tokens.table
    preceding, second = word[before], word[before - 1]
    if (
        second
        and preceding in {"or", "o"}
        and second not in table.cues
        and word[before - 2] in table.one | {"one", "una"}
    ):
        return True  # "one step or ten"
    if preceding in {"under", "over"} and second in table.counted:
        return True  # "kids under 10"
    if (
        preceding == "la"
        and value < TWO_HUNDRED
        and word[after] not in table.scales
        and not table.cues.get(word[after])
    ):
        return True  # "por la 25 y Kedvale"
    if _are_things(tokens, number, after):
        return True
    if (
        preceding in tokens.table.named
        or (preceding in {"is", "was"} and second in tokens.table.named)
        or (mark[before] in {"/", "_"} and tokens.glued[number.first])
        or mark[before] == "§"
        or (preceding in {"in", "with", "at"} and second in {"ending", "ends"})
    ):
        return True
    if mark[after] in {"/", ":", "_"} and tokens.glued[after] and tokens.number[after + 1]:
        return True
    if value < 120 and (
        preceding in {"im", "am", "hes", "shes"}
        or (preceding == "s" and {second, word[before - 2]} & {"he", "she"})
        or (preceding == "m" and mark[before - 1] == "'")
        or (preceding in {"is", "was"} and second in tokens.table.people)
    ):
        return True
    if {word[after], word[after + 1], word[after + 2], preceding} & {"calle", "avenida"} or {
        preceding,
        second,
        word[before - 2],
    } & {"vivo", "live", "lives", "vivimos"}:
        return True
    # "Unit 312 at 900 N Lake Shore"; "sold at 150 w fees" is a price
    road = word[after + 1] and word[after + 1] not in tokens.table.cues and word[after + 1] not in tokens.table.fillers
    if preceding in {"at", "on"} and word[after] in _DIRECTIONS and road:
        return True
    return value < 60 and preceding in {"missed", "skipped", "behind"}


_RATES = frozenset("rate rates interest apr percent arm interes tasa".split())


def _is_rate(tokens: Tokens, value: Decimal, before: int, after: int) -> bool:
    """ "a rate of 7.25", "at 6.875"."""
    word = tokens.word
    if value < 30 and {word[before], word[after], word[before - 1], word[before - 2]} & _RATES:
        return True
    priced = (cue := tokens.table.cues.get(word[before - 1])) is not None and cue.kind in {
        "sale_price",
        "market_value",
        "offer",
    }
    at = word[before] == "at" or tokens.mark[before] == "@"
    return at and value < 16 and value % 1 != 0 and not priced


def _of_time(tokens: Tokens, number: Number, before: int, after: int) -> bool:
    """Whether a bare number is a day, an hour or a year."""
    word, value, text = tokens.word, number.high, tokens.number[number.first]
    near = {word[before], word[after], word[before - 1], word[after + 1]}
    if value < 32 and near & tokens.table.months:
        return True
    if word[after] == "o" and word[after + 1 + (tokens.mark[after + 1] == "'")] == "clock":
        return True
    if value <= 12 and value % 1 == 0 and (word[before] in {"at", "around", "by", "until", "till", "before", "las"} or near & tokens.table.hours) and (
        word[after] in {"am", "pm", "a", "p"} or near & tokens.table.hours or (word[after] in {"on", ""} and word[before] == "at")
    ):  # fmt: skip
        return True
    if (
        len(text) == 2
        and text.isdigit()
        and number.end == number.first + 1
        and (text[0] == "0" or (word[before] == "in" and value > 80))
        and word[before] in {"in", "since", "of", "from", "year", "back", "en"}
    ):
        return True
    if (
        text.isdigit()
        and len(text) == 4
        and 1900 <= value < 2050
        and word[before] in {"in", "since", "born", "year", "until", "en", "desde", "el"}
    ):
        return True
    if value < HUNDRED and word[before] == "in" and word[before - 1] in {"born", "built"}:
        return True
    periodic = word[after] in {"a", "per"} or tokens.mark[after] == "/"
    owed = word[before] in {"owe", "owes", "debo"}  # "I owe 2000"
    return (
        not (periodic or owed)
        and 1960 <= value < 2050
        and len(text) == 4
        and text.isdigit()
        and number.low == number.high
    )
