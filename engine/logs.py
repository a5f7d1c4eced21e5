"""The engine's log: one JSON line per event, under the id of the request, with nothing in it that a person said."""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from shortfall.base import trace
from shortfall.base.masking import mask


class Line(logging.Formatter):
    """A record as the other processes write theirs (shortfall/base/logs.py). An exception is its kind and place, never its words."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "event": mask(record.getMessage()),
            "level": record.levelname.lower(),
            "logger": record.name,
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03}Z",
        }
        if request_id := trace.current():
            line["request_id"] = request_id
        if (took := getattr(record, "ms", None)) is not None:
            line["ms"] = took
        if record.exc_info and record.exc_info[1]:
            error = record.exc_info[1]
            frames = traceback.extract_tb(error.__traceback__)[-8:]
            line["error"] = type(error).__qualname__
            line["where"] = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line)


def configure() -> None:
    """Give this format to what Rasa has set up, and let our own turns through its quiet."""
    root = logging.getLogger()
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(Line())
    root.handlers[:] = [handler]
    # Rasa cuts Sanic's loggers off from the root; without a handler of their own Python would print an exception with its words.
    logging.getLogger("sanic.error").handlers[:] = [handler]
    logging.getLogger("engine").setLevel(logging.INFO)
