"""Secrets from files, for the public side and for the engine, which reads the environment only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from shortfall.base.secret_files import read_secret_files
from shortfall.base.settings import ROOT, Settings

SECRETS = [name for name, field in Settings.model_fields.items() if "Secret" in str(field.annotation)]


def test_a_file_gives_the_value_without_its_newline(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("0123\n")
    environment = {"SHORTFALL_SECRET_KEY_FILE": str(tmp_path / "key"), "OTHER_FILE": "/nowhere"}
    read_secret_files(environment)
    assert environment["SHORTFALL_SECRET_KEY"] == "0123"
    read_secret_files(environment)  # a child of a process that has read them already


@pytest.mark.parametrize(("content", "given", "why"), [("", "", "empty"), ("a", "b", "differ")])
def test_what_is_not_clear_is_refused_without_showing_it(tmp_path: Path, content: str, given: str, why: str) -> None:
    (tmp_path / "key").write_text(content)
    environment = {"SHORTFALL_KEY_FILE": str(tmp_path / "key")} | ({"SHORTFALL_KEY": given} if given else {})
    with pytest.raises(ValueError, match=why):
        read_secret_files(environment)


def test_every_secret_setting_can_come_from_a_file(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("SHORTFALL_")}
    for name in SECRETS:
        (tmp_path / name).write_text(f"{name}-0123456789abcdef0123456789abcdef")
        environment[f"SHORTFALL_{name.upper()}_FILE"] = str(tmp_path / name)
    environment["SHORTFALL_VAR_DIR"] = str(tmp_path / "var")
    script = (
        "from shortfall.base.settings import settings, Settings; found = settings();"
        f"print([getattr(found, name).get_secret_value().split('-')[0] for name in {SECRETS}] == {SECRETS})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "True\n"
    assert len(SECRETS) >= 6
