"""Which state a person means: names, misspellings, well-known cities, counties of Illinois and abbreviations. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from shortfall.law.states import STATES
from shortfall.law.towns import Place as PlaceOfIllinois
from shortfall.law.towns import counties, plain, towns
from shortfall.reading.guarded import Guarded
from shortfall.reading.struck import struck
from shortfall.reading.whereabouts import (
    KIN,
    OURS,
    Whose,
    im_there,
    is_denied,
    leading,
    moved_from,
    names_home,
    of_the_firm,
    same_again,
    whose,
)

_NICKNAMES = {
    "AK": "alaska|anchorage",
    "AL": "birmingham,? al|huntsville",
    "AR": "little rock|arkansaw",
    "AZ": "ariz|arizonia|phoenix|tucson|scottsdale",
    "CA": "cali|calif|californa|californica|califonia|socal|norcal|los angeles|san diego|san jose|san francisco|sacramento|oakland|fresno",
    "CO": "denver|colorado springs|boulder",
    "CT": "conneticut|conneticutt|conn|hartford|bridgeport",
    "DC": r"d\.c\.|district of colum?bia|washington,? ?d\.?c\b\.?",
    "DE": "deleware|wilmington,? de",
    "FL": "fla|flordia|floirda|florda|miami|orlando|tampa|jacksonville|fort lauderdale|ft lauderdale",
    "GA": "georiga|atlanta|savannah",
    "HI": "hawai|hawaiʻi|hawai'i|honolulu|oahu|maui",
    "IA": "des moines|cedar rapids",
    "ID": "boise",
    "IL": "illinios|ilinois|illinos|illionis|illnois|illinoise|illinoi|chicago|chi-?town|chicagoland|dupage|"
    "naperville|joliet|rockford|evanston|waukegan|cicero|schaumburg|lake county,? il|champaign|bolingbrook|aurora|elgin|peoria|skokie|des plaines|orland park|"
    "tinley park|oak lawn|berwyn|mount prospect|hoffman estates|oak park|downers grove|elmhurst|glenview|lombard|buffalo grove|arlington heights|palatine|"
    "chicago heights|calumet city|romeoville|carpentersville|kankakee|de ?kalb,? il|moline|belvidere|urbana|carol stream|hanover park|streamwood",
    "IN": "indianna|indianapolis|fort wayne|south bend",
    "KS": "wichita|topeka|overland park|kansas city,? k(?:s|ansas)",
    "KY": "kentuckey|louisville|lexington,? ky",
    "LA": "lousiana|louisianna|new orleans|baton rouge|shreveport",
    "MA": "massachusets|massachusettes|massachussetts|massachusets|mass\\.|boston",
    "MD": "baltimore|bethesda",
    "ME": "",
    "MI": "michagan|mich|detroit|grand rapids|ann arbor|lansing,? mi",
    "MN": "minn|minnesotta|minesota|minneapolis|st\\.? paul",
    "MO": "missourri|misouri|st\\.? louis|saint louis|kansas city,? m(?:o|issouri)",
    "MS": "missisippi|mississipi|missippi|miss\\.|biloxi",
    "MT": "billings,? mt|missoula",
    "NC": r"n\. ?carolina|no\. carolina|n carolina|charlotte|raleigh|greensboro",
    "ND": r"n\. ?dakota|n dakota|bismarck",
    "NE": "omaha",
    "NH": "new hampshir",
    "NJ": "jersey|newark|new jersy",
    "NM": "albuquerque|santa fe",
    "NV": "las vegas|vegas|reno",
    "NY": "nyc|brooklyn|queens|the bronx|manhattan|long island|buffalo,? ny|new yorkk?|staten island",
    "OH": "cleveland|cincinnati|cincinatti|columbus,? oh|toledo|akron|dayton",
    "OK": "okla|oaklahoma|oklahama|tulsa",
    "OR": "ore\\.|oregan|portland,? or(?:egon)?\\b(?! maine)",
    "PA": "penna|penn|pensylvania|pennsylvannia|pennslyvania|philly|philadelphia|pittsburgh|pittsburg",
    "RI": "rhode islands?|providence,? ri",
    "SC": r"s\. ?carolina|so\. carolina|s carolina|charleston,? sc|myrtle beach",
    "SD": r"s\. ?dakota|s dakota|sioux falls",
    "TN": "tenn|tennesee|tennessee|tenessee|tennesse|memphis|nashville|knoxville|chattanooga",
    "TX": "tex|texes|houston|dallas|austin|san antonio|fort worth|ft worth|el paso",
    "UT": "salt lake(?: city)?|provo",
    "VA": "virgina|virgnia|virginia beach|norfolk,? va",
    "VT": "vermount",
    "WA": "wash\\.|washingtion|washinton|washington state|state of washington|seattle|tacoma|spokane",
    "WI": "wisc|wisconson|wisconsion|milwaukee",
    "WV": r"w\.? ?virginia|w\.? ?va|west virgina",
    "WY": "cheyenne",
}
# Towns that are named after a place in the next state, and lie across the line from it or from the state.
_NAMESAKES = {
    "IL": r"e(?:ast|\.)? (?:st\.?|saint) louis",
    "AR": "west memphis",
    "IN": "east chicago|michigan city",
    "TX": "missouri city",
    "NV": "virginia city",
    "CA": "nevada city",
}
# What makes another name of a state's: a street, a bank, a park, a river.
_STREET_NAME = (
    r"(?:mellon|life|community|statutory|st|street|ave|av|avenue|blvd|boulevard|rd|road|dr|drive|ln|lane|pl|place|way|terrace|parkway|pkwy|highway|hwy|route|trail"
    r"|park|heights|township|square|plaza|river|valley|mutual|federal|university|post|hospital)\b"
)
_NAMED_AFTER = Guarded(
    r"\b(?:bank of(?: the)?|university of|lake|fort|mount|port|corner of|calle|avenida|bulevar|(?:en|la|por) ave?\.?"
    r"|(?:at|on|in|en) \d{2,5}|\d{1,5} (?:[nsew]\.?|north|south|east|west|norte|sur|este|oeste))\s{1,2}\Z",
    re.IGNORECASE,
)
"""Words that stand before such a name: "Lake Michigan", "calle Ohio", "4410 S Indiana"."""


def _name_pattern() -> Guarded:
    parts = []
    for code, state in STATES.items():
        names = [re.escape(state.name.lower()).replace(r"\ ", r"\s+")]
        if nicknames := _NICKNAMES.get(code):
            names.append(nicknames)
        parts.append((code, "|".join(names)))
    # A longer name that begins or ends with another state's must be tried first: West Virginia, Washington DC.
    first = ("WV", "DC", "KS", "MO", "VA")
    parts.sort(key=lambda part: first.index(part[0]) if part[0] in first else len(first))
    parts = [*((f"{code}_", names) for code, names in _NAMESAKES.items()), *parts]
    return Guarded(
        rf"(?<!\w)(?=\w)(?:{'|'.join(f'(?P<{code}>{names})' for code, names in parts)})(?!\w|['’](?!s\b))(?!\s+{_STREET_NAME})(?!\s+city,)",
        re.IGNORECASE,
    )


_NAME = _name_pattern()
_KANSAS_CITY = Guarded(r"\bkansas\s+city\b", re.IGNORECASE)
# Codes that are words (or, in capitals, other short forms: VA loan, MD, LA for Los Angeles, MS for a name).
_WORDS = frozenset(
    {
        "OR",
        "IN",
        "ME",
        "HI",
        "OK",
        "OH",
        "LA",
        "PA",
        "MA",
        "DE",
        "CO",
        "ID",
        "AL",
        "VA",
        "MD",
        "MS",
        "CT",
        "MO",
        "AR",
        "AK",
        "SD",
    }
)
_NEVER_IN_LOWER = frozenset({"OR", "IN", "ME", "HI", "OK"})
_NEVER_ALONE = frozenset({*_NEVER_IN_LOWER, "LA"})
_CODE = Guarded(rf"(?<![\w.'’])(?:{'|'.join(STATES)})(?![\w'’]|\.\w)", re.IGNORECASE)
_IN_BEFORE = Guarded(r"(?:\b(?:in|from|of|to|about|near|inside|around|for)|[a-z]{3},)\s*$", re.IGNORECASE)
# "In kenosha wi", "wyoming il": a code in small letters behind a town. "Nd" and "ne" are words of messages typed in haste.
_BEHIND_A_TOWN = Guarded(
    r"(?:\b(?:in|from|near|en|cerca de)|\A\W*)\s{0,2}\b[a-z][a-z.'’-]{2,20}(?:\s[a-z.'’-]{2,20}){0,2}\s$", re.IGNORECASE
)
_DONE_AFTER = re.compile(r"\s(?:got|was|is|were|has|had|went|sold|that|which|fue|se|est[aá])\b", re.IGNORECASE)
_NEVER_BEHIND_A_TOWN = frozenset({"ND", "NE", "MI"})
_AFTER_A_SUM = re.compile(r"\d[\dk.]{0,6},?\s$", re.IGNORECASE)
_JUST_IN = Guarded(r"(?:\bin|[a-z]{3},)\s*$", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"\s{0,3}(?:$|[?.,;!)\n]|\b(?:law|laws|state|now|house|home|property|and|but|if|though|where)\b)", re.IGNORECASE
)
_LOAN_AFTER = re.compile(r"\s{0,3}(?:loan|mortgage|benefit|home|backed|guarant)", re.IGNORECASE)
_STREET_AFTER = re.compile(r"\s{1,3}" + _STREET_NAME, re.IGNORECASE)
_LAW_AFTER = re.compile(r"\s{1,3}(?:laws?|state|foreclosure)\b", re.IGNORECASE)
_FILLER = Guarded(
    r"\b(?:what|whats|how|about|and|the|in|for|from|state|of|it|its|is|was|i|i'm|im|we|live|lived|my|house|home|property|"
    r"s|located|here|there|law|laws|rule|rules|please|pls|same|question|if|i'm|am|this|that|that's|thats|u|you|do)\b|[^\w\s]",
    re.IGNORECASE,
)

_WRITTEN = re.compile(r"[\w.']{0,40}(?:\s[A-Z]\w{1,40})?")
_ABOUT = Guarded(r"\b(?:about|in|for)\b", re.IGNORECASE)


def find_state(text: str, *, bare: bool = False) -> str | None:
    """The postal code of the state a person means, or None.

    Names, misspellings, well-known cities and abbreviations. An abbreviation counts in capitals, after "in", or when the
    message is little else ("what about il"); one that is also a word ("or", "in", "me") needs more.

    Args:
        text: what the person wrote.
        bare: they were just asked for the state, so that "in", "me" or "pa" alone is an answer ("ok" and "hi" are not,
            unless in capitals).

    Of several states the one where the house is counts, then the one they live in, else the first. One that is denied
    ("not Texas, Illinois") does not count, nor one where somebody else is: the lender, a brother.
    """
    ours = [(span[0], code) for span, code, role in find_places(text, bare=bare) if role in OURS]

    def claim(place: int) -> tuple[bool, bool]:
        return names_home(text, place), im_there(text, place)

    return max(ours, key=lambda found: claim(found[0]))[1] if ours else None  # the first of equals


Place = tuple[tuple[int, int], str, Whose]


def find_places(text: str, *, bare: bool = False, elsewhere: bool = False) -> list[Place]:
    """Each state a message names once: where it stands, its postal code, and whose it is.

    Args:
        elsewhere: they named another state than Illinois before, so that "Knox County" is as likely there.
    """
    found: dict[str, Place] = {}
    begin, moved, last = 0, False, ""
    spots, areas = states_at(text, bare=bare), in_counties(text)
    # "Washington County" is not the state of Washington, and "Lake County, Indiana" is not here.
    spots = [(place, code) for place, code in spots if not any(at <= place < end for at, end, _ in areas)]
    told = [
        (at, county.shared)
        for at, end, county in areas
        if not any(end <= place <= end + STATE_AFTER for place, _ in spots)
    ]
    named = sorted({*spots, *((at, "IL") for at, shared in told if not shared)})
    homes = {code for place, code in named if names_home(text, place)}
    taken_back = struck(text, [(place, _end(text, place)) for place, _ in named])
    several = {code for _, code in named} != {"IL"}
    for at, (place, code) in enumerate(named):
        if code == last and same_again(text, place, begin):
            continue
        # What was said of the state before ("the house was in Ohio and I live in Florida") says nothing of this one.
        claimed = bool(homes - {code}) or any(role == "lives_in" for *_, role in found.values())
        settled = claimed or _ours(found.values())
        role = (
            "denied" if at in taken_back else whose(text, place, begin, moved=moved, settled=settled, claimed=claimed)
        )
        if code == "IL" and role in OURS and (elsewhere or several) and of_the_firm(text, place):
            role = "others"
        if role not in {"left", "denied"}:
            moved, begin, last = moved_from(text, place, begin), place, code
        again = code in found and (
            found[code][2] in OURS or (found[code][2] == "denied" and not names_home(text, place))
        )
        if not again and (written := _WRITTEN.match(text, place)):
            found[code] = (written.span(), code, role)
    # A county whose name many states have: of Illinois, where nothing says another.
    for place in (at for at, shared in told if shared and not elsewhere and not _ours(found.values())):
        if written := _WRITTEN.match(text, place):
            found["IL"] = (written.span(), "IL", whose(text, place, 0, moved=False, settled=False, claimed=False))
    return list(found.values())


def _end(text: str, place: int) -> int:
    """Where a state ends that begins at a place."""
    return written.end() if (written := _WRITTEN.match(text, place)) else place


def _ours(found: Iterable[Place]) -> bool:
    return any(whose in OURS for _, _, whose in found)


@lru_cache(maxsize=32)
def states_at(text: str, bare: bool) -> Sequence[tuple[int, str]]:
    """The states named, in the order of the text."""
    names = named_states(text)
    named = {*names, *_abbreviated(text), *_alone(text, bare)}
    towns_named = _in_towns(text, bare, {place for place, _ in named})
    named = {(at, code) for at, code in named if not any(start < at < end for start, end in towns_named)}
    named -= _as_towns(text, names, sorted(named))
    return (*sorted({*named, *((start, "IL") for start, _ in towns_named)}),)


_IN_A_STATE = re.compile(r",?\s{1,2}\Z")
_GOES_ON = re.compile(r"[\w.]{2,20}(?: [\w.]{2,20})?\s(?:is where|es donde)\b", re.IGNORECASE)
_LISTED = re.compile(
    r"[\w.]{2,20}(?: [\w.]{2,20})?\s?(?:,|/|&|\b(?:and|or|y|o)\b)\s?(?:(?:and|or|y|o|in|en) ){0,2}\Z", re.IGNORECASE
)


def _as_towns(
    text: str, names: Mapping[tuple[int, str], int], named: Sequence[tuple[int, str]]
) -> set[tuple[int, str]]:
    """The names that are those of towns, by the state right behind them: "Washington, IL", "Nevada, Iowa"; not in "not Texas, Illinois"
    and "in Texas, Florida and Ohio"."""
    found = set()
    for here, (place, code), (after, _) in zip(named, named[1:], [*named[2:], (0, "")], strict=False):
        if here not in names or code == here[1] or not _IN_A_STATE.match(text, names[here], place):
            continue
        listed = _LISTED.match(text, place, after) or _GOES_ON.match(text, place)
        if not listed and not is_denied(text, here[0]):
            found.add(here)
    return found


# "The house is in Harvey", "we're from Cicero", and a town alone where the state was asked for.
TOWN_LED = Guarded(
    r"(?:\b(?:in|near|outside|en|cerca de|(?:i['’]?m|am|are|we['’]?re|soy|somos) (?:from|de))\s{1,3})(?P<town>[a-z][\w.'’-]{1,20}(?:\s[a-z][\w.'’-]{1,20}){0,3})",
    re.IGNORECASE,
)
STATE_AFTER = 3
"""Most characters between a town and the state that is named after it: "Harvey, LA"."""


def _in_towns(text: str, bare: bool, named: set[int]) -> list[tuple[int, int]]:
    """Where the towns of Illinois stand that are named with no state right behind them."""
    spots = [(match.start("town"), match["town"]) for match in TOWN_LED.finditer(text)]
    if bare:
        spots.append((len(text) - len(text.lstrip()), text.strip(" .,!?\n")))
    found = []
    for start, words in spots:
        end, town = town_at(words)
        if town and not town.shared and not any(start + end <= place <= start + end + STATE_AFTER for place in named):
            found.append((start, start + end))
    return found


def town_at(text: str) -> tuple[int, PlaceOfIllinois | None]:
    """The town of Illinois with whose name words begin, the longest such name, and where it ends."""
    parts = text.split()
    named = (" ".join(parts[:n]) for n in range(min(len(parts), 5), 0, -1))
    return next(((len(name), town) for name in named if (town := towns().get(plain(name)))), (0, None))


_COUNTY = Guarded(
    r"\b(?:(?P<of>county\s{1,3}of|condado(?:\s{1,3}del?)?)\s{1,3}|count(?:y|ies)\b(?!\s{1,3}(?:bank|credit|savings|federal|national|mutual|title)\b))",
    re.IGNORECASE,
)
_WORDS_OF_A_COUNTY = 26
"""Characters in which the two words of a county's name stand: "Rock Island", "Jo Daviess"."""
_TWO_BEFORE = re.compile(r"(?:\b[\w.]{1,12}\s{1,2})?\b[\w.]{2,12}(?=\s{1,2}\Z)")
_TWO_AFTER = re.compile(r"[\w.]{1,12}(?:\s{1,2}[\w.]{2,12})?")
_LONGER = Guarded(r"\b(?:salt|red|new|st\.?|saint)\s{1,2}\Z", re.IGNORECASE)
"""Words that make another name of one: Salt Lake, Red Lake, St. Lawrence."""
_IN_WILL = Guarded(r"(?:\b(?:in|of|from|near)|,)\s*\Z", re.IGNORECASE)


def in_counties(text: str) -> list[tuple[int, int, PlaceOfIllinois]]:
    """Which counties of Illinois are named, from and to where."""
    found = []
    for match in _COUNTY.finditer(text):
        begin, end = match.span()
        if match["of"]:
            words = _TWO_AFTER.match(text, end, end + _WORDS_OF_A_COUNTY)
        else:
            words = _TWO_BEFORE.search(text, max(0, begin - _WORDS_OF_A_COUNTY), begin)
        if words is None:
            continue
        first, _, second = words[0].partition(" ")
        one = (
            (words.start(), words.start() + len(first))
            if match["of"]
            else (words.end() - len(second or first), words.end())
        )
        at, stop = next(((a, b) for a, b in (words.span(), one) if plain(text[a:b]) in counties()), (0, 0))
        if not stop or (at == one[0] and _LONGER.search(leading(text, at))):
            continue
        sure = match["of"] or text[at:end] == "Will County" or len(text.split()) == 2
        if text[at:stop].lower() == "will" and not (sure or _IN_WILL.search(leading(text, at))):
            continue  # "will county deputies come?"
        found.append((at, max(stop, end), counties()[plain(text[at:stop])]))
    return found


# "At 10 a.m. Chicago time", "10 am MT", "a las 3, hora de Chicago": whose clock it is, and no home.
_HOUR_BEFORE = re.compile(
    r"(?:\d|\b[ap]\.?m\.?|\b(?:noon|midday|o['’]?clock|morning|afternoon|evening)),?\s{1,2}$", re.I
)
_TIME_AFTER = re.compile(r"\s{1,2}time\b(?! (?:limit|share|to|for))|(?<=[ap]m MT)\b|(?<=[ap]\.m\. MT)\b", re.I)
_CLOCK_OF = re.compile(r"\bhora de\s$", re.I)


def _is_a_clock(text: str, start: int, end: int) -> bool:
    before = leading(text, start)
    return bool(_CLOCK_OF.search(before) or _TIME_AFTER.match(text, end))


# "My wife Georgia", "Virginia from your office": a person; "Ohio Savings", "Texas Roadhouse": what bears such a name, where it is not "in" it.
_SOMEBODY = Guarded(
    rf"(?:\b(?:my|our|his|her|mi|su|nuestr[oa]) (?:\w{{2,8}} )?(?:{KIN})|\b(?:named|called|name is|se llama|llamad[oa]|ms\.?|mrs\.?|miss|se[nñ]ora|do[nñ]a)),? \Z",
    re.I,
)
_AS_SOMEBODY = re.compile(
    rf"(?:, (?:my|our|mi) (?:{KIN})(?=[,.;!?]|\s?\Z| (?:is|was|who|has|said|signed|es|que|firm[oó])\b)| (?:from|at|in) (?:your|the|ur) (?:office|firm|bank|company)\b)",
    re.I,
)
_A_COMPANY = re.compile(r" (?!I\b|I'|The\b|They\b|My\b|We\b|And\b|But\b|Mr|Judge\b|County\b)[A-Z][a-z]{2,14}\b")
_PLACED = re.compile(r"(?:\b(?:in|from|to|of|near|for|en|de|a|state)|[A-Z][\w.'’-]{1,20}|,)\s{1,2}\Z")


def _is_a_name(text: str, start: int, end: int) -> bool:
    """Whether what stands there is the name of somebody or of a company, and no place."""
    before = leading(text, start)
    if _SOMEBODY.search(before):
        return True
    written = text[start:end][:1].isupper() and not text.istitle()
    named = _AS_SOMEBODY.match(text, end) or (written and _A_COMPANY.match(text, end))
    return bool(named and not _PLACED.search(before))


@lru_cache(maxsize=32)
def named_states(text: str) -> Mapping[tuple[int, str], int]:
    """The states that are named, and where each name ends."""
    cities = {m.start() for m in _KANSAS_CITY.finditer(text)}
    return {
        (m.start(), m.lastgroup.rstrip("_")): m.end()
        for m in _NAME.finditer(text)
        # Kansas City is in two states: it counts only with the state's name after it.
        if m.lastgroup
        and (m.start() not in cities or "," in m[0] or len(m[0].split()) > 2)
        and not _NAMED_AFTER.search(leading(text, m.start()))
        and not _is_a_name(text, *m.span())
        and not _is_a_clock(text, *m.span())
    }


def _abbreviated(text: str) -> list[tuple[int, str]]:
    shouting = text.isupper() and len(text) > 12
    found = []
    for match in _CODE.finditer(text):
        code, before, end = match[0].upper(), leading(text, match.start()), match.end()
        if (
            _STREET_AFTER.match(text, end)
            or (code == "VA" and _LOAN_AFTER.match(text, end))
            or _is_a_clock(text, match.start(), end)
        ):
            continue
        capital = match[0].isupper() and not shouting
        placed = _JUST_IN.search(before) is not None
        if code == "MI" and not (_CLAUSE_END.match(text, end) or _DONE_AFTER.match(text, end)):
            continue  # "mi troca, a MI nombre": Spanish for "my"
        if code not in _WORDS:
            behind = code not in _NEVER_BEHIND_A_TOWN and _BEHIND_A_TOWN.search(before)
            behind = behind and (_CLAUSE_END.match(text, end) or _DONE_AFTER.match(text, end))
            last = (_IN_BEFORE.search(before) or _AFTER_A_SUM.search(before[-10:])) and _CLAUSE_END.match(text, end)
            if capital or placed or last or behind:
                found.append((match.start(), code))
        elif code == "LA":
            continue  # as often Los Angeles
        elif (placed and (capital or (code not in _NEVER_IN_LOWER and _CLAUSE_END.match(text, end)))) or (
            capital and _LAW_AFTER.match(text, end)
        ):
            found.append((match.start(), code))
    return found


def _alone(text: str, bare: bool) -> list[tuple[int, str]]:
    """An abbreviation that is nearly the whole message."""
    rest = text.strip().strip(".,!?;:")
    if bare and rest.upper() in STATES:
        plain = rest.isupper() or rest.lower() not in {"ok", "hi"}
        return [(text.index(rest), rest.upper())] if plain else []
    left = _FILLER.sub(" ", text).strip()
    code = left.upper()
    if code in STATES:
        asked = bare or _ABOUT.search(text)
        if code not in _WORDS or (asked and code not in _NEVER_ALONE) or (bare and left.lower() not in {"ok", "hi"}):
            return [(text.index(left), code)]
    return []
