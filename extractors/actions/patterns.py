"""The pattern language of frames: how a trigger and its companions are written in ``config/actions``.

A pattern is a line of words; the kind of list that it stands in ("verbs", "nouns", "adjectives") says what its trigger is.

    condemn                 the trigger lemma
    meet/confer             any of several lemmas
    @sanctions              any word of a class (``config/actions/classes.toml``)
    break +off              a particle
    question +out_of        the preposition before a noun that is the trigger
    cut +off ties           a bare word after a verb: the head of its object (or passive subject)
    express concern         a light verb and its noun
    armed @conflict         a bare word before a noun: its modifier (adjective or compound)
    call on:                a prepositional phrase that must be there ("of/about:" either of two)
    pull +out of:@bodies    … with a word of a class as its head
    subj:@aircraft strike   … the head of the subject
    share view poss:*actor  … whose the object is
    call obj:*person        … that is the mention of a person (*actor: of any political actor)
    hope &                  a clause with a subject of its own
    be =ready               a predicate under a verb (adjective, noun or participle)
    -for:                   a prepositional phrase (or -word an object, particle) that must NOT be there
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

POSSESSOR = "poss"  # what stands for whose a verb's object is, as if it were a preposition
Part = Literal["obj", "mod", "prep", "particle", "subj", "predicate", "clause"]


@dataclass(frozen=True, slots=True)
class Element:
    """A companion of the trigger: ``words`` is empty where any word will do."""

    part: Part
    words: frozenset[str]
    preposition: str = ""
    is_forbidden: bool = False

    @property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Return sets of words: a sentence without a word of each cannot hold this companion."""
        heads = frozenset(word.rpartition(" ")[2] for word in self.words)
        names = [] if self.preposition == POSSESSOR else self.preposition.split("/")
        leads = frozenset(name.partition(" ")[0] for name in names if name)
        return tuple(words for words in (heads, leads) if words)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A trigger with its companions; ``weight`` grows with what it demands, and the heaviest match wins.

    ``needs`` are sets of words: a sentence without a word of each cannot hold the pattern.
    """

    text: str
    triggers: tuple[str, ...]
    elements: tuple[Element, ...]
    needs: tuple[frozenset[str], ...]

    @property
    def weight(self) -> int:
        """Return how specific the pattern is."""
        return sum(0 if e.is_forbidden else 2 if e.words else 1 for e in self.elements)

    @property
    def is_negative(self) -> bool:
        """Tell whether the pattern itself asks for a "no" or "not" ("see no_point"), which then negates nothing."""
        return any(
            word in ("no", "not", "nothing") or word.startswith("no ")
            for element in self.elements
            if not element.is_forbidden
            for word in element.words
        )


def expand(word: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the lemmas that a word of a pattern stands for; raises ValueError for an unknown class."""
    found: set[str] = set()
    for part in word.split("/"):
        if part.startswith("@"):
            if part[1:] not in classes:
                raise ValueError(f"unknown class {part}")
            found |= classes[part[1:]]
        elif part:
            found.add(part.replace("_", " ").lower())
    return frozenset(found)


def parse_pattern(
    text: str, kind: Literal["verb", "noun", "adjective"], classes: Mapping[str, frozenset[str]]
) -> Pattern:
    """Read a pattern; raises ValueError where it has no trigger or names an unknown class."""
    elements: list[Element] = []
    bare: list[str] = []
    for raw in text.split():
        forbidden = raw.startswith("-") and len(raw) > 1
        word = raw[1:] if forbidden else raw
        if ":" in word:
            name, _, rest = word.partition(":")
            words = expand(rest, classes)
            if name in ("subj", "obj"):
                elements.append(Element("subj" if name == "subj" else "obj", words, is_forbidden=forbidden))
            else:
                elements.append(Element("prep", words, name.replace("_", " "), forbidden))
        elif word.startswith("+"):
            elements.append(Element("particle", expand(word[1:], classes), is_forbidden=forbidden))
        elif word == "&":
            elements.append(Element("clause", frozenset(), is_forbidden=forbidden))
        elif word.startswith("="):
            elements.append(Element("predicate", expand(word[1:], classes), is_forbidden=forbidden))
        elif forbidden:
            elements.append(Element("mod" if kind == "noun" else "obj", expand(word, classes), is_forbidden=True))
        else:
            bare.append(word)
    if not bare:
        raise ValueError(f"pattern {text!r} has no trigger")
    if kind == "verb":
        trigger, companions, part = bare[0], bare[1:], "obj"
    else:
        trigger, companions, part = bare[-1], bare[:-1], "mod"
    elements.extend(Element("obj" if part == "obj" else "mod", expand(word, classes)) for word in companions)
    triggers = tuple(sorted(expand(trigger, classes)))
    if not triggers:
        raise ValueError(f"pattern {text!r} has an empty trigger")
    needs = dict.fromkeys(words for element in elements if not element.is_forbidden for words in element.needs)
    return Pattern(text, triggers, tuple(elements), tuple(sorted(needs, key=len)))
