"""Rasa's own command line without the noise of the libraries under it, in the engine's environment:

    engine/.venv/bin/python -m shortfall.rasa shell

Standard library only up to the moment Rasa is imported.
"""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from pathlib import Path

QUIET = {
    "LOG_LEVEL_LIBRARIES": "ERROR",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
}
"""What keeps the libraries quiet; they read it as they are imported. Whoever sets one of these beforehand is obeyed."""


def main() -> None:
    """Run `rasa` with this process's arguments; never returns a value, because Rasa exits by itself."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    folder = Path(os.environ.get("SHORTFALL_VAR_DIR", "var")) / "matplotlib"
    os.environ.setdefault("MPLCONFIGDIR", str(folder.resolve()))
    # Sanic turns deprecation warnings on when it is imported, so they can only be turned off after that. Rasa's findings
    # about our own data are UserWarnings and stay.
    importlib.import_module("sanic.app")
    for category in (DeprecationWarning, PendingDeprecationWarning, FutureWarning):
        warnings.simplefilter("ignore", category)
    sys.argv[0] = "rasa"
    importlib.import_module("rasa.__main__").main()


if __name__ == "__main__":
    main()
