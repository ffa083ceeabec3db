"""The dependency parser: the bundled pipeline, or any other spaCy pipeline with Universal Dependencies."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import spacy
from spacy.attrs import DEP, HEAD, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc
from spacy.vectors import Vectors
from thinc.api import NumpyOps, set_current_ops

from extractors.headlines import truecased
from extractors.lemmas import NAME, LexiconLemmatizer  # the import also registers the lemmatizer with spaCy

BUNDLED = Path(__file__).with_name("model")
BATCH = 256  # sentences; bounds the memory of one very long document
UNIVERSAL = frozenset({"nsubj", "obj", "obl", "nmod"})
CLEARNLP = frozenset({"dobj", "pobj"})
LOWER_VECTORS = "word_forms"  # the name of our vectors, whose keys are lower-case words
LAYERS = [TAG, POS, MORPH, LEMMA, HEAD, DEP]
PROBE = "The minister met the envoy."


class ParserError(ValueError):
    """The parser cannot be loaded or lacks what coding needs; the message says what to do."""


def load_parser(name_or_path: str | Path | None = None) -> Language:
    """Return the pipeline with this package name or path, by default the bundled one; loaded once a process.

    The pipeline must set UPOS, lemmas and Universal Dependencies (v2 labels); a named-entity
    recogniser in it is left out.  Weights are computed with numpy's BLAS, which is faster here than thinc's own.
    Raises ParserError where the pipeline is missing or labelled otherwise.
    """
    return _load(str(name_or_path) if name_or_path is not None else None)


def parse_sentences(nlp: Language, texts: Sequence[str]) -> list[Doc]:
    """Return one parsed Doc for each text, in order; each text should be one sentence.

    One call should hold the sentences of one document, so that no result depends on another document.
    A Doc may hold more than one ``doc.sents`` where the parser finds a break that punctuation hides.
    The bundled pipeline reads headlines in sentence case; the Doc has the text as it was given.
    """
    spellings = [_sentence_case(nlp, text) or text for text in texts]
    docs = nlp.pipe(spellings, batch_size=BATCH)
    return [doc if doc.text == text else _respelled(doc, text) for doc, text in zip(docs, texts, strict=True)]


def model_digest(name_or_path: str | Path | None = None) -> str:
    """Return a hash over the files of a pipeline; part of the ruleset's id."""
    return _digest(str(name_or_path) if name_or_path is not None else None)


def _sentence_case(nlp: Language, text: str) -> str | None:
    """Return a headline's text in sentence case, None for other texts and without the bundled dictionary."""
    lexicon = nlp.get_pipe(NAME) if NAME in nlp.pipe_names else None
    if not isinstance(lexicon, LexiconLemmatizer):
        return None
    rows, table = nlp.vocab.vectors.key2row, lexicon.table
    return truecased(text, lambda word: get_string_id(word) in rows, lambda word: ("name", word) in table)


def _respelled(doc: Doc, text: str) -> Doc:
    """Return the parsed ``doc`` over another spelling of the same length."""
    words = [text[token.idx : token.idx + len(token)] for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    return Doc(doc.vocab, words=words, spaces=spaces).from_array(LAYERS, doc.to_array(LAYERS))  # type: ignore[arg-type]


@cache
def _load(name_or_path: str | None) -> Language:
    set_current_ops(NumpyOps(use_blis=False))
    folder = _folder(name_or_path)
    unread = ["ner", "entity_linker", "textcat"] + (["tokenizer"] if folder == BUNDLED else [])
    try:
        nlp = spacy.load(folder, exclude=unread)
    except (OSError, ValueError) as error:
        raise ParserError(f"the parser {_shown(name_or_path)} cannot be loaded: {error}") from error
    _restore(nlp)
    _check(nlp, _shown(name_or_path))
    return nlp


@cache
def _digest(name_or_path: str | None) -> str:
    hasher = hashlib.blake2b(digest_size=16)
    folder = _folder(name_or_path)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            hasher.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return hasher.hexdigest()


def _folder(name_or_path: str | None) -> Path:
    """Return the folder of a pipeline, the packaged ones by their name."""
    if name_or_path is None:
        if not (BUNDLED / "config.cfg").is_file():
            raise ParserError(
                "the bundled parser is missing from this installation (extractors/model): reinstall demarche, "
                "or train it with tools/train_parser.py"
            )
        return BUNDLED
    if Path(name_or_path, "config.cfg").is_file():
        return Path(name_or_path)
    if spacy.util.is_package(name_or_path):
        package = Path(spacy.util.get_package_path(name_or_path))
        return next((path.parent for path in sorted(package.glob("*/config.cfg"))), package)
    raise ParserError(
        f"no parser called {name_or_path!r}: give the name of a spaCy pipeline installed in this environment, or the "
        "path of a folder with a spaCy pipeline (config.cfg, meta.json); without a name the bundled parser is used"
    )


def _shown(name_or_path: str | None) -> str:
    return "bundled with demarche" if name_or_path is None else repr(name_or_path)


def _restore(nlp: Language) -> None:
    """Turn weights that were saved in half precision back into single precision, which the kernels need."""
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk() if hasattr(pipe, "model") else ():
            for name in node.param_names:
                if node.has_param(name) and node.get_param(name).dtype == np.float16:
                    node.set_param(name, node.get_param(name).astype(np.float32))
    vectors = nlp.vocab.vectors
    if vectors.name == LOWER_VECTORS:  # spaCy does not store that the keys are lower-case words
        lower = Vectors(data=vectors.data.astype(np.float32), name=vectors.name, attr=LOWER, strings=nlp.vocab.strings)
        lower.key2row = vectors.key2row
        nlp.vocab.vectors = lower


def _check(nlp: Language, shown: str) -> None:
    """Raise ParserError unless the pipeline speaks Universal Dependencies and sets all that coding reads."""
    labels = frozenset(label for labels in nlp.pipe_labels.values() for label in labels)
    if not labels >= UNIVERSAL:
        scheme = "ClearNLP labels (dobj, pobj)" if labels & CLEARNLP else "no Universal Dependencies"
        raise ParserError(
            f"the parser {shown} has {scheme}; Demarche needs a spaCy pipeline trained on a treebank with Universal "
            f"Dependencies (labels {', '.join(sorted(UNIVERSAL))}); without a name the bundled one is used"
        )
    doc = nlp(PROBE)
    missing = [name for name in ("POS", "LEMMA", "DEP") if not doc.has_annotation(name)]
    if missing:
        raise ParserError(f"the parser {shown} does not set {', '.join(missing)}; it needs UPOS, lemmas and a parser")
