"""`python -m shortfall.web`: migrate the database and serve."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys

import uvicorn
from sqlalchemy.exc import SQLAlchemyError

from shortfall.base import logs
from shortfall.base.database import migrate
from shortfall.base.settings import Settings, settings
from shortfall.web.app import create_app
from shortfall.web.connections import Connection


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to the address.

    Raises:
        OSError: it is taken, or not ours to bind.
    """
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(2048)
    except OSError:
        listening.close()
        raise
    return listening


def server(config: Settings) -> uvicorn.Server:
    """A server of the gateway, quiet about addresses: requests are logged by the app itself."""
    return uvicorn.Server(
        uvicorn.Config(
            create_app(config),
            log_config=None,
            access_log=False,
            proxy_headers=False,
            http=Connection,
            # There are none, and the upgrade to one would leave the bounds of Connection.
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=15,
        )
    )


def main() -> int:
    """Serve until told to stop; 1 when it cannot start, with one line that says why."""
    config = settings()
    logs.configure(config.log_level)
    try:
        listening = listen(config.host, config.port)
    except OSError as error:
        taken = "another program uses it" if error.errno == errno.EADDRINUSE else error.strerror
        print(f"gateway: cannot listen on {config.host}:{config.port}: {taken}", file=sys.stderr)
        return 1
    with listening:
        try:
            migrate(config.database)
            serving = server(config)
        except (OSError, ValueError, SQLAlchemyError) as error:
            print(f"gateway: cannot start: {str(error).splitlines()[0]}", file=sys.stderr)
            return 1
        with contextlib.suppress(KeyboardInterrupt):
            serving.run(sockets=[listening])
    return 0


if __name__ == "__main__":
    sys.exit(main())
