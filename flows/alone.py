"""One run of a source at a time, whoever starts it: a schedule, a worker or a person at a terminal.

Prefect keeps the runs of a deployment apart; this keeps those apart that Prefect does not see together.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from warehouse.store import WarehouseUnwritable

SECONDS_TO_WAIT = 1.0  # as long as somebody may look whether the lock is held


class SourceBusy(Exception):
    """Another run reads this source into the same warehouse just now."""


@contextmanager
def alone(database: str, source: str) -> Iterator[None]:
    """Be the only one to read a source into a warehouse while the block runs; raises SourceBusy, and
    WarehouseUnwritable where nothing can be written beside the warehouse.

    The lock is SQLite's, on an empty file beside the warehouse: it works wherever SQLite does, and ends with the
    process that holds it, however that ends.
    """
    path = _lock(database, source)
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise WarehouseUnwritable(f"{path.parent}: cannot be made ({error.strerror})") from error
    connection = sqlite3.connect(path, timeout=SECONDS_TO_WAIT, isolation_level=None, check_same_thread=False)
    try:
        try:
            connection.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            raise SourceBusy(f"the source {source} is being read into {database} by another run") from error
        yield
    finally:
        connection.close()


def is_being_read(database: str, source: str) -> bool:
    """Tell whether some run reads a source into a warehouse just now."""
    if not _lock(database, source).exists():
        return False
    try:
        with alone(database, source):
            return False
    except SourceBusy:
        return True


def _lock(database: str, source: str) -> Path:
    return Path(f"{database}.locks") / quote(source.casefold(), safe="")
