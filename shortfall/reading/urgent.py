"""A sale, a lockout or a hearing within days, as people write of it: what makes a callback urgent, in words for staff."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shortfall.base.hours import office_zone
from shortfall.reading.days import take_days
from shortfall.reading.spelling import normalise

WITHIN_DAYS = 7
"""A sale, lockout or hearing that is no further away than this makes a request urgent."""

_LONGEST = 2000
_KINDS: tuple[tuple[str, str], ...] = (
    (r"(?<!short )(?<!for )\b(?:sale|auction\w*|sells?|sold|selling)\b", "sale"),
    (
        r"\b(?:sheriff\w*|deputy|deputies|lock(?:s|ed|ing|ing us|ing me)?[ -]?(?:us |me )?out|lockout|locks|evict\w*|kick\w* (?:us |me )?out"
        r"|(?:be|move|get|moved|wants? (?:me|us)) out|put out|leave the (?:house|home)|vacate)\b",
        "lockout",
    ),
    (r"\b(?:court|hearing|judge|trial|appear|citation)\b", "hearing"),
    (r"\b(?:answer|response|papers?|deadline|motion)\b(?=.{0,80}\b(?:due|by|until|file)\b)|\bdeadline\b", "deadline"),
)
_KIND = tuple((re.compile(pattern), kind) for pattern, kind in _KINDS)
_OVER = re.compile(
    r"\b(?:was|were|got|had|has been|have been|already|went|came|told|lost|ago|yesterday|after the sale|since)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|is|are|'s|gets?|going to|gonna|set|scheduled|coming|supposed|have to|must|until|to be)\b"
)
_SOON = re.compile(
    r"\b(?:(?:in|within|have|only|got|just|less than|about|next) ){0,4}(?P<count>a|an|\d{1,3}|couple(?: of)?|few) ?"
    r"(?P<unit>hours?|hrs?|days?|weeks?)\b(?! ago)"
)
_TODAY = re.compile(r"\b(?:right now|as we speak|at (?:my|the|our) door|tonight|this (?:morning|afternoon)|outside)\b")
# "call me Friday about the sale": the day belongs to the call.
_CALL = re.compile(
    r"\b(?:call|ring|phone|reach|talk)(?: (?:to|with|me|us|back|you)){0,4}(?: (?:on|this|next|at|after))? \S+"
)
_HALF = re.compile(r"\b([ap])\.\s?m\.")
_MONTH = re.compile(r"(?i)\b(dec|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov)\.")
_BY = re.compile(r"\b(?:by|until|till?|before)\b")
_TURN = re.compile(r"[.!?;\n]+|\bbut\b")


@dataclass(frozen=True)
class Deadline:
    """What is to happen (sale, lockout, hearing or deadline) and from when to when, both days included."""

    kind: str
    first: date
    last: date

    @property
    def words(self) -> str:
        """ "sale on Fri Nov 27", for staff and for the person to check."""
        if self.first == self.last:
            return f"{self.kind} on {_short(self.first)}"
        return f"{self.kind} between {_short(self.first)} and {_short(self.last)}"

    def is_near(self, today: date) -> bool:
        """Whether it may still come, within seven days."""
        return self.last >= today and self.first <= today + timedelta(days=WITHIN_DAYS)


def find_deadline(text: str, said_at: datetime) -> Deadline | None:
    """The nearest sale, lockout, hearing or filing deadline named with its day within seven days, or None.

    Args:
        text: What a person wrote, of any length (the first 2,000 characters count).
        said_at: When they wrote it, aware: "tomorrow" is the day after this one in Chicago.
    """
    today = said_at.astimezone(office_zone()).date()
    found = [_in_sentence(sentence, today) for sentence in _TURN.split(_plain(text[:_LONGEST]))]
    near = [deadline for deadline in found if deadline is not None and deadline.is_near(today)]
    return min(near, key=lambda deadline: deadline.first, default=None)


def _plain(text: str) -> str:
    # "a.m." and "dec." end no sentence.
    return _HALF.sub(r"\1m", _MONTH.sub(r"\1", text))


def _in_sentence(sentence: str, today: date) -> Deadline | None:
    words = _CALL.sub(" ", normalise(sentence))
    kind = next((kind for pattern, kind in _KIND if pattern.search(words)), None)
    if kind is None or (_OVER.search(words) and not _AHEAD.search(words)):
        return None
    if _TODAY.search(words):
        return Deadline(kind, today, today)
    # The words for the event would make its day a limit for the call; here the day itself is wanted.
    bare = words
    for pattern, _ in _KIND:
        bare = pattern.sub(" ", bare)
    _, asked = take_days(" ".join(bare.split()), today)
    if asked.named and asked.days and not asked.too_far:
        days = asked.days
        if asked.question and days[0] - timedelta(days=7) >= today:
            return Deadline(kind, days[0] - timedelta(days=7), days[-1])  # "next Friday" is this one for half of us
        if len(days) <= WITHIN_DAYS + 1:
            by = _BY.search(bare)
            return Deadline(kind, days[-1] if by else days[0], days[-1])
    soon = _SOON.search(words)
    if soon is None:
        return None
    count = {"a": 1, "an": 1}.get(soon["count"]) or (int(soon["count"]) if soon["count"].isdigit() else 3)
    unit = soon["unit"][0]
    in_days = -(-count // 24) if unit == "h" else count * 7 if unit == "w" else count
    return Deadline(kind, today if unit == "h" else today + timedelta(days=in_days), today + timedelta(days=in_days))


def _short(day: date) -> str:
    return f"{day:%a %b} {day.day}"
