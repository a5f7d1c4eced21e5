"""US phone numbers as people write or say them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

import phonenumbers
from phonenumbers import PhoneNumberType
from phonenumbers.timezone import UNKNOWN_TIMEZONE, time_zones_for_geographical_number

from shortfall.base.firm import load_firm
from shortfall.reading import struck
from shortfall.reading.guarded import Guarded
from shortfall.reading.spelling import EXTENSION

EXAMPLE = "(312) 555-0143"

Reason = Literal["missing", "no_area_code", "too_short", "too_long", "not_us", "toll_free", "not_a_line", "ours"]

_MESSAGES: dict[Reason, str] = {
    "missing": f"I did not see a phone number there. Please type it with the area code, like {EXAMPLE}.",
    "no_area_code": f"That looks right except for the area code. Please send all ten digits, like {EXAMPLE}.",
    "too_short": f"A digit or more seems to be missing. A US number has ten digits, like {EXAMPLE}.",
    "too_long": f"There seem to be too many digits. A US number has ten, like {EXAMPLE}.",
    "not_us": f"The firm can only call US numbers. If you have a US number, please send it, like {EXAMPLE}.",
    "toll_free": "That is a toll-free number, which cannot ring you back. "
    f"Please send the number of your own phone, like {EXAMPLE}.",
    "not_a_line": "That does not seem to be a number that can be called. "
    f"Please check it and send it again, like {EXAMPLE}.",
    "ours": f"That is the firm's own number. Please send the number where we can reach you, like {EXAMPLE}.",
}

_TERRITORIES = {"PR", "GU", "VI", "AS", "MP"}

_UNITS = {
    word: digit
    for digit, words in enumerate(
        "zero oh o cero|one uno|two dos|three tres|four cuatro|five cinco|six seis|seven siete|eight ocho|nine nueve".split(
            "|"
        )
    )
    for word in words.split()
}
_TEENS = {
    word: 10 + offset
    for offset, word in enumerate(
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
    )
}
_TENS = {
    word: 20 + 10 * offset
    for offset, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
_UNIT = "|".join(_UNITS)
_SPOKEN_WORD = rf"(?:double|triple|hundred|{_UNIT}|{'|'.join(_TEENS)}|{'|'.join(_TENS)}|\d+)"
_SPOKEN = Guarded(rf"\b{_SPOKEN_WORD}(?:[\s,.-]+{_SPOKEN_WORD})+\b")

_EXTENSION = re.compile(
    r"[\s,;]{0,6}(?:(?:\b|(?<=\d))(?:extensi[oó]n|ext|xtn|anexo|interno)\b\.?|x(?=\s?\d)|#)\s{0,3}(?:[:=]\s{0,3})?(\d{1,6})\b"
)
_SAID_EXTENSION = re.compile(
    rf"[\s,;]{{0,6}}\b(?:extensi[oó]n|ext|anexo|interno)\b\.? (?:is |es )?((?:{_UNIT})\b(?:[\s,-]{{1,2}}(?:{_UNIT})\b){{0,5}})"
)
_TOLD_EXTENSION = Guarded(EXTENSION, re.I)
_NO_EXTENSION = re.compile(
    r"\b(?:no|without|drop|remove|sin|quite) (?:an? |any |the |la |el )?(?:ext(?:ension|ensi[oó]n)?|anexo)\b", re.I
)
_NUMBER = Guarded(
    r"(?<![\d$])(?<!\d-)(?:(?:\+|00)?1[\s./*-]*)?[(\[]?\s?(\d{3})\s?[)\]]?[\s./*-]*(\d{3})[\s./*-]*(\d{4})(?![\d])"
)
_AREA_CODE = Guarded(r"\barea (?:code )?(?:code|is|'s|:|=|\s){0,3}\s{0,2}\(?(\d{3})\b\)?|\b(\d{3})\)? area code\b")
_LOCAL = Guarded(r"(?<![\d-])(\d{3})[\s./*-]{0,3}(\d{4})(?![\d-])")
_FOREIGN = Guarded(r"(?<!\d)(?:\+\s?(?!1)\d|011[\s.-]*[2-9])[\d\s().-]{6,}")
# Small letters count only where nothing but the number can be meant: joined to the digits without a space.
_AREA = r"(?<![\dA-Za-z])(?:\+?1[\s./-]*)?\(?(\d{3})\)?"
_VANITY = (
    re.compile(_AREA + r"[\s./-]*(\d{3})(?:[\s.-]*([A-Z]{4})|[.-]?([a-z]{4}))(?![A-Za-z\d])"),
    re.compile(_AREA + r"[\s./-]*(\d{0,4}[A-Z]{2,7}[- ]?[A-Z\d]{0,5})(?![A-Za-z\d])"),
    re.compile(_AREA + r"[./-]+(\d{0,4}-?[a-z]{2,7}-?[a-z\d]{0,5})(?![A-Za-z\d])"),
)
# Another number is meant: the words just before one ("my old number is"), and just after ("is disconnected").
_OTHER_AHEAD = Guarded(
    r"\b(?:not|isn'?t|wasn'?t|don'?t|never|stop|instead of|rather than|forget|ignore|old|previous|former|used to be|was|no longer|no es|no era|ya no(?: es| uso| tengo)?|no (?:use|usen|llame|llamen|marque)|viejo|anterior|era|en (?:vez|lugar) de|changed(?: my| the| it){0,2}(?: number| phone| cell)? from)"
    r"(?:,? (?:to|use|using|call|calling|text|try|at|on|the|my|that|this|number|phone|cell|one|is|was|for|longer|me|work|home|there|job|el|al|mi|es|era|n[uú]mero)){0,5}[\s:,#]{0,3}$"
    r"|\b(?:loan|account|acct|case|policy|file|reference|parcel|invoice|confirmation|docket|ssn|social)\.?(?: (?:number|no\.?|num|id|is|was|security)){0,3}[\s:,#]{0,3}$"
)
_OTHER_BEHIND = re.compile(
    r"[\s,.(-]{0,4}(?:(?:that|it|which|this)(?:'?s| is| was)? |(?:is|was|has been|got|its|it's) ){1,2}(?:now |my |the |an? |been |just ){0,4}"
    r"(?:disconnected|shut off|cut off|turned off|off|dead|old|wrong|no good|not (?:mine|working|good)|out of service|gone|ex\b|ex'?s)"
    r"|[\s,.(-]{0,4}(?:(?:that|it|which) )?(?:disconnected|no good|no more|out of service|(?:doesn'?t|does not|don'?t|won'?t|isn'?t|not) (?:work|ring|use|call|mine|working))"
    r"|\s{1,3}(?:is|was|'?s) (?:not my|(?:the |my )?(?:loan|account|acct|case|policy|reference) (?:number|no|id)|(?:my|the) (?:lawyer|attorney|bank|lender|landlord|realtor))"
    r"|[\s,.-]{0,4}(?:used to be|was (?:my|the) old)\b"
    r"|[\s,.]{0,3}but (?:it'?s|now|the (?:right|correct|new))(?: [a-z]{1,10}){0,3}\s{0,3}$"
)
# "Call her, not me: 773-555-0142": the number is hers.
_ANOTHER_PERSON = Guarded(
    r"\b(?:her|him|them|(?:my|our) [a-z-]{2,20}|ella|[eé]l),?(?: and)? (?:not|instead of|rather than) (?:to )?me\b(?:,? (?:at|on|it'?s|call|her|his|their|number|is|the|use|try)){0,4}[\s:,#.-]{0,3}$"
)
# Of two numbers the one to call: "my cell 708-555-0198 is better", "best is …".
_BETTER = Guarded(
    r"\b(?:better|best|prefer\w{0,4}|instead|use|try|call|mine|mejor|el m[ií]o)(?: (?:number|phone|cell|one|to|me|is|at|on|my|the|use|call|try|would|be)){0,5}[\s:,#]{0,3}$"
)
# "Home 847 555 0110, cell 847 555 0111, use the cell".
_THE_LABELLED = Guarded(
    r"(?i)\b(?:use|call|try|prefer|ring|text|llamen?(?: al?)?|mejor)(?: me)?(?: (?:at|on))? (?:the |my |mi |el )?(cell|mobile|home|house|work|job|office|celular|casa|trabajo)\b"
)
_IS_BETTER = re.compile(
    r"[\s,.(-]{0,4}(?:(?:(?:that|which|it)(?:'?s| is)? |is |would be |es )(?:the |el )?|\()(?:better|best|preferred|easier|mejor)\b"
)
# "No wait, it ends in 0171", "no, 0171".
_ENDS_IN = Guarded(
    r"\b(?:ends|ending|last four(?: digits)?(?: are| is)?|should end|termina) (?:in |with |en )?(\d{4})(?!\d)"
    rf"|{struck.SIGN}[\s,.:-]{{1,4}}(?:(?:it'?s|is|just|el) )?(\d{{4}})(?![\d-])"
)
# "And add my wife Donna on 618 555 0148", "Donna is the second one, 618 555 0148": a number besides.
_NO_NAME = r"(?!(?:my|mine|me|it|is|at|on|to|call|the|mi|use|text|number|cell|phone|work|home|house|job|office|casa|trabajo|celular|then|after|before|that|this|yes|no|en|al)\b)"
_WHOSE = (
    r"(?P<whose{0}>(?:(?:my|our|mi) )?"
    + _NO_NAME
    + r"[^\W\d_][\w'-]{{1,15}}(?: "
    + _NO_NAME
    + r"[^\W\d_][\w'-]{{1,15}}){{0,2}}) ?"
)
_BESIDE = Guarded(
    rf"(?i)\b(?:add|adding|include|plus|agreg\w{{1,4}}|incluy\w{{1,3}}|tambi[eé]n|also|and|y) {_WHOSE.format(1)}(?:\b(?:at|on|en|al|is|es|number|cell) ?){{0,2}}[,:#( -]{{0,4}}$"
    rf"|{_WHOSE.format(2)}\b(?:is|es) (?:the |el |la )?(?:second|other|backup|segund[oa]|otr[oa])\b(?: (?:one|number|phone))?[,:#( -]{{0,4}}$"
)
_NEAR = 60
_MOST = 12
"""Numbers of one message that are looked up; nobody gives more."""
_SIGNS = Guarded(r"\W")
_E164 = re.compile(r"\+1(\d{3})(\d{3})(\d{4})(?:;ext=(\d{1,6}))?")
_DASHES = Guarded(r"[\u2010-\u2015\u2212~_|\u2022\u00b7]")
# "O143", "l-815": letters that stand for digits.
_LIKE_ZERO = Guarded(r"(?<![A-Za-z])[Oo](?=\d)|(?<=\d)[Oo](?![A-Za-z'])")
_LIKE_ONE = Guarded(r"(?<![A-Za-z'])[lI](?=[\s.-]?\(?\d)")
_SAID_MARK = Guarded(r",? \b(?:dash|hyphen|dot|then)\b,? ")
_ODD_SPACES = Guarded(r"[^\S\n]|[\u200b-\u200f\u2060\ufeff]")
_RUN = re.compile(r"(?<![$\d])\d[\d\s().,/-]*")
_BETWEEN = re.compile(r"[\s,.-]+")


@dataclass(frozen=True)
class Phone:
    """A number that the firm can call. `e164` is "+13125550143"; the extension, if any, is kept apart."""

    e164: str = field(repr=False)
    extension: str | None = field(default=None, repr=False)

    @property
    def dial(self) -> str:
        """Both in one, "+13125550143;ext=204" (RFC 3966); `read_phone` reads it back."""
        return with_extension(self.e164, self.extension)


class Second(NamedTuple):
    """The number of somebody besides, and who that is in their words, where it was said."""

    whose: str
    phone: Phone


@dataclass(frozen=True)
class PhoneProblem:
    """Why there is no number to call, and a sentence that helps the person to give one."""

    reason: Reason

    @property
    def message(self) -> str:
        """What to say to the person."""
        return _MESSAGES[self.reason]


def read_phone(text: str) -> Phone | PhoneProblem:
    """The US phone number in a message, or what is wrong with it.

    Understands punctuation of every kind, numbers in words ("three one two five five five oh one four three"), letters
    ("312-555-HOME") and extensions. Of several numbers the first that can be called counts, those after "not" do not.
    """
    plain = _normalise(text)
    spoken = _digits_for_words(plain.lower())
    found: PhoneProblem | None = None
    first: Phone | None = None
    other = False
    for candidate in (plain, spoken):
        if _FOREIGN.search(candidate):
            found = found or PhoneProblem("not_us")
        matches = list(islice(_NUMBER.finditer(candidate), _MOST))
        taken_back = struck.struck(candidate, [match.span() for match in matches])
        labelled = _THE_LABELLED.search(candidate, matches[-1].end()) if len(matches) > 1 else None
        for place, match in enumerate(matches):
            floor = matches[place - 1].end() if place else 0
            ceiling = matches[place + 1].start() if place + 1 < len(matches) else len(candidate)
            digits = "".join(match.groups())
            behind = struck.signed(candidate[match.end() : min(ceiling, match.end() + _NEAR)])
            ends = _ENDS_IN.search(behind) if struck.SIGN in behind else None
            if place in taken_back or ends or _is_other(candidate, match.span(), floor, ceiling):
                other = True
                ends = ends or _ENDS_IN.search(behind)
                if ends is None or place in taken_back:
                    continue
                digits = digits[:-4] + (ends[1] or ends[2])
            read = _check(digits, _extension(candidate, match.end()))
            if isinstance(read, Phone):
                named = labelled and labelled[1].lower() in candidate[floor : match.start()].lower()
                if len(matches) == 1 or named or _is_better(candidate, match.span(), floor, ceiling):
                    return read
                first = first or read
            else:
                found = found or read
        if first:
            return first
    if not found and (area := _AREA_CODE.search(spoken)):
        local = _LOCAL.search(spoken, area.end()) or _LOCAL.search(spoken, 0, area.start())
        if local:
            return _check((area[1] or area[2]) + local[1] + local[2], None)
    for pattern in _VANITY:
        for match in islice(pattern.finditer(plain), _MOST):
            letters = _SIGNS.sub("", "".join(group or "" for group in match.groups()))
            if len(letters) == 10 and not letters.isdigit():
                read = _check(phonenumbers.convert_alpha_characters_in_number(letters), None)
                if isinstance(read, Phone):
                    return read
                found = found or read
    return found or (PhoneProblem("missing") if other else _count(spoken))


def _extension(text: str, place: int) -> str | None:
    """The extension behind a number, in digits or said: "ext 22", "extension four five"."""
    if found := _EXTENSION.match(text, place):
        return found[1]
    said = _SAID_EXTENSION.match(text[place : place + _NEAR].lower())
    return "".join(str(_UNITS[word]) for word in _BETWEEN.split(said[1])) if said else None


def told_extension(text: str) -> str | None:
    """The extension that is told without its number: "226 is the extension", "my extension is 45"."""
    found = _TOLD_EXTENSION.search(text)
    return "".join(filter(str.isdecimal, found[0])) if found else None


def _beside(text: str, span: tuple[int, int], floor: int, ceiling: int) -> tuple[str, str]:
    """The words just before a number and just after it, in small letters."""
    return (
        text[max(floor, span[0] - _NEAR) : span[0]].lower(),
        text[span[1] : min(ceiling, span[1] + _NEAR)].lower(),
    )


def _is_other(text: str, span: tuple[int, int], floor: int, ceiling: int) -> bool:
    """Whether the words beside a number say that another one is meant, or that it is no phone."""
    ahead, behind = _beside(text, span, floor, ceiling)
    refused = _OTHER_AHEAD.search(ahead) and not _ANOTHER_PERSON.search(ahead)
    return bool(refused or _OTHER_BEHIND.match(behind))


def _is_better(text: str, span: tuple[int, int], floor: int, ceiling: int) -> bool:
    """Whether the words beside a number say that it is the one to call."""
    ahead, behind = _beside(text, span, floor, ceiling)
    return bool(_BETTER.search(ahead) or _IS_BETTER.match(behind))


def read_second(text: str) -> Second | None:
    """Another person's number that is to be written down beside the one to call: "add my wife Donna at 618-555-0148"."""
    plain = _normalise(text)
    matches = list(islice(_NUMBER.finditer(plain), _MOST))
    for place, match in enumerate(matches):
        ahead = plain[max(matches[place - 1].end() if place else 0, match.start() - _NEAR) : match.start()]
        whose = _BESIDE.search(ahead)
        read = _check("".join(match.groups()), _extension(plain, match.end()))
        if whose and isinstance(read, Phone):
            return Second(" ".join((whose["whose1"] or whose["whose2"]).split()), read)
    return None


def find_phone(text: str) -> str | None:
    """The number in E.164 ("+13125550143"), or None; `read_phone` says why."""
    read = read_phone(text)
    return read.e164 if isinstance(read, Phone) else None


def types(text: str, number: str) -> bool:
    """Whether all ten digits of a number (E.164, with an extension or without) stand in a text as they are dialled."""
    return number[2:12] in "".join(filter(str.isdecimal, _normalise(text)))


def without_extension(text: str) -> str:
    """The text without an extension: it is no hour, and "ext" is no name."""
    return _TOLD_EXTENSION.sub(" ", text)


def keeping_extension(text: str, dial: str | None, number: str | None) -> str | None:
    """The number to dial after a message: one that is said again without its extension keeps it, and an extension told alone is one of
    the number that is known.

    Args:
        dial: the number that the message names, or None.
        number: the one that was put down before, or None.
    """
    known, _, before = (number or "").partition(";ext=")
    if not known or (dial and dial.partition(";")[0] != known) or ";" in (dial or ""):
        return dial
    if _NO_EXTENSION.search(text):
        return known
    told = told_extension(text)
    return with_extension(known, told or before) if dial or told else None


def with_extension(e164: str, extension: str | None) -> str:
    """A number as it is dialled: "+13125550143;ext=204" (RFC 3966), without an extension the number alone."""
    return f"{e164};ext={extension}" if extension else e164


def format_phone(number: str) -> str:
    """How people write it: "+13125550143" becomes "(312) 555-0143", and with ";ext=204" "(312) 555-0143 ext. 204".

    Raises:
        ValueError: not a North American number in E.164.
    """
    match = _E164.fullmatch(number)
    if not match:
        raise ValueError("not a North American number in E.164")
    extension = f" ext. {match[4]}" if match[4] else ""
    return f"({match[1]}) {match[2]}-{match[3]}{extension}"


def can_text(e164: str) -> bool:
    """Whether a text may arrive: a mobile number, or (as with most US numbers) one that may be mobile; none behind an extension."""
    if ";" in e164:
        return False
    kind = phonenumbers.number_type(phonenumbers.parse(e164))
    return kind in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


_NORTHWEST_INDIANA = "America/Indiana/Knox"
"""Lake, Porter, LaPorte, Newton and Jasper county (area code 219) keep Central time (49 CFR 71.5); the list of numbers takes them for Eastern."""


def time_zone(e164: str) -> str:
    """The time zone where the number's area code is at home ("America/Chicago"); the firm's if that is not one place.

    A guess, since people keep their numbers when they move.
    """
    if e164.startswith("+1219"):
        return _NORTHWEST_INDIANA
    zones = time_zones_for_geographical_number(phonenumbers.parse(e164))
    home, _ = _firm()
    if home in zones or not 0 < len(zones) <= 3 or zones[0] == UNKNOWN_TIMEZONE:
        return home
    return str(zones[-1])  # Alaska's come as Adak, Anchorage: the last is where nearly everyone is


def time_zones(e164: str) -> tuple[str, ...]:
    """Every time zone in which the number's area code has numbers, by name; the firm's where the code is at home nowhere.

    An area code may lie on both sides of a line (208, 605, 701), and which side a number is on is known for its first holder only.
    """
    return _zones_of(e164[2:5])


@lru_cache(maxsize=512)
def _zones_of(area_code: str) -> tuple[str, ...]:
    zones: set[str] = set()
    for exchange in range(200, 1000):
        zones.update(time_zones_for_geographical_number(phonenumbers.parse(f"+1{area_code}{exchange}5678")))
    zones.discard(UNKNOWN_TIMEZONE)
    return tuple(sorted(zones)) if 0 < len(zones) <= _AT_HOME else (_firm()[0],)


_AT_HOME = 6
"""Zones of an area code; those that are good everywhere (800) have some forty."""


@lru_cache
def _firm() -> tuple[str, str]:
    firm = load_firm()
    return firm["time_zone"], firm["phone_e164"]


def _normalise(text: str) -> str:
    """Full-width digits, fancy dashes and odd spaces become the plain ones."""
    text = unicodedata.normalize("NFKC", text)
    text = _ODD_SPACES.sub(" ", _DASHES.sub("-", text))
    return _LIKE_ONE.sub("1", _LIKE_ZERO.sub("0", text))


def _check(digits: str, extension: str | None) -> Phone | PhoneProblem:
    """Ten digits: is that a US line?"""
    e164 = f"+1{digits}"
    if e164 == _firm()[1]:
        return PhoneProblem("ours")
    if digits[0] in "01":
        return PhoneProblem("not_a_line")
    # The area code alone decides the country, so it is tried with a line number that is good everywhere.
    home = phonenumbers.parse(f"+1{digits[:3]}2345678")
    region = phonenumbers.region_code_for_number(home)
    if region != "US" and region not in _TERRITORIES:
        zones = time_zones_for_geographical_number(home)
        known = region is not None or len(zones) == 1
        return PhoneProblem("not_us" if known else "not_a_line")
    number = phonenumbers.parse(e164)
    kind = phonenumbers.number_type(home)
    if kind == PhoneNumberType.TOLL_FREE:
        return PhoneProblem("toll_free")
    line = kind in (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
    service = digits[4:6] == "11" or digits[3:] == "5551212"
    if not line or service or digits[3] in "01" or not phonenumbers.is_possible_number(number):
        return PhoneProblem("not_a_line")
    return Phone(e164, extension)


def _count(text: str) -> PhoneProblem | Phone:
    """No number in a known shape: read the digits however they are grouped, or say what is missing."""
    runs = ["".join(filter(str.isdecimal, run)) for run in _RUN.findall(text)]
    longest = max(runs, key=len, default="")
    national = longest[1:] if len(longest) == 11 and longest.startswith("1") else longest
    if len(national) == 10:
        return _check(national, None)
    if len(longest) < 4:
        return PhoneProblem("missing")
    if len(longest) == 7:
        return PhoneProblem("no_area_code")
    return PhoneProblem("too_short" if len(longest) < 10 else "too_long")


def _digits_for_words(text: str) -> str:
    """Runs of spoken numbers become digits: "double five" is 55, "forty three" 43, "eight hundred" 800."""
    return _SPOKEN.sub(_whole_or_part, _SAID_MARK.sub(" ", text))


def _whole_or_part(run: re.Match[str]) -> str:
    """ "thirty five" is 35, or 30 and 5 where only that makes ten digits: "six thirty five five five ..."."""
    joined = _spoken_digits(run[0])
    if len(joined) in (10, 11) or joined == run[0]:
        return joined
    apart = _spoken_digits(run[0], join=False)
    return apart if len(apart) == 10 else joined


def _spoken_digits(run: str, join: bool = True) -> str:
    words = _BETWEEN.split(run)
    if all(word.isdigit() for word in words):
        return run
    out: list[str] = []
    times = 1
    place = 0
    while place < len(words):
        word = words[place]
        following = words[place + 1] if place + 1 < len(words) else ""
        place += 1
        if word in ("double", "triple"):
            times = 2 if word == "double" else 3
            continue
        if word == "hundred":
            out.append("00")
        elif join and word in _TENS and _UNITS.get(following, 0) > 0:
            out.append(str(_TENS[word] + _UNITS[following]) * times)
            place += 1
        elif word in _UNITS or word in _TEENS or word in _TENS:
            out.append(str(_UNITS.get(word, _TEENS.get(word, _TENS.get(word)))) * times)
        else:
            out.append(word * times)
        times = 1
    return "".join(out)
