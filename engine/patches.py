"""The one place where Rasa itself is changed (engine/no_tensorflow.py aside).

Rasa 3.6.21 validates each answer of the action server with `jsonschema.validate`, which first checks the schema against its
meta-schema, every time: 15 ms of a form turn's 50 ms, twice. The schema never changes, so its validator is made once.

It also walks all subclasses of `Event` anew for each stored event that it reads back: a tenth of a profiled turn's own time.
The kinds of events never change once Rasa is imported, so each is looked up once.

Each prediction compares the conversation with every rule (some 260), state by state. A rule that names another intent than the
newest message's cannot apply, so only the others are compared, and none any more once no rule is left.

It looks at the conversation twice for each message, once for rules that name its text and once for those that name its intent, and
replays it from the beginning each time. Where no rule names a text, the first look is left out; a second prediction goes on where
the first has ended; and only as many turns back are described as the longest rule has.

It copies each slot (there are some 30) for every tracker that it makes, four a turn, by way of pickling; it copies a conversation, for
every action, by replaying it; it copies whole answers for a debug log that is off; and for each message it builds an empty domain
to see that ours is not one. Slots and conversations are copied directly, logs are given the things themselves, and the domain is
looked at once.

It goes through all events of a conversation four times a turn to leave out what was taken back, by checks that are slow for what is
an abstract class, and asks each slot at each message whether it is filled from it. Where nothing was taken back and no form was
open, the events are those since the session began; and where no slot is filled from messages (ours are filled by actions), none is
asked.

The steps of the model's graph are scheduled by dask, node by node, in a chain that has nothing to schedule: three times a turn.
They are run one after the other.

And it goes on where it must not. When an action fails, Rasa loses the action's events, keeps those of the rest of the turn and
listens: a person whose "yes, send it" met an action server that was just restarting got no answer, and the form that held
their request was closed. When the tracker store fails, Rasa takes the person for a new one and remembers what they say in
memory only. Here a turn is kept whole or not at all: it fails, the gateway says so, and the same message sent again runs it anew.
"""

from __future__ import annotations

import copy
import functools
import operator
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from jsonschema.validators import validator_for
from rasa.core import processor
from rasa.core.actions.action import ActionExecutionRejection, ActionExtractSlots, RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel
from rasa.core.policies import rule_policy
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, SHOULD_NOT_BE_SET, RulePolicy
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.constants import ACTION_VALIDATE_SLOT_MAPPINGS, DEFAULT_SLOT_NAMES, SlotMappingType
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    Event,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

T = TypeVar("T")


def _once(of: object, name: str, find: Callable[[], T]) -> T:
    """What is true of an object that does not change once it is loaded, found out at the first question."""
    if name not in vars(of):
        vars(of)[name] = find()
    return vars(of)[name]  # type: ignore[no-any-return]


@functools.lru_cache(maxsize=1)
def _validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    return validator_for(schema)(schema)


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    """Check an answer of the action server.

    Raises:
        jsonschema.ValidationError: it is not of the agreed shape.
    """
    _validator().validate(result)
    return True


_resolve_by_type = Event.resolve_by_type


@functools.lru_cache(maxsize=256)
def _resolved(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    return _resolve_by_type(type_name, default)  # type: ignore[no-any-return]


def _by_intent(lookup: dict[str, str]) -> dict[str | None, frozenset[str]]:
    """The rules by the intent that their newest state must have, under None those that take any."""
    found: dict[str | None, set[str]] = defaultdict(set)
    for key in lookup:
        newest = RulePolicy._rule_key_to_state(key)[-1]
        intent = newest.get("user", {}).get("intent") if newest.get("prev_action") else None
        found[intent if intent and intent != SHOULD_NOT_BE_SET else None].add(key)
    return {intent: frozenset(keys) for intent, keys in found.items()}


def _get_possible_keys(self: RulePolicy, lookup: dict[str, str], states: list[dict[str, Any]]) -> set[str]:
    """The rules that apply to a conversation, the same as Rasa finds by comparing them all."""
    known: dict[int, Any] = self.__dict__.setdefault("_rules_by_intent", {})
    if id(lookup) not in known:
        known[id(lookup)] = lookup, _by_intent(lookup)  # with the lookup itself, so that its id stays taken
    rules = known[id(lookup)][1]
    if not states:
        return set(lookup)
    intent = states[-1].get("user", {}).get("intent")
    possible = set(rules.get(None, ()))
    if intent:
        possible |= rules.get(intent, frozenset())
    for i, state in enumerate(reversed(states)):
        possible = {key for key in possible if self._is_rule_applicable(key, i, state)}
        if not possible:
            break
    return possible


def _copy_slot(self: Slot) -> Slot:
    made = object.__new__(type(self))
    made.__dict__.update(self.__dict__)
    return made


def _alike(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """Another tracker with slots of its own, naming neither its model nor where it came from, as Rasa's copies do."""
    made = object.__new__(type(tracker))
    made.__dict__.update(tracker.__dict__)
    made.slots = copy.copy(tracker.slots)
    for name, slot in tracker.slots.items():
        made.slots[name] = _copy_slot(slot)
    made.model_id = made.assistant_id = made.sender_source = None
    for ours in ("_replay", "stored", "page"):  # about this very tracker (`stored`: engine.tracker_store)
        made.__dict__.pop(ours, None)
    return made


def _copy_tracker(self: DialogueStateTracker) -> DialogueStateTracker:
    """The same state with the same events; what happens to the copy does not happen to the conversation."""
    made = _alike(self)
    made.events = copy.copy(self.events)
    made.active_loop = copy.copy(self.active_loop)
    return made


def _init_copy(self: DialogueStateTracker) -> DialogueStateTracker:
    """The same conversation before anything happened in it."""
    made = _alike(self)
    made.events = self._create_events([])
    made._reset()
    return made


class _Lent:
    """Stands for the module `copy` where Rasa copies for its debug log only."""

    @staticmethod
    def deepcopy(thing: Any) -> Any:
        return thing


_TAKING_BACK = frozenset({Restarted, ActionReverted, UserUtteranceReverted, ActiveLoop})
_applied = DialogueStateTracker.applied_events


def _applied_events(self: DialogueStateTracker) -> list[Event]:
    """The events that count, the same as Rasa finds by looking at them all."""
    events = list(self.events)
    kinds = set(map(type, events))
    if not kinds.isdisjoint(_TAKING_BACK):
        return _applied(self)  # type: ignore[no-any-return]
    if SessionStarted in kinds:
        newest = next(i for i in reversed(range(len(events))) if type(events[i]) is SessionStarted)
        return events[newest + 1 :]
    return events


_extract = ActionExtractSlots.run


async def _extract_slots(
    self: ActionExtractSlots, output: OutputChannel, nlg: Any, tracker: DialogueStateTracker, domain: Domain
) -> list[Event]:
    """What the newest message fills of the slots."""
    if not _filled_from_messages(domain):
        return []
    return await _extract(self, output, nlg, tracker, domain)  # type: ignore[no-any-return]


def _filled_from_messages(domain: Domain) -> bool:
    """Whether a message may fill a slot, or has slots validated."""

    def find() -> bool:
        slots = (slot for slot in domain.slots if slot.name not in DEFAULT_SLOT_NAMES)
        return ACTION_VALIDATE_SLOT_MAPPINGS in domain.user_actions or any(
            mapping["type"] != str(SlotMappingType.CUSTOM) or mapping.get("action")
            for slot in slots
            for mapping in slot.mappings
        )

    return _once(domain, "_fills_slots", find)


_is_empty = Domain.is_empty


def _is_empty_once(self: Domain) -> bool:
    """Whether a domain says nothing."""
    return _once(self, "_says_nothing", lambda: bool(_is_empty(self)))


class _Rules(NamedTuple):
    """What is to be known about the rules of a policy: whether one may apply to a text, and the states of the longest."""

    of_text: bool
    longest: int


def _rules(policy: RulePolicy) -> _Rules:
    def find() -> _Rules:
        every = [
            RulePolicy._rule_key_to_state(key)
            for kind in (RULES, RULES_FOR_LOOP_UNHAPPY_PATH)
            for key in policy.lookup.get(kind, ())
        ]
        # After a message the newest state of a rule names an intent, unless it is about any message or its text.
        heard = [
            states[-1] for states in every if states[-1].get("prev_action", {}).get("action_name") == "action_listen"
        ]
        anything = [state for state in heard if not state.get("user", {}).get("intent")]
        return _Rules(bool(anything), max(map(len, every), default=1))

    return _once(policy, "_rules_in_short", find)


_find_action_in_rules = RulePolicy._find_action_from_rules


def _find_action_from_rules(
    self: RulePolicy, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
) -> tuple[str | None, str | None, bool]:
    """The action that a rule names, the rule, and whether a form goes on after an interruption."""
    if use_text_for_last_user_input and not _rules(self).of_text:
        return None, None, False
    return _find_action_in_rules(self, tracker, domain, use_text_for_last_user_input)  # type: ignore[no-any-return]


class _Replay:
    """A conversation replayed up to some event: the second look at it in a turn goes on from the first."""

    def __init__(self, tracker: DialogueStateTracker, longest: int) -> None:
        self.tracker = tracker.init_copy()
        self.before: deque[dict[str, Any]] = deque(maxlen=longest - 1)
        """The states before the newest actions."""
        self._longest = longest
        self._seen: list[Event] = []

    def goes_on_with(self, events: list[Event]) -> bool:
        """Whether these events begin with those that were replayed."""
        return len(self._seen) <= len(events) and all(map(operator.is_, self._seen, events))

    def go_on(self, events: list[Event], domain: Domain) -> None:
        """Replay what was added."""
        added = events[len(self._seen) :]
        older = sum(isinstance(event, ActionExecuted) for event in added) + 1 - self._longest
        for event in added:
            if isinstance(event, ActionExecuted):
                if older <= 0:
                    self.before.append(domain.get_active_state(self.tracker))
                older -= 1
            self.tracker.update(event)
        self._seen = events


def _prediction_states(
    self: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    use_text_for_last_user_input: bool = False,
    rule_only_data: dict[str, Any] | None = None,
) -> list[dict[str, Any]]:
    """The newest states of a conversation, as many as a rule can have."""
    longest = _rules(self).longest
    events = tracker.applied_events()
    replay: _Replay | None = tracker.__dict__.get("_replay")
    if replay is None or not replay.goes_on_with(events):
        replay = tracker.__dict__["_replay"] = _Replay(tracker, longest)
    replay.go_on(events, domain)
    found = [*replay.before, domain.get_active_state(replay.tracker)]
    states = [{part: dict(values) for part, values in state.items()} for state in found]  # the featurizer changes them
    self.featurizer._choose_last_user_input([states], use_text_for_last_user_input)
    return states


def _run(
    self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    """What the target nodes give.

    Raises:
        GraphRunError: a node failed with a RuntimeError, or an input has a node's name.
    """
    wanted = targets or self._graph_schema.target_names
    graph = self._build_dask_graph(self._graph_schema.minimal_graph_schema(wanted))
    self._add_inputs_to_graph(inputs, graph)
    done: dict[str, Any] = {}

    def result(name: str) -> Any:
        if name not in done:
            step = graph[name]
            node, *needs = step if callable(step[0]) else (None,)
            # A need that is no node is an input that was not given; the node is told its name, as by dask.
            done[name] = node(*(result(need) if need in graph else need for need in needs)) if node else step
        return done[name]

    try:
        return dict(result(name) for name in wanted)
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error


class TurnFailed(BaseException):
    """An action failed, and with it the turn. No `Exception`: Rasa would go on after one."""


_run_action = RemoteAction.run


async def _run_or_fail(self: RemoteAction, *args: Any, **options: Any) -> list[Event]:
    """Run an action.

    Raises:
        ActionExecutionRejection: it does not want to run; Rasa picks another.
        TurnFailed: the action server is away or answered garbage.
    """
    try:
        return await _run_action(self, *args, **options)  # type: ignore[no-any-return]
    except ActionExecutionRejection:
        raise
    except Exception as error:
        raise TurnFailed(type(error).__name__) from None


def _tracker_store(store: TrackerStore | None, domain: Domain) -> TrackerStore:
    """The agent's tracker store, without a memory to fall back on."""
    if store is None:
        return InMemoryTrackerStore(domain)
    store.domain = domain
    return store


def apply() -> None:
    """Put ours in the place of Rasa's."""
    DaskGraphRunner.run = _run
    RulePolicy._get_possible_keys = _get_possible_keys
    RulePolicy._find_action_from_rules = _find_action_from_rules
    RulePolicy._prediction_states = _prediction_states
    RemoteAction.run = _run_or_fail
    Agent._create_tracker_store = staticmethod(_tracker_store)
    Event.resolve_by_type = staticmethod(_resolved)
    Slot.__copy__ = _copy_slot
    DialogueStateTracker.copy = _copy_tracker
    DialogueStateTracker.init_copy = _init_copy
    DialogueStateTracker.applied_events = _applied_events
    ActionExtractSlots.run = _extract_slots
    processor.copy = rule_policy.copy = _Lent
    Domain.is_empty = _is_empty_once
    RemoteAction._validate_action_result = _validate_action_result
