"""Sorting an article's lines: what stays, what is dropped and why, what dates it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from extractors.cleaning.language import drop_other_script
from extractors.cleaning.patterns import line_reason
from extractors.cleaning.publication import DateLines, date_line

NEAR_TOP = 6
NEAR_END = 3
ENDS_A_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(slots=True)
class SortedLines:
    """The kept lines in blocks (as blank lines divide them), dropped ones counted by reason, and the date lines."""

    blocks: list[list[str]] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    dates: DateLines = field(default_factory=DateLines)


def sort_lines(text: str) -> SortedLines:
    """Return the lines of a repaired text, sorted.

    A line without a sentence's end that repeats part of the caption dropped just before it is a caption too.  A bare
    date counts as the article's own near its top or end only; elsewhere it is a heading and stays.
    """
    result = SortedLines()
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line]
    last = filled[-NEAR_END] if len(filled) > NEAR_TOP + NEAR_END else -1
    caption = ""
    block: list[str] = []
    seen = 0
    for number, original in enumerate(lines):
        if not original:
            block = []
            continue
        line = drop_other_script(original)
        if line != original:
            result.dropped["other script"] += 1
            if not line:
                continue
        reason = line_reason(line)
        if reason is None and caption and line in caption and not ENDS_A_SENTENCE.search(line) and " " in line:
            reason = "caption"
        if reason is None and (found := date_line(line)):
            is_own = found[0] != "alone" or seen < NEAR_TOP or 0 <= last <= number
            if is_own:
                result.dates.note(*found)
                reason = "date line"
        if reason is None:
            caption = ""
            seen += 1
            if not block:
                result.blocks.append(block)
            block.append(line)
            continue
        result.dropped[reason] += 1
        if reason == "caption":
            result.dates.note_caption(line)
            caption = line if not (caption and line in caption) else caption
    return result
