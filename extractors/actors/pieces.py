"""Text as word pieces: how names are cut for matching, whatever the parser's tokenizer does."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# A dotted acronym ("U.S.", "U.N") or a run of letters and digits.
PIECE = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?|[^\W_]+")
# What may stand between the pieces of one name.
GAPS = frozenset({" ", "-", "‑", "–", "'", "’", ". ", ".", " & ", "' ", "’ ", "ʼ", "`", "‘", "", "/", "+", " ("})


class Piece(NamedTuple):
    """A word piece: its key for look-up (lower case, no dots, no accents) and its code-point offsets."""

    key: str
    start: int
    end: int


@lru_cache(65_536)
def fold(word: str) -> str:
    """Return the look-up key of a word: "U.S." -> "us", "Erdoğan" -> "erdogan"."""
    if "." in word:
        word = word.replace(".", "")
    key = word.lower()
    if not key.isascii():
        key = "".join(c for c in unicodedata.normalize("NFKD", key) if not unicodedata.combining(c))
        key = key.translate(_LETTERS)
    return key


_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"})


def cut(text: str) -> list[Piece]:
    """Return the word pieces of a text in order."""
    return [Piece(fold(match[0]), match.start(), match.end()) for match in PIECE.finditer(text)]


def keys(name: str) -> tuple[str, ...]:
    """Return only the look-up keys of a name."""
    return tuple(fold(word) for word in PIECE.findall(name))
