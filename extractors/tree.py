"""A sentence as a light dependency tree, copied out of spaCy once so that the coder walks plain objects."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from operator import add
from typing import TYPE_CHECKING, Any, TypeVar

from extractors.columns import Columns, columns
from extractors.resources import CONFIG, read_toml

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What a clause hangs on: the head of a clause carries one of these labels (or is the root).
CLAUSE_DEPS = frozenset(
    {"root", "ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass"}
)
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
PASSIVE_SUBJECTS = ("nsubj:pass", "csubj:pass")


@cache
def spans() -> frozenset[str]:
    """Return the nouns of stretches of time, which do nothing themselves."""
    return frozenset(read_toml(CONFIG / "cues.toml")["spans"])


@cache
def object_control() -> frozenset[str]:
    """Return the verbs whose object is the subject of their infinitive."""
    return frozenset(read_toml(CONFIG / "cues.toml")["object_control"])


Fact = TypeVar("Fact")


def remembered(work_out: Callable[[Node], Fact]) -> Callable[[Node], Fact]:
    """Work out a fact about a token once: what it says of the tree never changes, and nobody may change the answer."""

    def ask(node: Node) -> Fact:
        found: Fact
        try:
            found = node.facts[work_out]
        except KeyError:
            found = node.facts[work_out] = work_out(node)
        return found

    ask.__doc__ = work_out.__doc__
    return ask


class Node:
    """A token: its words, its place in the tree, and where it stands in the text (code points)."""

    __slots__ = (
        "actor", "dep", "end", "facts", "head", "i", "is_verbal", "kids", "lemma", "lower", "morph", "pos", "start", "text",
    )  # fmt: skip

    def __init__(
        self, i: int, text: str, lower: str, lemma: str, pos: str, dep: str, start: int, end: int, morph: str
    ) -> None:
        self.i, self.text, self.lower, self.lemma, self.pos, self.dep = i, text, lower, lemma, pos, dep
        self.start, self.end, self.morph = start, end, morph
        self.head: Node = self
        self.kids: list[Node] = []
        self.is_verbal = pos in ("VERB", "AUX")  # the tagger took this token for a verb
        self.facts: dict[Callable[[Node], Any], Any] = {}
        self.actor = ""  # the kind of actor that the token stands for, once actors are found

    def __repr__(self) -> str:
        return f"{self.text}/{self.pos}/{self.dep}"

    def sub(self, *deps: str) -> list[Node]:
        """Return the children that carry one of the labels, in text order."""
        return [kid for kid in self.kids if kid.dep in deps]

    def first(self, *deps: str) -> Node | None:
        """Return the first child that carries one of the labels."""
        for kid in self.kids:
            if kid.dep in deps:
                return kid
        return None

    @property
    def is_root(self) -> bool:
        """Tell whether nothing governs this token."""
        return self.head is self

    def ancestors(self) -> Iterator[Node]:
        """Yield the governors from the nearest to the root."""
        node = self
        while node.head is not node:
            node = node.head
            yield node

    def subtree(self) -> Iterator[Node]:
        """Yield this token and all below it."""
        yield self
        for kid in self.kids:
            yield from kid.subtree()

    @property
    def is_left_out(self) -> bool:
        """Tell whether "but not" or "but neither" stands before this token."""
        words = {kid.lower for kid in self.kids if kid.i < self.i} | {self.lower}
        return "but" in words and not words.isdisjoint(("not", "neither"))

    def conjuncts(self) -> list[Node]:
        """Return the tokens coordinated under this one, nested ones included, without who is left out ("Chad but not Mali")."""
        found = []
        for kid in self.kids:
            if kid.dep == "conj" and not kid.is_left_out:
                found.append(kid)
                found.extend(kid.conjuncts())
        return found

    @remembered
    def case(self) -> str:
        """Return the preposition that introduces this token ("with", "because of"), or ""."""
        words = []
        for kid in self.kids:
            if kid.dep == "case" and kid.lower not in ("'s", "’s", "'", "’"):
                words.append(kid.lower)
                words.extend(part.lower for part in kid.kids if part.dep == "fixed")
        return " ".join(words)

    @property
    @remembered
    def is_passive(self) -> bool:
        """Tell whether this verb stands in the passive."""
        deps = [kid.dep for kid in self.kids]
        if "aux:pass" in deps:
            return True
        return ("nsubj:pass" in deps or "csubj:pass" in deps) and not any(
            kid.lemma == "have" for kid in self.kids if kid.dep == "aux"
        )


class Tree:
    """All tokens of one sentence in text order; ``forms`` are its lower-case words, ``lemmas`` the lemmas of them."""

    __slots__ = ("_ends", "forms", "lemmas", "nodes", "text")

    def __init__(
        self, nodes: list[Node], text: str, ends: list[int], forms: frozenset[str], lemmas: frozenset[str]
    ) -> None:
        self.nodes, self.text, self.forms, self.lemmas = nodes, text, forms, lemmas
        self._ends = ends

    def roots(self) -> list[Node]:
        """Return the tokens that nothing governs."""
        return [node for node in self.nodes if node.is_root]

    def at(self, offset: int) -> Node | None:
        """Return the token that covers an offset into the sentence, or the next one after it."""
        i = bisect_right(self._ends, offset)
        return self.nodes[i] if i < len(self.nodes) else None


def plant(read: Columns) -> Tree:
    """Return the tree of a sentence; language-specific label parts stay ("nsubj:pass"), "ROOT" becomes "root"."""
    lemmas = list(map(str.lower, read.lemmas))
    deps = ["root" if dep == "ROOT" else dep for dep in read.deps]
    ends = list(map(add, read.starts, map(len, read.words)))
    nodes = list(map(Node, count(), read.words, read.lowers, lemmas, read.pos, deps, read.starts, ends, read.morphs))
    for node, above in zip(nodes, read.heads, strict=True):
        node.head = head = nodes[above]
        if head is not node:
            head.kids.append(node)
    return Tree(nodes, read.text, ends, read.forms, frozenset(lemmas))


def build_tree(doc: Doc) -> Tree:
    """Copy a parsed sentence as it stands."""
    return plant(columns(doc, doc.text))


@remembered
def clause_of(node: Node) -> Node:
    """Return the head of the clause that a token belongs to."""
    while not node.is_root and not (node.dep in CLAUSE_DEPS or (node.dep == "conj" and node.is_verbal)):
        node = node.head
    return node


@remembered
def subject_of(verb: Node) -> Node | None:
    """Return the surface subject of a clause: its own, or the one that it shares, controls or relativises.

    Coordinated verbs share the first one's subject; an infinitive takes its governor's object (else subject);
    a participle or relative clause takes the noun that it modifies.
    """
    seen: set[int] = set()
    node = verb
    while node.i not in seen:
        seen.add(node.i)
        subjects = [kid for kid in node.sub(*SUBJECTS) if not kid.case()] or node.sub(*SUBJECTS)  # no "on Wednesday"
        if len(subjects) > 1:  # "Inspectors will this week examine"
            subjects = [kid for kid in subjects if kid.lemma not in spans()] or subjects
        own = next((kid for kid in reversed(subjects) if kid.i < node.i), subjects[0] if subjects else None)
        if own is None and node.pos == "ADJ":
            own = node.first("expl")  # "Syria says it is willing": no weather
        if own is not None:
            if (
                own.pos == "PRON"
                and own.lower in ("who", "which", "that", "whom")
                and node.dep in ("acl:relcl", "advcl:relcl")
            ):
                return node.head
            return own
        if node.dep == "conj":
            node = node.head
        elif node.dep in ("xcomp", "ccomp") and not node.head.is_root | node.head.is_verbal:
            return None
        elif node.dep == "xcomp":
            controlled = node.head.first("obj", "iobj")
            if controlled is not None and node.head.lemma in object_control():
                return controlled
            if node.head.is_passive:
                return node.head.first(*PASSIVE_SUBJECTS)
            node = node.head
        elif node.dep in ("acl", "acl:relcl"):
            return node.head if node.head.pos in ("NOUN", "PROPN", "PRON") else None
        elif node.dep == "advcl":
            node = node.head
        else:
            return None
    return None
