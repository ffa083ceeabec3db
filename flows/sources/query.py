"""An SQL query as a source: every row is an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractors.readers.errors import BadInputError
from extractors.readers.record import raw_document
from extractors.records import digest
from extractors.sources import Source
from flows.settings import Settings
from flows.sources.fetched import Fetched, Mark, SourceUnavailable, unreachable
from warehouse.store import SourceUnreadable, query_source


def fetch_query(source: Source, marks: Mapping[str, str], settings: Settings) -> Iterator[Fetched]:
    """Yield the rows of the query as articles, from each location; with a cursor column only those above the mark."""
    assert source.query is not None, "a source that reads a query has one"
    failed = 0
    for location in source.locations:
        place = str(source.folder / location)
        item = f"{place}#{digest(source.query, source.cursor_column or '')}"
        last, number = marks.get(item), 0
        try:
            rows = query_source(
                source.query,
                source.folder / location,
                cursor_column=source.cursor_column,
                after=last,
                seconds=source.query_seconds,
            )
            for number, (row, cursor) in enumerate(rows, 1):
                last = cursor if cursor is not None else last
                origin = f"{place}:{number}"
                try:
                    yield raw_document(row, origin, source.name, settings.document_bytes)
                except BadInputError as error:
                    yield unreachable(source.name, origin, error.reason, error.detail)
        except SourceUnreadable as error:
            failed += 1
            yield unreachable(source.name, place, "unreadable", str(error))
            continue
        if number and last is not None:
            yield Mark(item, last)
    if failed == len(source.locations):
        raise SourceUnavailable(f"the source {source.name}: no location could be read")
