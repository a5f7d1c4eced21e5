"""What every measurement shares: the --json option, and figures written for `python -m bench`. Standard library only, for both environments."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path


def parser(doc: str | None) -> argparse.ArgumentParser:
    """A command line that explains itself with the module's docstring and knows --json."""
    made = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--json", type=Path, metavar="OUT", help="write the figures here as well")
    return made


def write(path: Path | None, figures: Mapping[str, float]) -> None:
    """Write the figures, rounded to four significant digits; nothing without a path."""
    if path:
        rounded = {name: float(f"{value:.4g}") for name, value in figures.items()}
        path.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")
