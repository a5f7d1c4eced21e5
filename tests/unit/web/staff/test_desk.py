"""A clerk's morning: what stands in a row, in what order, trying again, giving away, how it ended, and the list for conflicts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from shortfall.base.hours import open_hours
from shortfall.base.limits import BODY_LIMIT
from shortfall.callbacks.changes import change_window, stop_texts
from shortfall.callbacks.consent import TEXT_VERSION, text_wording
from shortfall.callbacks.request import Consent
from shortfall.callbacks.tables import ConsentRecord
from shortfall.callbacks.window import parse_window
from shortfall.reading.companies import hits
from shortfall.sms.confirmation import confirm
from shortfall.sms.outbound import MISSED, PER_NUMBER, enqueue
from shortfall.sms.store import SmsOutbound
from shortfall.staff import accounts, conflicts
from shortfall.staff.conflicts import LARGEST, Unreadable, read_csv
from shortfall.staff.times import TRIES, next_try
from tests.unit.web.serving import Clock
from tests.unit.web.staff.office import Clerk, Office, office, references, words

CSV = "name,since\nU.S. Bank N.A.,2020\nGreenleaf Servicing LLC,2021\nJosé Núñez,2022\n"


def row(desk: Office, reference: str) -> str:
    page = desk.clerk().get("/staff/").text
    return words(page.split(f'id="at-{reference}"')[1].split("</li>")[0])


def uploaded(clerk: Clerk, content: bytes, **more: str) -> tuple[int, str]:
    headers = {"Origin": clerk.url, "Sec-Fetch-Site": "same-origin"}
    form = {"csrf": clerk.csrf()} | more
    answer = clerk.http.post("/staff/conflicts", data=form, files={"file": ("list.csv", content)}, headers=headers)
    return answer.status_code, answer.text


def in_use(clerk: Clerk, content: str = CSV) -> None:
    status, page = uploaded(clerk, content.encode())
    assert status == 200
    uid = page.split('name="uid" value="')[1].split('"')[0]
    assert clerk.submit("/staff/conflicts/use", uid=uid).status_code == 303


def test_a_row_says_what_the_person_said_and_where_they_stand(desk: Office) -> None:
    reference = desk.book(
        note="They took my check.",
        figures="$312,000 owed, sold for $250,000",
        stage="judgment",
        deadline=date(2026, 12, 1),
        language="es",
        mark="distress",
    )
    said = row(desk, reference)
    for part in (
        "“They took my check.”",
        "$312,000 owed",
        "there is a judgment · by Tue Dec 1 · prefers Spanish",
        "In distress",
    ):
        assert part in said


def test_order_is_a_life_the_deadline_distress_and_the_window(desk: Office) -> None:
    plain = desk.book("today 2 to 4pm")
    distressed = desk.book("friday morning", mark="distress")
    later = desk.book("today 2 to 4pm", deadline=date(2026, 12, 15))
    sooner = desk.book("friday morning", deadline=date(2026, 12, 1))
    far = desk.book("today 4 to 5pm", deadline=date(2027, 9, 1))
    past = desk.book("tomorrow 2 to 4pm", deadline=date(2026, 11, 1))
    life = desk.book("friday morning", mark="violence")
    assert references(desk.clerk().get("/staff/").text) == [life, sooner, later, distressed, plain, far, past]


def test_no_answer_is_tried_again_at_the_time_chosen(desk: Office) -> None:
    first, second = desk.book("today 2 to 4pm"), desk.book("tomorrow morning")
    clerk = desk.clerk()
    page = clerk.get(f"/staff/requests/{first}").text
    assert "in three hours, today noon" in page and "next morning, tomorrow 9 am" in page
    version = page.split('name="version" value="')[1].split('"')[0]
    clerk.submit(f"/staff/requests/{first}", action="no_answer", version=version, again="afternoon")
    assert references(clerk.get("/staff/").text) == [second, first]
    assert "again tomorrow 2 pm" in row(desk, first)
    assert references(clerk.get("/staff/?show=overdue").text) == []
    desk.clock.move(hours=30)
    assert references(desk.clerk().get("/staff/?show=overdue").text) == [second, first]
    # Another time that the person asks for counts in place of ours.
    window = parse_window("friday 2 to 4pm", desk.clock())
    with desk.db() as session:
        assert window and change_window(session, first, "chat-1", window, desk.clock())
    assert "again" not in row(desk, first)


def test_trying_again_at_once_is_offered_only_while_that_can_be(desk: Office) -> None:
    """Before the window "in its window" is meant; within it, most often in an hour; after it there is none."""
    reference = desk.book("today 2 to 4pm")

    def offered() -> tuple[bool, bool]:
        page = desk.clerk().get(f"/staff/requests/{reference}").text
        return "in its window" in page, '<option value="hour" selected>' in page

    found = [offered()]
    for hours in (6, 3):
        desk.clock.move(hours=hours)
        found.append(offered())
    assert found == [(True, False), (True, True), (False, True)]


def test_every_try_that_is_offered_is_within_office_hours() -> None:
    for now in (Clock()() + timedelta(hours=hours) for hours in range(0, 24 * 7, 5)):
        for name in TRIES:
            at = next_try(name, now)
            opened = open_hours(at.date())
            assert opened and opened[0] <= at <= opened[1] and at > now, (name, at)


def test_who_speaks_spanish_finds_the_requests_of_those_who_prefer_it(desk: Office) -> None:
    spanish, closed = desk.book(language="es"), desk.book(language="es")
    desk.book()
    clerk = desk.clerk()
    clerk.act(closed, "done")
    page = clerk.get("/staff/?show=spanish").text
    assert references(page) == [spanish] and "Spanish 1" in words(page) and "prefers Spanish" in words(page)


def test_a_request_is_given_to_a_colleague_who_may_have_it(desk: Office) -> None:
    for login in ("ben", "out", "rev"):
        desk.hire(login)
    with desk.db() as session:
        accounts.disable(session, "out", desk.clock())
        accounts.set_role(session, "rev", "reviewer", "R. Ev", desk.clock())
    reference = desk.book()
    clerk = desk.clerk()
    page = clerk.get(f"/staff/requests/{reference}").text
    offered = page.split('<select name="to">')[1].split("</select>")[0]
    assert words(offered) == "ben any clerk any attorney anybody"
    for nobody in ("out", "rev", "", "x' OR 1=1", "ben" * 200):
        refused = clerk.submit(f"/staff/requests/{reference}", action="assign", to=nobody, version="1")
        assert (refused.status_code, desk.stored(reference).claimed_by) == (409, None)
    clerk.submit(f"/staff/requests/{reference}", action="assign", to="ben", version="1")
    assert (desk.stored(reference).status, desk.stored(reference).claimed_by) == ("claimed", "ben")
    assert "ana gave it to somebody: ben" in words(clerk.get(f"/staff/requests/{reference}").text)
    assert references(desk.clerk("ben").get("/staff/?show=mine").text) == [reference]


def test_a_request_is_given_to_a_role_and_waits_for_whoever_has_it(desk: Office) -> None:
    desk.hire("ben")
    with desk.db() as session:
        accounts.set_role(session, "ben", "attorney", "B. Fard", desk.clock())
    reference = desk.book()
    clerk, attorney = desk.clerk(), desk.clerk("ben")

    def give(to: str) -> None:
        version = str(desk.stored(reference).version)
        answer = clerk.submit(f"/staff/requests/{reference}", action="assign", to=to, version=version)
        assert answer.status_code == 303

    def mine(who: Clerk) -> list[str]:
        return references(who.get("/staff/?show=mine").text)

    clerk.act(reference, "claim")
    give("any attorney")
    assert (desk.stored(reference).status, desk.stored(reference).claimed_by) == ("waiting", None)
    assert "for any attorney" in row(desk, reference) and (mine(clerk), mine(attorney)) == ([], [reference])
    # Who takes it puts it back to the same role.
    attorney.act(reference, "claim")
    attorney.act(reference, "no_answer")
    assert (mine(clerk), mine(attorney)) == ([], [reference])
    assert "for" in clerk.submit("/staff/export", show="open").text.splitlines()[0]
    give("any clerk")
    assert (mine(clerk), mine(attorney)) == ([reference], [])
    give("anybody")
    assert (mine(clerk), mine(attorney)) == ([], []) and desk.stored(reference).for_role is None
    give("ben")
    assert (desk.stored(reference).claimed_by, desk.stored(reference).for_role) == ("ben", None)


# ---------------------------------------------------------------------------------------------- nobody answered


TWILIO: dict[str, Any] = {
    "twilio_account_sid": "AC1",
    "twilio_auth_token": "secret-token",
    "twilio_from": "+13125550100",
    "public_url": "https://chat.example.com",
    "text_confirmations": "on",
}
"""What texts need, so that they can be offered; nothing sends them here."""


def texts(desk: Office) -> list[str]:
    with desk.db() as session:
        return [out.text for out in session.scalars(select(SmsOutbound).order_by(SmsOutbound.id))]


def nobody(clerk: Clerk, desk: Office, reference: str, **more: str) -> str:
    """Press "No answer"; what the list says then."""
    version = str(desk.stored(reference).version)
    answer = clerk.submit(f"/staff/requests/{reference}", action="no_answer", version=version, **more)
    return words(clerk.get(answer.headers["location"]).text)


def agreed(desk: Office, number: int, version: str = TEXT_VERSION, **more: Any) -> str:
    """A request of somebody who said yes to texts."""
    phone = f"+1312600{number:04}"
    yes = Consent(wording=text_wording(phone), version=TEXT_VERSION, at=desk.clock(), message_id="m2")
    reference = desk.book(phone=phone, text_consent=yes, conversation_id=f"talk-{number}", **more)
    if version != TEXT_VERSION:
        with desk.db() as session, session.begin():
            line = session.scalars(select(ConsentRecord).where(ConsentRecord.kind == "text")).all()[-1]
            session.add(ConsentRecord(**{name: getattr(line, name) for name in COLUMNS}, version=version))
    return reference


COLUMNS = ("callback_id", "kind", "given", "wording", "phone", "channel", "conversation_id", "message_id", "how", "at")


def test_who_agreed_to_it_is_told_once_that_we_called(tmp_path: Path) -> None:
    with office(tmp_path, **TWILIO) as desk:
        clerk = desk.clerk()
        first = agreed(desk, 1)
        with desk.db() as session, session.begin():  # what everyone gets who agrees
            assert confirm(session, session.merge(desk.stored(first)), "stored", "talk-1", desk.clock())
        page = clerk.get(f"/staff/requests/{first}").text
        assert 'name="tell" checked' in page
        assert "a text tells them that we called" in nobody(clerk, desk, first, tell="on", again="morning")
        _, said = texts(desk)
        assert f"we called you about your callback {first} and could not reach you" in said and "Maria" not in said
        assert "gets a text that we called" in words(clerk.get(f"/staff/requests/{first}").text)
        # Once: whatever is sent along.
        assert 'name="tell"' not in clerk.get(f"/staff/requests/{first}").text
        assert "a text tells them" not in nobody(clerk, desk, first, tell="on")
        assert len(texts(desk)) == 2
        # The clerk may leave it, in Spanish it is Spanish, and where somebody else may read it, nothing is ticked.
        nobody(clerk, desk, agreed(desk, 2))
        nobody(clerk, desk, agreed(desk, 3, language="es"), tell="on")
        assert [text.split(":")[1][:13] for text in texts(desk)[2:]] == [" le llamamos "]
        page = clerk.get(f"/staff/requests/{agreed(desk, 4, mark='violence')}").text
        assert 'name="tell">' in page and 'name="tell" checked' not in page
        # And if the number had enough of ours today, nobody thinks that a text is on its way.
        full = agreed(desk, 5)
        with desk.db() as session, session.begin():
            for number in range(PER_NUMBER):
                enqueue(session, number="+13126000005", text=f"{number}", purpose=MISSED, now=desk.clock())
        assert "No text went out" in nobody(clerk, desk, full, tell="on")


def test_without_a_yes_to_this_very_text_none_is_offered_or_sent(tmp_path: Path) -> None:
    with office(tmp_path, **TWILIO) as desk:
        clerk = desk.clerk()
        stopped = agreed(desk, 1)
        with desk.db() as session:
            stop_texts(session, stopped, "talk-1", desk.clock())
        for reference in (stopped, desk.book(), agreed(desk, 2, version="text-2")):
            assert 'name="tell"' not in clerk.get(f"/staff/requests/{reference}").text
            assert "a text tells them" not in nobody(clerk, desk, reference, tell="on")
        assert texts(desk) == []


def test_how_it_ended_and_a_note_made_ready(desk: Office) -> None:
    reference = desk.book()
    clerk = desk.clerk()
    form = {"action": "done", "outcome": "referred", "canned": "Left a voicemail", "note": "Sent to legal aid"}
    clerk.submit(f"/staff/requests/{reference}", version="1", **form)
    assert (desk.stored(reference).outcome, desk.events(reference)[-1].note) == (
        "referred",
        "Left a voicemail. Sent to legal aid",
    )
    assert "done by ana, referred" in words(clerk.get(f"/staff/requests/{reference}").text)
    assert "referred" in clerk.submit("/staff/export", show="done").text
    clerk.act(reference, "reopen")
    assert desk.stored(reference).outcome is None


@pytest.mark.parametrize("odd", [{"again": "never"}, {"outcome": "won"}, {"opposing": "x" * 121}])
def test_a_field_that_is_none_changes_nothing(desk: Office, odd: dict[str, str]) -> None:
    reference = desk.book()
    answer = desk.clerk().submit(f"/staff/requests/{reference}", action="done", version="1", **odd)
    assert (answer.status_code, desk.stored(reference).status) == (422, "waiting")


# ------------------------------------------------------------------------------------------------ conflicts


def test_a_conflict_is_marked_in_the_list_and_named_only_when_opened(desk: Office) -> None:
    theirs = desk.book(note="us bank took my house")
    nunez = desk.book(name="Jose Nunez")
    other = desk.book(note="some bank took it")
    clerk = desk.clerk()
    assert "Check for a conflict" not in clerk.get("/staff/").text
    in_use(clerk)
    assert "Check for a conflict" in row(desk, theirs) and "Check for a conflict" in row(desk, nunez)
    assert "Check for a conflict" not in row(desk, other)
    page = clerk.get(f"/staff/requests/{theirs}").text
    before, folded = page.split('<details class="alarm">')
    assert "U.S. Bank" not in before and "U.S. Bank N.A." in folded.split("</details>")[0]
    assert "<details open" not in page.split('class="alarm"')[0]
    # Who stands against somebody is noted by the staff, kept encrypted, and looked up too.
    version = str(desk.stored(other).version)
    clerk.submit(f"/staff/requests/{other}", action="opposing", opposing="GREENLEAF SERVICING, L.L.C.", version=version)
    assert "Check for a conflict" in row(desk, other)
    assert "Greenleaf" not in str([(line.action, line.detail) for line in desk.log()])


def test_a_name_said_in_the_conversation_is_found(desk: Office) -> None:
    reference = desk.book(conversation_id="talk", note="")
    desk.spoken(
        "talk", ("user", "greenleaf servicing keeps calling me"), ("assistant", "U.S. Bank is only named by us")
    )
    clerk = desk.clerk()
    in_use(clerk)
    page = clerk.get(f"/staff/requests/{reference}").text
    assert "1 name of the firm's list" in words(page.replace("&#39;", "'"))


def test_a_list_is_looked_at_before_it_is_used_and_replaces_the_one_before(desk: Office) -> None:
    reference = desk.book(note="us bank")
    clerk = desk.clerk()
    status, page = uploaded(clerk, CSV.encode() + b"\n,\n")
    assert status == 200 and "3 names" in words(page) and "1 open request has a name" in words(page)
    assert "Check for a conflict" not in row(desk, reference)
    uid = page.split('name="uid" value="')[1].split('"')[0]
    _, again = uploaded(clerk, b"name\nSomebody Else\n")
    assert clerk.submit("/staff/conflicts/use", uid=uid).status_code == 422
    for nothing in ("", "x" * 500, "' OR 1=1"):
        assert clerk.submit("/staff/conflicts/use", uid=nothing).status_code == 422
    assert (
        clerk.submit("/staff/conflicts/use", uid=again.split('name="uid" value="')[1].split('"')[0]).status_code == 303
    )
    assert "Check for a conflict" not in row(desk, reference)
    with desk.db() as session, session.begin():
        held = conflicts.in_use(session)
        assert held and held.names == ["Somebody Else"]
        raw = session.connection().exec_driver_sql("SELECT names FROM conflict_lists").scalars().all()
    assert len(raw) == 1 and "Somebody" not in raw[0]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"\x00\x01\x02PK", 422),
        (b"name\n\n,,\n", 422),
        (b'name\n"never closed', 422),
        (b"a,b\n" * ((LARGEST + BODY_LIMIT) // 4), 413),
        (("name\n" + "\n".join(f"Client {n}" for n in range(5001))).encode(), 422),
        (b"x" * (LARGEST + 1), 422),
        (b"name\n<script>alert(1)</script>\n=HYPERLINK(1)\n", 200),
        ("name\nJos\xe9 Ruiz\n".encode("cp1252"), 200),
    ],
)
def test_files_that_are_none(desk: Office, content: bytes, status: int) -> None:
    clerk = desk.clerk()
    got, page = uploaded(clerk, content)
    assert got == status
    assert "<script>alert" not in page


def test_a_file_needs_its_token_and_is_taken_at_one_page_only(desk: Office) -> None:
    clerk = desk.clerk()
    assert uploaded(clerk, CSV.encode(), csrf="0" * 64)[0] == 403
    reference = desk.book()
    headers = {"Origin": clerk.url, "Sec-Fetch-Site": "same-origin"}
    files = {"file": ("x.csv", CSV.encode())}
    for path in (f"/staff/requests/{reference}", "/staff/search", "/staff/conflicts/use"):
        answer = clerk.http.post(path, data={"csrf": clerk.csrf()}, files=files, headers=headers)
        assert answer.status_code in (400, 403, 422), path
    two = [("file", ("a.csv", b"name\nA Bank\n")), ("file", ("b.csv", b"name\nB Bank\n"))]
    answer = clerk.http.post("/staff/conflicts", data={"csrf": clerk.csrf()}, files=two, headers=headers)
    assert answer.status_code in (400, 403, 422)


def test_names_are_matched_as_whole_words_without_the_ending_of_a_company() -> None:
    names = read_csv(CSV.encode()).names
    assert hits(names, "I owe US Bank, National Association") == ["U.S. Bank N.A."]
    assert hits(names, "jose nuñez") == ["José Núñez"]
    assert hits(names, "the bus banks on it", "greenleaf servicings", "josé", None, "") == []
    with pytest.raises(Unreadable):
        read_csv(b"name\nAB\n")  # two letters are nobody's name
