"""The words that start, stop and explain text messages, read before anything else is. Pure.

A whole message counts, never a part: "stop" ends the texts, "stop the garnishment" is a question. 47 CFR 64.1200(a)(10) names
stop, quit, end, revoke, opt out, cancel and unsubscribe, and lets people say it in any other reasonable way; the phrases are
ours, and what only may be one of them is answered and put before a person.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Kind = Literal["stop", "start", "help", "more", "doubtful"]
Language = Literal["en", "es"]

_STOP = {
    "en": """
        stop; stopall; stop all; quit; end; revoke; opt out; optout; optoutall; opt out all; opt me out; cancel; unsubscribe; unsub; unsubscribe me;
        stop texting; stop texting me; stop messaging me; stop sending me texts; stop sending me messages; stop contacting me;
        stop the texts; stop these texts; stop the messages; stop these messages; stop all texts; stop all messages; stop text messages;
        stop it; stop this; quit texting me; end texts; end these texts; end messages; cancel texts; cancel all texts; cancel messages;
        do not text; do not text me; do not text me again; do not text me anymore; do not text this number; dont text; dont text me;
        dont text me again; dont text me anymore; dont text this number; never text me again; do not contact me; dont contact me;
        do not message me; dont message me; no more texts; no more messages; no texts;
        remove; remove me; remove my number; remove this number; remove me from your list; remove me from this list; take me off;
        take me off your list; take me off this list; leave me alone; i want to opt out; i opt out; i want to unsubscribe;
        i want to stop these texts; i revoke my consent; revoke consent; revoke my consent; i withdraw my consent
    """,
    "es": """
        alto; parar; pare; cancelar; cancele; detener; basta; terminar; fin; no mas; no mas mensajes; no mas textos; no me escriban; no me escriba;
        no me manden mensajes; no me mande mensajes; dejen de escribirme; deje de escribirme; dejenme en paz; dejame en paz;
        dejeme en paz; quiteme de la lista; quitenme de la lista; borrenme; darme de baja; baja
    """,
}
_START = {
    "en": "start; unstop; restart texts; resume texts; opt in; optin; subscribe",
    "es": "empezar; comenzar; iniciar",
}
_HELP = {"en": "help; info", "es": "ayuda"}
_MORE = {
    "en": "more; more info; read more; show more; next; the rest; tell me more; go on; continue",
    "es": "mas; siguiente",
}

# Kindness around the word changes nothing about it.
_POLITE = re.compile(
    r"^(?:(?:please|pls|plz|ok|okay|hi|hello|hey|just|now|sorry|por favor|reply|text) ){1,6}"
    r"|(?: (?:please|pls|plz|now|thanks|thank you|thx|ty|today|immediately|already|por favor|gracias|ya|right now)){1,6}$"
)
_ABOUT_TEXTS = re.compile(
    r"\b(?:text(?:s|ing)?|messag(?:e|es|ing)|sms|contact(?:ing)?|mensajes?|textos?|bother(?:ing)?|spam(?:ming)?)\b"
)
_ENDING = re.compile(
    r"\b(?:stop|quit|end|cancel|unsubscribe|revoke|remove|delete|opt(?:ing)? out|no more|dont|do not|never|leave|wrong|harass(?:ing|ment)?|alto|parar|cancelar)\b"
)
# "stop" and "no more texts" are about texts; "leave me alone" and "I revoke my consent" are about everything.
_CALLS_TOO = re.compile(
    r"\b(?:revoke|consent|contact(?:ing)?|leave me alone|(?:take|remove) me|remove my number|off (?:your|this|the) list|"
    r"en paz|quit(?:e|en)me de la lista|borrenme)\b"
)
_SHORT = 3
_MOST_WORDS = 12
_HOUSE = re.compile(
    r"\b(?:foreclos\w*|garnish\w*|sale|auction|judg\w*|lien|evict\w*|house|home|lender|bank|lawsuit|court|wage|paycheck|"
    r"interest|debt|collector\w*|callback|call|appointment|loan|payment\w*|nightmare|they|them|this)\b"
)


@dataclass(frozen=True)
class Command:
    """What a message asks of the texting itself, and in which language."""

    kind: Kind
    language: Language


def _table(kind: Kind, words: dict[str, str]) -> dict[str, Command]:
    found: dict[str, Command] = {}
    for language in ("en", "es"):
        command = Command(kind, "es" if language == "es" else "en")
        found |= {" ".join(phrase.split()): command for phrase in words.get(language, "").split(";") if phrase.strip()}
    return found


_COMMANDS = _table("more", _MORE) | _table("help", _HELP) | _table("start", _START) | _table("stop", _STOP)


def read(text: str) -> Command | None:
    """What the whole message asks for; None for one that is a question or an answer like any other.

    `doubtful` is a message that may mean the end of the texts: it is answered, is told how to end them, and a person looks at it.
    """
    plain = normalise(text)
    if found := _COMMANDS.get(plain) or _COMMANDS.get(_bare(plain)):
        return found
    words = plain.split()
    if len(words) > 1 and len(set(words)) == 1 and (found := _COMMANDS.get(words[0])) and found.kind == "stop":
        return found
    if _doubtful(plain, len(words)):
        return Command("doubtful", "en")
    return None


def ends_calls(text: str) -> bool:
    """Whether a message that ends the texts takes back the consent to calls as well: it is about consent or contact, not texts alone."""
    return bool(_CALLS_TOO.search(normalise(text)))


def normalise(text: str) -> str:
    """Small letters and single spaces, without accents, signs and emoji: "Stop!!" and "STÓP" are "stop"."""
    flat = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("\u2019", ""))
    return " ".join("".join(c if c.isalnum() else " " for c in flat if not unicodedata.combining(c)).split())


def _bare(plain: str) -> str:
    return _POLITE.sub("", _POLITE.sub("", plain)).strip()


def _doubtful(plain: str, words: int) -> bool:
    if not words or words > _MOST_WORDS or not _ENDING.search(plain):
        return False
    if _ABOUT_TEXTS.search(plain):
        return True
    if plain in {"wrong number", "wrong person"}:
        return True
    return (
        words <= _SHORT
        and not _HOUSE.search(plain)
        and plain.split()[0] in {"stop", "quit", "unsubscribe", "remove", "revoke"}
    )
