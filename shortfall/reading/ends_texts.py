"""Whether one sentence, in whatever words, tells us to end the texts. Pure, and linear in time.

People say it in more ways than a list holds, out of few parts: who is spoken to, what is to end or to be taken out, and that it is
texts, a number or a list of ours. So each word becomes a letter that says which part it can be, and a grammar reads the letters. A
word of somebody else or of a house (`x`) where the grammar wants texts makes it another thing: "stop the bank from texting me".
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

import re2

# What a word can be, by its stem; the first that fits. A Spanish verb with its "me" has two letters, a word that tells nothing none.
_PARTS: tuple[tuple[str, str], ...] = (
    (
        "e",  # ends
        "sto+p+|stp|stahp|quit|ceas\\w*|desist|refrain|abstain|halt|discontinu\\w+|end|terminate|conclude|cancel|cut|knock|pause|suspend|mute|silence|deactivate|disable|"
        "alto|basta|pare|paren|paro|parar|pararan|pararle|parele|parenle|dejen|spare|scrap|cancelo|(?:deten|ces|termin|cancel|suspend|evit|anul|fren|desactiv|silenci|apagu?|interrump|descontinu)(?:[ae]n?|[aei]r|g[ao]n?)",
    ),
    ("E", "stopped|ceased"),
    ("n", "no|not|dont|dnt|donot|never|didnt|wouldnt|nunca|jamas|ni|tampoco|decline|refuse"),
    ("u", "unsu[bs]\\w*|debaja|desu[bs]?scrib\\w+|unenroll|unregister|deregister"),  # names it itself
    ("v", "optout"),
    (
        "g",  # texting
        "te?xt(?:ing|in|n)|mess?ag(?:ing|in)|msging|contact(?:ing|ed)|texted|messaged|bothered|replying|reaching|bothering|harass\\w*|pestering|annoying|bugging|spamm?ing|hounding|disturbing|sending|"
        "contactad[oa]|(?:mand|envi|molest|contact|comunic|fastidi|acos|llam|te[xs]t?e|ching|insist)ando|escribiendo",
    ),
    ("G", "(?:mand|envi|molest|contact|comunic|fastidi|acos|llam|te[xs]t?e|ching|insist)ar|escribir"),
    (
        "Gm",
        "(?:mand|envi|molest|contact|comunic|fastidi|acos|habl|llam|te[xs]t?e)(?:ar|ando)(?:me|nos)|escrib(?:ir|iendo)(?:me|nos)",
    ),
    (
        "t",
        "te?xts|mess?ages|msgs|sms|spam|communications?|notifications?|alerts?|reminders?|blasts|solicitations|ads|marketing|promos|promotions|correspondence|mensaj\\w*|mensag\\w*|textos?|avisos|notificaci\\w+|alertas?|recordatorios|promociones|publicidad",
    ),
    (
        "s",  # text, as a command
        "te?xt|message|msg|contact|write|reach|ping|bother|bug|pester|spam|disturb|send|"
        "(?:mand|envi|molest|contact|comuniqu|fastidi|acos|habl|llam|marqu|busqu|insist)e[ns]?|escrib[ae][ns]?|te[xs]t?ee?[ns]?",
    ),
    (
        "o",
        "removed?|deleted?|erased?|lose|forget|scrub|scratch|strike|purge|expunge|eliminate|wipe|block|exclude|(?:borr|elimin|quit|tach|bloque|retir|suprim|descart)(?:en?|[ai]r|aran)|saquen?|sacar|remover|olviden?|remuevan?|pierdan?",
    ),
    ("om", "(?:borr|elimin|quit|saqu|sac|remuev|olvid|tach|bloque|retir)\\w*(?:me|nos)"),
    ("k", "take|taken|left|get|pull|leave|let|drop|cross|throw"),  # takes out, with "off" or "out"
    ("S", "talk|reply|respond"),
    ("T", "turn|shut|switch"),
    ("U", "use|using|keep|store|us(?:en?|ar)|guard(?:en?|ar)"),
    ("r", "receiv(?:e|ing)|getting|hear|hearing|see|seeing|recib(?:ir|iendo)|llegu?en|llegando|llegar|saber|oir"),
    (
        "w",
        "want|wants|wanna|wish|like|care|rather|need|prefer|appreciate|love|interested|interesan?|quiero|queremos|kiero|qiero|quero|deseo|ocupo|quisiera|necesito|prefiero|preferiria",
    ),
    (
        "c",
        "allowed|permission|consent\\w*|agreed?|authori[zs]e\\w*|accept|asked|ask|signed|sign|subscribed|autori[zc]\\w+|acepto|consiento",
    ),
    ("d", "done|through|finished|fed|tired|sick|enough|without|hart[oa]s?|cansad[oa]s?"),
    ("m", "me|us|nos"),
    (
        "p",
        "numbers?|phones?|cell|cellphone|digits|inbox|details|info|information|contacto|num|nmbr|numero|telefono|celular|cel",
    ),
    (
        "l",
        "lists?|database|roster|files?|contacts|records|system|program|campaign|directory|listas?|sistema|contactos|registros?|base|agenda",
    ),
    ("L", "program|thread|chat|thing|stuff|crap|group"),
    ("a", "more|again|anymore|further|else|mas|otra|any|longer|another|nada|anything|nothing"),
    ("h", "these|those|em|estos|esos|your|ur|sus?"),
    ("H", "this|it|that|here|there|esto|eso|ahi|aqui|esta|este|ese"),
    ("f", "off"),
    ("F", "out|from|fuera|salir|salirme|salgo"),
    ("y", "you|u|yall|ustedes|usted|uds|ud|guys"),
    ("i", "i|we|yo|ill|id|im|ive|cant|who|se"),
    ("b", "says?|said|dice|dicen|dijo|dijeron|keeps?|kept|siguen?|tells?"),
    (
        "q",
        "how|what|when|where|why|which|does|do|did|is|are|am|should|would|could|can|will|may|como|cuando|cuanto|donde|quien|cual|puedo|pueden|puede|podrian?|deben?|hay",
    ),
    (
        "z",
        "nights?|before|until|till|unless|weekends?|pm|am|despues|noche|hasta|antes|emails?|emailing|correo|instead|mejor|tonight|early|late|during|while",
    ),
    ("Z", "they|them"),
    (
        "x",  # somebody else's, or another thing
        "ex|cousin|aunt|uncle|dad|father|mother|sister|brother|friends?|clerk|him|her|he|she|his|anyone|anybody|one|nobody|someone|everyone|people|collectors?|collections?|agency|lenders?|servicer|banks?|creditors?|midland|debts?|mortgages?|loans?|husbands?|wife|wifes|mom|son|"
        "daughter|boss|employer|job|neighbor|lawyers?|attorneys?|callback|appointment|sale|auction|foreclosures?|garnish\\w+|liens?|evictions?|house|home|courts?|cases?|judge?ments?|letters?|mail|deed|title|credit|"
        "report|checks?|wages?|pay|paying|payments?|money|interest|taxes|insurance|sheriff|calls?|property|condo|questions?|form|mess|what|"
        "ellos|ella|le|les|lo|nadie|alguien|cobrador(?:es)?|banco|prestamista|acreedor(?:es)?|agencia|deudas?|embargo|subasta|venta|cita|llamadas?|casa|corte|caso|hipoteca|prestamo|espos[oa]|abogad[oa]|trabajo|cartas?|"
        "dinero|formulario|desalojo|pagos?|juzgado|cheques?|credito|interes(?:es)?",
    ),
    (
        "",
        "please|pls|plz|por|favor|porfa|just|ever|even|to|be|been|being|a|an|the|my|our|and|or|ya|que|para|el|la|los|las|un|una|mi|al|of|with|de|del|con|for|so|right|now|2|all|have|really|keep|vuelv\\w+|volver|sig[ua]\\w*|anden?|"
        "andes|esten?|dare|up|into|whole|entire|automated|calling|in|on|via|by|over|at|fucking|freaking|damn|stupid|some|such",
    ),
)
_ELSE = "j"
"""The letter of a word that is none of these."""
_AT = "[^xZznqb]"
_ON = "[^xZznqbe]"
_PRE = "[jhHsg]{0,3}"
_ENDS = re2.compile(
    "|".join(
        (
            f"e{_AT}{{0,4}}?[gGt](?:[jhH]{{0,2}}x?j?[mp])?",  # stop texting; end all of your stupid messages; dejen de mandarme
            "yE[jm]?[gGt]",  # if you stopped contacting me
            f"(?:t|hs){_AT}{{0,4}}Z?{_AT}?e$|^tf$|^ft",  # these messages need to stop
            "o[jHmsy]{0,2}p(?:[fF]*[jhHm]*[lLtp]?)$",  # lose my number; borren mi numero de su telefono
            "o[jHhmp]{0,3}[jhHfF]{0,3}[lt]|o[jH]{0,2}[mp][fF]{1,2}[jhH]{0,3}L",  # block me from your list
            f"[ke][jH]{{0,2}}[mp][jmp]{{0,2}}[fF]{{1,3}}{_PRE}[lLtp]|k[jH]{{0,2}}[mp][jmp]{{0,2}}[fF]{{1,3}}H?$|k[fF]{{1,2}}[hH]?[ltp]",  # get my number out of your system; take me off this
            "[kT](?:[jhHs]{0,2}tf|f[jhHs]{0,2}t)",  # turn these notifications off
            f"w[yij]{{0,2}}(?:o$|k?m?f?[fF](?:{_PRE}[lLt]|h$)|f$)",  # want off this list
            f"d{_AT}{{0,2}}[tg]",
            "^(?:y|qy|yq|yw)e[amy]*$|^e[ay]*h+a*$",  # done with these texts
        )
    )
)
_REFUSES = re2.compile(
    "|".join(
        (
            f"n{_AT}{{0,3}}[wc]{_ON}{{0,4}}?(?:t|g|G|[ym]{_AT}?s|s[mp]|[rk]a*h+a*$|ra*{_AT}?F?y)",  # no wish for any more of these, to hear from you
            f"w{_AT}{{0,2}}n{_AT}{{0,2}}?(?:t|g|s|[rk]a*h+a*$)",  # would rather not get these; prefer you did not text
            "(?:^q?|[^iwcqx])n[ayHm]{0,3}(?:s|g|Gm)j?(?:[mptaHh]|$)|nG[at]",
            "^n(?:t[aymH]*|wr[ay]*)$",
            "(?:^|[^i])n(?:U[jHh]{0,2}p|Sm)|nc[ymj]{0,2}Up|nw[jf]{0,2}hl",  # do not ever text me; no me escriban
            f"na{{1,2}}{_AT}{{0,2}}?[gt]",  # no more texts
            f"(?:^|[^i])n{_AT}?r{_AT}{{0,2}}t",  # that these messages come no more
        )
    )
)
_NAMES_IT = re2.compile("u[jamphHlLtsgfFyi]*$|v[amphHlLtsgfFyi]*$")
"""Even who asks how it is done wants it done; "opt out of the settlement" is another thing."""
_HOW = re2.compile("ht.*e|[ekTf].*h[ts]|n.*ht|(?:[kr]?m?[fF]+)h?H?s?[lL]$|oH?p$|THf$|erh$|eGm")
"""How these texts, or your list, are got rid of."""
_LETTERS = re2.compile("|".join(f"({words})" for _, words in _PARTS))
_JOINED = {
    "opt out": "optout",
    "opting out": "optout",
    "do not": "dont",
    "un subscribe": "unsubscribe",
    "you people": "yall",
    "you all": "yall",
    "que numero": "cual",
    "reach out": "reach",
    "le hago": "hago",
}
_TAKEN_OFF = re2.compile(r"\b(?:dar|darme|darnos|dame|deme|denme|denos|den|doy) (?:me )?de baja\b|^baja$")
_LEAVE_OFF = re2.compile(r"^para(?: de| con| ya)?$|^para de\b|\bdej(?:e|en|a|ar|aran) (?:ya )?de\b")
_TOLD_YOU = re2.compile(
    r"\b(?:i (?:already |just )?(?:told|asked|said to|begged) (?:you|u|yall)(?: (?:guys|people|already|twice))*(?: to)?|(?:ya )?les? (?:dije|pedi|digo|pido|ruego|suplico|agradeceria|agradezco)(?: ya)? que) "
)
PHONE = re2.compile(r"\b\d{3} ?\d{3} ?\d{4}\b")
_REASON = frozenset("about sobre regarding because cause cuz porque since thanks gracias".split())
"""What follows tells why, or of what."""
_RATHER = frozenset("instead rather mejor".split())
_TEXT = frozenset("text texto".split())
_OR_ELSE = (["or", "i"], ["or", "ill"], ["or", "im"], ["or", "we"], ["or", "else"], ["o", "los"])
_WANTED = frozenset("can could will would may".split())
_MANNER = frozenset("how como can could puedo where who".split())
_NOT_TO_END = re2.compile("n[yawcmi]{0,3}.$")


def ends_texts(text: str, asked: bool = False, alone: bool = True) -> bool:
    """Whether one sentence of small plain words (`opt_out.normalise`) ends the texts.

    Args:
        asked: whether it ends in a question mark.
        alone: whether nothing beside it speaks of somebody else's list.
    """
    words = [spelt(word) for word in _joined(text).split()]
    if not words:
        return False
    cut = (at for at, word in enumerate(words) if at and (word in _REASON or words[at : at + 2] in _OR_ELSE))
    words = words[: next(cut, len(words)) if words[0] not in _MANNER else len(words)]
    if not words:
        return False
    letters = "".join(map(_letter, words)) or _ELSE
    if found := _NAMES_IT.search(letters):
        from_what = found[0].partition("F")[2]  # "unsubscribe from the newspaper" is another thing
        return not set(letters[: found.start()]) & set("nx") and set(from_what) != {_ELSE}
    if words[0] in _MANNER and not _wanted(words):
        return alone and bool(_HOW.search(letters)) and not set(letters) & set("xZzb")
    if ((asked and letters[0] not in "enok") or letters[0] == "q") and not _wanted(words):
        return False
    for rules in (_ENDS, _REFUSES):
        found = rules.search(letters)
        if not found:
            continue
        whose = rules is _ENDS and found[0][-1] in "mp"  # "stop texting me, my house is sold"
        if not set(letters[found.end() :]) & set("z" if whose else "xZzb") and _ours(
            letters[: found.start() + 1], rules is _ENDS
        ):
            return True
    return False


def _ours(before: str, ends: bool) -> bool:
    """Whether what stands before still leaves it to us: nobody else does it, and what ends is not to go on."""
    subject = before.rpartition("y")[2]
    return not set(subject) & set("xZb") and not (ends and _NOT_TO_END.search(before))


def _wanted(words: list[str]) -> bool:
    """Whether a question asks us to do it: "can you stop", "podrían dejar de"."""
    if len(words) < 2:
        return False
    return (words[0] in _WANTED and words[1] in {"you", "u", "yall", "please"}) or words[0][:5] in {"podri", "puede"}


def _joined(text: str) -> str:
    text = str(_TOLD_YOU.sub("you ", text))
    text = str(PHONE.sub("number", _TAKEN_OFF.sub("debaja", text)))
    for apart, together in _JOINED.items():
        text = text.replace(apart, together)
    return str(_LEAVE_OFF.sub("paren", text))


def speaks_of_others(text: str) -> bool:
    """Whether a word of the message is of somebody else or of a house."""
    return any(_letter(word) in {"x", "Z"} for word in text.split())


def may_end_texts(text: str) -> bool:
    """Whether a short message has the parts of it, in whatever order, and speaks of nothing else."""
    letters = "".join(_letter(spelt(word)) for word in _joined(text).split())
    few = len(letters) <= _SHORT and letters.count(_ELSE) <= 1
    parts = "u" in letters or bool(set(letters) & set("eond") and set(letters) & set("tglp"))
    return few and parts and not set(letters) & set("xZzbqi")


def wants_texts(text: str) -> bool:
    """Whether one sentence would rather have texts: "mejor por texto", "text me instead"."""
    words = [spelt(word) for word in _joined(text).split()]
    letters = set(map(_letter, words))
    return bool(_RATHER & set(words)) and bool(letters & set("ts") or _TEXT & set(words)) and not letters & set("neE")


def speaks_of_texts(text: str) -> bool:
    """Whether a word of the message is of texts, of sending them or of a phone."""
    return any(_letter(word) in {"g", "t", "s", "p", "y"} for word in text.split())


def _letter(word: str) -> str:
    found = _LETTERS.fullmatch(word)
    return _PARTS[found.lastindex - 1][0] if found else _ELSE


# Words so long or so often mistyped that one wrong letter still makes them, and words of their own that are as near.
_SPELT = (
    "stop text quit send unsubscribe discontinue texting messages message messaging contact contacting remove delete number cancel "
    "bothering harassing notifications mensajes mensaje escriban escribirme manden envien molesten numero telefono celular "
    "cancelar suspender quitenme borrenme saquenme eliminen dejenme cancelen"
).split()
_OWN = frozenset(
    "contract contracts cancer remote massage member lumber spot post pots opts tops test tent next exit texas suit quiet quite "
    "mandan envian molestan escriben eliminan cancelan numeros".split()
)
_LONG = 6
_SHORT = 8


def spelt(word: str) -> str:
    """A word as it should be spelt, where it is one of ours with a letter wrong; of a short one only with two letters swapped."""
    word = "".join(
        letter * (len(run) if len(run) < 3 else 1)
        for letter, run in ((each, list(all_)) for each, all_ in groupby(word))
    )
    if word in _OWN or word in _SPELT:
        return word
    return _misspelt().get(word) or next(
        (_misspelt()[less] for less in _shorter(word) if len(word) >= _LONG and less in _misspelt()), word
    )


def _shorter(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(1, len(word))]  # the first letter is seldom wrong


@lru_cache(maxsize=1)
def _misspelt() -> dict[str, str]:
    """A letter less, of the long words, and two swapped, of all."""
    found: dict[str, str] = {}
    for word in reversed(_SPELT):
        swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
        found |= dict.fromkeys((*swapped, *(_shorter(word) if len(word) >= _LONG else ())), word)
    return {each: word for each, word in found.items() if each not in _OWN}
