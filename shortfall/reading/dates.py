"""Days and lengths of time in what people write: "march 2024", "3/15/24", "seven months", read as ranges of days.

"March" is any day of March, so that interest computed from it is a range too. Pure: the day it is said on is given.
"""

from __future__ import annotations

import calendar
import datetime
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, cast

from shortfall.law.intervals import Interval

Event = Literal["judgment", "sale", "served", "hearing", "lockout", "discharge", "answer", "confirmed"]
COMING: frozenset[Event] = frozenset({"sale", "hearing", "lockout", "answer"})
"""What may be still to come; the others are over when they are spoken of."""

_MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if number}
_NAMED = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    r"(?ai)\b(?P<iso>(?:19|20)\d{2}-\d{1,2}-\d{1,2})\b"
    r"|(?<![\d$./-])(?P<numbers>\d{1,2}([/.-])(?:\d{1,2}\3)?(?:(?:19|20)\d{2}|(?<=[/.-])\d{2}))(?![\d/]|[.,]\d|-\d)"
    rf"|\b(?:(?P<lead>in|on|of|since|from|by|until|last|this|next|early|late|mid|around|was|and|to|for)[ -]+)?{_NAMED}"
    r"(?:\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\dk$,]\d|\d|k\b|\s*(?:k|thousand|grand|mil)\b))?"
    r"(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d{2}|'\d{2})(?!\d))?\b(?!\s+(?:be|have|not|get|owe|lose)\b)"
    r"|\b(?:in|since|from|of|during|back in)\s+(?P<alone>(?:19|20)\d{2})\b(?![,.]?\d)",
)
_WHOLE_NAME = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?",
    re.IGNORECASE,
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
} | {"a": 1, "couple": 2, "few": 3}
_COUNT = rf"\d{{1,4}}(?:\.\d{{1,2}})?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}"
_LENGTH = re.compile(
    rf"(?ai)(?<!\d[.,])\b(?:(?P<half>half an?)|(?:a )?(?P<first>{_COUNT})(?: of)?(?:\s*(?:-|to|or)\s*(?P<second>{_COUNT}))?(?P<more> and a half)?)"
    r"[\s-]*(?P<unit>days?|weeks?|wks?|months?|mos?|years?|yrs?)\b(?P<after> and a half)?(?P<ago>\s+(?:ago|back)\b)?",
)
_DAYS_IN = {"d": Decimal(1), "w": Decimal(7), "m": Decimal(365) / 12, "y": Decimal(365)}
# How far from it "three months ago" may lie, in days.
_VAGUE = {"d": 0, "w": 3, "m": 15, "y": 30}
_WHAT = re.compile(
    r"(?ai)\b(?:(?P<hearing>hearing|court (?:date|is|on|hearing)|trial|audiencia)|(?P<served>(?<!have been )served|summons)|(?P<discharge>discharged?)|"
    r"(?P<lockout>lock ?-?outs?|locked out|evict\w{0,8}|desalojo)|(?P<answer>(?:answer|response|motion)(?= (?:is |was )?due| by| until))|"
    r"(?P<confirmed>(?:confirm|approv)(?:ed|ing|ation|al)\b(?: (?:of )?the sale)?|sale (?:was |got )?(?:confirmed|approved)|(?:judge |court )?(?:signed off|okayed|approved)(?: on)?(?: the| my| our)?(?: sale)?)|"
    r"(?P<judgment>judge?ments?|judged?|court|order(?:ed)?|ruled|decision|decree|entered|signed)|"
    r"(?P<sale>sold|sale|sells?|selling|auction(?:ed)?|went for|(?<!i )(?<!we )bought|sheriff|subasta|remate))\b",
)
# A day without a year lies ahead where the words for it do: "the sale is dec 15", said in November.
_AHEAD = re.compile(
    r"(?ai)\b(?:is|are|will|it'?s|set|scheduled|coming|going to|gonna|goes|sells|due|until|till?|have a|(?:sale|court|auction|hearing|lockout) date|es|sera)\b"
)
_OVER = re.compile(
    r"(?ai)\b(?:was|were|sold|had|got|went|happened|entered|ago|last|been|already|took|bought|discharged|served|fue|vendieron)\b"
)
# A judgment for what is left comes after the sale, and so does the confirmation.
_AFTER_A_SALE = re.compile(
    r"\b(?:deficienc\w{1,4}|shortfall|personal judge?ment|in personam|judge?ment against me|deficiencia|confirm\w{0,7})\b",
    re.I,
)
_MARK = re.compile(r"[/.-]")
_LETTERS = re.compile(r"[A-Za-z]{1,20}")
# "What are 486 days?" asks about our own words.
_WHAT_IS = re.compile(
    r"\b(?:what|why|where)(?:'?s| is| are| do| does)?(?: (?:the|those|that|this|it|mean|by|from|you)){0,3}\W{0,3}\Z",
    re.I,
)
_NOT_THAT = re.compile(r"\b(?:no|not an?|isn'?t an?|after an?) \Z", re.I)
_NEAR = 30
_BREAK = re.compile(r"[;,.!?\n](?!\d)|\b(?:and|but|then)\b", re.IGNORECASE)
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


def _between(first: datetime.date, months: int) -> datetime.date:
    """The last day of the stretch of so many months that begins on `first`."""
    month = first.month - 1 + months
    return datetime.date(first.year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


def _year(text: str) -> int:
    digits = text.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= 70 else 2000)


def _read(match: re.Match[str], today: datetime.date) -> Day | None:
    """One date; None where there is no such day, or the word is none ("I may owe")."""
    try:
        if match["iso"]:
            day = datetime.date(*map(int, match["iso"].split("-")))
            return Day(day, day)
        if match["numbers"]:
            parts = _MARK.split(match["numbers"])
            if len(parts) == 2:
                if len(parts[1]) == 2:
                    return None  # "3/15": a fraction as likely as a day
                first = datetime.date(_year(parts[1]), int(parts[0]), 1)
                return Day(first, _between(first, 1))
            day = datetime.date(_year(parts[2]), int(parts[0]), int(parts[1]))
            return Day(day, day)
        if match["alone"]:
            first = datetime.date(int(match["alone"]), 1, 1)
            return Day(first, _between(first, 12))
        written = match[0][match.start("month") - match.start() :]
        name = _LETTERS.match(written)
        if name is None or not _WHOLE_NAME.fullmatch(name[0]):
            return None  # "marched", "decided"
        if name[0].lower() in {"may", "march", "mar"} and not (
            match["lead"] or match["day"] or match["year"] or match.start() == 0
        ):
            return None
        month = _MONTHS[match["month"].lower()]
        year = _year(match["year"]) if match["year"] else today.year
        day_of = int(match["day"]) if match["day"] else None
        first = datetime.date(year, month, day_of or 1)
        found = Day(first, first if day_of else _between(first, 1), year_said=bool(match["year"]))
        if match["year"]:
            return found
        upcoming = (match["lead"] or "").lower() == "next"
        if upcoming and found.last < today:
            return _moved(found, 1)
        return _moved(found, -1) if found.first > today and not upcoming else found
    except ValueError:
        return None


def _moved(day: Day, years: int) -> Day:
    """The same day of another year."""

    def move(one: datetime.date) -> datetime.date:
        last = calendar.monthrange(one.year + years, one.month)[1]
        whole = one.day == calendar.monthrange(one.year, one.month)[1]
        return one.replace(year=one.year + years, day=last if whole else min(one.day, last))

    return replace(day, first=move(day.first), last=move(day.last))


def find_days(text: str, today: datetime.date) -> list[Day]:
    """The dates in `text`, in order, each with what happened then where the words beside it say so.

    A month without a year is the last one up to `today`, and the next one for what is still to come ("the sale is dec 15"); a judgment
    that would come after its sale is put a year earlier.
    """
    places: list[tuple[int, int, Day]] = []
    for match in _DATE.finditer(text):
        if day := _read(match, today):
            places.append((match.start(), match.end(), day))
    for match in _LENGTH.finditer(text):
        if match["ago"]:
            length, unit = _days(match), match["unit"][0].lower()
            vague = datetime.timedelta(days=_VAGUE[unit])
            try:
                day_ago = today - datetime.timedelta(days=int(length.high))
                places.append((match.start(), match.end(), Day(day_ago - vague, min(today, day_ago + vague))))
            except OverflowError:
                continue
    places.sort(key=lambda place: place[0])
    before, after = [0, *sorted(end for _, end, _ in places)], [*(start for start, _, _ in places), len(text)]
    found = []
    for start, end, day in places:
        floor = max(start - _FAR, before[bisect_right(before, start) - 1])
        ceiling = min(end + _FAR, after[bisect_left(after, end)])
        event = _event(text, (start, end), (floor, ceiling))
        day = replace(day, event=event, span=(start, end))
        found.append(_by_sense(day, text[floor:ceiling], today))
    return found if _AFTER_A_SALE.search(text) else _in_order(found)


def _event(text: str, place: tuple[int, int], within: tuple[int, int]) -> Event | None:
    """What happened on the date at a place: the nearest word for it in its clause, `within` the dates beside it."""
    start, end = place
    choices: list[tuple[int, Event]] = []
    for word in _WHAT.finditer(text, *within):
        if _NOT_THAT.search(text, max(0, word.start() - _NEAR), word.start()):
            continue  # "there is no sale jan 18", "not what I'd owe after a sale"
        before = word.end() <= start
        gap = text[word.end() : start] if before else text[end : word.start()]
        apart = bool(_BREAK.search(gap))
        if apart and not before:
            continue  # "bought in 2019, sold …": the word belongs to what follows
        distance = len(gap) + (0 if before else _AFTERWARDS) + (_APART if apart else 0)
        choices.append((distance, cast(Event, word.lastgroup)))
    return min(choices)[1] if choices else None


def _by_sense(day: Day, around: str, today: datetime.date) -> Day:
    """The day in the year that the words around it mean."""
    if day.year_said or day.event not in COMING or day.last >= today:
        return day
    return _moved(day, 1) if _AHEAD.search(around) and not _OVER.search(around) else day


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


def _number(text: str) -> Decimal:
    return Decimal(_NUMBERS.get(text.lower(), text))


def _days(match: re.Match[str]) -> Interval:
    unit = _DAYS_IN[match["unit"][0].lower()]
    if match["half"]:
        return Interval.of(_whole(unit / 2))
    more = Decimal("0.5") if match["more"] or match["after"] else Decimal(0)
    ends = sorted(_number(part) + more for part in (match["first"], match["second"]) if part)
    return Interval.of(_whole(ends[0] * unit), _whole(ends[-1] * unit))


def _whole(days: Decimal) -> Decimal:
    return days.to_integral_value(ROUND_HALF_UP)


def find_length(text: str) -> Interval | None:
    """The first length of time in `text`, in days: "3 years", "18 months", "6 to 8 months"; a month is a twelfth of 365."""
    for match in _LENGTH.finditer(text):
        if not match["ago"] and not _WHAT_IS.search(text, max(0, match.start() - _NEAR), match.start()):
            return _days(match)
    return None
