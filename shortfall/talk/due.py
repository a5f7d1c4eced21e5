"""Whether a message asks for a deadline, and the days from which it is counted. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shortfall.law.deadlines import Deadline, Name, Start, deadlines
from shortfall.law.figures import figure
from shortfall.reading.dates import find_days
from shortfall.reading.days import day_phrases
from shortfall.reading.facts import Fact
from shortfall.reading.named_days import find_length
from shortfall.talk.case import Case

_FROM: Mapping[str, Start] = {
    "missed_date": "missed",
    "served_date": "served",
    "judgment_date": "judgment",
    "sale_date": "sale",
    "confirmed_date": "confirmed",
    "hearing_date": "hearing",
}
_OWED = frozenset({"judgment", "deficiency"})
"""A case with one of these facts has an order to pay: its judgment is the final one, not the judgment of foreclosure."""
_ASKS_WHEN = re.compile(
    r"\b(?:when (?:is|are|does|do|will|was|should|must)|by when|until when|(?:what|which) (?:dates?|days?)|last day|deadline|due|time limit|how (?:long|much time|many (?:more )?(?:days|weeks|months))"
    r"|too late|still (?:have )?time|cu[aá]ndo|hasta cu[aá]ndo|cu[aá]nto tiempo|cu[aá]ntos (?:d[ií]as|meses)|fecha l[ií]mite|plazo|qu[eé] (?:d[ií]as?|fechas?)|(?:ya )?es (?:muy |demasiado )?tarde|todav[ií]a (?:tengo|hay|estoy a) tiempo|[uú]ltimo d[ií]a)\b",
    re.I,
)
_HOW_LONG_I_HAVE = re.compile(
    r"\bhow (?:long|much time|many (?:more )?(?:days|weeks|months)) (?:do|have|did|would) (?:i|we)\b|\bby when\b|\bdeadline|\bdue\b|\blast day\b|\btime limit\b|\btoo late\b"
    r"|\bcu[aá]nto tiempo (?:tengo|tenemos|me queda)|\bcu[aá]ntos (?:d[ií]as|meses) (?:tengo|tenemos|me quedan)|\bhasta cu[aá]ndo\b|\bplazo\b|\bfecha l[ií]mite\b|\bes (?:muy |demasiado )?tarde\b|\b[uú]ltimo d[ií]a\b",
    re.I,
)
# Nothing but that: the days that were told before say from when.
_HOW_LONG_LEFT = re.compile(
    r"\bhow (?:long|much time|many (?:more )?(?:days|weeks|months)) (?:do|have) (?:i|we) (?:still )?(?:have|got|left)(?: left| then| now| total)?\W*$"
    r"|\bcu[aá]nt(?:o tiempo|os (?:d[ií]as|meses)) (?:tengo|tenemos|(?:me|nos) quedan?)\W*$",
    re.I,
)
_THE_LAST_DAY = re.compile(
    r"\b(?:(?:last|final) day|by when|by what (?:day|date)|qu[eé] d[ií]a es el [uú]ltimo|[uú]ltimo d[ií]a|para cu[aá]ndo)\b",
    re.I,
)
# The day itself, and nothing else is named: "just tell me the date", "what date is it".
_THE_DAY = re.compile(
    r"\b(?:(?:what|which)(?: \w{2,7})? (?:date|day)|(?:what|when)'?s the (?:date|day)|(?:tell|give) (?:me|us) (?:just |only )?(?:the|a|what) (?:\w{2,7} )?(?:date|day)|(?:want|need)(?: to know)? (?:is )?(?:just )?the (?:date|day)"
    r"|(?:cu[aá]l|qu[eé]) (?:es |ser[ií]a )?(?:la |el )?(?:fecha|d[ií]a)|(?:d[ií]ga|d[eé])\w{0,3} (?:nom[aá]s |solo |s[oó]lo )?(?:la fecha|el d[ií]a|qu[eé] d[ií]a))\b",
    re.I,
)
_OF_ANOTHER_DAY = re.compile(
    r"\b(?:sale|sell\w*|sold|auction\w*|hearing|trial|court (?:date|day)|go to court|lock\w*|sheriff (?:come|comes|coming)|call\w*|office|open|subast\w*|remat\w*|venta|vend\w+|audiencia|juicio|llam\w+|oficina)\b",
    re.I,
)
# "Are the 90 days gone", "ya se pasaron los 30 dias": a time by its number.
_NUMBERED = re.compile(
    r"\b(?P<number>\d{1,2}|thirty|ninety|seven|three|treinta|noventa|siete|tres)[ -]?(?P<unit>days?|months?|d[ií]as?|mes(?:es)?)\b(?! (?:ago|back|behind|late|later|before|old)\b)",
    re.I,
)
_SPELLED = {"thirty": 30, "treinta": 30, "ninety": 90, "noventa": 90, "seven": 7, "siete": 7, "three": 3, "tres": 3}
_IS_GONE = re.compile(
    r"\b(?:gone|over|(?<!catch )(?<!catching )(?<!pack )(?<!give )(?<!end )up|passed|past|expired?|ran out|run out|missed|se (?:me |nos )?(?:pas|venc|acab|termin)\w{1,5}|(?:ya )?pasaron|vencid[oa]s?)\b",
    re.I,
)
_IS_LEFT = re.compile(
    r"\b(?:(?:do|can|may|could) (?:i|we|she|he) still|still (?:have|got|be|can|time)|(?:days?|months?|time) (?:still )?left|todav[ií]a (?:tengo|tenemos|puedo|hay|estoy)|a[uú]n (?:tengo|puedo|hay))\b",
    re.I,
)
_HOW_MUCH = re.compile(
    r"\b(?:how (?:long|much|many)|when|what|which|(?:cu[aá]nd|cu[aá]nt)\w{1,2}|qu[eé] d[ií]a|last day|[uú]ltimo d[ií]a)\b",
    re.I,
)
_HOW = re.compile(
    r"\b(?:what (?:do|should|must|can|would) (?:i|we|she|he) (?:have to |need to )?(?:do|file|send|write|say)|(?:write|send|mail)(?: (?:them|him|her|the \w{3,6}|in))? (?:a|an|some|something|back)\b|how (?:do|should|would) (?:i|we|she|he) (?:answer|respond|reply|file|do (?:it|that))"
    r"|qu[eé] (?:hago|hacemos|debo hacer|tengo que hacer|mando|meto|presento)|(?:mand|escrib|env)\w{1,4} (?:una )?carta|c[oó]mo (?:contesto|contestamos|respondo|le hago))\b",
    re.I,
)
# Other things that take time. No deadline is counted for them.
_OF_ELSE = re.compile(r"\b(?:bankrupt\w*|chapter|garnish\w*|paycheck|appraisal|bancarrota)\b", re.I)
_ABOUT: tuple[tuple[Name, re.Pattern[str]], ...] = (
    ("move_out", re.compile(r"\b(?:move|moving|evict\w*|kick\w*|lock\w*|leave|(?:get|be) out|out by|(?:stay|live) (?:in|here)|desaloj\w*|desocup\w*|salir\w*|mudar\w*|(?:nos|me) sacan|(?:estar|quedar|irn?os|irme|salir)(?: \w{2,5})? (?:a)?fuera|ir(?:me|nos)\b|(?:me|nos) (?:tengo|tenemos|debo|debemos) (?:que )?ir\b|dejar la casa|entregar (?:la casa|las llaves)|(?:hand|give|turn) (?:over|in) the keys|quedar(?:me|nos) (?:en|aqu[ií]))\b", re.I)),
    ("appeal", re.compile(r"\bappeal\w*|\bapela\w*", re.I)),
    ("vacate", re.compile(r"\bvacat\w+|\bset (?:it|that|the \w+) aside|\breconsider\w*|\banul\w+", re.I)),
    ("objection", re.compile(r"\bobject\w*|\bobjet\w+|\bopon\w+", re.I)),
    ("redemption", re.compile(r"\bredeem\w*|\bredemption\b|\bpay(?:ing)? (?:it|this|everything|(?:the|my) (?:whole )?(?:loan|house|home|mortgage))(?: all)? off\b|\bpay (?:it )?(?:all )?off (?:the|my) (?:house|home|loan|mortgage)\b|\bpay it all\b|\bredimir\b|\brescat\w+|\bpagar (?:todo|toda la (?:deuda|hipoteca)|el pr[eé]stamo completo)\b", re.I)),
    ("reinstatement", re.compile(r"\breinstat\w+|\bcatch(?:ing)? up\b|\bp[oó]n\w* al (?:corriente|d[ií]a)\b|\bpagar lo atrasado\b", re.I)),
    ("special_redemption", re.compile(r"\bbuy (?:it|the (?:house|home)) back\b|\bget (?:it|the (?:house|home)) back\b|\brecuperar(?:la)?(?: la casa)?\b", re.I)),
    ("answer", re.compile(r"\banswer\b|\brespon(?:d|se)\b|\breply\b|\bappearance\b|\bcontestar\b|\bresponder\b|\brespuesta\b", re.I)),
)  # fmt: skip
_FILES = re.compile(
    r"\bfile (?:an? |my |the |something|papers)|\b(?:meter|presentar) (?:una? |mi |la |el |algo|papeles)", re.I
)
FIGHTS: frozenset[Name] = frozenset({"answer", "vacate", "appeal", "objection"})
"""Deadlines for filing papers with the court. "Is it too late?" means these."""
_COUNTS = frozenset(
    "deadlines defend_foreclosure/too_late defend_foreclosure/appeal already_have_judgment/appeal already_have_judgment/vacate already_have_judgment/missed_court "
    "served_with_papers/overview served_with_papers/how_many_days served_with_papers/counting_the_days sale_process/when_must_i_leave".split()
)
"""Answers that give a number of days from a day that was not told yet."""
_A_DAY_TOLD = 10
"""Longest message, in words, that does little more than tell that day."""


# When a case may begin: "when can they file on me", "what day am I 120 days behind", "cuando me pueden demandar".
_THEIR_FILING = re.compile(
    r"\b(?:file|filing|filed|sue[ds]?|suing|foreclos\w{1,4}|lawsuit|(?:take|taken|taking|haul|bring) (?:me|us|it|this) to court|(?:start|begin|open|bring)\w{0,4} (?:the |a |an |any )?(?:court )?(?:case|foreclosure|lawsuit|suit)"
    r"|(?:go|goes|going|get|gets) to court|120|one hundred (?:and )?twenty|demand\w{1,5}|(?:met|present|empez|empiez|inici|abr)\w{1,5} (?:la |el |un |una )?(?:demanda|caso|foreclosure|ejecuci[oó]n)"
    r"|(?:llev|met)\w{1,4} a (?:la )?corte|ir a (?:la )?corte|foreclosure|ejecuci[oó]n hipotecaria|ciento veinte)\b",
    re.I,
)
_SOONEST = re.compile(
    r"\b(?:earliest|soonest|first (?:day|date)|(?:what|which|exact) (?:date|day)|on what|when|how (?:soon|long|much time|many (?:more )?(?:days|weeks|months))|the (?:date|day)"
    r"|cu[aá]ndo|cu[aá]nto (?:tiempo|falta)|cu[aá]ntos (?:d[ií]as|meses)|(?:qu[eé]|cu[aá]l) (?:es (?:la |el )?|ser[ií]a (?:la |el )?)?(?:d[ií]a|fecha)|m[aá]s pronto|qu[eé] tan pronto|primer d[ií]a|desde qu[eé])\b",
    re.I,
)
HELP_IN_BY = re.compile(
    r"\b(?:application|loss mitigation|(?:help|hardship|modification|mod) (?:packet|package|papers?|request|form)s?|solicitud|paquete|aplicaci[oó]n)\b",
    re.I,
)
_THE_END = re.compile(
    r"\b(?:by|before|deadline|due|last day|in time|too late|antes|plazo|a m[aá]s tardar|para cu[aá]ndo|hasta cu[aá]ndo|[uú]ltimo d[ií]a)\b",
    re.I,
)
_APPLYING = "loan_modification"
"""The topic of requests for help with the loan, which have to be in more than so many days before a sale."""
_NEAR_A_SALE = frozenset(
    "sale_process loan_modification timeline deadlines urgent avoid_options bankruptcy redemption_reinstatement defend_foreclosure desk".split()
) | {""}
"""Topics after which "nine days left?" is of the sale that was told."""
# "So dec 17?", "that's the 11th then?", "I have only nine days left?", "¿o sea el 17?": a day or a number of days, to be confirmed.
_CONCLUDES = re.compile(
    r"\?|\A\W*(?:(?:ok|okay|and|but|wait|alright)\W+)?(?:so|then|that'?s|thats|that is|that means|meaning|which is|it'?s|i (?:only |just |still )?(?:have|got) (?:(?:only|just|still|until|till|about) )?(?:the )?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten)|entonces|o sea|ose[ah]?|osea|pues|ser[ií]a|es decir|(?:solo |nom[aá]s )?(?:tengo|me quedan?))\b"
    r"|\b(?:then|right|correct|huh|yeah|verdad|cierto|no|nom[aá]s)\W*\Z",
    re.I,
)
_ASKS_ELSE = re.compile(
    r"\b(?:what|who|whom|when|where|why|how|which|or|they|ago|hace|qué|que (?:hago|hacemos|pasa|sigue|d[ií]a|fecha|debo|significa|quiere)|qui[eé]n|d[oó]nde|c[oó]mo|cu[aá]nt\w{1,2}|cu[aá]ndo|o(?! sea)|can|could|should|will|would|do|does|did|puedo|pueden?|debo)\b",
    re.I,
)
_MOST_WORDS = 14
"""Words of the longest message that does little more than name a day."""
# "Just tell me if it's the 9th", "do we have to be out by Dec 9", "nomas digame si es el 9": asked to be answered by yes or no.
_YES_OR_NO = re.compile(
    r"\b(?:tell (?:me|us)|know|confirm|sure|say)(?: \w{2,6})? (?:if|whether|that)\b|(?:\A|[,.;:!] )\W{0,3}(?:(?:ok|okay|and|but|so|just|then)\W{1,3}){0,3}(?:is|was|do|does|would|must|am|are)\b(?! (?:they|he|she|the (?:sheriff|buyer|bank))\b)"
    r"|\b(?:d[ií]ga|d[ií]|saber|confirm\w{1,4})(?:me|nos)? (?:nom[aá]s |solo |s[oó]lo )?si\b|\A\W{0,3}(?:(?:y|pero|entonces|pues)\W{1,3}){0,3}(?:es|ser[ií]a|tengo que|tenemos que|debo|hay que)\b",
    re.I,
)
_OF_A_DISPUTE = re.compile(r"disput", re.I)
_OPENS_ONE = re.compile(
    r"\b(?:do|does|would|should|will|debo)\b|\b(?:or|o) (?:not|no|(?:can|could|may) (?:i|we) (?:still )?stay|(?:me puedo|nos podemos|todav[ií]a (?:me puedo|nos podemos)) quedar)\b",
    re.I,
)
"""Words that open a question of what may be, and one of what is, and its other side: "do we have to be out by the 9th or can we stay"."""
_MOST_WORDS_OF_ONE = 24
"""Words of the longest such message."""
_NTH = re.compile(
    r"\b(?:the (?P<en>\d{1,2})(?:st|nd|rd|th)\b(?! of\b)|(?:el|al) (?:d[ií]a )?(?P<es>\d{1,2})\b(?! (?:de [a-z]|d[ií]as|%)))",
    re.I,
)
_DAYS_LEFT = re.compile(
    r"\b(?:days?|weeks?|d[ií]as?|semanas?)\b(?! (?:ago|later|before|after|back|late|behind|antes|despu[eé]s|atr[aá]s|de atraso)\b)",
    re.I,
)
_NO_CASE = frozenset({None, "behind"})
_OF_A_CASE = (
    "served_date",
    "judgment_date",
    "sale_date",
    "confirmed_date",
    "hearing_date",
    "lockout_date",
    "answer_date",
)
"""Days after which a case is there."""

_OF_A_FINAL_ORDER = frozenset({"appeal", "vacate"})
_TO_KEEP_IT: frozenset[Name] = frozenset({"reinstatement", "redemption"})
"""What is paid to keep a home, and none of it where the home is gone: a suit on another loan gives no time to catch up."""
_GONE = frozenset({"sold", "confirmed"})
_BEFORE_A_SALE = frozenset({"behind", "sued", "sale_set"})


A_FEW_DAYS = 7
"""Days within which the papers came, where the day itself is not known: what is counted from the first of them is the earliest."""


def starts(case: Case, today: date, about: Name | None = None) -> dict[Start, date]:
    """The days in the case from which deadlines run, exact but for that of the papers; of what is still to come only the hearing after a sale sets one.

    Args:
        about: the deadline that is asked for. An appeal is one from the order that was told of, and who objects at a hearing knows of a sale.
    """
    found: dict[Start, date] = {}
    for fact, start in _FROM.items():
        first, last = case[fact] or (None, None)
        if first is None or last is None:
            continue
        day = date.fromisoformat(first)
        if start == "missed":
            if before_a_case(case):
                found[start] = day  # of a whole month its first day, on which most payments are due
            continue
        if first != last and (start != "served" or (date.fromisoformat(last) - day).days > A_FEW_DAYS):
            continue
        if start == "hearing":
            after_a_sale = case["stage"] == "sold" or (about == "objection" and case["stage"] not in _BEFORE_A_SALE)
            counts = day >= today and after_a_sale and "confirmed" not in found
        else:
            counts = day <= today
        if counts:
            found[start] = day
    if _theirs_yet(case, today):
        return found  # what was judged is the foreclosure: the sale is to come, and with it the last order
    if "judgment" in found and any(name in case for name in _OWED):
        found.setdefault("confirmed", found.pop("judgment"))
    if about in _OF_A_FINAL_ORDER and "judgment" in found and "confirmed" not in found:
        found["order"] = found.pop("judgment")
    return found


def _theirs_yet(case: Case, today: date) -> bool:
    """Whether a sale is known to be still to come."""
    first, _ = case["sale_date"] or (None, None)
    coming = first is not None and date.fromisoformat(first) > today
    return coming or (case["ended"] == "not_sold" and case["stage"] not in _GONE) or case["stage"] == "sale_set"


def before_a_case(case: Case) -> bool:
    """Whether nothing that was told is of a case in court, so that it is still to be asked when one may begin."""
    return case["stage"] in _NO_CASE and case["ended"] is None and not any(name in case for name in _OF_A_CASE)


def counts_to_filing(case: Case) -> bool:
    """Whether it is told from what day payments were missed, and of no case in court: all that can be counted then is when one may begin."""
    return "missed_date" in case and before_a_case(case)


def home_gone(case: Case) -> bool:
    """Whether the home was sold, or is not theirs any more: what is sued for then is money."""
    return case["stage"] in _GONE or case["owns"] == "no_home" or case["ended"] not in {None, "not_sold"}


def counted(case: Case, today: date, about: Name | None = None) -> tuple[Deadline, ...]:
    """Every deadline that the days of a case set."""
    found = deadlines(starts(case, today, about), others=case["other_signed"] == "signed")
    if home_gone(case):
        found = tuple(each for each in found if each.name not in _TO_KEEP_IT)
    first, last = case["served_date"] or (None, None)
    if first == last:
        return found
    return tuple(replace(each, missing="served") if each.since == "served" else each for each in found)


def asks_when(
    text: str, facts: Iterable[Fact], case: Case, today: date, last: str | None = None, before: str = ""
) -> bool:
    """Whether it asks for a day that can be counted: from a day in this very message, or from the case and for something by its name.

    Args:
        last: the question answered last: a day that is told after "you have 30 days" asks what that makes.
        before: the person's message before it.
    """
    about = (named_in(before) if _OF_THAT.search(text) else None) or named_in(text) or _numbered(text, case, today)
    names = {each.name for each in counted(case, today, about)}
    if not names:
        return False
    if names == {"filing"}:
        return asks_when_filed(text, last)
    said = None if _OF_ANOTHER_DAY.search(text) else proposed(text, today)
    papers = (last or "").startswith("served_with_papers/")
    if said and (last in _COUNTS or papers or about in names or _proposed_of(text, case, today)):
        return True
    gone = asks_if_gone(text)
    if gone is not None and _numbered(text, case, today) and not _OF_ELSE.search(text):
        return True
    if gone is False and about in names:
        return True  # "can I still catch up"
    of_the_day = _THE_DAY.search(text) and not _OF_ANOTHER_DAY.search(text)
    if (
        last in _COUNTS
        and "?" not in text
        and len(text.split()) <= _A_DAY_TOLD
        and not (_ASKS_WHEN.search(text) or of_the_day)
    ):
        return any(fact.name == "date" and fact.case_name in _FROM and fact.role != "sale" for fact in facts)
    if not (_ASKS_WHEN.search(text) or of_the_day) or (_OF_ELSE.search(text) and not about):
        return False
    if about:
        return about in names  # if this one cannot be counted, do not offer another instead
    if _FILES.search(text):
        return bool(names & FIGHTS)
    if "served_date" in case and (
        of_the_day or asks_for_all(text) or _HOW_LONG_LEFT.search(text) or _THE_LAST_DAY.search(text)
    ):
        return True
    told = any(
        fact.name == "date" and fact.case_name in _FROM and fact.role not in {"sale", "hearing"} for fact in facts
    )
    return told and bool(_HOW_LONG_I_HAVE.search(text))


@dataclass(frozen=True)
class Proposed:
    """A day that a message names to have it confirmed: its month and day, or the day alone, or how many days are left to it."""

    month: int | None = None
    day: int | None = None
    left: int | None = None

    def is_(self, due: date, today: date) -> bool:
        """Whether that is the day."""
        if self.left is not None:
            return (due - today).days == self.left
        return due.day == self.day and self.month in {None, due.month}


def proposed(text: str, today: date) -> Proposed | None:
    """The day, or the number of days, that a short message asks to have confirmed; of a deadline by its name it may say more."""
    asked = bool(_YES_OR_NO.search(text)) and named_in(text) is not None
    rest = _OPENS_ONE.sub(" ", text) if asked else text
    most = _MOST_WORDS_OF_ONE if asked else _MOST_WORDS
    bare = not (_ASKS_ELSE.search(rest) or _IS_GONE.search(rest)) and len(text.split()) <= most
    if not bare or not (asked or _CONCLUDES.search(text)):
        return None
    if nth := _NTH.search(text):
        return Proposed(day=int(nth["en"] or nth["es"]))
    named = [day.first for day in find_days(text, today) if day.first == day.last]
    named += [each.first for each in day_phrases(text, today) if each.first == each.last]
    if named:
        return Proposed(month=named[0].month, day=named[0].day)
    length = find_length(text) if _DAYS_LEFT.search(text) else None
    return Proposed(left=int(length.low)) if length and length.low == length.high else None


@dataclass(frozen=True)
class BeforeSale:
    """What is counted to a sale that was told, true in every state: `due` is its day, or the last one on which a whole application for
    help is more than `limit` days before it; `right`: whether that is what was proposed."""

    sale: date
    due: date
    limit: int | None
    right: bool | None


def days_to_apply(case: Case, today: date) -> BeforeSale | None:
    """The last day for a whole application before the sale that was told; None where no day of one to come is known.

    It is to be decided first if it comes "more than 37 days before a foreclosure sale" (12 CFR 1024.41(g)).
    """
    first, end = case["sale_date"] or (None, None)
    if first is None or first != end or case["stage"] in _GONE or date.fromisoformat(first) < today:
        return None
    sale, limit = date.fromisoformat(first), int(figure("federal_application_days", today))
    return BeforeSale(sale, sale - timedelta(days=limit + 1), limit, None)


def before_sale(text: str, case: Case, today: date, last: str | None = None) -> BeforeSale | None:
    """What a message asks of the days before a sale whose day was told: the day of an application, or how many days are left."""
    found, said, named = days_to_apply(case, today), proposed(text, today), HELP_IN_BY.search(text)
    if found is None or (said and named_in(text) == "move_out"):
        return None
    if said is None or said.left == found.limit:
        ends = (_THE_END.search(text) and _ASKS_WHEN.search(text)) or asks_if_gone(text) is not None
        return found if named and (said or ends) else None
    topic, of_a_sale = (last or "").partition("/")[0], _OF_ANOTHER_DAY.search(text)
    to_help, to_sale = said.is_(found.due, today), said.is_(found.sale, today)
    meant = to_help or to_sale or named or of_a_sale
    if not meant and (topic not in _NEAR_A_SALE or "served_date" in case):
        return None
    if named or (not to_sale and (to_help or (topic == _APPLYING and not of_a_sale))):
        return replace(found, right=to_help)
    return BeforeSale(found.sale, found.sale, None, to_sale)


@dataclass(frozen=True)
class Dispute:
    """The days in which a collector's notice is disputed, true in every state: from `start`, when it came, or, where that is not
    `received`, from the day that stands on it, before which it cannot have come; `right`: whether the day proposed is the last one."""

    start: date
    due: date
    number: int
    received: bool
    right: bool | None


# "30 days from the 9th or from the 13th", "desde cuándo cuentan".
_FROM_WHICH = re.compile(
    r"\b(?:from|after|since) (?:when|what|which|the (?:day|date|\d))|\b(?:desde|del|a partir) (?:cu[aá]ndo|qu[eé]|el d[ií]a|el \d|\d)|\bcuentan?\b|\b(?:start|starts|begin|begins|count|counts|run|runs) (?:to run |running |counting )?(?:from|on|when)\b",
    re.I,
)
_DISPUTES = re.compile(
    r"\b(?:disput\w*|writ(?:e|ing)|answer|respond|reply|validation|proof|escrib\w*|contest\w*|responder|prueba\w*)\b",
    re.I,
)


def dispute(text: str, case: Case, today: date, last: str | None = None, *, told: bool = False) -> Dispute | None:
    """What a message asks of the days to dispute a collector's notice, whose day, or its own date, was told.

    They run from its receipt (15 U.S.C. 1692g(a)(3)-(b); 12 CFR 1006.34(b)(5)).

    Args:
        told: this message tells the day on which it came.
    """
    came, dated = (case[name] for name in ("received_date", "letter_date"))
    first, end = came or dated or (None, None)
    if first is None or first != end or _OF_ANOTHER_DAY.search(text) or _OF_ELSE.search(text):
        return None
    of_it, here = _DISPUTES.search(text), (last or "").partition("/")[0] == "debt_collectors"
    if not (of_it or here or not {*case} & {*_OF_A_CASE}) or named_in(text) not in {None, "answer"}:
        return None
    if "served_date" in case and not _OF_A_DISPUTE.search(text):
        return None
    said, gone = proposed(text, today), asks_if_gone(text)
    own = any(each.search(text) for each in (_HOW_LONG_I_HAVE, _THE_LAST_DAY, _THE_DAY, _FROM_WHICH))
    asks = (own and not _THEIR_FILING.search(text)) or (of_it and (_ASKS_WHEN.search(text) or gone is not None))
    only = here and told and "?" not in text and len(text.split()) <= _A_DAY_TOLD
    if not (asks or (here and said) or only):
        return None
    start, number = date.fromisoformat(first), int(figure("dispute_days", today))
    due = start + timedelta(days=number)
    return Dispute(start, due, number, came is not None, said.is_(due, today) if said and came else None)


def asks_when_filed(text: str, last: str | None = None) -> bool:
    """Whether it asks from what day a case may be filed, or by when a request for help has to be in before that.

    Args:
        last: the question answered last: after such a count, "so what date is it" asks for the same day.
    """
    if _OF_ELSE.search(text):
        return False
    if last == "deadlines" and _THE_DAY.search(text) and not _OF_ANOTHER_DAY.search(text):
        return True
    when = _SOONEST.search(text) or _ASKS_WHEN.search(text)
    return bool(when and (_THEIR_FILING.search(text) or (HELP_IN_BY.search(text) and _THE_END.search(text))))


def opens(case: Case, today: date) -> bool:
    """Whether the time to answer the court, counted from the day of service, is not over."""
    return any(each.name == "answer" and not each.gone(today) for each in counted(case, today, None))


# "What dates am I stuck with": all of them, not only the one that is named.
_ALL_OF_THEM = re.compile(r"\b(?:dates|deadlines|all (?:of )?(?:the |my )?(?:days|dates)|fechas|plazos)\b", re.I)


def asks_for_all(text: str) -> bool:
    """Whether it asks for every day that is counted."""
    return bool(_ALL_OF_THEM.search(text))


def catch_up_due(case: Case, today: date) -> Deadline | None:
    """The last day to catch up the loan, while it is to come and the day of service is known exactly."""
    found = (each for each in counted(case, today, None) if each.name == "reinstatement")
    return next((each for each in found if not (each.gone(today) or each.missing)), None)


def answer_due(case: Case, today: date) -> Deadline | None:
    """The day by which an ordinary summons is to be answered, while it is to come and the day of service is known exactly; one that names a day itself is not counted."""
    first, last = case["served_date"] or (None, None)
    if first is None or first != last or case["paper"] not in {None, "summons"} or case["stage"] in _LATER:
        return None
    return next((each for each in counted(case, today, None) if each.name == "answer" and not each.gone(today)), None)


_LATER = frozenset({"sale_set", "sold", "confirmed", "judgment", "collection"})
"""Stages at which a summons was answered, or was not."""


def asks_if_gone(text: str) -> bool | None:
    """Whether it asks, to be answered by yes or no, if a time is over (True), or if some of it is left (False); else None."""
    if _HOW_MUCH.search(text):
        return None
    return False if _IS_LEFT.search(text) else True if _IS_GONE.search(text) else None


def asks_how(text: str) -> bool:
    """Whether it asks what to do by then: "what do I do, write them a letter?"."""
    return bool(_HOW.search(text))


def named_in(text: str) -> Name | None:
    """The deadline named in a text."""
    return next((name for name, pattern in _ABOUT if pattern.search(text)), None)


def _numbered(text: str, case: Case, today: date) -> Name | None:
    """The deadline that a text names by its number: "the 90 days"."""
    said = {
        (int(_SPELLED.get(match["number"].lower(), match["number"])), "days" if match["unit"][0] in "dD" else "months")
        for match in _NUMBERED.finditer(text)
    }
    return next((each.name for each in counted(case, today, None) if (each.number, each.unit) in said), None)


def _proposed_of(text: str, case: Case, today: date) -> Name | None:
    """The deadline whose day a text names to have it confirmed."""
    said = proposed(text, today)
    found = [each.name for each in counted(case, today, None) if said and each.due and said.is_(each.due, today)]
    # Of what ends on one day, a home whose sale is confirmed has to be left.
    home = "move_out" in found and {"confirmed_date", "hearing_date"} & {*case} and case["owns"] != "no_home"
    return "move_out" if home else next(iter(found), None)


# "What date is that for me", of what was asked before.
_OF_THAT = re.compile(
    r"\b(?:what|which) (?:date|day)(?:'?s| is| would) (?:that|it)\b|\bwhen(?:'?s| is| would) that\b|\b(?:qu[eé] (?:fecha|d[ií]a)|cu[aá]ndo) (?:es|ser[ií]a) (?:eso|esa|ese)\b",
    re.I,
)


def asked_for(text: str, case: Case, today: date, before: str = "") -> Name | None:
    """The deadline that is asked for by its name or its number; None for any.

    Args:
        before: what was asked before, for which this message tells but a day.
    """
    if _OF_THAT.search(text) and (spoken_of := named_in(before)):
        return spoken_of
    named = named_in(text) or _numbered(text, case, today)
    asked_before = None if _ASKS_WHEN.search(text) else named_in(before)
    return named or asked_before or _proposed_of(text, case, today)


def due(text: str, case: Case, today: date, before: str = "") -> tuple[Deadline, ...]:
    """The deadlines of the case: first the one asked for (see `asked_for`), then future ones, then past ones."""
    about = asked_for(text, case, today, before)
    return tuple(sorted(counted(case, today, about), key=lambda each: (each.name != about, each.over(today))))
