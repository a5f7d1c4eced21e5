"""What speaks against a subject before a message is compared with examples: where the person stands, and what nobody named. Pure.

A home that was sold is not saved by a loan modification, and who has only letters was not served. Some subjects are about a thing
or a person that is named when it is meant: dues, a death, a reverse mortgage. Evidence is a logarithm, as in engine.intent_model.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_OVER = {"loan_modification": 2.0, "avoid_options": 1.5, "short_sale": 1.0, "redemption_reinstatement": 1.0}
UNFIT: Mapping[str, Mapping[str, float]] = {
    "behind": {"served_with_papers": 2.0, "already_have_judgment": 1.5, "surplus": 0.5},
    "sold": _OVER,
    "confirmed": _OVER,
    "judgment": _OVER,
    "collection": _OVER,
}
"""For each stage, what is taken from the evidence of a topic that hardly anybody asks about there."""
UNNAMED = 2.0
"""What is taken from that of a topic of which nothing is named."""
NAMED: Mapping[str, re.Pattern[str]] = {
    topic: re.compile(rf"\b(?:{words})", re.I)
    for topic, words in {
        "heirs_estate": r"die[ds]?\b|dying|dead|death|pass(?:ed|es|ing)\b|estate|inherit|heirs?\b|probate|executor|late (?:hus|wi|mo|fa|bro|sis|un|au|par)|widow|trust\b|trustee|guardian|power of attorney|poa\b|"
        r"mom|mother|dad|father|parents?\b|aunt|uncle|grand|brother|sister|husband|wife|beneficiar|muri|fallec|herenc|hered|difunt|viud|finad|mam[aá]|pap[aá]|abuel|herman|espos|sucesi",
        "hoa_condo": r"hoa\b|h\.o\.a|associat|dues?\b|assessment|board|condo fees?|common|maintenance|asociaci|cuotas?|mantenimiento",
        "reverse_mortgage": r"revers|hecm|inversa",
        "government_loans": r"fha\b|va\b|usda|hud\b|govern|govt|federal|fannie|freddie|veteran|rural|gobierno|type of loan|kind of loan|what loan|which loan|conventional|insur|tipo de pr[eé]stamo",
        "investment_property": r"rent|tenant|llc\b|compan|corp|invest|guarant|business|second home|vacation|cabin|airbnb|flat|duplex|units?\b|landlord|building|propiedad|inquilin|alquil|negocio|empresa|garant",
        "tax_1099c": r"tax|1099|irs\b|income\b|cancel|forgiv|impuesto|perdon|gain|dedu",
        "scams": r"scam|fraud|rescue|pay (?:them|him|her|me|up)|paid|fee|compan|legit|real\b|trust|deed|sign|estafa|fraude|rescate|cobr|firm|pagu",
        "jail": r"jail|prison|arrest|warrant|police|crim|sheriff|lock|c[aá]rcel|polic[ií]a|pres[oa]\b|citation",
    }.items()
}
"""How a subject is named where it is meant."""


def unlikely(text: str, stage: str | None) -> Mapping[str, float]:
    """What to take from the evidence of each topic that something speaks against.

    Args:
        text: the message, with what was said before it.
        stage: how far things have come (shortfall/talk/case.py), where that is known.
    """
    found = dict(UNFIT.get(stage or "", {}))
    for topic, named in NAMED.items():
        if not named.search(text):
            found[topic] = found.get(topic, 0.0) + UNNAMED
    return found
