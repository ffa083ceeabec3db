"""Training documents: single sentences and short runs of them, some with a newspaper's typography."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from parser_training.treebank import Sentence, Word
from parser_training.vectors import word_forms

CURLY = {"``": "“", "''": "”"}
NAME = ("PROPN", "NNP")
OPEN = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
TAGS = {"NN": "N", "NNS": "NS", "VB": "V", "VBP": "V", "VBZ": "VZ", "VBD": "VD", "VBN": "VD", "VBG": "VG", "JJ": "A"}


def training_documents(
    sentences: Sequence[Sentence],
    settings: Mapping[str, Any],
    pools: Mapping[str, Sequence[str]],
    rng: random.Random,
) -> Iterator[list[Word]]:
    """Yield the words of one epoch's documents, cut and augmented at random but in the given order.

    ``settings`` is ``config/parser/training.toml``; ``pools`` holds the words that may stand in for others, by tag.
    """
    for _, run in groupby(sentences, key=lambda sentence: sentence.document):
        rest = list(run)
        while rest:
            size = 1
            if rng.random() >= settings["documents"]["single"]:
                size = rng.randint(2, int(settings["documents"]["longest"]))
            piece, rest = rest[:size], rest[size:]
            yield join([augmented(list(sentence.words), settings, pools, rng) for sentence in piece])


def join(sentences: Sequence[list[Word]]) -> list[Word]:
    """Return the words of several sentences as one document, heads counted from its first word."""
    words: list[Word] = []
    for sentence in sentences:
        start = len(words)
        words.extend(dataclasses.replace(word, head=word.head + start) for word in sentence)
        words[-1] = dataclasses.replace(words[-1], space=True)
    return words


def augmented(
    words: list[Word], settings: Mapping[str, Any], pools: Mapping[str, Sequence[str]], rng: random.Random
) -> list[Word]:
    """Return a sentence with some words exchanged, perhaps in curly quotes, as a headline or in another case."""
    shares = settings["augment"]
    words = [substituted(word, shares, pools, rng) for word in words]
    if rng.random() < shares["curly_quotes"]:
        words = [dataclasses.replace(word, text=curly(word)) for word in words]
    draw = rng.random()
    if draw < shares["headline"]:
        return headline(words, settings["headline"], rng)
    if (draw := draw - shares["headline"]) < shares["lower_case"]:
        return [dataclasses.replace(word, text=word.text.lower()) for word in words]
    if draw - shares["lower_case"] < shares["upper_case"]:
        return [dataclasses.replace(word, text=word.text.upper()) for word in words]
    return words


def substituted(
    word: Word, shares: Mapping[str, float], pools: Mapping[str, Sequence[str]], rng: random.Random
) -> Word:
    """Return a content word or name, now and then exchanged for another one of its tag."""
    share = shares["other_name"] if word.tag == "NNP" else shares["other_word"]
    if rng.random() >= share or word.tag not in pools or word.upos not in OPEN or not word.text.isalpha():
        return word
    text = rng.choice(pools[word.tag])
    return dataclasses.replace(word, text=text.capitalize() if word.text[0].isupper() and text.islower() else text)


def substitution_pools(sentences: Sequence[Sentence]) -> dict[str, list[str]]:
    """Return tag -> words: WordNet's forms that can be nothing else, and the names of the treebanks."""
    pools: dict[str, list[str]] = {tag: [] for tag in TAGS}
    for form, features in sorted(word_forms().items()):
        for tag, feature in TAGS.items():
            if features == {feature}:
                pools[tag].append(form)
    names = {word.text for sentence in sentences for word in sentence.words if (word.upos, word.tag) == NAME}
    return pools | {"NNP": sorted(filter(str.istitle, names))}


def curly(word: Word) -> str:
    """Return a word's text with typographic quotes and apostrophes."""
    if word.text == '"':
        return CURLY.get(word.tag, "”")
    if word.text == "'" and word.tag in CURLY:
        return "‘" if word.tag == "``" else "’"
    return word.text.replace("'", "’")


def headline(words: list[Word], lists: Mapping[str, Sequence[str]], rng: random.Random) -> list[Word]:
    """Return a sentence in title case, half of the time without its articles and half without its final stop."""
    capital = [
        dataclasses.replace(word, text=word.text[:1].upper() + word.text[1:])
        if word.text.lower() not in lists["small"] and word.text[:1].isalpha()
        else word
        for word in words
    ]
    articles = rng.random() < 0.5
    stop = rng.random() < 0.5
    last = len(capital) - 1
    gone = {
        index
        for index, word in enumerate(capital)
        if (articles and word.text.lower() in lists["articles"]) or (stop and index == last and word.text == ".")
    }
    return without(capital, gone)


def without(words: list[Word], gone: set[int]) -> list[Word]:
    """Return the words without those at ``gone``, unless something depends on them or nothing would be left."""
    gone = gone - {word.head for index, word in enumerate(words) if word.head != index}
    gone -= {index for index in gone if words[index].head == index}
    place = {old: new for new, old in enumerate(index for index in range(len(words)) if index not in gone)}
    return [dataclasses.replace(words[old], head=place[words[old].head]) for old in place]


def example(nlp: Language, words: Sequence[Word]) -> Example:
    """Return gold words as an Example; the tokenizer's own document is the input where both agree."""
    texts = [word.text for word in words]
    gold = Doc(
        nlp.vocab,
        words=texts,
        spaces=[word.space for word in words],
        tags=[word.tag for word in words],
        pos=[word.upos for word in words],
        morphs=[word.morph for word in words],
        heads=[word.head for word in words],
        deps=[word.relation for word in words],
    )
    predicted = nlp.make_doc(gold.text)
    if [token.text for token in predicted] != texts:
        predicted = Doc(nlp.vocab, words=texts, spaces=[word.space for word in words])
    return Example(predicted, gold)
