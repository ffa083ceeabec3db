"""Questions: SQL that reads and never writes, and the named questions of ``queries/``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from warehouse.connection import is_damage, is_loss, is_too_much
from warehouse.errors import QueryError
from warehouse.statements import scripts, statement

_READING = frozenset({duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN, duckdb.StatementType.MULTI})
_EXPLAIN = re.compile(r"^\s*explain\s+(analyze\s+)?(\([^)]*\)\s*)?", re.IGNORECASE)
_HEADER = re.compile(r"^-- (?P<key>[a-z]+):(?: (?P<value>.*))?$")


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a question: column names, their SQL types, and rows of Python values.

    ``is_cut`` is true when a limit left rows out.
    """

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    is_cut: bool = False

    def dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named question; required where ``default`` is None and ``is_required`` is true."""

    name: str
    default: str | None
    description: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that comes with the warehouse.

    ``example`` holds values for the parameters it requires, which are names of something where ``choices`` is not
    empty: the SQL that finds all there are.
    """

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    example: Mapping[str, str]
    sql: str
    choices: str = ""


def query(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    params: Mapping[str, Any] | Sequence[Any] | None = None,
    *,
    limit: int | None = None,
) -> Table:
    """Answer one SELECT (or EXPLAIN, PIVOT, DESCRIBE, SHOW …) in a read-only transaction.

    ``params`` are named ($name) or positional (?); ``limit`` is the most rows to return.
    Raises QueryError for anything that is not one reading statement, and for SQL that DuckDB refuses.
    """
    check_reading(connection, sql)
    with reading(connection):
        try:
            cursor = connection.execute(sql, params) if params else connection.execute(sql)
            description = cursor.description
            rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
        except duckdb.Error as error:
            if is_damage(error) or is_loss(error) or is_too_much(error):
                raise
            raise _refusal(error) from error
    return Table(
        columns=tuple(str(column[0]) for column in description),
        types=tuple(str(column[1]) for column in description),
        rows=tuple(rows if limit is None else rows[:limit]),
        is_cut=limit is not None and len(rows) > limit,
    )


def run_named(connection: duckdb.DuckDBPyConnection, name: str, given: Mapping[str, Any]) -> Table:
    """Answer a named question; parameters that are not given take their defaults."""
    asked = named_query(name)
    known = {parameter.name: parameter for parameter in asked.parameters}
    for key in given:
        if key not in known:
            raise QueryError(f"query {asked.name} has no parameter {key}; it has {', '.join(known) or 'none'}.")
    for parameter in asked.parameters:
        if parameter.is_required and given.get(parameter.name) is None:
            raise QueryError(f"query {asked.name} needs {parameter.name}: {parameter.description}")
    if asked.choices:
        _check_choices(connection, asked, given)
    return query(connection, asked.sql, {key: given.get(key, parameter.default) for key, parameter in known.items()})


def _check_choices(connection: duckdb.DuckDBPyConnection, asked: NamedQuery, given: Mapping[str, Any]) -> None:
    """Raise QueryError where a required parameter names what is not there: an empty answer would be no answer."""
    choices = sorted(str(row[0]) for row in query(connection, asked.choices).rows)
    for parameter in asked.parameters:
        if parameter.is_required and given[parameter.name] not in choices:
            raise QueryError(
                f"query {asked.name}: {parameter.name} cannot be {given[parameter.name]}; "
                f"there are {', '.join(choices) or 'none'}."
            )


def named_query(name: str) -> NamedQuery:
    """Return a named question; "-" and "_" are the same."""
    for candidate in named_queries():
        if candidate.name == name.replace("-", "_"):
            return candidate
    raise QueryError(f"there is no query {name}; there are {', '.join(each.name for each in named_queries())}.")


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """Return the questions of ``queries/`` by name."""
    return tuple(_read(path) for path in scripts("queries"))


def check_reading(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    """Raise QueryError unless ``sql`` is exactly one statement that only reads."""
    try:
        found = connection.extract_statements(sql)
        explained = _EXPLAIN.match(sql)
        inner = connection.extract_statements(sql[explained.end() :]) if explained else found
    except duckdb.Error as error:
        if is_loss(error):
            raise
        raise _refusal(error) from error
    if len(found) != 1:
        raise QueryError(f"one statement at a time, please; this has {len(found)}.")
    for each in (*found, *inner):
        if each.type not in _READING:
            raise QueryError(f"{each.type.name} would change something; only questions (SELECT …) are answered here.")


@contextmanager
def reading(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Run the block in a transaction in which DuckDB itself refuses to write to the database."""
    connection.execute(statement("query.begin_reading"))
    try:
        yield
    finally:
        connection.rollback()


def header(path: Path) -> tuple[dict[str, list[str]], str]:
    """Return the "-- key: value" lines at the top of an SQL file, by key, and the SQL below them."""
    lines = path.read_text("utf-8").splitlines()
    values: dict[str, list[str]] = {}
    for number, line in enumerate(lines):
        found = _HEADER.match(line)
        if found is None:
            return values, "\n".join(lines[number:]).strip()
        values.setdefault(found["key"], []).append(found["value"] or "")
    return values, ""


def _read(path: Path) -> NamedQuery:
    values, sql = header(path)
    return NamedQuery(
        name=path.stem,
        description=" ".join(values["description"]),
        parameters=tuple(map(_parameter, values.get("parameter", ()))),
        example=dict(pair.split("=", 1) for line in values.get("example", ()) for pair in line.split()),
        sql=sql,
        choices=" ".join(values.get("choices", ())),
    )


def _parameter(text: str) -> Parameter:
    """Read "name -- description" (required) or "name = default -- description" (an empty default is null)."""
    given, _, description = text.partition(" -- ")
    name, equals, default = (part.strip() for part in given.partition("="))
    return Parameter(name, default or None, description.strip(), not equals)


def _refusal(error: duckdb.Error) -> QueryError:
    return QueryError(str(error))
