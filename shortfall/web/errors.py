"""Every way the API says no: one shape, kind words, never an inside detail."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from shortfall.base.language import Language
from shortfall.base.limits import LONGEST_MESSAGE
from shortfall.content.texts import text

log = structlog.get_logger(__name__)


class ChatError(Exception):
    """An error that is told to the person, in words of data/texts under "refused" or by their full name.

    Args:
        status: the HTTP status.
        code: one word for programs.
        key: the words, where they are not called like the code.
        retry_after: seconds after which trying again makes sense.
        language: that of the words, where it is known; else that of who asks.
        values: what the words are filled with.
    """

    def __init__(
        self,
        status: int,
        code: str,
        key: str = "",
        retry_after: int | None = None,
        *,
        language: Language | None = None,
        **values: str,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.retry_after = retry_after
        self._key, self._language, self._values = key or f"refused.{code}", language, values

    def message(self, language: Language = "en") -> str:
        """The words for people."""
        return text(self._key, self._language or language, 0, **self._values)

    def response(self, language: Language = "en") -> JSONResponse:
        """This error as the client sees it."""
        headers: dict[str, str] = {"Content-Language": self._language or language}
        if self.retry_after is not None:
            headers["Retry-After"] = str(self.retry_after)
        if self.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        if self.status in (400, 408, 413, 431):
            # The rest of the body is unread, so the connection cannot serve another request.
            headers["Connection"] = "close"
        body = {"error": {"code": self.code, "message": self.message(language)}}
        return JSONResponse(body, self.status, headers)


def accepted(headers: Mapping[str, str]) -> Language:
    """The language that a browser, or our widget, asks for."""
    return "es" if headers.get("accept-language", "").lower().startswith("es") else "en"


class Faults:
    """The errors, in words that name the firm's phone number where a person may need it."""

    def __init__(self, phone: str) -> None:
        self._phone = phone

    def empty(self) -> ChatError:
        """Nothing was typed."""
        return ChatError(422, "empty")

    def too_long(self) -> ChatError:
        """More than the cap."""
        return ChatError(422, "too_long", most=f"{LONGEST_MESSAGE:,}")

    def not_understood(self) -> ChatError:
        """The request does not have the shape of the API."""
        return ChatError(422, "invalid")

    def choice_unknown(self) -> ChatError:
        """A choice id that this chat was never given."""
        return ChatError(422, "choice_unknown")

    def answer_unknown(self) -> ChatError:
        """An answer that this chat was never given."""
        return ChatError(422, "answer_unknown")

    def id_taken(self) -> ChatError:
        """The message id was used for other words before."""
        return ChatError(409, "message_id_taken")

    def went_on(self) -> ChatError:
        """The words answer a question that another tab has answered."""
        return ChatError(409, "went_on")

    def session_over(self) -> ChatError:
        """The token is missing, forged, expired, or its chat was erased: which of these is nobody's business."""
        return ChatError(401, "session_over")

    def moved(self) -> ChatError:
        """The chat goes on by text."""
        return ChatError(410, "moved")

    def too_many(self, seconds: int) -> ChatError:
        """A rate limit was reached."""
        key = "moment" if seconds <= 60 else "minutes"
        return ChatError(
            429, "too_many", f"refused.too_many_{key}", seconds, n=str(-(-seconds // 60)), phone=self._phone
        )

    def full(self, seconds: int, language: Language) -> ChatError:
        """No chat can be opened from this address for now. Whoever opens one has sent nothing, and may share the address with many."""
        minutes = max(-(-seconds // 60), 1)
        key = f"full.{'minute' if minutes == 1 else 'minutes'}"
        return ChatError(429, "full", key, seconds, language=language, n=str(minutes), phone=self._phone)

    def too_big(self) -> ChatError:
        """The request body is over the limit."""
        return ChatError(413, "too_big")

    @staticmethod
    def too_slow() -> ChatError:
        """The request did not arrive in time."""
        return ChatError(408, "too_slow")

    @staticmethod
    def head_too_big() -> ChatError:
        """The request's headers are over the limit."""
        return ChatError(431, "too_big")

    @staticmethod
    def malformed() -> ChatError:
        """What came is no HTTP request."""
        return ChatError(400, "malformed", "refused.refused")

    def engine_down(self) -> ChatError:
        """The part that answers does not."""
        return ChatError(503, "engine_down", "", 15, phone=self._phone)

    def storage_down(self) -> ChatError:
        """The database does not answer."""
        return ChatError(503, "unavailable", "", 15, phone=self._phone)

    def unexpected(self) -> ChatError:
        """Our own fault."""
        return ChatError(500, "problem", "error", phone=self._phone)

    def http(self, status: int) -> ChatError:
        """What the framework itself refuses: unknown addresses, wrong methods, unreadable JSON."""
        if status == 404:
            return ChatError(404, "not_found")
        if status == 405:
            return ChatError(405, "method_not_allowed")
        if status == 400:
            return self.not_understood()
        return ChatError(status, "refused")


_UNASKED = frozenset({401, 429})
"""Refusals for which no database is asked: of nobody, and of who asks too often."""


def install(app: FastAPI, faults: Faults, opened_in: Callable[[str], Awaitable[str | None]]) -> None:
    """Make every error of the app take the one shape, in the language of the chat.

    Args:
        opened_in: the language of the chat whose Authorization header is given.
    """

    async def shown(request: Request, error: ChatError) -> JSONResponse:
        language, bearer = accepted(request.headers), request.headers.get("authorization", "")
        if language == "en" and bearer and error.status < 500 and error.status not in _UNASKED:
            with suppress(OperationalError, PoolTimeout):
                language = "es" if await opened_in(bearer) == "es" else "en"
        return error.response(language)

    async def told(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, ChatError)
        return await shown(request, error)

    async def invalid(request: Request, error: Exception) -> JSONResponse:
        return await shown(request, faults.not_understood())

    async def refused(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        response = await shown(request, faults.http(error.status_code))
        for name, value in (error.headers or {}).items():
            response.headers[name] = value
        return response

    async def database(request: Request, error: Exception) -> JSONResponse:
        log.error("database_failed", exc_info=error)
        return await shown(request, faults.storage_down())

    app.add_exception_handler(ChatError, told)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(OperationalError, database)
    app.add_exception_handler(PoolTimeout, database)
