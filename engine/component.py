"""What the assistant's own parts of the pipeline share: they keep nothing, so that there is nothing to configure or to load."""

from __future__ import annotations

from typing import Any, Self

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage


class Component(GraphComponent):
    """A part of the pipeline that is the same in every model."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        cls.warm_up()
        return cls()

    @classmethod
    def warm_up(cls) -> None:
        """Make what is costly to make, before the first message and not while somebody waits."""
