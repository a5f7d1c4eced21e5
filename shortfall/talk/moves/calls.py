"""Moves of the call: it is wanted, refused, agreed to, spoken of, and what is asked beside it. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from shortfall.reading.agreed import asked_of_notes, read_yes
from shortfall.reading.booked import asked_time, read_booked, wants_second
from shortfall.reading.calls import (
    CALL_ME,
    CALL_RELATIVE,
    CALL_SOMEONE,
    OWN_NUMBER,
    SPEAKS_OF_CALL,
    TIME_SAID,
    WANTS_CALL,
    asks_if_recorded,
    asks_when_called,
    asks_whom,
    kept_for_call,
    refuses_call,
    to_be_noted,
    wants_call,
    withholds_name,
)
from shortfall.reading.corrected import DISOWNED, corrects
from shortfall.reading.dates import COMING
from shortfall.reading.denials import stems
from shortfall.reading.names import read_name
from shortfall.reading.reference import find_reference, is_reference, names_reference
from shortfall.reading.sentences import CLAUSE, FIRST, SENTENCE, VERB_NOT
from shortfall.reading.states import find_places
from shortfall.reading.tongues import wanted_tongue
from shortfall.reading.when import without_other_days
from shortfall.reading.withdrawn import withdraws
from shortfall.talk import intents, limits
from shortfall.talk.acts import read_acts
from shortfall.talk.compose import elsewhere as elsewhere_of
from shortfall.talk.heard import Context, Heard, Move, answering, probability
from shortfall.talk.moves.days import ROADS, far

# "I would rather not have the call": of the request that is open.
NO_CALL = re.compile(
    rf"\b(?:not|{VERB_NOT}|no longer|never) (?:really |actually |even )?(?:need|want|be needing|have)(?: \w{{1,8}}){{0,2}}? (?:a |the |that |any |your )?(?:call|callback|phone call)\b(?! (?:before|after(?! all)|on|at|me|in|until|from))"
    rf"|\b(?:not|never|{VERB_NOT}) (?:\w{{1,8}} ){{0,2}}?(?:ask(?:ed|ing)?|talk(?:ed|ing)?|sa(?:y|id)|mention(?:ed)?) (?:about|for|of|anything about)? ?(?:a |the |any |your )?(?:call|callback|phone call)\b"
    r"|\bno (?:le |les |estaba |estoy )?(?:pregunt\w{1,5}|ped\w{1,4}|habl\w{1,5})\b (?:de |por |sobre )?(?:una |la |ninguna )?llamada\b"
    r"|\b(?:no|skip|forget|drop|never mind) (?:the |that |a |any )?(?:call|callback)\b(?! (?:before|after(?! all)|on|at|me|in|until))"
    r"|\bno (?:necesito|quiero) (?:la |ninguna |una |esa |que me )?llam\w{2,5}\b",
    re.I,
)
# "Stop with the figures", "not what I'd owe, I want to keep it": of the estimate that is being made.
_NO_FIGURES = re.compile(
    r"\b(?:stop|quit|enough|forget|drop|no more|done)\b[^.?!;]{0,20}\b(?:figures?|numbers?|calculat\w{1,6}|estimate|math|asking|how much)\b"
    r"|\bnot what (?:i|we)(?:'?d| would)? owe\b|\b(?:want|wanna|trying|plan|hope) (?:to )?(?:keep|save|stay in) (?:it|the|my|our)\b"
    r"|\b(?:deje|basta|ya no|olvide)\b[^.?!;]{0,20}\b(?:n[uú]meros|c[aá]lculo|cifras)\b|\bquiero (?:quedarme con|salvar) (?:la|mi)\b",
    re.I,
)
# "Forget my pay. Can they take my car": of what may be taken from pay.
_NO_PAY = re.compile(
    r"\b(?:forget|drop|skip|leave|never ?mind|enough (?:of|about|with)|stop (?:with|asking))\b(?: (?:about|asking|out|all|with|of|that|the|my|our|stuff|thing|question|on)){0,4} (?:pay|paychecks?|checks?|wages?|salary|job|income)\b(?! (?:that|was|is)\b)"
    r"|\b(?:olv[ií]d\w{2,6}|d[eé]j\w{1,4}|ya no|basta)\b(?: (?:de|con|lo|el|la|mi|del|tema|eso|hablemos|pregunt\w{1,3})){0,5} (?:sueldo|salario|cheques?|pago|ingresos?|trabajo)\b",
    re.I,
)
# Free help. This is not the firm's callback.
_FREE = re.compile(
    r"\b(?:free|no (?:cost|charge|fee)|(?:not|n'?t) (?:charge|cost)|without (?:paying|charge|cost)|pro bono|legal aid|housing counsel\w{2,4}|gratis|sin (?:costo|cobrar|pagar)|no cobr\w{1,3}|ayuda legal)\b",
    re.I,
)
_SOMEBODY = re.compile(r"\b(?:some ?(?:one|body)|any ?(?:one|body)|a person|people|place|who|alguien)\b", re.I)
# Requests about a booked call: add a note, read the note, ask for its status.
_OF_THE_CALL = re.compile(
    r"\b(?:add|note|mention|include|put|tell|pass|give|agreg\w{1,6}|anot\w{1,6}|d[ií]g\w{1,5})\b(?: [^\s?]{1,30}){0,9} "
    r"(?:(?:the|my|that|this) (?:call|note|request|callback)|(?:the|whoever) (?:\w{1,12} )?(?:calls|caller)|on (?:the|my) (?:call|note|request)|la llamada|mi (?:llamada|solicitud))\b|"
    r"\b(?:tell (?:them|him|her|the (?:lawyer|attorney|person|caller)) (?:that|its|it'?s|it is|i|my|im|i'?m|to|about)|d[ií]g[aá](?:n)?les? que)\b|"
    r"\b(?:put|write|wrote|wrote down|noted?|have|got|show me)\b(?: [^\s?]{1,30}){0,7} (?:(?:for|on|about) (?:the|my|that|it)|down)\b|"
    r"\b(?:the|my) note\b|"
    r"\b(?:add|mention|include|write down|put (?:in|down)|agreg\w{1,5}|anot\w{1,4}|a[nñ]ad\w{1,4}) (?:also |tambi[eé]n )?(?:that|que)\b|"
    r"\b(?:will|when (?:will|do|are)|are) (?:they|you|someone|somebody|he|she) (?:going to |gonna )?(?:call|calling|phone|ring)\b|"
    r"\b(?:cu[aá]ndo|a qu[eé] hora|qui[eé]n) (?:me |nos )?(?:van? a )?(?:llam|marc|habl)\w{1,5}\b",
    re.I,
)

# "My appointment", "nobody called back": a call that was booked, in this talk or another.
_BOOKED = re.compile(
    r"\b(?:my|our|mi|nuestra) (?:\w{1,12} )?(?:(?:phone )?call ?(?:back)?|appointment|request|llamada|cita|solicitud)\b(?! (?:my|me|a)\b)"
    r"|\b(?:booked|scheduled|requested|arranged|signed up for|asked for|set up|agend\w{1,4}|ped[ií]|hice)\b[^.?!;]{0,16}\b(?:call ?(?:back)?|appointment|llamada|cita)\b"
    r"|\b(?:cancel|move|change|reschedule|postpone|confirm|cambi\w{1,4}|mover|cancel\w{1,4}|confirm\w{1,4})\b[^.?!;]{0,12}\b(?:call ?(?:back)?|appointment|llamada|cita)\b"
    r"|\b(?:nobody|no ?one|never|haven'?t|hasn'?t|didn'?t|did not|supposed to|said (?:you|they|someone) would|waiting for)\b[^.?!;]{0,24}\bcall(?:ed|back| back)?\b(?! (?:them|him|her|it|the (?:bank|lender|court|lawyer)))"
    r"|\b(?:nadie|no) (?:me |nos )(?:ha[n]? )?(?:llam|marc)\w{1,4}\b|\b(?:iban? a|quedaron (?:en|de)|esperando) [^.?!;]{0,12}\bllama\w{1,4}\b",
    re.I,
)
_PUT_DOWN = re.compile(
    r"\b(?:put|sign|write) (?:me|us) (?:down|up|in)\b|\b(?:an[oó]t|ap[uú]nt|p[oó]ng)\w{1,2}(?:me|nos)\b", re.I
)


FREE_HELP = "free_help"
ON_THE_CALL = "about_firm/what_happens_on_the_call"


def booked(heard: Heard, context: Context) -> Move | None:
    """What is said of a call that is booked goes to its record, whatever was asked: it is no name, no time and no wish for a new one."""
    if context.asked == "callback_new_note" or (context.asked == "callback_proof" and not _aside(heard)):
        return None if "cancel" in heard.acts else Move("inform")
    said = read_booked(heard.text)
    if context.asked == "callback_second" and said is None:
        if wants_second(heard.text):
            return Move(intents.CALLBACK)
        return Move("inform") if "no" in heard.acts or TIME_SAID.search(heard.text) else None
    if said is None or (heard.level != "none" and heard.top in {"crisis", "urgent"}):
        return None
    filling = context.form == "callback_form" or context.asked in intents.CALL
    here = filling or (context.last or "").partition("/")[0] in _BY_CALL
    if said.kind == "ready":
        of_call = said.named or here or (context.booked and not (context.last or "").startswith("debt_collectors"))
        return answering(ON_THE_CALL) if of_call and (context.booked or here) else None
    if said.kind == "kept" and context.asked not in intents.CHANGES:
        return None
    if said.kind == "known" and not (context.booked and (here or not said.theirs)):
        return None
    if said.kind == "has" and context.booked and not filling:
        return None  # "change my call": learned, and done as its words say
    if said.kind == "asked" and filling and not (context.booked or said.named):
        return None  # of the request that is being filled in
    if said.kind == "one_only" and not (context.booked and here):
        speaks = filling or context.booked or _BOOKED.search(heard.text) or find_reference(heard.text)
        return Move("callback_change") if said.named and speaks else None
    return Move("callback_change") if said.named or here or context.booked else None


def moved(heard: Heard, context: Context) -> Move | None:
    """Another time is asked for, of the call that was booked in this talk, whatever else is told: "can we do thursday instead?"."""
    if not context.booked or (context.last or "").partition("/")[0] == intents.CALLED_OFF:
        return None
    if context.form or context.asked in intents.CALL | intents.CHANGES or heard.has("phone"):
        return None
    return Move("callback_change") if asked_time(heard.text) and not wants_second(heard.text) else None


def _aside(heard: Heard) -> bool:
    """Whether a message is clearly about something else than what was asked for."""
    clear = heard.sure >= limits.INTERRUPTS and heard.top not in intents.DIALOGUE | {intents.OUT}
    return clear and not (find_reference(heard.text) or heard.has("phone"))


def says_booked(heard: Heard) -> bool:
    """Whether the person speaks of a call that they booked before: in so many words, or clearly and of nothing else."""
    if _BOOKED.search(heard.text) or find_reference(heard.text):
        return True
    of_the_home = any(fact.name in {"stage", "ended", "money", "state"} or fact.role in COMING for fact in heard.facts)
    clear = heard.top == "callback_change" and heard.sure >= limits.INTERRUPTS and not _PUT_DOWN.search(heard.text)
    return clear and not of_the_home


def without_whom(heard: Heard) -> Heard:
    """A message that asks whom to call: it asks for help, and for no call of ours."""
    if not asks_whom(heard.text):
        return heard
    ranking = [(FREE_HELP if name == intents.CALLBACK else name, sure) for name, sure in heard.subjects.ranking]
    pair = [FREE_HELP if name == intents.CALLBACK else name for name in heard.subjects.pair]
    return replace(heard, subjects=replace(heard.subjects, ranking=ranking, pair=pair))


def with_no_call_booked(heard: Heard) -> Heard:
    """A message where no call is booked: what resembles a change of one asks for a first one, or is something else."""
    changes = probability(heard, "callback_change")
    if not changes:
        return heard
    left = {name: sure for name, sure in heard.subjects.ranking if name != "callback_change"}
    if SPEAKS_OF_CALL.search(heard.text):
        left[intents.CALLBACK] = left.get(intents.CALLBACK, 0.0) + changes
    else:
        left = {name: sure / max(1 - changes, 0.01) for name, sure in left.items()}
    ranking = sorted(left.items(), key=lambda each: -each[1])
    return replace(heard, subjects=replace(heard.subjects, ranking=ranking)) if ranking else heard


def wants_free_help(heard: Heard) -> bool:
    """Whether the person asks for free help, not for a call from the firm."""
    somebody = heard.top == intents.CALLBACK or _SOMEBODY.search(heard.text)
    return bool(somebody and _FREE.search(heard.text)) and not (heard.has("phone") or CALL_ME.search(heard.text))


PAPERS = "legal_advice_boundary/review_papers"
"""Whether a paper is read, and what can be said of it by its title."""
_READS_IT = re.compile(
    r"\b(?:some ?(?:one|body)|any ?(?:one|body)|a (?:person|lawyer|human)|you|u|alguien)(?: \w{2,8})? (?:to |can |could |who can |que (?:me )?)?(?:please )?(?:explain|read|look (?:at|over)|go over|translate|review|expli\w{2,4}|lea|revise)\b[^.?!]{0,40}"
    r"\b(?:papers?|letters?|documents?|orders?|notices?|paperwork|forms?|contract|it says|papel(?:es)?|cartas?|documentos?|aviso|orden)\b",
    re.I,
)


def explained(heard: Heard, context: Context) -> Move | None:
    """ "I need someone to explain what the paper says": which paper it is, not at once a call."""
    wanted = _READS_IT.search(heard.text) and not WANTS_CALL.search(heard.text)
    return (
        answering(PAPERS)
        if wanted and not context.asked and heard.words <= 2 * limits.SHORT_ANSWER and heard.sure < limits.CLEAR
        else None
    )


_LEFT_ALONE = re.compile(
    r"^\W*(?:please |pls |can you |how (?:do|can) i (?:get|make) (?:them|him|it|the \w+) (?:to )?)?(?:stop|quit) (?:calling|texting|harassing|contacting|bothering) (?:me|us|my \w+)\b"
    r"|^\W*(?:ya )?(?:no me llamen|dejen de llamarme|no me molesten|dejen de molestarme)",
    re.I,
)


def harassed(heard: Heard, context: Context) -> Move | None:
    """ "Stop calling me", in the chat: nobody here calls them, the lender or a collector does. By text it was read before."""
    if heard.words > limits.SHORT_ANSWER or not _LEFT_ALONE.search(heard.text):
        return None
    return answering("debt_collectors/stop_calling_me")


def refused(heard: Heard, context: Context) -> Move | None:
    """No call is wanted, or a name is kept back beside a question: what is asked is answered, and nothing stays open."""
    filling = context.asked in intents.CALL
    near = filling or (context.last or "").partition("/")[0] in _BY_CALL or heard.top in _BY_CALL
    if context.booked or not near or (not filling and says_booked(heard)):
        return None  # "cancel my callback": one may stand from another talk
    nameless = context.asked in intents.NAMES and "asks" in heard.acts and withholds_name(heard.text)
    if nameless or refuses_call(heard.text) or (filling and NO_CALL.search(heard.text)):
        return _dropped(heard, context)
    return None


def declines(heard: Heard, context: Context) -> Move | None:
    """The person drops the figures in progress. A question beside that is answered."""
    form, _, _ = (context.asked or "").partition("_")
    figures = {"estimate": (_NO_FIGURES,), "wages": (_NO_FIGURES, _NO_PAY)}.get(form, ())
    if wants_call(heard.text) and not context.booked:
        return None  # "no more figures. better that somebody calls me": `besides` makes it
    return _dropped(heard, context) if any(pattern.search(heard.text) for pattern in figures) else None


def _dropped(heard: Heard, context: Context) -> Move:
    asked = heard.asked
    if not asked and heard.sure >= limits.ANSWER and heard.top not in intents.DIALOGUE | {intents.OUT}:
        asked = heard.top
    if not asked and context.case.heard(heard.facts, 0)["stage"]:
        asked = ROADS  # "I was not asking about a call. my house is in foreclosure"
    return (
        Move("two_topics", heard.sure, (asked, intents.CANCEL))
        if asked and ("asks" in heard.acts or heard.words > limits.SHORT_ANSWER / 2)
        else Move(intents.CANCEL)
    )


def kept(heard: Heard, context: Context) -> Move | None:
    """ "Put that down as a question for whoever calls me", with no call open: it is kept, and said so."""
    free = not (context.asked in intents.CALL or context.booked)
    return Move("inform") if free and kept_for_call(heard.text) and not wants_call(heard.text) else None


def besides(heard: Heard, context: Context) -> Move | None:
    """A call is asked for beside something else: "what do I owe? and can someone call me thursday". Both are done.

    In a form of figures the call comes first: what was told for the form stays in the case.
    """
    theirs = CALL_RELATIVE.search(heard.text) and not (context.last or "").startswith("debt_collectors")
    if context.booked or context.asked in intents.CALL or not (theirs or WANTS_CALL.search(heard.text)):
        return None
    # Say first what helps before a sale. After that, they want a person.
    hurry = heard.top == "urgent" and not any(f"{kind}_date" in context.case for kind in COMING)
    if (heard.top == "crisis" or hurry) and heard.sure >= limits.ANSWER:
        return None
    return Move(intents.CALLBACK, heard.sure)  # with what else is asked (`decide`)


# What the call or the firm costs, and not what the lender adds or the court asks.
_COST = re.compile(
    r"\bcosts? (?:money|me|us|anything|something)\b|\b(?:it|this|that|the call|a call|calling|talking|lawyer|attorney|consultation) (?:\w{1,6} )?costs?\b|\b(?:you|u|ya|guys|firm) charge\b"
    r"|\bis (?:it|this|that|the (?:\w{1,12} )?(?:call|talk|consultation)) (?:\w{1,6} )?free\b|\bfree (?:call|consult\w{0,6}|talk|of charge)\b|\b(?:pay|owe) (?:you|u|anything|for (?:it|this|that|the (?:call|talk|lawyer)))\b"
    r"|\bhow much (?:is it|do you|does it|would it)\b|\bcu[eé]sta\w{0,2}\b|\bcobran?\b|\bgratis\b",
    re.I,
)
_OF_THE_FIRM = re.compile(
    r"\b(?:you|u|ya|y'?all|firm|office|ustedes|usted|trabajan|atienden)\b[^.?!;,]{0,24}?\b(?:do|handle|take|serve|cover|work|help|practice|licensed|trabajan?|atienden?|ayudan?|toman)\b"
    r"|\b(?:trabajan|atienden|ayudan) en\b",
    re.I,
)
FIRST_TALK, STATES_SERVED = "fees/first_talk", "about_firm/which_states"
_JOINED = re.compile(r"\s{0,3}(?:and|or|also|plus|y|o|tambi[eé]n)\s", re.I)
_WHO_SPEAKS = re.compile(r"\b(?:speaks?|hablan?)\b|\?", re.I)
OURS = frozenset({None, "english", "spanish"})
"""Languages that need no answer where one is only wished for: they are noted."""


def asked_besides(heard: Heard, text: str, *, away: bool = False) -> tuple[str, ...]:
    """What is asked beside a wish for a call, or beside the yes to one: at most two questions, those of the call itself first.

    Args:
        away: they are in another state, and hear where the firm works before they are called.
    """
    if CALL_RELATIVE.search(text):  # "¿pueden llamar a mi mamá?" is itself no question
        text = CALL_RELATIVE.sub(" ", text)
        if "asks" not in read_acts(text.strip(" ?¿.,!")):
            return ()
    clauses = [_JOINED.sub("", each, count=1) if _JOINED.match(each) else each for each in CLAUSE.findall(text)]
    asked = [each for each in clauses if "asks" in read_acts(each)]
    found = [FIRST_TALK] if any(map(_COST.search, asked)) else []
    spoken = (each for each in asked if _WHO_SPEAKS.search(each))  # "que me hablen en español" asks nothing
    if any(map(wanted_tongue, spoken)) or any(wanted_tongue(each) not in OURS for each in clauses):
        found.append(LANGUAGES)
    if any(_OF_THE_FIRM.search(each) and find_places(each) for each in asked):
        found.append(STATES_SERVED)
    topics = {name.partition("/")[0] for name in found}
    others = [name for name in heard.subjects.pair if name not in intents.DIALOGUE | {intents.OUT}]
    if not (found or others) and heard.top not in intents.DIALOGUE and "?" in text:
        others = [heard.top]
    found += [name for name in others if name.partition("/")[0] not in topics]
    where = {STATES_SERVED, "about_firm", "state_law"} if away else set()
    return tuple(name for name in found if not {name, name.partition("/")[0]} & where)[:2]


def agrees(heard: Heard, context: Context) -> Move | None:
    """A yes to being called with more beside it: the yes stands, what is told is in the case, and what is asked is answered."""
    yes = read_yes(heard.text) if context.asked == "callback_confirmed" else None
    if yes is None or yes.conditional or not yes.rest:
        return None
    return Move("affirm", topics=asked_besides(heard, yes.rest))


def of_the_request(heard: Heard, context: Context) -> Move | None:
    """What is said or asked of the request that is open: the form reads it. Words that are not to be passed on, and what is to be; when
    the call comes; and a day in court or of a sale that is told with nothing asked, so that it is noted."""
    if context.asked not in intents.CALL:
        return None
    if withdraws(heard.text):
        return Move("inform")
    if read_yes(heard.text) and context.asked == "callback_confirmed":
        return None
    told = heard.text if "asks" in heard.acts else ""
    days = [fact for fact in heard.facts if fact.name == "date" and fact.role in COMING]
    if told and heard.words <= limits.SHORT_ANSWER / 2 and asks_if_recorded(told):
        return Move("inform")
    return (
        Move("inform")
        if asks_when_called(told)
        or to_be_noted(heard.text)
        or _of_notes(heard, context)
        or _corrects(heard)
        or (days and not told and _fits(heard, context))
        else None
    )


def _corrects(heard: Heard) -> bool:
    """Whether sums or days are taken back, and nothing is asked."""
    return (
        "?" not in heard.text
        and DISOWNED.search(heard.text) is not None
        and any(map(corrects, SENTENCE.findall(heard.text)))
    )


def _of_notes(heard: Heard, context: Context) -> bool:
    """Whether it is asked if something was put down; where that may be meant otherwise, of what they told themselves."""
    asked = asked_of_notes(heard.text)
    told = frozenset(stems(" ".join(context.earlier)))
    if any(name.endswith("_date") for name in context.case):
        told |= {*stems("date day fecha")}
    return asked is not None and (asked.sure or bool(told & {*stems(asked.thing)}))


def _fits(heard: Heard, context: Context) -> bool:
    """Whether a part of the request is given beside a day, or the day leaves time."""
    first, *more = FIRST.split(heard.text.strip(), maxsplit=1)
    named = context.asked in intents.NAMES and (read_name(first) if more else heard.has("name"))
    return bool(named or heard.has("phone") or TIME_SAID.search(without_other_days(heard.text)) or far(heard, context))


VISIT = "about_firm/e_mail_or_visit"
LANGUAGES = "about_firm/languages"
_VISITS = re.compile(
    r"\b(?:in person|face to face|(?:come|walk|go|stop|drop) (?:in|by|over)\b|visit|meet (?:with )?(?:you|someone|somebody)|(?:to|at) your office|en persona|cara a cara|(?:a|en) su oficina|(?:pasar|ir) (?:a|por) (?:la|su) oficina)\b",
    re.I,
)
_TONGUE = re.compile(r"\b(?:speaks?|speaking|languages?|interpreter|hab(?:la|le)n?|idiomas?|int[eé]rprete)\b", re.I)


# "Is that 312 number any good for me here?", "¿el número me sirve o es nomás para Illinois?"
_SERVES = re.compile(
    r"\b(?:312|(?:this|that|your|ur|the|ese|este|el|su) (?:\d{3} )?(?:number|phone|firm|office|n[uú]mero|bufete|oficina)|(?:you|u) guys|y'?all|ustedes)\b[^.?!]{0,40}"
    r"\b(?:good|works?|serves?|covers?|helps?|handles?|only|just|for|sirven?|ayudan?|atienden?|trabajan?|solo|s[oó]lo|nom[aá]s)\b",
    re.I,
)
_FOR_THEM = re.compile(r"\b(?:here|there|(?:for|to|with) (?:me|us)|me sirven?|a m[ií]|aqu[ií]|ac[aá])\b", re.I)


def serves(heard: Heard, context: Context) -> Move | None:
    """Whether the firm is for somebody in another state: where it works, and who helps there."""
    away = elsewhere_of(context.case.heard(heard.facts, 0).place)
    short = heard.words <= 2 * limits.SHORT_ANSWER and "asks" in heard.acts and not context.asked
    if not (away and short and _SERVES.search(heard.text)) or wants_call(heard.text):
        return None
    return answering(STATES_SERVED) if _FOR_THEM.search(heard.text) or find_places(heard.text) else None


def visits(heard: Heard, context: Context) -> Move | None:
    """ "Is there a lawyer who speaks Polish, I would rather come in": how to come and which languages, and no call."""
    if context.asked or heard.top not in {intents.CALLBACK, "about_firm"} or not _VISITS.search(heard.text):
        return None
    if wants_call(heard.text) or heard.has("phone"):
        return None
    if _TONGUE.search(heard.text):
        return Move("two_topics", heard.sure, (LANGUAGES, VISIT))
    return answering(VISIT) if heard.top == intents.CALLBACK else None


_BY_CALL = frozenset({intents.CALLBACK, "callback_change", intents.CALLED_OFF})
_BOOKS = re.compile(
    r"\b(?:(?:re)?book|(?:re)?schedule|set|put|keep|make|move|do) (?:it|that|one|me|us|the call|this)\b|\b(?:instead|call|agend\w{1,5}|p[oó]ng\w{1,5}|d[eé]j\w{1,5})\b",
    re.I,
)
_BARE_COST = re.compile(r"\b(?:cost|free|charge|fee|pay|cuesta|cobran?|gratis|pagar)\b", re.I)
CALL_IS_FREE = "fees/chat_free"


def retimed(heard: Heard, context: Context) -> Move | None:
    """A time, right after a call was booked, moved, called off or left: it is one for that call. "After 1", "book it again for tuesday"."""
    last = (context.last or "").partition("/")[0]
    if context.asked or last not in _BY_CALL or heard.words > limits.SHORT_ANSWER or heard.top in {"crisis", "urgent"}:
        return None
    if not TIME_SAID.search(without_other_days(heard.text)) or {"money", "stage"} & {fact.name for fact in heard.facts}:
        return None
    clear = heard.sure >= limits.CLEAR and heard.top not in intents.DIALOGUE and not _BOOKS.search(heard.text)
    if find_reference(heard.text) or clear:
        return None
    return Move("callback_change" if context.booked and last != intents.CALLED_OFF else intents.CALLBACK)


def priced(heard: Heard, context: Context) -> Move | None:
    """ "Does it cost", while a call is asked for: that call."""
    short = heard.words <= limits.SHORT_ANSWER / 2 and "asks" in heard.acts and context.asked in intents.CALL
    return answering(CALL_IS_FREE) if short and _BARE_COST.search(heard.text) else None


def call(heard: Heard, context: Context) -> Move | None:
    """A phone number to call means a callback is wanted. A reference, or words about a booked call, mean that call."""
    if context.asked or heard.top in {"crisis", "urgent", "callback_change"}:
        return None
    if heard.has("name") and OWN_NUMBER.search(heard.text) and not context.booked:
        return Move("callback")  # who gives a name and a number to call
    if heard.has("phone") and (CALL_ME.search(heard.text) or CALL_SOMEONE.search(heard.text)):
        return Move("callback")
    if context.booked and _OF_THE_CALL.search(heard.text):
        return Move("callback_change")
    # With the number it was made for a reference is proof, whatever words stand around the two.
    proof = heard.has("phone") and names_reference(heard.text)
    return Move("callback_change") if proof or is_reference(heard.text) else None
