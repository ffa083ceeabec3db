"""What the parser says of a sentence, copied out of spaCy once, column by column; and the same as bytes, to be kept."""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from operator import add
from typing import TYPE_CHECKING

from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, MORPH, POS, TAG

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

LAYERS = [IDX, LENGTH, HEAD, TAG, MORPH, LEMMA, POS, DEP]
NUMBERS = 3  # so many of the layers are numbers, the others keys of strings


@dataclass(frozen=True, slots=True)
class Columns:
    """What the parser says of one sentence, token by token: words and their starts (code points), tags, heads, labels …

    ``forms`` are the lower-case words that it has.
    """

    text: str
    words: list[str]
    lowers: list[str]
    starts: list[int]
    tags: list[str]
    morphs: list[str]
    lemmas: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    forms: frozenset[str]


class Spellings(dict[int, str]):
    """What spaCy's keys, which are hashes of strings, stand for; each is asked of its store once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        spelled = self[key] = sys.intern(self._strings[key])
        return spelled


@cache
def spellings(strings: StringStore) -> Spellings:
    """Return the spellings of a store of strings, which grow with what is asked."""
    return Spellings(strings)


def columns(doc: Doc, text: str) -> Columns:
    """Copy a parsed sentence out of spaCy, all tokens and layers at once; ``text`` is the sentence's."""
    table = doc.to_array(LAYERS).T
    starts, lengths, heads = table[:NUMBERS].astype("int64").tolist()
    spelled = spellings(doc.vocab.strings).__getitem__
    tags, morphs, lemmas, pos, deps = (list(map(spelled, keys)) for keys in table[NUMBERS:].tolist())
    words = cut(text, starts, lengths)
    above = list(map(add, count(), heads))
    return with_forms(text, words, starts, tags, morphs, lemmas, pos, deps, above)


def cut(text: str, starts: list[int], lengths: list[int]) -> list[str]:
    """Return the words of a text."""
    return [text[start : start + length] for start, length in zip(starts, lengths, strict=True)]


def with_forms(
    text: str,
    words: list[str],
    starts: list[int],
    tags: list[str],
    morphs: list[str],
    lemmas: list[str],
    pos: list[str],
    deps: list[str],
    heads: list[int],
) -> Columns:
    """Return the columns of a sentence with those that follow from its words."""
    lowers = list(map(str.lower, words))
    return Columns(text, words, lowers, starts, tags, morphs, lemmas, pos, deps, heads, frozenset(lowers))


def pack(sentences: Iterable[Columns]) -> bytes:
    """Return the bytes of some sentences: compressed JSON, in which each string of a layer stands once."""
    numbers: dict[str, int] = {}
    rows = [
        [one.text, one.starts, list(map(len, one.words)), one.heads]
        + [
            [numbers.setdefault(string, len(numbers)) for string in layer]
            for layer in (one.tags, one.morphs, one.lemmas, one.pos, one.deps)
        ]
        for one in sentences
    ]
    return zlib.compress(json.dumps([list(numbers), rows], separators=(",", ":")).encode())


def unpack(content: bytes) -> Iterator[Columns]:
    """Yield the sentences that were packed; raises ValueError or zlib.error where the bytes are damaged."""
    strings, rows = json.loads(zlib.decompress(content))
    spelled = list(map(sys.intern, strings)).__getitem__
    for text, starts, lengths, heads, *layers in rows:
        tags, morphs, lemmas, pos, deps = (list(map(spelled, layer)) for layer in layers)
        yield with_forms(text, cut(text, starts, lengths), starts, tags, morphs, lemmas, pos, deps, heads)
