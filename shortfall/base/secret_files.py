"""Secrets as files, which is how container engines hand them over. Standard library only: the engine reads them too."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path

PREFIX, SUFFIX = "SHORTFALL_", "_FILE"
OF_THE_FIRM = frozenset(
    {
        "SHORTFALL_CLIO_TOKEN",
        "SHORTFALL_LAWMATICS_FIELDS",
        "SHORTFALL_LAWMATICS_FORM_URL",
        "SHORTFALL_SLACK_URL",
        "SHORTFALL_SMTP_PASSWORD",
        "SHORTFALL_TWILIO_AUTH_TOKEN",
        "SHORTFALL_WEBHOOK_SECRET",
        "SHORTFALL_WEBHOOK_URL",
    }
)
"""What switches on a system of the firm. An empty file leaves it off; all other secrets have to be there."""


def read_secret_files(environment: MutableMapping[str, str] = os.environ) -> None:
    """For each SHORTFALL_<NAME>_FILE, set SHORTFALL_<NAME> to what that file holds, without blanks around it.

    Works for every setting; meant for keys, passwords and URLs that hold one.

    Raises:
        OSError: a file cannot be read.
        ValueError: a setting is given both ways, or its file is empty and it is none of OF_THE_FIRM.
    """
    for variable, path in list(environment.items()):
        if not (variable.startswith(PREFIX) and variable.endswith(SUFFIX) and path):
            continue
        name = variable.removesuffix(SUFFIX)
        content = Path(path).read_text(encoding="utf-8").strip()
        if not content and name in OF_THE_FIRM:
            continue
        if not content:
            raise ValueError(f"{variable}: the file is empty")
        if environment.get(name, content) != content:
            raise ValueError(f"{name} and {variable} differ: set only one of them")
        environment[name] = content
