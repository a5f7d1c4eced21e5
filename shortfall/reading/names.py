"""What a person is called, from how they say it."""

from __future__ import annotations

import re
import unicodedata

import yaml

from shortfall.base.firm import DATA, LOADER
from shortfall.reading import struck
from shortfall.reading.guarded import Guarded
from shortfall.reading.moods import bare, mood

LONGEST = 80
_LONGEST_SENTENCE = 240
"""Characters of a message beyond which it is no name with some kindness around it."""

_RELATIVE = (
    r"(?:ex-?|step|grand)?(?:wife|husband|spouse|partner|daughter|son|mother|father|mam[aá]|pap[aá]|mom|mum|dad|sister|brother|aunt|uncle|cousin|friend"
    r"|neighbor|niece|nephew|girlfriend|boyfriend|fiancee?|client|esposa|esposo|hija|hijo|madre|padre|hermana|hermano|t[ií]a|t[ií]o|abuela|abuelo)"
)
# One line with single spaces is looked at (`clean`).
_OPENING = re.compile(
    rf"""(?ix) ^ (?:
        (?: hi | hello | hey | ok | okay | sure | yes | yeah | yep | well | um | uh | hola | si | sí
          | good \s (?:morning|afternoon|evening) | claro (?: \s que \s s[ií] )? | c[oó]mo \s no | bueno | pues | mire
          | thanks | thank \s you | please | there | so | oh | no ) (?! \s (?:kim|park|lee|le) $ ) \b [\s,.!:;-]*+
      | (?: (?: my | the | full | first | last | legal | real | his | her | their ) \s ){{0,4}}
        (?: name (?: \s is | 's | s )? \b | name (?=\s?[:=-]) ) [\s,:=-]*+
      | (?: i \s am | i'?m | this \s is | it'?s | it \s is | that'?s | that \s is | soy | es ) (?: \s me (?=[\s,]) )? \b (?! ') [\s,:]*
      | (?: me \s llamo | mi \s nombre \s es | se \s llama | me \s (?:dicen|dice|conocen \s como) | habla | (?:ponga|pongan|ponle|anote|apunte)(?:le)? (?: \s a )? | a \s nombre \s de | (?:pregunte|pregunten) \s por | con (?! \s \S+ $) ) \b [\s,:]*
      | (?:la|el) \s (?= (?:se[nñ]or(?:a|ita)?|sra?|srta|don|do[nñ]a) \b )
      | (?: (?: you | they | people | everyone | everybody ) \s )? (?: can \s | could \s )? (?: just \s )? (?: all \s )?
        calls? \s (?: me \b | (?:him|her) \s (?!not\b|instead) ) [\s,:]*+
      | (?: (?:you|they|u|just|please) \s (?:can|may|could|should)? \s? )? ask \s for \b \s?
      | (?: i \s am \s | i'?m \s )? (?: calling \s | asking \s | writing \s )? (?: for | on \s behalf \s of | para ) \b \s?
      | (?: my | our | mi | the | his | her | su | la | el ) \s (?: {_RELATIVE} | se[nñ]ora ) (?: (?: '?s )? \s name )? (?: \s is | 's )? \b [\s,.:]*+
      | (?: (?:like|as) \s )? (?:i|we) \s (?:already \s|just \s)? (?:said|told \s (?:you|u|ya)) (?: \s already )? \b [\s,:]*+
      | (?: ya \s )? (?: (?: se | te ) \s )? (?: l[aeo]s? \s )? (?: dije | di | puse ) \s? : \s? | (?:i|we) \s (?:already \s)? (?:gave|told|said|wrote) \s (?:it|you|u) \s? : \s?
      | not \s [^\W\d_]{{2,20}} (?: [,.;] \s | \s (?= (?:it'?s|its|it\sis|but|i'?m|i\sam) \s ) )
      | spelled \s (?: [^\W\d_] [-.\s] ){{2,24}} [^\W\d_] [,.\s]{{1,3}}
      | i \s go \s by \b \s? | just \b \s? | say \s
      | (?: (?:it'?s|put \s it|book \s it|it \s is) \s )? under \s (?: (?:my|his|her) \s {_RELATIVE} '?s \s )?
      | (?: i'?m \s )? [^\W\d_]{{2,20}} 's \s {_RELATIVE} [\s,]
      | (?: (?:you|u) \s (?:can|could|may) \s (?:just \s)? )? put \s (?:me\s)?(?:down\s)? (?:as|under)? \b \s?
    )"""
)
_CLOSING = Guarded(
    rf"""(?ix)
    (?: (?: [\s,.!;-]{{1,4}} | (?='s\s) ) (?: here | speaking | again | down | is \s (?:fine|ok|okay|good) | thanks (?: \s for \s \w{{2,12}} )? | thank \s you (?: \s so \s much )? | thx | please | por \s favor | gracias | a \s sus \s [oó]rdenes | para \s servirles? | lol | ok | okay | [:;]-?[)D] | (?: yes \s )? (?: really | seriously | for \s real | no \s jokes? | i \s swear ) | by \s the \s way
      | (?:'s | \s is) \s (?:my|the) \s name | (?: it's \s )? nice \s to \s meet \s (?: you | u ) | sir | ma'?am
      | (?: with | w/ ) \s an? \s [^\W\d_] (?: ,? \s and \s an? \s [^\W\d_] )? ) ){{1,4}} [\s.!,]{{0,6}} $
    | [\s,.!;-]{{1,2}} (?: (?:like|as) \s )? (?:i|we) \s (?:already|just|said|told|gave|wrote|typed) \b [^,]{{0,40}} $
    | [\s,.!;-]{{1,2}} (?: (?:ya|como|se) \s ){{1,2}} (?: (?:le|les|se|lo|te) \s ){{0,2}} (?:dije|di|puse|escrib[ií]) \b [^,]{{0,40}} $ | [\s,]{{1,2}} not \s [^\W\d_]{{2,20}} [.!]? $
    | [\s,.;-]{{1,3}} (?: (?: and | i'?m | she'?s | he'?s | that'?s | it'?s | that \s is | he \s is | she \s is ) \s ){{0,2}} (?:my|his|her|our|mi) \s {_RELATIVE} \b .{{0,80}} $
    | [.,;] \s (?: and \s | but \s )? (?: you \s (?:can|may|could) | this | it | it'?s | that | he | she | i | i'?m | they | we ) \s .{{1,120}} $
    | [.,;!] \s (?: and \s | but \s )? (?: what | who | how | why | where | when ) (?:'?s)? \b .{{0,120}} $
    | , \s [^\W\d_]{{2,20}} \s (?:with|w/) \s an? \s [^\W\d_] (?: ,? \s and \s an? \s [^\W\d_] )? [.!]? $
    | \s \S{{1,64}} @ \S{{1,120}} $ | (?: , \s? | [\s,] aged? \s | \s ) \d{{2}} (?: \s (?:years|yrs) \s old )? $
    """
)
_SAID_COMMA = Guarded(r" comma ", re.IGNORECASE)
_ASIDE = Guarded(r" ?\([^()]{1,40}\)")
_COUPLE = re.compile(r" (?:and|&|or) ", re.IGNORECASE)
# Spelled out after it: "Mary, M-A-R-Y".
_SPELLED = Guarded(r"[\s,]{1,3}(?:that's |spelled )?[^\W\d_](?:[-. ]{1,3}[^\W\d_]){2,24}$")
# All of it letter by letter: "K-r-z-y-s-z-t-o-f", "it's spelled M A R Y".
_LETTERS = re.compile(
    r"(?:(?:is |it'?s )?(?:spelled|spelt|se escribe|deletread[oa])(?: as| out| as[ií])?[\s,:]{1,3}(?P<said>[^\W\d_](?:[-. ]{1,2}[^\W\d_]){2,24})"
    r"|(?P<joined>[^\W\d_](?:-[^\W\d_]){3,24}))[.!]?",
    re.I,
)
_PART = r"[^\W\d_][\w'.-]{0,30}(?: [^\W\d_][\w'-]{0,30})?"
_IS = r"(?: name)?(?: is|'s|:)? "
_IN_PARTS = tuple(
    re.compile(rf"(?i)\b{pattern}[\s.!]{{0,3}}$")
    for pattern in (
        rf"first{_IS}(?P<first>{_PART}?)[,.;]? (?:and )?(?:my )?last{_IS}(?P<last>{_PART})",
        rf"last{_IS}(?P<last>{_PART}?)[,.;]? (?:and )?(?:my )?first{_IS}(?P<first>{_PART})",
        rf"^(?P<first>{_PART}?)[,.;]? (?:and )?(?:my )?last name(?: is|:)? (?P<last>{_PART})",
        rf"(?P<last>{_PART}?) is (?:my|the) last(?: name)?(?: and|,|;) (?P<first>{_PART}?) is (?:my|the) first(?: name)?",
        rf"(?P<first>{_PART}?) is (?:my|the) first(?: name)?(?: and|,|;) (?P<last>{_PART}?) is (?:my|the) last(?: name)?",
    )
)
_WRITTEN_NAME = r"(?P<name>[^\W\d_a-z][\w'.-]{0,30}(?: [^\W\d_a-z][\w'.-]{0,30}){0,3})"
_RELATIVE_NAMED = Guarded(rf"(?:\b[Mm]y|\b[Oo]ur) {_RELATIVE},? {_WRITTEN_NAME}")
# Words after which a name stands, wherever in the sentence; it ends where the sentence goes on.
_MARKED = Guarded(
    r"(?i)(?:\b(?:(?:my|her|his|their|the|full|legal|real) |^)name(?:'s| is|s)?[\s,:]{1,3}|(?:goes|go) by |(?:people|everyone|everybody|friends|they) calls? me |me llamo |mi nombre es |se llama |me dicen |ask for |put (?:it|that|me|this) (?:down )?(?:under|as) )"
    r"(?P<name>[^\W\d_][\w'.-]{0,30}(?: [^\W\d_][\w'.-]{0,30}){0,3})"
)
_SELF_NAMED = Guarded(
    rf"\b[Ii](?:'?m| am) (?:his|her|their|the) {_RELATIVE},? {_WRITTEN_NAME}"
    rf"|\b(?:but|pero) (?:[Ii](?:'?m| am)|my name is|[Ss]oy|me llamo) {_WRITTEN_NAME.replace('<name>', '<self>')}\W{{0,3}}$"
)
# "They call me Big Mike but it's Michael Odom": the name of the papers.
_BUT_REALLY = Guarded(
    rf"(?:\b[Bb]ut|\b[Pp]ero)(?: (?:really|actually|en realidad))? (?:[Ii]t'?s|[Ii]t is|(?:on (?:paper|the papers) )?[Ii]'?m|es|soy) {_WRITTEN_NAME}\W{{0,3}}$"
)
_BARE_NO = re.compile(r"\sno\s", re.I)
_APOSTROPHE = Guarded("[\u2018\u2019\u02bc\u00b4`]")
_DASH = Guarded("[\u2010-\u2015]")
_STARTS = Guarded(r"(^(?:mc)?|['.])([^\W\d_])")
_MARKUP = Guarded(r"[<>{}\[\]@/\\|`$%&*=+#^~_;:?¿!\"]|https?|www\.")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['.-](?=[^\W\d_]))*\.?")


def _function_words() -> frozenset[str]:
    """Words of both languages that only join others (data/function_words.yml), with and without their accents; but for two that are everyday names."""
    with (DATA / "function_words.yml").open(encoding="utf-8") as stream:
        words = " ".join(yaml.load(stream, LOADER).values()).split()
    bare = (unicodedata.normalize("NFD", word).encode("ascii", "ignore").decode() for word in words)
    return frozenset((*words, *bare)) - {"mia", "sean"}


FUNCTION_WORDS = _function_words()
# More words that are no name here, whoever says so: what is said in place of a name, and commands.
_NEVER = """
    already anybody anymore anyone anything bot bye can chat done dont every hello hey hi hmm human idk im info just
    know later mine name need never nobody none nope nothing now number ok okay one operator owe person phone please
    quit real reason refuse restart robot say says skip somebody someone sorry start still stop talk tell thank thanks
    thing unknown unsure us want whatever whose wrong yeah yep yes yet yup anonymous prefer spelled nah naw na pass decline
    secret undisclosed withheld unnamed confidential nunya idc nvm nevermind dunno rude guess guest user customer
    client homeowner resident borrower owner test huh hmmm ugh umm wtf doesnt cant wont personal required necessary
    important uncomfortable comfortable blank private classified honestly actually anyway listen basically frankly
    seriously isnt wasnt arent wouldnt couldnt shouldnt havent hasnt thats whats prefiero privado privada digo quiero
    gracias nadie anonimo anonima nombre cancel help question maybe sure lol wait asap soon rather much told even get
    go goes going got come came
"""
# Those of the telephone and of Spanish that stand in no list, and what a telephone is called in both languages.
_SMALL_ES = """
    dos demas demás q pa pq unas usted ustedes ser cómo cuándo dónde sino pues aquí aqui ahí allí cel celular celulares cell cellphone tel
    móvil movil telephone whatsapp línea linea casa trabajo
"""
# What is (part of) no name until somebody insists: a message with one of them is a sentence.
_SELDOM = """
    account afraid agent amount answer ask attorney auction back balance bank bankruptcy call callback change condo
    court credit debt deficiency estimate evening fine foreclosed foreclosure garnishment good house judgment
    judgement lawyer lender letter lien loan look losing lost lot money morning mortgage paid pay people possible
    problem property sale sold stuff text today tomorrow tonight useless worried wondering afternoon confused scared
    married divorced widowed broke homeless behind calling looking trying asking interested single retired disabled
    right correct correcto correcta unemployed ready busy free available happy sad stay day luck lord grief apt unit suite ste room calls called
    mañana tarde casa hipoteca deuda banco abogado abogada juez corte perdí perdi debo tengo estoy llamen llámenme llamenme llamar hablar puedo
    quiero necesito favor hora número numero teléfono telefono
"""
_FIRST_NAMES = frozenset("al an del do even fine good ha hung lo loan love mi mine my si so son su tu will".split())
_NEVER_NAMES = (frozenset((_NEVER + _SMALL_ES).split()) | FUNCTION_WORDS) - _FIRST_NAMES
_NOT_NAMES = frozenset((_NEVER + _SMALL_ES + _SELDOM).split()) | FUNCTION_WORDS
_SURNAMES = frozenset(
    "bui chen dang dinh duong ha han ho hoang huynh kim lam le lee li lin liu lo luong ly mai ngo nguyen park pham phan tran truong vo vu wang wu zhang".split()
)
"""After one of these a first name that is a word is a name however it is written: "an nguyen"."""
_GOES_ON = frozenset("pls spelled instead".split())
_INITIALS = Guarded(r"(?:^| )(?:[^\W\d_]\.){1,3}$")
_SURNAME_FIRST = re.compile(r"([^\W\d_]{2,30})\. ([^\W\d_][\w' -]{1,60})$")
_SMALL_WORDS = "de del della da das di do dos du la las los le van von der den ter ten y e bin bint ibn al el st st."
_PARTICLES = frozenset(_SMALL_WORDS.split())
_JOINS = _PARTICLES & (FUNCTION_WORDS | {"dos"})
"""Of these the ones that begin or end many a sentence, and no name: "del hotel", "Ana Ruiz y"."""
# "Okafor." ends a sentence; "Mrs." and "A." do not.
_ENDS = re.compile(r"(?i)(?<!srta)(?<!prof)(?<=[^\W\d_]{4})\.$")
# "Ayúdenme", "espéreme": what somebody is told to do.
_TOLD_TO_DO = re.compile(r"[^\W\d_]{3,20}[^\W\d_aeiou][aeéá]n?me")
# "Shes", "youre": a pronoun and its verb.
_CONTRACTED = re.compile(r"(?:she|he|it|they|you|we|who|that|what)'?(?:s|re|ve)")
_SUFFIXES = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV", "esq": "Esq."}


# "My name isn't Ray", "wrong name", "no me llamo así", "escribió mal mi nombre": what was put down as the name is none.
_DENIES = Guarded(
    r"(?i)\bname(?: (?:is|was)|'s|s)? (?:not|isn'?t|wasn'?t)\b(?! (?:on|in|even|there|listed|part)\b)|\bnot (?:my|the|her|his) (?:real |right )?name\b|\b(?:wrong|incorrect) name\b"
    r"|\bname(?: is|'s|s)? (?:all )?(?:wrong|incorrect|misspelled|not right|spelled wrong)\b|\b(?:got|have|had|put|wrote|spelled) (?:my|the|her|his) name wrong\b|\bmisspelled (?:my|the|her|his) name\b"
    r"|\bnombre(?: completo| real| verdadero| legal)? no (?:es|era)\b|\bno es (?:mi|el|su) nombre\b|\bno me llamo\b|\bnombre (?:est[aá] )?(?:mal|equivocado|incorrecto)\b|\bmal (?:mi|el|su) nombre\b"
)
# What stands before the right one.
_RIGHT_ONE = Guarded(
    r"(?i)\b(?:soy|me llamo|sino|es|nombre es|p[oó]nga(?:le|me)?|debe ser|it'?s|it is|its|is|i'?m|i am|should be|make it|but|put|go by)(?: just| only| nom[aá]s| solo)?[\s,:'\"]{1,4}"
    r"(?=(?P<name>[^\W\d_][\w'.-]{0,30}(?: [^\W\d_][\w'.-]{0,30}){0,4}))"
)
_FAMILY = Guarded(
    r"(?i)\b(?:last name(?: is| should be|'s)|apellido(?: correcto)? es|apellido[^.;]{0,20}[,;:] es) (?P<name>[^\W\d_][\w'-]{0,30}(?: [^\W\d_][\w'-]{0,30}){0,2})"
)
_DENIED = re.compile(r"(?i)\b(?:no|not)[\s,'\"]{0,3}\Z")
_LAUGH = re.compile(r"(?:ja|je|ji|ha|he){2,12}", re.IGNORECASE)
_LAUGHS = Guarded(r"(?i)\b(?:(?:ja|je|ji|ha|he){2,12}|lol|lmao)[a-z]?\b")
# What is said of the rest is no name: "lo demás sí está bien".
_THE_REST = re.compile(r"(?i)\b(?:the rest|(?:everything|all|anything) else|(?:todo )?lo dem[aá]s|el resto)\b")
_LAST_PIECE = re.compile(r"[.,;!?\n]")


_A_WORD = re.compile(r"\b[^\W\d_]")
_NEAR = 60
"""Characters before a name in which it is denied."""


def denies_name(text: str, known: str = "") -> bool:
    """Whether a message says that its name was put down wrong: "my name isn't Ray", or "not Ray", of a name that is `known`."""
    plain = clean(text)
    return _DENIES.search(plain) is not None or _denied_part(plain, known) is not None


def _denied_part(plain: str, known: str) -> str | None:
    """What of a known name is denied: all of it, or one of its words: "not Gus", of Gus Petrakis."""
    words = bare(plain)
    for part in dict.fromkeys(bare(part).lower() for part in (known, *known.split()) if len(part) > 1):
        for said in _A_WORD.finditer(words):
            end = said.start() + len(part)
            whole = words[said.start() : end].lower() == part and not words[end : end + 1].isalnum()
            begin = max(0, said.start() - _NEAR)
            near = (said.start() - begin, end - begin)
            if whole and mood(words[begin:end], near, None, thing=True, question=False) == "denied":
                return plain[said.start() : end]
    return None


def corrected_name(text: str, known: str = "") -> str | None:
    """The name that is put in place of another: "no es Ray, soy Rey", "it's Ann, not Anna"; None where no name is put right.

    Args:
        known: the name that was put down, which a message may deny without saying that it is a name.
    """
    if not denies_name(text, known) and not (known and _FAMILY.search(clean(text))):
        return None
    plain = _THE_REST.split(_LAUGHS.sub(" , ", clean(text)))[0].strip(" ,")
    if (
        (family := _FAMILY.search(plain))
        and (given := known.split())
        and (name := _longest(family["name"].split(), known))
    ):
        return " ".join([*(given[:-1] if len(given) > 1 else given), name])  # "the last name is Dunne"
    found = None
    for said in _RIGHT_ONE.finditer(plain):
        if _DENIED.search(plain[max(0, said.start() - 8) : said.start()]):
            continue
        found = _longest(said["name"].split(), known) or found
    if found:
        part = _denied_part(plain, known)
        if part and " " not in found and " " in known and part.lower() != known.lower():
            return " ".join(found if word.lower() == part.lower() else word for word in known.split())
        return found
    pieces = [piece.strip(" '\"") for piece in _LAST_PIECE.split(plain) if piece.strip()]
    alone = (name for piece in reversed(pieces) if len(piece.split()) <= 4 and (name := _one(piece)))
    return next((name for name in alone if name.lower() != known.lower()), None)


def _longest(words: list[str], known: str = "") -> str | None:
    """The longest beginning of some words that is a name, and not the one that was put down."""
    after = (place + bool(_ENDS.search(word)) for place, word in enumerate(words) if _ends_name(word))
    end = next(after, len(words))
    names = (_one(" ".join(words[:place])) for place in range(end, 0, -1))
    return next((name for name in names if name and name.lower() != known.lower()), None)


def _ends_name(word: str) -> bool:
    bare = word.lower().rstrip(".")
    return bool(_ENDS.search(word)) or (bare in _NOT_NAMES | _GOES_ON and bare not in _PARTICLES)


def insisted_name(text: str, before: str = "") -> str | None:
    """A name of one word that is a word ("Good", "Call"), where somebody says that it is their name, or says it again."""
    said = _SAYS_SO.search(clean(text))
    if said:
        return _insisted(said["name"] or said["first"])
    name = None if _I_AM.match(text) else _insisted(text)
    return name if name and name == _insisted(before) else None


def _insisted(text: str) -> str | None:
    word = opened(clean(text)).strip(" .,!'")
    if len(word) < 2 or not _WORD.fullmatch(word) or word.lower() in _NEVER_NAMES:
        return None
    return _capitalised(word, 0, word)


# What is said is their name, to the end of the message or of the sentence.
_SAYS_SO = Guarded(
    r"(?i)\b(?:(?:my|her|his) (?:(?:first|real|full|legal) )?name(?: really| actually)?(?: is|'s)(?: really| actually)?|me llamo|mi nombre es|i (?:already )?said) (?P<name>[^\W\d_][\w'-]{1,30})[ .!]{0,3}\Z"
    r"|^(?P<first>[^\W\d_][\w'-]{1,30}) (?:really |actually )?is (?:my|her|his) (?:real )?(?:first )?name\b"
)
_I_AM = re.compile(r"(?i)\W{0,3}(?:i'?m|i am|estoy)\b")


# "Walt I am in Bourbonnais": where a sentence about oneself begins without a stop before it.
_OF_ONESELF = re.compile(
    r"\s(?:i|i'?m|we|we'?re|yo)\b(?=\s(?-i:[a-zà-ÿ]))|\s(?:my (?:number|phone|cell)|mi (?:n[uú]mero|tel[eé]fono|celular|cel)|soy|vivo|estoy)\b",
    re.I,
)


def without_self(words: str) -> str:
    """What stands before a sentence about oneself that begins without a stop: "Walt" of "Walt I am in"."""
    goes_on = _OF_ONESELF.search(f"{words} x")
    return words[: goes_on.start()] if goes_on else words


# "Denise, I said. Denise Carter".
_I_SAID = re.compile(
    r",? (?:like )?(?:i|as i) (?:just |already )?(?:said|told you|wrote)\b|,? (?:ya )?(?:le |se lo |lo )?dije\b", re.I
)


def read_name(text: str) -> str | None:
    """The name in a message ("hi, it's maria lopez-garcia" gives "Maria Lopez-Garcia"), or None if there is none.

    Refused: questions, sentences without "my name is", digits, markup, anything over 80 characters or seven words.
    """
    text = " ".join("".join(" " if _is_picture(c) else c for c in clean(text)).split())
    text = _I_SAID.sub("", text)
    if len(text) > _LONGEST_SENTENCE or _LAUGH.fullmatch(text.replace(" ", "")):
        return None
    # A couple: "Bob & Ann Jones".
    halves = _COUPLE.split(text)
    if len(halves) == 2 and (both := [_one(half) for half in halves]) and all(both):
        return f"{both[0]} and {both[1]}" if len(f"{both[0]} and {both[1]}") <= LONGEST else None
    first, *after = struck.apart(_BARE_NO.sub(", no, ", text))  # "Kim, no, sorry, it's Tim", "Ann no Anna"
    if after and (before := _one(first.strip(" ,.;:-"))) and (right := _one(after[-1].strip(" ,;:-"))):
        return _in_place(right, before)
    return _one(text) or _marked(text)


def _in_place(right: str, before: str) -> str:
    """ "Ana Ruiz, I mean Anna" is Anna Ruiz: one word stands for the one of the name that begins as it does."""
    words = before.split()
    alike = next((word for word in words if word[0] == right[0]), None) if len(words) == 2 else None
    return right if " " in right or alike is None else " ".join(right if word == alike else word for word in words)


def _one(text: str) -> str | None:
    """The name of one person, with nothing around it but kindness and what is said of names."""
    name = _SAID_COMMA.sub(", ", _ASIDE.sub(" ", text).strip() if "(" in text else text)
    parts = next((found for pattern in _IN_PARTS if (found := pattern.search(name))), None)
    if parts:
        name = f"{parts['first'].strip('.')} {parts['last']}"
    bare = name if _LETTERS.fullmatch(name) else opened(name)
    opening = name[: len(name) - len(bare)].lower()
    given, name = "name" in opening or "call" in opening, bare
    if letters := _LETTERS.fullmatch(name):
        return "".join(filter(str.isalpha, letters["said"] or letters["joined"])).capitalize()
    name = _CLOSING.sub("", _SPELLED.sub("", name)).strip(" ,-'!")
    if not _INITIALS.search(name):
        name = name.rstrip(". ")
    if not 0 < len(name) <= LONGEST or _MARKUP.search(name) or any(unicodedata.category(c)[0] == "N" for c in name):
        return None
    if surname := _SURNAME_FIRST.match(name):
        first, whole = surname[1].lower(), surname[2].lower()
        if whole.endswith(f" {first}") or whole.startswith(f"{first} "):
            name = surname[2]  # "Vega. Carlos Vega", "peggy. peggy sue hartwell"
    name = _in_order(name)
    words = name.split()
    if len(words) > 7 or not all(_WORD.fullmatch(word) for word in words):
        return None
    initial_last = len(words) > 1 and words[-1] in ({"a", "A"} if len(words) == 2 else {"A"})
    plain = words[: -1 if initial_last else None]
    odd = [word for place, word in enumerate(plain) if _is_odd(word, place, plain)]
    if any(_ENDS.search(word) for word in words[:-1]) or (odd and not _written_as_names(plain, odd, given)):
        return None
    if sum(map(str.isalpha, name)) < 2:
        return None
    return " ".join(_capitalised(word, place, name) for place, word in enumerate(words))


def _is_odd(word: str, place: int, words: list[str]) -> bool:
    """Whether a word stands in no name at that place: "del" stands within one, and begins one that goes on with a capital."""
    bare = word.lower().rstrip(".")
    if bare in _JOINS:
        return place == len(words) - 1 or (place == 0 and not words[-1][0].isupper())
    return bare in _NOT_NAMES or bool(
        _LAUGH.fullmatch(bare) or _TOLD_TO_DO.fullmatch(bare) or _CONTRACTED.fullmatch(bare)
    )


def opened(name: str) -> str:
    """What is left without "hi, my name is", of which nobody writes more than a few."""
    for _ in range(_MOST_OPENINGS):
        if not (opening := _OPENING.match(name)):
            break
        name = name[opening.end() :]
    return name


_MOST_OPENINGS = 6


def _marked(text: str) -> str | None:
    """The name after "my name is" in a sentence that goes on: the longest run of words that can be one."""
    for match in (
        *_BUT_REALLY.finditer(text),
        *_MARKED.finditer(text),
        *_RELATIVE_NAMED.finditer(text),
        *_SELF_NAMED.finditer(text),
    ):
        if name := _longest(next(filter(None, match.groupdict().values())).split()):
            return name
    return None


def _is_picture(character: str) -> bool:
    return (
        unicodedata.category(character) == "So"
        or character in "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
    )


def _written_as_names(words: list[str], odd: list[str], given: bool) -> bool:
    """Whether words of which some are `odd` stand as a name all the same: "Hung Do", "Loan Nguyen", "John A. Doe", "my name is An"."""
    if len(words) == 1:
        return words[0].istitle() and words[0].lower() in (_FIRST_NAMES if given else {"an", "do"})
    first = words[0].lower() not in _NOT_NAMES or words[0].lower() in _FIRST_NAMES
    if len(words) == 2 and first and words[1].lower() in _SURNAMES:
        return True
    if not 2 <= len(words) <= 4 or len(odd) == len(words):
        return False
    # What begins with such a word is a sentence ("Call Maria"), but for those that are first names.
    return first and all(word[0].isupper() and (word[1:].islower() or len(word.rstrip(".")) == 1) for word in words)


def clean(text: str) -> str:
    """One line: control and invisible characters gone, curly apostrophes and fancy hyphens plain, spaces single."""
    text = unicodedata.normalize("NFC", text)
    text = _DASH.sub("-", _APOSTROPHE.sub("'", text))
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Zs") else c for c in text)
    return " ".join("".join(c for c in kept if unicodedata.category(c)[0] != "C").split())


_ARTICLES = frozenset("the his her my our their a an el la los las un una su mi".split())


def _in_order(name: str) -> str:
    """ "Lopez, Maria" is Maria Lopez; "John Smith, Jr." keeps its order."""
    last, comma, first = name.partition(",")
    if not comma:
        return name
    if first.strip().lower().startswith(f"{last.lower()} "):
        return first.strip()  # "Maria, Maria Lopez"
    if first.split()[:1] and first.split()[0] in _ARTICLES:
        return last  # "Yolanda, la hija de don Chuy", "Ray, her son"
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
