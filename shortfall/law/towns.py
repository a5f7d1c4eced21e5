"""The towns and counties of Illinois by which people say where a home is (data/law/illinois_towns.txt, illinois_counties.txt)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

TOWNS = Path(__file__).resolve().parents[2] / "data" / "law" / "illinois_towns.txt"
LEGAL_AID = TOWNS.with_name("illinois_legal_aid.yml")
COUNTIES = TOWNS.with_name("illinois_counties.txt")


@lru_cache(maxsize=1)
def towns() -> frozenset[str]:
    """Their names in small letters.

    Raises:
        OSError: the file cannot be read.
    """
    return frozenset(_lines(TOWNS))


@lru_cache(maxsize=1)
def counties() -> Mapping[str, bool]:
    """Their names as `plain` has them, and whether other states have counties of that name.

    Raises:
        OSError: the file cannot be read.
    """
    return {plain(line.removesuffix(" *")): line.endswith(" *") for line in _lines(COUNTIES)}


@lru_cache(maxsize=1)
def legal_aid() -> Mapping[str, str]:
    """The part of Illinois to whose legal aid a town or a county belongs: "cook", "south", "north"; a county as "lake county".

    Raises:
        OSError: the file cannot be read.
    """
    parts = yaml.safe_load(LEGAL_AID.read_text(encoding="utf-8"))
    return {
        plain(f"{name}{' county' if kind == 'counties' else ''}"): part
        for part, named in parts.items()
        for kind, names in named.items()
        for name in names
    }


def plain(name: str) -> str:
    """A county's name however it is spelt: "De Kalb" and "DeKalb", "Saint Clair" and "St. Clair"."""
    return "".join(letter for letter in name.lower().replace("saint ", "st ") if letter.isalpha())


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
