"""Moves of what is asked about, or told: a topic, two of them, a state, a story without a question. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shortfall.content.questions import OVERVIEW, questions
from shortfall.reading.facts import PAST_THE_SALE
from shortfall.talk import intents, limits
from shortfall.talk.acts import UNMET
from shortfall.talk.asked_again import same_question
from shortfall.talk.compose import elsewhere as elsewhere_of
from shortfall.talk.denied import only_rejects
from shortfall.talk.heard import Context, Heard, Move, answering, asks_or_tells_nothing, is_narrow, is_news, probability
from shortfall.talk.moves.calls import NO_CALL
from shortfall.talk.moves.days import ROADS, WHAT_TO_DO, far, in_no_danger, sold_already

STAGES_RESEMBLE = frozenset(
    "sale_process timeline avoid_options deed_in_lieu how_lender_gets_judgment short_sale redemption_reinstatement".split()
)
"""Subjects that look like messages which only report how far things have come."""
KEEPING = frozenset({"redemption_reinstatement", "loan_modification"})
"""Subjects of people who want to keep the home. They are not asking what is left after a sale."""

OWED = "will_i_owe"
"""The question to answer when somebody says how it ended."""

ORDERS = frozenset("affirm back cancel correct deny goodbye restart skip thanks".split())
"""Intents that a question never means: "can I stop it?"."""

TURNS = frozenset(
    "desk fallback noted urgent crisis no_more_texts error complaint repeat acknowledge thanks my_case by_text by_mail correct cancel back restart greet help "
    "goodbye bot_challenge callback callback_change spanish english".split()
)
"""Replies that had no subject. Naming another state after one repeats nothing."""

# "And in Florida?", "what about texas", "ohio": names a place and asks nothing of its own.
_ONLY_A_PLACE = re.compile(
    r"\A\W*+(?:(?:and|so|ok|but|what|how|about|whats|is|it|that|the|same|different|for|if|i|we|im|live|lived|am|was|my|house|home|in|of|state|law|y|en|que|tal|vivo)\b\W*+){0,12}"
    r"[a-z.]+(?: [a-z]+)?(?: (?:then|now|though|too|instead|here|please))?\W*",
    re.I,
)

_WANTS = re.compile(
    r"\b(?:needs?|wants?|wanna|trying|looking|hoping|wondering|wish|help|how|stop|should|worried|afraid|scared|"
    r"necesit\w+|quier[oe]\w*|queremos|quisiera\w*|busc\w+|ayud\w+|c[oó]mo|parar|detener|deber[ií]a|preocupad[oa]s?|miedo|asustad[oa]s?)\b",
    re.I,
)

# "I'm not calling anybody" is about their calling us, not about the booked call.
_WONT_CALL = re.compile(
    r"\b(?:not|won'?t|wont|never|refuse to|(?:don'?t|do not) want to|no voy a|no quiero) (?:going to |gonna )?(?:call(?:ing)?|phon(?:e|ing)|llamar)\b(?! me| us)",
    re.I,
)

LIFE = frozenset({"crisis", "danger", "violence"})
"""Levels of distress that come first, in any form. Each is an intent."""


def several(heard: Heard, context: Context) -> Move | None:
    """Two subjects that are both clearly asked about: answer both."""
    ours = about_the_home(heard, context)
    pair = tuple(name for name in heard.subjects.pair if not (ours and name == intents.OUT))
    again = heard.subjects.repeated
    # "Are you real?" is asked by the way; what was asked before and not answered comes first.
    pair = tuple(sorted(pair, key=lambda name: (name != again, name.startswith("about_firm"))))
    if pair == (again,) and again.partition("/")[0] != heard.top and "asks" in heard.acts:
        clear = heard.sure >= limits.CLEAR and heard.top not in intents.DIALOGUE | {intents.OUT}
        return (
            Move("two_topics", heard.sure, (again, heard.top)) if clear else Move(again.partition("/")[0], heard.sure)
        )
    if len(pair) == 2 and not asks_or_tells_nothing(heard) and "/" not in pair[0]:
        return Move(
            pair[0], heard.sure
        )  # "we are behind, no papers came. In Aurora": two things told ask for no two answers
    return Move("two_topics", heard.sure, pair) if len(pair) == 2 else None


# "Yes but can they?", "so is it safe or not", "I mean the money".
_INSISTS = re.compile(
    r"^\W*(?:(?:yes|yeah|yea|ya|ok(?:ay)?|right|sure|fine|no|well|so|and|i (?:know|get|see|hear|understand)(?: that| it)?|s[ií]|bueno|est[aá] bien|entiendo|y)\W{1,3}){0,3}(?:but|pero)\b"
    r"|^\W*(?:no\W{1,3})?(?:i (?:mean|meant)|quiero decir)\b",
    re.I,
)
_OR_NOT = re.compile(r"\b(?:or not|or no|yes or no|s[ií] o no|o no)\W*$", re.I)
_BARE = 4
"""Words of the longest message that has little of its own: "so yes or no?"."""
_ASKED_BACK = frozenset("desk noted fallback acknowledge".split())
"""Topics of replies that answered nothing, so that "yes or no?" is of what was answered before."""
# "I still don't know if I must pay", "you still haven't said if it can be stopped": it asks, whatever its form.
_STILL_ASKS = re.compile(
    r"\bstill (?:don'?t|dont|do not|haven'?t|havent|have not|didn'?t|did not|not) (?:\w+ )?(?:know|sure|clear|get|say|said|told|answer(?:ed)?)\b|\btodav[ií]a no (?:s[eé]|me (?:dice|dijo|ha))\b",
    re.I,
)


_NONE_OF_THEM = re.compile(
    r"(?:(?:no|nope|nah|neither|none|ningun[oa]s?|tampoco)\b[\s,.!]{0,3}){1,3}(?:(?:of (?:those|these|them|that)|(?:not )?(?:any of )?(?:that|this|those|these|it)|de (?:es[oa]s|ell[oa]s|est[oa]s)|es[oa]s?)\b[\s,.!]{0,3})?",
    re.I,
)


def declines_all(text: str) -> bool:
    """Whether a message takes none of what was offered, and says no more: "No.", "none of those". "No thanks" ends what was begun."""
    return bool(_NONE_OF_THEM.fullmatch(text.strip()))


def displeased(heard: Heard, context: Context) -> Move | None:
    """The answer did not help, or was to another question; or the same is asked again, in much the same words or only insisted on."""
    if not context.asked and not heard.told and (only_rejects(heard.text) or declines_all(heard.text)):
        return Move("complaint")
    unmet = UNMET & heard.acts
    if unmet and context.asked == "callback_confirmed" and heard.sure < limits.CLEAR:
        return Move("inform")  # "I never said hearing": of what was read back, and no answer missed
    if unmet - {"wrong"} and heard.top not in heard.subjects.pair and (found := clearest(heard, context)):
        return found  # "are you even reading this. how do I stop the sale"
    if heard.words > limits.SHORT_ANSWER or heard.told:
        return None
    name, sure = next(iter(heard.subjects.likeliest), (heard.top, heard.sure))
    clear = limits.EITHER if name.partition("/")[0] == (context.last or "").partition("/")[0] else limits.CLEAR
    resembles_an_order = heard.top in ORDERS and unmet - {"wrong"} and "asks" not in heard.acts
    if "unhelpful" in unmet or resembles_an_order or (unmet and min(sure, heard.sure) < clear):
        return Move("complaint")
    # What was only noted, or asked back, answered nothing.
    last = context.question if context.last in _ASKED_BACK else context.last
    if context.asked or last not in questions():
        return None
    still = _STILL_ASKS.search(heard.text)
    near = dict(heard.subjects.likeliest).get(last or "", 0.0) >= limits.RIVAL * sure
    or_not = _OR_NOT.search(heard.text)
    bare = or_not and heard.words <= _BARE
    insists = bare or (near and (still or or_not or _INSISTS.search(heard.text)))
    again = bare or (("asks" in heard.acts or still) and (insists or same_question(heard.text, context.before or "")))
    # What is clearly another question is answered: "yes but can they take the truck".
    return Move("complaint") if again and (bare or name == last or sure < limits.EITHER) else None


def put_right(heard: Heard, context: Context) -> Move | None:
    """ "No, I live in Cicero, my brother is the one in Texas": it puts right whose place that is, and asks for no rule."""
    places = {fact.value for fact in heard.facts if fact.name == "retracted"} & {
        "state",
        "lives_in",
        "works_in",
        "place",
    }
    return Move("inform") if places and not context.asked and "asks" not in heard.acts else None


def elsewhere(heard: Heard, context: Context) -> Move | None:
    """ "And in Florida?": a state that is named asks for the same thing there, or for its rule on deficiencies."""
    codes = [fact.value for fact in heard.facts if fact.name == "state"]
    if not codes or (heard.top in intents.COMMANDS and heard.sure >= limits.ANSWER):
        return None
    topic, _, name = (context.last or "").partition("/")
    if codes == ["IL"] and not elsewhere_of(context.case.place) and topic and _ONLY_A_PLACE.fullmatch(heard.text):
        return Move("inform")  # the last answer was Illinois law
    if topic in intents.ABOUT_THE_LAW and _ONLY_A_PLACE.fullmatch(heard.text):
        return Move("state_law")  # the same question: can they demand the rest
    if topic and topic not in TURNS and _ONLY_A_PLACE.fullmatch(heard.text):
        return Move(topic, question=context.last if name else None)
    if heard.top == "state_law" and (named := _beside_the_state(heard)):
        return replace(answering(named), confidence=heard.sure)
    if (
        heard.subjects.margin >= limits.BETWEEN
        and heard.top in intents.ABOUT_THE_LAW
        and (codes[0] != "IL" or "state_law" in {name for name, _ in heard.subjects.ranking[:2]})
        and not _has_its_own(heard)
    ):
        bare = _ONLY_A_PLACE.fullmatch(heard.text)
        return Move("state_law", question=f"state_law/{OVERVIEW}" if bare else None)
    return None


def _has_its_own(heard: Heard) -> bool:
    """Whether a question is clearly asked of which something is true everywhere: it is answered, and the state's rule after it."""
    name, sure = next(iter(heard.subjects.likeliest), ("", 0.0))
    return sure >= limits.OF_ITS_OWN and is_narrow(name) and bool(questions()[name].everywhere)


def _beside_the_state(heard: Heard) -> str | None:
    """The question that a message asks of a state it names, where it is clear but for the name: "oklahoma. can they take my truck"."""
    if next(iter(heard.subjects.likeliest), ("", 0))[0] != "state_law/by_state":
        return None
    left = max(1 - heard.sure, 0.01)
    name, share = next(
        ((name, share) for name, share in heard.subjects.likeliest if not name.startswith("state_law/")), ("", 0.0)
    )
    return name if share >= limits.BESIDE and share / left >= limits.OF_ITS_OWN and is_narrow(name) else None


def subject(heard: Heard, context: Context) -> Move | None:
    """The subject asked about, if it is clear enough; two if it lies between them."""
    first = not context.last
    unmeant = frozenset({"crisis"})  # the move of a life was not made
    if "asks" in heard.acts and heard.top in ORDERS:
        unmeant |= ORDERS
    if {"complaint", "wrong"} & heard.acts and heard.sure < limits.CLEAR:
        # It is not what was just answered. A clear topic has other questions.
        unmeant |= context.answered
    ours = about_the_home(heard, context)
    if sold_already(heard, context) or in_no_danger(heard) or far(heard, context):
        unmeant |= {"urgent"}
    if heard.words > 2:  # "ok so my cousin" says yes to nothing
        unmeant |= {act for act, said in (("affirm", "yes"), ("deny", "no")) if said not in heard.acts}
    if not context.booked and (_WONT_CALL.search(heard.text) or NO_CALL.search(heard.text)):
        unmeant |= {"callback_change", "callback"}
    if (context.last or "").partition("/")[0] in KEEPING and context.case["stage"] not in intents.LOST:
        unmeant |= {"calculate"}  # "how much do I need?", of catching up
    if context.case["distress"] in LIFE:
        unmeant |= {intents.OUT}  # never refuse a person in danger
    if ours and heard.sure < limits.OUT_OF_TALK:
        unmeant |= {intents.OUT}  # in mid-conversation, or when the home's fate is told, a near miss is about the home
    ranking = _without(heard.subjects.ranking, unmeant)
    top, sure = ranking[0]
    if heard.subjects.nearest < limits.LIKE_NOTHING and top != intents.OUT:
        return None
    # "And if it sold for 300?" is ours, whatever it resembles.
    if (
        intents.OUT not in unmeant
        and heard.subjects.margin < limits.REFUSED
        and not (heard.has("money") and probability(heard, intents.OUT) < limits.JOB)
    ):
        return Move(intents.OUT, sure)
    second, runner_up = ranking[1] if len(ranking) > 1 else (top, 0.0)
    none_of_ours = next((p for name, p in ranking[1:3] if name == intents.OUT), 0.0)
    if (
        not ours
        and heard.words <= limits.TALE
        and none_of_ours >= limits.SECOND
        and heard.subjects.margin < limits.BETWEEN
        and top not in intents.DIALOGUE
    ):
        return Move("two_topics", sure, (top, intents.OUT))
    if top == "help" and not first and sure >= limits.ANSWER:
        return Move("unsure", sure)
    # Elsewhere one answer and the state's rule are long enough.
    here = not elsewhere_of(context.case.heard(heard.facts, 0).place)
    if here and top not in intents.DIALOGUE and not (heard.words < limits.FEW and first) and (pair := either(heard)):
        return Move("either", sure, pair)
    # In mid-conversation, open a calculation only if it was clearly asked for.
    job = limits.JOB if first or top not in intents.RESULTS else limits.CLEAR
    if sure >= (limits.CLEAR if top not in intents.DIALOGUE else job if top in intents.JOBS else limits.ANSWER):
        return Move(top, sure)
    if top in intents.JOBS:
        return None
    if heard.words < limits.FEW and first:
        return None  # one bare word: ask what about it
    rivals = runner_up >= max(limits.SECOND, limits.RIVAL * sure) and not {top, second} & intents.DIALOGUE
    if sure >= limits.ANSWER - 0.05 and rivals:
        return Move("two_topics", sure, (top, second)) if asks_or_tells_nothing(heard) else Move(top, sure)
    return Move(top, sure) if sure >= limits.ANSWER else None


def either(heard: Heard) -> tuple[str, str] | None:
    """The two likeliest questions, where it is not plain which of them is meant; an overview and "none of ours" are neither."""
    if len(heard.subjects.likeliest) < 2 or len(heard.subjects.pair) > 1:
        return None
    (first, sure), (second, runner_up) = heard.subjects.likeliest[:2]
    if (
        sure >= limits.EITHER
        or runner_up < limits.RIVALS * sure
        or sure + runner_up < limits.ANSWER
        or not asks_or_tells_nothing(heard)
    ):
        return None
    return (first, second) if is_narrow(first) and is_narrow(second) else None


def clearest(heard: Heard, context: Context) -> Move | None:
    """The clear subject of one question in a long message that is not clear as a whole."""
    asked = heard.asked
    if not asked or "/" in asked or "asks" not in heard.acts:
        return None
    # "Who do I tell?" asks of what was spoken of, not for the roads from here.
    return None if ROADS.startswith(f"{asked}/") and not WHAT_TO_DO.search(heard.text) else Move(asked, heard.sure)


def _without(ranking: Sequence[tuple[str, float]], unmeant: frozenset[str]) -> Sequence[tuple[str, float]]:
    """A ranking without some subjects, if one of them leads. The others share their probability."""
    if ranking[0][0] not in unmeant:
        return ranking
    left = 1 - sum(sure for name, sure in ranking if name in unmeant)
    return [(name, sure / max(left, 0.01)) for name, sure in ranking if name not in unmeant] or ranking


_A_HOME = re.compile(r"\b(?:house|home|condo|townhouse|casa|departamento|condominio|vivienda)s?\b", re.I)
_OF_A_HOME = re.compile(
    r"\b(?:foreclos\w*|mortgages?|deficienc\w+|auctione?d?|hipotecas?|subast\w+|remat(?:e|aron|[oó])|mi casa|la casa que perd\w+)\b",
    re.I,
)


def about_the_home(heard: Heard, context: Context) -> bool:
    """Whether a conversation is under way, or the message tells what happened to a home. Then it is in scope."""
    return (
        bool(context.last or _OF_A_HOME.search(heard.text))
        or any(fact.name == "ended" or (fact.name == "stage" and fact.value in intents.LOST) for fact in heard.facts)
        or (heard.has("stage") and _A_HOME.search(heard.text) is not None)
    )


def story(heard: Heard, context: Context) -> Move | None:
    """Something was told and nothing asked: "they auctioned it in june" is no question about how to find the sale's date."""
    if context.asked or not is_news(heard, context) or "asks" in heard.acts:
        return None
    if _WANTS.search(heard.text):
        return None
    ended = next((str(fact.value) for fact in heard.facts if fact.name == "ended" and fact.sure), "")
    if heard.top == ended and (what := f"{ended}/{OWED}") in questions():
        return Move(ended, heard.sure, question=what)
    sold = any(fact.name == "stage" and fact.value in {"sold", "confirmed"} for fact in heard.facts)
    if sold and not ended and heard.words <= limits.SALE_ALONE:
        return Move("inform", heard.sure)  # "the house was sold" asks nothing, whatever it resembles
    if heard.top in context.answered - intents.DIALOGUE and heard.words <= limits.SHORT_ANSWER:
        return Move("inform", heard.sure)  # it adds to the last answer and does not ask for it again
    likens = heard.top in STAGES_RESEMBLE and heard.has("stage")
    most, least = (limits.SHORT_ANSWER, limits.SURE) if likens else (limits.STORY, limits.CLEAR)
    # "I already lost it" tells what became of the home, whatever order it resembles.
    orders = heard.top in ORDERS - {"correct"} and heard.has("stage")
    return Move("inform", heard.sure) if heard.words <= most and (heard.sure < least or orders) else None


def ruled(heard: Heard, context: Context) -> Move | None:
    """Who lost a home in another state and asks nothing clear hears, once, whether that state lets them ask for the rest."""
    case = context.case.heard(heard.facts, 0)
    if (
        context.asked
        or not elsewhere_of(case.place)
        or case["stage"] not in PAST_THE_SALE
        or heard.sure >= limits.ANSWER
    ):
        return None
    new = heard.has("state") or heard.has("stage")
    return answering("state_law/by_state") if new and "state_law" not in context.answered else None


def told(heard: Heard, context: Context) -> Move | None:
    """The person told something new and asked nothing: note it and ask the next best question."""
    return Move("inform", heard.sure) if is_news(heard, context) and "asks" not in heard.acts else None


COUNTY = re.compile(
    r"\A\W*(?:(?:i'?m|im|i am|it'?s|its|it (?:is|was)|we'?re|in|from|at|the|es|en|el|condado de)\s+){0,4}(?P<county>[A-Za-z][\w.'-]{1,20}(?: [A-Za-z][\w.'-]{1,20})?)\s+(?:county|co\.?)\W*\Z",
    re.I,
)
"""A county and no more."""


def county(heard: Heard, context: Context) -> Move | None:
    """ "Im in Winnebago County", after an answer: where it is to be asked for, and not that answer again."""
    return Move("inform") if not context.asked and context.last and COUNTY.match(heard.text) else None


WHICH_CLERK = "served_with_papers/which_clerk"
"""What says to which county a place belongs, and whom to ask there."""


def lies_in(heard: Heard, context: Context) -> Move | None:
    """ "Is Cicero in Cook County?", of a place that is known."""
    known = heard.has("asked_county") and context.case.heard(heard.facts, 0).place_here
    return answering(WHICH_CLERK) if known and not context.asked and heard.words <= limits.SHORT_ANSWER else None


def adds(heard: Heard, context: Context) -> Move | None:
    """Something is told after an answer, and only that answer resembles it: it is no question, and is not answered again."""
    if context.asked or "asks" in heard.acts or not heard.subjects.again or heard.words > limits.SHORT_ANSWER:
        return None
    plain = not heard.acts & (UNMET | {"repeat", "more", "yes"})
    wants = _WANTS.search(heard.text) or _MEANS.search(heard.text)
    return Move("inform", heard.sure) if plain and heard.words > limits.FEW and not wants else None


_MEANS = re.compile(
    r"^\W*no\b|\b(?:i|we) mean|(?:^|[,.;!]) ?(?:please |pls |just )?(?:look|tell|show|explain|check|find|give|help|send|d[ií]ga|expl[ií]que|busque)\b|\bquiero decir\b",
    re.I,
)
"""What puts right what was asked, or orders: it is no telling."""
