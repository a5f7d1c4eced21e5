"""How many small faults put into shortfall/law, or another room, the tests notice: a random sample of the mutants of cosmic-ray.

    make mutants SEED=2026 N=400
    .venv/bin/python -m bench.mutants --room reading --seed 2026 --size 60

Draws from every module in proportion to its mutants, puts one fault at a time into a copy of the tree, and runs the unit tests of its room
on it: first the file that mirrors the module, then the rest, until a test fails. Prints killed/total with a 95% Wilson interval, by
module too, and the survivors as diffs. No kind is left out, only what is no Python. The second figure is without mutants that cannot be told from the
original: annotations, which nothing evaluates (PEP 563), `is` for `==` where Python has one object, and those of bench/mutants.yml,
each with its reason. The third, the strictest, also leaves out what fails on any value (a bit operation or shift between decimals or words).
"""

from __future__ import annotations

import argparse
import ast
import difflib
import math
import multiprocessing
import os
import random
import re
import resource
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import hypothesis  # noqa: F401  imported once, for all who are forked
import pytest
import textstat  # noqa: F401
import yaml
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parents[1]
# Seconds of processor time and bytes of memory; a mutant that takes more runs for ever, and is killed.
LONGEST, LARGEST = 60, 3 << 30
_TIMES = ["test_spoken", "test_window", "test_dates", "test_told_days", "test_due"]
# Where the tests of a module are, when the name does not say; in whatever room.
FIRST = {
    "law/interest": ["test_wages_interest"],
    "law/wages": ["test_wages_interest"],
    "law/figures": ["test_wages_interest"],
    "law/elsewhere": ["test_rules_elsewhere"],
    "law/steps": ["test_steps", "test_growth"],
    "reading/clock": _TIMES,
    "reading/days": _TIMES,
    "reading/named_days": _TIMES,
    "reading/when": _TIMES,
    "reading/states": ["test_states", "test_whereabouts", "test_facts"],
    "reading/spelling": ["test_window", "test_urgent", "test_facts"],
    "reading/papers": ["test_facts", "test_moves_of_what_is_told"],
    "reading/urgent": ["test_urgent", "test_urgency"],
    "reading/figures": ["test_figures", "test_roles", "test_moves_of_figures"],
    "reading/facts": ["test_facts", "test_moves_of_what_is_told", "test_told_days"],
    "reading/guarded": ["test_guarded"],
} | {
    f"reading/amounts/{name}": [
        "test_kinds",
        "test_relations",
        "test_money",
        "test_people",
        "test_readings",
        "test_spoken",
    ]
    for name in ("money", "numbers", "relations", "table", "table_en", "table_es", "tokens")
}
# Read once, so that the tree may be worked on while this runs: "law/deadlines", "reading/amounts/money".
SOURCES = {
    path.relative_to(ROOT / "shortfall").with_suffix("").as_posix(): path.read_text(encoding="utf-8")
    for room in ("law", "reading")
    for path in sorted((ROOT / "shortfall" / room).rglob("*.py"))
}
_ONE_OBJECT = re.compile(r'is (?:not )?(?:"[^"]"|_(?:THOUSAND|MILLION)\b)')
_BIT_OPERATIONS = ("_LShift", "_RShift", "_BitOr", "_BitAnd", "_BitXor")


class Mutant(NamedTuple):
    """One fault: which `operator` of cosmic-ray, at which of its places in `module`."""

    module: str
    operator: str
    occurrence: int


def mutants(module: str) -> list[Mutant]:
    """All mutants of a module."""
    tree = get_ast(SOURCES[module])
    found = []
    for name in sorted(operator_names()):
        operator = get_operator(name)
        if not operator.arguments():
            places = sum(len(list(operator().mutation_positions(node))) for node in ast_nodes(tree))
            found += [Mutant(module, name, place) for place in range(places)]
    return found


def sample(populations: dict[str, list[Mutant]], size: int, seed: int) -> list[Mutant]:
    """`size` mutants, of each module in proportion (largest remainder)."""
    total = sum(map(len, populations.values()))
    shares = {name: size * len(each) / total for name, each in populations.items()}
    counts = {name: int(share) for name, share in shares.items()}
    for name in sorted(shares, key=lambda name: counts[name] - shares[name])[: size - sum(counts.values())]:
        counts[name] += 1
    # The seed alone decides, not the machine.
    chosen = random.Random(seed)
    drawn = [
        mutant for name, each in populations.items() for mutant in chosen.sample(each, min(counts[name], len(each)))
    ]
    # Money alone is most of it: mixed, so that what is seen first is of every module.
    return chosen.sample(drawn, len(drawn))


def mutated(mutant: Mutant) -> tuple[str, str]:
    """The module's source before and after."""
    before = SOURCES[mutant.module]
    after = mutate_code(before, get_operator(mutant.operator)(), mutant.occurrence)
    if after is None:
        raise LookupError(mutant)
    return before, after


def program(source: str) -> str:
    """What of a source is run: without annotations."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
    return ast.dump(tree)


def changed(before: str, after: str) -> Iterator[str]:
    """The lines of a diff that differ, with + or -."""
    for line in difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0):
        if line[:1] in "+-" and line[:3] not in {"+++", "---"}:
            yield line


_copy = Path()


def start() -> None:
    """Give this process a copy of the tree of its own."""
    global _copy
    _copy = Path(tempfile.mkdtemp(prefix="mutants-"))
    for part in ("shortfall", "tests", "data"):
        shutil.copytree(ROOT / part, _copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", _copy)


def killed(source: str, module: str, near: bool = False) -> bool:
    """Whether the tests notice that `module` has become `source`. Run in a process forked for it, so that nothing is imported twice."""
    place = _copy / "shortfall" / f"{module}.py"
    place.write_text(source, encoding="utf-8")
    child = os.fork()
    if not child:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
            resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
            code = _tested(module, near)
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    place.write_text(SOURCES[module], encoding="utf-8")
    return status != 0


def _tested(module: str, near: bool) -> int:
    """The exit code of the tests, in the copy; only of the nearest where so."""
    import sys

    os.chdir(_copy)
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(_copy))
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    unit = Path("tests", "unit")
    mirror = FIRST.get(module, [f"test_{Path(module).name}"])
    first = sorted(
        (path for path in unit.rglob("test_*.py") if path.stem in mirror), key=lambda path: mirror.index(path.stem)
    )
    rest = sorted(set((unit / module.partition("/")[0]).rglob("test_*.py")) - set(first))
    for files in filter(None, (first, [] if near else rest)):
        options = ["-q", "-x", "--assert=plain", "-p", "_hypothesis_pytestplugin", "--hypothesis-profile=mutants"]
        options += ["-p", "pytest_timeout", "-p", "no:cacheprovider"]  # pyproject.toml sets a time limit
        if code := pytest.main([*options, *map(str, files)]):
            return int(code)
    return 0


def tried(mutant: Mutant, near: bool = False) -> tuple[Mutant, bool | None]:
    """Whether the tests kill it; None where it is no Python: `{&more}` for `{**more}`."""
    before, after = mutated(mutant)
    try:
        same = program(before) == program(after)
    except SyntaxError:
        return mutant, None
    return mutant, not same and killed(after, mutant.module, near)


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95% Wilson score interval of a share."""
    if not total:
        return 0.0, 1.0
    z, share = 1.96, hits / total
    middle, spread = share + z * z / (2 * total), z * math.sqrt((share * (1 - share) + z * z / (4 * total)) / total)
    return tuple((middle + sign * spread) / (1 + z * z / total) for sign in (-1, 1))  # type: ignore[return-value]


def line(name: str, results: Sequence[bool]) -> str:
    """A row of the report."""
    low, high = wilson(sum(results), len(results))
    share = sum(results) / len(results) if results else 0
    return f"{name:<44}{sum(results):>5} of {len(results):<5}{share:>7.1%}   95% interval {low:.1%} to {high:.1%}"


def main() -> None:
    """Draw, run, report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--size", type=int, default=400)
    parser.add_argument("--jobs", type=int, default=max(1, (os.cpu_count() or 2) - 1))
    parser.add_argument(
        "--near", action="store_true", help="only the tests named for each module: a lower bound, sooner"
    )
    parser.add_argument("--room", choices=("law", "reading"), default="law")
    parser.add_argument("modules", nargs="*", help="law/deadlines")
    options = parser.parse_args()
    os.nice(10)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    own = [name for name in SOURCES if name.startswith(f"{options.room}/") and not name.endswith("__init__")]
    names = options.modules or own
    populations = {name: mutants(name) for name in names}
    drawn = sample(populations, options.size, options.seed)
    print(f"seed {options.seed}: {len(drawn)} of {sum(map(len, populations.values()))} mutants", flush=True)
    with multiprocessing.get_context("fork").Pool(options.jobs, start) as pool:
        if pool.apply(killed, (SOURCES[names[0]], names[0], options.near)):
            raise SystemExit("the tests fail without any mutant")
        results: dict[Mutant, bool] = {}
        for mutant, dead in pool.imap_unordered(partial(tried, near=options.near), drawn):
            if dead is not None:
                results[mutant] = dead
            if dead is False:
                show(mutant)
            if len(results) % 50 == 0:
                print(f"\n{line('so far', list(results.values()))}", flush=True)
        for copy in set(pool.map(_where, range(4 * options.jobs), 1)):
            shutil.rmtree(copy)
    report(results)


def _where(_: int) -> Path:
    return _copy


def why_equivalent(mutant: Mutant) -> str | None:
    """Why nothing can tell it from the original, if it is known to be so."""
    before, after = mutated(mutant)
    if program(before) == program(after):
        return "an annotation"
    lines = list(changed(before, after))
    old, new = (" ".join(each[1:].strip() for each in lines if each[0] == sign) for sign in "-+")
    differs = next((place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
    if _ONE_OBJECT.match(new, differs):
        return "Python has one object for each character, and the table of scales for each scale"
    known = yaml.safe_load((ROOT / "bench" / "mutants.yml").read_text(encoding="utf-8")) or []
    for entry in known:
        if (entry["module"], entry["before"], entry["after"]) == (mutant.module, old, new):
            return str(entry["why"])
    return None


def show(mutant: Mutant) -> None:
    """Print a survivor as a diff, with the reason where it is known to be equivalent."""
    why = why_equivalent(mutant)
    if why != "an annotation":
        print(f"\n{mutant.module} {mutant.operator} {mutant.occurrence}{f': {why}' if why else ''}")
        print("\n".join(changed(*mutated(mutant))), flush=True)


def report(results: dict[Mutant, bool]) -> None:
    """Print the figures."""
    equivalent = {mutant for mutant, dead in results.items() if not dead and why_equivalent(mutant)}
    print()
    for name in sorted({mutant.module for mutant in results}):
        print(line(name, [dead for mutant, dead in results.items() if mutant.module == name]))
    print(line("all", list(results.values())))
    told = {mutant: dead for mutant, dead in results.items() if mutant not in equivalent}
    print(line("without equivalent ones", list(told.values())))
    strict = [dead for mutant, dead in told.items() if not mutant.operator.endswith(_BIT_OPERATIONS)]
    print(line("without these and without bit operations", strict))


if __name__ == "__main__":
    main()
