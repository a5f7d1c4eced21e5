"""What each sum of a message is, in its talk: by the words beside it, by what was asked, or by the figure it corrects. Pure.

Where that is not plain, a figure has no role, or carries its other reading, and the person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import accumulate, pairwise, takewhile

from shortfall.law.intervals import NOTHING, ZERO, Bound, Interval
from shortfall.law.wages import Period
from shortfall.reading import belongings, paid_off, sayings, struck
from shortfall.reading.accounts import in_accounts
from shortfall.reading.amounts import Amount, find_amounts, foreign_currency
from shortfall.reading.amounts.tokens import fold
from shortfall.reading.belongings import LEAST_HOME, Thing
from shortfall.reading.companies import OTHER_SIDE, SOMEONE
from shortfall.reading.guarded import Guarded
from shortfall.reading.pay import (
    AFTER_TAKING,
    GETS,
    LEAST_LEFT,
    TAKEN,
    Pay,
    for_period,
    is_take_home,
    read_pay,
    says_which,
    speaks_of_pay,
    tells_hours,
)
from shortfall.reading.put_right import put_right, without_older
from shortfall.reading.sayings import Saying
from shortfall.reading.sentences import VERB_NOT

HOUSE = frozenset({"debt", "sale_price", "market_value", "second_loan", "judgment", "deficiency"})
"""Figures as large as a house: "250" is 250,000."""
ROLE_OF_SLOT: Mapping[str, str] = {
    "estimate_debt": "debt",
    "estimate_sale_price": "sale_price",
    "estimate_market_value": "market_value",
    "estimate_liens": "second_loan",
    "estimate_added": "costs",
    "judgment_amount": "judgment",
    "plan_payment": "monthly_payment",
}
"""What a bare sum is when one of these was just asked for."""
BELOW = "below_debt"
"""The role of what is owed, said again as what a price is below. It is no fact of a case."""
TO_PAY = "to_pay"
"""The role of a sum that somebody is to pay, or could: none that is paid already. It is no fact of a case."""
GROWTH = frozenset({"calculate_interest", "calculate_plan"})
WAGES = frozenset({"wages_gross", "wages_disposable", "wages_period"})
_ADDED = ("fees", "costs", "taxes", "sale_costs")
_SHORT_FIGURE = 6
"""Words of the longest message that is a new figure after a result though nothing in it speaks of pay."""
_SMALL = WAGES | {"estimate_added", "estimate_time", "plan_payment"}
LEAST = Decimal(10_000)
MOST = Decimal(600_000)
_ON_IT = Guarded(r"\b(?:interest|month|monthly) on\W{0,3}$", re.I)
_OF_PAY = re.compile(
    r"[^.;!?]{0,30}\b(?:before|after|antes de|despu[eé]s de)(?: (?:they|take|takes|out|the|los|any|all|que|quiten|quitan)){0,4} (?:tax|impuesto)",
    re.I,
)
"""Shorthand for a sum outside of these ("900", "5") is asked about: it may be meant as it stands."""

_MY_PAY = Guarded(r"\b(?:my|his|her|our) (?:\w+ )?pay(?: is| was|'s)?\W{0,3}$", re.I)
# "52,000 isn't taxes": what somebody says a sum is not.
_ON_ME = re.compile(r"(?: dollars| bucks| d[oó]lares)? (?:on|against|contra|a) (?:me|us|m[ií]|nosotr[oa]s)\b", re.I)
_IS_NOT = re.compile(
    r"\W{0,3}(?:is|was|are)(?:n'?t| not) (?:the |my |a |for ){0,2}(?:(?P<taxes>tax|insurance)|(?P<fees>fee)|(?P<costs>cost)|(?P<sale_price>sale|price)|(?P<payment>paid|payment)|(?P<pay>my pay|pay|income|wage))",
    re.I,
)
# A sum that somebody wants gone: "take the 10,000 out", "I never said 10,000", "the 10,000 is wrong".
_REMOVED = Guarded(
    r"\b(?:(?:never|didn'?t|did not|dont|don'?t) (?:say|said|write|wrote|mean|meant|mention(?:ed)?|g[ai]ve)|(?:no|nunca) (?:dije|mencion[eé]|puse|di)|take (?:out|off|away)|remove|delete|drop|erase|get rid of|(?<!not )quit[ea]|borr[ea])"
    r"(?: (?:an?|the|that|those|any|anything|about|out|sale|price|sum|amount|figure|number|of|el|la|los|una?|ning[uú]n|precio|cifra|cantidad|de)){0,5}\W{0,3}$",
    re.I,
)
_UNDONE = frozenset({"payment", *_ADDED, "sale_price", "market_value", "second_loan", "offer"})
# "No payment of 24", "it never sold for 150", "where did you get 24": there is no such sum.
_NONE_SUCH = Guarded(
    r"\b(?:(?:there (?:is|was|are|were|'s) )?no|not an?|(?:there'?s )?never(?: (?:an?|any))?|(?:did|was|is|have|has|had|are|were)(?:n['’]?t| not)(?: an?y?)?|without an?y?|where (?:did|do|does|is|are)(?: you| u| that| it)?|who said(?: an?y?thing)?|nunca(?: hubo)?|no (?:hay|hubo|fue|es|era)(?: ning[uú]n\w{0,2})?|ning[uú]n\w{0,2}|de d[oó]nde (?:sac[oó]|sale))"
    r"(?: (?!(?:but|it|just|only|sino|pero)\b)[a-zé']{1,12}){0,5}[ $]{1,3}\Z",
    re.I,
)
_ECHO_AGAIN = re.compile(r"(?: [a-zé]{2,9}){0,3} ?(?:\?\?|\?!|!)", re.I)
_UNSAID = Guarded(
    r"\b(?:no|not|never|nunca|wrong|mal|fix|(?:i|yo|ya) (?:said|meant|told|dije|quise)|didn'?t|\w{2,6}n['’]?t)\b", re.I
)
"""Figures that a denial undoes. That nothing is owed is disputed, and not undone."""
_REMOVED_AFTER = re.compile(
    r"\W{0,3}(?:dollars?|thing|figure|number|part|amount){0,1} ?(?:(?:is|was|'?s) (?:all )?(?:wrong|incorrect|a mistake|not right|not mine)|(?:out|off|away)\b(?! of))"
    r"|[^.;!?\d]{0,50}\b(?:(?:take|leave|cross|strike) (?:it|that|this) (?:out|off)|(?:remove|delete|erase) (?:it|that|this)|(?:qu[ií]t|b[oó]rr)[ae]l[oa]s?)\b",
    re.I,
)
# "54,324 is what you said": our own result, said back.
_YOURS = re.compile(
    r"[\s,.]{0,3}(?:(?:ok(?:ay)?|yes|yeah|right|correct|si) ){0,2}(?:that'?s |thats |is |it'?s ){1,2}what (?:i|we) (?:got|get|have|had|figured|calculated|came (?:up with|to)|thought)\b(?! (?:from|paid|as|on|for|in my|each|every|a)\b)"
    r"|[\s,]{0,3}(?:is |was |that'?s |thats ){0,2}(?:(?:what|how much|the \w{1,10}) )?(?:you|u) (?:said|say|told|gave|got|came|calculated|have)\b",
    re.I,
)
# "You said 10", "$10 ahora me dice 10": what we said, and the same sum beside it.
_YOU_SAY = Guarded(
    r"\b(?:(?:you|u) (?:just |already |keep |now )?(?:said|say|saying|told me|tell me|telling me|put|wrote|show)|(?:ahora|antes|luego|usted|ud) (?:me |nos )(?:dice|dijo|sale|pone|marca)(?: que)?)"
    r"(?: (?:it|was|is|that|like|about|only|como|es|son)){0,3}\W{1,3}(?P<sum>\d{1,3}(?:,\d{3}){1,3}|\d{2,7})\b",
    re.I,
)
# "Sold tomorrow at 10": the hour, not ten thousand.
_HOUR = Guarded(r"\b(?:at|by|around|before|after|until|till?|a las|antes de las)\W{0,2}$", re.I)
_OF_A_DAY = Guarded(
    r"\b(?:today|tonight|tomorrow|tomorow|tmrw|morning|noon|afternoon|(?:mon|tues|wednes|thurs|fri|satur|sun)day|hoy|ma[nñ]ana)\b",
    re.I,
)
_CLOCK = re.compile(r"\W{0,2}(?:o'? ?clock|[ap]\.? ?m\b|in the (?:morning|afternoon)|de la ma[nñ]ana)", re.I)
# What only somebody who tells adds to their figures: in a question it is something else.
_TOLD_ONLY = frozenset({"payment", *_ADDED, "taken", TO_PAY})
_MAY_BE_OFFERED = frozenset({"payment", "monthly_payment", "deficiency", "other", None})
_MAY_BE_TAKEN = _MAY_BE_OFFERED | {"pay"}
_CAUSES = frozenset({"judgment", "debt"})
# "After they take 90 for the judgment": the sum is what they take, and no judgment.
_FOR_ONE = re.compile(
    r" ?(?:dollars |bucks |d[oó]lares )?(?:for|on|towards?|por|para) (?:the|that|this|my|an?|la|esa|mi|una) ", re.I
)
_FROM_PAY = re.compile(
    r"(?: dollars| bucks)?(?:,? (?:a|per|each|every) \w{1,10})?(?: (?:is|are|gets?|being|was|comes?|taken|coming)){0,3} (?:out of|from|off) (?:my|the|his|her|our|every|each) (?:pay|check|wages|salary|cheque)"
    r"|(?: d[oó]lares)?(?: (?:por|cada|a la) \w{1,10})? (?:de|del) (?:mi )?(?:cheque|sueldo|pago|payroll)",
    re.I,
)
_CLAUSE_LENGTH = 100
_IN_A_QUESTION = Guarded(
    r"(?:^|[.!?;\n])\W{0,4}(?:(?:and|so|but|ok|well|y|pero) ){0,2}(?:can|could|will|would|should|do|does|did|is|are|what(?:'?s)?|where(?:'?s)?|how|if|when|why|who|which|may|est[aá]n?|son|es|cu[aá]l|c[oó]mo|si|me pueden|puedo|tengo que|debo(?= [a-z]{2,12}r\b)|van a)\b[^.!?;\n]{0,80}$",
    re.I,
)
_MORTGAGE_BILL = Guarded(r"\b(?:mortgage|house|loan) payments?\b", re.I)
_TO_MOVE = frozenset({"relocation", "relocation money", "cash for keys", "moving money", "security deposit"})
_OFFERED = Guarded(r"\b(?:offer\w{0,3}|settle\w{0,3})\b[^.;,\d]{0,50}$", re.I)
# "8,000 one time", "a lump sum of 9k": offered to end it, and no payment a month.
_AT_ONCE_WORDS = r"(?:one[- ]time|lump(?:[- ]?sum)?|(?:all )?at once|in one (?:go|shot|payment|piece|lump)|(?:one|single) payment|de una (?:sola )?vez|(?:un|en un) solo pago|de contado)"
_AT_ONCE_AHEAD = Guarded(rf"\b{_AT_ONCE_WORDS}\b[^.;!?\d]{{0,40}}$", re.I)
_AT_ONCE = re.compile(rf"[^.;!?\d]{{0,40}}\b{_AT_ONCE_WORDS}\b", re.I)
# "They want 15 grand to settle".
_TO_SETTLE = re.compile(
    r"\W{0,3}(?:dollars |bucks )?(?:to|and|para) (?:settle|end (?:it|this)|close (?:it|the)|call it (?:even|done)|make it go away|be done|arreglar|terminar)",
    re.I,
)
_FOR = Guarded(r"\bfor\W{0,3}$", re.I)
# "The bank paid itself 165,000 for the house": whoever pays at a sale that is no "we".
_THEY_PAID = Guarded(
    r"\b(?:bank|lender|company|they|servicer|somebody|someone|buyer|investor|bidder|banco|prestamista|alguien|comprador)\b[^.!?;,\d]{0,25}"
    r"\b(?:paid|pays|gave|pag[oó]|pagaron|dio|dieron)\b[^.!?;,\d]{0,20}$",
    re.I,
)
# "El banco la sacó en 130 mil", "la cerraron por 140": what somebody did with it, and for how much.
_GOT_FOR = Guarded(
    r"(?<!me )(?<!nos )\bla (?!pag)[a-z]{2,10}(?:[oó]|aron|ieron|eron) (?:en|por)(?: (?:solo|apenas|unos|como|nom[aá]s)){0,2} ?\$?\Z",
    re.I,
)
_FOR_IT = re.compile(
    r"[\d,.k$]{0,3} ?(?:for|por) (?:it|the (?:house|home|place|property)|(?:my|our) \w{4,9}|ella|la casa|mi casa)\b",
    re.I,
)
# What somebody claims is left after a sale.
_MAY_BE_LEFT = frozenset({"debt", "judgment", "sale_price", "payment", "offer", "other", None})
_SOLD = Guarded(
    r"\b(?:(?:took|got|made|brought|raised)(?: \S{1,12}){0,3} (?:from|at|in|off) the (?:sale|auction)|(?:was|got|been|house|home|it|they|bank|that) (?:already )?(?:sold|auctioned)|sold (?:it|the|my|our|at)|(?:after|since) (?:the )?(?:sale|auction|foreclosure)|foreclosed|lost (?:the|my|our|their|his|her) (?:house|home|place)"
    r"|took (?:the|my|our) (?:house|home|place)|deficiency|shortfall|vendieron|remataron|se (?:vendi|remat)[oó]|perd[ií](?:mos)? (?:la|mi) casa|despu[eé]s de la (?:venta|subasta))\b",
    re.I,
)
# "What would my deficiency be": nothing is sold yet.
_TO_COME = re.compile(r"\b(?:would|will|could|might|may)\b[^.;!?]{0,20}$", re.I)
_SAID_OWED = Guarded(
    r"\b(?:says?|said|saying|claims?|claiming|wrote|writes?|tells? (?:me|us)|told (?:me|us))(?: that)? (?:i|we)(?: (?:now|still))? (?:owes?|have to pay|must pay|need to pay|am short)(?: (?:them|another|the|a|about|around|like|almost|over)){0,3}\W{0,3}$",
    re.I,
)
_LEFT_AFTER = re.compile(
    r"[\s,]{0,3}(?:dollars |is |are |was |were |still |that'?s |what'?s |what |all |i'?m |we'?re |i |we |owe ){0,5}+(?:left(?: over)?|short|remaining|leftover|owing|unpaid|due|owed|que quedan?)?"
    r" ?(?:after|from|since|despu[eé]s de) (?:the |my |our |they |it |la |que |me |nos |se |house |home |was |got |had ){0,4}(?:sale|auction|foreclosure|sold|auctioned|foreclosed|venta|subasta|remat(?:aron|[oó])|vendieron|vendi[oó])\b",
    re.I,
)
_STILL = Guarded(
    r"\b(?:still (?:owe|owes|want|wants|due|short|say|says)|owes? (?:them |the bank )?(?:another|an extra|an additional|the other|the remaining)|rest of (?:the|my|our) (?:loan|debt|mortgage|balance)"
    r"|remaining|remainder|left(?: over)?|(?:todav[ií]a|a[uú]n) (?:debo|debemos))(?: (?:i|we|the|a|of|is|was|that|them|balance|owe|about|around|like|almost|over|for)){0,4}\W{0,3}$",
    re.I,
)
_CLAIMANT = rf"(?:they|he|she|letter|notice|{OTHER_SIDE}|{SOMEONE})"
# "They'll take 9,500 if I sign", "would accept 8,000", "me lo dejan en 9 mil": what somebody would be content with, and owed by nobody.
_ABOUT = r"(?: (?:just|only|about|around|like|as little as|a|one|lump|sum|payment|of|un|una|unos|como|solo|pago|de|con)){0,5}\W{0,3}$"
_WOULD_ACCEPT = Guarded(
    r"(?<!n't )(?<!not )(?<!wont )(?<!never )(?<!no )(?<!\bi )(?<!\bwe )\b(?:accept(?:s|ed|ing)?|(?:be |are |is )?(?:ok|okay|fine|happy|content|satisfied) with|acept(?:an?|ar[ií]an?|ar|aron|[oó])"
    rf"|let(?:s|ting)? (?:me|us) (?:off|go) (?:for|with)|(?:se )?conforma\w{{0,3}} con|(?:me|nos|te)? ?l[oa] (?:dejan?|bajan?) (?:en|a)){_ABOUT}",
    re.I,
)
_WOULD_TAKE = Guarded(
    rf"\b{_CLAIMANT}(?: \w{{2,8}}){{0,2}} (?:(?:came|come|comes|went) down|dropped(?: it)?|lowered(?: it)?) to{_ABOUT}|\b{_CLAIMANT}(?: (?:say|says|said|lady|guy|now|that|they|he|she)){{0,3}}(?:'?ll|'?d| will| would|(?:'?re| are|'?s| is)? ?willing to| agreed? to) (?:just |only )?take{_ABOUT}"
    rf"|(?<!no )\b(?:agarran|agarrar[ií]an|reciben){_ABOUT}",
    re.I,
)
_IF_DONE = re.compile(
    r"\W{0,3}(?:dollars |bucks |d[oó]lares )?(?:if (?:i|we)\b(?! (?:never|did|do(?:n['’]?t| not)|was|were|wasn|am|'m|have|lost|owe|already|file|filed|moved?|get|got|lose|live|only))|si (?:yo |les? |lo )?(?:pag|firm|acept|mand)|instead\b|rather than\b|en (?:vez|lugar) de\b|as (?:full|payment in full)|in full\b|and (?:call|close|be done|drop|forget|end))",
    re.I,
)
_CLAIMED = Guarded(
    r"\b(?:"
    + _CLAIMANT
    + r"(?: (?!i\b|we\b)[a-z']{2,10}){1,4} and(?: (?:now|then|still)){0,2} (?:wants?|demands?|claims?)|"
    + _CLAIMANT
    + r"(?: (?:now|is|are|still|just|keeps?|lady|guy)){0,3}"
    r" (?:wants?|wanted|wanting|demands?|demanding|claims?|claiming|asks?|asking|(?:says?|said|sayin[g']?|claims?)(?: that)?(?: (?:i|we))?(?: (?:now|still))?"
    r" (?:owes?|have to|has to|must|need to|should|gotta|got to))|(?:c[ao]me |coming )?after (?:me|us)|bill(?:ed|ing) (?:me|us)|sent (?:me |us )?a bill|chasing (?:me|us))"
    r"(?: (?:me|us|to|pay|for|them|another|the|a|about|around|like|almost|over)){0,5}\W{0,3}$"
    r"|\b(?:me|nos) (?:cobran|piden|reclaman|exigen|est[aá]n? (?:cobrando|pidiendo|reclamando)|quieren? cobrar)(?: (?:como|unos|casi|los|otros|m[aá]s de|ahora|todav[ií]a)){0,2}\W{0,3}$"
    r"|\b(?:carta|cobrador\w*|abogados?|aviso|dicen?|dijo|dijeron|diciendo|quieren?|reclaman?) (?:de (?:un |unos |la |el )?[a-zé]{3,12} )?(?:que )?(?:dice )?(?:que )?(?:todav[ií]a |a[uú]n |ahora )?(?:les? |yo )?(?:debo|debemos|pague|paguemos|tengo que pagar|tenemos que pagar|quedo a deber|quedamos a deber)(?: (?:como|unos|casi|los|esos|m[aá]s de)){0,2}\W{0,3}$",
    re.I,
)
_CALLS_FOR = Guarded(
    r"\b(?:calls?|called|calling|sues?|sued|suing|harass\w{0,4}|bothers?|bothering|threaten\w{0,4})"
    r"(?: (?:me|us|my|mom|dad|sister|brother|every|each|single|all|day|week|the|time|again|now)){0,6} for(?: (?:about|around|like|almost|over)){0,2}\W{0,3}$",
    re.I,
)
_CLAIMED_AFTER = re.compile(
    r"[\s,]{0,3}(?:is |was |that |that'?s |thats |it'?s ){0,2}(?:what|how much|the amount|all)(?: that)? (?:the |this |that |those |my |their )?(?:[a-z]{2,12} ){0,2}"
    + _CLAIMANT
    + r"(?: (?:lady|guy|now|is|are|still)){0,2} (?:wants?|wanted|demands?|claims?|asks?|asked|asking|says?|said)\b(?! (?:it|the \w{4,8})(?: \w{1,6})? (?:gets?|brings?|fetch\w{0,2}|sells?|goes|is worth|would|will|might))",
    re.I,
)
_NOT_PAID = Guarded(
    r"\b(?:have ?n[o']?t|haven'?t|did ?n[o']?t|didn'?t|never|not)(?: (?:actually|ever|even|yet)){0,2} pa(?:id|y)\b[^.;,\d]{0,12}$"
    r"|\b(?:no|nunca|jam[aá]s|tampoco)(?: (?:yo|les?|se|me|lo|los|la|las|he|hemos|ha|han)){0,3} (?:pagu[eé]|pagamos|pagad[oa]s?|abon[eé])\b[^.;,\d]{0,12}$",
    re.I,
)
_THEY_TOOK_IT = re.compile(
    r"[\s,.;-]{1,3}(?:they|the (?:bank|lender|court|boss)|my (?:boss|job|work))(?: (?:just|already|have|are))? (?:took|take|taken|taking|garnished?|deduct\w{0,3}) (?:it|that|this|them)\b"
    r"|[\s,.;-]{1,3}(?:me |nos )?l[oa]s? (?:quitan|quitaron|descontaron|embargaron)\b",
    re.I,
)
# "They can make me pay", "I would have to pay", "quieren que pague": of what is to come. "I had to pay" is over.
_WHO = r"(?:me|us|him|her|them|you|i|we|he|she|they|my \w{2,12}|still|now|even|really|just|also|ever|never|not|back)"
_TO_PAY = Guarded(
    r"\b(?:(?<!had )(?<!was able )(?<!were able )(?<!been able )(?<!managed )to|can|could|can'?t|cannot|will|won'?t|would|must|should|may|might|gonna|gotta|makes?|making|let|help|if)"
    rf"(?: {_WHO}){{0,3}} (?:pay|send)\b[^.;!?\d]{{0,30}}$"
    r"|\bsi (?:yo |les? |lo |los ){0,2}(?:pag(?:o|amos|ara|aramos|aria)|mando|doy)\b[^.;!?\d]{0,12}$"
    r"|\b(?:be|get|wants? (?:it|this|that|all)) paid\b[^.;!?\d]{0,20}$"
    r"|(?<!tuve que )(?<!tuvimos que )(?<!pude )(?<!pudimos )(?<!logré )(?<!logramos )\b(?:pag|mand|envi|abon|deposit)ar(?:les?|los|las|lo|la)?\b[^.;!?\d]{0,30}$"
    r"|\b(?:quier\w{1,4}|pid\w{1,4}|exig\w{1,4}|oblig\w{1,5}|dic\w{1,6}|para|hac\w{1,5})(?: (?:a|me|nos)){0,2} que (?:(?:yo|les?|se|lo|los|la) ){0,3}pague(?:mos)?\b[^.;!?\d]{0,30}$",
    re.I,
)
# "They want 300 by Friday", "me piden 200 para empezar", "says to send 400 first": what somebody asks for.
_ASKED = Guarded(
    r"(?<!\bi )(?<!\bwe )\b(?:wants?|wanted|asks?|asked|asking|demand\w{0,3}|requires?|suggest\w{0,3}(?: (?:that )?(?:i|we))? (?P<puts>pay|send)"
    r"|(?:says?|said|saying|tells?|told|telling|texted|wrote)(?: (?!(?:i|we|he|she|they)\b)[a-z']{1,8}){0,4}? (?P<bids>pay|send|wire|give|put|mail|zelle|venmo)"
    r"|piden?|pidi[oó]|pidieron|pidiendo|quieren?|exigen?|di[cj]\w{1,6} que (?:[a-zé]{1,8} ){0,2}?(?P<que>pague|mande|deposite|d[eé]|env[ií]e|ponga|abone)(?:mos)?)"
    r"(?: (?:for|me|us|them|him|her|em|to|a|an|the|just|only|like|about|around|another|pay|send|of|in|up|front|unos?|como|nom[aá]s|solo|primero|les?|un|adelanto|dep[oó]sito|de)){0,5}\W{0,3}\Z",
    re.I,
)
_TO_BEGIN = re.compile(
    r"\W{0,3}(?:dollars |bucks |d[oó]lares |pesos )?(?:(?:all |just )?(?:to|as a|for|para|como|de) (?:an? )?(?:start\w{0,3}|begin\w{0,4}|get (?:started|going|it going)|show|prove|open|good faith|hold|reserve|file|process|empezar|comenzar|iniciar|abrir|mostrar|demostrar|buena fe|apartar|tr[aá]mite)"
    r"|up ?front|down|first|right away|por adelantado|adelantad\w{1,3}|de entrada|primero)\b",
    re.I,
)
_BY_A_DAY = re.compile(
    r"\W{0,3}(?:dollars |bucks |d[oó]lares |pesos )?(?:(?:by|before|on|antes del?|para el|este|esta) [a-z]|today|tomorrow|tonight|now\b|this week|hoy|ma[nñ]ana|ahora)",
    re.I,
)


def _asked_of_them(text: str, amount: Amount) -> bool:
    """Whether a sum is a first payment that somebody asks for: neither paid already, nor all that is claimed."""
    start, end = amount.span
    ahead, behind = text[max(0, start - 60) : start], text[end : end + 60]
    asked = _ASKED.search(ahead)
    if asked is None or _TO_SETTLE.match(behind):
        return False
    if _TO_BEGIN.match(behind):
        return True
    small = min(each.high for each in amount.readings) < LEAST
    return small and bool(asked["bids"] or asked["que"] or asked["puts"] or _BY_A_DAY.match(behind))


_MAKES_PAY = Guarded(
    r"\b(?:mak(?:es?|ing)|forc(?:es?|ing)|gets?|getting) (?:me|us)(?: to)? pay\b[^.;!?\d]{0,30}$"
    r"|\b(?:me|nos) (?:va[n]? a |puede[n]? |quiere[n]? )?(?:obliga[nr]?|hace[nr]?)(?: a)? pagar\b[^.;!?\d]{0,30}$|\b(?:obligar|hacer)(?:me|nos)(?: a)? pagar\b[^.;!?\d]{0,30}$",
    re.I,
)
# "Nothing has been paid", "I have not paid them a cent", "paid: none".
_NOTHING_PAID = Guarded(
    r"\b(?:nothing|not (?:a|one) (?:cent|dime|penny|dollar))(?: (?:has|have|had|was|is|been|ever|yet)){0,3} paid\b"
    r"|\b(?:have ?n[o']?t|did ?n[o']?t|never|not)(?: (?:been|ever|even|yet|actually)){0,2} (?:paid|pay)(?: (?:them|back|in|off|on it|it)){0,2} (?:anything|a (?:single )?(?:cent|dime|penny|dollar|thing)|nothing)\b"
    r"|\bpaid(?: (?:already|so far|them|back)){0,2} ?(?:[:=] ?)?(?:nothing|none|zero)\b(?! (?:but|less|more))|\bno payments? (?:was|were|has been|have been) made\b"
    r"|\bno (?:(?:yo|les?|se|me|he|hemos|ha|han) ){0,3}(?:pagu[eé]|pagamos|pagado|abonado)(?: (?:a[uú]n|todav[ií]a))? (?:nada|ni un (?:centavo|peso|d[oó]lar|cinco))\b"
    r"|\bnada (?:(?:yo|les?|se|me|he|hemos|ha|han) ){0,3}(?:pagu[eé]|pagamos|pagado)\b|\bpagado(?: (?:ya|hasta ahora))?[:=]? (?:nada|cero|ninguno)\b",
    re.I,
)
_SUPPOSED = Guarded(r"\b(?:if|unless|until|whether|suppose|si|hasta que)\b[^.;!?\n]{0,60}$", re.I)


def supposed(text: str, place: int) -> bool:
    """Whether what stands at a place is only supposed: "if nothing was paid"."""
    return bool(_SUPPOSED.search(text, max(0, place - 60), place))


# "The letter, 39,400", "a bill for 22k": what stands on a paper of whoever collects.
_ON_PAPER = Guarded(
    r"\b(?:letters?|notices?|papers?|demand|bill|invoice|carta|aviso|papel|cobro)\b[^.;!?\d]{0,25}$", re.I
)
_OF_THE_SALE = Guarded(r"\b(?:sales?|sold|prices?|auction\w*|subasta|venta|vend\w+)\b", re.I)
_COLLECTS = Guarded(
    r"\b(?:lawyers?|attorneys?|law (?:firm|office)|collect\w*|debt buyer|abogad[oa]s?|cobrador\w*|cobro|cobranza)\b",
    re.I,
)
# What is wanted so that the home is kept, or to move out.
_TO_KEEP = Guarded(
    r"\b(?:reinstate\w*|catch(?:ing)? up|caught up|bring (?:it|me|the loan) current|arrears?|behind|past due|to stop|save|keep|modif\w+|a month|monthly|per month|retainer|fees?|trial plan|down|offer\w*|al (?:corriente|d[ií]a)|atras\w+|al mes|por mes|mensual\w*|enganche|para (?:parar|detener|quedar)\w*|oferta)\b",
    re.I,
)
# The sale is still to come, so that what is owed is the whole loan.
_STANDS = Guarded(
    r"\b(?<!short )(?:sale|auction) (?:date )?(?:is|set|scheduled|comes|next|this|tomorrow)\b|\b(?:if|when|before|until) (?:they|the bank|it) (?:sells?|auctions?)\b|\b(?:not|never|n['’]?t) (?:been )?(?:sold|auctioned)\b|\bno sale\b"
    r"|\b(?:la|fecha de|de la) (?:subasta|venta) (?:es|ser[aá]|est[aá])\b|\b(?:si|cuando|antes de que) (?:la|me la) (?:venden?|rematen?|subasten?)\b",
    re.I,
)
_THE_EXTRA = Guarded(r"\b(?:the|that|this|what|those) (?:other|extra|additional)\W{0,3}$", re.I)
_BENEFIT_AHEAD = Guarded(
    r"\b(?:(?-i:VA)|(?:his|her|my) va|social security|ssi|ssdi|disability|pension|unemployment|va benefits?|seguro social|pensi[oó]n)\b(?:,? (?:is|of|about|around|check|deposits?|pays?|me|for|if|its|it'?s|like|de|como)){0,4}\W{0,3}$",
    re.I,
)
_BENEFIT_BEHIND = re.compile(
    r"(?: ?(?:dollars|d[oó]lares))?(?: (?:a|per|each|every|al|por) \w{2,6})?(?: (?:that |which )?(?:i|we|he|she|(?:my|his|her|our) \w{2,10}) (?:gets?|receives?|draws?))? (?:in|of|from|de|del) (?:my |our |the |his |her |mi )?(?:social security|ssi|ssdi|disability|pension|unemployment|va benefits?|retirement|food stamps|snap|tanf|child support|alimony|estampillas|seguro social|pensi[oó]n|desempleo)\b",
    re.I,
)
# Other homes, by the plural or by whose they are: what they bring is what this one may be worth.
_OF_OTHERS = Guarded(
    r"\b(?:(?:houses|homes|places|condos|properties|units|casas|propiedades)\b|(?:neighbou?rs?|vecin[oa]s?)\b|(?:house|home|place|condo|one|fella|guy|lady|man|couple|people|casa) (?:down|across|next|around|round|(?:just |a lot |much )?like (?:ours?|mine|this|that|it|my|the one)|de al lado|de enfrente|como (?:la|esta|esa|mi|nuestra))\b)[^.;!?\d]{0,60}$",
    re.I,
)


def of_others(ahead: str) -> bool:
    """Whether the words before a price speak of other homes than the person's own."""
    return bool(_OF_OTHERS.search(ahead))


_OF_THE_HOME = frozenset({"estimate_sale_price", "estimate_market_value", "estimate_liens"})
"""What was asked for, that no sum to be paid answers."""
_NEVER_NOTHING = frozenset({"debt", "sale_price", "market_value", "pay", "take_home"})
"""Figures that are not gone where they are said to be zero: that is asked about."""
_OF_THINGS = frozenset({"exemptions"})
"""Subjects after which small sums are those of a car or of savings, not of the home."""
_HOME = Guarded(r"\b(?:house|home|condo|mortgage|property|duplex|place|auction\w{0,3}|sale|sold|casa|hipoteca)\b", re.I)
_FORECLOSURE = Guarded(r"\bforeclosure judge?ment\b", re.I)
_FIRST = Guarded(r"\b(?:first|1st)(?: (?:mortgage|loan|one|is|was|for|at|of)){0,3}\W{0,3}$", re.I)
_OTHER_LOAN = r"(?:second|2nd|heloc|home equity|equity line|segunda)"
_SECOND = Guarded(rf"\b{_OTHER_LOAN}(?: (?:mortgage|loan|line|one|is|was|for|at|of|hipoteca)){{0,3}}\W{{0,3}}$", re.I)
_ON_FIRST = re.compile(r"\W{0,3}(?:on|for) (?:the |my |our )?(?:first|1st)\b", re.I)
_ON_SECOND = re.compile(
    rf"\W{{0,3}}(?:on|for|de|por|en) (?:the |my |our |a |la |mi )?(?:old |vieja )?{_OTHER_LOAN}\b", re.I
)
# "That is 27,500 on top", of a loan beside the one that was told: a further one.
_ON_TOP = re.compile(r"[^.;!?\d]{0,20}\b(?:on top|besides|in addition|as well|aparte|adem[aá]s)\b", re.I)
# "168,000 to Cooper and PNC 27,500", "and another 40k to Citi": the same is owed to somebody else.
_AND_ANOTHER = re.compile(
    r"(?: to| a| con)?(?: [A-Z][\w.&'-]{1,20}){0,3},? (?:(?i:and|plus|y)|\+)(?: (?i:another|about|like|around|otros?|como)| [A-Z][\w.&'-]{1,20}){1,4} \$?\Z"
)
# "I owe 142,600. Plus 21,300 they put on the back", "debo 142,600 y aparte 21,300 de HUD", "the 21,300 is extra": a debt beside the first.
_COMES_ON_TOP = re.compile(
    r"[^\d?!;%]{0,40}?(?:\+|\b(?:plus|on top(?: of (?:it|that|this))?|additionally|m[aá]s|aparte|adem[aá]s)\b)[^\d?!;%]{0,24}",
    re.I,
)
_IS_ON_TOP = re.compile(
    r",? (?:is|'s|goes|comes|es|son|va|viene) (?:the |a |just |el |la |lo )?(?:extra|on top|separate|apart|another|additional|second|other|aparte|adicional|otr[oa]|segund[oa])\b",
    re.I,
)
_AND = re.compile(r",? (?:and|y|&) (?:another |otros? )?\$?", re.I)
_ENDS = re.compile(r" ?(?:[.?!;\n]|\Z)")
_ADDS_TO_ONE = re.compile(
    r"\b(?:interest|fees?|costs?|late|tax(?:es)?|insurance|attorneys?|lawyers?|penalt\w{1,3}|escrow|hoa|dues|month|payments?|behind|inter[eé]s(?:es)?|gastos|honorarios|costas|impuestos|seguro|recargos|cuotas?|pagos?|mes)\b",
    re.I,
)
"""What is no debt of its own: it comes to the one there is."""
_A_LOAN = re.compile(
    r"\b(?:second|2nd|loans?|heloc|hud|partial|liens?|mortgage|line of credit|government|segund[oa]|pr[eé]stamo|hipoteca|gobierno)\b",
    re.I,
)
# "The condo now maybe 130,000", "the appraiser said 270,000": what the home is worth.
_IS_WORTH = Guarded(
    r"\b(?:house|home|condo|place|property|townhouse|casa)(?:,? (?:now|today|right now|is|maybe|like|about|around|probably|only|ahora|como|unos)){1,4} \$?\Z"
    r"|\b(?:apprais\w{2,4}|zillow|redfin|realtor|avalu\w{1,3}|tasador)(?: (?:said|says|came|puts?|put|has|had|it|in|out|back|at|for|like|about|around|maybe|is|was|dijo|dice)){1,4} \$?\Z"
    r"|\b(?P<court>court|county|sheriff|corte|condado)(?: (?:says|said|puts it at|has it at|dice|dijo)){1,2} \$?\Z",
    re.I,
)
_ECHO = re.compile(r" ?(?:dollars|d[oó]lares)?[?!]")
_ALONE = re.compile(r"(?:^|[.!?\n])\W{0,4}\Z")
LENT = "lent"
# What somebody of the family or a friend would give or lend: no sum of the loan's.
_HELPS = r"(?:lend|loan|give|borrow|help(?: (?:me|us|out))? with|prest\w{1,4}|ayud\w{1,4} con|d(?:an?|ar[ií]an?|ar)|regal\w{1,4})"
_LENT_BY = Guarded(
    rf"\b(?:sister|brother|mom|mother|dad|father|son|daughter|aunt|uncle|cousin|friend|family|church|parents?|herman[oa]|mam[aá]|pap[aá]|hij[oa]|t[ií][oa]|prim[oa]|amig[oa]|familia|iglesia)s?\b[^.;!?\d]{{0,40}}\b{_HELPS}\b[^.;!?\d]{{0,20}}\Z"
    rf"|\b(?:can|could|puedo|podemos) {_HELPS}\b[^.;!?\d]{{0,20}}\Z",
    re.I,
)
_LENT_AFTER = re.compile(
    rf"[^.;!?\d]{{0,20}}\b(?:(?:from|de) (?:my|our|mi|nuestr[oa]) \w{{3,10}}|(?:que|q|lo que|lo q) (?:me|nos) (?:va a )?{_HELPS})\b",
    re.I,
)
_FURTHER = Guarded(
    r"\b(?:third|3rd|fourth|4th|tercera?) (?:(?:mortgage|loan|lien|one|is|was|for|at|of|hipoteca|pr[eé]stamo|de|por)(?: |$)){0,3}\W{0,3}$",
    re.I,
)
_ON_FURTHER = re.compile(
    r"\W{0,3}(?:on |for |en )?(?:the |my |our |a |la |el )?(?:third|3rd|fourth|4th|tercera?)\b", re.I
)
_LOANS = Guarded(r"\b(?:mortgages?|loans?|liens?|heloc|second|2nd|hipotecas?|pr[eé]stamos?|segunda)\b", re.I)
_MANY_LOANS = Guarded(
    r"\b(?:(?P<two>two|2|dos)|(?:three|3|tres)|(?:four|4|cuatro)) (?:mortgages|loans|liens|hipotecas|pr[eé]stamos)\b",
    re.I,
)
_ALREADY = Guarded(r"\b(?:already|so far)\b", re.I)

# "I just said 148k": the figure that it was, whatever is asked now.
_SAID_AGAIN = Guarded(
    r"\b(?:i|we) (?:already |just )?(?:said|told (?:you|u|ya)|gave (?:you|u)|wrote)\b|\b(?:ya|como) (?:(?:yo|se|te|le|les|lo) ){0,3}(?:dije|dijimos|di|puse|escrib[ií])\b",
    re.I,
)
_GROWS = Guarded(r"\b(?:grow\w*|interest|pay(?:ing)? (?:it )?off|payment plan|a month on|monthly on)\b", re.I)


# "30 grand less than what I owe", "20k under the 240": how far two figures are apart, and neither of them.
_APART = re.compile(
    r"\W{0,3}(?:dollars? |bucks )?(?P<way>less|under|below|short of|shy of|lower|more|over|above|higher)(?: than)? "
    r"(?P<from>(?:what|the|that|my|our|its?|i|we|they|market|zillow)\b[^.;,!?\d$]{0,30})",
    re.I,
)
_ABOVE = frozenset({"more", "over", "above", "higher"})
_OF_THE_VALUE = Guarded(r"\b(?:worth|value|market|zillow|apprais\w{2,4}|assess\w{2,4})\b", re.I)
# "With the interest and fees its 214,905": what it all comes to, and no fee.
_IN_ALL = Guarded(
    r"\b(?:interest|fees?|costs?|taxes|everything|charges|intereses|gastos)\b[^.;!?\d]{0,20}\b(?:it'?s|it is|it was|now|total\w{0,3}|(?:comes?|came|adds? up) to|makes it|made it|altogether|son|suma)\W{0,3}$",
    re.I,
)
# "Less 20,000 insurance money", "knock off the 15k": what is to be taken off the debt.
_TAKEN_OFF = Guarded(
    r"\b(?:(?<!or )less|minus|(?:knock|knocked|take|took|taken) off|subtract\w{0,3}|deduct\w{0,3}|credit(?:ed)?(?: (?:me|us))?(?: (?:for|of|with))?|(?<!o )(?<!lo )(?<!al )menos|descont\w{2,5})"
    r"(?: (?:the|that|my|our|a|about|around|los|unos)){0,2}\W{0,3}$",
    re.I,
)


@dataclass(frozen=True)
class Figure:
    """A sum and what it is; no role where that is not plain. `other` is a second reading that the person has to be asked
    about; not `sure`: it was said in shorthand; `bound`: it is the least or the most that it can be."""

    role: str | None
    interval: Interval
    span: tuple[int, int]
    words: str
    sure: bool = True
    other: Interval | None = None
    bound: Bound | None = None
    count: int = 1
    """How many such there are: "two loans of 60 each" (`others`)."""
    parts: tuple[Interval, ...] = ()
    """The loans after the first, in their order, or the fees of a kind, where there are several; the figure is their sum."""

    @property
    def others(self) -> Figure | None:
        """The loans beside this one that are as large."""
        if self.count < 2 or self.role != "debt":
            return None
        parts, times = (self.interval,) * (self.count - 1), self.count - 1
        total = Interval(self.interval.low * times, self.interval.high * times)
        return replace(self, role="second_loan", interval=total, count=1, parts=parts if times > 1 else ())


@dataclass(frozen=True)
class Before:
    """What stands before a message, as far as its figures are read by it.

    asked: the slot that was just asked for. about: the subject answered last. known: the figures told so far, by role.
    latest: the role of the figure told last, where it was the only one. doubted: the roles of figures that have
    another reading, so that the person was asked which is meant. period: how often the person is paid. sold: whether the sale is known to be over. loans: the loans after the first, where several were told. thing: what the figures told last are of, where it is not the home; owned: the
    sums of the message that are of such a thing (shortfall/reading/belongings.py); said: what is said of sums behind them (shortfall/reading/sayings.py); floors: where what is said of the sums before each ends; in_pay: whether it speaks of pay; plan: whether it asks how long it takes to pay something off, or is to say what is paid; guessed, disputed: the
    roles of figures that the person was not sure of, or does not believe; lying: where the
    sums end that lie in an account (shortfall/reading/accounts.py).
    """

    asked: str | None = None
    about: str | None = None
    known: Mapping[str, Interval] = field(default_factory=dict)
    latest: str | None = None
    doubted: frozenset[str] = frozenset()
    period: Period | None = None
    sold: bool = False
    loans: tuple[Interval, ...] = ()
    thing: Thing | None = None
    owned: Mapping[tuple[int, int], Thing] = field(default_factory=dict)
    said: Mapping[tuple[int, int], Saying] = field(default_factory=dict)
    floors: Mapping[tuple[int, int], int] = field(default_factory=dict)
    in_pay: bool = False
    plan: bool = False
    lying: frozenset[int] = frozenset()
    guessed: frozenset[str] = frozenset()
    disputed: frozenset[str] = frozenset()


NOTHING_BEFORE = Before()


@dataclass(frozen=True)
class Figures:
    """The sums of a message, how often the person is paid, and what of the figures known before no longer holds ("not taxes")."""

    sums: tuple[Figure, ...] = ()
    period: Period | None = None
    retracted: tuple[str, ...] = ()


def find_figures(text: str, before: Before = NOTHING_BEFORE) -> Figures:
    """The sums of a message, each with its role where it is plain."""
    before = replace(before, lying=frozenset(end for _, end in in_accounts(text)))
    found = _amounts(text, before)
    plain = without_older(text, found)
    if plain != text and not _put_right(text, found, before):
        text, found = plain, _amounts(plain, before)
    carried = before.thing if before.asked not in ROLE_OF_SLOT else None
    owned = belongings.owners(text, ((each.span, each.kind, each.high) for each in found), carried)
    said = _said_of(text, found)
    ends = accumulate((said[each.span].end if each.span in said else 0 for each in found), max, initial=0)
    floors = {each.span: end for each, end in zip(found, ends, strict=False)}
    before = replace(before, owned=owned, said=said, floors=floors, in_pay=_in_pay(text, before))
    before = replace(before, plan=before.asked == "plan_payment" or paid_off.asks_how_long(text))
    lying = {each.span[1] for each in found if each.kind in _MAY_LIE}
    before = replace(before, lying=before.lying & lying)
    if (
        found
        and not before.sold
        and any(not _TO_COME.search(text, max(0, m.start() - 30), m.start()) for m in _SOLD.finditer(text))
    ):
        before = replace(before, sold=True)
    # "It is worth 130 and they say I owe 187": of a home that stands, the whole loan.
    worth = not before.sold and any(amount.kind == "market_value" for amount in found)
    stands = not before.sold and bool(found and _STANDS.search(text))
    to_keep = worth or stands or bool(found and _TO_KEEP.search(text))
    right = {span: figure for span, figure in _put_right(text, found, before).items() if span[1] not in before.lying}
    read = [right.get(amount.span) or _figure(text, amount, before, to_keep) for amount in found]
    among = {each.span for each in found}
    read += [figure for span, figure in right.items() if span not in among]
    no_pay = {*right, *(figure.span for figure in read if figure.role == STRUCK)}
    read = _to_pay_off(read, before)
    read = _renewed([figure for figure in read if figure.role != STRUCK], before)
    moved = _moved(text, found, before)
    read = _worked_out(text, read, before)
    amounts = [figure for figure in read if figure.role not in {"denied", LENT}]
    amounts += [moved] if moved and moved.role not in {figure.role for figure in amounts} else []
    unpaid = tuple(name for figure in read if figure.role == "denied" for name in _taken_back(text, figure, before))
    if before.asked is None and not (before.about == "calculate" and _WHAT_IF.search(text)):
        # What was worked out from both figures is asked about as well.
        worked_out = "sale_price" in before.known and bool(before.known.keys() & {"debt", "judgment"})
        told_only = _TOLD_ONLY | ({None} if worked_out and before.about != "calculate_plan" else set())
        amounts = [
            each
            for each in amounts
            if each.role not in told_only or _stated(text, each, before) or not _in_a_question(text, each)
        ]
    amounts = [
        replace(each, role=None) if each.role == TO_PAY and before.asked not in _OF_THE_HOME else each
        for each in amounts
    ]
    pay = _with_taken(text, _pay(text, amounts, before, no_pay, moved), amounts)
    if pay.spans or pay.period:
        of_pay = {pay.gross, pay.disposable}  # a sum of pay that is said twice is one sum
        amounts = [
            figure
            for figure in amounts
            if not any(_meet(figure.span, span) for span in pay.spans)
            and not (figure.role == "pay" and figure.interval in of_pay)
        ]
    amounts = _without_their_gap(text, _below_the_debt(amounts, before), before)
    sums = _said_once(
        text,
        _placed(text, _without_taken_back(text, _two_loans(text, _in_two_parts(text, amounts, before))), before),
        before,
    )
    sums = _told_twice(text, _last_bid(text, _summed_loans(text, _borrowed(text, sums), before)), before)
    wrong = {role for each in right.values() if each.role == STRUCK for role in _roles_of(each.interval, before)}
    gone: tuple[str, ...] = (
        *(wrong if len(right) == 1 and len(wrong) == 1 else ()),
        *_gone(text, read, sums, before),
        *([before.latest] if moved and before.latest else []),
    )
    earned = tuple(_earned(text, pay, before))
    anew = {figure.role for figure in (*earned, *sums)}
    gone = (
        *(name for name in dict.fromkeys((*unpaid, *gone)) if name not in anew),
        *_outdated(text, pay, before),
    )
    return Figures((*earned, *sums), _new_period(pay, before), gone)


_PAID_EACH = frozenset({"pay", "payment", "monthly_payment", "other", "debt", None})


def _each_time(text: str, amount: Amount, before: Before) -> Figure | None:
    """What would be paid each week or month, in a question how long that takes, as what it is a month; without a role where nobody
    says how often a payday is."""
    unit = paid_off.each_time(text, amount.span[1])
    ahead = text[max(0, amount.span[0] - 60) : amount.span[0]]
    if not before.plan or unit is None or amount.kind not in _PAID_EACH or TAKEN.search(ahead) or GETS.search(ahead):
        return None
    if amount.kind == "pay" and amount.word not in unit.words.lower():
        return None  # "I make 900 a week"
    often, span = unit.often or before.period, (amount.span[0], unit.end)
    value = amount.readings[-1] if amount.ambiguous else amount.interval
    month = for_period(value, often, "monthly") if often and often != "monthly" else value
    return Figure("monthly_payment" if often else None, month, span, text[slice(*span)], bound=amount.bound)


def _to_pay_off(figures: list[Figure], before: Before) -> list[Figure]:
    """The figures, the one that is to be paid off as the judgment where nothing else tells of the home: "until 61,000 is paid"."""
    of_plan = before.plan and any(one.role == "monthly_payment" for one in figures)
    least = {"pay": LEAST, "take_home": LEAST}  # "clear 61,000" is no pay
    large = [
        one
        for one in figures
        if one.role in _PAID_EACH | {"take_home", TO_PAY} and one.interval.low >= least.get(one.role or "", LEAST / 10)
    ]
    if not of_plan or len(large) != 1 or any(one.role in HOUSE and one is not large[0] for one in figures):
        return figures
    return [replace(one, role="judgment") if one is large[0] else one for one in figures]


def _with_taken(text: str, pay: Pay, figures: Sequence[Figure]) -> Pay:
    """Pay with what was taken from what is left of it, which the law does not take off: "520 after they take 90 out"."""
    taken = [figure for figure in figures if figure.role == "taken"]
    if not pay.disposable or pay.chosen or len(taken) != 1:
        return pay
    behind = any(sayings.left_ahead(text, start) for start, _ in pay.spans if start > taken[0].span[0])
    return replace(pay, chosen=taken[0].interval) if behind or AFTER_TAKING.search(text) else pay


STRUCK = "struck"
"""The role of a sum in whose place another is put."""


def _put_right(text: str, found: Sequence[Amount], before: Before) -> dict[tuple[int, int], Figure]:
    """Sums that are put in the place of a figure told before, and those in whose place another is put."""
    of_pay = before.asked in WAGES or before.about == "calculate_wages"
    pairs = put_right(text, found, before.known, before.said, before.latest, of_pay=of_pay)
    if any(right.role and {*_roles_of(right.interval, before)} - {right.role} for right in pairs.values()):
        return {}  # "she doesn't owe 9,000, it's 118,000", of a debt that was told
    return {
        span: Figure(right.role or STRUCK, right.interval, span, text[slice(*span)]) for span, right in pairs.items()
    }


def _renewed(figures: Sequence[Figure], before: Before) -> list[Figure]:
    """ "180 was the old balance, 210 is the new one": the newer counts, as what the older was."""
    said = {figure.span: before.said.get(figure.span) for figure in figures}
    old = [figure for figure in figures if (saying := said[figure.span]) and saying.old]
    roles = {figure.role for figure in old} - {SAME} or {
        role for figure in old for role in _roles_of(figure.interval, before)
    }
    role = next(iter(roles)) if len(roles) == 1 else None
    if role is None and before.asked:
        role = ROLE_OF_SLOT.get(before.asked)
    if role is None and not old and before.latest:
        role = before.latest
    newer = any(figure.role == SAME and figure not in old for figure in figures)
    return [
        _in_thousands(replace(figure, role=role)) if figure.role == SAME else figure
        for figure in figures
        if not (newer and figure in old)
    ]


SAME = "same"
"""What a sum is that takes the place of another, before that is known."""


_OF_A_CHECK = frozenset({"pay", "take_home", "taken"})


def _moved(text: str, found: Sequence[Amount], before: Before) -> Figure | None:
    """The figure told last, where a message says that it is something else: "no, that's what I bring home, not gross"."""
    begun = sayings.opening(text) if before.latest in before.known else None
    if not (
        begun
        and before.latest
        and begun.role
        and (begun.firm or {begun.role, before.latest} <= _OF_A_CHECK)
        and begun.role not in {before.latest, SAME, "other"}
    ):
        return None
    if text[begun.end : begun.end + 2].strip().startswith("?") or any(
        span in before.said for span in _first(found, begun.end)
    ):
        return None
    return Figure(begun.role, before.known[before.latest], (0, begun.end), text[: begun.end])


def _first(found: Sequence[Amount], end: int) -> Iterator[tuple[int, int]]:
    return (each.span for each in found[:1] if each.span[0] >= end)


# "What if it was 215": another price to reckon with.
_WHAT_IF = Guarded(
    r"\b(?:(?:what|how) (?:if|about if)|suppose|say|y si) (?:(?:it|the (?:house|home|place|auction)|they|the sale|the price|la casa|lo|la) ){0,2}"
    r"(?:only |had |would |just )?(?:was|were|went|sold|sells?|brings?|brought|gets?|got|goes|is|fetche[sd]|vende[nr]?|vendieran?|fuera)(?: (?:for|at|en|por|only|just|like|about)){0,2}\W{0,3}\d",
    re.I,
)
_MAY_BE_APART = frozenset({"sale_price", "deficiency"})


def _worked_out(text: str, figures: list[Figure], before: Before) -> list[Figure]:
    """What a difference comes to where the figure it is told from is known; else the gap that it tells, or nothing that is a price."""
    done: list[Figure] = []
    for place, figure in enumerate(figures):
        apart = _APART.match(text[figure.span[1] : figure.span[1] + 60])
        if figure.role not in _MAY_BE_APART or apart is None or _in_a_question(text, figure):
            done.append(figure)
            continue
        following = figures[place + 1] if place + 1 < len(figures) else None
        end = figure.span[1] + apart.end()
        if following and not text[end : following.span[0]].strip(" $"):
            beside = text[following.span[1] : following.span[1] + 30]
            figures[place + 1] = following = replace(following, bound=None)  # "under the 240" bounds no 240
        else:
            following, beside = None, ""
        role = "market_value" if _OF_THE_VALUE.search(apart["from"] + beside) else "debt"
        if following and following.role in {None, "sale_price"}:
            figures[place + 1] = following = replace(following, role=role)
        told = next((one.interval for one in figures if one.role == role and one is not figure), None)
        base = (following and following.interval) or told or before.known.get(role)
        above = apart["way"].lower() in _ABOVE
        if base is None or (not above and base.low <= figure.interval.high):
            done.append(replace(figure, role="deficiency" if role == "debt" and not above else "other"))
            continue
        ends = (
            (base.low + figure.interval.low, base.high + figure.interval.high)
            if above
            else (base.low - figure.interval.high, base.high - figure.interval.low)
        )
        done.append(replace(figure, role="sale_price", interval=Interval(*ends), sure=False, other=None, bound=None))
    return done


_LENT = Guarded(
    r"\b(?:borrowed|original (?:loan|balance|amount)|started (?:at|with|out at)|pedimos|ped[ií])\b[^.;!?\d]{0,20}$",
    re.I,
)


def _borrowed(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """ "I borrowed 180k, still owe 165k, it sold for 121k": what was lent at first is no debt where what is owed now is told (of two
    debts the last counts anyway), and what was owed before the price was told is no claim after the sale."""
    ahead = {figure.span: text[max(0, figure.span[0] - 40) : figure.span[0]] for figure in figures}
    lent = next((one for one in figures if one.role == "debt" and _LENT.search(ahead[one.span])), None)
    owed = next((one for one in figures if one is not lent and one.role in {"debt", "deficiency"}), None)
    if not lent or not owed or (owed.role == "debt" and lent.span < owed.span):
        return list(figures)
    price = next((one for one in figures if one.role == "sale_price"), None)
    whole = owed.role == "deficiency" and price is not None and owed.span < price.span
    roles = {lent.span: "other"} | ({owed.span: "debt"} if whole else {})
    return [replace(one, role=roles.get(one.span, one.role)) for one in figures]


_OPENED = Guarded(
    r"\b(?:open\w{0,3}|start\w{0,3}|began|begin\w{0,4}|first|minimum|reserve|upset)\b(?: (?:bid\w{0,4}|price|was|is|it|the|at|of|auction|out)){0,4}\W{0,3}$",
    re.I,
)


def _last_bid(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """ "It opened at 150 and ended at 187": the bid that opened it is no price where another was told."""
    opening = {
        figure.span
        for figure in figures
        if figure.role == "sale_price" and _OPENED.search(text[max(0, figure.span[0] - 40) : figure.span[0]])
    }
    if not any(figure.role == "sale_price" and figure.span not in opening for figure in figures):
        return list(figures)
    return [replace(figure, role="other") if figure.span in opening else figure for figure in figures]


_BY_NOW = Guarded(
    r"\b(?:now|today|currently|by then|then|later|still|down to|ahora|hoy|luego|despu[eé]s|todav[ií]a)\b", re.I
)


def _told_twice(text: str, figures: Sequence[Figure], before: Before) -> list[Figure]:
    """ "Redfin 241,900, zillow 236,200": what a home may be worth is a range. Of two prices, or two debts, the person is asked which it is,
    where nothing says that one debt came after the other. A sum of which nothing is said is one more of what was asked for."""
    asked = ROLE_OF_SLOT.get(before.asked or "")
    answered = any(figure.role == asked for figure in figures)
    kept: list[Figure] = []
    for figure in figures:
        role = figure.role or (asked if answered and figure.interval.low >= LEAST else None)
        place = next((at for at, one in enumerate(kept) if one.role == role), None)
        if place is not None and role in _ADDED and kept[place].interval != figure.interval and not kept[place].bound:
            first = kept[place]
            sum_ = Interval(first.interval.low + figure.interval.low, first.interval.high + figure.interval.high)
            parts = (*(first.parts or (first.interval,)), figure.interval)
            kept[place] = replace(first, interval=sum_, parts=parts)  # "attorney fees 2,850, late fees 310"
            continue
        if place is None or role not in _ONE_OF_EACH or kept[place].interval == figure.interval:
            kept.append(replace(figure, role=role))
            continue
        first = kept[place]
        ahead = text[max(0, first.span[0] - 40) : first.span[0]]
        since = ahead + text[first.span[0] : figure.span[1] + 10]
        later = role != "sale_price" and (_BY_NOW.search(since) or _LENT.search(ahead))
        if later or first.bound or figure.bound:
            kept.append(figure)
        elif role == "market_value":
            low, high = min(first.interval.low, figure.interval.low), max(first.interval.high, figure.interval.high)
            span = (first.span[0], figure.span[1])
            kept[place] = replace(figure, role=role, interval=Interval(low, high), span=span, other=None, sure=False)
        else:
            kept[place] = replace(figure, role=role, other=first.interval, sure=False)
    return kept


_ONE_OF_EACH = frozenset({"debt", "sale_price", "market_value"})


def _below_the_debt(figures: Sequence[Figure], before: Before) -> list[Figure]:
    """ "If it sold for less than 196", where 196 is owed: that the sale leaves a shortfall, and no price of its own."""
    told = next((one.interval for one in figures if one.role == "debt"), None)
    owed = told or before.known.get("debt") or before.known.get("judgment")
    return [
        replace(one, role=BELOW)
        if one.role == "sale_price" and one.bound == "at_most" and one.interval == owed
        else one
        for one in figures
    ]


def _without_their_gap(text: str, figures: Sequence[Figure], before: Before) -> list[Figure]:
    """ "Sold for 142k, I owed 211. Am I on the hook for the 69?": what is left between two sums is no third, nor is "the 40" that was worked out
    from two that were told."""
    here = {one.role: one.interval for one in figures if one.role}
    told = here if before.asked else {**before.known, **here}
    owed = told.get("debt")
    if owed and owed not in before.known.values() and not (here.keys() & {"sale_price", "market_value"}):
        owed = before.known.get("debt")  # "do we still owe the 40?"
    kept = list(figures)
    for role in ("sale_price", "market_value"):
        other = told.get(role)
        if not owed or not other or owed.low <= other.high:
            continue
        gap = Interval(owed.low - other.high, owed.high - other.low)
        claim = {"deficiency"} if role == "market_value" else set()
        kept = [one for one in kept if one.role not in {"debt", None} | claim or one.interval != gap]
    return kept


def _taken_back(text: str, figure: Figure, before: Before) -> Sequence[str]:
    """The roles of what is denied: those the same sum has so far, else the one that the words name."""
    known = _roles_of(figure.interval, before)
    if saying := before.said.get(figure.span):
        return [role for role in known if role in saying.denied]
    if _NOT_PAID.search(text, max(0, figure.span[0] - 60), figure.span[0]):
        return [role for role in known if role not in HOUSE] or (
            [] if known else ["payment"]
        )  # "I have not paid 190,000, I owe it"
    if (
        known := [role for role in known if role in _UNDONE]
        or known
        or [role for role in _told_as(figure.interval, before) if role in _UNDONE]
    ):
        return known
    match = _IS_NOT.match(text[figure.span[1] : figure.span[1] + 40])
    return [(match and match.lastgroup) or "payment"]


def _gone(text: str, read: Sequence[Figure], sums: Sequence[Figure], before: Before) -> Iterator[str]:
    """What was told so far and is nothing now: "paid already: $0", "nothing has been paid", "sale price: 165,000" where that was taken for a payment."""
    given = {figure.role for figure in sums}
    denied = _DENIAL.search(text) is not None
    for figure in read:
        known = figure.role in before.known.keys() - given - _NEVER_NOTHING
        if known and not figure.interval.high and not _in_a_question(text, figure):
            yield str(figure.role)
        saying = before.said.get(figure.span)
        firm = bool(saying and saying.role and saying.firm) or (figure.role in _TELLING and denied)
        if firm and figure.role:  # "the 96,000 isn't what I owe, it's what it sold for"
            alike = next((each for each in _ALIKE if figure.role in each), frozenset())
            alike = frozenset() if saying and saying.denied else alike
            yield from (
                role for role in _roles_of(figure.interval, before) if role not in {*given, figure.role, *alike}
            )
        if figure.role in belongings.ROLES:  # "that 5,200 is my car, not the house"
            yield from (role for role in _roles_of(figure.interval, before) if role in HOUSE | EARNED - given)
        if figure.role == "offer":  # "I owe 31, the offer is 9,500", where that was taken for what is owed
            yield from (role for role in _roles_of(figure.interval, before) if role in {"debt", "deficiency"} - given)
    if "payment" in before.known.keys() - given:
        again = {figure.interval for figure in sums if figure.role in HOUSE}
        unpaid = (match for match in _NOTHING_PAID.finditer(text) if not supposed(text, match.start()))
        if before.known["payment"] in again or next(unpaid, None):
            yield "payment"

    begun = None if given & EARNED else sayings.opening(text)
    if begun and not begun.role and begun.denied & EARNED:  # "that's not my pay", of what was taken for it
        yield from EARNED & before.known.keys()


EARNED = frozenset({"pay", "take_home"})
_DENIAL = Guarded(rf"\b(?:no|not|{VERB_NOT}|nunca|never|wrong)\b", re.I)
_TELLING = frozenset(
    {*HOUSE, "taken", "take_home", "pay", "offer", "payment", "fees", "costs", "taxes", "rent", "purchase_price"}
)
"""What a sum is said to be where something denies that it is what it was taken for."""
_ALIKE = (frozenset({"debt", "judgment", "principal", "deficiency"}), frozenset({"sale_price", "offer"}))
"""Roles that one sum may have at once."""


def _stated(text: str, figure: Figure, before: Before) -> bool:
    """Whether something is said of a sum that is no question: "what they take is 162"."""
    return figure.span in before.said and not text[figure.span[1] : figure.span[1] + 3].strip().startswith("?")


def _in_a_question(text: str, figure: Figure) -> bool:
    return _in_a_question_at(text, figure.span[0])


def _in_a_question_at(text: str, place: int) -> bool:
    start = max(0, place - _CLAUSE_LENGTH)
    return bool(_IN_A_QUESTION.search(f"{'-' if start else ''}{text[start:place]}"))


def _said_once(text: str, figures: Sequence[Figure], before: Before) -> list[Figure]:
    """Without a sum that is only asked about again ("how do they get 41,880?"), and with what is worked out as that.

    "Why 8,880 more?": the difference between what they claim and what the two figures leave is no figure of its own; "53,300 is the
    difference", beside the 61,900 of a letter, is what the two figures leave.
    """
    kept: list[Figure] = []
    for figure in figures:
        again = any(one.interval == figure.interval and one.role for one in kept)
        if not (again and figure.role not in {"other", BELOW} and _in_a_question(text, figure)):
            kept.append(figure)
    known = {**before.known, **{one.role: one.interval for one in kept if one.role}}
    claims = [one.interval for one in kept if one.role == "deficiency"]
    claimed = before.known.get("deficiency") or (claims[0] if len(claims) > 1 else None)
    debt, price = known.get("debt") or known.get("judgment"), known.get("sale_price")
    if not (claimed and debt and price):
        return kept
    gap = abs(debt.high - price.high)
    worked_out = {abs(claimed.high - gap)} | ({gap} if claimed.high != gap else set())
    return [
        replace(one, role="other") if one.role in {None, "deficiency"} and one.interval.high in worked_out else one
        for one in kept
    ]


def _amounts(text: str, before: Before) -> list[Amount]:
    monthly = before.asked == "plan_payment" or (before.asked is None and before.about == "calculate_plan")
    house = before.asked in ROLE_OF_SLOT or (
        bool(before.known.keys() & HOUSE) and before.asked is None and before.latest not in _OF_A_CHECK
    )
    large = house and before.asked not in _SMALL and not monthly
    found = find_amounts(text, house_context=large or (before.asked == "estimate_state" and bool(before.known)))
    quoted = {Decimal(said["sum"].replace(",", "")) for said in _YOU_SAY.finditer(text)}
    found = [
        each
        for each in found
        if not (
            (each.interval.exact and quoted & {each.high, each.high / 1000})
            or _is_hour(text, each)
            or _YOURS.match(text[each.span[1] : each.span[1] + 50])
        )
    ]
    ends = {place for each in found for place in each.span}
    more = [
        span
        for span in sayings.numbers(text, of_pay=_in_pay(text, before))
        if not ends & {*span} and not _YOURS.match(text, span[1])
    ]
    if more:  # "the 240 they took": a sum by nothing but what is said of it
        found += [Amount(span, None, False, (_written(text, span),), "") for span in more]
        found.sort(key=lambda each: each.span)
    ends = {place for each in found for place in each.span}
    lying = [span for span in in_accounts(text) if not ends & {*span}]  # "it's all paycheck in there. 3100"
    if lying and before.asked not in ROLE_OF_SLOT:
        found += [Amount(span, None, False, (_written(text, span),), "") for span in lying]
        found.sort(key=lambda each: each.span)
    lead = "costs " if before.asked == "estimate_added" else "pay " if monthly else ""
    if not found and lead and not quoted:  # "800" alone
        shift = len(lead)
        found = [
            replace(amount, kind=None, span=(amount.span[0] - shift, amount.span[1] - shift))
            for amount in find_amounts(lead + text)
            if amount.span[0] >= shift
        ]
    return found


def _written(text: str, span: tuple[int, int]) -> Interval:
    return Interval.of(text[slice(*span)].replace("$", "").replace(",", ""))


def _is_hour(text: str, amount: Amount) -> bool:
    start, end = amount.span
    words = text[start:end]
    if not words.isdigit() or int(words) > 12:
        return False
    behind = text[end : end + 16]
    return bool(
        _CLOCK.match(behind)
        or (
            _HOUR.search(text[max(0, start - 16) : start])
            and _OF_A_DAY.search(text[max(0, start - _CLAUSE_LENGTH) : end + 40])
        )
    )


_MAY_LIE = frozenset({"pay", "other", "monthly_payment", None})
"""What a sum that lies in an account is taken for by the words beside it."""


def _figure(text: str, amount: Amount, before: Before, to_keep: bool) -> Figure:
    """An amount as a figure, with the role that the words beside it give it."""
    if each := _each_time(text, amount, before):
        return each
    if amount.span[1] in before.lying and not _TO_SETTLE.match(text, amount.span[1]):
        lies = Figure("savings", amount.readings[-1], amount.span, text[slice(*amount.span)], bound=amount.bound)
        return lies if before.asked not in ROLE_OF_SLOT else replace(lies, role="other")
    if amount.span not in before.said and amount.kind in _MAY_BE_ASKED and _asked_of_them(text, amount):
        least = min(amount.readings, key=lambda each: each.high)
        return Figure("other", least, amount.span, text[slice(*amount.span)], bound=amount.bound)
    role = _role(text, amount, before, to_keep)
    settled = amount.span in before.said or before.asked in (ROLE_OF_SLOT if role != "pay" else WAGES)
    if not settled and before.asked not in WAGES and not _is_stated(text, amount, role, before):
        role = None
    if same := _known_as(text, amount, role, before):
        return Figure(same, before.known[same], amount.span, text[slice(*amount.span)], bound=amount.bound)
    if role == "deficiency" and _ON_SECOND.match(text, amount.span[1]):
        role = "second_loan"
    if role is None and (worth := _IS_WORTH.search(text, max(0, amount.span[0] - 50), amount.span[0])):
        bound = before.sold if worth["court"] else before.asked not in {None, "estimate_sale_price"}
        role = None if bound else "market_value"
    large = role in EARNED and amount.high >= LEAST  # "33k on the second, how much do I net"
    if role in {"debt", None, "other", "payment", "costs"} or large:
        ahead, behind = text[max(0, amount.span[0] - 40) : amount.span[0]], text[amount.span[1] : amount.span[1] + 30]
        more = role == "debt" and "debt" in before.known and _ON_TOP.match(behind)
        if _SECOND.search(ahead) or _ON_SECOND.match(behind) or more:
            role = "second_loan"
        elif _FIRST.search(ahead) or _ON_FIRST.match(behind):
            role = "debt"
        if _FURTHER.search(ahead) or _ON_FURTHER.match(behind):
            role = "second_loan" if _LOANS.search(text) or before.loans else role
    figure = Figure(
        role,
        amount.interval,
        amount.span,
        text[slice(*amount.span)],
        not amount.ambiguous,
        bound=amount.bound,
        count=amount.count,
    )
    figure = replace(figure, other=amount.readings[1]) if amount.ambiguous else figure
    liens = role == "second_loan" or (role in {None, "other", "debt"} and before.asked == "estimate_liens")
    if liens and (gone := _IS_GONE.match(text, amount.span[1], amount.span[1] + 80)):
        if gone["paid"]:
            return replace(figure, role="second_loan", interval=NOTHING, other=None, sure=True, bound=None)
        return replace(
            figure, role="second_loan", interval=max(amount.readings, key=lambda one: one.high), other=NOTHING
        )
    sized = (
        amount.span in before.said
        or role in {"taken", "car_value", "car_loan"}
        or (role == "offer" and before.known.keys() & HOUSE)
    )
    return _of_its_size(figure, amount) if sized else figure


_PARTS = Guarded(r"[.;!?\n](?!\d)|\b(?:and|but|so|because|y|pero|porque)\b", re.I)
_REACH, _ALONE_WORDS = 120, 2
_OWN_CHECK = Guarded(r"\b(?:my|his|her|our|each|every|per|mi) (?:\w{1,10} )?checks?\b", re.I)
_WORTH_OF = Guarded(
    r"\b(?:it|it'?s|its|houses?|homes?|condo|place|property|townhouse|townhome|trailer|duplex|building|flat|farm|land|acres?|zillow|zestimate|redfin|comps|assess\w{2,5}|apprais\w{1,4}|realtor|agent|market|bpo|fmv|county|ow(?:e|ed|es|ing)"
    r"|casas?|condominio|hogar|propiedad|terreno|edificio|aval[uú]o|deb(?:o|emos|e|[ií]a))\b",
    re.I,
)
_OTHER_CREDITOR = Guarded(r"\b(?:irs|credit union|line of credit|hospital|credit cards?|hacienda)\b", re.I)
_STILL_TO = Guarded(r"(?:\b(?:will|would|wants? to|can|could)|['’]ll|['’]d) (?:pay|take)\W{0,3}\Z", re.I)


def _is_stated(text: str, amount: Amount, role: str | None, before: Before) -> bool:
    """Whether the words of its own clause say of a sum what it is taken for, and not only words somewhere before it."""
    start, end = amount.span
    parts = [match.span() for match in _PARTS.finditer(text, max(0, start - _REACH), start)]
    begin = parts[-1][1] if parts else max(0, start - _REACH)
    close = _PARTS.search(text, end, end + _REACH)
    ahead, behind = text[begin:start], text[end : close.start() if close else end + _REACH]
    clause = f"{ahead} | {behind}"
    if role == "pay":
        own = "check" not in amount.word or _OWN_CHECK.search(clause)
        return speaks_of_pay(clause) or bool(own)
    if role == "sale_price":
        alone = parts and len(ahead.split()) <= _ALONE_WORDS
        told = text[parts[-2][1] if len(parts) > 1 else max(0, start - _REACH) : start] if alone else ahead
        return fold(amount.word) in fold(told + behind)
    if role == "market_value":
        return amount.high >= LEAST_HOME or bool(_WORTH_OF.search(clause))
    if role == "debt":
        return not _OTHER_CREDITOR.search(clause)
    paid = before.in_pay or before.known.keys() & _OF_A_CHECK or _FROM_PAY.match(behind)
    if role == "purchase_price" or (role == "taken" and not paid):
        return not _STILL_TO.search(ahead)
    return not (role == "rent" and "deposit" in ahead.lower())


_OWED = frozenset({"second_loan", "judgment", "deficiency", "dues", "held"})
"""What is owed, or kept, beside the loan: that it is owed, claimed or paid says no more than is known."""
_OF_MANY = frozenset({"debt", "taken", "deficiency", "payment", "pay", "other", "rent", "taxes", "fees", "costs"})
"""What the words of many messages only seem to make of a sum."""
_GETS = re.compile(r"\bg[eo]ts?\b")
_THAT = Guarded(r"\b(?:the|th[ai]t|those|these|this|whole|los|las|es[oa]s?|['’]s) \$?\Z", re.I)


def _known_as(text: str, amount: Amount, role: str | None, before: Before) -> str | None:
    """What a sum is that was told before as something else, where this message says nothing else of it in plain words: "la segunda me cobra los 30"."""
    that = _THAT.search(text, max(0, amount.span[0] - 12), amount.span[0])
    roles_of = _told_as if that else _roles_of  # "they want the 38 out of my check", of 38,000
    known = {name for size in amount.readings for name in roles_of(size, before)} - {"payment", "offer"}
    if role == "offer" and known == {"sale_price"}:
        return "sale_price"  # "198 is what the buyer offers"
    left = role == "deficiency" and _LEFT_AFTER.match(text, amount.span[1], amount.span[1] + 60)
    told = left or (amount.span in before.said and role != "other" and not _in_a_question_at(text, amount.span[0]))
    if told or before.asked in ROLE_OF_SLOT or role not in _OF_MANY | HOUSE:
        return None
    if len(known) != 1 or role in known or (role == "judgment" and known <= {"debt", "deficiency"}):
        return None
    [same] = known
    vague = same in _OWED and role in _OF_MANY
    start, end = amount.span
    beside = text[max(0, start - _BESIDE) : start] + " " + text[end : end + _BESIDE]
    named = (
        role in HOUSE | {"pay", "taxes"}
        and amount.word
        and amount.word in beside.lower()
        and not _GETS.search(amount.word)
    )
    return same if vague or (role in _OF_MANY and that) or not named else None


_BESIDE = 24
"""Characters from a sum to the word that names it plainly."""


# "45k but we paid it off in 2015"; of one that somebody wrote off it is asked whether it is still owed.
_IS_GONE = re.compile(
    r"[^.;!?\d]{0,30}\b(?:(?P<paid>paid(?: (?:it|that|them|this|all)){0,2} (?:off|in full|back)|(?:la|lo) (?:pagu[eé]|pagamos|liquid\w{1,5}|termin\w{1,5} de pagar)|ya (?:est[aá] )?pagad[oa])"
    r"|(?:wrote|wrot|written|charged|writ)(?: (?:it|that|them|this|all)){0,2} off|forg[ai]ve\w{0,2}|wiped out|(?:was|were|got) (?:released|discharged|cancell?ed)|(?:la|lo|se) (?:perdon|cancel|borr)\w{1,5})\b",
    re.I,
)


LEAST_CAR = 100
"""A car of "900" is one of 900 dollars, and one of "12" is one of 12,000."""


def _of_its_size(figure: Figure, amount: Amount) -> Figure:
    """Of a sum that is said to be pay or a loan, the size: "240 is what they took" is 240, "198 es lo que debo" 198,000."""
    if figure.role in {"pay", "take_home", "taken"} and amount.ambiguous:
        return replace(figure, interval=amount.readings[-1], other=None, sure=True)
    if figure.role in {"car_value", "car_loan"} and "$" not in figure.words:
        said = min(figure.interval, *amount.readings, key=lambda each: each.high)
        size = said if said.high >= LEAST_CAR else Interval(said.low * 1000, said.high * 1000)
        return replace(figure, interval=size, other=None, sure=size == said)
    if figure.role in _SUMS_OF_A_HOME and amount.ambiguous and figure.interval.high < 1000:
        large = max(amount.readings, key=lambda each: each.high)
        return replace(figure, interval=large, other=figure.interval) if large != figure.interval else figure
    return figure if amount.ambiguous else _in_thousands(figure)


def _in_thousands(figure: Figure) -> Figure:
    """A sum as large as a house that is written without its thousands."""
    thousand = Decimal(1000)
    if (
        figure.role in _SUMS_OF_A_HOME
        and figure.other is None
        and "$" not in figure.words
        and figure.interval.high < thousand
    ):
        large = Interval(figure.interval.low * thousand, figure.interval.high * thousand)
        return replace(figure, interval=large, other=figure.interval, sure=False)
    return figure


def _role(text: str, amount: Amount, before: Before, to_keep: bool) -> str | None:
    # What is said of the sum before this one says nothing of this one: "240 is what they TOOK, my pay is 1150".
    ahead = text[max(0, before.floors.get(amount.span, 0), amount.span[0] - 60) : amount.span[0]]
    behind = text[amount.span[1] : amount.span[1] + 60]
    if before.owned.get(amount.span) in {"dues", "held"}:
        return belongings.role(before.owned[amount.span], amount.kind, before.known, ahead, behind)
    if _FORGAVE.search(ahead):
        return "forgiven"
    if amount.kind in {"taxes", "pay", "costs", None} and _on_a_return(text, amount.span):
        return "other"
    known = _roles_of(amount.interval, before)
    saying = before.said.get(amount.span)
    if saying and saying.role and not saying.denied and not known and _REMOVED.search(ahead):
        return STRUCK  # "I never said 12,000 was my pay"
    if saying and (saying.role or before.known.keys() & saying.denied & {*_roles_of(amount.interval, before)}):
        return _as_said(saying, amount, ahead)
    if amount.word == "principal":
        return "principal"
    if amount.kind in _TO_HAND_KINDS and _TO_HAND.search(ahead) and ("arrears" in before.known or _LATE.search(text)):
        return "savings"
    if (
        amount.kind in _MAY_BE_ELSE
        and amount.span not in before.owned
        and before.asked not in ROLE_OF_SLOT
        and _is_else(ahead, behind, amount)
    ):
        return "other"
    if amount.kind == "sale_price" and of_others(ahead):
        return (
            "other" if "market_value" in before.known and known != ["market_value"] else "market_value"
        )  # "houses round me go for 120"
    if amount.kind in {"offer", "sale_price"} and _A_BUYER.search(ahead):
        return "sale_price"  # what the sale that they are about would bring
    if amount.kind == "debt" and amount.low < 0 and _OWES_NOT.search(ahead):
        return STRUCK
    if _ORDERED.match(behind):
        return "judgment"
    if _NO_SUCH.search(ahead) or (amount.kind == "pay" and _EARNS_NOT.search(ahead)):
        kept = {*known} & belongings.ROLES.keys()  # "nobody asks me for the 31,000", that a receiver holds
        return "denied" if known and amount.kind in {*known, *([] if kept else [None])} else STRUCK
    if amount.kind == "debt" and _A_JUDGE_SAYS.search(text, max(0, amount.span[0] - _CLAUSE_LENGTH), amount.span[0]):
        return "judgment"
    if amount.kind == "payment" and amount.word in {"pago", "pagos"} and _THE_BILL.search(ahead):
        return "monthly_payment"
    if amount.kind in {None, "sale_price"} and before.sold and not to_keep and _SOMEBODY_WANTS.search(ahead):
        return "deficiency"  # "it sold in August and now Cavalry wants 58,000"
    if amount.kind == "pay" and amount.word == "cobro" and _A_DEMAND.search(ahead):
        amount = replace(amount, kind=None)  # "carta de cobro por 19,800"
    if amount.kind == "sale_price" and amount.word != "sold" and _MAY_SELL.search(ahead):
        return "market_value"
    if amount.kind in {None, "sale_price"} and amount.word != "sold" and _ON_ME.match(text, amount.span[1]):
        return "deficiency"  # "can they put the 28,115 on me at the sale hearing"
    if amount.kind in _ADDED and amount.high >= LEAST_HOME and _IN_ALL.search(ahead):
        return "debt"
    if _NOT_PAID.search(ahead):  # what was taken for a payment is none, and is said at once to be something else
        if amount.kind == "payment" and _CLAIMED_AFTER.match(behind):
            return "deficiency"  # "I never paid 39,600, that's what they want"
        if _THEY_TOOK_IT.match(behind):
            return "taken"  # "I never paid 240, they TOOK it"
    if {role for size in amount.readings for role in _told_as(size, before)} & _UNDONE and (
        _NONE_SUCH.search(ahead) or (_ECHO_AGAIN.match(behind) and _UNSAID.search(text))
    ):
        return "denied"
    asks = amount.kind != "sale_price" and amount.word != "sold" and _in_a_question_at(text, amount.span[0])
    to_pay = amount.kind == "payment" and _TO_PAY.search(ahead)
    if asks and len(known) == 1 and not (to_pay and known == ["payment"]):
        return known[0]  # "how do they get 41,880?", "is that 196,000 minus 41,880?", of sums that were told
    if amount.kind in {None, "other", "payment"} and _TAKEN_OFF.search(ahead):
        return known[0] if len(known) == 1 else "payment"  # "214,300 minus 165,000", of sums that were told
    answers = amount.kind is None and before.asked == "estimate_sale_price"
    if (
        (amount.kind in _MAY_BE_APART or answers)
        and _APART.match(behind)
        and not _in_a_question_at(text, amount.span[0])
    ):
        return amount.kind or "sale_price"  # `_worked_out` knows both
    if amount.kind == "debt" and before.asked is None and _APART.match(behind):
        return "other"  # "20k less than what I owe"
    lent = _LENT_BY.search(ahead) or (_LENT_AFTER.match(behind) and not TAKEN.search(ahead))
    if lent and amount.kind in {None, "other", "sale_price", "payment"}:
        return LENT  # "my sister can lend me 15 thousand before the auction"
    if amount.kind is None and before.asked is None and _ECHO.match(behind) and _ALONE.search(ahead):
        return "other"  # "350 thousand?? no", of a sum that was said to them
    if _THE_EXTRA.search(ahead):
        return "other"
    thing = None if _TO_SETTLE.match(text, amount.span[1]) else before.owned.get(amount.span)
    if thing:
        return belongings.role(thing, amount.kind, known, ahead, behind)  # "the truck is worth 4 grand"
    if _BENEFIT_AHEAD.search(ahead) or _BENEFIT_BEHIND.match(behind):
        return "other"
    if before.about in _OF_THINGS and amount.interval.high < LEAST_HOME and not _HOME.search(text):
        return "other"  # "worth 9,000 and I owe 4,000 on it", of a car
    if (amount.kind == "payment" and _NOT_PAID.search(ahead)) or _IS_NOT.match(behind):
        return "denied"
    if to_pay and not to_keep and _MAKES_PAY.search(ahead):
        return "deficiency"  # "they can make me pay 39,600"
    if (
        amount.kind in {None, "other", "taxes", "pay", "monthly_payment"}
        and sayings.left_ahead(text, amount.span[0])
        and (before.in_pay or AFTER_TAKING.search(behind))
    ):
        return "take_home"  # "my gross is 980, after taxes I see 640"
    if amount.kind in _MAY_BE_TAKEN and sayings.taken_ahead(text, amount.span[0]) and not _TO_SETTLE.match(behind):
        return "taken"
    if _REMOVED.search(ahead) or (_roles_of(amount.interval, before) and _REMOVED_AFTER.match(behind)):
        return "denied"
    asks_debt = before.asked == "estimate_debt"
    if amount.kind in {None, "debt", "other"} and not asks_debt and "deficiency" in _roles_of(amount.interval, before):
        return "deficiency"  # "so I do not owe the 39,400 yet?": what the letter asked for, said again
    lawyers = (amount.kind == "second_loan" and _WOULD_ACCEPT.search(ahead)) or (
        amount.kind == "fees" and _IF_DONE.match(behind)
    )  # "the lawyer would accept 7,000 if I pay in January"
    if (lawyers or amount.kind in _MAY_BE_LEFT | {"pay"}) and _is_offered(text, ahead, behind, before):
        return "offer"
    if (
        (amount.kind in _MAY_BE_TAKEN or (amount.kind in _CAUSES and _FOR_ONE.match(behind)))
        and not _TO_SETTLE.match(behind)
        and (taken := TAKEN.search(ahead) or _FROM_PAY.match(behind))
    ):
        return "other" if taken[0].lower().startswith("not") else "taken"
    if amount.kind == "payment" and _MY_PAY.search(ahead):
        return "pay"
    if amount.kind in _MAY_BE_LEFT and amount.word not in _TO_MOVE and _TO_SETTLE.match(behind):
        return "offer"
    demanded = amount.kind == "fees" and amount.high >= LEAST  # "a lawyer wants 41,880"
    if (amount.kind in _MAY_BE_LEFT or demanded or amount.word == "abogado") and _is_left(
        text, amount, before, to_keep
    ):
        return "deficiency"
    if amount.kind == "judgment" and _FORECLOSURE.search(
        text[max(0, amount.span[0] - _CLAUSE_LENGTH) : amount.span[1] + _CLAUSE_LENGTH]
    ):
        return "debt"
    if amount.kind != "debt" and _ON_IT.search(ahead):
        return None  # "interest on 50,000", "500 monthly on 62,000"
    if amount.kind == "taxes" and _OF_PAY.match(text[amount.span[1] : amount.span[1] + 70]):
        return "pay"
    if amount.kind == "monthly_payment" and _MORTGAGE_BILL.search(
        text[max(0, amount.span[0] - _CLAUSE_LENGTH) : amount.span[1] + _CLAUSE_LENGTH]
    ):
        return "other"
    if amount.kind == "monthly_payment" and GETS.search(text[max(0, amount.span[0] - 80) : amount.span[0]]):
        return "other"  # what somebody gets a month is income
    if amount.kind in {"other", "sale_price"} and amount.word not in _TO_MOVE and _OFFERED.search(ahead):
        return "offer"
    at_once = amount.kind != "monthly_payment" and _AT_ONCE_AHEAD.search(ahead)  # "14,500 lump or 400 a month"
    if amount.kind in _MAY_BE_OFFERED and (at_once or _AT_ONCE.match(behind)):
        return "offer"
    if amount.kind == "debt" and _OFFERED.search(ahead) and _FOR.search(ahead):
        return "offer"  # "offered to settle what I still owe for 9,000"
    if amount.kind in {None, "pay", "other"} and _GOT_FOR.search(ahead):
        return "sale_price"
    if amount.kind in {"purchase_price", "payment", "other"} and _THEY_PAID.search(ahead) and _FOR_IT.match(behind):
        return "sale_price"
    if amount.kind == "pay" and is_take_home(amount.word):
        return "take_home"
    if amount.kind in _MAY_BE_OF_A_SALE and _SALE_FEE.search(ahead):
        return "sale_costs"
    return TO_PAY if to_pay else amount.kind


_MAY_BE_OF_A_SALE = frozenset({"fees", "costs", "sale_price", "other", None})
_FEE_OF_SALE = (
    r"(?:(?:sheriff(?:['’]?s)?|sales?|auction(?:eer)?(?:['’]?s)?|selling officer(?:['’]?s)?) (?:fees?|costs?|charges?)|(?:fees?|costs?|charges?) (?:for|of) the (?:sheriff|sale|auction)"
    r"|(?:gastos?|costos?|costas|cuotas?|cargos?|honorarios) (?:del|de la|de) (?:sheriff|alguacil|venta|subasta|remate))"
)
# "Sheriff's fee 600", "600 in sale costs": what selling the home cost.
_SALE_FEE = Guarded(
    rf"\b{_FEE_OF_SALE}(?: (?:is|was|were|of|like|about|maybe|around|another|fue|fueron|es|son|eran|como|unos|de)){{0,4}}\W{{0,3}}\Z",
    re.I,
)
_MAY_BE_ELSE = frozenset(
    {
        "fees",
        "costs",
        "payment",
        "sale_price",
        "monthly_payment",
        "rent",
        "pay",
        "offer",
        "market_value",
        "debt",
        "taxes",
        "other",
        None,
    }
)
# What they pay their own lawyer or the clerk, once paid, or borrowed at first; and what is only supposed to be offered.
_ELSE_AHEAD = Guarded(
    r"\b(?:(?:my|our|own|an?|mi|un|una) )(?:attorney|lawyer|abogad[oa]|licenciad[oa])(?: (?:friend|now|here|me|nos)){0,1} (?:wants?|charges?|charged|asks?|is asking|quoted|quotes?|needs?|costs?|cobra|pide|quiere|cuesta)\b[^.;!?\d]{0,25}\Z"
    r"|\b(?:el|la) (?:abogad[oa]|licenciad[oa]) (?:me |nos )?(?:cobra|cuesta)\b[^.;!?\d]{0,20}\Z"
    r"|\b(?:(?:court|filing|appearance|clerk'?s) fee|fee waiver|retainer|consult(?:ation)?(?: fee)?|cuota de (?:la )?corte)\b[^.;!?\d]{0,20}\Z"
    r"|\b(?:(?:used to|formerly|originally|back then)(?: (?:be|pay|was|were))?|antes (?:era[n]?|pagaba\w{0,3}))(?: (?:about|like|only|just|como|de)){0,2}\W{0,3}\Z"
    r"|(?<!paid to )\b(?:paid|gave|sent|pagu[eé]|di) (?:(?:my|our|a|an|the|al?|mi|un) ){1,2}(?:attorney|lawyer|abogad[oa]|notari[oa]|realtor|contractor)\b[^.;!?\d]{0,20}\Z"
    r"|\bwent (?:up )?from\W{0,3}\Z|\bfrom \$?[\d,]{3,7} to\W{0,3}\Z|\b(?:tuition|school|daycare|colegiatura)\b[^.;!?\d]{0,15}\Z"
    r"|\bjob offer\b[^.;!?\d]{0,30}\Z|\b(?:past due|arrears|overdue|vencid[oa])(?: (?:amount|balance|of|is|by|de|es|por|saldo)){0,2}\W{0,3}\Z"
    r"|\b(?:the )?original(?: (?:was|one was|is|were|amount was))(?: (?:about|like|around)){0,2}\W{0,3}\Z"
    r"|\blast (?:(?:mortgage|house|loan|regular|monthly) )?payment\b[^;!?\d]{0,40}(?:\d{4}\.)?\W{0,3}\Z"
    r"|\b(?:trustee|fideicomisario|s[ií]ndico|chapter 13 (?:plan|payment))\b[^.;!?\d]{0,25}\Z"
    r"|\b(?:if|si)\b[^.;!?\d]{0,15}\b(?:offer(?:ed|s)?|ofrec\w{2,6})\b[^.;!?\d]{0,12}\Z",
    re.I,
)
# "They say 11,400 behind. I have 9,000", "y tengo 9 mil": what there is to catch up with.
_TO_HAND_KINDS = frozenset({None, "other", "payment"})
_TO_HAND = Guarded(
    r"\b(?:(?:i|we|he|she)(?:'ve)? (?:only |just )?(?:have|got|saved)|and (?:only )?have|tengo|tenemos|junt[eé]|juntamos)(?: (?:up|got|saved|about|like|maybe|only|just|around|unos|como|solo|nom[aá]s|ya)){0,3} \$?\Z",
    re.I,
)
_LATE = Guarded(r"\b(?:behind|arrears|atrasad\w{1,2}|atraso)\b", re.I)
# "A 1099-C for 58,000", "they forgave 33k": what was forgiven, and no debt of now.
_FORGAVE = Guarded(
    r"\b1099(?:[ -]?c)?\b(?:(?! (?:and|but|y|pero) )[^.;!?\d]){0,25}(?:\bbox 2\b[^.;!?\d]{0,12})?\Z|\b(?:forg[ai]ve\w{0,2}|cancel(?:l?ed)?|wrote off|perdon(?:aron|ó|ado))(?: (?:about|like|me|us|nos|unos|como|\w{1,5})){0,2} \$?\Z",
    re.I,
)
_OF_A_RETURN = Guarded(
    r"\b(?:1099|1040|box \d|refunds?|reembolso|(?:tax|my|our|\d{4}) returns?|as income|como ingresos?)\b", re.I
)
_SENTENCE_ENDS = re.compile(r"[.;!?]")


def _on_a_return(text: str, span: tuple[int, int]) -> bool:
    """Whether a sum is what a tax form calls it: "my 1099-C says 61,200"."""
    ahead = _SENTENCE_ENDS.split(text[max(0, span[0] - 60) : span[0]])[-1]
    return bool(_OF_A_RETURN.search(f"{ahead} | {_SENTENCE_ENDS.split(text[span[1] : span[1] + 60])[0]}"))


_A_DEMAND = Guarded(
    r"\b(?:de|un|el|su|ese|por|mand\w{1,5}|lleg\w{1,3}|recib[ií]\w{0,4}|envi\w{1,5}) cobro\b[^.;!?\d]{0,20}\Z", re.I
)
# "May sell for 140": what it may be worth; "if they sell it for 140" is a price to reckon with.
_MAY_SELL = Guarded(
    r"\b(?<!if it )(?<!if they )(?:may|might|could|should|would probably|will probably|probably will|thinks? (?:it|the (?:house|home|place|condo)) (?:will|would|can)) (?:probably |maybe |only |just )?(?:sell|go|bring|fetch)(?: (?:in|for|at|about|around|like|maybe|only)){0,3}\W{0,3}\Z",
    re.I,
)


_A_BUYER = Guarded(
    r"\b(?:buyers?|purchaser|comprador(?:es|a)?)\b[^.;!?\d]{0,30}\b(?:offer\w{0,3}|ofrec\w{1,5})\b[^.;!?\d]{0,20}\Z",
    re.I,
)
_ORDERED = re.compile(r" (?:court )?(?:order|judge?ment) (?:against|on) (?:me|us|him|her)\b", re.I)
_NO_SUCH = Guarded(
    r"\b(?:there(?:['’]?s| is| was) no|no (?:hay|hubo)|nobody|no one|nadie|never said|nunca dije) (?!way|reason|how|proof|duda|t[eo]l[dl]|knows|explain|me dijo)(?:[a-zé]{1,12} ){0,4}\$?\Z",
    re.I,
)
_EARNS_NOT = Guarded(
    rf"\b(?:{VERB_NOT}|not|never|no) (?:even |really )?(?:makes?|earns?|gets? paid|gan[ao])(?: (?:like|about|any))? ?\$?\Z",
    re.I,
)
_OWES_NOT = Guarded(rf"\b(?:{VERB_NOT}|not|never|nobody) (?:really |even )?owes? ?\Z", re.I)
_A_JUDGE_SAYS = Guarded(
    r"\b(?:judge|court|order|juez|jueza|corte|orden)\b[^.;!?\d]{0,90}\b(?:(?:i|we) (?:now |still )?owe|debo|debemos)\W{0,3}\Z",
    re.I,
)
_THE_BILL = re.compile(
    r"\b(?:el|los|mis?|nuestros?) pagos?(?: mensual(?:es)?)? (?:es|son|era[n]?)(?: (?:de|como|unos)){0,2}\W{0,3}\Z",
    re.I,
)
_SOMEBODY_WANTS = re.compile(
    r"\bwanting\W{0,3}\Z|\b(?:now|and|then|but|ahora|y) (?!i\b|we\b|my\b|the (?:buyer|realtor))[a-z]{2,15}(?: [a-z]{2,15})?? wants\W{0,3}\Z",
    re.I,
)


def _is_else(ahead: str, behind: str, amount: Amount) -> bool:
    """Whether a sum is neither the loan's nor the person's pay, by the words beside it."""
    if amount.kind == "pay" and any(match.end() == len(ahead) for match in _ONCE_PAID.finditer(ahead)):
        return True
    return bool(_ELSE_AHEAD.search(ahead))


_MAY_BE_ASKED = frozenset({"payment", "debt", "sale_price", "offer", "other", None})


def _in_pay(text: str, before: Before) -> bool:
    """Whether a message speaks of pay, or answers a question about it."""
    return before.asked in WAGES or speaks_of_pay(text)


def _said_of(text: str, found: Sequence[Amount]) -> dict[tuple[int, int], Saying]:
    """What is said of each sum behind it; of a single sum also what the message begins with: "it's not my pay, it's what they take. 240"."""
    said = {each.span: saying for each in found if not each.bound and (saying := sayings.saying(text, *each.span))}
    if len(found) == 1 and not said and (begun := sayings.opening(text)) and begun.role:
        start, end = found[0].span
        if begun.end <= start and not _A_WORD.search(text, begun.end, start):
            said[start, end] = replace(begun, end=end)
    return said


_A_WORD = re.compile(r"\w")
_SUMS_OF_A_HOME = HOUSE | {"offer"}


def _as_said(saying: Saying, amount: Amount, ahead: str) -> str | None:
    """What a sum is by what is said of it; None where that and the words before it do not agree, so that the person is asked."""
    if saying.role is None:
        return "denied"
    if not saying.firm and TAKEN.search(ahead):
        return "taken"
    if not saying.firm and amount.kind in HOUSE and saying.role != amount.kind:
        return None
    return saying.role


def _is_offered(text: str, ahead: str, behind: str, before: Before) -> bool:
    """Whether a sum is what somebody would take to be done, and not what they take of pay: "they'll take 9,500 if I sign"."""
    if _FROM_PAY.match(behind) or _IS_NOT.match(behind):
        return False
    if _IF_DONE.match(behind) and _CLAIMED.search(ahead):
        return True  # "they want 9,500 instead of the 31,000"
    if _WOULD_ACCEPT.search(ahead):
        return True
    if not _WOULD_TAKE.search(ahead):
        return False
    return bool(_IF_DONE.match(behind)) or not (
        before.asked in WAGES or before.about == "calculate_wages" or speaks_of_pay(text)
    )


def _is_left(text: str, amount: Amount, before: Before, to_keep: bool) -> bool:
    """Whether a sum is what somebody says is still owed after a sale: "48k left after the sale", "they want 39,400 now"."""
    start, end, sold = *amount.span, before.sold
    ahead, behind = text[max(0, start - 60) : start], text[end : end + 60]
    if _CLAIMED_AFTER.match(behind) or (sold and before.asked != "estimate_debt" and _SAID_OWED.search(ahead)):
        return True
    left = _LEFT_AFTER.match(behind)
    paid = amount.kind == "payment" and amount.word.startswith(("paid", "already", "sent", "gave", "pague", "pagamos"))
    # "They got 142 from the auction" is what it brought.
    if (left and not paid and amount.kind != "sale_price") or (
        sold and amount.kind != "sale_price" and _STILL.search(ahead)
    ):
        return True
    if sold and _CALLS_FOR.search(ahead):
        return True
    plain = amount.kind in {None, "sale_price"} and before.asked != "estimate_debt" and not to_keep
    paper = _ON_PAPER.search(ahead) if plain else None
    if paper and not _OF_THE_SALE.search(paper[0]) and (sold or _COLLECTS.search(text)):
        return True
    return bool(_CLAIMED.search(ahead)) and (sold or not to_keep)


def _two_loans(text: str, figures: list[Figure]) -> list[Figure]:
    """ "Two mortgages 240k and 35k", "I owe Cooper 168,000 and PNC 27,500": the first loan and the second."""
    for first, second in pairwise(figures):
        another = second.role is None and _AND_ANOTHER.fullmatch(text, first.span[1], second.span[0])
        if _on_top(text, first, second):
            roles = {first.span: "debt", second.span: "second_loan"}
            figures = [replace(each, role=roles.get(each.span, each.role), other=None) for each in figures]
        elif first.role == "debt" and another:
            figures = [replace(each, role="second_loan") if each is second else each for each in figures]
    said = _MANY_LOANS.search(text)
    if any(figure.count > 1 for figure in figures):
        return figures
    loans = [figure for figure in figures if said and figure.span[0] >= said.end()]
    loans = loans[: 2 if said and said["two"] else 4]
    if len(loans) < 2 or loans[0].role not in {None, "debt"} or loans[1].role not in _MAY_BE_A_LOAN:
        return figures
    roles = {loans[0].span: "debt"} | {
        each.span: "second_loan" for each in takewhile(lambda one: one.role in _MAY_BE_A_LOAN, loans[1:])
    }
    return [replace(figure, role=roles.get(figure.span, figure.role)) for figure in figures]


# "142,600 plus 21,300".
_PLUS = re.compile(r"(?: ?\+ ?|,? (?:plus|m[aá]s) )(?:another |otros |about |como )?\$?", re.I)

_PART_ENDS = re.compile(
    r" ?(?:[.?!;,\n]|\Z)| in [A-Z]| (?:and|y) (?:it|they|la|se|lo|sold)\b"
    r"| (?:on|en|de|sobre) (?:it\b|(?:my|our|the|this|mi|la|el|nuestra) (?:house|home|place|condo|property|mortgage|loan|casa|hipoteca|pr[eé]stamo)\b)"
)


def _in_two_parts(text: str, figures: Sequence[Figure], before: Before) -> list[Figure]:
    """The sum of two of which nothing is said but that the second comes to the first: what is owed, told in two parts."""
    done: list[Figure] = []
    for figure in figures:
        first = done[-1] if done else None
        owed = first and (
            first.role in {"debt", "deficiency"} or (first.role is None and before.asked == "estimate_debt")
        )
        ends = figure.role in {None, "debt"} and _PART_ENDS.match(text, figure.span[1])
        if first and owed and ends and _PLUS.fullmatch(text, first.span[1], figure.span[0]):
            span = (first.span[0], figure.span[1])
            whole = Interval(first.interval.low + figure.interval.low, first.interval.high + figure.interval.high)
            done[-1] = replace(
                first, role=first.role or "debt", interval=whole, span=span, words=text[slice(*span)], other=None
            )
        else:
            done.append(figure)
    return done


_MAY_BE_A_LOAN = frozenset({None, "debt", "second_loan", "other", "costs"})


def _on_top(text: str, first: Figure, second: Figure) -> bool:
    """Whether the second of two sums is a debt that comes on top of the first."""
    between, after = text[first.span[1] : second.span[0]], text[second.span[1] : second.span[1] + 40]
    owed = {first.role, second.role}
    if not owed <= {None, "debt", "second_loan"} or "debt" not in owed or first.interval.low <= second.interval.high:
        return False
    if _ADDS_TO_ONE.search(between) or _ADDS_TO_ONE.search(after):
        return False
    named = second.role is not None or _A_LOAN.search(between) or _A_LOAN.search(after)
    bare = first.role == "debt" and first.interval.low > 2 * second.interval.high  # "I owe 142,600 and 21,300."
    beside = bare and _AND.fullmatch(between) and _ENDS.match(after)
    return bool(beside or (named and _COMES_ON_TOP.fullmatch(between)) or _IS_ON_TOP.match(after))


def _summed_loans(text: str, figures: Sequence[Figure], before: Before) -> list[Figure]:
    """The loans after the first as one figure with its parts; a third that is told later joins those told before."""
    loans = [figure for figure in figures if figure.role == "second_loan"]
    parts = [figure.interval for figure in loans]
    further = len(loans) == 1 and before.asked != "estimate_liens" and bool(_is_further(text, loans[0]))
    if further and before.loans:
        parts = [*before.loans, *([] if parts[0] in before.loans[1:] else parts)]
    if len(parts) < 2:
        return list(figures)
    bounds = {figure.bound for figure in loans} - {None}
    total = Interval(sum((part.low for part in parts), ZERO), sum((part.high for part in parts), ZERO))
    whole = replace(
        loans[-1],
        interval=total,
        parts=tuple(parts),
        bound=bounds.pop() if len(bounds) == 1 else None,
        other=None,
        sure=all(figure.sure for figure in loans),
    )
    first = next(place for place, figure in enumerate(figures) if figure is loans[0])
    kept = [figure for figure in figures if figure.role != "second_loan"]
    return [*kept[:first], whole, *kept[first:]]


def _is_further(text: str, figure: Figure) -> bool:
    start, end = figure.span
    return bool(_FURTHER.search(text[max(0, start - 40) : start]) or _ON_FURTHER.match(text[end : end + 30]))


def _without_taken_back(text: str, figures: list[Figure]) -> list[Figure]:
    """ "225, sorry, 252": the second in place of the first."""
    kept: list[Figure] = []
    for figure in figures:
        last = kept[-1] if kept else None
        gap = text[last.span[1] : figure.span[0]] if last else ""
        again = struck.takes_back(gap) or (last and _said_exactly(text, last, figure))
        if last and figure.role in {None, last.role} and again:
            kept[-1] = replace(figure, role=figure.role or last.role)
        else:
            kept.append(figure)
    return kept


# What parts a sum from the same sum, said more exactly: "about 4 grand in taxes. 4,200 to be exact".
_SAYS_EXACTLY = re.compile(
    r"(?:[\s,.;:!()$-]|\b(?:or|so|well|actually|exactly|precisely|it'?s|its|it was|that'?s|thats|to be (?:exact|precise)|more like|like|about|closer to|i think|i mean"
    r"|dollars|bucks|in|of|for|the|taxes|tax|insurance|fees|costs|o|sea|mejor dicho|exactamente|son|es|eran?|como|bueno|m[aá]s bien|d[oó]lares|de|en|los|impuestos|seguro|honorarios|gastos)\b){1,8}",
    re.I,
)
_NEARLY, _OF_A_HOUSE = Decimal("0.2"), Decimal("0.02")
"""How much of a round sum the exact one may be away from it; less of a sum as large as a house (`HOUSE`), where two may stand side by side."""


def _said_exactly(text: str, first: Figure, second: Figure) -> bool:
    """Whether the second of two sums is the first, said more exactly."""
    return bool(_SAYS_EXACTLY.fullmatch(text, first.span[1], second.span[0])) and _more_exact(
        second.interval, first.interval, first.role
    )


def _more_exact(exact: Interval, rounded: Interval, role: str | None) -> bool:
    """Whether a sum is a rounder one, said more exactly: 4,200 beside 4,000."""
    if not (exact.exact and rounded.exact and rounded.high):
        return False
    house = role in HOUSE
    digits, before = (len(f"{each.high.normalize():f}".replace(".", "").rstrip("0")) for each in (exact, rounded))
    rounds_to = Decimal(10) ** (rounded.high.adjusted() + 1 - before) / 2
    near = abs(exact.high - rounded.high) <= (
        rounded.high * _OF_A_HOUSE if house else max(rounds_to, rounded.high * _NEARLY)
    )
    return near and digits > before and (not house or digits > len("123"))


def _placed(text: str, figures: Sequence[Figure], before: Before) -> list[Figure]:
    """The figures, those without a role given theirs by what they correct or answer; with their doubts."""
    placed = [_said_again(figure, before) for figure in _asked_for(text, list(figures), before)]
    bare = [figure for figure in placed if figure.role is None]
    if len(bare) == 1:
        roles = _corrected(text, bare[0], placed, before)
        placed = [_given(figure, bare[0], roles) for figure in placed]
    # "None" is no price; that nothing is owed is asked about. "Then I would owe nothing?" is no figure.
    told = (
        figure
        for figure in placed
        if figure.interval.high or (before.asked is not None and figure.role in {None, "debt", "second_loan", *_ADDED})
    )
    return [_in_doubt(figure, before) for figure in told]


def _said_again(figure: Figure, before: Before) -> Figure:
    """A sum of which nothing is said, as what it was told to be: "way less than the 190,000"."""
    plain = figure.role is None and before.asked not in ROLE_OF_SLOT
    known = _roles_of(figure.interval, before) if plain else []
    return replace(figure, role=known[0], other=None) if len(known) == 1 else figure


def _given(figure: Figure, which: Figure, roles: Sequence[str]) -> Figure:
    return replace(figure, role=roles[0]) if figure is which and len(roles) == 1 else figure


# "Six months behind, about 11k": what is late of a loan, and not the loan.
_ARREARS = Guarded(
    r"\b(?:months?|payments?) behind\b[^.;!?\d]{0,30}$|\b(?:arrears|past due|atras(?:ad[oa]s?|os))\b[^.;!?\d]{0,30}$",
    re.I,
)


def _asked_for(text: str, figures: list[Figure], before: Before) -> list[Figure]:
    """A single sum answers what was asked, where the words beside it say little: "my payments were 280k", "I owe 45k"."""
    role = ROLE_OF_SLOT.get(before.asked or "")
    if role is None or len(figures) != 1 or _ALREADY.search(text):
        return figures
    if role == "debt" and _ARREARS.search(text[max(0, figures[0].span[0] - 40) : figures[0].span[0]]):
        return figures
    vague = {"judgment": {"debt"}, "debt": {"other", "judgment"}, "monthly_payment": {"payment", "other", "rent"}}
    only = figures[0]
    fits = only.role in vague.get(role, {"other"}) and (only.interval.high >= LEAST or role == "monthly_payment")
    return [replace(only, role=role)] if fits else figures


def _corrected(text: str, bare: Figure, figures: Sequence[Figure], before: Before) -> list[str]:
    """The role of the one sum without one: of the figure it denies, of the one told last, or of what was asked."""
    if _SAID_AGAIN.search(text) and (again := _roles_of(bare.interval, before)):
        return again
    asked = ROLE_OF_SLOT.get(before.asked or "")
    rounder = [role for role in _ADDED if role in before.known and _more_exact(bare.interval, before.known[role], role)]
    if len(rounder) == 1 and before.asked in {None, "estimate_added"}:
        return rounder
    if before.latest and struck.MARK.search(text) and (asked is None or asked not in before.known):
        return [before.latest]
    if asked and asked not in {figure.role for figure in figures}:
        return [asked]
    if before.asked is not None:
        return []
    if before.about == "calculate" and "sale_price" in before.known and _WHAT_IF.search(text):
        return ["sale_price"]
    if before.about == "calculate_plan" and bare.interval.high < LEAST:
        return ["monthly_payment"]
    return ["judgment"] if before.about in GROWTH or _GROWS.search(text) else []


def _roles_of(interval: Interval, before: Before) -> list[str]:
    return [role for role, known in before.known.items() if known == interval]


def _told_as(interval: Interval, before: Before) -> list[str]:
    """The roles of the figures told that a sum may stand for, in thousands or as it is written."""
    sizes = [Interval(interval.low * size, interval.high * size) for size in (1, 1000, Decimal("0.001"))]
    return [role for role, known in before.known.items() if known in sizes]


def _in_doubt(figure: Figure, before: Before) -> Figure:
    """The figure with its other reading only where both may be meant."""
    if figure.other in {None, NOTHING}:
        return figure
    told = [before.known[role].high for role in before.known.keys() & HOUSE]
    if figure.role == "offer" and figure.other.high < figure.interval.low > max(
        (2 * each for each in told), default=MOST
    ):
        return replace(figure, interval=figure.other, other=None, sure=True)  # "they'd take 800", of 45,000
    asked = figure.role in before.doubted or before.known.get(figure.role or "") == figure.other
    if asked and "$" in figure.words:  # "Is that $900 or $900,000?" "$900"
        return replace(figure, interval=figure.other, other=None, sure=True)
    others = before.known.keys() & HOUSE - before.doubted - {figure.role}
    known = max((2 * before.known[role].high for role in others), default=MOST)
    least = LEAST / 2 if figure.role == "second_loan" else LEAST
    slip = (
        "," in figure.words
        and figure.other.high < 100 * figure.interval.high
        and figure.interval.high < 100 * figure.other.high
    )
    likely = not slip and least <= figure.interval.low and figure.interval.high < max(MOST, known)
    return replace(figure, other=None) if likely or figure.role not in HOUSE else figure


# "All I have is Social Security 2,140 a month": no pay that can be garnished.
_BENEFIT = Guarded(
    r"\b(?:social security|ssi|ssdi|disability|pension|unemployment|va benefits?|retirement|food stamps|snap|tanf|child support|alimony|estampillas|seguro social|pensi[oó]n|desempleo|(?:in|dis)capacidad)\b(?! (?:(?:is|comes|taken|already) )?out\b)(?: \w{1,10}){0,3}? \$?\d[\d,.]{0,10}k?\b(?: (?:a|per|every|each|al|por) \w{1,6})?"
    r"|\$?\b\d[\d,.]{0,10}k?(?: \w{1,8}){0,3}? (?:in|of|from|de) (?:my |the |his |her |mi )?(?:social security|ssi|ssdi|disability|pension|unemployment|va benefits?|retirement|food stamps|snap|tanf|child support|alimony|estampillas|seguro social|pensi[oó]n)\b",
    re.I,
)


# "Before that I made 1,050 a week", "ganaba 900": pay that is no more.
_ONCE_PAID = Guarded(
    r"\b(?:(?:before (?:that|this|then|i (?:got|was|lost))|back then|previously|antes(?: de eso)?)\b[^.;!?\d]{0,25}\b(?:made|make|earned|ganaba|gan[eé])|(?:used to|sol[ií]a) (?:make|earn|get|bring home|ganar))\b(?:[^.;!?,]|,\d){0,40}",
    re.I,
)


_DIGITS = re.compile(r"\d")


def _pay(
    text: str, figures: Sequence[Figure], before: Before, right: Collection[tuple[int, int]], moved: Figure | None
) -> Pay:
    """What the message says about pay: the sums that are plainly something else are struck out of it first."""
    if foreign_currency(text):
        return Pay()
    after_a_result = before.about == "calculate_wages" and len(text.split()) <= _SHORT_FIGURE
    hourly = before.known.get("hourly")
    labels = {
        figure.span: (figure.role, figure.interval)
        for figure in figures
        if figure.span not in right
        and (figure.role == "take_home" or (figure.role == "pay" and figure.span in before.said))
        and figure.interval.high >= _LEAST_PAY
    }
    if moved and moved.role in {"pay", "take_home"}:
        labels[moved.span] = (moved.role, moved.interval)
    if (
        not labels
        and before.asked not in WAGES
        and not speaks_of_pay(text)
        and not after_a_result
        and not (hourly and tells_hours(text))
    ):
        return Pay()
    text = _BENEFIT.sub(lambda match: " " * len(match[0]), text)
    text = _ONCE_PAID.sub(lambda match: _DIGITS.sub(" ", match[0]), text)
    for first, last in right:
        text = text[:first] + " " * (last - first) + text[last:]
    for figure in figures:
        if (
            figure.role
            in HOUSE
            | {
                "offer",
                "purchase_price",
                "rent",
                "fees",
                "costs",
                "taxes",
                "payment",
                "taken",
                "forgiven",
                *belongings.ROLES,
            }
            or (figure.role == "monthly_payment" and before.plan)
            or (figure.role == "other" and _on_a_return(text, figure.span))
        ):
            first, last = figure.span
            last = max(last, before.said[figure.span].end if figure.span in before.said else 0)
            text = text[:first] + " " * (last - first) + text[last:]
    asked = before.asked if before.asked in WAGES else None
    told_net = not asked and "take_home" in before.known and "pay" not in before.known
    return read_pay(text, asked=asked, period=before.period, told_net=told_net, hourly=hourly, labels=labels)


_LEAST_PAY = Decimal(100)
"""What is less is what an hour brings."""


def _earned(text: str, pay: Pay, before: Before) -> Iterator[Figure]:
    words = text[slice(*pay.spans[0])] if pay.spans else ""
    for role, value in (("pay", pay.gross), ("take_home", pay.disposable)):
        if value:
            yield Figure(role, _per(value, pay, role, before), pay.spans[0], words)
    if pay.chosen:
        yield Figure("chosen", pay.chosen, pay.spans[-1], text[slice(*pay.spans[-1])])
    if pay.hourly:
        yield Figure("hourly", pay.hourly, pay.spans[0], words)
    for value, span in zip(pay.unclear, pay.spans, strict=False):
        yield Figure(None, value, span, text[slice(*span)])


def _other_known(pay: Pay, before: Before) -> bool:
    """Whether the one of pay and take-home pay that this message does not give was given for another period."""
    if before.asked not in WAGES:
        return False
    new = pay.period if pay.period != before.period else None
    other = "take_home" if pay.gross else "pay"
    return bool(new and before.period and other in before.known and not (pay.gross and pay.disposable))


def _one_person(text: str, pay: Pay, before: Before) -> bool:
    """Whether pay and take-home pay, one told now and one before, are of the same check: "640 a week", then "520 after taxes"."""
    gross, left = pay.gross or before.known.get("pay"), pay.disposable or before.known.get("take_home")
    if not gross or not left or not LEAST_LEFT * gross.high <= left.high <= gross.high:
        return False
    return pay.period in {None, before.period} and says_which(text)


def _outdated(text: str, pay: Pay, before: Before) -> Iterator[str]:
    """Pay told anew, and not as an answer, makes void what stood beside it: another's, or another job's."""
    if "hourly" in before.known and pay.gross and not pay.hourly:
        yield "hourly"
    if before.asked in WAGES or not (pay.gross or pay.disposable):
        return
    if "chosen" in before.known and not pay.chosen:
        yield "chosen"
    if {pay.gross, pay.disposable} & {before.known.get("pay"), before.known.get("take_home")} - {None}:
        return  # "no, 1150 is gross, 905 is what I take home": of the same pay
    if _one_person(text, pay, before):
        return
    other = "take_home" if pay.disposable is None else "pay"
    if other in before.known and not (pay.gross and pay.disposable):
        yield other
    if before.period and not pay.named:
        yield "pay_period"


def _per(value: Interval, pay: Pay, role: str, before: Before) -> Interval:
    """Pay in the period of what is known beside it: both are to be for the same."""
    if pay.period and before.period and _other_known(pay, before):
        return for_period(value, pay.period, before.period)
    return value


def _new_period(pay: Pay, before: Before) -> Period | None:
    return None if pay.period == before.period or _other_known(pay, before) else pay.period


def _meet(first: tuple[int, int], second: tuple[int, int]) -> bool:
    return first[0] < second[1] and second[0] < first[1]
