"""Coverage: every three- and four-digit code of the scheme has a sentence of its own that the whole coder reads as that code."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.codebook import load_codebook
from extractors.coder import Coder, plain_document

ROWS = [
    (line.split("\t") + [""])[:4]
    for line in Path(__file__).with_name("codes.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def test_no_code_lacks_a_case() -> None:
    specific = {code for code in load_codebook() if len(code) > 2}
    assert specific - {row[1] for row in ROWS} == set()


@pytest.mark.parametrize("row", ROWS, ids=[row[1] for row in ROWS])
def test_a_code_is_reached_with_its_actors_and_its_plover_event(coder: Coder, row: list[str]) -> None:
    text, code, source, target = row
    events = coder.code(plain_document(text)).events
    found = [(e.cameo, e.source.code if e.source else "", e.target.code if e.target else "") for e in events]
    fitting = [
        event
        for event, (cameo, doer, done_to) in zip(events, found, strict=True)
        if cameo == code
        and doer.startswith(source)
        and (done_to.startswith(target) if target else not done_to)
        and event.polarity == "affirmed"
    ]
    assert fitting, found
    entry = load_codebook()[code]
    assert (fitting[0].root, fitting[0].plover) == (code[:2], entry.plover)
    assert (fitting[0].quad, fitting[0].goldstein) == (entry.quad, entry.goldstein)
