"""What the staff do with a request, and two of them at the same moment."""

from __future__ import annotations

import threading
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from shortfall.base.database import make_engine, sessions
from shortfall.base.settings import Settings
from shortfall.callbacks import booking, changes, finding
from shortfall.callbacks.outbox import Delivery
from shortfall.callbacks.tables import Callback, CallbackEvent
from shortfall.callbacks.targets.base import Handoff
from shortfall.staff.handling import Conflict, handle, join
from tests.unit.callbacks.test_store import NOW, consent, kinds, request, session, url, window  # noqa: F401  (two are fixtures)

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def reference(session: Session) -> str:  # noqa: F811
    return booking.book(session, request(), NOW, Random(1)).reference


def stored(session: Session, reference: str) -> Callback:  # noqa: F811
    with session.begin():
        query = select(Callback).where(Callback.reference == reference).execution_options(populate_existing=True)
        return session.scalars(query).one()


def do(session: Session, reference: str, action: str, login: str = "ana", note: str = "") -> None:  # noqa: F811
    assert handle(session, reference, action, login, stored(session, reference).version, note, LATER)


def test_from_claim_to_done_and_back(session: Session, reference: str) -> None:  # noqa: F811
    do(session, reference, "claim")
    assert (stored(session, reference).status, stored(session, reference).claimed_by) == ("claimed", "ana")
    do(session, reference, "no_answer", note=" rang out ")
    found = stored(session, reference)
    assert (found.status, found.claimed_by, found.no_answers) == ("waiting", None, 1)
    do(session, reference, "called")
    assert stored(session, reference).claimed_by == "ana"
    do(session, reference, "done")
    found = stored(session, reference)
    assert (found.status, found.closed_at, found.claimed_by) == ("done", LATER, "ana")
    do(session, reference, "reopen", "ben")
    found = stored(session, reference)
    assert (found.status, found.closed_at, found.claimed_by) == ("waiting", None, None)
    assert kinds(session) == ["booked", "claim", "no_answer", "called", "done", "reopen"]
    with session.begin():
        event = session.scalars(select(CallbackEvent).filter_by(kind="no_answer")).one()
    assert (event.staff, event.note) == ("ana", "rang out")


def test_what_a_colleague_has_is_left_alone_until_taken_over(session: Session, reference: str) -> None:  # noqa: F811
    do(session, reference, "claim", "ben")
    for action in ("claim", "called", "no_answer", "done", "release"):
        with pytest.raises(Conflict, match="ben has this request"):
            do(session, reference, action, "ana")
    do(session, reference, "take_over", "ana")
    assert stored(session, reference).claimed_by == "ana"


def test_a_decision_about_an_older_version_changes_nothing(session: Session, reference: str) -> None:  # noqa: F811
    seen = stored(session, reference).version
    assert changes.change_window(session, reference, "here", window("friday at 2"), NOW)
    with pytest.raises(Conflict, match="changed since"):
        handle(session, reference, "done", "ana", seen, "", LATER)
    assert stored(session, reference).closed_at is None


def test_a_cancelled_request_stays_closed(session: Session, reference: str) -> None:  # noqa: F811
    changes.cancel(session, reference, "here", NOW)
    for action in ("claim", "reopen", "done", "called"):
        with pytest.raises(Conflict, match="cancelled"):
            do(session, reference, action)


def test_reopening_beside_a_newer_request_of_the_same_chat_is_refused(session: Session, reference: str) -> None:  # noqa: F811
    do(session, reference, "done")
    booking.book(session, request(), NOW + timedelta(minutes=1), Random(2))
    with pytest.raises(Conflict, match="another callback"):
        do(session, reference, "reopen")
    assert stored(session, reference).status == "done"


def test_two_claims_at_the_same_moment_and_one_is_told_who_has_it(session: Session, reference: str, url: str) -> None:  # noqa: F811
    version, barrier, told = stored(session, reference).version, threading.Barrier(8), []

    def claim(login: str) -> None:
        engine = make_engine(url)
        with sessions(engine)() as own:
            barrier.wait(60)
            try:
                handle(own, reference, "claim", login, version, "", LATER)
            except Conflict as conflict:
                told.append(str(conflict))
        engine.dispose()

    threads = [threading.Thread(target=claim, args=(f"clerk{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    winner = stored(session, reference).claimed_by
    assert told == [f"{winner} has this request now."] * 7
    assert kinds(session) == ["booked", "claim"]


# --- Two requests for one number


@pytest.fixture
def second(session: Session, reference: str) -> str:  # noqa: F811
    """A request for the same number from another chat."""
    other = request(conversation_id="there", name="Rosa", note="My sale is near.", window=window("friday at 2"))
    return booking.book(session, other, NOW, Random(2)).reference


def together(session: Session, reference: str, other: str, login: str = "ana") -> str | None:  # noqa: F811
    return join(session, reference, other, login, stored(session, reference).version, LATER)


@pytest.mark.parametrize("from_the_older", [True, False])
def test_joining_closes_the_older_and_gives_nothing_of_it_away(
    session: Session,  # noqa: F811
    reference: str,
    second: str,
    from_the_older: bool,
) -> None:
    pair = (reference, second) if from_the_older else (second, reference)
    assert together(session, *pair) == second
    older, newer = stored(session, reference), stored(session, second)
    assert (older.status, older.closed_at, older.joined_to) == ("joined", LATER, newer.id)
    assert older.figures == request().figures
    assert (newer.closed_at, newer.name, newer.note, newer.figures) == (
        None,
        "Rosa",
        "My sale is near.",
        request().figures,
    )
    assert older.name == "Maria Lopez"
    # Neither chat sees that there is another request.
    for chat, own, others in (("here", reference, (second, "Rosa", "Friday")), ("there", second, (reference, "Maria"))):
        found = finding.find(session, own, chat)
        assert found is not None
        assert not any(word in finding.status_words(found, NOW) for word in others)
    assert finding.find(session, second, "here") is None


def test_the_firms_systems_hear_of_a_join(
    session: Session,  # noqa: F811
    reference: str,
    second: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Settings, "targets", ["email"])
    together(session, second, reference)
    with session.begin():
        told = [
            Handoff.model_validate_json(row.payload or "")
            for row in session.scalars(select(Delivery).order_by(Delivery.id))
        ]
    closed, changed = told
    assert (closed.event, closed.reference) == ("callback.cancelled", reference)
    assert closed.headline == f"Callback joined to {second}: one call for both ({reference})"
    assert (changed.event, changed.reference) == ("callback.changed", second)
    assert f"Joined: {reference}: Maria Lopez" in changed.summary()


def test_a_joined_request_that_is_cancelled_is_shown_at_the_call_that_stands(
    session: Session,  # noqa: F811
    reference: str,
    second: str,
) -> None:
    together(session, second, reference)
    assert changes.cancel(session, reference, "here", LATER) is not None
    assert stored(session, reference).status == "cancelled"
    assert stored(session, second).closed_at is None  # whoever made one cannot end the other
    with session.begin():
        event = session.scalars(select(CallbackEvent).filter_by(kind="joined_cancelled")).one()
    assert event.detail["reference"] == reference


def test_what_cannot_be_joined(session: Session, reference: str, second: str) -> None:  # noqa: F811
    phone = "+17735550199"
    apart = booking.book(
        session, request(phone=phone, consent=consent(phone), conversation_id="x"), NOW, Random(3)
    ).reference
    assert together(session, reference, apart) is None
    assert together(session, reference, reference) is None
    with pytest.raises(Conflict, match="changed since"):
        join(session, reference, second, "ana", stored(session, reference).version + 1, LATER)
    do(session, second, "claim", "ben")
    with pytest.raises(Conflict, match="ben has this request"):
        together(session, reference, second)
    assert stored(session, reference).closed_at is None
