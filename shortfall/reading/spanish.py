"""Spanish words for days and times, said in English, for the one grammar that reads both. A table, and no rule of its own."""

from __future__ import annotations

import re
import unicodedata

from shortfall.reading.guarded import Guarded, Rules

MONTHS = dict(zip(
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre".split(),
    "january february march april may june july august september september october november december".split(),
    strict=True,
))  # fmt: skip
_COUNTS = {
    word: str(number)
    for number, word in enumerate(
        "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince".split(), 1
    )
} | {"una": "1", "un": "1"}
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_COUNTS)})"
_WEEK = "lunes martes miercoles jueves viernes sabado domingo".split()
_NEXT_WEEK = r"(?:la )?(?:(?:otra|proxima|siguiente) semana|semana (?:que viene|que entra|entrante|proxima))"

DAYS: tuple[tuple[str, str], ...] = (
    (r"pasado manana", "day after tomorrow"),
    (r"manana", "tomorrow"),
    (r"navidad", "christmas"),
    (r"ano nuevo", "new year"),
    (r"hoy(?: mismo)?", "today"),
    (r"esta noche", "tonight"),
    (rf"de {_NEXT_WEEK}", "of next week"),
    (_NEXT_WEEK, "next week"),
    (r"esta semana", "this week"),
    *(
        (rf"(?:el )?(?:proximo )?{spanish}(?: que viene)?", english)
        for spanish, english in zip(
            _WEEK, "monday tuesday wednesday thursday friday saturday sunday".split(), strict=True
        )
    ),
    (rf"(?:el )?(?:dia )?(\d{{1,2}})(?:ro)? del? ({'|'.join(MONTHS)}) del? (?=20\d\d\b)", r"\2 \1 "),
    (rf"(?:el )?(?:dia )?(\d{{1,2}})(?:ro)? de ({'|'.join(MONTHS)})", r"\2 \1"),
    (r"el dia (\d{1,2})", r"the \1th"),
    (r"(?:en|dentro de|quedan|faltan) (\w{1,12}) (?:dias|dia)", r"in \1 days"),
    (r"(?:en|dentro de|quedan|faltan) (\w{1,12}) horas?", r"in \1 hours"),
    (r"(?:en|dentro de|quedan|faltan) (\w{1,12}) semanas", r"in \1 weeks"),
    (r"(?:en|dentro de) (?:una|1) semana", "in 7 days"),
)
"""What both readers of days know: when to call (`when`), and what is still to come (`urgent`)."""

_TIMES: tuple[tuple[str, str], ...] = (
    (r"(?:me |la |lo )?(?:subio|subieron|bajo|bajaron|paso|aumento|aumentaron) de \d+ a \d+", " "),
    (rf"({'|'.join(_WEEK)}) (\d{{1,2}})(?= a las? )", r"\1 the \2th"),
    (r"en punto|no ?mas|mas o menos|por ?fa(?:vor)?|y pico|si se puede|si puede[ns]?|si es posible", " "),
    (
        r"(?:lo |a lo )?(?:antes|mas pronto|mas rapido|mas antes) (?:posible|que se pueda)|cuanto antes|lo antes que puedan?|lo mas pronto que puedan?|ahorita(?: mismo)?|ahora mismo|de una vez",
        "asap",
    ),
    (
        r"cuando (?:quieran?|sea|puedan?|gusten?|usted quiera|ustedes quieran)|(?:a )?(?:cualquier|la) hora que (?:sea|quieran?|puedan?)|a cualquier hora"
        r"|cualquier (?:dia|hora)|todo el dia|todos los dias",
        "anytime",
    ),
    (r"mas tarde(?! de)|al rato|mas al rato", "later on"),
    (
        r"(?:mientras|cuando) (?:los |las |mis |mi |el |la )?(?:ninos|ninas|hijos|hijas|hijo|hija|nietos|nietas|chamacos) estan? en (?:la escuela|clases?|la guarderia)|(?:en|durante) (?:el )?horario (?:de la escuela|escolar)",
        "while the kids are in school",
    ),
    (r"(?:el )?(?:dia ultimo|ultimo dia (?:del|de este) mes|ultimo del mes)", "the last day of the month"),
    (r"(?:a )?(?:fin|fines|finales) de mes", "end of the month"),
    (r"(?:el |los )?fin(?:es)? de semana", "weekend"),
    (r"entre semana", "weekdays"),
    (r"de lunes a viernes|lunes a viernes", "weekdays"),
    (r"los (lunes|martes|miercoles|jueves|viernes|sabado|domingo)s?", r"\1 all"),
    (r"(sabado|domingo)s", r"\1 all"),
    (r"(\d{1,2}) y media", r"\1:30"),
    (r"(\d{1,2}) y cuarto", r"\1:15"),
    (
        r"(\d{1,2}) menos cuarto|(?:un )?cuarto (?:para|pa) las? (\d{1,2})|15 (?:para|pa) las? (\d{1,2})",
        r"quarter to \1\2\3",
    ),
    (r"10 (?:para|pa) las? (\d{1,2})", r"10 before \1"),
    (r"(?:al |a )?medio ?dia", "noon"),
    (r"(?<=\d) (?:de|en|por) la manana", "am"),
    (r"(?<=\d) (?:de|en|por) la (?:tarde|tardecita|noche)", "pm"),
    (
        r"(?:por|en|de) la mananita|(?:muy |bien )?tempran(?:o|ito)(?: (?:por|en|de) la manana)?|a primera hora",
        "early morning",
    ),
    (r"(?:en|dentro de) media hora", "in 30 minutes"),
    (r"(?:en|dentro de) (\d{1,2}) (?:horas?|hrs)", r"in \1 hours"),
    (r"(?:en|dentro de) (\d{1,2}) min(?:utos?)?", r"in \1 minutes"),
    (r"(?:por|en|de) las? mananas?|esta manana", "morning"),
    (r"esta tarde", "this afternoon"),
    (r"(?:por|en|de) las? tardes?|(?:por|en|de) la tardecita", "afternoon"),
    (r"(?:por|en|de) las? noches?", "evening"),
    (
        r"(?:a |en )?(?:la |mi )?hora (?:del|de) (?:mi )?(?:almuerzo|lonche|lunch|comida|comer)|(?:en|durante) (?:el|mi) (?:almuerzo|lonche|lunch)",
        "lunch",
    ),
    (r"(?:despues|luego|pasad[oa]s?) (?:de )?(?:las?|el|del)? ?(?=\d)", "after "),
    (r"(?:despues|luego) del?", "after"),
    (r"antes (?:de )?(?:las?|el)? ?(?=\d)", "before "),
    (r"antes del?", "before"),
    (r"(?:a partir|desde) (?:de )?las? (?=\d)", "after "),
    (r"a partir del?|desde", "from"),
    (r"hasta (?:las?|el) (?=\d)", "until "),
    (r"hasta", "until"),
    (r"entre (?:las?|el)? ?(\d[\d:]*) y (?:las?|el)? ?(\d[\d:]*)", r"between \1 and \2"),
    (r"de (?:las? )?(\d[\d:]*) a (?:las? )?(\d[\d:]*)", r"from \1 to \2"),
    (r"(?:como|tipo|por ahi|por ai|sobre|cerca|a eso) (?:de |a )?las? (?=\d)", "around "),
    (r"a las? (?=\d)", "at "),
    (r"(?:ya )?salgo(?: del? (?:trabajo|trabajar|la escuela))?(?=[^.;]{0,12}\d)", "i get off"),
    (r"entro(?: al? (?:trabajo|trabajar))?(?=[^.;]{0,12}\d)", "i start work"),
    (r"(?:no puedo|no se puede|no me llamen?|no llamen?|nunca|menos|excepto|salvo|no)", "not"),
    (r"estoy (?:ocupad[oa]|trabajando)", "busy"),
    (r"trabajo", "i work"),
    (r"descanso|(?:tengo|es mi dia) libre|(?:es )?mi dia de descanso|no trabajo", " "),
    (r"pero", "but"),
    (r"todos", "all"),
    (r"(?:el |al )?(?:otro|siguiente|dia siguiente)", "next"),
)
_HINT = Guarded(
    rf"\b(?:mananas?|mananita|hoy|pronto|rapido|posible|lonche|lunch|horas?|minutos|semanas|dias|(?:{'|'.join(_WEEK)})s?|despues|antes|mediodia|medio dia|semana|almuerzo|ahorita|salgo|cualquier|cuando (?:quieran?|sea|puedan?|gusten?)"
    rf"|tarde|tardes|noche|tempranito|temprano|mas tarde|al rato|cuanto antes|hasta|entre|dia ultimo|fin de mes|(?:a|de|para|pa) las? {_NUMBER}|{'|'.join(MONTHS)})\b"
)
_HOUR = Guarded(
    rf"(?P<lead>\b(?:a|la|las|entre|y|para|pa|de|desde|hasta|en|como|tipo) )(?P<word>{'|'.join(_COUNTS)})\b"
    rf"|\b(?P<alone>{'|'.join(_COUNTS)})(?= (?:para|pa|y media|y cuarto|de la|dias?|horas?|semanas?)\b)"
)
_IN_ENGLISH = Rules((rf"\b(?:{pattern})(?![a-z])", same) for pattern, same in (*_TIMES, *DAYS))
_MONTH = Guarded(rf"\b(?:{'|'.join(MONTHS)})\b")
_WORD = Guarded(rf"\b(?:{'|'.join((*MONTHS, *_COUNTS))})\b")
_JOINTS = Guarded(r"(?<=[a-z\d]) (y|o) (?=[a-z\d])")


def plain(text: str) -> str:
    """Small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def numbers(text: str) -> str:
    """Spanish counts as digits where an hour or a length of time stands: "a las dos", "dos horas"."""
    return _HOUR.sub(lambda match: f"{match['lead'] or ''}{_COUNTS[match['word'] or match['alone']]}", text)


def words(text: str) -> str:
    """Months in English and counts as digits, wherever they stand."""
    return _WORD.sub(lambda match: MONTHS.get(match[0]) or _COUNTS[match[0]], text)


def times_in_english(text: str) -> str:
    """A wish for a call with its Spanish words of time in English; as it is where nothing in it is Spanish."""
    bare = plain(text)
    if not _HINT.search(bare):
        return text
    bare = _IN_ENGLISH.sub(numbers(bare))
    bare = _MONTH.sub(lambda match: MONTHS[match[0]], bare)
    bare = _JOINTS.sub(lambda joint: " and " if joint[1] == "y" else " or ", bare)
    return _TEN_BEFORE.sub(_minutes_before, bare)


_TEN_BEFORE = Guarded(r"\b10 before (\d{1,2})\b")


def _minutes_before(match: re.Match[str]) -> str:
    return f"at {(int(match[1]) - 2) % 12 + 1}:50"
