"""Which of the facts that were read may stand: not what the message takes back by its name, not a price where nothing speaks of a sale, and not a
sum that the case knows as something else. Pure, linear.

The readers before it ask what a number or a word may be; this one asks whether the message bears it. Nothing noted is better than something wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from shortfall.law.intervals import Interval
from shortfall.reading.corrected import (
    DENIES,
    DISOWNED,
    NotSo,
    denied_sums,
    in_its_place,
    roles_of,
    says_which,
    without_denied,
)
from shortfall.reading.fact import Fact, to_interval
from shortfall.reading.guarded import Guarded
from shortfall.reading.said_back import sums

_CALLED: Mapping[str, str] = {
    "sale_price": r"sales? price|(?:auction|winning) price|precio de (?:la )?(?:venta|subasta)",
    "sale_date": r"(?:foreclosure |sheriff'?s? )?(?:sales?|auctions?)(?: dates?| day)?(?! ?(?:price|prices|paper))|subastas?|remates?",
    "hearing_date": r"(?:court )?hearings?(?: dates?)?|court dates?|audiencias?",
    "lockout_date": r"lock-?outs?|evictions?(?: dates?)?|desalojos?",
    "home": r"rentals?|(?:casa )?(?:de|en) renta",
    "other_signed": r"(?:other|second|another) (?:person|signer|borrower)|otra persona",
    "second_loan": r"second (?:mortgages?|loans?|ones?)|helocs?|segunda hipoteca",
    "deficiency": r"deficiency|deficiencia",
}
"""What facts are called by who takes them back."""
_CUE = (
    r"(?:(?:isn'?t|aint|ain'?t|wasn'?t|not|no(?! (?:the|that|my) )|never (?:said|had|mentioned)|nobody (?:said|has)|there(?:'?s| is| was) no|(?:take|took|leave|strike|cross) out|remove|delete|erase|drop|scrap|"
    r"(?:do ?n'?t|do not|did ?n'?t|did not) have|no (?:hay|es|era|tengo|dije|hubo|habl[eé] de)|quite(?:n|me)?|borre|saque|elimine|ningun[oa]?|nunca dije)"
    r"(?: (?:a|an|the|any|that|this|such|of|about|un|una|la|el|eso|esa|de|lo|ningun[oa]?|mas|more)\b){0,3} )"
)
# "No hearing until the 14th", "not the sale on the 5th but": of one there is.
_STILL = r"(?! (?:until|before|till|earlier|on the|hasta|antes|sino|but)\b)"
_TAKEN_BACK: Mapping[str, Guarded] = {
    name: Guarded(rf"\b{_CUE}(?:{called})\b{_STILL}", re.I) for name, called in _CALLED.items()
}
# "No sale price, it is 212": what stands instead.
_INSTEAD = re.compile(
    r"\b(?:it'?s|its|it is|it was|but|instead|should be|rather|i said|i meant|dije|sino|es|era|fue)\b", re.I
)
_SENTENCE = re.compile(r"[^.?!;\n]*+(?:[.?!;\n](?!\s|\Z)[^.?!;\n]*+)*+[.?!;\n]?+\s*+")
_OF_A_SALE = re.compile(
    r"\b(?:sold|sell\w{0,4}|sales?(?! (?:el|la|los|las|de|un|una)\b)|went|goes|gone|going|brought|bring\w{0,3}|bids?|bidd\w{2,3}|auction\w{0,3}|fetch\w{0,3}|hammer|gavel|buyers?|bought|buy|offer\w{0,3}|purchas\w{1,3}|winning|prices?|proceeds|got|gets?|paid|pays?|took it"
    r"|vend\w{1,5}|ventas?|subast\w{1,5}|remat\w{1,4}|compr\w{1,6}|ofrec\w{1,4}|ofert\w{1,2}|precios?|postura|pag[oó]|pagaron|sac[oó]|sacaron|adjudic\w{1,4})\b",
    re.I,
)
_RATHER = re.compile(
    r"\b(?:it'?s|it is|it was|should be|instead|i said|i meant|sino)\b|\b(?:es|son|era|fue|dije) (?:de )?\$?\d", re.I
)
_NEIGHBOURS = re.compile(r"\b(?:neighbou?r\w{0,2}|next door|down the (?:street|block)|vecin[oa]s?)\b", re.I)
_UNKNOWN = re.compile(r"\b(?:(?:don'?t|do not) (?:really )?know|no idea|skip|no s[eé])\b", re.I)
_STOP = re.compile(r"[.?!;,\n]")
_OPENING = re.compile(
    r"\b(?:opening|starting|minimum|initial|first) bid|\b(?:postura|oferta|puja) (?:inicial|m[ií]nima)", re.I
)
""" "199 is the opening bid": of a home that is not sold, no price yet."""
_PAID_OFF = re.compile(
    r"\b(?:second|2nd|heloc|segunda)(?: (?:mortgage|loan|one|hipoteca|is|was|got|has|been|ya|est[aá]|fue|already|all|qued[oó])){0,4} (?:paid (?:off|in full)|pagad[ao]|liquidad[ao])\b",
    re.I,
)
_ASKS_PRICE = frozenset({"estimate_sale_price", "sale_price"})
_NEVER_THE_SAME = frozenset({"sale_price", "pay", "take_home", "offer", "payment"})
"""Figures that are not, to the dollar, what is owed or was judged."""
_NOT_YET = frozenset({"not_sold", "behind", "sued", "sale_set"})
_SHORT = 8
_CLAUSE = 60
_NOWHERE = (-1, -1)
_OWED = frozenset({"debt", "judgment", "second_loan"})
_OF_PAY = frozenset({"pay", "take_home", "pay_period"})


@dataclass(frozen=True)
class _Struck:
    """What is taken back by its name: where it stands, and where what is so instead begins behind it."""

    span: tuple[int, int]
    instead: int

    def covers(self, span: tuple[int, int]) -> bool:
        """Whether a fact that stands there is taken back too, and not what stands instead."""
        return self.instead > (span[0] if span[0] >= self.span[1] else span[1])

    def stands_by(self, text: str, span: tuple[int, int]) -> bool:
        """Whether a day stands right behind it, in one clause."""
        near = self.span[1] <= span[0] <= self.span[1] + _CLAUSE
        return near and self.covers(span) and not _STOP.search(text, self.span[1], span[0])


def let_through(
    text: str,
    facts: Iterable[Fact] = (),
    *,
    case: Mapping[str, Mapping[str, Any]] | None = None,
    asked: str | None = None,
) -> tuple[Fact, ...]:
    """The facts that stand, and what the message takes back besides.

    Args:
        text: what the person wrote.
        facts: what was read in it.
        case: what was told so far, as its slot holds it.
        asked: the slot that was just asked for.
    """
    facts, case = tuple(facts), case or {}
    told = {each.case_name for each in facts}
    disowns = DISOWNED.search(text) is not None
    apart = disowns or any(each.name == "money" for each in facts)
    starts = [found.start() for found in _SENTENCE.finditer(text) if found[0]] if apart else []
    sentences = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    struck = {name: each for name, each in _struck(text) if name in case or name in told}
    # "Sept 14 was the judgment, not the sale": of that day, and not of the sale that is set for another.
    elsewhere = [each for each in facts if each.name == "date"]
    struck = {
        name: each
        for name, each in struck.items()
        if not any(
            day.case_name != name and day.value != case.get(name, {}).get("value", day.value) for day in elsewhere
        )
        or not name.endswith("_date")
    }
    if paid := _PAID_OFF.search(text) if "second_loan" in case else None:
        struck["second_loan"] = _Struck(paid.span(), paid.end())
    disowned = {place for place, sentence in enumerate(sentences) if disowns and _disowns(sentence)}
    # "Where did you get 210? I owed 201": what is told behind it is told anew.
    named = {
        Interval.of(sum_): starts[place] + len(sentences[place])
        for place in disowned
        for sum_, _ in sums(sentences[place], shorthand=True)
    }
    struck |= {
        name: _Struck((0, 0), named[size])
        for name, part in case.items()
        if (size := to_interval(part.get("value"))) in named
    }
    not_so = [*denied_sums(text, case)]
    facts = tuple(
        replace(each, role=role) if each.name == "money" and (role := in_its_place(text, not_so, each)) else each
        for each in facts
    )
    taken_back = {str(each.value) for each in facts if each.name == "retracted"}
    owed: dict[Any, set[tuple[int, int]]] = {
        to_interval(case[name]["value"]): {_NOWHERE} for name in _OWED - told - taken_back if name in case
    }
    for each in facts:
        if each.case_name in _OWED:
            owed.setdefault(to_interval(each.value), set()).add(each.span)
    unsold = any((case.get(each) or {}).get("value") in _NOT_YET for each in ("ended", "stage")) or any(
        each.value == "not_sold" for each in facts
    )
    short, unknown = len(text.split()) <= _SHORT, _UNKNOWN.search(text) is not None
    priced = {bisect_right(starts, each.span[0]) - 1 for each in facts if each.case_name == "sale_price"}
    sold = {place for place in priced if _OF_A_SALE.search(text if short else sentences[place])}
    kept: list[Fact] = []
    moved: set[Any] = set()
    dropped: set[str] = set()
    for fact in facts:
        name, size, place = fact.case_name, to_interval(fact.value), bisect_right(starts, fact.span[0]) - 1
        if name in struck and struck[name].covers(fact.span):
            continue
        if fact.name == "date" and any(
            each.stands_by(text, fact.span) for key, each in struck.items() if key.endswith("_date")
        ):
            continue  # "I have no hearing on December 17": it is no other day of theirs either
        if fact.name != "money":
            kept.append(fact)
            continue
        if isinstance(fact.value, Mapping) and to_interval(fact.value.get("or")) in named:
            fact = replace(fact, value={part: each for part, each in fact.value.items() if part != "or"}, sure=True)
        if place in disowned or _is_new(fact, sentences[place], not_so, case):
            dropped.add(name)
            continue
        no_price = name == "sale_price" and not ({name} & case.keys() or asked in _ASKS_PRICE) and place not in sold
        no_price |= name == "sale_price" and unsold and _OPENING.search(sentences[place]) is not None
        no_worth = name == "market_value" and unknown and _NEIGHBOURS.search(sentences[place]) is not None
        the_same = name in _NEVER_THE_SAME and bool(owed.get(size, set()) - {fact.span})
        # "The gap on 88", of a home that has not been sold
        no_gap = name == "deficiency" and unsold and "debt" in case and size == to_interval(case["debt"]["value"])
        if no_price or no_worth or the_same or no_gap:
            moved.add(size)
        else:
            kept.append(fact)
    if dropped & _OF_PAY and not _OF_PAY & {each.case_name for each in kept}:
        # What a sum that is none would have replaced stays.
        kept = [each for each in kept if not (each.name == "retracted" and each.value in _OF_PAY - struck.keys())]
    # Where a sum is no price after all, what it would have replaced stays.
    kept = [
        each
        for each in kept
        if not (
            each.name == "retracted" and moved and to_interval((case.get(str(each.value)) or {}).get("value")) in moved
        )
    ]
    anew = {role for each in not_so for role in each.gone} & {each.case_name for each in kept}
    kept = [each for each in kept if not (each.name == "retracted" and each.value in anew)]
    said = {str(each.value) for each in kept if each.name == "retracted"} | {each.case_name for each in kept}
    gone = {role: each.span for each in not_so for role in each.gone - said - struck.keys()}
    return (
        *kept,
        *(Fact("retracted", role, text[slice(*span)], span) for role, span in gone.items()),
        *(
            Fact("retracted", name, text[slice(*each.span)], each.span)
            for name, each in struck.items()
            if name in case and name not in said and (name != "home" or case[name]["value"] == "rental")
        ),
    )


def _is_new(fact: Fact, sentence: str, not_so: Iterable[NotSo], case: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a sum that is denied, or that the case has, would be noted anew in words that do not say what it is."""
    name, size = fact.case_name, to_interval(fact.value)
    for each in not_so:
        if each.span[0] < fact.span[1] and fact.span[0] < each.span[1]:
            return name in each.roles or not says_which(without_denied(sentence), name)
    known = roles_of(size.low, case) if size and size.exact else frozenset[str]()
    new = known and name not in known and DENIES.search(sentence)
    return bool(new) and not says_which(without_denied(sentence), name)


def _struck(text: str) -> Iterator[tuple[str, _Struck]]:
    for name, pattern in _TAKEN_BACK.items():
        if found := pattern.search(text):
            instead = _INSTEAD.search(text, found.end())
            yield name, _Struck(found.span(), instead.end() if instead else len(text) + 1)


def _disowns(sentence: str) -> bool:
    """Whether a sentence says of the sums in it that they are not theirs, and no other stands for them."""
    found = DISOWNED.search(sentence)
    return found is not None and not _RATHER.search(sentence, found.end())
