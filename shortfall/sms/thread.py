"""One thread: a chat of the web that goes on by text. A code, shown on the web and texted from a phone, proves the number.

From the moment the code is taken the web lets nothing more be said in its chat; a worker then takes over what the engine knows,
and the rights over calls. The two transcripts stay where they are, `ChatSession.moved_to` ties them together. Codes are kept as
blind indexes only. Functions work in the caller's transaction.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Literal

from sqlalchemy import Select, String, delete, exists, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, sessionmaker

from shortfall.base.database import Base, UtcDateTime
from shortfall.base.encryption import identities
from shortfall.callbacks.finding import owned
from shortfall.callbacks.ledger import happened
from shortfall.callbacks.tables import Callback
from shortfall.content.questions import Language
from shortfall.content.texts import text
from shortfall.conversation.engine_client import EngineChoice, EngineMessage
from shortfall.conversation.transcript import (
    Beginning,
    ChatMessage,
    ChatSession,
    Moved,
    SessionGone,
    erase_chat,
    open_chat,
)
from shortfall.reading.chat_code import new_code
from shortfall.sms import store
from shortfall.sms.compose import language_of
from shortfall.sms.store import LAPSE, SmsInbound
from shortfall.sms.texts import said

LIFE = timedelta(minutes=15)
"""How long a code is good."""
MOST_WRONG = 5
"""Wrong codes of one phone in an hour; after that not even a right one is taken."""
REMOVED = "[code removed]"
"""What is kept of a text that was a code."""
_HOUR = timedelta(hours=1)

Taken = Literal["taken", "again", "own", "wrong"]
"""What became of a code: taken; taken in place of a talk of the phone's own; not taken yet, since there is such a talk; no good."""


class ChatCode(Base):
    """A code that was shown in a chat. A chat has one at a time, which is gone once it is taken over."""

    __tablename__ = "chat_codes"

    chat: Mapped[str] = mapped_column(String(64), primary_key=True)
    code: Mapped[str] = mapped_column(String(64), unique=True)
    """Its blind index."""
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    person: Mapped[str | None] = mapped_column(String(64), index=True)
    """Whose phone sent it."""
    sid: Mapped[str | None] = mapped_column(String(40), unique=True)
    """The message that took it; a code with one is used."""


def make(db: Session, chat: str, random: Random, now: datetime) -> str:
    """A new code for a chat; the one before is no good any more.

    Raises:
        SessionGone: there is no such chat any more; Moved: a phone has just taken it.
    """
    # Of two that are asked for at once, one comes after the other, and neither comes between a phone and the chat it takes.
    open_still = db.execute(_held(chat)).first()
    if open_still is None:
        raise SessionGone
    if open_still.moved_to is not None:
        raise Moved
    code = new_code(random)
    db.execute(delete(ChatCode).where(ChatCode.chat == chat))
    db.add(ChatCode(chat=chat, code=_index(code), ends_at=now + LIFE))
    db.flush()
    return code


def take(db: Session, person: str, code: str, sid: str, now: datetime) -> Taken:
    """Give the chat of a code to the phone that sent it. The caller holds the person's row and has stored the message.

    "wrong" says nothing of why: unknown, old, used, erased, or one try too many.
    """
    wrong = select(func.count()).where(
        SmsInbound.person == person, SmsInbound.code == "wrong", SmsInbound.at > now - _HOUR
    )
    shown = select(ChatCode).where(ChatCode.code == _index(code))
    found = db.scalar(shown)
    if found is not None:  # the chat before its code, as everybody takes them (base/database.py)
        db.execute(_held(found.chat))
    row = db.scalar(shown.with_for_update().execution_options(populate_existing=True))
    good = row is not None and row.sid is None and now < row.ends_at
    if row is None or not good or (db.scalar(wrong) or 0) >= MOST_WRONG:
        return "wrong"
    own = _talks(db, person, now)
    if own and row.person != person:
        row.person = person
        return "own"
    open_still = update(ChatSession).where(ChatSession.id == row.chat, ChatSession.moved_to.is_(None))
    if not db.execute(open_still.values(moved_to=person)).rowcount:  # type: ignore[attr-defined]
        return "wrong"
    row.person, row.sid = person, sid
    return "again" if own else "taken"


def chat_of(db: Session, sid: str) -> str | None:
    """The chat whose code this message took; None where there is none, or no more."""
    return db.scalar(
        select(ChatCode.chat).join(ChatSession, ChatSession.id == ChatCode.chat).where(ChatCode.sid == sid)
    )


def hold_calls(db: Session, chat: str) -> None:
    """Hold the requests whose rights go along with a chat: before the person is held, as everybody takes them (base/database.py)."""
    db.execute(select(Callback.id).where(Callback.id.in_(owned(chat))).order_by(Callback.id).with_for_update())


def carry(db: Session, chat: str, person: str, uid: str, now: datetime) -> Language:
    """Open the phone's chat as that of the web was, with the rights over its requests; its language. Again changes nothing."""
    left = db.get_one(ChatSession, chat)
    language = spoken(db, chat)
    here = db.get(ChatSession, person)
    if here is None:
        open_chat(db, person, uid, said("notice", language), now, Beginning((), language, left.page, left.campaign))
    else:
        here.language, here.page, here.campaign = language, left.page, left.campaign
    mine = select(Callback).where(Callback.id.in_(owned(chat)), ~Callback.id.in_(owned(person)))
    for callback in db.scalars(mine).all():
        happened(db, callback, "proved", "sms", person, now)
    return language


def greeting(db: Session, chat: str, language: Language, taken: str | None) -> list[EngineMessage]:
    """What the phone is told first, and what was asked last on the web."""
    first = [EngineMessage(text=text(f"by_text.{taken}", language), topic="by_text", lang=language)]
    last = select(func.max(ChatMessage.reply_to)).where(ChatMessage.session_id == chat).scalar_subquery()
    asked = db.scalar(
        select(ChatMessage)
        .where(ChatMessage.session_id == chat, ChatMessage.reply_to == last, ChatMessage.asking.is_not(None))
        .order_by(ChatMessage.seq.desc())
        .limit(1)
    )
    if asked is not None:
        choices = [EngineChoice(**choice) for choice in asked.choices or ()]
        again = EngineMessage(text=asked.text, topic=asked.topic, choices=choices, asking=asked.asking, lang=language)
        first.append(again)
    return first


def refusal(db: Session, person: str, taken: str | None) -> str:
    """What a phone is told whose code was not taken, or whose chat is not there any more: it was erased, or a text that was set aside
    outlived it. Of a code that is no good nobody knows the language, nor of a chat that is gone: both."""
    if taken in ("taken", "again"):
        return f"{text('by_text.gone', 'en')}\n{text('by_text.gone', 'es')}"
    chat = db.scalar(select(ChatCode.chat).where(ChatCode.person == person).order_by(ChatCode.ends_at.desc()).limit(1))
    if taken == "own" and chat is not None:
        return text("by_text.own", spoken(db, chat))
    return f"{text('by_text.wrong', 'en')}\n{text('by_text.wrong', 'es')}"


def spoken(db: Session, chat: str) -> Language:
    """The language that was spoken last in a chat; before the first word, that of its page."""
    answers = select(ChatMessage).where(ChatMessage.session_id == chat, ChatMessage.reply_to.is_not(None))
    newest = db.scalars(answers.order_by(ChatMessage.seq.desc()).limit(1)).first()
    if newest is not None:
        return language_of([newest.text])
    return "es" if db.scalar(select(ChatSession.language).filter_by(id=chat)) == "es" else "en"


def erase_what_went_on(writing: sessionmaker[Session], chat: str, now: datetime) -> int:
    """Erase, with a chat of the web, all that the phone to which it went has said and was sent; how many messages.

    Two transactions: from the first on no phone takes the chat, so that the second knows which one has.
    """
    with writing.begin() as db:
        db.execute(_held(chat))
        db.execute(delete(ChatCode).where(ChatCode.chat == chat))
    with writing.begin() as db:
        person = db.scalar(select(ChatSession.moved_to).where(ChatSession.id == chat))
        if person is None:
            return 0
        # Texts before chats: the worker opens a chat under the lock that this takes.
        return store.erase(db, person) + erase_chat(db, person, now)


def tied(db: Session, conversations: set[str]) -> set[str]:
    """These conversations with those of the web that went on in them, and those by text that they went on in."""
    came = select(ChatSession.id).where(ChatSession.moved_to.in_(conversations))
    went = select(ChatSession.moved_to).where(ChatSession.id.in_(conversations), ChatSession.moved_to.is_not(None))
    more = conversations | set(db.scalars(came)) | {one for one in db.scalars(went) if one}
    return more if more == conversations else tied(db, more)


def _talks(db: Session, person: str, now: datetime) -> bool:
    """Whether a phone has a talk of its own going: something that it said is remembered, or waits to be answered."""
    spoke = exists().where(ChatMessage.session_id == person, ChatMessage.role == "user", ChatMessage.at > now - LAPSE)
    waits = exists().where(SmsInbound.person == person, SmsInbound.state == "waiting", SmsInbound.code.is_(None))
    return bool(db.scalar(select(or_(spoke, waits))))


def _held(chat: str) -> Select[str | None]:
    """Where a chat went, its row held until the transaction ends."""
    return select(ChatSession.moved_to).where(ChatSession.id == chat).with_for_update()


def _index(code: str) -> str:
    return identities().of(code, "chat code")
