"""Figures on the openly licensed development suite, where it lies beside the project; floors, not targets."""

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from extractors.dates import date_objects

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dates"
pytestmark = pytest.mark.skipif(not (GOLD / "dates_dev.jsonl").exists(), reason="the suite is not here")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_dates", GOLD / "score_dates.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def rows() -> dict[str, dict[str, Any]]:
    items = [json.loads(line) for line in (GOLD / "dates_dev.jsonl").read_text("utf-8").splitlines()]
    documents = [{"id": item["id"], "text": item["text"], "date": item["reference"]} for item in items]
    found = {one["id"]: one["expressions"] for one in date_objects(documents)}
    score = scorer()
    counts, _ = score.score(items, found)
    return {source: score.row(count) for source, count in counts.items()}


@pytest.mark.parametrize(
    ("source", "figure", "floor"),
    [
        ("gum_news", "e2e_range", 90.0),
        ("gum_news", "F", 93.0),
        ("gum_news", "range", 96.0),
        ("gum_traps", "neg_clean", 98.0),
        ("gum_other", "e2e_range", 85.0),
        ("wikiwars", "e2e_range", 73.0),
        ("ALL", "F", 93.0),
        ("ALL", "e2e_range", 68.0),
    ],
)
def test_floor(source: str, figure: str, floor: float) -> None:
    assert rows()[source][figure] >= floor
