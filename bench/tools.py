"""Command-line tools that only measurements need: uv fetches them when they are asked for."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable

from shortfall.base.settings import ROOT


def tool(package: str, beside: Iterable[str] = ()) -> list[str]:
    """What runs a tool: its name and arguments come behind.

    Args:
        package: pinned, as "py-spy==0.4.3".
        beside: what else it needs in its environment.
    """
    found = shutil.which("uv") or str(ROOT / "var/uv/bin/uv")
    more = [word for name in beside for word in ("--with", name)]
    return [found, "tool", "run", "--quiet", "--python", sys.executable, *more, "--from", package]
