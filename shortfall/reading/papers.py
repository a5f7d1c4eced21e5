"""Court papers that somebody is given: the words for them, and for the giving, in English and Spanish. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from shortfall.reading.guarded import Guarded
from shortfall.reading.moods import Mood, bare, mood
from shortfall.reading.sentences import CLAUSE

_PAPERS = r"(?:papers?|documents?|summons|complaint|lawsuit|notice|packet|envelope|papeles|sobre|demanda|citaci[oó]n)"
_GAVE = r"(?:handed|gave|brought|dropped|(?<!\bi )(?<!\bwe )left|delivered|served)"
_DIERON = r"(?:(?:entreg|notific|dej|traj|sirv|lleg)\w{0,6}|di(?:o|[oó]|eron|eran)\b)"
SERVED = re.compile(
    r"\b(?:(?:got|was|been|were|just) (?:the |my |a |just )?(?:foreclosure )?(?:served|summons|complaint|court papers|lawsuit papers)|served (?:me|us|today|yesterday|this|on|with)"
    r"|me (?:entregaron|notificaron|llego|llegaron|dieron|sirvieron)(?: \w+){0,3} (?:papeles|demanda|citacion|summons))\b"
)
"""Said in so many words, in small letters without accents."""
BROUGHT = Guarded(
    rf"{SERVED.pattern}|\bserved (?:\w{{3,6}}day|in|at|by)\b"
    # Whoever it was given to, and whatever the papers are called: no word of time, and no verb, stands between.
    rf"|\b{_GAVE}(?: (?!(?:until|till?|by|before|within|days?|weeks?|to)\b)[a-z']{{1,12}}){{0,5}} {_PAPERS}\b"
    rf"|\b(?:me|nos|le) {_DIERON}(?: \w+){{0,3}} {_PAPERS}\b"
)
"""Papers that somebody brought, whichever they are: the day beside them is over."""
_HANDED = re.compile(
    rf"\b(?:{_GAVE}|put (?:it|them|these|those|the papers) in(?:to)? my (?:own )?hands?|came with|knocked|{_DIERON}|(?:got|received) (?:the|those|these|them|our|my|court|foreclosure)(?: (?:court|foreclosure))? ?papers"
    r"|recib\w{1,4} (?:los|unos) papeles)\b[^.;!?\n]{0,70}$",
    re.I,
)
# "She got it", "they came", "los recibimos": of the papers, where those are spoken of and nothing else is.
_GOT_IT = re.compile(
    r"\b(?:(?:got|had|received|accepted|took|signed for) (?:it|them|this|these|those|that|ours|(?:the|my|our|his|her|this|that|those) (?:\w{2,11} )?(?:papers?|summons|packet|envelope|complaint))"
    r"|(?:it|they|these|this|papers?|summons|packet|complaint) (?:came|arrived|got here)|(?:l[oa]s?|l[oa]s? papeles|la citaci[oó]n|la demanda) (?:recib|agarr|firm|acept|tuv)\w{1,5}"
    r"|recib\w{1,5} (?:los|las|la|el|esos|esa|esta) (?:papeles|citaci[oó]n|demanda)|(?:llegaron|lleg[oó]) (?:los|la|el)?(?: ?\w{3,9})?)\b(?! for \$?\d)[^.;!?\n]{0,30}$",
    re.I,
)
_ELSE = re.compile(
    r"\b(?:letters?|e-?mails?|checks?|offers?|orders?|judge?ments?|statements?|bills?|loans?|house|home|car|job|call|voicemail|texts?|notice of (?:sale|intent)|modification|filed|cartas?|correos?|cheques?|sentencia|orden|casa)\b",
    re.I,
)
"""What else may be got, or come."""
_COUNTED_FROM = re.compile(
    r"\b(?:from|since|start(?:s|ing)?(?: on)?|as of|desde(?: el)?|a partir del?) (?:the )?$", re.I
)
_LED_BY = re.compile(r"(?:from|since|desde) ", re.I)
_BARE_DAY = re.compile(
    r"\A\W{0,3}(?:(?:it|that) was |was |fue |era )?(?:on )?(?:el |the )?(?:\w{3,6}day,? |\w{5,9}s,? |s[aá]bado,? |domingo,? )?$",
    re.I,
)
A_DAY = 6
"""Words of the longest message that only tells a day."""
_SET_FOR = re.compile(r"\b(?:for|by|until|till|before|due|para|hasta)\W{1,2}$", re.I)
_TOLD_OF = re.compile(
    rf"\b(?:{_PAPERS}|served|sheriff|process server|deputy|(?:day|days|time|date|deadline|have|need|got|when) (?:(?:do|i|we|have|left|she|he) ){{0,3}}to (?:answer|respond)|contestar)\b",
    re.I,
)


def tells_of_papers(text: str, stage: str | None, paper: str | None = None) -> bool:
    """Whether the papers of the foreclosure are told of, or were before.

    Args:
        paper: the court paper that they hold: "he gave it to me" is said of a summons, where nothing else is named.
    """
    held = paper == "summons" and not _ELSE.search(text)
    return stage == "sued" or (stage in {None, "behind"} and (held or bool(_TOLD_OF.search(text))))


# "On the 16th a deputy came to my door and handed me papers": the day opens its clause, and what was brought follows.
_OPENS = re.compile(r"(?:\A|[.,;!?\n] ?|\b(?:and|y|but|pero|so) )(?:(?:on|el|this|last) )?(?:the )?\Z", re.I)
_SENTENCE_ENDS = re.compile(r"[.;!?\n]")
_CLAUSE = 110


def handed(text: str, span: tuple[int, int]) -> bool:
    """Whether a day is the one on which something was brought: "a man handed it to me last Tuesday", "on the 16th a deputy gave me papers"."""
    place, end = span
    if _OPENS.search(text, max(0, place - 12), place):
        rest = _SENTENCE_ENDS.split(text[end : end + _CLAUSE])[0]
        if BROUGHT.search(rest):
            return True
    if _SET_FOR.search(text[max(0, place - 12) : place]):
        return False  # "a sheriff handed me a citation to court for January 14"
    before = _SENTENCE_ENDS.split(text[max(0, place - 90) : place])[-1]
    return bool(_HANDED.search(before) or (_GOT_IT.search(before) and not _ELSE.search(text)))


FAMILY = r"(?:wife|husband|spouse|partner|son|daughter|kid|child|mother|father|mom|dad|brother|sister|roommate|esposa|esposo|hij[oa]|mam[aá]|pap[aá]|madre|padre|herman[oa]|suegr[oa]|mujer|marido)"
_LEFT_WITH = re.compile(
    rf"\b{_GAVE}(?: (?:it|them|the|a|those|these|court|foreclosure|papers|summons|packet|off|with|to|over)){{0,5}} (?:my|our|his|her) {FAMILY}\b"
    rf"|\b(?:my |our )?{FAMILY} (?:(?:just|only|was|got|who) )?(?:got|received|accepted|took|signed for|served|handed|given)\b"
    rf"|\ba mi {FAMILY} (?:le|la|lo) {_DIERON}|\b(?:le|se l[oa]s?|la) {_DIERON}(?: \w{{2,10}}){{0,3}} (?:a|con) mi {FAMILY}\b|\bmi {FAMILY} (?:l[oa]s? )?(?:recib|agarr|firm)\w{{1,4}}\b|\b(?:recib|agarr|firm)\w{{1,4}} mi {FAMILY}\b",
    re.I,
)


def left_with(text: str) -> bool:
    """Whether it says that the papers came into the hands of somebody of the family."""
    return bool(_LEFT_WITH.search(text))


def counted_from(text: str, place: int) -> bool:
    """Whether the day at a place is to be counted from, right after the papers were spoken of: "from Nov 21", or a bare day."""
    before = text[max(0, place - 24) : place]
    bare = len(text.split()) <= A_DAY and place < 24 and _BARE_DAY.search(before)
    return bool(bare or _COUNTED_FROM.search(before) or _LED_BY.match(text, place))


_ASSETS = r"para (?:descubrir|declarar)"
_KINDS: tuple[tuple[str, Guarded], ...] = tuple(
    (kind, Guarded(pattern, re.I))
    for kind, pattern in (
        (
            "wage",
            r"\bwage (?:deduction|garnishment) (?:papers?|notice|summons|order)\b|\b(?:papel|aviso|orden) de (?:salario|descuento)\b",
        ),
        ("citation", rf"\bcitation\b|\bcitaci[oó]n {_ASSETS}\b"),
        (
            "summons",
            rf"(?<!deduction )\bsummons\b|\bforeclosure complaint\b|\bcitaci[oó]n\b(?! {_ASSETS})|\bdemanda de (?:la casa|hipoteca|foreclosure)\b",
        ),
    )
)
"""The papers that a person may say they hold, by what the case calls them."""


def find_paper(text: str) -> tuple[str, tuple[int, int]] | None:
    """The one kind of paper that a message names, and where; None where it names none, or more than one to tell apart."""
    found = [(kind, match.span()) for kind, pattern in _KINDS if (match := pattern.search(text))]
    return found[0] if len(found) == 1 else None


# "Did you take the citation off", "why did you put a summons": of what was noted, and of nothing that a court does.
_NOTED = re.compile(
    r"\b(?:(?:take|took|taken|leave|cross|scratch)\b.{0,40}\b(?:off|out|away|down|back)\b|remov\w{1,3}|delet\w{1,3}|erase\w?|(?:you|u|ya'?ll) (?:\w{2,9} )?(?:put|write|wrote|note[ds]?|add(?:ed)?|sa(?:y|id|ys)|think)\b"
    r"|quit(?:e|en|o|aron|aste|ar|a)(?:me|le|la|lo)?\b|borr(?:e|o|a|aron|ar)\w{0,2}\b|elimin\w{1,4}|saqu(?:e|en)\w{0,2}\b|(?:puso|pusieron|pusiste|anot(?:o|aron)|escribi(?:o|eron))\b)",
    re.I,
)
_ANOTHERS = re.compile(
    r"\b(?:they|he|she|judge|court|bank|lawyers?|attorney|sheriff|deputy|door|get|got|have|has|juez|jueza|corte|banco|abogad[oa]|ellos)\b",
    re.I,
)
_IS_ONE = re.compile(
    r"\W{0,3}(?:(?:so|and|or|y|o) )?(?:is|was|are|es|era|fue|seria) (?:it|this|that|these|esto|esta|eso|una|un|la)\b",
    re.I,
)
_MINE = re.compile(
    r"\b(?:my|our|this|these|mi|nuestra|esta|este)(?: \w{2,11})? $|\b(?:answer|respond|reply|ignor|do (?:with|about)|contest|hago con|hacer con)\w{0,3} (?:to |a )?(?:the|la|el)(?: \w{2,11})? $",
    re.I,
)
"""A question of these takes for granted that there is one: "what do I do with my summons"."""


def papers_named(text: str) -> Iterator[tuple[str, tuple[int, int], Mood | Literal["noted"]]]:
    """Where a message names the one kind of paper that it does, and how it is meant; "noted" where it asks to have that taken out."""
    kind, _ = find_paper(text) or ("", None)
    pattern = dict(_KINDS).get(kind)
    for clause in CLAUSE.finditer(text) if pattern else ():
        words = bare(clause[0]).rstrip(" .?!;,\n")
        noted = bool(pattern and pattern.search(clause[0]) and _NOTED.search(words) and not _ANOTHERS.search(words))
        for match in pattern.finditer(clause[0]) if pattern else ():
            span = match.span()
            meant: Mood | Literal["noted"] = mood(words, span, None, thing=True, question="?" in clause[0])
            if noted:
                meant = "noted"
            elif meant == "told" and "?" in clause[0] and _IS_ONE.match(words):
                meant = "asked"
            elif meant == "asked" and _MINE.search(words, 0, span[0]):
                meant = "told"
            yield kind, (clause.start() + span[0], clause.start() + span[1]), meant


_NO_PAPERS = Guarded(
    r"\b(?:i|we)(?: (?:still|actually|really))? (?:(?:do|did)(?:n'?t| not| ?nt) (?:have|get|got|receive)|(?:have|had)(?:n'?t| not)(?: (?:got|gotten|received|had))?|never (?:got|had|received|have gotten)|have no|got no)(?: (?:any|a|the|no|actual|real))?"
    r" (?:(?:court|legal) (?:papers?|documents?|paperwork|notice)|summons|papers? from (?:the |a )?court)\b"
    r"|\bno (?:tengo|tenemos|recib[ií]|recibimos|me (?:ha |han )?lleg\w{1,5}|he recibido)(?: (?:ning[uú]n|ninguna|los|unos))? (?:papel(?:es)? de (?:la )?corte|citaci[oó]n|demanda)\b",
    re.I,
)


def denies_papers(text: str) -> bool:
    """Whether somebody says that they hold no court paper."""
    return any(text[match.end() : match.end() + 1] != "?" for match in _NO_PAPERS.finditer(text.replace("\u2019", "'")))
