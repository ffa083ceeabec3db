"""What ``config/sources.toml`` knows about the source of a document."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractors.resources import CONFIG, ConfigError, display, read_toml

DATE_ORDERS = ("DMY", "MDY")


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """How one source writes: the order of day and month in 03/04/2021, and the encoding of its files."""

    date_order: str | None = None
    encoding: str | None = None


def source_settings(name: str) -> SourceSettings:
    """Return what is known about a source; nothing is known about one that the file does not name."""
    return _known().get(name.casefold(), SourceSettings())


def load_sources(path: Path) -> dict[str, SourceSettings]:
    """Return the settings of every source in a file, by its name in lower case; raises ConfigError."""
    known: dict[str, SourceSettings] = {}
    for number, entry in enumerate(read_toml(path).get("source", []), 1):
        where = f"{display(path)}: [[source]] {number}"
        if not isinstance(entry.get("name"), str) or set(entry) - {"name", "date_order", "encoding"}:
            raise ConfigError(where, "needs a name; its other keys may be date_order and encoding")
        settings = SourceSettings(entry.get("date_order"), entry.get("encoding"))
        if settings.date_order not in (None, *DATE_ORDERS):
            raise ConfigError(where, f"date_order must be one of {', '.join(DATE_ORDERS)}, not {settings.date_order}")
        if settings.encoding is not None:
            try:
                codecs.lookup(settings.encoding)
            except LookupError as error:
                raise ConfigError(where, f"encoding {settings.encoding} is unknown") from error
        known[entry["name"].casefold()] = settings
    return known


@cache
def _known() -> dict[str, SourceSettings]:
    return load_sources(CONFIG / "sources.toml")
