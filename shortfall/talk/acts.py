"""What a message does besides asking and telling: agree, refuse, not know, complain, command.

Several at once. Pure and linear: each act is a list of phrases; the short ones must be nearly the whole message.
"""

from __future__ import annotations

import re
from typing import Literal, get_args

from shortfall.reading.sentences import CLAUSE

Act = Literal[
    "yes", "no", "unsure", "not_yet", "skip", "why", "what_counts", "repeat", "back", "restart", "cancel",
    "complaint", "unhelpful", "wrong", "thanks", "acknowledge", "lost", "feeling", "hedged", "asks", "mine_shown", "to_text", "to_mail", "more", "explain", "doubts", "plainly", "redo", "exact", "recap", "weighs",
]  # fmt: skip
ACTS: frozenset[str] = frozenset(get_args(Act))

SHORT = 8  # words; a longer message also tells or asks something
LONG = 25  # words of the longest message whose clauses are read one by one
OF_A_CLAUSE = frozenset({"skip", "cancel", "unsure", "not_yet", "why"})

# These must be the whole message, apart from politeness and punctuation.
_POLITE = re.compile(
    r"\b(?:please|pls|plz|thanks?|thank you|thx|ty|sir|ma'?am|ok(?:ay)?|well|um+|uh+|oh|hey|so|just|really|honestly|actually|"
    r"por favor|gracias|pues|bueno)\b|[^\w\s']",
    re.I,
)
_WHOLE: dict[str, str] = {
    "yes": r"(?:yes|yea|yeah|yeh|yep|yup|ya|y|ok|okay|k|sure|correct|right|that'?s (?:right|correct|it|me|fine)|fine|go ahead|do it|do that|sounds good|works|that works|"
    r"perfect|great|good|absolutely|definitely|of course|i (?:do|agree|consent|would|confirm)|yes i do|yes do|yes that'?s right|confirm(?:ed)?|please do|send it|"
    r"let'?s do (?:it|that)|i'?d like that|that one|both|s[ií]|(?:s[ií] )?claro(?: que s[ií])?|correcto|exacto|est[aá] (?:todo )?(?:bien|correcto)|todo est[aá] bien|de acuerdo|[aá]ndele|dale|sim[oó]n|sip|[oó]rale|sale|va|c[oó]mo no|(?:es)?t[aá] bueno|(?:s[ií]|est[aá] bien|bueno|[aá]ndele) (?:ll[aá]men?me|h[aá]blen?me)|adelante|perfecto|por supuesto|desde luego|as[ií] es|eso (?:es|mismo)|me parece(?: bien)?|confirm(?:o|ado)|m[aá]ndelo|env[ií]elo|(?:s[ií] )?(?:acepto|quiero)|s[ií] (?:puede|pueden|me pueden llamar|se[nñ]orita|est[aá] bien|est[aá] correcto))",
    "no": r"(?:no|nope|nah|n|not really|no thanks|no thank you|i don'?t|i do not|don'?t|nothing|none|neither|not now|no way|i'?m good|im good|no gracias|para nada|nada|ningun[oa](?: de (?:esas|esos|ellas|ellos))?|(?:no )?(?:ahorita|ahora|mejor) no(?: puedo)?|ahorita no puedo|mejor (?:despu[eé]s|luego|otro d[ií]a)|(?:no )?no quiero|no acepto|claro que no|de ninguna manera|nel|eso no)",
    "unsure": r"(?:idk|i ?d k|dunno|no idea|not sure|unsure|i'?m not sure|im not sure|i (?:do not|don'?t|dont|dnt) (?:really )?(?:know|remember|recall)(?: (?:it|that|exactly|yet|for sure|right now|off hand))?|"
    r"no clue|who knows|can'?t remember|cant remember|(?:yo )?no (?:lo )?s[eé](?: (?:bien|exactamente|exacto|todav[ií]a|ahorita))?|no (?:me acuerdo|recuerdo|tengo (?:ni |la menor )?idea|estoy segur[oa]|le s[eé] decir|sabr[ií]a decirle)|(?:la verdad )?no s[eé]|ni idea|qui[eé]n sabe|sepa|no (?:lo )?tengo a la mano|don'?t have (?:it|that)(?: (?:with me|handy))?|not a clue|beats me|hard to say|i forgot|\?+)",
    "not_yet": r"(?:not (?:yet|sold yet|sold)|(?:it|the house|house)?(?:'?s| is| has)? ?(?:hasn'?t|has not|hasnt|not|isn'?t|isnt)(?: been)? (?:sold|happened|auctioned)(?: yet)?|nothing (?:yet|sold)|not so far|nobody sold (?:it|anything)|"
    r"still (?:mine|living (?:in it|there)|in it|have it)|todav[ií]a no|a[uú]n no|no se (?:ha )?(?:vend(?:e|ido)|subastado)(?: todav[ií]a)?|no la han (?:vendido|subastado|rematado)|sigo (?:aqu[ií]|viviendo (?:aqu[ií]|en (?:ella|la casa))))",
    "skip": r"(?:skip|i (?:don'?t|dont|do not) (?:want|wanna|like) to (?:say|tell(?: you)?)|skip (?:it|this|that|this one|that one)|pass|next|move on|leave it|leave (?:that|it) out|rather not(?: say)?|prefer not(?: to say)?|i'?d rather not(?: say)?|no comment|saltar|s[aá]lt(?:el[ao]|ese|e)(?: (?:esa|esta)(?: pregunta)?)?|p[aá]s[ae]l[ao]|paso|(?:la )?siguiente|la que sigue|prefiero no (?:decir(?:lo|le)?|contestar)|no quiero (?:decir(?:lo|le)?|contestar)(?: eso)?)",
    "repeat": r"(?:repeat|repeat that|say (?:that|it) again|again|come again|what did you (?:say|ask)|what was (?:that|the question)|what was that again|can you repeat(?: that)?|"
    r"(?:(?:i|we) )?(?:still |really )?(?:don'?t|didn'?t|dont|didnt|do not|did not|can'?t|cant) (?:really |quite )?(?:understand|get|follow|make sense of)(?: (?:it|that|this|you|a word|any of (?:it|that|this)|what (?:you|that|this|it) (?:just )?(?:mean|means|meant|said|say|saying|wrote)))?|(?:(?:can|could|would) (?:you|u) )?(?:say|put|explain) (?:it|that|this) (?:(?:to me|again|more) )?(?:simpler|simply|in (?:simple|simpler|plain|easy|easier|other) (?:words|english|terms)|(?:more )?(?:easy|easier|simple))|(?:in )?(?:simpler|plain|easier|simple) (?:words|english|terms)|(?:make it )?simpler|(?:that|it)(?:'s| is) (?:too (?:hard|complicated|many words)|confusing)|what do you mean|huh|what|repita|rep[ií]t(?:al|el)o|(?:me )?(?:lo )?puede repetir(?:lo|me)?|me lo repite|otra vez|(?:yo )?(?:todav[ií]a )?no (?:le |lo |la |les )?(?:entend[ií]|entiendo|comprend[ií]|comprendo)(?: (?:nada|bien|muy bien|eso|esto|ni papa|lo (?:que (?:me )?(?:dijo|dice|puso|quiere decir)|de eso)))?|(?:m[aá]s (?:sencillo|f[aá]cil|simple)|(?:d[ií]gamelo|expl[ií]quemelo|p[oó]ngalo|(?:me lo )?(?:puede|podr[ií]a) (?:decir|explicar|poner)(?:lo|melo)?) (?:m[aá]s )?(?:sencillo|f[aá]cil|simple|claro))|(?:expl[ií]que(?:me|melo)?|d[ií]ga(?:me|melo))(?: (?:m[aá]s (?:sencillo|claro|f[aá]cil)|mejor|otra vez|(?:con|en) (?:otras )?palabras(?: m[aá]s)?(?: sencillas| f[aá]ciles)?))|en (?:otras )?palabras(?: m[aá]s)? (?:sencillas|f[aá]ciles)|c[oó]mo(?: dijo| dice)?|mande|qu[eé] (?:dijo|dice|quiere decir)|d[ií]gamelo otra vez)",
    "back": r"(?:back|go back|previous|undo|undo that|one step back|(?:para |hacia )?atr[aá]s|regres(?:ar|e|emos)|volver(?: atr[aá]s)?|(?:a )?la (?:pregunta )?(?:anterior|de antes)|pregunta anterior|dev[ue]+lvase|deshacer)",
    "restart": r"(?:restart|start over|start again|begin again|new chat|reset|start from scratch|forget (?:everything|all(?: of it)?)|(?:quiero |vamos a )?(?:empezar|comenzar|empecemos|comencemos|empiece) (?:de nuevo|otra vez|desde (?:cero|el principio))|volver a (?:empezar|comenzar)|(?:otra vez |de nuevo )?desde (?:cero|el principio)|b[oó]rr[ea](?:lo)? todo|borrar todo|reiniciar)",
    "cancel": r"(?:never ?mind|nvm|forget it|forget (?:that|the call|about it)|cancel|cancel (?:that|it|this)|stop (?:this|that|asking)|i changed my mind|changed my mind|leave it alone|don'?t bother|"
    r"no (?:call|callback)|quit|exit|not anymore|(?:no )?(?:ya )?(?:as[ií] )?d[eé]j(?:el|al)o(?: as[ií])?|dej[eé]moslo(?: as[ií])?|(?:ya )?olv[ií]d(?:el|al)o(?: ya)?|cancel(?:ar|e|elo|ela|a)(?: (?:esto|todo|la llamada))?|(?:no )?ya no(?: quiero(?: (?:seguir|nada))?)?|par[ea](?: ya)?|p[aá]rele|salir|cambi[eé] de (?:opini[oó]n|idea)|no quiero (?:seguir|la llamada)|ya estuvo)",
    "more": r"(?:more|(?:some )?more info(?:rmation)?|more about (?:this|that|it)|tell me more(?: about (?:this|that|it))?|read more|show more|go on|keep going|continue|the rest|"
    r"what else|m[aá]s(?: informaci[oó]n)?|(?:d[ií]ga|expl[ií]que|cu[eé]nte|d[aeé]|m[aá]nde)me (?:m[aá]s|el resto|lo dem[aá]s)(?: de eso)?|el resto|lo dem[aá]s|siga|contin[uú]e|(?:y )?qu[eé] m[aá]s)",
    "thanks": r"(?:thanks?|thank you(?: (?:so|very) much)?|thx|ty|tysm|much appreciated|appreciate it|bless you|god bless(?: you)?|(?:that )?help(?:s|ed)(?: a lot)?|(?:muchas |much[ií]simas |mil )?gra[cs]ias(?: se[nñ]or(?:a|ita)?)?(?: por (?:todo|su ayuda|la ayuda|la informaci[oó]n))?|(?:que )?dios (?:le|lo|la|los) bendiga|(?:se )?lo agradezco|muy amable|me (?:ayud[oó]|sirvi[oó]) (?:mucho|bastante)|bendiciones)",
    "acknowledge": r"(?:ok|okay|k|kk|hm+|hmm+|mhm|i see|got it|gotcha|ah+|oh|alright|all right|cool|good to know|wow|damn|geez|interesting|understood|makes sense|right|fine|great|"
    r"so that'?s (?:for sure|it|final)|that'?s (?:for sure|final)|for sure|really|seriously|ya veo|(?:s[ií] |ya )?entiendo|entendido|ya entend[ií]|ah? (?:ok|ya|bueno)|aj[aá]|ya|ni modo|est[aá] bien|con raz[oó]n|qu[eé] (?:bueno|bien|mal))",
    # Doubts about an answer.
    "doubts": r"(?:(?:and |but )?(?:are |r )?(?:you|u) (?:\w+ )?(?:sure|positive|certain)(?: (?:about|of) (?:that|this|it))?|is (?:that|this|it) (?:\w+ )?(?:true|correct|accurate|certain|sure|legit|the law)|"
    r"says who|who says(?: so)?|how do you know(?: (?:that|this))?|where does it say (?:that|so)|where is (?:that|it) written|(?:what|which) law(?: says (?:that|so))?|what(?:'?s| is) your source|"
    r"(?:y )?(?:est[aá]|es) (?:usted )?(?:segur[oa]|cierto|verdad)(?: (?:de )?eso)?|qui[eé]n (?:lo )?dice(?: eso)?|(?:qu[eé]|cu[aá]l) ley(?: (?:lo )?dice(?: eso)?)?|c[oó]mo (?:lo )?sabe(?: eso)?)",
    "why": r"(?:why|why(?: do| would| does| is)? (?:you|that|it|this|u)?(?: need| ask| want| matter| asking)?(?: (?:that|it|this|to know(?: [\w' ]{1,40})?|my number|my name|all that))?|what(?:'?s| is) (?:that|this|it) for|what do you need (?:that|it|this) for|"
    r"is that (?:necessary|needed|required)|do (?:i|you) (?:have|need) (?:to|that|it)|(?:y )?por ?qu[eé](?: (?:me )?(?:lo )?(?:necesita|quiere|pregunta|pide|ocupa)n?(?: saber)?(?: (?:eso|esto|mi (?:n[uú]mero|tel[eé]fono|nombre)|tanto))?)?|(?:y )?(?:eso )?para qu[eé](?: (?:me )?(?:lo )?(?:necesita|quiere|ocupa|es|sirve|pregunta)n?(?: saber)?(?: (?:eso|esto|mi (?:n[uú]mero|tel[eé]fono|nombre)))?)?|es (?:necesario|obligatorio)|tengo que (?:decirlo|darlo|contestar))",
    "what_counts": r"(?:what (?:counts|counts as (?:that|owed|pay))|what (?:do|does) (?:you|that|it) (?:mean|include|count)(?: by (?:that|owed|it))?|which (?:one|amount|number)|(?:before|after|with|without|including)(?: or (?:before|after|with|without))? (?:interest|fees|taxes|tax)(?: or (?:before|after|not|without) ?\w*)?|"
    r"(?:is that|per|weekly|monthly|a) (?:week|month|year|weekly|monthly|before taxes|gross|net|or (?:monthly|weekly))(?: or \w+)?|principal or (?:total|everything)|gross or net|net or gross|qu[eé] (?:cuenta|incluye)|cu[aá]l(?: (?:de (?:ellos|ellas|los dos|las dos)|cantidad))?|(?:antes o despu[eé]s|antes|despu[eé]s) de (?:impuestos|taxes)|(?:al mes|por mes|mensual) o (?:a la|por|cada) ?\w+|con (?:o sin )?(?:los )?intereses|bruto o neto)",
    "lost": r"(?:help|help me|i need help|i'?m lost|im lost|i don'?t know what to (?:do|ask|say)|idk what to (?:do|ask|say)|what (?:do|should|can) i (?:do|ask|say)(?: now)?|now what|where do i (?:start|begin)|i'?m confused|im confused|"
    r"no s[eé] (?:ni )?(?:qu[eé] (?:hacer|preguntar)|por d[oó]nde empezar|c[oó]mo empezar)|ayuda|ay[uú]d(?:em|enm|am)e|(?:me pueden? ayudar|necesito (?:su )?ayuda)|(?:y )?(?:ahora )?qu[eé] (?:hago|puedo hacer|debo hacer)(?: ahora)?|y ahora qu[eé]|por d[oó]nde empiezo|estoy (?:perdid|confundid)[oa])",
    "mine_shown": r"(?:what (?:do you|have you|info do you) (?:have|know|got|kept|written)(?: (?:about|on|of))? ?(?:me|down)?(?: so far)?|show me what you (?:have|know)(?: (?:about|on) me)?|qu[eé] (?:(?:datos|informaci[oó]n) )?(?:sabe|tiene|guard[oó])n? (?:de|sobre) m[ií])",
    # The person wants to continue by text, or a summary by e-mail.
    "to_text": r"(?:(?:can|could|may) (?:i|we|you|u) |is it possible to |i(?: want| wanna|'?d like|'?d rather| would like| would rather)(?: to)? |let'?s |how (?:do|can) (?:i|we) )?"
    r"(?:(?:(?:do|continue|keep|finish|move|have|take|get|carry|switch|send|talk|chat|go)(?: (?:me|you|this|it|that|on|over|here|with|the|our|chat|conversation|talking|going|us)){0,4} (?:by|over|via|on|to|through|in) (?:text|texts|texting|sms|text messages?)|(?:do|continue|keep|finish|move|have|take|switch|send|carry on|go on)(?: (?:this|it|that|on|over|with|the|our|chat|conversation|talking|going)){0,4} (?:on|to) my (?:cell|(?:cell ?)?phone))|"
    r"text (?:me|you|us)(?: (?:this|the|that|it|our|my|about|chat|conversation|here|instead|on)){0,3}|text (?:this|it|that|the chat|this chat)(?: to (?:me|my (?:cell ?)?phone))?)(?: instead| later)?|"
    r"(?:do you (?:guys )?(?:text|have a (?:text|texting) (?:number|line)|have a number (?:i|we) can text)|is there a number (?:i|we) can text|what number (?:do|can) i text)|"
    r"(?:(?:puedo|podemos|podr[ií]a(?:mos)?|se puede|quiero|prefiero|quisiera|c[oó]mo puedo) )?(?:(?:seguir|continuar|hacer|hacerlo|hablar|pasar|pasarlo|mandar|m[aá]nd(?:em|am)e|env[ií](?:em|am)e|p[aá]s(?:em|am)e|mandarme|enviarme)(?: (?:esto|eso|lo|la|el|este|con|chat|conversaci[oó]n|pl[aá]tica)){0,3} (?:por|en|a) (?:un )?(?:mensajes?|mensajes? de texto|texto|textos|sms|mi (?:tel[eé]fono|celular))|(?:text[eé](?:em|am)e|textearme|textear|textearles|mandarles (?:un )?(?:texto|mensaje))(?: (?:esto|este chat))?)",
    "to_mail": r"(?:(?:can|could|would) (?:you|u) |i (?:want|need) you to |i'?d like you to )?(?:e[ -]?mail (?:me|it|this|that)(?: (?:this|it|that|the|a|my|our|of|all|everything|chat|conversation|summary|copy|figures|numbers|please)){0,4}(?: to me)?|"
    r"(?:send|get|have|give)(?: (?:me|this|it|that|the|a|my|our|of|chat|conversation|summary|copy|figures|numbers)){1,5} (?:by|in|to|via) (?:(?:an?|my) )?e[ -]?mail)|"
    r"(?:(?:can|could) (?:i|we) )?(?:get|have) (?:this|it|that|a copy|a summary|the summary)(?: of (?:this|it))? (?:by|in|to|via) (?:(?:an?|my) )?e[ -]?mail(?:ed)?|"
    r"(?:me (?:lo |la )?(?:puede|pueden|podr[ií]a) |puede |pueden )?(?:m[aá]nd(?:em|am)e(?:lo)?|env[ií](?:em|am)e(?:lo)?|mandar(?:me)?(?:lo)?|enviar(?:me)?(?:lo)?)(?: (?:esto|eso|el|la|un|una|de|resumen|copia|chat|conversaci[oó]n)){0,5} (?:por|a) (?:mi )?(?:correo(?: electr[oó]nico)?|e[ -]?mail)",
}
UNMET = frozenset({"complaint", "wrong", "unhelpful"})
"""Acts of somebody whom the last reply did not serve."""
_WHOLE_PATTERNS = {act: re.compile(pattern, re.I) for act, pattern in _WHOLE.items()}

# Anywhere in a message.
_INSIDE: dict[str, re.Pattern[str]] = {
    act: re.compile(pattern, re.I)
    for act, pattern in {
        "complaint": r"^\W*(?:no|nope)[\s,.]{1,3}(?:no[\s,.]{1,3})?not\b|^\W*what \w{3,20}\s?\?\?|\b(?:(?:that'?s|thats|that is|it'?s) not (?:what|my question|it|the question|answering|an answer)|not what i (?:asked|said|meant)|(?:wasn'?t|was not|is not|isn'?t) (?:what i|my question)|(?:you|u) (?:did not|didn'?t|didnt|never) (?:sa(?:y|id)|t(?:ell|old) me|mention(?:ed)?) (?:if|whether|how|when|what|who|anything)|(?:you'?re|ur|you are) not (?:listening|answering|hearing)|(?:you|u) (?:do not|don'?t|did not|didn'?t|not) understand (?:me|my|what i)|"
        r"(?:you )?(?:did not|didn'?t|didnt|never) answer(?:ed)?|answer (?:my|the) question|i (?:already|just) (?:told|said|gave|answered)|i (?:said|asked|meant) (?:\w\b|about|how|what|when|where|why|who|not|no|can|do|is)|i (?:said|meant) (?:my|the|her|his|our|\w{3,12}ing\b)|(?:i'?m|im|i am) (?:asking|talking) about|no the other (?:one|thing)|stop repeating|you keep (?:saying|asking|repeating)|"
        r"same (?:thing|answer) again|(?:nobody|no ?one) (?:said|asked|mentioned|\w+ed me)|i (?:didn'?t|did not|didnt|never) (?:sa(?:y|id)|ask(?:ed)?|mention(?:ed)?|mean|meant)|(?:i'?m|im|i am|i was|we'?re) not (?:asking|talking) about|(?:are|r) (?:you|u) (?:even |really |actually )?(?:broken|stupid|reading|listening|hearing|paying attention|awake|there)\b(?! (?:on|at|in|for|open))|(?:you|u) (?:got|get|have) (?:me|it|that) (?:all )?wrong|(?:nadie|yo no) (?:dijo|dije|pregunt[oeéó])|eso no (?:es|fue|era) (?:lo que|mi pregunta)|ya (?:le|se lo|te) (?:dije|hab[ií]a dicho)|eso no (?:le )?pregunt[eé]|no me (?:contest[oó]|contesta|respondi[oó]|responde|escucha|est[aá] (?:contestando|escuchando|entendiendo))|no (?:contest[oó]|respondi[oó]) (?:mi pregunta|lo que (?:le )?pregunt[eé])|no (?:me )?dijo (?:si|c[oó]mo|cu[aá]nto|cu[aá]ndo|qui[eé]n|qu[eé])|conteste (?:mi|lo que|la pregunta)|(?:dice|repite|contesta) (?:siempre )?lo mismo|otra vez lo mismo)\b",
        "unhelpful": r"\b(?:(?:that|this|it) (?:did not|didn'?t|didnt|doesn'?t|doesnt|does not|isn'?t|isnt|is not|wasn'?t|wasnt) (?:help|helping|helpful|useful)|not (?:helpful|helping|useful)|useless|no help|you(?:'?re| are) no help|nobody cares|waste of (?:my )?time|"
        r"no (?:me )?(?:sirve|sirvi[oó])|no (?:me )?ayud(?:a|[oó])|(?:eso )?es in[uú]til|p[eé]rdida de tiempo)\b",
        "wrong": r"\b(?:that'?s|thats|that is|you'?re|youre|you are|it'?s|its|this is) (?:wrong|not right|incorrect|not correct|not true|mistaken)|^\W*(?:wrong|incorrect|no,? that'?s not right)\W*$|\b(?:eso|usted) (?:est[aá] (?:mal|equivocad[oa])|no es (?:cierto|verdad|correcto)|es (?:incorrecto|mentira))\b",
        "hedged": r"\b(?:maybe|perhaps|possibly|depends|i guess|might|unless|but (?:not|only|first)|if (?:i|you|it)|not sure|tal vez|a lo mejor|quiz[aá]s?|depende|puede ser|pero (?:no|solo|s[oó]lo|primero))\b",
        "unsure": r"\b(?:idk (?:what|how much|the|if|when)|(?:don'?t|dont|do not) (?:really )?know (?:what|how much|the|if|whether|when|for)|no idea (?:what|how much|when)|not sure (?:what|how much|when|if)|(?:haven'?t|havent) (?:been told|seen|heard|gotten)|no s[eé] (?:cu[aá]nt[oa]s?|cu[aá]ndo|si|el|cu[aá]l)|no (?:me|nos) han dicho|nadie (?:me|nos) (?:ha dicho|dijo)|no tengo idea (?:de )?(?:cu[aá]nto|cu[aá]ndo|qu[eé]))\b",
        "not_yet": r"\b(?:(?:hasn'?t|hasnt|has not|not|isn'?t|isnt|hadn'?t|no se ha) (?:been |yet )?(?:sold|vendido)(?: yet)?|(?:sale|auction) (?:hasn'?t|hasnt|has not|didn'?t|isn'?t|is not) (?:happened|yet|until|been)|before the (?:sale|auction)|todav[ií]a no (?:se )?(?:vende|la venden|la han vendido))\b",
        "feeling": r"\b(?:i'?m|im|i am|i feel|feeling|so) (?:so |really |very |just |all )?(?:scared|afraid|terrified|anxious|ashamed|embarrassed|depressed|overwhelmed|exhausted|tired of this|desperate|crying|hopeless|stressed|worried sick|angry|furious|sick of)|"
        r"\b(?:this is )?(?:unfair|so stressful|a nightmare)|\bi can'?t (?:sleep|eat|take (?:this|it))|\btengo (?:mucho )?miedo|\bestoy (?:muy )?(?:asustad|desesperad|preocupad)[oa]",
        # Wants to hear plainly what is not known, and who knows it.
        "plainly": r"\b(?:if (?:you|u) (?:do not|don'?t|dont|can'?t|cannot) (?:know|tell|say)\b[^.?!]{0,40}?\b(?:say (?:so|it|that)|tell me|admit)|say (?:so )?(?:plainly|honestly)|(?:say|tell me) (?:that |if |when )?(?:you|u) (?:do not|don'?t|dont) know|(?:tell me )?who (?:would|does|might|may) know"
        r"|si no (?:lo )?sabe\b[^.?!]{0,40}?\b(?:d[ií]ga(?:lo|me|melo)?\b|quiero saber)|d[ií]ga(?:lo|melo|me)? (?:claro|claramente|con franqueza|la verdad)|qui[eé]n (?:s[ií] )?(?:lo )?(?:sabe|sabr[ií]a))\b",
        # Questions about a number: how it was calculated, what it includes, how certain it is.
        "explain": r"\bhow(?:'?d| did| do| does| have| are| is) (?:you|u|that|it|this|they|the \w+) (?:\w+ )?(?:get|got|figured?|come up|calculat\w+|work(?:ed)? (?:it |that )?out|arrive|add(?:ed)? up|count(?:ed)?)\b|"
        r"\bwhere(?:'?s| is| are|'?d| did| does| do)? (?!i |we |can |could )[^?.!]{1,60}? (?:come|coming|comes|came|get|got|from)\b|"
        r"\bwhy (?:so|that) (?:high|low|much|big)\b|\bwhy (?:is|are|do|does|did|would|was|should) (?:that|it|this|there|these|you) (?:\w+ ){0,3}(?:range|two (?:numbers|figures|amounts)|so (?:wide|high|low|much|big|different|little))\b|"
        r"\bwhat(?:'?s| is| are| was) the (?:extra|rest|other|difference|additional|remaining) [^?.!]{0,30}?(?:for|from|about)\b|\bwhy (?:is (?:it|that|this|there) |so |is |are they asking |do they want )?(?:much )?(?:more|higher|bigger) than\b|"
        r"\b(?:break|split) (?:it|that|this|the \w+) (?:down|up)\b|\bbreakdown\b|\b(?:show|see|explain|walk me through) (?:me )?(?:the|your|that|this|how) (?:math|work|steps?|numbers?|figures?|range|result|estimate|calculation|sum|you)\b|"
        r"\bhow (?:exact|accurate|sure|reliable|certain|close|good|rough) (?:is|are)\b|"
        r"\b(?:is|are) (?:that|it|this|those|these|(?:the |their )?\$?\d[\d,.]{1,10}k?)(?: (?:number|figure|estimate|result|range|amount)s?)? (?:\w+ )?(?:exact|accurate|precise|final|reliable|just a guess|a guess|for sure|a real number|right|plausible|realistic|reasonable|correct|legit)\b(?! (?:that|to|for|if|they|when|about))|"
        r"\b(?:does|do|did|is|are) (?:that|it|this|those|the (?:number|figure|estimate|result)) (?:\w+ )?(?:includ\w+|count\w*|with|before|after|have) (?:the |my |all )?(?:interest|fees?|costs?|taxes|everything|court|lawyer|legal|attorney)|"
        r"\bwhat(?:'?s| is| are)? (?:in|behind|included in|part of) (?:that|this|it|the (?:number|figure|estimate|range))\b|\bhow many days(?: of interest)?(?: (?:is|was|are|were|did (?:you|u)) (?:\w+ ){0,3}(?:that|this|it|in|count\w{0,3}|use\w?))?\W?$|"
        r"\b(?:de d[oó]nde (?:sale|sali[oó]|salen|viene|sac[oó])|c[oó]mo (?:lo |la |le )?(?:calcul|sac|hizo|lleg)\w*|por qu[eé] (?:es |sale )?(?:un rango|dos (?:cifras|cantidades|n[uú]meros))|(?:es|qu[eé] tan) (?:exact|segur|precis)[oa]|desglos\w+|(?:incluye|cuenta|trae) (?:los |las |el |la )?(?:intereses|gastos|honorarios|impuestos|todo))\b",
        # How far a result can be relied on, and who settles it.
        "exact": r"\bhow (?:exact|accurate|precise|sure|reliable|certain|close|good|rough|solid|far off) (?:is|are|was|were|would|could)\b"
        r"|\b(?:could|can|might|may|would) (?:it|that|this|they|you|the \w+|your \w+) (?:\w+ ){0,2}(?:be|come out|turn out|end up) (?:\w+ ){0,2}(?:off|wrong|different|higher|lower|more|less|bigger|smaller)\b|\b(?:off|wrong|out) by (?:thousands|hundreds|a lot|much|how much|a few|more than|\d)"
        r"|\b(?:is|are|was) (?:that|it|this|those|these|the \w+|your \w+) (?:\w+ )?(?:exact|accurate|precise|final|reliable|real|official|(?:just |only )?(?:an?|your) (?:\w+ )?guess|for sure|off)\b|\b(?:real|exact|official|fact) or (?:an?|your|just|only)? ?(?:guess|estimate|made up)"
        r"|\bwho (?:decides|sets|says|has|makes|knows|fixes|picks) (?:the |what the |on the )?(?:\w+ )?(?:real|actual|final|exact|true|official|right) (?:one|number|figure|amount|sum|total)\b"
        r"|\b(?:which|what)(?: (?:parts?|ones?|figures?|numbers?|pieces?|of (?:these|those|them|it|that)))?(?: (?!not\b)\w+){0,4} (?:unsure|not (?:so )?sure|not certain|guess(?:ing|ed|es)?|shaky|uncertain|made up|solid)\b"
        r"|\b(?:can|should|could|do|may) i (?:really )?(?:trust|rely on|count on|bank on|go by|believe) (?:it|that|this|the (?:number|figure|estimate|result|sum|total)|your \w+)\b|\bmargin of error\b"
        r"|\bqu[eé] tan (?:exact|segur|precis|ciert|confiable|real|lejos)\w*|\b(?:es|son) (?:(?:la|una|el|un|su|cifra|n[uú]mero|cuenta) ){0,2}(?:exact|precis|definitiv|oficial|real)\w*\b|\b(?:puede|podr[ií]a)(?:n)? (?:estar|ser|salir|fallar|variar|cambiar) (?:\w+ ){0,2}(?:mal|equivocad\w|por miles|m[aá]s|menos|mucho|diferente|distint\w)\b"
        r"|\bqui[eé]n (?:decide|fija|pone|dice|sabe|determina) (?:el |la |cu[aá]l (?:es )?(?:el |la )?)?(?:(?:n[uú]mero|cifra|cantidad|suma) )?(?:verdader\w|real|final|buen[oa]|de verdad|exact\w)\b|\b(?:de )?(?:qu[eé]|cu[aá]l(?:es)?) (?:partes?|cifras?|n[uú]meros?|datos?) (?:\w+ ){0,4}(?:segur\w{1,2}|adivin\w{1,4}|dud\w{1,4})\b|\bpuedo (?:confiar|fiarme)\b|\bmargen de error\b",
        # Which of two things to do with money or a home: "shall I send the 4,000 or keep it".
        "weighs": r"\b(?:(?:should|shall) (?:i|we)|better (?:off|to|if i)|smarter to)\b(?=[^.?!]{0,60}\b(?:pay|send|give|keep|save|hold|sell|stay|leave|wait|fight|file|settle|take|use|put|let)\w{0,3}\b)[^.?!]{1,80}\bor\b(?! (?:not|is|are|do|does|can|what|how)\b)"
        r"|\b(?:debo|deber[ií]a|me conviene|conviene m[aá]s|es mejor|qu[eé] es mejor)\b(?=[^.?!]{0,60}\b(?:pag|mand|d[aá]r|guard|qued|vend|esper|pele|declar|arregl|us|dej)\w{1,6}\b)[^.?!]{1,80}\bo\b(?! (?:no|es|son)\b)",
        # To be worked out anew, with what is known now.
        "redo": r"\b(?:re-?do|re-?calculate|re-?calc|re-?figure|re-?run|re-?work|re-?compute)\b|\b(?:do|run|work|figure|calculate|add|try|count|compute) (?:(?:it|that|this|them|the|those|my|your|sum|math|numbers?|figures?|estimate|total|calculation) ){1,4}(?:out |up )?(?:again|over|anew|once more|with (?:those|these|that|the new)|new)\b"
        r"|\bupdate (?:it|that|the (?:sum|estimate|numbers?|figures?|total|result))\b|\b(?:vuelva|vuelve|volver) a (?:hacer|calcular|sacar|sumar)\w{0,3}\b|\b(?:h[aá]g|calc[uú]l|s[aá]qu)\w{1,4} (?:(?:la|el|cuenta|c[aá]lculo|suma) ){0,2}(?:otra vez|de nuevo|con es[oa]s)\b|\b(?:rehaga|rehacer|reh[aá]gal[oa]|recalcul\w{1,4})\b",
        # All of it, put together.
        "recap": r"\b(?:put|get|write|list|have|say|give me|tell me|show me|want) (?:(?:it|this|that|them|everything|all|the \w+|of it|of this|of that|of them|down|me) ){1,4}(?:together|in one (?:place|list|message|spot|text|go)|in short)\b|\b(?:summari[sz]e|recap|sum up|sum (?:it|this|that|everything|all of (?:it|this|that)) up)\b|\b(?:a|the|quick|short|your) summary(?! judge?ment)\b"
        r"|\bin short,? (?:all|everything|the whole|what)\b|\b(?:short version|whole picture|big picture)\b|\b(?:what|where) (?:do|did|have|are) (?:we|i|you) (?:have|got|at|know|cover(?:ed)?|told me|tell me|said|say|figured out)? ?so far\b|\bgo over (?:it all|everything|all of (?:it|this|that))\b"
        r"|\b(?:res[uú]m[ae]\w{0,4}|resumir\w{0,4}|un resumen|en resumen|recapitul\w{1,4}|en pocas palabras)\b|\b(?:p[oó]ng|junt|d[ií]g|d[eé]|escr[ií]b)\w{0,6} todo (?:junto|en un(?: solo)? (?:lugar|mensaje))\b|\btodo (?:junto|en un(?: solo)? (?:lugar|mensaje))\b|\bqu[eé] (?:tenemos|llevamos|me ha dicho) hasta (?:ahora|ahorita)\b",
        "asks": r"\?|(?:^|[.!;:,\n])\W{0,3}(?:(?:so|and|but|also|ok|well|now|just|please|pls) )*(?:what|whats|when|where|which|why|how|who|can|could|will|would|do|does|did|is|are|am|should|may|(?:must|was) (?:i|we|he|she|they|it|you|the|my|our|a|an|this|that|there)|tell me|i want to know|i need to know|d[ií]game)\b|^\W*(?:(?:y|pero|entonces|hola|oiga|disculpe|bueno|a) )*(?:qu[eé]|cu[aá]nd?t?[oa]s?|cu[aá]l(?:es)?|c[oó]mo|d[oó]nde|qui[eé]n(?:es)?|por ?qu[eé]|para qu[eé]|puedo|podemos|pueden?|podr[ií]an?|se puede|(?:(?:me|nos|le|les|lo|la|te|se) ){1,2}(?:pueden?|van a|podr[ií]an?)|debo|deber[ií]a|tengo que|hay|es (?:verdad|cierto|legal|normal|posible))\b|"
        # "Sale was yesterday is it over or can i still do something": the verb before its subject, wherever it stands.
        r"(?<!so )(?<!nor )(?<!neither )(?<!than )\b(?:can|could|should|do|did|will|would|am|may|must) (?:i|we)\b|\b(?:can|could|will|would|do|does|did|should) (?:they|he|she|it) (?!not\b)[a-z]{2,}\b|\bis it (?:over|too|legal|true|possible|normal|still|gone|better|worth|final)\b|"
        r"(?:^|[,.;:]|\s-|\b(?:so|and|but|then))\s*\b(?:ca|do|does|did|is|are|was|would|should|could|wo|have|has)n'?t (?:i|we|he|she|they|it|you|u|my|our|his|her|their|the|there|this|that|anyone|someone)\b|"
        r"(?:[,.;:]|\s-|\s(?:so|and|but))\s+(?:can|could|will|would|do|does|did|is|are|am|should|was|may) (?:i|we|he|she|it|they|you|u|my|our|his|her|their|the|there|this|that|anyone|someone)\b|"
        r"(?:[,.;:]|\s-|\s(?:y|pero|entonces))\s+(?:qué|cu[aá]nt[oa]s?|cu[aá]ndo|cu[aá]l|c[oó]mo (?:le|puedo|hago|s[eé])|d[oó]nde|qui[eé]n|que (?:hago|puedo|pasa|debo)|puedo|pueden|(?:me|nos|le|lo|la) (?:pueden?|van a)|debo|tengo que|hay (?:algo|alguna|manera|forma)|es (?:verdad|cierto|legal))\b",
    }.items()
}


POINTS = re.compile(r"\b(?:it|that|this|those|one|eso|esto)\b", re.I)
"""Words that refer to what was said before."""
OF_SOMEBODY = re.compile(r"\b(?:he|him|his|she|her|hers|[eé]l|ella)\b", re.I)
"""Words that refer to a person who was mentioned."""


def read_acts(text: str) -> frozenset[str]:
    """The acts of a message."""
    words = text.split()
    found = {act for act, pattern in _INSIDE.items() if pattern.search(text)}
    found |= {"asks"} if "weighs" in found else set()
    if len(words) <= SHORT + 4:
        found |= _whole(text)
        if not {"no", "unsure"} & found and words and _OPENS_YES.match(text) and "asks" not in found:
            found.add("yes")
        if words and _OPENS_NO.match(text) and len(words) <= 4:
            found.add("no")
    if len(words) <= LONG:
        # "Skip. And the rest does not matter": an act of one clause is an act of the message.
        clauses = [bare for clause in CLAUSE.findall(text) if (bare := clause.strip(" .!?;,\n"))]
        found |= {act for clause in clauses if len(clauses) > 1 for act in _whole(clause) & OF_A_CLAUSE}
    if "unsure" in found and not _INSIDE["asks"].search(_without_unsure(text)):
        found.discard("asks")
    return frozenset(found)


def _without_unsure(text: str) -> str:
    """ "Idk what county. Will my boss see it": what else is said, with its signs."""
    return "".join(part for part in CLAUSE.findall(text) if "unsure" not in _whole(part))


def _whole(text: str) -> set[str]:
    """The acts that make up the whole text, apart from politeness and punctuation."""
    bare = " ".join(_SAID_BEFORE.sub("", " ".join(_POLITE.sub(" ", text).split())).split())
    plain = " ".join(_SIGNS.sub(" ", text).split())
    return {act for act, pattern in _WHOLE_PATTERNS.items() if pattern.fullmatch(bare) or pattern.fullmatch(plain)}


_SAID_BEFORE = re.compile(r"^(?:i|ya) (?:already |just )?(?:said|told you|dije) ", re.I)
_SIGNS = re.compile(r"[^\w\s']")
_OPENS_YES = re.compile(
    r"^\W*(?:(?:yes|yea|yeah|yep|yup|sure|correct|sí|claro|go ahead|please do|i (?:agree|consent))\b|"
    # "si" without its accent is "if" as well.
    r"si(?:\W*$|\s*[,.!]|\s(?:por|gracias|se[nñ]or|claro|quiero|acepto|est[aá]|es|pueden?|mand|ll[aá]m)))",
    re.I,
)
_OPENS_NO = re.compile(
    r"^\W*(?:no|nope|nah)\b(?! (?:s[eé]|puedo|tengo|entend|entiendo|he|hay|pagu|pago|me (?:acuerdo|sirv|ayud|llam|contest|pag))\w*)",
    re.I,
)
