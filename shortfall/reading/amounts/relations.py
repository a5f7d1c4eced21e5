"""What each number of a text is for, and what the words around it make of it: roles, corrections, bounds, shares, counts.

A phrase speaks of the amount it governs: the one after it in its clause ("owe 312"), or the one just before where that has none ("312 owed"), or a phrase that
names one thing stands behind ("paid 6,000 in taxes"). Distance decides only between phrases of equal right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from shortfall.law.intervals import Bound
from shortfall.reading.amounts.numbers import HUNDRED, ONE, TEN, THOUSAND, ZERO, Number, swapped
from shortfall.reading.amounts.table import Cue, Kind
from shortfall.reading.amounts.tokens import Tokens

_SMALL: frozenset[Kind] = frozenset({"pay", "rent", "fees", "costs", "taxes", "other"})
_ENDS = frozenset(";!?.,")
_ADDED: frozenset[Kind] = frozenset({"fees", "costs", "taxes", "other"})
_NONE_OF: frozenset[Kind] = frozenset({"judgment", "second_loan", "deficiency"})
_NO = frozenset("no without sin ninguna ningun hay".split())
_LEFT_OUT = frozenset("without excluding besides counting including sin".split())
_PREPOSITIONS = frozenset("in of for on as toward towards de en por".split())
_LINKS = frozenset("of for at is was are were de en por es era".split())
_FIRST = frozenset("first 1st primera primero".split())
_SECOND = frozenset("second 2nd segunda segundo".split())
_LEAST_SHARE = 2 * TEN
_BUYERS = frozenset("investor buyer bidder purchaser flipper someone somebody guy couple".split())
_LODGERS = frozenset("tenant tenants renter renters roommate roommates inquilino inquilina inquilinos".split())
_WHEN = frozenset("when cuando".split())
_FRACTION = re.compile(r"([1-9])/([2-9]|10)", re.ASCII)
_TOWARDS = frozenset("on for en to with con".split())
_IS = frozenset("its is it s es son".split())
_ARTICLES = frozenset("a an the my our his her their this that el la los las mis sus".split())
_WITH = frozenset("with plus before after including without not no minus sin mas con".split())


@dataclass
class Said:
    """What is said of one number. `struck`: the person took it back."""

    kind: Kind | None = None
    word: str = ""
    large: bool = False
    approximate: bool = False
    bound: Bound | None = None
    denied: str = ""
    struck: bool = False
    share: Decimal = ONE
    count: int = 1


class _Found(NamedTuple):
    """A phrase in the text, tokens `start` to before `end`."""

    start: int
    end: int
    cue: Cue
    phrase: str


class Relations:
    """The numbers of one text and the words between them."""

    def __init__(self, tokens: Tokens, numbers: Sequence[Number]) -> None:
        self.tokens, self.table, self.numbers = tokens, tokens.table, numbers
        self.word, self.mark = tokens.word, tokens.mark
        self._clauses()
        self.gaps = self._cues()
        self.said = [Said() for _ in numbers]
        self.used: set[int] = set()

    def read(self) -> list[Said]:
        """What is said of each number."""
        for place in range(len(self.numbers)):
            self._before(place)
            self._bind(place)
            self._share(place)
        for place in range(1, len(self.numbers)):
            self._listed(place)
        for place in range(len(self.numbers) - 1):
            self._corrected(place)
        return self.said

    def _clauses(self) -> None:
        """For each token the number of its clause."""
        clause, tokens, breaks = 0, self.tokens, self.table.breaks
        new = [word in breaks or mark in _ENDS for word, mark in zip(self.word, self.mark, strict=True)]
        for number in self.numbers:
            new[number.first : number.end] = [False] * (number.end - number.first)
        if "\n" in tokens.plain:
            for index in range(1, tokens.size):
                new[index] |= "\n" in tokens.plain[tokens.end[index - 1] : tokens.start[index]]
        self.clause = []
        for begins in new:
            clause += begins
            self.clause.append(clause)

    def _cues(self) -> list[list[_Found]]:
        """The phrases of each gap: before the first number, between two, after the last."""
        gaps: list[list[_Found]] = [[] for _ in range(len(self.numbers) + 1)]
        phrases, done, gap = self.table.phrases, 0, 0
        for index in [index for index, word in enumerate(self.word) if word in phrases]:
            while gap < len(self.numbers) and index >= self.numbers[gap].first:
                done, gap = max(done, self.numbers[gap].end), gap + 1
            if index >= done and (found := self._phrase(index, phrases[self.word[index]])):
                gaps[gap].append(found)
                done = found.end
        if not any(each.cue.kind == "second_loan" for gap in gaps for each in gap):
            gaps = [
                [each for each in gap if not (each.cue.rank == 0 and each.phrase.split()[-1] in _FIRST | {"one"})]
                for gap in gaps
            ]
        return gaps

    def _phrase(self, index: int, candidates: dict[str, list[list[str]]]) -> _Found | None:
        following = self.word[index + 1 + (self.mark[index + 1] == "-")]
        for words in candidates.get(following, ()) if following else ():
            place = index
            for word in words:
                place += self.mark[place] == "-"
                if self.word[place] != word:
                    break
                place += 1
            else:
                phrase = " ".join(words)
                return self._whose(_Found(index, place, self.table.cues[phrase], phrase))
        if "" not in candidates:
            return None
        alone = self.word[index]
        return self._whose(_Found(index, index + 1, self.table.cues[alone], alone))

    def _whose(self, found: _Found) -> _Found | None:
        """A house that the bank bought, or an investor paid for, is sold; what I make of it is not pay."""
        ordinal = found.phrase.split()[-1] in _FIRST | _SECOND
        if (
            ordinal
            and self.word[found.end]
            and self.word[found.end] not in self.table.fillers | self.table.breaks | self.table.hedges
        ):
            return None  # "the second payment"
        direct = self.tokens.number[found.end] or self._opens(found.end + (self.word[found.end] in self.table.hedges))
        if found.phrase in {"make", "bring in", "brings in"} and not direct:
            return None  # "make it 260", "to make a dent"
        if (
            found.cue.kind == "sale_price"
            and found.phrase in {"sale", "auction", "sold"}
            and {*self.word[max(0, found.start - 2) : found.start]} & {"after", "before", "since", "until"}
        ):
            return None  # "after the sale" is a time
        if found.cue.kind in _ADDED and {*self.word[max(0, found.start - 3) : found.start]} >= {"with", "all"}:
            return None
        ahead = self.word[found.start - 1]
        if ahead in _ARTICLES and self.word[found.start - 2] in {"with", "con", "including"}:
            ahead = "with"
        if (
            found.cue.kind in _ADDED
            and ahead in _WITH
            and not (
                self.word[found.end] in {"of", "on", "de", "was", "were"}
                or (ahead in {"plus", "mas"} and self._opens(found.end))
            )
        ):
            return None  # "260 with interest", "220 with the fees in" is no interest, and no fee
        if (
            found.cue.kind in _ADDED | {"second_loan"}
            and {*self.word[max(0, found.start - 3) : found.start]} & _LEFT_OUT
        ):
            return None  # "260 not counting the second"
        if found.phrase in {"they got", "they get", "they gets"} and self.word[found.end] in {
            "there",
            "here",
            "to",
            "away",
        }:
            return None  # "how they got there"
        if found.phrase == "sale" and self.word[found.start - 1] in {"me", "nos", "le", "les", "cuanto", "no"}:
            return None  # "me sale 41 mil"
        if found.phrase == "legal" and self.word[found.start - 1] in _IS | {"is", "are", "this", "that"}:
            return None  # "is 215 out of 1,075 legal": no fee
        if found.cue.kind in _NONE_OF and self.word[found.start - 1] in _NO:
            return None  # "there is no judgment. 214,300 minus 165,000"
        if found.cue.kind == "payment" and self.word[found.start - 1] in _LODGERS:
            return found._replace(cue=Cue("rent", 3))
        if found.phrase == "paid" and self.word[found.start - 1] in _BUYERS:
            return found._replace(cue=Cue("sale_price", 2, True))
        if found.cue.kind == "purchase_price" and found.phrase not in {"cost me", "cost us"}:
            subject = self.tokens.phrase(found.start, 4)[:1]
            if subject and set(subject[0].split()) & {
                "they",
                "bank",
                "lender",
                "investor",
                "someone",
                "buyer",
                "who",
                "somebody",
                "it",
                "banco",
            }:
                return found._replace(cue=Cue("sale_price", 2, True))
        return found

    def _opens(self, index: int) -> bool:
        """Whether an amount stands at `index`."""
        return bool(self.tokens.number[index]) or self.mark[index] == "$" or self.word[index] in self.table.atoms

    # --- roles -----------------------------------------------------------------------------------------------------------------

    def _bind(self, place: int) -> None:
        number, said = self.numbers[place], self.said[place]
        here = self.clause[number.first]
        before = [each for each in self.gaps[place] if each.start not in self.used and not each.cue.beside]
        after = self.gaps[place + 1]
        same = self._nearest([each for each in before if self.clause[each.start] == here])
        if (
            after
            and after[0].cue.beside
            and after[0].cue.kind == "purchase_price"
            and not (same and same.cue.kind == "payment")
        ):
            after = after[1:]  # "they got 210 for the house"
        beside = self._beside(place, after)
        if beside and beside.cue.beside:
            chosen = self._with_period(same, beside)
        elif beside and same and self._outweighs(place, same, beside):
            chosen = beside
        elif same or self._for(place):
            chosen = same or _Found(number.first, number.first, Cue("sale_price", 2, True), "")
        else:
            following = (
                after[0]
                if after
                and self.clause[after[0].start] == here
                and not after[0].cue.beside
                and not self._claimed(place, after[0])
                else None
            )
            chosen = following or self._earlier(before, here)
        if (
            chosen
            and chosen.cue.kind == "payment"
            and after
            and after[0].cue.kind == "purchase_price"
            and self.clause[after[0].start] <= here + 1
        ):
            chosen = after[0]  # "paid 340 when we bought it"
        if (
            chosen
            and chosen.cue.kind == "offer"
            and {*self.word[number.end : number.end + 3]}
            & {"leave", "settle", "move", "walk", "llaves", "irme", "salir"}
        ):
            chosen = chosen._replace(cue=Cue("other", 3))
        if chosen:
            self.used.add(chosen.start)
        if chosen := chosen or self._later(place, after, here):
            said.kind, said.word, said.large = chosen.cue.kind, chosen.phrase, chosen.cue.large

    def _nearest(self, found: Sequence[_Found]) -> _Found | None:
        """The last phrase; of phrases with only small words between, the one of the highest rank: "my second mortgage balance is"."""
        if not found:
            return None
        best = last = found[-1]
        for each in reversed(found[:-1]):
            if last.start - each.end > 3 or any(
                self.word[i] not in self.table.fillers for i in range(each.end, last.start)
            ):
                break
            if each.cue.rank > best.cue.rank:
                best = each
            last = each
        return best

    @staticmethod
    def _with_period(same: _Found | None, beside: _Found) -> _Found | None:
        """ "900 a month" is what is paid, "900 a week" pay, unless the words before name it: "rent is 900 a month"; "60 down" likewise."""
        if same is None:
            return beside
        if beside.cue.rank < 4:
            return beside if same.cue.kind == "payment" else same
        named = same.cue.kind in _SMALL or (beside.cue.kind == "pay" and same.cue.kind == "monthly_payment")
        return same if named else beside

    def _beside(self, place: int, after: Sequence[_Found]) -> _Found | None:
        """The phrase that follows a number with no more than small words between."""
        if not after:
            return None
        found, end = after[0], self.numbers[place].end
        if found.cue.beside:
            return found if found.start == end or (found.start == end + 1 and self.mark[end] in {"/", "-"}) else None
        if found.start - end > 4 or self.clause[found.start] != self.clause[end - 1]:
            return None
        return None if any(self.word[i] not in self.table.fillers for i in range(end, found.start)) else found

    def _outweighs(self, place: int, same: _Found, beside: _Found) -> bool:
        """Whether the phrase after a number says more of it than the one before: "owe 6k in taxes", "bid 250 on my 312 loan"."""
        number = self.numbers[place]
        if self._claimed(place, beside):
            return False
        preposition = any(self.word[i] in _PREPOSITIONS for i in range(number.end, beside.start))
        if beside.start == number.end and self.word[number.first - 1] in _ARTICLES:
            return True
        direct = place + 1 < len(self.numbers) and self.numbers[place + 1].first == beside.end
        return beside.cue.rank > same.cue.rank and (preposition or not direct)

    def _claimed(self, place: int, found: _Found) -> bool:
        """Whether a phrase after a number speaks of the next one: "215 sold FOR 180", "in installments OF 500"."""
        if place + 1 == len(self.numbers):
            return False
        first = self.numbers[place + 1].first
        between = range(found.end, first)
        if len(between) > 4 or self.clause[found.start] != self.clause[first]:
            return False
        linked = any(self.word[i] in _LINKS or self.mark[i] == ":" for i in between)
        return linked and all(
            self.word[i] in self.table.fillers or self.word[i] in self.table.hedges or not self.word[i] for i in between
        )

    def _for(self, place: int) -> bool:
        """ "sold the house I owed 312 on FOR 250"."""
        first = self.numbers[place].first
        index = first - 1
        while index > first - 4 and (self.word[index] in self.table.hedges or self.word[index] in {"just", "only"}):
            index -= 1
        if self.word[index] != "for":
            return False
        return (
            any(
                each.cue.kind == "sale_price" and self.clause[each.start] == self.clause[first]
                for each in self.gaps[place - 1]
            )
            if place
            else False
        )

    def _earlier(self, before: Sequence[_Found], here: int) -> _Found | None:
        """A phrase of up to two clauses before: "the payoff, they say, is 312"."""
        for clause in (here - 1, here - 2):
            if found := self._nearest([each for each in before if self.clause[each.start] == clause]):
                return found
        return None

    def _later(self, place: int, after: Sequence[_Found], here: int) -> _Found | None:
        """A phrase of the next clause, unless it has an amount of its own: "312, that's what I owed"."""
        following = self.clause[self.numbers[place + 1].first] if place + 1 < len(self.numbers) else -1
        found = next(iter(after), None)
        if not found or self.clause[found.start] != here + 1:
            return None
        if found.cue.kind == "purchase_price" and self.word[self.numbers[place].end] in _WHEN:
            self.used.add(found.start)  # "240 when we bought it, now it's 205"
            return found
        if following == here + 1:
            return None
        if found.cue.large or self.word[found.start] in self.table.breaks:  # "900 after taxes"
            return found
        return None

    # --- what the words make of it ---------------------------------------------------------------------------------------------

    def _before(self, place: int) -> None:
        """Bounds, hedges, denials in the words before a number; hedges after it."""
        number, said, table = self.numbers[place], self.said[place], self.table
        first = number.first
        if self.word[first - 1] in {"for", "at"}:
            first -= 1  # "not for 250 but for 280"
        for tail in (
            self.tokens.phrase(first, 5)
            if self.word[first - 1] in table.ends or self.mark[first - 1] in {".", "~", "'"}
            else ()
        ):
            stem = tail.removesuffix(" of").removesuffix(" in the").removesuffix(" the")
            if tail in table.denied or stem in table.denied:
                said.denied = tail
            elif tail in table.ceiling or stem in table.ceiling:
                said.bound = "at_most"
            elif tail in table.floor or stem in table.floor:
                said.bound = "at_least"
            elif tail in table.hedges or stem in table.hedges or tail in table.between:
                said.approximate = True
            else:
                continue
            break
        said.bound = said.bound or self._bound_behind(number)
        end = number.end + (self.mark[number.end] in {",", "-"})
        said.approximate = (
            said.approximate
            or bool(said.bound)
            or self.mark[number.first - 1] == "~"
            or (
                self.word[end] in table.after_starts
                and any(" ".join(self.word[end : end + size]) in table.after for size in (1, 2, 3))
            )
        )

    def _bound_behind(self, number: Number) -> Bound | None:
        """ "300k or more", "240 tops", "300k+"; "165 or 170 tops" has both ends."""
        if number.low != number.high:
            return None
        if self.mark[number.end - 1] == "+":
            return "at_least"
        for size in (3, 2, 1) if self.word[number.end] in self.table.after_starts else ():
            tail, after = " ".join(self.word[number.end : number.end + size]), number.end + size
            if self.tokens.number[after] or self._opens(after):
                continue  # "300k at least 240k of it": of the next one
            if tail in self.table.floor_after:
                return "at_least"
            if tail in self.table.ceiling_after:
                return "at_most"
        return None

    def _share(self, place: int) -> None:
        """ "half of 400k"; "two loans of 60 each"."""
        number, said, table = self.numbers[place], self.said[place], self.table
        index = number.first - 1
        while index > number.first - 3 and (self.word[index] in table.of or self.word[index] in {"the", "my"}):
            index -= 1
        said.share = table.multiples.get(self.word[index], ONE)
        before = self.tokens.number[index - 1]
        times = Decimal(before) if before.isdigit() and len(before) < 4 else ZERO
        if index < number.first - 1:
            if _LEAST_SHARE <= times < HUNDRED and (self.mark[index] == "%" or self.word[index] == "percent"):
                said.share = times / HUNDRED  # "80% of 300k"; "5% of 210k" is a rate
            if self.mark[index - 1] == "/":  # "2/3 of 150", which alone may be a day
                written = _FRACTION.fullmatch(self.tokens.plain, self.tokens.start[index - 2], self.tokens.end[index])
                if written and int(written[1]) < int(written[2]):
                    said.share = Decimal(written[1]) / Decimal(written[2])
        elif ONE < times < TEN and self.word[index] in {"x", "times"}:
            said.share = times  # "2x 90k"
        part = table.parts.get(self.word[index])
        if part and index < number.first - 1:
            digit = self.tokens.number[index - 1]
            times = (
                Decimal(digit) if digit.isdigit() and len(digit) == 1 else table.atoms.get(self.word[index - 1], ONE)
            )
            said.share = part * times if part * times < ONE else ONE
        # the count of loans stands before or behind
        if not any(word in table.each for word in self.word[number.end : number.end + 3]):
            return
        for near in range(max(1, number.first - 6), min(self.tokens.size, number.end + 6)):
            if self.word[near] in table.loans and not number.first <= near < number.end:
                many = table.atoms.get(self.word[near - 1]) or (
                    Decimal(self.tokens.number[near - 1]) if self.tokens.number[near - 1].isdigit() else ONE
                )
                if ONE < many < TEN:
                    said.count = int(many)
                    if said.kind is None or said.kind == "monthly_payment":
                        said.kind, said.word, said.large = "debt", self.word[near], True

    def _listed(self, place: int) -> None:
        """ "2 loans, 95 and 30", "15 on his truck and 170 on the house": a sum beside one of the same kind in a list."""
        first, second, old, new = self.numbers[place - 1], self.numbers[place], *self.said[place - 1 : place + 1]
        alike = self.word[first.end] == self.word[second.end] and self.word[first.end] in _TOWARDS
        if new.kind or not old.large or not (second.bare or alike) or second.high < TEN:
            return
        ahead = second.first - 1
        either = self.word[ahead] in self.table.either and swapped(first.high, second.high)
        if self.word[ahead] not in self.table.joins and not either and self.mark[ahead] != ",":
            return
        loans = old.word in self.table.loans and ahead - first.end < 2
        if loans or either or (alike and old.kind == "debt"):
            self._inherit(old, new)

    def _corrected(self, place: int) -> None:
        """ "225 sorry 252", "it was 180 now it's 210", "not 250 but 280": the newer value stands and takes the role of the older."""
        old, new = self.said[place], self.said[place + 1]
        first, second = self.numbers[place], self.numbers[place + 1]
        ends = (first.low, second.high) if old.bound == "at_least" else (second.low, first.high)
        if (
            {old.bound, new.bound} == {"at_least", "at_most"}
            and ends[0] <= ends[1]
            and not any(each.start in self.used for each in self.gaps[place + 1])
        ):
            self._inherit(new, old)
            self._inherit(old, new)
        if second.first - first.end > 10:
            return
        gap = [word for word in self.word[first.end : second.first] if word]
        if not (old.denied or set(gap) & self.table.turns):
            return
        phrase = f" {' '.join(gap)} "
        same = new.kind in {None, old.kind} or (old.kind is None and not self.gaps[place + 1])
        agrees = same or (old.kind is None and bool(self.gaps[place + 1]))
        if old.denied and not new.denied:
            if not new.kind and not set(gap) - self.table.fillers - self.table.hedges - {"but", "rather", "sino"}:
                self._inherit(old, new)
            return
        if new.denied or not agrees:
            return
        no = phrase == " no " and self.mark[second.first - 1] == ","
        sorry = no or any(f" {words} " in phrase for words in self.table.sorry)
        was = any(tail in self.table.was for tail in self._tails(first.first))
        now = any(f" {words} " in phrase for words in self.table.now)
        now = now or self.word[second.end] in self.table.now  # "but with interest it's 196 now"
        now = now or (bool(gap) and gap[0] in {"but", "pero"} and gap[-1] in _IS)  # "but after the modification its"
        now = now or (
            phrase.strip() in _IS | {"it s", "it is"} and "typed" in self.word[max(0, first.first - 3) : first.first]
        )
        if was and now and not sorry and old.kind == "purchase_price":
            new.large = old.large  # what it cost is no older value of what is owed now
            return
        if (sorry and same) or (was and now):
            old.struck = True
            self._inherit(old, new)
            new.large = new.large or (not new.kind and first.high >= 10 * THOUSAND)  # "200k, sorry, 220"

    def _tails(self, end: int) -> list[str]:
        tails = self.tokens.phrase(end, 4)
        words = tails[0].split() if tails else []
        return [" ".join(words[start:stop]) for start in range(len(words)) for stop in range(start + 1, len(words) + 1)]

    @staticmethod
    def _inherit(old: Said, new: Said) -> None:
        if not new.kind:
            new.kind, new.word, new.large = old.kind, old.word, old.large
