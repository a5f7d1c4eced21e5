"""The towns and counties of Illinois by which people say where a home is (data/law/illinois_towns.txt, illinois_counties.txt)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

TOWNS = Path(__file__).resolve().parents[2] / "data" / "law" / "illinois_towns.txt"
LEGAL_AID = TOWNS.with_name("illinois_legal_aid.yml")
COUNTIES = TOWNS.with_name("illinois_counties.txt")


@dataclass(frozen=True)
class Place:
    """A town or a county of Illinois, as it is written."""

    name: str
    counties: tuple[str, ...]
    """Those that it lies in, the one with most of it first; of a county itself."""
    shared: bool
    """Whether other states have one of that name, so that it does not say Illinois."""
    town: bool = True

    @property
    def full(self) -> str:
        """By what a case keeps it: "Aurora", "Kane County"."""
        return self.name if self.town else f"{self.name} County"


@lru_cache(maxsize=1)
def towns() -> Mapping[str, Place]:
    """Towns by their names as `plain` has them.

    Raises:
        OSError: the file cannot be read.
    """
    found = (line.partition(": ") for line in _lines(TOWNS))
    return {
        plain(name.removesuffix(" *")): Place(name.removesuffix(" *"), tuple(there.split(", ")), name.endswith(" *"))
        for name, _, there in found
    }


@lru_cache(maxsize=1)
def counties() -> Mapping[str, Place]:
    """Counties by their names as `plain` has them, without the word.

    Raises:
        OSError: the file cannot be read.
    """
    names = ((line.removesuffix(" *"), line.endswith(" *")) for line in _lines(COUNTIES))
    return {plain(name): Place(name, (name,), shared, town=False) for name, shared in names}


@lru_cache(maxsize=1)
def legal_aid() -> Mapping[str, str]:
    """The part of Illinois to whose legal aid a county belongs: "cook", "south", "north".

    Raises:
        OSError: the file cannot be read.
    """
    parts = yaml.safe_load(LEGAL_AID.read_text(encoding="utf-8"))
    return {plain(name): part for part, names in parts.items() for name in names}


def place_of(name: str) -> Place | None:
    """The place of that `full` name."""
    county = name.removesuffix(" County")
    return counties().get(plain(county)) if county != name else towns().get(plain(name))


_SHORT = {"saint ": "st ", "mt ": "mount ", "mt. ": "mount ", "e ": "east ", "e. ": "east "}


def plain(name: str) -> str:
    """A name however it is spelt: "De Kalb" and "DeKalb", "Saint Clair" and "St. Clair", "Mt Vernon" and "Mount Vernon"."""
    name = name.lower()
    for short, long in _SHORT.items():
        name = f"{long}{name.removeprefix(short)}" if name.startswith(short) else name
    return "".join(letter for letter in name.replace(" saint ", " st ") if letter.isalpha())


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
