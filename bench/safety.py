"""Words of danger, deadlines and words that stop, as the readers hear them, on labelled messages nobody learned from.

    .venv/bin/python -m bench.safety [FOLDER] [--json OUT]

FOLDER (default ../shared/eval) holds dev_distress.csv (text,lang,level), dev_urgency.csv (text,now,event,event_date,
office_open_before_event), dev_stop.csv (text,expect) and dev_questions*.csv (text). The readers are half of it: the trained model hears
danger in other words, too. Each miss is printed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bench import figures
from shortfall.reading.distress import level
from shortfall.reading.opt_out import read
from shortfall.reading.urgent import find_events

CHICAGO = ZoneInfo("America/Chicago")
CALLED = {"harm_other": "danger", "answer_due": "answer", "not": "none"}
"""What a label is called by the readers, where it differs."""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def distress(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """(figure, expected, heard, text) of each message."""
    for row in rows(folder / "dev_distress.csv"):
        yield f"{row['level']}_heard", CALLED.get(row["level"], row["level"]), str(level(row["text"])), row["text"]
    for path in sorted(folder.glob("dev_questions*.csv")):
        for row in rows(path):
            found = str(level(row["text"]))
            yield "questions_without_alarm", "none", "none" if found != "crisis" else found, row["text"]


def urgency(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    for row in rows(folder / "dev_urgency.csv"):
        now = datetime.fromisoformat(row["now"]).replace(tzinfo=CHICAGO)
        first = min(find_events(row["text"], now), key=lambda event: event.first, default=None)
        heard = f"{first.kind} {'yes' if first.office_first(now) else 'no'}" if first else "none"
        event = CALLED.get(row["event"], row["event"])
        expected = f"{event} {row['office_open_before_event']}" if event != "none" else "none"
        yield "deadlines_heard", expected, heard, row["text"]


def stop(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    for row in rows(folder / "dev_stop.csv"):
        found = read(row["text"])
        yield "stops_heard", CALLED.get(row["expect"], row["expect"]), found.kind if found else "none", row["text"]


def main() -> None:
    parser = figures.parser(__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/eval"))
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        parser.error(f"no folder {arguments.folder}: give the one with the labelled messages")
    right: dict[str, list[bool]] = {}
    for reader in (distress, urgency, stop):
        for name, expected, heard, text in reader(arguments.folder):
            right.setdefault(name, []).append(expected == heard)
            if expected != heard:
                print(f"  {name}: {expected}, heard {heard}: {text}")
    found = {name: sum(each) / len(each) for name, each in right.items()}
    for name, value in found.items():
        print(f"{name:24} {value:.3f} of {len(right[name])}")
    figures.write(arguments.json, found)


if __name__ == "__main__":
    main()
