"""Store the confirmed request; only what is stored is promised."""

from __future__ import annotations

import logging
from datetime import date

from rasa_sdk.events import EventType, SlotSet
from sqlalchemy.exc import SQLAlchemyError

from actions.base import SafeAction, Turn, call_me, firm_phone
from actions.request import EVERY, about, card, facts_of, later, wished_tongue
from shortfall.base.firm import load_firm
from shortfall.callbacks.booking import NoSuchTime, NotStored, book
from shortfall.callbacks.consent import text_wording
from shortfall.callbacks.parts import SOMEONE
from shortfall.callbacks.request import CallbackRequest, Consent
from shortfall.callbacks.window import CallingWindow
from shortfall.content.texts import text
from shortfall.reading.companies import other_side
from shortfall.reading.phone import can_text
from shortfall.sms.store import person_of

MOST_READ = 100
"""Messages in which a lender is looked for, the last ones."""

logger = logging.getLogger(__name__)


def request(turn: Turn) -> CallbackRequest:
    """The request from the form's slots.

    Raises:
        pydantic.ValidationError: a part is missing or not as it must be.
    """
    known = about(turn)
    phone, _, extension = str(turn.slot("callback_phone") or "").partition(";ext=")
    who = (
        f"The call is for {known['who'] if known['who'] == SOMEONE else 'their ' + known['who']}."
        if known["who"]
        else ""
    )
    wished = wished_tongue(turn)
    speaks = text("callback.speaks", value=text(f"tongue.{wished}")) if wished else ""
    facts = f"{text('callback.line.facts', value=told)}." if (told := facts_of(turn, "en")) else ""
    return CallbackRequest(
        name=turn.slot("callback_name"),
        phone=phone,
        extension=extension or None,
        window=CallingWindow.model_validate(turn.slot("callback_window")),
        topics=tuple(known["topics"]),
        figures=known["figures"],
        note=" ".join(filter(None, (who, speaks, facts, known["note"], " / ".join(known["told"].split("\n"))))),
        urgent=bool(known["urgent"]),
        urgent_reason=known["urgent"],
        mark=turn.case["distress"],
        stage=turn.case["stage"],
        deadline=deadline(turn),
        opposing=other_side(*reversed(turn.user_texts(MOST_READ)))[:120],
        channel=turn.channel,
        language=turn.language,
        conversation_id=turn.tracker.sender_id,
        consent=Consent.model_validate(turn.slot("callback_confirmed")),
    )


def deadline(turn: Turn) -> date | None:
    """The first day still to come of those that were told on which something happens to the person."""
    told = (turn.case[name] for name in ("sale_date", "hearing_date", "lockout_date", "answer_date"))
    days = [date.fromisoformat(str(span[0])) for span in told if isinstance(span, list | tuple) and span]
    today = turn.world.today
    return min((day for day in days if day >= today), default=None)


class ActionCallback(SafeAction):
    """Runs when the form closes; silent when it closed without a yes."""

    def name(self) -> str:
        return "action_callback"

    def answer(self, turn: Turn) -> list[EventType]:
        forget: list[EventType] = [SlotSet(name, None) for name in EVERY]
        if not turn.slot("callback_confirmed"):
            # What somebody left is kept for when they come back to it, unless they wanted it forgotten.
            return [SlotSet("callback_tries", None)] if turn.slot("callback_about") else forget
        wanted, now, language = request(turn), turn.world.now(), turn.language
        replaces = turn.slot("callback_replaces")
        try:
            booked = turn.world.surely(lambda session: book(session, wanted, now, turn.world.random, replaces))
        except NoSuchTime:
            turn.say(text("callback.no_such_time", language), topic="callback", choices=[call_me(turn.language)])
            return [SlotSet(name, None) for name in ("callback_window", "callback_confirmed", "callback_tries")]
        except (NotStored, SQLAlchemyError, OSError) as error:
            logger.error("a callback could not be stored: %s", type(error).__name__)
            turn.say(
                text("callback.not_stored", language, phone=firm_phone()),
                topic="callback",
                choices=[call_me(turn.language)],
            )
            return [SlotSet("callback_confirmed", None), SlotSet("callback_tries", None)]
        when = wanted.window.in_words(language)
        if wanted.window.asap:
            when = text("callback.asap", language, when=when)
        said = text(
            f"callback.{'stored' if booked.created else 'updated'}", language, reference=booked.reference, when=when
        )
        if wanted.urgent:
            said += " " + text("callback.urgent", language, phone=firm_phone())
        if language == "es" and (speaks := load_firm()["spanish"]):
            said += f" {speaks['es']}"
        turn.say(
            f"{said}\n\n{text('callback.after', language)}",
            topic="callback",
            card=card(booked.reference, wanted.window, language),
            choices=later(turn),
        )
        if (
            not wanted.extension
            and turn.world.texts()
            and can_text(wanted.phone)
            and not _texts_already(turn, wanted.phone)
        ):
            choices = [
                (text(f"callback.choice.{name}", language), said) for name, said in (("text", "yes"), ("no_text", "no"))
            ]
            turn.say(text_wording(wanted.phone, language), topic="callback", asking="callback_text", choices=choices)
        return [*forget, SlotSet("callback_reference", booked.reference)]


def _texts_already(turn: Turn, phone: str) -> bool:
    """Whether the person has the answer as a text, on this very phone."""
    return turn.channel == "sms" and turn.tracker.sender_id == person_of(phone)
