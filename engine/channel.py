"""The engine's only channel: the gateway on loopback, with a shared key. docs/architecture.md has its contract.

Rasa's own channels let a caller pick the sender, send intents as "/text" and read stack traces. Here the gateway vouches for
the sender, a leading "/" is text, and a choice is an intent only because the gateway itself had offered it.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import os
import re
import time
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.utils.endpoints import EndpointConfig
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from engine import logs, patches
from engine.classifier import selected
from engine.featurizer import read_ahead
from engine.tracker_store import EncryptedTrackerStore
from shortfall.base import trace
from shortfall.base.keys import read_or_create_key
from shortfall.base.limits import LONGEST_MESSAGE
from shortfall.talk.compose import noted_once

logger = logging.getLogger(__name__)

MAX_BODY = 16 * LONGEST_MESSAGE
MAX_TEXT = 4_000
HEALTH_SECONDS = 2.0
_PAYLOAD = re.compile(r"/(\w+)(?:/(\w+))?")
_SENDER = re.compile(r"[\w:.-]{1,128}", re.ASCII)
_ORDER = re.compile(r"^[\s/]+")


class Collected(OutputChannel):
    """Collects what the assistant says, in the gateway's format."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        if not (message.get("text") or message.get("buttons")):
            return  # a question that was just put in other words (engine/speech.py)
        metadata = message.get("metadata") or {}
        self.messages.append(
            {
                "text": (message.get("text") or "").strip(),
                "topic": metadata.get("topic"),
                "question": metadata.get("question"),
                "law": metadata.get("law"),
                "reads": metadata.get("reads"),
                "choices": [{"label": b["title"], "payload": b["payload"]} for b in message.get("buttons") or []],
                "sources": metadata.get("sources") or [],
                "card": metadata.get("card"),
                "asking": metadata.get("asking"),
                "lang": metadata.get("lang"),
            }
        )


class Web(Collected):
    """Picks the `web` variant of each response."""

    @classmethod
    def name(cls) -> str:
        return "web"


class Sms(Collected):
    """Picks the `sms` variant of each response."""

    @classmethod
    def name(cls) -> str:
        return "sms"


OUTPUTS: dict[str, type[Collected]] = {"web": Web, "sms": Sms}


class GatewayChannel(InputChannel):
    """POST messages, POST and DELETE conversations/<sender>, GET for readiness; all under /webhooks/shortfall."""

    @classmethod
    def name(cls) -> str:
        return "shortfall"

    def __init__(self) -> None:
        patches.apply()
        logs.configure()
        folder = Path(os.environ.get("SHORTFALL_VAR_DIR", "var"))
        key = os.environ.get("SHORTFALL_INTERNAL_KEY") or read_or_create_key(folder / "internal.key")
        self._key = f"Bearer {key}".encode()

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        return cls()

    def _allowed(self, request: Request) -> bool:
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), self._key)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("shortfall_channel", "shortfall_channel")

        @routes.get("/")
        async def ready(request: Request) -> HTTPResponse:
            agent = request.app.ctx.agent
            if agent is None or not agent.is_ready():
                return response.json({"status": "no model", "actions": False}, status=503)
            return response.json({"status": "ok", "actions": await answers(agent.action_endpoint)})

        @routes.post("/messages", stream=True)
        async def receive(request: Request) -> HTTPResponse:
            if not self._allowed(request):
                return response.json({"error": "unauthorized"}, status=401)
            assert request.stream  # until the answer is out
            body, ahead = b"", ""
            async for part in request.stream:
                body += part
                if len(body) > MAX_BODY:
                    return response.json({"error": "too large"}, status=413)
                # The text comes first; the rest only when the gateway has stored it. Nothing is answered before that.
                if not ahead and (ahead := first_words(body)):
                    begin_reading(ahead)
            try:
                message, output, again = incoming(json.loads(body))
            except (KeyError, TypeError, ValueError, RecursionError):
                return response.json({"error": "bad request"}, status=400)
            agent = request.app.ctx.agent
            if agent is None or not agent.is_ready():
                return response.json({"error": "no model"}, status=503)
            if not ahead and not message.parse_data:
                begin_reading(message.text)
            request_id = request.headers.get(trace.HEADER)
            # Stored with the message, which is how the action server gets to know it.
            message.metadata = {**(message.metadata or {}), "request_id": request_id}
            begun = time.perf_counter()
            try:
                with trace.under(request_id):
                    if again:
                        await say_again(agent, message)
                    else:
                        await on_new_message(message)
                    if not output.messages:
                        logger.error("a message was left without an answer")
                        await on_new_message(_not_understood(message))
                    took = {"ms": round(1000 * (time.perf_counter() - begun), 1)}
                    # Written while the answer is being sent.
                    asyncio.get_running_loop().call_soon(partial(logger.info, "turn", extra=took))
            except (Exception, patches.TurnFailed) as error:
                # Neither the caller nor the log may see what the message said.
                logger.error("a message failed: %s", type(error).__name__)
                return response.json({"error": "failed"}, status=500)
            once = noted_once([each["text"] for each in output.messages])
            said = [{**each, "text": words} for each, words in zip(output.messages, once, strict=True)]
            return response.json({"messages": [each for each in said if each["text"] or each["choices"]]})

        @routes.delete("/conversations/<sender>", ignore_body=False)  # what is left of one, were it nothing, Sanic logs
        async def erase(request: Request, sender: str) -> HTTPResponse:
            if not self._allowed(request):
                return response.json({"error": "unauthorized"}, status=401)
            forget(request.app.ctx.agent.tracker_store, sender)
            return response.empty()

        @routes.post("/conversations/<sender>")
        async def move(request: Request, sender: str) -> HTTPResponse:
            if not self._allowed(request):
                return response.json({"error": "unauthorized"}, status=401)
            if len(request.body) > MAX_BODY:
                return response.json({"error": "too large"}, status=413)
            try:
                source = json.loads(request.body)["from"]
            except (KeyError, TypeError, ValueError, RecursionError):
                source = None
            if not isinstance(source, str) or not _SENDER.fullmatch(source) or not _SENDER.fullmatch(sender):
                return response.json({"error": "bad request"}, status=400)
            agent = request.app.ctx.agent
            # Wait for a turn in progress in either.
            async with agent.lock_store.lock(source), agent.lock_store.lock(sender):
                rename(agent.tracker_store, source, sender)
            return response.empty()

        return routes


async def answers(actions: EndpointConfig | None) -> bool:
    """Whether the action server answers. This does not count as the engine's own health."""
    if actions is None or not actions.url:
        return False
    url = f"{actions.url.removesuffix('/webhook')}/health"
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=HEALTH_SECONDS)) as session,
            session.get(url, allow_redirects=False) as answer,
        ):
            return answer.status == 200
    except (aiohttp.ClientError, TimeoutError):
        return False


def begin_reading(text: str) -> None:
    """Start reading a text early. It is understood without this too."""
    try:
        read_ahead(text)
    except Exception as error:
        logger.warning("not read ahead: %s", type(error).__name__)


def first_words(part: bytes) -> str:
    """The text of a body of which this much has come; empty where it is not to be seen yet. It is seen where all of the body but the
    brace that closes it would be JSON."""
    try:
        text = json.loads(part + b"}")["text"]
    except (KeyError, TypeError, ValueError, RecursionError):
        return ""
    return _said(text) if isinstance(text, str) and len(text) <= MAX_TEXT else ""


def _said(text: str) -> str:
    """Typed text without a leading "/", which Rasa would obey as an intent, also after spaces."""
    return _ORDER.sub("", text).rstrip()


def incoming(body: Any) -> tuple[UserMessage, Collected, bool]:
    """The message in a request body, where its answers are collected, and whether it may have been heard before.

    Raises:
        KeyError, TypeError, ValueError: the body is not of the agreed shape.
    """
    sender, output = body["sender"], OUTPUTS[body["channel"]]()
    if not isinstance(sender, str) or not _SENDER.fullmatch(sender):
        raise ValueError("sender")
    uid, again = body.get("id"), body.get("again", False)
    if not isinstance(uid, str | None) or not isinstance(again, bool):
        raise ValueError("id")
    if (locale := body.get("locale")) not in (None, "en", "es"):
        raise ValueError("locale")
    # Of the page that the chat was opened on: the language of the talk until the person chooses or writes another.
    about = {"locale": locale} if locale else {}
    about |= {"channel": "sms"} if body["channel"] == "sms" else {}
    common = {"output_channel": output, "sender_id": sender, "input_channel": body["channel"], "message_id": uid}
    if payload := body.get("payload"):
        if match := _PAYLOAD.fullmatch(payload):
            parsed = {**_parsed(match[1]), "text": payload}
            # A topic is answered by one of its questions; its overview where none was named.
            question = f"{match[1]}/{match[2]}" if match[2] else None
            parsed["response_selector"] = selected({match[1]: ()}, question)
            return UserMessage(payload, parse_data=parsed, metadata=about, **common), output, again
        text = payload
    else:
        text = body["text"]
    if not isinstance(text, str) or len(text) > MAX_TEXT:
        raise ValueError("text")
    asking = body.get("asking")
    if not isinstance(asking, str | None):
        raise ValueError("asking")
    return UserMessage(_said(text), metadata={"asking": asking, **about}, **common), output, again


def _parsed(intent: str) -> dict[str, Any]:
    """What a chosen intent is parsed as."""
    sure = {"name": intent, "confidence": 1.0}
    return {"text": f"/{intent}", "intent": sure, "entities": [], "intent_ranking": [sure]}


def _not_understood(message: UserMessage) -> UserMessage:
    """What stands in for a message that nothing was said to: the desk asks what it was about."""
    return UserMessage(
        "/nlu_fallback",
        message.output_channel,
        message.sender_id,
        parse_data=_parsed("nlu_fallback"),
        input_channel=message.input_channel,
        message_id=message.message_id,
        metadata=message.metadata,
    )


async def say_again(agent: Any, message: UserMessage) -> None:
    """Answer a message that may have been answered before, when only the answer got lost: then it is repeated, word for word.

    A turn is kept whole or not at all (engine/patches.py), so a message that is remembered has been acted on, and one that
    is not has not.
    """
    # The lock waits for the first attempt, should that be still under way.
    async with agent.lock_store.lock(message.sender_id):
        tracker = await agent.tracker_store.retrieve(message.sender_id)
        answers = answered(tracker.events if tracker else (), message.message_id)
        if not answers:
            await agent.processor.handle_message(message)
        for answer in answers:
            await message.output_channel.send_response(message.sender_id, answer.message())


def answered(events: Iterable[Event], uid: str) -> list[BotUttered]:
    """What was said to the message with this id; empty when it is not remembered."""
    found: list[BotUttered] = []
    ours = False
    for event in events:
        if isinstance(event, UserUttered):
            ours = event.message_id == uid
        elif ours and isinstance(event, BotUttered):
            found.append(event)
    return found


def rename(store: Any, source: str, target: str) -> None:
    """Continue a conversation under another name, replacing what was there. Does nothing if there is no conversation."""
    store = _inmost(store)
    if isinstance(store, EncryptedTrackerStore):
        store.rename(source, target)
    elif source in getattr(store, "store", {}):
        store.store[target] = store.store.pop(source)


def forget(store: Any, sender: str) -> None:
    """Remove every trace of a conversation from Rasa's tracker store."""
    store = _inmost(store)
    if isinstance(store, SQLTrackerStore):
        with store.session_scope() as session:
            session.query(store.SQLEvent).filter_by(sender_id=sender).delete()
            session.commit()
    elif hasattr(store, "store"):
        store.store.pop(sender, None)


def _inmost(store: Any) -> Any:
    while hasattr(store, "_tracker_store"):  # Rasa wraps it to survive a failing database
        store = store._tracker_store
    return store
