"""Relevance: sport and entertainment speak the language of war and diplomacy; they and private crime make no events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from extractors.resources import CONFIG, read_toml

WORD = re.compile(r"\w+")
FULL = 0.25  # share of a document's sentences with a cue from which the whole document is about the topic

WHOLE = 0.5  # share from which its other sentences are too


@cache
def cues() -> re.Pattern[str]:
    """Return the pattern of all topic words of ``config/relevance.toml``."""
    return pattern(topic_words())


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of some words and phrases, each as a whole."""
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b")


@cache
def openers() -> frozenset[str]:
    """Return the first words of all topic words: a text without any of them has no cue."""
    return frozenset(WORD.findall(word)[0] for word in topic_words())


@cache
def topic_words() -> frozenset[str]:
    """Return all topic words, which are of one word or several."""
    topics = read_toml(CONFIG / "relevance.toml")["topics"]
    return frozenset(word for topic in topics.values() for word in topic)


def cues_in(text: str) -> set[str]:
    """Return the topic words of a text in lower case."""
    if openers().isdisjoint(WORD.findall(text)):
        return set()
    return {match.group() for match in cues().finditer(text)}


@cache
def crime_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of the words for crimes of private people and for what makes a case political."""
    crime = read_toml(CONFIG / "relevance.toml")["crime"]
    return pattern(crime["private"]), pattern(crime["political"])


def is_private_crime(text: str) -> bool:
    """Tell whether a sentence is about an ordinary crime ("burglary") and says nothing of politics ("sedition", "activist")."""
    private, political = crime_words()
    return bool(private.search(text.lower())) and not political.search(text.lower())


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
