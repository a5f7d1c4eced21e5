"""What every measurement shares: the --json option, and figures written for `python -m bench`. Standard library only, for both environments."""

from __future__ import annotations

import argparse
import json
import math
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


def wilson(hits: int, n: int) -> tuple[float, float, float]:
    """Proportion and its 95% Wilson interval."""
    if n == 0:
        return (math.nan, math.nan, math.nan)
    z, p = 1.96, hits / n
    centre, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return p, (centre - half) / (1 + z * z / n), (centre + half) / (1 + z * z / n)
