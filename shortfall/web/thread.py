"""A code in the chat of the web, by which it goes on by text message."""

from __future__ import annotations

from datetime import datetime
from random import SystemRandom

from anyio import to_thread
from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from sqlalchemy import Engine as Database

from shortfall.base.database import sessions
from shortfall.content.texts import text
from shortfall.reading.chat_code import WORD
from shortfall.reading.phone import format_phone
from shortfall.sms.thread import LIFE, make, spoken
from shortfall.web.addresses import client_address
from shortfall.web.api import Bearer, Desk, documented


class Code(BaseModel):
    """How to go on by text. What it says is for the person's eyes: it is no part of the transcript, and belongs in no log."""

    words: str = Field(description="what to do, in the language of the chat, with the number and the code")
    link: str = Field(description="what the link says")
    url: str = Field(description="an sms: address that opens the message, written, on a phone")
    expires_at: datetime


def thread_router(desk: Desk, database: Database, number: str) -> APIRouter:
    """The one route. `number` (E.164) is what people text."""
    router = APIRouter()
    writing = sessions(database)
    random = SystemRandom()

    def made(chat: str, now: datetime) -> Code:
        with writing.begin() as db:
            code, language = f"{WORD} {make(db, chat, random, now)}", spoken(db, chat)
        return Code(
            words=text("by_text.code", language, number=_unbroken(format_phone(number)), code=_unbroken(code)),
            link=text("by_text.open", language),
            url=f"sms:{number}?&body={code.replace(' ', '%20')}",
            expires_at=(now + LIFE).replace(microsecond=0),
        )

    @router.post("/api/chat/text", status_code=201, tags=["chat"], responses=documented(401, 410, 429, 503))
    async def ask_for_code(request: Request, bearer: Bearer = None) -> Code:
        """A code to be texted from a phone, with which this chat goes on there and closes here. Good once, for 15 minutes; a new one takes
        the place of the one before."""
        session = await desk.session(bearer)
        await desk.check(desk.limits.code, session, client_address(request.scope, desk.trusted))
        await desk.told(desk.conversation.read(session, 1))
        return await desk.told(to_thread.run_sync(made, session, desk.clock()))

    return router


def _unbroken(words: str) -> str:
    return words.replace(" ", "\u00a0")
