"""When the model is trained, and what happens when that fails; a small program stands in for Rasa."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from shortfall.processes.training import MODEL, EngineProblem, ensure_model, inputs, is_current, validate

WRITES_A_MODEL = "import pathlib; pathlib.Path('models/shortfall.tar.gz').write_text('model')"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project as small as can be."""
    monkeypatch.setenv("SHORTFALL_VAR_DIR", str(tmp_path / "var"))
    for name in (
        "config.yml",
        "domain.yml",
        "data/topics/jail/overview.yml",
        "data/law/illinois.yml",
        "data/law/states.csv",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "engine").mkdir()
    for name in ("engine/encoder.py", "engine/channel.py", "engine/uv.lock"):
        (tmp_path / name).write_text(name)
    return tmp_path


def train(project: Path, program: str = WRITES_A_MODEL) -> bool:
    """Train with a stand-in."""
    return ensure_model(project, rasa=(sys.executable, "-c", program), say=lambda line: None)


def test_it_trains_once(project: Path) -> None:
    assert not is_current(project)
    assert train(project)
    assert is_current(project)
    assert not train(project, "raise SystemExit('asked to train again')")


@pytest.mark.parametrize(
    "name", ["config.yml", "domain.yml", "data/topics/jail/overview.yml", "engine/encoder.py", "engine/uv.lock"]
)
def test_it_trains_again_when_what_it_learns_from_changes(project: Path, name: str) -> None:
    train(project)
    (project / name).write_text("changed")
    assert train(project)


def test_a_new_and_a_removed_topic_count(project: Path) -> None:
    train(project)
    (project / "data/topics/scams.yml").write_text("new")
    assert train(project)
    (project / "data/topics/scams.yml").unlink()
    assert train(project)


@pytest.mark.parametrize("name", ["data/law/states.csv", "engine/channel.py"])
def test_it_does_not_train_for_what_is_only_read_while_answering(project: Path, name: str) -> None:
    train(project)
    (project / name).write_text("changed")
    assert not train(project)


def test_a_model_that_came_from_elsewhere_is_replaced(project: Path) -> None:
    train(project)
    (project / MODEL).write_text("another")
    assert train(project)


def test_a_failure_shows_the_end_of_the_log_and_is_not_taken_for_a_model(project: Path) -> None:
    program = "print(*range(100), sep='\\n'); raise SystemExit('no such component')"
    with pytest.raises(EngineProblem) as failure:
        train(project, program)
    lines = str(failure.value).splitlines()
    assert "train.log" in lines[0]
    assert "no such component" in lines and "95" in lines and "50" not in lines
    assert not is_current(project)


def test_findings_of_the_validation_are_told(project: Path) -> None:
    with pytest.raises(EngineProblem, match="never used"):
        validate(project, rasa=(sys.executable, "-c", "raise SystemExit('never used')"), say=lambda line: None)


def test_without_its_environment_the_command_that_makes_it_is_named(project: Path) -> None:
    with pytest.raises(EngineProblem, match="make install"):
        ensure_model(project, say=lambda line: None)


def test_the_project_s_own_inputs_are_found() -> None:
    found = {str(path) for path in inputs()}
    assert {
        "config.yml",
        "domain.yml",
        "data/firm.yml",
        "data/topics/jail/overview.yml",
        "data/law/illinois.yml",
        "engine/importer.py",
    } <= found
    assert not found & {"data/law/states.csv", "engine/channel.py"}
