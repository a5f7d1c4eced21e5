"""Any reasonable wording ends the texts, in English and Spanish; a question about a house or a collector does not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from shortfall.reading.opt_out import ends_calls, read, unsigned

LINES: dict[str, dict[str, list[str]]] = yaml.safe_load((Path(__file__).parent / "opt_out.yml").read_text())
CASES = [(kind, code, text) for kind, both in LINES.items() for code, texts in both.items() for text in texts]


@pytest.mark.parametrize(("kind", "language", "text"), CASES)
def test_lines(kind: str, language: str, text: str) -> None:
    command = read(text)
    found = command.kind if command and command.kind in {"stop", "doubtful"} else "not"
    assert found == kind
    if command and kind == "stop":
        assert command.language == language


def test_more_help_and_start_are_not_taken_for_it() -> None:
    assert [getattr(read(word), "kind", None) for word in ("more", "help", "start", "ayuda", "yes")] == [
        "more",
        "help",
        "start",
        "help",
        None,
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("STOP\n\nSent from my iPhone", "STOP"),
        ("stop\n--\nJames\nPorter Plumbing", "stop"),
        ("stop\nMaria Lopez", "stop"),
        ("Sent from my iPhone", "Sent from my iPhone"),
        ("can they\ntake my car", "can they\ntake my car"),
    ],
)
def test_a_signature_is_no_part_of_the_message(text: str, left: str) -> None:
    assert unsigned(text) == left


@pytest.mark.parametrize(
    ("text", "too"),
    [
        ("stop", False),
        ("no more texts", False),
        ("leave me alone", True),
        ("lose my number", True),
        ("no me llamen", True),
    ],
)
def test_what_ends_the_calls_as_well(text: str, too: bool) -> None:
    assert ends_calls(text) is too
