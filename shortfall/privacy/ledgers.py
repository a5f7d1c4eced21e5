"""What no restore may lose: who wants no texts, and who has taken back a consent. Read from one database, merged into another.

Nothing is ever replaced: what the other ledger has and this one lacks is added, and of two words the one that ends counts. The
person of an opt-out is a blind index, so both databases must be under the same identity key.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from shortfall.base.database import UtcDateTime
from shortfall.base.encryption import Identities
from shortfall.base.seal import seal

_FORMAT = 1
_OPT_OUTS = sa.table(
    "sms_opt_outs",
    sa.column("id", sa.Integer),
    sa.column("person", sa.String),
    sa.column("out", sa.Boolean),
    sa.column("how", sa.String),
    sa.column("at", UtcDateTime),
)
# Encrypted columns are copied as they stand, from the yes that is taken back.
_CONSENTS = sa.table(
    "consents",
    sa.column("id", sa.Integer),
    *(
        sa.column(name, sa.String)
        for name in ("kind", "version", "wording", "phone", "channel", "conversation_id", "how")
    ),
    sa.column("callback_id", sa.Integer),
    sa.column("given", sa.Boolean),
    sa.column("at", UtcDateTime),
)
_CALLBACKS = sa.table(
    "callbacks",
    *(sa.column(name, sa.Integer) for name in ("id", "version")),
    *(sa.column(name, sa.String) for name in ("reference", "status", "channel")),
    *(sa.column(name, UtcDateTime) for name in ("closed_at", "changed_at")),
)
_EVENTS = sa.table(
    "callback_events",
    sa.column("callback_id", sa.Integer),
    *(sa.column(name, sa.String) for name in ("kind", "channel", "conversation_id")),
    sa.column("detail", sa.JSON),
    sa.column("at", UtcDateTime),
)
_DELIVERIES = sa.table("deliveries", sa.column("callback_id", sa.Integer), sa.column("state", sa.String))


class LedgerProblem(RuntimeError):
    """Why the ledgers cannot be read or merged, in a line."""


@dataclass(frozen=True)
class OptOut:
    """A line of the ledger of those who want no texts."""

    person: str
    out: bool
    how: str
    at: datetime


@dataclass(frozen=True)
class Withdrawal:
    """A consent taken back: of which request, to calls or to texts."""

    reference: str
    kind: str
    channel: str
    conversation_id: str
    how: str
    at: datetime


@dataclass(frozen=True)
class Ledgers:
    """Both ledgers of a database, oldest line first; `key` tells identity keys apart and gives nothing away of them."""

    key: str
    opt_outs: tuple[OptOut, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()

    def to_json(self) -> str:
        """As a file keeps them."""
        return json.dumps({"format": _FORMAT} | asdict(self), default=lambda at: at.isoformat())

    @classmethod
    def from_json(cls, text: str) -> Ledgers:
        """From such a file.

        Raises:
            LedgerProblem: it is none.
        """
        try:
            found = json.loads(text)
            if found["format"] != _FORMAT:
                raise ValueError
            return cls(
                found["key"],
                tuple(OptOut(**_dated(line)) for line in found["opt_outs"]),
                tuple(Withdrawal(**_dated(line)) for line in found["withdrawals"]),
            )
        except (ValueError, KeyError, TypeError):
            raise LedgerProblem("this is not a file of ledgers") from None


def key_of(identities: Identities) -> str:
    """A name for an identity key."""
    return identities.of("ledgers", "which key")[:16]


def read(engine: Engine, key: str) -> Ledgers:
    """The ledgers of a database.

    Raises:
        LedgerProblem: it has none, or cannot be read.
    """
    try:
        with engine.connect() as connection:
            lines = connection.execute(sa.select(_OPT_OUTS).order_by(_OPT_OUTS.c.id)).all()
            opt_outs = tuple(OptOut(line.person, line.out, line.how, line.at) for line in lines)
            taken_back = sa.select(_CALLBACKS.c.reference, _CONSENTS).where(
                _CONSENTS.c.callback_id == _CALLBACKS.c.id, _CONSENTS.c.given.is_(sa.false())
            )
            withdrawals = tuple(
                Withdrawal(line.reference, line.kind, line.channel, line.conversation_id, line.how, line.at)
                for line in connection.execute(taken_back.order_by(_CONSENTS.c.id))
            )
    except SQLAlchemyError:
        raise LedgerProblem("the ledgers of opt-outs and withdrawals cannot be read") from None
    return Ledgers(key, opt_outs, withdrawals)


def merge(engine: Engine, ledgers: Ledgers, key: str) -> int:
    """Add to a database, in one transaction, what it lacks, and seal it; how many lines those were. Merging twice adds nothing.

    Raises:
        LedgerProblem: the numbers are under another identity key, so that nobody could be told again from them.
        sqlalchemy.exc.SQLAlchemyError: nothing was added.
    """
    if ledgers.opt_outs and ledgers.key != key:
        raise LedgerProblem("the opt-outs were written under another identity.key: restore that key first")
    with engine.begin() as connection:
        added = _merge_opt_outs(connection, ledgers.opt_outs) + _merge_withdrawals(connection, ledgers.withdrawals)
        seal(connection)
        return added


def _merge_opt_outs(connection: Connection, lines: Iterable[OptOut]) -> int:
    known = connection.execute(sa.select(_OPT_OUTS).order_by(_OPT_OUTS.c.id)).all()
    have = {(line.person, line.out, line.at) for line in known}
    last = {line.person: line.out for line in known}
    newest = {line.person: (line.at, line.out) for line in known}
    added = 0
    for line in sorted(lines, key=lambda line: line.at):
        if (line.person, line.out, line.at) in have:
            continue
        _add(connection, line)
        added += 1
        last[line.person] = line.out
        newest[line.person] = max(newest.get(line.person, (line.at, line.out)), (line.at, line.out))
    for person, (at, out) in newest.items():
        # The last line counts. Where lines of two ledgers lie between each other, the newest word is said once more.
        if last[person] != out:
            _add(connection, OptOut(person, out, "merged", at))
            added += 1
    return added


def _add(connection: Connection, line: OptOut) -> None:
    values = {"person": line.person, "out": line.out, "how": line.how, "at": line.at}
    connection.execute(sa.insert(_OPT_OUTS).values(values))


def _merge_withdrawals(connection: Connection, lines: Iterable[Withdrawal]) -> int:
    added = 0
    for line in lines:
        callback = connection.execute(sa.select(_CALLBACKS).where(_CALLBACKS.c.reference == line.reference)).first()
        if callback is None:
            continue  # asked for after the backup: there is nobody to be called
        own = sa.select(_CONSENTS).where(_CONSENTS.c.callback_id == callback.id, _CONSENTS.c.kind == line.kind)
        stands = connection.execute(own.order_by(_CONSENTS.c.id.desc()).limit(1)).first()
        if stands is not None and stands.given:
            connection.execute(
                sa.insert(_CONSENTS).values(
                    callback_id=callback.id, kind=line.kind, given=False, version=stands.version, wording=stands.wording,
                    phone=stands.phone, channel=line.channel, conversation_id=line.conversation_id, how=line.how, at=line.at,
                )
            )  # fmt: skip
            added += 1
        if line.kind == "call" and callback.closed_at is None:
            _close(connection, callback, line)
    return added


def _close(connection: Connection, callback: sa.Row[Any], line: Withdrawal) -> None:
    """A request without consent is not called, and nothing that waits is handed on about it."""
    mine = _CALLBACKS.c.id == callback.id
    closed = {"status": "cancelled", "closed_at": line.at, "changed_at": line.at, "version": callback.version + 1}
    connection.execute(sa.update(_CALLBACKS).where(mine).values(closed))
    connection.execute(
        sa.insert(_EVENTS).values(
            callback_id=callback.id, kind="cancelled", channel=callback.channel,
            conversation_id=line.conversation_id, detail={}, at=line.at,
        )
    )  # fmt: skip
    waiting = sa.and_(_DELIVERIES.c.callback_id == callback.id, _DELIVERIES.c.state == "waiting")
    connection.execute(sa.delete(_DELIVERIES).where(waiting))


def _dated(line: dict[str, Any]) -> dict[str, Any]:
    return line | {"at": datetime.fromisoformat(line["at"])}
