"""One process of the web server, on a socket that its parent keeps open."""

import socket
import sys

import uvicorn

from catchball.site.serving.supervisor import HELD, wait_to_be_let_go

PATIENCE = 8  # seconds for answers under way when the server stops


def serve(descriptor: int, *, held: bool = False) -> None:
    """Answer requests from an open socket until told to stop; `held`, once let go."""
    config = uvicorn.Config(
        "catchball.site.asgi:application",
        log_config=None,  # the settings' own, which keep people out of it
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    config.load()
    if not held or wait_to_be_let_go():
        uvicorn.Server(config).run(sockets=[socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    serve(int(sys.argv[1]), held=HELD in sys.argv[2:])
