"""Strangers: persons and bodies that no actor file knows, told by their names where something is done to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from extractors.tree import SUBJECTS, Node, Tree

from .codes import UNKNOWN, join
from .lexicon import ActorLexicon
from .mention import Mention, MentionKind
from .names import BODIES, JOINING, NAME_WORD, is_headline, is_name
from .refusal import HYPHENS, is_match_report
from .words import words_of

# A name that is all the evidence there is makes less of an actor than any that a file knows.
CONFIDENCE, UNSURE = 0.45, 0.35
MEMBER = "CVL"
LONGEST = 5
_MODIFIERS = frozenset({"amod", "compound", "nmod:desc", "flat", "nummod", "obl:unmarked", "advmod"})
_PERSONAL = ("person", "collective")
_RELATIVE = frozenset({"who", "whose", "whom"})


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody named whom no file knows: the mention (of unknown country, if its phrase tells none), and what tells it.

    ``is_sure``: more than a lone word with a capital tells it; ``is_person``: a person's name, no body's.
    """

    mention: Mention
    reason: str
    is_sure: bool
    is_person: bool


class Strangers:
    """Reads the unknown names of one sentence, each when it is asked for."""

    def __init__(self, tree: Tree, mentions: Iterable[Mention], lexicon: ActorLexicon) -> None:
        self.tree, self.lexicon = tree, lexicon
        self._mentions = mentions
        self._read: dict[int, Stranger | None] = {}

    def at(self, node: Node) -> Stranger | None:
        """Return who is named by the noun phrase that a token heads, None where that is a known actor, a thing or no name."""
        if node.i not in self._read:
            may_be = node.pos in ("PROPN", "NOUN") and node.i not in self._taken and not self._is_silent
            self._read[node.i] = self._stranger(node) if may_be else None
        return self._read[node.i]

    def meant(self, pronoun: Node) -> Stranger | None:
        """Return the one unknown person who is the subject of an earlier clause of the sentence, for "him" and "her"; else None."""
        grammar = self.lexicon.grammar
        if pronoun.lower not in grammar["he"] and pronoun.lower not in grammar["she"]:
            return None
        subjects = [n for n in self.tree.nodes[: pronoun.i] if n.dep in SUBJECTS and n.head is not pronoun.head]
        found = [who for n in subjects if is_name(n) and (who := self.at(n)) is not None and who.is_person]
        return found[0] if len(found) == 1 and found[0].is_sure else None

    def behind(self, mention: Mention) -> Stranger | None:
        """Return the stranger whom a mention names, None where a file knows the actor."""
        here = (mention.start, mention.end)
        return next((s for s in self._read.values() if s and (s.mention.start, s.mention.end) == here), None)

    @cached_property
    def _taken(self) -> frozenset[int]:
        """Return the tokens of known actors; where only a nationality is known of a name ("Chilean colonel Ana Lee"), it is free."""
        nodes = self.tree.nodes
        return frozenset(
            i
            for mention in self._mentions
            for i in range(mention.start, mention.end)
            if not (
                mention.kind in ("state", "thing")
                and mention.code == mention.country
                and mention.resolved_by == "composition"
                and i > mention.anchor
                and is_name(nodes[mention.head])
                and self._is_nationality(nodes[mention.anchor])
            )
        )

    @cached_property
    def _is_silent(self) -> bool:
        """Tell whether capitals say nothing here: in a headline, or where players have names like politicians."""
        return is_headline(self.tree.nodes) or is_match_report(words_of(self.tree), self.lexicon.refusals)

    def _stranger(self, node: Node) -> Stranger | None:
        nodes = self.tree.nodes
        title: Node | None = None
        named = next((kid for kid in nodes[node.i + 1 : node.i + 3] if self._names(node, kid)), None)
        if self._is_word(node):
            start, end = self._run(node)
            before = nodes[start - 1] if start else node
            if before.pos == "NOUN" and before.i not in self._taken and (before.head is node or node.head is before):
                title = before
        elif named is not None:
            title, (start, end) = node, self._run(named)
        else:
            return self._described(node)
        run = nodes[start:end]
        text = self.tree.text[run[0].start : run[-1].end]
        has_article = any(kid.dep == "det" and kid.i < start for kid in (title or node).kids)
        role = self._body(node, run)
        if role is not None:
            return self._made(node, title, start, end, role, "a body by the head of its name", True, False)
        if any(e.kind not in ("surname", "role") for m in self.lexicon.match(text) for e in m.entries):
            return None  # a place, a thing of the files, somebody whom the files know and this sentence does not mean
        if len(run) == 1 and run[0].text.isupper() and len(run[0].text) > 2:
            made = not has_article and title is None
            return self._made(node, title, start, end, MEMBER, "an acronym", False, False) if made else None
        if not self._is_personal(run):
            return None
        if title is not None:
            role = self._title_role(title)
            if role is None:
                return None
            return self._made(node, title, start, end, role, f"the title “{title.text}”", True, True)
        if has_article or (
            start > 1 and nodes[start - 1].text == "," and start - 2 in self._taken and node.dep != "conj"
        ):
            return None  # "Chad's envoy to Togo, Ana Lee": no second person
        told = self._told_apart(node, start)
        role = self._apposed_role(node) or MEMBER
        words = sum(word.text not in HYPHENS and not word.text.endswith(".") for word in run)
        if told or words > 1:
            return self._made(node, title, start, end, role, told or "a name of several words", True, True)
        return self._made(node, title, start, end, role, "a lone name without an article", False, True)

    def _described(self, noun: Node) -> Stranger | None:
        """Return the body that a definite description means ("banned the movement")."""
        roles = [e.role for e in self.lexicon.lookup(noun.lower) if e.role is not None and e.role.kind != "modifier"]
        is_definite = any(kid.lower in ("the", "this", "that") for kid in noun.sub("det"))
        if not is_definite or not roles or roles[0].kind != "organ" or roles[0].alone != "no":
            return None
        start = min(kid.i for kid in noun.sub("det"))
        reason = f"the description “{noun.text}”"
        return self._made(noun, None, start, noun.i + 1, roles[0].code, reason, True, False)

    # ---- the words of a name

    def _is_word(self, node: Node) -> bool:
        """Tell whether a token is a word of a name: a proper noun, or within a sentence any capitalised noun or adjective."""
        if is_name(node):
            return True
        if not node.i or not node.text[:1].isupper() or node.pos not in ("NOUN", "ADJ", "X"):
            return False
        return not self._is_nationality(node)

    def _is_nationality(self, node: Node) -> bool:
        return any(entry.kind in ("adjective", "people") for entry in self.lexicon.lookup(node.text))

    def _names(self, noun: Node, following: Node) -> bool:
        """Tell whether a noun is followed by the name of whom it means ("activist Ana Lee")."""
        governor = following.head if following.head is noun or not is_name(following.head) else following.head.head
        return noun.pos == "NOUN" and self._is_word(following) and following.i not in self._taken and governor is noun

    def _run(self, node: Node) -> tuple[int, int]:
        """Return start and end of the capitalised words around one that are a name together, without honorifics."""
        nodes, taken = self.tree.nodes, self._taken
        start, end = node.i, node.i + 1
        while start and start - 1 not in taken and (self._is_word(nodes[start - 1]) or self._joins(start - 1)):
            start -= 1
        while end < len(nodes) and end not in taken and (self._is_word(nodes[end]) or self._joins(end)):
            end += 1
        while start < node.i and self._is_honorific(nodes[start]):
            start += 1
        return start, end

    def _joins(self, i: int) -> bool:
        """Tell whether a small word stands inside a name ("van", the hyphen of "Al-Masri", "Front for")."""
        nodes = self.tree.nodes
        if (
            not 0 < i < len(nodes) - 1
            or not self._is_word(nodes[i + 1])
            or i + 1 in self._taken
            or i - 1 in self._taken
        ):
            return False
        if nodes[i].text in HYPHENS:
            return nodes[i - 1].end == nodes[i].start and nodes[i].end == nodes[i + 1].start
        if nodes[i].lower in JOINING:
            return nodes[i - 1].lower in self.lexicon.bodies
        return self._is_word(nodes[i - 1]) and nodes[i].lower in self.lexicon.grammar["name_particles"]

    def _is_honorific(self, node: Node) -> bool:
        return node.lower.rstrip(".") in self.lexicon.grammar["honorifics"]

    def _is_personal(self, run: list[Node]) -> bool:
        """Tell whether words may be a person's name: none is one of the language's, of the calendar's, or heads a thing's name."""
        refusals, grammar = self.lexicon.refusals.cities, self.lexicon.grammar
        last = run[-1].lower
        return (
            len(run) <= LONGEST
            and all(NAME_WORD.fullmatch(word.text) or word.text in HYPHENS for word in run)
            and not all(word.text.isupper() for word in run if len(word.text) > 2)
            and not any(word.lower.rstrip(".") in grammar["calendar"] or self._is_common(word) for word in run)
            and run[0].lower not in grammar["thing_openers"]
            and last not in grammar["thing_heads"]
            and last not in refusals.proper
            and last not in refusals.common
        )

    def _is_common(self, word: Node) -> bool:
        return word.lower in self.lexicon.bodies or any(e.kind == "role" for e in self.lexicon.lookup(word.lower))

    # ---- who bears it

    def _body(self, node: Node, run: list[Node]) -> str | None:
        """Return the roles of the body that a name of several words names ("Acme Holdings Ltd"), None where it names none."""
        if len(run) > 1:
            head = next((run[i - 1] for i in range(1, len(run)) if run[i].lower in JOINING), run[-1])
            role = self._body_role(head)
            if role is not None or head.i != run[-1].i:
                return role
        inner = next(
            (kid for kid in node.sub("nmod") if kid.case() in JOINING and is_name(kid) and kid.i > node.i), None
        )
        return self._body_role(inner) if inner is not None and inner.i not in self._taken else None

    def _body_role(self, head: Node) -> str | None:
        word = head.lower.rstrip(".")
        bearer = self.lexicon.refusals.bearers.get(word)
        if bearer is not None:
            return bearer
        for entry in self.lexicon.lookup(word):
            if entry.role is not None and entry.role.kind in ("organ", "collective"):
                return entry.role.code
        return MEMBER if self.lexicon.bodies.get(word) in BODIES else None

    def _title_role(self, title: Node) -> str | None:
        """Return the roles that a noun before a name tells, None where it is no person's ("the film Roma")."""
        known = self.lexicon.lookup(title.lower)
        for entry in known:
            if entry.role is not None and entry.role.kind in _PERSONAL:
                return entry.role.code
        return MEMBER if not known and title.lemma.endswith(tuple(self.lexicon.grammar["person_endings"])) else None

    def _apposed_role(self, node: Node) -> str | None:
        """Return the roles that an apposition gives a person ("Ana Lee, a publisher"), None where there is none."""
        for noun in node.sub("appos"):
            for entry in self.lexicon.lookup(noun.lower):
                if (
                    entry.role is not None
                    and entry.role.kind == "person"
                    and not (entry.role.weak or entry.role.plural)
                ):
                    return entry.role.code
        return None

    def _told_apart(self, node: Node, start: int) -> str:
        """Return what beside the name shows a person: an honorific or "who", or ""."""
        before = self.tree.nodes[start - 1] if start else None
        if before is not None and self._is_honorific(before):
            return f"the title “{before.text}”"
        clauses = node.sub("acl:relcl", "acl")
        who = next((n for clause in clauses for n in clause.subtree() if n.lower in _RELATIVE), None)
        return f"“{who.text}”" if who is not None else ""

    def _made(
        self,
        node: Node,
        title: Node | None,
        start: int,
        end: int,
        role: str,
        reason: str,
        is_sure: bool,
        is_person: bool,
    ) -> Stranger:
        nodes, first = self.tree.nodes, min(start, title.i if title is not None else start)
        while first and nodes[first - 1].dep in _MODIFIERS and first <= nodes[first - 1].head.i < end:
            first -= 1
            if first > 1 and nodes[first - 1].text in HYPHENS and nodes[first - 1].end == nodes[first].start:
                first -= 2  # "the Lima-based firm"
        country = next(
            (e.code[:3] for n in nodes[first:start] for e in self.lexicon.lookup(n.text) if e.kind == "adjective"),
            UNKNOWN,
        )
        lo, hi = nodes[first].start, nodes[end - 1].end
        kind: MentionKind = "person" if is_person else "organisation"
        mention = Mention(
            first, end, node.i, start, lo, hi, self.tree.text[lo:hi], join(country, (role[i : i + 3] for i in range(0, len(role), 3))),
            self.tree.text[nodes[start].start : hi], kind, "document", CONFIDENCE if is_sure else UNSURE,
        )  # fmt: skip
        return Stranger(mention, reason, is_sure, is_person)
