"""Examples of different questions that mean nearly the same are found; those of one question are left alone."""

from __future__ import annotations

from engine.examples import Example, examples
from engine.nearest import pairs

ROWS = [
    Example("can they take my car", "exemptions", "exemptions/car"),
    Example("could they take my car", "exemptions", "exemptions/car"),
    Example("can they take my car?", "property_lien", "property_lien/car"),
    Example("how long does a judgment last", "how_long", "how_long/overview"),
]


def test_only_pairs_of_different_questions_and_each_once() -> None:
    found = [(one.question, other.question) for _, one, other in pairs(ROWS, 0.9)]
    assert ("exemptions/car", "property_lien/car") in found
    assert all(one != other for one, other in found)
    assert len(found) == len({frozenset((one.text, other.text)) for _, one, other in pairs(ROWS, 0.9)})
    cosines = [cosine for cosine, *_ in pairs(ROWS, 0.0)]
    assert cosines == sorted(cosines, reverse=True)


def test_the_examples_are_those_the_classifier_learns() -> None:
    found = examples()
    assert len({row.question for row in found if row.question}) > 500
    assert {"affirm", "callback"} <= {row.intent for row in found if not row.question}
    assert "complaint" not in {row.intent for row in found}  # the moves settle it
