"""SQL of the user's own over a DuckDB file or Parquet files: read-only, and blind to everything else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from warehouse.connection import CONFIG
from warehouse.errors import QueryError, WarehouseError
from warehouse.querying import check_reading
from warehouse.statements import literal, quoted, statement

_PIECE = 1000
PARQUET = (".parquet", ".pq")


class SourceUnreadable(WarehouseError):
    """The file of a query cannot be opened, or the query fails or takes too long."""


def query_source(
    sql: str, location: Path, *, cursor_column: str | None = None, after: str | None = None, seconds: float = 300
) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Yield the rows of one SELECT, by column, each with the value of ``cursor_column`` as text (None without one).

    ``location`` is a DuckDB file, whose tables go by their names, or a Parquet file or a folder of them, which is the
    table ``files``.  The query sees nothing else: no other file, no network, no extension, no Python variable; it
    cannot write.  With a cursor column the rows come in its order, and only those above ``after``.
    Raises QueryError for anything but one reading statement, SourceUnreadable.
    """
    with duckdb.connect(config=CONFIG | {"python_enable_replacements": False}) as connection:
        timer = threading.Timer(seconds, connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            _open(connection, location)
            check_reading(connection, sql)
            yield from _rows(connection, sql.strip().rstrip(";"), cursor_column, after)
        except duckdb.InterruptException as error:
            raise SourceUnreadable(f"the query takes longer than {seconds:g} s") from error
        except duckdb.Error as error:
            raise SourceUnreadable(str(error).splitlines()[0]) from error
        finally:
            timer.cancel()


def _open(connection: duckdb.DuckDBPyConnection, location: Path) -> None:
    """Open what the query may see, and shut the door behind it."""
    if not location.exists():
        raise SourceUnreadable("there is no such file or folder")
    files = sorted(location.rglob("*.parquet")) if location.is_dir() else [location]
    if location.is_dir() or location.suffix.lower() in PARQUET:
        if not files:
            raise SourceUnreadable("is a folder without Parquet files")
        listed = f"[{', '.join(literal(str(file.resolve())) for file in files)}]"
        connection.execute(statement("source.allow_files").format(files=listed))
        connection.execute(statement("source.define_files").format(files=listed))
    else:
        connection.execute(statement("source.attach").format(file=literal(str(location.resolve()))))
        connection.execute(statement("source.use_attached"))
    connection.execute(statement("source.lock"))


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, cursor_column: str | None, after: str | None
) -> Iterator[tuple[dict[str, Any], str | None]]:
    cursor_at = None
    if cursor_column is None:
        cursor = connection.execute(sql)
    else:
        type_of = statement("source.column_type").format(query=sql, name=literal(cursor_column))
        found = connection.execute(type_of).fetchall()
        if not found:
            raise QueryError(f"the query has no column {cursor_column} to go by")
        wanted = statement("source.after").format(query=sql, column=quoted(cursor_column), type=found[0][0])
        cursor = connection.execute(wanted, {"after": after})
    columns = [str(column[0]) for column in cursor.description]
    if cursor_column is not None:
        cursor_at = [column.lower() for column in columns].index(cursor_column.lower())
    while rows := cursor.fetchmany(_PIECE):
        for row in rows:
            yield dict(zip(columns, row, strict=True)), None if cursor_at is None else str(row[cursor_at])
