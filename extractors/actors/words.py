"""A sentence as the actor engine walks it: plain nodes in a list that knows its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.tree import Node, Tree, build_tree

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Words(list[Node]):
    """The nodes of one sentence in text order, with the sentence's text."""

    __slots__ = ("text",)

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree.nodes)
        self.text = tree.text

    def span(self, start: int, end: int) -> tuple[int, int, str]:
        """Return code-point offsets and text of the tokens from ``start`` to ``end`` (exclusive)."""
        lo, hi = self[start].start, self[end - 1].end
        return lo, hi, self.text[lo:hi]


def words_of(sentence: Doc | Tree) -> Words:
    """Return the words of a sentence, parsed by spaCy or already copied into a tree."""
    return Words(sentence if isinstance(sentence, Tree) else build_tree(sentence))
