"""Moves of sums: an estimate, what a sum means, what may be taken from pay. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from shortfall.law.deficiency import WHERE_LIVED_IN
from shortfall.reading.benefits import BALANCE, find_benefits
from shortfall.reading.calls import wants_call
from shortfall.reading.facts import to_interval
from shortfall.reading.figures import BELOW
from shortfall.reading.insolvency import OWNED
from shortfall.reading.instalments import PER_CENT
from shortfall.reading.paid_off import asks_how_long
from shortfall.reading.said_back import said_back as is_back
from shortfall.reading.things import THERE, find_things
from shortfall.talk import intents, limits
from shortfall.talk.acts import read_acts
from shortfall.talk.applied import BOUGHT, CATCH_UP, CHECKED, implied_price
from shortfall.talk.case import Case
from shortfall.talk.heard import Context, Heard, Move, answering, asks_else, little_else
from shortfall.talk.money_sums import (
    LEFT,
    NO_INTEREST,
    asks_of_it,
    beside_what_is_left,
    debt_of,
    over,
    price_of,
    reckoned,
    with_the_second,
    without_sums,
    worked_here,
)
from shortfall.talk.moves.days import if_asked, sold_already
from shortfall.talk.pay_sums import pay_sum

PARTS = frozenset("debt sale_price market_value second_loan payment fees costs taxes sale_costs".split())
"""The sums an estimate is made of."""

_GROWS = re.compile(
    r"\bgrow\w*|(?<!plus )(?<!with )\binterest\b|(?<!m[aá]s )(?<!con )\bintereses\b|\bcrec\w+|\b(?:is|are|owe) (?:it |that )?(?:today|now)\b|\bal d[ií]a de hoy\b",
    re.I,
)

_A_DAY = re.compile(r"\b(?:per|a|each|every) day\b|\bdaily\b|\bper diem\b|\b(?:al|por|cada) d[ií]a\b", re.I)

LESS = "settle_for_less/overview"
"""Whether less than all of it is taken."""
_THE_NUMBER = re.compile(
    r"\b(?:estimate|number|figure|range|result|total|calculation|c[aá]lculo|cifra|rango)s?\b|\d", re.I
)


def sums(heard: Heard, context: Context) -> Move | None:
    """ "Sold 386,000, judgment 312,440, what's left?", "52,000 less the 36,500", "and 35 percent of that": worked out, whatever else it looks like."""
    if context.today is None or (context.asked and not context.asked.startswith(("estimate_", "wages_"))):
        return None
    case = context.case.heard(heard.facts, 0)
    sum_ = Move("how_figured", federal=True, beside=if_asked(without_sums(heard.text)))
    if wants_call(heard.text) and not context.booked:
        sum_ = Move("two_topics", topics=("how_figured", intents.CALLBACK), federal=True)
    if pay_sum(heard.text, case, context.today, "en"):
        return replace(sum_, beside=None)
    told = {fact.role for fact in heard.facts if fact.name == "money"} & {"debt", "sale_price", "market_value"}
    counted = not LEFT.search(heard.text) and with_the_second(heard.text, case, "en")
    if told and counted and with_the_second(heard.text, context.case, "en") == "":
        return Move(intents.ESTIMATE)  # the figures are new: the whole of it
    if worked_here(heard.text, case, context.today, "en", context.earlier):
        return sum_
    known = debt_of(case) is not None and price_of(case) is not None
    roles = {fact.role for fact in heard.facts if fact.name == "money"} & {*PARTS, "judgment", "offer"}
    asked = asks_of_it(heard.text)
    if known and (
        (roles and (asked or beside_what_is_left(heard.text, case, "en"))) or (asked and not over(context.case))
    ):
        return Move(intents.ESTIMATE)
    if reckoned(heard.text, case, context.today, "en", context.earlier):
        return sum_
    return Move(intents.ESTIMATE) if known and LEFT.search(heard.text) and context.last != intents.ESTIMATE else None


_A_JUDGMENT = re.compile(r"\b(?:judge?ments?|court order|sentencia|fallo)\b", re.I)
_CANCELLED = re.compile(r"\b1099\b|\b(?:sale proceeds|surplus|sobrante)\b", re.I)


def grows(heard: Heard, context: Context) -> bool:
    """Whether what a judgment grows to may be told: one against the person was told or is asked of, and interest was not put aside."""
    case = context.case.heard(heard.facts, 0)
    if NO_INTEREST.search(heard.text) or _CANCELLED.search(heard.text) or over(case):
        return False
    judged = {"judgment", "judgment_date", "deficiency"} & {*case} - {
        str(fact.value) for fact in heard.facts if fact.name == "retracted"
    }
    if (context.last or "").startswith("tax_1099c") or not (case.place or _GROWS.search(heard.text)):
        judged -= {"deficiency"}  # what a letter asks for is no judgment: where nobody asks how it grows, none is said
    return bool(
        judged
        or context.result
        or context.asked
        or case["stage"] in {"judgment", "collection"}
        or _A_JUDGMENT.search(heard.text)
    )


def without_interest(heard: Heard, context: Context) -> Heard:
    """A message as it is read where no judgment grows: it is of something else."""
    ranking = [each for each in heard.subjects.ranking if each[0] != "calculate_interest"]
    if len(ranking) == len(heard.subjects.ranking) or not ranking or grows(heard, context):
        return heard
    return replace(heard, subjects=replace(heard.subjects, ranking=ranking))


# What their own sale brought, asked: "what was the SALE price", "what did it have to sell for".
_PRICE_SOUGHT = re.compile(
    r"\b(?:what(?!s? if\b)(?:'?s)?|how much|which)\b(?! if\b)[^.?!;]{0,20}\b(?:(?:sale|selling|auction|winning|final) (?:price|bid)|price (?:that |which )?(?:makes|gives|gets|leaves))\b"
    r"|\b(?:what|how much)(?! if\b)(?: price)? (?:(?:did|does|has|had|must|was|would) )?(?:it|they|the (?:house|home|place|condo|bank)|my (?:house|home|place|condo)) (?:have to |need to |had to |has to |must |really |actually ){0,2}(?:sell|sold|go|went|bring|brought|fetch|get)(?: it)? for\b"
    r"|\b(?:en |por )cu[aá]nto (?:se |la |lo ){0,2}(?:tuvo|ten[ií]a|tuvieron|deb[ií]a|vendi\w{1,5}|vendieron|remat\w{1,5}|habr[ií]an?)\b|\b(?:cu[aá]l|qu[eé]) (?:es|fue|era)?[^.?!;]{0,12}\bprecio(?: de (?:la )?venta| que (?:da|hace|deja))\b",
    re.I,
)


def priced(heard: Heard, context: Context) -> Move | None:
    """What their own sale brought is asked, or whether what is asked for fits it: the price that the sums told so far would mean, and
    where the real one stands; beside it what else is asked."""
    sought = _PRICE_SOUGHT.search(heard.text)
    roles = {fact.role for fact in heard.facts}
    if context.asked in intents.CALL or {BELOW, "sale_price"} & roles or not (sought or "asks" in heard.acts):
        return None
    case = context.case.heard(heard.facts, 0)
    meant = implied_price(case) is not None
    if not sought:
        told = {fact.case_name: fact.value for fact in heard.facts if fact.name == "money"}
        again = bool(told) and all(context.case[name] == value for name, value in told.items())
        fits = "explain" in heard.acts and not (told and not again)
        return (
            answering(CHECKED)
            if meant and not context.asked and (again or fits) and heard.words <= limits.SHORT_ANSWER
            else None
        )
    if not (meant or case["stage"] in intents.LOST - {"sale_set"} or case["deficiency"] or "sale_price" in case):
        return None
    rest = " ".join(clause for clause in _QUESTIONS.split(heard.text) if not _PRICE_SOUGHT.search(clause))
    if "asks" in read_acts(rest):
        names = [*heard.subjects.pair, *(name for name, sure in heard.subjects.ranking if sure >= limits.SECOND)]
        other = next(
            (n for n in names if n.partition("/")[0] not in intents.DIALOGUE | {intents.OUT, BOUGHT.partition("/")[0]}),
            None,
        )
        if other:
            return Move("two_topics", heard.sure, (BOUGHT, other))
    return answering(BOUGHT)


_SUPPOSES = re.compile(r"\b(?:if|suppose|supposing|say|si|suponga\w{0,3})\b|\bhow much\b|\bcu[aá]nto\b", re.I)
"""What makes a figure a question: it is supposed, or a sum is asked for."""
_QUESTIONS = re.compile(r"[.?!;,\n]|\b(?:and|also|y|adem[aá]s)\b")
"""Between the questions of a message."""


def besides_figures(heard: Heard, context: Context) -> Move | None:
    """ "They come after him too? and if the house sold for 120": the other question, and the figures."""
    roles = {fact.role for fact in heard.facts if fact.name == "money"}
    if context.asked or not roles & PARTS or "asks" not in heard.acts:
        return None
    if not _both_told(context.case.heard(heard.facts, 0)):
        return None
    clauses = _QUESTIONS.split(heard.text)
    apart = [clause for clause in clauses if not any(sign.isdigit() for sign in clause)]
    supposed = any(_SUPPOSES.search(clause) for clause in clauses if clause not in apart)
    if not supposed or "asks" not in read_acts("? ".join(apart)):
        return None
    names = [*heard.subjects.pair, *(name for name, sure in heard.subjects.ranking[:2] if sure >= limits.ANSWER / 2)]
    other = next(
        (
            n
            for n in names
            if n.partition("/")[0]
            not in intents.DIALOGUE | intents.ABOUT_THE_FIGURE | intents.ABOUT_THE_LAW | {intents.OUT}
        ),
        None,
    )
    return Move("two_topics", heard.sure, (other, intents.ESTIMATE)) if other else None


# That a result is not what they expect: "that jumped by 9k", "it is more than i told you", "yo nomás dije 3000".
_OBJECTS = re.compile(
    r"\b(?:that|it|this|the (?:number|total|figure|amount|estimate|result|sum)|you)(?:'?s| is| was| has)? (?:just |all of a sudden |suddenly )?(?:went|gone|goes|going|jumped|shot|climbed|rose|grew|increased|put it) ?(?:way |back )?(?:up|down|by|over)?\b(?! (?:for|to (?:sale|auction)|at)\b)"
    r"|\b(?:that'?s|that is|thats|it'?s|it is|its|seems|looks|sounds) (?:\w+ ){0,3}(?:(?:more|less|higher|lower|bigger) than (?:i|what i|you|we|before|last)|too (?:high|low|much|big)|way (?:more|off|higher))\b"
    r"|\b(?:i|we) (?:only|just|never) (?:said|told|gave|put|mentioned)\b|\bi (?:did ?n[o'’]?t|dont|don'?t) (?:say|tell you|give you)\b"
    r"|\b(?:subi[oó]|aument[oó]|creci[oó]|baj[oó])\b|\b(?:yo )?(?:solo|s[oó]lo|nom[aá]s|nada m[aá]s|nunca) (?:le |les |te )?(?:dije|puse|di)\b|\b(?:es|son|sale|salen) (?:mucho )?m[aá]s (?:de lo que|que antes)\b",
    re.I,
)


_OF_A_PLAN = frozenset({"judgment_amount", "plan_payment"})


def paid_off(heard: Heard, context: Context) -> Move | None:
    """ "How long until 61,000 is paid at 180 a week?", whatever else was asked for."""
    asks = any(fact.role == "monthly_payment" for fact in heard.facts) and asks_how_long(heard.text)
    return Move("calculate_plan") if asks and context.asked not in _OF_A_PLAN else None


def worked(heard: Heard, context: Context) -> Move | None:
    """ "Where does that come from?", right after a result: its steps. "How much is that a day?": its growth. "Is that even right?", of
    what a letter asks for: how to check it."""
    told = {fact.role for fact in heard.facts}
    if context.last in intents.RESULTS and not context.asked and _OBJECTS.search(heard.text):
        news = any(context.case[fact.case_name] != fact.value for fact in heard.facts if fact.case_name)
        if not news:
            return Move("how_figured")  # "that went up like 15 grand. i only said 4200": no sum of it is a new figure
    short, explain = heard.words <= limits.SHORT_ANSWER, "explain" in heard.acts
    if (context.asked or "").startswith("estimate_") and explain and {"deficiency", "judgment"} & told:
        return Move("inform")  # the estimate in progress is compared with it
    if context.result == "calculate_wages" and not context.asked and _pay_put_right(heard, context):
        return Move("calculate_wages")
    if context.asked or {"debt", "sale_price", "pay"} & told:
        return None
    if _of_known_pay(heard, context):
        return Move("calculate_wages")  # "with my 620 they take nothing, 0?"
    if not context.result:
        claimed = "deficiency" in told or context.case["deficiency"]
        if _TAKEN.search(heard.text) and short and "pay" in context.case and _of_taking(context.last):
            return Move("calculate_wages")  # "so what would they take from that?", of the pay that was told
        claimed = claimed or (context.last or "").startswith(("debt_collectors/", "still_owe_after_foreclosure/"))
        if not (claimed and explain and short):
            return None
        return Move("calculate") if _both_told(context.case) else answering(CHECKED)
    just_now = context.last in intents.RESULTS
    if "offer" in told and (heard.sure < limits.CLEAR or heard.top in intents.DIALOGUE):
        return answering(LESS)  # "8,000 one time, would they take that?"
    if "monthly_payment" in told and context.last in {"calculate_interest", "calculate_plan"}:
        return Move("calculate_plan")
    if (
        (explain or "exact" in heard.acts)
        and not _of_the_court(heard)
        and (just_now or (short and _THE_NUMBER.search(heard.text)))
    ):
        return Move("how_figured")
    just_now |= (context.last or "").startswith("judgment_interest/")
    growing = just_now and context.result in {"calculate", "calculate_interest"}
    of_it = short and ("asks" in heard.acts or heard.words <= 2 * limits.FEW)
    return Move("calculate_interest") if growing and of_it and _A_DAY.search(heard.text) else None


def names_result(text: str, case: Case) -> bool:
    """Whether a text names what is owed less the price or the home's worth, or the two as a sum."""
    return is_back(text, *(to_interval(case[name]) for name in ("debt", "sale_price", "market_value")))


def said_back(heard: Heard, context: Context) -> Move | None:
    """ "So is 45,000 the exact number, yes or no?", "first it was 45,000, now 14,000, which one": what each of these is."""
    if context.asked and not context.asked.startswith("estimate_"):
        return None
    told = {fact.case_name: fact.value for fact in heard.facts if fact.name == "money" and fact.role}
    news = any(context.case[name] != value for name, value in told.items() if name != "market_value")
    asks = {"asks", "explain", "exact", "doubts"} & heard.acts
    if news or not asks or heard.words > 2 * limits.SHORT_ANSWER or asks_else(heard):
        return None
    return Move("how_figured") if names_result(heard.text, context.case.heard(heard.facts, 0)) else None


_THE_COURT = re.compile(r"\b(?:hearing|judges?|appeal\w{0,3}|audiencia|jue(?:z|za|ces)|apel\w{1,5})\b", re.I)
_OF_THE_SUM = re.compile(
    r"\b(?:estimate|number|figure|range|result|total|sum|math|c[aá]lculo|cifra|rango|cuenta|interest|fees?|costs|tax(?:es)?|intereses|gastos|honorarios|impuestos)s?\b|\$",
    re.I,
)


def _of_the_court(heard: Heard) -> bool:
    """Whether a message is about what a court does, or a day there, and names nothing of a sum: "is that final after the hearing?"."""
    there = heard.has("date", "hearing") or bool(_THE_COURT.search(heard.text))
    return there and "exact" not in heard.acts and not _OF_THE_SUM.search(heard.text)


DATES = frozenset({"judgment_date", "sale_date", "days_to_sale"})
"""What interest up to the sale is counted from."""


def redone(heard: Heard, context: Context) -> Move | None:
    """After an estimate: "do it over with those dates", "the judgment was June 18, the sale January 13", "there was no payment of 24", "I
    don't believe the taxes one": worked out anew, or said what that changes; and beside it what else is asked."""
    result = context.last if context.last in intents.RESULTS else context.result
    if context.asked or result is None or "restart" in heard.acts:
        return None
    case, again = context.case.heard(heard.facts, 0), "redo" in heard.acts
    if result != "calculate":
        return Move(result) if again and heard.words <= limits.SHORT_ANSWER else None
    just_now = context.last in intents.RESULTS
    dated = just_now and any(context.case[name] != case[name] for name in DATES)
    gone = {str(fact.value) for fact in heard.facts if fact.name == "retracted"} & {*PARTS, "judgment", *DATES}
    undone = any(name in context.case for name in gone)
    undone = undone or bool(gone and context.last == "calculate" and "asks" not in heard.acts)
    disputed = heard.has("disputed") and case["disputed"] != context.case["disputed"]
    lived = heard.has("home") and case["home"] != context.case["home"] and case.place in WHERE_LIVED_IN
    if lived and not _asked_beside(heard):
        return Move("correct")  # "my nephew rented it, I did not live there": the limit there need not hold
    if not (again or dated or undone or disputed):
        return None
    other = _asked_beside(heard)
    if other and (again or undone or not disputed):
        # "... do it again with those. And why 9%": the question, and the figures.
        whole = again or undone or {"judgment_date", "sale_date"} <= {*case} or "days_to_sale" in case
        return Move("two_topics", heard.sure, (other, intents.ESTIMATE)) if whole else None
    return None if other else Move("correct")


def _asked_beside(heard: Heard) -> str | None:
    """What a message asks besides the figures and days that it tells."""
    apart = [
        clause for clause in _QUESTIONS.split(heard.text) if "redo" not in read_acts(clause) and len(clause.split()) > 1
    ]
    if not any({"asks", "why"} & read_acts(clause) for clause in apart):
        return None
    names = [*heard.subjects.pair, *(name for name, sure in heard.subjects.ranking[:2] if sure >= limits.ANSWER / 2)]
    ours = intents.DIALOGUE | intents.ABOUT_THE_FIGURE | {intents.OUT}
    return next((name for name in names if name.partition("/")[0] not in ours), None)


_TAKEN = re.compile(
    r"\b(?:how much|what)\b[^.?!]{0,20}\b(?:they|he|bank|lender|be)\b[^.?!]{0,12}\b(?:take|taken|get)\b(?: (?:from|out of|of) (?:that|it|my (?:pay|check|wages|paycheck)))?\W*$"
    r"|\bcu[aá]nto (?:me|nos) (?:quitan|quitar[ií]an|pueden quitar|sacan)\b",
    re.I,
)

_TAKE = re.compile(
    r"\b(?:take|takes|taken|taking|garnish\w{0,5}|quit(?:an|ar|arme|en|e)|sac(?:an|ar|arme|an)|descuent\w{1,3}|descont\w{1,4})\b",
    re.I,
)


def _of_known_pay(heard: Heard, context: Context) -> bool:
    """Whether what may be taken is asked, of the pay that was told, and no question is clearer than that."""
    case = context.case
    amount = to_interval(case["pay"]) or to_interval(case["take_home"])
    if not amount or "asks" not in heard.acts or heard.words > limits.SHORT_ANSWER or not _TAKE.search(heard.text):
        return False
    named = any(Decimal(sum_.replace(",", "")) in {amount.low, amount.high} for sum_ in _A_SUM.findall(heard.text))
    return named and (heard.sure < limits.CLEAR or heard.top in intents.DIALOGUE)


_A_SUM = re.compile(r"\d{1,3}(?:,\d{3})+|\d{2,7}")


def _of_taking(last: str | None) -> bool:
    """Whether what was answered last is how a judgment is collected."""
    return (last or "").partition("/")[0] in {"wage_garnishment", "collection_methods", "exemptions"}


def _pay_put_right(heard: Heard, context: Context) -> bool:
    """ "No, it's 742 before taxes and 598 take home, is it still nothing": other pay than the one that was worked with."""
    told = {fact.case_name: fact.value for fact in heard.facts if fact.case_name in {"pay", "take_home"}}
    news = any(context.case[name] != value for name, value in told.items())
    return news and (len(told) == 2 or "wrong" in heard.acts or not asks_else(heard))


FREED, HOW_MUCH = "bank_account_freeze/get_it_back", "bank_account_freeze/how_much_stays"
_OF_ACCOUNTS = frozenset({"bank_account_freeze", "exemptions"})
_WHERE_TO_GO = re.compile(
    r"\bbank (?:first )?or (?:to |the |at )*court\b|\bcourt (?:first )?or (?:to |the |at )*bank\b|\b(?:who|whom|where)(?: \w{1,8}){1,3} (?:first|start|begin)\b|\bwhat (?:do|does|should|must|can) (?:i|he|she|we|they) (?:say|tell|bring|take|ask|show)\b"
    r"|\b(?:what|which) (?:papers?|documents?|proof)\b|\bbanco (?:primero )?o (?:a |con |en |la )*(?:corte|juzgado)\b|\bcorte (?:primero )?o (?:al? |con |en |el )*banco\b|\b(?:a|con) (?:d[oó]nde|qui[eé]n)(?: \w{1,8}){1,3} primero\b|\bqu[eé] (?:les? )?(?:digo|dice|decimos|llevo|lleva|llevamos|pido|pide|papeles|documentos|pruebas)\b",
    re.I,
)
_TO_USE = re.compile(
    r"\b(?:how much|(?:what|which) part|any of (?:it|that))\b[^.?!]{0,40}\b(?:use|spend|touch|withdraw|take out|get (?:out|at)|access|have|keep|free|left|safe)\b|\b(?:cu[aá]nto|qu[eé] parte)\b[^.?!]{0,40}\b(?:usar|sacar|gastar|retirar|tocar|queda|dejan?|libre|disponer)\b",
    re.I,
)


def frozen(heard: Heard, context: Context) -> Move | None:
    """With an account that is frozen: "bank or court first, what does he say?", and how much of what was told can be used now."""
    known = context.case["frozen"] == THERE or (context.last or "").partition("/")[0] in _OF_ACCOUNTS
    here = any(each.name == "frozen" and each.value == THERE for each in find_things(heard.text))
    of_it = here or (known and (context.last or "").partition("/")[0] in _OF_ACCOUNTS)
    if context.asked or not of_it or heard.top in intents.COMMANDS:
        return None
    if (here or context.case["frozen"] == THERE) and _WHERE_TO_GO.search(heard.text):
        return answering(FREED)
    told = context.case["account"] or find_benefits(heard.text).keys() - {BALANCE}
    return answering(HOW_MUCH) if told and _TO_USE.search(heard.text) else None


def insolvent(heard: Heard, context: Context) -> Move | None:
    """All that was owned and all that was owed, told where a forgiven debt is spoken of: by how much they were insolvent."""
    told = not context.asked and heard.has("money", OWNED)
    return answering(INSOLVENCY) if told else None


INSOLVENCY = "tax_1099c/insolvency"


def offered(heard: Heard, context: Context) -> Move | None:
    """ "24 payments of 612, is that 35 percent?", whatever else was asked for: what they come to."""
    if not heard.has("instalments") or context.asked in _OF_A_PLAN:
        return None
    if not ("asks" in heard.acts or PER_CENT.search(heard.text)):
        return None
    return answering(CATCH_UP if _BEHIND.search(heard.text) else ADDS_UP)


ADDS_UP = "settle_for_less/does_it_add_up"
_BEHIND = re.compile(
    r"\b(?:behind|missed|late|catch(?:ing)? up|caught up|arrears|atras\w{1,5}|ponerme al d[ií]a)\b", re.I
)


def doubted(heard: Heard, context: Context) -> Move | None:
    """ "Are you sure about that?", after an answer: what it stands on, and what it cannot know."""
    answered = context.last in intents.RESULTS or "/" in (context.last or "")
    return Move("how_figured") if "doubts" in heard.acts and answered and not context.asked else None


COUNTED = "define_deficiency/how_it_is_counted"
"""How what is left after a sale is worked out."""


def figures(heard: Heard, context: Context) -> Move | None:
    """Both figures of an estimate, or bare figures: use them, whatever the words around them look like."""
    hurry = heard.top == "urgent" and sold_already(heard, context)
    if heard.top in intents.COMMANDS and heard.sure >= limits.ANSWER and not hurry:
        return None
    roles = {fact.role for fact in heard.facts if fact.name == "money"}
    if _sum_sought(heard, context):
        return Move(intents.ESTIMATE)
    if not roles:
        return None
    if BELOW in roles and not context.asked:
        return answering(COUNTED) if "sale_price" in context.case else Move("calculate")
    if context.last == "calculate" and not context.asked and roles & PARTS and heard.words <= limits.SHORT_ANSWER:
        return Move("correct" if heard.top == "correct" else "inform")  # "and if it sold for 190?"
    if (
        {"deficiency", "judgment"} & roles
        and "asks" in heard.acts
        and _GROWS.search(heard.text)
        and grows(heard, context)
    ):
        return Move("calculate_interest")
    law = heard.top in intents.ABOUT_THE_LAW and "asks" not in heard.acts  # "owed 312k, sold for 250k in California"
    if {"debt", "sale_price"} <= roles and (
        heard.top in intents.ABOUT_THE_FIGURE or heard.sure < limits.ANSWER or hurry or law
    ):
        return Move("calculate")
    if roles & {*PARTS, "judgment"} and "asks" in heard.acts and not context.asked:
        # "Bank got it for 118k." "Judgment was 171,500. so is it like 53k they want?": both are there now.
        unclear = heard.top in intents.ABOUT_THE_FIGURE or heard.sure < limits.ANSWER
        if unclear and context.last not in intents.RESULTS and _both_told(context.case.heard(heard.facts, 0)):
            return Move("calculate")
    if "asks" not in heard.acts and heard.sure < limits.CLEAR and little_else(heard):
        return Move("correct" if heard.top == "correct" else "inform")
    return None


# What it comes to is asked: "how much could they ask", "what's the damage, roughly", "a ballpark".
_SUM = re.compile(
    r"\b(?:how much|how bad)\b(?! (?:time|longer|notice|of my|is a lawyer|do you))|\b(?:ballpark|roughly|estimate|damage|bottom line)\b|\b(?:come|comes|add|adds) (?:out )?(?:to|up)\b"
    r"|\bcu[aá]nto\b(?! tiempo)|\b(?:m[aá]s o menos|aproximad\w{1,6})\b",
    re.I,
)


def _sum_sought(heard: Heard, context: Context) -> bool:
    """Whether "how much" is asked, of nothing clearer, by somebody whose debt and whose home's price or value are known."""
    unclear = heard.top in intents.ABOUT_THE_FIGURE or heard.sure < limits.ANSWER
    if context.asked or context.last in intents.RESULTS or not unclear or "asks" not in heard.acts:
        return False
    known = _both_told(context.case.heard(heard.facts, 0), "sale_price", "market_value")
    return known and bool(_SUM.search(heard.text)) and not _TAKE.search(heard.text)


def _both_told(case: Case, *prices: str) -> bool:
    """Whether what was owed is known, and what it sold for, or one of these `prices`."""
    return any(name in case for name in ("debt", "judgment")) and any(
        name in case for name in prices or ("sale_price",)
    )
