"""When to call back: what a person asks for, fitted into the hours of the office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from textwrap import shorten
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AwareDatetime, BaseModel, ConfigDict, field_validator

from shortfall.base.hours import holiday, hours_text, office_zone, open_hours
from shortfall.base.masking import mask
from shortfall.content.questions import Language
from shortfall.content.texts import text as said
from shortfall.content.texts import texts
from shortfall.reading.clock import WHOLE_DAY, Span
from shortfall.reading.days import HORIZON_DAYS
from shortfall.reading.sentences import VERB_NOT
from shortfall.reading.spelling import OTHER_NUMBERS
from shortfall.reading.when import Ask, read_ask, round_up, words_of_time

_LONGEST_WISH = 120
_A_WISH = 12
"""Words of the longest message that is a wish for a time as a whole; of a longer one the clauses that name one are."""
_WISH_LINE = re.compile(r"[\x00-\x1f\x7f<>]+")
_CALL_ME = re.compile(r"^\s*(?:please\s+)?call\s+me(?:\s+back)?(?:\s+at(?!\s+\d))?\b", re.I)
# What is left of "tomorrow after 3 at 312-555-0143" without its number.
_LOOSE_END = re.compile(
    r"(?:[\s,.]{1,3}(?:at|on|to|and|or|is|my|the|call|number|phone|cell|mobile|me|it'?s)){1,6}[\s,.:]{0,3}$", re.I
)
_HOUR_ALONE = re.compile(
    r"(?<![\w$.,:/-])(?<!\d )(?:at )?(1[0-2]|[1-9])([0-5]\d)(?![\w:/%-]|[.,]\d|\s(?:dollars|bucks|\d))", re.I
)
# "Make that 4", "3 is better", "2 instead": an hour by what is said of it.
_HOUR_SET = re.compile(
    r"(?<![\w$.,:/-])(?:(?P<set>(?:make|change|move|push|switch|set|do|be)(?: (?:it|that|this))?(?: to| for)?) (?P<to>1[0-2]|[1-9])(?![\w:/%-]|[.,]\d| [\w$])"
    r"|(?P<of>1[0-2]|[1-9])(?= (?:is |would be |works? |'s )?(?:instead|better|best|easier)\b))",
    re.I,
)
# "Monday works", "bueno, el lunes": of a time that was offered.
_AGREES = re.compile(
    r"\b(?:(?<!not )(?<!n't )(?<!never )works?|ok(?:ay)?|fine|good|great|sure|yes|yeah|alright|all right|s[ií]|bueno|est[aá] bien|sirve|perfecto|de acuerdo)\b",
    re.I,
)
_SHORTEST = timedelta(minutes=15)
_ASAP = timedelta(hours=2)
_HOUR = timedelta(hours=1)
_MOST_OF_AN_HOUR = timedelta(minutes=45)
_WORTH_CHOOSING = timedelta(minutes=30)
_A_WEEK = 7
_OF_A_DATE = re.compile(r"\d|\b(?:this|today|tomorrow|tmrw|este|hoy|ma[nñ]ana)\b", re.I)
_DAYS_KEPT = 14
"""Of the days that were named so many are kept, for hours that come later."""

_ZONES = {
    **dict.fromkeys(("EST", "EDT"), "eastern"),
    **dict.fromkeys(("CST", "CDT"), "central"),
    **dict.fromkeys(("MST", "MDT"), "mountain"),
    **dict.fromkeys(("PST", "PDT"), "pacific"),
    **dict.fromkeys(("AKST", "AKDT"), "alaska"),
    **dict.fromkeys(("HST", "HDT"), "hawaii"),
    "AST": "atlantic",
    "ChST": "guam",
    "SST": "samoa",
}

Interval = tuple[datetime, datetime]


class CallingWindow(BaseModel):
    """A stretch of office time in which the firm calls. It survives `model_dump(mode="json")` and `model_validate`."""

    model_config = ConfigDict(frozen=True)

    start: AwareDatetime
    """In the firm's time zone, as is `end`."""
    end: AwareDatetime
    caller_zone: str
    """The caller's time zone, "America/New_York"."""
    asap: bool = False
    wish: str = ""
    """The person's own words where more times than this one would do, or another was wanted: "weekday mornings"."""
    adjusted: str | None = None
    """What to say when the time asked for could not be had and this is the nearest."""
    ambiguous: str | None = None
    """What to ask when the words have two readings; this window is the likelier one."""
    either: tuple[tuple[str, str], ...] = ()
    """The two readings as buttons say them, each with words that are read as that one at the hour that was named."""
    unsuited: bool = False
    """Whether the nearest time lies in hours in which the person said they cannot talk: another is asked for, and this one never offered."""
    aside: str | None = None
    """Why the time that was named first cannot be had, where this is another one that was named."""
    days: tuple[date, ...] = ()
    """The caller's days that were named, with which hours that come later are read; none where any would do."""
    hours: tuple[tuple[int, int], ...] | None = None
    """The hours that were named, in minutes of the caller's day, with which a day that comes later is read; None where that is not known."""
    by: date | None = None
    """The last day that would do, where a limit was set: "before Wednesday"."""

    @classmethod
    def between(
        cls, start: datetime, end: datetime, caller_zone: str, *, asap: bool = False, wish: str = ""
    ) -> CallingWindow:
        """A window as it was stored."""
        return cls(start=start, end=end, caller_zone=caller_zone, asap=asap, wish=wish)

    @field_validator("start", "end")
    @classmethod
    def _in_the_firms_zone(cls, value: datetime) -> datetime:
        return value.astimezone(office_zone())

    @field_validator("caller_zone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, OSError) as error:
            raise ValueError("no such time zone") from error
        return value

    @property
    def in_office_hours(self) -> bool:
        """Whether the office is open all the while, by the hours of now: to be asked before a window is promised, and not of one
        that was promised before the hours changed."""
        hours = open_hours(self.start.date())
        return hours is not None and hours[0] <= self.start < self.end <= hours[1]

    @property
    def caller_start(self) -> datetime:
        """The start on the caller's clock."""
        return self.start.astimezone(ZoneInfo(self.caller_zone))

    @property
    def caller_end(self) -> datetime:
        """The end on the caller's clock."""
        return self.end.astimezone(ZoneInfo(self.caller_zone))

    @property
    def label(self) -> str:
        """ "Tuesday, November 24, 9 a.m. to 12 noon Chicago time", the caller's own clock first where it differs: for the staff."""
        return self.in_words("en")

    def in_words(self, language: Language) -> str:
        """The label in a language."""
        start, end = self.caller_start, self.caller_end
        city = str(office_zone()).rpartition("/")[2].replace("_", " ")
        here = _stretch(self.start, self.end, said("window.city", language, city=city), language)
        if start.utcoffset() == self.start.utcoffset():
            return f"{day_words(self.start.date(), language)}, {here}"
        theirs = _stretch(start, end, _zone_words(start, self.caller_zone, language), language)
        if start.date() != self.start.date():
            here = f"{day_words(self.start.date(), language)}, {here}"
        return f"{day_words(start.date(), language)}, {theirs} ({here})"


def parse_window(
    text: str,
    now: datetime,
    time_zone: str = "America/Chicago",
    language: Language = "en",
    *,
    stood: CallingWindow | None = None,
) -> CallingWindow | None:
    """When a person wants to be called, as the first stretch of office time that fits. None if the text names no time.

    Args:
        text: What they wrote, of any length (the first 3,000 characters count).
        now: The present moment, aware.
        time_zone: Where the caller is; a zone named in the text ("arizona time") goes before it.
        language: Of what is said to them where that time cannot be had.
        stood: The time that was offered or put down before: an hour alone ("430 works") is one of its day, a day alone keeps its hours.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: there is no such time zone.
    """
    ask = read_ask(text, now, ZoneInfo(time_zone))
    if ask is None:
        return None
    alone = ask
    if stood and not (stood.asap or ask.asap or ask.moment):
        ask = _with(_in_that_week(ask, stood, text), stood, now, agrees=_AGREES.search(text) is not None)
    window = _fit(ask, now, language)
    if window.adjusted and (other := _other_named(text, ask, now, language)):
        return other
    if window.adjusted and (
        keeps_busy(text) or (stood and stood.unsuited and not ask.free and alone.spans != ask.spans)
    ):
        free = min(span.start for span in ask.spans)
        early = window.caller_start.hour * 60 + window.caller_start.minute < free
        window = window.model_copy(update={"unsuited": early})
    several = len(ask.days) > 1 and not ask.asap
    before = stood.wish if stood and ask is not alone else ""
    if not (several or window.adjusted):
        # That it is noted was promised with the offer.
        return (
            window.model_copy(update={"wish": before})
            if stood and stood.adjusted and ask.timed > alone.timed
            else window
        )
    wish = in_own_words(text if len(text.split()) <= _A_WISH else words_of_time(text))
    return window.model_copy(update={"wish": in_own_words(f"{before}, {wish}") if before and before != wish else wish})


def _with(ask: Ask, stood: CallingWindow, now: datetime, *, agrees: bool) -> Ask:
    """What is asked, with the day that stood before where only hours are named, and the hours where only a day is."""
    if not ask.day_named or (ask.free and stood.days):
        days = tuple(day for day in stood.days if day >= now.astimezone(ask.zone).date()) or (
            stood.caller_start.date(),
        )
        then = replace(ask, days=days, by=stood.by, day_named=bool(stood.days), free=False)
        # An hour that is over on that day is meant for the next one.
        over = len(days) == 1 and days[0] <= now.astimezone(ask.zone).date()
        return ask if over and _first(then, days[0], round_up(now.astimezone(UTC))) is None else then
    # Of hours that cannot be had those that were offered for them are kept: "Monday works", after "7 p.m." and "would 4 to 5 do?".
    taken = stood.adjusted and not stood.unsuited and agrees
    hours = _own_hours(stood) if stood.hours is None or taken else stood.hours
    if ask.timed or ask.free or not hours or stood.caller_zone != ask.zone.key:
        return ask
    return replace(ask, spans=tuple(Span(*each) for each in hours), timed=True)


def on_clock(window: CallingWindow, zone: str, now: datetime, language: Language) -> CallingWindow:
    """A window on the clock that the person says is theirs: the hours they named are meant by it."""
    if window.asap or not window.hours:
        return window.model_copy(update={"caller_zone": zone})
    days, spans = window.days or (window.caller_start.date(),), tuple(Span(*each) for each in window.hours)
    ask = Ask(ZoneInfo(zone), days, spans, day_named=bool(window.days), timed=True, by=window.by)
    return _fit(ask, now, language).model_copy(update={"wish": window.wish})


def _in_that_week(ask: Ask, stood: CallingWindow, text: str) -> Ask:
    """ "Tuesday", after "next week": the Tuesday of that week."""
    if len(ask.days) != 1 or ask.days[0] in stood.days or not 1 < len(stood.days) <= _A_WEEK or _OF_A_DATE.search(text):
        return ask
    then = [day for day in stood.days if day.weekday() == ask.days[0].weekday()]
    return replace(ask, days=tuple(then), question=None) if then else ask


def _own_hours(window: CallingWindow) -> tuple[tuple[int, int], ...]:
    """The hours of a window of which only these are known; none where they are those of the office."""
    if open_hours(window.start.date()) == (window.start, window.end):
        return ()
    start, end = window.caller_start, window.caller_end
    return ((start.hour * 60 + start.minute, end.hour * 60 + end.minute),)


def with_hours(text: str) -> str:
    """An answer to the question when to call, with the hours in it that lack their colon: "yeah 430 works"."""
    timed = _HOUR_ALONE.sub(r"at \1:\2", text)
    return _HOUR_SET.sub(lambda said: f"{said['set'] or ''} at {said['to'] or said['of']}".strip(), timed)


_PIECE = re.compile(
    r"[.,;!?\n]|\bif (?:that'?s |it'?s |that is |you |they |u )?(?:not|can'?t)(?: (?:possible|work|ok(?:ay)?|available|do (?:it|that)))?\b"
    r"|\b(?:o )?si no(?: (?:se )?pueden?)?\b|\b(?:or else|otherwise|or|but|pero|o)\b",
    re.I,
)
_MOST_PIECES = 8
"""Of the times named in one message so many are looked at."""
_AT_WORK = re.compile(
    r"\b(?:get(?:s|ting)? (?:off|out|done|home)|(?:off|out of|at) work|(?:clock|punch)(?:ing)? out|work|(?<!\d )(?<![ap]m )(?<!day )works(?!\s?(?:[.,;:!?]|\Z|(?:best|better|fine|great|good|well|too|ok|if|unless)\b|for (?:me|us)\b))|working|shift|busy"
    r"|salgo|sale|entro|trabaj\w{1,5}|turno|ocupad[oa])\b"
    rf"|\b(?:not|no|never|nunca|nada|cannot|{VERB_NOT})\b[^.,;!?]{{0,20}}\b(?:before|until|till?|earlier than|antes|hasta)\b",
    re.I,
)
_NOT = re.compile(r"\b(?:not|no|never|nunca|cannot|\w{2,6}n't|dont|cant|wont)\b", re.I)


_OR_ELSE = re.compile(r"\b(?:unless|otherwise|or|else|if|si no|o|a menos)\b", re.I)
"""What leaves another time open: "after 5 unless it is about the money, then anytime"."""


def keeps_busy(text: str) -> bool:
    """Whether a wish for a time says when the person cannot talk: "I get off at 5", "not before 6", "trabajo hasta las 4"."""
    return _AT_WORK.search(text) is not None


def _other_named(text: str, whole: Ask, now: datetime, language: Language) -> CallingWindow | None:
    """The first time of day named besides that can be had as it was said: "after 5, or else at my lunch at 12"."""
    pieces = [piece for piece in _PIECE.split(text) if piece.strip()][:_MOST_PIECES]
    if len(pieces) < 2:
        return None
    for piece in pieces:
        ask = None if keeps_busy(piece) or _NOT.search(piece) else read_ask(piece, now, whole.zone)
        whole_day = ask and WHOLE_DAY in ask.spans and not (ask.free and _OR_ELSE.search(text))
        if ask is None or ask.asap or ask.moment or whole_day:
            continue
        if len(ask.days) > len(whole.days):  # it names no day of its own
            ask = replace(ask, days=whole.days)
        window = _fit(ask, now, language)
        if not (window.adjusted or window.ambiguous):
            reason = said("window.open", language, hours=hours_text(language))
            return window.model_copy(update={"aside": reason})
    return None


def openings(now: datetime, caller_zone: str, most: int = 5) -> list[CallingWindow]:
    """The next mornings and afternoons of the office, to choose from; today's from now on."""
    found: list[CallingWindow] = []
    earliest = round_up(now.astimezone(UTC)).astimezone(office_zone())
    for offset in range(2 * HORIZON_DAYS):
        day = earliest.date() + timedelta(days=offset)
        if not (hours := open_hours(day)) or len(found) == most:
            continue
        noon = datetime.combine(day, time(12), office_zone())
        for start, end in ((hours[0], noon), (noon, hours[1])):
            start, end = max(start, hours[0], earliest), min(end, hours[1])
            if end - start >= _WORTH_CHOOSING and len(found) < most:
                found.append(CallingWindow(start=start, end=end, caller_zone=caller_zone))
    return found


def as_choice(window: CallingWindow, language: Language) -> tuple[str, str]:
    """A window as a button says it, on the caller's clock, and as words that `parse_window` reads as this very window."""
    start, end = window.caller_start, window.caller_end
    clock = {"start": clock_words(start, language), "end": clock_words(end, language)}
    names = {"weekday": said("window.days", language, start.weekday())[:3]}
    names |= {"month": said("date.months", language, start.month - 1)[:3], "day": str(start.day)}
    label = said("callback.slot", language, 0, **names, **clock)
    return label, f"{window.start:%B} {window.start.day} {_hours(window)}"


def _hours(window: CallingWindow) -> str:
    """The hours of a window in words that `parse_window` reads as these very hours."""
    hours = " to ".join(f"{each:%I:%M %p}".lower() for each in (window.start, window.end))
    return f"from {hours} {str(office_zone()).rpartition('/')[2].replace('_', ' ')} time"


def in_own_words(text: str) -> str:
    """The words of a wish as staff read them: one line of at most 120 characters, numbers of accounts and phones gone."""
    words = _LOOSE_END.sub(
        "", _CALL_ME.sub("", _WISH_LINE.sub(" ", OTHER_NUMBERS.sub(" ", mask(text)))).strip(" ,.;:!-")
    )
    return shorten(words, _LONGEST_WISH, placeholder=" ...").strip(" ,.;:!?-")


def _fit(ask: Ask, now: datetime, language: Language) -> CallingWindow:
    earliest = round_up(now.astimezone(UTC))
    today = now.astimezone(ask.zone).date()
    for day in ask.days:
        found = _first(ask, day, earliest)
        if found:
            # "asap" is no time of day: nothing was asked that could not be had, unless it was "right now".
            other = ask.too_far or (ask.at_once and found[0] > earliest)
            if day != ask.days[0]:
                ask = replace(ask, question=None)  # one of its two readings is gone
            reason = _reason(ask, today, today, language) if other else None
            return _window(ask, found, reason, language)
    day = next((day for day in ask.days if any(end > earliest for _, end in _asked(ask, day))), (*ask.days, today)[0])
    found = _nearest(ask, day, earliest)
    return _window(ask, found, _reason(ask, day, today, language), language)


def _window(ask: Ask, found: Interval, adjusted: str | None, language: Language) -> CallingWindow:
    start, end = found
    if ask.asap:
        end = min(end, start + _ASAP)
    named = ask.day_named and not ask.free
    window = CallingWindow(
        start=start,
        end=end,
        caller_zone=ask.zone.key,
        asap=ask.asap,
        days=ask.days[:_DAYS_KEPT] if named or ask.by else (),
        hours=tuple((span.start, span.end) for span in ask.spans) if ask.timed else (),
        by=ask.by,
    )
    if ask.question:
        asked = ask.question if language == "en" else _translated(ask.question, language)
        window = window.model_copy(update={"ambiguous": asked, "either": _either(ask, window, language)})
    if adjusted is None:
        return window
    nearest = said("window.nearest", language, when=window.in_words(language))
    return window.model_copy(update={"adjusted": f"{adjusted} {nearest}"})


def _first(ask: Ask, day: date, earliest: datetime) -> Interval | None:
    """The first stretch of office time on the caller's day within what was asked."""
    for asked in _asked(ask, day):
        for opening, closing in _office(day - timedelta(days=1), days=3):
            start, end = max(asked[0], opening, earliest), min(asked[1], closing)
            # "9:15", said at ten past nine with any day free, is meant for another day.
            hour_begun = asked[0] < earliest and asked[1] - asked[0] <= _HOUR and len(ask.days) > 1
            if end - start >= (_MOST_OF_AN_HOUR if hour_begun else _SHORTEST):
                return start, end
    return None


def _nearest(ask: Ask, day: date, earliest: datetime) -> Interval:
    """The office time nearest to what was asked but cannot be had.

    A closed day moves to the next open one at the same time of day. At the wrong time of day it is the nearest hour.
    """
    hours = open_hours(day)
    if not hours or not ask.days or hours[1] - earliest < _SHORTEST:
        for later in range(1 if ask.days else 0, 15):
            moved = day + timedelta(days=later)
            if found := _first(ask, moved, earliest):
                return found
        while not open_hours(day):
            day += timedelta(days=1)
    asked = next(_asked(ask, day), (earliest, earliest))
    chances: list[Interval] = []
    first = min(day, earliest.date()) - timedelta(days=1)
    for opening, closing in _office(first, days=(day - first).days + 15):
        opening = max(opening, earliest)
        if closing - opening >= _SHORTEST:
            chances += [(opening, min(opening + _HOUR, closing)), (max(closing - _HOUR, opening), closing)]
    return min(chances, key=lambda hour: max(hour[0] - asked[1], asked[0] - hour[1], timedelta()))


def _asked(ask: Ask, day: date) -> Iterator[Interval]:
    """What was asked for on one of the caller's days, in UTC."""
    if ask.moment:
        yield ask.moment
        return
    for span in ask.spans:
        start, end = _at(day, span.start, ask.zone), _at(day, span.end, ask.zone)
        if start < end:
            yield start, end


def _office(first: date, days: int) -> Iterator[Interval]:
    """The hours of the open days among `days` days, in UTC."""
    for offset in range(days):
        if hours := _open_on(first + timedelta(days=offset)):
            yield hours


@lru_cache(maxsize=256)  # every time that a message may mean is held against the same days
def _open_on(day: date) -> Interval | None:
    hours = open_hours(day)
    return hours and (hours[0].astimezone(UTC), hours[1].astimezone(UTC))


def _at(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """A time on someone's clock, in UTC. 1440 minutes is the midnight after the day."""
    midnight = datetime(day.year, day.month, day.day)
    return (midnight + timedelta(minutes=minutes)).replace(tzinfo=zone).astimezone(UTC)


def _reason(ask: Ask, day: date, today: date, language: Language) -> str:
    if ask.too_far:
        return said("window.too_far", language, days=str(HORIZON_DAYS))
    if ask.past:
        return said("window.past_day", language)
    never = not any(map(open_hours, ask.days))
    name = holiday(day)
    if never and name and ask.days[:1] == (day,):
        named = texts(language)["window"]["holiday"][name]
        return said("window.holiday_closed", language, day=day_words(day, language), name=named)
    if never and not open_hours(day):
        return said("window.closed", language, day=said("window.days", language, day.weekday()))
    if day == today and not ask.at_once and _within_hours(ask, day):
        return said("window.past_time", language)
    return said("window.open", language, hours=hours_text(language))


def _within_hours(ask: Ask, day: date) -> bool:
    """Whether it could be had, were it not too late."""
    return _first(ask, day, _at(day, 0, ask.zone)) is not None


def clock_words(moment: datetime, language: Language = "en") -> str:
    """ "9 a.m.", "12 noon", "4:30 p.m."."""
    if moment.minute == 0 and moment.hour in (0, 12):
        return said("window.noon" if moment.hour else "window.midnight", language)
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes} {'a.m.' if moment.hour < 12 else 'p.m.'}"


def day_words(day: date, language: Language = "en") -> str:
    """ "Tuesday, November 24", "martes 24 de noviembre"."""
    weekday, month = said("window.days", language, day.weekday()), said("date.months", language, day.month - 1)
    return said("window.day", language, weekday=weekday, month=month, day=str(day.day))


def _either(ask: Ask, window: CallingWindow, language: Language) -> tuple[tuple[str, str], ...]:
    """The readings that a question offers; none where it cannot be taken apart."""
    asked = _EITHER.fullmatch(ask.question or "")
    hours = "" if ask.spans == (WHOLE_DAY,) else f" {_hours(window)}"
    found = []
    for part in asked.groups() if asked else ():
        if not (label := _reading(part, language)):
            return ()
        day = _DAY.search(part)
        words = f"{day[2]} {day[3]}{hours}" if day else f"{window.start:%B} {window.start.day} at {part}"
        found.append((label, words))
    return tuple(found)


_EITHER = re.compile(r"Do you mean (.{1,60}?) or (.{1,60}?)\?")
_DAY = re.compile(r"(\w{1,12}), (\w{1,12}) (\d{1,2})")
_CLOCK = re.compile(r"([\d:]{1,5}) in the (morning|evening)")


def _translated(question: str, language: Language) -> str:
    """The question of the reader of times, which asks in English: "Do you mean Saturday, December 5 or …?"."""
    asked = _EITHER.fullmatch(question)
    parts = [_reading(part, language) for part in asked.groups()] if asked else []
    if not parts or None in parts:
        return said("window.which", language)
    return said("window.either", language, first=str(parts[0]), second=str(parts[1]))


def _reading(words: str, language: Language) -> str | None:
    if clock := _CLOCK.fullmatch(words):
        return said(f"window.{clock[2]}", language, clock=clock[1])
    day, days, months = _DAY.search(words), texts("en")["window"]["days"], texts("en")["date"]["months"]
    if not (day and day[1] in days and day[2] in months):
        return None
    weekday = said("window.days", language, days.index(day[1]))
    return said(
        "window.day", language, weekday=weekday, month=said("date.months", language, months.index(day[2])), day=day[3]
    )


def moment_words(day: date, at: datetime | None, language: Language) -> str:
    """ "Monday, November 30 at 9 a.m" in a language, to be followed by a full stop."""
    if at is None:
        return day_words(day, language)
    return said("window.moment", language, day=day_words(day, language), clock=clock_words(at, language)).rstrip(".")


def _stretch(start: datetime, end: datetime, zone: str, language: Language) -> str:
    opening, closing = clock_words(start, language), clock_words(end, language)
    return said("window.stretch", language, start=opening, end=closing, zone=zone)


def _zone_words(moment: datetime, zone: str, language: Language) -> str:
    name = "arizona" if zone == "America/Phoenix" else _ZONES.get(moment.tzname() or "")
    city = zone.rpartition("/")[2].replace("_", " ")
    return said(f"window.zone.{name}", language) if name else said("window.city", language, city=city)
