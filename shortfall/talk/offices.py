"""Say which county's office it is, where a town or a county of Illinois was told: "Aurora is mostly in Kane County". Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from shortfall.content.questions import Language, Office
from shortfall.content.texts import text
from shortfall.law.towns import Place, place_of
from shortfall.talk.case import Case

COOK = ("Cook",)


def opening(office: Office, case: Case, language: Language, words: str, told: Collection[str]) -> str:
    """The sentence with which an answer opens that sends to an office; empty where no county is known, or nothing is left to say of it.

    Args:
        words: the answer: an address that it has is not said twice.
        told: what the assistant has said: the office of a county that was named is said again in short.
    """
    here = case.place_here
    if not office or not here:
        return ""
    main = here.counties[0]
    key = "cook_clerk" if office == "clerk" and here.counties == COOK and "Daley" not in words else office
    whom = (
        text(f"county.{key}", language, county=main, site=text("county.cook_site", language)) if office != "aid" else ""
    )
    where, which = _where(here, language), _answer(here, case, language)
    asked = which and _sentence(
        text(f"county.{which}", language, place=where or text("county.told", language, county=main)), whom
    )
    if asked and not any(asked in each for each in told):
        return asked
    plain = _sentence(where, whom)
    if not any(plain in each for each in told):
        return plain
    return text(f"county.again_{office}", language, county=main) if whom else ""


def _sentence(where: str, whom: str) -> str:
    said = ": ".join(filter(None, [where, whom]))
    return f"{said[0].upper()}{said[1:]}." if said else ""


def _where(here: Place, language: Language) -> str:
    """ "Elgin is mostly in Kane County (part in Cook)"; of a county nothing has to be said."""
    main, *others = here.counties
    if not here.town:
        return ""
    key = "mostly" if len(others) > 1 else "mostly_one" if others else "in"
    named = text("county.and", language).join(filter(None, [", ".join(others[:-1]), *others[-1:]]))
    return text(f"county.{key}", language, town=here.name, county=main, others=named)


def _answer(here: Place, case: Case, language: Language) -> str:
    """Whether it lies in the county that was asked about last; empty where none was."""
    asked = place_of(case["asked_county"]) if case["asked_county"] else None
    if not asked or case.facts["asked_county"].turn < case.facts["county"].turn:
        return ""
    return "lies" if asked.name == here.counties[0] else "partly" if asked.name in here.counties else "not"


_IN_COOK = r"(?:[Ii]n Cook County|[Ee]n (?:el condado de )?Cook)\b"
_FOR_COOK_ONLY = re.compile(
    rf"^(?:(?:[Oo]nly |[Ss]olo )?{_IN_COOK}|(?:By phone: |Por tel[eé]fono: )?(?:Cook County\b(?!'s)|(?:El c|[Cc])ondado de Cook\b)|Cook:|Many Cook County|M1 \(Cook\))|\bCook\b[^.]{{0,80}}312-603"
)
"""Sentences that hold in Cook County alone."""
_FOR_THE_OTHERS = re.compile(r"^(?:(?:Most|Many) counties|(?:Casi todos los|Muchos) condados|Muchos): .*judici\.com")
_OR_ELSE = r"(?:elsewhere(?: in Illinois)?|en otro condado(?: de Illinois)?),? "
_BUT_ELSEWHERE = re.compile(rf"(?:In|En) [^.;\n]{{0,8}}\bCook\b[^.;\n]{{0,120}}; {_OR_ELSE}(\w)")
_ELSEWHERE_IN_ILLINOIS = re.compile(r"\b(?:Elsewhere in Illinois|En otro condado de Illinois),? (\w)")
_ELSEWHERE = re.compile(rf"; {_OR_ELSE}[^.;\n]*")
_IN_COOK_CLAUSE = re.compile(r"; (?:(?:in|en|fiscal de) )?Cook\b[^.;)\n]*| \((?:in|en) Cook\b[^)\n]{0,60}\)")
_ONLY = re.compile(r"(?:(?:Only|Solo) )?\b([IiEe])(n (?:el condado de )?Cook\b(?: County)?)(?: only)?(?=:)")
_NUMBER = re.compile(r"^\d+\.(?= )", re.M)


def of_their_county(words: str, here: Place) -> tuple[str, re.Pattern[str] | None]:
    """An answer with what holds in Cook County said plainly to its people, and which of its sentences are for other counties than theirs."""
    if here.counties == COOK:
        return _ELSEWHERE.sub("", _ONLY.sub(lambda only: f"{only[1].upper()}{only[2]}", words)), _FOR_THE_OTHERS
    if "Cook" in here.counties:
        return words, None
    for other in (_BUT_ELSEWHERE, _ELSEWHERE_IN_ILLINOIS):
        words = other.sub(lambda rest: rest[1].upper(), words)
    return _IN_COOK_CLAUSE.sub("", words), _FOR_COOK_ONLY


def numbered(words: str) -> str:
    """A list whose steps are numbered anew, where one was left out."""
    count = iter(range(1, len(words) + 2))
    return _NUMBER.sub(lambda _: f"{next(count)}.", words)
