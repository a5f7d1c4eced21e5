"""What there is, or is not, in somebody's case, as they name it: a reverse mortgage, a second loan, an association, a court case. Pure.

What was denied is not asked about again, whatever a message resembles: "it is a normal loan", "nothing from the court", "no es inversa". And
how far they are with their answer to the court: it is filed, its day is past, or it is still open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shortfall.reading.denials import find_denials
from shortfall.reading.guarded import Guarded
from shortfall.reading.moods import asks, bare, mood, supposes

THERE, NONE = "there", "none"
"""The values of a thing."""
KNOWN, UNKNOWN = "known", "unknown"
"""Whether somebody has told what a question helps to find out: who names the sum of a judgment asks for no way to find one."""

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
    "court": r"(?:court )?cases?(?! ?(?:numbers?|no\b|#|manage))(?: (?:in|at) (?:the |a |any )?court)?|court (?:papers?|dates?|letters?|notices?|action)|lawsuits?|summons|(?:papel(?:es)?|cartas?|caso|fecha|aviso) de (?:la )?corte|casos?(?: en (?:la )?corte)?|demanda|citacion|citatorio",
    "sale_day": r"(?:foreclosure )?(?:sale|auction)(?: (?:dates?|day|notice)|(?= (?:(?:is|was|has been) )?(?:set|scheduled)\b))|notices? of (?:the )?(?:sale|auction)|(?:fecha|dia|aviso)s? (?:de|para) (?:la |el |una )?(?:subasta|venta|remate)|(?:subasta|remate)(?= (?:program|fij)ad[ao])",
    "frozen": r"(?:accounts?|acct|checking|savings|money|cuentas?|dinero|ahorros)(?: [\w']{1,9}){0,3} (?<!be )(?:frozen|froze|locked|blocked|on hold|levied|congelad[oa]s?|bloquead[oa]s?|retenid[oa]s?)"
    r"|(?:froze|frozen|locked|blocked|levied|congelaron|congelo|bloquearon|bloqueo|retuvieron)(?: [\w']{1,9}){0,3} (?:accounts?|acct|checking|savings|cuentas?|dinero|ahorros)",
    "judged": r"(?:deficiency |money |personal |court |final )?judge?ments?|sentencias?",
}
THINGS = frozenset(_NAMES)
"""What questions may presume (`assumes` in data/topics), by name."""
EVERYDAY = frozenset({"court", "sale_day", "judged"})
"""What most people have to do with sooner or later: a case, a day of the sale, an order to pay. It need not be named; it only must not be denied."""

_COURT = r"(?:court(?:house)?|judge|clerk|corte|juzgado|juez|jueza)"
_NEVER = r"(?:\b(?:nobody|no one|never|not|(?:is|are|was|were|has|have|had|do|does|did)n'?t))"
# Said of the loans and homes themselves, or of what came, each of these says that there is no such thing.
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
    # "Nobody sued", "nothing from the court", and whoever has only letters.
    "court": Guarded(
        rf"{_NEVER}(?: (?:has|have|had|ever|even|yet|been|got|actually)){{0,3}} (?:sued|(?:taken|took|gone|been) (?:(?:me|us|it|this) )?to court)\b(?! (?:(?:me|us) )?(?:for|before|in my life)\b)|\bdid(?:n'?t| not) (?:sue|take (?:me|us|it|this) to court)\b(?! (?:(?:me|us) )?(?:for|before|in my life)\b)"
        rf"|\bnothing(?: \w{{2,8}}){{0,3}} (?:from|in) (?:(?:the|a|any) )?{_COURT}\b|{_NEVER} (?:\w{{2,10}} ){{0,2}}anything from (?:(?:the|a|any) )?{_COURT}\b|\bno (?:court|judge) (?:ever |has |even )?(?:wrote|written|sent|came|contacted|involved)\b"
        rf"|\b{_COURT} (?:has(?:n'?t| not| never)|did(?:n'?t| not)|never) (?:ever |even )?(?:sen[dt]|wr\w{{3,5}}|mail(?:ed)?|contact(?:ed)?|call(?:ed)?|com[ei]|came)\b"
        rf"|\b(?:only|just|nothing but|all (?:i|we) (?:have|got|get) (?:is|are)) (?:(?:the|a|some|their|these|bank|collection) )?(?:letters?|bills?|phone calls)\b(?! from (?:the |a )?{_COURT})"
        rf"|\bnada (?:de|en) (?:la |el |ninguna? )?{_COURT}\b|\b{_COURT} no (?:(?:me|nos|ha|han) ){{0,2}}(?:mand|envi|escrib|escrit|dich|llam)\w{{1,4}}\b"
        rf"|\bningun(?:a|o)? (?:papel de (?:la )?)?{_COURT} (?:(?:me|nos|ha|han) ){{0,2}}(?:mand|envi|escrib|escrit)\w{{1,4}}\b|\b(?:ningun|sin) papel(?:es)? de (?:la )?{_COURT}\b"
        rf"|\b(?:no|nunca|nadie|jamas) (?:(?:me|nos|le|ha|han) ){{0,2}}(?:demand(?:ad|ar|o)\w{{0,3}}|llevad\w a (?:la )?corte)\b|\b(?:solo|solamente|nomas|nada mas|puras?) (?:(?:son|tengo|hay|me llegan|llegan|una|unas) ){{0,2}}cartas?\b(?! de (?:la )?{_COURT})",
        re.I,
    ),
    "judged": Guarded(
        rf"{_NEVER} (?:(?:ever|even|yet|got|get|gotten|have|had|has|been|gave|give|given|won|win|entered|granted|signed|made|them|him|us|me|actually) ){{0,4}}(?:a|an|any) (?:\w{{4,10}} )?judge?ment\b"
        r"|\b(?:no|nunca|nadie|jamas) (?:(?:me|nos|se|les?|ha|han|hay|hubo) ){0,2}(?:(?:sac|gan|dict|consig|obtuv|teni|tien|exist|di|sal)\w{1,6} )?(?:(?:una|ninguna) )?sentencia\b",
        re.I,
    ),
}
ANSWERED = "answered"
FILED, LATE, OPEN = "filed", "late", "open"
"""How far they are with their answer to the court."""
_ANSWER = (
    r"(?:(?:my|our|an|the|mi|la|nuestra|una) ){0,2}(?:answer|appearance|response|respuesta|contestacion|comparecencia)"
)
_DUE = r"(?:deadline|(?:30|thirty) days|(?:date|day|time|chance) to (?:answer|respond|reply|file)|answer date|(?:plazo|fecha|tiempo|dia) (?:para|de) (?:contestar|responder))"
_DONE: Mapping[str, Guarded] = {
    FILED: Guarded(
        rf"\b(?:filed|turned in|e-?filed|put in|submitted|presente|presentamos|entregue|entregamos|meti|metimos) {_ANSWER}\b|\b(?:answer|appearance) (?:was|is|has been|got) (?:already )?filed\b"
        r"|\b(?:answered|responded to|conteste|contestamos|respondi(?: a)?) (?:the|my|our|la|mi|esa) (?:summons|complaint|lawsuit|suit|court papers|demanda|citacion)\b(?! (?:late|tarde))",
        re.I,
    ),
    LATE: Guarded(
        rf"\b(?:missed|blew|passed|past|let go of|perdi|perdimos) (?:(?:the|my|our|el|la|mi) )?{_DUE}\b|\bse (?:me|nos) (?:paso|fue|vencio) (?:el|la) {_DUE}\b"
        rf"|\b{_DUE} (?:is|are|was|were|has|have|already|ya|ran|went)? ?(?:already |ya )?(?:over|passed|past|gone|out|up|expired|ran out|paso|vencio)\b|\b(?:pasaron|acabaron|vencieron|cumplieron) (?:los|mis) (?:30|treinta) dias\b"
        r"|\b(?:entered|granted|got|took|have|has|signed|won|issued) (?:a|an|the) (?:order of )?default\b(?! (?:notice|letter|on|in)\b)|\bdefault (?:judge?ment |order )?(?:(?:was|is|has been|got) )?(?:already )?entered\b|\bdefault (?:judge?ment|order) (?:against|was|has|came|already)\b|\border of default\b|\b(?:put|found|held) (?:me|us) in default\b"
        r"|\b(?:(?:en|por|de) rebeldia|(?:sentencia|orden|fallo) (?:en|por|de) default)\b|\b(?:did not|didn'?t) (?:answer|respond|reply|file)(?: \w{2,10}){0,3} (?:in|on) time\b|\bno (?:conteste|contestamos|respondi)(?: \w{2,8}){0,2} a tiempo\b",
        re.I,
    ),
}
_ASKED_FOR = re.compile(
    r"\b(?:want\w{0,3}|ask\w{0,3}(?: for)?|mov\w{1,3} for|motion for|seek\w{0,3}|pid\w{1,5}|quier\w{1,2}|solicit\w{1,4}) (?:(?:an?|the|una?|la|el) )?\Z",
    re.I,
)
"""Right before what the court may do: it is not done yet."""
_NAMED = {thing: Guarded(rf"\b(?:{names})(?!\w)", re.I) for thing, names in _NAMES.items()}

_ASSERTS = re.compile(
    r"\b(?:is|are|was|were|am|it'?s|i'?m|have|has|had|got|took(?: out)?|there'?s|es|era|tengo|tenemos|tiene|hay|saco|saque|sacamos)\s{1,3}(?:(?:a|an|the|una?|la|el|also|tambien)\s{1,3}){0,2}(?:\w{2,12}\s{1,3})?$",
    re.I,
)
# "No HOA paper came": no paper is missing an association.
_ENDS = re.compile(
    r"\W{0,2}(?:$|[.,;:!?)\n-]|(?:on|here|in|at|or|and|nor|either|just|only|so|anymore|any|too|with|is|are|y|o|ni|en|aqui|tampoco|pero|but|loan|mortgage|yet|has|was|against|set|scheduled|contra|todavia|aun|that|que)\b)",
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
    """The things of a message, each once: what is denied, else what is said to be there, else what is mentioned; and what became of the answer."""
    found: dict[str, Thing] = {}
    plain = bare(text)
    for thing in _each(plain):
        before = found.get(thing.name)
        if before is None or (thing.value == NONE or (thing.sure and before.value == THERE)):
            found[thing.name] = thing
    if (court := found.get("court")) and court.value == NONE:
        found.setdefault("judged", Thing("judged", NONE, False))  # no order to pay is made without a case
    return (*found.values(), *_answered(plain))


def _answered(text: str) -> Iterator[Thing]:
    """That the answer is filed or late, whichever is told last; that it is open where that is only denied."""
    told: dict[int, str] = {}
    for value, pattern in _DONE.items():
        for match in pattern.finditer(text):
            ahead = _clause_before(text, match.start())
            words, asked = ahead + match[0], text[match.end() :][:1] == "?"
            meant = mood(words, (len(ahead), len(words)), None, thing=False, question=asked)
            if meant in {"told", "denied"} and not _ASKED_FOR.search(ahead):
                told[match.start() if meant == "told" else -1] = value if meant == "told" else OPEN
    if told:
        yield Thing(ANSWERED, told[max(told)], True)


def denied(text: str) -> frozenset[str]:
    """The things that a message says there are none of."""
    return frozenset(thing.name for thing in find_things(text) if thing.value == NONE)


def named(text: str) -> frozenset[str]:
    """The things that a text names."""
    plain = bare(text)
    return frozenset(name for name, pattern in _NAMED.items() if pattern.search(plain))


def _each(text: str) -> Iterator[Thing]:
    gone = [each.thing for each in find_denials(text) if each.lasting]
    for name, pattern in _NAMED.items():
        if name in _CONTRARY and (said := _CONTRARY[name].search(text)) and not _supposed(text, said.start()):
            yield Thing(name, NONE, True)
        for match in pattern.finditer(text):
            ahead = _clause_before(text, match.start())
            told = _ASSERTS.search(ahead) and not supposes(ahead, len(ahead)) and not (name in EVERYDAY and asks(ahead))
            none = _denied(ahead, match[0], text[match.end() :]) or _within(match, text, gone)
            yield Thing(name, NONE if none else THERE, bool(none or told))


def _within(named: re.Match[str], text: str, gone: Sequence[tuple[int, int]]) -> bool:
    """Whether it is named where something is denied; no HOA payment is missing an association."""
    ends = named.end()
    return any(
        begin <= named.start() and (ends == end or (ends < end and _ENDS.match(text, ends))) for begin, end in gone
    )


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
