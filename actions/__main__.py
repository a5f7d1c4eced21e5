"""`python -m actions`: the action server, in one process, logging as the other processes do."""

from __future__ import annotations

import logging
import sys
import warnings

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor

from shortfall.base import logs
from shortfall.base.settings import settings


def main() -> int:
    """Serve until told to stop."""
    config = settings()
    logs.configure(config.log_level)
    for name in ("rasa_sdk", "sanic", "sanic.root"):
        # They name every action and every request at info level.
        logging.getLogger(name).setLevel(logging.WARNING)
    # A warning is a line like any other. This one is known, and answered in docs/decisions/0001-two-environments.md.
    warnings.filterwarnings("ignore", message="Your versions of rasa and rasa_sdk")
    logging.captureWarnings(True)
    executor = ActionExecutor()
    executor.register_package("actions")
    app = create_app(executor, cors_origins="")
    # One process: several servers run beside each other where one is not enough.
    app.run(config.actions_host, config.actions_port, single_process=True, access_log=False, motd=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
