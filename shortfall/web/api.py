"""The chat API."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, Any, TypeVar

from anyio import to_thread
from fastapi import APIRouter, Query, Request, Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from shortfall.base.limits import BODY_LIMIT, LONGEST_MESSAGE
from shortfall.base.masking import mask
from shortfall.base.metrics import Metrics
from shortfall.content.questions import Language
from shortfall.conversation.conversation import Conversation, clean
from shortfall.conversation.engine_client import EngineDown
from shortfall.conversation.messages import (
    CameFrom,
    ErrorBody,
    Feedback,
    History,
    Incoming,
    Messages,
    NewSession,
    Opening,
)
from shortfall.conversation.transcript import Beginning, ChoiceUnknown, IdTaken, Moved, SessionGone, WentOn
from shortfall.web.addresses import Network, client_address
from shortfall.web.errors import ChatError, Faults
from shortfall.web.limits import Limits
from shortfall.web.opening import Openings
from shortfall.web.tokens import Tokens

PAGE = 100
"""Messages of a transcript that are given at once."""

T = TypeVar("T")
Bearer = Annotated[
    HTTPAuthorizationCredentials | None,
    Security(HTTPBearer(auto_error=False, scheme_name="chat", description="the token of POST /api/chat/sessions")),
]


@dataclass(frozen=True)
class Desk:
    """What the routes need."""

    conversation: Conversation
    tokens: Tokens
    limits: Limits
    metrics: Metrics
    faults: Faults
    clock: Callable[[], datetime]
    trusted: tuple[Network, ...]
    token_life: timedelta
    openings: Openings
    erase_what_went_on: Callable[[str], object]
    """Erase what a chat has become by text message; blocks."""

    async def check(
        self, count: Callable[..., int | None], *what: Any, refusal: Callable[[int], ChatError] | None = None
    ) -> None:
        """Count something.

        Args:
            refusal: what is said, by the seconds to wait; else that they send too fast.

        Raises:
            ChatError: there was too much of it.
        """
        if (wait := await self.limits.count(count, *what)) is not None:
            self.metrics.refused.inc()
            raise (refusal or self.faults.too_many)(wait)

    async def told(self, work: Awaitable[T]) -> T:
        """The result of work on a chat.

        Raises:
            ChatError: why it was not done.
        """
        try:
            return await work
        except Moved:
            raise self.faults.moved() from None
        except SessionGone:
            raise self.faults.session_over() from None
        except ChoiceUnknown:
            raise self.faults.choice_unknown() from None
        except IdTaken:
            raise self.faults.id_taken() from None
        except WentOn:
            raise self.faults.went_on() from None
        except EngineDown:
            raise self.faults.engine_down() from None

    async def opened_in(self, authorization: str) -> str | None:
        """The language that the chat of an Authorization header was opened in; None where that is not known."""
        session, _ = self.tokens.read(authorization.partition(" ")[2].strip())
        return await self.conversation.language(session) if session else None

    async def session(self, bearer: HTTPAuthorizationCredentials | None) -> str:
        """The chat that a Bearer token speaks for. It lasts as long again after each message: no one loses a chat half-way.

        Raises:
            ChatError: it is missing, forged, or expired with nothing said for a token's life.
        """
        session, expires = self.tokens.read(bearer.credentials.strip()) if bearer else (None, 0)
        if session is None:
            raise self.faults.session_over()
        now = self.clock()
        if now.timestamp() >= expires and not await self.conversation.alive(session, now - self.token_life):
            raise self.faults.session_over()
        return session


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route may answer besides its result, for OpenAPI."""
    words = {
        401: "the chat has ended or never was",
        408: "the request took longer than 10 seconds to come",
        410: "the chat goes on by text message; it can be erased, no more",
        409: "the message id stands for other words, or the chat has gone on in another tab",
        413: f"the body is over {BODY_LIMIT // 1000} kB",
        422: "the message cannot be taken; the words say why",
        429: "too fast; Retry-After says how long to wait",
        503: "not now; a message that was sent is sent again with the same message_id after Retry-After",
    }
    # These two every address may answer.
    return {status: {"model": ErrorBody, "description": words[status]} for status in sorted({408, 413, *statuses})}


def chat_router(desk: Desk) -> APIRouter:
    """The routes under /api/chat."""
    router = APIRouter(prefix="/api/chat", tags=["chat"])
    conversation, faults, check, told = desk.conversation, desk.faults, desk.check, desk.told

    @router.post("/sessions", status_code=201, response_model_exclude_none=True, responses=documented(422, 429, 503))
    async def open_chat(request: Request, opening: Opening | None = None) -> NewSession:
        """Open a chat. Its first message says what this is, with ways to begin; `about.notice` says what it is not."""
        opening = opening or Opening()
        address = client_address(request.scope, desk.trusted)
        await check(desk.limits.opening, address, refusal=partial(faults.full, language=opening.language))
        expires_at = (desk.clock() + desk.token_life).replace(microsecond=0)
        welcome, choices = desk.openings.welcome(opening.language)
        page, campaign = _came_from(opening.source)
        begins = Beginning(tuple(choices), opening.language, page, campaign)
        session, messages = await conversation.open(welcome, begins)
        token, about = desk.tokens.issue(session, expires_at), desk.openings.about(opening.language, desk.clock())
        return NewSession(token=token, expires_at=expires_at, messages=messages, about=about)

    @router.post("/messages", response_model_exclude_none=True, responses=documented(401, 409, 410, 422, 429, 503))
    async def send_message(request: Request, incoming: Incoming, bearer: Bearer = None) -> Messages:
        """Say something, or choose. The answer holds the assistant's replies only."""
        session = await desk.session(bearer)
        await check(desk.limits.message, session, client_address(request.scope, desk.trusted))
        if (incoming.text is None) == (incoming.choice is None):
            raise faults.not_understood()
        text = None if incoming.text is None else _checked(incoming.text, faults)
        uid = None if incoming.message_id is None else incoming.message_id.hex
        said = conversation.say(session, text=text, choice=incoming.choice, uid=uid, after=incoming.after)
        return Messages(messages=await told(said))

    @router.get("/messages", response_model_exclude_none=True, responses=documented(401, 410, 422, 503))
    async def read_chat(
        bearer: Bearer = None,
        before: Annotated[str | None, Query(max_length=64, description="the id of a message of this chat")] = None,
        limit: Annotated[int, Query(ge=1, le=PAGE, description="how many messages at most")] = PAGE,
    ) -> History:
        """The newest messages of this chat (or those before one), oldest first. A message of the person without a reply waits
        to be sent again."""
        session = await desk.session(bearer)
        messages, earlier = await told(conversation.read(session, limit, before))
        language: Language = "es" if await conversation.language(session) == "es" else "en"
        return History(messages=messages, earlier=earlier, about=desk.openings.about(language, desk.clock()))

    @router.post("/feedback", status_code=204, responses=documented(401, 410, 422, 429, 503))
    async def rate_answer(request: Request, feedback: Feedback, bearer: Bearer = None) -> Response:
        """Say whether an answer helped. Saying it again replaces it; it is erased with the chat."""
        session = await desk.session(bearer)
        await check(desk.limits.message, session, client_address(request.scope, desk.trusted))
        if not await told(conversation.rate(session, feedback.message, feedback.helped)):
            raise faults.answer_unknown()
        return Response(status_code=204)

    @router.delete("/messages", status_code=204, responses=documented(401, 503))
    async def erase_chat(bearer: Bearer = None) -> Response:
        """Erase the transcript, the assistant's memory of it, and with them the token; also what the chat has become by text."""
        session = await desk.session(bearer)
        await to_thread.run_sync(desk.erase_what_went_on, session)
        await told(conversation.erase(session))
        return Response(status_code=204)

    return router


def _came_from(source: CameFrom | None) -> tuple[str | None, str | None]:
    """The page and campaign as they are kept: what follows a ? or # of an address may say things about a person."""
    if source is None:
        return None, None
    page = source.page.partition("#")[0].partition("?")[0]
    if not page.startswith(("https://", "http://")) or "@" in page.split("/")[2]:
        page = ""
    return clean(page)[:300] or None, " ".join(clean(mask(source.campaign)).split())[:80] or None


def _checked(text: str, faults: Faults) -> str:
    cleaned = clean(text)
    if not cleaned:
        raise faults.empty()
    if len(cleaned) > LONGEST_MESSAGE:
        raise faults.too_long()
    return cleaned
