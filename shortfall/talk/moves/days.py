"""Moves of what has a day: a sale that is near, a deadline that is counted, a court paper, how long a mortgage lasts. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from shortfall.content.questions import questions
from shortfall.reading.dates import COMING, without_seller
from shortfall.reading.papers import papers_named
from shortfall.talk import intents, limits
from shortfall.talk.acts import read_acts
from shortfall.talk.compose import content_words, elsewhere
from shortfall.talk.day_sums import summed
from shortfall.talk.due import asks_when, before_sale, dispute, opens
from shortfall.talk.heard import Context, Heard, Move, answering, is_narrow
from shortfall.talk.money_sums import reckoned, without_sums
from shortfall.talk.near_sale import wants

DANGER = re.compile(
    r"\b(?:sale|sold|sell\w*|auction|sheriff|court|hearing|lock\w*|evict\w*|kick\w*|judge|trial|emergency|urgent|subast\w*|remat\w*|venta|vend\w*|corte|audiencia|desaloj\w*|juez|juicio|emergencia|urgente|sacan|sacar\w*)\b",
    re.I,
)
# What can still happen to a person after the sale.
_DANGER_AFTER = re.compile(
    r"\b(?:sheriff|lock\w*|evict\w*|kick\w*|hearing|court|judge|emergency|urgent|desaloj\w*|sacan|sacar\w*|audiencia|juez|corte|emergencia|urgente)\b",
    re.I,
)

NEAR = timedelta(days=7)
VERY_NEAR = timedelta(days=3)
"""A deadline this close is mentioned first, whatever else was asked."""


def day_sum(heard: Heard, context: Context) -> Move | None:
    """ "30 days from november 14 is what date", "how many days till my court date": worked out, before any subject. What is told with it of a day
    that is near brings what helps as well."""
    if context.today is None or (context.asked and not context.asked.startswith("estimate_")):
        return None
    case = context.case.heard(heard.facts, 0)
    if not (found := summed(heard.text, case, context.today, context.last)):
        return None
    start, end = found.asked
    urgent = deadline(heard, context)
    if urgent and not (found.start or found.ago or found.other) and found.due - context.today <= timedelta(days=1):
        return urgent
    topics = ("deadlines", intents.URGENT) if urgent else ()
    name = "two_topics" if urgent else "deadlines"
    beside = f"{heard.text[:start].rstrip(' ¿¡,')} {heard.text[end:].lstrip(' ?!.,')}"
    if reckoned(heard.text, case, context.today, "en", context.earlier):
        beside = without_sums(beside)
    roles = {fact.role for fact in heard.facts if fact.name == "money"}
    to_come = "sale_date" in case or case["ended"] == "not_sold" or "sale_price" in roles
    if not topics and to_come and {"debt"} < roles & {"debt", "sale_price", "market_value"}:
        return Move(
            "two_topics", topics=("deadlines", intents.ESTIMATE), federal=True
        )  # "Owe 96, worth 120. How many days are left?"
    return Move(name, topics=topics, federal=True, beside=if_asked(beside))


def if_asked(beside: str) -> str:
    """What a message says beside a sum, where it asks something."""
    return beside if "asks" in read_acts(beside) else ""


def deadline(heard: Heard, context: Context) -> Move | None:
    """A sale, hearing, lockout or answer within days, mentioned for the first time."""
    if context.today is None or (context.asked in intents.CALL and not DANGER.search(heard.text)):
        return None
    told = [fact for fact in heard.facts if fact.name == "date" and fact.role in COMING and fact.sure]
    new = [fact for fact in told if context.case[fact.case_name] != fact.value]
    far = min((date.fromisoformat(fact.value[0]) - context.today for fact in new), default=None)
    if far is None or not timedelta(0) <= far <= NEAR:
        return None
    clear = "asks" in heard.acts and heard.sure >= limits.CLEAR and heard.top != "urgent"
    if clear and far > VERY_NEAR:
        return None
    # "Body attachment, and court is tomorrow. Will I be arrested?": what is asked first, unless what helps before that day is the answer.
    name, share = next(iter(heard.subjects.likeliest), ("", 0.0))
    asked = clear and share >= limits.CLEAR and is_narrow(name) and name.partition("/")[0] not in _OF_THE_DAY
    return Move("two_topics", heard.sure, (name, intents.URGENT)) if asked else Move(intents.URGENT)


_OF_THE_DAY = frozenset({"sale_process", "timeline"})
"""Topics that what is said of a near day answers."""

OFFER = "settle_for_less/offer_letter"
_THE_DATE = r"(?:that|this|it|(?:the|that|this|their) (?:\w{2,9} )?(?:date|deadline|day|\d{1,2}(?:st|nd|rd|th)?)|(?:the )?(?:\w{3,9}\.? )?\d{1,2}(?:st|nd|rd|th)?)"
_OF_COURT = (
    r"(?:an? |the |from |by |set by |official |real |actual |really |just |only |actually |even ){0,3}(?:court|judge)"
)
_WHOSE_DATE = re.compile(
    rf"\b(?:is|was|isn'?t|wasn'?t) {_THE_DATE} {_OF_COURT}\b|\b(?:court|judge)\b[^.?!]{{0,12}} (?:set|sets|pick(?:ed)?|ma[dk]e|chose|gave|give) {_THE_DATE}"
    r"|\b(?:court|judge)(?:'?s)?(?: (?:date|deadline|day))?,? or (?:is it |was it |did |just |only |is that ){0,2}(?:them|they|theirs?|the (?:bank|lawyers?|sender|collector))\b|\b(?:them|they|theirs?)(?: own)?(?: (?:date|deadline|day))?,? or (?:is it |was it |did ){0,2}(?:an? |the )?(?:court|judge)\b"
    r"|\b(?:esa|esta|la|su) fecha\b[^.?!]{0,30}\b(?:corte|juez|jueza)\b|\b(?:corte|juez|jueza)\b[^.?!]{0,12} (?:puso|fij[oó]|dio) (?:esa|esta|la) fecha\b|\b(?:corte|juez|jueza),? o (?:es |la pusieron |nom[aá]s |solo |s[oó]lo ){0,2}(?:de )?ellos\b",
    re.I,
)


def whose_date(heard: Heard, context: Context) -> Move | None:
    """Whether the last day of an offer that was told is a court's: "is that a court date or just theirs"."""
    told = "offer_date" in context.case or any(fact.case_name == "offer_date" for fact in heard.facts)
    court = {"paper", "hearing_date", "answer_date"} & {*context.case}
    asks = told and not court and ("asks" in heard.acts or "?" in heard.text)
    return answering(OFFER) if asks and _WHOSE_DATE.search(heard.text) else None


SUMMONS_IS, PAGES_BEHIND, WANTED, CITATION = (
    f"served_with_papers/{name}" for name in ("what_is_it", "pages_behind", "overview", "citation")
)
_A_PAPER = r"(?:foreclosure )?(?:summons|citation|citaci[oó]n|citatorio)"
_ABOUT_A_PAPER: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        SUMMONS_IS,
        re.compile(
            rf"\bwhat(?:'?s| is| are)? (?:a |an |the |this |that )?{_A_PAPER}\b(?! (?:want|need|ask|say|date|deadline)\w*)|\bwhat (?:does|do) (?:a |an |the |this )?{_A_PAPER} mean\b|\b{_A_PAPER}\W{{1,3}}what is (?:that|it|this)\b"
            rf"|\bqu[eé] (?:es|significa|quiere decir) (?:eso de )?(?:una |la |un |el |esta )?{_A_PAPER}\b",
            re.I,
        ),
    ),
    (
        PAGES_BEHIND,
        re.compile(
            r"\b(?:pages?|sheets?|stack|pile|rest|stuff|papers|packet)\b[^.?!]{0,16} (?:behind|attached to|stapled to|underneath|(?:that )?(?:came|come|comes|goes) with|after) (?:it|the|that|them|this)\b"
            r"|\b(?:hojas|p[aá]ginas|papeles|lo dem[aá]s)\b[^.?!]{0,16} (?:atr[aá]s|detr[aá]s|engrapad\w{1,2}|adjunt\w{1,2}|que (?:vienen?|trae|traen) con)\b",
            re.I,
        ),
    ),
    (
        WANTED,
        re.compile(
            rf"\bwhat (?:does|do|did|is) (?:it|this|these|the (?:court|papers?)|(?:a |the |this ){_A_PAPER}) (?:even |really |actually )?(?:want|need|expect|ask|require|wanting|asking)\w{{0,2}}\b(?! (?:for )?(?:the )?money)"
            r"|\bwhat (?:does|do|did) (?:it|they|the (?:court|judge|bank)) (?:even |really |actually )?(?:want|need|expect|ask|require)\w{0,2} (?:from |of )?(?:me|us)\b"
            rf"|\bwhat (?:am|are) (?:i|we) (?:supposed|meant|expected) to do (?:with|about) (?:it|this|them|these|the papers?|(?:a |the |this ){_A_PAPER})\b"
            r"|\bqu[eé] (?:es lo que )?(?:quiere|quieren|pide|piden|esperan?) (?:de m[ií]|de nosotros|que (?:yo )?(?:haga|hagamos))\b",
            re.I,
        ),
    ),
)


def of_the_paper(heard: Heard, context: Context) -> Move | None:
    """ "What is a summons", "what are the pages behind it", "what does it want me to do", of a paper that they named: what that one is."""
    paper = next((kind for kind, *_ in papers_named(heard.text)), context.case.heard(heard.facts, 0)["paper"])
    if context.asked or not paper or heard.words > 3 * limits.SHORT_ANSWER or _COUNTS_MONEY.search(heard.text):
        return None
    asked = [
        question for question, pattern in _ABOUT_A_PAPER if pattern.search(heard.text) and question != context.last
    ]
    if paper == "citation":
        asked = [CITATION if each == WANTED else each for each in asked if each != PAGES_BEHIND]
    if paper == "wage" or not asked:
        return None
    if len(asked) == 1:
        return answering(asked[0])
    return Move("two_topics", heard.sure, (asked[0], asked[1]))


_COUNTS_MONEY = re.compile(r"\$|\bhow much\b|\bcu[aá]nto\b", re.I)

OLD_MORTGAGE = "property_lien/of_mortgage"
WHEN_IT_STARTS = "how_long/time_to_sue_on_note"
"""From when the ten years run."""
_A_MORTGAGE = re.compile(
    r"\b(?:mortgage|deed of trust|hipoteca)\b(?! (?:notes?|compan\w{1,3}|lenders?|servicers?|payments?|rates?|insurance|foreclosure|modification|relief))",
    re.I,
)
_LASTS = re.compile(
    r"\b(?:expir\w{1,5}|run(?:s)? out|fall(?:s|en)? off|drop(?:s|ped)? off|lapse[sd]?|go(?:es)? away|still (?:on (?:the|my|our) (?:house|home|title|land|property)|valid|good|attached|alive)|too old"
    r"|(?:how (?:long|many years)|when)\b[^.?!]{0,40}\b(?:stay|stays|last|lasts|good|valid|on (?:the|my|our) (?:house|home|title|land|property))"
    r"|se vence\w{0,1}|venci[oó]|caduc\w{1,4}|prescrib\w{1,5}|sigue (?:viva|en|sobre)|cu[aá]nto (?:tiempo )?dura|a los cu[aá]ntos a[nñ]os)\b",
    re.I,
)
_OF_A_JUDGMENT = re.compile(r"\b(?:judge?ment|sentencia)\b", re.I)
_NO_JUDGMENT = re.compile(
    r"\b(?:not|no|never|without|isn'?t|wasn'?t|ninguna|sin)(?: (?:a|an|any|the|had|got|una|la|es|hay|fue)){0,3} (?:judge?ment|sentencia)\b",
    re.I,
)
_OF_ELSE_OLD = re.compile(r"\b(?:credit|record|report|rate|heloc|second|line|buro|cr[eé]dito|segunda)\b", re.I)


def old_mortgage(heard: Heard, context: Context) -> Move | None:
    """ "How long does a mortgage from 2006 stay on the house", which no judgment is: the limits of the mortgage itself."""
    text = heard.text
    if context.asked or context.case["stage"] in {"sold", "confirmed", "judgment", "collection"}:
        return None
    if not (_A_MORTGAGE.search(text) and _LASTS.search(text)) or _OF_ELSE_OLD.search(text):
        return None
    if _OF_A_JUDGMENT.search(text) and not _NO_JUDGMENT.search(text):
        return None
    return answering(OLD_MORTGAGE if context.last != OLD_MORTGAGE else WHEN_IT_STARTS)


def before_a_sale(heard: Heard, context: Context) -> Move | None:
    """ "So five days left for the application?", "only nine days left?", of a sale whose day was told: counted, in any state."""
    case = context.case.heard(heard.facts, 0)
    if context.asked or context.today is None or not before_sale(heard.text, case, context.today, context.last):
        return None
    return Move("deadlines", federal=True)


def to_dispute(heard: Heard, context: Context) -> Move | None:
    """ "Letter dated Nov 9, I got it Nov 13. Deadline to dispute?", of a collector's notice: counted, in any state."""
    case = context.case.heard(heard.facts, 0)
    told = any(fact.case_name == "received_date" for fact in heard.facts)
    if context.asked or context.today is None:
        return None
    asked = dispute(heard.text, case, context.today, context.last, told=told)
    return Move("deadlines", federal=True) if asked else None


def counted(heard: Heard, context: Context) -> Move | None:
    """ "I was served on Nov 3, when is my answer due?": the day is counted."""
    # Where no call is booked, "just tell us the day" changes none, and where the move of a life was not made it is no cry for help.
    unmeant = {"crisis"} if context.booked else {"crisis", "callback_change"}
    ordered = heard.top in intents.COMMANDS - unmeant and heard.sure >= limits.INTERRUPTS
    if context.asked or context.today is None or ordered:
        return None
    return Move("deadlines") if asks_for_a_day(heard, context) else None


def asks_for_a_day(heard: Heard, context: Context) -> bool:
    """Whether a day is asked for that can be counted: "just tell us the day"."""
    case = context.case.heard(heard.facts, 0)
    return context.today is not None and asks_when(
        heard.text, heard.facts, case, context.today, context.last, context.before or ""
    )


STOP, STOP_NOW = "sale_process/stop_or_postpone", "sale_process/sale_tomorrow"
SOON = timedelta(days=14)
"""From so near on a sale is a matter of days."""
# Whether it can be stopped, by nothing that is named: "can I stop it", "is it too late", "can anything still be done".
_STOPPED = re.compile(
    r"\b(?:can|could|may|do|to|way|how|still)(?: (?:i|we|you|u|they|someone|a judge|still|even|just|even still|ever)){0,3} (?:stop|halt|prevent|block|postpone|delay|save|keep|avoid|fight|cancel)(?: (?:it|this|that|them|(?:the|my|our|this) (?:\w{1,12} )?(?:sale|auction|house|home|place)))"
    r"(?! (?:with|by|if|through|from)\b)"
    r"|\b(?:is|am|are)(?: (?:it|i|we|this|that))? (?:already |just )?too late\b(?! (?:to|for) (?!stop|save|do|fight|keep)\w)"
    r"|\b(?:can|could)(?: (?:i|we))?(?: (?:still|even|really))? (?:do (?:anything|something)|anything|something)\b"
    r"|\b(?:anything|something|what)(?: (?:can|could|that|left|else|i|we|is|there|still|to|be|even)){1,6} (?:do|done|doing)\b"
    r"|\b(?:puedo|podemos|puede|se puede|pueden|c[oó]mo|hay (?:manera|forma)(?: de)?)(?: (?:yo|todav[ií]a|a[uú]n|se))?(?: puede)? (?:parar|detener|frenar|evitar|suspender|aplazar)(?:la|lo)?\b(?! (?:con|si)\b)"
    r"|\b(?:ya )?es (?:muy|demasiado) tarde\b|\b(?:puedo|podemos|se puede|hay)(?: (?:todav[ií]a|a[uú]n))? (?:hacer algo|algo que hacer|algo que (?:pueda|podamos|se pueda) hacer)\b",
    re.I,
)


def near_sale(heard: Heard, context: Context) -> Move | None:
    """ "Which one do I do first", "how late is too late", "who helps for free", with a sale days away: what helps before it, by the clock. So is
    "what can still be done" where that was said already."""
    case = context.case.heard(heard.facts, 0)
    told = case["sale_date"]
    if context.asked or context.today is None or not told or case["stage"] in {"sold", "confirmed"}:
        return None
    if elsewhere(case.place) or not timedelta(0) <= date.fromisoformat(told[0]) - context.today <= NEAR:
        return None
    said = context.last in {intents.URGENT, STOP_NOW, STOP}
    asked = wants(heard.text) or ("steps" if said and _STOPPED.search(heard.text) else "")
    asks = asked == "steps" or "asks" in heard.acts or "?" in heard.text
    return Move(intents.URGENT) if asks and (asked or heard.top == "free_help") else None


def stops(heard: Heard, context: Context) -> Move | None:
    """ "Can I stop it or is it too late", with the day of a sale told here or before: what stops a sale."""
    case = context.case.heard(heard.facts, 0)
    if context.asked or context.today is None or case["stage"] in {"sold", "confirmed"}:
        return None
    if not case["sale_date"] or not _STOPPED.search(heard.text):
        return None
    first, last = map(date.fromisoformat, case["sale_date"])
    if last < context.today:
        return None
    return answering(STOP_NOW if first - context.today <= SOON else STOP)


ROADS = "legal_advice_boundary/tell_me_what_to_do"
"""The question whose answer lists the options at this stage."""

WHAT_TO_DO = re.compile(
    r"\b(?:what (?:(?:do|should|can|must|would) (?:i|we) do|to do|(?:i|we) (?:should|can|need to|have to|must) do)(?: (?:first|now|next|then|here))?"
    r"|what (?:are|r) (?:my|our|the) (?:\w{1,12} )?options|qu[eé] (?:hago|hacemos|debo hacer|puedo hacer)(?: (?:primero|ahora))?)\b"
    r"(?! (?:about|with|if|when|to|after|on|for|wrong|con|si|cuando|para)\b)",
    re.I,
)


KEEP = "avoid_options/keep_home"
_THE_HOME = r"(?:house|home|place|property|cas(?:it)?a|hogar|propiedad)"
# "I just want to know what to do so I don't lose the house": the main wish, said as one.
_WISH = re.compile(
    r"\b(?:want|wanna|need|trying|hoping|just|only|wish|quiero|queremos|necesito|quisiera|busco|solo|s[oó]lo|nom[aá]s|saber|hago|hacemos|hacer)\b[^.?!]{0,60}\b"
    rf"(?:(?:not|don'?t|dont|do not|without) (?:to )?los(?:e|ing)|keep|save|stay in|no (?:quiero )?perder|sin perder|que no (?:me |nos )?(?:quiten|pierda)|salvar|quedar(?:me|nos) (?:con|en)) (?:my|our|the|this|mi|la|nuestra|esta) {_THE_HOME}\b",
    re.I,
)
_NARROWER = re.compile(
    r"\b(?:rent|sell|sold|divorce|ex|bankrupt\w*|chapter|modif\w*|refinanc\w*|short sale|heir|died|inherit\w*|vender|rentar|divorci\w*|bancarrota|cap[ií]tulo|muri[oó]|hered\w*|hoa|tax(?:es)?|impuestos)\b",
    re.I,
)


def keeps(heard: Heard, context: Context) -> Move | None:
    """The wish to keep the home, with nothing narrower: what can be done at that stage."""
    case = context.case.heard(heard.facts, 0)
    lost = case["stage"] in {"sold", "confirmed", "collection"} or case["ended"] not in {None, "not_sold"}
    if context.asked or lost or heard.words > 2 * limits.SHORT_ANSWER or heard.top in intents.COMMANDS:
        return None
    if not _WISH.search(heard.text) or _NARROWER.search(heard.text):
        return None
    told = case["sale_date"]
    near = told and context.today is not None and date.fromisoformat(told[0]) - context.today <= SOON
    wanted = STOP_NOW if near else STOP if case["stage"] == "sale_set" or told else KEEP
    return answering(wanted) if context.last != wanted else None


LAID_OUT = (ROADS, "avoid_options/overview", "avoid_options/compare_all")
LEFT_TO_OWE = "still_owe_after_foreclosure/options"
"""What is said one after the other of the roads before a sale, and after one."""
# "What are my choices", "just list them", "qué caminos hay": a list is wanted, of nothing that is named.
LISTED = re.compile(
    r"\b(?:what(?:'?s| is| are| r)?|which|(?:lay|spell) out|list|show|give|tell|name|see)\b(?: (?:me|us|of|all|even|the|my|our|are|is|do|i|we|have|other|exact|whole|full|kind|real)){0,4} "
    r"(?:choices?|options?|ways out|roads?|paths?|menu|alternatives?|moves)\b(?! (?:for|on|about|with|at) (?!(?:my|our|the|this|me|us) (?:house|home|place|case)\b|me\b|us\b|here\b|this\b))"
    r"|\b(?:that|the|whole|full) menu\b|\b(?:list|lay) (?:them|it|those|everything)\b|\b(?:what(?:'?s| is)) what\b"
    r"|\b(?:cu[aá]les|qu[eé]) (?:son |otras? )?(?:mis |nuestras |las |los )?(?:opciones|caminos|alternativas|salidas)\b(?! (?:de|con|para) (?!(?:mi|la|esta) casa\b|m[ií]\b))|\b(?:l[ií]st|enumer|d[ií]ga|d[eé])\w{0,4} (?:todas? )?(?:mis |las |los )(?:opciones|caminos|alternativas|salidas)\b",
    re.I,
)


# "If you were me, catch up or the deed?": which of two roads, and no fact of either.
_IN_MY_PLACE = re.compile(
    r"\b(?:if (?:you|u) (?:were|was) (?:me|us)|in (?:my|our) (?:shoes|place|position)|what would (?:you|u) (?:do|pick|choose)|(?:usted |ud )?(?:si fuera yo|en mi lugar|qu[eé] har[ií]a usted))\b",
    re.I,
)
_OR = re.compile(r"\w\W{1,3}(?:or|o|vs|versus)\W{1,3}\w", re.I)


def roads(heard: Heard, context: Context) -> Move | None:
    """ "We are behind, what do we do first?", "what are my choices": the roads from there, where no subject is clearer than that; after them how
    they compare."""
    stage = context.case.heard(heard.facts, 0)["stage"]
    listed = LISTED.search(heard.text)
    if context.asked or not (stage or listed) or heard.top in intents.COMMANDS - {"help"}:
        return None
    if listed and (
        heard.sure < limits.INTERRUPTS or heard.top in {"help", *(each.partition("/")[0] for each in LAID_OUT)}
    ):
        steps = LAID_OUT if stage in {None, "behind", "sued", "sale_set"} else (ROADS, LEFT_TO_OWE)
        named = next(
            (name for name, _ in heard.subjects.likeliest[:1] if name in steps and name != context.question), None
        )
        after = steps[steps.index(context.question) + 1 :] if context.question in steps else steps
        return answering(named or next(iter(after), steps[-1]))
    if heard.top in intents.COMMANDS:
        return None
    which = _IN_MY_PLACE.search(heard.text) and _OR.search(heard.text) and stage in {"behind", "sued", "sale_set"}
    if which and {name for name, _ in heard.subjects.ranking[:2]} & {*ROAD, ROADS.partition("/")[0]}:
        return Move("either", heard.sure, (ROADS, LAID_OUT[-1]))
    if context.last == ROADS or heard.sure >= limits.CLEAR:
        return None
    asks = WHAT_TO_DO.search(heard.text) or (stage in {"behind", "sued"} and _STOPPED.search(heard.text))
    return answering(ROADS) if asks else None


ROAD = frozenset(
    "avoid_options loan_modification redemption_reinstatement bankruptcy short_sale deed_in_lieu consent_foreclosure still_owe_after_foreclosure "
    "settle_for_less exemptions already_have_judgment defend_foreclosure how_long surplus".split()
)
"""Topics that a road leads to."""
_LET_GO = re.compile(
    r"\blet(?:ting)? (?:it|them|him|the (?:bank|lender|house|home|place))\b[^.?!]{0,20}\b(?:go|sold|sell|sale|have|take)\b|\b(?:dej\w{1,5}|que)\b[^.?!]{0,16}\b(?:ir|venda\w?|vender|quede|lleve)\b",
    re.I,
)
_NOT_A_ROAD = frozenset(
    "thanks acknowledge cancel restart repeat back yes no unsure lost unhelpful complaint more asks".split()
)


def takes_road(heard: Heard, context: Context) -> Move | None:
    """ "Catch up", "let it go", after the roads were laid out: that one."""
    if context.asked or context.last != ROADS or heard.acts & _NOT_A_ROAD or heard.words > _MOST_OF_A_ROAD:
        return None
    if any(fact.case_name == "stage" for fact in heard.facts):
        return answering(ROADS)  # "sued": the roads from there
    offered = [each.payload.removeprefix("/") for each in context.offered if each.payload.startswith("/")]
    if offered[2:] and _LET_GO.search(heard.text):
        return answering(offered[2])
    words = content_words(heard.text)
    named = [name for name in offered if name in questions() and words & content_words(_asked(name))]
    found = [name for name, _ in heard.subjects.likeliest if name.partition("/")[0] in ROAD]
    if found and heard.subjects.ranking[0][0] not in intents.DIALOGUE:
        return answering(found[0])
    return answering(named[0]) if len(named) == 1 else answering(found[0]) if found else None


_MOST_OF_A_ROAD = 6


def _asked(name: str) -> str:
    return " ".join(questions()[name].ask.values())


def sold_already(heard: Heard, context: Context) -> bool:
    """Whether the sale is over and no day to come was told: "it got auctioned this spring" is in no hurry."""
    sold = any(fact.name == "stage" and fact.value in {"sold", "confirmed"} for fact in heard.facts)
    sold |= context.today is not None and any(
        fact.name == "date" and fact.role == "sale" and date.fromisoformat(fact.value[1]) < context.today
        for fact in heard.facts
    )
    days = [fact.value[1] for fact in heard.facts if fact.name == "date" and fact.role in COMING]
    coming = any(context.today is None or date.fromisoformat(day) >= context.today for day in days)
    return (
        (sold or context.case["stage"] in {"sold", "confirmed"})
        and not coming
        and not _DANGER_AFTER.search(without_seller(heard.text))
    )


def far(heard: Heard, context: Context) -> bool:
    """Whether the days to come that it tells, and asks nothing of, leave time: "court is dec 19"."""
    days = [date.fromisoformat(fact.value[0]) for fact in heard.facts if fact.name == "date" and fact.role in COMING]
    if not days or context.today is None or "asks" in heard.acts:
        return False
    return min(days) - context.today > NEAR


def in_no_danger(heard: Heard) -> bool:
    """Whether another subject is named and no sale, court or sheriff: "my account is frozen and the rent is due tuesday"."""
    told = any(fact.name == "date" and fact.role in COMING for fact in heard.facts)
    other = next((name for name, _ in heard.subjects.ranking if name not in intents.DIALOGUE), "")
    return not told and not DANGER.search(heard.text) and other in _HURRIES


_HURRIES = frozenset({"bank_account_freeze", "wage_garnishment", "debt_collectors", "exemptions"})
"""Subjects with an urgency of their own. What helps there does not stop a sale."""


def served(heard: Heard, context: Context) -> Move | None:
    """ "They served him on Nov 20", told and nothing asked: by when an answer is due is counted, once."""
    new = any(fact.case_name == "served_date" and context.case["served_date"] != fact.value for fact in heard.facts)
    if context.asked or not new or context.today is None or "asks" in heard.acts:
        return None
    case = context.case.heard(heard.facts, 0)
    return Move("deadlines") if case["stage"] in {None, "behind", "sued"} and opens(case, context.today) else None
