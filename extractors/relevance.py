"""Relevance: sport and entertainment speak the language of war and diplomacy; what they tell is no event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.resources import CONFIG, read_toml

WORD = re.compile(r"\w+")
FULL = 0.25  # share of a document's sentences with a cue from which the whole document is about the topic

WHOLE = 0.5  # share from which its other sentences are too


@cache
def cues() -> re.Pattern[str]:
    """Return the pattern of all topic words of ``config/relevance.toml``."""
    words = sorted(topic_words(), key=lambda w: (-len(w), w))
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b")


@cache
def openers() -> frozenset[str]:
    """Return the first words of all topic words: a text without any of them has no cue."""
    return frozenset(WORD.findall(word)[0] for word in topic_words())


@cache
def topic_words() -> frozenset[str]:
    """Return all topic words, which are of one word or several."""
    return frozenset(word for topic in read_toml(CONFIG / "relevance.toml").values() for word in topic)


def cues_in(text: str) -> set[str]:
    """Return the topic words of a text in lower case."""
    if openers().isdisjoint(WORD.findall(text)):
        return set()
    return {match.group() for match in cues().finditer(text)}


def off_topic(texts: Sequence[str]) -> list[bool]:
    """Return, for every sentence of a document, whether it is about sport or entertainment rather than politics.

    Two different cues settle a sentence; one does where at least a quarter of the document's sentences (and three of them) have one,
    and none is needed where half of them have.
    """
    found = [cues_in(text.lower()) for text in texts]
    cued = sum(1 for words in found if words)
    is_full = cued >= 3 and cued >= FULL * len(texts)
    is_whole = cued >= 3 and cued >= WHOLE * len(texts)
    return [len(words) > 1 or (bool(words) and is_full) or is_whole for words in found]
