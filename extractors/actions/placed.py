"""Placed acts: measures that hold in a place and things set up in one.  The place is whom they concern, at home as well as abroad."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from extractors.actions.match import objects_of, phrases, subject_nodes
from extractors.actions.mentioned import Mentions
from extractors.actions.reading import Reading
from extractors.actors.entries import INTERNATIONAL
from extractors.actors.mention import Mention
from extractors.tree import Node

# Curfews, emergencies, blockades, ceasefires, alerts and the calling out of forces, what announces them and what ends them;
# help that is let in.
MEASURES = frozenset({
    "0355", "0356", "0813", "0814", "0863", "087", "0871", "0872", "1323", "1324", "1381",
    "151", "152", "153", "154", "1723", "1724", "191",
})  # fmt: skip
FORCES = frozenset({"153", "154"})  # which also go "to" a place
MOVED = FORCES | {"151", "152"}  # whose object is called out rather than acted on
PEACEKEEPING = frozenset({"074", "0334"})  # given to the country where it is kept, whoever leads the mission
LAID_DOWN = frozenset({"0356", "0871"})  # arms that rest where those who carry them are
INSIDE = frozenset({"in", "across", "throughout", "inside", "on", "over", "around", "at", "near", "outside", "into"})
MAKING = frozenset({"establish", "create", "build", "found", "open"})  # and "set up"
COMPRISING = frozenset({"comprise", "compose", "consist", "make"})
BARRED = frozenset({"ccomp", "advcl", "advcl:relcl", "acl:relcl", "parataxis", "nsubj", "nsubj:pass"})


def is_placed(reading: Reading) -> bool:
    """Tell whether a reading is of a kind that a place stands for."""
    return reading.code in MEASURES or bool(makers(reading))


def makers(reading: Reading) -> list[Node]:
    """Return the verbs by which a reading intends that something comes into being ("agreed to set up a hospital in Togo")."""
    if reading.code[:2] != "03":
        return []
    triggers = [step.match.trigger for step in reading.chain()]
    governed = [kid for trigger in triggers for kid in trigger.sub("xcomp", "acl")]
    return [node for node in dict.fromkeys((*triggers, *governed)) if makes(node)]


def makes(verb: Node) -> bool:
    """Tell whether a verb says that its object comes into being."""
    is_set_up = verb.lemma == "set" and any(kid.lower == "up" for kid in verb.kids)
    return verb.is_verbal and (verb.lemma in MAKING or is_set_up)


def places_of(reading: Reading, sources: Sequence[Mention], mentions: Mentions) -> list[Mention]:
    """Return the place, named behind a placed act, in which it holds; not one of the partners' own where several act."""
    for node in phrases_of(reading):
        for mention in (*mentions.scene(node), *mentions.at(node)):
            is_partners = len(sources) > 1 and any(mention.country == source.country for source in sources)
            if mention.country and not is_partners:
                return [replace(mention, is_place_only=True)]
    return []


def kept_in(reading: Reading, sources: Sequence[Mention], mentions: Mentions) -> list[Mention]:
    """Return the country, not the sources' own, in which a reading keeps the peace ("joined the UN force in Mali")."""
    if reading.code not in PEACEKEEPING:
        return []
    homes = {source.country for source in sources}
    places = (
        m for node in phrases_of(reading) if node.case() == "in" for m in (*mentions.scene(node), *mentions.at(node))
    )
    return [m for m in places if m.country and m.country not in homes | INTERNATIONAL][:1]


def members_of(reading: Reading, mentions: Mentions) -> list[Mention]:
    """Return those of whom what a reading sets up is to consist ("a force comprised of Kenyan and Ugandan troops")."""
    things = [thing for maker in makers(reading) for thing in objects_of(maker)]
    made_of = [kid for thing in things for kid in thing.sub("acl") if kid.lemma in COMPRISING]
    return [m for kid in made_of for n in phrases(kid, "of") for m in mentions.at(n) if m.country]


def areas_of(
    reading: Reading, sources: Sequence[Mention], mentions: Mentions, text: str, kinds: Container[str]
) -> list[Mention]:
    """Return the part of its doer's country in which a measure holds, where only its kind is told ("on alert in the north region").

    ``kinds`` are the words of such parts.  Where the clause names another country the area may lie there, and nobody is returned.
    """
    homes = {source.country for source in sources}
    home = homes.pop() if len(homes) == 1 else None
    if reading.code not in MEASURES or home is None or home in INTERNATIONAL:
        return []
    nodes = list(reading.match.trigger.subtree())
    if any(m.country not in (None, home) for node in nodes for m in (*mentions.at(node), *mentions.scene(node))):
        return []
    for node in phrases_of(reading):
        if node.lemma in kinds:
            words = [node, *node.sub("det", "amod", "compound", "nummod", "nmod:poss")]
            first, start, end = min(w.i for w in words), min(w.start for w in words), max(w.end for w in words)
            return [
                replace(
                    sources[0], start=first, end=node.i + 1, head=node.i, anchor=node.i, start_char=start, end_char=end,
                    text=text[start:end], code=home, name=text[start:end], kind="place", resolved_by="composition",
                    confidence=sources[0].confidence * 0.6, is_place_only=True,
                )
            ]  # fmt: skip
    return []


def phrases_of(reading: Reading) -> Iterator[Node]:
    """Yield the heads of the phrases behind a placed act that tell where: those of its own clause, in text order."""
    hosts = makers(reading) or [step.match.trigger for step in reading.chain()]
    cases = INSIDE | {"to"} if reading.code in FORCES else INSIDE
    for host in hosts:
        if reading.code == "191":  # "blockaded Timbuktu"
            yield from objects_of(host)
        below = [n for n in host.subtree() if n.i > host.i and n.case() in cases and not n.is_verbal]
        for node in sorted(below, key=lambda n: n.i):
            path = [n for n in (node, *node.ancestors()) if n is not host and host in n.ancestors()]
            if not any(n.dep in BARRED or (n.dep == "conj" and n.is_verbal) for n in path):
                yield from parts_of(node)
    if reading.code in LAID_DOWN:  # "rebels in the north declared a truce"
        for subject in subject_nodes(hosts[0]):
            for node in subject.sub("nmod"):
                if node.case() == "in":
                    yield from parts_of(node)


def parts_of(node: Node) -> Iterator[Node]:
    """Yield a place word with what it is a part of ("in [parts] of west [Darfur]") and what is coordinated with it."""
    yield node
    for kid in node.sub("nmod", "compound", "appos", "conj", "nmod:unmarked"):
        if kid.dep != "nmod" or kid.case() in ("of", "in"):
            yield from parts_of(kid)
