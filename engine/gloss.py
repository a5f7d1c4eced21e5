"""A Spanish message put into English word by word, for the larger encoder, which reads English alone (docs/decisions/0031).

    engine/.venv/bin/python -m engine.gloss

writes WORDS anew, in ten seconds, when texts have changed much. Nobody wrote the words: what stands for a word of Spanish is what stands
beside it in our texts, which are there in both languages (model 1 of Brown et al. 1993), and what is nearest to it by the Spanish encoder.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from engine.encoder import Vectors
from engine.intent_model import Second
from shortfall.base.firm import DATA

Array = npt.NDArray[Any]

WORDS = Path(__file__).parent / "weights" / "gloss.json"
OFTEN = 4
"""English examples that a word has to stand in."""
ROUNDS = 8
TRUST = 3
"""A word that stands so often in our texts is known from them as well as by its vector."""
SHARP, USUAL = 20.0, 0.3
"""What a cosine of 1 between two words counts, and the logarithm of how often the English one is said."""
NEAREST, APART = 5, 0.4
"""English words by vector; cosine from which a vector bears out what the texts say."""
VECTOR, BORNE_OUT = 0.6, 0.3
LONGEST = 60  # words of a sentence
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_PIECE = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*+|[.,?!]")
_BLANK = re.compile(r"\{[^}]*\}")
_END = re.compile(r"(?<=[.?!:])\s+|\n+")


class Glossed:
    """The larger encoder's opinion on Spanish messages."""

    def __init__(self, reader: Second, path: Path = WORDS) -> None:
        self._reader = reader
        self._words: Mapping[str, str] = json.loads(path.read_text(encoding="utf-8"))
        self.labels = reader.labels

    def logits(self, texts: Sequence[str]) -> Vectors:
        """(n, labels), before the softmax."""
        return self._reader.logits([gloss(text, self._words) for text in texts])


def gloss(text: str, words: Mapping[str, str]) -> str:
    """A text in English words, in the order of the Spanish ones; a word that is not known stays as it is."""
    said = " ".join(words.get(piece.lower(), piece) for piece in _PIECE.findall(text))
    return re.sub(r" ([.,?!])", r"\1", said)


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.lower() for word in _WORD.findall(_BLANK.sub("", text))]


def pairs(data: Path = DATA) -> Iterator[tuple[str, str]]:
    """What stands in our texts in both languages, sentence by sentence where they have as many."""
    for path in sorted(data.rglob("*.yml")):
        yield from _in(_read(path))
    yield from _side_by_side(_read(data / "texts" / "en.yml"), _read(data / "texts" / "es.yml"))


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _in(found: Any) -> Iterator[tuple[str, str]]:
    if isinstance(found, dict):
        if isinstance(found.get("en"), str) and isinstance(found.get("es"), str):
            yield from _sentences(found["en"], found["es"])
        for value in found.values():
            yield from _in(value)
    elif isinstance(found, list):
        for value in found:
            yield from _in(value)


def _side_by_side(english: Any, spanish: Any) -> Iterator[tuple[str, str]]:
    if isinstance(english, str) and isinstance(spanish, str):
        yield from _sentences(english, spanish)
    elif isinstance(english, dict) and isinstance(spanish, dict):
        for key in english.keys() & spanish.keys():
            yield from _side_by_side(english[key], spanish[key])


def _sentences(english: str, spanish: str) -> Iterator[tuple[str, str]]:
    ours, theirs = _END.split(english), _END.split(spanish)
    yield from zip(ours, theirs, strict=True) if len(ours) == len(theirs) else [(english, spanish)]


def beside(said: Sequence[tuple[Sequence[str], Sequence[str]]], rounds: int = ROUNDS) -> dict[str, dict[str, float]]:
    """How likely each English word is what a Spanish one says, from (English, Spanish) sentences."""
    of_spanish: dict[str, int] = {"": 0}  # what no word says
    of_english: dict[str, int] = {}
    spanish, english, place, many = [], [], [], 0
    for ours, theirs in said:
        row = [0, *(of_spanish.setdefault(word, len(of_spanish)) for word in theirs)]
        for word in ours:
            spanish.append(row)
            english.append(np.full(len(row), of_english.setdefault(word, len(of_english))))
            place.append(np.full(len(row), many))
            many += 1
    cells = np.concatenate(spanish).astype(np.int64) * len(of_english) + np.concatenate(english)
    both, cell = np.unique(cells, return_inverse=True)
    at, of = np.concatenate(place), both // len(of_english)
    share = np.ones(len(both))
    for _ in range(rounds):
        likely = share[cell]
        counted = np.bincount(cell, likely / np.bincount(at, likely)[at], len(both))
        share = counted / np.bincount(of, counted)[of]
    names = list(of_english)
    found: dict[str, dict[str, float]] = {word: {} for word in of_spanish if word}
    words = list(of_spanish)
    for where in np.flatnonzero((share > 0.04) & (of > 0)):
        found[words[of[where]]][names[both[where] % len(of_english)]] = float(share[where])
    return found


def write(path: Path = WORDS) -> None:
    """Write the word that stands for each."""
    from engine.examples import examples  # which reads the classifier, and that this file
    from engine.spanish import spanish_encoder

    said = [(words_of(ours)[:LONGEST], words_of(theirs)[:LONGEST]) for ours, theirs in pairs()]
    said = [(ours, theirs) for ours, theirs in said if ours and theirs]
    told = beside(said)
    times = Counter(word for _, theirs in said for word in theirs)
    english, spanish = (
        Counter(word for row in examples(language=language) for word in set(words_of(row.text)))
        for language in ("en", "es")
    )
    usual = [word for word, often in english.items() if often >= OFTEN]
    every = list(dict.fromkeys([*spanish, *times]))
    cosines = spanish_encoder().encode(every) @ spanish_encoder().encode(usual).T
    weighed = SHARP * cosines + USUAL * np.log([english[word] for word in usual])
    found = {}
    for word, near, row in zip(every, cosines, weighed, strict=True):
        trust = times[word] / (times[word] + TRUST)
        score = Counter({each: trust * share for each, share in told.get(word, {}).items()})
        best = np.argsort(-row)[:NEAREST]
        share = np.exp(row[best] - row[best[0]])
        for at, of in zip(best, share / share.sum(), strict=True):
            score[usual[at]] += (1 - trust) * VECTOR * of + trust * BORNE_OUT * max(0.0, near[at] - APART)
        (top, _), *_ = score.most_common(1)
        borrowed = english[word] >= OFTEN and not times[word] and 2 * spanish[word] < english[word]
        if not borrowed and top != word:
            found[word] = top
    path.write_text(json.dumps(dict(sorted(found.items())), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
