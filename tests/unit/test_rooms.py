"""The figure of the rooms is that of today's imports."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOMS = runpy.run_path(str(Path(__file__).parents[2] / "docs/rooms.py"))


def test_the_figure_is_drawn_from_the_imports() -> None:
    page = ROOMS["PAGE"].read_text(encoding="utf-8")
    assert ROOMS["placed"](page) == page, "run `make figure`"


def test_an_arrow_that_a_longer_way_implies_is_left_out() -> None:
    assert ROOMS["reduced"]({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == [("a", "b"), ("b", "c")]
