"""A request for a callback, checked whole before it is stored."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from shortfall.base.channel import Channel
from shortfall.base.masking import mask
from shortfall.callbacks.consent import CONSENT_VERSION, wordings
from shortfall.callbacks.window import CallingWindow
from shortfall.content.questions import Language
from shortfall.reading.names import insisted_name, read_name
from shortfall.reading.phone import find_phone, with_extension

Mark = Literal["crisis", "danger", "violence", "distress"]
"""What staff see first on a request (shortfall/reading/distress.py)."""
Stage = Literal["behind", "sued", "sale_set", "sold", "confirmed", "judgment", "collection"]
TopicId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]
ConversationId = Annotated[str, StringConstraints(min_length=1, max_length=128)]


class _Checked(BaseModel):
    # Neither reprs nor error messages show what a person gave.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Consent(_Checked):
    """A person's yes to being called, or to a text: what they were asked, word for word, and when they answered."""

    version: str = CONSENT_VERSION
    wording: str = Field(repr=False)
    at: AwareDatetime
    message_id: str | None = Field(default=None, max_length=128, description="the message that said yes, if known")


MOST_NOTE = 2000
"""Characters of the person's own words."""


class CallbackRequest(_Checked):
    """All that the firm needs to call someone back. There is no request without consent for this very number."""

    name: str = Field(repr=False)
    phone: str = Field(repr=False, description="E.164")
    extension: str | None = Field(default=None, pattern=r"^\d{1,6}$", repr=False)
    window: CallingWindow
    topics: tuple[TopicId, ...] = Field(default=(), max_length=20)
    figures: str = Field(
        default="", max_length=2000, repr=False, description="summary of the figures given so far, in words"
    )
    note: str = Field(
        default="", max_length=MOST_NOTE, repr=False, description="the person's own words; account numbers are masked"
    )
    urgent: bool = Field(default=False, description="a sale, lockout or hearing within seven days")
    urgent_reason: str = Field(default="", max_length=80, description='why, in words for staff: "sale on Fri Nov 27"')
    mark: Mark | None = Field(default=None, description="the gravest that was said of a life in danger, or of distress")
    stage: Stage | None = Field(default=None, description="how far the foreclosure has come")
    deadline: date | None = Field(default=None, description="first day of a sale, hearing, lockout or answer")
    opposing: str = Field(
        default="", max_length=120, repr=False, description="lenders, servicers and buyers of the debt that were named"
    )
    channel: Channel
    language: Language = Field(
        default="en", description="the language of the talk, which they would rather be called in"
    )
    conversation_id: ConversationId
    consent: Consent

    @field_validator("name")
    @classmethod
    def _name_is_plain(cls, value: str) -> str:
        name = read_name(value) or insisted_name(value, value)
        if name is None:
            raise ValueError("not a plain name")
        return name

    @field_validator("phone")
    @classmethod
    def _phone_is_callable(cls, value: str) -> str:
        if find_phone(value) != value:
            raise ValueError("not a US number in E.164")
        return value

    @field_validator("figures", "note")
    @classmethod
    def _masked(cls, value: str) -> str:
        return mask(value.strip())

    @field_validator("topics")
    @classmethod
    def _each_once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value))

    @model_validator(mode="after")
    def _consent_is_for_this_number(self) -> Self:
        asked = wordings(with_extension(self.phone, self.extension))
        if asked.get(self.consent.version) != self.consent.wording:
            raise ValueError("the consent is not for this number in the wording in force")
        return self
