"""`shortfall widget`."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from shortfall.cli import app
from shortfall.web.widget import load_widget


def test_it_prints_the_lines_for_a_website() -> None:
    result = CliRunner().invoke(app, ["widget", "--origin", "https://chat.example/"])
    assert result.exit_code == 0
    assert f'src="https://chat.example{load_widget().path}" integrity="sha384-' in result.output
    assert 'src="https://chat.example/widget.js"></script>' in result.output


def test_it_prints_data() -> None:
    found = json.loads(CliRunner().invoke(app, ["widget", "--origin", "https://chat.example", "--json"]).output)
    assert found["integrity"] == load_widget().integrity
    assert found["stable_url"] == "https://chat.example/widget.js"
    assert found["url"] in found["pinned"]
