"""What fetching yields."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.records import RawDocument, Rejection


class SourceUnavailable(Exception):
    """Nothing of a source can be read: every location is missing or cannot be reached."""


@dataclass(frozen=True, slots=True)
class Mark:
    """``item`` (a file, a feed, an entry, a query) has been read in the state ``value``, with all that came before."""

    item: str
    value: str


Fetched = RawDocument | Rejection | Mark


def unreachable(source: str, origin: str, reason: str, detail: str, record_id: str | None = None) -> Rejection:
    """Return the rejection of a location or an item of a source; the same one replaces itself the next time."""
    detail = f"{origin}: {detail}"
    return Rejection(origin=origin, stage="read", reason=reason, detail=detail, source=source, record_id=record_id)
