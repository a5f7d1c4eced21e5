"""Signing in with a code of an app beside the password."""

from __future__ import annotations

import re
from pathlib import Path

import pyotp
import pytest

from shortfall.staff import accounts, second_factor
from tests.unit.web.staff.office import PASSWORD, Clerk, Office, office


def set_up(desk: Office, clerk: Clerk, **form: str) -> tuple[pyotp.TOTP, list[str]]:
    """Set up an app as the page says; the app, and the recovery codes."""
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", clerk.get("/staff/second-factor").text)
    assert secret
    app = pyotp.TOTP(secret[1])
    given = {"secret": secret[1], "code": app.at(desk.clock()), "password": PASSWORD} | form
    page = clerk.submit("/staff/second-factor", **given)
    return app, re.findall(r"<code>([A-Z0-9]{5}-[A-Z0-9]{5})</code>", page.text)


def signs_in(desk: Office, **form: str) -> bool:
    return desk.stranger().sign_in(**form).status_code == 303


def test_an_account_with_an_app_opens_with_its_code_and_with_no_code_twice(desk: Office) -> None:
    assert signs_in(desk)
    app, codes = set_up(desk, desk.clerk())
    assert len(codes) == second_factor.RECOVERY_CODES == len(set(codes))
    assert not signs_in(desk)
    assert not signs_in(desk, code=app.at(desk.clock())), "the code that set it up"
    desk.clock.move(minutes=16)
    code = app.at(desk.clock())
    assert not signs_in(desk, code=f"{(int(code) + 1) % 10**6:06}")
    assert not signs_in(desk, code=code, password="another password here")
    assert signs_in(desk, code=f" {code[:3]} {code[3:]} ")
    assert not signs_in(desk, code=code), "seen over a shoulder"
    desk.clock.move(seconds=30)
    assert not signs_in(desk, code=code), "it would still be within the drift of clocks"
    assert signs_in(desk, code=app.at(desk.clock()))
    desk.clock.move(minutes=5)
    assert not signs_in(desk, code=code)


def test_a_recovery_code_opens_once_and_the_log_says_so(desk: Office) -> None:
    _, codes = set_up(desk, desk.clerk())
    assert signs_in(desk, code=codes[0].lower().replace("-", " "))
    assert not signs_in(desk, code=codes[0])
    assert signs_in(desk, code=codes[9])
    assert [line.detail["left"] for line in desk.log() if line.action == "recovery_code_used"] == [9, 8]


def test_guesses_at_the_code_are_held_back_like_guesses_at_the_password(desk: Office) -> None:
    app, _ = set_up(desk, desk.clerk())
    desk.clock.move(minutes=16)
    right = app.at(desk.clock())
    statuses = [desk.stranger().sign_in(code="000000" if right != "000000" else "111111").status_code for _ in range(6)]
    assert statuses == [401] * 5 + [429]
    assert desk.stranger().sign_in(code=right).status_code == 429


@pytest.mark.parametrize(
    "wrong", [{"code": "000000"}, {"password": "not the password at all"}, {"secret": "A" * 31}, {"secret": "<script>"}]
)
def test_nothing_is_set_up_without_password_and_code(desk: Office, wrong: dict[str, str]) -> None:
    clerk = desk.clerk()
    _, codes = set_up(desk, clerk, **wrong)
    assert codes == []
    assert signs_in(desk)


def test_another_app_is_set_up_with_the_present_one_only(desk: Office) -> None:
    clerk = desk.clerk()
    first, codes = set_up(desk, clerk)
    desk.clock.move(minutes=1)
    assert set_up(desk, clerk)[1] == []
    second, fresh = set_up(desk, clerk, present=codes[0])
    desk.clock.move(minutes=1)
    assert fresh and not signs_in(desk, code=first.at(desk.clock())) and signs_in(desk, code=second.at(desk.clock()))


def test_where_it_is_required_nobody_works_without(tmp_path: Path) -> None:
    with office(tmp_path, staff_second_factor="required") as desk:
        reference = desk.book(name="Maria Lopez")
        clerk = desk.clerk()
        for path in ("/staff/", "/staff/list", "/staff/activity", f"/staff/requests/{reference}"):
            assert clerk.get(path).headers["Location"] == "/staff/second-factor", path
        assert clerk.submit("/staff/export", show="open").headers["Location"] == "/staff/second-factor"
        set_up(desk, clerk)
        assert "Maria Lopez" in clerk.get("/staff/").text


def test_the_secret_is_encrypted_where_it_is_kept(desk: Office) -> None:
    app, codes = set_up(desk, desk.clerk())
    with desk.engine.connect() as connection:
        row = connection.exec_driver_sql("SELECT totp, recovery FROM staff_accounts").one()
    assert app.secret not in row.totp
    assert not [code for code in codes if code in row.recovery or code.replace("-", "") in row.recovery]


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword1",
        "iloveyouiloveyou",
        "qwertyuiopasdfgh",
        "12345678901234567",
        "letmeinletmeinletmein",
        "monkeymonkeydragon",
        "foreclosure2026!",
    ],
)
def test_what_is_guessed_first_is_no_password(password: str) -> None:
    with pytest.raises(accounts.Refused, match="easy to guess"):
        accounts.check_password(password, "ana")


def test_good_passwords_are_taken_however_long() -> None:
    for password in ("four words in a row", accounts.generate_password(), "correct horse battery staple " * 6):
        accounts.check_password(password, "ana")
