"""Take the events away as Parquet: one folder per year, the same bytes for the same events, all or nothing."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.errors import ExportError
from warehouse.migrations import latest_version
from warehouse.querying import check_reading, query, reading
from warehouse.statements import literal, statement

# Every export holds this file; a folder without it is somebody else's and never replaced.
MARK = "README.txt"
# What an export may hold in memory, for each thread that computes and at least; more goes to files beside the database.
# An export reads everything once and in order: with all the memory that DuckDB would take it is hardly faster.
MEMORY_PER_THREAD = 512 * 2**20
MEMORY_AT_LEAST = 4 * 2**30
_UNITS = ("bytes", "KiB", "MiB", "GiB", "TiB")
_ABOUT = (
    "Events coded by Demarche, as Parquet partitioned by the year of event_date_start.\n"
    "codebook.csv has the event codes, columns.csv the meaning of every column.\n"
    "Read the whole folder, for example: duckdb -c \"from read_parquet('*/*.parquet', hive_partitioning = true)\"\n"
)


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export wrote: the folder, the number of events in all and per year ("unknown" for undated ones)."""

    directory: Path
    events: int
    years: dict[str, int]
    files: tuple[Path, ...]


def export(
    connection: duckdb.DuckDBPyConnection,
    directory: Path,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    where: str | None = None,
) -> ExportReport:
    """Write all events (of every polarity and modality) with their article and sentence under ``directory``.

    ``since`` and ``until`` keep the events whose days touch that time (both inclusive), and with either of them
    undated events stay out; ``where`` is an SQL condition over the columns.  The export is written beside the folder
    and then renamed, so that a failure leaves the old one in place.  Raises ExportError, and QueryError for a
    ``where`` that is no condition.
    """
    rows = statement("export.rows").format(filter=condition(since, until, where))
    check_reading(connection, rows)
    years = dict(query(connection, statement("export.count").format(rows=rows)).rows)
    with replacing(directory) as beside, bounded(connection):
        _write(connection, rows, beside, has_rows=bool(years))
    return ExportReport(directory, sum(years.values()), years, tuple(sorted(directory.glob("*/*.parquet"))))


@contextmanager
def replacing(directory: Path) -> Iterator[Path]:
    """Yield an empty folder beside ``directory`` that takes its place at the end of the block.

    When the block fails, the new folder goes and the old one stays.  Raises ExportError when ``directory`` exists
    and is no earlier export, or when its place cannot be written.
    """
    if directory.exists() and not ((directory / MARK).is_file() or _is_empty(directory)):
        raise ExportError(f"{directory}: exists and is no earlier export; name another folder or move it away.")
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{directory.name}.", dir=directory.parent))
    except OSError as error:
        raise ExportError(f"{directory}: cannot be written ({error.strerror}); name another folder.") from error
    try:
        beside, before = work / "new", work / "old"
        beside.mkdir()
        yield beside
        if directory.exists():
            directory.rename(before)
        try:
            beside.rename(directory)
        except OSError:
            if before.exists():
                before.rename(directory)
            raise
    except (OSError, duckdb.IOException) as error:
        raise ExportError(f"{directory}: not written, what was there before is untouched ({error}).") from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def bounded(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Hold what the block takes of memory to what an export may; what is allowed already counts where it is less."""
    ((allowed, threads),) = connection.execute(statement("export.memory")).fetchall()
    number, unit = allowed.split()
    least = min(float(number) * 1024 ** _UNITS.index(unit), max(MEMORY_AT_LEAST, MEMORY_PER_THREAD * threads))
    connection.execute(statement("export.bound_memory").format(memory=literal(f"{least:.0f}B")))
    try:
        yield
    finally:
        connection.execute(statement("export.bound_memory").format(memory=literal(allowed)))


def condition(since: dt.date | None, until: dt.date | None, where: str | None) -> str:
    """Return the SQL condition that keeps what is to be exported."""
    parts = [f"({where})"] if where else []
    if since is not None:
        parts.append(statement("export.since").format(day=literal(since.isoformat())))
    if until is not None:
        parts.append(statement("export.until").format(day=literal(until.isoformat())))
    return " and ".join(parts) or "true"


@contextmanager
def replacing_file(file: Path) -> Iterator[Path]:
    """Yield a path beside ``file`` that takes its place at the end of the block; a failure leaves the old file."""
    if file.is_dir():
        raise ExportError(f"{file}: is a folder; name a file.")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as folder:
            beside = Path(folder) / file.name
            yield beside
            beside.replace(file)
    except (OSError, duckdb.IOException) as error:
        raise ExportError(f"{file}: not written, what was there before is untouched ({error}).") from error


def _write(connection: duckdb.DuckDBPyConnection, rows: str, folder: Path, *, has_rows: bool) -> None:
    """Write the Parquet files (none without rows) and beside them the codebook and the meaning of the columns."""
    metadata = f"{{demarche_schema_version: '{latest_version()}'}}"
    writing = [
        statement("export.write_codebook").format(file=literal(str(folder / "codebook.csv"))),
        statement("export.write_columns").format(rows=rows, file=literal(str(folder / "columns.csv"))),
    ]
    if has_rows:
        writing.append(statement("export.write").format(rows=rows, directory=literal(str(folder)), metadata=metadata))
    with reading(connection):
        for sql in writing[::-1]:
            connection.execute(sql).fetchall()
    (folder / MARK).write_text(_ABOUT, "utf-8")


def _is_empty(directory: Path) -> bool:
    return directory.is_dir() and not any(directory.iterdir())
