"""The list, its order and its counts, searching, one request, and the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from shortfall.callbacks import changes, finding
from shortfall.callbacks.consent import TEXT_VERSION, text_wording, wording
from shortfall.callbacks.outbox import Delivery
from shortfall.callbacks.request import Consent
from shortfall.callbacks.tables import Callback
from shortfall.callbacks.window import parse_window
from shortfall.privacy.person import blank
from tests.unit.web.staff.office import Office, references, words


def test_urgent_first_then_the_oldest_window(desk: Office) -> None:
    later = desk.book("friday morning")
    soon = desk.book("today 2 to 4pm")
    urgent = desk.book("wednesday morning", urgent=True)
    desk.clock.move(hours=-72)
    old = desk.book("friday 2 to 4pm")
    desk.clock.move(hours=72)
    page = desk.clerk().get("/staff/").text
    assert references(page) == [urgent, old, soon, later]
    assert "Open 4 " in words(page) and "Overdue 1 " in words(page)
    assert "today 2–4 pm in 5 h" in words(page)


def test_each_filter_shows_its_own(desk: Office) -> None:
    desk.hire("ben")
    waiting, mine, bens, done = (desk.book() for _ in range(4))
    clerk = desk.clerk()
    clerk.act(mine, "claim")
    clerk.act(done, "done")
    desk.clerk("ben").act(bens, "claim")
    shown = {
        show: references(clerk.get(f"/staff/?show={show}").text) for show in ("waiting", "claimed", "mine", "done")
    }
    assert shown == {"waiting": [waiting], "claimed": [mine, bens], "mine": [mine], "done": [done]}


def test_long_lists_come_in_pages(desk: Office) -> None:
    booked = {desk.book() for _ in range(53)}
    clerk = desk.clerk()
    pages = [references(clerk.get(f"/staff/?page={n}").text) for n in ("1", "2", "99", "x")]
    assert [len(page) for page in pages] == [50, 3, 3, 50]
    assert set(pages[0]) | set(pages[1]) == booked


def test_searching_by_name_number_and_reference(desk: Office) -> None:
    maria = desk.book(name="Maria Lopez", phone="+13125550143")
    john = desk.book(name="John Lopez-Smith", phone="+17735550199")
    clerk = desk.clerk()
    clerk.act(john, "done")

    def found(text: str) -> list[str]:
        return references(clerk.submit("/staff/search", words=text).text)

    assert found("lopez") == [maria, john]
    assert found("LOPEZ john") == [john]
    assert found("(773) 555-0199") == [john]
    assert found("0143") == [maria]
    assert found(john.lower().replace("-", " ")) == [john]
    assert found("nobody") == found("") == found("%") == []


def test_the_list_is_sent_again_only_when_something_changed(desk: Office) -> None:
    reference = desk.book()
    clerk = desk.clerk()
    tag = clerk.get("/staff/list").headers["ETag"]

    def changed() -> bool:
        return clerk.get("/staff/list", headers={"If-None-Match": tag}).status_code == 200

    assert not changed()
    clerk.act(reference, "claim")
    assert changed()


def test_one_request_with_all_there_is(desk: Office) -> None:
    desk.spoken("chat-1", ("user", "can they take my paycheck?"), ("assistant", "Only after a judgment."))
    reference = desk.book(
        "today 3pm", "America/Phoenix", name="Maria Lopez", urgent=True, note="sale on friday", figures="Owes $312,000."
    )
    clerk = desk.clerk()
    shown = words(clerk.get(f"/staff/requests/{reference}").text)
    for part in (
        *("Maria Lopez", "(312) 555-0001", "Urgent.", "sale on friday", "Owes $312,000.", "caller: Phoenix"),
        *("Can they take money from my pay?", "can they take my paycheck?", "Only after a judgment."),
        *("asked for a callback", "May The Law Center call you at (312) 555-0001"),
    ):
        assert part in shown
    assert 'href="tel:+13125550001"' in clerk.get(f"/staff/requests/{reference}").text


def test_the_second_to_claim_is_told_who_has_it_and_keeps_the_note(desk: Office) -> None:
    desk.hire("ben")
    reference = desk.book()
    ana, ben = desk.clerk(), desk.clerk("ben")
    assert ben.act(reference, "claim", version="1").status_code == 303
    refused = ana.act(reference, "claim", note="I will call at three", version="1")
    assert refused.status_code == 409
    assert "ben has this request now." in words(refused.text)
    assert "I will call at three</textarea>" in refused.text
    assert desk.stored(reference).claimed_by == "ben"


def test_a_note_that_is_too_long_comes_back_whole(desk: Office) -> None:
    reference = desk.book()
    refused = desk.clerk().act(reference, "done", note="x" * 501)
    assert (refused.status_code, "x" * 501 in refused.text) == (422, True)
    assert desk.stored(reference).status == "waiting"


def test_the_file_has_what_the_list_has(desk: Office) -> None:
    desk.book("today 3pm", name="María Lopez", note='said "please", twice\nand again')
    body = desk.clerk().submit("/staff/export", show="open").content
    (row,) = csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert (row["name"], row["phone"]) == ("María Lopez", "(312) 555-0001")
    assert row["note"] == 'said "please", twice\nand again'
    assert row["window from"] == "2026-11-23 15:00"


def test_the_file_says_why_it_is_urgent_when_else_to_call_and_the_callers_time(desk: Office) -> None:
    window = parse_window("tomorrow 2 to 4pm", desk.clock(), "America/Phoenix")
    assert window is not None
    wished = window.model_copy(update={"wish": "weekday mornings"})
    desk.book(window=wished, urgent=True, urgent_reason="sale on Fri Nov 27")
    body = desk.clerk().submit("/staff/export", show="open").content
    (row,) = csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert (row["urgent"], row["why urgent"]) == ("yes", "sale on Fri Nov 27")
    assert row["asked for these times"] == "weekday mornings"
    assert (row["window from"], row["window to"]) == ("2026-11-24 15:00", "2026-11-24 17:00")
    assert (row["caller's window from"], row["caller's window to"]) == ("2026-11-24 14:00", "2026-11-24 16:00")


def test_the_database_away_is_told_in_words_and_loses_nothing(desk: Office) -> None:
    clerk = desk.clerk()
    with desk.db() as session, session.begin():
        session.connection().exec_driver_sql("ALTER TABLE staff_sessions RENAME TO away")
    page = clerk.get("/staff/")
    assert (page.status_code, "does not answer" in page.text) == (503, True)
    with desk.db() as session, session.begin():
        session.connection().exec_driver_sql("ALTER TABLE away RENAME TO staff_sessions")
    assert clerk.get("/staff/").status_code == 200


# ------------------------------------------------------------------------------------------------ what else is known


def test_a_request_says_why_it_is_urgent_and_when_else_to_call(desk: Office) -> None:
    window = parse_window("tomorrow 2 to 4pm", desk.clock())
    assert window is not None
    wished = window.model_copy(update={"wish": "weekday mornings"})
    reference = desk.book(window=wished, urgent=True, urgent_reason="sale on Fri Nov 27")
    clerk = desk.clerk()
    for path, why in (
        ("/staff/", "Urgent: sale on Fri Nov 27"),
        (f"/staff/requests/{reference}", "Sale on Fri Nov 27."),
    ):
        page = words(clerk.get(path).text)
        assert why in page and "asked for: weekday mornings" in page


def test_a_request_says_where_it_was_sent_and_what_failed(desk: Office) -> None:
    reference = desk.book()
    delivery = {
        "callback_id": desk.stored(reference).id,
        "event": "callback.requested",
        "next_attempt_at": desk.clock(),
    }
    delivery |= {"created_at": desk.clock(), "payload": None}
    with desk.db() as session, session.begin():
        for target, state, attempts, error in (
            ("email", "delivered", 1, None),
            ("clio", "dead", 9, "http_401"),
            ("slack", "waiting", 2, "timeout"),
        ):
            more = {"target": target, "state": state, "attempts": attempts, "last_error": error, "key": target}
            session.add(Delivery(**(delivery | more)))
        # Whatever failed is not hidden behind what went well later.
        session.add(Delivery(**(delivery | {"target": "clio", "state": "delivered", "attempts": 1, "key": "later"})))
    page = words(desk.clerk().get(f"/staff/requests/{reference}").text)
    assert "E-mail delivered" in page
    assert "Clio Grow failed after 9×: http_401." in page and f"shortfall outbox retry {reference}" in page
    assert "Slack on its way (2× tried, trying now)" in page


def test_a_request_says_whether_texts_may_be_sent(desk: Office) -> None:
    phone = "+13125550143"
    yes = Consent(wording=text_wording(phone), version=TEXT_VERSION, at=desk.clock(), message_id="m2")
    agreed, other = desk.book(phone=phone, text_consent=yes, conversation_id="here"), desk.book()
    clerk = desk.clerk()
    assert "texts: may be sent" in words(clerk.get(f"/staff/requests/{agreed}").text)
    assert "texts: no consent: send none" in words(clerk.get(f"/staff/requests/{other}").text)
    with desk.db() as session:
        changes.stop_texts(session, agreed, "here", desk.clock())
    page = words(clerk.get(f"/staff/requests/{agreed}").text)
    assert "texts: taken back: send none" in page and "Person wants no texts about it" in page


def _new_number(desk: Office, reference: str) -> None:
    assert desk.book(phone="+17735550188", conversation_id="here", replaces=reference) == reference


def _erased(desk: Office, reference: str) -> None:
    with desk.db() as session, session.begin():
        blank(session.get_one(Callback, desk.stored(reference).id))


CHANGES: dict[str, Callable[[Office, str], object]] = {
    "gave another number": _new_number,
    "gave another name": lambda desk, ref: _stored(desk, changes.change_name, ref, "here", "Maria Diaz"),
    "showed the reference and the number in another conversation": lambda desk, ref: _stored(
        desk, finding.prove, ref, "+13125550143", "there", "web"
    ),
    "wants no texts about it": lambda desk, ref: _stored(desk, changes.stop_texts, ref, "here"),
    "cancelled": lambda desk, ref: _stored(desk, changes.cancel, ref, "here"),
}


def _stored(desk: Office, change: Callable[..., object], *given: str) -> None:
    with desk.db() as session:
        assert change(session, *given, now=desk.clock())


@pytest.mark.parametrize("said", CHANGES)
def test_what_a_person_changes_is_said_in_plain_words_and_the_live_list_notices(desk: Office, said: str) -> None:
    reference = desk.book(phone="+13125550143", conversation_id="here")
    clerk = desk.clerk()
    tag = clerk.get("/staff/list").headers["etag"]
    assert clerk.get("/staff/list", headers={"If-None-Match": tag}).status_code == 304
    CHANGES[said](desk, reference)
    assert clerk.get("/staff/list", headers={"If-None-Match": tag}).status_code == 200
    assert f"Person {said}" in words(clerk.get(f"/staff/requests/{reference}").text)


def test_who_is_erased_leaves_the_live_list_and_no_way_to_call(desk: Office) -> None:
    reference = desk.book()
    clerk = desk.clerk()
    tag = clerk.get("/staff/list").headers["etag"]
    _erased(desk, reference)
    assert clerk.get("/staff/list", headers={"If-None-Match": tag}).status_code == 200
    for path in ("/staff/", f"/staff/requests/{reference}"):
        page = clerk.get(path).text
        assert "Erased" in words(page) and "tel:" not in page


def test_requests_for_one_number_stand_side_by_side_and_are_joined_by_one_press(desk: Office) -> None:
    phone = "+13125550143"
    first = desk.book(phone=phone, note="They took my pay.")
    second = desk.book(phone=phone, name="Rosa Diaz")
    apart = desk.book(phone="+17735550188")
    clerk = desk.clerk()
    listed = clerk.get("/staff/").text
    assert f"Same number as {second}" in words(listed) and f"Same number as {first}" in words(listed)
    assert words(listed).count("Same number as") == 2
    assert "Same number" not in words(clerk.get(f"/staff/requests/{apart}").text)
    page = words(clerk.get(f"/staff/requests/{second}").text)
    assert "Same number" in page and "They took my pay." in page and f"Join with {first}" in page
    version = str(desk.stored(second).version)
    answer = clerk.submit(f"/staff/requests/{second}", action="join", other=first, version=version)
    assert answer.headers["location"] == f"/staff/requests/{second}?did=joined"
    page = words(clerk.get(f"/staff/requests/{second}").text)
    assert "Joined to this" in page and "They took my pay." in page and "Join with" not in page
    assert f"joined to {second}" in words(clerk.get(f"/staff/requests/{first}").text)
    assert desk.log()[-3].action == "joined"


def test_joining_what_does_not_belong_together_changes_nothing(desk: Office) -> None:
    first, second = desk.book(phone="+13125550143"), desk.book(phone="+17735550188")
    clerk = desk.clerk()
    for other, status in ((second, 404), ("nonsense", 422), ("", 422)):
        form = {"action": "join", "other": other, "version": str(desk.stored(first).version)}
        assert clerk.submit(f"/staff/requests/{first}", **form).status_code == status
    assert desk.stored(first).closed_at is None and desk.stored(second).closed_at is None


def test_an_extension_is_shown_and_dialled(desk: Office) -> None:
    phone = "+13125550143"
    yes = Consent(wording=wording(f"{phone};ext=204"), at=desk.clock(), message_id="m2")
    reference = desk.book(phone=phone, extension="204", consent=yes)
    clerk = desk.clerk()
    for path in ("/staff/", f"/staff/requests/{reference}"):
        page = clerk.get(path).text
        assert "(312) 555-0143 ext. 204" in words(page) and f"tel:{phone};ext=204" in page


def test_a_life_in_danger_stands_before_the_urgent_and_is_said_on_the_request(desk: Office) -> None:
    plain = desk.book("today 2 to 4pm")
    urgent = desk.book("wednesday morning", urgent=True)
    sad = desk.book("friday morning", mark="distress")
    grave = desk.book("friday afternoon", mark="crisis", note="i want to die")
    threat = desk.book("friday 2 to 4pm", mark="danger", note="i will shoot them")
    clerk = desk.clerk()
    page = clerk.get("/staff/").text
    assert references(page) == [grave, threat, urgent, sad, plain]
    assert "Spoke of suicide or self-harm" in words(page) and "Spoke of harming someone" in words(page)
    shown = words(clerk.get(f"/staff/requests/{threat}").text)
    assert shown.index("Spoke of harming someone.") < shown.index("i will shoot them")


def test_who_prefers_spanish_is_seen_in_the_list_on_the_request_and_in_the_file(desk: Office) -> None:
    spanish = desk.book("friday morning", language="es")
    english = desk.book("friday afternoon")
    clerk = desk.clerk()
    assert words(clerk.get("/staff/").text).count("prefers Spanish") == 1
    assert "Language prefers Spanish" in words(clerk.get(f"/staff/requests/{spanish}").text)
    assert "prefers Spanish" not in words(clerk.get(f"/staff/requests/{english}").text)
