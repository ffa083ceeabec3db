"""What the parse tells the date grammar: the tense of the clause around a date, and the part of speech of a word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from extractors.actions.factuality import auxiliaries, cues
from extractors.tree import Node, clause_of, object_control

if TYPE_CHECKING:
    from extractors.coder import Coded

Tense = Literal["past", "future"]
DEADLINE = frozenset({"by", "from", "before", "until", "till"})


class Hints:
    """Answers by offset into the document's text; None where a sentence was not parsed."""

    def __init__(self, coded: Sequence[Coded]) -> None:
        self._coded = coded
        self._starts = [one.offset for one in coded]

    def word(self, offset: int) -> Node | None:
        """Return the word that begins at an offset."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return None
        inside = offset - self._starts[number]
        node = self._coded[number].tree.at(inside)
        return node if node is not None and node.start == inside else None

    def pos(self, offset: int) -> str | None:
        """Return the Universal POS tag of the word that begins at an offset."""
        node = self.word(offset)
        return node.pos if node is not None else None

    def tense(self, offset: int) -> Tense | None:
        """Return the tense of the clause of the word that begins at an offset."""
        node = self.word(offset)
        if node is None:
            return None
        clause = clause_of(node)
        return "future" if is_deadline(node, clause) else tense_of(clause)


def is_deadline(day: Node, clause: Node) -> bool:
    """Tell whether a time ends or begins what somebody is told or bound to do ("ordered them to leave by Saturday")."""
    if day.case() not in DEADLINE or clause.is_root or not any(kid.lower == "to" for kid in clause.sub("mark")):
        return False
    above = clause.head.lemma
    return above in cues()["future_governors"] or above in cues()["hypothetical_governors"] or above in object_control()


def tense_of(verb: Node) -> Tense | None:
    """Return the tense of a clause; an infinitive that plans ("is due to meet") is ahead, a bare participle has none."""
    words = auxiliaries(verb)
    if any(word in cues()["future_aux"] or word in cues()["would_aux"] for word in words):
        return "future"
    marks = [kid.lower for kid in verb.kids if kid.dep == "mark"]
    if "to" in marks:
        if verb.dep in ("xcomp", "acl", "ccomp") and verb.head.lemma in cues()["future_governors"]:
            return "future"
        return None if verb.is_root else tense_of(clause_of(verb.head))
    if (
        any(word in ("had", "has", "have", "was", "were", "did", "'ve", "’ve") for word in words)
        or "Tense=Past" in verb.morph
    ):
        return "past"
    copula = verb.first("cop")
    if copula is not None:
        return "past" if copula.lower in ("was", "were") else None
    return None  # a present tense tells nothing: "meets on Friday" is ahead, "results from the ruling on July 8" is not
