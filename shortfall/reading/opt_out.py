"""The words that start, stop and explain text messages, read before anything else is. Pure, and linear in time (RE2).

47 CFR 64.1200(a)(10) names stop, quit, end, revoke, opt out, cancel and unsubscribe, and lets people say it in any other
reasonable way. So a message ends the texts when all of it is such words, with politeness, a reason ("wrong number") and a
signature around them, or when one of its sentences says so of texts, in whatever words: "stop" ends them, "stop the
garnishment" is a question. What only may be meant so is asked about once.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import re2

from shortfall.base.language import Language
from shortfall.base.limits import LONGEST_MESSAGE
from shortfall.reading.ends_texts import (
    PHONE,
    ends_texts,
    may_end_texts,
    speaks_of_others,
    speaks_of_texts,
    spelt,
    wants_texts,
)
from shortfall.reading.withdrawn import withdraws

Kind = Literal["stop", "start", "help", "more", "doubtful"]

_START = {
    "en": "start; unstop; restart texts; resume texts; opt in; optin; subscribe",
    "es": "empezar; comenzar; iniciar; reanudar",
}
_HELP = {"en": "help; info", "es": "ayuda"}
_MORE = {
    "en": "more; more info; read more; show more; next; the rest; tell me more; go on; continue; keep going; give me more; send more; send me more; give me the rest; send the rest; send me the rest; and the rest",
    "es": "mas; siguiente; dame mas; deme mas; mandeme mas; digame mas; quiero mas; el resto; lo demas; y lo demas; deme el resto; dame el resto; mandeme el resto; siga; sigue; continue",
}
_MOST_WORDS = 60

# What stands around the words and changes nothing about them.
_AROUND = (
    "please|pls|plz|plez|ok|okay|k|hi|hello|hey|yo|just|now|sorry|kindly|reply|text|thanks|thank you|thx|ty|today|immediately|already|right now|at once|asap|again|"
    "anymore|any more|any longer|ever|for good|forever|man|dude|bro|buddy|pal|sir|maam|lol|omg|ffs|wtf|damn|seriously|really|i said|i told you|i told you to|i asked you to|i asked you twice to|guys|yall|enough|and|then|so|"
    "well|god|no|yes|the fuck|fucking|fuck off|f off|piss off|go away|at all|permanently|completely|all|thank u|friend|ladies|everyone|2|i beg (?:u|you)|"
    "por favor|porfa|porfavor|gracias|ya|hola|oiga|oigan|senor|senora|disculpe|disculpen|perdon|ahora|ahora mismo|mas|nunca|y|pues|inmediatamente|hoy|es en serio|les dije|le dije|les pido que|le pido que|"
    "nunca mas|jamas|de una vez|amigo|favor|que"
)
# Why somebody wants no texts. Alone it is no word that ends them.
_WRONG_EN = (
    "(?:this is |its |it is |you have |you ve |u have |youve |you got |u got |i think you have |i think you got |got |have |must be )*(?:the |a |an )?"
    "(?:wrong|incorrect|rong) (?:number|person|guy|phone|phone number|lady|house|girl|man|woman|party|num|nmbr)(?: (?:again|for this|for that|for \\w+))?"
    "|(?:this )?(?:number|phone) is (?:not|no longer)(?: \\w+){1,3}|(?:this|it|that)s? ?(?:is )?(?:not|isnt|aint) (?:my|the|his|her|their|\\w+s|right|correct)(?: \\w+)? ?(?:phone|number|cell)|(?:this )?(?:number|phone)(?: (?:now|no longer|does not|doesnt))* belongs?(?: \\w+){1,4}"
    "|(?:this is )?not the right (?:number|phone|one)|(?:i am |im |you have )?not the (?:right )?person(?: (?:you|u) \\w+(?: \\w+){0,3})?"
)
_WRONG_ES = "(?:usted |ustedes |este |es |tiene |tienen |esta |es un |tiene el |tienen el )*(?:el |un )?(?:numero|persona|telefono) (?:equivocad[oa]|incorrect[oa]|mal)|(?:este )?(?:numero|telefono) (?:ya )?no es(?: \\w+){1,3}|(?:usted |ustedes )?se (?:equivoco|equivocaron|equivoca|equivocan)(?: de (?:numero|persona|telefono))?"
_REASON = (
    f"{_WRONG_EN}|{_WRONG_ES}|(?:i |ive |i have )?changed? my mind|(?:ya )?cambie de (?:opinion|idea|parecer)|this is (?:my|a|the|our) (?:work|office|business|company|job|home|land ?line|kids?|moms?|wifes|private)(?: \\w+)? ?(?:phone|number|line|cell)|(?:this is|i am|im|it is|its|my name is|this) (?:not|isnt|aint)(?: \\w+){{1,3}}|who (?:is|are|r) (?:this|you|u)|not me|no soy yo|i (?:dont|do not) know (?:you|u|who (?:this|you|u) (?:is|are|r))|"
    "i(?: a)?m (?:at work|driving|busy|not interested|in a meeting|sleeping|a minor|on the list|done|tired of (?:this|these|it))|not interested|no thanks|"
    "(?:i |we |ive )?(?:already|just) (?:hired|have|got|told|said|asked)(?: \\w+){1,5}|(?:this|it|that) is (?:harassment|spam|illegal|a scam|annoying|too much|ridiculous)|"
    "(?:or |and )?(?:i|ill|im|i am|i will|i ll|we)(?: (?:will|gonna|going to|am))? (?:report|reporting|sue|suing|block|blocking|call|calling)(?: \\w+){1,6}|or else|"
    "i (?:never|did not|didnt|dont)(?: \\w+){0,4} (?:agree|agreed|sign|signed|ask|asked|consent|consented|subscribe|subscribed)(?: (?:up|to|for|this|these|texts|any|it|that|be|messages|you)){0,4}|"
    "why (?:do|are|r|would) (?:you|u|yall)(?: \\w+){0,3} (?:text|texting|messaging|message|contacting|bothering|calling) me|"
    "no (?:soy|es)(?: \\w+){1,3}|no (?:lo |los |la |las )?conozco(?: a (?:esa?|ese|la|el|esta|este) (?:persona|senora?|hombre|mujer))?|quien (?:es|habla|son)|estoy (?:trabajando|en el trabajo|ocupad[oa]|manejando)|no me interesa|ya (?:tengo|contrate)(?: \\w+){1,3}"
)
_ME = "(?:me|us|(?:my|this|his|her|our)(?: cell)? (?:phone|cell|number|line)|here)"
_END = "(?:sto+p+|stp|stahp|quit|cease|desist|refrain|halt|discontinue|end|cancel|mute|pause|suspend|terminate|deactivate|disable)"
_TEXTS = "(?:texts?|texting|txts?|txting|messages?|messaging|msgs?|text messages?|sms|spam|spamming|alerts?|notifications?|updates|communications?|communication|conversation|contact)"
_SENDING = (
    "(?:texting|txting|messaging|msging|contacting|bothering|harassing|spamming|writing|emailing|hitting up|blowing up|bugging|annoying|pestering|calling|calling and texting|"
    "calling or texting|texting and calling|texting or calling|sending)"
)
_SEND = "(?:text|txt|message|msg|contact|write|write to|bother|call|call or text|text or call|call and text|send|reach out to|reach|hit up|harass|spam|email|phone)"
_LIST = "(?:list|lists|system|database|contacts?|contact list|phone|file|files|records|texts|messages|here|service|program|thread|campaign|thing)"
# What is meant is in their hand, and nothing else is named: the texts themselves.
_THESE = "(?:any (?:more )?of )?(?:these|those|em)(?: (?:things|ones))?"
# The bare words, with nothing but politeness or a reason around them.
_BARE: dict[Language, str] = {
    "en": f"{_END}(?: all)?|"
    f"(?:no more|enough)(?: of)? (?:{_THESE}|this)|(?:(?:i|we) )?(?:do not|dont|no longer) (?:want|wanna|need)(?: (?:to|get|getting|receive|have|see)){{0,3}} {_THESE}|"
    "(?:(?:i|we) )?(?:do not|dont) (?:want|wanna|need)(?: to get)? (?:any |no )?more of (?:this|it|that)|"
    "stoop|stopall|s t o p|make (?:it|this|these|em) stop|remove (?:it|this)|stopped|revoke|un ?su[a-z]{2,5}rib[a-z]{0,2}(?: me)?|unsub(?: me)?|cease and desist|(?:(?:im|i am|i) )?(?:opt|opting|opted) ?out(?: ?all)?|opt me out|remove|remove me|"
    "take me off|get me off|(?:sto+p+|quit|cease)(?: (?:sending me|with|doing|all))? (?:it|this|these|that|everything)|(?:do not|dont) (?:text|message|contact)"
    "|(?:(?:im|i am|i) )?(?:unsubscribe|opt ?out|unsub|opt me out|opting out|remove me|removed|unsubscribed|opted out|stop|stopped)(?: (?:me|us|from|of|this|these|your|the|all|list|texts?|messages?|to|it|everything))+",
    "es": "alto|para|suspender|suspenda|anular|anulen|desuscribir(?:me)?|desuscrib[ae]me|pare|paren|parar|parele|parenle|parale|basta|detener|detenganse|detenga|cancelar|cancele|cancelen|terminar|salir|salirme|fin|no mas|baja|(?:no|ni uno) mas de (?:estos|esto|esos|eso)|no quiero(?: (?:recibir|ver))? (?:mas (?:de )?)?(?:estos|esos)",
}
# Words that say themselves that they are about texts or contact.
_CLEAR: dict[Language, str] = {
    "en": f"(?:dont|do not|stop) text(?:ing)? me(?: (?:just|please|but))* (?:call|ring|phone|email) me(?: instead)?|(?:{_END}|no more|no|enough|done|want out|get out|i m out|out)(?: (?:of|w|with|and|{_END}|all|the|these|those|this|your|any|sending|getting|receiving|me|us|future|further|more|automated|stupid|damn|other|or))* {_TEXTS}(?: (?:to|at|on|from|me|us|you|u|this|my|number|phone|cell|yall))*"
    f"|{_END}(?: (?:ever|fucking|freaking|trying to|and|from|{_END}))* {_SENDING}(?: (?:{_ME}|{_TEXTS}|stuff|things|anything|to|at|on|this|these|about this))*"
    f"|(?:do not|dont|never|donot)(?: (?:you|u|ever|please|dare|even|keep|fucking))* {_SEND}(?:ing)? (?:{_ME}|to me|me any|any|anything|no|nothing|it|this)(?: (?:{_ME}|to|any|more|else|anything|nothing|no|it|{_TEXTS}|stuff|things|at|on|this|that|these))*"
    f"|(?:i |we )?(?:do not|dont|no longer|did not|didnt|never) (?:want|wanna|wish|care|ask|asked|agree|agreed|consent|consented|need|like)(?: (?:to|for|you|u|be|get|getting|receive|receiving|have|any|more|these|your|the|of|further|anymore|from|no))* (?:{_TEXTS}|be texted|texted|contacted|messaged|hearing from you|hear from you)(?: (?:from|you|yall|u|this|number|anyone|me|to|anymore))*"
    f"|(?:be )?(?:remove|removed|take|taken|delete|deleted|erase|get|scrub|drop|pull|wipe)(?: (?:me|us|my|this|number|phone|cell|info|contact|information|name|and))* (?:off|off of|from|out|out of)(?: (?:of|your|this|that|the|whatever|any|all|these|ur|yall|mailing|text|texting|call|calling|sms|marketing|contact))* {_LIST}(?: (?:this is|you have|it is|or whatever))?"
    "|(?:take|remove|get|delete|pull)(?: (?:me|us|my|this|number|phone|cell))+ (?:off|off of|from|out of) (?:this|that|here|there|it|everything|your end)"
    "|(?:remove|delete|erase|lose|forget|drop|block|scratch) (?:my|this|the|our|me)(?: (?:phone|cell))? (?:number|phone|cell|digits|info|contact|contact info)(?: (?:from|off|out)(?: \\w+){1,4})?"
    "|get rid of (?:my|this)(?: (?:phone|cell))? number"
    f"|(?:i |we )?(?:want|wanna be|need|let me) (?:to (?:be|get) )?(?:off|out)(?: (?:of|this|your|the|that|ur)){{0,3}} {_LIST}"
    f"|leave {_ME}(?: the (?:hell|fuck|heck|f)| tf)? (?:alone|be|in peace)"
    f"|(?:if (?:you|u) )?(?:ever )?{_SEND} {_ME} (?:again|one more time)(?: \\w+){{0,3}} (?:sue|suing|report|reporting|block|blocking|complain|lawyer|fcc|police|court)(?: \\w+){{0,5}}"
    "|(?:i )?(?:hereby )?(?:revoke|withdraw|take back|rescind|cancel|revoking|withdrawing)(?: (?:my|any|all|and|the|prior|your|previous))* (?:consent|permission|agreement|authorization)(?: \\w+){0,8}|revoke consent"
    "|(?:you|u|yall) (?:do not|dont|no longer|never) (?:have|had)(?: (?:my|any))? (?:permission|consent)(?: \\w+){0,6}|(?:i )?(?:do not|dont|no longer) (?:give|consent|agree)(?: (?:you|my|any))*(?: (?:permission|consent))? to(?: \\w+){0,3} (?:text|texts|texting|message|messages|contact|contacted|texted)(?: \\w+){0,3}"
    "|opt ?out|unsubscribe|be removed|cancel (?:my )?(?:subscription|texts?|sms|messages)",
    "es": "(?:no|ya no|nunca|jamas|nunca mas|ni|no more|stop)(?: (?:anden?|andes|esten?|quiero|kiero|qiero|quero|mas|que|me|nos|ya|vuelva|vuelvan|vuelvas|a|deben|queremos|deseo|necesito|recibir|volver|volverme|sigan|siga|por favor|ustedes))* "
    "(?:mensajes?|mensajitos|mensages?|textos?|texts|sms|escriban?|escribas|escribir|escribirme|escribiendo|text?e+a?n?|texten?|textear|textearme|manden?|mandes|mandar|mandarme|mandando|envien?|envies|enviar|enviarme|llamen?|llames|llamar|llamarme|llamando|"
    "contacten?|contactar|contactarme|molesten?|molestes|molestar|molestando|hablen?|marquen?|textos|busquen)(?: (?:mas|nada|ningun|mensajes?|textos?|a|al|este|mi|ese|numero|telefono|celular|por favor|ya|nunca|de|ustedes|ni|me|llamen?|escriban?|cosas|esto|otra|vez|aqui))*"
    "|(?:deje|dejen|deja|dejenme|paren|pare|parele|parenle|basta|ya basta|alto|detengan|detenga|stop|no more|quit)(?: (?:ya|de|con|los|las|sus|a|estos|tantos|me|esos))* (?:mensajes?|mensages?|textos?|texts|mandar\\w*|mandando\\w*|enviando\\w*|escribiendo\\w*|te[xs]t?ea\\w*|molestando\\w*|llamando\\w*|enviar\\w*|escribir\\w*|molestar\\w*|llamar\\w*|fastidiar\\w*|contactar\\w*|acosar\\w*|chingar\\w*)(?: (?:mas|mensajes?|textos?|a|al|este|mi|numero|telefono|por favor|ya|cosas|de|ustedes|me))*"
    "|(?:borr\\w+|elimin\\w+|quit\\w+|saqu\\w+|sac\\w+|remuev\\w+|olvid\\w+|pierd\\w+)(?: (?:me|mi|el|este|ese|de|su|la|esta|esa|sus|por favor|ya|mis))* (?:numero|telefono|celular|lista|ahi|aqui|contactos|sistema|base de datos|registro|registros|datos)(?: (?:de|su|la|esta|esa|lista|sistema|telefono|por favor|ya|base|datos|sus|contactos|tel))*"
    "|(?:borrenme|quitenme|saquenme|eliminenme|borreme|quiteme|saqueme|elimineme|borrame|quitame|sacame)(?: (?:de|ya|su|la|esta|lista|ahi))*"
    "|(?:quiero |quisiera |me quiero |quiero que me |necesito |solicito )?(?:darme|dar|dame|deme|denme|den|dar me|dan)(?: me)? de baja(?: \\w+){0,4}"
    "|(?:cancel|anul)\\w+ (?:los |mis |estos |la |mi |sus |todos los )?(?:mensajes?|textos?|su[bs]?scripcion|sms)|(?:dejenme|dejeme|dejame|dejen me|dejennos|dejenos|dejen? (?:a )?(?:mi|este|el|la) \\w+) (?:ya )?(?:en pa[zs]|tranquil[oa]|de molestar)"
    "|(?:retiro|revoco|cancelo|quito) (?:mi |el )?(?:consentimiento|permiso|autorizacion)(?: \\w+){0,8}|no (?:doy|di|dimos|tienen|tiene|autorizo|autorice)(?: \\w+){0,3} (?:permiso|consentimiento|autorizacion)(?: \\w+){0,8}|no autorizo(?: \\w+){0,3} (?:mensajes|textos|llamadas)",
}
_ASKED = "(?:you|u) (?:can|may)(?: please)?|(?:i |id |we )?(?:want|would like|d like|like|need|wish|demand|request|am asking|asking|prefer)(?: (?:you|u|yall|to|be|that|for|it))*|(?:can|could|will|would) (?:you|u|yall)(?: (?:please|guys|just))*|tell them to|quiero que(?: me)?|quisiera que"
_WRONG: dict[Language, str] = {"en": _WRONG_EN, "es": _WRONG_ES}
# A word that ends the message, and what before it makes it another thing that is to stop.
_LAST = frozenset("stop stopp".split())
_STOPS_SOMETHING = frozenset(
    "to it this that them him her not wont cant dont a the can must should will would non bus train".split()
)
# What people call texting somebody, put in plain words before anything is read.
_HITTING = re2.compile(
    r"\b(?:hit|blow)(?:t?(ing))? (?:(?:me|us) up|(?:up )?(?:me|us|(?:my|this|our) (?:\w+ )?(?:phone|line|cell|number|inbox|dms?))(?: up)?)\b"
)
_QUOTES = (
    "callback|appointment|phone call|cita|llamada|told|tell|tells|says?|said|dice|dicen|dijo|dijeron|dije|how|como"
)
# Something is asked or told.
_TELLS = (
    "how|what|when|where|why|which|can|could|does|did|will|should|would|tell|told|tells|say|says|said|keeps?|kept|they|he|she|"
    "collectors?|lenders?|servicer|banks?|creditors?|foreclosure|sale|auction|garnishment|eviction|callback|appointment|call|house|home|instead|rather|mejor|"
    "como|cuando|cuanto|donde|puedo|pueden|puede|dice|dicen|dijo|dijeron|banco|cobrador(?:es)?|embargo|subasta|venta|cita|llamada|casa"
)
# Neither a plain end nor a question about a house: asked about once.
_PERHAPS: dict[Language, str] = {
    "en": (
        "who (?:is|are|r) (?:this|you|u)|(?:please )?(?:take|remove) my name(?: off)?|no more|go away|get lost|enough|thats enough|(?:im |i am |we are |were )?all set"
        "|(?:im |i am )?(?:done|not interested|no longer interested|over it)(?: (?:with (?:this|you|it|yall)|here|now))?"
        "|not interested|no longer (?:needed|interested)"
        "|(?:i |we )?(?:dont|do not|no longer) need (?:this|it|anything|help|you|your help|your services|any help|nothing)(?: (?:anymore|any more|now|else))?"
        "|never again|(?:i )?(?:dont|do not) (?:want|wanna)(?: to)? (?:talk|speak|chat)(?: (?:to|with))? (?:you|u|yall|this)(?: (?:guys|people|anymore))*|no need|bye(?: bye)?|who told you to text me|not me"
        "|(?:i )?(?:never|didnt|did not) (?:sign|signed|agree|agreed|ask|asked|subscribe|subscribed)(?: (?:up|to|for|this|these|any|it|that|of))*"
        "|(?:why|how come|who)(?: (?:do|are|r|would|is|keep|keeps))* (?:you|u|yall|this)(?: \\w+){0,3} (?:text|texting|messaging|message|contacting|bothering) me(?: \\w+){0,4}"
        "|did i (?:ask|sign up|agree|subscribe)(?: \\w+){0,5}|how did (?:you|u) get my number"
    ),
    "es": (
        "ya estuvo|ya fue|ya estuvo bueno|suficiente"
        "|ya no (?:ocupo|necesito|quiero)(?: (?:nada|ayuda|su ayuda|esto|sus servicios|mas|de ustedes))*"
        "|(?:ya )?no quiero hablar con (?:ustedes|usted)|no me interesa|ya no me interesa|ya no hace falta|no hace falta|ya termine"
        "|por que (?:me|nos)(?: \\w+){0,2} (?:mandan?|escriben?|texte\\w+|envian?|molestan?|llaman?)(?: \\w+){0,3}"
        "|(?:ya )?dej[ae]n?me|no quiero (?:saber |recibir )?(?:nada|mas)(?: (?:de|con) (?:ustedes|usted|esto))?|como (?:consiguieron|tienen|obtuvieron|consiguio) mi numero|larguese|vayase"
    ),
}
_SPANISH = frozenset(
    "mensaje mensajes texto textos alto parar pare paren dejen deje dejenme basta por ya que escriba escriban manden envien llamen molesten contacten contactado contactar texten texteen numero avisos estos telefono celular usted ustedes nada quiero".split()
)
_ABOUT_TEXTS = (
    "(?:text(?:s|ing)?|messag(?:e|es|ing)|sms|contact(?:ing)?|mensajes?|textos?|bother(?:ing)?|spam(?:ming)?)"
)
_ENDING = "(?:stop|quit|end|cancel|unsubscribe|revoke|remove|delete|opt(?:ing)? out|no more|dont|do not|never|leave|wrong|harass(?:ing|ment)?|alto|parar|cancelar|dejen? de|dejen?me|basta)"
# "stop" and "no more texts" are about texts; "leave me alone" and "I revoke my consent" are about everything.
_CALLS_TOO = re2.compile(
    r"\b(?:revoke|consent|permission|contact(?:ing)?|bother(?:ing)?|harass(?:ing)?|leave me(?: \w+){0,3} alone|(?:take|remove|get) me|(?:lose|forget|remove|delete|erase) (?:my|this) number|off (?:your|this|the) list|call(?:ing)?|"
    r"en paz|(?:quit|sac|saqu|borr|elimin)\w+|llam\w+|contact\w+|molest\w+|consentimiento|permiso)\b"
)
_KEEP = re2.compile(r"\b(?:why |y |how come )?(?:do )?(?:you|u|yall) keep\b")
"""They speak to us."""
_DENIED = re2.compile(r"(?:\w+ ){0,3}?(?:no|not|dont|nunca) (?:more|mas|help|info|ayuda|start)\b")
# What a phone or a mail program puts under a message, and a name.
_SIGNATURE = re2.compile(
    r"(?is)(?:\n|^|[.!?]\s|\s[-\x{2013}\x{2014}~*])\s*(?:sent (?:from|via|with|by)|get outlook|enviado desde|enviado por|best regards|kind regards|regards|sincerely|saludos|atentamente|--|__|~|confidentiality notice|this (?:e-?mail|message) (?:is|and|may))"
)
_NAME = re2.compile(
    r"(?:\n|^)\s*(?:[-~*\x{2013}\x{2014}]\s*)?(?:thanks,?|thank you,?|gracias,?)?\s*\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*){0,2}\s*$"
)
_NAME_BESIDE = re2.compile(r"(?:\s*[,;\x{2013}\x{2014}]|\s[-~*])\s*(\p{Lu}[\p{L}.'-]*(?: \p{Lu}[\p{L}.'-]*){0,2})\s*$")
_SENTENCES = re2.compile(r"[^.!?,;\n]+[.!?,;\n]*")
_NUMBER = re2.compile(r"\s*\+?[\d ().-]{7,20}\s*")


@dataclass(frozen=True)
class Command:
    """What a message asks of the texting itself, and in which language."""

    kind: Kind
    language: Language


def _table(kind: Kind, words: dict[str, str]) -> dict[str, Command]:
    found: dict[str, Command] = {}
    for language in ("en", "es"):
        command = Command(kind, "es" if language == "es" else "en")
        found |= {" ".join(phrase.split()): command for phrase in words.get(language, "").split(";") if phrase.strip()}
    return found


_COMMANDS = _table("more", _MORE) | _table("help", _HELP) | _table("start", _START)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, Any]:
    around = f"(?:(?:{_AROUND}|{_REASON}) )*"
    after = f"(?: (?:{_AROUND}|{_REASON}))*"
    kept = f"(?:(?:{_AROUND}) )*"
    found = {
        "tells": f"(?:.* )?(?:{_TELLS})(?: .*)?",
        "quotes": f"(?:.* )?(?:{_QUOTES})(?: .*)?",
        "about": f"(?:.* )?{_ABOUT_TEXTS}(?: .*)?",
        "ending": f"(?:.* )?{_ENDING}(?: .*)?",
        "polite": f"{kept}(?P<bare>.*?)(?: (?:{_AROUND}))*",
    }
    for language, bare in _BARE.items():
        clear = f"{_WRONG[language]}|{_CLEAR[language]}"
        word = f"(?:(?:{bare})(?:(?: (?:{_AROUND}))* (?:{bare}))*|(?:(?:{_ASKED}) )?{around}(?:{clear}))"
        found[f"whole_{language}"] = f"{around}{word}(?:{after} {word})*{after}"
        found[f"perhaps_{language}"] = f"{kept}(?:{_PERHAPS[language]})(?: (?:{_AROUND}))*"
        found[f"wrong_{language}"] = f"(?:(?:{_AROUND}) )*(?:{_WRONG[language]})(?: (?:{_AROUND}))*"
        found[f"clear_{language}"] = f"(?:(?:{_AROUND}|{_ASKED}) )*(?:{clear})(?: (?:{_AROUND}))*"
    options = re2.Options()
    options.max_mem = 256 << 20
    return {name: re2.compile(pattern, options) for name, pattern in found.items()}


def read(text: str) -> Command | None:
    """What the whole message asks for; None for one that is a question or an answer like any other.

    `doubtful` is a message that may mean the end of the texts: it gets one text that says how to end them and no answer, and a
    person looks at it.
    """
    text = text[:LONGEST_MESSAGE]
    patterns = _patterns()
    plain = normalise(text)
    polite = patterns["polite"].fullmatch(plain)
    bare = polite["bare"] if polite and not _DENIED.match(plain) else ""  # "no more" asks for nothing more
    if found := _COMMANDS.get(plain) or _COMMANDS.get(bare):
        return found
    message = unsigned(text)
    words = normalise(message)
    if len(words.split()) > _MOST_WORDS:
        return None
    for whole in dict.fromkeys((plain, words, " ".join(map(spelt, words.split())))):
        for language in _BARE:
            if patterns[f"whole_{language}"].fullmatch(whole):
                return Command("stop", language)
    return _beside(message, words) or (None if withdraws(message) else _doubtful(words))


def _beside(message: str, words: str) -> Command | None:
    """What a message asks of the texting in a sentence of its own, in whatever words, beside what else it says."""
    patterns = _patterns()
    parts = [(normalise(part), "?" in part) for part in _SENTENCES.findall(message)]
    alone = not speaks_of_others(words)
    if any(wants_texts(part) for part, _ in parts):
        return None
    if any(ends_texts(part, asked, alone) for part, asked in parts if part):
        return Command("stop", _language(words))
    if "?" in message or patterns["tells"].fullmatch(_KEEP.sub("you", words)):
        return None
    for kind in ("clear", "whole"):
        for language in _BARE:
            for said in (part for part, _ in parts if part and patterns[f"{kind}_{language}"].fullmatch(part)):
                wrong = patterns[f"wrong_{language}"].fullmatch(said)
                if wrong and PHONE.search(words):
                    return None  # "wrong number, it is 312 555 0142" puts right what we read back
                clear = kind == "clear" and not wrong
                return Command(
                    "stop" if clear or (alone and (wrong or speaks_of_texts(words))) else "doubtful", language
                )
    last, before = (words.split()[-1], words.split()[-2]) if " " in words else ("", "")
    return Command("doubtful", _language(words)) if last in _LAST and before not in _STOPS_SOMETHING else None


def _language(words: str) -> Language:
    return "es" if _SPANISH & set(words.split()) else "en"


def _doubtful(words: str) -> Command | None:
    patterns = _patterns()
    for language in _BARE:
        if patterns[f"perhaps_{language}"].fullmatch(words):
            return Command("doubtful", language)
    if patterns["about"].fullmatch(words) and patterns["ending"].fullmatch(words) and not _others(words):
        return Command("doubtful", _language(words))
    return Command("doubtful", _language(words)) if may_end_texts(words) else None


def _orders(words: str) -> bool:
    """Whether it is no name: "for the third time, STOP"."""
    return any(_patterns()[f"whole_{language}"].fullmatch(words) for language in _BARE)


def _others(words: str) -> bool:
    """Whether the words are about somebody else's calls and texts, or about the house."""
    others = f"(?:.* )?(?:{_OTHERS})(?: .*)?"
    return bool(_compiled(others).fullmatch(words))


_OTHERS = (
    "how do|how can|how to|email|emails|letters?|instead|correo|cartas?|mejor|they|them|him|collectors?|collections?|collection agency|lender|lenders|servicer|bank|banks|creditors?|midland|mortgage company|make|making|callback|appointment|sale|auction|"
    "foreclosure|garnishment|lien|eviction|como|cobrador(?:es)?|banco|prestamista|acreedor(?:es)?|pueden|hago|embargo|subasta|venta|cita"
)


@lru_cache(maxsize=1)
def _compiled(pattern: str) -> Any:
    return re2.compile(pattern)


def ends_calls(text: str) -> bool:
    """Whether a message that ends the texts takes back the consent to calls as well: it is about consent or contact, not texts alone."""
    return bool(_CALLS_TOO.search(normalise(unsigned(text[:LONGEST_MESSAGE]))))


def unsigned(text: str) -> str:
    """A message without its signature: "Sent from my iPhone", "-- ", a name or a number on a line of its own, "Stop - Maria"."""
    if (match := _SIGNATURE.search(text)) and text[: match.start()].strip():
        text = text[: match.start()]
    lines = text.strip().split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or _NAME.fullmatch(lines[-1]) or _NUMBER.fullmatch(lines[-1])):
        lines.pop()
    text = "\n".join(lines)
    if (beside := _NAME_BESIDE.search(text)) and not (_others(name := normalise(beside[1])) or _orders(name)):
        text = text[: beside.start()]
    return text


def normalise(text: str) -> str:
    """Small letters and single spaces, without accents, signs and emoji: "Stop!!" and "STÓP" are "stop"."""
    flat = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("\u2019", ""))
    plain = " ".join("".join(c if c.isalnum() else " " for c in flat if not unicodedata.combining(c)).split())
    return str(_HITTING.sub(r"contact\1 me", plain))
