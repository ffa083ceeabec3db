"""Quotations: which sentences stand inside quotation marks that an earlier sentence opened, so that they belong to its speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'
MARKS = re.compile(f"[{OPENING}{CLOSING}{STRAIGHT}]")


def quoted_sentences(texts: Sequence[str], paragraphs: Sequence[int]) -> list[bool]:
    """Return, for every sentence of a document, whether it begins inside a quotation and holds nothing else.

    A quotation ends with its mark; one that a paragraph leaves open ends with the paragraph, unless the next one opens anew
    (the convention of long quotations).
    """
    if not any(mark in text for text in texts for mark in OPENING + STRAIGHT):
        return [False] * len(texts)
    inside = False
    previous: int | None = None
    found = []
    for text, paragraph in zip(texts, paragraphs, strict=True):
        if paragraph != previous:
            inside, previous = False, paragraph
        starts = inside or text[:1] in OPENING + STRAIGHT
        rest = text if inside else text[1:]
        closed = starts and any(mark in rest for mark in CLOSING + STRAIGHT)
        tail = rest[max((rest.rfind(mark) for mark in CLOSING + STRAIGHT), default=-1) + 1 :] if closed else ""
        found.append(starts and (not closed or not any(letter.isalpha() for letter in tail)))
        for mark in MARKS.findall(text):
            inside = not inside if mark == STRAIGHT else mark in OPENING
    return found
