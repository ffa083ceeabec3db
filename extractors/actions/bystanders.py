"""Bystanders: who is named beside an act and is not whom it is done to: the court, the victim, the possessor of an arrest."""

from __future__ import annotations

from extractors.actions.homes import is_armed
from extractors.actions.match import Match, objects_of, phrases
from extractors.actions.mentioned import Mentions
from extractors.actors.codes import split
from extractors.tree import Node

# Codes of what is done to somebody for a deed, which a clause tells ("of", "for", "with" doing something to others).
CHARGED = frozenset({"090", "112", "115", "116", "173", "174"})
# Codes whose nouns tell what somebody undergoes, and the kinds of mention that undergo rather than do it.
UNDERGONE = ("0841", "116", "173", "174", "181", "1823", "185", "186")
PEOPLE = frozenset({"person", "pronoun", "role"})
SUFFERED = frozenset({"on", "against", "at", "of"})  # behind the noun of a violent act, whoever suffered it
FORCE = frozenset({"14", "15", "18", "19", "20"})  # roots of what a court may suffer where it stands


def is_forum(node: Node, match: Match, mentions: Mentions) -> bool:
    """Tell whether a phrase names the court where something is done rather than to whom ("sued the firm in a Paris court")."""
    if match.frame.code[:2] in FORCE or node.case() not in ("in", "at", "before"):
        return False
    return any("JUD" in split(m.code)[1] for m in mentions.at(node))


def is_violence(thing: Node, match: Match, mentions: Mentions) -> bool:
    """Tell whether what is condemned is an act of violence, which has a victim ("an attack on a church")."""
    return thing.lemma in mentions.violence and all(part is not thing for part in match.parts.values())


def is_undergone(match: Match, mentions: Mentions) -> bool:
    """Tell whether the possessor of a noun is the one to whom it is done ("his arrest", "the senator's release by the army")."""
    noun = match.trigger
    if not match.frame.code.startswith(UNDERGONE) or phrases(noun, "of"):
        return False
    possessors = [m for kid in noun.sub("nmod:poss") for m in mentions.at(kid)]
    if phrases(noun, "by") or any(mentions.stranger(kid) for kid in noun.sub("nmod:poss")):
        return True
    return bool(possessors) and all(m.kind in PEOPLE and not is_armed(m) for m in possessors)


def is_told_of(node: Node, match: Match) -> bool:
    """Tell whether a token stands in what somebody is accused of or tried for ("convicted him of inciting hatred against Chad")."""
    verb = match.trigger
    if match.frame.code[:3] not in CHARGED or match.kind != "verbs":
        return False
    if all(any(part is thing for part in match.parts.values()) for thing in objects_of(verb)):
        return False  # nobody else: "filed a lawsuit accusing the firm"
    above = [n for n in (node, *node.ancestors()) if n.i > verb.i]
    return any(n.is_verbal and n.dep in ("advcl", "acl", "xcomp", "ccomp") and verb in n.ancestors() for n in above)
