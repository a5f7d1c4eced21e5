"""What strangers, other sites and curious insiders may try on /staff."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from shortfall.base.encryption import cipher
from shortfall.base.limits import BODY_LIMIT
from shortfall.callbacks.tables import Callback
from shortfall.staff import accounts, attempts, sessions
from shortfall.staff.accounts import StaffAccount
from shortfall.staff.sessions import StaffSession
from shortfall.web.limits import STAFF_PER_MINUTE
from tests.unit.web.staff.office import PASSWORD, Clerk, Office, office, references, words

NASTY = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>"


def cookie(clerk: Clerk) -> str:
    return clerk.http.cookies["staff"]


def from_address(address: str) -> dict[str, str]:
    """As our own proxy would pass on someone who came by https."""
    return {"X-Forwarded-For": address, "X-Forwarded-Proto": "https"}


def guess(desk: Office, login: str, password: str, address: str) -> int:
    """One attempt to sign in from an address behind our proxy."""
    clerk = desk.stranger()
    proxied = from_address(address)
    page = clerk.get("/staff/login", headers=proxied)
    token = re.search(r'name="csrf" value="(\w+)"', page.text)
    assert token
    jar = f"__Host-staff={page.cookies['__Host-staff']}"
    headers = proxied | {"Cookie": jar, "Origin": desk.url.replace("http:", "https:"), "Sec-Fetch-Site": "same-origin"}
    form = {"csrf": token[1], "login": login, "password": password}
    return clerk.http.post("/staff/login", data=form, headers=headers).status_code


# ------------------------------------------------------------------------------------------------ who may come in

PAGES = ["/staff/", "/staff/list", "/staff/activity", "/staff/password", "/staff/requests/{}"]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_shown_to_a_stranger(shared: Office, path: str) -> None:
    reference = shared.book(name="Maria Lopez")
    response = shared.stranger().get(path.format(reference))
    assert response.status_code == 303
    assert response.headers["Location"].startswith("/staff/login")
    assert "Maria" not in response.text


def test_a_stranger_cannot_tell_which_references_exist(desk: Office) -> None:
    reference = desk.book()
    there, not_there = (desk.stranger().get(f"/staff/requests/{name}") for name in (reference, "ZZZZ-ZZZZ"))
    assert (there.status_code, there.text) == (not_there.status_code, not_there.text)
    assert there.headers["Location"].replace(reference, "") == not_there.headers["Location"].replace("ZZZZ-ZZZZ", "")


@pytest.mark.parametrize(
    "name", ["1", "0", "ZZZZ-ZZZZ", "*", "%25", "' OR 1=1 --", "..%2f..%2factivity", "%0d%0aX-A:%20b"]
)
def test_only_a_whole_reference_opens_a_request(shared: Office, name: str) -> None:
    reference = shared.book(name="Maria Lopez")
    clerk = shared.clerk()
    for asked in (name, reference[:4], reference.lower()):
        response = clerk.get(f"/staff/requests/{asked}")
        assert response.status_code == 404
        assert "Maria" not in response.text
        assert "X-A" not in response.headers


def test_every_route_asks_who_it_is_and_every_form_for_its_token(desk: Office) -> None:
    reference = desk.book()
    posts = ["/staff/logout", "/staff/password", "/staff/search", "/staff/export", f"/staff/requests/{reference}"]
    stranger = desk.stranger()
    token = stranger.csrf("/staff/login")
    for path in posts:
        response = stranger.post(path, {"csrf": token, "action": "claim", "version": "1", "show": "open"})
        assert (response.status_code, response.headers["Location"][:12]) == (303, "/staff/login"), path
        assert desk.clerk().post(path, {"action": "claim", "version": "1"}).status_code == 403, path
    assert desk.stored(reference).status == "waiting"


def test_without_an_account_there_is_only_a_word_about_how_to_make_one(desk: Office) -> None:
    desk.book(name="Maria Lopez")
    with desk.db() as session:
        accounts.disable(session, "ana", desk.clock())
    stranger = desk.stranger()
    assert stranger.get("/staff/").headers["Location"] == "/staff/login"
    page = stranger.get("/staff/login")
    assert (page.status_code, "shortfall staff add" in page.text, "<form" in page.text) == (503, True, False)
    for path in ("/staff/setup", "/staff/register", "/staff/accounts"):
        assert stranger.get(path).status_code == 404


def test_a_disabled_account_is_out_at_once_and_its_old_session_stays_dead(desk: Office) -> None:
    desk.hire("ben")
    clerk = desk.clerk("ben")
    with desk.db() as session:
        accounts.disable(session, "ben", desk.clock())
    assert clerk.get("/staff/").status_code == 303
    assert desk.stranger().sign_in("ben").status_code == 401
    with desk.db() as session:
        accounts.enable(session, "ben", desk.clock())
    assert clerk.get("/staff/").status_code == 303
    assert desk.stranger().sign_in("ben").status_code == 303


def test_a_session_begun_while_its_account_was_disabled_opens_nothing(desk: Office) -> None:
    desk.hire("ben")
    with desk.db() as session:
        accounts.disable(session, "ben", desk.clock())
        with session.begin():
            account = session.scalars(select(StaffAccount).filter_by(login="ben")).one()
        session_id = sessions.begin(session, account.id, desk.clock())
    stranger = desk.stranger()
    assert stranger.get("/staff/", headers={"Cookie": f"staff={session_id}"}).status_code == 303


def test_forms_are_taken_behind_a_proxy_on_any_port(desk: Office) -> None:
    clerk = desk.stranger()
    # nginx passes $host, which has no port; the browser's page stands on 8443.
    proxied = from_address("198.51.100.9") | {"Host": "chat.example.com"}
    page = clerk.get("/staff/login", headers=proxied)
    token = re.search(r'name="csrf" value="(\w+)"', page.text)
    assert token
    form = {"csrf": token[1], "login": "ana", "password": PASSWORD}
    jar = {"Cookie": f"__Host-staff={page.cookies['__Host-staff']}"}

    def sent(origin: str, site: str) -> int:
        headers = proxied | jar | {"Origin": origin} | ({"Sec-Fetch-Site": site} if site else {})
        return clerk.http.post("/staff/login", data=form, headers=headers).status_code

    for refused in ("https://chat.example.com.evil.example:8443", "http://chat.example.com:8443", "https://[", "null"):
        assert sent(refused, "") == 403, refused
    # A page on another port of this host is another site to a browser that says so.
    assert sent("https://chat.example.com:9999", "same-site") == 403
    assert sent("https://chat.example.com:8443", "same-origin") == 303


# ------------------------------------------------------------------------------------------------ sessions


def test_signing_in_gives_a_new_id_whatever_was_there_before(desk: Office) -> None:
    victim = desk.stranger()
    victim.http.cookies.set("staff", "planted-by-someone-else", path="/staff")
    assert victim.sign_in().status_code == 303
    fixed = desk.stranger()
    fixed.http.cookies.set("staff", "planted-by-someone-else", path="/staff")
    assert fixed.get("/staff/").status_code == 303
    assert "planted-by-someone-else" not in [one.value for one in victim.http.cookies.jar if one.domain == "127.0.0.1"]


def test_signing_in_over_a_session_ends_that_session(desk: Office) -> None:
    desk.hire("ben")
    clerk = desk.clerk()
    before = cookie(clerk)
    form = {"csrf": clerk.csrf(), "login": "ben", "password": PASSWORD}
    assert clerk.post("/staff/login", form).status_code == 303
    assert cookie(clerk) != before
    assert desk.stranger().get("/staff/", headers={"Cookie": f"staff={before}"}).status_code == 303


def test_only_the_hash_of_an_id_is_stored(desk: Office) -> None:
    session_id = cookie(desk.clerk())
    with desk.db() as session:
        stored = session.scalars(select(StaffSession.id_hash)).one()
    assert session_id not in stored and len(stored) == 64
    assert desk.stranger().get("/staff/", headers={"Cookie": f"staff={stored}"}).status_code == 303


def test_signing_out_ends_the_session_on_the_server(desk: Office) -> None:
    clerk = desk.clerk()
    session_id = cookie(clerk)
    assert clerk.submit("/staff/logout").status_code == 303
    assert desk.stranger().get("/staff/", headers={"Cookie": f"staff={session_id}"}).status_code == 303


def test_a_session_ends_when_nobody_clicks_and_looking_by_itself_is_no_click(desk: Office) -> None:
    clerk = desk.clerk()
    for _ in range(5):
        desk.clock.move(minutes=50)
        assert clerk.get("/staff/").status_code == 200
    for _ in range(6):
        desk.clock.move(minutes=10)
        last = clerk.get("/staff/list").status_code
    assert last == 303
    assert clerk.get("/staff/").status_code == 303


def test_a_session_ends_after_a_working_day_whatever_is_clicked(desk: Office) -> None:
    clerk = desk.clerk()
    for _ in range(23):
        desk.clock.move(minutes=30)
        assert clerk.get("/staff/").status_code == 200
    desk.clock.move(minutes=30)
    assert clerk.get("/staff/").status_code == 303


def test_a_new_password_ends_the_other_sessions(desk: Office) -> None:
    here, there = desk.clerk(), desk.clerk()
    old = cookie(here)
    form = {"current": PASSWORD, "password": "five other words in a row", "again": "five other words in a row"}
    assert here.submit("/staff/password", **form).status_code == 303
    assert here.get("/staff/").status_code == 200
    assert there.get("/staff/").status_code == 303
    assert desk.stranger().get("/staff/", headers={"Cookie": f"staff={old}"}).status_code == 303
    assert desk.stranger().sign_in().status_code == 401
    assert desk.stranger().sign_in(password="five other words in a row").status_code == 303


@pytest.mark.parametrize(
    "form",
    [
        {
            "current": "wrong password here",
            "password": "five other words in a row",
            "again": "five other words in a row",
        },
        {"current": PASSWORD, "password": "too short", "again": "too short"},
        {"current": PASSWORD, "password": "aaaaaaaaaaaaaaaaaaaa", "again": "aaaaaaaaaaaaaaaaaaaa"},
        {"current": PASSWORD, "password": "i am ana and this is long", "again": "i am ana and this is long"},
        {"current": PASSWORD, "password": "five other words in a row", "again": "six other words in a row"},
        {"current": PASSWORD, "password": "five other words " * 20, "again": "five other words " * 20},
    ],
)
def test_a_password_is_not_changed_by_half(shared: Office, form: dict[str, str]) -> None:
    assert shared.clerk().submit("/staff/password", **form).status_code == 422
    assert shared.stranger().sign_in().status_code == 303


def test_cookies_are_kept_from_scripts_and_other_sites(desk: Office) -> None:
    stranger = desk.stranger()
    for given in (stranger.get("/staff/login"), stranger.sign_in()):
        flags = given.headers["Set-Cookie"].split("; ")
        assert flags[0].startswith("staff=")
        assert set(flags[1:]) == {"HttpOnly", "Path=/staff", "SameSite=strict"}
    proxied = desk.stranger().get("/staff/login", headers=from_address("203.0.113.5"))
    flags = proxied.headers["Set-Cookie"].split("; ")
    assert flags[0].startswith("__Host-staff=")
    assert set(flags[1:]) == {"HttpOnly", "Path=/", "SameSite=strict", "Secure"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "inbox.example"},
        {"Host": "127.0.0.1", "X-Forwarded-For": "203.0.113.5"},
        {"Host": "inbox.example", "X-Forwarded-For": "203.0.113.5", "X-Forwarded-Proto": "http"},
        {"Host": "inbox.example", "X-Forwarded-Proto": "https, http"},
    ],
)
def test_the_inbox_does_not_open_over_a_line_others_can_read(shared: Office, headers: dict[str, str]) -> None:
    response = shared.stranger().get("/staff/login", headers=headers)
    assert (response.status_code, "Set-Cookie" in response.headers) == (403, False)


def test_a_stranger_cannot_say_that_the_line_is_safe(tmp_path: Path) -> None:
    with office(tmp_path, trusted_proxies=["10.0.0.1"]) as desk:
        headers = {"Host": "inbox.example", "X-Forwarded-Proto": "https"}
        assert desk.stranger().get("/staff/login", headers=headers).status_code == 403


# ------------------------------------------------------------------------------------------------ forged forms


def test_a_form_without_the_token_of_this_session_does_nothing(desk: Office) -> None:
    desk.hire("ben")
    reference = desk.book()
    clerk, other = desk.clerk(), desk.clerk("ben")
    form = {"action": "claim", "version": "1"}
    for token in ("", "0" * 64, other.csrf(), "é", desk.stranger().csrf("/staff/login")):
        assert clerk.post(f"/staff/requests/{reference}", form | {"csrf": token}).status_code == 403
    assert clerk.post(f"/staff/requests/{reference}", form).status_code == 403
    assert desk.stored(reference).status == "waiting"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null", "Sec-Fetch-Site": ""},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": ""},
        {"Origin": "", "Sec-Fetch-Site": ""},
    ],
)
def test_a_form_from_elsewhere_does_nothing_even_with_the_token(shared: Office, headers: dict[str, str]) -> None:
    reference = shared.book()
    clerk = shared.clerk()
    form = {"csrf": clerk.csrf(), "action": "claim", "version": "1"}
    assert clerk.post(f"/staff/requests/{reference}", form, **headers).status_code == 403
    assert shared.stored(reference).status == "waiting"


def test_nobody_is_signed_in_from_another_page(desk: Office) -> None:
    stranger = desk.stranger()
    form = {"login": "ana", "password": PASSWORD}
    assert stranger.post("/staff/login", form | {"csrf": sessions.hashed("")}).status_code == 403
    # What the token of somebody without any cookie would be.
    from shortfall.web.staff.door import Door

    assert stranger.post("/staff/login", form | {"csrf": Door.csrf("")}).status_code == 403
    assert (
        stranger.post(
            "/staff/login", form | {"csrf": stranger.csrf("/staff/login")}, Origin="https://evil.example"
        ).status_code
        == 403
    )


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_there_are_no_other_ways_in(shared: Office, method: str) -> None:
    reference = shared.book()
    clerk = shared.clerk()
    assert clerk.http.request(method, f"/staff/requests/{reference}").status_code == 405
    assert clerk.get(f"/staff/requests/{reference}?action=done&version=1").status_code == 200
    assert shared.stored(reference).status == "waiting"


def test_fields_that_the_page_does_not_have_change_nothing(desk: Office) -> None:
    reference = desk.book()
    before = desk.stored(reference)
    extra = {
        "status": "done",
        "name": "Mallory",
        "phone": "+13125559999",
        "urgent": "true",
        "claimed_by": "ben",
        "login": "ben",
    }
    extra |= {"id": "99", "reference": "AAAA-AAAA", "no_answers": "7"}
    clerk = desk.clerk()
    assert clerk.submit(f"/staff/requests/{reference}", action="claim", version="1", **extra).status_code == 303
    after = desk.stored(reference)
    assert (after.status, after.claimed_by, after.no_answers) == ("claimed", "ana", 0)
    assert (after.name, after.phone, after.urgent, after.id) == (before.name, before.phone, before.urgent, before.id)


@pytest.mark.parametrize(
    ("action", "version"),
    [
        ("erase", "1"),
        ("", "1"),
        ("claim", ""),
        ("claim", "-1"),
        ("claim", "1e3"),
        ("claim", "９"),
        ("claim", "9" * 30),
        ("__init__", "1"),
    ],
)
def test_a_form_that_makes_no_sense_is_refused_in_words(shared: Office, action: str, version: str) -> None:
    reference = shared.book()
    response = shared.clerk().submit(f"/staff/requests/{reference}", action=action, version=version)
    assert response.status_code == 422
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert shared.stored(reference).status == "waiting"


def test_a_form_with_files_or_a_thousand_fields_is_refused(desk: Office) -> None:
    clerk = desk.clerk()
    headers = {"Origin": desk.url, "Sec-Fetch-Site": "same-origin"}
    token = clerk.csrf()
    files = clerk.http.post("/staff/search", files={"words": ("a.txt", b"x")}, data={"csrf": token}, headers=headers)
    assert files.status_code == 400
    many = clerk.http.post("/staff/search", data={"csrf": token} | {f"f{n}": "" for n in range(300)}, headers=headers)
    assert many.status_code in (400, 403)


# ------------------------------------------------------------------------------------------------ guessing


def test_every_way_to_fail_costs_one_argon2_verification(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.hire("ben")
    with desk.db() as session:
        accounts.disable(session, "ben", desk.clock())
    verified: list[str] = []
    verify = PasswordHasher.verify

    def counting(self: PasswordHasher, hash: str, password: str) -> Any:
        verified.append(hash.rpartition("$")[0].rpartition("$")[0])
        return verify(self, hash, password)

    monkeypatch.setattr(PasswordHasher, "verify", counting)
    answers = set()
    for login, password in (("ana", "wrong password here"), ("nobody", PASSWORD), ("ben", PASSWORD), ("", "")):
        verified.clear()
        response = desk.stranger().sign_in(login, password)
        assert len(verified) == 1, login
        answers.add((response.status_code, verified[0], words(response.text)))
    assert len(answers) == 1  # the same words, and the same argon2 parameters


def test_guessing_is_stopped_and_the_stop_ends_by_itself(desk: Office) -> None:
    statuses = [desk.stranger().sign_in(password=f"guess number {n} of many").status_code for n in range(7)]
    assert statuses == [401] * attempts.AT_ONE_ACCOUNT + [429] * 2
    held = desk.stranger().sign_in()
    assert (held.status_code, int(held.headers["Retry-After"])) == (429, 900)
    desk.clock.move(minutes=14, seconds=59)
    assert desk.stranger().sign_in().status_code == 429
    desk.clock.move(seconds=1)
    assert desk.stranger().sign_in().status_code == 303


def test_a_name_without_an_account_is_stopped_the_same_way(desk: Office) -> None:
    statuses = [desk.stranger().sign_in("nobody", f"guess number {n}").status_code for n in range(6)]
    assert statuses == [401] * 5 + [429]


def test_one_address_cannot_try_account_after_account(desk: Office) -> None:
    with desk.db() as session:
        for n in range(attempts.FROM_ONE_ADDRESS):
            assert attempts.begin(session, f"name{n}", "203.0.113.9", desk.clock()) is None
    assert guess(desk, "ana", PASSWORD, "203.0.113.9") == 429
    assert guess(desk, "ana", PASSWORD, "203.0.113.10") == 303


def test_many_addresses_cannot_try_one_account_nor_keep_its_owner_out(desk: Office) -> None:
    assert guess(desk, "ana", PASSWORD, "198.51.100.7") == 303  # the office, known from now on
    with desk.db() as session:
        for n in range(attempts.FROM_STRANGERS):
            assert attempts.begin(session, "ana", f"203.0.113.{n}", desk.clock()) is None
    assert guess(desk, "ana", PASSWORD, "203.0.113.200") == 429
    assert guess(desk, "ana", PASSWORD, "198.51.100.7") == 303
    with desk.db() as session, session.begin():
        # Tries at the same moment are all written down before any is counted.
        login_hash = session.scalars(select(attempts.StaffAttempt.login_hash).limit(1)).one()
        crowd = {"login_hash": login_hash, "succeeded": False, "at": desk.clock()}
        session.add_all(attempts.StaffAttempt(address=f"192.0.2.{n}", **crowd) for n in range(9))
    assert guess(desk, "ana", PASSWORD, "198.51.100.7") == 303
    with desk.db() as session, session.begin():
        session.execute(delete(attempts.StaffAttempt).where(attempts.StaffAttempt.address.startswith("192.0.2.")))
    # However long they go on: each refused try is not counted.
    for _ in range(15):
        desk.clock.move(minutes=1)
        with desk.db() as session:
            attempts.begin(session, "ana", "203.0.113.201", desk.clock())
    assert guess(desk, "ana", PASSWORD, "203.0.113.202") == 303


def test_a_new_password_lifts_the_lock(desk: Office) -> None:
    for n in range(6):
        desk.stranger().sign_in(password=f"guess number {n} of many")
    with desk.db() as session:
        accounts.set_password(session, "ana", "five other words in a row", desk.clock())
    assert desk.stranger().sign_in(password="five other words in a row").status_code == 303


def test_the_present_password_cannot_be_guessed_from_within(desk: Office) -> None:
    clerk = desk.clerk()
    new = {"password": "five other words in a row", "again": "five other words in a row"}
    statuses = [clerk.submit("/staff/password", current=f"guess number {n}", **new).status_code for n in range(6)]
    assert statuses == [422] * 5 + [429]


def test_what_was_typed_as_a_name_is_not_kept(desk: Office) -> None:
    desk.stranger().sign_in("my secret password!", "x")
    assert [line.login for line in desk.log() if line.action == "login_refused"] == ["unknown"]
    with desk.db() as session:
        stored = session.execute(text("SELECT login_hash, address FROM staff_attempts")).all()
    assert "secret" not in str(stored)


def test_a_weaker_hash_is_made_anew_at_the_next_sign_in(desk: Office) -> None:
    weak = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    with desk.db() as session, session.begin():
        session.execute(update(StaffAccount).values(password=weak))
    assert desk.stranger().sign_in().status_code == 303
    with desk.db() as session:
        stored = session.scalars(select(StaffAccount.password)).one()
    assert stored != weak and not accounts.hasher.check_needs_rehash(stored)
    assert desk.stranger().sign_in().status_code == 303


# ------------------------------------------------------------------------------------------------ too much


def test_requests_are_counted(tmp_path: Path) -> None:
    with office(tmp_path, rate_limit="on") as desk:
        stranger = desk.stranger()
        statuses = [stranger.get("/staff/login").status_code for _ in range(STAFF_PER_MINUTE + 1)]
        assert statuses[-2:] == [200, 429]
        assert int(stranger.get("/staff/").headers["Retry-After"]) > 0


def test_a_big_form_is_refused_and_a_full_note_is_not(desk: Office) -> None:
    reference = desk.book()
    clerk = desk.clerk()
    assert clerk.submit("/staff/search", words="x" * BODY_LIMIT).status_code == 413
    assert clerk.act(reference, "claim", note="😀" * 500).status_code == 303
    assert desk.events(reference)[-1].note == "😀" * 500


# ------------------------------------------------------------------------------------------------ hostile texts


def test_what_people_wrote_is_only_ever_text(desk: Office) -> None:
    desk.spoken("chat-1", ("user", NASTY), ("assistant", NASTY))
    reference = desk.book(note=NASTY, figures=NASTY, urgent=True, topics=("a_topic_nobody_knows",))
    with desk.db() as session, session.begin():
        # Not by way of the checks that keep such names out.
        session.execute(text("UPDATE callbacks SET name = :name"), {"name": cipher().encrypt(NASTY)})
    clerk = desk.clerk()
    assert clerk.act(reference, "called", note=NASTY).status_code == 303
    pages = [
        clerk.get("/staff/"),
        clerk.get(f"/staff/requests/{reference}"),
        clerk.submit("/staff/search", words=NASTY),
    ]
    pages += [desk.stranger().sign_in(NASTY, NASTY)]
    for page in pages:
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=['\"]|javascript:", page.text)
    shown = words(pages[1].text)
    assert shown.count("alert(1)") >= 5  # name, figures, note, conversation, the clerk's own note


def test_pages_allow_no_scripts_but_ours_and_are_kept_nowhere(desk: Office) -> None:
    clerk = desk.clerk()
    for path in ("/staff/", "/staff/list", "/staff/activity", "/staff/nowhere", "/staff/requests/ZZZZ-ZZZZ"):
        headers = clerk.get(path).headers
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert clerk.submit("/staff/export").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "\t=", "\r=", "\n=", " =", "\u00a0=", "＝", "|"]
)
def test_a_spreadsheet_takes_nothing_for_a_formula(shared: Office, start: str) -> None:
    shared.book(note="x")
    with shared.db() as session, session.begin():
        for column in ("name", "note", "figures", "wish", "urgent_reason"):
            value = cipher().encrypt(f'{start}HYPERLINK("http://evil.example")')
            session.execute(text(f"UPDATE callbacks SET {column} = :value"), {"value": value})
    body = shared.clerk().submit("/staff/export", show="open").content
    assert body.startswith(b"\xef\xbb\xbf")
    row = next(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    for column in ("name", "note", "figures", "asked for these times", "why urgent"):
        assert row[column].startswith("'")
    assert not any(re.match(r"\s*[=+\-@]", cell) for cell in row.values())


@pytest.mark.parametrize("show", ['open"\r\nX-A: b', "../../etc/passwd", "open\nX-A: b", "nothing", "é"])
def test_a_list_that_is_none_cannot_write_headers(shared: Office, show: str) -> None:
    response = shared.clerk().submit("/staff/export", show=show)
    assert response.status_code == 200
    assert re.fullmatch(
        r'attachment; filename="callbacks-open-\d{4}-\d\d-\d\d\.csv"', response.headers["Content-Disposition"]
    )
    assert "X-A" not in response.headers


@pytest.mark.parametrize(
    "to",
    [
        *("https://evil.example", "//evil.example", "/\\evil.example", "/staff//evil.example", "\\\\evil.example"),
        *("/staff/\r\nX-A: b", "javascript:alert(1)", "/staff/../../evil", "/staff/requests/AAAA-AAAA\r\nX-A: b"),
        *("/staff@evil.example", "/staff/requests/AAAA-AAAA?x=//evil.example", " https://evil.example", "/staff/login"),
    ],
)
def test_after_signing_in_one_stays_here(shared: Office, to: str) -> None:
    stranger = shared.stranger()
    assert stranger.get("/staff/login", params={"next": to}).status_code == 200
    response = stranger.sign_in(next=to)
    assert (response.status_code, response.headers["Location"]) == (303, "/staff/")
    assert "X-A" not in response.headers
    again = stranger.get("/staff/login", params={"next": to})
    assert again.headers["Location"] == "/staff/"


def test_one_comes_back_to_the_request_one_was_sent_to(desk: Office) -> None:
    reference = desk.book()
    stranger = desk.stranger()
    asked = stranger.get(f"/staff/requests/{reference}")
    assert asked.headers["Location"] == f"/staff/login?next=/staff/requests/{reference}"
    assert stranger.sign_in(next=f"/staff/requests/{reference}").headers["Location"] == f"/staff/requests/{reference}"


# ------------------------------------------------------------------------------------------------ the log


def test_the_log_can_only_grow(desk: Office) -> None:
    desk.clerk()
    for statement in ("UPDATE staff_audit SET login = 'ben'", "DELETE FROM staff_audit"):
        with desk.db() as session, pytest.raises(DBAPIError, match="append-only"):
            session.execute(text(statement))
    assert {line.login for line in desk.log()} == {"shell", "ana"}


def test_the_log_says_who_saw_and_did_what_and_names_no_caller(desk: Office) -> None:
    reference = desk.book(name="Maria Lopez", note="please call")
    clerk = desk.clerk()
    clerk.get("/staff/")
    clerk.submit("/staff/search", words="lopez")
    clerk.act(reference, "claim", note="Ms. Lopez wants to settle")
    clerk.submit("/staff/export", show="mine")
    clerk.submit("/staff/logout")
    lines = desk.log()
    assert [line.action for line in lines] == [
        *("account_added", "logged_in", "listed", "searched", "viewed", "claim", "exported", "logged_out")
    ]
    assert {line.reference for line in lines if line.action in ("viewed", "claim")} == {reference}
    stored = str([(line.login, line.action, line.reference, line.detail) for line in lines])
    for private in ("opez", "555", "settle", "please"):
        assert private not in stored


def test_notes_are_encrypted_and_lose_account_numbers(desk: Office) -> None:
    reference = desk.book()
    desk.clerk().act(reference, "called", note="Loan number 0012345678, sold in May")
    with desk.db() as session:
        raw = session.scalars(text("SELECT note FROM callback_events WHERE note IS NOT NULL")).one()
    assert "May" not in raw
    assert desk.events(reference)[-1].note == "Loan number [number removed], sold in May"


def test_a_list_only_shows_what_is_on_it(desk: Office) -> None:
    open_one = desk.book()
    closed = desk.book()
    clerk = desk.clerk()
    clerk.act(closed, "done")
    for odd in ("open", "x", "open' OR '1'='1", "__class__", ""):
        assert references(clerk.get("/staff/", params={"show": odd, "page": "-1"}).text) == [open_one]
    with desk.db() as session:
        assert session.scalars(select(Callback.status).where(Callback.reference == closed)).one() == "done"
