"""Rasa's memory of conversations in an SQL database, what was said in it encrypted.

    tracker_store:
      type: engine.tracker_store.EncryptedTrackerStore
      dialect: sqlite
      db: var/rasa.db

takes what Rasa's own `type: SQL` takes. Events written by that one stay readable and are encrypted by `shortfall keys rotate`.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from sqlalchemy.ext.declarative import declarative_base
from sqlalchemy.types import TypeDecorator

from shortfall.encryption import cipher


class EncryptedText(TypeDecorator):
    """Text as a token in the database, plain in Python."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else cipher().encrypt(value)

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        # JSON is what was written before events were encrypted; a token never begins with a brace.
        return value if value is None or value.startswith("{") else cipher().decrypt(value)


class EncryptedTrackerStore(SQLTrackerStore):
    """The same table as Rasa's own, `data` encrypted. Sender, kind, intent and action names stay readable for queries."""

    Base = declarative_base()

    class SQLEvent(Base):  # type: ignore[misc, valid-type]
        """One event of a conversation."""

        __tablename__ = "events"

        id = sa.Column(sa.Integer, primary_key=True)
        sender_id = sa.Column(sa.String(255), nullable=False, index=True)
        type_name = sa.Column(sa.String(255), nullable=False)
        timestamp = sa.Column(sa.Float)
        intent_name = sa.Column(sa.String(255))
        action_name = sa.Column(sa.String(255))
        data = sa.Column(EncryptedText)
