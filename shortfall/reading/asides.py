"""What a message says beside its matter: how hard all of it is, whether their language is spoken, what they did not ask. Pure, linear."""

from __future__ import annotations

import re

from shortfall.reading.denials import rejections, without
from shortfall.reading.distress import only_feels
from shortfall.reading.sentences import CLAUSE, VERB_NOT

ENOUGH = 4
"""Fewest words that are left for the rest to be the matter."""

# Answered by answering: the language that the rest is written in.
_ENGLISH = re.compile(r"\b(?:speaks?|talk|write|understand|answer|ok|in)\b[^.?!;]{0,20}\benglish\b", re.I)
_SPANISH = re.compile(
    r"\b(?:habl\w{1,4}|atiend\w{1,3}|contest\w{1,4}|entiend\w{1,3}|escrib\w{1,4}|en)\b[^.?!;]{0,20}\b(?:espa[nñ]ol|castellano)\b",
    re.I,
)
# Whether others speak it is a question like any other: "y en la oficina hablan español?"
_OF_OTHERS = re.compile(
    r"\b(?:offices?|numbers?|phones?|lawyers?|attorneys?|courts?|some(?:one|body)|any(?:one|body)|there|they|people"
    r"|oficinas?|n[uú]meros?|tel[eé]fonos?|abogad[oa]s?|licenciad[oa]s?|cortes?|alguien|quien|ah[ií]|all[ií]|all[aá]|ellos|gente)\b[^?]{0,80}\?",
    re.I,
)
_NOT_ASKED = re.compile(
    rf"\b(?:not|never|{VERB_NOT}) (?:\w{{1,8}} ){{0,2}}?(?:ask(?:ed|ing)?|talk(?:ed|ing)?|mean(?:t)?|sa(?:y|id)|mention(?:ed)?)\b(?: (?:about|for|of|the|a|any|anything|my|your|that|this)\b)"
    r"|\bno (?:le |les |estaba |estoy |he )?(?:pregunt\w{1,5}|ped\w{1,4}|habl\w{1,5}|dije|mencion\w{1,4})\b(?: (?:de|por|sobre|una?|la|el|nada)\b)",
    re.I,
)
# "No no, I ask about the bank", "you not understand me": what was answered is not what was asked.
_CORRECTS = re.compile(
    r"\b(?:i|we)(?:'?m| am| was|'?re| are| were)? (?:only |just )?(?:ask|asks|asking|asked|mean|meant|talk|talking|speak|speaking) (?:you )?(?:about|of|on|for)\b|\bmy question (?:is|was)\b"
    r"|\b(?:you|u) (?:(?:do|did)(?:n'?t| not) |not |never |no )(?:understand|understood|get|listen|hear)(?: to)?(?: me\b| it\b| what i|\W*$|[.,!])|^\W*no\b[\s,.!]{1,3}(?:no\b[\s,.!]{1,3}\w|not (?:about |of )?(?:the|my|our|that)\b)"
    r"|\b(?:i|we) (?:only |just )?(?:mean|meant) (?:the|my|our|his|her) \w"
    r"|\b(?:yo |le |les |estoy |estaba ){0,2}(?:pregunto|preguntando|preguntaba|pregunt[eé]|hablo|hablando|hablaba|me refiero|me refer[ií]a) (?:por|de|del|sobre|al?)\b|\bmi pregunta es\b|\bno me (?:entiende|entendi[oó]|entendieron)\b",
    re.I,
)
# "The mortgage, not the dues."
_CONTRASTS = re.compile(
    r"[,;.!]\s{0,2}not (?:about )?(?:the|my|our) \w{2,16}(?: \w{2,16})?\W{0,3}$|[,;.!]\s{0,2}no (?:de |del |por )?(?:las?|los|el|mis?) \w{2,16}\W{0,3}$",
    re.I,
)
# In such a message: what is granted, refused or set aside.
_SET_ASIDE = re.compile(
    r"\b(?:i|we) (?:already |do )?know\b(?! (?:if|what|how|when|why|who|where|which|whether|nothing)\b)|^\W*(?:(?:and|but|no|yo)\W+)*not (?:about|of|for|on|the|my|our|your)\b"
    r"|\b(?:i|we)(?:'?m| am|'?re| are| do|)?(?: not|n'?t) (?!know|sure|understand|have|sued|served)\w{3,12}\b|^\W*(?:forget|leave|never mind|skip|ignore)\b"
    r"|\b(?:you|u) (?:(?:do|did)(?:n'?t| not) |not |never |no )(?:understand|understood|get|listen|hear)\b"
    r"|^\W*(?:(?:y|pero|no)\W+)*no (?:de|del|por|sobre|las?|los|el|mis?)\b|\bya (?:lo |la |s[eé] )?s[eé] (?:que|de|lo)\b|\byo no (?!s[eé]\b|tengo\b|entiend)\w{3,12}\b|^\W*(?:olv[ií]de\w{0,4}|deje)\b|\bno me (?:entiende|entendi[oó]|entendieron)\b",
    re.I,
)
# Who said it is no matter, unless it is somebody of the case: "girl at work says short sale??"
_HEARSAY = re.compile(
    r"\b(?:(?:my|the|a|an|this|some|that|un|una|mi|el|la) )?"
    r"(?:girl|guy|lady|friend|buddy|neighbou?r|co-?worker|somebody|someone|people|everybody|everyone|amig[oa]|vecin[oa]|compañer[oa]|alguien|gente)"
    r"(?: (?:at|from|in|of|en|de|del) (?:(?:my|the|mi|la|el) )?(?:work|church|school|gym|job|mine|trabajo|iglesia|escuela))?"
    r"(?: (?:just|also|always|me))? (?:says?|said|told me|tells me|keeps? (?:saying|telling me)|dice|dijo|dicen)\b(?: (?:that|que))?[,:]? ",
    re.I,
)


def matter(text: str, *, spanish: bool = False) -> str:
    """What a message is about, without its asides; all of it where hardly anything else is left.

    Args:
        text: What a person wrote.
        spanish: Whether it is written in Spanish; else it is in English.
    """
    rejected = rejections(text)
    rest = without(text, rejected).lstrip(" .,;:!?-") if rejected else text
    text = rest if len(rest.split()) >= ENOUGH else text
    said = _HEARSAY.sub("", text)
    text = said if len(said.split()) >= ENOUGH else text
    clauses = CLAUSE.findall(text)
    if len(clauses) < 2:
        return text
    right = _CORRECTS.search(text)
    kept = [each for each in clauses if not (_aside(each, spanish) or (right and _SET_ASIDE.search(each)))]
    rest = "".join(kept).strip()
    return rest if len(kept) < len(clauses) and len(rest.split()) >= ENOUGH else text


def corrects(text: str) -> bool:
    """Whether a message puts right what it was taken to ask: "no no, I ask about the bank"."""
    return bool(_CORRECTS.search(text) or _CONTRASTS.search(text) or _NOT_ASKED.search(text))


def set_aside(text: str) -> str:
    """What such a message grants, refuses or did not ask: "No no is my dues i know i must pay"; empty for any other message."""
    if not corrects(text):
        return ""
    return "".join(c for c in CLAUSE.findall(text) if _SET_ASIDE.search(c) or _NOT_ASKED.search(c)).strip()


def _aside(clause: str, spanish: bool) -> bool:
    tongue = (_SPANISH if spanish else _ENGLISH).search(clause) and not _OF_OTHERS.search(clause)
    return bool(tongue or _NOT_ASKED.search(clause)) or only_feels(clause)
