"""The one loader of the warehouse's SQL: statements by name, scripts by file."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

ROOM = Path(str(files("warehouse")))
_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


@cache
def statements(group: str) -> dict[str, str]:
    """Return the statements of ``statements/<group>.sql`` by the name above each ("-- name: …")."""
    parts = _NAME.split((ROOM / "statements" / f"{group}.sql").read_text("utf-8"))
    return dict(zip(parts[1::2], (body.strip() for body in parts[2::2]), strict=True))


def statement(name: str) -> str:
    """Return one statement by "group.name"."""
    group, _, key = name.partition(".")
    return statements(group)[key]


def scripts(folder: str) -> list[Path]:
    """Return the SQL files of a folder of this room in the order of their names."""
    return sorted((ROOM / folder).glob("*.sql"))


def quoted(name: str) -> str:
    """Return ``name`` as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return ``text`` as an SQL string literal, for the places where SQL takes no parameter."""
    return "'" + text.replace("'", "''") + "'"
