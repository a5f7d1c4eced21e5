"""Court papers that somebody is given: the words for them, and for the giving, in English and Spanish. Pure."""

from __future__ import annotations

import re

from shortfall.reading.guarded import Guarded

_PAPERS = r"(?:papers?|summons|complaint|lawsuit|notice|packet|papeles|demanda|citaci[oó]n)"
_GAVE = r"(?:handed|gave|brought|dropped|left|delivered|served)"
_DIERON = r"(?:(?:entreg|notific|dej|traj|sirv|lleg)\w{0,6}|di(?:o|[oó]|eron|eran)\b)"
SERVED = re.compile(
    r"\b(?:(?:got|was|been|were|just) (?:the |my |a |just )?(?:foreclosure )?(?:served|summons|complaint|court papers|lawsuit papers)|served (?:me|us|today|yesterday|on|with)"
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
    rf"\b(?:{_GAVE}|came with|knocked|{_DIERON}|(?:got|received) (?:the|those|these|them|our|my|court|foreclosure)(?: (?:court|foreclosure))? ?papers"
    r"|recib\w{1,4} (?:los|unos) papeles)\b[^.;!?\n]{0,40}$",
    re.I,
)
_SET_FOR = re.compile(r"\b(?:for|by|until|till|before|due|para|hasta)\W{1,2}$", re.I)
_TOLD_OF = re.compile(rf"\b(?:{_PAPERS}|served|sheriff|process server|deputy)\b", re.I)


def tells_of_papers(text: str, stage: str | None) -> bool:
    """Whether the papers of the foreclosure are told of, or were before."""
    return stage == "sued" or (stage in {None, "behind"} and bool(_TOLD_OF.search(text)))


def handed(text: str, place: int) -> bool:
    """Whether the day at a place is the one on which something was brought: "a man handed it to me last Tuesday"."""
    if _SET_FOR.search(text[max(0, place - 12) : place]):
        return False  # "a sheriff handed me a citation to court for January 14"
    return bool(_HANDED.search(text[max(0, place - 50) : place]))
