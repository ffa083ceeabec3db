"""Verdicts of analysts on events: a sheet to fill in, its import, and the export of all verdicts, as CSV."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from warehouse.clock import now
from warehouse.errors import CorrectionError
from warehouse.exporting import replacing_file
from warehouse.querying import Table, query
from warehouse.statements import statement
from warehouse.transaction import transaction

VERDICTS = ("right", "wrong", "corrected")
CORRECTED = ("corrected_source_code", "corrected_target_code", "corrected_cameo_code")
# What a verdict is tied to; a sheet need not carry it as long as the event is in the warehouse.
JUDGED = ("doc_id", "trigger_text", "trigger_start", "trigger_end", "source_code", "target_code", "cameo_code", "rule")


def import_corrections(connection: duckdb.DuckDBPyConnection, file: Path, author: str | None = None) -> int:
    """Take the verdicts of a CSV file in, all or none; return their number.

    Needed columns: ``event_id`` and ``verdict`` (right, wrong, corrected; rows without a verdict are passed over);
    for corrected ones at least one of ``corrected_source_code``, ``corrected_target_code``,
    ``corrected_cameo_code``; optional: ``note``, ``author`` (else the argument) and ``judged_at`` (ISO 8601, UTC).
    A verdict of the same author on the same event replaces the one before.  The columns of an export tie a verdict
    to its words where the event itself is not here.  Raises CorrectionError with file and line.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(_numbered(csv.DictReader(stream), file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CorrectionError(f"{file}: cannot be read as CSV in UTF-8 ({error}).") from error
    with transaction(connection):
        for where, row in rows:
            connection.execute(statement("corrections.add"), _verdict(connection, where, row, author)).fetchall()
    return len(rows)


def export_corrections(connection: duckdb.DuckDBPyConnection, file: Path) -> int:
    """Write all verdicts as CSV that ``import_corrections`` reads back; return their number."""
    return _write(query(connection, statement("corrections.all")), file)


def correction_sheet(connection: duckdb.DuckDBPyConnection, file: Path, count: int) -> int:
    """Write up to ``count`` events that nobody has judged as CSV to fill in; return their number.

    The choice looks random and is the same each time (in the order of a hash), so that it favours no rule or source.
    """
    return _write(query(connection, statement("corrections.sheet"), {"count": count}), file)


def _numbered(reader: csv.DictReader[str], file: Path) -> Iterable[tuple[str, dict[str, str]]]:
    missing = {"event_id", "verdict"} - set(reader.fieldnames or ())
    if missing:
        raise CorrectionError(f"{file}:1: has no column {', '.join(sorted(missing))}.")
    for row in reader:
        cells = {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)}
        if cells["verdict"]:
            yield f"{file}:{reader.line_num}", cells


def _verdict(
    connection: duckdb.DuckDBPyConnection, where: str, row: Mapping[str, str], author: str | None
) -> dict[str, Any]:
    verdict = row["verdict"].casefold()
    if verdict not in VERDICTS:
        raise CorrectionError(f"{where}: the verdict must be {', '.join(VERDICTS)}, not {row['verdict']!r}.")
    corrected = {name: row.get(name) or None for name in CORRECTED}
    if (verdict == "corrected") != any(corrected.values()):
        raise CorrectionError(f"{where}: corrected, and only corrected, goes with a corrected code or actor.")
    who = row.get("author") or author
    if not who:
        raise CorrectionError(f"{where}: nobody is named as its author.")
    return {
        "event_id": row["event_id"],
        "author": who,
        "verdict": verdict,
        **corrected,
        "note": row.get("note") or None,
        "judged_at": _moment(where, row.get("judged_at")),
        **_judged(connection, where, row),
    }


def _judged(connection: duckdb.DuckDBPyConnection, where: str, row: Mapping[str, str]) -> dict[str, Any]:
    for name in ("corrections.kept", "corrections.judged"):
        found = connection.execute(statement(name), {"event_id": row["event_id"]}).fetchall()
        if found:
            return dict(zip(JUDGED, found[0], strict=True))
    if all(row.get(name) for name in JUDGED if name not in ("source_code", "target_code")):
        return {name: row.get(name) or None for name in JUDGED}
    raise CorrectionError(f"{where}: there is no event {row['event_id']} here.")


def _moment(where: str, text: str | None) -> dt.datetime:
    if not text:
        return now()
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise CorrectionError(f"{where}: {text!r} is no moment; write it as 2022-01-31T12:00:00.") from error
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _write(table: Table, file: Path) -> int:
    with replacing_file(file) as beside, beside.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(table.columns)
        writer.writerows(table.rows)
    return len(table.rows)
