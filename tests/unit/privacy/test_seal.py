"""A PostgreSQL that came out of a dump sends nothing and shows nobody whom to call, until its ledgers are merged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import event, text

from shortfall.base.database import make_engine, migrate, sessions
from shortfall.base.encryption import identities
from shortfall.base.seal import FRESH_SECONDS, Seal, seal, sealed
from shortfall.base.settings import ROOT
from shortfall.privacy.ledgers import key_of, read
from shortfall.processes import worker
from shortfall.sms.store import opt, person_of
from tests.postgres import Postgres
from tests.unit.callbacks.receivers import NOW
from tests.unit.web.staff.conftest import quick_hashes
from tests.unit.web.staff.office import Clerk, office

__all__ = ["quick_hashes"]
NUMBER = "+13125550143"


def restored(postgres: Postgres, url: str, file: Path, *how: str) -> None:
    name = url.rpartition("/")[2]
    postgres.run("pg_restore", *how, "--dbname", name, str(file))
    migrate(url)


def command(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    started = [sys.executable, "-c", "from shortfall.cli import main; main()", *arguments]
    given = os.environ | {"SHORTFALL_DATABASE_URL": url, "COLUMNS": "200"}
    return subprocess.run(started, cwd=ROOT, env=given, capture_output=True, text=True, timeout=120)


def test_nothing_leaves_before_the_ledgers_are_merged(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shortfall.base.seal.FRESH_SECONDS", 0.0)  # the moment after a restore is over
    url, dump, saved = postgres.new_database(), tmp_path / "shortfall.dump", tmp_path / "ledgers.json"
    texting = {
        "text_confirmations": "on",
        "public_url": "https://chat.example.com",
        "slack_url": "https://hooks.slack.com/services/x",
    }
    texting |= {"twilio_account_sid": "AC1", "twilio_auth_token": "token", "twilio_from": "+13125550100"}
    with office(tmp_path, database_url=url, **texting) as opened:
        clerk, engine = Clerk(opened.gateway.url), make_engine(url)
        clerk.sign_in()
        jobs = {job.name: job for job in worker.jobs(opened.gateway.settings)}
        assert clerk.get("/staff/").status_code == 200 and jobs["sms"].run_once() == 0 and sealed(engine)
        postgres.run("pg_dump", "--format=custom", f"--file={dump}", "--dbname", url.rpartition("/")[2])
        with sessions(engine).begin() as session:
            opt(session, person_of(NUMBER), out=True, how="word", now=NOW)
        saved.write_text(read(engine, key_of(identities())).to_json(), "utf-8")

        restored(postgres, url, dump, "--clean", "--if-exists", "--single-transaction")

        assert not sealed(engine)
        for name in ("sms", "deliver_slack"):
            with pytest.raises(worker.LedgersNotMerged):
                jobs[name].run_once()
        page = clerk.get("/staff/")
        assert page.status_code == 503 and "shortfall ledgers merge FILE" in page.text
        ready = opened.gateway.http.get("/readyz").json()
        assert (ready["status"], ready["ledgers"]) == ("degraded", False)
        assert "shortfall_ledgers_unmerged 1.0" in opened.gateway.http.get("/metrics").text
        told = command(url, "check", "--json")
        assert told.returncode == 1
        wrong = [line for line in json.loads(told.stdout) if not line["ok"]]
        assert any("shortfall ledgers merge FILE" in line["says"] for line in wrong)
        assert command(url, "ledgers", "merge").returncode == 2  # neither a file nor that there is none

        merged = command(url, "ledgers", "merge", str(saved), "--json")
        assert json.loads(merged.stdout) == {"added": 1}
        assert sealed(engine) and jobs["sms"].run_once() == 0 and jobs["deliver_slack"].run_once() == 0
        assert clerk.get("/staff/").status_code == 200
        assert opened.gateway.http.get("/readyz").json()["ledgers"] is True
        engine.dispose()


def test_whole_is_taken_for_granted_for_a_moment_and_broken_never(postgres_url: str) -> None:
    migrate(postgres_url)
    engine, now, asked = make_engine(postgres_url), [100.0], []
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    whole = Seal(engine, lambda: now[0])
    assert all(whole() for _ in range(50)) and len([one for one in asked if "ledger_seal" in one]) == 1
    with engine.begin() as connection:
        connection.execute(text("UPDATE ledger_seal SET here = 'elsewhere'"))
    assert whole(), "until the moment is over"
    now[0] += FRESH_SECONDS
    assert not whole()
    with engine.begin() as connection:
        seal(connection)
    assert whole(), "merged, and known at once"
    engine.dispose()


def test_another_server_or_a_half_restored_one_is_not_whole_either(postgres: Postgres, tmp_path: Path) -> None:
    url, other, dump = postgres.new_database(), postgres.new_database(), tmp_path / "shortfall.dump"
    migrate(url)
    postgres.run("pg_dump", "--format=custom", f"--file={dump}", "--dbname", url.rpartition("/")[2])
    restored(postgres, other, dump)
    engine = make_engine(other)
    assert not sealed(engine)
    assert command(other, "ledgers", "merge", "--nothing-since").returncode == 0
    assert sealed(engine)
    for broken in ("DROP TABLE sms_opt_outs", "DELETE FROM ledger_seal", "DROP TABLE ledger_seal"):
        with engine.begin() as connection:
            connection.execute(text(broken))
        assert not sealed(engine), broken
    engine.dispose()


def test_a_release_that_finds_a_whole_database_seals_it(postgres_url: str) -> None:
    migrate(postgres_url)
    engine = make_engine(postgres_url)
    assert sealed(engine)
    migrate(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("CLUSTER sms_opt_outs USING sms_opt_outs_of_a_person"))
    assert sealed(engine)
    engine.dispose()
