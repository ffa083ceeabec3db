"""Confidence: a probability by the weights of the configuration, higher where more speaks for the coding."""

from __future__ import annotations

import pytest

from extractors import confidence
from extractors.coder import Coder, plain_document
from extractors.resources import ConfigError


def test_a_plain_act_is_surer_than_a_bare_statement(coder: Coder) -> None:
    (act,) = coder.code(plain_document("Sweden condemned Hungary.")).events
    (statement,) = coder.code(plain_document("Sweden's president told Hungarian officials that it rained.")).events
    assert 0 < statement.confidence < act.confidence < 1


def test_the_confidence_is_the_logistic_function_of_the_weighted_features() -> None:
    assert len(confidence.weights()) == len(confidence.FEATURES)
    assert confidence.probability([0.0] * len(confidence.FEATURES)) == 0.5


def test_weights_of_other_features_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    confidence.weights.cache_clear()
    monkeypatch.setattr(confidence, "read_toml", lambda path: {"weights": {"constant": 1.0}})
    with pytest.raises(ConfigError, match="weights must be"):
        confidence.weights()
    monkeypatch.undo()
    confidence.weights.cache_clear()
