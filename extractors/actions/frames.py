"""Frames: the rules of ``config/actions``, read, checked and indexed by trigger lemma.

A frame says which words mean which action.  It is either a *content* (it has a code of its own: "met" 040), an *operator*
(it takes a content and makes a code with it: "promised" + military aid 0332) or both (bare "threatened" 130).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from operator import neg
from pathlib import Path
from typing import Any

from extractors.actions.compose import Composition, load_composition
from extractors.actions.patterns import Pattern, parse_pattern
from extractors.codebook import load_codebook
from extractors.resources import CONFIG, ConfigError, display, read_toml

ACTIONS = CONFIG / "actions"
# What an operator does with its content; all but "say" and the last five make a speech act of it by the composition table.
OPERATORS = frozenset({
    "say", "ask", "demand", "intend", "reject", "threaten", "accuse", "deny", "investigate", "consider", "protest",
    "do", "begin", "continue", "cease", "fail",
})  # fmt: skip
KINDS = (("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adjective"))
KEYS = frozenset({
    "id", "code", "operator", "content", "verbs", "nouns", "adjectives", "source", "target", "reciprocal", "alone",
    "domestic", "opinion", "joint", "source_roles", "target_roles", "examples", "counter", "note",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """One rule.

    ``source``/``target`` list where the actors stand, in order of preference: "subj", "obj", "iobj" or a preposition;
    ``reciprocal`` makes an event in both directions; ``alone`` lets the event stand without a target; ``domestic`` gives
    it the source's own country as target; ``opinion`` marks judgements that belong to whoever utters the clause
    ("is unacceptable"); ``joint`` is the code where actors of several countries do it together ("held manoeuvres");
    ``source_roles``/``target_roles`` restrict the actors to some role codes.
    """

    id: str
    rule: str
    where: str
    code: str
    operator: str
    content: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    is_reciprocal: bool
    is_alone: bool
    is_domestic: bool
    is_opinion: bool
    joint: str
    source_roles: frozenset[str]
    target_roles: frozenset[str]
    examples: tuple[str, ...]
    counter: tuple[str, ...]


Indexed = tuple[Pattern, Frame]


class Shelf:
    """The rules of one trigger, heaviest first, each found by one of the words that a sentence must have for it."""

    __slots__ = ("_always", "_places", "_rules", "_words")

    def __init__(self, rules: Sequence[Indexed]) -> None:
        self._rules = tuple(rules)
        self._always = tuple(place for place, (pattern, _) in enumerate(rules) if not pattern.needs)
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, (pattern, _) in enumerate(rules):
            for word in pattern.needs[0] if pattern.needs else ():
                self._places[word].append(place)
        self._words = frozenset(self._places)

    def __iter__(self) -> Iterator[Indexed]:
        return iter(self._rules)

    def among(self, present: Set[str]) -> list[Indexed]:
        """Return the rules that a sentence with these words may fit, heaviest first."""
        places = {place for word in self._words & present for place in self._places[word]}
        if not places:
            return [self._rules[place] for place in self._always]
        return [self._rules[place] for place in sorted(places.union(self._always))]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All frames, on shelves by the kind of trigger and its lemma."""

    frames: tuple[Frame, ...]
    verbs: dict[str, Shelf]
    nouns: dict[str, Shelf]
    adjectives: dict[str, Shelf]
    classes: dict[str, frozenset[str]]
    composition: Composition
    particles: frozenset[tuple[str, str]]
    triggers: frozenset[str]


def read_classes(path: Path) -> dict[str, frozenset[str]]:
    """Read word classes; a member "@other" includes another class.  Raises ConfigError on a missing or circular one."""
    raw: dict[str, list[str]] = read_toml(path)
    done: dict[str, frozenset[str]] = {}

    def resolve(name: str, trail: tuple[str, ...]) -> frozenset[str]:
        if name in trail:
            raise ConfigError(display(path), f"class {name} contains itself")
        if name not in raw:
            raise ConfigError(display(path), f"class {trail[-1]} names an unknown class @{name}")
        if name not in done:
            words: set[str] = set()
            for word in raw[name]:
                words |= resolve(word[1:], (*trail, name)) if word.startswith("@") else {word.lower()}
            done[name] = frozenset(words)
        return done[name]

    for name in raw:
        resolve(name, ())
    return done


def read_frame(path: Path, entry: dict[str, Any], composition: Composition) -> Frame:
    """Check one [[frame]] table and return it; raises ConfigError naming the file, the frame and the fault."""
    name = entry.get("id", "?")
    where = f"{display(path)} [{name}]"
    unknown = set(entry) - KEYS
    if unknown:
        raise ConfigError(where, f"unknown keys {', '.join(sorted(unknown))}; known: {', '.join(sorted(KEYS))}")
    code, operator = entry.get("code", ""), entry.get("operator", "")
    if "id" not in entry:
        raise ConfigError(where, "a frame needs an id")
    if code and code not in load_codebook():
        raise ConfigError(where, f"unknown code {code}")
    if entry.get("joint", code) not in ("", *load_codebook()):
        raise ConfigError(where, f"unknown code {entry['joint']}")
    if operator and operator not in OPERATORS:
        raise ConfigError(where, f"unknown operator {operator}; known: {', '.join(sorted(OPERATORS))}")
    content = entry.get("content", "") or (composition.content_of(code) if code and not operator else "")
    if content and content not in composition.contents:
        raise ConfigError(where, f"unknown content {content}")
    if not (code or operator or content):
        raise ConfigError(where, "a frame needs a code, an operator or a content")
    if code and not (entry.get("examples") and entry.get("counter")):
        raise ConfigError(where, "a frame that makes an event needs examples and counter-examples")
    return Frame(
        id=name, rule=f"{path.stem}/{name}", where=display(path), code=code, operator=operator, content=content,
        source=tuple(entry.get("source", ())), target=tuple(entry.get("target", ())),
        is_reciprocal=entry.get("reciprocal", False), is_alone=entry.get("alone", False),
        is_domestic=entry.get("domestic", False), is_opinion=entry.get("opinion", False), joint=entry.get("joint", ""),
        source_roles=frozenset(entry.get("source_roles", ())), target_roles=frozenset(entry.get("target_roles", ())),
        examples=tuple(entry.get("examples", ())), counter=tuple(entry.get("counter", ())),
    )  # fmt: skip


def specificity(pattern: Pattern, frame: Frame) -> tuple[int, int, int]:
    """Return how specific a rule is, the larger the more: what its pattern demands, the digits of its code, what the pattern forbids."""
    return pattern.weight, len(frame.code), sum(element.is_forbidden for element in pattern.elements)


@cache
def load_frames() -> Lexicon:
    """Return the lexicon of actions; raises ConfigError naming file and frame where a rule cannot be."""
    composition = load_composition()
    classes = read_classes(ACTIONS / "classes.toml")
    index: dict[str, dict[str, list[Indexed]]] = {kind: defaultdict(list) for kind, _ in KINDS}
    frames: list[Frame] = []
    seen: set[str] = set()
    for path in sorted(ACTIONS.glob("[0-9][0-9]_*.toml")):
        for entry in read_toml(path).get("frame", []):
            frame = read_frame(path, entry, composition)
            if frame.rule in seen:
                raise ConfigError(f"{frame.where} [{frame.id}]", "id stands twice")
            seen.add(frame.rule)
            frames.append(frame)
            for kind, part in KINDS:
                for text in entry.get(kind, []):
                    try:
                        pattern = parse_pattern(text, part, classes)  # type: ignore[arg-type]
                    except ValueError as error:
                        raise ConfigError(f"{frame.where} [{frame.id}]", str(error)) from error
                    for lemma in pattern.triggers:
                        index[kind][lemma].append((pattern, frame))
    order = {frame.rule: number for number, frame in enumerate(frames)}
    ranked = {
        kind: {
            lemma: Shelf(sorted(found, key=lambda pf: (*map(neg, specificity(*pf)), order[pf[1].rule], pf[0].text)))
            for lemma, found in table.items()
        }
        for kind, table in index.items()
    }
    particles = frozenset(
        (lemma, word)
        for lemma, found in ranked["verbs"].items()
        for pattern, _ in found
        for element in pattern.elements
        if element.part == "particle" and not element.is_forbidden
        for word in element.words
    )
    triggers = frozenset(lemma for table in ranked.values() for lemma in table)
    return Lexicon(
        tuple(frames), ranked["verbs"], ranked["nouns"], ranked["adjectives"], classes, composition, particles, triggers
    )
