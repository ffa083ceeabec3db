"""The training loop: a fixed number of steps, every draw from one seed, averaged weights at the end."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from thinc.api import Adam, Config, NumpyOps, fix_random_seed, set_current_ops
from thinc.schedules import compounding, warmup_linear

from parser_training.corpus import example, substitution_pools, training_documents
from parser_training.treebank import Sentence
from parser_training.vectors import word_form_vectors


def untrained(config: Config, seed: int) -> Language:
    """Return the pipeline of ``config`` with word-form vectors and without weights."""
    set_current_ops(NumpyOps(use_blis=False))
    fix_random_seed(seed)
    nlp = spacy.util.load_model_from_config(config, auto_fill=True)
    nlp.vocab.vectors = word_form_vectors(nlp.vocab)
    return nlp


def train(nlp: Language, sentences: Sequence[Sentence], dev: Sequence[Sentence], settings: Mapping[str, Any]) -> None:
    """Train ``nlp`` in place on ``sentences`` and log scores on ``dev``; leaves the averaged weights in it."""
    loop = settings["loop"]
    rng = random.Random(loop["seed"])
    nlp.initialize(lambda: [example(nlp, sentence.words) for sentence in sentences])
    optimizer = Adam(
        learn_rate=warmup_linear(loop["learn_rate"], loop["warmup"], loop["steps"]),
        L2=loop["l2"],
        L2_is_weight_decay=True,
        grad_clip=loop["grad_clip"],
        use_averages=True,
    )
    sizes = compounding(loop["batch_start"], loop["batch_stop"], loop["batch_growth"])
    batches = _batches(nlp, sentences, settings, sizes, rng)
    losses: dict[str, float] = {}
    started = time.perf_counter()
    for step in range(1, loop["steps"] + 1):
        nlp.update(next(batches), drop=loop["dropout"], sgd=optimizer, losses=losses)
        optimizer.step_schedules()
        if step % loop["evaluate_every"] == 0 or step == loop["steps"]:
            with nlp.use_params(optimizer.averages):
                scores = gold_token_scores(nlp, dev)
            shown = " ".join(f"{name} {value:.2f}" for name, value in scores.items())
            loss = " ".join(f"{name} {value:.0f}" for name, value in losses.items())
            print(f"{step} {time.perf_counter() - started:.0f}s | {loss} | {shown}", file=sys.stderr, flush=True)
            losses = {}
    with nlp.use_params(optimizer.averages):
        weights = {name: component.to_bytes(exclude=["vocab"]) for name, component in _trained(nlp)}
    for name, component in _trained(nlp):
        component.from_bytes(weights[name], exclude=["vocab"])


def _trained(nlp: Language) -> list[tuple[str, Any]]:
    return [(name, component) for name, component in nlp.pipeline if hasattr(component, "model")]


def _batches(
    nlp: Language, sentences: Sequence[Sentence], settings: Mapping[str, Any], sizes: Any, rng: random.Random
) -> Iterator[list[Example]]:
    pools = substitution_pools(sentences)
    while True:
        documents = list(training_documents(sentences, settings, pools, rng))
        rng.shuffle(documents)
        examples = (example(nlp, words) for words in documents)
        yield from minibatch_by_words(examples, size=sizes, discard_oversize=False)


def gold_token_scores(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Return accuracies in per cent on gold tokens and sentences: UPOS, morphology, UAS and LAS (no punctuation)."""
    examples = [example(nlp, sentence.words) for sentence in sentences]
    nlp.batch_size = 64
    parsed = list(nlp.pipe(item.predicted for item in examples))
    right = dict.fromkeys(("upos", "morph", "uas", "las"), 0)
    words = attached = 0
    for item, doc in zip(examples, parsed, strict=True):
        for gold, token in zip(item.reference, doc, strict=True):
            words += 1
            right["upos"] += gold.pos == token.pos
            right["morph"] += gold.morph == token.morph
            if gold.dep_ == "punct":
                continue
            attached += 1
            head = gold.head.i == token.head.i
            right["uas"] += head
            right["las"] += head and gold.dep_.lower() == token.dep_.lower()
    totals = {"upos": words, "morph": words, "uas": attached, "las": attached}
    return {name: 100 * count / totals[name] for name, count in right.items()}
