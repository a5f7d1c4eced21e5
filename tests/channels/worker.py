"""A worker process for tests: the job of text messages alone, with a lease short enough to wait for."""

from __future__ import annotations

import sys
import threading
from datetime import timedelta

from shortfall import logs, worker
from shortfall.settings import settings
from shortfall.sms import inbox, outbound

if __name__ == "__main__":
    outbound.SETTLE = timedelta(seconds=1)
    worker.FAILED_SECONDS = 0.5
    logs.configure("error")
    found = inbox.open_inbox(settings())
    assert found is not None
    found._lease = timedelta(seconds=float(sys.argv[1]))
    worker.work([worker.Job("sms", found.run_once, worker.SMS_SECONDS, threads=4)], threading.Event())
