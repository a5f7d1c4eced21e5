"""What makes a request urgent, and what only sounds like it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shortfall.base.hours import next_opening
from shortfall.reading.urgent import WITHIN_DAYS, find_deadline, find_events, taken_back

CHICAGO = ZoneInfo("America/Chicago")
MONDAY = datetime(2026, 11, 23, 10, 7, tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sale is friday", "sale on Fri Nov 27"),
        ("my house is being auctioned on friday what do i do", "sale on Fri Nov 27"),
        ("sheriff coming tomorrow", "lockout on Tue Nov 24"),
        ("they are locking me out friday", "lockout on Fri Nov 27"),
        ("I have a court hearing tomorrow about this!", "hearing on Tue Nov 24"),
        ("court date november 30", "hearing on Mon Nov 30"),
        ("Court is on Nov. 30th at 9:30 a.m. downtown", "hearing on Mon Nov 30 at 9:30 AM"),
        ("judge hears my case in two days", "hearing on Wed Nov 25"),
        ("sheriff at my door", "lockout on Mon Nov 23"),
        ("24 hours until they sell my house", "sale between Mon Nov 23 and Tue Nov 24"),
        ("we have to be out by saturday", "lockout on Sat Nov 28"),
        ("they want me out in 7 days", "lockout on Mon Nov 30"),
        ("foreclosure sale this week", "sale between Mon Nov 23 and Fri Nov 27"),
        ("hearing next friday", "hearing between Fri Nov 27 and Fri Dec 4"),  # two readings: the nearer one counts
        ("my answer is due tomorrow", "answer due on Tue Nov 24"),
        ("We lost hope. The sale is friday. Call me tomorrow.", "sale on Fri Nov 27"),
        ("call me tomorrow, the sale is friday", "sale on Fri Nov 27"),
        # A date counts before the weekday beside it.
        ("the sale is on monday, november 30 at 10am", "sale on Mon Nov 30 at 10:00 AM"),
        ("court on monday nov 30", "hearing on Mon Nov 30"),
        ("my court date is monday, the 30th", "hearing on Mon Nov 30"),
        ("la venta es el lunes 30 de noviembre", "sale on Mon Nov 30"),
    ],
)
def test_a_day_within_a_week_is_urgent(text: str, words: str) -> None:
    found = find_deadline(text, MONDAY)
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sale date dec 15",
        "the sale is in january",
        "the sale would be in november 2027",
        "the sale is on friday, december 18",
        "a man left an envelope from court on saturday november 21",
        "the house was sold last friday",
        "my house was sold on tuesday",
        "they sold it in june and now i owe money",
        "sale was 2 weeks ago",
        "i had a court hearing last week",
        "short sale friday",
        "what is a sheriff sale",
        "call me friday about the sale",
        "i got served with court papers, call me tomorrow",
        "the court entered judgment and i want a call friday",
        "can i sell my house",
        "tomorrow morning",
        "the guy says he'll take us to court on friday if we don't pay",
        "they threatened to sue by thursday",
        "i missed court and now i have a job interview tomorrow",
        "they changed the locks last saturday and my tools are in there",
        "left the tools in there and they changed the locks friday",
        "that is after the auction, plus interest since july 30",
        "the bank bid 165,000 at its own auction on friday",
    ],
)
def test_what_is_over_far_away_or_about_the_call_is_not(text: str) -> None:
    assert find_deadline(text, MONDAY) is None


def test_the_eighth_day_is_too_far() -> None:
    assert find_deadline("the sale is november 30", MONDAY) is not None
    assert find_deadline("the sale is december 1", MONDAY) is None


def test_days_are_counted_in_chicago() -> None:
    late = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # still Monday evening there
    found = find_deadline("the sale is tomorrow", late)
    assert found is not None
    assert found.first == date(2026, 11, 24)


WORDS = """
    sale auction sheriff court hearing lockout answer due my the is was will be on by before in next this friday tomorrow
    dec 1 30 the 3rd hours days week 2 a couple call me today tonight sold ? . , 13/45 feb 29 99 0
""".split()


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)),
    st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),
)
def test_any_text_can_be_read_and_what_is_found_is_near(text: str, now: datetime) -> None:
    found = find_deadline(text, now)
    if found is not None:
        today = now.astimezone(CHICAGO).date()
        assert found.first <= found.last
        assert found.last >= today and (found.first - today).days <= WITHIN_DAYS
        assert found.words


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        (datetime(2026, 11, 23, 10, 0, tzinfo=CHICAGO), None),
        (datetime(2026, 11, 23, 8, 59, tzinfo=CHICAGO), datetime(2026, 11, 23, 9, 0, tzinfo=CHICAGO)),
        (datetime(2026, 11, 25, 17, 0, tzinfo=CHICAGO), datetime(2026, 11, 27, 9, 0, tzinfo=CHICAGO)),  # Thanksgiving
        (datetime(2026, 10, 31, 12, 0, tzinfo=CHICAGO), datetime(2026, 11, 2, 9, 0, tzinfo=CHICAGO)),  # clocks go back
    ],
)
def test_when_the_office_opens_next(now: datetime, opening: datetime | None) -> None:
    assert next_opening(now) == opening


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("the house goes on the block monday", "2026-11-30"),
        ("it's on the auction block friday", "2026-11-27"),
        ("they auction us off the 9th", "2026-12-09"),
        ("they are putting our place up for bids thursday", "2026-11-26"),
        ("my home hits the block on wednesday at 10", "2026-11-25"),
        ("the condo is going under the hammer thursday", "2026-11-26"),
        ("it will be on the courthouse steps friday", "2026-11-27"),
        ("it goes to the highest bidder monday", "2026-11-30"),
        ("la casa se va al mejor postor el lunes", "2026-11-30"),
    ],
)
def test_an_auction_is_heard_by_where_the_home_goes(text: str, day: str) -> None:
    now = datetime(2026, 11, 24, 16, tzinfo=UTC)
    assert [(found.kind, found.first.isoformat()) for found in find_events(text, now)] == [("sale", day)]


@pytest.mark.parametrize(
    "text",
    [
        "there is a block party saturday",
        "I am still living on our block by monday",
        "we got three bids from roofers friday",
        "it was on the auction block last friday",
        "would it go on the block monday?",
        "my cousin is up the block from here tuesday",
        "only the bank showed up to bid friday",
    ],
)
def test_a_block_or_a_bid_is_not_always_an_auction(text: str) -> None:
    assert find_events(text, datetime(2026, 11, 24, 16, tzinfo=UTC)) == []


@pytest.mark.parametrize(
    "text",
    [
        "tuesday a sheriff handed our oldest daughter the papers",
        "on monday the deputy left a thick foreclosure notice",
        "friday the sheriff gave my neighbor those court papers",
    ],
)
def test_papers_that_were_brought_are_no_lockout_to_come_whoever_took_them(text: str) -> None:
    assert find_events(text, datetime(2026, 11, 24, 16, tzinfo=UTC)) == []


def test_a_day_that_papers_set_is_still_to_come() -> None:
    (found,) = find_events(
        "the sheriff gave us until friday to leave the house", datetime(2026, 11, 24, 16, tzinfo=UTC)
    )
    assert (found.kind, found.first.isoformat()) == ("lockout", "2026-11-27")


@pytest.mark.parametrize(
    "text",
    [
        "how do you stop a sale thats tomorrow morning",
        "what can I do, the auction happens tomorrow at 10",
        "my sale, tomorrow, can it be stopped",
        "como paro la subasta de mañana",
    ],
)
def test_nobody_asks_how_to_stop_a_sale_of_tomorrow_that_is_not_set(text: str) -> None:
    said_at = datetime(2026, 11, 29, 18, tzinfo=UTC)
    assert [(each.kind, each.first) for each in find_events(text, said_at)] == [("sale", date(2026, 11, 30))]
    assert not taken_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "it says to file an appearance within 21 days after service",
        "the paper says I respond within 30 days of being served",
        "dice que tengo que contestar dentro de 30 días de la notificación",
        "that is my day to answer, and I never said January 5",
    ],
)
def test_days_that_run_from_the_service_or_were_never_said_set_no_day(text: str) -> None:
    assert find_events(text, MONDAY) == []
