"""Paths to files: folders are walked in order, hidden files are passed over, what is no file is said."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.readers.errors import ReadError
from extractors.records import Rejection


def printable(path: Path | str) -> str:
    """Return a path as it may be stored and printed: control characters and undecodable bytes escaped."""
    text = os.fspath(path).encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def check_paths(paths: Sequence[str | Path]) -> None:
    """Raise ReadError, naming every one, where paths do not exist."""
    missing = [printable(path) for path in paths if os.fspath(path) != "-" and not _exists(path)]
    if missing:
        raise ReadError(f"no such file or folder: {', '.join(missing)}")


def find_files(paths: Sequence[str | Path]) -> Iterator[Path | Rejection]:
    """Yield the regular files that ``paths`` name or hold, sorted by name within each folder.

    Links are followed, each folder once, so that loops end.  What cannot be opened, is no regular file, or is an empty
    folder comes as a Rejection.
    """
    for name in paths:
        yield from _walk(Path(name))


def _walk(top: Path) -> Iterator[Path | Rejection]:
    seen: set[tuple[int, int]] = set()
    pending = [top]
    while pending:
        path = pending.pop()
        try:
            if not path.is_dir():
                yield _file(path)
                continue
            status = path.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            inside = sorted((child for child in path.iterdir() if not child.name.startswith(".")), reverse=True)
        except OSError as error:
            yield _rejection(path, "unreadable", f"cannot be opened ({error.strerror})")
            continue
        if not inside and path == top:
            yield _rejection(path, "empty", "is a folder without files")
        pending += inside


def _file(path: Path) -> Path | Rejection:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return _rejection(path, "unreadable", f"cannot be opened ({error.strerror})")
    return path if stat.S_ISREG(mode) else _rejection(path, "not a file", "is neither a regular file nor a folder")


def _exists(path: str | Path) -> bool:
    try:
        Path(path).stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:
        return True  # it is there, or cannot be told: opening it says why not
    return True


def _rejection(path: Path, reason: str, detail: str) -> Rejection:
    return Rejection(origin=printable(path), stage="read", reason=reason, detail=f"{printable(path)}: {detail}")
