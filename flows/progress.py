"""How far a run is: a bar on a terminal, a line every few seconds elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO

SECONDS_BETWEEN_LINES = 10.0
# With less of the input done, an estimate of the time left is worth nothing.
LEAST_SHARE = 0.05


class Progress(Protocol):
    """What a run tells about itself while it goes on."""

    def advance(self, documents: int, input_bytes: float) -> None:
        """So many more documents are coded, and so much more of the input with them."""

    def skip(self, input_bytes: float) -> None:
        """So much of the input needs no coding; it says nothing about the time that the rest takes."""

    def say(self, message: str) -> None:
        """Show a message."""


@contextmanager
def showing_progress(
    total_bytes: int | None, stream: TextIO | None = None, *, name: str | None = None
) -> Iterator[Progress]:
    """Show progress on standard error while the block runs; ``total_bytes`` is the size of the input, if known.

    With a ``name`` it is always lines, each with the name: several runs may share a terminal.
    """
    stream = stream or sys.stderr
    if stream.isatty() and name is None:
        with _bar(total_bytes, stream) as bar:
            yield bar
    else:
        yield Lines(total_bytes, stream, name)


class Lines:
    """Plain lines: documents so far, documents per second, time left when it is known."""

    def __init__(self, total_bytes: int | None, stream: TextIO, name: str | None = None) -> None:
        self._name = f"demarche: {name}" if name else "demarche"
        self._stream = stream
        self._pace = Pace(total_bytes)
        self._said = 0.0

    def advance(self, documents: int, input_bytes: float) -> None:
        """Count, and say so when it is time."""
        self._pace.count(documents, input_bytes)
        now = time.monotonic()
        self._said = self._said or now
        if now - self._said >= SECONDS_BETWEEN_LINES:
            self._said = now
            self.say(self._line())

    def skip(self, input_bytes: float) -> None:
        """Count what needs no coding."""
        self._pace.skip(input_bytes)

    def say(self, message: str) -> None:
        """Write a line."""
        print(f"{self._name}: {message}", file=self._stream, flush=True)

    def _line(self) -> str:
        pace = self._pace
        share = f", {pace.share:.0%} of the input" if pace.share else ""
        return f"{pace.documents:,} documents coded, {pace.rate:.1f} a second{share}{pace.left}"


class Pace:
    """Documents and bytes a second, from the first one on: the workers' start is no measure of their speed."""

    def __init__(self, total_bytes: int | None) -> None:
        self.documents = 0
        self.bytes = 0.0
        self._coded_bytes = 0.0
        self._total_bytes = total_bytes
        self._first = 0.0

    def count(self, documents: int, input_bytes: float) -> None:
        """Count so many more that were coded."""
        self._first = self._first or time.monotonic()
        self.documents += documents
        self.bytes += input_bytes
        self._coded_bytes += input_bytes

    def skip(self, input_bytes: float) -> None:
        """Count so much that needed no coding."""
        self.bytes += input_bytes

    @property
    def seconds(self) -> float:
        """Return the time since the first document."""
        return max(time.monotonic() - self._first, 0.001) if self._first else 0.0

    @property
    def rate(self) -> float:
        """Return documents a second; 0 before the first one."""
        return self.documents / self.seconds if self._first else 0.0

    @property
    def share(self) -> float:
        """Return how much of the input is done, 0 to 1; 0 where its size is not known."""
        return min(self.bytes / self._total_bytes, 1.0) if self._total_bytes else 0.0

    @property
    def left(self) -> str:
        """Return ", about 3 min left", or nothing where that cannot be told (yet)."""
        rest = max((self._total_bytes or 0) - self.bytes, 0.0)
        if not self._total_bytes or self._coded_bytes < LEAST_SHARE * (self._coded_bytes + rest):
            return ""
        return f", about {duration(self.seconds * rest / self._coded_bytes)} left"


@contextmanager
def _bar(total_bytes: int | None, stream: TextIO) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as RichProgress

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[documents]:,} documents, {task.fields[rate]:.1f} a second{task.fields[left]}"),
    )
    with RichProgress(*columns, console=Console(file=stream), transient=True) as shown:
        task = shown.add_task("coding", total=total_bytes, documents=0, rate=0.0, left="")
        pace = Pace(total_bytes)

        class Bar:
            def advance(self, documents: int, input_bytes: float) -> None:
                pace.count(documents, input_bytes)
                self._show()

            def skip(self, input_bytes: float) -> None:
                pace.skip(input_bytes)
                self._show()

            def say(self, message: str) -> None:
                shown.console.print(message, highlight=False, markup=False)

            def _show(self) -> None:
                shown.update(task, completed=pace.bytes, documents=pace.documents, rate=pace.rate, left=pace.left)

        yield Bar()


def duration(seconds: float) -> str:
    """Return a time span in words: "40 s", "3 min", "2.5 h"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def bytes_told(size: int) -> str:
    """Return a size in words: "12 MiB"."""
    return f"{size / 2**20:,.0f} MiB" if size >= 10 * 2**20 else f"{size / 2**20:.1f} MiB"
