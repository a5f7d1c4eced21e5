"""What a day is: the roles that are weighed by the words about it, and by how far away it is. Pure, linear.

The patterns (shortfall/reading/dates.py, urgent.py) say what a day may be; the regression says how likely it is that the message bears it. It was learned
from data/days (docs/decisions/0029).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from shortfall.base.firm import DATA
from shortfall.reading.days import day_phrases
from shortfall.reading.fact import Fact
from shortfall.reading.guarded import Guarded
from shortfall.reading.learned import Learned, Words
from shortfall.reading.named_days import named_days
from shortfall.reading.spelling import normalise
from shortfall.reading.urgent import in_english

DAYS = Learned(
    DATA / "days" / "weights.json.gz",
    "sale judgment confirmed hearing served answer letter received offer lockout discharge".split(),
    {"lockout": frozenset({"lockout", "moved"})},  # "the day I move out" is by when they must
)
LEAST = 0.08
"""A role that is less likely is not noted. On talks that were left out of the learning 97 of a hundred right roles are likelier, and .54 of the wrong ones."""
SURE = 0.85
"""A day without a role is given one that is as likely: on those talks 37 of 39 were right."""
_TO_COME = frozenset({"hearing", "answer", "offer", "lockout"})
_GIVEN = _TO_COME | {"sale", "judgment", "confirmed", "served", "discharge"}
"""The roles that are given, and those of them that are still to come. A sale may be; the others are over."""
_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)"
)
_WEEKDAY = r"(?:mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?)?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)"
_SEASON = r"(?:spring|summer|fall|autumn|winter|primavera|verano|oto[nñ]o|invierno)"
_YEAR = r"(?:19|20)\d\d|['\u2019]\d\d"
_COUNT = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|couple|few|una?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)"
_UNIT = r"(?:days?|weeks?|wks?|months?|years?|yrs?|d[ií]as?|semanas?|mes(?:es)?|a[nñ]os?)"
_NAMED = Guarded(
    rf"(?i)(?<!\w)(?:(?:{_WEEKDAY},? )?(?:(?:the |el )?\d{{1,2}}(?:st|nd|rd|th)? (?:of |del? )?{_MONTH}\b(?:,? (?:of |del? )?(?:{_YEAR})\b)?"
    rf"|{_MONTH}(?: (?:the )?\d{{1,2}}(?:st|nd|rd|th)?)?\b(?:,? (?:of |del? )?(?:{_YEAR})\b)?"
    rf"|\d{{1,2}}[/-]\d{{1,2}}(?:[/-](?:20)?\d\d)?\b|(?:the )?\d{{1,2}}(?:st|nd|rd|th)\b|el (?:d[ií]a )?\d{{1,2}}\b)"
    rf"|(?:next|last|this|coming|past|pr[oó]xim[oa]|est[ea]|pasad[oa]) (?:{_WEEKDAY}|week|month|year|{_SEASON}|semana|mes|a[nñ]o)\b"
    rf"|(?:semana|mes|a[nñ]o|{_WEEKDAY}) (?:pasad[oa]|que viene)\b|{_SEASON}(?: (?:of|del?))? (?:{_YEAR})\b"
    rf"|(?:in|en) (?:about )?{_COUNT} (?:of )?{_UNIT}\b|hace {_COUNT} {_UNIT}\b|{_COUNT} (?:of )?{_UNIT} (?:ago|back)\b"
    rf"|{_WEEKDAY}\b|(?:19|20)\d\d\b|(?:today|tomorrow|tonight|yesterday|ayer|hoy|ma[nñ]ana|anoche)\b)",
)
_MOST = 24
"""Days of one message that are looked at."""
_STEPS = (1, 2, 4, 8, 15, 31, 62, 124, 250, 500, 1500)
_A_YEAR = Guarded(rf"(?<!\d)(?:{_YEAR})\b|\d[/-]\d{{1,2}}[/-]")


@dataclass(frozen=True)
class Mention:
    """Where a day is named, and the days that it may be: the ones before today (today included) and those to come."""

    span: tuple[int, int]
    past: tuple[date, date] | None
    coming: tuple[date, date] | None

    def away(self, on: date) -> int:
        """How many days the nearer of the two is from today; less than none if it is over."""
        ways = [
            (each[0] - on).days if each[0] >= on else min(0, (each[1] - on).days)
            for each in (self.past, self.coming)
            if each
        ]
        return min(ways, key=abs, default=0)


def mentions(text: str, on: date) -> Sequence[Mention]:
    """The days that are named in a text."""
    found: list[Mention] = []
    for match in _NAMED.finditer(text):
        found.append(Mention(match.span(), *_may_be(match[0], on)))
        if len(found) == _MOST:
            break
    return found


_Days = tuple[date, date] | None


@lru_cache(maxsize=32)
def _may_be(words: str, on: date) -> tuple[_Days, _Days]:
    """The days before today that a day so named may be, and the ones to come."""
    past = next(iter(named_days(f"on {words}", on)), None) or next(iter(named_days(words, on)), None)
    ahead = next((each for each in day_phrases(normalise(in_english(words)), on) if each.last >= on), None)
    return (past.first, past.last) if past else None, (ahead.first, ahead.last) if ahead else None


def of_day(words: Words, mention: Mention, on: date, has_role: bool) -> Iterator[str]:
    """What is known of a day: whether it is over, today or to come, how far away, how exactly it is told, and the words about it.

    Which role the patterns give it is left out: it hides what the words say.
    """
    away = mention.away(on)
    when = "today" if not away else "over" if away < 0 else "to come"
    far = sum(abs(away) >= step for step in _STEPS)
    year = bool(_A_YEAR.search(words.text, *mention.span))
    yield f"when {when}"
    yield f"when {when} {far}"
    yield f"year {year} {when}"
    for each in (mention.past, mention.coming):
        if each:
            yield f"long {(each[1] - each[0]).days // 7 > 0} {when}"
    yield f"has a role {has_role}"
    yield from words.features(mention.span)


def mention_of(fact: Fact, named: Sequence[Mention], on: date) -> Mention | None:
    """Where the day of a fact is named; None where that is not known."""
    first, last = map(date.fromisoformat, fact.value)
    if fact.words:
        start, end = fact.span
        over = (each for each in named if each.span[0] < end and start < each.span[1])
        return next(over, None) or Mention(
            fact.span, (first, last) if first <= on else None, (first, last) if first > on else None
        )
    return next(
        (each for each in named for days in (each.coming, each.past) if days and days[0] <= last and first <= days[1]),
        None,
    )


def weighed(text: str, on: date, days: Sequence[Fact], noted: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The days of a message without the roles that its words hardly bear, and with those that they clearly bear.

    Args:
        days: what the patterns make of them.
        noted: what was told before: a day of it is put right, or said again in few words, and needs no more of them.
    """
    named = mentions(text, on)
    if not named and not days:
        return ()
    words, taken, kept = Words(text), list[Mention](), list[Fact]()
    told_before = [part.get("value") for name, part in noted.items() if name.endswith("_date")]
    for fact in days:
        place = mention_of(fact, named, on) if fact.name == "date" and fact.role in DAYS.roles else None
        if place:
            taken.append(place)
            again = fact.case_name in noted or fact.value in told_before
            if not again and DAYS.likely(of_day(words, place, on, True), str(fact.role)) < LEAST:
                continue
        kept.append(fact)
    told = {fact.case_name for fact in kept} | {*noted}
    for place in named:
        if place not in taken and (given := _given(text, words, place, on)) and given.case_name not in told:
            told.add(given.case_name)
            kept.append(given)
    # When to answer was worked out from the day of the papers.
    return tuple(each for each in kept if each.role != "answer" or each.sure or "served_date" in told)


def _given(text: str, words: Words, place: Mention, on: date) -> Fact | None:
    """A day to which no pattern gives a role, with the one that the words about it clearly bear."""
    shares = DAYS.shares(of_day(words, place, on, False))
    role = max(shares, key=lambda each: shares[each])
    to_come = role in _TO_COME or (role == "sale" and place.away(on) > 0)
    days = place.coming if to_come else place.past
    if shares[role] < SURE or role not in _GIVEN or days is None:
        return None
    return Fact("date", [days[0].isoformat(), days[1].isoformat()], text[slice(*place.span)], place.span, role)
