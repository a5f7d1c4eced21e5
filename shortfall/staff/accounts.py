"""Accounts of the staff. They are made on the shell only: there is no default account, and nothing on the web makes one."""

from __future__ import annotations

import re
import secrets
import unicodedata
from datetime import datetime
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import String, Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from shortfall.base.database import Base, Private, PrivateJson, UtcDateTime
from shortfall.base.firm import load_firm
from shortfall.content.approval import NAME
from shortfall.reading.reference import ALPHABET
from shortfall.staff import attempts, audit
from shortfall.staff.sessions import StaffSession

SHORTEST, LONGEST = 15, 200
"""Characters of a password. NIST SP 800-63B-4, 3.1.1.2: 15 where the password is the only factor."""

_SCORE = 3
"""zxcvbn's "safely unguessable": more than 10^8 guesses, where five may be made in a quarter of an hour."""

ROLES: dict[str, frozenset[str]] = {
    "clerk": frozenset({"desk"}),
    "reviewer": frozenset({"content"}),
    "attorney": frozenset({"desk", "content"}),
}
"""What each may open: the callers' requests, or the texts and their approval."""

_LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,31}")

hasher = PasswordHasher()
"""argon2id with the parameters that the library recommends (RFC 9106, section 4)."""


class StaffAccount(Base):
    """Someone who may see the inbox. Accounts are disabled, not deleted: the log names them."""

    __tablename__ = "staff_accounts"
    row = ("login",)

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(32), unique=True)
    password: Mapped[str] = mapped_column(Text)  # an argon2id hash
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    totp: Mapped[str | None] = mapped_column(Private("staff_accounts.totp"))
    """The secret of the account's authenticator app, base32; None without one."""
    totp_step: Mapped[int | None] = mapped_column()
    """The newest time step whose code was used: no code opens twice."""
    recovery: Mapped[list[str] | None] = mapped_column(PrivateJson("staff_accounts.recovery"))
    """SHA-256 of the recovery codes that are left."""
    role: Mapped[str] = mapped_column(String(16), default="clerk")
    """One of ROLES."""
    name: Mapped[str | None] = mapped_column(String(80))
    """What stands under an answer that they approve: "B. Fard"."""


class Refused(ValueError):
    """An account cannot be made or changed like this; the message says why, to a person."""


def add(session: Session, login: str, password: str, now: datetime) -> StaffAccount:
    """Make an account.

    Raises:
        Refused: the name or the password will not do, or the name is taken.
    """
    if not _LOGIN.fullmatch(login):
        raise Refused(
            "A name must have 2 to 32 characters: lower-case letters, digits, dots and dashes, a letter first."
        )
    check_password(password, login)
    hashed = hasher.hash(normal(password))
    with session.begin():
        if _by_login(session, login):
            raise Refused(f"The account {login} already exists.")
        account = StaffAccount(login=login, password=hashed, created_at=now, disabled_at=None)
        session.add(account)
        audit.record(session, "shell", "account_added", now, detail={"account": login})
    return account


def everyone(session: Session) -> list[StaffAccount]:
    """All accounts by name."""
    with session.begin():
        return list(session.scalars(select(StaffAccount).order_by(StaffAccount.login)))


def set_role(session: Session, login: str, role: str, name: str | None, now: datetime) -> None:
    """Say what an account may open, and under which name it approves texts; ends its sessions.

    Raises:
        Refused: there is no such account or role, or somebody who approves texts has no name.
    """
    if role not in ROLES:
        raise Refused(f"The role must be one of {', '.join(ROLES)}.")
    with session.begin():
        account = known(session, login)
        name = name or account.name
        if "content" in ROLES[role] and not (name and NAME.fullmatch(name)):
            raise Refused("An account that approves texts needs a name to show under the answers: --name 'B. Fard'.")
        account.role, account.name = role, name
        end_sessions(session, account)
        audit.record(session, "shell", "role_changed", now, detail={"account": login, "role": role})


def any_active(session: Session) -> bool:
    """Whether anybody can log in at all."""
    with session.begin():
        return session.scalar(select(StaffAccount.id).where(StaffAccount.disabled_at.is_(None)).limit(1)) is not None


def exists(session: Session, login: str) -> bool:
    """Whether there is an account of this name, within the transaction under way."""
    return _by_login(session, login) is not None


def disable(session: Session, login: str, now: datetime) -> None:
    """Close an account and end its sessions.

    Raises:
        Refused: there is no such account.
    """
    with session.begin():
        account = known(session, login)
        account.disabled_at = account.disabled_at or now
        end_sessions(session, account)
        audit.record(session, "shell", "account_disabled", now, detail={"account": login})


def enable(session: Session, login: str, now: datetime) -> None:
    """Open a disabled account again.

    Raises:
        Refused: there is no such account.
    """
    with session.begin():
        known(session, login).disabled_at = None
        audit.record(session, "shell", "account_enabled", now, detail={"account": login})


def set_password(session: Session, login: str, password: str, now: datetime, *, by: str = "shell") -> None:
    """Change a password, end the account's sessions, and forget the guesses at it.

    Raises:
        Refused: the password will not do, or there is no such account.
    """
    check_password(password, login)
    hashed = hasher.hash(normal(password))
    with session.begin():
        account = known(session, login)
        account.password = hashed
        end_sessions(session, account)
        attempts.forget(session, login)
        audit.record(session, by, "password_changed", now, detail={"account": login})


def verify(session: Session, login: str, password: str) -> StaffAccount | None:
    """The account that this name and password open. Whatever the answer, it costs one argon2 verification."""
    decoy = _decoy()
    with session.begin():
        account = _by_login(session, login)
    right = _matches(account.password if account else decoy, password)
    if account is None or not right or account.disabled_at is not None:
        return None
    if hasher.check_needs_rehash(account.password):
        stronger = hasher.hash(normal(password))
        with session.begin():
            known(session, login).password = stronger
    return account


def check_password(password: str, login: str) -> None:
    """Refuse what is guessed first.

    Raises:
        Refused: it is too short, too long, too plain or holds the name.
    """
    password = normal(password)
    if len(password) < SHORTEST:
        raise Refused(f"A password must have at least {SHORTEST} characters. Four or five words in a row work well.")
    if len(password) > LONGEST:
        raise Refused(f"A password must have at most {LONGEST} characters.")
    if len(set(password.lower())) < 6 or login in password.lower() or _common(password, login):
        raise Refused(
            "This password is easy to guess. Please take four or five words that have nothing to do with each other."
        )


def generate_password() -> str:
    """Twenty random characters (89 bits), in groups that can be read out."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(5))


def normal(password: str) -> str:
    """The password however a keyboard composes its characters (NIST SP 800-63B-4, 3.1.1.2: NFKC)."""
    return unicodedata.normalize("NFKC", password)


def _common(password: str, login: str) -> bool:
    """Whether it is made of common passwords, names, words, rows of keys or dates (NIST SP 800-63B-4, 3.1.1.2)."""
    from zxcvbn import zxcvbn  # its lists take 14 MB, for something that is rarely asked

    firm = load_firm()
    ours = [login, firm["name"], firm["legal_name"], "shortfall", "foreclosure", "callback"]
    # The library looks at 72 characters at most; a password that is good so far is not worse with what follows.
    return int(zxcvbn(password[:72], user_inputs=ours)["score"]) < _SCORE


@cache
def _decoy() -> str:
    """What a password for no account is checked against; nobody knows its password."""
    return hasher.hash(secrets.token_hex(16))


def _matches(hashed: str, password: str) -> bool:
    try:
        return hasher.verify(hashed, normal(password))
    except VerifyMismatchError:
        return False


def _by_login(session: Session, login: str) -> StaffAccount | None:
    return session.scalars(
        select(StaffAccount).where(StaffAccount.login == login).execution_options(populate_existing=True)
    ).first()


def known(session: Session, login: str) -> StaffAccount:
    """The account of this name, within the transaction under way.

    Raises:
        Refused: there is none.
    """
    account = _by_login(session, login)
    if account is None:
        raise Refused(f"There is no account {login}. `shortfall staff list` shows all.")
    return account


def end_sessions(session: Session, account: StaffAccount) -> None:
    """End all sessions of an account, within the transaction under way."""
    session.execute(delete(StaffSession).where(StaffSession.account_id == account.id))
