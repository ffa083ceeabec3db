"""All actor names as one frozen trie over word pieces: compiled once, matched in a single pass."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..resources import ConfigError
from . import load
from .entries import Entry, Person
from .pieces import _PIECE, GAPS, Piece, cut, fold, keys

# Which meaning of a name comes first where one spelling has several.
_RANK = {
    "discard": 0, "state": 1, "adjective": 2, "people": 3, "organisation": 4, "seat": 5, "organ": 6, "group": 7,
    "person": 8, "capital": 9, "role": 10, "surname": 11, "place": 12, "given": 13,
}  # fmt: skip
_SURNAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "HKG"})
# Kinds whose presence makes a sentence worth parsing.
_STRONG = frozenset(
    {"state", "adjective", "people", "capital", "seat", "organisation", "organ", "group", "person", "surname"}
)


class Match(NamedTuple):
    """A name found in a text: piece span, code-point span and what it may mean, best first."""

    first: int
    last: int
    start: int
    end: int
    entries: tuple[Entry, ...]


class Alternative(NamedTuple):
    """A way to write a name: what its letters must look like, and the entry that it names."""

    exact: str | None
    upper_first: bool
    upper_last: bool
    entry: Entry


Trie = dict[str, Any]
_END = ""


class ActorLexicon:
    """The compiled actor files.

    ``match`` finds names in a text; ``may_have_actor`` only says whether there are any.  Both are pure look-ups.
    """

    def __init__(
        self,
        named: Iterable[tuple[str, Entry]],
        people: Iterable[Person],
        grammar: load.Grammar,
        refusals: tuple[load.Refusal, ...] = (),
    ) -> None:
        self.grammar, self.refusals = grammar, refusals
        self.people = tuple(people)
        self.root: Trie = {}
        self.entries: list[Entry] = []
        seen: set[int] = set()
        for name, entry in named:
            self._add(name, entry)
            if id(entry) not in seen:
                seen.add(id(entry))
                self.entries.append(entry)
        surnames: dict[str, list[Entry]] = {}
        for person in self.people:
            entry = Entry("person", "", person.name, person.where, person=person)
            self.entries.append(entry)
            for variant in dict.fromkeys((person.name, *person.variants)):
                self._add(variant, entry)
            for surname in surnames_of(person):
                if surname not in person.variants:
                    surnames.setdefault(surname, []).append(Entry("surname", "", surname, person.where, person=person))
        for surname, bearers in surnames.items():
            for entry in bearers:
                self._add(surname, entry)
        self._freeze(self.root)

    def _add(self, name: str, entry: Entry) -> None:
        parts = keys(name)
        if not parts:
            raise ConfigError(entry.where, f"{name!r} has no letters")
        node = self.root
        for part in parts:
            node = node.setdefault(part, {})
        node.setdefault(_END, []).append(_alternative(name, parts, entry))

    def _freeze(self, node: Trie) -> None:
        stack = [node]
        while stack:
            node = stack.pop()
            for key, value in node.items():
                if key == _END:
                    node[_END] = tuple(sorted(value, key=lambda alternative: _RANK[alternative.entry.kind]))
                else:
                    stack.append(value)

    def match(self, text: str, pieces: list[Piece] | None = None) -> list[Match]:
        """Return the longest names of a text, left to right, not overlapping."""
        pieces = cut(text) if pieces is None else pieces
        root, found, i, n = self.root, [], 0, len(pieces)
        while i < n:
            node = root.get(pieces[i].key)
            if node is None:
                i += 1
                continue
            best = self._longest(text, pieces, i, node)
            if best is not None and pieces[i].key == "the" and i + 1 < n and (node := root.get(pieces[i + 1].key)):
                bare = self._longest(text, pieces, i + 1, node)
                if bare is not None and bare.last > best.last:
                    best = bare
            if best is None:
                i += 1
            else:
                found.append(best)
                i = best.last + 1
        return found

    def _longest(self, text: str, pieces: list[Piece], first: int, node: Trie) -> Match | None:
        best: Match | None = None
        last, n = first, len(pieces)
        while True:
            alternatives = node.get(_END)
            if alternatives:
                start, end = pieces[first].start, pieces[last].end
                entries = _fitting(alternatives, text[start:end], text[pieces[last].start])
                if entries:
                    best = Match(first, last, start, end, entries)
            if last + 1 >= n:
                return best
            following = node.get(pieces[last + 1].key)
            if following is None or text[pieces[last].end : pieces[last + 1].start] not in GAPS:
                return best
            last, node = last + 1, following

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return every meaning of one name, exactly as written, best first."""
        pieces = cut(name)
        if not pieces:
            return ()
        found = self._longest(name, pieces, 0, self.root.get(pieces[0].key, {}))
        return found.entries if found is not None and found.last == len(pieces) - 1 else ()

    def may_have_actor(self, text: str) -> bool:
        """Tell, before any parsing, whether a text names an actor or a role that can be one without a country."""
        root = self.root
        for match in _PIECE.finditer(text):
            node = root.get(fold(match.group()))
            if node is not None and (len(node) > 1 or _END in node) and self._starts_actor(text, match.start(), node):
                return True
        return False

    def _starts_actor(self, text: str, start: int, node: Trie) -> bool:
        pieces = cut(text[start : start + 120])
        found = self._longest(text[start:], pieces, 0, node) if pieces else None
        return found is not None and any(
            entry.kind in _STRONG
            or (entry.role is not None and entry.role.alone == "yes" and entry.role.kind not in ("modifier", "status"))
            for entry in found.entries
        )


def _alternative(name: str, parts: tuple[str, ...], entry: Entry) -> Alternative:
    bare = name.replace(".", "")
    if len(parts) == 1 and bare.isupper() and len(bare) <= 3:
        return Alternative(bare, False, False, entry)
    words = [match.group() for match in _PIECE.finditer(name)]
    return Alternative(None, words[0][0].isupper(), words[-1][0].isupper(), entry)


def _fitting(alternatives: tuple[Alternative, ...], found: str, last_initial: str) -> tuple[Entry, ...]:
    first_upper, last_upper = not found[0].islower(), not last_initial.islower()
    entries = [
        alternative.entry for alternative in alternatives
        if (first_upper or not alternative.upper_first) and (last_upper or not alternative.upper_last)
        and (alternative.exact is None or alternative.exact == found.replace(".", ""))
    ]  # fmt: skip
    return tuple(dict.fromkeys(entries))


def surnames_of(person: Person) -> tuple[str, ...]:
    """Return the words by which later mentions may call a person: "Sergei Lavrov" -> Lavrov, "Xi Jinping" -> Xi."""
    words = person.name.split()
    if len(words) < 2:
        return ()
    if person.offices[0].code[:3] in _SURNAME_FIRST and len(words) <= 3:
        return (words[0],)
    last = words[-1]
    found = [last]
    if "-" in last and last.split("-")[0].lower() in ("al", "el", "as", "ad", "ar", "an"):
        found.append(last.split("-", 1)[1])
    elif words[-2].lower() in (
        "al",
        "el",
        "van",
        "von",
        "de",
        "bin",
        "da",
        "dos",
        "der",
        "den",
        "di",
        "la",
        "le",
        "du",
    ):
        start = len(words) - 2
        while start > 1 and words[start - 1].lower() in ("van", "von", "de", "der", "den"):
            start -= 1
        found.append(" ".join(words[start:]))
    return tuple(found)


def named_entries() -> Iterator[tuple[str, Entry]]:
    """Yield (name, entry) of all files but the people."""
    yield from load.countries()
    yield from load.organisations()
    yield from load.groups()
    yield from load.places()
    yield from load.roles()
    yield from load.discards()


@cache
def load_lexicon(extra_files: tuple[Path, ...] = ()) -> ActorLexicon:
    """Return the lexicon of the bundled actor files and of an analyst's own (cached).

    ``extra_files`` are people files in our format.  Raises ConfigError with file and line where a row cannot be.
    """
    people = [*load.people(), *(person for path in extra_files for person in load.read_people(path))]
    return ActorLexicon(named_entries(), people, load.grammar(), load.refusals())


def valid_entries(entries: Iterable[Entry], day: dt.date | None) -> tuple[Entry, ...]:
    """Return the entries that hold at a date, those bounded in time first (Moscow in 1985 is the Soviet Union's)."""
    entries = tuple(entries)
    held = [entry for entry in entries if entry.valid(day)]
    return tuple(sorted(held or entries, key=lambda entry: 0 if entry.dated and held else 1))
