"""The language that a person asks to be spoken to in: "does anybody speak Polish", "que me hablen en español". Pure and linear."""

from __future__ import annotations

import re

from shortfall.reading.guarded import Guarded

# What people in Illinois speak, by the American Community Survey's table of languages at home, under the names of data/texts.
_TONGUES = {
    "arabic": "arabic|[aá]rabe",
    "asl": "asl|sign language|lenguaje de se[nñ]as",
    "assyrian": "assyrian",
    "bosnian": "bosnian",
    "bulgarian": "bulgarian",
    "cantonese": "cantonese",
    "chinese": "chinese|chino",
    "english": "english|ingl[eé]s",
    "french": "french|franc[eé]s",
    "greek": "greek",
    "gujarati": "gujarati",
    "creole": "(?:haitian )?creole|criollo",
    "hindi": "hindi",
    "italian": "italian|italiano",
    "korean": "korean|coreano",
    "lithuanian": "lithuanian",
    "mandarin": "mandarin|mandar[ií]n",
    "polish": "polish|polaco",
    "portuguese": "portuguese|portugu[eé]s",
    "romanian": "romanian",
    "russian": "russian|ruso",
    "serbian": "serbian",
    "spanish": "spanish|espa[nñ]ol|castellano",
    "tagalog": "tagalog|filipino",
    "ukrainian": "ukrainian|ucraniano",
    "urdu": "urdu",
    "vietnamese": "vietnamese|vietnamita",
    "yoruba": "yoruba",
}
_NAMES = "|".join(f"(?P<{name}>{words})" for name, words in _TONGUES.items())
_SPOKEN = Guarded(
    rf"(?i)\b(?:speaks?|speaking|talks?|understands?|knows?|in|interpreter|translator|language is|habla|hable|hablen|hablan|hablo|hablamos|en|int[eé]rprete|traductora?)"
    rf"(?: (?:only|some|any|good|more|to me|me|us|in|for|for me|s[oó]lo|solo|nada m[aá]s|puro|en|de|bien)){{0,2}} (?:{_NAMES})\b(?! (?:village|town|fort|street)\b)"
)
_SPEAKING = Guarded(rf"(?i)\b(?:{_NAMES})[ -](?:speaking|speaker|interpreter|translator|please|pls|por favor)\b")
_DENIED = re.compile(r"(?i)(?:n'?t|\bnot|\bno|\bni|\bcannot|\bnever)(?: [^\W\d_]{1,10}){0,2} ?\Z")


def wanted_tongue(text: str) -> str | None:
    """The language in which a person wants to be spoken to, by its English name in small letters; None where none is asked for."""
    for pattern in (_SPOKEN, _SPEAKING):
        for said in pattern.finditer(text):
            if not _DENIED.search(text[max(0, said.start() - 30) : said.start()]):
                return said.lastgroup
    return None
