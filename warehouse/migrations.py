"""Bring a database to the schema of this code: migrations forward only, then views and macros as files say."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import duckdb

from warehouse.clock import now
from warehouse.errors import WarehouseCorrupt, WarehouseTooNew
from warehouse.statements import literal, quoted, scripts, statement
from warehouse.transaction import transaction

# In the order in which they build on one another: expressions, views over tables, questions over views.
DEFINITIONS = ("functions", "views", "macros")


def latest_version() -> int:
    """Return the number of the newest migration of this code."""
    return _number(scripts("schema")[-1])


def schema_version(connection: duckdb.DuckDBPyConnection) -> int:
    """Return the number of the last migration that a database has been through."""
    return _count(connection, "schema.version")


def needs_migration(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    """Say whether the database is behind this code; raises WarehouseTooNew when it is ahead."""
    if not _count(connection, "schema.has_history"):
        if _count(connection, "schema.is_foreign"):
            raise WarehouseCorrupt(f"{path}: a DuckDB database, but not one of Demarche. Name another file.")
        return True
    version = schema_version(connection)
    if version > latest_version():
        raise WarehouseTooNew(
            f"{path}: has schema version {version}, this Demarche knows {latest_version()}; upgrade Demarche."
        )
    known = connection.execute(statement("schema.definitions_digest")).fetchall()[0][0]
    return version < latest_version() or known != definitions_digest()


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Apply the missing migrations and rewrite views and macros, in one transaction."""
    with transaction(connection):
        connection.execute(statement("schema.create_history"))
        version = schema_version(connection)
        for path in scripts("schema"):
            if _number(path) > version:
                connection.execute(path.read_text("utf-8"))
                connection.execute(
                    statement("schema.record_migration"),
                    {"version": _number(path), "name": path.name, "applied_at": now()},
                )
        _define(connection)


@cache
def definitions_digest() -> str:
    """Return a hash over the files of views and macros."""
    hasher = hashlib.blake2b(digest_size=16)
    for folder in DEFINITIONS:
        for path in scripts(folder):
            hasher.update(f"{folder}/{path.name}".encode() + b"\0" + path.read_bytes() + b"\0")
    return hasher.hexdigest()


def _define(connection: duckdb.DuckDBPyConnection) -> None:
    for folder in DEFINITIONS:
        for path in scripts(folder):
            connection.execute(path.read_text("utf-8"))
    # A column that a view passes through keeps the comment of its table's column.
    for table, column, comment in connection.execute(statement("schema.uncommented_columns")).fetchall():
        connection.execute(
            statement("schema.comment_column").format(
                table=quoted(table), column=quoted(column), comment=literal(comment)
            )
        )
    connection.execute(statement("schema.forget_definitions"))
    connection.execute(statement("schema.record_definitions"), {"digest": definitions_digest(), "applied_at": now()})


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    return int(connection.execute(statement(name)).fetchall()[0][0])


def _number(path: Path) -> int:
    return int(path.name.split("_", 1)[0])
