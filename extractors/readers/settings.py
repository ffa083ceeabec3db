"""The reading settings of ``config/reading.toml``, checked once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors.resources import CONFIG, ConfigError, read_toml

FIELDS = ("text", "html", "date", "title", "url", "publisher", "language", "record_id", "source")
SHAPES = ("text", "markdown", "html", "jsonl", "json", "csv", "tsv", "parquet", "eml", "mbox", "warc")


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """Limits, the shape of every known suffix, and the aliases of every field (normalised, in order)."""

    document_bytes: int
    binary_share: float
    formats: dict[str, str]
    fields: dict[str, tuple[str, ...]]


def normalise_key(key: str) -> str:
    """Return a key or column name as aliases are compared: lower case, words joined by one underscore."""
    for separator in "-: ":
        key = key.replace(separator, "_")
    return key.strip("_").lower()


@cache
def reading_settings() -> ReadingSettings:
    """Return the settings; raises ConfigError where a shape or field is unknown."""
    path = CONFIG / "reading.toml"
    data = read_toml(path)
    for suffix, shape in data["formats"].items():
        if shape not in SHAPES:
            raise ConfigError("config/reading.toml", f"{suffix}: shape must be one of {', '.join(SHAPES)}, not {shape}")
    if set(data["fields"]) != set(FIELDS):
        raise ConfigError("config/reading.toml", f"[fields] must name exactly {', '.join(FIELDS)}")
    return ReadingSettings(
        document_bytes=data["limits"]["document_bytes"],
        binary_share=data["limits"]["binary_share"],
        formats=data["formats"],
        fields={name: tuple(normalise_key(alias) for alias in aliases) for name, aliases in data["fields"].items()},
    )
