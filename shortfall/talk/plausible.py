"""What makes a subject implausible before a message is compared with examples: the person's situation, and words that are missing. Pure.

A loan modification cannot save a home that was sold. A person who has only letters was not served. Some subjects need a thing or a
person to be named: dues, a death, a reverse mortgage. All numbers are logarithms of probabilities.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from shortfall.content.premises import held, instead
from shortfall.content.questions import FACTS, OVERVIEW, asks, questions
from shortfall.content.terms import topics_named
from shortfall.reading.denials import find_denials, without
from shortfall.reading.things import ANSWERED, EVERYDAY, FILED, LATE, NONE, THERE, THINGS, named
from shortfall.talk.case import STAGES
from shortfall.talk.denied import barred, meant, things_denied

UNFIT: dict[str, float] = {
    "stage": 4.0,
    "ended": 4.0,
    "bankruptcy": 4.0,
    "loan": 4.0,
    "signed": 8.0,
    "other_signed": 5.0,
    "judgment_known": 4.0,
    "sale_day_known": 1.5,
    **dict.fromkeys((*THINGS, ANSWERED), 8.0),
}
"""Subtracted for a question that assumes a different value of one of these facts than the case has; it is not offered as a choice either."""
UNFIT_OTHERWISE = 1.5
UNFIT_DENIED = 8.0
"""The same for the stage where nothing tells it, but what was denied rules it out."""
_BEFORE_THE_SALE = frozenset({"behind", "sued", "sale_set"})
_RULES_OUT: Mapping[tuple[str, str], frozenset[str]] = {
    ("court", NONE): frozenset({"sued", "sale_set", "confirmed", "judgment"}),
    ("sale_day", NONE): frozenset({"sale_set"}),
    ("judged", NONE): frozenset({"judgment", "collection"}),
}
"""Stages at which nobody is who denies a thing. What was told of the stage itself counts before this."""
FAVOURED: Mapping[tuple[str, str], Mapping[str, float]] = {
    # What VA pays into such an account is a benefit: nobody asks then about its loans, and of a debt to VA only by that name.
    ("frozen", THERE): {"government_loans": -3.0},
    ("loan", "reverse"): {"reverse_mortgage": 2.0, "tax_1099c": -3.0},
    # They sold it themselves: there was no auction, and no order that says who owes what.
    ("ended", "own_sale"): {
        "second_mortgage_heloc": 1.0,
        **dict.fromkeys(
            "still_owe_after_foreclosure/overview sale_process redemption_reinstatement how_lender_gets_judgment timeline surplus calculate consent_foreclosure deed_in_lieu state_law defend_foreclosure".split(),
            -2.0,
        ),
    },
    # The day by which to answer the court is no day any more.
    **{(ANSWERED, value): {"deadlines": -4.0} for value in (FILED, LATE)},
    # No judgment for money is there that could be paid by the month.
    **{
        ("stage", stage): {"calculate_plan": -3.0, "calculate_interest": -3.0}
        for stage in ("behind", "sued", "sale_set")
    },
    # Who rents there owes no loan, keeps none and is left none of the price.
    ("who", "tenant"): {
        "timeline/renters": 2.0,
        "timeline/renters_rent": 2.0,
        "timeline/new_owner_proof": 2.0,
        "investment_property/deposit": 2.0,
        "out_of_scope/tenant": 2.0,
        **dict.fromkeys(
            "loan_modification redemption_reinstatement avoid_options wage_garnishment surplus settle_for_less hoa_condo cosigner_spouse_divorce".split(),
            -3.0,
        ),
    },
}
"""Facts that make one topic likely, or unlikely, whatever is asked, and what is added for it."""
BY_ITS_WORD = 1.5
"""Added for a topic that is named by a legal word."""
BARRED = 6.0
"""Subtracted for a question that speaks of what is denied."""
UNNAMED = 2.0
"""Subtracted for a topic whose words are missing."""
_AFTER_A_BANKRUPTCY = (
    "tax_1099c/bankruptcy_and_1099c property_lien/after_bankruptcy property_lien/discharged_release property_lien/discharged_later_home "
    "second_mortgage_heloc/after_discharge"
).split()
"""Questions of other topics for who was bankrupt: few are, and they say so."""
NAMED: Mapping[str, re.Pattern[str]] = {
    topic: re.compile(rf"\b(?:{words})", re.I)
    for topic, words in {
        "heirs_estate": r"die[ds]?\b|dying|dead|death|pass(?:ed|es|ing)\b|estate|inherit|heirs?\b|probate|executor|late (?:hus|wi|mo|fa|bro|sis|un|au|par)|widow|trust\b|trustee|guardian|power of attorney|poa\b|"
        r"mom|mother|dad|father|parents?\b|aunt|uncle|grand|brother|sister|husband|wife|beneficiar|muri|fallec|herenc|hered|difunt|viud|finad|mam[aá]|pap[aá]|abuel|herman|espos|sucesi",
        "hoa_condo": r"hoa\b|h\.o\.a|associat|dues?\b|assessment|board|condo fees?|common|maintenance|asociaci|cuotas?|mantenimiento",
        "reverse_mortgage": r"revers|hecm|inversa",
        "tax_1099c/irs_letter": r"(?:irs|hacienda)\W{1,3}(?:\w{1,10}\W{1,3}){0,4}(?:wr|sen|sent|letter|mail|noti|bill|say|mand|escrib|cart|dice)|(?:letter|notice|bill|carta|aviso)\W(?:\w{1,10}\W){0,3}irs|cp ?-?2000",
        "investment_property/deposit": r"dep[oó]sit",
        "timeline/renters_deposit": r"dep[oó]sit",
        "government_loans": r"fha\b|va\b|usda|hud\b|govern|govt|federal|fannie|freddie|veteran|rural|gobierno|type of loan|kind of loan|what loan|which loan|conventional|insur|tipo de pr[eé]stamo",
        "investment_property": r"rent|tenant|llc\b|compan|corp|invest|guarant|business|second home|vacation|cabin|airbnb|flat|duplex|units?\b|landlord|building|propiedad|inquilin|alquil|negocio|empresa|garant",
        "tax_1099c": r"tax|1099|irs\b|income\b|cancel|forgiv|impuesto|perdon|gain|dedu",
        "settle_for_less/hardship_letter": r"hardship|writ|wrote|draft|put in|say in|includ|sample|template|proof|about|expla|facts|letter to|escrib|escrit|expli|decir|firm|carta (?:puede|se|es)|es la carta|redact|poner|pongo|dificult|ejemplo|prueba",
        "scams": r"scam|fraud|rescue|pay (?:them|him|her|me|up)|paid|fee|compan|legit|real\b|trust|deed|sign|estafa|fraude|rescate|cobr|firm|pagu",
        "scams/government_program_claims": r"govern|gobierno|federal|program|hamp\b|cares act|stimul|grant|subsid",
        "scams/fake_collector": r"call|text(?:ed|s|ing)?\b|collect|phone|voicemail|messag|llam|cobrad|mensaje",
        "out_of_scope/abuse_at_home": r"abus|violen|hit(?:s|ting)?\b|beat|hurt|afraid|scare|threat|safe|protect|control|stalk|chok|fear|golpe|peg[aó]|maltrat|miedo|amenaz|segur|protec",
        **dict.fromkeys(
            _AFTER_A_BANKRUPTCY,
            r"bankr?up|chapter|ch\.? ?(?:7|13)\b|bk\b|discharg|trustee|reaffirm|bancarrota|quiebra|cap[ií]tulo|descarg|reafirm",
        ),
        **dict.fromkeys(
            ("tax_1099c/on_benefits", "tax_1099c/benefits_count"),
            r"benefi|social security|ss[id]\b|ssdi|snap\b|medicaid|food stamp|disab|va\b|pension|retire|section 8|seguro social|incapac|pensi[oó]n|estampilla",
        ),
        "tax_1099c/joint_loan": r"both|two|co-?sign|spouse|husband|wife|ex\b|partner|joint|we\b|us\b|our\b|each|split|share|brother|sister|mom|mother|dad|father|parent|ambos|los dos|espos|nosotr|nos\b|junt|cada|divid|herman",
        "jail": r"jail|prison|arrest|warrant|police|crim|sheriff|lock|c[aá]rcel|polic[ií]a|pres[oa]\b|citation",
    }.items()
}
"""The words that name a subject."""


BY_NAME_ONLY = frozenset(
    (
        *"reverse_mortgage tax_1099c/irs_letter investment_property/deposit timeline/renters_deposit".split(),
        *_AFTER_A_BANKRUPTCY,
    )
)
"""Of these nobody speaks who does not name them."""
KIND_OF_LOAN = "government_loans"
"""A topic whose name is told as a fact more often than it is asked about: "it is an FHA loan. How can I catch up?"."""


def unlikely(text: str, known: Mapping[str, str | None], asks: str = "", said: str = "") -> Mapping[str, float]:
    """What to subtract from the evidence of each implausible question and topic.

    Args:
        text: the message, with what was said before it.
        known: the facts that are one word each (shortfall/talk/case.py), with those of the message.
        asks: the questions in the message, apart from what it tells.
        said: the message by itself; a legal word in what it asks names the topic, or else one in what it says.
    """
    said_so = without(text, find_denials(text))
    found = {
        topic: BARRED if topic in BY_NAME_ONLY else UNNAMED
        for topic, named in NAMED.items()
        if not named.search(said_so) and not _known(topic, known)
    }
    if asks and KIND_OF_LOAN not in found and not NAMED[KIND_OF_LOAN].search(asks):
        found[KIND_OF_LOAN] = UNNAMED
    for topic in topics_named(asks) or topics_named(meant(said)):
        found[topic] = found.get(topic, 0.0) - BY_ITS_WORD
    for (fact, value), gains in FAVOURED.items():
        if known.get(fact) == value:
            found |= {name: found.get(name, 0.0) - gain for name, gain in gains.items()}
    for name in barred(said, known):
        found[name] = found.get(name, 0.0) + BARRED
    if known.get("who") == "cosigner" and not known.get("signed"):
        known = {**known, "signed": "signed"}  # that is what makes one
    for name, weight in _unfit(frozenset((fact, known[fact]) for fact in known.keys() & FACTS)).items():
        found[name] = found.get(name, 0.0) + weight
    return found


def set_aside(name: str, text: str) -> bool:
    """Whether a message denies what a question, or a topic by its overview, speaks of."""
    return name in barred(text, {}) or any(
        assumed(name).get(thing, frozenset()) == {THERE} for thing in things_denied(text)
    )


def _known(topic: str, known: Mapping[str, str | None]) -> bool:
    """Whether what a topic is about is in the case: it need not be named again."""
    if topic in _AFTER_A_BANKRUPTCY:
        return known.get("bankruptcy") is not None
    assumes = questions()[f"{topic}/{OVERVIEW}"].assumes if "/" not in topic else {}
    return any(known.get(fact) in values for fact, values in assumes.items() if fact in {*THINGS, "loan", "home"})


@lru_cache(maxsize=256)
def _unfit(facts: frozenset[tuple[str, str | None]]) -> Mapping[str, float]:
    """What goes against each question and topic by what it assumes. Kept for the next message: a case has few such facts, and none that is personal."""
    known, found = dict(facts), dict[str, float]()
    told = {fact for fact, value in known.items() if value is not None}
    if told & DENIABLE:
        told.add("stage")
    at, premises = stages(known), [each for each in held(known) if "stage" not in each.facts]
    unfit = UNFIT if known.get("stage") else UNFIT | {"stage": UNFIT_DENIED}

    def weigh(facts: Collection[str]) -> float:
        return sum(unfit.get(fact, UNFIT_OTHERWISE) for fact in facts)

    of_topics: dict[str, frozenset[str]] = {}
    for name, assumes in _assumptions():
        if told.isdisjoint(assumes):
            continue  # nothing is known of what it assumes: so it is with most
        topic, _, question = name.partition("/")
        goes = frozenset(against(assumes, known, at))
        if not question:
            of_topics[topic], spared = goes, frozenset[str]()
        elif goes and any(each.replaces(name) for each in premises):
            goes, spared = frozenset(), of_topics.get(topic, frozenset())  # what is said in its place is true for them
        else:  # what a question says itself counts before what its topic says
            spared = (of_topics.get(topic, frozenset()) & assumes.keys()) - goes
        if weight := weigh(goes) - weigh(spared):
            found[name] = weight
    return found


DENIABLE = frozenset({"ended"} | {fact for fact, _ in _RULES_OUT})
"""Facts that say something of the stage where nothing else does."""


def stages(known: Mapping[str, str | None]) -> Collection[str]:
    """The stages at which somebody may be: the one that was told, else all that nothing denies.

    Before the sale a judgment is the one of foreclosure, and makes nothing of what comes after the sale theirs.
    """
    told = known.get("stage")
    if known.get("ended") == "not_sold" and told in {None, "judgment"}:
        possible = _BEFORE_THE_SALE
    else:
        possible = frozenset({told} if told else STAGES)
    if told:
        return possible
    return possible.difference(*(out for (fact, value), out in _RULES_OUT.items() if known.get(fact) == value))


def against(
    assumes: Mapping[str, frozenset[str]], known: Mapping[str, str | None], at: Collection[str]
) -> Iterator[str]:
    """The facts by which somebody who may be at these stages cannot mean what assumes this. How it ended says more than the stage."""
    ended = known.get("ended") not in {None, "not_sold"} and known.get("ended") in assumes.get("ended", ())
    for fact, values in assumes.items():
        if fact == "stage":
            if values.isdisjoint(at) and not ended:
                yield fact
        elif known.get(fact) not in {None, *values}:
            yield fact


@lru_cache(maxsize=1)
def _assumptions() -> tuple[tuple[str, Mapping[str, frozenset[str]]], ...]:
    """What questions assume, by id; what an overview assumes, by the name of its topic."""
    found = [
        (question.topic if question.name == OVERVIEW else question.id, question.assumes)
        for question in questions().values()
        if question.assumes
    ]
    return tuple(sorted(found, key=lambda each: "/" in each[0]))  # topics first


@lru_cache(maxsize=1024)
def presumes(name: str) -> frozenset[str]:
    """The things without which a question, or a topic by its overview, asks nothing; none for a job."""
    assumes = assumed(name)
    return frozenset(thing for thing in assumes.keys() & (THINGS - EVERYDAY) if assumes[thing] == {THERE})


@lru_cache(maxsize=1024)
def assumed(name: str) -> Mapping[str, frozenset[str]]:
    """What a question, or a topic by its overview, assumes, with what its topic does; nothing for a job."""
    topic, _, question = name.partition("/")
    asked = (questions().get(f"{topic}/{each}") for each in (OVERVIEW, question))
    return {fact: values for each in asked if each for fact, values in each.assumes.items()}


def sensible(names: Iterable[str], known: Mapping[str, str | None], subject: str | None = None) -> list[str]:
    """The questions and jobs that may be offered as choices, each once.

    One that presumes a thing stands for itself where that thing was named, is the subject, or stands in its label. Else its topic is
    offered by its own name, where that says it; nothing is that assumes another stage, signer, end or thing than was told.

    Args:
        names: of questions ("exemptions/car"), topics and jobs.
        known: the facts that are one word each (shortfall/talk/case.py).
        subject: the question or topic that is answered.
    """
    spoken = presumes(subject) if subject else frozenset[str]()
    at, gone = stages(known), barred("", known)
    found = []
    for name in names:
        true = instead(name, known)
        if (
            not true
            or gone & {name, true}
            or any(fact in UNFIT for each in {name, true} for fact in against(assumed(each), known, at))
        ):
            continue
        name = true
        topic = name.partition("/")[0]
        for each in (name, topic) if presumes(topic) else (name,):
            if {thing for thing in presumes(each) - spoken if known.get(thing) != THERE} <= _labelled(each):
                found.append(each)
                break
    return list(dict.fromkeys(found))


@lru_cache(maxsize=1024)
def _labelled(name: str) -> frozenset[str]:
    """The things that a choice names in English: what it says in one language it says in the other."""
    return named(asks()[name]) if name in asks() else frozenset()
