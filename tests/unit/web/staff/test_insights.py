"""The weekly page: what it counts, for whom, and that it is read as tables."""

from __future__ import annotations

import re

from shortfall.conversation.engine_client import EngineMessage
from shortfall.conversation.transcript import Transcript
from shortfall.insight.weekly import Share, helped
from tests.unit.web.staff.office import Office, words


def said(desk: Office, chat: str, *replies: EngineMessage) -> None:
    """A chat in which each reply answers a message."""
    transcript = Transcript(desk.engine)
    transcript.open(chat, f"{chat}0", "Hi.", desk.clock())
    for number, reply in enumerate(replies):
        turn = transcript.accept(chat, f"{chat}m{number}", "hello", None, desk.clock())
        transcript.answer(chat, turn.seq, [(f"{chat}a{number}", reply)], desk.clock())


def part(page: str, name: str) -> str:
    return words(page.split(f'id="{name}"')[1].split("</section>")[0])


def test_a_week_is_counted(desk: Office) -> None:
    texas = EngineMessage(text="Texas: no.", topic="wage_garnishment", question="how_much", law="TX")
    here = EngineMessage(text="Usually not.", topic="exemptions", question="car", law="IL")
    lost = EngineMessage(text="I did not follow.", topic="fallback")
    asked = EngineMessage(text="What number?", topic="callback", asking="callback_phone")
    named = EngineMessage(text="What name?", topic="callback", asking="callback_name")
    said(desk, "a", texas, named, asked)
    said(desk, "b", here, named, here)
    said(desk, "c", lost, named)
    desk.book(language="es")
    done = desk.book(channel="sms", conversation_id="x")
    clerk = desk.clerk()
    clerk.submit(f"/staff/requests/{done}", action="done", outcome="retained", version="1")
    # Somebody may still be typing.
    assert "Callback: phone 0 of 1" in part(clerk.get("/staff/insights").text, "where-people-left")
    desk.clock.move(minutes=31)
    page = clerk.get("/staff/insights").text
    left = part(page, "where-people-left")
    assert "Callback: name 1 of 3" in left and "Callback: phone 1 of 1" in left
    assert "Week of 2026-11-23 1 of 8 12%" in part(page, "stuck")
    assert "Illinois, or not said 1 of 2 50%" in part(page, "states") and "Texas 1 of 2" in part(page, "states")
    assert "Spanish 1 of 2" in part(page, "languages")
    assert "text message 1 1 1 0" in part(page, "funnel") and "web chat 1 0 0 0" in part(page, "funnel")
    assert "3 chats, 8 messages, 2 requests for a call, 1 of them done" in words(page)
    for svg in re.findall(r"<svg class=\"plot\".*?>", page):
        assert 'aria-hidden="true"' in svg  # the figure stands beside it


def test_what_is_older_than_the_page_is_not_counted(desk: Office) -> None:
    said(desk, "a", EngineMessage(text="I did not follow.", topic="fallback"))
    desk.clock.move(hours=24 * 57)
    assert "0 chats, 0 messages" in words(desk.clerk().get("/staff/insights").text)


def test_the_least_helpful_comes_first() -> None:
    told = [("a/b", True)] * 3 + [("a/b", False)] + [("c/d", False)] * 2 + [("e/f", True)]
    assert helped(told) == [Share("c/d", 0, 2), Share("a/b", 3, 4), Share("e/f", 1, 1)]


def test_a_page_of_many_chats_is_no_larger_than_one_of_few(desk: Office) -> None:
    few = len(desk.clerk().get("/staff/insights").content)
    for number in range(60):
        said(desk, f"c{number}", EngineMessage(text="?", topic="callback", asking=f"step_{number}"))
    desk.clock.move(hours=1)
    assert len(desk.clerk().get("/staff/insights").content) < few + 12_000
