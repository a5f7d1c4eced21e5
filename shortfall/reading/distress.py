"""How much a message says of a life in danger: its writer's, another's, or neither. English and Spanish, in linear time (RE2).

For `crisis` recall comes before precision: the lifeline costs nothing, missing it might. The words are brought to one spelling,
what only sounds like it ("kill the lien", "I do not want to live in that house") is taken out, and the first level that a phrase
of speaks wins: crisis, violence, danger, distress.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any, Literal

import re2

Level = Literal["crisis", "danger", "violence", "distress", "none"]
"""Suicide or self-harm; harm to others; violence at home; a person at the end of their strength; none of these."""
MARKS: tuple[Level, ...] = ("crisis", "danger", "violence", "distress")
"""What staff are told of, the gravest first."""

_LONGEST = 4000

# One spelling for each of the words that the phrases below are made of.
_SAME: Mapping[str, str] = {
    "im": "i am|i m|iam",
    "dont": "do not|donot|dnt|don t|doesnt|does not|didnt|did not|dont even|dont really|dont just|no longer|never",
    "cant": "can not|cannot|cnt|can t|couldnt|could not|cant even|cant just|cant keep",
    "wanna": "want to|wants to|wanted to|wanting to|want 2|wana|wish to|would like to",
    "gonna": "going to|goin to|gunna|finna|about to|planning (?:to|on)|i plan to|thinking (?:of|about)|think about|thought (?:of|about)|ready to",
    "will": "shall",
    "ill": "i will|ima|imma|i ma",
    "id": "i would|i d",
    "isnt": "is not|aint|isn t|isnt even|is no",
    "wasnt": "was not|were not|werent|wasn t|weren t",
    "wont": "will not|won t",
    "myself": "my self|mysef|me self|mself",
    "nobody": "no one|noone|no body",
    "whats": "what is|what s|wats|wuts|what s even|whats even",
    "theres": "there is|there s|there are",
    "anymore": "any more|any longer",
    "kill": "k1ll|kil|kll",
    "suicide": "sucide|suicde|suiside|suicid|sucidal|suacide",
    "insurance": "life insurance|life ins|life insurence",
    "savings": "life savings",
    "be": "b",
    "deathwish": "(?:not|no|aint)(?: (?:even|really))? (?:afraid|scared) (?:of|to) (?:dying|death|die)|ready to (?:die|go now)",
    "tonight": "tonite|2nite|tonigt",
    "nothing": "nothin|nuthin|nuttin",
    "without": "w ?o",
    "que": "q|k",
    "para": "pa",
    "me": "m",
    "de": "d",
    "estoy": "toy",
    "porque": "xq|pq",
    "quiero": "kiero|qiero|quero",
    # Somebody else's act, before the same verb is taken for one's own.
    "amenazame": "(?:me )?amenaz\\w+(?: con| de| que)? (?:matar|golpear|ahorcar|lastimar|pegar)me|(?:quiere|quieren|va a|van a|iba a|podria) (?:matar|golpear|ahorcar|lastimar|disparar)me|"
    "(?:me|nos) (?:quiere|quiso|queria|va a|iba a|trato de|puede) (?:matar|ahorcar|golpear|pegar|disparar|hacer dano|lastimar)",
}
# Long words that people misspell. One letter too few or too many on each side still makes a pair ("dissapear").
_KEYWORDS = (
    "suicide suicidal suicidio suicidarme disappear unalive overdose overdosing pastillas desaparecer ahorcarme violencia domestica domestic "
    "abusive husband boyfriend terrified desperate overwhelmed depressed depression ashamed hopeless exhausted anxiety embarrassed "
    "desesperada desesperado deprimida deprimido angustiada angustiado asustada asustado ansiedad verguenza preocupada preocupado"
).split()
_LONGEST_KEYWORD = 13
_ONE = re2.compile(r"\b(?:" + "|".join(f"({forms})" for forms in _SAME.values()) + r")\b")
_WORDS = tuple(_SAME)

# Groups of words that phrases share, written {so} in them.
_KIN = "husband|wife|spouse|boyfriend|girlfriend|bf|gf|partner|ex|fiance|fiancee|son|daughter|stepson|stepdad|father|dad|mother|mom|brother|sister|roommate|uncle"
_MINE = f"(?:me|us|her|him|(?:my|our|the) (?:kids?|children|son|daughter|baby|mother|mom|sister|wife|{_KIN}))"
_PEOPLE = (
    "guys?|man|men|woman|women|lady|lawyers?|attorneys?|judge|sheriffs?|deput(?:y|ies)|cops?|police|officers?|bankers?|lenders?|servicer|realtors?|agents?|"
    "collectors?|trustee|people|person|bastards?|asshole|idiots?|clerk|manager|teller|employees?|landlord|buyers?|new owners?|neighbou?rs?|boss|server|ceo|auctioneer"
)
_SOMEBODY = (
    f"(?:him|them|you|yall|someone|somebody|anyone|anybody|everyone|everybody|whoever|every one|all of them|whichever|"
    f"(?:the|that|this|those|these|my|his|their|some|any|every|each|a)(?: \\w+){{0,2}} (?:{_PEOPLE})|the bank ?(?:{_PEOPLE})|my {_KIN})"
)
_MEANS = (
    "(?:im (?:gonna|so gonna)|ill|id|gonna|wanna|could|would|should|will|might|swear|gotta|let me|make me|makes me|tempted to|need to|have to|planning|like to|love to|"
    "want 2|urge to|try to|tried to|dream of|fantasize about|strangling)"
)
_ALMOST = "(?: (?:just|really|even|honestly|sometimes|so|already|almost|literally|go|to|be|all|maybe|better|actually|ever|both|sure|might|as|well)){0,3}"
_GROUPS: Mapping[str, str] = {
    "so": _ALMOST,
    "self": "(?:myself|himself|herself|themselves|ourselves|themself|hisself)",
    "own": "(?:my|his|her|their|our)(?: own)?",
    "gone": "(?:gone|dead|not here|not around|out of the picture|no longer here|six feet under|in the ground|disappeared|vanished)",
    "nothere": "(?:here|around|alive|born|existing|on this earth|in this world|in the picture)",
    "kin": f"(?:{_KIN})",
    "mine": _MINE,
    "somebody": _SOMEBODY,
    "means": _MEANS,
    "child": "(?:kids?|child|children|family|wife|husband|mom|mother|dad|daughter|son|everyone|everybody|loved ones|parents|boys|girls)",
    "gap": "(?: \\w+){0,5}",
    "far": "(?: (?:\\w+|,)){0,10}",
    # Preparation: the means, how somebody has them at hand, and the places gone to.
    "firearm": "(?:gun|pistol|handgun|rifle|shotgun|revolver|glock|firearm|barrel)",
    "blade": "(?:knife|blade|razor\\w*|box ?cutter)",
    "pills": "(?:pills?|meds|medicines?|medications?|tablets|insulin|oxys?|percs|xanax|tylenol|ambien|\\w+(?:codone|contin|cocet|azepam|azolam))",
    "some": "(?: (?:up|out|my|all|the|some|enough|those|these|his|her|of|a|bunch|few))",
    "athand": "(?:in (?:my|his|her) (?:hands?|lap|mouth|pocket|pillow)|(?:on|to|against) my (?:lap|knees?|wrists?|throat|chest|bed)|in hand|(?:next to|beside|in front of|near|with) me|(?:by|under|beside|next to) (?:my|the) (?:bed|pillow))",
    "brink": "(?:bridge|overpass|ledge|rooftop|roof|cliff|edge|railing|guardrail|parapet|(?:train |railroad |el )?tracks|parking (?:garage|deck|structure))",
    "arma": "(?:arma|pistola|rifle|escopeta|revolver|fusil)",
    "filo": "(?:navaja|cuchillo|cuter|cutter)",
    "pastillas": "(?:pastillas|pildoras|tabletas|medicinas?|medicamentos?|insulina)",
    "unas": "(?: (?:todas|mis|las|los|el|la|mas|muchas|unas|suficientes?|bastantes?|de))",
    "enmano": "(?:en (?:la|las|mi|mis|el) (?:manos?|piernas|regazo|bolsa|boca|sien|cama|munecas?)|a mi lado|junto a (?:mi|la cama)|enfrente de mi|conmigo|debajo de la almohada)",
    "abismo": "(?:(?:el |un |del )?puente|(?:la |una )?azotea|las vias|(?:el |un )?(?:precipicio|barranco)|(?:el |la )?(?:barandal?|cornisa))",
    "muert": "(?:muert[oa]s?)",
    "quiere": "(?:quiero|quiere|quisiera|queria|quiso|deseo|desea|prefiero|preferiria|prefiere|ojala|necesito|voy a|va a|iba a|pienso|piensa|pienso en|piensa en|pensando en|"
    "pensado en|ganas de|intento|intente|trato de|trate de|puedo|podria|deberia|mejor)",
    "pareja": "(?:espos[oa]|marido|mujer|pareja|novi[oa]|ex|exesposo|exmarido|hij[oa]|hermano|padre|papa|padrastro|suegr[oa]|companer[oa]|senor|viejo)",
    "alguien": "(?:(?:al?|del|el|la|los|las|ese|esa|esos|aquel|este|mi|un|una)(?: \\w+)? ?(?:del banco|que|abogad[oa]s?|juez|jueza|sheriff|cobrador(?:es)?|banquer[oa]s?|agentes?|vendedor|gente|tipos?|"
    "hombre|senor|policias?|duen[oa]s?|comprador|gerente|emplead[oa]s?|vecin[oa]s?|notario|corredor)|todos|alguien|a todos|ellos|quien|cualquiera)",
}

# What sounds like it and is not. Taken out of the message before anything is looked for.
_INNOCENT = """
(?:good ?byes?|farewell)(?: (?:letters?|notes?|messages?|cards?|party))?(?: (?:to|from|for))(?: (?:the|my|our|this|that|its|a|old|all)){0,3} (?:house|home|place|hoa|association|bank|lender|servicer|condo|landlord|realtor|job|boss|company|town|neighbou?r(?:s|hood)?|street|car|truck|equity|deposit|money)
(?:can|could|will|would|do|does|may) (?:they|he|she|a creditor|creditors|the \\w+) (?:take|get|sell) (?:my|our|his|her|the) (?:guns?|rifles?|shotguns?|pistols?)
(?:they|you|u|it|nobody|(?:the |a |my )?(?:banks?|lenders?|collectors?|creditors?|courts?|judges?|lawyers?|servicers?|irs|government|company|association))(?: (?:still|really|just|even|then|legally|also|probably|both)){0,2} cant (?:even |just |really )?(?:take|do|handle|stop|face)
(?:alguacil|sheriff|policia|oficial|agente) saco (?:una|su|la) (?:pistola|arma)
(?:lake|river) ?(?:house|road|rd|front|forest|side)|bridge (?:loan|street|st|ave|avenue|road|rd)
(?:despedi\\w*|despedida|adios)(?: (?:de|a|al|del|para))(?: (?:mi|mis|la|el|los|las|nuestr[oa]s?)){0,2} ?(?:casa|asociacion|banco|hoa|condominio|trabajo|jefe|vecin\\w+|barrio|colonia|compania|carro)
(?:suicide|death) (?:clause|exclusion|provision|benefit)s?
drop dead
wake up (?:the|that|an?) \\w+
kill (?:two|2|the) (?:birds|time)
(?:should|need to|do) (?:i|we) (?:need to )?(?:be|feel) (?:worried|scared|afraid|concerned|ashamed)
dead(?:beat|line|lock| end| on arrival| weight|bolt)\\w*
kill(?:s|ed|ing)? (?:the|this|that|a|my|any|their|off the|our) (?:\\w+ )?(?:lien|deal|sale|judge?ment|debt|deficiency|loan|mortgage|foreclosure|case|contract|interest|credit|offer|score|closing|vibe|budget|order)s?
(?:die|dying) (?:to know|for an answer|to hear|of (?:cancer|covid|old age)|in (?:\\w+ )?(?:hospital|hospice))
(?:wanna|gonna) live (?:in|at|with|there|here|on|near|somewhere|elsewhere|by|closer|together|off)
(?:live|living) (?:in|at|with|there|near|somewhere|elsewhere|paycheck|trust|expenses|room|off)
(?:costs?|standard) of living|living (?:costs?|expenses?|trust|will|room|situation)
(?:wanna|want) (?:be|stay) here (?:when|for|at|in|during|til|till|until|on|if|legally|as)
(?:wont|not) (?:be|stay) here (?:for|at|in|on|during) (?:the|my|that|next)
hurt(?:s|ing)? (?:me|us|myself|him|her) (?:financially|legally|if i|by|in court|with the|on my|later|credit)
hurt(?:s|ing)? (?:my|his|her|our|the|your) (?:\\w+ )?(?:credit|score|chances|case|record|job)
(?:hurt|harm|hit)(?:s|ing)? (?:myself|me) (?:if i|by)
(?:disappear|vanish)\\w* (?:from|off) (?:the|my|his|her)
(?:want|wanna|could|can|make) (?:the |this |my |it |that )?(?:debt|loan|lien|judge?ment|deficiency|it|this|problem|mortgage)(?: \\w+)? (?:disappear|vanish|go away)
(?:gone) (?:for|from|to|on|through|back|into|up|down)
(?:go|going) on (?:the|a|my|to|with the|vacation|strike|record|title|payment|disability|social|for|with|and off|in)
way out of (?:paying|it|(?:the|this|my|a|that|our|all)(?: \\w+)? (?:debt|loan|judge?ment|deficiency|mortgage|lien|contract|lease|foreclosure|mess|house|paying))
(?:hits?|hitting) (?:me|us|her|him) (?:up|(?:again )?with (?:\\w+ ){0,2}(?:fees?|bills?|lawsuits?|suit|charges?|papers|judge?ment|notice|summons|letter|penalt\\w+|tax(?:es)?|garnish\\w*|deficiency|costs?|interest|divorce|this|that|it))
beats? (?:me|us|them|him|her) (?:to|in court|there)
kick(?:s|ed|ing)? (?:me|us|him|her|my \\w+) out
(?:push|pushed|pushes) (?:me|us|him|her) (?:to|into|for|on)
attack(?:s|ing)? (?:my|the|our) (?:\\w+ )?(?:account|wages|pay|assets|income|judge?ment|service|sale|order)s?
(?:not|isnt|wasnt|never|dont feel) (?:so |really |that |very |even |feeling )?(?:scared|afraid|depressed|worried|suicide|suicidal|anxious|hopeless|desperate)
(?:scared|afraid) of nothing
(?:wasnt|werent|not|not be|be) (?:here|around|there) (?:when|while|at|if|for (?:the (?:sale|hearing|court|auction|eviction|lockout)|court))
im afraid (?:i dont|i have no|i cant|not|so|that ship)
hurt (?:people|others|him|her|them|anyone|someone) (?:on my|credit)
shoot (?:me|you|us|him|her|them|over|him over)? ?(?:an?|the|some|your|over|down) ?(?:quick |short )?(?:email|text|message|call|note|info|answer|reply|line)
shoot for
burn(?:s|ed|ing)? (?:bridges?|through|out|cash|money)
(?:fire|water) (?:damage|insurance|claim)
(?:bite|biting|dodge|dodged) (?:the|a) bullet|bullet points?|silver bullet
(?:the|a|in|my) (?:pain|burden) (?:of|and suffering)
(?:vivir|viviendo|viva) (?:en (?:esa|esta|la|mi|una|otra|ese|este pais|otro|illinois|chicago|un)|con mi|con mis|ahi|alli|alla|aca|aqui en|aparte|juntos|solos)
(?:en|de|ya no quiero vivir en) (?:illinois|chicago|texas|florida|california|indiana|wisconsin)
(?:estar|quedarme) aqui (?:cuando|para|en|el|si|durante|hasta)
(?:terminar|acabar|acabe|termine) con (?:esta|la|mi|este|el|mis|esa|todas) (?:deuda|prestamo|hipoteca|caso|contrato|pagos|deudas|juicio|cuenta|embargo|proceso)\\w*
desaparecer (?:del|de la|de los|la deuda|mi deuda|el)
desaparezca (?:la|el|mi|esta) \\w+
seguir (?:pagando|en la|con el|con la|en el|peleando|adelante con)
salida (?:de|a|para) (?:esta|la|mi|el|este) (?:deuda|hipoteca|prestamo|caso|juicio|problema)
dos pajaros
tiro de gracia
(?:pego|pegaron|pega|pegue) (?:una|un|con|el banco|la|muy|duro|en el)
golpe\\w* con (?:cargos?|una|un|intereses)
(?:banco|prestamista|cobrador|interes|pagos?) (?:me|nos) (?:mata|matan|pega|golpea|golpeo|pego|esta matando)
matar (?:esta|la|el|este|mi) (?:deuda|estres|interes|preocupacion|hipoteca|embargo|trato|gravamen|juicio|venta)
no tengo miedo
out of (?:(?:the|a|that|this|some|my|one|her|his) )?(?:\\w+ )?box(?:es)?
(?:done|tired|sick)(?: (?:with|of|from)){0,2} (?:this|my) life (?:of|as) \\w+|(?:tired|sick|done) (?:with|of) living (?:here )?(?:in|with|at|out of|on|off) (?:boxes|a|an|the|our|family|people|relatives)
cant go on (?:the|your|my|his|her|our|their|a|vacation|paying|record|credit|title)
(?:left|leaving|leave|wrote|write|writing|written) (?:(?:a|the|some|my) )?(?:notes?|letters?) (?:for|to) (?:my|the|our) (?:\\w+ )(?:about|on the (?:fridge|door)|to (?:give|send|bring|take|show)(?: (?:it|to|the|in)){0,3} (?:judge|court|bank|lender|lawyer|clerk|servicer)|to (?:sign|file|call)|saying (?:the|that|they|we))
(?:he|she|they)(?: \\w+)? wanna die in (?:his|her|their|that|the) \\w+|(?:el|ella) quiere morir(?:se)? en (?:su|la|esa) casa
(?:sue|suing|sued|against|to|from|but|serve|served|for) a dead (?:man|woman|person)
(?:sent|send|sends|got|get|getting|received|mailed|email|emailed)(?: \\w+){0,2} good ?bye (?:letter|notice)s?
good ?bye to (?:the|our|my|that) (?:dog|cat|pets?|garden|yard|trees?|kitchen|porch|bedroom|school|church)s?
did (?:i|we|he|she) do something (?:bad|wrong|stupid)
if i dont care (?:for|to|about)
(?:it|that|this|them) not existing
plan to go (?:to|with|back|through|over) (?:the|a|my|court|legal|work|school|see|bankruptcy|chapter)
life is over (?:there|here|at|in)
should have been me (?:who|that|to|on the)
if i(?: (?:just|only|ever|had|would))? (?:missed|moved|paid|sold|signed|called|filed|rented|showed|answered|mailed|left (?:the|my|our) (?:keys?|house|place|home|state))
jump (?:onto|over to|to) (?:the|my|our|another)
(?:dont|not)(?: \\w+)? (?:wanna|gonna|want)(?: \\w+)? (?:hurt|harm|hit|shoot) (?:her|him|them|anyone|anybody|somebody|people)
(?:hay|grass|wood|lawn|trees?|corn|hair|hedges?|boards?|pipe|lumber)(?: (?:that|which))? (?:he|she|i|we|they) (?:cut|cuts|burn\\w*|shot|hung) {self}
hit me(?: (?:and|had|has|drove|with)){0,3} (?:no|without) insurance|hands? on my (?:bank|card|money|account|check|paper|purse|house|land|title|file)
tom\\w+(?: \\w+){0,2} pastillas? (?:de|del|para|por) (?:la |el |mi |su )?(?:presion|azucar|diabetes|corazon|tiroides|colesterol|asma|alergia|rinon\\w*|artritis|circulacion)
avento (?:unos|los|las|unas|el|la) (?:papel|papeles|hojas?|sobres?|cartas?|demanda)|se (?:le|me|les|nos) pega
(?:cartas|papeles|recibos|sobres|documentos)(?: (?:\\w+|,)){0,8} (?:las|los) puedo (?:romper|quemar|tirar)|quemar (?:las|los|todas las|todos los) (?:cartas|papeles|recibos|sobres|documentos)
"""

# Suicide and self-harm, said or meant, by whoever is spoken of.
_CRISIS = """
suicid\\w+
kms|unaliv\\w+|self ?harm\\w*
(?:kill\\w*|off|offing|hang\\w*|shoot\\w*|stab\\w*|drown\\w*|poison\\w*|starv\\w*|end|ending|strangl\\w*|delete|destroy) {self}
(?:hurt\\w*|harm\\w*|cut|cuts|cutting|burn|burning) (?:on )?{self}
do(?:ing)? {self} in
(?:tak(?:e|es|ing|en)|took|end(?:s|ing|ed)?|finish(?:ing)?) {own} (?:life|lives)
end(?:ing)? it all|end(?:ing)? everything|ending it\\b|end (?:it|things)(?: all)?{so} (?:tonight|now|today|tomorrow|soon|for good|forever|permanently|over this|for me)
(?:gonna|wanna|time to|better to|id) end (?:it|things)
(?:wanna|hope to|hoping to|prefer to|deserve to|trying to|tried to|try to|need to|want him to let me|id|ill|let me|rather|praying to|pray to|begging to|waiting to|better to|might as well|easier to){so} (?:die|be dead|dying|dead|not be alive|not exist|not be here|not wake up|not live)
(?:want|need) (?:me )?(?:to be )?dead
(?:rather|better|better off){so} (?:be )?(?:dead|die)
(?:better|best|easier|simpler|happier|nicer)(?: \\w+){0,4} (?:i|im) (?:just |simply )?(?:wasnt|werent|was not|were not|not|wouldnt be) (?:here|around|alive)
(?:wish|rather|want|better|best|easier)(?: \\w+){0,4} (?:not|never)(?: to)?(?: just)? (?:be|being|have been) (?:here|around|alive|born)
(?:feel|feels|felt|feeling) like{so} (?:dying|die|im dying|killing|ending it|not living|not being here|jumping)
wish(?:ed|es|ing)?(?: that)?(?: (?:i|he|she|god|someone|somebody|they|it)){1,2}{so} (?:could|would|had|was|were|wasnt|wouldnt|will|just|dont|kill){so} (?:die|dead|gone|born|{nothere}|not wake up|never wake up|fall asleep and|kill|take me|end it)
(?:dont|cant|not) (?:wanna|see why i should|care to|need to|deserve to|want|know why i|have the strength to){so} (?:live|living|be alive|alive|exist|existing|wake up|wake|be here|be around|go on|keep going|keep living|continue living|carry on|be on this earth|be in this world|be a part of this|breathe|see tomorrow|this life|life|my life)
(?:dont care|not sure|dont know|doesnt matter){so} if i (?:live|die|wake up|make it|survive|am dead)
(?:live|lives|alive) or (?:die|dead|dies)
(?:whats|what was|is there|see|theres|have|got|dont have|find|any|no|what){so} (?:the|a|any|no|little)?(?: (?:more|longer|even|real))? ?(?:point|reason|use|sense|purpose)(?: left| anymore)?(?: (?:in|of|to|for))?(?: (?:me|us|my|even|keep|keeping|be|being))* ?(?:living|live|going on|go on|going|here|alive|carrying on|carry on|existing|life|waking up|wake up|anymore|existence)
(?:whats|what) (?:the )?point anymore
nothing (?:left |else |more )?(?:to live|worth living|to go on|keeping me)
(?:have|has|got|nothing) (?:left )?(?:to live|worth living) for
life(?: (?:is|isnt|aint|was|has|not|even|really|still|just|anymore|no longer))* (?:worth|worthless|pointless|meaningless|unbearable|too painful)(?: (?:living|it|anything))?
(?:is|isnt|not|dont feel|dont seem){so} (?:life|living)? ?worth (?:living|being alive|going on|sticking around)
(?:my|his|her) life is over|no life left
(?:better|happier|easier|relieved|rich|fine|okay|ok)(?: off)?(?: (?:place|world))? (?:without me|w ?o me)
(?:better|happier|easier|relieved|care|miss|notice|worth|insurance|policy|cry|fine|matter|worry|taken care of|mind){gap} (?:if|when|once|with) (?:i|me|id) ?(?:was|were|am|be|wasnt|had|is|be)?{so} (?:{gone}|{nothere}|not exist|dont exist|dont wake up|died|die|never existed|never been born|never woke up|do it|did it|kill)
(?:if|once|when) (?:i|im|id) ?(?:was|were|am|wasnt|had)?{so} (?:{gone}|{nothere}|not exist|dont exist|dont wake up|died|never existed|never been born|dont|{nothere}){gap} (?:better|happier|easier|relieved|insurance|policy|care|miss|notice|cry|worth)
(?:better|easier|best|good) if (?:i|id) ?(?:was|were|am|wasnt|just|had)?{so} (?:gone|dead|disappear\\w*|{nothere}|dont exist|not exist|not here)
insurance{gap} (?:if|when|even if|pay|cover)(?: \\w+){0,4} (?:suicide|myself|do it|did it|on purpose|jump|crash)
worth (?:way |a lot |so much |much )?more (?:to \\w+ )?(?:dead|gone)|more (?:valuable |useful )?dead than alive
(?:wanna|should i|i could|could i|wish i|i might|gonna|want|need|ill|id|id better|let me|if i|i should|maybe i|better if i)(?: (?:i|to|if|just|could|all|only|would|simply|should))* (?:disappear|vanish|fade away|cease to exist|stop existing|not exist)
cant (?:go|going|carry|carrying|keep going) on
cant (?:live|exist|be here|be alive)(?: (?:like|with) (?:this|that|myself|the shame|it)| anymore| another day)
(?:wont|not|dont){so} (?:be|still be) alive
(?:dont|wont|not){so} (?:be|gonna be|will be|able to be) (?:around|here|alive|with you|on this earth) (?:much|for long|long|when|to see|anymore|tomorrow|by|next|after)
(?:not|dont|wont){so} be here anymore
(?:this is|saying|say|said|time to say|came to say|wanted to say) (?:my |our |a |the |final |last )*good ?byes?\\b(?: to)?
good ?bye (?:world|everyone|everybody|cruel|my loves?|forever|all of you)
(?:wrote|writing|write|written|left|leaving|leave) (?:a |my |the |some |them |him |her |you )*(?:note|notes|letter|letters|goodbye\\w*)(?: (?:for|to|behind)){1,2} (?:my |the |our )?{child}
want{so} (?:everything|the pain|this pain|my pain|all of it|all this|the suffering|the hurting|it all|my life|life){so} to{so} (?:end|stop|be over|go away forever)(?: forever| for good)?
(?:make|need|just want) (?:the|this) (?:pain|hurting|suffering){so} (?:stop|end)
(?:sleep|asleep|bed){so} and{so} (?:not|dont|hopefully not)(?: (?:gonna|ever|to))* (?:wak\\w+|get up)
(?:dont|not|wont|nobody){so} (?:ever )?(?:wake up|waking up)(?: (?:again|tomorrow|anymore|in the morning))?
(?:giv(?:e|en|ing)|gave)(?: up)? up? ?on (?:life|living|myself|everything)
(?:done|finished|through|tired|sick|exhausted|weary|fed up|had enough|over)(?: (?:with|of|from))?(?: (?:this|my|all this|being|just|here|even))? ?(?:life\\b|living\\b|being alive|alive\\b|existing|existence|breathing|fighting to live)
(?:will|desire|strength) to (?:live|go on|keep living|stay alive)
only (?:one |1 )?way out(?: (?:but|for me|is (?:death|to die|suicide)|one))|only one way out|just one way out|way out (?:but|except) (?:one|death|dying)
(?:see|theres|have|feel|feeling|feels|find|trapped|is|got)(?: \\w+){0,2} no (?:other )?(?:way|ways) out
death (?:would|is|seems|sounds|looks|might|wouldnt|feels|has)(?: \\w+){0,3} (?:easier|better|only|answer|relief|peace|way|good|nice|option|bad|so)
(?:answer|solution|option|escape|exit|relief|peace) (?:is|in|would be|left is) (?:death|dying|to die)
(?:see|have|theres|got|imagine)(?: (?:a|any|no|much|dont))* future(?: left)? (?:for me|for myself|anymore|ahead)|(?:dont see|theres no|have no|no) (?:a |any )?future (?:for|left|ahead|anymore)
nobody (?:would|will|d|is gonna|gonna|wont)(?: (?:even|ever|really))* (?:miss me|cry for me|notice im gone)|(?:nobody|who) (?:would|will|d)(?: even| ever| really)? (?:care|notice|cry|mind|miss me|know) if (?:i|im)
(?:im|be|being|become|just|feel like|am|such|only|wanna|dont wanna be|nothing but) (?:just |nothing but |only )?a (?:huge |big |terrible )?burden
never (?:been |was )?born|dont (?:been |was )?born|not been born
(?:out of|leave|leaving|exit|end of|done with|say goodbye to|check(?:ing)? out of) (?:this|my) (?:life|world|earth|planet)
(?:took|take|taking|taken|swallow\\w*|tak|popped|downed|down|eat)(?: \\w+){0,2} (?:all|whole|entire|bunch|bottle|too many|handful|every|rest|lot)(?: (?:of|my|the|them|his|her|those|sleeping|pain|these)){0,4} (?:pills?|meds|tablets|oxys?|percs|bottle|medication|medicine)
(?:sav|stock|hoard|collect|stash)\\w*(?: (?:up|my|all|the|some|enough|those)){0,3} (?:pills?|meds|oxys?|percs|tablets|insulin|sleeping pills)
(?:im|ill|i|gonna|wanna|ibe|day)(?: \\w+)? (?:tak(?:e|ing)|took|swallow\\w*|downing) (?:them|em) all|how many (?:\\w+ ){0,3}(?:to die|kill (?:me|you|somebody|a person)|(?:is|are|be) (?:lethal|fatal|enough))
(?:already|finally|just)(?: have| got| bought| tied| found){1,2} (?:the|a|my|some|enough) (?:rope|gun|pistol|pills|noose|razor\\w*|revolver|glock|spot|bridge)|bought (?:a|the|some) (?:gun|rope|pistol|revolver)|loaded (?:gun|pistol|revolver)|gun (?:to|in|at|against) (?:his|her|my|their) (?:head|mouth|chest)
(?:drink|drank|drinking|tomar|tomarme) (?:bleach|poison|antifreeze|cloro|veneno|myself to death)|car running in|running in the garage|head in the oven|carbon monoxide
(?:easiest|painless|fastest|quickest|cleanest) (?:\\w+ )?(?:way|method) to (?:die|go|end|kill|leave)|painless (?:death|way)
(?:do|doing|did) something (?:stupid|crazy|drastic|bad|terrible|permanent|to myself|i cant take back|desperate)|(?:what|afraid|scared){so} (?:ill|i might|i may|i could|im gonna|im capable of) (?:do|doing)(?: to myself)?(?:$| , \\w| if | when | tonight)|dont trust myself|danger to myself|safe (?:with|from|around) myself
(?:dark|bad|scary|evil|intrusive|suicide) thoughts|(?:very |really |such a |a )dark place|thoughts of (?:death|dying|ending|suicide|not being|hurting)|(?:gonna|think\\w*|dream\\w*) (?:of |about )?(?:death|dying|my own (?:death|funeral))\\b
put an? (?:end|stop) to (?:it all|my life|me|all this|all of this|everything|all of it|my (?:pain|misery|suffering))|out of my misery|(?:just|somebody|someone|please|might as well|wish they would|better)(?: please| just)? (?:kill|shoot|end) me\\b
(?:hope|pray|praying|hoping|wish|ask\\w*|beg\\w*)(?: (?:to|god|that|the|lord|he|for|every|night|i|him|will|just|would))* (?:takes? me|dont wake up|never wake up|not wake up|to take me|calls? me home)|(?:lord|god|jesus)(?: (?:just|please|can|should))* take me\\b
(?:dont|wont) (?:be|have to worry about) (?:a problem|me|trouble|hearing from me|bothering)(?: \\w+){0,3} (?:anymore|much|ever|again|soon)|(?:my|this is the|is my) (?:last|final) (?:message|text|words|letter|goodbye)
(?:hate|hating) (?:being alive|living|existing|waking up)|sleep forever|rest forever|not long for this world|check(?:ing)? out (?:for good|early|permanently)
(?:tonight is the night|know how (?:ill|id|im gonna|i would) do it|gonna do it tonight)
(?:im|i|ill|me)(?: \\w+){0,4} (?:out|leave|leaving)(?: \\w+){0,3} (?:box|coffin|casket|body bag|feet first|hearse)
pills{gap} (?:take|taking|swallow\\w*|all of them|them all|enough to)|bottle of (?:\\w+ )?pills
(?:gun|pistol|rifle|shotgun|revolver|bullet|knife|rope|noose|blade){gap} (?:my (?:own )?(?:head|brain|mouth|temple|throat|neck|heart|wrists?|chest)|{self}|what (?:ill|i might|i could|i may|im gonna) do|end it)
bullet (?:in|to|through|for) (?:my|me)\\b
blow(?:ing)? my (?:brains|head)|noose|rope around
jump(?:ing|ed)?(?: \\w+)? (?:off|from|out|in front|into|under)(?: (?:of|a|the|my|this|some))* (?:bridge|roof|building|train|truck|traffic|cliff|window|balcony|highway|expressway|river|lake|tracks|car|bus|overpass|el|l)
(?:gonna|wanna|ill|might|should i|could){so} jump\\b
(?:driv\\w+|crash\\w*|run\\w*|steer\\w*|wrap)(?: \\w+){0,3} (?:off|into|in to|around|in front of)(?: (?:a|the|of|my|this|some|oncoming))* (?:bridge|cliff|tree|wall|river|lake|pole|traffic|semi|train)
(?:step|walk|lay|lie|lay down|stand)\\w*(?: \\w+)? (?:in front of|into|on|onto)(?: (?:a|the|of))* (?:train|traffic|truck|tracks|railroad|highway|bus|lake)
(?:slit|slitting|cut|cuts|cutting|slash\\w*) (?:my|his|her)(?: own)? (?:wrists?|arms?|throat|veins?|legs?|thighs?|neck)
overdos\\w*|od on
(?:be|im|am) (?:already )?dead (?:soon|anyway|before|by|inside)|dead{gap} be soon
(?:have|got|made) a plan to (?:end|die|do it|go|leave this)
(?:join|be with|see|meet|go to) (?:him|her|my \\w+|my late \\w+|jesus|god|my maker|the lord)(?: again)?(?: \\w+)? (?:in heaven|up there|on the other side)|go (?:home )?to (?:jesus|god|the lord)|meet my maker
last (?:night|day) (?:alive|on earth)|my last day on
(?:nothing|not much|dont have anything|no reason)(?: (?:left|here|to|for|me|much))* (?:stay|stick around|be here|stay alive|keep living|hang on)
(?:im|i|ill|id|he|she|hes|shes|m){so} gonna{so} (?:die|be dead|not be here)
gonna{so} (?:dying|death|not exist\\w*|not be (?:here|alive)|not being (?:here|alive|around)|jump\\w*|be dead|not living)\\b|deathwish
(?:dont|cant|not){so} (?:see|picture|imagine) (?:myself|me)(?: \\w+){0,2} (?:alive|past|next|around|here|living|making it)
(?:dont|not|wont)(?: \\w+){0,3} being (?:around|alive)\\b|just not be(?:$| , \\w)|not existing|non ?existence
garage{gap} (?:engine|car) (?:on|running)|engine (?:on|running){gap} garage
whats the (?:use|point)(?:$| , \\w| anymore)
why (?:do |should |would |did |am |even |im |i )*(?:bother|even|still)(?: \\w+)? (?:alive|living|waking up|exist\\w*|breathing)|why(?: \\w+){0,2} (?:still|even) (?:alive|here breathing)
(?:i|it|he|she) should(?:ve| have)? (?:just )?(?:died|been me)\\b
(?:rather|prefer|wanna|want|better|id|be){so} (?:be )?(?:in the ground|six feet under|6 feet under|buried|in a grave|in my grave|in heaven)
nobody (?:needs|wants|would need) me\\b|dont need me (?:around|here|anymore)|see (?:you|yall|them|him|her|my \\w+)(?: all)? on the other side
(?:rope|noose|belt|extension cord)(?: \\w+){0,5} (?:basement|garage|attic|tree|ceiling|closet|rafters|neck|staring|ready|waiting)
(?:staying|stay|be|living|live|remain|part) (?:in|of) this (?:world|life)\\b|no me without|theres no me\\b
if i(?: \\w+)? (?:jump|jumped|overdose|drown)\\b|ways? to (?:die|kill)\\b
(?:hope|wish|pray|praying|want|wanna|hoping)(?: \\w+){0,3} (?:heart attack|hit by a|run over by|a stroke|get cancer|plane crash|struck by)
(?:looking|staring|stare|look|stared) at (?:the|my|that|his) (?:medicine|pills|meds|gun|knife|rope|bridge|razor\\w*|train|tracks)
(?:not sure|dont know|doubt|dont think|not gonna){so}(?: if)?(?: (?:ill|i|can|even|im|gonna|will))* (?:make it|survive|last|be alive|live)(?: (?:past|till|until|that long|another|through the (?:night|week)|to see))
close my eyes and (?:not|never|dont)
(?:no|ni)(?: \\w+){0,3} (?:caso|chiste|razon|motivo|objeto)(?: (?:a|de|en|para))*(?: (?:la|mi|esta|seguir|estar))* (?:vida|vivir|viviendo|viv[oa]|existir)\\b
(?:ir|irme|irse|voy|alcanzar)(?: \\w+)? (?:con|a) (?:mi|su) \\w+ (?:que|a la|q) (?:en paz|murio|ya murio|fallecio|gloria)
(?:mejor|seria mejor|preferible) no (?:estar|existir|seguir|haber|vivir)\\b|no creo (?:llegar|vivir|durar|aguantar)(?: (?:a|hasta|mucho|mas))
(?:compre|tengo|tome|tomar\\w*|traigo|consegui)(?: \\w+){0,2} (?:veneno|raticida|soga)\\b|(?:soga|cuerda|lazo)(?: \\w+){0,4} (?:cuello|garaje|garage|arbol|techo|list[oa]|bano|cuarto)|(?:con|encontro) una soga
(?:mejor|preferi\\w+|estar|estoy|quiero|quisiera)(?: \\w+){0,2} (?:bajo tierra|metros bajo|en el panteon|en la tumba|en un cajon|enterrad[oa])
(?:con gusto|gustos[oa]|ojala|mejor|me da igual|que mas da)(?: \\w+){0,2} (?:me moria|me muriera|muriera|si vivo|si me muero|morirme)|(?:carta|nota) (?:de despedida|suicida)
(?:arma|pistola|escopeta|revolver)(?: \\w+){0,3} (?:cargad[ao]|list[ao]|en la mano|en el cajon|en la boca|en la sien|en la cabeza)|cerrar los ojos y (?:no|ya no|nunca)
(?:estrellar|estrello|chocar|choco)(?:me)?(?: (?:el|mi|mi propio|con))* (?:carro|coche|auto|troca|camioneta|poste|muro|a proposito)
dont (?:deserve|have a right|have any right) to (?:live|be here|be alive|exist)
me (?:mato|mate|matare|mataria|suicido|cuelgo|ahorco|corto (?:para|con|yo)|cortaba|lastimo|disparo|muero de una vez|quito la vida)
(?:me|nos) (?:quiero|quisiera|queria|voy a|vamos a|deseo|pienso|puedo|podria|deberia|intente|trate de|prefiero|tengo que)(?: (?:ya|mejor))? (?:matar|ahorcar|suicidar|colgar|envenenar|disparar|cortar|quitar la vida|quitar de en medio|hacer dano|lastimar|morir)\\b
se (?:va|quiere|quiso|queria|iba|intento|trato|puede|piensa|quisiera)(?: a| de)? (?:matar|ahorcar|suicidar|quitar la vida|colgar|cortar)|se (?:quiere|quiso|queria|quisiera) morir
(?:matarme|matarse|ahorcarme|ahorcarse|suicidarme|suicidarse|colgarme|dispararme|envenenarme|lastimarme|cortarme|cortandome|lastimandome|morirme)
(?:quitarme|quitarse|quitarnos) (?:de )?(?:la|mi|su) vida
hacerme (?:dano|algo malo|algo)|hago dano a mi mism[oa]
{quiere}(?: (?:ya|mejor|solo|en|de))* (?:morir|estar {muert}|me muriera|morirme|me muera|ya no vivir|no vivir|no existir|no despert\\w+|no haber nacido|no estar viv[oa]|dejar de existir|dejar de vivir|ya no estar)
(?:mejor|preferible|preferiria|mas)(?: (?:me|valdria|vale))* (?:estar|estoy|estuviera|estaria|me|estar yo|yo)? ?{muert}|mejor (?:me muero|me muera|la muerte|morir)
me (?:quiero|quisiera|deseo|gustaria|dan ganas de|quise) (?:ya )?morir
(?:estuviera|estuviese|verme|andar|estaria(?: mejor)?) {muert}
(?:no|nunca|ni|sin) (?:quiero|quiere|quisiera|queria|quiera|deseo|desea|tengo ganas de|tiene ganas de|ganas de|puedo|puede|debo|merezco|aguanto|aguanta|puedo mas|querer)(?: (?:ya|seguir|mas|ni|de))* (?:vivir|viviendo|existir|existiendo|despertar|estar aqui|estar viv[oa]|estar en este mundo|esta vida|la vida|mi vida|vida)
no (?:quiero|puedo|quiere|puede) (?:ya )?seguir(?: (?:asi|mas|adelante|aqui|de pie|respirando|luchando)|$| , \\w)
no (?:despertar|despertara|despertarme|despierte)(?: (?:nunca|mas|manana))?
(?:acabar|terminar|acabo|termino|acabare) con (?:mi|su|la) (?:propia )?vida|(?:acabar|terminar|acabo) (?:ya )?con todo
para que (?:\\w+ )?(?:vivir|viviendo|vivo|existo|sigo|seguir|estar viv[oa]|estoy viv[oa]|naci)
no le veo (?:ya )?(?:el )?(?:caso|sentido|chiste) a (?:seguir(?: (?:asi|adelante|aqui|luchando)|$)|nada$)
no (?:vale|valia|vale ya) la pena (?:ya )?(?:vivir|seguir|la vida|mi vida|estar viv[oa]|existir)
(?:no|ni|sin|nada|perdi|poco)(?: \\w+){0,4} sentido(?: (?:a|de|en|para|por|que))*(?: (?:la|mi|esta|estar|seguir|este|tanto))* (?:vida|vivir|viv[oa]|viviendo|existir|mundo|aqui)\\b
vida(?: (?:ya|me|no|mia))* no (?:\\w+ )?(?:vale|tiene|sirve)|(?:tiene|hay|encuentro|veo)(?: (?:ya|mas|el|ningun))* sentido (?:la vida|mi vida|vivir|seguir asi|seguir aqui|existir|a la vida|a mi vida|estar viv[oa])
no (?:\\w+ )?(?:tengo|hay|queda|encuentro|veo)(?: (?:ya|ninguna|mas|una))* (?:razon|razones|motivo|motivos|nada|sentido|ganas|fuerzas)(?: (?:para|por|que|de|lo|por lo que|cual))* (?:vivir|seguir|existir|viviendo|estar viv[oa])
no tengo (?:ya )?(?:por )?que (?:vivir|me quede)|sin ganas de (?:vivir|nada)|sin razon (?:para|de) vivir
(?:cansad[oa]|hart[oa]|aburrid[oa]|fastidiad[oa]|agotad[oa])(?: ya)? de (?:la vida|vivir|existir|esta vida|mi vida|estar viv[oa])
no (?:\\w+ )?(?:aguanto|soporto|resisto|quiero)(?: mas)? (?:esta|la|mi) vida
(?:valgo|valdria|sirvo|serviria) mas {muert}
(?:mejor|felices|tranquilos|bien) sin mi\\b|(?:mejor|felices|tranquilos|facil)(?: \\w+){0,2} (?:si|cuando|que) (?:yo )?(?:ya )?no (?:estoy|estuviera|existiera|este|existo|exista|estuviese|hubiera nacido|naciera|viviera|fuera)
si (?:yo )?(?:ya )?no (?:estuviera|existiera|hubiera nacido)
{quiere}(?: (?:ya|solo|simplemente|poder))* desaparecer|desaparecer (?:para siempre|de este mundo|del mundo|y ya|de todo)
dormir(?:me)?(?: (?:y|para|ya|siempre|por))* no (?:\\w+ )?(?:despert\\w+|volver)|dormir(?:me)? para siempre
(?:esto es|este es|les digo|digo|vengo a decir)(?: (?:un|mi|el|ultimo))* adios\\b|adios (?:mundo|a todos|para siempre|mundo cruel)
(?:me )?(?:despedi|despedido|despidiendo|despedirme|despido|despidiendome) de (?:mis|mi|todos|la vida|este mundo)
(?:deje|dejo|escribi|dejare|escribiendo|dejando|dejarles)(?: (?:ya|les|le))* (?:una |mi |unas )?(?:carta|nota|cartas|notas)(?: de despedida)? (?:a|para) (?:mis|mi|todos)
nadie(?: \\w+)? (?:me )?(?:va a |iba a |ira a |vaya a )?(?:extran\\w+|notaria|lloraria|echar\\w* de menos)|(?:a )?nadie le (?:importa\\w*|va a importar|importe)(?: nada)? si (?:yo )?(?:me|muero|desaparezco|vivo|ya no|no|estoy)
(?:soy|ser|siendo|siento) (?:solo |nomas |puro |como )?(?:una|un) (?:carga|estorbo|peso) (?:para|de|a)
(?:quiero|quisiera|deseo|necesito) que (?:todo |ya |esto |el dolor )*(?:se )?(?:acabe|termine|pare)(?: (?:todo|ya|el dolor|mi vida|para siempre))?
(?:unica|sola) (?:salida|solucion|opcion|manera) (?:es|seria|que veo es|que me queda)(?: \\w+)? (?:muerte|morir|morirme|matar\\w*|suicid\\w*)|(?:veo|tengo|hay|encuentro|hallo) (?:otra |ninguna |mas )?salida\\b
muerte(?: \\w+)? (?:seria|es|sera|parece)(?: \\w+)? (?:facil|mejor|solucion|salida|descanso|unica|alivio)
no (?:haber |hubiera )?(?:nacer|nacido)
(?:no|ningun|sin)(?: (?:le|me|veo|tengo|hay|un|ningun))* futuro (?:para|en|a)? ?(?:mi|la vida|mi vida)\\b
(?:pronto|luego|ya)(?: ya)? no (?:voy a estar|estare)(?: (?:aqui|con ellos|viv[oa]|mas))?
(?:irme|ir|salir|salirme|partir|fuera|dejar|voy|vaya) (?:ya )?(?:de )?este mundo|irme para siempre
(?:quiere|habla\\w* de|ganas de|prefiere|piensa en|pensando en|intento) (?:morirse|matarse|quitarse la vida)
(?:pegarme|darme|meterme|pegarse|darse|meterse|(?:me|se)(?: (?:voy a|va a|quiero|quiere|quisiera|iba a|pienso|debo|deberia|puedo))? (?:pegar|dar|meter|pego|doy|meto|pegue|di)) (?:yo )?(?:un|una) (?:tiro|balazo|plomazo|bala)\\b|(?:pistola|arma|cuchillo)(?: \\w+){0,5} (?:dispararme|disparar|cabeza|venas|hacerme|mi misma?|terminar)
(?:tomar|tomarme|tome|tomo|tragar|tragarme|trago)(?: (?:me|ya))? (?:todo|toda|todas)(?: (?:el|la|las|un))? (?:frasco|bote|botella|caja|que tengo)\\b
dios (?:ya )?me (?:lleve|recoja|quite|mate)|(?:lleve|llevame|recoja|recogeme|llevarme) (?:ya )?(?:dios|diosito|el senor|la muerte|senor)|muerte me lleve|(?:irme|ir|reunirme|estar)(?: ya)? con (?:dios|diosito|el senor|mi \\w+ que (?:murio|fallecio)|mi \\w+ (?:en el|al) cielo)|al cielo con
(?:hacer|cometer|haga|hago|hare|cometo) (?:una )?(?:locura|tonteria|barbaridad|estupidez)\\b|algo malo conmigo|(?:pensamientos|ideas) (?:oscur\\w+|mal\\w+|fe[oa]s|negr\\w+|de muerte|suicid\\w+)|(?:pienso|pensando|pensar|piensa) (?:mucho |solo )?en (?:la muerte|morir\\w*|mi muerte)
(?:pon(?:er|erle|go|gerle)|ponerle|ponerme) fin a (?:mi vida|todo|mi sufrimiento|esta vida)|acabar (?:con esto |todo )?de una (?:buena )?vez\\b|dejar de sufrir|descansar (?:para siempre|en paz|de todo|de esta vida)|no (?:quiero |quisiera )?amane(?:cer|zca|ciera)|quitarme (?:de en medio|del medio|del camino)
(?:tome|tomar|tomarme|tomo|trague|tragar|tragarme|tomando|tomado)(?: (?:me|ya|todas|todo|muchas|un|una|el|las|mis|monton|bote|frasco|caja|de|unas|la)){0,5} (?:pastillas|pildoras|medicinas?|medicamentos?|veneno|cloro)
(?:tirar|tirarme|aventar|aventarme|lanzar|lanzarme|saltar|arrojar|arrojarme|brincar|echarme|echar|aviento|tiro|lanzo)(?: (?:me|yo))? (?:del|de|desde|al|a|a las|en|enfrente|por|delante)(?: (?:el|la|un|una|las|los|del|de|al|mi))* (?:puente|edificio|techo|tren|vias|metro|azotea|carro|carros|balcon|ventana|precipicio|rio|lago|camion|trafico|barranco|piso|vacio)
(?:cortar|cortarme|cortando|corte|corto|cortarse|cortandome)(?: (?:yo|me))? (?:las|los|mis|el) (?:venas|brazos|munecas|muneca|piernas|cuello)
(?:mi|su) vida (?:ya )?(?:se )?(?:acabo|termino)|se (?:me )?acabo (?:mi|la) vida
seguro(?: de vida)?(?: \\w+){0,5} (?:si|cuando) (?:yo )?(?:ya )?(?:no este|no estuviera|me fuera|faltara|falto|me mato|no estoy|me suicid\\w*)
no merezco (?:vivir|estar|existir|la vida)
(?:arrancar|arrancarme|arrebatar\\w*) la vida
(?:good ?bye|farewell) (?:letters?|notes?|videos?|messages?|cards?)|(?:wrote|written|writing|recorded)(?: \\w+){0,6} (?:a |my |our )(?:good ?bye|farewell)|my (?:note|letter) is (?:written|finished|done)|(?:letters?|notes?|videos?)(?: \\w+){0,6} (?:after|when|once|in case) im (?:gone|dead)
(?:gave|given|giving) away{far} (?:wont|dont)(?: be)? need\\w*|in order{far} (?:when|after) im (?:gone|dead)
i(?: (?:have|just|even|already|then|ve)){0,2} (?:took|pulled|got|take|get|pull|dug|brought)(?: out)?(?: (?:my|the|a|his|our|an|old|dads?|husbands?)){1,3} {firearm}(?: (?:out|from|down|off)|$| , | and )|(?:took|pulled|got|taking|pulling) out (?:my|his|dads?) (?:\\w+ )?{firearm}
i(?: \\w+)? loaded(?: \\w+){1,2} {firearm}(?:$| , | this| last| today| and)|got(?: \\w+){1,3} {firearm} out\\b
(?:{firearm}|{blade}|{pills}|rope)(?: \\w+){0,4} {athand}|(?:{firearm}|{pills}|{blade}){gap} (?:looking|look|staring|stare) at (?:it|them)\\b|(?:im|sat|sit|sitting|alone)(?: \\w+){0,4} (?:with|holding) (?:my|a|the|his)(?: \\w+){0,2} (?:{firearm}|{blade}|{pills})
(?:hold|holding|held)(?: \\w+){1,2} {blade} to my|{blade}(?: \\w+){0,3} (?:bathroom|bathtub|tub)
(?:stockpil|stash|hoard|collect|gather|count|sav|lin|pour)(?:e|ed|es|ing|ting|d)?(?:{some}{0,4}|{some}{1,4} \\w+) {pills}|(?:set|put|setting|putting|laid|laying)(?:(?: aside| out)(?: \\w+){0,3} {pills}|(?: \\w+){0,3} (?:bullets?|shells?) in(?: \\w+){1,3} {firearm}|(?: \\w+){1,3} {pills} (?:aside|out))|(?:stockpil|hoard|stash)\\w*(?: \\w+){0,3} {pills}|my(?: \\w+)? {pills} (?:all |is |are ){0,2}(?:lined up|laid out|counted out|ready)|enough(?: \\w+){0,2} {pills}(?: \\w+){0,2} to (?:do it|end|die|kill|go|sleep|not|finish)
hose{gap} (?:tail ?pipe|exhaust|muffler)|manguera{gap} (?:escape|mofle|tubo)
(?:i|ive|im)(?: \\w+){0,3} (?:drove|drive|driving|walked|walk|walking|went|go|going|rode|biked|climbed|ran|been)(?: \\w+){0,3} (?:{brink}|river|lake|pier|dam)(?: (?:\\w+|,)){0,6} (?:stood|stand\\w*|sat|sitting|looked|looking|star(?:ed|ing)|wait\\w*|almost|nearly|gonna|jump\\w*|water)
(?:im|i|ive|here|still|been|was)(?: \\w+){0,2} (?:standing|stood|stand|sitting|sat|parked|perched|waiting)(?: \\w+){0,2} (?:on|at|by|near|over)(?: (?:the|a|top|of|this|my))* {brink}\\b|im(?: (?:right|now|already|up|out|here|alone|just|back)){0,3} (?:on|at) (?:the|a|this) {brink}(?:$| , | of | and | right | now| alone)|climb\\w*(?: \\w+){0,3} (?:rail\\w*|ledge|bridge|overpass|parapet)
(?:cartas?|notas?|videos?|mensajes?)(?: \\w+)? de (?:despedida|adios)|(?:cartas?|notas?|videos?)(?: \\w+){0,2} para (?:despedirme|cuando (?:yo )?(?:ya )?(?:no este|me muera|falte))|deje (?:una )?(?:nota|carta)s? (?:para|a) (?:mi|mis) {pareja}
regal(?:e|ado|ando){far} no (?:lo|la|los|las) (?:voy a )?(?:necesit|ocup)\\w+|en orden{far} cuando (?:yo )?(?:ya )?(?:me muera|no este|falte|me vaya)
(?:saque|agarre|baje|busque|cargue)(?: \\w+){0,3} {arma}|(?:{arma}|{filo}|{pastillas}|soga)(?: \\w+){0,3} {enmano}|{filo}(?: \\w+){0,3} (?:bano|tina)\\b|(?:{arma}|{pastillas}){gap} (?:la|lo|las) (?:miro|estoy (?:mirando|viendo|contando))|(?:sentad[oa]|sol[oa]|estoy)(?: \\w+){0,4} con (?:mi|la|una|un|el|las|mis)(?: \\w+)? (?:{arma}|{filo}|{pastillas}|soga)
(?:compre|amarre|colgue|lista|listo|tengo)(?: \\w+){0,2} (?:la|una) (?:soga|cuerda|reata)(?:$| , | en | list[ao])
(?:junt|guard|acumul|cont|escond)(?:ando|ado|e|i|ido|iendo)(?:{unas}{0,4}|{unas}{1,4} \\w+) {pastillas}|listas?(?: (?:\\w+|,)){0,2} {pastillas}|todo list[oa](?: (?:\\w+|,)){0,4} {pastillas}|puse(?: \\w+){0,2} balas(?: \\w+){0,3} {arma}|suficientes?(?: \\w+)? {pastillas}(?: \\w+)? para (?:hacerlo|morir\\w*|acabar|terminar|dormir)
(?:sente|sentad[oa]|encerr\\w+)(?: \\w+){0,3} (?:garaje|garage|cochera|carro)(?: \\w+){0,3} (?:motor|carro)(?: \\w+)? (?:prendid|encendid)o
(?:maneje|camine|fui|subi|llegue|corri|ido)(?: \\w+){0,4} (?:{abismo}|techo|rio|lago|muelle)(?: (?:\\w+|,)){0,6} (?:pare|parad[oa]|quede|sente|mir\\w+|casi|agua|abajo|tir\\w+|avent\\w+|salt\\w+)
(?:estoy|estaba|estuve|ando|pare|sente|quede)(?: \\w+){0,3} (?:en|sobre|arriba de|orilla de|orilla|borde de|borde) {abismo}\\b|(?:trepe|trepad[oa])(?: \\w+){0,3} {abismo}\\b
"""

# Violence at home: somebody close, to whoever writes or to a child.
_VIOLENCE = """
domestic (?:violence|abuse|battery|assault)|batter(?:ed|ing) (?:wife|woman|women|spouse|husband)|dv (?:victim|survivor|shelter|case|situation)
(?:{kin}|he|she|hes|shes|they|who|marriage|relationship|home|him|was|is|husbands?) (?:\\w+ ){0,2}(?:abusive|violent)|abusive (?:\\w+ )?(?:{kin}|marriage|relationship|home|man|household|situation)|(?:violent|physically violent) (?:{kin}|home|man|marriage)
(?:{kin}|he|she|hes|shes|hed|shed|who) (?:\\w+ ){0,4}(?:hits?|hitting|beats?|beating|beaten|punch(?:es|ed|ing)?|slap(?:s|ped|ping)?|chok(?:es|ed|ing)|strangl(?:es|ed|ing)|push(?:es|ed|ing)|shov(?:es|ed|ing)|kick(?:s|ed|ing)|hurt(?:s|ing)?|abus(?:es|ed|ing)|assault(?:s|ed|ing)|attack(?:s|ed|ing)|rap(?:es|ed|ing)|grab(?:s|bed)|stab(?:s|bed)?|burn(?:s|ed)|smack(?:s|ed|ing)?) (?:up )?(?:on )?(?:things at )?{mine}
(?:beat|hit|chok|punch|slap|strangl|abus|assault|attack|stalk|threaten|rap)(?:s|es|ed|ing|en|ped|ping|ting)? (?:\\w+ )?by (?:my|her|his|the) (?:\\w+ )?{kin}
(?:put|puts|putting|lays?|laid|laying|raised?|raises) (?:his|her|their) hands? on (?:me|us|my|the kids)|raises? (?:his|her) hand (?:to|at|against) (?:me|us)
(?:order|orders) of protection|(?:protective|restraining|protection|no contact) orders? (?:against|on|for) (?:him|her|my|the father|his|a family)
(?:afraid|scared|terrified|frightened|fear|fearful|hiding|hide|escap\\w+|fled|flee|fleeing|ran|run|running|away|safe) (?:away )?(?:of|from) (?:what )?(?:my|an|the) (?:\\w+ )?{kin}
(?:afraid|scared|terrified|frightened) (?:of him|of her|he|she|my {kin})(?: \\w+){0,3} (?:hurt|kill|hit|beat|find|come|do something|snap|attack)\\w*
(?:hell|he|she|shell|hed|shed|{kin})(?: (?:will|would|gonna|is gonna|said|says|might|could|s gonna|is|was|keeps saying|swore|to|he|she|hell|hed|d|ll)){1,5} (?:kill|hurt|beat|hit|shoot|stab|strangle|burn) {mine}
(?:hell|he will|he would|he s gonna|hes gonna|he is gonna|shell|she will|shes gonna|{kin} (?:will|s gonna|is gonna)) (?:come|comes|be) (?:over|here|by|back) (?:and|to) (?:make|force) me\\b
(?:threat\\w*|tried|tries|trying|wanted|wants|wanna|promise[sd]?|vow\\w*|swore)(?: (?:\\w+ )?to)? (?:kill|hurt|beat|strangle|shoot|stab|burn|choke|hit) {mine}
(?:{kin}|he|she)(?: \\w+){0,3} (?:threatens|threatened|threatening|stalks|stalking|stalked) (?:me|us|my kids|the kids)
(?:fled|left|escaped|ran|leaving|moved|hiding|divorc\\w+)(?: \\w+){0,6} (?:abuse|abuser)\\b|abused (?:me|us|my)|(?:throws?|threw|throwing) (?:\\w+ )?(?:things|stuff|dishes|plates|objects|furniture) at {mine}|(?:threw|throws|slams|slammed) {mine} (?:down|against|across|to the|into)|physical(?:ly)? abus\\w+|my abuser
(?:came|comes|coming|went|goes|swung|swings|lunged|ran) (?:at|after) {mine}(?: again)? with (?:a|the|his|her) \\w+|(?:{kin}|he|she)(?: \\w+){0,3} (?:knife|gun|bat|belt) (?:on|to|at) {mine}
wont let me (?:leave|out|go out|see (?:my (?:mom|mother|dad|father|parents|sister|brother|family|friends?|doctor)|anyone|anybody|people)|talk to|have my phone|use the phone)|(?:locks?|locked|traps?|trapped) me (?:in|inside)\\b|(?:keeps?|kept|holding|holds) me (?:locked|prisoner|trapped|hostage)|(?:takes?|took|breaks?|broke) my (?:phone|keys) (?:away|so)
not safe (?:at home|in my (?:own )?(?:home|house)|with (?:him|her|my))|dont feel safe (?:at home|with|around)
(?:women s|womens|domestic|battered|dv) shelter|shelter (?:from|because of|to get away)|in a shelter(?: \\w+){0,4} (?:{kin}|him)
(?:he|she|{kin})(?: \\w+){0,2} (?:pulled|pointed|held|has|puts?|keeps) (?:a|his|the) (?:gun|knife)(?: \\w+){0,3} (?:on|at|to|against) (?:me|us|my)
amenazame
violencia (?:domestica|familiar|intrafamiliar|conyugal|de pareja|de genero)|violencia en (?:la|mi|el) (?:casa|hogar)
(?:me|nos|la|le|lo) (?:pega|pego|pegaba|pegaban|ha pegado|golpea|golpeo|golpeaba|golpeado|ha golpeado|maltrata|maltrato|maltrataba|empuja|empujo|patea|pateo|ahorco|ahorca|violo|viola|agrede|agredio|cachetea|cacheteo|jalonea|avienta|avento|quemo|abusa|abuso|abusaba)\\b
(?:me|nos) (?:quiso|quiere|queria|trato de|intento|trata de|va a|iba a|puede|podria|vaya a) (?:matar|ahorcar|golpear|pegar|hacer dano|violar|lastimar|disparar)
(?:me|nos) (?:tiene|trae) amenazad[oa]s? (?:mi )?{pareja}|{pareja} (?:me|nos) (?:tiene|trae) amenazad[oa]s?
(?:me|nos) (?:\\w+ )?amenaz\\w+(?: (?:con|de|que))*(?: (?:me|nos|va|a|va a))* (?:matar\\w*|muerte|golpear\\w*|pegar\\w*|hacer\\w* dano|una pistola|un cuchillo|quitarme a mis)
(?:{pareja})(?: \\w+){0,2} (?:es|era|se pone|anda) (?:muy |bien )?(?:violent[oa]|agresiv[oa]|abusiv[oa]|golpeador)|relacion abusiva|espos[oa] abusiv[oa]
(?:me|nos) (?:saco|puso|apunto con|persiguio con|correteo con|tiro con|ataco con) (?:un|una|el|la) (?:cuchillo|pistola|arma|machete)
(?:pegarme|golpearme|maltratarme|golpearnos|pegarnos)
orden(?:es)? de (?:proteccion|restriccion|alejamiento)(?: \\w+){0,2} (?:contra|de)|orden de proteccion
miedo (?:de|a|que) (?:que )?(?:mi|el|ese) (?:{pareja}|me|nos)|miedo de el\\b|miedo a el\\b|(?:tengo|da) miedo (?:de )?(?:mi {pareja}|que me (?:haga|mate|pegue|golpee|encuentre|lastime))
me (?:haga|hace|hizo|va a hacer|puede hacer) dano|me (?:mate|pegue|golpee|encuentre)\\b
no me deja (?:salir|ir|hablar|tener|usar)|me (?:encierra|encerro|tiene encerrada|quita el telefono|quito el telefono)
(?:refugio|albergue)(?: \\w+){0,4} (?:{pareja}|violencia|el\\b)|(?:huyendo|escapando|escondida|escondido|huir|escapar|hui) de (?:mi|el)\\b
(?:victima|sobreviviente) de (?:violencia|abuso|maltrato)|sufro (?:abuso|maltrato|violencia)
"""

# Harm to others, meant by whoever writes.
_DANGER = """
{means}{so} (?:kill|murder|shoot|stab|strangle|choke|punch|attack|hunt down|run over|slap|smash|knife|execute|assassinate|beat up|bury|strangling|killing|hurting|shooting|hurt|harm|hang|slaughter|end) {somebody}
(?:kill|killing|murder|shoot|stab|strangle|choke|hunt|punch)(?:ing)? (?:the|that|those|these|every|all|all of|any) (?:\\w+ ){0,2}(?:guys?|man|men|lady|lawyers?|judge|sheriffs?|banker|bankers|bastards?|cops?|deput(?:y|ies)|people|person|agent|realtor|servers?|collectors?)
beat(?:ing)? (?:the (?:\\w+ )?(?:hell|shit|crap|life|daylights|snot|living) (?:\\w+ )?out of|up (?:him|her|them|that|the|those|whoever))|kick(?:ing)? (?:his|her|their) (?:ass|teeth)|beat (?:his|her|their) ass|break (?:his|her|their) (?:neck|legs|face|jaw|arms)
{means}{so} (?:burn|torch|blow up|bomb|set fire|set it on fire|light up|shoot up|burning|torching|blowing up|firebomb|destroy)(?: (?:to|down|up|that|the|this|my|their|his|her|it|place|damn|whole|own|entire|motherfucking|fucking)){0,5} ?(?:bank|house|home|place|down|office|building|courthouse|court|branch|it|everything|law firm|fire)
(?:burn|shoot|blow)(?:ing)? (?:it|the (?:bank|house|place|courthouse|office)|their (?:house|office)) (?:down|up)(?: (?:before|with|if|so|first|to the ground))
set (?:the|my|that|their) (?:house|bank|place|office|home|car) on fire|set fire to
(?:shoot|kill|stab) (?:any|who)(?:one|body|ever)
bullets? (?:in|through) (?:the|that|his|her|their|every|him|them|your|somebody|someone|whoever|whichever|anyone|anybody)
coming for (?:him|them|you|her|all of)(?: \\w+)? with|coming after (?:him|them|you|her) with|shoot(?:ing)? up (?:the|that|their|a|your)
(?:someone|somebody|people|they)(?: \\w+){0,5} gonna (?:die|bleed|get hurt|get killed|get shot|pay for this)
(?:smash|bash|break|punch|bust|knock|beat|crack)\\w*(?: \\w+){0,5} (?:face|head|teeth|jaw|skull|kneecaps)(?: in)?\\b
(?:voy|ir|llego|llegar|entro|entrar|vamos|regreso)(?: \\w+)? (?:a|al)(?: (?:la|el))? \\w+ con (?:una|mi|la|un) (?:pistola|arma|machete|escopeta|rifle|cuchillo)
(?:al que|a quien|el que|quien)(?: \\w+){1,4} (?:lo|la|le) (?:mato|disparo|quemo|voy a matar|parto|meto)
body bags?|dead (?:man|men|meat)\\b|blood (?:on|will|in|is gonna)|pay (?:with|in) (?:blood|his|their|her) ?(?:blood|li(?:fe|ves))?|bloodbath|mass shooting|(?:go|going|went) postal|wont leave (?:alive|breathing)|wont walk out
(?:someone|somebody|people|they|he|she|you|everyone|yall)(?: (?:is|are|s|re|gonna|will|might|could|all|could all)){1,3} (?:get hurt|get killed|get shot|die for this|die tonight|pay for this with|bleed|regret being born|end up dead)
(?:know|found out|find out|finding out) where (?:he|she|they|the|that|you|yall|his|her|your|this)(?: \\w+){0,3} (?:lives?|sleeps?|family|kids|parks?)
(?:bring|bringing|brought|grab|grabbing|get|getting|load|loading|loaded|carry|carrying|taking|take|waiting with|got|clean|cleaning|use|using)(?: (?:my|a|the|out my)){1,2} (?:gun|guns|rifle|shotgun|pistol|ak|ar|glock|weapon|knife|bat|machete)
(?:gun|guns|rifle|shotgun|pistol|knife|bat){gap} (?:use it|use them|on (?:him|them|whoever|anyone|anybody|you)|whoever|anyone who|anybody who|waiting for|ready for|for (?:him|them|whoever|the sheriff))
deserves? to (?:die|be shot|be killed|suffer and die|hang)|(?:should|gonna|needs? to|ought to|better|will){so} (?:be shot|be killed|get shot|die for|be hung|be hanged|be dead)|hope(?: \\w+){0,3} (?:dies|die)\\b
make (?:him|them|her|you|that|those)(?: \\w+){0,2} (?:bleed|suffer|disappear|regret (?:it|this) with)
put (?:him|her|them|you|that(?: \\w+){1,2}|those(?: \\w+){1,2}) (?:in (?:the|a|his|their) (?:ground|grave|hospital|box|coffin|dirt|morgue)|(?:6|six) feet under|down like|to sleep|through a wall)
(?:get|getting|gets|give) (?:\\w+ )?whats coming to|waiting for (?:him|them|her|whoever) with|(?:not|wont) be responsible for what i|watch (?:his|their|your|her) back|(?:i|im|ill|id) (?:\\w+ ){0,3}go after (?:him|them|her|that|those|somebody|someone) (?:with|tonight|myself|and|until|so|when|if)\\b|{means}{so} (?:hunt|snap on|hurt|lose it on)\\w*(?: \\w+)? (?:him|her|them|down|somebody|someone|that|those)\\b
(?:dan ganas de|ganas de) (?:matar|ahorcar|golpear|estrangular|quemar) (?:a|al)\\b|(?:le|les|lo|los)(?: {quiere})? (?:meter|dar|pegar|mandar|ver|meto|doy|pego)(?:le|les|lo|los)? (?:muert[oa]s?|(?:un|una|al|en el) (?:balazo|tiro|plomazo|punalada|golpe|golpiza|hospital|panteon|cementerio|cajon))|(?:meterle|darle|pegarle)s? (?:un|una) (?:balazo|tiro|plomazo|punalada|golpiza)
(?:se las|me las?) (?:van?|vas) a (?:ver|pagar)(?: conmigo)?|va a correr (?:la )?sangre
(?:feel|feels) like (?:strangling|killing|hurting|punching|shooting|burning|choking|hitting|beating)
{means}{so} (?:get|take) revenge|{means}{so} take (?:him|them|her|someone|somebody|people|a few) (?:out|with me|down with me)
{quiere}(?: (?:ya|yo|mismo))* (?:matar|asesinar|golpear|apunalar|acuchillar|disparar|balacear|quemar|reventar|estrangular|ahorcar|lastimar|hacerle? dano|romperle|partirle)(?:le|les|lo|los|la)?(?: (?:a|al|con|de))? {alguien}
(?:lo|los|la|las|le|les|te) {quiere} (?:matar|disparar|quemar|golpear|apunalar|hacer dano|partir|romper|acuchillar|ahorcar|balacear|reventar|recibir a|estrangular)|(?:lo|los|la|las|le|les) (?:mato|voy a recibir|disparo|quemo|apunalo|parto|rompo|recibo a)\\b
(?:matarl[oae]s?|dispararles?|golpearl[oae]s?|quemarl[oae]s?|apunalarl[oae]s?|hacerles? dano|partirles?|romperles?|ahorcarl[oae]s?)
{quiere} (?:quemar|incendiar|volar|prenderle fuego|prender fuego|destruir|explotar|balacear)(?: (?:el|la|ese|esa|mi|a|al))* (?:banco|casa|corte|oficina|edificio|carro|todo)
(?:a balazos|a golpes|a machetazos|a tiros|a punaladas)\\b|hombre muerto|correr sangre|corra sangre|bano de sangre|con (?:su|la) vida
(?:alguien|alguno|todos|ellos|el)(?: (?:va|van|se))+(?: a)? (?:salir (?:herido|lastimado|muerto)s?|morir\\w*|lamentar\\w*|pagar con)
(?:llevar|llevo|traer|traigo|sacar|saco|cargar|cargo|tengo lista?|usar|llevare)(?: \\w+)? (?:mi|la|una|el) (?:pistola|arma|rifle|escopeta|machete|cuchillo|bate)
se (?:donde|en donde) vive(?:n)?\\b|merece(?:n)? (?:morir|la muerte|que lo maten|un balazo)|que se mueran\\b|voy a vengarme|me voy a vengar|me las van a pagar
(?:pistola|arma|rifle|escopeta)(?: \\w+){0,5} (?:quien|el que|los que|cualquiera|ellos)
"""

# At the end of their strength, but nobody's life is in question.
_DISTRESS = """
(?:im|so|very|really|too|feel|feeling|felt|being|been|super|just|is|are|am|get|getting|makes me|me and the kids are|of|and|were|was|we|still|pretty|kinda|extremely|honestly|all){so} (?:scared|afraid|terrified|frightened|petrified|anxious|ashamed|embarrassed|humiliated|depressed|overwhelmed|exhausted|desperate|hopeless|helpless|devastated|heartbroken|distraught|panicking|panicked|panicky|freaking|freaked|miserable|lonely|worthless|numb|broken|crushed|shaking|trembling|crying|sobbing|drowning|drained|burnt out|burned out|worn out|suffocating|stressed|worried sick|lost and|nervous wreck|lost and alone|defeated)
(?:scared|afraid|terrified|ashamed|embarrassed|frightened|worried) (?:to|of|that|they|he|she|i|we|about|for|because|all|every|and|my|it)\\b
(?:feel|felt|feeling|so|this|been|really|very|at my)(?: (?:so|this|really|very|pretty))? (?:low|down|blue|lowest|hurt|sad|defeated)\\b|hate (?:my life|myself)|fml
dont know how (?:i|we|im|were)(?: \\w+){0,2} (?:get|make|survive|live|manage|go on|feed|through|thru|cope|face|gonna)|how (?:am i|are we|will i|will we|do i|can i) (?:ever )?(?:gonna |supposed to )?(?:survive|cope|face|get through|go on|feed)
(?:walls|world|life|everything|sky)(?: (?:is|are|was|feels like its|around me|just))* (?:closing in|crashing|collapsing|falling apart|crumbling|caving in|upside down)|(?:im|so|feel|am) (?:so |totally |completely )?lost\\b|dont know what to do(?:$| , \\w| im| i | with)|(?:im|is|are|hands|so|still) (?:\\w+ )?(?:shaking|trembling)|worst (?:\\w+ )?(?:ever|that)
nudo en la garganta|alma en (?:un hilo|pena|vilo)|muero de (?:la |el |pura )?(?:angustia|miedo|preocupacion|tristeza|nervios|verguenza|pena|ansiedad)|(?:ando|estoy|sentirme|siento|sintiendo)(?: (?:bien|muy|tan|re|super))* mal\\b(?: por| de animo| con)?|tiembl\\w+|temblando
(?:scared|worried|stressed|frightened) (?:to death|sick|out of my mind|stiff|shitless|half to death|out)
(?:depressed|hopeless|desperate|terrified|panicking|heartbroken|devastated)
cant (?:stop |even )?(?:sleep|eat|breathe|crying|shaking|think straight|cope|function|take (?:it|this|much|anymore|another|any|the)|handle|do (?:this|it)|deal|bear|stand (?:it|this)|get out of bed|stop crying|stop worrying|stop thinking|concentrate|calm down|face|keep doing|fight anymore|stop|hold on|focus|get up|see how)
cant anymore
(?:dont|not|havent|hasnt|no|lost|barely|hardly|losing|without|trouble|havent been able to|cant get any)(?: (?:been|any|much|getting|able|to|a|my|real|good|had)){0,4} (?:slept|sleep|sleeping|sleeping at night|eaten|eating)\\b
(?:up|awake|lie awake|lying awake) (?:all|every) night|sleepless|keeps? me (?:up|awake)|insomnia|nightmares
(?:crying|cry|cried|weeping|sobbing|tears)
(?:end|edge) of (?:my|our) (?:rope|wits|strength)|at my wits|(?:breaking|break) point|last straw|rock bottom|hanging by a thread|hanging on by
(?:falling|fall|fell|breaking|coming) (?:apart|down)(?: (?:over|inside|mentally|emotionally))?|(?:nervous|mental|emotional) (?:breakdown|wreck|collapse)|im (?:a|such a) (?:total |complete |nervous )?(?:wreck|mess|failure|loser|disaster)
(?:feel|feeling|felt)(?: (?:like|so|such|a|an|just|really|completely|totally|all|very|utterly|im|i))* (?:failure|loser|alone|stupid|worthless|hopeless|lost|trapped|sick|guilty|defeated|helpless|ashamed|like giving up|giving up|empty|crap|horrible|terrible|awful|useless|small|a fool|fool)\\b
(?:losing|lost|lose|out of|going out of) (?:my|our) (?:mind|sanity|shit|head)|going (?:crazy|insane|mad|nuts)|driving me (?:crazy|insane|mad|nuts)|freak(?:ing|ed)? out|panic|anxiety|hyperventilat\\w*
(?:this|it|that|debt|stress|foreclosure|thing|whole|worry|worrying)(?: (?:is|has|been|s|whole|thing|all|just|really|debt|stress|slowly|literally))* (?:destroying|killing|ruining|breaking|crushing|tearing|eating|wrecking|suffocating|drowning)(?: \\w+)? (?:me|us|my|our|apart|up|alive|inside)
(?:stress|worry|worrying|shame|guilt|fear)(?: (?:is|of|has|it|all|this|making|about))* (?:me|killing|sick|too much|unbearable|eating|making)
making me (?:sick|ill|crazy)|so (?:much )?(?:stress|pressure|pain|worry|fear|shame)\\b|(?:so|too|very|really|extremely|this is so) stress(?:ed|ful|ing)?
dont know (?:how much (?:more|longer)|how (?:long|much) (?:i|we) can|what (?:else )?to do (?:anymore|with myself)|where to turn|how to (?:cope|go on|survive|face|tell|keep going|carry on)|if i can (?:take|do|handle|make it))|how much more (?:can i|i can|of this)
(?:heart|chest) (?:is |keeps |was |wont stop )?(?:pounding|racing|hurts|breaking|broken|tight|beating)|heart ?broken|sick to my stomach|stomach (?:in knots|hurts|is in knots)|hands? (?:are |wont stop )?shaking
(?:no|nobody|nowhere|not anyone|dont have anyone|dont have anybody)(?: (?:else|left|one|to|body))* (?:to turn|to talk to|turn to|who can help|to help me|understands|on my side)|all alone|completely alone|by myself in this
(?:im|we re|were|feel like im|feels like im|am|just|literally)? ?drowning\\b|lost everything|losing everything|lose everything|taken everything|everything (?:i have|we have|ive|i worked for) (?:is|was)? ?(?:gone|lost)
(?:give|giving|gave) up\\b(?: (?:hope|trying|fighting|anymore))?$|(?:giving|given|lost|losing|out of|no|gave up) (?:up )?hope|lost all hope|(?:no|without) hope|ready to give up$
(?:sick|tired) and (?:sick|tired)|tired of (?:all )?(?:this|fighting|crying|struggling|everything|it all)|im so tired|emotionally|mentally (?:exhausted|drained|tired|broken)|mental health
worst (?:day|time|year|week|thing|nightmare)s? (?:of|in|that)|living (?:a|in) (?:a )?(?:nightmare|hell)|(?:its|this is|is|been) (?:a |like a |pure |absolute )?(?:living )?(?:nightmare|hell|torture)\\b|hell on earth
please (?:god|help me|somebody help|someone help|help us|i beg)|begging (?:you|someone|for)|i beg you|somebody help|someone help me|god help|help me please
too much (?:for me|to handle|to bear|to take)|just too much|all too much|its too much|just want (?:this|it) (?:all )?to (?:be over|end|stop|go away)|want this to be over
(?:tengo|tenemos|siento|da|con|mucho|tanto|muerto de|muerta de|muriendo de|me da|vivo con|puro) (?:mucho |mucha |tanto |tanta |un |una |bastante |muchisimo |muchisima )?(?:miedo|temor|panico|panico|ansiedad|angustia|verguenza|pena|terror|desesperacion|depresion|pavor|pendiente)\\b
(?:estoy|estamos|soy|siento|sentimos|ando|andamos|muy|tan|bien|esta|estan|toda|todo|quede|quedamos|sentirme|me tiene|tienen|super)(?: (?:muy|tan|bien|super|toda|todo|completamente|totalmente|demasiado|re))* (?:asustad|desesperad|angustiad|deprimid|preocupad|destrozad|avergonzad|aterrad|aterrorizad|nervios|agobiad|abrumad|estresad|agotad|devastad|hundid|perdid|desconsolad|desolad|sol|trist|mal de los nervios|cansad|atrapad|acabad|mortificad|apenad|humillad|espantad|desecho|deshech|destruid|alterad|ahogad)(?:[oa]s?|es|e)?\\b
(?:desesperad[oa]s?|angustiad[oa]s?|deprimid[oa]s?|destrozad[oa]s?|aterrad[oa]s?)
(?:no|sin|ni)(?: (?:he|hemos|puedo|podido|podemos|logro|ya|puede|casi|consigo|me deja|nos deja|deja))* (?:dormir|duermo|dormimos|dormido|comer|como nada|respirar|concentrar\\w*|pensar bien|pegar el ojo|pegado el ojo|pego el ojo|dormir bien|conciliar el sueno)|(?:dias|noches|semanas) (?:enteras )?(?:sin|que no) (?:dormir|duermo|comer)|desvelad[oa]|insomnio|pesadillas?
(?:no|ya no)(?: \\w+)? (?:puedo|podemos) (?:mas|con esto|con todo|con tanto|con la|ya|seguir asi|ni)\\b|no (?:doy|damos) (?:para )?mas|(?:no|ya no) (?:\\w+ )?(?:aguanto|soporto|resisto|aguantamos|soportamos)(?: (?:mas|esto|ya|tanto|la))?|ya no puedo$|no puedo mas|hasta el limite|al borde|toque fondo|tocado fondo
(?:no (?:paro|dejo|he parado|puedo parar|puedo dejar) de )?(?:llorar|llorando|lloro|llore|lagrimas|llorado)
(?:volviendo|volver|vuelvo|volviendome) (?:loc[oa]|locos)|me vuelve loc[oa]|(?:ataques?|crisis) de (?:panico|ansiedad|nervios|angustia|llanto)|los nervios|mal de nervios|ansiedad
(?:siento|sentir|sintiendo|siento como|soy)(?: (?:como|que|muy|tan|un|una|soy))* (?:me )?(?:fracas\\w*|ahog\\w*|inutil|basura|atrapad[oa]|morir|vaci[oa]|culpable|verguenza|sin fuerzas|sin esperanza)
(?:perdi|perdimos|perdiendo|perder|perdido|quitaron|quitando) (?:ya )?tod[oa]s?\\b|lo perdi todo|me quede sin nada|nos quedamos sin nada
(?:esto|esta deuda|deuda|situacion|estres|preocupacion|angustia|me|nos)(?: \\w+)? (?:esta |estan |va a |me esta )?(?:matando|destruyendo|acabando|enfermando|consumiendo|quebrando|ahogando|destrozando)(?: (?:por dentro|conmigo|con))?
no (?:se|sabemos) (?:que mas hacer|ya que hacer|a quien (?:acudir|recurrir|pedir)|cuanto mas|como (?:voy a|decirle|salir adelante|seguir)|que (?:voy a|vamos a|va a ser de))|ya no se que (?:hacer|mas)|que va a ser de (?:mi|nosotros|mis)
no (?:tengo|tenemos|hay) (?:a )?nadie(?: (?:que|a quien|mas|con))?|(?:completamente|totalmente|muy|tan) sol[oa]s?\\b|nadie (?:me|nos) (?:ayuda|entiende|quiere ayudar|escucha)
(?:ayuda|ayudeme|ayudenme|ayudame|ayudenos|auxilio)(?: \\w+)? por (?:favor|dios|lo que mas)|por (?:el amor de )?dios|se lo (?:suplico|ruego|imploro)|les? (?:suplico|ruego|imploro)|dios mio|dios ayud\\w+
que (?:verguenza|miedo|angustia|desesperacion|tristeza|pena|horror|impotencia|coraje)\\b|mundo (?:se me )?(?:viene|cae|encima|se me vino|derrumba)|(?:viene|vino|cae|cayo|derrumb\\w+) (?:el mundo|todo)(?: encima)?|no (?:se|sabemos|encuentro)(?: ni)? como (?:contarle|decirle|explicar\\w*|voy a|vamos a|enfrentar|le voy|les voy|mirar\\w*)|bajonead[oa]|por los suelos|no valgo nada|no sirvo
(?:sin|perdi|perdido|perdiendo|ya no tengo|no tengo)(?: (?:la|toda|las|ninguna))* (?:esperanzas?|fuerzas|ilusion)|me (?:quiero |voy a )?(?:rindo|rendir)|me doy por vencid[oa]|tirar la toalla
(?:corazon|pecho) (?:\\w+ )?(?:late|roto|partido|aprieta|duele|se me sale|apretado)|se me (?:parte|rompe) (?:el )?(?:corazon|alma)|muert[oa] de (?:miedo|preocupacion|angustia|nervios)|(?:es|vivo|vivimos|ha sido|esto es) (?:un|una|en un) (?:infierno|pesadilla|tortura|calvario)|demasiado para mi|es mucho para mi|que ya (?:se )?(?:acabe|termine) (?:esto|todo)
"""


def level(text: str) -> Level:
    """The level of a message: the gravest thing that it says."""
    plain = _sifted(_plain(text[:_LONGEST]))
    if not plain:
        return "none"
    for name, phrases in _levels():
        if phrases.search(plain):
            return name
    return "none"


def only_feels(text: str) -> bool:
    """Whether a piece of a message only says that it is more than they can bear, and tells or asks nothing besides."""
    plain = _sifted(_plain(text[:_LONGEST]))
    found = next(((name, phrases) for name, phrases in _levels() if phrases.search(plain)), None)
    if found is None or found[0] != "distress":
        return False
    left = str(found[1].sub(" ", plain))
    return sum(word.isalnum() for word in left.split()) <= _BESIDES


_BESIDES = 2
"""Words beside a phrase of distress that say nothing more: "just so", "every night"."""

_SPANISH = frozenset(
    "me mi mis la el los las que ya no quiero voy por para con sin una un estoy tengo soy es muy mas esposo marido casa vida miedo puedo le lo se yo".split()
)
_ENGLISH = frozenset(
    "i my me the a to and of is it im in you that he she they do cant dont want am with for this on if was not".split()
)


def in_spanish(text: str) -> bool:
    """Whether a message is in Spanish rather than in English, by its small words."""
    words = _flat(text[:_LONGEST]).split()
    return sum(word in _SPANISH for word in words) > sum(word in _ENGLISH for word in words)


_CLAUSE = re2.compile(r"[.,!?;\n]+|\b(?:but|pero|and|y)\b")
# By sense: the danger is denied, help that is sent is refused, they are well, they were misunderstood.
_SAFE = re2.compile(
    r"\b(?:not|no|never|nobody|\w+n'?t)\b.{0,40}\b(?:danger|suicid\w*|hurt\w*|harm\w*|kill\w*|die|dying|crisis|hotline|lifeline|988|911)\b"
    r"|\b(?:not|no need to|don'?t|do not)\b.{0,12}\b(?:send|call|get|dispatch)\b.{0,20}\b(?:anybody|anyone|somebody|someone|police|cops|ambulance|help)\b"
    r"|\b(?:i'?m|i am|we'?re|we are) (?:really |totally |perfectly |just )?(?:fine|ok|okay|safe|alright|all right|(?:just |only )?(?:tired|exhausted|venting))\b"
    r"|\b(?:did not|didn'?t|not what i|never) (?:mean|meant|say|said)\b|\b(?:misunderst\w+|misread|wrong (?:idea|way)|(?:got|took) (?:me|that|it|this) wrong|(?:figure|manner) of speech|an expression)\b"
    r"|\bno\b.{0,20}\b(?:peligro|me (?:voy a|quiero|pienso) (?:hacer|matar|morir|lastimar)|suicid\w*)|\bno (?:me )?(?:mande|manden|llame|llamen|env[ií]e|env[ií]en)\b.{0,12}\b(?:nadie|polic[ií]a|ambulancia|ayuda)\b"
    r"|\bnadie\b.{0,20}\b(?:matar|morir|suicid\w*|lastimar|peligro)\b|\bno\b.{0,12}\b(?:habl\w{1,6}|hablando) de (?:morir|matar|suicid\w*|vivir)\b"
    r"|\b(?:estoy|estamos) (?:muy |bastante )?bien\b|\b(?:no (?:quise decir|dije|es) eso|me (?:entendi[oó]|malentendi[oó]) ?(?:mal)?|(?:solo|s[oó]lo|nom[aá]s) (?:estoy )?cansad[oa])"
)
_LITTLE = 3
"""Words of a message that ask nothing beside that: "no", "sorry, please"."""


def beside_denial(text: str) -> str | None:
    """What a message says besides, that denies to somebody who took it so that a life is in danger; None where it denies nothing such."""
    low = text[:_LONGEST].lower().replace("\u2019", "'")
    ends = [match.start() for match in _CLAUSE.finditer(low)] + [len(low)]
    clauses = [(start, end) for start, end in zip([0, *ends], ends, strict=False) if start < end]
    left = [span for span in clauses if not _SAFE.search(low[slice(*span)])]
    if len(left) == len(clauses):
        return None
    rest = "".join(text[slice(*span)] for span in left).strip(" .,!;\n").lstrip("? ")
    return rest if sum(word.strip(".,!?").isalpha() for word in rest.split()) > _LITTLE else ""


def gravest(levels: list[Level]) -> Level:
    """The gravest of several levels; none where there are none."""
    return min((one for one in levels if one in MARKS), key=MARKS.index, default="none")


def _plain(text: str) -> str:
    """Small letters without accents, one space between words, a comma where a thought ends, one spelling for a word."""
    spaced = _flat(text)
    once = _ONE.sub(_one_spelling, " ".join(map(_keyed, spaced.split())))
    twice = _ONE.sub(_one_spelling, once)  # "do not" is "dont", and then "dont even" is
    return _sound(str(twice))


def _flat(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("\u2019", "").replace("`", ""))
    runs = ((letter, len(list(run))) for letter, run in groupby(flat))
    letters = "".join(letter if many > 2 else letter * many for letter, many in runs)  # "sooo" is "so"
    return "".join(
        c if c.isalnum() else " , " if c in ".,!?;:\n()" else " " for c in letters if not unicodedata.combining(c)
    )


def _keyed(word: str) -> str:
    """A long word as it should be spelt, where it is one of ours with a letter wrong."""
    if not 6 <= len(word) <= _LONGEST_KEYWORD or word in _KEYWORDS:
        return word
    table = _misspelt()
    found = table.get(word) or next((table[less] for less in _shorter(word) if less in table), None)
    return found if found and abs(len(found) - len(word)) < 2 and found[0] == word[0] else word


def _shorter(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(len(word))]


@lru_cache(maxsize=1)
def _misspelt() -> dict[str, str]:
    return {less: word for word in reversed(_KEYWORDS) for less in (word, *_shorter(word))}


def _sound(text: str) -> str:
    """Spanish as it is heard, where b and v, s, z and soft c, ll and y are one; used on messages and phrases alike."""
    for letters, heard in (("ll", "y"), ("v", "b"), ("z", "s"), ("ce", "se"), ("ci", "si")):
        text = text.replace(letters, heard)
    return text


def _one_spelling(match: Any) -> str:
    return str(_WORDS[match.lastindex - 1])


def _sifted(plain: str) -> str:
    return str(_innocent().sub("_", plain))


@lru_cache(maxsize=1)
def _innocent() -> Any:
    return _phrases(_INNOCENT)


@lru_cache(maxsize=1)
def _levels() -> tuple[tuple[Level, Any], ...]:
    return (
        ("crisis", _phrases(_CRISIS)),
        ("violence", _phrases(_VIOLENCE)),
        ("danger", _phrases(_DANGER)),
        ("distress", _phrases(_DISTRESS)),
    )


def _phrases(table: str) -> Any:
    """One pattern out of a table of phrases, one or more a line."""
    lines = [line for line in table.split("\n") if line.strip()]
    for name, words in _GROUPS.items():
        lines = [line.replace(f"{{{name}}}", words) for line in lines]
    lines = [_sound(line) for line in lines]
    options = re2.Options()
    options.max_mem = 256 << 20  # the table is large; the text is short
    return re2.compile(r"\b(?:" + "|".join(f"(?:{line})" for line in lines) + r")\b", options)
