"""What only looks like an actor: a place name inside a person's name, a role word that is no noun here."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.tree import Node

from .load import Grammar
from .unit import Unit
from .words import Words

_NOUN_ROLES = frozenset({"person", "collective", "organ", "thing"})
_NO_NOUNS = frozenset({"ADJ", "VERB", "ADV", "AUX"})


def refused(unit: Unit, words: Words, units: Sequence[Unit], grammar: Grammar) -> bool:
    """Tell whether a unit is no actor in this sentence."""
    entry, token = unit.entry, words[unit.start]
    if unit.end - unit.start > 1:
        return False
    if entry.kind == "surname" and token.pos != "PROPN":
        return True
    if entry.code.startswith("MED", 3) and _is_in_brackets(words, unit):
        return True
    if all(other.role is not None and other.role.kind in _NOUN_ROLES for other in unit.entries):
        return token.pos in _NO_NOUNS and not (token.pos == "ADJ" and token.dep in ("nsubj", "obj"))
    if entry.kind not in ("state", "capital", "place") or (token.text.isupper() and len(token.text) <= 4):
        return False
    covered = {i for other in units if other.kind != "surname" for i in range(other.start, other.end)}
    return _continues_name(unit, words, covered, grammar) or _ends_name(unit, words, covered)


def _is_in_brackets(words: Words, unit: Unit) -> bool:
    """Tell whether a unit is the agency of a dateline: "KABUL (AP) -"."""
    if not 0 < unit.start < 8 or unit.end >= len(words):
        return False
    return words[unit.start - 1].text == "(" and words[unit.end].text == ")"


def _continues_name(unit: Unit, words: Words, covered: set[int], grammar: Grammar) -> bool:
    """Tell whether the word after a place name makes it a person's or a firm's ("Jordan Peterson")."""
    if unit.end >= len(words):
        return False
    token, following = words[unit.start], words[unit.end]
    if following.start == token.end or not _is_free_name(following, covered) or following.text.isupper():
        return False
    if following.lower.rstrip(".") in grammar["calendar"]:
        return False
    return (
        following.dep.startswith("flat")
        or (following.head is token.head and following.dep == token.dep)
        or (token.head is following and token.dep == "flat")
    )


def _ends_name(unit: Unit, words: Words, covered: set[int]) -> bool:
    """Tell whether the word before a place name makes it a person's or a firm's ("Michael Jordan", "Real Madrid")."""
    if unit.start == 0:
        return False
    token, previous = words[unit.start], words[unit.start - 1]
    if previous.end == token.start or previous.text.endswith(".") or not _is_free_name(previous, covered):
        return False
    tied = previous.dep == "compound" and previous.head is token
    return token.dep.startswith("flat") or (tied and unit.kind != "state")


def _is_free_name(token: Node, covered: set[int]) -> bool:
    return token.pos == "PROPN" and token.i not in covered and token.text[0].isupper()
