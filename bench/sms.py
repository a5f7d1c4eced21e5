"""The whole storm of tests/channels/storm.py: a minute of 20 messages a second with the engine away, the database locked, workers killed.

.venv/bin/python -m bench.sms [seconds] [messages a second] [--json OUT]
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from bench import figures
from shortfall.base import logs
from shortfall.base.encryption import IDENTITY_VARIABLE, KEYS_VARIABLE, new_key
from tests.channels.storm import faults, storm


def main() -> int:
    """Run it and print what came of it; 1 when anything was lost, doubled or out of order."""
    parser = figures.parser(__doc__)
    parser.add_argument("seconds", type=float, nargs="?", default=60.0)
    parser.add_argument("rate", type=int, nargs="?", default=20, help="messages a second")
    arguments = parser.parse_args()
    seconds, rate = arguments.seconds, arguments.rate
    logs.configure("error")
    # The gateway is in this process, the workers in others: one key for all.
    os.environ |= {KEYS_VARIABLE: new_key(), IDENTITY_VARIABLE: new_key()}
    with tempfile.TemporaryDirectory() as folder:
        outcome = storm(Path(folder), seconds=seconds, per_second=rate, phones=200, locked=5)
    taken = outcome.acknowledged
    wrong = faults(outcome)
    print(
        f"{len(taken)} messages from {len(outcome.sent)} phones, {outcome.kills} workers killed, database locked for 5 s"
    )
    print(f"all answered {outcome.seconds:.0f} s after the first; slowest acknowledgement {max(taken):.1f} s")
    print("\n".join(wrong) or "every message answered exactly once, in order")
    figures.write(arguments.json, {"wrong": len(wrong), "slowest_s": max(taken), "kills": outcome.kills})
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
