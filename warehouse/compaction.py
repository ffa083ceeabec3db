"""Give back the space of replaced rows: DuckDB's file never shrinks by itself."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.errors import WarehouseError
from warehouse.exporting import replacing_file
from warehouse.statements import literal, quoted, statement


def compact(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Write the database anew and put it in the place of the old file; return the bytes that this saved.

    ``connection`` holds the file, so that nobody else writes meanwhile, and must be closed next: it still sees the old
    file.  Raises WarehouseError, with the old file untouched, where a table of the copy is not what it was.
    """

    def run(name: str, **names: str) -> list[tuple[object, ...]]:
        return connection.execute(statement(f"compaction.{name}").format(**names)).fetchall()

    run("checkpoint")
    before = path.stat().st_size
    old = quoted(str(run("current")[0][0]))
    with replacing_file(path) as beside:
        connection.execute(
            statement("schema.attach").format(path=literal(str(beside)), name="compacted", mode=statement("schema.new"))
        ).fetchall()
        try:
            run("copy", old=old)
            for (table,) in run("tables"):
                if run("differing", old=old, table=quoted(str(table))) != [(0,)]:
                    raise WarehouseError(f"{path}: the copy of {table} is not what it was; nothing was changed.")
        finally:
            run("detach")
    return before - path.stat().st_size
