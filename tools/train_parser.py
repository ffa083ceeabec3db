"""Train the bundled parser from treebanks, evaluate it and write its card, in one deterministic run.

    OMP_NUM_THREADS=1 python tools/train_parser.py TREEBANKS

TREEBANKS is a folder with the CoNLL-U files that ``config/parser/training.toml`` names.  Needs the ``train`` extra.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from parser_training.card import write_card
from parser_training.compact import save_compact
from parser_training.corpus import headline
from parser_training.evaluate import evaluate, speed
from parser_training.lexicon import lemma_table
from parser_training.loop import gold_token_scores, train, untrained
from parser_training.treebank import Sentence, read_sentences
from spacy.language import Language
from thinc.api import Config

from extractors.lemmas import NAME
from extractors.parser import BUNDLED, load_parser

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Train, save, evaluate and describe; fails if saving in half precision costs more than a twentieth of a point."""
    arguments = command_line()
    settings = tomllib.loads((arguments.settings / "training.toml").read_text("utf-8"))
    if not arguments.evaluate_only:
        network = Config().from_disk(arguments.settings / "pipeline.cfg")
        train_and_save(arguments.treebanks, arguments.output, network, settings)
    nlp = load_parser(arguments.output)
    tests = {name: read_sentences(arguments.treebanks / name) for name in settings["data"]["test"]}
    scores = {name: evaluate(nlp, sentences) for name, sentences in tests.items()}
    write_card(arguments.card, arguments.output, scores, figures(nlp, next(iter(tests.values())), settings["headline"]))


def figures(nlp: Language, sentences: list[Sentence], lists: dict[str, list[str]]) -> dict[str, str]:
    """Return speed, and scores on sentences as printed and as headlines."""
    rng = random.Random(1)
    titles = [replace(item, words=tuple(headline(list(item.words), lists, rng))) for item in sentences]
    plain, titled = gold_token_scores(nlp, sentences), gold_token_scores(nlp, titles)
    return (
        {"speed": f"{round(speed(nlp, sentences), -2):,.0f}"}
        | {f"plain_{name}": f"{value:.1f}" for name, value in plain.items()}
        | {f"headline_{name}": f"{value:.1f}" for name, value in titled.items()}
    )


def command_line() -> argparse.Namespace:
    """Return the arguments of the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebanks", type=Path, help="folder with the treebanks")
    parser.add_argument("--output", type=Path, default=BUNDLED, help="folder of the pipeline")
    parser.add_argument("--settings", type=Path, default=ROOT / "config" / "parser", help="pipeline.cfg, training.toml")
    parser.add_argument("--card", type=Path, default=ROOT / "docs" / "parser.md", help="file of the model card")
    parser.add_argument("--evaluate-only", action="store_true", help="evaluate what is in --output; train nothing")
    return parser.parse_args()


def train_and_save(treebanks: Path, output: Path, network: Config, settings: dict[str, Any]) -> None:
    """Train the pipeline and write it to ``output``."""
    sentences, held = divided(treebanks, settings["data"])
    nlp = untrained(network, settings["loop"]["seed"])
    train(nlp, sentences, held, settings)
    nlp.add_pipe(NAME).table.update(lemma_table(sentences))  # type: ignore[attr-defined]
    before = gold_token_scores(nlp, held)
    save_compact(nlp, output)
    after = gold_token_scores(load_parser(output), held)
    if any(abs(before[name] - after[name]) > 0.05 for name in before):
        raise RuntimeError(f"saving changed the scores from {before} to {after}")


def divided(treebanks: Path, data: dict[str, Any]) -> tuple[list[Sentence], list[Sentence]]:
    """Return the sentences to train on and those of every ``held``-th dev document, which only watch."""
    train_set = [sentence for name in data["train"] for sentence in read_sentences(treebanks / name)]
    dev = [sentence for name in data["dev"] for sentence in read_sentences(treebanks / name)]
    watched = set(list(dict.fromkeys(sentence.document for sentence in dev))[:: data["held"]])
    return (
        train_set + [sentence for sentence in dev if sentence.document not in watched],
        [sentence for sentence in dev if sentence.document in watched],
    )


if __name__ == "__main__":
    main()
