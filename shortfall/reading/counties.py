"""Which county of Illinois a person means, by its name or by that of a town. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from shortfall.law.towns import Place, counties, plain, towns
from shortfall.reading.guarded import Guarded
from shortfall.reading.states import STATE_AFTER, TOWN_LED, in_counties, named_states, states_at, town_at
from shortfall.reading.whereabouts import KIN, THEIR_HOME, Whose, im_there, leading, names_home, of_the_firm, whose


@dataclass(frozen=True)
class Told:
    """Where somebody is, or their home: a town or a county of Illinois, and whether that is sure to be the home's."""

    place: Place
    span: tuple[int, int]
    sure: bool


@dataclass(frozen=True)
class Read:
    """What a message says of a county: where they are, and the county of which it asks whether that lies in it."""

    told: Told | None = None
    asked: Place | None = None


_BEFORE_THE_STATE = re.compile(r"[^\W\d][\w.'’]{0,20}(?: [^\W\d][\w.'’]{0,20}){0,3}(?=(?:,? )?\Z)")
_ENDS = re.compile(
    r"\s?(?:\Z|[,.;:!?)\n]|(?:and|but|or|so|is|was|which|where|who|what|now|y|pero|es|est[aá]|que|cu[aá]l)\b)", re.I
)
# "Is Cicero in Cook County", "Naperville is dupage county?", "¿Elgin está en el condado de Kane?"
_LIES_IN = re.compile(
    r",?(?: (?:is|isn['’]?t|es|est[aá]|queda|pertenece|be|count|counts|as|considered|still|even|really|actually|part|a|al|in|inside|within|of|under|en|del?|parte|the|el|condado)){1,6} \Z",
    re.I,
)
_ASKS = re.compile(r"\b(?:is|isn'?t|does|are|whether|if|si|est[aá]|queda|es|cae|pertenece)\W{1,2}\Z", re.I)
_ASKS_AFTER = re.compile(r"[^.!?\n]{0,16}\?")
_IS_THAT_IN = re.compile(
    r"\b(?:is|isn'?t|are|whether|if|si|¿)\W?(?: ?(?:it|that|this|there|we|i|my|our|the|house|home|condo|place|town|mi|la|casa|eso|est[aá]|es|queda)){1,3}"
    r"(?: (?:in|part|of|under|en|parte|del?|the|el|condado)){0,5} \Z",
    re.I,
)
_CAME = Guarded(r"\b(?:moved|mov[ei]|relocated|mud[eé]|mudamos) [^.;!?\n]{0,30}\Z", re.I)
_KIN = Guarded(rf"\b(?:{KIN})\b", re.I)
_YOURS = re.compile(
    r"\b(?:you|u|y['’]?all|your|ur|you['’]re|firm|office|number|line|ustedes|uds?|usted|bufete|oficina)\b", re.I
)
_TO_CALL = re.compile(
    r"\b(?:call(?:ing)?|contact|send (?:me|us)|sent (?:me|us)|go|llam\w{1,3}|mand\w{1,4}) (?:(?:to|the|al?) ){0,2}\Z",
    re.I,
)
"""Whom the assistant named: "why would I call Cook County"."""
_RANK: dict[Whose, int] = {"home": 3, "lives_in": 2, "perhaps": 1, "others": 0}
_MOST = 8
"""Places of one message that are weighed."""
_ITS_COURT = Guarded(r"\b(?P<county>[a-z]{3,12}) (?:court(?:house)?|circuit|clerk|sheriff|recorder)\b", re.I)
_IN_ONE_BREATH = 26
"""Characters between a town and the county that is named with it: "Aurora, in the part that is DuPage County"."""


def read_county(text: str, *, known: bool = False) -> Read:
    """Where a message says that the home or the person is, by county or by town, and which county it asks about.

    Args:
        known: whether a county was told before: then one where a relative is says nothing.

    A name as well known elsewhere is read as Illinois's all the same: whether it counts is for who knows what else was said (`Case.place_here`).
    """
    named = list(islice(_named(text), _MOST))
    asked = next((spot for spot in named if not spot.place.town and _is_asked_of(text, spot, named)), None)
    found: list[tuple[int, Told]] = []
    begin = 0
    for spot in named:
        at, end = spot.span
        role = whose(text, at, begin, moved=False, settled=False, claimed=False)
        before = leading(text, at, begin)
        kin = role == "others" and not known and _KIN.search(before) and THEIR_HOME.search(text, end)
        if role == "lives_in" and _CAME.search(before):
            continue  # "I moved to Calumet City": the home is not there
        ours = (of_the_firm(text, at) and _YOURS.search(before)) or _TO_CALL.search(before)
        if spot is not asked and role in _RANK and (role != "others" or kin) and not ours:
            last = found[-1][1] if found else None
            if last and not spot.place.town and spot.place.name in last.place.counties and at - begin < _IN_ONE_BREATH:
                found[-1] = (found[-1][0], Told(spot.place, (at, end), last.sure))
            else:
                rank = 3 * _RANK[role] + 2 * names_home(text, at) + im_there(text, at)
                found.append((rank, Told(spot.place, (at, end), role == "home")))
        begin = at
    best = max(found, key=lambda each: each[0])[1] if found else None  # the first of equals
    return Read(best, asked.place if asked else None)


def _is_asked_of(text: str, spot: Told, named: list[Told]) -> bool:
    """Whether it is asked whether a place lies in a county that is named."""
    at, end = spot.span
    if (court := _ITS_COURT.search(text, at)) and court.start() == at:
        return False
    begin = next((each.span[1] for each in reversed(named) if each.span[1] <= at), 0)
    town = next((each for each in named if each.place.town and each.span[1] == begin), None)
    if town is None:
        return bool(_IS_THAT_IN.search(leading(text, at)))
    between = text[begin:at]
    joined = between.isspace() or _LIES_IN.fullmatch(between)
    return bool(joined and (_ASKS.search(leading(text, town.span[0])) or _ASKS_AFTER.match(text, end)))


def _town_before(text: str, place: int) -> Told | None:
    """The town with whose name the words before a place end: "Springfield, Illinois", "Wheaton is in DuPage County"."""
    before = _BEFORE_THE_STATE.search(leading(text, place))
    parts = before[0].split(" ") if before else []
    name = next((name for n in range(len(parts)) if plain(name := " ".join(parts[n:])) in towns()), "")
    if not before or not name:
        return None
    end = place - len(leading(text, place)) + before.end()
    return Told(towns()[plain(name)], (end - len(name), end), True)


def _named(text: str) -> Iterator[Told]:
    """The towns and counties that are named, in the order of the text."""
    spots = states_at(text, bare=False)
    away = {place for place, code in spots if code != "IL"}
    areas = in_counties(text)[:_MOST]
    found = {at: Told(county, (at, end), True) for at, end, county in areas}
    for (at, code), end in named_states(text).items():
        name = plain(text[at:end])
        if code == "IL" and (place := towns().get(name) or counties().get(name)):
            found.setdefault(at, Told(place, (at, end), True))
    for match in TOWN_LED.finditer(text):
        at = match.start("town")
        length, town = town_at(match["town"])
        if town is None and (county := counties().get(plain(match["town"].split()[0]))) and not county.shared:
            length, town = len(match["town"].split()[0]), county
        sure = town and town.town and not town.shared
        if town and (sure or text[at].isupper() or _ENDS.match(text, at + length)):
            found.setdefault(at, Told(town, (at, at + length), True))
    for match in islice(_ITS_COURT.finditer(text), _MOST):
        county = counties().get(plain(match["county"]))
        if county and (match["county"][0].isupper() or match["county"].lower() != "will"):
            found.setdefault(match.start("county"), Told(county, match.span("county"), True))
    behind = [place for place, code in spots if code == "IL"][:_MOST]
    behind += [at - len(lies[0]) for at, _, _ in areas if (lies := _LIES_IN.search(leading(text, at)))]
    for end in behind:
        if before := _town_before(text, end):
            found.setdefault(before.span[0], before)
    last = 0
    for at in sorted(found):
        _, end = found[at].span
        within = text[at - 1 : at] == "("  # "Indiana (Lake County)"
        if at >= last and not any(at - _IN_ONE_BREATH * within <= other <= end + STATE_AFTER for other in away):
            last = end
            yield found[at]
