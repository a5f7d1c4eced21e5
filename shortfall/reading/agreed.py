"""What is said to a request that is read back: a yes, with what stands beside it ("yes, call me, but it sold for 180"), or a question about
what was put down ("did you change it?"). Pure and linear."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shortfall.reading import struck
from shortfall.reading.sentences import SENTENCE, told

_CALLS = (
    r"(?:(?:please |pls |you (?:can|may) |they (?:can|may) |go ahead and |have (?:them|some(?:one|body)) |do )?(?:call|phone|ring)(?: me| us)?(?: back)?(?: please| pls)?"
    r"|(?:por favor |que )?(?:ll[aá]men?|h[aá]blen?|m[aá]rquen?)(?:me|nos)|(?:por favor |que )?(?:me|nos) (?:llamen|hablen|marquen)|(?:me )?pueden? llamar(?:me)?)"
)
_KIND = r"(?:please|pls|thanks|thank you|that works|that'?s (?:fine|ok|good|right)|por favor|gracias|est[aá] bien|que s[ií])"
_YES = (
    r"(?:yes|yeah|yea|yep|yup|absolutely|definitely|of course|go ahead|sí|sip|claro|adelante|por supuesto|de acuerdo)"
)
# Weaker words, and "si" without its accent, which is "if" as well, agree only with the call or a sign behind them.
_WEAK = (
    rf"(?:ok(?:ay)?|sure|fine|dale|[aá]ndele|bueno|si)(?=[\s,.!]{{1,3}}{_CALLS}\b)|si(?=,| por favor| gracias| pero)"
)
# "Fine. Yes, call me", "otherwise yes call me".
_BEFORE_IT = r"(?:otherwise|(?:other|apart|aside) (?:than|from) that|besides that|ok(?:ay)?|fine|al(?:l )?right|well|then|good|perfect|great|thanks|si no|por lo dem[aá]s|fuera de eso|bueno|bien|perfecto|entonces|gracias)"
_OPENS = re.compile(
    rf"\W{{0,3}}(?:{_BEFORE_IT}[\s,.!:-]{{1,3}}){{0,3}}?(?:{_YES}|{_WEAK})(?P<more>(?:[\s,.!]{{1,3}}(?:{_YES}|{_KIND}|(?P<call>{_CALLS}))){{0,8}}+)\b(?!\s?\?)",
    re.I,
)
_GOES_ON = re.compile(r"\s?[.,;:!\n-]+|\s(?=(?:but|and|though|however|also|just|y|pero|aunque|nom[aá]s)\b)|\s?\Z", re.I)
# What makes it no yes: a condition, or a call that is refused.
_OPENS_CONDITION = re.compile(
    r"\W{0,3}(?:(?:but|and|pero|y|just|only|solo|s[oó]lo|solamente) ){0,2}(?:if|unless|when|after|before|until|till|once|first|as long as|provided|maybe|later|wait|hold on|"
    r"not (?:before|until|till|if|unless|to|the|my|on|at|in|him|her|me|us|today|now|yet|so)|no (?:antes|hasta|si|a|al|en|hoy|ahora|todav[ií]a)|si|cuando|antes|despu[eé]s|hasta|primero|espere|luego)\b",
    re.I,
)
_CONDITION = re.compile(
    r"\b(?:unless|only if|as long as|on (?:one|the) condition|maybe|perhaps|not sure|i guess|changed my mind|second thought|not (?:yet|now|today)|s[oó]lo si|siempre que|a menos|tal vez|quiz[aá]s?|todav[ií]a no)\b"
    r"|\b(?:if|si) (?:it'?s|it is|you|they|there|es|no|son)\b[^.!]{0,20}\b(?:free|cost|charge|call|gratis|cuesta|cobran?|llam\w{1,4})\b(?!\?)"
    r"|\b(?:don'?t|do not|never|not|no)\b(?: (?:want|quiero|me|nos|you|que|to|anyone|them|please|le)){0,3} (?:call|phone|ring|contact|text|ll[aá]m(?!o\b)\w{1,5}|marqu\w{1,4}|hablen?)\b",
    re.I,
)
# "No, it's Wednesday. With that fixed yes, call me": what is put right first, and the yes to it at the end.
_WITH_THAT = (
    r"(?:with|once|when|after|if) (?:(?:all )?(?:that|this|those|these|it|them)|the (?:changes?|corrections?))(?:'?s| is| are)? ?(?:fixed|changed|corrected|right|done|in)?"
    r"|con (?:eso|esos?|esas?|todo eso|los? cambios?)(?: \w{4,12})?|(?:ya )?corregido eso"
)
_CLOSES = re.compile(
    rf"(?:[.,;!\n]|\s(?=(?:and|then|so|but|y|pero|entonces)\b))\s?(?:(?:and|then|so|but|y|pero|entonces)[\s,]{{1,2}}){{0,2}}"
    rf"(?:(?:{_WITH_THAT})[\s,:]{{1,3}}{_YES}|(?:{_YES}|si)(?=[\s,.!]{{1,3}}(?:{_KIND}[\s,]{{1,2}})?{_CALLS}))\b(?:[\s,.!]{{1,3}}(?:{_KIND}|{_CALLS})){{0,4}}[\s.!]{{0,3}}\Z",
    re.I,
)
# "The number is right. Yes, call me. Do I bring my papers?"
_BETWEEN = re.compile(
    rf"\W{{0,3}}(?:(?:and|so|then|y|entonces|{_BEFORE_IT})[\s,]{{1,2}}){{0,3}}?(?:{_YES}|si)[\s,]{{1,3}}(?:{_KIND}[\s,]{{1,2}})?{_CALLS}(?:[\s,.!]{{1,3}}{_KIND}){{0,3}}[\s.!;]{{0,4}}",
    re.I,
)
# "Yes, no wait", "sí, ay no".
_NO_YES = re.compile(r"\b(?:no|wait|hold on|scratch that|strike that|espere)\b", re.I)
# A question about the request itself or about what was noted, which is no matter for the call.
_CHANGED = r"(?:cambi|corrig|arregl|actualiz|quit|borr|sac)(?:[oó]|i[oó]|aste|iste|aron|ieron)"
_NOTED = r"(?:(?:anot|apunt|agreg)(?:[oó]|aste|aron)|puso|pusiste|pusieron|escribi[oó]|escribiste)"
_OF_WHAT_IS_NOTED = re.compile(
    r"\b(?:did|have) (?:you|u|ya) (?:\w{2,8} ){0,2}?(?:(?P<mends>chang\w{0,2}|fix\w{0,2}|correct\w{0,2}|updat\w{1,2}|remov\w{1,2}|delet\w{1,2}|(?:take|took|taken)(?= (?:\w{2,12} ){1,3}(?:out|off)\b))|put|writ\w{1,3}|wrote|noted?|sav\w{1,2}|add\w{0,2}|mention\w{0,2}|include\w?)\b"
    r"|(?<!where )(?<!how )\b(?:did|do|have) (?:you|u|ya) (?:\w{2,8} )?(?:get|got|have|hear|keep) (?=(?:all |both )?(?:that|this|it|those|them|everything|my (?:\w{2,8} )?(?:number|name|phone|time|day|figures?|numbers?)|the (?:right|new|changes?|corrections?|figures?|part))\b)"
    r"|\b(?:do|did) (?:you|u|ya) (?:have|get|got) (?P<has>(?:the|my|our|his|her)(?: \w{2,12}){1,3}) (?:right|down|written down|noted)\b"
    r"|\b(?:what|which) (?:\w{3,8} )?(?:do|did|have) (?:you|u) (?:put|have|write|note|got|get)(?: down)?\b(?! to\b)"
    r"|\b(?:is|are|was|were) (?P<is>(?:my|the|it|that|those|these|they)\b(?: \w{2,10}){0,3}) (?:fixed|changed|corrected|updated|saved|noted|written down|in (?:there|(?:the|my|your) notes?))\b"
    rf"|\b(?:ya )?(?:(?:me|le|lo|la|los|las) ){{0,2}}(?:(?P<arregla>{_CHANGED})|{_NOTED})\b(?=[^.!?]{{0,60}}\?)|\bqu[eé] (?:\w{{3,8}} )?(?:tienes?|puso|pusiste|anot(?:[oó]|aste)|apunt(?:[oó]|aste))\b(?! que\b)",
    re.I,
)
_MAY_BE_NOTED = re.compile(
    r"\b(?:do|did) (?:you|u|ya) (?:\w{2,8} )?(?:have|got|get) (?=(?:down )?(?:the|my|our|that|about)\b)|\b(?:ya )?tienes? (?:(?:anotad|apuntad)[oa]s? )?(?=(?:la|el|los|las|mi|lo|que)\b)",
    re.I,
)
_THING = re.compile(r"[^.?!;\n]{0,120}")
_LEADS = re.compile(r"\A(?:\W|(?:down|in|about|that|the|there|it|lo|que|de|on|off|out|part)\b){1,9}", re.I)
_TRAILS = re.compile(r"(?:[\s,]{1,2}(?:out|off|down|in|there|yet|please|now|for me|thing|ya|ah[ií])){1,3}\Z", re.I)


@dataclass(frozen=True)
class OfNotes:
    """A question about what was put down: the thing in the words that name it, empty where they only point, and whether it was to be changed."""

    thing: str
    mends: bool = False
    sure: bool = True
    """False for what may be a question about something else: "do you have the address?"."""


@dataclass(frozen=True)
class Yes:
    """A message that opens with a yes, or ends with one. `rest` is what else it says; `conditional` where that takes the yes back or ties it to something."""

    rest: str = ""
    conditional: bool = False
    closes: bool = False
    """Whether it comes at the end, after what was put right."""


def read_yes(text: str) -> Yes | None:
    """The yes with which a message opens, or closes, or None. "Yes what is that" and "ok so my cousin" open with none."""
    said = _OPENS.match(text)
    if not said:
        last = _CLOSES.search(text)
        rest = text[: last.start()].strip() if last else ""
        if not rest and (amid := next(filter(_BETWEEN.fullmatch, SENTENCE.findall(text)), None)):
            rest = text.replace(amid, " ", 1).strip()
        return Yes(rest, bool(_CONDITION.search(told(rest))), closes=True) if rest else None
    goes_on = _GOES_ON.match(text, said.end())
    if not goes_on and not said["call"]:
        return None
    rest = text[goes_on.end() if goes_on else said.end() :].strip()
    back = struck.MARK.search(rest[: struck.NEAR])
    if back and not rest[: back.start()].strip(" ,.!-") and _NO_YES.search(back[0]):
        return None  # "yes, no wait, not yet"
    # What is asked is no condition: "can you tell me if it is free?"
    return Yes(rest, bool(_OPENS_CONDITION.match(rest) or _CONDITION.search(told(rest))))


def asked_of_notes(text: str) -> OfNotes | None:
    """What is asked of what was put down: "did you write down the power of attorney?", "¿lo apuntó?"; None where nothing is."""
    said = _OF_WHAT_IS_NOTED.search(text)
    if found := said or _MAY_BE_NOTED.search(text):
        words = (
            said["is"] or said["has"]
            if said and (said["is"] or said["has"])
            else (_THING.match(text, found.end()) or [""])[0]
        )
        mends = bool(said and (said["mends"] or said["arregla"]))
        return OfNotes(_TRAILS.sub("", _LEADS.sub("", words)).strip(" ,"), mends, sure=said is not None)
    return None


def asks_what_is_noted(text: str) -> bool:
    """Whether it is asked what was put down: "did you change the figures?", "¿ya lo corrigió?"."""
    return _OF_WHAT_IS_NOTED.search(text) is not None
