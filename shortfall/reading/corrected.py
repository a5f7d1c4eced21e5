"""What a message puts right of the case: several things one by one, sums that are not what they were taken for, and days that are something else.
Pure, linear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shortfall.reading.dates import Day
from shortfall.reading.fact import Fact, to_interval
from shortfall.reading.guarded import Guarded
from shortfall.reading.said_back import sums

Span = tuple[int, int]
Known = Mapping[str, Mapping[str, Any]]

_NOT = r"(?:not|never|nobody|no one|neither|(?:is|was|are|were|do|does|did|have|has|had|ai)n['’]?t|nunca|jam[aá]s|nadie|tampoco|ni)"
DENIES = Guarded(
    rf"\b(?:{_NOT}|no|wrong|mistake|incorrect[oa]?|equivocad[oa]s?|(?:take|leave|strike|cross)(?: \w{{2,5}})? (?:off|out)|remove|delete|erase|qu[ií]t(?:e|a|en|ar)\w{{0,3}}|borr\w{{1,4}}|s[aá]qu\w{{1,4}}|elimin\w{{1,3}})\b",
    re.I,
)
"""What may take something back."""
# "That 186,000 is not true, I never said it, take it off", "the 130 is the neighbor's".
DISOWNED = Guarded(
    r"\b(?:(?:not|isn'?t|aren'?t|wasn'?t|ain'?t) (?:true|right|so|mine|ours|correct)|never (?:said|told|wrote|mentioned)|(?:did ?n'?t|did not) (?:say|tell|write|mention)|where (?:did|do) you (?:get|see)"
    r"|(?:is|was|are|were) (?:the |my |our )?(?:neighbou?r'?s?|next door|down the (?:street|block))|(?:no (?:es|son) (?:ciert[oa]s?|verdad|m[ií][oa]s?))|(?:nunca|no) (?:lo )?dije|de d[oó]nde sac[oó]|(?:es|son|era) del? (?:mi |los? )?vecin[oa]s?)\b",
    re.I,
)
_PIECE = Guarded(r"[.?!;\n]\s{1,3}(?=\S)|, ?(?:and|also|but|y|tambi[eé]n|pero) (?=\S)", re.I)
_MOST = 6
_ABOUT = r"more|less|even|just|only|sure|know|until|yet|enough|m[aá]s|menos|solo|s[oó]lo|nom[aá]s|s[eé]|hasta"
# "It did not sell for 190", "nobody paid 140", "no gano 900": the sum itself is denied. A bare "no" answers.
_DENIED_SUM = Guarded(rf"\b(?:{_NOT}|no(?= [^\W\d]))(?: (?!(?:{_ABOUT})\b)[^\W\d][\w'’]{{0,11}}){{0,4}} ?\$?\Z", re.I)
_BEFORE, _NEAR = 60, 48
# "The 190 was never the sale", "186 son del cheque, no de la casa": what it is not, behind it.
_IS_NOT = re.compile(rf"\b(?:{_NOT}|no)\b", re.I)
_CLAUSE_ENDS = re.compile(r"[.;!?\n\d]")
_WHAT = re.compile(r"[^.,;!?\n\d]{0,40}")
_CALLED: Mapping[str, re.Pattern[str]] = {
    role: re.compile(rf"\b(?:{words})\b", re.I)
    for role, words in {
        "sale_price": r"sold|sell(?:s|ing)?|sales?|bids?|paid|pag(?:[oó]|aron)|price|auction|house|home|vend\w{1,5}|ventas?|precio|subasta\w{0,2}|remat\w{1,4}|casa",
        "debt": r"ask\w{0,3}|wants?|claim\w{0,3}|pid\w{1,4}|owed?|owes?|owing|debts?|loans?|mortgage|balance|deb\w{1,4}|deudas?|pr[eé]stamo|hipoteca",
        "judgment": r"judge?ments?|sentencias?|sentenci\w{1,5}",
        "pay": r"gross|brut[oa]s?|make|makes|made|earns?|earned|pay|paid|salary|wages?|gan\w{1,4}|sueldo|salario|pagan?",
        "take_home": r"take[- ]home|bring home|clear|net|after tax(?:es)?|netos?|limpios?|quedan?|llegan?",
        "payment": r"paid|pay|payments?|pag\w{1,5}|abon\w{1,5}",
        "offer": r"offer\w{0,3}|settle\w{0,4}|oferta|ofrec\w{1,5}",
        "second_loan": r"second|heloc|segund[oa]",
        "market_value": r"worth|value|val(?:e|[ií]a)|valor",
        "deficiency": r"deficiency|deficiencia|short(?:fall)?",
    }.items()
}
"""What says which figure a sum is."""
_TAKEN_FOR = frozenset({"sale_price", "pay", "take_home", "payment"})
_ELSE = re.compile(
    r"(?:,? (?:20\d\d|\d{4}))?,? (?:(?:is|was|were|es|era|fue) (?:actually |only |really )?|(?:that'?s|thats) )(?:the (?:day|date|time) |el d[ií]a |la fecha |(?:just )?)(?:when|that|i|we|they|my|our|the|for|cuando|que|en que|mi|para)\b",
    re.I,
)
""" "… is when they closed my chapter 13": what happened on a day."""


def pieces(text: str, noted: Known) -> list[Span]:
    """Where the parts of a message stand that put right or tell a sum or a day each; one part where it takes nothing back, or names one."""
    whole = [(0, len(text))]
    if not noted or not DENIES.search(text):
        return whole
    ends = [match.span() for match in _PIECE.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    found: list[Span] = []
    open_ = True
    for start, stop in zip(starts, [*(begin for _, begin in ends), len(text)], strict=True):
        counts = any(map(str.isdigit, text[start:stop]))
        if found and (not counts or open_ or len(found) >= _MOST):
            found[-1] = (found[-1][0], stop)
            open_ = open_ and not counts
        else:
            found.append((start, stop))
            open_ = not counts
    return found if len(found) > 1 and any(_takes_back(text[slice(*each)], noted) for each in found) else whole


def _takes_back(text: str, noted: Known) -> bool:
    if "?" in text or not DENIES.search(text):
        return False
    return DISOWNED.search(text) is not None or _knows(text, noted)


def corrects(sentence: str) -> bool:
    """Whether a sentence takes back a sum or a day, and asks nothing."""
    return "?" not in sentence and _A_VALUE.search(sentence) is not None and DENIES.search(sentence) is not None


_A_VALUE = re.compile(r"(?<![\d-])(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,6})(?:st|nd|rd|th|k|K)?(?![\w-])")


def _knows(text: str, noted: Known) -> bool:
    """Whether a text names a sum that the case has, or a number that may be one of its days."""
    days = {
        str(part["value"][0])[8:].lstrip("0")
        for name, part in noted.items()
        if name.endswith("_date") and part.get("value")
    }
    return any(each in days for each in _NUMBER.findall(text)) or any(roles_of(sum_, noted) for sum_, _ in sums(text))


_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


def _sizes(sum_: Decimal) -> frozenset[Decimal]:
    """What a sum may stand for, in thousands or as it is written."""
    return frozenset((sum_, sum_ * 1000, sum_ / 1000))


def roles_of(sum_: Decimal, noted: Known) -> frozenset[str]:
    """What the case knows a sum as."""
    sizes = _sizes(sum_)
    known = {name: to_interval(part.get("value")) for name, part in noted.items()}
    return frozenset(name for name, each in known.items() if each and each.exact and each.low in sizes)


@dataclass(frozen=True)
class NotSo:
    """A sum that is not what it may be taken for: where it stands, as what, and whether it is denied itself."""

    span: Span
    roles: frozenset[str]
    gone: frozenset[str]
    """What of the case it no longer is."""
    wholly: bool


def denied_sums(text: str, noted: Known) -> Iterator[NotSo]:
    """The sums of a message of which it says what they are not, and those of the case that it denies."""
    if text.rstrip().endswith("?") or not DENIES.search(text):
        return
    for sum_, span in sums(text):
        known = roles_of(sum_, noted)
        before = _DENIED_SUM.search(text, max(0, span[0] - _BEFORE), span[0]) if known else None
        if before:
            named = frozenset(role for role, said in _CALLED.items() if said.search(before[0]))
            gone = known & named if named else known
            yield NotSo(span, named, gone, wholly=True)
        elif (behind := _IS_NOT.search(text, span[1], span[1] + _NEAR)) and not _CLAUSE_ENDS.search(
            text, span[1], behind.start()
        ):
            what = _WHAT.match(text, behind.end())
            is_not = frozenset(role for role, named in _CALLED.items() if what and named.search(what[0]))
            between = text[span[1] : behind.start()]
            if is_not:  # "910 was their bid, not a price somebody paid": said in another word
                gone = frozenset(role for role in is_not & known if not _CALLED[role].search(between))
                yield NotSo(span, is_not, gone, wholly=False)


def in_its_place(text: str, not_so: Sequence[NotSo], fact: Fact) -> str | None:
    """The figure that a sum is in whose place the same words deny another: "no gano 900, gano 950", "it isn't 900, it's 950"."""
    before = [each for each in not_so if each.wholly and len(each.gone) == 1 and each.span[1] <= fact.span[0]]
    between = text[before[-1].span[1] : fact.span[0]] if before else ""
    role = next(iter(before[-1].gone)) if before and not _ENDS.search(between) else None
    said = role and role in _CALLED and not fact.role and _CALLED[role].search(between)
    return role if said or (role and _RATHER.fullmatch(between)) else None


_RATHER = re.compile(
    r"[\s,;]{0,3}(?:(?:but|pero|sino) )?(?:it'?s|it is|it was|es|son|era|eran|fue|fueron|sino)(?:\s(?:en|de|por|for|at))?\s\$?",
    re.I,
)
_ENDS = re.compile(r"[.;!?\n]\s")


def says_which(text: str, role: str) -> bool:
    """Whether a text names what a sum is, of what bare sums are taken for."""
    return role not in _TAKEN_FOR or _CALLED[role].search(text) is not None


def without_denied(text: str) -> str:
    """A text with blanks for what its sums and days are said not to be: "June 8 is when it was closed, not the first payment"."""
    return _CONTRAST.sub(lambda said: " " * len(said[0]), text)


_CONTRAST = Guarded(
    rf"(?:, ?|\b(?:and|y|but|pero) )(?:{_NOT}|no)(?: (?:it|that|eso|lo)(?:'s| is| was)?)? (?:the|my|our|an?|on|of|for|when|el|la|los|las|mi|una?|del?|cuando)\b[^.,;!?\n\d]{{2,40}}",
    re.I,
)


def days_said_else(text: str, days: Sequence[Day], noted: Known) -> Iterator[tuple[Day, frozenset[str], bool]]:
    """The days of the case of which a message says what they are: what each is known as, and whether that is denied."""
    for day in days:
        known = frozenset(
            name for name, part in noted.items() if name.endswith("_date") and _same(day, part.get("value"))
        )
        behind = text[day.span[1] : day.span[1] + 120]
        denied = _CONTRAST.search(text, day.span[1], min(len(text), day.span[1] + 120)) is not None
        if denied or (known and _ELSE.match(behind)):
            yield day, known, denied


def _same(day: Day, value: Any) -> bool:
    if not isinstance(value, list | tuple) or day.first != day.last:
        return False
    first, last = (date.fromisoformat(str(each)) for each in value)
    return (
        first == last
        and (first.month, first.day) == (day.first.month, day.first.day)
        and (not day.year_said or first.year == day.first.year)
    )
