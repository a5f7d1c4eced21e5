"""A sale, a lockout or a hearing within days: what still helps, then whom to call, with the truth about the office hours."""

from __future__ import annotations

from rasa_sdk.events import EventType, SlotSet

from actions.action_callback_start import begin
from actions.base import SafeAction, Turn, firm_phone
from actions.request import about
from actions.urgency import (
    SOUNDS_URGENT,
    helps,
    is_late,
    kind_of,
    near_sale,
    opening_words,
    reach,
    reason_in,
    sources,
    undated,
    urgent_reason,
)
from shortfall.base.firm import load_firm
from shortfall.base.hours import next_opening
from shortfall.content.questions import label, payload
from shortfall.content.texts import has_text, text
from shortfall.law.elsewhere import free_help
from shortfall.law.states import STATES
from shortfall.reading.calls import wants_call
from shortfall.talk.compose import elsewhere
from shortfall.talk.near_sale import wants

HELP = "free_help/help_other_states"
FILE, STOP = "bankruptcy/before_sale", "sale_process/stop_or_postpone"
"""What is read on where a sale is days away."""


def advice(turn: Turn, reason: str) -> str:
    """What still helps, first, and then whom to call; by SMS in two segments at most. Never a call that would come after the day itself."""
    language, kind = turn.answers_in, kind_of(turn)
    if turn.channel == "sms":
        free = text(f"urgent.sms.free.{'sale' if kind == 'sale' else 'other'}", language)
        parts = [text(f"urgent.sms.help.{kind}", language), reach(turn), free, text("urgent.sms.offer", language)]
        return " ".join(parts)
    noted = "" if undated(reason) else text("urgent.noted", language, reason=reason_in(reason, turn, language))
    parts = [helps(turn), *([text(f"urgent.more.{kind}", language)] if kind != "any" else ())]
    parts += [reach(turn), text("urgent.free", language), f"{noted}{text('urgent.offer', language)}"]
    return "\n\n".join(parts)


class ActionUrgent(SafeAction):
    """In the middle of a callback request it marks that one; the form goes on."""

    def name(self) -> str:
        return "action_urgent"

    def answer(self, turn: Turn) -> list[EventType]:
        reason, away = urgent_reason(turn, read=True), elsewhere(turn.case.place)
        if (place := turn.case.place) and away and turn.form != "callback_form":
            sms = turn.channel == "sms"
            state, firm = STATES[place].names[turn.language], str(load_firm()["name"])
            everywhere = f"urgent.everywhere.{kind_of(turn)}"
            first = [text(everywhere, turn.language)] if has_text(everywhere) else []
            key = f"urgent.elsewhere{'' if not sms else '_short' if first else '_sms'}"
            there = text(key, turn.language, state=state, site=free_help(place), firm=firm)
            turn.say(
                (" " if sms else "\n\n").join([*first, there]),
                topic="urgent",
                choices=[] if sms and first else [(label(HELP, turn.language), payload(HELP))],
            )
            return []
        if turn.form == "callback_form":
            # How late the office opens, and what helps, is said of a matter that is the firm's.
            language, opening, late = turn.language, next_opening(turn.world.now()), is_late(turn) and not away
            said = [text("urgent.marked", language)]
            if reason != SOUNDS_URGENT:
                said.append(text("urgent.noted", language, reason=reason_in(reason, turn, language)).strip())
            said.append(text("urgent.call", language, phone=firm_phone()))
            if opening and not (late or away):
                said.append(text("urgent.opens", language, opens=opening_words(opening, language)))
            parts = [
                " ".join(said),
                *([reach(turn, call=True), *([] if "urgent" in turn.topics else [helps(turn)])] if late else ()),
            ]
            turn.say("\n\n".join(parts), topic="urgent")
            return [SlotSet("callback_about", {**about(turn), "urgent": reason})]
        if wants_call(turn.text):
            return begin(turn)
        # With its day told a sale asks for more than what still helps: which of it first, until when, and by whom.
        told = "urgent" in turn.all_topics
        wanted = wants(turn.text) or ("steps" if told else "")
        near = wanted if kind_of(turn) == "sale" and not undated(reason) and (told or wanted != "help") else ""
        # By text the steps need the room, and say themselves how to ask for a call.
        more = [] if near and turn.channel == "sms" else ["callback", FILE, STOP] if near else ["callback", "timeline"]
        turn.say(
            near_sale(turn, near, reason) if near else advice(turn, reason),
            topic="urgent",
            sources=sources(turn),
            choices=[
                (
                    text("urgent.ask", turn.answers_in) if name == "callback" else label(name, turn.answers_in),
                    payload(name),
                )
                for name in more
            ],
        )
        return []
