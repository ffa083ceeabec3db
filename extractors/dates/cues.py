"""Whether the words around an expression look ahead or back, where no parse says so."""

from __future__ import annotations

import re

from extractors.dates.lexicon import Lexicon

_CLAUSE = re.compile(r"[.!?;:]\s|\n|[\"“”]")
REACH = 90  # characters to either side: about a clause


def lexical_tense(text: str, start: int, end: int, lexicon: Lexicon) -> str | None:
    """Return "future" or "past" from the nearest verb form of the clause, or None where there is none."""
    left = text[max(0, start - REACH) : start]
    for boundary in _CLAUSE.finditer(left):
        left_start = boundary.end()
        left = " " * left_start + left[left_start:]
    right = text[end : end + REACH]
    boundary_right = _CLAUSE.search(right)
    if boundary_right:
        right = right[: boundary_right.start()]
    future = _distance(lexicon.leading, lexicon.future, left, right)
    past = _distance(lexicon.past, lexicon.past, left, right)
    if future is None and past is None:
        return None
    if past is None or (future is not None and future <= past):
        return "future"
    return "past"


def _distance(before: re.Pattern[str], behind: re.Pattern[str], left: str, right: str) -> int | None:
    """Return how far the nearest match lies; what stands before the expression counts for more."""
    distances = [len(left) - match.end() for match in before.finditer(left)][-1:]
    after = behind.search(right)
    if after:
        distances.append(after.start() + 15)
    return min(distances, default=None)
