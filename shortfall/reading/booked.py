"""What is said of a call that is booked already: what of it is asked, that it stays, that no second one is wanted. English and Spanish; pure and linear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from shortfall.reading.clock import places_of_times
from shortfall.reading.days import places_of_days
from shortfall.reading.spanish import times_in_english
from shortfall.reading.spelling import normalise

Kind = Literal["one_only", "kept", "known", "unanswered", "ready", "asked", "has"]
"""No second one; nothing changes; whether something is in the note; what if nobody calls; how the call goes; how it stands; there is one."""

_CALL = r"(?:(?:phone )?call(?: ?backs?| backs|s)?|callbacks?|appointments?|request|booking|reservation|consult(?:ation)?|llamadas?|citas?|solicitud)"
_SET = r"(?:booked|scheduled|requested|arranged|reserved|signed up(?: for)?|asked (?:for|you (?:guys )?(?:for|to))|set(?: (?:it|one|this|that))? ?up|made|put in(?: for)?|filled (?:out|in)|confirmed)"
_PUSO = r"(?:ped[ií]|agend[eé]|hice|program[eé]|solicit[eé]|apart[eé]|reserv[eé]|saqu[eé]|qued[eé])"
_FIRM = r"(?:the |your |ur |my |this |that |whoever |el |la |su )?(?:lawyer|attorney|firm|office|law center|staff|caller|paralegal|(?:person|one|guy|lady|man|woman|people) (?:who|that|calling|que)(?: (?:is|will|me))?(?: (?:calls?|calling|call|llama\w{0,2}|va a llamar))?|whoever (?:calls|is calling)|abogad[oa]s?|licenciad[oa]|oficina|bufete|quien (?:me )?(?:llam|habl|marc)\w{1,4})"
_END = r"(?= ?(?:[.,;:!?]|\Z))"

# "My call", "the appointment": it is named as theirs.
_NAMED = re.compile(
    rf"\b(?:my|our|mi|nuestra|the|that|la|esa) (?:(?:first|original|old|other|existing|booked|primera|otra) )?(?:{_CALL}|(?:first|original) one|primera)\b(?! (?:my|me|us|the|my)\b)",
    re.I,
)
# Of what else may be on, set or scheduled, and is no call.
_OTHER_THING = re.compile(
    r"\b(?:house|home|condo|loan|mortgage|sale|auction|court|hearing|judge|sheriff|deed|title|lien|judgment|case|bank|lender|servicer|collectors?|agency|garnish\w{0,6}|eviction|casa|pr[eé]stamo|hipoteca|venta|subasta|corte|juez|banco|prestamista|cobrador\w{0,2}|caso)\b",
    re.I,
)
_ONE_ONLY = re.compile(
    rf"\b(?:no|not|n['’]?t|dont|without|forget|drop|scrap|skip|ignore|undo|lose|cancel|delete|stop|never ?mind)\b(?: [\w']{{1,10}}){{0,4}}? (?:new|second|2nd|another|extra|two|duplicate)(?: (?:{_CALL}|ones?)\b|{_END})"
    rf"|\bonly (?:have |had |got |want |wanted |need |needed |made |ask(?:ed)? for |booked )?(?:the |that )?(?:one|1)(?: {_CALL}\b|{_END})|\bone {_CALL} is (?:enough|plenty|fine|all)\b"
    rf"|\b(?:keep|leave|stick with|stay with|go with|want|just|use)\b(?: [\w']{{1,8}}){{0,2}}? (?:the|my|that) (?:(?:one|{_CALL}|time)(?: that| which)? (?:i|we)(?:'ve)? (?:already |just )?(?:have|had|got|{_SET})|(?:first|original|old|existing|earlier) (?:one|{_CALL}))\b"
    rf"|\b(?:i|we)(?:'ve| have| had)? (?:already|just) (?:have |had |got )?(?:{_SET}(?: (?:this|that|it|one|mine)\b|(?: (?:my|a|an|the))? {_CALL}\b|{_END})|(?:did|done) (?:this|that|it)\b|(?:one{_END}|(?:a|an|my|the) {_CALL}\b))"
    rf"|\bdouble.?book\w{{0,3}}\b|\balready (?:on|in) (?:the|your|ur) (?:schedule|list|books?|calendar|system)\b|\b(?:{_SET}(?: (?:this|it|that|one|a {_CALL}))?|(?:have|got) (?:one|a {_CALL})(?: (?:booked|set|scheduled))?) already\b"
    rf"|\bno\b(?: [\w']{{1,10}}){{0,4}}? (?:otra|segunda|nueva|dos)\b(?: {_CALL})?(?! (?:hora|persona|fecha|casa)\b)|\bs[oó]lo (?:tengo|quiero|necesito|ped[ií]|hice|es) una\b"
    rf"|\b(?:olv[ií]d\w{{1,6}}|cancel\w{{1,3}}|quit\w{{1,3}}|borr\w{{1,3}}) (?:de )?la (?:nueva|segunda|otra)\b|\b(?:dej\w{{1,4}}|qued\w{{1,6}}|mant[eé]ng\w{{1,4}}|nom[aá]s|con) (?:con )?la (?:{_CALL} )?(?:que (?:ya )?(?:tengo|ten[ií]a|{_PUSO})|primera|de antes)\b"
    rf"|\bya (?:la |lo |me |le )?(?:hab[ií]a |tengo |ten[ií]a )?(?:{_PUSO}|pedid[oa]|agendad[oa]|apartad[oa]|hech[oa]|una {_CALL}|una cita|una|mi {_CALL})\b",
    re.I,
)
_OF_ONE = re.compile(rf"\b(?:{_CALL}|{_SET}|{_PUSO})\b", re.I)
_KEPT = re.compile(
    r"\b(?:keep|leave|don'?t change|do not change|not changing|no need to change|stay with|stick with)\b(?: [\w']{1,8}){0,3}? (?:time|day|number|phone|name|it|that|everything|all|same|as (?:it )?is|call|one)\b"
    r"|\bsame (?:time|day|number|phone|name|everything|as before)\b|\b(?:nothing (?:changes|to change)|no changes?|(?:it )?stays? (?:the same|as (?:it )?is)|(?:is|it'?s|thats?|that'?s) (?:fine|ok|good) (?:as|the way) (?:it )?is)\b"
    r"|\b(?:dej[ea]\w{0,5}|mant[eé]ng\w{1,4}|no (?:le |la |lo )?(?:cambie|mueva)\w{0,2})\b(?: \w{1,8}){0,3}? (?:hora|d[ií]a|n[uú]mero|nombre|igual|as[ií]|todo|misma|mismo)\b|\b(?:la misma hora|el mismo (?:d[ií]a|n[uú]mero)|todo igual|nada cambia)\b",
    re.I,
)
_KNOWN = re.compile(
    rf"(?<!what )(?<!which )\b(?:did|have|do) (?:you|u|ya|y'?all)(?: (?:guys|also|already|ever|even)){{0,2}} (?:tell|told|mention(?:ed)?|note[d]?|writ(?:e|ten)|wrote|put|pass(?:ed)?|includ(?:e|ed)|add(?:ed)?|let|say|said)(?: (?:it|that|this))?(?: (?:on|along|down|in))?(?: (?:to )?(?:them|him|her|{_FIRM}))?(?: (?:the note|know|that|about|down|in|on|there)){{0,4}} (?P<you>[^?]{{4,}})"
    rf"|\b(?:do|does|did|will|would|is|are|has|have) (?:(?P<they>they|he|she|somebody|someone|anybody|anyone)|{_FIRM})(?: (?:even|already|also|be|gonna|going to)){{0,2}} (?:know|aware|see|been told|told|hear|heard)(?: (?:of|that|about)){{0,2}} (?P<theirs>[^?]{{4,}})"
    rf"|\b(?:(?:is|was) (?:it|that) (?:in|on|down in) (?:the|my) (?:note|{_CALL})|(?:does|did) (?:the|my) (?:note|{_CALL}) (?:say|have|mention))(?: (?:that|about)){{0,2}} (?P<note>[^?]{{4,}})"
    rf"|\b(?:ya )?(?:(?:le|les|lo) (?:dijo|dijeron|dij[ií]ste|avis[oó]|avisaron|cont[oó])|(?:anot|apunt|mencion)(?:[oó]|aron)|puso|pusieron)(?: (?:al|a la|en la nota|{_FIRM}|ya)){{0,3}} (?:que|lo de(?: que)?|sobre) (?P<dijo>[^?]{{4,}})"
    rf"|\b(?:sabe|saben|sabr[aá]n?|est[aá]n? enterad[oa]s?)(?: (?:ya|ellos|{_FIRM})){{0,2}} (?:de )?(?:que|lo de(?: que)?|sobre) (?P<sabe>[^?]{{4,}})",
    re.I,
)
_ASKS_WHETHER = re.compile(
    r"\W{0,3}(?:if|whether|how|where|what|when|who|why|which|si|c[oó]mo|d[oó]nde|qu[eé]|cu[aá]\w{2,4}|qui[eé]n)\b", re.I
)
_UNANSWERED = re.compile(
    r"\b(?:if|case|suppose|when)\b(?: [\w']{1,8})? ?\b(?:nobody|no ?one|none|(?:they|you|u|he|she|it|some ?one|any ?one|the \w{3,10})(?: guys)? (?:don'?t|do not|doesn'?t|does not|didn'?t|never|won'?t|forgets?|fails?|isn'?t|aren'?t))\b(?: [\w']{1,8}){0,2}? (?:calls?|called|calling|rings?|rang|phones?|phoned|show(?:s|ed)?|happens?)\b"
    r"|\b(?:if|what if|case) (?:i|we) (?:miss|can'?t (?:pick|answer|take)|don'?t (?:pick|answer|hear))\b[^.?!;]{0,16}\b(?:call|it|phone|up|ring)\b"
    r"|\bsi (?:nadie|no) (?:me |nos )?(?:llam|marc|habl|contest)\w{1,5}\b|\bsi (?:se me pasa|pierdo) la llamada\b",
    re.I,
)
_ON_THE_LINE = r"(?:call(?:s|ing|ed)?|rings?|phones?|pick(?: it)? up|get (?:the|that) call|on the (?:phone|line|call)|llam\w{1,5}|marqu\w{1,4}|marc\w{1,4}|hablen|contest\w{1,4})"
_READY = re.compile(
    rf"\b(?:what|how|anything)(?:'?s| all| else)?\b(?: [\w']{{1,9}}){{0,3}}? (?:say|tell|ask|ready|prepare|need|bring|expect|talk|mention|have|happens?)\b[^.?!;]{{0,30}}?\b{_ON_THE_LINE}\b"
    rf"|\b(?:when|once) (?:they|you|u|he|she|{_FIRM}) (?:call|rings?|phones?)\w{{0,3}}\b[^.?!;]{{0,8}} (?:what|how)\b"
    rf"|\bqu[eé](?: \w{{1,8}}){{0,3}}? (?:digo|decir(?:les)?|diga|preguntar|preguntan|pasa|tener|listo|preparar|llevar)\b[^.?!;]{{0,30}}?\b{_ON_THE_LINE}\b|\bcuando (?:me |nos )?{_ON_THE_LINE}\b[^.?!;]{{0,12}}\bqu[eé]\b",
    re.I,
)
_HELD = r"(?:(?:phone |cell )?numbers?|names?|ext(?:ension)?|info(?:rmation)?|details|time|day|datos|n[uú]mero|nombre|extensi[oó]n|hora)"
_ASKED = re.compile(
    # The time of it.
    rf"\b(?:what|which) (?:time|day|date|hour)\b[^.?!;]{{0,24}}\b(?:{_CALL}|calling|booked|down for|set for|scheduled)\b"
    rf"|\bwhen(?:'?s| is| are| was| will| do| does| should)\b[^.?!;]{{0,24}}\b(?:{_CALL}|calling|booked|scheduled)\b"
    r"|\b(?:will|is|would|gonna be) (?:it|that|the call|my call|they|you|someone|somebody|he|she)(?: (?:be|going to|gonna|really|still|call|calling|happen|me|us|for)){1,4} (?:today|tonight|tomorrow|soon|this (?:week|morning|afternoon)|(?:mon|tues?|wed|thu|fri)\w{0,6})\b"
    # Whether it stands.
    rf"|\b(?:is|are|am|was) (?:we|i|you guys|everything|(?:my|the|our|that)(?: (?:first|original|other|old))? (?:{_CALL}|one|time)|it|that|this|you)(?: (?:still|all|really|already|both)){{0,2}} (?:good|on|set|booked|confirmed|scheduled|down|happening|the same|in (?:the|your) (?:system|books?|list)|coming|(?:for |at )?(?:(?:mon|tues?|wed|thu|fri)\w{{0,6}}|tomorrow|today|\d))\b"
    rf"|\b(?:do|did|does|have|got) (?:you|u|ya|they|y'?all)(?: (?:guys|still|even|already|all)){{0,2}} (?:have|got|get|see|keep) (?:me|us|it|my (?:{_CALL}|(?:right |correct |full )?{_HELD}|stuff)|the (?:right |correct |whole )?{_HELD}|the call)\b(?! (?:an?|the|any) \w)"
    rf"|\b(?:you|u|they)(?: (?:still|do|all)){{0,2}} (?:have|got|kept) (?:me|(?:the|my|that)(?: right| correct| whole| full)? {_HELD})(?: down)?\b[^.!;]{{0,24}}\?"
    rf"|\b(?:what|which|whose)(?:'?s| is)?(?: (?:my|the|right))? {_HELD}\b[^.?!;]{{0,30}}\b(?:do|did|have|will|are|is|u|you|they|down|under|on file)\b[^.?!;]{{0,24}}\b(?:have|got|put|call|calling|down|under|for me|on file|use|using|dial)\b"
    rf"|\bwhat(?:'?s| is| was) my (?:reference|confirmation|ref)\b|\bwhat (?:do|did) (?:you|they|u) (?:have|put|write|got)(?: down)?(?: (?:for|on|about) (?:me|my {_CALL}|the {_CALL}))?\s?(?:\?|\Z)"
    rf"|\b(?:did|has|have|was|were|is|are) (?:my|the|our|all (?:my|the)) (?:{_HELD}|{_CALL}|spot|slot|place|note|message)\b(?: [\w']{{1,8}}){{0,2}}? (?:go(?:ne)? (?:through|in)|come through|saved?|taken?|stick|recorded|received|correct|right|written down)\b"
    rf"|\b(?:we|i|it|that|everything)(?:'?s|'?re|'?m| is| are| am) (?:still |all )?(?:on|good|set|booked|down|confirmed|scheduled)\b(?: (?:for|on|at|with|in|to)\b[^.?!;]{{0,24}})?(?:,? (?:right|correct|yes|no)\b|\s?\?)"
    r"|\b(?:(?:mon|tues?|wed|thu|fri)\w{0,6}|tomorrow|today)(?: at \d\S{0,6})? still (?:good|on|ok|works?|happening|set)\b"
    rf"|\b(?:remind me|tell me again|read (?:me |it |that |my )?back|repeat|go over|confirm)\b[^.?!;]{{0,20}}\b(?:{_CALL}|booked|scheduled|set up|put down|(?:we|i|you) have)\b"
    # Spanish.
    rf"|\b(?:le |me )?(?:recu[eé]rd\w{{1,5}}|rep[ií]t\w{{1,4}})\b[^.?!;]{{0,24}}\b(?:{_CALL}|qued\w{{1,5}}|agend\w{{1,4}})\b|\bqued(?:amos|[oó]) (?:en |para )?(?:el )?(?:lunes|martes|mi[eé]rcoles|jueves|viernes|ma[nñ]ana)\b"
    rf"|\b(?:a )?(?:qu[eé]|cu[aá]l)(?: es)?(?: (?:mi|el|la))? (?:hora|d[ií]a|n[uú]mero|nombre|extensi[oó]n)\b[^.?!;]{{0,30}}\b(?:{_CALL}|tienen?|anot\w{{1,4}}|apunt\w{{1,4}}|puso|llam\w{{1,4}}|qued[oóé]\w?)\b|\bcu[aá]ndo (?:es|era|me|nos|van|ser[aá])\b[^.?!;]{{0,16}}\b(?:{_CALL}|llam\w{{1,4}}|marc\w{{1,3}})\b"
    rf"|\b(?:sigue|siguen|est[aá]|queda|qued[oó]|todav[ií]a (?:est[aá]|me|es|tengo|sigue))\b[^.?!;]{{0,30}}\b(?:en pie|confirmad\w|{_CALL}|anotad\w|apuntad\w|agendad\w|(?:para|lo de)l? (?:el )?(?:lunes|martes|mi[eé]rcoles|jueves|viernes|ma[nñ]ana|hoy))\b"
    rf"|\b(?:s[ií] )?(?:me )?(?:tienen?|tengo|anot[oó]|apunt[oó]) (?:bien |todav[ií]a )?(?:mi|el|la|mis) {_HELD}\b|\bva a ser (?:hoy|ma[nñ]ana)\b|\bme (?:van a )?llam\w{1, 3} (?:hoy|ma[nñ]ana)\b",
    re.I,
)
_HAS = re.compile(
    rf"\b(?:i|we|my (?:wife|husband|daughter|son|mom|dad|sister|brother))(?:'ve| have|'d| had)? (?:already |just )?{_SET}\b(?! to\b)[^.?!;]{{0,24}}\b{_CALL}\b(?! (?:with|from) (?:my|the|our|their) (?:bank|lender|servicer|mortgage|court))"
    rf"|\b(?:i|we)(?:'ve| have|'d| had)?(?: got)? (?:a|an|one) {_CALL} (?:already|booked|scheduled|set|with (?:you|u|your|the (?:firm|law|office|lawyer|attorney))|on (?:the|your) (?:books|list|site|website))\b"
    rf"|\b(?:change|move|reschedule|push|cancel|confirm|switch|postpone|keep) (?:my|our) {_CALL}\b|\bmy {_CALL} (?:is|was|with|on|at|for)\b(?! (?:the |my )?(?:bank|lender|servicer))"
    rf"|(?<!no )(?<!nunca )\b{_PUSO}\b(?: \w{{1,9}}){{0,2}}? {_CALL}\b|\btengo (?:una|mi) {_CALL} (?:con ustedes|agendada|apartada|para|el|ma[nñ]ana|a las)\b|\b(?:cambiar|mover|cancelar|pasar|confirmar) mi {_CALL}\b",
    re.I,
)
_BARE_NOTE = re.compile(
    rf"\W{{0,3}}(?:(?:please|can (?:i|you)|i want to|i'?d like to|quiero|puedo|por favor) ){{0,3}}(?:add|leave|put|include|make|agreg\w{{1,5}}|a[nñ]ad\w{{1,4}}|poner|dejar|deje)(?: in)? (?:an?(?:other)?|some|una|algo|something)(?: (?:note|else|more|nota|m[aá]s)){{0,2}}(?: (?:to|on|in|for|a|en|para) (?:my|the|it|mi|la) ?(?:{_CALL}|note)?)?\W{{0,3}}",
    re.I,
)
_EXTENSION = re.compile(r"\b(?:ext(?:ension)?|extensi[oó]n|interno|anexo)\b\.? ?#?(\d{0,6})", re.I)
_SECOND = re.compile(
    rf"\b(?:second|2nd|segunda|otra)\W{{0,2}}\Z|\b(?:another|second|2nd|additional|separate|otra|segunda) (?:{_CALL}|one|number|person|n[uú]mero)\b|\b(?:too|also|as well|tambi[eé]n)\b",
    re.I,
)
# Where a wish for another time begins, without a stop before it: "cancel thursday and make it monday", "can't do thursday can we do friday".
_JOINT = re.compile(
    r"[.?!;,\n]|\s(?=(?:can|could|may|might) (?:we|it|you|u|they|i)\b|(?:how|what) about\b|(?:se )?(?:puede|podr[ií]a|pueden|podemos)\b)"
    r"|\b(?:so|but|then|entonces|pero)\s(?=(?:mon|tue|wed|thu|fri|el |lunes|martes|mi[eé]rc|jueves|viernes))|\b(?:and|but|so|then|y|pero)\s(?=(?:make|move|do|set|put|book|try|switch|change|reschedule|que sea|c[aá]mbi|p[aá]s[ae]|mu[eé]v|p[oó]ng))",
    re.I,
)
_IT = r"(?:it|me|us|that|this|one|(?:the|my) (?:call|callback|appointment))"
_PROPOSED = re.compile(
    rf"\b(?:can|could|may|might|would|will) (?:it|this|that|we|you|u|they|i|(?:the|my) call)(?: guys)? (?:please |pls |maybe |possibly |just |instead |rather ){{0,2}}(?:be|do|move|switch|push|try|go|call|(?:make|have|change|reschedule|set|get|put|book) {_IT})\b(?! (?:an?|the|my|any) )"
    rf"|\b(?:make|set|put|book|try|move|switch|change|push|reschedule)(?: {_IT})?(?: (?:down|in|up|over|back|out))?(?: (?:to|for|on|at))? (?!(?:you|u|they|of|an?|the|my|any)\b)"
    r"|\bdo (?:it )?(?!(?:you|u|they|i|we|not|it|an?|the|my|any)\b)|\b(?:how|what) about (?!my\b|the\b)|\bany chance (?:of|for)\b|\binst[ea]{1,2}d\b|\brather\b|\b(?:is|works?|would be) (?:much )?better\b"
    r"|\b(?:puede|podr[ií]a|pueden|podemos|podr[ií]an|se puede) (?:ser|llam|marc|hac|cambi|pas|mov|mejor)\w{0,6}\b|\b(?:que sea|mejor|en (?:vez|lugar)|qu[eé] tal)\b"
    r"|\b(?:c[aá]mbi|p[aá]s[ae]|mu[eé]v|p[oó]ng)\w{2,6}\b",
    re.I,
)
_FEW = 4
"""Words of the longest part that is a time and no more: "maybe friday at 10"."""
_RATHER_THAN = re.compile(
    r"\b(?:instead of|rather than|(?<!do )not|en (?:vez|lugar) del?|y no)\b(?: [^\s,.;?!]{1,12}){1,3}", re.I
)
_SAYS_IT_IS = re.compile(
    r"\b(?:is|are|was|when|what|will|i|i'?m|we|he|she|they|my|our|es|era|ser[aá]|cu[aá]ndo|yo|tengo|trabajo)\b", re.I
)
_TAKEN_BACK = re.compile(
    r"\b(?:cancel\w{0,6}|call(?:ed)? (?:it )?off|scrap|forget|drop|not|no|never|nor|nunca|can'?t|cannot|won'?t|don'?t|dont|doesn'?t|didn'?t|wont)\b|\b(?:i|we)(?:'?ll| will)(?: just)? (?:call|phone|do it|handle|go)\b",
    re.I,
)


@dataclass(frozen=True)
class Said:
    """What is said of a booked call."""

    kind: Kind
    named: bool = False
    """Whether the call is named as theirs, so that nothing else can be meant."""
    words: str = ""
    """Of `known`: what it is that should be in the note."""
    theirs: bool = False
    """Of `known`: only "they" are to know it, who may be anybody."""


def read_booked(text: str) -> Said | None:
    """What a message says of a call that is booked; None where it says nothing of the kind."""
    text = text.replace("\u2019", "'")
    named = bool(_NAMED.search(text))
    if _ONE_ONLY.search(text):
        return Said("one_only", named or bool(_OF_ONE.search(text)))
    other = bool(_OTHER_THING.search(text)) and not named
    if _UNANSWERED.search(text) and not other:
        return Said("unanswered", named)
    if known := _KNOWN.search(text):
        words = next(each for name, each in known.groupdict().items() if each and name != "they").strip(" .,!")
        if not _ASKS_WHETHER.match(words):
            return Said("known", named, words, theirs=bool(known["they"]))
    if _READY.search(text) and not other:
        return Said("ready", named)
    if _ASKED.search(text) and not other:
        return Said("asked", named)
    if _HAS.search(text):
        return Said("has", named=True)
    return Said("kept", named) if _KEPT.search(text) else None


def asked_time(text: str) -> str:
    """The words that ask for another day or hour for the call: of "cancel thursday, can it be monday instead? same time" the last two parts.

    What is taken back or cancelled beside it is no part of them, nor what else happens on a day; empty where no other time is asked for.
    """
    text = text.replace("\u2019", "'")
    places = [0, *(found.end() for found in _JOINT.finditer(text)), len(text)]
    parts = [_RATHER_THAN.sub(" instead ", text[start:end]) for start, end in pairwise(places)]
    kept: list[str] = []
    gone = False
    for part in parts:
        plain = normalise(times_in_english(part))
        day, hour = bool(places_of_days(plain)), bool(places_of_times(plain))
        gone = gone or bool(_TAKEN_BACK.search(part))
        if not (day or hour) or _TAKEN_BACK.search(part) or (_OTHER_THING.search(part) and not _NAMED.search(part)):
            continue
        only = gone and len(part.split()) <= _FEW and not _SAYS_IT_IS.search(part)
        if _PROPOSED.search(part) or only or (kept and not day):
            kept.append(part.strip())
    return " ".join(kept)


def is_bare_note(text: str) -> bool:
    """Whether something is to be added to the note, and not yet said what: "add a note to my call"."""
    return _BARE_NOTE.fullmatch(text) is not None


def find_extension(text: str) -> str | None:
    """An extension that is named without its number: "same number, ext 226"; empty where it is only spoken of, None where it is not."""
    found = _EXTENSION.search(text)
    return found[1] if found else None


def without_extension(text: str) -> str:
    """The words without it: no hour stands in "ext 226"."""
    return _EXTENSION.sub(" ", text)


def wants_second(text: str) -> bool:
    """Whether a call besides is asked for in so many words."""
    return _SECOND.search(text) is not None
