"""Words for the time of day: "after 3", "2-4", "mornings", "when I get off at 6"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from shortfall.reading.guarded import Guarded
from shortfall.reading.spelling import follow, lead, refused
from shortfall.reading.struck import SIGN

_DAY = 24 * 60
MOST = 20
"""Hours of one message that are looked at, and as many parts of a day: nobody names more."""


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


_NOT_INSIDE = r"(?<![\d:$/.,#-])"
# Every repeat of a group has an end: what people write has three such words in a row, not three hundred.
_T = (
    _NOT_INSIDE + r"(?:at |around |about |like |approximately "
    r"|@ ?){0,3}(?P<{0}h>\d{1,2})(?::(?P<{0}m>[0-5]\d))?(?P<{0}ap>[ap]m)?(?P<{0}ish>-?\s?ish)?(?![\d:/%]|\.\d"
    r"|[a-z]|-[a-z]|\s(?:days?|weeks?|months?|years?|yrs?|kids|people|times?|hours?|hrs?|min(?:ute)?s?"
    r"|percent|bucks|dollars|hundred|thousand|grand)\b)"
)


def _t(name: str) -> str:
    return _T.replace("{0}", name)


_RANGE = Guarded(
    r"(?P<pre>\b(?:between|from|btwn|bet)\s+)?"
    + _t("a")
    + r"\s*(?P<sep>-|to|and|til|till|until|thru|through|or)\s*"
    + _t("b").replace(_NOT_INSIDE, "", 1)
)
_SOLO = Guarded(_t("a"))
_UNFREE = Guarded(
    r"\b(?:i|we|he|she)?\s{0,3}(?:not|except|busy|works?|working|meetings?|class|shift|court|unavailable|never|gym|appointments?|appts?|therapy|dialysis|chemo|doctor'?s?|dentist|church|practice|rehab|treatments?|surgery|funeral"
    r"|no)\b(?: (?:me|call|is|in|a|at|for|job|usually|mostly|my)){0,4}\s{0,40}(?:from |between )?$"
)
_NOT_UNTIL = Guarded(
    r"(?:n't|\b(?:not|no|don'?t|doesn'?t|won'?t|can'?t|cannot|busy|works?|working|meetings?|class|shift|court|unavailable|at work|sleep"
    r"|sleeping|asleep|never))\b[a-z' ]{0,18}\b(?:(?:until|till?)(?: after)?|before|earlier than|sooner than)\s+$"
    r"|\bup by\s+$|\b(?:give me|wait|hold off|i need)(?: \w{1,12}){0,2} (?:until|till?)\s+$"
)
_NOT_AFTER = Guarded(r"(?:n't|\b(?:not|no|never|can'?t|cannot))\b[\w ]{0,12}\b(?:after|later than|past)\s+$")
_LATER = Guarded(
    r"\b(?:after|past|since|starting|from|later than|(?:get|getting|gets|am|i'm|im) (?:off|out|home|done"
    r"|free)(?: (?:of )?(?:work|school|class|shift))?|off work|off|out of work|"
    r"done(?: with work)?|finish(?:ed)?(?: work)?|home|(?:free|available)|onwards from|(?:clock|punch|clocking|punching) out|leave (?:work|the office|my job)|knock off|(?:shift|class|school|work)(?: is| gets?)? (?:ends?|over|out|lets out))(?:\s+(?:at|by|around"
    r"|from|after|about|early|like)){0,3}\s+$"
    r"|\b(?:after|once|when) (?:i|we|the|my)\b[a-z' ]{0,30}$"
)
_EARLIER = Guarded(
    r"\b(?:before|by|until|till?|prior to|earlier than|up to|leave(?: for work)?(?: at)?|go (?:in"
    r"|to work)(?: at)?|start(?: work)?(?: at)?|(?<!break )starts(?: at)?)\s+$"
)
_LATER_AFTERWARDS = re.compile(
    r"^\s*(?:(?:or|and)\s+(?:later|after|on|onwards?|beyond|past)|onwards?|on\b(?! (?:the|my|this|a)\b)|\+)"
)
_AN_HOUR_FOLLOWS = re.compile(r" ?(?:at|around|by|@)? ?\d")
# An hour at which something else is: "the sale is at 10".
_OF_AN_EVENT = Guarded(
    r"\b(?:sale|auction|hearing|court|trial|lock-?out|eviction|closing|sheriff|(?:they|he|she|you|someone|somebody|bank) (?:just |already )?(?:called|came|texted|rang|phoned)(?: me| us)?)(?:'?s)?(?: date| day| time)?(?: is| was| starts?| begins?| will| be| set| scheduled| for| on| at| around){0,5} $"
)
_OF_THE_DAY = re.compile(r"\s{1,40}(?:in the|at)\b")
_EARLIER_AFTERWARDS = re.compile(r"^\s*(?:or|and)\s+(?:earlier|before|sooner)\b")

_LUNCH = Span(12 * 60, 13 * 60)  # "my lunch is at 11:30": says nothing about morning or evening
_PARTS: tuple[tuple[str, Span], ...] = (
    (r"first thing(?: in the)?(?: morning)?|(?:at )?opening|when you open", Span(8 * 60, 10 * 60)),
    (r"early(?: in the)? morning", Span(6 * 60, 10 * 60)),
    (r"(?:late(?:r)?|mid)[ -]?(?:in the )?morning", Span(10 * 60, 12 * 60)),
    (r"morning|before lunch|before 12:00pm", Span(8 * 60, 12 * 60)),
    (r"(?:on |at |during |over )?(?:my |the )?lunch(?: ?time| hour| break)?(?: starts| begins)?", _LUNCH),
    (r"after lunch", Span(13 * 60, 17 * 60)),
    (r"early(?: in the)? afternoon", Span(12 * 60, 14 * 60)),
    (r"mid[ -]?afternoon", Span(14 * 60, 16 * 60)),
    (r"late(?:r)?(?: in the)? afternoon", Span(15 * 60, 17 * 60)),
    (r"afternoon", Span(12 * 60, 17 * 60)),
    (r"after (?:school|the kids)", Span(15 * 60, 17 * 60)),
    (
        r"(?:as )?late as (?:possible|you can)|(?:very )?last (?:slot|call|appointment|thing)|late(?:r)? in the day",
        Span(15 * 60, 17 * 60),
    ),
    (r"(?:the )?end of (?:the )?(?:work ?|business )?day|eod|cob|close of business|closing", Span(15 * 60, 17 * 60)),
    (
        r"(?:while|when|as long as) (?!i\b|i'm\b|im\b|we\b)(?:[a-z]{2,12} ){0,2}[a-z]{2,12}(?:'s|'re| is| are)? (?:in|at) (?:the )?(?:school|class|daycare)|(?:during |in )?(?:the )?school (?:hours|day|time)",
        Span(9 * 60, 15 * 60),
    ),
    (r"after (?:i|we) (?:drop|take)[a-z' ]{0,25}(?:kids?|school|daycare)", Span(9 * 60, 12 * 60)),
    (r"before (?:i go to )?work", Span(6 * 60, 9 * 60)),
    (
        r"after (?:work|hours)|when i(?: get|'m|m| am) (?:off|out|home|done)(?: (?:of |from )?work)?|off work",
        Span(17 * 60, 21 * 60),
    ),
    (r"tonight|evening|after dinner|dinner ?time|supper", Span(17 * 60, 21 * 60)),
    (r"late(?: at)? night|night", Span(19 * 60, 23 * 60)),
    (r"not (?:too|super|very|so) early", Span(10 * 60, 17 * 60)),
    (
        r"(?<!off )(?<!out )(?<!home )(?<!leave )early(?= ?(?:[,.!;-]|$| (?:is|works|please|if|on|would|in the day)\b))",
        Span(8 * 60, 12 * 60),
    ),
    (r"during the day|day ?time|(?:business|office|working|normal|regular|your) hours|all day", WHOLE_DAY),
)
_PART = Guarded("|".join(rf"\b(?P<p{place}>{pattern})\b" for place, (pattern, _) in enumerate(_PARTS)))
_NAMES_AN_HOUR = Guarded(
    r"\b(?:at|around|about|after|before|by|from|until|till?|past|since|@|or|and|between)(?: (?:about|around|like))? $"
)
_FILLER = Guarded(
    r"\b(?:please|pls|call|me|maybe|say|how|about|would|be|is|good|best|works?|great|fine|for|i|the|on|at"
    r"|around|ok|okay|sure|yes|yeah|um|uh|thanks?|thank|you|can|could|time|to|reach|let'?s|try|do|it|that|if"
    r"|possible|any|or|so|sharp|exactly|on the dot)\b|[^\w\s:]"
)


def places_of_times(words: str) -> list[tuple[int, int]]:
    """Where hours and parts of the day are named, in their order."""
    found = [(match.start("ah"), match.end()) for match in islice(_RANGE.finditer(words), MOST)]
    for match in islice(_SOLO.finditer(words), MOST):
        sure = match["aap"] or match["am"] or _NAMES_AN_HOUR.search(lead(words, match.start("ah")))
        if sure or words[: match.start()].rstrip(" ,.;:!-").endswith(SIGN):
            found.append((match.start("ah"), match.end()))
    return sorted([*found, *(match.span() for match in islice(_PART.finditer(words), MOST))])


def read_times(words: str, office: Span) -> tuple[tuple[Span, ...], bool, str | None]:
    """The spans asked for, whether any time was named at all, and what to ask about the hour."""
    words = " ".join(words.split())
    parts: list[Span] = []
    unwanted: list[Span] = []
    read: list[tuple[int, int]] = []
    for match in islice(_PART.finditer(words), MOST):
        span = _PARTS[int(str(match.lastgroup)[1:])][1]
        if match[0].startswith(("when", "off")) and _AN_HOUR_FOLLOWS.match(words, match.end()):
            continue
        ruled_out = refused(lead(words, match.start()), follow(words, match.end()))
        (unwanted if ruled_out else parts).append(span)
        read.append(match.span())
    plain = _blank(words, read)
    half = _half_of_day(parts)
    ranges: list[Span] = []
    exact: list[Span] = []
    lower, upper = 0, _DAY
    question: str | None = None
    named = bool(parts or unwanted)

    read, before, done = [], "", 0
    for match in islice(_RANGE.finditer(plain), MOST):
        if match["sep"] in ("and", "or") and not match["pre"]:
            continue
        before = lead(before := before + plain[done : match.start()], len(before))
        busy = _UNFREE.search(before) is not None
        # "I work 3 to 11 so mornings only": the half of the day is said of the call.
        stretch = _range(match, office, None if busy else half)
        if stretch is None:
            continue
        (unwanted if busy else ranges).append(stretch)
        before, done = before + " " * len(match[0]), match.end()
        read.append(match.span())
        named = True
    plain = _blank(plain, read)
    alone = not _FILLER.sub(" ", _SOLO.sub(" ", plain)).strip()
    for match in islice(_SOLO.finditer(plain), MOST):
        before, after = lead(plain, match.start()), follow(plain, match.end())
        hour = _Hour.read(match, "a")
        placed = match[0].startswith(("at ", "around ", "about ", "like ", "approximately ", "@"))
        if hour is None or _OF_AN_EVENT.search(before):
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
        elif hour.sure or match["aish"] or placed or alone or (half and _OF_THE_DAY.match(after)):
            at, doubt = hour.resolve(office, half, evening_from=5)
            busy = _UNFREE.search(before) is not None  # "I have dialysis at 2", "not at noon"
            (unwanted if busy else exact).append(Span(at, min(at + 60, _DAY)))
        else:
            continue
        named = True
        question = question or doubt
    hours = ([_hull(exact)] if exact else []) + ranges
    base = _merged(hours) or _merged(parts) or [WHOLE_DAY]
    limits = Span(lower, upper) if lower < upper else Span(lower, _DAY)
    spans = [piece for span in base if (piece := span & limits)] or [limits]
    for span in _merged(unwanted):
        spans = [piece for old in spans for piece in old - span] or spans
    return tuple(sorted(spans, key=lambda span: span.start)), named, question


def _blank(words: str, read: list[tuple[int, int]]) -> str:
    """The words with spaces for what has been read, everything else in its place. The stretches are in order and apart."""
    pieces, done = [], 0
    for start, end in read:
        pieces += [words[done:start], " " * (end - start)]
        done = end
    return "".join((*pieces, words[done:]))


def _half_of_day(parts: list[Span]) -> str | None:
    """ "am" or "pm" where the words around an hour say which ("7 in the evening")."""
    if not parts or parts[0] in (WHOLE_DAY, _LUNCH):
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
        # Over midnight: what is left of the first day.
        start = first.readings(None)[-1]
        return Span(start, _DAY) if start > last.readings(None)[0] else None
    return min(spans, key=lambda s: (s & office is None or s.end - s.start > 10 * 60, s.end - s.start, -s.start))
