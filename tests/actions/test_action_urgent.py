"""A sale within days: what still helps first, then the number, and no office that is said to be open when it is not."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from rasa_sdk.events import FollowupAction

from actions.action_callback_start import ActionCallbackStart
from actions.action_urgent import ActionUrgent
from actions.base import World
from shortfall.base.firm import load_firm
from shortfall.base.gsm7 import folded, foreign, septets
from shortfall.talk.compose import sentences
from tests.actions.helper import assert_texts, bot, create_tracker, run_action, user

CHICAGO = ZoneInfo("America/Chicago")
NIGHT = datetime(2026, 11, 25, 22, 0, tzinfo=CHICAGO)  # the evening before Thanksgiving
SALE = "my house is being sold on friday"


def opening(said: str) -> str:
    """Its first two sentences."""
    return " ".join(sentences(" ".join(said.split()))[:2])


@pytest.mark.parametrize("now", [NIGHT, datetime(2026, 11, 23, 10, tzinfo=CHICAGO)])
@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("they auction us off on friday and my wife has no idea", ["bankruptcy", "judge", "lender"]),
        ("friday is my day in court and i cannot pay a lawyer, should i even show up", ["Go", "time"]),
        ("a deputy changes our locks on friday", ["emergency motion", "Only the sheriff"]),
        ("my response is due by friday", ["ilcourts.info/efiling", "motion"]),
    ],
)
def test_what_helps_stands_in_the_first_two_sentences(
    world: World, text: str, helps: list[str], channel: str, now: datetime
) -> None:
    world.now = lambda: now
    said = run_action(ActionUrgent(), create_tracker(text, "urgent", channel=channel), world).texts[0]
    assert all(part in opening(said) for part in helps)
    assert said.startswith(opening(said)[:20]) and "office is" not in opening(said)
    assert said.index("(312) 600-8815") > max(said.index(part) for part in helps)


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("el viernes rematan la casa y mi esposo no sabe", "bancarrota"),
        ("el viernes tengo corte y no hay para abogado", "Vaya"),
        ("el viernes nos desaloja el sheriff", "Solo el sheriff"),
    ],
)
def test_so_it_does_in_spanish(world: World, text: str, helps: str) -> None:
    world.now = lambda: NIGHT
    said = run_action(ActionUrgent(), create_tracker(text, "urgent"), world).texts[0]
    assert helps in opening(said) and "600-8815" not in opening(said)


def test_what_is_named_without_a_day_is_helped_with_and_what_is_not_is_asked_for(world: World) -> None:
    lockout = run_action(ActionUrgent(), create_tracker("deputies want us evicted, hurry", "urgent"), world).texts[0]
    assert lockout.startswith("You can ask the judge for more time")
    nothing = run_action(ActionUrgent(), create_tracker("this cannot wait", "urgent"), world).texts[0]
    assert nothing.startswith("Please tell me what it is and when")
    sold = {"stage": {"value": "sold", "words": "", "turn": 1}}
    after = create_tracker("urgent, about the sale", "urgent", slots={"case": sold})
    assert "Chapter 13" not in run_action(ActionUrgent(), after, world).texts[0]


def test_in_another_state_what_every_state_knows_comes_first(world: World) -> None:
    there = {"state": {"value": "OH", "words": "", "turn": 1}}
    said = run_action(ActionUrgent(), create_tracker(SALE, "urgent", slots={"case": there}), world).texts[0]
    assert said.startswith("In every state a bankruptcy filed before the auction stops it")
    assert "Ohio" in said


def test_the_number_is_said_while_the_office_is_open(world: World) -> None:
    outcome = run_action(ActionUrgent(), create_tracker(SALE, "urgent"), world)
    assert "Call The Law Center now: (312) 600-8815. The office is open." in outcome.texts[0]
    assert "I noted: sale on Fri Nov 27." in outcome.texts[0]
    assert "833-411-1121" in outcome.texts[0]
    assert outcome.payloads == ["/callback", "/timeline/overview"]


def test_a_closed_office_says_when_it_opens(world: World) -> None:
    world.now = lambda: NIGHT
    text = run_action(ActionUrgent(), create_tracker(SALE, "urgent"), world).texts[0]
    assert "The office is closed now and opens Friday, November 27 at 9 a.m." in text  # not on Thanksgiving
    assert "(312) 600-8815" in text and "833-411-1121" in text


@pytest.mark.parametrize("now", [NIGHT, datetime(2026, 11, 23, 10, tzinfo=CHICAGO)])
def test_by_text_it_fits_in_two_segments(world: World, now: datetime) -> None:
    world.now = lambda: now
    text = run_action(ActionUrgent(), create_tracker(SALE, "urgent", channel="sms"), world).texts[0]
    assert not foreign(text) and septets(text) <= 306
    assert "Call The Law Center: (312) 600-8815." in text


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


def test_what_can_still_be_done_is_said_once_in_a_reply(world: World) -> None:
    world.now = lambda: NIGHT
    outcome = run_action(
        ActionUrgent(), create_tracker("the sale is tomorrow at 10, can someone call me", "urgent"), world
    )
    lines = [line for text in outcome.texts for line in text.splitlines() if line.strip()]
    assert len(lines) == len(set(lines)) and any("Chapter 13" in line for line in lines)
    assert outcome.slots["callback_window"]["asap"]


@pytest.mark.parametrize(
    "wish", ["can someone call me", "could somebody ring me before 10", "please phone me at lunch"]
)
def test_who_asks_for_a_call_in_the_same_breath_gets_the_form_and_then_what_helps(world: World, wish: str) -> None:
    outcome = run_action(ActionUrgent(), create_tracker(f"{SALE}, {wish}", "urgent"), world)
    assert (
        outcome.texts[0].startswith("I can ask the firm to call you.") and len(outcome.texts) <= 2
    )  # a time is said back
    assert "Chapter 13" in outcome.texts[0] and "833-411-1121" not in outcome.texts[0]
    assert outcome.slots["callback_about"]["urgent"] == "sale on Fri Nov 27"
    assert outcome.events[-1] == FollowupAction("callback_form")


FRIDAY_NIGHT = datetime(2026, 11, 27, 19, 0, tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("text", "what", "helps"),
    [
        ("sale tomorrow", "the sale on Saturday, November 28", "Chapter 13"),
        ("the sale is monday at 8:30 am", "the sale on Monday, November 30 at 8:30 a.m", "Chapter 13"),
        ("hearing monday at 8 am", "the hearing on Monday, November 30 at 8 a.m", "more time to find a lawyer"),
        ("sheriff comes to lock us out saturday", "the lockout on Saturday, November 28", "Only the sheriff"),
        ("my answer is due sunday", "the day your answer is due, Sunday, November 29", "ilcourts.info/efiling"),
    ],
)
def test_what_comes_before_the_office_opens_is_not_told_to_call_then(
    world: World, text: str, what: str, helps: str
) -> None:
    world.now = lambda: FRIDAY_NIGHT
    outcome = run_action(ActionUrgent(), create_tracker(text, "urgent"), world)
    said = outcome.texts[0]
    assert what in said and helps in said
    assert "888-995-4673" in said and "833-411-1121" in said and "Monday to Friday, 8:30 a.m. to 3 p.m." in said
    assert "Call The Law Center" not in said
    assert outcome.messages[0]["metadata"]["sources"]
    assert outcome.payloads[0] == "/callback"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("night", [None, "(312) 555-0170"])
@pytest.mark.parametrize(
    "text",
    [
        "sale tomorrow",
        "sale monday at 8:30 am",
        "hearing monday at 8 am",
        "lockout saturday",
        "my answer is due sunday",
    ],
)
def test_that_too_fits_in_two_segments_by_text_and_names_free_help(
    world: World, monkeypatch: pytest.MonkeyPatch, text: str, night: str | None, language: str
) -> None:
    world.now = lambda: FRIDAY_NIGHT
    firm = load_firm()
    monkeypatch.setattr("actions.urgency.load_firm", lambda: firm | {"after_hours": night})
    case = {"language": {"value": language, "words": "", "turn": 1}}
    tracker = create_tracker(text, "urgent", channel="sms", slots={"case": case})
    said = run_action(ActionUrgent(), tracker, world).texts[0]
    assert septets(folded(said)) <= 306
    assert "Call The Law Center" not in said
    assert "833-411-1121" in said
    if "sale" in text:
        assert "illinoislegalaid.org" in said and "888-995-4673" in said


def test_a_day_after_the_office_opens_is_called_about_then(world: World) -> None:
    world.now = lambda: FRIDAY_NIGHT
    said = run_action(ActionUrgent(), create_tracker("sale is wednesday", "urgent"), world).texts[0]
    assert "opens Monday, November 30 at 9 a.m." in said and "Chapter 13" in said


def test_a_call_asked_for_says_that_it_would_come_too_late(world: World) -> None:
    world.now = lambda: FRIDAY_NIGHT
    tracker = create_tracker("call me please", "callback", earlier=[user("the sale is tomorrow")])
    said = run_action(ActionCallbackStart(), tracker, world).texts[0]
    assert said.startswith("I can ask the firm to call you.")
    assert "too late for the sale on Saturday, November 28" in said and "Chapter 13" in said


def test_the_number_for_the_night_is_said_where_there_is_one(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.now = lambda: FRIDAY_NIGHT
    firm = load_firm()
    assert firm["after_hours"] is None
    monkeypatch.setattr("actions.urgency.load_firm", lambda: firm | {"after_hours": "(312) 555-0170"})
    said = run_action(ActionUrgent(), create_tracker("sale tomorrow", "urgent"), world).texts[0]
    assert "Call (312) 555-0170 now" in said


def test_a_day_of_the_case_counts_and_one_taken_back_does_not(world: World) -> None:
    case = {"sale_date": {"value": ["2026-11-28", "2026-11-28"], "words": "", "turn": 1}}
    world.now = lambda: FRIDAY_NIGHT
    told = create_tracker("please help", "urgent", slots={"case": case})
    assert "the sale on Saturday, November 28" in run_action(ActionUrgent(), told, world).texts[0]
    earlier = [user("the sale is tomorrow")]
    taken = create_tracker("take off that sale, no sale is set", "urgent", earlier=earlier)
    assert "November 28" not in run_action(ActionUrgent(), taken, world).texts[0]


def test_in_spanish(world: World) -> None:
    world.now = lambda: FRIDAY_NIGHT
    case = {"language": {"value": "es", "words": "", "turn": 1}}
    tracker = create_tracker("la subasta es mañana", "urgent", slots={"case": case})
    said = run_action(ActionUrgent(), tracker, world).texts[0]
    assert "la subasta del sábado 28 de noviembre" in said and "Capítulo 13" in said


@pytest.mark.parametrize("channel", ["web", "sms"])
@pytest.mark.parametrize(
    "now", [datetime(2026, 11, 30, 21, tzinfo=CHICAGO), datetime(2026, 11, 30, 11, tzinfo=CHICAGO)]
)
@pytest.mark.parametrize(
    ("sale", "asks"),
    [("the auction is wednesday at 2pm", "which of it is first"), ("la subasta es el miércoles", "qué hago primero")],
)
def test_what_comes_first_before_a_sale_goes_by_the_clock_and_is_said_once(
    world: World, sale: str, asks: str, now: datetime, channel: str
) -> None:
    world.now = lambda: now
    spanish = {"language": {"value": "es", "words": "", "turn": 0}} if "subasta" in sale else {}
    earlier, said = [user(sale), bot(topic="urgent")], list[str]()
    for _ in range(2):
        tracker = create_tracker(asks, "urgent", earlier=earlier, channel=channel, slots={"case": spanish})
        said += run_action(ActionUrgent(), tracker, world).texts
        earlier += [user(asks), bot(said[-1], topic="urgent")]
        assert channel == "web" or septets(folded(said[-1])) <= 306
    first, again = said
    assert "illinoislegalaid.org" in first and first != again
    assert any(words in first for words in ("hen they open", "s soon as they open", "uando abran", "uanto abran")) == (
        now.hour > 17
    )


def test_until_when_and_who_helps_before_it(world: World) -> None:
    world.now = lambda: datetime(2026, 11, 30, 21, tzinfo=CHICAGO)
    earlier = [user("the sale is tomorrow at 8 in the morning"), bot(topic="urgent")]
    late = run_action(ActionUrgent(), create_tracker("up to which minute", "urgent", earlier=earlier), world).texts[0]
    assert "sale begins" in late and "redemption date" in late
    free = run_action(ActionUrgent(), create_tracker("who helps for free", "urgent", earlier=earlier), world).texts[0]
    assert "after the sale may begin" in free and "833-411-1121" in free
