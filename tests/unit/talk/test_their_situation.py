"""What the case knows turns an answer that would be false for them: a debt that a bankruptcy wiped out, a reverse mortgage after a death."""

from datetime import date

import pytest

from shortfall.content.questions import LANGUAGES, questions
from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case
from shortfall.talk.compose import compose

DAY = date(2026, 11, 30)
VALUES = dict.fromkeys("help firm phone address hours attorney homestead judgment_years".split(), "X")
DISCHARGED = "my chapter 7 was discharged in 2021"
REVERSE = "our late father had a reverse mortgage"


@pytest.mark.parametrize(
    ("words", "name", "says", "never"),
    [
        (DISCHARGED, "property_lien/new_home", "normally puts no lien", "can attach to real estate you buy"),
        (DISCHARGED, "property_lien/sell_with_lien", "ask in writing for a release", "payoff letter"),
        (DISCHARGED, "about_firm/what_to_bring", "the discharge order", "your next date"),
        (REVERSE, "heirs_estate/keep_the_loan", "comes due when the last borrower dies", "keep paying"),
        (REVERSE, "heirs_estate/inherited_foreclosure", "95% of the home's value", "As an heir you may catch up"),
        (REVERSE, "heirs_estate/overview", "look only to the home", "a claim against the estate"),
    ],
)
def test_an_answer_follows_a_discharge_and_a_reverse_mortgage(words: str, name: str, says: str, never: str) -> None:
    case = Case().heard(read_facts(words, DAY), 0)
    for channel in ("web", "sms"):
        told = compose(questions()[name], case, "en", channel, VALUES).text
        assert says in told and never not in told
        assert compose(questions()[name], Case(), "en", channel, VALUES).text != told
    for language in LANGUAGES:
        assert compose(questions()[name], case, language, "web", VALUES).text
