"""What the assistant says, made into text messages: GSM-7, at most 306 septets (two parts), the rest after MORE. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from shortfall.base.gsm7 import EXTENDED, PART_SEPTETS, PART_UCS2, foreign, septets
from shortfall.conversation.cards import line, read_card
from shortfall.conversation.messages import Said

LIMIT = 2 * PART_SEPTETS
"""Septets of one reply: two parts."""
LIMIT_UCS2 = 4 * PART_UCS2
"""UTF-16 units of a reply that keeps its characters (Spanish with accents): four parts, the most we ever send."""

_MORE = "Reply MORE for the rest."
_RELATED = ("Reply MORE for related questions.", "Reply MORE for more.")
_TAIL = 170
"""A question of at most this many septets stays in sight on the first page, whatever is put off."""
_MOST_CHOICES = 4
_CARRIERS_BLOCK = re.compile(r"debt relief|settle|reduce your debt|consolidat|eliminat", re.IGNORECASE)
"""Words that carriers filter, whoever sends them (docs/sms.md)."""

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
_LINK = re.compile(r"\s*\(?https?://\S+")
_ABBREVIATION = re.compile(r"(?:\b(?:a\.m|p\.m|v|vs|no|inc|st|mr|mrs|ms|dr|approx|u\.s|sec)|\b[A-Z])\.$", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?])[\"')]*\s+(?=[\"'(A-Z0-9$\u00bf\u00a1-])|\n+")


@dataclass(frozen=True)
class Page:
    """One text message, and the ids of the choices it numbers from 1 on."""

    text: str
    choices: tuple[str, ...] = ()


def compose(said: Sequence[Said], limit: int = LIMIT) -> list[Page]:
    """The reply, and after it what MORE brings, each within the limit.

    What the person is being asked, and the choices that answer it, stand on the first page. Choices that only lead on stand
    where there is room for them.
    """
    if any(each.topic == "spanish" for each in said):
        text = "\n".join(each.text.strip() for each in said)
        return [Page(part) for part in _cut(text, LIMIT_UCS2 if foreign(text) else limit)] or [Page("")]
    last = said[-1]
    offered = last if last.asking else next((each for each in reversed(said) if each.choices), last)
    choices = [
        (uid, label)
        for uid, label in ((uid, gsm7(label)) for uid, label in offered.choices)
        if not _CARRIERS_BLOCK.search(label)
    ][:_MOST_CHOICES]
    options, ids = numbered([label for _, label in choices]), tuple(uid for uid, _ in choices)
    needed = bool(options) and (bool(offered.asking) or offered.topic in ("fallback", None))
    texts = [_with_card(each) for each in said]
    body, question = _question([text for text in texts if text], bool(last.asking))
    tail = "\n".join(part for part in (question, options if needed else "") if part)
    if not body:
        body, tail = tail, ""
    if needed or question or not options:
        return _pages(body, tail, ids if needed else (), limit)
    *pages, end = _pages(body, "", (), limit)
    ended = f"{end.text}\n{options}"
    if septets(ended) <= limit:
        return [*pages, Page(ended, ids)]
    # Where no hint fits the answer still stands whole, and MORE works all the same.
    hinted = (f"{end.text}\n{hint}" for hint in _RELATED)
    return [*pages, Page(next((text for text in hinted if septets(text) <= limit), end.text)), Page(options, ids)]


def numbered(labels: Sequence[str]) -> str:
    """One choice a line, each with the number that picks it; empty when there is none."""
    return "\n".join(["Reply:", *(f"{number} {label}" for number, label in enumerate(labels, 1))]) if labels else ""


def gsm7(text: str) -> str:
    """The text in characters that no carrier turns into UCS-2, as near as can be: straight quotes, hyphens, plain letters."""
    spelled = "".join(_SPELLED.get(char, char) for char in unicodedata.normalize("NFC", text))
    return "".join(_plain(char) for char in spelled)


def _plain(char: str) -> str:
    if not foreign(char):
        return char
    kept = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    return "" if foreign(kept) else kept


def choice_number(text: str, count: int) -> int | None:
    """Which of `count` numbered choices a message picks, from 0: "1", "one", "the first", "option 2", "#3"; None for anything else."""
    match = _PICK.fullmatch(" ".join(text.casefold().split()))
    if match is None:
        return None
    number = _NUMBERS[match["which"]]
    return number - 1 if number <= count else None


_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("1 one first 1st uno", "2 two second 2nd dos", "3 three third 3rd tres", "4 four fourth 4th cuatro"), 1
    )
    for word in words.split()
}
_PICK = re.compile(
    r"[\s#(\"']*(?:i (?:pick|choose|want|say) )?(?:the )?(?:option |number |no\.? |choice |answer |reply |press )?#?"
    rf"(?P<which>{'|'.join(_NUMBERS)})(?: one| option| choice)?(?: please| pls)?[\s.,!)\"']*"
)


def _with_card(said: Said) -> str:
    text = _LINK.sub("", gsm7(said.text)).strip()
    # Blank lines and bullets cost septets and look odd on a phone.
    text = re.sub(r"\n\s*\n+", "\n", text)
    if card := read_card(said.card):
        figure, words = line(card)
        if figure not in text:
            text = f"{text}\n{gsm7(words)}" if text else gsm7(words)
    return text


def _question(texts: list[str], asking: bool) -> tuple[str, str]:
    """What is said, and the question it ends with, if it asks one that is short enough to be kept in sight."""
    text = "\n".join(texts)
    if not asking:
        return text, ""
    before, _, question = text.rpartition("\n")
    if not before or septets(question) > _TAIL:
        return text, ""
    # A hint ("What name may we ask for? A first name is fine.") has asked already.
    first = _END.split(question, maxsplit=1)[0]
    *earlier, hint = before.split("\n")
    if hint.startswith(first) and septets(hint) <= _TAIL:
        return "\n".join(earlier), hint
    return before, question


def _pages(body: str, tail: str, choices: tuple[str, ...], limit: int) -> list[Page]:
    """`tail` ends the first page; what does not fit before it waits for MORE."""
    whole = "\n".join(part for part in (body, tail) if part)
    if septets(whole) <= limit:
        return [Page(whole, choices)]
    if septets(tail) > limit // 2:
        return [Page(text, choices) for text in _cut(whole, limit)]
    room = limit - septets(_MORE) - 1 - (septets(tail) + 1 if tail else 0)
    first, rest = _split(body, room)
    ended = "\n".join(part for part in (_hinted(first), tail) if part)
    # What was asked is still being asked after the rest was read.
    return [Page(ended, choices), *(Page(text, choices) for text in _cut(rest, limit))]


def _cut(text: str, limit: int) -> list[str]:
    """The text in pages; all but the last say how to get on."""
    pages = []
    while text and _length(text) > limit:
        first, text = _split(text, limit - _length(_MORE) - 1)
        pages.append(_hinted(first))
    return [*pages, text] if text else pages


def _hinted(text: str) -> str:
    return f"{text}{' ' if text.endswith(('.', '?', '!')) else chr(10)}{_MORE}"


def _split(text: str, room: int) -> tuple[str, str]:
    """The longest beginning within `room` that ends with a sentence; where there is none, with a word; else anywhere."""
    ends = [
        match.start()
        for match in _END.finditer(text)
        if not _ABBREVIATION.search(text[: match.start()]) and _length(text[: match.start()].rstrip()) <= room
    ]
    # A first page of two words is worse than a sentence that goes on.
    at = ends[-1] if ends and ends[-1] > room // 4 else None
    if at is None:
        blanks = [match.start() for match in re.finditer(r"\s+", text) if _length(text[: match.start()]) <= room - 3]
        if blanks and blanks[-1] > 0:
            return text[: blanks[-1]].rstrip() + "...", text[blanks[-1] :].strip()
        at = next(n for n in range(len(text), 0, -1) if _length(text[:n]) <= room)
    quote = _END.match(text, at)
    closing = len(quote[0].rstrip()) if quote else 0
    return text[: at + closing].rstrip(), text[at + closing :].strip()


def _length(text: str) -> int:
    if foreign(text):
        return len(text.encode("utf-16-be")) // 2
    return len(text) + sum(char in EXTENDED for char in text)
