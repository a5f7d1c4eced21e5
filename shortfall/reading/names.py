"""What a person is called, from how they say it."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
_LONGEST_SENTENCE = 240
"""Characters of a message beyond which it is no name with some kindness around it."""

# One line with single spaces is looked at (`clean`).
_OPENING = re.compile(
    r"""(?ix) ^ (?:
        (?: hi | hello | hey | ok | okay | sure | yes | yeah | yep | well | um | uh
          | good \s (?:morning|afternoon|evening)
          | thanks | thank \s you | please | there | so | oh | no ) \b [\s,.!:;-]*+
      | (?: (?: my | the | full | first | his | her ) \s ){0,4}
        (?: name (?: \s is | 's | s )? \b | name (?=\s?[:=-]) ) [\s,:=-]*+
      | (?: i \s am | i'?m | this \s is | it'?s | it \s is | that'?s | that \s is ) \b (?! ') [\s,:]*
      | (?: (?: you | they | people | everyone ) \s )? (?: can \s | could \s )? (?: just \s )? (?: all \s )?
        call \s me \b [\s,:]*+
      | (?: (?:you|they|just|please) \s (?:can|may|could|should)? \s? )? ask \s for \b \s?
      | (?: my | our ) \s (?: ex-? )? (?: wife | husband | spouse | partner | (?:step|grand)?(?:daughter | son | mother | father)
          | mom | dad | sister | brother | friend ) (?: (?: '?s )? \s name )? (?: \s is | 's )? \b [\s,:]*+
      | i \s go \s by \b \s? | just \b \s? | put \s (?:me\s)?(?:down\s)? (?:as|under)? \b \s?
    )"""
)
_CLOSING = re.compile(
    r"""(?ix)
    (?: (?: [\s,.!;-]{1,4} | (?='s\s) ) (?: here | speaking | thanks | thank \s you | thx | please | by \s the \s way
      | (?:'s | \s is) \s (?:my|the) \s name | (?: it's \s )? nice \s to \s meet \s (?: you | u ) | sir | ma'?am ) ){1,4} [\s.!,]{0,6} $
    """
)
_COUPLE = re.compile(r" (?:and|&|or) ", re.IGNORECASE)
# Spelled out after it: "Mary, M-A-R-Y".
_SPELLED = re.compile(r"[\s,]{1,3}(?:that's |spelled )?[^\W\d_](?:[-. ]{1,3}[^\W\d_]){2,24}$")
_APOSTROPHE = re.compile("[\u2018\u2019\u02bc\u00b4`]")
_DASH = re.compile("[\u2010-\u2015]")
_STARTS = re.compile(r"(^(?:mc)?|['.])([^\W\d_])")
_MARKUP = re.compile(r"[<>{}\[\]@/\\|`$%&*=+#^~_;:?¿!\"]|https?|www\.")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['.-](?=[^\W\d_]))*\.?")

# Words that are never (part of) a name here; a message with one of them is a sentence, not a name.
_SENTENCE_WORDS = """
    a about account afraid after again agent already am amount an and answer any anybody anymore anyone anything are
    aren't as asap ask at attorney auction back balance bank bankruptcy because been before being bot but bye call
    callback came can can't cancel cannot change chat come condo could court credit debt deficiency did didn't do
    does doesn't don't done dont estimate evening even every fine for foreclosed foreclosure from garnishment get go
    goes going good got had has have haven't he hello help her here hey hi him his hmm house how human i i'd i'll
    i'm i've idk if im in info is isn't it it's its judgment judgement just know later lawyer lender letter lien
    loan lol look losing lost lot maybe me mine money morning mortgage much my myself name need never no nobody none
    nope not nothing now number of off ok okay on once one only operator or our out owe paid pay people person phone
    please possible private problem property question quit real reason refuse restart robot sale say says she should
    skip sold some somebody someone soon sorry start still stop stuff sure talk tell text than thank thanks that
    that's the their them then there they thing this to today told tomorrow tonight too unknown unsure until up us
    useless wait want was we were what what's whatever when where which who whose why with won't worried wondering
    would wrong yeah yep yes yet you your yup afternoon anonymous confused scared married divorced widowed broke
    homeless behind calling looking trying asking interested single retired disabled unemployed ready busy free
    available happy sad
"""
_NOT_NAMES = frozenset(_SENTENCE_WORDS.split())
_FIRST_NAMES = frozenset("an even fine loan mine my so".split())
_SMALL_WORDS = "de del della da das di do dos du la las los le van von der den ter ten y e bin bint ibn al el st st."
_PARTICLES = frozenset(_SMALL_WORDS.split())
_SUFFIXES = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV", "esq": "Esq."}


def read_name(text: str) -> str | None:
    """The name in a message ("hi, it's maria lopez-garcia" gives "Maria Lopez-Garcia"), or None if there is none.

    Refused: questions, sentences, digits, markup, anything over 80 characters or seven words.
    """
    text = clean(text)
    if len(text) > _LONGEST_SENTENCE:
        return None
    # A couple: "Bob & Ann Jones".
    halves = _COUPLE.split(text)
    if len(halves) == 2 and (both := [read_name(half) for half in halves]) and all(both):
        return f"{both[0]} and {both[1]}" if len(f"{both[0]} and {both[1]}") <= LONGEST else None
    name = text
    while opening := _OPENING.match(name):
        name = name[opening.end() :]
    name = _CLOSING.sub("", _SPELLED.sub("", name)).strip(" ,.-'")
    if not 0 < len(name) <= LONGEST or _MARKUP.search(name) or any(unicodedata.category(c)[0] == "N" for c in name):
        return None
    name = _in_order(name)
    words = name.split()
    if len(words) > 7 or not all(_WORD.fullmatch(word) for word in words):
        return None
    initial_last = len(words) > 1 and words[-1] == "A"
    plain = words[: -1 if initial_last else None]
    odd = [word for word in plain if word.lower().rstrip(".") in _NOT_NAMES]
    if odd and not _written_as_names(plain, odd):
        return None
    if sum(map(str.isalpha, name)) < 2:
        return None
    return " ".join(_capitalised(word, place, name) for place, word in enumerate(words))


def _written_as_names(words: list[str], odd: list[str]) -> bool:
    """Whether words of which some are `odd` stand as a name all the same: "Hung Do", "Loan Nguyen", "John A. Doe"."""
    if not 2 <= len(words) <= 4 or len(odd) == len(words):
        return False
    # What begins with such a word is a sentence ("Call Maria"), but for those that are first names.
    first = words[0].lower() not in _NOT_NAMES or words[0].lower() in _FIRST_NAMES
    return first and all(word[0].isupper() and (word[1:].islower() or len(word.rstrip(".")) == 1) for word in words)


def clean(text: str) -> str:
    """One line: control and invisible characters gone, curly apostrophes and fancy hyphens plain, spaces single."""
    text = unicodedata.normalize("NFC", text)
    text = _DASH.sub("-", _APOSTROPHE.sub("'", text))
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Zs") else c for c in text)
    return " ".join("".join(c for c in kept if unicodedata.category(c)[0] != "C").split())


def _in_order(name: str) -> str:
    """ "Lopez, Maria" is Maria Lopez; "John Smith, Jr." keeps its order."""
    last, comma, first = name.partition(",")
    if not comma:
        return name
    if first.strip().lower().startswith(f"{last.lower()} "):
        return first.strip()  # "Maria, Maria Lopez"
    if first.strip().rstrip(".").lower() in _SUFFIXES:
        return f"{last} {first.strip()}"
    return f"{first.strip()} {last.strip()}"


def _capitalised(word: str, place: int, name: str) -> str:
    """Capitals where the person gave none (or nothing but); a name with its own capitals is left alone."""
    bare = word.rstrip(".").lower()
    if place and bare in _SUFFIXES:
        return _SUFFIXES[bare]
    if word.isupper() and not (name.isupper() and len(bare) > 1):
        return word
    if place and bare in _PARTICLES and word.islower():
        return word
    return "-".join(_capital(part, name) for part in word.split("-"))


def _capital(part: str, name: str) -> str:
    """ "o'brien" is O'Brien, "MCDONALD" McDonald; "al-Rashid" and "d'Angelo" are left."""
    if not (part.islower() or name.isupper()) or (part in _PARTICLES and not name.islower()):
        return part
    return _STARTS.sub(lambda m: m[1].capitalize() + m[2].upper(), part.lower())
