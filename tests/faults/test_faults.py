"""Everything fails, in a small way: the whole run is `python -m tests.faults.run`, its figures are in docs/faults.md."""

from __future__ import annotations

from pathlib import Path

from tests.faults.run import run


def test_nothing_that_was_promised_is_lost(tmp_path: Path) -> None:
    report = run(tmp_path, 20, seed=2026, pause=(0.5, 2.0), rounds=1, together=20)
    assert report.wrong == [], str(report)
    assert all(one.reference for one in report.people if one.wants)
    assert min(report.mischief.values()) == 1, "something never went wrong"
