"""By when something is due in an Illinois foreclosure, counted from the days that were told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from rasa_sdk.events import EventType

from actions.base import SafeAction, Turn, call_me
from actions.desk import told_elsewhere
from shortfall.base.court_days import closed
from shortfall.base.gsm7 import folded, septets
from shortfall.content.questions import Language, label, payload
from shortfall.content.texts import day_in_words, short_day, text
from shortfall.law.deadlines import Deadline
from shortfall.law.figures import legal_figure, shown
from shortfall.law.intervals import Interval
from shortfall.law.words import length
from shortfall.reading.papers import left_with
from shortfall.talk.applied import closed_then
from shortfall.talk.day_sums import DaySum, summed
from shortfall.talk.due import (
    FIGHTS,
    BeforeSale,
    Dispute,
    asked_for,
    asks_for_all,
    asks_how,
    asks_if_gone,
    before_sale,
    dispute,
    due,
    home_gone,
    proposed,
)
from shortfall.talk.money_sums import reckoned

NEXT = "served_with_papers/how_to_answer"
LATE = "served_with_papers/late_answer"
PUT_OUT = "sale_process/sheriff"
BEFORE_A_CASE = (
    "loan_modification/behind_but_no_case",
    "loan_modification/apply_how",
    "loan_modification/payment_and_120_days",
)
COURT_DAY_LIMIT = "court_day_limit"
"""Sued for no more than this, the summons may name a day in court and no number of days (Ill. S. Ct. R. 101(b))."""
BEFORE_A_SALE = ("sale_process/stop_or_postpone", "loan_modification/dual_tracking", "bankruptcy/before_sale")
TO_DISPUTE = ("debt_collectors/prove_it", "debt_collectors/not_the_first_lender", "debt_collectors/added_fees")
MOST_OVER = 2
WEEK = 7
ROOM, ROOM_FOR_ONE = 235, 260
"""Septets of a text that leave the choices below it in sight, or the first of them: what decides, the court's paper, is never put off."""


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
    since = "first_day" if deadline.missing == deadline.since else deadline.since
    start = text(f"deadlines.since.{since}", language, day=day_in_words(deadline.start, language))
    parts = []
    if deadline.number:
        time = text(f"deadlines.unit.{deadline.unit}", language, number=str(deadline.number))
        parts.append(text("deadlines.counted", language, time=time, start=start))
        if deadline.passed and deadline.counted:
            parts.append(text("deadlines.moved", language, day=day_in_words(deadline.counted, language)))
    if changes or not parts:
        limit = shown(legal_figure(COURT_DAY_LIMIT, deadline.start))
        parts.append(text(f"deadlines.changes.{deadline.name}", language, limit=limit))
    return " ".join(parts)


def _in_short(deadline: Deadline, language: Language) -> str:
    """ "That is 30 days after Saturday, November 21, 2026." """
    time = text(f"deadlines.unit.{deadline.unit}", language, number=str(deadline.number))
    key = "deadlines.counted_short_moved" if deadline.passed else "deadlines.counted_short"
    return text(key, language, time=time, day=day_in_words(deadline.start, language))


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


def still_to_come(found: Sequence[Deadline], language: Language, today: date) -> str:
    """What else has a day that is to come; empty where nothing has."""
    days = [
        text(
            "deadlines.one_over",
            language,
            what=text(f"deadlines.to.{each.name}", language),
            day=short_day(each.due, language),
        )
        for each in found
        if each.due and not each.gone(today)
    ]
    return text("deadlines.to_come", language, days="; ".join(days[:MOST_OVER])) if days else ""


def _said(deadline: Deadline, row: Mapping[str, str | None], language: Language, today: date, asked: str) -> str:
    """ "File your answer by Thursday, December 3, 2026." "Yes. By my count the time to answer ended on ..." """
    what = text(f"deadlines.to.{deadline.name}", language)
    if deadline.due is None or not deadline.gone(today):
        said = text("deadlines.said", language, what=str(row["what"]), when=str(row["when"]))
    else:
        key = "deadlines.said_over" if deadline.over(today) else "deadlines.said_perhaps_over"
        said = text(key, language, what=what, day=day_in_words(deadline.due, language))
    gone = asks_if_gone(asked)
    if gone is None or deadline.due is None or deadline.missing or proposed(asked, today):
        return said
    return f"{text('deadlines.yes' if gone is deadline.over(today) else 'deadlines.no', language)} {said}"


def _before_a_case(turn: Turn, deadline: Deadline) -> None:
    """From what day a case may be filed, in any state: after the 120th day since the first missed payment (12 CFR 1024.41(f)(1)(i)).

    A whole application for help that is in before the filing holds it off (12 CFR 1024.41(f)(2)).
    """
    language, web = turn.language, turn.channel == "web"
    assert deadline.due
    told = turn.case["missed_date"]
    days = {"missed": deadline.start, "last": deadline.due, "first": deadline.due + timedelta(days=1)}
    key = "gone" if deadline.gone(turn.world.today) else "to_come"
    words = {name: (day_in_words if web else short_day)(day, language) for name, day in days.items()}
    said = text(f"deadlines.before_a_case.{key}_{'web' if web else 'sms'}", language, 0, **words)
    if told[0] != told[1]:
        said = f"{text('deadlines.before_a_case.the_first', language)} {said}"
    turn.say(
        said,
        topic="deadlines",
        choices=[(label(name, language), payload(name)) for name in BEFORE_A_CASE[: None if web else 1]],
        sources=[{"cite": cite, "url": deadline.url} for cite in (deadline.source, "12 CFR 1024.41(f)(2)")],
    )


def _left(day: date, language: Language, today: date) -> str:
    """How many days are left to a day that is to come: "That is 9 days from today."; empty for one that is over."""
    left = (day - today).days
    key = "today" if left == 0 else "tomorrow" if left == 1 else "days"
    return text(f"deadlines.left.{key}", language, days=str(left)) if left >= 0 else ""


def _before_a_sale(turn: Turn, found: BeforeSale) -> None:
    """How far a sale is that was told, or by when a whole application for help has to be there: in any state."""
    language, web, today = turn.language, turn.channel == "web", turn.world.today
    days = {"day": day_in_words(found.due, language), "sale": day_in_words(found.sale, language)}
    key = "to_sale" if found.limit is None else "application_over" if found.due < today else "application"
    key = key if web or key != "application" else "application_sms"
    said = [
        "" if found.right is None else text(f"deadlines.{'yes' if found.right else 'no'}", language),
        text(f"deadlines.before_a_sale.{key}", language, 0, **days, limit=str(found.limit)),
        _left(found.due, language, today),
    ]
    choices = [(label(name, language), payload(name)) for name in BEFORE_A_SALE[: None if web else 1]]
    limit = {"cite": "12 CFR 1024.41(g)", "url": legal_figure("federal_application_days", today).url}
    turn.say(
        " ".join([*filter(None, said), text("deadlines.before_a_sale.paper", language)]),
        topic="deadlines",
        choices=choices,
        sources=[limit] if found.limit else [],
    )


def _of_a_notice(turn: Turn, found: Dispute) -> None:
    """By when a collector's notice is disputed: in any state, from the day it came. The notice has to state the end of that time itself."""
    language, web, today = turn.language, turn.channel == "web", turn.world.today
    start, end = ((day_in_words if web else short_day)(day, language) for day in (found.start, found.due))
    over = "_over" if found.due < today else ""
    said = [
        "" if found.right is None else text(f"deadlines.{'yes' if found.right else 'no'}", language),
        text(
            f"deadlines.dispute.{'came' if found.received else 'dated'}{over}",
            language,
            start=start,
            end=end,
            number=str(found.number),
        ),
        text(f"deadlines.dispute.paper{over}", language),
        "" if found.received else text("deadlines.dispute.ask", language),
    ]
    law = legal_figure("dispute_days", today)
    regulation = "https://www.consumerfinance.gov/rules-policy/regulations/1006/34/"
    turn.say(
        " ".join(filter(None, said)),
        topic="debt_collectors",
        choices=[(label(name, language), payload(name)) for name in TO_DISPUTE[: None if web else 1]],
        sources=[{"cite": law.source, "url": law.url}, {"cite": "12 CFR 1006.34(b)(5), (c)(3)", "url": regulation}],
    )


def _led(lead: str, words: str) -> str:
    """ "The sale is 50 days from today." """
    return f"{lead} {words[0].lower()}{words[1:]}" if lead else f"{words[0].upper()}{words[1:]}"


def _plain_sum(turn: Turn, found: DaySum) -> None:
    """So many days from a day, or to one, in every state; and whether a court's time in Illinois moves on from there (5 ILCS 70/1.11)."""
    language, today = turn.language, turn.world.today
    day, term = day_in_words(found.due, language), found.term
    to_come = "ago" if found.ago else "to"
    what = text(f"deadlines.sum.what.{to_come}.{found.kind}", language) if found.kind else ""
    if found.other:
        first, second = sorted((found.due, found.other))
        said = [
            text(f"deadlines.{'yes' if found.claimed == first else 'no'}", language),
            text(
                "deadlines.sum.first",
                language,
                first=day_in_words(first, language),
                second=day_in_words(second, language),
                days=length(Interval.of((second - first).days), language),
            ),
        ]
    elif found.start is None:
        away = (found.due - today).days
        key = "today" if away == 0 else "tomorrow" if away == 1 else "days"
        said = [_led(what if away else "", text(f"deadlines.sum.to.{key}", language, days=str(away), day=day))]
        if found.unit == "weeks" and away >= 2 * WEEK:
            weeks, rest = divmod(away, WEEK)
            said.append(text("deadlines.sum.in_weeks", language, weeks=str(weeks), days=str(rest)))
        if found.ago:
            said = [_led(what, text("deadlines.sum.ago", language, time=length(Interval.of(-away), language), day=day))]
    else:
        one = "one." if abs(found.number) == 1 else ""
        time = text(f"deadlines.sum.{one}{found.unit}", language, number=str(abs(found.number)))
        key = "before" if found.number < 0 else "after"
        said = [text(f"deadlines.sum.{key}", language, time=time, start=day_in_words(found.start, language), day=day)]
        here = found.number > 0 and found.unit != "years" and turn.case.place in {None, "IL"}
        if here and closed(found.due) and (term is None or term.passed):
            court = found.due
            while closed(court):
                court += timedelta(days=1)
            said.append(text("deadlines.sum.moved", language, day=day_in_words(court, language)))
        if term:
            said.append(text("deadlines.paper_short", language))
        if found.claimed:
            said.insert(0, text(f"deadlines.{'yes' if found.claimed == found.due else 'no'}", language))
    said.append(reckoned(turn.text, turn.case, today, language, turn.user_texts()[1:]))
    choices = BEFORE_A_SALE[: None if turn.channel == "web" else 1] if found.kind == "sale" else ()
    turn.say(
        " ".join(filter(None, said)),
        topic="deadlines",
        choices=[(label(name, language), payload(name)) for name in choices],
    )


class ActionDeadlines(SafeAction):
    """Never for a home in another state; the court's paper decides. What is counted before a case is federal."""

    def name(self) -> str:
        return "action_deadlines"

    def answer(self, turn: Turn) -> list[EventType]:
        language, today = turn.language, turn.world.today
        last = turn.last_said
        subject = f"{last.topic}/{last.question}" if last and last.question else last.topic if last else None
        if plain := summed(turn.text, turn.case, today, subject):
            _plain_sum(turn, plain)
            return []
        if told := before_sale(turn.text, turn.case, today, subject):
            _before_a_sale(turn, told)
            return []
        if notice := dispute(turn.text, turn.case, today, subject, told="received_date" in turn.heard):
            _of_a_notice(turn, notice)
            return []
        found = due(turn.text, turn.case, today, turn.text_before)
        if found and found[0].name == "filing":
            _before_a_case(turn, found[0])
            return []
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
                "how": how(
                    each,
                    language,
                    changes=not (each.name == "reinstatement" and turn.case["other_signed"] == "not_signed"),
                ),
                "cite": each.source,
            }
            for each in found
        ]
        card = {
            "type": "deadlines",
            "title": text("deadlines.title_sued" if home_gone(turn.case) else "deadlines.title", language),
            "rows": rows,
            "notes": [text("deadlines.note", language)],
        }
        place = "" if turn.case.place else text("deadlines.if_illinois", language)
        said = " ".join(filter(None, [_said(first, rows[0], language, today, turn.text), closed_then(first, language)]))
        # Who asks to have a day confirmed hears yes or no first, and in short what it stands on.
        named_day = proposed(turn.text, today) if first.due else None
        if named_day and first.due:
            right = named_day.is_(first.due, today) or named_day.left == first.number
            place = f"{text('deadlines.yes' if right else 'deadlines.no', language)} {place}".strip()
            said = f"{said} {_left(first.due, language, today)}".strip()
        web = turn.channel == "web"
        over = gone_by(found[1:], language, today)
        if asks_for_all(turn.text):
            over = f"{over} {still_to_come(found[1:], language, today)}".strip()
        after = [LATE, NEXT] if first.over(today) and first.name == "answer" else [NEXT]
        after = [PUT_OUT] if first.name == "move_out" else after
        alone = turn.case["other_signed"] == "not_signed" and first.name == "reinstatement"
        explained = how(first, language, changes=web and not named_day and not alone)
        asks = text(f"deadlines.ask.{first.missing}", language) if first.missing else ""
        if asks and not web:
            over = explained = ""  # by text what is asked is not pushed out by how it was counted
        # Whoever the papers were left with, their own day is asked: whether it counts for them stands right after it.
        family = first.since == "served" and any(map(left_with, turn.user_texts()))
        left = text("deadlines.left_with", language) if family and not asks else ""
        if left:
            explained = how(first, language, changes=False)
        named = asked_for(turn.text, turn.case, today, turn.text_before) == first.name
        opening = [place, *((said, over) if named or asks_for_all(turn.text) else (over, said))]
        paper, short = text("deadlines.paper", language), text("deadlines.paper_short", language)
        if first.name == "move_out":
            paper = short = text("deadlines.paper_move_out", language)
        if (
            first.name == "answer"
        ):  # of a summons it is said before the day: not every one gives the days that are counted here
            time = text(f"deadlines.unit.{first.unit}", language, number=str(first.number))
            opening.insert(1, text("deadlines.summons_first", language, time=time))
            paper = short = ""
        ways = [[*opening, explained, left, paper, asks]]
        if not web and first.number and not asks:
            counted = _in_short(first, language)
            ways += [[*opening, counted, left, paper], [*opening, counted, left, short]]
        answers = [" ".join(part for part in way if part) for way in ways]
        said = next((answer for answer in answers if web or septets(folded(answer)) <= ROOM), answers[-1])
        choices = [*((label(name, language), payload(name)) for name in after), call_me(language)]
        if not (web or asks or septets(folded(said)) <= ROOM):
            choices = choices[:1] if septets(folded(said)) <= ROOM_FOR_ONE else []
        turn.say(
            said,
            topic="deadlines",
            card=card if web and not named_day else None,
            choices=choices,
            sources=[{"cite": cite, "url": url} for cite, url in {each.source: each.url for each in found}.items()],
        )
        if first.name == "answer" and not first.over(today) and asks_how(turn.text):
            turn.respond(f"utter_{NEXT}")
        return []
