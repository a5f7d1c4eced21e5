"""A worker process for tests: the job of text messages alone, with a lease short enough to wait for."""

from __future__ import annotations

import sys
import threading
from datetime import timedelta

from shortfall.base import logs
from shortfall.base.settings import settings
from shortfall.processes import worker
from shortfall.sms import outbound
from shortfall.sms.inbox import open_inbox

if __name__ == "__main__":
    outbound.SETTLE = timedelta(seconds=1)
    worker.FAILED_SECONDS = 0.5
    logs.configure("error")
    # A lease is five times what the engine may take.
    found = open_inbox(settings().model_copy(update={"engine_timeout": float(sys.argv[1]) / 5}))
    assert found is not None
    worker.work(
        [worker.Job("sms", found.run_once, worker.SMS_SECONDS, threads=4, close=found.close)], threading.Event()
    )
