"""Moves of what answers us: a life in danger, commands, offers taken up, what a form asked for, small words. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from shortfall.content.questions import LANGUAGES, label, questions
from shortfall.content.texts import text
from shortfall.reading.calls import OWN_NUMBER, THIS_NUMBER, TIME_SAID, wants_call, withholds_name
from shortfall.reading.names import denies_name, insisted_name, read_name
from shortfall.reading.sentences import FIRST, SENTENCE
from shortfall.reading.when import not_then
from shortfall.talk import intents, limits
from shortfall.talk.acts import LONG, OF_A_CLAUSE, UNMET, read_acts
from shortfall.talk.compose import elsewhere as elsewhere_of
from shortfall.talk.heard import Context, Heard, Move, answering, asks_else, asks_more, is_long
from shortfall.talk.moves.days import DANGER, ROADS, asks_for_a_day
from shortfall.talk.moves.subjects import LIFE
from shortfall.talk.offers import Offer, named_first, numbered, taken

YES_OR_NO = frozenset({"callback_text", "callback_confirmed", "callback_cancel"})

A_PLACE = 5
"""Words of the longest message that names a place where one was asked for."""

_CALL_THEM = re.compile(
    r"\b(?:(?:call|phone|ring|ask for|(?:talk|speak) (?:to|with)) (?:her|him|them|my|our)|"
    r"(?:hable|hablen|pregunte|pregunten|ll[aá]me|ll[aá]men) (?:con|por|a) (?:[eé]l|ella|ellos|mi|nuestr[oa]))\b",
    re.I,
)

_NAME = re.compile(r"[^\W\d_][\w'.-]*+(?:\s++(?:(?:de|del|la|las|los|y)\s++){0,2}[^\W\d_][\w'.-]*+){0,3}", re.I)

GRAVE, GRAVE_IN_FEW, GRAVE_BESIDE, GRAVE_SENTENCE = 0.40, 0.75, 0.60, 0.80
"""Smallest probability of a life in danger that is obeyed, in a few words, in a message that asks something or speaks of fear or fatigue, and
in a long message, where each sentence is read by itself: of many one is likelier to resemble it."""
UNWANTED, UNWANTED_BESIDE = 0.55, 0.75
"""Smallest probability that no more texts are wanted at which that is asked about, and in a message that asks something."""
SENTENCE_ALONE = 0.95
"""The same in a long message, where each sentence is read by itself."""
CRISIS = 0.45
"""Smallest probability at which the learned crisis intent is obeyed without one of our phrases. Recall before precision."""


def life(heard: Heard, context: Context) -> Move | None:
    """A life in danger comes before everything."""
    if context.misread:
        return None
    if (found := heard.level) in LIFE:
        return Move(found)
    if context.case["distress"] in LIFE:
        return None  # the lifeline was given; read what follows normally
    learned = next((sure for name, sure in heard.subjects.ranking if name == "crisis"), 0.0)
    like = heard.subjects.nearest >= limits.LIKE_NOTHING or learned >= limits.CLEAR
    beside = "asks" in heard.acts or found == "distress"
    few = GRAVE_IN_FEW if heard.words <= limits.FEW else GRAVE
    if heard.subjects.grave >= (GRAVE_SENTENCE if is_long(heard.text) else max(few, GRAVE_BESIDE) if beside else few):
        return Move("crisis", heard.subjects.grave)
    # Who asks how it goes on, or speaks of fear, resembles it; there only what is hardly anything else is.
    asks = "asks" in heard.acts or asks_for_a_day(heard, context)
    least = limits.SURE if asks or found == "distress" else CRISIS
    return Move("crisis", learned) if learned >= least and like else None


def no_more_texts(heard: Heard, context: Context) -> Move | None:
    """By text, what may mean that nothing more is wanted from us is asked about and not answered."""
    if not context.texted or context.asked == "callback_text":
        return None  # "no, no texts" answers whether the call is to be confirmed by text
    if context.asked == "callback_phone" and THIS_NUMBER.match(heard.text):
        return None
    sure = heard.subjects.no_more_texts
    # Who gives the name or the number that was asked for wants to be called on it: "names Odell this phone is good".
    asked = (context.asked or "").removeprefix("callback_")
    given = any(fact.case_name == asked for fact in heard.facts)
    clear = is_long(heard.text) or (context.asked in intents.CALL and given)
    least = SENTENCE_ALONE if clear else UNWANTED_BESIDE if "asks" in heard.acts else UNWANTED
    return Move("no_more_texts", sure) if sure >= least else None


def feeling(heard: Heard, context: Context) -> Move | None:
    """Somebody exhausted who asks and tells nothing else: say a kind word and offer a person."""
    if "asks" in heard.acts or heard.told or heard.words > 2 * limits.SHORT_ANSWER or heard.top == "urgent":
        return None
    if wants_call(heard.text):
        return None  # "I'm so scared. Please have a person call me today"
    clear = heard.sure > limits.CLEAR and heard.top not in intents.DIALOGUE
    return Move("distress") if heard.level == "distress" and not clear else None


_ASKED_FOR = {"mine_shown": "my_case", "to_text": "by_text", "to_mail": "by_mail"}
"""Commands that may be phrased as questions, by their acts."""


def command(heard: Heard, context: Context) -> Move | None:
    """Commands that always work: back, start over, never mind, say that again, what do you know about me, text or e-mail me this."""
    if "asks" in heard.acts and not {"repeat", *_ASKED_FOR} & heard.acts:
        return None
    for act, intent in (("restart", "restart"), ("cancel", "cancel"), ("back", "back"), *_ASKED_FOR.items()):
        if act in heard.acts and (act, context.asked) != ("to_text", "callback_text"):
            return Move(intent)
    if "repeat" in heard.acts:
        return Move("repeat")
    return None


def recap(heard: Heard, context: Context) -> Move | None:
    """ "Sum up what you told me", "all of it in one place": what was worked out, and the heart of what was answered."""
    elsewhere = {"to_text", "to_mail"} & heard.acts or context.asked in intents.CALL
    under_way = context.result or context.last or context.case.facts
    return Move("my_case") if "recap" in heard.acts and under_way and heard.words <= LONG and not elsewhere else None


_RELIEF = re.compile(
    r"\b(?:thank (?:god|goodness|heavens|the lord|you jesus)|thanks? be to god|what a relief|(?:that'?s|thats|im|i'?m) (?:so |such )?(?:a relief|relieved)|phew|whew|gracias a dios|bendito (?:sea )?dios|menos mal|qu[eé] alivio)\b",
    re.I,
)
# "So my cousin is wrong", "o sea que el del banco me mintió": what somebody else said, set against the answer.
_OTHERS_WRONG = re.compile(
    r"\b(?:so|then|means|guess|osea|o sea|ose[ah]?|entonces|quiere decir)\b[^.?!]{0,40}\b(?:(?:is|are|was|were|he'?s|she'?s|they'?re) (?:just |all |dead |totally )?(?:wrong|mistaken|lying|full of it|bluffing)|lied(?: to me| to us)?|(?:est[aá]n?|estaba[n]?) (?:mal|equivocad[oa]s?|mintiendo)|(?:me |nos )?minti(?:[oó]|eron)|(?:es|era) mentira)\b",
    re.I,
)
# "So they can't take it then, thanks".
_THANKS = re.compile(r"\b(?:thank(?:s| you| u)?|thx|ty|gracias)\b", re.I)
# "So they can't take it then, great".
_PLEASED = re.compile(
    r"(?:\A|[,.;!-])\W{0,3}(?:that'?s |thats |eso es )?(?:great|good|perfect|nice|awesome|wonderful|excellent|qu[eé] bueno|qu[eé] bien|perfecto|excelente)\W*\Z",
    re.I,
)
_SO = re.compile(
    r"(?:\A|[.,;!])\W{0,3}(?:(?:ok|okay|oh|ah|good|great|bueno|ah? ya|thanks?|gracias)\W{1,3}){0,3}(?:so|then|osea|o sea|ose[ah]?|entonces)\b|\bthen\b",
    re.I,
)
_NO_ANSWERS = frozenset("desk fallback noted error complaint acknowledge thanks correct help greet".split())
"""Replies that answered nothing."""


def concludes(heard: Heard, context: Context) -> Move | None:
    """ "Thank God, so my cousin is wrong, we live here": no new question. The heart of the last answer is said again."""
    if context.asked or not context.last or not context.answered - _NO_ANSWERS or heard.words > 2 * limits.SHORT_ANSWER:
        return None
    asks = "asks" in read_acts(_PLEASED.sub("", heard.text)) and not _ONLY_A_TAG.search(heard.text)
    likest = [name for name, _ in heard.subjects.likeliest[:1]]
    found = (
        _OTHERS_WRONG.search(heard.text)
        or ((_THANKS.search(heard.text) or _PLEASED.search(heard.text)) and _SO.search(heard.text))
        or (_RELIEF.search(heard.text) and heard.words > limits.FEW)
        # "So there is no lien on my own place either, right?", of the answer that it concludes from.
        or (_ONLY_A_TAG.search(heard.text) and _SO.match(heard.text) and context.last in likest)
    )
    # "So they can take it?": yes or no by what was just said, whose heart says it.
    short = (
        heard.words <= _SHORT and _SO.match(heard.text) and not _OR_NOT.search(heard.text) and heard.text[-1:] == "?"
    )
    return Move("repeat") if (found and not asks) or (short and context.last in likest and not heard.told) else None


_SHORT = 8
"""Words of the longest such question: a longer one asks for more than what was said."""
_OR_NOT = re.compile(r"\b(?:or|o) (?:no|not)\b", re.I)


# "So what do I do tomorrow morning?", "¿y qué hago?": of what was answered last. "What should I do" asks for the roads from here.
_WHAT_NOW = re.compile(
    r"\W{0,3}(?:(?:so|ok|okay|and|but|then|well|pues|entonces|y|bueno|ahora)[, ]{1,2}){0,3}"
    r"(?:what do (?:i|we) (?:have to |need to )?do|what (?:am i|are we) supposed to do|what(?:'?s| is)? (?:the |my )?(?:next|first) step|qu[eé] (?:hago|hacemos|tengo que hacer))"
    r"(?: (?:now|next|first|then|today|tomorrow|monday|in the morning|morning|about (?:it|that|this)|with (?:it|that|this)|ahora|primero|mañana|hoy|el lunes|en la mañana|con (?:eso|esto)|entonces)){0,3}\W{0,3}",
    re.I,
)
_A_STEP = re.compile(r"(?:how (?:do|can) (?:i|we)|what (?:do|can) (?:i|we)|where (?:do|can) (?:i|we))\b", re.I)


def next_step(heard: Heard, context: Context) -> Move | None:
    """What to do is asked, and no more, behind an answer that is not about that: the first of what comes next that is a step to take."""
    last = questions().get(context.last or "")
    if context.asked or last is None or _A_STEP.match(last.ask["en"]) or not _WHAT_NOW.fullmatch(heard.text):
        return None
    after = (questions().get(name) for name in last.next_for(context.case.values()))
    step = next((each for each in after if each and each.topic == last.topic and _A_STEP.match(each.ask["en"])), None)
    return answering(step.id) if step else None


_ONLY_A_TAG = re.compile(r"\A[^?]*\b(?:right|correct|yes|verdad|cierto|no)\W{0,2}\?\W*\Z", re.I)


def offer(heard: Heard, context: Context) -> Move | None:
    """The person takes up what was just offered."""
    if "acknowledge" in heard.acts and not context.questioned:
        return None  # "ok" after an answer does not accept the choices below it
    if choice := taken(heard.text, context.offered, heard.acts, asked=context.asked):
        return _with_question(chosen(choice), heard, numbered(heard.text))
    choice = named_first(heard.text, context.offered)
    if choice and context.asked in intents.CALL:
        # The form reads all of it: what is taken, and what is asked behind it.
        acts = read_acts(choice.payload)
        return Move("cancel" if "cancel" in acts else "affirm" if "yes" in acts else "inform")
    names_intent = choice and choice.payload.startswith("/") and not context.asked
    return _with_question(chosen(choice), heard, more=True) if choice and names_intent else None


def _with_question(move: Move, heard: Heard, more: bool) -> Move:
    """ "2. and how do I stop the calls": what the number takes, and what is asked behind it."""
    if move.text or "asks" not in heard.acts or not heard.subjects.ranking or not more:
        return move
    ours = (
        name
        for name, sure in heard.subjects.ranking
        if sure >= 2 * limits.SECOND and name not in intents.DIALOGUE | {intents.OUT}
    )
    asked = heard.asked or next(ours, move.intent)  # the number itself resembles a change of what was booked
    if asked == move.intent or move.intent in intents.DIALOGUE | intents.JOBS | intents.RESULTS:
        return move
    return Move("two_topics", heard.sure, (move.question or move.intent, asked))


def chosen(choice: Offer) -> Move:
    """The move that a choice stands for. One of plain words is read as those words (engine/choices.py)."""
    if not choice.payload.startswith("/"):
        return Move("inform", text=choice.payload)
    intent, _, name = choice.payload[1:].partition("/")
    return Move(intent, question=f"{intent}/{name}" if name else None)


def more(heard: Heard, context: Context) -> Move | None:
    """ "More" after an answer: what was only opened, else what else there is on it (shortfall/talk/asked_again.py)."""
    if "more" not in heard.acts or context.asked in intents.CALL or (context.asked and not context.told):
        return None
    topic, _, name = ((context.told if context.asked else context.last) or "").partition("/")
    if opened := next((each for each in context.offered if _reads_on(each)), None):
        return chosen(opened)
    return Move("complaint" if name and topic != intents.OUT else "unsure")


def _reads_on(offer: Offer) -> bool:
    """Whether a choice reads on what was only opened."""
    name = offer.payload.removeprefix("/")
    return name in questions() and offer.label in {
        text("desk.more_on", language, title=label(name, language)) for language in LANGUAGES
    }


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
    if asked in intents.CALL and denies_name(heard.text, str(context.case["name"] or "")):
        return Move("inform")  # "my name isn't Ray, it's Roy", whatever was asked
    if asked in intents.NAMES and withholds_name(heard.text) and "asks" not in heard.acts:
        return Move("skip")
    told = _tells(heard, asked)
    if told and not asks_else(heard) and (heard.words <= limits.SHORT_ANSWER or not asks_more(heard)):
        return Move("correct" if "complaint" in heard.acts and heard.top == "correct" else "inform")
    figure = asked.startswith(("estimate_", "wages_", "judgment_", "plan_"))
    # "Idk the price, where do I look it up?" passes the question over, and asks one that is answered.
    aside = figure and asks_more(heard) and heard.top not in intents.DIALOGUE | intents.ABOUT_THE_FIGURE
    for act, intent in (*_ACTS_OF_ANSWERS, *(_ACTS_ON_FIGURES if figure else ())):
        if aside and act in {"unsure", "skip"}:
            continue
        if act in heard.acts and heard.words <= (LONG if act in OF_A_CLAUSE else limits.SHORT_ANSWER):
            return Move(intent)
    if (
        asked in intents.TIMES
        and limits.FEW < heard.words <= limits.SHORT_ANSWER
        and "asks" not in heard.acts
        and not_then(heard.text)
    ):
        return Move("inform")  # "I can't at that time"
    if asked in intents.CALL and heard.words <= limits.SHORT_ANSWER and _CALL_THEM.search(heard.text):
        return Move("inform")
    first, *more = FIRST.split(heard.text.strip())
    if (
        asked in intents.TIMES
        and TIME_SAID.search(first)
        and not DANGER.search(first)
        and "asks" not in read_acts(first)
    ):
        return Move("inform")  # "monday is fine but 9am. what do I do for food til then"
    if (
        asked in {*intents.TIMES, "callback_confirmed"}
        and heard.words <= limits.SHORT_ANSWER
        and TIME_SAID.search(heard.text)
        and not DANGER.search(heard.text)
    ):
        clear = heard.sure >= limits.INTERRUPTS and heard.top not in intents.DIALOGUE | {intents.OUT}
        if not clear:
            return Move("inform")  # "tuesday at noon works?", "can you do friday after 2"
    if asked in intents.NAMES and heard.words <= limits.SHORT_ANSWER:
        if insisted_name(heard.text, context.before or "") or (heard.top == "callback" and heard.words == 1):
            return Move("inform")  # "my name is Call"; and who is asked for a name and says "Call" asks for no call
        if "complaint" in heard.acts and "asks" not in heard.acts and read_name(heard.text):
            return Move("inform")  # "Denise Okafor, I already said"
        bare = _NAME.fullmatch(first.strip()) and not read_acts(first)
        if more and (bare or "complaint" in read_acts(first)) and read_name(first):
            return Move("inform")  # "Mike Dombrowski, I'm the son", "marisol. when will they call?"
    pointed = asked in intents.CALL and heard.words <= limits.SHORT_ANSWER and "asks" not in heard.acts
    if (asked in intents.PHONES and THIS_NUMBER.match(first)) or (pointed and OWN_NUMBER.search(heard.text)):
        return Move("inform")  # "this number. can I open another account?"
    if "asks" in heard.acts or heard.words > limits.SHORT_ANSWER or UNMET & heard.acts:
        return None
    top, sure = heard.top, heard.sure
    if top == "urgent" and asked in intents.CALL and not DANGER.search(heard.text):
        return Move("inform")  # "tomorrow morning" is when to call, whatever of the call was asked for
    if top in intents.COMMANDS and sure >= (limits.ANSWER if top in {"crisis", "urgent"} else limits.OBEYED):
        return Move(top, sure)
    if top in {"correct", "affirm", "deny", "skip"} and sure >= limits.OBEYED:
        return Move(top, sure)
    if asked in intents.NAMES:
        named = _NAME.fullmatch(heard.text.strip()) and not {"acknowledge", "thanks"} & heard.acts
        return Move("inform") if named else None
    if asked in intents.TIMES and not DANGER.search(heard.text):
        return Move("inform")
    if sure >= limits.INTERRUPTS and top not in intents.ABOUT_THE_FIGURE | intents.ABOUT_THE_LAW:
        return None
    if asked == "estimate_state" and heard.words > A_PLACE:
        return None  # "I rent now and have a car" is no state
    return Move("inform")


def plainly(heard: Heard, context: Context) -> Move | None:
    """ "If you do not know, please say so plainly", and nothing else, in another state: the question that stands is answered so."""
    if "plainly" not in heard.acts or context.asked or not elsewhere_of(context.case.place):
        return None
    rest = [part for part in SENTENCE.findall(heard.text) if "plainly" not in read_acts(part)]
    stands = questions().get(str(context.last))
    return answering(stands.id) if stands and sum(len(part.split()) for part in rest) < limits.FEW else None


_DO = re.compile(r"\b(?:do|hacer|hago|now|ahora)\b", re.I)


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
