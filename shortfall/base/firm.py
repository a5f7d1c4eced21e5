"""The firm behind the assistant, as written in data/firm.yml. Standard library and PyYAML only: the engine reads it too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
# The same safe subset, many times quicker where PyYAML was built with libyaml, as its wheels are.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_firm(path: Path = DATA / "firm.yml") -> dict[str, Any]:
    """The firm's name, phone, address, hours, people and standing texts."""
    with path.open(encoding="utf-8") as stream:
        firm: dict[str, Any] = yaml.load(stream, LOADER)
    return firm
