"""The grammar of "when should we call?": words for days and times become days and spans on the caller's clock.

It knows nothing of the office, except for the hours in which a bare "at 3" is meant. The text is read in layers; each
takes its words out, so that "the 3rd" is no time of day and "in 2 hours" no date.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from shortfall.callbacks.hours import next_holiday, office_zone

HORIZON_DAYS = 60
"""How far ahead a callback can be booked."""

_LONGEST = 1000
_DAY = 24 * 60


@dataclass(frozen=True)
class Span:
    """Minutes since midnight on the caller's clock, from `start` up to `end`."""

    start: int
    end: int

    def __and__(self, other: Span) -> Span | None:
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def __sub__(self, other: Span) -> list[Span]:
        pieces = (Span(self.start, min(self.end, other.start)), Span(max(self.start, other.end), self.end))
        return [piece for piece in pieces if piece.start < piece.end]


WHOLE_DAY = Span(0, _DAY)


@dataclass(frozen=True)
class Ask:
    """What was asked for. `days` are the caller's days that would do, in order, today to the horizon."""

    zone: ZoneInfo
    days: tuple[date, ...]
    spans: tuple[Span, ...] = (WHOLE_DAY,)
    moment: tuple[datetime, datetime] | None = None  # "in two hours": not a time of day but a moment, in UTC
    asap: bool = False
    at_once: bool = False
    past: bool = False
    too_far: bool = False
    question: str | None = None


@dataclass(frozen=True)
class _Days:
    """Days that a phrase means: a range, or those of its days that fall on given weekdays."""

    first: date
    last: date
    weekdays: frozenset[int] = frozenset(range(7))
    question: str | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last and day.weekday() in self.weekdays


def round_up(moment: datetime) -> datetime:
    """The next full quarter of an hour, in UTC."""
    return moment + (datetime(1970, 1, 1, tzinfo=UTC) - moment) % timedelta(minutes=15)


def read_ask(text: str, now: datetime, zone: ZoneInfo) -> Ask | None:
    """What the text asks for, or None if it names no time at all."""
    words = _normalise(text[:_LONGEST])
    words, zone = _take_zone(words, zone)
    now = now.astimezone(zone)
    # "Monday morning or Tuesday after 3": each with a day and a time of its own, the first one counts.
    parts = re.split(r"\s+or\s+|;|\bif not\b|\botherwise\b", words)
    if len(parts) > 1:
        asks = [_read(part, now, zone) for part in parts]
        whole = [ask for ask in asks if ask and ask.spans != (WHOLE_DAY,) and len(ask.days) <= 7]
        if len(whole) == len(parts):
            return min(whole, key=lambda ask: (not ask.days, ask.days[:1], ask.spans[0].start))
    return _read(words, now, zone)


def _read(words: str, now: datetime, zone: ZoneInfo) -> Ask | None:
    words, moment = _take_moment(words, now)
    words, at_once, asap = _take_asap(words)
    words, days, named = _take_days(words, now.date())
    spans, timed, question = _times(words, _office_span(now), bare=named)
    if moment and not named:
        day = moment[0].astimezone(zone).date()
        return Ask(zone, (day,), moment=moment)
    if not (asap or named or timed):
        return None
    return replace(days, zone=zone, spans=spans, asap=asap, at_once=at_once, question=days.question or question)


# ---------------------------------------------------------------------------------------------- plain words


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]

_SAME: tuple[tuple[str, str], ...] = (
    (r"\bmo?n?d(?:ay|y)(s?)\b|\bmon\b\.?|\bmunday(s?)\b", "monday"),
    (r"\b(?:tue?s?d[ae]?y|tuseday|teusday|tuesay|tusday)(s?)\b|\btues?\b\.?", "tuesday"),
    (r"\b(?:wed?n[ei]?s?d[ae]?y|wednsday|wensday|wendsday|wedensday)(s?)\b|\bweds?\b\.?", "wednesday"),
    (r"\b(?:thu?rs?d[ae]?y|thrusday|thursady|thirsday)(s?)\b|\bthu(?:rs?)?\b\.?", "thursday"),
    (r"\b(?:frid[ae]?y|firday|firdy|fryday)(s?)\b|\bfri\b\.?", "friday"),
    (r"\b(?:satu?rd[ae]?y|saterday|satuday)(s?)\b|\bsat\b\.?", "saturday"),
    (r"\b(?:sund[ae]?y)(s?)\b|\bsun\b\.?", "sunday"),
    (
        r"\b(?:tm+r+w|tmr|tmo|tmrow|tomm?orr?ow|tommorr?ow|tomorow|tomoro|tommorrow|tomarrow|2mor+ow|2moro|2mrw"
        r"|tom)\b", "tomorrow"),
    (r"\b(?:2day|tday|todya)\b", "today"),
    (r"\b(?:tonite|2nite|2night)\b", "tonight"),
    (r"\bmorn(?:in'?|g)?s?\b|\bmornings\b|\bmoring\b", "morning"),
    (r"\baft(?:ernoons|er ?noon|ernon|)\b\.?|\bafternoon\b|\bafternons?\b", "afternoon"),
    (r"\beven?ings?\b|\beve\b|\bevng\b", "evening"),
    (r"\bnights\b", "night"),
    (r"\b(?:mid-?day|noon-?time|12\s*noon|noon)\b", "12:00pm"),
    (r"\b(?:12\s*)?midnight\b", "12:00am"),
    (r"(?<=\d)\s*([ap])\.\s?m\b\.?", r"\1m"),
    (r"(?<=\d)\s+([ap]m)\b", r"\1"),
    (r"(?<=\d)([ap])\b(?!\.)", r"\1m"),
    (r"\bhalf past (\d{1,2})\b", r"\1:30"),
    (r"\b(?:a )?quarter (?:past|after) (\d{1,2})\b", r"\1:15"),
    (r"\b(\d{1,2})[ -]thirty\b", r"\1:30"),
    (r"\b(\d{1,2})[ -]fifteen\b", r"\1:15"),
    (r"\b(\d{1,2})[ -]forty[ -]?five\b", r"\1:45"),
    (r"\b(\d{1,2})\s*o'?\s?clock\b", r"\1:00"),
    (r"\b(\d{1,2})[.h]([0-5]\d)(?=\s*[ap]m|\b(?![./]))", r"\1:\2"),
    (r"\b(\d{1,2})([0-5]\d)(?=[ap]m\b)", r"\1:\2"),
    (r"\b([01]?\d|2[0-3])([0-5]\d)\s*(?:hours|hrs|h)\b", r"\1:\2"),
    (r"\b(at|after|before|around|by|until|from|till) ([01]\d|2[0-3])([0-5]\d)\b", r"\1 \2:\3"),
    (r"\b24 ?/ ?7\b", "anytime"),
    (r"(?<![\d:])(?<!\d )\bam\b(?=\s*$|\s*[,.!])", "morning"),
    (r"(?<![\d:])(?<!\d )\bpm\b", "afternoon"),
    (
        r"\bb/?c\b|\bcause\b|\bgood (?:morning|afternoon|evening|day|night)\b|\bevery ?one\b|\bno one\b"
        r"|\bnight ?shifts?\b|\bwork nights?\b", " "),
)  # fmt: skip
_SAME_COMPILED = tuple((re.compile(pattern), same) for pattern, same in _SAME)
_MON_SHORT = r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_MONTH_SHORT = re.compile(rf"{_MON_SHORT}(?=\s*\d|\s*$)|(?<=\d ){_MON_SHORT}|(?<=(?:st|nd|rd|th) ){_MON_SHORT}")
_OTHER_NUMBERS = re.compile(
    r"(?<!\d)(?:\+?1[ .-]*)?\(?\d{3}\)?[ .-]*\d{3}[ .-]*\d{4}(?!\d)|\$\s?[\d,.]+k?|\b\d{1,3}(?:,\d{3})+\b"
    r"|\b\d+k\b|\b\d{5,}\b"
)


def _normalise(text: str) -> str:
    """Small letters, plain dashes, one spelling for each word of time; phone numbers and sums of money gone."""
    text = unicodedata.normalize("NFKC", text).lower().replace("\u2019", "'")
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    text = _OTHER_NUMBERS.sub(" ", text)
    for value, word in enumerate(_NUMBERS, 1):
        text = re.sub(rf"\b{word}\b", str(value), text)
    text = re.sub(r"\b(?:a )?quarter (?:to|til|till|of) (\d{1,2})\b", lambda m: f"{(int(m[1]) - 2) % 12 + 1}:45", text)
    for pattern, same in _SAME_COMPILED:
        text = pattern.sub(_keeping_plural(same) if same in _WEEKDAYS else same, text)
    text = _MONTH_SHORT.sub(lambda m: next(month for month in _MONTHS if month.startswith(m[0].strip(".")[:3])), text)
    return " ".join(text.split())


def _keeping_plural(name: str) -> Callable[[re.Match[str]], str]:
    return lambda match: f"{name}s" if match[0].endswith("ys") else name


# ---------------------------------------------------------------------------------------------- time zones


_ZONES = {
    "America/New_York": "eastern|est|edt|et|new york|florida|georgia|ohio|michigan|pennsylvania|new jersey|virginia|"
    "north carolina|south carolina|massachusetts|maryland|connecticut|east coast|atlanta|miami|boston|detroit",
    "America/Chicago": "central|cst|cdt|ct|chicago|illinois|texas|wisconsin|minnesota|missouri|iowa|louisiana|alabama|"
    "tennessee|oklahoma|arkansas|mississippi|dallas|houston",
    "America/Denver": "mountain|mst|mdt|mt|colorado|utah|new mexico|montana|wyoming|idaho|denver",
    "America/Phoenix": "arizona|phoenix|az",
    "America/Los_Angeles": "pacific|pst|pdt|pt|california|cali|washington|oregon|nevada|west coast|seattle|vegas",
    "America/Anchorage": "alaska|akst|akdt",
    "Pacific/Honolulu": "hawaii|hawaiian|hst",
    "America/Indiana/Indianapolis": "indiana|indianapolis",
    "America/Puerto_Rico": "puerto rico|atlantic",
}
_ZONE_OF = {word: zone for zone, words in _ZONES.items() for word in words.split("|")}
_ALWAYS = "est|edt|cst|cdt|mst|mdt|pst|pdt|akst|akdt|hst|eastern|pacific|mountain"
_ZONE = re.compile(
    rf"\b(?P<named>{'|'.join(sorted(_ZONE_OF, key=len, reverse=True))})(?:\s+standard|\s+daylight)?\s+time\b"
    rf"|\b(?P<alone>{_ALWAYS})\b"
    r"|(?<=\d)\s*(?:am|pm)?\s*\b(?P<short>et|ct|mt|pt|central)\b"
    r"|\b(?P<ours>your(?:\s+local)?|the\s+office'?s?|office|firm'?s?)\s+time\b|\b(?:my|local|our)(?:\s+own)?\s+time\b"
)


def _take_zone(words: str, zone: ZoneInfo) -> tuple[str, ZoneInfo]:
    match = _ZONE.search(words)
    if not match:
        return words, zone
    name = match["named"] or match["alone"] or match["short"]
    if name:
        zone = ZoneInfo(_ZONE_OF[name])
    elif match["ours"]:
        zone = office_zone()
    suffix = re.match(r"\s*(am|pm)", match[0]) if match["short"] else None
    return words[: match.start()] + (suffix[1] if suffix else "") + " " + words[match.end() :], zone


def _office_span(now: datetime) -> Span:
    """Nine to five at the firm, on the caller's clock: where a bare "at 3" is looked for."""
    nine = datetime(now.year, now.month, now.day, 9, tzinfo=office_zone()).astimezone(now.tzinfo)
    start = nine.hour * 60 + nine.minute
    return Span(start, min(start + 8 * 60, _DAY))


# ---------------------------------------------------------------------------------------------- moments and asap


_COUNT = r"(?P<count>an?|\d{1,3}|half an?|(?:a )?couple(?: of)?|a few|several)"
_COUNTS = {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5} | dict.fromkeys(
    ("couple", "couple of", "a couple", "a couple of"), 2.0
)
_MOMENT = re.compile(
    rf"\b(?:in|within|after)\s+(?:about\s+|like\s+|the next\s+)?{_COUNT}\s*(?P<unit>min(?:ute)?s?"
    rf"|h(?:ou)?rs?)\b(?P<half> and a half)?"
    r"|\b(?P<count2>an?|\d{1,3})\s*(?P<unit2>min(?:ute)?s?|h(?:ou)?rs?) from now\b|\b(?:within|in) the (?:next )?hour\b"
)
_NOW = re.compile(
    r"(?<!not )\b(?:right now|right away|immediately|at once|this (?:minute|second|instant)|straight away)\b"
    r"|(?:^|\bcall (?:me )?)now\b|(?<!right )(?<!not )(?<!know )\bnow(?: please)?[ .!]*$"
)
_ASAP = re.compile(
    r"\basap\b|\ba\.s\.a\.p\b\.?|\b(?:as )?soon as\b(?: (?:you|u|they|he|she|someone|somebody)? ?(?:possible"
    r"|can|could|able))?|\bsoon(?:est)?\b|\bsooner the better\b"
    r"|\burgent(?:ly)?\b|\b(?:first|next|earliest) (?:available|possible|opening|slot|time)\b|\bquickly\b"
    r"|\bearliest\b|\bas early as possible\b"
)


def _take_moment(words: str, now: datetime) -> tuple[str, tuple[datetime, datetime] | None]:
    match = _MOMENT.search(words)
    if not match:
        return words, None
    count = match["count"] or match["count2"] or "1"
    number = float(count) if count.isdigit() else _COUNTS.get(count, 3.0)
    number += 0.5 if match["half"] else 0.0
    unit = match["unit"] or match["unit2"] or "hour"
    start = round_up(now.astimezone(UTC) + timedelta(minutes=number * (1 if unit.startswith("m") else 60)))
    return _without(words, match), (start, start + timedelta(hours=1))


def _take_asap(words: str) -> tuple[str, bool, bool]:
    """Whether "right now" was said, and whether that or "as soon as possible" was."""
    at_once = _NOW.search(words)
    if at_once:
        words = _without(words, at_once)
    asap = _ASAP.search(words)
    if asap:
        words = _without(words, asap)
    return words, at_once is not None, bool(at_once or asap)


def _without(words: str, match: re.Match[str]) -> str:
    return f"{words[: match.start()]} {words[match.end() :]}"


# ---------------------------------------------------------------------------------------------- days


_DOW = "|".join(_WEEKDAYS)
_MON = "|".join(_MONTHS)
_HOLIDAYS = {
    r"thanksgiving(?: day)?": "Thanksgiving Day",
    r"christmas(?: day)?|x-?mas": "Christmas Day",
    r"new year'?s?(?: day)?": "New Year's Day",
    r"(?:mlk|martin luther king)(?: jr\.?)?(?: day)?": "Martin Luther King Jr. Day",
    r"president'?s'? day": "Presidents' Day",
    r"memorial day": "Memorial Day",
    r"juneteenth": "Juneteenth",
    r"(?:independence day|(?:the )?4th of july|july 4th|fourth of july)": "Independence Day",
    r"labor day": "Labor Day",
    r"columbus day|indigenous people'?s'? day": "Columbus Day",
    r"veteran'?s'? day": "Veterans Day",
    r"the holidays": "New Year's Day",
}
_HOLIDAY = "|".join(_HOLIDAYS).replace(" ", r"\ ")
_DAY_PHRASE = re.compile(
    rf"""(?x)
    (?P<overmorrow> \b(?:the\ )?day\ after\ tomorrow\b )
  | (?P<holiday_next> \b(?:the\ )?day\ after\ (?P<holiday_after>{_HOLIDAY})\b )
  | (?P<holiday> \b(?:{_HOLIDAY})\b )
  | \b(?P<from_count>an?|\d{{1,3}})\ (?P<from_unit>day|week)s?\ from\ (?:(?P<from_now>now|today)
        |(?P<from_tomorrow>tomorrow)|(?P<from_dow>{_DOW}))\b
  | \b(?:in|within)\ (?:about\ |like\ )?(?P<in_count>an?|\d{{1,3}}|(?:a\ )?couple(?:\ of)?|a\ few
        |several)\ (?:(?:business|working)\ )?(?P<in_unit>day|week|month)s?\b
  | (?P<iso> (?<!\d)(?P<iso_y>20\d\d)-(?P<iso_m>\d{{1,2}})-(?P<iso_d>\d{{1,2}})(?!\d) )
  | (?P<us> (?<![\d/-])(?P<us_m>\d{{1,2}})[/-](?P<us_d>\d{{1,2}})[/-](?P<us_y>20\d\d|\d\d)(?![\d/-])
        | (?<![\d/-])(?P<us_m2>\d{{1,2}})/(?P<us_d2>\d{{1,2}})(?![\d/:-]|\s*[ap]m) )
  | (?P<md> \b(?P<md_m>{_MON})\ (?:the\ )?(?P<md_d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d
        |[ap]m)(?:,?\ (?P<md_y>20\d\d)\b)? )
  | (?P<dm> \b(?:the\ )?(?P<dm_d>\d{{1,2}})(?:st|nd|rd
        |th)?\ (?:of\ )?(?P<dm_m>{_MON})\b(?!\ \d{{1,2}}\b)(?:,?\ (?P<dm_y>20\d\d)\b)? )
  | (?P<nth> \b(?:the\ )?(?P<nth_d>\d{{1,2}})(?:st|nd|rd|th)\b(?!\ (?:of\ the\ )?(?:floor|time|payment|mortgage
        |loan|call|sale|notice|letter)) )
  | (?P<month> \b(?P<month_part>early|mid|late|end\ of|beginning\ of|start\ of|sometime\ in
        |in)\ (?:the\ )?(?:(?P<month_name>{_MON})|(?P<month_which>this|next)?\ ?month)\b
        | \b(?P<month_only>next\ month|this\ month)\b )
  | (?P<week> \b(?:(?P<week_part>early|earlier|late|later|mid|middle\ of|end\ of|beginning\ of|start\ of
        |first\ part\ of)\ )?(?:in\ )?(?:the\ )?(?:(?P<week_which>this|next|coming
        |following)\ )?(?:coming\ )?week\b(?!-?\s?(?:end|day|night))(?P<week_over>\ after\ next)? )
  | (?P<weekend> \b(?:(?:the|this|next|coming)\ )*week-?\ ?ends?\b )
  | (?P<weekdays> \b(?:any\ |all\ |every\ )?(?:week-?\ ?days?|(?:business|working|work)\ ?days?)\b )
  | (?P<any> \b(?:any|every|all|each|either|whatever|whichever|what\ ?ever)\ ?(?:days?|week|time)\b
        | \bany\ ?time\b | \bwhen-?\ ?ever\b | \bno\ preference\b | \b(?:doesn'?t|does\ not
        |don'?t)\ (?:really\ )?(?:matter|care)\b | \bflexible\b | \byou\ (?:pick|choose|decide)\b
        | \byour\ (?:choice|call|convenience)\b | \bdaily\b )
  | (?P<dow> \b(?:(?P<dow_which>next|this\ coming|this|coming
        |the\ following)\ )?(?P<dow_name>{_DOW})(?P<dow_s>s)?\b (?:\ (?:of\ )?(?P<dow_week>(?:the\ )?(?:next|this
        |following)\ week|after\ next|week\b(?!-?\ ?(?:end|day)))\b)? )
  | (?P<yesterday> \b(?:yesterday|last\ (?:night|week|{_DOW}))\b )
  | (?P<tomorrow> \btomorrow\b )
  | (?P<today> \b(?:today|tonight|this\ (?:morning|afternoon|evening|very\ day)|later\ on|rest\ of\ the\ day)\b )
    """
)
_TODAY_PARTS = re.compile(r"tonight|morning|afternoon|evening")

_ALL_BUT = re.compile(r"\b(?:any|every|all|each|anytime|whenever|week)[\w ]{0,15}\bbut(?: not)?(?: on| the)* $")
_NOT = re.compile(
    r"\b(?:not|except(?: for)?|other than|besides|apart from|aside from|excluding|never|no|can'?t|cannot"
    r"|can not|won'?t|don'?t|nor|unavailable|busy|skip|avoid|without)"
    r"(?: (?:do|on|in|the|this|call|me|talk|be|make|it|at|work|for|free|available|any|a|of|good|until|good))* $"
)
_NOT_AFTERWARDS = re.compile(
    r"^ (?:doesn'?t|does not|won'?t|will not|isn'?t|is not|aren'?t|is bad|is no good|is out|don'?t)\b"
)
_JOINED = re.compile(r"^\s*(?:,|/|&|\+|or|and|nor)*(?:\s*(?:or|and|nor|on|the))*\s*$")
_THROUGH = re.compile(r"^\s*(?:-|to|thru|through|till?|until)(?: the)?\s*$")
_NOT_BEFORE = re.compile(
    r"(?:\b(?:not|no|cannot|never)|n't)\b[\w ]{0,18}\b(?:before|until|till?|earlier than|sooner than)(?: the"
    r"| on| this)* $"
)
_FROM = re.compile(r"\b(?:from|starting|starting on|beginning|since|as of)(?: the| on)* $")
_AFTER = re.compile(r"\b(?:after|past|following)(?: the| on)* $")
_BY = re.compile(r"\b(?:by|until|till?|no later than|up to|through|on or before)(?: the| on| this)* $")
_BEFORE = re.compile(r"\b(?:before|prior to|earlier than)(?: the| on| this)* $")
_SIDE_BY_SIDE = re.compile(r"\s*,?\s*(?:\(|on |the )?\s*")
_BETWEEN = re.compile(r"\bbetween (?:the )?$")


def _take_days(words: str, today: date) -> tuple[str, Ask, bool]:
    """The days that would do. The words that named them go; what tells the time of day ("tonight") stays."""
    horizon = today + timedelta(days=HORIZON_DAYS)
    wanted: list[_Days] = []
    unwanted: list[_Days] = []
    rest: list[str] = []
    end = 0
    negative = between = False
    kind = ""
    weekdays_within: _Days | None = None
    for match in _DAY_PHRASE.finditer(words):
        days = _meaning(match, today)
        gap, before, after = words[end : match.start()], words[: match.start()], words[match.end() :]
        if days is None:
            continue
        joined = end > 0 and bool(_JOINED.match(gap))
        negative = bool(
            _ALL_BUT.search(before) or _NOT.search(before) or _NOT_AFTERWARDS.match(after) or (negative and joined)
        )
        rest += [gap, " ", " ".join(_TODAY_PARTS.findall(match[0])), " "]
        first_time, end = end == 0, match.end()
        kind, kind_before = _kind(match), kind
        if not negative and wanted and _SIDE_BY_SIDE.fullmatch(gap) and {kind, kind_before} == {"date", "weekday"}:
            wanted.append(_date_and_weekday(wanted.pop(), days, date_last=kind == "date"))
            kind = "date"
            continue
        if _NOT_BEFORE.search(before):
            days, negative = _Days(days.first, horizon), False
        elif not first_time and wanted and (_THROUGH.match(gap) or (between and gap.strip() == "and")):
            earlier = wanted.pop()
            last = days.last if days.last >= earlier.first else days.last + timedelta(days=7)
            days = _Days(earlier.first, last)
        elif _FROM.search(before):
            days = _Days(days.first, horizon if not _THROUGH.match(after[:9]) else days.last)
        elif _AFTER.search(before):
            days, negative = _Days(days.last + timedelta(days=1), horizon), False
        elif _BY.search(before):
            days, negative = _Days(today, days.last), False
        elif _BEFORE.search(before):
            days, negative = _Days(today, days.first - timedelta(days=1)), False
        between = bool(_BETWEEN.search(before))
        if negative and match["dow"] and not match["dow_which"]:
            days = _Days(today, horizon, frozenset([days.first.weekday()]))
        (unwanted if negative else wanted).append(days)
        if match["week"] or match["month"]:
            weekdays_within = days
    rest.append(words[end:])
    named = bool(wanted or unwanted)
    wanted = _narrowed(wanted, weekdays_within)
    question = wanted[0].question if len(wanted) == 1 else None
    good = wanted or [_Days(today, horizon)]
    every = (today + timedelta(days=offset) for offset in range(HORIZON_DAYS + 1))
    days_found = tuple(day for day in every if any(day in g for g in good) and not any(day in u for u in unwanted))
    past = not days_found and all(days.last < today for days in good)
    too_far = not days_found and not past and any(days.first > horizon for days in good)
    if not days_found:
        days_found = (horizon,) if too_far else ()
    ask = Ask(office_zone(), days_found, past=past, too_far=too_far, question=question)
    return "".join(rest), ask, named


def _narrowed(wanted: list[_Days], within: _Days | None) -> list[_Days]:
    """ "Tuesday next week" is one day; "any day next week" is a week; "weekdays, say Tuesday" is Tuesday."""
    everything = [days for days in wanted if (days.last - days.first).days >= HORIZON_DAYS and len(days.weekdays) == 7]
    wanted = [days for days in wanted if days not in everything] or wanted
    if len(wanted) < 2:
        return wanted
    if within is not None and within in wanted:
        weekdays = frozenset(_weekdays_of([days for days in wanted if days is not within]))
        return [replace(within, weekdays=weekdays)]
    dates = [days for days in wanted if days.first == days.last]
    recurring = [days for days in wanted if days.first != days.last]
    if recurring and dates and all(any(d.first.weekday() in r.weekdays for r in recurring) for d in dates):
        return dates
    return wanted


def _kind(match: re.Match[str]) -> str:
    if any(match[kind] for kind in ("iso", "us", "md", "dm", "nth")):
        return "date"
    return "weekday" if match["dow"] and not match["dow_s"] else ""


def _date_and_weekday(first: _Days, second: _Days, *, date_last: bool) -> _Days:
    """ "Friday the 4th" is the 4th, with a question if that is no Friday."""
    dated, named = (second, first) if date_last else (first, second)
    if named.first.weekday() == dated.first.weekday():
        return dated
    return replace(dated, question=f"Do you mean {_words(dated.first)} or {_words(named.first)}?")


def _weekdays_of(named: list[_Days]) -> set[int]:
    found: set[int] = set()
    for days in named:
        if days.first == days.last:
            found.add(days.first.weekday())
        else:
            found |= days.weekdays
    return found


def _meaning(match: re.Match[str], today: date) -> _Days | None:
    """The days that one phrase stands for; None for a date that does not exist."""
    g = match.groupdict()
    horizon = today + timedelta(days=HORIZON_DAYS)
    if g["today"]:
        return _one(today)
    if g["tomorrow"]:
        return _one(today + timedelta(days=1))
    if g["overmorrow"]:
        return _one(today + timedelta(days=2))
    if g["yesterday"]:
        return _one(today - timedelta(days=1))
    if g["holiday"] or g["holiday_next"]:
        name = g["holiday_after"] or g["holiday"]
        official = next(official for pattern, official in _HOLIDAYS.items() if re.fullmatch(pattern, name))
        return _one(next_holiday(today, official) + timedelta(days=1 if g["holiday_next"] else 0))
    if g["from_count"]:
        start = today
        if g["from_tomorrow"]:
            start = today + timedelta(days=1)
        elif g["from_dow"]:
            start = _coming(today, _WEEKDAYS.index(g["from_dow"]))
        return _one(start + timedelta(days=_how_many(g["from_count"]) * (7 if g["from_unit"] == "week" else 1)))
    if g["in_count"]:
        return _one(today + timedelta(days=_how_many(g["in_count"]) * {"day": 1, "week": 7, "month": 30}[g["in_unit"]]))
    if g["iso"]:
        return _exact(int(g["iso_y"]), int(g["iso_m"]), int(g["iso_d"]))
    if g["us"]:
        if g["us_m2"]:
            return _dated(today, int(g["us_m2"]), int(g["us_d2"]))
        return _exact(int(g["us_y"][-2:]) + 2000, int(g["us_m"]), int(g["us_d"]))
    for kind in ("md", "dm"):
        if g[kind]:
            month, day = _MONTHS.index(g[f"{kind}_m"]) + 1, int(g[f"{kind}_d"])
            return _exact(int(g[f"{kind}_y"]), month, day) if g[f"{kind}_y"] else _dated(today, month, day)
    if g["nth"]:
        return _next_day_of_month(today, int(g["nth_d"]))
    if g["month"]:
        return _month(today, g)
    if g["week"]:
        return _week(today, g["week_part"], g["week_which"], bool(g["week_over"]))
    if g["weekend"]:
        saturday = _coming(today, 5) if today.weekday() < 5 else today - timedelta(days=today.weekday() - 5)
        saturday += timedelta(days=7 if "next" in match[0] else 0)
        return _Days(saturday, saturday + timedelta(days=1))
    if g["weekdays"]:
        return _Days(today, horizon, frozenset(range(5)))
    if g["any"]:
        return _Days(today, horizon)
    return _weekday(today, g)


def _weekday(today: date, g: dict[str, str | None]) -> _Days:
    """ "Tuesday", "next Tuesday", "Tuesdays", "Tuesday of next week"."""
    weekday = _WEEKDAYS.index(str(g["dow_name"]))
    coming = _coming(today, weekday)
    monday = today - timedelta(days=today.weekday())
    week, which = g["dow_week"] or "", g["dow_which"] or ""
    if "this" in week:
        return _one(monday + timedelta(days=weekday))
    if "next week" in week or "following" in week:
        return _one(monday + timedelta(days=7 + weekday))
    if week:  # "Tuesday after next", "Tuesday week"
        return _one(coming + timedelta(days=7))
    if g["dow_s"] and not which:
        return _Days(today, today + timedelta(days=HORIZON_DAYS), frozenset([weekday]))
    if which in ("next", "the following") and weekday > today.weekday():
        # Half of the country means the one this week, half the one after.
        later = coming + timedelta(days=7)
        return replace(_one(later), question=f"Do you mean {_words(coming)} or {_words(later)}?")
    if weekday == today.weekday():
        later = today + timedelta(days=7)
        if which in ("next", "the following", "coming", "this coming"):
            return _one(later)
        if not which:
            return _Days(today, later, frozenset([weekday]), f"Do you mean today, {_words(today)}, or {_words(later)}?")
        return _one(today)
    return _one(coming)


def _week(today: date, part: str | None, which: str | None, after_next: bool) -> _Days:
    monday = today - timedelta(days=today.weekday())
    if after_next:
        monday += timedelta(days=14)
    elif which in ("next", "following", "coming") or today.weekday() > 4:
        monday += timedelta(days=7)
    first, last = monday, monday + timedelta(days=4)
    if part in ("early", "earlier", "beginning of", "start of", "first part of"):
        last = monday + timedelta(days=1)
    elif part in ("late", "end of") or (part == "later" and monday > today):
        first = monday + timedelta(days=3)
    elif part in ("mid", "middle of"):
        first, last = monday + timedelta(days=1), monday + timedelta(days=3)
    elif part == "later":
        first = today + timedelta(days=1)
    return _Days(max(first, today), max(last, first, today) if last >= today else last)


def _month(today: date, g: dict[str, str | None]) -> _Days:
    year, month = today.year, today.month
    if g["month_name"]:
        month = _MONTHS.index(g["month_name"]) + 1
        year += month < today.month
    elif "next" in (g["month_which"] or g["month_only"] or ""):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    length = calendar.monthrange(year, month)[1]
    part = g["month_part"]
    first, last = 1, length
    if part in ("early", "beginning of", "start of"):
        last = 10
    elif part == "mid":
        first, last = 11, 20
    elif part in ("late", "end of"):
        first = length - 6
    return _Days(max(date(year, month, first), today), date(year, month, last))


def _one(day: date) -> _Days:
    return _Days(day, day)


def _exact(year: int, month: int, day: int) -> _Days | None:
    try:
        return _one(date(year, month, day))
    except ValueError:
        return None


def _dated(today: date, month: int, day: int) -> _Days | None:
    """A date without a year is the next one."""
    for year in range(today.year, today.year + 9):
        found = _exact(year, month, day)
        if found and found.first >= today:
            return found
    return None


def _next_day_of_month(today: date, day: int) -> _Days | None:
    for offset in range(HORIZON_DAYS + 5):
        candidate = today + timedelta(days=offset)
        if candidate.day == day:
            return _one(candidate)
    return None


def _coming(today: date, weekday: int) -> date:
    """The next such weekday, today included."""
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _how_many(count: str) -> int:
    if count.isdigit():
        return int(count)
    return {"a": 1, "an": 1}.get(count, 2 if "couple" in count else 3)


def _words(day: date) -> str:
    return f"{day:%A, %B} {day.day}"


# ---------------------------------------------------------------------------------------------- times of day


_NOT_INSIDE = r"(?<![\d:$/.,#-])"
_T = (
    _NOT_INSIDE + r"(?:at |around |about |like |approximately "
    r"|@ ?)*(?P<{0}h>\d{1,2})(?::(?P<{0}m>[0-5]\d))?(?P<{0}ap>[ap]m)?(?P<{0}ish>-?\s?ish)?(?![\d:/%]|\.\d"
    r"|[a-z]|-[a-z]|\s(?:days?|weeks?|months?|years?|yrs?|kids|people|times?|hours?|hrs?|min(?:ute)?s?"
    r"|percent|bucks|dollars)\b)"
)


def _t(name: str) -> str:
    return _T.replace("{0}", name)


_RANGE = re.compile(
    r"(?P<pre>\b(?:between|from|btwn|bet)\s+)?"
    + _t("a")
    + r"\s*(?P<sep>-|to|and|til|till|until|thru|through|or)\s*"
    + _t("b").replace(_NOT_INSIDE, "", 1)
)
_SOLO = re.compile(_t("a"))
_UNFREE = re.compile(
    r"\b(?:i|we|he|she)?\s*(?:not|except|busy|works?|working|meetings?|class|shift|court|unavailable|never"
    r"|no)\b(?: (?:me|call|is|in|a|at|for|job|usually|mostly|my))*\s*(?:from |between )?$"
)
_NOT_UNTIL = re.compile(
    r"(?:n't|\b(?:not|can'?t|cannot|busy|works?|working|meetings?|class|shift|court|unavailable|at work"
    r"|never))\b[\w' ]{0,18}\b(?:until|till?|before|earlier than)\s+$"
)
_NOT_AFTER = re.compile(r"(?:n't|\b(?:not|no|never|can'?t|cannot))\b[\w ]{0,12}\b(?:after|later than|past)\s+$")
_LATER = re.compile(
    r"\b(?:after|past|since|starting|from|later than|(?:get|getting|gets|am|i'm|im) (?:off|out|home|done"
    r"|free)(?: (?:of )?(?:work|school|class|shift))?|off work|off|out of work|"
    r"done(?: with work)?|finish(?:ed)?(?: work)?|home|(?:free|available)|onwards from)(?:\s+(?:at|by|around"
    r"|from|after|about))*\s+$"
    r"|\b(?:after|once|when) (?:i|we|the|my)\b[a-z' ]{0,30}$"
)
_EARLIER = re.compile(
    r"\b(?:before|by|until|till?|prior to|earlier than|up to|leave(?: for work)?(?: at)?|go (?:in"
    r"|to work)(?: at)?|start(?: work)?(?: at)?|starts(?: at)?)\s+$"
)
_LATER_AFTERWARDS = re.compile(
    r"^\s*(?:(?:or|and)\s+(?:later|after|on|onwards?|beyond|past)|onwards?|on\b(?! (?:the|my|this|a)\b)|\+)"
)
_AN_HOUR_FOLLOWS = re.compile(r"\s*(?:at|around|by)\s*\d")
_OF_THE_DAY = re.compile(r"\s+(?:in the|at)\b")
_EARLIER_AFTERWARDS = re.compile(r"^\s*(?:or|and)\s+(?:earlier|before|sooner)\b")

_PARTS: tuple[tuple[str, Span], ...] = (
    (r"first thing(?: in the)?(?: morning)?|(?:at )?opening|when you open", Span(8 * 60, 10 * 60)),
    (r"early(?: in the)? morning", Span(6 * 60, 10 * 60)),
    (r"(?:late(?:r)?|mid)[ -]?(?:in the )?morning", Span(10 * 60, 12 * 60)),
    (r"morning|before lunch|before 12:00pm", Span(8 * 60, 12 * 60)),
    (r"(?:on |at |during |over )?(?:my |the )?lunch(?: ?time| hour| break)?", Span(12 * 60, 13 * 60)),
    (r"after lunch", Span(13 * 60, 17 * 60)),
    (r"early(?: in the)? afternoon", Span(12 * 60, 14 * 60)),
    (r"mid[ -]?afternoon", Span(14 * 60, 16 * 60)),
    (r"late(?:r)?(?: in the)? afternoon", Span(15 * 60, 17 * 60)),
    (r"afternoon", Span(12 * 60, 17 * 60)),
    (r"after (?:school|the kids)", Span(15 * 60, 17 * 60)),
    (r"(?:the )?end of (?:the )?(?:work ?|business )?day|eod|cob|close of business|closing", Span(15 * 60, 17 * 60)),
    (r"before (?:i go to )?work", Span(6 * 60, 9 * 60)),
    (
        r"after (?:work|hours)|when i(?: get|'m|m| am) (?:off|out|home|done)(?: (?:of |from )?work)?|off work",
        Span(17 * 60, 21 * 60),
    ),
    (r"tonight|evening|after dinner|dinner ?time|supper", Span(17 * 60, 21 * 60)),
    (r"late(?: at)? night|night", Span(19 * 60, 23 * 60)),
    (r"during the day|day ?time|(?:business|office|working|normal|regular|your) hours|all day", WHOLE_DAY),
)
_PART = re.compile("|".join(rf"\b(?P<p{place}>{pattern})\b" for place, (pattern, _) in enumerate(_PARTS)))
_FILLER = re.compile(
    r"\b(?:please|pls|call|me|maybe|say|how|about|would|be|is|good|best|works?|great|fine|for|i|the|on|at"
    r"|around|ok|okay|sure|yes|yeah|um|uh|thanks?|thank|you|can|could|time|to|reach|let'?s|try|do|it|that|if"
    r"|possible|any|or|so)\b|[^\w\s:]"
)


def _times(words: str, office: Span, *, bare: bool) -> tuple[tuple[Span, ...], bool, str | None]:
    """The spans asked for, whether any time was named at all, and what to ask about the hour."""
    words = " ".join(words.split())
    parts: list[Span] = []
    unwanted: list[Span] = []
    plain = words
    for match in _PART.finditer(words):
        span = _PARTS[int(str(match.lastgroup)[1:])][1]
        before, after = words[: match.start()], words[match.end() :]
        if match[0].startswith(("when", "off")) and _AN_HOUR_FOLLOWS.match(after):
            continue
        negative = _NOT.search(before) or _ALL_BUT.search(before) or _NOT_AFTERWARDS.match(after)
        (unwanted if negative else parts).append(span)
        plain = _blank(plain, match)
    half = _half_of_day(parts)
    exact: list[Span] = []
    lower, upper = 0, _DAY
    question: str | None = None
    named = bool(parts or unwanted)

    for match in _RANGE.finditer(plain):
        if match["sep"] in ("and", "or") and not match["pre"]:
            continue
        stretch = _range(match, office, half)
        if stretch is None:
            continue
        (unwanted if _UNFREE.search(plain[: match.start()]) else exact).append(stretch)
        plain = _blank(plain, match)
        named = True
    alone = bool(re.fullmatch(r"\s*", _FILLER.sub(" ", _SOLO.sub(" ", plain))))
    for match in _SOLO.finditer(plain):
        before, after = plain[: match.start()], plain[match.end() :]
        hour = _Hour.read(match, "a")
        lead = match[0].startswith(("at ", "around ", "about ", "like ", "approximately ", "@"))
        if hour is None:
            continue
        not_until, not_after = _NOT_UNTIL.search(before), _NOT_AFTER.search(before)
        later = not_until or _LATER_AFTERWARDS.match(after) or (_LATER.search(before) and not not_after)
        earlier = not_after or _EARLIER_AFTERWARDS.match(after) or _EARLIER.search(before)
        if later:
            at, doubt = hour.resolve(office, half, evening_from=5)
            lower = max(lower, at)
        elif earlier:
            at, doubt = hour.resolve(office, half, evening_from=13)
            upper = min(upper, at)
        elif hour.sure or match["aish"] or lead or alone or (half and _OF_THE_DAY.match(after)):
            at, doubt = hour.resolve(office, half, evening_from=5)
            exact.append(Span(at, min(at + 60, _DAY)))
        else:
            continue
        named = True
        question = question or doubt
    base = [_hull(exact)] if exact else _merged(parts) or [WHOLE_DAY]
    limits = Span(lower, upper) if lower < upper else Span(lower, _DAY)
    spans = [piece for span in base if (piece := span & limits)] or [limits]
    for span in unwanted:
        spans = [piece for old in spans for piece in old - span] or spans
    return tuple(sorted(spans, key=lambda span: span.start)), named, question


def _blank(words: str, match: re.Match[str]) -> str:
    """The words with spaces for what was matched, everything else in its place."""
    return words[: match.start()] + " " * len(match[0]) + words[match.end() :]


def _half_of_day(parts: list[Span]) -> str | None:
    """ "am" or "pm" where the words around an hour say which ("7 in the evening")."""
    if not parts or parts[0] == WHOLE_DAY:
        return None
    if all(span.end <= 12 * 60 for span in parts):
        return "am"
    return "pm" if all(span.start >= 12 * 60 for span in parts) else None


def _merged(parts: list[Span]) -> list[Span]:
    """Each part once, in the order of the day, those that touch as one."""
    merged: list[Span] = []
    for span in sorted(set(parts), key=lambda s: (s.start, s.end)):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _hull(spans: list[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


@dataclass(frozen=True)
class _Hour:
    """An hour as written; `sure` when it cannot be another kind of number."""

    hour: int
    minute: int
    half: str | None
    sure: bool

    @classmethod
    def read(cls, match: re.Match[str], name: str) -> _Hour | None:
        """None if the number is no hour."""
        hour, minute, half = int(match[f"{name}h"]), int(match[f"{name}m"] or 0), match[f"{name}ap"]
        if hour > 23 or (hour == 0 and not match[f"{name}m"]):
            return None
        return cls(hour, minute, half if 0 < hour < 13 else None, bool(half or match[f"{name}m"]))

    def readings(self, half: str | None) -> list[int]:
        """The minutes of the day it may mean: one or two."""
        half = self.half or half
        if self.hour == 0 or self.hour > 12:
            return [self.hour * 60 + self.minute]
        morning = self.hour % 12 * 60 + self.minute
        if self.hour == 12 and not self.half:
            return [12 * 60 + self.minute]
        return [morning] if half == "am" else [morning + 720] if half == "pm" else [morning, morning + 720]

    def resolve(self, office: Span, half: str | None, evening_from: int) -> tuple[int, str | None]:
        """The likelier reading, and a question where the hours of the office do not decide it.

        `evening_from` is the hour from which, up to 7, the evening is meant: nobody is called at 5 in the morning.
        """
        readings = self.readings(half)
        if len(readings) == 1:
            return readings[0], None
        inside = [at for at in readings if office.start <= at < office.end]
        if inside and not (evening_from <= self.hour <= 7 and readings[0] < 8 * 60 and office.start >= 8 * 60):
            return inside[0], None
        if self.hour <= 6 or (self.hour == 7 and evening_from <= 7):
            return readings[1], None
        if readings[0] <= office.start + 60 and self.hour >= 9:
            return readings[0], None
        clock = f"{self.hour}:{self.minute:02}" if self.minute else str(self.hour)
        nearer = min(readings, key=lambda at: max(office.start - at, at - office.end))
        return nearer, f"Do you mean {clock} in the morning or {clock} in the evening?"


def _range(match: re.Match[str], office: Span, half: str | None) -> Span | None:
    """The shortest reading of "9-11" or "10 to 2pm" that touches the hours of the office, else the shortest."""
    first, last = _Hour.read(match, "a"), _Hour.read(match, "b")
    if first is None or last is None:
        return None
    spans = [Span(start, end) for start in first.readings(None) for end in last.readings(None) if start < end]
    if half:
        fitting = [span for span in spans if (span.start < 720) == (half == "am")]
        spans = fitting or spans
    if not spans:
        return None
    return min(spans, key=lambda s: (s & office is None or s.end - s.start > 10 * 60, s.end - s.start, -s.start))
