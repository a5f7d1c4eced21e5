"""The sentences and the clauses of a message, each with the signs at its end. Pure and linear."""

from __future__ import annotations

import re

SENTENCE = re.compile(r"[^.?!;\n]+[.?!;\n]*+")
"""A semicolon ends one too."""
CLAUSE = re.compile(r"[^.?!;,\n]+[.?!;,\n]*+")
FIRST = re.compile(r"[,.;!\n]\s|\s-\s")
"""What ends the first piece of an answer, with what is said beside it: "Mike Dombrowski, I'm the son"."""


def told(text: str) -> str:
    """What of a text is not asked."""
    return "".join(each for each in SENTENCE.findall(text) if not each.rstrip().endswith("?"))


VERB_NOT = r"(?:is|was|are|were|do|does|did|have|has|had|would|could|should|ca|wo|ai)n['’]?t"
"""A verb that denies, as part of a pattern. No "want", "rent" or "judgment" is one, however they end."""
