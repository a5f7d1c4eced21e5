"""Rasa's own command line without the noise of the libraries under it, in the engine's environment:

    engine/.venv/bin/python -m shortfall.processes.rasa shell

takes every argument that `rasa` takes.
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
"""What keeps the libraries quiet; they read it as they are imported. Whoever has set one of these is obeyed."""


def main() -> None:
    """Run `rasa` with the arguments of this process."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    state = Path(os.environ.get("SHORTFALL_VAR_DIR", "var"))
    os.environ.setdefault("MPLCONFIGDIR", str((state / "matplotlib").resolve()))
    importlib.import_module("engine.no_tensorflow").apply()
    # Sanic switches these warnings on as it is imported, so only then can they be switched off. Others do the same
    # later, so what is known to warn is imported while it is quiet.
    importlib.import_module("sanic.app")
    for category in (DeprecationWarning, PendingDeprecationWarning, FutureWarning):
        warnings.simplefilter("ignore", category)
    importlib.import_module("matplotlib")
    # Rasa says this about every domain with slots. Its other user warnings are about our data, and stay.
    importlib.import_module("rasa.utils.common").EXPECTED_WARNINGS.append(
        (UserWarning, "Slot auto-fill has been removed")
    )
    sys.argv[0] = "rasa"
    importlib.import_module("rasa.__main__").main()


if __name__ == "__main__":
    main()
