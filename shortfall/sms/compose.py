"""What the assistant says, made into text messages: GSM-7, at most 306 septets (two parts), the rest after MORE. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from shortfall.base.gsm7 import PART_SEPTETS, folded, foreign, segments, septets
from shortfall.content.questions import Language
from shortfall.content.texts import text as standing
from shortfall.conversation.cards import line, read_card
from shortfall.conversation.messages import Said
from shortfall.talk.asked_again import COMPLAINT
from shortfall.talk.offers import BY_FIGURE, open_choices

LIMIT = 2 * PART_SEPTETS
"""Septets of one reply: two parts."""

MOST_LEADING_ON = 3
"""Choices that only lead on. Those that answer a question are all shown."""
_TAIL = 170
"""A question of at most this many septets stays in sight on the first page, whatever is put off."""
_LEAST = 60
"""Septets that a first page must have for what is said before what it asks."""

_SPELLED = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u0060\u00b4\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u00b7\u25cf", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\u2002\u2003\t", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f", ""),
    "\u2026": "...",
    "\u00bd": "1/2",
    "\u00bc": "1/4",
    "\u00be": "3/4",
    "\u00d7": "x",
    "\u00b0": " degrees",
    "\u00b6": "par. ",
    "\u2122": "",
    "\u00ae": "",
    "\u00a9": "(c)",
    "{": "(",
    "}": ")",
    "[": "(",
    "]": ")",
}
_ACCENTED = frozenset("\u00e1\u00ed\u00f3\u00fa\u00c1\u00cd\u00d3\u00da")
"""Letters of Spanish that GSM-7 lacks."""
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*+\n)++")
_BLANKS = re.compile(r"(?<!\s)\s++")
_LINK = re.compile(r"(?<!\s)\s*+\(?https?://\S++")
_ABBREVIATION = re.compile(r"(?:\b(?:a\.m|p\.m|v|vs|no|inc|st|mr|mrs|ms|dr|approx|u\.s|sec)|\b[A-Z])\.$", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?])[\"')]*\s+(?=[\"'(A-Z0-9$\u00bf\u00a1-])|\n+")


_SPANISH = frozenset("el la los las de del que en y una un por para con su se lo puede si usted es no le".split())
_ENGLISH = frozenset("the a an of to in and or is are it that you your we i for can not if on at what how this".split())
_WORD = re.compile(r"[^\W\d_]+")


def compose(said: Sequence[Said], limit: int = LIMIT) -> list[str]:
    """The reply, and after it what MORE brings, each within the limit.

    What the person is being asked, and the choices that answer it, end the first page. Of choices that only lead on as many are
    shown as there is room for; the engine counts them the same way, and knows what MORE means after the last page.
    """
    language = language_of([each.text for each in said])
    texts = [found for each in said if (found := _with_card(each, language))]
    open_ones = open_choices([(each.asking, [(each, label) for _, label in each.choices]) for each in said])
    labels = [spelled(label) for _, label in open_ones]
    asking = said[-1].asking
    options = (worded if asking in BY_FIGURE else numbered)(labels, language)
    offered = open_ones[0][0] if open_ones else said[-1]
    asked = bool(asking) or spelled(offered.text).rstrip().endswith("?")
    if not asked and (offered.question or offered.card or offered.topic == COMPLAINT):
        answers = all(each.question for each in said) and len(texts) > 1 and _length("\n".join(texts)) > limit
        pages = _opened(texts, limit, language) if answers else _cut("\n".join(texts), limit, language)
        return [*pages[:-1], _ended(pages[-1], labels, limit, language) if options else pages[-1]]
    body, question = _question(texts, asked, limit - _length(options) - 1)
    return _pages(body, "\n".join(part for part in (question, options) if part), limit, language)


def numbered(labels: Sequence[str], language: Language = "en") -> str:
    """One choice a line, each with the number that picks it; empty when there is none."""
    lines = [f"{number} {label}" for number, label in enumerate(labels, 1)]
    return "\n".join([standing("sms.reply", language), *lines]) if lines else ""


def worded(labels: Sequence[str], language: Language = "en") -> str:
    """Choices beside a question that a number answers: they are picked by their words."""
    quoted = standing("sms.or", language).join(f'"{label}"' for label in labels)
    return standing("sms.or_reply", language, choices=quoted) if labels else ""


def spelled(text: str) -> str:
    """The text in characters of GSM-7 and the accents of Spanish: straight quotes, hyphens, plain letters for all others."""
    plain = "".join(_SPELLED.get(char, char) for char in unicodedata.normalize("NFC", text))
    return "".join(char if char in _ACCENTED else _plain(char) for char in plain)


def gsm7(text: str) -> str:
    """The text in characters that no carrier turns into UCS-2, as near as can be."""
    return folded(spelled(text))


def sendable(text: str) -> str:
    """A spelled text as it goes out: without the accents that GSM-7 lacks where they would cost a part."""
    plain = folded(text)
    return text if segments(text) <= segments(plain) else plain


def language_of(texts: Sequence[str]) -> Language:
    """The language of a reply, by its commonest words."""
    words = [word.lower() for text in texts for word in _WORD.findall(text)]
    spanish, english = (sum(word in known for word in words) for known in (_SPANISH, _ENGLISH))
    return "es" if spanish > english else "en"


def _plain(char: str) -> str:
    if not foreign(char):
        return char
    kept = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    return "" if foreign(kept) else kept


def _with_card(said: Said, language: Language) -> str:
    text = _LINK.sub("", spelled(said.text)).strip()
    # Blank lines and bullets cost septets and look odd on a phone.
    text = _BLANK_LINES.sub("\n", text)
    if card := read_card(said.card):
        figure, words = line(card, language)
        if figure not in text:
            text = f"{text}\n{spelled(words)}" if text else spelled(words)
    return text


def _question(texts: list[str], asked: bool, room: int) -> tuple[str, str]:
    """What is said, and the question it ends with, if it asks one that is short enough to be kept in sight.

    Args:
        room: septets; where all of it fits, a long line is left as it is.
    """
    text = "\n".join(texts)
    if not asked:
        return text, ""
    before, _, question = text.rpartition("\n")
    if _length(question) > _TAIL and _length(text) > room:
        # "The office is closed then. Would Tuesday do?": the sentence that asks, with what comes after it where there is room.
        starts = [0, *(match.end() for match in _END.finditer(question))]
        asking = [each for each in starts if "?" in _END.split(question[each:], maxsplit=1)[0]]
        at = asking[-1] if asking else 0
        stated, question = question[:at], question[at:]
        if _length(question) > _TAIL:
            question, after = _split(question, _TAIL)
            stated = f"{stated}{after}"
        before = "\n".join(part for part in (before, stated.strip()) if part)
    if not before or not question or _length(question) > _TAIL:
        return text, ""
    # A hint ("What name may we ask for? A first name is fine.") has asked already.
    first = _END.split(question, maxsplit=1)[0]
    *earlier, hint = before.split("\n")
    if hint.startswith(first) and _length(hint) <= _TAIL:
        return "\n".join(earlier), hint
    return before, question


def _pages(body: str, tail: str, limit: int, language: Language) -> list[str]:
    """`tail` ends the first page; what does not fit before it waits for MORE."""
    whole = "\n".join(part for part in (body, tail) if part)
    rest_hint = spelled(standing("sms.rest", language))
    room = limit - _length(rest_hint) - 1 - (_length(tail) + 1 if tail else 0)
    if _length(whole) <= limit or not body or room < _LEAST:
        return _cut(whole, limit, language) or [""]
    first, rest = _split(body, room)
    # What was asked is still being asked after the rest was read.
    ended = "\n".join(part for part in (_hinted(first, rest_hint), tail) if part)
    return [ended, *_cut(rest, limit, language)]


def _ended(page: str, labels: Sequence[str], limit: int, language: Language) -> str:
    """The last page of an answer with as much of what leads on as there is room for, else with word that there is more."""
    ends = [numbered(labels[:count], language) for count in range(min(len(labels), MOST_LEADING_ON), 0, -1)]
    ends.append(spelled(standing("sms.more", language)))
    return next((found for end in ends if _length(found := f"{page}\n{end}") <= limit), page)


def _cut(text: str, limit: int, language: Language) -> list[str]:
    """The text in pages; all but the last say how to get on."""
    pages = []
    hint = spelled(standing("sms.rest", language))
    while text and _length(text) > limit:
        first, text = _split(text, limit - _length(hint) - 1)
        pages.append(_hinted(first, hint))
    return [*pages, text] if text else pages


def _opened(texts: Sequence[str], limit: int, language: Language) -> list[str]:
    """Several answers that do not go in one text: all of them open in the first, sentence by sentence in turn, as far as there is room; the
    rest of each follows."""
    hint = spelled(standing("sms.rest", language))
    ends = [[*_ends(text), len(text)] for text in texts]
    cuts = [each[0] for each in ends]

    def first(at: Sequence[int]) -> str:
        return "\n".join(text[:end].rstrip() for text, end in zip(texts, at, strict=True))

    if _length(_hinted(first(cuts), hint)) > limit:
        return _cut("\n".join(texts), limit, language)
    grown = True
    while grown:
        grown = False
        for at, each in enumerate(ends):
            longer = [*cuts[:at], next((end for end in each if end > cuts[at]), cuts[at]), *cuts[at + 1 :]]
            if longer != cuts and _length(_hinted(first(longer), hint)) <= limit:
                cuts, grown = longer, True
    rest = (text[end:].strip() for text, end in zip(texts, cuts, strict=True))
    return [_hinted(first(cuts), hint), *_cut("\n".join(filter(None, rest)), limit, language)]


def _hinted(text: str, hint: str) -> str:
    return f"{text}{' ' if text.endswith(('.', '?', '!')) else chr(10)}{hint}"


def _split(text: str, room: int) -> tuple[str, str]:
    """The longest beginning within `room` that ends with a sentence; where there is none, with a word; else anywhere."""
    ends = [end for end in _ends(text) if _length(text[:end].rstrip()) <= room]
    # A first page of two words is worse than a sentence that goes on.
    at = ends[-1] if ends and ends[-1] > room // 4 else None
    if at is None:
        blanks = [match.start() for match in _BLANKS.finditer(text) if _length(text[: match.start()]) <= room - 3]
        if blanks and blanks[-1] > 0:
            return text[: blanks[-1]].rstrip() + "...", text[blanks[-1] :].strip()
        at = next(n for n in range(len(text), 0, -1) if _length(text[:n]) <= room)
    return text[:at].rstrip(), text[at:].strip()


def _ends(text: str) -> list[int]:
    """Where its sentences end, with what closes them."""
    found = (match for match in _END.finditer(text) if not _ABBREVIATION.search(text[: match.start()]))
    return [match.start() + len(match[0].rstrip()) for match in found]


def _length(text: str) -> int:
    """Septets of a spelled text, without its accents: what it takes at most where it is longer than one part."""
    return septets(folded(text))
