"""What the action server may answer: Rasa's own schema, compiled once."""

from __future__ import annotations

import asyncio
from typing import Any

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from engine import patches

VALID: list[dict[str, Any]] = [
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "estimate_debt", "value": {"low": "1.00", "high": "2.00"}}], "responses": []},
    {"events": [{"event": "slot", "name": "state_asked", "value": None}], "responses": [{"text": "Hello"}]},
]
INVALID: list[Any] = [
    {"events": "none", "responses": []},
    {"events": [{"name": "no event"}], "responses": []},
    {"events": [{"event": 7}], "responses": []},
    {"events": [], "responses": "hello"},
    {"events": [], "responses": ["hello"]},
    [],
    None,
]


@pytest.fixture
def action() -> RemoteAction:
    patches.apply()
    return RemoteAction("action_fallback", EndpointConfig("http://127.0.0.1:5055/webhook"))


@pytest.mark.parametrize("result", VALID)
def test_good_results_pass(action: RemoteAction, result: dict[str, Any]) -> None:
    jsonschema.validate(result, RemoteAction.action_response_format_spec())  # what Rasa itself would say
    assert action._validate_action_result(result) is True


@pytest.mark.parametrize("result", INVALID)
def test_bad_results_are_refused(action: RemoteAction, result: Any) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(result, RemoteAction.action_response_format_spec())
    with pytest.raises(jsonschema.ValidationError):
        action._validate_action_result(result)


def test_the_schema_is_compiled_once(action: RemoteAction, monkeypatch: pytest.MonkeyPatch) -> None:
    action._validate_action_result(VALID[0])

    def again() -> None:
        raise AssertionError("the schema was built again")

    monkeypatch.setattr(RemoteAction, "action_response_format_spec", staticmethod(again))
    patches.apply()
    for result in VALID:
        assert action._validate_action_result(result)


def test_events_are_found_as_before() -> None:
    before = {kind: patches._resolve_by_type(kind) for kind in ("user", "bot", "slot", "action", "session_started")}
    patches.apply()
    patches.apply()
    assert {kind: Event.resolve_by_type(kind) for kind in before} == before
    with pytest.raises(ValueError, match="no such kind"):
        Event.resolve_by_type("no such kind")


def test_a_turn_fails_with_its_action() -> None:
    """Rasa would close the form and listen, and the request in it would be lost."""
    patches.apply()
    action = RemoteAction("action_callback", EndpointConfig("http://127.0.0.1:1/webhook"))
    tracker = DialogueStateTracker.from_events("abc-1", [])
    domain = Domain.empty()
    with pytest.raises(patches.TurnFailed):
        asyncio.run(action.run(CollectingOutputChannel(), TemplatedNaturalLanguageGenerator({}), tracker, domain))
    assert not issubclass(patches.TurnFailed, Exception), "Rasa goes on after an Exception"


def test_there_is_no_memory_behind_the_tracker_store() -> None:
    """Rasa's own answers from an empty one while the database is away."""
    patches.apply()
    store = InMemoryTrackerStore(Domain.empty())
    assert Agent(domain=Domain.empty(), tracker_store=store).tracker_store is store
