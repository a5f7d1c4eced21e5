"""What is said of a sum behind it: "240 is what they TOOK", "96,000 isn't what I owe, it's what it sold for", "1150 es lo bruto". Pure, linear.

A sum is the subject of what is said: a link ("is", "that's", "son"), perhaps a denial, and what it is: a thing ("the gross") or a clause
("what they took"). More may follow of the same sum: "not my pay". A clause without a link speaks of the sum that it is put to: "the 240 they took".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from shortfall.reading.companies import OTHER_SIDE, SOMEONE
from shortfall.reading.guarded import Guarded

_AUX = r"(?:(?:have|has|had|are|is|was|were|been|be|am|just|already|still|now|only|really|actually|always|keeps?|did|ya|me|nos|les?|se|l[oa]|est[aá]n?|estaban?|han?|he|hemos) ){0,4}+"
_THEY = rf"(?:they|he|she|(?:(?:the|my|his|her|that|this|a|el|la|los|mi) )?(?:{OTHER_SIDE}|{SOMEONE}|boss|job|work|employer|payroll|sheriff|patr[oó]n|banco)|everybody)(?:'?(?:ve|re|s))?"
_I = r"(?!they\b)(?:my \w{2,10}|[a-z]{1,12})(?:'(?:ve|m|re|s))?"
_IT = r"(?:it'?s?|they|that|(?:the|my|our) (?:house|home|place|condo|property|auction|bank))(?:'s)?"
_TAKE = (
    r"(?:took|take[ns]?|taking|garnish\w{0,4}|with?h[eo]ld\w{0,3}|deduct\w{0,3}|docked|pull(?:ed|ing)?|grab(?:bed)?)"
)
_QUITAN = r"(?:quit|descont|descuent|embarg|rebaj|reten|retuv|retien)(?:an?|[oó]|aron|ieron|aban?|[ií]an?|ando|iendo|ado|ido|en)"
_GONE = r"(?:taken|garnished|withheld|deducted|docked)"
_NOT_TO_END = r"(?!(?: \w+){0,2} (?:if|to settle|and (?:call|close)))"
_FROM_ME = (
    r"(?: out| off| away)?(?: (?:of|from) (?:my|the|his|her|me|each|every|us)(?: (?:checks?|pay|paycheck|wages))?)?"
)
# What a clause says of the sum that it is put to, by its subject and its verb. A subject is tried once, and then its verbs.
_CLAUSE: tuple[tuple[str, dict[str, str]], ...] = (
    (
        rf"{_THEY}(?:'ll|ll|'d|d| will| would) ",
        {"offer": r"(?:take|accept|settle for|be (?:ok|happy|fine) with)"},
    ),
    (
        rf"{_THEY} {_AUX}",
        {
            "offer": r"offer(?:s|ed|ing)?",
            "taken": rf"{_TAKE}\b{_NOT_TO_END}{_FROM_ME}",
            "deficiency": r"(?:says?|said|claims?) (?:that )?(?:(?:i|we) (?:still |now )?owed? (?:after|since)|(?:is|i'?m|we'?re)(?: still)? (?:left|short|due))",
            "sale_price": r"(?:bid|bought it for|sold it (?:for|at)|paid (?:for (?:it|the (?:house|home|place))|at (?:the )?(?:auction|sale)))",
        },
    ),
    (
        rf"{_IT} {_AUX}",
        {"sale_price": r"(?:(?:sold|went|sells|goes) (?:for|at)|brought|fetched)", "market_value": "worth"},
    ),
    (
        rf"{_I} {_AUX}",
        {
            "take_home": r"(?:take home|took home|bring home|brings home|brought home|clears?|end up with|keeps?|(?:gets?|got)(?! paid)|sees?|left with|walk (?:away|out) with)",
            "pay": r"(?:makes?|made|earns?|earned|gross(?:es)?|gets? paid)",
            "debt": r"ow(?:e|ed|es)",
            "payment": r"(?:paid|sent|gave|put in|put down on it)",
        },
    ),
    (
        "",
        {
            "taken": rf"(?:(?:gets?|got|gettin|getting|is|was|is being|has been) {_GONE}|comes? out)",
            "take_home": r"(?:is left|(?:hits?|lands? in|goes in(?:to)?|shows up in) (?:the|my|our) (?:bank|account|checking))",
            "debt": r"(?:is|was)(?: still)? owed",
            "market_value": r"(?:zillow|redfin|the (?:realtor|appraiser|county)) (?:says|said|has|puts)",
        },
    ),
    (
        _AUX,
        {
            "offer": r"(?:aceptan|aceptar[ií]an|ofrecen|ofrecieron)",
            "deficiency": r"(?:reclaman?|exigen|cobran|piden|(?:cobrando|pidiendo|reclamando))",
            "taken": rf"(?:{_QUITAN}|sacan|sacaron)",
            "take_home": r"(?:llegan?|quedan?|llevo|saco|recibo|sobran?|dan)\b(?! (?:deb|a deb))",
            "pay": r"(?:gano|gana|ganamos|pagan)",
            "debt": r"(?:debo|deb[ií]a|debemos|deb[ií]amos|debe)",
            "sale_price": r"(?:vendi[oó]|vendieron|remat[oó]|remataron|pagaron por (?:ella|la casa))",
            "market_value": "vale",
            "payment": r"(?:pagu[eé]|pagamos|pagado|di|dimos|abon[eé]|mand[eé])",
        },
    ),
)
_OF_ONES = r"(?:(?:the|a|an|my|our|his|her|their|this|that|new|current|real|actual|right|correct|old|for|from|el|la|los|las|lo|un|una|mi|mis|su|de|del) ){0,4}"
# What a thing says: it ends where something else goes on.
_THING = {
    "taken": r"garnishment|deduction|wage deduction|embargo|descuento",
    "second_loan": r"(?:second|2nd)(?: (?:mortgage|loan|one|lien))?|heloc|home equity(?: loan| line)?|segunda(?: hipoteca)?",
    "take_home": r"(?:net|take[- ]?home)(?: pay| check)?|after taxes|neto|l[ií]quido|despu[eé]s de impuestos",
    "pay": r"gross(?: pay| income| wages)?|pay|paycheck|wages?|salary|income|before taxes|bruto|sueldo|salario|antes de impuestos",
    "other": r"down ?payment|limit|max|maximum|most they can take|enganche|l[ií]mite",
    "deficiency": r"deficiency|shortfall|difference|diferencia|faltante",
    "sale_price": r"(?:sale|selling|auction|sold) (?:price|amount)|price|sale|winning bid|bid|precio|venta",
    "market_value": r"value|market value|appraisal|zestimate|aval[uú]o|valor",
    "judgment": r"judge?ment(?: amount)?|sentencia",
    "offer": r"offer|settlement(?: offer)?|oferta",
    "fees": r"(?:(?:attorney'?s?|lawyer'?s?|legal|late) )?fees?|lawyer|attorney|abogad[oa]|honorarios",
    "costs": r"(?:court )?costs|gastos|costas",
    "taxes": r"(?:property )?tax(?:es)?|impuestos",
    "payment": r"payment(?: i made)?|pago",
    "debt": r"(?:(?:first|1st|main) )?(?:mortgage|loan|lien|debt)(?: balance| amount)?|balance|payoff|principal|hipoteca|deuda|pr[eé]stamo|saldo",
    "same": r"one|number|amount|figure|uno|cantidad|old|new|viej[oa]|anterior|nuev[oa]|correct[oa]",
}
# Of "the old balance" and "the new one" the newer counts; a "number" is none of a kind by itself.
_OLD = re.compile(r"\b(?:old|viej[oa]|anterior)\b", re.I)
_NEW = re.compile(r"\b(?:new|current|real|right|correct|nuev[oa]|correct[oa])\b", re.I)
# Where a thing or a verb stands for itself, and begins no other ("the loan payment").
_ENDS = (
    r"(?=\W{0,3}$|\s\s|\s?[.,;:!?)\n\"'-]|\s(?:and|but|or|n|not|no|nope|so|that|than|they|i|im|we|he|she|it|it'?s|that'?s|on|of|from|out|before|after|now|rite|right|then|at|in|for|by|when|if|since|because|cuz|bc|as|with"
    r"|was|is|que|de|del|y|pero|al|por|en|con|a|to|ellos|ellas|[eé]l|el|la|los|last|this|every|each|per|the|my|me|him|her|them|already|weekly|every|i'?m|total|today|yesterday|back|just|ya|cada|con|antes|despu[eé]s|sino|es|son)\b)"
)
_WHAT = r"(?:(?:the |this |that )?(?:what|wat|wut|how much|the (?:amount|money|number|total|part|one)|all)(?: that)? |(?:todo )?lo que |lo q |cuanto )"


def _one_of(said: dict[str, str], mark: str) -> str:
    return "|".join(f"(?P<{role}_{mark}>{pattern})" for role, pattern in said.items())


def _a_clause(mark: str) -> str:
    """Any of the clauses; the name of its group is the role, and a mark that is its own."""
    return "|".join(
        f"{subject}(?:{_one_of(verbs, f'{mark}{number}')})" for number, (subject, verbs) in enumerate(_CLAUSE)
    )


_IS = re.compile(
    rf"{_WHAT}(?:{_a_clause('c')})\b(?: (?:ellos|ellas|[eé]l|ella|el banco))?{_ENDS}|{_OF_ONES}(?:{_one_of(_THING, 't')})\b{_ENDS}",
    re.I,
)
# "905 lo que me llega": the link is left out.
_ELLIPTIC = re.compile(rf" {_WHAT}(?:{_a_clause('e')})\b{_ENDS}(?!\W{{0,3}}(?:(?:is|was|es|son) )?\W{{0,2}}\d)", re.I)
# "What they take is 162".
_AHEAD = Guarded(
    rf"\b{_WHAT}(?:{_a_clause('a')})\b[^.,;!?\d]{{0,20}} (?:is|was|es|son|era|eran)(?: (?:about|like|only|como))?\W{{0,3}}\Z",
    re.I,
)
_RELATIVE = re.compile(rf" (?:that |que |q )?(?:{_a_clause('r')})\b{_ENDS}(?!\W{{0,3}}\d)", re.I)
_OF_THE_SUM = re.compile(
    rf"(?: |\W{{1,3}})(?:(?:is|are|was|were|got|gets|getting|being|been|has|have|had|keeps?) ){{0,3}}(?:(?P<other_v>(?:would|will|could|can|to) (?:stop|save|reinstate|catch|bring|keep|fix) (?:the|it|my|me|us|up|this|that)\b)|(?P<taken_o>out of (?:(?:an?|my|his|her|the|every|each) )?\$?\d)|(?:(?P<taken_v>{_GONE}|(?:me|nos|le|les) {_QUITAN}|(?:coming|comes?|came|goes|going) out(?: of)?|(?:goes?|going) to (?:them|the (?:bank|creditor|court|lawyers?)))|(?P<take_home_v>(?:hits?|lands? in|goes in(?:to)?) (?:the|my|our) (?:bank|account|checking)))\b{_ENDS})",
    re.I,
)
_UNIT = re.compile(
    r"(?: ?(?:dollars?|bucks|d[oó]lares|pesos))?(?:,? ?(?:(?:a|an|per|each|every|al?|a la|la|por|cada|/) ?)(?:two weeks|other week|week|wk|weeks|month|mo|check|paycheck|payday|semana|quincena|mes|cheque))?",
    re.I,
)
_A_MONTH = re.compile(r"month|mo\Z|mes", re.I)
_LINK = re.compile(
    r"(?P<and>[\s,.;:!?-]{0,4}(?:(?:but|and|no|nah|nope|ok|so|sorry|wait|actually|really|pero|y|perd[oó]n|cuz|because|sino)\b[,.]? ?){0,3})"
    r"(?:(?P<pronoun>es[oae] no (?:es|son|era|eran|fue)|(?:no )?(?:(?:it|that|this|which|those|these|eso|esos|ese|esto|esa) ?(?:'s|s|is|was|were|are|isn'?t|wasn'?t|es|son|era|eran|fue|fueron)|its|thats))"
    r"|(?P<copula>(?:no )?(?:es|son|era|eran|fue|fueron)|is|are|was|were|isn'?t|wasn'?t|aren'?t|as)"
    r"|(?P<not>no|not|never))(?P<neg> ?n'?t\b| not\b| no\b)?(?: (?:even|really|actually|also|just))?\s",
    re.I,
)
_DENIES = re.compile(r"n'?t\Z|\bno\b", re.I)
_SPANISH = re.compile(r"\b(?:es|son|eran?|fue|fueron)\Z", re.I)
_NO = re.compile(r"\b(?:no|nah|nope|sorry|wait|actually|perd[oó]n)\b", re.I)
_WRONG = re.compile(
    r"[\s,.;!-]{1,4}(?:but |and )?(?:that'?s|thats|that is|is|was|it'?s|its|est[aá]) (?:all )?(?:wrong|not right|incorrect|mal)\b",
    re.I,
)
_OUT_OF = re.compile(r"\d out of (?:(?:an?|my|his|her|the|every|each) )?\$?\Z", re.I)
_TAKES = Guarded(rf"\b(?:{_TAKE}|{_QUITAN})\b", re.I)
_PUT_TO = re.compile(r"\b(?:it'?s|it is|the|that|this|those|these|my|all|el|los|esos?|la|las) \$?\Z", re.I)
_MOST_SAID = 4
"""Most things that are said of one sum."""
_REACH = 100


@dataclass(frozen=True)
class Saying:
    """What is said of a sum. `role`: what it is ("same": what the one before it was). `denied`: what it is not. `end`: where that ends in the text.
    `old`: another has taken its place. `firm`: it is said of this sum in so many words; "that's my pay" behind it may be said of another."""

    role: str | None
    denied: frozenset[str]
    end: int
    old: bool = False
    firm: bool = True


def saying(text: str, start: int, end: int) -> Saying | None:
    """What is said of the sum that stands from `start` to before `end`; None where nothing is."""
    unit = _UNIT.match(text, end, end + _REACH)
    place = unit.end() if unit else end
    bare = _OF_THE_SUM.match(text, place, place + _REACH)
    if bare and bare["taken_o"]:  # "is 215 out of 1,075 legal, they took it": of somebody who takes
        takes = _TAKES.search(text, max(0, start - _REACH), bare.end() + _REACH)
        return Saying("taken", frozenset(), end) if takes else None
    if bare is None and _PUT_TO.search(text, max(0, start - 8), start):
        bare = _RELATIVE.match(text, place, place + _REACH)
    if bare is None:
        bare = _ELLIPTIC.match(text, place, place + _REACH)
    if bare:
        return Saying(_role(bare), frozenset(), bare.end())
    if _OUT_OF.search(text, max(0, start - 20), start) and _TAKES.search(text, max(0, start - _REACH), end + _REACH):
        return Saying("pay", frozenset(), end)
    if chain := _chain(text, place, behind=True):
        monthly = chain.role == "payment" and unit and _A_MONTH.search(unit[0])
        return replace(chain, role="other") if monthly else chain  # "1,450 a month was my payment"
    ahead = _AHEAD.search(text, max(0, start - _MOST), start)
    return Saying(_role(ahead), frozenset(), place) if ahead else None


def opening(text: str) -> Saying | None:
    """What a message begins with, of a sum that stands behind it or was told before: "it's not my pay, it's what they take"."""
    return _chain(text, 0, behind=False)


def _chain(text: str, place: int, *, behind: bool) -> Saying | None:
    """All that is said of one sum, thing after thing; of things that it is, the first counts unless that is denied."""
    role: str | None = None
    denied: set[str] = set()
    done, old, firm, claimed = place, False, False, False
    for number in range(_MOST_SAID):
        if claimed and role and (wrong := _WRONG.match(text, place, place + _REACH)):
            denied.add(role)
            role, place, claimed = None, wrong.end(), False
            continue
        first = behind and not number
        link = _LINK.match(text, place, place + _REACH)
        if link is None or (first and link["not"]):
            break
        spanish = _SPANISH.search(link["copula"] or link["pronoun"] or "")
        no = bool(link["not"] or link["neg"] or _DENIES.search(link["copula"] or link["pronoun"]))
        no = no or bool(spanish and link["and"].endswith("no "))
        if link["copula"] and not (first or no or spanish):
            break  # "240 is what they took is": only a sum is, and in Spanish what was named
        said = _IS.match(text, link.end(), link.end() + _REACH)
        if said is None:
            break
        named, stale = _role(said), bool(_OLD.search(said[0]))
        if named == "same" and not (stale or _NEW.search(said[0])):
            break
        if no:
            denied.add(named)
        elif role is None or claimed:
            denied |= {role} - {None, named} if claimed else set()  # type: ignore[arg-type]
            role, old = named, stale
        else:
            break
        claimed = (link["copula"] or "").lower() == "as"
        firm = firm or bool(link["copula"] or denied or _NO.search(link["and"]))
        place = done = said.end()
    return Saying(role, frozenset(denied), done, old, firm) if role or denied else None


def _role(said: re.Match[str]) -> str:
    name = next(name for name, words in said.groupdict().items() if words)
    return name.rpartition("_")[0]


# Numbers that may be sums by what is said of them alone.
_NUMBER = re.compile(r"(?<![\w.,/#-])\$?(?P<number>\d{1,3}(?:,\d{3})+|\d{2,7})(?:\.\d\d)?(?![\w%/-]|[.,]\d)")
_TAKEN_AHEAD = Guarded(
    rf"\b{_THEY} {_AUX}{_TAKE}(?: (?:out|another|about|like|almost|me|from me|over|his|her|their))?\W{{1,2}}\Z|\b{_AUX}{_QUITAN}(?: (?:como|casi|unos|otros))?\W{{1,2}}\Z",
    re.I,
)
_ALONE = re.compile(_UNIT.pattern + _ENDS, re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAST, _MOST = 20, 60


def taken_ahead(text: str, start: int) -> bool:
    """Whether the sum that stands there is what somebody takes: "they took out 147"."""
    return _TAKEN_AHEAD.search(text, max(0, start - _MOST), start) is not None


# "I see 640", "me dejan 702": what is left of pay.
_LEFT_AHEAD = Guarded(
    r"\b(?:i|we)(?:'?m| am| only| just| actually| still){0,2} (?:see|left with|end up with|walk (?:away|out) with|keep)(?: (?:about|like|only|just|around|maybe)){0,2}\W{1,3}\Z"
    r"|\bme (?:dejan|quedan?|llegan?)(?: (?:como|solo|unos|con)){0,2}\W{1,3}\Z",
    re.I,
)


def left_ahead(text: str, start: int) -> bool:
    """Whether the sum that stands there is what is left to somebody, in a message that speaks of pay: "I see 640"."""
    return _LEFT_AHEAD.search(text, max(0, start - _MOST), start) is not None


def numbers(text: str, *, of_pay: bool = False) -> list[tuple[int, int]]:
    """Where numbers stand that are sums by what is said of them: "the 240 they took", "they took 240 from my check".

    Args:
        of_pay: the message speaks of pay.
    """
    found = []
    for match in _NUMBER.finditer(text):
        if float(match["number"].replace(",", "")) < _LEAST or _YEAR.fullmatch(match[0]):
            continue
        said = saying(text, *match.span())
        ahead = not said and _ALONE.match(text, match.end(), match.end() + _REACH)
        if (said and said.role) or (
            ahead and (taken_ahead(text, match.start()) or (of_pay and left_ahead(text, match.start())))
        ):
            found.append(match.span())
    return found
