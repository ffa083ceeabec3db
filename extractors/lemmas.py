"""Lemmas by lexicon: exceptions per inflection, then suffix rules, never an invented stem.

The factory ``lexicon_lemmatizer`` is registered when this module is imported; ``extractors.parser`` does so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

NAME = "lexicon_lemmatizer"
TABLE = "lemmas.tsv"
VOWELS = "aeiou"
REMEMBERED = 100_000
LOST_E = re.compile(r"(?:[cuvz]|[bdgkptz]l|[bdr]g|[lnprw]s|[^aeiou](?:a[dklmrst]|[iu][bdklmnrst]|o[dklrst]|yp))$")

# Penn tag -> inflection: plural, third person, past, -ing, comparative, superlative.
INFLECTIONS = {
    "NNS": "plural", "NNPS": "plural", "VBZ": "third", "VBD": "past", "VBN": "past", "VBG": "ing",
    "JJR": "comparative", "RBR": "comparative", "JJS": "superlative", "RBS": "superlative",
}  # fmt: skip
BASE_FORMS = frozenset({"VB", "VBP", "MD"})
SUFFIXES = {"plural": "s", "third": "s", "past": "ed", "ing": "ing", "comparative": "er", "superlative": "est"}


class LexiconLemmatizer:
    """A pipeline component that sets ``token.lemma_`` from the word, its part of speech and its Penn tag.

    ``table`` maps (part of speech or inflection, lower-case form) to the lemma; what it lacks follows the rules.
    """

    def __init__(self, vocab: Vocab, table: Mapping[tuple[str, str], str] | None = None) -> None:
        self.vocab = vocab
        self.table: dict[tuple[str, str], str] = dict(table or {})
        self._seen: dict[tuple[str, str, str], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token of ``doc`` and return it."""
        seen = self._seen
        if len(seen) > REMEMBERED:
            seen.clear()
        for token in doc:
            key = (token.text, token.pos_, token.tag_)
            lemma = seen.get(key)
            if lemma is None:
                lemma = seen[key] = self.lemma(*key)
            token.lemma_ = lemma
        return doc

    def lemma(self, text: str, upos: str, tag: str) -> str:
        """Return the lemma of one word, in lower case unless it is a name or the table says otherwise."""
        form = text.lower().replace("’", "'")
        known = self.table.get((table_key(upos, tag), form))
        if known is not None:
            return known
        if tag == "NNP" and upos in {"PROPN", "ADJ"}:
            return text
        inflection = self._inflection(form, upos, tag)
        if inflection is not None:
            stem = self.table.get((inflection, form)) or stripped(form, inflection)
            return _as_name(text, stem) if tag in {"NNP", "NNPS"} else stem
        return text if upos in {"PROPN", "SYM", "X"} else form

    def _inflection(self, form: str, upos: str, tag: str) -> str | None:
        """Return the inflection that the tag names; a verb whose tag names none is read by its form."""
        named = INFLECTIONS.get(tag)
        if upos not in {"VERB", "AUX"} or named in {"third", "past", "ing"}:
            return named
        if named == "plural":
            return "third"  # "Peru's president talks with" that the tagger took for a noun
        if ("irregular", form) in self.table:
            return "past"
        if tag in BASE_FORMS:
            return None
        return next((name for name in ("ing", "past") if form.endswith(SUFFIXES[name])), None)

    def to_bytes(self, exclude: Iterable[str] = ()) -> bytes:
        """Return the table as UTF-8 lines "key<TAB>form<TAB>lemma", sorted."""
        rows = ("\t".join((*key, lemma)) for key, lemma in sorted(self.table.items()))
        return "".join(row + "\n" for row in rows).encode()

    def from_bytes(self, data: bytes, exclude: Iterable[str] = ()) -> LexiconLemmatizer:
        """Read what ``to_bytes`` wrote; returns the component."""
        self.table = {}
        for row in data.decode().splitlines():
            key, form, lemma = row.split("\t")
            self.table[key, form] = lemma
        self._seen.clear()
        return self

    def to_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> None:
        """Write the table into the folder ``path``."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / TABLE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, exclude: Iterable[str] = ()) -> LexiconLemmatizer:
        """Read the table from the folder ``path``; returns the component."""
        return self.from_bytes((Path(path) / TABLE).read_bytes())


@Language.factory(NAME, assigns=["token.lemma"], requires=["token.pos", "token.tag"])
def create(nlp: Language, name: str) -> LexiconLemmatizer:
    """Return an empty component for spaCy, which fills it from disk."""
    return LexiconLemmatizer(nlp.vocab)


def _as_name(text: str, stem: str) -> str:
    """Return the stem of a name in the case of its text ("Nations" -> "Nation")."""
    kept = text[: len(stem)]
    return kept if kept.lower() == stem else stem.capitalize()


def lemma_table(nlp: Language) -> Mapping[tuple[str, str], str]:
    """Return the lemma table of a pipeline, empty where it has another lemmatizer."""
    component = nlp.get_pipe(NAME) if nlp.has_pipe(NAME) else None
    return component.table if isinstance(component, LexiconLemmatizer) else {}


def table_key(upos: str, tag: str) -> str:
    """Return what the table calls a word's class: the tag of a pronoun (her: she or her), else the part of speech."""
    return tag if upos == "PRON" else upos


def stripped(form: str, inflection: str) -> str:
    """Return a regular form without its inflection ("tries" -> "try", "stopped" -> "stop", "hoping" -> "hope")."""
    suffix = SUFFIXES[inflection]
    if not form.endswith(suffix) or len(form) - len(suffix) < 2:
        return form
    stem = form.removesuffix(suffix)
    if suffix == "s":
        if form.endswith(("ss", "us", "is")):
            return form
        if stem.endswith("ie") and len(stem) > 3:
            return stem[:-2] + "y"
        return stem[:-1] if stem.endswith(("sse", "xe", "che", "she", "zze")) else stem
    if stem.endswith("i") and inflection != "ing":
        return stem[:-1] + "y"
    if not any(letter in VOWELS + "y" for letter in stem):
        return form
    if stem[-1] == stem[-2] and stem[-1] not in VOWELS + "lsz":
        return stem[:-1]
    return stem + "e" if LOST_E.search(stem) else stem
