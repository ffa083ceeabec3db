"""The plan of a backfill: the articles of paths, or all that a source names."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.resources import ConfigError
from extractors.sources import Source, is_address
from flows.planning import Plan, Span
from flows.position import Position, position_in
from flows.settings import Settings
from flows.sources import fetch_new, find_source


def archive(paths: Sequence[str], settings: Settings, span: Span) -> Plan:
    """Plan the articles of ``paths`` as the settings' source describes them, or of that source from its beginning.

    Raises ReadError for paths that do not exist, and ConfigError as ``archived``.
    """
    if paths:
        return Plan(paths, settings, span=span)
    source = archived(settings)
    places = [source.folder / location for location in source.locations if not is_address(location)]
    is_here = source.reader == "files" and len(places) == len(source.locations) and all(p.exists() for p in places)
    position = position_in(places) if is_here else Position()
    fetched = fetch_new(source, {}, settings, position.opened)
    return Plan((), settings, source=source, fetched=fetched, position=position, span=span)


def archived(settings: Settings) -> Source:
    """Return the source whose articles are an archive; raises ConfigError where none is named, or it is a feed."""
    if not settings.source:
        raise ConfigError("backfill", "name files or folders, or a source of sources.toml (--source)")
    source = find_source(settings.source, settings.sources or None)
    if source.reader == "feed":
        raise ConfigError(
            f"the source {source.name}",
            "a feed holds no archive; demarche ingest reads it, and paths name its older files",
        )
    return source
