"""Store the confirmed request; only what is stored is promised."""

from __future__ import annotations

import logging

from rasa_sdk.events import EventType, SlotSet
from sqlalchemy.exc import SQLAlchemyError

from actions.base import CALL_ME, SafeAction, Turn, firm_phone
from actions.forms import EXTRA_SLOTS, FORM_SLOTS
from shortfall.callbacks.request import CallbackRequest, Consent
from shortfall.callbacks.store import Booked, NotStored, WindowPassed, book
from shortfall.callbacks.window import CallingWindow
from shortfall.sms.confirmation import confirming

CALLBACK_SLOTS = (*FORM_SLOTS["callback_form"], *EXTRA_SLOTS["callback_form"])

logger = logging.getLogger(__name__)


def request(turn: Turn) -> CallbackRequest:
    """The request from the form's slots.

    Raises:
        pydantic.ValidationError: a part is missing or not as it must be.
    """
    about = turn.slot("callback_about") or {}
    return CallbackRequest(
        name=turn.slot("callback_name"),
        phone=turn.slot("callback_phone"),
        window=CallingWindow.model_validate(turn.slot("callback_window")),
        topics=tuple(about.get("topics", ())),
        figures=about.get("figures", ""),
        note=about.get("note", ""),
        urgent=bool(about.get("urgent")),
        urgent_reason=about.get("urgent") or "",
        mark=turn.case["distress"],
        channel=turn.channel,
        conversation_id=turn.tracker.sender_id,
        consent=Consent.model_validate(turn.slot("callback_consent")),
        text_consent=Consent.model_validate(turn.slot("callback_text")) if turn.slot("callback_text") else None,
    )


class ActionCallback(SafeAction):
    """Runs when the form closes; silent when it closed without a yes."""

    def name(self) -> str:
        return "action_callback"

    @staticmethod
    def _book(turn: Turn, wanted: CallbackRequest) -> Booked:
        now = turn.world.now()
        # Whoever said yes to a text gets one, written with the request itself.
        also = confirming("stored", wanted.conversation_id, now) if wanted.text_consent else None
        replaces = turn.slot("callback_replaces")
        return turn.world.surely(lambda session: book(session, wanted, now, turn.world.random, replaces, also))

    def answer(self, turn: Turn) -> list[EventType]:
        forget: list[EventType] = [SlotSet(name, None) for name in CALLBACK_SLOTS]
        if turn.slot("callback_confirmed") is not True:
            return forget
        wanted = request(turn)
        try:
            booked = self._book(turn, wanted)
        except WindowPassed:
            turn.say(
                "That time has just passed, so I have not stored a request. "
                'I kept the rest: say "call me" and pick another time.',
                topic="callback",
                choices=[CALL_ME],
            )
            return [SlotSet(name, None) for name in ("callback_window", "callback_confirmed", "callback_tries")]
        except (NotStored, SQLAlchemyError, OSError) as error:
            logger.error("a callback could not be stored: %s", type(error).__name__)
            turn.say(
                "I am sorry: I could not store your request just now, so nobody has been told. "
                f'Please call {firm_phone()}, or try again in a minute. I kept what you told me: just say "call me".',
                topic="callback",
                choices=[CALL_ME],
            )
            return [SlotSet("callback_confirmed", None), SlotSet("callback_tries", None)]
        when = f"{'As soon as possible: ' if wanted.window.asap else ''}{wanted.window.label}"
        opening = (
            "Your request is stored." if booked.created else "You already had a request, so I brought it up to date."
        )
        urgent = f" If it cannot wait, call {firm_phone()}." if wanted.urgent else ""
        turn.say(
            f"{opening} Reference: {booked.reference}. The firm plans to call: {when}.{urgent}\n\n"
            'To change or cancel it, say "change my callback" or "cancel my callback" here. '
            "This does not make you a client of the firm. Keep any court dates in mind while you wait.",
            topic="callback",
            card={"type": "callback", "reference": booked.reference, "window": wanted.window.label},
        )
        return [*forget, SlotSet("callback_reference", booked.reference)]
