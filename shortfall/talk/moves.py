"""Decide what a message means in its conversation: a table of moves, of which the first that fits is made. Pure.

A move names the Rasa intent that the rules and forms use. The order of priority: a life in danger, commands, answers to what was
just offered or asked, several things at once, the subject asked about, facts without a question, and last the desk's own question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from shortfall.content.questions import OVERVIEW, questions
from shortfall.reading import distress
from shortfall.reading.agreed import read_yes
from shortfall.reading.dates import COMING
from shortfall.reading.facts import PAST_THE_SALE, Fact, to_interval
from shortfall.reading.figures import BELOW
from shortfall.reading.names import denies_name, insisted_name, read_name
from shortfall.reading.reference import find_reference, is_reference
from shortfall.reading.states import find_places
from shortfall.reading.tongues import wanted_tongue
from shortfall.reading.when import not_then
from shortfall.talk.acts import LONG, OF_A_CLAUSE, read_acts
from shortfall.talk.applied import BOUGHT, CHECKED, implied_price
from shortfall.talk.case import Case
from shortfall.talk.compose import TOLD_ELSEWHERE, is_told_elsewhere
from shortfall.talk.compose import elsewhere as elsewhere_of
from shortfall.talk.due import asks_when, opens
from shortfall.talk.offers import Offer, numbered, taken

ANSWER = 0.35
"""Smallest probability at which one subject is answered without asking back. bench/thresholds.py chose these numbers."""
SECOND = 0.05
"""Smallest probability at which the runner-up is answered too, if the first is not clear."""
RIVAL = 0.25
"""The runner-up must also have at least this share of the first's probability."""
CLEAR = 0.62
"""Smallest probability at which the first is answered alone."""
JOB = 0.40
"""Smallest probability at which a form is opened, or a message refused, without asking back."""
LIKE_NOTHING = 0.45
"""Below this cosine to the nearest example, the message is about nothing we know."""
OBEYED = 0.50
"""Smallest probability at which a short answer counts as a command or a yes."""
INTERRUPTS = 0.80
"""Smallest probability at which a short answer counts as another subject."""
REFUSED = -0.05
"""A message is refused if the best subject leads "none of ours" by less than this."""
OUT_OF_TALK = 0.75
"""Smallest probability at which a message in mid-conversation is out of scope."""
BETWEEN = 0.80
"""Margin below which, where "none of ours" comes second or third, both are said."""
SURE = 0.95
"""Smallest probability at which words that only report progress count as a question about a subject."""
STORY = 7
"""Longest message, in words, that only tells something, unless its subject is clear."""
QUESTION = 0.32
"""Smallest probability at which one question of a topic is answered. Below it, the topic's overview is."""

EITHER = 0.60
"""Probability of the likeliest question below which the one after it is answered as well, each in a sentence or two."""
RIVALS = 0.30
"""It must have at least this share of the first's probability."""

OF_ITS_OWN = 0.50
"""Share from which a question stands beside the state it is asked of."""

BESIDE = 0.12
"""Smallest probability of a question beside the state: less is what is left over."""

SALE_ALONE = 4
"""Longest message, in words, that tells of the sale and of nothing else."""
FEW = 3
"""A message with fewer words that is not clear is asked about, instead of getting two answers."""

OUT = "out_of_scope"
"""The topic of questions that are out of scope."""

SHORT_ANSWER = 12
"""Longest message, in words, that can be a plain answer."""

# Intents that are not subjects: never one of two topics, never in "did you mean".
DIALOGUE = frozenset(
    "affirm back bot_challenge cancel correct deny goodbye greet help inform nlu_fallback no_text other_language out_of_scope "
    "restart skip spanish english thanks too_long two_topics crisis danger violence distress urgent callback callback_change calculate calculate_wages calculate_interest "
    "calculate_plan refine unsure not_yet why repeat complaint unhelpful acknowledge my_case by_text by_mail how_figured deadlines".split()
)
SETTLES = DIALOGUE - {"nlu_fallback", "inform"}
"""Intents of messages that the next one does not lean on. What was only told, or not understood, it does: "can they take that?"."""
# Answered with a form or a refusal. A wrong one of these is worse than a wrong answer.
JOBS = frozenset(
    "calculate calculate_wages calculate_interest calculate_plan refine callback_change out_of_scope".split()
)
# What a person may mean who gives both figures of an estimate without asking for one.
ABOUT_THE_FIGURE = frozenset(
    "calculate calculate_interest refine define_deficiency still_owe_after_foreclosure inform correct out_of_scope surplus how_lender_gets_judgment".split()
)
PARTS = frozenset("debt sale_price market_value second_loan payment fees costs taxes".split())
"""The sums an estimate is made of."""
# What a person may mean who asks about another state than Illinois.
ABOUT_THE_LAW = frozenset(
    "state_law still_owe_after_foreclosure will_lender_pursue define_deficiency define_deficiency_judgment how_lender_gets_judgment inform".split()
)
LOST = frozenset({"sale_set", "sold", "confirmed"})
"""Stages that only a home can reach. Judgments and garnished pay also come from other debts."""
STAGES_RESEMBLE = frozenset(
    "sale_process timeline avoid_options deed_in_lieu how_lender_gets_judgment short_sale redemption_reinstatement".split()
)
"""Subjects that look like messages which only report how far things have come."""
KEEPING = frozenset({"redemption_reinstatement", "loan_modification"})
"""Subjects of people who want to keep the home. They are not asking what is left after a sale."""
CALLBACK = "callback"
"""The job of having a person call."""
CANCEL = "cancel"
URGENT = "urgent"
ESTIMATE = "calculate"
"""The job of working out what may be left to pay."""
FREE_HELP = "free_help"
OWED = "will_i_owe"
"""The question to answer when somebody says how it ended."""
COMMANDS = frozenset("back cancel restart help callback_change crisis urgent".split())
"""Learned intents that are obeyed no matter what was asked before."""
ORDERS = frozenset("affirm back cancel correct deny goodbye restart skip thanks".split())
"""Intents that a question never means: "can I stop it?"."""

RESULTS = frozenset({"calculate", "calculate_wages", "calculate_interest", "calculate_plan"})
"""Results. "Ok" after one starts nothing."""
ANSWERS = frozenset("affirm deny inform correct skip cancel nlu_fallback unsure not_yet why acknowledge".split())
"""Intents that a form handles itself. For any other it pauses, lets that intent's rule run, and comes back."""

TURNS = frozenset(
    "desk fallback noted urgent crisis error complaint unhelpful repeat acknowledge thanks my_case by_text by_mail correct cancel back restart greet help "
    "goodbye bot_challenge callback callback_change spanish english".split()
)
"""Replies that had no subject. Naming another state after one repeats nothing."""

YES_OR_NO = frozenset({"callback_text", "callback_confirmed", "callback_cancel"})
NAMES = frozenset({"callback_name", "callback_new_name"})
TIMES = frozenset({"callback_window", "callback_new_window"})
PHONES = frozenset({"callback_phone", "callback_new_phone"})
A_PLACE = 5
"""Words of the longest message that names a place where one was asked for."""
CALL = frozenset({*NAMES, *TIMES, *PHONES, "callback_confirmed"})

# "And in Florida?", "what about texas", "ohio": names a place and asks nothing of its own.
_ONLY_A_PLACE = re.compile(
    r"\A\W*+(?:(?:and|so|ok|but|what|how|about|whats|is|it|that|the|same|different|for|if|i|we|im|live|lived|am|was|my|house|home|in|of|state|law|y|en|que|tal|vivo)\b\W*+){0,12}"
    r"[a-z.]+(?: [a-z]+)?(?: (?:then|now|though|too|instead|here|please))?\W*",
    re.I,
)
_DANGER = re.compile(
    r"\b(?:sale|sold|sell\w*|auction|sheriff|court|hearing|lock\w*|evict\w*|kick\w*|judge|trial|emergency|urgent|subast\w*|remat\w*|venta|vend\w*|corte|audiencia|desaloj\w*|juez|juicio|emergencia|urgente|sacan|sacar\w*)\b",
    re.I,
)
# What can still happen to a person after the sale.
_DANGER_AFTER = re.compile(
    r"\b(?:sheriff|lock\w*|evict\w*|kick\w*|hearing|court|judge|emergency|urgent|desaloj\w*|sacan|sacar\w*|audiencia|juez|corte|emergencia|urgente)\b",
    re.I,
)
_CALL_THEM = re.compile(
    r"\b(?:(?:call|phone|ring|ask for|(?:talk|speak) (?:to|with)) (?:her|him|them|my|our)|"
    r"(?:hable|hablen|pregunte|pregunten|ll[aá]me|ll[aá]men) (?:con|por|a) (?:[eé]l|ella|ellos|mi|nuestr[oa]))\b",
    re.I,
)
_WANTS = re.compile(
    r"\b(?:needs?|wants?|wanna|trying|looking|hoping|wondering|wish|help|how|stop|should|worried|afraid|scared|"
    r"necesit\w+|quier[oe]\w*|queremos|quisiera\w*|busc\w+|ayud\w+|c[oó]mo|parar|detener|deber[ií]a|preocupad[oa]s?|miedo|asustad[oa]s?)\b",
    re.I,
)
_CALL_ME = re.compile(
    r"\b(?:(?:call|phone|ring) (?:me|us)|(?:ll[aá]m|m[aá]rqu)en?(?:me|nos)|(?:me|nos) (?:pueden? |podr[ií]an? )?(?:llam|marc|marqu|hable)\w*)\b",
    re.I,
)
_CALL_SOMEONE = re.compile(
    r"\b(?:can|could|please|pls|have|want|need) (?:(?:someone|somebody|you|u|a \w{2,12}) )?(?:(?:from|at|in) (?:\w{1,12} ){1,2})?(?:please |to )?"
    r"(?:call|phone|ring) (?:\w{1,12} ){0,4}(?:at|on|mom|mother|dad|father|wife|husband|son|daughter|sister|brother|parents|her|him|them)\b",
    re.I,
)
# The person asks us to call, whatever else they ask.
_WANTS_CALL = re.compile(
    r"\b(?:can|could|may|will|would|please|pls|have|get|want|need|like|let|ask|wish)(?: for)? "
    r"(?:some ?(?:one|body)|a (?:person|lawyer|human|attorney|real \w{1,12})|an attorney|anyone|you|u|(?:the|your|ur) (?:firm|office|lawyers?|attorneys?|law center|people|team))"
    r"(?: \w{1,12}){0,4}? (?:to )?(?:please )?(?:call|phone|ring)(?: me| us| back)?\b(?! (?:them|him|her|the|my)\b)"
    r"|(?<!do )(?<!if )(?<!should )(?<!would )\b(?:i|we) (?:really |just |only )?(?:need|want) (?:to (?:talk|speak) (?:to|with) )?(?:a|an|some) ?(?:real |live |actual |human )?(?:person|human(?: being)?|body|one)\b(?! (?:to|who|that)(?: can| could| will)? (?:explain|tell|read|look|go over|understand|translate|answer))"
    r"|\b(?:set ?up|schedule|book|arrange|request|want|need|(?:would|'d|id) like) (?:a|the|that) (?:call ?back|(?:phone )?call)\b"
    r"|(?:^|[.,;!?]|\b(?:and|also|so|please|pls|just)) ?(?:please |pls |just )?call me (?:back |please )?(?:at|on|in|after|before|between|around|tomorrow|tmrw|today|tonight|this|next|(?:mon|tue|wed|thu|fri)\w{0,6}|asap|any ?time)\b"
    r"|(?:^|[.,;!?]|\b(?:and|also|so|ok|please|pls|just)) ?(?:please |pls |just )?call me(?: back| please| pls)?\W{0,2}(?:$|[.,;!?\n])"
    r"|\b(?:me pueden? (?:llamar|marcar)|que me (?:llamen?|marquen?|hablen?)|pueden llamarme|ll[aá]men?me|h[aá]blen?me|m[aá]rquen?me)\b"
    r"|\b(?:quiero|quisiera|necesito|puedo|prefiero|me gustar[ií]a) hablar con (?:una? )?(?:persona|alguien|humano|abogad[oa]|licenciad[oa])\b|\b(?:quiero|necesito|quisiera|p[ií]dame|agende|hacer) una llamada\b",
    re.I,
)
# "I would rather not have the call": of the request that is open.
_NO_CALL = re.compile(
    r"\b(?:not|\w{0,6}n'?t|no longer|never) (?:really |actually |even )?(?:need|want|be needing|have)(?: \w{1,8}){0,2}? (?:a |the |that |any |your )?(?:call|callback|phone call)\b(?! (?:before|after(?! all)|on|at|me|in|until|from))"
    r"|\b(?:not|never|\w{2,6}n'?t) (?:\w{1,8} ){0,2}?(?:ask(?:ed|ing)?|talk(?:ed|ing)?|sa(?:y|id)|mention(?:ed)?) (?:about|for|of|anything about)? ?(?:a |the |any |your )?(?:call|callback|phone call)\b"
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
    r"\b(?:will|when (?:will|do|are)|are) (?:they|you|someone|somebody|he|she) (?:going to |gonna )?(?:call|calling|phone|ring)\b|"
    r"\b(?:cu[aá]ndo|a qu[eé] hora|qui[eé]n) (?:me |nos )?(?:van? a )?(?:llam|marc|habl)\w{1,5}\b",
    re.I,
)
_GROWS = re.compile(
    r"\bgrow\w*|\binterest\b|\bintereses\b|\bcrec\w+|\b(?:is|are|owe) (?:it |that )?(?:today|now)\b|\bal d[ií]a de hoy\b",
    re.I,
)
_NAME = re.compile(r"[^\W\d_][\w'.-]*+(?:\s++(?:(?:de|del|la|las|los|y)\s++){0,2}[^\W\d_][\w'.-]*+){0,3}", re.I)


_THIS_NUMBER = re.compile(
    r"\W{0,3}(?:yes,? |yeah,? |use )?(?:this|the same|same|my own|este|el mismo) (?:number|phone|one|cell|n[uú]mero|tel[eé]fono)\b",
    re.I,
)
_OWN_NUMBER = re.compile(
    r"\b(?:this|the same|same|my own|este|el mismo) (?:number|phone|cell|n[uú]mero|tel[eé]fono|celular)\b", re.I
)
_CLAUSES = re.compile(r"[,.;!\n]\s|\s-\s")
TIME_SAID = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri)day|tomorrow|tmrw|\d{1,2} ?(?:am|pm)|noon|mornings?|afternoons?|lunes|martes|mi[eé]rcoles|jueves|viernes|ma[nñ]ana|tarde|lunch|lonche|mediod[ií]a)\b|\b\d{1,2}:\d\d\b"
    r"|\b(?:after|before|past|around|at|till?|until|a las?|de las?|hasta las?) \d{1,2}\b(?! ?(?:%|k\b|thousand|hundred|mil\b|days?|weeks?|months?|years?|d[ií]as|meses|a[nñ]os))",
    re.I,
)
# "I'm not calling anybody" is about their calling us, not about the booked call.
_WONT_CALL = re.compile(
    r"\b(?:not|won'?t|wont|never|refuse to|(?:don'?t|do not) want to|no voy a|no quiero) (?:going to |gonna )?(?:call(?:ing)?|phon(?:e|ing)|llamar)\b(?! me| us)",
    re.I,
)


@dataclass(frozen=True)
class Subjects:
    """What a message may be about, most likely first, and how similar it is to our examples.

    `ranking` holds (intent, probability); `nearest` the cosine of the first to its nearest example; `pair` two subjects, or one
    and a second question of it, that two questions of the message are clearly about; `margin` by how much the best subject scores above "none of ours".
    """

    ranking: Sequence[tuple[str, float]]
    nearest: float = 1.0
    pair: Sequence[str] = ()
    margin: float = 1.0
    again: bool = False
    """Whether the question it is likest to was the one answered last."""
    likeliest: Sequence[tuple[str, float]] = ()
    """The likeliest questions of all topics, ("exemptions/car", probability)."""


@dataclass(frozen=True)
class Heard:
    """A message, read."""

    text: str
    facts: Sequence[Fact]
    acts: frozenset[str]
    subjects: Subjects

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def top(self) -> str:
        return self.subjects.ranking[0][0]

    @property
    def sure(self) -> float:
        """The probability of the most likely subject."""
        return self.subjects.ranking[0][1]

    @property
    def asked(self) -> str | None:
        """The subject of the first clear question in the message, if it is in scope."""
        return next((name for name in self.subjects.pair if name != OUT), None)

    @property
    def told(self) -> bool:
        """Whether the message told a fact; who it is that writes says nothing of the case."""
        return any(fact.name != "name" for fact in self.facts)

    def has(self, name: str, role: str | None = None) -> bool:
        """Whether the message told a fact of this name."""
        return any(fact.name == name and (role is None or fact.role == role) for fact in self.facts)


@dataclass(frozen=True)
class Context:
    """The situation when a message arrives: the case, the slot asked for, the offers, and the last subject."""

    case: Case = field(default_factory=Case)
    form: str | None = None
    asked: str | None = None
    offered: tuple[Offer, ...] = ()
    questioned: bool = False
    """Whether the last reply ended in a question, so that "ok" means yes."""
    last: str | None = None
    """The topic or question ("exemptions/car") answered last."""
    answered: frozenset[str] = frozenset()
    """The topics that the last reply answered."""
    before: str | None = None
    """The person's message before this one, in words."""
    booked: bool = False
    """Whether a call was booked in this conversation."""
    today: date | None = None
    """The date at the office."""
    result: str | None = None
    """The last result of this conversation: one of RESULTS."""


@dataclass(frozen=True)
class Move:
    """The chosen meaning: an intent of the domain, with its details."""

    intent: str
    confidence: float = 1.0
    topics: tuple[str, ...] = ()
    question: str | None = None
    """A question of the topic ("exemptions/car"), if it was picked from a choice instead of read."""
    text: str | None = None
    """The plain words behind a choice, to be read instead of the message."""


def answering(question: str) -> Move:
    """The move that answers one question ("exemptions/car")."""
    return Move(question.partition("/")[0], question=question)


def decide(heard: Heard, context: Context) -> Move:
    """The first move of the table that fits. A person in another state gets their state's rule, never an Illinois calculator."""
    if not (context.booked or context.asked in CALL or _says_booked(heard)):
        heard = _with_no_call_booked(heard)
    for move in TABLE:
        if made := move(heard, context):
            if {CALLBACK, "fees"} & {made.intent, *made.topics} and _wants_free_help(heard):
                return Move(FREE_HELP, made.confidence)
            if is_told_elsewhere(made.intent, context.case.heard(heard.facts, 0)):
                question = TOLD_ELSEWHERE[made.intent]
                return replace(answering(question), confidence=made.confidence)
            if made.intent == CALLBACK and context.asked not in CALL and (asked := _asked_besides(heard, heard.text)):
                return Move("two_topics", made.confidence, (*asked, CALLBACK))
            return made
    return Move("nlu_fallback", heard.sure)


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
_A_CALL = re.compile(r"\b(?:call ?(?:back)?|phone|ring|llam\w{1,5}|marqu\w{1,4})\b", re.I)


def _says_booked(heard: Heard) -> bool:
    """Whether the person speaks of a call that they booked before: in so many words, or clearly and of nothing else."""
    if _BOOKED.search(heard.text) or find_reference(heard.text):
        return True
    of_the_home = any(fact.name in {"stage", "ended", "money", "state"} or fact.role in COMING for fact in heard.facts)
    clear = heard.top == "callback_change" and heard.sure >= INTERRUPTS and not _PUT_DOWN.search(heard.text)
    return clear and not of_the_home


def _with_no_call_booked(heard: Heard) -> Heard:
    """A message where no call is booked: what resembles a change of one asks for a first one, or is something else."""
    changes = _probability(heard, "callback_change")
    if not changes:
        return heard
    left = {name: sure for name, sure in heard.subjects.ranking if name != "callback_change"}
    if _A_CALL.search(heard.text):
        left[CALLBACK] = left.get(CALLBACK, 0.0) + changes
    else:
        left = {name: sure / max(1 - changes, 0.01) for name, sure in left.items()}
    ranking = sorted(left.items(), key=lambda each: -each[1])
    return replace(heard, subjects=replace(heard.subjects, ranking=ranking)) if ranking else heard


def _wants_free_help(heard: Heard) -> bool:
    """Whether the person asks for free help, not for a call from the firm."""
    somebody = heard.top == CALLBACK or _SOMEBODY.search(heard.text)
    return bool(somebody and _FREE.search(heard.text)) and not (heard.has("phone") or _CALL_ME.search(heard.text))


def wants_call(text: str) -> bool:
    """Whether the person asks to be called, whatever else they ask."""
    return bool(_WANTS_CALL.search(text) or _CALL_ME.search(text))


LIFE = frozenset({"crisis", "danger", "violence"})
"""Levels of distress that come first, in any form. Each is an intent."""
CRISIS = 0.45
"""Smallest probability at which the learned crisis intent is obeyed without one of our phrases. Recall before precision."""


def life(heard: Heard, context: Context) -> Move | None:
    """A life in danger comes before everything."""
    if (found := distress.level(heard.text)) in LIFE:
        return Move(found)
    if context.case["distress"] in LIFE:
        return None  # the lifeline was given; read what follows normally
    learned = next((sure for name, sure in heard.subjects.ranking if name == "crisis"), 0.0)
    like = heard.subjects.nearest >= LIKE_NOTHING or learned >= CLEAR
    # Who asks how it goes on, or speaks of fear, resembles it; there only what is hardly anything else is.
    asks = "asks" in heard.acts or _asks_for_a_day(heard, context)
    least = SURE if asks or found == "distress" else CRISIS
    return Move("crisis", learned) if learned >= least and like else None


NEAR = timedelta(days=7)
VERY_NEAR = timedelta(days=3)
"""A deadline this close is mentioned first, whatever else was asked."""


def deadline(heard: Heard, context: Context) -> Move | None:
    """A sale, hearing, lockout or answer within days, mentioned for the first time."""
    if context.today is None or (context.asked in CALL and not _DANGER.search(heard.text)):
        return None
    told = [fact for fact in heard.facts if fact.name == "date" and fact.role in COMING and fact.sure]
    new = [fact for fact in told if context.case[fact.case_name] != fact.value]
    far = min((date.fromisoformat(fact.value[0]) - context.today for fact in new), default=None)
    if far is None or not timedelta(0) <= far <= NEAR:
        return None
    clear = "asks" in heard.acts and heard.sure >= CLEAR and heard.top != "urgent"
    if clear and far > VERY_NEAR:
        return None
    # "Body attachment, and court is tomorrow. Will I be arrested?": what is asked first, unless what helps before that day is the answer.
    name, share = next(iter(heard.subjects.likeliest), ("", 0.0))
    asked = clear and share >= CLEAR and _is_narrow(name) and name.partition("/")[0] not in _OF_THE_DAY
    return Move("two_topics", heard.sure, (name, URGENT)) if asked else Move(URGENT)


_OF_THE_DAY = frozenset({"sale_process", "timeline"})
"""Topics that what is said of a near day answers."""


def feeling(heard: Heard, context: Context) -> Move | None:
    """Somebody exhausted who asks and tells nothing else: say a kind word and offer a person."""
    if "asks" in heard.acts or heard.told or heard.words > 2 * SHORT_ANSWER or heard.top == "urgent":
        return None
    clear = heard.sure > CLEAR and heard.top not in DIALOGUE
    return Move("distress") if distress.level(heard.text) == "distress" and not clear else None


_ASKED_FOR = {"mine_shown": "my_case", "to_text": "by_text", "to_mail": "by_mail"}
"""Commands that may be phrased as questions, by their acts."""


def command(heard: Heard, context: Context) -> Move | None:
    """Commands that always work: back, start over, never mind, say that again, what do you know about me, text or e-mail me this."""
    if "asks" in heard.acts and not {"repeat", *_ASKED_FOR} & heard.acts:
        return None
    for act, intent in (("restart", "restart"), ("cancel", "cancel"), ("back", "back"), *_ASKED_FOR.items()):
        if act in heard.acts and (act, context.asked) != ("to_text", "callback_text"):
            return Move(intent)
    if "repeat" in heard.acts and heard.words <= 6:
        return Move("repeat")
    return None


def offer(heard: Heard, context: Context) -> Move | None:
    """The person takes up what was just offered."""
    if "acknowledge" in heard.acts and not context.questioned:
        return None  # "ok" after an answer does not accept the choices below it
    choice = taken(heard.text, context.offered, heard.acts, asked=context.asked)
    return _with_question(chosen(choice), heard) if choice else None


def _with_question(move: Move, heard: Heard) -> Move:
    """ "2. and how do I stop the calls": what the number takes, and what is asked behind it."""
    if move.text or "asks" not in heard.acts or not heard.subjects.ranking or not numbered(heard.text):
        return move
    ours = (name for name, sure in heard.subjects.ranking if sure >= 2 * SECOND and name not in DIALOGUE | {OUT})
    asked = heard.asked or next(ours, move.intent)  # the number itself resembles a change of what was booked
    if asked == move.intent or move.intent in DIALOGUE | JOBS | RESULTS:
        return move
    return Move("two_topics", heard.sure, (move.question or move.intent, asked))


def chosen(choice: Offer) -> Move:
    """The move that a choice stands for. One of plain words is read as those words (engine/choices.py)."""
    if not choice.payload.startswith("/"):
        return Move("inform", text=choice.payload)
    intent, _, name = choice.payload[1:].partition("/")
    return Move(intent, question=f"{intent}/{name}" if name else None)


def more(heard: Heard, context: Context) -> Move | None:
    """ "More" after an answer: its first follow-up question, otherwise its topic's overview."""
    if "more" not in heard.acts or context.asked:
        return None
    topic, _, name = (context.last or "").partition("/")
    leads_on = (
        each for each in context.offered if each.payload.startswith("/") and not each.payload.startswith(f"/{OUT}")
    )
    if name and (found := next(leads_on, None)):
        return chosen(found)
    ours = topic != OUT and name and name != OVERVIEW
    return Move(topic, question=f"{topic}/{OVERVIEW}") if ours else Move("unsure")


_ACTS_OF_ANSWERS = (
    ("why", "why"),
    ("what_counts", "why"),
    ("not_yet", "not_yet"),
    ("unsure", "unsure"),
    ("skip", "skip"),
)
_ACTS_ON_FIGURES = (("acknowledge", "acknowledge"), ("thanks", "acknowledge"), ("yes", "affirm"), ("no", "deny"))
"""What else a short answer may do where a figure was asked for."""


def answer(heard: Heard, context: Context) -> Move | None:
    """The person answers what was just asked, or does not know. Anything else goes on down the table."""
    asked = context.asked
    if not asked:
        return None
    if asked in YES_OR_NO and "asks" not in heard.acts:
        if "yes" in heard.acts:
            return Move("affirm")
        if "no" in heard.acts:
            return Move("deny")
    if asked == "callback_confirmed" and heard.has("money") and "asks" not in heard.acts:
        return Move("inform")  # "yes, but 9,000 is what they offered": correct it and read it back again
    if asked in CALL and denies_name(heard.text, str(context.case["name"] or "")):
        return Move("inform")  # "my name isn't Ray, it's Roy", whatever was asked
    told = _tells(heard, asked)
    if told and not _asks_else(heard) and (heard.words <= SHORT_ANSWER or not _asks_more(heard)):
        return Move("correct" if "complaint" in heard.acts and heard.top == "correct" else "inform")
    figure = asked.startswith(("estimate_", "wages_", "judgment_", "plan_"))
    # "Idk the price, where do I look it up?" passes the question over, and asks one that is answered.
    aside = figure and _asks_more(heard) and heard.top not in DIALOGUE | ABOUT_THE_FIGURE
    for act, intent in (*_ACTS_OF_ANSWERS, *(_ACTS_ON_FIGURES if figure else ())):
        if aside and act in {"unsure", "skip"}:
            continue
        if act in heard.acts and heard.words <= (LONG if act in OF_A_CLAUSE else SHORT_ANSWER):
            return Move(intent)
    if asked in TIMES and FEW < heard.words <= SHORT_ANSWER and "asks" not in heard.acts and not_then(heard.text):
        return Move("inform")  # "I can't at that time"
    if asked in CALL and heard.words <= SHORT_ANSWER and _CALL_THEM.search(heard.text):
        return Move("inform")
    first, *more = _CLAUSES.split(heard.text.strip())
    if asked in TIMES and TIME_SAID.search(first) and not _DANGER.search(first) and "asks" not in read_acts(first):
        return Move("inform")  # "monday is fine but 9am. what do I do for food til then"
    if (
        asked in {*TIMES, "callback_confirmed"}
        and heard.words <= SHORT_ANSWER
        and TIME_SAID.search(heard.text)
        and not _DANGER.search(heard.text)
    ):
        clear = heard.sure >= INTERRUPTS and heard.top not in DIALOGUE | {OUT}
        if not clear:
            return Move("inform")  # "tuesday at noon works?", "can you do friday after 2"
    if asked in NAMES and heard.words <= SHORT_ANSWER:
        if insisted_name(heard.text, context.before or "") or (heard.top == "callback" and heard.words == 1):
            return Move("inform")  # "my name is Call"; and who is asked for a name and says "Call" asks for no call
        if "complaint" in heard.acts and "asks" not in heard.acts and read_name(heard.text):
            return Move("inform")  # "Denise Okafor, I already said"
        bare = _NAME.fullmatch(first.strip()) and not read_acts(first)
        if more and (bare or "complaint" in read_acts(first)) and read_name(first):
            return Move("inform")  # "Mike Dombrowski, I'm the son", "marisol. when will they call?"
    pointed = asked in CALL and heard.words <= SHORT_ANSWER and "asks" not in heard.acts
    if (asked in PHONES and _THIS_NUMBER.match(first)) or (pointed and _OWN_NUMBER.search(heard.text)):
        return Move("inform")  # "this number. can I open another account?"
    if "asks" in heard.acts or heard.words > SHORT_ANSWER or {"complaint", "wrong", "unhelpful"} & heard.acts:
        return None
    top, sure = heard.top, heard.sure
    if top == "urgent" and asked in CALL and not _DANGER.search(heard.text):
        return Move("inform")  # "tomorrow morning" is when to call, whatever of the call was asked for
    if top in COMMANDS and sure >= (ANSWER if top in {"crisis", "urgent"} else OBEYED):
        return Move(top, sure)
    if top in {"correct", "affirm", "deny", "skip"} and sure >= OBEYED:
        return Move(top, sure)
    if asked in NAMES:
        named = _NAME.fullmatch(heard.text.strip()) and not {"acknowledge", "thanks"} & heard.acts
        return Move("inform") if named else None
    if asked in TIMES and not _DANGER.search(heard.text):
        return Move("inform")
    if sure >= INTERRUPTS and top not in ABOUT_THE_FIGURE | ABOUT_THE_LAW:
        return None
    if asked == "estimate_state" and heard.words > A_PLACE:
        return None  # "I rent now and have a car" is no state
    return Move("inform")


PAPERS = "legal_advice_boundary/review_papers"
"""Whether a paper is read, and what can be said of it by its title."""
_READS_IT = re.compile(
    r"\b(?:some ?(?:one|body)|any ?(?:one|body)|a (?:person|lawyer|human)|you|u|alguien)(?: \w{2,8})? (?:to |can |could |who can |que (?:me )?)?(?:please )?(?:explain|read|look (?:at|over)|go over|translate|review|expli\w{2,4}|lea|revise)\b[^.?!]{0,40}"
    r"\b(?:papers?|letters?|documents?|orders?|notices?|paperwork|forms?|contract|it says|papel(?:es)?|cartas?|documentos?|aviso|orden)\b",
    re.I,
)


def explained(heard: Heard, context: Context) -> Move | None:
    """ "I need someone to explain what the paper says": which paper it is, not at once a call."""
    wanted = _READS_IT.search(heard.text) and not _WANTS_CALL.search(heard.text)
    return (
        answering(PAPERS)
        if wanted and not context.asked and heard.words <= 2 * SHORT_ANSWER and heard.sure < CLEAR
        else None
    )


_LEFT_ALONE = re.compile(
    r"^\W*(?:please |pls |can you |how (?:do|can) i (?:get|make) (?:them|him|it|the \w+) (?:to )?)?(?:stop|quit) (?:calling|texting|harassing|contacting|bothering) (?:me|us|my \w+)\b"
    r"|^\W*(?:ya )?(?:no me llamen|dejen de llamarme|no me molesten|dejen de molestarme)",
    re.I,
)


def harassed(heard: Heard, context: Context) -> Move | None:
    """ "Stop calling me", in the chat: nobody here calls them, the lender or a collector does. By text it was read before."""
    if heard.words > SHORT_ANSWER or not _LEFT_ALONE.search(heard.text):
        return None
    return answering("debt_collectors/stop_calling_me")


_A_DAY = re.compile(r"\b(?:per|a|each|every) day\b|\bdaily\b|\bper diem\b|\b(?:al|por|cada) d[ií]a\b", re.I)


LESS = "settle_for_less/overview"
"""Whether less than all of it is taken."""
_THE_NUMBER = re.compile(
    r"\b(?:estimate|number|figure|range|result|total|calculation|c[aá]lculo|cifra|rango)s?\b|\d", re.I
)


# What their own sale brought, asked: "what was the SALE price", "what did it have to sell for".
_PRICE_SOUGHT = re.compile(
    r"\b(?:what(?!s? if\b)(?:'?s)?|how much|which)\b(?! if\b)[^.?!;]{0,20}\b(?:(?:sale|selling|auction|winning|final) (?:price|bid)|price (?:that |which )?(?:makes|gives|gets|leaves))\b"
    r"|\b(?:what|how much)(?! if\b)(?: price)? (?:(?:did|does|has|had|must|was|would) )?(?:it|they|the (?:house|home|place|condo|bank)|my (?:house|home|place|condo)) (?:have to |need to |had to |has to |must |really |actually ){0,2}(?:sell|sold|go|went|bring|brought|fetch|get)(?: it)? for\b"
    r"|\b(?:en |por )cu[aá]nto (?:se |la |lo ){0,2}(?:tuvo|ten[ií]a|tuvieron|deb[ií]a|vendi\w{1,5}|vendieron|remat\w{1,5}|habr[ií]an?)\b|\b(?:cu[aá]l|qu[eé]) (?:es|fue|era)?[^.?!;]{0,12}\bprecio(?: de (?:la )?venta| que (?:da|hace|deja))\b",
    re.I,
)


def priced(heard: Heard, context: Context) -> Move | None:
    """What their own sale brought is asked, or whether what is asked for fits it: the price that the sums told so far would mean, and
    where the real one stands; beside it what else is asked."""
    sought = _PRICE_SOUGHT.search(heard.text)
    roles = {fact.role for fact in heard.facts}
    if context.asked in CALL or {BELOW, "sale_price"} & roles or not (sought or "asks" in heard.acts):
        return None
    case = context.case.heard(heard.facts, 0)
    meant = implied_price(case) is not None
    if not sought:
        told = {fact.case_name: fact.value for fact in heard.facts if fact.name == "money"}
        again = bool(told) and all(context.case[name] == value for name, value in told.items())
        fits = "explain" in heard.acts and not (told and not again)
        return (
            answering(CHECKED)
            if meant and not context.asked and (again or fits) and heard.words <= SHORT_ANSWER
            else None
        )
    if not (meant or case["stage"] in LOST - {"sale_set"} or case["deficiency"] or "sale_price" in case):
        return None
    rest = " ".join(clause for clause in _QUESTIONS.split(heard.text) if not _PRICE_SOUGHT.search(clause))
    if "asks" in read_acts(rest):
        names = [*heard.subjects.pair, *(name for name, sure in heard.subjects.ranking if sure >= SECOND)]
        other = next((n for n in names if n.partition("/")[0] not in DIALOGUE | {OUT, BOUGHT.partition("/")[0]}), None)
        if other:
            return Move("two_topics", heard.sure, (BOUGHT, other))
    return answering(BOUGHT)


_SUPPOSES = re.compile(r"\b(?:if|suppose|supposing|say|si|suponga\w{0,3})\b|\bhow much\b|\bcu[aá]nto\b", re.I)
"""What makes a figure a question: it is supposed, or a sum is asked for."""
_QUESTIONS = re.compile(r"[.?!;,\n]|\b(?:and|also|y|adem[aá]s)\b")
"""Between the questions of a message."""


def besides_figures(heard: Heard, context: Context) -> Move | None:
    """ "They come after him too? and if the house sold for 120": the other question, and the figures."""
    roles = {fact.role for fact in heard.facts if fact.name == "money"}
    if context.asked or not roles & PARTS or "asks" not in heard.acts:
        return None
    if not _both_told(context.case.heard(heard.facts, 0)):
        return None
    clauses = _QUESTIONS.split(heard.text)
    apart = [clause for clause in clauses if not any(sign.isdigit() for sign in clause)]
    supposed = any(_SUPPOSES.search(clause) for clause in clauses if clause not in apart)
    if not supposed or "asks" not in read_acts("? ".join(apart)):
        return None
    names = [*heard.subjects.pair, *(name for name, sure in heard.subjects.ranking[:2] if sure >= ANSWER / 2)]
    other = next(
        (n for n in names if n.partition("/")[0] not in DIALOGUE | ABOUT_THE_FIGURE | ABOUT_THE_LAW | {OUT}), None
    )
    return Move("two_topics", heard.sure, (other, ESTIMATE)) if other else None


def worked(heard: Heard, context: Context) -> Move | None:
    """ "Where does that come from?", right after a result: its steps. "How much is that a day?": its growth. "Is that even right?", of
    what a letter asks for: how to check it."""
    told = {fact.role for fact in heard.facts}
    short, explain = heard.words <= SHORT_ANSWER, "explain" in heard.acts
    if (context.asked or "").startswith("estimate_") and explain and {"deficiency", "judgment"} & told:
        return Move("inform")  # the estimate in progress is compared with it
    if context.result == "calculate_wages" and not context.asked and _pay_put_right(heard, context):
        return Move("calculate_wages")
    if context.asked or {"debt", "sale_price", "pay"} & told:
        return None
    if _of_known_pay(heard, context):
        return Move("calculate_wages")  # "with my 620 they take nothing, 0?"
    if not context.result:
        claimed = "deficiency" in told or context.case["deficiency"]
        if _TAKEN.search(heard.text) and short and "pay" in context.case and _of_taking(context.last):
            return Move("calculate_wages")  # "so what would they take from that?", of the pay that was told
        claimed = claimed or (context.last or "").startswith(("debt_collectors/", "still_owe_after_foreclosure/"))
        if not (claimed and explain and short):
            return None
        return Move("calculate") if _both_told(context.case) else answering(CHECKED)
    just_now = context.last in RESULTS
    if "offer" in told and (heard.sure < CLEAR or heard.top in DIALOGUE):
        return answering(LESS)  # "8,000 one time, would they take that?"
    if "monthly_payment" in told and context.last in {"calculate_interest", "calculate_plan"}:
        return Move("calculate_plan")
    if explain and (just_now or (short and _THE_NUMBER.search(heard.text))):
        return Move("how_figured")
    just_now |= (context.last or "").startswith("judgment_interest/")
    growing = just_now and context.result in {"calculate", "calculate_interest"}
    of_it = short and ("asks" in heard.acts or heard.words <= 2 * FEW)
    return Move("calculate_interest") if growing and of_it and _A_DAY.search(heard.text) else None


_TAKEN = re.compile(
    r"\b(?:how much|what)\b[^.?!]{0,20}\b(?:they|he|bank|lender|be)\b[^.?!]{0,12}\b(?:take|taken|get)\b(?: (?:from|out of|of) (?:that|it|my (?:pay|check|wages|paycheck)))?\W*$"
    r"|\bcu[aá]nto (?:me|nos) (?:quitan|quitar[ií]an|pueden quitar|sacan)\b",
    re.I,
)


_TAKE = re.compile(
    r"\b(?:take|takes|taken|taking|garnish\w{0,5}|quit(?:an|ar|arme|en|e)|sac(?:an|ar|arme|an)|descuent\w{1,3}|descont\w{1,4})\b",
    re.I,
)


def _of_known_pay(heard: Heard, context: Context) -> bool:
    """Whether what may be taken is asked, of the pay that was told, and no question is clearer than that."""
    case = context.case
    amount = to_interval(case["pay"]) or to_interval(case["take_home"])
    if not amount or "asks" not in heard.acts or heard.words > SHORT_ANSWER or not _TAKE.search(heard.text):
        return False
    named = any(Decimal(sum_.replace(",", "")) in {amount.low, amount.high} for sum_ in _A_SUM.findall(heard.text))
    return named and (heard.sure < CLEAR or heard.top in DIALOGUE)


_A_SUM = re.compile(r"\d{1,3}(?:,\d{3})+|\d{2,7}")


def _of_taking(last: str | None) -> bool:
    """Whether what was answered last is how a judgment is collected."""
    return (last or "").partition("/")[0] in {"wage_garnishment", "collection_methods", "exemptions"}


def _pay_put_right(heard: Heard, context: Context) -> bool:
    """ "No, it's 742 before taxes and 598 take home, is it still nothing": other pay than the one that was worked with."""
    told = {fact.case_name: fact.value for fact in heard.facts if fact.case_name in {"pay", "take_home"}}
    news = any(context.case[name] != value for name, value in told.items())
    return news and (len(told) == 2 or "wrong" in heard.acts or not _asks_else(heard))


_THE_REST = re.compile(r"[^.?!;\n]{1,300}[.?!;\n]?")


def plainly(heard: Heard, context: Context) -> Move | None:
    """ "If you do not know, please say so plainly", and nothing else, in another state: the question that stands is answered so."""
    if "plainly" not in heard.acts or context.asked or not elsewhere_of(context.case.place):
        return None
    rest = [part for part in _THE_REST.findall(heard.text) if "plainly" not in read_acts(part)]
    stands = questions().get(str(context.last))
    return answering(stands.id) if stands and sum(len(part.split()) for part in rest) < FEW else None


def doubted(heard: Heard, context: Context) -> Move | None:
    """ "Are you sure about that?", after an answer: what it stands on, and what it cannot know."""
    answered = context.last in RESULTS or "/" in (context.last or "")
    return Move("how_figured") if "doubts" in heard.acts and answered and not context.asked else None


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
    paper = context.case.heard(heard.facts, 0)["paper"]
    if context.asked or not paper or heard.words > 3 * SHORT_ANSWER or _COUNTS_MONEY.search(heard.text):
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


def counted(heard: Heard, context: Context) -> Move | None:
    """ "I was served on Nov 3, when is my answer due?": the day is counted."""
    # Where no call is booked, "just tell us the day" changes none, and where the move of a life was not made it is no cry for help.
    unmeant = {"crisis"} if context.booked else {"crisis", "callback_change"}
    ordered = heard.top in COMMANDS - unmeant and heard.sure >= INTERRUPTS
    if context.asked or context.today is None or ordered:
        return None
    return Move("deadlines") if _asks_for_a_day(heard, context) else None


def _asks_for_a_day(heard: Heard, context: Context) -> bool:
    """Whether a day is asked for that can be counted: "just tell us the day"."""
    case = context.case.heard(heard.facts, 0)
    return context.today is not None and asks_when(heard.text, heard.facts, case, context.today, context.last)


def declines(heard: Heard, context: Context) -> Move | None:
    """The person drops the callback or the figures in progress. A question beside that is answered."""
    unwanted = context.asked in CALL and _NO_CALL.search(heard.text)
    if not unwanted and not ((context.asked or "").startswith("estimate_") and _NO_FIGURES.search(heard.text)):
        return None
    asked = heard.asked
    if not asked and heard.sure >= ANSWER and heard.top not in DIALOGUE | {OUT}:
        asked = heard.top
    if not asked and context.case.heard(heard.facts, 0)["stage"]:
        asked = ROADS  # "I was not asking about a call. my house is in foreclosure"
    return Move("two_topics", heard.sure, (asked, CANCEL)) if asked and heard.words > SHORT_ANSWER / 2 else Move(CANCEL)


def besides(heard: Heard, context: Context) -> Move | None:
    """A call is asked for beside something else: "what do I owe? and can someone call me thursday". Both are done.

    In a form of figures the call comes first: what was told for the form stays in the case.
    """
    if context.booked or context.asked in CALL or not _WANTS_CALL.search(heard.text):
        return None
    # Say first what helps before a sale. After that, they want a person.
    hurry = heard.top == "urgent" and not any(f"{kind}_date" in context.case for kind in COMING)
    if (heard.top == "crisis" or hurry) and heard.sure >= ANSWER:
        return None
    return Move(CALLBACK, heard.sure)  # with what else is asked (`decide`)


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
_ASKED_CLAUSE = re.compile(r"[^.?!;,\n]{1,300}[.?!;,\n]?")
_JOINED = re.compile(r"\s{0,3}(?:and|or|also|plus|y|o|tambi[eé]n)\s", re.I)
_WHO_SPEAKS = re.compile(r"\b(?:speaks?|hablan?)\b|\?", re.I)
OURS = frozenset({None, "english", "spanish"})
"""Languages that need no answer where one is only wished for: they are noted."""


def _asked_besides(heard: Heard, text: str) -> tuple[str, ...]:
    """What is asked beside a wish for a call, or beside the yes to one: at most two questions, those of the call itself first."""
    clauses = [_JOINED.sub("", each, count=1) if _JOINED.match(each) else each for each in _ASKED_CLAUSE.findall(text)]
    asked = [each for each in clauses if "asks" in read_acts(each)]
    found = [FIRST_TALK] if any(map(_COST.search, asked)) else []
    spoken = (each for each in asked if _WHO_SPEAKS.search(each))  # "que me hablen en español" asks nothing
    if any(map(wanted_tongue, spoken)) or any(wanted_tongue(each) not in OURS for each in clauses):
        found.append(LANGUAGES)
    if any(_OF_THE_FIRM.search(each) and find_places(each) for each in asked):
        found.append(STATES_SERVED)
    topics = {name.partition("/")[0] for name in found}
    others = [name for name in heard.subjects.pair if name not in DIALOGUE | {OUT}]
    if not (found or others) and heard.top not in DIALOGUE and "?" in text:
        others = [heard.top]
    return (*found, *(name for name in others if name.partition("/")[0] not in topics))[:2]


def agrees(heard: Heard, context: Context) -> Move | None:
    """A yes to being called with more beside it: the yes stands, what is told is in the case, and what is asked is answered."""
    yes = read_yes(heard.text) if context.asked == "callback_confirmed" else None
    if yes is None or yes.conditional or not yes.rest:
        return None
    return Move("affirm", topics=_asked_besides(heard, yes.rest))


VISIT = "about_firm/e_mail_or_visit"
LANGUAGES = "about_firm/languages"
_VISITS = re.compile(
    r"\b(?:in person|face to face|(?:come|walk|go|stop|drop) (?:in|by|over)\b|visit|meet (?:with )?(?:you|someone|somebody)|(?:to|at) your office|en persona|cara a cara|(?:a|en) su oficina|(?:pasar|ir) (?:a|por) (?:la|su) oficina)\b",
    re.I,
)
_TONGUE = re.compile(r"\b(?:speaks?|speaking|languages?|interpreter|hab(?:la|le)n?|idiomas?|int[eé]rprete)\b", re.I)


def visits(heard: Heard, context: Context) -> Move | None:
    """ "Is there a lawyer who speaks Polish, I would rather come in": how to come and which languages, and no call."""
    if context.asked or heard.top not in {CALLBACK, "about_firm"} or not _VISITS.search(heard.text):
        return None
    if wants_call(heard.text) or heard.has("phone"):
        return None
    if _TONGUE.search(heard.text):
        return Move("two_topics", heard.sure, (LANGUAGES, VISIT))
    return answering(VISIT) if heard.top == CALLBACK else None


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


def several(heard: Heard, context: Context) -> Move | None:
    """Two subjects that are both clearly asked about: answer both."""
    ours = about_the_home(heard, context)
    pair = tuple(name for name in heard.subjects.pair if not (ours and name == OUT))
    pair = tuple(sorted(pair, key=lambda name: name.startswith("about_firm")))  # "are you real?" is asked by the way
    if len(pair) == 2 and not _asks_or_tells_nothing(heard) and "/" not in pair[0]:
        return Move(
            pair[0], heard.sure
        )  # "we are behind, no papers came. In Aurora": two things told ask for no two answers
    return Move("two_topics", heard.sure, pair) if len(pair) == 2 else None


def displeased(heard: Heard, context: Context) -> Move | None:
    """The last answer did not help. Each kind of complaint has its own move."""
    if {"complaint", "unhelpful"} & heard.acts and "asks" in heard.acts and heard.top not in heard.subjects.pair:
        return clearest(heard, context)  # "are you even reading this. how do I stop the sale"
    if heard.words > SHORT_ANSWER or heard.told:
        return None
    if "unhelpful" in heard.acts:
        return Move("unhelpful")
    if {"complaint", "wrong"} & heard.acts and heard.sure < CLEAR:
        return Move("complaint")
    return None


ROADS = "legal_advice_boundary/tell_me_what_to_do"
"""The question whose answer lists the options at this stage."""
_DO = re.compile(r"\b(?:do|hacer|hago|now|ahora)\b", re.I)
_WHAT_TO_DO = re.compile(
    r"\b(?:what (?:(?:do|should|can|must|would) (?:i|we) do|to do|(?:i|we) (?:should|can|need to|have to|must) do)(?: (?:first|now|next|then|here))?"
    r"|what (?:are|r) (?:my|our|the) (?:\w{1,12} )?options|qu[eé] (?:hago|hacemos|debo hacer|puedo hacer)(?: (?:primero|ahora))?)\b"
    r"(?! (?:about|with|if|when|to|after|on|for|wrong|con|si|cuando|para)\b)",
    re.I,
)


def small(heard: Heard, context: Context) -> Move | None:
    """ "ok", "hm", "thanks": they start nothing."""
    if context.asked or heard.told:
        return None
    if "thanks" in heard.acts:
        return Move("thanks")
    if "acknowledge" in heard.acts:
        return Move("acknowledge")
    if "lost" in heard.acts and context.case["stage"] and _DO.search(heard.text) and context.last != ROADS:
        return answering(ROADS)
    if "lost" in heard.acts or ("unsure" in heard.acts and heard.words <= 6):
        # In mid-conversation the desk continues from the stage. Only newcomers hear what we can do.
        under_way = context.last or context.case["stage"]
        return Move("help" if "lost" in heard.acts and not under_way else "unsure")
    return None


def call(heard: Heard, context: Context) -> Move | None:
    """A phone number to call means a callback is wanted. A reference, or words about a booked call, mean that call."""
    if context.asked or heard.top in {"crisis", "urgent", "callback_change"}:
        return None
    if heard.has("name") and _OWN_NUMBER.search(heard.text) and not context.booked:
        return Move("callback")  # who gives a name and a number to call
    if heard.has("phone") and (_CALL_ME.search(heard.text) or _CALL_SOMEONE.search(heard.text)):
        return Move("callback")
    if context.booked and _OF_THE_CALL.search(heard.text):
        return Move("callback_change")
    return Move("callback_change") if is_reference(heard.text) else None


def roads(heard: Heard, context: Context) -> Move | None:
    """ "We are behind, what do we do first?": the roads from there, once, where no subject is clearer than that."""
    stage = context.case.heard(heard.facts, 0)["stage"]
    if context.asked or not stage or context.last == ROADS or heard.sure >= CLEAR or heard.top in COMMANDS:
        return None
    asks = _WHAT_TO_DO.search(heard.text) or (stage in {"behind", "sued"} and _STOPPED.search(heard.text))
    return answering(ROADS) if asks else None


COUNTED = "define_deficiency/how_it_is_counted"
"""How what is left after a sale is worked out."""


def figures(heard: Heard, context: Context) -> Move | None:
    """Both figures of an estimate, or bare figures: use them, whatever the words around them look like."""
    hurry = heard.top == "urgent" and _sold_already(heard, context)
    if heard.top in COMMANDS and heard.sure >= ANSWER and not hurry:
        return None
    roles = {fact.role for fact in heard.facts if fact.name == "money"}
    if _sum_sought(heard, context):
        return Move(ESTIMATE)
    if not roles:
        # "No, nothing has been paid", after a result: it is worked out anew.
        gone = any(fact.name == "retracted" and fact.value in {*PARTS, "judgment"} for fact in heard.facts)
        anew = gone and context.last == "calculate" and not context.asked and "asks" not in heard.acts
        return Move("correct") if anew else None
    if BELOW in roles and not context.asked:
        return answering(COUNTED) if "sale_price" in context.case else Move("calculate")
    if context.last == "calculate" and not context.asked and roles & PARTS and heard.words <= SHORT_ANSWER:
        return Move("correct" if heard.top == "correct" else "inform")  # "and if it sold for 190?"
    if {"deficiency", "judgment"} & roles and "asks" in heard.acts and _GROWS.search(heard.text):
        return Move("calculate_interest")
    law = heard.top in ABOUT_THE_LAW and "asks" not in heard.acts  # "owed 312k, sold for 250k in California"
    if {"debt", "sale_price"} <= roles and (heard.top in ABOUT_THE_FIGURE or heard.sure < ANSWER or hurry or law):
        return Move("calculate")
    if roles & {*PARTS, "judgment"} and "asks" in heard.acts and not context.asked:
        # "Bank got it for 118k." "Judgment was 171,500. so is it like 53k they want?": both are there now.
        unclear = heard.top in ABOUT_THE_FIGURE or heard.sure < ANSWER
        if unclear and context.last not in RESULTS and _both_told(context.case.heard(heard.facts, 0)):
            return Move("calculate")
    if "asks" not in heard.acts and heard.sure < CLEAR and _little_else(heard):
        return Move("correct" if heard.top == "correct" else "inform")
    return None


# What it comes to is asked: "how much could they ask", "what's the damage, roughly", "a ballpark".
_SUM = re.compile(
    r"\b(?:how much|how bad)\b(?! (?:time|longer|notice|of my|is a lawyer|do you))|\b(?:ballpark|roughly|estimate|damage|bottom line)\b|\b(?:come|comes|add|adds) (?:out )?(?:to|up)\b"
    r"|\bcu[aá]nto\b(?! tiempo)|\b(?:m[aá]s o menos|aproximad\w{1,6})\b",
    re.I,
)


def _sum_sought(heard: Heard, context: Context) -> bool:
    """Whether "how much" is asked, of nothing clearer, by somebody whose debt and whose home's price or value are known."""
    unclear = heard.top in ABOUT_THE_FIGURE or heard.sure < ANSWER
    if context.asked or context.last in RESULTS or not unclear or "asks" not in heard.acts:
        return False
    case = context.case.heard(heard.facts, 0)
    known = {"debt", "judgment"} & case.facts.keys() and {"sale_price", "market_value"} & case.facts.keys()
    return bool(known and _SUM.search(heard.text) and not _TAKE.search(heard.text))


def _both_told(case: Case) -> bool:
    """Whether both figures of an estimate are known."""
    return "sale_price" in case and ("debt" in case or "judgment" in case)


def put_right(heard: Heard, context: Context) -> Move | None:
    """ "No, I live in Cicero, my brother is the one in Texas": it puts right whose place that is, and asks for no rule."""
    places = {fact.value for fact in heard.facts if fact.name == "retracted"} & {"state", "lives_in", "place"}
    return Move("inform") if places and not context.asked and "asks" not in heard.acts else None


def elsewhere(heard: Heard, context: Context) -> Move | None:
    """ "And in Florida?": a state that is named asks for the same thing there, or for its rule on deficiencies."""
    codes = [fact.value for fact in heard.facts if fact.name == "state"]
    if not codes or (heard.top in COMMANDS and heard.sure >= ANSWER):
        return None
    topic, _, name = (context.last or "").partition("/")
    if codes == ["IL"] and not elsewhere_of(context.case.place) and topic and _ONLY_A_PLACE.fullmatch(heard.text):
        return Move("inform")  # the last answer was Illinois law
    if topic in ABOUT_THE_LAW and _ONLY_A_PLACE.fullmatch(heard.text):
        return Move("state_law")  # the same question: can they demand the rest
    if topic and topic not in TURNS and _ONLY_A_PLACE.fullmatch(heard.text):
        return Move(topic, question=context.last if name else None)
    if heard.top == "state_law" and (named := _beside_the_state(heard)):
        return replace(answering(named), confidence=heard.sure)
    if (
        heard.subjects.margin >= BETWEEN
        and heard.top in ABOUT_THE_LAW
        and (codes[0] != "IL" or "state_law" in {name for name, _ in heard.subjects.ranking[:2]})
        and not _has_its_own(heard)
    ):
        bare = _ONLY_A_PLACE.fullmatch(heard.text)
        return Move("state_law", question=f"state_law/{OVERVIEW}" if bare else None)
    return None


def _has_its_own(heard: Heard) -> bool:
    """Whether a question is clearly asked of which something is true everywhere: it is answered, and the state's rule after it."""
    name, sure = next(iter(heard.subjects.likeliest), ("", 0.0))
    return sure >= OF_ITS_OWN and _is_narrow(name) and bool(questions()[name].everywhere)


def _beside_the_state(heard: Heard) -> str | None:
    """The question that a message asks of a state it names, where it is clear but for the name: "oklahoma. can they take my truck"."""
    if next(iter(heard.subjects.likeliest), ("", 0))[0] != "state_law/by_state":
        return None
    left = max(1 - heard.sure, 0.01)
    name, share = next(
        ((name, share) for name, share in heard.subjects.likeliest if not name.startswith("state_law/")), ("", 0.0)
    )
    return name if share >= BESIDE and share / left >= OF_ITS_OWN and _is_narrow(name) else None


def subject(heard: Heard, context: Context) -> Move | None:
    """The subject asked about, if it is clear enough; two if it lies between them."""
    first = not context.last
    unmeant = frozenset({"crisis"})  # the move of a life was not made
    if "asks" in heard.acts and heard.top in ORDERS:
        unmeant |= ORDERS
    if {"complaint", "wrong"} & heard.acts and heard.sure < CLEAR:
        # It is not what was just answered. A clear topic has other questions.
        unmeant |= context.answered
    ours = about_the_home(heard, context)
    if _sold_already(heard, context) or _in_no_danger(heard) or _far(heard, context):
        unmeant |= {"urgent"}
    if heard.words > 2:  # "ok so my cousin" says yes to nothing
        unmeant |= {act for act, said in (("affirm", "yes"), ("deny", "no")) if said not in heard.acts}
    if not context.booked and (_WONT_CALL.search(heard.text) or _NO_CALL.search(heard.text)):
        unmeant |= {"callback_change", "callback"}
    if (context.last or "").partition("/")[0] in KEEPING and context.case["stage"] not in LOST:
        unmeant |= {"calculate"}  # "how much do I need?", of catching up
    if context.case["distress"] in LIFE:
        unmeant |= {OUT}  # never refuse a person in danger
    if ours and heard.sure < OUT_OF_TALK:
        unmeant |= {OUT}  # in mid-conversation, or when the home's fate is told, a near miss is about the home
    ranking = _without(heard.subjects.ranking, unmeant)
    top, sure = ranking[0]
    if heard.subjects.nearest < LIKE_NOTHING and top != OUT:
        return None
    # "And if it sold for 300?" is ours, whatever it resembles.
    if (
        OUT not in unmeant
        and heard.subjects.margin < REFUSED
        and not (heard.has("money") and _probability(heard, OUT) < JOB)
    ):
        return Move(OUT, sure)
    second, runner_up = ranking[1] if len(ranking) > 1 else (top, 0.0)
    none_of_ours = next((p for name, p in ranking[1:3] if name == OUT), 0.0)
    if not ours and none_of_ours >= SECOND and heard.subjects.margin < BETWEEN and top not in DIALOGUE:
        return Move("two_topics", sure, (top, OUT))
    if top == "help" and not first and sure >= ANSWER:
        return Move("unsure", sure)
    # Elsewhere one answer and the state's rule are long enough.
    here = not elsewhere_of(context.case.heard(heard.facts, 0).place)
    if here and top not in DIALOGUE and not (heard.words < FEW and first) and (pair := either(heard)):
        return Move("either", sure, pair)
    # In mid-conversation, open a calculation only if it was clearly asked for.
    job = JOB if first or top not in RESULTS else CLEAR
    if sure >= (CLEAR if top not in DIALOGUE else job if top in JOBS else ANSWER):
        return Move(top, sure)
    if top in JOBS:
        return None
    if heard.words < FEW and first:
        return None  # one bare word: ask what about it
    rivals = runner_up >= max(SECOND, RIVAL * sure) and not {top, second} & DIALOGUE
    if sure >= ANSWER - 0.05 and rivals:
        return Move("two_topics", sure, (top, second)) if _asks_or_tells_nothing(heard) else Move(top, sure)
    return Move(top, sure) if sure >= ANSWER else None


def either(heard: Heard) -> tuple[str, str] | None:
    """The two likeliest questions, where it is not plain which of them is meant; an overview and "none of ours" are neither."""
    if len(heard.subjects.likeliest) < 2 or len(heard.subjects.pair) > 1:
        return None
    (first, sure), (second, runner_up) = heard.subjects.likeliest[:2]
    if sure >= EITHER or runner_up < RIVALS * sure or sure + runner_up < ANSWER or not _asks_or_tells_nothing(heard):
        return None
    return (first, second) if _is_narrow(first) and _is_narrow(second) else None


def _asks_or_tells_nothing(heard: Heard) -> bool:
    """Whether something is asked, or there is nothing to note instead."""
    return "asks" in heard.acts or not heard.facts


def _is_narrow(name: str) -> bool:
    topic, _, question = name.partition("/")
    return bool(question) and question != OVERVIEW and topic != OUT


def clearest(heard: Heard, context: Context) -> Move | None:
    """The clear subject of one question in a long message that is not clear as a whole."""
    asked = heard.asked
    if not asked or "/" in asked or "asks" not in heard.acts:
        return None
    # "Who do I tell?" asks of what was spoken of, not for the roads from here.
    return None if ROADS.startswith(f"{asked}/") and not _WHAT_TO_DO.search(heard.text) else Move(asked, heard.sure)


def _sold_already(heard: Heard, context: Context) -> bool:
    """Whether the sale is over and no day to come was told: "it got auctioned this spring" is in no hurry."""
    sold = any(fact.name == "stage" and fact.value in {"sold", "confirmed"} for fact in heard.facts)
    sold |= context.today is not None and any(
        fact.name == "date" and fact.role == "sale" and date.fromisoformat(fact.value[1]) < context.today
        for fact in heard.facts
    )
    days = [fact.value[1] for fact in heard.facts if fact.name == "date" and fact.role in COMING]
    coming = any(context.today is None or date.fromisoformat(day) >= context.today for day in days)
    return (
        (sold or context.case["stage"] in {"sold", "confirmed"}) and not coming and not _DANGER_AFTER.search(heard.text)
    )


def _far(heard: Heard, context: Context) -> bool:
    """Whether the days to come that it tells, and asks nothing of, leave time: "court is dec 19"."""
    days = [date.fromisoformat(fact.value[0]) for fact in heard.facts if fact.name == "date" and fact.role in COMING]
    if not days or context.today is None or "asks" in heard.acts:
        return False
    return min(days) - context.today > NEAR


def _in_no_danger(heard: Heard) -> bool:
    """Whether another subject is named and no sale, court or sheriff: "my account is frozen and the rent is due tuesday"."""
    told = any(fact.name == "date" and fact.role in COMING for fact in heard.facts)
    other = next((name for name, _ in heard.subjects.ranking if name not in DIALOGUE), "")
    return not told and not _DANGER.search(heard.text) and other in _HURRIES


_HURRIES = frozenset({"bank_account_freeze", "wage_garnishment", "debt_collectors", "exemptions"})
"""Subjects with an urgency of their own. What helps there does not stop a sale."""


def _without(ranking: Sequence[tuple[str, float]], unmeant: frozenset[str]) -> Sequence[tuple[str, float]]:
    """A ranking without some subjects, if one of them leads. The others share their probability."""
    if ranking[0][0] not in unmeant:
        return ranking
    left = 1 - sum(sure for name, sure in ranking if name in unmeant)
    return [(name, sure / max(left, 0.01)) for name, sure in ranking if name not in unmeant] or ranking


def _probability(heard: Heard, name: str) -> float:
    return dict(heard.subjects.ranking).get(name, 0.0)


_OF_A_HOME = re.compile(
    r"\b(?:foreclos\w*|mortgages?|deficienc\w+|auctione?d?|hipotecas?|subast\w+|remat(?:e|aron|[oó])|mi casa|la casa que perd\w+)\b",
    re.I,
)


def about_the_home(heard: Heard, context: Context) -> bool:
    """Whether a conversation is under way, or the message tells what happened to a home. Then it is in scope."""
    return bool(context.last or _OF_A_HOME.search(heard.text)) or any(
        fact.name == "ended" or (fact.name == "stage" and fact.value in LOST) for fact in heard.facts
    )


def story(heard: Heard, context: Context) -> Move | None:
    """Something was told and nothing asked: "they auctioned it in june" is no question about how to find the sale's date."""
    if context.asked or not _is_news(heard, context) or "asks" in heard.acts:
        return None
    if _WANTS.search(heard.text):
        return None
    ended = next((str(fact.value) for fact in heard.facts if fact.name == "ended" and fact.sure), "")
    if heard.top == ended and (what := f"{ended}/{OWED}") in questions():
        return Move(ended, heard.sure, question=what)
    sold = any(fact.name == "stage" and fact.value in {"sold", "confirmed"} for fact in heard.facts)
    if sold and not ended and heard.words <= SALE_ALONE:
        return Move("inform", heard.sure)  # "the house was sold" asks nothing, whatever it resembles
    if heard.top in context.answered - DIALOGUE and heard.words <= SHORT_ANSWER:
        return Move("inform", heard.sure)  # it adds to the last answer and does not ask for it again
    likens = heard.top in STAGES_RESEMBLE and heard.has("stage")
    most, least = (SHORT_ANSWER, SURE) if likens else (STORY, CLEAR)
    # "I already lost it" tells what became of the home, whatever order it resembles.
    orders = heard.top in ORDERS - {"correct"} and heard.has("stage")
    return Move("inform", heard.sure) if heard.words <= most and (heard.sure < least or orders) else None


def ruled(heard: Heard, context: Context) -> Move | None:
    """Who lost a home in another state and asks nothing clear hears, once, whether that state lets them ask for the rest."""
    case = context.case.heard(heard.facts, 0)
    if context.asked or not elsewhere_of(case.place) or case["stage"] not in PAST_THE_SALE or heard.sure >= ANSWER:
        return None
    new = heard.has("state") or heard.has("stage")
    return answering("state_law/by_state") if new and "state_law" not in context.answered else None


def told(heard: Heard, context: Context) -> Move | None:
    """The person told something new and asked nothing: note it and ask the next best question."""
    return Move("inform", heard.sure) if _is_news(heard, context) and "asks" not in heard.acts else None


COUNTY = re.compile(
    r"\A\W*(?:(?:i'?m|im|i am|it'?s|its|it (?:is|was)|we'?re|in|from|at|the|es|en|el|condado de)\s+){0,4}(?P<county>[A-Za-z][\w.'-]{1,20}(?: [A-Za-z][\w.'-]{1,20})?)\s+(?:county|co\.?)\W*\Z",
    re.I,
)
"""A county and no more."""


def county(heard: Heard, context: Context) -> Move | None:
    """ "Im in Winnebago County", after an answer: where it is to be asked for, and not that answer again."""
    return Move("inform") if not context.asked and context.last and COUNTY.match(heard.text) else None


def served(heard: Heard, context: Context) -> Move | None:
    """ "They served him on Nov 20", told and nothing asked: by when an answer is due is counted, once."""
    new = any(fact.case_name == "served_date" and context.case["served_date"] != fact.value for fact in heard.facts)
    if context.asked or not new or context.today is None or "asks" in heard.acts:
        return None
    case = context.case.heard(heard.facts, 0)
    return Move("deadlines") if case["stage"] in {None, "behind", "sued"} and opens(case, context.today) else None


def adds(heard: Heard, context: Context) -> Move | None:
    """Something is told after an answer, and only that answer resembles it: it is no question, and is not answered again."""
    if context.asked or "asks" in heard.acts or not heard.subjects.again or heard.words > SHORT_ANSWER:
        return None
    plain = not heard.acts & {"complaint", "wrong", "unhelpful", "repeat", "more", "yes"}
    wants = _WANTS.search(heard.text) or _MEANS.search(heard.text)
    return Move("inform", heard.sure) if plain and heard.words > FEW and not wants else None


_MEANS = re.compile(
    r"^\W*no\b|\b(?:i|we) mean|(?:^|[,.;!]) ?(?:please |pls |just )?(?:look|tell|show|explain|check|find|give|help|send|d[ií]ga|expl[ií]que|busque)\b|\bquiero decir\b",
    re.I,
)
"""What puts right what was asked, or orders: it is no telling."""


def _is_news(heard: Heard, context: Context) -> bool:
    """Whether the message told something that is not in the case yet."""
    return any(context.case[fact.case_name] != fact.value for fact in heard.facts if fact.name != "name")


TABLE: tuple[Callable[[Heard, Context], Move | None], ...] = (
    life,
    command,
    agrees,
    deadline,
    feeling,
    offer,
    more,
    declines,
    visits,
    besides,
    answer,
    harassed,
    call,
    explained,
    worked,
    plainly,
    doubted,
    stops,
    counted,
    of_the_paper,
    old_mortgage,
    priced,
    besides_figures,
    put_right,
    several,
    displeased,
    small,
    roads,
    figures,
    county,
    elsewhere,
    served,
    story,
    adds,
    subject,
    clearest,
    ruled,
    told,
)

# What fills a slot, besides words of its own.
_FILLED_BY: Mapping[str, tuple[str, ...]] = {
    "estimate_debt": ("money",),
    "estimate_sale_price": ("money",),
    "estimate_market_value": ("money",),
    "estimate_added": ("money",),
    "estimate_liens": ("money",),
    "estimate_time": ("date", "length"),
    "estimate_state": ("state",),
    "judgment_amount": ("money",),
    "plan_payment": ("money",),
    "wages_gross": ("money", "pay_period"),
    "wages_period": ("pay_period", "money"),
    "wages_disposable": ("money",),
    "callback_phone": ("phone", "name", "who"),
    "callback_name": ("phone", "name", "who"),
    "callback_window": ("phone", "name", "who"),
    "callback_confirmed": ("phone", "name", "who"),
    "callback_new_phone": ("phone",),
    "callback_new_name": ("name",),
}


def _tells(heard: Heard, asked: str) -> bool:
    """Whether a message contains what was asked for."""
    return any(heard.has(kind) for kind in _FILLED_BY.get(asked, ()))


def _asks_more(heard: Heard) -> bool:
    return "asks" in heard.acts and heard.sure >= ANSWER


def _asks_else(heard: Heard) -> bool:
    """Whether a message asks about another subject, whatever figures stand in it: "I make 900 a week, can they take my car?"."""
    mine = DIALOGUE | ABOUT_THE_FIGURE | ABOUT_THE_LAW
    return "asks" in heard.acts and heard.sure >= INTERRUPTS and heard.top not in mine


def _little_else(heard: Heard) -> bool:
    """Whether a message is little more than its amounts."""
    spoken = sum(len(fact.words.split()) for fact in heard.facts if fact.name == "money")
    return heard.words - spoken <= 6
