"""Readers of strangers' words take time in proportion to the words, by construction: steps are counted, nothing is timed.

Each pattern is linear in the text that it is given (its steps are counted, under texts made from its own alternatives), and each
reader gives its patterns an amount of text, and runs through an amount of Python, in proportion to the message.
"""

from __future__ import annotations

import ast
import inspect
import re
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.hostile import PLAIN, Attack, fragments
from bench.readers import Search, modules, patterns, readers, words
from shortfall.base.masking import mask
from shortfall.callbacks.window import parse_window
from shortfall.reading.facts import read_facts
from tests.linear.growth import (
    GUARDED,
    Counting,
    characters,
    counting,
    faults,
    lines,
    reader_faults,
    steps,
    superlinear,
)
from tests.linear.growth import PATTERNS as KINDS
from tests.linear.steps import Program

PATTERNS = patterns()
READERS = readers()
SEED = 14
SPEAK = {"shortfall.talk.compose", "shortfall.talk.desk"}
"""They look at our own words only."""


@pytest.mark.parametrize("place", PATTERNS)
def test_a_pattern_is_linear(place: str) -> None:
    pattern = PATTERNS[place]
    assert faults(pattern.pattern, pattern.flags & ~re.UNICODE, Random(SEED)) == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_joining_of_its_fragments_is_worse(data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(sorted(PATTERNS)))
    pattern, flags = PATTERNS[place].pattern, PATTERNS[place].flags & ~re.UNICODE
    pieces = st.sampled_from([*fragments(pattern, flags, Random(SEED)), *PLAIN])
    body = "".join(data.draw(st.lists(pieces, min_size=1, max_size=3)))
    attack = Attack(data.draw(pieces | st.just("")), body, data.draw(pieces | st.just("")))
    assert superlinear(steps(Program(pattern, flags)), attack) is None, place


@pytest.fixture(scope="module")
def pools() -> dict[str, list[str]]:
    return words(Random(SEED))


@pytest.fixture(scope="module", autouse=True)
def counted(pools: dict[str, list[str]]) -> object:
    """Every pattern counts what it is given, once those of the first test have been made."""
    with pytest.MonkeyPatch.context() as patched:
        for module in modules():
            for name, value in list(vars(module).items()):
                if not name.startswith("__") and (with_counts := counting(value)) is not value and _differs(value):
                    patched.setattr(module, name, with_counts)
        yield None


def _differs(value: object) -> bool:
    """Whether there is a pattern in it."""
    if isinstance(value, tuple | list):
        return any(map(_differs, value))
    if isinstance(value, dict):
        return any(map(_differs, value.values()))
    return isinstance(value, (*KINDS, *GUARDED))


@pytest.mark.parametrize("name", READERS)
def test_a_reader_is_linear(name: str, pools: dict[str, list[str]]) -> None:
    random = Random(SEED)
    every = [word for found in pools.values() for word in found]
    pool = 3 * pools.get(name.rpartition(".")[0], []) + random.sample(every, 300)
    assert reader_faults(READERS[name], pool, random, made=40, changed=30) == []


@pytest.mark.parametrize("name", ["shortfall.base.masking.mask", "shortfall.conversation.conversation.clean"])
def test_what_runs_on_the_gateways_event_loop_is_tiny(name: str, pools: dict[str, list[str]]) -> None:
    """A thread would cost a message more than this does: every character is looked at some sixteen times."""
    reader, random = READERS[name], Random(SEED)
    pool = 3 * pools.get(name.rpartition(".")[0], []) + random.sample(
        [word for found in pools.values() for word in found], 300
    )
    given = characters(reader)
    for attack in Search(pool, random, lambda attack: given(attack.text(1_000))).worst(made=80, changed=80):
        assert given(attack.text(1_000)) <= 16 * 1_000
        assert lines(reader)(attack.text(1_000)) <= 10 * 1_000


def test_no_pattern_is_made_where_no_test_sees_it() -> None:
    found = []
    for module in modules():
        if module.__name__ in SPEAK:
            continue
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.FunctionDef):
                found += [
                    f"{module.__name__}.{node.name}: re.{each.attr}"
                    for each in ast.walk(node)
                    if isinstance(each, ast.Attribute)
                    and isinstance(each.value, ast.Name)
                    and each.value.id == "re"
                    and each.attr in {"search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"}
                ]
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        (r"\bnot(?: (?:good|until|good))* $", "a word that stands twice in a repeat"),
        (r"(?:[x*]+[ -]?)*\d", "a repeat within a repeat"),
        (r"\s*,?\s*x", "two repeats side by side"),
        (r"\s+$", "a repeat that may begin anywhere in itself"),
        (r"\b(?:paper|due)\b(?=.*\bfile\b)", "a look ahead as far as it goes"),
    ],
)
def test_the_search_finds_each_kind(pattern: str, kind: str) -> None:
    assert faults(pattern, 0, Random(SEED)), kind


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\b(?:mon|tues)day(s?)\b", "mondays, tuesday or munday"),
        (r"(?i)(?<![\d$])(\d{1,2})([/.-])\d\2(?P<y>\d\d)?(?(y)x|$)", "1/2/24x 1.2 $1/2 1-2"),
        (r"(?>a+)b|a*?c|[^a-c]++d", "aaac aab xyd"),
    ],
)
def test_the_counter_matches_as_python_does(pattern: str, text: str) -> None:
    program = Program(pattern, 0)
    assert program.spans(text) == [match.span() for match in re.finditer(pattern, text)]


def test_the_two_messages_that_hung_everybody(pools: dict[str, list[str]]) -> None:
    from bench.readers import NOW

    for reader, text in (
        (lambda text: parse_window(text, NOW), "never" + " good" * 26 + " x monday"),
        (mask, ("1 last 4" + " " * 2000)[:999] + "!"),
    ):
        Counting.given = 0
        reader(text)
        assert 0 < Counting.given < 400 * len(text)


@pytest.mark.parametrize("word", ["a ", "sold, ", ". ", "hello there, how are you "])
def test_python_looks_but_few_times_at_words_that_mean_nothing(word: str) -> None:
    """What stands in no message costs it no pass of Python's: RE2 has said so in one."""
    from bench.readers import NOW

    text = (word * 1_000)[:1_000]
    Counting.slowly = 0
    read_facts(text, NOW.date())
    assert 0 < Counting.slowly < 100 * len(text)
