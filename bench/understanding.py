"""How well people are understood, measured from outside through the chat API.

    .venv/bin/python -m bench.understanding [FILE.csv] [--url http://127.0.0.1:8080] [--json OUT]

FILE has the columns text,topic,alt_topic (default ../shared/eval/dev_questions.csv). The assistant must be running, with
SHORTFALL_RATE_LIMIT=off. Each message gets a conversation of its own. A message counts as

    right    one of the topics answered (at most two are) is accepted for it
    unsure   the assistant asked back (topic "fallback") instead of answering
    wrong    only topics that are not accepted were answered

In-scope accuracy = right / messages in scope. Out-of-scope recall = answered "out_of_scope" or asked back / messages out of
scope. Wrong-answer rate = wrong / all messages, in and out of scope. Intervals are Wilson's at 95%.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter
from pathlib import Path

import requests

from bench import figures

OUT = "out_of_scope"
ASKED_BACK = {"fallback"}


def wilson(hits: int, n: int) -> tuple[float, float, float]:
    """Proportion and its 95% Wilson interval."""
    if n == 0:
        return (math.nan, math.nan, math.nan)
    z, p = 1.96, hits / n
    centre, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return p, (centre - half) / (1 + z * z / n), (centre + half) / (1 + z * z / n)


def ask(url: str, text: str) -> list[str]:
    """The topics a fresh conversation answers a message with, in order."""
    session = requests.post(f"{url}/api/chat/sessions", timeout=30)
    session.raise_for_status()
    headers = {"Authorization": f"Bearer {session.json()['token']}"}
    reply = requests.post(f"{url}/api/chat/messages", json={"text": text}, headers=headers, timeout=30)
    reply.raise_for_status()
    requests.delete(f"{url}/api/chat/messages", headers=headers, timeout=30)
    return list(dict.fromkeys(m["topic"] for m in reply.json()["messages"] if m.get("topic")))


def main() -> int:
    parser = figures.parser(__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=Path("../shared/eval/dev_questions.csv"))
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    arguments = parser.parse_args()
    if not arguments.file.is_file():
        parser.error(f"no file {arguments.file}: give a CSV of text,topic,alt_topic")
    with arguments.file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    counts: Counter[str] = Counter()
    confusions: list[tuple[str, str, str]] = []
    for row in rows:
        accepted = {row["topic"], row.get("alt_topic") or row["topic"]}
        answered = ask(arguments.url, row["text"])
        inside = row["topic"] != OUT
        right = bool(accepted & set(answered))
        unsure = not right and bool(set(answered) & ASKED_BACK)
        counts["in" if inside else "out"] += 1
        counts["right_in"] += inside and right
        counts["two"] += len(answered) > 1
        counts["refused_out"] += not inside and (right or unsure)
        counts["unsure"] += unsure
        counts["wrong"] += not right and not unsure
        if not right:
            confusions.append((row["topic"], "+".join(answered), row["text"]))
    n = len(rows)
    found = {
        "n": n,
        "in_scope_accuracy": wilson(counts["right_in"], counts["in"]),
        "out_of_scope_recall": wilson(counts["refused_out"], counts["out"]),
        "wrong_answer_rate": wilson(counts["wrong"], n),
        "asked_back": wilson(counts["unsure"], n),
        "answered_two": wilson(counts["two"], n),
    }
    print(f"n = {n} ({counts['in']} in scope, {counts['out']} out of scope)")
    for name, value in found.items():
        if isinstance(value, tuple):
            print(f"{name.replace('_', ' '):22} {value[0]:.3f}   [{value[1]:.3f}, {value[2]:.3f}]")
    print("\nexpected -> answered")
    for expected, answer, text in confusions:
        print(f"  {expected} -> {answer or '-'}: {text[:90]}")
    figures.write(arguments.json, {name: value[0] for name, value in found.items() if isinstance(value, tuple)})
    return 0


if __name__ == "__main__":
    sys.exit(main())
