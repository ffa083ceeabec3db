"""Put coded documents and rejections into the tables: a document is replaced as a whole or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from extractors.records import CodedDocument, Rejection
from warehouse.clock import now
from warehouse.errors import WarehouseError
from warehouse.rows import document_row, event_rows, input_id, mention_rows, rejection_key, rejection_row, sentence_rows
from warehouse.statements import statement
from warehouse.stories import assign_stories, leave_stories
from warehouse.transaction import transaction


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """What one call of ``load`` did.

    ``documents`` counts the committed ones, of which ``replaced`` stood there before; ``duplicates`` were more of
    the same document inside the batch and left out; ``rejections`` includes documents that the schema refused;
    ``superseded`` are the earlier versions that documents of the batch took the place of.
    """

    documents: int = 0
    sentences: int = 0
    events: int = 0
    rejections: int = 0
    replaced: int = 0
    duplicates: int = 0
    superseded: int = 0

    def __add__(self, other: LoadCounts) -> LoadCounts:
        return LoadCounts(*(a + b for a, b in zip(dataclasses.astuple(self), dataclasses.astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class Marks:
    """How far a source was read once what is loaded with them is in: item -> mark (see the table source_marks)."""

    source: str
    items: Mapping[str, str]


# What goes with a document.
_DELETE = ("delete_documents", "delete_sentences", "delete_events", "delete_mentions")
# What DuckDB raises when a value does not fit its column (a CHECK, an ENUM, a lone surrogate in a text).
_UNFIT = (duckdb.DataError, duckdb.IntegrityError, duckdb.InvalidInputException)


def load(
    connection: duckdb.DuckDBPyConnection,
    batch: Sequence[CodedDocument],
    rejections: Sequence[Rejection],
    run_id: str,
    marks: Marks | None = None,
) -> LoadCounts:
    """Replace the documents of ``batch`` and record ``rejections`` and ``marks``, in one transaction.

    Of several documents with the same id the first counts.  A document with a value that the schema refuses becomes
    a rejection of stage "load", the others of its batch are loaded: then a batch takes more than one transaction, the
    last of which records the marks.
    """
    first = {coded.document.doc_id: coded for coded in reversed(batch)}
    unique = [coded for coded in batch if first[coded.document.doc_id] is coded]
    counts = LoadCounts(duplicates=len(batch) - len(unique))
    return counts + _load(connection, unique, rejections, run_id, marks)


def _load(
    connection: duckdb.DuckDBPyConnection,
    batch: Sequence[CodedDocument],
    rejections: Sequence[Rejection],
    run_id: str,
    marks: Marks | None,
) -> LoadCounts:
    try:
        return _replace(connection, batch, rejections, run_id, marks)
    except _UNFIT as error:
        if not batch:
            raise
        if len(batch) > 1:
            middle = len(batch) // 2
            before = _load(connection, batch[:middle], rejections, run_id, None)
            return before + _load(connection, batch[middle:], (), run_id, marks)
        return _load(connection, (), [*rejections, _refused(batch[0], error)], run_id, marks)


def _replace(
    connection: duckdb.DuckDBPyConnection,
    batch: Sequence[CodedDocument],
    rejections: Sequence[Rejection],
    run_id: str,
    marks: Marks | None,
) -> LoadCounts:
    doc_ids = [coded.document.doc_id for coded in batch]
    sentences = [row for coded in batch for row in sentence_rows(coded)]
    events = [row for coded in batch for row in event_rows(coded)]
    refused = {rejection_key(rejection): rejection for rejection in rejections}
    with transaction(connection):
        known = dict(connection.execute(statement("load.known"), {"doc_ids": doc_ids}).fetchall())
        _archive(connection, [c.document.doc_id for c in batch if known.get(c.document.doc_id, c.ruleset) != c.ruleset])
        if known:
            _change(connection, _DELETE, list(known))
        _append(connection, "documents", [document_row(coded, run_id) for coded in batch])
        _append(connection, "sentences", sentences)
        _append(connection, "events", events)
        _append(connection, "mentions", [row for coded in batch for row in mention_rows(coded)])
        superseded = _supersede(connection, doc_ids, run_id)
        assign_stories(connection, (coded.document for coded in batch if coded.document.doc_id not in superseded))
        _change(
            connection,
            ("forget_present_documents", "forget_present_events", "forget_present_versions"),
            [doc_id for doc_id in doc_ids if doc_id not in superseded],
        )
        # What could not be read (a broken line) was rejected under its place alone.
        settled = [
            input_id(c.document.origin, c.document.source, record_id, c.document.doc_id)
            for c in batch
            for record_id in {c.document.record_id, None}
        ]
        connection.execute(
            statement("load.delete_settled_rejections"), {"rejection_ids": settled, "doc_ids": doc_ids}
        ).fetchall()
        _reject(connection, refused, run_id)
        if marks is not None:
            _mark(connection, marks, run_id)
        counts = LoadCounts(
            len(batch), len(sentences), len(events), len(refused), len(known), superseded=len(superseded)
        )
        connection.execute(statement("load.count_run"), {"run_id": run_id, **_run_counts(counts)}).fetchall()
    return counts


def replace_dimension(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Mapping[str, Any]]) -> int:
    """Replace the whole content of a dimension table, in one transaction; return the number of rows.

    Keys are column names, missing ones take the column's default; raises WarehouseError for a key that is no column.
    """
    groups: dict[tuple[str, ...], list[list[Any]]] = {}
    for row in rows:
        groups.setdefault(tuple(row), []).append(list(row.values()))
    columns = {name for (name,) in connection.execute(statement("load.columns"), {"table_name": table}).fetchall()}
    unknown = sorted({key for keys in groups for key in keys} - columns)
    if unknown:
        raise WarehouseError(f"{table} has no column {', '.join(unknown)}; it has {', '.join(sorted(columns))}.")
    try:
        with transaction(connection):
            connection.execute(statement(f"load.clear_{table}")).fetchall()
            for keys, values in groups.items():
                _append(connection, table, values, keys)
    except _UNFIT as error:
        raise WarehouseError(f"{table}: {str(error).splitlines()[0]}") from error
    return sum(map(len, groups.values()))


def _append(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    rows: Sequence[Sequence[Any]],
    columns: Sequence[str] | None = None,
) -> None:
    if rows:
        with connection.appender(table, columns=list(columns) if columns else None) as appender:
            appender.append_rows(rows)


def _reject(connection: duckdb.DuckDBPyConnection, refused: Mapping[str, Rejection], run_id: str) -> None:
    """Record rejections by their ids; those that were there before keep the run that saw them first."""
    ids = {"rejection_ids": list(refused)}
    first = dict(connection.execute(statement("load.first_rejections"), ids).fetchall())
    connection.execute(statement("load.delete_rejections"), ids).fetchall()
    rows = [rejection_row(key, refused[key], first.get(key, run_id), run_id) for key in refused]
    _append(connection, "rejections", rows)


def _archive(connection: duckdb.DuckDBPyConnection, doc_ids: list[str]) -> None:
    """Keep what another ruleset made of documents that are coded anew."""
    if doc_ids:
        _change(connection, ("archive_documents", "archive_events"), doc_ids)


def _supersede(connection: duckdb.DuckDBPyConnection, doc_ids: list[str], run_id: str) -> set[str]:
    """Move the earlier versions of what was just loaded from the documents into the history; return their ids."""
    found = dict(connection.execute(statement("load.superseded_by"), {"doc_ids": doc_ids}).fetchall())
    if found:
        versions = sorted(found)
        _change(connection, ("forget_present_versions",), versions)
        for doc_id in versions:
            connection.execute(
                statement("load.supersede"),
                {"doc_id": doc_id, "superseded_by": found[doc_id], "run_id": run_id, "superseded_at": now()},
            ).fetchall()
        _archive(connection, versions)
        _change(connection, _DELETE, versions)
        leave_stories(connection, versions)
    return set(found)


def _mark(connection: duckdb.DuckDBPyConnection, marks: Marks, run_id: str) -> None:
    """Record how far a source was read; what was wrong with these places before is settled."""
    read = {"source_name": marks.source, "items": list(marks.items), "run_id": run_id}
    connection.execute(statement("load.delete_marked_rejections"), read).fetchall()
    connection.execute(
        statement("load.mark"),
        read | {"marks": list(marks.items.values()), "marked_at": now()},
    ).fetchall()


def _change(connection: duckdb.DuckDBPyConnection, names: Sequence[str], doc_ids: list[str]) -> None:
    for name in names:
        connection.execute(statement(f"load.{name}"), {"doc_ids": doc_ids}).fetchall()


def _run_counts(counts: LoadCounts) -> dict[str, int]:
    return {
        "document_count": counts.documents,
        "sentence_count": counts.sentences,
        "event_count": counts.events,
        "rejection_count": counts.rejections,
    }


def _refused(coded: CodedDocument, error: Exception) -> Rejection:
    document = coded.document
    detail = f"{document.origin}: {str(error).splitlines()[0]}"
    return Rejection(
        origin=document.origin,
        stage="load",
        reason="refused by the schema",
        detail=detail.encode("utf-8", "replace").decode("utf-8"),
        source=document.source,
        record_id=document.record_id,
        doc_id=document.doc_id,
        document=document,
    )
