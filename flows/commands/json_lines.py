"""JSON Lines in and out: one object a line, in order; a line that cannot be used is answered by one with "error"."""

from __future__ import annotations

import datetime as dt
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.commands.exits import MISSING, Stop


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: where it stands ("file:3"), and its object, or else what is wrong with it."""

    where: str
    record: dict[str, Any] | None
    error: str | None = None


def read_lines(files: Sequence[str]) -> Iterator[Line]:
    """Yield the lines of files (plain or gzipped), or of standard input where there are none or one is "-"."""
    missing = [name for name in files if name != "-" and not Path(name).is_file()]
    if missing:
        raise Stop(MISSING, f"no such file: {', '.join(missing)}")
    return _read(files or ["-"])


def write_line(record: dict[str, Any]) -> None:
    """Write an object as a line of UTF-8, at once, so that a program can wait for it."""
    try:
        data = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair has no UTF-8; as an escape it is echoed as it came
        data = json.dumps(record, separators=(",", ":")).encode("ascii")
    sys.stdout.buffer.write(data + b"\n")
    sys.stdout.buffer.flush()


def failure(line: Line, error: str) -> dict[str, Any]:
    """Return the answer to a line that cannot be used."""
    return {"id": (line.record or {}).get("id"), "error": f"{line.where}: {error}"}


def text_of(record: dict[str, Any]) -> str:
    """Return the text of a record; raises ValueError where it has none."""
    text = record.get("text")
    if not isinstance(text, str):
        raise ValueError('"text" must be a string')
    return text


def date_of(record: dict[str, Any]) -> dt.date | None:
    """Return the dateline of a record, None without one; raises ValueError where it is no ISO day."""
    value = record.get("date")
    if value is None or value == "":
        return None
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        raise ValueError(f'"date" must be an ISO day (YYYY-MM-DD), not {value!r}') from None


def _read(files: Sequence[str]) -> Iterator[Line]:
    for name in files:
        if name == "-":
            yield from _parsed("<stdin>", sys.stdin.buffer)
        else:
            with gzip.open(name) if name.endswith(".gz") else Path(name).open("rb") as stream:
                yield from _parsed(name, stream)


def _parsed(name: str, stream: Any) -> Iterator[Line]:
    for number, data in enumerate(stream, 1):
        if not data.strip():
            continue
        where = f"{name}:{number}"
        try:
            record = json.loads(data.decode("utf-8-sig" if number == 1 else "utf-8"))
        except (ValueError, RecursionError) as error:
            yield Line(where, None, f"not valid JSON in UTF-8 ({error})")
            continue
        if isinstance(record, dict):
            yield Line(where, record)
        else:
            yield Line(where, None, f"not a JSON object but {type(record).__name__}")
