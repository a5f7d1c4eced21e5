"""How well a message is understood that leans on those before it, measured from outside through the chat API.

    .venv/bin/python -m bench.followups [FILE.csv] [--url http://127.0.0.1:8080] [--list] [--json OUT]

FILE has the columns prev1,prev2,text,expect (default ../shared/eval/dev_followups.csv); `expect` names what a good operator's answer is
about, several with "|" between them. The assistant must be running, with SHORTFALL_RATE_LIMIT=off. prev1 and prev2 are said before.
"Asked back" is one of what may be expected: "fallback" when it is not sure what was meant, "help" when it asks where things stand.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import requests

from bench import figures
from bench.figures import wilson

SAME = {
    "desk": "help",
    "noted": "help",
    "complaint": "fallback",
    "distress": "crisis",
    "other_debt": "out_of_scope",
}
"""Topics of messages by the names that the labels give them."""
THANKS = "thanks"  # what has no topic and no question starts nothing


def topics(url: str, texts: Sequence[str]) -> set[str]:
    """What the answer to the last of some messages is about, said one after the other in a chat of their own."""
    session = requests.post(f"{url}/api/chat/sessions", timeout=30)
    session.raise_for_status()
    headers = {"Authorization": f"Bearer {session.json()['token']}"}
    found: set[str] = set()
    for text in texts:
        reply = requests.post(f"{url}/api/chat/messages", json={"text": text}, headers=headers, timeout=60)
        reply.raise_for_status()
        messages = reply.json()["messages"]
        found = {SAME.get(m["topic"], m["topic"]) for m in messages if m.get("topic")}
        found |= set() if found or "?" in messages[-1]["text"] else {THANKS}
    requests.delete(f"{url}/api/chat/messages", headers=headers, timeout=30)
    return found


def main() -> int:
    parser = figures.parser(__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=Path("../shared/eval/dev_followups.csv"))
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--list", action="store_true", help="show each talk that was not answered rightly")
    arguments = parser.parse_args()
    if not arguments.file.is_file():
        parser.error(f"no file {arguments.file}: give a CSV of prev1,prev2,text,expect")
    with arguments.file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    right = 0
    for row in rows:
        said = [text for text in (row["prev1"], row["prev2"], row["text"]) if text]
        found = topics(arguments.url, said)
        good = bool(found & {SAME.get(name, name) for name in row["expect"].split("|")})
        right += good
        if arguments.list and not good:
            print(f"  {row['expect']} -> {'+'.join(sorted(found)) or '-'}: {' | '.join(said)}")
    value, low, high = wilson(right, len(rows))
    print(f"about what a good operator would answer: {value:.3f}   [{low:.3f}, {high:.3f}]   n = {len(rows)}")
    figures.write(arguments.json, {"right": value})
    return 0


if __name__ == "__main__":
    sys.exit(main())
