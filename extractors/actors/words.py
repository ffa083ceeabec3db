"""A sentence as the actor engine walks it: plain nodes in a list that knows its text, its words and its subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.tree import Node, Tree, build_tree

if TYPE_CHECKING:
    from spacy.tokens import Doc


_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})


class Words(list[Node]):
    """The nodes of one sentence in text order, with the sentence's text and the lower-case words in it (``forms``)."""

    __slots__ = ("_subjects", "forms", "text")

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree.nodes)
        self.text, self.forms = tree.text, tree.forms
        self._subjects: frozenset[int] | None = None

    @property
    def subjects(self) -> frozenset[int]:
        """Return the indices of all subjects and of what is coordinated with them."""
        if self._subjects is None:
            heads = [token for token in self if token.dep in _SUBJECTS]
            self._subjects = frozenset(token.i for head in heads for token in (head, *head.conjuncts()))
        return self._subjects

    def span(self, start: int, end: int) -> tuple[int, int, str]:
        """Return code-point offsets and text of the tokens from ``start`` to ``end`` (exclusive)."""
        lo, hi = self[start].start, self[end - 1].end
        return lo, hi, self.text[lo:hi]


def words_of(sentence: Doc | Tree) -> Words:
    """Return the words of a sentence, parsed by spaCy or already copied into a tree."""
    return Words(sentence if isinstance(sentence, Tree) else build_tree(sentence))
