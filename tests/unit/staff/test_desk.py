"""The order of the list, the list for conflicts and the weekly counts, on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy.orm import Session

from shortfall.base.hours import office_zone
from shortfall.callbacks import booking
from shortfall.insight.weekly import Funnel, weekly
from shortfall.staff import conflicts, inbox
from shortfall.staff.handling import Asked, handle
from tests.unit.callbacks.receivers import NOW, asked
from tests.unit.callbacks.test_store import session, url  # noqa: F401  (fixtures)


def book(session: Session, number: int, **more: Any) -> str:  # noqa: F811
    request = asked(f"+1312555{number:04}", conversation_id=f"c{number}", **more)
    return booking.book(session, request, NOW, Random(number)).reference


def test_the_order_of_the_list(session: Session) -> None:  # noqa: F811
    today = NOW.astimezone(office_zone()).date()
    plain = book(session, 1)
    distress = book(session, 2, mark="distress")
    far = book(session, 3, deadline=today + timedelta(days=300))
    later = book(session, 4, deadline=today + timedelta(days=20))
    sooner = book(session, 5, deadline=today)
    over = book(session, 6, deadline=date(2020, 1, 1))
    page = inbox.page(session, "open", "ana", NOW, 1)
    assert [c.reference for c in page.callbacks] == [sooner, later, distress, plain, far, over]
    handle(session, plain, "no_answer", "ana", 1, "", NOW, asked=Asked(again="hour"))
    page = inbox.page(session, "open", "ana", NOW, 1)
    assert [c.reference for c in page.callbacks][3] == plain  # in an hour comes before tomorrow
    assert [c.reference for c in inbox.page(session, "overdue", "ana", NOW + timedelta(hours=3), 1).callbacks] == [
        plain
    ]


@pytest.mark.parametrize("again", ["afternoon", ""])
def test_who_is_tried_again_later_makes_room_until_then(session: Session, again: str) -> None:  # noqa: F811
    """Whether a time was chosen or the window is still to come."""
    today = NOW.astimezone(office_zone()).date()
    plain = book(session, 1)
    life = book(session, 2, mark="crisis")
    urgent = book(session, 3, urgent=True, deadline=today)
    distress = book(session, 4, mark="distress")
    for reference in (life, urgent, distress):
        handle(session, reference, "no_answer", "ana", 1, "", NOW, asked=Asked(again=again))

    def order(now: datetime) -> list[str]:
        return [c.reference for c in inbox.page(session, "open", "ana", now, 1).callbacks]

    # A life in danger is never out of sight.
    assert order(NOW) == [life, plain, urgent, distress]
    assert order(NOW + timedelta(days=1, hours=12)) == [life, urgent, distress, plain]


def test_one_list_for_conflicts_at_a_time(session: Session) -> None:  # noqa: F811
    first = conflicts.upload(session, ["A Bank"], "ana", NOW, None)
    assert conflicts.use(session, first, "ana", NOW, None) and not conflicts.use(session, first, "ana", NOW, None)
    second = conflicts.upload(session, ["B Bank"], "ana", NOW, None)
    with session.begin():
        held = conflicts.in_use(session)
        assert held and held.names == ["A Bank"]
    assert conflicts.use(session, second, "ben", NOW, None)
    with session.begin():
        held = conflicts.in_use(session)
        assert held and (held.names, held.login) == (["B Bank"], "ana")


def test_requests_are_counted_by_how_they_ended(session: Session) -> None:  # noqa: F811
    for number, outcome in enumerate(("retained", "referred", "no", ""), 1):
        reference = book(session, number)
        handle(session, reference, "done", "ana", 1, "", NOW, asked=Asked(outcome=outcome))
    book(session, 9, channel="sms")
    with session.begin():
        found = weekly(session, NOW + timedelta(hours=1), office_zone())
    assert found.funnel == [Funnel("web chat", 4, 4, 1, 1, 1), Funnel("text message", 1, 0, 0, 0, 0)]
