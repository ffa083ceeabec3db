"""Sources to articles: what is new in a source, with marks that say how far it was read."""

from flows.sources.fetched import Fetched, Mark, SourceUnavailable
from flows.sources.fetching import fetch_new, find_source, readable_sources

__all__ = ["Fetched", "Mark", "SourceUnavailable", "fetch_new", "find_source", "readable_sources"]
