"""Whose story a message tells. What it says of a neighbour's home, a cousin's judgment, a husband's bankruptcy or the suit of a credit card is no
fact of the person's own case. Pure, and linear in the length of the text.

A relative may be the one whom a message is about ("my mom's house was sold, can they take her pension?"): what is told of family is left out
only beside a case of one's own, and what is told of others only where nothing is asked for them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal

from shortfall.reading.guarded import Guarded
from shortfall.reading.whereabouts import KIN

Person = Literal["spouse", "family", "other", "creditor"]

_SPOUSES = (
    r"(?:husband|wife|spouse|partner|ex(?:[- ](?:husband|wife))?|fianc[eé]e?|espos[oa]|marido|mujer|pareja|exespos[oa])"
)
_OTHERS = (
    r"(?:cousins?|friends?|buddy|neighbou?rs?|roommate|boss|co-?workers?|guy|man|woman|lady|dude|person|couple|prim[oa]s?|amig[oa]s?|vecin[oa]s?"
    r"|compadre|comadre|jef[ea]|patr[oó]n|compa[nñ]er[oa]s?|se[nñ]ora?|muchach[oa])"
)
_SOMEBODY = Guarded(
    rf"\b(?:(?:my|our|his|her|an?|one|this|that|mi|mis|nuestr[oa]|un[oa]?|es[ea])(?: (?!house|home)\w{{2,12}})?? (?:(?P<spouse>{_SPOUSES})|(?P<other>{_OTHERS})|(?P<family>{KIN}))\b(?:['’]s?\b| of (?:mine|ours)\b| m[ií][oa]\b| (?:that |who )?(?:i|we) (?:know|knew|met|(?:work(?:ed)?|go to church|went to school) with)\b)?"
    r"|(?P<anybody>\b(?:some(?:one|body)|alguien)(?: (?:else|i know|que conozco))?\b))",
    re.I,
)
_OURSELVES = re.compile(
    r"\b(?:i|i['’]?m|i['’]ve|we|we['’]re|me|my|mine|us|our|ours|myself|yo|mi|mis|m[ií][oa]?|nos|nosotr[oa]s|nuestr[oa]s?|estoy|debo|tengo|perd[ií])\b",
    re.I,
)
_THIRD = re.compile(r"\b(?:he(?! \w{2,10}[ai]do\b)|she|his|hers?|him|él|ella|sus?|le)\b", re.I)
_SAYS = re.compile(
    r"\b(?:says?|said|sayin[g']?|tells?|told|thinks?|heard|swears?|wants?|asks?|asked|keeps?|helps?|dicen?|dijo|dijeron|cree|piensa|pregunta|quiere)\b",
    re.I,
)
_BROKE = r"bankr?up\w{0,5}|chapter ?(?:7|13|seven|thirteen)|ch\.? ?(?:7|13)|discharged?|bancarrota|quiebra|cap[ií]tulo ?(?:7|13)|descargo"
_OF_BANKRUPTCY = Guarded(rf"\b(?:{_BROKE})\b", re.I)
_LOSS = Guarded(
    rf"\b(?:{_BROKE}|los(?:e|es|ing|t)|foreclos\w{{0,4}}|auction\w{{0,3}}|sold|sale|sued|suing|served|summons|garnish\w{{0,4}}|frozen?|froze|lev(?:y|ied)|judge?ments?|deed in lieu|short sale|behind|owes?|makes|earns"
    r"|perdi[oó]|perdieron|remat\w{1,4}|subast\w{1,4}|vend\w{1,5}|demand\w{1,4}|embarg\w{1,4}|congel\w{1,4}|sentencia|atrasad[oa]|deben?|ganan?)\b",
    re.I,
)
# Another debt of theirs, where nothing of the home stands beside it.
_OTHER_DEBT = Guarded(
    r"\b(?:credit cards?|capital one|discover(?! (?:the|my|assets|what|that|if)\b)|amex|american express|synchrony|payday loan|irs|medical (?:bills?|debt)|hospital|student loans?|(?:car|truck|auto) (?:repo\w{0,8}|loan|note|finance)|repossess\w{1,4}"
    r"|tarjetas? de cr[eé]dito|pr[eé]stamo (?:del carro|de la troca|estudiantil))\b",
    re.I,
)
_OF_THE_HOME = Guarded(
    r"\b(?:house|home|condo|mortgage|foreclos\w{0,4}|deficiency|shortfall|heloc|casa|hipoteca|deficiencia|subasta)\b",
    re.I,
)
_COLLECTED = Guarded(
    r"\b(?:su(?:ed|ing|es)|lawsuit|served|summons|papers|garnish\w{0,5}|froze|frozen|lev(?:y|ied)|judge?ments?|settle\w{0,4}|court|demand\w{1,4}|embarg\w{1,4}|congel\w{1,4}|sentencia)\b",
    re.I,
)
_FOR_THAT = re.compile(r"\b(?:for|about|on|por|de) (?:that|it|this|eso|es[ae])\b", re.I)
# Who is on the loan is of the case, whoever it is.
_ON_THE_LOAN = re.compile(
    r"\b(?:signed|sign|on|in|with|firm[oó]|en|con) (?:(?:the|my|our|this|el|la|mi) ){0,2}(?:loan|note|mortgage|deed|title|pr[eé]stamo|hipoteca|escritura)\b",
    re.I,
)
# A home or a loan of one's own that is lost or may be: "my house", "I am behind too", "the same to me"; of who signed for a mother it is hers.
_OWN = Guarded(
    r"\b(?:my|our|mi|nuestra) (?:(?!\w{0,12}['’]s)\w{2,10} )?(?:house|home|condo|place|property|mortgage|loan|foreclosure|casa|hipoteca)\b(?! (?:de|is my) )"
    r"|\b(?:i|me) (?:(?:only|just|merely|never) )?co-?sign(?:ed)?\b|\b(?:cover|protect|help|against|as to) (?:me|us)\b|\bi have never (?:filed|been)\b"
    r"|\b(?:mine|ours|happen(?:ed|s)? to (?:me|us)|(?:to|as) (?:me|us)|l[oa] m[ií][oa]|la nuestra)\b"
    r"|\b(?:i|we)(?: (?:am|are|have)|['’]?m|['’]?re|['’]ve)?(?: (?:now|about to|also|just|only|still))? (?:lost|losing|lose|behind|facing)\b"
    r"|\b(?:i|we) (?:have|did|am|was)(?:n['’]?t| not)(?=\W{0,3}(?:\Z|[.,;!?]))|\b(?:yo )?(?:perd[ií]|perdimos|estoy atrasad[oa]|estamos atrasad[oa]s)\b",
    re.I,
)
_ASKS_FOR_THEM = Guarded(
    rf"\b(?:for|help(?:ing)?|asking for|on behalf of|para|por|ayud\w{{1,4}} a) (?:my|our|an?|mi|un|una) (?:\w{{2,12}} )?{_OTHERS}\b"
    r"|(?:\A|[.,;!?\n] ?|\b(?:so|and|y|pero) )(?:can|could|will|do|does|did|should|what|how|is|are|puede[n]?|que|qu[eé])\b(?:(?!\b(?:i|me|we|us|my|our|yo|mi|nos)\b)[^.;!?\n]){0,60}\b(?:he|she|him|his|her|[eé]l|ella|sus?)\b",
    re.I,
)
# What goes on about them: "they sold it for 90".
_GOES_ON = re.compile(r"\W{0,3}(?:(?:and|then|now|later|y|luego|ahora) ){0,2}(?:they|it|se|la|l[eo]s?)\b", re.I)
# What a neighbour's home brought is what one's own may be worth.
_COMPARED = re.compile(r"\b(?:sold|went|se vendi[oó]|vendieron)\b[^.;!?\d]{0,20}\d", re.I)
_CLAUSE = Guarded(
    r"[.;!?\n](?!\d)|,(?!\d)|\b(?:but|so|because|while|pero|as[ií] que|porque|mientras)\b|\b(?:and|y)(?= (?:i|we|my|our|yo|mi|now|ahora)\b)",
    re.I,
)


# "Discharged from the hospital", "an honorable discharge": no bankruptcy's.
_RELEASED = Guarded(
    r"\b(?:(?:dis)?honorabl[ey]|medical(?:ly)?) discharged?\b"
    r"|\bdischarged?\b(?= (?:(?!from\b|out\b)[\w/]{1,12} ){0,4}(?:from|out of) (?!(?:my|our|the|that|all|any|those|these|an?|this|his|her)? ?(?:old |other )?(?:debts?|bankr?up|bk\b|chapter|ch\b|liab|loan|mortgage|note|judg|it\b|that\b|everything|owing|paying)))",
    re.I,
)


# "In court Tuesday for a ticket", "the custody hearing": another case.
_OTHER_COURT = Guarded(
    r"\b(?:court|hearing|judge|corte|audiencia)\b(?=[^.;!?,]{0,20}\b(?:for|about|por|de) (?:(?:an?|my|the|some|mi|un|una|otr[oa]) ){0,2}(?:something else|else|other|another|otr[oa]|traffic|tickets?|speeding|dui|divorce|custody|child support|jury|criminal|probation|tr[aá]nsito|multa|divorcio|custodia|manutenci[oó]n)\b|[^.;!?,]{0,20}\b(?:at|with|con|en) (?:the |el |la )?(?:social security|immigration|uscis|unemployment|dmv|school|seguro social|inmigraci[oó]n|migraci[oó]n)\b)"
    r"|\b(?:traffic|divorce|custody|child support|criminal|probate|bankruptcy|family|juvenile|divorcio|custodia) (?:court|hearing|case|judge)\b|\bjury duty\b",
    re.I,
)


def without_others(text: str, known: Collection[str] = (), *, prices: bool = False) -> str:
    """The text with blanks for what it tells of somebody else's home, debt or bankruptcy; as long as it was.

    Args:
        known: who the person is, as the case has it: of whom a helper or an heir speaks is the one that owes.
        prices: also without what a neighbour's home went for, of which only the sum may count.
    """
    for other in (_RELEASED, _OTHER_COURT):
        text = other.sub(lambda match: " " * len(match[0]), text)
    others = _OTHER_DEBT.search(text) is not None
    if not (others or ((_THIRD.search(text) or _SOMEBODY.search(text)) and _LOSS.search(text))):
        return text
    told = [*_stories(text, known, prices)]
    if not told:
        return text
    rest = _blank(text, [span for _, span, _ in told])
    own = bool(_OWN.search(rest))
    asked = bool(_ASKS_FOR_THEM.search(text))
    gone = [
        span
        for person, span, broke in told
        if person == "creditor"
        or (person == "family" and own)
        or (person == "other" and (own or not asked))
        or (person == "spouse" and broke)
    ]
    return _blank(text, gone)


_NEXT_DOOR = re.compile(
    r"\b(?:(?:fella|guy|man|woman|lady|couple|people|folks|family|house|place|one|home) (?:next door|across|down the|up the)|neighbou?r'?s?|de al lado|de enfrente|vecin[oa]s?)\b(?:(?!\b(?:my|our|mi|nuestra) (?:house|home|place|condo|casa))[^.,;!?\n]){0,70}$",
    re.I,
)


def other_home(text: str, place: int) -> bool:
    """Whether what was sold at a place of a text was the home of somebody near."""
    return bool(_NEXT_DOOR.search(text[max(0, place - 100) : place]))


def _stories(text: str, known: Collection[str], prices: bool) -> Iterator[tuple[Person, tuple[int, int], bool]]:
    """Of whom a clause tells what may be lost or owed, where it stands, and whether that is a bankruptcy."""
    person: Person | None = None
    alone = not ({"helper", "heir"} & {*known}) and not _SOMEBODY.search(text)
    goes_on = another = False
    for start, end in _clauses(text):
        clause = text[start:end]
        another = bool(
            (_OTHER_DEBT.search(clause) or (another and _FOR_THAT.search(clause)))
            and _COLLECTED.search(clause)
            and not _OF_THE_HOME.search(clause)
        )
        if another:
            person, goes_on = None, False
            yield "creditor", (start, end), False
            continue
        named = _SOMEBODY.search(clause)
        plain = _SOMEBODY.sub(" ", clause) if named else clause
        if _OURSELVES.search(plain) or _ON_THE_LOAN.search(clause) or (named and _SAYS.search(clause)):
            person, goes_on = None, False
            continue
        if named:
            kind = named.lastgroup
            person = "spouse" if kind == "spouse" else "family" if kind == "family" else "other"
        broke = bool(_OF_BANKRUPTCY.search(clause))
        whose = person or ("spouse" if alone and broke and _THIRD.search(clause) else None)
        theirs = named or _THIRD.search(clause) or (goes_on and _GOES_ON.match(clause))
        goes_on = bool(whose and theirs and (goes_on or _LOSS.search(clause)))
        if whose and goes_on and not (whose == "other" and not prices and _COMPARED.search(clause)):
            yield whose, (start, end), broke


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    place = 0
    for stop in _CLAUSE.finditer(text):
        yield place, stop.start()
        place = stop.end()
    yield place, len(text)


def _blank(text: str, spans: Collection[tuple[int, int]]) -> str:
    """The text with blanks at these places, which stand in their order."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += text[done:start], " " * (end - start)
        done = end
    return "".join([*parts, text[done:]])
