"""Takes Social Security, card, account and loan numbers out of text. Standard library only: the engine uses it too."""

from __future__ import annotations

import datetime
import re

REMOVED = "[number removed]"

_LONG = 8
"""Digits from which a number that is no phone number, date or sum counts as an account number."""

_DIGIT = re.compile(r"\d")
# A named number is masked however short it is: the last four of a Social Security number, a six-digit loan number.
# Where the name is only "my loan" or "social security", a short number may well be a sum, and stays.
_NAMED = re.compile(
    r"""(?ix)
    \b(?P<name>
        (?P<short> ssn | ss\# | itin | social (?:\s+security)? \s+ (?:number|num|nr|card)\b
          | last \s+ (?:4|four) (?:\s+digits)? [a-z' ]{0,30}? )
      | (?P<middle> (?: account | acct | loan | card | mortgage | routing | policy | member )
          \s* (?: numbers? \b | num\b | nr\b | no\b[.:\#] | nbr\b | id\b | \# ) )
      | (?P<long> account | acct | loan | card | routing | policy | social (?:\s+security)? )
    )
    (?P<gap> [\s.:\#=-]*+ (?: \b (?: is | was | are | ends?\s{1,3}(?:in|with) | ending\s{1,3}(?:in|with) ) \b [\s:\#=-]*+ )? )
    (?P<number> (?(long) \d{8,} | (?(middle) \d (?:[ -]?\d){4,} | (?:[x*]++[ -]?)*+ \d (?:[ -]?\d){3,} ) ) )
    (?![ -]?\d|,\d)
    """
)
_SSN = re.compile(r"(?<![\d$-])\d{3}([- .])\d{2}\1\d{4}(?![\d]|-\d)")
_RUN = re.compile(r"(?<![\d,$.])\d(?:[ -]?\d){7,}(?!\d)")
_DATE = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})"
_PHONE = r"(?:\+?1[ .-]?)?(?:\([2-9]\d\d\)\ ?|[2-9]\d\d[ ./-]?)[2-9]\d\d[ .-]?\d{4}"
_KEPT = re.compile(
    rf"""(?ix)
    \$ \s? \d[\d,]* (?:\.\d+)?
    | (?<![\d]) (?<!\d[.-])
      (?:
          (?P<date> {_DATE} )
        | (?P<phone> {_PHONE} )
        | \d{{5}}-\d{{4}}                                        # a ZIP code
        | \d+ (?=\s?(?:dollars|bucks|usd)\b)
      )
      (?! \d | [.-]\d )
    """
)
_CENTS = re.compile(r"\.\d\d(?!\d)")


def mask(text: str) -> str:
    """The text with every such number replaced by "[number removed]". Sums, dates, phone and case numbers stay.

    Masking twice changes nothing more.
    """
    if not _DIGIT.search(text):
        return text
    text = _NAMED.sub(_named, text)
    text = _SSN.sub(REMOVED, text)
    text = _RUN.sub(lambda run: REMOVED if _is_card(run[0]) else run[0], text)
    # What is surely harmless is set aside; only what lies between is searched for long numbers.
    parts: list[str] = []
    done = 0
    for kept in _KEPT.finditer(text):
        parts += [_mask_long(text[done : kept.start()]), kept[0]]
        done = kept.end()
    parts.append(_mask_long(text[done:]))
    return "".join(parts)


def sensitive(text: str) -> bool:
    """Whether the text holds a number that `mask` would remove."""
    return mask(text) != text


def _named(match: re.Match[str]) -> str:
    return f"{match['name']}{match['gap']}{REMOVED}"


def _mask_long(text: str) -> str:
    return _RUN.sub(lambda run: run[0] if _harmless(run, text) else REMOVED, text)


def _harmless(run: re.Match[str], text: str) -> bool:
    """Years in a row, a day written in one piece, two sums side by side, one large sum."""
    groups = run[0].replace("-", " ").split(" ")
    if all(len(group) == 4 and group.startswith(("19", "20")) for group in groups):
        return True
    if len(groups) == 2 and all(5 <= len(group) <= 7 for group in groups):
        low, high = sorted(map(int, groups))
        return 0 < high <= 4 * low
    if len(groups) == 1:
        digits = groups[0]
        if _CENTS.match(text, run.end()) or (len(digits) <= 9 and digits.endswith("0000")):
            return True
        return len(digits) == _LONG and _is_day(digits)
    return all(len(group) <= 7 and group.endswith("000") for group in groups)


def _is_day(digits: str) -> bool:
    try:
        day = datetime.datetime.strptime(digits, "%Y%m%d")
    except ValueError:
        return False
    return 1900 <= day.year < 2100


def _is_card(run: str) -> bool:
    """A payment card number: 13 to 19 digits whose Luhn sum is right."""
    digits = [int(character) for character in run if character.isdigit()]
    if not 13 <= len(digits) <= 19:
        return False
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
