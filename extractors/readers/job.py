"""What every shape's reader is told about the file it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from extractors.records import Rejection

ParquetRows = Callable[[Path], Iterable[Mapping[str, Any]]]
# Hears of every file that is opened, and of the stream of its bytes as they lie on the disk.
Opened = Callable[[Path, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One file or stream to read.

    ``origin`` is its printable name, ``stream`` its decompressed bytes, ``limit`` the largest document in bytes,
    ``encoding`` the caller's encoding (None: UTF-8, then cp1252), ``source`` the source its documents belong to,
    ``path`` the file itself (None: standard input), ``parquet`` the caller's function for the rows of Parquet files.
    ``skipped`` are the bytes and lines at the beginning of JSON Lines that are left out.  ``opened`` hears of the file.
    """

    origin: str
    stream: BinaryIO
    limit: int
    encoding: str | None = None
    source: str = ""
    path: Path | None = None
    parquet: ParquetRows | None = None
    skipped: tuple[int, int] = (0, 0)
    opened: Opened | None = None

    def reject(self, reason: str, detail: str, line: int | None = None) -> Rejection:
        """Return a rejection of this file, or of one of its lines; the detail opens with the place."""
        origin = self.origin if line is None else f"{self.origin}:{line}"
        return Rejection(origin=origin, stage="read", reason=reason, detail=f"{origin}: {detail}", source=self.source)
