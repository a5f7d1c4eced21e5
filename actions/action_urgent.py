"""A sale, a lockout or a hearing within days: the phone number first, and the truth about the office hours."""

from __future__ import annotations

import re
from datetime import datetime

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.action_callback_start import ActionCallbackStart
from actions.base import SafeAction, Turn, firm_phone
from actions.request import about
from actions.urgency import UNDATED, urgent_reason
from shortfall.base.firm import load_firm
from shortfall.base.hours import next_opening
from shortfall.callbacks.window import clock_words, day_words
from shortfall.content.questions import label, payload
from shortfall.content.texts import text
from shortfall.law.elsewhere import free_help
from shortfall.law.states import STATES
from shortfall.talk.compose import elsewhere

HELP = "free_help/help_other_states"
# A public helpline for court users (research of 2026-11-23); no hours are claimed for it.
_COURT_HELP = "Illinois Court Help, 833-411-1121"
_ASKS_FOR_A_CALL = re.compile(
    r"\b(?:call|phone|ring) (?:me|us)\b|\b(?:someone|somebody|lawyer|attorney|person) (?:to )?(?:call|phone|ring)\b|\bcall ?back\b",
    re.I,
)


def opening_words(opening: datetime) -> str:
    """ "Monday, November 30 at 9 a.m", to be followed by a full stop."""
    return f"{day_words(opening.date())} at {clock_words(opening)}".rstrip(".")


def advice(turn: Turn, reason: str) -> str:
    """What to do now, for the channel; by SMS in two segments at most."""
    firm, phone = str(load_firm()["name"]), firm_phone()
    opening = next_opening(turn.world.now())
    noted = "" if reason in ("", UNDATED) else f"I noted: {reason}. "
    if turn.channel == "sms":
        office = f"Closed now, opens {opening_words(opening)}. " if opening else "Open now. "
        return (
            f"Call {firm}: {phone}. {office}{noted}Say the date first and have your papers ready. "
            f"Free help with court dates and forms: {_COURT_HELP}. For an urgent call back reply CALL ME."
        )
    if opening:
        call = (
            f"The office is closed right now, so nobody may pick up. It opens {opening_words(opening)}. "
            f"Please call {firm} then, as early as you can: {phone}."
        )
    else:
        call = f"Please call {firm} now: {phone}. The office is open."
    steps = [
        "Say the date of the sale, the hearing or the lockout first.",
        "Have your court papers and case number near you.",
        f"Free help with court dates and forms: {_COURT_HELP}. Free legal guides: illinoislegalaid.org.",
    ]
    listed = "\n".join(f"- {step}" for step in steps)
    return f"{call}\n\n{listed}\n\n{noted}I can also ask for an urgent call back."


class ActionUrgent(SafeAction):
    """In the middle of a callback request it marks that one; the form goes on."""

    def name(self) -> str:
        return "action_urgent"

    def answer(self, turn: Turn) -> list[EventType]:
        reason = urgent_reason(turn) or UNDATED
        if (place := turn.case.place) and elsewhere(place) and turn.form != "callback_form":
            key = "urgent.elsewhere_sms" if turn.channel == "sms" else "urgent.elsewhere"
            state, firm = STATES[place].names[turn.language], str(load_firm()["name"])
            turn.say(
                text(key, turn.language, state=state, site=free_help(place), firm=firm),
                topic="urgent",
                choices=[(label(HELP, turn.language), payload(HELP))],
            )
            return []
        if turn.form == "callback_form":
            noted = "" if reason == UNDATED else f" I noted: {reason}."
            opening = next_opening(turn.world.now())
            office = f" The office opens {opening_words(opening)}." if opening else ""
            turn.say(
                f"I will mark your request urgent.{noted} To reach a person, call {firm_phone()}.{office}",
                topic="urgent",
            )
            return [SlotSet("callback_about", {**about(turn), "urgent": reason})]
        if _ASKS_FOR_A_CALL.search(turn.text):
            turn.say(advice(turn, reason), topic="urgent")
            return [*ActionCallbackStart().answer(turn), FollowupAction("callback_form")]
        turn.say(
            advice(turn, reason),
            topic="urgent",
            choices=[("Ask for an urgent call", "/callback"), ("What happens when?", "/timeline")],
        )
        return []
