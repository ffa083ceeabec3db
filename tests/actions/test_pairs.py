"""Minimal pairs: where one word changes, the code, direction, polarity or modality must change with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.coder import Coder, plain_document

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("pairs.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_word_makes_the_difference(coder: Coder, row: list[str]) -> None:
    text, code, source, target, polarity, modality = row
    events = coder.code(plain_document(text)).events
    found = [
        (e.cameo, e.source.code if e.source else "", e.target.code if e.target else "", e.polarity, e.modality)
        for e in events
    ]
    if code == "-":
        assert found == []
    else:
        assert (code, source, target, polarity, modality) in found
