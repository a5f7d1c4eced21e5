"""Compose every legal answer: the text that fits the case, under the right law. Pure.

A person whose case is in another state never gets an Illinois text as it is. They are told that it is Illinois law and that theirs may
be the opposite, then their own state's rule if we have it, and where free help is. The firm is offered only for Illinois.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from shortfall.base.channel import Channel
from shortfall.base.gsm7 import folded, septets
from shortfall.content.placeholders import fill
from shortfall.content.questions import (
    JOBS,
    LANGUAGES,
    OVERVIEW,
    Column,
    Language,
    Question,
    Source,
    label,
    payload,
    questions,
)
from shortfall.content.texts import has_text, text
from shortfall.law.elsewhere import Cell, cell, free_help
from shortfall.law.states import STATES, allowed, describe
from shortfall.law.towns import Place
from shortfall.reading.counties import read_county
from shortfall.reading.states import find_places
from shortfall.reading.whereabouts import OURS
from shortfall.talk.applied import (
    LEADS_EVERYWHERE,
    WHOSE_DATE,
    WITH_A_FIGURE,
    applied,
    before_a_sale,
    first_said,
    in_time,
    too_near,
)
from shortfall.talk.case import Case, Known
from shortfall.talk.due import counts_to_filing
from shortfall.talk.offices import numbered, of_their_county, opening
from shortfall.talk.pay_sums import most_there
from shortfall.talk.plausible import sensible

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
_SENDS_NOBODY = frozenset({"legal_advice_boundary", "about_firm/which_states"})
"""Those of them that ask for no number of the firm: somebody elsewhere is not given one."""

SMS_LIMIT = 306
"""Septets of a text message in two parts."""
_LIVING = frozenset({"wages", "homestead", "account", "car", "judgment", "interest"})
"""Rules that depend on where the person lives, if that is not where the home is."""

_OPENS_ELSEWHERE = frozenset({"account", "offer_by"})
"""What opens an answer on Illinois in another state too."""
_MOVED = "state_law/moved_with_judgment"
_ORDERED = "wage_garnishment/out_of_state"
_RULE, _AID = "state_law", "free_help/help_other_states"
_AID_HERE = "free_help/legal_aid_illinois"
_KEPT = "exemptions"
"""The topic on what nobody can take: no rule of Illinois stands in for that of the state where somebody lives, be it known or not."""
_BY_NAME = frozenset({"wage_garnishment", "exemptions", "property_lien"})
"""Topics in which a question about one rule asks for that rule by its name, whoever asks."""
_LOST = frozenset({"sold", "confirmed"})
"""Stages at which the home is gone."""
COMMUNITY = frozenset("AZ CA ID LA NV NM TX WA WI".split())
"""The nine community property states (IRS Publication 555)."""
_TAKEN_THERE: tuple[Column, ...] = ("wages", "homestead", "account", "car")
"""Rules on what can be taken from a person. A judgment and its interest follow the state that made it."""
_OF_COURT = frozenset(
    {"served_with_papers", "sale_process", "timeline", "defend_foreclosure", "redemption_reinstatement"}
)
"""Topics on what happens in a court by a date."""
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
_OURS_TOO = re.compile(rf"{_HELPLINES}{_OTHERS}|\{{phone\}}")
_HERE = re.compile(
    _HELPLINES + _OTHERS + r"|Illinois|Chicago|Cook County|Condado de Cook|\{(?:phone|firm|address|hours|attorney)\}"
)
_SENTENCE = re.compile(
    r"(?<=[.!?])(?<!a\.m\.)(?<!p\.m\.)(?<! v\.)(?<! [NSEW]\.)\s+(?![^()\n]{0,80}\))(?=[A-Z\u00c0-\u00dc\u00bf\u00a1\"({*\d])"
)
_ITEM = re.compile(r"^(\s*(?:[-*]|\d+\.)\s+)")


def sentences(words: str) -> list[str]:
    """The sentences of one line of a text."""
    return _SENTENCE.split(words)


FEW_WORDS = 7


def in_short(words: str, most: int = 0) -> str:
    """The first sentence of an answer, which answers; the first two where that is only a few words; and those behind them that `most` words hold."""
    kept = ""
    for sentence in sentences(" ".join(words.split())):
        longer = f"{kept} {sentence}".strip()
        if len(kept.split()) >= FEW_WORDS and len(longer.split()) > most:
            break
        kept = longer
    return kept


@lru_cache(maxsize=1)
def _noted() -> re.Pattern[str]:
    texts = (text(key, each, facts="@") for each in LANGUAGES for key in ("figures.begun", "figures.read", "noted"))
    return re.compile("|".join(re.escape(each).replace("@", r"([^\n]{1,400}?)") for each in texts))


def noted_once(said: Sequence[str]) -> list[str]:
    """The texts of a reply, in which what was read of a message stands once: there where the most of it is named."""
    found = [(at, match) for at, words in enumerate(said) for match in _noted().finditer(words)]
    facts = [{*next(filter(None, match.groups())).split(", ")} for _, match in found]
    kept = list(said)
    for one, ((at, match), named) in enumerate(zip(found, facts, strict=True)):
        others = (each for other, each in enumerate(facts) if other != one and (each != named or other < one))
        if any(named <= each for each in others):
            kept[at] = re.sub(r"\n{3,}", "\n\n", kept[at].replace(match[0], "", 1)).strip()
    return kept


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
    told: Collection[str] = (),
    just_said: Collection[str] = (),
    plainly: bool = False,
    shown: Collection[str] = (),
) -> Answer:
    """The answer to a question for a case.

    Args:
        values: what the placeholders stand for.
        near: the questions that may have been meant instead, offered first.
        brief: say the short text on the web as well.
        today: where it is given, a rule is also set against the days that were told.
        told: what the assistant has said: a state's rule is told once, unless it is all that is asked for.
        just_said: what the same reply has said: what was told is applied once in it.
        plainly: they asked to be told plainly where something is not known.
        shown: what choices that were shown lately stand for: others come in their place.
    """
    if _by_living(question):
        case = case.taken_in(pay=_on_pay(question))
        if _on_pay(question) and case["lives_in"] == "IL":
            # Another state's judgment is filed here first, and counts as one of Illinois from then on (735 ILCS 5/12-652).
            case = Case({**case.without("lives_in").facts, "state": case.facts["lives_in"]})
    place = case.place
    rule = ""
    only_here = question.law == "IL" and not question.everywhere
    if elsewhere(place) and question.topic == "free_help" and (only_here or question.name == OVERVIEW):
        question = questions()[_AID]
    lives = case["lives_in"]
    away = question.law == "IL" and elsewhere(lives) and _by_living(question)
    theirs = question.topic == _KEPT or any(code == lives for code, _ in cells(question, case))
    if question.law == "IL" and (elsewhere(place) or (away and theirs)):
        abroad = _elsewhere(question, case, language, channel, told, plainly, shown, today)
        whose = (
            first_said(question.id, case, today, language, told)
            if today and question.applies in _OPENS_ELSEWHERE
            else ""
        )
        return replace(abroad, text=_begun(whose, abroad.text, channel)) if whose else abroad
    words = question.text_for(case.values(today))
    raw = (words.web if channel == "web" and not brief else words.sms)[language]
    found = cells(question, case) if place and question.law != "state" else []
    led = found if question.law == "general" and _on_pay(question) else []
    if question.law != "state":
        found = _new(found, told, language)
    if place and elsewhere(place) and question.id == _AID:
        said = _aid(place, language, channel)
    elif elsewhere(place) and question.law != "state":
        said = for_place(
            raw,
            place,
            language,
            values,
            us=question.topic in ABOUT_US,
            sent=not {question.topic, question.id} & _SENDS_NOBODY,
            limit=_limit(channel),
        )
    else:
        said = fill(raw, values)
    if question.law == "state" and place:
        # The rule of the known state, and of no other.
        said = rule = describe(STATES[place], channel, language)
        if channel == "web" and elsewhere(place) and (first := question.everywhere.get(language)):
            said = f"{first}\n\n{rule}"
        found = [(place, one)] if (one := cell(place, "deficiency")) else []
    elif elsewhere(place) and found and channel == "web" and not led:
        said = f"{said}\n\n{_rules(found, language)}"
    if case.values().get("area") and question.id == f"free_help/{OVERVIEW}":
        nearest = questions()[_AID_HERE].text_for(case.values())
        said = _begun(sentences(nearest.web[language])[0], said, "sms" if brief else channel)
    names = [*near, *question.next_for(case.values(today))]
    helps = elsewhere(place) and question.topic == "free_help"
    if place and helps:
        if question.id != _AID:
            first = text("law.help", language, state=STATES[place].names[language], site=free_help(place))
            said = said.replace(first, "").strip()
            said = f"{first}{_gap(said)}{said}" if channel == "web" else _fit([first], [said])
        ours = {name for name in names if (other := questions().get(name)) and other.law == "IL"}
        names = [name for name in names if name not in {"free_help", *ours}]
    if not _asks_the_rest(case, [*told, said], language):
        names = [name for name in names if name != _RULE]
    named = [(label(name, language), payload(name)) for name in dict.fromkeys(names)]
    choices = _fresh(offered(named, case, language, question.id), shown)
    sources = [_shown(source) for source in question.sources]
    if away:
        state = STATES[lives].names[language]
        holds = _everywhere(question, str(lives), language, channel)
        there = text(f"law.but_there{'_federal' if holds else ''}", language, state=state, everywhere=holds)
        aid = text("law.help", language, state=state, site=free_help(str(lives)))
        said = f"{said}\n\n{there} {aid}"
        if channel == "sms":
            said = _ended(said, text("law.but_there_sms", language, state=state), channel)
    elif question.law == "IL" and place == "IL" and elsewhere(lives) and _last_told(case, "lives_in"):
        # Two states in one conversation: say once why this one applies, and what the other decides.
        also = text(f"law.home_here_{channel}", language, state=STATES[lives].names[language])
        if not any(also in each for each in told):
            said = _ended(said, also, channel)
    elif led:
        # That state's rule is what they ask for; an Illinois judgment has to get there first.
        filed = _filed(question, place, lives, language)
        if channel == "web" and not brief:
            said = f"{_rules(led, language)} {' '.join(filed)}".strip() + f"\n\n{said}"
        else:
            said = _as_fits([_rule(*led[0], language), *filed, *sentences(said)])
    if case.place_here and question.law != "state":
        said = for_their_county(said, case.place_here)
    as_read = said == fill(raw, values)
    here: Channel = "sms" if brief else channel
    if today and question.law == "IL" and (own := applied(question.id, case, today, language)):
        said = said if _stands(own, just_said) else _ended(said, own, here)
    if (county := opening(question.office, case, language, said, told)) and not _stands(county, just_said):
        said = _begun(county, said, here)
    leads = question.applies in LEADS_EVERYWHERE or (question.law == "IL" and not away)
    if today and leads and (lead := first_said(question.id, case, today, language, told)):
        if question.applies == "car" or (question.applies == "savings" and here == "sms"):
            said = without(said, WITH_A_FIGURE)
        again = _stands(lead, just_said) and question.id != WHOSE_DATE
        said = said if again else _begun(lead, said, here)
    too_late = before_a_sale(today) if today else None
    if today and too_late and too_late.search(said) and (over := too_near(question.id, case, today, language, here)):
        said = _begun(over, without(said, too_late), here)
    elif today and too_late and question.topic == "loan_modification" and too_late.search(said):
        days = in_time(case, today, language)
        whole = here == "web" or septets(folded(f"{days} {said}")) <= SMS_LIMIT
        said = _begun(days, said, here) if days and whole and not any(days in each for each in told) else said
    if len(choices) < 3 and not helps:
        if here == "sms" and left_of(fill(words.web[language], values), said):
            choices.append((text("law.more", language), text("law.more_said", language)))
        elif question.name != OVERVIEW and (overview := payload(question.topic)) not in {to for _, to in choices}:
            choices.append((label(question.topic, language), overview))
    if question.law == "state" and found:
        sources = [_cited(found[0][1]), *(sources if said != rule else [])]
    elif question.law != "IL" and elsewhere(place):
        sources += [_cited(one) for _, one in found]
    said = with_names(said, values, language, _limit(channel))
    return Answer(
        said, tuple(choices), tuple(sources), question.law, question.name, reads=language if as_read else None
    )


def for_their_county(said: str, here: Place) -> str:
    """An answer without what holds only in other counties than theirs; as it is where nothing of that stands in it."""
    theirs, foreign = of_their_county(said, here)
    kept = without(theirs, foreign) if foreign else theirs
    return numbered(kept) if kept and kept.split() != said.split() else said


_A_NUMBER = re.compile(r"\(?\d{3}\)?[ -]\d{3}-\d{4}\.?")


def with_names(said: str, values: Mapping[str, str], language: Language, limit: int = 0) -> str:
    """A text in which each number that stands by itself says whose it is, as long as there is room."""
    lines = []
    for line in said.split("\n"):
        parts = sentences(line)
        for at, part in enumerate(parts):
            if not _A_NUMBER.fullmatch(part):
                continue
            number = part.rstrip(".")
            keys = ["numbers.firm", "numbers.firm_short"] if number == values["phone"] else [f"numbers.{number}"]
            for name in (text(key, language, firm=values["firm"], number=number) for key in keys if has_text(key)):
                if not limit or septets(folded(said)) + len(name) - len(part) <= limit:
                    parts[at] = name
                    break
        lines.append(" ".join(parts))
    return "\n".join(lines)


def _fresh(choices: Iterable[tuple[str, str]], shown: Collection[str]) -> list[tuple[str, str]]:
    return [choice for choice in choices if choice[1] not in shown][:3]


def _stands(sentence: str, said: Collection[str]) -> bool:
    return any(sentence in each for each in said)


_THEY = re.compile(r"\b(?:she|he|they|her|him|them|ella|ellos|[eé]l|les?)\b", re.I)


def helped(case: Case, said: Sequence[str]) -> Case:
    """The case of whom free help is looked for: "a free lawyer for my sister in Wisconsin", and after that "she has no internet".

    Args:
        said: what the person wrote last, the newest first.
    """
    for words in said:
        places = find_places(words)
        # What may be theirs or the person's is theirs where another place is known.
        theirs = [code for _, code, whose in places if whose == "others" or (whose == "perhaps" and case.place)]
        if case.place in theirs:
            return case
        if theirs and not any(whose in OURS - {"perhaps"} for *_, whose in places):
            left = dict(case.without("state", "state_before", "lives_in", "county").facts)
            if theirs[0] == "IL" and (told := read_county(words).told):
                left["county"] = Known(told.place.full, "", 0)
            return Case({**left, "state": Known(theirs[0], "", 0)})
        if places or not _THEY.search(words):
            break
    return case


def is_told_elsewhere(job: str, case: Case) -> bool:
    """Whether an Illinois calculation does not apply: pay depends on where the person lives, the rest on where the case is. From what day a
    case may be filed is counted by a federal rule."""
    pays = job == "calculate_wages"
    place = (case.taken_in(pay=True)["lives_in"] if pays else None) or case.place
    federal = job == "deadlines" and counts_to_filing(case)
    return job in TOLD_ELSEWHERE and elsewhere(place) and not federal


def elsewhere(place: str | None) -> bool:
    """Whether a case is known to be under another law than Illinois's."""
    return place is not None and place != "IL"


def offered(
    choices: Iterable[tuple[str, str]], case: Case, language: Language, subject: str | None = None
) -> list[tuple[str, str]]:
    """The choices that fit a case: they presume nothing that was not named, and in other states are no Illinois calculator and no call
    from the firm.

    Args:
        choices: as (label, payload); one whose payload is plain words is kept.
        subject: the question or topic that is answered.
    """
    known = case.values()
    kept = []
    for title, to in choices:
        name = to.removeprefix("/").removesuffix(f"/{OVERVIEW}")
        fit = sensible([name], known, subject) if to.startswith("/") else [name]
        if fit and not (elsewhere(case.place) and name in ILLINOIS_JOBS - EVERYWHERE):
            kept.append((title, to) if fit == [name] else (label(fit[0], language), payload(fit[0])))
    return list(dict.fromkeys(kept))


def standing(words: str, place: str | None, language: Language, values: Mapping[str, str], limit: int = 0) -> str:
    """A standing text of domain.yml: somebody elsewhere is not sent to the firm, but to the free help where they are."""
    return for_place(words, place, language, values, limit=limit) if place and elsewhere(place) else fill(words, values)


def not_ours(words: str, place: str | None, language: Language, phone: str, *, helped: bool = False) -> str:
    """Words that are ready to be said: for somebody elsewhere without the sentences that send them to the firm or to help of Illinois.

    Args:
        phone: the firm's number.
        helped: they were told where help is free there, or asked for a call all the same.
    """
    if not place or not elsewhere(place):
        return words
    kept = without(words, re.compile(f"{_OURS.pattern}|{re.escape(phone)}"))
    aid = text("law.help", language, state=STATES[place].names[language], site=free_help(place))
    return words if kept == words else kept if helped and kept else f"{kept}{_gap(kept)}{aid}".strip()


def for_place(
    words: str,
    place: str | None,
    language: Language,
    values: Mapping[str, str],
    *,
    us: bool = False,
    sent: bool = True,
    limit: int = 0,
) -> str:
    """A text that is true everywhere, for somebody elsewhere: sentences that only help in Illinois are left out, and the free
    help of their own state is named instead.

    Args:
        us: the text is about the firm itself: that is said, and that it works in Illinois only.
        sent: such a text may give the firm's number.
        limit: septets that the whole must not exceed; 0 for none.
    """
    assert place is not None
    state, site = STATES[place].names[language], free_help(place)
    kept = without(words, _HERE if not us else _OURS if sent else _OURS_TOO)
    said = fill(kept, {**values, "help": site})
    if limit and septets(folded(said)) > limit:
        said = fill(kept, {**values, "help": "lawhelp.org"})
    more = []
    if us and re.search(r"\{(?:phone|firm|address)\}", words):
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


_WORD = re.compile(r"[^\W_]{2,}")
_SAID_OFTEN = frozenset(
    "the my me do does did is are can could will would they them to of in on or and if it that this what who how when el la los las de que me mi se en lo un una para por con".split()
)
OLD, ENOUGH = 0.4, 20
"""Share of a sentence's words that another text has where it says the same; words of what is worth a message of its own."""


def content_words(words: str) -> set[str]:
    """The words that say what a text is about."""
    return {*_WORD.findall(words.lower())} - _SAID_OFTEN


@lru_cache(maxsize=512)
def left_of(words: str, said: str) -> str:
    """What a text says besides another that said it in short; empty where nothing is."""
    known = content_words(said)
    old = {
        sentence
        for line in words.splitlines()
        for sentence in sentences(_ITEM.sub("", line))
        if len(own := content_words(sentence)) < 2 or len(own & known) >= OLD * len(own)
    } - {""}
    left = without(words, re.compile("|".join(map(re.escape, sorted(old))))) if old else words
    return left if len(left.split()) >= ENOUGH else ""


def cells(question: Question, case: Case) -> list[tuple[str, Cell]]:
    """What the tables say of the same question in another state, as (postal code, rule): only what is sure enough to be told.

    Pay and the home one lives in go by where the person lives, everything else by where the home was. Of several rules those are left
    out that cannot touch the person.
    """
    idle = _idle(case) if len(question.elsewhere) > 1 or question.topic not in _BY_NAME else frozenset()
    return _cells([rule for rule in question.elsewhere if rule not in idle], case)


def _cells(columns: Sequence[Column], case: Case) -> list[tuple[str, Cell]]:
    home, lives = case["state"], case["lives_in"]
    found: list[tuple[str, Cell]] = []
    for rule in columns:
        for code in dict.fromkeys(
            [lives or home, home or lives] if rule in _LIVING else [home or lives, lives or home]
        ):
            if elsewhere(code) and (one := cell(code, rule)):
                found.append((code, one))
                break
    return found


def _idle(case: Case) -> frozenset[Column]:
    """Rules about what the person does not have: pay of who draws none, a home of who owns none any more."""
    gone = case["owns"] == "no_home" or (case["stage"] in _LOST and case["owns"] is None)
    idle: dict[Column, bool] = {"wages": case["works"] == "no_wages", "homestead": gone}
    return frozenset(rule for rule, nothing in idle.items() if nothing)


def _new(found: Sequence[tuple[str, Cell]], told: Collection[str], language: Language) -> list[tuple[str, Cell]]:
    """The rules that were not told in this talk."""
    return [(code, one) for code, one in found if not any(one.text[language][1:] in each for each in told)]


def _elsewhere(
    question: Question,
    case: Case,
    language: Language,
    channel: Channel,
    told: Collection[str],
    plainly: bool,
    shown: Collection[str],
    today: date | None,
) -> Answer:
    """The answer for another state to a question that we can answer only for Illinois: the state's rule where it is known, else what is
    true in every state, else first that it is not known, and who knows it."""
    away = elsewhere(case["lives_in"]) and _by_living(question)
    place = str(case["lives_in"] if away else case.place)
    idle = _idle(case)
    beside = _cells([rule for rule in question.beside if rule not in idle], case)
    near = _new(beside, told, language)
    also_told, in_short = _beside(question, beside, near, language)
    plainly = plainly and not in_short  # what is left to owe is known
    known = cells(question, case)
    new = _new(known, told, language)
    found = new if plainly else new or known  # what was told is told again to who asks for nothing else
    named = [code for code in dict.fromkeys([case["state"], case["lives_in"]]) if code]
    place = found[0][0] if found else place
    also = next((code for code in named if code != place), None)
    state, site = STATES[place].names[language], free_help(place)
    everywhere = _everywhere(question, place, language, channel)
    if plainly and any(everywhere in each for each in told):
        everywhere = ""
    unknown = _not_known(question, state, language, beyond=bool(known if plainly else everywhere))
    caution = text("law.of_the_home", language) if _of_another_debt(question, case) else ""
    aid = text("law.help", language, state=state, site=site)
    notice = text("law.know_illinois" if found or beside else "law.opposite", language, state=state)
    filed: list[str] = []
    if _by_living(question) and place == case["lives_in"] and also == "IL":
        # What is taken from a person goes by where they live, and a judgment from here has to get there first.
        # To reach pay that is earned in Illinois it need not be filed there.
        also, filed = None, _filed(question, also if case["works_in"] != "IL" else None, place, language)
    which = text("law.two", language, state=state, other=STATES[also].names[language]) if also else ""
    share = _most(place, case, today, language) if "wages" in question.elsewhere else ""
    federal = [one for one in question.sources if one.cite == question.federal]
    whom = f"{notice} {aid}"
    if question.whole and not (plainly or found or question.unknown):
        whom = aid
    elif question.unknown or plainly or not (found or beside):
        whom = f"{unknown} {text(f'law.knows_{channel}', language, site=site)}"
    if channel == "web":
        if everywhere:
            everywhere = f"{everywhere} ({question.federal.partition(';')[0].partition(':')[0]})"
        dates = text("law.dates", language) if question.topic in _OF_COURT and not found else ""
        if found:
            parts = [
                " ".join(filter(None, [_rules(found, language), share])),
                " ".join(filed),
                caution,
                everywhere,
                whom,
            ]
        elif everywhere and not plainly:
            parts = [everywhere, also_told, whom, dates]
        else:
            parts = [whom, everywhere, also_told, dates, "" if everywhere or plainly else notice]
        said = "\n\n".join(part for part in [*parts, which] if part)
    elif found:
        first, *rest = [_rule(*one, language) for one in found]
        cited = text("law.cited", language, cite=_first(found[0][1]), month=_month(found[0][1]))
        gap = unknown if question.unknown else ""
        must = [first, *filed, aid]
        must = must if septets(folded(" ".join(must))) <= SMS_LIMIT else [first, *filed[:1], aid]
        said = _fit(must, [caution, which, share, everywhere, gap, notice, *rest, cited])
    else:
        must = [everywhere, whom] if everywhere and not plainly else [whom]
        if in_short or septets(folded(" ".join(must))) > SMS_LIMIT:
            must = [everywhere, aid]
        whole = septets(folded(" ".join([*must, also_told]))) <= SMS_LIMIT
        near_by = [also_told] if whole else in_short
        said = _fit(must, [which, *near_by, everywhere if plainly else "", "" if everywhere or plainly else notice])
    related = [
        name
        for name in question.next
        if (next_one := questions().get(name))
        and (next_one.law != "IL" or next_one.everywhere or cells(next_one, case))
    ]
    names = [*related[:2], _RULE, _AID]
    choices = [
        (label(name, language), payload(name))
        for name in dict.fromkeys(names)
        if name.split("/")[0] != question.topic and (name != _RULE or _asks_the_rest(case, [*told, said], language))
    ]
    choices = [each for each in offered(choices, case, language, question.id) if each[1] not in shown]
    if also:
        choices = _which([place, also], language) + choices
    sources = [*map(_shown, federal), *(_cited(one) for _, one in found or near)]
    if filed:
        choices.insert(0, (label(_MOVED, language), payload(_MOVED)))
        also_read = [_MOVED, *([_ORDERED] if _on_pay(question) else [])]
        sources += [_shown(source) for name in also_read for source in questions()[name].sources]
    return Answer(said, tuple(choices[:3]), tuple(sources), place, question.name)


def _beside(
    question: Question, beside: Sequence[tuple[str, Cell]], near: Sequence[tuple[str, Cell]], language: Language
) -> tuple[str, list[str]]:
    """The rules that are told beside an answer, whole and in a few sentences: whether the rest can be owed is said again where its rule was told, and
    a co-signer hears that it holds for them."""
    owing = next((each for each in beside if each[1].text is STATES[each[0]].rules), None)
    if owing is None:
        return _rules(near, language), []
    short = text("law.owing", language, answer=allowed(STATES[owing[0]], language))
    lead = text("law.beside", language) if owing in near else f"{short} {text('law.told_above', language)}"
    signer = text("law.signer", language) if question.topic == "cosigner_spouse_divorce" else ""
    return " ".join(filter(None, [lead, _rules(near, language), signer])), [short, signer]


def _of_another_debt(question: Question, case: Case) -> bool:
    """Whether it may be asked of a second loan or of a rental, of which the rule for a foreclosed home need not hold."""
    other = case["loan"] == "second" or case["second_loan"] or case["home"] in {"rental", "llc"}
    return "deficiency" in question.elsewhere and bool(other or question.topic == "investment_property")


def _everywhere(question: Question, place: str, language: Language, channel: Channel) -> str:
    """What holds in every state, with whether this one has community property where that changes it; empty where nothing is known."""
    one_of = "one" if place in COMMUNITY else "not"
    state = STATES[place].names[language]
    community = text(f"law.community.{one_of}_{channel}", language, state=state)
    return fill(question.everywhere.get(language, ""), {"community": community})


def _not_known(question: Question, state: str, language: Language, *, beyond: bool) -> str:
    """ "I do not know whether Ohio protects it.", or what else of the state's rule is not known."""
    if question.unknown:
        return text("law.unknown", language, what=question.unknown[language].replace("{state}", state))
    rule = text("law.beyond" if beyond else "law.its_rule", language, state=state)
    return text("law.unknown_beyond" if beyond else "law.unknown", language, what=rule)


def _aid(place: str, language: Language, channel: Channel) -> str:
    """Where help is free in a state: its own site first, and its telephone number where one is known."""
    state = STATES[place]
    read = state.help_phone_checked
    number = text("law.aid.number", language, number=state.help_phone, month=_when(read)) if read else ""
    none = text(f"law.aid.{'no_office' if number else 'no_number'}_{channel}", language)
    lead = text("law.help", language, state=state.names[language], site=f"{state.free_help}{number}")
    return f"{lead} {none}{' ' if channel == 'sms' else chr(10) * 2}{text(f'law.aid.nation_{channel}', language)}"


def _asks_the_rest(case: Case, told: Collection[str], language: Language) -> bool:
    """Whether somebody may still wonder if their state lets a lender ask for the rest: not with a judgment for it, nor once it was told."""
    if case["stage"] in {"judgment", "collection"}:
        return False
    return not case.place or not any(STATES[case.place].rules[language] in each for each in told)


def _by_living(question: Question) -> bool:
    """Whether an answer goes by where the person lives: what is taken from pay, accounts and a home."""
    return question.topic in _OF_COLLECTING or bool(set(_TAKEN_THERE) & set(question.elsewhere))


def _filed(question: Question, home: str | None, there: str, language: Language) -> list[str]:
    """That a judgment of another state, as Illinois, has to be filed where they live first; and whose limit an order of the Illinois court on pay follows."""
    if home != "IL":
        return []
    also = _on_pay(question) and question.id != _ORDERED  # which says it itself
    first = text("law.first_filed", language, state=STATES[there].names[language])
    return [first, *([text("law.illinois_order", language)] if also else [])]


def _on_pay(question: Question) -> bool:
    return question.topic == "wage_garnishment" or "wages" in question.elsewhere


def _last_told(case: Case, name: str) -> bool:
    """Whether this fact was told last."""
    return case.facts[name].turn == max(known.turn for known in case.facts.values())


def _most(place: str, case: Case, today: date | None, language: Language) -> str:
    """What the rule of another state comes to with the pay that was told."""
    most = most_there(case, place, today) if today else None
    return most.words(language, beyond=False) if most else ""


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
    return _when(one.checked)


def _when(day: date) -> str:
    return f"{day.month}/{day.year}"


def _fit(must: Sequence[str], wish: Sequence[str]) -> str:
    """A text message of what must be said and, in order, what else there is room for."""
    parts = [part for part in must if part]
    for extra in wish:
        longer = [*parts[:1], extra, *parts[1:]]
        if extra and septets(folded(" ".join(longer))) <= SMS_LIMIT:
            parts = longer
    return " ".join(parts)


def _as_fits(parts: Sequence[str]) -> str:
    """A text message of its first parts, as many as there is room for."""
    said = parts[0]
    for part in parts[1:]:
        longer = f"{said} {part}"
        if septets(folded(longer)) > SMS_LIMIT:
            break  # what comes after it may lean on it
        said = longer
    return said


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


__all__ = ["JOBS", "Answer", "Channel", "cells", "compose", "elsewhere", "for_place", "not_ours", "offered", "standing"]
