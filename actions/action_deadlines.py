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
from shortfall.talk.due import FIGHTS, due

NEXT = "served_with_papers/how_to_answer"
LATE = "served_with_papers/late_answer"
MOST_OVER = 2


def day_in_words(day: date, language: Language) -> str:
    """ "Thursday, December 3, 2026"."""
    weekday, month = text("date.weekdays", language, day.weekday()), text("date.months", language, day.month - 1)
    return text("date.full", language, weekday=weekday, month=month, day=str(day.day), year=str(day.year))


def when(deadline: Deadline, language: Language, today: date) -> str:
    """Its day in words, and whether that is over or only the earliest."""
    if deadline.due is None:
        return text("deadlines.no_day", language)
    if deadline.over(today):
        key = "over"
    elif deadline.missing:
        key = "perhaps_over" if deadline.gone(today) else "at_least"
    else:
        key = "by" if deadline.number else "at_hearing"
    return text(f"deadlines.{key}", language, day=day_in_words(deadline.due, language))


def how(deadline: Deadline, language: Language, *, changes: bool = True) -> str:
    """How it was counted, and what would change it."""
    start = text(f"deadlines.since.{deadline.since}", language, day=day_in_words(deadline.start, language))
    parts = []
    if deadline.number:
        time = text(f"deadlines.unit.{deadline.unit}", language, number=str(deadline.number))
        parts.append(text("deadlines.counted", language, time=time, start=start))
        if deadline.passed and deadline.counted:
            parts.append(text("deadlines.moved", language, day=day_in_words(deadline.counted, language)))
    if changes or not parts:
        parts.append(text(f"deadlines.changes.{deadline.name}", language))
    return " ".join(parts)


def gone_by(found: Sequence[Deadline], language: Language, today: date) -> str:
    """What else could have been done, and until when; empty where nothing is over."""
    over = sorted((each for each in found if each.over(today)), key=lambda each: each.name not in FIGHTS)
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


def _said(deadline: Deadline, row: Mapping[str, str | None], language: Language, today: date) -> str:
    """ "File your answer by Thursday, December 3, 2026." "The time to answer ended on ..." """
    if deadline.due is None or not deadline.gone(today):
        return text("deadlines.said", language, what=str(row["what"]), when=str(row["when"]))
    what = text(f"deadlines.to.{deadline.name}", language)
    key = "deadlines.said_over" if deadline.over(today) else "deadlines.said_perhaps_over"
    return text(key, language, what=what, day=day_in_words(deadline.due, language))


class ActionDeadlines(SafeAction):
    """Never for a home in another state; the court's paper decides."""

    def name(self) -> str:
        return "action_deadlines"

    def answer(self, turn: Turn) -> list[EventType]:
        language, today = turn.language, turn.world.now().date()
        found = due(turn.text, turn.case, today, turn.text_before)
        if told_elsewhere(turn, "deadlines") or not found:
            return []
        first = found[0]
        rows = [
            {
                "name": each.name,
                "what": text(f"deadlines.what.{each.name}", language),
                "when": when(each, language, today),
                # Whoever finds the earliest possible day in a calendar takes it for the day.
                "due": each.due.isoformat() if each.due and not each.missing else None,
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
        said = _said(first, rows[0], language, today)
        web = turn.channel == "web"
        over = gone_by(found[1:], language, today)
        after = [LATE, NEXT] if first.over(today) and first.name == "answer" else [NEXT]
        explained = how(first, language, changes=web)
        asks = text(f"deadlines.ask.{first.missing}", language) if first.missing else ""
        if asks and not web:
            over = explained = ""  # by text what is asked is not pushed out by how it was counted
        parts = [place, over, said, explained, text("deadlines.paper", language), asks]
        turn.say(
            " ".join(part for part in parts if part),
            topic="deadlines",
            card=card if web else None,
            choices=[*((label(name, language), payload(name)) for name in after), call_me(language)],
            sources=[{"cite": cite, "url": url} for cite, url in {each.source: each.url for each in found}.items()],
        )
        return []
