"""Slots: where an act is done to people and bodies alone, so that a proper name there is one even if no file knows it."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.actions.homes import PROTEST, VIOLENT, at_home, is_private, is_unknown
from extractors.actions.match import Match
from extractors.actions.mentioned import Mentions
from extractors.actions.reading import Reading
from extractors.actors.entries import INTERNATIONAL
from extractors.actors.mention import Mention
from extractors.relevance import is_private_crime
from extractors.tree import Node

ADDRESSED = ("obj", "iobj", "on", "upon", "to", "from")
# The places by code or root; the longest key that fits counts.
SLOTS = {
    "02": ADDRESSED, "03": ("with",), "040": ("with", "obj"), "041": ("with", "obj", "to"), "043": ("obj", "with"),
    "046": ("with",), "05": ("obj", "iobj", "with", "to"), "06": ("with",), "084": ("obj", "poss", "to", "of"),
    "09": ("obj", "into", "of", "against"), "10": ADDRESSED, "11": ("obj", "against"), "116": ("obj", "against", "on", "of"),
    "12": ("obj", "with", "by", "from"), "13": ("obj", "against"), "14": ("against",), "16": ("obj", "on", "with", "against"),
    "1711": ("of",), "172": ("obj", "on", "against"), "1722": ("obj", "on", "of"), "173": ("obj", "poss", "against", "of"),
    "174": ("obj", "poss", "of"), "176": ("against",), "180": ("obj",), "181": ("obj", "poss", "of"), "182": ("obj", "of"),
    "185": ("obj", "poss", "of", "on"), "186": ("obj", "poss", "of"),
}  # fmt: skip
# Roots and codes of what is never done to a work, a law or an event, so that even a lone name is somebody.
ANIMATE = ("02", "04", "084", "09", "10", "112", "115", "116", "13", "173", "174", "18")

# Roots and codes of what is done to somebody through what is his.
OWNED = ("05", "084", "09", "11", "12", "173", "174")
# Roots and codes of what a state does to foreigners as well as to its own people.
OUTWARD = ("03", "04", "05", "06", "16", "174")
BODIES = frozenset({"IGO", "NGO", "NGM"})


def slots_of(code: str) -> tuple[str, ...]:
    """Return the places at which an act of a code takes people and bodies alone; none for other acts."""
    return next((SLOTS[code[:size]] for size in (4, 3, 2) if code[:size] in SLOTS), ())


def is_animate(reading: Reading) -> bool:
    """Tell whether a reading is done to people and bodies alone, never to a work, a law or an event."""
    return any(step.code.startswith(ANIMATE) for step in reading.chain())


def strangers_among(nodes: Sequence[Node], place: str, match: Match, mentions: Mentions) -> dict[int, Mention]:
    """Return the unknown people and bodies that tokens at a place of a match name, by token."""
    found = strangers_at([node for node in nodes if is_open(node, place, match)], mentions)
    if place == "obj" and match.frame.code.startswith(OWNED):  # "rejected Ana Roe's appeal"
        things = [node for node in nodes if node.pos == "NOUN" and node.i not in found]
        for thing in things:
            owners = [*thing.sub("nmod:poss"), *(kid for kid in thing.sub("nmod") if kid.case() in ("by", "from"))]
            for owner in strangers_at([kid for kid in owners if kid.pos == "PROPN"], mentions).values():
                found[thing.i] = owner
    return found


def strangers_at(nodes: Sequence[Node], mentions: Mentions) -> dict[int, Mention]:
    """Return the unknown people and bodies that tokens name, by token; the office in a person's apposition makes his code."""
    found: dict[int, Mention] = {}
    for node in nodes:
        stranger = mentions.stranger(node)
        if stranger is None:
            continue
        offices = [m for kid in node.sub("appos") for m in mentions.at(kid) if m.country and m.kind == "role"]
        if offices and stranger.is_person:
            found[node.i] = stranger.mention.recoded(offices[0].code, "document", offices[0].confidence * 0.9)
        else:
            found[node.i] = stranger.mention
    return found


def strangers_meant(nodes: Sequence[Node], mentions: Mentions) -> list[Mention]:
    """Return the unknown people whom the pronouns among some tokens stand for ("was freed after the king pardoned him")."""
    return [who.mention for n in nodes if n.pos == "PRON" and (who := mentions.meant(n)) is not None]


def is_open(node: Node, place: str, match: Match) -> bool:
    """Tell whether a token may be whom a match is done to: no word of the pattern itself, and "of" only what the pattern names."""
    parts = {e.preposition or e.part for e in match.pattern.elements if e.words and not e.is_forbidden}
    if any(match.parts.get(part) is node for part in parts):
        return False
    return place != "of" or match.kind == "nouns" or node.head in match.parts.values()


def admitted(
    targets: Sequence[Mention], reading: Reading, sources: Sequence[Mention], mentions: Mentions, text: str
) -> list[Mention]:
    """Return the targets without the strangers to whom nothing political is done, the others of them at home; ``text`` is the sentence's.

    A stranger takes part only where a political or official actor acts on him; a lone name only where the act is done
    to people and bodies alone; a private person never where police or a court deal with a private crime.
    """
    is_protest = reading.code[:2] == PROTEST
    acting = [m for m in sources if m.country and (m.country in BODIES or is_protest or not is_private(m))]
    found: list[Mention] = []
    for target in targets:
        stranger = mentions.unknown(target)
        if stranger is None:
            found.append(target)
            continue
        if not acting or not (stranger.is_sure or target.country or is_animate(reading)):
            continue
        if stranger.is_person and is_private(target) and is_private_crime(text):
            continue
        known = [m.country for m in targets if m.country and mentions.unknown(m) is None]
        beside = [country for country in known if country != acting[0].country]
        found.append(at_home(target, beside[0]) if beside else settled(target, reading, acting[0], mentions))
    return found


def settled(stranger: Mention, reading: Reading, doer: Mention, mentions: Mentions) -> Mention:
    """Return a stranger of unknown country as belonging to the state whose official deals with him, else to the scene's.

    Whom a state's official meets, puts under sanctions or deports may be a foreigner, whom its army beats may live where it
    stands.
    """
    if not is_unknown(stranger):
        return stranger
    is_foreign = reading.code.startswith(OUTWARD)
    is_abroad = is_foreign or reading.code[:2] in VIOLENT or doer.country in INTERNATIONAL
    scene = mentions.scene_country(reading.match.trigger) if is_abroad else None
    return at_home(stranger, scene or (None if is_foreign else doer.country))
