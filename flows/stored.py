"""Plans over what the warehouse keeps: articles to code again, and rejected inputs to try again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from extractors.record_json import from_json
from extractors.records import Document
from flows.planning import Chunk, Pending, Plan, Planned, choose
from flows.settings import Settings
from flows.sources import fetch_new, readable_sources
from warehouse.store import Store

PLACE = re.compile(r":\d+$")  # "feed.jsonl:17" is a place in feed.jsonl
# The next articles after a key, with their keys: at most so many, and no more once they have so many characters.
Page = Callable[[Store, str, int, int], list[tuple[str, Document]]]


class Stored:
    """Articles that the warehouse keeps, page by page in the order of their keys."""

    def __init__(self, settings: Settings, page: Page, input_bytes: int | None = None) -> None:
        self.input_bytes = input_bytes
        self._settings = settings
        self._page = page
        self._after = ""

    def next_chunk(self, pending: Pending, in_flight: set[str]) -> Chunk | None:
        """Return the next chunk of work, or None at the end."""
        settings = self._settings
        with reading(settings) as store:
            page = self._page(store, self._after, settings.chunk_documents, settings.chunk_characters)
        if not page:
            return None
        self._after = page[-1][0]
        documents = [document for _, document in page]
        chosen = choose(documents, pending, in_flight)
        return Chunk(chosen, [], len(documents) - len(chosen), sum(len(document.text) for document in documents))


class InTurn:
    """Several plans, one after the other."""

    input_bytes: int | None = None

    def __init__(self, plans: Iterable[Planned]) -> None:
        self._plans = list(plans)

    def next_chunk(self, pending: Pending, in_flight: set[str]) -> Chunk | None:
        """Return the next chunk of work, or None at the end."""
        while self._plans:
            if chunk := self._plans[0].next_chunk(pending, in_flight):
                return chunk
            del self._plans[0]
        return None


def stale(ruleset: str, settings: Settings) -> Stored:
    """Plan all articles of the warehouse that another ruleset coded, in the order of their ids."""
    with reading(settings) as store:
        characters = store.stale_characters(ruleset)
    return Stored(settings, lambda store, *rest: store.stale(ruleset, *rest), characters)


def rejected(stage: str | None, reason: str | None, settings: Settings) -> tuple[InTurn, list[str]]:
    """Plan the rejections of a stage and a reason (None: any): articles kept with them, then files to be read again.

    Files of a source are read as its description says.  Also returns the places that cannot be read again from here:
    files that are gone, addresses, standard input.
    """
    with reading(settings) as store:
        places = store.rejected_places(stage, reason)
    files: dict[str, list[str]] = {}
    unreachable = []
    for source, origin in places:
        file = _file(origin)
        if file is None:
            unreachable.append(origin)
        elif file not in files.setdefault(source, []):
            files[source].append(file)

    def kept(store: Store, after: str, count: int, characters: int) -> list[tuple[str, Document]]:
        found = store.rejected_articles(stage, reason, after, count, characters)
        return [(key, from_json(Document, json.loads(article))) for key, article in found]

    return InTurn([Stored(settings, kept), *_read_again(files, settings)]), unreachable


def reading(settings: Settings) -> AbstractContextManager[Store]:
    """Open the warehouse of these settings for reading."""
    return Store.open(settings.database, read_only=True, wait_seconds=settings.lock_wait_seconds)


def _read_again(files: dict[str, list[str]], settings: Settings) -> Iterator[Plan]:
    known = readable_sources(settings.sources or None)
    for name, paths in files.items():
        source = known.get(name.casefold())
        if source is None:
            yield Plan(paths, replace(settings, source=name))
        else:
            only = replace(source, folder=Path(), locations=tuple(paths))
            yield Plan((), settings, source=only, fetched=fetch_new(only, {}, settings))


def _file(origin: str) -> str | None:
    """Return the file that an input lies in, or None where there is no such file (any more)."""
    return next((name for name in (origin, PLACE.sub("", origin)) if Path(name).is_file()), None)
