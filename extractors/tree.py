"""A sentence as a light dependency tree, copied out of spaCy once so that the coder walks plain objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from spacy.attrs import DEP, HEAD, IDX, LEMMA, LENGTH, MORPH, POS, TAG

from extractors.resources import CONFIG, read_toml

if TYPE_CHECKING:
    from spacy.tokens import Doc

NUMBERS, NAMES = [IDX, LENGTH, HEAD], [TAG, MORPH, LEMMA, POS, DEP]  # what spaCy has as numbers, and as keys of strings
_SPELLED: dict[int, str] = {}  # spaCy's keys, which are hashes of the strings, and what they stand for
# What a clause hangs on: the head of a clause carries one of these labels (or is the root).
CLAUSE_DEPS = frozenset(
    {"root", "ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass"}
)
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass")
PASSIVE_SUBJECTS = ("nsubj:pass", "csubj:pass")


@cache
def object_control() -> frozenset[str]:
    """Return the verbs whose object is the subject of their infinitive."""
    return frozenset(read_toml(CONFIG / "cues.toml")["object_control"])


Fact = TypeVar("Fact")


def remembered(work_out: Callable[[Node], Fact]) -> Callable[[Node], Fact]:
    """Work out a fact about a token once: what it says of the tree never changes, and nobody may change the answer."""

    def ask(node: Node) -> Fact:
        facts = node.facts
        if work_out not in facts:
            facts[work_out] = work_out(node)
        found: Fact = facts[work_out]
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
        return next((kid for kid in self.kids if kid.dep in deps), None)

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

    def conjuncts(self) -> list[Node]:
        """Return the tokens coordinated under this one, nested ones included."""
        found = []
        for kid in self.kids:
            if kid.dep == "conj":
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
    """All tokens of one sentence in text order."""

    __slots__ = ("nodes", "text")

    def __init__(self, nodes: list[Node], text: str) -> None:
        self.nodes, self.text = nodes, text

    def roots(self) -> list[Node]:
        """Return the tokens that nothing governs."""
        return [node for node in self.nodes if node.is_root]

    def at(self, offset: int) -> Node | None:
        """Return the token that covers an offset into the sentence, or the next one after it."""
        return next((node for node in self.nodes if node.end > offset), None)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the parser says of one sentence, token by token: words and their starts (code points), tags, heads, labels …"""

    text: str
    words: list[str]
    lowers: list[str]
    starts: list[int]
    tags: list[str]
    morphs: list[str]
    lemmas: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]


def columns(doc: Doc, text: str) -> Columns:
    """Copy a parsed sentence out of spaCy, all tokens at once; ``text`` is the sentence's."""
    strings = doc.vocab.strings
    starts, lengths, heads = doc.to_array(NUMBERS).astype("int64").T.tolist()
    words = [text[start : start + length] for start, length in zip(starts, lengths, strict=True)]
    keys = doc.to_array(NAMES)
    keys = doc.to_array(NAMES).T.tolist()
    for column in keys:
        for key in column:
            if key not in _SPELLED:
                _SPELLED[key] = strings[key]
    tags, morphs, lemmas, pos, deps = ([_SPELLED[key] for key in column] for column in keys)
    return Columns(
        text,
        words,
        [word.lower() for word in words],
        starts,
        tags,
        morphs,
        lemmas,
        pos,
        deps,
        [i + head for i, head in enumerate(heads)],
    )


def plant(read: Columns) -> Tree:
    """Return the tree of a sentence; language-specific label parts stay ("nsubj:pass"), "ROOT" becomes "root"."""
    nodes = [
        Node(i, word, lower, lemma.lower(), pos, "root" if dep == "ROOT" else dep, start, start + len(word), morph)
        for i, (word, lower, lemma, pos, dep, start, morph) in enumerate(
            zip(read.words, read.lowers, read.lemmas, read.pos, read.deps, read.starts, read.morphs, strict=True)
        )
    ]
    for node, above in zip(nodes, read.heads, strict=True):
        node.head = head = nodes[above]
        if head is not node:
            head.kids.append(node)
    return Tree(nodes, read.text)


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
        own = next((kid for kid in reversed(node.sub(*SUBJECTS)) if kid.i < node.i), None) or node.first(*SUBJECTS)
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
