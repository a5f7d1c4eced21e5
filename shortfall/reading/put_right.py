"""A sum that is put in the place of a figure told before: the figure it names ("the 190 should be 198", "102, not 120"), or the one that it
can only be meant for ("sorry, 224", where 242 was told). Where more than one may be meant, none is changed. Pure, linear.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from shortfall.law.intervals import Interval
from shortfall.reading import struck
from shortfall.reading.amounts import Amount
from shortfall.reading.guarded import Guarded
from shortfall.reading.sayings import Saying

Span = tuple[int, int]
_OF_A_PAYDAY = frozenset({"pay", "take_home", "taken"})
_WORKED_OUT = frozenset({"hourly", "chosen"})
"""Figures that others are worked out from: they are told anew, and not changed alone."""
# "The 190 is wrong", "120 should be", "147 was the first check, now it's": what stands behind it is put in its place.
_IS_WRONG = re.compile(
    r"\W{0,3}(?:thing |figure |number |part |amount )?(?:(?:is|was|'?s|that'?s|thats|est[aá]|es|era) )?(?:all )?"
    r"(?:wrong|incorrect|(?:isn'?t|wasn'?t|aren'?t) (?:right|correct)|no est[aá] bien|not right|not correct|an? (?:typo|mistake|error)|off|mal|equivocad[oa]|incorrect[oa])\b"
    r"|\W{0,3}(?:should|shoulda|deb[eií]\w{0,3})(?:'?ve| have)? ?(?:be(?:en)?|ser|haber sido)\b"
    r"|\W{0,3}(?:was|were|era|eran|fue)\b[^.;!?\d]{0,40}\b(?:now|today|ahora|hoy)\b",
    re.I,
)
# "Not 900, it's 950", "I never paid 5,000, it was", "no eran 198, eran", "I said 190 but".
_SET_ASIDE = Guarded(
    r"\b(?:not|n'?t|never|instead of|rather than|chang(?:e|ing)|no (?:es|era|son|eran|fue|fueron)|nunca|en (?:vez|lugar) de"
    r"|(?:i|you|u|we|it) (?:(?:already|just|first|only) )?(?:said|say|says|told you|put|wrote|typed|have|got|used)|(?:yo |ya )?(?:dije|puse|escrib[ií]|puso))"
    r"(?: (?:paid|pay|pagu[eé]|it|the|at|as|for|que|eran|me|los|el|owe|make|makes|that|sent)){0,3}\W{0,3}\Z",
    re.I,
)
# "That 240 is wrong, they took it" says what else it is.
_SAYS_WHAT = re.compile(r"\b(?:that'?s|thats|it'?s|its|they|es|eso) \w", re.I)
_NOT_THAT = re.compile(
    r"[\s,.;-]{1,3}(?:and |y )?(?:not|no|instead of|rather than|en (?:vez|lugar) de)(?: (?:the|el|los|la))?\s\$?", re.I
)
_FARTHEST = 9
"""Words of the longest way from a sum to the one that is put in its place."""
_NEAR = Decimal("1.5")
"""How many times as large as a figure of pay what is put in its place may be, where nothing else says which is meant: 127 for 172."""
# A sum as it is written: one that is taken back is among no amounts.
_WRITTEN = re.compile(
    r"(?<![\w.,/#-])\$?(?P<sum>\d{1,3}(?:,\d{3})+|\d{2,7})(?P<cents>\.\d\d)?(?: ?(?P<scale>k|mil|grand|thousand)\b|(?![\w%/-]|[.,]\d))",
    re.I,
)


class Right(NamedTuple):
    """What a sum is that is put in another's place; no role where another is put in its own."""

    role: str | None
    interval: Interval


def put_right(
    text: str,
    found: Sequence[Amount],
    told: Mapping[str, Interval],
    said: Mapping[Span, Saying],
    latest: str | None,
    *,
    of_pay: bool,
) -> dict[Span, Right]:
    """What of the sums of a message is put in the place of a known figure, by where it stands.

    Args:
        text: what the person wrote.
        found: its amounts.
        told: the figures told so far.
        said: what is said of the amounts behind them.
        latest: the figure told last.
        of_pay: pay was asked for, or spoken of last.
    """
    sums = _written(text, found) if told else []
    if len(sums) == 1:
        return _alone(text, sums[0], told, latest, of_pay=of_pay)
    values = set(told.values())
    done: dict[Span, Right] = {}
    for first, second in pairwise(sums) if any(values & {*_sizes(each)} for each in sums) else ():
        end = said[first.span].end if first.span in said else first.span[1]
        gap = text[end : second.span[0]]
        if first.span in done or len(gap.split()) > _FARTHEST:
            continue
        if _NOT_THAT.fullmatch(gap):
            old, new = second, first
        elif _IS_WRONG.match(text, first.span[1], second.span[0]) or _SET_ASIDE.search(
            text, max(0, first.span[0] - 40), first.span[0]
        ):
            old, new = first, second
        else:
            continue
        named = said[new.span].role if new.span in said else new.kind
        if role := _meant(old, new, told, named):
            done[old.span] = Right(None, told[role])
            done[new.span] = Right(role, min(_sizes(new), key=lambda size, was=told[role]: _times(size, was)))  # type: ignore[misc]
    return done


_OWN = frozenset({"debt", "sale_price", "market_value", "second_loan", "judgment", "deficiency"})
"""What a sum may be by the words beside it that is no other figure put right: "not 190, but it sold for 150"."""


def _meant(old: Amount, new: Amount, known: Mapping[str, Interval], named: str | None) -> str | None:
    """The one figure that is told to be `old` and is now `new`."""
    told = {role: sum_ for role, sum_ in known.items() if role not in _WORKED_OUT and sum_ in _sizes(old)}
    roles = [role for role, sum_ in told.items() if sum_ not in _sizes(new)]
    roles = [role for role in roles if role == named] if len(roles) > 1 else roles
    return roles[0] if len(roles) == 1 and (named not in _OWN or named in roles) else None


def _alone(
    text: str, new: Amount, known: Mapping[str, Interval], latest: str | None, *, of_pay: bool
) -> dict[Span, Right]:
    """ "Sorry, 224", "no wait it was 127": of the figures told the one whose digits were changed about, or of pay the only one so near."""
    if not struck.puts_right(text, new.span[0]):
        same = {size for size in _sizes(new) if size in known.values()}
        wrong = len(same) == 1 and _IS_WRONG.match(text, new.span[1], new.span[1] + 40)
        return {new.span: Right(None, same.pop())} if wrong and not _SAYS_WHAT.search(text, new.span[1]) else {}
    slips = [(role, size) for role, told in known.items() for size in _sizes(new) if _slip(told, size)]
    if len({role for role, _ in slips}) == 1:
        role, size = slips[0]
        return {new.span: Right(role, size)}
    if slips or not of_pay:
        return {}
    near = [role for role in _OF_A_PAYDAY & known.keys() if _times(known[role], new.interval) <= _NEAR]
    near = [role for role in near if role == latest] if len(near) > 1 else near
    return {new.span: Right(near[0], new.interval)} if len(near) == 1 else {}


def _slip(told: Interval, new: Interval) -> bool:
    """Whether one is the other with its digits changed about: 242 for 224."""
    if told == new or not (told.exact and new.exact):
        return False
    one, other = (f"{each.high.normalize():f}" for each in (told, new))
    return sorted(one) == sorted(other) and one[0] == other[0]


def _written(text: str, found: Collection[Amount]) -> list[Amount]:
    """The sums of a message with those that are among no amounts, in their order."""
    ends = {each.span[1] for each in found}
    more = []
    for match in _WRITTEN.finditer(text):
        if match.end() not in ends:
            value = Decimal(match["sum"].replace(",", "") + (match["cents"] or "")) * (1000 if match["scale"] else 1)
            more.append(Amount(match.span(), None, False, (Interval(value, value),), ""))
    return sorted((*found, *more), key=lambda each: each.span)


def _sizes(amount: Amount) -> tuple[Interval, ...]:
    """What a sum may stand for, in thousands or as it is written."""
    return tuple(
        Interval(each.low * size, each.high * size)
        for each in amount.readings
        for size in (Decimal(1), Decimal(1000), Decimal("0.001"))
    )


def _times(one: Interval, other: Interval) -> Decimal:
    """How many times as large the larger is."""
    return max(one.high, other.high) / max(min(one.high, other.high), Decimal("0.01"))
