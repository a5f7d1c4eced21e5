"""How often the readers of amounts, times, phones, names and events are right on labelled lists.

    .venv/bin/python -m bench.spoken FOLDER [--misses]

FOLDER holds `*money.csv`, `*times.csv`, `*phones.csv`, `*names.csv`, `*urgency.csv`, as in tests/unit/reading/spoken. Of amounts a miss is "wrong" where a
figure was taken without a question. In a list of amounts "?" marks one that may be left out and "<" one that is only a bound; "|" parts what is as right.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from shortfall.base.hours import office_zone
from shortfall.callbacks.window import parse_window
from shortfall.reading.figures import Before, Figure, find_figures
from shortfall.reading.names import read_name
from shortfall.reading.phone import find_phone
from shortfall.reading.urgent import find_events

Row = Mapping[str, str]
NOW = datetime(2026, 10, 14, 10, 30)
"""When the lists of times are said: a Wednesday."""
_SAME_ROLE: Mapping[str, frozenset[str | None]] = {
    "other": frozenset({"second_loan", "purchase_price", "pay", "take_home", "rent", "fees", "costs", "taxes", "taken", "arrears", "other", None}),
    "debt": frozenset({"debt", "judgment", "principal"}),
    "payment": frozenset({"payment", "monthly_payment", "other"}),
    "sale_price": frozenset({"sale_price", "offer"}),
}  # fmt: skip
Verdict = tuple[bool, bool, str]
"""Right; wrong in silence; what was read."""


def money(row: Row) -> Verdict:
    """Every expected figure, in its place, and no other."""
    asked = row.get("context", "free" if row["role"] else "asked") == "asked"
    found = list(find_figures(row["text"], Before("estimate_debt" if asked else None)).sums)
    shown = "; ".join(
        f"{f.interval.low}-{f.interval.high} {f.role or ''}{' or ' + str(f.other.low) if f.other else ''}"
        for f in found
    )
    lows, highs, roles = (row[name].split(";") if row[name] else [] for name in ("low", "high", "role"))
    left = list(found)
    good = True
    for place, low in enumerate(lows):
        role = "" if asked or place >= len(roles) else roles[place]
        match = next((f for f in left if _fits(f, low, highs[place], role)), None)
        if match is not None:
            left.remove(match)
        good = good and (match is not None or low.startswith("?"))
    good = good and not left
    return good, not good and any(figure.other is None for figure in left), shown


def _fits(figure: Figure, low: str, high: str, role: str) -> bool:
    if role and figure.role not in _SAME_ROLE.get(role, {role}):
        return False
    got, top = figure.interval, Decimal(high.lstrip("<?"))
    if low.startswith("<"):
        return Decimal(low[1:]) <= got.low <= got.high <= top
    return (got.low, got.high) == (Decimal(low.lstrip("?")), top)


def times(row: Row) -> Verdict:
    """The same stretch of office time; "adjust" where another time has to be offered."""
    zone = office_zone()
    window = parse_window(row["text"], NOW.replace(tzinfo=zone))
    if window is None:
        return not row["start"], False, "none"
    shown = f"{window.start:%m-%d %H:%M},{window.end:%H:%M}{' adjusted' if window.adjusted else ''}"
    ends = {row["end"], *(part[-5:] for part in row["note"].split() if "-" in part)}
    starts = {row["start"][6:], *(part[:5] for part in row["note"].split() if "-" in part and ":" in part)}
    day = f"{window.start:%m-%d}" == row["start"][:5]
    good = day and f"{window.start:%H:%M}" in starts and f"{window.end:%H:%M}" in ends
    return good or ("none" in row["note"] and window.adjusted is not None), not window.adjusted, shown


def phones(row: Row) -> Verdict:
    """The number, or that there is none."""
    found = find_phone(row["text"]) or ""
    return found in row["e164"].split("|"), bool(found), found


def names(row: Row) -> Verdict:
    """The name, or that there is none."""
    found = read_name(row["text"]) or ""
    return found in row["name"].split("|"), bool(found), found


def urgency(row: Row) -> Verdict:
    """The event with its day, or that none is to come."""
    events = find_events(row["text"], datetime.fromisoformat(row["now"]).replace(tzinfo=office_zone()))
    shown = "; ".join(f"{event.kind} {event.first}" for event in events) or "none"
    wanted = (row["event"].removesuffix("_due"), row["event_date"])
    good = not events if wanted[0] == "none" else any((each.kind, str(each.first)) == wanted for each in events)
    return good, bool(events), shown


READERS: Mapping[str, Callable[[Row], Verdict]] = {
    "money": money,
    "phones": phones,
    "names": names,
    "urgency": urgency,
    "times": times,
}


def measured(path: Path) -> list[tuple[str, Verdict]]:
    """Every line of a list with the verdict on it."""
    reader = READERS[path.stem.rpartition("_")[2]]
    with path.open(encoding="utf-8") as file:
        return [(row["text"], reader(row)) for row in csv.DictReader(file)]


def main() -> None:
    """Print a line for each list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what was not read right")
    arguments = parser.parse_args()
    for path in sorted(arguments.folder.glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            known = path.stem.rpartition("_")[2] in READERS and "expected" not in file.readline()
        if not known:
            continue
        lines = measured(path)
        right = sum(good for _, (good, _, _) in lines)
        wrong = sum(silent and not good for _, (good, silent, _) in lines)
        print(f"{path.stem:<20}{right:>4} of {len(lines)}{right / len(lines):>7.3f}{wrong:>4} wrong in silence")
        if arguments.misses:
            for text, (good, _, shown) in lines:
                if not good:
                    print(f"    {text!r:<60} {shown}")


if __name__ == "__main__":
    main()
