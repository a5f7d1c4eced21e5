"""The `shortfall` command as people run it: a process, its output and its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import update

from shortfall.base.database import make_engine, migrate, sessions
from shortfall.base.encryption import forget_keys
from shortfall.base.settings import ROOT, settings
from shortfall.callbacks import booking
from shortfall.callbacks.outbox import Delivery
from shortfall.sms.provider import Inbound
from shortfall.sms.receive import receive
from tests.system.running import three_ports
from tests.unit.callbacks.receivers import NOW, SECRET, asked

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A state folder with one callback, whose delivery is a dead letter; keys in files."""
    folder = tmp_path / "state"
    monkeypatch.setenv("SHORTFALL_VAR_DIR", str(folder))
    monkeypatch.setenv("SHORTFALL_WEBHOOK_URL", "https://hooks.example.com/")
    monkeypatch.setenv("SHORTFALL_WEBHOOK_SECRET", SECRET)
    monkeypatch.delenv("SHORTFALL_ENCRYPTION_KEYS")
    monkeypatch.delenv("SHORTFALL_IDENTITY_KEY")
    for name, port in three_ports().items():
        monkeypatch.setenv(f"SHORTFALL_{name}", str(port))
    settings.cache_clear()
    forget_keys()
    url = settings().database
    migrate(url)
    engine = make_engine(url)
    with sessions(engine)() as session:
        booking.book(session, asked(), NOW, Random(1))
        session.execute(update(Delivery).values(state="dead", last_error="http_401", attempts=1))
        session.commit()
    engine.dispose()
    yield folder
    monkeypatch.undo()
    settings.cache_clear()
    forget_keys()


@pytest.fixture
def command(state: Path) -> Command:
    def run(*arguments: str, given: str = "", **extra: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from shortfall.cli import main; main()", *arguments],
            cwd=ROOT,
            env=os.environ | {"COLUMNS": "200"} | extra,
            input=given,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def data(ran: subprocess.CompletedProcess[str]) -> Any:
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_dead_letters_are_listed_and_tried_again(command: Command) -> None:
    (row,) = data(command("outbox", "list", "--json"))
    assert (row["state"], row["last_error"], row["target"]) == ("dead", "http_401", "webhook")
    assert row["reference"] in command("outbox", "list").stdout
    assert command("outbox", "retry").returncode == 2
    assert command("outbox", "retry", "AAAA-AAAA").returncode == 1
    assert data(command("outbox", "retry", row["reference"], "--json")) == {"retried": 1}
    assert data(command("outbox", "list", "--json"))[0]["state"] == "waiting"


def test_erasing_asks_first(command: Command) -> None:
    shown = data(command("privacy", "show", "312-555-0143", "--json"))
    assert shown["callbacks"][0]["name"] == "Maria Lopez"
    refused = command("privacy", "erase", "312-555-0143", given="n\n")
    assert refused.returncode == 1
    assert "callbacks" in data(command("privacy", "show", "312-555-0143", "--json"))
    assert data(command("privacy", "erase", "312-555-0143", "--yes", "--json"))["callbacks"] == 1
    gone = command("privacy", "show", "312-555-0143")
    assert gone.returncode == 1 and "nothing is stored" in gone.stderr
    (receipt,) = data(command("privacy", "receipts", "--json"))
    assert receipt["reason"] == "request" and "1 callbacks" in receipt["rows"]


def test_keys_in_a_file_are_rotated(command: Command, state: Path) -> None:
    old = (state / "encryption.key").read_text()
    assert data(command("keys", "rotate", "--grace", "0", "--json"))["reencrypted"] > 5
    assert old not in (state / "encryption.key").read_text()
    status = data(command("keys", "status", "--json"))
    assert (status["keys"], status["rows_under_old_keys"]) == (1, 0)
    assert data(command("privacy", "show", "312-555-0143", "--json"))["callbacks"][0]["name"] == "Maria Lopez"


def test_keys_in_the_environment_are_the_persons_to_change(command: Command, state: Path) -> None:
    key = (state / "encryption.key").read_text().strip()
    ran = command("keys", "rotate", SHORTFALL_ENCRYPTION_KEYS=key)
    assert ran.returncode == 3
    assert "shortfall keys reencrypt" in ran.stderr and key not in ran.stdout + ran.stderr
    assert (state / "encryption.key").read_text().strip() == key


def test_the_check_says_what_cannot_work(command: Command) -> None:
    good = command("check", "--json", SHORTFALL_PUBLIC_URL="https://chat.example.com")
    lines = {line["what"]: line for line in data(good)}
    assert lines["target webhook"]["ok"] and lines["database"]["says"].startswith("sqlite at version")
    assert lines["text messages"]["says"] == "off"
    assert lines["text confirmations"]["says"] == "off"
    bad = command("check", "--json", SHORTFALL_WEBHOOK_SECRET="whsec_c2hvcnQ=", SHORTFALL_SLACK_URL="http://10.0.0.1/x")
    assert bad.returncode == 1
    wrong = {line["what"] for line in json.loads(bad.stdout) if not line["ok"]}
    assert wrong == {"target webhook", "target slack", "public address"}
    assert "c2hvcnQ" not in bad.stdout + bad.stderr


def test_the_check_says_whether_callbacks_are_confirmed_by_text(command: Command) -> None:
    wished = {"SHORTFALL_TEXT_CONFIRMATIONS": "on", "SHORTFALL_PUBLIC_URL": "https://chat.example.com"}
    nothing = command("check", "--json", **wished)
    lines = {line["what"]: line for line in json.loads(nothing.stdout)}
    assert nothing.returncode == 1 and not lines["text confirmations"]["ok"]
    account = {"ACCOUNT_SID": "AC" + "0" * 32, "AUTH_TOKEN": "secret" * 6, "FROM": "+13125550100"}
    able = command(
        "check", "--json", **wished, **{f"SHORTFALL_TWILIO_{name}": value for name, value in account.items()}
    )
    lines = {line["what"]: line for line in data(able)}
    assert lines["text messages"]["says"] == "on" and lines["text confirmations"]["says"].startswith("on")
    assert "secret" not in able.stdout + able.stderr


def test_a_wrong_setting_is_named(command: Command) -> None:
    ran = command("outbox", "list", SHORTFALL_PORT="eighty")
    assert ran.returncode == 1
    assert "SHORTFALL_PORT" in ran.stderr and "Traceback" not in ran.stderr


def test_backup_and_restore(command: Command, state: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.tar.gz"
    assert data(command("backup", str(file), "--json"))["holds"] == ["shortfall.db"]
    assert command("backup", str(file)).returncode == 1
    for path in state.glob("shortfall.db*"):
        path.unlink()
    refused = command("restore", str(file), "--yes")
    assert refused.returncode == 1 and "--nothing-since" in " ".join(refused.stderr.split())
    back = data(command("restore", str(file), "--yes", "--nothing-since", "--json"))
    assert back == {"restored": ["shortfall.db"]}
    assert data(command("privacy", "show", "312-555-0143", "--json"))["callbacks"][0]["name"] == "Maria Lopez"


def test_migrating(command: Command) -> None:
    assert "up to date" in command("migrate").stdout


def test_a_person_is_shown_and_erased_on_postgresql_too(command: Command, postgres_url: str) -> None:
    there = {"SHORTFALL_DATABASE_URL": postgres_url}
    assert "up to date" in command("migrate", **there).stdout
    engine = make_engine(postgres_url)
    with sessions(engine)() as session:
        reference = booking.book(session, asked(), NOW, Random(1)).reference
    text = Inbound(id="SM1", token=None, sender="+13125550143", text="lockout tomorrow", media=0, handled=None)
    receive(sessions(engine), text, NOW, None)
    engine.dispose()
    shown = data(command("privacy", "show", "312-555-0143", "--json", **there))
    assert shown["callbacks"][0]["reference"] == reference and shown["sms_inbound"][0]["body"] == "lockout tomorrow"
    erased = data(command("privacy", "erase", reference, "--yes", "--json", **there))
    assert (erased["callbacks"], erased["texts"]) == (1, 1)
    assert command("privacy", "show", "312-555-0143", **there).returncode == 1
