"""Question focus: real messages tell the story first and ask last, so a long one is also read by its asking sentences."""

from __future__ import annotations

import re

LONG = 18  # words; shorter messages are read whole
SHORT = 7  # words; a question of fewer leans on the sentence before it
MOST = 3  # asking sentences read beside the whole

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_ASKS = re.compile(
    r"\?\s*$|^\W*(?:(?:so|and|but|also|now|or|ok|well|my question is|question|just wondering|wondering|i want to know|please tell me|"
    r"does anyone know|any idea)\W+)*(?:if\s+)?(?:who|what|whats|what's|when|where|which|why|how|can|could|will|would|do|does|did|is|are|am|was|"
    r"should|may|might|have|has|tell me|explain|any|i need|i want|need|want|looking for|help)\b",
    re.IGNORECASE,
)
# A question that follows its story without a full stop: ", can they …", " - is there …"
_LATE_QUESTION = re.compile(
    r"(?:[,;:]|\s-|\s(?:so|and|but))\s+(?=(?:who|what|whats|when|where|which|why|how|can|could|will|would|do|does|did|is|are|am|should)\s+"
    r"(?:i|we|he|she|it|they|you|u|my|our|his|her|their|the|a|there|this|that|anyone|someone|bank|lender)\b)",
    re.IGNORECASE,
)


# Two questions in one short sentence: "how long does it take and what will it do to my credit?"
_SECOND_QUESTION = re.compile(
    r"\s(?:and|or)\s+(?=(?:who|what|when|where|which|why|how|can|could|will|would|do|does|did|is|are|am|should)\s+(?:\w+\s+){3,})",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """The sentences of a message, a late question split from the story before it."""
    found = []
    for sentence in _SENTENCE_END.split(text.strip()):
        if len(sentence.split()) > LONG:
            *story, last = _LATE_QUESTION.split(sentence)
            found += [part.strip(" ,;:-") for part in (" ".join(story), last)]
        elif _ASKS.search(sentence):
            found += [part.strip(" ,;:-") for part in _SECOND_QUESTION.split(sentence)]
        else:
            found.append(sentence.strip())
    return [sentence for sentence in found if sentence]


def questions(text: str) -> list[str]:
    """The sentences of a message that ask something, the last three at most; a short one ("can they do that?") says nothing
    by itself and so brings the piece of story before it along."""
    found = []
    story = ""
    for sentence in sentences(text):
        asks = _ASKS.search(sentence) and len(sentence.split()) >= 3
        if asks:
            short = len(sentence.split()) < SHORT
            found.append(f"{story} {sentence}".strip() if short else sentence)
        story = "" if asks else sentence
    return found[-MOST:]


def segments(text: str) -> list[str]:
    """The readings of a message: itself, and its questions where there is more to it than they."""
    asking = questions(text)
    if len(text.split()) < LONG and len(asking) < 2:
        return [text]
    return [text, *(question for question in asking if question != text.strip())]
