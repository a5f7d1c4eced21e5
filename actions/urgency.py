"""Whether something is to happen within days, from all that the person has written and from the case."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from actions.base import Turn, firm_phone, topic_of
from shortfall.base.firm import load_firm
from shortfall.base.hours import holiday, next_opening, office_zone
from shortfall.callbacks.window import moment_words
from shortfall.content.questions import Language
from shortfall.content.texts import text
from shortfall.reading.corrected import pieces, without_denied
from shortfall.reading.things import NONE
from shortfall.reading.urgent import WORDS, Deadline, find_events, kind_named, taken_back
from shortfall.talk.near_sale import Wants

_UNDATED = "no day told"
SOUNDS_URGENT = f"sounds urgent, {_UNDATED}"
_AFTER = frozenset({"sold", "confirmed", "judgment", "collection"})
"""Stages after the sale."""


def coming(turn: Turn) -> list[Deadline]:
    """All that was told and is still to come, the first of it first.

    Days are counted from when the person wrote: "tomorrow" does not move on with the conversation. What was taken back
    later, or told anew, counts no more.
    """
    now = turn.world.now()
    found: dict[str, Deadline] = {}
    off: set[str] = set()
    for event in reversed(turn.tracker.events):
        if event.get("event") != "user":
            continue
        words, said = str(event.get("text") or ""), event.get("timestamp")
        said_at = datetime.fromtimestamp(said, UTC) if isinstance(said, int | float) else now
        for start, end in pieces(words, turn.case.slot()):
            for told in find_events(without_denied(words[start:end]), said_at):
                if told.kind not in off:
                    found.setdefault(told.kind, told)
        read = (event.get("parse_data") or {}).get("entities") or ()
        gone = {each.get("value") for each in read if each.get("entity") == "retracted"}
        off |= taken_back(words) | {kind for kind, name in WORDS.items() if name in gone}
    for kind, name in WORDS.items():
        if kind not in found | dict.fromkeys(off) and isinstance(known := turn.case[name], list | tuple):
            first, last = map(date.fromisoformat, known)
            found[kind] = Deadline(kind, first, last)
    today = now.astimezone(office_zone()).date()
    ahead = [each for each in found.values() if each.last >= today and not _gone(each, now)]
    return sorted(ahead, key=lambda each: each.begins)


def nearest(turn: Turn) -> Deadline | None:
    """What comes first of that, where it is near; None for nothing."""
    today = turn.world.today
    return next((each for each in coming(turn) if each.is_near(today)), None)


def opening_words(opening: datetime, language: Language) -> str:
    """ "Monday, November 30 at 9 a.m", to be followed by a full stop."""
    return moment_words(opening.date(), opening, language)


def in_words(deadline: Deadline, language: Language) -> str:
    """ "the sale on Saturday, November 28 at 9 a.m", as people are told it."""
    at = datetime.combine(deadline.first, deadline.at) if deadline.at else None
    return text(f"urgent.what.{deadline.kind}", language, day=moment_words(deadline.first, at, language))


def kind_of(turn: Turn) -> str:
    """What is near: "sale", "hearing", "lockout" or "answer", with its day or only named; "any" where neither tells."""
    if deadline := nearest(turn):
        return deadline.kind
    return _kind_in(turn.text, turn) or ("sale" if turn.case["stage"] == "sale_set" else "any")


def _kind_in(words: str, turn: Turn) -> str | None:
    """What is named in a message without its day; no sale that is behind them."""
    kind = kind_named(words)
    return None if kind == "sale" and turn.case["stage"] in _AFTER else kind


def helps(turn: Turn) -> str:
    """What can still be done, in two sentences."""
    return text(f"urgent.help.{kind_of(turn)}", turn.answers_in)


def reach(turn: Turn, *, call: bool = False) -> str:
    """Whom to call and when the office opens. Where that is only after the day itself: not to wait for it.

    Args:
        call: a call is being asked for, which would come after it.
    """
    language, now, deadline = turn.answers_in, turn.world.now(), nearest(turn)
    sms = "sms." if turn.channel == "sms" else ""
    opening = next_opening(now)
    values = {"firm": str(load_firm()["name"]), "phone": firm_phone()}
    values["opens"] = opening_words(opening, language) if opening else ""
    if deadline is None or deadline.office_first(now):
        return text(f"urgent.{sms}{'closed' if opening else 'open'}", language, 0, **values)
    night = load_firm().get("after_hours")
    values |= {
        "what": in_words(deadline, language),
        "night": text(f"urgent.{sms}night", language, number=str(night)) if night else "",
    }
    said = text("urgent.call_is_late" if call else f"urgent.{sms}first", language, 0, **values).strip()
    return said if sms and not call else f"{said} {values['night']}".strip()


_COURT_HELP = time(8, 30), time(15)
"""When Illinois Court Help answers, Monday to Friday (its own page, below)."""


def court_help_opens(now: datetime) -> datetime | None:
    """When Illinois Court Help answers next; None if it does now."""
    local = now.astimezone(office_zone())
    for offset in range(8):
        day = local.date() + timedelta(days=offset)
        opening, closing = (datetime.combine(day, at, office_zone()) for at in _COURT_HELP)
        if day.weekday() < _SATURDAY and not holiday(day) and local < closing:
            return opening if local < opening else None
    return None


_SATURDAY = 5


def near_sale(turn: Turn, wanted: Wants, reason: str) -> str:
    """What was asked with a sale days away: the order of what to do by the clock, until when, or who helps before it. Who was told the order
    is asked how far they are."""
    language, now, deadline = turn.answers_in, turn.world.now(), nearest(turn)
    key = f"urgent.{'sms.' if turn.channel == 'sms' else ''}near"
    opens = court_help_opens(now)
    late = opens and deadline and opens >= deadline.begins
    named = "open" if opens is None else "late" if late else "closed"
    said = {
        "reach": reach(turn),
        "noted": text("urgent.noted", language, reason=reason_in(reason, turn, language)),
        "when": text(f"{key}.{'later' if next_opening(now) else 'open'}", language),
        "what": in_words(deadline, language) if deadline else "",
        "court_help": text(
            f"urgent.near.court_help_{named}", language, opens=opening_words(opens, language) if opens else ""
        ),
    }
    steps = text(f"{key}.steps", language, 0, **said)
    if wanted in {"moment", "help"}:
        return text(f"{key}.{wanted}", language, 0, **said)
    begins = steps.split(".", 1)[0]
    return text(f"{key}.again", language, 0, **said) if any(begins in each.text for each in turn.said_before) else steps


def is_late(turn: Turn) -> bool:
    """Whether the office opens only after what is near."""
    deadline = nearest(turn)
    return deadline is not None and not deadline.office_first(turn.world.now())


def sources(turn: Turn) -> list[dict[str, str]]:
    """Where what is said about the nearest day comes from."""
    deadline = nearest(turn)
    own = _SOURCES[deadline.kind] if deadline else ()
    return [{"cite": cite, "url": url} for cite, url in (*own, *_HELPERS)]


# Checked 2026-11-28.
_HELPERS = (
    (
        "Illinois Court Help, hours",
        "https://www.ilcourthelp.gov/hc/en-us/articles/22826712052119-Frequently-asked-questions",
    ),
    ("HOPE Hotline, 888-995-4673", "https://www.995hope.org/"),
    ("Illinois Legal Aid Online", "https://www.illinoislegalaid.org/"),
)
_BANKRUPTCY = "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title11-section{}&num=0&edition=prelim"
_COURT_RULES = "https://www.illinoiscourts.gov/rules/supreme-court-rules"
_SOURCES = {
    "sale": (
        ("11 U.S.C. 362(a), (c)(3)-(4)", _BANKRUPTCY.format(362)),
        ("11 U.S.C. 109(h)", _BANKRUPTCY.format(109)),
        ("Bankruptcy Court, Northern District of Illinois", "https://www.ilnb.uscourts.gov/"),
        ("735 ILCS 5/15-1603(b)", "https://www.ilga.gov/legislation/ilcs/documents/073500050K15-1603.htm"),
    ),
    "hearing": (("Ill. S. Ct. R. 101, 183", _COURT_RULES),),
    "lockout": (("735 ILCS 5/15-1701", "https://www.ilga.gov/legislation/ilcs/documents/073500050K15-1701.htm"),),
    "answer": (("Ill. S. Ct. R. 101, 181(a), 183", _COURT_RULES),),
}


def _gone(deadline: Deadline, now: datetime) -> bool:
    """Whether its very hour is over."""
    return deadline.at is not None and deadline.first == deadline.last and deadline.begins <= now


def undated(reason: str) -> bool:
    """Whether no day makes it urgent."""
    return reason.endswith(_UNDATED)


def reason_in(reason: str, turn: Turn, language: Language) -> str:
    """A reason as `urgent_reason` gives it, in the person's language; staff read it in English."""
    if not reason or (language == "en" and not undated(reason)):
        return reason
    deadline = next((each for each in coming(turn) if each.words == reason), None)
    kind = reason.partition(",")[0]
    return (
        in_words(deadline, language)
        if deadline
        else text(f"urgent.undated.{kind if kind in WORDS else 'any'}", language)
    )


def urgent_reason(turn: Turn, *, read: bool = False) -> str:
    """ "sale on Fri Nov 27" where such a day is near, and else what else was read as urgent: "lockout, no day told"; "" if nothing was.

    Args:
        read: this very message was read as urgent, and nothing was said to it yet.
    """
    if deadline := nearest(turn):
        return deadline.words
    words = turn.text if read else _drew(turn, "urgent")
    if words is None:
        return ""
    kind = _kind_in(words, turn)
    found = dated(f"{kind}, {_UNDATED}" if kind else SOUNDS_URGENT, turn)
    return "" if undated(found) and _settled(kind_named(words), turn) else found


_A_MONTH = timedelta(days=31)
"""How far off a day may be that is meant where something urgent was said of it."""


def dated(reason: str, turn: Turn) -> str:
    """A reason without a day, with the day that the case has for it, whenever that was told."""
    kind = reason.partition(",")[0]
    ends = turn.world.today + _A_MONTH
    days = (
        each for each in coming(turn) if kind in {each.kind, SOUNDS_URGENT.partition(",")[0]} and each.first <= ends
    )
    found = next(days, None) if undated(reason) else None
    return found.words if found else reason


def _settled(kind: str | None, turn: Turn) -> bool:
    """Whether the day of what was urgent has been told since, and is not near, or there is no such thing after all."""
    return kind is not None and (f"{kind}_date" in turn.case or (kind == "sale" and turn.case["sale_day"] == NONE))


def _drew(turn: Turn, topic: str) -> str | None:
    """The message that was last answered with this topic; None where none was."""
    words, found = "", None
    for event in turn.tracker.events:
        if event.get("event") == "user":
            words = str(event.get("text") or "")
        elif event.get("event") == "bot" and topic_of(event) == topic:
            found = words
    return found
