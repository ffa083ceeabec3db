"""Confidence: how likely an event's root code and both actors' countries are right, by a logistic model of how it was coded.

The weights stand in ``config/confidence.toml``; ``tools/fit_confidence.py`` fits them, docs/confidence.md says how well.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractors.records import Actor, Event, Sentence
from extractors.resources import CONFIG, ConfigError, read_toml

# In this order in every vector; the first is the constant.
FEATURES = (
    "constant", "composed", "carried", "noun", "actors", "no_target", "source_composed", "source_referred", "target_composed",
    "target_referred", "source_unknown", "same_country", "long_sentence", "distance", "told", "verbal", "statement", "violent",
)  # fmt: skip
CARRIERS = frozenset({"00_operators"})


def rated(events: Sequence[Event], sentences: Sequence[Sentence]) -> list[Event]:
    """Return the events with their confidence as a calibrated probability."""
    lengths = {sentence.index: len(sentence.text) for sentence in sentences}
    return [replace(event, confidence=probability(features(event, lengths[event.sentence]))) for event in events]


def probability(vector: Sequence[float]) -> float:
    """Return the probability that the model gives to a vector of features, from 0 to 1."""
    score = sum(weight * value for weight, value in zip(weights(), vector, strict=True))
    return round(1 / (1 + math.exp(-score)), 3)


def features(event: Event, length: int) -> list[float]:
    """Return the features of an event in a sentence of ``length`` code points, in the order of ``FEATURES``."""
    parts = event.rule.split("+")
    files = [part.split("/")[0] for part in parts]
    source, target = event.source, event.target
    ends = [who for who in (source, target) if who is not None]
    spread = max((abs(who.start - event.trigger.start) for who in ends), default=0)
    return [
        1.0,
        float(len(parts) > 1 and not CARRIERS & set(files)),
        float(bool(CARRIERS & set(files))),
        float(not event.trigger.text.endswith(("ed", "s", "ing"))),
        math.log(max(0.01, math.prod(who.confidence for who in ends))),
        float(target is None),
        by(source, "composition"),
        by(source, "document") + by(source, "reference"),
        by(target, "composition"),
        by(target, "document") + by(target, "reference"),
        float(source is None or source.country is None),
        float(source is not None and target is not None and source.country == target.country),
        max(0.0, math.log(max(length, 1) / 100)),
        math.log1p(spread / 20),
        float(event.asserted_by is not None and (source is None or event.asserted_by.text != source.text)),
        float(event.quad in (1, 3)),
        float(event.root == "01"),
        float(event.root in ("18", "19", "20")),
    ]


def by(actor: Actor | None, how: str) -> float:
    """Return 1 where an actor was resolved so, else 0."""
    return float(actor is not None and actor.resolved_by == how)


@cache
def weights() -> tuple[float, ...]:
    """Return the weights in the order of ``FEATURES``; raises ConfigError where the file names other features."""
    found = read_toml(CONFIG / "confidence.toml")["weights"]
    if tuple(found) != FEATURES:
        raise ConfigError("config/confidence.toml", f"weights must be {', '.join(FEATURES)}")
    return tuple(float(value) for value in found.values())
