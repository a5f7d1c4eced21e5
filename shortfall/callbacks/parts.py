"""What a message brings for a request for a callback: any of its parts, in any order. Pure, and linear in its length."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from shortfall.base.hours import office_zone
from shortfall.callbacks.window import CallingWindow, in_own_words, parse_window, with_hours
from shortfall.content.questions import Language
from shortfall.reading.calls import SPEAKS_OF_CALL, withholds_number
from shortfall.reading.clock import places_of_times
from shortfall.reading.days import places_of_days
from shortfall.reading.names import clean, corrected_name, denies_name, insisted_name, opened, read_name, without_self
from shortfall.reading.phone import (
    Phone,
    PhoneProblem,
    Second,
    keeping_extension,
    read_phone,
    read_second,
    time_zone,
    without_extension,
)
from shortfall.reading.sentences import CLAUSE
from shortfall.reading.sentences import told as said_not_asked
from shortfall.reading.spelling import OTHER_NUMBERS, normalise
from shortfall.reading.states import find_places
from shortfall.reading.tongues import wanted_tongue
from shortfall.reading.urgent import find_deadline, without_offers
from shortfall.reading.when import of_the_call, own_zone, without_other_days, words_of_time

NOBODY_NAMED = "Caller"
"""The name of somebody who gives none."""
SOMEONE = "someone else"

_HERS = "wife mother mom mum daughter sister aunt niece grandma grandmother girlfriend fiancee".split()
_HIS = "husband father dad son brother uncle nephew grandpa grandfather boyfriend fiance".split()
_THEIRS = "spouse partner parents parent cousin friend caregiver pastor neighbor".split()
_RELATIVE = rf"(?P<who>(?:ex-?|step|grand)?(?:{'|'.join((*_HERS, *_HIS, *_THEIRS))})(?:-in-law)?)"
_NAME = r"(?P<name>[^\W\d_][\w.'-]{0,30}(?: [^\W\d_][\w.'-]{0,30}){0,3})"

# In Spanish, by the word that stands for each in English.
_EN_ESPANOL = {
    "mama": "mom", "papa": "dad", "madre": "mother", "padre": "father", "esposa": "wife", "esposo": "husband", "marido": "husband",
    "hija": "daughter", "hijo": "son", "hermana": "sister", "hermano": "brother", "abuela": "grandmother", "abuelita": "grandma",
    "abuelo": "grandfather", "abuelito": "grandpa", "tia": "aunt", "tio": "uncle", "prima": "cousin", "primo": "cousin",
    "novia": "girlfriend", "novio": "boyfriend", "pareja": "partner", "amiga": "friend", "amigo": "friend", "vecina": "neighbor",
    "vecino": "neighbor",
}  # fmt: skip
_PARA = re.compile(
    r"\b(?:llamar|marcar|hablar|ll[aá]m[ae]n?|m[aá]rquen?|h[aá]bl[ae]n?|contactar)(?:le)?(?: por tel[eé]fono)? (?:a|con) mi (?P<who>[^\W\d_]{2,10})\b",
    re.I,
)

_SAME = re.compile(
    r"\b(?:(?:the )?same (?:phone |cell |telephone )?(?:number|phone|telephone|one|line)|th(?:is|e) (?:phone |cell |telephone )?(?:number|phone|telephone|one|line)"
    r"(?: i'?m (?:texting|writing)(?: from| on| with)?)?|my (?:own|current) (?:number|phone)|(?:call|text) me (?:back )?(?:here|on this)"
    r"|(?:este|(?:el|al) mismo) (?:mismo )?(?:n[uú]mero|tel[eé]fono|celular)|(?:el|al) (?:n[uú]mero|tel[eé]fono|celular)(?= ?[.!]*$)|(?:el|al) mismo)\b"
    r"|\b(?:this|same|este|mismo) (?:#|n[uú]m\b|nbr\b|no\.)",
    re.I,
)
# "This", "my number", as all that is said of it.
_OWN_ALONE = re.compile(
    r"\W{0,3}(?:use |usen? )?(?:this|mine|my (?:number|phone|cell)|[eé]ste?|el m[ií]o|mi (?:n[uú]mero|tel[eé]fono|celular))(?: please| por favor)?\W{0,3}",
    re.I,
)
_NAMED = re.compile(
    rf"\b(?:(?:my|her|his|their|the|full|first) name(?:'?s| is| was|:)?(?: to| should be)?|name(?: is|:|'?s)|name to|me llamo|nombre(?: completo)?(?: es|:)?) {_NAME}",
    re.I,
)
_WORD = r"[^\W\d_][\w'-]{0,30}"
# "First name Ana, last name Ruiz", in either order.
_FIRST_AND_LAST = re.compile(
    rf"\b(?:my )?first (?:name )?(?:is |it'?s )?(?P<first>{_WORD}),? (?:and )?(?:my )?last (?:name )?(?:is |it'?s )?(?P<last>{_WORD})"
    rf"|\b(?:my )?last name (?:is |it'?s )?(?P<family>{_WORD}),? (?:and )?(?:my )?first (?:name )?(?:is |it'?s )?(?P<given>{_WORD})",
    re.I,
)
# Only of words written as a name: "I'm scared", "this is urgent".
_I_AM = re.compile(rf"\b(?:[Ii]'?m|[Ii] am|[Tt]his is|[Ii]t'?s|[Ss]oy) {_NAME}")
# "Its just Walt", where a call is asked for or filled in: a clause of its own.
_JUST = re.compile(
    rf"\b(?:it'?s|i'?m|i am|this is|my name'?s|name is|soy|es) (?:just|only|nom[aá]s|solo) (?P<name>{_WORD}(?: [A-ZÀ-Þ][\w'-]{{1,30}})?)(?=\s?[.,;!\n]|\s[+(]?\d|\s?\Z)",
    re.I,
)
_FOR = re.compile(
    r"\b(?:(?:call|phone|ring|telephone|reach|contact)(?: for)?|(?:it'?s|this is|that'?s|that is|it is|one|callback) for|speak (?:to|with)|talk (?:to|with)|ask for|not me,?(?: but)?) "
    rf"(?:my|our) {_RELATIVE}\b(?:'s name is|,)? ?{_NAME}?",
    re.I,
)
_THEIR_NAME = re.compile(rf"\b(?:my|our) {_RELATIVE}(?:'?s name is|,? (?:named|called)) {_NAME}", re.I)
_UNACCENTED = str.maketrans("áéíóú", "aeiou")
_THEM = re.compile(
    r"\b(?:call|phone|ring|telephone|talk to|speak (?:to|with)|ask for) (?P<them>her|him|them)\b(?=,? (?:(?:and )?not|rather than|instead of) me\b|,? instead\b|[ .!]*$|,?(?: at| on|:)? ?[+(]?\d)",
    re.I,
)
_A_MINOR = re.compile(
    r"\b(?:i'?m|i am|tengo) (?:only |just |solo )?1[0-7]\b(?! ?(?:,\d|%|k\b|months|weeks|days|payments|behind|meses|semanas|d[ií]as|mil))",
    re.I,
)
_PARENT = re.compile(
    r"\b(?:my|our) (?P<who>mother|mom|mum|father|dad|parents|grandma|grandmother|grandpa|grandfather)\b|\bmi (?P<de>mam[aá]|pap[aá]|madre|padre|abuel(?:it)?[oa])\b",
    re.I,
)
_MENTIONED = re.compile(rf"\b(?:my|our) {_RELATIVE}\b", re.I)
_KIN = _RELATIVE.replace("?P<who>", "?:")
_NOT_CALLED = re.compile(
    rf"\b(?:don'?t|do not|not|never|no)(?: (?:please|ever|have them|want you to|you)){{0,2}} (?:call|phone|ring|telephone|contact|talk to|speak (?:to|with))(?:ing)? (?:him|her|them|(?:(?:my|our|your|the) )?{_KIN})\b"
    rf"|\bme,? (?:and )?(?:not|instead of|rather than) (?:him|her|them|(?:(?:my|our|your|the) )?{_KIN})\b"
    r"|\bno (?:lo|la|le|los|las|les) (?:llam|marqu|habl)\w{1,3}\b|\bno (?:llamen?|marquen?|hablen?) (?:a|con) (?:\w{2,3} )?[^\W\d_]{2,9}\b|\b(?:ll[aá]men?me|m[aá]rquen?me) a m[ií]\b",
    re.I,
)
_REACHES = re.compile(r"\b(?:reach|contact|talk|(?:re)?book|(?:re)?schedule|hablar(?:me)?|agend\w{1,5})\b", re.I)
_PIECES = re.compile(
    r"[,;\n!]|(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bdr)\.|\b(?:and )?(?:my |the )?(?:phone |cell )?(?:number|phone|cell)(?: is)?\b|\b(?:call|reach) me\b",
    re.I,
)
_STOP = re.compile(r"[,.;!?\n]")
_PHONE_ENDS = re.compile(r"\d{3}[ .-]{0,3}\d{4}(?!\d)(?:[ ,.]{0,3}(?:ext|x)\w{0,6}[ .:]{0,3}\d{1,6})?", re.I)
_SPEAKING = re.compile(r" (?:here|speaking|aqu[ií])\Z", re.I)
# "Okafor." ends a sentence; "Mrs." and "A." do not.
_ENDS = re.compile(r"[^\W\d_]{4}\.$")
_MOST_PIECES = 12
"""Of a message in more pieces the first are looked at one by one."""
_MOST_WISHES = 7
"""As many of them for the words of a wish; without one the whole message is the wish, and its time is the same."""
# "Tuesday at noon instead?", of a time that was read back.
_PROPOSES = re.compile(
    r"\b(?:works?|ok(?:ay)?|possible|better|instead|rather|(?:what|how) about|can (?:you|u|they|we|it)|could (?:you|u|they|we|it)|puede ser|se puede|pueden?|mejor|qu[eé] tal|est[aá] bien)\b",
    re.I,
)
_A_TIME = 15
"""Words of the longest question that only proposes a time."""
_A_NAME = 30
"""Characters before a sentence about oneself that may be a name."""
_NO_NAMES = frozenset("instead back please first too also again soon not now".split())
_LEADS_TO_TIME = frozenset("on the at after before by around from this next any el la a las para".split())
_NAMES_TOO = frozenset({"tom"})
"""Short for a day, and a name where one is asked for."""
_SENTENCE_OF = frozenset("is was who".split())
"""What with is a sentence, whatever it looks like: "this is just stress"."""


@dataclass(frozen=True)
class Parts:
    """What was given; None or empty where nothing was. `phone` is as it is dialled (RFC 3966), `who` a relative: "mom"."""

    name: str | None = None
    phone: str | None = None
    window: CallingWindow | None = None
    who: str = ""
    problem: PhoneProblem | None = None
    """Why what was meant as a number is none."""
    second: Second | None = None
    """Another person's number, to be written down beside the one to call."""
    mine: bool = False
    """Whether nobody else is to be called: "don't call him, call me"."""


_NUMBER_NEXT = re.compile(r"[\s,;:]{0,3}[+(]?\d")
"""A number right after a name."""


def means_own_number(text: str) -> bool:
    """Whether a message points to a number we know already: "same number", "this one"."""
    return _SAME.search(text) is not None or _OWN_ALONE.fullmatch(text) is not None


def caller_zone(phone: str | None, told: Sequence[str]) -> str:
    """The caller's time zone: the one they named last as theirs, else that of the number, else that of the office.

    Args:
        told: the person's messages, the newest first.
    """
    named = next(filter(None, map(own_zone, told)), None)
    return named or (time_zone(phone.partition(";")[0]) if phone else office_zone().key)


def read_parts(
    text: str,
    now: datetime,
    *,
    asked: str | None = None,
    phone: str | None = None,
    own: str | None = None,
    asks: bool = False,
    told: Sequence[str] = (),
    language: Language = "en",
    named: str = "",
    stood: CallingWindow | None = None,
) -> Parts:
    """All parts of a request that a message gives.

    Args:
        asked: the slot that was just asked for.
        phone: the number known so far, by which the caller's clock is guessed.
        own: the number that "this number" means.
        asks: the message asks something, so that a time in it is hardly when to call.
        told: the person's earlier messages, the newest first, for "call HER" and for a name that is said again.
        language: of what is said where a time cannot be had.
        named: the name that was put down so far, which a message may put right.
        stood: the time that was offered or put down so far, of which an hour alone keeps the day, and a day alone the hours.
    """
    plain = _FIRST_AND_LAST.sub(
        lambda said: f"name {said['first'] or said['given']} {said['last'] or said['family']}", clean(text)
    )
    said = text
    found = read_phone(text)
    dial = (
        found.dial
        if isinstance(found, Phone)
        else own
        if own and (means_own_number(text) or asked == "callback_phone")
        else None
    )
    dial = keeping_extension(text, dial, phone)
    second = read_second(text)
    if second and dial == second.phone.dial:
        # The only number there is, is the one to call, whoever's it is.
        dial, second = (None, second) if phone and phone != dial else (dial, None)
    text, plain = without_extension(text), without_extension(plain)
    problem = found if isinstance(found, PhoneProblem) and asked == "callback_phone" and not dial else None
    zone = caller_zone(dial or phone, (said, *told))
    window = None
    when = asked == "callback_window" or (asked is not None and bool(_PROPOSES.search(plain)))
    # "Tuesday at noon works?", asked when to call, is a time; in a longer message it stands in what is not asked.
    timed = (
        not asks
        or bool(SPEAKS_OF_CALL.search(plain) or _REACHES.search(plain))
        or (when and len(plain.split()) <= _A_TIME)
    )
    if not timed and (when or isinstance(found, Phone) or (asked and stood)):
        # "Ana Ruiz 312-555-0143, friday after 2. Do I need my papers?": the time stands in what is not asked.
        text = said_not_asked(text)
        timed = bool(text)
    text = "".join(
        part for part in CLAUSE.findall(text) if not withholds_number(part)
    )  # "not giving my # til I know": no hour
    aside = asked not in {None, "callback_window"}
    answers = asked == "callback_window"
    text = without_other_days(without_offers(text, now.astimezone(office_zone()).date()), shifts=aside)
    text = of_the_call(text, asked=answers)
    if answers or (asked and stood and len(text.split()) <= _A_TIME):
        text = with_hours(text)
    if timed and find_deadline(text, now) is None:
        window = parse_window(text, now, zone, language, stood=stood)
        # Of several pieces the one that names that time, so that the wish is kept as it was said.
        pieces = (
            _PIECES.split(
                OTHER_NUMBERS.sub(" , ", of_the_call(without_other_days(plain, shifts=aside), asked=answers))
            )[:_MOST_WISHES]
            if window
            else ()
        )
        alone = [parse_window(piece, now, zone, language, stood=stood) for piece in pieces if len(piece.strip()) > 1]
        same = [piece for piece in alone if piece and window and piece.start == window.start]
        if window and same:
            exact = next((piece for piece in same if piece.end == window.end), None)
            kept = exact or (window.model_copy(update={"wish": same[0].wish}) if window.end < same[0].end else same[0])
            window = kept.model_copy(update={"aside": window.aside, "unsuited": window.unsuited})
        if window and window.aside:
            wish = plain if len(plain.split()) <= _A_TIME else words_of_time(of_the_call(plain, asked=answers))
            window = window.model_copy(update={"wish": in_own_words(wish)})  # both times, as they were said
        elif window and window.wish:
            window = window.model_copy(update={"wish": _whole(window.wish, plain)})
    who, name = _someone(_NOT_CALLED.sub(" ", plain), now, told)
    mine = not who and _NOT_CALLED.search(plain) is not None
    before = next(iter(told), "")
    name = (
        name
        or corrected_name(plain, named)
        or (None if denies_name(plain, named) else _introduced(plain, now))
        or (insisted_name(plain, before) if asked == "callback_name" else None)
        or _bare(plain, now, asked, beside_number=isinstance(found, Phone), asks=asks)
    )
    if name and window and " " not in plain and (window.adjusted or plain.lower() in _NAMES_TOO):
        window = None  # April, May and June are names too
    return Parts(name, dial, window, who, problem, second, mine)


_LEADS_ON = re.compile(
    r"[\s,;]{0,3}(?:unless|but|then|if|because|cause|cuz|so|except|or|only|otherwise|pero|si|porque|o|entonces|a menos|excepto)\b[^.!?;,\n]{1,100}",
    re.I,
)


def _whole(wish: str, text: str) -> str:
    """A wish for a time with the conditions that follow it: "after 5 is best unless it is about the money, then anytime"."""
    at = text.find(wish)
    if at < 0:
        return wish
    end = at + len(wish)
    while more := _LEADS_ON.match(text, end):
        end = more.end()
    return in_own_words(text[at:end])


def _someone(text: str, now: datetime, told: Sequence[str]) -> tuple[str, str | None]:
    """For whom the call is, where it is not the person who writes, and the name that stands beside it."""
    if said := _THEIR_NAME.search(text) or _FOR.search(text):
        return said["who"].lower(), _shortened(said["name"], now)
    if (said := _PARA.search(text)) and (who := _EN_ESPANOL.get(said["who"].lower().translate(_UNACCENTED))):
        return who, None
    if _A_MINOR.search(text) and (parent := _PARENT.search(" ".join((text, *told)))):
        who = parent["who"] or _EN_ESPANOL[parent["de"].lower().translate(_UNACCENTED)]
        return who.lower(), None  # the call is for whose home it is
    if not (them := _THEM.search(text)):
        return "", None
    fitting = {"her": (*_HERS, *_THEIRS), "him": (*_HIS, *_THEIRS)}.get(them["them"].lower(), (*_HERS, *_HIS, *_THEIRS))
    mentioned = dict.fromkeys(match["who"].lower() for one in (*told, text) for match in _MENTIONED.finditer(one))
    candidates = [who for who in mentioned if who.removesuffix("-in-law").endswith(fitting)]
    return (candidates[0] if len(candidates) == 1 else SOMEONE), None


_WHOSE = re.compile(
    rf"\b(?i:my|our) (?i:{_RELATIVE})\b(?P<rest>(?:,? (?i:named |called )?(?P<called>(?!I\b|I')[A-Z][\w'-]{{1,20}}))?(?:,? (?i:who is |who'?s |is |he is |she is |age |aged ){{0,2}}(?P<age>\d{{2,3}})(?! ?(?:%|k\b|,\d|dollars|years? (?:ago|behind)|thousand|payments|months|days))\b)?)"
    r"|\bmi (?i:(?P<de>[^\W\d_]{2,10}))\b(?P<resto>(?:,? (?P<llama>[A-ZÁÉÍÓÚ][\w'-]{1,20}))?(?:,? (?i:tiene |de |que tiene ){0,2}(?P<edad>\d{2,3})(?= a[nñ]os))?)"
)


def for_whom(texts: Sequence[str]) -> tuple[str, ...]:
    """The relative of whom most was told, by name or age: ("dad", "Walter,", "81"); empty where only words of the family were said."""
    found: list[tuple[str, ...]] = []
    for words in texts:
        for said in _WHOSE.finditer(words):
            who = said["who"] or _EN_ESPANOL.get((said["de"] or "").lower().translate(_UNACCENTED), "")
            name, age = said["called"] or said["llama"] or "", said["age"] or said["edad"] or ""
            if who and (name or age):
                found.append((who.lower(), *filter(None, (name + "," * bool(name and age), age))))
    return max(found, key=len, default=())


def _introduced(text: str, now: datetime) -> str | None:
    if said := _NAMED.search(text):
        return _shortened(said["name"], now)
    if (said := _JUST.search(text)) and said["name"].split()[0].lower() not in _NO_NAMES:
        written = said["name"][0].isupper() and not (said["name"].isupper() and not text.isupper())
        if written:
            return _shortened(said["name"], now, whole=True)
    if (
        (said := _I_AM.search(text))
        and all(word[0].isupper() for word in said["name"].split()[:2])
        and " " in said["name"]
    ):
        return _shortened(said["name"], now)
    # "Soy Rogelio, ...": in Spanish what somebody is otherwise is written small.
    said = _SOY.search(text)
    return _shortened(said["name"], now) if said else None


_SOY = re.compile(r"\b[Ss]oy (?P<name>[A-ZÀ-Þ][\w'-]{1,30}(?: [A-ZÀ-Þ][\w'-]{1,30}){0,2})")


_AND = re.compile(r" (?:and|y) ", re.I)


def _bare(text: str, now: datetime, asked: str | None, *, beside_number: bool, asks: bool) -> str | None:
    """A name without an introduction: the answer to the question for it, or beside a number."""
    if not (asked == "callback_name" or beside_number):
        return _beside_a_call(text, now) if asked is None and SPEAKS_OF_CALL.search(text) else None
    if beside_number and (name := _after_number(text, now)):
        return name
    if asks:  # "Mrs. Okafor. Please tell them I want to know ...": only what stands first, written as a name
        text = opened(text)
        first = _PIECES.split(OTHER_NUMBERS.sub(" , ", text), maxsplit=1)[0].strip() if asked == "callback_name" else ""
        few = beside_number and text.startswith(first) and _NUMBER_NEXT.match(text, len(first))
        alone = len(first.split()) == 1 and (first[0].isupper() or text[len(first) : len(first) + 1] in ".!")
        # Who writes no capitals at all: "tasha greer. fri at 12 ok?"
        low = text.islower() and len(first.split()) == 2 and text[len(first) : len(first) + 1] == "."
        proper = alone or (len(first.split()) > 1 and (few or low or all(word[0].isupper() for word in first.split())))
        return _shortened(first, now, whole=True) if proper else None
    rest = OTHER_NUMBERS.sub(" , ", text)
    if asked == "callback_name" and (name := _shortened(rest, now, whole=True)):
        return name
    for piece in _PIECES.split(rest)[:_MOST_PIECES]:
        written = piece.strip()
        proper = " " in written and all(word[0].isupper() or word in ("&", "and") for word in written.split())
        if (proper or asked == "callback_name") and (name := _shortened(written, now, whole=True)):
            return name
    first = without_self(rest)
    if asked == "callback_name" and first != rest and len(first) <= _A_NAME and (first.istitle() or rest.islower()):
        return _shortened(first, now, whole=True)
    first, *more = _AND.split(rest, maxsplit=1)
    return _shortened(first, now, whole=True) if more and asked == "callback_name" else None  # "Ray and tuesday works"


def _beside_a_call(text: str, now: datetime) -> str | None:
    """ "Can somebody call me before the 17th, Darlene, mornings", "yolanda pruitt this number", "call me after 3. denise": beside the wish for a
    call, before its time or the number they write from, or signed at the end."""
    own = _SAME.search(text)
    before = _STOP.split(text[: own.start()].rstrip(" ,"))[-1].strip() if own else ""
    pieces = [piece.strip() for piece in _PIECES.split(text)[:_MOST_PIECES]]
    timed = (one for one, after in pairwise((*pieces, "")) if one != pieces[0] and parse_window(after, now))
    *ahead, signed = _ENDED.split(text.rstrip(" .!-"))
    signed = signed if ahead else ""
    for named in filter(None, (before, *timed, signed)):
        words = named.split()
        low = text.islower() and (len(words) == 2 if named == before else named == signed and len(words) <= 2)
        fits = low or (len(words) <= 3 and all(word[0].isupper() for word in words))
        strange = fits and not (find_places(named) or wanted_tongue(f"in {named}"))
        if strange and (name := _shortened(named, now, whole=True)):
            return name
    return None


_ENDED = re.compile(r"[.!?\n]\s{1,3}(?=\S)")


def _after_number(text: str, now: datetime) -> str | None:
    """ "call me 773-555-0142 andre", "815-555-0142 Denise, anytime": one or two words right after the number, up to the first stop; after
    a comma only those written as a name."""
    after = text[max((number.end() for number in _PHONE_ENDS.finditer(text)), default=len(text)) :].strip(" -")
    piece = _before_a_time(_STOP.split(after.lstrip(" ,"), maxsplit=1)[0].strip(" -"))
    apart = after.startswith(",") and not (piece.istitle() or _SPEAKING.search(piece))
    short = 0 < len(piece.split()) <= 2 and not find_places(piece)
    return _shortened(piece, now, whole=True) if short and not apart else None


def _before_a_time(piece: str) -> str:
    """ "Anita Rao", of "Anita Rao thursday at 2"."""
    words = piece.split()[:_MOST_PIECES]
    for place in range(1, min(len(words), 4)):
        rest = normalise(" ".join(words[place:]))
        starts = (start for start, *_ in (*places_of_days(rest), *places_of_times(rest)))
        if any(_LEADS_TO_TIME.issuperset(rest[:start].split()) for start in starts):
            return " ".join(words[:place])
    return piece


def _shortened(words: str | None, now: datetime, *, whole: bool = False) -> str | None:
    """The name that words begin with, without the time or the sentence that follows: the longest beginning that is one."""
    given = ((words or "") if whole else without_self(words or "")).split()
    ends = (place for place, word in enumerate(given, 1) if _ENDS.search(word))
    given = given[: next(ends, len(given))]
    if not whole and given and given[0][0].isupper():
        proper = next((place for place, word in enumerate(given) if word.islower() and len(word) > 3), len(given))
        given = given[:proper]
    for end in (len(given),) if whole else range(len(given), 0, -1):
        text = " ".join(given[:end])
        if (
            (name := read_name(text))
            and _SENTENCE_OF.isdisjoint(text.lower().split())
            and _NO_NAMES.isdisjoint(name.lower().split())
        ):
            window = None if text.lower() in _NAMES_TOO else parse_window(text, now)
            if window is None or (window.adjusted and end == 1):
                return name
    return None
