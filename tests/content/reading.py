"""Checks on the words of a topic file. Run by the tests, and by an editor on one file:

python -m tests.content.reading data/topics/wage_garnishment.yml …
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import textstat

from shortfall.base.firm import DATA, load_firm
from shortfall.base.gsm7 import foreign, septets
from shortfall.content.placeholders import placeholders
from shortfall.content.questions import ContentError

MAX_GRADE = 8.0
MAX_WORDS = 120
MAX_SEPTETS = 306
MIN_EXAMPLES = 30

# Carriers refuse texts that sound like these (debt relief is a forbidden category), and advice is not ours to give.
FORBIDDEN_SMS = ("debt relief", "settle", "reduce your debt", "consolidat", "eliminate", "guarantee")
FORBIDDEN = ("you should", "we recommend", "guaranteed", "you will win", "we promise", "chances are")

_KNOWN = sorted(
    (
        line.strip()
        for line in (DATA / "known_words.txt").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ),
    key=len,
    reverse=True,
)
_KNOWN_PATTERN = re.compile(r"\b(" + "|".join(map(re.escape, _KNOWN)) + r")\b", re.IGNORECASE)


def known_ids() -> set[str]:
    """Where a follow-up may lead: the topics, and the jobs that have a label."""
    return {path.stem for path in (DATA / "topics").glob("*.yml")} | set(FOLLOW_UP_LABELS)


def grade(text: str) -> float:
    """Flesch-Kincaid grade, known legal words counted as one short word, list items as sentences."""
    lines = []
    for line in text.splitlines():
        line = re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", line.strip())
        if line:
            lines.append(line if line[-1] in ".!?" else line + ".")
    plain = _KNOWN_PATTERN.sub("law", " ".join(lines))
    return float(textstat.flesch_kincaid_grade(plain))


def faults(topic: Topic, known: set[str]) -> list[str]:
    """What is wrong with a topic, in words an editor understands; empty when all is well."""
    found = []
    words = len(topic.answer.split())
    if words > MAX_WORDS:
        found.append(f"answer has {words} words, at most {MAX_WORDS}")
    for name, text in (("answer", topic.answer), ("sms", topic.sms)):
        if (level := grade(text)) > MAX_GRADE:
            found.append(f"{name} reads at grade {level:.1f}, at most {MAX_GRADE}")
        found += [f"{name} says {phrase!r}" for phrase in FORBIDDEN if phrase in text.lower()]
    found += [f"sms says {phrase!r}" for phrase in FORBIDDEN_SMS if phrase in topic.sms.lower()]
    if strangers := foreign(topic.sms):
        found.append(f"sms has characters outside GSM-7: {sorted(strangers)}")
    elif septets(topic.sms) > MAX_SEPTETS:
        found.append(f"sms has {septets(topic.sms)} septets, at most {MAX_SEPTETS}")
    if not topic.sources:
        found.append("no sources")
    found += [
        f"source {s.cite!r}: confidence {s.confidence!r}"
        for s in topic.sources
        if s.confidence not in {"high", "medium"}
    ]
    found += [
        f"source {s.cite!r}: url {s.url!r}"
        for s in topic.sources
        if s.url and not s.url.startswith(("https://", "http://"))
    ]
    if len(set(map(str.lower, topic.examples))) != len(topic.examples):
        seen: set[str] = set()
        twice = [e for e in topic.examples if e.lower() in seen or seen.add(e.lower())]  # type: ignore[func-returns-value]
        found.append(f"examples given twice: {twice}")
    if len(topic.examples) < MIN_EXAMPLES:
        found.append(f"{len(topic.examples)} examples, at least {MIN_EXAMPLES}")
    found += [f"unknown follow-up {f!r}" for f in topic.follow_ups if f not in known]
    if not 1 <= len(topic.follow_ups) <= 3:
        found.append("between one and three follow-ups, please")
    if topic.id in topic.follow_ups:
        found.append("follows up on itself")
    return found


def main() -> int:
    known = known_ids()
    values = placeholders(load_firm())
    bad = 0
    for argument in sys.argv[1:]:
        try:
            topic = load_topic(Path(argument), values)
        except ContentError as error:
            print(f"{argument}: {error}")
            bad += 1
            continue
        for fault in (problems := faults(topic, known)):
            print(f"{argument}: {fault}")
        bad += bool(problems)
        if not problems:
            grades = f"grade {grade(topic.answer):.1f} web, {grade(topic.sms):.1f} sms"
            print(f"{argument}: fine ({len(topic.examples)} examples, {grades})")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
