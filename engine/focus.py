"""Question focus: people tell the story first and ask last, so the questions of a long message are also read on their own."""

from __future__ import annotations

import re

LONG = 12  # words; a shorter message with one question is read as a whole
FEW = 4  # … but a question of so many words may be read alone
SHORT = 7  # words; a shorter question needs the sentence before it
SHORTEST = 2  # words; a question of so many asks about the sentence before it
MOST = 3  # questions read besides the whole

# Also at the number of an item: "2) can they", "(1) what".
_SENTENCE_END = re.compile(r"(?:^|\s)\s{0,9}\(?[1-9][.)]\s{1,9}|(?<=[.!?])\s+|\n+")
_JOIN = r"(?:and|or|but|also|so|plus|then|ok|well|now|y|o|pero|entonces|también|ahora|pues)"
_HELPS = r"(?:can|could|will|would|do|does|did|don'?t|is|isn'?t|are|am|was|were|should|may|might|must|have|has)"
_ONE = (
    r"(?:i|we|he|she|it|they|you|u|my|our|his|her|their|the|an?|any|either|both|there|this|that|these|those|"
    r"anyone|anybody|someone|somebody|bank|lender)"
)
# In Spanish by its sign, by a word that only asks, or by what can be done: "cuánto tiempo", "me pueden", "tengo que".
_BEGINS_ES = (
    r"(?:¿|(?:qué|cu[aá]nt[oa]s?|cuándo|cuáles?|cómo|dónde|quién(?:es)?|por ?qué|puedo|podemos|pueden|se puede|(?:me|nos|le|les|lo|la)\s{1,3}(?:pueden?|van\s{1,3}a)|debo\s{1,3}(?:yo|pagar|ir)|"
    r"tengo\s{1,3}que|hay\s{1,3}(?:algo|alguna|manera|forma)|es\s{1,3}(?:verdad|cierto|legal))\b|(?:que|q)\s{1,3}(?:hago|puedo|podemos|pasa|debo|vamos?\s{1,3}a|van?\s{1,3}a)\b|(?:[xp]q|por\s?q)\s{1,3}(?:me|nos|les?)\b)"
)
# How a question begins: "how long", "what exactly should", "can they", "does a yes".
_BEGINS = (
    rf"(?:{_BEGINS_ES}|(?:what|where|why|how|who|which|when)(?:'?s)?\s{{1,3}}(?:{_HELPS}|exactly|about|else|much|many|long|old|soon|if|happens|to|"
    rf"[a-z]+\s{{1,3}}{_HELPS})\b|(?:what|where|how)\s{{1,3}}{_ONE}\b|{_HELPS}\s{{1,3}}{_ONE}\b)"
)
_ASKS = re.compile(
    r"\?\s*$|^\W*(?:(?:so|and|but|also|now|or|ok|well|plus|then|yes|no|my question is|question|just wondering|wondering|"
    r"i (?:just |really )?(?:want|wanted|need) to know|please tell me|does anyone know|any idea)\W+)*(?:if\s+)?(?:who|what|whats|what's|when|where|"
    r"which|why|how|can|could|will|would|do|does|did|is|are|am|was|should|may|might|(?:have|has)\s{1,3}(?:i|we|you|u|they|he|she|it|my|the|that)|"
    r"tell me|explain|any|i need|i want|need|want|looking for|help)\b"
    rf"|^\W*(?:(?:{_JOIN}|hola|oiga|disculpe|mi pregunta es|quiero saber|quisiera saber|necesito saber|dígame)\W+)*(?:si\s+)?{_BEGINS_ES}|^\W*(?:quiero|quisiera|necesito) saber\b",
    re.IGNORECASE,
)
# What somebody does not know, said in the middle of a sentence: "idk if i have to", "I'd like to know whether".
_UNKNOWN = re.compile(
    r"\b(?:know|idk|sure|wonder|wondering|understand|tell me|explain|s[eé]|saber|entiendo)\s{1,3}"
    r"(?:(?:if|whether|why|how|what\s{1,3}(?:to|i|happens|this|that|it)|where\s{1,3}to|whom?\s{1,3}to)\b|si\s{1,3}\w|(?:qu[eé]|c[oó]mo|cu[aá]nto)\b)|^\W*(?:and|or)\s{1,3}(?:whether|if)\b",
    re.IGNORECASE,
)
# What others say, which is asked where nothing else is: "my buddy says they can't".
_HEARSAY = re.compile(
    r"\b(?:told|tells?|telling)\s{1,3}(?:me|us|her|him)\b|\b(?:says?|said|saying|claims?|heard|dicen?|dijo|dijeron|o[ií])\s{1,3}\w",
    re.IGNORECASE,
)
# Where the next question begins in a sentence: ", can they …", " - is there …", " and how long …", " also does my ex …"
_NEXT = re.compile(
    # ", who are not on the loan" tells of somebody.
    rf"(?:[,;:]|\s-)\s{{1,3}}(?!(?:who|which|whose)\b(?!\s{{1,3}}{_HELPS}\s{{1,3}}{_ONE}\b))(?=(?:{_JOIN}\s{{1,3}}){{0,2}}{_BEGINS})|\s{{1,3}}(?={_JOIN}\s{{1,3}}(?:{_JOIN}\s{{1,3}})?{_BEGINS})"
    r"|\s{1,3}(?=(?:and|or)\s{1,3}(?:whether|if)\s)"
    r"|\s{1,3}(?=(?:que|qué|q)\s{1,3}(?:va\s{1,3}a\s{1,3}pasar|pasa\s{1,3}con|hago)\b[^.?!\n]{0,60}\?)",
    re.IGNORECASE,
)


_EDGE = " \t\r\n,;:-"

Span = tuple[int, int]
"""Part of a message: the index of its first character and the one after its last."""


def sentences(text: str) -> list[Span]:
    """The sentences of a message, each split where another question begins."""
    found = [
        clause for sentence in _apart(_SENTENCE_END, text, (0, len(text))) for clause in _apart(_NEXT, text, sentence)
    ]
    return [span for span in (_trimmed(text, span) for span in found) if span[0] < span[1]]


def questions(text: str) -> list[Span]:
    """The sentences of a message that ask something, the last three at most; a short one ("can they do that?") says nothing
    by itself and so brings the piece of story before it along. Where none does, what somebody was told is what they ask about."""
    found: list[Span] = []
    heard: list[Span] = []
    story: Span | None = None
    for start, end in sentences(text):
        words, said = len(text[start:end].split()), text[start:end]
        # "True?" asks about what stands before it.
        asks = (words > SHORTEST and (_ASKS.search(said) or _UNKNOWN.search(said))) or (story and said.endswith("?"))
        if asks:
            found.append((story[0] if story and words < SHORT else start, end))
        elif _HEARSAY.search(said) and words >= SHORT:
            heard.append((start, end))
        story = None if asks else (start, end)
    return (found or heard)[-MOST:]


def only_asks(text: str) -> bool:
    """Whether a message consists of questions only, at most three."""
    return sentences(text) == questions(text)


def parts(text: str) -> list[Span]:
    """What is read besides the whole message: its questions, if it contains more than questions."""
    asking = questions(text)
    if len(text.split()) < LONG and len(asking) < 2:
        return []
    whole = _trimmed(text, (0, len(text)))
    # Where the story that a short question brings along is all the rest, the question is read alone: the whole is read anyway.
    apart = [span for span in sentences(text)[-1:] if span != whole and len(text[slice(*span)].split()) >= FEW]
    return apart if asking == [whole] else [span for span in asking if span != whole]


def _apart(pattern: re.Pattern[str], text: str, span: Span) -> list[Span]:
    """A part of a text, split where `pattern` matches."""
    start, end = span
    cuts = [(start + match.start(), start + match.end()) for match in pattern.finditer(text[start:end])]
    return list(zip([start, *(after for _, after in cuts)], [*(before for before, _ in cuts), end], strict=True))


def _trimmed(text: str, span: Span) -> Span:
    """The part without the space and punctuation at its ends."""
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return start, end
