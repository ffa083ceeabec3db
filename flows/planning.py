"""What is to be done: articles read and cleaned, without those that this ruleset has coded already, in chunks."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Protocol

from extractors.cleaning import clean
from extractors.readers import find_files, read
from extractors.records import Document, RawDocument, Rejection
from extractors.resources import ConfigError
from extractors.sources import Source
from flows.settings import Settings
from flows.sources.fetched import Fetched, Mark
from warehouse.store import read_parquet_rows

Pending = Callable[[Sequence[Document]], set[str]]


class Chunk:
    """Documents that are coded and loaded together, with what was rejected and skipped on the way to them.

    ``input_bytes`` is how much of the input it takes up; ``marks`` say how far a source has been read when this chunk
    and those before it are loaded.  A plain class, so that Prefect, which looks into every
    collection and dataclass that tasks hand to one another, passes it along unopened.
    """

    __slots__ = ("documents", "input_bytes", "marks", "rejections", "skipped")

    def __init__(
        self,
        documents: list[Document],
        rejections: list[Rejection],
        skipped: int,
        input_bytes: float,
        marks: dict[str, str] | None = None,
    ) -> None:
        self.documents = documents
        self.rejections = rejections
        self.skipped = skipped
        self.input_bytes = input_bytes
        self.marks = marks or {}

    @property
    def characters(self) -> int:
        """Return the length of all its texts."""
        return sum(len(document.text) for document in self.documents)


@dataclass(frozen=True, slots=True)
class Span:
    """Days of publication, both inclusive; None is open.  Where either is given, an undated article is outside."""

    since: dt.date | None = None
    until: dt.date | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise ConfigError("since, until", f"{self.since} is after {self.until}")

    def holds(self, day: dt.date | None) -> bool:
        """Tell whether an article of this day counts."""
        if self.since is None and self.until is None:
            return True
        return day is not None and (self.since or day) <= day <= (self.until or day)


EVER = Span()


class Planned(Protocol):
    """What there is to do, from front to back."""

    @property
    def input_bytes(self) -> int | None:
        """Return the size of the whole input, or None where it cannot be told beforehand."""

    def next_chunk(self, pending: Pending, in_flight: set[str]) -> Chunk | None:
        """Return the next chunk of work, or None at the end; see ``Plan.next_chunk``."""


def choose(page: Sequence[Document], pending: Pending, in_flight: set[str]) -> list[Document]:
    """Return those of a page that are to be coded, each once, and add them to those on their way."""
    unique = {document.doc_id: document for document in reversed(page)}
    wanted = pending(page) - in_flight if page else set()
    in_flight |= wanted
    return [document for document in page if document.doc_id in wanted and unique[document.doc_id] is document]


class Plan:
    """The way through the input, once, from front to back; only one chunk of it is held in memory.

    The input is what ``paths`` name and hold, or what was ``fetched`` from a ``source``; articles outside the ``span``
    are skipped.
    """

    def __init__(
        self,
        paths: Sequence[str],
        settings: Settings,
        stdin: BinaryIO | None = None,
        *,
        source: Source | None = None,
        fetched: Iterable[Fetched] = (),
        span: Span = EVER,
    ) -> None:
        self._span = span
        self._settings = settings
        self._stdin = stdin
        self._input = _Input(paths)
        self._items = self._cleaned(paths) if source is None else _cleaned_of(source, fetched)
        self._marks: dict[str, str] = {}
        self._bytes_planned = 0.0
        self.read_seconds = 0.0

    @property
    def input_bytes(self) -> int | None:
        """Return the size of the whole input, or None where it cannot be told beforehand."""
        return self._input.total_bytes or None

    def next_chunk(self, pending: Pending, in_flight: set[str]) -> Chunk | None:
        """Return the next chunk of work, or None at the end of the input.

        ``pending`` tells which documents the warehouse lacks, ``in_flight`` which are on their way there; the chunk's
        own are added to the latter.  The last chunk may hold nothing but rejections and a number of skipped documents.
        """
        documents, rejections, skipped = list[Document](), list[Rejection](), 0
        characters, at_end = 0, False
        while not at_end and not self._is_full(len(documents) + len(rejections), characters):
            page, refused, outside, at_end = self._page()
            rejections += refused
            skipped += outside
            chosen = choose(page, pending, in_flight)
            documents += chosen
            characters += sum(len(document.text) for document in chosen)
            skipped += len(page) - len(chosen)
        marks, self._marks = self._marks, {}
        if at_end and not (documents or rejections or skipped or marks):
            return None
        consumed = self._input.bytes_read - self._bytes_planned
        self._bytes_planned += consumed
        return Chunk(documents, rejections, skipped, consumed, marks)

    def _is_full(self, items: int, characters: int) -> bool:
        return items >= self._settings.chunk_documents or characters >= self._settings.chunk_characters

    def _page(self) -> tuple[list[Document], list[Rejection], int, bool]:
        """Read and clean half a chunk of the input.

        The last two values tell how many articles lie outside the span, and whether the input is at its end.
        """
        started = time.perf_counter()
        documents: list[Document] = []
        rejections: list[Rejection] = []
        characters = outside = 0
        at_end = True
        for item in self._items:
            if isinstance(item, Mark):
                self._marks[item.item] = item.value
            elif isinstance(item, Rejection):
                rejections.append(item)
            elif not self._span.holds(item.date):
                outside += 1
            else:
                documents.append(item)
                characters += len(item.text)
            if self._is_full(2 * (len(documents) + len(rejections) + outside), 2 * characters):
                at_end = False
                break
        self.read_seconds += time.perf_counter() - started
        return documents, rejections, outside, at_end

    def _cleaned(self, paths: Sequence[str]) -> Iterator[Document | Rejection | Mark]:
        for path in paths:
            if path == "-":
                yield from self._file(path)
                continue
            for found in find_files([path]):
                if isinstance(found, Rejection):
                    yield found
                else:
                    self._input.open(found)
                    yield from self._file(found)
                    self._input.close()

    def _file(self, path: str | Path) -> Iterator[Document | Rejection]:
        settings = self._settings
        found = read(
            [path],
            encoding=settings.encoding or None,
            source=settings.source,
            stdin=self._stdin,
            document_bytes=settings.document_bytes,
            parquet=read_parquet_rows,
        )
        for raw in found:
            if isinstance(raw, Rejection):
                yield raw
            else:
                self._input.saw(len(raw.text))
                yield clean(raw)


def _cleaned_of(source: Source, fetched: Iterable[Fetched]) -> Iterator[Document | Rejection | Mark]:
    """Clean what was fetched from a source; what an article does not say of itself is said for the source."""
    for item in fetched:
        if isinstance(item, RawDocument):
            of_source = replace(
                item,
                source=source.name,
                publisher=item.publisher or source.publisher,
                language=item.language or source.language,
            )
            yield clean(of_source, date_order=source.date_order, time_zone=source.time_zone)
        else:
            yield item


class _Input:
    """How far through the input we are, in bytes; within a file the length of its texts is the best guess."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.total_bytes = _total_bytes(paths)
        self._closed_bytes = 0
        self._file_bytes = 0
        self._seen = 0

    @property
    def bytes_read(self) -> float:
        return self._closed_bytes + min(self._seen, self._file_bytes)

    def open(self, path: Path) -> None:
        try:
            self._file_bytes = path.stat().st_size
        except OSError:  # gone meanwhile: the reader will say so
            self._file_bytes = 0
        self._seen = 0

    def saw(self, characters: int) -> None:
        self._seen += characters

    def close(self) -> None:
        self._closed_bytes += self._file_bytes
        self._file_bytes = self._seen = 0


def _total_bytes(paths: Sequence[str]) -> int | None:
    """Return the size of all files, or None where one is compressed or no file, so that its size says little."""
    total = 0
    for path in paths:
        if path == "-":
            return None
        for found in find_files([path]):
            if isinstance(found, Path):
                if found.suffix.lower() in (".gz", ".parquet", ".pq"):
                    return None
                total += found.stat().st_size
    return total
