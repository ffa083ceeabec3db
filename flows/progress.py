"""How far a run is: a bar on a terminal, a line every few seconds elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO

SECONDS_BETWEEN_LINES = 10.0


class Progress(Protocol):
    """What a run tells about itself while it goes on."""

    def advance(self, documents: int, input_bytes: float) -> None:
        """So many more documents are coded, and so much more of the input is dealt with."""

    def say(self, message: str) -> None:
        """Show a message."""


@contextmanager
def showing_progress(total_bytes: int | None, stream: TextIO | None = None) -> Iterator[Progress]:
    """Show progress on standard error while the block runs; ``total_bytes`` is the size of the input, if known."""
    stream = stream or sys.stderr
    if stream.isatty():
        with _bar(total_bytes, stream) as bar:
            yield bar
    else:
        yield Lines(total_bytes, stream)


class Lines:
    """Plain lines: documents so far, documents per second, time left when it is known."""

    def __init__(self, total_bytes: int | None, stream: TextIO) -> None:
        self._total_bytes = total_bytes
        self._stream = stream
        self._started = self._said = time.monotonic()
        self._documents = 0
        self._bytes = 0.0

    def advance(self, documents: int, input_bytes: float) -> None:
        """Count, and say so when it is time."""
        self._documents += documents
        self._bytes += input_bytes
        now = time.monotonic()
        if now - self._said >= SECONDS_BETWEEN_LINES:
            self._said = now
            self.say(self._line(now - self._started))

    def say(self, message: str) -> None:
        """Write a line."""
        print(f"demarche: {message}", file=self._stream, flush=True)

    def _line(self, seconds: float) -> str:
        line = f"{self._documents:,} documents coded, {self._documents / seconds:.1f} a second"
        if self._total_bytes and 0 < self._bytes <= self._total_bytes:
            left = seconds * (self._total_bytes - self._bytes) / self._bytes
            line += f", {self._bytes / self._total_bytes:.0%} of the input, about {duration(left)} left"
        return line


@contextmanager
def _bar(total_bytes: int | None, stream: TextIO) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[documents]:,} documents, {task.fields[rate]:.1f} a second"),
        TimeRemainingColumn(),
    )
    with RichProgress(*columns, console=Console(file=stream), transient=True) as shown:
        task = shown.add_task("coding", total=total_bytes, documents=0, rate=0.0)
        started = time.monotonic()
        done = 0

        class Bar:
            def advance(self, documents: int, input_bytes: float) -> None:
                nonlocal done
                done += documents
                rate = done / max(time.monotonic() - started, 0.001)
                shown.update(task, advance=input_bytes, documents=done, rate=rate)

            def say(self, message: str) -> None:
                shown.console.print(message, highlight=False, markup=False)

        yield Bar()


def duration(seconds: float) -> str:
    """Return a time span in words: "40 s", "3 min", "2.5 h"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
