"""What is asked with a sale days away, whatever the words: what comes first, until which moment, and who helps before it. Pure."""

from __future__ import annotations

import re
from typing import Literal

Wants = Literal["steps", "moment", "help", ""]
"""The order of what to do; until when it can be done; who helps for nothing before the day."""

_STEPS = re.compile(
    r"\b(?:which|what|whats|what's)(?: (?:one|thing|step|is|comes|goes|of|them|those|these|do|does|should|can|must|would|i|we|to|it|the|very|call|try)){0,6} (?:first|1st)\b"
    r"|\bfirst (?:thing|step|move)\b|\bwhere (?:do|should|would|can) (?:i|we) (?:even )?(?:start|begin)\b|\bwhat order\b|\bstep by step\b|\bwhich (?:one )?(?:is it|of (?:them|those|these)|do i (?:do|pick|choose))\b"
    r"|\bwhat (?:do|should|can|must|am) (?:i|we)(?: (?:even|actually|supposed to|to|still))? do(?: (?:now|tonight|right now|next|then|today|tomorrow|first|here|at this hour|before))?\W*$"
    r"|\bwhat (?:do|should|can|must) (?:i|we)(?: even| actually)? do (?:now|tonight|right now|next|today|tomorrow|first|before)\b"
    r"|\b(?:qu[eé]|cu[aá]l)(?: (?:es|de|ellas|ellos|esas|esos|hago|hacemos|debo|puedo|hacer|cosa|va|lo|tengo|que)){0,4} primero\b|\b(?:lo|el|la) primero que (?:hago|hacemos|tengo|debo)\b|\b(?:primer|qu[eé]) paso\b|\bpaso (?:a|por) paso\b"
    r"|\b(?:por d[oó]nde|con qu[eé]) (?:empiezo|empezamos|comienzo|comenzamos|empezar)\b|\ben qu[eé] orden\b|\bqu[eé] (?:hago|hacemos|puedo hacer|podemos hacer|debo hacer)(?: (?:ya|ahora|hoy|esta noche|mañana|entonces|a esta hora|primero|antes))?\W*(?:$|\?)",
    re.I,
)
_MOMENT = re.compile(
    r"\bhow late is\b|\b(?:when|at what (?:point|moment|minute|time|hour))(?: exactly)? (?:is|does|will)(?: it)?(?: (?:become|get|be|really))? too late\b|\b(?:until|till?|up to)(?: the)?(?: very)? (?:what|last|which) (?:minute|second|moment|hour|time)\b"
    r"|\b(?:the|that) (?:minute|second|moment|instant) (?:they|it|the|he|she|somebody|someone)\b|\bcut[ -]?off\b|\bpoint of no return\b|\bhow close to (?:the|it)\b|\b(?:until|by) when can (?:i|we|it)\b|\blast (?:possible )?(?:minute|second|moment)\b"
    r"|\bonce (?:it|the (?:sale|auction|bidding)) (?:starts?|begins?|started)\b|\b(?:during|middle of) the (?:sale|auction|bidding)\b"
    r"|\bhasta (?:cu[aá]ndo|qu[eé] (?:hora|momento|minuto|punto))\b|\bcu[aá]ndo (?:ya )?es (?:ya )?(?:muy |demasiado )?tarde\b|\b[uú]ltimo (?:minuto|momento)\b|\ben qu[eé] momento\b|\bqu[eé] tan tarde\b|\bcuando (?:ya )?(?:digan|dicen|empiece|empieza)\b",
    re.I,
)
_HELP = re.compile(
    r"\bfree (?:help|lawyers?|legal|attorneys?|advice|counsel\w*)\b|\blegal aid\b|\bpro bono\b|\bwho\b[^.?!]{0,30}\b(?:helps?|call|answers?|picks?)\b|\b(?:is there|can) (?:anyone|anybody|someone|somebody)\b|\bany(?:one|body) (?:who|that|open|free|there)\b"
    r"|\b(?:ayuda|abogad[oa]s?|consejer[oa]s?) grat\w+|\bgratis\b|\bqui[eé]n (?:me |nos )?(?:puede|ayuda|contesta|atiende)\b|\ba qui[eé]n (?:le )?(?:llamo|llamamos|puedo llamar|pido)\b|\bhay alguien\b",
    re.I,
)
# Of an application or of what is owed another day counts.
_OF_ELSE = re.compile(
    r"\b(?:appl\w{2,9}|modif\w{3,9}|reinstat\w{1,6}|redeem|redemption|catch up|surplus|move out|solicitud|modificaci[oó]n|al corriente|rescat\w{1,4}|salir(?:me|nos)?)\b",
    re.I,
)


def wants(text: str) -> Wants:
    """What a message asks with a sale days away; "" where it is none of these."""
    if _OF_ELSE.search(text):
        return ""
    return (
        "moment" if _MOMENT.search(text) else "steps" if _STEPS.search(text) else "help" if _HELP.search(text) else ""
    )
