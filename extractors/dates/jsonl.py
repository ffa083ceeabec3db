"""Dates as JSON objects: what ``demarche dates`` writes for each document that it reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from extractors.dates.finder import find_dates
from extractors.records import DateExpression


def date_objects(
    documents: Iterable[Mapping[str, Any]], *, date_order: str | None = None, join_ranges: bool = False
) -> Iterator[dict[str, Any]]:
    """Yield ``{"id", "expressions": [{"start", "end", "text", "from", "to", "granularity", "modifier"}]}``.

    A document is ``{"id", "text", "date"?}``: ``date`` is the dateline, an ISO day (a time after it is ignored), and
    may be missing, null or empty.  Offsets are code points; ``from`` and ``to`` are ISO days, null where the text
    and the dateline do not settle the date.  Durations, sets and words like "now" are left out.  Raises ValueError
    where a document has no text or its date is no ISO day.
    """
    for document in documents:
        text = document.get("text")
        if not isinstance(text, str):
            raise ValueError(f"document {document.get('id')!r} has no text")
        found = find_dates(text, _dateline(document), date_order=date_order, join_ranges=join_ranges)
        yield {"id": document.get("id"), "expressions": [_object(one) for one in found if one.kind == "date"]}


def _dateline(document: Mapping[str, Any]) -> dt.date | None:
    value = document.get("date")
    if not value:
        return None
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        raise ValueError(f"document {document.get('id')!r}: date {value!r} is no ISO day") from None


def _object(expression: DateExpression) -> dict[str, Any]:
    return {
        "start": expression.start,
        "end": expression.end,
        "text": expression.text,
        "from": expression.first.isoformat() if expression.first else None,
        "to": expression.last.isoformat() if expression.last else None,
        "granularity": expression.granularity,
        "modifier": expression.modifier,
    }
