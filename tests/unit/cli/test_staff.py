"""`shortfall staff`, on a real database."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
from typer.testing import CliRunner, Result

from shortfall.base.database import make_engine, sessions
from shortfall.base.settings import settings
from shortfall.cli import app
from shortfall.staff import accounts, second_factor

Shell = Callable[..., Result]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    monkeypatch.setenv("SHORTFALL_DATABASE_URL", f"sqlite:///{tmp_path / 'shortfall.db'}")
    monkeypatch.setenv("SHORTFALL_VAR_DIR", str(tmp_path))
    settings.cache_clear()
    monkeypatch.setattr("shortfall.cli.staff.settings", settings)
    yield lambda *words, typed="": CliRunner().invoke(app, ["staff", *words], input=typed)
    settings.cache_clear()


def opens(login: str, password: str) -> bool:
    with sessions(make_engine(settings().database))() as session:
        return accounts.verify(session, login, password) is not None


def test_an_account_with_a_generated_password(shell: Shell) -> None:
    made = json.loads(shell("add", "ana", "--json").stdout)
    assert made["name"] == "ana" and opens("ana", made["password"])
    listed = shell("list", "--json").stdout
    assert [row["name"] for row in json.loads(listed)] == ["ana"]
    assert made["password"] not in listed and "argon2" not in listed
    shell("disable", "ana")
    assert not opens("ana", made["password"])
    shell("enable", "ana")
    assert opens("ana", made["password"])
    new = json.loads(shell("password", "ana", "--json").stdout)["password"]
    assert opens("ana", new) and not opens("ana", made["password"])


def test_a_password_that_is_asked_for_is_not_shown(shell: Shell) -> None:
    words = "four words in a row"
    result = shell("add", "ana", typed=f"{words}\n{words}\n")
    assert result.exit_code == 0 and words not in result.output
    assert opens("ana", words)


@pytest.mark.parametrize("name", ["Ana", "a", "../etc", "1ana", "x" * 40, "an a"])
def test_odd_names_are_refused_in_one_line(shell: Shell, name: str) -> None:
    result = shell("add", name, "--generate")
    assert result.exit_code == 1
    assert "2 to 32 characters" in result.output and "Traceback" not in result.output


def test_what_cannot_be_is_said(shell: Shell) -> None:
    assert shell("add", "ana", typed="short\nshort\n").exit_code == 1
    shell("add", "ana", "--generate")
    assert "already" in shell("add", "ana", "--generate").output
    for command in ("disable", "enable"):
        assert "no account ben" in shell(command, "ben").output


def test_a_lost_second_factor_is_taken_away_on_the_shell(shell: Shell) -> None:
    made = json.loads(shell("add", "ana", "--json").stdout)
    now = datetime(2026, 11, 24, 15, tzinfo=UTC)
    secret = second_factor.new_secret()
    with sessions(make_engine(settings().database))() as session:
        second_factor.enrol(session, "ana", secret, pyotp.TOTP(secret).at(now), now)
        account = accounts.verify(session, "ana", made["password"])
        assert account and not second_factor.opens(session, account.id, "", now)
        assert json.loads(shell("list", "--json").stdout)[0]["second_factor"] is True
        assert shell("second-factor-off", "ana").exit_code == 0
        assert second_factor.opens(session, account.id, "", now)
    assert shell("second-factor-off", "nobody").exit_code == 1


def test_a_role_is_given_with_the_name_that_stands_under_an_answer(shell: Shell) -> None:
    shell("add", "bea", "--json")
    refused = shell("role", "bea", "attorney")
    assert refused.exit_code == 1 and "needs a name" in refused.output
    assert shell("role", "bea", "owner").exit_code == 1
    assert shell("role", "bea", "reviewer", "--name", "B. Fard").exit_code == 0
    listed = json.loads(shell("list", "--json").output)
    assert [(row["name"], row["role"]) for row in listed if row["name"] == "bea"] == [("bea", "reviewer")]
