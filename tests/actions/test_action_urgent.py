"""A sale within days: the number first, and no office that is said to be open when it is not."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from rasa_sdk.events import FollowupAction

from actions.action_urgent import ActionUrgent
from actions.base import World
from shortfall.base.gsm7 import foreign, septets
from tests.actions.helper import assert_texts, bot, create_tracker, run_action, user

CHICAGO = ZoneInfo("America/Chicago")
NIGHT = datetime(2026, 11, 25, 22, 0, tzinfo=CHICAGO)  # the evening before Thanksgiving
SALE = "my house is being sold on friday"


def test_the_number_comes_first_while_the_office_is_open(world: World) -> None:
    outcome = run_action(ActionUrgent(), create_tracker(SALE, "urgent"), world)
    assert outcome.texts[0].startswith("Please call The Law Center now: (312) 600-8815. The office is open.")
    assert "I noted: sale on Fri Nov 27." in outcome.texts[0]
    assert "833-411-1121" in outcome.texts[0]
    assert outcome.payloads == ["/callback", "/timeline"]


def test_a_closed_office_says_when_it_opens(world: World) -> None:
    world.now = lambda: NIGHT
    text = run_action(ActionUrgent(), create_tracker(SALE, "urgent"), world).texts[0]
    assert "The office is closed right now" in text
    assert "It opens Friday, November 27 at 9 a.m." in text  # not on Thanksgiving
    assert "(312) 600-8815" in text and "833-411-1121" in text


@pytest.mark.parametrize("now", [NIGHT, datetime(2026, 11, 23, 10, tzinfo=CHICAGO)])
def test_by_text_it_fits_in_two_segments(world: World, now: datetime) -> None:
    world.now = lambda: now
    text = run_action(ActionUrgent(), create_tracker(SALE, "urgent", channel="sms"), world).texts[0]
    assert not foreign(text) and septets(text) <= 306
    assert text.startswith("Call The Law Center: (312) 600-8815.")


def test_an_open_request_is_marked(world: World) -> None:
    about = {"topics": [], "figures": "", "urgent": "", "note": "my house"}
    tracker = create_tracker(
        SALE, "urgent", slots={"callback_about": about}, form="callback_form", asked="callback_name"
    )
    outcome = run_action(ActionUrgent(), tracker, world)
    marked = outcome.slots["callback_about"]
    assert (marked["urgent"], marked["note"]) == ("sale on Fri Nov 27", "my house")
    assert_texts(outcome, "call (312) 600-8815")


def test_what_was_said_days_ago_is_counted_from_then(world: World) -> None:
    said = {**user("the sale is in 3 days"), "timestamp": datetime(2026, 11, 22, 9, tzinfo=CHICAGO).timestamp()}
    tracker = create_tracker("this is urgent", "urgent", earlier=[said, bot(topic="urgent")])
    assert "sale on Wed Nov 25" in run_action(ActionUrgent(), tracker, world).texts[0]


def test_a_day_that_has_passed_is_no_reason_any_more(world: World) -> None:
    said = {**user("the sale is tomorrow"), "timestamp": datetime(2026, 11, 2, 9, tzinfo=CHICAGO).timestamp()}
    text = run_action(ActionUrgent(), create_tracker("help", "urgent", earlier=[said]), world).texts[0]
    assert "I noted" not in text


def test_who_asks_for_a_call_in_the_same_breath_gets_the_number_and_the_form(world: World) -> None:
    outcome = run_action(ActionUrgent(), create_tracker(f"{SALE}, can someone call me", "urgent"), world)
    assert outcome.texts[0].startswith("Please call The Law Center now")
    assert outcome.slots["callback_about"]["urgent"] == "sale on Fri Nov 27"
    assert outcome.events[-1] == FollowupAction("callback_form")
