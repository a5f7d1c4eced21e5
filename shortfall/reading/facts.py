"""One reading of a whole message into facts: amounts, days, a state, a number, a name, and what happened to the home.

Pure, and linear in the length of the message: every pattern is a list of plain phrases with gaps of bounded length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from shortfall.base.hours import office_zone
from shortfall.law.states import STATES
from shortfall.reading.amounts import Amount, find_amounts
from shortfall.reading.dates import find_days
from shortfall.reading.names import read_name
from shortfall.reading.phone import find_phone
from shortfall.reading.states import find_places
from shortfall.reading.urgent import find_events, taken_back

MONEY_SLOTS = {
    "estimate_debt": "debt",
    "estimate_sale_price": "sale_price",
    "estimate_market_value": "market_value",
    "judgment_amount": "judgment",
    "wages_gross": "pay",
    "wages_disposable": "take_home",
    "plan_payment": "monthly_payment",
}
"""What a bare amount is when one of these was just asked for."""


@dataclass(frozen=True)
class Fact:
    """Something a message says. `name` and `role` are those of the Rasa entity; `span` is where it stands in the message.

    `value` is JSON: {"low", "high"} of decimal strings for money, two ISO days for a date, else a word. `sure` is False for
    what is only inferred, and for money whose size or place can be read in two ways.
    """

    name: str
    value: Any
    words: str
    span: tuple[int, int]
    role: str | None = None
    sure: bool = True

    @property
    def case_name(self) -> str:
        """What the case calls it."""
        if self.name == "money":
            return self.role or ""
        if self.name == "date":
            return f"{self.role}_date"
        return self.role if self.name == "state" and self.role == "lives_in" else self.name

    def entity(self) -> dict[str, Any]:
        """The fact as a Rasa entity."""
        found = {
            "entity": self.name,
            "value": self.value,
            "start": self.span[0],
            "end": self.span[1],
            "words": self.words,
            "sure": self.sure,
            "extractor": "Reader",
        }
        return found | ({"role": self.role} if self.role else {})


def read_facts(text: str, on: date, asked: str | None = None, *, large: bool = False) -> tuple[Fact, ...]:
    """All facts of a message, in the order of their kinds.

    Args:
        text: what the person wrote.
        on: today, at the office.
        asked: the slot that was just asked for; a bare amount or state answers it.
        large: amounts of a house are being talked about, so that "210" is 210,000.
    """
    return (
        *_money(text, asked, large),
        *_states(text, asked),
        *_days(text, on, asked),
        *_person(text),
        *_happened(text),
    )


def money(amount: Amount, role: str | None) -> Fact:
    """An amount as a fact; not sure where it can be read in two ways."""
    value = {"low": str(amount.low), "high": str(amount.high)}
    return Fact("money", value, amount.word, amount.span, role, not amount.ambiguous)


def _money(text: str, asked: str | None, large: bool) -> Iterator[Fact]:
    house = large or asked in {"estimate_debt", "estimate_sale_price", "estimate_market_value", "estimate_liens"}
    amounts = find_amounts(text, house_context=house)
    bare = [amount for amount in amounts if not amount.kind]
    for amount in amounts:
        role: str | None = amount.kind
        if role is None and asked in MONEY_SLOTS and len(bare) == 1:
            role = MONEY_SLOTS[asked]
        yield money(amount, role)


def _states(text: str, asked: str | None) -> Iterator[Fact]:
    for span, code, role in find_places(text, bare=asked in {"estimate_state", "state"}):
        if code in STATES:
            yield Fact("state", code, text[slice(*span)], span, role)


def _days(text: str, on: date, asked: str | None) -> Iterator[Fact]:
    """What happened when, and what is to come: that comes first, since its days are read by the words around them."""
    noon = datetime.combine(on, time(12), office_zone())
    for kind in sorted(taken_back(text)):
        yield Fact("retracted", f"{kind}_date", "", (0, len(text)))
    coming = {event.kind: event for event in reversed(find_events(text, noon))}
    for kind, event in coming.items():
        value = [event.first.isoformat(), event.last.isoformat()]
        yield Fact("date", value, "", (0, len(text)), kind, sure=event.said)
    for day in find_days(text, on):
        if day.event and day.event not in coming:
            value = [day.first.isoformat(), day.last.isoformat()]
            yield Fact("date", value, text[slice(*day.span)], day.span, day.event)


def _person(text: str) -> Iterator[Fact]:
    if phone := find_phone(text):
        yield Fact("phone", phone, phone, (0, len(text)))
    if (said := _INTRODUCED.search(text)) and (name := read_name(said["name"])):
        yield Fact("name", name, said["name"], said.span("name"))


_INTRODUCED = re.compile(
    r"\b(?:my name(?: is|'s|s)?|name(?: is|:)|this is|me llamo|mi nombre es)\s+(?P<name>[^\W\d_][\w.'-]*(?: [^\W\d_][\w.'-]*){0,3})",
    re.I,
)


# --- What happened to the home ------------------------------------------------------------------------------------------

_CLAUSE = re.compile(r"[.;!?\n]|,(?!\d)| but | and then | so ")
# A clause that asks or supposes says nothing about the case.
_ASKS = re.compile(
    r"^\W*(?:(?:and|so|or|also|ok|well|then|but) )?(?:can|could|will|would|should|do|does|did|may|might|is it|is there|are they|what|when|how|why|who|where|which|if|"
    r"unless|suppose|puede|pueden|podran|que|cuando|como|si) \b",
    re.I,
)
_NOT = re.compile(r"\b(?:not|never|n'?t|isnt|wasnt|hasnt|havent|didnt|no|nunca|todavia no|aun no)\b", re.I)

_TOLD: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (name, value, re.compile(pattern, re.I))
    for name, value, pattern in (
        (
            "stage",
            "collection",
            r"\b(?:garnishing|garnished|(?:is|are|being|started) garnish\w*|froze|frozen|took (?:money|it) (?:out of|from) my (?:check|pay|account)|wage deduction (?:notice|summons|order)|citation to discover|taking (?:money )?(?:out of|from) my (?:check|pay|paycheck)|me (?:estan )?(?:quitando|descontando|embargando)|congelaron)\b",
        ),
        (
            "stage",
            "judgment",
            r"\b(?:(?:have|has|got|is|was|entered|won|with|there'?s) (?:a|an|the) (?:\w+ )?(?:deficiency )?judge?ment|judge?ment (?:against|was entered|from|of|for)|sentencia (?:en mi contra|por deficiencia))\b",
        ),
        (
            "stage",
            "confirmed",
            r"\b(?:sale (?:was|got|is|has been) (?:confirmed|approved)|confirmed the sale|order (?:approving|confirming)|approved the sale)\b",
        ),
        (
            "stage",
            "sold",
            r"\b(?:(?:it|house|home|condo|place|property|was|got) (?:was |got |already )?(?:sold|auctioned)|sold (?:at|for|it|my|our|the|in)|lost (?:the|my|our|a) (?:\w+ )?(?:house|home|condo|place)|(?:got|was|were|been) foreclosed|foreclosed on (?:me|us|my|in)|(?:bank|they|lender) (?:already )?(?:took|sold) (?:the|my|our)|(?:house|home) is gone|already lost it|after the sale|perdi (?:la|mi) casa|vendieron (?:la|mi) casa|(?:la )?vendieron en (?:la )?subasta)\b",
        ),
        (
            "stage",
            "sale_set",
            r"\b(?:(?:sale|auction) (?:date )?(?:is |set |scheduled |coming |on |in |tomorrow|next|this)|goes to (?:sale|auction)|going to (?:sale|auction)|up for auction|la subasta es|fecha de (?:la )?subasta)",
        ),
        (
            "stage",
            "sued",
            r"\b(?:(?:got|was|been|were) served|summons|they filed (?:for )?foreclosure|foreclosure (?:case|suit|lawsuit|complaint)|lis pendens|in foreclosure|(?:they|bank|lender|lawyers?|who) (?:are|is|was|were) (?:now )?(?:suing|taking me to court)|(?:being|getting|got) sued|sued (?:me|us)|me (?:estan )?demandan?d?o?|me (?:llego|entregaron) (?:una )?(?:citacion|demanda))\b",
        ),
        (
            "stage",
            "behind",
            r"\b(?:behind on|missed (?:\w+ )?payments?|months? behind|late on (?:the|my|our) (?:mortgage|payments?|house)|can'?t (?:pay|make) (?:the|my|our) (?:mortgage|payments?)|atrasad[oa]s?)\b",
        ),
        (
            "ended",
            "deed_in_lieu",
            r"\b(?:signed|gave|did|accepted|took|handed) (?:\w+ ){0,3}(?:deed in lieu|deed back|keys back)\b",
        ),
        (
            "ended",
            "consent_foreclosure",
            r"\b(?:did|had|signed|agreed to|went through|was) (?:a |the )?consent foreclosure\b",
        ),
        (
            "ended",
            "short_sale",
            r"\b(?:(?:did|had|closed|completed|finished) (?:a |the |our )?short sale|sold (?:it )?(?:as|in|by|through) (?:a )?short sale|short sold)\b",
        ),
        (
            "bankruptcy",
            "discharged",
            r"\b(?:(?:was|got|been|were|already) discharged|got (?:my|our|a|the) discharge|discharged (?:in|it|my|our)|(?:chapter ?(?:7|13)|ch ?(?:7|13)|bankruptcy|bk) discharge\b|(?:bankruptcy|chapter (?:7|13)|bk) (?:was |got |is )?(?:discharged|done|finished|complete)|finished (?:chapter|bankruptcy))\b",
        ),
        ("bankruptcy", "dismissed", r"\b(?:bankruptcy|chapter (?:7|13)|bk|case) (?:was |got )dismissed\b"),
        (
            "bankruptcy",
            "filed",
            r"\b(?:(?:i|we|he|she) (?:already |have |just )?filed (?:for )?(?:bankruptcy|chapter|bk|ch ?7|ch ?13)|already filed|in (?:a )?chapter (?:7|13)|(?:am|are|is) in bankruptcy|(?:i|we) went bankrupt|did (?:a )?(?:chapter (?:7|13)|bankruptcy)|meti bancarrota)\b",
        ),
        (
            "bankruptcy",
            "considering",
            r"\b(?:thinking (?:about|of)|considering|planning|want to|might|should i) (?:file |filing |go )?(?:for )?(?:bankruptcy|chapter (?:7|13))\b",
        ),
        (
            "home",
            "llc",
            r"\b(?:my|our|the) (?:llc|company|corporation|business) (?:owned|owns|had|lost|borrowed)|\b(?:in|under) (?:the |my |our |an )?llc\b|\bllc owned\b",
        ),
        (
            "home",
            "rental",
            r"\b(?:my|our|a|the) (?:rental\b|investment (?:property|house|home|condo|unit)\b)|\b(?:my|our) tenants?\b|\brented (?:it|the house) out\b",
        ),
        (
            "who",
            "heir",
            r"\b(?:my|our) (?:mom|dad|mother|father|parents?|grandma|grandmother|grandfather|aunt|uncle|brother|sister|husband|wife) (?:just |recently )?(?:died|passed)|\binherited\b|\bestate of\b|\bmy late (?:husband|wife|mother|father|mom|dad)\b|\bfallecio\b",
        ),
        (
            "who",
            "helper",
            r"\b(?:for|asking for|helping) my (?:mom|dad|mother|father|parents?|grandma|grandmother|grandfather|aunt|uncle|brother|sister|friend|neighbor|client|son|daughter)\b",
        ),
        (
            "who",
            "cosigner",
            r"\b(?:i|we) (?:only |just )?(?:co-?signed|cosigned)\b|\bi(?:'m| am|m) (?:the |a |just )?co-?signer\b|\bguarante(?:ed|e) (?:the|his|her|my)\b",
        ),
        (
            "who",
            "spouse",
            r"\b(?:i(?:'m| am|m)|my name(?:'s| is)?|i was) (?:not|never) on (?:the|that|his|her) (?:loan|note|mortgage)\b|\b(?:only|just) (?:my )?(?:husband|wife|he|she) signed\b",
        ),
        ("loan", "reverse", r"\breverse mortgage|\bhecm\b|\bhipoteca inversa\b"),
        (
            "loan",
            "second",
            r"\b(?:my|our|a|the) (?:second mortgage|2nd mortgage|heloc|home equity (?:loan|line)|second loan)\b|\bsegunda hipoteca\b",
        ),
        ("loan", "va", r"\b(?:va|veterans?) (?:loan|mortgage|home loan)\b"),
        ("loan", "fha", r"\bfha (?:loan|mortgage)?\b"),
        ("loan", "usda", r"\b(?:usda|rural development) (?:loan|mortgage)?\b"),
    )
)


def _happened(text: str) -> Iterator[Fact]:
    found: set[str] = set()
    place = 0
    for clause in _CLAUSE.split(text):
        start = text.find(clause, place)
        place = start + len(clause)
        asks = bool(_ASKS.search(clause))
        for name, value, pattern in _TOLD:
            match = pattern.search(clause)
            if not match or name in found or (asks and name not in {"loan", "home"}):
                continue
            if (
                _NOT.search(clause, 0, match.start())
                and match.start() - _last(_NOT, clause, match.start()) < 24
                and name in {"stage", "bankruptcy", "ended"}
            ):
                continue
            found.add(name)
            yield Fact(name, value, match[0].strip(), (start + match.start(), start + match.end()), sure=not asks)


def _last(pattern: re.Pattern[str], text: str, before: int) -> int:
    """Where the last match before a place ends; far away where there is none."""
    ends = [match.end() for match in pattern.finditer(text, 0, before)]
    return ends[-1] if ends else -1000
