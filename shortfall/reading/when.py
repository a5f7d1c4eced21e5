"""The grammar of "when should we call?": words for days and times become days and spans on the caller's clock.

It knows nothing of the office, except for the hours in which a bare "at 3" is meant. The text is read in layers; each
takes its words out, so that "the 3rd" is no time of day and "in 2 hours" no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

from shortfall.base.hours import office_zone
from shortfall.base.limits import LONGEST_MESSAGE
from shortfall.reading.clock import WHOLE_DAY, Span, places_of_times, read_times
from shortfall.reading.days import places_of_days, take_days
from shortfall.reading.guarded import Guarded
from shortfall.reading.sentences import SENTENCE
from shortfall.reading.spanish import times_in_english
from shortfall.reading.spelling import MONTHS, WEEKDAYS, normalise
from shortfall.reading.struck import AS_WELL, NEAR, SIGN, signed
from shortfall.reading.urgent import kind_named

_MOST_PARTS = 6
"""Choices in one message, each with a day and a time of its own; with more of them it is read as a whole."""
_EITHER = re.compile(r" or |;|\bif not\b|\botherwise\b")
_HOUR_AHEAD = Guarded(r"(?<![\d:/.-])\b(\d{1,2}(?::\d\d)?) ?$")
_HALF = re.compile(r" ?(am|pm)")


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
    day_named: bool = False
    timed: bool = False
    """Whether hours were named."""
    free: bool = False
    """Whether any time would do."""
    by: date | None = None
    """The last day that would do, where a limit was set: "before Wednesday"."""


def round_up(moment: datetime) -> datetime:
    """The next full quarter of an hour, in UTC."""
    return moment + (datetime(1970, 1, 1, tzinfo=UTC) - moment) % timedelta(minutes=15)


_CLAUSE = re.compile(r"[,.;!?\n]|\bbut\b", re.I)
_GIVEN_UP = Guarded(
    r"\b(?:won'?t|does ?n[o']?t|doesn'?t|will not|can'?t|cannot|cant) (?:\w+ )?(?:work|make it|be there|do)\b|\bno longer works?\b|\bno (?:puedo|me sirve|va a poder)\b",
    re.I,
)


# "I'm working then", "a esa hora no puedo": of the time that was offered.
_THEN = r"(?:then|(?:at |on )?(?:that|this) (?:time|hour|day)|(?:at )?those hours|a esa hora|(?:en )?ese (?:d[ií]a|horario)|entonces)"
_NO_TIME = r"(?:work(?:s|ing)?|busy|asleep|sleeping|not|no|cannot|can'?t|cant|won'?t|\w{2,6}n't|trabaj\w{1,5}|ocupad[oa]|durmiendo|duermo)"
_NOT_THEN = re.compile(
    rf"\b{_NO_TIME}\b[^.,;!?]{{0,30}}\b{_THEN}\b|\b{_THEN}\b[^.,;!?]{{0,30}}\b{_NO_TIME}\b|^\W*(?:no|nope|nah|nel)\b(?! (?:problem|worries|hay problema))",
    re.I,
)


# "He wants it up front by friday", "the rent is due monday": a day on which something is to be had from somebody.
_OBJECT = (
    r"(?:it|me|us|them|that|this|the|my|our|his|her|their|an?|all|half|cash|money|payment|to|everything|\$ ?\d|\d{3})"
)
_DUE = Guarded(
    rf"(?i)(?<!\bi )(?<!\bwe )\b(?:wants?|wanted|needs?|demands?|demanded|expects?|asks?|asked|asking|requires?|said|says|told|gave|gives) (?:for )?{_OBJECT}\b[^.,;!?\n]{{0,60}}"
    r"\b(?:by|before|due|no later than|on|until|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow)\b"
    r"|\b(?:pay|paid|paying|payment|deposit|rent|money|cash|fee|bill|check|installment|papers?|form|offer|answer|sign(?:ed)?|move out|moved out|be out)\b[^.,;!?\n]{0,40}\b(?:due|by|before|no later than|expires?|ends?)\b|\bdue (?:on |by )?"
    r"|\b(?:put|add|note|write|include|pon(?:ga|er)|anot(?:e|ar)|agreg(?:ue|ar))\b[^.,;!?\n]{0,25}\b(?:on|in|to) (?:there|it|the (?:note|file|request|letter))\b|\b(?:ponga|anote|agregue)(?:le)?\b[^.,;!?\n]{0,25}\bah[ií]\b"
    r"|\b(?:quiere|quieren|pide|piden|exige|exigen|necesita|ocupa|dice|dicen|dio|dieron|tengo que|hay que|debo)\b[^.,;!?\n]{0,60}\b(?:para|antes|el|hasta|a m[aá]s tardar)\b|\b(?:vence|se vence)\b"
)
_TO_CALL = Guarded(
    r"(?i)\b(?:call\w{0,4}|phone|ring|reach|contact|talk|speak|text|free|available|home|works?|working|works for|off|good|best|better|fine|ok(?:ay)?|busy|lunch|break"
    r"|ll[aá]m\w{0,7}|marqu\w{0,6}|habl\w{0,5}|trabaj\w{1,5}|salgo|sale|libre|puedo|mejor|despu[eé]s de las?)\b"
)
_JOINT = re.compile(
    r"(?<=[.,;!?\n])(?![.,;!?\n])|\s(?=(?:and|but|so|because|cause|cuz|since|y|pero|porque|entonces)\s)", re.I
)
"""What ends a clause, or begins the next."""


# What has happened has its day behind it: "la confirmaron el 9 de noviembre", "they sent it on the 5th", "no fue en abril".
_HAPPENED = Guarded(
    r"(?i)\b(?:was(?!n'?t sure)|were|wasn'?t|weren'?t|had|got|came|went|sent|gave|took|sold|told|found|lost|left|wrote|happened|did(?:n'?t)?|ha(?:s|ve) been"
    r"|(?<!am )(?<!'m )(?<!im )(?<!is )(?<!are )(?<!'re )(?<!be )(?<!get )(?<!getting )(?<!my )(?<!so )[a-z]{2,14}[^\Wea]ed"
    r"|fue(?:ron)?|era(?:n)?|hubo|hab[ií]an?|estaban?|lleg[oó]|dij(?:o|eron)|vino|vinieron|hizo|hicieron|\w{2,14}(?:aron|ieron)"
    r"|(?:me|nos|la|lo|se|le|les) \w{2,14}[oó]|\w{3,14}(?:[óé]|c?ibí|rmé)|ha[ns]? \w{2,14}(?:ado|ido|cho|sto|to))\b"
)
# A paper, a sale or a decision with its day: "the order of november 9", "la carta del 5".
_DATED_THING = Guarded(
    r"(?i)\b(?:letters?|notices?|orders?|papers?|summons|sales?|auctions?|judge?ments?|hearings?|confirmations?|deeds?"
    r"|cartas?|avisos?|[oó]rden(?:es)?|papel(?:es)?|subastas?|ventas?|remates?|sentencias?|audiencias?|confirmaci[oó]n|escrituras?)\b"
)
# What was wished or said of the call may stand in the past too: "I said tuesday", "quería el martes".
_WISHED = Guarded(
    r"(?i)\b(?:said|say|asked|wanted|meant|hoped|hoping|thinking|preferred|needed|would|could|picked|offered|changed|booked|scheduled"
    r"|dije|ped[ií]|quer[ií]a|quise|pens\w{2,5}|prefer\w{1,4})\b"
)
_TO_BE_CALLED = Guarded(
    r"(?i)\b(?:call\w{0,4}|phone|ring|reach|contact|available|free|ll[aá]m\w{1,7}|m[aá]rqu\w{1,6}|libre|disponible)\b"
)


def _of_the_case(part: str) -> bool:
    """Whether the day or hour in a clause is one of what happened, and not one on which to call."""
    if _TO_BE_CALLED.search(part) or not (
        _DATED_THING.search(part) or (_HAPPENED.search(part) and not _WISHED.search(part))
    ):
        return False
    return of_a_time(part)


def of_a_time(part: str) -> bool:
    """Whether a clause names a day or an hour."""
    words = normalise(times_in_english(part))
    return bool(places_of_days(words) or places_of_times(words))


_LIMIT = re.compile(r"\b(?:before|until|till?|by|ahead of|prior to|after|antes|hasta|despu[eé]s)\b", re.I)
_SHIFT = re.compile(r"\b(?:shifts?|turnos?)\b", re.I)
# What may stand in the rest of a day: "Wednesday, December 9, at 9:30 in room 2804".
_OF_A_DAY = frozenset(
    (
        "at on the el a la las de del in and y room of am pm m morning afternoon noon manana mañana tarde sharp st nd rd th "
        "jan feb mar apr may jun jul aug sep sept oct nov dec enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    ).split()
) | {*MONTHS}
_OF_A_WEEK = frozenset(
    {*WEEKDAYS, *"lunes martes miercoles miércoles jueves viernes mon tue tues wed thu thurs fri".split()}
)
_WORD = re.compile(r"[^\W\d_]+")


def _of_an_event(part: str) -> bool:
    """Whether the day or hour in a clause is that of a sale, a hearing, a lockout or an answer: "my court date is December 9"."""
    if _TO_BE_CALLED.search(part) or _WISHED.search(part) or not kind_named(part) or not of_a_time(part):
        return False
    limit = _LIMIT.search(part)
    return not (limit and kind_named(part[limit.end() :]))  # "any day before the sale on Friday"


def without_other_days(text: str, *, shifts: bool = False) -> str:
    """A message without its clauses whose day or hour is none of the call, and that say nothing of one: in which somebody is to have
    something by a day, that tell what happened, or of a sale or a day in court.

    Args:
        shifts: hours of work are none of the call either, because something else than when to call was asked.
    """
    places = [0, *(found.end() for found in _JOINT.finditer(text)), len(text)]
    kept: list[str] = []
    gone: list[str] = []
    for start, end in pairwise(places):
        part = text[start:end]
        words = [word.lower() for word in _WORD.findall(part)]
        another = _OF_A_WEEK.intersection(words) and _OF_A_WEEK.intersection(gone)
        if gone and not another and text[start - 1] not in ".;!?\n" and (_OF_A_DAY | _OF_A_WEEK).issuperset(words):
            gone += words  # "my hearing is Wednesday, December 9"
            continue
        due = _DUE.search(part) and not _TO_CALL.search(part)
        shift = shifts and _SHIFT.search(part) and not _TO_BE_CALLED.search(part)
        gone = words if due or shift or _of_the_case(part) or _of_an_event(part) else []
        kept += [] if gone else [part]
    return "".join(kept)


# "1. I never lived there. 2. Call me friday", "(1) the receiver": what numbers a list is no hour.
_OF_A_LIST = re.compile(r"\(\d{1,2}\)|(?:(?<=\n)|(?<=[.:;!?,\n] )|\A)\d{1,2}[.)](?=\s)")
# Who calls is the person or one of theirs, and whom they call somebody else: "le digo a mi nieta que llame a Kane", "he calls me at 9".
_ANOTHER_CALL = Guarded(
    r"(?i)(?<!can )(?<!could )(?<!would )(?<!will )(?<!may )\b(?:i|we|he|she|they|(?:my|his|her|our|the|that|a) (?!firm|lawyer|attorney|office|person)\w{2,14})(?:'ll|'m|'s| (?:will|can|could|should|must|have|has|need|needs|want|wants|plan|am|is|going|gonna|to|then|just)){0,4} (?:call|phone|ring)s?\b(?! (?:me|us|back|around|at|on|in|after|before|by|between|tomorrow|today)\b)"
    r"|\b(?:he|she|they|it|(?:the|that|this|a|some) (?!firm|lawyer|attorney|office|person)\w{2,14}) (?:always |keeps? |still )?(?:calls|called|calling|rings|phones)\b"
    r"|\b(?:mi|el|la|un|una|su) [^\W\d_]{3,12} (?:(?:que|ya|va a|quiere|puede|me) ){0,2}ll[aá]m\w{1,3} (?:a|al)\b|\b(?:yo|nosotros) (?:voy a |vamos a )?ll?am\w{1,4} (?:a|al)\b"
)
# What is said of the hours that suit, besides the words for a call and for work.
_SUITS = re.compile(
    r"\b(?:suits?|will do|would do|any ?time|time|when(?:ever)?|correct|right|sure|please|can|could|prefer\w{0,3}|available|instead|another|change|move|make it|how about|what about|i (?:said|meant|asked|wanted)|dije|quise|quer[ií]a|ped[ií]"
    r"|puede|pueden|podr[ií]a\w?|est[aá] bien|cuando|hora|horario|por favor|prefiero|que sea)\b",
    re.I,
)
_DOES = re.compile(r"\b(?:i|we|he|she|they) [a-z]", re.I)
_FEW, _SOME = 3, 6
"""Words besides a time, of what is no more than a time; of the longest where it was asked for."""


def of_the_call(text: str, *, asked: bool) -> str:
    """A message without its clauses whose day or hour is not said of the call: a time counts beside words for a call or for when one can talk,
    or with hardly any words beside it.

    Args:
        asked: when to call was what was asked.
    """
    if len(_OF_A_LIST.findall(text)) > 1:
        text = _OF_A_LIST.sub(" ", text)
    sentences = SENTENCE.findall(text)
    sets_day = [bool(_TO_BE_CALLED.search(each)) and _names_day(each) for each in sentences]
    kept = []
    for sentence, sets in zip(sentences, sets_day, strict=True):
        if any(sets_day) and not sets and _BUSY_THEN.search(sentence) and _names_day(sentence):
            continue  # "I work tonight and tomorrow. Call me Wednesday"
        places = [0, *(found.end() for found in _JOINT.finditer(sentence)), len(sentence)]
        parts = [sentence[start:end] for start, end in pairwise(places)]
        ours = " ".join(part for part in parts if not _ANOTHER_CALL.search(part))
        said = _TO_CALL.search(ours) or _SUITS.search(ours)
        for part in parts:
            if of_a_time(part) and (
                _ANOTHER_CALL.search(part)
                or not (said or ((asked or not _DOES.search(part)) and _beside(part) <= (_SOME if asked else _FEW)))
            ):
                continue
            kept.append(part)
    return "".join(kept)


def words_of_time(text: str) -> str:
    """The clauses of a message that name a day or an hour, as they were written; empty where none does."""
    return " ".join(part.strip(" -\n") for part in _CLAUSE_WHOLE.findall(text) if of_a_time(part)).strip(" ,.;:!?-")


_CLAUSE_WHOLE = re.compile(r"[^.?!;,\n]+[.?!;,]*+")


def _names_day(part: str) -> bool:
    return bool(places_of_days(normalise(times_in_english(part))))


def _beside(part: str) -> int:
    """How many words stand beside the days and hours of a clause."""
    words = normalise(times_in_english(part))
    for start, end in sorted(
        [*((start, end) for start, end, _ in places_of_days(words)), *places_of_times(words)], reverse=True
    ):
        words = f"{words[:start]} {words[end:]}"
    return len([word for word in _WORD.findall(words) if word not in _OF_A_DAY | _NO_MATTER])


_NO_MATTER = frozenset(
    "i m im am s is my name after before past around about until till by from between or yes no ok hi hello soy me llamo despues después antes".split()
)
_BUSY_THEN = re.compile(r"\b(?:work|working|shift|on duty|busy|trabajo|turno|ocupad[oa])\b", re.I)


def not_then(text: str) -> bool:
    """Whether the time that was offered does not suit: "no", "I'm working then", "a esa hora no puedo"."""
    return _NOT_THEN.search(text) is not None


def read_ask(text: str, now: datetime, zone: ZoneInfo) -> Ask | None:
    """What the text asks for, or None if it names no time at all."""
    text = text[:LONGEST_MESSAGE]
    kept, gave_up = _given_up(text) if _GIVEN_UP.search(text) else ([], [])
    if kept and gave_up:
        # "Monday at 3 won't work, can it be Tuesday after 3": what is given up says nothing, where there is another day.
        ask, gone = (read_ask(", ".join(some), now, zone) for some in (kept, gave_up))
        if ask and ask.days and gone and gone.days:
            return ask
    words = _without_struck(normalise(times_in_english(signed(text))))
    words, zone = _take_zone(words, zone)
    now = now.astimezone(zone)
    # "Monday morning or Tuesday after 3": each with a day and a time of its own, the first one counts.
    parts = _EITHER.split(words)
    if 1 < len(parts) <= _MOST_PARTS:
        asks = [_read(part, now, zone) for part in parts]
        whole = [ask for ask in asks if ask and ask.spans != (WHOLE_DAY,) and len(ask.days) <= 7]
        if len(whole) == len(parts):
            return min(whole, key=lambda ask: (not ask.days, ask.days[:1], ask.spans[0].start))
    return _read(words, now, zone)


def _given_up(text: str) -> tuple[list[str], list[str]]:
    """The clauses that stand, and those that give a time up; "tonight I am on shift, that will not work" gives up what stands before it."""
    kept: list[str] = []
    gone: list[str] = []
    for sentence in SENTENCE.findall(text):
        here: list[str] = []
        for part in _CLAUSE.split(sentence):
            if not _GIVEN_UP.search(part):
                here.append(part)
            elif of_a_time(part):
                gone.append(part)
            else:
                gone += [*here, part]
                here = []
        kept += here
    return kept, gone


_A_CLAUSE = re.compile(r"[^.,;!?\n]+")
_MOST_TAKEN_BACK = 4
_STOPS = " ,.;:!-"


def _without_struck(words: str) -> str:
    """The words without the days and hours that are taken back (shortfall/reading/struck.py): those of the last clause before that names
    some, where what follows names others. "Tuesday at 3, no, Wednesday" is Wednesday at 3, and "next week Tuesday, no, Friday" next week."""
    for _ in range(_MOST_TAKEN_BACK):
        at = words.find(SIGN)
        if at < 0:
            break
        before, after, kept_before = words[:at], words[at + 1 :], words[:at]
        new = words[at : at + 1 + NEAR].partition(SIGN)[2].partition(SIGN)[0]
        if not AS_WELL.match(new):
            days = places_of_days(new)
            if days:
                old = places_of_days(before)
                a_day = any(not stretch for *_, stretch in old)
                kept = a_day and not any(stretch for *_, stretch in days)
                before = _blanked(before, [(start, end) for start, end, stretch in old if not (stretch and kept)])
            if places_of_times(f"{SIGN}{new}"):
                before = _blanked(before, places_of_times(before))
        if before != kept_before:  # what follows takes the place: "at 3, no, 4"
            before, after = before.rstrip(_STOPS), after.lstrip(_STOPS)
        words = f"{before} {after}"
    return " ".join(words.replace(SIGN, " ").split())


def _blanked(words: str, places: Sequence[tuple[int, int]]) -> str:
    """The words without those of the places that stand in the last clause that holds one."""
    clauses = [clause.span() for clause in _A_CLAUSE.finditer(words)]
    last = next(
        (clause for clause in reversed(clauses) if any(clause[0] <= start < clause[1] for start, _ in places)), None
    )
    for start, end in reversed(places):
        if last and last[0] <= start < last[1]:
            words = f"{words[:start]} {words[end:]}"
    return words


def _read(words: str, now: datetime, zone: ZoneInfo) -> Ask | None:
    words, moment = _take_moment(words, now)
    if moment:
        return Ask(zone, (moment[0].astimezone(zone).date(),), moment=moment)
    words, at_once, asap = _take_asap(words)
    words, asked = take_days(words, now.date())
    spans, timed, question = read_times(words, _office_span(now))
    if not (asap or asked.named or timed):
        return None
    return Ask(
        zone=zone,
        days=asked.days,
        spans=spans,
        asap=asap,
        at_once=at_once,
        past=asked.past,
        too_far=asked.too_far,
        question=asked.question or question,
        day_named=asked.named,
        timed=timed,
        free=asked.free,
        by=asked.by,
    )


_ZONES = {
    "America/New_York": "eastern|est|edt|et|new york|nyc|florida|georgia|ohio|michigan|pennsylvania|new jersey|virginia|"
    "north carolina|south carolina|massachusetts|maryland|connecticut|delaware|maine|vermont|new hampshire|rhode island|west virginia|east coast|"
    "atlanta|miami|boston|detroit|philadelphia|philly|dc|baltimore|charlotte|raleigh|orlando|tampa|jacksonville|cleveland|columbus|cincinnati|"
    "pittsburgh|louisville|newark|brooklyn|buffalo",
    "America/Chicago": "central|cst|cdt|ct|chicago|illinois|texas|wisconsin|minnesota|missouri|iowa|louisiana|alabama|"
    "tennessee|oklahoma|arkansas|mississippi|kansas|nebraska|dallas|houston|austin|san antonio|memphis|nashville|milwaukee|st louis|"
    "kansas city|new orleans|omaha|des moines|minneapolis|little rock|tulsa",
    "America/Denver": "mountain|mst|mdt|mt|colorado|utah|new mexico|montana|wyoming|idaho|denver|salt lake(?: city)?|albuquerque|boise|el paso|colorado springs|santa fe",
    "America/Phoenix": "arizona|phoenix|az|tucson|mesa|scottsdale",
    "America/Los_Angeles": "pacific|pst|pdt|pt|california|cali|washington|oregon|nevada|west coast|seattle|las vegas|vegas|la|los angeles|san diego|"
    "san francisco|san jose|sacramento|portland|oakland|reno|fresno",
    "America/Anchorage": "alaska|akst|akdt|anchorage",
    "Pacific/Honolulu": "hawaii|hawaiian|hst|honolulu",
    "America/Indiana/Indianapolis": "indiana|indianapolis",
    "America/Puerto_Rico": "puerto rico|atlantic|san juan",
}
_PLACES = tuple((re.compile(words), zone) for zone, words in _ZONES.items())
_ALWAYS = "est|edt|cst|cdt|mst|mdt|pst|pdt|akst|akdt|hst|eastern|pacific|mountain"
_PLACE = "|".join(sorted((word for words in _ZONES.values() for word in words.split("|")), key=len, reverse=True))
_ZONE = Guarded(
    rf"\b(?P<named>{_PLACE})(?:\s+standard|\s+daylight)?\s+time\b"
    rf"|(?:^|\b(?:i'?m|i am|we'?re|i live|we live|living|staying|moved|based|here|out|over|from)(?: \w{{1,12}}){{0,2}} )(?:in|to) (?P<living>{_PLACE})\b|\b(?P<here>{_PLACE}) here\b"
    rf"|\b(?P<alone>{_ALWAYS})\b"
    r"|(?<=\d) ?(?:am|pm)? ?\b(?P<short>et|ct|mt|pt|central)\b(?:(?:\s+standard|\s+daylight)?\s+time\b)?"
    r"|\b(?P<ours>your(?:\s+local)?|the\s+office'?s?|office|firm'?s?)\s+time\b|\b(?:my|local|our)(?:\s+own)?\s+time\b"
)


def _take_zone(words: str, zone: ZoneInfo) -> tuple[str, ZoneInfo]:
    matches = [*islice(_ZONE.finditer(words), _MOST_PARTS)]
    match = next((match for match in matches if _named(match)), matches[0] if matches else None)
    if match is None:
        return words, zone
    name = _named(match)
    if name and not (name == "indiana" and zone.key.startswith("America/Indiana/")):
        zone = ZoneInfo(next(zone for pattern, zone in _PLACES if pattern.fullmatch(name)))
    elif match["ours"]:
        zone = office_zone()
    for each in reversed(matches):
        suffix = _HALF.match(each[0]) if each["short"] else None
        # "4 your time": a number beside a zone is an hour
        ahead = (
            words[: each.start()]
            if each["living"] or each["here"]
            else _HOUR_AHEAD.sub(r"at \1", words[: each.start()])
        )
        words = ahead + (suffix[1] if suffix else "") + " " + words[each.end() :]
    return words, zone


_OWN_ZONE = re.compile(
    r"\bi(?:'?m| am|'?ve| have| live| work)\b|\bwe(?:'re| are)\b|\b(?:my|our)\b|\b(?:estoy|vivo|aqu[ií])\b", re.I
)


def own_zone(text: str) -> str | None:
    """The zone on whose clock the person says to be: "I am on Chicago time", "arizona time here"; None where none is named as theirs."""
    for sentence in SENTENCE.findall(text):
        said = [
            match for match in islice(_ZONE.finditer(sentence.lower()), _MOST_PARTS) if match["named"] or match["here"]
        ]
        if said and (_OWN_ZONE.search(sentence) or said[0]["here"]):
            return next(zone for pattern, zone in _PLACES if pattern.fullmatch(_named(said[0]) or ""))
    return None


def _named(match: re.Match[str]) -> str | None:
    """The place or zone that is said: "denver time", "im in phoenix"; None for "my time"."""
    return match["named"] or match["living"] or match["here"] or match["alone"] or match["short"]


def _office_span(now: datetime) -> Span:
    """Nine to five at the firm, on the caller's clock: where a bare "at 3" is looked for."""
    nine = datetime(now.year, now.month, now.day, 9, tzinfo=office_zone()).astimezone(now.tzinfo)
    start = nine.hour * 60 + nine.minute
    return Span(start, min(start + 8 * 60, WHOLE_DAY.end))


_COUNT = r"(?P<count>an?|\d{1,3}|half an?|(?:a )?couple(?: of)?|a few|several)"
_COUNTS = {"a": 1.0, "an": 1.0, "half a": 0.5, "half an": 0.5} | dict.fromkeys(
    ("couple", "couple of", "a couple", "a couple of"), 2.0
)
_MOMENT = Guarded(
    rf"\b(?:in|within|after|give me)\s+(?:about\s+|like\s+|the next\s+)?{_COUNT}\s*(?P<unit>min(?:ute)?s?"
    rf"|h(?:ou)?rs?)\b(?P<half> and a half)?"
    r"|\b(?P<count2>half an?|an?|\d{1,3})\s*(?P<unit2>min(?:ute)?s?|h(?:ou)?rs?) from now\b|\b(?:within|in) the (?:next )?hour\b"
)
_NOW = Guarded(
    r"(?<!not )\b(?:right now|right away|immediately|at once|this (?:minute|second|instant)|straight away)\b"
    r"|(?:^|\bcall (?:me )?)now\b|(?<!right )(?<!not )(?<!know )(?<!from )\bnow(?: please)?[ .!]*$"
)
_ASAP = Guarded(
    r"\basap\b|\ba\.s\.a\.p\b\.?|\b(?:as )?soon as\b(?: (?:you|u|they|he|she|someone|somebody)? ?(?:possible"
    r"|can|could|able))?|\bsoon(?:est)?\b|\b(?:soon|earli|quick)er the better\b"
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
