"""Names as a trie over word pieces: the longest name at each place of a text in one pass of look-ups."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from extractors.resources import ConfigError

from .entries import Entry
from .pieces import GAPS, PIECE, Piece, cut, fold

# Which meaning of a name comes first where one spelling has several.
_RANK = {
    "discard": 0, "state": 1, "adjective": 2, "people": 3, "organisation": 4, "seat": 5, "organ": 6, "group": 7,
    "person": 8, "capital": 9, "role": 10, "surname": 11, "place": 12,
}  # fmt: skip
# Acronyms up to this length are told from words by their capitals alone ("US", "WHO", "IS").
_SHORT = 3
_END = ""

Node = dict[str, Any]
Named = Entry | Callable[[], Entry]


class Match(NamedTuple):
    """A name found in a text: piece span, code-point span and what it may mean, best first."""

    first: int
    last: int
    start: int
    end: int
    entries: tuple[Entry, ...]


class _Spelling(NamedTuple):
    """A way to write a name: what its letters must look like, and the entry that it names."""

    exact: str | None
    upper_first: bool
    upper_last: bool
    entry: Entry


class NameTrie:
    """All names by their first word piece; the branch of a first piece is built when a text first has it."""

    def __init__(self) -> None:
        self._names: dict[str, list[tuple[str, Named]]] = {}
        self._nodes: dict[str, Node] = {}

    def add(self, name: str, entry: Named) -> None:
        """Add a name with its entry, or with what makes it; raises ConfigError where it holds no letter."""
        word = name.split(" ", 1)[0]
        if word.isascii() and word.isalnum():  # nearly all are: a piece as it stands
            key = word.lower()
        else:
            first = PIECE.search(name)
            if first is None:
                raise ConfigError(_made(entry).where, f"{name!r} has no letters")
            key = fold(first.group())
        self._names.setdefault(key, []).append((name, entry))

    def node(self, key: str) -> Node | None:
        """Return the branch of names that begin with a piece."""
        if key not in self._names:
            return None
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = _branch(self._names[key])
        return node

    def match(self, text: str, pieces: list[Piece]) -> list[Match]:
        """Return the longest names of a text, left to right, not overlapping."""
        names, n = self._names, len(pieces)
        found: list[Match] = []
        free = 0
        for i in [i for i, piece in enumerate(pieces) if piece.key in names]:
            best = self.longest(text, pieces, i) if i >= free else None
            if best is not None and pieces[i].key == "the" and i + 1 < n:
                bare = self.longest(text, pieces, i + 1)
                if bare is not None and bare.last > best.last:
                    best = bare
            if best is not None:
                found.append(best)
                free = best.last + 1
        return found

    def longest(self, text: str, pieces: list[Piece], first: int) -> Match | None:
        """Return the longest name that begins at a piece."""
        best: Match | None = None
        node = self.node(pieces[first].key)
        last, n = first, len(pieces)
        while node is not None:
            spellings = node.get(_END)
            if spellings:
                start, end = pieces[first].start, pieces[last].end
                entries = _fitting(spellings, text[start:end], text[pieces[last].start])
                if entries:
                    best = Match(first, last, start, end, entries)
            if last + 1 >= n or text[pieces[last].end : pieces[last + 1].start] not in GAPS:
                return best
            last += 1
            node = node.get(pieces[last].key)
        return best

    def first_match(self, text: str) -> Match | None:
        """Return the name at the beginning of a text, if there is one."""
        pieces = cut(text)
        return self.longest(text, pieces, 0) if pieces else None

    def __contains__(self, key: str) -> bool:
        return key in self._names


def _made(entry: Named) -> Entry:
    return entry if isinstance(entry, Entry) else entry()


def _branch(names: list[tuple[str, Named]]) -> Node:
    root: Node = {}
    for name, entry in names:
        words = PIECE.findall(name)
        node = root
        for word in words[1:]:
            node = node.setdefault(fold(word), {})
        spellings = node.setdefault(_END, [])
        spellings.append(_spelling(name, words, _made(entry)))
        spellings.sort(key=_rank)
    return root


def _rank(spelling: _Spelling) -> int:
    return _RANK[spelling.entry.kind]


def _spelling(name: str, words: list[str], entry: Entry) -> _Spelling:
    bare = name.replace(".", "")
    if len(words) == 1 and bare.isupper() and len(bare) <= _SHORT:
        return _Spelling(bare, False, False, entry)
    return _Spelling(None, words[0][0].isupper(), words[-1][0].isupper(), entry)


def _fitting(spellings: list[_Spelling], found: str, last_initial: str) -> tuple[Entry, ...]:
    first_upper, last_upper = not found[0].islower(), not last_initial.islower()
    entries = [
        spelling.entry for spelling in spellings
        if (first_upper or not spelling.upper_first) and (last_upper or not spelling.upper_last)
        and (spelling.exact is None or spelling.exact == found.replace(".", ""))
    ]  # fmt: skip
    return tuple(dict.fromkeys(entries))
