"""Lines to paragraphs: hard-wrapped lines are joined where the text as a whole is wrapped."""

from __future__ import annotations

import re
from itertools import pairwise

NARROWEST, WIDEST = 40, 132
LEAST_CUT = 0.6
SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]]*$")
LIST_ITEM = re.compile(r"(?:[-*•–—]|\(?\d{1,2}[.)])\s")


def join_paragraphs(blocks: list[list[str]]) -> list[str]:
    """Return the paragraphs of a text, given its lines in blocks as blank lines divide them.

    In a wrapped text a block is one paragraph, but a list item, or a line after one that ends a sentence well short of
    the margin, begins another.  In any other text every line is a paragraph.  A hyphen at a line's end stays: most
    texts break at hyphens that are there anyway ("long-\\nterm").
    """
    if not is_wrapped(blocks):
        return [line for block in blocks for line in block]
    return [paragraph for block in blocks for paragraph in _join(block)]


def is_wrapped(blocks: list[list[str]]) -> bool:
    """Tell whether lines were cut at a margin: most lines that another one follows end within a sentence."""
    followed = [line for block in blocks for line in block[:-1]]
    cut = sum(1 for line in followed if NARROWEST <= len(line) <= WIDEST and not SENTENCE_END.search(line))
    return cut > 1 and cut >= LEAST_CUT * len(followed)


def _join(block: list[str]) -> list[str]:
    margin = max((len(line) for line in block if len(line) <= WIDEST), default=0)
    paragraphs = [block[0]]
    for before, line in pairwise(block):
        is_short = len(before) + 1 + len(line.split(" ", 1)[0]) <= margin - 8
        if LIST_ITEM.match(line) or len(before) > WIDEST or (is_short and SENTENCE_END.search(before)):
            paragraphs.append(line)
        else:
            separator = "" if re.search(r"\w-$", before) else " "
            paragraphs[-1] += separator + line
    return paragraphs
