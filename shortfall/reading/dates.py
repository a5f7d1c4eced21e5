"""Days and lengths of time in what people write: "march 2024", "3/15/24", "seven months", read as ranges of days.

"March" is any day of March, so that interest computed from it is a range too. Pure: the day it is said on is given.
"""

from __future__ import annotations

import calendar
import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal, cast

from shortfall.reading.guarded import Guarded
from shortfall.reading.named_days import find_length, named_days
from shortfall.reading.spanish import MONTHS
from shortfall.reading.struck import denies, struck

Event = Literal["judgment", "sale", "served", "hearing", "lockout", "discharge", "answer", "confirmed"]
COMING: frozenset[Event] = frozenset({"sale", "hearing", "lockout", "answer"})
"""What may be still to come; the others are over when they are spoken of."""

_WHAT = Guarded(
    r"(?i)\b(?:(?P<hearing>hearing|(?<!from )(?<!from the )court (?:date|is|on|hearing)|trial|audiencia)|(?P<served>(?<!have been )served|summons|me (?:entregaron|notificaron|llegaron|sirvieron|dieron(?= (?:los |unos |la |una )?(?:papeles|demanda|citaci)))|citaci[oó]n)|(?P<discharge>discharged?|descargad[ao]|descargo)|"
    r"(?P<lockout>lock ?-?outs?|locked out|evict\w{0,8}|desalojo)|(?P<answer>(?:answer|response|motion)(?= (?:is |was )?due| by| until))|"
    r"(?P<confirmed>(?:confirm|approv)(?:ed|ing|ation|al)\b(?: (?:of )?the sale| by the (?:court|judge))?|sale (?:was |got )?(?:confirmed|approved)|(?:confirm|aprob)(?:[oó]|aron|ada) (?:(?:el juez|la jueza|la corte) )?(?:la )?(?:venta|subasta)|(?:venta|subasta) (?:(?:ya |fue |qued[oó] |est[aá] ){0,2})?(?:confirmada|aprobada)|(?<!me )(?<!nos )la (?:confirm(?:[oó]|aron)|(?:fue|qued[oó]) confirmada)|(?:se|fue) confirm(?:[oó]|ada)|(?<!me )(?<!nos )la aprob(?:aron|[oó])(?! (?:la |el |mi )?(?:cita|llamada|modificaci[oó]n|pr[eé]stamo))|(?:judge |court )?(?:signed off|okayed|approved)(?: on)?(?: the| my| our)?(?: sale)?)|"
    r"(?P<judgment>(?<!divorce )judge?ments?|judged?|(?<!to )(?<!in )(?<!from )(?<!from the )(?<!divorce )(?<!family )(?<!probate )(?<!bankruptcy )court(?! (?:was|papers?|packet|documents?|summons|envelope|notices?|letters?|case|fil\w{1,4}|fees?|costs?|house)\b)|sentencia|fallo|juez|orden|(?<!in )(?<!money )order(?:ed)?|ruled|decision(?! to\b)|(?<!divorce )decree|entered(?! into\b)|(?:was|got|is|been|fue) (?:finally )?signed)|"
    r"(?P<sale>sold|(?<!confirm the )(?<!confirm my )(?<!confirming the )(?<!approve the )(?<!approving the )(?<!object to the )sale|sells?|selling|auction(?:ed)?|went for|(?:they|banks?|lenders?|investors?|compan(?:y|ies)|somebody|someone|stranger|guy|man|buyer|who|was|got|llc) bought|sheriff(?!'?s? (?:\w{2,12} )?(?:handed|served|gave|brought|came|delivered|dropped|left|knocked))|subast[oó]|subasta(?:ron|da)?|remat(?:[oó]|e|aron|ada)|venta|vendi(?:eron|da|do|[oó])))(?!\w)",
)
# A day without a year lies ahead where the words for it do: "the sale is dec 15", said in November.
_AHEAD = Guarded(
    r"(?ai)\b(?:is|are|will|it'?s(?! own)|set|scheduled|coming|going to|gonna|goes|sells|due|until|till?|have a|(?:sale|court|auction|hearing|lockout) date|es|sera|be (?:put off|postponed|moved|delayed|stopped|pushed|cancell?ed)|before|antes del?)\b"
)
_OVER = Guarded(
    r"(?ai)\b(?:was|were|sold|had|got|went|happened|entered|ago|last|been|already|took|bought|discharged|served|fue|vendieron|hace|pasad[oa]|entregaron)\b"
)
_LONG_OVER = Guarded(r"(?ai)\b(?:was|were|went|happened|ago|last|been|already|discharged|fue|hace|pasad[oa])\b")
_SOON = datetime.timedelta(days=62)
# "A hearing to confirm the sale": the day is the hearing's.
_HEARD_ON = re.compile(
    r"\b(?:hearing|audiencia) (?:to|on|for|about|para|de|sobre)(?: \w{2,12})?(?: (?:the|my|la|mi))? \Z", re.I
)
# A judgment for what is left comes after the sale, and so does the confirmation.
_AFTER_A_SALE = Guarded(
    r"\b(?:deficienc\w{1,4}|shortfall|personal judge?ment|in personam|judge?ment against me|deficiencia|confirm\w{0,7})\b",
    re.I,
)
_NOT_THAT = Guarded(
    r"\b(?:no|not|never|without|isn'?t|wasn'?t|(?:do|did|does|has|have|had)n'?t|dont|didnt|hasnt|havent|nobody|nunca|sin|tampoco|ning[uú]n\w{0,2})"
    r"(?: (?:an?|any|the|had|have|has|got|get|been|entered|filed|won|is|was|yet|ever|one|hay|hubo|tengo|tenemos|una|la|ninguna|deficiency|foreclosure|court|final|such)){0,4} \Z"
    r"|\bafter an? \Z",
    re.I,
)
# "Judgment: none", "the judgment has not come": it is none as well.
_NOT_YET = re.compile(r"\W{0,3}(?:none|not yet|hasn'?t|has not|never|ninguna|todav[ií]a no|a[uú]n no)\b", re.I)
# "Two weeks after the judgment I moved, in May": when something else was.
_BESIDE_IT = Guarded(
    r"\b(?:before|after|until|till?|antes de|despu[eé]s de|hasta)(?: (?:the|that|their|la|el|esa))? \Z", re.I
)
_CLAUSE_ENDS = Guarded(r"[.;!?\n](?!\d)|,(?!\d)|\b(?:and|but|then|so|y|pero|luego|entonces)\b", re.I)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_SAYS_NOTHING = frozenset(
    """a about actually again ago all already an and approximately are around as at back be been beginning believe by came come date day did do
    early either end exactly first for from got guess had happened happening has have he here home house i in into is isn't it it's its just last late like
    m maybe me mid middle month months my no nope not of ok okay on one only or place possibly probably recently remember right roughly s same say
    says second she since so some sometime somewhere sorry start sure that that's the their them then there they think this thought time to
    today until us wait was wasn't we week were weren't what when which with year years yes yep yeah you
    a abril ahora al algo año años antes aproximadamente aquí ayer casa como con creo cuando de del desde después dia día dias días digo el ella en entonces era eran es
    esa ese eso esta estaba este esto fecha fin finales fue fueron ha hace hasta hoy la las lo los mas más me mediados mejor menos mes meses mi más no o perdon perdón por
    posiblemente principios probablemente pues que quizás quizá se semana ser si sí sobre su tal tiempo un una vez ya yo""".split()
)
"""Words that tell of nothing that happened: a date among them alone is the one that was asked for."""
_SINCE = Guarded(r"\b(?:since|desde)\b", re.I)
_FROM_THEN = Guarded(r"\b(?:since|from|starting|beginning|desde|a partir)\b", re.I)
# "Until april", "que hasta el 3 de abril"; what is put off until a day is on that day.
_UNTIL = Guarded(
    r"\b(?:until|till?|hasta|(?:ran|runs|good|lasts?|goes) (?:to|through|thru))(?: (?:next|about|around|like|the|in|early|late|mid|end of|el|como|fines de|finales de)){0,3} \Z",
    re.I,
)
_PUT_OFF = Guarded(
    r"\b(?:postpon\w{1,3}|moved|pushed|put off|delay\w{0,3}|continued|adjourn\w{0,3}|resched\w{1,6}|set|pospu\w{2,6}|aplaz\w{2,5}|movieron|pasaron|cambiaron)\b",
    re.I,
)
# "… but they moved it to", between the day that was set and the one in its place.
_TO_ANOTHER = re.compile(
    r"(?:[\s,]|\b(?:but|and|then|now|pero|y|luego|ahora|ya|they|it|the (?:bank|court|judge)|got|was|were|been|has|have|had|just|la|lo|fue|se|me|nos|el banco|then)\b){1,10}"
    r"(?:postpon\w{1,3}|moved|pushed|put off|delay\w{0,3}|continued|adjourn\w{0,3}|resched\w{1,6}|changed|pospu\w{2,6}|aplaz\w{2,5}|movi(?:eron|da|o|ó)|pasaron|cambi(?:aron|ada|ado|o|ó))"
    r"(?: (?:it|that|them|the (?:sale|date|hearing)|back|out|again|la fecha)){0,2} (?:(?:to|till?|until|for|para|al?|hasta)(?: (?:the|el))? )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? |(?:lunes|martes|mi[eé]rcoles|jueves|viernes) )?(?:the |el )?",
    re.I,
)
_ANEW = Guarded(r"[.;!?\n]|\b(?:now|still|ahora|este|this|last|since|desde)\b", re.I)
# "They moved it from Dec 9 to Feb 3".
_FROM_TO = frozenset({"to", "till", "until", "a", "al", "para", "para el", "hasta", ""})
_MOVED_FROM = re.compile(
    r"\b(?:postpon\w{1,3}|moved|pushed|delay\w{0,3}|continued|adjourn\w{0,3}|resched\w{1,6}|changed|pospu\w{2,6}|aplaz\w{2,5}|movi(?:eron|ó)|pasaron|cambi(?:aron|ó))\b[^.;!?\d]{0,30}\b(?:from|del?)\b",
    re.I,
)
_WAS_SET = re.compile(r"\b(?:was|were|had been|era|fue|estaba|iba a ser)\b", re.I)
_NEAR = 30
_BREAK = Guarded(r"[;,.!?\n](?!\d)|\b(?:and|but|then|because|y|pero|luego|porque)\b", re.IGNORECASE)
_BREAKS = 2
"""Most of them between what happened and a day that says nothing of itself."""
_APART = 30
_AFTERWARDS = 8
_FAR = 200
"""Characters from a date beyond which no word is looked for that says what happened then."""


@dataclass(frozen=True)
class Day:
    """A day, or the days it may be (first, last), what happened on it, whether its year was said, and where it stands in the text."""

    first: datetime.date
    last: datetime.date
    event: Event | None = None
    year_said: bool = True
    span: tuple[int, int] = (0, 0)


def _moved(day: Day, years: int) -> Day:
    """The same day of another year."""

    def move(one: datetime.date) -> datetime.date:
        last = calendar.monthrange(one.year + years, one.month)[1]
        whole = one.day == calendar.monthrange(one.year, one.month)[1]
        return one.replace(year=one.year + years, day=last if whole else min(one.day, last))

    return replace(day, first=move(day.first), last=move(day.last))


def year_later(day: Day) -> Day:
    """The same day of the next year."""
    return _moved(day, 1)


def find_days(text: str, today: datetime.date) -> list[Day]:
    """The dates in `text`, in order, each with what happened then where the words beside it say so.

    A month without a year is the last one up to `today`, and the next one for what is still to come ("the sale is dec 15"); a judgment
    that would come after its sale is put a year earlier.
    """
    places = named_days(text, today)
    before, after = [0, *(each.end for each in places)], [*(each.start for each in places), len(text)]
    words = list(_WHAT.each(text)) if places else []
    starts = [word.start() for word in words]
    found = []
    for each in places:
        start, end = each.start, each.end
        floor = max(start - _FAR, before[bisect_right(before, start) - 1])
        ceiling = min(end + _FAR, after[bisect_left(after, end)])
        near = words[bisect_left(starts, floor) : bisect_left(starts, ceiling)]
        event = _event(text, (start, end), [word for word in near if word.end() <= ceiling])
        day = Day(each.first, each.last, event, each.year_said, (start, end))
        begin, close = clause_of(text, (start, end))
        found.append(_by_sense(day, text[max(begin, floor) : min(close, ceiling)], today))
    found = _told_on(text, _without_struck(text, _without_denied(text, found)), today)
    return _sold_before(found) if _AFTER_A_SALE.search(text) else _in_order(found)


def _told_on(text: str, days: list[Day], today: datetime.date) -> list[Day]:
    """The days of one sentence in the year that the first of them names: "on Feb 3, 2025 I filed, and it was sold Sept 2"."""
    told: list[Day] = []
    for day in days:
        last = told[-1] if told else None
        if last and (last.event, day.event) == ("sale", "judgment"):
            last = None  # the one before the sale
        if last and last.year_said and not day.year_said and last.first == last.last and day.first == day.last <= today:
            same = _moved(day, last.first.year - day.first.year)
            if last.first < same.first and not _ANEW.search(text, last.span[1], day.span[0]):
                day = replace(same, year_said=True)
        told.append(day)
    return told


_SOLD_BY = Guarded(
    r"\b(?:sold|auctioned|foreclosed|taken|vendid[oa]|rematad[oa]|subastad[oa])(?: off| on)?(?P<by> (?:by|por) (?:the |la |el |our |a )?(?:courts?|judge|sheriff|county|bank|lender|corte|juez|banco|condado))\b"
    r"|(?P<who>\b(?:la corte|el juez|el condado|the court|the judge|the sheriff)) (?:ya |just |already )?(?:nos |me )?(?:sold|auctioned|remat[oó]|subast[oó]|vendi[oó])\b",
    re.I,
)


def without_seller(text: str) -> str:
    """The text with blanks for who sold the home: "sold by the court on nov 12" tells of a sale, and of no day in court."""
    for found in _SOLD_BY.finditer(text):
        start, end = found.span("by" if found["by"] else "who")
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def without_put_off(text: str, today: datetime.date) -> str:
    """The text as if the first of two days had never been set, where the second took its place: "the auction was Dec 3 but they moved it to
    Jan 14" is "the auction is Jan 14". As long as it was."""
    parts: list[str] = []
    done = 0
    for old, new in pairwise(named_days(text, today)):
        between = text[old.end : new.start].strip().lower() in _FROM_TO
        moved = between and _MOVED_FROM.search(text, max(0, old.start - 60), old.end)
        if moved or _TO_ANOTHER.fullmatch(text, old.end, new.start):
            was = _WAS_SET.search(text, max(done, old.start - _NEAR), old.end)
            start = max(done, was.start() if was else old.start)
            parts += text[done:start], f"{'is':{new.start - start}}"
            done = new.start
    return "".join([*parts, text[done:]])


def _without_denied(text: str, days: list[Day]) -> list[Day]:
    """The days without those that are denied: "March, not February". What happened on the one happened on the one beside it."""
    wrong = [_denied(text, day) for day in days]
    meant = [day for day, no in zip(days, wrong, strict=True) if not no]
    events = {day.event for day, no in zip(days, wrong, strict=True) if no} - {None}
    if len(meant) == 1 and meant[0].event is None and len(events) == 1:
        return [replace(meant[0], event=events.pop())]
    return meant


_IN_SPANISH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b|\Ael \d", re.I)
_JUST_BEFORE = re.compile(rf"\b(?:{'|'.join(MONTHS)}|el \d{{1,2}}(?: de [a-z]{{3}})?)\b", re.I)
_BARE_NO = re.compile(r"[a-z\d],? no \Z", re.I)
_AS_MEANT = re.compile(r"\W{0,3}(?:creo|mejor|fue|era|m[aá]s bien|perd[oó]n|digo)\b", re.I)


def _denied(text: str, day: Day) -> bool:
    """Whether a day is named only as the one that it was not. In Spanish "marzo, no febrero" denies the second, as "not" does."""
    start, end = day.span
    if denies(text, start):
        return True
    spanish = _IN_SPANISH.search(text[start:end]) and _BARE_NO.search(text, max(0, start - 6), start)
    return bool(spanish and _JUST_BEFORE.search(text, max(0, start - 20), start) and not _AS_MEANT.match(text, end))


def denied_days(text: str, today: datetime.date) -> list[Day]:
    """The days of a text that are denied."""
    days = (
        Day(each.first, each.last, None, each.year_said, (each.start, each.end)) for each in named_days(text, today)
    )
    return [day for day in days if _denied(text, day)]


def in_place_of(day: Day, before: Day, today: datetime.date) -> Day:
    """A day that is put in the place of another: what was not said anew, its year or its month, is that of the other."""
    if day.last - day.first > _A_MONTH:  # "no, in 2025": the same days of that year
        near = before.last - before.first <= _A_MONTH and day.first.year == day.last.year
        return replace(_moved(before, day.first.year - before.first.year), span=day.span) if near else day
    moved = day if day.year_said else _moved(day, before.first.year - day.first.year)
    return moved if moved.first <= today or moved.first <= day.first else day


_A_MONTH = datetime.timedelta(days=31)


def _without_struck(text: str, days: list[Day]) -> list[Day]:
    """The days without those that are taken back: "served March 3, no, March 5". What happened on the one happened on the other."""
    gone, event, kept = struck(text, [day.span for day in days]), None, []
    for place, day in enumerate(days):
        day, event = replace(day, event=day.event or event), None
        new = days[place + 1] if place in gone else None
        if new and (not day.event or new.event in {None, day.event}):
            event = day.event
        else:
            kept.append(day)
    return kept


def says_only(text: str, span: tuple[int, int], clause: tuple[int, int] | None = None) -> bool:
    """Whether the clause of a date says nothing but that date, and what a court and a sale do: "it was in May 2025", "I think March, the
    judgment". "My last payment was in May" says more.

    Args:
        clause: the one around the date, where it was looked for already.
    """
    first, last = clause or clause_of(text, span)
    return says_nothing(f"{text[first : span[0]]} | {text[span[1] : last]}")


@lru_cache(maxsize=1024)  # more than the days of a message: who asks for each of them again waits for none
def clause_of(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Where the clause around a date begins and ends."""
    start, end = span
    floor, ceiling = max(0, start - _FAR), min(len(text), end + _FAR)
    # "And october 2024": what a date begins with may be what parts it from the clause before.
    first = max(
        (match.end() for match in _CLAUSE_ENDS.finditer(text, floor, end) if match.start() <= start), default=floor
    )
    last = _CLAUSE_ENDS.search(text, end, ceiling)
    return first, last.start() if last else ceiling


def says_nothing(gap: str) -> bool:
    """Whether the words between two things tell of nothing that happened."""
    return all(word in _SAYS_NOTHING for word in _words(gap))


def _words(clause: str) -> Iterator[str]:
    """The words of a clause, small, without dates and without what a court or a sale does."""
    for word in _WORD.findall(_WHAT.sub(" ", clause)):
        yield word.lower().replace("\u2019", "'")


def _event(text: str, place: tuple[int, int], words: Iterable[re.Match[str]]) -> Event | None:
    """What happened on the date at a place: the nearest in its clause of the words for it that stand between the dates beside it."""
    start, end = place
    if _SINCE.search(text, max(0, start - len("since the ")), start + len("desde")):
        return None  # "interest since July 30": something runs from that day
    limit = is_limit(text, start)
    choices: list[tuple[int, Event]] = []
    for word in words:
        ahead = max(0, word.start() - _NEAR)
        if _NOT_THAT.search(text, ahead, word.start()) or _NOT_YET.match(text, word.end()):
            continue  # "there is no sale jan 18", "not what I'd owe after a sale"
        if word.lastgroup == "sale" and _HEARD_ON.search(text, ahead, word.start()):
            continue
        before = word.end() <= start
        gap = text[word.end() : start] if before else text[end : word.start()]
        apart = bool(_BREAK.search(gap))
        if apart and not before:
            continue  # "bought in 2019, sold …": the word belongs to what follows
        if (
            word.lastgroup in {"judgment", "sale"}
            and _BESIDE_IT.search(text, ahead, word.start())
            and not (before and says_nothing(gap))
        ):
            continue  # "we moved out in May, before the judgment"
        if apart and (not says_only(text, place) or len([*_BREAK.finditer(gap)]) > _BREAKS):
            continue  # "they sold it, and yesterday my card was declined": that day is of something else
        if limit and not (word.lastgroup == "answer" or (word.lastgroup in COMING and _PUT_OFF.search(gap))):
            continue  # "they can't sell it until april"
        distance = len(gap) + (0 if before else _AFTERWARDS) + (_APART if apart else 0)
        choices.append((distance, cast(Event, word.lastgroup)))
    return min(choices)[1] if choices else None


def is_limit(text: str, place: int) -> bool:
    """Whether the day at a place is only how long something lasts: "until april", "hasta el 3 de abril"."""
    ends = (
        place,
        *(word.end() + 1 for word in [_WORD.match(text, place, place + _NEAR)] if word),
    )  # "until april" may be all its words
    return any(_UNTIL.search(text, max(0, place - _NEAR), end) for end in ends)


def _by_sense(day: Day, around: str, today: datetime.date) -> Day:
    """The day in the year that the words around it mean. What comes may be so near that nobody means the one of last year: "sale january"."""
    if day.year_said or day.last >= today or day.event not in {*COMING, "served"}:
        return day
    over = (_OVER if day.event == "sale" else _LONG_OVER).search(around)
    near = _moved(day, 1).first - today <= (_SOON if day.event in COMING else _A_MONTH)
    return _moved(day, 1) if (near or (_AHEAD.search(around) and day.event in COMING)) and not over else day


def _sold_before(days: list[Day]) -> list[Day]:
    """The days with the sale before the day it was confirmed: "sold in november, confirmed march 3"."""
    sold = next((day for day in days if day.event == "sale" and not day.year_said), None)
    confirmed = next((day for day in days if day.event == "confirmed"), None)
    if sold is None or confirmed is None or sold.first <= confirmed.last:
        return days
    return [_moved(day, -1) if day is sold else day for day in days]


def _in_order(days: list[Day]) -> list[Day]:
    """The days with unsaid years chosen so that the sale follows the judgment."""
    judged = next((day for day in days if day.event == "judgment"), None)
    sold = next((day for day in days if day.event == "sale"), None)
    if judged is None or sold is None:
        return days
    if judged.year_said and not sold.year_said:
        # "Judgment in March 2024, sold in October": the first October after it.
        moved = sold
        while moved.first.year > judged.first.year and _moved(moved, -1).last >= judged.first:
            moved = _moved(moved, -1)
        return [moved if day is sold else day for day in days]
    moved = judged
    while not judged.year_said and moved.first > sold.last:
        moved = _moved(moved, -1)
    return [moved if day is judged else day for day in days]


def from_then(text: str, place: int) -> bool:
    """Whether something runs from the day at a place: "since March 2021", "desde el 1 de octubre"."""
    return _FROM_THEN.search(text, max(0, place - 20), place + 6) is not None


__all__ = [
    "COMING",
    "Day",
    "Event",
    "clause_of",
    "denied_days",
    "find_days",
    "find_length",
    "from_then",
    "in_place_of",
    "says_only",
    "without_put_off",
    "without_seller",
    "year_later",
]
