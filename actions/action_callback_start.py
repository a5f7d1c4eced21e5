"""Begin a callback request: say what will be passed along, before anything personal is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet

from actions.action_callback_change import change_or_second
from actions.base import SafeAction, Turn, call_me, firm_phone
from actions.request import EVERY, SLOTS, about, called_off, for_whom, got, heard, lines, passed_over, soonest
from actions.urgency import helps, is_late, nearest, opening_words, reach, sources
from shortfall.base.hours import next_opening
from shortfall.callbacks.parts import NOBODY_NAMED
from shortfall.callbacks.window import CallingWindow
from shortfall.content.texts import text
from shortfall.law.elsewhere import free_help
from shortfall.law.states import STATES
from shortfall.reading.booked import wants_second
from shortfall.reading.calls import withholds_name, withholds_number
from shortfall.talk.applied import most_told
from shortfall.talk.compose import elsewhere, is_told_elsewhere

ELSEWHERE = "callback_elsewhere"
"""The topic of what somebody in another state is told before they ask for a call."""
_WORDS = re.compile(r"[^\W\d_]{3}")
LATER = "callback_later"
"""The topic of what somebody is told who keeps their number back for now."""


def begin(turn: Turn) -> list[EventType]:
    """Begin a request from within another action: the form goes on, unless they are asked first whether they still want the call."""
    events = ActionCallbackStart().answer(turn)
    held = any(event["event"] == "followup" for event in events)
    return events if held else [*events, FollowupAction("callback_form")]


class ActionCallbackStart(SafeAction):
    """Fills in what is known, so that nobody is asked twice."""

    def name(self) -> str:
        return "action_callback_start"

    def answer(self, turn: Turn) -> list[EventType]:
        # "Call me at 312…" as the answer to a question of the open request takes nothing back. And outside the form
        # something is known only where a request could not be stored, or was left: it is taken up again.
        begun = any(turn.slot(name) for name in (*SLOTS[:-1], "callback_offered"))
        going_on = turn.form == "callback_form" or begun
        second = (
            not going_on
            and turn.answers == "callback_second"
            and (wants_second(turn.text) or not _WORDS.search(turn.text))
        )
        if not (going_on or second) and change_or_second(turn):
            return [FollowupAction("action_listen")]
        given, _ = heard(turn, turn.asked if turn.form == "callback_form" else None)
        known = {name: turn.slot(name) for name in EVERY} if going_on else {} if second else _from_the_talk(turn)
        passed = given.get("callback_about") or about(turn)
        known |= given | {"callback_about": passed, "callback_confirmed": None, "callback_tries": 0}
        if not known.get("callback_name") and withholds_name(turn.text):
            known["callback_name"] = NOBODY_NAMED
        if passed["urgent"] and not known.get("callback_window") and not known.get("callback_offered"):
            known["callback_window"] = soonest(turn, known.get("callback_phone"))  # who is in a hurry is not asked when
        filled = [SlotSet(name, known.get(name)) for name in EVERY]
        if _ask_first(turn) or _without_number(turn, known):
            return [*filled, FollowupAction("action_listen")]
        asked_first = turn.all_topics[-1:] in ([ELSEWHERE], [LATER])
        if {"pay", "take_home"} & set(turn.heard) and not any(
            each.get("response") for each in turn.dispatcher.messages
        ):
            # "900 a week. can somebody call me about it": what it comes to is said as well.
            most = most_told(turn.case, turn.world.today, turn.language)
            if most and not is_told_elsewhere("calculate_wages", turn.case):
                turn.say(most, topic="calculate_wages")
        for_whom(turn, given)
        whole = all(known.get(name) for name in SLOTS[:-1])
        if turn.channel == "sms" and not whole:  # behind the rest it would be put off
            got(turn, {**given, "callback_offered": None})
        if asked_first or not going_on:
            said = [text("callback.notice", turn.language)]
            if not whole:  # else all of it is read back at once
                told = lines(turn, passed)
                heading = [text("callback.passed_along", turn.language), "\n".join(f"- {line}" for line in told)]
                opening = text("callback.opening", turn.language, phone=firm_phone())
                said = [opening, *(heading if told else ()), *said]
            elif turn.channel == "sms":
                said = []  # by text what is read back comes first, and the notice behind it
            if told_first := "\n\n".join([*said, *hurry(turn)]):
                turn.say(told_first, topic="callback", sources=sources(turn) if nearest(turn) else ())
        passed_over(turn, given)
        if turn.channel != "sms" and not whole:
            got(turn, {**given, "callback_offered": None})
        return [
            ActiveLoop(None),
            SlotSet("requested_slot", None),
            *filled,
        ]


def _ask_first(turn: Turn) -> bool:
    """Whether somebody in another state was told, once, that the firm works in Illinois only, and whom to call instead."""
    place, language = turn.case.place, turn.language
    if not place or not elsewhere(place) or turn.form == "callback_form" or ELSEWHERE in turn.all_topics:
        return False
    state, site = STATES[place].names[language], free_help(place)
    choice = (text("callback.choice.all_the_same", language), text("callback.choice.send", language))
    turn.say(text("callback.elsewhere", language, state=state, site=site), topic=ELSEWHERE, choices=[choice])
    return True


def _without_number(turn: Turn, known: Mapping[str, Any]) -> bool:
    """Whether somebody who keeps the number back for now was told that it can wait, what is asked for a call and who sees it."""
    if turn.form == "callback_form" or known.get("callback_phone") or not withholds_number(turn.text):
        return False
    stands = known.get("callback_window") or known.get("callback_offered")
    window = CallingWindow.model_validate(stands) if stands else None
    said = [text("callback.number_later", turn.language, phone=firm_phone())]
    if window:
        kept = text("callback.number_later_time", turn.language, when=window.in_words(turn.language))
        said.append(window.adjusted or kept)
    turn.say(" ".join(said), topic=LATER, choices=[call_me(turn.language)])
    return True


def hurry(turn: Turn) -> list[str]:
    """What a call may come too late for, where a day is near: that, and what still helps unless it was said before."""
    place = turn.case.place
    if nearest(turn) is None or (place and elsewhere(place)):
        return []
    opening, late = next_opening(turn.world.now()), is_late(turn)
    when = text("urgent.opens", turn.answers_in, opens=opening_words(opening, turn.answers_in)) if opening else ""
    said = [*([] if "urgent" in turn.topics else [helps(turn)]), reach(turn, call=True) if late else when]
    return [part for part in said if part]


def _from_the_talk(turn: Turn) -> dict[str, Any]:
    """The name and number that the person told before there was a request."""
    known = {"callback_name": turn.case["name"], "callback_phone": turn.case["phone"]}
    if called_off(turn):  # "actually keep it, friday noon": for the same person, and read back anew
        for event in reversed(turn.tracker.events):
            if event.get("value") and known.get(name := str(event.get("name")), "") is None:
                known[name] = event["value"]
    return known
