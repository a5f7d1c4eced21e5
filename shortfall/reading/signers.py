"""Who signed the loan: the person who writes, and whoever owned or lived with them. Pure, and linear in its length.

Only who signed the note owes it; who is on the deed alone, or signed the mortgage alone, usually does not (735 ILCS 5/15-1508(e)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from shortfall.reading.guarded import Guarded, Several
from shortfall.reading.moods import bare, supposes

Whose = Literal["signed", "other_signed"]

_OTHER = (
    r"(?:ex|(?:ex[- ]?)?(?:wife|husband|spouse|partner|boyfriend|girlfriend)|fianc[ée]e?|brother|sister|mother|father|mom|mum|dad|son|daughter|uncle|aunt|cousin|"
    r"friend|roommate|espos[oa]|marido|mujer|pareja|novi[oa]|hermano|hermana|mam[aá]|pap[aá]|hij[oa]|he|she|[eé]l|ella)"
)
_NOT = r"(?:never|not|n'?t|nunca|no|jam[aá]s|none|nothing|nada)"
_LOAN = r"(?:loan|note|mortgage|borrower|pr[eé]stamo|hipoteca|pagar[eé])"
_DEED = r"(?:deed|title|escritura|t[ií]tulo)"
# "signed" or "DID sign"; of a deed in lieu, an agreement or a mortgage alone it says nothing about the note.
_SIGN = r"(?:co-?)?(?:signed|sign|firm[oóeé]|firmamos|firmaron|borrowed)"
_OF_THE_LOAN = rf"(?: (?:on|for|to|with|the|any|a|papers?|paperwork|documents?|that|this|his|her|my|our|promissory|el|la|ning[uú]n|por))*+ (?:{_LOAN}|too|also|anything|nothing|either|nada|tambi[eé]n|money|dime|penny)\b"
_ALL = Guarded(
    rf"\b(?:both|all|two|three|los dos|las dos|ambos)\b[^.?!]{{0,25}}?\b(?:sign(?:ed)?|firmamos|on (?:the|that) {_LOAN}|en el {_LOAN})\b",
    re.I,
)
# Whoever has a name, too; and no "I only ever signed it".
_SOMEBODY = r"(?!(?:i|me|yo|one|two|uno|una|alguien|nobody|nadie|both|they|we|you|the|a|to|ever|just|recently|then|now|later|really|actually|maybe|after|once|when|need\w*|had|have)\b)[^\W\d_]{2,15}"
_ONLY_ONES = r"(?:only|just|solely|s[oó]lo|solamente|nom[aá]s|nada m[aá]s)"
_WHOSE = rf"(?:his|her|(?:my |his |her )?{_OTHER}'?s?|(?!my\b|our\b|your\b|the\b|only\b)[^\W\d_]{{2,15}}'?s)"
_ALONE = r"(?:alone|by (?:my|him|her)self|on (?:my|his|her) own|(?:him|her)self|(?:[eé]l |ella |yo )?sol[oa])"
_ON_THE = r"(?:is |was |es |est[aá] )?(?:on|in|en) (?:the|that|this|our|el|la)(?: (?:promissory|actual))?"
_WITH_ME = r"(?:with|but|besides|except) me|conmigo"
_MINE = Guarded(
    rf"\b(?:nobody|no one|nadie)(?: else| m[aá]s)? {_ON_THE} {_LOAN}(?= (?:{_WITH_ME})\b|\W*$)|\b{_ONLY_ONES} (?:me|yo) {_ON_THE} {_LOAN}\b|\b(?:no|without an?|never had an?|sin|ning[uú]n|no (?:hay|tengo|tenemos|hubo)) (?:co-?signers?|co-?borrowers?|aval|codeudora?|fiadora?)\b|"
    rf"\bi alone {_SIGN}\b|\bi {_SIGN}(?: (?:it|the {_LOAN}))? (?:alone|by myself|on my own)\b|\b{_ONLY_ONES} my name {_ON_THE} {_LOAN}\b|\bmy name (?:alone|only|is the only (?:one|name)) {_ON_THE} {_LOAN}\b|\bfirm[eé] (?:yo )?sol[oa]\b|\bi(?: a|'|’)?m the only one (?:who {_SIGN}|on the {_LOAN})\b|"
    rf"\b(?:only|just|solely|solo|nada m[aá]s) (?:i|me|mine|yo) {_SIGN}\b|\b{_LOAN} (?:is|was|are) (?:only |just |solely )?(?:in )?(?:my name (?:only|alone)|(?:only|just|solely) (?:in )?my name|mine alone)\b|\bi signed (?:it )?alone\b",
    re.I,
)
_THEIRS = Guarded(
    rf"(?<!\bi )(?<!\bwe )(?<!\bhave )\b{_ONLY_ONES} {_SOMEBODY} {_SIGN}{_OF_THE_LOAN}|\b{_OTHER} {_ALONE} {_SIGN}\b|\b{_OTHER} (?:{_SIGN}|took|took out|got|got out|borrowed)(?: (?:it|(?:for )?(?:the|that|this|el|la) {_LOAN}))? (?:out )?{_ALONE}\b"
    rf"|\b{_ONLY_ONES} {_WHOSE} name {_ON_THE} {_LOAN}\b|\b{_WHOSE} name (?:only|alone|is the only (?:one|name)) {_ON_THE} {_LOAN}\b|\b{_OTHER}(?: i|'|’)?s the only (?:one (?:who {_SIGN}|on the {_LOAN})|signer|borrower)\b"
    rf"|\b{_LOAN} (?:es|est[aá]|estaba|qued[oó]) (?:{_ONLY_ONES} )?a nombre de (?:mi |su )?{_OTHER}\b(?! y (?:m[ií]|yo)\b)|"
    rf"\b(?:only|just|solo|nada m[aá]s) (?:my |his |her |our |their |mi |su |the )?{_OTHER} {_SIGN}\b|\b{_LOAN} (?:is|was) (?:only |all |just )?(?:in )?(?:his|her|(?:my )?{_OTHER}'?s?) name\b(?! and (?:mine|my|me)\b)|\b{_LOAN} (?:is|was) (?:his|hers)\b",
    re.I,
)
_I_SIGNED = Guarded(
    rf"\b(?:i|yo|we|me)(?:'ve| have| had)? (?P<between>(?:[\w'’]{{1,20}} ){{0,2}}?){_SIGN}\b(?P<what>{_OF_THE_LOAN})?",
    re.I,
)
_WITH = Guarded(
    rf"\b(?:(?:i|yo|we)(?: (?:did|also|just|ya|s[ií]|tambi[eé]n))? {_SIGN}|firm[eé])(?: (?:it|(?:for )?(?:the|that|el|la) {_LOAN}))? (?:(?:together|along|junto) )?(?:with|con) (?:(?:my|his|her|mi) )?(?:{_OTHER}|him|her|them)\b",
    re.I,
)
# "I DID sign it", "sí firmé": of the note, which is what is doubted.
_DID_SIGN = Guarded(
    r"\bi (?:really |actually |honestly )?did (?:co-?)?sign(?: (?:it|that|them))?\W*$|\b(?:yo s[ií]|s[íÍ]|claro que s[ií]) (?:lo )?firm[eé]\W*$",
    re.I,
)
_SIGNED_IT = Guarded(
    r"^\W*(?:(?:yes|yeah|no|and|but|well|ok|pues|ya) )*+(?:i|yo|(?P<we>we|nosotros)) (?:both )?(?:lo )?(?:signed|firm[eé]|firmamos)(?: (?:it|that))?\W*$",
    re.I,
)
"""Of the note where it was just spoken of who signed that."""
_FIRME = Guarded(
    rf"(?:^\W*|\b(?:s[ií]|ya|tambi[eé]n) )firm[eé]{_OF_THE_LOAN}|(?<!\bque )\b(?P<not>no|nunca|tampoco) firm[eé](?:{_OF_THE_LOAN}|(?=\W*$))",
    re.I,
)
_ABOUT_SIGNERS = frozenset({"cosigner_spouse_divorce", "heirs_estate"})
_ABOUT_OTHER_PAPERS = frozenset(
    "deed_in_lieu consent_foreclosure short_sale loan_modification settle_for_less waiver_and_negotiation scams avoid_options".split()
)
_I_AM_ON = Guarded(
    rf"\b(?:i|i'?m|my name|mi nombre|yo|(?P<not>no )?(?:estoy|salgo|aparezco))(?P<between>(?: [\w'’]{{1,20}}){{0,4}}?) (?:on|in|en) (?:the|that|his|her|my|our|this|el|la)(?: (?:promissory|actual|house|home))? (?P<what>{_LOAN}|{_DEED})\b",
    re.I,
)
_THEY_SIGNED = Guarded(rf"\b{_OTHER}(?P<between>(?: [\w'’]{{1,20}}){{0,3}}?) {_SIGN}\b(?P<what>{_OF_THE_LOAN})?", re.I)
_THEY_ARE_ON = Guarded(
    rf"\b{_OTHER}(?:'?s)?(?P<between>(?: [\w'’]{{1,20}}){{0,3}}?) (?:on|in|en) (?:the|that|my|our|this|el|la)(?: (?:promissory|actual|house|home))? (?P<what>{_LOAN})\b",
    re.I,
)
# "If I don't sign by then", "I haven't signed it yet", "I never signed their offer": of what is to be signed now, and no loan.
_NOT_NOW = Guarded(r"\b(?:do ?n[o']?t|don[t’]t|will not|wo ?n[o']?t|won’t|ca ?n[o']?t|cannot|should ?n[o']?t)\b", re.I)
_PRESENT = re.compile(r"(?:sign|firmo)\Z", re.I)
_OF_ANOTHER_PAPER = re.compile(
    r"(?: (?:to|on|off|for|the|their|that|this|any|his|her|an?|bank'?s?|el|la|su|es[ae]|es[ae]s|una?|ning[uú]n|ninguna|de|del|banco)){0,4} (?:offers?|settlements?|agreements?|deals?|letters?|deed|modification|oferta|acuerdo|carta|trato|convenio)\b"
    r"|[^.;!?]{0,20}\b(?:yet|todav[ií]a|a[uú]n)\b",
    re.I,
)
_NEGATED = Guarded(rf"(?:\b{_NOT}|n'?t|n’t)\b", re.I)
_ADVISED = re.compile(r"\b(?:says?|said|tells?|told|thinks?|wants?|dice|dijo|quiere)\b|\bdo ?n['’]?o?t\b", re.I)
_CO_SIGNED = Guarded(r"co-?sign", re.I)
_A_DEED = re.compile(_DEED, re.I)
_ONLY = Guarded(r"\b(?:only|just|s[oó]lo|nada m[aá]s|solamente)\b", re.I)
_BESIDE = 12
"""Characters beside the words in a clause that asks for them by its question mark alone: "and he signed the loan?"."""
_NOT_THE_LOAN = rf"(?:not (?:(?:on|in) )?(?:the )?|no (?:en )?(?:el|la) ){_LOAN}\b"
_NOTHING = Guarded(
    rf"\b(?:signed|borrowed) (?:nothing|none of it|no (?:loan|note|papers?))\b|\bno firm[eé] nada\b|\bnunca firm[eé]\b|\b(?:but|and|pero|y) (?:not|no) (?:on |en )?(?:the |el |la )?{_LOAN}\b|\b(?:on|en) (?:(?:the|la|el) )?{_DEED},? {_NOT_THE_LOAN}",
    re.I,
)
_SUPPOSED = Guarded(
    r"^\W*(?:and |so |y |but )?(?:did|do|does|if|what if|should|can|could|would|am|is|are|was|how|whether|who|si(?! (?:claro|pues|señora?|senora?)\b))\b",
    re.I,
)
_CLAUSES = re.compile(rf"[.;!?\n]+|,(?!\d)(?! ?{_NOT_THE_LOAN})| but (?!not\b)| pero (?!no\b)", re.I)
_OTHERS = Guarded(rf"\b(?:he|she|[Éé]l|ella|(?:my|our|mi|su) {_OTHER})\b", re.I)
_THE_NOTE = Guarded(
    r"\b(?:sign\w{0,4} (?:for )?(?:the|a|my) (?:note|loan)|firm\w{1,4} (?:el|un|mi) (?:pagar[eé]|pr[eé]stamo))\b", re.I
)
_NOT_I = re.compile(
    r"(?:\A\W{0,3}|\b(?:and|but|y|pero) )(?:i (?:did(?:n'?t| not)|never did|was(?:n'?t| not))|yo (?:no|nunca))\W{0,4}\Z",
    re.I,
)
"""After whoever did: "my dad signed the loan, I didn't"."""
_ME = Guarded(r"\b(?:i|i'?m|me|yo|estoy|salgo|aparezco)\b", re.I)

_ANY = Several(
    (
        _NOTHING,
        _ALL,
        _MINE,
        _THEIRS,
        _WITH,
        _DID_SIGN,
        _SIGNED_IT,
        _FIRME,
        _I_SIGNED,
        _I_AM_ON,
        _THEY_SIGNED,
        _THEY_ARE_ON,
    )
)


@dataclass(frozen=True)
class Signer:
    """What a clause says: who (`signed`: the person who writes; `other_signed`: whoever else owned or lived there), whether they signed, its words and where they stand."""

    whose: Whose
    value: Literal["signed", "not_signed"]
    words: str
    span: tuple[int, int]
    sure: bool = True


def find_signers(text: str, about: str | None = None) -> tuple[Signer, ...]:
    """Who is said to have signed the loan; what is only supposed ("if she never signed") is not sure.

    Where one message says two things of the same person the later is meant: "I didn't, no wait, I did sign the note".
    """
    found: dict[Whose, Signer] = {}
    start = 0
    if not _ANY.possible(text):
        return ()
    for clause in _CLAUSES.split(text):
        start = text.find(clause, start)
        words = bare(clause)
        opens = bool(_SUPPOSED.search(clause))
        for whose, value, match in _said(clause, about):
            asked = text[start + len(clause) : start + len(clause) + 1] == "?" and len(clause) - len(match[0]) < _BESIDE
            supposed = opens or asked or supposes(words, match.start())
            if (
                supposed
                and value == "signed"
                and not (whose == "other_signed" and match[0].lower().startswith(("both", "all")))
            ):
                continue  # "did I sign the note?"
            span = (start + match.start(), start + match.end())
            found[whose] = Signer(whose, value, match[0].strip(), span, not supposed)
        if "other_signed" in found and found["other_signed"].value == "signed" and _NOT_I.search(words):
            found["signed"] = Signer("signed", "not_signed", clause.strip(), (start, start + len(clause)))
        start += len(clause)
    return tuple(found.values())


def _is_to_come(clause: str, match: re.Match[str]) -> bool:
    """Whether it is of something that is still to be signed."""
    now = _PRESENT.search(match[0]) and (_NOT_NOW.search(match["between"]) or match[0].lower().endswith("firmo"))
    return bool(now or (not match["what"] and _OF_ANOTHER_PAPER.match(clause, match.end())))


def _said(clause: str, about: str | None) -> Iterator[tuple[Whose, Literal["signed", "not_signed"], re.Match[str]]]:
    if (match := _NOTHING.search(clause)) and not _THE_NOTE.search(clause, 0, match.start()):
        theirs = _OTHERS.search(clause, 0, match.start()) and not _ME.search(clause, 0, match.start())
        yield "other_signed" if theirs else "signed", "not_signed", match
        return
    if match := _ALL.search(clause):
        yield "signed", "signed", match
        yield "other_signed", "signed", match
        return
    if match := _MINE.search(clause):
        yield "signed", "signed", match
        yield "other_signed", "not_signed", match
        return
    if match := _THEIRS.search(clause):
        yield "signed", "not_signed", match
        yield "other_signed", "signed", match
        return
    if match := _WITH.search(clause):
        yield "signed", "signed", match
        yield "other_signed", "signed", match
        return
    if about not in _ABOUT_OTHER_PAPERS and (match := _DID_SIGN.search(clause)):
        yield "signed", "signed", match
        return
    if about in _ABOUT_SIGNERS and (match := _SIGNED_IT.search(clause)):
        yield "signed", "signed", match
        if match["we"]:
            yield "other_signed", "signed", match
        return
    if (match := _FIRME.search(clause)) and not _OF_ANOTHER_PAPER.match(clause, match.end()):
        yield "signed", "not_signed" if match["not"] else "signed", match
        return
    if (match := _I_SIGNED.search(clause)) and not _is_to_come(clause, match):
        if denied := bool(_NEGATED.search(match["between"])):
            yield "signed", "not_signed", match
        elif match["what"] or _CO_SIGNED.search(match[0]):
            yield "signed", "signed", match
        if denied or match["what"]:
            return
    if match := _I_AM_ON.search(clause):
        denied = bool(match["not"] or _NEGATED.search(match["between"]))
        if _A_DEED.fullmatch(match["what"]):
            if not denied and _ONLY.search(match["between"]):
                yield "signed", "not_signed", match
        else:
            yield "signed", "not_signed" if denied else "signed", match
        return
    if (
        (match := _THEY_SIGNED.search(clause))
        and (match["what"] or "did" in match["between"].lower() or _NEGATED.search(match["between"]))
        and not _ADVISED.search(match["between"])
    ) or (match := _THEY_ARE_ON.search(clause)):
        yield "other_signed", "not_signed" if _NEGATED.search(match["between"]) else "signed", match
