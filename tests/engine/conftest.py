"""Tests of the engine run in its own environment:

engine/.venv/bin/python -m pytest tests/engine
"""

from __future__ import annotations

import importlib.util
import os

# The other environment has no Rasa, and must be able to run `pytest tests` all the same.
collect_ignore_glob = [] if importlib.util.find_spec("rasa") else ["test_*.py"]

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
