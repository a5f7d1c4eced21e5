"""That somebody wants to be called, by whom and at which number, as they say it, English and Spanish. Pure."""

from __future__ import annotations

import re

from shortfall.reading.guarded import Guarded

CALL_ME = Guarded(
    r"\b(?:(?:call|phone|ring|telephone)(?:ed|s)? (?:me|us)|(?:ll[aá]m|m[aá]rqu)en?(?:me|nos)|(?:me|nos) (?:pueden? |podr[ií]an? )?(?:llam|marc|marqu|hable)\w*)\b",
    re.I,
)
CALL_SOMEONE = Guarded(
    r"\b(?:can|could|please|pls|have|want|need) (?:(?:someone|somebody|you|u|a \w{2,12}) )?(?:(?:from|at|in) (?:\w{1,12} ){1,2})?(?:please |to )?"
    r"(?:call|phone|ring|telephone) (?:\w{1,12} ){0,4}(?:at|on|mom|mother|dad|father|wife|husband|son|daughter|sister|brother|parents|her|him|them)\b",
    re.I,
)
# The person asks us to call, whatever else they ask.
WANTS_CALL = Guarded(
    r"\b(?:can|could|may|will|would|please|pls|have|get|want|need|like|let|ask|wish)(?: for)? "
    r"(?:some ?(?:one|body)|a (?:person|lawyer|human|attorney|real \w{1,12})|an attorney|anyone|you|u|(?:the|your|ur) (?:firm|office|lawyers?|attorneys?|law center|people|team))"
    r"(?: \w{1,12}){0,4}? (?:to )?(?:please )?(?:call|phone|ring|telephone)(?: me| us| back)?\b(?! (?:them|him|her|the|my)\b)"
    r"|(?<!do )(?<!if )(?<!should )(?<!would )\b(?:i|we) (?:really |just |only )?(?:need|want) (?:to (?:talk|speak) (?:to|with) )?(?:a|an|some) ?(?:real |live |actual |human )?(?:person|human(?: being)?|body|one)\b(?! (?:to|who|that)(?: can| could| will)? (?:explain|tell|read|look|go over|understand|translate|answer))"
    r"|\b(?:set ?up|schedule|book|arrange|request|want|need|(?:would|'d|id) like) (?:a|the|that) (?:call ?back|(?:phone )?call)\b"
    r"|(?:^|[.,;!?]|\b(?:and|also|so|please|pls|just)) ?(?:please |pls |just )?call me (?:back |please )?(?:at|on|in|after|before|between|around|tomorrow|tmrw|today|tonight|this|next|(?:mon|tue|wed|thu|fri)\w{0,6}|asap|any ?time)\b"
    r"|(?:^|[.,;!?]|\b(?:and|also|so|ok|please|pls|just)) ?(?:please |pls |just )?call me(?: back| please| pls)?\W{0,2}(?:$|[.,;!?\n])"
    # A call by somebody, without a verb of calling: "can i get a call from an actual person".
    r"|\b(?:can|could|may|might) (?:i|we) (?:please |just )?(?:get|have|expect) (?:a|the|that) (?:\w{1,8} )?call(?: ?back)?\b"
    r"(?! from (?:the|my|our|his|her|their|a|an) (?:bank|lender|servicer|court|sheriff|collectors?|mortgage|landlord|buyer)\b)"
    r"|\b(?:me (?:pueden?|podr[ií]an?|pudieran?) (?:llamar|marcar|hablar por tel[eé]fono)|q(?:ue)? (?:me|nos) (?:llamen?|marquen?|hablen?)|(?:pueden?|podr[ií]an?) llamarme|ll[aá]men?me|h[aá]blen?me|m[aá]rquen?me)\b"
    r"|\b(?:quiero|quisiera|necesito|puedo|prefiero|me gustar[ií]a) hablar con (?:una? )?(?:persona|alguien|humano|abogad[oa]|licenciad[oa])\b|\b(?:quiero|necesito|quisiera|p[ií]dame|agende|hacer) una llamada\b",
    re.I,
)
_NO_NUMBER = re.compile(
    r"\b(?:not|no|never|won'?t|wont|don'?t|dont|without|sin|todav[ií]a no|aun no|a[uú]n no)\b[^.?!;,]{0,24}?\b(?:giv\w{1,3}|shar\w{1,3}|hand\w{0,3}|put\w{0,4}|type|typing|leav\w{1,3}|post\w{0,3}|doy|dar\w{0,2}|dejo|dejar|pongo|poner|compart\w{1,4}|paso)\b"
    r"[^.?!;,]{0,16}?(?:\b(?:phone|number|num|cell|digits|n[uú]mero|tel[eé]fono|celular|cel)\b|#)",
    re.I,
)
SPEAKS_OF_CALL = re.compile(
    r"\b(?:call ?(?:back)?|(?:tele)?phone|ring|ll[aá]m(?!o\b)\w{1,5}|m[aá]rqu\w{1,4}|marcar(?:me)?)\b", re.I
)
"""A call, whoever makes it."""
_OWN = r"(?:this|the same|same|my own|este|el mismo) (?:number|phone|cell|n[uú]mero|tel[eé]fono|celular)"
OWN_NUMBER = re.compile(rf"\b{_OWN}\b", re.I)
THIS_NUMBER = re.compile(
    rf"\W{{0,3}}(?:yes,? |yeah,? |use )?(?:{_OWN}|(?:this|the same|same|my own|este|el mismo) one)\b", re.I
)
"""The same, as the answer to the question for it."""


TIME_SAID = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri)day|tomorrow|tmrw|\d{1,2} ?(?:am|pm)|noon|mornings?|afternoons?|lunes|martes|mi[eé]rcoles|jueves|viernes|ma[nñ]ana|tarde|lunch|lonche|mediod[ií]a)\b|\b\d{1,2}:\d\d\b"
    r"|\b(?:after|before|past|around|at|till?|until|a las?|de las?|hasta las?) \d{1,2}\b(?! ?(?:%|k\b|thousand|hundred|mil\b|days?|weeks?|months?|years?|d[ií]as|meses|a[nñ]os))",
    re.I,
)
"""A day or an hour, as one names it for a call."""
_SUYOS = r"(?:mam[aá]|papa|papá|madre|padre|espos[oa]|marido|hij[oa]|herman[oa]|abuel[oa]|abuelit[oa]|t[ií][oa]|prim[oa]|novi[oa]|suegr[oa]|pareja|amig[oa]|vecin[oa]|cu[nñ]ad[oa])"
CALL_RELATIVE = re.compile(
    rf"(?:^|[.,;!?¿]|\b(?:y|que|por favor|quiero|quisiera)) ?(?:que )?(?:(?:le |me )?(?:pueden?|podr[ií]an?) (?:llamar|marcar|hablar)(?:le)?|(?:le )?(?:ll[aá]men|m[aá]rquen|h[aá]blen)(?:le)?) (?:por tel[eé]fono )?(?:a|con) mi {_SUYOS}\b",
    re.I,
)
"""A relative is to be called, in Spanish: "¿pueden llamar a mi mamá?"."""
_NAMELESS = re.compile(
    r"\b(?:not|no|never|won'?t|wont|don'?t|dont|without|sin|prefiero no)\b[^.?!;,]{0,24}?\b(?:giv\w{1,3}|shar\w{1,3}|say\w{0,3}|tell\w{0,3}|leav\w{1,3}|put\w{0,4}|us(?:e|ing)|doy|dar\w{0,2}|digo|decir\w{0,2}|dejo|dejar|poner)\b"
    r"[^.?!;,]{0,16}?\b(?:names?|nombres?)\b"
    r"|\b(?:anonymous(?:ly)?|nameless|an[oó]nim[oa]|no names?|sin nombre|without (?:a|my) name)\b|\b(?:names?|nombres?)\b[^.?!;,]{0,12}\b(?:private|secret|to myself|none of your business)\b",
    re.I,
)


def withholds_name(text: str) -> bool:
    """Whether the person gives no name: "I'd rather not say my name", "just put anonymous"."""
    return _NAMELESS.search(text) is not None


def wants_call(text: str) -> bool:
    """Whether the person asks to be called, whatever else they ask."""
    return bool(WANTS_CALL.search(text) or CALL_ME.search(text))


def withholds_number(text: str) -> bool:
    """Whether the person keeps the number to themselves for now: "not giving my # til I know who sees it"."""
    return _NO_NUMBER.search(text) is not None
