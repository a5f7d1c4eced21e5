"""A smaller profile of Hypothesis, the same each time, for runs that repeat the tests once a mutant."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("mutants", max_examples=20, derandomize=True)
