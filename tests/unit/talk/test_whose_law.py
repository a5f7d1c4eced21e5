"""Whose law is told: nobody in another state hears an Illinois rule as theirs, whatever they ask, in whatever channel or language."""

from __future__ import annotations

import datetime
import re
from functools import cache
from itertools import product

import pytest

from shortfall.base.firm import load_firm
from shortfall.base.gsm7 import folded, septets
from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import LANGUAGES, OVERVIEW, Language, Question, questions
from shortfall.law.elsewhere import RULES, cell, free_help
from shortfall.law.states import STATES, describe
from shortfall.reading.facts import read_facts
from shortfall.talk.case import Case, Known
from shortfall.talk.compose import (
    ABOUT_US,
    EVERYWHERE,
    ILLINOIS_JOBS,
    TOLD_ELSEWHERE,
    Answer,
    Channel,
    cells,
    compose,
    offered,
    standing,
    with_names,
)
from shortfall.talk.desk import fitting, told
from shortfall.talk.heard import Context, Heard, Subjects
from shortfall.talk.moves import decide

DAY = datetime.date(2026, 11, 28)
VALUES = placeholders(load_firm(), DAY)
QUESTIONS = questions()
CHANNELS: tuple[Channel, ...] = ("web", "sms")
OTHERS = [code for code in STATES if code != "IL"]

# Every figure of data/law/illinois.yml as texts show it, but for those of federal law.
FIGURES = sorted(
    {
        value
        for name, value in VALUES.items()
        if re.match(r"\$?\d", value) and not name.startswith("federal_") and name not in {"phone", "help", "address"}
    }
)
_FIGURE = re.compile(
    "|".join(rf"(?<![\d.,$]){re.escape(figure)}(?![\d]|[.,]\d)" for figure in FIGURES if "$" in figure or "%" in figure)
)
_ONLY_HERE = re.compile(
    r"833-411-1121|illinoislegalaid|ilcourthelp|CARPLS|877-863-6338|800-922-8757|Court Help|Cook County|\bILCS\b"
)


def heard(*messages: str) -> Case:
    """The case after these messages."""
    case = Case()
    for turn, message in enumerate(messages):
        case = case.heard(read_facts(message, DAY, case=case.slot()), turn)
    return case


def in_state(code: str) -> tuple[Case, ...]:
    """Somebody who names a state, in the message that asks and in an earlier one; and who then speaks of where the firm is."""
    told = f"My house is in {STATES[code].name}."
    now, before = heard(f"what is it if the house is in {STATES[code].name}?"), heard(told, "and what can they take?")
    return now, before, *(heard(told, of_us) for of_us in OF_THE_FIRM)


OF_THE_FIRM = (
    "so you guys only work in Illinois?",
    "is that 312 number in Chicago, Illinois?",
    "does illinois law count for me or not",
    "or is your lawyer just for Illinois people",
)
CASES = {code: in_state(code) for code in STATES}


@cache
def own_words(code: str, language: Language) -> list[str]:
    """What the tables say of a state: its own figures may be the same as Illinois's."""
    state = STATES[code]
    found = [one.text[language][1:] for rule in (*RULES, "deficiency") if (one := cell(code, rule))]
    cites = [one.citation.split("; ")[0] for rule in (*RULES, "deficiency") if (one := cell(code, rule))]
    return [*found, *cites, state.rules[language], state.deadlines[language][1:], state.free_help]


def faults(question: Question, code: str, answer: Answer, language: Language, channel: Channel) -> list[str]:
    """What somebody in another state is told that is Illinois's alone."""
    left = answer.text
    for words in own_words(code, language):
        if words:
            left = left.replace(words, "")
    found = [match[0] for match in _ONLY_HERE.finditer(left)]
    about_us = question.topic in ABOUT_US
    if question.law == "IL":
        found += [match[0] for match in _FIGURE.finditer(left)]
        if VALUES["phone"] in left or "312" in left:
            found.append("the firm's number")
        if re.search(r"\b30 (?:days|d[ií]as)\b", left):
            found.append("30 days")
        told = re.split(r"(?<=[.?!])\s", left) if "Illinois" in left else []
        found += [s for s in told if "Illinois" in s and not _names_both(s, code, language)]
        if STATES[code].names[language] not in answer.text and question.topic != "free_help":
            found.append("the state is not named")
    elif question.law != "state":
        of_the_number = about_us and question.topic != "legal_advice_boundary" and question.name != "which_states"
        if VALUES["phone"] in left and not (of_the_number and "Illinois" in left):
            found.append("the firm's number")
        if "Illinois" in left and not about_us:
            found.append("Illinois")
    jobs = {payload.removeprefix("/") for _, payload in answer.choices} & (ILLINOIS_JOBS - EVERYWHERE)
    found += sorted(jobs)
    if channel == "sms" and septets(folded(answer.text)) > 306:
        found.append(f"{septets(folded(answer.text))} septets")
    return found


def _names_both(sentence: str, code: str, language: Language) -> bool:
    """Whether a sentence that names Illinois says at once that the other state's rule may differ."""
    marks = {"en": ("may be the opposite", f"not {STATES[code].name}'s"), "es": ("puede ser lo contrario", "no la de")}
    return STATES[code].names[language] in sentence and any(mark in sentence for mark in marks[language])


@pytest.mark.parametrize(("channel", "language"), list(product(CHANNELS, LANGUAGES)))
def test_no_illinois_rule_reaches_somebody_elsewhere(channel: Channel, language: Language) -> None:
    wrong = {}
    for place, code in enumerate(OTHERS):
        now, before, *others = CASES[code]
        assert {each.place for each in (now, before, *others)} == {code}
        for number, question in enumerate(QUESTIONS.values()):
            answer = compose(question, now, language, channel, VALUES)
            if found := faults(question, code, answer, language, channel):
                wrong[question.id, code] = found
            # It makes no difference that the state was named in a message before: each question in one state, in turn.
            if number % len(OTHERS) == place and compose(question, before, language, channel, VALUES) != answer:
                wrong[question.id, code] = ["differs where the state was named earlier"]
    assert wrong == {}


def test_in_illinois_and_where_nothing_is_known_the_text_is_said_as_it_stands() -> None:
    for question in QUESTIONS.values():
        if question.law != "state":
            for case in (Case(), CASES["IL"][0]):
                expected = with_names(fill(question.text_for(case.values()).web["en"], VALUES), VALUES, "en")
                assert compose(question, case, "en", "web", VALUES).text == expected


@pytest.mark.parametrize(
    ("message", "name", "says"),
    [
        (
            "can they garnish my wages in Texas?",
            "wage_garnishment/overview",
            "wages cannot be taken for this kind of debt",
        ),
        ("served in Florida, how many days?", "served_with_papers/how_many_days", "20 days"),
        ("can I redeem after the sale in Michigan", "redemption_reinstatement/after_sale_right", "6 months"),
        ("how long in Ohio", "how_long/overview", "6 years to sue"),
        ("how long does a judgment last in ohio", "how_long/judgment_years", "dormant after 5 years"),
        ("short sale deficiency in California", "short_sale/will_i_owe", "Nothing more is owed"),
        ("judgment interest in North Carolina", "judgment_interest/rate", "8% a year"),
        ("can they take my house in Kentucky", "exemptions/homestead", "$5,000"),
    ],
)
def test_the_table_answers_with_citation_and_date(message: str, name: str, says: str) -> None:
    case = heard(message)
    place = str(case.place)
    for channel in CHANNELS:
        answer = compose(QUESTIONS[name], case, "en", channel, VALUES)
        assert answer.text.removeprefix("- ").startswith(f"{STATES[place].name}: ")
        assert says.lower() in answer.text.lower()
        assert free_help(place) in answer.text
    answer = compose(QUESTIONS[name], case, "en", "web", VALUES)
    assert re.search(r"read 11/2026\.\)", answer.text)
    cited = [source["cite"] for source in answer.sources if source["cite"] != QUESTIONS[name].federal]
    assert all("11/2026" in cite for cite in cited) and cited


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    "name", [name for name, question in QUESTIONS.items() if question.everywhere and question.law == "IL"]
)
def test_what_is_federal_in_an_illinois_answer_is_told_elsewhere(name: str, channel: Channel) -> None:
    question, case = QUESTIONS[name], CASES["GA"][0]
    answer = compose(question, case, "en", channel, VALUES)
    said = question.everywhere["en"].partition(" {community}")[0]
    assert said in answer.text or (channel == "sms" and cells(question, case))
    assert question.federal in [source["cite"] for source in answer.sources]
    assert free_help("GA") in answer.text
    # In Illinois it is part of the answer itself.
    assert said not in compose(question, CASES["IL"][0], "en", channel, VALUES).text


@pytest.mark.parametrize("name", [name for name, question in QUESTIONS.items() if question.law == "state"])
def test_with_a_state_told_no_other_state_is_named_and_none_asked_for(name: str) -> None:
    for channel, code in product(CHANNELS, ("FL", "AZ", "IL")):
        said = compose(QUESTIONS[name], CASES[code][0], "en", channel, VALUES).text
        assert describe(STATES[code], channel) in said
        first = said.partition(describe(STATES[code], channel))[0]
        assert not re.search(r"New York|Texas|Ohio|Alaska|[Nn]ame (?:your|that|the) state", first)


def test_a_state_named_after_an_answer_asks_the_same_there() -> None:
    told_before = Context(case=heard("can they take my pay?"), last="wage_garnishment/how_much")
    facts = read_facts("and in Florida?", DAY)
    move = decide(
        Heard("and in Florida?", facts, frozenset({"asks"}), Subjects([("state_law", 0.5), ("x", 0.1)])), told_before
    )
    assert (move.intent, move.question) == ("wage_garnishment", "wage_garnishment/how_much")
    answer = compose(QUESTIONS["wage_garnishment/how_much"], Case().heard(facts, 1), "en", "sms", VALUES)
    assert answer.text.startswith("Florida: they can take nothing from a head of family")


def test_what_nobody_has_read_is_not_told() -> None:
    assert cell("OK", "wages") is None  # marked low
    assert cell("DE", "judgment") is None  # the sources do not agree
    case = heard("my house is in Oklahoma")
    for channel in CHANNELS:
        question = QUESTIONS["wage_garnishment/overview"]
        text = compose(question, case, "en", channel, VALUES).text
        assert text.startswith(question.everywhere["en"])
        assert "oklaw.org" in text and "%" not in text.replace(question.everywhere["en"], "")
        assert channel == "sms" or "Beyond that I do not know Oklahoma's rule on this." in text
        nothing = compose(QUESTIONS["wage_garnishment/new_job"], case, "en", channel, VALUES).text
        assert nothing.startswith("I do not know whether an order in Oklahoma follows you to a new job.")
        assert "does: oklaw.org." in nothing and "%" not in nothing


def test_what_is_taken_goes_by_where_they_live_and_the_judgment_has_to_get_there() -> None:
    question = QUESTIONS["wage_garnishment/how_much"]
    case = heard("I have a judgment in Illinois, I live in Texas now. can they take my pay")
    assert (case["state"], case["lives_in"]) == ("IL", "TX")
    for channel in CHANNELS:
        answer = compose(question, case, "en", channel, VALUES)
        assert answer.text.startswith("Texas: wages cannot be taken") and answer.law == "TX"
        assert "filed with a court in Texas first" in answer.text
        assert not _FIGURE.search(answer.text)
    assert ("I moved. Does the judgment follow me?", "/state_law/moved_with_judgment") in answer.choices
    # Once they have said that they ask about Illinois, its rule is told.
    settled = case.heard(read_facts("Illinois", DAY, "state"), 5)
    assert compose(question, settled, "en", "web", VALUES).text == fill(question.text.web["en"], VALUES)


@pytest.mark.parametrize(
    "name", ["served_with_papers/how_many_days", "redemption_reinstatement/dates", "sale_process/postponed"]
)
@pytest.mark.parametrize("channel", CHANNELS)
def test_what_goes_by_the_home_is_told_with_both_states_named(name: str, channel: Channel) -> None:
    question = QUESTIONS[name]
    case = heard("the foreclosure case is in Illinois, I live in Texas")
    answer = compose(question, case, "en", channel, VALUES)
    told = fill(getattr(question.text_for(case.values()), channel)["en"], VALUES)
    assert answer.text.startswith(told if channel == "web" else told.partition(". ")[0])
    assert "Illinois law decides this" in answer.text and "Texas" in answer.text
    assert channel == "web" or septets(folded(answer.text)) <= 306
    # It is said once, and not again with every answer.
    later = case.heard(read_facts("I was served in October", DAY), 5)
    assert "Texas" not in compose(question, later, "en", channel, VALUES).text


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("there is no will, and he left a brother and two sisters in Oregon", None),
        ("I have a cousin, in Texas. Does he inherit too?", None),
        ("I have a daughter in Ohio who may lose her home", "OH"),
        ("we had a house in Ohio", "OH"),
    ],
)
def test_where_a_relative_lives_who_is_only_counted_is_nobodys_home(said: str, state: str | None) -> None:
    assert heard(said).values().get("state") == state


def test_speaking_of_where_one_lives_moves_no_home() -> None:
    case = heard("my house in Peoria IL was foreclosed, I live in Janesville, Wisconsin now")
    assert case.values() == {"state": "IL", "county": "Peoria", "area": "north", "lives_in": "WI", "stage": "sold"}
    for said, home in (
        ("do they have to go to court in wisconsin first", "IL"),
        ("no, the house is in wisconsin", "WI"),
        ("wisconsin", "WI"),
    ):
        assert case.heard(read_facts(said, DAY, case=case.slot()), 2)["state"] == home


def test_a_share_of_pay_is_worked_out_where_the_rule_is_one_share() -> None:
    case = heard("the house in Peoria Illinois was sold, I live in Wisconsin and take home 940 a week")
    said = compose(
        QUESTIONS["wage_garnishment/how_much"], case, "en", "web", VALUES, today=datetime.date(2026, 11, 30)
    ).text
    assert "up to about $188 a week: 20% of $940." in said


def test_pay_goes_by_where_one_lives_and_the_debt_by_where_the_home_was() -> None:
    case = heard("the house was in Ohio and I live in Florida now")
    assert (case["state"], case["lives_in"]) == ("OH", "FL")
    pay = compose(QUESTIONS["wage_garnishment/how_much"], case, "en", "web", VALUES).text
    assert pay.startswith("Florida: ") and "You also named Ohio." in pay
    assert compose(QUESTIONS["how_long/time_to_sue_on_note"], case, "en", "web", VALUES).text.startswith("Ohio: ")
    assert heard("I live in Ohio but the house is in Florida").values() == {"state": "FL", "lives_in": "OH"}


@pytest.mark.parametrize("job", sorted(ILLINOIS_JOBS - EVERYWHERE))
def test_no_calculator_and_no_call_is_offered_elsewhere(job: str) -> None:
    choice = [("x", f"/{job}")]
    assert offered(choice, heard("the house is in Texas"), "en") == []
    assert offered(choice, heard("the house is in Illinois"), "en") == offered(choice, Case(), "en") == choice


@pytest.mark.parametrize(("job", "question"), TOLD_ELSEWHERE.items())
def test_a_calculator_asked_for_elsewhere_becomes_the_states_rule(job: str, question: str) -> None:
    words = f"work it out for me {job}, of the judgment"
    subjects = Subjects([(job, 0.95), ("state_law", 0.01)])
    away = decide(Heard(words, (), frozenset(), subjects), Context(case=heard("my house is in Texas")))
    assert away.question == question in QUESTIONS
    assert decide(Heard(words, (), frozenset(), subjects), Context(case=heard("my house is in Illinois"))).intent == job


def test_the_desk_offers_no_illinois_job_elsewhere() -> None:
    sold = heard("my house in Texas was sold at auction")
    assert fitting(sold, "en") and not {p.removeprefix("/") for _, p in fitting(sold, "en")} & (
        ILLINOIS_JOBS - EVERYWHERE
    )
    assert told(heard("my house is in New York"), ["state"], "es") == ["la casa está en Nueva York"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_standing_text_sends_nobody_elsewhere_to_the_firm(language: Language) -> None:
    words = "Take care. You can come back at any time, or call {firm} at {phone}."
    away = standing(words, "TX", language, VALUES, 306)
    assert away.startswith("Take care.") and "texaslawhelp.org" in away
    assert VALUES["phone"] not in away and VALUES["firm"] not in away
    assert standing(words, "IL", language, VALUES) == standing(words, None, language, VALUES) == fill(words, VALUES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", STATES)
def test_a_states_rule_fits_a_text_message(code: str, language: Language) -> None:
    sms = describe(STATES[code], "sms", language)
    assert septets(folded(sms)) <= 306
    assert STATES[code].names[language] in sms and "Illinois" in sms
    web = describe(STATES[code], "web", language)
    assert STATES[code].rules[language] in web


def test_free_help_for_illinois_is_free_help_for_the_state_elsewhere() -> None:
    case = heard("my house is in Texas")
    for name in ("court_help", "legal_aid_illinois", "self_help_center"):
        answer = compose(QUESTIONS[f"free_help/{name}"], case, "en", "web", VALUES)
        assert answer.question == "help_other_states"


def test_the_overview_is_never_offered_to_itself() -> None:
    for question in QUESTIONS.values():
        if question.name == OVERVIEW:
            payloads = [payload for _, payload in compose(question, Case(), "en", "web", VALUES).choices]
            assert f"/{question.id}" not in payloads


def test_only_a_text_said_word_for_word_is_the_one_that_was_reviewed() -> None:
    """What is put together for another state is no text that the attorney has read, whatever question it answers."""

    def reads(*brief: bool, **places: str) -> str | None:
        case = Case({name: Known(code, "", 1) for name, code in places.items()})
        return compose(QUESTIONS["exemptions/car"], case, "en", "web", VALUES, brief=any(brief)).reads

    assert reads() == reads(state="IL") == reads(True, state="IL") == "en"
    assert reads(state="TX") is None
    assert reads(state="IL", lives_in="TX") is None


@pytest.mark.parametrize(
    ("text", "home", "lives"),
    [
        ("we moved from Aurora, Illinois to Tampa, Florida after they sold our house", "IL", "FL"),
        ("I relocated from Illinois to Texas when I lost the home", "IL", "TX"),
        ("moved from Texas to Illinois, and now our house here is in foreclosure", None, "IL"),
    ],
)
def test_who_moved_has_left_the_home_behind(text: str, home: str | None, lives: str) -> None:
    found = heard(text).values()
    assert (found.get("state"), found.get("lives_in")) == (home, lives)
