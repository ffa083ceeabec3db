"""The bundled parser: what it reads in plain news sentences, and how it loads, repeats and fails."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc, Token

from extractors.parser import ParserError, load_parser, model_digest, parse_sentences

NEWS = [
    "Russia condemned the attack on the embassy.",
    "The ministers did not sign the treaty.",
    "The convoy was attacked by rebels near the border.",
    "“We will never accept this plan,” the spokesman told reporters.",
    "France and Germany called off the talks on Tuesday.",
    "Turkey's president said that his country had expelled two diplomats.",
    "The United States imposed sanctions on three Iranian banks.",
    "Israel Strikes Targets in Syria",
]


@pytest.fixture(scope="module")
def nlp() -> spacy.Language:
    return load_parser()


def parse(nlp: spacy.Language, text: str) -> Doc:
    return parse_sentences(nlp, [text])[0]


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize(
    ("text", "child", "relation", "head"),
    [
        (NEWS[0], "Russia", "nsubj", "condemned"),
        (NEWS[0], "attack", "obj", "condemned"),
        (NEWS[1], "not", "advmod", "sign"),
        (NEWS[1], "ministers", "nsubj", "sign"),
        (NEWS[2], "convoy", "nsubj:pass", "attacked"),
        (NEWS[2], "rebels", "obl:agent", "attacked"),
        (NEWS[3], "spokesman", "nsubj", "told"),
        ("Rebels carried out an attack in Mali.", "out", "compound:prt", "carried"),
        (NEWS[4], "Germany", "conj", "France"),
        (NEWS[5], "expelled", "ccomp", "said"),
        (NEWS[5], "diplomats", "obj", "expelled"),
        (NEWS[6], "sanctions", "obj", "imposed"),
        (NEWS[6], "States", "nsubj", "imposed"),
        (NEWS[7], "Targets", "obj", "Strikes"),
    ],
)
def test_arguments(nlp: spacy.Language, text: str, child: str, relation: str, head: str) -> None:
    token = word(parse(nlp, text), child)
    assert (token.dep_, token.head.text) == (relation, head)


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("The minister slammed the deal.", "slammed", "slam"),
        ("They were submitting a new draft.", "submitting", "submit"),
        ("He withdrew the troops.", "withdrew", "withdraw"),
        ("Two countries agreed on sanctions.", "countries", "country"),
        ("Two countries agreed on sanctions.", "agreed", "agree"),
        ("The crises have worsened relations.", "crises", "crisis"),
        ("She's denying the claims.", "denying", "deny"),
        ("It isn’t true.", "is", "be"),
        ("It isn’t true.", "n’t", "not"),
        ("Lavrov met Kerry in Geneva.", "Lavrov", "Lavrov"),
    ],
)
def test_lemmas(nlp: spacy.Language, text: str, form: str, lemma: str) -> None:
    assert word(parse(nlp, text), form).lemma_ == lemma


def test_features_of_tense_and_negation(nlp: spacy.Language) -> None:
    doc = parse(nlp, NEWS[1])
    assert word(doc, "not").morph.get("Polarity") == ["Neg"]
    assert word(parse(nlp, NEWS[0]), "condemned").morph.get("Tense") == ["Past"]


def test_a_sentence_parses_alike_alone_and_among_others(nlp: spacy.Language) -> None:
    alone = [shape(parse(nlp, text)) for text in NEWS]
    shuffled = NEWS * 5
    random.Random(7).shuffle(shuffled)
    together = {doc.text: shape(doc) for doc in parse_sentences(nlp, shuffled)}
    assert [together[text] for text in NEWS] == alone


def shape(doc: Doc) -> list[tuple[str, str, int, str]]:
    return [(token.lemma_, token.tag_, token.head.i, token.dep_) for token in doc]


def test_order_and_emptiness(nlp: spacy.Language) -> None:
    assert [doc.text for doc in parse_sentences(nlp, NEWS)] == NEWS
    assert parse_sentences(nlp, []) == []


def test_loads_within_half_a_second_of_processor_time() -> None:
    program = (
        "import time\nfrom extractors.parser import load_parser\n"
        "started = time.process_time()\nload_parser()\nprint(time.process_time() - started)"
    )
    # Other work on the machine makes a process slower, never faster: one quick one in twelve is enough.
    assert any(float(subprocess.check_output([sys.executable, "-c", program], text=True)) < 0.5 for _ in range(12))


def test_is_loaded_once() -> None:
    assert load_parser() is load_parser(None)


def test_digest_tells_models_apart(tmp_path: object) -> None:
    spacy.blank("en").to_disk(str(tmp_path))
    assert model_digest() == model_digest(None) != model_digest(str(tmp_path))
    assert len(model_digest()) == 32


def test_missing_parser_says_what_to_do() -> None:
    with pytest.raises(ParserError, match=r"no parser called 'no_such_pipeline'.*installed.*path"):
        load_parser("no_such_pipeline")


def test_pipeline_without_universal_dependencies_is_refused(tmp_path: object) -> None:
    other = spacy.blank("en")
    parser = other.add_pipe("parser")
    for label in ("nsubj", "dobj", "pobj"):
        parser.add_label(label)
    other.initialize()
    other.to_disk(str(tmp_path))
    with pytest.raises(ParserError, match=r"ClearNLP labels \(dobj, pobj\).*Universal"):
        load_parser(str(tmp_path))


def test_pipeline_without_lemmas_is_refused(tmp_path: object) -> None:
    source = load_parser()
    bare = spacy.blank("en", vocab=source.vocab)
    for name in ("tok2vec", "parser"):
        bare.add_pipe(name, source=source)
    bare.to_disk(str(tmp_path))
    with pytest.raises(ParserError, match="does not set POS, LEMMA"):
        load_parser(str(tmp_path))
