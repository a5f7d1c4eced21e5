"""What the release before runs in tests/scale/test_way_back.py, with its own code: it reads what is there, goes on with it, and says what it found.

    python older.py DATABASE_URL FIRST_REFERENCE

Only what every release has is called here; the file is run by path, so that `shortfall` is the one that stands in PYTHONPATH.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from random import Random

from sqlalchemy import func, select

import shortfall
from shortfall.base.database import make_engine, migrate, sessions
from shortfall.callbacks import booking, changes
from shortfall.callbacks.consent import wording
from shortfall.callbacks.outbox import Delivery, due
from shortfall.callbacks.request import CallbackRequest, Consent
from shortfall.callbacks.tables import Callback, ConsentRecord
from shortfall.callbacks.window import parse_window
from shortfall.conversation.engine_client import EngineMessage
from shortfall.conversation.transcript import Transcript
from shortfall.sms.store import SmsOutbound, opt, opted_out, person_of

NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)
STAYS, COMES, THIRD = "+13125550143", "+17735550199", "+13125550177"


def main(url: str, reference: str) -> None:
    """Read, then write."""
    newer = migrate(url) is False
    engine = make_engine(url)
    transcript = Transcript(engine)
    with sessions(engine)() as db:
        found = {
            "code": shortfall.__file__,
            "newer": newer,
            "chat": [message.text for message in transcript.read("c1", 50)[0]],
            "callbacks": [
                f"{each.name} {each.phone} {each.status}" for each in db.scalars(select(Callback).order_by(Callback.id))
            ],
            "consents": [f"{each.kind} {each.given} {each.phone}" for each in db.scalars(select(ConsentRecord).order_by(ConsentRecord.id))],
            "out": [opted_out(db, person_of(number)) for number in (STAYS, COMES)],
            "due": db.scalar(select(func.count()).where(*due(NOW))),
            "texts": [f"{each.text} {each.state}" for each in db.scalars(select(SmsOutbound).order_by(SmsOutbound.id))],
        }  # fmt: skip
    turn = transcript.accept("c1", "m-old", "and my car?", None, NOW)
    transcript.answer("c1", turn.seq, [("r-old", EngineMessage(text="Some of it is safe."))], NOW)
    with sessions(engine)() as db:
        chat = db.scalars(select(Callback.conversation_id).where(Callback.reference == reference)).one()
    with sessions(engine)() as db:
        assert changes.cancel(db, reference, chat, NOW) is not None
    with sessions(engine)() as db:
        window = parse_window("tomorrow at 2pm", NOW)
        assert window
        consent = Consent(wording=wording(THIRD), at=NOW, message_id="m-old")
        asked = CallbackRequest(
            name="Ana Ruiz", phone=THIRD, window=window, channel="web", consent=consent, conversation_id="c9"
        )
        booking.book(db, asked, NOW, Random(9))
    with sessions(engine).begin() as db:
        opt(db, person_of(COMES), out=True, how="word", now=NOW)
        assert db.scalar(select(func.count(Delivery.id))) is not None
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
