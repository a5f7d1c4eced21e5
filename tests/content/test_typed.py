"""What is configured is never typed out: hours and phone (data/firm.yml), days kept (settings), figures of Illinois law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import yaml

from shortfall.base.firm import DATA, load_firm
from shortfall.base.kept import DAYS
from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import questions
from shortfall.law.figures import in_words

NOT_OURS = {
    ("debt_collectors/report_them", "$1,000"): "what a court may add under 15 U.S.C. 1692k",
    ("government_loans/federal_offset", "15%"): "of Social Security, for a federal debt: 31 C.F.R. 285.4",
    ("government_loans/usda_wages", "15%"): "of pay, for a federal debt: 31 U.S.C. 3720D",
    ("jail/missed_court", "$1,000"): "the first bond of a warrant",
}
"""Numbers that happen to be those of a figure, and what they are."""
FIGURES = {
    shown
    for name, shown in in_words(datetime.now(UTC).date()).items()
    if not name.startswith("federal_") and (shown.startswith("$") or "%" in shown)
}
"""Of Illinois: the federal figures also stand in what holds in every state."""
NUMBER = re.compile(r"\$\d[\d,]*(?:\.\d\d)?|\d+(?:\.\d+)?%")
HOURS = re.compile(
    r"\b(?:monday to friday|monday through friday|lunes a viernes)\b,? (?!de 8|8)|\b9 ?(?:a\. ?m\.)?,? (?:to|a|hasta) (?:las )?5\b",
    re.I,
)
PHONE = re.compile(r"\W*".join(re.sub(r"\D", "", load_firm()["phone"])))
KEPT = re.compile(
    rf"\b(?:{'|'.join(map(str, DAYS.values()))}) d(?:ays|ías)|\b(?:about|como) (?:a|an|one|un) (?:year|año)"
)


def said() -> Iterator[tuple[str, str]]:
    """Every text, with the question or file it is of."""
    for name, question in questions().items():
        for text in (question.text, *(variant.text for variant in question.when)):
            yield from ((name, words) for words in (*text.web.values(), *text.sms.values()))
        yield from ((name, words) for words in (*question.everywhere.values(), *question.unknown.values()))
    for path in sorted((DATA / "texts").glob("*.yml")):
        yield from ((path.name, words) for words in strings(yaml.safe_load(path.read_text(encoding="utf-8"))))


def strings(tree: object) -> Iterator[str]:
    """The texts of a file, however deep."""
    if isinstance(tree, str):
        yield tree
    for part in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from strings(part)


def typed(name: str, words: str) -> set[str]:
    """What of a text is configured elsewhere."""
    found = {number.rstrip(",") for number in NUMBER.findall(words)} & FIGURES
    found |= {match[0] for pattern in (HOURS, PHONE) for match in pattern.finditer(words)}
    return found | ({match[0] for match in KEPT.finditer(words)} if name.startswith("privacy/") else set())


def test_no_text_types_out_what_is_configured() -> None:
    found = {(name, number) for name, words in said() for number in typed(name, words)}
    assert found - set(NOT_OURS) == set()
    assert set(NOT_OURS) - found == set(), "no longer needed"


def test_what_is_typed_is_seen() -> None:
    assert typed("privacy/x", "kept 90 days at (312) 600-8815, de lunes a viernes, for 9%, about a year") == {
        "90 days",
        "312) 600-8815",
        "lunes a viernes, ",
        "9%",
        "about a year",
    }


def test_what_is_said_of_the_chats_follows_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHORTFALL_KEEP_CHATS_DAYS", "31")
    answer = questions()["privacy/how_long_kept"].text.web
    assert "31 days" in fill(answer["en"], placeholders(load_firm()))
    assert "31 días" in fill(answer["es"], placeholders(load_firm(), language="es"))
