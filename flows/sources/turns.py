"""One request at a time for each host, with a pause between two, whatever processes of a user of this machine ask.

The turn is a lock of SQLite's on an empty file, which ends with the process that holds it, however that ends; the time of
the file is that of the end of the last request.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# Longer than any request of ours may take that is not told to take longer.
LONGEST_WAIT = 3600.0

_threads = threading.Lock()
_hosts: dict[str, threading.Lock] = {}


@contextmanager
def turn(host: str, pause: float) -> Iterator[None]:
    """Wait until nobody else asks ``host`` and ``pause`` seconds have passed since the last request, and take the turn.

    Raises OSError where others ask it for an hour, or where the folder of the turns is not ours.
    """
    with _threads:
        lock = _hosts.setdefault(host, threading.Lock())
    path = folder() / quote(host, safe="")
    with lock:
        is_first = not path.exists()
        connection = sqlite3.connect(path, timeout=LONGEST_WAIT, isolation_level=None, check_same_thread=False)
        try:
            _take(connection, host)
            # A clock that was set back must not make it longer.
            rest = min(path.stat().st_mtime + pause - time.time(), pause)
            if rest > 0 and not is_first:
                time.sleep(rest)
            try:
                yield
            finally:
                os.utime(path)
        finally:
            connection.close()


def folder() -> Path:
    """Return the folder of the turns of this user; raises OSError where somebody else has made it."""
    path = Path(tempfile.gettempdir(), f"demarche-hosts-{os.getuid() if hasattr(os, 'getuid') else 'user'}")
    path.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and path.lstat().st_uid != os.getuid():
        raise OSError(f"{path} belongs to somebody else")
    return path


def _take(connection: sqlite3.Connection, host: str) -> None:
    try:
        connection.execute("begin exclusive")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        raise OSError(f"other runs have been asking {host} for {LONGEST_WAIT:g} s") from error
