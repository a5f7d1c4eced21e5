"""What the engine is started with."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from shortfall.base.settings import ROOT
from shortfall.processes.engine_process import command, endpoints, tracker_url, write_endpoints

SOURCE = """
action_endpoint: {url: 'http://127.0.0.1:5055/webhook'}
tracker_store: {type: engine.some.Store, dialect: sqlite, db: var/rasa.db}
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.yml"
    path.write_text(SOURCE)
    return path


def test_on_one_machine_all_is_on_loopback_and_in_the_state_folder(source: Path, tmp_path: Path) -> None:
    found = endpoints({"SHORTFALL_VAR_DIR": str(tmp_path), "SHORTFALL_ACTIONS_PORT": "6000"}, source)
    assert found == {
        "action_endpoint": {
            "url": "http://127.0.0.1:6000/webhook",
            "headers": {"Authorization": "Bearer ${SHORTFALL_INTERNAL_KEY}"},
        },
        "tracker_store": {"type": "engine.some.Store", "dialect": "sqlite", "db": str(tmp_path / "rasa.db")},
    }
    assert command({}, tmp_path)[2:6] == ["-i", "127.0.0.1", "-p", "5005"]


def test_on_several_machines_all_is_elsewhere_and_the_type_stays(source: Path) -> None:
    environment = {
        "SHORTFALL_ACTIONS_URL": "http://actions:5055/",
        "SHORTFALL_TRACKER_URL": "postgresql+psycopg2://rasa:geheim@db/rasa",
        "SHORTFALL_REDIS_URL": "rediss://user:pass%21word@cache:6380/3",
    }
    found = endpoints(environment, source)
    assert found["action_endpoint"]["url"] == "http://actions:5055/webhook"
    assert found["tracker_store"] == {
        "type": "engine.some.Store",
        "dialect": "postgresql",
        "url": "${SHORTFALL_TRACKER_URL}",
    }
    lock = found["lock_store"]
    assert (lock["type"], lock["url"], lock["port"], lock["db"], lock["use_ssl"]) == ("redis", "cache", 6380, 3, True)
    assert (lock["username"], lock["password"]) == ("user", "pass!word")


def test_one_postgresql_serves_both_sides_when_nothing_else_is_said() -> None:
    assert tracker_url({"SHORTFALL_DATABASE_URL": "postgresql+psycopg://u:p@db/s"}) == "postgresql+psycopg2://u:p@db/s"
    assert tracker_url({"SHORTFALL_DATABASE_URL": "sqlite:///x.db"}) == tracker_url({}) == ""


def test_the_file_is_the_owners_alone_and_holds_no_database_password(source: Path, tmp_path: Path) -> None:
    url = "postgresql+psycopg2://rasa:geheim@db/rasa"
    written = write_endpoints({"SHORTFALL_VAR_DIR": str(tmp_path / "var"), "SHORTFALL_TRACKER_URL": url}, source)
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert "geheim" not in written.read_text()


def test_the_projects_own_endpoints_are_understood(tmp_path: Path) -> None:
    written = write_endpoints({"SHORTFALL_VAR_DIR": str(tmp_path)})
    assert yaml.safe_load(written.read_text())["tracker_store"]["db"] == str(tmp_path / "rasa.db")


def test_a_wrong_setting_is_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "shortfall.processes.engine_process"],
        cwd=ROOT,
        env={"SHORTFALL_VAR_DIR": str(tmp_path), "SHORTFALL_REDIS_URL": "http://cache"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "engine: cannot start: SHORTFALL_REDIS_URL: not a redis:// or rediss:// address\n"
