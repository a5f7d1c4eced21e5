"""The examples outside the topics: enough of each, readable by Rasa, and never two meanings for the same words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from shortfall.base.firm import DATA
from shortfall.content.questions import load_questions

FILES = sorted((DATA / "nlu").glob("*.yml"))

MINIMUM = {
    "calculate": 70,
    "calculate_wages": 45,
    "calculate_interest": 40,
    "calculate_plan": 30,
    "refine": 30,
    "callback": 70,
    "callback_change": 40,
    "urgent": 80,
    "crisis": 60,
    "greet": 40,
    "goodbye": 35,
    "thanks": 40,
    "bot_challenge": 40,
    "help": 40,
    "affirm": 45,
    "deny": 40,
    "correct": 45,
    "back": 20,
    "restart": 20,
    "cancel": 30,
    "skip": 30,
    "inform": 70,
}


def blocks(path: Path) -> list[tuple[str, list[str]]]:
    """Each intent of a file with its lines, as Rasa finds them."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(block["intent"], block["examples"].splitlines()) for block in content["nlu"]]


def examples() -> Iterator[tuple[str, str]]:
    """Every (intent, example) of data/nlu."""
    for path in FILES:
        for intent, lines in blocks(path):
            for line in lines:
                yield intent, line.removeprefix("- ")


def bare(text: str) -> str:
    """The words alone: case, punctuation and apostrophes tell no two meanings apart. Signs stay where there are no words."""
    return " ".join(re.findall(r"\w+", re.sub(r"['\u2019]", "", text.lower()))) or text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_file_is_what_rasa_reads(path: Path) -> None:
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["version"] == "3.1"
    # Rasa drops a line without the dash in silence.
    assert [line for _, lines in blocks(path) for line in lines if not re.match(r"- \S", line)] == []


def test_every_intent_is_written_in_one_place() -> None:
    found = [intent for path in FILES for intent, _ in blocks(path)]
    assert len(found) == len(set(found))


@pytest.mark.parametrize(("intent", "least"), MINIMUM.items())
def test_enough_examples(intent: str, least: int) -> None:
    assert sum(found == intent for found, _ in examples()) >= least


def test_no_example_has_marks_that_rasa_obeys() -> None:
    # Brackets and braces would become entities, a backslash an escape, a leading slash an order.
    assert [text for _, text in examples() if re.search(r"[\[\](){}\\]|^/", text)] == []


def test_no_example_is_given_twice() -> None:
    places = defaultdict(list)
    for intent, text in examples():
        places[bare(text)].append(intent)
    assert {text: intents for text, intents in places.items() if len(intents) > 1} == {}


def test_no_example_belongs_to_a_topic_too() -> None:
    topics = {bare(text): topic.id for topic in load_questions().values() for text in topic.examples["en"]}
    shared = {text: (intent, topics[bare(text)]) for intent, text in examples() if bare(text) in topics}
    assert shared == {}


def test_out_of_scope_knows_stories_as_well_as_fragments() -> None:
    # With fragments alone, length itself would speak for being in scope.
    found = [text for q in load_questions().values() if q.topic == "out_of_scope" for text in q.examples["en"]]
    stories = sum(len(text.split()) >= 20 for text in found)
    assert len(found) >= 260
    assert 0.25 <= stories / len(found) <= 0.6


SPANISH = sorted((DATA / "nlu" / "spanish").glob("*.yml"))


@pytest.mark.parametrize("path", SPANISH, ids=lambda path: path.name)
def test_spanish_examples_say_that_they_are_spanish(path: Path) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert {block["metadata"]["language"] for block in content["nlu"]} == {"es"}
    assert [line for _, lines in blocks(path) for line in lines if not re.match(r"- [^\[\](){}\\/]+$", line)] == []


def test_what_can_be_learned_in_english_can_be_in_spanish() -> None:
    # A job or an answer without Spanish examples could not be recognised in Spanish at all.
    found = {intent: lines for path in SPANISH for intent, lines in blocks(path)}
    assert set(found) == set(MINIMUM)
    assert [intent for intent, lines in found.items() if len(lines) < 15] == []


def test_no_spanish_example_is_given_twice() -> None:
    places = defaultdict(list)
    for path in SPANISH:
        for intent, lines in blocks(path):
            for line in lines:
                places[" ".join(line.lower().split())].append(intent)
    assert {text: intents for text, intents in places.items() if len(intents) > 1} == {}
