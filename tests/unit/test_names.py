"""No module gives one name to two things: the later one would take the earlier one's place without a word."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for room in ("shortfall", "actions", "bench") for path in (ROOT / room).rglob("*.py"))
MODULES += sorted((ROOT / "engine").glob("*.py"))


def names(module: ast.Module) -> Counter[str]:
    """How often each name is given at the top of a module."""
    found: Counter[str] = Counter()
    for each in module.body:
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found[each.name] += 1
        targets = (
            each.targets if isinstance(each, ast.Assign) else [each.target] if isinstance(each, ast.AnnAssign) else []
        )
        found.update(target.id for target in targets if isinstance(target, ast.Name))
    return found


@pytest.mark.parametrize("room", sorted({path.relative_to(ROOT).parts[0] for path in MODULES}))
def test_no_name_is_given_twice(room: str) -> None:
    twice = {
        str(path.relative_to(ROOT)): [
            name for name, times in names(ast.parse(path.read_text("utf-8"))).items() if times > 1
        ]
        for path in MODULES
        if path.relative_to(ROOT).parts[0] == room
    }
    assert not {path: found for path, found in twice.items() if found}
