"""The one loader of ``config/``: files as text, TOML or rows, each value knowing its file and line."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

CONFIG = Path(str(files("config")))
OPERATIONAL = frozenset({"pipeline.toml"})


class ConfigError(ValueError):
    """A configuration file says something that cannot be; the message names file and line."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}")
        self.where = where


@dataclass(frozen=True, slots=True)
class Row:
    """One data row of a CSV file; ``where`` is "file:line"."""

    where: str
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def many(self, column: str) -> tuple[str, ...]:
        """Return the "|"-separated parts of a cell, stripped, empty ones left out."""
        return tuple(part for part in (piece.strip() for piece in self.values[column].split("|")) if part)


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a CSV file whose header must be exactly ``columns``.

    Lines that start with "#" are comments (every file opens with some that explain its columns).
    Raises ConfigError where the header or a row has the wrong shape.
    """
    name = display(path)
    numbered = [(number, line) for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
                if line.strip() and not line.startswith("#")]  # fmt: skip
    if not numbered:
        raise ConfigError(name, "is empty")
    reader = csv.reader((line for _, line in numbered), strict=True)
    for cells in reader:
        where = f"{name}:{numbered[reader.line_num - 1][0]}"
        if reader.line_num == 1:
            if tuple(cells) != columns:
                raise ConfigError(where, f"header must be {','.join(columns)}, not {','.join(cells)}")
            continue
        if len(cells) != len(columns):
            raise ConfigError(where, f"has {len(cells)} cells, the header has {len(columns)}")
        yield Row(where, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))


def read_toml(path: Path) -> dict[str, Any]:
    """Return a TOML file as a dictionary; raises ConfigError with the parser's own position."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(display(path), str(error)) from error


def display(path: Path) -> str:
    """Return a path as users know it: from ``config/`` on for our own files, as given for theirs."""
    return f"config/{path.relative_to(CONFIG).as_posix()}" if path.is_relative_to(CONFIG) else str(path)


@cache
def config_digest() -> str:
    """Return a hash over names and bytes of every data file in ``config/``; part of the ruleset's id.

    What says how a run works and not what is coded does not count: another number of workers is no new ruleset, nor is
    another schedule of a source.
    """
    from extractors.sources import coded_part  # noqa: PLC0415 - which needs this module to read its file

    hasher = hashlib.blake2b(digest_size=16)
    for path in sorted(CONFIG.rglob("*")):
        if path.is_file() and path.suffix in {".toml", ".csv", ".txt"} and path.name not in OPERATIONAL:
            content = coded_part(path) if path.name == "sources.toml" else path.read_bytes()
            hasher.update(path.relative_to(CONFIG).as_posix().encode() + b"\0" + content + b"\0")
    return hasher.hexdigest()
