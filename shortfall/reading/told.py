"""How people say what happened to their home and who they are, English and Spanish: a table for the reader of facts. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from shortfall.reading.guarded import Guarded, Several

_KIN = r"(?:mama|papa|madre|padre|papas|padres|abuel[oa]s?|abuelit[oa]|ti[oa]|herman[oa]|espos[oa]|marido|mujer|pareja|senora|viejo)"
_HOME = r"(?:casa|townhouse|casita|propiedad|departamento|depa|condominio|condo|traila)"
_SALE = r"(?:subasta|remate|venta)"
_HOUSE = r"(?:house|home|condo|place|property|townhouse|townhome|duplex|building)"
_AGENT = r"(?:realtors?|relators?|realters?|(?:real ?estate |listing |selling )?agents?|brokers?|agentes?(?: de bienes raices)?|corredor(?:a|es)?|inmobiliaria)"
_A_CASE = r"(?:(?:chapter|chap\.?|ch\.?) ?(?:7|13|seven|thirteen)(?: (?:bankr?up\w{1,5}|bk|case))?|bankr?up\w{1,5}(?: case)?|bk(?: case)?)"
# A bankruptcy, as people spell it.
_BROKE = r"(?:bancarrota|quiebra|(?:chapter|capitulo) ?(?:7|13|siete|trece))"

# In words without accents and without the tilde of the n (`moods.bare`).
_SAID: Mapping[str, Mapping[str, str]] = {
    "stage": {
        "collection": r"\b(?:garnishing|garnished|(?:is|are|being|started) garnish\w*|froze|frozen|lev(?:y|ied)|took (?:money|it|everything|all of it|\$?\d[\d,.]{0,9}) (?:out of|from) my (?:bank |checking |savings )?(?:check|pay|account)|(?:account|acct|checking|savings)(?: \w{1,10}){0,2} (?:emptied|cleaned out|drained|wiped out|vaciad[ao])|(?:emptied|cleaned out|drained|wiped out|vaciaron) (?:my|our|the|mi|nuestra|la) (?:(?:bank|checking|savings) )?(?:account|acct|cuenta|checking|savings)|wage deduction (?:notice|summons|order)|citation to discover|tak(?:e|es|ing|en|ing out) (?:money )?(?:\$ ?)?(?:[\d,.]{1,9} ?)?(?:dollars |bucks )?(?:(?:a|per|every|each) \w{1,10} )?(?:out of|from|off) my (?:check|pay|paycheck|wages)|me (?:estan )?(?:quitando|descontando|embargando)|congelaron)\b"
        r"|\bme (?:estan |andan |empezaron a |siguen )?(?:quit|desc[ou]e?nt|embarg|sac)(?:an|ando|aron|ar)\b[^.;!?]{0,24}\b(?:cheque|sueldo|salario|pago|nomina)s?\b"
        r"|\b(?:cheque|sueldo|salario) (?:ya |esta )?embargado\b|\bme (?:congel|embarg|bloque|retuv)\w{1,5} (?:la|mi) cuenta\b|\bcuenta (?:del banco )?(?:esta )?(?:congelada|embargada|bloqueada)\b",
        "judgment": r"\b(?:(?:have|has|got|is|was|entered|won|with|there'?s) (?:a|an|the) (?:\w+ )?(?:deficiency )?judge?ment|judge?ment (?:against|was entered|from|of|for|(?:is |was )?\$?\d)|sentencia (?:en mi contra|por deficiencia))\b"
        r"|\b(?:hay|tengo|tienen|tiene|ganaron|gano|sacaron|salio|dictaron|dicto) (?:una |la |con una )?sentencia (?:en mi contra|contra mi|por deficiencia|personal|de \$?\d)|\b(?:hay|hubo|tengo|tienen|ganaron|sacaron) (?:una |la )?(?:sentencia|judgment)\b"
        r"|\bme (?:ganaron|sacaron) (?:el caso|una? (?:judgment|sentencia))\b",
        "confirmed": r"\b(?:(?:judge|court) (?:signed off|okayed|approved|confirmed)|(?:sale (?:was|got|has been)|(?<!after the )(?<!until the )(?<!once the )(?<!when the )(?<!before the )(?<!if the )sale is) (?:confirmed|approved)|confirmed the sale|order (?:approving|confirming)|approved the sale)\b"
        rf"|\b(?:juez|jueza|corte) (?:ya )?(?:confirmo|aprobo|firmo) la {_SALE}\b|\b(?:confirmaron|aprobaron) la {_SALE}\b|(?<!\bme )(?<!\bnos )\bla (?:confirmo|confirmaron)(?: (?:ya|el juez|la jueza|la corte))?\b(?! (?:cita|llamada))|\b{_SALE} (?:ya )?(?:fue|quedo|esta) (?:confirmada|aprobada)\b",
        "sold": r"\b(?:(?:it|house|home|condo|place|property|was|got) (?:was |got |already )?(?:sold|auctioned)|(?:was|went to) auction(?: in\b)?|went for \$?\d|sold (?:at|for|it|my|our|the|in(?! (?:about |like |only |just |under )?(?:a (?:few|couple)(?: of)?|an?|\d{1,3}|two|three|four|five|six|seven|eight|nine|ten) (?:days?|weeks?|wks?|months?)\b))|lost (?:the|my|our|a) (?:\w+ )?(?:house|home|condo|place)|(?:got|was|were|been) foreclosed|foreclosed on (?:me|us|my|in)|(?:bank|they|lender|mortgage company|sheriff|county) (?:already |just )?(?:sold|auctioned|foreclosed|repossessed|took (?:it\b(?! out)|everything|back|(?:back )?(?:my|our|the|mine) (?:house|home|place|condo|property|apartment|building|duplex|land|farm)))|(?:house|home) is gone|already lost it|after the sale,? (?:they|i|we|the \w{2,12}) (?:\w{2,10}ed|sent|came|got|took|said|gave|kept)|perdi (?:la|mi) casa|vendieron (?:la|mi) casa|(?:la )?vendieron en (?:la )?subasta)\b"
        rf"|\bse (?:vendio|remato|subasto)\b|\b(?:vendieron|remat(?:aron|o)|subast(?:aron|o)|(?:corte|banco|juez|condado) (?:nos |me )?(?:ya )?vendio) (?:la|mi|nuestra|esa) {_HOME}\b|\b(?:la|nos la|me la) (?:vendieron|remataron|subastaron)\b|\b{_HOME} (?:ya )?(?:fue|esta) (?:vendida|subastada|rematada)\b"
        rf"|\b(?:perdi|perdimos|perdio|quitaron) (?:la|mi|nuestra) {_HOME}\b|\bya (?:la perdi|la perdimos|me la quitaron)\b|\b{_HOME} que (?:perdi|perdimos|me quitaron|vendieron|remataron)\b|\bbanco (?:ya )?(?:se quedo con|agarro|compro) (?:la|mi) {_HOME}\b",
        "sale_set": r"\b(?:(?:get(?:s|ting)?|being|(?:will|to|gonna) (?:be|get)) (?:sold|auctioned)(?: off)? (?:in (?:about |like |only |just )?(?:a|an|\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\b|on (?:the )?\d|tomorrow|tonight|today|next (?:week|month)|this (?:week|month)|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)|(?:(?<!confirm the )(?<!confirm my )(?<!confirming the )(?<!approve the )(?<!approving the )sale|auction) (?:date )?(?:is (?!over\b|done\b|final\b|void\b|complete\b|finished\b|the\b|confirmed\b)(?:set\b|scheduled\b)?|was set |set |scheduled |coming |(?:on|in) (?!(?:my|our|the|this|that) (?:house|home|condo|place)\b)|tomorrow|next|this)|(?:scheduled|set) (?:a|the|our|my) (?:sale|auction)|(?:have|has|got) (?:a|the|our|my) (?:sale|auction) date|goes to (?:sale|auction)|going to (?:sale|auction)|up for auction|la subasta es|fecha de (?:la )?subasta)"
        rf"|\b{_HOME} se vende (?:en \d|en (?:una?|dos|tres)|ma[nñ]ana|el (?:lunes|martes|miercoles|jueves|viernes))|\b(?:me |nos )?la (?:van a vender|venden) (?:en \d|en (?:una?|dos|tres)|manana|el (?:lunes|martes|miercoles|jueves|viernes|\d))"
        rf"|\b(?:fecha|dia) (?:de|para) (?:la |el )?{_SALE}\b|\b(?:la|el|mi) (?:subasta|remate)(?: de (?:la|mi) {_HOME})? (?:es|va a ser|sera|esta programad[oa]|quedo para)\b|\bvan a (?:subastar|rematar) (?:la|mi|nuestra) {_HOME}\b|\b{_HOME} (?:se (?:subasta|remata)|va a (?:subasta|remate))\b|\bme la (?:subastan|rematan|van a (?:subastar|rematar))\b",
        "sued": r"\b(?:(?:got|was|been|were) served|summons|they filed (?:for )?foreclosure|(?:they|bank|lender|lawyers?|mortgage company|servicer) (?:just |now |already |finally )*(?:have |has )?filed (?:(?:the|their|some|court) )*(?:papers|a (?:case|complaint|suit|lawsuit)|suit|in court|on (?:me|us)|against (?:me|us))|there(?:'?s| is| was) a (?:\w+ )?(?:lawsuit|court case|suit)|foreclosure (?:case|suit|lawsuit|complaint)|(?:filed|recorded|got|have|is|was|hay|says|dice)\W{1,2}(?:(?:a|an|the|un) )?lis pendens|in foreclosure|(?:case|foreclosure|it) (?:is|was|went) (?:now |still |already )?in court|(?:case|foreclosure) (?:is )?(?:still )?pending|(?:are|is) foreclosing (?:on )?(?:me|us|my|our|the)|(?:they|bank|lender|lawyers?|who) (?:are|is|was|were) (?:now )?(?:suing|taking me to court)|(?:being|getting|got|was|were|been) sued|sued (?:me|us)|me (?:estan )?demandan?d?o?|me (?:llego|entregaron) (?:una )?(?:citacion|demanda))\b"
        r"|\b(?:me|nos) (?:ya )?demand(?:aron|o)\b|\b(?:ya )?(?:me|nos) (?:llego|llegaron|entregaron|dejaron|trajeron|sirvieron|dieron|notificaron) (?:de |con )?(?:una |la |unos |los |el )?(?:citacion|citatorio|demanda|summons|papeles de (?:la )?(?:corte|demanda))"
        r"|\b(?:hay|tengo|ya tengo) (?:un )?caso en (?:la )?corte\b|\bme (?:puso|pusieron|metio|metieron) (?:una )?demanda\b|\bestoy en (?:el )?foreclosure\b",
        "behind": r"\b(?:behind (?:on|by|about|\d|a (?:few|couple))|(?:am|are|is|i'?m|im|we'?re|r|m|got|fell|falling) (?:so |way |really |now )?behind|(?:missed|skipped) (?:\w+ )?(?:payments?|months?)|(?:days|months?|payments?) (?:behind|late|past due)|(?:haven'?t|havent|have not|not) (?:paid|made) (?:(?:the|my|our|a) )?(?:mortgage|house|payments?|since|in)|late on (?:the|my|our) (?:mortgage|payments?|house)|can'?t (?:pay|make) (?:the|my|our) (?:mortgage|payments?)|atrasad[oa]s?"
        r"|(?:nobody|no one|not|haven'?t|hasn'?t|didn'?t|isn'?t|(?:there(?:'?s| is| are) )?no) (?:(?:has|have|even|yet|been|actually) ){0,2}(?:sued|suing|lawsuit|court (?:papers|case)|taken (?:(?:me|us) )?to court)|nadie me ha demandado|no me han demandado)\b"
        r"|\b(?:never (?:been |got |gotten )?sued|nothing (?:from|in) (?:the |any )?court|no papers (?:came )?from (?:the |any )?court|(?:no (?:hay|es|tengo|tenemos|ha habido) )?nada de (?:la )?corte|(?:sin|ningun|ni) papel(?:es)? de (?:la )?corte"
        r"|(?:no (?:pues|senor|todavia|aun)? ?)?no (?:(?:nos|me|les|le) )?(?:han?|an|a) (?:llegado|dado|entregado|mandado|traido) (?:(?:los|ningun|unos|mas) )?papel(?:es)? de (?:la )?corte|(?:no (?:pues|senor)? ?)?no (?:me|nos|le|les) (?:llego|llegaron|entregaron|dieron|dejaron) (?:(?:los|ningun) )?papel(?:es)? de (?:la )?corte)\b"
        r"|\bowe (?:(?:them|him|her|the (?:bank|lender)) )?(?:\d{1,2}|two|three|four|five|six|seven|eight|several) (?:house |mortgage |monthly )?(?:payments|months)\b(?! (?:on|for|to|of|in|under) (?!(?:the|my|our) (?:house|home|mortgage)\b)| (?:back |car |child |condo |hoa |late |unpaid )*(?:rent|dues|fees|assessments?|support)\b)"
        r"|\bdeb(?:o|emos) (?:al banco )?(?:como |ya )?(?:\d{1,2}|un[oa]s|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|varios) (?:meses|pagos|mensualidades|letras)\b(?! (?:del?|a|al|por) (?!(?:la|mi) (?:casa|hipoteca)\b))"
        r"|\b(?:debo|llevo|tengo|van) (?:como |ya )?(?:\w{1,8}) (?:meses|pagos|mensualidades) (?:sin pagar|atrasad|de atraso|de la (?:casa|hipoteca))|\b(?:me|nos) atras(?:e|amos)\b|\bdeje de pagar\b|\b(?:no|ni) (?:he|hemos) (?:podido pagar|pagado|podido dar)\b|\b(?:todavia|aun) no (?:me|nos) (?:(?:ha|han) )?(?:llega\w{0,3}|demanda\w{0,3}|entrega\w{0,3}|notifica\w{0,3})\b|\b(?:nadie me ha|no me han) demandado\b|\bno puedo (?:pagar|con) (?:la|los|mi|mis) (?:casa|hipoteca|pagos?|mortgage)\b",
    },
    "ended": {
        # Nobody knows the price yet, and nobody is to be asked for it.
        "not_sold": r"\b(?:nothing|nobody|no one) (?:has |have |had |was |is |got )(?:been |ever )?(?:sold|auctioned)\b|\bnada se ha vendido\b|\bno se ha vendido nada\b|\bnot (?:been )?(?:sold|auctioned)(?=\W{0,2}$|[.,;!?] ?(?:not )?(?:yet|it|the|my|dec|jan|i\b|$))|\b(?:(?:has|have|had|was|is)(?:n'?t| not)|(?:is|was|it'?s|its|we'?re|house|home|place|property|condo) (?:still )?not|not|never|nobody|no one|nothing)(?: (?:been|even|actually|yet|has|it|the house)){0,3} (?:sold|auctioned)(?: it| anything| off)? yet\b"
        r"|\b(?:(?:has|have|is)(?:n'?t| not)) (?:been |even )?(?:sold|auctioned)\b(?! (?:for|at|to)\b)|\b(?:no|before (?:the|any)) (?:sale|auction) (?:yet|so far|has happened|happened yet)\b"
        r"|\b(?:sale|auction) (?:has(?:n'?t| not)|did(?:n'?t| not)) (?:happen|taken? place|been)\w{0,3}\b|\b(?:todav[ií]a|a[uú]n) no (?:se |la |lo )?(?:ha |han )?(?:vend|subast|remat)\w{2,5}\b|\bno (?:se|la) (?:ha|han) (?:vendido|subastado|rematado)\b"
        r"|\b(?:todavia|aun) no (?:se |la |lo |me la )?(?:ha |han )?(?:vend|subast|remat)\w{1,6}\b|\bno (?:se|la) (?:ha|han) (?:vendido|subastado|rematado)\b|\bno hay (?:fecha de )?(?:subasta|remate) todavia\b",
        # A judgment against the home alone; with "or" or "vs" it is asked about.
        "in_rem": r"\b(?:was|were|is|it'?s|its|got|get|has|have|had|took|takes?|entered|signed|says?|said|states?|wrote|gave|only|just|strictly|ordered|checked|marked|order|judge?ment|deficiency|fue|es|dice|solo|sentencia|orden)\b(?:(?!\b(?:not|no|or)\b|n'?t\b)[^?]){0,24}?\bin[- ]rem\b(?! (?:or|vs|versus|o)\b)|^\W{0,3}(?:just |only |solo )?in[- ]rem(?: only)?\W{0,3}$"
        r"|\b(?:judge?ment|order|sentencia|orden) (?:was |is |goes |fue |es )?(?:only |just |solo )?(?:against|on|contra) (?:the|my|our|la|mi) (?:house|home|property|casa|propiedad)(?: only| alone| and not (?:me|us)|,? not (?:me|us)| y no)",
        # No auction: the home passed to the lender by an order (Connecticut).
        "strict_foreclosure": r"\bstrict foreclosure\b|\bforeclosure by (?:the )?law day\b|\b(?:my|our|the|last) law day\b|\b(?:there was|they had|had) (?:no|never (?:a|an|any)) (?:foreclosure )?(?:sale|auction)\b(?! (?:yet|date|set|scheduled))|\b(?:was |wasn'?t |were |it )?never (?:sold|auctioned|went to (?:sale|auction))\b[^.;!?]{0,30}\b(?:bank|lender) (?:just )?(?:took|got|owns)",
        # Told to be on paper (`_ON_PAPER`): what was said on the phone is hard to prove.
        "released": r"\b(?:releas|forg[ai]v|waiv|let (?:us|me) off|perdon|renunci|liber)\w{0,6}\b[^.;!?]{0,24}?\b(?:rest|remainder|remaining|balance|difference|deficiency|shortfall|what (?:was|is) left|liability|personally|resto|diferencia|deficiencia|saldo)\b"
        r"|\b(?:full satisfaction|release of (?:all )?(?:personal )?liability|waiver of (?:the )?deficiency|deficiency waiver)\b",
        "deed_in_lieu": r"\b(?:signed|gave|did|accepted|took|handed|ended) (?:\w+ ){0,6}(?:deed in lieu|deed back|keys back)\b|\b(?:it|that) was a deed in lieu\b"
        rf"|\b(?:entregue|entregamos|dimos|regrese|regresamos|firme|firmamos) (?:las llaves|la escritura|(?:la|mi|nuestra) {_HOME}|una? (?:deed in lieu|entrega de (?:la )?escritura))(?: (?:a|de vuelta a)l banco)\b|\b(?:hice|hicimos|firme|firmamos|fue) (?:una? |el )?(?:deed in lieu|entrega (?:voluntaria )?de (?:la )?escritura)\b",
        "consent_foreclosure": r"\b(?:did|had|signed|agreed to|went through|was) (?:a |the )?consent foreclosure\b"
        r"|\b(?:hice|hicimos|firme|firmamos|acepte|aceptamos|fue) (?:una? |el )?(?:consent foreclosure|ejecucion por acuerdo)\b",
        "short_sale": r"\b(?:(?:did|had|closed|completed|finished) (?:a |the |our )?short sale|sold (?:it )?(?:as|in|by|through) (?:a )?short sale|(?:it|that|this) was a short sale|short sold)\b"
        r"|\b(?:hice|hicimos|hubo|fue|cerre|cerramos|vendi|vendimos)(?: la casa)?(?: (?:en|como|por))? (?:una? |el )?(?:short ?sale|venta corta)\b",
        # They sold it themselves, on the market: no court, no auction and no order. A short sale stands before it and is one all the same.
        "own_sale": rf"(?:\b(?:i|we) (?:just |already |finally |ended up |later |then )?|^\W{{0,3}}(?:(?:and|so|just|yes|already) )?)sold (?:the|my|our|that) (?:\w{{2,10}} )?{_HOUSE}\b(?! (?:back|short|at (?:an? |the )?(?:auction|short|sheriff)|(?:as|in) (?:an? )?short|to the bank)\b)"
        rf"|\bsold (?:(?:it|(?:the|my|our) {_HOUSE}) )?(?:by )?(?:ourselves|myself|privately|on (?:our|my) own|on the (?:open )?market|to an? (?:\w{{2,12}} )?(?:buyer|couple|family))\b|\bsold by owner\b|\bfsbo\b"
        rf"|\b(?:sold|sale|closed)\b[^.;!?,]{{0,30}}\b(?:through|thru|with|w/?|by|via|using) (?:(?:a|an|our|my|the) )?(?:\w{{2,12}} )?{_AGENT}\b|\b{_AGENT} (?:had |has |just )?sold (?:it|the|our|my)\b"
        r"|\b(?:it|that|this|sale) (?:was|is) (?:just )?an? (?:regular|normal|ordinary|private|plain|standard|traditional|voluntary|market|arm'?s length) (?:home |house )?sale\b"
        rf"|\b(?:vendi|vendimos) (?:la|mi|nuestra) {_HOME}\b(?! (?:en|como|por)(?: (?:una?|la))? (?:subasta|remate|short|venta corta))|\b(?:la )?(?:vendimos nosotros|vendi yo)\b|\b(?:vendi|vendimos|vendio|venta)\b[^.;!?,]{{0,30}}\b(?:por (?:mi|nuestra) cuenta|con (?:(?:un|una|el|la|mi|nuestr[oa]) )?{_AGENT})\b"
        r"|\b(?:fue|era) (?:una )?venta (?:normal|regular|comun|corriente|privada|particular|voluntaria|de mercado)\b",
    },
    "bankruptcy": {
        # A chapter 7 that is over has ended in a discharge, unless it was dismissed.
        "discharged": r"\b(?:(?:was|got|been|were|already) discharged|got (?:my|our|a|the) discharge|discharged (?:in|it|my|our)|(?:chapter ?(?:7|13)|ch ?(?:7|13)|bankruptcy|bk) discharge\b|(?:bankruptcy|chapter (?:7|13)|bk) (?:was |got |is )?(?:discharged|done|finished|complete)|finished (?:chapter|bankruptcy))\b"
        rf"|(?<!\bis )\b{_A_CASE}(?! (?:payments?|plan)\b)(?: (?!not\b|isnt\b|isn'?t\b|never\b|to\b|b[ey]\b)[\w']{{1,9}}){{0,3}} (?:fini?sh(?:ed)?|over(?! with\b)|completed?|closed|ended)\b|\b(?:done with|out of|went through|got through|finished|completed|closed) (?:a |an |my |our |the )?{_A_CASE}(?= \w{{2,6}} (?:years?|yrs?|months?|weeks?)\b| (?:in|back|last)\b|[.,;!?]|$)"
        r"|\b(?:chapter|ch\.?) ?(?:7|seven)\b(?![^.;!?]{0,40}\b(?:dismiss|denied))[^.;!?]{0,12}\b(?:ago|back in|in (?:19|20)\d\d|ended|is over|is done)\b|\b(?:since|after) (?:our|my|his|her) (?:chapter|ch\.?) ?(?:7|seven)\b"
        r"|\b(?:filed|did|had) (?:an? |my |our )?(?:7|seven) (?:back )?in (?:(?:19|20)\d\d|['’]?[012]\d)\b"
        rf"|\b(?:my|our|the) {_A_CASE} (?:already |had |has )?(?:wiped|cleared|erased|got rid of|eliminated|took care of|covered)\b|\b(?:wiped out|wiped|cleared|erased|got rid of|included)(?: (?:it|that|this|them|the \w{{3,9}}|that \w{{3,9}}|everything|all of it|out)){{0,2}} (?:in|by|through|with) (?:my|our) {_A_CASE}\b"
        rf"|\b(?:mi|nuestra|la) {_BROKE} (?:ya )?(?:me )?(?:borro|quito|limpio|elimino)\b|\bse (?:me )?(?:borro|quito|limpio) (?:en|con) (?:mi|la) {_BROKE}\b"
        rf"|\b(?:me|nos) (?:dieron|llego|otorgaron) (?:el|un|mi) (?:descargo|discharge)\b|\b(?:recibi|tengo|tuve|tuvimos|salio) (?:el|un|mi) (?:descargo|discharge)\b|\b(?:me|nos) (?:descargaron|borraron|perdonaron) (?:la|las|mis) deudas? en (?:la )?{_BROKE}\b|\b{_BROKE} (?:ya )?(?:se )?(?:termino|acabo|cerro|terminada)\b",
        "dismissed": r"\b(?:bankruptcy|chapter (?:7|13)|bk|case) (?:in (?:19|20)\d\d )?(?:was |got )dismissed\b"
        rf"|\b(?:me |nos )?(?:desecharon|rechazaron|desestimaron|negaron|tumbaron|cerraron) (?:la|el|mi) {_BROKE}\b"
        rf"|\b(?:{_BROKE}|chapter (?:7|13)|bankruptcy)\b[^.;!?]{{0,24}}\b(?:me|nos|they) (?:(?:la|lo) )?(?:cerraron|desecharon|desestimaron|tumbaron|dismissed|threw)\b"
        rf"|\bdismissed (?:(?:my|our) )(?:bankruptcy|chapter (?:7|13)|bk)\b",
        "filed": rf"\b(?:filed (?:(?:for|under|my|our|a|an) ){{0,2}}|(?:am|are|i'?m|we'?re|still|currently|now) in (?:(?:an?|my|our|open|active) ){{0,2}}){_A_CASE}\b|\b(?:my|our) {_A_CASE} (?:plan|trustee)\b"
        r"|\b(?:(?:i|we|he|she|they) (?:already |have |just )?filed (?:for )?(?:a )?(?:bankruptcy|chapter|bk|ch ?7|ch ?13)|there (?:is|was) a bankruptcy|already filed\b(?! (?:(?:my|our|an?|the) )?(?:answer|appearance|response|motion|papers|lawsuit|suit|case|complaint|taxes)\b)|in (?:a )?chapter (?:7|13)|(?:am|are|is) in bankruptcy|(?:i|we) went bankrupt|did (?:a )?(?:chapter (?:7|13)|bankruptcy)|meti bancarrota)\b"
        rf"|\b(?:declare|declaramos|me declare|nos declaramos|meti|metimos|hice|hicimos|presente|presentamos|aplique|estoy|estamos|entre|caimos)(?: (?:en|a|por|para))?(?: (?:la|una|mi))? {_BROKE}\b",
        "considering": r"\b(?:thinking (?:about|of)|considering|planning|want to|might|should i) (?:file |filing |go )?(?:for )?(?:bankruptcy|chapter (?:7|13))\b"
        rf"|\b(?:pensando|pienso|quiero|quisiera|queremos|planeo|conviene) (?:en )?(?:declarar(?:me|nos)?|meter|hacer|irme|irnos)(?: (?:en|a|por))?(?: (?:la|una))? {_BROKE}\b",
    },
    "home": {
        "llc": r"\b(?:my|our|the) (?:llc|company|corporation|business) (?:owned|owns|had|lost|borrowed)|\b(?:in|under) (?:the |my |our |an )?llc\b|\bllc owned\b"
        r"|\ba nombre de (?:mi|una|la|nuestra) (?:llc|compania|empresa|corporacion|negocio)\b",
        "rental": r"(?<!live in )(?<!living in )(?<!i'm in )(?<!im in )(?<!am in )(?<!we're in )(?<!moved to )(?<!moved into )(?<!found )\b(?:my|our|an?|the) (?:rental\b|investment (?:property|house|home|condo|unit)\b)|\b(?:my|our|(?:have|had) (?:a )?) ?tenants?\b|\brented (?:it|the house) out\b"
        r"|\b(?:i|we) (?:did ?n[o'’]?t|did not|never|was ?n[o'’]?t|were ?n[o'’]?t|was not) (?:really |actually |even |ever )?(?:live|lived|living) (?:there|in (?:it|that (?:house|home|one)))\b|(?<!\bi )(?<!\bwe )\b(?:was|were) renting (?:there|it|the (?:house|place|home)|that house)\b"
        r"|\b(?:yo )?(?:nunca|(?<!ya )no) viv(?:i|ia|imos|iamos) (?:ahi|alli|alla|en (?:ella|esa casa))\b|\b(?:la|lo) (?:estaba|estaban) rentando\b"
        rf"|(?<!vivo en )(?<!vivimos en )\b(?:una|la|mi|otra|nuestra) {_HOME} (?:(?:es|era) )?(?:de|para) rent(?:a|ar)\b|\b(?:la|lo) (?:rento|rentaba|rentabamos|rentamos|tenia rentada|tengo rentada)\b|\b(?:mis|tengo|tenemos|tenia|teniamos) inquilinos\b|\b{_HOME} de inversion\b",
        "home": r"\b(?:it'?s|it is|it was|that'?s|this is|this was) (?:still )?(?:my|our|the|a) (?:primary|main|only) (?:residence|home|house)\b"
        r"|\b(?:es|era|esta es|esa era) (?:mi|nuestra|la) (?:residencia|casa|vivienda) (?:principal|primaria)\b",
    },
    "who": {
        "heir": r"\b(?:(?:my|our) |(?:when|since|after|until|and|but|so) |(?<=[.;!?,] )|\A)(?:mom|mama|momma|mum|ma|dad|daddy|papa|pop|mother|father|parents?|granny|nana|grandma|grandmother|grandfather|aunt|uncle|brother|sister|husband|wife) (?:has |had |just |recently )?(?:died|passed)|\binherited\b|\bestate of\b|\bmy late (?:husband|wife|mother|father|mom|dad)\b|\bfallecio\b"
        rf"|\b(?:mi|nuestr[oa]|mis|su) {_KIN} (?:ya )?(?:se )?(?:me )?(?:murio|fallecio|murieron|fallecieron)\b|\b(?:murio|fallecio|se murio|se me murio) mi {_KIN}\b|\b(?:herede|heredamos)\b|\b(?:soy|quede|me quede|quedo|es) viud[oa]\b|\bmi (?:difunt|finad)[oa] {_KIN}\b",
        # Of the home that is being lost; who lost one and rents now is none.
        "tenant": r"\b(?:i'?m|i am|we'?re|we are) (?:just |only )?(?:a |the )?(?:renters?|tenants?)\b|\b(?:my|our|the) landlord(?:'?s)?\b[^.!?]{0,40}\b(?:foreclos|lost|losing|stopped paying|didn'?t pay|not paying|behind|mortgage|building)"
        r"|\b(?:my|our) lease (?:is|goes|runs|ends|lasts)\b|\bpay (?:my |our |the )?rent to\b|\bdo (?:i|we) (?:still )?(?:have to|need to|gotta|got to) pay (?:my |our |the )?rent\b"
        r"|(?<!now )\b(?:i|we) rent (?!now)[^.!?]{0,60}\b(?:foreclos|landlord|bank\b)|\b(?:mi|nuestro) (?:casero|arrendador|landlord)\b[^.!?]{0,40}\b(?:foreclos|hipoteca|banco|perd|remat|embarg)|\b(?:soy|somos) inquilin[oa]s?\b"
        r"|(?<!now )\b(?:i|we) (?:just|only) rent\b(?! (?:now|out)\b)|\b(?:i'?m|i am|we'?re) (?:just|only) renting\b(?! (?:now|out)\b)|\b(?:house|home|place|apartment|unit|building|flat) (?:that |where )?(?:i|we) rent\b(?! (?:now|out)\b)"
        rf"|(?<!ahora )(?<!ya )\b(?:solo|nomas|nada mas|solamente) (?:rento|rentamos|alquilo)\b|\b(?:{_HOME}|departamento|apartamento|piso|lugar|edificio) (?:donde|que|en (?:el|la) que) (?:yo )?(?:rento|rentamos|alquilo)\b",
        "helper": r"\b(?:have|has|i'?m|i am|am|with|as|under|tengo|soy) (?:(?:a|the|his|her|their|my \w{2,12}'?s?|el|la|su) )?(?:durable )?(?:power of attorney|p\.?o\.?a\b|poder notarial)|(?<!came )(?<!come )(?<!coming )(?<!comes )(?<!looking )(?<!down )(?<!signed )(?<!loan )(?<!it )(?<!house )(?<!care )\b(?:for|asking for|helping) my (?:mom|dad|mother|father|parents?|grandma|grandmother|grandfather|aunt|uncle|brother|sister|friend|neighbor|client|son|daughter)\b"
        rf"|\b(?:pregunto|escribo|busco|hablo|es|ayudo|ayudando) (?:por|para|a) mi {_KIN}\b",
        "cosigner": r"\b(?:i|we) (?:only |just )?(?:co-?signed|cosigned)\b|\bi(?:'m| am|m) (?:the |a |just )?co-?signer\b|\bguarante(?:ed|e) (?:the|his|her|my)\b"
        r"|\b(?:soy|fui|firme|firmamos|entre|sali)(?: (?:como|de|por))?(?: (?:el|la|un|su))? (?:aval|fiadora?|co-?signer|codeudora?)\b|\ble (?:firme|di mi firma) a mi \w{2,12} (?:para|por)\b",
        "spouse": r"\b(?:only|just) (?:my )?(?:husband|wife|he|she) signed\b"
        r"|\b(?:solo|solamente|nada mas|nomas) (?:mi )?(?:espos[oa]|marido|mujer|el|ella) (?:lo )?firmo\b",
    },
    "works": {
        "no_wages": r"\b(?:i|we|i am|i'?m) (?:no longer|do not|don'?t|dont|not) (?:draw(?:ing)?|get(?:ting)?|have|earn(?:ing)?|receiv(?:e|ing)) (?:any |a )?(?:wages?|pay ?checks?|salary|paycheck)\b|\b(?:draw|have|get|earn) no (?:wages?|pay ?checks?|salary)\b"
        r"|\b(?:i am|i'?m|we are|we'?re|been|both) (?:\w{2,10} )?retired\b|\bretired (?:in|since|last|from)\b|\bmy only income is\b|\b(?:unemployed|out of work|(?:have|has|got|with) no job|sin trabajo|desemplead[oa])\b|\b(?:live|living) (?:only |just |entirely )?(?:on|off) (?:\w{2,6} )?(?:social security|s\.?s\.?i\b|ssdi\b|disability|(?:a |my )?pension)\b"
        r"|\b(?:ya )?no (?:recibo|tengo|cobro) (?:sueldo|salario|ningun sueldo)\b|\b(?:estoy|soy|estamos|somos) (?:ya )?(?:jubilad|retirad|pensionad)[oa]s?\b|\bviv(?:o|imos) (?:solo |nada mas )?de(?:l| mi| la| nuestra)? (?:seguro social|pension)\b",
        "wages": r"\b(?:i|we) (?:still |now )?(?:work (?:at|for|part|full)|got (?:a|another) job|have a job)\b|\b(?:i'?m|i am|we are|estoy|sigo) (?:still |now |currently )?(?:working|trabajando)\b(?! (?:with|on|it|out|things|something)\b)|\b(?:consegui|tengo) trabajo\b",
    },
    "owns": {
        "owner": r"\b(?:i|we) (?:now |still |just )?(?:own (?:a|another|our|my) (?:\w{2,10} )?(?:home|house|condo)|bought (?:a|another) (?:\w{2,10} )?(?:home|house|condo))\b|\b(?:and|but|then|since) bought (?:a|another) (?:\w{2,10} )?(?:home|house|condo)\b|\b(?:tengo|compre|compramos) (?:una |otra )casa\b",
        "no_home": r"\b(?:i|we) (?:no longer|do not|don'?t|dont) (?:have|own) (?:a|any|the|my|our|that) (?:\w{2,10} )?(?:home|house|condo|real estate|property)\b|\b(?:own|have) no (?:home|house|real estate)\b|\b(?:house|home|condo) is (?:long )?gone\b"
        r"|\blost (?:the|my|our) (?:\w{2,10} )?(?:home|house|condo)\b|\b(?:ya )?no (?:tengo|tenemos) (?:la |esa |ninguna )?casa\b|\b(?:perdi|perdimos) (?:la|mi|nuestra) casa\b",
    },
    "loan": {
        "reverse": r"\breverse mortgage|\bhecm\b|\bhipoteca inversa\b",
        "second": r"\b(?:my|our|a|the) (?:second mortgage|2nd mortgage|heloc|home equity (?:loan|line)|second loan)\b|\bsegunda hipoteca\b"
        r"|\b(?:segunda hipoteca|segundo prestamo|linea de credito (?:sobre|de|con) (?:la|mi) casa)\b",
        "va": r"\b(?:va|veterans?) (?:loan|mortgage|home loan)\b"
        r"|\b(?:prestamo|hipoteca) (?:es )?(?:de |del )?(?:va\b(?! (?:a|en|por|de|muy|mal|bien|al|para))|veteranos?)",
        "fha": r"\bfha (?:loan|mortgage)?\b"
        r"|\bfha\b",
        "usda": r"\b(?:usda|rural development) (?:loan|mortgage)?\b"
        r"|\busda\b",
        "first": r"\b(?:es|era|fue|tengo|tenia|tenemos|teniamos) (?:solo )?(?:una? |mi )?(?:hipoteca|prestamo) (?:comun|normal|convencional|tradicional|regular|ordinari[oa])\b"
        r"|\b(?:it'?s|is|was|have|had|got|just) (?:just |only |really )?(?:an? |my |our )?(?:conventional|ordinary|regular|normal|standard|traditional) (?:home )?(?:loan|mortgage)\b(?! (?:payment|bill|statement))",
    },
}

TOLD = tuple((name, value, Guarded(said, re.I)) for name, values in _SAID.items() for value, said in values.items())
"""Name of the fact, its value, and how it is said."""
_AT_ONCE = Several(pattern for _, _, pattern in TOLD)


def possible(text: str) -> list[tuple[str, str, Guarded]]:
    """What of the table may stand in a text."""
    return [TOLD[place] for place in sorted(_AT_ONCE.possible(text))]


NO_FORECLOSURE = Guarded(
    r"\b(?!(?:not|no) (?:the|la|el)\b)(?:(?:was|were|is|did|had)(?:n'?t| not)|never|no|not|without|sin|nunca|ningun[oa]?)(?: (?:was|had|have|went|go|gone|been|an?|any|the|through|into|in|ever|even|real|hubo|fue|una?|el|la|tuvimos)){0,4}"
    r" (?:foreclos(?:ure|ed)|auction(?:ed)?|sheriff'?s? sale|subasta(?:da)?|remate|ejecucion(?: hipotecaria)?|foreclosure)\b(?! (?:yet|date|day|set|scheduled|so far|sale date|until|before|todavia|aun|papers|case|notice|order)\b)",
    re.I,
)
"""That no court and no auction had to do with it, said of a home that is sold; in words without accents (`moods.bare`)."""
