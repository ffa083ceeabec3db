"""The actors of one sentence, found by token or inside a noun phrase."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from extractors.actions.factuality import cues
from extractors.actions.match import agents_of, phrases
from extractors.actions.reading import Reader
from extractors.actors.codes import join, split
from extractors.actors.entries import INTERNATIONAL
from extractors.actors.mention import Mention
from extractors.actors.strangers import Stranger, Strangers
from extractors.tree import Node, clause_of

# Inside a noun phrase the owner of a thing (criticised, rejected) or the one that it is aimed at (sanctions, aid).
DOER = (
    "poss",
    "mod",
    "of",
    "by",
    "between",
    "among",
)  # inside a subject: who acts through it, never whom it is aimed at
OWNER = ("poss", "mod", "by", "of", "from", "against", "with", "on", "to", "in", "for", "over", "between", "among")
AIM = (
    "against", "with", "on", "to", "toward", "towards", "into", "for", "between", "among", "poss", "mod", "of", "from", "over", "in", "at",
)  # fmt: skip


REBELS = frozenset({"REB", "SEP", "INS", "UAF"})
PARTIAL = frozenset({"including", "among"})  # what leads to some of those who are named already
# Behind the noun of a violent act, whoever did it.
ATTACKER = ("poss", "mod", "by", "from")


class Mentions:
    """The actors mentioned in one sentence, found by token.

    ``strangers`` reads the names that no file knows; ``violence`` are the nouns of acts that have a victim ("attack").
    """

    def __init__(
        self, mentions: Iterable[Mention], strangers: Strangers | None = None, violence: Set[str] = frozenset()
    ) -> None:
        self.strangers, self.violence = strangers, violence
        self._by_token: dict[int, list[Mention]] = {}
        self._scenes: dict[int, Mention] = {}
        for mention in mentions:
            for i in range(mention.start, mention.end):
                if mention.is_place_only:
                    self._scenes[i] = mention
                else:
                    self._by_token.setdefault(i, []).append(mention)

    def __bool__(self) -> bool:
        return bool(self._by_token)

    def at(self, node: Node) -> list[Mention]:
        """Return the mentions headed by a token, else those that cover it."""
        here = self._by_token.get(node.i, [])
        return [m for m in here if m.head == node.i] or here

    def scene(self, node: Node) -> list[Mention]:
        """Return the place that a token names: where troops are massed or bombs fall, it stands for whoever owns it."""
        return [self._scenes[node.i]] if node.i in self._scenes else []

    def stranger(self, node: Node) -> Stranger | None:
        """Return the unknown person or body that a noun phrase names where no known actor heads it."""
        return self.strangers.at(node) if self.strangers is not None else None

    def meant(self, pronoun: Node) -> Stranger | None:
        """Return the unknown person whom "him" or "her" stands for where no known actor can be meant."""
        return self.strangers.meant(pronoun) if self.strangers is not None else None

    def unknown(self, mention: Mention) -> Stranger | None:
        """Return the stranger whom a mention names, None where it is a known actor."""
        return self.strangers.behind(mention) if self.strangers is not None else None

    def scene_country(self, node: Node) -> str | None:
        """Return the country of the scene that the clause of a token names, where it names just one."""
        found = {self._scenes[n.i].country for n in clause_of(node).subtree() if n.i in self._scenes}
        return found.pop() if len(found) == 1 else None

    def under(self, node: Node, order: Sequence[str]) -> list[Mention]:
        """Return the actors that a noun phrase names: its head and coordinated heads, else the first place inside (by ``order``)."""
        found = list(self.at(node))
        if (
            not found and node.is_verbal
        ):  # "The Red Cross operating in Iraq said": the participle took the subject's place
            return [m for kid in node.sub("nsubj") for m in self.under(kid, order)]
        for conjunct in (kid for kid in node.sub("conj") if not kid.is_left_out):
            if conjunct.pos in ("NOUN", "PROPN", "PRON", "NUM") and conjunct.case() not in PARTIAL:
                found += [m for m in self.under(conjunct, order) if m not in found]
        if any(m.country for m in found):
            return found
        if found and all(m.kind == "thing" for m in found):  # "drones launched by rebels"
            agents = [m for kid in node.sub("acl") for agent in agents_of(kid) for m in self.at(agent)]
            if agents:
                return agents
        for kid in node.sub(
            "appos", "flat", "flat:name", "nmod:unmarked", *(("compound", "amod", "nmod:poss") if found else ())
        ):
            if any(m.country for m in self.at(kid)):
                return self.at(kid)
        if found:
            return found
        for kid in node.sub("acl"):  # "a bomb planted by rebels", "villages held by Armenia"
            if kid.lemma in cues()["judging"]:  # "a move condemned by Peru"
                continue
            agents = [m for agent in agents_of(kid) for m in self.at(agent)]
            if agents:
                return agents
            if kid.lemma in cues()["launching"]:  # "a rocket fired from Gaza"
                places = [m for n in phrases(kid, "from") for m in (*self.at(n), *self.scene(n)) if m.country]
                if places:
                    return places[:1]
        for place in order:
            for kid in inner_phrases(node, place):
                inner = self.under(kid, order)
                if inner:
                    return inner
        return []


def inner_phrases(node: Node, place: str) -> list[Node]:
    """Return the tokens of a noun phrase that stand in a place: "poss", "mod" (adjective, compound) or a preposition."""
    if place == "poss":
        return node.sub("nmod:poss")
    if place == "mod":
        return node.sub("compound", "amod", "nmod:desc", "flat")
    found = phrases(node, place)
    if not found and place == "by" and not node.is_verbal:  # "the arrest of [editors by police]"
        found = [doer for victim in phrases(node, "of") for doer in phrases(victim, "by")]
    return found


def unique(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions without repetition, in order."""
    found: list[Mention] = []
    for mention in mentions:
        if mention not in found:
            found.append(mention)
    return found


def adopted(mentions: Sequence[Mention], nodes: Sequence[Node]) -> Iterator[Mention]:
    """Yield the mentions; a role of unknown country right behind the name of a state or body belongs to it ("U.N. helicopters").

    Behind several coordinated names it belongs to each of them ("UK and EU negotiators").
    """
    known = {(m.start, m.end) for m in mentions if m.country is not None}
    pairs = {(m.start, m.end) for m in mentions if m.country is not None and m.resolved_by == "reference"}
    mentions = [
        m
        for m in mentions  # "the two leaders", resolved, are not some leaders; "the two Asian neighbours" are not Asia
        if (m.start, m.end) not in (known if m.country is None else pairs if m.resolved_by == "composition" else ())
    ]
    owners = {m.end: m for m in mentions if m.country is not None and m.kind in ("state", "organisation", "group")}
    adjectives = {m.end: m for m in mentions if m.country is not None and m.kind == "thing" and m.end == m.start + 1}
    for mention in mentions:
        owner = owners.get(mention.start)
        if owner is not None and mention.country is None and mention.kind in ("role", "thing"):
            for one in coordinated(owner, mention, owners | adjectives, nodes):
                yield mention.recoded(join(one.code, split(mention.code)[1]), "composition", mention.confidence * 0.9)
        else:
            yield mention


def coordinated(
    owner: Mention, noun: Mention, owners: Mapping[int, Mention], nodes: Sequence[Node]
) -> Iterator[Mention]:
    """Yield the names before a noun that are coordinated with the one right before it, and that one last."""
    node, first = nodes[owner.head], owners.get(owner.start - 1)
    if first is not None and nodes[owner.start - 1].lower in ("and", ","):
        is_conjunct = node.dep == "conj" and node.head.i == first.head
        if is_conjunct or nodes[first.head].head.i == node.head.i == noun.head:
            yield from coordinated(first, noun, owners, nodes)
    yield owner


def as_actor(mention: Mention, reader: Reader, named: Container[int]) -> Iterator[Mention]:
    """Yield a mention unless its head is itself an action ("military exercises", "ties with Zaire"); then only the country in it.

    ``named`` are the tokens at which others are mentioned: who is named himself needs no country beside ("Kim's invasion").
    """
    nodes = reader.tree.nodes
    match = reader.match(nodes[mention.head]) if mention.kind in ("role", "thing") else None
    is_church = "REL" in split(mention.code)[1]  # a bishops' conference is no meeting
    if match is None or match.kind != "nouns" or match.frame.content == "peacekeeping" or is_church:
        yield mention
    elif mention.country is not None and mention.resolved_by in ("name", "composition"):
        anchors = [
            n
            for n in nodes[mention.start : mention.end]
            if n.i != mention.head and n.text[:1].isupper() and (n.pos in ("PROPN", "ADJ") or n.text.isupper())
        ]
        anchor = anchors[-1] if anchors else None
        if anchor is not None and anchor.i not in named:
            body = [n for n in nodes[anchor.i + 1 : mention.head] if n.pos == "NOUN" and mention.kind == "thing"]
            is_whole = mention.country in INTERNATIONAL or bool(body)  # "the Nairobi council decision" is the council's
            yield replace(mention, start=anchor.i, end=anchor.i + 1, head=anchor.i, start_char=anchor.start, end_char=anchor.end,
                          text=anchor.text, kind="state",
                          code=mention.code if is_whole else mention.country)  # fmt: skip
    elif mention.country is None and REBELS & set(split(mention.code)[1]) and nodes[mention.start].dep == "compound":
        doer = nodes[mention.start]  # "[rebel] mortar fire"
        yield replace(
            mention, end=doer.i + 1, head=doer.i, anchor=doer.i, end_char=doer.end, text=doer.text, kind="role"
        )
