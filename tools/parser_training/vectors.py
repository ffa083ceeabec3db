"""Static vectors that say which inflected forms of which parts of speech a word can be.

They come from the WordNet lemma lists in ``spacy-lookups-data`` and let the tagger and the parser
recognise verbs, nouns and adjectives that the treebanks never show ("unveiled", "sanctions").
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from spacy.lookups import load_lookups
from spacy.vectors import Vectors
from spacy.vocab import Vocab

VOWELS = "aeiou"
FEATURES = ("N", "NS", "V", "VZ", "VD", "VG", "A", "AC", "AS", "R")


def word_form_vectors(vocab: Vocab) -> Vectors:
    """Return one row per set of possible forms; lower-case words are the keys, their hashes all that is kept.

    A row is the multi-hot vector of FEATURES followed by the one-hot vector of the set itself.
    """
    forms = word_forms()
    sets = sorted({tuple(sorted(features)) for features in forms.values()})
    rows = np.zeros((len(sets), len(FEATURES) + len(sets)), dtype="float32")
    for index, features in enumerate(sets):
        rows[index, [FEATURES.index(feature) for feature in features]] = 1.0
        rows[index, len(FEATURES) + index] = 1.0
    vectors = Vectors(data=rows, name="word_forms", attr="LOWER", strings=vocab.strings)
    row_of = {features: index for index, features in enumerate(sets)}
    for form in sorted(forms):
        vectors.add(form, row=row_of[tuple(sorted(forms[form]))])
    return vectors


def word_forms() -> dict[str, set[str]]:
    """Return every lower-case form of the WordNet lemmas with its possible features."""
    tables = load_lookups("en", ["lemma_index", "lemma_exc"])
    index, exceptions = tables.get_table("lemma_index"), tables.get_table("lemma_exc")
    forms: dict[str, set[str]] = defaultdict(set)
    irregular = {pos: {base for bases in exceptions[pos].values() for base in bases} for pos in ("noun", "verb")}
    for noun in filter(str.isalpha, index["noun"]):
        forms[noun].add("N")
        forms[add_s(noun)].add("NS")
    for verb in filter(str.isalpha, index["verb"]):
        forms[verb].add("V")
        forms[add_s(verb)].add("VZ")
        if verb not in irregular["verb"]:
            forms[add_suffix(verb, "ed")].add("VD")
            forms[add_suffix(verb, "ing")].add("VG")
    for adjective in filter(str.isalpha, index["adj"]):
        forms[adjective].add("A")
    for adverb in filter(str.isalpha, index["adv"]):
        forms[adverb].add("R")
    for form in filter(str.isalpha, exceptions["noun"]):
        forms[form].add("NS")
    for form in filter(str.isalpha, exceptions["verb"]):
        forms[form].add("VG" if form.endswith("ing") else "VZ" if form.endswith("s") else "VD")
    for verb in irregular["verb"]:
        forms[add_suffix(verb, "ing")].add("VG")
    for form in filter(str.isalpha, exceptions["adj"]):
        forms[form].add("AS" if form.endswith("est") else "AC")
    return dict(forms)


def add_s(word: str) -> str:
    """Return the plural or third person of a regular word ("try" -> "tries")."""
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def add_suffix(word: str, suffix: str) -> str:
    """Return a regular verb with "ed" or "ing" ("stop" -> "stopped", "hope" -> "hoping")."""
    if word.endswith("ee") or (word.endswith(("ye", "oe")) and suffix == "ing"):
        return word + suffix[suffix[0] == "e" :]
    if word.endswith("ie") and suffix == "ing":
        return word[:-2] + "ying"
    if word.endswith("e"):
        return word[:-1] + suffix
    if word.endswith("y") and word[-2:-1] not in VOWELS and suffix == "ed":
        return word[:-1] + "ied"
    vowels = sum(letter in VOWELS for letter in word)
    if vowels == 1 and len(word) > 2 and word[-1] not in VOWELS + "wxy" and word[-2] in VOWELS:
        return word + word[-1] + suffix
    return word + suffix
