"""The pages: templates filled in, everything in them escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from shortfall.base.firm import load_firm
from shortfall.callbacks.targets import LABELS
from shortfall.content.placeholders import fill, placeholders
from shortfall.content.questions import JOBS, asks
from shortfall.content.texts import text
from shortfall.reading.phone import format_phone
from shortfall.staff import times
from shortfall.staff.audit import WORDS
from shortfall.staff.handling import ACTIONS

REVIEW_WORDS = {
    "approved": "Approved",
    "lapsed": "Changed since it was approved",
    "sent_back": "Sent back",
    "waiting": "Waits for review",
}
HERE = Path(__file__).parent
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    # Within the site only: with no-referrer, browsers would hide from us that a form came from our own page.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Pages:
    """Fills in templates.

    Args:
        firm: data/firm.yml.
    """

    def __init__(self, firm: Mapping[str, Any]) -> None:
        self._firm = firm
        self.canned: list[str] = firm["canned_notes"]
        """What the staff note most often."""
        self.titles = {name: labels["en"] for name, labels in JOBS.items()} | dict(asks())
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["phone"] = format_phone
        self._environment.filters["topics"] = self.topics
        self._environment.filters["mark"] = lambda mark: text(f"marks.{mark}")
        self._environment.filters["stage"] = lambda stage: text(f"word.{stage}")
        self._environment.filters["prefers"] = lambda language: text(f"staff.prefers_{language}")
        self._environment.globals["speaks"] = (load_firm()["spanish"] or {}).get("en", "")
        self._environment.globals |= {
            "places": LABELS,
            "firm": firm["name"],
            "times": times,
            "actions": ACTIONS,
            "review_words": REVIEW_WORDS,
            "audit_words": WORDS,
        }

    def topics(self, names: Sequence[str]) -> str:
        """What a request is about: the topics' titles, or their ids in words. Urgency has a mark of its own."""
        return " · ".join(self.titles.get(name) or name.replace("_", " ") for name in names if name != "urgent")

    def filler(self, on: date) -> Callable[[str], str]:
        """Fills a text as people read it on a day."""
        values = placeholders(self._firm, on)
        return lambda text: fill(text, values)

    def show(self, template: str, now: datetime, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A page."""
        page = self._environment.get_template(f"{template}.html")
        return HTMLResponse(page.render(now=now, **values), status, HEADERS)
