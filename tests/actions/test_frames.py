"""Every frame proves itself: its examples are coded as marked, its counter-examples are not coded by it."""

from __future__ import annotations

import pytest
from marked import read_marked

from extractors.actions.frames import Frame, load_frames
from extractors.coder import Coder, plain_document

FRAMES = load_frames().frames
EXAMPLES = [(frame, line) for frame in FRAMES for line in frame.examples]
COUNTERS = [(frame, line) for frame in FRAMES for line in frame.counter]


@pytest.mark.parametrize(("frame", "line"), EXAMPLES, ids=[f"{f.rule}-{i}" for i, (f, _) in enumerate(EXAMPLES)])
def test_an_example_is_coded_as_marked(coder: Coder, frame: Frame, line: str) -> None:
    marked = read_marked(line)
    events = coder.code(plain_document(marked.text)).events
    found = [(e.cameo, e.source.code if e.source else "", e.target.code if e.target else "") for e in events]
    assert any(
        code == marked.code and source.startswith(marked.source) and target.startswith(marked.target)
        for code, source, target in found
    ), found


@pytest.mark.parametrize(("frame", "line"), COUNTERS, ids=[f"{f.rule}-{i}" for i, (f, _) in enumerate(COUNTERS)])
def test_a_counter_example_is_not_coded_by_the_frame(coder: Coder, frame: Frame, line: str) -> None:
    rules = [event.rule for event in coder.code(plain_document(line)).events]
    assert not any(frame.rule in rule.split("+") for rule in rules), rules
