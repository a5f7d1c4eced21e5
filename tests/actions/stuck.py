"""Stand-ins for actions, for the action server's own test: one echoes, one hangs for good inside a pattern, one takes its process along."""

from __future__ import annotations

import json
import os
import re
import sys

from actions.pool import Answer, Pool, Runner
from actions.server import create_app

KEY = "k" * 64


def make() -> Runner:
    """What runs an action here."""

    def run(call: bytes) -> Answer:
        wanted = json.loads(call)
        match wanted["next_action"]:
            case "hang":
                re.fullmatch(r"(a+)+", "a" * 64 + "!")
            case "die":
                os._exit(1)
        return 200, json.dumps({"events": [], "responses": [{"text": str(os.getpid()), "size": len(call)}]}).encode()

    return run


if __name__ == "__main__":
    app = create_app(lambda: Pool(2, 3.0, make), KEY)
    app.run("127.0.0.1", int(sys.argv[1]), single_process=True, access_log=False, motd=False)
