"""The figure of the rooms in docs/architecture.md, drawn from the imports: `make figure`.

An arrow stands for at least one import; arrows that a longer way down implies are left out. The layers themselves are held by
import-linter (pyproject.toml).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import grimp

PAGE = Path(__file__).parent / "architecture.md"
BEGIN, END = "<!-- rooms: made by `make figure` -->\n", "<!-- end of rooms -->"
PACKAGES = ("shortfall", "actions", "engine")


def room(module: str) -> str:
    """The room of a module: "shortfall.talk.moves" is in "talk"."""
    first, _, rest = module.partition(".")
    return rest.split(".")[0] if first == "shortfall" and rest else first


def arrows() -> dict[str, set[str]]:
    """For each room the rooms it imports from."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    found: dict[str, set[str]] = {}
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            found.setdefault(room(module), set()).add(room(other))
    return {
        name: {each for each in to if each not in (name, "shortfall")}
        for name, to in found.items()
        if name != "shortfall"
    }


def reduced(all_arrows: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """The arrows that no longer way implies. There is no circle (import-linter)."""

    def reach(start: str) -> set[str]:
        return set().union(*({each} | reach(each) for each in all_arrows.get(start, ())))

    return sorted(
        (start, end)
        for start, ends in all_arrows.items()
        for end in ends
        if not any(end in reach(other) for other in ends - {end})
    )


def figure() -> str:
    """The figure, as Mermaid in Markdown."""
    every = arrows()
    lines = [f"    {start} --> {end}" for start, end in reduced(every)]
    total = sum(len(ends) for ends in every.values())
    return (
        f"{BEGIN}\n```mermaid\nflowchart TD\n"
        + "\n".join(lines)
        + f"\n```\n\n{len(every)} rooms, {total} arrows between them.\n\n{END}"
    )


def placed(page: str) -> str:
    """The page with the figure of today."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{figure()}{after}"


if __name__ == "__main__":
    PAGE.write_text(placed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit(0)
