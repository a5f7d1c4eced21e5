"""One reading of a whole message into facts: amounts, days, a state, a number, a name, and what happened to the home.

Pure, and linear in the length of the message: every pattern is a list of plain phrases with gaps of bounded length.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

from shortfall.law.intervals import Interval
from shortfall.law.pay_limits import elsewhere as pay_elsewhere
from shortfall.law.pay_limits import here
from shortfall.reading.amounts import foreign_currency
from shortfall.reading.belongings import ROLES
from shortfall.reading.calls import OWN_NUMBER, wants_call
from shortfall.reading.corrected import days_said_else, pieces, without_denied
from shortfall.reading.counties import read_county
from shortfall.reading.dates import (
    COMING,
    Day,
    clause_of,
    denied_days,
    find_days,
    find_length,
    from_then,
    in_place_of,
    is_limit,
    says_only,
    without_put_off,
    without_seller,
    year_later,
)
from shortfall.reading.day_roles import weighed
from shortfall.reading.days_put_right import days_put_right
from shortfall.reading.denials import unsaid
from shortfall.reading.doubted import doubted
from shortfall.reading.fact import Fact as Fact
from shortfall.reading.fact import to_interval as to_interval
from shortfall.reading.figures import Before, Figure, Figures, find_figures, of_others, supposed
from shortfall.reading.guarded import Guarded
from shortfall.reading.insolvency import in_all
from shortfall.reading.instalments import find_instalments
from shortfall.reading.learned import Words
from shortfall.reading.let_through import let_through
from shortfall.reading.missed import first_missed
from shortfall.reading.moods import Mood, affirmed, asks_whether, bare, mood
from shortfall.reading.named_days import HAS_MONTH
from shortfall.reading.names import read_name, without_self
from shortfall.reading.notices import OF_A_COLLECTOR, of_a_notice
from shortfall.reading.numbered import without_numbers
from shortfall.reading.others import other_home, without_others
from shortfall.reading.paid_off import asks_how_long
from shortfall.reading.papers import FAMILY, counted_from, denies_papers, handed, papers_named, tells_of_papers
from shortfall.reading.pay import limit_of, of_each_week
from shortfall.reading.phone import find_phone
from shortfall.reading.said_back import results, without_back, without_shares
from shortfall.reading.sayings import opening, saying
from shortfall.reading.signers import find_signers
from shortfall.reading.spelling import WEEKDAYS
from shortfall.reading.states import Place, find_places
from shortfall.reading.struck import puts_right
from shortfall.reading.sum_roles import LEAST, SUMS, of_sum
from shortfall.reading.things import denied
from shortfall.reading.told import NO_FORECLOSURE, possible
from shortfall.reading.urgent import kind_named, names_court, read_told
from shortfall.reading.whereabouts import (
    OURS,
    asks_of,
    cleft,
    has_something_there,
    home_elsewhere,
    im_there,
    names_home,
    of_another_place,
    of_that_place,
)

_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
# "My dad Walter is 81 and owes 92,000", "I was only 58 at the time", "tenía 59": an age; "eleven of them", "even one dollar": no sum either.
_AGE = Guarded(
    rf"()\b(?:(?:\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) of (?:them|these|those)|even (?:one|a|1) (?:single )?dollar|(?<=por )un d[oó]lar)\b"
    rf"|\b((?:i was|i'?m|i am|s?he was|s?he is|who (?:is|was)) (?:only |just |about )?)(?:\d{{2}}|{_TENS})(?=[.,;!?]|\Z| (?:at the time|then|now|years?|yrs?|when|and i'?m)\b)(?!,\d)|\b(ten[ií]a )\d\d(?=[.;!?]|\Z| a[nñ]os)"
    rf"|\b((?:my|our|mi) (?:{FAMILY}|grand\w{{2,8}}|abuel[oa])(?:,? [^\W\d_]{{2,20}})?(?:,? who is|,? is|,? aged?|,|'s|,? tiene|,? de)) \d{{2,3}}\b(?! ?(?:%|k\b|,\d|dollars|thousand|mil\b|payments?|months?|days?|weeks?|d[ií]as|meses|pagos))",
    re.I,
)


def read_facts(
    text: str,
    on: date,
    asked: str | None = None,
    *,
    about: str | None = None,
    case: Mapping[str, Mapping[str, Any]] | None = None,
    learned: bool = True,
) -> tuple[Fact, ...]:
    """All facts of a message, in the order of their kinds.

    Args:
        text: what the person wrote.
        on: today, at the office.
        asked: the slot that was just asked for; a bare amount or state answers it.
        about: the topic answered last: after a payment plan "and 900?" is another payment.
        case: what was told so far, as its slot holds it: "no, 280 not 250" changes the figure that is 250 there.
        learned: whether roles of sums that the words hardly bear are left out (shortfall/reading/sum_roles.py).
    """
    parts = pieces(text, case or {})
    if len(parts) == 1:
        alone = _read_facts(text, on, asked, about=about, case=case, learned=learned)
        return days_put_right(text, on, alone, case or {})
    known, found = dict(case or {}), list[Fact]()
    for start, end in parts:
        for fact in _read_facts(text[start:end], on, asked, about=about, case=known, learned=learned):
            found.append(replace(fact, span=(fact.span[0] + start, fact.span[1] + start)))
            known.pop(str(fact.value) if fact.name == "retracted" else fact.case_name, None)
            if fact.name != "retracted":
                known[fact.case_name] = {"value": fact.value, "words": fact.words, "turn": 0}
    last = {fact.case_name: place for place, fact in enumerate(found)}
    kept = [
        fact for place, fact in enumerate(found) if fact.name != "retracted" or last.get(str(fact.value), -1) < place
    ]
    return days_put_right(text, on, kept, case or {})


def _read_facts(
    text: str,
    on: date,
    asked: str | None,
    *,
    about: str | None,
    case: Mapping[str, Mapping[str, Any]] | None,
    learned: bool,
) -> tuple[Fact, ...]:
    whole = text
    text = _AGE.sub(
        lambda said: (kept := said[said.lastindex or 1]) + " " * (len(said[0]) - len(kept)),
        without_put_off(without_numbers(text), on),
    )
    who = str((case or {}).get("who", {}).get("value"))
    written, text = text, without_others(text, {who})
    dated = _COMPARED.sub(lambda said: " " * len(said[0]), _REPEATED.sub(lambda said: " " * len(said[0]), text))
    dated = without_seller(dated)
    named = [_as_told(day, case or {}) for day in find_days(dated, on)]
    said_else = [*days_said_else(dated, [*named, *denied_days(dated, on)], case or {})]
    if any(is_not for _, _, is_not in said_else):
        text, written, dated = map(without_denied, (text, written, dated))
        named = [_as_told(day, case or {}) for day in find_days(dated, on)]
    known = (to_interval((case or {}).get(name, {}).get("value")) for name in ("debt", "sale_price", "market_value"))
    worked_out = results(*known) | _limits_of_pay(case or {}, on)
    sums = tuple(_money(text, _before(asked, about, case or {}), named, worked_out))
    sums = sums or tuple(_both(text, case or {}))
    offered = "offer" in (case or {}) or any(fact.role == "offer" for fact in sums)
    days = tuple(
        _days(
            without_others(dated, {who}, prices=True), written, on, asked, about, case or {}, bool(sums), named, offered
        )
    )
    bare_day = about in _ASK_FOR_A_DAY and len(text.split()) <= _BARE_ANSWER
    if learned and not (bare_day or _is_asked(asked, about)):
        days = weighed(whole, on, days, case or {})
    gone = _gone_days(said_else, days)
    joke = _JOKED.search(text)
    states = tuple(_states(text, asked, case or {}))
    found = (
        *(
            Fact("retracted", name, "", (0, len(text)))
            for name in sorted({*(case or {})} - _OF_THE_PERSON if joke else ())
        ),
        *sums,
        *states,
        *_county(text, states, case or {}),
        *days,
        *(Fact("retracted", name, "", (0, len(text))) for name in sorted(gone)),
        *_lengths(text, asked, about, named),
        *_person(written),
        *_happened(text, days, on, case or {}, sums),
        *_paper(text, case or {}),
        *(Fact(each.whose, each.value, each.words, each.span, sure=each.sure) for each in find_signers(written, about)),
    )
    stands = let_through(text, found, case=case, asked=asked)
    return _borne(whole, stands, case or {}, asked, about) if learned else stands


def _is_asked(asked: str | None, about: str | None) -> bool:
    """Whether what is told answers a question, or is reckoned with: its words need not say what it is."""
    return asked is not None or (about or "").startswith("calculate")


def _borne(
    text: str, facts: tuple[Fact, ...], case: Mapping[str, Any], asked: str | None, about: str | None
) -> tuple[Fact, ...]:
    """The facts without the roles of sums that the words about them hardly bear.

    In a calculation its own questions bear them, a figure or a sum that is known already is put right or said again in few words, and what is
    said of a sum in so many words ("240 is what they take") needs no more.
    """
    if _is_asked(asked, about) or asks_how_long(text):
        return facts
    words: Words | None = None
    known, begun = [to_interval(part.get("value")) for part in case.values()], opening(text)
    kept = []
    for fact in facts:
        size = to_interval(fact.value) if fact.name == "money" and fact.role in SUMS.roles else None
        if size and not (fact.case_name in case or size in known or begun or saying(text, *fact.span)):
            words = words or Words(text)
            if SUMS.likely(of_sum(words, fact.span, size.high, fact.role), str(fact.role)) < LEAST:
                continue
        kept.append(fact)
    return tuple(kept)


_ASK_FOR_A_DAY = frozenset({"deadlines", "debt_collectors"})
"""Subjects after which a bare day is the one that was asked for."""


def _gone_days(said_else: Iterable[tuple[Day, frozenset[str], bool]], days: Iterable[Fact]) -> frozenset[str]:
    """The days of the case that a message says are something else: what it does not tell of them anew."""
    told = {each.case_name: each.value for each in days if each.name == "date"}
    gone: set[str] = set()
    for day, known, is_not in said_else:
        anew = {name for name in known & told.keys() if str(told[name][0])[5:] == f"{day.first:%m-%d}"}
        gone |= known - anew if is_not or not anew else set()
    return frozenset(gone - told.keys() - {str(each.value) for each in days if each.name == "retracted"})


# "They take 114 every Friday": of no Friday in particular.
_REPEATED = re.compile(
    r"\b(?:every|each|cada|todos los) (?:other |second |otro )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bados?|domingos?)\b",
    re.I,
)
# "Is Dec 16 before my hearing?": asks of two days which comes first, and tells of none what it is.
_COMPARED = re.compile(
    r"(?:\A|(?<=[.?!;,] ))(?:(?:so|and|but|ok|y|pero|entonces),? )?(?:is|was|does|will|¿?es|¿?cae|¿?ser[aá])\b[^.?!;\n]{1,40}\b(?:before|after|antes|despu[eé]s)\b[^.?!;\n]{1,40}(?:\?|\Z)",
    re.I,
)
_JOKED = Guarded(
    r"\b(?:(?:i was|i'?m|was|were|we were) (?:just |only )?(?:kidding|joking|testing (?:you|it|this)|messing (?:with you|around)|trying to (?:break|trick|test) (?:you|it|this))|just (?:kidding|joking)|(?:era|fue) (?:una )?broma|estaba (?:bromeando|probando))\b",
    re.I,
)
""" "I was trying to break you": nothing that was told before it was meant."""
_OF_THE_PERSON = frozenset("name phone language distress state county lives_in works_in".split())


def to_json(interval: Interval) -> dict[str, Any]:
    """{"low": "250000", "high": "250000"}: decimal strings, which JSON keeps exact; "bound" where it has no end."""
    told = interval.told
    return {"low": str(told.low), "high": str(told.high)} | ({"bound": interval.bound} if interval.bound else {})


def to_parts(value: Any) -> tuple[Interval, ...]:
    """The loans that such a value is the sum of; itself where it is one."""
    parts = value.get("parts", (value,)) if isinstance(value, Mapping) else ()
    return tuple(part for each in parts if (part := to_interval(each)))


def to_bounded(value: Any) -> Interval | None:
    """What such a value leaves possible: "at least 290,000" goes on without an end."""
    told = to_interval(value)
    return told and Interval.within(told, value.get("bound"))


def money(figure: Figure) -> Fact:
    """A sum as a fact; not sure where it can be read in two ways. The other reading stands in "or" where it is to be asked about."""
    value = to_json(Interval.within(figure.interval, figure.bound))
    if figure.parts:
        value["parts"] = [to_json(part) for part in figure.parts]
    if figure.other:
        value["or"] = to_json(figure.other)
    return Fact("money", value, figure.words, figure.span, figure.role, figure.sure)


def _before(asked: str | None, about: str | None, case: Mapping[str, Mapping[str, Any]]) -> Before:
    sums = {name: sum_ for name, part in case.items() if (sum_ := to_interval(part.get("value")))}
    newest = max((case[name].get("turn", 0) for name in sums), default=0)
    latest = [name for name in sums if case[name].get("turn", 0) == newest]
    period = (case.get("pay_period") or {}).get("value")
    doubted = frozenset(name for name in sums if "or" in case[name]["value"])
    sold = (case.get("stage") or {}).get("value") in PAST_THE_SALE
    guessed, disputed = (
        frozenset(str((case.get(name) or {}).get("value") or "").split()) for name in ("guessed", "disputed")
    )
    loans = to_parts((case.get("second_loan") or {}).get("value"))
    thing = ROLES.get(latest[0]) if latest and ROLES.keys() >= {*latest} else None
    return Before(
        asked,
        about,
        sums,
        latest[0] if len(latest) == 1 else None,
        doubted,
        period,
        sold,
        loans,
        thing,
        guessed=guessed,
        disputed=disputed,
    )


OF_LAWYERS = re.compile(r"\b(?:attorney|lawyer|legal|abogad)", re.I)
"""Words of a fee that is a lawyer's."""


def unsure_of(text: str, sums: Iterable[Figure], before: Before) -> Iterator[Fact]:
    """Which figures are a guess of the person, and which they do not believe, where this message changes that."""
    told = {figure.role: figure.span for figure in sums if figure.role}
    now = doubted(text, told, before.known)
    for name, known in (("guessed", before.guessed), ("disputed", before.disputed)):
        new = (known - told.keys()) | now[name]
        if new != known:
            yield Fact(name, " ".join(sorted(new)), "", (0, len(text)))


_BOTH = re.compile(
    r"\A\W{0,3}(?:(?:no|it'?s|its|they'?re|i owe|son|es|debo|eran?|hay) ){0,2}(?:both(?: of them)?|the two(?: of them)?|two (?:debts|loans|different ones)|(?:las|los) dos|ambas|ambos|dos (?:deudas|pr[eé]stamos))\b",
    re.I,
)


def _both(text: str, case: Mapping[str, Mapping[str, Any]]) -> Iterator[Fact]:
    """ "Both", where it was asked which of two debts is meant: the larger is the loan, and the other a second one."""
    told = (case.get("debt") or {}).get("value") or {}
    first, other = to_interval(told), to_interval(told.get("or"))
    if first and other and (said := _BOTH.match(text)):
        owed = sorted((first, other), key=lambda each: each.low, reverse=True)
        for role, sum_ in zip(("debt", "second_loan"), owed, strict=True):
            yield Fact("money", to_json(sum_), said[0], said.span(), role)


# "El 14 de este mes", "la corte es el 9, no el 30", "the sale is the 12, not the 21": a day and no price.
_OF_THE_MONTH = Guarded(
    r"\bel (?:d[ií]a )?\d{1,2} (?:de (?:este|ese)|del) (?:mismo )?mes\b|\b(?:(?:antes|despu[eé]s) del|hasta el|desde el) (?:d[ií]a )?[0-3]?\d\b(?! ?(?:k|mil|%|por)|[.,\d])|\bel [0-3]?\d es (?:la|mi|cuando)\b"
    r"|\b(?:no (?:es |era |fue |para )?el (?:d[ií]a )?|not (?:on )?the |(?:sale|auction|court|hearing|lockout)(?: date)? (?:is|was) (?:on )?the |(?:subasta|venta|corte|audiencia) (?:es|era|fue) el (?:d[ií]a )?)[0-3]?\d"
    r"\b(?![.,]?\d|[%/]| ?(?:k|mil|grand|thousand|percent|por ciento|dollars|d[oó]lares|pesos)\b)",
    re.I,
)
PAST_THE_SALE = frozenset({"sold", "confirmed", "judgment", "collection"})


# "August 7, 2026", "8/7/2026": none of its digits is money. "Of 2000" may be.
_A_YEAR = timedelta(days=360)


# "I paid half of it in 24", "en el 24", "since '19": a year. "Put in 24" is a sum.
_YEAR_IN_TWO = re.compile(
    r"(?<!put )(?<!sent )(?<!kicked )(?<!chipped )(?<!threw )(?<!turned )(?<!came )\b(?:in|since|during|en(?: el)?|desde(?: el)?) ['’]?[012]\d\b"
    r"(?![,.]\d| ?(?:k|mil|grand|g|thousand|hundred|percent|por ciento|%|dollars|bucks|d[oó]lares|pesos|days?|weeks?|months?|years?|hours?|payments?|d[ií]as?|semanas?|mes(?:es)?|a[nñ]os?|horas?|pagos?)\b|[%/-])",
    re.I,
)


def _without_days(text: str, named: Sequence[Day]) -> str:
    """The text with blanks for its dates, so that no year or day of a month is read as a sum."""
    text = _YEAR_IN_TWO.sub(lambda year: " " * len(year[0]), _OF_THE_MONTH.sub(lambda day: " " * len(day[0]), text))
    for day in named:
        start, end = day.span
        if day.last - day.first < _A_YEAR and HAS_MONTH.search(text, start, end):
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _figures(text: str, before: Before, worked_out: frozenset[Decimal]) -> Figures:
    """The sums of a message. One that was worked out and is said back is no new one, unless they say what else it is."""
    found, plain = (
        find_figures(text, before),
        without_back(text, worked_out, {each.low for each in before.known.values()}),
    )
    if plain == text or (before.asked and len(text.split()) <= _BARE_ANSWER):
        return found
    placed = any(
        each.sure
        and each.role not in {None, "other", "pay", "take_home"}
        and each.interval.low in worked_out
        and not (each.role == "taken" and _SO.search(text, max(0, each.span[0] - 40), each.span[0]))
        for each in found.sums
    )
    return found if placed else find_figures(plain, before)


_SO = re.compile(r"\b(?:so|then|entonces|o sea)\b[^.?!;]{0,36}\Z", re.I)
""" "So they take 175 a week, right?": concluded, and taken by nobody as yet."""


def _limits_of_pay(case: Mapping[str, Mapping[str, Any]], on: date) -> frozenset[Decimal]:
    """What the limits of the pay that was told come to: said back, they are no pay and no price."""
    told = {name: part.get("value") for name, part in case.items()}
    limit, period = limit_of(told.get, on), told.get("pay_period")
    if limit is None or not period:
        return frozenset()
    found, of_a_week = [*here(limit)], of_each_week(told.get)
    for place in {str(told[name]) for name in ("state", "lives_in", "works_in") if told.get(name)}:
        found += (*most.limits, *most.of_each(period)) if (most := pay_elsewhere(place, *of_a_week, on)) else ()
    return frozenset(one.comes for one in found if one.comes)


_BARE_ANSWER = 4
"""Words of a message that only gives the sum that was asked for."""


def _money(text: str, before: Before, named: Sequence[Day], worked_out: frozenset[Decimal]) -> Iterator[Fact]:
    offered = find_instalments(text)
    if offered:
        parts = {name: str(value) for name, value in offered._asdict().items() if isinstance(value, int | Decimal)}
        yield Fact("instalments", parts, text[slice(*offered.span)], offered.span)
    found = _figures(without_shares(_without_days(text, named)), before, worked_out)
    sums = in_all(text, found.sums, before.about, before.known.get("forgiven"))
    for figure in sums:
        start, end = figure.span
        lawyers = OF_LAWYERS.search(text, max(0, start - 30), end + 30) if figure.role == "fees" else None
        yield money(replace(figure, words=f"{lawyers[0]} {figure.words}") if lawyers else figure)
        if others := figure.others:
            yield money(others)
    yield from unsure_of(text, sums, before)
    if found.period:
        yield Fact("pay_period", found.period, found.period, (0, len(text)))
    for name in found.retracted:
        yield Fact("retracted", name, "", (0, len(text)))
    if not found.sums and foreign_currency(text):
        yield Fact("other_currency", True, "", (0, len(text)))


def _states(text: str, asked: str | None, case: Mapping[str, Any]) -> Iterator[Fact]:
    told = {name: case[name] for name in ("state", "lives_in", "works_in") if name in case}
    away = any(known["value"] != "IL" for known in told.values())
    places = find_places(text, bare=asked in {"estimate_state", "state"}, elsewhere=away)
    for name, code in _put_right(text, places, told):
        yield Fact("retracted", name, code, (0, len(text)))
        told.pop(name, None)
    home, lives, works = (told.get(name, {}).get("value") for name in ("state", "lives_in", "works_in"))
    gone = asked is None and (case.get("stage") or {}).get("value") in PAST_THE_SALE
    yield from _asked_of(text, places, {home, lives, works} - {None})
    ours = [place for place in places if place[2] in OURS]
    sure = [place for place in ours if place[2] != "perhaps"]
    theirs: list[Place] = [
        (span, code, "home") for span, code, whose in ours if whose == "perhaps" and names_home(text, span[0])
    ]
    if [place[2] for place in sure] == ["lives_in"] and theirs:
        ours = [*sure, *theirs[:1]]  # "his house in Indiana … my door here in Joliet"
    elif [place[1:] for place in sure] == [("IL", "lives_in")] and not (
        home or _ELSEWHERE_BEFORE.search(text) or home_elsewhere(text, sure[0][0][0])
    ):
        ours = [(sure[0][0], "IL", "home")]  # "I live in Cicero and they sold my house": there is no other home
    for span, code, whose in ours:
        if whose == "works_in":
            yield Fact(whose, code, text[slice(*span)], span)
            continue
        others = {home, lives, *(other for _, other, _ in ours)} - {None, code}
        # "My wife's cottage in Michigan", of somebody in Ohio: what else there is, and not the home.
        if others and (whose == "perhaps" or of_another_place(text, span[0])):
            continue
        if (
            (code == lives if home is None else code != home)
            and whose in {"home", "perhaps"}
            and asks_of(text, span[0])
            and not (names_home(text, span[0]) or im_there(text, span[0]))
        ):
            continue  # "so Illinois rules only?", of a home in Indiana; "so can they in Texas?", of somebody who lives there
        # "Do they have to go to court in Wisconsin?": the home is where it was, and that they live there takes words of its own.
        aside = (
            home not in (None, code)
            and (code == lives or (home == "IL" and lives is None))
            and len(text.split()) > A_PLACE
            and not names_home(text, span[0])
        )
        if aside and code != lives and whose != "lives_in" and not im_there(text, span[0]):
            continue
        # "I'm in Nevada", when the home is gone and nobody said where it was.
        left = home is None and code != "IL" and gone and im_there(text, span[0])
        role = "lives_in" if aside or left or whose == "lives_in" else None
        yield Fact("state", code, text[slice(*span)], span, role)


def _county(text: str, states: Sequence[Fact], case: Mapping[str, Any]) -> Iterator[Fact]:
    read = read_county(text, known="county" in case)
    homes = [fact.value for fact in states if fact.case_name == "state"]
    here = "IL" in (homes or [(case.get("state") or {}).get("value", "IL")])
    if (told := read.told) and here and not (im_there(text, at := told.span[0]) and home_elsewhere(text, at)):
        yield Fact("county", told.place.full, text[slice(*told.span)], told.span, sure=told.sure)
    if read.asked:
        yield Fact("asked_county", read.asked.full, "", (0, len(text)))


def _asked_of(text: str, places: Sequence[Place], known: Collection[str]) -> Iterator[Fact]:
    """The state whose rule is asked for, where another is known, or which is named alone among those that are: "does Texas let them?"."""
    for span, code, whose in places:
        told = whose not in {"home", "perhaps"} or names_home(text, span[0]) or im_there(text, span[0])
        if told or has_something_there(text, span[0]):
            continue  # "my wife has a cabin in Michigan, can they put a lien on it?": the judgment is where it was
        if len(text.split()) <= A_PLACE or (known and asks_of(text, span[0])):
            yield Fact("asked_of", code, text[slice(*span)], span)
            return


def _put_right(text: str, places: Sequence[Place], told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was told of a state and is taken back, and the state: "no, not Texas", "I live in Cicero, it's my brother who is in Texas",
    "that's where my sister lives"; "place" where that was not taken for theirs."""
    if of_that_place(text):
        newest = max((known.get("turn", 0) for known in told.values()), default=0)
        newly = [name for name, known in told.items() if known.get("turn", 0) == newest and known["value"] != "IL"]
        return [(name, told[name]["value"]) for name in newly[-1:]] or [("place", "")]
    no = bool(_NO_FIRST.match(text))
    kept = {code for _, code, whose in places if whose in OURS}
    gone = {
        code
        for span, code, whose in places
        if whose == "denied" or (whose == "others" and (no or cleft(text, span[0])))
    }
    lives = bool(_LIVING.search(text))
    # What is said of where they live takes nothing from where the home or the judgment is, nor the other way about.
    stays = "lives_in" if _THING_IS_THERE.search(text) and not lives else "state" if lives and len(told) > 1 else None
    taken = [
        (name, known["value"])
        for name, known in told.items()
        if known["value"] in gone - kept and name != stays and (name != "works_in" or _WORKING.search(text))
    ]
    homes = {code for span, code, whose in places if whose == "home" and names_home(text, span[0])}
    if no and homes and "state" in told and told["state"]["value"] not in homes:
        taken.append(
            ("state", told["state"]["value"])
        )  # "no, the house was in Illinois", of a home that was noted elsewhere
    only = len(text.split()) <= A_DENIAL and any(whose == "denied" for *_, whose in places)
    return taken or [("place", min(gone - kept, default=""))] * bool(gone and (no or only))


# "The judgment is from Illinois, not Texas", of somebody who lives in Texas.
_THING_IS_THERE = Guarded(
    r"\b(?:judge?ment|case|court|house|home|loan|order|sentencia|caso|corte|casa|hipoteca|orden)\b[^.;!?\n]{0,30}\b(?:is|was|were|es|era|fue|est[aá])\b",
    re.I,
)
_LIVING = Guarded(r"\b(?:liv(?:e|es|ed|ing)|mov(?:e|ed|ing)|resid\w{1,4}|viv(?:o|e|imos|[ií]a)|mud\w{1,4})\b", re.I)
_WORKING = Guarded(
    r"\b(?:i(?: do| did)?(?:n'?t| not)? work(?:ed)?|working|(?:my|mi) (?:jobs?|work|employer|trabajo|empleo)|(?:no|yo) trabajo)\b",
    re.I,
)
_NO_FIRST = re.compile(r"\A\W{0,4}(?:no|nope|nah|not|wrong|actually|i said|le dije|que no)\b", re.I)
_ELSEWHERE_BEFORE = Guarded(
    r"\b(?:mov(?:e|ed|ing)|now|currently|relocat\w{1,3}|apartment|rent(?:ing)?|work(?:ing)?|job|mud[eé]\w{0,2}|ahora|rent[oa]\w{0,2}|trabaj\w{1,2})\b",
    re.I,
)
A_DENIAL = 8
"""Words of the longest message that does nothing but say where they are not: "I do not live in Missouri"."""
A_PLACE = 4
"""Words of the longest message that does nothing but name a state."""
_NO_JUDGMENT = Guarded(
    r"\b(?:(?:no|not (?:an?|any)|without (?:an?|any)|(?:isn'?t|wasn'?t|(?:do|did|has|have)(?:n'?t| not)(?: (?:have|get|got|been))?|never(?: (?:had|got|was|been|have|there was))?) (?:an?|any))"
    r"|no (?:hay|hubo|tengo|tenemos|ha habido|existe)(?: (?:ninguna|una|la))?|sin(?: ninguna)?|ninguna) "
    r"(?:deficiency |court |money |final |foreclosure )?(?:judge?ments?|sentencia)\b(?! (?:against|until|before|proof|contra)\b)"
    r"|\b(?:judge?ment|sentencia)\W{0,3} (?:none|not yet|ninguna|todav[ií]a no|a[uú]n no)\b",
    re.I,
)


def _unjudged(text: str) -> bool:
    """Whether it is told that there is no judgment; "if there is none" supposes it."""
    return any(not supposed(text, match.start()) for match in _NO_JUDGMENT.finditer(text))


_ADDED = Guarded(r"\b(?:fees?|costs?|tax(?:es)?)\b", re.I)


def _as_told(day: Day, case: Mapping[str, Any]) -> Day:
    """A day whose year was not said, in the year of the same day that was told before: "with December 15 so near"."""
    if day.year_said or day.first != day.last:
        return day
    known = (date.fromisoformat(case[name]["value"][0]) for name in case if name.endswith("_date"))
    same = next((each for each in known if (each.month, each.day) == (day.first.month, day.first.day)), day.first)
    return replace(day, first=same, last=same)


def _days(
    text: str,
    written: str,
    on: date,
    asked: str | None,
    about: str | None,
    case: Mapping[str, Any],
    sums: bool,
    named: Sequence[Day],
    offered: bool,
) -> Iterator[Fact]:
    """What happened when, and what is to come: that comes first, since its days are read by the words around them."""
    events = read_told(text, on)
    for kind in sorted(events.off):
        yield Fact("retracted", f"{kind}_date", "", (0, len(text)))
    unjudged = _unjudged(text)
    for name in ("judgment_date", "judgment") if unjudged else ():
        yield Fact("retracted", name, "", (0, len(text)))
    judged = (case.get("judgment_date") or {}).get("value")
    if judged and not unjudged and _was_another(written, str(judged[0])[:4]):
        yield Fact("retracted", "judgment_date", "", (0, len(text)))
    coming = {event.kind: event for event in reversed(events.coming)}
    if "answer" in coming and coming["answer"].said and offered and "paper" not in case and not names_court(text):
        coming.setdefault("offer", coming.pop("answer"))  # "I have to answer them by the 11th", of an offer
    sold = (case.get("stage") or {}).get("value") in PAST_THE_SALE
    sold = sold or any(day.event == "sale" and day.last < on for day in named)
    if "sale" in coming and sold and names_court(text) and not _ANEW.search(text):
        coming.setdefault("hearing", coming.pop("sale"))  # the court's day on a sale that is over
    if (_ASKS_OUT if "confirmed_date" not in case else _ASKS_TO_BE_OUT).search(text) and not _PUT_OUT.search(text):
        coming.pop("lockout", None)  # "so I have to be out by Dec 9?" asks whether that is the day
    if (
        "answer" in coming
        and not coming["answer"].said
        and "served_date" in case
        and not (named or _THIS_DAY.search(text))
    ):
        coming.pop("answer")  # "she was just served", of papers whose day is known
    for kind, event in coming.items():
        value = [event.first.isoformat(), event.last.isoformat()]
        yield Fact("date", value, "", (0, len(text)), kind, sure=event.said)
    told = set(case)
    served_today = events.served == on and _THIS_DAY.search(text)
    papers = tells_of_papers(text, *((case.get(name) or {}).get("value") for name in ("stage", "paper")))
    ends = {end for _, end in _spans(text, named)}
    behind = (case.get("stage") or {}).get("value") == "behind"
    missed = first_missed(text, on, behind, [day for day in named if day not in ends])
    ahead = {(one.first.month, one.first.day) for one in events.coming if one.said or one.kind == "offer"}
    denied, of_the_end = denied_days(text, on), bool(_OF_THE_END.search(text))
    noticed, place = _of_a_collector(text, about, case), 0
    if wrong := None if named else _told_as(denied, case):
        yield Fact("retracted", f"{wrong}_date", "", (0, len(text)))
    for day in named:
        if day in ends:
            continue  # "9% from February to June": how long it grows, and no day of a judgment
        if missed and day == missed[0]:
            continue
        if day.first == day.last and (day.first.month, day.first.day) in ahead:
            continue  # "the sheriff locks us out dec 3", "handed me a citation for January 14": no day that is over
        if about == "deadlines" and text.rstrip().endswith("?") and says_only(text, day.span):
            continue  # "the 20th?" asks whether that is the day
        if day.event is None and is_limit(text, day.span[0]):
            continue  # "I have until april"
        part = of_a_notice(text, day.span, place) if noticed and day.event is None else None
        place = day.span[1]
        if noticed and not part and about == "debt_collectors" and {*case} >= {"letter_date"} and "?" not in text:
            # The day that was asked for, where only the one on the letter is known.
            part = "received" if "received_date" not in case and says_only(text, day.span) else None
        if part and day.first <= on:
            told.add(f"{part}_date")
            yield Fact("date", [day.first.isoformat(), day.last.isoformat()], text[slice(*day.span)], day.span, part)
            continue
        what: str | None = day.event
        # A day is the one that was asked for where its clause tells of nothing else: "my last payment was in May" does.
        alone = what is None and says_only(text, day.span)
        unknown = None if unjudged or "judgment_date" in told else "judgment"
        if alone and asked == "estimate_time" and not (sums or _ADDED.search(text)):  # "fees of 2000"
            what = unknown or "sale"
        if (
            what is None
            and not unjudged
            and _runs_from(text, day, alone, asked == "judgment_amount" or about == "calculate_interest")
        ):
            what = "judgment"  # "since march 2021": the day from which it grows
        if what is None and alone and about == "deadlines" and not _OF_THE_END.search(text):
            # The day that was asked for: that of the papers where only about when they came is known.
            first, last = (case.get("served_date") or {}).get("value") or (None, None)
            what = "served" if first != last else unknown or "served"
        if what is None and papers and day.first <= on and handed(text, day.span) and not from_then(text, day.span[0]):
            what = "served"
        if what is None and papers and about in _OF_PAPERS and day.last <= on and counted_from(text, day.span[0]):
            what = "served"  # "just tell me, from Nov 21"
        refined = _refined(text, day, case)
        what = what if refined is None or (unjudged and refined == "judgment") else refined
        unasked = what is None and asked != "estimate_time" and not (sums or of_the_end)
        if what == "answer" and text[clause_of(text, day.span)[1] :][:1] == "?":
            continue  # "so how is the answer due dec 30?"
        if put_right := _stands_for(text, day, denied, case, unasked):
            what, day = (
                put_right,
                in_place_of(day, dict(_known_days(case))[put_right], on) if put_right not in COMING else day,
            )
        if what in {"judgment", "sale"} and _OF_A_LETTER.search(text, max(0, day.span[0] - 40), day.span[0]):
            continue  # "a letter of November 10 from Marrow Judgment Partners"
        if what == "judgment" and (
            of_another_matter(written[slice(*clause_of(text, day.span))]) or supposed(text, day.span[0])
        ):
            continue  # "I got divorced in 2021 the judge gave my ex the house"
        if what == "sale" and _is_to_come(text, day, on):
            day = year_later(day)  # "got a sale date dec 22 can I still pay it off"
        if what == "sale" and day.last >= on and kind_named(text[slice(*clause_of(text, day.span))]) == "hearing":
            what = "hearing"  # "court on the 14th about the sale"
        if what == "sale" and other_home(text, day.span[0]):
            continue  # "the fella next door, his went for 140 in the spring"
        if what == "sale" and _THING_SOLD.search(text, *clause_of(text, day.span)):
            continue  # "our loan was sold in March"
        if what and what not in COMING and day.first > on:
            continue  # what is over when it is spoken of
        if what and what not in coming:
            told.add(f"{what}_date")
            value = [day.first.isoformat(), day.last.isoformat()]
            yield Fact("date", value, text[slice(*day.span)], day.span, what)
    if events.served and ("served_date" not in told or served_today):
        yield Fact("date", [events.served.isoformat()] * 2, "", (0, len(text)), "served")
    if missed and missed[1] <= on:
        day, first, last = missed
        yield Fact("date", [first.isoformat(), last.isoformat()], text[slice(*day.span)], day.span, "missed")


# "A sale date on my house dec 22": where nothing says that it was, a day that is set is to come.
_SET = Guarded(
    r"\b(?:sale|auction)s? (?:date|day)\b|\b(?:sale|auction) is\b|\b(?:have|got|set|schedul\w{1,4}|upcoming|coming)\b[^.;!?\d]{0,16}\b(?:sale|auction)\b|\bfecha (?:de|para) (?:la |el )?(?:venta|subasta|remate)\b",
    re.I,
)
_WAS = Guarded(
    r"\b(?:was|were|had|passed|missed|went|happened|sold|over|already|ago|last|fue|era|pas[oó]|vend\w{1,5}|remataron)\b",
    re.I,
)
_SOON_ENOUGH = timedelta(days=180)


def _is_to_come(text: str, day: Day, on: date) -> bool:
    """Whether the day of a sale that was read as over, without its year, is one that is set."""
    if day.year_said or day.last >= on or not day.last < on <= year_later(day).last <= on + _SOON_ENOUGH:
        return False
    clause = clause_of(text, day.span)
    return _SET.search(text, *clause) is not None and not _WAS.search(text, *clause)


def _of_a_collector(text: str, about: str | None, case: Mapping[str, Any]) -> bool:
    """Whether the days of a message may be those of a collector's notice, and of no court's papers."""
    if names_court(text):
        return False
    known = about == "debt_collectors" or bool(case.keys() & {"letter_date", "received_date"})
    return bool(OF_A_COLLECTOR.search(text)) or (known and not case.keys() & {"paper", "served_date"})


_THIS_DAY = Guarded(r"\b(?:today|this (?:morning|afternoon)|hoy|esta (?:ma[nñ]ana|tarde))\b", re.I)
_ASKS_TO_BE_OUT = Guarded(
    r"\?\s*\Z|(?:\A|[,.;:!] )(?:(?:so|and|ok|but) )?(?:do|does|is|must|should|am|es|tengo)\b", re.I
)
_ASKS_OUT = Guarded(r"(?:\A|[,.;:!?] )(?:(?:so|and|ok|but) )?(?:do|does|must|should) i\b", re.I)
_PUT_OUT = Guarded(r"\b(?:sheriff\w*|deput\w+|lock\w*|evict\w*|kick\w*|desaloj\w*|cerradura\w*)\b", re.I)


def _stands_for(text: str, day: Day, denied: Sequence[Day], case: Mapping[str, Any], unasked: bool) -> str | None:
    """Which day told before a day is to stand for: "no march", "march not feb", and "it was march" right after that was told."""
    known = dict(_known_days(case))
    if not known or (day.event and day.event not in known):
        return None
    if day.event and not denied and not puts_right(text, day.span[0]):
        return None
    if day.event or (instead := _told_as(denied, case)):
        return day.event or instead
    last = max(int(part.get("turn", 0)) for part in case.values())
    newest = max(known, key=lambda what: int(case[f"{what}_date"].get("turn", 0)))
    if not puts_right(text, day.span[0]):
        again = unasked and int(case[f"{newest}_date"].get("turn", 0)) == last
        return newest if again and says_only(text, (0, len(text))) and says_only(text, day.span) else None
    # "No march", where more than one day is known: the one that is March already, else the one that March is nearest to.
    return _told_as([day], case) or min(known, key=lambda what: (_apart(day, known[what]), what != newest))


def _apart(day: Day, known: Day) -> int:
    return abs((in_place_of(day, known, date.max).first - known.first).days)


# Matters of a family, of an estate and of a crime, which a court decides as well.
_ANOTHER_MATTER = re.compile(
    r"\b(?:divorc\w{0,6}|(?:legal(?:ly)? )?separat(?:ion|ed)|custody|alimony|child support|guardianship|probate|adoption|immigration|asylum|dui|probation|restraining order|order of protection|(?:decree|awarded)\b[^.;!?\n]{0,40}\bex\b"
    r"|custodia|pensi[oó]n alimenticia|manutenci[oó]n|tutela|sucesi[oó]n|adopci[oó]n|migraci[oó]n|asilo|orden de (?:protecci[oó]n|alejamiento))\b",
    re.I,
)
_JUDGED = re.compile(
    r"\b(?<!divorce )(?:judge?ment|sentencia)\b(?! (?:of|for|in|de|del) (?:the |my |our |el |mi )?(?:divorc|dissol|separ|custod))|\b(?:foreclos|deficienc|deficiencia|ejecuci[oó]n)",
    re.I,
)


def of_another_matter(text: str) -> bool:
    """Whether a clause tells of another matter of a court's, and of no judgment on the loan."""
    return bool(_ANOTHER_MATTER.search(text)) and not _JUDGED.search(text)


def _was_another(text: str, year: str) -> bool:
    """Whether what was taken for the day of a judgment is said to be another matter's: "2021 was the divorce", "that was my divorce"."""
    clauses = [clause for clause in _CLAUSE.split(_NOT_JUDGED.sub(" ", text)) if of_another_matter(clause)]
    return any(
        year in clause or ((named := _ANOTHER_MATTER.search(clause)) and _THAT_WAS.search(clause, 0, named.start()))
        for clause in clauses
    )


_NOT_JUDGED = re.compile(
    r"\b(?:not|no|isn'?t|wasn'?t)(?: (?:the|a|my|this|foreclosure|money|la|una|mi|de|el)){0,3} (?:judge?ment|sentencia|foreclosure)\b",
    re.I,
)
_THAT_WAS = re.compile(
    r"\b(?:that|it|that one|eso|esa|[eé]se)(?:'?s| was| is| year was| fue| era| es)(?: (?:for|from|about|the|my|our|when|del?|el|la|mi|cuando|i|we|got|me|just|only)){0,4} \Z",
    re.I,
)
_OF_A_LETTER = re.compile(
    r"\b(?:letters?|cartas?)\b(?: (?:is|was|that'?s|es|est[aá]))?,? ?(?:dated|of|from|on|del?|con fecha(?: del?)?|fechada)? ?(?:the |el )?\Z",
    re.I,
)


def _known_days(case: Mapping[str, Any]) -> Iterator[tuple[str, Day]]:
    """The days told before that another may stand for."""
    for what in _OF_WHAT:
        if isinstance(known := (case.get(f"{what}_date") or {}).get("value"), list):
            yield what, Day(date.fromisoformat(known[0]), date.fromisoformat(known[1]))


def _told_as(days: Sequence[Day], case: Mapping[str, Any]) -> str | None:
    """What one of these days was told as before."""
    for what, known in _known_days(case):
        for day in days:
            same = (day.first.month, day.first.day) == (known.first.month, known.first.day)
            if day.first == known.first or (same and not day.year_said):
                return what
    return None


def _runs_from(text: str, day: Day, alone: bool, asked: bool) -> bool:
    """Whether something grows from a day on: "interest since March 2021", or "since March 2021" where that was asked. Not "I have not paid since"."""
    if not from_then(text, day.span[0]):
        return False
    return bool(_GROWS.search(text, *clause_of(text, day.span))) or (asked and alone)


_OF_PAPERS = frozenset({"served_with_papers", "deadlines", "defend_foreclosure"})
"""Subjects after which a day to count from is that of the papers."""

# "The last day is December 24, right?", after a count: that is no day on which something happened.
_OF_THE_END = Guarded(
    r"\?|\b(?:last day|until|till?|deadlines?|due|right|correct|so (?:it|that)(?: i|'|’)s|[uú]ltimo|hasta|plazo|verdad|cierto|vence)\b",
    re.I,
)
_OF_WHAT: Mapping[str, Guarded] = {
    "confirmed": Guarded(r"\b(?:order|confirm\w{0,6}|approv\w{1,4}|court|judge|orden|corte|juez)\b", re.I),
    "judgment": Guarded(r"\b(?:order|judge?ment|court|judge|orden|sentencia|corte|juez)\b", re.I),
    "sale": Guarded(r"\b(?:sale|sold|auction\w{0,3}|venta|subast\w{1,4}|vend\w{2,5})\b", re.I),
    "served": Guarded(r"\b(?:served|summons|papers?|citaci[oó]n|papeles)\b", re.I),
}
"""What a day that says nothing of itself is the day of, where the month was told before: "the order was sept 12"."""


def _refined(text: str, day: Day, case: Mapping[str, Any]) -> str | None:
    for what, named in _OF_WHAT.items():
        first, last = (case.get(f"{what}_date") or {}).get("value") or (None, None)
        within = first != last and str(first) <= day.first.isoformat() and day.last.isoformat() <= str(last)
        clause = clause_of(text, day.span)
        # Of papers that came "two weeks ago", a day of those weeks is their day, unless it is said of something else.
        if within and (named.search(text, *clause) or (what == "served" and not _told_of_else(text, clause))):
            return what
    return None


def _told_of_else(text: str, clause: tuple[int, int]) -> bool:
    return any(named.search(text, *clause) for what, named in _OF_WHAT.items() if what != "served")


_LATER = Guarded(r"\b(?:later|afterwards?|(?:between|after|from|since) the judge?ment|of interest)\b", re.I)
_EACH = Guarded(r"\d\s{0,3}k?\s{1,3}(?:a|per|each|every) (?:day|week|month|year)\b", re.I)
# Of money: no "successor in interest", and no children that grew up.
_GROWS = Guarded(
    r"\b(?:grow(?!n? up)\w*|(?<!in )interest|unpaid|balloon\w*|add up|accru\w*|inter[eé]s(?:es)?|crec(?:e|er|er[áa]|er[ií]a|iendo|i[oó]))\b",
    re.I,
)


_TO = Guarded(r"\b(?:to|until|till?|through|thru|up to|hasta|al?)\b", re.I)


def _spans(text: str, named: Sequence[Day]) -> Iterator[tuple[Day, Day]]:
    """The days from and to which something lasts: "from February to June"."""
    for first, last in pairwise(named):
        start, end = first.span[0], last.span[0] + 6
        near = first.last < last.first and end - start < _LONGEST_SPAN
        if near and from_then(text, start) and _TO.search(text, first.span[1], end):
            yield first, last


_LONGEST_SPAN = 60
"""Characters from the beginning of one to that of the other."""


def _lengths(text: str, asked: str | None, about: str | None, named: Sequence[Day]) -> Iterator[Fact]:
    """How long it was from judgment to sale, or for how long a judgment is to grow, in days."""
    grows = asked == "judgment_amount" or about == "calculate_interest" or bool(_GROWS.search(text))
    span = next((Interval.of((b.first - a.last).days, (b.last - a.first).days) for a, b in _spans(text, named)), None)
    text = _EACH.sub(" ", text)
    to_sale = asked == "estimate_time" or (_LATER.search(text) and about != "calculate_interest")
    if (grows or to_sale) and (length := find_length(text) or span):
        yield Fact("length", to_json(length), "", (0, len(text)), "to_sale" if to_sale else None)


def _person(text: str) -> Iterator[Fact]:
    phone = find_phone(text)
    if phone:
        yield Fact("phone", phone, phone, (0, len(text)))
    for said in _maybe_names(text, bool(phone)):
        if name := _first_name(said):
            yield Fact("name", name, said["name"], said.span("name"))
            return


def _first_name(said: re.Match[str]) -> str | None:
    """The name that is said; where "name" stands before it, without the sentence behind it: "names Terrell this number is good"."""
    words = _CALLS.sub("", without_self(said["name"])).split()
    least = 1 if _NAMES_IT.search(said[0], 0, said.start("name") - said.start()) else len(words)
    return next((name for end in range(len(words), least - 1, -1) if (name := read_name(" ".join(words[:end])))), None)


_INTRODUCED = Guarded(
    r"\b(?:my name(?: is|'s|s)?|name(?: is|:|'s|s)|this is|me llamo|^nombre|nombre(?: completo)?(?: es|:)|a nombre de)\s+(?!(?:\w+ )?(?:on|in) (?:the|a|an|that|it|this|my)\b)(?P<name>[^\W\d_][\w.'-]*(?: [^\W\d_][\w.'-]*){0,3})",
    re.I,
)
# "Hi, I'm Dana from Joliet", "Buenas, soy Rogelio de Waukegan": after a greeting a name with a capital.
_GREETED = Guarded(
    r"^\W{0,3}(?:(?:[Hh]i|[Hh]ello|[Hh]ey|[Gg]ood (?:morning|afternoon|evening)|[Hh]ola|[Bb]uen[oa]s?(?: d[ií]as| tardes| noches)?|[Qq]u[eé] tal)(?: there| all)?\b[\s,.!]{1,3}){1,2}"
    r"(?:[Ii]['’]?m|[Ii] am|[Tt]his is|[Ss]oy|[Hh]abla|[Ll]e (?:habla|escribe)) (?P<name>[A-ZÀ-Ý][a-zà-ÿ'’-]{1,20}(?: [A-ZÀ-Ý][\w'’.-]{0,20}){0,2})(?=\s?[,.;:!]|\s?$| (?:and|at|y|de|del|from|in|out|here|desde|con|with|calling|writing)\b)"
)
# "This is Tran Nguyen calling about": where the name ends.
_CALLS = re.compile(r"(?<=[a-zà-ÿ]) (?:calling|writing|texting|speaking|regarding)\b.*")
_NAMES_IT = re.compile(r"\b(?:names?|nombre|llamo)\b", re.I)
# "I'm Priya, 630 ...", "call me tomorrow, this number. Dwayne": a capital, which no other word has there.
_I_AM = Guarded(
    r"\b(?:[Ii]['’]?m|[Ii] am|[Ss]oy|[Hh]abla) (?P<name>[A-ZÀ-Ý][a-zà-ÿ'’-]{1,20}(?: [A-ZÀ-Ý][\w'’.-]{0,20}){0,2})(?=\s?[,.;:!]|\s?$| (?:and|at|y)\b)"
)
_BEFORE_NUMBER = Guarded(
    r"(?:^|[.,;:!?\n]|\b(?:is|name)\b)\s?(?P<name>[^\W\d_][a-zà-ÿ'’-]{1,20}(?: [^\W\d_][a-zà-ÿ'’-]{1,20}){0,3})[,:]?\s(?:\+?1[-. ]?)?\(?[2-9]\d\d\)?[-. ]?\d{3}[-. ]?\d{4}\b",
    re.I,
)
_SIGNED = re.compile(r"[.,;!?\n]\s?(?P<name>[A-ZÀ-Ý][a-zà-ÿ'’-]{1,20}(?: [A-ZÀ-Ý][a-zà-ÿ'’-]{1,20}){0,2})\s?\.?$")


def _maybe_names(text: str, numbered: bool) -> Iterator[re.Match[str]]:
    """What may be the name: it is introduced, or whoever gives a number or wants to be called begins or ends with it."""
    if said := _GREETED.search(text):
        yield said
        return
    if said := _INTRODUCED.search(text):
        yield said
        return
    if not (numbered or wants_call(text) or OWN_NUMBER.search(text)):
        return
    if said := _I_AM.search(text):
        yield said
        return
    before = _BEFORE_NUMBER.search(text) if numbered else None
    signed = _SIGNED.search(text[-50:])
    for said in (before, signed):
        if (
            said
            and not said["name"].lower().startswith(WEEKDAYS)
            and not (said is signed and find_places(said["name"]))
        ):
            yield said


# --- What happened to the home ------------------------------------------------------------------------------------------

_CLAUSE = re.compile(r"[.;!?\n]|,(?!\d)| but | and then | so | pero ")
_PAST = Guarded(
    r"\b(?:was|were|went|had|took|sold|bought|(?:bank|lender|they|it|company|somebody|someone) bid|happened|took place|okayed|approved|confirmed|ago|last (?:week|month|year|\w{3,9}day)|fue|vendieron)\b(?! (?:set|scheduled|moved|postponed|told|for))",
    re.I,
)

ENDS_WHAT_IS_OWED = frozenset({"in_rem", "released"})
"""Ways it ended that count whatever else is told of the end: a short sale with a release is a release."""
_ON_PAPER = Guarded(
    r"\b(?:writing|written|wrote|letter|papers?|paperwork|signed|document|order|approval|e-?mail|escrito|carta|papel|papeles|firmad[oa]|firmaron)\b",
    re.I,
)


def _papered(value: str, text: str) -> bool:
    return value != "released" or bool(_ON_PAPER.search(text))


# "The sale was set for last week", "it was last Monday but they put it off": a day that passed without a sale.
_NO_SALE_THEN = re.compile(
    r"\b(?:set|scheduled|supposed|postpon\w{1,3}|cancel\w{0,4}|call(?:ed)? off|moved|put off|pushed|stopped|adjourn\w{0,3}|continued|delay\w{0,3}|resched\w{1,6}|(?:never|not|n'?t) (?:happen|go|take|sell|sold)\w{0,3}"
    r"|(?:goes|going) up|programad[ao]|iba|pospu\w{2,6}|aplaz\w{2,5}|suspend\w{2,6}|no se (?:hizo|vendi[oó]))\b",
    re.I,
)


def _sale_is_over(text: str, days: Iterable[Fact], on: date) -> Fact | None:
    """That the home is sold, where the day of the sale has passed and nothing says that it did not happen: "sale was yesterday"."""
    past = next((day for day in days if day.role == "sale" and day.value[1] < on.isoformat()), None)
    if past is None or _NO_SALE_THEN.search(text):
        return None
    return Fact("stage", "sold", past.words, past.span)


# "If they auction it": the sale has not been.
_IF_SOLD = Guarded(
    r"\b(?:if|when|once|before) (?:they|the bank|the lender|it|(?:the|my|our) (?:house|home|place|condo)) (?:auctions?|sells?|goes (?:to|up for) (?:sale|auction)|(?:is|gets) (?:sold|auctioned))\b"
    r"|\b(?:si|cuando) (?:el banco )?(?:me |nos )?(?:la|lo|mi casa|la casa) (?:rematan?|subastan?|venden?)\b",
    re.I,
)


def _paper(text: str, case: Mapping[str, Any]) -> Iterator[Fact]:
    if denies_papers(text):
        for name in case.keys() & {"paper", "served_date", "answer_date"}:
            yield Fact("retracted", name, "", (0, len(text)))
        return
    found = [*papers_named(text)]
    noted = any(meant == "noted" for *_, meant in found)
    if told := None if noted else next((each for each in found if each[2] == "told"), None):
        yield Fact("paper", told[0], text[slice(*told[1])], told[1], sure="?" not in text)
        return
    known = (case.get("paper") or {}).get("value")
    if noted or any(meant == "denied" and kind == known for kind, _, meant in found):
        yield Fact("retracted", "paper", "", (0, len(text)))


def _happened(
    text: str, days: Sequence[Fact], on: date, case: Mapping[str, Any], sums: Sequence[Fact]
) -> Iterator[Fact]:
    """What happened to the home, and how far things are by the days of the message where nothing else says it."""
    told = tuple(_told(text, case))
    who = next((fact.value for fact in told if fact.name == "who"), (case.get("who") or {}).get("value"))
    if who == "cosigner":  # who signed for somebody else's home and never lived there makes no rental of it
        told = tuple(
            fact for fact in told if (fact.name, fact.value) != ("home", "rental") or _RENTS.search(fact.words)
        )
    if any(fact.value == "judgment" for fact in told) and _unjudged(text):
        told = tuple(fact for fact in told if fact.value != "judgment")
    later = (case.get("stage") or {}).get("value", "behind") != "behind"
    if later or any(day.role in {"served", "judgment", "confirmed"} for day in days):
        told = tuple(fact for fact in told if fact.value != "behind")
    yield from told
    yield from _struck_out(text, case, {fact.name for fact in told})
    if any((fact.name, fact.value) == ("stage", "sold") for fact in told) and _YEARS_AGO.search(bare(text)):
        yield Fact("sale_was", EARLIER, "", (0, len(text)))
    if (no := NO_FORECLOSURE.search(bare(text))) and _sold_otherwise(told, case):
        yield Fact("ended", OWN_SALE, no[0], no.span())
        return
    ends = {fact.value for fact in told if fact.name in {"stage", "ended"}} - {"behind"}
    if ends or (case.get("ended") or {}).get("value") == OWN_SALE:
        return
    priced = "sale_price" in case or any(fact.role == "sale_price" for fact in sums)
    to_come = None if case.keys() & {"stage", "sale_date"} or priced or days else _IF_SOLD.search(text)
    if to_come:
        yield Fact("ended", "not_sold", to_come[0], to_come.span(), sure=False)
        return
    if sold := _sale_is_over(text, days, on):
        yield sold
    elif ahead := next((day for day in days if day.role == "sale" and day.value[1] > on.isoformat()), None):
        known, day = (case.get("stage") or {}).get("value"), case.get("sale_date")
        if known == "sold" and day and day["value"][1] < on.isoformat():
            yield Fact("retracted", "stage", "", ahead.span)  # "next january": it was taken for the one that is over
            known = None
        if known in {None, "behind", "sued"}:
            yield Fact("stage", "sale_set", ahead.words, ahead.span)
    elif served := next((day for day in days if day.role == "served"), None):
        yield Fact("stage", "sued", served.words, served.span, sure=False)


_RENTS = Guarded(r"rent|invest|tenant|inquilin|landlord", re.I)
_ANEW = Guarded(r"\b(?:new|another|again|second|nueva|otra|segunda)\b", re.I)
LENDERS_SALE = Guarded(r"foreclos|auction|bank|lender|lost|took|sheriff|banco|perd|quit|remat|subast", re.I)
"""What says of a sale that it was the lender's."""
OWN_SALE = "own_sale"
LATELY, EARLIER = "lately", "earlier"
_YEARS_AGO = Guarded(
    r"\b(?:(?:years?|yrs?|decades?) (?:ago|back)|(?:for|been|since) (?:\w{1,8} ){0,2}(?:years|yrs)|(?:a )?long (?:time )?ago|(?:way )?back in the day|ages ago"
    r"|hace (?:ya )?(?:(?:mucho|bastante) tiempo|(?:\w{1,8} ){1,2}anos|anos)|anos atras)\b",
    re.I,
)
""" "Some years ago", in words without accents: a sale whose day nobody knows, long over."""


def _sold_otherwise(told: Sequence[Fact], case: Mapping[str, Any]) -> bool:
    """Whether the home is known to be sold, and nothing says that the lender sold it: then "there was no foreclosure" says that they did."""
    words = [fact.words for fact in told if (fact.name, fact.value) == ("stage", "sold")]
    before = case.get("stage") or {}
    if not words and before.get("value") == "sold" and "ended" not in case:
        words = [str(before.get("words", ""))]
    return any(not LENDERS_SALE.search(each) for each in words)


_THINGS = frozenset({"loan", "home", "who"})
"""Facts that name a thing or a person, where the others say what was done."""
_GOES_ON: Mapping[str, Sequence[str]] = {
    "stage": ("behind", "sued", "sale_set", "sold", "confirmed", "judgment", "collection"),
    "bankruptcy": ("considering", "filed", "discharged", "dismissed"),
}
"""Of these the furthest that a message tells is how far things are."""
_DENIED_WITH: Mapping[tuple[str, str], frozenset[str]] = {
    ("bankruptcy", "filed"): frozenset({"filed", "discharged", "dismissed"}),
}
"""What else does not hold where something is denied."""
_INSTEAD: Mapping[tuple[str, str], tuple[str, str]] = {
    **{("loan", kind): ("loan", "first") for kind in ("reverse", "second", "va", "fha", "usda")},
    ("home", "rental"): ("home", "home"),
    ("works", "wages"): ("works", "no_wages"),
    ("owns", "owner"): ("owns", "no_home"),
    ("stage", "sold"): ("ended", "not_sold"),
    ("stage", "confirmed"): ("stage", "sold"),
    ("bankruptcy", "discharged"): ("bankruptcy", "filed"),
    ("bankruptcy", "dismissed"): ("bankruptcy", "filed"),
}
"""What is likely where something is denied, while nothing else was told of it."""
# "I was never served" is said of a case, and "it was not sold for that" of a price.
_SAYS_MORE = Guarded(
    r"\b(?:served?|summons|citaci?on|papers|papeles)\b|\b(?:at|for|en|por) (?:\$?\d|that\b|i\b|we\b)|\bfor\W*\Z", re.I
)
_AFTER = 8
"""Characters behind what is denied that may say so."""


def _told(text: str, case: Mapping[str, Any]) -> Iterator[Fact]:
    told: list[Fact] = []
    denied: dict[tuple[str, str], Fact] = {}
    for fact, meant in _named(text):
        kind = (fact.name, str(fact.value))
        if meant == "denied":
            told = [each for each in told if (each.name, each.value) != kind]
            denied[kind] = fact
        elif kind == ("ended", OWN_SALE) and any(each.name == "ended" for each in told):
            continue  # "we did a short sale, sold it with a realtor"
        elif kind[1] in ENDS_WHAT_IS_OWED or _is_further(fact, [each for each in told if each.name == fact.name]):
            denied.pop(kind, None)
            told.append(fact)
        elif fact.name == "ended" and any(each.value == OWN_SALE for each in told):
            told = [each for each in told if each.value != OWN_SALE] + [fact]
    for kind, fact in denied.items():
        yield from _taken_back(kind, fact, case, {each.name for each in told})
    yield from told


_KNOWN_BY: Mapping[tuple[str, str], frozenset[str]] = {
    ("who", "heir"): frozenset({"dead", "inherit"}),
    ("who", "tenant"): frozenset({"tenant"}),
    ("who", "cosigner"): frozenset({"cosigner"}),
    ("ended", "in_rem"): frozenset({"rem"}),
    **{("bankruptcy", how): frozenset({"bankruptcy", "discharg"}) for how in ("filed", "discharged", "dismissed")},
}
"""The stems of the words for what a case may hold: who denies one of them, or wants it struck out, is rid of it."""
_NEVER_FILED = Guarded(
    r"\b(?:i|we)(?:'ve| have)?,? (?:never (?:ever )?filed\b(?! (?:an?|my|the|any) (?:answer|appearance))"
    r"|did(?:n'?t| not) (?:ever |actually )?file(?= (?:for )?(?:bankruptcy|chapter|bk|it)\b|[.,;!]|\Z))",
    re.I,
)


def _struck_out(text: str, case: Mapping[str, Any], told: Collection[str]) -> Iterator[Fact]:
    """What stands in the case and is denied now, in whatever words."""
    known = {(name, str(case[name]["value"])) for name in case.keys() & {"who", "ended", "bankruptcy"} - {*told}}
    gone = unsaid(text) if known & _KNOWN_BY.keys() else frozenset()
    for name, value in known & _KNOWN_BY.keys():
        if gone & _KNOWN_BY[name, value] or (name == "bankruptcy" and _NEVER_FILED.search(bare(text))):
            yield Fact("retracted", name, "", (0, len(text)))


def _is_further(fact: Fact, before: Sequence[Fact]) -> bool:
    order = _GOES_ON.get(fact.name, ())
    if not before or fact.value not in order:
        return not before
    last = before[-1].value
    # A judgment in a case that is under way may be the one of foreclosure, before the sale.
    return order.index(fact.value) > order.index(last) and not (
        fact.value == "judgment" and last in {"sued", "sale_set"}
    )


def _taken_back(kind: tuple[str, str], fact: Fact, case: Mapping[str, Any], told: Collection[str]) -> Iterator[Fact]:
    """What a denial takes from the case, and what is likely instead."""
    name, value = kind
    known = (case.get(name) or {}).get("value")
    gone = known in _DENIED_WITH.get(kind, {value})
    if gone:
        yield Fact("retracted", name, "", fact.span)
    if kind == ("stage", "sale_set") and "sale_date" in case:
        yield Fact("retracted", "sale_date", "", fact.span)
    name, value = _INSTEAD.get(kind, ("", ""))
    if name and name not in told and (gone or name not in case):
        yield Fact(name, value, fact.words, fact.span, sure=False)


def _named(text: str) -> Iterator[tuple[Fact, Mood]]:
    """What the clauses of a text name, in their order, and how they mean it."""
    text, written = bare(text), text
    table = possible(text)
    no_loans = {("loan", thing) for thing in denied(written)}
    place = 0
    if _BEGINS_WITH_NO.match(text) and (another := _ANOTHER.search(text)):
        who = "tenant" if another["tenant"] else "cosigner"
        yield Fact("who", who, another[0], another.span()), "denied"
    for clause in _CLAUSE.split(text):
        start = text.find(clause, place)
        place = start + len(clause)
        question = text[place : place + 1] == "?"
        plain = affirmed(clause)
        read = _read(plain.words, plain.places, question, text) if plain else ()
        anew = {(name, value): "denied" if (name, value) in no_loans else meant for name, value, _, meant in read}
        for name, value, span, meant in _read(clause, None, question, text, table):
            if anew.get((name, value)) == "denied":
                continue
            if (name, value) in no_loans:
                meant = "denied"
            if meant in {"asked", "supposed"} and (name not in {"loan", "home"} or asks_whether(clause, span)):
                continue
            where = (start + span[0], start + span[1])
            yield Fact(name, value, written[slice(*where)].strip(), where, sure=meant in {"told", "denied"}), meant
        for (name, value), meant in anew.items():
            if meant in {"told", "denied"}:
                yield Fact(name, value, written[start:place].strip(), (start, place)), meant


def _read(
    words: str,
    places: tuple[int, ...] | None,
    question: bool,
    text: str,
    table: Iterable[tuple[str, str, Guarded]] | None = None,
) -> Iterator[tuple[str, str, tuple[int, int], Mood]]:
    """What of the table stands in a clause, as it was written or affirmed, where, and how it is meant."""
    for name, value, pattern in possible(words) if table is None else table:
        if not (match := pattern.search(words)):
            continue
        meant = mood(words, match.span(), places, thing=name in _THINGS, question=question)
        says_more = _SAYS_MORE.search(words, match.start(), match.end() + _AFTER)
        if not (says_more if meant == "denied" else _is_else(value, words, match, text, question)):
            yield name, value, match.span(), meant


# "No, my brother is the tenant": it is no longer they.
_ANOTHER = Guarded(
    r"\b(?:my|mi) \w{2,12} (?:is|was|who is|who'?s|es|era|que es) (?:the|a|el|la) (?:(?P<tenant>tenant|renter|inquilin[oa])|(?P<cosigner>co-?signer|aval|fiadora?))\b",
    re.I,
)
_BEGINS_WITH_NO = re.compile(r"\A\W{0,4}no\b", re.I)


def _is_else(value: str, clause: str, match: re.Match[str], text: str, question: bool) -> bool:
    """Whether what stands there says something else, by the words around it."""
    if value in ENDS_WHAT_IS_OWED and (question or not _papered(value, text)):
        return True
    if value == "in_rem" and (_OF_ANOTHER.match(clause, match.end()) or _AGAINST_ME.search(text)):
        return True  # "in rem as to my brother and personal as to me"
    if value == "heir" and not _left_it(text) and (_MY_LATE.search(match[0]) or _own_home(text)):
        return True  # "my late husband and I surrendered our home": it was theirs
    if value == "filed" and _OF_TAXES.search(text) and "already filed" in match[0].lower():
        return True
    if value == "sold" and _sold_else(clause, match):
        return True  # "my neighbor's house sold for 120", "the bank sold our loan"
    if value == "collection" and _OF_OTHER_DEBTS.search(clause):
        return True
    if value == "judgment" and _OF_FORECLOSURE.search(clause):
        return True
    return value == "sale_set" and bool(_PAST.search(clause))  # "it went for 101 at the auction in june"


_OF_ANOTHER = re.compile(
    rf"\W{{0,3}}(?:only )?(?:as to|against|for|contra|para) (?:(?:my|mi) (?:{FAMILY})|him|her|[eé]l|ella)\b", re.I
)
_AGAINST_ME = Guarded(
    r"\bpersonal\b\W{0,3}(?:is |judge?ment |one |only |y )?(?:as to|against|contra) (?:me|mi)\b|\b(?:as to|against|contra) (?:me|mi),? (?:it is |it's |is |es )?personal\b",
    re.I,
)
_LEFT_IT = Guarded(
    r"\binherit|\bestate\b|\bheirs?\b|\bhered|\bprobate\b|\b(?:left|dejo) (?:(?:it|la|lo)\b|(?:(?:to )?(?:me|us) )?(?:the|his|her|la|su) (?:house|home|condo|place|casa))|\b(?:his|her|their|dad'?s|mom'?s|in grandmas?|su|de el|de ella) (?:house|home|condo|place|name|loan|mortgage|casa|nombre|prestamo)\b",
    re.I,
)
_MY_LATE = Guarded(r"\blate (?:husband|wife)\b", re.I)
_OWN_HOME = Guarded(
    r"\b(?:i|we) (?:bought|purchased|surrendered|owned|(?:had|lost) (?:an?|my|our))\b|\b(?:compre|compramos|perdi|perdimos)\b|\bten(?:ia|iamos) (?:(?:una|mi|nuestra) )?casa\b",
    re.I,
)


@lru_cache(maxsize=32)
def _left_it(text: str) -> bool:
    """Whether a home was left to somebody; asked of a message once, however many have died in it."""
    return _LEFT_IT.search(text) is not None


@lru_cache(maxsize=32)
def _own_home(text: str) -> bool:
    """Whether they had a home of their own."""
    return _OWN_HOME.search(text) is not None


_OF_TAXES = Guarded(r"\b(?:tax(?:es)?|irs|10(?:40|99)\w{0,3}|w-?2|return|impuestos)\b", re.I)
# "Garnished for child support": that is of another debt, and the judgment of foreclosure orders a sale and no payment.
_OF_OTHER_DEBTS = Guarded(
    r"\b(?:for|por|de)(?: (?:my|a|an|the|old|back|unpaid|federal|mi|la|las)){0,2} (?:child support|alimony|tax(?:es)?|irs|student loans?|car (?:loan|note)|credit cards?|medical bills?|hospital|manutenci[oó]n|impuestos|tarjetas?)\b",
    re.I,
)
_OF_FORECLOSURE = Guarded(
    r"\bjudge?ments? (?:of|for|in) (?:the )?foreclosure\b|\bforeclosure judge?ments?\b|\bsentencia de (?:ejecuci[oó]n|foreclosure|remate)\b",
    re.I,
)


# A loan, or a thing, that changes hands: "my note got sold", "sold our truck".
_NO_HOME = r"(?:loans?|mortgages?|notes?|(?:2nd|second|first|1st)(?! (?:home|house|place|property|condo|unit))|heloc|line of credit|debt|servicing|account|car|truck|van|boat|jewelry|tools|furniture|business|stocks?|prestamo|hipoteca|deuda|carro|camioneta|troca)"
_THING_SOLD = Guarded(
    rf"\b{_NO_HOME} (?:\w{{2,8}} )?(?:(?:got|was|were|been|being) )(?:re)?sold\b|\bsold (?:(?:my|our|the|his|her|their|its|a|that|this|all|off) ){{1,2}}(?:(?!house|home|condo|place|property|unit|building)\w{{1,12}} )?{_NO_HOME}\b"
    rf"|\bvend(?:i|io|ieron|imos) (?:(?:mi|nuestr[oa]|el|la|su) )?{_NO_HOME}\b",
    re.I,
)


def _sold_else(clause: str, match: re.Match[str]) -> bool:
    """Whether what is read as a home's sale is that of another home or of a thing, or a sale that is only spoken of."""
    if of_others(clause[: match.start()] + match[0]):
        return True
    things = [found.span() for found in _THING_SOLD.finditer(clause)]
    return any(start < match.end() and match.start() < end for start, end in things)
