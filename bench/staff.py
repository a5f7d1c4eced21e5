"""The inbox with 5,000 requests: the list, an update that finds nothing new, a search by name, beside a bare page in the same run.

    .venv/bin/python -m bench.staff [--json OUT] [--requests 5000]

Medians over HTTP from one client, in turn. The bare page is the sign-in page: the same process, template engine and checks, no list.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

os.environ.setdefault("SHORTFALL_ENCRYPTION_KEYS", "bench" * 13)
os.environ.setdefault("SHORTFALL_IDENTITY_KEY", "bench" * 13)


from bench import figures
from shortfall.base import logs
from shortfall.callbacks.tables import Callback, CallbackEvent, phone_hash
from shortfall.reading.reference import new_reference
from tests.unit.web.staff.office import Office, office

ROUNDS = 40


def fill(desk: Office, count: int) -> None:
    """Requests by the ORM in one transaction: booking each by itself would take minutes and is not what is measured."""

    random, now = Random(1), desk.clock()
    with desk.db() as session, session.begin():
        for number in range(count):
            phone = f"+1312{number + 2_000_000:07}"
            start = now + timedelta(minutes=random.randrange(-3000, 9000))
            callback = Callback(
                reference=new_reference(random),
                status="waiting",
                name=f"Person {number}",
                phone=phone,
                phone_hash=phone_hash(phone),
                window_start=start,
                window_end=start + timedelta(hours=2),
                caller_zone="America/Chicago",
                asap=False,
                topics=["wage_garnishment"],
                figures="Owes about $312,000.",
                note="please call",
                urgent=number % 50 == 0,
                channel="web",
                conversation_id=f"c{number}",
                created_at=now,
                changed_at=now,
                closed_at=None,
            )
            session.add(callback)
            session.flush()
            session.add(
                CallbackEvent(
                    callback_id=callback.id, kind="booked", channel="web", conversation_id="c", detail={}, at=now
                )
            )


def main() -> None:
    parser = figures.parser(__doc__)
    parser.add_argument("--requests", type=int, default=5000)
    arguments = parser.parse_args()
    logs.configure("error")
    with tempfile.TemporaryDirectory() as folder, office(Path(folder)) as desk:
        fill(desk, arguments.requests)
        clerk, stranger = desk.clerk(), desk.stranger()
        stranger.get("/staff/login")
        tag = clerk.get("/staff/list").headers["ETag"]
        token = clerk.csrf()
        work: dict[str, Callable[[], int]] = {
            "bare page": lambda: stranger.get("/staff/login").status_code,
            "list": lambda: clerk.get("/staff/").status_code,
            "nothing new": lambda: clerk.get("/staff/list", headers={"If-None-Match": tag}).status_code,
            "search by name": lambda: clerk.post("/staff/search", {"csrf": token, "words": "person 4999"}).status_code,
        }
        times: dict[str, list[float]] = {name: [] for name in work}
        for turn in range(ROUNDS + 3):
            for name, ask in work.items():
                began = time.perf_counter()
                status = ask()
                if turn >= 3:
                    times[name].append(time.perf_counter() - began)
                assert status in (200, 304), (name, status)
    medians = {name: 1000 * statistics.median(values) for name, values in times.items()}
    print(f"{arguments.requests} requests, median of {ROUNDS}:")
    for name, value in medians.items():
        print(f"  {name:16} {value:7.1f} ms {value / medians['bare page']:6.1f} x the bare page")
    ratios = {
        name.replace(" ", "_"): value / medians["bare page"] for name, value in medians.items() if name != "bare page"
    }
    figures.write(arguments.json, ratios | {"list_ms": medians["list"]})


if __name__ == "__main__":
    main()
