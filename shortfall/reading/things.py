"""What there is, or is not, in somebody's case, as they name it: a reverse mortgage, a second loan, an association, a tenancy. Pure.

What was denied is not asked about again, whatever a message resembles: "it is a normal loan", "we never had a HELOC", "no es inversa".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shortfall.reading.guarded import Guarded
from shortfall.reading.moods import bare, mood, supposes

THERE, NONE = "there", "none"
"""The values of a thing."""

_BANK = r"(?:banks?|lenders?|(?:loan |mortgage )?company|companies|servicers?|banco|prestamista|compania)"
_NAMES: Mapping[str, str] = {
    "reverse": r"reverse(?: mortgages?| loans?)?|hecms?|(?:hipoteca )?inversa",
    "second": r"(?:second|2nd|junior) (?:mortgages?|loans?|liens?|lenders?|one)|helocs?|home[- ]equity(?: loan| line)?|(?:equity |credit )?line of credit|segund[oa] (?:hipoteca|prestamo|credito)|linea de credito",
    "association": r"h\.?o\.?a'?s?|(?:condo |home ?owners'? ?)?association|condo(?:minium)?(?: board| fees| dues)?|(?:monthly )?dues|special assessments?|asociacion|condominio|cuotas",
    "lease": r"(?:renters?|tenants?|lease|landlord)|(?:mi|nuestro) (?:casero|arrendador)|(?:i|we) (?:am |are )?rent(?:ing)?|rent(?:o|amos)|inquilin[oa]s?",
    "rental": r"rental(?: property| house)?|investment (?:property|house|home|condo)|second home|vacation home|tenants?|landlord|llc|guarantor|casa de renta|inquilinos",
    "death": r"died|dead|death|deceased|passed(?: away)?|inherit\w{0,4}|estate|heirs?|probate|widow(?:er)?|late (?:husband|wife|mother|father)|murio|fallec\w{1,4}|heren\w{2,5}|hereder\w{2,3}|viud[ao]|difunt[oa]",
    "fha": r"fha(?: loan| mortgage)?",
    "va": r"va (?:home )?(?:loan|mortgage|home)|(?<!no )(?<!me )(?<!se )(?<!le )(?<!te )(?<!nos )va(?= ?(?:[.,;!?]|$| or\b))|veterans? (?:loan|mortgage)|prestamo (?:va|de veteranos?)",
    "usda": r"usda(?: loan| mortgage)?|rural development(?: loan)?",
    "tax_sale": r"tax (?:sale|deed|foreclosure|buyer)|sold (?:for|over) (?:the |back |unpaid )?taxes|venta (?:de|por) (?:los )?impuestos",
    "contract": r"contracts? for deed|land contract|rent[- ]to[- ]own|articles of agreement|contrato (?:de|por) (?:compraventa|escritura|deed)|renta con opcion",
    "one_bank": rf"(?:same|one) {_BANK}|mism[oa] {_BANK}|un(?:a)? sol[oa] {_BANK}",
}
THINGS = frozenset(_NAMES)
"""What questions may presume (`assumes` in data/topics), by name."""

# Said of the loans and homes themselves, each of these says that there is no such thing.
_LOAN = r"(?:loans?|mortgages?|prestamo|hipoteca|credito)"
_PLAIN = (
    r"(?:normal|regular|ordinary|standard|traditional|conventional|forward|comun|ordinari[oa]|tradicional|convencional)"
)
_CONTRARY: Mapping[str, Guarded] = {
    "reverse": Guarded(
        rf"\b{_PLAIN} (?:home )?{_LOAN}\b|\b{_LOAN} (?:(?:is|was|es|era) )?(?:just |a |muy )?{_PLAIN}\b", re.I
    ),
    **dict.fromkeys(
        ("fha", "va", "usda"), Guarded(rf"\bconventional (?:home )?{_LOAN}\b|\b{_LOAN} convencional\b", re.I)
    ),
    "second": Guarded(
        rf"\b(?:only|just) (?:(?:have|had|got|is|was|the|there is|there was) ){{0,2}}(?:one|1) {_LOAN}\b|\bun(?:a)? sol[oa] {_LOAN}\b|\b(?:solo|nomas|nada mas) (?:\w{{2,8}} )?(?:una?|1) {_LOAN}\b",
        re.I,
    ),
    "one_bank": Guarded(
        rf"\b(?:two|2|different|separate|another) (?:different |separate )?{_BANK}\b|\b(?:dos|otro|otra) {_BANK}s?\b|\b{_BANK}s? (?:distint|diferente)[oa]?s?\b",
        re.I,
    ),
}
_NAMED = {thing: Guarded(rf"\b(?:{names})(?!\w)", re.I) for thing, names in _NAMES.items()}

_ASSERTS = re.compile(
    r"\b(?:is|are|was|were|am|it'?s|i'?m|have|has|had|got|took(?: out)?|there'?s|es|era|tengo|tenemos|tiene|hay|saco|saque|sacamos)\s{1,3}(?:(?:a|an|the|una?|la|el|also|tambien)\s{1,3}){0,2}(?:\w{2,12}\s{1,3})?$",
    re.I,
)
# "No HOA paper came": no paper is missing an association.
_ENDS = re.compile(
    r"\W{0,2}(?:$|[.,;:!?)\n-]|(?:on|here|in|at|or|and|nor|either|just|only|so|anymore|any|too|with|is|are|y|o|ni|en|aqui|tampoco|pero|but|loan|mortgage)\b)",
    re.I,
)
_BARE_NO = re.compile(r"\b(?:no|without|sin) (?:\w{1,14} ){0,2}$", re.I)
_A_CERTAIN = re.compile(r"\b(?:the|my|our|that|this|la|el|mi|su) (?:\w{2,12} )?$", re.I)
"""What is pointed at is there: "not the second mortgage, the first one"."""
_SPEAKS = re.compile(r"\b(?:ask\w{0,3}|mean|meant|talk\w{0,3}|said|about|pregunt\w{1,4}|habl\w{1,4})\b", re.I)
"""What is not spoken of may be there all the same: "I ask about the bank, not HOA"."""
_CLAUSE = re.compile(r"[.;!?\n]")
_BEFORE = 60


@dataclass(frozen=True)
class Thing:
    """A thing, whether it is `THERE` or `NONE`, and whether that was said of it; else it was only mentioned."""

    name: str
    value: str
    sure: bool


def find_things(text: str) -> tuple[Thing, ...]:
    """The things of a message, each once: what is denied, else what is said to be there, else what is mentioned."""
    found: dict[str, Thing] = {}
    for thing in _each(bare(text)):
        before = found.get(thing.name)
        if before is None or (thing.value == NONE or (thing.sure and before.value == THERE)):
            found[thing.name] = thing
    return tuple(found.values())


def denied(text: str) -> frozenset[str]:
    """The things that a message says there are none of."""
    return frozenset(thing.name for thing in find_things(text) if thing.value == NONE)


def named(text: str) -> frozenset[str]:
    """The things that a text names."""
    plain = bare(text)
    return frozenset(name for name, pattern in _NAMED.items() if pattern.search(plain))


def _each(text: str) -> Iterator[Thing]:
    for name, pattern in _NAMED.items():
        if name in _CONTRARY and (said := _CONTRARY[name].search(text)) and not _supposed(text, said.start()):
            yield Thing(name, NONE, True)
        for match in pattern.finditer(text):
            ahead = _clause_before(text, match.start())
            told = _ASSERTS.search(ahead) and not supposes(ahead, len(ahead))
            none = _denied(ahead, match[0], text[match.end() :])
            yield Thing(name, NONE if none else THERE, bool(none or told))


def _denied(ahead: str, named: str, behind: str) -> bool:
    if _SPEAKS.search(ahead) or _A_CERTAIN.search(ahead):
        return False
    clause = ahead.rpartition(",")[2] + named
    if mood(clause, (len(clause) - len(named), len(clause)), None, thing=True, question=False) != "denied":
        return False
    return bool(_ENDS.match(behind)) if _BARE_NO.search(ahead) else True


def _supposed(text: str, at: int) -> bool:
    ahead = _clause_before(text, at)
    return supposes(ahead, len(ahead))


def _clause_before(text: str, at: int) -> str:
    """What stands before a place in its clause, at most so many signs of it."""
    return _CLAUSE.split(text[max(0, at - _BEFORE) : at])[-1]
