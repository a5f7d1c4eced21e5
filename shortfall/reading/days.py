"""Words for days: "next Tuesday", "the 3rd", "any weekday but Friday", "after Thanksgiving"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from shortfall.base.hours import next_holiday
from shortfall.reading.guarded import Guarded
from shortfall.reading.spelling import MONTHS, WEEKDAYS, follow, lead, refused

HORIZON_DAYS = 60
"""How far ahead a callback can be booked."""
HALLOWEEN = "Halloween"
MOST = 24
"""Words for days in one message that are looked at: nobody names more."""


@dataclass(frozen=True)
class DaysAsked:
    """The caller's days that would do, in order, from today to the horizon; all of them if none was `named`."""

    days: tuple[date, ...]
    named: bool
    past: bool = False
    too_far: bool = False
    question: str | None = None
    free: bool = False
    """Whether any time would do, and not only any day."""
    by: date | None = None
    """The last day that would do, where a limit was set: "before Wednesday"."""


@dataclass(frozen=True)
class _Days:
    """Days that a phrase means: a range, or those of its days that fall on given weekdays."""

    first: date
    last: date
    weekdays: frozenset[int] = frozenset(range(7))
    question: str | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last and day.weekday() in self.weekdays


@dataclass(frozen=True)
class DayPhrase:
    """A day that is named, or the days it may be, and the question where two readings are as likely."""

    first: date
    last: date
    question: str | None = None


_DOW = "|".join(WEEKDAYS)
_MON = "|".join(MONTHS)
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
    r"halloween": HALLOWEEN,
}
_OFFICIAL = tuple((re.compile(pattern), official) for pattern, official in _HOLIDAYS.items())
_HOLIDAY = "|".join(_HOLIDAYS).replace(" ", r"\ ")
_DAY_PHRASE = Guarded(
    rf"""(?x)
    (?<![a-z])(?=\w) (?: (?P<overmorrow> \b(?:the\ )?day\ after\ tomorrow\b )
  | (?P<holiday_next> \b(?:the\ )?day\ after\ (?P<holiday_after>{_HOLIDAY})\b )
  | (?P<holiday_eve> \b(?:the\ )?day\ before\ (?P<holiday_before>{_HOLIDAY})\b
        | \b(?P<holiday_eve_of>christmas|x-?mas|new\ year'?s?)(?:\ day)?\ eve(?:ning)?\b )
  | \b(?:the\ )?(?P<by_dow>{_DOW})\ (?P<by_side>before|after)\ (?P<by_holiday>{_HOLIDAY})\b
  | (?P<week_of> \b(?:the\ )?week\ (?P<week_of_side>before|after|of)\ (?P<week_of_holiday>{_HOLIDAY})\b
        | \b(?P<holiday_week>{_HOLIDAY})\ week\b
        | \b(?:the\ )?week\ of\ (?:the\ )?(?:(?P<week_of_month>{_MON})\ )?(?P<week_of_day>\d{{1,2}})(?:st|nd|rd|th)?\b )
  | (?P<nth_week> \b(?:the\ )?(?P<which_week>first|1st|second|2nd|third|3rd|fourth|4th|last)\ week\ (?:of|in)\ (?:(?P<nth_month>{_MON})|(?:the|this|next)\ month)\b )
  | (?P<nth_dow> \b(?:the\ )?(?P<which_dow>first|1st|1th|second|2nd|2th|third|3rd|3th|fourth|4th|last)\ (?P<nth_dow_name>{_DOW})\ (?:of|in)\ (?:(?P<nth_dow_month>{_MON})|(?:the|this|next)\ month)\b )
  | (?P<last_day> \b(?:the\ )?last\ day\ of\ (?:the|this)\ month\b )
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
        |in)\ (?:the\ )?(?:(?P<month_name>{_MON})(?:,?\ (?:of\ )?(?P<month_year>20\d\d))?|(?P<month_which>this|next)?\ ?month)\b
        | \b(?P<month_only>next\ month|this\ month)\b )
  | (?P<week> \b(?:(?P<week_part>early|earlier|late|later|mid|middle\ of|end\ of|beginning\ of|start\ of
        |first\ part\ of)\ )?(?:in\ )?(?:the\ )?(?:(?P<week_which>this|next|coming
        |following)\ )?(?:coming\ )?week\b(?!-?\s?(?:end|day|night))(?P<week_over>\ after\ next)? )
  | (?P<weekend> \b(?:(?:the|this|next|coming)\ ){{0,3}}week-?\ ?ends?\b )
  | (?P<weekdays> \b(?:any\ |all\ |every\ )?(?:week-?\ ?days?|(?:business|working|work)\ ?days?)\b )
  | (?P<any> \b(?:any|every|all|each|either|whatever|whichever|what\ ?ever)\ ?(?:days?|week|time)\b
        | \bany\ ?time\b | \bwhen-?\ ?ever\b | \bno\ pref(?:erence)?\b | \bup\ to\ (?:you|them|u)\b | \bwide\ open\b | \b(?:doesn'?t|does\ not
        |don'?t)\ (?:really\ )?(?:matter|care)\b | \bflexible\b | \byou\ (?:pick|choose|decide)\b
        | \byour\ (?:choice|call|convenience)\b | \bdaily\b )
  | (?P<dow> \b(?:(?P<dow_which>next|this\ coming|this|coming
        |the\ following)\ )?(?P<dow_name>{_DOW})(?P<dow_s>s)?\b (?:\ (?:of\ )?(?P<dow_week>(?:the\ )?(?:next|this
        |following)\ week|after\ next|week\b(?!-?\ ?(?:end|day)))\b)? )
  | (?P<yesterday> \b(?:yesterday|last\ (?:night|week|{_DOW}))\b )
  | (?P<tomorrow> \btomorrow\b )
  | (?P<today> \b(?:today|tonight|this\ (?:morning|afternoon|evening|very\ day)|later\ on|rest\ of\ the\ day)\b ) )
    """
)
_TODAY_PARTS = re.compile(r"tonight|morning|afternoon|evening")
_CONJUNCTION = Guarded(r"\b(?:or|and|nor)\b")
_LISTED = re.compile(rf"^s?,? ?(?:(?:{_DOW})s?,? ?){{0,7}}(?:or|and|nor)\b")
_ON = Guarded(r"\bon(?: the)? *$")
# A day that belongs to a sale or a hearing is no day to be called on, but the call is to come before it.
_EVENT = Guarded(
    r"\b(?P<before>before )?(?:(?:the|my|our|their|a|foreclosure|sheriff'?s?|court) ){0,4}"
    r"(?:sale|auction|hearing|court|court date|sale date|lock-?out|eviction|deadline)"
    r"(?: date)?(?:'s| is| was)?(?: set)?(?: for| on| by| the| this| next){0,4} $"
)
# The day of something that is over: "they sold it on the 5th".
_HAPPENED = Guarded(
    r"\b(?:(?:they|he|she|you|someone|somebody|bank) (?:called|came|texted|rang|phoned)|sold|served|filed|signed|foreclosed|evicted|happened|moved out|got|received|closed|(?:rent|bills?|payments?|taxes)(?: is| are)? due)(?: (?:it|us|me|my|the|house|home|papers|summons|letter|on|him|her)){0,4} $"
)
_SO_IS = Guarded(r"\b(?:so|and so|also|neither)(?: is| are|'s)(?: on)? $")
_THEN = re.compile(
    r",? ?(?:so |and |but |then )?(?:please |call |any ?time |me ){0,3}(after|before)(?: that| then|wards?)\b"
)
_JOINED = re.compile(r"^\s*+(?:(?:,|/|&|\+|or|and|nor|on|the)\s*+)*+$")
_THROUGH = re.compile(r"^\s*(?:-|to|thru|through|till?|until)(?: the)?\s*$")
_NOT_BEFORE = Guarded(
    r"(?:\b(?:not|no|cannot|never)|n't)\b[\w ]{0,18}\b(?:before|until|till?|earlier than|sooner than)(?: the"
    r"| on| this){0,3} $"
)
_FROM = Guarded(r"\b(?:from|starting|starting on|beginning|since|as of)(?: the| on){0,3} $")
_AFTER = Guarded(r"\b(?:after|past|following)(?: the| on){0,3} $")
_BY = Guarded(r"\b(?:by|until|till?|no later than|up to|through|on or before)(?: the| on| this){0,3} $")
_BEFORE = Guarded(r"\b(?:before|prior to|earlier than)(?: the| on| this){0,3} $")
_LEAD = Guarded(r"\b(?:after|past|following|before|by|until|till?|from|starting|since)(?: the| on| this){0,3} $")
_BEFORE_THEN = Guarded(r"\bbefore (?:then|that|it)\b")
_SIDE_BY_SIDE = re.compile(r"\s*+(?:,\s*+)?(?:(?:\(|on |the )\s*+)?")
_BETWEEN = Guarded(r"\bbetween (?:the )?$")


def day_phrases(words: str, today: date) -> Iterator[DayPhrase]:
    """The days that are named in words, in order, however far away; a weekday or a date without a year is the next one. Of "Tuesday,
    December 8" the date counts."""
    found: list[_Days] = []
    kind, end = "", 0
    for match in islice(_DAY_PHRASE.finditer(words), MOST):
        if match["any"] or match["weekdays"] or (days := _meaning(match, today)) is None:
            continue
        (kind, before), gap, end = (_kind(match), kind), words[end : match.start()], match.end()
        one_day = found and {kind, before} == {"date", "weekday"} and _SIDE_BY_SIDE.fullmatch(gap)
        if one_day and kind == "weekday":
            continue
        if one_day:
            found.pop()
        found.append(days)
    for days in found:
        yield DayPhrase(days.first, days.last, days.question)


def places_of_days(words: str) -> list[tuple[int, int, bool]]:
    """Where days are named, and whether it is a stretch of them ("next week") and no day. Of "Tuesday of next week" it is Tuesday."""
    found = islice(_DAY_PHRASE.finditer(words), MOST)
    return [
        (
            match.start(),
            match.start("dow_week") if match["dow_week"] else match.end(),
            bool(match["week"] or match["month"]),
        )
        for match in found
        if not match["any"]
    ]


def take_days(words: str, today: date) -> tuple[str, DaysAsked]:
    """The days that would do. The words that named them go; what tells the time of day ("tonight") stays."""
    horizon = today + timedelta(days=HORIZON_DAYS)
    wanted: list[_Days] = []
    unwanted: list[_Days] = []
    rest: list[str] = []
    end = 0
    negative = between = False
    kind = ""
    weekdays_within: _Days | None = None
    latest, named_before = horizon, False
    by: date | None = None
    free = False
    before_then = bool(_BEFORE_THEN.search(words))
    for match in islice(_DAY_PHRASE.finditer(words), MOST):
        days = _meaning(match, today)
        gap = words[end : match.start()]
        before, after = lead(words, match.start()), follow(words, match.end())
        if days is None:
            continue
        joined = end > 0 and bool(_JOINED.match(gap))
        # "not Monday or Tuesday" rules out both, "not today, tomorrow" does not.
        listed = joined and ("," not in gap or bool(_CONJUNCTION.search(gap) or _LISTED.match(after)))
        negative = refused(before, after) or (negative and (listed or bool(_SO_IS.search(gap))))
        rest += [
            _ON.sub(" ", _LEAD.sub(" ", gap)),
            " ",
            " ".join(_TODAY_PARTS.findall(match[0])),
            "any " if match["any"] and after.startswith(" but ") else " ",
        ]
        first_time, end = end == 0, match.end()
        kind, kind_before = _kind(match), kind
        free = free or bool(match["any"] and "day" not in match["any"])
        if not negative and wanted and _SIDE_BY_SIDE.fullmatch(gap) and {kind, kind_before} == {"date", "weekday"}:
            before_it = wanted.pop()
            # "Tue 20 - Fri 23 Oct"; a weekday that is today may be the next one as well, and is asked about
            stretch = before_it.first < before_it.last and kind == "date" and not before_it.question
            both = _date_and_weekday(before_it, days, date_last=kind == "date")
            wanted.append(_Days(before_it.first, days.last) if stretch else both)
            kind = "date"
            continue
        if then := _THEN.match(after):  # "I have surgery the 20th, so after that"
            days = (
                _Days(days.last + timedelta(days=1), horizon)
                if then[1] == "after"
                else _Days(today, days.first - timedelta(days=1))
            )
            negative = False
        elif _NOT_BEFORE.search(before):
            days, negative = _Days(days.first, horizon), False
        elif not first_time and wanted and (_THROUGH.match(gap) or (between and gap.strip() == "and")):
            earlier = wanted.pop()
            if kind == kind_before == "weekday" and not (match["dow_which"] or match["dow_week"]):
                first, last_one = earlier.first.weekday(), days.first.weekday()
                wanted.append(
                    _Days(today, horizon, frozenset((first + n) % 7 for n in range((last_one - first) % 7 + 1)))
                )
                continue
            last = days.last if days.last >= earlier.first else days.last + timedelta(days=7)
            days = _Days(earlier.first, last)
        elif _FROM.search(before):
            days = _Days(days.first, horizon if not _THROUGH.match(after[:9]) else days.last)
        elif _AFTER.search(before):
            days, negative = _Days(days.last + timedelta(days=1), horizon), False
        elif _BY.search(before) or _BEFORE.search(before):
            by = days.last if _BY.search(before) else days.first - timedelta(days=1)
            days, negative = _Days(today, by), False
        between = bool(_BETWEEN.search(before))
        if negative and match["dow"] and not match["dow_which"]:
            days = _Days(today, horizon, frozenset([WEEKDAYS.index(match["dow_name"])]))
        if _HAPPENED.search(before):
            continue
        if event := _EVENT.search(before):
            latest = min(latest, max(today, days.last - timedelta(days=1)))
            named_before = named_before or bool(event["before"] or before_then)
            continue
        (unwanted if negative else wanted).append(days)
        if match["week"] or match["month"] or match["week_of"] or match["nth_week"]:
            weekdays_within = days
    rest.append(words[end:])
    named = bool(wanted or unwanted or named_before)
    wanted = _narrowed(wanted, weekdays_within)
    question = wanted[0].question if len(wanted) == 1 else None
    unwanted = list(dict.fromkeys(unwanted))
    good = wanted or [_Days(today, horizon)]
    every = (today + timedelta(days=offset) for offset in range(HORIZON_DAYS + 1))
    if wanted or unwanted:
        every = (day for day in every if any(day in g for g in good) and not any(day in u for u in unwanted))
    days_found = tuple(every)
    days_found = tuple(day for day in days_found if day <= latest) or days_found
    past = not days_found and all(days.last < today for days in good)
    too_far = not days_found and not past and any(days.first > horizon for days in good)
    if too_far:
        days_found = (horizon,)
    return "".join(rest), DaysAsked(
        days_found, named, past, too_far, question, free, by if wanted and by and by >= today else None
    )


def _narrowed(wanted: list[_Days], within: _Days | None) -> list[_Days]:
    """ "Tuesday next week" is one day; "any day next week" is a week; "weekdays, say Tuesday" is Tuesday."""
    wanted = list(dict.fromkeys(wanted))  # each once: a day said a hundred times is one day
    everything = [days for days in wanted if (days.last - days.first).days >= HORIZON_DAYS and len(days.weekdays) == 7]
    wanted = [days for days in wanted if days not in set(everything)] or wanted
    if len(wanted) < 2:
        return wanted
    if within is not None and within in wanted:
        weekdays = frozenset(_weekdays_of([days for days in wanted if days is not within]))
        return [replace(within, weekdays=weekdays)]
    dates = [days for days in wanted if days.first == days.last]
    recurring = [days for days in wanted if days.first != days.last]
    recurs = {weekday for days in recurring for weekday in days.weekdays}
    if recurring and dates and all(days.first.weekday() in recurs for days in dates):
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
        kept = _kept(today, g["holiday_after"] or g["holiday"])
        return _one(kept + timedelta(days=1 if g["holiday_next"] else 0))
    if g["holiday_eve"]:
        return _one(_kept(today + timedelta(days=1), g["holiday_before"] or g["holiday_eve_of"]) - timedelta(days=1))
    if g["by_dow"]:
        kept, weekday = _kept(today, g["by_holiday"]), WEEKDAYS.index(g["by_dow"])
        after = _coming(kept + timedelta(days=1), weekday)
        return _one(after if g["by_side"] == "after" else _coming(kept - timedelta(days=7), weekday))
    if g["week_of"]:
        return _week_of(today, g)
    if g["nth_week"]:
        return _nth_week(today, g["which_week"], g["nth_month"], "next month" in match[0])
    if g["nth_dow"]:
        return _nth_weekday(today, g, "next month" in match[0])
    if g["last_day"]:
        return _one(today.replace(day=calendar.monthrange(today.year, today.month)[1]))
    if g["from_count"]:
        start = today
        if g["from_tomorrow"]:
            start = today + timedelta(days=1)
        elif g["from_dow"]:
            start = _coming(today, WEEKDAYS.index(g["from_dow"]))
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
            month, day = MONTHS.index(g[f"{kind}_m"]) + 1, int(g[f"{kind}_d"])
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
    weekday = WEEKDAYS.index(str(g["dow_name"]))
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
        month = MONTHS.index(g["month_name"]) + 1
        year = int(g["month_year"]) if g["month_year"] else year + (month < today.month)
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


def _week_of(today: date, g: dict[str, str | None]) -> _Days | None:
    """The working days of the week of a holiday or a date: "thanksgiving week", "the week of the 26th"."""
    if holiday := g["week_of_holiday"] or g["holiday_week"]:
        day: date | None = _kept(today, holiday)
    elif g["week_of_month"]:
        dated = _dated(today, MONTHS.index(g["week_of_month"]) + 1, int(str(g["week_of_day"])))
        day = dated.first if dated else None
    else:
        nth = _next_day_of_month(today, int(str(g["week_of_day"])))
        day = nth.first if nth else None
    if day is None:
        return None
    weeks = {"before": -1, "after": 1}.get(g["week_of_side"] or "", 0)
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return _Days(monday, monday + timedelta(days=4))


_PLACES = {
    f"{word}": place
    for place, words in enumerate(("first 1st 1th", "second 2nd 2th", "third 3rd 3th", "fourth 4th"))
    for word in words.split()
}


def _in_month(today: date, name: str | None, of_next: bool) -> tuple[int, int]:
    """The year and the month that are meant: the next November, this month, the one after."""
    month = MONTHS.index(name) + 1 if name else today.month % 12 + 1 if of_next else today.month
    return today.year + (month < today.month), month


def _nth_weekday(today: date, g: dict[str, str | None], of_next: bool) -> _Days:
    """ "The last Thursday of the month", "first Monday in November"."""
    year, month = _in_month(today, g["nth_dow_month"], of_next)
    length = calendar.monthrange(year, month)[1]
    weekday = WEEKDAYS.index(str(g["nth_dow_name"]))
    fitting = [day for number in range(1, length + 1) if (day := date(year, month, number)).weekday() == weekday]
    return _one(fitting[-1 if g["which_dow"] == "last" else _PLACES[str(g["which_dow"])]])


def _nth_week(today: date, which: str, name: str | None, of_next: bool) -> _Days:
    """ "The second week of November": the first is the one most of whose working days are in the month."""
    year, month = _in_month(today, name, of_next)
    first = date(year, month, 1)
    monday = first - timedelta(days=first.weekday()) + timedelta(weeks=int(first.weekday() > 2))
    if which == "last":
        last = date(year, month, calendar.monthrange(year, month)[1])
        monday = last - timedelta(days=last.weekday())
    else:
        monday += timedelta(weeks=_PLACES[which])
    return _Days(max(monday, today), max(monday + timedelta(days=4), today))


def _kept(today: date, name: str | None) -> date:
    """The next time a holiday is kept."""
    official = next(official for pattern, official in _OFFICIAL if pattern.fullmatch(str(name)))
    if official == HALLOWEEN:
        return date(today.year + (today > date(today.year, 10, 31)), 10, 31)
    return next_holiday(today, official)


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
