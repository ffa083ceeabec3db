"""Names of official bodies that no file has: "Ministry of Water Resources", "Fish and Wildlife Service"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .entries import Entry, Role
from .unit import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractors.tree import Node

    from .load import Grammar
    from .words import Words

_LINKS = frozenset({"and", "&", "of", "the", "for", "on"})
_OPENING = frozenset({"of", "for", "on", "against"})
_JOINING = frozenset({"and", "&"})


def with_bodies(words: Words, units: Sequence[Unit], grammar: Grammar) -> list[Unit]:
    """Return the units with those of each body's name gathered into one.

    A name is a word for a body, capitalised, with what follows it ("Office of Civil Aviation") or precedes it ("Crimes
    and Corruption Commission"), up to where it ends or somebody else's name stands: "of Ethiopia" is left for the country.
    """
    kept = list(units)
    for unit in _found(words, units, grammar):
        inside = [other for other in kept if other.start < unit.end and unit.start < other.end]
        if all(_is_part(other) and unit.start <= other.start and other.after <= unit.end for other in inside):
            kept = [other for other in kept if other not in inside]
            kept.append(unit)
    return sorted(kept, key=lambda unit: unit.start)


def _is_part(unit: Unit) -> bool:
    """Tell whether a unit may be part of a body's name: a role, a word that is also a surname or a small town."""
    return unit.kind in ("role", "surname") or unit.entry.is_town


def _found(words: Words, units: Sequence[Unit], grammar: Grammar) -> list[Unit]:
    covering = {i: unit for unit in units for i in range(unit.start, unit.after)}
    found: list[Unit] = []
    for token in words:
        if not token.text[:1].isupper() or (found and token.i < found[-1].end):
            continue
        role = _role(token, covering, grammar)
        if role is None:
            continue
        end = _end(words, token, covering)
        start = token.i if end > token.i + 1 else _start(words, token, covering)
        if end - start > 1 and (end > token.i + 1 or not _is_read_anyway(words, token, start, covering)):
            found.append(_unit(words, role, start, end, covering, grammar))
    return found


def _role(token: Node, covering: dict[int, Unit], grammar: Grammar) -> Role | None:
    """Return what a word for a body says by itself, None for any other word."""
    word, unit = token.lower, covering.get(token.i)
    if word not in grammar["body_heads"] or (unit is not None and not _is_part(unit)):
        return None
    if unit is None or unit.kind != "role":
        return Role("GOV", "organ", "no", True)
    return next((entry.role for entry in unit.entries if entry.role is not None and entry.role.kind == "organ"), None)


def _end(words: Words, head: Node, covering: dict[int, Unit]) -> int:
    """Return where the name ends that a word for a body opens; the token behind the word where it opens none."""
    unit = covering.get(head.i)
    end = i = unit.end if unit is not None and unit.start == head.i else head.i + 1
    if end == head.i + 1 and (i >= len(words) or words[i].lower not in _OPENING):
        return head.i + 1
    while i < len(words):
        token = words[i]
        if token.lower in _LINKS:
            if token.lower in _JOINING and not _joins(words, i, head, covering):
                break
            i += 1
        elif token.text[:1].isupper() and token.pos in ("PROPN", "NOUN", "ADJ") and not _is_other(i, covering):
            i += 1
            end = i
        else:
            break
    return end


def _joins(words: Words, i: int, head: Node, covering: dict[int, Unit]) -> bool:
    """Tell whether "and" stands inside a name ("Ministry of Finance and Planning"), not between two bodies.

    What is coordinated with the head itself is another body, unless it is no name ("… and International Cooperation").
    """
    if i + 1 >= len(words) or i + 1 in covering:
        return False
    token = words[i + 1]
    while token.dep != "conj" and token.head.i != token.i and token.head.i > i:
        token = token.head
    return token.dep == "conj" and (token.head.i > head.i or (token.head.i == head.i and token.pos == "NOUN"))


def _is_other(i: int, covering: dict[int, Unit]) -> bool:
    """Tell whether a token belongs to another actor's name or title."""
    unit = covering.get(i)
    return unit is not None and (not _is_part(unit) or unit.role_kind == "international")


def _start(words: Words, head: Node, covering: dict[int, Unit]) -> int:
    """Return where the name begins that a word for a body closes; the word itself where nothing belongs to it."""
    start = i = head.i
    while i > 0:
        token = words[i - 1]
        if token.lower in _JOINING and i < head.i:
            i -= 1
        elif token.text[:1].isupper() and _hangs_on(token, head) and not _is_other(i - 1, covering):
            i -= 1
            start = i
        else:
            break
    if start < head.i and words[start].lower in ("the", "a", "an"):
        start += 1
    return start


def _hangs_on(token: Node, head: Node) -> bool:
    """Tell whether the tree leads from a word to the word for the body over nothing but words before it."""
    while token.i != head.i:
        if token.pos not in ("PROPN", "NOUN", "ADJ", "VERB") or token.head.i == token.i or token.head.i > head.i:
            return False
        token = token.head
    return True


def _is_read_anyway(words: Words, head: Node, start: int, covering: dict[int, Unit]) -> bool:
    """Tell whether the phrases take in all of a name by themselves: a known word with plain words before it."""
    return head.i in covering and not any(words[i].lower in _JOINING for i in range(start, head.i))


def _unit(words: Words, role: Role, start: int, end: int, covering: dict[int, Unit], grammar: Grammar) -> Unit:
    """Return the unit of a name; a federation is of those whom it unites ("Federation of Trade Unions")."""
    where, code, head = "config/actors/grammar.toml", role.code, words[start]
    first = covering.get(start)
    if first is not None:
        where = first.entry.where
    if head.lower in grammar["uniting"]:
        members = [
            covering[i].entry for i in range(start + 1, end) if i in covering and covering[i].role_kind == "person"
        ]
        if members and members[0].role is not None:
            role, where = Role(members[0].code, "organ", "yes", False), members[0].where
            code = role.code
    entry = Entry("role", code, words.span(start, end)[2], where, role=role)
    return Unit(start, end, (entry,), after=end)
