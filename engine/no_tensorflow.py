"""Rasa without TensorFlow, for a pipeline that uses none of it.

Rasa 3.6.21 imports TensorFlow as it starts, for DIET, TED and a few more, whether config.yml names them or not: 400 MB of memory and
several seconds in each engine. Here `import tensorflow` finds inert stand-ins instead: enough to define Rasa's classes, and the first
use of one is an error. Where config.yml names a component that needs the real one, nothing is done. `rasa` itself, outside our
launcher (shortfall/processes/rasa.py), always has the real one.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

ABSENT = ("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras")
NEEDED_BY = re.compile(
    r"\b(?:DIETClassifier|ResponseSelector|TEDPolicy|UnexpecTEDIntentPolicy|ConveRTFeaturizer|LanguageModelFeaturizer)\b"
)


class _Kind(type):
    """A class whose every attribute is such a class, fit to be a base, an annotation or a default."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Kind(name, (), {})

    def __call__(cls, *arguments: Any, **options: Any) -> Any:
        if len(arguments) == 1 and callable(arguments[0]):
            return arguments[0]  # a decorator
        if cls.__bases__ == (object,) and not arguments:
            return cls  # a decorator with options
        raise RuntimeError(
            "TensorFlow was left out, because config.yml names nothing that needs it (engine/no_tensorflow.py)"
        )

    def __getitem__(cls, item: Any) -> Any:
        return cls


class _Absent(ModuleType):
    """A module whose every attribute is an inert class."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Kind(name, (), {})


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> Any:
        if name.partition(".")[0] in ABSENT:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _Absent(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


def apply(config: Path = Path("config.yml")) -> bool:
    """Leave TensorFlow out if the pipeline in `config` allows; whether it was."""
    if NEEDED_BY.search(config.read_text(encoding="utf-8")):
        return False
    sys.meta_path.insert(0, _Finder())
    return True
