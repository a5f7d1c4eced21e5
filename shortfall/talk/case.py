"""The case: what a person has told us, once, for every room. The engine keeps it as a slot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from shortfall.base.language import Language
from shortfall.law.towns import Place, legal_aid, place_of, plain
from shortfall.reading.facts import EARLIER, ENDS_WHAT_IS_OWED, LATELY, LENDERS_SALE, OWN_SALE, Fact
from shortfall.reading.things import ANSWERED, KNOWN, NONE, THINGS

FACTS = THINGS | frozenset(
    # where the home was, also by a town or county of Illinois, the county of which it was asked whether that lies in it; where they live and work,
    # the state whose rule was asked for, and how far
    "state state_before county asked_county lives_in works_in asked_of stage ended bankruptcy home who loan signed other_signed "
    # what they have: whether they draw wages, whether they own a home
    "works owns "
    # the court paper they hold
    "paper "
    # whether the lender's sale was lately, or longer ago
    "sale_was "
    # how far they are with their answer to the court
    f"{ANSWERED} "
    # money, as {"low": "312000", "high": "312000"}
    "car_value car_loan savings dues held owned_in_all owed_in_all forgiven instalments account debt second_loan sale_price market_value judgment deficiency offer payment monthly_payment arrears fees costs taxes sale_costs principal "
    # pay for one period, before taxes and after; what is taken from it, and what goes out of it by choice; what an hour brings, where nobody said how many
    "pay take_home taken chosen pay_period hourly "
    # days, as ["2026-12-15", "2026-12-15"]: the first and the last day it can be; of payments, that of the first missed one
    "missed_date sale_date judgment_date served_date hearing_date lockout_date discharge_date answer_date offer_date confirmed_date letter_date received_date "
    # which of these are a guess of theirs, and which they do not believe, by their names
    "guessed disputed "
    # what was denied, in the words of the questions (shortfall/talk/denied.py)
    "denied "
    # days from the judgment to the sale, as {"low": "210", "high": "210"}
    "days_to_sale "
    # the person
    "name phone language distress lender".split()
)
"""What a case can hold."""

STAGES = ("behind", "sued", "sale_set", "sold", "confirmed", "judgment", "collection")
"""The stages of a foreclosure, in order."""

_TRUE_OF = {
    "sued": {"behind"},
    **{stage: {"behind", "sued"} for stage in ("sale_set", "sold", "confirmed", "judgment")},
    "collection": {
        "behind",
        "sued",
        "sold",
        "confirmed",
        "judgment",
    },  # of a judgment it may be the foreclosure's, before a sale
}
"""Earlier stages that remain true at a stage. Hearing one of them does not move the person back."""


_STAYS: Mapping[str, Collection[str]] = {
    "short_sale": ENDS_WHAT_IS_OWED,  # a short sale whose rest was released stays released
    OWN_SALE: {"short_sale", *ENDS_WHAT_IS_OWED},  # it was sold by them too
    "strict_foreclosure": {OWN_SALE},  # "there was no auction"
}
"""By how it is said that it ended: how it had ended, which says more."""

UNTIL_CONFIRMED = timedelta(days=62)
"""How long after a sale nobody has confirmed it as yet, as a rule: until then there is no judgment for what it left."""

_STAGE_OF = {"sale_date": "sale_set", "judgment": "judgment"}
"""The stage that goes with a fact that is taken back."""
_BRINGS = {
    "court": {"sued", "confirmed", "judgment"},
    "sale_day": {"sale_set", "sold", "confirmed"},
    "judged": {"judgment"},
}
"""Stages at which there is a thing, whatever was denied before."""


@dataclass(frozen=True)
class Known:
    """A fact, the words it came from, the turn it was said in, and whether it was said in so many words."""

    value: Any
    words: str
    turn: int
    sure: bool = True


@dataclass(frozen=True)
class Case:
    """Everything known, by name. Immutable: `heard` returns a new case."""

    facts: Mapping[str, Known] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, slot: Any) -> Case:
        """The case in a slot; an empty one for anything that is not a case."""
        if not isinstance(slot, Mapping):
            return cls()
        known = {
            name: Known(
                part["value"], str(part.get("words", "")), int(part.get("turn", 0)), bool(part.get("sure", True))
            )
            for name, part in slot.items()
            if name in FACTS and isinstance(part, Mapping) and "value" in part
        }
        return cls(MappingProxyType(known))

    def slot(self) -> dict[str, dict[str, Any]]:
        """The case as JSON, for a slot."""
        return {
            name: {"value": known.value, "words": known.words, "turn": known.turn, "sure": known.sure}
            for name, known in self.facts.items()
        }

    def __getitem__(self, name: str) -> Any:
        """The value of a fact; None where it is not known."""
        known = self.facts.get(name)
        return known.value if known else None

    def __iter__(self) -> Iterator[str]:
        return iter(self.facts)

    def values(self, today: date | None = None) -> dict[str, str | None]:
        """The facts that are one word each ("stage": "sold"), by which answers choose their variants, and whose legal aid is theirs.

        Args:
            today: where it is given, also whether the sale was lately or earlier, by its day.
        """
        found: dict[str, str | None] = {
            name: known.value for name, known in self.facts.items() if isinstance(known.value, str)
        }
        if today and (day := self["sale_date"]):
            first, last = map(date.fromisoformat, day)
            if last <= today:
                found["sale_was"] = LATELY if today - first <= UNTIL_CONFIRMED else EARLIER
        dated = self["judgment_date"] and self["stage"] in {
            None,
            "judgment",
            "collection",
        }  # else it may be the foreclosure's
        if dated or (self["judgment"] and self["stage"] not in {"behind", "sued", "sale_set"}):
            found["judgment_known"] = KNOWN
        if self["sale_date"]:
            found["sale_day_known"] = KNOWN
        here = self.place_here
        return found | ({"area": legal_aid().get(plain(here.counties[0]))} if here else {})

    @property
    def place_here(self) -> Place | None:
        """The town or county of Illinois that was told; None elsewhere, and for a name of other states where nothing says Illinois."""
        told = place_of(self["county"]) if self["county"] and self.place in {None, "IL"} else None
        return told if told and (self.place or not told.shared) else None

    def heard(self, facts: Iterable[Fact], turn: int) -> Case:
        """The case after a message. Newer explicit words win. An inferred fact never replaces one that was said.

        A sum in shorthand ("it sold for 280") counts as said. "Not taxes" removes the taxes. A retraction removes the fact: after "no
        sale is set" there is no sale date and no stage that implies one.
        """
        found = dict(self.facts)
        for fact in facts:
            name = fact.case_name
            if name == "retracted":
                found.pop(str(fact.value), None)
                if fact.value == "state" and (former := found.pop("state_before", None)):
                    found["state"] = former
                if self["stage"] == _STAGE_OF.get(str(fact.value)):
                    found.pop("stage", None)
            if name not in FACTS:
                continue
            before = found.get(name)
            if before and before.sure and not fact.sure and fact.name != "money":
                continue
            if name == "stage" and before and fact.value in _TRUE_OF.get(before.value, ()):
                continue  # sued after the sale is sued for the rest: the home is still gone; behind they are all along
            if name == "ended" and fact.value == "not_sold":
                if before:
                    continue
                if self["stage"] in {"sold", "confirmed"}:
                    found.pop("stage", None)
                if (price := found.get("sale_price")) and price.turn < turn:
                    found.pop("sale_price")  # what was not sold had no price
            elif name == "stage" and fact.value in {"sold", "confirmed"} and self["ended"] == "not_sold":
                found.pop("ended", None)
            if name == "ended" and before and before.value in _STAYS.get(fact.value, ()):
                continue
            if name == "ended" and fact.value == OWN_SALE and found.get("stage", fact).value in {"sold", "confirmed"}:
                found.pop("stage", None)  # no lender sold it, and no court
            if name == "stage" and fact.value in {"sold", "confirmed"} and found.get("ended", fact).value == OWN_SALE:
                if not LENDERS_SALE.search(fact.words):
                    continue
                found.pop("ended")
            due = found.get("answer_date")
            if (
                name == "served_date"
                and before
                and before.value != fact.value
                and due
                and not due.sure
                and due.turn < turn
            ):
                found.pop("answer_date")  # it was counted from the day that is put right
            if name == "state" and before and before.value != fact.value:
                found["state_before"] = before
            found[name] = Known(fact.value, fact.words, turn, fact.sure)
        stage = found.get("stage")
        for thing, stages in _BRINGS.items():
            if stage and stage.turn == turn and stage.value in stages and thing in found and found[thing].value == NONE:
                found.pop(thing)
        return Case(MappingProxyType(found))

    def without(self, *names: str) -> Case:
        """The case with these facts forgotten."""
        return Case(MappingProxyType({name: known for name, known in self.facts.items() if name not in names}))

    def language(self, page: Any = None) -> Language:
        """The language of the conversation: the one the person asked for or writes, otherwise the page's."""
        return "es" if (self["language"] or page) == "es" else "en"

    @property
    def last_told(self) -> str | None:
        """The last fact that was told. "That's wrong" refers to it."""
        names = list(self.facts)
        return str(max(names, key=lambda name: self.facts[name].turn)) if names else None

    @property
    def place(self) -> str | None:
        """The state whose law applies: where the home or the judgment is, otherwise where the person lives."""
        found: str | None = self["state"] or self["lives_in"]
        return found

    def taken_in(self, *, pay: bool) -> Case:
        """The case for a question on what can be taken from a person: they live where they asked of last, otherwise where they said that
        they live, and of pay, where they said that they work."""
        places = [self.facts[name].turn for name in ("state", "lives_in", "works_in") if name in self]
        asked = self.facts.get("asked_of")
        if asked and asked.turn >= max(places, default=0):
            there: Known | None = asked
        else:
            there = self.facts.get("lives_in") or (self.facts.get("works_in") if pay else None)
        if there is None or there == self.facts.get("lives_in"):
            return self
        moved = {"lives_in": there} if there.value != self["state"] else {}
        return Case(MappingProxyType({**self.without("lives_in").facts, **moved}))
