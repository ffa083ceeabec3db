"""Parses kept on disk: the same events from them, and nothing wrong from a damaged file."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path

import pytest

from extractors.coder import Coder, plain_document
from extractors.parses import prune
from extractors.records import Document

TEXTS = (
    "Norway's foreign minister met his Danish counterpart in Oslo on Monday. They signed an agreement on fishing.",
    "France Condemns Iran\nFrance condemned Iran and demanded that it withdraw its forces. He promised to send aid.",
    "The harvest was good.",
)


@pytest.fixture
def documents() -> list[Document]:
    return [plain_document(text, dt.date(2022, 1, 27)) for text in TEXTS]


def kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.parses"))


def test_kept_parses_give_the_same_events_without_parsing(tmp_path: Path, documents: list[Document]) -> None:
    fresh = [Coder().code(document) for document in documents]
    assert [Coder(parses=tmp_path).code(document) for document in documents] == fresh
    assert len(kept(tmp_path)) == 2  # the third text has nothing to parse
    again = Coder(parses=tmp_path)
    assert [again.code(document) for document in documents] == fresh
    assert (again.parses.work.parsed, again.parses.work.recalled > 3) == (0, True)


def test_a_text_that_changed_is_parsed(tmp_path: Path, documents: list[Document]) -> None:
    coder = Coder(parses=tmp_path)
    coder.code(documents[0])
    changed = plain_document(documents[0].text.replace("Monday", "Friday"), documents[0].date)
    assert coder.code(changed) == Coder().code(changed)
    assert coder.parses.work.recalled == 0


@pytest.mark.parametrize("content", [b"", b"nonsense", None])
def test_a_damaged_file_is_made_anew(tmp_path: Path, documents: list[Document], content: bytes | None) -> None:
    Coder(parses=tmp_path).code(documents[0])
    (file,) = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if content is None else content)
    coder = Coder(parses=tmp_path)
    assert coder.code(documents[0]) == Coder().code(documents[0])
    assert coder.parses.work.recalled == 0
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_costs_no_document(tmp_path: Path, documents: list[Document]) -> None:
    (tmp_path / "file").write_bytes(b"")
    coder = Coder(parses=tmp_path / "file")
    assert coder.code(documents[0]) == Coder().code(documents[0])
    assert coder.parses.work.unkept == 1


def test_what_nobody_uses_goes_first(tmp_path: Path, documents: list[Document]) -> None:
    coder = Coder(parses=tmp_path)
    for document in documents[:2]:
        coder.code(document)
    files = kept(tmp_path)
    os.utime(files[0], (time.time() - 10 * 86_400,) * 2)
    (files[1].parent / "left").write_bytes(b"half")
    assert prune(tmp_path, 30, 10**9).dropped == 0
    size = files[1].stat().st_size
    found = prune(tmp_path, 30, size + 4)
    assert (found.files, found.dropped) == (2, 1)
    assert kept(tmp_path) == [files[1]]
    os.utime(files[1].parent / "left", (time.time() - 2 * 86_400,) * 2)
    assert prune(tmp_path, 30, 10**9).dropped == 1
    assert prune(tmp_path, 0, 10**9).files == 0
