"""Names in a parsed sentence: matches laid over its tokens, and false ones refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from .bodies import with_bodies
from .entries import Entry
from .homonyms import by_cues, settle
from .lexicon import ActorLexicon, valid_entries
from .load import Grammar
from .pieces import Piece
from .refusal import Refuser
from .towns import TownSigns
from .trie import Match
from .unit import Unit
from .words import Words

_HALVES = ({"north", "south"}, {"east", "west"})
_WHERE = frozenset({"in", "near", "outside", "around", "across", "at"})
_HYPHENS = ("-", "‑", "–")


class Memory(Protocol):
    """What a document has taught: names bound to entries."""

    lexicon: ActorLexicon

    def bound(self, text: str, pieces: list[Piece]) -> list[Match]:
        """Return the bound names of a text."""


def find_units(words: Words, memory: Memory, day: dt.date | None) -> list[Unit]:
    """Return the units of a sentence in order, without those that the sentence refuses."""
    pieces, names = memory.lexicon.read(words.text)
    matches = merge(names, memory.bound(words.text, pieces))
    if not matches:
        return []
    layer = _Layer(words, pieces, memory.lexicon)
    units: list[Unit] = []
    for match in matches:
        entries = by_cues(
            _placed(valid_entries(match.entries, day), match, pieces), match, pieces, memory.lexicon.grammar
        )
        if entries and entries[0].kind != "discard":
            units += [*layer.combining(match), *layer.half(match), layer.unit(match, entries)]
    grammar = memory.lexicon.grammar
    units = with_bodies(words, settle(words, units, grammar), grammar)
    refuser = Refuser(words, units, grammar, memory.lexicon.refusals)
    kept = [unit for unit in units if not refuser.refuses(unit) and not _is_uncounted(words, unit, grammar)]
    signs = TownSigns(words, {unit.start: unit for unit in kept}, grammar)
    return [unit for unit in kept if not unit.entry.is_town or signs.show(unit)]


def _is_uncounted(words: Words, unit: Unit, grammar: Grammar) -> bool:
    """Tell whether a unit is an actor only in numbers and has none before it ("countries", but not "70 countries")."""
    if words[unit.start].lower not in grammar["counted"] or unit.end - unit.start > 1:
        return False
    before = words[max(0, unit.start - 3) : unit.start]
    return not any(
        token.lower in grammar["quantities"] or (token.pos == "NUM" and token.lower not in ("two", "2"))
        for token in before
    )


def _placed(entries: tuple[Entry, ...], match: Match, pieces: list[Piece]) -> tuple[Entry, ...]:
    """Return the meaning of a name that is a place's and somebody's surname: "in Lagos" is no person."""
    is_either = bool(entries) and entries[0].kind == "surname" and any(entry.kind == "place" for entry in entries)
    if is_either and match.first and pieces[match.first - 1].key in _WHERE:
        return tuple(entry for entry in entries if entry.kind != "surname")
    return entries


def merge(names: list[Match], bound: list[Match]) -> list[Match]:
    """Return both lists as one without overlaps: what the document bound wins unless a longer name covers it."""
    if not bound:
        return names
    kept = list(names)
    for match in bound:
        rivals = [other for other in kept if other.first <= match.last and match.first <= other.last]
        if all(other.last - other.first <= match.last - match.first for other in rivals):
            kept = [other for other in kept if other not in rivals]
            kept.append(match)
    return sorted(kept, key=lambda match: match.first)


@dataclass(slots=True)
class _Layer:
    """Lays matches over the tokens of one sentence, whatever the tokenizer does with hyphens."""

    words: Words
    pieces: list[Piece]
    lexicon: ActorLexicon
    starts: dict[int, int]
    ends: dict[int, int]

    def __init__(self, words: Words, pieces: list[Piece], lexicon: ActorLexicon) -> None:
        self.words, self.pieces, self.lexicon = words, pieces, lexicon
        self.starts = {token.start: token.i for token in words}
        self.ends = {token.end: token.i for token in words}

    def unit(self, match: Match, entries: tuple[Entry, ...]) -> Unit:
        """Return the unit of a match, with what hyphens tie to it."""
        first, last = self.starts.get(match.start), self.ends.get(match.end)
        if first is None or last is None:
            first, last = self._covering(match.start, match.end)
        unit = Unit(first, last + 1, entries, after=last + 1)
        self._suffix(unit, match)
        if match.first > 0:
            previous = self.pieces[match.first - 1]
            opposes = previous.key in self.lexicon.grammar["detached_prefixes"] and previous.key != "ex"
            if opposes and self._gap(previous, match.start) in _HYPHENS:
                unit.affix = "opposed"
        return unit

    def combining(self, match: Match) -> list[Unit]:
        """Return the unit of a combining form before a name: the "Sino-" of "Sino-Russian"."""
        if match.first == 0:
            return []
        previous = self.pieces[match.first - 1]
        code = self.lexicon.grammar.combining.get(previous.key)
        if code is None:
            return []
        at = self.starts.get(previous.start)
        if at is None or self._gap(previous, match.start) not in _HYPHENS:
            return []
        entry = Entry("adjective", code, self.words[at].text, "config/actors/grammar.toml")
        return [Unit(at, at + 1, (entry,), after=at + 1, hyphen=True)]

    def half(self, match: Match) -> list[Unit]:
        """Return the unit of the other half in "North and South Korea"."""
        if match.first < 2 or self.pieces[match.first - 1].key != "and":
            return []
        keys = [piece.key for piece in self.pieces[match.first - 2 : match.first + 1]]
        if {keys[0], keys[2]} not in _HALVES:
            return []
        whole = self.words.text[self.pieces[match.first].end : match.end]
        found = self.lexicon.lookup(keys[0].capitalize() + whole)
        at = self.starts.get(self.pieces[match.first - 2].start)
        return [Unit(at, at + 1, found, after=at + 1)] if found and at is not None else []

    def _suffix(self, unit: Unit, match: Match) -> None:
        if match.last + 1 >= len(self.pieces):
            return
        following = self.pieces[match.last + 1]
        if self.words.text[match.end : following.start] not in _HYPHENS:
            return
        unit.hyphen = True
        grammar = self.lexicon.grammar
        if following.key in grammar["leading_suffixes"]:
            unit.affix = "leading"
        elif following.key in grammar["detached_suffixes"]:
            unit.affix = "detached"
        if unit.affix:
            unit.after = self.ends.get(following.end, unit.end) + 1

    def _gap(self, piece: Piece, start: int) -> str:
        return self.words.text[piece.end : start]

    def _covering(self, start: int, end: int) -> tuple[int, int]:
        first = last = 0
        for token in self.words:
            if token.start <= start:
                first = token.i
            if token.start < end:
                last = token.i
        return first, max(first, last)
