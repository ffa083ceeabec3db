"""Relevance: sport and entertainment speak the language of war and diplomacy; what they tell is no event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.resources import CONFIG, read_toml

FULL = 0.25  # share of a document's sentences with a cue from which the whole document is about the topic


@cache
def cues() -> re.Pattern[str]:
    """Return the pattern of all topic words of ``config/relevance.toml``."""
    words = sorted(
        {word for topic in read_toml(CONFIG / "relevance.toml").values() for word in topic}, key=lambda w: (-len(w), w)
    )
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")


def off_topic(texts: Sequence[str]) -> list[bool]:
    """Return, for every sentence of a document, whether it is about sport or entertainment rather than politics.

    Two different cues settle a sentence; one does where at least a quarter of the document's sentences (and three of them) have one.
    """
    found = [{match.group() for match in cues().finditer(text.lower())} for text in texts]
    cued = sum(1 for words in found if words)
    is_full = cued >= 3 and cued >= FULL * len(texts)
    return [len(words) > 1 or (bool(words) and is_full) for words in found]
