"""The law of dependence: flows -> extractors -> config, flows -> warehouse -> extractors.records; nobody imports flows."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("flows", "extractors", "warehouse", "config")
ALLOWED = {
    "flows": {"extractors", "warehouse", "config"},
    "extractors": {"config"},
    "warehouse": {"extractors.records"},
    "config": set(),
}
OWNERS = {
    "prefect": {"flows"},
    "spacy": {"extractors"},
    "thinc": {"extractors"},
    "dateparser": {"extractors"},
    "duckdb": {"warehouse"},
}
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    """Return the dotted names of all modules that a file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = path.relative_to(ROOT).parts[: -node.level] if node.level else ()
            base = ".".join([*package, *([node.module] if node.module else [])])
            names |= {base} | {f"{base}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_imports_only_what_its_room_may(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    for name in sorted(imported(path)):
        top = name.split(".")[0]
        if top in ROOMS and top != room:
            assert any(name == ok or name.startswith(ok + ".") for ok in ALLOWED[room]) or (
                room == "warehouse" and name == "extractors"
            ), f"{path.relative_to(ROOT)} imports {name}"
        assert room in OWNERS.get(top, {room}), (
            f"{path.relative_to(ROOT)} imports {name}, which belongs to {OWNERS[top]}"
        )
        assert top not in {"tests", "tools"}, f"{path.relative_to(ROOT)} imports {name}"


def test_every_room_was_seen() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in FILES} == set(ROOMS)
