"""The days of the case that a message takes back ("I never said November 9", "that date is made up"), and the ones it puts in their place
("it isn't the 14th, it's the 15th"). Pure, linear.

Whoever reads days asks what a day is. This asks what becomes of the days that were noted before, in whatever words they are disowned.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from shortfall.reading.day_roles import Mention, mentions
from shortfall.reading.fact import Fact
from shortfall.reading.guarded import Guarded
from shortfall.reading.sentences import SENTENCE

_SAID = r"(?:said|say|told|tell|gave|give|mention(?:ed)?|wrote|write|put|dije|dijo|di|mencion[eé]|escrib[ií]|puse)"
_NEVER = r"(?:never|did ?n['’]?t|did not|have ?n['’]?t|nobody|no one|nunca|jam[aá]s|nadie|no)(?: \w{1,6})?"
_TAKE_OFF = r"(?:take|strike|cross|leave|drop|remove|delete|erase|forget|scratch|qu[ií]t(?:e|a|en)(?:me|n)?|borr(?:e|a|en)|saqu(?:e|en)|elimin(?:e|a|en)|olvid(?:e|a|en))"
_IS_NO = r"(?:not|isn['’]?t|isnt|wasn['’]?t|wasnt|ain['’]?t|aint|no (?:es|era|fue|son|eran))"
# "I never said the sale was on", "where did you get", "take", "it is not": what stands right before a day.
_AHEAD = Guarded(
    rf"\b(?:{_NEVER} {_SAID}(?: [^\W\d]{{1,11}}){{0,5}}|where (?:did|do|does|is|was)(?: \w{{1,9}}){{0,4}}|de d[oó]nde (?:sac|sal|vien)\w{{1,5}}(?: \w{{1,6}}){{0,3}}"
    rf"|{_TAKE_OFF}(?: (?:out|off|the|that|this|date|day|of|from|el|la|lo|esa|eso|fecha|d[ií]a|del?)){{0,4}}|(?:wrong|incorrect|mal|equivocad[oa])(?: (?:about|with|en|con|is|es))?|{_IS_NO}(?: (?:on|the|at|for|el|en|para)){{0,2}}) ?\Z",
    re.I,
)
# "… is wrong", ", that's not true", "no es cierto": what stands right behind it.
_FALSE = (
    r"(?:wrong|incorrect|made[ -]up|invented|a (?:mistake|typo|lie)|false|(?:not|isn['’]?t|wasn['’]?t|ain['’]?t) (?:right|true|correct|so|mine|it)"
    r"|(?:no|ni) (?:es|est[aá]|era|fue) (?:ciert[oa]|verdad|correct[oa]|as[ií]|bien|mi[oa])|est[aá] (?:mal|equivocad[oa])|(?:es|fue) (?:fals[oa]|mentira|un error|inventad[oa]|incorrect[oa])|mal\b)"
)
_BEHIND = Guarded(
    rf"(?: ?(?:date|day|one|thing))?[ ,]{{0,2}}(?:(?:is|was|it'?s|that(?:['’]?s| is| was)|thats|which is|eso|esa fecha|lo cual) )?(?:all |just |totally |also )?{_FALSE}",
    re.I,
)
# "… is not a hearing", "no es la subasta": what it is not.
_IS_NOT = Guarded(
    rf" (?:is |was )?{_IS_NO} (?:an?|the|my|when|any|la|el|mi|una?|de)\b(?P<what>[^.,;!?\n\d]{{2,40}})", re.I
)
# "That date", "the sale date", "esa fecha": a day that is spoken of without being named.
_SPOKEN_OF = Guarded(
    r"\b(?:that|this|the|your|esa|esta|la|su)(?: (?P<of>[^\W\d]{3,11}))? (?:date|day)\b|\b(?:esa|esta|la|su) fecha\b(?: de(?:l| la)? (?P<de>[^\W\d]{3,11}))?",
    re.I,
)
_IN_ITS_PLACE = re.compile(
    r"[\s,;.:-]{0,3}(?:(?:no|but|and|so|pero|sino|y|it|i|they|lo|la)[\s,]{1,2}){0,2}(?:it'?s|its|is|was|it was|should (?:be|say)|make it|instead|i (?:said|meant)|said|meant|sino|es|fue|era|dije|fue en)?(?: (?:on|the|for|el|en|para|actually|really)){0,3} ?\Z",
    re.I,
)
_CALLED: Mapping[str, Guarded] = {
    f"{name}_date": Guarded(rf"\b(?:{words})", re.I)
    for name, words in {
        "sale": r"sales?\b|auction|sold\b|sell|subast|ventas?\b|remat|vend",
        "hearing": r"hearing|court|judge\b|audiencia|corte\b|juez",
        "answer": r"answer|respond|respon[ds]e|due\b|deadline|contest",
        "judgment": r"judge?ment|sentenci",
        "served": r"serv(?:ed|ice)|papers?\b|summons|papeles|citaci",
        "missed": r"payments?\b|miss|pago|atras|behind\b",
        "letter": r"letter|carta",
        "received": r"letter|received|got\b|carta|lleg|recib",
        "lockout": r"lock|evict|move out|desaloj|sheriff",
        "offer": r"offer|settle|oferta",
        "confirmed": r"confirm|approv|order\b|orden\b|aprob",
        "discharge": r"discharge|chapter|bankruptcy|descarg|bancarrota",
    }.items()
}
_NUMBER = re.compile(r"(?:the |el )?(?:d[ií]a )?(?P<day>\d{1,2})(?:st|nd|rd|th)?", re.I)
""" "The 15th": of the month that was told before."""
_NEAR, _FAR = 60, 80


def days_put_right(
    text: str, on: date, facts: Sequence[Fact], noted: Mapping[str, Mapping[str, Any]]
) -> tuple[Fact, ...]:
    """The facts of a message without the days that it takes back, with the ones it puts in their place, and what of the case is no more.

    Args:
        text: what the person wrote.
        on: today, at the office.
        facts: what was read in it.
        noted: what was told before, as its slot holds it.
    """
    known = {name: day for name, part in noted.items() if (day := _one_day(name, part.get("value")))}
    if not known:
        return tuple(facts)
    told = {each.case_name for each in facts if each.name == "date"}
    named, gone, spans = mentions(text, on), dict[str, int](), list[tuple[int, int]]()
    starts = [found.start() for found in SENTENCE.finditer(text)]
    for place in named:
        if off := _off(text, place, known, _sentence(text, starts, place.span[0])):
            gone |= dict.fromkeys(off, place.span[1])
            spans.append(place.span)
    for name, end in _spoken_of(text, known, noted, starts):
        gone.setdefault(name, end)
    if not gone:
        return tuple(facts)
    kept = [
        each
        for each in facts
        if not (each.case_name in gone and _is(each, known[each.case_name]))
        and not (each.name == "retracted" and each.value in gone)
    ]
    told = {each.case_name for each in kept if each.name == "date"}
    free = [each for each in named if each.span not in spans and not _has_role(each, kept)]
    for name, end in gone.items():
        new = next((each for each in free if _takes_its_place(text, end, each)), None)
        if name in told:
            continue
        if new and len(gone) == 1:
            kept.append(_instead(name, new, known[name], text))
        else:
            kept.append(Fact("retracted", name, "", (0, len(text))))
    return tuple(kept)


def _one_day(name: str, value: Any) -> date | None:
    """The day of a part of the case that is one day."""
    if not name.endswith("_date") or not isinstance(value, list | tuple) or value[0] != value[1]:
        return None
    return date.fromisoformat(str(value[0]))


def _is(fact: Fact, day: date) -> bool:
    return fact.name == "date" and str(fact.value[0])[5:] == f"{day:%m-%d}" and fact.value[0] == fact.value[1]


def _sentence(text: str, starts: Sequence[int], place: int) -> tuple[int, int]:
    at = bisect_right(starts, place)
    return starts[at - 1] if at else 0, starts[at] if at < len(starts) else len(text)


def _days_of(place: Mention) -> Iterator[date]:
    for each in (place.past, place.coming):
        if each and each[0] == each[1]:
            yield each[0]


def _off(text: str, place: Mention, known: Mapping[str, date], sentence: tuple[int, int]) -> frozenset[str]:
    """What of the case is known to be on that day, and is taken back."""
    number = _NUMBER.fullmatch(text, *place.span)
    same = frozenset(
        name
        for name, day in known.items()
        if (number and day.day == int(number["day"]))
        or any((day.month, day.day) == (one.month, one.day) for one in _days_of(place))
    )
    if not same:
        return same
    start, end = place.span
    begin = max(sentence[0], start - _NEAR)
    of = text[begin : min(len(text), sentence[1])]
    if what := _IS_NOT.search(text[end : end + _FAR]) if not _asks(text, sentence) else None:
        return frozenset(name for name in same if what.start() == 0 and _CALLED[name].search(what["what"]))
    ahead = _AHEAD.search(text, begin, start)
    if ahead is None and (_asks(text, sentence) or not _right_behind(text, end)):
        return frozenset()
    return frozenset(name for name in same if _CALLED[name].search(of)) or same


def _asks(text: str, sentence: tuple[int, int]) -> bool:
    return text[slice(*sentence)].rstrip().endswith("?")


def _right_behind(text: str, end: int) -> bool:
    found = _BEHIND.search(text[end : end + _FAR])
    return found is not None and found.start() == 0


def _spoken_of(
    text: str, known: Mapping[str, date], noted: Mapping[str, Mapping[str, Any]], starts: Sequence[int]
) -> Iterator[tuple[str, int]]:
    """The days of the case that are taken back without being named, and where what is said of them ends."""
    latest = max(known, key=lambda name: int(noted[name].get("turn") or 0))
    for found in _SPOKEN_OF.finditer(text):
        sentence = _sentence(text, starts, found.start())
        ahead = _AHEAD.search(text, max(sentence[0], found.start() - _NEAR), found.start())
        if ahead is None and (_asks(text, sentence) or not _right_behind(text, found.end())):
            continue
        of = found["of"] or found["de"] or ""
        named = next((name for name in known if of and _CALLED[name].search(of)), None)
        if named or not of or of.lower() in {"right", "wrong", "same"}:
            yield named or latest, found.end()


def _has_role(place: Mention, facts: Sequence[Fact]) -> bool:
    """Whether a fact has been made of a day."""
    return any(
        each.name == "date" and str(one) in each.value
        for each in facts
        for one in _days_of(place)
        if each.name == "date"
    )


def _takes_its_place(text: str, end: int, new: Mention) -> bool:
    between = text[end : new.span[0]]
    return 0 <= new.span[0] - end <= _FAR and _IN_ITS_PLACE.search(between[-40:]) is not None


def _instead(name: str, new: Mention, was: date, text: str) -> Fact:
    """The day in the place of another: of those it may be the one that is nearest to that."""
    day = min(_days_of(new), key=lambda each: abs((each - was).days), default=was)
    if number := _NUMBER.fullmatch(text, *new.span):
        day = _within(was, int(number["day"]))
    return Fact(
        "date", [day.isoformat(), day.isoformat()], text[slice(*new.span)], new.span, name.removesuffix("_date")
    )


def _within(month: date, day: int) -> date:
    """That day of the month."""
    try:
        return month.replace(day=day)
    except ValueError:
        return month
