"""What looks for leaks finds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.system.leaks import Leak, leaks

NUMBER = "+13127440101"


@pytest.mark.parametrize(
    "line",
    [
        "to +13127440101",
        '"3127440101"',
        "(312) 744-0101",
        "312.744.0101",
        "744-0101",
        "tel:1-312-744-0101",
        "they call her Ophelia ZARBECK",
    ],
)
def test_every_form_is_found(tmp_path: Path, line: str) -> None:
    log = tmp_path / "worker.log"
    log.write_text(f"nothing here\n{line}\n")
    (found,) = leaks([log], numbers=[NUMBER], words=["zarbeck"])
    assert found == Leak("worker.log", 2, "words" if "ZARBECK" in line else "number")
    assert "0101" not in str(found)


def test_what_only_resembles_a_number_is_none(tmp_path: Path) -> None:
    log = tmp_path / "engine.log"
    log.write_text('"timestamp": 0.3127440101\n"id": 93127440101\n31274401012\n')
    assert leaks([log], numbers=[NUMBER], words=["zarbeck"]) == []
