"""By when something is due in an Illinois foreclosure, counted from the days that were told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn, call_me
from actions.desk import told_elsewhere
from shortfall.content.questions import Language, label, payload
from shortfall.content.texts import text
from shortfall.law.deadlines import Deadline
from shortfall.talk.due import due

NEXT = "served_with_papers/how_to_answer"
LATE = "served_with_papers/late_answer"
MOST_OVER = 2
FIGHTS = frozenset({"answer", "vacate", "appeal", "objection"})
"""Deadlines that people mean who ask whether it is too late; they are named first."""


def day_in_words(day: date, language: Language) -> str:
    """ "Thursday, December 3, 2026"."""
    weekday, month = text("date.weekdays", language, day.weekday()), text("date.months", language, day.month - 1)
    return text("date.full", language, weekday=weekday, month=month, day=str(day.day), year=str(day.year))


def when(deadline: Deadline, language: Language, today: date) -> str:
    """Its day in words, and whether that is over or only the earliest."""
    if deadline.due is None:
        return text("deadlines.no_day", language)
    key = "over" if deadline.due < today else "at_least" if deadline.at_least else "by"
    return text(f"deadlines.{key}", language, day=day_in_words(deadline.due, language))


def how(deadline: Deadline, language: Language, *, changes: bool = True) -> str:
    """How it was counted, and what would change it."""
    start = text(f"deadlines.since.{deadline.since}", language, day=day_in_words(deadline.start, language))
    parts = []
    if deadline.due:
        time = text(f"deadlines.unit.{deadline.unit}", language, number=str(deadline.number))
        parts.append(text("deadlines.counted", language, time=time, start=start))
        if deadline.passed and deadline.counted:
            parts.append(text("deadlines.moved", language, day=day_in_words(deadline.counted, language)))
    if changes or not parts:
        parts.append(text(f"deadlines.changes.{deadline.name}", language))
    return " ".join(parts)


def gone_by(found: Sequence[Deadline], language: Language, today: date) -> str:
    """What else could have been done, and until when; empty where nothing is over."""
    over = sorted((each for each in found if each.due and each.due < today), key=lambda each: each.name not in FIGHTS)
    days = [
        text(
            "deadlines.one_over",
            language,
            what=text(f"deadlines.to.{each.name}", language),
            day=day_in_words(each.due, language),
        )
        for each in over[:MOST_OVER]
        if each.due
    ]
    return text("deadlines.already_over", language, days="; ".join(days)) if days else ""


def _said(deadline: Deadline, row: Mapping[str, str | None], language: Language) -> str:
    """ "File your answer by Thursday, December 3, 2026." """
    key = "deadlines.said_apart" if deadline.due and deadline.at_least else "deadlines.said"
    return text(key, language, what=str(row["what"]), when=str(row["when"]))


def _over(deadline: Deadline, language: Language) -> str:
    """ "The time to answer ended on Thursday, November 19, 2026." """
    assert deadline.due is not None
    what = text(f"deadlines.to.{deadline.name}", language)
    return text("deadlines.said_over", language, what=what, day=day_in_words(deadline.due, language))


class ActionDeadlines(SafeAction):
    """Never for a home in another state; the court's paper decides."""

    def name(self) -> str:
        return "action_deadlines"

    def answer(self, turn: Turn) -> list[EventType]:
        language, today = turn.language, turn.world.now().date()
        found = due(turn.text, turn.case, today)
        if told_elsewhere(turn, "deadlines") or not found:
            return []
        first = found[0]
        rows = [
            {
                "name": each.name,
                "what": text(f"deadlines.what.{each.name}", language),
                "when": when(each, language, today),
                # Whoever finds the earliest possible day in a calendar takes it for the day.
                "due": each.due.isoformat() if each.due and not each.at_least else None,
                "how": how(each, language),
                "cite": each.source,
            }
            for each in found
        ]
        card = {
            "type": "deadlines",
            "title": text("deadlines.title", language),
            "rows": rows,
            "notes": [text("deadlines.note", language)],
        }
        place = "" if turn.case.place else text("deadlines.if_illinois", language)
        ended = first.due is not None and first.due < today
        said = _over(first, language) if ended else _said(first, rows[0], language)
        web = turn.channel == "web"
        over = gone_by(found[1:], language, today)
        after = [LATE, NEXT] if ended and first.name == "answer" else [NEXT]
        parts = [place, over, said, how(first, language, changes=web), text("deadlines.paper", language)]
        turn.say(
            " ".join(part for part in parts if part),
            topic="deadlines",
            card=card if web else None,
            choices=[*((label(name, language), payload(name)) for name in after), call_me(language)],
            sources=[{"cite": cite, "url": url} for cite, url in {each.source: each.url for each in found}.items()],
        )
        return []
