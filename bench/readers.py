"""Every function that reads what a stranger wrote, and every pattern that stands in its module: found, not listed.

A reader is a public function whose first parameter is `text`. What else it needs is given by the name of the parameter.
"""

from __future__ import annotations

import datetime
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from random import Random
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

from bench.hostile import PLAIN, Attack, fragments
from shortfall.law.intervals import Interval
from shortfall.reading.amounts import Amount
from shortfall.reading.clock import Span, read_times
from shortfall.reading.days import take_days
from shortfall.reading.denials import find_denials
from shortfall.reading.facts import Fact
from shortfall.reading.figures import NOTHING_BEFORE, Figure
from shortfall.reading.spelling import normalise
from shortfall.talk.case import Case
from shortfall.talk.heard import Context, Heard, Subjects
from shortfall.talk.moves import decide
from shortfall.talk.offers import Offer

Reader = Callable[[str], object]

PACKAGES = ("shortfall.reading", "shortfall.talk", "shortfall.base.masking", "shortfall.callbacks")
ALSO = (
    "shortfall.conversation.conversation",
    "shortfall.sms.compose",
    "shortfall.sms.inbox",
    "shortfall.insight.review",
    "shortfall.base.logs",
    "actions.request",
)
"""Modules with readers among other things."""
ENGINE = ("engine.focus", "engine.guard", "engine.language")
"""Those that only the engine's environment can load."""
NOW = datetime.datetime(2026, 11, 24, 16, tzinfo=datetime.UTC)
GIVEN: dict[str, Any] = {
    "known": {"stage": "behind", "signed": "not_signed"},
    "noted": {
        "sale_price": {"value": {"low": "190000", "high": "190000"}},
        "sale_date": {"value": ["2026-12-09", "2026-12-09"]},
    },
    "role": "pay",
    "days": (),
    "not_so": (),
    "fact": Fact("money", {"low": "900", "high": "900"}, "900", (20, 23), "pay"),
    "worked_out": {Decimal(45_000)},
    "owed": Interval.of(264_000),
    "price": Interval.of(219_000),
    "value": Interval.of(250_000),
    "place": 20,  # where a state stands in the text
    "before": NOTHING_BEFORE,
    "begin": 0,
    "asked": True,
    "bare": True,
    "language": "en",
    "earlier": ("52,000 less 36,500",),
    "moved": True,
    "settled": True,
    "claimed": True,
    "stand": {"debt": (20, 30)},  # where figures stand, by role
    "span": (20, 30),  # where a date stands in the text
    "stage": "behind",
    "paper": "summons",
    "now": NOW,
    "said_at": NOW,
    "today": NOW.date(),
    "on": NOW.date(),
    "zone": ZoneInfo("America/New_York"),
    "acts": frozenset({"yes"}),
    "offers": (Offer("What can they not take?", "/exemptions"), Offer("My bank account", "/bank_account_freeze")),
    "first": 0,
    "following": (34, 38),  # where the next value stands
    "after": 4,  # where the day before it ends
    "step": 1,
    "facts": (),
    "spans": ((3, 9), (20, 24)),  # where two values stand in the text
    "number": "+13125550101",
    "dial": None,
    "quoted": ("They sent an order in June. I owe 90,000.", "What can they take?"),
    "sums": (((20, 24), None, Decimal(9_000)),),  # one that stands in the text
    "found": (Amount((20, 24), None, False, (Interval.of(9_000),), ""),),
    "figures": (
        Figure("car_value", Interval.of(9_000), (20, 24), "9000"),
        Figure(None, Interval.of(90), (34, 36), "90"),
    ),
    "denials": find_denials("no HELOC, no decree"),
    "about": "tax_1099c",
    "said": {},
    "told": {"pay": Interval.of(900), "debt": Interval.of(190_000)},
    "latest": "pay",
    "of_pay": True,
    "start": 20,
    "end": 24,
    "case": Case().heard([Fact("date", ["2026-11-03", "2026-11-03"], "", (0, 0), "served")], 0),
}


def modules(names: Sequence[str] = (*PACKAGES, *ALSO)) -> Iterator[ModuleType]:
    """The modules of these names, and all within those that are packages."""
    for name in names:
        module = importlib.import_module(name)
        yield module
        for found in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{name}."):
            yield importlib.import_module(found.name)


def patterns(names: Sequence[str] = (*PACKAGES, *ALSO)) -> dict[str, re.Pattern[str]]:
    """Every compiled pattern by where it stands, each once, wherever in tuples, lists and dictionaries."""
    seen: dict[tuple[str, int], str] = {}
    found: dict[str, re.Pattern[str]] = {}
    for module in modules(names):
        for name, value in vars(module).items():
            for place, pattern in _within(value, f"{module.__name__}.{name}"):
                if seen.setdefault((pattern.pattern, pattern.flags), place) == place:
                    found[place] = pattern
    return found


def _within(value: object, place: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        yield place, value
    elif isinstance(value, tuple | list | frozenset | set):
        for number, one in enumerate(value):
            yield from _within(one, f"{place}[{number}]")
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _within(one, f"{place}[{key}]")
    elif type(value).__module__.startswith("shortfall.") and hasattr(value, "__dict__"):
        for key, one in vars(value).items():
            yield from _within(one, f"{place}.{key}")


def readers(names: Sequence[str] = (*PACKAGES, *ALSO)) -> dict[str, Reader]:
    """The readers by where they stand."""
    found: dict[str, Reader] = {}
    for module in modules(names):
        for name, member in vars(module).items():
            function = (
                inspect.unwrap(member) if callable(member) else member
            )  # what a cache would spare is measured too
            if not inspect.isfunction(function) or function.__module__ != module.__name__ or name.startswith("_"):
                continue
            first, *more = inspect.signature(function).parameters.values() or (None,)
            if first is None or first.name != "text":
                continue
            # What may be on is on: it makes a reader look at more.
            given = {each.name: GIVEN[each.name] for each in more if each.default is each.empty}
            given |= {each.name: True for each in more if each.default is False}
            found[f"{module.__name__}.{name}"] = _bound(function, given)
    if names == (*PACKAGES, *ALSO):
        found["shortfall.reading.clock.read_times"] = lambda text: read_times(normalise(text), Span(540, 1020))
        found["shortfall.reading.days.take_days"] = lambda text: take_days(normalise(text), NOW.date())
        found["shortfall.talk.moves.decide"] = _decided
    return found


def _bound(function: Callable[..., object], given: dict[str, Any]) -> Reader:
    return lambda text: function(text, **given)


def _decided(text: str) -> object:
    heard = Heard(
        text,
        (),
        frozenset({"asks"}),
        Subjects((("affirm", 0.3), ("deny", 0.2), ("exemptions", 0.1), ("timeline", 0.1))),
    )
    return decide(heard, Context(asked="callback_name", offered=GIVEN["offers"]))


def words(random: Random, names: Sequence[str] = (*PACKAGES, *ALSO)) -> dict[str, list[str]]:
    """What the patterns of each module half match."""
    found: dict[str, list[str]] = {}
    for place, pattern in patterns(names).items():
        module = place.rpartition("._")[0] or place
        found.setdefault(module, []).extend(fragments(pattern.pattern, pattern.flags & ~re.UNICODE, random, most=8))
    return found


class Search:
    """Looks for what keeps a reader busy: joins fragments at random, keeps the worst and changes that.

    Args:
        pool: what to join.
        cost: of one attack.
    """

    def __init__(self, pool: Sequence[str], random: Random, cost: Callable[[Attack], float]) -> None:
        self._pool = [*pool, *PLAIN]
        self._random = random
        self._cost = cost

    def _made(self) -> Attack:
        pick = self._random.choice
        space = pick(("", " ", ". ", ", "))
        body = space.join(pick(self._pool) for _ in range(self._random.randint(1, 3))) + pick(("", " ", " ", ", "))
        return Attack(
            pick(("", pick(self._pool), f"{pick(self._pool)} ")), body, pick(("", "!", " x", pick(self._pool)))
        )

    def _changed(self, attack: Attack) -> Attack:
        other = self._made()
        return self._random.choice(
            (
                Attack(other.head, attack.body, attack.tail),
                Attack(attack.head, attack.body + other.body, attack.tail),
                Attack(attack.head, other.body, attack.tail),
                Attack(attack.head, attack.body, other.tail),
            )
        )

    def worst(self, made: int, changed: int, keep: int = 3) -> list[Attack]:
        """The worst found, worst first, of so many at random and so many changes of the worst so far."""
        found: dict[Attack, float] = {}
        for number in range(made + changed):
            attack = self._made() if number < made else self._changed(max(found, key=found.__getitem__))
            if attack not in found:
                found[attack] = self._cost(attack)
        return sorted(found, key=found.__getitem__, reverse=True)[:keep]
