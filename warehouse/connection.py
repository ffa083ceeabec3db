"""Open the database file: wait for the lock, and turn DuckDB's errors into ones that say what to do."""

from __future__ import annotations

import os
import re
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse.errors import (
    WarehouseCorrupt,
    WarehouseError,
    WarehouseLocked,
    WarehouseLost,
    WarehouseMissing,
    WarehouseTooNew,
    WarehouseUnwritable,
)
from warehouse.statements import literal, statement

# Nothing is ever fetched from the network.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_LOCKED = ("could not set lock on file", "unique file handle conflict")
_TOO_NEW = ("trying to read a database file with version number", "storage version", "newer version of duckdb")
_CORRUPT = (
    "corrupt",
    "not a valid duckdb database file",
    "could not read enough bytes",
    "failed to load metadata pointer",
    "failure while replaying wal",
    "failed to deserialize",
    "serialization error",
)
_LOST = ("has been invalidated", "connection already closed", "bad file descriptor", "stale file handle")
_INTERRUPTED = "Query interrupted"  # what a RuntimeError of DuckDB says when SIGINT comes during a query
_UNWRITABLE = (
    "no space left",
    "permission denied",
    "read-only file system",
    "not a directory",
    "is a directory",
    "no such file or directory",
    "cannot open file",
    "could not write",
    "could not create",
    "failed to create",
    "file too large",
    "disk quota",
    "could not read from file",
)

OnWait = Callable[[str], None]


def connect(path: Path, *, read_only: bool, wait_seconds: float, on_wait: OnWait | None) -> duckdb.DuckDBPyConnection:
    """Return a connection; while another process holds the file, try again for ``wait_seconds``.

    ``on_wait`` hears one message when the waiting begins.  Raises the errors of ``warehouse.errors``.
    """
    if read_only and not is_there(path):
        raise WarehouseMissing(f"{path}: there is no warehouse here yet; code some texts first, or name another file.")
    deadline = time.monotonic() + wait_seconds
    pause, told = 0.05, False
    while True:
        try:
            return opened(path, read_only=read_only)
        except duckdb.Error as error:
            problem = translated(error, path)
            if not isinstance(problem, WarehouseLocked) or time.monotonic() >= deadline:
                raise problem from error
            if on_wait is not None and not told:
                on_wait(f"{path}: waiting up to {wait_seconds:g} s for {_holder(str(error))} to let go of the file")
                told = True
        time.sleep(min(pause, max(0.0, deadline - time.monotonic())))
        pause = min(pause * 1.5, 1.0)


def opened(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Return a connection to the file, which is made where it is missing; raises duckdb.Error.

    The file is attached, because its row groups can be made smaller only so.  A writer has one thread: then a
    checkpoint has one row group in memory at a time.
    """
    connection = duckdb.connect(config=_config(path) | ({} if read_only else {"threads": 1}))
    try:
        # A new file has the format that DuckDB 1.5 and every later client reads.
        mode = "read_only" if read_only else "read_write" if path.exists() else statement("schema.new")
        connection.execute(statement("schema.attach").format(path=literal(str(path)), name="warehouse", mode=mode))
        connection.execute(statement("schema.use"))
    except BaseException:
        connection.close()
        raise
    return connection


def _config(path: Path) -> dict[str, str | bool | int | float | list[str]]:
    """Return the settings of a connection: what does not fit into its memory goes to a folder of its own beside the file.

    The folder is there only while it is needed; DuckDB removes it whole, so that no two processes may share one.
    """
    beside = path.parent if os.access(path.parent, os.W_OK) else Path(tempfile.gettempdir())
    return CONFIG | {"temp_directory": str(beside.absolute() / f".{path.name}.{secrets.token_hex(4)}")}


def identity(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at ``path`` from any other that may take its place; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def is_there(path: Path) -> bool:
    """Say whether there is anything at ``path``; raises WarehouseUnwritable where one may not look."""
    try:
        return path.exists()
    except OSError as error:
        raise WarehouseUnwritable(f"{path}: you may not look into its folder ({error.strerror}).") from error


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn what DuckDB raises inside the block into errors of ``warehouse.errors``, and Ctrl-C into KeyboardInterrupt."""
    try:
        yield
    except duckdb.Error as error:
        raise translated(error, path) from error
    except RuntimeError as error:
        if str(error) != _INTERRUPTED:
            raise
        raise KeyboardInterrupt from error


def translated(error: duckdb.Error, path: Path) -> WarehouseError:
    """Return the error to show for one of DuckDB's; its own words stay at the end."""
    words = str(error)
    low = words.lower()
    said = words.splitlines()[0] if words else type(error).__name__
    if any(mark in low for mark in _LOCKED):
        return WarehouseLocked(
            f"{path}: held by {_holder(words)}. Wait until it is done, or read an export or a snapshot meanwhile."
        )
    if any(mark in low for mark in _TOO_NEW):
        return WarehouseTooNew(f"{path}: written by a newer DuckDB; upgrade Demarche. ({said})")
    if is_damage(error):
        return WarehouseCorrupt(
            f"{path}: damaged, or not a DuckDB file. Move it away and restore a copy, or run again to build a new one "
            f"from the texts. ({said})"
        )
    if is_loss(error):
        return WarehouseLost(
            f"{path}: the connection to it was lost. What was committed before is safe, what was not is undone; see that "
            f"the disk is there, then run the same command again. ({said})"
        )
    if is_too_much(error):
        return WarehouseError(
            f"{path}: this takes more memory than there is for it, even with files beside the warehouse. Ask for less at a "
            f"time, an export with --since, --until or --where. ({said})"
        )
    if any(mark in low for mark in _UNWRITABLE):
        return WarehouseUnwritable(
            f"{path}: cannot be written. Check the path, the rights on its folder and the space on the disk; what was "
            f"committed before is safe. ({said})"
        )
    return WarehouseError(f"{path}: {said}")


def is_loss(error: duckdb.Error) -> bool:
    """Say whether an error speaks of a connection that can no longer be used."""
    return any(mark in str(error).lower() for mark in _LOST)


def is_too_much(error: duckdb.Error) -> bool:
    """Say whether an error speaks of too little memory."""
    return isinstance(error, duckdb.OutOfMemoryException)


def is_damage(error: duckdb.Error) -> bool:
    """Say whether an error speaks of a broken database file."""
    return any(mark in str(error).lower() for mark in _CORRUPT)


def _holder(message: str) -> str:
    found = re.search(r"\(PID (\d+)\)", message)
    return f"another process (PID {found[1]})" if found else "another connection"
