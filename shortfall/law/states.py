"""What each of the 51 jurisdictions says about a deficiency, and which one a person means.

The table is data/law/states.csv. Column `measure` tells how a deficiency is counted there (see `Measure`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

TABLE = Path(__file__).resolve().parents[2] / "data" / "law" / "states.csv"

Channel = Literal["web", "sms"]
Allowed = Literal["yes", "limited", "no_for_most_homes"]
Measure = Literal[
    "price",  # what is owed less the sale price
    "value",  # less the market value, when that is more than the price
    "value_on_request",  # the same, but only if the former owner asks the court
    "lender_bought",  # the same, but only if the lender itself bought at the sale
    "either",  # price or value: the judge or the facts decide, so both are shown
    "half",  # less the price and half of what the market value is above it; the full value in a strict foreclosure
    "protected",  # nothing for most homes; where the protection does not reach, by price or value
]


@dataclass(frozen=True)
class State:
    """One row of the table. `sources` are addresses; `confidence` is high or medium; `deadline` may be empty.

    `fair_value_limit` and `purchase_money_protected` are yes, partial or no. `ask_attorney` marks rows that rest on
    secondary sources or turn on facts.
    """

    code: str
    name: str
    process: str
    deficiency_allowed: Allowed
    rule: str
    fair_value_limit: str
    measure: Measure
    deadline: str
    purchase_money_protected: str
    citation: str
    sources: tuple[str, ...]
    confidence: str
    note: str
    ask_attorney: bool


# Medium rows, and rows whose answer turns on the route or on facts.
_ASK_ATTORNEY = frozenset(
    {
        "AL",
        "CO",
        "DE",
        "DC",
        "IN",
        "KY",
        "MS",
        "NH",
        "NJ",
        "NM",
        "RI",
        "SD",
        "VT",
        "VA",
        "WY",
        "AZ",
        "CA",
        "CT",
        "IA",
        "KS",
        "LA",
        "NV",
        "NC",
        "WA",
    }
)


def load_states(path: Path = TABLE) -> Mapping[str, State]:
    """The table by postal code, in the order of the file.

    Raises:
        ValueError: a row says something the columns do not allow.
    """
    states: dict[str, State] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            code = row["code"]
            if row["deficiency_allowed"] not in get_args(Allowed) or row["measure"] not in get_args(Measure):
                raise ValueError(f"{path.name}, {code}: deficiency_allowed or measure")
            states[code] = State(
                code=code,
                name=row["state"],
                process=row["usual_process"],
                deficiency_allowed=cast(Allowed, row["deficiency_allowed"]),
                rule=row["rule"],
                fair_value_limit=row["fair_value_limit"],
                measure=cast(Measure, row["measure"]),
                deadline=row["deadline_to_seek"],
                purchase_money_protected=row["purchase_money_protected"],
                citation=row["citation"],
                sources=tuple(row["sources"].split(";")),
                confidence=row["confidence"],
                note=row["note"],
                ask_attorney=code in _ASK_ATTORNEY,
            )
    return MappingProxyType(states)


STATES = load_states()

# --- Which state is meant ----------------------------------------------------------------------------------------------

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
    "IL": "illinios|ilinois|illinos|illionis|illnois|illinoise|illinoi|chicago|chi-?town|chicagoland|cook county|dupage|"
    "naperville|joliet|rockford|evanston|waukegan|cicero|schaumburg|lake county,? il|champaign|bolingbrook",
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
_STREET_NAME = r"(?:mellon|life|community|statutory|st|street|ave|avenue|blvd|boulevard|rd|road|dr|drive|ln|lane|pl|mutual|federal|university|post|hospital)\b"


def _name_pattern() -> re.Pattern[str]:
    parts = []
    for code, state in STATES.items():
        names = [re.escape(state.name.lower()).replace(r"\ ", r"\s+")]
        if nicknames := _NICKNAMES.get(code):
            names.append(nicknames)
        parts.append((code, "|".join(names)))
    # A longer name that begins or ends with another state's must be tried first: West Virginia, Washington DC.
    first = ("WV", "DC", "KS", "MO", "VA")
    parts.sort(key=lambda part: first.index(part[0]) if part[0] in first else len(first))
    return re.compile(
        rf"(?<!\w)(?<!bank of )(?<!bank of the )(?:{'|'.join(f'(?P<{code}>{names})' for code, names in parts)})(?!\w|['’](?!s\b))(?!\s+{_STREET_NAME})(?!\s+city,)",
        re.IGNORECASE,
    )


_NAME = _name_pattern()
_KANSAS_CITY = re.compile(r"\bkansas\s+city\b", re.IGNORECASE)
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
_CODE = re.compile(rf"(?<![\w.'’])(?:{'|'.join(STATES)})(?![\w'’]|\.\w)", re.IGNORECASE)
_IN_BEFORE = re.compile(r"(?:\b(?:in|from|of|to|about|near|inside|around|for)|[a-z]{3,},)\s*$", re.IGNORECASE)
_JUST_IN = re.compile(r"(?:\bin|[a-z]{3,},)\s*$", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"\s*(?:$|[?.,;!)\n]|\b(?:law|laws|state|now|house|home|property|and|but|if|though|where)\b)", re.IGNORECASE
)
_LOAN_AFTER = re.compile(r"\s*(?:loan|mortgage|benefit|home|backed|guarant)", re.IGNORECASE)
_STREET_AFTER = re.compile(r"\s+" + _STREET_NAME, re.IGNORECASE)
_LAW_AFTER = re.compile(r"\s+(?:laws?|state|foreclosure)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|isn'?t|wasn'?t|instead\s+of|rather\s+than|left|moved\s+from)\s+(?:in\s+)?$", re.IGNORECASE
)
_HOME_THERE = re.compile(
    r"\b(?:house|home|property|place|condo|townhouse|land|it|its|it's)\b[^.;!?\n]{0,30}\b(?:in|near)\s+$", re.IGNORECASE
)
_FILLER = re.compile(
    r"\b(?:what|whats|how|about|and|the|in|for|from|state|of|it|its|is|was|i|i'm|im|we|live|lived|my|house|home|property|"
    r"s|located|here|there|law|laws|rule|rules|please|pls|same|question|if|i'm|am|this|that|that's|thats|u|you|do)\b|[^\w\s]",
    re.IGNORECASE,
)

_LENDER_THERE = re.compile(
    r"\b(?:lender|bank|servicer|company|lawyers?|attorneys?)\b[^.;!?\n]{0,12}\b(?:in|of|from)\s+$", re.IGNORECASE
)
_THEY_LIVE = re.compile(r"\b(?:i|i['’]?m|i\s+am|we|we['’]?re)\b[^.;!?\n]{0,15}\bin\s+$", re.IGNORECASE)


# No phrase that says what a name stands for has more characters.
_NEAR = 60


def find_state(text: str, *, bare: bool = False) -> str | None:
    """The postal code of the state a person means, or None.

    Names, misspellings, well-known cities and abbreviations. An abbreviation counts in capitals, after "in", or when the
    message is little else ("what about il"); one that is also a word ("or", "in", "me") needs more.

    Args:
        text: what the person wrote.
        bare: they were just asked for the state, so that "in", "me" or "pa" alone is an answer ("ok" and "hi" are not,
            unless in capitals).

    Of several states the one where the house is counts, then the one they live in, else the first. One that is denied
    ("not Texas, Illinois") does not count, one that only places the lender comes last.
    """
    found = sorted({*_named(text), *_abbreviated(text), *_alone(text, bare)})
    wanted = [(place, code) for place, code in found if not _DENIED.search(_leading(text, place))]
    if not wanted:
        return None

    def claim(place: int) -> tuple[bool, bool, bool]:
        before = _leading(text, place)
        patterns = (_HOME_THERE, _LENDER_THERE, _THEY_LIVE)
        home, lender, live = (pattern.search(before) is not None for pattern in patterns)
        return home, not lender, live

    return max(wanted, key=lambda found: claim(found[0]))[1]  # the first of equals


def _leading(text: str, place: int) -> str:
    """The words just before a place."""
    return text[max(0, place - _NEAR) : place]


def _named(text: str) -> list[tuple[int, str]]:
    cities = [m.start() for m in _KANSAS_CITY.finditer(text)]
    return [
        (m.start(), m.lastgroup)
        for m in _NAME.finditer(text)
        # Kansas City is in two states: it counts only with the state's name after it.
        if m.lastgroup and (m.start() not in cities or "," in m[0] or len(m[0].split()) > 2)
    ]


def _abbreviated(text: str) -> list[tuple[int, str]]:
    shouting = text.isupper() and len(text) > 12
    found = []
    for match in _CODE.finditer(text):
        code, before, end = match[0].upper(), _leading(text, match.start()), match.end()
        if _STREET_AFTER.match(text, end) or (code == "VA" and _LOAN_AFTER.match(text, end)):
            continue
        capital = match[0].isupper() and not shouting
        placed = _JUST_IN.search(before) is not None
        if code not in _WORDS:
            if capital or placed or (_IN_BEFORE.search(before) and _CLAUSE_END.match(text, end)):
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
        asked = bare or re.search(r"\b(?:about|in|for)\b", text, re.IGNORECASE)
        if code not in _WORDS or (asked and code not in _NEVER_ALONE) or (bare and left.lower() not in {"ok", "hi"}):
            return [(text.index(left), code)]
    return []


# --- In words ------------------------------------------------------------------------------------------------------------

_ANSWER = {
    "yes": "In {name}, yes: you can still owe after the sale.",
    "limited": "In {name}, you can sometimes still owe after the sale.",
    "no_for_most_homes": "In {name}, most often no for a home.",
}


def describe(state: State, channel: Channel) -> str:
    """The state's rule in plain words, the answer first. Of `channel` "sms": at most 306 GSM-7 septets."""
    parts = [_ANSWER[state.deficiency_allowed].format(name=state.name), state.rule]
    if channel == "web":
        if state.deadline:
            parts.append(f"Time limit or step for the lender: {state.deadline[0].lower()}{state.deadline[1:]}.")
        if state.ask_attorney:
            parts.append("The details matter here, so people often ask an attorney licensed there.")
        parts.append("A second mortgage or home equity line can follow other rules.")
        if state.code == "IL":
            parts.append("This is general information. The firm works in Illinois.")
        else:
            parts.append(f"This is general information. The firm works in Illinois, not in {state.name}.")
        return " ".join(parts)
    if state.ask_attorney:
        parts.append("Ask an attorney there.")
    parts.append("General info. The firm works in Illinois.")
    return " ".join(parts)
