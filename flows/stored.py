"""Plans over what the warehouse keeps: articles to code again, and rejected inputs to try again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from extractors.record_json import from_json
from extractors.records import Document
from extractors.sources import Source
from flows.planning import Chunk, Pending, Plan, Planned, choose
from flows.settings import Settings
from flows.sources import Place, fetch_again, fetch_new, is_fetched, readable_sources
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
        whole, part = (sum(len(document.text) for document in some) for some in (documents, chosen))
        return Chunk(chosen, [], len(documents) - len(chosen), part, whole - part)


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
    """Plan the rejections of a stage and a reason (None: any): articles kept with them, then places to be read again.

    Those of a source are read as its description says, and only what it fetches is asked for over the network.  Also
    returns the places that cannot be read again from here: files that are gone, addresses of nobody, standard input.
    """
    known = readable_sources(settings.sources or None)
    files: dict[str, list[str]] = {}
    fetched: dict[str, list[Place]] = {}
    unreachable = []
    with reading(settings) as store:
        places = store.rejected_places(stage, reason)
        marks = {name: store.marks(name) for name in {source for source, _, _ in places}}
    for source, origin, record_id in places:
        place, described = Place(origin, record_id), known.get(source.casefold())
        if (file := _local_file(origin)) is not None:
            if file not in files.setdefault(source, []):
                files[source].append(file)
        elif described is not None and is_fetched(described, place):
            fetched.setdefault(source, []).append(place)
        else:
            unreachable.append(origin)

    def kept(store: Store, after: str, count: int, characters: int) -> list[tuple[str, Document]]:
        found = store.rejected_articles(stage, reason, after, count, characters)
        return [(key, from_json(Document, json.loads(article))) for key, article in found]

    plans: list[Planned] = [Stored(settings, kept)]
    for name, paths in files.items():
        plans.append(_read_again(known.get(name.casefold()), name, paths, settings))
    for name, wanted in fetched.items():
        described = known[name.casefold()]
        plans.append(
            Plan((), settings, source=described, fetched=fetch_again(described, wanted, marks[name], settings))
        )
    return InTurn(plans), list(dict.fromkeys(unreachable))


def reading(settings: Settings) -> AbstractContextManager[Store]:
    """Open the warehouse of these settings for reading."""
    return Store.open(settings.database, read_only=True, wait_seconds=settings.lock_wait_seconds)


def _read_again(source: Source | None, name: str, paths: list[str], settings: Settings) -> Plan:
    if source is None:
        return Plan(paths, replace(settings, source=name))
    only = replace(source, folder=Path(), locations=tuple(paths))
    return Plan((), settings, source=only, fetched=fetch_new(only, {}, settings))


def _local_file(origin: str) -> str | None:
    """Return the file that an input lies in, or None where there is no such file (any more)."""
    return next((name for name in (origin, PLACE.sub("", origin)) if Path(name).is_file()), None)
