"""Traps: words that look like an actor and are none, and the same words where they are one."""

from __future__ import annotations

from pathlib import Path

import pytest
from finding import Find

ROWS = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in Path(__file__).with_name("traps.txt").read_text("utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize(("sentence", "trap"), ROWS, ids=[f"{trap}: {sentence[:40]}" for sentence, trap in ROWS])
def test_a_trap_is_no_actor(sentence: str, trap: str, find: Find) -> None:
    [mentions] = find(sentence)
    if trap.startswith("!"):
        assert [mention.code for mention in mentions if mention.start == 0] == [trap[1:]]
        return
    start = sentence.find(trap)
    end = start + len(trap)
    actors = [mention for mention in mentions if not mention.is_place_only and mention.kind not in ("thing", "place")]
    named = [mention for mention in actors if mention.start_char <= start and end <= mention.end_char]
    assert start < 0 or not [mention.code for mention in named if not mention.code.startswith("---")]
