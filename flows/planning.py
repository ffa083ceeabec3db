"""What is to be done: articles read and cleaned, without those that this ruleset has coded already, in chunks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Protocol

from extractors.cleaning import clean
from extractors.readers import read
from extractors.records import Document, RawDocument, Rejection
from extractors.resources import ConfigError
from extractors.sources import Source
from flows.position import Position, position_in
from flows.settings import Settings
from flows.sources import Fetched, Mark, known_sources
from warehouse.store import read_parquet_rows

Pending = Callable[[Sequence[Document]], set[str]]


class Chunk:
    """Documents that are coded and loaded together, with what was rejected and skipped on the way to them.

    ``input_bytes`` is how much of the input its documents take up, ``skipped_bytes`` how much lies between them; ``marks``
    say how far ``source`` has been read when this chunk and those before it are loaded.  A plain class, so that
    Prefect, which looks into every collection and dataclass that tasks hand to one another, passes it along unopened.
    """

    __slots__ = ("documents", "input_bytes", "marks", "rejections", "skipped", "skipped_bytes", "source")

    def __init__(
        self,
        documents: list[Document],
        rejections: list[Rejection],
        skipped: int,
        input_bytes: float = 0.0,
        skipped_bytes: float = 0.0,
        source: str | None = None,
        marks: dict[str, str] | None = None,
    ) -> None:
        self.documents = documents
        self.rejections = rejections
        self.skipped = skipped
        self.input_bytes = input_bytes
        self.skipped_bytes = skipped_bytes
        self.source = source
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


@dataclass(slots=True)
class _Page:
    """Articles that were read together, those outside the span left out, what became no article, and how long all are."""

    documents: list[Document] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    outside: int = 0
    characters: int = 0
    is_last: bool = True


class Plan:
    """The way through the input, once, from front to back; only one chunk of it is held in memory.

    The input is what ``paths`` name and hold, each article read as the description of its source says, or what was
    ``fetched`` from a ``source``, whose files ``position`` follows; articles outside the ``span`` are skipped.
    Raises ConfigError for a wrong file of sources.
    """

    def __init__(
        self,
        paths: Sequence[str],
        settings: Settings,
        stdin: BinaryIO | None = None,
        *,
        source: Source | None = None,
        fetched: Iterable[Fetched] = (),
        position: Position | None = None,
        span: Span = EVER,
    ) -> None:
        self._span = span
        self._settings = settings
        self._stdin = stdin
        self._source = source.name if source is not None else None
        self._known = known_sources(settings.sources or None) if source is None else {}
        self._position = position or position_in(paths)
        self._items = self._cleaned(paths) if source is None else _cleaned_of(source, fetched)
        self._marks: dict[str, str] = {}
        self._bytes_planned = 0

    @property
    def input_bytes(self) -> int | None:
        """Return the size of the whole input, or None where it cannot be told beforehand."""
        return self._position.total_bytes

    def next_chunk(self, pending: Pending, in_flight: set[str]) -> Chunk | None:
        """Return the next chunk of work, or None at the end of the input.

        ``pending`` tells which documents the warehouse lacks, ``in_flight`` which are on their way there; the chunk's
        own are added to the latter.  The last chunk may hold nothing but rejections and a number of skipped documents.
        """
        chunk, characters, is_last = Chunk([], [], 0, source=self._source), 0, False
        while not is_last and not self._is_full(len(chunk.documents) + len(chunk.rejections), characters):
            page = self._page()
            chosen = choose(page.documents, pending, in_flight)
            chosen_characters = sum(len(document.text) for document in chosen)
            size = self._position.bytes_read - self._bytes_planned
            self._bytes_planned += size
            of_chosen = size * chosen_characters / max(page.characters, 1)
            chunk.documents += chosen
            chunk.rejections += page.rejections
            chunk.skipped += page.outside + len(page.documents) - len(chosen)
            chunk.input_bytes += of_chosen
            chunk.skipped_bytes += size - of_chosen
            characters += chosen_characters
            is_last = page.is_last
        chunk.marks, self._marks = self._marks, {}
        if is_last and not (chunk.documents or chunk.rejections or chunk.skipped or chunk.marks):
            return None
        return chunk

    def _is_full(self, items: int, characters: int) -> bool:
        return items >= self._settings.chunk_documents or characters >= self._settings.chunk_characters

    def _page(self) -> _Page:
        """Read and clean half a chunk of the input."""
        page = _Page()
        for item in self._items:
            if isinstance(item, Mark):
                # What lies outside the span was not read.
                if self._span == EVER:
                    self._marks[item.item] = item.value
            elif isinstance(item, Rejection):
                page.rejections.append(item)
            else:
                page.characters += len(item.text)
                if self._span.holds(item.date):
                    page.documents.append(item)
                else:
                    page.outside += 1
            items = len(page.documents) + len(page.rejections) + page.outside
            if self._is_full(2 * items, 2 * page.characters):
                page.is_last = False
                break
        return page

    def _cleaned(self, paths: Sequence[str]) -> Iterator[Document | Rejection]:
        settings = self._settings
        source = self._known.get(settings.source.casefold())
        found = read(
            paths,
            encoding=settings.encoding or (source and source.encoding) or None,
            source=settings.source,
            stdin=self._stdin,
            document_bytes=settings.document_bytes,
            parquet=read_parquet_rows,
            opened=self._position.opened,
        )
        for raw in found:
            yield raw if isinstance(raw, Rejection) else _clean(raw, self._known.get(raw.source.casefold()))


def _cleaned_of(source: Source, fetched: Iterable[Fetched]) -> Iterator[Document | Rejection | Mark]:
    for item in fetched:
        yield _clean(replace(item, source=source.name), source) if isinstance(item, RawDocument) else item


def _clean(raw: RawDocument, source: Source | None) -> Document | Rejection:
    """Clean an article; what it does not say of itself is said for its source, where that is described."""
    if source is None:
        return clean(raw)
    said = replace(raw, publisher=raw.publisher or source.publisher, language=raw.language or source.language)
    return clean(said, date_order=source.date_order, time_zone=source.time_zone)
