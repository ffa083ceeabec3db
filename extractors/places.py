"""Where did it happen: the place that the action's clause names as its scene."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.actors.mention import PlaceMention
from extractors.records import Place
from extractors.tree import Node, clause_of

SCENE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "off",
        "around",
        "over",
        "along",
        "throughout",
        "across",
        "within",
        "from",
    }
)


def place_of(trigger: Node, nodes: Sequence[Node], places: Sequence[PlaceMention]) -> Place | None:
    """Return the scene of an action: the nearest place with a locative preposition in its clause, else in its sentence, else None."""
    own = clause_of(trigger)
    best: tuple[bool, int, PlaceMention] | None = None
    for place in places:
        if place.preposition not in SCENE:
            continue
        node = nodes[place.start]
        key = (clause_of(node) is not own, abs(node.i - trigger.i))
        if best is None or key < best[:2]:
            best = (*key, place)
    return best[2].to_place() if best is not None else None
