"""Coverage: every three- and four-digit code of the scheme has a sentence of its own that the whole coder reads as that code."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.codebook import load_codebook
from extractors.coder import Coder, plain_document
from extractors.handbook import Example, examples, page

ROWS = examples()
PAGE = Path(__file__).resolve().parents[2] / "docs" / "codebook.md"


def test_no_code_lacks_a_case() -> None:
    specific = {code for code in load_codebook() if len(code) > 2}
    assert specific - {row.code for row in ROWS} == set()


@pytest.mark.parametrize("row", ROWS, ids=[row.code for row in ROWS])
def test_a_code_is_reached_with_its_actors_and_its_plover_event(coder: Coder, row: Example) -> None:
    text, code, source, target = row.text, row.code, row.source, row.target
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


def test_the_page_of_the_codebook_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "write it anew: demarche codebook --markdown > docs/codebook.md"


def test_every_code_of_the_page_has_rules_and_an_example() -> None:
    for block in page().split("\n### ")[1:]:
        assert "Rules: " in block and "\n- " in block, block[:60]
        assert not block.split("Rules: ")[1].startswith("\n"), f"no rule leads to {block[:40]}"
