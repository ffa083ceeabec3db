"""Articles as the warehouse keeps them, given back page by page as the records they were made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import duckdb

from extractors.records import Document, dumps
from warehouse.statements import statement

# Fields of a document whose column has another name.
FIELDS = {
    "document_source": "source",
    "publication_date": "date",
    "publication_date_text": "date_text",
    "publication_date_origin": "date_origin",
    "language_code": "language",
    "dropped_line_counts": "dropped",
}
Item = TypeVar("Item")


def stale(
    connection: duckdb.DuckDBPyConnection, ruleset: str, after: str, count: int, characters: int
) -> list[tuple[str, Document]]:
    """Return the next documents after an id, in the order of their ids, that another ruleset coded, with their ids.

    At most ``count``, and no more of them once they have ``characters`` of text.
    """
    asked = {"ruleset_id": ruleset, "after": after, "count": count}
    cursor = connection.execute(statement("load.stale"), asked)
    fields = [FIELDS.get(str(column[0]), str(column[0])) for column in cursor.description]
    documents = (Document(**dict(zip(fields, row, strict=True))) for row in _rows(cursor))
    keyed = ((document.doc_id, document) for document in documents)
    return list(_up_to(characters, keyed, lambda document: len(document.text)))


def rejected_articles(
    connection: duckdb.DuckDBPyConnection,
    stage: str | None,
    reason: str | None,
    after: str,
    count: int,
    characters: int,
) -> list[tuple[str, str]]:
    """Return the next articles kept with rejections of a stage and a reason (None: any), after the id of one.

    As JSON, with the ids of the rejections and in their order; as many as ``stale``.
    """
    asked = {"stage": stage, "reason": reason, "after": after, "count": count}
    cursor = connection.execute(statement("load.rejected_articles"), asked)
    return list(_up_to(characters, _rows(cursor), len))


def to_json(document: Document) -> str:
    """Return a document as it is kept with its rejection."""
    return dumps(document).encode("utf-8", "replace").decode("utf-8")


def _up_to(
    characters: int, found: Iterable[tuple[str, Item]], length: Callable[[Item], int]
) -> Iterator[tuple[str, Item]]:
    """Yield what was found, to the one with which they are so long together."""
    for key, item in found:
        yield key, item
        characters -= length(item)
        if characters <= 0:
            break


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[Any]:
    while row := cursor.fetchone():
        yield row
