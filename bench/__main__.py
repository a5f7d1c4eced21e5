"""Every measurement, one after the other; the figures with their targets as a table, JSON and a plot.

    make bench [ONLY="turns parser"]

Each writes its figures to var/bench/<name>.json. At the end docs/performance.json, docs/performance.svg and the table between the
marks of docs/performance.md are written anew: of what was not measured this time, the figures of the last time stay, with their date.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import yaml

from shortfall.base.settings import ROOT
from tests.system.running import running

DOCS = ROOT / "docs"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
ENGINE_PYTHON = "engine/.venv/bin/python"
SHARED = {"hint3": "hint3", "understanding": "eval/dev_questions.csv", "followups": "eval/dev_followups.csv"}
"""What measurements need that is not part of the project, in ../shared."""


@dataclass(frozen=True)
class Target:
    """What a figure is to be. `at` is the bound; `more` tells whether a larger figure is the better one."""

    measurement: str
    figure: str
    label: str
    at: float
    more: bool

    def met(self, value: float) -> bool:
        """Whether a figure keeps to it."""
        return value >= self.at if self.more else value <= self.at

    def part(self, value: float) -> float:
        """How much of what is allowed was used: 1 is just met, above is missed."""
        if self.more:
            return self.at / value if value else float("inf")
        return value / self.at if self.at else float(value > 0)


def targets() -> list[Target]:
    """Those of bench/targets.yml."""
    rows = yaml.safe_load((ROOT / "bench/targets.yml").read_text(encoding="utf-8"))
    return [
        Target(name, figure, each["what"], each.get("at_least", each.get("at_most")), "at_least" in each)
        for name, figures in rows.items()
        for figure, each in figures.items()
    ]


def measurements() -> list[str]:
    """The modules of this folder that take --json, in the order of bench/targets.yml."""
    return list(dict.fromkeys(target.measurement for target in targets()))


def machine() -> dict[str, str]:
    """What this was measured on."""
    processor = next(
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": f"{len(os.sched_getaffinity(0))} cores of {processor}",
        "memory": f"{memory:.0f} GiB",
        "system": platform.system(),
        "python": platform.python_version(),
    }


def command(name: str) -> list[str]:
    """What runs a measurement: its first lines say in which environment."""
    text = (ROOT / f"bench/{name}.py").read_text(encoding="utf-8")[:400]
    python = ENGINE_PYTHON if f"{ENGINE_PYTHON} -m bench.{name}" in text else ".venv/bin/python"
    more = ["--epochs", "3"] if name == "engine" else []  # all 100 take over an hour and only make the ratio smaller
    return [python, "-m", f"bench.{name}", *more]


def measure(name: str, out: Path) -> dict[str, Any] | None:
    """Run a measurement; None when it cannot be run here or failed."""
    if (needed := SHARED.get(name)) and not (ROOT.parent / "shared" / needed).exists():
        print(f"left out: ../shared/{needed} is not there")
        return None
    with ExitStack() as held:
        line = [*command(name), "--json", str(out)]
        if name == "followups":
            folder = Path(held.enter_context(tempfile.TemporaryDirectory()))
            line += ["--url", held.enter_context(running(folder)).url]
        load = os.getloadavg()[0]
        # With or without a finding: what was measured is in the file.
        subprocess.run(line, cwd=ROOT, check=False)
    if not out.is_file():
        print(f"{name}: no figures", file=sys.stderr)
        return None
    return {
        "on": f"{datetime.now(UTC):%Y-%m-%d}",
        "load_before": round(load, 1),
        "command": " ".join(command(name)),
        "figures": json.loads(out.read_text(encoding="utf-8")),
    }


def reached(found: Mapping[str, Any]) -> Iterator[tuple[Target, float, str]]:
    """Each target that was measured, with its figure and the day."""
    for target in targets():
        measured = found.get(target.measurement, {})
        if (value := measured.get("figures", {}).get(target.figure)) is not None:
            yield target, value, measured["on"]


def table(found: Mapping[str, Any]) -> str:
    """The figures that have a target, as Markdown."""
    lines = ["| | measured | target | | on |", "|---|---|---|---|---|"]
    for target, value, on in reached(found):
        word = "at least" if target.more else "at most"
        verdict = "met" if target.met(value) else "**missed**"
        lines.append(
            f"| {target.label} (`bench.{target.measurement}`) | {value:g} | {word} {target.at:g} | {verdict} | {on} |"
        )
    return "\n".join(lines) + "\n"


def plot(found: Mapping[str, Any]) -> str:
    """A bar for each target, as long as the part of it that was used; the line is the target."""
    rows = list(reached(found))
    width, left, row, scale = 900, 430, 22, 300
    parts = []
    for i, (target, value, _) in enumerate(rows):
        y, part = 10 + i * row, target.part(value)
        colour = "#1b6e53" if target.met(value) else "#b3261e"
        parts += [
            f'<text x="{left - 8}" y="{y + 13}" text-anchor="end">{escape(target.label)}</text>',
            f'<rect x="{left}" y="{y + 2}" width="{min(part, 1.4) * scale:.0f}" height="14" fill="{colour}"/>',
            f'<text x="{left + min(part, 1.4) * scale + 6:.0f}" y="{y + 13}">{value:g}</text>',
        ]
    height = 20 + len(rows) * row
    line = (
        f'<line x1="{left + scale}" x2="{left + scale}" y1="6" y2="{height - 6}" stroke="#444" stroke-dasharray="4 3"/>'
    )
    title = "<title>How much of each target is used; the dashed line is the target</title>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">'
        f'{title}<rect width="{width}" height="{height}" fill="#fff"/>{"".join(parts)}{line}</svg>\n'
    )


def publish(found: Mapping[str, Any]) -> None:
    """Write the figures, the plot and the table into docs/."""
    (DOCS / "performance.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    (DOCS / "performance.svg").write_text(plot(found), encoding="utf-8")
    page = DOCS / "performance.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n{table(found)}\n{END}{after}", encoding="utf-8")


def main() -> int:
    """Measure, print and publish; 1 when a figure could not be measured or misses its target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("only", nargs="*", metavar="NAME", help=f"of: {' '.join(measurements())}")
    chosen = parser.parse_args().only or measurements()
    if unknown := set(chosen) - set(measurements()):
        parser.error(f"no measurement {' '.join(sorted(unknown))}")
    state = ROOT / "var/bench"
    state.mkdir(parents=True, exist_ok=True)
    known = DOCS / "performance.json"
    found: dict[str, Any] = json.loads(known.read_text(encoding="utf-8")) if known.is_file() else {}
    found["machine"] = machine()
    print("; ".join(found["machine"].values()))
    failed = []
    for name in chosen:
        print(f"\n== {name}: {' '.join(command(name))}", flush=True)
        out = state / f"{name}.json"
        out.unlink(missing_ok=True)
        if measured := measure(name, out):
            found[name] = measured
        else:
            failed.append(name)
    publish(found)
    now = {name: found[name] for name in chosen if name in found}
    print(f"\n{table(now)}")
    missed = [target for target, value, _ in reached(now) if not target.met(value)]
    return 1 if failed or missed else 0


if __name__ == "__main__":
    sys.exit(main())
