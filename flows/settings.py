"""How a run works: ``config/pipeline.toml``, overridden by the user's own ``pipeline.toml`` and the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from extractors.resources import CONFIG, ConfigError, display, read_toml

USERS_FILE = "pipeline.toml"
MOST_WORKERS = 8
RUNNERS = ("processes", "dask")
WHEN = ("failure", "always")
SECTIONS: dict[str, tuple[str, ...]] = {
    "": ("database", "export", "parser", "actors"),
    "reading": ("source", "encoding", "sources"),
    "work": (
        "runner", "workers", "dask_address", "staging",
        "batch_documents", "batch_characters", "chunk_documents", "chunk_characters", "lock_wait_seconds",
    ),
    "cache": ("parses", "parse_days", "parse_bytes"),
    "maintain": ("snapshot",),
    "notify": ("command", "on", "seconds"),
    "limits": ("document_bytes", "document_seconds"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run, named and explained in ``config/pipeline.toml``; ``workers`` is at least 1 here."""

    database: str
    export: str
    parses: str
    parse_days: float
    parse_bytes: int
    snapshot: str
    parser: str
    actors: tuple[str, ...]
    source: str
    encoding: str
    sources: str
    runner: str
    workers: int
    dask_address: str
    staging: str
    batch_documents: int
    batch_characters: int
    chunk_documents: int
    chunk_characters: int
    lock_wait_seconds: float
    document_bytes: int
    document_seconds: float
    notify_command: tuple[str, ...]
    notify_on: str
    notify_seconds: float


def load_settings(file: str | Path | None = None, **overrides: str | int | float | Sequence[str] | None) -> Settings:
    """Return the settings: ours, then those of ``file`` (or ``pipeline.toml`` here, if any), then ``overrides``.

    Overrides that are None count as not given.  Raises ConfigError, with the file and the key, for a file that does
    not exist, unknown keys, and values of the wrong type or below their least.
    """
    values = _values(CONFIG / USERS_FILE)
    users = Path(file) if file is not None else Path(USERS_FILE)
    if file is not None and not users.is_file():
        raise ConfigError(str(users), "there is no such file")
    if users.is_file():
        values |= _values(users)
    values |= {key: _checked("command line", key, value) for key, value in overrides.items() if value is not None}
    settings = Settings(**values)
    return settings if settings.workers else replace(settings, workers=default_workers())


def default_workers() -> int:
    """Return the number of cores that this process may use, at most 8."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_WORKERS)


def _values(path: Path) -> dict[str, Any]:
    name = display(path)
    try:
        content = read_toml(path)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(name, f"cannot be read ({error})") from error
    values: dict[str, Any] = {}
    for section, keys in SECTIONS.items():
        table = content if not section else content.get(section, {})
        if not isinstance(table, Mapping):
            raise ConfigError(_at(path, section), f"{section} must be a table: [{section}]")
        known = {*keys, *(SECTIONS if not section else ())}
        for key, value in table.items():
            if key not in known:
                where = f"[{section}]" if section else "the top of the file"
                raise ConfigError(
                    _at(path, key), f"unknown key {key}; {where} may have {', '.join(sorted(known - {''}))}"
                )
            if key in keys:
                name = f"notify_{key}" if section == "notify" else key
                values[name] = _checked(_at(path, key), name, value)
    return values


def _checked(where: str, key: str, value: Any) -> Any:
    wanted = {field.name: field.type for field in fields(Settings)}[key]
    if wanted == "str":
        if not isinstance(value, str):
            raise ConfigError(where, f"{key} must be a string, not {value!r}")
        if key == "runner" and value not in RUNNERS:
            raise ConfigError(where, f"runner must be one of {', '.join(RUNNERS)}, not {value!r}")
        if key == "notify_on" and value not in WHEN:
            raise ConfigError(where, f"on must be one of {', '.join(WHEN)}, not {value}")
        return value
    if wanted == "tuple[str, ...]":
        if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
            raise ConfigError(where, f"{key} must be a list of strings, not {value!r}")
        return tuple(value)
    if isinstance(value, bool) or not isinstance(value, int if wanted == "int" else (int, float)):
        raise ConfigError(where, f"{key} must be {'a whole number' if wanted == 'int' else 'a number'}, not {value!r}")
    least = 0 if key in ("workers", "lock_wait_seconds") else 1
    if value < least:
        raise ConfigError(where, f"{key} must be at least {least}, not {value}")
    return value


def _at(path: Path, key: str) -> str:
    """Return "file:line" of a key, as far as a look at the lines tells."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.lstrip().lstrip("[").startswith(key) and not line.startswith("#"):
            return f"{display(path)}:{number}"
    return display(path)
