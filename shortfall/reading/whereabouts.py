"""Who or what is at a place that a message names: the home, the person, or somebody else. By the words beside it, English and Spanish. Pure."""

from __future__ import annotations

import re
from typing import Literal

from shortfall.reading.companies import OTHER_SIDE, SOMEONE
from shortfall.reading.guarded import Guarded

Whose = Literal["home", "lives_in", "works_in", "others", "perhaps", "left", "denied"]
"""Whose a place is: the home's, where they only live, where they only work, somebody else's, the home's if no other is known of; or nobody's,
because they left it, or because it was never so."""
OURS: frozenset[Whose] = frozenset({"home", "lives_in", "works_in", "perhaps"})

NEAR = 60
"""No phrase that says whose a place is has more characters."""

_HOUSE = r"(?:house|home|property|place|condo|townhouse|land|cas(?:it)?a|propiedad|departamento|depa|condominio|traila|vivienda)"
# "In Tampa, Florida": a town may stand before its state.
_TOWN = r"(?:[\w.'-]{2,20}(?: [\w.'-]{2,20})?,?\s+)?$"
_HOME_THERE = re.compile(
    rf"\b(?:{_HOUSE}\b(?:(?!\b(?:i['’]?m|i am|we['’]?re|estoy|estamos) (?:in|en|here|ac[aá]|aqu[ií])\b)[^.;!?\n]){{0,30}}|(?:mine|ours|l[ao] (?:m[ií]|nuestr)[oa])\b(?:,| is| was| es| est[aá]| era){{0,2}} |(?:foreclosure|judge?ment|sentencia|mortgage|loan)\b(?: against (?:me|us)|(?: en)? contra m[ií])?(?: (?:is|was))?(?=,? (?:from|in|out of|de|en)\b)|(?:its|it['’]s|it (?:is|was|got|sold|went|had|has)|(?:sold|lost|took|bought|have|had) it)\b(?! (?:true|right|legal|possible|different|the same|wrong|like)\b)[^.,;!?\n]{{0,30}})"
    rf"\b(?:in|near|en|cerca de|(?:es|era) de|(?<=judgment )from|(?<=judgement )from|(?<=me )from|(?<=is )from|(?<=was )from)\s+{_TOWN}|\b{_HOUSE}: ?{_TOWN}",
    re.IGNORECASE,
)
# Closed classes: kin, and who else somebody has.
KIN = (
    r"(?:(?:grand|step|half|god)[- ]?)?(?:brothers?|sisters?|siblings?|daughters?|kids?|child(?:ren)?|cousins?|uncles?|aunts?|nephews?|nieces?|m[ou]m|mother|ma|dad|father|pa|parents?"
    r"|husband|wife|spouse|girlfriend|boyfriend|fianc[eé]e?|friends?|buddy|neighbou?rs?|roommate|boss|co-?workers?|relatives?|in-laws?|ex)(?:[- ]in[- ]law|[- ](?:husband|wife))?"
    r"|(?<=my )sons?|(?<=our )sons?|(?<=a )son|(?<=one )son|(?<=two )sons|(?<=er )sons?|(?<=est )son|(?<=my )family|(?<=our )family|(?<=have )family|(?<=got )family"
    r"|(?:medi[oa] )?(?:herman(?:it)?[oa]s?|hij(?:it)?[oa]s?|prim[oa]s?|t[ií](?:it)?[oa]s?|sobrin[oa]s?|niet[oa]s?|abuel(?:it)?[oa]s?|suegr[oa]s?|cu[nñ]ad[oa]s?|espos[oa]|novi[oa]|amig[oa]s?"
    r"|vecin[oa]s?|padrin[oa]s?|hijastr[oa]s?)|mam[aá]|pap[aá]s?|madre|padres?|yerno|nuera|marido|mujer|pareja|compadre|comadre|padrastro|madrastra|jef[ea]|patr[oó]n|(?<=mi )familia|(?<=tengo )familia|familiares|parientes?"
)
_HELPERS = rf"(?:{OTHER_SIDE}|licenciad[oa]|banco)"
_SOMEBODY = rf"(?:{KIN}|{_HELPERS})"
# What only people do, and what they and things do.
_LIVES = (
    r"(?:lives|lived|living|live|resides?|rent(?:s|ed|ing)?|owns|owned|bought|moved|moves?|moving|went|works|worked|working|work|stays?|stayed|staying|came|comes|vive[n]?|viv[ií]a[n]?|viviendo|reside[n]?|radica[n]?|renta[n]?|rentaba[n]?|rentando|alquila[n]?|trabaja[n]?"
    r"|trabajando|se (?:mud[oó]|mudaron|fue|fueron|qued[oó]|quedaron)|anda[n]?)"
)
_IS = r"(?:is|are|was|were|be|been|est[aá][n]?|estaba[n]?|es|son|era[n]?)"
_BEFORE = r"(?:(?:just|now|all|both|has|have|had|also|since|still|only|ya|todav[ií]a|tambi[eé]n|solo|s[oó]lo|no) ){0,2}"
_AFTER = (
    r"(?: (?:the ones?(?: (?:who|that)(?:['’]s| is| lives?)?)?|(?:el|la|los|las) que (?:est[aá]n?|viven?)|quien(?:es)? (?:est[aá]n?|viven?)))?"
    r"(?: (?:now|back|down|over|out|up|away|gone|still|all|here|living|working|based|located|from|viviendo|trabajando|ahora|all[aá]|lejos|hasta|por)){0,2}"
)
_TO = r"(?:in|to|from|en|a|para|de|hasta|por)"
_WHO = r"(?:,? (?:who|that|que|quien))?"
_THEY = r"(?:he|she|they|[eé]l|ellas?|ellos)"
# "He moved to Florida", "my parents live in Ohio", "mi hermano está en Texas", "one sister, in Oregon".
_ANOTHERS = re.compile(
    rf"\b(?:(?:{_SOMEBODY}){_WHO}(?:['’]s)?(?: {_BEFORE}(?:{_LIVES}|{_IS}))?|{_THEY}(?:['’]s| {_BEFORE}(?:{_LIVES}|{_IS})))(?:,?{_AFTER}) ?,? ?{_TO}\s+{_TOWN}",
    re.IGNORECASE,
)
# "The one who helps me lives in Nevada": whoever it is, it is not the person.
_THIRD = re.compile(
    rf"\b(?:lives|resides|works|rents|viven?|residen?|radican?|rentan?|alquilan?|trabajan?|se (?:mud[oó]|mudaron|fue|fueron)){_AFTER} {_TO}\s+{_TOWN}",
    re.IGNORECASE,
)
# "My daughter goes to school in Ohio", "mi tía dice que en Texas no se puede": something of theirs.
_OF_THEIRS = re.compile(
    rf"\b(?:{KIN})\b(?:(?!\b(?:i|we|me|my|our|us|yo|mi|nos|loan|mortgage|note|hipoteca|pr[eé]stamo)\b)[^.,;!?\n]){{0,30}} (?:in|en)\s+{_TOWN}",
    re.IGNORECASE,
)
# "I live with my daughter in Nevada": they are there themselves.
_WITH_THEM = re.compile(
    r"\b(?:live|living|stay(?:ing|ed)?|moved?|moving|i am|i['’]m|we['’]re|viv(?:o|imos|iendo)|estoy|estamos|qued\w{1,4}|mud\w{1,4})\b[^.;!?\n]{0,20}\b(?:with|w/?|con) (?:\w{2,8} ){0,2}$",
    re.IGNORECASE,
)
_MYSELF = re.compile(r"\b(?:i|i['’]m|we|we['’]re|yo|soy|somos|nosotr[oa]s)\b[^.;!?\n]{0,25}$", re.IGNORECASE)
# "The one in Texas is my brother", "Texas is where my sister lives", "en Texas vive mi hermana".
_ONE_THERE = re.compile(
    rf"\b(?:the (?:one|person)|el|la|los|las|qui[eé]n(?:es)?)(?: (?:who|that|que))?(?:['’]s)?(?: {_BEFORE}(?:{_LIVES}|{_IS}))?{_AFTER} {_TO}\s+{_TOWN}",
    re.IGNORECASE,
)
_NAME = r"[\w.'’]{2,20}(?: [\w.'’]{2,20}){0,2}?,?"
_THEIRS = r"(?:my|our|his|her|mi|mis|nuestr[oa]s?|su|un[oa]?) (?:\w{2,12} )?"
_IS_SOMEBODY = re.compile(rf"{_NAME} (?:is|are|was|es|son|era) {_THEIRS}(?:{_SOMEBODY})\b", re.IGNORECASE)
_THEIR_PLACE = re.compile(
    rf"{_NAME} (?:is |that['’]s |es )?(?:where|a?donde) (?:{_THEIRS}(?:{_SOMEBODY})|{_THEY}) (?:{_LIVES}|{_IS})\b"
    rf"|{_NAME} (?:(?:es )?a?donde )?(?:viven?|trabajan?|est[aá]n?|andan?|se (?:fue|mud[oó])) {_THEIRS}(?:{_SOMEBODY})\b",
    re.IGNORECASE,
)
# "It's my brother who is in Texas".
_WHO_THERE = re.compile(
    rf"\b(?:it['’]?s|it is|es|only|just|solo) {_THEIRS}(?:{_SOMEBODY})\b[^.;!?\n]{{0,25}}$", re.IGNORECASE
)
# "That's where my sister lives": of the place that was named before.
_THAT_PLACE = Guarded(
    rf"\b(?:that['’]?s|that is|it['’]?s|it is|there['’]?s) (?:only |just )?where (?:{_THEIRS}(?:{_SOMEBODY})|{_THEY}) (?:{_LIVES}|{_IS})\b"
    rf"|\b(?:ah[ií]|all[aá]|all[ií]|es donde) (?:es donde |donde )?(?:solo |nom[aá]s )?(?:viven?|est[aá]n?|trabajan?|anda[n]?) {_THEIRS}(?:{_SOMEBODY})\b",
    re.IGNORECASE,
)
# A letter, a number, a caller: where it comes from says nothing of the case.
_SENT_FROM = re.compile(
    rf"\b(?:{OTHER_SIDE}\b(?:(?!foreclos|su(?:ed|es|ing)\b)[^.;!?\n]){{0,12}}\b(?:in|of|from|out of|de|en)"
    rf"|(?:calls?|calling|letters?|texts?|number|mail|llaman|llamada|carta|n[uú]mero|{SOMEONE})\b[^.;!?\n]{{0,12}}\b(?:from|out of|de|desde|(?<=number )in|(?<=n[uú]mero )en)(?: an? {SOMEONE} (?:in|from))?)\s+{_TOWN}",
    re.IGNORECASE,
)
# "A guy at work lost his place in Iowa": whoever it is, of whom nobody asks.
_STRANGERS = re.compile(
    r"\b(?:(?:an?|some|that|this|one|the|other|un[oa]?|es[ea]|el|la|otr[oa]|algun[oa]?) (?:\w{3,12} )?(?:guy|man|woman|lady|dude|person|couple|family|customer|client|co-?worker|compa[nñ]er[oa]|se[nñ]ora?|hombre|muchach[oa]|conocid[oa]|pareja|cliente)"
    r"|some ?(?:one|body)|people|folks|alguien|gente)\b(?:(?!\b(?:i|we|me|my|our|us|yo|mi|nos)\b)[^.;!?\n]){0,40}\b(?:in|near|en|cerca de)\s+(?:[\w.'-]{2,20},?\s+)?$",
    re.IGNORECASE,
)
# "A free lawyer in Cleveland": somebody they look for, where they are.
_SOUGHT = re.compile(
    r"\b(?:needs?|want|find|looking for|look for|get|hire|free|good|cheap|legal|is there|any|busc\w{1,3}|necesit\w{1,5}|hay|encontrar|conseguir)\b[^.;!?\n]{0,20}$",
    re.IGNORECASE,
)
_HELPER = re.compile(_HELPERS, re.IGNORECASE)
_LOST = r"(?:los(?:e|es|ing|t)|foreclos\w{1,4}|sheriff['’]?s? sale|auction\w{0,3}|sold|sued|garnish\w{0,4}|judge?ment|perd\w{1,5}|remat\w{1,4}|subast\w{1,4}|demand\w{1,4}|embarg\w{1,4}|sentencia)"
_LOSS = Guarded(rf"\b{_LOST}\b", re.IGNORECASE)
# It goes on about them: "who is losing her home", "and they are foreclosing on his condo".
_THEIR_LOSS = re.compile(
    rf"[\w ]{{2,20}},? (?:(?:and |but |y |que )?(?:who|whose|she|he|they|her|his|la|lo|le|les|los|ella|se)\b[^.;!?\n]{{0,30}}?\b)?(?:facing|behind|owes?|debe|quitaron|{_LOST})\b"
    rf"(?![^.;!?\n]{{0,60}}\b(?:(?:my|our|mi|nuestra) (?!(?:{_SOMEBODY})\b)|(?:i|we|me|us|yo|nos)\b))",
    re.IGNORECASE,
)
# "My mother in Evanston … her condo", "my dad in Rockford needs a lawyer".
THEIR_HOME = Guarded(rf"\b(?:her|his|their|the|su|la) {_HOUSE}\b|\b(?:{_LOST}|needs?|necesitan?)\b", re.IGNORECASE)
_OWN_HOUSE = Guarded(
    rf"\b(?:my|our|mi|nuestra) (?!(?:{KIN})s?\b)(?:\w{{2,12}} )?{_HOUSE}\b(?! (?:de|is my) )|\b(?:ours|mine|la nuestra|la m[ií]a|judge?ment against (?:me|us))\b"
    # "I am behind too": they have one of their own.
    r"|\b(?:(?:i|we)(?: (?:am|are)|['’]?m|['’]?re)? (?:(?:also|now|still|just|about to|going to|might|may) ){0,2}(?:behind|facing|losing|lose|in foreclosure)"
    r"|(?:voy|vamos|estoy|estamos|ando|andamos) (?:tambi[eé]n |ahora )?atrasad[oa]s?)\b",
    re.IGNORECASE,
)
# "My brother has a house in Texas", "his house in Joliet", "la casa de mi mamá en Houston", "the house where my aunt lives in Ohio".
_THEIR_HOUSE = re.compile(
    rf"(?:\b(?:{_SOMEBODY})(?:['’]?s|['’])?\b(?:(?!\b(?:my|our|mi|nuestra|i|we|but|pero)\b)[^.;!?\n]){{0,25}}|\b(?:his|her|their|sus?) (?:\w{{2,12}} )?)\b{_HOUSE}\b[^.;!?\n]{{0,15}}\b(?:in|near|en|de)\s+{_TOWN}"
    rf"|\b{_HOUSE} (?:de (?:mi|mis|su|sus|nuestr[oa]s?)|(?:where|a?donde) (?:{_LIVES} )?(?:my|his|her|mi|mis)) (?:\w{{2,12}} )?(?:{_SOMEBODY})\b[^.;!?\n]{{0,15}}\b(?:in|near|en)\s+{_TOWN}",
    re.IGNORECASE,
)

_LIVES_THERE = re.compile(
    r"\b(?:live|living|moved|moving|move|relocated|transfer(?:red)?|now|currently|apartment|rent(?:ing)?|viv(?:o|imos|iendo)|me mud[eé]|nos mudamos|mud(?:arme|arnos)|ahora|rent(?:o|amos)|apartamento)\b"
    rf"[^.;!?\n]{{0,20}}\b(?:in|to|down in|here in|over in|out in|en|a|para)\s+{_TOWN}",
    re.IGNORECASE,
)
# "The home is not in Illinois, its Hammond Indiana".
_RATHER = re.compile(
    r"\b(?:not|isn'?t|wasn'?t|no (?:es|est[aá])) (?:in |en |from )?[A-Za-z][\w.]{2,13}(?: [A-Z]\w{3,9})?,? (?:but )?(?:it'?s|it is|its|it was|sino|es|est[aá])(?: in| en)? (?:[\w.'-]{2,20},?\s+)?$",
    re.IGNORECASE,
)
# "Chicago boy living in Georgia".
_NATIVE = re.compile(
    r"[A-Za-z.]{3,14}(?: [A-Z][a-z]{2,9})?[- ](?:boy|girl|guy|gal|native|born|bred|raised|transplant)\b", re.I
)
# "Lamont in Houston wants to walk away": somebody by name, who does something there.
_SOMEONES_NAME = re.compile(
    r"(?:\A|[.;!?,]\s|\b(?:[Aa]nd|[Bb]ut|[Aa]lso|because|con|y|pero)\s)(?:(?:and|but|also|y|pero)\s)?(?!(?:Judge?ment|House|Home|Court|Sale|Bank|Lender|Lawyer|Job|Work|Case|Loan|Property|Condo|Foreclosure|Deficiency|Casa|Banco)\b)[A-Z][a-z]{2,12} (?:in|from|en|de)\s+(?:[\w.'-]{2,20},?\s+)?\Z"
)
_DOES = re.compile(
    r"[\w.'-]{0,20}(?:, ?[\w.]{2,14})? (?:also |still |just |now )?(?:wants?|says?|said|has|lives?|works|thinks?|told|won'?t|doesn'?t|didn'?t|can'?t|refuses|owns|signed|quiere|dice|vive|tiene|no quiere|firm[oó])\b"
)
# "We almost moved to Texas", "if I move to Ohio", "my job is moving to Indiana", "born in Georgia": they do not live there.
_NOT_YET_THERE = re.compile(
    r"\b(?:(?:almost|nearly|never|might|may|could|would|want(?:ed|s)? to|thinking (?:of|about)|plan(?:s|ned|ning)? (?:to|on)|going to|gonna|if (?:i|we)|should (?:i|we)|about to|casi(?: (?:me|nos))?|quiero|quer[ií]a(?:mos)?|pienso|pensamos|si (?:me|nos))"
    r" (?:have to )?(?:mov(?:e[ds]?|ing)|relocat\w{1,3}|liv(?:e|ing)|mud\w{1,5}|vivir)|(?:jobs?|compan(?:y|ies)|plant|office|work|trabajo) (?:is |was |are )?(?:moving|moves|relocat\w{1,3})|born|raised|grew up|originally|nac[ií]\w{0,3}|crec[ií]\w{0,4})"
    rf"\b[^.,;!?\n]{{0,15}}\b(?:to|in|from|a|para|en|de)\s+{_TOWN}",
    re.IGNORECASE,
)
# Where somebody only works is neither their home's state nor their own: "my boss is in St. Louis", "I drive over to Wisconsin for work".
_WORKS_THERE = re.compile(
    r"\b(?:work(?:s|ed|ing)?|jobs?|shifts?|commut\w{1,3}|trabaj\w{1,4})\b"
    + rf"(?:(?:(?!\b(?:says?|said|told|dice|dijo)\b)[^.;!?\n]){{0,20}}\b(?:in|to|en|a|para)\s+|: ?){_TOWN}",
    re.IGNORECASE,
)
# "My boss is in St. Louis", and not "how much of my pay can they take in Texas".
_PAID_THERE = re.compile(
    r"\b(?:my|our|mis?|nuestr[oa]s?) (?:boss|pay(?:check)?|wages|check|salary|employer|company|patr[oó]n|jefe|sueldo|salario|cheque|empleo)\b"
    rf"[^.;!?\n]{{0,20}}\b(?:in|to|en|a|para)\s+{_TOWN}",
    re.IGNORECASE,
)
# "No office in Illinois", "they have a plant in Gary": where an employer is.
_WORKPLACE = (
    r"(?:offices?|branch(?:es)?|locations?|plants?|factory|factories|stores?|warehouses?|worksites?|employers?|jobs?|business|payroll"
    r"|oficinas?|sucursal(?:es)?|plantas?|f[aá]bricas?|tiendas?|bodegas?|almac[eé]n(?:es)?|patr[oó]n|trabajo|empleo|n[oó]mina)"
)
_EMPLOYER_THERE = re.compile(rf"\b{_WORKPLACE}\b[^.,;!?\n]{{0,15}}\b(?:in|en)\s+{_TOWN}", re.IGNORECASE)
_THERE_AN_EMPLOYER = re.compile(
    rf"[\w.'’]{{2,20}}(?: [\w.'’]{{2,20}})?\s{_WORKPLACE}\b|[\w.'’]{{2,20}},? (?:has|have|tiene) (?:no|any) {_WORKPLACE}\b",
    re.IGNORECASE,
)
_SHUT = re.compile(r"[\w.'’]{2,20}(?: [\w.'’]{2,20})?,? (?:shut|closed|closes|cerr[oó])\b", re.IGNORECASE)
_NONE_OF_IT = re.compile(
    r"\b(?:no|not|any|without|none|n['’]?t|sin|ni|ning[uú]n\w?|tampoco)\b[^.,;!?\n]{0,30}$", re.IGNORECASE
)
_FOR_WORK = re.compile(
    r"[\w.'’]{2,20}(?: [\w.'’]{2,20})?,? (?:every (?:day|week|morning) |daily )?(?:for|to) (?:my )?(?:work|job)\b|[\w.'’]{2,20}(?: [\w.'’]{2,20})?,? (?:a|para) trabajar\b",
    re.IGNORECASE,
)
# "Nothing if it's Illinois and 25 if it's Missouri": what may be.
_IF_IT_IS = re.compile(
    r"\b(?:if|whether|si)\s+(?:(?:it|that|this)(?:['’]?s|\s(?:is|was|were))|es|fuera|era)\s+(?:(?:in|from|under|en|de)\s+)?(?:an?\s+|una?\s+)?$",
    re.IGNORECASE,
)
# "That is Illinois, thank you": what the assistant said.
_SAID_OF = re.compile(
    r"(?:\A|[.;!?\n])\W{0,3}(?:(?:ok|okay|but|no|yes|so),? )?(?:that|this|those|these|eso|esa)(?:['’]?s| (?:is|was|are|were|es|son|era)) (?:(?:for|only|just|all|about|de|para|solo) ){0,2}$",
    re.IGNORECASE,
)
# "In Alton, across the river from St. Louis": where another place is named that is theirs.
_NEARBY = re.compile(
    rf"\b(?:near|outside(?: of)?|close to|next to|(?:across|over|minutes?|miles?)(?: (?:the|away|\w{{3,8}})){{0,2}} from|cerca de|junto a|al lado de|a las afueras de)\s+{_TOWN}",
    re.IGNORECASE,
)
# "Two homes, one in Illinois and one in Florida".
_AND_ANOTHER = re.compile(
    r"\A[\w.' ]{2,40},? ?(?:,|&|\b(?:and|or|y|o)\b)\s(?:(?:another|one|also|otra|una|house|casa)\s){0,2}(?:(?:in|en)\s)?\s*\Z",
    re.IGNORECASE,
)
_IM_THERE = re.compile(
    r"\b(?<!if )(?<!si )(?:i['’]?m|i\s+(?:am|was)|we['’]?re|we\s+(?:are|were)|estoy|estamos|soy|somos)\b[^.;!?\n]{0,15}\b(?:in|en|from|de)\s+$|\b(?:here|aqu[ií]|ac[aá]) (?:in|en)\s+$",
    re.IGNORECASE,
)
_NOW_AFTER = re.compile(r"[\w.']{1,20}(?: \w{1,20})?,? (?:now|these days|currently|ahora|ya)\b", re.IGNORECASE)
# "I moved from Rockford, Illinois to Florida after losing my house": the first is where the home was.
_FROM = re.compile(
    r"\b(?:mov(?:ed?|ing)|relocat\w{1,3}|came|come|went|left|mud(?:[eé]|amos)|vin(?:e|imos))\b[^.;!?\n]{0,12}\b(?:from|de|desde)\s+(?:[\w.'-]{2,20},?\s+){0,2}$",
    re.IGNORECASE,
)
_THEN_TO = re.compile(r"\A[\w.' ,-]{2,40}\b(?:to|a|para|hasta)\s+(?:[\w.'-]{2,20},?\s+){0,2}\Z", re.IGNORECASE)
_OF_A_HOME = Guarded(
    r"\b(?:house|home|condo|place|foreclos\w{2,4}|judge?ment|mortgage|lost|losing|casa|hipoteca|sentencia|perd\w{1,5})\b",
    re.IGNORECASE,
)
_HOME_AT = Guarded(
    rf"\b{_HOUSE}\b[^.;,!?\n]{{0,15}} (?:in|near|en) (?-i:(?=[A-Z][a-z])(?!Jan|Feb|Mar\b|March|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))",
    re.IGNORECASE,
)
_HOME_HERE = Guarded(rf"\b{_HOUSE}\b[^.;!?\n]{{0,20}}\b(?:here|aqu[ií]|ac[aá])\b", re.IGNORECASE)
_SAME_AGAIN = re.compile(r"\A[\w.'’]{2,20}(?: [\w.'’]{2,20})?,?\s*\Z")

_ANOTHER_PLACE = re.compile(
    r"\b(?:who|whom|someone|somebody|numbers?|office|offices) (?:(?:i|to|can|should) ){0,2}(?:call|phone|contact|ask)?\s?(?:in|en)\s+$|"
    r"\b(?:cottages?|cabins?|lake (?:house|home|place)|beach (?:house|home)|vacation (?:house|home|place)|summer (?:house|home|place)|time-?shares?|hunting land|farm ?land|caba[nñ]a|terreno|pontoon|boat|rv|camper)\b[^.;!?\n]{0,30}\b(?:in|en|near)\s+$"
    r"|\b(?:my|mi) (?:wife|husband|spouse|esposa|esposo|marido|mujer)\b[^.;!?\n]{0,15}\b(?:owns|inherited|has|bought|hered[oó]|tiene|compr[oó])\b[^.;!?\n]{0,30}\b(?:in|en|near)\s+$",
    re.IGNORECASE,
)
# "25% of it vs Illinois 15%", "next to Illinois law".
_COMPARED = re.compile(
    r"[A-Za-z]{4,14}(?: [A-Z][a-z]{3,9})?(?:'?s)? (?:\d{1,2} ?(?:%|percent)|laws?|rules?|limits?)", re.I
)
# "Not Texas", "no vivo en Texas"; what somebody left is no mistake to put right.
_LEFT = re.compile(
    r"\b(?:instead\s+of|rather\s+than|left|moved\s+from|en\s+vez\s+de|en\s+lugar\s+de)\s+(?:in\s+)?$", re.IGNORECASE
)
_NOT = re.compile(
    r"\b(?:not|isn'?t|wasn'?t|ain'?t|(?<!ya )no|nunca|tampoco)\s+(?:(?:in|en|from|de|near)\s+)?$"
    r"|\b(?:not|never|don'?t|didn'?t|haven'?t|isn'?t|wasn'?t|(?<!ya )no|nunca)\s+(?:\w{2,8}\s+)?(?:live[ds]?|living|been|be|resid\w{1,3}|viv[ioí]\w{0,5}|estoy|estamos|estuv\w{1,4}|es|est[aá]|soy|somos|fue|era)\s+(?:\w{2,8}\s+)?(?:in|en|from|de|near)\s+$"
    r"|\b(?:never|nobody|no one|who|why|where|(?:did|do)(?: you|n'?t| not)?|(?:nunca|no|qui[eé]n|por qu[eé])(?: he)?) (?:do you |did you |are you |you )?(?:keep )?(?:sa(?:id|y|ys|ying)|told|tell(?:ing)?|mention(?:ed)?|get(?:ting)?|dije|dicho|dijo|dice|sac[oó])\b[^.,;!?\n]{0,25}$"
    r"|\b(?:forget|ignore|drop|olvide)(?: about)?\s+$"
    r"|\b(?:i|we) (?:do|did)(?:n['’]?t| not) (?:even |really )?\w{2,8} (?:\w{2,6} )?in\s+$|\bno\s+(?:es|era|fue)\s+$|\bnothing to do with\s+$|\bnada que ver con\s+$",
    re.IGNORECASE,
)
# "Missouri is wrong", "Missouri is not where I live", "Misuri no tiene nada que ver".
_NOT_AFTER = re.compile(
    r"[\w.'’]{2,20}(?: [\w.'’]{2,20})?,? (?:(?:is|was|es|est[aá]) (?:all )?(?:wrong|a mistake|an error|mal|equivocad[oa]|incorrect\w?)"
    r"|(?:is|was)(?:n'?t| not) (?:right|correct|it|mine|me|my|our|where (?:i|we|my|the|our))|has nothing to do|no (?:es|est[aá]) (?:donde|m[ií]|bien|correcto)|no tiene (?:nada )?que ver)\b",
    re.IGNORECASE,
)
# They were there once, and may have had the home there.
_NO_LONGER = re.compile(r"\b(?:no longer|used to|ya no) (?:\w{2,8} ){0,2}(?:in|en)\s+$", re.IGNORECASE)
_NO_MORE = re.compile(r"[\w.'’]{2,20}(?: [\w.'’]{2,20})?,? (?:any ?more|any longer|ya)\b", re.IGNORECASE)


def leading(text: str, place: int, begin: int = 0) -> str:
    """The words just before a place; none of those before `begin`."""
    return text[max(begin, place - NEAR) : place]


def names_home(text: str, place: int) -> bool:
    """Whether the words before a place say that the home is there."""
    return bool(_HOME_THERE.search(leading(text, place)))


def home_elsewhere(text: str, place: int) -> bool:
    """Whether a house is said to be at another place than this: "my mom has a house in Laredo and I am in Chicago"."""
    return any(not 0 <= place - match.end() < _A_TOWN for match in _HOME_AT.finditer(text))


def im_there(text: str, place: int) -> bool:
    """Whether the words before a place say that they are there: "I'm in Ohio"."""
    return bool(_IM_THERE.search(leading(text, place)))


def is_denied(text: str, place: int) -> bool:
    """Whether the words before a place say that it is not so: "not Texas"."""
    return bool(_NOT.search(leading(text, place)))


_ASKS = re.compile(
    r"\b(?:do|does|did|can|could|will|would|may|how|what|which|is|are|puede[n]?|podr[ií]a[n]?|cu[aá]nto|qu[eé]|c[oó]mo|deja[n]?|permite[n]?)\b[^.,;!?\n]{0,60}$",
    re.IGNORECASE,
)
_ASKED_AFTER = re.compile(r"[^.;!\n?]{0,80}\?")
_STATES = re.compile(r"(?:is|are)\b", re.IGNORECASE)
_BEGINS = re.compile(r"(?:\A|[.,;!?\n]|\b(?:so|and|but|or|ok|if))\W{0,2}\Z", re.IGNORECASE)
_ITS_LAW = re.compile(
    r"[\w.'’]{2,20}(?: [A-Z][\w.'’]{2,20})?(?:['’]?s)? (?:laws?|rules?|limits?|lets?|allows?|protects?|permite|deja|protege)\b",
    re.IGNORECASE,
)
_THERE_CAN_THEY = re.compile(
    r"[\w.'’]{2,20}(?: [A-Z][\w.'’]{2,20})?,? (?:(?:me|nos|se|le|no|s[ií]) ){0,2}(?:can|do|does|could|will|would|puede[n]?|podr[ií]a[n]?|dejan?|permiten?)\b",
    re.IGNORECASE,
)
_LAW_OF = re.compile(r"\b(?:laws?|rules?|limits?|ley(?:es)?|reglas?|l[ií]mites?) (?:of|in|de|en)\s+$", re.IGNORECASE)


def asks_of(text: str, place: int) -> bool:
    """Whether a place is the one whose rule is asked for: "does Texas let them", "how much can they take in Texas", "so Texas rules count"."""
    before = leading(text, place)
    after = _ITS_LAW.match(text, place) or _THERE_CAN_THEY.match(text, place)
    asks = _ASKS.search(before)
    stated = asks and _STATES.match(asks[0]) and not _BEGINS.search(before[: asks.start()])
    return bool(after or (asks and (not stated or _ASKED_AFTER.match(text, place))) or _LAW_OF.search(before))


def of_another_place(text: str, place: int) -> bool:
    """Whether the words beside a place say that something else than the home is there: a cottage, what the wife inherited, a law to compare with."""
    return has_something_there(text, place) or bool(_COMPARED.match(text, place))


def has_something_there(text: str, place: int) -> bool:
    """Whether a place is only where something of theirs lies, or whom to call: no law is asked for with it."""
    return bool(_ANOTHER_PLACE.search(leading(text, place)))


def same_again(text: str, place: int, begin: int) -> bool:
    """Whether a place and the one before it, at `begin`, are named in one breath: "Houston, Texas"."""
    return place - begin < NEAR and bool(_SAME_AGAIN.match(text[begin:place]))


def of_that_place(text: str) -> bool:
    """Whether it says of a place that was named before that somebody else is there: "that's where my sister lives"."""
    return bool(_THAT_PLACE.search(text))


def moved_from(text: str, place: int, begin: int) -> bool:
    """Whether they left the home there: "we moved from Aurora to Tampa after the sale"."""
    return bool(_FROM.search(leading(text, place, begin)) and _OF_A_HOME.search(text)) and not _HOME_HERE.search(text)


_MORE = 4
"""Words of a message that says more than where: "that's Illinois" may answer."""


def whose(text: str, place: int, begin: int, *, moved: bool, settled: bool, claimed: bool) -> Whose:
    """Whose a place is.

    Args:
        begin: where the place before it is named, of which the words up to there speak.
        moved: whether they left that one.
        settled: whether another place is the home's, or where they live.
        claimed: whether that was said of it in so many words, so that this one takes words of its own.
    """
    before = leading(text, place, begin)
    if _NO_LONGER.search(before) or (_NOT.search(before) and _NO_MORE.match(text, place)):
        return "perhaps"
    if _EMPLOYER_THERE.search(before) and _SHUT.match(text, place):
        return "others"
    if (_EMPLOYER_THERE.search(before) or _THERE_AN_EMPLOYER.match(text, place)) and _NONE_OF_IT.search(before):
        return "others"  # "no Illinois office" denies an office and no home
    if _NOT.search(before) or _NOT_AFTER.match(text, place):
        return "denied"
    if _IF_IT_IS.search(before) or (_SAID_OF.search(text[:place][-NEAR:]) and len(text.split()) > _MORE):
        return "others"
    if _LEFT.search(before) and not moved_from(text, place, begin):
        return "left"
    if claimed and _NEARBY.search(before):
        return "perhaps"
    if _STRANGERS.search(before):
        return "perhaps"
    house = _HOME_THERE.search(before)
    if _RATHER.search(before):
        return "home"
    if (
        _NATIVE.match(text, place)
        or _NOT_YET_THERE.search(before)
        or (_SOMEONES_NAME.search(before) and _DOES.match(text, place))
    ):
        return "others"
    if _THEIR_HOUSE.search(before):
        return "others" if _OWN_HOUSE.search(text) else "home" if _LOSS.search(text) else "perhaps"
    if (other := _somebody(text, place, before)) is not None and not (house and house.start() > other):
        if _WITH_THEM.search(before[:other]):
            return "lives_in"
        return "perhaps" if _THEIR_LOSS.match(text, place) and not _SENT_FROM.search(before) else "others"
    if house:
        return "home"
    if _OF_THEIRS.search(before):
        return "perhaps" if THEIR_HOME.search(text) and not _OWN_HOUSE.search(text) else "others"
    works = _WORKS_THERE.search(before) or _FOR_WORK.match(text, place) or _EMPLOYER_THERE.search(before)
    paid = _PAID_THERE.search(before)
    if (works or paid) and not _LIVES_THERE.search(before):
        return "works_in" if works or not asks_of(text, place) else "perhaps"
    arrived = moved and bool(_THEN_TO.match(before))
    there = _IM_THERE.search(before) and (settled or home_elsewhere(text, place) or _NOW_AFTER.match(text, place))
    if arrived or there or _LIVES_THERE.search(before):
        return "lives_in"
    if not _is_tied(text, place, begin):
        return "others"
    return "perhaps" if claimed and not _AND_ANOTHER.match(before) else "home"


def _is_tied(text: str, place: int, begin: int) -> bool:
    """Whether the part of a sentence that names a place ties it to the home, the loan, the case or a question, or says nothing else."""
    before = _PART.split(leading(text, place, begin))[-1]
    after, _, _ = text[place : place + 2 * NEAR].partition("\n")
    part = before + after[:_A_NAME] + _PART.split(after[_A_NAME:], 1)[0]
    bare = len(part.split()) <= _BARE
    return bool(bare or _A_TIE.search(part) or _IM_THERE.search(before) or asks_of(text, place))


# Where a part of a sentence ends, and what ties a place in it to the home.
_PART = re.compile(
    r"[.;!?\n](?=\s|\Z)|,(?= )|\b(?:and|but|so|because|when|while|where|y|pero|porque|cuando)\b", re.IGNORECASE
)
_A_TOWN = 20
"""Characters of a town before its state: "Lake in the Hills, Illinois"."""
_A_NAME = 2
"""Characters that every name of a place has, behind which its part of a sentence may end."""
_BARE = 8
"""Words of a part of a sentence that says hardly more than the place."""
_A_TIE = Guarded(
    rf"\b(?:{_HOUSE}s?|{_LOST}|mortgages?|loan|note|heloc|lien|deed|title|case|court|judge|sale|sell\w{{0,3}}|serv(?:ed|er)|papers|clerk|sheriff|live|vivo|taken|took (?:it|back|my|our)|landlord|bank|lender|trailer|farm\w{{0,5}}|rental|duplex|double-? ?wide|\w{0, 4}-?flats?|unit|building|acres?|vend\w{{1,5}}|hipoteca|pr[eé]stamo|corte|juez|caso|venta|remate|papeles|terreno|edificio)\b|\?",
    re.IGNORECASE,
)
# "So you guys only do Illinois?", "is that 312 number in Chicago", "¿solo trabajan en Illinois?": where the firm is.
_THE_FIRM = r"(?:you|u|ya|y['’]?all|ur|your|you['’]re|firm|office|lawyers?|attorneys?|(?:that|this|the) (?:\d{3} ?)?(?:number|no\.?|line)|\d{3} ?#|ustedes|uds?|usted|bufete|oficina|abogad[oa]s?|trabajan|atienden|ayudan|est[aá]n|son)"
_OF_US = re.compile(
    rf"(?:\b{_THE_FIRM}(?!\w)(?!['’]?s? (?:sue[ds]?|sold|foreclos))[^.;!?\n]{{0,30}}|\b(?:or|just|only|o|solo|s[oó]lo|nom[aá]s)\s+(?:(?:is|it|that|just|only|up|around|for|in|es|eso|para|en|de)\s+){{0,3}})$",
    re.IGNORECASE,
)
_OF_US_AFTER = re.compile(
    r"[\w.'’]{2,20}(?: [\w.'’]{2,20})? (?:only|firm|law|lawyers?|attorneys?|office|number|people|residents?|cases|rules?|line|solamente|nom[aá]s)\b",
    re.IGNORECASE,
)
_TOLD_US = re.compile(
    r"\b(?:told|said|tell|dije|digo)\b[^.;!?\n]{0,12}$|\b(?:my|our|mi|nuestra) (?:\w{2,12} )?$", re.IGNORECASE
)


def of_the_firm(text: str, place: int) -> bool:
    """Whether words beside a place are of the firm or of a law, and not of a home or of where they are."""
    before = leading(text, place)
    if _HOME_THERE.search(before) or im_there(text, place) or _LIVES_THERE.search(before) or _TOLD_US.search(before):
        return False
    return bool(_OF_US.search(before) or _OF_US_AFTER.match(text, place))


def cleft(text: str, place: int) -> bool:
    """Whether it stresses who it is that is there: "it's my brother who is in Texas", "el que está en Texas es mi hermano"."""
    return bool(
        _WHO_THERE.search(leading(text, place)) or _IS_SOMEBODY.match(text, place) or _THEIR_PLACE.match(text, place)
    )


def _somebody(text: str, place: int, before: str) -> int | None:
    """Where the words begin that place somebody else there; None where none do."""
    if found := _SENT_FROM.search(before) or _ANOTHERS.search(before):
        sought = _HELPER.match(before, found.start()) and _SOUGHT.search(before[: found.start()])
        return None if sought else found.start()
    if (found := _THIRD.search(before)) and not _MYSELF.search(before[: found.start()]):
        return found.start()
    if (found := _ONE_THERE.search(before)) and _IS_SOMEBODY.match(text, place):
        return found.start()
    return len(before) if _THEIR_PLACE.match(text, place) else None
