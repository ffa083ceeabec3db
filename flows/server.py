"""A Prefect server of our own, for as long as a run takes, where the user has none.

Prefect starts one too, but that one ends at Ctrl-C before the run could report to it, and outlives a run that is
killed.  This one is a process of its own session, which a terminal's Ctrl-C does not reach, and ends with the run
however that ends.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import socket
import sys
import threading
import time
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING

from flows.workers import end_with_parent

if TYPE_CHECKING:
    import uvicorn

LOG = "server.log"
SECONDS_TO_START = 120
SECONDS_TO_STOP = 10


class ServerFailed(RuntimeError):
    """The Prefect server did not start; the message says where its log is."""


class PrefectServer:
    """A server that keeps its database and log under ``home``; ``is_full`` where it shall schedule runs and show pages.

    To be made before Prefect is imported: at the end of the program Prefect still sends what it has to tell, and
    what is registered first is called last.
    """

    def __init__(self, home: Path, *, is_full: bool = False) -> None:
        self._home = home
        self._is_full = is_full
        self._process: SpawnProcess | None = None
        atexit.register(self.stop)

    def start(self) -> str:
        """Start the server, wait until it answers, and return the URL of its API; raises ServerFailed."""
        log = self._home / LOG
        try:
            self._home.mkdir(parents=True, exist_ok=True)
            log.write_bytes(b"")
        except OSError as error:
            raise ServerFailed(
                f"{self._home}: Prefect cannot keep its files here ({error.strerror}); set PREFECT_HOME"
            ) from error
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_serve, args=(theirs, str(log), self._is_full), daemon=True)
        self._process.start()
        theirs.close()
        return f"http://127.0.0.1:{_port(ours, log)}/api"

    def stop(self) -> None:
        """Stop the server, if it was started."""
        if self._process is not None:
            self._process.terminate()
            self._process.join(SECONDS_TO_STOP)
            self._process.kill()


def _port(answer: Connection, log: Path) -> int:
    try:
        if answer.poll(SECONDS_TO_START):
            return int(answer.recv())
    except EOFError:
        raise ServerFailed(f"the Prefect server did not start; see {log}") from None
    raise ServerFailed(f"the Prefect server did not start within {SECONDS_TO_START} s; see {log}")


def _serve(answer: Connection, log: str, is_full: bool) -> None:
    """Be the server: listen on a free port of this machine alone, and tell which."""
    threading.Thread(target=end_with_parent, daemon=True).start()
    if hasattr(os, "setsid"):
        os.setsid()
    with Path(log).open("ab") as stream:
        os.dup2(stream.fileno(), sys.stdout.fileno())
        os.dup2(stream.fileno(), sys.stderr.fileno())
    import uvicorn
    from prefect.server.api.server import create_app

    listening = socket.create_server(("127.0.0.1", 0))
    app = create_app(ephemeral=not is_full, final=True)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on"))
    port = listening.getsockname()[1]
    threading.Thread(target=_tell, args=(server, answer, port), daemon=True).start()
    server.run(sockets=[listening])


def _tell(server: uvicorn.Server, answer: Connection, port: int) -> None:
    while not server.started:
        time.sleep(0.05)
    answer.send(port)
    answer.close()
