"""Reading topic files: what is taken, and how a fault is named."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from shortfall.base.firm import load_firm
from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import ContentError
from shortfall.law.figures import in_words
from shortfall.law.interest import growth
from shortfall.law.intervals import Interval, format_interval

ON = datetime.date(2026, 11, 24)
VALUES = {"firm": "The Firm", "phone": "(312) 555-0100"}
GOOD: dict[str, Any] = {
    "id": "jail",
    "title": "Can I go to jail?",
    "answer": "\n  No.\n\n- Call {phone}.\n\n",
    "sms": "No.\nCall   {firm}:\n{phone}\n",
    "sources": [
        {"cite": "c", "url": "https://example.org", "checked": datetime.date(2026, 11, 1), "confidence": "high"}
    ],
    "review": {"by": None, "on": None},
    "follow_ups": ["callback"],
    "examples": [" can i go to jail ", 1099],
}


def write(folder: Path, content: Any, name: str = "jail") -> Path:
    path = folder / f"{name}.yml"
    path.write_text(content if isinstance(content, str) else yaml.safe_dump(content), encoding="utf-8")
    return path


def test_a_topic_is_read_and_filled(tmp_path: Path) -> None:
    topic = load_topic(write(tmp_path, GOOD), VALUES)
    assert isinstance(topic, Topic)
    assert topic.answer == "No.\n\n- Call (312) 555-0100."
    assert topic.sms == "No. Call The Firm: (312) 555-0100"
    assert topic.sources[0].checked == datetime.date(2026, 11, 1)
    assert topic.examples == ("can i go to jail", "1099")
    assert (topic.reviewed_by, topic.reviewed_on) == (None, None)


@pytest.mark.parametrize("key", ["on", '"on"'])
def test_a_review_counts_with_and_without_quotes(tmp_path: Path, key: str) -> None:
    text = yaml.safe_dump({name: part for name, part in GOOD.items() if name != "review"})
    topic = load_topic(write(tmp_path, f"{text}review: {{by: B. Fard, {key}: 2026-11-20}}\n"), VALUES)
    assert (topic.reviewed_by, topic.reviewed_on) == ("B. Fard", datetime.date(2026, 11, 20))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"id": "prison"}, "id 'prison' is not the file's name"),
        ({"extra": 1}, "unknown: ['extra']"),
        ({"answer": "Call {fone}."}, "unknown placeholder {fone}"),
        ({"sms": "Call {fone}."}, "unknown placeholder {fone}"),
        ({"answer": 5}, ""),
        ({"answer": None}, ""),
        ({"sources": [{"cite": "c"}]}, "url"),
        ({"sources": [{**GOOD["sources"][0], "checked": "last year"}]}, "source 'c': checked is not a date"),
        ({"sources": None}, ""),
        ({"review": None}, ""),
        ({"review": {}}, "by"),
        ({"follow_ups": None}, ""),
        ({"examples": None}, ""),
    ],
)
def test_a_fault_is_named_with_its_file(tmp_path: Path, change: dict[str, Any], fault: str) -> None:
    with pytest.raises(ContentError) as caught:
        load_topic(write(tmp_path, GOOD | change), VALUES)
    assert str(caught.value).startswith("jail.yml: ")
    assert fault in str(caught.value)


@pytest.mark.parametrize("missing", GOOD)
def test_a_missing_part_is_named(tmp_path: Path, missing: str) -> None:
    rest = {name: part for name, part in GOOD.items() if name != missing}
    with pytest.raises(ContentError, match=rf"jail\.yml: fields missing: \['{missing}'\]"):
        load_topic(write(tmp_path, rest), VALUES)


@pytest.mark.parametrize("content", ["", "- a list", "just words", "a: [", "a: b: c"])
def test_what_is_no_topic_at_all(tmp_path: Path, content: str) -> None:
    with pytest.raises(ContentError, match=r"^jail\.yml: "):
        load_topic(write(tmp_path, content), VALUES)


def test_topics_come_by_id_in_file_order(tmp_path: Path) -> None:
    for name in ("liens", "fees"):
        write(tmp_path, GOOD | {"id": name, "answer": "{firm}", "sms": "{phone}"}, name)
    topics = load_topics(tmp_path)
    assert list(topics) == ["fees", "liens"]
    firm = load_firm()
    assert (topics["fees"].answer, topics["fees"].sms) == (firm["name"], firm["phone"])


def test_no_topics_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no topic files"):
        load_topics(tmp_path)


def test_the_firm_fills_every_placeholder() -> None:
    values = placeholders(load_firm(), ON)
    assert set(values) == {"firm", "phone", "address", "hours", "attorney"} | set(in_words(ON))
    assert all(values.values())


def test_fill_leaves_other_braces_alone() -> None:
    assert fill("{ phone } {} {phone}", VALUES) == "{ phone } {} (312) 555-0100"


def test_texts_take_the_figures_of_the_law_in_force() -> None:
    before, after = (placeholders(load_firm(), datetime.date(year, 6, 1)) for year in (2025, 2026))
    assert (before["homestead"], after["homestead"]) == ("$15,000", "$50,000")
    assert (after["judgment_interest"], after["wage_gross_share"], after["wage_floor"]) == ("9%", "15%", "$675")
    assert (after["wage_protected_hours"], after["judgment_years"], after["federal_minimum_wage"]) == (
        "45",
        "7",
        "$7.25",
    )
    assert "household_goods" not in before


def test_the_worked_example_of_interest_is_right() -> None:
    """Its sums stand in the text: they are written anew when the rate changes."""
    today = datetime.datetime.now(datetime.UTC).date()
    grown = growth(Interval.of(50_000), [Interval.of(7 * 365)], today)
    answer = load_topics()["judgment_interest"].answer
    for amount in (grown.per_year, grown.per_diem, grown.points[0].interest):
        assert format_interval(amount) in answer
