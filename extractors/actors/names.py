"""Proper names as such: what their words look like, and which words head the names of bodies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from extractors.tree import Node

from .entries import Entry

# How many names of the files a word must close (or stand before "of" and "for" in) to tell a body ("Front", "Council").
_TELLING = 4
BODIES = ("organisation", "group")
JOINING = ("of", "for")
NAME_WORD = re.compile(r"[^\W\d_]\.|[^\W\d_]+(?:['’-][^\W\d_]+)*")


def is_name(node: Node) -> bool:
    """Tell whether a token is a word of a proper name."""
    return node.pos == "PROPN" and node.text[:1].isupper()


def is_headline(nodes: Sequence[Node]) -> bool:
    """Tell whether nearly all longer words of what no full stop ends are capitalised, so that capitals tell no names."""
    long = [node for node in nodes if len(node.text) > 3 and node.text.isalpha()]
    return (
        len(long) > 2
        and nodes[-1].text not in (".", "”", '"')
        and sum(node.text[0].isupper() for node in long) > 0.8 * len(long)
    )


def body_words(entries: Iterable[Entry], lookup: Callable[[str], Sequence[Entry]]) -> dict[str, str]:
    """Return the words that head the names of bodies among some entries, with the kind that they head most.

    Words that by themselves mean a state or place (by ``lookup``) tell no body.
    """
    counts: dict[str, Counter[str]] = {}
    for entry in entries:
        words = entry.name.lower().split()
        if entry.kind in BODIES and len(words) > 1:
            head = next((words[i - 1] for i in range(1, len(words)) if words[i] in JOINING), words[-1])
            if head.isalpha() and not any(e.kind in ("state", "place", "adjective") for e in lookup(head.title())):
                counts.setdefault(head, Counter())[entry.kind] += 1
    return {
        word: min(kinds, key=lambda kind: (-kinds[kind], kind))
        for word, kinds in counts.items()
        if kinds.total() >= _TELLING
    }
