"""Whether a clause tells what its words name, denies it, supposes it or asks for it: decided here for every fact that is one word in the case.

A table of facts says how each is told. What a clause denies is found by the same table: `affirmed` gives the clause without its "not", in the
tense of the table ("they have not sued me": "they have sued me"; "no me han demandado": "me demandaron"), and where the "not" stood.
Pure, and linear in the length of the clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from shortfall.reading.guarded import Guarded

Mood = Literal["told", "denied", "supposed", "asked"]

# What is read has no accents; "sí" (yes) is marked before, since "si" is "if".
_YES = re.compile(r"\bs[íÍ]\b", re.I)
_BARE = str.maketrans("áéíóúüñÁÉÍÓÚÜÑ’", "aeiouunAEIOUUN'")


def bare(text: str) -> str:
    """The text without accents, as long as it was."""
    return _YES.sub("ya", text).translate(_BARE)


_SUBJECT = r"(?:i|we|you|they|he|she|it|this|that|there|the|my|our|mine|ours|his|her|any(?:one|body))"
# A clause that asks or supposes says nothing about the case.
_ASKS = Guarded(
    rf"^\W*(?:(?:and|so|or|also|ok|well|then|but|y|o|pero) )?(?:can|could|will|would|should|(?:do|does)(?! (?:not|never)\b)|did(?! (?:not|never|an?)\b)|may|might|what|when|how|why|who|where|which|if|"
    rf"(?:is|are|was|were|do|does|did|has|have|had|wo|would|could|should|ca)n'?t {_SUBJECT}|is (?:it|there)|are they|"
    r"unless|suppose|puede|pueden|podran|que|cuando|como|si(?! (?:claro|pues|senora?)\b)|cuanto|cual|donde|quien|por que|debo declarar|(?:me|nos|le|lo|la) (?:pueden?|van a)) \b",
    re.I,
)
# A thing is asked for so only where nothing else is: "is my second mortgage safe?" says that there is one.
_IS_IT = Guarded(
    rf"^\W*(?:(?:and|so|or|also|ok|well|then|but|y|o|pero) )?(?:(?:am|is|are|was|were) {_SUBJECT}|(?:has|have|had) (?:i|we|you|they|he|she|it|any(?:one|body)))\b",
    re.I,
)
_GIVEN = Guarded(r"\b(?:now that|even though|while|ahora que|ya que|aunque|mientras)\b", re.I)
"""What a question takes for granted: "is it over now that they sold it?"."""
# "Si" in the middle of a clause mostly says yes, or what is so: "ahora si me demandaron", "puedo venderla si ya me demandaron".
_SUPPOSES = Guarded(
    r"(?:^\W*|\b(?:y|o|pero|(?<!\bclaro )que|se|sabe|saber|sabemos|ver|como|segur[oa]|hago|hacer|pasa|pasaria|pregunt\w{1,4}|dig\w{1,4}|duda|entonces|aun|incluso) )si\b(?! (?:y|o|por|pero|pues|claro|senora?)\b)"
    r"|\b(?:if|whether|unless|in case|suppos(?:e|ing)|imagine|a menos que|en caso de que|ojala)\b"
    # "How long till I would owe them after they sold it": nothing is sold.
    rf"|\b{_SUBJECT} (?:would|might)(?! (?:really |also )?(?:like|love|appreciate)\b)[^.;!?]{{1,50}}?\b(?:after|once|when)\b"
    r"|\b(?:happens?|pasa|pasaria|owe|steps?|long|deber\w{2,3}) (?:to \w{2,5} )?(?:after|once|until|till?|antes de que|despues de que|cuando)\b(?= (?:they|a|an|the bank|el banco|la|lo)\b)(?! (?:house|home|place|casa)\b)",
    re.I,
)
_MAY_BE = Guarded(
    r"\b(?:can|could|would|will|might|should|must|may (?=have|be|get|not)|wants? to|threat\w{1,8} (?:to|with)|(?:try|trying|plans?|planning|about) to|(?:puede|podria|quiere)n?)\b"
    r"(?:n't)?(?: (?:not|never|be|have|been|get|also|still|just|even|they|haber|ser|me|nos)\b)*+\W*\Z",
    re.I,
)
"""Right before what was done, that makes it something to come."""
_NOT = r"n't|\b(?:(?:is|are|was|were|has|have|had|do|does|did|ai)nt|not|never|no|nor|neither|nobody|none|without|cannot|nunca|jamas|tampoco|nadie|sin|ni)\b"
_DENIES = Guarded(_NOT, re.I)
_NO_ANSWER = re.compile(
    r"^(\W*)((?:(?:no|nope|nah|wait|hold on|hang on)\b[ ]?){1,4})(?=(?:i|i'm|im|we|we're|they|he|she|it|its|it's|the|my|our|that|that's|there|this|you|actually|ya) (?!not?\b|\w{2,12}[ai]do\b))",
    re.I,
)
""" "No they sold it": the answer to something, which denies nothing that comes after it."""
_LETS_GO = Guarded(
    r"\b(?:know|knew|known|told|tell|telling|notif\w{1,5}|warn\w{0,3}|inform\w{0,3}|notice|realiz\w{1,3}|believe|hear|heard|understand|stop\w{0,3}|only|just because|because|cause|and|or|since|until|till|when|after|before|once|while|that they|"
    r"sab\w{1,4}|supe|avis\w{1,4}|dij\w{1,6}|creer|creo que no|entiendo|porque|y|o|desde|hasta|cuando|despues|antes|mientras)\b",
    re.I,
)
"""Between a "not" and a fact: what is denied is that, and not the fact ("nobody told me it was sold")."""
_NEAR = 26
"""Characters of the longest way from a "not" to the words that it denies."""
_LIGHT_WORDS = (
    r"a|an|any|one|the|this|that|there|here|it|its|is|s|was|were|am|be|been|being|i|m|we|mine|are|re|has|have|had|got|get|took|take|taken|signed?|own|in|on(?! (?:the|my|our|his|her)\b)|under|with|as|of|for|even|really|actually|ever|just|only|kind|type|asking|helping|"
    r"un|una|ningun[oa]?|el|la|lo|es|era|fue|soy|somos|esta|estoy|tengo|tiene|tenemos|tenia|tuve|tuvo|hay|de|del|con|por|prestamo|hipoteca|casa|mia|como"
)
_LIGHT = re.compile(rf"(?:\W|\b(?:{_LIGHT_WORDS})\b)*+", re.I)
"""Words that stand between a "not" and the thing that it denies: "we do not have any second mortgage"."""
_WHETHER = re.compile(
    rf"(?:\W|\b(?:{_LIGHT_WORDS}|my (?:loan|mortgage|house|home|place)|mi (?:prestamo|hipoteca|casa)|and|so|or|also|ok|well|then|but|y|o|how|what|do|does|did|can|could|know|tell|find out|see|whether|if|count|counts|se|sabe|saber|si|que|no)\b)*+",
    re.I,
)


@dataclass(frozen=True)
class Affirmed:
    """A clause without its denials: the words, and where each stood in them."""

    words: str
    places: tuple[int, ...]


_VERB = r"(?!(?:the|they|she|you|her|his|him|our|this|that|any\w{0,4}|some\w{0,4}|not|never|these|those|anyone|your|their|nothing)\b)(?P<verb>do|go|[a-z]{3,12})"
_RULES = re.compile(
    rf"\b(?P<did>did(?:n't|nt| not| never)?|never did) (?:even |ever |really |actually )?{_VERB}\b(?! not\b)"
    r"|\b(?:has|have|had)(?:n't|nt| not| never)?(?: already| just| even| ever| yet)? (?P<part>[a-z]{2,10}ed|sold|lost|won|got|taken|frozen|given|gotten|gone)\b"
    r"|\b(?P<aux>is|are|was|were|has|have|had)(?:n't|nt)\b|\b(?P<do>do|does)(?:n't|nt| not)\b ?|\b(?P<aint>ain'?t)\b"
    r"|\b(?P<they>nobody|no one|none of (?:us|them)|nadie)\b"
    r"|\b(?P<with>without|sin)\b|\b(?P<no>no (?=(?:me|nos|se|les?|l[ao]s?|he|ha|han|hemos|hay)\b))|\b(?P<an>(?:no|any)(?= (?!one\b)))"
    r"|\b(?P<out>not|never|nunca|jamas|tampoco|nor|ni)\b ?|\b(?P<one>ningun(?P<os>as?|os?)?)\b"
    r"|\b(?P<perfect>he|ha|han|hemos) (?P<root>[a-z]{2,12})(?P<kind>[ai]do)\b|\b(?P<made>he|ha|han|hemos) (?P<odd>hecho|muerto|puesto|sido)\b",
    re.I,
)
_PAST = {
    "sell": "sold", "lose": "lost", "get": "got", "go": "went", "give": "gave", "take": "took", "have": "had", "freeze": "froze", "do": "did",
    "win": "won", "fall": "fell", "pass": "passed", "put": "put", "set": "set",
}  # fmt: skip
_PARTICIPLE = {"taken": "took", "frozen": "froze", "given": "gave", "gotten": "got", "gone": "went"}
_PRETERITE = {
    "ado": {"he": "e", "ha": "o", "han": "aron", "hemos": "amos"},
    "ido": {"he": "i", "ha": "io", "han": "ieron", "hemos": "imos"},
}
_ODD = {
    "sido": {"he": "fui", "ha": "fue", "han": "fueron", "hemos": "fuimos"},
    "hecho": {"he": "hice", "ha": "hizo", "han": "hicieron", "hemos": "hicimos"},
    "muerto": {"he": "mori", "ha": "murio", "han": "murieron", "hemos": "morimos"},
    "puesto": {"he": "puse", "ha": "puso", "han": "pusieron", "hemos": "pusimos"},
}


def affirmed(clause: str) -> Affirmed | None:
    """What the clause denies, as if it were told; None where it needs no other words."""
    places: list[int] = []
    words: list[str] = []
    done = length = 0
    clause = _NO_ANSWER.sub(_blank, clause)
    found = False
    for match in _RULES.finditer(clause):
        before = clause[done : match.start()]
        new = _without(match)
        words += before, new
        length += len(before)
        if _DENIES.search(match[0]):
            places.append(length + (len(new) if match["they"] else 0))
        length += len(new)
        done = match.end()
        found = True
    return Affirmed("".join([*words, clause[done:]]), tuple(places)) if found else None


def _without(match: re.Match[str]) -> str:
    if match["did"]:
        return _past(match["verb"].lower())
    if match["part"]:
        return _PARTICIPLE.get(match["part"].lower(), match["part"])
    if match["perfect"]:
        return match["root"] + _PRETERITE[match["kind"].lower()][match["perfect"].lower()]
    if match["odd"]:
        return _ODD[match["odd"].lower()][match["made"].lower()]
    if match["aux"]:
        return match["aux"]
    if match["one"]:
        return "un" + ("a" if match["os"] in {"a", "as"} else "")
    for name, new in (("aint", "is"), ("they", "they"), ("with", "with"), ("an", "a")):
        if match[name]:
            return "con" if match[name].lower() == "sin" else new
    return ""


def _past(verb: str) -> str:
    if _LETS_GO.search(verb):
        return verb
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


def asks(clause: str) -> bool:
    """Whether its first words make it a question or a supposition."""
    return bool(_ASKS.search(_NO_ANSWER.sub("", clause)))


def supposes(clause: str, before: int) -> bool:
    """Whether what stands at a place of a clause is only supposed, by the words before it."""
    return bool(_SUPPOSES.search(clause, 0, before))


def mood(words: str, span: tuple[int, int], places: tuple[int, ...] | None, *, thing: bool, question: bool) -> Mood:
    """How the words at `span` are meant.

    Args:
        words: the clause, as it was written or affirmed.
        span: where the words stand that name the fact.
        places: where a "not" stood in a clause that was affirmed; None for one that was not, whose own are looked for.
        thing: whether a thing or a person is named ("a reverse mortgage"), which is denied by the "not" right before it alone: who
            cannot pay a second mortgage has one.
        question: whether a question mark follows.
    """
    # Of an endless clause only what is near, so that many facts in it cost no more than its length.
    begin = max(0, span[0] - _REACH)
    words, (start, end) = words[begin : span[1] + _REACH], (span[0] - begin, span[1] - begin)
    span, places = (start, end), None if places is None else tuple(each - begin for each in places if each >= begin)
    nots = (
        places
        if places is not None
        else tuple(match.end() for match in _DENIES.finditer(_NO_ANSWER.sub(_blank, words), 0, start))
    )
    given = bool(_GIVEN.search(words, 0, start))
    if not given and (asks(words) or (_IS_IT.search(words) and (not thing or asks_whether(words, span)))):
        return "asked"
    if not given and supposes(words, start):
        return "supposed"
    if any(_governs(words, place, span, thing) for place in nots[-3:]):
        return "denied"
    if not thing and _MAY_BE.search(words, max(0, start - _BEFORE), start):
        return "supposed"
    rest = len(words[:start].split()) + len(words[end:].split())
    return "asked" if question and rest <= _FEW else "told"


_REACH = 400
"""Characters of a clause that are looked at on either side of a fact."""
_BEFORE = 40
"""Characters of the longest words that make it something to come."""
_FEW = 2
"""Words beside a fact in a clause that asks for it by its question mark alone: "so it was sold?"."""


def _blank(found: re.Match[str]) -> str:
    return found[1] + " " * len(found[2])


def _governs(words: str, place: int, span: tuple[int, int], thing: bool) -> bool:
    start, end = span
    if place > start:
        return place < end
    if thing and _MINE.match(words, start):
        return False  # "he never got my tenants' deposits"
    if start - place > _NEAR or _LETS_GO.search(words, place, start):
        return False
    if words.startswith(("since ", "after ", "desde "), start):
        return False  # "we have not paid it since our chapter 7": from then on, and there was one
    light = _LIGHT.match(words, place, start)
    if not thing and not words.startswith("in ", start):
        return len(words[place:start].split()) <= _BETWEEN
    return light is not None and light.end() == start


_MINE = re.compile(r"(?:my|our|mis?|nuestr[oa]s?)\b", re.I)
_BETWEEN = 3
"""Words between a "not" and what it denies."""


def asks_whether(words: str, span: tuple[int, int]) -> bool:
    """Whether a clause asks for nothing but that: "is it a reverse mortgage?", and not "can they sue on a second mortgage?"."""
    opened = _WHETHER.match(words, 0, span[0])
    return opened is not None and opened.end() == span[0] and len(words[span[1] :].split()) <= _FEW
