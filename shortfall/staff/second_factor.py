"""The second factor of an account: codes of an authenticator app (TOTP, RFC 6238), and codes on paper for when the phone is gone.

A code opens once: the newest time step that was used is kept (RFC 6238, 5.2), and a recovery code goes as it is used.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp
import segno
from sqlalchemy import select
from sqlalchemy.orm import Session

from shortfall.reading.reference import ALPHABET
from shortfall.staff import audit
from shortfall.staff.accounts import Refused, StaffAccount, end_sessions, known

RECOVERY_CODES = 10
_STEP_SECONDS = 30
_DRIFT = (0, -1, 1)
"""Steps: a phone's clock may be half a minute off."""
_WRONG = "That code does not fit. Please take the one that the app shows now."


def new_secret() -> str:
    """160 random bits, base32."""
    return pyotp.random_base32()


def picture(secret: str, login: str, firm: str) -> str:
    """What an authenticator app reads, as inline SVG.

    Raises:
        Refused: `secret` is none of ours.
    """
    address = _totp(secret).provisioning_uri(name=login, issuer_name=firm)
    return str(
        segno.make(address, error="m").svg_inline(scale=5, dark="#000", light="#fff", svgclass="qr", lineclass=None)
    )


def enrol(session: Session, login: str, secret: str, code: str, now: datetime) -> list[str]:
    """Give an account this app, in place of an earlier one, and new recovery codes, which are shown once.

    Raises:
        Refused: the code is not the app's, or there is no such account.
    """
    step = _step(_totp(secret), code, now, 0)
    if step is None:
        raise Refused(_WRONG)
    codes = [
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(2)) for _ in range(RECOVERY_CODES)
    ]
    with session.begin():
        account = known(session, login)
        account.totp, account.totp_step, account.recovery = secret, step, [_hash(each) for each in codes]
        audit.record(session, login, "second_factor_added", now, detail={"account": login})
    return codes


def opens(session: Session, account_id: int, code: str, now: datetime) -> bool:
    """Whether a code is the account's; it is used up by that."""
    with session.begin():
        account = session.scalars(
            select(StaffAccount)
            .where(StaffAccount.id == account_id)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).one()
        if account.totp is None:
            return True
        step = _step(_totp(account.totp), code, now, account.totp_step or 0)
        if step is not None:
            account.totp_step = step
            return True
        left = list(account.recovery or ())
        used = next((each for each in left if hmac.compare_digest(each, _hash(code))), None)
        if used is None:
            return False
        left.remove(used)
        account.recovery = left
        audit.record(session, account.login, "recovery_code_used", now, detail={"left": len(left)})
        return True


def remove(session: Session, login: str, now: datetime) -> None:
    """Take the second factor away, for someone who has lost both phone and paper; ends the account's sessions.

    Raises:
        Refused: there is no such account.
    """
    with session.begin():
        account = known(session, login)
        account.totp = account.totp_step = account.recovery = None
        end_sessions(session, account)
        audit.record(session, "shell", "second_factor_removed", now, detail={"account": login})


def _totp(secret: str) -> pyotp.TOTP:
    if len(secret) != 32 or not set(secret) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"):
        raise Refused("Please reload this page and begin again.")
    return pyotp.TOTP(secret, interval=_STEP_SECONDS)


def _step(totp: pyotp.TOTP, code: str, now: datetime, last: int) -> int | None:
    """The time step after `last` to which a code belongs."""
    typed = "".join(code.split())
    if not (typed.isascii() and typed.isdigit()):
        return None
    this = int(now.timestamp()) // _STEP_SECONDS
    for step in (this + drift for drift in _DRIFT):
        if step > last and hmac.compare_digest(totp.generate_otp(step), typed):
            return step
    return None


def _hash(code: str) -> str:
    """What is kept of a recovery code, however it is typed."""
    typed = "".join(each for each in code.upper() if each.isalnum())
    return hashlib.sha256(typed.encode()).hexdigest()
