"""A sale, a lockout or a hearing within days: the phone number first, and the truth about the office hours."""

from __future__ import annotations

import re

from rasa_sdk.events import EventType, FollowupAction, SlotSet

from actions.action_callback_start import ActionCallbackStart
from actions.base import SafeAction, Turn, firm_phone
from actions.request import about
from actions.urgency import UNDATED, nearest, opening_words, reason_in, sources, too_late, urgent_reason
from shortfall.base.firm import load_firm
from shortfall.base.hours import next_opening
from shortfall.content.questions import label, payload
from shortfall.content.texts import text
from shortfall.law.elsewhere import free_help
from shortfall.law.states import STATES
from shortfall.talk.compose import elsewhere

HELP = "free_help/help_other_states"
_ASKS_FOR_A_CALL = re.compile(
    r"\b(?:call|phone|ring) (?:me|us)\b|\b(?:someone|somebody|lawyer|attorney|person) (?:to )?(?:call|phone|ring)\b|\bcall ?back\b"
    r"|\b(?:ll[aá]m|m[aá]rqu|h[aá]bl)en?(?:me|nos)\b|\b(?:me|nos) (?:pueden? |podr[ií]an? )?(?:llam|marc|marqu|hable)\w*|\bhablar con (?:alguien|una? (?:persona|abogad[oa]))\b",
    re.I,
)


def advice(turn: Turn, reason: str) -> str:
    """What to do now, for the channel; by SMS in two segments at most. Never a call that would come after the day itself."""
    language, now = turn.answers_in, turn.world.now()
    deadline, opening = nearest(turn), next_opening(now)
    if deadline and not deadline.office_first(now):
        return too_late(turn, deadline)
    values = {
        "firm": str(load_firm()["name"]),
        "phone": firm_phone(),
        "opens": opening_words(opening, language) if opening else "",
        "noted": ""
        if reason in ("", UNDATED)
        else text("urgent.noted", language, reason=reason_in(reason, turn, language)),
    }
    state = "closed" if opening else "open"
    if turn.channel == "sms":
        return text(f"urgent.sms.{state}", language, 0, **values).replace("  ", " ")
    parts = [text(f"urgent.{state}", language, 0, **values)]
    if deadline:
        parts.append(text(f"urgent.before.{deadline.kind}", language))
    parts.append(text("urgent.steps", language))
    return "\n\n".join([*parts, f"{values['noted']}{text('urgent.offer', language)}"])


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
            language = turn.language
            now = turn.world.now()
            deadline, opening = nearest(turn), next_opening(now)
            said = [text("urgent.marked", language)]
            if reason != UNDATED:
                said.append(text("urgent.noted", language, reason=reason_in(reason, turn, language)).strip())
            said.append(text("urgent.call", language, phone=firm_phone()))
            late = too_late(turn, deadline, call=True) if deadline and not deadline.office_first(now) else ""
            if opening and not late:
                said.append(text("urgent.opens", language, opens=opening_words(opening, language)))
            turn.say("\n\n".join(part for part in (" ".join(said), late) if part), topic="urgent")
            return [SlotSet("callback_about", {**about(turn), "urgent": reason})]
        if _ASKS_FOR_A_CALL.search(turn.text):
            turn.say(advice(turn, reason), topic="urgent", sources=sources(turn))
            return [*ActionCallbackStart().answer(turn), FollowupAction("callback_form")]
        turn.say(
            advice(turn, reason),
            topic="urgent",
            sources=sources(turn),
            choices=[
                (text("urgent.ask", turn.answers_in), payload("callback")),
                (label("timeline", turn.answers_in), payload("timeline")),
            ],
        )
        return []
