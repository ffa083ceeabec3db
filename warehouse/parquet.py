"""Read the rows of Parquet files, a piece at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from warehouse.connection import CONFIG
from warehouse.errors import UnreadableParquet
from warehouse.statements import statement

_PIECE = 1000
_WILD = re.compile(r"[*?\[]")  # DuckDB reads patterns; in brackets a character stands for itself


def read_parquet_rows(path: str | Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file as dictionaries by column, in file order, in flat memory.

    Raises UnreadableParquet when the file is missing or no Parquet file.
    """
    with duckdb.connect(config=CONFIG) as connection:
        try:
            cursor = connection.execute(statement("parquet.read"), {"path": exactly(path)})
            columns = [str(column[0]) for column in cursor.description]
            while rows := cursor.fetchmany(_PIECE):
                for row in rows:
                    yield dict(zip(columns, row, strict=True))
        except duckdb.Error as error:
            raise UnreadableParquet(f"{path}: not a readable Parquet file ({str(error).splitlines()[0]})") from error


def exactly(path: str | Path) -> str:
    """Return a path as DuckDB takes it, which would otherwise read a pattern out of some names."""
    return _WILD.sub(r"[\g<0>]", str(path))
