"""`shortfall content`: faults, review state and links."""

from __future__ import annotations

import builtins
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner

from shortfall.cli import app
from shortfall.cli import content as commands
from shortfall.content.links import addresses, check_links
from shortfall.content.questions import load_questions, questions
from shortfall.law.figures import FIGURES
from shortfall.processes.training import ENGINE_PYTHON


def run(*words: str) -> Any:
    return CliRunner().invoke(app, ["content", *words])


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A content folder of one topic, whose question breaks several rules."""
    folder = tmp_path / "exemptions"
    folder.mkdir()
    source = Path("data/topics/exemptions")
    for name in ("overview", "car"):
        raw = yaml.safe_load((source / f"{name}.yml").read_text(encoding="utf-8"))
        if name == "car":
            raw["answer"]["en"] = "You should know this. " * 30
            raw["next"] = ["nowhere"]
            raw["sources"][0]["url"] = "https://blog.example.com/x"
            raw["sources"][0]["cite"] = "735 ILCS 5/12-1001(c)"
            raw["examples"]["en"][0] = load_questions()["exemptions/overview"].examples["en"][0]
            raw["review"]["en"] = {"by": "B. Fard", "on": "2026-11-20"}
        (folder / f"{name}.yml").write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    monkeypatch.setattr(commands, "load_questions", lambda: load_questions(tmp_path))
    yield folder


def test_faults_are_named_with_their_question(faulty: Path) -> None:
    result = run("check", "exemptions/car")
    assert result.exit_code == 1
    for fault in (
        "120 words, at most 60",
        "says 'you should'",
        "unknown next 'nowhere'",
        "blog.example.com",
        "is also in",
    ):
        assert fault in result.output
    assert json.loads(run("check", "exemptions/car", "--json").output)["exemptions/car"]


def test_what_is_well_says_so() -> None:
    result = run("check", "exemptions")
    assert result.exit_code == 0
    assert "questions are fine." in result.output
    unknown = run("check", "weather")
    assert unknown.exit_code == 1


def test_without_textstat_it_is_said_kindly(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "textstat":
            raise ModuleNotFoundError("No module named 'textstat'", name="textstat")
        return real(name, *rest)

    monkeypatch.delitem(sys.modules, "shortfall.content.check", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    result = run("check")
    assert result.exit_code == 1
    assert "make install" in result.stderr
    assert "Traceback" not in result.output


def test_the_state_of_review_is_counted(faulty: Path) -> None:
    rows = json.loads(run("status", "--json").output)
    # A name without the hash of what was read counts for nothing.
    counts = {f"{word} {each}": 0 for each in ("en", "es") for word in ("reviewed", "lapsed", "sent back")} | {
        "lapsed en": 1
    }
    assert rows[-1] == {"topic": "all", "questions": 2, **counts}


def test_links_tell_good_moved_broken_and_unreached_apart(httpserver: HTTPServer) -> None:
    for path, code in (("/good", 200), ("/gone", 404), ("/moved", 301), ("/shy", 403)):
        httpserver.expect_request(path).respond_with_data("", code, {"Location": "/good"} if code == 301 else None)
    base = httpserver.url_for("")
    wanted = {f"{base}{path}": (path,) for path in ("good", "gone", "moved", "shy")} | {"http://127.0.0.1:9/": ("no",)}
    found = {link.places[0]: link.verdict for link in check_links(wanted)}
    assert found == {"good": "good", "gone": "broken", "moved": "moved", "shy": "unreached", "no": "unreached"}


def test_a_broken_link_fails_and_an_unreached_one_does_not(
    monkeypatch: pytest.MonkeyPatch, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/gone").respond_with_data("", 404)
    monkeypatch.setattr(commands, "addresses", lambda _: {httpserver.url_for("/gone"): ("exemptions/car",)})
    broken = run("links")
    assert broken.exit_code == 1 and "in exemptions/car" in broken.output
    monkeypatch.setattr(commands, "addresses", lambda _: {"http://127.0.0.1:9/": ("exemptions/car",)})
    alone = run("links")
    assert alone.exit_code == 0 and "is there a network here?" in alone.output


def test_every_kind_of_address_is_asked() -> None:
    found = addresses(questions().values())
    places = " ".join(place for each in found.values() for place in each)
    for kind in (
        "exemptions/car",
        "illinois.yml homestead",
        "states_collection.csv TX wages",
        "states.csv TX",
        "free_help",
    ):
        assert kind in places
    assert all(entry.url in found for history in FIGURES.values() for entry in history)


def test_the_audit_needs_the_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    outcome = run("audit")
    assert outcome.exit_code == 1
    assert "The engine is not installed" in outcome.output


def test_the_audit_lists_what_the_engine_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / ENGINE_PYTHON
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@" > asked\n[ "$3" != jail ]\n')
    python.chmod(0o755)
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    assert run("audit", "exemptions", "--least", "0.95").exit_code == 0
    assert (tmp_path / "asked").read_text().split() == ["-m", "engine.nearest", "exemptions", "--least", "0.95"]
    assert run("audit", "jail").exit_code == 1
