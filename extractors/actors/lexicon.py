"""All actor files compiled: names to match in a text, people, roles, and the small words of composition."""

from __future__ import annotations

import datetime as dt
import gc
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, cached_property, lru_cache
from pathlib import Path

from . import load
from .entries import Entry, Person
from .names import body_words
from .own import Conflict, OwnFile, conflicts, merge_people, read_own
from .pieces import Piece, cut
from .trie import Match, NameTrie

_SURNAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "HKG"})
_ARTICLES = frozenset({"al", "el", "as", "ad", "ar", "an"})
_PARTICLES = frozenset({"al", "el", "van", "von", "de", "bin", "da", "dos", "der", "den", "di", "la", "le", "du"})
# Kinds whose presence makes a sentence worth parsing.
_STRONG = frozenset(
    {"state", "adjective", "people", "capital", "seat", "organisation", "organ", "group", "person", "surname"}
)
REMEMBERED_NAMES = 4_096  # with their meanings at a date
REMEMBERED = 256  # texts: mending the tree and finding actors ask for the names of the same sentences


class ActorLexicon:
    """The compiled actor files.

    ``match`` finds names in a text; ``may_have_actor`` only says whether there are any.  Both are pure look-ups.
    """

    def __init__(
        self,
        named: Iterable[tuple[str, Entry]],
        people: Iterable[Person],
        grammar: load.Grammar,
        refusals: load.Refusals,
        towns: Iterable[tuple[str, Callable[[], Entry]]] = (),
    ) -> None:
        self.grammar, self.refusals = grammar, refusals
        self.people = tuple(people)
        self._trie = NameTrie()
        self._read = lru_cache(REMEMBERED)(self.cut_and_match)
        entries: dict[int, Entry] = {}
        for name, entry in named:
            self._trie.add(name, entry)
            entries[id(entry)] = entry
        self.entries = list(entries.values())
        for person in self.people:
            self._add_person(person)
        for name, make in towns:
            self._trie.add(name, make)

    def _add_person(self, person: Person) -> None:
        entry = Entry("person", "", person.name, person.where, person=person)
        self.entries.append(entry)
        for name in dict.fromkeys((person.name, *person.variants)):
            self._trie.add(name, entry)
        for surname in surnames_of(person):
            if surname not in person.variants:
                self._trie.add(surname, Entry("surname", "", surname, person.where, person=person))

    def match(self, text: str) -> list[Match]:
        """Return the longest names of a text, left to right, not overlapping."""
        return self.read(text)[1]

    def read(self, text: str) -> tuple[list[Piece], list[Match]]:
        """Return the word pieces of a text and its names; those of the last few hundred texts are remembered."""
        return self._read(text)

    def cut_and_match(self, text: str) -> tuple[list[Piece], list[Match]]:
        """Return the word pieces of a text and its names."""
        pieces = cut(text)
        return pieces, self._trie.match(text, pieces)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return every meaning of one name, exactly as written, best first."""
        found = self._trie.first_match(name)
        return found.entries if found is not None and found.last == len(cut(name)) - 1 else ()

    @cached_property
    def bodies(self) -> dict[str, str]:
        """Return the words that head the names of bodies in the files ("front"), with the kind that they head most."""
        return body_words(self.entries, self.lookup)

    def may_have_actor(self, text: str) -> bool:
        """Tell, before any parsing, whether a text names an actor or a role that can be one without a country."""
        trie = self._trie
        pieces, matches = self.read(text)
        entries = [entry for match in matches for entry in match.entries]
        if any(map(_may_act, entries)) or (any(map(_is_place, entries)) and any(map(_is_local, entries))):
            return True
        for i, piece in enumerate(pieces):  # a name inside a longer one that is no actor
            if piece.key in trie:
                found = trie.longest(text, pieces, i)
                if found is not None and any(map(_may_act, found.entries)):
                    return True
        return False

    def may_have_office(self, text: str) -> bool:
        """Tell whether a text names a role that is an actor where the document tells the country ("the government")."""
        return any(_is_office(entry) for match in self.match(text) for entry in match.entries)


def _is_office(entry: Entry) -> bool:
    return entry.role is not None and entry.role.alone != "no" and entry.role.kind in ("person", "collective", "organ")


def _may_act(entry: Entry) -> bool:
    role = entry.role
    return entry.kind in _STRONG or (
        role is not None and role.alone == "yes" and role.kind not in ("modifier", "status", "region")
    )


def _is_place(entry: Entry) -> bool:
    is_region = entry.role is not None and entry.role.kind == "region"
    return is_region or (entry.kind == "place" and bool(entry.code) and not entry.is_town)


def _is_local(entry: Entry) -> bool:
    """Tell whether a role acts where a place beside it tells whose it is ("the Punjab government")."""
    return entry.role is not None and entry.role.kind in ("person", "collective", "organ") and entry.role.alone != "no"


def surnames_of(person: Person) -> tuple[str, ...]:
    """Return the words by which later mentions may call a person: "Sergei Lavrov" -> Lavrov, "Xi Jinping" -> Xi."""
    words = person.name.split()
    if len(words) < 2:
        return ()
    if person.offices[0].code[:3] in _SURNAME_FIRST and len(words) <= 3:
        return (words[0],)
    last = words[-1]
    if "-" in last and last.split("-")[0].lower() in _ARTICLES:
        return (last, last.split("-", 1)[1])
    if words[-2].lower() not in _PARTICLES:
        return (last,)
    start = len(words) - 2
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return (last, " ".join(words[start:]))


def named_entries() -> Iterator[tuple[str, Entry]]:
    """Yield (name, entry) of all files but the people and the towns."""
    yield from load.countries()
    yield from load.organisations()
    yield from load.groups()
    yield from load.places()
    yield from load.roles()
    yield from load.discards()


@cache
def load_lexicon(own_files: tuple[Path, ...] = ()) -> ActorLexicon:
    """Return the lexicon of the bundled actor files and of an analyst's own, which count first (cached).

    The files are in our formats or in PETRARCH's; see ``read_own``.  Raises ConfigError with file and line where a row
    cannot be.
    """
    with _uncollected():
        own = _own(own_files)
        named = [*(named for file in own for named in file.named), *named_entries()]
        people = merge_people([person for file in own for person in file.people], load.people())
        return ActorLexicon(named, people, load.grammar(), load.refusals(), load.towns())


@contextmanager
def _uncollected() -> Iterator[None]:
    """Make objects that all stay without the garbage collector, which would walk them again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@cache
def _own(paths: tuple[Path, ...]) -> tuple[OwnFile, ...]:
    return tuple(read_own(path, number) for number, path in enumerate(paths, 1))


def find_conflicts(own_files: Sequence[Path]) -> list[Conflict]:
    """Return where an analyst's files contradict themselves, one another or the bundled ones."""
    towns = ((name, make()) for name, make in load.towns())
    return conflicts(_own(tuple(own_files)), itertools.chain(named_entries(), towns), load.people())


def valid_entries(entries: Iterable[Entry], day: dt.date | None) -> tuple[Entry, ...]:
    """Return the entries that hold at a date, those bounded in time first (Moscow in 1985 is the Soviet Union's).

    An analyst's entries go before the bundled ones, but never out of their time; of several files the first counts.
    """
    return _held(tuple(entries), day)


@lru_cache(REMEMBERED_NAMES)
def _held(entries: tuple[Entry, ...], day: dt.date | None) -> tuple[Entry, ...]:
    held = [entry for entry in entries if entry.valid(day)]
    if any(entry.file for entry in entries):
        own = min((entry.file for entry in held if entry.file), default=0)
        held = [entry for entry in held if entry.file == own]
        entries = tuple(entry for entry in entries if not entry.file)
    return tuple(sorted(held or entries, key=lambda entry: 0 if entry.dated and held else 1))
