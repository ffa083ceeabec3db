"""Fit the confidence of events to gold: `python tools/fit_confidence.py GOLD_FOLDER [SET …] [--page docs/confidence.md]`.

GOLD_FOLDER holds ``SET.jsonl`` with ``{"text", "date"?, "events": [{"source", "target", "root", …}]}`` a line.  Every sentence is
coded; an event is right where a gold event of its sentence has its root code and both countries.  A logistic regression with a
ridge (no other library than numpy) is fitted on all sets and written to ``config/confidence.toml``; its reliability is measured
by leaving out one set at a time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors import confidence
from extractors.coder import Coder, plain_document
from extractors.records import Actor, Event

SETS = ("cameo_codebook_dev", "plover_gsr_dev", "wikinews_dev", "pud_news_dev")
RIDGE = 3.0
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
Array = NDArray[np.float64]
HEAD = """\
# Weights of the confidence of events: the log-odds that root code and both countries are right, by feature (extractors/confidence.py).
# Written by tools/fit_confidence.py; docs/confidence.md tells how well it fits.

[weights]
"""


def is_told(event: Event) -> bool:
    """Tell whether an event counts here: told as fact, or announced."""
    is_announced = event.modality == "future" and event.root in ("03", "12", "13")
    return event.polarity == "affirmed" and (event.modality in ("actual", "ongoing") or is_announced)


def agrees(found: Actor | None, gold: dict[str, Any] | None) -> bool:
    """Tell whether an actor is of the gold actor's country (or the same organisation, where both name one)."""
    if found is None or gold is None:
        return found is None and gold is None
    codes = [code for code in (gold.get("code"), gold.get("country"), *gold.get("code_alt", ())) if code]
    for code in codes:
        if code[:3] == found.code[:3]:
            is_body = code[:3] in ("IGO", "NGO") and len(code) > 3 and len(found.code) > 3
            if not is_body or code[3:6] == found.code[3:6]:
                return True
    return False


def is_right(event: Event, gold: list[dict[str, Any]]) -> bool:
    """Tell whether a gold event has an event's root code and both countries."""
    return any(
        event.root in (one.get("root"), *one.get("root_alt", ()))
        and agrees(event.source, one.get("source"))
        and (
            agrees(event.target, one.get("target"))
            or (one.get("reciprocal") and agrees(event.source, one.get("target")))
        )
        for one in gold
    )


def examples(path: Path, coder: Coder) -> tuple[list[list[float]], list[float]]:
    """Return the features of every event that the coder finds in a set, and whether it is right."""
    vectors, rights = [], []
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        try:
            day = dt.date.fromisoformat(record.get("date") or "")
        except ValueError:
            day = None
        document = plain_document(record["text"], day)
        coded = coder.code(document)
        lengths = {sentence.index: len(sentence.text) for sentence in coded.sentences}
        for event in coded.events:
            if is_told(event):
                vectors.append(confidence.features(event, lengths[event.sentence]))
                rights.append(float(is_right(event, record.get("events", []))))
    return vectors, rights


def fit(x: Array, y: Array) -> Array:
    """Return the weights of a logistic regression with a ridge on all but the constant (Newton's method)."""
    w = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], RIDGE)
    penalty[0] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(penalty), x.T @ (y - p) - penalty * w)
        w = w + step
        if np.abs(step).max() < 1e-9:
            break
    return w


def reliability(p: Array, y: Array) -> tuple[list[str], float, float]:
    """Return a table of bins, the Brier score and the expected calibration error."""
    rows, error = [], 0.0
    for low, high in itertools.pairwise(BINS):
        inside = (p >= low) & ((p < high) | (high == 1.0))
        if inside.any():
            said, was = float(p[inside].mean()), float(y[inside].mean())
            error += float(inside.mean()) * abs(said - was)
            rows.append(f"| {low:.1f} to {high:.1f} | {int(inside.sum())} | {said:.2f} | {was:.2f} |")
    return rows, float(((p - y) ** 2).mean()), error


def page(names: list[str], sizes: list[int], p: Array, y: Array) -> str:
    """Return the page about the reliability."""
    rows, brier, error = reliability(p, y)
    base = float(y.mean())
    sets = ", ".join(f"{name} ({size})" for name, size in zip(names, sizes, strict=True))
    return "\n".join([
        "# How sure is sure?", "",
        "`confidence` is the probability that an event's root code and the countries of both actors are right, by a logistic model of how",
        "it was coded: rule and composition, how the actors were resolved, distances, the length of the sentence, the kind of act.",
        "`python tools/fit_confidence.py GOLD_FOLDER` fits it anew and writes this page and `config/confidence.toml`.", "",
        f"Measured on {len(y)} events of development gold, each set rated by weights fitted on the others: {sets}.", "",
        "| confidence | events | mean confidence | share right |", "|---|---|---|---|", *rows, "",
        f"Brier score {brier:.3f} (always saying the mean, {base:.2f}: {base * (1 - base):.3f}).",
        f"Expected calibration error {error:.3f}.", "",
        "The sets are of different kinds, and two of them do not annotate every event of a sentence, so that some events that count as",
        "wrong are right: take the figure as a floor, and as an order in which to look.", "",
    ])  # fmt: skip


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--page", type=Path, default=Path("docs/confidence.md"))
    arguments = parser.parse_args()
    coder = Coder()
    folder = arguments.gold / "events" if (arguments.gold / "events").is_dir() else arguments.gold
    vectors, rights, groups = [], [], []
    for number, name in enumerate(arguments.sets):
        found, right = examples(folder / f"{name}.jsonl", coder)
        vectors += found
        rights += right
        groups += [number] * len(right)
    x, y, group = np.array(vectors), np.array(rights), np.array(groups)
    p = np.zeros(len(y))
    for number in sorted(set(groups)):
        p[group == number] = 1 / (1 + np.exp(-x[group == number] @ fit(x[group != number], y[group != number])))
    sizes = [groups.count(number) for number in range(len(arguments.sets))]
    text = page(list(arguments.sets), sizes, p, y)
    arguments.page.write_text(text, "utf-8")
    rows = "".join(f"{name} = {value:.3f}\n" for name, value in zip(confidence.FEATURES, fit(x, y), strict=True))
    (confidence.CONFIG / "confidence.toml").write_text(HEAD + rows, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
