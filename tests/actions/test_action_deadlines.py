"""By when something is due, as talks."""

from __future__ import annotations

import re

import pytest

from shortfall.base.gsm7 import folded, septets
from shortfall.conversation.messages import Said
from shortfall.sms.compose import compose
from tests.actions.talk import Talk

SERVED = "I was served on November 3, when is my answer due?"
ITS_OWN = "A date printed on your summons counts first. If it gives 30 days:"
"""What is said before any day to answer: a suit for money may name a day in court instead (Ill. S. Ct. R. 101(b))."""


def test_the_day_and_how_it_was_counted(talk: Talk) -> None:
    said = talk.say(SERVED)
    assert said.startswith(f"If the case is in Illinois: {ITS_OWN} File your answer by Thursday, December 3, 2026.")
    assert "30 days after you were served (Tuesday, November 3, 2026), and that day itself is not counted" in said
    assert "A suit for $50,000 or less may name a day in court instead" in said
    rows = talk.card["rows"]
    assert [(row["name"], row["due"]) for row in rows[:2]] == [
        ("answer", "2026-12-03"),
        ("reinstatement", "2027-02-01"),
    ]
    assert [row["cite"] for row in rows[:2]] == ["Ill. S. Ct. R. 101(d), 181(a)", "735 ILCS 5/15-1602"]


def test_a_day_that_is_only_the_earliest_is_none_for_a_calendar(talk: Talk) -> None:
    talk.say("I was served on November 3, by when do I have to answer?")
    redemption = next(row for row in talk.card["rows"] if row["name"] == "redemption")
    assert redemption["when"] == "Thursday, June 3, 2027 (it may be later)" and redemption["due"] is None


def test_in_illinois_it_is_said_without_an_if(talk: Talk) -> None:
    assert talk.talk("the house is in illinois", SERVED).startswith(f"{ITS_OWN} File your answer by Thursday")


@pytest.mark.parametrize("state", ["Ohio", "Indiana", "California"])
def test_never_for_another_state(talk: Talk, state: str) -> None:
    said = talk.talk(f"the house is in {state}", SERVED)
    assert "December 3" not in said and "deadlines" not in talk.slots
    assert not any(message["metadata"].get("card") for message in talk.said)


def test_a_text_message_is_two_parts_at_most(talk: Talk) -> None:
    talk.channel = "sms"
    said = talk.say(SERVED)
    assert "Thursday, December 3, 2026" in said and ITS_OWN in said
    assert septets(said) <= 306


def test_in_spanish(talk: Talk) -> None:
    talk.say("me entregaron los papeles de la corte el 3 de noviembre")
    talk.slots["case"] = {**talk.slots["case"], "language": {"value": "es", "words": "", "turn": 0, "sure": True}}
    said = talk.say("cuando tengo que contestar")
    assert "jueves 3 de diciembre de 2026" in said


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_a_suit_for_money_may_name_a_day_in_court(talk: Talk, channel: str) -> None:
    talk.channel = channel
    said = talk.talk(
        "the house sold last year in illinois and now the second lender sues me for 41,800",
        "they served me on november 9. how many days do i have to answer",
    )
    assert said.startswith(("A date printed on", "The date on the summons counts")) and said.index("30 days") > 40
    assert channel == "sms" or "$50,000 or less may name a" in said


# Today is November 23, 2026: three months after this judgment are over, but the papers may have come later.
JUDGED = "the foreclosure judgment was entered on july 20 2026"


@pytest.mark.parametrize(
    "asked", ["how long do i have to redeem", "is it too late to pay the loan off", "by when do i have to redeem it"]
)
def test_a_day_that_is_only_the_earliest_is_never_told_as_over(talk: Talk, asked: str) -> None:
    said = talk.talk(JUDGED, asked)
    assert "may still run, or it may have ended on Tuesday, October 20, 2026" in said
    assert "later of seven months after the papers and three months after the foreclosure judgment" in said
    assert said.endswith("It also depends on the day you got the court papers. What day was that?")
    assert "The time to pay off the loan ended" not in said and "Already over" not in said
    [row] = [row for row in talk.card["rows"] if row["what"].startswith("Pay off")]
    assert row["due"] is None and "may be over" in row["when"]


@pytest.mark.parametrize(
    ("papers", "said_then"),
    [
        ("may 11 2026", "Pay off the whole loan (redemption) by Friday, December 11, 2026."),
        ("february 2 2026", "By my count the time to pay off the loan ended on Tuesday, October 20, 2026."),
    ],
)
def test_the_day_that_was_missing_settles_it(talk: Talk, papers: str, said_then: str) -> None:
    assert said_then in talk.talk(JUDGED, "how long do i have to redeem", papers)


def test_the_earliest_day_still_to_come_asks_for_the_judgment(talk: Talk) -> None:
    said = talk.talk("i was served on august 3 2026", "how long do i have to redeem")
    assert "Pay off the whole loan (redemption) by Wednesday, March 3, 2027 (it may be later)." in said
    assert said.endswith("Without a foreclosure judgment this time still runs. Is there one, and from what day?")


@pytest.mark.parametrize(
    "turns",
    [
        [JUDGED, "how long do i have to redeem"],
        ["i was served on january 12 2026", "is it too late to redeem"],
        ["there was a court order on november 12", "by when must i appeal"],
    ],
)
def test_by_text_what_is_asked_for_fits_too(talk: Talk, turns: list[str]) -> None:
    talk.channel = "sms"
    said = talk.talk(*turns)
    assert "may still run" in said or "(it may be later)" in said
    assert "court's paper decides" in said and "what day" in said.lower() and septets(said) <= 306


def test_in_spanish_too(talk: Talk) -> None:
    talk.say(JUDGED)
    talk.slots["case"] = {**talk.slots["case"], "language": {"value": "es", "words": "", "turn": 0, "sure": True}}
    said = talk.say("hasta cuando puedo redimir")
    assert "quizá sigue, o quizá terminó el martes 20 de octubre de 2026" in said
    assert said.endswith("También depende del día en que recibió los papeles de la corte. ¿Qué día fue?")


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        (
            "the judge's order is from november 12, by when must i appeal",
            "Appeal by Monday, December 14, 2026 (it may be later).",
        ),
        (
            "judgment november 12 2026, what is the deadline for an appeal",
            "Appeal by Monday, December 14, 2026 (it may be later).",
        ),
        (
            "there was a court order on november 12. when is a motion to vacate due",
            "Ask the judge to undo the order by Monday, December 14, 2026",
        ),
        ("the sale was confirmed on november 12, by when must i appeal", "Appeal by Monday, December 14, 2026."),
    ],
)
def test_who_asks_about_an_appeal_is_told_of_the_appeal(talk: Talk, asked: str, first: str) -> None:
    said = talk.say(asked)
    assert said.removeprefix("If the case is in Illinois: ").startswith(first)
    assert "loan" not in said
    assert ("It runs from the final order." in said) and ("when the court confirmed the sale. Has it" in said) is (
        "confirmed on" not in asked
    )


def test_an_appeal_from_an_old_order_that_may_not_be_the_last_is_not_over(talk: Talk) -> None:
    said = talk.say("the court order was june 3 2026, is it too late to appeal")
    assert "may still run, or it may have ended on Friday, July 3, 2026" in said


@pytest.mark.parametrize(
    "turns",
    [
        ["the hearing is december 21, by when do i have to object"],
        [
            "they sold it in october",
            "court hearing to confirm is on december 21",
            "what is the last day to object to the sale",
        ],
        ["the hearing to confirm the sale is december 21", "until when can i object"],
        ["the confirmation hearing is december 21", "when do i have to object"],
    ],
)
def test_an_objection_belongs_to_the_hearing(talk: Talk, turns: list[str]) -> None:
    said = talk.talk(*turns).removeprefix("If the case is in Illinois: ")
    assert said.startswith("Object to the sale at the hearing on Monday, December 21, 2026.")
    assert talk.card["rows"][0]["due"] == "2026-12-21"


@pytest.mark.parametrize("asked", ["when is my answer due", "by when can i reinstate"])
def test_what_cannot_be_counted_is_not_answered_with_another_deadline(talk: Talk, asked: str) -> None:
    talk.talk("the hearing is december 21", JUDGED, asked)
    assert talk.parsed["intent"]["name"] != "deadlines"


SUMMONS = "there is a foreclosure summons for our house in Aurora, Illinois"


@pytest.mark.parametrize("channel", ["web", "sms"])
def test_papers_left_with_the_family_open_with_the_day_too(talk: Talk, channel: str) -> None:
    talk.channel = channel
    said = talk.talk(SUMMONS, "my husband got it on november 6. which date is it")
    assert said.startswith(f"{ITS_OWN} File your answer by Monday, December 7, 2026.")
    assert "left at home for you with family" in said and "30 days after" in said
    assert channel == "web" or len(compose([Said(said, choices=tuple((label, label) for label in talk.choices))])) == 1


def test_whether_a_time_is_over_is_answered_first(talk: Talk) -> None:
    said = talk.talk("the house is in illinois", "served june 2 2026, so are the 90 days over?")
    assert said.startswith("Yes. By my count the time to catch up ended on Monday, August 31, 2026.")
    assert talk.say("can we still pay the loan off?").startswith("Yes. Pay off") is False  # only the earliest is known


def test_a_time_that_still_runs(talk: Talk) -> None:
    said = talk.talk("the house is in illinois", "i was served november 9, are the 30 days up?")
    assert said.startswith(f"{ITS_OWN} No. File your answer by Wednesday, December 9, 2026.")


def test_what_to_do_by_then_is_said_after_the_day(talk: Talk) -> None:
    talk.talk(SUMMONS, "we were served november 9. by when, and what do we do, write them?")
    assert (
        talk.texts[0].startswith(f"{ITS_OWN} File your answer by Wednesday, December 9")
        and "Appearance" in talk.texts[1]
    )


BEHIND = "i skipped the october 1 and november 1 payments. how soon could they file on us"


def test_before_a_case_it_is_said_from_what_day_one_may_be_filed(talk: Talk) -> None:
    said = talk.say(BEHIND)
    assert "Counted from Thursday, October 1, 2026" in said and "120 days behind on Friday, January 29, 2027" in said
    assert "As a rule no foreclosure of the home you live in may be filed before Saturday, January 30, 2027" in said
    assert "application for help in by Friday, January 29, 2027" in said and "37" not in said
    assert "1st" not in said and "Illinois" not in said


def test_of_a_month_without_a_day_the_first_is_taken_and_said(talk: Talk) -> None:
    said = talk.say("missed october and november. how soon could they file on us")
    assert said.startswith("Most payments are due on the 1st, so I took that day.")


def test_such_a_day_that_is_over(talk: Talk) -> None:
    said = talk.say("behind since june 1, how soon can they sue")
    assert "may file a foreclosure from Wednesday, September 30, 2026 on" in said and "Send it today" in said


def test_that_rule_is_federal(talk: Talk) -> None:
    assert "January 30, 2027" in talk.talk("the house is in ohio", BEHIND)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "asked", ["missed september and october. how soon could they file", "behind since may, how soon can they sue"]
)
def test_by_text_it_is_two_parts_at_most(talk: Talk, language: str, asked: str) -> None:
    talk.channel = "sms"
    talk.slots["case"] = {"language": {"value": language, "words": "", "turn": 0, "sure": True}}
    said = talk.say(asked)
    assert "2026" in said and "800-569-4287" in said
    assert septets(folded(said)) <= 306


def test_who_lost_the_home_has_no_day_to_catch_up(talk: Talk) -> None:
    talk.say(
        "we lost the house to foreclosure in 2023. the second mortgage sued us and we were served on november 10 2026"
    )
    talk.say("when is our answer due")
    assert talk.card["title"] == "Days to watch in an Illinois court case"
    assert [row["name"] for row in talk.card["rows"]] == ["answer"]


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    ("told", "asked", "begins", "says"),
    [
        (SERVED, "so dec 3?", "Yes", "Thursday, December 3, 2026"),
        (SERVED, "that's the 11th then?", "No", "Thursday, December 3, 2026"),
        (SERVED, "I only got ten days left?", "Yes", "That is 10 days from today."),
        (SERVED, "so 4 days left then", "No", "That is 10 days from today."),
        (SERVED, "so feb 1 to catch up?", "Yes", "Monday, February 1, 2027"),
        (SERVED, "the 20th?", "No", "Thursday, December 3, 2026"),
        ("the sale is january 5", "so I have 43 days left?", "Yes", "That is 43 days from today."),
        ("the sale is january 5", "only nine days left?", "No", "Tuesday, January 5, 2027"),
        ("the sale is january 5", "so five days left for the application?", "Yes", "Saturday, November 28, 2026"),
        ("the sale is january 5", "then dec 1 for the help packet?", "No", "more than 37 days"),
        ("the sale is december 20", "can I still send the application?", "A whole application", "November 12, 2026"),
        ("house in Ohio, the sale is january 5", "so 5 days left for the application?", "Yes", "November 28, 2026"),
    ],
)
def test_a_day_asked_for_confirmation_is_confirmed_or_put_right(
    talk: Talk, channel: str, told: str, asked: str, begins: str, says: str
) -> None:
    talk.channel = channel
    talk.say(told)
    said = talk.say(asked)
    assert said.startswith(begins), said
    assert says in said or ("37" in said and "37" in says), said
    assert any(paper in said for paper in ("court's paper", "the paper names", "your summons counts first")), said
    assert len(re.findall(r"\b(?:Yes|No)\b", said)) <= 1, said
    assert septets(folded(said)) <= 306 or channel == "web"


@pytest.mark.parametrize(
    "asked", ["do I go to court dec 3?", "so 240 then?", "is it 20 days or 30?", "what happens in 10 days?"]
)
def test_what_only_names_a_day_is_not_confirmed(talk: Talk, asked: str) -> None:
    talk.say(SERVED)
    assert not talk.say(asked).startswith(("Yes", "No"))


def test_a_plain_sum_of_days_is_said_and_nothing_else(talk: Talk) -> None:
    said = talk.say("30 days from november 10 is what date")
    assert (
        said == "30 days after Tuesday, November 10, 2026 is Thursday, December 10, 2026. The first day is not counted."
    )
    assert "runs to the next court day: Monday, December 14, 2026" in talk.say("what is 30 days from november 12")
    assert talk.talk("the house is in Ohio", "what is 30 days from november 12").count(".") == 2
    talk.channel = "sms"
    assert talk.say("how many days till dec 10").startswith("17 days from today: Thursday, December 10, 2026.")
