"""What was said, kept in the database. Everything here blocks: call it from a worker thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import (
    JSON,
    Connection,
    Engine,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from shortfall.base.database import Base, Private, PrivateJson, UtcDateTime, of_row, sessions, to_row
from shortfall.content.questions import questions
from shortfall.content.reviews import reviewed
from shortfall.conversation import mail
from shortfall.conversation.engine_client import EngineMessage
from shortfall.conversation.messages import Choice, Message, Review, Said, Source, asks


class SessionGone(Exception):
    """The chat was erased, or never was."""


class Moved(SessionGone):
    """The chat goes on by text message: here nothing more is said in it, and nothing of it shown."""


class ChoiceUnknown(Exception):
    """This chat was never offered that choice."""


class IdTaken(Exception):
    """The message id stands for other words."""


class WentOn(Exception):
    """The chat has gone on, elsewhere, from where these words were written."""


class ChatSession(Base):
    """A chat that was opened and not erased."""

    __tablename__ = "chat_sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    language: Mapped[str | None] = mapped_column(String(2), default=None)
    page: Mapped[str | None] = mapped_column(String(300), default=None)
    """The page it was opened on, without what follows a ? or #, which may say things about a person."""
    campaign: Mapped[str | None] = mapped_column(String(80), default=None)
    moved_to: Mapped[str | None] = mapped_column(String(64), default=None, index=True)
    """The conversation by text message in which it went on (shortfall/sms/thread.py)."""


class ChatMessage(Base):
    """One message. `seq` is the order; `uid` is the id people see, and for their own messages may be theirs."""

    __tablename__ = "chat_messages"
    row = ("session_id", "uid")
    __table_args__ = (
        UniqueConstraint("session_id", "uid", name="one_message_per_uid"),
        Index("chat_messages_in_order", "session_id", "seq"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("chat_sessions.id"))
    uid: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    role: Mapped[str] = mapped_column(String(9))
    text: Mapped[str] = mapped_column(Private("chat_messages.text"))
    payload: Mapped[str | None] = mapped_column(Text)
    """What the choice behind a user's message means to the engine."""
    reply_to: Mapped[int | None] = mapped_column(ForeignKey("chat_messages.seq"), index=True)
    topic: Mapped[str | None] = mapped_column(String(80))
    question: Mapped[str | None] = mapped_column(String(80))
    """The question of that topic that was answered."""
    law: Mapped[str | None] = mapped_column(String(8))
    """Whose law the answer states: IL, federal, general, state."""
    review: Mapped[dict[str, str | None] | None] = mapped_column(JSON(none_as_null=True))
    """Of an answer to a question: who had approved its text when it was said, and on which day."""
    choices: Mapped[list[dict[str, str]] | None] = mapped_column(PrivateJson("chat_messages.choices"))
    sources: Mapped[list[dict[str, str]] | None] = mapped_column(JSON(none_as_null=True))
    card: Mapped[dict[str, Any] | None] = mapped_column(PrivateJson("chat_messages.card"))
    asking: Mapped[str | None] = mapped_column(String(80))
    lang: Mapped[str | None] = mapped_column(String(2), default=None)
    """The language of an answer, where that is known."""
    helped: Mapped[bool | None] = mapped_column(default=None)
    """What the person said of this answer, if anything. It goes when the chat goes."""

    def shown(self) -> Message:
        """The message as the client may see it."""
        return _shown({name: getattr(self, name) for name in _EMPTY})


class ChatErasure(Base):
    """A chat that is erased here, and that the engine has still to forget."""

    __tablename__ = "chat_erasures"

    sender: Mapped[str] = mapped_column(String(64), primary_key=True)
    requested_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Beginning:
    """How a chat begins besides its first words: their choices, the language of the page, and which page it was."""

    choices: tuple[dict[str, str], ...] = ()
    language: str | None = None
    page: str | None = None
    campaign: str | None = None


def open_chat(
    db: Session, session: str, uid: str, welcome: str, now: datetime, begins: Beginning = Beginning()
) -> ChatMessage:
    """Begin a chat with a welcome, in the transaction under way."""
    choices = list(begins.choices) or None
    message = ChatMessage(
        session_id=session, uid=uid, at=now, role="assistant", text=welcome, choices=choices, lang=begins.language
    )
    chat = ChatSession(id=session, created_at=now, language=begins.language, page=begins.page, campaign=begins.campaign)
    db.add(chat)
    db.flush()
    db.add(message)
    db.flush()
    return message


def erase_chat(db: Session, session: str, now: datetime) -> int:
    """Erase a chat in the transaction under way, and note that the engine must forget it too; how many messages it had."""
    # Whoever is adding to it ends first, and nobody begins.
    db.execute(select(ChatSession.id).where(ChatSession.id == session).with_for_update())
    mail.forget(db, session)
    # Replies first: they point at the messages they answer.
    messages = delete(ChatMessage).where(ChatMessage.session_id == session).returning(ChatMessage.seq)
    gone = len(db.execute(messages.where(ChatMessage.reply_to.is_not(None))).all()) + len(db.execute(messages).all())
    db.execute(delete(ChatSession).where(ChatSession.id == session))
    db.merge(ChatErasure(sender=session, requested_at=now))
    return gone


# What a turn waits for is said to the tables directly: through sessions and objects it takes twice the time.
_CHATS, _TABLE = cast(Table, ChatSession.__table__), cast(Table, ChatMessage.__table__)
_INSERT = insert(_TABLE)
_INSERT_ONE = _INSERT.returning(_TABLE.c.seq)
_EMPTY = dict.fromkeys(column.name for column in _TABLE.columns if column.name != "seq")


def _shown(row: Mapping[str, Any]) -> Message:
    """A message as the client may see it: choices without their payloads."""
    choices = [Choice(id=f"{row['uid']}.{n}", label=choice["label"]) for n, choice in enumerate(row["choices"] or ())]
    sources = [Source(cite=source["cite"], url=source["url"]) for source in row["sources"] or ()]
    role: Literal["assistant", "user"] = "user" if row["role"] == "user" else "assistant"
    return Message(
        id=row["uid"],
        at=row["at"],
        role=role,
        text=row["text"],
        topic=row["topic"],
        question=row["question"],
        law=row["law"],
        lang=row["lang"],
        asks=asks(row["asking"]),
        helped=row["helped"],
        review=None if row["review"] is None else Review.model_validate(row["review"]),
        choices=choices or None,
        sources=sources or None,
        card=row["card"],
    )


def _review(db: Connection, reply: EngineMessage, now: datetime) -> dict[str, str | None] | None:
    """Who approved an answer's text, and when; None for what answers no question."""
    if not reply.question:
        return None
    question = questions().get(f"{reply.topic}/{reply.question}")
    by, on = (question and reply.reads and reviewed(db, question, reply.reads, now)) or (None, None)
    return {"by": by, "on": on.isoformat() if on else None}


FORGETS_AFTER = timedelta(days=1)
"""The engine forgets what it asked after a day of silence (session_config in domain.yml)."""

_ASKING = (
    select(_TABLE.c.asking)
    .where(
        _TABLE.c.session_id == bindparam("session"),
        _TABLE.c.role == "assistant",
        _TABLE.c.at > bindparam("asked_since", type_=UtcDateTime()),
    )
    .order_by(_TABLE.c.seq.desc())
    .limit(1)
    .scalar_subquery()
)
_NEWEST = (
    select(_TABLE.c.uid)
    .where(_TABLE.c.session_id == bindparam("session"), _TABLE.c.role == "assistant")
    .order_by(_TABLE.c.seq.desc())
    .limit(1)
    .scalar_subquery()
)
_WITH_UID = _TABLE.alias()
_KNOWN = (
    select(
        _WITH_UID.c.seq,
        _WITH_UID.c.role,
        _WITH_UID.c.text,
        _WITH_UID.c.payload,
        _ASKING.label("asking"),
        _NEWEST.label("newest"),
        _CHATS.c.language,
        _CHATS.c.moved_to,
    )
    .select_from(
        _CHATS.outerjoin(_WITH_UID, (_WITH_UID.c.session_id == _CHATS.c.id) & (_WITH_UID.c.uid == bindparam("uid")))
    )
    .where(_CHATS.c.id == bindparam("session"))
)
"""Whether a chat is open, its message with this id if there is one, what the chat was last asked, and its newest answer."""
_ASKED_THEN = select(_TABLE.c.asking).where(
    _TABLE.c.session_id == bindparam("session"), _TABLE.c.uid == bindparam("uid"), _TABLE.c.role == "assistant"
)
_OFFERED = select(_TABLE.c.choices).where(
    _TABLE.c.session_id == bindparam("session"), _TABLE.c.uid == bindparam("uid"), _TABLE.c.role == "assistant"
)


@dataclass(frozen=True)
class Turn:
    """A stored message of a person: either answered before (`replies`), or to be sent to the engine."""

    seq: int
    uid: str
    payload: str | None
    asking: str | None
    replies: tuple[Message, ...] = ()
    again: bool = False
    """It was stored before, so the engine may have heard it."""
    locale: str | None = None
    """The language that the chat was opened in."""


class Transcript:
    """Chats in the database, each method one transaction. `text` is masked and clean before it comes here."""

    def __init__(self, database: Engine) -> None:
        # Two commits a turn that people wait for; what is confirmed to them (callbacks, erasures) is written durably.
        self._turns = database.execution_options(durable=False)
        self._writing = sessions(database, durable=False)
        self._erasing = sessions(database)
        self._reading = sessions(database, read_only=True)

    def open(
        self, session: str, uid: str, welcome: str, now: datetime, begins: Beginning = Beginning()
    ) -> list[Message]:
        """Begin a chat with a welcome."""
        with self._writing.begin() as db:
            return [open_chat(db, session, uid, welcome, now, begins).shown()]

    def language(self, session: str) -> str | None:
        """The language that a chat was opened in; None where that is not known."""
        with self._reading() as db:
            return db.scalar(select(ChatSession.language).filter_by(id=session))

    def rate(self, session: str, uid: str, helped: bool) -> bool:
        """Note whether an answer helped; the last word counts. False when the chat has no such answer.

        Raises:
            SessionGone: there is no such chat.
        """
        with self._writing.begin() as db:
            self._must_exist(db, session)
            found = db.scalars(
                select(ChatMessage).filter_by(session_id=session, uid=uid, role="assistant")
            ).one_or_none()
            if found is None or found.reply_to is None:
                return False
            found.helped = helped
            return True

    def read(self, session: str, limit: int, before: str | None = None) -> tuple[list[Message], bool]:
        """The newest messages of a chat, oldest first, and whether there are earlier ones.

        Args:
            limit: how many at most.
            before: the id of a message: only what came before it; nothing when the chat has no such message.

        Raises:
            SessionGone: there is no such chat.
        """
        with self._reading() as db:
            self._must_exist(db, session)
            newest = select(ChatMessage).filter_by(session_id=session).order_by(ChatMessage.seq.desc())
            if before is not None:
                seq = select(ChatMessage.seq).filter_by(session_id=session, uid=before).scalar_subquery()
                newest = newest.where(ChatMessage.seq < seq)
            rows = db.scalars(newest.limit(limit + 1)).all()
            return [row.shown() for row in reversed(rows[:limit])], len(rows) > limit

    def alive(self, session: str, since: datetime) -> bool:
        """Whether anything was said in a chat after `since`."""
        said = select(ChatMessage.seq).where(ChatMessage.session_id == session, ChatMessage.at > since).limit(1)
        with self._reading() as db:
            return db.scalar(said) is not None

    def accept(
        self, session: str, uid: str, text: str | None, choice: str | None, now: datetime, after: str | None = None
    ) -> Turn:
        """Store what a person typed or chose, once per `uid`.

        Args:
            after: the id of the newest answer that the person had before them; None where that is not known.

        Raises:
            SessionGone: there is no such chat; Moved: it goes on by text.
            ChoiceUnknown: the chat was not offered this choice.
            IdTaken: `uid` stands for something else.
            WentOn: the words may answer another question than the one that is asked now.
        """
        with self._turns.begin() as db:
            asked_since = now - FORGETS_AFTER
            known = db.execute(_KNOWN, {"session": session, "uid": uid, "asked_since": asked_since}).one_or_none()
            if known is None:
                raise SessionGone
            if known.moved_to:
                raise Moved
            payload = None
            if known.seq is None and text is not None and after is not None and after != known.newest:
                # Free words may come from an old page. An answer may not: it would go to another question.
                then = db.execute(_ASKED_THEN, {"session": session, "uid": after}).scalar_one_or_none()
                if known.asking or then:
                    raise WentOn
            if text is None:
                text, payload = self._choice(db, session, choice or "")
            if known.seq is None:
                new = {"session_id": session, "uid": uid, "at": now, "role": "user", "payload": payload}
                new["text"] = to_row(text, session, uid)
                seq = db.execute(_INSERT_ONE, _EMPTY | new).scalar_one()
                return Turn(seq, uid, payload, known.asking, locale=known.language)
            # A choice may be sent again as its words, which are all that a transcript shows; words not as a choice.
            if (known.role, of_row(known.text, session, uid)) != ("user", text) or (payload and not known.payload):
                raise IdTaken
            earlier = select(ChatMessage).filter_by(reply_to=known.seq).order_by(ChatMessage.seq)
            replies = tuple(reply.shown() for reply in Session(db).scalars(earlier))
            return Turn(known.seq, uid, known.payload, known.asking, replies, again=True, locale=known.language)

    def answers(self, session: str, uid: str) -> list[Said]:
        """What the assistant answered to a message, for a channel that shapes it by itself."""
        with self._reading() as db:
            asked = select(ChatMessage.seq).filter_by(session_id=session, uid=uid).scalar_subquery()
            rows = db.scalars(select(ChatMessage).filter_by(reply_to=asked).order_by(ChatMessage.seq)).all()
            return [
                Said(
                    text=row.text,
                    topic=row.topic,
                    choices=tuple((choice.id, choice.label) for choice in row.shown().choices or ()),
                    card=row.card,
                    asking=row.asking,
                    question=row.question,
                )
                for row in rows
            ]

    def answer(self, session: str, seq: int, replies: list[tuple[str, EngineMessage]], now: datetime) -> list[Message]:
        """Store the engine's replies, each with its new id, to the message `seq`.

        Raises:
            SessionGone: the chat was erased meanwhile; nothing is stored.
        """
        sealed = ("text", "choices", "card")
        common = _EMPTY | {"session_id": session, "at": now, "role": "assistant", "reply_to": seq}
        rows = [
            common
            | {
                "uid": uid,
                "text": reply.text,
                "topic": reply.topic,
                "question": reply.question,
                "law": reply.law,
                "choices": [choice.model_dump() for choice in reply.choices] or None,
                "sources": [source.model_dump() for source in reply.sources] or None,
                "card": reply.card,
                "asking": reply.asking,
                "lang": reply.lang,
            }
            for uid, reply in replies
        ]
        try:
            with self._turns.begin() as db:
                for row, (_, reply) in zip(rows, replies, strict=True):
                    row["review"] = _review(db, reply, now)
                db.execute(
                    _INSERT, [row | {name: to_row(row[name], session, row["uid"]) for name in sealed} for row in rows]
                )
        except IntegrityError:
            # Chat and message are gone: nothing can belong to them.
            raise SessionGone from None
        return [_shown(row) for row in rows]

    def erase(self, session: str, now: datetime) -> None:
        """Erase a chat, and note that the engine must forget it too.

        Raises:
            SessionGone: there is no such chat.
        """
        with self._erasing.begin() as db:
            if db.get(ChatSession, session) is None:
                raise SessionGone
            erase_chat(db, session, now)

    def erasures(self) -> list[str]:
        """Chats the engine has still to forget, oldest first."""
        with self._reading() as db:
            return list(db.scalars(select(ChatErasure.sender).order_by(ChatErasure.requested_at)))

    def forgotten(self, sender: str) -> None:
        """The engine has forgotten this chat."""
        with self._writing.begin() as db:
            db.execute(delete(ChatErasure).where(ChatErasure.sender == sender))

    def reachable(self) -> None:
        """Touch the tables.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: they cannot be read.
        """
        with self._reading() as db:
            db.scalar(select(func.count()).select_from(ChatErasure))

    @staticmethod
    def _must_exist(db: Session, session: str) -> None:
        chat = db.get(ChatSession, session)
        if chat is None:
            raise SessionGone
        if chat.moved_to:
            raise Moved

    @staticmethod
    def _choice(db: Connection, session: str, choice: str) -> tuple[str, str]:
        uid, _, number = choice.rpartition(".")
        stored = db.execute(_OFFERED, {"session": session, "uid": uid}).scalar_one_or_none()
        offered = of_row(stored, session, uid) or []
        if not (number.isascii() and number.isdecimal()) or int(number) >= len(offered):
            raise ChoiceUnknown
        return offered[int(number)]["label"], offered[int(number)]["payload"]
