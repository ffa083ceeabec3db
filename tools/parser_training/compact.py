"""Saving: half-precision weights, only the strings that the pipeline needs, and what it is and comes from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import srsly
from spacy.language import Language

META = {
    "name": "demarche_news",
    "version": "1.0.0",
    "description": "Tagger, morphologizer, parser (Universal Dependencies) and lemmatizer for English news",
    "author": "The Demarche authors",
    "email": "",
    "url": "",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "UD English EWT", "license": "CC BY-SA 4.0"},
        {
            "name": "GUM, genres with open texts",
            "license": "annotations CC BY 4.0, texts CC BY, CC BY-SA, public domain",
        },
        {"name": "WordNet 3.0 word lists, by way of spacy-lookups-data", "license": "WordNet 3.0; MIT"},
    ],
}


def save_compact(nlp: Language, folder: Path) -> None:
    """Write ``nlp`` to ``folder`` with float16 weights and vectors and a pruned string store.

    The weights of ``nlp`` itself are rounded too; ``extractors.parser`` casts them back to float32 when it loads.
    """
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") else ():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, node.get_param(name).astype(np.float16))
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype(np.float16)
    nlp.meta.update(META)
    nlp.to_disk(folder)
    srsly.write_json(folder / "vocab" / "strings.json", _needed_strings(nlp))


def _needed_strings(nlp: Language) -> list[str]:
    """Return labels and features; spaCy adds the tokenizer's own strings on loading."""
    labels = {label for labels in nlp.pipe_labels.values() for label in labels}
    pieces = {piece for label in labels for piece in label.split("||")}
    features = {feature for label in labels if "=" in label for feature in label.split("|")}
    keys = {part for feature in features for part in feature.split("=")}
    return sorted(labels | pieces | features | keys)
