"""Every way the API says no: one shape, kind words, never an inside detail."""

from __future__ import annotations

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from shortfall.base.language import Language
from shortfall.content.texts import text

log = structlog.get_logger(__name__)


class ChatError(Exception):
    """An error that is told to the person.

    Args:
        status: the HTTP status.
        code: one word for programs.
        message: for people.
        retry_after: seconds after which trying again makes sense.
    """

    def __init__(self, status: int, code: str, message: str, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after

    def response(self) -> JSONResponse:
        """This error as the client sees it."""
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        if self.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        if self.status in (400, 408, 413, 431):
            # The rest of the body is unread, so the connection cannot serve another request.
            headers["Connection"] = "close"
        body = {"error": {"code": self.code, "message": self.message}}
        return JSONResponse(body, self.status, headers)


class Faults:
    """The errors, in words that name the firm's phone number where a person may need it."""

    def __init__(self, phone: str) -> None:
        self._phone = phone

    def empty(self) -> ChatError:
        """Nothing was typed."""
        return ChatError(422, "empty", "That message was empty. Please type your question in a few words.")

    def too_long(self) -> ChatError:
        """More than the cap."""
        words = "That message is longer than 1,000 characters. Please shorten it, or send it in parts."
        return ChatError(422, "too_long", words)

    def not_understood(self) -> ChatError:
        """The request does not have the shape of the API."""
        words = "We could not read that message. Please send either words or one of the buttons."
        return ChatError(422, "invalid", words)

    def choice_unknown(self) -> ChatError:
        """A choice id that this chat was never given."""
        words = "That button does not belong to this chat. Please type your question instead."
        return ChatError(422, "choice_unknown", words)

    def answer_unknown(self) -> ChatError:
        """An answer that this chat was never given."""
        return ChatError(422, "answer_unknown", "That answer does not belong to this chat.")

    def id_taken(self) -> ChatError:
        """The message id was used for other words before."""
        words = "Another message was sent under the same number. Please send this one again."
        return ChatError(409, "message_id_taken", words)

    def went_on(self) -> ChatError:
        """The words answer a question that another tab has answered."""
        words = (
            "This chat went on in another tab, so your answer was not sent. Please look at the newest question first."
        )
        return ChatError(409, "went_on", words)

    def session_over(self) -> ChatError:
        """The token is missing, forged, expired, or its chat was erased: which of these is nobody's business."""
        return ChatError(401, "session_over", "This chat has ended. Please start a new one.")

    def moved(self) -> ChatError:
        """The chat goes on by text."""
        return ChatError(410, "moved", "This chat goes on by text message. Here you can begin a new one.")

    def too_many(self, seconds: int) -> ChatError:
        """A rate limit was reached."""
        wait = "a moment" if seconds <= 60 else f"about {-(-seconds // 60)} minutes"
        words = f"You are sending faster than we can answer. Please wait {wait}, or call {self._phone}."
        return ChatError(429, "too_many", words, seconds)

    def full(self, seconds: int, language: Language) -> ChatError:
        """No chat can be opened from this address for now. Whoever opens one has sent nothing, and may share the address with many."""
        minutes = max(-(-seconds // 60), 1)
        words = text(f"full.{'minute' if minutes == 1 else 'minutes'}", language, n=str(minutes), phone=self._phone)
        return ChatError(429, "full", words, seconds)

    def too_big(self) -> ChatError:
        """The request body is over the limit."""
        return ChatError(413, "too_big", "That is too much to send at once. Please send a shorter message.")

    @staticmethod
    def too_slow() -> ChatError:
        """The request did not arrive in time."""
        return ChatError(408, "too_slow", "Your message did not arrive. Please send it again.")

    @staticmethod
    def head_too_big() -> ChatError:
        """The request's headers are over the limit."""
        return ChatError(431, "too_big", "That is too much to send at once. Please send a shorter message.")

    @staticmethod
    def malformed() -> ChatError:
        """What came is no HTTP request."""
        return ChatError(400, "malformed", "That request could not be handled.")

    def engine_down(self) -> ChatError:
        """The part that answers does not."""
        words = (
            "Sorry, I cannot answer right now. Your message is saved: please try again in a minute, "
            f"or call {self._phone} to reach a person."
        )
        return ChatError(503, "engine_down", words, 15)

    def storage_down(self) -> ChatError:
        """The database does not answer."""
        words = f"Sorry, I cannot answer right now. Please try again in a minute, or call {self._phone}."
        return ChatError(503, "unavailable", words, 15)

    def unexpected(self) -> ChatError:
        """Our own fault."""
        words = f"Sorry, something went wrong on our side. Please try again, or call {self._phone}."
        return ChatError(500, "problem", words)

    def http(self, status: int) -> ChatError:
        """What the framework itself refuses: unknown addresses, wrong methods, unreadable JSON."""
        if status == 404:
            return ChatError(404, "not_found", "There is nothing at this address.")
        if status == 405:
            return ChatError(405, "method_not_allowed", "This address cannot be used that way.")
        if status == 400:
            return self.not_understood()
        return ChatError(status, "refused", "That request could not be handled.")


def install(app: FastAPI, faults: Faults) -> None:
    """Make every error of the app take the one shape."""

    async def told(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, ChatError)
        return error.response()

    async def invalid(request: Request, error: Exception) -> JSONResponse:
        return faults.not_understood().response()

    async def refused(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        response = faults.http(error.status_code).response()
        for name, value in (error.headers or {}).items():
            response.headers[name] = value
        return response

    async def database(request: Request, error: Exception) -> JSONResponse:
        log.error("database_failed", exc_info=error)
        return faults.storage_down().response()

    app.add_exception_handler(ChatError, told)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(OperationalError, database)
    app.add_exception_handler(PoolTimeout, database)
