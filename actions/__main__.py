"""`python -m actions`: the action server, logging as the other processes do."""

from __future__ import annotations

import logging
import sys
import warnings

from actions.pool import Pool
from actions.server import MODULES, configure_logs, create_app, make_runner
from shortfall.base.keys import read_or_create_key
from shortfall.base.settings import settings


def main() -> int:
    """Serve until told to stop."""
    config = settings()
    configure_logs()
    # A warning is a line like any other. This one is known, and answered in docs/decisions/0001-two-environments.md.
    warnings.filterwarnings("ignore", message="Your versions of rasa and rasa_sdk")
    logging.captureWarnings(True)
    key = config.internal_key.get_secret_value() or read_or_create_key(config.var_dir / "internal.key")
    app = create_app(lambda: Pool(config.actions_at_once, config.action_timeout, make_runner, MODULES), key)
    # One process that listens: several servers run beside each other where one is not enough.
    app.run(config.actions_host, config.actions_port, single_process=True, access_log=False, motd=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
