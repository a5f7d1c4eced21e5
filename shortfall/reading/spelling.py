"""How people spell times: one spelling for each word of time, and what turns a word into its opposite."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from shortfall.reading.guarded import Guarded, Rules

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]

# "Call me on that one", "the second one": no hour.
_THAT_ONE = Guarded(
    r"\b(this|that|the (?!day\b)\w{3,9}|which|another|no|any) one\b(?! (?:thirty|fifteen|o'?clock|[ap]\.?m\b))"
)
_NUMBER_WORD = Guarded(rf"\b(?:{'|'.join(_NUMBERS)})(?=ish\b|\b)")
_QUARTER_TO = Guarded(r"\b(?:a )?quarter (?:to|til|till|of) (\d{1,2})\b")
_DASHES = Guarded("[\u2010-\u2015\u2212]")

_AT = r"(\d{1,2}(?::\d\d)?(?:[ap]m)?)"
_A_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today"
# An hour without its colon beside a day, and no sum: "1130 wednesday", but "pay 1200 friday".
_BARE = r"([01]?\d|2[0-3])([0-5][05])"
_A_SUM = r"(?! ?(?:dollars?|bucks|usd|percent|a (?:month|week|year)|due)\b|[\d/:%])"
_PAYS = "".join(
    f"(?<!{word} )" for word in "pay owe paid send sent give get got make makes than over under about".split()
)
_SAME: tuple[tuple[str, str], ...] = (
    (
        r"\b(mon|tue?s|wedn?e?s|wends|thu?rs|fri|fry|satur|sun) days?\b",  # as a phone's dictation writes it
        r"\1day",
    ),
    (r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tmrw|today)(?=\d)", r"\1 "),
    (r"\bb4\b", "before"),
    (r"(?<=\d) in the (?=[ap]m\b)", ""),
    (r"\b(?:to|two|too|2) (?=morrow\b)", "to"),
    (r"(?:^|\b(?:call|me|free|later|sometime) )to day\b", "today"),
    (r"\bwee?k ?nights?\b", "weekday evening"),
    (r"\bwks?\b", "week"),
    (r"\bur\b", "your"),
    (r"\bb4\b", "before"),
    (r"\b(?:b/w|btwn?|'?tween)(?= \d)", "between"),
    (r"(?<=\d) n (?=\d)", " and "),
    (r"\bblack friday\b", "day after thanksgiving"),
    (r"&", " and "),
    (r"\bm ?[/,]? ?w ?[/,]? ?f\b", "monday wednesday and friday"),
    (r"\bmo?n?d(?:ay|y)(s?)\b|\bmon\b\.?|\bmunday(s?)\b", "monday"),
    (r"\b(?:tue?s?d[ae]?y|tuseday|teusday|tuesay|tusday)(s?)\b|\btues?\b\.?", "tuesday"),
    (r"\b(?:wed?n[ei]?s?d[ae]?y|wednsday|wensday|wendsday|wedensday)(s?)\b|\bweds?\b\.?", "wednesday"),
    (r"\b(?:thu?rs?d[ae]?y|thrusday|thursady|thirsday)(s?)\b|\bthu(?:rs?)?\b\.?", "thursday"),
    (r"\b(?:frid[ae]?y|firday|firdy|fryday)(s?)\b|\bfri\b\.?", "friday"),
    (r"\b(?:satu?rd[ae]?y|saterday|satuday)(s?)\b|\bsat\b\.?", "saturday"),
    (r"\b(?:sund[ae]?y)(s?)\b|\bsun\b\.?", "sunday"),
    (
        r"\b(?:tm+r*w|tomm|tommrw|tmr|tmo|tmrow|tomm?orr?ow|tommorr?ow|tomorow|tomoro|tommorrow|tomarrow|2mor+ow|2moro|2mrw"
        r"|tom(?=\W{0,3}$|[.,;!?]|\ ?\d| (?:at|after|before|around|about|between|from|by|till?|until|morn\w{0,4}|after\w{0,4}|eve\w{0,4}|noon|night|works?|is|would|please|pls|if|or|and|not|in|early|late|any)\b))\b", "tomorrow"),
    (r"\b(?:2day|tday|todya)\b", "today"),
    (r"\b(?:tonite|2nite|2night)\b", "tonight"),
    (r"\bmorn(?:in'?|g)?s?\b|\bmornings\b|\bmoring\b", "morning"),
    (r"\baft(?:ernoons|er ?noon|ernon|)\b\.?|\bafternoon\b|\bafternons?\b", "afternoon"),
    (r"\beven?ings?\b|\beve\b|\bevng\b", "evening"),
    (r"\bnights\b", "night"),
    (r"\b(?:mid-?day|noon-?time|12\s*noon|noon(?:ish)?)\b", "12:00pm"),
    (r"\b(?:12\s*)?midnight\b", "12:00am"),
    (r"(?<=\d)\s*([ap])\.?\s?m\b\.?", r"\1m"),
    (r"(?<=\d) p\b(?!\.)", "pm"),
    (r"(?<=\d)\s+([ap]m)\b", r"\1"),
    (r"(?<=\d)([ap])\b(?!\.)", r"\1m"),
    (r"\bhalf past (\d{1,2})\b", r"\1:30"),
    (r"\b(?:a )?quarter (?:past|after) (\d{1,2})\b", r"\1:15"),
    (r"\b(\d{1,2})[ -]thirty\b", r"\1:30"),
    (r"\b(\d{1,2})[ -]fifteen\b", r"\1:15"),
    (r"\b(\d{1,2})[ -]forty[ -]?five\b", r"\1:45"),
    (r"\b(\d{1,2})\s*o'?\s?clock\b", r"\1:00"),
    (r"\b(\d{1,2})[.h]([0-5]\d)(?=\s*[ap]m|\b(?![./]))", r"\1:\2"),
    (r"\b(\d{1,2})([0-5]\d)(?=[ap]m\b)", r"\1:\2"),
    (r"\b([01]?\d|2[0-3])([0-5]\d)\s*(?:hours|hrs|h)\b", r"\1:\2"),
    (r"(?<!in )(?<!within )\b(1\d|2[0-3])h\b", r"\1:00"),
    (r" ?@ ?(?=\d)", " at "),
    (r"\b(at|after|before|around|by|until|from|till|say|about|like) ([01]?\d|2[0-3])([0-5]\d)(?![\d/:])", r"\1 \2:\3"),
    (r"^\W*([01]?\d|2[0-3])([0-5]\d)\W*$", r"\1:\2"),
    (rf"\b({_A_DAY}),? {_BARE}\b{_A_SUM}", r"\1 at \2:\3"),
    (rf"(?<![\d:$/.,-]){_PAYS}\b{_BARE},? (?:on )?(?={_A_DAY})", r"at \1:\2 "),
    (r"(?<![\d:/.-])\b(\d|1[0-2]) (00|15|30|45)\b(?! ?(?:min|%|k\b|/))", r"\1:\2"),
    (r"(?<![\d:/.-])\b(\d|1[01])((?::[0-5]\d)?) (?:in the |this )morning\b", r"\1\2am"),
    (r"(?<![\d:/.-])\b(\d|1[01])((?::[0-5]\d)?) (?:in the (?:afternoon|evening)|at night)\b", r"\1\2pm"),
    (r"\b(\d{1,2})\.(\d{1,2})\.(20\d\d)\b", r"\1/\2/\3"),
    (r"\bearly (?=tomorrow\b|(?:on )?(?:mon|tues|wednes|thurs|fri)day\b)", "early morning "),
    (r"\blate (?=tomorrow\b|(?:on )?(?:mon|tues|wednes|thurs|fri)day\b)", "late afternoon "),
    (r"\b24 ?/ ?7\b", "anytime"),
    (rf"\b(?:not|never|no|don'?t|can'?t)\b[a-z' ]{{0,20}}\b(?:before|earlier than) {_AT},? (?:or|and|nor)(?: not)? (?:after|later than|past) {_AT}", r"from \1 to \2"),
    (rf"\b(?:not|never|no|don'?t|can'?t)\b[a-z' ]{{0,20}}\b(?:after|later than|past) {_AT},? (?:or|and|nor)(?: not)? (?:before|earlier than) {_AT}", r"from \2 to \1"),
    (r"(?<![\d:$/.-])\b(\d{1,2}(?::\d\d)?) ?(?:-|to) ?(1[0-2]|[1-9])([0-5]\d)\b(?![\d:/%,.-])", r"\1-\2:\3"),
    # "I cook til 2 so anytime after that": the hour is the one that was named
    (rf"(?:\b(?:till?|until|by|at|to|around) )?{_AT},? (?:(?:so|and|then|but|please|pls|call|try|me|any ?time|it'?s|best|good|free|ok) ){{0,5}}(after|before|past)"
     r"(?:(?: that| then|wards?)\b(?! ?\d)|(?=[ .!]*$))", r"\2 \1"),
    (rf"\b({'|'.join(WEEKDAYS)}),? (1[3-9]|2\d|3[01])(?= ?(?:-|to\b|thru|through|and\b|or\b|,|$))(?!:)", r"\1 the \2th"),
    (r"(?<![\d:])(?<!\d )\bam\b(?=\s*$|\s*[,.!])", "morning"),
    (r"(?<![\d:])(?<!\d )\bpm\b", "afternoon"),
    (
        r"\bb/?c\b|\bcause\b|\bgood (?:morning|afternoon|evening|day|night)\b|\bevery ?one\b|\bno one\b"
        r"|\bnight ?shifts?\b|\b(?:work|working|drive|driving) nights?\b|\bnight (?=(?:nurse|guard|driver|crew|owl|job)\b)", " "),
)  # fmt: skip


def _keeping_plural(name: str) -> Callable[[re.Match[str]], str]:
    return lambda match: f"{name}s" if match[0].endswith("ys") else name


_ALL_SAME = Rules((pattern, _keeping_plural(same) if same in WEEKDAYS else same) for pattern, same in _SAME)
_MON_SHORT = r"\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
_MONTH_SHORT = Guarded(rf"{_MON_SHORT}(?=\s*\d|\s*$)|(?<=\d ){_MON_SHORT}|(?<=(?:st|nd|rd|th) ){_MON_SHORT}")
EXTENSION = (
    r"\b(?:ext(?:ensi[oó]n|n)?|xtn|anexo|interno)\b[.:#]?(?: (?:number|is|es|n[uú]mero)){0,2}[ :#]{0,3}\d{1,6}\b|\bx\s?\d{2,6}\b"
    r"|\b\d{1,6}\b(?='?s? (?:is |es |as |for )?(?:(?:the|my|an?|our|his|her|la|mi|una) )?(?:ext(?:ensi[oó]n|n)?|anexo)\b)"
)
"""An extension beside a number, or told alone: "ext. 226", "226 is the extension"."""
OTHER_NUMBERS = Guarded(
    r"(?<!\d)(?:\+?1[ .-]*)?\(?\d{3}\)?[ .-]*\d{3}[ .-]*\d{4}(?!\d)|\$\s?[\d,.]+k?|\b\d{1,3}(?:,\d{3})+\b"
    r"|\b\d+k\b|\b\d{5,}\b|\b\d{1,3}(?: ?(?:to|-|or) ?\d{1,3})? ?(?:hundred|thousand|grand)\b"
    r"|\b(?:went|goes|jumped|rose|fell|dropped|increased|moved) (?:up |down )?from \d{1,3}%? to \d{1,3}\b%?"
    rf"|{EXTENSION}",
    re.I,
)

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINAL = Guarded(
    rf"\b(?P<lead>(?:on )?the |(?:{'|'.join(MONTHS)}|{_MON_SHORT}) (?:the )?)"
    rf"(?:(?P<tens>twenty|thirty)[ -]?)?(?P<unit>{'|'.join(_ORDINALS)}|thirtieth)\b"
    r"(?! (?:thing|available|part|half|time|opening|slot|mortgage|lien|loan|call|floor|week|one|letter|person|party|house|home|property|condo|unit|building|bank|lender|lien|lawyer|judge|case|payment|notice|paycheck|job|home loan|wife|husband|guy|place|bid|sale|auction|hearing)\b)"
)
# "at to", "after for pm": what dictation makes of "at two", "after four pm".
_SOUNDS = {"to": "2", "too": "2", "for": "4", "fore": "4", "won": "1", "ate": "8"}
_HEARD = Guarded(
    r"\b(at|after|before|around|by|until|till) (to|too|for|fore|won|ate)"
    r"(?= ?(?:[ap]\.?m\b|o'?clock|on\b|today\b|tomorrow\b|[,.!]|$))"
)
_ALONE_MONTH = Guarded(rf"^\W*(?:in |maybe |sometime )*({'|'.join(MONTHS)})\W*$")

NEAR = 100
"""No phrase that changes what a day or an hour means is longer, in characters."""

_ALL_BUT = Guarded(r"\b(?:any|every|all|each|anytime|whenever|week)[\w ]{0,15}\bbut(?: not)?(?: on| the){0,2} $")
_NOT = Guarded(
    r"\b(?:not|except(?: for)?|other than|besides|apart from|aside from|excluding|never|no|can'?t|cannot"
    r"|can not|won'?t|don'?t|nor|unavailable|busy|skip|avoid|without)"
    r"(?: (?:do|on|in|the|this|calls?|texts?|phone|me|talk|be|make|it|at|work|for|free|available|any|a|of|good|until)){0,8} $"
    r"|\bi(?:'m)? work(?:ing)?(?: on| every| all){0,2} $"
)
_BUSY = Guarded(
    r"\b(?:have|got|has|at|in|am at|gotta) (?:an? |my |the )?(?:chemo|dialysis|treatments?|therapy|court|class(?:es)?|school|church|surgery|meetings?|appointments?|appts?"
    r"|doctor\w{0,3}|dentist|physical therapy|rehab)(?: on| every| all day){0,2} $"
)
# Somebody else's hours at school leave whoever writes free: "while the kids are in school".
_FREES = Guarded(
    r"\b(?:kids?|child(?:ren)?|sons?|daughters?|boys?|girls?|baby|babies|grand ?(?:kids?|children|sons?|daughters?)|toddlers?|ones?|he|she|they|husband|wife|hes|shes|theyre)"
    r"(?:'s|'re| is| are| will be| r){0,1} (?:all )?(?:in|at|off at) (?:the )?(?:school|class(?:es)?|daycare|church)(?: on| every| all day){0,2} $"
)
_NOT_AFTERWARDS = re.compile(
    r"^ (?:doesn'?t|does not|won'?t|will not|isn'?t|is not|aren'?t|are not|don'?t|never works?|sucks?"
    r"|(?:is|are|r|'s|'re) (?:(?:really|so|always|pretty|very|usually|just) )?(?:bad|no good|not (?:good|great|ok|okay|possible)|no|out|tough|rough|hard|busy|impossible|hectic|crazy|packed|full|booked))\b"
)


_COMPACT = re.compile(
    r"(?<![\w.,$/-])(\d{1,2})-?(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)-?((?:20)?\d\d)(?![\w/-])"
)
"""03FEB20, 3-Feb-2020."""


@lru_cache(maxsize=32)  # one message is read by several readers, each of which begins here
def normalise(text: str) -> str:
    """Small letters, plain dashes, one spelling for each word of time; phone numbers and sums of money gone."""
    text = unicodedata.normalize("NFKC", text).lower().replace("\u2019", "'")
    text = _DASHES.sub("-", text)
    text = _COMPACT.sub(lambda day: f"{day[1]} {day[2]} {day[3] if len(day[3]) > 2 else f'20{day[3]}'}", text)
    text = OTHER_NUMBERS.sub(" ", text)
    text = _ORDINAL.sub(_nth, text)
    text = _HEARD.sub(lambda heard: f"{heard[1]} {_SOUNDS[heard[2]]}", text)
    text = _THAT_ONE.sub(r"\1", text)
    text = _NUMBER_WORD.sub(lambda match: str(_NUMBERS.index(match[0]) + 1), text)
    text = _QUARTER_TO.sub(lambda m: f"{(int(m[1]) - 2) % 12 + 1}:45", text)
    text = _ALL_SAME.sub(text)
    text = _MONTH_SHORT.sub(lambda m: next(month for month in MONTHS if month.startswith(m[0].strip(".")[:3])), text)
    text = _ALONE_MONTH.sub(r"in \1", text)
    return " ".join(text.split())


def _nth(match: re.Match[str]) -> str:
    """ "the twenty-fifth" is the 25th."""
    number = 30 if match["unit"] == "thirtieth" else _ORDINALS.index(match["unit"]) + 1
    number += {"twenty": 20, "thirty": 30}.get(match["tens"] or "", 0)
    return f"{match['lead']}{number}th"


def lead(words: str, place: int) -> str:
    """The whole words just before a place, as far back as a phrase reaches."""
    if place <= NEAR:
        return words[:place]
    start = words.find(" ", place - NEAR, place)
    return words[start:place] if start >= 0 else ""


def follow(words: str, place: int) -> str:
    """The words just after a place, as far as a phrase reaches."""
    return words[place : place + NEAR]


def refused(before: str, after: str) -> bool:
    """Whether a day or time is ruled out by the words around it ("any day but …", "not …", "… doesn't work")."""
    return bool(_ALL_BUT.search(before) or _NOT.search(before) or _keeps_busy(before) or _NOT_AFTERWARDS.match(after))


def _keeps_busy(before: str) -> bool:
    return bool(_BUSY.search(before) and not _FREES.search(before))
