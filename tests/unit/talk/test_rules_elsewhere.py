"""What somebody in another state hears of their own state: what answers the question, once, and plainly where it is not known."""

from __future__ import annotations

import re
from datetime import date
from itertools import product

import pytest

from shortfall.base.firm import load_firm
from shortfall.base.gsm7 import folded, septets
from shortfall.content.placeholders import placeholders
from shortfall.content.questions import LANGUAGES, OVERVIEW, Language, questions
from shortfall.law.elsewhere import RULES, cell, free_help
from shortfall.law.states import STATES, allowed
from shortfall.reading.facts import read_facts
from shortfall.talk.acts import read_acts
from shortfall.talk.case import Case
from shortfall.talk.compose import COMMUNITY, Answer, Channel, compose, helped
from shortfall.talk.heard import Context, Heard, Subjects
from shortfall.talk.moves import decide
from shortfall.talk.plausible import unlikely

DAY = date(2026, 11, 29)
VALUES = placeholders(load_firm(), DAY)
QUESTIONS = questions()
RETIRED = "I'm retired and live in Ohio. We lost the home and there is a judgment against me."


def heard(*messages: str) -> Case:
    """The case after these messages."""
    case = Case()
    for turn, message in enumerate(messages):
        case = case.heard(read_facts(message, DAY, case=case.slot()), turn)
    return case


def answer(name: str, case: Case, language: Language = "en", **more: object) -> Answer:
    """What is said on the web to a question."""
    return compose(QUESTIONS[name], case, language, "web", VALUES, **more)  # type: ignore[arg-type]


def rules_in(said: str, code: str) -> set[str]:
    """The rules of a state that a text tells."""
    return {rule for rule in RULES if (one := cell(code, rule)) and one.text["en"][1:] in said}


@pytest.mark.parametrize(
    "name",
    [
        "exemptions/retirement",
        "exemptions/inheritance",
        "bank_account_freeze/other_benefits",
        "bank_account_freeze/how_long",
        "collection_methods/spouse",
        "collection_methods/citation",
        "property_lien/overview",
        "property_lien/not_my_house",
        "cosigner_spouse_divorce/spouse_not_on_note",
        "cosigner_spouse_divorce/spouse_pay",
        "wage_garnishment/benefits_as_pay",
        "free_help/overview",
        "free_help/help_other_states",
    ],
)
def test_no_rule_of_another_subject_stands_under_a_question(name: str) -> None:
    assert rules_in(answer(name, heard("my house is in Ohio")).text, "OH") == set()


def test_a_car_and_an_account_go_by_where_they_live_and_by_no_rule_where_none_was_read() -> None:
    moved = heard("my house was in Illinois, I live in Ohio now")
    assert rules_in(answer("exemptions/car", moved).text, "OH") == {"car"}
    assert rules_in(answer("bank_account_freeze/how_much_stays", moved).text, "OH") == {"account"}
    nothing = answer("exemptions/car", heard("my house is in Michigan")).text
    assert "I do not know Michigan's rule on this" in nothing and "$" not in nothing
    for question in ("bank_account_freeze/how_much_stays", "bank_account_freeze/take_all"):
        # In a text message the rule leaves no room for what holds in every state, so it says that itself.
        for state in ("Wisconsin", "Texas", "North Carolina"):
            case = heard(f"my house is in {state}")
            assert "Social Security" in compose(QUESTIONS[question], case, "en", "sms", VALUES).text


def test_no_question_is_answered_with_rules_that_it_does_not_name() -> None:
    case = heard("my house is in Ohio")
    for question in QUESTIONS.values():
        if question.law == "IL":
            told = rules_in(answer(question.id, case).text, "OH")
            assert told <= {*question.elsewhere, *question.beside}, question.id


def test_a_rule_is_told_once_unless_it_is_what_is_asked_for() -> None:
    case = heard("my house is in Ohio")
    first = answer("exemptions/overview", case).text
    assert rules_in(first, "OH") == {"homestead", "wages"}
    then = answer("will_lender_pursue/if_i_ignore", case, told=[first]).text
    assert rules_in(then, "OH") == {"judgment"}
    assert rules_in(answer("wage_garnishment/how_much", case, told=[first]).text, "OH") == {"wages"}
    # Beside a text that answers in every state, it is told once.
    assert rules_in(answer("property_lien/other_state", case).text, "OH") == {"judgment"}
    assert rules_in(answer("property_lien/other_state", case, told=[then]).text, "OH") == set()


@pytest.mark.parametrize(
    ("messages", "left"),
    [
        (["my house is in Ohio"], {"homestead", "wages"}),
        (["my house is in Ohio", "I no longer own the home"], {"wages"}),
        (["my house in Ohio was sold at auction"], {"wages"}),
        (["my house in Ohio was sold", "we bought another house"], {"homestead", "wages"}),
        (["my house is in Ohio", "I draw no wages"], {"homestead"}),
        ([RETIRED], set()),
        (["vivo en Ohio, soy jubilada y perdimos la casa"], set()),
    ],
)
def test_what_cannot_touch_them_is_left_out(messages: list[str], left: set[str]) -> None:
    case = heard(*messages)
    assert rules_in(answer("exemptions/overview", case).text, "OH") == left
    told = rules_in(answer("second_mortgage_heloc/garnish", case).text, "OH")
    assert told == ({"wages"} if "wages" in left else set())
    # Who asks for one rule by its name hears it all the same.
    assert rules_in(answer("wage_garnishment/how_much", case).text, "OH") == {"wages"}


def test_a_rule_that_answers_comes_first_and_only_what_is_missing_is_named() -> None:
    case = heard("my house is in Ohio")
    for question in QUESTIONS.values():
        if question.law == "IL" and rules_in(answer(question.id, case).text, "OH") & set(question.elsewhere):
            said = answer(question.id, case).text
            assert said.removeprefix("- ").startswith("Ohio: "), question.id
            assert "Ohio's rule on that" not in said and "Beyond that" not in said, question.id
    said = answer("wage_garnishment/second_job", case).text
    assert "I do not know how Ohio counts two jobs. A legal aid lawyer there does: ohiolegalhelp.org." in said


@pytest.mark.parametrize(("language", "first"), [("en", "I do not know "), ("es", "No sé ")])
def test_where_nothing_is_known_the_first_sentence_says_so_and_who_knows(language: Language, first: str) -> None:
    case = heard("my house is in Ohio")
    bare = [
        q
        for q in QUESTIONS.values()
        if q.law == "IL" and q.topic != "free_help" and not q.everywhere and not q.elsewhere
    ]
    assert len(bare) > 20
    for question in bare:
        for channel in ("web", "sms"):
            said = compose(question, case, language, channel, VALUES).text
            assert said.startswith(first) and free_help("OH") in said.partition(".\n")[0], question.id
            assert STATES["OH"].rules[language] not in said


def test_who_asks_for_a_plain_word_gets_it_first() -> None:
    case = heard(RETIRED)
    before = answer("property_lien/overview", case)
    plain = answer("property_lien/overview", case, told=[before.text], plainly=True).text
    assert plain == "I do not know how Ohio makes a lien of it. A legal aid lawyer there does: ohiolegalhelp.org."
    rule = answer("wage_garnishment/how_much", case)
    said = answer("wage_garnishment/how_much", case, told=[rule.text], plainly=True).text
    assert said.startswith("Beyond that I do not know Ohio's rule on this. A legal aid lawyer there does: ")
    assert "25%" not in said


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("If you do not know, please say so plainly and tell me who would", True),
        ("if u dont know just tell me", True),
        ("please say honestly that you don't know", True),
        ("si no sabe, dígamelo y quién sí sabe", True),
        ("I don't know the date", False),
        ("do you know who bought it", False),
    ],
)
def test_the_wish_for_a_plain_word(text: str, plain: bool) -> None:
    assert ("plainly" in read_acts(text)) is plain


def test_a_plain_word_alone_is_about_the_question_that_stands() -> None:
    def move(text: str, *told: str) -> str | None:
        subjects = Subjects([("bankruptcy", 0.9), ("exemptions", 0.01)])
        return decide(
            Heard(text, (), read_acts(text), subjects), Context(case=heard(*told), last="property_lien/not_my_house")
        ).question

    alone = "If you do not know, please say so plainly and tell me who would."
    assert move(alone, "my house is in Ohio") == "property_lien/not_my_house"
    assert move(alone) is None  # what is known of no state, or of Illinois, has its own answer
    assert move(f"Can I file bankruptcy over this? {alone}", "my house is in Ohio") is None


RULE = "/state_law/overview"


@pytest.mark.parametrize("language", LANGUAGES)
def test_whether_they_can_ask_for_the_rest_is_not_offered_with_a_judgment(language: Language) -> None:
    owing, sued = heard("my house in Ohio was sold"), heard("my house was in Ohio, they have a judgment against me")
    names = [q.id for q in QUESTIONS.values() if q.topic != "state_law"]
    assert any(RULE in [to for _, to in answer(name, owing, language).choices] for name in names)
    assert not any(RULE in [to for _, to in answer(name, sued, language).choices] for name in names)
    told = [answer("state_law/by_state", owing, language).text]
    assert not any(RULE in [to for _, to in answer(name, owing, language, told=told).choices] for name in names)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [code for code in STATES if code != "IL"])
def test_free_help_begins_with_the_states_own_site(code: str, language: Language) -> None:
    case = Case().heard(read_facts(f"I need a free lawyer, my house is in {STATES[code].name}", DAY), 0)
    for name in (q.id for q in QUESTIONS.values() if q.topic == "free_help"):
        for channel in ("web", "sms"):
            found = compose(QUESTIONS[name], case, language, channel, VALUES)
            assert found.text.partition(": ")[2].startswith(free_help(code)), (name, channel)
            assert channel == "web" or septets(folded(found.text)) <= 306
            assert not [to for _, to in found.choices if to.endswith(f"free_help/{OVERVIEW}")]
    said = answer(f"free_help/{OVERVIEW}", case, language).text
    assert said.index(free_help(code)) < said.index("211") < said.index("800-569-4287") < said.index("lawhelp.org**")
    number = STATES[code].help_phone
    assert (number in said) if number else ("I have no telephone numbers" in said or "No tengo números" in said)


def test_a_number_stands_with_the_page_and_the_day_it_was_read() -> None:
    numbered = [state for state in STATES.values() if state.help_phone]
    assert {"WA", "NJ", "VA", "CT", "ND"} <= {state.code for state in numbered}
    for state in numbered:
        assert state.help_phone_url.startswith("https://") and state.help_phone_checked
    assert all(not (s.help_phone_url or s.help_phone_checked) for s in STATES.values() if not s.help_phone)


@pytest.mark.parametrize(
    "message", ["is there a free legal office near Dayton", "free lawyer in Cleveland, Ohio please"]
)
def test_a_town_says_the_state(message: str) -> None:
    said = answer(f"free_help/{OVERVIEW}", heard(message)).text
    assert said.startswith("Free legal help in Ohio: ohiolegalhelp.org.")


@pytest.mark.parametrize("name", ["exemptions/retirement", "bank_account_freeze/other_benefits"])
def test_pension_money_that_was_paid_out(name: str) -> None:
    for language, parts in {
        "en": [
            "safe in its plan",
            "once paid out",
            "two months of federal benefits",
            "I do not know whether Ohio protects",
        ],
        "es": ["a salvo en su plan", "ya pagada", "dos meses de beneficios federales", "No sé si Ohio protege"],
    }.items():
        for channel in ("web", "sms"):
            said = compose(QUESTIONS[name], heard(RETIRED), language, channel, VALUES).text  # type: ignore[arg-type]
            assert [part for part in parts if part not in said] == []
            assert [said.index(part) for part in parts] == sorted(said.index(part) for part in parts)


@pytest.mark.parametrize("name", ["which_accounts", "how_much_stays", "take_all", "overview"])
def test_an_account_with_a_pension_in_it(name: str) -> None:
    for language, words in {
        "en": ("two months of Social Security", "A pension once paid out"),
        "es": ("dos meses de Seguro Social", "Una pensión ya pagada"),
    }.items():
        said = answer(f"bank_account_freeze/{name}", heard(RETIRED), language).text  # type: ignore[arg-type]
        assert all(each in said for each in words)


@pytest.mark.parametrize("code", [code for code in STATES if code != "IL"])
def test_a_spouses_own_property_and_whether_the_state_has_community_property(code: str) -> None:
    case = Case().heard(read_facts(f"my house is in {STATES[code].name}", DAY), 0)
    state = STATES[code].name
    for name in ("collection_methods/spouse", "property_lien/not_my_house", "exemptions/inheritance"):
        said = answer(name, case).text
        assert "judgment" in said and "{" not in said
        if code in COMMUNITY:
            assert f"{state} is one of the nine community property states" in said
        else:
            nine = [STATES[one].name for one in COMMUNITY]
            assert f"{state} is not one of them" in said and all(one in said for one in nine)


def test_what_the_wife_owns_elsewhere_moves_no_home() -> None:
    for text in (
        "My wife owns a cottage in Michigan that she inherited. Can they put a lien on it?",
        "what about my wife's cottage in Michigan",
        "mi esposa heredó una cabaña en Michigan",
    ):
        case = heard("my house was in Ohio", text)
        assert (case["state"], case["lives_in"]) == ("OH", None), text
    for text in (
        "mi esposa heredó una cabaña en Michigan, le pueden poner un gravamen?",
        "my husband bought land in Michigan, can they put a lien on it?",
        "we have a lake house in Michigan, could they take it?",
    ):
        assert heard(RETIRED, text)["asked_of"] is None, text
        assert heard(RETIRED, text).taken_in(pay=False).place == "OH", text
    assert heard(RETIRED, "does Michigan let them take a pension there?")["asked_of"] == "MI"
    assert heard(f"{RETIRED} My wife has a cabin in Michigan.").place == "OH"
    # Where nothing else is known, it is what they ask about.
    assert heard("they are foreclosing on my cabin in Michigan").place == "MI"


@pytest.mark.parametrize(
    ("text", "works", "owns"),
    [
        ("I no longer own the home and I draw no wages, those do not apply", "no_wages", "no_home"),
        ("I live on Social Security and a pension", "no_wages", None),
        ("I'm retired since 2019", "no_wages", None),
        ("I still work at the plant", "wages", None),
        ("we lost our home in 2024 and bought a condo since", None, "owner"),
        ("estoy jubilado y ya no tenemos casa", "no_wages", "no_home"),
        ("vivo del seguro social", "no_wages", None),
        ("can they take my wages if I own a home?", None, None),
    ],
)
def test_what_they_have_and_do_not_have(text: str, works: str | None, owns: str | None) -> None:
    case = heard(text)
    assert (case["works"], case["owns"]) == (works, owns)


def test_who_draws_no_wages_asks_of_no_paycheck() -> None:
    found = unlikely("$212 of my pension is in the credit union", {"works": "no_wages"})
    assert found["bank_account_freeze/paycheck_in_account"] > 0


@pytest.mark.parametrize(
    ("code", "rule", "says"),
    [
        ("OH", "redemption", "until the court confirms the sale"),
        ("OH", "answer", "28 days"),
        ("NY", "answer", "30 if they came another way"),
        ("NY", "redemption", "until the auction"),
        ("CA", "redemption", "no buying back after a trustee's sale"),
        ("TX", "redemption", "no buying back"),
        ("PA", "redemption", "one hour before"),
        ("IN", "redemption", "before the sheriff's sale"),
        ("WI", "homestead", "$75,000"),
        ("MO", "homestead", "$15,000"),
        ("AZ", "homestead", "$400,000"),
        ("GA", "homestead", "$21,500"),
        ("WA", "homestead", "$125,000"),
        ("MN", "redemption", "6 months"),
        ("NJ", "redemption", "10 days"),
        ("TN", "answer", "30 days"),
    ],
)
def test_rules_that_were_read(code: str, rule: str, says: str) -> None:
    found = cell(code, rule)
    assert found and says in found.text["en"].replace("30 days if", "30 if") and found.checked == DAY


@pytest.mark.parametrize("code", [code for code in STATES if code != "IL"])
def test_how_long_a_lender_has_to_ask_for_the_rest(code: str) -> None:
    case = Case().heard(read_facts(f"my house is in {STATES[code].name}", DAY), 0)
    said = answer("how_long/time_to_ask_deficiency", case).text
    limit = STATES[code].deadlines["en"]
    assert not limit or limit[1:] in said


DEFICIENCY = [code for code in STATES if code != "IL"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rule_of_the_lender_that_foreclosed_opens_no_answer_on_another_debt(language: Language) -> None:
    others = {
        "second_mortgage_heloc",
        "hoa_condo",
        "settle_for_less",
        "short_sale",
        "deed_in_lieu",
        "tax_1099c",
        "surplus",
    }
    for code in DEFICIENCY:
        case = heard(f"my house in {STATES[code].name} was sold")
        for question in QUESTIONS.values():
            if question.topic in others and question.law == "IL":
                said = answer(question.id, case, language).text
                assert STATES[code].rules[language] not in said, (question.id, code)


def test_a_rule_beside_the_question_follows_its_answer_and_says_what_it_is_of() -> None:
    case = heard("my house is in Wisconsin")
    beside = [question for question in QUESTIONS.values() if question.beside]
    assert beside
    for question in beside:
        said = answer(question.id, case).text
        first = question.everywhere.get("en", "I do not know").partition(" {community}")[0]
        assert said.startswith(first) and "I do not know Wisconsin's rule" not in said and "the opposite" not in said
        if question.beside == ("deficiency",):
            assert "What the lender that foreclosed may ask for there: Wisconsin: " in said
        else:
            assert "\n\nWisconsin: " in said or "\n\n- Wisconsin: " in said, question.id


def test_a_rule_beside_the_question_that_cannot_touch_them_is_left_out() -> None:
    name = "still_owe_after_foreclosure/cannot_pay"
    assert rules_in(answer(name, heard("my house is in Ohio")).text, "OH") == {"wages"}
    assert rules_in(answer(name, heard(RETIRED)).text, "OH") == set()


def test_a_state_that_speaks_of_second_loans_answers_for_them() -> None:
    for code, says in (("CA", "can still be sued on"), ("NJ", "leaves out most second loans"), ("WA", "can still sue")):
        case = heard(f"my house in {STATES[code].name} was sold")
        said = answer("second_mortgage_heloc/still_owed", case).text
        assert said.startswith(f"{STATES[code].name}: ") and says in said
    said = answer("second_mortgage_heloc/still_owed", heard("my house in Wisconsin was sold")).text
    assert said.startswith("If another lender's first mortgage was foreclosed") and "846.101" not in said


def test_a_guarantor_hears_no_rule_of_the_borrower() -> None:
    case = heard("the building of my LLC in California was sold, I signed a personal guaranty")
    for name in ("personal_guaranty", "guarantor_defenses"):
        said = answer(f"investment_property/{name}", case).text
        assert said.startswith("California: ") and "a guarantor can still owe" in said
        assert STATES["CA"].rule not in said
    ohio = answer("investment_property/personal_guaranty", heard("my LLC's building in Ohio was sold")).text
    assert ohio.startswith("As a rule a guarantor") and STATES["OH"].rule not in ohio


def test_where_no_rule_of_a_state_is_missed_none_is_said_to_be_unknown() -> None:
    case = heard("my house in Wisconsin was sold")
    whole = [question for question in QUESTIONS.values() if question.whole]
    assert "settle_for_less/overview" in {question.id for question in whole}
    for question in whole:
        said = answer(question.id, case).text
        assert said.startswith(question.everywhere["en"].partition("{")[0]) and "I do not know" not in said
        assert "lawhelp.org" in said


def test_who_has_a_second_loan_or_a_rental_hears_of_which_loan_the_rule_is() -> None:
    name = "still_owe_after_foreclosure/overview"
    caution = "A second loan or credit line behind it, or a rental, can follow another."
    assert caution not in answer(name, heard("my house in Ohio was sold")).text
    assert caution in answer(name, heard("my house in Ohio was sold", "I also have a second mortgage of 40,000")).text
    assert caution in answer(name, heard("it was a rental house in Ohio and it was sold")).text


def test_the_tail_for_who_lives_elsewhere_takes_back_nothing_federal() -> None:
    case = heard("the judgment is in Illinois", "I live in Indiana now")
    said = answer("wage_garnishment/can_boss_fire_me", case).text
    assert "In every state federal law bars firing" in said
    assert "The rest is Illinois law. You live in Indiana, and there it can differ." in said
    for question in QUESTIONS.values():
        for language, opposite in (("en", "may do the opposite"), ("es", "hacer lo contrario")):
            assert opposite not in answer(question.id, case, language).text  # type: ignore[arg-type]


def test_whose_law_it_is_stands_once_in_a_talk() -> None:
    case = heard("my house in Elgin, Illinois was sold, I live in Indiana now")
    first = answer("already_have_judgment/where_is_the_file", case).text
    assert "goes by the law of Indiana" in first
    assert "Indiana" not in answer("already_have_judgment/copy_cost", case, told=[first]).text


def test_that_some_states_bar_it_and_illinois_does_not() -> None:
    name = "state_law/home_you_live_in"
    said = answer(name, heard("my house in Elgin, Illinois was sold")).text
    assert "Some states do bar it" in said and "Illinois has no such law" in said
    away = answer(name, heard("my house in Wisconsin was sold")).text
    assert away.startswith("Wisconsin: ") and "Illinois has no such law" not in away


OWING = [question for question in QUESTIONS.values() if "deficiency" in question.beside]
OF_SIGNERS = [question for question in OWING if question.topic == "cosigner_spouse_divorce"]
ALLOWED = {"en": "Can you still owe after the sale?", "es": "¿Se puede deber después de la venta?"}
SIGNER = {"en": "Who signed the note owes at most what is left to owe.", "es": "Quien firmó el pagaré debe a lo más"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", DEFICIENCY)
def test_who_signed_hears_what_can_still_be_asked_for_there(code: str, language: Language) -> None:
    case = heard(f"I signed for my cousin's house in {STATES[code].name}, the mortgage is in both our names")
    rule = STATES[code].rules[language]
    assert {question.name for question in OF_SIGNERS} >= {"cosigner_owes", "full_or_half", "overview"}
    for question in OF_SIGNERS:
        first = answer(question.id, case, language).text
        assert rule[1:] in first and SIGNER[language] in first, question.id
        again = answer(question.id, case, language, told=[first]).text
        assert rule[1:] not in again and f"{ALLOWED[language]} {allowed(STATES[code], language)}" in again
        assert SIGNER[language] in again


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_that_stands_in_the_table_is_never_said_to_be_unknown(language: Language) -> None:
    unknown = {"en": "I do not know", "es": "No sé"}[language]
    for code in ("CA", "WI", "TX", "AL"):
        case = heard(f"my house is in {STATES[code].name}")
        for question in OWING:
            for told, plainly in product(([], [STATES[code].rules[language]]), (False, True)):
                said = answer(question.id, case, language, told=told, plainly=plainly).text
                assert question.unknown or unknown not in said, (question.id, code, told, plainly)
                sms = compose(question, case, language, "sms", VALUES, told=told, plainly=plainly).text
                assert septets(folded(sms)) <= 306
    # Of what is not known it is said of what: not of the state's rule as a whole, which may have been told.
    for question in QUESTIONS.values():
        said = answer(question.id, heard("my house is in California"), language).text
        assert "I do not know California's rule." not in said and "no sé la regla de California." not in said


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_help_of_illinois_says_whose_it_is_where_no_state_is_known(channel: Channel) -> None:
    for question in QUESTIONS.values():
        if question.topic == "free_help":
            for language in LANGUAGES:
                said = compose(question, Case(), language, channel, VALUES).text
                number = re.search(r"833-411-1121|(?<!\()illinoislegalaid|312-738-9200|877-342-7891", said)
                near = said[: number.end() + 20] if number else "Illinois"
                assert "Illinois" in near, (question.id, language)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("Is there a lawyer in or near East St. Louis who would help me without charge?", "877-342-7891"),
        ("our home is in Springfield, Illinois", "877-342-7891"),
        ("la casa esta en el condado de Madison", "877-342-7891"),
        ("my condo in Oak Park", "312-738-9200"),
        ("we live in Lake County", "833-411-1121"),
    ],
)
@pytest.mark.parametrize("name", ["free_help/legal_aid_illinois", "free_help/overview"])
@pytest.mark.parametrize("channel", ["web", "sms"])
def test_the_office_of_their_county_and_its_telephone_come_first(
    said: str, number: str, name: str, channel: Channel
) -> None:
    text = compose(QUESTIONS[name], heard(said), "en", channel, VALUES).text
    assert number in text[:100] and text.index(number) < text.index("illinoislegalaid.org")
    assert channel == "web" or septets(folded(text)) <= 306


def test_free_help_for_somebody_else_is_that_of_their_state() -> None:
    here = heard("I live in Waukegan")
    asked = "my sister in Virginia needs a free lawyer"
    for said in ([asked], ["she has no internet, is there a number?", asked]):
        theirs = helped(here, said)
        answer = compose(QUESTIONS["free_help/legal_aid_illinois"], theirs, "en", "web", VALUES)
        assert "866-534-5243" in answer.text and here.place == "IL"
    assert helped(here, ["is there a free lawyer near me?", asked]) == here
    assert helped(here, ["I live in Waukegan, my sister is in Virginia. who helps me for free?"]) == here


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("Georgia", "no judge has to approve the sale first"),
        ("Ohio", "the lender has to sue"),
        ("North Carolina", "the clerk of court has to hold a hearing"),
        ("Colorado", "the lender needs a judge's order first"),
    ],
)
def test_whether_a_judge_comes_before_a_sale_is_told_for_the_state(place: str, says: str) -> None:
    told = answer("state_law/judge_before_sale", heard(f"my house is in {place}")).text
    assert says in told.split("\n\n")[0]
    assert "I do not know whether" not in told
    assert "a judge decides twice" not in told


def test_every_other_state_says_whether_a_court_orders_the_sale() -> None:
    """A state whose usual process is a court's is never said to sell without one, nor the other way round."""
    without = {"nonjudicial": True, "judicial": False}
    for code, state in STATES.items():
        if code != "IL":
            one = cell(code, "process")
            assert one, code
            if (known := without.get(state.process)) is not None and code not in {"CO", "NC"}:
                assert ("sold without a court" in one.text["en"]) == known, code


def test_how_a_sale_is_put_off_stands_beside_what_holds_everywhere() -> None:
    told = answer("sale_process/stop_or_postpone", heard("my house is in New Jersey")).text
    assert told.startswith("In every state")
    assert "put the sale off twice" in told
