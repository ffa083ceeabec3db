"""Country or organisation x role, in the shapes that news uses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from finding import Find

ROWS = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in Path(__file__).with_name("compositions.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[sentence for sentence, _ in ROWS])
def test_a_phrase_is_composed(sentence: str, expected: str, find: Find) -> None:
    [mentions] = find(sentence, date=dt.date(2018, 6, 1))
    found: dict[str, list[str]] = {}
    for mention in mentions:
        found.setdefault(mention.text, []).append(mention.code)
    for part in expected.split(";"):
        text, _, codes = (piece.strip() for piece in part.partition("="))
        assert found.get(text) == codes.split(" + "), found
