"""Folders and files as a source, here or at an address: what is new or has changed since it was last read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from extractors.readers import Opened, find_files
from extractors.records import Rejection
from extractors.sources import Source, is_address, is_web
from flows.settings import Settings
from flows.sources.client import Client, FetchFailed
from flows.sources.fetched import Fetched, Mark, SourceUnavailable, unreachable
from flows.sources.growing import already_read, read_part
from flows.sources.reading import read_as
from flows.sources.remote import BYTES, SECONDS, fetch_stored_files, fetch_web_file


def fetch_files(
    source: Source, marks: Mapping[str, str], settings: Settings, opened: Opened | None = None
) -> Iterator[Fetched]:
    """Yield the articles of files that are new or have another size or time than when they were last read.

    Of JSON Lines to which lines were added only these are read.  A file that changes while it is read, or that may not
    be opened, gets no mark and is read again the next time.  ``opened`` hears of every file of this machine.
    """
    missing, why = 0, "none of its locations exists"
    client = Client(source, seconds=SECONDS, size=BYTES) if source.web_locations else None
    for location in source.locations:
        if is_address(location):
            try:
                if client is not None and is_web(location):
                    yield from fetch_web_file(client, source, location, marks, settings)
                else:
                    yield from fetch_stored_files(source, location, marks, settings)
            except FetchFailed as error:
                missing, why = missing + 1, f"{location} {error.detail}"
                yield unreachable(source.name, location, error.reason, error.detail)
            continue
        path = source.folder / location
        if not path.exists():
            missing += 1
            yield unreachable(source.name, str(path), "missing", "there is no such file or folder")
            continue
        for found in find_files([path]):
            if isinstance(found, Rejection):
                yield replace(found, source=source.name)
            elif not _is_read(mark := marks.get(str(found)), state := _state(found)):
                yield from _file(found, state, source, settings, already_read(found, mark), opened)
    if missing == len(source.locations):
        raise SourceUnavailable(f"the source {source.name}: {why}")


def _is_read(mark: str | None, state: str | None) -> bool:
    return mark is not None and mark.split(":")[:2] == (state or "").split(":")


def _file(
    path: Path, state: str | None, source: Source, settings: Settings, skipped: tuple[int, int], opened: Opened | None
) -> Iterator[Fetched]:
    was_read = state is not None
    for item in read_as(path, source, settings, skipped=skipped, opened=opened):
        was_read = was_read and not (isinstance(item, Rejection) and item.reason == "unreadable")
        yield item
    if was_read and state is not None and _state(path) == state:
        part = read_part(path, int(state.partition(":")[0]))
        yield Mark(str(path), f"{state}:{part}" if part else state)


def _state(path: Path) -> str | None:
    """Return size and time of a file, or None where it is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return f"{status.st_size}:{status.st_mtime_ns}"
