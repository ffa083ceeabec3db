"""Names in a parsed sentence: matches laid over its tokens, and false ones refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from .entries import Entry
from .lexicon import ActorLexicon, Match, valid_entries
from .pieces import Piece, cut

if TYPE_CHECKING:
    from extractors.tree import Node

    from .words import Words

_NOUN_ROLES = frozenset({"person", "collective", "organ", "thing"})
_HYPHENS = ("-", "‑", "–")


@dataclass(slots=True)
class Unit:
    """A name or role that covers tokens ``start`` to ``end`` (exclusive), with its meanings, best first.

    ``affix`` is "detached" for "US-backed" (no American), "leading" for "US-led", "opposed" for "anti-Russian", else "".
    ``after`` is the first token behind the unit and its suffix.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    affix: str = ""
    after: int = field(default=0)
    hyphen: bool = False

    @property
    def entry(self) -> Entry:
        """Return the leading meaning."""
        return self.entries[0]

    @property
    def kind(self) -> str:
        """Return the leading kind."""
        return self.entries[0].kind

    def first(self, *kinds: str) -> Entry | None:
        """Return the first meaning of one of the kinds."""
        return next((entry for entry in self.entries if entry.kind in kinds), None)


class Memory(Protocol):
    """What a document has taught: names bound to entries."""

    lexicon: ActorLexicon

    def bound(self, text: str, pieces: list[Piece]) -> list[Match]:
        """Return the bound names of a text."""


def find_units(words: Words, memory: Memory, day: dt.date | None) -> list[Unit]:
    """Return the units of a sentence in order, without those that the sentence refuses."""
    text = words.text
    pieces = cut(text)
    matches = merge(memory.lexicon.match(text, pieces), memory.bound(text, pieces))
    if not matches:
        return []
    starts, ends = _token_at(words)
    units: list[Unit] = []
    for match in matches:
        first, last = starts.get(match.start), ends.get(match.end)
        if first is None or last is None:
            first, last = _covering(words, match.start, match.end)
        entries = valid_entries(match.entries, day)
        if entries[0].kind == "discard":
            continue
        prefix = _combining(match, pieces, text, memory.lexicon, starts)
        if prefix is not None:
            units.append(prefix)
        unit = Unit(first, last + 1, entries, after=last + 1)
        _affix(unit, match, pieces, text, memory.lexicon, starts, ends)
        units.append(unit)
    return [unit for unit in units if not refused(unit, words, units, memory)]


def _combining(
    match: Match, pieces: list[Piece], text: str, lexicon: ActorLexicon, starts: dict[int, int]
) -> Unit | None:
    """Return the unit of a combining form before a name: the "Sino-" of "Sino-Russian"."""
    if match.first == 0:
        return None
    previous = pieces[match.first - 1]
    code = lexicon.grammar.combining.get(previous.key)
    at = starts.get(previous.start)
    if code is None or at is None or text[previous.end : match.start] not in _HYPHENS:
        return None
    entry = Entry("adjective", code, text[previous.start : previous.end], "config/actors/grammar.toml")
    return Unit(at, at + 1, (entry,), after=at + 1, hyphen=True)


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


def _token_at(words: Words) -> tuple[dict[int, int], dict[int, int]]:
    starts = {token.start: token.i for token in words}
    ends = {token.end: token.i for token in words}
    return starts, ends


def _covering(words: Words, start: int, end: int) -> tuple[int, int]:
    first = last = 0
    for token in words:
        if token.start <= start:
            first = token.i
        if token.start < end:
            last = token.i
    return first, max(first, last)


def _affix(
    unit: Unit,
    match: Match,
    pieces: list[Piece],
    text: str,
    lexicon: ActorLexicon,
    starts: dict[int, int],
    ends: dict[int, int],
) -> None:
    grammar = lexicon.grammar
    if match.last + 1 < len(pieces):
        following = pieces[match.last + 1]
        if text[match.end : following.start] in _HYPHENS:
            unit.hyphen = True
            if following.key in grammar["leading_suffixes"]:
                unit.affix = "leading"
            elif following.key in grammar["detached_suffixes"]:
                unit.affix = "detached"
            if unit.affix:
                unit.after = ends.get(following.end, unit.end) + 1
    if match.first > 0:
        previous = pieces[match.first - 1]
        if text[previous.end : match.start] in _HYPHENS and previous.key in grammar["detached_prefixes"]:
            unit.affix = "opposed" if previous.key != "ex" else unit.affix


def refused(unit: Unit, words: Words, units: list[Unit], memory: Memory) -> bool:
    """Tell whether a place-like name is here part of another name: a person's, a firm's, a work's."""
    entry, token = unit.entry, words[unit.start]
    if unit.end - unit.start > 1:
        return False
    if entry.role is not None and all(
        other.role is not None and other.role.kind in _NOUN_ROLES for other in unit.entries
    ):
        return token.pos in ("ADJ", "VERB", "ADV", "AUX") and not (token.dep in ("nsubj", "obj") and token.pos == "ADJ")
    if entry.kind not in ("state", "capital", "place"):
        return False
    if token.text.isupper() and len(token.text) <= 4:
        return False
    covered = {i for other in units if other.kind != "surname" for i in range(other.start, other.end)}
    following = words[unit.end] if unit.end < len(words) else None
    if following is not None and words[unit.end - 1].end == following.start and following.text not in ("-",):
        following = None
    if following is not None and _continues_name(token, following, covered, memory):
        return True
    previous = words[unit.start - 1] if unit.start else None
    return (
        previous is not None and previous.pos == "PROPN" and previous.i not in covered and previous.text[0].isupper()
        and previous.end < token.start and not previous.text.endswith(".")
        and (token.dep.startswith("flat") or (previous.dep == "compound" and previous.head.i == token.i and entry.kind != "state"))
    )  # fmt: skip


def _continues_name(token: Node, following: Node, covered: set[int], memory: Memory) -> bool:
    """Tell whether the word after a place name makes it a person's or a firm's ("Jordan Peterson", "London Bridge")."""
    if (
        following.pos != "PROPN"
        or following.i in covered
        or not following.text[0].isupper()
        or following.text.isupper()
    ):
        return False
    if following.lower.rstrip(".") in memory.lexicon.grammar["calendar"]:
        return False
    return (
        following.dep.startswith("flat")
        or (following.head is token.head and following.dep == token.dep)
        or (token.head is following and token.dep == "flat")
    )
