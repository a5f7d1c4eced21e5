"""The attorney's approval of a text: who, when, and a hash of exactly what was read. It lapses with the text or a figure in it."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from pathlib import Path

from shortfall.base.firm import DATA
from shortfall.content.questions import LANGUAGES, ContentError, Language, Question, Text
from shortfall.law.figures import in_words

_LINE = re.compile(r"^review:.*$", re.MULTILINE)
_GAP = re.compile(r"\{(\w+)\}")


def fingerprint(question: Question, language: Language, on: datetime.date) -> str:
    """A hash of all that an approval is for: the words in one language with the law's figures of a day, whose law it is, when
    each variant is said, and the sources. The firm's name, number and hours are no part of it, nor are the examples."""
    figures = in_words(on)

    def words(text: Text) -> list[str]:
        return [_GAP.sub(lambda gap: figures.get(gap[1], gap[0]), side[language]) for side in (text.web, text.sms)]

    read = [
        question.id,
        question.ask[language],
        question.law,
        list(question.elsewhere),
        words(question.text),
        [[{name: sorted(to) for name, to in v.facts.items()}, words(v.text)] for v in question.when],
        [[source.cite, source.url] for source in question.sources],
    ]
    whole = json.dumps(read, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


def approved(question: Question, language: Language, on: datetime.date) -> bool:
    """Whether the attorney has read exactly what is said on a day."""
    review = question.review[language]
    return review.by is not None and review.text == fingerprint(question, language, on)


def lapsed(question: Question, language: Language, on: datetime.date) -> bool:
    """Whether it was approved once, and has changed since."""
    return question.review[language].by is not None and not approved(question, language, on)


def approve(question: Question, language: Language, by: str, on: datetime.date, folder: Path = DATA / "topics") -> None:
    """Write an approval into the question's file; the other language's stays as it is.

    Raises:
        ContentError: the name is empty or has marks of YAML in it, or the file has not the one line `review:` it should have.
    """
    if not re.fullmatch(r"[\w .,'-]{2,80}", by):
        raise ContentError(f"{by!r} is no name")
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
        raise ContentError(f"{question.id}.yml: the review does not stand on one line")
    path.write_text(changed, encoding="utf-8")
