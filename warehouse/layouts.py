"""Take the events away in the layouts that the field's existing data sets have: one SQL file each in ``exports/``."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import duckdb

from warehouse.errors import ExportError
from warehouse.exporting import bounded, condition, replacing_file
from warehouse.querying import check_reading, header, query, reading
from warehouse.statements import literal, scripts, statement

PIECE = 200_000
MANY = 1_000_000


@dataclass(frozen=True, slots=True)
class Layout:
    """A file format: which Goldstein and quad variants it carries, and what it cannot tell (``note``).

    With ``is_by_day`` a row tells all events of one day that are alike, and none of other days.
    """

    name: str
    description: str
    goldstein: str
    quad: str
    note: str
    has_header: bool
    null: str
    is_undated_kept: bool
    is_by_day: bool
    sql: str


@dataclass(frozen=True, slots=True)
class LayoutReport:
    """What was written: the file, its rows, and how many default events are not in it because of their dates."""

    file: Path
    rows: int
    left_out: int


@cache
def layouts() -> tuple[Layout, ...]:
    """Return the layouts by name."""
    return tuple(map(_read, scripts("exports")))


def layout(name: str) -> Layout:
    """Return one layout ("-" and "_" are the same); raises ExportError for an unknown one."""
    for candidate in layouts():
        if candidate.name == name.replace("_", "-"):
            return candidate
    raise ExportError(f"there is no layout {name}; there are {', '.join(each.name for each in layouts())}.")


def export_layout(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    file: Path,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    where: str | None = None,
) -> LayoutReport:
    """Write the default events (affirmed, actual or ongoing) as one UTF-8 file in a layout.

    Layouts of other data sets have one day per event: events without a single day are left out and counted.
    ``since``, ``until`` and ``where`` choose as for the Parquet export.  The file is written beside its place and
    renamed.  Raises ExportError, also where the codebook lacks a code, and QueryError for a bad ``where``.
    """
    chosen = layout(name)
    filtered = condition(since, until, where)
    every = statement("export.layout_rows").format(view="default_events", filter=filtered)
    events = statement("export.layout_rows").format(view="layout_events", filter=filtered)
    rows = chosen.sql.replace("{events}", every if chosen.is_undated_kept else events)
    for sql in (every, events, rows):
        check_reading(connection, sql)
    counts = query(connection, statement("export.layout_counts").format(rows=every)).rows
    unknown = [code for code, _, _, is_known in counts if not is_known]
    if unknown and not chosen.is_undated_kept:
        raise ExportError(f"{file}: the codebook in this warehouse lacks {', '.join(unknown)}; load the codes first.")
    write = partial(_write_by_day, events=events) if chosen.is_by_day else partial(_write, rows=rows)
    total, dated = (sum(row[at] for row in counts) for at in (1, 2))
    with replacing_file(file) as beside, bounded(connection), reading(connection), _joining(connection, total):
        count = write(connection, chosen, file=beside)
    left_out = 0 if chosen.is_undated_kept else total - dated
    return LayoutReport(file, count, left_out)


@contextmanager
def _joining(connection: duckdb.DuckDBPyConnection, events: int) -> Iterator[None]:
    """Have joins of so many events made as the views write them."""
    if events < MANY:
        yield
        return
    connection.execute(statement("export.join_as_written"))
    try:
        yield
    finally:
        connection.execute(statement("export.join_as_estimated"))


def _write(connection: duckdb.DuckDBPyConnection, chosen: Layout, rows: str, file: Path) -> int:
    """Write the rows of a query in the form of the layout; return their number."""
    writer = f"export.write_{chosen.name if chosen.name in ('csv', 'jsonl') else 'tsv'}"
    sql = statement(writer).format(
        rows=rows, file=literal(str(file)), header=str(chosen.has_header).lower(), null=literal(chosen.null)
    )
    ((count,),) = connection.execute(sql).fetchall()
    return int(count)


def _write_by_day(connection: duckdb.DuckDBPyConnection, chosen: Layout, events: str, file: Path) -> int:
    """Write a layout a few days at a time, so that what is grouped fits into memory; return the number of its rows."""
    staged, piece = file.with_name("days.parquet"), file.with_name("piece")
    connection.execute(statement("export.stage_days").format(events=events, file=literal(str(staged)))).fetchall()
    days = connection.execute(statement("export.staged_days").format(file=literal(str(staged)))).fetchall()
    written = 0
    with file.open("wb") as whole:
        for first, last in _pieces(days):
            connection.execute(statement("export.count_written").format(rows=written)).fetchall()
            chunk = statement("export.staged_piece").format(
                file=literal(str(staged)), first=literal(first.isoformat()), last=literal(last.isoformat())
            )
            written += _write(connection, chosen, chosen.sql.replace("{events}", chunk), piece)
            with piece.open("rb") as part:
                shutil.copyfileobj(part, whole)
    return written


def _pieces(days: Iterable[tuple[dt.date, int]]) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield the first and last day of runs of days with about PIECE events each."""
    first, last, size = None, None, 0
    for day, count in days:
        if first is not None and last is not None and size + count > PIECE:
            yield first, last
            first, size = None, 0
        first, last, size = first or day, day, size + count
    if first is not None and last is not None:
        yield first, last


def _read(path: Path) -> Layout:
    values, sql = header(path)
    text = {key: " ".join(parts).strip() for key, parts in values.items()}
    return Layout(
        name=path.stem.replace("_", "-"),
        description=text["description"],
        goldstein=text["goldstein"],
        quad=text["quad"],
        note=text.get("note", ""),
        has_header=text["header"] == "yes",
        null=text["null"],
        is_undated_kept=text.get("undated") == "yes",
        is_by_day=text.get("days") == "yes",
        sql=_filled(sql),
    )


def _filled(sql: str) -> str:
    """Put in what layouts share: the days of events, and another layout that this one builds on ("{gdelt2}")."""
    for path in scripts("exports"):
        mark = f"{{{path.stem}}}"
        if mark in sql:
            sql = sql.replace(mark, _filled(header(path)[1]))
    return sql.replace("{days}", statement("export.layout_days"))
