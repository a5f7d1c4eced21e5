"""Read each message of a callback request as a clerk would: any part at any time, and nothing taken for what it is not."""

from __future__ import annotations

import re
from textwrap import shorten
from typing import Any

from rasa_sdk.events import EventType, SlotSet

from actions.action_callback_start import hurry
from actions.base import SafeAction, Turn, firm_phone
from actions.desk import acknowledge, put_right
from actions.forms import MOST_TRIES
from actions.request import (
    HEDGED,
    STORY_WORDS,
    about,
    answer_beside,
    for_whom,
    got,
    heard,
    leave,
    leave_out,
    means_another_time,
    named_part,
    noted,
    number_problem,
    of_the_time,
    own_number,
    passed_over,
    private_numbers,
    say,
    shown,
    soonest,
    unsuited_before,
)
from actions.urgency import urgent_reason
from shortfall.base.hours import hours_text
from shortfall.base.masking import REMOVED
from shortfall.callbacks.consent import wording_in, wordings
from shortfall.callbacks.parts import NOBODY_NAMED, means_own_number
from shortfall.content.texts import text
from shortfall.reading.agreed import asked_of_notes, read_yes
from shortfall.reading.calls import asks_if_recorded, to_be_noted
from shortfall.reading.corrected import corrects
from shortfall.reading.names import denies_name, read_name
from shortfall.reading.papers import denies_papers
from shortfall.reading.phone import PhoneProblem, format_phone, types
from shortfall.reading.sentences import CLAUSE, FIRST, SENTENCE
from shortfall.reading.sentences import told as not_asked
from shortfall.reading.when import not_then, of_a_time
from shortfall.reading.withdrawn import withdraws
from shortfall.talk.acts import UNMET, read_acts

_MENDS = re.compile(
    r"\b(?:fix|correct|change|put|update|corrija\w{0,2}|cambie\w{0,2}|arregle\w{0,2}|ponga\w{0,2})\b", re.I
)
_ANOTHER_TIME = re.compile(
    r"\b(?:call|phone|ring|make it|move|say|i said|not (?:at )?\d{1,2}|instead|rather|better|earlier|later|change|ll[aá]m\w{1,5}|marqu\w{1,4}|hablen?|mejor|cambi\w{1,4})\b",
    re.I,
)
_DENIES = re.compile(
    r"\b(?:not|never|nor|none|mistaken|wrong|incorrect|strike|isn'?t|wasn'?t|aren'?t|haven'?t|hasn'?t|didn'?t|don'?t|no (?:soy|es|era|eran|fue|son|estoy|estuve|he|ha|debo|tengo)|nunca|qu[ií]t\w{1,4}|borr\w{1,3}|equivocad[oa])\b",
    re.I,
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
WORDS_OF_A_TIME = 6
"""Words of the longest that is said beside a yes and is sure to be another time for the call, and no part of a story."""
MOST_SAID_BACK = 120
"""Characters of what is put down by wish that are said back."""
A_NO = 3
"""Words of the longest message that is no more than a no."""
WORDS_OF_A_NOTE = 4
"""From so many words on, what is said of a request that was read back is passed on with it."""


def _corrects(words: str, *, made: bool) -> str:
    """The sentences with which somebody puts right what was read back of their case, to be passed on: "I have not been bankrupt, my brother has".

    Args:
        made: what is put right of sums and days stands in the facts already.
    """
    said: list[str] = []
    goes_on = False
    for each in SENTENCE.findall(words):
        long = len(each.split()) >= WORDS_OF_A_NOTE
        denies = long and _DENIES.search(each) and not (named_part(each) or of_a_time(each))
        denies = denies and not (made and (corrects(each) or UNMET & read_acts(each)))
        said += [each.strip()] if denies or (goes_on and not long and _LETTERS.search(each)) else []
        goes_on = bool(denies)
    return " ".join(said)


class ValidateCallbackForm(SafeAction):
    """Nothing is stored here: see action_callback."""

    def name(self) -> str:
        return "validate_callback_form"

    def answer(self, turn: Turn) -> list[EventType]:
        asked = turn.asked
        if asked is None or not turn.to_be_read:
            return []
        if turn.intent == "cancel" and not (asked == "callback_window" and means_another_time(turn.text)):
            say(turn, "left")
            return leave(turn)
        if asked == "callback_phone" and f"+{REMOVED}" in turn.text:
            # A number of another country is as long as an account's and was taken out before it came here.
            return self.missed(turn, asked, number_problem(PhoneProblem("not_us"), turn.language))
        if REMOVED in turn.text or private_numbers(turn, asked):
            say(turn, "withheld")
        if turn.intent == "why":
            say(turn, f"why.{asked}")
            return self.keep(turn, {})
        if withdraws(turn.text):
            return self.withdrawn(turn)
        given, problem = heard(turn, asked)
        yes = read_yes(turn.text) if asked == "callback_confirmed" else None
        if (said := of_the_time(turn, given)) and not (yes and not yes.conditional):
            turn.say(said, topic="callback")
            return self.keep(turn, given, understood=True)
        if not given and "asks" in turn.acts and len(turn.text.split()) <= STORY_WORDS and asks_if_recorded(turn.text):
            say(turn, "recorded")
            return self.keep(turn, {}, understood=True)
        if (
            (wished := to_be_noted(turn.text))
            and not yes
            and named_part(wished) is None
            and not given.get("callback_about")
        ):
            return self.written_down(turn, given, wished)
        of_notes = asked_of_notes(turn.text) if not read_yes(turn.text) else None
        if of_notes and (of_notes.sure or turn.intent == "inform"):
            named = read_name(FIRST.split(turn.text.strip(), maxsplit=1)[0].strip(" .")) is not None
            given = {name: given[name] for name in given if name != "callback_name" or named}
            passed = shown(turn, given, of_notes)
            return self.keep(turn, given | ({"callback_about": passed} if passed else {}), understood=True)
        known = turn.slot("callback_name")
        if "callback_name" not in given and known and denies_name(turn.text):
            given["callback_name"] = None
        if given.get("callback_name") and known:
            say(turn, "named", value=given["callback_name"])
        passed_over(turn, given)
        if asked == "callback_confirmed" and not yes and (words := _corrects(turn.text, made=bool(put_right(turn)))):
            known = given.get("callback_about") or about(turn)
            as_said = text("callback.corrected", turn.language, words=words)
            given["callback_about"] = noted(turn, as_said) | {"who": known["who"]}
            if not put_right(turn):
                say(turn, "passed_on")
        for_whom(turn, given)
        if asked == "callback_confirmed":
            return self.confirmed(turn, given)
        if not given and (part := named_part(turn.text)) and turn.slot(part) is not None:
            given = {part: None}
        if given:
            if (
                means_own_number(turn.text)
                and turn.channel == "web"
                and not (given.get("callback_phone") or turn.slot("callback_phone"))
            ):
                say(turn, "no_number_here")
            return self.taken(turn, given)
        return self.answered(turn, asked) or self.beside(turn) or self.missed(turn, asked, problem)

    def taken(self, turn: Turn, given: dict[str, Any]) -> list[EventType]:
        """Say what was noted where something else was asked, set what was given, say which figures were put right, and answer what is asked beside it; what nothing answers is for whoever calls."""
        if told := put_right(turn):
            turn.say(told, topic="callback")
            given = {"callback_about": about(turn), **given}
        got(turn, given)
        unanswered = answer_beside(turn)
        if unanswered is None and "asks" in turn.acts and len(turn.text.split()) >= 2 * STORY_WORDS:
            say(turn, "passed_on")
            unanswered = turn.text
        if unanswered:
            known = given.get("callback_about") or {}
            given = given | {"callback_about": noted(turn, unanswered) | {"who": known.get("who", about(turn)["who"])}}
        return self.keep(turn, given, understood=True)

    def withdrawn(self, turn: Turn) -> list[EventType]:
        """Their words are left out of what is sent, and it is said; a yes beside it waits until it is read back without them."""
        kept = leave_out(turn)
        gone = kept != about(turn)
        say(turn, f"words.{('some' if kept['told'] or kept['note'] else 'none') if gone else 'nothing'}")
        return self.keep(turn, {"callback_about": kept} if gone else {}, understood=True)

    def written_down(self, turn: Turn, given: dict[str, Any], wished: str) -> list[EventType]:
        """What is to be passed on by wish is said back, and stands in the request."""
        if told := acknowledge(turn):
            turn.say(told, topic="callback")
        say(turn, "put_down", value=shorten(wished, MOST_SAID_BACK, placeholder=" ..."))
        got(turn, given)
        known = given.get("callback_about") or about(turn)
        return self.keep(turn, given | {"callback_about": noted(turn, wished) | {"who": known["who"]}}, understood=True)

    @staticmethod
    def keep(turn: Turn, slots: dict[str, Any], *, understood: bool = False) -> list[EventType]:
        """Set what was understood. What brought something else than an answer is no miss, and takes none back; that there are no court
        papers takes their subject from the request."""
        if turn.slot("callback_about") and denies_papers(turn.text):
            known = slots.get("callback_about") or about(turn)
            slots = slots | {"callback_about": known}
        tries = 0 if understood else int(turn.slot("callback_tries") or 0)
        return [*(SlotSet(name, value) for name, value in slots.items()), SlotSet("callback_tries", tries)]

    def answered(self, turn: Turn, asked: str) -> list[EventType] | None:
        """Yes and no to a time that was offered; "I do not know", "skip", "no" to a question."""
        offered = turn.slot("callback_offered") if asked == "callback_window" else None
        doubts = turn.intent in {"unsure", "skip", "not_yet"}
        refuses = turn.intent == "deny" or (offered and not doubts and not_then(turn.text))
        if offered and not offered["ambiguous"] and (turn.intent == "affirm" or refuses):
            if not refuses and not offered.get("unsuited"):
                return self.taken(turn, {"callback_window": offered, "callback_offered": None})
            first = soonest(turn, turn.slot("callback_phone"))
            if not refuses and first and unsuited_before(turn):
                # Hours that the office never has were asked for again: they are passed on with its first opening.
                return self.taken(
                    turn, {"callback_window": first | {"wish": offered["wish"]}, "callback_offered": None}
                )
            say(turn, "other_time", "callback_window", hours=hours_text(turn.language))
            return self.keep(turn, {"callback_offered": None}, understood=True)
        if asked == "callback_window" and named_part(turn.text) == asked:  # "another time"
            say(turn, "other_time", "callback_window", hours=hours_text(turn.language))
            return self.keep(turn, {}, understood=True)
        if turn.intent in {"unsure", "skip", "not_yet"}:
            stand_in = self.stand_in(turn, asked)
            if stand_in is None or asked != "callback_phone":
                say(turn, f"without.{asked}", phone=firm_phone())
            return self.keep(turn, stand_in, understood=True) if stand_in else self.missed(turn, asked, silent=True)
        if turn.intent == "acknowledge" or "acknowledge" in turn.acts:
            return self.keep(turn, {})
        if turn.intent == "deny" or ("no" in turn.acts and len(turn.text.split()) <= A_NO):
            say(turn, "left")
            return leave(turn, keep=True)
        return None

    @staticmethod
    def stand_in(turn: Turn, asked: str) -> dict[str, Any] | None:
        """What stands for a part that somebody cannot or will not give."""
        if asked == "callback_name":
            return {asked: NOBODY_NAMED}
        if asked == "callback_phone":
            return {asked: own} if turn.channel == "sms" and (own := own_number(turn)) else None
        window = soonest(turn, turn.slot("callback_phone"))
        return {asked: window, "callback_offered": None} if window else None

    def beside(self, turn: Turn, least: int = STORY_WORDS) -> list[EventType] | None:
        """What is no answer but worth something: a question or a story for the person who calls, a fact for the case."""
        if told := acknowledge(turn):
            turn.say(told, topic="callback")
            as_now = about(turn)  # with the figures as they are now
            return self.keep(turn, {"callback_about": as_now} if as_now != turn.slot("callback_about") else {})
        if (unanswered := answer_beside(turn)) is not None:
            return self.keep(turn, {"callback_about": noted(turn, unanswered)} if unanswered else {})
        if "asks" in turn.acts or len(turn.text.split()) >= least:
            say(turn, "passed_on")
            return self.keep(turn, {"callback_about": noted(turn, turn.text)})
        return None

    def confirmed(self, turn: Turn, given: dict[str, Any]) -> list[EventType]:
        """A yes to what was read back is the consent, with a correction or a question beside it too; anything else may be a change."""
        yes = read_yes(turn.text)
        plain = turn.intent == "affirm" and not HEDGED.search(turn.text)
        # "Yes, but not before you fix what I owe, it is 88,000": it is.
        mended = yes and yes.conditional and _MENDS.search(yes.rest) and acknowledge(turn)
        # "The number is right. Yes, call me": what is wrong, and is not understood, is asked for first.
        closes = bool(yes and yes.closes)
        unclear = yes and closes and (HEDGED.search(not_asked(yes.rest)) or named_part(yes.rest))
        if plain or mended or (yes and not yes.conditional and not (unclear and not given and not put_right(turn))):
            return self.agreed(turn, given, yes.rest if yes else "", closes=closes)
        if given:
            return self.taken(turn, given)
        part = named_part(turn.text)
        if part and part != "callback_about":
            return self.keep(turn, {part: None}, understood=True)
        if part:
            return self.keep(turn, {part: noted(turn, turn.text)}, understood=True)
        if yes:  # tied to something: the words go along, and it stands to be read once more
            say(turn, "passed_on")
            return self.keep(turn, {"callback_about": noted(turn, yes.rest)})
        if turn.intent == "deny" and not turn.slot("callback_tries"):
            say(turn, "what_to_change", "callback_confirmed")
            return [SlotSet("callback_tries", 1)]
        if turn.intent == "deny":
            say(turn, "not_agreed", phone=firm_phone())
            return leave(turn)
        return (turn.intent != "affirm" and self.beside(turn, WORDS_OF_A_NOTE)) or self.missed(
            turn, "callback_confirmed"
        )

    def agreed(self, turn: Turn, given: dict[str, Any], rest: str, *, closes: bool = False) -> list[EventType]:
        """Take the yes, with what it puts right; another person, a doubtful time, and a number that is not typed beside the yes are read back first.

        Whoever agrees must know the number that is called. They have read the question with the number that stood there, and where they
        type another one, all ten digits of it, in the message that says yes, they have seen that one too: it is their own writing that
        names it. So the yes counts, and is kept in the wording with the number they wrote, with that message's id beside it. A number that
        is only pointed to ("the other one") or belongs to somebody else is read back.

        Args:
            closes: the yes comes last, after what is put right, so that a time in it is the one for the call.
        """
        told = acknowledge(turn)
        if (
            not closes
            and "callback_window" in given
            and len(rest.split()) > WORDS_OF_A_TIME
            and not _ANOTHER_TIME.search(rest)
        ):
            # "I sent them a letter on tuesday at 4": of their story, which goes along in their words.
            given = {
                name: value for name, value in given.items() if name not in {"callback_window", "callback_offered"}
            }
        wordy = not closes and (bool(told) or len(rest.split()) > WORDS_OF_A_TIME)
        moved = _ANOTHER_TIME.search(CLAUSE.findall(rest)[0]) if rest else None
        another_time = "callback_window" in given and (given["callback_window"] is None or (wordy and not moved))
        phone = given.get("callback_phone", turn.slot("callback_phone"))
        typed = "callback_phone" not in given or types(turn.text, phone)
        if another_time or not typed or "callback_about" in given or given.get("callback_name", "") is None:
            return self.taken(turn, given)
        seen = wording_in(turn.last_said.text, turn.slot("callback_phone")) if turn.last_said else None
        if not seen:
            return self.keep(
                turn, given
            )  # a yes to something else: the question is put again, with all that it is about
        number = [text("callback.line.number", turn.language, value=format_phone(phone)) + "."]
        news = [told] * bool(told) + number * ("callback_phone" in given)
        if said := of_the_time(turn, given):
            turn.say(said, topic="callback")
        if news:
            turn.say(" ".join([*news, *(hurry(turn) if told else ())]), topic="callback")
        asked_besides = turn.questions[:2] if turn.tracker.latest_message.get("topics") else []
        for response in asked_besides:
            turn.respond(response)
        if not asked_besides:
            answer_beside(turn)  # its words go along with the rest
        if len(rest.split()) >= WORDS_OF_A_NOTE and not closes:
            if not (told or asked_besides or given):
                say(turn, "passed_on")
            known = noted(turn, not_asked(rest) if asked_besides else rest)
            given["callback_about"] = known | {"urgent": known["urgent"] or urgent_reason(turn)}
        words = wordings(phone)[seen[0]]
        yes = {"version": seen[0], "wording": words, "at": turn.world.now().isoformat(), "message_id": turn.message_id}
        return [*(SlotSet(name, value) for name, value in given.items()), SlotSet("callback_confirmed", yes)]

    def missed(self, turn: Turn, asked: str, problem: str = "", *, silent: bool = False) -> list[EventType]:
        """Help, twice. Then what was understood goes on to be confirmed; without a number there is the phone."""
        tries = int(turn.slot("callback_tries") or 0) + 1
        if tries < MOST_TRIES:
            if problem:
                turn.say(problem, topic="callback")
            elif not silent:
                say(turn, f"missed.{asked}")
            return [SlotSet("callback_tries", tries)]
        missing = [name for name in ("callback_name", "callback_phone", "callback_window") if not turn.slot(name)]
        found = {name: self.stand_in(turn, name) for name in missing}
        if asked == "callback_confirmed" or None in found.values():
            say(turn, "no_number", phone=firm_phone())
            return leave(turn, keep=True)
        say(turn, "enough")
        words = noted(turn, turn.text) if asked != "callback_phone" else turn.slot("callback_about")
        slots = {name: value for part in found.values() if part for name, value in part.items()}
        return self.keep(turn, {**slots, "callback_about": words}, understood=True)
