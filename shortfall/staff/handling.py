"""What the staff do with a request: take it, call, and close it. Each action is one transaction, for the version they saw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shortfall.base.masking import mask
from shortfall.callbacks.booking import gravest
from shortfall.callbacks.ledger import happened
from shortfall.callbacks.tables import Callback
from shortfall.staff import audit
from shortfall.staff.accounts import ROLES, StaffAccount
from shortfall.staff.times import next_try

NOTE_LIMIT = 500

GIVEN = {f"any {role}": role for role, parts in ROLES.items() if "desk" in parts} | {"anybody": ""}
"""To whom a request can be given beside an account: it waits for somebody of a role, or for anybody. No account has a space in its
name."""
OUTCOMES = {"retained": "Retained", "referred": "Referred", "no": "No case"}
"""How a request ended, by the staff."""


@dataclass(frozen=True)
class Asked:
    """What goes with an action: when to try again (times.TRIES), how it ended (OUTCOMES), whom to give it to (an account, or one of
    `roles`), who stands against."""

    again: str = ""
    outcome: str = ""
    to: str = ""
    opposing: str = ""


class Conflict(Exception):
    """The request is not as the person saw it. The message says how it stands."""


@dataclass(frozen=True)
class Action:
    """Something that can be done.

    Args:
        label: on its button.
        allowed: whether it makes sense for a request as it stands and the account that asks.
        change: what it does to the request.
    """

    label: str
    allowed: Callable[[Callback, str], bool]
    change: Callable[[Callback, str, datetime, Asked], None]


def _mine_or_free(callback: Callback, login: str) -> bool:
    return callback.closed_at is None and callback.claimed_by in (None, login)


def _take(callback: Callback, login: str, now: datetime, asked: Asked) -> None:
    callback.status, callback.claimed_by = "claimed", login


def _put_back(callback: Callback, login: str, now: datetime, asked: Asked) -> None:
    callback.status, callback.claimed_by = "waiting", None


def _no_answer(callback: Callback, login: str, now: datetime, asked: Asked) -> None:
    _put_back(callback, login, now, asked)
    callback.no_answers += 1
    callback.next_try = next_try(asked.again, now) if asked.again else None


def _close(callback: Callback, login: str, now: datetime, asked: Asked) -> None:
    callback.status, callback.claimed_by, callback.closed_at = "done", login, now
    callback.outcome = asked.outcome or None


def _reopen(callback: Callback, login: str, now: datetime, asked: Asked) -> None:
    callback.status, callback.claimed_by, callback.closed_at = "waiting", None, None
    callback.outcome = None


def _assign(callback: Callback, login: str, now: datetime, asked: Asked) -> None:
    role = GIVEN.get(asked.to)
    if role is None:
        callback.status, callback.claimed_by, callback.for_role = "claimed", asked.to, None
    else:
        _put_back(callback, login, now, asked)
        callback.for_role = role or None


def _note_opposing(callback: Callback, login: str, now: datetime, asked: Asked) -> None:
    callback.opposing = mask(asked.opposing) or None


ACTIONS: dict[str, Action] = {
    "claim": Action("Claim", lambda c, who: c.closed_at is None and c.claimed_by is None, _take),
    "take_over": Action(
        "Take over", lambda c, who: c.closed_at is None and c.claimed_by is not None and c.claimed_by != who, _take
    ),
    "called": Action("Called", _mine_or_free, _take),
    "no_answer": Action("No answer", _mine_or_free, _no_answer),
    "done": Action("Done", _mine_or_free, _close),
    "release": Action("Release", lambda c, who: c.closed_at is None and c.claimed_by == who, _put_back),
    "assign": Action("Give to", lambda c, who: c.closed_at is None, _assign),
    "opposing": Action("Save", _mine_or_free, _note_opposing),
    # A cancelled request stays so: the consent to be called is withdrawn.
    "reopen": Action("Reopen", lambda c, who: c.status == "done", _reopen),
}


def handle(
    session: Session,
    reference: str,
    action: str,
    login: str,
    version: int,
    note: str,
    now: datetime,
    address: str | None = None,
    asked: Asked = Asked(),
    also: Callable[[Session, Callback], object] | None = None,
) -> Callback | None:
    """Do one of ACTIONS, with its event and its line in the audit log. None if there is no such request.

    Args:
        reference: as stored, "K7QM-4XRT".
        version: of the request that the person saw; if it has changed since, nothing is done.
        note: at most NOTE_LIMIT characters; account and card numbers in it are masked.
        also: writes what belongs to it in the same transaction.

    Raises:
        Conflict: it was changed meanwhile, or does not allow this; nothing is done.
        KeyError: there is no such action.
    """
    doing = ACTIONS[action]
    try:
        with session.begin():
            callback = session.scalars(
                select(Callback)
                .where(Callback.reference == reference)
                .with_for_update()
                .execution_options(populate_existing=True)
            ).first()
            if callback is None:
                return None
            if callback.version != version or not doing.allowed(callback, login):
                raise Conflict(how_it_stands(callback, login))
            if action == "assign" and not _may_have(session, asked.to):
                raise Conflict("There is nobody of this name who may have it.")
            doing.change(callback, login, now, asked)
            callback.changed_at = now
            words = mask(note.strip()[:NOTE_LIMIT]) or None
            told = {"given": asked.to} if action == "assign" else {}
            happened(session, callback, action, "staff", callback.conversation_id, now, told, staff=login, note=words)
            if also is not None:
                also(session, callback)
            audit.record(session, login, action, now, reference=reference, address=address)
            return callback
    except IntegrityError:
        # Only reopening can meet the index that allows a chat one open request for a number.
        raise Conflict("This person has asked for another callback since, and that one is open.") from None


def _may_have(session: Session, to: str) -> bool:
    """Whether a request can be given to this account or role."""
    return to in GIVEN or to in colleagues(session)


def colleagues(session: Session) -> list[str]:
    """The accounts that a request can be given to, within the transaction under way."""
    desk = [role for role, parts in ROLES.items() if "desk" in parts]
    which = select(StaffAccount.login).where(StaffAccount.disabled_at.is_(None), StaffAccount.role.in_(desk))
    return list(session.scalars(which.order_by(StaffAccount.login)))


def join(
    session: Session,
    reference: str,
    other: str,
    login: str,
    version: int,
    now: datetime,
    address: str | None = None,
) -> str | None:
    """Make one call of two open requests for the same number: the older is closed as joined and keeps what it says.

    Nothing goes from one into the other, since whoever made one must not be shown what the other says; the newer only becomes
    urgent, or marked, if either was.

    Args:
        reference: the request that the person looked at, in `version`; `other` is the one to join with it. Either may be older.

    Returns:
        The reference of the newer one, or None if there is no such pair.

    Raises:
        Conflict: one of them was changed meanwhile, is closed, or is a colleague's; nothing is done.
    """
    with session.begin():
        pair = session.scalars(
            select(Callback)
            .where(Callback.reference.in_((reference, other)))
            .order_by(Callback.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        ).all()
        if len(pair) != 2 or pair[0].phone_hash != pair[1].phone_hash or not pair[0].phone_hash:
            return None
        older, newer = pair
        seen = older if older.reference == reference else newer
        for callback in pair:
            if not _mine_or_free(callback, login) or (callback is seen and callback.version != version):
                raise Conflict(how_it_stands(callback, login))
        if older.claimed_by and not newer.claimed_by:
            _take(newer, login, now, Asked())
        newer.urgent, newer.mark = newer.urgent or older.urgent, gravest(newer.mark, older.mark)
        older.status, older.closed_at, older.joined_to = "joined", now, newer.id
        older.changed_at = newer.changed_at = now
        for callback, kind, partner in ((older, "joined_to", newer), (newer, "joined", older)):
            detail = {"reference": partner.reference}
            happened(session, callback, kind, "staff", callback.conversation_id, now, detail, staff=login)
        audit.record(session, login, "joined", now, reference=newer.reference, address=address)
        return newer.reference


def how_it_stands(callback: Callback, login: str) -> str:
    """Who has the request, in a sentence for someone who wanted something else."""
    if callback.status == "cancelled":
        return "The person has cancelled this request. Please do not call about it."
    if callback.status == "joined":
        return "This request was joined to a newer one for the same number."
    if callback.status == "done":
        return f"{callback.claimed_by or 'Someone'} has closed this request."
    if callback.claimed_by == login:
        return "This request changed since you opened it. It is yours; please look again."
    if callback.claimed_by:
        return f"{callback.claimed_by} has this request now."
    return "This request changed since you opened it. Nobody has it; please look again."
