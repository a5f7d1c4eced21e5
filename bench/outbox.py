"""How fast the outbox delivers, as a ratio to plain `requests.post` of the same body in the same run.

    .venv/bin/python -m bench.outbox [deliveries] [--json OUT]

A receiver on loopback answers 204 at once. The outbox signs, leases, delivers and records on SQLite (a file, fsync as in
production), with 1 and with 4 threads.
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import requests

from bench import figures

RECEIVER_SECRET = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def rate(work: Callable[[], int], threads: int) -> float:
    """Pieces of work a second, until every thread finds none left."""
    done: list[int] = []

    def until_empty() -> None:
        while work():
            done.append(1)

    begun = time.perf_counter()
    running = [threading.Thread(target=until_empty) for _ in range(threads)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    return len(done) / (time.perf_counter() - begun)


def main() -> None:
    """Print the table."""
    parser = figures.parser(__doc__)
    parser.add_argument("deliveries", type=int, nargs="?", default=300)
    arguments = parser.parse_args()
    count, found = arguments.deliveries, dict[str, float]()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SHORTFALL_VAR_DIR"] = folder
        os.environ["SHORTFALL_WEBHOOK_URL"] = "https://hooks.example.com/"
        os.environ["SHORTFALL_WEBHOOK_SECRET"] = RECEIVER_SECRET
        # Imported here: the settings above are read once.
        from shortfall.base import logs
        from shortfall.base.database import make_engine, migrate, sessions
        from shortfall.base.settings import settings
        from shortfall.callbacks import booking, outbox
        from shortfall.callbacks.targets.http import Poster
        from shortfall.callbacks.targets.webhook import Webhook, body_of
        from tests.unit.callbacks.receivers import NOW, Reply, asked, handoff, receiving

        logs.configure("error")
        body = str(body_of(handoff())).encode()
        with receiving(lambda _: Reply(204)) as receiver:
            left = list(range(count))

            def plain() -> int:
                if not left:
                    return 0
                left.pop()
                requests.post(receiver.url, data=body, timeout=20).raise_for_status()
                return 1

            base = rate(plain, 1)
            print(f"{'plain requests.post, 1 thread':40} {base:7.0f} a second   1.00")
            target = Webhook(receiver.url, [RECEIVER_SECRET], Poster(allow_loopback=True), allow_loopback=True)
            for threads in (1, 4):
                url = f"sqlite:///{Path(folder) / f'{threads}.db'}"
                migrate(url)
                writing, plan = sessions(make_engine(url)), outbox.Plan.of(settings())
                begun = time.perf_counter()
                for number in range(count):
                    with writing() as session:
                        booking.book(session, asked(f"+1773555{number:04}"), NOW, Random(number))
                booked = count / (time.perf_counter() - begun)
                speed = rate(
                    lambda writing=writing, plan=plan: outbox.deliver_once(
                        writing, target, plan, lambda: datetime.now(UTC), Random()
                    ),  # type: ignore[misc]
                    threads,
                )
                found[f"to_plain_post_{threads}_threads"] = speed / base
                print(f"{f'outbox, {threads} thread(s)':40} {speed:7.0f} a second   {speed / base:.2f}")
            print(f"{'booking with one target':40} {booked:7.0f} a second")
    figures.write(arguments.json, found | {"booked_a_second": booked})


if __name__ == "__main__":
    main()
