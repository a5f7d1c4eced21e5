"""One turn of a chat: store what was said, ask the engine, store the answer. Knows no HTTP."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from datetime import datetime

import structlog
from anyio import to_thread

from shortfall.base.channel import Channel
from shortfall.base.masking import mask
from shortfall.base.metrics import FORMS, Metrics
from shortfall.conversation.engine_client import Engine, EngineDown
from shortfall.conversation.locks import Turns
from shortfall.conversation.messages import Message
from shortfall.conversation.transcript import Beginning, Transcript

log = structlog.get_logger(__name__)

_KEPT = "\n\t"


def clean(text: str) -> str:
    """Typed text without what no keyboard types: control characters, lone surrogates, outer blanks. Empty when nothing remains."""
    if text.isascii() and text.isprintable():
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lines if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cs"))
    if all(unicodedata.category(c)[0] in "CZ" for c in kept):
        return ""
    return unicodedata.normalize("NFC", kept).strip()


class Conversation:
    """Chats of one channel. Messages of one chat are handled one at a time, in the order they came.

    Args:
        clock: the time now, aware.
        new_id: a fresh id nobody can guess.
        turns: what keeps messages of one chat apart; without it, this process alone does.
    """

    def __init__(
        self,
        transcript: Transcript,
        engine: Engine,
        metrics: Metrics,
        channel: Channel,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        turns: Turns | None = None,
    ) -> None:
        self._transcript = transcript
        self._engine = engine
        self._metrics = metrics
        self._channel = channel
        self._clock = clock
        self._new_id = new_id
        self._turns = turns or Turns("", 0)

    async def open(self, welcome: str, begins: Beginning) -> tuple[str, list[Message]]:
        """A new chat: its id and first messages. Works without the engine."""
        session = self._new_id()
        now = self._clock()
        messages = await to_thread.run_sync(self._transcript.open, session, self._new_id(), welcome, now, begins)
        self._metrics.chats.inc()
        return session, messages

    async def read(self, session: str, limit: int, before: str | None = None) -> tuple[list[Message], bool]:
        """The newest messages (before the one with the id `before`), oldest first, and whether there are earlier ones.

        Raises:
            SessionGone: there is no such chat.
        """
        return await to_thread.run_sync(self._transcript.read, session, limit, before)

    async def language(self, session: str) -> str | None:
        """The language that a chat was opened in; None where that is not known."""
        return await to_thread.run_sync(self._transcript.language, session)

    async def rate(self, session: str, uid: str, helped: bool) -> bool:
        """Note whether an answer helped; False when the chat has no such answer.

        Raises:
            SessionGone: there is no such chat.
        """
        return await to_thread.run_sync(self._transcript.rate, session, uid, helped)

    async def alive(self, session: str, since: datetime) -> bool:
        """Whether anything was said in a chat after `since`."""
        return await to_thread.run_sync(self._transcript.alive, session, since)

    async def say(
        self,
        session: str,
        *,
        text: str | None = None,
        choice: str | None = None,
        uid: str | None = None,
        after: str | None = None,
    ) -> list[Message]:
        """The replies to a typed text or a choice; the same `uid` again gives the same replies.

        Raises:
            SessionGone, ChoiceUnknown, IdTaken, WentOn: it was not taken.
            EngineDown: it is stored, and saying it again with the same `uid` gets it answered.
        """
        masked = None if text is None else await to_thread.run_sync(mask, text)
        with self._metrics.turn.time():
            return await self._say(session, masked, choice, uid, after)

    async def _say(
        self, session: str, masked: str | None, choice: str | None, uid: str | None, after: str | None
    ) -> list[Message]:
        async with self._turns.one(session), self._engine.message(session, self._channel, masked) as message:
            turn = await to_thread.run_sync(
                self._transcript.accept, session, uid or self._new_id(), masked, choice, self._clock(), after
            )
            if turn.replies:
                return list(turn.replies)
            started = time.perf_counter()
            try:
                replies = await message.send(
                    uid=turn.uid, payload=turn.payload, asking=turn.asking, again=turn.again, locale=turn.locale
                )
            except EngineDown as error:
                self._metrics.engine_failures.labels(error.kind).inc()
                log.warning("engine_down", kind=error.kind)
                raise
            self._metrics.latency.observe(time.perf_counter() - started)
            topic = next((reply.topic for reply in replies if reply.topic), "none")
            self._metrics.turns.labels(self._channel, topic).inc()
            for form in {str(reply.card["type"]) for reply in replies if reply.card and "type" in reply.card} & FORMS:
                self._metrics.forms.labels(self._channel, form).inc()
            named = [(self._new_id(), reply) for reply in replies]
            return await to_thread.run_sync(self._transcript.answer, session, turn.seq, named, self._clock())

    async def erase(self, session: str) -> None:
        """Erase a chat here at once, and in the engine now or as soon as it is back.

        Raises:
            SessionGone: there is no such chat.
        """
        async with self._turns.one(session):
            await to_thread.run_sync(self._transcript.erase, session, self._clock())
        await self._forget(session)

    async def move(self, source: str, target: str) -> None:
        """Go on under another name with what the engine knows of a conversation.

        Raises:
            EngineDown: to be done again.
        """
        async with self._turns.one(target):
            await self._engine.move(source, target)

    async def finish_erasures(self) -> None:
        """Make the engine forget the chats that were erased while it was down."""
        waiting = await to_thread.run_sync(self._transcript.erasures)
        for done, sender in enumerate(waiting):
            self._metrics.erasures.set(len(waiting) - done)
            if not await self._forget(sender):
                return
        self._metrics.erasures.set(0)

    async def close(self) -> None:
        """Give the connections to the engine and to Redis back."""
        await self._engine.close()
        await self._turns.close()

    async def _forget(self, sender: str) -> bool:
        try:
            await self._engine.forget(sender)
        except EngineDown as error:
            log.warning("erasure_waits", kind=error.kind)
            return False
        await to_thread.run_sync(self._transcript.forgotten, sender)
        return True
