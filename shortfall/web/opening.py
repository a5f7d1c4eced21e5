"""What a person sees before the first word: who this is, four ways to begin, the notice in full, and whether someone can call today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from shortfall.base.hours import next_opening, office_zone, open_hours
from shortfall.callbacks.window import clock_words, moment_words
from shortfall.content.placeholders import fill
from shortfall.content.questions import Language
from shortfall.content.texts import text
from shortfall.conversation.messages import About
from shortfall.talk.desk import SAID

TIME_TO_CALL = timedelta(minutes=15)
"""Before the office closes, this much is enough for a call today."""
# How a chat can begin: what each choice says to the engine.
FIRST: Mapping[str, str] = {
    "sold": SAID["sold"],
    "not_sold": "not sold yet",
    "estimate": "/calculate",
    "call": "/callback",
}


class Openings:
    """The first words of chats, of one firm, in its people's languages.

    Args:
        firm: data/firm.yml.
        values: what its placeholders stand for.
        ways: how a chat may be taken along (shortfall/sms/choose.py).
    """

    def __init__(self, firm: Mapping[str, Any], values: Mapping[str, str], ways: Iterable[str] = ()) -> None:
        self._firm, self._values, self._ways = firm, values, sorted(ways)

    def welcome(self, language: Language) -> tuple[str, list[dict[str, str]]]:
        """The first message and its choices, as the transcript stores them."""
        choices = [{"label": text(f"first.{name}", language), "payload": said} for name, said in FIRST.items()]
        return self._said("web", language), choices

    def about(self, language: Language, now: datetime) -> About:
        """What stands beside a chat, whenever it is looked at."""
        return About(notice=self._said("notice", language), today=calls(now, language), ways=self._ways)

    def _said(self, part: str, language: Language) -> str:
        return fill(self._firm["welcome"][part][language].strip(), self._values)


def calls(now: datetime, language: Language) -> str:
    """Whether someone can call today, and if not when."""
    today = now.astimezone(office_zone()).date()
    if (hours := open_hours(today)) and now <= hours[1] - TIME_TO_CALL:
        opening, closing = hours
        if opening <= now:
            return text("hours.open", language, closes=clock_words(closing, language).rstrip("."))
        return text("hours.today", language, opens=clock_words(opening, language).rstrip("."))
    # A quarter of an hour before it closes, the office is open and yet no help today.
    opening = next_opening(now) or next_opening(now + 2 * TIME_TO_CALL) or now
    return text(
        "hours.closed", language, opens=moment_words(opening.astimezone(office_zone()).date(), opening, language)
    )
