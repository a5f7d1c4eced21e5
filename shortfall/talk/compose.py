"""Compose every legal answer: the text that fits the case, under the right law. Pure.

A person whose case is in another state never gets an Illinois text as it is. They are told that it is Illinois law and that theirs may
be the opposite, then their own state's rule if we have it, and where free help is. The firm is offered only for Illinois.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from shortfall.base.channel import Channel
from shortfall.base.gsm7 import folded, septets
from shortfall.content.placeholders import fill
from shortfall.content.questions import JOBS, OVERVIEW, Column, Language, Question, Source, label, payload, questions
from shortfall.content.texts import text
from shortfall.law.elsewhere import Cell, cell, free_help
from shortfall.law.intervals import format_money, to_cents
from shortfall.law.states import STATES, describe
from shortfall.talk.applied import applied, first_said
from shortfall.talk.case import Case

ILLINOIS_JOBS = frozenset(
    {"calculate", "calculate_interest", "calculate_plan", "calculate_wages", "refine", "callback"}
)
"""Calculators of Illinois rules, and the firm: never offered in other states. The estimate covers all states."""
EVERYWHERE = frozenset({"calculate"})

TOLD_ELSEWHERE: Mapping[str, str] = {
    "calculate_wages": "wage_garnishment/how_much",
    "calculate_interest": "judgment_interest/rate",
    "calculate_plan": "judgment_interest/rate",
    "deadlines": "served_with_papers/how_many_days",
}
"""The question that is answered from the states' tables instead of an Illinois-only calculator."""

ABOUT_US = frozenset({"about_firm", "privacy", "fees", "legal_advice_boundary"})
"""Topics about the firm itself. Their answers name it in every state."""

SMS_LIMIT = 306
"""Septets of a text message in two parts."""
_LIVING = frozenset({"wages", "homestead", "judgment", "interest"})
"""Rules that depend on where the person lives, if that is not where the home is."""

_MOVED = "state_law/moved_with_judgment"
_PERCENT = re.compile(r"\b(\d{1,2}(?:\.\d)?)%")
_TAKEN_THERE: tuple[Column, ...] = ("wages", "homestead")
"""Rules on what can be taken from a person. A judgment and its interest follow the state that made it."""
_OF_COLLECTING = frozenset(
    {"bank_account_freeze", "wage_garnishment", "exemptions", "collection_methods", "property_lien"}
)
"""Topics on how a judgment is collected."""

# Phone numbers, sites and offices that help only in Illinois.
_HELPLINES = (
    r"833-411-1121|illinoislegalaid|ilcourthelp|illinoiscourts|877-863-6338|800-922-8757|312-738-9200|877-342-7891|"
    r"CARPLS|(?:dhr|tax|labor)\.illinois"
)
_OTHERS = r"|(?:[Oo]ther states?|[Oo]tros estados|[Ee]lsewhere|[Ee]n otros)\W{1,6}(?:vea |see )?lawhelp\.org"
_OURS = re.compile(_HELPLINES + _OTHERS)
_HERE = re.compile(
    _HELPLINES + _OTHERS + r"|Illinois|Chicago|Cook County|Condado de Cook|\{(?:phone|firm|address|hours|attorney)\}"
)
_SENTENCE = re.compile(r"(?<=[.!?])(?<!a\.m\.)(?<!p\.m\.)\s+(?=[A-Z\u00c0-\u00dc\u00bf\u00a1\"({*\d])")
_ITEM = re.compile(r"^(\s*(?:[-*]|\d+\.)\s+)")


def sentences(words: str) -> list[str]:
    """The sentences of one line of a text."""
    return _SENTENCE.split(words)


@dataclass(frozen=True)
class Answer:
    """What is said: the text, the choices as (label, payload), where it comes from and whose law it is."""

    text: str
    choices: tuple[tuple[str, str], ...]
    sources: tuple[Mapping[str, str], ...]
    law: str
    question: str | None = None
    reads: Language | None = None
    """The language of the text, if it is word for word what the attorney reads; None if it was assembled for another state."""

    def metadata(self, topic: str) -> dict[str, Any]:
        """What goes with the message."""
        found = {
            "topic": topic,
            "question": self.question,
            "law": self.law,
            "reads": self.reads,
            "sources": [dict(s) for s in self.sources],
        }
        return {name: value for name, value in found.items() if value}


def compose(
    question: Question,
    case: Case,
    language: Language,
    channel: Channel,
    values: Mapping[str, str],
    near: Sequence[str] = (),
    *,
    brief: bool = False,
    today: date | None = None,
    said: Collection[str] = (),
) -> Answer:
    """The answer to a question for a case.

    Args:
        values: what the placeholders stand for.
        near: the questions that may have been meant instead, offered first.
        brief: say the short text on the web as well.
        today: where it is given, a rule is also set against the days that were told.
        said: what the assistant has said: a state's main rule is told once.
    """
    place, before = case.place, said
    rule = ""
    if elsewhere(place) and question.topic == "free_help" and question.law == "IL":
        question = questions()["free_help/help_other_states"]
    lives = case["lives_in"]
    # An Illinois answer to what goes by where they live, which is elsewhere, unless they have said since that they ask about the home's state.
    away = question.law == "IL" and elsewhere(lives) and _by_living(question) and not _settled(case)
    if question.law == "IL" and (
        elsewhere(place) or (away and any(code == lives for code, _ in cells(question, case)))
    ):
        return _elsewhere(question, case, language, channel, said)
    words = question.text_for(case.values())
    raw = (words.web if channel == "web" and not brief else words.sms)[language]
    found = cells(question, case) if place and question.law != "state" else []
    if elsewhere(place) and question.law != "state":
        said = for_place(raw, place, language, values, us=question.topic in ABOUT_US, limit=_limit(channel))
    else:
        said = fill(raw, values)
    if question.law == "state" and place:
        # The rule of the known state, and of no other.
        said = rule = describe(STATES[place], channel, language)
        if channel == "web" and elsewhere(place) and (first := question.everywhere.get(language)):
            said = f"{first}\n\n{rule}"
        found = [(place, one)] if (one := cell(place, "deficiency")) else []
    elif elsewhere(place) and found and channel == "web":
        said = f"{said}\n\n{_rules(found, language)}"
    names = [*near, *question.next_for(case.values())]
    choices = offered([(label(name, language), payload(name)) for name in dict.fromkeys(names)], place)[:3]
    sources = [_shown(source) for source in question.sources]
    if away:
        state = STATES[lives].names[language]
        there = text("law.but_there", language, state=state)
        aid = text("law.help", language, state=state, site=free_help(str(lives)))
        said = f"{said}\n\n{there} {aid}"
        if channel == "sms":
            said = _fit([text("law.opposite", language, state=state)], [said])
    elif question.law == "IL" and place == "IL" and elsewhere(lives) and _last_told(case, "lives_in"):
        # Two states in one conversation: say once why this one applies, and what the other decides.
        also = text(f"law.home_here_{channel}", language, state=STATES[lives].names[language])
        said = _ended(said, also, channel)
    as_read = said == fill(raw, values)
    here: Channel = "sms" if brief else channel
    if today and question.law == "IL" and (own := applied(question.id, case, today, language)):
        said = _ended(said, own, here)
    if today and question.law == "IL" and not away and (lead := first_said(question.id, case, today, language, before)):
        said = _begun(lead, said, here)
    if (question.name != OVERVIEW or brief) and len(choices) < 3:
        choices.append((text("law.more", language), f"/{question.topic}/{OVERVIEW}"))
    if question.law == "state" and found:
        sources = [_cited(found[0][1]), *(sources if said != rule else [])]
    elif question.law != "IL" and elsewhere(place):
        sources += [_cited(one) for _, one in found]
    return Answer(
        said, tuple(choices), tuple(sources), question.law, question.name, reads=language if as_read else None
    )


def is_told_elsewhere(job: str, case: Case) -> bool:
    """Whether an Illinois calculation does not apply: pay depends on where the person lives, the rest on where the case is."""
    place = case["lives_in"] if job == "calculate_wages" and case["lives_in"] else case.place
    return job in TOLD_ELSEWHERE and elsewhere(place)


def elsewhere(place: str | None) -> bool:
    """Whether a case is known to be under another law than Illinois's."""
    return place is not None and place != "IL"


def offered(choices: Iterable[tuple[str, str]], place: str | None) -> list[tuple[str, str]]:
    """The choices allowed in a state. Other states get no Illinois calculator and no call from the firm."""
    kept = list(choices)
    return [c for c in kept if c[1].removeprefix("/") not in ILLINOIS_JOBS - EVERYWHERE] if elsewhere(place) else kept


def standing(words: str, place: str | None, language: Language, values: Mapping[str, str], limit: int = 0) -> str:
    """A standing text of domain.yml: somebody elsewhere is not sent to the firm, but to the free help where they are."""
    return for_place(words, place, language, values, limit=limit) if place and elsewhere(place) else fill(words, values)


def for_place(
    words: str,
    place: str | None,
    language: Language,
    values: Mapping[str, str],
    *,
    us: bool = False,
    limit: int = 0,
) -> str:
    """A text that is true everywhere, for somebody elsewhere: sentences that only help in Illinois are left out, and the free
    help of their own state is named instead.

    Args:
        us: the text is about the firm itself: that is said, and that it works in Illinois only.
        limit: septets that the whole must not exceed; 0 for none.
    """
    assert place is not None
    state, site = STATES[place].names[language], free_help(place)
    kept = without(words, _OURS if us else _HERE)
    said = fill(kept, {**values, "help": site})
    if limit and septets(folded(said)) > limit:
        said = fill(kept, {**values, "help": "lawhelp.org"})
    more = []
    if us and re.search(r"\{(?:phone|firm|address)\}", kept):
        long, short = text("law.firm_here", language, state=state), text("law.firm_here_short", language)
        here = short if limit and septets(folded(f"{said} {long}")) > limit else long
        said = _room_for(here, said, limit) if limit else said
        more.append(here)
    if kept != " ".join(words.split()) and kept != words and site not in said:
        more.append(text("law.help", language, state=state, site=site))
    for extra in more:
        longer = f"{said}{' ' if limit else _gap(said)}{extra}".strip()
        if not limit or septets(folded(longer)) <= limit:
            said = longer
    return said


@lru_cache(maxsize=4096)
def without(words: str, pattern: re.Pattern[str]) -> str:
    """A text without the sentences that a pattern stands in; a list item or paragraph of which nothing is left goes too."""
    lines = []
    for line in words.splitlines():
        item = _ITEM.match(line)
        mark = item[1] if item else ""
        said = sentences(line[len(mark) :])
        kept = [sentence for sentence in said if not pattern.search(sentence)]
        if mark and kept and kept[0] != said[0]:
            kept = []  # what is left of an item without its first words has lost its subject
        if kept or not line.strip():
            lines.append(mark + " ".join(kept) if line.strip() else "")
    lines = [
        line
        for at, line in enumerate(lines)
        # A heading whose list was removed.
        if not (line.endswith(":") and not any(rest.strip() for rest in lines[at + 1 : at + 3]))
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def cells(question: Question, case: Case) -> list[tuple[str, Cell]]:
    """What the tables say of the same question in another state, as (postal code, rule): only what is sure enough to be told.

    Pay and the home one lives in go by where the person lives, everything else by where the home was.
    """
    home, lives = case["state"], case["lives_in"]
    found: list[tuple[str, Cell]] = []
    for rule in question.elsewhere:
        for code in dict.fromkeys(
            [lives or home, home or lives] if rule in _LIVING else [home or lives, lives or home]
        ):
            if elsewhere(code) and (one := cell(code, rule)):
                found.append((code, one))
                break
    return found


def _elsewhere(
    question: Question, case: Case, language: Language, channel: Channel, said_before: Collection[str]
) -> Answer:
    """The answer for another state to a question that we can answer only for Illinois."""
    place = str(case.place)
    found = cells(question, case)
    named = [code for code in dict.fromkeys([case["state"], case["lives_in"]]) if code]
    place = found[0][0] if found else place
    also = next((code for code in named if code != place), None)
    state, site = STATES[place].names[language], free_help(place)
    # Nothing on this very question: what the tables say of its subject is better than nothing, and said to be that.
    wider = [] if found else cells(questions()[f"{question.topic}/{OVERVIEW}"], case) or _collecting(question, case)
    main = [] if found or wider or question.topic in _OF_COLLECTING else _main_rule(place, language, said_before)
    wider = wider or main
    lead = "" if found else text("law.no_rule", language, state=state)
    notice = text("law.know_illinois" if found else "law.opposite", language, state=state)
    aid = text("law.help", language, state=state, site=site)
    filed = ""
    if _by_living(question) and place == case["lives_in"] and also == "IL":
        # What is taken from a person goes by where they live, and a judgment from here has to get there first.
        also, filed = None, text("law.first_filed", language, state=state)
    which = text("law.two", language, state=state, other=STATES[also].names[language]) if also else ""
    share = _share(found, case, language)
    federal = [one for one in question.sources if one.cite == question.federal]
    everywhere = question.everywhere.get(language, "")
    if everywhere and not found:
        lead, notice = text("law.no_more", language, state=state), ""
    if channel == "web":
        rules = _rules(found or wider, language)
        if wider:
            key = "law.main" if wider == main else "law.wider"
            rules = f"{text(key, language)}{_gap(rules)}{rules}"
        if everywhere:
            everywhere = f"{everywhere} ({question.federal.partition(';')[0].partition(':')[0]})"
        parts = (
            [" ".join(filter(None, [rules, share])), everywhere, filed, f"{notice} {aid}"]
            if found
            else [everywhere, f"{lead} {notice}".strip(), rules, f"{text('law.dates', language)} {aid}"]
        )
        said = "\n\n".join(part for part in [*parts, which] if part)
    else:
        first = _rule(*(found or wider)[0], language) if found or wider else ""
        cited = text("law.cited", language, cite=_first(found[0][1]), month=_month(found[0][1])) if found else ""
        rest = [_rule(*one, language) for one in found[1:]]
        must = [first, aid] if found else [everywhere, aid] if everywhere else [lead, notice, aid]
        if first and not found and septets(folded(" ".join([everywhere or lead, first, aid]))) <= SMS_LIMIT:
            must = [everywhere or lead, first, aid]
        wish = [which, share, filed, everywhere, notice, *rest, cited] if found else [which, lead]
        said = _fit(must, [part for part in wish if part not in must])
    related = [name for name in question.next if name in questions() and questions()[name].law != "IL"]
    names = [*related[:1], "state_law", "free_help/help_other_states"]
    choices = [(label(name, language), payload(name)) for name in names if name.split("/")[0] != question.topic]
    if also:
        choices = _which([place, also], language) + choices
    sources = [*map(_shown, federal), *(_cited(one) for _, one in found or wider)]
    if filed:
        choices.insert(0, (label(_MOVED, language), payload(_MOVED)))
        sources += [_shown(source) for source in questions()[_MOVED].sources]
    return Answer(said, tuple(choices[:3]), tuple(sources), place, question.name)


def _main_rule(place: str, language: Language, said: Collection[str]) -> list[tuple[str, Cell]]:
    """What can still be owed in a state, unless that was told."""
    one = cell(place, "deficiency")
    if not one:
        return []
    words = STATES[place].rules[language]
    return [] if any(words in told for told in said) else [(place, one)]


def _collecting(question: Question, case: Case) -> list[tuple[str, Cell]]:
    """What is known of collecting in another state, for a question about that of which nothing is known."""
    if question.topic not in _OF_COLLECTING:
        return []
    place = str(case["lives_in"] or case["state"])
    return [(place, one) for rule in _TAKEN_THERE if (one := cell(place, rule))]


def _by_living(question: Question) -> bool:
    """Whether an answer goes by where the person lives: what is taken from pay, accounts and a home."""
    return question.topic in _OF_COLLECTING or bool(set(_TAKEN_THERE) & set(question.elsewhere))


def _settled(case: Case) -> bool:
    """Whether they said after where they live that they ask about the state of the home."""
    return case.facts["state"].turn > case.facts["lives_in"].turn if "state" in case else False


def _last_told(case: Case, name: str) -> bool:
    """Whether this fact was told last."""
    return case.facts[name].turn == max(known.turn for known in case.facts.values())


def _share(found: Sequence[tuple[str, Cell]], case: Case, language: Language) -> str:
    """ "20% of $940 is $188.": the share that another state's rule names, of the take-home pay that was told."""
    pay = case["take_home"]
    named = {match[1] for _, one in found for match in _PERCENT.finditer(one.text["en"])}
    if not pay or len(named) != 1 or not any("take-home" in one.text["en"] for _, one in found):
        return ""
    (share,) = named
    taken = to_cents(Decimal(pay["high"]) * Decimal(share) / 100)
    return text("law.share", language, share=share, pay=format_money(Decimal(pay["high"])), sum=format_money(taken))


def _which(codes: Iterable[str], language: Language) -> list[tuple[str, str]]:
    """Choices that name states. What each stands for is its English name, which is read like any message."""
    return [(STATES[code].names[language], STATES[code].name) for code in codes]


def _rules(found: Sequence[tuple[str, Cell]], language: Language) -> str:
    """Rules of other states as text: one in a line, several as a list, with citation and month."""
    said = []
    for code, one in found:
        cited = text("law.cited", language, cite=_first(one), month=_month(one))
        said.append(" ".join(filter(None, [_rule(code, one, language), one.limit.get(language), cited])))
    return "\n".join(f"- {line}" for line in said) if len(said) > 1 else "".join(said)


def _rule(code: str, one: Cell, language: Language) -> str:
    """ "Texas: wages cannot be taken for this kind of debt." """
    said = one.text[language]
    return f"{STATES[code].names[language]}: {said[0].lower()}{said[1:]}"


def _first(one: Cell) -> str:
    """The first statute of a citation; all of it stands in the sources."""
    return one.citation.split("; ")[0]


def _month(one: Cell) -> str:
    return f"{one.checked.month}/{one.checked.year}"


def _fit(must: Sequence[str], wish: Sequence[str]) -> str:
    """A text message of what must be said and, in order, what else there is room for."""
    parts = [part for part in must if part]
    for extra in wish:
        longer = [*parts[:1], extra, *parts[1:]]
        if extra and septets(folded(" ".join(longer))) <= SMS_LIMIT:
            parts = longer
    return " ".join(parts)


def _ended(said: str, end: str, channel: Channel) -> str:
    """A text with another sentence at its end."""
    return f"{said}\n\n{end}" if channel == "web" else f"{_room_for(end, said, SMS_LIMIT)} {end}"


def _begun(begin: str, said: str, channel: Channel) -> str:
    """A text with another sentence before it."""
    return f"{begin}\n\n{said}" if channel == "web" else f"{begin} {_room_for(begin, said, SMS_LIMIT)}"


def _room_for(end: str, said: str, limit: int) -> str:
    """A text message without so many of its last sentences as leave no room, in so many septets, for what is to end it."""
    while septets(folded(f"{said} {end}")) > limit and len(parts := sentences(said)) > 1:
        said = " ".join(parts[:-1])
    return said


def _limit(channel: Channel) -> int:
    return SMS_LIMIT if channel == "sms" else 0


def _gap(said: str) -> str:
    return "\n\n" if "\n" in said else " "


def _shown(source: Source) -> dict[str, str]:
    return {"cite": source.cite, "url": source.url}


def _cited(one: Cell) -> dict[str, str]:
    return {"cite": f"{one.citation} ({_month(one)})", "url": one.url}


__all__ = ["JOBS", "Answer", "Channel", "cells", "compose", "elsewhere", "for_place", "offered", "standing"]
