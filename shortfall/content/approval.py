"""The attorney's approval of a text: who, when, and a hash of exactly what was read. It lapses with the text or a figure in it."""

from __future__ import annotations

import datetime
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from shortfall.base.firm import DATA
from shortfall.content.questions import LANGUAGES, ContentError, Language, Question, Text
from shortfall.law.figures import in_words

_LINE = re.compile(r"^review:.*$", re.MULTILINE)
_GAP = re.compile(r"\{(\w+)\}")
_figures = lru_cache(maxsize=4)(in_words)

NAME = re.compile(r"[\w .,'-]{2,80}")
"""A name under an approval: nothing in it means anything to YAML."""


def as_read(question: Question, language: Language, on: datetime.date) -> str:
    """All that an approval is for, as it is read: the words in one language with the law's figures of a day, whose law it is,
    when each variant is said, and the sources. The firm's name, number and hours are no part of it, nor are the examples."""
    figures = _figures(on)

    def words(text: Text) -> list[str]:
        sides = (("Answer", text.web), ("Text message", text.sms))
        return [f"{name}:\n{_GAP.sub(lambda gap: figures.get(gap[1], gap[0]), side[language])}" for name, side in sides]

    variants = []
    for variant in question.when:
        facts = "; ".join(f"{name}: {', '.join(sorted(to))}" for name, to in sorted(variant.facts.items()))
        variants += [f"When {facts}", *words(variant.text)]
    return "\n\n".join(
        [
            f"{question.ask[language]} ({question.id}, {language})",
            f"Law: {question.law}",
            *([f"Elsewhere: {', '.join(question.elsewhere)}"] if question.elsewhere else []),
            *([f"Of their case: {question.applies}"] if question.applies else []),
            *([f"Opens with their county's: {question.office}"] if question.office else []),
            *([f"Beside: {', '.join(question.beside)}"] if question.beside else []),
            *(["Nothing else of the state's rule is needed"] if question.whole else []),
            *([f"Everywhere: {question.everywhere[language]} ({question.federal})"] if question.everywhere else []),
            *([f"Not known elsewhere: {question.unknown[language]}"] if question.unknown else []),
            *words(question.text),
            *variants,
            "\n".join(["Sources:", *(f"{source.cite} {source.url}" for source in question.sources)]),
        ]
    )


def fingerprint(question: Question, language: Language, on: datetime.date) -> str:
    """A hash of what an approval is for."""
    return hashlib.sha256(as_read(question, language, on).encode()).hexdigest()[:32]


def approved(question: Question, language: Language, on: datetime.date) -> bool:
    """Whether the file says that the attorney has read exactly what is said on a day."""
    review = question.review[language]
    return review.by is not None and review.text == fingerprint(question, language, on)


def lapsed(question: Question, language: Language, on: datetime.date) -> bool:
    """Whether the file says that it was approved once, and it has changed since."""
    return question.review[language].by is not None and not approved(question, language, on)


def approve(question: Question, language: Language, by: str, on: datetime.date, folder: Path = DATA / "topics") -> None:
    """Write an approval into the question's file; the other language's stays as it is.

    Raises:
        ContentError: the name is empty or has marks of YAML in it, or the file has not the one line `review:` it should have.
    """
    if not NAME.fullmatch(by):
        raise ContentError(f"{by!r} is not a name")
    path = folder / f"{question.id}.yml"
    raw = path.read_text(encoding="utf-8")
    parts = []
    for each in LANGUAGES:
        review = question.review[each]
        who, day, text = review.by, review.on, review.text
        if each == language:
            who, day, text = by, on, fingerprint(question, language, on)
        said = f'by: "{who}", "on": {day}' + (f', text: "{text}"' if text else "") if who else 'by: null, "on": null'
        parts.append(f"{each}: {{{said}}}")
    line = f"review: {{{', '.join(parts)}}}"
    changed, count = _LINE.subn(lambda _: line, raw)
    if count != 1:
        raise ContentError(f"{question.id}.yml: the review must be on one line")
    path.write_text(changed, encoding="utf-8")
