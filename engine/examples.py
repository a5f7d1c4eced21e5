"""The training examples, as measurements and engine.tune need them outside of Rasa."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from engine.classifier import SETTLED
from shortfall.base.firm import DATA
from shortfall.content.questions import Language, load_questions
from shortfall.content.talks import learned


@dataclass(frozen=True)
class Example:
    """What somebody may say, its intent, and the question of the topic ("exemptions/car") where it is one."""

    text: str
    intent: str
    question: str | None = None

    @classmethod
    def of(cls, text: str, label: str) -> Example:
        """Of a label as the classifier has it: "exemptions/car", or an intent."""
        return cls(text, label.partition("/")[0], label if "/" in label else None)


def examples(data: Path = DATA, language: Language = "en") -> list[Example]:
    """All examples of a language that the classifier learns from."""
    found = [
        Example(text, question.topic, question.id)
        for question in load_questions(data / "topics").values()
        for text in dict.fromkeys((question.ask[language], *question.examples[language]))
    ]
    for path in sorted((data / "nlu" / ("spanish" if language == "es" else "")).glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if block["intent"] not in SETTLED:
                lines = block["examples"].splitlines()
                found += [Example(line[2:].strip(), block["intent"]) for line in lines if line.strip()]
    found += [Example.of(said.text, said.label) for said in learned(language, data)]
    return found
