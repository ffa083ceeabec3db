"""Near misses: the rules whose trigger is there and of which one condition fails, and triggers that found no source or target."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.actions.binding import sources_of, targets_of
from extractors.actions.finder import Action, Finder
from extractors.actions.frames import Frame, Lexicon
from extractors.actions.match import find_part, kinds_of
from extractors.actions.patterns import Element, Pattern
from extractors.tree import Node

MOST = 3  # a token
NAMES = {
    "clause": "clause",
    "obj": "object",
    "subj": "subject",
    "mod": "modifier",
    "predicate": "complement",
    "particle": "particle",
}


def near_misses(node: Node, lexicon: Lexicon) -> list[tuple[Frame, Pattern, str]]:
    """Return the rules of a token that fail by one condition alone, with that condition, most specific first."""
    found = []
    for kind in kinds_of(node):
        for pattern, frame in getattr(lexicon, kind).get(node.lemma, ()):
            failing = [e for e in pattern.elements if (find_part(e, node, kind, lexicon) is None) != e.is_forbidden]
            if len(failing) == 1 and len(pattern.elements) > 1:
                found.append((frame, pattern, failure(failing[0])))
    return found[:MOST]


def failure(element: Element) -> str:
    """Return in words what an element misses, or what it forbids and there is."""
    name = f"preposition {element.preposition}" if element.part == "prep" else NAMES[element.part]
    words = "/".join(sorted(element.words)[:4]) + ("/…" if len(element.words) > 4 else "")
    wanted = f"{name} {words}".strip()
    return f"counter pattern: {wanted}" if element.is_forbidden else f"no {wanted}"


def unbound(finder: Finder, actions: list[Action]) -> Iterator[tuple[Node, str]]:
    """Yield the triggers with a code that made no event, and what they lack: a source or a target."""
    used = {step.match.trigger.i for action in actions for step in action.reading.chain()} | finder.consumed
    for node in finder.tree.nodes:
        match = finder.reader.match(node)
        if match is None or node.i in used or match.frame.operator == "say":
            continue
        for reading in finder.reader.read(node)[:1]:
            sources = sources_of(reading, finder.mentions) if reading.code else []
            if not reading.code:
                yield node, "no content that the operator could take"
            elif not sources:
                yield node, f"{reading.code}: no source"
            elif not targets_of(reading, sources, finder.mentions):
                yield node, f"{reading.code}: no target"
