"""Every private column of every table is shown, erased, let go of in time and put under new keys. On SQLite and PostgreSQL.

A column that is added and forgotten in one of these fails here: first because nothing fills it, then because it is left over.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

import shortfall
from shortfall.base.database import sessions
from shortfall.base.encryption import cipher, new_key
from shortfall.base.settings import Settings
from shortfall.callbacks import booking, changes
from shortfall.callbacks.consent import wording
from shortfall.callbacks.outbox import Delivery
from shortfall.callbacks.request import Consent
from shortfall.callbacks.tables import Callback, CallbackEvent
from shortfall.conversation import mail
from shortfall.conversation.engine_client import EngineMessage
from shortfall.conversation.transcript import ChatMessage, Transcript
from shortfall.privacy import person as people
from shortfall.privacy.engine_memory import EngineMemory
from shortfall.privacy.retention import sweep
from shortfall.privacy.rotation import reencrypt, stale
from shortfall.privacy.tables import MODULES, private_columns
from shortfall.sms import store as sms
from shortfall.sms.outbound import add
from shortfall.sms.provider import Inbound
from shortfall.sms.receive import receive
from shortfall.staff.attempts import StaffAttempt
from shortfall.staff.attempts import begin as attempt
from shortfall.staff.handling import Asked, handle
from tests.unit.callbacks.receivers import NOW, PHONE, Clock, asked
from tests.unit.privacy.test_person import config, engine, memory, remember

__all__ = ["config", "engine", "memory"]

OF_STAFF = {"staff_accounts", "conflict_lists"}
"""What is private to somebody of the staff, and not to a caller."""
EMPTY = {None, "", "[]", "null"}
TELLS_THE_FIRM = {"deliveries.payload"}
"""What may be left after an erasure: that a reference is not to be called any more."""


def lived(engine: Engine, memory: EngineMemory, phone: str = PHONE, name: str = "Maria Lopez") -> str:
    """Someone who texts, asks for a callback in the same conversation, and is called; the reference."""
    writing = sessions(engine)
    received = Inbound(
        id=f"SM{phone[1:]}", token="t" + phone[1:], sender=phone, text=f"I am {name}", media=0, handled=None
    )
    assert receive(writing, received, NOW, None) == "stored"
    person = sms.person_of(phone)
    with writing.begin() as db:
        row = db.get_one(sms.SmsPerson, person)
        row.put_off(["lockout tomorrow"])
        add(db, row, f"Hello {name}", "reply", send_at=NOW, now=NOW)
    transcript = Transcript(engine)
    transcript.open(person, "1", "Hi.", NOW)
    turn = transcript.accept(person, "2", f"I am {name}", None, NOW)
    choices = [{"label": f"Call {phone}", "payload": "/callback"}]
    card = {"type": "estimate", "figures": "312,000"}
    reply = EngineMessage(text=f"Hello {name}", card=card, choices=choices)
    transcript.answer(person, turn.seq, [("3", reply)], NOW)
    with writing.begin() as db:
        assert (
            mail.enqueue(db, person, f"{phone}@example.com", "Summary", f"{name} owes", "en", "mail-1", NOW, 9)
            == "taken"
        )
    remember(memory, person, f"I am {name}", int(phone[-4:]))
    request = asked(
        phone,
        name=name,
        channel="sms",
        conversation_id=person,
        urgent=True,
        urgent_reason="sale on Fri Nov 27",
        extension="204",
        consent=Consent(wording=wording(f"{phone};ext=204"), at=NOW, message_id="m1"),
    )
    request = request.model_copy(update={"window": request.window.model_copy(update={"wish": "when my shift ends"})})
    with writing() as session:
        reference = booking.book(session, request, NOW, Random(int(phone[-4:]))).reference
    with writing() as session:
        handle(session, reference, "called", "ana", 1, "wife Rosa picked up", NOW)
        handle(session, reference, "opposing", "ana", 2, "", NOW, asked=Asked(opposing="Rosa Bank"))
    return reference


def values(engine: Engine) -> dict[str, list[Any]]:
    """What stands in every private column, decrypted, by "table.column"."""
    found: dict[str, list[Any]] = {}
    with engine.connect() as connection:
        for table, columns in private_columns().items():
            raw = sa.table(table.name, *(sa.column(column, sa.Text) for column in columns))
            for column in columns:
                tokens = connection.scalars(select(raw.c[column]))
                opened = (None if one is None else cipher().decrypt(one) for one in tokens)
                found[f"{table.name}.{column}"] = sorted(opened, key=str)
    return found


def test_no_module_with_a_table_is_forgotten() -> None:
    package = Path(shortfall.__file__).parent
    declaring = [path for path in package.rglob("*.py") if re.search(r'^    __tablename__ = "', path.read_text(), re.M)]
    assert {".".join(path.relative_to(package.parent).with_suffix("").parts) for path in declaring} == set(MODULES)


def test_every_private_column_is_filled_by_the_life_that_these_tests_tell(engine: Engine, memory: EngineMemory) -> None:
    lived(engine, memory)
    assert [
        name for name, found in values(engine).items() if set(found) <= EMPTY and name.split(".")[0] not in OF_STAFF
    ] == []


def test_every_private_value_is_shown(engine: Engine, memory: EngineMemory) -> None:
    lived(engine, memory)
    with sessions(engine)() as session:
        shown = people.show(session, people.find_person(session, PHONE, memory), memory)
    for table, columns in private_columns().items():
        for column in columns if table.name not in OF_STAFF else ():
            assert any(row[column] not in (None, "", "[]", []) for row in shown[table.name]), f"{table.name}.{column}"


@pytest.mark.parametrize("by", ["phone", "reference"])
def test_every_private_value_is_erased(engine: Engine, memory: EngineMemory, by: str) -> None:
    reference = lived(engine, memory)
    with sessions(engine).begin() as session:
        who = PHONE if by == "phone" else reference
        people.erase(session, people.find_person(session, who, memory), memory, NOW)
    after = values(engine)
    assert [name for name, left in after.items() if name not in TELLS_THE_FIRM and set(left) - EMPTY] == []
    known = re.compile("Maria|0143|Rosa|shift|sale|312,000|sheriff|lockout")
    assert not [text for name in TELLS_THE_FIRM for text in after[name] if text and known.search(text)]
    with sessions(engine)() as session:
        assert not people.find_person(session, PHONE, memory)


def test_nothing_of_another_person_is_erased(engine: Engine, memory: EngineMemory) -> None:
    lived(engine, memory, "+17735550199", "Bob Jones")
    before = values(engine)
    lived(engine, memory)
    with sessions(engine).begin() as session:
        people.erase(session, people.find_person(session, PHONE, memory), memory, NOW)
    after = values(engine)
    for name, theirs in before.items():
        assert [one for one in theirs if one not in after[name]] == [], name


def test_every_private_value_goes_when_its_time_is_over(engine: Engine, memory: EngineMemory, config: Settings) -> None:
    reference = lived(engine, memory)
    clock = Clock(NOW + timedelta(days=9999))
    with sessions(engine)() as session:
        attempt(session, "ana", "192.0.2.7", NOW)
        conversation = session.scalars(select(Callback.conversation_id)).one()
    sweep(sessions(engine), memory, config, clock)
    with sessions(engine)() as session:
        # The firm has still to call.
        assert [one.body for one in session.scalars(select(sms.SmsInbound))] == ["I am Maria Lopez"]
    with sessions(engine)() as session:
        changes.cancel(session, reference, conversation, NOW)
    while sweep(sessions(engine), memory, config, clock):
        pass
    assert [name for name, left in values(engine).items() if set(left) - EMPTY] == []
    with sessions(engine)() as session:
        for table in (StaffAttempt, ChatMessage, sms.SmsPerson, sms.SmsInbound, sms.SmsOutbound):
            assert session.scalars(select(table)).all() == []
        assert {event.note for event in session.scalars(select(CallbackEvent))} == {None}
        assert {row.payload for row in session.scalars(select(Delivery))} == {None}


def test_every_token_of_every_table_comes_under_the_first_key(
    engine: Engine, memory: EngineMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived(engine, memory)
    before = values(engine)
    monkeypatch.setenv("SHORTFALL_ENCRYPTION_KEYS", f"{new_key()},{'test-' * 13}")
    assert stale(engine) > 0
    reencrypt(engine, memory)
    assert stale(engine) == 0 and values(engine) == before
    tables = sa.MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        rows = [row for table in tables.tables.values() for row in connection.execute(select(table))]
    tokens = [value for row in rows for value in row if isinstance(value, str) and value.startswith("gAAAA")]
    assert tokens and all(cipher().is_current(token) for token in tokens)


# ------------------------------------------------------------------------------------------------ text messages


def test_who_only_texts_is_found_by_number_and_erased(engine: Engine, memory: EngineMemory) -> None:
    received = Inbound(id="SM1", token=None, sender=PHONE, text="what is a deficiency", media=0, handled=None)
    receive(sessions(engine), received, NOW, None)
    with sessions(engine).begin() as session:
        found = people.find_person(session, "(312) 555-0143", memory)
        assert people.show(session, found, memory)["sms_inbound"][0]["body"] == "what is a deficiency"
        assert people.erase(session, found, memory, NOW) == {"texts": 1}
    with sessions(engine)() as session:
        assert not people.find_person(session, PHONE, memory)


def test_that_somebody_wants_no_texts_outlives_their_erasure(
    engine: Engine, memory: EngineMemory, config: Settings
) -> None:
    lived(engine, memory)
    received = Inbound(id="SM2", token=None, sender=PHONE, text="STOP", media=0, handled=None)
    assert receive(sessions(engine), received, NOW, None) == "stop"
    with sessions(engine).begin() as session:
        people.erase(session, people.find_person(session, PHONE, memory), memory, NOW)
    while sweep(sessions(engine), memory, config, Clock(NOW + timedelta(days=9999))):
        pass
    with sessions(engine)() as session:
        assert sms.opted_out(session, sms.person_of(PHONE))


def test_an_erased_message_that_comes_again_is_not_answered_again(engine: Engine, memory: EngineMemory) -> None:
    lived(engine, memory)
    with sessions(engine).begin() as session:
        people.erase(session, people.find_person(session, PHONE, memory), memory, NOW)
    again = Inbound(id=f"SM{PHONE[1:]}", token=None, sender=PHONE, text="I am Maria Lopez", media=0, handled=None)
    assert receive(sessions(engine), again, NOW, None) == "seen"
    assert "Maria" not in str(values(engine))


def test_who_texts_from_one_number_and_is_called_at_another_is_one_person(engine: Engine, memory: EngineMemory) -> None:
    texting, home = "+13127440101", PHONE
    received = Inbound(id="SM3", token=None, sender=texting, text="call my house", media=0, handled=None)
    receive(sessions(engine), received, NOW, None)
    with sessions(engine)() as session:
        request = asked(home, channel="sms", conversation_id=sms.person_of(texting))
        booking.book(session, request, NOW, Random(1))
    with sessions(engine)() as session:
        first, second = (people.find_person(session, number, memory) for number in (texting, home))
    assert first == second and first.callbacks and first.conversations


@pytest.mark.parametrize("change", [sa.update(sms.SmsOptOut).values(out=False), sa.delete(sms.SmsOptOut)])
def test_lines_are_only_ever_added_to_the_ledger_of_those_who_want_no_texts(
    engine: Engine, memory: EngineMemory, change: sa.sql.dml.UpdateBase
) -> None:
    with sessions(engine).begin() as session:
        assert sms.opt(session, sms.person_of(PHONE), out=True, how="word", now=NOW)
    with pytest.raises(DBAPIError, match="append-only"), sessions(engine).begin() as session:
        session.execute(change)
    with sessions(engine)() as session:
        assert sms.opted_out(session, sms.person_of(PHONE))
