"""Take the events away in the layouts that the field's existing data sets have: one SQL file each in ``exports/``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from warehouse.errors import ExportError
from warehouse.exporting import condition, replacing_file
from warehouse.querying import check_reading, header, query, reading
from warehouse.statements import literal, scripts, statement


@dataclass(frozen=True, slots=True)
class Layout:
    """A file format: which Goldstein and quad variants it carries, and what it cannot tell (``note``)."""

    name: str
    description: str
    goldstein: str
    quad: str
    note: str
    has_header: bool
    null: str
    is_undated_kept: bool
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
    unknown = query(connection, statement("export.layout_unknown_codes").format(rows=every)).rows
    if unknown and not chosen.is_undated_kept:
        codes = ", ".join(row[0] for row in unknown)
        raise ExportError(f"{file}: the codebook in this warehouse lacks {codes}; load the codes first.")
    total, dated = (
        int(query(connection, statement("export.layout_count").format(rows=sql)).rows[0][0]) for sql in (every, events)
    )
    with replacing_file(file) as beside:
        writer = f"export.write_{chosen.name if chosen.name in ('csv', 'jsonl') else 'tsv'}"
        sql = statement(writer).format(
            rows=rows, file=literal(str(beside)), header=str(chosen.has_header).lower(), null=literal(chosen.null)
        )
        with reading(connection):
            ((count,),) = connection.execute(sql).fetchall()
    return LayoutReport(file, count, 0 if chosen.is_undated_kept else total - dated)


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
        sql=_filled(sql),
    )


def _filled(sql: str) -> str:
    """Put in what layouts share: the days of events, and another layout that this one builds on ("{gdelt2}")."""
    for path in scripts("exports"):
        mark = f"{{{path.stem}}}"
        if mark in sql:
            sql = sql.replace(mark, _filled(header(path)[1]))
    return sql.replace("{days}", statement("export.layout_days"))
