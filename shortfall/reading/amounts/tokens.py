"""A text as tokens: digits, words and marks, each in its place; and which of them are numbers that are no amounts (phones, dates, cases)."""

from __future__ import annotations

import re
from collections.abc import Callable

from shortfall.reading.amounts.table import Table, words

PADDING = 16
"""The grammar looks at most this many tokens ahead, and no check of the end is needed."""
MOST_NUMBERS = 400
"""Of a flood, as many of the last places where a number may begin are looked at: more than a hundred numbers."""
FOREIGN_MARKS = "£€¥₹₱"

_FOLD = {ord(big): ord(big) + 32 for big in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"} | {
    ord(a): b
    for letters, to in (("áàâäãÁÀÂÄ", "a"), ("éèêëÉÈÊ", "e"), ("íìîïÍÌ", "i"), ("óòôöõÓÒÔ", "o"), ("úùûüÚÙÜ", "u"), ("ñÑ", "n"),
                        ("\N{EN DASH}\N{EM DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{MINUS SIGN}", "-"),
                        ("\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}`´", "'"), ("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}", " "))
    for a in letters
    for b in [to]
}  # fmt: skip
# "25o,000", "2oo,ooo", "l50,000": letters that stand for digits.
# "25o,000", "2oo,ooo", "l50,000": letters that stand for digits, in a run that holds a digit.
_ALIKE = re.compile(r"\do|o\d|,oo|[il|]\d|[il|],\d|\d[l|]\d", re.ASCII)
_RUN = re.compile(r"[\doil|](?<![\w'.,-].)[\dol|]*+(?:[,.][\dol|]++)*+(?![a-jl-z'])", re.ASCII)
# "two-hundred-and-fifty", "a quarter-million"
_HYPHEN = re.compile(r"(?<=[a-z0-9])-(?=(?:hundred|thousand|million|grand)\b)|(?<=hundred)-(?=and\b)")
_TOKEN = re.compile(r"[a-z]+|\d{1,2}(?:st|nd|rd|th)\b|\d+(?:[,.']\d+)*|\.\d+|\S", re.ASCII)


def fold(text: str) -> str:
    """`text` in small letters without accents, each character in its place, look-alikes read as digits."""
    plain = text.lower() if text.isascii() else text.translate(_FOLD)
    if _ALIKE.search(plain):
        plain = _RUN.sub(_as_digits, plain)
    if "-" in plain:
        plain = _HYPHEN.sub(" ", plain)
    return plain


def _as_digits(run: re.Match[str]) -> str:
    """A run of digits and letters like them as digits, if it is long enough to be an amount."""
    text = run[0]
    if not any(mark in "0123456789" for mark in text) or (text[0] in "il|" and len(text) < 4):
        return text
    return text.replace("o", "0").replace("l", "1").replace("|", "1").replace("i", "1")


_LETTERS, _DIGITS = frozenset("abcdefghijklmnopqrstuvwxyz"), frozenset("0123456789")


class Tokens:
    """Parallel lists: `word`, `number` and `mark` are "" where a token is of another kind, or no part of any amount."""

    def __init__(self, text: str, choose: Callable[[list[str]], Table]) -> None:
        self.text = text
        self.plain = plain = fold(text)
        spans = [match.span() for match in _TOKEN.finditer(plain)]
        self.start, self.end = map(list, zip(*spans, strict=True)) if spans else ([], [])
        found = [plain[start:end] for start, end in spans]
        self.size = len(found)
        # "1st" is a word; what is no ASCII is a mark
        padding = [""] * PADDING
        self.word = [token if token[-1] in _LETTERS else "" for token in found] + padding
        self.number, self.mark = [""] * self.size + padding, [""] * self.size + padding
        for index, word in enumerate(self.word[: self.size]):
            if not word:
                (self.number if found[index][-1] in _DIGITS else self.mark)[index] = found[index]
        self.glued = [a == b for a, b in zip(self.start, [-1, *self.end], strict=False)] + [False] * PADDING
        self.table = choose(self.word)
        _strike(self)

    def capital(self, index: int) -> bool:
        """Whether a token is written as a name is: "Maple"."""
        return self.text[self.start[index] : self.end[index]].istitle()

    def phrase(self, end: int, most: int) -> list[str]:
        """What may end just before token `end`: its last words, the longest phrase first."""
        found: list[str] = []
        tail = ""
        while len(found) < most and end > 0:
            end -= 1
            if not self.word[end]:
                if self.mark[end] not in {"'", ".", "~", "-"}:
                    break
                continue
            tail = f"{self.word[end]} {tail}" if tail else self.word[end]
            found.append(tail)
        return found[::-1]


# --- Numbers that are no amounts ---------------------------------------------------------------------------------------------

_STREETS = words(
    "street st avenue ave boulevard blvd road rd drive dr lane ln terrace parkway pkwy place pl circle court ct way"
)
_NO_STREET = words("at in to for and or on the from by k grand mil a of i my thousand is was")
_WINDS = words("n s e w north south east west")
_COURTS = words("ch il l m cv civ d f sc lm cf mr ad")
_ACTS = words("ilcs usc cfr")
_OF_WHAT = words(
    "loan account acct case file policy parcel docket reference ref invoice routing apn pin confirmation tracking id account's loan's document documento expediente folio"
)
_NUMBERED = words("# number num no nbr id ending ends digits numero empieza begins starts")
_IS = words("is was in with : . the are of on con de es") | {""}
_PLANS = {"401": "kb", "403": "kb", "457": "b"}
_FORMS = words("1099 1098 1040")
_STATES = words("il in wi mi ia mo ky ca tx fl ny oh illinois indiana")
_CITIES = words("il illinois chicago joliet")
_LINKS = words("- / : .")


def _strike(tokens: Tokens) -> None:
    """Empty the places of numbers that are phones, dates, times, cases, accounts, statutes, forms, addresses."""
    struck: list[int] = []
    done = 0
    for index in [place for place, number in enumerate(tokens.number) if number][-MOST_NUMBERS:]:
        if index < done:
            continue
        chain = [index]
        while (
            tokens.mark[chain[-1] + 1] in _LINKS
            and tokens.number[chain[-1] + 2]
            and tokens.glued[chain[-1] + 1]
            and tokens.glued[chain[-1] + 2]
        ):
            chain.append(chain[-1] + 2)
        done = chain[-1] + 1
        money = tokens.mark[index - 1] == "$"
        if not money and (end := _named(tokens, chain)):
            struck.extend(range(index, end))
            done = end
    for place in struck:
        tokens.number[place] = tokens.word[place] = ""


def _named(tokens: Tokens, chain: list[int]) -> int:
    """The end of a number that names something, which begins with the numbers of `chain`; 0 if it is none."""
    first, last = chain[0], chain[-1]
    number, word, mark = tokens.number, tokens.word, tokens.mark
    digits = number[first]
    plain = digits.isdigit()
    linked = mark[first + 1]
    if len(chain) == 1 and len(digits) > 3 and digits.startswith("00"):
        return last + 1  # the number of a case or a loan: no sum begins so
    if tokens.glued[first] and mark[first - 1] == "#":
        return last + 1
    if (
        mark[first - 1] == "'"
        and len(digits) == 2
        and tokens.glued[first]
        and not (number[first - 2] or word[first - 2] in {"i", "we"})
    ):
        return last + 1
    if (
        plain
        and 7 <= (size := len(digits)) <= 11
        and len(chain) == 1
        and (
            (size == 10 and digits[0] in "23456789" and digits[3] in "23456789")
            or (size == 11 and digits[0] == "1" and digits[1] in "23456789")
        )
    ):
        return last + 1
    if end := _phone(tokens, first):
        return end
    if len(chain) > 2:
        return last + 1
    if len(chain) == 2 and plain and _pair(tokens, first, last, linked):
        return last + 1
    if not plain:
        return 0
    after = first + 1
    if (
        digits in _PLANS
        and word[after + (mark[after] == "(")][:1] in _PLANS[digits]
        and len(word[after + (mark[after] == "(")]) == 1
    ):
        return after + 1 + 2 * (mark[after] == "(")
    if (digits == "529" and word[after] == "plan") or (
        tokens.glued[first]
        and mark[first - 1] == "-"
        and tokens.glued[first - 1]
        and len(word[first - 2]) == 1
        and not number[first - 3]
    ):
        return after
    grand = word[after] in tokens.table.scales and len(word[after]) > 2  # "1098 grand" is a sum, "1099 k" a form
    if (
        digits in _FORMS
        and mark[after] != "$"
        and word[after] not in tokens.table.dollars
        and len(chain) == 1
        and not grand
    ):
        lettered = mark[after] == "-" and tokens.glued[after]
        return (
            after
            + 2 * lettered
            + (not lettered and tokens.glued[after] and len(word[after]) <= 2 and word[after] != "")
        )
    if (
        word[after] in _ACTS
        or (word[after] == "u" and word[after + 2] == "s")
        or (word[after] == "c" and word[after + 2] == "f")
    ):
        return _to_the_end(tokens, after + 1)
    if word[after] == "il" and word[after + 1] == "app":
        return _to_the_end(tokens, after + 2)
    court = after + (mark[after] == "-")
    number_of_case = court + 1 + (mark[court + 1] == "-")
    if (
        word[court] in _COURTS
        and (len(digits) == 2 or digits[:2] in {"19", "20"})
        and len(digits) in {2, 4}
        and len(number[number_of_case]) >= 3
    ):
        return number_of_case + 1
    return _of_what(tokens, first) or _address(tokens, first, digits)


def _pair(tokens: Tokens, first: int, last: int, linked: str) -> bool:
    """Whether two numbers joined by a mark are a date, a time, a phone or a paragraph rather than a range."""
    left, right = tokens.number[first], tokens.number[last]
    if not right.isdigit():
        return False
    scaled = tokens.word[last + 1] in tokens.table.scales
    if linked in {":", "."}:
        return True
    if linked == "-":
        phone = len(left) == 3 and len(right) == 4 and left[0] in "23456789" and not scaled
        zipped = len(left) == 5 and len(right) == 4
        return phone or zipped or tokens.mark[last + 1] == "(" or (int(right) > 20 * int(left) and not scaled)
    if scaled and (left, right) in {("1", "2"), ("1", "4"), ("3", "4")}:
        return False
    if (left, right) in {("1", "2"), ("1", "4"), ("3", "4")} and tokens.word[last + 1] in {"of", "a", "mil", "million"}:
        return False
    return not 2 * int(left) >= 2 * 32 or not int(left) < int(right) <= 2 * int(left)


def _phone(tokens: Tokens, first: int) -> int:
    """The end of "312 555 0199", "(312) 555-0199", "1-312-555-0199"; 0 if it is none."""
    place, sizes, spans = first, (3, 3, 4), []
    if tokens.number[place] == "1" and (tokens.mark[place + 1] in {"-", "(", ""}):
        place += 1 + bool(tokens.mark[place + 1])
    for size in sizes:
        if len(tokens.number[place]) != size or not tokens.number[place].isdigit():
            return 0
        spans.append(place)
        place += 1
        while size != 4 and tokens.mark[place] in {")", "-"} and place < spans[-1] + 3:
            place += 1
    return place


def _to_the_end(tokens: Tokens, place: int) -> int:
    """The end of what belongs to a statute or a reported case: "5/15-1508(b)(1)", "(3d) 150144"."""
    end = place
    while end < place + 14 and (
        tokens.number[end]
        or tokens.mark[end] in {".", "/", "-", "(", ")", "§"}
        or (tokens.glued[end] and len(tokens.word[end]) == 1)
    ):
        end += 1
    return end


def _of_what(tokens: Tokens, first: int) -> int:
    """The end of "loan number 0049981234", "acct ending in 4471", "the last four 0921"; 0 if it is none."""
    seen = False
    for back in range(first - 1, max(-1, first - 6), -1):
        token = tokens.word[back] or tokens.mark[back]
        if len(tokens.number[back]) > 1:
            return 0
        if token in _NUMBERED:
            seen = True
        elif token == "last" and tokens.number[first][:1] and len(tokens.number[first]) == 4:
            return first + 1
        elif token in _OF_WHAT and seen:
            end = first + 1
            while (
                end < first + 6
                and (tokens.number[end] or tokens.word[end] or tokens.mark[end] == "-")
                and tokens.glued[end]
            ):
                end += 1
            return end
        elif token not in _IS and not (
            token in {"four", "my"} or (len(token) <= 3 and tokens.glued[first] and back == first - 1)
        ):
            return 0
    return 0


def _zip(tokens: Tokens, place: int) -> int:
    """The end of a zip code that follows a street within a few words (a city, a state, "zip"); 0 if none does."""
    for index in range(place, place + 5):
        number = tokens.number[index]
        if number:
            return index + 1 if len(number) == 5 and number.isdigit() and tokens.mark[index - 1] != "$" else 0
        if tokens.word[index] in _NO_STREET - {"in"} or tokens.word[index] in tokens.table.cues:
            return 0
    return 0


def _address(tokens: Tokens, first: int, digits: str) -> int:
    """The end of a street address or a zip code; 0 if it is none."""
    word, before = tokens.word, tokens.word[first - 1]
    if len(digits) > 5:
        return 0
    if len(digits) == 5 and (
        before in {"zip", "code", "illinois", "in", "zipcode"}
        or (before in _STATES and tokens.text[tokens.start[first - 1] : tokens.end[first - 1]].isupper())
        or before == "il"
    ):
        return first + 1
    name = first + 1
    if tokens.mark[name] or tokens.glued[name]:
        return 0
    wind = word[name] in _WINDS
    written = tokens.text[tokens.start[name]] if wind else ""
    name += wind + (wind and tokens.mark[name + 1] == ".")
    if (
        not word[name]
        or word[name] in _NO_STREET
        or word[name] in tokens.table.scales
        or word[name] in tokens.table.cues
    ):
        return 0
    zipped = _zip(tokens, name + 1)
    placed = {*tokens.word[name + 1 : name + 5]} & (_STREETS | _CITIES) or zipped
    if wind and ((written.isupper() and tokens.capital(name)) or (placed and len(digits) >= 3)):
        return zipped or name + 1
    for end in (name + 1, name + 2):
        if word[end] in _STREETS and not tokens.mark[end - 1] and word[end - 1] not in _NO_STREET:
            return _zip(tokens, end + 1) or end + 1
    return first + 1 if before == "at" and len(digits) >= 3 and name < tokens.size and tokens.capital(name) else 0
