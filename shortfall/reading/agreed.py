"""A yes to being called, with what is said beside it: "yes, call me, but it sold for 180". Pure and linear."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shortfall.reading.sentences import told

_CALLS = (
    r"(?:(?:please |pls |you can |they can |go ahead and |have (?:them|some(?:one|body)) |do )?(?:call|phone|ring)(?: me| us)?(?: back)?(?: please| pls)?"
    r"|(?:por favor |que )?(?:ll[aá]men?|h[aá]blen?|m[aá]rquen?)(?:me|nos)|(?:por favor |que )?(?:me|nos) (?:llamen|hablen|marquen)|(?:me )?pueden? llamar(?:me)?)"
)
_KIND = r"(?:please|pls|thanks|thank you|that works|that'?s (?:fine|ok|good|right)|por favor|gracias|est[aá] bien|que s[ií])"
_YES = (
    r"(?:yes|yeah|yea|yep|yup|absolutely|definitely|of course|go ahead|sí|sip|claro|adelante|por supuesto|de acuerdo)"
)
# Weaker words, and "si" without its accent, which is "if" as well, agree only with the call or a sign behind them.
_WEAK = rf"(?:ok(?:ay)?|sure|fine|dale|[aá]ndele|bueno|si)(?=[\s,.!]{{1,3}}{_CALLS}\b)|si(?=,| por favor| gracias)"
_OPENS = re.compile(
    rf"\W{{0,3}}(?:{_YES}|{_WEAK})(?P<more>(?:[\s,.!]{{1,3}}(?:{_YES}|{_KIND}|(?P<call>{_CALLS}))){{0,8}}+)\b(?!\s?\?)",
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
    r"|\b(?:don'?t|do not|never|not|no)\b(?: (?:want|quiero|me|nos|you|que|to|anyone|them|please|le)){0,3} (?:call|phone|ring|contact|text|ll[aá]m\w{1,5}|marqu\w{1,4}|hablen?)\b",
    re.I,
)


@dataclass(frozen=True)
class Yes:
    """A message that opens with a yes. `rest` is what follows it; `conditional` where that takes the yes back or ties it to something."""

    rest: str = ""
    conditional: bool = False


def read_yes(text: str) -> Yes | None:
    """The yes with which a message opens, or None. "Yes what is that" and "ok so my cousin" open with none."""
    said = _OPENS.match(text)
    if not said:
        return None
    goes_on = _GOES_ON.match(text, said.end())
    if not goes_on and not said["call"]:
        return None
    rest = text[goes_on.end() if goes_on else said.end() :].strip()
    # What is asked is no condition: "can you tell me if it is free?"
    return Yes(rest, bool(_OPENS_CONDITION.match(rest) or _CONDITION.search(told(rest))))
