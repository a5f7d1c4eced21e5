"""The one place where Rasa itself is changed (engine/no_tensorflow.py aside).

Rasa 3.6.21 validates each answer of the action server with `jsonschema.validate`, which first checks the schema against its
meta-schema, every time: 15 ms of a form turn's 50 ms, twice. The schema never changes, so its validator is made once.

It also walks all subclasses of `Event` anew for each stored event that it reads back: a tenth of a profiled turn's own time.
The kinds of events never change once Rasa is imported, so each is looked up once.
"""

from __future__ import annotations

import functools
from typing import Any

from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
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


def apply() -> None:
    """Put the compiled validator and the remembered events in place of Rasa's."""
    Event.resolve_by_type = staticmethod(_resolved)
    RemoteAction._validate_action_result = _validate_action_result
