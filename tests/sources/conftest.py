"""The server that plays feeds, and one fetch as a run that went well makes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from feed_server import FeedServer, Fetch

from extractors.records import RawDocument, Rejection
from extractors.sources import Source
from flows.settings import Settings, load_settings
from flows.sources import Mark, fetch_new


@pytest.fixture
def settings() -> Settings:
    return load_settings()


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with FeedServer().running() as running:
        yield running


@pytest.fixture
def fetch(settings: Settings) -> Fetch:
    def fetch(source: Source, marks: dict[str, str]) -> tuple[list[RawDocument], list[Rejection]]:
        items = list(fetch_new(source, marks, settings))
        marks |= {item.item: item.value for item in items if isinstance(item, Mark)}
        return [i for i in items if isinstance(i, RawDocument)], [i for i in items if isinstance(i, Rejection)]

    return fetch
