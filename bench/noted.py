"""How much of what is noted from a message was really told, on talks labelled by hand.

    .venv/bin/python -m bench.noted [--wrong]

bench/noted.csv: 40 imagined talks of three messages each; the facts that two builds of the readers noted, labelled by somebody who had written
neither: right, wrong (asked, supposed, another's, another role, value or year) or minor. A fact that neither build noted has no label.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from datetime import date
from pathlib import Path

from shortfall.reading.facts import Fact, read_facts
from shortfall.talk.case import Case

ON = date(2026, 11, 30)
"""When the talks were written: a Monday."""
LABELS = ("right", "wrong", "minor")


def shown(fact: Fact) -> str:
    """A fact as the list has it: "money:debt={...}"."""
    return f"{fact.name}{':' + fact.role if fact.role else ''}={fact.value}"


def main() -> None:
    """Print how many facts are noted, by label, and how many of those that are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="list what is noted and wrong")
    listed = parser.parse_args().wrong
    counts: Counter[str] = Counter()
    told, talk, case = 0, "", Case()
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8") as file:
        for turn, row in enumerate(csv.DictReader(file)):
            if row["talk"] != talk:
                talk, case = row["talk"], Case()
            facts = read_facts(row["text"], ON, case=case.slot())
            case = case.heard(facts, turn)
            labelled = {fact: label for label in LABELS for fact in row[label].split(" ; ") if fact}
            told += len([fact for fact in labelled.values() if fact == "right"])
            for fact in map(shown, facts):
                label = labelled.get(fact, "without a label")
                counts[label] += 1
                if listed and label == "wrong":
                    print(f"{row['talk']}: {fact}\n    {row['text']}")
    noted = sum(counts[label] for label in LABELS)
    print(f"{noted} noted: " + ", ".join(f"{label} {counts[label]} ({counts[label] / noted:.3f})" for label in LABELS))
    print(f"{counts['without a label']} more without a label; of {told} that are right {counts['right']} are noted")


if __name__ == "__main__":
    main()
