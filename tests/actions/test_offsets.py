"""Offsets: the words of every span stand in the text where the record says, also where the speaker was named in another sentence."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.coder import Coder, plain_document

TEXTS = [
    "Foreign Minister Sergei Lavrov spoke in Moscow on Monday.\n"
    "“We condemn the United States. We will not meet American diplomats,” he said. "
    "“We will attack NATO. Ukraine is our neighbour and we support Belarus.”",
    "“We reject Israel's plan,” Iranian President Masoud Pezeshkian said. “We accuse Israel of murder.”\n“We will respond to Israel.”",
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_span_has_its_words(coder: Coder, text: str) -> None:
    events = coder.code(plain_document(text, dt.date(2024, 9, 2))).events
    assert len(events) >= 2
    for event in events:
        spans = [event.source, event.target, event.trigger, event.evidence]
        for span in spans:
            assert span is None or text[span.start : span.end] == span.text
