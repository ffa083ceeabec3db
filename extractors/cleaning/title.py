"""Is the first paragraph of a plain text its title?"""

from __future__ import annotations

import re

from extractors.cleaning.dateline import dateline_span

MOST_WORDS = 24
MOST_CHARACTERS = 180
ENDS_AS_PROSE = re.compile(r"[.,;:…][\"'”’)\]]*$|\.[\"”’]$")


def find_title(paragraphs: list[str]) -> str | None:
    """Return the first paragraph where it reads as a headline over a body, else None.

    A headline is short, begins with a capital, a digit or a quote, has no full stop at its end and no dateline, and
    what follows begins as a new sentence and is longer.
    """
    if len(paragraphs) < 2:
        return None
    first, second = paragraphs[0], paragraphs[1]
    words = first.split()
    if not 2 <= len(words) <= MOST_WORDS or len(first) > MOST_CHARACTERS or ENDS_AS_PROSE.search(first):
        return None
    if not re.match(r"[\"'“‘«(]?[A-ZÀ-Þ\d]", first) or second[:1].islower() or dateline_span(first):
        return None
    return first if max(map(len, paragraphs[1:])) > len(first) else None


def same_words(one: str, other: str) -> bool:
    """Tell whether two lines are the same but for case, punctuation and spacing."""
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())
