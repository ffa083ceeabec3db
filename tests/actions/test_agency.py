"""The language of agencies: each wording of an act, of words as of force, has its code, and everyday sentences have none."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.coder import Coder, plain_document

ROWS = [
    line.split("\t")
    for table in sorted(Path(__file__).parent.glob("agency*.tsv"))
    for line in table.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_wording_has_its_code(coder: Coder, row: list[str]) -> None:
    text, code, source, target = row
    found = [
        (event.cameo, event.source.code, event.target.code if event.target else "")
        for event in coder.code(plain_document(text)).events
        if event.polarity == "affirmed"
    ]
    if code == "-":
        assert found == []
    else:
        assert any(c == code and s.startswith(source) and t.startswith(target) for c, s, t in found), found
