"""What the staff do with a request, and two of them at the same moment."""

from __future__ import annotations

import threading
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from shortfall.base.database import make_engine, sessions
from shortfall.callbacks import store
from shortfall.callbacks.store import Callback, CallbackEvent
from shortfall.staff.handling import Conflict, handle
from tests.unit.callbacks.test_store import NOW, kinds, request, session, url, window  # noqa: F401  (two are fixtures)

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def reference(session: Session) -> str:  # noqa: F811
    return store.book(session, request(), NOW, Random(1)).reference


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
    assert store.change_window(session, reference, "here", window("friday at 2"), NOW)
    with pytest.raises(Conflict, match="changed since"):
        handle(session, reference, "done", "ana", seen, "", LATER)
    assert stored(session, reference).closed_at is None


def test_a_cancelled_request_stays_closed(session: Session, reference: str) -> None:  # noqa: F811
    store.cancel(session, reference, "here", NOW)
    for action in ("claim", "reopen", "done", "called"):
        with pytest.raises(Conflict, match="cancelled"):
            do(session, reference, action)


def test_reopening_beside_a_newer_request_of_the_same_person_is_refused(session: Session, reference: str) -> None:  # noqa: F811
    do(session, reference, "done")
    store.book(session, request(conversation_id="there"), NOW, Random(2))
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
