"""The model card and the files that go with the model: scores and figures set into templates."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from parser_training.evaluate import PATTERNS, Scores

TEMPLATES = Path(__file__).with_name("templates")
LAYERS = {
    "sentences": "sentences", "words": "words", "upos": "UPOS", "xpos": "Penn tags", "morph": "features",
    "lemma": "lemmas", "verb_lemma": "verb lemmas", "uas": "UAS", "las": "LAS", "las_universal": "LAS universal",
}  # fmt: skip
TITLES = {
    "pud-test.conllu.gz": "PUD test",
    "gum-open-test.conllu.gz": "GUM test",
    "ewt-test.conllu.gz": "EWT test",
}


def write_card(card: Path, model: Path, scores: Mapping[str, Scores], figures: Mapping[str, str]) -> None:
    """Write the model card, and README.md and LICENSE into the model's folder.

    ``scores`` maps each test file to its scores, PUD first; ``figures`` fills the template's other places.
    """
    first = next(iter(scores.values()))
    layers = [[title, *(f"{each.layer(name).f1:.1f}" for each in scores.values())] for name, title in LAYERS.items()]
    clauses = [[name, *(f"{each.clause(name):.0f}" for each in scores.values())] for name in PATTERNS]
    size = sum(path.stat().st_size for path in model.rglob("*") if path.is_file())
    card.write_text(
        (TEMPLATES / "card.md")
        .read_text("utf-8")
        .format(
            table=_table(["layer", *map(TITLES.__getitem__, scores)], layers),
            clauses=_table(["arguments", *map(TITLES.__getitem__, scores)], clauses),
            megabytes=f"{size / 1e6:.1f}",
            broken=first.broken,
            units=first.units,
            **figures,
        ),
        "utf-8",
    )
    readme = (TEMPLATES / "README.md").read_text("utf-8")
    (model / "README.md").write_text(
        readme.format_map({name: f"{t.f1:.1f}" for name, t in first.layers.items()}), "utf-8"
    )
    shutil.copyfile(TEMPLATES / "LICENSE", model / "LICENSE")


def _table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *rows])
