"""How far through its files a run is, in bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from extractors.readers import find_files


class Position:
    """The place that reading has come to in ``total_bytes`` of files (None: nobody knows how many)."""

    def __init__(self, total_bytes: int | None = None) -> None:
        self.total_bytes = total_bytes
        self._closed_bytes = 0
        self._file_bytes = 0
        self._stream: BinaryIO | None = None

    @property
    def bytes_read(self) -> int:
        """Return how many bytes have been read; a reader looks ahead by up to 128 KiB."""
        if self._stream is None:
            return 0
        here = self._file_bytes if self._stream.closed else min(self._stream.tell(), self._file_bytes)
        return self._closed_bytes + here

    def opened(self, path: Path, stream: BinaryIO) -> None:
        """Follow the next file, of which ``stream`` gives the bytes as they lie on the disk."""
        self._closed_bytes += self._file_bytes
        self._file_bytes = path.stat().st_size
        self._stream = stream


def total_bytes(paths: Iterable[str | Path]) -> int | None:
    """Return the size of all files that ``paths`` name and hold, or None where it says little: tables, standard input."""
    total = 0
    for path in paths:
        if str(path) == "-":
            return None
        for found in find_files([path]):
            if isinstance(found, Path):
                if found.suffix.lower() in (".parquet", ".pq"):
                    return None
                total += found.stat().st_size
    return total


def position_in(paths: Sequence[str | Path]) -> Position:
    """Return the beginning of all that ``paths`` name and hold."""
    return Position(total_bytes(paths) or None)
