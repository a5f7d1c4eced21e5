"""Sums of money that a message asks for: "52,000 less the 36,500", "sold 386,000, judgment 312,440, what's left", "and 35 percent of that", "9 percent
simple on 88,300 to today". Arithmetic, and so true in every state. Pure, linear."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise, permutations

from shortfall.content.questions import Language
from shortfall.content.texts import day_in_words
from shortfall.content.texts import text as standing
from shortfall.law.interest import interest, judgment_rates, percent
from shortfall.law.intervals import NOTHING, ZERO, Interval, format_interval, format_money, less, whole
from shortfall.law.words import months_in_words
from shortfall.reading.facts import to_bounded, to_interval
from shortfall.reading.instalments import PER_CENT, SHARE
from shortfall.reading.named_days import named_days
from shortfall.reading.paid_off import asks_how_long
from shortfall.reading.said_back import sums
from shortfall.talk.applied import most_told
from shortfall.talk.case import Case
from shortfall.talk.pay_sums import pay_sum

LEAST_SHARE = Decimal("0.8")
"""A sale at auction may bring less than a home is worth: before it, prices from this share of the value up are reckoned with."""

# What is left, or left over for them, is asked.
LEFT = re.compile(
    r"\b(?:what(?:'?s| is| would be| will be)?|how much(?: is| would be| will be)?|is there|will there be|any(?:thing)?)\b[^.?!;]{0,40}?\b(?:left(?! (?:to (?!(?:me|us|her|him)\b)|on\b))|left ?over|surplus|remains?)\b"
    r"|\b(?:do|does|would|will|can) (?:i|we|she|he|they) (?:\w{1,8} ){0,2}(?:get|keep|see|clear|net|pocket|walk away with|end up with)(?: back)? (?:any(?:thing)?|something|nothing|money|how much)\b|\b(?:what|how much)(?: of (?:it|that))? (?:do|does|would|will) (?:i|we|she|he) (?:\w{1,8} ){0,2}(?:get|keep|clear|net|pocket|walk away with|end up with|(?:still )?owe)\b|\bhow much (?:can|could|will|would|might|may|do|does|did) (?:they|the \w{3,9}|he|she|it)(?: \w{1,8}){0,2} (?:come after|go after|sue|ask|want|claim|chase|pursue|hit)\b|\bjust the subtraction\b|\bwhere (?:does|would|do) (?:that|this|it) leave (?:me|us|her|him|them)\b"
    r"|\b(?:cu[aá]nto|qu[eé]|algo)(?: \w{1,8}){0,3} (?:queda|quedar[ií]a|quedo|quedamos|sobra|sobrar[ií]a|resta|toca|tocar[ií]a)n?\b|\b(?:queda|quedar[ií]a|sobra|sobrar[ií]a)n? (?:algo|cu[aá]nto)\b|\b(?:me|nos|le) (?:toca|tocar[ií]a|queda|quedar[ií]a) algo\b",
    re.I,
)
_AMOUNT_ASKED = re.compile(r"\b(?:how much|what|come|comes|dollars|cu[aá]nto|qu[eé]|d[oó]lares)\b", re.I)
_NO_SHARE_OF_IT = re.compile(
    r"\b(?:interest|simple|inter[eé]s(?:es)?|pay|wages?|paychecks?|checks?|sueldo|cheque|value|worth|a year|al a[nñ]o)\b",
    re.I,
)
_MINUS = re.compile(
    r"\b(?:minus|less(?! than\b)|take away|subtract(?:ed|ing)?|took off|deduct(?:ed|ing)?|menos(?! (?:de|que)\b)|rest(?:aron|ando|an)|descontaron)\b|(?P<dash> ?[-\u2212] ?\$?\Z)",
    re.I,
)
_FROM = re.compile(
    r"\b(?:out of|off|(?:paid|pay|comes?|taken?|subtract\w*|deduct\w*|quit\w*|rest\w*|sac\w*|descont\w*|pag\w*)\b[^.?!;]{0,30} (?:from|out of|off|del?))\b(?: of)?(?: (?:that|the|this|those|my|our|her|los|las|esos|ese|el|la))?[ $]*\Z",
    re.I,
)
_CLAIM = re.compile(
    r"\b(?:right|correct|yes or no|is (?:it|that)|so|then|would|still owe|verdad|correcto|cierto|entonces|ser[ií]an?|es(?:o)? (?:es|son))\b|\?",
    re.I,
)
_DUES = re.compile(r"\b(?:dues|assessments?|association|hoa|coa|cuotas?|asociaci[oó]n|mantenimiento)\b", re.I)
_WITH_EACH = re.compile(
    r"\b(?:con|with|at|si (?:es|son|debe|deben)|if (?:it'?s|its|it is|they owe|i owe|we owe))(?: de)? \$?\Z", re.I
)
_BOTH_WAYS = re.compile(
    r"\b(?:both|two|each) (?:sums?|ways?|numbers?|figures?|cases?|times|versions?)\b|\bboth of them\b|\blas dos (?:cuentas|formas|maneras|cifras)\b|\bdos cuentas\b|\bcada una?\b",
    re.I,
)
_INTEREST = re.compile(r"\b(?:interest|simple|inter[eé]s(?:es)?)\b|\b(?:grow\w*|crec\w+)\b", re.I)
NO_INTEREST = re.compile(
    r"\b(?:no|not|never|(?:do|did|does|have|has)n'?t|without|aside|leave|forget|nunca|sin)\b[^.?!;]{0,40}\binter(?:est|[eé]s(?:es)?)\b|\binterest (?:aside|out)\b|\bjust the subtraction\b",
    re.I,
)
"""That no interest is wanted."""
_TO_A_DAY = re.compile(
    r"\b(?:to|till?|until|through|as of|by|hasta|al?) (?:today|now|date|hoy|ahora|the present)\b|\b(?:as of|today|right now|al d[ií]a de hoy)\b|\b(?:in )?total\b|\bone number\b|\b(?:to date|so far|by now|up to now|hasta (?:la fecha|el momento)|a la fecha)\b|\bun(?: solo)? n[uú]mero\b",
    re.I,
)
_ILLINOIS_ONLY = re.compile(
    r"\b(?:only|just|solo|s[oó]lo|nom[aá]s)\b[^.?!;]{0,16}\billinois\b|\billinois\b(?:'?s)?(?: (?:rules?|law|limit|figure|number))?[,]? (?:only|alone|nada m[aá]s|nom[aá]s|solamente|right|verdad)\b",
    re.I,
)
_OF_A_SUM = re.compile(r"\d|\bhow much\b|\bdollars\b|\bcu[aá]nto\b|\bd[oó]lares\b", re.I)
_EARLIER_MESSAGES = 6
# "How do they get that figure", "so from where does the 28,550 come", "¿de dónde sacan eso?".
_WHENCE = re.compile(
    r"\b(?:how|where)\b[^.?!;]{0,24}?\b(?:get|got|arriv\w{1,4}|comes?|came|figured?|reach\w{0,4}|calculat\w{1,3}|add(?:s|ed)? up|work(?:ed)? out)\b|\bfrom where\b|\bhow (?:is|was) (?:that|it|this)\b"
    r"|\bde d[oó]nde (?:\w{1,4} )?(?:sal\w{1,3}|sac\w{1,5}|vien\w{1,2})\b|\bc[oó]mo (?:\w{1,4} )?(?:lleg\w{1,4}|sac\w{1,5}|calcul\w{1,4}|sale)\b",
    re.I,
)
_THEIRS = re.compile(
    r"\b(?:they|their|company|bank|lender|collector|lawyers?|letter|demand\w{0,3}|ellos|sus?|banco|compa[nñ][ií]a|abogad\w{1,2}|carta|cobrador\w{0,2}|sacan|sacaron|llegan|llegaron|calculan|calcularon|piden|cobran)\b",
    re.I,
)
# "He paid 4k": what was paid of it, by whomever.
_PAYS = re.compile(
    r"\b(?:paid|pays?|put in|puts in|gave|chip(?:s|ped)? in|covers?|covered|share (?:is|was)|part (?:is|was)|pag(?:ó|o|u[eé]|a|amos|aron)|puso|pone|dio|abon\w{1,3})\b(?! (?:by|in|off)\b)[^.?!;\d]{0,20}\Z",
    re.I,
)
_EACH = re.compile(r"[ ,](?:each|apiece|cada uno|por cabeza)\b", re.I)
_HALF = re.compile(r"\b(?:half|la mitad)\b", re.I)
_HALF_ASKED = re.compile(
    r"\b(?:what(?:'?s| is| would)|how much|cu[aá]nto)\b[^.?!;]{0,30}\b(?:half|left|mine|my (?:part|share)|la mitad|mi parte|queda|toca)\b",
    re.I,
)
# "With the second one counted", "both together", "que cuente la otra".
_BOTH_COUNTED = re.compile(
    r"\b(?:count(?:ed|ing|s)?|includ\w{1,3}|add(?:ed|ing|s)?|both|together|in all|altogether|on top|leaves? out|left out|with (?:the )?(?:\w{1,8} )?(?:second|2nd|other|hud|partial)|plus"
    r"|las dos|los dos|ambas|junt[oa]s|en total|contad[oa]s?|cont[aá]ndol[ao]|cuente|sum(?:ad[oa]s?|ando)|con (?:la|el) (?:segund[oa]|otr[oa])|incluid[oa])\b",
    re.I,
)
_SHORT_ASKED = re.compile(
    r"\b(?:short|missing|owe|shortfall|gap|number|figure|total|sum|how much|what|count(?:ed)?|falta\w{0,3}|deb\w{1,3}|cu[aá]nto|cifra|n[uú]mero|cuenta)\b|\?",
    re.I,
)


def reckoned(text: str, case: Case, today: date, language: Language, earlier: Sequence[str] = ()) -> str:
    """What the sum that a message asks for comes to, in words; empty where it asks for none that is told.

    Args:
        case: what is known, this message included.
        earlier: the person's messages before this one, the newest first.
    """
    return (
        pay_sum(text, case, today, language)
        or worked_here(text, case, today, language, earlier)
        or beside_what_is_left(text, case, language)
        or _whence(text, case, language, earlier)
        or _said_back(text, case, language, earlier)
        or _here_only(text, case, today, language)
    )


_STOP, _AFTER_CLAUSE = re.compile(r"[.?!;]"), re.compile(r"(?<=[.?!;\n])")


def without_sums(text: str) -> str:
    """What a message says besides the sum that it asks for."""
    clauses = _AFTER_CLAUSE.split(text)
    return " ".join(each for each in clauses if not (_OF_A_SUM.search(each) or asks_of_it(each) or _asks_a_sum(each)))


def _asks_a_sum(clause: str) -> bool:
    """Whether a clause asks for one of the sums that are worked out here."""
    both = _BOTH_COUNTED.search(clause) and _SHORT_ASKED.search(clause)
    return bool(
        both
        or _WHENCE.search(clause)
        or _HALF_ASKED.search(clause)
        or (_INTEREST.search(clause) and _TO_A_DAY.search(clause))
    )


def _here_only(text: str, case: Case, today: date, language: Language) -> str:
    """ "In Illinois only, right?", of the most that can be taken from the pay that was told; and, where they live or lost the home elsewhere,
    which question goes by which state."""
    most = most_told(case, today, language) if _ILLINOIS_ONLY.search(text) and "?" in text else ""
    if not most:
        return ""
    away = {case[name] for name in ("state", "lives_in", "works_in")} - {None, "IL"}
    return " ".join([standing("sums.here_only", language), most, *([standing("sums.whose", language)] if away else [])])


def worked_here(text: str, case: Case, today: date, language: Language, earlier: Sequence[str] = ()) -> str:
    """What a sum comes to that is told whole: one from another, at each of two debts, interest to a day."""
    return (
        _grown(text, case, today, language, earlier)
        or with_the_second(text, case, language)
        or _with_the_dues(text, case, language)
        or _side_by_side(text, case, language)
        or _subtracted(text, case, language, earlier)
        or _after_a_part(text, case, language)
        or _paid_off_there(text, case, language)
    )


def debt_of(case: Case) -> Interval | None:
    """What was owed on the loan: where none was told, a judgment that is no judgment for what a sale left."""
    if "or" in (case["debt"] or {}):
        return None
    debt, judged, price = (to_bounded(case[name]) for name in ("debt", "judgment", "sale_price"))
    return debt or (judged if judged and not of_what_is_left(judged, price) else None)


def of_what_is_left(judged: Interval, price: Interval | None) -> bool:
    """Whether a judgment is so far below the price that it is one for what the sale left, and not that of the foreclosure."""
    return bool(price and 2 * judged.high < price.low)


def price_of(case: Case) -> Interval | None:
    """What the home brought, or may bring: its price, an offer, or 80% to all of its worth."""
    worth = to_interval(case["market_value"])
    at_sale = Interval(worth.low * LEAST_SHARE, worth.high) if worth else None
    return to_interval(case["sale_price"]) or to_interval(case["offer"]) or at_sale


def over(case: Case) -> Interval | None:
    """What is left over the loan; None where that is nothing, or a sum is missing."""
    debt, price = debt_of(case), price_of(case)
    left = less(price, debt) if debt and price and not debt.bound and not price.bound else NOTHING
    return left if left.high else None


def beside_what_is_left(text: str, case: Case, language: Language) -> str:
    """What unpaid dues take of what is left over, and what a share of it is, with the second loan and without; or empty."""
    left = over(case)
    if left is None:
        return ""
    second = to_interval(case["second_loan"])
    sides = [left, *([less(left, second)] if second and less(left, second).high else [])]
    parts = []
    if dues := _dues(text, case):
        parts.append(_less_of(sides[-1], dues, "dues", language))
    share = SHARE.search(text)
    if share and _AMOUNT_ASKED.search(text) and not _NO_SHARE_OF_IT.search(text):
        part = Decimal(share["share"]) / 100
        each = [
            standing(
                "sums.share_of",
                language,
                part=_in(Interval(one.low * part, one.high * part), language),
                of=_in(one, language),
            )
            for one in sides
        ]
        parts.append(
            standing("sums.share", language, share=percent(part), parts=standing("sums.or", language).join(each))
        )
    return " ".join(parts)


def _in(sum_: Interval, language: Language) -> str:
    return format_interval(whole(sum_), language)


def _dues(text: str, case: Case) -> Interval | None:
    """The dues that are named: those that were told, or the sum beside that word."""
    told = to_interval(case["dues"])
    if told or not _DUES.search(text):
        return told if _DUES.search(text) else None
    words = [match.span() for match in _DUES.finditer(text)]
    known = [each for name in _OF_THE_HOME if (each := to_interval(case[name]))]
    near = [
        (min(abs(start - last) if start > last else abs(first - end) for first, last in words), sum_)
        for sum_, (start, end) in _named(text)
        if not any(sum_ in each for each in known)
    ]
    near = [each for each in near if each[0] <= _BESIDE]
    return Interval.of(min(near)[1]) if near else None


_OF_THE_HOME = ("debt", "judgment", "sale_price", "market_value", "second_loan", "offer")
_BESIDE = 30
"""Characters between a sum and the word that says what it is."""


def _less_of(left: Interval, taken: Interval, of: str, language: Language) -> str:
    """What is left when that is taken from it, or what of that is not paid."""
    rest, unpaid = less(left, taken), less(taken, left)
    key = f"sums.{of}.{'rest' if rest.high else 'none'}"
    return standing(
        key,
        language,
        left=_in(left, language),
        taken=_in(taken, language),
        rest=_in(rest, language),
        unpaid=_in(unpaid, language),
    )


def _named(text: str) -> list[tuple[Decimal, tuple[int, int]]]:
    """The sums of a message, no years among them."""
    return [
        (sum_, span)
        for sum_, span in sums(text)
        if sum_ >= 1000 and not (1900 <= sum_ < 2100 and "," not in text[slice(*span)])
    ]


def _owed_exactly(case: Case) -> Interval | None:
    """What a court ordered, else what is said to be left, else the loan, where it was told to the dollar."""
    money = (to_interval(case[name]) for name in ("judgment", "deficiency", "debt"))
    return next((told for told in money if told and told.exact), None)


def _paid_off_there(text: str, case: Case, language: Language) -> str:
    """How long a debt takes at so much a month where no Illinois rate counts: with no interest, whose rate is that state's."""
    each = to_interval(case["monthly_payment"])
    owed = _owed_exactly(case)
    if case.place in {None, "IL"} or not (each and owed and each.low) or not asks_how_long(text):
        return ""
    months = int(-(-owed.low // each.low))
    time = months_in_words(months, language)
    return standing("sums.plan", language, debt=format_money(owed.low), each=format_money(each.low), time=time)


def with_the_second(text: str, case: Case, language: Language) -> str:
    """What would be missing on the first loan, and with the second one counted, where that is asked for: two debts, each apart; what both leave."""
    debt, price, second = debt_of(case), price_of(case), to_interval(case["second_loan"])
    counted = _BOTH_COUNTED.search(text) and _SHORT_ASKED.search(text)
    told_here = LEFT.search(text) and [*sums(text, shorthand=True)]
    if not (debt and price and second) or not (counted or told_here):
        return ""
    known = [debt, price, second, *(each for name in _OF_THE_HOME if (each := to_interval(case[name])))]
    gap = less(debt, price)
    if any(not any(sum_ in each for each in known) and sum_ not in (gap.low, gap.high) for sum_, _ in _named(text)):
        return ""
    owed = Interval(debt.low + second.low, debt.high + second.high)
    both, rest = less(owed, price), less(price, owed)
    said = {
        "price": price,
        "debt": debt,
        "short": gap,
        "second": second,
        "both": both,
        "left": less(price, debt),
        "rest": rest,
    }
    key = "short" if gap.high else "over" if both.high else "rest"
    words = standing(f"sums.second.{key}", language, 0, **{name: _in(each, language) for name, each in said.items()})
    return f"{words} {standing('sums.before_costs', language)}"


def _with_the_dues(text: str, case: Case, language: Language) -> str:
    """What the sale left of the loan and the unpaid dues come to, where both together are asked for."""
    debt, price, dues = debt_of(case), price_of(case), to_interval(case["dues"])
    if not (debt and price and dues) or not (_BOTH_COUNTED.search(text) and _SHORT_ASKED.search(text)):
        return ""
    gap = less(debt, price)
    known = [debt, price, dues, gap]
    if not gap.high or any(not any(sum_ in each for each in known) for sum_, _ in _named(text)):
        return ""
    both = Interval(gap.low + dues.low, gap.high + dues.high)
    said = {"debt": debt, "price": price, "short": gap, "dues": dues, "both": both}
    return standing("sums.with_dues", language, 0, **{name: _in(each, language) for name, each in said.items()})


def _told(text: str, case: Case, earlier: Sequence[str]) -> list[Decimal]:
    """The sums that were told, in this message, in the case and before."""
    told = [sum_ for each in (text, *earlier[:_EARLIER_MESSAGES]) for sum_, _ in _named(each)]
    money = [to_interval(case[name]) for name in (*_OF_THE_HOME, "deficiency", "payment")]
    return [*dict.fromkeys([*told, *(each.low for each in money if each and each.exact)])]


def _made_of(sum_: Decimal, told: Sequence[Decimal], language: Language) -> str:
    """The one step by which two sums that were told, or the half of one, come to another; empty where none does."""
    others = [each for each in told if each != sum_]
    words = {"sum": format_money(sum_)}
    for first, second in permutations(others, 2):
        if first - second == sum_:
            return standing(
                "sums.made.less", language, 0, first=format_money(first), second=format_money(second), **words
            )
    for first, second in combinations(others, 2):
        if first + second == sum_:
            return standing(
                "sums.made.plus", language, 0, first=format_money(first), second=format_money(second), **words
            )
    double = next((each for each in others if each == 2 * sum_), None)
    return standing("sums.made.half", language, 0, first=format_money(double), **words) if double else ""


def _whence(text: str, case: Case, language: Language, earlier: Sequence[str]) -> str:
    """ "How do they get that figure?": the arithmetic that gives it, and nothing about why; else that nothing told gives it, and what to ask
    for. Of our own result its steps are told instead."""
    asked = _WHENCE.search(text)
    if asked is None:
        return ""
    named = [sum_ for sum_, _ in sorted(_named(text), key=lambda each: abs(each[1][0] - asked.end()))]
    if not (named or _THEIRS.search(text)):
        return ""
    money = [to_interval(case[name]) for name in ("deficiency", "debt", "judgment")]
    theirs = [*dict.fromkeys([*named, *(each.low for each in money if each and each.exact)])]
    told = _told(text, case, earlier)
    if made := next((words for each in theirs if (words := _made_of(each, told, language))), ""):
        return made
    if not theirs or (debt_of(case) and price_of(case)) or not _THEIRS.search(text):
        return ""
    return standing("sums.made.not", language, sum=format_money(theirs[0]))


def _after_a_part(text: str, case: Case, language: Language) -> str:
    """ "26,900, he paid 4k, what is left": what is left of the whole; "what is half of it": the half."""
    owed = _owed_exactly(case)
    known = owed.low if owed else ZERO
    named = _named(text)
    all_ = max([known, *(each for each, _ in named)])
    paid = [
        sum_
        for sum_, (start, end) in named
        if sum_ < all_ and _PAYS.search(text, max(0, start - 40), start) and not _EACH.match(text, end)
    ]
    if paid and LEFT.search(text):
        return _less_of(Interval.of(all_), Interval.of(sum(paid, ZERO)), "less", language)
    if all_ and _HALF.search(text) and _HALF_ASKED.search(text):
        return standing("sums.made.half", language, first=format_money(all_), sum=format_money(all_ / 2))
    return ""


def _subtracted(text: str, case: Case, language: Language, earlier: Sequence[str] = ()) -> str:
    """ "52,000 minus 36,500", "the 9,000 out of that 7,000", or two sums of which the rest is asked."""
    named = _named(text)
    pair = next(iter(_told_apart(text, named)), None)
    different = list(dict.fromkeys(sum_ for sum_, _ in named))
    if (
        pair is None
        and len(different) == 2
        and (LEFT.search(text) or _MINUS.search(text))
        and not (debt_of(case) and price_of(case))
    ):
        pair = max(different), min(different)
    if pair is None or {*map(Interval.of, pair)} == {debt_of(case), price_of(case)}:
        return ""  # the estimate has them
    first, second = map(Interval.of, pair)
    others = [each for each in different if each not in pair]
    difference = abs(pair[0] - pair[1])
    words = _less_of(first, second, "dues" if _dues(text, case) == second else "less", language)
    if difference in _told(text, case, earlier) and _CLAIM.search(text):
        return f"{standing('sums.yes', language)} {_made_of(difference, pair, language)}"
    if others and _CLAIM.search(text):
        return f"{standing('sums.no', language)} {words}"
    return words


def _told_apart(text: str, named: Sequence[tuple[Decimal, tuple[int, int]]]) -> Iterator[tuple[Decimal, Decimal]]:
    """The two sums of which one is to be taken from the other, as the words between them say."""
    for (first, (_, end)), (second, (start, _)) in pairwise(named):
        between = text[end:start]
        if len(between) > 60 or _STOP.search(between):
            continue
        if (minus := _MINUS.search(between)) and (first > second or not minus["dash"]):  # "300,000-320,000" is a range
            yield first, second
        elif _FROM.search(between):
            yield second, first


def _said_back(text: str, case: Case, language: Language, earlier: Sequence[str]) -> str:
    """ "15500 right?", "so 37 between the two?": whether that is two of the sums that were told, taken together or from each other."""
    named = _named(text) or [(sum_, span) for sum_, span in sums(text, shorthand=True) if sum_ >= 1000][:1]
    asked = [each for each in named if _CLAIM.search(text, each[1][1], each[1][1] + 10)]
    alone = len({sum_ for sum_, _ in named}) == 1
    if not (alone or (len(asked) == 1 and not (debt_of(case) and price_of(case)))) or not _CLAIM.search(text):
        return ""
    claimed, (start, end) = named[0] if alone else asked[0]
    around = text[max(0, start - 24) : end + 24]
    if not _CLAIM.search(around):
        return ""
    told = [sum_ for each in earlier[:_EARLIER_MESSAGES] for sum_, _ in _named(each)]
    if alone and claimed in told:
        return ""
    told = [sum_ for sum_ in [*(each for each, _ in named), *told] if sum_ != claimed]
    money = [to_interval(case[name]) for name in _OF_THE_HOME]
    told += [each.low for each in money if each and each.exact]
    debt, price = debt_of(case), price_of(case)
    gaps = [less(debt, price), less(price, debt)] if debt and price else []
    told += [each.low for each in gaps if each.exact and each.low]
    if alone and claimed in told:
        return ""
    for first, second in permutations(dict.fromkeys(told), 2):
        if first > second and first - second == claimed:
            return f"{standing('sums.yes', language)} {_less_of(Interval.of(first), Interval.of(second), 'less', language)}"
    for first, second in combinations(dict.fromkeys(told), 2):
        if first + second == claimed:
            both = (format_money(each) for each in (first, second))
            words = standing("sums.plus", language, first=next(both), second=next(both), sum=format_money(claimed))
            return f"{standing('sums.yes', language)} {words}"
    return ""


def _side_by_side(text: str, case: Case, language: Language) -> str:
    """ "Con 70 sobran 58 a 90; con 110, 18 a 50": what is left at each of two debts, where both are to be worked out."""
    price = price_of(case)
    if price is None:
        return ""
    owed = [
        sum_ for sum_, (start, _) in sums(text, shorthand=True) if _WITH_EACH.search(text, max(0, start - 24), start)
    ]
    if len({*owed}) < 2 and _BOTH_WAYS.search(text):
        known = to_interval(case["debt"])
        prices = {*(each for end in (price, to_interval(case["market_value"])) if end for each in (end.low, end.high))}
        owed = [sum_ for sum_, _ in sums(text, shorthand=True) if sum_ not in prices]
        owed = owed or ([known.low, known.high] if known and not known.exact else [])
    owed = [each for each in dict.fromkeys(owed) if each >= 1000]
    if len(owed) != 2:
        return ""
    parts = []
    for each in map(Interval.of, owed):
        left, short = less(price, each), less(each, price)
        key = "over" if left.high and not short.high else "short" if short.high and not left.high else "either"
        parts.append(
            standing(
                f"sums.each.{key}",
                language,
                owed=_in(each, language),
                left=_in(left, language),
                short=_in(short, language),
            )
        )
    return " ".join([*parts, standing("sums.before_costs", language)])


def _grown(text: str, case: Case, today: date, language: Language, earlier: Sequence[str]) -> str:
    """ "9 percent simple on 88,300 from Feb 3 2020 to today, one number": what it comes to on that day, with the days counted."""
    amount = to_interval(case["judgment"]) or to_interval(case["deficiency"]) or to_interval(case["debt"])
    # "I want it to today, not to 7 years", right after that was asked for.
    asked = [text, *(each for each in earlier[:1] if not _named(text))]
    wanted = next((each for each in asked if SHARE.search(each) or _INTEREST.search(each)), "")
    share = SHARE.search(wanted)
    if not amount or not amount.exact or not wanted or NO_INTEREST.search(text) or NO_INTEREST.search(wanted):
        return ""
    days = sorted(
        {day.first for day in named_days(text, today) if day.first == day.last and day.year_said and day.first <= today}
    )
    judged = case["judgment_date"]
    start = days[0] if days and days[0] < today else None
    if judged and judged[0] == judged[1]:
        start = date.fromisoformat(judged[0])
    ends = [day for day in days if start and day > start]
    if start is None or start >= today or not (ends or _TO_A_DAY.search(text)):
        return ""
    end = ends[-1] if ends else today
    if share:
        rate = Decimal(share["share"]) / 100
    else:
        rates = judgment_rates(amount, start)
        if not rates.exact:
            return ""
        rate = rates.low
    grown = interest(amount.low, rate, (end - start).days)
    if grown == ZERO:
        return ""
    return standing(
        "sums.grown",
        language,
        sum=format_money(amount.low + grown),
        owed=format_money(amount.low),
        interest=format_money(grown),
        rate=percent(rate),
        days=f"{(end - start).days:,}",
        start=day_in_words(start, language),
        end=day_in_words(end, language),
    )


def asks_of_it(text: str) -> bool:
    """Whether a message asks what is left, or for a share of it."""
    return bool(
        LEFT.search(text) or (PER_CENT.search(text) and _AMOUNT_ASKED.search(text) and not _NO_SHARE_OF_IT.search(text))
    )
