"""What somebody wants done with a request that is stored, from their words. Pure."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Literal

from shortfall.callbacks.window import parse_window
from shortfall.reading.agreed import asks_what_is_noted
from shortfall.reading.booked import asked_time, read_booked

Wish = Literal["no_texts", "cancel", "number", "name", "note", "status", "time"]

_CANCEL = re.compile(
    r"\b(?:cancel|call (?:it )?off|withdraw|revoke|remove|delete|undo|opt out|take (?:me|my (?:name|number)) off|(?:don'?t|do not|not to|never) "
    r"(?:\w{1,20} )?(?:call|phone|ring|contact)|stop (?:calling|contacting|phoning)|no (?:more )?calls?|leave me alone"
    r"|take back my (?:ok|consent|permission|yes)"
    r"|cancel(?:ar|e|en|o|ela|enla|arla)|no (?:quiero que )?(?:me |nos )?(?:llamen?|marquen?)|(?:retir|revoc|quit)(?:o|ar|e|en) mi (?:permiso|consentimiento))\b",
    re.I,
)
_CANCEL_IT = re.compile(r"\bcancel", re.I)
_UNWANTED = re.compile(
    r"\b(?:drop|forget|no longer|no need|(?:don'?t|do not) (?:need|want)|changed? my mind|found (?:another|a different) lawyer"
    r"|ya no (?:quiero|necesito|ocupo)|no hace falta|ya consegu[ií] (?:otro )?abogado)\b",
    re.I,
)
_OTHER_TIME = re.compile(
    r"\b(?:instead|rather|move|reschedule|another time|different time|later|mejor|otr[oa] (?:hora|d[ií]a)|m[aá]s tarde|mover)\b",
    re.I,
)
_CHANGE = re.compile(
    r"\b(?:change|move|reschedule|push|switch|make it|make the call|instead|rather|earlier|can'?t make|different|another|edit|update"
    r"|cambi(?:ar|e|en|o|arla|arlo)|mover|otr[oa] (?:hora|d[ií]a|n[uú]mero|nombre)|mejor)\b",
    re.I,
)
_STATUS = re.compile(
    r"\b(?:same (?:time|hours?)|(?:la )?misma hora|when (?:will|are|is|was|do)|what (?:time|day|was|is)|status|still|nobody|no one|never|hasn'?t|haven'?t|didn'?t|did (?:you|my)"
    r"|look up|check|keep|who is going to|has any(?:one|body)|is (?:someone|somebody|anyone|anybody)|passed|missed"
    r"|cu[aá]ndo|qu[eé] (?:hora|d[ií]a)|a qu[eé] hora|todav[ií]a|nadie|nunca|dej\w{1,5}la|mantener)\b",
    re.I,
)
_NO_TEXTS = re.compile(
    r"\b(?:don'?t|do not|stop|no|quit) (?:\w{1,20} )?text(?:s|ing)?\b|\b(?:sin|no (?:m[aá]s|quiero)) (?:mensajes|textos)\b",
    re.I,
)
_NUMBER = re.compile(r"\b(?:number|phone|cell|mobile|landline|n[uú]mero|tel[eé]fono|celular)\b", re.I)
_GIVES_NUMBER = re.compile(r"\bwrong\b|\bnumber is\b|\bequivocado\b|\bn[uú]mero es\b", re.I)
_NEW_NUMBER = re.compile(
    r"\b(?:(?:number|phone|cell) (?:to|with)|(?:new|other|different|another|better) (?:number|phone|cell)|otr[oa] n[uú]mero|n[uú]mero (?:a|por))\b",
    re.I,
)
_GIVEN = re.compile(
    r"(?:\b(?:and |y )?(?:my |the |mi |el )?(?:(?:phone |cell )?number|phone|cell|n[uú]mero|tel[eé]fono|celular)(?: is| was| es|:)? )?\+?\(?\d[\d() .\-]{8,14}\d",
    re.I,
)
_NAME = re.compile(r"\b(?:name|nombre)\b", re.I)
_SHOWN = re.compile(
    r"\b(?:(?:did|do|have) (?:you|u|ya) (?:\w{1,10} )?(?:put|write|wrote|note|noted|have|got|get|add)|(?:what|that) (?:you|u|did (?:you|u)|do (?:you|u)) (?:put|write|wrote|have|got)|"
    r"show me|(?:does|is) (?:the|my|it|that) (?:note|request|call)|(?:don'?t|do not|please no) (?:\w{1,20} )?(?:move|change|reschedule)|"
    r"(?:qu[eé]|lo que) (?:puso|anot[oó]|escribi[oó])|mu[eé]streme)\b",
    re.I,
)
_NOTE = re.compile(
    r"\b(?:add|notes?|mention|include|tell (?:them|him|her|the \w{1,20})|let (?:them|him|her|the \w{1,20}) know|put (?:it|that|this|in|down)|"
    r"pass (?:it|that|this)|(?:give|for) (?:you|them|the (?:guy|person|lady|caller|lawyer|attorney))|case number|"
    r"agreg\w{1,6}|a[nñ]ad\w{1,6}|anot\w{1,6}|notas?|d[ií]g[aá]n?les?|inclu\w{1,6})\b",
    re.I,
)
_ASKS = re.compile(
    r"\?|\A\W{0,3}(?:so |and |y )?(?:what|which|who|when|how|is|are|am|do|does|did|has|have|will|qu[eé]|cu[aá]\w{2,4}|qui[eé]n|c[oó]mo)\b",
    re.I,
)
_PROPOSES = re.compile(
    r"\b(?:can|could|would|may|might) (?:we|you|u|it|they|i)\b|\b(?:se puede|puede ser|podr[ií]a)\b", re.I
)
_A_TIME = 8
"""Words of the longest message that is a new time without saying so."""
_WORD = re.compile(r"\w")


def cancels(text: str, now: datetime) -> bool:
    """Whether the call itself is not wanted, rather than its time: a wrong guess would lose it."""
    said = read_booked(text)
    if (
        _OTHER_TIME.search(text)
        or asked_time(text)
        or (said and said.kind in {"one_only", "unanswered"} and not _CANCEL_IT.search(text))
    ):
        return False  # "forget the new one" is not the one that stands, "if they never call" asks
    return bool(_CANCEL.search(text) or (_UNWANTED.search(text) and parse_window(text, now) is None))


def without_proof(text: str) -> str:
    """What is wanted, without the number that was given to prove a request: "REF, my number is 312-555-0143" asks for no other one."""
    return text if _NEW_NUMBER.search(text) else _GIVEN.sub(" ", text)


def names_wrong_time(text: str) -> bool:
    """ "I don't want the morning": the time in it is the one that does not suit."""
    return _UNWANTED.search(text) is not None


_KEEPS = re.compile(
    r"\b(?:don['’]?t|do not|never|no) (?:move|change|touch|switch|la mueva|lo mueva|la cambie|lo cambie)(?: (?:it|that|the call))?\W{1,3}(?:just )?(?:keep|leave|deje)\b",
    re.I,
)


def wish_of(text: str, now: datetime) -> Wish:
    """What is wanted; a reference alone, and so no words, asks how it stands."""
    if _NO_TEXTS.search(text):
        return "no_texts"
    if cancels(text, now):
        return "cancel"
    changing = _CHANGE.search(text) is not None
    if _NUMBER.search(text) and (changing or _GIVES_NUMBER.search(text)):
        return "number"
    if _NAME.search(text):
        return "name"
    if asked_time(text) and not _KEEPS.search(text):
        return "time"
    if _SHOWN.search(text) or asks_what_is_noted(text) or not _WORD.search(text):
        return "status"
    if _NOTE.search(text) and not changing:
        return "note"
    if _STATUS.search(text) and not changing:
        return "status"
    if _ASKS.search(text) and not changing and parse_window(text, now) is None:
        return "status"
    proposes = _PROPOSES.search(text) and parse_window(text, now)
    return "time" if changing or proposes or len(text.split()) <= _A_TIME else "note"
