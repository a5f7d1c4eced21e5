"""What each sum of a message is of: a car, savings, dues of an association, money that is held for somebody, another thing, or the home. Pure, linear.

The thing that a clause is about decides. It carries on over "it" and over a sum that is put right, to the next sentences and messages, until
another thing is named: "It's a Buick, I owe 4,000 on it, worth about 9,000. No wait, I owe 5,200".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Literal

from shortfall.reading.struck import takes_back

Thing = Literal["car", "savings", "dues", "held", "other", "home"]
Span = tuple[int, int]

ROLES: Mapping[str, Thing] = {
    "car_value": "car",
    "car_loan": "car",
    "savings": "savings",
    "dues": "dues",
    "held": "held",
}
"""The figures of a case that are of a thing other than the home."""
LEAST_HOME = Decimal(60_000)
"""From here on a sum that only may be a car's is the home's."""

_MAKES = (
    "acura|audi|bmw|buick|cadillac|chevy|chevrolet|chrysler|dodge|ford|gmc|harley(?:[ -]davidson)?|honda|hyundai|infiniti|jeep|kia|lexus|lincoln (?:navigator|town car)|mazda|mercedes|mercury|"
    "mitsubishi|nissan|pontiac|ram|saturn|subaru|suzuki|tesla|toyota|volkswagen|volvo|vw|yamaha|camry|corolla|civic|"
    "altima|sentra|malibu|impala|equinox|silverado|f-?150|tahoe|suburban|odyssey|sienna|highlander|rav ?4|cr-?v|prius|elantra|sonata|wrangler|cherokee|tacoma|tundra|mustang|"
    "camaro|corvette|caravan"
)
_CAR = rf"cars?|autos?|pick-?ups?|trucks?|(?:mini)?vans?|suvs?|sedans?|vehicles?|motor(?:cycle|bike)s?|camionetas?|trocas?|carros?|coches?|motos?|motocicletas?|{_MAKES}"
_SAVINGS = r"savings(?: account)?|checking(?: account)?|in (?:the|my|our) bank|ahorros|ahorrad[oa]s?|cuenta de (?:ahorros|cheques)|en (?:el|mi) banco"
_EACH_MONTH = re.compile(
    r"(?: ?(?:dollars|d[oó]lares))? ?(?:(?:a|an|per|each|every|al?|por|cada|/) ?(?:month|mo|quarter|year|mes|a[nñ]o)|monthly|mensual)\b",
    re.I,
)
_ANOTHER = re.compile(r"(?:current|new|other|present|otra|nueva) ", re.I)
# What is owed to an association of owners, and what a receiver or a court keeps until it is known whose it is.
_DUES = (
    r"(?:(?:condo|hoa|home ?owners?'?|owners'?|special|unpaid|back) ){0,2}(?:assoc(?:iations?)?|assessments?|dues|hoa|h\.o\.a\.?)(?:['’]?s)?(?! (?:lawyer|attorney))|condo (?:fees?|board)"
    r"|(?:cuotas?|pagos?) (?:de|a) (?:la |mi )?(?:asociaci[oó]n|hoa|condominio)|(?<=al )condominio|asociaci[oó]n(?: de (?:due[nñ]os|propietarios|condominios?|vecinos))?"
)
_HELD = (
    r"(?:court )?receiver(?:['’]?s)?|(?:court|clerk|registry|lawyer|sheriff) (?:is |still |has been )?(?:holds|holding|sitting on)|held by (?:the|a) (?:court|clerk|receiver)|waiting for (?:me|us|him|her)"
    r"|s[ií]ndico|(?:corte|juzgado) (?:tiene|est[aá]) (?:guardad[oa]s?|retenid[oa]s?|guardando)"
)
_OTHER = (
    r"bikes?|boats?|trailers?|rvs?|campers?|tools|rings?|jewelry|furniture|401k|iras?|lanchas?|herramientas|joyas|muebles|refunds?|reembolso|deposit back"
    r"|(?:current|new|other|present) (?:house|home|condo|place|townhouse)|(?:otra|nueva) casa|casa nueva"
)
_HOME = (
    r"houses?|homes?|condos?|condominio|mortgages?|propert(?:y|ies)|duplex|place|townhouse|apartment|casas?|hipotecas?|departamento|auction\w{0,3}|subasta|sales?|sold|foreclos\w{1,5}"
    r"|judge?ments?|sentencia|deficiency|second mortgage|heloc"
)
_NAMES = rf"(?P<car>{_CAR})|(?P<savings>{_SAVINGS})|(?P<dues>{_DUES})|(?P<held>{_HELD})|(?P<other>{_OTHER})|(?P<home>{_HOME})"
_NAMED = re.compile(rf"\b(?:{_NAMES})\b", re.I)
_NOT = re.compile(r"\b(?:not|no|isn'?t|never)(?: (?:the|my|our|of|for|on|del?|la|el|mi|es)){0,3}\s$", re.I)
_OF = re.compile(
    r"(?:\W{1,3}+(?:(?:and|y)\W{1,3}+)?(?:the |los )?\d[\d,.]{0,9}+k?){0,2}[ ']{0,3}+(?:(?:dollars?|left|still|more|both|all|behind|late|d[oó]lares|saved|ahorrados) ){0,2}"
    r"(?:is what (?:i|we|he|she|they) owes? )?(?:(?:for|on|in|of|to|al|is|are|was|were|es|son|en|por|del?) )?(?:(?:about|from|for|de) )?(?:selling )?(?:(?:the|my|a|our|his|her|mi|el|la|un|una|lo del?) ){0,2}"
    rf"(?:{_NAMES})\b",
    re.I,
)
_CLAUSE = re.compile(r"[.,;!?\n]|\b(?:so|because|then|porque|entonces)\b", re.I)
_ON_IT = re.compile(r"[^.,;!?\d]{0,20}\b(?:on|for|of|en|por|de) (?:it|that|that one|[eé]l|ella|eso|es[ae])\b", re.I)
_FEW = 14
"""Characters from an association to its sum over a comma."""
_NEITHER = frozenset({"dues", "held"})
"""What is neither the loan's nor theirs to use, whatever is said of it."""
_SENTENCE, _DIGIT = re.compile(r"[.;!?\n]"), re.compile(r"\d")
_ON = re.compile(r"\W{1,3}(?:left |still |more )?(?:on|en|de|por) ", re.I)
_VALUED = re.compile(r"\b(?:worth|valued?|vale|valor)\b[^.,;!?\d]{0,25}$", re.I)
_OWES = re.compile(r"\b(?:owe|owed|debo|debe|debemos)\b[^.,;!?\d]{0,25}$", re.I)
_OWED = frozenset({"debt", "second_loan"})
_WORTH = frozenset({"market_value", "sale_price", "purchase_price"})
_MAY_BE = _OWED | {"market_value", None, "other"}
"""Kinds that a car's sums and savings may have; what is paid or earned is none of them."""


def owners(
    text: str, sums: Iterable[tuple[Span, str | None, Decimal]], before: Thing | None = None
) -> dict[Span, Thing]:
    """Of what each sum is that is surely not the home's.

    Args:
        sums: where each stands, what the words beside it make of it, and its highest reading; in their order.
        before: the thing that the message before was about.
    """
    found: dict[Span, Thing] = {}
    thing, its, end, done = before, False, 0, 0
    for span, kind, high in sums:
        gap, behind = text[end : span[0]], text[span[1] : span[1] + 80]
        named = [
            each
            for each in _NAMED.finditer(gap)
            if not _NOT.search(gap[: each.start()]) and not (end + each.start() < done and _thing(each) in _NEITHER)
        ]
        here = False
        if named:
            thing, its = _thing(named[-1]), False
            # "Behind on the HOA, 4,200", "a buyer for my current condo, contract 228,000"
            loose = (thing in _NEITHER and kind in {None, "other"} and len(gap) - named[-1].end() < _FEW) or (
                kind == "sale_price" and _ANOTHER.match(named[-1][0])
            )
            here = not (_SENTENCE if loose else _CLAUSE).search(gap, named[-1].end())
        if (of := _OF.match(behind)) and not _NOT.search(behind[: of.start(of.lastgroup or 0)]):
            passed = _thing(of) in _NEITHER and _DIGIT.search(behind[: of.start(of.lastgroup or 0)])
            if not passed and not (here and thing == "held"):  # "the sheriff is holding 4,500 from the sale"
                thing, here, done = _thing(of), True, span[1] + of.end()
        mine = thing not in {None, "home"} and (
            here
            or (
                high < LEAST_HOME
                and (
                    (kind == "market_value" and thing in {"car", "other"})
                    or _ON_IT.match(behind)
                    or takes_back(gap)
                    or (its and thing not in _NEITHER and not _SENTENCE.search(gap))
                )
            )
        )
        if mine and thing and (here or kind in _MAY_BE):
            found[span] = thing
        its, end = bool(mine), span[1]
    return found


def role(thing: Thing, kind: str | None, known: Collection[str], ahead: str, behind: str) -> str:
    """What a sum of such a thing is: by the words beside it, else by what the same sum was taken for before."""
    if thing in _NEITHER:  # what was paid to them is paid, and what they take each month is none that is owed
        return (
            "other"
            if kind == "monthly_payment" or _EACH_MONTH.match(behind) or (kind == "payment" and thing not in known)
            else thing
        )
    if thing == "savings":
        return "savings" if kind in _MAY_BE else "other"
    if thing == "car":
        said = (
            {"market_value"}
            if _VALUED.search(ahead)
            else {"debt"}
            if _OWES.search(ahead) or _ON.match(behind)
            else set()
        )
        was = {kind} if kind not in {None, "other"} else {*known} or said
        if was & (_OWED | {"car_loan"}):
            return "car_loan"
        if was & (_WORTH | {"car_value"}):
            return "car_value"
    return "other"


def _thing(named: re.Match[str]) -> Thing:
    found = named.lastgroup
    assert found in {"car", "savings", "dues", "held", "other", "home"}
    return found  # type: ignore[return-value]
