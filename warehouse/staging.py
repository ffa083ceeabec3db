"""Results on their way from another machine to the warehouse: one small Parquet file for each batch.

Every machine writes files of its own; only the one loader opens the warehouse.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import duckdb

from warehouse.connection import CONFIG, speaking
from warehouse.parquet import exactly
from warehouse.statements import literal, statement

Staged = tuple[str, str | None, str]


def write_staged(path: Path, rows: Sequence[Staged]) -> None:
    """Write (kind, doc_id, record) rows to a Parquet file, whole or not at all; the same rows make the same bytes.

    Raises WarehouseUnwritable where its folder cannot be written or is full.
    """
    # Two machines may write the same batch, where one was thought lost.
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with speaking(path), _memory().cursor() as connection:
            values = {
                "kinds": [row[0] for row in rows],
                "doc_ids": [row[1] for row in rows],
                "records": [row[2] for row in rows],
            }
            connection.execute(statement("parquet.stage").format(path=literal(str(beside))), values).fetchall()
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def read_staged(path: Path) -> list[Staged]:
    """Return the rows of a staged file in their order; raises WarehouseError where it is missing or damaged."""
    with speaking(path), _memory().cursor() as connection:
        return connection.execute(statement("parquet.staged"), {"path": exactly(path)}).fetchall()


@cache
def _memory() -> duckdb.DuckDBPyConnection:
    """Return the one connection of this process that files pass through: opening one takes longer than a file."""
    return duckdb.connect(config=CONFIG | {"threads": 1})
