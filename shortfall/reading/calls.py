"""That somebody wants to be called, by whom and at which number, as they say it, English and Spanish. Pure."""

from __future__ import annotations

import re

from shortfall.reading.guarded import Guarded

CALL_ME = Guarded(
    r"\b(?:(?:call|phone|ring|telephone)(?:ed|s)? (?:me|us)|(?:ll[aá]m|m[aá]rqu)en?(?:me|nos)|(?:me|nos) (?:pueden? |podr[ií]an? )?(?:llam|marc|marqu|hable)(?!ó|aron|ab|ad|o\b)\w*)\b",
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
    r"\b(?:not|no|never|won'?t|wont|don'?t|dont|without|sin|prefiero no)\b[^.?!;,]{0,24}?\b(?:giv\w{1,3}|shar\w{1,3}|say\w{0,3}|tell\w{0,3}|leav\w{1,3}|put\w{0,4}|us(?:e|ing)|doy|dar\w{0,2}|digo|decir\w{0,2}|dejo|dejar|pon(?:er|go|ga))\b"
    r"[^.?!;,]{0,16}?\b(?:names?|nombres?)\b"
    r"|\b(?:anonymous(?:ly)?|nameless|an[oó]nim[oa]|no names?|sin nombre|without (?:a|my) name)\b|\bname[,.!?]{0,2} (?:nope|nah|no way)\b|\b(?:names?|nombres?)\b[^.?!;,]{0,12}\b(?:private|secret|to myself|none of your business)\b",
    re.I,
)


_REFUSES = re.compile(
    r"\b(?:don'?t|do not|no need to|never|not to) (?:ever |please |bother to |have (?:them|any ?one|some ?one) )?(?:call|phone|ring)(?: me| us)?(?: back)?\b"
    r"(?!,? (?:before|after(?! all)|on|at|in|until|till?|from|him|her|them|my|the|here|this|that|now|today|tonight|tomorrow|tmrw|yet|if|unless|so|when|while|during|early|late|too|(?:mon|tue|wed|thu|fri|sat|sun|morning|evening)\w{0,6}|\d))"
    r"|\bno (?:quiero |necesito )?(?:que )?(?:me|nos) (?:llamen?|marquen?|hablen?)\b(?! (?:por|antes|despu|hoy|ma[nñ]ana|a|al|en|el|los|hasta|si|cuando|tan|muy|todav)\w{0,3}\b)"
    r"|\bno (?:le |les )?ped[ií] (?:que (?:me|nos) \w{3,8}|(?:una|la|ninguna) llamada)\b|\b(?:did not|didn'?t|never) ask(?:ed)? (?:you|u|anyone|anybody|for any(?:one|body)) to (?:call|phone)\b"
    r"|\b(?:cancel\w{0,3}|borr\w{1,3}|forget|drop) (?:everything|it all|all of it|todo|(?:the|my|this|that|la|mi) (?:call|callback|request|appointment|llamada|solicitud|cita))\b",
    re.I,
)


def refuses_call(text: str) -> bool:
    """Whether no call is wanted at all: "dont call me im good", "cancele todo"; not "don't call me before 9", nor "don't call me, call my wife"."""
    said = _REFUSES.search(text)
    return said is not None and not (WANTS_CALL.search(rest := text[said.end() :]) or CALL_SOMEONE.search(rest))


_WHOM = re.compile(
    r"\b(?:who|whom|where)(?: else)? (?:do|can|should|would|could|must|to)(?: (?:i|we))? (?:call|phone|contact|ask|talk to|speak (?:to|with)|turn to|go)\b|\b(?:who|what number)(?: else)? (?:i|we) (?:can |should |could )?call\b"
    r"|\ba qui[eé]n (?:le )?(?:llamo|hablo|puedo llamar|debo llamar|acudo|le (?:llamo|hablo))\b",
    re.I,
)


def asks_whom(text: str) -> bool:
    """Whether it is asked whom to call, which asks for no call: "if not who do i call"."""
    return _WHOM.search(text) is not None and not wants_call(text)


_FOR_THE_CALL = re.compile(
    r"\b(?<!did you )(?:put|write|note|save|keep|add|take|jot|leave)\b(?! (?:me|us)\b)(?: [^\s.?!]{1,20}){0,6}? (?:as a question|for (?:whoever|the (?:lawyer|attorney|call(?:er)?|person)|when (?:they|you|someone|somebody) calls?)|to ask (?:whoever|the (?:lawyer|attorney)))\b"
    r"|\b(?:anot|apunt|guard|ponga|deje)\w{0,5}\b(?: [^\s.?!]{1,20}){0,6}? (?:para (?:quien|cuando|el abogado|la llamada|la persona)|como pregunta)\b",
    re.I,
)


def kept_for_call(text: str) -> bool:
    """Whether something is to be kept for a call that may come: "put that down as a question for whoever calls me"."""
    return _FOR_THE_CALL.search(text) is not None


def withholds_name(text: str) -> bool:
    """Whether the person gives no name: "I'd rather not say my name", "just put anonymous"."""
    return _NAMELESS.search(text) is not None


_CALLER = r"(?:they|you|u|y'?all|some ?(?:one|body)|anyone|he|she|(?:the|a|an) (?:firm|office|law center|lawyer|attorney|person))"
_CALLING = (
    r"(?:be )?(?:call(?:ing)?|ring|phone|reach|get back|get (?:hold|a hold) of|hear)(?: (?:me|us|back|to|of)\b)*+"
)
_THEN = r"(?:today|tonight|tomorrow|tmrw|this (?:morning|afternoon|week)|right (?:now|away)|soon|on (?:mon|tues|wednes|thurs|fri)day|(?:mon|tues|wednes|thurs|fri)day)"
_MAY = r"(?:will|would|could|can|is|are|does|do|might|should)"
_WHEN_CALLED = re.compile(
    rf"\b{_MAY} (?:it|that|this|the call) (?:really |still |even |maybe ){{0,2}}(?:be |happen |come )?(?:for |on )?(?:later )?{_THEN}\b"
    rf"|\b{_MAY} {_CALLER} (?:really |still |even |be able to |gonna |going to ){{0,2}}{_CALLING} (?:for |on |later )?{_THEN}\b"
    rf"|\b(?:when|what (?:time|day)|how (?:soon|fast|quick(?:ly)?)) (?:{_MAY} )?(?:{_CALLER}|(?:the|my|your) call|it|i) (?:gonna |going to )?(?:{_CALLING}|be|come|happen)\b(?! (?:the|my|our|them|from (?:the|my))\b)"
    r"|\b(?:ser[ií]a|ser[aá]|es|puede ser|podr[ií]a ser) (?:para )?(?:hoy|ma[nñ]ana)\b"
    r"|\b(?:me|nos) (?:van? a |pueden? |podr[ií]an? )?(?:llam|marc|habl)\w{1,6} (?:hoy|ma[nñ]ana)\b|\b(?:cu[aá]ndo|a qu[eé] hora|qu[eé] d[ií]a|qu[eé] tan pronto) (?:me|nos) (?:van? a |pueden? )?(?:llam|marc|habl)\w{1,6}\b",
    re.I,
)
_OF_ELSE = re.compile(r"\b(?:bank|lender|servicer|court|judge|sheriff|collectors?|banco|corte|juez)\b", re.I)


def asks_when_called(text: str) -> str:
    """The words that ask on which day or when the call comes: "would it be today?", "¿cuándo me llaman?"; empty where nothing does."""
    found = _WHEN_CALLED.search(text)
    return "" if found is None or _OF_ELSE.search(text) else found[0]


_RECORDED = re.compile(
    r"\b(?:record(?:ed|ing|s)?|tap(?:ed|ing)|grab(?:ad[oa]s?|an?|ar(?:[aá]n|la|me)?|ando))\b(?! (?:deed|lien|mortgage|judg|with|at|in|of|from|on)\w*)",
    re.I,
)


def asks_if_recorded(text: str) -> bool:
    """Whether it is asked if the call is recorded."""
    return bool(_RECORDED.search(text)) and not _OF_ELSE.search(text)


_NOTES = re.compile(
    r"(?:\A|[.,;!?\n]|\b(?:please|pls|can you|could you|can u|will you|and|also|but|just|then|to|por favor|y|puede|pueden|tambi[eé]n)\b) ?(?:please |pls |also |just ){0,3}+"
    r"(?:(?:put|add|note|write|mention|include|say|make (?:a )?note|let (?:them|him|her) know|tell (?:them|him|her|the (?:lawyer|attorney|firm|person|office)))(?: (?:down|in|also|there|please|it(?= )|for them|on (?:it|there))){0,4}+"
    r"|(?:ponga[n]?|anote[n]?|apunte[n]?|agregue[n]?|mencione[n]?|pon|anota|apunta|agrega|menciona|d[ií]ga(?:n)?les?|d[ií]les?|av[ií]se(?:n)?les?)(?: (?:tambi[eé]n|ah[ií])){0,4}+)[ :,]"
    r"{1,2}(?:that|about|my|our|i|we|i'?m|it'?s|it is|its|he|she|they|there|this is|no|que|lo de|mi|sobre|(?:the|la|el)(?! (?:call|time|hour|appointment|llamada|hora|cita)\b))\b(?! (?:\w{2,9} )?(?:name|number|phone|cell|nombre|n[uú]mero|tel[eé]fono)\b)",
    re.I,
)
# "It's about the letter I got": what the call is for.
_IS_ABOUT = re.compile(
    r"\W{0,3}(?:(?:well|so|ok|pues|bueno),? )?(?:(?:it'?s|its|it is|this is|that'?s|the call is) (?:about|regarding|over)|(?:es|la llamada es|se trata)(?: (?:sobre|por|de)| acerca de)) (?=(?:the|my|our|his|her|an?|this|that|some|mi|la|el|los|las|una?|lo|es[eao])\b)",
    re.I,
)


def to_be_noted(text: str) -> str:
    """What is to be passed on by wish: "please note that no papers came" says "no papers came"; empty where nothing is."""
    found = _NOTES.search(text) or _IS_ABOUT.match(text)
    return _LEADS.sub("", text[found.start() :]).strip() if found else ""


_LEADS = re.compile(
    r"\A[\s.,;!?]{0,3}(?:(?:please|pls|can you|could you|can u|will you|and|also|but|just|then|to|por favor|y|puede|pueden|tambi[eé]n|put|add|note|write|mention|include|say|make (?:a )?note|let (?:them|him|her) know"
    r"|tell (?:them|him|her|the (?:lawyer|attorney|firm|person|office))|down|in|it(?:'?s| is)?|this is|that'?s|the call is|well|so|ok|pues|bueno|es|la llamada es|se trata|regarding|over|por|de|acerca de|for them|ponga[n]?|anote[n]?|apunte[n]?|agregue[n]?|mencione[n]?|pon|anota|apunta|agrega|menciona|d[ií]ga(?:n)?les?|d[ií]les?|av[ií]se(?:n)?les?|that|que|about|sobre)\b[\s,:]{0,2}){1,9}+",
    re.I,
)


def wants_call(text: str) -> bool:
    """Whether the person asks to be called, whatever else they ask."""
    return bool(WANTS_CALL.search(text) or CALL_ME.search(text))


def withholds_number(text: str) -> bool:
    """Whether the person keeps the number to themselves for now: "not giving my # til I know who sees it"."""
    return _NO_NUMBER.search(text) is not None
