"""Requests as a CSV file that a spreadsheet opens, and that does nothing there but be read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from shortfall.base.hours import office_zone
from shortfall.callbacks.tables import Callback
from shortfall.reading.phone import format_phone

COLUMNS = (
    *("reference", "status", "mark", "urgent", "why urgent", "name", "phone"),
    *("window from", "window to", "caller's window from", "caller's window to", "caller's time zone"),
    *("as soon as possible", "asked for these times", "topics", "figures", "note", "channel", "asked for", "changed"),
    *("with", "no answers", "try again", "closed", "outcome"),
    *("language", "stage", "deadline", "opposing party", "for", "page", "campaign"),
)
_STARTS_A_FORMULA = tuple("=+-@|%＝＋－＠")


def to_csv(callbacks: Iterable[Callback], titles: Mapping[str, str]) -> bytes:
    """The file: UTF-8 with a byte order mark, by which Excel knows it; times on the firm's clock, and the
    window on the caller's as well.

    A cell that a spreadsheet could take for a formula is begun with an apostrophe (OWASP, CSV injection).
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for callback in callbacks:
        zone = ZoneInfo(callback.caller_zone)
        cells = (
            *(
                callback.reference,
                callback.status,
                callback.mark or "",
                "yes" if callback.urgent else "",
                callback.urgent_reason or "",
            ),
            *(callback.name, format_phone(callback.dial) if callback.phone else ""),
            *(_time(callback.window_start), _time(callback.window_end)),
            *(_time(callback.window_start, zone), _time(callback.window_end, zone), callback.caller_zone),
            *("yes" if callback.asap else "", callback.wish or ""),
            *("; ".join(titles.get(topic, topic) for topic in callback.topics), callback.figures, callback.note),
            *(callback.channel, _time(callback.created_at), _time(callback.changed_at), callback.claimed_by or ""),
            *(str(callback.no_answers or ""), _time(callback.next_try), _time(callback.closed_at)),
            *(callback.outcome or "", callback.language or "", callback.stage or ""),
            *(str(callback.deadline or ""), callback.opposing or "", callback.for_role or ""),
            *(callback.page or "", callback.campaign or ""),
        )
        writer.writerow([harmless(cell) for cell in cells])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def harmless(cell: str) -> str:
    """The cell, as text whatever it begins with."""
    if cell.lstrip().startswith(_STARTS_A_FORMULA) or cell.startswith(("\t", "\r", "\n")):
        return f"'{cell}"
    return cell


def _time(at: datetime | None, zone: ZoneInfo | None = None) -> str:
    return "" if at is None else at.astimezone(zone or office_zone()).strftime("%Y-%m-%d %H:%M")
