"""The one place where Rasa itself is changed (engine/no_tensorflow.py aside).

Rasa 3.6.21 validates each answer of the action server with `jsonschema.validate`, which first checks the schema against its
meta-schema, every time: 15 ms of a form turn's 50 ms, twice. The schema never changes, so its validator is made once.

It also walks all subclasses of `Event` anew for each stored event that it reads back: a tenth of a profiled turn's own time.
The kinds of events never change once Rasa is imported, so each is looked up once.

And it goes on where it must not. When an action fails, Rasa loses the action's events, keeps those of the rest of the turn and
listens: a person whose "yes, send it" met an action server that was just restarting got no answer, and the form that held
their request was closed. When the tracker store fails, Rasa takes the person for a new one and remembers what they say in
memory only. Here a turn is kept whole or not at all: it fails, the gateway says so, and the same message sent again runs it anew.
"""

from __future__ import annotations

import functools
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.agent import Agent
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event


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


class TurnFailed(BaseException):
    """An action failed, and with it the turn. No `Exception`: Rasa would go on after one."""


_run = RemoteAction.run


async def _run_or_fail(self: RemoteAction, *args: Any, **options: Any) -> list[Event]:
    """Run an action.

    Raises:
        ActionExecutionRejection: it does not want to run; Rasa picks another.
        TurnFailed: the action server is away or answered garbage.
    """
    try:
        return await _run(self, *args, **options)  # type: ignore[no-any-return]
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
    """Put the compiled validator, the remembered events and the turns that fail whole in place of Rasa's."""
    RemoteAction.run = _run_or_fail
    Agent._create_tracker_store = staticmethod(_tracker_store)
    Event.resolve_by_type = staticmethod(_resolved)
    RemoteAction._validate_action_result = _validate_action_result
