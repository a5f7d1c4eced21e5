"""What every target is given, and how it says that a delivery failed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, Protocol, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from shortfall.base import trace
from shortfall.base.hours import office_zone
from shortfall.callbacks.tables import Callback, ConsentRecord
from shortfall.callbacks.window import CallingWindow
from shortfall.content.questions import asks
from shortfall.content.texts import text

Event = Literal["callback.requested", "callback.changed", "callback.cancelled"]


class ConsentGiven(BaseModel):
    """The last line of the ledger for this request."""

    model_config = ConfigDict(frozen=True)

    given: bool
    version: str
    at: AwareDatetime


class Handoff(BaseModel):
    """A request for a callback as it stood when something happened to it; stored encrypted until it is delivered."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    event: Event
    at: AwareDatetime
    sequence: int = Field(description="grows with every event of one request: RFC 5545 SEQUENCE")
    reference: str
    name: str = Field(repr=False)
    phone: str = Field(repr=False, description="E.164; empty once the person had it erased")
    extension: str = Field("", repr=False, description='what to dial once the number has answered: "204"')
    window_start: AwareDatetime
    window_end: AwareDatetime
    caller_zone: str
    asap: bool
    wish: str = Field("", description="a time that keeps coming back, in words: 'weekday mornings'")
    urgent: bool
    urgent_reason: str = Field("", description="what makes it urgent, in words: 'sale on Fri Nov 27'")
    mark: str = Field(
        "", description="the gravest that was said of a life in danger: crisis, danger, violence, distress"
    )
    stage: str = Field("", description="how far the foreclosure has come (shortfall/talk/case.py, STAGES)")
    deadline: date | None = Field(None, description="the first day of a sale, hearing, lockout or answer that was told")
    opposing: str = Field("", repr=False, description="lenders, servicers and buyers of the debt that were named")
    topics: tuple[str, ...]
    figures: str = Field(repr=False)
    note: str = Field(repr=False)
    channel: str
    page: str = Field("", description="the page that the chat was opened on")
    campaign: str = Field("", description="the campaign that brought the person to that page")
    language: str = Field("en", description="the language of the talk, in which they would rather be called: en, es")
    consent: ConsentGiven
    joined: tuple[str, ...] = Field((), repr=False, description="what requests joined to this one said, a line each")
    joined_to: str = Field("", description="the reference of the request that makes the call for this one too")
    only: tuple[str, ...] = Field((), repr=False, description="who has still to get it, where a target tells several")
    request_id: str | None = Field(None, description="of the request that caused it, for the logs; not handed on")

    @classmethod
    def of(
        cls,
        callback: Callback,
        consent: ConsentRecord,
        event: Event,
        at: datetime,
        sequence: int,
        joined: Sequence[Callback] = (),
        into: Callback | None = None,
    ) -> Self:
        """The request as it stands now.

        Args:
            joined: the older requests for the same number that the staff joined to it.
            into: the newer one to which it was joined itself.
        """
        return cls(
            event=event,
            at=at,
            sequence=sequence,
            reference=callback.reference,
            name=callback.name,
            phone=callback.phone,
            extension=callback.extension or "",
            window_start=callback.window_start,
            window_end=callback.window_end,
            caller_zone=callback.caller_zone,
            asap=callback.asap,
            wish=callback.wish or "",
            urgent=callback.urgent or any(older.urgent for older in joined),
            urgent_reason=callback.urgent_reason or "",
            mark=callback.mark or "",
            stage=callback.stage or "",
            deadline=callback.deadline,
            opposing=callback.opposing or "",
            topics=tuple(callback.topics),
            figures=callback.figures,
            note=callback.note,
            channel=callback.channel,
            page=callback.page or "",
            campaign=callback.campaign or "",
            language=callback.language or "en",
            consent=ConsentGiven(given=consent.given, version=consent.version, at=consent.at),
            joined=tuple(_in_a_line(older) for older in joined),
            joined_to=into.reference if into else "",
            request_id=trace.current(),
        )

    @property
    def dialled(self) -> str:
        """The number for a field of its own in another system: "+13125550143 ext. 204"."""
        return f"{self.phone} ext. {self.extension}" if self.phone and self.extension else self.phone

    @property
    def window(self) -> CallingWindow:
        """When the firm calls."""
        return CallingWindow.between(self.window_start, self.window_end, self.caller_zone, asap=self.asap)

    @property
    def office_label(self) -> str:
        """The window on the firm's clock alone, which says nothing about where the caller is."""
        return CallingWindow.between(self.window_start, self.window_end, str(office_zone())).label

    @property
    def headline(self) -> str:
        """What happened, in a line without anything about the person."""
        what = {
            "callback.requested": "Callback requested",
            "callback.changed": "Callback changed",
            "callback.cancelled": "Callback cancelled: do not call",
        }[self.event]
        if self.joined_to:
            return f"Callback joined to {self.joined_to}: one call for both ({self.reference})"
        urgent = "URGENT: " if self.urgent and self.event != "callback.cancelled" else ""
        return f"{urgent}{what} ({self.reference})"

    def summary(self) -> str:
        """Everything in plain lines, for a person at the firm to read."""
        lines = [
            self.headline,
            f"Name: {self.name}",
            f"Phone: {self.dialled}",
            f"Mark: {text(f'marks.{self.mark}') if self.mark else ''}",
            f"Language: {text('staff.prefers_es') if self.language == 'es' else ''}",
            f"Urgent: {self.urgent_reason}",
            f"Case: {text(f'word.{self.stage}') if self.stage else ''}",
            f"By: {f'{self.deadline:%B} {self.deadline.day}, {self.deadline.year}' if self.deadline else ''}",
            f"Other side: {self.opposing}",
            f"When: {self.window.label}",
            f"Any time that suits: {self.wish}",
            f"Asked about: {' '.join(asks().get(topic) or topic.replace('_', ' ') for topic in self.topics)}",
            f"Figures given: {self.figures}",
            f"Note: {self.note}",
            *(f"Joined: {line}" for line in self.joined),
            f"Came by: {self.channel}",
            f"Page: {self.page}",
            f"Campaign: {self.campaign}",
            f"Consent to be called: {'given' if self.consent.given else 'withdrawn'}, "
            f"{self.consent.at.astimezone(office_zone()):%B %d, %Y %I:%M %p}, wording {self.consent.version}",
        ]
        return "\n".join(line for line in lines if not line.endswith(": "))


def _in_a_line(callback: Callback) -> str:
    """What a joined request said: "K7QM-X4RT, Ana: They took my pay."."""
    parts = (callback.name, callback.urgent_reason or "", callback.figures, callback.note)
    off = " (taken back by the person)" if callback.status == "cancelled" else ""
    return f"{callback.reference}{off}: {'; '.join(part for part in parts if part)}"


class Failed(Exception):
    """A delivery that was not taken. `kind` is a short word for it, never what the other side wrote."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Temporary(Failed):
    """Worth another try; `retry_after` is in seconds where the target has said so. `only` are those of several recipients
    who have still to get it: whoever has it must not get it again."""

    def __init__(self, kind: str, retry_after: float | None = None, only: tuple[str, ...] = ()) -> None:
        super().__init__(kind)
        self.retry_after = retry_after
        self.only = only


class Permanent(Failed):
    """The same again would fail again: somebody has to put something right first."""


class Disabled(Permanent):
    """The target is gone for good (410) and must be left alone until somebody switches it on again."""


class Target(Protocol):
    """A system of the firm."""

    name: str

    def deliver(self, key: str, handoff: Handoff, now: datetime) -> None:
        """Hand a request over; `key` is the same at every attempt.

        Raises:
            Temporary, Permanent, Disabled: it was not taken.
        """
