"""JSON Lines that grow: how much of a file has been read, so that only what was added is read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from extractors.readers.settings import reading_settings

PIECE = 1 << 20
WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")  # UTF-16 and UTF-32 cannot be read from the middle


def read_part(path: Path, size: int) -> str | None:
    """Return the number of lines and a digest of the first ``size`` bytes, as a mark keeps them.

    None where reading could not go on from there: the file is no plain JSON Lines, is shorter, or they end inside a line.
    """
    if reading_settings().formats.get(path.suffix.lower()) != "jsonl" or not size:
        return None
    hasher, lines, left, piece = hashlib.blake2b(digest_size=16), 0, size, b""
    with path.open("rb") as stream:
        if stream.read(4).startswith(WIDE):
            return None
        stream.seek(0)
        while left and (piece := stream.read(min(left, PIECE))):
            hasher.update(piece)
            lines += piece.count(b"\n")
            left -= len(piece)
    return None if left or not piece.endswith(b"\n") else f"{lines}:{hasher.hexdigest()}"


def already_read(path: Path, mark: str | None) -> tuple[int, int]:
    """Return the bytes and lines of a file that were read when ``mark`` was made and are still the same; else none."""
    size, _, part = (mark or "").partition(":")
    part = part.partition(":")[2]
    try:
        is_same = bool(part) and read_part(path, int(size)) == part
    except OSError:  # the reader will say why it cannot be opened
        is_same = False
    return (int(size), int(part.partition(":")[0])) if is_same else (0, 0)
