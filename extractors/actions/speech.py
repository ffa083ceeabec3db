"""Speech: who says what in a sentence, so that events told by somebody carry his name."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.actions.match import subject_nodes
from extractors.actions.mentioned import OWNER, Mentions
from extractors.actions.reading import Reader
from extractors.actors.mention import Mention
from extractors.tree import Node


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever vouches for a clause: the mention where it is a known actor, and the words that name it."""

    mention: Mention | None
    node: Node

    @property
    def text(self) -> str:
        """Return the words that name the speaker, without what modifies them from behind."""
        if self.mention is not None:
            return self.mention.text
        words = [kid for kid in self.node.subtree() if kid.i <= self.node.i] or [self.node]
        return " ".join(word.text for word in sorted(words, key=lambda n: n.i))


def speaker_of(verb: Node, mentions: Mentions) -> Speaker | None:
    """Return the speaker of a verb of saying, or None where it has no subject."""
    for subject in subject_nodes(verb):
        found = mentions.under(subject, OWNER)
        return Speaker(found[0] if found else None, subject)
    return None


def content_clause(verb: Node) -> Node | None:
    """Return the clause that a verb of saying reports: its complement, what it hangs on as an aside, or a bare clause beside it."""
    for kid in verb.kids:
        if kid.dep == "ccomp" or (kid.dep in ("parataxis", "xcomp") and kid.is_verbal and not is_lone_saying(kid)):
            return kid
    if verb.dep in ("parataxis", "ccomp", "advcl", "conj", "acl:relcl") and is_lone_saying(verb) and not verb.is_root:
        return verb.head if verb.head.is_verbal or verb.head.is_root else None
    return None


def is_lone_saying(verb: Node) -> bool:
    """Tell whether a clause is no more than "X said on Sunday": it has a subject and neither complement nor object."""
    return verb.first("nsubj") is not None and verb.first("ccomp", "obj") is None


def according_to(node: Node, mentions: Mentions) -> Speaker | None:
    """Return the source that an "according to" names in a clause."""
    for kid in node.sub("obl", "nmod", "advcl"):
        if kid.case() in ("according to", "according"):
            found = mentions.under(kid, OWNER)
            return Speaker(found[0] if found else None, kid)
    return None


def asserted_by(node: Node, reader: Reader, mentions: Mentions, says: dict[int, Node]) -> Speaker | None:
    """Return who vouches for the clause of ``node``: the nearest verb of saying that reports it.

    ``says`` maps the heads of reported clauses to their verbs of saying.
    """
    current = node
    while True:
        source = according_to(current, mentions)
        if source is not None:
            return source
        if current.i in says and says[current.i] is not node:
            return speaker_of(says[current.i], mentions)
        if current.is_root:
            return None
        current = current.head
