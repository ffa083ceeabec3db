"""Runs that Prefect starts by itself, from a deployment: when they were due, and how they are asked to end."""

from __future__ import annotations

import datetime as dt
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from prefect.runtime import deployment, flow_run


class Stopped(BaseException):
    """The run was asked to end, and did so after a chunk; what was loaded is kept."""


def is_deployed() -> bool:
    """Tell whether this is the run of a deployment, and not one that a person waits for at a terminal."""
    return deployment.id is not None


def due_at() -> dt.datetime | None:
    """Return when the run of a deployment was to start, in UTC; None for other runs."""
    if not is_deployed():
        return None
    due: dt.datetime = flow_run.scheduled_start_time
    return due.astimezone(dt.UTC)


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """Yield an event that is set when the run of a deployment is asked to end: it shall do so after its chunk.

    SIGTERM and SIGINT ask; a second SIGTERM does what it did before.  A run at a terminal ends at once, as ever.
    """
    asked = threading.Event()
    if not is_deployed() or threading.current_thread() is not threading.main_thread():
        yield asked
        return
    before: dict[int, Any] = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def ask(number: int, frame: FrameType | None) -> None:
        asked.set()
        if number == signal.SIGTERM:
            signal.signal(number, before[number])

    for number in before:
        signal.signal(number, ask)
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
