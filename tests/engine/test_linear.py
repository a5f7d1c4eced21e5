"""The engine's own readers are linear, as tests/linear proves of the others."""

from __future__ import annotations

import re
from random import Random

import pytest

from bench.readers import ENGINE, patterns, readers, words
from tests.linear.growth import faults, reader_faults

PATTERNS, READERS = patterns(ENGINE), readers(ENGINE)
SEED = 14


@pytest.mark.parametrize("place", PATTERNS)
def test_a_pattern_is_linear(place: str) -> None:
    pattern = PATTERNS[place]
    assert faults(pattern.pattern, pattern.flags & ~re.UNICODE, Random(SEED)) == []


@pytest.mark.parametrize("name", READERS)
def test_a_reader_is_linear(name: str) -> None:
    pool = [word for found in words(Random(SEED), ENGINE).values() for word in found]
    assert reader_faults(READERS[name], pool, Random(SEED), made=40, changed=30) == []
