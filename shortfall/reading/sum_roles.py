"""What a sum is: the roles that are weighed by the words about it, and by its size. Pure.

The patterns (shortfall/reading/figures.py) say what a sum may be; the regression says how likely it is that the message bears it. It was learned from
data/sums (docs/decisions/0028).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from shortfall.base.firm import DATA
from shortfall.reading.learned import Learned, Words

_PAY = frozenset({"pay", "take_home"})
_BEARS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("pay", "take_home", "hourly"), _PAY),  # the two are read together, and stand in one place
    **dict.fromkeys(("savings", "held"), frozenset({"savings", "held"})),
    **dict.fromkeys(("costs", "sale_costs"), frozenset({"costs", "fees"})),
    **dict.fromkeys(("car_value", "car_loan"), frozenset({"car"})),
    "principal": frozenset({"debt", "purchase_price"}),
    # What is reckoned with: "what if it goes for 150", "how long at 300 a month".
    "sale_price": frozenset({"sale_price", "supposed"}),
    "monthly_payment": frozenset({"monthly_payment", "supposed"}),
}
"""By role, where it is not the label of its own name."""
SUMS = Learned(
    DATA / "sums" / "weights.json.gz",
    "debt second_loan judgment deficiency sale_price market_value payment monthly_payment arrears offer fees costs sale_costs taxes dues pay take_home hourly taken held "
    "savings purchase_price principal car_value car_loan".split(),
    _BEARS,
)
"""The roles that are weighed. The others are worked out, or bear nothing on the home."""
LEAST = 0.25
"""A role that is less likely is not noted. On talks that were left out of the learning nineteen of twenty right roles are likelier, and half of the wrong ones."""


def of_sum(words: Words, span: tuple[int, int], size: Decimal, role: str | None) -> Iterator[str]:
    """What is known of the sum that stands at `span`."""
    yield f"size {size.adjusted()} {size.normalize().as_tuple().digits[0] >= 3}"
    yield from words.features(span, role)
