"""What the forms that ask for figures share. The engine has read the message; a form is filled from the case, checks that the
figures can be, asks about the ones that can be read in two ways, and says what else it heard."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from rasa_sdk.events import ActionExecutionRejected, ActiveLoop, EventType, SlotSet

from actions.base import Choice, SafeAction, Turn, call_me, firm_phone
from actions.figures import TOLD_BY, mirrored, read_back
from actions.forms import FORM_SLOTS, MOST_TRIES
from shortfall.content.questions import label, payload
from shortfall.content.texts import has_text, text
from shortfall.law.deficiency import Figures, Problem, problems
from shortfall.law.intervals import Interval, format_interval
from shortfall.reading.facts import to_interval
from shortfall.talk.applied import implied_price, price_in_words, times
from shortfall.talk.compose import TOLD_ELSEWHERE, elsewhere
from shortfall.talk.intents import ANSWERS

Slots = dict[str, Any]
MONEY = frozenset(TOLD_BY) - {"estimate_state", "wages_period"}
NEVER = frozenset({"negative", "absurd", "zero", "order"})
"""Kinds of problems that no yes makes right."""
MISSED_SO_FAR = "figure_tries"
MOST_ASKED = 2
"""How often in a talk something is asked, unless the person asks for the result again."""


@dataclass(frozen=True)
class Doubt:
    """A figure that was told and cannot be taken as it is: what to ask, and whether a yes, or the same figure again, settles it."""

    slot: str
    question: str
    choices: Sequence[Choice] = ()
    may_be: bool = True


class FigureForm(SafeAction):
    """The validation of one form, which Rasa calls when the form opens, after every message, and when it comes back."""

    form: ClassVar[str]
    topic: ClassVar[str]
    result: ClassVar[frozenset[str]] = frozenset()
    """The facts that the result itself reads back."""

    def name(self) -> str:
        return f"validate_{self.form}"

    @abstractmethod
    def fill(self, turn: Turn, slots: Slots) -> Slots:
        """The slots with what is known, and what need not be asked."""
        return mirrored(slots, turn.case, turn.heard)

    def over(self, turn: Turn, slots: Slots) -> bool:
        """Whether there is nothing to ask, because of what was told."""
        return self.topic in TOLD_ELSEWHERE and elsewhere(turn.case.place)

    def without(self, turn: Turn, asked: str, slots: Slots) -> Slots:
        """What to go on with when the answer is not known, or passed over; empty where it cannot do without."""
        return {}

    def check(self, turn: Turn, slots: Slots) -> list[Problem]:
        """What is not plausible."""
        amount = to_interval(slots.get("judgment_amount"))
        return problems(Figures(debt=amount), turn.language) if amount else []

    def so_far(self, turn: Turn, slots: Slots) -> str:
        """What can be said before the rest is known."""
        return ""

    def news(self, turn: Turn, slots: Slots) -> str:
        """What a message that told figures makes plain before the rest is known."""
        return ""

    def slot_of(self, problem: Problem) -> str:
        """The slot that a problem is about."""
        return "judgment_amount"

    # --- The way of a message ----------------------------------------------------------------------------------------

    def begin(self, turn: Turn) -> list[EventType]:
        """Open the form: say what is known already; the form asks the rest."""
        slots = self.fill(turn, dict.fromkeys(FORM_SLOTS[self.form]))
        known = read_back(
            turn.case, turn.language, [TOLD_BY[name] for name in slots if TOLD_BY.get(name, "") in turn.case]
        )
        if not self.over(turn, slots) and None in slots.values() and self._doubt(turn, slots, {}) is None:
            if known:
                # What can be said already comes first: it is what they asked.
                so_far = self.so_far(turn, slots)
                begun = text("figures.read" if so_far else "figures.begun", turn.language, facts=known)
                turn.say(f"{so_far} {begun}".strip(), topic=self.topic)
            elif self.topic not in turn.all_topics:
                turn.say(text(f"figures.opening.{self.form}", turn.language), topic=self.topic)
        return [
            ActiveLoop(None),
            SlotSet("requested_slot", None),
            *(SlotSet(name, value) for name, value in slots.items()),
            SlotSet("figure_doubt", None),
            SlotSet(MISSED_SO_FAR, 0),
        ]

    def answer(self, turn: Turn) -> list[EventType]:
        asked = turn.asked
        if asked and not turn.fresh:
            # It comes back after an interruption; what that told was taken then. It is asked twice, and then waits to be asked for.
            passed = "skip" in turn.acts and turn.slot(asked) is None
            return self._drop(turn) if passed or self._often(turn, asked) else []
        if asked and turn.intent == "cancel":
            return self._leave(turn)
        slots = self.fill(turn, turn.slots(FORM_SLOTS[self.form]))
        told = bool({*turn.heard} - {"name", "phone", "guessed", "disputed"})
        held = self._held(turn, slots)
        aside = bool(asked) and turn.intent not in ANSWERS
        if doubt := self._doubt(turn, slots, held):
            # Not asked about now, it is found again when the form is.
            held = {} if aside else {"slot": doubt.slot, "value": slots.get(doubt.slot), "may_be": doubt.may_be}
            slots[doubt.slot] = None
        elif asked and slots.get(asked) is None and _does_without(turn):
            slots |= self.without(turn, asked, slots)
            slots = self.fill(turn, slots)
            doubt = self.instead(turn, slots)
        events = [*(SlotSet(name, value) for name, value in slots.items()), SlotSet("figure_doubt", held or None)]
        if self.over(turn, slots):
            return [*events, SlotSet("requested_slot", None)]
        if aside:
            self._note(turn, slots)
            return [*events, ActionExecutionRejected(self.form)]
        if doubt:
            return self._ask(turn, events, slots, doubt)
        if asked and slots.get(asked) is None:
            skipped = "skip" in turn.acts or turn.intent == "skip"
            if skipped or (_does_without(turn) and (told or self._often(turn, asked))):
                self._note(turn, slots)
                return [*events, *self._drop(turn, slots)]
            return self._go_on(turn, events, asked, slots)
        if asked or not (turn.spoken or None not in slots.values()):
            self._note(turn, slots)
        return [*events, SlotSet(MISSED_SO_FAR, 0)]

    def _held(self, turn: Turn, slots: Slots) -> Slots:
        """The figure in doubt: settled by yes, or by the same figure again; else kept out until another one is told."""
        held = dict(turn.slot("figure_doubt") or {})
        name = str(held.get("slot"))
        if not held.get("value") or not _alike(slots.get(name), held["value"]):
            return {}
        again = TOLD_BY.get(name) in turn.heard
        if held.get("settled") or (
            held["may_be"] and (again or (turn.intent in {"affirm", "acknowledge"} and not turn.unplaced))
        ):
            slots[name] = {part: value for part, value in slots[name].items() if part != "or"}
            return {**held, "settled": True}
        if not again:
            slots[name] = None
        return held

    def instead(self, turn: Turn, slots: Slots) -> Doubt | None:
        """What to ask in place of the form's next question, where what is known makes that one pointless."""
        return None

    def _doubt(self, turn: Turn, slots: Slots, held: Slots) -> Doubt | None:
        settled = held.get("slot") if held.get("settled") else None
        for name, value in slots.items():
            if name != settled and isinstance(value, Mapping) and (other := to_interval(value.get("or"))):
                return self._either(turn, name, value, other)
        for problem in self.check(turn, slots):
            if (name := self.slot_of(problem)) in slots and name != settled and slots[name] is not None:
                return Doubt(name, problem.question, may_be=problem.kind not in NEVER)
        return self._unplaced(turn, slots) or self.instead(turn, slots)

    def _either(self, turn: Turn, name: str, value: Mapping[str, Any], other: Interval) -> Doubt:
        both = (other, Interval(Decimal(value["low"]), Decimal(value["high"])))
        first, second = (format_interval(each, turn.language) for each in both)
        question = text("figures.either", turn.language, first=first, second=second)
        choices = [(format_interval(each, turn.language), format_interval(each)) for each in both]
        return Doubt(name, question, choices, may_be=False)

    def _unplaced(self, turn: Turn, slots: Slots) -> Doubt | None:
        """Two sums where one was asked for are asked about, never guessed; so is a sum in another currency."""
        asked, language = turn.asked, turn.language
        if asked is None or slots.get(asked) is not None or not turn.fresh or asked not in MONEY:
            return None
        if "other_currency" in turn.heard:
            return Doubt(asked, text("figures.dollars", language))
        sums = [format_interval(sum_, language) for sum_ in turn.unplaced][:2]
        if len(sums) < 2:
            return None
        what = text(f"figures.what.{asked}", language)
        return Doubt(
            asked,
            text("figures.which", language, first=sums[0], second=sums[1], what=what),
            [
                (format_interval(sum_, language), text(f"figures.say.{asked}", amount=format_interval(sum_)))
                for sum_ in turn.unplaced[:2]
            ],
        )

    def _go_on(self, turn: Turn, events: list[EventType], asked: str, slots: Slots) -> list[EventType]:
        """The question was not answered: say what helps, and let the form ask again."""
        language = turn.language
        if turn.intent == "why":
            key = f"figures.{'counts' if 'what_counts' in turn.acts else 'why'}.{asked}"
            turn.say(text(key, language), topic=self.topic)
            return [*events, SlotSet("requested_slot", asked)]
        if turn.intent == "acknowledge" or self._note(turn, slots):
            return [*events, SlotSet(MISSED_SO_FAR, 0)]
        keys = [f"figures.hint.{asked}", f"figures.unsure.{asked}"]
        if turn.intent == "not_yet" and asked == "estimate_sale_price":
            keys.insert(0, "figures.not_yet")
        elif turn.intent == "unsure":
            keys.reverse()
        ways = [text(key, language) for key in keys if has_text(key)]
        last = turn.last_said
        # What helps is said in one way, then in another; what could be pressed still can.
        way = next((way for way in ways if not last or way != last.text), ways[0])
        return self._ask(turn, events, slots, Doubt(asked, way, last.choices if last and last.asking == asked else ()))

    def _ask(self, turn: Turn, events: list[EventType], slots: Slots, doubt: Doubt) -> list[EventType]:
        """Ask in words of our own; the form's question is then left unsaid (engine/speech.py). The third time in a row, the person."""
        tries = int(turn.slot(MISSED_SO_FAR) or 0) + 1 if turn.asked else 0
        if tries >= MOST_TRIES:
            kept = read_back(turn.case, turn.language, self._told(turn, slots) or list(turn.case))
            key = "figures.person_kept" if kept else "figures.person"
            words = text(key, turn.language, phone=firm_phone(), facts=kept)
            turn.say(words, topic=self.topic, choices=[call_me(turn.language)])
            return [*events, SlotSet(MISSED_SO_FAR, None), SlotSet("requested_slot", None)]
        turn.say(doubt.question, topic=self.topic, choices=doubt.choices, asking=doubt.slot)
        return [*events, SlotSet(MISSED_SO_FAR, tries), SlotSet("requested_slot", doubt.slot)]

    def _note(self, turn: Turn, slots: Slots) -> bool:
        """Say in half a sentence what was heard, but for what the result is about to say; whether something was."""
        if news := self.news(turn, slots):
            turn.say(news, topic=self.topic)
            return True
        done = all(value is not None for value in slots.values())
        names = [name for name in turn.heard if name not in {"name", "phone"} | (self.result if done else set())]
        implied = {"stage": "sale_price", "loan": "second_loan"}  # "sold for 250" tells that it was sold
        names = [name for name in names if implied.get(name) not in names]
        facts = read_back(turn.case, turn.language, names)
        if facts:
            shorthand = any(
                name in self.result and not turn.case.facts[name].sure for name in names if name in turn.case
            )
            turn.say(text("figures.read" if shorthand else "noted", turn.language, facts=facts), topic=self.topic)
        return bool(facts)

    def _told(self, turn: Turn, slots: Mapping[str, Any]) -> list[str]:
        """The facts of the case that stand in the form; not what was told and cannot be."""
        filled = (TOLD_BY.get(name, "") for name, value in slots.items() if value is not None)
        return [fact for fact in filled if fact in turn.case]

    def _often(self, turn: Turn, asked: str) -> bool:
        """Whether something was asked as often as it is."""
        return turn.times_asked(asked, self.topic) >= MOST_ASKED and turn.intent != self.topic

    def without_sum(self, turn: Turn, slots: Slots, kept: str) -> str:
        """What is said where the form is given up, with what is kept."""
        return text("figures.dropped" if kept else "figures.dropped_bare", turn.language, facts=kept)

    def _drop(self, turn: Turn, slots: Slots | None = None) -> list[EventType]:
        """Close the form, whose question was passed over or asked often enough: say so once, and what is kept."""
        filled = slots or turn.slots(FORM_SLOTS[self.form])
        kept = read_back(turn.case, turn.language, self._told(turn, filled))
        turn.say(
            self.without_sum(turn, filled, kept),
            topic=self.topic,
            choices=[(label(self.topic, turn.language), payload(self.topic)), call_me(turn.language)],
        )
        return self._closed()

    def _leave(self, turn: Turn) -> list[EventType]:
        """Close the form without a result. What was told stays told, and is said."""
        if kept := read_back(turn.case, turn.language, self._told(turn, turn.slots(FORM_SLOTS[self.form]))):
            turn.say(text("figures.kept", turn.language, phone=firm_phone(), facts=kept), topic="cancel")
        else:
            turn.respond("utter_cancel")
        return self._closed()

    def _closed(self) -> list[EventType]:
        return [
            *(SlotSet(name, None) for name in (*FORM_SLOTS[self.form], "figure_doubt", MISSED_SO_FAR)),
            SlotSet("requested_slot", None),
        ]


def implied(turn: Turn) -> str:
    """The price that the sums they told would mean, each time in other words; empty where they mean none."""
    price = implied_price(turn.case)
    said = [str(event.get("text")) for event in turn.tracker.events if event.get("event") == "bot"]
    return price_in_words(turn.case, price, turn.language, times(price, said, turn.language)) if price else ""


def _alike(first: Any, second: Any) -> bool:
    """Whether two values of slots are the same figure."""
    return to_interval(first) == to_interval(second) if to_interval(second) else first == second


def _does_without(turn: Turn) -> bool:
    """Whether the answer is not known or passed over, whatever else the message told: "idk the price, but they ask for 39,400"."""
    return bool({"unsure", "skip"} & turn.acts) or turn.intent in {"unsure", "not_yet", "skip", "deny"}
