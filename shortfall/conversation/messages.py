"""What the chat API takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shortfall.base.language import Language
from shortfall.base.limits import LONGEST_MESSAGE

Asks = Literal["name", "phone", "amount", "time", "state", "yes_or_no", "words"]
"""What kind of answer a question wants, so that a client can bring up the right keys for it."""
_ASKS: Mapping[str, Asks] = {
    "callback_name": "name",
    "callback_new_name": "name",
    "callback_phone": "phone",
    "callback_new_phone": "phone",
    "callback_window": "time",
    "callback_new_window": "time",
    "callback_confirmed": "yes_or_no",
    "callback_text": "yes_or_no",
    "callback_cancel": "yes_or_no",
    "estimate_debt": "amount",
    "estimate_sale_price": "amount",
    "estimate_market_value": "amount",
    "estimate_state": "state",
    "judgment_amount": "amount",
    "plan_payment": "amount",
    "wages_disposable": "amount",
}


def asks(asking: str | None) -> Asks | None:
    """What kind of answer the slot that is asked for wants; None where nothing is asked."""
    return _ASKS.get(asking, "words") if asking else None


class Choice(BaseModel):
    """A button under an answer."""

    id: str = Field(description="send this back as `choice`; good only in the chat that was given it")
    label: str = Field(description="what the button says")


class Source(BaseModel):
    """Where an answer comes from."""

    cite: str = Field(description="the law or page, as a lawyer would cite it")
    url: str = Field(description="an http(s) address, or empty when there is none")


class Review(BaseModel):
    """Who read an answer's text as it stands, and when; both empty until the attorney has."""

    by: str | None = None
    on: date | None = None


class Message(BaseModel):
    """One message of a chat."""

    id: str
    at: datetime
    role: Literal["assistant", "user"]
    text: str = Field(description="plain text: blank lines part paragraphs, lines that begin with '- ' are lists")
    topic: str | None = Field(None, description="the topic that was answered, 'fallback' and 'out_of_scope' included")
    question: str | None = Field(None, description="which question of the topic was answered: `car` of exemptions")
    law: str | None = Field(None, description="whose law the answer states: IL, federal, general or state")
    lang: Language | None = Field(None, description="the language of an answer, where that is known")
    asks: Asks | None = Field(
        None, description="what kind of answer the next message is asked for; words may always be typed instead"
    )
    helped: bool | None = Field(None, description="what the person said of this answer (POST /api/chat/feedback)")
    review: Review | None = Field(None, description="of an answer to a question: who approved its text, and when")
    choices: list[Choice] | None = None
    sources: list[Source] | None = None
    card: dict[str, Any] | None = Field(
        None, description="figures to show as a table, by `type`; amounts are decimal strings in US dollars"
    )


class Messages(BaseModel):
    """Messages, oldest first."""

    messages: list[Message]


class About(BaseModel):
    """What stands beside a chat."""

    notice: str = Field(
        description="who this is and what it is not, in full: it can be read before the first word is sent"
    )
    today: str = Field(description="whether someone of the firm can call today, and if not when")
    ways: list[str] = Field(
        [],
        description="how the chat may be taken along: by_text (POST /api/chat/text), by_mail (from the page of its summary). A client "
        "offers it where an answer has one of these as its topic",
    )


class History(Messages):
    """A stretch of a chat."""

    about: About

    earlier: bool = Field(False, description="there are messages before these: ask again with `before` the first id")


class NewSession(Messages):
    """A chat has begun."""

    token: str = Field(description="send it as `Authorization: Bearer <token>`; keep it out of URLs and logs")
    expires_at: datetime = Field(description="not before this; each message of the chat moves it on by as much again")
    about: About


class CameFrom(BaseModel):
    """The page that a chat was opened on."""

    model_config = ConfigDict(extra="forbid")

    page: Annotated[str, Field(max_length=2000)] = Field(
        "", description="its address; what follows a ? or # is not kept"
    )
    campaign: Annotated[str, Field(max_length=200)] = Field("", description="such as utm_campaign of that address")


class Opening(BaseModel):
    """How a chat begins. All of it may be left out."""

    model_config = ConfigDict(extra="forbid")

    locale: Annotated[str, Field(max_length=35)] = Field("en", description="the language of the page: en, es, es-MX")
    source: CameFrom | None = Field(
        None, description="handed to the firm's systems with a callback, for its own counts"
    )

    @property
    def language(self) -> Language:
        """The language of the talk; English where we do not speak the page's."""
        return "es" if self.locale.lower().partition("-")[0] == "es" else "en"


class Feedback(BaseModel):
    """Whether an answer helped."""

    model_config = ConfigDict(extra="forbid")

    message: Annotated[str, Field(min_length=1, max_length=64)] = Field(description="the id of an answer of this chat")
    helped: bool = Field(strict=True)


class Incoming(BaseModel):
    """What a person typed, or the button they chose: exactly one of the two."""

    # The words of a refusal are ours, so the rule is written down here and looked at in the route.
    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "oneOf": [
                {"required": ["text"], "properties": {"text": {"type": "string"}, "choice": {"type": "null"}}},
                {"required": ["choice"], "properties": {"choice": {"type": "string"}, "text": {"type": "null"}}},
            ]
        },
    )

    text: str | None = Field(
        None,
        description=f"at most {LONGEST_MESSAGE:,} characters",
        json_schema_extra={"minLength": 1, "maxLength": LONGEST_MESSAGE},
    )
    choice: Annotated[str, Field(max_length=80)] | None = Field(None, description="the id of a choice of this chat")
    message_id: UUID | None = Field(
        None, description="make one up per message: sending it again gets the same reply and never asks twice"
    )
    after: Annotated[str, Field(max_length=64)] | None = Field(
        None,
        description="the id of the newest answer on the person's screen: an answer to a question that another tab has "
        "answered is refused (409 `went_on`), not given to the next one",
    )


class Problem(BaseModel):
    """What went wrong."""

    code: str = Field(description="for programs")
    message: str = Field(description="for people: plain and kind")


class ErrorBody(BaseModel):
    """The shape of every error."""

    error: Problem


@dataclass(frozen=True)
class Said:
    """One message of the assistant. Choices are (id, label)."""

    text: str
    topic: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    card: Mapping[str, Any] | None = None
    asking: str | None = None
    question: str | None = None
