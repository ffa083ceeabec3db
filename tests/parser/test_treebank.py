"""The model card's floor on a part of PUD; skipped where the treebank is absent."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from extractors.parser import load_parser

ROOT = Path(__file__).resolve().parents[2]
PUD = ROOT.parent / "shared" / "treebanks" / "pud-test.conllu.gz"
FLOOR = {"sentences": 98.0, "upos": 95.0, "verb_lemma": 97.5, "uas": 87.0, "las": 83.0}


@pytest.mark.skipif(not PUD.is_file(), reason="the treebanks are not here")
def test_scores_stay_above_the_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    from parser_training.evaluate import evaluate  # noqa: PLC0415
    from parser_training.treebank import read_sentences  # noqa: PLC0415

    scores = evaluate(load_parser(), list(islice(read_sentences(PUD), 0, None, 4)))
    assert {name: scores.layer(name).f1 for name, least in FLOOR.items() if scores.layer(name).f1 < least} == {}


def test_model_card_names_the_scores_and_licences() -> None:
    card = (ROOT / "docs" / "parser.md").read_text("utf-8")
    assert all(word in card for word in ("| LAS |", "CC BY-SA 4.0", "EWT", "GUM", "PUD", "WordNet"))
    assert (ROOT / "extractors" / "model" / "LICENSE").read_text("utf-8").count("CC BY-SA 4.0") >= 2
