"""The command line in processes of its own, and what it leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from warehouse.store import Store

# A shell lets what it starts in the background ignore SIGINT, and that may be these tests: undo it.
CLI = (
    sys.executable,
    "-c",
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from flows.cli import main; sys.exit(main())",
)


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Start a command in a process group of its own, and leave nothing of the group behind."""
    process = subprocess.Popen(
        [*CLI, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def demarche(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Run a command in a folder; return its exit code and what it printed."""
    with running(folder, *arguments) as process:
        out, err = process.communicate(timeout=240)
    assert "Error logging" not in err
    return process.returncode, out, err


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    with Store.open(database, read_only=True) as store:
        return list(store.query(sql).rows)


def wait_for_documents(database: Path, process: subprocess.Popen[str], where: str = "true") -> None:
    """Return when the first such documents are in the warehouse; fail when the run is over before."""
    looked_at = 0
    while process.poll() is None:
        changed_at = database.stat().st_mtime_ns if database.exists() else 0
        if changed_at != looked_at and rows(database, f"select count(*) from documents where {where}") > [(0,)]:
            return
        looked_at = changed_at
        time.sleep(0.1)
    pytest.fail("the run ended before it could be stopped")


def exported(folder: Path, name: str) -> dict[str, bytes]:
    return {str(path.relative_to(folder / name)): path.read_bytes() for path in (folder / name).rglob("*.parquet")}
