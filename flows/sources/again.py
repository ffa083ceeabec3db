"""Fetching again what was rejected: files at addresses, feeds, and entries of feeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from extractors.records import PLACE_INSIDE
from extractors.sources import Source, is_address
from flows.settings import Settings
from flows.sources.feed import fetch_entries
from flows.sources.fetched import Fetched, SourceUnavailable
from flows.sources.fetching import fetch_new


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rejected input came from: its address, and its own id where it has one."""

    origin: str
    record_id: str | None = None


def is_fetched(source: Source, place: Place) -> bool:
    """Tell whether a place is one that the source fetches from an address."""
    if source.reader == "feed":
        return is_address(place.origin)
    return source.reader == "files" and any(_holds(one, _file(source, place)) for one in source.locations)


def fetch_again(
    source: Source, places: Sequence[Place], marks: Mapping[str, str], settings: Settings
) -> Iterator[Fetched]:
    """Yield the articles at places of a source that ``is_fetched``, rejections of what cannot be had still, and marks.

    A file is read whole.  A feed that was rejected itself is read on from ``marks``; an entry is looked for in its feed,
    and where it has left that, its page is asked for.
    """
    if source.reader == "files":
        files = tuple(sorted({_file(source, place) for place in places}))
        yield from _new(replace(source, locations=files), {}, settings)
        return
    feeds = tuple(sorted({place.origin for place in places if place.origin in source.locations}))
    if feeds:
        yield from _new(replace(source, locations=feeds), marks, settings)
    entries = {(place.origin, place.record_id) for place in places if place.origin not in source.locations}
    if entries:
        yield from fetch_entries(source, entries, settings)


def _new(source: Source, marks: Mapping[str, str], settings: Settings) -> Iterator[Fetched]:
    # Each location that cannot be had is a rejection already, and other sources are to have their turn.
    with suppress(SourceUnavailable):
        yield from fetch_new(source, marks, settings)


def _file(source: Source, place: Place) -> str:
    """Return the address of the file that an input lies in."""
    return place.origin if place.origin in source.locations else PLACE_INSIDE.sub("", place.origin)


def _holds(location: str, file: str) -> bool:
    """Tell whether a location, itself or as a pattern or a folder, means this address."""
    if not is_address(location):
        return False
    return file == location or fnmatchcase(file, location) or file.startswith(f"{location.rstrip('/')}/")
