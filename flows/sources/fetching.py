"""The one way from a source to its new articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from extractors.readers import Opened
from extractors.resources import ConfigError
from extractors.sources import Source, all_sources, load_sources
from flows.settings import Settings
from flows.sources.feed import fetch_feed
from flows.sources.fetched import Fetched
from flows.sources.files import fetch_files
from flows.sources.query import fetch_query

USERS_FILE = "sources.toml"
FETCHERS: Mapping[str, Callable[[Source, Mapping[str, str], Settings], Iterator[Fetched]]] = {
    "feed": fetch_feed,
    "files": fetch_files,
    "query": fetch_query,
}


def fetch_new(
    source: Source, marks: Mapping[str, str], settings: Settings, opened: Opened | None = None
) -> Iterator[Fetched]:
    """Yield what is new in a source since ``marks``: its articles, rejections, and marks.

    A Mark comes after all articles that it covers.  Whoever loads the articles of the stream in its order and commits
    a mark with the last of them, or later, reads nothing twice and skips nothing, wherever he is interrupted.
    ``opened`` hears of every file of this machine when it is opened.
    Raises SourceUnavailable at the end where no location of the source could be read.
    """
    assert source.reader is not None, "find_source returns sources that can be read"
    fetch = partial(fetch_files, opened=opened) if source.reader == "files" else FETCHERS[source.reader]
    return fetch(source, marks, settings)


def find_source(name: str, file: str | Path | None = None) -> Source:
    """Return a source that can be read, by name, from ``file`` (else ``sources.toml`` here) or ``config/sources.toml``.

    Raises ConfigError where the file does not exist or is wrong, and where it has no such source.
    """
    known = readable_sources(file)
    if name.casefold() not in known:
        readable = ", ".join(sorted(source.name for source in known.values())) or "none"
        where = str(file or USERS_FILE)
        raise ConfigError(where, f"there is no source {name} with a reader; there are {readable}")
    return known[name.casefold()]


def readable_sources(file: str | Path | None = None) -> dict[str, Source]:
    """Return all sources that have a reader, by their names in lower case; raises ConfigError as ``find_source``."""
    return {key: source for key, source in known_sources(file).items() if source.reader is not None}


def known_sources(file: str | Path | None = None) -> dict[str, Source]:
    """Return all sources of ``file`` (else ``sources.toml`` here) and config/sources.toml, by their names in lower case.

    Raises ConfigError where the file does not exist or is wrong.
    """
    return all_sources(_users(file))


def own_sources(file: str | Path | None = None) -> dict[str, Source]:
    """Return the sources of ``file``, else of ``sources.toml`` here, as ``known_sources`` does, without those of config/."""
    users = _users(file)
    return load_sources(users) if users is not None else {}


def _users(file: str | Path | None) -> Path | None:
    users = Path(file) if file else Path(USERS_FILE)
    if file and not users.is_file():
        raise ConfigError(str(users), "there is no such file")
    return users if users.is_file() else None
