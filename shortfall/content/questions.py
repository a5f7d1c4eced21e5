"""Questions and their answers: one YAML file each, `data/topics/<topic>/<question>.yml`.

Standard library and PyYAML only: the engine's environment reads these files too. Placeholders (`{phone}`, `{homestead}`)
are left as they stand; `compose` fills them when an answer is said.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

import yaml

from shortfall.base.firm import DATA, LOADER
from shortfall.base.language import LANGUAGES as LANGUAGES
from shortfall.base.language import Language as Language
from shortfall.reading.things import ANSWERED, FILED, KNOWN, LATE, NONE, OPEN, THERE, THINGS, UNKNOWN

Law = Literal["IL", "federal", "general", "state"]
Applies = Literal["", "account", "answer_by", "car", "equity", "growth", "insolvent", "instalments", "judgment_age", "keep_from_reverse", "most_of_pay", "offer_by", "savings"]  # fmt: skip
"""What an answer says of somebody's own case besides (shortfall/talk/applied.py)."""
Office = Literal["", "aid", "clerk", "filing", "sheriff"]
"""The office of a county to which an answer sends: it opens with that of their county, where that is known (shortfall/talk/offices.py)."""
Column = Literal[
    "deficiency",
    "second",
    "short_sale",
    "guarantor",
    "wages",
    "judgment",
    "suit",
    "interest",
    "homestead",
    "account",
    "car",
    "answer",
    "redemption",
    "process",
    "deadline",
]
"""A cell of the states' tables that answers the same question elsewhere."""
OPENS: Mapping[Column, frozenset[str]] = {
    "deficiency": frozenset(
        "still_owe_after_foreclosure define_deficiency how_lender_gets_judgment will_lender_pursue timeline avoid_options sale_process investment_property "
        "state_law".split()
    ),
    "deadline": frozenset({"how_long", "how_lender_gets_judgment", "state_law", "still_owe_after_foreclosure"}),
    "second": frozenset({"second_mortgage_heloc", "short_sale", "deed_in_lieu", "consent_foreclosure"}),
    "short_sale": frozenset({"short_sale"}),
    "guarantor": frozenset({"investment_property"}),
}
"""The topics whose answers such a rule may open: it speaks of one debt, the loan that was foreclosed, and is no answer on another."""

OVERVIEW = "overview"
"""The file of a topic that says what the topic is about; every topic has one."""

FACTS: Mapping[str, frozenset[str]] = {
    "stage": frozenset("behind sued sale_set sold confirmed judgment collection".split()),
    "ended": frozenset(
        "sale own_sale short_sale deed_in_lieu consent_foreclosure in_rem released strict_foreclosure not_sold".split()
    ),
    "sale_was": frozenset({"lately", "earlier"}),
    "bankruptcy": frozenset("considering filed discharged dismissed".split()),
    "home": frozenset("home rental llc".split()),
    "who": frozenset("borrower cosigner spouse heir helper company tenant".split()),
    "loan": frozenset("first second reverse fha va usda".split()),
    "signed": frozenset("signed not_signed".split()),
    "other_signed": frozenset("signed not_signed".split()),
    "works": frozenset("wages no_wages".split()),
    "owns": frozenset("owner no_home".split()),
    **dict.fromkeys(THINGS, frozenset({THERE, NONE})),
    "paper": frozenset("summons citation wage".split()),
    "area": frozenset("cook south north".split()),
    **dict.fromkeys(("judgment_known", "sale_day_known"), frozenset({KNOWN, UNKNOWN})),
    ANSWERED: frozenset({FILED, LATE, OPEN}),
}
"""What a variant may depend on, and a question assume: facts of the case and the values each can have."""

_FIELDS = {"ask", "law", "answer", "sms", "next", "sources", "review", "examples"}
_OPTIONAL = {"when", "elsewhere", "beside", "everywhere", "unknown", "assumes", "applies", "office"}


class ContentError(ValueError):
    """A content file says something it may not; the message names the file and the fault."""


@dataclass(frozen=True)
class Source:
    """Where a fact comes from. `confidence` is high (the text itself was read) or medium; `also` is a second page."""

    cite: str
    url: str
    checked: datetime.date
    confidence: Literal["high", "medium"]
    also: str | None = None


@dataclass(frozen=True)
class Review:
    """Who approved a text, when, and the hash of what they read (shortfall/content/approval.py); None until the attorney has."""

    by: str | None
    on: datetime.date | None
    text: str | None = None


@dataclass(frozen=True)
class Text:
    """One answer in both lengths, by language."""

    web: Mapping[Language, str]
    sms: Mapping[Language, str]


@dataclass(frozen=True)
class Variant:
    """An answer for people whose case fits: each fact named in `facts` has one of the values given."""

    facts: Mapping[str, frozenset[str]]
    text: Text
    next: tuple[str, ...] = ()
    """What is offered after it; empty for what is offered after the plain answer."""

    def fits(self, case: Mapping[str, str | None]) -> bool:
        """Whether the case has every fact that the variant needs."""
        return all(case.get(fact) in values for fact, values in self.facts.items())


@dataclass(frozen=True)
class Question:
    """One question people ask. `id` is "<topic>/<question>"."""

    id: str
    topic: str
    name: str
    ask: Mapping[Language, str]
    law: Law
    applies: Applies
    office: Office
    elsewhere: tuple[Column, ...]
    """Rules of another state that are this question's answer there: they open it."""
    beside: tuple[Column, ...]
    """Rules of another state that are not its answer, but are told after it, with what they are about."""
    everywhere: Mapping[Language, str]
    """What of an Illinois answer is federal, in a sentence for people in other states; of an answer on the states, what is said before the
    rule of the one that is known. Empty where nothing is."""
    federal: str
    """The citation of the source that `everywhere` stands on."""
    whole: bool
    """Whether that is all of the answer, so that no rule of the state is missed."""
    unknown: Mapping[Language, str]
    """What of another state's rule is not known, after "I do not know": "whether {state} protects it". Empty for its whole rule."""
    text: Text
    when: tuple[Variant, ...]
    assumes: Mapping[str, frozenset[str]]
    """Facts of who can mean this question; nobody whose case says otherwise is likely to. Those of an overview hold for its topic."""
    next: tuple[str, ...]
    sources: tuple[Source, ...]
    review: Mapping[Language, Review]
    examples: Mapping[Language, tuple[str, ...]]

    def answers_for(self, case: Mapping[str, str | None]) -> bool:
        """Whether there is a variant made for the case."""
        return self._variant_for(case) is not None

    def text_for(self, case: Mapping[str, str | None]) -> Text:
        """The first variant that fits the case, else the plain answer."""
        found = self._variant_for(case)
        return found.text if found else self.text

    def next_for(self, case: Mapping[str, str | None]) -> tuple[str, ...]:
        """What is offered after the answer for a case."""
        found = self._variant_for(case)
        return (found.next if found else ()) or self.next

    def _variant_for(self, case: Mapping[str, str | None]) -> Variant | None:
        return next((variant for variant in self.when if variant.fits(case)), None)


def load_question(path: Path) -> Question:
    """Read one question file.

    Raises:
        ContentError: a part is missing, unknown or of the wrong kind.
    """
    try:
        with path.open(encoding="utf-8") as stream:
            raw = yaml.load(stream, LOADER)
        found = set(raw) if isinstance(raw, dict) else set()
        if not _FIELDS <= found <= _FIELDS | _OPTIONAL:
            missing, unknown = sorted(_FIELDS - found), sorted(found - _FIELDS - _OPTIONAL)
            raise ContentError(f"fields missing: {missing}; unknown: {unknown}")
        law = raw["law"]
        if law not in get_args(Law):
            raise ContentError(f"law is {law!r}, not one of {', '.join(get_args(Law))}")
        if (applies := raw.get("applies", "")) not in get_args(Applies):
            raise ContentError(f"applies is {applies!r}, not one of {', '.join(get_args(Applies)[1:])}")
        if (office := raw.get("office", "")) not in get_args(Office):
            raise ContentError(f"office is {office!r}, not one of {', '.join(get_args(Office)[1:])}")
        elsewhere, beside = (tuple(raw.get(field) or ()) for field in ("elsewhere", "beside"))
        if strange := sorted({*elsewhere, *beside} - set(get_args(Column))):
            raise ContentError(f"elsewhere names unknown columns: {strange}")
        if foreign := [column for column in elsewhere if path.parent.name not in OPENS.get(column, {path.parent.name})]:
            raise ContentError(f"elsewhere: {foreign} opens no answer of this topic")
        if broken := [line for lines in raw["examples"].values() for line in lines if not isinstance(line, str | int)]:
            raise ContentError(f"an example has to be in quotes, because of its colon: {broken[0]}")
        everywhere = raw.get("everywhere") or {}
        if everywhere and (
            law not in {"IL", "state"} or everywhere["cite"] not in [part["cite"] for part in raw["sources"]]
        ):
            raise ContentError("everywhere is for an answer under the law of one state, and cites one of its sources")
        topic, name = path.parent.name, path.stem
        return Question(
            id=f"{topic}/{name}",
            topic=topic,
            name=name,
            ask=_both(raw["ask"]),
            law=cast(Law, law),
            applies=cast(Applies, applies),
            office=cast(Office, office),
            elsewhere=elsewhere,
            beside=beside,
            everywhere=_both({key: everywhere[key] for key in set(everywhere) - {"cite", "whole"}})
            if everywhere
            else {},
            federal=str(everywhere["cite"]) if everywhere else "",
            whole=everywhere.get("whole") is True,
            unknown=_both(raw["unknown"]) if "unknown" in raw else {},
            text=_text(raw),
            when=tuple(_variant(part) for part in raw.get("when") or ()),
            assumes=known_facts(raw.get("assumes") or {}, "assumes"),
            next=tuple(raw["next"]),
            sources=tuple(_source(part) for part in raw["sources"]),
            review={language: _review(raw["review"][language]) for language in LANGUAGES},
            examples={
                language: tuple(" ".join(str(line).split()) for line in raw["examples"][language])
                for language in LANGUAGES
            },
        )
    except (KeyError, TypeError, AttributeError, yaml.YAMLError, ContentError) as error:
        place = f"{path.parent.name}/{path.name}"
        detail = f"missing {error}" if isinstance(error, KeyError) else str(error)
        raise ContentError(f"{place}: {detail}") from error


def load_questions(folder: Path = DATA / "topics") -> dict[str, Question]:
    """All questions by id, in the order of their files.

    Raises:
        ContentError: a file is faulty, a topic has no overview, or there is no file at all.
    """
    questions = {question.id: question for question in map(load_question, sorted(folder.glob("*/*.yml")))}
    if not questions:
        raise ContentError(f"no question files in {folder}")
    for topic in {question.topic for question in questions.values()}:
        if f"{topic}/{OVERVIEW}" not in questions:
            raise ContentError(f"{topic}: there is no {OVERVIEW}.yml")
    return questions


JOBS: Mapping[str, Mapping[Language, str]] = {
    "calculate": {"en": "Estimate what I might owe", "es": "Calcular cuánto podría deber"},
    "calculate_interest": {"en": "How much would it grow?", "es": "¿Cuánto crecería?"},
    "calculate_plan": {"en": "What would a payment plan do?", "es": "¿Qué pasaría con un plan de pagos?"},
    "calculate_wages": {"en": "How much of my pay could be taken?", "es": "¿Cuánto me pueden quitar del cheque?"},
    "refine": {"en": "Add interest and costs", "es": "Añadir intereses y costos"},
    "callback": {"en": "Have a person call me", "es": "Que una persona me llame"},
}
"""What a choice says when it leads to a job and not to a question."""


@lru_cache(maxsize=1)
def questions() -> Mapping[str, Question]:
    """All questions of this installation, read once."""
    return load_questions()


@lru_cache(maxsize=2)
def asks(language: Language = "en") -> Mapping[str, str]:
    """How each question is asked, by its id; a topic's own name asks its overview."""
    found = {name: question.ask[language] for name, question in questions().items()}
    overviews = {
        question.topic: question.ask[language] for question in questions().values() if question.name == OVERVIEW
    }
    return found | overviews


def label(name: str, language: Language) -> str:
    """What a button says that leads to a question, a topic or a job."""
    return JOBS[name][language] if name in JOBS else asks(language)[name]


def payload(name: str) -> str:
    """What that button stands for."""
    return f"/{name}" if name in JOBS or "/" in name else f"/{name}/{OVERVIEW}"


def _both(raw: Mapping[str, Any], *, folded: bool = False) -> dict[Language, str]:
    if set(raw) != set(LANGUAGES):
        raise ContentError(f"languages are {sorted(raw)}, not {', '.join(LANGUAGES)}")
    return {
        language: " ".join(str(raw[language]).split()) if folded else str(raw[language]).strip()
        for language in LANGUAGES
    }


def _text(raw: Mapping[str, Any]) -> Text:
    return Text(web=_both(raw["answer"]), sms=_both(raw["sms"], folded=True))


def _variant(raw: Mapping[str, Any]) -> Variant:
    return Variant(known_facts(raw["if"], "when"), _text(raw), tuple(raw.get("next") or ()))


def known_facts(raw: Mapping[str, Any], where: str) -> dict[str, frozenset[str]]:
    """Facts of a case with the values that fit; a single value may stand without its list.

    Raises:
        ContentError: a fact or a value is none that a case can have; the message begins with `where`.
    """
    facts = {fact: frozenset(values if isinstance(values, list) else [values]) for fact, values in raw.items()}
    for fact, values in facts.items():
        if fact not in FACTS or not values <= FACTS[fact]:
            raise ContentError(f"{where}: {fact}: {sorted(values)} is not known")
    return facts


def _source(raw: Mapping[str, Any]) -> Source:
    if not isinstance(raw["checked"], datetime.date):
        raise ContentError(f"source {raw['cite']!r}: checked is not a date")
    if raw["confidence"] not in {"high", "medium"}:
        raise ContentError(f"source {raw['cite']!r}: confidence is neither high nor medium")
    return Source(raw["cite"], raw["url"], raw["checked"], raw["confidence"], raw.get("also"))


def _review(raw: Mapping[Any, Any]) -> Review:
    # YAML 1.1 reads a bare `on` as true; editors need not know.
    return Review(raw["by"], raw.get("on", raw.get(True)), raw.get("text"))
