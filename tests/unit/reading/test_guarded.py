"""A pattern that asks RE2 first finds what it finds without: in texts made from its own alternatives, and in letters of other alphabets."""

from __future__ import annotations

import re
from random import Random

import pytest

from bench.hostile import PLAIN, fragments
from bench.readers import patterns
from shortfall.reading.guarded import Guarded, Rules, Several

SEED = 14
SAID = "They sold it at auction last may for 105k, and İ owe 160 more; él lo firmó el día 3 de ſeptiembre. "
READING = patterns(("shortfall.reading",))


def texts(pattern: re.Pattern[str], random: Random) -> list[str]:
    """Long enough to be asked about twice: what it half matches, amid a message and alone, in any case of letters."""
    pieces = [*fragments(pattern.pattern, pattern.flags & ~re.UNICODE, random, most=5), *PLAIN]
    joined = ["".join(random.choices(pieces, k=4)) for _ in range(4)]
    made = [f"{SAID}{each} {SAID}" for each in (*pieces, *joined)]
    return [*made, *(each.upper() for each in made), *(each.title() for each in joined), "", SAID]


@pytest.mark.parametrize("place", READING)
def test_it_finds_what_its_pattern_finds(place: str) -> None:
    pattern = READING[place]
    guarded = Guarded(pattern.pattern, pattern.flags)
    for text in texts(pattern, Random(SEED)):
        found = [(each.span(), each.groups()) for each in pattern.finditer(text)]
        assert [(each.span(), each.groups()) for each in guarded.finditer(text)] == found
        assert bool(guarded.search(text)) == bool(found)
        assert guarded.sub("-", text) == pattern.sub("-", text)
        assert not found or Several([guarded]).possible(text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("sink", "\u017f\u0130N\u212a"),  # the letters that are an s, an i and a k where their case is ignored
        ("sink", "\u017f\u0131n\u212a"),
        ("\u00e9l[^a-z]\u00c9L", "\u00c9l \u00e9L"),
        (r"(?i:dos)\b(?!\d)", "DO\u017f"),
        (r"(a)(?(1)b|c)\1", "AbA"),
        (r"^\W?x{2,90}$", "\u2019" + 60 * "x"),
        (r"[^\W\d_]\s\d", "\u0144\u00a0\u0663"),
    ],
)
def test_letters_outside_ascii_and_rarer_forms(pattern: str, text: str) -> None:
    filled = text if "$" in pattern else f"{'. ' * 60}{text}"
    assert re.search(pattern, filled, re.I), "says nothing about a text that it does not match"
    assert Guarded(pattern, re.I).search(filled)


def test_rules_see_what_the_ones_before_them_made() -> None:
    rules = Rules([("tom", "tomorrow"), ("morrow", "day"), ("x", "y"), (r"(to)day", lambda match: f"{match[1]}night")])
    assert rules.sub("tom, then") == "tonight, then"
    assert rules.sub("nothing of it") == "nothing of it"


def test_a_set_that_cannot_answer_rules_nothing_out() -> None:
    several = Several([Guarded("sale"), Guarded("sold")])
    assert list(several.possible("it sold")) == [1]
    assert list(several.possible("nothing")) == []

    class Failing:
        def Match(self, text: str) -> None:  # as RE2 names it
            return None

    several.__dict__["loose"] = Failing()
    assert list(several.possible("nothing")) == [0, 1]


def test_each_finds_what_finditer_finds() -> None:
    pattern = Guarded(r"(?<!un)\bsold(?: at auction)?\b(?! yet)|auction\w{0,2}|sold at (?=\d)")
    text = f"{SAID * 3}It sold at auction, unsold, sold yet, sold at 5, soldsold, auctioned auction sold at auction yet"
    assert [m.span() for m in pattern.each(text)] == [m.span() for m in pattern.exact.finditer(text)]
