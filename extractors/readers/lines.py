"""Lines of a byte stream with flat memory: a line above the limit is skipped, not held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

CHUNK = 1 << 16


def limited_lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield (line number from 1, line with its end); None stands for a line of more than ``limit`` bytes."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            while not line.endswith(b"\n") and (line := stream.readline(CHUNK)):
                pass
            yield number, None
        else:
            yield number, line


def read_limited(stream: BinaryIO, limit: int) -> bytes | None:
    """Return the whole stream, or None where it holds more than ``limit`` bytes."""
    data = stream.read(limit + 1)
    return None if len(data) > limit else data
