"""Plain sums of days: "30 days from november 14 is what date", "how many days till my court date", "cuántos días faltan para el 10 de
diciembre". Arithmetic, and so true in every state; whether a court's time moves on from a weekend, only where it is Illinois's. Pure, linear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from shortfall.law.deadlines import Deadline, after
from shortfall.law.figures import figure
from shortfall.reading.days import day_phrases
from shortfall.reading.named_days import NUMBERS, Named, named_days
from shortfall.reading.papers import BROUGHT
from shortfall.reading.spelling import normalise
from shortfall.reading.urgent import in_english, read_told
from shortfall.talk.case import Case
from shortfall.talk.due import HELP_IN_BY, before_sale, counted, dispute, named_in

_TENS = (
    "thirty forty fifty sixty seventy eighty ninety".split(),
    "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(),
)
_WORDS = {word: number for word, number in NUMBERS.items() if word != "few"} | {
    word: number for words in _TENS for number, word in zip(range(30, 100, 10), words, strict=True)
}
_SO_MANY = re.compile(
    rf"(?<![\d.,$-])\b(?P<number>\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})[ -](?:more |full |calendar )?"
    r"(?P<unit>days?|weeks?|wks?|months?|mos?|years?|yrs?|d[ií]as?|semanas?|mes(?:es)?|a[nñ]os?)\b(?! (?:ago|late|behind|old|or|o)\b)",
    re.I,
)
_UNITS = {"d": "days", "w": "weeks", "s": "weeks", "m": "months", "y": "years", "a": "years"}
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)"
_PAPER = r"(?:(?:letter|notice|order|judgment|sale|carta|aviso|orden|sentencia|venta)(?: (?:of|on|from|dated|del?|con fecha))?)"
_ON = rf"(?: (?:on|the|my|their|this|that|el|la|su|when|cuando|que|day|d[ií]a|{_PAPER}|{_WEEKDAY},?)){{0,4}}"
_AFTER = r"(?:from|after|since|following|past|off|desde|del?|despu[eé]s del?|a partir del?|contando del?)"
_BEFORE = r"(?P<before>before|prior to|antes del?)"
_LEADS = re.compile(rf"\b(?:{_AFTER}|{_BEFORE}|(?P<added>to|al?)){_ON} \Z", re.I)
_ITS_OWN = re.compile(r"(?:in|on|of|since|from|by|until|last|this|next|around|between|was|and|to|for)[ -]", re.I)
"""What is read as a part of a month that is named."""
_ADDS = re.compile(r"\b(?:add|count|tack|s[uú]m\w{1,4}|agreg\w{1,4}|cuent\w{1,3})\b", re.I)
_PLUS = re.compile(r" ?(?:,? ?plus|\+|and|m[aá]s) ?", re.I)
# "El 9 de diciembre, 30 días después": so long after the day before it.
_AND_THEN = re.compile(r" ?(?:[,;:.-] ?)?(?:(?:and|y|then|luego|entonces|plus|m[aá]s) )?", re.I)
_THEREAFTER = re.compile(
    r" (?:later|thereafter|afterwards?|after(?= ?[?.,;]|\Z)|despu[eé]s(?! del?\b)|m[aá]s tarde|posteriores)", re.I
)
_NOW = re.compile(rf"\b(?:{_AFTER}|{_BEFORE}) (?P<now>today|now|hoy|ahora)\b", re.I)
# A day of the case by its name: "since I was served", "after the sale".
_DAYS_OF = {
    "served": r"(?:i|we|they|he|she)?'? ?(?:was |were |got |been |being )?served\b|(?:i |we )?(?:got|received) (?:the |my |those )?(?:court )?(?:papers|summons)|service\b|me (?:entregaron|dieron|sirvieron|notificaron)",
    "sale": r"(?:the |my |our )?(?:foreclosure )?(?:sale|auction)\b|(?:la )?(?:venta|subasta)\b|(?:el )?remate\b|(?:it|the house|they) (?:was )?sold\b",
    "hearing": r"(?:the |my |our )?(?:court date|court day|day in court|court hearing|court|hearing|trial)\b|(?:la |mi )?(?:audiencia|corte|cita en la corte)\b|(?:el |mi )?juicio\b",
    "answer": r"(?:the|my) answer\b|answer (?:is|date|deadline)\b|(?:la |mi )(?:respuesta|contestaci[oó]n)\b",
    "judgment": r"(?:the |my )?judge?ment\b|la sentencia\b",
}
_EVENT = "|".join(f"(?P<{kind}>{words})" for kind, words in _DAYS_OF.items())
_ONE = re.compile(rf"\b(?:{_EVENT})", re.I)
_THAT = re.compile(r"\b(?:that|it|this|eso|esa|ese|esto)\b|\A\W*\Z", re.I)
_FROM_ONE = re.compile(rf"\b(?:{_AFTER}|{_BEFORE}){_ON} (?:{_EVENT})", re.I)
_WHICH_DAY = re.compile(
    r"\b(?:(?:what|which)(?:'?s| is)?(?: (?:the|exact|calendar|would|that|is|be)){0,3} (?:date|day)|is (?:that )?what|what(?:'?s| is| would be| does)|when(?:'?s| is| would)|lands? on|falls? on|comes? (?:out )?to|(?:a )?qu[eé] (?:d[ií]a|fecha)|cu[aá]ndo|cu[aá]l|(?:cae|caen|ser[ií]a))\b",
    re.I,
)
_ALONE = 8
"""Words of the longest message that needs no question for that: "30 days from november 14"."""
_HOW_FAR = re.compile(
    r"\b(?:how (?:many (?:more )?(?:days?|weeks?)|long|far(?: away| off| out)?|much (?:more )?time)|cu[aá]nt[oa]s? (?:d[ií]as|semanas|tiempo)|cu[aá]nto(?= (?:(?:me|nos|le) )?(?:falta|queda)))\b"
    r"(?! (?:\w{1,8} )?(?:(?:do|have|did|would|will|can) (?:i|we)(?: still)?(?: have| got)?(?: left)? to (?!wait)|(?:tengo|tenemos)(?: que| para)))",
    re.I,
)
_FROM_TODAY = re.compile(
    r"\b(?:from (?:today|now)|left|away|(?:do|have) (?:i|we)(?: still)? (?:have|got|wait)|(?:me |nos )?(?:faltan?|quedan?)|desde hoy|a partir de hoy|tengo|tenemos)\b",
    re.I,
)
_LATER = re.compile(r"\b(?:after|afterwards?|despu[eé]s)\b", re.I)
_UP_TO = r"(?:between (?:now|today) and|entre hoy y|till?|'til|until|to|before|hasta|para|al?|antes del?)"
_TO_A_DAY = re.compile(rf"\b{_UP_TO}{_ON} \d|\b{_UP_TO}{_ON} [a-z]", re.I)
_TO_ONE = re.compile(
    rf"\b(?:{_UP_TO}|is|falta|es)(?: (?:the|el|la))? (?:{_EVENT})(?! (?:can|could|do|does|must|should|will|gets?|papers|order|costs?|fees?))",
    re.I,
)
_OF_MONEY = re.compile(
    r"\$|\b(?:how much (?!(?:more )?time)|interest|inter[eé]s(?:es)?|owe[ds]?|balance|cu[aá]nto (?:dinero|debo|cuesta))",
    re.I,
)

_A_SUM = re.compile(r"\d[.,]\d{3}\b|\d ?(?:mil|k)\b", re.I)

# Time is asked for, whatever sums stand beside it.
_HOW_MANY_DAYS = re.compile(
    r"\b(?:how (?:many (?:more )?(?:days|weeks)|much (?:more )?time)|how long (?:do|have) (?:i|we)|cu[aá]nt[oa]s (?:d[ií]as|semanas)|cu[aá]nto (?:tiempo|(?:(?:me|nos|le) )?(?:falta|queda)))\b",
    re.I,
)
# "How many days is that", "¿cuánto falta?": to the day of the case, which need not be named again.
_TO_IT = re.compile(
    r"\b(?:left|away|from (?:today|now)|till?|until|(?:is|are) (?:that|it|there)|(?:do|have) (?:i|we)(?: still)?(?: have| got)?|faltan?|quedan?|son|tengo|tenemos)\b",
    re.I,
)
_AGO = re.compile(
    r"\bhow (?:long|far back|many (?:days|weeks|months|years)) ago\b|\bhow (?:long|many (?:days|weeks|months|years))(?: now)? (?:has it been|have passed|has passed|is it|since)\b"
    r"|\bhace cu[aá]nt\w{1,2}\b|\bcu[aá]nt[oa]s? (?:(?:tiempo|d[ií]as|semanas|meses|a[nñ]os) )?(?:hace|lleva|(?:ya )?han? pasado|pas[oó]|pasaron)\b",
    re.I,
)
# "Is that before my hearing", "¿cae después de la subasta?".
_IS_BEFORE = re.compile(
    r"\b(?:is|was|are|will|does|do|comes?|falls?|es|cae|est[aá]|ser[aá]|queda|viene)\b(?P<what>[^.?!;]{0,40}?)\b(?P<way>before|after|antes|despu[eé]s)\b(?P<other>[^.?!;]{1,40})",
    re.I,
)
_OF_CASE = ("sale", "hearing", "lockout", "answer", "offer", "served", "judgment", "confirmed")


@dataclass(frozen=True)
class DaySum:
    """So many units from a day, or the days that are left to one that is to come (`number` is none then). `term`: the court's time of the
    case that is counted so; `asked`: where in the message it stands; `kind`: what comes on the day, where that is told."""

    due: date
    asked: tuple[int, int]
    start: date | None = None
    number: int = 0
    unit: str = ""
    term: Deadline | None = None
    kind: str | None = None
    claimed: date | None = None
    """The day that they worked out themselves."""
    other: date | None = None
    """Another day, where it is asked which of the two comes first; `claimed` is then the one that they take for the first."""

    @property
    def ago(self) -> bool:
        """Whether it is asked how long ago the day was."""
        return self.unit == "ago"


def summed(text: str, case: Case, today: date, last: str | None = None) -> DaySum | None:
    """The sum of days that a message asks for, and nothing else of them; None where it asks for none.

    Args:
        last: the question answered last.
    """
    if proposed := _runs_out(text, case, today, last or "") or _ago(text, case, today) or _first_of(text, case, today):
        return proposed
    if _OF_MONEY.search(text):
        return _to_a_day(text, case, today) if _HOW_MANY_DAYS.search(text) else None
    if before_sale(text, case, today, last) or dispute(text, case, today, last):
        return None
    return _from_a_day(text, case, today) or _to_a_day(text, case, today)


_MY_SUM = re.compile(
    r"\b(?:by my (?:math|count|sums?)|right|correct|so|then|would be|is (?:that|it)|seg[uú]n mi(?:s)? cuentas?|entonces|verdad|correcto|ser[ií]a)\b",
    re.I,
)


def _runs_out(text: str, case: Case, today: date, last: str) -> DaySum | None:
    """ "So Feb 3 2027 by my math", "give me the expiration date": the day on which the years of an Illinois judgment that was told end, worked out
    by themselves, or asked for after the rule was told."""
    judged = case["judgment_date"]
    if not judged or judged[0] != judged[1] or case["state"] not in {None, "IL"}:
        return None
    start, years = date.fromisoformat(judged[0]), int(figure("judgment_years", today))
    due = after(start, years, "years")
    for day in named_days(text, today):
        near = day.first == day.last and day.year_said and abs((day.first - due).days) <= _NEARLY
        if near and _MY_SUM.search(text, max(0, day.start - 24), day.end + 24):
            return DaySum(due, (day.start, day.end), start, years, "years", claimed=day.first)
    of_it = last.startswith(("how_long", "deadlines")) and named_in(text) is None  # "when does my redemption end"
    asked = _EXPIRES.search(text) if of_it else None
    return DaySum(due, asked.span(), start, years, "years") if asked else None


_EXPIRES = re.compile(
    r"\b(?:expir\w{1,5}|end) (?:date|day)\b|\b(?:when|what (?:date|day))\b[^.?!;]{0,24}\b(?:die|expire|end|lapse|run(?:s)? out)s?\b|\b(?:cu[aá]ndo|qu[eé] (?:d[ií]a|fecha)) (?:se )?(?:vence|caduca|expira|termina|muere)\b",
    re.I,
)
_BESIDE = 50
"""Characters within which a day belongs to what is asked of it."""
_NEARLY = 31
"""Days by which such a sum may be wrong and still mean that day."""


def _from_a_day(text: str, case: Case, today: date) -> DaySum | None:
    many = [*_SO_MANY.finditer(text)]
    days = [day for day in named_days(text, today) if not any(m.start() <= day.start < m.end() for m in many)]
    if len(many) != 1 or len(days) > 1 or (days and days[0].first != days[0].last):
        return None
    said, start, before, place = many[0], None, False, (0, 0)
    if days and (lead := _lead(text, days[0], said.span())) is not None:
        start, before, place = _meant(days[0], lead, case, today), lead == "before", (days[0].start, days[0].end)
    elif now := None if days else _NOW.search(text):
        start, before, place = today, bool(now["before"]), now.span()
    elif one := None if days else _FROM_ONE.search(text):
        start, before, place = _known(case, one), bool(one["before"]), one.span()
    which, unit = _WHICH_DAY.search(text), _UNITS[said["unit"][0].lower()]
    if (
        start is None and which and unit == "years"
    ):  # "judgment 2/3/2020. What date does 7 years fall on", of a day that was told
        told = days[0].first if days else _exact(case, "judgment")
        start = told if told and told < today else None
    opens = len(text.split()) <= _ALONE and (
        min(said.start(), place[0] if days else said.start()) <= _ALONE or "?" in text
    )
    if start is None or not (which or opens):
        return None
    number = int(said["number"]) if said["number"].isdigit() else _WORDS[said["number"].lower()]
    many_of = (7 * number, "days") if unit == "weeks" else (number, unit)
    due = after(start, -many_of[0] if before else many_of[0], many_of[1])
    term = (
        None
        if before
        else next(
            (each for each in counted(case, today) if (each.start, each.number, each.unit) == (start, *many_of)), None
        )
    )
    spans = [said.span(), place, *([which.span()] if which else [])]
    return DaySum(due, _around(spans), start, -number if before else number, unit, term)


def _lead(text: str, day: Named, many: tuple[int, int]) -> str | None:
    """Whether it is counted "after" a day or "before" it; None where it is counted from none."""
    own = _ITS_OWN.match(text, day.start)
    start = own.end() if own else day.start
    if lead := _LEADS.search(text, max(0, start - 40), start):
        return "before" if lead["before"] else "after" if not lead["added"] or _ADDS.search(text) else None
    later = _AND_THEN.fullmatch(text, day.end, many[0]) and _THEREAFTER.match(text, many[1])
    return "after" if later or _PLUS.fullmatch(text, day.end, many[0]) else None


def _meant(day: Named, lead: str, case: Case, today: date) -> date:
    """The day in the year that is meant where none is said: that of the case's own, the coming one before which is counted, else the nearest."""
    years = (day.first, after(day.first, 1, "years"))
    known = {each[0] for name in case if name.endswith("_date") and (each := case[name])}
    if day.year_said or (own := next((each for each in years if each.isoformat() in known), None)):
        return day.first if day.year_said else own or day.first
    return max(years) if lead == "before" else min(years, key=lambda each: abs(each - today))


def _known(case: Case, named: re.Match[str]) -> date | None:
    """The one day of what is named."""
    return _exact(case, next(kind for kind in _DAYS_OF if named[kind]))


def _exact(case: Case, kind: str) -> date | None:
    """The one day of that kind that was told."""
    first, last = case[f"{kind}_date"] or (None, None)
    return date.fromisoformat(first) if first and first == last else None


def _around(spans: list[tuple[int, int]]) -> tuple[int, int]:
    return min(start for start, _ in spans), max(end for _, end in spans)


def _to_a_day(text: str, case: Case, today: date) -> DaySum | None:
    far = _HOW_FAR.search(text)
    if far is None or HELP_IN_BY.search(text):
        return None
    if " " not in far[0] and far[0].lower().startswith("cu") and _A_SUM.search(text):
        return None  # "la vendieron en 148 mil, ¿cuánto falta?" asks for money
    about, to_one = named_in(text), _TO_ONE.search(text)
    told = {each.first: each.kind for each in read_told(text, today).coming if each.first == each.last}
    days = {each.first for each in day_phrases(normalise(in_english(text)), today) if each.first == each.last} - {today}
    days = days or {*told}
    if (
        len(days) > 1
    ):  # "how many days till the 20th of January, and if I do not pay on Friday": the one that is next to it
        near = [
            each.first
            for each in named_days(text, today)
            if 0 <= each.start - far.end() <= _BESIDE and each.first == each.last
        ]
        days = {each for each in days if near and (each.month, each.day) == (near[0].month, near[0].day)} or days
    within = [(each.start, each.end) for each in named_days(text, today) if abs(each.start - far.end()) <= _BESIDE]
    whole = _around([far.span(), *within])
    if len(days) == 1:
        day = days.pop()
        kind = told.get(day)
        led = bool(_TO_A_DAY.search(text, far.end()) or to_one) or far[0].lower().startswith("how far")
        if (
            not (led or (_FROM_TODAY.search(text) and not _LATER.search(text, far.end())))
            or (BROUGHT.search(text) and not led)
            or day < today
        ):
            return None
        weeks = "weeks" * bool(_WEEKS.search(far[0]))
        return DaySum(day, whole, unit=weeks, kind=kind) if about is None or about == kind else None
    if days or HELP_IN_BY.search(text):
        return None
    kind = next((kind for kind in _DAYS_OF if to_one[kind]), None) if to_one else None
    own = _exact(case, kind) if kind else None
    if to_one is None and about is None and _TO_IT.search(text, far.start()) and not _THEN_ELSE.search(text, far.end()):
        kind, own = _coming(case, today)
    if own is None or kind is None or own < today or about not in {None, kind}:
        return None
    end = _CLAUSE_ENDS.search(text, max(far.end(), to_one.end() if to_one else 0))
    return DaySum(
        own, (far.start(), end.start() if end else len(text)), unit="weeks" * bool(_WEEKS.search(far[0])), kind=kind
    )


_WEEKS = re.compile(r"\b(?:weeks?|semanas?)\b", re.I)


_CLAUSE_ENDS = re.compile(r"[.?!;,\n]| (?:and|y|but|pero) ")


_THEN_ELSE = re.compile(
    r"\b(?:to|before|until|till?|for|of|after|since|ago|para|de|hasta|antes|despu[eé]s)\b(?! (?:today|now|then|that|it|go|hoy|ahora|eso|esa|ese|tiempo)\b)",
    re.I,
)
"""That it is asked to or of something else, which is named."""


def _coming(case: Case, today: date) -> tuple[str | None, date | None]:
    """The day of the case that is to come, and its kind: what was told last, of several told at once the first. While a court's time to
    answer runs, that is what "how long do I have" asks for."""
    told = [(kind, day) for kind in _OF_CASE if (day := _exact(case, kind)) and day >= today]
    if not told or ("served_date" in case and not any(kind == "sale" for kind, _ in told)):
        return None, None
    turn = max(case.facts[f"{kind}_date"].turn for kind, _ in told)
    return min((each for each in told if case.facts[f"{each[0]}_date"].turn == turn), key=lambda each: each[1])


def _ago(text: str, case: Case, today: date) -> DaySum | None:
    """ "How long ago was I served": of a day that is named, or of the one of the case that is over."""
    asked = _AGO.search(text)
    if asked is None:
        return None
    end = _CLAUSE_ENDS.search(text, asked.end())
    span = (asked.start(), end.start() if end else len(text))
    named = {day.first for day in named_days(text, today) if day.first == day.last and day.first <= today}
    one = _ONE.search(text, asked.end())
    past = [(kind, day) for kind in _OF_CASE if (day := _exact(case, kind)) and day <= today]
    if one:
        past = [each for each in past if one[each[0]]] if any(one[kind] for kind in _DAYS_OF) else []
    if len(named) == 1:
        return DaySum(named.pop(), span, unit="ago", kind=next((kind for kind, day in past if day in named), None))
    return DaySum(past[0][1], span, unit="ago", kind=past[0][0]) if len(past) == 1 and not named else None


def _first_of(text: str, case: Case, today: date) -> DaySum | None:
    """ "Is Dec 16 before my hearing?": which of two days comes first. "That" is the other one of the case that is to come."""
    asked = _IS_BEFORE.search(text)
    if asked is None:
        return None
    second, kind = _one_day(asked["other"], case, today)
    first, own = _one_day(asked["what"], case, today)
    if first is None and _THAT.search(asked["what"]):
        told = [(day, each) for each in _OF_CASE if (day := _exact(case, each)) and day >= today and each != kind]
        first, own = told[0] if len(told) == 1 else (None, None)
    if first is None or second is None or first == second:
        return None
    early = asked["way"].lower() in {"before", "antes"}
    return DaySum(first, asked.span(), kind=own, other=second, claimed=first if early else second)


def _one_day(words: str, case: Case, today: date) -> tuple[date | None, str | None]:
    """The one day that a few words name, or that of the case which they name."""
    days = [day for day in named_days(words, today) if day.first == day.last]
    if len(days) == 1:
        return _meant(days[0], "after", case, today), None
    phrases = {each.first for each in day_phrases(normalise(in_english(words)), today) if each.first == each.last}
    if not days and len(phrases) == 1:
        return phrases.pop(), None  # "before Christmas"
    one = None if days else _ONE.search(words)
    kind = next(kind for kind in _DAYS_OF if one[kind]) if one else None
    return (_exact(case, kind), kind) if kind else (None, None)
