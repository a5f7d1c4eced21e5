"""What a message asks besides: a question beside an answer to the call form ("Ray Dominguez. may he take money first?"), and the second and
third of several questions. Pure, linear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shortfall.content.questions import asks
from shortfall.reading.agreed import asks_what_is_noted
from shortfall.reading.calls import TIME_SAID, asks_when_called, wants_call
from shortfall.reading.corrected import corrects
from shortfall.reading.names import read_name
from shortfall.reading.phone import Phone, read_phone
from shortfall.reading.sentences import SENTENCE
from shortfall.talk.acts import read_acts
from shortfall.talk.compose import TOLD_ELSEWHERE
from shortfall.talk.heard import Context, Move, is_narrow
from shortfall.talk.intents import CALLBACK, CANCEL, DIALOGUE, JOBS, NAMES, OUT, RESULTS, URGENT

LEAST = 0.12
"""Smallest probability at which the likeliest question is taken for what was asked."""
PLAIN = 0.5
"""From this probability on no other is offered beside it, and what is none of ours is said to be."""
AS_LIKELY = 0.6
"""Share of the likeliest question's probability from which another is offered beside it."""
SHORTEST = 3
"""Words of the shortest question that asks something of its own."""
A_TIME = 8
"""Words of the longest question that only proposes a time: "can you do friday after 2"."""

# Where the question begins in a sentence that says something first: "you did not answer me is he allowed to take it".
_VERB = r"(?:can|could|will|would|should|may|must|do|does|did|is|are|am|was|were|has|have)"
_WHO = r"(?:i|we|he|she|they|it|you|u|there|this|that|the|my|our|his|her|their|an?|any|some ?one|anybody|somebody)"
_INVERTED = re.compile(
    rf"(?<!\bwhat )(?<!\bwho )\b(?:(?:how|what|when|where|why|who|which)(?: (?:long|much|many|soon|about|if))? )?{_VERB} {_WHO}\b"
    r"|\b(?:how (?:long|much|many|soon)|what (?:if|happens|about|do)|why|how come)\b"
    r"|¿|\b(?:qu[eé]|cu[aá]nt[oa]s?|cu[aá]ndo|cu[aá]les?|c[oó]mo|d[oó]nde|qui[eé]n(?:es)?|por ?qu[eé]) (?!me llame|alguien|sea)\w"
    r"|\b(?:me |nos |le |les |se |lo |la )?(?:puedo|podemos|puede|pueden|podr[ií]an?|debo|tengo que)\b",
    re.I,
)
_BARE_VERB = re.compile(rf"{_VERB}\b", re.I)
_LEADS_ON = re.compile(
    r"(?:^|[,;:()-]|\b(?:and|but|so|or|also|then|me|us|said|say|says|asked|answered?|know|wonder(?:ing)?|ok|okay|now|please|pls|well))\s*\Z",
    re.I,
)
"""What may stand before a question that has no question mark: after a noun, "Irena is my mother" asks nothing."""
_ASIDE = re.compile(
    r"\W{0,3}(?:(?:and|but|so|is|would|will|does|do|are|y) ){0,4}+(?:that one|that|this|it|which|these|eso|esto|todo|(?:my|this|mi|este) \w{2,9})?+ ?"
    r"(?:is |be |est[aá] )?(?:ok(?:ay)?|fine|good|right|alright|enough|work(?:s|ing)?|possible|bien|bueno|posible)\b.{0,16}",
    re.I,
)
_I_CAN = re.compile(r"(?:yo )?(?:puedo|podemos)\b", re.I)
# "Could they call around eleven thirty": of this call, and not of a call to somebody.
_CALLS_THEM = re.compile(
    r"(?:can|could|will|would|may) (?:you|u|they|he|she|it|some ?(?:one|body)) (?:please |pls |maybe |just |also )?(?:be (?:at |on )?(?=\d)|(?:call|phone|ring)\b)(?! ?(?:my|our|his|her|their|the|him|them|a|an)\b)"
    r"|(?:me |nos )?(?:puede|pueden|podr[ií]an?) (?:llamar|marcar|hablar)(?:me|nos)?\b(?! (?:a|con) (?:mi|nuestr|su|la|el)\w{0,3}\b)",
    re.I,
)
_SAYS_FIRST = re.compile(r"\W{0,3}(?:(?:and|but|so|also|y|pero|entonces)\W{1,3}){0,4}+", re.I)


def asked_beside(text: str) -> str:
    """The question in a message that is none of the call's own parts, as it was written; empty where there is none."""
    sentences = (each for each in SENTENCE.findall(text) if not (asks_what_is_noted(each) or corrects(each)))
    found = (question for sentence in sentences if (question := _question(sentence)))
    return next(found, "")


def gives_part(rest: str, asked: str | None) -> bool:
    """Whether what is left of a message without its question gives a part of the request: a number, a time, the name that was asked for."""
    named = asked in NAMES and read_name(rest.strip(" .,;:!?-"))
    return bool(named or isinstance(read_phone(rest), Phone) or TIME_SAID.search(rest))


def _question(sentence: str) -> str:
    inverted = _INVERTED.search(sentence)
    if (
        inverted
        and "?" not in sentence
        and _BARE_VERB.match(inverted[0])
        and not _LEADS_ON.search(sentence, 0, inverted.start())
    ):
        return ""
    if not (inverted or ("asks" in read_acts(sentence) and "?" in sentence)):
        return ""
    question = sentence[inverted.start() if inverted else 0 :]
    question = question[_after(_SAYS_FIRST, question) :].strip()
    words = len(question.split())
    a_time = TIME_SAID.search(question) and (words <= A_TIME or (_I_CAN.match(question) and "?" not in question))
    of_the_call = (
        a_time
        or asks_when_called(question)
        or wants_call(question)
        or _CALLS_THEM.match(question)
        or _ASIDE.fullmatch(question)
    )
    return "" if words < SHORTEST or of_the_call or "asks" not in read_acts(question) else question


def _after(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def meant_beside(likeliest: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    """What answers such a question: the likeliest, two that are close, or nothing where none is likely.

    Args:
        likeliest: questions with their probabilities ("scams/upfront_fees", 0.4), the likeliest first.
    """
    ours = [
        (name, sure)
        for name, sure in likeliest
        if "/" in name
        and name.partition("/")[0] not in DIALOGUE | JOBS
        and (name.partition("/")[0] != OUT or sure >= PLAIN)
    ]
    if not ours:
        return ()
    (first, sure), *more = ours
    alone = sure >= LEAST / 2 and (not more or sure >= 2 * more[0][1])  # nothing else is near
    if sure < LEAST and not alone:
        return ()
    second = next((name for name, runner_up in more if runner_up >= max(LEAST, AS_LIKELY * sure)), None)
    named = second is not None and {first, second} <= asks().keys()
    return (first, second) if second and named and sure < PLAIN else (first,)


AT_ONCE = 3
"""Questions of one message that are answered or opened."""
_GOES_BESIDE = RESULTS | {URGENT, OUT, "deadlines", "two_topics", "either"}
"""Moves, besides the answers to questions, beside which the rest of a message is answered."""


def with_the_rest(move: Move, answers: Sequence[str], parts: Sequence[str], context: Context) -> Move:
    """The move with what else its message asks: who asks three things hears of each, if only how its answer opens.

    Args:
        answers: the questions that the move answers ("exemptions/car").
        parts: what each question of the message is likeliest about.
    """
    lost = move.intent in {"nlu_fallback", "unsure"}
    if context.asked or move.text or {CALLBACK, CANCEL} & {*move.topics}:
        return move
    if not lost and move.intent in DIALOGUE - _GOES_BESIDE:
        return move
    named = dict.fromkeys(TOLD_ELSEWHERE.get(name, name) for name in parts if name != move.intent)
    more = [
        name
        for name in named
        if name not in answers
        and (is_narrow(name) or name.startswith(f"{OUT}/"))
        and name.partition("/")[0] not in DIALOGUE - {OUT}
    ][: AT_ONCE - len(answers)]
    if not more or (lost and len(more) < 2):
        return move
    if lost or move.intent == "either":
        return replace(move, intent="either", topics=(*move.topics, *more))
    return replace(move, intent="two_topics", topics=(*(move.topics or (move.intent,)), *more), opened=tuple(more))
