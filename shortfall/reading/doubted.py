"""Which figures a person is not sure of ("600 maybe"), and which they do not believe ("I don't believe the taxes one"). Pure, linear."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from shortfall.reading.guarded import Guarded

_GUESS = r"(?:maybe|perhaps|probably|i think|i guess|not sure|approximately|approx|roughly|around|about|somewhere|like|more or less|or so|give or take|a guess|guessing|tal ?vez|quiz[aá]s?|creo|a lo mejor|m[aá]s o menos|como|unos|cerca de|calculo|le calculo)"
_AHEAD = Guarded(rf"\b{_GUESS}(?: (?:it|is|was|of|like|about|que|es|eran|fueron|de)){{0,2}}\W{{0,3}}\Z", re.I)
_BEHIND = re.compile(
    rf"(?: ?(?:k|mil|grand|thousand|dollars|bucks|d[oó]lares))?[\s,(]{{0,3}}{_GUESS}\b(?! [\d$])", re.I
)
_PARTS: Mapping[str, str] = {
    "taxes": r"tax(?:es)?|insurance|impuestos?|seguro",
    "fees": r"(?:attorney'?s?|lawyer'?s?|legal|late) ?(?:fees?)?|fees?|honorarios",
    "sale_costs": r"sheriff'?s?(?: fees?)?|sale (?:fees?|costs?)|gastos de (?:la )?venta",
    "costs": r"(?:court )?costs?|charges?|gastos|costas|cargos",
    "interest": r"interest|intereses",
    "second_loan": r"second (?:loan|mortgage)|segunda hipoteca",
    "debt": r"(?:judgment|judgement|debt|balance|payoff|sentencia|deuda|saldo)",
    "sale_price": r"(?:sale )?price|precio",
}
"""What a part of the sum is called, by sense."""
_NAMED = re.compile("|".join(rf"\b(?P<{name}>{words})\b" for name, words in _PARTS.items()), re.I)
# "I don't believe ...", "no estoy de acuerdo con ...": and what it is that they do not believe, within a clause.
_DOUBTS = re.compile(
    r"\b(?:(?:do(?:n['’]?t| not)|can(?:['’]?t|not)|never) (?:really |quite )?(?:believe|buy|accept|trust|agree (?:with|to|on))|disagree with|(?:i )?(?:dispute|contest|challenge|object to)|(?:do(?:n['’]?t| not) think (?:i owe|that)|never agreed to)"
    r"|no (?:(?:le|les|lo|me) )?(?:creo|acepto|tragu?o)(?: (?:lo de|en))?|no estoy de acuerdo con|disputo|impugno|objeto|dudo de)\b",
    re.I,
)
_BAD = re.compile(
    r"[^.;!?\n\d]{0,20}\b(?:(?:is|are|looks?|seems?|sounds?|smells?)(?: (?:just|all|totally|really|way|so|kind of))? (?:bogus|fake|made[ -]up|fishy|suspicious|not (?:right|real|true|mine)|padded|inflated|false|phony|wrong)"
    r"|(?:es|son|est[aá]n?|parecen?)(?: (?:muy|puro|pura))? (?:mentira|fals[oa]s?|inventad[oa]s?|inflad[oa]s?|mal|sospechos[oa]s?))\b",
    re.I,
)
_END = re.compile(r"[.;!?\n]")
_CLAUSE = 60


def doubted(text: str, stand: Mapping[str, tuple[int, int]], known: Collection[str]) -> Mapping[str, frozenset[str]]:
    """The figures, by their roles, that are "guessed" and "disputed".

    Args:
        stand: where the figures of this message stand, by role.
        known: the roles of the figures known before: only these can be disputed.
    """
    guessed = {
        role
        for role, (start, end) in stand.items()
        if _AHEAD.search(text, max(0, start - 40), start) or _BEHIND.match(text, end, end + 40)
    }
    there = {*known, *stand} | ({"interest"} if "debt" in known or "judgment" in known else set())
    disputed = set()
    for doubt in _DOUBTS.finditer(text):
        clause = _END.split(text[doubt.end() : doubt.end() + _CLAUSE])[0]
        disputed |= {str(named.lastgroup) for named in _NAMED.finditer(clause)}
    for named in _NAMED.finditer(text):
        if _BAD.match(text, named.end(), named.end() + _CLAUSE):
            disputed.add(str(named.lastgroup))
    return {"guessed": frozenset(guessed), "disputed": frozenset(disputed & there)}
