"""What a message says is not, or is not meant, in the words of it: "no decree yet", "HELOC? no", "the pension, not the Social Security". Pure, linear.

What there is or is not by its sense stands in shortfall/reading/things.py. Here it is only named: which questions speak of it says
shortfall/talk/denied.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from shortfall.reading.guarded import Guarded
from shortfall.reading.moods import asks, bare, supposes
from shortfall.reading.names import FUNCTION_WORDS

Words = frozenset[str]
"""The stems of the words of something that is named."""


@dataclass(frozen=True)
class Denial:
    """What is denied, and whether it stays so: what is not there is not there later either; what is not meant now may be meant then."""

    words: tuple[str, ...]
    lasting: bool
    span: tuple[int, int]
    """Where it stands, with what denies it."""
    thing: tuple[int, int]
    """Where the thing itself is named."""


# One sense, whatever the word and the language: what somebody denies of a husband they deny of a wife.
_SENSES: Mapping[str, str] = {
    word: sense
    for sense, said in {
        "spouse": "spouse husband wife married marri marriage esposo esposa marido conyuge casado casada casar casarme pareja",
        "divorce": "divorce divorced divorcing ex divorcio divorciado divorciada",
        "decree": "decree decreto",
        "kid": "kid child children daughter son hijo hija nino",
        "ill": "ill illness sick disabled disability medical enfermo enferma enfermedad medico",
        "cosigner": "cosigner cosigned co-signer co-signed co-borrower coborrower aval fiador codeudor",
        "bankruptcy": "bankruptcy bankrupt bancarrota quiebra",
        "tenant": "tenant renter rent rental renting inquilino inquilina renta rento rentamos",
        "dead": "died dead death die dies deceased passed heir estate murio muerto muerta fallecio heredero heredera herencia muerte",
        "collector": "collector collection cobrador",
        "association": "hoa association asociacion",
        "veteran": "veteran va veterano",
    }.items()
    for word in said.split()
}
_ENDINGS = "mientos miento ments ment edad ings ing ees ed os as es er or s o a e y".split()
SENSES = frozenset(_SENSES.values())
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*+|[.;!?\n,:]|\.\.\.| - ", re.I)
_NUMBER = re.compile(r"\d++")
_SIGNS = frozenset(".;!?\n,: - ...")

_NO = frozenset(
    "no not never without nor neither nobody none sin ni ningun ninguna ningunos ningunas nunca jamas tampoco nadie w/o isn't isnt aren't arent wasn't wasnt weren't werent ain't aint".split()
)
_AUX_NOT = frozenset("don't dont doesn't doesnt didn't didnt haven't havent hasn't hasnt hadn't hadnt".split())
_LIGHT = frozenset(
    "a an any the such one even ever really actually just yet in no have has had having got get gotten getting been is are was were be being there here it its it's own owns owned took take taken out saw seen see receive received filed file filing did done do doing of for kind "
    "else more involved under on un una ningun ninguna ningunos ningunas el la los las lo es son era fue esta estan estoy estamos soy somos hay tengo tiene tenemos tienen tenia tuve tuvo he ha han hemos hecho habia hubo recibi recibimos recibido llego llegado mandaron dieron me nos se le les ha ni casa que todavia aun sido de del".split()
)
"""Words between a "not" and what it denies."""
_ANSWERED = frozenset("it its it's here there the is was are were be been being have has had got".split())
"""… but not behind a "no", which answers there: "no its an old judgment", "no the house is gone"."""
_OWN = frozenset("my our his her their mi mis nuestro nuestra su sus about".split())
"""… of what is not meant, as well: "not my car, the boat"."""
_HAVING = frozenset(
    "have has had got get gotten own receive see be been file even really actually ever any a an yet no".split()
)
"""After "do not": any other verb is denied itself, and what it is done to is there ("I do not pay the HOA")."""
_ANSWERS = (
    frozenset("no nope nah none never nunca ninguno ninguna".split()) | _AUX_NOT | frozenset("aint ain't".split())
)
_BEGIN = frozenset("there there's theres i we yo aqui".split())
_NOT_ANSWERS = frozenset("one body matter idea they we he she it its it's the my i i'm".split())
_NOT_DENIED = frozenset(
    "more longer matter only just sure idea clue problem way good worries doubt mas importa solo aqui ahi alli one two three four five six seven".split()
)
_ANY = frozenset("a an any un una ningun ninguna".split())
_DO = frozenset("do does did have has had".split())
_NO_ONE = frozenset("nobody none nadie".split())
_THE = frozenset("the el la los las".split())
_NEVER_CAME = frozenset("never nunca jamas llego llegado recibi recibimos recibido mandaron dieron".split())
_OBJECTS = frozenset("el la los las lo mi mis me se nos a que nada".split())
_INFINITIVE = re.compile(r"...[aei]r$")
_DONE = re.compile(r"...(?:ed|ing)$")
"""What is done, which is no thing: "my ex is not paying"."""
_SAYS_NO = frozenset(", hay tengo tenemos".split())
_MARKS = frozenset("? . ... !".split())
_MOST, _FEW, _CLAUSE, _MANY = 3, 4, 12, 16


# What was said to them is said back: "deed in lieu? who said anything about that", "why do you keep pushing a sale", "no le pregunté por eso".
_REJECTS = re.compile(
    r"\b(?:who|nobody|no one) (?:ever |even )?(?:said|says|mentioned|asked|spoke|talked|brought)(?: (?:up|anything|something|a word)){0,2}(?: (?:about|for|of|that))?\b"
    r"|\bdid (?:i|we) (?:ever |even )?(?:ask|say|mention)(?: you)?(?: (?:anything|something))?(?: (?:about|for|of))?\b"
    r"|\b(?:i|we) (?:never|didn'?t|did not) (?:ask(?:ed)?|mention(?:ed)?)(?: you)?(?: (?:anything|a word))?(?: (?:about|for|of))?\b"
    r"|\b(?:i|we) (?:never|didn'?t|did not) (?:say|said)(?: (?:anything|a word))?(?: (?:about|that there (?:is|was)|there (?:is|was)))\b"
    r"|\b(?:why|stop)(?: (?:do|are|did|would|r) (?:you|u)(?: (?:guys|people|all))?)?(?: (?:still|always|even|keep|keeps))* (?:push|bring|tell|talk|ask|mention|send|offer|say)(?:ing)?(?: (?:up|me|on|about|with|to)){0,2}\b"
    r"|\bquien(?: (?:le|te|les))? (?:dijo|hablo|pregunto|menciono|pidio)(?: (?:algo|nada))?(?: (?:de|del|sobre|por))?\b"
    r"|\bno (?:le |les )?(?:pregunte|dije|hable|pedi|mencione)(?: nada)?(?: (?:de|del|sobre|por|que hay|que hubo))\b"
    r"|\bpor ?que (?:me )?(?:sigue|insiste|vuelve)n?(?: (?:con|en|a|hablando|diciendo|me|de|hablar(?:me)?|lo)){1,3}\b"
)
_POINTING = frozenset("that this it them those these any anything eso esto algo nada here there again".split())
_SAID_BACK = re.compile(r"([^.?!;\n]{2,60})\?+")
_OBJECT = re.compile(r"[^.?!;,\n]{0,60}")
_MAY = re.compile(r" ?(?:i|we|you|he|she|they) (?:can|could|must|may|have|should|will)\b")
"""What somebody is said to be allowed is asked, and not rejected: "who said I can stay"."""
_SHORTEST_ASKED = 5
"""Words of what is asked itself, and not only said back: "cash for keys? deed in lieu?"."""


def rejections(text: str) -> tuple[Denial, ...]:
    """What a message says back to reject it. Where that only points, "who said that", the names with a question mark before it are meant."""
    return _rejections(bare(text))


@lru_cache(maxsize=32)
def _rejections(plain: str) -> tuple[Denial, ...]:
    low, found = plain.lower(), list[Denial]()
    for match in islice(_REJECTS.finditer(low), _MOST):
        said = _OBJECT.match(low, match.end())
        if said and _MAY.match(said[0]):
            continue
        things = [said.span()] if said else []
        begin = match.start()
        if not set(_WORD.findall(said[0] if said else "")) - FUNCTION_WORDS - _POINTING:
            back = [each for each in _SAID_BACK.finditer(low, 0, begin) if len(each[1].split()) < _SHORTEST_ASKED]
            things, begin = [each.span(1) for each in back], back[0].start() if back else begin
        for start, end in things or [(match.start(), match.start())]:
            words = (stem(word) for word in _WORD.findall(low[start:end]) if word not in FUNCTION_WORDS | _SIGNS)
            found.append(Denial(tuple(words), True, (begin, said.end() if said else match.end()), (start, end)))
    return tuple(found)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """What is left of a word without its ending, or its sense: the same for "tenants" and "renting"."""
    word = word.removesuffix("'s")
    if number := _NUMBER.match(word):
        return number[0]  # "1099-C"
    for each in (word, word.removesuffix("s"), word.removesuffix("es")):
        if each in _SENSES:
            return _SENSES[each]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def has_sense(word: str) -> bool:
    """Whether a word, in any of its forms, is one that stands for its sense."""
    return stem(word) in SENSES


def stems(text: str) -> list[str]:
    """The stems of the words of a text that do not only join others, in their order."""
    return [
        stem(word) for word in _WORD.findall(bare(text).lower()) if word not in FUNCTION_WORDS and word not in _SIGNS
    ]


def find_denials(text: str) -> tuple[Denial, ...]:
    """What a message denies, in its order, and what it rejects."""
    return (*_denials(bare(text)), *(each for each in rejections(text) if each.words))


@lru_cache(maxsize=32)
def _denials(plain: str) -> tuple[Denial, ...]:
    found = list(_WORD.finditer(plain))
    words, ends = [each[0].lower() for each in found], [each.end() for each in found]
    return tuple(
        Denial(
            tuple(stem(word) for word in words[slice(*run)] if word not in FUNCTION_WORDS),
            lasting,
            (found[begin].start(), ends[end - 1]),
            (found[run[0]].start(), ends[run[1] - 1]),
        )
        for begin, end, run, lasting in islice(_told(words), _MANY)
    )


Part = tuple[int, int]
"""The first word of something and the one after its last."""


def _told(words: Sequence[str]) -> Iterator[tuple[int, int, Part, bool]]:
    """What is denied with what denies it: where both begin and end, the words of the thing, and whether it lasts."""
    begins = 0
    for at, word in enumerate(words):
        if word == "?":
            yield from _answered(words, begins, at)
        if word in _SIGNS:
            begins = at + 1
        elif word in _NO or word in _AUX_NOT:
            opens, near = " ".join(words[begins : begins + _CLAUSE]), " ".join(words[max(begins, at - _CLAUSE) : at])
            if (at > begins and asks(f"{opens} ")) or supposes(near, len(near)):
                continue
            run, lasting = _denied(words, at)
            if run[0] < run[1]:
                yield at, run[1], run, lasting
            elif word == "no" and at + 1 < len(words) and words[at + 1] in _SAYS_NO:
                first = max(begins, at - _MOST)
                if any(each not in FUNCTION_WORDS for each in words[first:at]):  # "el carro no, la camioneta"
                    yield first, at + 1, (first, at), words[at + 1] not in _SIGNS


def _denied(words: Sequence[str], at: int) -> tuple[Part, bool]:
    """The words that a "not" denies, and whether there is no such thing; none where it denies what is done."""
    no, begin, size = words[at], at + 1, len(words)
    before = words[at - 1] if at else ""
    early = no == "not" and words[begin : begin + 1] == ["yet"]  # "we are not yet divorced": early is not wrong
    if early or (before in {"or", "o"} and words[at - 2 : at - 1] == words[begin : begin + 1]):
        return (at, at), False  # "order or no order"
    if begin + 1 < size and words[begin + 1] in _ANY and words[begin] not in FUNCTION_WORDS:
        begin += 1  # "never signed any deed", "did not get a summons"
    elif (no in _AUX_NOT or (no == "not" and before in _DO)) and (
        begin >= size or (words[begin] not in _HAVING and not has_sense(words[begin]))
    ):
        return (at, at), False
    if no == "no" and begin < size and words[begin] == "one":
        begin += 1  # "no one died"
    light = _LIGHT | (_OWN if no in {"not", "no"} else frozenset())
    light -= _ANSWERED if no == "no" else frozenset()
    if (
        no == "no"
        and begin + 1 < size
        and words[begin] not in light
        and (words[begin + 1] in _OBJECTS or _INFINITIVE.search(words[begin + 1]))
    ):
        return (at, at), False  # "no puedo pagar", "no pago la cuota"
    pointed = False
    while begin < min(size, at + _CLAUSE) and words[begin] in light:
        pointed = pointed or words[begin] in _OWN or (words[begin] == "the" and no in {"not", "no"})
        begin += 1
    if begin < size and no in _NO_ONE and begin == at + 1 and not has_sense(words[begin]):
        return (at, at), False  # "nobody told us"
    if begin < size and (words[begin] in _NOT_DENIED or (_DONE.search(words[begin]) and not has_sense(words[begin]))):
        return (at, at), False
    if words[begin - 1] in _THE and (no in _AUX_NOT or _NEVER_CAME & {no, *words[at:begin]}):
        return (at, at), False  # "I never got the summons": there is one
    contrast = no == "not" and begin == at + 1 and (not at or words[at - 1] in _SIGNS)  # "the bank, not HOA"
    said_no = words[max(at - 2, 0) : at] in (["no", ","], ["nope", ","])  # "no, not the commission"
    return (begin, _end(words, begin)), said_no or not (pointed or contrast)


def _end(words: Sequence[str], begin: int) -> int:
    """Where a thing ends that begins at a word: with the first that only joins others."""
    end = begin
    while end < len(words) and end - begin < _MOST and words[end] not in _SIGNS | _NO | FUNCTION_WORDS:
        end += 1
    return end


def _answered(words: Sequence[str], begin: int, end: int) -> Iterator[tuple[int, int, Part, bool]]:
    """What a few words with a question mark name that are answered with no: "HELOC? no", "surplus?? there isnt any"."""
    if not 0 < end - begin <= _FEW:  # asked first: of a row of marks only the first has words before it
        return
    after = end
    while after < len(words) and words[after] in _MARKS:
        after += 1
    said = words[after : after + 3]
    if not said or asks(" ".join(words[begin:end]) + " "):
        return
    if said[0] in {"no", "never"} and len(said) > 1 and said[1] in _NOT_ANSWERS:
        return
    denies = said[0] in _ANSWERS or (said[0] in _BEGIN and any(word in _AUX_NOT | _NO for word in said[1:]))
    if denies and any(word not in FUNCTION_WORDS for word in words[begin:end]):
        yield begin, after + (said[0] in _ANSWERS - _AUX_NOT), (begin, end), True


# "Quíteme eso de heredero", "please strike out the bankruptcy": at the head of a clause, where a wish stands.
_STRIKE = Guarded(
    r"(?:\A|[.,;:!?\n] ?|\b(?:and|but|please|pls|so|y|pero|favor|no) )(?:(?:please|por favor|just) )?"
    r"(?:(?:take|strike|cross|scratch)(?: (?:that|this|it|the [\w ]{2,20}?))? (?:off|out|down)|remove|delete|erase|(?:quite|borre|elimine|saque|tache)(?:n|me|nme)?)\b(?P<what>[^.;!?\n]{0,40})",
    re.I,
)


def unsaid(text: str) -> frozenset[str]:
    """The stems of what a message says is not so, or wants struck out."""
    heads = {each.words[-1] for each in find_denials(text) if each.words}
    plain = bare(text)
    return frozenset(heads).union(*(stems(f"{match[0]}") for match in _STRIKE.finditer(plain)))


def without(text: str, denials: Iterable[Denial]) -> str:
    """A text without what it denies."""
    kept, done = [], 0
    for begin, end in sorted(each.span for each in denials):
        kept.append(text[done : max(done, begin)])
        done = max(done, end)
    return "".join([*kept, text[done:]])
