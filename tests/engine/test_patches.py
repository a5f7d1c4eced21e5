"""What is put in the place of Rasa's own does what Rasa's own does."""

from __future__ import annotations

import ast
import asyncio
import copy
import inspect
import json
import random
import re
from pathlib import Path
from typing import Any, cast

import jsonschema
import pytest
import yaml
from dask.local import get_sync as get
from rasa.core.actions.action import ActionExtractSlots, RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels import CollectingOutputChannel
from rasa.core.featurizers.tracker_featurizers import MaxHistoryTrackerFeaturizer
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.policies.rule_policy import SHOULD_NOT_BE_SET, RulePolicy
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    DefinePrevUserUtteredFeaturization,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from engine import patches

ROOT = Path(__file__).resolve().parents[2]

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


def test_no_call_of_an_action_carries_the_domain() -> None:
    endpoint = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))["action_endpoint"]
    action, tracker = RemoteAction("action_fallback", EndpointConfig(**endpoint)), DialogueStateTracker("x", [])
    assert "domain" not in action._action_call_format(tracker, Domain.empty())


def test_events_are_found_as_before() -> None:
    before = {kind: patches._resolve_by_type(kind) for kind in ("user", "bot", "slot", "action", "session_started")}
    patches.apply()
    patches.apply()
    assert {kind: Event.resolve_by_type(kind) for kind in before} == before
    with pytest.raises(ValueError, match="no such kind"):
        Event.resolve_by_type("no such kind")


def state(intent: str | None, action: str | None, slots: dict[str, Any] | None = None) -> dict[str, Any]:
    """One state of a conversation or a rule, as Rasa writes it."""
    found: dict[str, Any] = {"user": {"intent": intent}} if intent else {}
    found |= {"slots": slots} if slots else {}
    return found | ({"prev_action": {"action_name": action}} if action else {})


def test_the_same_rules_apply_as_where_all_are_compared() -> None:
    chance = random.Random(3)
    intents, actions = ["jail", "fees", "greet", None, SHOULD_NOT_BE_SET], ["action_listen", "utter_jail", None]
    values: list[dict[str, Any] | None] = [None, {"x": [1.0]}, {"x": SHOULD_NOT_BE_SET}]

    def states(most: int) -> list[dict[str, Any]]:
        chosen = range(chance.randrange(1, most))
        return [state(chance.choice(intents), chance.choice(actions), chance.choice(values)) for _ in chosen]

    lookup = {json.dumps(states(4), sort_keys=True): "utter_jail" for _ in range(200)}
    policy = RulePolicy.__new__(RulePolicy)
    patches.apply()
    applied = 0
    for _ in range(300):
        said = [
            {**each, "user": {"text": "hello"}} if chance.random() < 0.1 else each
            for each in json.loads(json.dumps(states(6)))
        ]
        expected = {
            key
            for key in lookup
            if all(policy._is_rule_applicable(key, i, each) for i, each in enumerate(reversed(said)))
        }
        assert policy._get_possible_keys(lookup, said) == expected
        applied += bool(expected)
    assert applied > 50
    assert policy._get_possible_keys({}, [state("jail", "action_listen")]) == set()


DOMAIN = Domain.from_dict(
    {
        "intents": ["jail", "fees"],
        "actions": ["utter_jail", "utter_fees"],
        "forms": {"estimate_form": {"required_slots": ["debt"]}},
        "slots": {"debt": {"type": "text", "mappings": [{"type": "custom"}]}},
    }
)


def rule_policy(*rules: list[dict[str, Any]]) -> RulePolicy:
    """A policy of these rules, patched."""
    patches.apply()
    policy = RulePolicy.__new__(RulePolicy)
    policy.lookup = {"rules": {json.dumps(states): "utter_jail" for states in rules}}
    return policy


def some_conversation(chance: random.Random) -> DialogueStateTracker:
    """Messages, answers, a form now and then, a restart at times."""
    events: list[Event] = [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]
    for _ in range(chance.randrange(6)):
        said = {"intent": {"name": chance.choice(["jail", "fees"])}, "text": "x", "entities": []}
        events += [UserUttered("x", said["intent"], [], said), DefinePrevUserUtteredFeaturization(False)]
        action = chance.choice(["utter_jail", "utter_fees", "estimate_form"])
        events.append(ActionExecuted(action))
        if action == "estimate_form":
            events += [ActiveLoop(action), SlotSet("debt", "1"), SlotSet("requested_slot", "debt")]
        if chance.random() < 0.2:
            events += [ActiveLoop(None), UserUtteranceReverted()]
        if chance.random() < 0.9:
            events.append(ActionExecuted("action_listen"))
        if chance.random() < 0.05:
            events.append(Restarted())
    return DialogueStateTracker.from_events("here", events, DOMAIN.slots)


@pytest.mark.parametrize("longest", [1, 2, 3, 50])
def test_the_states_that_a_rule_can_see_are_those_that_rasa_makes(longest: int) -> None:
    policy = rule_policy([state("jail", "action_listen")] * longest)
    featurizer = MaxHistoryTrackerFeaturizer()
    policy.__dict__["_Policy__featurizer"] = featurizer
    chance = random.Random(longest)
    for _ in range(100):
        tracker, text = some_conversation(chance), chance.random() < 0.5
        expected = featurizer.prediction_states([tracker], DOMAIN, use_text_for_last_user_input=text)[0][-longest:]
        assert policy._prediction_states(tracker, DOMAIN, text) == expected


def test_a_second_look_goes_on_where_the_first_has_ended() -> None:
    policy = rule_policy([state("jail", "action_listen")] * 3)
    policy.__dict__["_Policy__featurizer"] = featurizer = MaxHistoryTrackerFeaturizer()
    chance = random.Random(5)
    went_on = 0
    for _ in range(200):
        tracker = some_conversation(chance)
        policy._prediction_states(tracker, DOMAIN)
        first = tracker._replay
        events: list[list[Event]] = [
            [ActionExecuted("utter_jail")],
            [ActiveLoop("estimate_form"), SlotSet("debt", "2")],
            [UserUtteranceReverted()],
            [Restarted()],
        ]
        for event in chance.choice(events):
            tracker.update(event)
        expected = featurizer.prediction_states([tracker], DOMAIN)[0][-3:]
        assert policy._prediction_states(tracker, DOMAIN) == expected
        assert policy._prediction_states(tracker, DOMAIN) == expected
        went_on += tracker._replay is first
    assert 50 < went_on < 200


def test_the_events_that_count_are_those_that_rasa_finds() -> None:
    patches.apply()
    chance = random.Random(13)
    quick = 0
    for _ in range(200):
        tracker = some_conversation(chance)
        assert tracker.applied_events() == patches._applied(tracker)
        quick += patches._TAKING_BACK.isdisjoint(map(type, tracker.events))
    assert 20 < quick < 180
    assert DialogueStateTracker.from_events("new", []).applied_events() == []


async def _extracted(domain: Domain, *, asks: bool) -> list[Event]:
    events: list[Event] = [ActionExecuted("action_listen"), UserUttered("fees", {"name": "fees"})]
    tracker = DialogueStateTracker.from_events("here", events, domain.slots)
    run = patches._extract_slots if asks else patches._extract
    action = ActionExtractSlots(EndpointConfig("http://127.0.0.1:1/webhook"))
    return await run(action, CollectingOutputChannel(), TemplatedNaturalLanguageGenerator({}), tracker, domain)


@pytest.mark.parametrize("mapping", [{"type": "custom"}, {"type": "from_intent", "value": "x"}, {"type": "from_text"}])
def test_slots_are_filled_from_messages_as_before(mapping: dict[str, Any]) -> None:
    domain = Domain.from_dict({"intents": ["fees"], "slots": {"said": {"type": "text", "mappings": [mapping]}}})
    expected = asyncio.run(_extracted(domain, asks=False))
    assert asyncio.run(_extracted(domain, asks=True)) == expected
    assert bool(expected) == (mapping["type"] != "custom") == patches._filled_from_messages(domain)


def test_an_action_that_fills_slots_is_still_run() -> None:
    slots = {"said": {"type": "text", "mappings": [{"type": "custom", "action": "action_said"}]}}
    assert patches._filled_from_messages(Domain.from_dict({"slots": slots, "actions": ["action_said"]}))
    checked = {"said": {"type": "text", "mappings": [{"type": "custom"}]}}
    assert patches._filled_from_messages(
        Domain.from_dict({"slots": checked, "actions": ["action_validate_slot_mappings"]})
    )


def test_rules_for_texts_are_looked_for_only_where_there_are_any() -> None:
    of_intent, of_any = [state("jail", "action_listen")], [state(None, "action_listen")]
    after_a_form = [state(None, "estimate_form")]
    assert patches._rules(rule_policy(of_intent, after_a_form)) == (False, 1)
    assert patches._rules(rule_policy(of_intent, of_any)).of_text
    assert patches._rules(
        rule_policy([{"user": {"text": "hi"}, "prev_action": {"action_name": "action_listen"}}])
    ).of_text
    assert rule_policy(of_intent)._find_action_from_rules(None, DOMAIN, True) == (None, None, False)


def test_slots_are_copied_whole_and_apart() -> None:
    patches.apply()
    (slot,) = (each for each in DOMAIN.slots if each.name == "debt")
    slot.value = "312000.00"
    copied = copy.copy(slot)
    assert type(copied) is type(slot) and vars(copied) == vars(slot)
    copied.value = "1.00"
    assert slot.value == "312000.00"
    slot.reset()


def state_of(tracker: DialogueStateTracker) -> dict[str, Any]:
    """All that a tracker knows, whatever objects hold it."""
    return {**vars(tracker), "slots": {name: vars(slot) for name, slot in tracker.slots.items()}}


def test_a_conversation_is_copied_as_if_it_were_replayed() -> None:
    patches.apply()
    chance = random.Random(11)
    for _ in range(100):
        tracker = some_conversation(chance)
        tracker.model_id = tracker.assistant_id = "ours"
        tracker.stored = len(tracker.events)
        replayed, copied = tracker.travel_back_in_time(float("inf")), tracker.copy()
        assert state_of(copied) == state_of(replayed)
        assert copied == tracker
        begun = DialogueStateTracker(tracker.sender_id, tracker.slots.values())
        assert state_of(tracker.init_copy()) == state_of(begun)


def test_what_happens_to_a_copy_does_not_happen_to_the_conversation() -> None:
    patches.apply()
    events: list[Event] = [ActionExecuted("estimate_form"), ActiveLoop("estimate_form"), SlotSet("debt", "1")]
    tracker = DialogueStateTracker.from_events("here", events, DOMAIN.slots)
    before = state_of(tracker.travel_back_in_time(float("inf")))
    later: list[Event] = [SlotSet("debt", "2"), ActionExecutionRejected("estimate_form"), ActiveLoop(None)]
    tracker.copy().update_with_events(later, DOMAIN)
    assert state_of(tracker.travel_back_in_time(float("inf"))) == before
    assert state_of(tracker.copy()) == before


@pytest.mark.parametrize("module", ["processor", "rule_policy"])
def test_rasa_copies_here_for_its_debug_log_only(module: str) -> None:
    tree = ast.parse(inspect.getsource(getattr(patches, module)))
    logged = {
        id(inner)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "structlogger.debug"
        for inner in ast.walk(call)
    }
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "copy"]
    assert uses and all(id(use) in logged for use in uses)


def test_an_empty_domain_is_known_from_others() -> None:
    patches.apply()
    for _ in range(2):
        assert Domain.empty().is_empty() and not DOMAIN.is_empty()


class Add(GraphComponent):
    """A step that adds what it is given."""

    @classmethod
    def create(cls, config: dict[str, Any], *_: Any, **__: Any) -> Add:
        return cls()

    def run(self, a: int, b: int = 10) -> int:
        if a < 0:
            raise RuntimeError("below nothing")
        return a + b


def graph_runner() -> DaskGraphRunner:
    def node(target: bool = False, **needs: str) -> SchemaNode:
        return SchemaNode(needs=needs, uses=Add, constructor_name="create", fn="run", config={}, is_target=target)

    schema = GraphSchema(
        {"first": node(a="given"), "second": node(True, a="first", b="first"), "aside": node(a="first")}
    )
    return DaskGraphRunner.create(schema, cast(ModelStorage, None), ExecutionContext(schema))


def test_a_graph_gives_what_it_gives_with_dask() -> None:
    patches.apply()
    runner = graph_runner()
    graph = runner._build_dask_graph(runner._graph_schema)
    runner._add_inputs_to_graph({"given": 1}, graph)
    assert runner.run({"given": 1}) == dict(get(graph, ["second"])) == {"second": 22}
    assert runner.run({"given": 1}, ["aside", "first"]) == dict(get(graph, ["aside", "first"]))


def test_a_failing_step_is_reported_as_before() -> None:
    patches.apply()
    runner = graph_runner()
    graph = runner._build_dask_graph(runner._graph_schema)
    runner._add_inputs_to_graph({"given": -1}, graph)
    with pytest.raises(GraphComponentException) as expected:
        get(graph, ["second"])
    with pytest.raises(GraphComponentException, match=re.escape(str(expected.value))):
        runner.run({"given": -1})
    with pytest.raises(GraphRunError, match="clashes"):
        graph_runner().run({"given": "first"})


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
