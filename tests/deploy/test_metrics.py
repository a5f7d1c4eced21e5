"""The dashboard and the alerts ask for nothing that the gateway does not tell."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import yaml
from prometheus_client.parser import text_string_to_metric_families

from shortfall.base.database import make_engine, sessions
from shortfall.base.settings import ROOT
from shortfall.callbacks import booking
from shortfall.callbacks.consent import wording
from shortfall.callbacks.request import CallbackRequest, Consent
from shortfall.callbacks.window import parse_window
from tests.unit.web.serving import running

DEPLOY = ROOT / "deploy"
LATER = {"shortfall_deliveries"}
"""Told once there is an outbox."""


def expressions() -> list[str]:
    panels = json.loads((DEPLOY / "grafana" / "dashboard.json").read_text())["panels"]
    rules = yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"][0]["rules"]
    return [target["expr"] for panel in panels for target in panel["targets"]] + [rule["expr"] for rule in rules]


def told(text: str) -> set[str]:
    return {sample.name for family in text_string_to_metric_families(text) for sample in family.samples}


def test_every_metric_that_is_asked_for_is_told_and_no_label_is_personal(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        now = datetime.now(UTC)
        window = parse_window("as soon as possible", now)
        assert window
        request = CallbackRequest(
            name="Jane Roe",
            phone="+13126420143",
            window=window,
            topics=(),
            figures="",
            note="",
            urgent=False,
            channel="web",
            conversation_id="c",
            consent=Consent(wording=wording("+13126420143"), at=now),
        )
        with sessions(make_engine(gateway.settings.database))() as session:
            booking.book(session, request, now, Random(1))
        chat = gateway.open()
        gateway.say(chat, "312k")
        gateway.engine.status = 500
        gateway.say(chat, "again")
        text = gateway.http.get("/metrics").text
    asked = {name for each in expressions() for name in re.findall(r"\b(?:shortfall|process)_\w+", each)}
    assert asked - told(text) <= LATER
    assert 'shortfall_callbacks{state="waiting"} 1.0' in text
    assert 'shortfall_forms_finished_total{channel="web",form="estimate"} 1.0' in text
    labels = {label for family in text_string_to_metric_families(text) for s in family.samples for label in s.labels}
    assert labels <= {"channel", "topic", "form", "kind", "state", "le"}


def test_without_the_database_the_rest_is_still_told(tmp_path: Path) -> None:
    with running(tmp_path) as gateway:
        gateway.open()
        with make_engine(gateway.settings.database).begin() as connection:
            connection.exec_driver_sql("ALTER TABLE callbacks RENAME TO gone")
        response = gateway.http.get("/metrics")
    assert response.status_code == 200
    assert "shortfall_chats_total 1.0" in response.text and "shortfall_callbacks{" not in response.text


def test_each_alert_has_its_runbook() -> None:
    titles = {
        line.removeprefix("## ").strip().lower()
        for line in (ROOT / "docs" / "operations.md").read_text().splitlines()
        if line.startswith("## ")
    }
    rules = yaml.safe_load((DEPLOY / "alerts.yml").read_text())["groups"][0]["rules"]
    assert {rule["annotations"]["runbook"] for rule in rules} <= titles
