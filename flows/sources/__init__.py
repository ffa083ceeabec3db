"""Sources to articles: what is new in a source, with marks that say how far it was read."""

from flows.sources.again import Place, fetch_again, is_fetched
from flows.sources.fetched import Fetched, Mark, SourceUnavailable
from flows.sources.fetching import fetch_new, find_source, known_sources, own_sources, readable_sources

__all__ = [
    "Fetched",
    "Mark",
    "Place",
    "SourceUnavailable",
    "fetch_again",
    "fetch_new",
    "find_source",
    "is_fetched",
    "known_sources",
    "own_sources",
    "readable_sources",
]
