"""The worker's loop: work that is there is done, a failing job comes back, stopping waits for what was begun."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from shortfall.base import logs
from shortfall.base.settings import Settings
from shortfall.processes import worker
from shortfall.processes.worker import Job, work


def run(job: Job, until: threading.Event) -> None:
    stop = threading.Event()
    running = threading.Thread(target=work, args=([job], stop))
    running.start()
    assert until.wait(10)
    stop.set()
    running.join(10)
    assert not running.is_alive()


def test_a_job_runs_again_at_once_while_there_is_work() -> None:
    left, empty = [3], threading.Event()

    def once() -> int:
        if not left[0]:
            empty.set()
            return 0
        left[0] -= 1
        return 1

    run(Job("test", once, idle_seconds=3600), empty)
    assert left == [0]


def test_a_job_that_fails_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "FAILED_SECONDS", 0.01)
    calls, again = [0], threading.Event()

    def once() -> int:
        calls[0] += 1
        if calls[0] == 1:
            raise OSError("the database is away")
        again.set()
        return 0

    run(Job("test", once, idle_seconds=3600), again)
    assert calls[0] >= 2


def test_stopping_waits_for_what_was_begun_and_then_closes_it() -> None:
    begun, finished, closed = threading.Event(), threading.Event(), threading.Event()
    release = threading.Timer(0.3, lambda: finished.set())

    def once() -> int:
        begun.set()
        release.start()
        assert finished.wait(10) and not closed.is_set()
        return 0

    run(Job("test", once, idle_seconds=3600, close=closed.set), begun)
    assert finished.is_set() and closed.is_set()


def test_one_target_that_is_wrongly_set_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given: dict[str, Any] = {
        "var_dir": tmp_path,
        "webhook_url": "http://10.0.0.1/",
        "slack_url": "https://hooks.slack.com/services/x",
    }
    given |= {"public_url": "https://chat.example.com"}
    logs.configure()
    found = worker.jobs(Settings(_env_file=None, **given))
    assert [job.name for job in found] == ["deliver_slack", "retention"]
    mail = {"smtp_host": "127.0.0.1", "mail_from": "desk@example.com", "digest_to": ["intake@example.com"]}
    for more, expected in ((mail, ["summary", "mail"]), (mail | {"digest_to": ["none"]}, ["mail"])):
        names = [job.name for job in worker.jobs(Settings(_env_file=None, **(given | more)))]
        assert names == ["deliver_slack", *expected, "retention"]
    said = capsys.readouterr().out
    assert "target_wrongly_set" in said and "10.0.0.1" not in said


@pytest.mark.parametrize("missing", ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM", "PUBLIC_URL"])
def test_half_set_texts_are_named_once_and_stop_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], missing: str
) -> None:
    given: dict[str, Any] = {
        "twilio_account_sid": "AC1",
        "twilio_auth_token": "secret-token",
        "twilio_from": "+13125550100",
    }
    given |= {"public_url": "https://chat.example.com", "slack_url": "https://hooks.slack.com/services/x"}
    given[missing.lower()] = ""
    logs.configure()
    config = Settings(_env_file=None, var_dir=tmp_path, text_confirmations="on", **given)
    assert [job.name for job in worker.jobs(config)] == ["deliver_slack", "retention"]
    assert not config.confirms_by_text
    said = capsys.readouterr().out
    assert said.count("texts_wrongly_set") == 1 and f"SHORTFALL_{missing} not set" in said
    assert "secret-token" not in said


def test_a_target_of_which_half_is_set_has_its_deliveries_wait(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given: dict[str, Any] = {
        "webhook_secret": "whsec_" + "MfKQ" * 8,
        "mail_to": ["intake@example.com"],
        "clio_token": "t",
    }
    logs.configure()
    config = Settings(_env_file=None, var_dir=tmp_path, host="0.0.0.0", **given)
    assert config.targets == ["webhook", "clio", "email"]
    assert [job.name for job in worker.jobs(config)] == ["deliver_clio", "retention"]
    said = capsys.readouterr().out
    assert "SHORTFALL_WEBHOOK_URL not set" in said and "SHORTFALL_SMTP_HOST, SHORTFALL_MAIL_FROM not set" in said


def test_without_targets_the_log_says_where_to_look(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    worker.jobs(Settings(_env_file=None, var_dir=tmp_path, public_url="https://chat.example.com"))
    assert "https://chat.example.com/staff" in capsys.readouterr().out


WORKER = """
import sys
from shortfall.processes import worker
worker.BEAT_SECONDS = 0.0001   # round and round, so that signals meet the waiting at every point of it
worker.Heart.beat = lambda self: True
worker.jobs = lambda config: [worker.Job("test", lambda: print("going", flush=True) or 0, idle_seconds=0.001)]
sys.exit(worker.main())
"""


@pytest.mark.parametrize("attempt", range(8))
def test_signals_that_come_all_at_once_end_it(tmp_path: Path, attempt: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WORKER],
        env=os.environ | {"SHORTFALL_VAR_DIR": str(tmp_path)},
        stdout=subprocess.PIPE,
    ) as process:
        try:
            assert process.stdout and process.stdout.readline() == b"going\n"
            for number in range(200):
                process.send_signal(signal.SIGTERM if number % 2 else signal.SIGINT)
            process.communicate(timeout=30)
            assert process.returncode == 0
        finally:
            process.kill()
