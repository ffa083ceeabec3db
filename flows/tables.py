"""Tables for people and programs: drawn on a terminal, aligned plain text elsewhere, CSV and JSON when asked for."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from extractors.records import to_json

MOST_WIDTH = 60
# Columns with cells of at most this width keep it on a terminal; the longer ones share what is left.
SHORT = 18


def write_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    title: str | None = None,
    layout: str = "text",
    stream: TextIO | None = None,
) -> None:
    """Write rows as "text", "csv" (with a header) or "json" (one array of objects).

    On a terminal, text is a drawn table; elsewhere columns are aligned by blanks and long cells are kept whole.
    """
    stream = stream or sys.stdout
    if layout == "csv":
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    elif layout == "json":
        _write_json(columns, rows, stream)
    elif stream.isatty():
        _draw(columns, rows, title, stream)
    else:
        _align(columns, [[shown(cell) for cell in row] for row in rows], title, stream)


def shown(value: Any) -> str:
    """Return a cell as people read it: nothing for null, lists with commas, no line breaks."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {shown(item)}" for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(shown(item) for item in value)
    return " ".join(str(value).split())


def folded(name: str, width: int) -> str:
    """Return a column's name in lines of at most ``width`` or the longest word, so that a narrow column stays narrow."""
    words = name.replace("_", "_ ").split()
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + len(word) > max(width, *map(len, words)):
            lines.append("")
        lines[-1] += word
    return "\n".join(lines)


def _csv_cell(value: Any) -> Any:
    if isinstance(value, (list, tuple, Mapping)):
        return json.dumps(to_json(value), ensure_ascii=False, default=str)
    return value


def _write_json(columns: Sequence[str], rows: Iterable[Sequence[Any]], stream: TextIO) -> None:
    separator = "["
    for row in rows:
        record = dict(zip(columns, map(to_json, row), strict=True))
        stream.write(f"{separator}\n  {json.dumps(record, ensure_ascii=False, default=str)}")
        separator = ","
    stream.write("[]\n" if separator == "[" else "\n]\n")


def _draw(columns: Sequence[str], rows: Iterable[Sequence[Any]], title: str | None, stream: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    cells = [list(row) for row in rows]
    for place, column in enumerate(columns):
        values = [row[place] for row in cells]
        width = max((len(shown(value)) for value in values), default=0)
        is_number = any(isinstance(value, (int, float)) for value in values)
        table.add_column(
            folded(column, width),
            justify="right" if is_number else "left",
            overflow="fold",
            no_wrap=width <= SHORT,
        )
    for row in cells:
        table.add_row(*(Text(shown(cell)) for cell in row))
    Console(file=stream).print(table)


def _align(columns: Sequence[str], rows: Sequence[Sequence[str]], title: str | None, stream: TextIO) -> None:
    if title:
        stream.write(f"{title}\n")
    widths = [min(MOST_WIDTH, max(map(len, column))) for column in zip(columns, *rows, strict=True)]
    for line in (columns, *rows):
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        stream.write("  ".join(cells).rstrip() + "\n")
